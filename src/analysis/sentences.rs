//! Sentence bounds.

use super::{Pos, Token};
use crate::lexicon::{Hit, Keys, Lexicon, RawToken, Sense, Stem, TokenKind};
use rustc_hash::FxHashSet;

/// The raw tokens of one sentence, with their keys and phrases.
pub(super) struct RawSentence {
    pub(super) tokens: Vec<RawToken>,
    pub(super) keys: Vec<Keys>,
    pub(super) hits: Vec<Hit>,
}

impl RawSentence {
    /// Its tokens, still without parts of speech.
    pub(super) fn plain_tokens(&self, prose: &str) -> Vec<Token> {
        let letters = |t: &RawToken| &prose[t.start as usize..t.end as usize];
        let mut next = 0;
        self.tokens
            .iter()
            .zip(&self.keys)
            .enumerate()
            .map(|(i, (t, keys))| Token {
                start: t.start,
                end: t.end,
                kind: t.kind,
                pos: Pos::default(),
                capital: letters(t).chars().next().is_some_and(char::is_uppercase),
                glued: i > 0 && self.tokens[i - 1].end == t.start,
                hits: {
                    next += self.hits.iter().skip(next).take_while(|h| (h.start as usize) < i).count();
                    next as u32
                },
                exact: keys.exact,
                surface: keys.surface,
                stem: keys.stem,
                group: None,
                clause: 0,
            })
            .collect()
    }

    /// Collects the words that are capitalised though they begin no sentence and no quotation.
    pub(super) fn inner_capitals(&self, prose: &str, names: &mut FxHashSet<Stem>) {
        if self.title_case(prose) {
            return;
        }
        for i in 1..self.tokens.len() {
            let (token, before) = (&self.tokens[i], &self.tokens[i - 1]);
            let capital = prose[token.start as usize..].chars().next().is_some_and(char::is_uppercase);
            if token.kind == TokenKind::Word && before.kind != TokenKind::Mark && capital {
                names.insert(self.keys[i].exact);
            }
        }
    }

    /// Whether nearly every longer word is capitalised, as in headlines, so that capitals tell nothing.
    pub(super) fn title_case(&self, prose: &str) -> bool {
        let mut words = 0;
        let mut capitals = 0;
        for token in self.tokens.iter().filter(|t| t.kind == TokenKind::Word && t.end - t.start > 3) {
            words += 1;
            capitals += usize::from(prose[token.start as usize..].chars().next().is_some_and(char::is_uppercase));
        }
        words >= 4 && capitals * 10 >= words * 9
    }
}

/// Tokens after which a sentence is cut, stop or none: what is longer is a list or no prose, and the
/// readers look far around them in a sentence.
const LONGEST: usize = 400;

/// Splits a block's prose into sentences.
pub(super) fn split(prose: &str, lexicon: &Lexicon) -> Vec<RawSentence> {
    let raw = lexicon.tokens(prose);
    let keys = lexicon.keys_of(prose, &raw);
    let mut hits = Vec::new();
    for at in 0..raw.len() {
        lexicon.phrases.hits_at(&keys, at, &mut hits);
    }
    let mut out = Vec::new();
    let mut from = 0;
    for at in 0..raw.len() {
        if at + 1 == raw.len() || at + 1 - from >= LONGEST || ends(prose, &raw, &hits, at, from) {
            out.push(cut(&raw, &keys, &hits, from, at + 1));
            from = at + 1;
        }
    }
    out
}

fn cut(raw: &[RawToken], keys: &[Keys], hits: &[Hit], from: usize, to: usize) -> RawSentence {
    let first = hits.partition_point(|h| (h.start as usize) < from);
    let last = hits.partition_point(|h| (h.start as usize) < to);
    RawSentence {
        tokens: raw[from..to].to_vec(),
        keys: keys[from..to].to_vec(),
        hits: hits[first..last]
            .iter()
            .filter(|h| (h.start + h.len) as usize <= to)
            .map(|h| Hit { start: h.start - from as u32, ..*h })
            .collect(),
    }
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{201d}" | "\u{2019}" | "'" | ")" | "]" | "\u{bb}")
}

fn is_stop(mark: &str) -> bool {
    matches!(mark, "." | "!" | "?" | "..." | "\u{2026}")
}

/// Whether a sentence ends with token `at`.
fn ends(prose: &str, raw: &[RawToken], hits: &[Hit], at: usize, from: usize) -> bool {
    let text = |i: usize| &prose[raw[i].start as usize..raw[i].end as usize];
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
    let dotted = raw[at].kind == TokenKind::Word && text(at).ends_with('.');
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
    let sense = |i: usize, wanted: fn(Sense) -> bool| {
        let from = hits.partition_point(|h| (h.start as usize) < i);
        hits[from..].iter().take_while(|h| h.start as usize == i).any(|h| h.len == 1 && wanted(h.sense))
    };
    if dotted {
        // "U.S." ends a sentence only before a word of grammar ("The").
        return sense(first, |s| matches!(s, Sense::Func(_)))
            && text(first).chars().next().is_some_and(char::is_uppercase);
    }
    if text(stop) == "." && stop > from && stop == at && raw[stop].start == raw[stop - 1].end {
        let word = text(stop - 1);
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
        if initial || sense(stop - 1, |s| s == Sense::Abbreviation) {
            // An abbreviated month or title goes on, unless a word of grammar follows.
            let grammar = sense(first, |s| matches!(s, Sense::Func(_)))
                && text(first).chars().next().is_some_and(char::is_uppercase);
            return grammar && !initial && !sense(stop - 1, |s| s == Sense::Honorific);
        }
    }
    true
}
