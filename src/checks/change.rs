//! `percent-change`: "rose from 40 to 50, or 20 percent".

mod based;
mod closed;
mod levels;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{ChangeOf, Claim, Level, Value};
use crate::lexicon::{ChangeKind, CheckWord, Direction, Func, Sense};
use crate::verdict::bridge::{self, End, Fraction, Span};
use levels::{Based, behind_end, between, from_amount, levels, past_times, range};
use rust_decimal::Decimal;

/// What a sentence says of a change: two levels and by how much.
struct Told<'a> {
    from: &'a Value,
    to: &'a Value,
    places: Vec<Place>,
    /// Tokens of both levels, from the first to the last.
    first: usize,
    last: usize,
    /// The claim of the change, where its place made the two levels of one.
    change: Option<usize>,
}

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    if scene.claims.len() < 2 {
        return;
    }
    let (ranged, based);
    let told = if let Some(made) = from_amount(scene) {
        based = made;
        Told {
            from: &based.0,
            to: scene.claims.get(based.1).map_or(&based.0, |c| &c.value),
            places: vec![based.2.clone(), based.3.clone()],
            first: based.4,
            last: based.5,
            change: Some(based.6),
        }
    } else if let Some(told) = levels(scene).or_else(|| between(scene)).or_else(|| behind_end(scene)) {
        told
    } else if let Some(range) = range(scene) {
        ranged = range;
        Told {
            from: &ranged.0,
            to: &ranged.1,
            places: vec![ranged.2.clone()],
            first: ranged.3,
            last: ranged.4,
            change: None,
        }
    } else {
        return elsewhere(scene, out);
    };
    let Some((index, claim)) = amount(scene, &told) else { return elsewhere(scene, out) };
    let rebased = claim.frame.rate || scene.has(0, scene.view.len(), CheckWord::Rebased);
    if scene.quoted(told.first) || claim.frame.unasserted.is_some() || rebased {
        return;
    }
    out.extend(judge(scene, told, index, claim));
}

/// A change and its levels in words of any other kind, where the sentence has no further figure.
fn elsewhere(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let made;
    let told = if let Some(told) = closed::closed(scene) {
        told
    } else if let Some(amount) = closed::amounted(scene) {
        made = amount;
        Told {
            from: scene.claims.get(made.1).map_or(&made.0, |c| &c.value),
            to: &made.0,
            places: vec![made.2.clone(), made.3.clone()],
            first: made.4,
            last: made.5,
            change: Some(made.6),
        }
    } else if let Some(found) = based::found(scene) {
        made = found;
        Told {
            from: &made.0,
            to: scene.claims.get(made.1).map_or(&made.0, |c| &c.value),
            places: vec![made.2.clone(), made.3.clone()],
            first: made.4,
            last: made.5,
            change: Some(made.6),
        }
    } else {
        return;
    };
    let Some((index, claim)) = amount(scene, &told) else { return };
    let sure = claim.frame.unasserted.as_ref().is_none_or(|u| u.ahead);
    let rebased = claim.frame.rate || scene.has(0, scene.view.len(), CheckWord::Rebased);
    if sure && !rebased && !scene.quoted(told.first) {
        out.extend(judge(scene, told, index, claim));
    }
}

