//! Figures in a sentence that the draft has word for word from a fact: all is shared, so that a figure which is another
//! disagrees (semantics 7.8), whatever terms, time and mood alone would leave in doubt.

use super::docket::{Came, Docket};
use super::{Finding, Verdict, judge};

/// Judges what is unchecked in sentences that are a fact's own.
pub fn verbatim(docket: Docket<'_>, findings: &mut [Finding]) {
    let Docket { claims, pairings, facts, .. } = docket;
    for ((claim, pairing), finding) in claims.claims.iter().zip(pairings).zip(findings) {
        let unchecked = finding.verdict == Verdict::Unchecked;
        let Some(verbatim) = pairing.verbatim.as_ref().filter(|_| unchecked) else { continue };
        let Some(fact) = facts.facts.get(verbatim.candidate.fact) else { continue };
        let came = Came { claim, candidate: &verbatim.candidate, fact, fell: false };
        if let Some(found) = judge::verbatim(docket, &came, verbatim.same) {
            *finding = found;
        }
    }
}
