//! Where the facts of a draft come from, and what its `factlint.toml` says. First that is there:
//! `--facts`, front matter, `NAME.facts.toml` beside it, the nearest `factlint.toml` upwards that sets
//! `facts`, the nearest `facts.toml` upwards.

use super::Failure;
use super::args::{ConfigArgs, FailOn};
use super::config::{self, Config, Named, Set, Settings};
use super::foreign::Grounds;
use crate::checks;
use crate::claims::Dateline;
use crate::facts::{Complaint, Severity};
use crate::report::Folders;
use crate::strict::Place;
use rustc_hash::FxHashMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;

/// A facts file beside a folder's drafts.
const FACTS: &str = "facts.toml";

/// What paths are told from in formats that others read: the root of the repository around the working
/// folder, or that folder.
pub(super) fn folders() -> Folders {
    let working = std::env::current_dir().unwrap_or_default();
    let root = working.ancestors().find(|f| f.join(".git").exists()).unwrap_or(&working).to_owned();
    Folders { working, root }
}

/// Which `factlint.toml` a run obeys.
#[derive(Debug)]
enum Obeyed {
    /// Those above each draft, the nearest first.
    Above,
    /// This one, with its index among the configurations.
    Only(usize),
    /// None.
    Nobody,
}

/// What lies above the drafts of one folder, nearest first.
#[derive(Debug, Default)]
struct Upwards {
    /// The folder, without steps upwards in its path.
    folder: PathBuf,
    configs: Vec<usize>,
    facts: Option<PathBuf>,
}

/// The patterns of files in a folder that are no drafts.
pub(super) struct Patterns {
    /// The folder, without steps upwards in its path.
    pub folder: PathBuf,
    /// What they count from.
    pub root: PathBuf,
    /// The patterns, as in a `.gitignore`.
    pub patterns: Set<Vec<String>>,
}

/// Where the facts of a draft come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum FactsFrom {
    /// The draft's front matter.
    Front,
    /// `NAME.facts.toml` beside `NAME.md`.
    Beside,
    /// A `factlint.toml`.
    Configuration(Place),
    /// The nearest `facts.toml` upwards.
    Above,
    /// Nowhere.
    Nowhere,
}

/// Looks upwards from drafts, each folder once.
#[derive(Debug)]
pub(super) struct Sources {
    working: PathBuf,
    obeyed: Obeyed,
    folders: FxHashMap<PathBuf, Rc<Upwards>>,
    configs: Vec<Config>,
    read: FxHashMap<PathBuf, usize>,
    /// What configurations and drafts name and is not there, as far as it was wanted.
    missing: Vec<Complaint>,
    /// Where what is wrong with a file may be told in its own words.
    pub grounds: Grounds,
}

impl Sources {
    /// Looks from the working folder.
    pub(super) fn new(args: &ConfigArgs) -> Self {
        let working = std::env::current_dir().unwrap_or_default();
        Self::at(working.clone(), args, &working)
    }

    /// Looks from another folder; what a configuration of `--config` says of drafts counts from `base`, where it lies in none
    /// of the folders above that.
    pub(super) fn at(working: PathBuf, args: &ConfigArgs, base: &Path) -> Self {
        let grounds = Grounds::new(&working, args.config.as_deref());
        let mut sources = Self {
            working,
            grounds,
            obeyed: if args.isolated { Obeyed::Nobody } else { Obeyed::Above },
            folders: FxHashMap::default(),
            configs: Vec::new(),
            read: FxHashMap::default(),
            missing: Vec::new(),
        };
        if let Some(told) = &args.config {
            let whole = sources.working.join(told);
            let whole = std::fs::canonicalize(&whole).unwrap_or(whole);
            let folder = whole.parent().unwrap_or(Path::new(""));
            let root = if base.starts_with(folder) { folder } else { base };
            let config = Config::read(&whole, &told.to_string_lossy(), root.to_owned());
            sources.configs.push(config);
            sources.obeyed = Obeyed::Only(0);
        }
        sources
    }

    /// The folder of a draft; of standard input, the working folder.
    pub(super) fn folder(&self, draft: Option<&Path>) -> PathBuf {
        match draft.and_then(Path::parent) {
            Some(parent) => self.working.join(parent),
            None => self.working.clone(),
        }
    }

    /// A folder that is named, without steps upwards in its path.
    pub(super) fn real(&mut self, folder: &Path) -> PathBuf {
        let whole = self.working.join(folder);
        self.upwards(&whole).folder.clone()
    }

