//! What a word that meets a term means by it: the name itself or what stands for it, several or one.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Entry, Met, TermId, Terms, is_name};
use crate::analysis::{Pos, Sentence, Token, View};
use crate::facts::{Alternative, TermWord};
use crate::lexicon::{Func, Lexicon, Sense};
use crate::pairing::trace::By;
use rustc_hash::FxHashSet;

impl Terms {
    /// Forgets what stands for a name that the draft gives nowhere.
    pub(in crate::pairing) fn only_introduced<'a>(
        &self,
        met: &mut [Vec<Met>],
        sentences: &(impl Iterator<Item = &'a Sentence> + Clone),
        lexicon: &Lexicon,
    ) {
        let mut named: FxHashSet<TermId> = met.iter().flatten().filter(|m| !m.stands_in).map(|m| m.term).collect();
        let stand_ins: FxHashSet<TermId> =
            met.iter().flatten().map(|m| m.term).filter(|t| !named.contains(t)).collect();
        named.extend(stand_ins.into_iter().filter(|&t| self.given_apart(t, sentences.clone(), lexicon)));
        for sentence in met {
            sentence.retain(|m| !m.stands_in || named.contains(&m.term));
        }
    }

    /// "WENDEL — The bridge over the Osk fell", of the Wendel Bridge: a name whose last word says what it is, and whose
    /// other words stand in the draft as a name.
    fn given_apart<'a>(
        &self,
        term: TermId,
        mut sentences: impl Iterator<Item = &'a Sentence>,
        lexicon: &Lexicon,
    ) -> bool {
        let own = self.terms[term as usize].alternatives.first();
        let Some(Alternative::Phrase(words) | Alternative::Exact(words)) = own else { return false };
        let [which @ .., what] = &words[..] else { return false };
        let thing = lexicon.senses(&what.text).iter().any(|s| matches!(s, Sense::Noun(_) | Sense::Synonym(_)));
        // "National" of the National Bank is many a body's.
        let telling = |w: &TermWord| w.capital && lexicon.senses(&w.text).is_empty();
        let own_name = which.iter().any(telling) && which.iter().all(|w| w.capital || w.function);
        // The Wendel Council is another.
        let here = |tokens: &[Token]| {
            tokens.windows(which.len()).enumerate().any(|(at, window)| {
                window.iter().zip(which).all(|(t, w)| t.capital && t.surface == w.surface)
                    && tokens.get(at + which.len()).is_none_or(|next| !next.capital)
            })
        };
        thing && own_name && sentences.any(|s| here(&s.tokens))
    }

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
        if !self.traits.get(entry.term as usize).is_some_and(|t| t.several) {
            return false;
        }
        let head = view.token(at).filter(|t| t.pos == Pos::Noun).and_then(|t| t.group);
        let head = head.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| g.head as usize == at);
        head && !view.lexicon.is_plural(view.text(at))
    }

    /// A term as the facts file writes it.
    pub(in crate::pairing) fn text(&self, id: TermId) -> &str {
        &self.terms[id as usize].text
    }

    /// By what these tokens meet a term; for who asks why, and never in a check.
    pub(in crate::pairing) fn by(&self, id: TermId, view: View<'_>, tokens: &[u32]) -> By {
        let term = &self.terms[id as usize];
        let own = usize::from(self.written[id as usize]);
        let Some(&head) = tokens.first() else { return By::Letters };
        let mut best = None;
        for (index, alternative) in term.alternatives.iter().enumerate() {
            let by = match alternative {
                Alternative::Concept(c) => view
                    .hits(head as usize)
                    .any(|h| matches!(h.sense, Sense::Concept(id, _) if id == *c))
                    .then_some(By::Concept),
                Alternative::Exact(words) => {
                    words.first().filter(|w| view.text(head as usize) == w.text).map(|_| By::Letters)
                }
                Alternative::Phrase(words) => worst(words, view, tokens),
            };
            let by = by.map(|by| if index >= own { By::Alias } else { by });
            best = match (best, by) {
                (Some(old), Some(new)) => Some(std::cmp::min_by_key(old, new, |b| rank(*b))),
                (old, new) => old.or(new),
            };
        }
        best.unwrap_or(By::Letters)
    }
}

/// How plain a way to meet a term is: the plainest is told.
fn rank(by: By) -> u8 {
    match by {
        By::Letters => 0,
        By::Form => 1,
        By::Alias => 2,
        By::Surname => 3,
        By::Synonym => 4,
        By::Concept => 5,
    }
}

/// By what the words of a phrase are met: the least plain of them tells.
fn worst(words: &[TermWord], view: View<'_>, tokens: &[u32]) -> Option<By> {
    let content: Vec<&TermWord> = words.iter().filter(|w| !w.function || words.len() == 1).collect();
    let mut out = By::Letters;
    for token in tokens {
        let at = *token as usize;
        let by = content.iter().filter_map(|word| by_word(word, view, at)).min_by_key(|b| rank(*b))?;
        out = std::cmp::max_by_key(out, by, |b| rank(*b));
    }
    let short = tokens.len() < content.len() && content.iter().all(|w| w.capital);
    Some(if short { By::Surname } else { out })
}

/// By what a token meets a word, if it does.
fn by_word(word: &TermWord, view: View<'_>, at: usize) -> Option<By> {
    let token = view.token(at)?;
    if !super::meets(word, view, at) {
        return None;
    }
    Some(if token.surface == word.surface {
        By::Letters
    } else if token.stem == word.stem || view.lexicon.stemmer.akin(token.stem, word.stem) {
        By::Form
    } else if view.hits(at).any(|h| matches!(h.sense, Sense::Synonym(id) if word.synonyms.contains(&id))) {
        By::Synonym
    } else {
        By::Concept
    })
}
