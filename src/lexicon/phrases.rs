//! The phrase table: folded phrases to senses, token by token.

#![allow(clippy::indexing_slicing, reason = "places come from the length of the same list")]

use super::table::{Rows, Table};
use super::{Sense, Stem};
use serde::{Deserialize, Serialize};

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

impl By {
    /// The kind of this number, from 0.
    fn of(number: u8) -> Self {
        match number {
            0 => Self::Surface,
            1 => Self::Stem,
            _ => Self::Exact,
        }
    }
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
#[derive(Debug, Clone, Copy)]
struct Entry {
    /// Where its words stand in [`PhraseTable::words`], and how many there are.
    start: u32,
    len: u16,
    by: By,
    /// Where its sense stands in [`PhraseTable::senses`].
    sense: u32,
    /// The next entry that begins alike, or [`NONE`].
    next: u32,
}

impl Entry {
    fn row(self) -> [u8; 16] {
        let (low, high) = (u64::from(self.start) | u64::from(self.next) << 32, u64::from(self.sense));
        let high = high | u64::from(self.len) << 32 | (self.by as u64) << 48;
        (u128::from(low) | u128::from(high) << 64).to_le_bytes()
    }

    fn of(row: [u8; 16]) -> Self {
        let bits = u128::from_le_bytes(row);
        let by = By::of((bits >> 112) as u8);
        Self { start: bits as u32, next: (bits >> 32) as u32, sense: (bits >> 64) as u32, len: (bits >> 96) as u16, by }
    }
}

/// What begins with a word.
#[derive(Debug, Clone, Copy)]
struct Head {
    /// What this word is alone, where it is something: by what, and where the sense stands. Most words are one thing, which
    /// is at hand without a look at the entries.
    alone: Option<(By, u32)>,
    /// The first entry that says what else it is alone, or [`NONE`].
    more: u32,
    /// The kinds, a bit each, by which it begins phrases of more words.
    begins: u8,
}

impl Head {
    /// No phrase begins with it.
    const NOTHING: Self = Self { alone: None, more: NONE, begins: 0 };

    /// In one number, with 27 bits for the place of a sense, and 3 in the place of what it is by for nothing alone.
    fn number(self) -> u64 {
        let (by, sense) = self.alone.map_or((3, 0), |(by, sense)| (by as u64, sense));
        u64::from(self.more) | u64::from(sense) << 32 | by << 59 | u64::from(self.begins) << 61
    }

    fn of(number: u64) -> Self {
        let (by, sense) = ((number >> 59) as u8 & 3, (number >> 32) as u32 & 0x7ff_ffff);
        Self { alone: (by < 3).then(|| (By::of(by), sense)), more: number as u32, begins: (number >> 61) as u8 }
    }
}

/// Maps phrases to senses. Phrases are split as the tokenizer splits a draft.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct PhraseTable {
    /// The [`Head`] of a first word. Keys of all kinds share the table.
    heads: Table,
    /// The first entry of more words than one, by the first two: few words of a draft are followed by
    /// one of the many that may follow them.
    pairs: Table,
    /// Each an [`Entry`].
    entries: Rows<16>,
    /// Each a key.
    words: Rows<8>,
    senses: Vec<Sense>,
}

/// One key for two words.
fn pair(first: Stem, second: Stem) -> Stem {
    Stem(first.0.rotate_left(23) ^ second.0)
}

impl PhraseTable {
    /// Makes room for so many more phrases.
    pub(super) fn reserve(&mut self, phrases: usize) {
        self.heads.reserve(phrases);
    }

