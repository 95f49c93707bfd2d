//! Figures that have changed places: each is some fact's, and the words about it are another's (semantics 7.5).

use super::docket::{Came, Docket};
use super::{Finding, Verdict, judge};

/// Accuses two figures of a sentence that have each other's place, whatever confirmed them by their values.
pub fn crossed(docket: Docket<'_>, findings: &mut [Finding]) {
    let Docket { claims, pairings, facts, .. } = docket;
    for ((claim, pairing), finding) in claims.claims.iter().zip(pairings).zip(findings) {
        let Some(candidate) = pairing.crossed.as_ref().filter(|_| finding.verdict != Verdict::Disagree) else {
            continue;
        };
        let Some(fact) = facts.facts.get(candidate.fact) else { continue };
        let came = Came { claim, candidate, fact, fell: true };
        if let Some(found) = judge::crossed(docket, &came) {
            *finding = found;
        }
    }
}
