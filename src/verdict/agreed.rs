//! Figures that agree with a fact beyond what its terms can prove (semantics 7.6): the very figure of a fact that came
//! near is hardly another's by chance. It confirms and never accuses.

use super::docket::{Came, Docket};
use super::unlikely::by_fact;
use super::{Finding, Verdict, judge};
use crate::claims::frame::Level;
use crate::claims::{ChangeOf, Value};
use crate::facts::About;
use crate::lexicon::Period;
use crate::pairing::{Doubt, Strength, distinct_digits};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::cell::OnceCell;
use std::hash::BuildHasher as _;

/// Confirms unchecked figures that are those of a fact that came near, where no other figure of the sentence is held to it.
pub fn agreed(docket: Docket<'_>, findings: &mut [Finding]) {
    // Which claims each fact accuses, once one is asked for: what is confirmed changes none of them.
    let accused: OnceCell<FxHashMap<u64, Vec<usize>>> = OnceCell::new();
    // A figure of its sentence that another fact accuses may have changed places with it.
    let free = |came: &Came<'_>, findings: &[Finding]| {
        let accused = accused.get_or_init(|| by_fact(findings, |f| f.verdict == Verdict::Disagree));
        let of = accused.get(&FxBuildHasher.hash_one(&came.fact.id)).map_or(&[][..], |of| of);
        let sentence = |at: usize| docket.claims.claims.get(at).map(|c| c.sentence);
        !of.iter().any(|&other| sentence(other) == Some(came.claim.sentence))
    };
    docket.look_again(findings, |came, findings| {
        (meant(came) && free(came, findings)).then(|| judge::same(docket, came)).flatten()
    });
}

/// Whether the very figure would tell that the fact is meant.
fn meant(&Came { claim, candidate, fact, fell }: &Came<'_>) -> bool {
    // Of another time, not said to be so, another's figure: a figure outweighs none of these.
    let barred = |d: &Doubt| matches!(d, Doubt::Source | Doubt::Time | Doubt::Unasserted | Doubt::Elsewhere);
    if candidate.doubts.iter().any(barred) {
        return false;
    }
    // "shrank by 1,200" is not the level, though the figures are one.
    let counted = match &claim.value {
        Value::Number(_) | Value::Quantity { .. } => matches!(claim.frame.level, Level::Change(_)),
        Value::Change { of, .. } => matches!(of, ChangeOf::Number | ChangeOf::Noun(_)),
        _ => false,
    };
    if fell && counted && !matches!(fact.value, Value::Change { .. }) {
        return false;
    }
    let digits = distinct_digits(&claim.value);
    let strong = candidate.strengths.contains(&Strength::Strong);
    let few = |d: &Doubt| matches!(d, Doubt::WeakTerm | Doubt::Thin);
    let of_sentence = matches!(fact.about, About::Sentence(_));
    match &claim.value {
        Value::When(when) => (!fell || when.grain <= Period::Day) && strong,
        _ if fell && candidate.doubts[..] == [Doubt::Narrower] => digits > 2,
        _ if fell => digits > 1,
        _ => digits > 1 || strong && of_sentence && candidate.doubts.iter().all(few),
    }
}
