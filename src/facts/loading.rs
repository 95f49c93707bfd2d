//! Files, folders, includes, inline facts: what is loaded, and what is told of it.

use super::*;
use crate::lexicon::Lexicon;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

fn lexicon() -> &'static Lexicon {
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().expect("the packs that ship are sound"));
    &ENGLISH
}

fn read(text: &str) -> Facts {
    parse(text, Path::new("facts.toml"), lexicon())
}

/// A folder of files under the system's temporary one, gone when it is dropped.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let root = std::env::temp_dir().join(format!("factlint-{}-{name}", std::process::id()));
        for (file, text) in files {
            let path = root.join(file);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder to write in");
            std::fs::write(path, text).expect("a file to write");
        }
        Self(root)
    }

    fn load(&self, files: &[&str]) -> Facts {
        load(&files.iter().map(|f| self.0.join(f)).collect::<Vec<_>>(), lexicon())
    }

    /// The complaints, the folder's own path taken out.
    fn told(&self, facts: &Facts) -> String {
        let root = format!("{}/", self.0.display());
        facts.complaints.iter().map(|c| c.to_string().replace(&root, "")).collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn includes_are_read_below_the_top_files_folder_only() {
    let folder = Folder::new(
        "outside",
        &[
            ("desk/facts.toml", "include = [\"sub/a.toml\", \"../b.toml\", \"gone.toml\", \"/etc/hosts\"]\n"),
            ("desk/sub/a.toml", "include = [\"../c.toml\", \"../../b.toml\"]\n[facts.a]\nabout = \"dam\"\nvalue = 3\n"),
            ("desk/c.toml", "[facts.c]\nabout = \"mill\"\nvalue = 3\n"),
            ("b.toml", "[facts.b]\nabout = \"mill\"\nvalue = 3\n"),
        ],
    );
    let facts = folder.load(&["desk/facts.toml"]);
    let told = folder.told(&facts);
    for expected in [
        "desk/facts.toml:1:26: \"../b.toml\" leads outside the folder of the top file [include-outside]\n 1 | include = [\"sub/a.toml\", \"../b.toml\", \"gone.toml\", \"/etc/hosts\"]\n   |                          ^^^^^^^^^^^\n   help: name a file in the folder of the top file or below it, as a path from this file",
        "desk/facts.toml:1:39: \"gone.toml\" cannot be read: ",
        "desk/facts.toml:1:52: \"/etc/hosts\" leads outside the folder of the top file [include-outside]",
        "desk/sub/a.toml:1:25: \"../../b.toml\" leads outside the folder of the top file [include-outside]",
    ] {
        assert!(told.contains(expected), "{expected}\nis not in\n{told}");
    }
    assert_eq!(facts.complaints.len(), 4);
    assert_eq!(facts.facts.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["c", "a"]);
}

#[test]
fn a_circle_of_includes_and_an_id_in_two_files() {
    let folder = Folder::new(
        "circle",
        &[
            ("facts.toml", "subject = \"flood\"\ninclude = \"a.toml\"\n[facts.dam]\nabout = \"dam\"\nvalue = 3\n"),
            ("a.toml", "include = [\"facts.toml\"]\n[facts.dam]\nabout = \"dam\"\nvalue = 4\n"),
        ],
    );
    let facts = folder.load(&["facts.toml", "a.toml"]);
    assert_eq!(
        folder.told(&facts),
        r#"
facts.toml:3:8: dam is given twice: first in a.toml:2 [duplicate-id]
 3 | [facts.dam]
   |        ^^^
   help: give one of them an id of its own, or take it out
a.toml:1:12: "facts.toml" includes this file in turn, or is this file [include-cycle]
 1 | include = ["facts.toml"]
   |            ^^^^^^^^^^^^
   help: take one of the two includes out
"#
        .trim_matches('\n')
    );
    let subjects: Vec<_> = facts.facts.iter().map(|f| facts.subjects[f.file as usize][0].text.as_str()).collect();
    assert_eq!(subjects, ["flood", "flood"], "a subject covers included files too");
}

#[test]
fn files_that_cannot_be_read_are_told() {
    let folder = Folder::new("unreadable", &[("a.toml", "")]);
    std::fs::write(folder.0.join("b.toml"), b"[facts]\n# \xff\n").expect("a file to write");
    let facts = folder.load(&["gone.toml", "b.toml", "a.toml"]);
    let told = folder.told(&facts);
    assert!(told.starts_with("gone.toml:1:1: cannot be read: "), "{told}");
    assert!(
        told.contains(
            "b.toml:2:3: cannot be read: not UTF-8 text (line 2, byte 10) [unreadable-file]\n   help: save the file as UTF-8"
        ),
        "{told}"
    );
    assert_eq!(facts.complaints.len(), 2);
}

#[test]
fn a_folder_gives_its_toml_files() {
    let folder = Folder::new(
        "folder",
        &[
            ("b.toml", "date = 2015-01-01\n[facts.b]\nabout = \"dam\"\nvalue = 3\n"),
            ("a.toml", "\u{feff}date = 2014-01-01T16:00:00\n[facts.a]\nabout = \"dam\"\nvalue = 3\n"),
            ("c.md", "# no facts"),
        ],
    );
    let facts = load(std::slice::from_ref(&folder.0), lexicon());
    assert_eq!(facts.facts.iter().map(|f| f.id.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    assert_eq!(facts.date.as_deref(), Some("2014-01-01T16:00:00"));
    assert!(facts.complaints.is_empty());
}

#[test]
fn defaults_hold_for_every_fact_that_says_nothing_else() {
    let facts = read(
        "[defaults]\nsource = \"Mill board\"\nas-of = 2015-01-01\ntolerance = \"5%\"\n[facts.a]\nabout = [\"dam\", \"Halmic\"]\nvalue = 36\n\
         [facts.b]\nabout = \"mill\"\nvalue = 0.10000000000000000001\nsource = \"Dam board\"\nunless = \"2002\"\nas-of = \"2015-02-03\"\ntolerance = 10\n",
    );
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    let [a, b] = facts.facts.as_slice() else { panic!("two facts") };
    assert_eq!((a.source.as_deref(), b.source.as_deref()), (Some("Mill board"), Some("Dam board")));
    assert_eq!(a.as_of.map(|d| d.to_string()).as_deref(), Some("2015-01-01"));
    assert_eq!(b.as_of.map(|d| d.to_string()).as_deref(), Some("2015-02-03"));
    assert_eq!(a.tolerance, Some(Tolerance::Percent(5.into())));
    assert_eq!(b.tolerance, Some(Tolerance::Absolute(10.into())));
    assert_eq!((a.unless.len(), b.unless.len()), (0, 1));
    assert!(matches!(&a.about, About::Terms(terms) if terms.len() == 2));
    assert_eq!((b.place.line, b.place.column), (8, 8));
    let number = b.value.figure().and_then(|f| f.number).map(|n| n.to_string());
    assert_eq!(number.as_deref(), Some("0.10000000000000000001"), "numbers keep every digit");
}

#[test]
fn a_series_states_its_newest_value() {
    let facts = read(
        "[facts.dam]\nabout = \"dam\"\nseries = [{ as-of = 2014-01-01, value = 4, source = \"x\" }, { as-of = 2015-01-02, value = 1_200 }]\n",
    );
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    let fact = &facts.facts[0];
    assert_eq!((fact.written.as_str(), fact.series.len()), ("1200", 2));
    assert_eq!(fact.as_of.map(|d| d.to_string()).as_deref(), Some("2015-01-02"));
    assert_eq!(fact.value, fact.series[1].value);
    assert_eq!(fact.series[0].source.as_deref(), Some("x"));
}

#[test]
fn other_names_stand_in_groups() {
    let facts = read("[names]\n\"Mill Board\" = [\"the board\", \"MB\"]\n\"Ana Roth\" = \"Roth\"\n");
    let groups: Vec<Vec<&str>> =
        facts.names.groups.iter().map(|g| g.iter().map(|t| t.text.as_str()).collect()).collect();
    assert_eq!(groups, [vec!["Mill Board", "the board", "MB"], vec!["Ana Roth", "Roth"]]);
}

#[test]
fn inline_facts_are_read_as_those_of_files() {
    let value = serde_json::json!([
        {"id": "a", "about": ["dam"], "value": 36, "as-of": "2014-03-18"},
        {"id": "b", "about": "dam", "valeu": 3},
        {"about": "dam", "value": 3},
        {"id": "a", "about": "dam", "value": 3},
    ]);
    let facts = inline(&value, lexicon());
    let told: Vec<String> = facts.complaints.iter().map(ToString::to_string).collect();
    assert_eq!(
        told.join("\n"),
        r#"
<inline>:2:29: `valeu` is no key of a fact [unknown-key]
 2 | {"about": "dam", "id": "b", "valeu": 3}
   |                             ^^^^^^^
   help: did you mean `value`?
<inline>:3:1: a fact has no `id` [missing-key]
 3 | {"about": "dam", "value": 3}
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   help: write {"id": "deaths", "about": ["@killed"], "value": "43 people"}
<inline>:4:24: a is given twice: first in <inline>:1 [duplicate-id]
 4 | {"about": "dam", "id": "a", "value": 3}
   |                        ^^^
   help: give one of them an id of its own, or take it out
"#
        .trim_matches('\n')
    );
    assert!(inline(&serde_json::json!({"id": "a"}), lexicon()).broken());
    assert!(!inline(&serde_json::json!([]), lexicon()).broken());
}

#[test]
fn inline_facts_stand_beside_those_of_files() {
    let base = read("date = 2014-01-01\nsubject = \"flood\"\n[facts.a]\nabout = \"dam\"\nvalue = 3\n");
    let line = inline(&serde_json::json!([{"id": "b", "about": "dam", "value": 4}]), lexicon());
    let facts = base.merge(line);
    assert_eq!(facts.facts.iter().map(|f| facts.subjects[f.file as usize].len()).collect::<Vec<_>>(), [1, 0]);
    assert_eq!(facts.date.as_deref(), Some("2014-01-01"));
}

/// Every facts file of the worked articles, where they are at hand.
#[test]
fn the_articles_facts_are_read_without_an_error() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/examples");
    let mut files = Vec::new();
    for set in ["newsroom", "wild"] {
        for article in std::fs::read_dir(root.join(set)).into_iter().flatten().flatten() {
            let file = article.path().join("facts.toml");
            if file.is_file() {
                files.push(file);
            }
        }
    }
    if files.is_empty() {
        eprintln!("skipped: ../shared/examples is not there");
        return;
    }
    let lexicon = lexicon();
    files.sort();
    let told: Vec<String> = files
        .iter()
        .flat_map(|file| load(std::slice::from_ref(file), lexicon).complaints)
        .filter(|c| c.severity == Severity::Error)
        .map(|c| c.to_string())
        .collect();
    assert!(told.is_empty(), "{} errors\n{}", told.len(), told.join("\n"));
}
