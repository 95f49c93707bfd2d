//! The phrase table: folded phrases to senses, token by token.

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
}

/// No further entry.
const NONE: u32 = u32::MAX;

/// A phrase and a sense of it.
#[derive(Debug, Clone)]
struct Entry {
    /// Its words behind the first, in [`PhraseTable::words`].
    rest: std::ops::Range<u32>,
    by: By,
    sense: Sense,
    /// The next entry with the same first word, or [`NONE`].
    next: u32,
}

/// Maps phrases to senses. Phrases are split as the tokenizer splits a draft.
#[derive(Debug, Clone, Default)]
pub struct PhraseTable {
    /// The first and the last entry under the key of a first word. Keys of all kinds share the table.
    by_first: FxHashMap<Stem, (u32, u32)>,
    entries: Vec<Entry>,
    words: Vec<Stem>,
}

impl PhraseTable {
    /// Makes room for so many more phrases.
    pub(super) fn reserve(&mut self, phrases: usize) {
        self.by_first.reserve(phrases);
        self.entries.reserve(phrases);
    }

    /// Adds a phrase, given as the keys of its tokens.
    pub fn add(&mut self, words: &[Stem], by: By, sense: Sense) {
        let Some((&first, rest)) = words.split_first() else { return };
        let new = self.entries.len() as u32;
        let (head, last) = *self.by_first.entry(first).or_insert((new, NONE));
        let mut at = if last == NONE { NONE } else { head };
        while let Some(entry) = self.entries.get(at as usize) {
            if entry.by == by && entry.sense == sense && self.rest(entry) == rest {
                return;
            }
            at = entry.next;
        }
        if let Some(last) = self.entries.get_mut(last as usize) {
            last.next = new;
        }
        self.by_first.insert(first, (head, new));
        let from = self.words.len() as u32;
        self.words.extend_from_slice(rest);
        self.entries.push(Entry { rest: from..self.words.len() as u32, by, sense, next: NONE });
    }

    fn rest(&self, entry: &Entry) -> &[Stem] {
        &self.words[entry.rest.start as usize..entry.rest.end as usize]
    }

    /// All phrases that begin at token `at`, longest first.
    pub fn hits_at(&self, tokens: &[Keys], at: usize, out: &mut Vec<Hit>) {
        let from = out.len();
        let Some((keys, rest)) = tokens.get(at..).and_then(<[Keys]>::split_first) else { return };
        self.hits_under(keys.surface, keys, rest, at, out);
        if keys.stem != keys.surface {
            self.hits_under(keys.stem, keys, rest, at, out);
        }
        if keys.exact != keys.surface && keys.exact != keys.stem {
            self.hits_under(keys.exact, keys, rest, at, out);
        }
        if out.len() > from + 1 {
            out[from..].sort_unstable_by_key(|h| (std::cmp::Reverse(h.len), h.sense));
            let mut kept = from + 1;
            for i in from + 1..out.len() {
                if out[i] != out[kept - 1] {
                    out[kept] = out[i];
                    kept += 1;
                }
            }
            out.truncate(kept);
        }
    }

    /// The phrases whose first word has this key.
    fn hits_under(&self, key: Stem, first: &Keys, rest: &[Keys], at: usize, out: &mut Vec<Hit>) {
        let mut next = self.by_first.get(&key).map_or(NONE, |&(head, _)| head);
        while let Some(entry) = self.entries.get(next as usize) {
            next = entry.next;
            let words = self.rest(entry);
            if first.by(entry.by) == key
                && words.len() <= rest.len()
                && words.iter().zip(rest).all(|(w, t)| *w == t.by(entry.by))
            {
                out.push(Hit { start: at as u32, len: words.len() as u32 + 1, sense: entry.sense });
            }
        }
    }
}
