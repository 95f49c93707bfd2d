//! Quotations and names, line by line: tables of `tests/sayings`, each with its facts and the texts that
//! are held to them.
//!
//! `SAYINGS=talks cargo test --test sayings` keeps to the texts that hold that word.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::claims::Kind;
use factlint::document::Format;
use factlint::verdict::Verdict;
use serde::Deserialize;
use std::path::Path;
use support::{check, lexicon, repo};

/// A table of texts.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// A facts file.
    facts: String,
    text: Vec<Text>,
}

/// A text, and what is said of its quotations and names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    /// The draft.
    draft: String,
    /// Verdicts in order, with the words that they are of: "exact: We dug a well"; none when left out.
    #[serde(default)]
    says: Vec<String>,
    /// What stands in the messages.
    #[serde(default)]
    tells: Vec<String>,
    /// The suggestion.
    suggests: Option<String>,
}

/// What is wrong with the findings of a text, if anything.
fn complaint(table: &Table, text: &Text) -> Option<String> {
    let facts = factlint::facts::parse(&table.facts, Path::new("facts.toml"), lexicon());
    if !facts.complaints.is_empty() {
        return Some(facts.complaints.iter().map(|c| format!("{c}\n")).collect());
    }
    let findings = check(&text.draft, Format::Text, &facts, Some("2031-05-12")).expect("plain text is read");
    let findings: Vec<_> = findings.iter().filter(|f| matches!(f.kind, Some(Kind::Quote | Kind::Name))).collect();
    let said: Vec<String> = findings
        .iter()
        .map(|f| match f.verdict {
            Verdict::Match(grade) => format!("{}: {}", grade.name(), f.text),
            other => format!("{}: {}", other.name(), f.text),
        })
        .collect();
    if said != text.says {
        return Some(format!("{}\n  says    {:?}\n  instead {said:?}", text.draft, text.says));
    }
    let messages: String = findings.iter().map(|f| f.message.as_str()).collect();
    if let Some(missing) = text.tells.iter().find(|t| !messages.contains(t.as_str())) {
        return Some(format!("{}\n  does not tell {missing:?}, but {messages:?}", text.draft));
    }
    let suggested = findings.iter().find_map(|f| f.suggestion.clone());
    (text.suggests.is_some() && suggested != text.suggests)
        .then(|| format!("{}\n  suggests {suggested:?}, not {:?}", text.draft, text.suggests))
}

#[test]
fn what_people_say_and_things_are_called() {
    let wanted = std::env::var("SAYINGS").unwrap_or_default();
    let mut complaints = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(repo("tests/sayings")).expect("the tables are there") {
        let path = entry.expect("a table").path();
        let text = std::fs::read_to_string(&path).expect("a table is text");
        let table: Table = toml::from_str(&text).unwrap_or_else(|e| panic_at(&path, &e));
        for text in table.text.iter().filter(|t| t.draft.contains(&wanted)) {
            count += 1;
            complaints.extend(complaint(&table, text).map(|c| format!("{}: {c}", path.display())));
        }
    }
    assert!(complaints.is_empty(), "{} of {count}:\n{}", complaints.len(), complaints.join("\n"));
    assert!(!wanted.is_empty() || count > 80, "only {count} texts were seen");
}

#[allow(clippy::panic, reason = "a test may stop at what it cannot read")]
fn panic_at(path: &Path, error: &toml::de::Error) -> Table {
    panic!("{}: {error}", path.display())
}