/// The change that belongs to the two levels: under the same verb, or right behind them.
fn amount<'a>(scene: &Scene<'a>, told: &Told<'_>) -> Option<(usize, &'a Claim)> {
    if let Some(index) = told.change {
        return scene.claims.get(index).map(|c| (index, c));
    }
    let view = scene.view;
    let levels = |c: &Claim| matches!(c.frame.level, Level::Baseline | Level::End);
    let own = |t: usize| view.token(t).map(|t| t.clause);
    let clause = own(told.first);
    let mut found = scene.claims.iter().enumerate().filter_map(|(index, claim)| {
        let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
        if levels(claim) || start >= told.first && end <= told.last {
            return None;
        }
        let kind = matches!(
            &claim.value,
            Value::Percent { .. }
                | Value::Change { of: ChangeOf::Percent | ChangeOf::Points, .. }
                | Value::Change { ratio: Some(_), .. }
        ) || levels::amounts(&claim.value, told.from);
        if !kind {
            return None;
        }
        let bound = if end <= told.first {
            // "jumped 80 percent to 3,000 from 2,000"
            // "shrank by a quarter, from 640 to 544"
            let changes = matches!(claim.value, Value::Change { .. }) || matches!(claim.frame.level, Level::Change(_));
            // "doubled last year, from 140 to 460"; but "rose 2 percent in May, to 50 from 40 a year earlier" tells
            // two changes.
            let timed =
                scene.claims.iter().any(|c| c.tokens.start as usize >= told.first && matches!(c.value, Value::When(_)));
            let own_unit = levels::amounts(&claim.value, told.from);
            let upto = if timed || own_unit { end } else { past_times(scene, end, told.first) };
            let noun = (upto..told.first).find(|&t| change_noun(scene, t)).map_or(upto, |t| t + 1);
            let noun = if noun == upto + 1 { noun } else { upto };
            // "fell 3 percent to 188p, against 250p in January": a change of another time.
            let against = scene.claims.iter().any(|c| {
                let start = c.tokens.start as usize;
                start >= told.first && start.checked_sub(1).is_some_and(|t| view.is(t, Func::Against))
            });
            changes
                && !(against && timed)
                && (noun..told.first).all(|t| scene.comma(t) || view.is(t, Func::To) || view.is(t, Func::From))
                && (own(start) == clause
                    || upto > end
                    || matches!(claim.value, Value::Change { ratio: Some(_), .. })
                    || noun < told.first)
                || moved(scene, claim, told.first)
        } else {
            behind(scene, told.last, start, end)
        };
        bound.then_some((index, claim))
    });
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// "…, or 20 percent", "…, a rise of 20 percent", "(20 percent)", "…, up 20 percent".
fn behind(scene: &Scene<'_>, last: usize, start: usize, end: usize) -> bool {
    let view = scene.view;
    let mut at = past_times(scene, last, start);
    let last = at;
    let equal = scene.word(at + 1, CheckWord::Equals);
    if !(scene.comma(at) || scene.dash(at) || view.mark(at, "(") || view.mark(at, ";") && equal.is_some()) {
        return false;
    }
    at += 1 + equal.unwrap_or(0);
    let change = |t: usize, kinds: &[ChangeKind]| {
        view.hits(t).find_map(|h| match h.sense {
            Sense::Change(id) => {
                view.lexicon.changes.get(id as usize).filter(|c| kinds.contains(&c.kind)).map(|_| h.len as usize)
            }
            _ => None,
        })
    };
    let mut named = equal.is_some();
    if view.is(at, Func::Or) {
        named = true;
        at += 1;
        at += usize::from(view.is(at, Func::By));
    }
    if view.is(at, Func::A) {
        at += 1;
    }
    while at < start {
        let shift = scene.word(at, CheckWord::Shift);
        if let Some(len) = change(at, &[ChangeKind::Noun, ChangeKind::Particle]).or(shift) {
            named = true;
            at += len;
        } else if view.is(at, Func::Of) && named
            || view.is(at, Func::A)
            || view.token(at).is_some_and(|t| t.pos == Pos::Adjective) && !named
        {
            at += 1;
        } else {
            return false;
        }
    }
    // "…, 20 percent more."
    let more = change(end, &[ChangeKind::Comparative])
        .is_some_and(|len| view.token(end + len).is_none_or(|t| t.pos == Pos::Mark));
    let noun_behind = change(end, &[ChangeKind::Noun]).is_some() || more;
    let bracket = view.mark(last, "(") && view.mark(end, ")");
    // "…, or 20 percent of all sales", "a drop of 35 percent on what was planned", "20 percent since March": of
    // something else.
    let within = [Func::In, Func::Over, Func::During, Func::Within].iter().any(|&f| view.is(end, f));
    let other = view.token(end).is_some_and(|t| t.pos == Pos::Preposition || t.pos == Pos::Subordinator) && !within;
    (named || noun_behind || bracket) && !other
}

/// "A 20 percent increase took the fee from 4 to 5", "A third has been cut off the time, from 120 days to 60": the
/// change as the subject of what moves the levels.
fn moved(scene: &Scene<'_>, claim: &Claim, first: usize) -> bool {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    // Nothing goes before it but "an increase of", "with an increase of".
    let led = (0..start).all(|t| {
        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Determiner | Pos::Preposition | Pos::Adjective))
            || view.is(t, Func::A)
            || change_noun(scene, t)
            || scene.word(t, CheckWord::Shift).is_some()
    });
    let verb = (end..first).find(|&t| {
        view.token(t).is_some_and(|t| t.pos == Pos::Verb)
            && (scene.word(t, CheckWord::Moves).is_some() || view.hits(t).any(|h| matches!(h.sense, Sense::Change(_))))
    });
    // Nothing more is said of what changed: "an increase in the price of oil took the fee".
    let named = usize::from(change_noun(scene, end) || scene.word(end, CheckWord::Shift).is_some());
    let bare = verb.is_some_and(|v| {
        (end + named..v).all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Adverb)))
    });
    let noun = change_noun(scene, end)
        || scene.word(end, CheckWord::Shift).is_some()
        || start > 0 && change_noun(scene, start.saturating_sub(2));
    let fraction = claim.value.figure().is_some_and(|f| f.fraction);
    let plain = scene.claims.iter().all(|c| {
        let at = c.tokens.start as usize;
        at < end || at + 1 >= first
    });
    led && bare && (noun || fraction) && plain
}

/// A noun of change ("increase").
fn change_noun(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let noun = |id: u16| view.lexicon.changes.get(id as usize).is_some_and(|c| c.kind == ChangeKind::Noun);
    view.hits(at).any(|h| matches!(h.sense, Sense::Change(id) if noun(id)))
}

fn judge(scene: &Scene<'_>, told: Told<'_>, index: usize, claim: &Claim) -> Option<Alarm> {
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
        Value::Percent { points: true, .. } | Value::Change { of: ChangeOf::Points, .. } => {
            if !percents {
                return None;
            }
            let far = |x: Fraction, y: Fraction| x.plus(y.minus());
            let right = b.checked_sub(a)?.abs();
            let made = absolute(far(to.0, from.1)?, far(to.1, from.0)?);
            let plural = if right == Decimal::ONE { "" } else { "s" };
            (made, right, format!("{} percentage point{plural}", bridge::number(right)))
        }
        value if levels::amounts(value, told.from) => {
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
