//! Where the facts of a draft come from, and what its `factlint.toml` says. First that is there:
//! `--facts`, front matter, `NAME.facts.toml` beside it, the nearest `factlint.toml` upwards that sets
//! `facts`, the nearest `facts.toml` upwards.

use super::Failure;
use super::args::{ConfigArgs, FailOn};
use super::config::{self, Config, Named, Set, Settings};
use crate::checks;
use crate::claims::Dateline;
use crate::facts::{Complaint, Severity};
use crate::report::Folders;
use crate::strict::Place;
use rustc_hash::FxHashMap;
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
    /// What configurations name and is not there, as far as it was wanted.
    missing: Vec<Complaint>,
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
        let mut sources = Self {
            working,
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
        let mut found = Upwards { folder: real.clone(), ..Upwards::default() };
        if let Obeyed::Only(index) = self.obeyed {
            found.configs.push(index);
        }
        for above in real.ancestors() {
            let config = above.join(config::NAME);
            if matches!(self.obeyed, Obeyed::Above) && config.is_file() {
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

    /// The facts files of a draft that has no `--facts`.
    pub(super) fn facts(&mut self, draft: Option<&Path>, front: &[String]) -> Result<Vec<PathBuf>, Failure> {
        self.facts_from(draft, front).map(|(files, _)| files)
    }

    /// The same, with where they come from.
    pub(super) fn facts_from(
        &mut self,
        draft: Option<&Path>,
        front: &[String],
    ) -> Result<(Vec<PathBuf>, FactsFrom), Failure> {
        let folder = self.folder(draft);
        if !front.is_empty() {
            let told: Vec<_> = front.iter().map(|f| self.shown(&folder.join(f))).collect();
            return expand(&told).map(|files| (files, FactsFrom::Front));
        }
        if let Some(beside) = draft.map(|d| d.with_extension(FACTS)).filter(|b| self.working.join(b).is_file()) {
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
        all.into_iter()
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
            let mut sources = Sources::at(self.0.join(working), &ConfigArgs::default(), &self.0);
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
                ("a/one.toml", ""),
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
        let mut sources = Sources::at(desk.0.clone(), &ConfigArgs::default(), &desk.0);
        let folder = sources.folder(Some(Path::new("a/b.md")));
        assert_eq!(sources.fail_on(&folder), Some(vec![FailOn::Loose]));
        assert_eq!(sources.date(&folder), Dateline::parse("2015-05-12"));
        assert!(!sources.broken());
    }

    #[test]
    fn a_configuration_that_is_named_is_obeyed_alone_and_counts_drafts_from_the_working_folder() {
        let desk = Desk::new(
            "named",
            &[
                (".git/HEAD", ""),
                ("factlint.toml", "fail-on = \"loose\"\nexclude = \"/a\""),
                ("ci/strict.toml", "facts = \"x.toml\"\nexclude = \"/a\"\n[folders.a]\nfail-on = \"missing\""),
                ("ci/x.toml", ""),
                ("a/b.md", ""),
            ],
        );
        let strict = ConfigArgs { config: Some(desk.0.join("ci/strict.toml")), isolated: false };
        let mut sources = Sources::at(desk.0.clone(), &strict, &desk.0);
        let folder = sources.folder(Some(Path::new("a/b.md")));
        assert_eq!(sources.fail_on(&folder), Some(vec![FailOn::Missing]));
        let facts = sources.facts(Some(Path::new("a/b.md")), &[]).unwrap_or_default();
        assert_eq!(facts, [Path::new("ci/x.toml")]);
        assert_eq!(sources.exclude(&folder).map(|p| p.root), Some(desk.0.clone()));
        // Where it lies above the working folder, its own folder is what drafts count from.
        let above = ConfigArgs { config: Some(desk.0.join("factlint.toml")), isolated: false };
        let mut sources = Sources::at(desk.0.join("a"), &above, &desk.0.join("a"));
        assert_eq!(sources.exclude(&desk.0.join("a")).map(|p| p.root), Some(desk.0.clone()));
        let alone = ConfigArgs { config: None, isolated: true };
        let mut sources = Sources::at(desk.0.clone(), &alone, &desk.0);
        assert_eq!((sources.fail_on(&folder), sources.obeyed(&folder)), (None, Vec::new()));
    }

    #[test]
    fn facts_that_a_configuration_names_and_that_are_not_there_are_told_once_where_they_are_named() {
        let desk = Desk::new(
            "missing",
            &[(".git/HEAD", ""), ("factlint.toml", "facts = [\"dsk.toml\", \"desk.toml\"]"), ("desk.toml", "")],
        );
        let mut sources = Sources::at(desk.0.clone(), &ConfigArgs::default(), &desk.0);
        for draft in ["a.md", "b.md"] {
            assert_eq!(sources.facts(Some(Path::new(draft)), &[]).unwrap_or_default(), [Path::new("desk.toml")]);
        }
        let told: Vec<String> = sources.complaints().map(ToString::to_string).collect();
        let [told] = told.as_slice() else { panic!("{told:?}") };
        assert!(told.starts_with("factlint.toml:1:10: `facts` names dsk.toml"), "{told}");
        assert!(told.ends_with("help: did you mean \"desk.toml\"?"), "{told}");
        assert!(sources.broken());
    }
}
