//! "40 million litres, half of the 100 million that it held in spring", "18 members, a third of the 90 elected": a figure and
//! the part that it is of another one.

use super::super::alarm::Alarm;
use super::super::change::unit;
use super::super::restated::past_hanging;
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::Func;
use crate::verdict::bridge::{self, Span};
use rust_decimal::Decimal;

/// Tokens that may hang on the figure before its part is told.
const HANGS: usize = 6;

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    (0..scene.claims.len().saturating_sub(2)).find_map(|at| judge(scene, at))
}

fn judge(scene: &Scene<'_>, at: usize) -> Option<Alarm> {
    let view = scene.view;
    let (one, part, whole) = (scene.claims.get(at)?, scene.claims.get(at + 1)?, scene.claims.get(at + 2)?);
    let Value::Percent { figure, points: false } = &part.value else { return None };
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, y) = (exact(one)?, exact(whole)?);
    // Right behind a comma or dash, at most with "or" and a hedge, and "of the".
    let (end, start) = (one.tokens.end as usize, part.tokens.start as usize);
    let mark = [end, past_hanging(scene, end, HANGS)].into_iter().find(|&t| scene.comma(t) || scene.dash(t))?;
    let led = (mark + 1..start)
        .all(|t| view.is(t, Func::Or) || view.is(t, Func::A) || view.is(t, Func::Only) || view.hedge(t).is_some());
    let of = part.tokens.end as usize;
    let known = |t: usize| view.is(t, Func::The) || view.is(t, Func::Possessive);
    let the = view.is(of, Func::Of) && known(of + 1) && of + 2 == whole.tokens.start as usize
        || view.is(of, Func::Of) && known(whole.tokens.start as usize) && of + 1 == whole.tokens.start as usize;
    // Both of one unit, which the second may leave out.
    let bare = matches!(whole.value, Value::Number(_)) && !matches!(one.value, Value::Percent { .. });
    let same = unit(&one.value).is_some() && (unit(&one.value) == unit(&whole.value) || bare);
    let nouns = match (one.frame.noun, whole.frame.noun) {
        (Some(a), Some(b)) => a.stem == b.stem || a.left_out || b.left_out || a.class.is_some() && a.class == b.class,
        _ => true,
    };
    let sure = [one, part, whole].iter().all(|c| c.frame.unasserted.is_none())
        && one.frame.rate == whole.frame.rate
        && !matches!(one.frame.level, Level::Change(_))
        && part.frame.level == Level::Level
        && !scene.quoted(start);
    let others = [Func::Not, Func::Never, Func::If, Func::Would, Func::Average];
    if !led
        || !the
        || !same
        || !nouns
        || !sure
        || y <= Decimal::ZERO
        || scene.has_func(0, whole.tokens.start as usize, &others)
    {
        return None;
    }
    let right = x.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(y)?;
    let half = Decimal::ONE;
    let near = Span::closed(right.checked_sub(half)?.into(), right.checked_add(half)?.into());
    if bridge::covers(&part.value, scene.draft.lexicon)?.meets(&near) {
        return None;
    }
    let message = format!(
        "The draft says \"{}\", but {} of {} is {} percent.",
        scene.words(part),
        bridge::number(x),
        bridge::number(y),
        bridge::number(right.round_dp(0))
    );
    let percent = figure.number.filter(|n| *n > Decimal::ZERO && figure.hedge.is_none());
    let mend = |c: &Claim, n: Option<Decimal>| {
        n.and_then(|n| bridge::rewritten(scene.words(c), &c.value, n.round_dp(0).normalize(), scene.draft.lexicon))
    };
    let first = percent.and_then(|n| mend(one, y.checked_mul(n)?.checked_div(Decimal::ONE_HUNDRED)));
    let last = percent.and_then(|n| mend(whole, x.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(n)));
    let places = vec![scene.place(at)?.mended(first), scene.place(at + 1)?, scene.place(at + 2)?.mended(last)];
    Some(Alarm { at: 1, ..Alarm::over(Rule::Rate, places, message) })
}
