//! Figures that agree with a fact beyond what its terms can prove (semantics 7.6): the very figure of a fact that came
//! near is hardly another's by chance. It confirms and never accuses.

#![allow(clippy::indexing_slicing, reason = "pairings and findings are lists of one length, a place for each claim")]

use super::unlikely::by_fact;
use super::{Finding, Verdict, judge};
use crate::claims::{Claim, Claims, Dateline, Value};
use crate::document::Document;
use crate::facts::{About, Facts};
use crate::lexicon::{Lexicon, Period};
use crate::pairing::{Candidate, Doubt, Pairing, Strength, distinct_digits};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::OnceCell;
use std::hash::BuildHasher as _;

/// Confirms unchecked figures that are those of a fact that came near, where no other figure of the sentence is held to it.
pub fn agreed(
    document: &Document,
    findings: &mut [Finding],
    claims: &Claims,
    pairings: &[Pairing],
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) {
    // Which findings are held to each fact, once one is asked for.
    let held = OnceCell::new();
    for at in 0..findings.len() {
        let (claim, pairing) = (&claims.claims[at], &pairings[at]);
        if findings[at].verdict != Verdict::Unchecked {
            continue;
        }
        // A figure of its sentence that another fact accuses may have changed places with it.
        let free = |c: &Candidate| {
            let Some(fact) = facts.facts.get(c.fact) else { return false };
            let held: &FxHashMap<u64, Vec<usize>> =
                held.get_or_init(|| by_fact(findings, |f| f.verdict == Verdict::Disagree));
            let of = held.get(&FxBuildHasher.hash_one(&fact.id)).map_or(&[][..], |of| of);
            !of.iter().any(|&other| claims.claims[other].sentence == claim.sentence)
        };
        let near =
            pairing.candidates.iter().map(|c| (c, false)).chain(pairing.near.iter().map(|n| (&n.candidate, n.fell)));
        let found = near
            .filter(|&(c, fell)| meant(claim, c, fell, facts) && free(c))
            .find_map(|(c, _)| judge::same(document, claim, c, facts, lexicon, dateline));
        if let Some(found) = found {
            findings[at] = found;
        }
    }
}

/// Whether the very figure would tell that the fact is meant; `fell` says that it is of another family, names another, or
/// that little of it is met.
fn meant(claim: &Claim, candidate: &Candidate, fell: bool, facts: &Facts) -> bool {
    // Of another time, not said to be so, another's figure: a figure outweighs none of these.
    let barred = |d: &Doubt| matches!(d, Doubt::Source | Doubt::Time | Doubt::Unasserted | Doubt::Elsewhere);
    if candidate.doubts.iter().any(barred) {
        return false;
    }
    let digits = distinct_digits(&claim.value);
    let strong = candidate.strengths.contains(&Strength::Strong);
    let few = |d: &Doubt| matches!(d, Doubt::WeakTerm | Doubt::Thin);
    let of_sentence = || facts.facts.get(candidate.fact).is_some_and(|f| matches!(f.about, About::Sentence(_)));
    match &claim.value {
        Value::When(when) => (!fell || when.grain <= Period::Day) && strong,
        _ if fell && candidate.doubts[..] == [Doubt::Narrower] => digits > 2,
        _ if fell => digits > 1,
        _ => digits > 1 || strong && of_sentence() && candidate.doubts.iter().all(few),
    }
}
