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

#[derive(Debug, Clone)]
struct Entry {
    words: Box<[Stem]>,
    by: By,
    sense: Sense,
}

/// Maps phrases to senses. Phrases are split as the tokenizer splits a draft.
#[derive(Debug, Clone, Default)]
pub struct PhraseTable {
    by_first: FxHashMap<(u8, Stem), Vec<Entry>>,
}

impl PhraseTable {
    /// Adds a phrase, given as the keys of its tokens.
    pub fn add(&mut self, words: &[Stem], by: By, sense: Sense) {
        let Some(&first) = words.first() else { return };
        let entries = self.by_first.entry((by as u8, first)).or_default();
        if !entries.iter().any(|e| e.by == by && e.sense == sense && *e.words == *words) {
            entries.push(Entry { words: words.into(), by, sense });
        }
    }

    /// All phrases that begin at token `at`, longest first.
    pub fn hits_at(&self, tokens: &[Keys], at: usize, out: &mut Vec<Hit>) {
        let from = out.len();
        let keys = tokens[at];
        for (by, key) in [(By::Surface, keys.surface), (By::Stem, keys.stem), (By::Exact, keys.exact)] {
            for entry in self.by_first.get(&(by as u8, key)).into_iter().flatten() {
                let rest = &tokens[at..];
                if entry.words.len() <= rest.len()
                    && entry.words.iter().zip(rest).all(|(w, t)| {
                        *w == match by {
                            By::Surface => t.surface,
                            By::Stem => t.stem,
                            By::Exact => t.exact,
                        }
                    })
                {
                    out.push(Hit { start: at as u32, len: entry.words.len() as u32, sense: entry.sense });
                }
            }
        }
        out[from..].sort_by_key(|h| (std::cmp::Reverse(h.len), h.sense));
        let mut seen = from;
        for i in from..out.len() {
            if i == from || out[i] != out[seen - 1] {
                out[seen] = out[i];
                seen += 1;
            }
        }
        out.truncate(seen);
    }
}