    /// The path as a person in the working folder writes it.
    fn shown(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.working).unwrap_or(path).to_owned()
    }

    /// The highest folder to look at: the repository's root, else the working folder, else the
    /// draft's own.
    fn ceiling<'f>(&'f self, folder: &'f Path) -> &'f Path {
        let repository = folder.ancestors().find(|f| f.join(".git").exists());
        repository.unwrap_or(if folder.starts_with(&self.working) { &self.working } else { folder })
    }

    fn upwards(&mut self, folder: &Path) -> Rc<Upwards> {
        if let Some(known) = self.folders.get(folder) {
            return Rc::clone(known);
        }
        // A path with `..` in it has no ancestors that can be told by its names; one from elsewhere may lead here by a
        // link, while the root of --config is a folder's own name.
        let winding = folder.components().any(|c| c == Component::ParentDir);
        let elsewhere = matches!(self.obeyed, Obeyed::Only(_)) && !folder.starts_with(&self.working);
        let real = if winding || elsewhere {
            std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
        } else {
            folder.to_owned()
        };
        let ceiling = self.ceiling(&real).to_owned();
        self.grounds.add(&ceiling);
        let mut found = Upwards { folder: real.clone(), ..Upwards::default() };
        if let Obeyed::Only(index) = self.obeyed {
            found.configs.push(index);
        }
        for above in real.ancestors() {
            let config = above.join(config::NAME);
            if matches!(self.obeyed, Obeyed::Above) && is_there(&config) {
                found.configs.push(self.config(&config));
            }
            let facts = above.join(FACTS);
            if found.facts.is_none() && is_there(&facts) {
                found.facts = Some(self.shown(&facts));
            }
            if above == ceiling {
                break;
            }
        }
        let found = Rc::new(found);
        self.folders.insert(folder.to_owned(), Rc::clone(&found));
        found
    }

    fn config(&mut self, path: &Path) -> usize {
        if let Some(&known) = self.read.get(path) {
            return known;
        }
        let index = self.configs.len();
        let root = path.parent().unwrap_or(Path::new("")).to_owned();
        self.configs.push(Config::read(path, &self.shown(path).to_string_lossy(), root));
        self.read.insert(path.to_owned(), index);
        index
    }

    /// A setting of the drafts of a folder: that of the nearest configuration that has it, there of the deepest folder.
    pub(super) fn setting<T: Clone>(
        &mut self,
        folder: &Path,
        get: impl Fn(&Settings) -> &Option<Set<T>>,
    ) -> Option<Set<T>> {
        let above = self.upwards(folder);
        let configs = above.configs.iter().filter_map(|index| self.configs.get(*index));
        configs.flat_map(|config| config.of(&above.folder)).find_map(|settings| get(settings).clone())
    }

    /// The configurations of a folder's drafts, the nearest first, as they are named.
    pub(super) fn obeyed(&mut self, folder: &Path) -> Vec<String> {
        let above = self.upwards(folder);
        above.configs.iter().filter_map(|index| self.configs.get(*index)).map(|c| c.file.clone()).collect()
    }

    /// The dateline that `factlint.toml` gives drafts of this folder.
    pub(super) fn date(&mut self, folder: &Path) -> Option<Dateline> {
        self.setting(folder, |s| &s.date).map(|set| set.value)
    }

    /// What makes the exit status 1, as `factlint.toml` says.
    pub(super) fn fail_on(&mut self, folder: &Path) -> Option<Vec<FailOn>> {
        self.setting(folder, |s| &s.fail_on).map(|set| set.value)
    }

    /// Which checks are off, and how much the others weigh.
    pub(super) fn checks(&mut self, folder: &Path) -> checks::Options {
        checks::Options {
            off: self.setting(folder, |s| &s.disable).map(|set| set.value).unwrap_or_default(),
            severity: self.setting(folder, |s| &s.severity).map(|set| set.value).unwrap_or_default(),
        }
    }

    /// The rule packs of a folder's drafts, where there is no `--rules`.
    pub(super) fn rules(&mut self, folder: &Path) -> Vec<PathBuf> {
        let set = self.setting(folder, |s| &s.rules).map(|set| set.value).unwrap_or_default();
        self.wanted(set)
    }

    /// The paths of what a configuration names; what is not there is told, and left out.
    fn wanted(&mut self, named: Vec<Named>) -> Vec<PathBuf> {
        let mut out = Vec::with_capacity(named.len());
        for Named { path, missing } in named {
            match missing {
                None => {
                    // `ci/../desk.toml` is said shorter.
                    let winding = path.components().any(|c| c == Component::ParentDir);
                    let real = winding.then(|| std::fs::canonicalize(&path).ok()).flatten();
                    out.push(self.shown(real.as_ref().filter(|r| r.starts_with(&self.working)).unwrap_or(&path)));
                }
                Some(complaint) if self.missing.contains(&complaint) => {}
                Some(complaint) => self.missing.push(*complaint),
            }
        }
        out
    }

    /// The patterns of files that are no drafts.
    pub(super) fn exclude(&mut self, folder: &Path) -> Option<Patterns> {
        let above = self.upwards(folder);
        let config = above.configs.iter().filter_map(|index| self.configs.get(*index)).find(|c| c.exclude.is_some())?;
        Some(Patterns { folder: above.folder.clone(), root: config.root.clone(), patterns: config.exclude.clone()? })
    }

    /// The facts files of a draft that has no `--facts`; `front` are those that its front matter names.
    pub(super) fn facts(&mut self, draft: Option<&Path>, front: &[Named]) -> Result<Vec<PathBuf>, Failure> {
        self.facts_from(draft, front).map(|(files, _)| files)
    }

    /// The same, with where they come from.
    pub(super) fn facts_from(
        &mut self,
        draft: Option<&Path>,
        front: &[Named],
    ) -> Result<(Vec<PathBuf>, FactsFrom), Failure> {
        let folder = self.folder(draft);
        if !front.is_empty() {
            let mut told = Vec::with_capacity(front.len());
            for Named { path, missing } in front {
                match missing {
                    None => told.push(self.shown(path)),
                    Some(complaint) if self.missing.contains(complaint) => {}
                    Some(complaint) => self.missing.push((**complaint).clone()),
                }
            }
            return expand(&told).map(|files| (files, FactsFrom::Front));
        }
        if let Some(beside) = draft.map(|d| d.with_extension(FACTS)).filter(|b| is_there(&self.working.join(b))) {
            return Ok((vec![beside], FactsFrom::Beside));
        }
        if let Some(set) = self.setting(&folder, |s| &s.facts) {
            let files = self.wanted(set.value);
            return expand(&files).map(|files| (files, FactsFrom::Configuration(set.place)));
        }
        let files: Vec<PathBuf> = self.upwards(&folder).facts.clone().into_iter().collect();
        let from = if files.is_empty() { FactsFrom::Nowhere } else { FactsFrom::Above };
        Ok((files, from))
    }

    /// What is wrong with the configuration read so far, file by file.
    pub(super) fn complaints(&self) -> impl Iterator<Item = &Complaint> {
        let mut all: Vec<&Complaint> = Vec::new();
        for config in &self.configs {
            let begin = all.len();
            all.extend(config.complaints.iter().chain(self.missing.iter().filter(|c| c.file == config.file)));
            if let Some(own) = all.get_mut(begin..) {
                own.sort_by_key(|c| (c.line, c.column));
            }
        }
        let told = |c: &Complaint| self.configs.iter().any(|config| config.file == c.file);
        all.extend(self.missing.iter().filter(|c| !told(c)));
        all.into_iter()
    }

    /// Whether any of it stops the run.
    pub(super) fn broken(&self) -> bool {
        self.complaints().any(|c| c.severity == Severity::Error)
    }
}

/// Whether something of this name is there, if only a link that leads nowhere: to pass over it would be to obey other
/// settings, or to hold a draft to no facts, without a word.
pub(super) fn is_there(path: &Path) -> bool {
    !std::fs::symlink_metadata(path)
        .is_err_and(|e| matches!(e.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory))
}

/// Files as they are, folders as the `*.toml` in them.
pub(super) fn expand(told: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::new();
    for path in told {
        if !path.is_dir() {
            out.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path)
            .map_err(|e| Failure::new(format!("factlint: {} cannot be read: {e}", path.display())))?;
        let mut files: Vec<_> = entries
            .filter_map(|e| Some(e.ok()?.path()))
            .filter(|p| {
                p.extension().is_some_and(|e| e == "toml")
                    && p.file_name().is_none_or(|n| n != config::NAME)
                    && p.is_file()
            })
            .collect();
        if files.is_empty() {
            return Err(Failure::new(format!(
                "factlint: no facts in {}: the folder holds no .toml file",
                path.display()
            )));
        }
        files.sort();
        out.append(&mut files);
    }
    Ok(out)
}

#[cfg(test)]
mod tests;