    /// Adds a phrase, given as the keys of its tokens.
    pub fn add(&mut self, words: &[Stem], by: By, sense: Sense) {
        let (&[first, ..], Ok(len)) = (words, u16::try_from(words.len())) else { return };
        let mut head = self.heads.get(first).map_or(Head::NOTHING, Head::of);
        let pair = words.get(1).map(|second| pair(first, *second));
        let start = match pair {
            None => head.more,
            Some(pair) => self.pairs.get(pair).map_or(NONE, |start| start as u32),
        };
        let known = |of: By, at: u32| of == by && self.senses.get(at as usize) == Some(&sense);
        if pair.is_none() && head.alone.is_some_and(|(by, sense)| known(by, sense)) {
            return;
        }
        let mut next = start;
        while let Some(entry) = self.entry(next) {
            if known(entry.by, entry.sense) && self.words_of(entry).eq(words.iter().copied()) {
                return;
            }
            next = entry.next;
        }
        // The phrases of one sense come one behind the other.
        if self.senses.last() != Some(&sense) {
            self.senses.push(sense);
        }
        let sense = self.senses.len() as u32 - 1;
        // The last comes first; what a word was before stands among the entries.
        let entry = match pair {
            None => head.alone.replace((by, sense)),
            Some(_) => Some((by, sense)),
        };
        if let Some((by, sense)) = entry {
            let own = self.entries.len() as u32;
            self.entries.push(Entry { start: self.words.len() as u32, len, by, sense, next: start }.row());
            words.iter().for_each(|word| self.words.push(word.0.to_le_bytes()));
            match pair {
                None => head.more = own,
                Some(pair) => self.pairs.set(pair, u64::from(own)),
            }
        }
        if pair.is_some() {
            head.begins |= 1 << by as u8;
        }
        self.heads.set(first, head.number());
    }

    fn entry(&self, at: u32) -> Option<Entry> {
        self.entries.all().get(at as usize).copied().map(Entry::of)
    }

    fn words_of(&self, entry: Entry) -> impl ExactSizeIterator<Item = Stem> {
        let from = entry.start as usize;
        let rows = self.words.all().get(from..from + usize::from(entry.len)).unwrap_or(&[]);
        rows.iter().map(|row| Stem(u64::from_le_bytes(*row)))
    }

    /// The sense at a place: every entry has one.
    fn sense(&self, at: u32) -> Option<Sense> {
        self.senses.get(at as usize).copied()
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

    /// The phrases of more words than one that begin at the first of these tokens, in no order.
    pub fn together(&self, tokens: &[Keys], out: &mut Vec<Hit>) {
        let all = KINDS.into_iter().fold(0, |all, by| all | 1 << by as u8);
        self.longer(|i| tokens.get(i), tokens.len(), 0, all, out);
    }

    /// The senses of a word as a phrase of its own, in no order, and one perhaps more than once; and the kinds, a bit
    /// each, by which it begins phrases of more words.
    pub(super) fn alone(&self, keys: &Keys, mut found: impl FnMut(Sense)) -> u8 {
        let mut begins = 0;
        for key in keys.distinct() {
            let Some(head) = self.heads.get(key).map(Head::of) else { continue };
            let kinds = KINDS.into_iter().filter(|by| keys.by(*by) == key);
            begins |= kinds.fold(0, |all, by| all | head.begins & (1 << by as u8));
            let mut one = |by: By, sense: u32| {
                if keys.by(by) == key {
                    self.sense(sense).into_iter().for_each(&mut found);
                }
            };
            let Some((by, sense)) = head.alone else { continue };
            one(by, sense);
            let mut next = head.more;
            while let Some(entry) = self.entry(next) {
                next = entry.next;
                one(entry.by, entry.sense);
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
        let mut left = begins;
        while left != 0 {
            // The lowest bit that is left, which is then taken away.
            let by = By::of(left.trailing_zeros() as u8);
            left &= left - 1;
            let mut next = self.pairs.get(pair(first.by(by), second.by(by))).map_or(NONE, |start| start as u32);
            while let Some(entry) = self.entry(next) {
                next = entry.next;
                if entry.by == by
                    && usize::from(entry.len) <= count - at
                    && self.words_of(entry).enumerate().all(|(i, word)| keys(at + i).is_some_and(|k| k.by(by) == word))
                {
                    let hit = |sense| Hit { start: at as u32, len: u32::from(entry.len), sense };
                    out.extend(self.sense(entry.sense).map(hit));
                }
            }
        }
    }
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
