//! How large packs may be. Whatever stands in them, they are read in bounded time and memory, and a draft
//! is read no slower than linearly by their words.

use crate::lexicon::{TokenKind, fold, split};
use crate::strict::Bounds;
use rustc_hash::FxHashMap;

/// One file.
pub(super) const FILE: Bounds = Bounds { most: 1 << 20, told: "1 MiB, the most that a pack may have" };

/// Files of one run.
pub(super) const FILES: usize = 200;

/// Bytes of all of them.
pub(super) const ALL: usize = 8 << 20;

/// Mistakes that are told of one file; the others are counted.
pub(super) const TOLD: usize = 1000;

/// Entries of one table that a newsroom's packs may have together.
pub(super) const ENTRIES: usize = 10_000;

/// The same of tables that are walked from end to end, or whose entries are combined.
pub(super) const FEW: usize = 200;

/// Tables of which there may only be few.
pub(super) const SMALL: [&str; 5] = ["numeral", "ending", "contraction", "spelling", "named-day"];

/// Words or phrases in one list.
pub(super) const WORDS: usize = 10_000;

/// Letters of a text in a list.
const LETTERS: usize = 200;

/// Words of a phrase.
const LONG: usize = 16;

/// Phrases that begin with the same word or two: each of them is looked at wherever a draft has these.
const ALIKE: usize = 500;

/// Counts what begins alike.
#[derive(Debug, Default)]
pub(super) struct Alike(FxHashMap<(String, String), usize>);

impl Alike {
    /// What is amiss with a phrase as such, if anything.
    pub(super) fn objection(&mut self, phrase: &str) -> Option<(&'static str, String)> {
        if phrase.chars().nth(LETTERS).is_some() {
            return Some(("too-long", format!("it is longer than {LETTERS} letters")));
        }
        let tokens = split(phrase);
        if tokens.len() > LONG {
            return Some(("too-long", format!("it has more than {LONG} words")));
        }
        if tokens.iter().all(|t| t.kind == TokenKind::Mark) && phrase.chars().any(char::is_whitespace) {
            return Some(("no-word", "it has no word".to_owned()));
        }
        let word = |n: usize| {
            tokens.get(n).map_or(String::new(), |t| fold(phrase.get(t.start as usize..t.end as usize).unwrap_or("")))
        };
        let count = self.0.entry((word(0), word(1))).or_default();
        *count += 1;
        (*count > ALIKE).then(|| {
            ("too-many-alike", format!("more than {ALIKE} phrases of packs begin with the same words as this one"))
        })
    }
}
