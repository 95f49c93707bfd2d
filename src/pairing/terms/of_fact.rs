//! What a fact asks for: its terms, and what they say of its family.

#![allow(clippy::indexing_slicing, reason = "indices of changes, modes and calendar words come from the same lexicon")]

use super::{TermId, is_name};
use crate::claims::frame::Counted;
use crate::facts::{Alternative, Term, TermWord};
use crate::lexicon::{CalendarWord, ChangeKind, Func, Lexicon, Sense};
use std::sync::OnceLock;

/// What a fact's terms ask for, and what they say of its family.
#[derive(Debug, Clone, Default)]
pub(in crate::pairing) struct FactTerms {
    /// All of these must be met.
    pub(in crate::pairing) all: Vec<TermId>,
    /// Of a sentence fact: one of these must be met.
    pub(in crate::pairing) heads: Vec<TermId>,
    /// Of a sentence fact: its names.
    pub(in crate::pairing) names: Vec<TermId>,
    /// Of a sentence fact: its other words.
    pub(in crate::pairing) words: Vec<TermId>,
    /// Any of these rules it out.
    pub(in crate::pairing) unless: Vec<TermId>,
    /// Who it is from.
    pub(in crate::pairing) by: Option<TermId>,
    /// A term holds a proper name.
    pub(in crate::pairing) named: bool,
    /// It names somebody or something by more than a country, and tells of it more than that something was said.
    pub(in crate::pairing) own: bool,
    /// A term speaks of change.
    pub(in crate::pairing) change: bool,
    /// A term names a mode ("promised", "forecast").
    pub(in crate::pairing) mode: bool,
    /// A term speaks of a rate ("a day", "per") or an average.
    pub(in crate::pairing) rate: bool,
    /// A term speaks of an age.
    pub(in crate::pairing) age: bool,
    /// A term is a length of time ("year").
    pub(in crate::pairing) period: bool,
    /// Of a sentence fact: its event, a verb or a concept's word among its heads.
    pub(in crate::pairing) events: Vec<TermId>,
    /// A term is of an event ("@killed", "bombing"), not only of a thing.
    pub(in crate::pairing) happens: bool,
    /// Of a sentence fact: the name that is its subject.
    pub(in crate::pairing) actor: Option<TermId>,
    /// Of a sentence fact: its one head is what befell somebody ("killed").
    pub(in crate::pairing) befell: bool,
    /// Of a sentence fact that names nobody: how many of its words its file's `subject` has.
    pub(in crate::pairing) of_subject: usize,
    /// Its words of change stand only beside others that are none ("rate | rise"): it may be of where a change ended.
    pub(in crate::pairing) mixed: bool,
    /// A partitioning word is among its terms.
    pub(in crate::pairing) partition: bool,
    /// Years that its terms name.
    pub(in crate::pairing) years: Vec<i16>,
    /// What its value counts, once that was asked for.
    pub(in crate::pairing) noun: OnceLock<Option<Counted>>,
}

/// What a term says of the family of every fact that asks for it: found once a term, however many facts ask.
#[derive(Debug, Clone, Default)]
pub(in crate::pairing) struct Hints {
    named: bool,
    happens: bool,
    change: bool,
    mode: bool,
    rate: bool,
    age: bool,
    period: bool,
    partition: bool,
    /// Some of its alternatives speak of change; some speak of none.
    changing: bool,
    unchanging: bool,
    years: Vec<i16>,
    /// It is the name of a country, which tells no fact from others.
    country: bool,
    /// It says only that something was said.
    reports: bool,
}

impl Hints {
    /// Those of a term as it is written.
    pub(super) fn of(term: &Term, lexicon: &Lexicon) -> Self {
        let mut out = Self {
            named: term.alternatives.iter().any(is_name),
            country: lexicon.countries.contains(&term.text.to_lowercase()),
            reports: lexicon.senses(&term.text).iter().any(|s| matches!(s, Sense::Reporting(_))),
            ..Self::default()
        };
        for alternative in &*term.alternatives {
            let changes = changes(alternative, lexicon);
            out.changing |= changes;
            out.unchanging |= !changes;
            out.happens |= matches!(alternative, Alternative::Concept(_));
            let (Alternative::Phrase(words) | Alternative::Exact(words)) = alternative else { continue };
            let mut periods = false;
            for word in words {
                out.happens |= !word.concepts.is_empty();
                if word.text.len() == 4
                    && let Ok(year) = word.text.parse::<i16>()
                {
                    out.years.push(year);
                }
                // "Lower Dassel" is a name, and nothing lower than it was.
                // and "behind the weir" a place.
                let place = |s: &Sense| *s == Sense::Func(Func::Behind);
                let name = words.len() > 1 && (word.capital || lexicon.senses(&word.text).iter().any(place));
                for sense in lexicon.senses(&word.text) {
                    if name && matches!(sense, Sense::Change(_)) {
                        continue;
                    }
                    periods |= sense == Sense::Func(Func::A);
                    out.sense(sense, term, words, lexicon);
                }
            }
            // "a year | 52 weeks" is a length of time.
            out.rate |= periods && words.len() == 2 && !term.alternatives.iter().any(|a| counts(a, lexicon));
        }
        out
    }

