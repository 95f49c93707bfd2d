//! Facts that came near: what a slip of the pen, or the very figure, could tell to be meant all the same.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::words::{distinct_figure, unlikely};
use super::{Asked, Room, Scored};
use crate::facts::About;
use crate::pairing::figures::COMMON;
use crate::pairing::trace::{Fall, Kin, Unasked};
use crate::pairing::{Candidate, Doubt, Near, Tie};
use smallvec::smallvec;

impl Room<'_> {
    /// A fact that fell, if a slip of the pen could tell that it is meant all the same: it is of one kind with the
    /// claim, and all that it asks for is met.
    pub(super) fn near(&self, index: usize, fall: &Fall, asked: &Asked<'_>) -> Option<Near> {
        let doubt = match fall {
            Fall::Family(Kin::Change | Kin::Level | Kin::Rate | Kin::Noun) => Doubt::Narrower,
            Fall::Actor => Doubt::Scope,
            _ => return None,
        };
        let terms = &self.terms.of[index];
        let (places, thin) = Self::places(terms, asked.seen, || unlikely(asked.claim))?;
        if thin {
            return None;
        }
        let strengths = places.iter().map(|s| s.place.strength()).collect();
        let (doubts, tie) = (smallvec![doubt], Tie::None);
        let candidate = Candidate { fact: index, entry: None, score: 0, doubts, tie, strengths, elided: false };
        Some(Near { candidate, fell: true })
    }

    /// Sentence facts that have the claim's very figure or day, or one that is a slip of the pen from it, and of which some
    /// word stands in its clause though too little else is met. Of what `about` asks for everything has to be met: "41
    /// injured" is not "41 arrested".
    pub(super) fn same_figure(&self, asked: &Asked<'_>, out: &mut Scored) {
        if !distinct_figure(asked.claim) {
            return;
        }
        let value = &asked.claim.value;
        let mut facts = self.figures.alike(value, self.facts, COMMON);
        // What is some fact's very figure is no slip of another's; nor is one asked for where a fact is surely meant.
        if facts.is_empty() && !out.candidates.iter().any(|c| c.doubts.is_empty()) {
            facts = self.figures.mistyped(value, self.facts, COMMON);
        }
        for fact in facts {
            let came = out.candidates.iter().chain(out.near.iter().map(|n| &n.candidate)).any(|c| c.fact == fact);
            let of_sentence = matches!(self.facts.facts[fact].about, About::Sentence(_));
            if came || !of_sentence || self.only.is_some_and(|only| !only(fact)) {
                continue;
            }
            if let Ok(candidate) = self.candidate(fact, asked, true, &mut Unasked)
                && !candidate.doubts.contains(&Doubt::Narrower)
            {
                out.near.push(Near { candidate, fell: true });
            }
        }
    }
}
