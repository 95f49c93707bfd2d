//! Where a sentence meets terms: the keys of its words are looked up, and what stands under them is held to its words.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Entry, Met, TermId, Terms, Tokens, concept_key, family_key, person, synonym_key};
use crate::analysis::{Analysis, View};
use crate::facts::{Alternative, TermWord};
use crate::lexicon::{Sense, SenseKind, Stem};
use rustc_hash::{FxHashMap, FxHashSet};

/// Room in which one sentence after another is asked for what it meets.
#[derive(Debug, Default)]
pub(in crate::pairing) struct Meeting {
    out: Vec<Met>,
    /// What one token was asked for: under several of its keys there may stand the same.
    asked: FxHashSet<(TermId, u16)>,
    keys: Vec<u64>,
}

impl Terms {
    /// Everything that this sentence meets.
    pub(in crate::pairing) fn met(&self, view: View<'_>, surnames: &FxHashSet<Stem>) -> Vec<Met> {
        self.met_with(view, surnames, &mut Meeting::default())
    }

    /// The same, with room that served other sentences.
    #[allow(
        clippy::drain_collect,
        reason = "the room stays as large as it has grown, and what is met takes no more than it needs"
    )]
    pub(in crate::pairing) fn met_with(
        &self,
        view: View<'_>,
        surnames: &FxHashSet<Stem>,
        room: &mut Meeting,
    ) -> Vec<Met> {
        let Meeting { out, asked, keys } = room;
        for at in 0..view.len() {
            let Some(token) = view.token(at) else { continue };
            keys.clear();
            keys.extend([token.stem.0, token.surface.0].into_iter().filter(|key| self.filter.may_hold(*key)));
            let families = view.lexicon.stemmer.families(token.stem).iter().map(|&f| family_key(f));
            keys.extend(families.filter(|key| self.filter.may_hold(*key)));
            let told = view.may(at, SenseKind::Synonym) || view.may(at, SenseKind::Concept);
            for hit in view.hits(at).take_while(|_| told) {
                let key = match hit.sense {
                    Sense::Synonym(id) => synonym_key(id),
                    Sense::Concept(id, _) => concept_key(id),
                    _ => continue,
                };
                if self.filter.may_hold(key) {
                    keys.push(key);
                }
            }
            if keys.len() > 1 {
                keys.sort_unstable();
                keys.dedup();
                asked.clear();
            }
            for key in &*keys {
                for entry in self.by_key.get(key).into_iter().flatten() {
                    if keys.len() > 1 && !asked.insert((entry.term, entry.alternative)) {
                        continue;
                    }
                    if let Some(mut met) = self.verify(*entry, view, at, surnames) {
                        met.stands_in = self.stands_in(*entry, view.lexicon);
                        met.one = self.is_one(*entry, view, at);
                        out.push(met);
                    }
                }
            }
        }
        out.drain(..).collect()
    }

    fn verify(&self, entry: Entry, view: View<'_>, at: usize, surnames: &FxHashSet<Stem>) -> Option<Met> {
        let alternative = &self.terms[entry.term as usize].alternatives[entry.alternative as usize];
        let met =
            |tokens, concept| Met { term: entry.term, tokens, concept, akin: false, stands_in: false, one: false };
        match alternative {
            Alternative::Concept(c) => Some(met(Tokens::one(at as u32), Some(*c))),
            Alternative::Exact(words) => {
                let fits = words.iter().enumerate().all(|(i, w)| view.text(at + i) == w.text);
                fits.then(|| met((at..at + words.len()).map(|t| t as u32).collect(), None))
            }
            Alternative::Phrase(words) => {
                let anchor = entry.word as usize;
                let word = words.get(anchor)?;
                if !meets(word, view, at) {
                    return None;
                }
                let concept = concept_of(word, view, at);
                let mut tokens = Tokens::one(at as u32);
                let name = words.iter().all(|w| w.capital);
                for (i, other) in words.iter().enumerate() {
                    if i == anchor || other.function {
                        continue;
                    }
                    match find(other, view, at, i < anchor, name) {
                        // "58 this winter, against 41 last winter": "last" is of the nearer one.
                        Some(t) if !name && nearer(word, view, at, t) => return None,
                        Some(t) => tokens.push(t as u32),
                        // "Torsen" for "Ilka Torsen", once the draft has named her in full.
                        None if name && anchor + 1 == words.len() && surnames.contains(&word.surface) => {}
                        None => return None,
                    }
                }
                let token = view.token(at)?;
                let akin = concept.is_some() && !view.lexicon.stemmer.akin(token.stem, word.stem);
                Some(Met { akin, ..met(tokens, concept) })
            }
        }
    }

    /// Last words of the names in terms that the draft gives in full somewhere.
    pub(in crate::pairing) fn surnames_in(&self, analysis: &Analysis) -> FxHashSet<Stem> {
        let mut pairs: FxHashSet<(Stem, Stem)> = FxHashSet::default();
        for sentence in &analysis.sentences {
            for pair in sentence.tokens.windows(2) {
                if pair[0].capital && pair[1].capital {
                    pairs.insert((pair[0].surface, pair[1].surface));
                }
            }
        }
        let named = pairs.iter().filter_map(|pair| self.people.get(pair)).flatten();
        let told = named
            .filter_map(|&(id, at)| self.term(id)?.alternatives.get(usize::from(at)).and_then(person))
            .filter(|words| words.windows(2).all(|w| pairs.contains(&(w[0].surface, w[1].surface))));
        // "Pine School and Lowell School": what two of them end in stands for neither.
        let mut first: FxHashMap<Stem, Option<Stem>> = FxHashMap::default();
        for words in told {
            let (Some(name), Some(surname)) = (words.first(), words.last()) else { continue };
            let one = first.entry(surname.surface).or_insert(Some(name.surface));
            if *one != Some(name.surface) {
                *one = None;
            }
        }
        first.into_iter().filter_map(|(surname, name)| name.map(|_| surname)).collect()
    }
}

