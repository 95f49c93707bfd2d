//! The words of a claim with what the lexicon knows of them, for wordings that a value does not hold.

use crate::lexicon::{
    CalendarWord, Func, Hit, Keys, Lexicon, NumeralKind, RawToken, Sense, Stem, TokenKind, fold, split,
};
use rust_decimal::Decimal;
use std::ops::Range;

/// The tokens of a claim with what the lexicon knows of them.
pub(in crate::verdict) struct Words<'a> {
    pub(in crate::verdict) text: &'a str,
    pub(in crate::verdict) tokens: Vec<RawToken>,
    keys: Vec<Keys>,
    lexicon: &'a Lexicon,
}

impl<'a> Words<'a> {
    pub(in crate::verdict) fn of(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let tokens = split(text);
        let keys = tokens
            .iter()
            .map(|t| {
                let word = &text[t.start as usize..t.end as usize];
                let folded = fold(word);
                Keys { exact: Stem::of(word), surface: Stem::of(&folded), stem: lexicon.stemmer.stem(&folded) }
            })
            .collect();
        Self { text, tokens, keys, lexicon }
    }

    /// The senses at a token, longest first.
    pub(in crate::verdict) fn hits(&self, at: usize) -> Vec<Hit> {
        let mut hits = Vec::new();
        if at < self.keys.len() {
            self.lexicon.phrases.hits_at(&self.keys, at, &mut hits);
        }
        hits
    }

    pub(in crate::verdict) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    /// A word of the calendar.
    pub(in crate::verdict) fn calendar(&self, index: u16) -> Option<CalendarWord> {
        self.lexicon.calendar.words.get(index as usize).copied()
    }

    pub(in crate::verdict) fn numeral(&self, at: usize) -> Option<(NumeralKind, Decimal, usize)> {
        self.hits(at).iter().find_map(|h| match h.sense {
            Sense::Numeral(i) => self.lexicon.numerals.get(i as usize).map(|n| (n.kind, n.value, h.len as usize)),
            _ => None,
        })
    }

    /// Whether a number is the next three digits of the one before it: "6 116".
    pub(in crate::verdict) fn group_of_three(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let Some((before, here)) = before.zip(self.tokens.get(at)) else { return false };
        let gap = self.text.get(before.end as usize..here.start as usize).unwrap_or("");
        let digits = |at: usize| self.word(at).bytes().all(|b| b.is_ascii_digit());
        before.kind == TokenKind::Number
            && gap.chars().count() == 1
            && gap.trim().is_empty()
            && digits(at)
            && digits(at - 1)
            && self.word(at).len() == 3
    }

    /// Whether a mark is the sign of the number behind it.
    pub(in crate::verdict) fn signs(&self, at: usize) -> bool {
        let glued = self.tokens.get(at).zip(self.tokens.get(at + 1)).is_some_and(|(mark, number)| {
            mark.kind == TokenKind::Mark && number.kind == TokenKind::Number && mark.end == number.start
        });
        glued && matches!(self.word(at), "-" | "\u{2212}" | "\u{2013}")
    }

    /// "between" or "from" right before a token, a currency sign aside.
    pub(in crate::verdict) fn opener(&self, before: usize) -> Option<Range<usize>> {
        (before.saturating_sub(2)..before).find_map(|at| {
            let opens = |h: &Hit| matches!(h.sense, Sense::Func(Func::Between | Func::From)) && h.len == 1;
            self.hits(at).iter().any(opens).then(|| self.bytes(&(at..at + 1))).flatten()
        })
    }

    pub(in crate::verdict) fn hedge(&self, at: usize) -> Option<usize> {
        self.hits(at).iter().find(|h| matches!(h.sense, Sense::Hedge(_))).map(|h| h.len as usize)
    }

    /// The bytes of these tokens.
    pub(in crate::verdict) fn bytes(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let first = self.tokens.get(tokens.start)?;
        let last = self.tokens.get(tokens.end.checked_sub(1)?)?;
        Some(first.start as usize..last.end as usize)
    }

    /// The tokens of an ordinal, which may be a fraction as well ("third").
    pub(in crate::verdict) fn ordinal(&self, at: usize) -> Option<usize> {
        self.hits(at).iter().find_map(|h| match h.sense {
            Sense::Numeral(i) => {
                let numeral = self.lexicon.numerals.get(i as usize)?;
                (numeral.kind == NumeralKind::Ordinal).then_some(h.len as usize)
            }
            _ => None,
        })
    }

    /// "a", "an"
    pub(in crate::verdict) fn article(&self, at: usize) -> bool {
        self.hits(at).iter().any(|h| h.sense == Sense::Func(Func::A) && h.len == 1)
    }

    /// "times more", "times fewer": a multiple told as a difference.
    pub(in crate::verdict) fn times_more(&self) -> bool {
        let func = |at: usize, wanted: &[Func]| {
            self.hits(at)
                .iter()
                .find(|h| matches!(h.sense, Sense::Func(f) if wanted.contains(&f)))
                .map(|h| h.len as usize)
        };
        (0..self.tokens.len())
            .any(|at| func(at, &[Func::Times]).is_some_and(|len| func(at + len, &[Func::More, Func::Fewer]).is_some()))
    }
}
