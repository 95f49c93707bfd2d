//! Sentences that a draft has word for word from a fact, but for a figure: there no term need tell what the figure is
//! of (semantics 7.8).

use super::score::Room;
use super::{Candidate, Pairing, Tie, order};
use crate::analysis::{Mould, View};
use crate::claims::Claim;
use crate::facts::{About, Fact, Facts};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// Words that tell something, of which a sentence needs so many to be known again by them: beside a figure of several digits
/// that both have, beside any other, and where its only figure is another, with a name and without.
const BESIDE_TELLING: usize = 2;
const BESIDE: usize = 4;
const ALONE: usize = 5;
const NAMELESS: usize = 8;
/// Digits of a figure that two sentences hardly share by chance.
const TELLING: usize = 2;

/// A claim that stands in a fact's own sentence, where that has the fact's claim.
#[derive(Debug, Clone, PartialEq)]
pub struct Verbatim {
    /// The fact.
    pub candidate: Candidate,
    /// The figure is written as the fact has it.
    pub same: bool,
}

/// The sentence facts by the moulds of their sentences.
#[derive(Debug, Clone, Default)]
pub(super) struct Moulds {
    facts: FxHashMap<u64, Vec<usize>>,
    /// How many facts were looked at.
    count: usize,
}

fn mould(fact: &Fact) -> Option<&(Mould, usize)> {
    match &fact.about {
        // What shuts a fact out shuts it out of its own sentence too.
        About::Sentence(frame) if fact.unless.is_empty() => frame.mould.as_deref(),
        _ => None,
    }
}

impl Room<'_> {
    /// Notes which claims of a sentence stand in a fact's own.
    pub(super) fn verbatim(&self, moulds: &Moulds, claims: &[Claim], pairings: &mut [Pairing]) {
        let sentence = claims.first().and_then(|c| self.analysis.sentences.get(c.sentence as usize));
        let Some(sentence) = sentence.filter(|_| !moulds.facts.is_empty()) else { return };
        let prose = self.document.blocks().get(sentence.block as usize).map_or("", |b| &b.text);
        let only = |f: usize| self.only.is_none_or(|only| only(f));
        let found = moulds.find(View { lexicon: self.lexicon, prose, sentence }, claims, self.facts, &only);
        for (pairing, verbatim) in pairings.iter_mut().zip(found) {
            pairing.verbatim = verbatim;
        }
    }
}

impl Moulds {
    /// Takes in the facts that are new.
    pub(super) fn extend(&mut self, facts: &[Fact]) {
        for (at, fact) in facts.iter().enumerate().skip(self.count) {
            if let Some((mould, _)) = mould(fact) {
                self.facts.entry(mould.words).or_default().push(at);
            }
        }
        self.count = facts.len();
    }

    /// Forgets those behind so many facts.
    pub(super) fn shrink(&mut self, count: usize) {
        self.facts.values_mut().for_each(|of| of.retain(|&at| at < count));
        self.facts.retain(|_, of| !of.is_empty());
        self.count = count;
    }

    /// What each of a sentence's claims is of the fact whose sentence it is.
    pub(super) fn find(
        &self,
        view: View<'_>,
        claims: &[Claim],
        facts: &Facts,
        only: &dyn Fn(usize) -> bool,
    ) -> Vec<Option<Verbatim>> {
        let here = Mould::of(view);
        let Some(known) = self.facts.get(&here.words) else { return Vec::new() };
        let known: Vec<(usize, &Mould, usize)> = known
            .iter()
            .filter(|&&at| only(at))
            .filter_map(|&at| facts.facts.get(at).and_then(mould).map(|(theirs, place)| (at, theirs, *place)))
            .filter(|(_, theirs, _)| known_again(&here, theirs))
            .collect();
        let told = |claim: &Claim| {
            let place = here.place(claim.tokens)?;
            let of_place = known.iter().filter(|(_, _, p)| *p == place);
            // Of several such sentences the one with the fewest other figures.
            let rank = |(at, theirs, _): &(usize, &Mould, usize)| (others(&here, theirs), *at);
            let by = |a: &(usize, usize), b: &(usize, usize)| match a.0.cmp(&b.0) {
                Ordering::Equal => order::first(facts, a.1, b.1),
                other => other,
            };
            let (_, fact) = of_place.clone().map(rank).min_by(by)?;
            let theirs = known.iter().find(|(at, _, _)| *at == fact)?.1;
            let letters = |mould: &Mould| mould.figures.get(place).map(|f| f.letters);
            let (doubts, strengths) = Default::default();
            let candidate =
                Candidate { fact, entry: None, score: 0, doubts, tie: Tie::Words, strengths, elided: false };
            Some(Verbatim { candidate, same: letters(&here) == letters(theirs) })
        };
        claims.iter().map(told).collect()
    }
}

/// How many figures of two sentences of one mould are not the same.
fn others(a: &Mould, b: &Mould) -> usize {
    a.figures.iter().zip(&b.figures).filter(|(a, b)| a.letters != b.letters).count()
}

/// Whether one of two sentences of one mould is the other, with another figure in it: and not another firm's, or another year's,
/// told as such things are told.
fn known_again(here: &Mould, theirs: &Mould) -> bool {
    let all = here.figures.len();
    let other = others(here, theirs);
    let telling = here.figures.iter().zip(&theirs.figures).any(|(a, b)| a.letters == b.letters && a.digits >= TELLING);
    let beside = if telling { BESIDE_TELLING } else { BESIDE };
    all == theirs.figures.len()
        && match other {
            0 => here.content >= beside,
            _ if other < all => here.content >= beside && 2 * other <= all,
            _ => all == 1 && here.content >= if here.named { ALONE } else { NAMELESS },
        }
}
