//! A set of senses by their kind: what answers most questions of readers with "no" at once.

use super::{Func, Sense};

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
            _ => Self::Other,
        }
    }
}

/// The kinds of all phrases that begin at a token, and of words of grammar which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Senses {
    /// A bit a part, in two halves so that a token need not be aligned to sixteen bytes.
    funcs: [u64; 2],
    kinds: u8,
}

impl Senses {
    /// Adds a sense.
    pub fn add(&mut self, sense: Sense) {
        match sense {
            Sense::Func(func) => self.funcs[half(func)] |= bit(func),
            sense => self.kinds |= 1 << SenseKind::of(sense) as u8,
        }
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
