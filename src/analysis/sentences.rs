//! The tokens of a text, and where its sentences end.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::known::Alone;
use super::{Pos, Token};
use crate::lexicon::{Hit, Lexicon, RawToken, Sense, Stem, TokenKind, Words};
use rustc_hash::FxHashSet;

/// The words that were met so far, each looked up once. One may serve many texts in turn, since most of their words
/// are the same; what it says of a word is the same for all.
pub struct Vocabulary<'a> {
    words: Words<'a>,
    /// What each word is known as, by its number.
    known: Vec<Alone>,
}

impl<'a> Vocabulary<'a> {
    /// Of more words than these no text has need again.
    const MOST: usize = 1 << 15;

    /// No words yet, of texts of so many letters.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, letters: usize) -> Self {
        Self { words: Words::new(lexicon, letters), known: Vec::new() }
    }

    /// Whether it is small enough to be kept for another text.
    #[must_use]
    pub fn is_worth_keeping(&self) -> bool {
        self.known.len() < Self::MOST
    }

    /// Whose words they are.
    pub(super) fn lexicon(&self) -> &'a Lexicon {
        self.words.lexicon()
    }
}

/// All tokens of a text, block after block, with the numbers of their words.
pub(super) struct Text<'v, 'a> {
    words: &'v mut Words<'a>,
    known: &'v mut Vec<Alone>,
    tokens: Vec<RawToken>,
    numbers: Vec<u32>,
    /// The sentences.
    pub(super) sentences: Vec<Extent>,
}

/// Where a sentence stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Extent {
    /// Its block.
    pub(super) block: u32,
    /// Its first token, and one past its last.
    from: usize,
    to: usize,
}

/// Tokens after which a sentence is cut, stop or none: what is longer is a list or no prose, and the
/// readers look far around them in a sentence.
const LONGEST: usize = 400;

impl<'v, 'a> Text<'v, 'a> {
    /// No block yet, of so many letters in all.
    pub(super) fn new(vocabulary: &'v mut Vocabulary<'a>, letters: usize) -> Self {
        let Vocabulary { words, known } = vocabulary;
        // A word and the space behind it are six letters or so.
        let room = letters / 5 + 1;
        let (tokens, numbers) = (Vec::with_capacity(room), Vec::with_capacity(room));
        Self { words, known, tokens, numbers, sentences: Vec::with_capacity(letters / 100 + 1) }
    }

    /// Reads the next block.
    pub(super) fn block(&mut self, block: u32, prose: &str) {
        let first = self.tokens.len();
        self.words.lexicon().tokens_into(prose, &mut self.tokens);
        for token in &self.tokens[first..] {
            let letters = &prose[token.start as usize..token.end as usize];
            let number = self.words.number(letters);
            if number as usize == self.known.len() {
                let senses = self.words.alone(self.words.word(number));
                self.known.push(Alone::of(senses, letters, self.words.lexicon()));
            }
            self.numbers.push(number);
        }
        let mut from = first;
        for at in first..self.tokens.len() {
            if at + 1 == self.tokens.len() || at + 1 - from >= LONGEST || self.ends(prose, at, from) {
                self.sentences.push(Extent { block, from, to: at + 1 });
                from = at + 1;
            }
        }
    }

    /// The tokens of a sentence, still without parts of speech, and its phrases.
    pub(super) fn read(&self, sentence: Extent, tokens: &mut Vec<Token>, hits: &mut Vec<Hit>) {
        tokens.clear();
        hits.clear();
        let (raw, numbers) = (&self.tokens[sentence.from..sentence.to], &self.numbers[sentence.from..sentence.to]);
        tokens.reserve_exact(raw.len());
        let mut end = None;
        for (at, (t, number)) in raw.iter().zip(numbers).enumerate() {
            let word = self.words.word(*number);
            let first = hits.len() as u32;
            let senses = self.words.hits_at(numbers, at, hits);
            tokens.push(Token {
                start: t.start,
                end: t.end,
                kind: t.kind,
                pos: Pos::default(),
                capital: word.capital,
                digit: word.digit,
                glued: end == Some(t.start),
                hits: first,
                senses,
                exact: word.keys.exact,
                surface: word.keys.surface,
                stem: word.keys.stem,
                group: None,
                clause: 0,
            });
            end = Some(t.end);
        }
    }

    /// What the words of a sentence are known as.
    pub(super) fn known(&self, sentence: Extent) -> impl Iterator<Item = Alone> + Clone {
        self.numbers[sentence.from..sentence.to].iter().map(|n| self.known[*n as usize])
    }

