//! "300 miles in five hours, or 75 miles an hour": a way, the time that it took and the speed that both make.

use super::super::alarm::Alarm;
use super::super::interval::seconds;
use super::super::restated::{past_clause, past_hanging, restated};
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::share::quota;
use crate::claims::{Claim, Value};
use crate::lexicon::{Dimension, Func, Unit};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// A speed that is off by so many hundredths is rounded.
const SLACK: Decimal = Decimal::from_parts(6, 0, 0, false, 2);

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let [first, second, speed] = scene.claims else { return None };
    let unit = |c: &Claim, dimension: Dimension| -> Option<&Unit> {
        let Value::Measure { unit, .. } = &c.value else { return None };
        view.lexicon.units.get(*unit as usize).filter(|u| u.dimension == dimension)
    };
    let (way, time, turned) = match (&first.value, &second.value) {
        (Value::Measure { .. }, Value::Duration { .. }) => (first, second, false),
        (Value::Duration { .. }, Value::Measure { .. }) => (second, first, true),
        _ => return None,
    };
    let Value::Duration { unit: period, .. } = &time.value else { return None };
    let (length, pace) = (unit(way, Dimension::Length)?, unit(speed, Dimension::Speed)?);
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, t, said) = (exact(way)?, exact(time)?, exact(speed)?);
    let factor = |u: &Unit| u.factor.num.checked_div(u.factor.den);
    // Right behind each other: "in", "took … for".
    let gap = first.tokens.end as usize..second.tokens.start as usize;
    let beside = gap.len() <= 2
        && gap.clone().all(|t| view.token(t).is_some_and(|t| t.pos == crate::analysis::Pos::Preposition));
    let (from, start) = (second.tokens.end as usize, speed.tokens.start as usize);
    let again = [from, past_hanging(scene, from, 8), past_clause(scene, from, 14)].into_iter().any(|at| {
        restated(scene, at).is_some_and(|r| {
            (r.at == start && (r.named || r.bracket || scene.dash(at) || at == from)
                || quota(scene, r.at) == Some(start))
                && r.closes(scene, speed.tokens.end as usize)
        })
    });
    let sure = scene.claims.iter().all(|c| c.frame.unasserted.is_none()) && !scene.quoted(start) && !turned;
    if !beside
        || !again
        || !sure
        || t <= Decimal::ZERO
        || scene.has_func(0, view.len(), &[Func::Not, Func::Never, Func::If])
    {
        return None;
    }
    let length = x.checked_mul(factor(length)?)?;
    let right = length.checked_div(t.checked_mul(Decimal::from(seconds(*period)?))?)?.checked_div(factor(pace)?)?;
    // Hours are told to the half, ways to their last digit.
    let grain =
        |c: &Claim, n: Decimal| c.value.figure().and_then(|f| f.grain.min(n).checked_div(n)?.checked_div(Decimal::TWO));
    let slack = SLACK.checked_add(grain(time, t)?.min(Decimal::new(5, 2)))?;
    if (right - said).abs() <= right.checked_mul(slack)? {
        return None;
    }
    let shown = right.round_dp(if right < Decimal::TEN { 1 } else { 0 }).normalize();
    let lexicon = scene.draft.lexicon;
    let message = format!(
        "The draft says \"{}\", but \"{}\" in \"{}\" is {}.",
        scene.words(speed),
        scene.words(way),
        scene.words(time),
        bridge::told(&speed.value, shown, lexicon)
    );
    let mended = bridge::rewritten(scene.words(speed), &speed.value, shown, lexicon);
    let places = vec![scene.place(0)?, scene.place(1)?, scene.place(2)?.mended(mended)];
    Some(Alarm::over(Rule::Rate, places, message))
}
