//! What a word that meets a term means by it: the name itself or what stands for it, several or one.

use super::{Entry, Met, TermId, Terms, is_name};
use crate::analysis::{Pos, View};
use crate::facts::{Alternative, TermWord};
use crate::lexicon::{Func, Lexicon, Sense};
use rustc_hash::FxHashSet;

/// Forgets what stands for a name that the draft gives nowhere.
pub(in crate::pairing) fn only_introduced(met: &mut [Vec<Met>]) {
    let named: FxHashSet<TermId> = met.iter().flatten().filter(|m| !m.stands_in).map(|m| m.term).collect();
    for sentence in met {
        sentence.retain(|m| !m.stands_in || named.contains(&m.term));
    }
}

impl Terms {
    /// Whether an alternative is a definite ("the company") that `[names]` gives for a proper name.
    pub(super) fn stands_in(&self, entry: Entry, lexicon: &Lexicon) -> bool {
        let alternatives = &self.terms[entry.term as usize].alternatives;
        let (own, more) = alternatives.split_at(usize::from(self.written[entry.term as usize]));
        let at = usize::from(entry.alternative).checked_sub(own.len());
        let Some(Alternative::Phrase(words) | Alternative::Exact(words)) = at.and_then(|at| more.get(at)) else {
            return false;
        };
        let definite = words.first().is_some_and(|w| {
            lexicon.senses(&w.text).iter().any(|s| matches!(s, Sense::Func(Func::The | Func::Possessive)))
        });
        definite && words.iter().all(|w| !w.capital) && own.iter().any(is_name)
    }

    /// Whether a noun in the singular, as the head of its group, meets a term that speaks of several in every wording.
    pub(super) fn is_one(&self, entry: Entry, view: View<'_>, at: usize) -> bool {
        let plural = |w: &TermWord| !w.capital && view.lexicon.is_plural(&w.text);
        let several = self.terms[entry.term as usize].alternatives.iter().all(|alternative| match alternative {
            Alternative::Phrase(words) => words.last().is_some_and(plural),
            _ => false,
        });
        let head = view.token(at).filter(|t| t.pos == Pos::Noun).and_then(|t| t.group);
        let head = head.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| g.head as usize == at);
        several && head && !view.lexicon.is_plural(view.text(at))
    }
}
