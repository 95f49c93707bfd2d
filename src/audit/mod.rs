//! The facts held against each other and against good practice: what contradicts, overlaps, can never be met, is
//! stale or comes from nowhere. Says of facts what a checker says of drafts; reads no file.
//!
//! The command calls [`audit`], and [`unmet`] with the facts that drafts stated.

mod drafts;
mod entries;
mod forms;
mod offices;
mod sentences;
#[cfg(test)]
mod tests;
mod thing;
mod values;

pub use drafts::{Stated, unmet, without_unless};

use crate::checker::{Checker, Settings};
use crate::claims::Dateline;
use crate::facts::{Complaint, Facts, Ground, Place, Severity};
use crate::lexicon::Lexicon;
use crate::pairing::Index;
use rustc_hash::{FxHashMap, FxHashSet};

/// The code of what makes a run fail without `--strict`.
pub const CONTRADICTION: &str = "contradiction";

/// What is asked, and of which facts.
struct Audit<'a> {
    facts: &'a Facts,
    lexicon: &'a Lexicon,
    checker: Checker<'a>,
    /// The day on which facts are judged stale.
    day: Option<Dateline>,
    found: Vec<Complaint>,
}

/// All that is to be said of these facts; they are judged stale on `day`, else on their own date.
#[must_use]
pub fn audit(facts: &Facts, lexicon: &Lexicon, day: Option<Dateline>) -> Vec<Complaint> {
    let checker = Checker::new(lexicon, facts, Settings::default());
    let day = day.or_else(|| facts.date.as_deref().and_then(Dateline::parse));
    let mut audit = Audit { facts, lexicon, checker, day, found: Vec::new() };
    audit.values();
    audit.sentences();
    audit.offices();
    audit.forms();
    audit.entries();
    let mut found = audit.found;
    found.sort_by(|a, b| (&a.file, a.line, a.column, a.code).cmp(&(&b.file, b.line, b.column, b.code)));
    found
}

impl Audit<'_> {
    fn index(&self) -> &Index {
        self.checker.index()
    }

    fn say(&mut self, severity: Severity, code: &'static str, at: &Ground, message: String, help: &str) {
        self.found.push(complaint(severity, code, &at.place, &at.id, message, help));
    }
}

/// A complaint at a fact's id.
fn complaint(
    severity: Severity,
    code: &'static str,
    place: &Place,
    id: &str,
    message: String,
    help: &str,
) -> Complaint {
    Complaint {
        severity,
        code,
        file: place.file.clone(),
        line: place.line,
        column: place.column,
        found: id.to_owned(),
        message,
        help: (!help.is_empty()).then(|| help.to_owned()),
        excerpt: None,
    }
}

/// "facts.toml:14", where another fact stands.
fn at(place: &Place) -> String {
    format!("{}:{}", place.file, place.line)
}

/// Where each fact of any form stands and comes from, by its id.
fn grounds(facts: &Facts) -> FxHashMap<String, Ground> {
    let mut out = FxHashMap::default();
    let mut told: FxHashSet<&str> = FxHashSet::default();
    for fact in &facts.facts {
        if told.insert(&fact.id) {
            out.insert(fact.id.clone(), fact.ground());
        }
    }
    let others = facts.quotes.iter().map(|q| &q.ground).chain(facts.called.iter().map(|c| &c.ground));
    let others = others.chain(facts.offices.iter().map(|o| &o.ground)).chain(facts.lives.iter().map(|l| &l.ground));
    for ground in others {
        out.entry(ground.id.clone()).or_insert_with(|| ground.clone());
    }
    out
}
