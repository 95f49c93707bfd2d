//! Offices and lives: tables of sentences with what is found in them. Every file of `tests/offices` has a
//! dateline, facts as a desk writes them, and cases: a text, and all findings of it that a fact decides, as
//! "verdict grade: words". What a text is not held to is not listed, and must not be found.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::document::Format;
use factlint::verdict::Verdict;
use serde::Deserialize;
use std::fmt::Write as _;
use support::{check, lexicon, repo};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// The dateline of all its texts.
    date: String,
    /// The facts file.
    facts: String,
    case: Vec<Case>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    text: String,
    /// "match exact: Mayor Ilka Torsen", "disagree: 37"
    #[serde(default)]
    finds: Vec<String>,
    /// Why, for people.
    #[serde(rename = "why")]
    _why: Option<String>,
}

/// All that is wrong with a table.
fn complaints(name: &str) -> (usize, String) {
    let path = repo(&format!("tests/offices/{name}.toml"));
    let table: Table = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
    let facts = factlint::facts::parse(&table.facts, &path, lexicon());
    assert!(facts.complaints.is_empty(), "{name}: {:?}", facts.complaints);
    let mut wrong = String::new();
    for case in &table.case {
        let findings = check(&case.text, Format::Text, &facts, Some(&table.date)).unwrap();
        let found: Vec<String> = findings
            .iter()
            .filter_map(|f| match f.verdict {
                Verdict::Match(grade) => Some(format!("match {}: {}", grade.name(), f.text)),
                Verdict::Unchecked | Verdict::Missing => None,
                other => Some(format!("{}: {}", other.name(), f.text)),
            })
            .collect();
        if found != case.finds {
            let _ = writeln!(wrong, "{}\n  wants {:?}\n  finds {found:?}", case.text, case.finds);
        }
    }
    (table.case.len(), wrong)
}

fn holds(name: &str, least: usize) {
    let (cases, wrong) = complaints(name);
    assert!(wrong.is_empty(), "{name}:\n{wrong}");
    assert!(cases >= least, "only {cases} cases were seen in {name}");
}

#[test]
fn titles_are_held_to_who_held_them_when() {
    holds("titles", 50);
}

#[test]
fn verbs_tell_of_offices_and_their_terms() {
    holds("terms", 8);
}

#[test]
fn ages_and_dates_are_held_to_lives() {
    holds("lives", 40);
}

#[test]
fn an_office_without_dates_is_known_from_the_day_on_which_it_was() {
    holds("as-of", 4);
}

#[test]
fn successions_and_terms_are_held_to_the_facts() {
    holds("successions", 16);
}

#[test]
fn bearers_of_titles_are_told_from_their_namesakes_and_neighbours() {
    holds("bearers", 100);
}

#[test]
fn those_who_came_before_and_after_are_held_to_the_facts() {
    holds("heirs", 35);
}

#[test]
fn strangers_in_bodies_without_a_name_are_held_to_the_place_that_facts_are_about() {
    holds("bodies", 7);
}

#[test]
fn short_titles_deputies_and_names_listed_as_wrong_are_held_to_the_facts() {
    holds("short", 10);
}
