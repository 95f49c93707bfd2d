//! Reference facts: the facts file, read strictly and with every mistake in its place; values and
//! sentences are read by the same rooms that read drafts. Knows no draft.
//!
//! The next rooms call [`load`] (files) or [`inline`] (objects of JSON Lines) and walk [`Facts`].

mod asked;
mod bounds;
mod edtf;
mod fact;
mod files;
mod ground;
mod head;
mod json_schema;
mod keys;
mod list;
mod lived;
mod load;
#[cfg(test)]
mod loading;
#[cfg(test)]
mod mistakes;
mod name;
mod names;
mod office;
mod quote;
#[cfg(test)]
mod reading;
mod schema;
mod sentence;
#[cfg(test)]
mod slips;
mod stated;
mod term;
mod told;
mod tree;
mod value;

pub use crate::strict::{Complaint, Place, Severity};
pub use asked::{Asked, Owed};
pub use files::text;
pub use ground::Ground;
pub use json_schema::{dateline_schema, json_schema};
pub use list::{Row, texts};
pub use load::{inline, load, parse};
pub use name::Called;
pub use names::{Names, NamesBy};
pub use office::{Event, Life, Office};
pub use quote::Quoted;
pub use term::{Alternative, Term, TermError, TermWord};

use crate::analysis::Mould;
use crate::claims::{Claim, Value, When};
use rust_decimal::Decimal;

/// How far off a figure may be and still match (`tolerance`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tolerance {
    /// In percent of the reference.
    Percent(Decimal),
    /// In the reference's own unit.
    Absolute(Decimal),
}

/// What a fact is about.
#[derive(Debug, Clone, PartialEq)]
pub enum About {
    /// The entries of `about`: each must be met.
    Terms(Vec<Term>),
    /// A claim of a sentence fact: its terms are the frame of the sentence (semantics 7.8).
    Sentence(SentenceFrame),
}

/// The frame of one claim of a sentence fact.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SentenceFrame {
    /// The event or counted noun: one of these must be met.
    pub head: Vec<Term>,
    /// The event alone: a verb or a concept's word among the heads.
    pub events: Vec<Term>,
    /// Proper names of the sentence, the claim's own clause first.
    pub names: Vec<Term>,
    /// The one of them that is the subject of the claim's clause, where others stand beside it.
    pub actor: Option<Term>,
    /// Further content words of the claim's clause.
    pub words: Vec<Term>,
    /// Years and dates of the sentence beside the claim: its scope.
    pub times: Vec<When>,
    /// The whole sentence.
    pub text: String,
    /// What the claim's own sentence says but for its figures, and which of these the claim is.
    pub mould: Option<Box<(Mould, usize)>>,
}

/// A value of a series, and since when it stood.
#[derive(Debug, Clone, PartialEq)]
pub struct SeriesEntry {
    /// Since when.
    pub as_of: jiff::civil::Date,
    /// What it states.
    pub value: Value,
    /// The value as the facts file writes it.
    pub written: String,
    /// Where it comes from.
    pub source: Option<String>,
}

/// A reference fact, or one claim of a sentence fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// Its id: the table's name. All claims of a sentence share one.
    pub id: String,
    /// What it is about.
    pub about: About,
    /// What it states.
    pub value: Value,
    /// The value as the facts file writes it, for messages.
    pub written: String,
    /// The claim that the value or sentence was read as, where it was read from text.
    pub claim: Option<Box<Claim>>,
    /// Terms that rule it out.
    pub unless: Vec<Term>,
    /// The date or period that it is about.
    pub when: Option<When>,
    /// Since when it was known to be so.
    pub as_of: Option<jiff::civil::Date>,
    /// How far off a figure may be.
    pub tolerance: Option<Tolerance>,
    /// Where it comes from.
    pub source: Option<String>,
    /// Where to read it.
    pub url: Option<String>,
    /// What the desk notes of it.
    pub note: Option<String>,
    /// Its values in the order of their dates, where it changed; `value` and `as_of` are the newest's.
    pub series: Vec<SeriesEntry>,
    /// Whose figure it is.
    pub by: Option<Term>,
    /// It is only the time of what stands beside it in its sentence: it may confirm, and never accuses.
    pub scope: bool,
    /// Where it stands.
    pub place: Place,
    /// Which file it is from, for `subject`: index into [`Facts::subjects`].
    pub file: u16,
    /// What the desk asks of it.
    pub asked: Asked,
}

