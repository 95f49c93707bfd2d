//! Slips of the pen beyond what terms can prove (semantics 7.6): a figure that is a fact's but for two digits swapped, one
//! wrong or another scale is hardly another's by chance, where the draft has that fact right nowhere.

#![allow(clippy::indexing_slicing, reason = "pairings and findings are lists of one length, a place for each claim")]

use super::slips::{self, Slip};
use super::unlikely::by_fact;
use super::{Finding, Verdict, judge};
use crate::claims::{Claim, Claims, Dateline, Value};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::pairing::{Candidate, Doubt, Pairing, Strength};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::OnceCell;
use std::hash::BuildHasher as _;

/// Accuses unchecked figures that are a slip away from a fact that came near and that the draft has right nowhere.
pub fn slipped(
    document: &Document,
    findings: &mut [Finding],
    claims: &Claims,
    pairings: &[Pairing],
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) {
    let right = OnceCell::new();
    for at in 0..findings.len() {
        let (claim, pairing) = (&claims.claims[at], &pairings[at]);
        if findings[at].verdict != Verdict::Unchecked {
            continue;
        }
        let near =
            pairing.candidates.iter().map(|c| (c, false)).chain(pairing.near.iter().map(|n| (&n.candidate, n.fell)));
        let found = near
            .filter(|&(c, fell)| meant(claim, c, fell, facts) && !is_right(c, facts, findings, &right))
            .find_map(|(c, _)| judge::slipped(document, claim, c, facts, lexicon, dateline));
        if let Some(found) = found {
            findings[at] = found;
        }
    }
}

/// Whether a slip tells that the fact is meant; `fell` says that it is of another family or names another.
fn meant(claim: &Claim, candidate: &Candidate, fell: bool, facts: &Facts) -> bool {
    let Some(value) = facts.facts.get(candidate.fact).map(|f| candidate.value(f)) else { return false };
    // Of another time, not said to be so, another's figure: a slip outweighs none of these.
    let barred = |d: &Doubt| matches!(d, Doubt::Source | Doubt::Time | Doubt::Unasserted);
    let swapped = slips::same_scale(&claim.value, value);
    let few = |d: &Doubt| matches!(d, Doubt::BetterClaim | Doubt::Narrower | Doubt::Scope);
    let (doubts, strengths) = (&candidate.doubts, &candidate.strengths);
    if !strengths.contains(&Strength::Strong) || doubts.iter().any(barred) {
        return false;
    }
    // Little of the fact is met: two digits swapped tell, or the day before; of a date only where it is the date of that.
    if fell && doubts.contains(&Doubt::Thin) {
        let timed = matches!(claim.value, Value::When(_));
        let few = |d: &Doubt| match d {
            Doubt::Thin | Doubt::WeakTerm => true,
            Doubt::NoOwnTerm => !timed,
            _ => false,
        };
        return doubts.iter().all(few) && (swapped || slips::beside(&claim.value, value));
    }
    match slips::slip(&claim.value, value) {
        // "14,200 tickets" for 142 teams: of another family only digits of one scale tell.
        Some(Slip::Sure) => !fell || swapped,
        // "In Lier 28 houses were lost", and in Osk, where the text began, 82: two digits are too few where the text is
        // elsewhere.
        Some(Slip::Round) if doubts.contains(&Doubt::Elsewhere) => strengths.iter().all(|s| *s == Strength::Strong),
        Some(Slip::Round) => swapped || !strengths.contains(&Strength::Weak) && doubts.iter().all(few),
        Some(Slip::Year) => true,
        // Of the days of one month many things are told.
        Some(Slip::Telling) | None => false,
    }
}

/// Whether the draft states the fact's value somewhere. `right` holds where each fact is stated, once one was asked for:
/// no accusation changes that.
fn is_right(
    candidate: &Candidate,
    facts: &Facts,
    findings: &[Finding],
    right: &OnceCell<FxHashMap<u64, Vec<usize>>>,
) -> bool {
    let Some(fact) = facts.facts.get(candidate.fact) else { return true };
    let value = candidate.value(fact);
    let right = right.get_or_init(|| by_fact(findings, |f| matches!(f.verdict, Verdict::Match(_))));
    let same = |f: &Finding| f.fact.as_deref() == Some(&fact.id) && f.expected.as_ref() == Some(value);
    right
        .get(&FxBuildHasher.hash_one(&fact.id))
        .is_some_and(|of| of.iter().any(|&at| findings.get(at).is_some_and(same)))
}
