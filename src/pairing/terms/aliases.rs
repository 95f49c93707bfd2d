//! Other names of things, as `[names]` gives them.

#![allow(clippy::indexing_slicing, reason = "indices of groups come from walking the same list")]

use crate::facts::{Alternative, Facts, Term};
use crate::lexicon::Stem;
use rustc_hash::FxHashMap;

/// Other names of things, by the words of each.
pub(super) struct Aliases<'a> {
    groups: &'a [Vec<Term>],
    /// In which groups a name stands, by the letters of its words.
    by_words: FxHashMap<Vec<Stem>, Vec<usize>>,
}

impl<'a> Aliases<'a> {
    pub(super) fn new(facts: &'a Facts) -> Self {
        let groups = facts.names.groups.as_slice();
        let mut by_words: FxHashMap<Vec<Stem>, Vec<usize>> = FxHashMap::default();
        for (index, group) in groups.iter().enumerate() {
            for alternative in group.iter().flat_map(|t| t.alternatives.iter()) {
                let (Alternative::Phrase(words) | Alternative::Exact(words)) = alternative else { continue };
                let found = by_words.entry(words.iter().map(|w| w.surface).collect()).or_default();
                if found.last() != Some(&index) {
                    found.push(index);
                }
            }
        }
        Self { groups, by_words }
    }

    /// The other names of what an alternative names.
    pub(super) fn of(&self, alternative: &Alternative) -> Vec<Alternative> {
        let Alternative::Phrase(words) = alternative else { return Vec::new() };
        let same = |a: &Alternative| match a {
            Alternative::Phrase(other) | Alternative::Exact(other) => {
                other.len() == words.len() && other.iter().zip(words).all(|(a, b)| a.surface == b.surface)
            }
            Alternative::Concept(_) => false,
        };
        let of = self.by_words.get(&words.iter().map(|w| w.surface).collect::<Vec<_>>());
        of.into_iter()
            .flatten()
            .filter_map(|&group| self.groups.get(group))
            .flat_map(|group| group.iter().flat_map(|t| t.alternatives.iter().cloned()))
            .filter(|a| !same(a))
            .collect()
    }
}
