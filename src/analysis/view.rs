//! A reader's view of one sentence: tokens, their text, and what the lexicon knows of them.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::{Pos, Sentence, Token};
use crate::lexicon::{
    BesideWord, CalendarKinds, CalendarWord, Currency, CurrencyForm, Func, Hedge, Hit, Lexicon, Numeral, Sense,
    SenseKind, TokenKind, Unit, VerbForm,
};

/// Whether a mark is a hyphen or dash of any length.
#[must_use]
pub fn is_dash(mark: &str) -> bool {
    matches!(mark, "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{2014}" | "\u{2212}" | "--")
}

/// One sentence with its text and the lexicon.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The lexicon.
    pub lexicon: &'a Lexicon,
    /// The prose of the sentence's block, into which token offsets point.
    pub prose: &'a str,
    /// The sentence.
    pub sentence: &'a Sentence,
}

impl<'a> View<'a> {
    /// Number of tokens.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    /// Whether there is no token.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sentence.tokens.is_empty()
    }

    /// The token, if there is one.
    #[must_use]
    pub fn token(&self, at: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(at)
    }

    /// The token's letters, or nothing past the end.
    #[must_use]
    #[inline]
    pub fn text(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| &self.prose[t.start as usize..t.end as usize])
    }

    /// The letters from token `start` up to token `end`, with what stands between them.
    #[must_use]
    pub fn stretch(&self, start: usize, end: usize) -> &'a str {
        match (self.token(start), self.token(end.wrapping_sub(1))) {
            (Some(a), Some(b)) if a.start <= b.end => &self.prose[a.start as usize..b.end as usize],
            _ => "",
        }
    }

    /// Whether the token is written without space behind the one before.
    #[must_use]
    pub fn glued(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.glued)
    }

    /// Whether the token is this mark.
    #[must_use]
    #[inline]
    pub fn mark(&self, at: usize, mark: &str) -> bool {
        // Most tokens are words, and most marks of another length need not be looked at.
        self.token(at).is_some_and(|t| t.kind == TokenKind::Mark && (t.end - t.start) as usize == mark.len())
            && self.text(at) == mark
    }

    /// Whether the token is a hyphen or dash of any length.
    #[must_use]
    pub fn dash(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Mark) && is_dash(self.text(at))
    }

    /// Whether the token is digits (or a fraction sign).
    #[must_use]
    pub fn digits(&self, at: usize) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Number)
    }

    /// All phrases that begin at the token, longest first.
    pub fn hits(&self, at: usize) -> impl Iterator<Item = Hit> + Clone + 'a {
        let from = self.token(at).map_or(usize::MAX, |t| t.hits as usize);
        let hits = self.sentence.hits.get(from..).unwrap_or(&[]);
        hits.iter().take_while(move |h| h.start as usize == at).copied()
    }

    /// The first sense at the token for which `pick` answers, with the number of tokens it takes.
    pub fn sense<T>(&self, at: usize, pick: impl Fn(Sense) -> Option<T>) -> Option<(T, usize)> {
        self.hits(at).find_map(|h| pick(h.sense).map(|t| (t, h.len as usize)))
    }

    /// Whether a phrase of this kind begins here.
    #[must_use]
    pub fn may(&self, at: usize, kind: SenseKind) -> bool {
        self.token(at).is_some_and(|t| t.senses.has(kind))
    }

    /// Whether a word of the calendar of any of these kinds begins here.
    #[must_use]
    pub fn tells(&self, at: usize, kinds: CalendarKinds) -> bool {
        self.token(at).is_some_and(|t| t.senses.tells(kinds))
    }

    /// Whether a word or phrase of this part begins here.
    #[must_use]
    pub fn is(&self, at: usize, func: Func) -> bool {
        self.token(at).is_some_and(|t| t.senses.is(func))
    }

    /// The number of tokens that a word or phrase of this part takes here.
    #[must_use]
    pub fn func(&self, at: usize, func: Func) -> Option<usize> {
        self.is(at, func).then(|| self.sense(at, |s| (s == Sense::Func(func)).then_some(()))).flatten().map(|(_, n)| n)
    }

    /// The numeral word here, and the tokens it takes.
    #[must_use]
    pub fn numeral(&self, at: usize) -> Option<(&'a Numeral, usize)> {
        if !self.may(at, SenseKind::Numeral) {
            return None;
        }
        self.sense(at, |s| if let Sense::Numeral(i) = s { Some(&self.lexicon.numerals[i as usize]) } else { None })
    }

    /// The hedge here, and the tokens it takes.
    #[must_use]
    pub fn hedge(&self, at: usize) -> Option<(&'a Hedge, usize)> {
        if !self.may(at, SenseKind::Hedge) {
            return None;
        }
        self.sense(at, |s| if let Sense::Hedge(i) = s { Some(&self.lexicon.hedges[i as usize]) } else { None })
    }

    /// The unit of measure here, and the tokens it takes.
    #[must_use]
    pub fn unit(&self, at: usize) -> Option<((u16, &'a Unit), usize)> {
        if !self.may(at, SenseKind::Unit) {
            return None;
        }
        self.sense(at, |s| if let Sense::Unit(i) = s { Some((i, &self.lexicon.units[i as usize])) } else { None })
    }

    /// Whether a word that may be money is a verb in the past here: "11 won medals".
    #[must_use]
    pub fn won(&self, at: usize) -> bool {
        let past = |s| matches!(s, Sense::Verb(VerbForm::Past)).then_some(());
        self.token(at).is_some_and(|t| t.pos == Pos::Verb) && self.sense(at, past).is_some()
    }

    /// The currency here, and the tokens it takes.
    #[must_use]
    pub fn currency(&self, at: usize) -> Option<(&'a Currency, usize)> {
        if !self.may(at, SenseKind::Currency) {
            return None;
        }
        let verb = self.won(at);
        let found = self
            .sense(at, |s| if let Sense::Currency(i) = s { Some(&self.lexicon.currencies[i as usize]) } else { None });
        // "11 won medals"
        found.filter(|(currency, len)| !(verb && *len == 1 && currency.form == CurrencyForm::Word))
    }

    /// One past the last token of a word here that says this of what stands beside it.
    #[must_use]
    pub fn beside(&self, at: usize, word: BesideWord) -> Option<usize> {
        if !self.may(at, SenseKind::Beside) {
            return None;
        }
        self.sense(at, |s| (s == Sense::Beside(word)).then_some(())).map(|(_, len)| at + len)
    }

    /// The first calendar word here for which `pick` answers, and the tokens it takes.
    pub fn calendar<T>(&self, at: usize, pick: impl Fn(CalendarWord) -> Option<T>) -> Option<(T, usize)> {
        if !self.may(at, SenseKind::Calendar) {
            return None;
        }
        self.sense(
            at,
            |s| if let Sense::Calendar(i) = s { pick(self.lexicon.calendar.words[i as usize]) } else { None },
        )
    }
}
