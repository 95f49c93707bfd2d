//! What facts of every form share: where they stand and come from; and what a table of a file gives.

use super::asked::Owed;
use super::list::texts;
use super::{About, Asked, Called, Fact, Life, Office, Place, Quoted};
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
    /// What the desk asks of it.
    pub asked: Asked,
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

impl Made {
    /// Those of them that every draft must state, one an id.
    pub(super) fn owed(&self) -> Vec<Owed> {
        let mut out: Vec<Owed> = Vec::new();
        for fact in self.facts.iter().filter(|f| f.asked.required) {
            if out.last().is_some_and(|o| o.ground.id == fact.id) {
                continue;
            }
            let states = match &fact.about {
                About::Sentence(frame) => frame.text.clone(),
                About::Terms(terms) => format!("{} ({})", fact.written, texts(terms)),
            };
            out.push(Owed { ground: fact.ground(), states });
        }
        let mut owe = |ground: &Ground, states: String| {
            if ground.asked.required {
                out.push(Owed { ground: ground.clone(), states });
            }
        };
        for q in &self.quotes {
            owe(&q.ground, format!("\u{201c}{}\u{201d}, {}", q.words, q.speaker));
        }
        for c in &self.called {
            owe(&c.ground, format!("{} ({})", c.is, texts(&c.about)));
        }
        for o in &self.offices {
            owe(&o.ground, format!("{}, {}", o.holder, o.titles.join(" | ")));
        }
        for l in &self.lives {
            let from = l.begins.as_ref().map(|w| format!(", from {}", w.edtf)).unwrap_or_default();
            let to = l.ends.as_ref().map(|w| format!(", until {}", w.edtf)).unwrap_or_default();
            owe(&l.ground, format!("{}{from}{to}", l.name));
        }
        out
    }
}

impl From<Vec<Fact>> for Made {
    fn from(facts: Vec<Fact>) -> Self {
        Self { facts, ..Self::default() }
    }
}
