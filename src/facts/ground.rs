//! What facts of every form share: where they stand and come from; and what a table of a file gives.

use super::{Called, Fact, Life, Office, Place, Quoted};
use jiff::civil::Date;

/// Where a fact stands and comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Ground {
    /// Its id: the table's name.
    pub id: String,
    /// Where it comes from.
    pub source: Option<String>,
    /// Where to read it.
    pub url: Option<String>,
    /// What the desk notes of it.
    pub note: Option<String>,
    /// Since when it was known to be so.
    pub as_of: Option<Date>,
    /// Where it stands.
    pub place: Place,
    /// Which file it is from, for `subject`: index into [`Facts::subjects`](super::Facts::subjects).
    pub file: u16,
}

/// The facts that were read of a stretch of a file, form by form.
#[derive(Debug, Clone, Default)]
pub(super) struct Made {
    pub(super) facts: Vec<Fact>,
    pub(super) quotes: Vec<Quoted>,
    pub(super) called: Vec<Called>,
    pub(super) offices: Vec<Office>,
    pub(super) lives: Vec<Life>,
}

impl Made {
    /// Adds what was read of another stretch.
    pub(super) fn extend(&mut self, other: Self) {
        self.facts.extend(other.facts);
        self.quotes.extend(other.quotes);
        self.called.extend(other.called);
        self.offices.extend(other.offices);
        self.lives.extend(other.lives);
    }
}

impl From<Vec<Fact>> for Made {
    fn from(facts: Vec<Fact>) -> Self {
        Self { facts, ..Self::default() }
    }
}
