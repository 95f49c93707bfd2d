//! Files that a draft or a configuration leads to, and that nobody who runs factlint named. Whoever can write a draft
//! could have any file read so, and what is wrong with it told in a log that others see: of what lies outside of
//! the repository, or is no `.toml` file, only the place of a mistake is told, and none of its words.

use super::config;
use crate::strict::{Complaint, Severity};
use rustc_hash::FxHashSet;
use std::fs::canonicalize;
use std::path::{Component, Path, PathBuf};

/// Where what is wrong with a file may be told in its own words.
#[derive(Debug, Clone, Default)]
pub(super) struct Grounds {
    working: PathBuf,
    /// Repositories, or what stands for one, links followed.
    inside: FxHashSet<PathBuf>,
    /// What a person named on the command line, without steps upwards.
    named: Vec<PathBuf>,
}

/// The root of the repository around a folder.
pub(super) fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|f| f.join(".git").exists())
}

/// Whether a file is a link to somewhere outside of the repository around it; without one, of its folder.
pub(super) fn leads_out(file: &Path) -> bool {
    let folder = file.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let (Ok(real), Ok(folder)) = (canonicalize(file), canonicalize(folder)) else { return false };
    !real.starts_with(repository(&folder).unwrap_or(&folder))
}

/// A path without `.` and `..`, links as they are.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            part => out.push(part),
        }
    }
    out
}

impl Grounds {
    /// Those of the working folder and of a configuration that was named.
    pub(super) fn new(working: &Path, config: Option<&Path>) -> Self {
        let mut grounds = Self { working: working.to_owned(), ..Self::default() };
        grounds.add(repository(working).unwrap_or(working));
        // What it names counts from its folder.
        grounds.name(config.and_then(Path::parent).map(Path::to_owned).as_slice());
        grounds.name(config.map(Path::to_owned).as_slice());
        grounds
    }

    /// A folder that drafts lie in.
    pub(super) fn add(&mut self, folder: &Path) {
        self.inside.insert(canonicalize(folder).unwrap_or_else(|_| folder.to_owned()));
    }

    /// What was named on the command line.
    pub(super) fn name(&mut self, paths: &[PathBuf]) {
        self.named.extend(paths.iter().map(|path| plain(&self.working.join(path))));
    }

    fn holds(&self, path: &Path) -> bool {
        path.ancestors().any(|above| self.inside.contains(above))
    }

    /// Whether who named one path named another with it: what lies in it, and beside a file elsewhere what that may include.
    fn covers(&self, named: &Path, path: &Path) -> bool {
        let beside = || {
            let folder = named.parent().filter(|folder| !self.inside.iter().any(|ours| ours.starts_with(folder)));
            folder.is_some_and(|folder| path.starts_with(folder) && path.extension().is_some_and(|e| e == "toml"))
        };
        path.starts_with(named) || (!self.holds(named) && beside())
    }

    /// Whether nothing of a file is to be shown.
    fn keeps(&self, file: &str) -> bool {
        let path = plain(&self.working.join(file));
        let Ok(real) = canonicalize(&path) else { return false };
        // Who names a file may see it; but a link in the repository is its writer's word, and not theirs.
        let told =
            self.named.iter().any(|named| self.covers(named, &path)) && (self.holds(&real) || !self.holds(&path));
        let ours = real.extension().is_some_and(|e| e == "toml") || real.file_name().is_some_and(|n| n == config::NAME);
        !told && !(ours && self.holds(&real))
    }

    /// Complaints, without the words of files that are not to be shown: of each of these the first error and the first warning.
    pub(super) fn hushed<'c>(&self, all: impl Iterator<Item = &'c Complaint>) -> Vec<Complaint> {
        let mut kept: FxHashSet<(&str, Severity)> = FxHashSet::default();
        let mut out = Vec::new();
        for complaint in all {
            // That a file cannot be read is told without its words; where it is named stands in the draft.
            if complaint.code == "unreadable-file" || !self.keeps(&complaint.file) {
                out.push(complaint.clone());
            } else if kept.insert((&complaint.file, complaint.severity)) {
                out.push(Complaint {
                    found: String::new(),
                    excerpt: None,
                    message: String::from(
                        "there is a mistake here, and nothing of the file is shown, since it lies outside of the \
                         repository or is no .toml file, and a draft or a configuration led to it",
                    ),
                    help: Some(format!(
                        "to see more, name {} on the command line (--facts, --rules, --config)",
                        self.real(&complaint.file)
                    )),
                    ..complaint.clone()
                });
            }
        }
        out
    }

    /// Where a file really lies.
    fn real(&self, file: &str) -> String {
        canonicalize(self.working.join(file)).map_or_else(|_| file.to_owned(), |path| path.display().to_string())
    }
}
