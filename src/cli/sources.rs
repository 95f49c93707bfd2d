//! Where the facts of a draft come from, and what its `factlint.toml` says. First that is there:
//! `--facts`, front matter, `NAME.facts.toml` beside it, the nearest `factlint.toml` upwards that sets
//! `facts`, the nearest `facts.toml` upwards.

use super::Failure;
use super::args::FailOn;
use super::config::{self, Config};
use crate::checks;
use crate::claims::Dateline;
use crate::facts::{Complaint, Severity};
use crate::report::Folders;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};

/// A facts file beside a folder's drafts.
const FACTS: &str = "facts.toml";

/// What paths are told from in formats that others read: the root of the repository around the working
/// folder, or that folder.
pub(super) fn folders() -> Folders {
    let working = std::env::current_dir().unwrap_or_default();
    let root = working.ancestors().find(|f| f.join(".git").exists()).unwrap_or(&working).to_owned();
    Folders { working, root }
}

/// What lies above the drafts of one folder, nearest first.
#[derive(Debug, Default, Clone)]
struct Upwards {
    configs: Vec<usize>,
    facts: Option<PathBuf>,
}

/// Looks upwards from drafts, each folder once.
#[derive(Debug)]
pub(super) struct Sources {
    working: PathBuf,
    folders: FxHashMap<PathBuf, Upwards>,
    configs: Vec<Config>,
    read: FxHashMap<PathBuf, usize>,
}

impl Sources {
    /// Looks from the working folder.
    pub(super) fn new() -> Self {
        Self::at(std::env::current_dir().unwrap_or_default())
    }

    pub(super) fn at(working: PathBuf) -> Self {
        Self { working, folders: FxHashMap::default(), configs: Vec::new(), read: FxHashMap::default() }
    }

    /// The folder of a draft; of standard input, the working folder.
    pub(super) fn folder(&self, draft: Option<&Path>) -> PathBuf {
        match draft.and_then(Path::parent) {
            Some(parent) => self.working.join(parent),
            None => self.working.clone(),
        }
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

    fn upwards(&mut self, folder: &Path) -> Upwards {
        if let Some(known) = self.folders.get(folder) {
            return known.clone();
        }
        // A path with `..` in it has no ancestors that can be told by its names.
        let real = if folder.components().any(|c| c == std::path::Component::ParentDir) {
            std::fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned())
        } else {
            folder.to_owned()
        };
        let ceiling = self.ceiling(&real).to_owned();
        let mut found = Upwards::default();
        for above in real.ancestors() {
            let config = above.join(config::NAME);
            if config.is_file() {
                found.configs.push(self.config(&config));
            }
            let facts = above.join(FACTS);
            if found.facts.is_none() && facts.is_file() {
                found.facts = Some(self.shown(&facts));
            }
            if above == ceiling {
                break;
            }
        }
        self.folders.insert(folder.to_owned(), found.clone());
        found
    }

    fn config(&mut self, path: &Path) -> usize {
        if let Some(&known) = self.read.get(path) {
            return known;
        }
        let index = self.configs.len();
        self.configs.push(Config::read(path, &self.shown(path).to_string_lossy()));
        self.read.insert(path.to_owned(), index);
        index
    }

    fn setting<T: Clone>(&mut self, folder: &Path, get: impl Fn(&Config) -> Option<T>) -> Option<T> {
        let configs = self.upwards(folder).configs;
        configs.into_iter().find_map(|index| self.configs.get(index).and_then(&get))
    }

    /// The dateline that `factlint.toml` gives drafts of this folder.
    pub(super) fn date(&mut self, folder: &Path) -> Option<Dateline> {
        self.setting(folder, |c| c.date)
    }

    /// What makes the exit status 1, as `factlint.toml` says.
    pub(super) fn fail_on(&mut self, folder: &Path) -> Option<Vec<FailOn>> {
        self.setting(folder, |c| c.fail_on.clone())
    }

    /// Which checks are off, and how much the others weigh.
    pub(super) fn checks(&mut self, folder: &Path) -> checks::Options {
        checks::Options {
            off: self.setting(folder, |c| c.disable.clone()).unwrap_or_default(),
            severity: self.setting(folder, |c| c.severity.clone()).unwrap_or_default(),
        }
    }

    /// The rule packs of a folder's drafts, where there is no `--rules`.
    pub(super) fn rules(&mut self, folder: &Path) -> Vec<PathBuf> {
        let set = self.setting(folder, |c| c.rules.clone()).unwrap_or_default();
        set.iter().map(|p| self.shown(p)).collect()
    }

    /// The patterns of files that are no drafts, and the folder that they count from.
    pub(super) fn exclude(&mut self, folder: &Path) -> Option<(PathBuf, Vec<String>)> {
        self.setting(folder, |c| c.exclude.clone().map(|e| (c.folder.clone(), e)))
    }

