//! Which files facts are read from: those that are named, of folders their `*.toml`, and what they include.

use super::load::{Here, Loader};
use super::{Severity, Term, bounds};
use crate::strict::{Source, Unreadable};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

/// The text of a facts file, if it can be had.
#[must_use]
pub fn text(file: &Path) -> Option<String> {
    crate::strict::text(file, bounds::FILE).ok()
}

/// The folder of a file.
pub(super) fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What a path comes to without looking at the disk; nothing when it climbs above where it began.
fn without_dots(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if !out.pop() => return None,
            Component::ParentDir => {}
            Component::Normal(name) => out.push(name),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(out)
}

impl Loader<'_> {
    /// Reads a file, or the files of a folder.
    pub(super) fn named(&mut self, file: &Path) {
        if !file.is_dir() {
            return self.top(file);
        }
        let mut inside: Vec<PathBuf> = std::fs::read_dir(file)
            .map(|entries| entries.filter_map(|e| Some(e.ok()?.path())).collect())
            .unwrap_or_default();
        inside.retain(|p| p.extension().is_some_and(|e| e == "toml") && p.is_file());
        inside.sort();
        if inside.is_empty() {
            self.unreadable(file, &"the folder holds no .toml file that can be read".to_owned().into());
        }
        for file in inside {
            self.top(&file);
        }
    }

    fn unreadable(&mut self, file: &Path, why: &Unreadable) {
        let name = file.display().to_string();
        self.number(&name);
        self.told.push(why.complaint(&name));
    }

    fn top(&mut self, file: &Path) {
        let resolved = match file.canonicalize() {
            Ok(resolved) => resolved,
            Err(error) => return self.unreadable(file, &crate::strict::absent(file, &error)),
        };
        let root = folder_of(&resolved).to_owned();
        let here = Here { path: file, root: &root, subject: Vec::new() };
        self.file(&here, resolved, &mut Vec::new());
    }

    /// Reads a file, unless it was read before. `open` are the files that are being read.
    fn file(&mut self, here: &Here<'_>, resolved: PathBuf, open: &mut Vec<PathBuf>) {
        if self.read.contains(&resolved) {
            return;
        }
        let many = self.read.len();
        self.read.insert(resolved.clone());
        if many >= bounds::FILES {
            // What comes behind it is too many as well, and not told one by one.
            if many == bounds::FILES {
                self.unreadable(here.path, &format!("a run takes {many} facts files at most").into());
            }
            return;
        }
        let text = match crate::strict::text(here.path, bounds::FILE) {
            Ok(text) => text,
            Err(why) => return self.unreadable(here.path, &why),
        };
        self.bytes += text.len();
        if self.bytes > bounds::ALL {
            let why = format!("the facts files of this run have more than {} MiB together", bounds::ALL >> 20);
            return self.unreadable(here.path, &why.into());
        }
        open.push(resolved);
        self.text(&here.path.display().to_string(), &text, here, open);
        open.pop();
    }

    /// Reads a file that another includes.
    pub(super) fn include(
        &mut self,
        source: &Source<'_>,
        path: &str,
        span: &Range<usize>,
        here: &Here<'_>,
        subject: &[Term],
        open: &mut Vec<PathBuf>,
    ) {
        let mut complain = |code, message: String, help: &str| {
            self.told.push(source.complain(Severity::Error, code, span, message, Some(help.to_owned())));
        };
        let outside = "name a file in the folder of the top file or below it, as a path from this file";
        // Where this file stands below the top file's folder, then the path from there.
        let from = folder_of(here.path).canonicalize().ok();
        let below = from.as_deref().and_then(|f| f.strip_prefix(here.root).ok());
        if below.and_then(|b| without_dots(&b.join(path))).is_none() || Path::new(path).is_absolute() {
            return complain(
                "include-outside",
                format!("\"{path}\" leads outside the folder of the top file"),
                outside,
            );
        }
        let target = here.path.parent().unwrap_or(Path::new("")).join(path);
        let resolved = match target.canonicalize() {
            Ok(resolved) if resolved.is_file() => resolved,
            Ok(_) => return complain("include-unreadable", format!("\"{path}\" is not a file"), "name each file"),
            Err(error) => {
                return complain(
                    "include-unreadable",
                    format!("\"{path}\" cannot be read: {error}"),
                    "the path counts from this file's folder",
                );
            }
        };
        if !resolved.starts_with(here.root) {
            return complain(
                "include-outside",
                format!("\"{path}\" leads outside the folder of the top file"),
                outside,
            );
        }
        if open.contains(&resolved) {
            return complain(
                "include-cycle",
                format!("\"{path}\" includes this file in turn, or is this file"),
                "take one of the two includes out",
            );
        }
        if self.read.contains(&resolved) {
            return;
        }
        if open.len() >= bounds::DEPTH {
            return complain(
                "too-many-files",
                format!("\"{path}\" is included over more than {} files", bounds::DEPTH),
                "let the first file include it",
            );
        }
        let many = self.read.len();
        if many >= bounds::FILES {
            self.read.insert(resolved);
            if many == bounds::FILES {
                let message = format!("a run takes {many} facts files at most, and \"{path}\" is one more");
                let help = "put the facts into fewer files".to_owned();
                self.told.push(source.complain(Severity::Error, "too-many-files", span, message, Some(help)));
            }
            return;
        }
        let there = Here { path: &target, root: here.root, subject: subject.to_vec() };
        self.file(&there, resolved, open);
    }
}