    /// Adds the words that are capitalised inside a sentence, so that they are names at its head as well.
    pub(super) fn inner_capitals(&self, sentence: Extent, names: &mut FxHashSet<Stem>) {
        if self.title_case(sentence) {
            return;
        }
        for i in sentence.from + 1..sentence.to {
            let (token, before, word) = (&self.tokens[i], &self.tokens[i - 1], self.words.word(self.numbers[i]));
            if word.capital && token.kind == TokenKind::Word && before.kind != TokenKind::Mark {
                names.insert(word.keys.exact);
            }
        }
    }

    /// Whether nearly every longer word is capitalised, as in headlines, so that capitals tell nothing.
    pub(super) fn title_case(&self, sentence: Extent) -> bool {
        let mut words = 0;
        let mut capitals = 0;
        for i in sentence.from..sentence.to {
            let token = &self.tokens[i];
            if token.kind == TokenKind::Word && token.end - token.start > 3 {
                words += 1;
                capitals += usize::from(self.words.word(self.numbers[i]).capital);
            }
        }
        words >= 4 && capitals * 10 >= words * 9
    }

    /// Whether a token means this as a phrase of its own.
    fn means(&self, at: usize, wanted: fn(Sense) -> bool) -> bool {
        self.words.alone(self.words.word(self.numbers[at])).iter().any(|sense| wanted(*sense))
    }

    /// Whether a sentence ends with token `at`.
    fn ends(&self, prose: &str, at: usize, from: usize) -> bool {
        let raw = &self.tokens;
        let text = |i: usize| &prose[raw[i].start as usize..raw[i].end as usize];
        // Most tokens are words, and end nothing.
        let dotted = raw[at].kind == TokenKind::Word && text(at).ends_with('.');
        if !dotted && raw[at].kind != TokenKind::Mark {
            return false;
        }
        let next = &raw[at + 1];
        let gap = next.start > raw[at].end;
        if !gap {
            return false;
        }
        // Back over closing marks to the stop itself.
        let mut stop = at;
        while stop > from
            && raw[stop].kind == TokenKind::Mark
            && is_closing(text(stop))
            && raw[stop].start == raw[stop - 1].end
        {
            stop -= 1;
        }
        if !dotted && !(raw[stop].kind == TokenKind::Mark && is_stop(text(stop))) {
            return false;
        }
        let opens = |i: usize| {
            raw[i].kind == TokenKind::Mark
                && matches!(text(i), "\"" | "\u{201c}" | "\u{2018}" | "'" | "(" | "[" | "\u{2014}" | "\u{ab}")
        };
        let first = (at + 1..raw.len()).find(|&i| !opens(i)).unwrap_or(at + 1);
        let begins =
            text(first).chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphanumeric());
        if !begins {
            return false;
        }
        let sense = |i: usize, wanted: fn(Sense) -> bool| self.means(i, wanted);
        if dotted {
            // "U.S." ends a sentence only before a word of grammar ("The").
            return sense(first, |s| matches!(s, Sense::Func(_)))
                && text(first).chars().next().is_some_and(char::is_uppercase);
        }
        if text(stop) == "." && stop > from && stop == at && raw[stop].start == raw[stop - 1].end {
            let word = text(stop - 1);
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
            // "(b. 1950)"; before the sentence stand tokens of another block, whose places are not of this prose.
            let short = word.len() == 1
                && stop >= from + 2
                && text(stop - 2) == "("
                && sense(stop - 1, |s| matches!(s, Sense::Office(_)));
            // "188p." ends in a unit, not in "p."
            let unit = stop >= from + 2
                && raw[stop - 2].end == raw[stop - 1].start
                && text(stop - 2).bytes().last().is_some_and(|b| b.is_ascii_digit());
            if short || initial || !unit && sense(stop - 1, |s| s == Sense::Abbreviation) {
                // An abbreviated month or title goes on, unless a word of grammar follows.
                let grammar = sense(first, |s| matches!(s, Sense::Func(_)))
                    && text(first).chars().next().is_some_and(char::is_uppercase);
                return grammar && !initial && !short && !sense(stop - 1, |s| s == Sense::Honorific);
            }
        }
        true
    }
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{201d}" | "\u{2019}" | "'" | ")" | "]" | "\u{bb}")
}

fn is_stop(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "..." | "\u{2026}")
}
