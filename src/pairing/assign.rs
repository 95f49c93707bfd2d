//! Sharing out: within a sentence figures and facts are matched as one assignment (semantics 7.5).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::score::Scored;
use super::{Candidate, Doubt, Near, Pairing};
use crate::claims::{Claim, Value};
use crate::lexicon::Weights;
use rust_decimal::Decimal;

/// Whether one of two neighbours is the other's conversion: measures or sums of another unit, the second
/// right behind the first in brackets or behind "or".
fn twice(a: &Claim, b: &Claim) -> bool {
    let units = match (&a.value, &b.value) {
        (Value::Measure { unit: x, .. }, Value::Measure { unit: y, .. }) => x != y,
        (Value::Money { currency: x, .. }, Value::Money { currency: y, .. }) => x != y,
        (Value::Duration { unit: x, .. }, Value::Duration { unit: y, .. }) => x != y,
        _ => false,
    };
    let (first, second) = if a.tokens.start < b.tokens.start { (a, b) } else { (b, a) };
    units && second.tokens.start.saturating_sub(first.tokens.end) <= 2
}

/// How many claims of a sentence are looked at beside one for whether the two should change their facts.
const BESIDE: usize = 6;

/// A fact (and which value of its series), the claim that it went to, and how well that fits: whether nothing speaks
/// against it, and its score.
type Taken = ((usize, Option<usize>), usize, (bool, i32));

/// "114 of the 225 seats": of two facts that part and whole fit alike, the whole has the one of more, whatever fits better.
fn in_order(
    scored: &[Scored],
    claims: &[Claim],
    got: &mut [Option<usize>],
    taken: &mut [Taken],
    value: &dyn Fn(&Candidate) -> Option<Decimal>,
) {
    for part in 0..claims.len().saturating_sub(1) {
        let whole = part + 1;
        let pair = claims[part].frame.part && claims[whole].frame.whole;
        let (Some(mine), Some(its)) = (got[part].filter(|_| pair), got[whole]) else { continue };
        let (mine, its) = (&scored[part].candidates[mine], &scored[whole].candidates[its]);
        let more = value(mine).zip(value(its)).is_some_and(|(a, b)| a > b);
        let same = |a: &Candidate, b: &Candidate| a.fact == b.fact && a.entry == b.entry;
        let of_part = scored[part].candidates.iter().position(|c| same(c, its));
        let of_whole = scored[whole].candidates.iter().position(|c| same(c, mine));
        let (Some(a), Some(b)) = (of_part.filter(|_| more), of_whole) else { continue };
        let doubts = |claim: usize, rank: usize| scored[claim].candidates[rank].doubts.len();
        if doubts(part, a) > mine.doubts.len() || doubts(whole, b) > its.doubts.len() {
            continue;
        }
        for (claim, rank) in [(part, a), (whole, b)] {
            let c = &scored[claim].candidates[rank];
            got[claim] = Some(rank);
            for t in taken.iter_mut().filter(|t| t.0 == (c.fact, c.entry)) {
                *t = (t.0, claim, (c.doubts.is_empty(), c.score));
            }
        }
    }
}

/// "parked 64 buses of a fleet of 118": of two facts that fit two figures about as well either way, a figure has the one
/// that it is, and the other the other.
fn each_its_own(
    scored: &[Scored],
    claims: &[Claim],
    got: &mut [Option<usize>],
    taken: &mut [Taken],
    near_equal: i32,
    value: &dyn Fn(&Candidate) -> Option<Decimal>,
) {
    let own = |claim: usize, c: &Candidate| {
        let figure = claims[claim].value.figure().and_then(|f| f.number);
        figure.is_some() && figure == value(c)
    };
    for first in 0..claims.len() {
        for second in first + 1..claims.len().min(first + BESIDE) {
            let (Some(mine), Some(its)) = (got[first], got[second]) else { continue };
            let (mine, its) = (&scored[first].candidates[mine], &scored[second].candidates[its]);
            if own(first, mine) || own(second, its) {
                continue;
            }
            let same = |a: &Candidate, b: &Candidate| a.fact == b.fact && a.entry == b.entry;
            let of_first = scored[first].candidates.iter().position(|c| same(c, its));
            let of_second = scored[second].candidates.iter().position(|c| same(c, mine));
            let (Some(a), Some(b)) = (of_first, of_second) else { continue };
            let (new, other) = (&scored[first].candidates[a], &scored[second].candidates[b]);
            let doubts = |a: &Candidate, b: &Candidate| a.doubts.len() + b.doubts.len();
            let sum = |a: &Candidate, b: &Candidate| a.score + b.score;
            let fits = own(first, new) || own(second, other);
            if !fits || doubts(new, other) > doubts(mine, its) || sum(new, other) + near_equal < sum(mine, its) {
                continue;
            }
            for (claim, rank) in [(first, a), (second, b)] {
                let c = &scored[claim].candidates[rank];
                got[claim] = Some(rank);
                for t in taken.iter_mut().filter(|t| t.0 == (c.fact, c.entry)) {
                    *t = (t.0, claim, (c.doubts.is_empty(), c.score));
                }
            }
        }
    }
}