    /// The facts files of a draft that has no `--facts`.
    pub(super) fn facts(&mut self, draft: Option<&Path>, front: &[String]) -> Result<Vec<PathBuf>, Failure> {
        let folder = self.folder(draft);
        if !front.is_empty() {
            let told: Vec<_> = front.iter().map(|f| self.shown(&folder.join(f))).collect();
            return expand(&told);
        }
        if let Some(beside) = draft.map(|d| d.with_extension(FACTS)).filter(|b| self.working.join(b).is_file()) {
            return Ok(vec![beside]);
        }
        if let Some(set) = self.setting(&folder, |c| c.facts.clone()) {
            let told: Vec<_> = set.iter().map(|f| self.shown(f)).collect();
            return expand(&told);
        }
        Ok(self.upwards(&folder).facts.into_iter().collect())
    }

    /// What is wrong with the configuration read so far.
    pub(super) fn complaints(&self) -> impl Iterator<Item = &Complaint> {
        self.configs.iter().flat_map(|c| &c.complaints)
    }

    /// Whether any of it stops the run.
    pub(super) fn broken(&self) -> bool {
        self.complaints().any(|c| c.severity == Severity::Error)
    }
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
mod tests {
    use super::*;
    use std::fs;

    /// A folder of files that goes away with the test.
    struct Desk(PathBuf);

    impl Desk {
        fn new(name: &str, files: &[(&str, &str)]) -> Self {
            let root = std::env::temp_dir().join(format!("factlint-{name}-{}", std::process::id()));
            let desk = Self(root);
            for (path, text) in files {
                let path = desk.0.join(path);
                let made = path.parent().map(fs::create_dir_all);
                assert!(matches!(made, Some(Ok(()))), "{}", path.display());
                assert!(fs::write(&path, text).is_ok(), "{}", path.display());
            }
            desk
        }

        /// The facts files of a draft, told from the working folder.
        fn facts(&self, working: &str, draft: &str, front: &[&str]) -> Vec<String> {
            let mut sources = Sources::at(self.0.join(working));
            let front: Vec<_> = front.iter().map(|f| (*f).to_owned()).collect();
            let Ok(found) = sources.facts(Some(Path::new(draft)), &front) else { panic!("{draft}: no facts") };
            found.iter().map(|f| f.strip_prefix(&self.0).unwrap_or(f).to_string_lossy().into_owned()).collect()
        }
    }

    impl Drop for Desk {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn facts_come_from_the_first_place_that_has_any() {
        let desk = Desk::new(
            "places",
            &[
                (".git/HEAD", ""),
                ("facts.toml", ""),
                ("factlint.toml", "date = 2015-05-12"),
                ("a/factlint.toml", "facts = [\"desk\", \"one.toml\"]"),
                ("a/desk/y.toml", ""),
                ("a/desk/x.toml", ""),
                ("a/b/factlint.toml", "fail-on = \"loose\""),
                ("a/b/facts.toml", ""),
                ("a/b/floods.md", ""),
                ("a/b/floods.facts.toml", ""),
                ("c/storm.md", ""),
            ],
        );
        assert_eq!(desk.facts("", "a/b/floods.md", &["../own.toml"]), ["a/b/../own.toml"]);
        assert_eq!(desk.facts("", "a/b/floods.md", &[]), ["a/b/floods.facts.toml"]);
        assert_eq!(desk.facts("a/b", "other.md", &[]), ["a/desk/x.toml", "a/desk/y.toml", "a/one.toml"]);
        assert_eq!(desk.facts("", "c/storm.md", &[]), ["facts.toml"]);
        assert_eq!(desk.facts("c", "../c/storm.md", &[]), ["facts.toml"]);
    }

    #[test]
    fn the_search_ends_at_the_repository_or_the_working_folder() {
        let desk = Desk::new(
            "ceiling",
            &[
                ("facts.toml", ""),
                ("in/.git/HEAD", ""),
                ("in/a.md", ""),
                ("out/deep/b.md", ""),
                ("out/facts.toml", ""),
                ("else/c.md", ""),
            ],
        );
        assert_eq!(desk.facts("", "in/a.md", &[]), [""; 0]);
        assert_eq!(desk.facts("out", "deep/b.md", &[]), ["facts.toml"]);
        assert_eq!(desk.facts("out/deep", "b.md", &[]), [""; 0]);
        let elsewhere = desk.0.join("else/c.md");
        assert_eq!(desk.facts("out", &elsewhere.to_string_lossy(), &[]), [""; 0]);
    }

    #[test]
    fn each_setting_comes_from_the_nearest_configuration_that_sets_it() {
        let desk = Desk::new(
            "settings",
            &[
                ("factlint.toml", "date = 2015-05-12\nfail-on = \"disagree\""),
                ("a/factlint.toml", "fail-on = \"loose\""),
                ("a/b.md", ""),
            ],
        );
        let mut sources = Sources::at(desk.0.clone());
        let folder = sources.folder(Some(Path::new("a/b.md")));
        assert_eq!(sources.fail_on(&folder), Some(vec![FailOn::Loose]));
        assert_eq!(sources.date(&folder), Dateline::parse("2015-05-12"));
        assert!(!sources.broken());
    }
}
