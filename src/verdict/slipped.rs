//! Slips of the pen beyond what terms can prove (semantics 7.6): a figure that is a fact's but for two digits swapped, one
//! wrong or another scale is hardly another's by chance, where the draft has that fact right nowhere.

use super::docket::{Came, Docket};
use super::slips::{self, Slip};
use super::unlikely::by_fact;
use super::{Finding, Verdict, judge};
use crate::claims::Value;
use crate::pairing::{Doubt, Strength};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::OnceCell;
use std::hash::BuildHasher as _;

/// Accuses unchecked figures that are a slip away from a fact that came near and that the draft has right nowhere.
pub fn slipped(docket: Docket<'_>, findings: &mut [Finding]) {
    // Where each fact is stated, once one is asked for: what is accused changes none of them.
    let stated: OnceCell<FxHashMap<u64, Vec<usize>>> = OnceCell::new();
    let is_right = |came: &Came<'_>, findings: &[Finding]| {
        let (id, value) = (&came.fact.id, came.candidate.value(came.fact));
        let stated = stated.get_or_init(|| by_fact(findings, |f| matches!(f.verdict, Verdict::Match(_))));
        let same = |f: &Finding| f.fact.as_ref() == Some(id) && f.expected.as_ref() == Some(value);
        let of = stated.get(&FxBuildHasher.hash_one(id));
        of.is_some_and(|of| of.iter().any(|&at| findings.get(at).is_some_and(same)))
    };
    docket.look_again(findings, |came, findings| {
        (meant(came) && !is_right(came, findings)).then(|| judge::slipped(docket, came)).flatten()
    });
}

/// Whether a slip tells that the fact is meant.
fn meant(&Came { claim, candidate, fact, fell }: &Came<'_>) -> bool {
    let value = candidate.value(fact);
    // Of another time, not said to be so, another's figure, of others: a slip outweighs none of these.
    let barred = |d: &Doubt| matches!(d, Doubt::Source | Doubt::Time | Doubt::Unasserted | Doubt::Stranger);
    let swapped = || slips::same_scale(&claim.value, value);
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
        return doubts.iter().all(few) && (swapped() || slips::beside(&claim.value, value));
    }
    match slips::slip(&claim.value, value) {
        // "14,200 tickets" for 142 teams: of another family only digits of one scale tell.
        Some(Slip::Sure) => !fell || swapped(),
        // "In Lier 28 houses were lost", and in Osk, where the text began, 82: two digits are too few where the text is
        // elsewhere.
        Some(Slip::Round) if doubts.contains(&Doubt::Elsewhere) => strengths.iter().all(|s| *s == Strength::Strong),
        // "$150 million" for $15 a share: of what is no rate a scale tells nothing.
        Some(Slip::Round) if !swapped() && fact.claim.as_ref().is_some_and(|c| c.frame.rate != claim.frame.rate) => {
            false
        }
        Some(Slip::Round) => swapped() || !strengths.contains(&Strength::Weak) && doubts.iter().all(few),
        Some(Slip::Year) => true,
        // Of the days of one month many things are told.
        Some(Slip::Telling) | None => false,
    }
}