/// A candidate that went to another claim, or gave way to another fact.
fn given(candidate: Candidate) -> Near {
    Near { candidate, fell: false }
}

/// The pairings of a sentence's claims. The best pair first, each fact to one claim and each claim to
/// one fact; a claim keeps the facts that fit it as well and went to no other.
pub(super) fn assign(
    scored: Vec<Scored>,
    claims: &[Claim],
    weights: &Weights,
    value: &dyn Fn(&Candidate) -> Option<Decimal>,
) -> Vec<Pairing> {
    let mut pairs: Vec<(i32, usize, usize)> = Vec::with_capacity(scored.iter().map(|s| s.candidates.len()).sum());
    for (claim, s) in scored.iter().enumerate() {
        for (rank, candidate) in s.candidates.iter().enumerate() {
            pairs.push((candidate.score, claim, rank));
        }
    }
    // What nothing speaks against comes before what only may be meant.
    let doubted = |claim: usize, rank: usize| !scored[claim].candidates[rank].doubts.is_empty();
    pairs.sort_by_key(|&(score, claim, rank)| (doubted(claim, rank), std::cmp::Reverse(score), claim, rank));
    let mut taken: Vec<Taken> = Vec::with_capacity(scored.len());
    let mut got: Vec<Option<usize>> = vec![None; scored.len()];
    for (score, claim, rank) in pairs {
        let candidate = &scored[claim].candidates[rank];
        // Each value of a series is a fact of its own.
        let fact = (candidate.fact, candidate.entry);
        // "21 centimeters (8 inches)": one figure said twice has one fact.
        let rank_of = (candidate.doubts.is_empty(), score);
        let by_other =
            taken.iter().any(|&(f, c, s)| f == fact && c != claim && s > rank_of && !twice(&claims[c], &claims[claim]));
        // "nine riders, two of them": what the whole fits better is not the part's.
        let whole = scored[..claim]
            .last()
            .filter(|_| claims[claim].frame.part && claims[claim].frame.noun.is_some_and(|n| n.left_out));
        // "has 14 wells, and seven of them are dry": unless it is the part's own.
        let of_whole = whole.is_some_and(|w| {
            let nearer = |c: &Candidate| candidate.strengths.iter().zip(&c.strengths).any(|(mine, its)| mine > its);
            let surer = |c: &Candidate| rank_of.0 && !c.doubts.is_empty() && nearer(c);
            w.candidates.iter().any(|c| (c.fact, c.entry) == fact && c.score > score && !surer(c))
        });
        if got[claim].is_none() && !by_other && !of_whole {
            got[claim] = Some(rank);
            // "it was meant to get 500; it got 120": what is not said to be so, or of another time, takes no fact
            // from a clause beside it.
            // Nor does "none in serious condition" take one that is not surely its own.
            let none = claims[claim].value.figure().and_then(|f| f.number).is_some_and(|n| n.is_zero());
            let aside = candidate.doubts.iter().any(|d| matches!(d, Doubt::Unasserted | Doubt::Time))
                || none && !candidate.doubts.is_empty();
            if !aside {
                taken.push((fact, claim, rank_of));
            }
        }
    }
    in_order(&scored, claims, &mut got, &mut taken, value);
    each_its_own(&scored, claims, &mut got, &mut taken, weights.near_equal, value);
    scored
        .into_iter()
        .enumerate()
        .map(|(claim, s)| {
            let Some(best) = got[claim] else {
                // All its facts went to claims that fit better.
                let silent = s.silent.or_else(|| (!s.candidates.is_empty()).then(|| String::from("better claim")));
                let mut near = s.near;
                near.extend(s.candidates.into_iter().map(given));
                return Pairing { candidates: Vec::new(), near, crossed: None, verbatim: None, silent };
            };
            let score = s.candidates[best].score;
            let mut near = s.near;
            let (mut candidates, mut left) = (Vec::with_capacity(s.candidates.len()), Vec::new());
            for mut c in s.candidates {
                if c.score > score {
                    near.push(given(c));
                    continue;
                }
                let better = taken.iter().any(|&(f, other, t)| {
                    f == (c.fact, c.entry)
                        && other != claim
                        && t > (c.doubts.is_empty(), c.score)
                        && !twice(&claims[other], &claims[claim])
                });
                if better {
                    c.doubts.push(Doubt::BetterClaim);
                }
                if c.score >= score - weights.near_equal && !c.doubts.contains(&Doubt::BetterClaim) {
                    candidates.push(c);
                } else {
                    left.push(c);
                }
            }
            near.extend(left.into_iter().map(given));
            // Those that fit alike stand in an order of their own already.
            candidates.sort_by_key(|c| std::cmp::Reverse(c.score));
            Pairing { candidates, near, crossed: None, verbatim: None, silent: None }
        })
        .collect()
}
