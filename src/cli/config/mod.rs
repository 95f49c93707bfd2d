//! `factlint.toml`: what a desk sets for its drafts, for all of them or for those of a folder. Strict: every mistake is
//! told with its place.

mod read;
mod schema;
#[cfg(test)]
mod tests;

pub(super) use schema::json_schema;

use super::args::FailOn;
use crate::checks::Rule;
use crate::claims::Dateline;
use crate::strict::{Bounds, Complaint, Place, Severity};
use std::path::{Path, PathBuf};

/// The name of the file.
pub(super) const NAME: &str = "factlint.toml";

/// How much of it is read.
const BOUNDS: Bounds = Bounds { most: 1 << 20, told: "1 MiB, the most that a factlint.toml may have" };

/// What may be set for a folder as well as for all.
const SETTINGS: [&str; 6] = ["facts", "rules", "fail-on", "date", "disable", "severity"];

/// What may stand at the top of the file.
const KEYS: [&str; 8] = ["facts", "rules", "fail-on", "date", "disable", "severity", "exclude", "folders"];

/// A setting, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Set<T> {
    pub value: T,
    pub place: Place,
}

/// A file or folder that a configuration names.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Named {
    /// Its path, told from the configuration's folder.
    pub path: PathBuf,
    /// What is told of it where nothing is there, once it is wanted.
    pub missing: Option<Box<Complaint>>,
}

/// What is set for some drafts.
#[derive(Debug, Default, Clone, PartialEq)]
pub(super) struct Settings {
    /// Facts files and folders.
    pub facts: Option<Set<Vec<Named>>>,
    /// Rule packs and folders of them.
    pub rules: Option<Set<Vec<Named>>>,
    /// What makes the exit status 1.
    pub fail_on: Option<Set<Vec<FailOn>>>,
    /// The dateline of drafts that have no other.
    pub date: Option<Set<Dateline>>,
    /// Checks that are switched off.
    pub disable: Option<Set<Vec<Rule>>>,
    /// Checks whose findings weigh less than errors.
    pub severity: Option<Set<Vec<(Rule, Severity)>>>,
}

/// A `factlint.toml`, read.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// As it is named.
    pub file: String,
    /// The folder that what it says of drafts counts from: `exclude` and `folders`.
    pub root: PathBuf,
    /// What it sets for all drafts.
    pub all: Settings,
    /// What it sets for the drafts of folders below its root, the deepest first.
    pub folders: Vec<(PathBuf, Settings)>,
    /// Patterns of files that are no drafts, as in a `.gitignore`.
    pub exclude: Option<Set<Vec<String>>>,
    /// What is wrong with it.
    pub complaints: Vec<Complaint>,
}

impl Config {
    /// Reads the file; `shown` is what complaints call it, `root` what it says of drafts counts from.
    pub(super) fn read(path: &Path, shown: &str, root: PathBuf) -> Self {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        match crate::strict::text(path, BOUNDS) {
            Ok(text) => read::parse(&text, &folder, shown, root),
            Err(why) => {
                let complaint = Complaint { code: "unreadable", ..why.complaint(shown) };
                Self { file: shown.to_owned(), root, complaints: vec![complaint], ..Self::default() }
            }
        }
    }

    /// What it sets for the drafts of a folder, the most particular first.
    pub(super) fn of<'c>(&'c self, folder: &'c Path) -> impl Iterator<Item = &'c Settings> {
        let inside = folder.strip_prefix(&self.root).ok();
        let near = self.folders.iter().filter(move |(path, _)| inside.is_some_and(|inside| inside.starts_with(path)));
        near.map(|(_, settings)| settings).chain(std::iter::once(&self.all))
    }
}
