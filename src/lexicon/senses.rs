//! A set of senses by their kind: what answers most questions of readers with "no" at once.

#![allow(clippy::indexing_slicing, reason = "half of a bit set of two halves")]

use super::{CalendarKinds, Func, Lexicon, NumeralKinds, Sense};

/// The kinds of phrase that readers ask for by name, beside words of grammar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after its sense")]
pub enum SenseKind {
    Numeral,
    Hedge,
    Unit,
    Currency,
    Calendar,
    Change,
    NoClaim,
    Concept,
    Synonym,
    Mode,
    Reporting,
    Partition,
    Office,
    Beside,
    Check,
    /// All others together.
    Other,
}

impl SenseKind {
    fn of(sense: Sense) -> Self {
        match sense {
            Sense::Numeral(_) => Self::Numeral,
            Sense::Hedge(_) => Self::Hedge,
            Sense::Unit(_) | Sense::Leads(_) => Self::Unit,
            Sense::Currency(_) => Self::Currency,
            Sense::Calendar(_) => Self::Calendar,
            Sense::Change(_) => Self::Change,
            Sense::NoClaim(_) => Self::NoClaim,
            Sense::Concept(..) => Self::Concept,
            Sense::Synonym(_) => Self::Synonym,
            Sense::Mode(_) => Self::Mode,
            Sense::Reporting(_) => Self::Reporting,
            Sense::Partition(_) => Self::Partition,
            Sense::Office(_) => Self::Office,
            Sense::Beside(_) => Self::Beside,
            Sense::Check(_) => Self::Check,
            _ => Self::Other,
        }
    }
}

/// The kinds of all phrases that begin at a token, of words of grammar which, and of those of the calendar and of
/// numerals their kinds among themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Senses {
    /// A bit a part, in two halves so that a token need not be aligned to sixteen bytes.
    funcs: [u64; 2],
    calendar: CalendarKinds,
    numerals: NumeralKinds,
    kinds: u16,
}

impl Senses {
    /// Adds a sense.
    pub fn add(&mut self, sense: Sense, lexicon: &Lexicon) {
        match sense {
            Sense::Func(func) => self.funcs[half(func)] |= bit(func),
            sense => self.kinds |= 1 << SenseKind::of(sense) as u8,
        }
        match sense {
            Sense::Calendar(id) => {
                let kind = lexicon.calendar.words.get(usize::from(id)).map(|w| w.kind()).unwrap_or_default();
                self.calendar = self.calendar.and(kind);
            }
            Sense::Numeral(id) => {
                let kind = lexicon.numerals.get(usize::from(id)).map(|n| n.kind.kind()).unwrap_or_default();
                self.numerals = self.numerals.and(kind);
            }
            _ => {}
        }
    }

    /// Adds all of another set.
    pub fn add_all(&mut self, other: &Self) {
        self.funcs[0] |= other.funcs[0];
        self.funcs[1] |= other.funcs[1];
        self.calendar = self.calendar.and(other.calendar);
        self.numerals = self.numerals.and(other.numerals);
        self.kinds |= other.kinds;
    }

    /// Whatever a phrase can mean.
    #[cfg(test)]
    pub(crate) fn all() -> Self {
        Self { funcs: [u64::MAX; 2], calendar: CalendarKinds::ANY, numerals: NumeralKinds::ALL, kinds: u16::MAX }
    }

    /// Whether a word of the calendar of any of these kinds is among them.
    #[must_use]
    pub fn tells(&self, kinds: CalendarKinds) -> bool {
        self.calendar.meets(kinds)
    }

    /// The kinds of its words of the calendar.
    #[must_use]
    pub fn calendar(&self) -> CalendarKinds {
        self.calendar
    }

    /// Whether a word or phrase of this part is among them.
    #[must_use]
    pub fn is(&self, func: Func) -> bool {
        self.funcs[half(func)] & bit(func) != 0
    }

    /// Whether a phrase of this kind is among them.
    #[must_use]
    pub fn has(&self, kind: SenseKind) -> bool {
        self.kinds & (1 << kind as u8) != 0
    }

    /// Whether a numeral word of any of these kinds is among them.
    #[must_use]
    pub fn counts(&self, kinds: NumeralKinds) -> bool {
        self.numerals.meets(kinds)
    }

    /// Whether any word of grammar is among them.
    #[must_use]
    pub fn grammar(&self) -> bool {
        self.funcs != [0; 2]
    }
}

fn half(func: Func) -> usize {
    (func as usize >> 6) & 1
}

fn bit(func: Func) -> u64 {
    1 << (func as u32 & 63)
}
