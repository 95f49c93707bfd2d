//! The phrase table: folded phrases to senses, token by token.

#![allow(clippy::indexing_slicing, reason = "places come from the length of the same list")]

use super::{Sense, Stem};
use rustc_hash::FxHashMap;

/// How a phrase of a pack meets the words of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// Letter by letter, without regard to case and to the form of apostrophes.
    Surface,
    /// By inflection stem, word by word.
    Stem,
    /// Letter by letter, capitals and all.
    Exact,
}

/// A phrase found in a sentence: `len` tokens from `start` on have `sense`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// First token, counted in the sentence.
    pub start: u32,
    /// Number of tokens.
    pub len: u32,
    /// What they can mean.
    pub sense: Sense,
}

/// What the table needs to know of a token: hashes of its letters, of its folded letters, and its stem.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keys {
    /// Hash of the letters as written.
    pub exact: Stem,
    /// Hash of the folded letters.
    pub surface: Stem,
    /// The inflection stem.
    pub stem: Stem,
}

impl Keys {
    fn by(&self, by: By) -> Stem {
        match by {
            By::Surface => self.surface,
            By::Stem => self.stem,
            By::Exact => self.exact,
        }
    }

    /// The keys that differ.
    fn distinct(&self) -> impl Iterator<Item = Stem> {
        let stem = (self.stem != self.surface).then_some(self.stem);
        let exact = (self.exact != self.surface && self.exact != self.stem).then_some(self.exact);
        std::iter::once(self.surface).chain(stem).chain(exact)
    }
}

/// No further entry.
const NONE: u32 = u32::MAX;

const KINDS: [By; 3] = [By::Surface, By::Stem, By::Exact];

/// A phrase and a sense of it.
#[derive(Debug, Clone)]
struct Entry {
    /// Its words, in [`PhraseTable::words`].
    words: std::ops::Range<u32>,
    by: By,
    sense: Sense,
    /// The next entry that begins alike, or [`NONE`].
    next: u32,
}

/// What begins with a word.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// The first entry that is this word alone, or [`NONE`].
    alone: u32,
    /// The kinds, a bit each, by which it begins phrases of more words.
    begins: u8,
}

/// Maps phrases to senses. Phrases are split as the tokenizer splits a draft.
#[derive(Debug, Clone, Default)]
pub struct PhraseTable {
    /// By the key of a first word. Keys of all kinds share the table.
    heads: FxHashMap<Stem, Head>,
    /// The first entry of more words than one, by the first two: few words of a draft are followed by
    /// one of the many that may follow them.
    pairs: FxHashMap<Stem, u32>,
    entries: Vec<Entry>,
    words: Vec<Stem>,
}

/// One key for two words.
fn pair(first: Stem, second: Stem) -> Stem {
    Stem(first.0.rotate_left(23) ^ second.0)
}

impl PhraseTable {
    /// Makes room for so many more phrases.
    pub(super) fn reserve(&mut self, phrases: usize) {
        self.heads.reserve(phrases);
        self.entries.reserve(phrases);
        self.words.reserve(phrases);
    }

    /// Adds a phrase, given as the keys of its tokens.
    pub fn add(&mut self, words: &[Stem], by: By, sense: Sense) {
        let &[first, ..] = words else { return };
        let new = self.entries.len() as u32;
        let head = self.heads.entry(first).or_insert(Head { alone: NONE, begins: 0 });
        let start = match words.get(1) {
            None => &mut head.alone,
            Some(&second) => {
                head.begins |= 1 << by as u8;
                self.pairs.entry(pair(first, second)).or_insert(NONE)
            }
        };
        let mut at = *start;
        while let Some(entry) = self.entries.get(at as usize) {
            if entry.by == by && entry.sense == sense && self.words.get(range(entry)) == Some(words) {
                return;
            }
            at = entry.next;
        }
        let from = self.words.len() as u32;
        self.words.extend_from_slice(words);
        self.entries.push(Entry { words: from..self.words.len() as u32, by, sense, next: *start });
        *start = new;
    }

    /// All phrases that begin at token `at`, longest first.
    pub fn hits_at(&self, tokens: &[Keys], at: usize, out: &mut Vec<Hit>) {
        let Some(keys) = tokens.get(at) else { return };
        let from = out.len();
        let begins = self.alone(keys, |sense| out.push(Hit { start: at as u32, len: 1, sense }));
        self.longer(|i| tokens.get(i), tokens.len(), at, begins, out);
        settle(out, from);
    }

    /// The phrases by stem, of more words than one, that begin at the first of these tokens.
    pub fn parted(&self, tokens: &[Keys], out: &mut Vec<Hit>) {
        self.longer(|i| tokens.get(i), tokens.len(), 0, 1 << By::Stem as u8, out);
    }

    /// The senses of a word as a phrase of its own, in no order, and one perhaps more than once; and the kinds, a bit
    /// each, by which it begins phrases of more words.
    pub(super) fn alone(&self, keys: &Keys, mut found: impl FnMut(Sense)) -> u8 {
        let mut begins = 0;
        for key in keys.distinct() {
            let Some(head) = self.heads.get(&key) else { continue };
            let kinds = KINDS.into_iter().filter(|by| keys.by(*by) == key);
            begins |= kinds.fold(0, |all, by| all | head.begins & (1 << by as u8));
            let mut next = head.alone;
            while let Some(entry) = self.entries.get(next as usize) {
                next = entry.next;
                if keys.by(entry.by) == key {
                    found(entry.sense);
                }
            }
        }
        begins
    }

    /// The phrases of more words than one that begin at token `at` of so many, whose word begins those of
    /// these kinds; in no order, and one perhaps more than once.
    pub(super) fn longer<'k>(
        &self,
        keys: impl Fn(usize) -> Option<&'k Keys>,
        count: usize,
        at: usize,
        begins: u8,
        out: &mut Vec<Hit>,
    ) {
        if begins == 0 || at + 1 >= count {
            return;
        }
        let (Some(first), Some(second)) = (keys(at), keys(at + 1)) else { return };
        for by in KINDS.into_iter().filter(|by| begins & (1 << *by as u8) != 0) {
            let mut next = self.pairs.get(&pair(first.by(by), second.by(by))).copied().unwrap_or(NONE);
            while let Some(entry) = self.entries.get(next as usize) {
                next = entry.next;
                let words = self.words.get(range(entry)).unwrap_or(&[]);
                if entry.by == by
                    && words.len() <= count - at
                    && words.iter().enumerate().all(|(i, word)| keys(at + i).is_some_and(|k| k.by(by) == *word))
                {
                    out.push(Hit { start: at as u32, len: words.len() as u32, sense: entry.sense });
                }
            }
        }
    }
}

fn range(entry: &Entry) -> std::ops::Range<usize> {
    entry.words.start as usize..entry.words.end as usize
}

/// Brings the hits from here on into order, longest first, each once.
pub(super) fn settle(hits: &mut Vec<Hit>, from: usize) {
    if hits.len() > from + 1 {
        hits[from..].sort_unstable_by_key(|h| (std::cmp::Reverse(h.len), h.sense));
        let mut kept = from + 1;
        for i in from + 1..hits.len() {
            if hits[i] != hits[kept - 1] {
                hits[kept] = hits[i];
                kept += 1;
            }
        }
        hits.truncate(kept);
    }
}
