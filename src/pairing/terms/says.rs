//! What single terms say: how a thing is meant, that it is a rate or an average, a year, a change, a lasting. Noted once
//! where it takes a look into the packs, since every candidate asks.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of terms come from the index over the same facts, those of modes from the same lexicon"
)]

use super::{TermId, Terms};
use crate::claims::{Claim, Value};
use crate::facts::{Alternative, Term};
use crate::lexicon::{CalendarWord, Direction, Func, Lexicon, Sense, Stem};

/// What a term says of how it is meant.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Traits {
    /// Each alternative names a mode ("demanded", "forecast").
    mode: bool,
    /// It speaks of a rate or an average.
    rate: bool,
    /// It speaks of several in every wording.
    pub(super) several: bool,
    /// An alternative of it is a proper name.
    pub(super) name: bool,
    /// Another term has the same letters.
    pub(super) twin: bool,
}

impl Terms {
    /// Whether a term says how a thing is meant ("demanded", "forecast"), in each of its alternatives.
    pub(in crate::pairing) fn is_mode(&self, id: TermId) -> bool {
        self.traits.get(id as usize).is_some_and(|t| t.mode)
    }

    /// Whether a term is one of what befell somebody.
    pub(in crate::pairing) fn is_concept(&self, id: TermId) -> bool {
        self.terms[id as usize].alternatives.iter().any(|a| matches!(a, Alternative::Concept(_)))
    }

    /// Whether a term speaks of a rate or an average.
    pub(in crate::pairing) fn is_rate(&self, id: TermId) -> bool {
        self.traits.get(id as usize).is_some_and(|t| t.rate)
    }

    /// The terms that the figure says by itself: of change in this direction, of an age, and of lasting, where it is in
    /// a compound.
    pub(in crate::pairing) fn implied(&self, claim: &Claim, compound: bool) -> &[TermId] {
        match &claim.value {
            Value::Change { direction: Direction::Up, ratio: None, .. } => &self.up,
            Value::Change { direction: Direction::Down, ratio: None, .. } => &self.down,
            Value::Duration { .. } if compound => &self.lasting,
            Value::Age { .. } => &self.aging,
            _ => &[],
        }
    }

    /// Whether a term is of an age, and of nothing else.
    pub(in crate::pairing) fn is_age(&self, id: TermId) -> bool {
        self.aging.binary_search(&id).is_ok()
    }

    /// Notes whether a term is one of change, of lasting, of an age, of a rate, of how a thing is meant.
    pub(super) fn imply(&mut self, id: TermId, term: &Term, lexicon: &Lexicon) {
        let any = |a: &Alternative, wanted: &dyn Fn(&Sense) -> bool| match a {
            Alternative::Phrase(words) | Alternative::Exact(words) => {
                words.iter().any(|w| lexicon.senses(&w.text).iter().any(wanted))
            }
            Alternative::Concept(_) => false,
        };
        let doubts = |s: &Sense| matches!(s, Sense::Mode(m) if lexicon.modes[*m as usize].doubts());
        let per = |s: &Sense| matches!(s, Sense::Func(Func::Per | Func::Average));
        let several = |a: &Alternative| match a {
            Alternative::Phrase(words) => words.last().is_some_and(|w| !w.capital && lexicon.is_plural(&w.text)),
            _ => false,
        };
        self.traits.push(Traits {
            mode: term.alternatives.iter().all(|a| any(a, &doubts)),
            rate: term.alternatives.iter().any(|a| any(a, &per)),
            several: term.alternatives.iter().all(several),
            name: term.alternatives.iter().any(super::is_name),
            twin: false,
        });
        for alternative in &*term.alternatives {
            let Alternative::Phrase(words) = alternative else { continue };
            let [only] = &words[..] else { continue };
            for sense in lexicon.senses(&only.text) {
                let list = match sense {
                    Sense::Calendar(c) if lexicon.calendar.words.get(c as usize) == Some(&CalendarWord::Lasting) => {
                        &mut self.lasting
                    }
                    Sense::Func(Func::Age | Func::Aged) => &mut self.aging,
                    Sense::Change(c) => match lexicon.changes.get(c as usize).map(|c| c.direction) {
                        Some(Direction::Up) => &mut self.up,
                        Some(Direction::Down) => &mut self.down,
                        _ => continue,
                    },
                    _ => continue,
                };
                if list.last() != Some(&id) {
                    list.push(id);
                }
            }
        }
    }

    /// Whether a term has this very word, or one of its root.
    pub(in crate::pairing) fn says(&self, id: TermId, stem: Stem, lexicon: &Lexicon) -> bool {
        self.terms[id as usize].alternatives.iter().any(|a| match a {
            Alternative::Phrase(words) => words.iter().any(|w| lexicon.stemmer.akin(w.stem, stem)),
            _ => false,
        })
    }

    /// Whether a term is this year.
    pub(in crate::pairing) fn is_year(&self, id: TermId, year: i16) -> bool {
        self.terms[id as usize].alternatives.iter().any(|a| match a {
            Alternative::Phrase(words) => matches!(&words[..], [only] if only.text.parse() == Ok(year)),
            _ => false,
        })
    }
}
