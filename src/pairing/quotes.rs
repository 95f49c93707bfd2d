//! Quotations of a draft: where they stand, what belongs together, who is said to have spoken, and
//! which references their words may be of (semantics 5). Whether the words agree is the verdict's.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod marks;
mod named;
mod reference;
mod speaker;

pub use marks::Piece;
pub use reference::Reference;

use crate::analysis::{Analysis, Pos};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::{Func, Lexicon, Stem, TokenKind};
use crate::pairing::offices::person::FirstNames;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// How a piece of a quotation hangs together with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Link {
    /// Not at all.
    Apart,
    /// The next paragraph opens the marks again.
    Reopened,
    /// "…," he said, "…": the sentence goes on.
    Within,
    /// "…," he said. "…": another sentence of the same speech.
    Behind,
}

/// The quoted stretches of a draft, in order.
#[derive(Debug, Clone, Default)]
pub struct Passages {
    /// The pieces.
    pub pieces: Vec<Piece>,
    /// How each hangs together with the one before.
    pub links: Vec<Link>,
}

/// Who is named beside a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// The name, as it is written; none for pronouns, offices and crowds.
    pub name: Option<String>,
    /// Its words, folded.
    pub words: Vec<String>,
    /// It is surely a person's name, and a verb of saying stands beside it.
    pub sure: bool,
    /// All words with capitals beside the quotation, folded.
    pub nearby: FxHashSet<String>,
    /// Where no name is given: who it may be that is not the speaker of the reference.
    pub stranger: Option<Stranger>,
}

/// Somebody without a name: "a lawyer", or "he" behind a sentence about somebody.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stranger {
    /// The noun, folded; nothing for a pronoun.
    head: String,
    /// Whom a pronoun stands for, folded.
    named: Vec<String>,
    /// All words with capitals in the sentences with that noun, or in the one before.
    beside: FxHashSet<String>,
    /// Whom a pronoun stands for, as it is written.
    name: Option<String>,
    /// Of a pronoun, all words with capitals in the draft.
    draft: Arc<FxHashSet<String>>,
}

impl Attribution {
    /// Who has spoken, by name: the one beside the words, or whom a pronoun there stands for.
    #[must_use]
    pub fn who(&self) -> Option<&str> {
        self.name.as_deref().or_else(|| self.stranger.as_ref()?.name.as_deref())
    }
}

/// All reference quotations by their words.
#[derive(Debug, Clone, Default)]
pub struct QuoteIndex {
    references: Vec<Reference>,
    by_word: FxHashMap<Stem, Vec<u32>>,
}

/// How the named speaker stands to the reference's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaker {
    /// The same.
    Same,
    /// A pronoun, an office, a crowd, or nobody.
    Unknown,
    /// Somebody without a name, or perhaps with another first name: not to be told.
    Stranger,
    /// Surely somebody else.
    Other,
}

/// So many references are compared with a quotation at most, those that share most of its words.
const MOST: usize = 8;
/// So many entries of the index are looked at for a quotation at most, those of its rarest words.
const LOOKED_AT: usize = 8_000;
/// An attribution is no longer than this, in bytes.
const ATTRIBUTION: u32 = 400;

impl QuoteIndex {
    /// Indexes the quotations of these facts.
    #[must_use]
    pub(super) fn new(facts: &Facts, lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        if facts.quotes.is_empty() {
            return out;
        }
        let names = facts.names.by_name();
        let first = FirstNames::new(lexicon);
        for (index, quoted) in facts.quotes.iter().enumerate() {
            let words = lexicon.spoken(&quoted.words);
            let distinct: FxHashSet<Stem> = words.iter().map(|w| w.word).collect();
            for word in distinct {
                out.by_word.entry(word).or_default().push(index as u32);
            }
            let names = names.all(&quoted.speaker);
            out.references.push(Reference::new(words, &names, first, lexicon));
        }
        out
    }

