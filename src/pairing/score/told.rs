//! What is left of a fact that was considered, for who asks why. Nothing here is run by a check.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Room, Seen, Sights};
use crate::analysis::View;
use crate::claims::Claim;
use crate::facts::About;
use crate::pairing::Candidate;
use crate::pairing::terms::{Met, TermId};
use crate::pairing::trace::{Considered, Fall, Hit, Part, TermSeen};

impl Room<'_> {
    /// A fact as one claim saw it.
    pub(super) fn told(
        &self,
        fact: usize,
        claim: &Claim,
        seen: &Sights,
        outcome: Result<Candidate, Fall>,
    ) -> Considered {
        let terms = &self.terms.of[fact];
        let parts: Vec<(Part, &[TermId])> = match &self.facts.facts[fact].about {
            About::Terms(_) => vec![(Part::About, &terms.all)],
            About::Sentence(_) => {
                vec![(Part::Event, &terms.heads), (Part::Name, &terms.names), (Part::Word, &terms.words)]
            }
        };
        let mut out: Vec<TermSeen> = Vec::new();
        for (part, ids) in parts {
            for &id in ids {
                // A word may be head and name of one sentence: it is told once.
                let text = self.terms.text(id).to_owned();
                if !out.iter().any(|t| t.text == text) {
                    out.push(TermSeen { text, part, hit: seen.get(id).map(|s| self.hit(*s, claim)) });
                }
            }
        }
        Considered { fact, terms: out, outcome, doubts: Vec::new() }
    }

    /// Where a term that was seen stands: in the claim's own sentence, or the nearest before it that has it, or
    /// else the first of all (a heading, the lead).
    fn hit(&self, seen: Seen, claim: &Claim) -> Hit {
        let own = claim.sentence as usize;
        let of_term = |m: &&Met| m.term == seen.term;
        let here = seen.token.and_then(|token| {
            self.met[own].iter().filter(of_term).find(|m| m.tokens.first() == Some(&token)).map(|m| (own, m))
        });
        let before = || (0..own).rev().find_map(|s| self.met[s].iter().find(of_term).map(|m| (s, m)));
        let any = || self.met.iter().enumerate().find_map(|(s, met)| met.iter().find(of_term).map(|m| (s, m)));
        let found = here.or_else(before).or_else(any);
        let (sentence, tokens) = found.map_or((own, Vec::new()), |(s, m)| (s, m.tokens.to_vec()));
        let of = &self.analysis.sentences[sentence];
        let prose = &self.document.blocks()[of.block as usize].text;
        let view = View { lexicon: self.lexicon, prose, sentence: of };
        let by = self.terms.by(seen.term, view, &tokens);
        Hit { place: seen.place, sentence: u32::try_from(sentence).unwrap_or(u32::MAX), tokens, by }
    }
}
