//! Whether two levels make the change that is told of them.

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::{Told, own_unit, points};
use crate::claims::{ChangeOf, Claim, Value};
use crate::lexicon::Direction;
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

pub(super) fn judge(scene: &Scene<'_>, told: Told<'_>, index: usize, claim: &Claim) -> Option<Alarm> {
    let lexicon = scene.draft.lexicon;
    // "from 2.40 to 3 euros": both are told to the cent.
    let fine = [told.from, told.to].iter().filter_map(|v| v.figure()).map(|f| f.grain).min()?;
    let of = |value: &Value| closed(level(value, fine, lexicon)?);
    let (from, to) = (of(told.from)?, of(told.to)?);
    let zero = Fraction::from(Decimal::ZERO);
    let (a, b) = (told.from.figure()?.number?, told.to.figure()?.number?);
    if from.0 <= zero || to.0 <= zero || a == b {
        return None;
    }
    let percents = matches!(told.from, Value::Percent { .. });
    let hundred = Fraction::from(Decimal::ONE_HUNDRED);
    let said = bridge::covers(&claim.value, lexicon)?;
    let over = |x: Fraction, y: Fraction| x.over(y);
    let (made, right, what): (Span, Decimal, String) = match &claim.value {
        Value::Change { ratio: Some(_), direction, .. } => {
            let right = b.checked_div(a)?;
            let made = Span::closed(over(to.0, from.1)?, over(to.1, from.0)?);
            let what = if *direction == Direction::Down || b < a {
                let less = Decimal::ONE.checked_sub(right)?.checked_mul(Decimal::ONE_HUNDRED)?;
                format!("{} percent less", bridge::number(less.round_dp(1).normalize()))
            } else {
                format!("{} times as much", bridge::number(right.round_dp(1).normalize()))
            };
            (made, right, what)
        }
        value
            if matches!(value, Value::Percent { points: true, .. } | Value::Change { of: ChangeOf::Points, .. })
                || points(scene, claim, told.from) =>
        {
            if !percents {
                return None;
            }
            let far = |x: Fraction, y: Fraction| x.plus(y.minus());
            let right = b.checked_sub(a)?.abs();
            let made = absolute(far(to.0, from.1)?, far(to.1, from.0)?);
            let plural = if right == Decimal::ONE { "" } else { "s" };
            (made, right, format!("{} percentage point{plural}", bridge::number(right)))
        }
        _ if own_unit(claim, told.from) => {
            let far = |x: Fraction, y: Fraction| x.plus(y.minus());
            let right = b.checked_sub(a)?.abs().normalize();
            let made = absolute(far(to.0, from.1)?, far(to.1, from.0)?);
            (made, right, format!("a difference of {}", bridge::number(right)))
        }
        _ => {
            let part =
                |x: Fraction, y: Fraction| over(x, y)?.plus(Fraction::from(Decimal::NEGATIVE_ONE))?.times(hundred);
            let right = b.checked_sub(a)?.abs().checked_mul(Decimal::ONE_HUNDRED)?.checked_div(a)?;
            (
                absolute(part(to.0, from.1)?, part(to.1, from.0)?),
                right,
                format!("{} percent", bridge::number(right.round_dp(1))),
            )
        }
    };
    let plain = matches!(
        claim.value,
        Value::Percent { points: false, .. } | Value::Change { of: ChangeOf::Percent, ratio: None, .. }
    );
    // "from 4 percent to 5 percent, a rise of one percent": the difference in points, called percent.
    let points = b.checked_sub(a)?.abs();
    let confused =
        percents && plain && claim.value.figure().and_then(|f| f.number) == Some(points) && !said.holds(right.into());
    let wrong_way =
        claim_direction(claim).is_some_and(|d| d == Direction::Up && b < a || d == Direction::Down && b > a);
    if said.meets(&made) && !wrong_way && !confused {
        return None;
    }
    let words = scene.words(claim);
    let (from_text, to_text) = (bridge::number(a), bridge::number(b));
    let mut message = format!("The draft says \"{words}\", but from {from_text} to {to_text} is {what}.");
    if confused {
        message.push_str(" Between percentages the difference is in percentage points.");
    }
    let mended = (!wrong_way).then(|| bridge::rewritten(words, &claim.value, right.round_dp(1), lexicon)).flatten();
    let mut places = told.places;
    if let ([one, two], Some(part)) = (places.as_mut_slice(), factor(claim, a, b).filter(|_| !wrong_way)) {
        let mend = |place: &Place, value: &Value, n: Option<Decimal>| {
            // A level that the draft only implies has no words to be mended.
            let claim = place.claim.and_then(|c| scene.draft.claims.get(c)).filter(|c| c.value == *value)?;
            let grain = value.figure()?.grain.min(fine).max(Decimal::new(1, 2));
            let n = n?.checked_div(grain)?.round_dp(0).checked_mul(grain)?.normalize();
            (n > Decimal::ZERO).then(|| bridge::rewritten(scene.words(claim), value, n, lexicon))?
        };
        one.mendings.extend(mend(one, told.from, b.checked_div(part)));
        two.mendings.extend(mend(two, told.to, a.checked_mul(part)));
    }
    places.push(scene.place(index)?.mended(mended));
    Some(Alarm::over(Rule::PercentChange, places, message))
}