/// The concept by which a plain word was met, when not by its own letters.
fn concept_of(word: &TermWord, view: View<'_>, at: usize) -> Option<u16> {
    word.concepts.iter().copied().find(|c| view.hits(at).any(|h| matches!(h.sense, Sense::Concept(id, _) if id == *c)))
}

/// Whether a token meets a word of a term.
pub(in crate::pairing) fn meets(word: &TermWord, view: View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else { return false };
    if word.capital {
        return token.capital && (token.surface == word.surface || token.stem == word.stem)
            || !view.text(at).starts_with(char::is_alphabetic) && token.surface == word.surface;
    }
    if word.numeral && token.surface != word.surface {
        return false;
    }
    if token.surface == word.surface || view.lexicon.stemmer.akin(token.stem, word.stem) {
        return true;
    }
    view.hits(at).any(|h| match h.sense {
        Sense::Synonym(id) => word.synonyms.contains(&id),
        Sense::Concept(id, _) => word.concepts.contains(&id),
        _ => false,
    })
}

/// Whether a word of a phrase is met again, nearer to another one of it than here.
fn nearer(word: &TermWord, view: View<'_>, at: usize, other: usize) -> bool {
    let distance = at.abs_diff(other);
    let around = other.saturating_sub(distance - 1)..(other + distance).min(view.len());
    distance > 1 && around.into_iter().any(|t| t != other && t != at && meets(word, view, t))
}

/// Where another word of a phrase is met: for names within three tokens on its side, else in the same
/// clause or noun group, the nearest first.
fn find(word: &TermWord, view: View<'_>, at: usize, before: bool, name: bool) -> Option<usize> {
    if name {
        let near = |n: usize| if before { at.checked_sub(n) } else { Some(at + n) };
        return (1..=3).filter_map(near).find(|&t| meets(word, view, t));
    }
    let clause = view.token(at)?.clause;
    let same = |t: usize| {
        view.token(t).is_some_and(|x| x.clause == clause)
            || t.abs_diff(at) <= 3
            || view.sentence.clauses.get(clause as usize).is_some_and(|c| c.parent == view.token(t).map(|x| x.clause))
    };
    let len = view.len();
    (1..len)
        .flat_map(|n| [at.checked_sub(n), Some(at + n).filter(|&t| t < len)])
        .flatten()
        .find(|&t| same(t) && meets(word, view, t))
}