    /// Notes what one of its words says.
    fn sense(&mut self, sense: Sense, term: &Term, words: &[TermWord], lexicon: &Lexicon) {
        match sense {
            Sense::Change(id) => {
                // One alternative among others that are none ("cut | job") says little.
                self.change |= lexicon.changes[id as usize].kind != ChangeKind::Verb || term.alternatives.len() <= 3;
            }
            Sense::Mode(id) => self.mode |= lexicon.modes[id as usize].doubts(),
            Sense::Func(Func::Per | Func::Average) => self.rate = true,
            Sense::Func(Func::Age | Func::Aged | Func::Old) => self.age = true,
            Sense::Partition(_) => self.partition = true,
            Sense::Calendar(id) => {
                let word = lexicon.calendar.words.get(id as usize);
                // "year", "year earlier"
                let from = |w: &TermWord| {
                    lexicon.senses(&w.text).iter().any(|s| match s {
                        Sense::Calendar(id) => matches!(
                            lexicon.calendar.words.get(*id as usize),
                            Some(CalendarWord::Away(..) | CalendarWord::Step(..))
                        ),
                        _ => false,
                    })
                };
                self.period |=
                    matches!(word, Some(CalendarWord::Period(_))) && (words.len() == 1 || words.iter().any(from));
            }
            _ => {}
        }
    }
}

impl FactTerms {
    /// Notes what one of its terms says of the fact's family.
    pub(super) fn family(&mut self, hints: &Hints) {
        self.named |= hints.named;
        self.mixed = if hints.changing { hints.unchanging && (self.mixed || !self.change) } else { self.mixed };
        self.happens |= hints.happens;
        self.change |= hints.change;
        self.mode |= hints.mode;
        self.rate |= hints.rate;
        self.age |= hints.age;
        self.period |= hints.period;
        self.partition |= hints.partition;
        self.years.extend(&hints.years);
    }
}

/// Whether an alternative holds a number.
fn counts(alternative: &Alternative, lexicon: &Lexicon) -> bool {
    let (Alternative::Phrase(words) | Alternative::Exact(words)) = alternative else { return false };
    let number = |w: &TermWord| {
        w.text.starts_with(|c: char| c.is_ascii_digit())
            || lexicon.senses(&w.text).iter().any(|s| matches!(s, Sense::Numeral(_)))
    };
    words.len() > 1 && words.iter().any(number)
}

/// Whether an alternative speaks of change.
fn changes(alternative: &Alternative, lexicon: &Lexicon) -> bool {
    let (Alternative::Phrase(words) | Alternative::Exact(words)) = alternative else { return false };
    words.iter().any(|w| lexicon.senses(&w.text).iter().any(|s| matches!(s, Sense::Change(_))))
}

/// Whether two terms have a word of one root, or synonyms, as their only one.
pub(super) fn shares(a: &Term, b: &Term, lexicon: &Lexicon) -> bool {
    let single = |a: &Alternative| match a {
        Alternative::Phrase(words) => words.first().filter(|_| words.len() == 1).cloned(),
        _ => None,
    };
    let ours: Vec<TermWord> = a.alternatives.iter().filter_map(single).collect();
    b.alternatives.iter().filter_map(single).any(|w| {
        ours.iter().any(|o| lexicon.stemmer.akin(o.stem, w.stem) || o.synonyms.iter().any(|s| w.synonyms.contains(s)))
    })
}

/// Whether what a fact is about tells it from others' facts: a name that is no country's, and a word that says more than
/// "said". Of a sentence only its names are asked.
pub(super) fn tells_apart<'h>(mut terms: impl Iterator<Item = &'h Hints> + Clone, sentence: bool) -> bool {
    let mut words = terms.clone().filter(|t| !t.named).peekable();
    let names = terms.any(|t| (t.named || sentence) && !t.country);
    names && (sentence || words.peek().is_none() || !words.all(|t| t.reports))
}

/// Whether a term divides a whole.
pub(super) fn parts(term: &Term, lexicon: &Lexicon) -> bool {
    has_word(term, lexicon, |s| matches!(s, Sense::Partition(_)))
}

fn has_word(term: &Term, lexicon: &Lexicon, wanted: impl Fn(&Sense) -> bool) -> bool {
    let word = |w: &TermWord| lexicon.senses(&w.text).iter().any(&wanted);
    term.alternatives.iter().any(|a| match a {
        Alternative::Phrase(words) | Alternative::Exact(words) => words.iter().any(word),
        Alternative::Concept(_) => false,
    })
}
