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
        let folder = sources.folder(Some(Path::new(draft)));
        let front: Vec<_> = front.iter().map(|f| Named { path: folder.join(f), missing: None }).collect();
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