    /// Whether there is no quotation at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.references.is_empty()
    }

    /// A reference by the index of its fact.
    #[must_use]
    pub fn reference(&self, index: usize) -> Option<&Reference> {
        self.references.get(index)
    }

    /// The references that share most of these words, the best first: indices into the facts.
    #[must_use]
    pub fn candidates(&self, words: impl Iterator<Item = Stem>) -> Vec<usize> {
        let distinct: FxHashSet<Stem> = words.collect();
        let mut lists: Vec<&Vec<u32>> = distinct.iter().filter_map(|w| self.by_word.get(w)).collect();
        lists.sort_by_key(|l| (l.len(), l.first().copied()));
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        let mut looked = 0;
        for list in lists {
            looked += list.len();
            if looked > LOOKED_AT && !counts.is_empty() {
                break;
            }
            for &index in list.iter().take(LOOKED_AT) {
                *counts.entry(index).or_default() += 1;
            }
        }
        let mut found: Vec<(u32, u32)> = counts.into_iter().collect();
        found.sort_unstable_by_key(|&(index, count)| (std::cmp::Reverse(count), index));
        found.into_iter().take(MOST).map(|(index, _)| index as usize).collect()
    }

    /// How the named speaker stands to the reference's.
    #[must_use]
    pub fn speaker(&self, index: usize, told: &Attribution) -> Speaker {
        self.references.get(index).map_or(Speaker::Unknown, |r| r.speaker(told))
    }
}

/// Finds the quotations of a draft.
#[must_use]
pub fn passages(document: &Document, analysis: &Analysis, lexicon: &Lexicon) -> Passages {
    let pieces = marks::pieces(document);
    if pieces.is_empty() {
        return Passages { pieces, links: Vec::new() };
    }
    let room = speaker::Room::new(document, analysis, lexicon);
    let mut links = Vec::with_capacity(pieces.len());
    for (index, piece) in pieces.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|b| pieces.get(b));
        links.push(before.map_or(Link::Apart, |before| link(&room, before, piece)));
    }
    Passages { pieces, links }
}

impl Passages {
    /// Who is named as the speaker of the pieces from `from` up to `to`.
    #[must_use]
    pub fn speakers(
        &self,
        document: &Document,
        analysis: &Analysis,
        lexicon: &Lexicon,
        runs: &[std::ops::Range<usize>],
    ) -> Vec<Attribution> {
        if runs.is_empty() {
            return Vec::new();
        }
        let room = speaker::Room::new(document, analysis, lexicon);
        runs.iter()
            .map(|run| {
                let before = run.start.checked_sub(1).and_then(|b| self.pieces.get(b));
                room.speaker(self.pieces.get(run.clone()).unwrap_or_default(), before, self.pieces.get(run.end))
            })
            .collect()
    }
}

/// How two pieces hang together: only an attribution may stand between them.
fn link(room: &speaker::Room<'_>, before: &Piece, piece: &Piece) -> Link {
    if before.goes_on && before.block + 1 == piece.block {
        return Link::Reopened;
    }
    if before.goes_on || before.block != piece.block || piece.open.saturating_sub(before.close) > ATTRIBUTION {
        return Link::Apart;
    }
    let at = |byte: u32| room.sentence(piece.block, byte);
    let (Some((one, sentence)), Some((two, _))) = (at(before.close.saturating_sub(1)), at(piece.open)) else {
        return Link::Apart;
    };
    let view = room.view(sentence);
    let between: Vec<usize> = (0..view.len())
        .filter(|&t| view.token(t).is_some_and(|t| t.start >= before.close && t.end <= piece.open))
        .collect();
    // The first of the two ended its sentence, and what follows tells of something else; or another
    // sentence stands between them.
    let opens =
        |s: usize| room.analysis.sentences.get(s).and_then(|s| s.tokens.first()).is_some_and(|t| t.start >= piece.open);
    if between.is_empty() || two > one + 1 || two == one + 1 && !opens(two) {
        return Link::Apart;
    }
    let verb = between.iter().copied().find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb));
    let said = between.iter().any(|&t| speaker::says(view, t));
    let pronoun = between.iter().any(|&t| view.is(t, Func::PersonPronoun));
    if !(said || verb.is_some() && pronoun || verb.is_some() && between.len() <= 8) {
        return Link::Apart;
    }
    // "…," said Brandt, adding that it was "…": another quotation.
    let verbs = between.iter().filter(|&&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb)).count();
    let runs_on = between.last().is_some_and(|&t| view.token(t).is_some_and(|t| t.kind != TokenKind::Mark));
    if one == two && verbs > 1 && runs_on {
        return Link::Apart;
    }
    let joined = between.iter().any(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Conjunction)) && !said;
    match (joined, one == two) {
        (true, _) => Link::Apart,
        (false, true) => Link::Within,
        (false, false) => Link::Behind,
    }
}
