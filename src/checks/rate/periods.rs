//! "$200 a month, or $1,800 a year": one rate by two spans of time.

use super::super::alarm::Alarm;
use super::super::restated::restated;
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::claims::{Claim, Value};
use crate::lexicon::Func;
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Seconds of a day and of a week.
const DAY: Decimal = Decimal::from_parts(86_400, 0, 0, false, 0);
const WEEK: Decimal = Decimal::from_parts(604_800, 0, 0, false, 0);

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    (0..scene.claims.len().saturating_sub(1)).find_map(|at| judge(scene, at))
}

fn judge(scene: &Scene<'_>, at: usize) -> Option<Alarm> {
    let view = scene.view;
    let (one, two) = (scene.claims.get(at)?, scene.claims.get(at + 1)?);
    let (a, b) = (one.frame.per?, two.frame.per?);
    let time = |p: crate::claims::per::Per| p.size.filter(|s| s.dimension.is_none()).map(|s| s.much);
    let (short, long) = (time(a)?, time(b)?);
    let same = match (&one.value, &two.value) {
        (Value::Money { currency: x, .. }, Value::Money { currency: y, .. }) => x == y,
        (Value::Measure { unit: x, .. }, Value::Measure { unit: y, .. }) => x == y,
        (Value::Quantity { noun: x, .. }, Value::Quantity { noun: y, .. }) => x == y,
        _ => false,
    };
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, y) = (exact(one)?, exact(two)?);
    let last = |end: u32| view.sentence.tokens.iter().rposition(|t| t.end <= end);
    let (from, stop) = (last(a.end)? + 1, last(b.end)? + 1);
    let again = restated(scene, from)
        .filter(|r| r.at == two.tokens.start as usize && (r.named || r.bracket || scene.dash(from)))?;
    let others = [Func::Not, Func::Never, Func::If, Func::Than, Func::While, Func::Until, Func::Now];
    let sure = [one, two].iter().all(|c| c.frame.unasserted.is_none()) && !scene.quoted(one.tokens.start as usize);
    if !same || !sure || short >= long || !again.closes(scene, stop) || scene.has_func(0, view.len(), &others) {
        return None;
    }
    let times = long.checked_div(short)?;
    // Not all hours and days are those of work, nor all weeks; some years have thirteen wages.
    let (least, most) = if short < DAY {
        (Decimal::new(10, 2), Decimal::new(103, 2))
    } else if short < WEEK {
        (Decimal::new(54, 2), Decimal::new(103, 2))
    } else {
        (Decimal::new(77, 2), Decimal::new(118, 2))
    };
    let made = x.checked_mul(times)?;
    if y >= made.checked_mul(least)? && y <= made.checked_mul(most)? {
        return None;
    }
    let right = made.round_dp(if made < Decimal::TEN { 1 } else { 0 }).normalize();
    let lexicon = scene.draft.lexicon;
    let message = format!(
        "The draft says \"{}\" and \"{}\", but the first comes to {}.",
        view.stretch(one.tokens.start as usize, from),
        view.stretch(two.tokens.start as usize, stop),
        bridge::told(&two.value, right, lexicon)
    );
    let mend = |c: &Claim, n: Decimal| bridge::rewritten(scene.words(c), &c.value, n.round_dp(2).normalize(), lexicon);
    let back = y.checked_div(times).and_then(|n| mend(one, n.round_dp(0)));
    let places = vec![scene.place(at)?.mended(back), scene.place(at + 1)?.mended(mend(two, right))];
    Some(Alarm::over(Rule::Rate, places, message))
}
