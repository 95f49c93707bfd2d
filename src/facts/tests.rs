//! Facts files as a desk writes them, right and wrong: what is read, and what every mistake is told.

use super::*;
use crate::lexicon::Lexicon;
use std::path::{Path, PathBuf};

fn lexicon() -> Lexicon {
    Lexicon::english().expect("the packs that ship are sound")
}

fn read(text: &str) -> Facts {
    parse(text, Path::new("facts.toml"), &lexicon())
}

/// The complaints of a file, as they are printed.
fn told(text: &str) -> String {
    read(text).complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

fn codes(text: &str) -> Vec<&'static str> {
    read(text).complaints.iter().map(|c| c.code).collect()
}

#[track_caller]
fn complains(text: &str, expected: &str) {
    assert_eq!(told(text), expected.trim_matches('\n'), "\nof the file\n{text}");
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
        load(&files.iter().map(|f| self.0.join(f)).collect::<Vec<_>>(), &lexicon())
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
fn x() {
    println!("{}", told("date = 12\nsubjct = 1\nsubject = []\n[default]\na=1\n[defaults]\nvalue = 3\nsorce = 'x'\n[names]\n'Foo' = 3\n'-' = 'x'\n[facts]\nx = 3\nx = 'foo'\n[facts.a]\nabuot = 'x'\n[facts.b]\nabout = ['@zzqq', 'a | ', '\"x', '@zzqq y']\nvalue = 6,116 people\n[facts.c]\nabout = 'dam'\nvalue = 'two-ish'\ntolerance = -3\nwhen = 'soon'\n[facts.d]\nabout = 'x'\nvalue = 3\nsays = 'x'\n[facts.e]\nsays = 'x'\npart = 'y'\n[facts.f]\nrole = 'x'\nholder = 'y'\n[facts.g]\nabout = ['a','b','c','d','e','f','g']\nseries = [{as-of = 2015-01-02, value = 3}, {as-of = 2014-01-01, value = 4, x= 3},{}]\nseverity = 'errr'\nrequired = 1\nby = 'x'\n[facts.h]\nabout='x'\nvalue=2014-02-30\n[facts.a]\nvalue=3\n[facts.b.c]\nx=3\n[facts.i]\nabout = 'a'\nvalue = nan\n"));
}