/// What a level covers; one in cents is told to the cent.
fn level(value: &Value, fine: Decimal, lexicon: &crate::lexicon::Lexicon) -> Option<Span> {
    if let Value::Money { figure, .. } = value
        && let Some(n) = figure.number.filter(|n| n.abs() < Decimal::ONE && figure.hedge.is_none())
    {
        let half = Decimal::new(5, 3);
        return Some(Span::closed(n.checked_sub(half)?.into(), n.checked_add(half)?.into()));
    }
    let exact = value.figure().filter(|f| f.hedge.is_none() && !f.scaled && f.digits).and_then(|f| f.number);
    if let Some(n) = exact.filter(|_| fine < Decimal::ONE) {
        let half = fine.checked_div(Decimal::TWO)?;
        return Some(Span::closed(n.checked_sub(half)?.into(), n.checked_add(half)?.into()));
    }
    let span = bridge::covers(value, lexicon)?;
    let figure = value.figure()?;
    let Some(n) = figure.number.filter(|_| figure.hedge.is_none()) else { return Some(span) };
    // Two levels of one change are told more exactly than a round figure alone: "20 million" to the million.
    let scales = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000].map(|s: i64| Decimal::from(s));
    let scale = scales.into_iter().find(|s| figure.scaled && n.abs() >= *s).unwrap_or(Decimal::ONE);
    let last = figure.grain.min(scale).checked_div(Decimal::TWO)?;
    // Two prices of one change are told as they are: "from 12 to 15 euros".
    let last = match value {
        Value::Money { .. } if !figure.scaled => Decimal::ZERO,
        // "from 5 percent to 3 percent" is two points, whatever was rounded.
        Value::Percent { .. } => last.checked_div(Decimal::from(3))?,
        _ => last,
    };
    let half = n.abs().checked_div(Decimal::ONE_HUNDRED)?.max(last);
    let (min, max) = closed(span)?;
    let (low, high) = (n.checked_sub(half)?.into(), n.checked_add(half)?.into());
    Some(Span::closed(if low > min { low } else { min }, if high < max { high } else { max }))
}

/// By what the first level would have to be multiplied.
fn factor(claim: &Claim, a: Decimal, b: Decimal) -> Option<Decimal> {
    let n = claim.value.figure().filter(|f| f.hedge.is_none())?.number?;
    match &claim.value {
        Value::Change { ratio: Some(_), .. } => Some(n),
        Value::Percent { points: false, .. } | Value::Change { of: ChangeOf::Percent, .. } => {
            let part = n.checked_div(Decimal::ONE_HUNDRED)?;
            let factor = if b < a { Decimal::ONE.checked_sub(part)? } else { Decimal::ONE.checked_add(part)? };
            (factor > Decimal::ZERO).then_some(factor)
        }
        _ => None,
    }
}

fn claim_direction(claim: &Claim) -> Option<Direction> {
    match &claim.value {
        Value::Change { direction, .. } if *direction != Direction::Either => Some(*direction),
        _ => None,
    }
}

/// Both ends of an interval.
fn closed(span: Span) -> Option<(Fraction, Fraction)> {
    let (min, max): (End, End) = (span.min?, span.max?);
    Some((min.at, max.at))
}

/// The sizes of what lies between two ends, whichever way they point.
fn absolute(a: Fraction, b: Fraction) -> Span {
    let zero = Fraction::from(Decimal::ZERO);
    if a >= zero {
        Span::closed(a, b)
    } else if b <= zero {
        Span::closed(b.minus(), a.minus())
    } else {
        let far = if a.minus() > b { a.minus() } else { b };
        Span::closed(zero, far)
    }
}
