//! What is before the judge: the claims of a draft with the facts that each was paired with.

use super::{Finding, Verdict};
use crate::claims::{Claim, Claims, Dateline};
use crate::document::Document;
use crate::facts::{Fact, Facts};
use crate::lexicon::Lexicon;
use crate::pairing::{Candidate, Pairing};

/// A draft's claims, what each was paired with (a place for each claim), and by what they are judged.
#[derive(Debug, Clone, Copy)]
pub struct Docket<'a> {
    /// The draft.
    pub document: &'a Document,
    /// Its claims.
    pub claims: &'a Claims,
    /// The facts that may be meant by each of them.
    pub pairings: &'a [Pairing],
    /// The reference.
    pub facts: &'a Facts,
    /// The words.
    pub lexicon: &'a Lexicon,
    /// When the draft was written, if it says so.
    pub dateline: Option<Dateline>,
}

/// A fact that came near an unchecked claim.
pub(super) struct Came<'a> {
    pub(super) claim: &'a Claim,
    pub(super) candidate: &'a Candidate,
    pub(super) fact: &'a Fact,
    /// It is of another family, names another, or little of it is met.
    pub(super) fell: bool,
}

impl<'a> Docket<'a> {
    /// Gives each claim that is unchecked the first finding that `judged` has for a fact that came near it.
    pub(super) fn look_again(
        &self,
        findings: &mut [Finding],
        judged: impl Fn(&Came<'a>, &[Finding]) -> Option<Finding>,
    ) {
        for (at, (claim, pairing)) in self.claims.claims.iter().zip(self.pairings).enumerate() {
            if findings.get(at).is_none_or(|f| f.verdict != Verdict::Unchecked) {
                continue;
            }
            let candidates = pairing.candidates.iter().map(|c| (c, false));
            let mut near = candidates.chain(pairing.near.iter().map(|n| (&n.candidate, n.fell)));
            let found = near.find_map(|(candidate, fell)| {
                let fact = self.facts.facts.get(candidate.fact)?;
                judged(&Came { claim, candidate, fact, fell }, findings)
            });
            if let (Some(found), Some(finding)) = (found, findings.get_mut(at)) {
                *finding = found;
            }
        }
    }
}
