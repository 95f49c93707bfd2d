//! "Ada Bohn won, with Ida Roe second and Mia Falk second": places of one contest, one holder each.

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Stem};
use crate::verdict::bridge;
use rust_decimal::Decimal;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let ranks = || scene.claims.iter().filter(|c| matches!(c.value, Value::Ordinal(_)));
    if ranks().count() < 2 || scene.has(0, scene.view.len(), CheckWord::Shared) {
        return;
    }
    let held: Vec<(u64, Stem, usize)> =
        scene.claims.iter().enumerate().filter_map(|(i, c)| holder(scene, c).map(|(n, who)| (n, who, i))).collect();
    for (at, &(n, who, index)) in held.iter().enumerate() {
        let Some(&(_, _, other)) = held.iter().take(at).find(|(m, name, _)| *m == n && *name != who) else { continue };
        let mend = |i: usize| -> Option<Place> {
            let claim = scene.claims.get(i)?;
            let next = Decimal::from(n.checked_add(1)?);
            let right = bridge::rewritten(scene.words(claim), &claim.value, next, scene.draft.lexicon);
            Some(scene.place(i)?.mended(right))
        };
        let Some(places) = mend(other).zip(mend(index)).map(|(a, b)| vec![a, b]) else { return };
        let words = scene.claims.get(index).map_or("", |c| scene.words(c));
        let message = format!("The draft gives the place \"{words}\" to two in one list; only one can hold it.");
        out.push(Alarm::over(Rule::Rank, places, message));
        return;
    }
}

/// "Ida Roe second": a bare place right behind its holder, or behind "was" or "came", and the list goes on or ends.
fn holder(scene: &Scene<'_>, claim: &Claim) -> Option<(u64, Stem)> {
    let view = scene.view;
    let Value::Ordinal(n) = claim.value else { return None };
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let closed = end >= scene.end() || scene.comma(end) || view.mark(end, ";") || view.is(end, Func::And);
    let before = start.checked_sub(1)?;
    let verb = view.is(before, Func::Be) || scene.word(before, CheckWord::Placed).is_some();
    // "ahead of Ida Roe in second and Mia Falk in second"
    let at = if verb || view.is(before, Func::In) { before.checked_sub(1)? } else { before };
    let name = view.token(at).filter(|t| t.pos == Pos::Name && t.capital)?;
    (closed && claim.frame.unasserted.is_none() && !scene.quoted(start)).then_some((n, name.surface))
}