/// The facts that a run knows.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// All facts, sentence facts claim by claim.
    pub facts: Vec<Fact>,
    /// What somebody said, word for word.
    pub quotes: Vec<Quoted>,
    /// What things are called.
    pub called: Vec<Called>,
    /// Who held which office, and when.
    pub offices: Vec<Office>,
    /// Persons' and firms' dates.
    pub lives: Vec<Life>,
    /// What every draft must state (`required`), in the order of the files.
    pub owed: Vec<Owed>,
    /// The `subject` of each file.
    pub subjects: Vec<Vec<Term>>,
    /// The dateline of drafts that have none, from the first file that sets one.
    pub date: Option<String>,
    /// Other names of things.
    pub names: Names,
    /// What is wrong or left out: errors stop a run, warnings are printed.
    pub complaints: Vec<Complaint>,
}

impl Fact {
    /// Where it stands and comes from.
    #[must_use]
    pub fn ground(&self) -> Ground {
        Ground {
            id: self.id.clone(),
            source: self.source.clone(),
            url: self.url.clone(),
            note: self.note.clone(),
            as_of: self.as_of,
            place: self.place.clone(),
            file: self.file,
            asked: self.asked,
        }
    }
}

impl Facts {
    /// There is nothing but facts with values: no quotation, no office, no life and no name.
    #[must_use]
    pub fn only_values(&self) -> bool {
        self.quotes.is_empty()
            && self.called.is_empty()
            && self.offices.is_empty()
            && self.lives.is_empty()
            && self.names.groups.is_empty()
    }

    /// This set with another's facts, names and complaints behind its own: those of one line beside
    /// those of files. The date is the first that there is.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        // A set of more subjects than an index can hold was refused when it was read.
        let shift = u16::try_from(self.subjects.len()).unwrap_or(u16::MAX);
        self.subjects.extend(other.subjects);
        self.facts.extend(other.facts.into_iter().map(|fact| Fact { file: fact.file.saturating_add(shift), ..fact }));
        let moved = |ground: Ground| Ground { file: ground.file.saturating_add(shift), ..ground };
        self.quotes.extend(other.quotes.into_iter().map(|q| Quoted { ground: moved(q.ground), ..q }));
        self.called.extend(other.called.into_iter().map(|c| Called { ground: moved(c.ground), ..c }));
        self.offices.extend(other.offices.into_iter().map(|o| Office { ground: moved(o.ground), ..o }));
        self.lives.extend(other.lives.into_iter().map(|l| Life { ground: moved(l.ground), ..l }));
        self.owed.extend(other.owed.into_iter().map(|o| Owed { ground: moved(o.ground), ..o }));
        self.names.groups.extend(other.names.groups);
        self.complaints.extend(other.complaints);
        self.date = self.date.or(other.date);
        self
    }

    /// The ids of all facts of every form; one may come several times.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let facts = self.facts.iter().map(|f| f.id.as_str());
        let quotes = self.quotes.iter().map(|q| q.ground.id.as_str());
        let called = self.called.iter().map(|c| c.ground.id.as_str());
        let offices = self.offices.iter().map(|o| o.ground.id.as_str());
        let lives = self.lives.iter().map(|l| l.ground.id.as_str());
        facts.chain(quotes).chain(called).chain(offices).chain(lives)
    }

    /// Whether any complaint is an error.
    #[must_use]
    pub fn broken(&self) -> bool {
        self.complaints.iter().any(|c| c.severity == Severity::Error)
    }
}
