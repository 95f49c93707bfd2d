//! "84 burglaries among 12,000 inhabitants, a rate of seven for every 10,000", "At $50 a night, ten nights come to $600": rates by
//! a round number, and prices of one with what so many come to.

use super::super::alarm::Alarm;
use super::super::restated::{amounts, past_hanging, restated};
use super::super::rule::Rule;
use super::super::scene::{Scene, times_and_ranks};
use super::product_told;
use super::share::quota;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Stem};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// A rate that is off by so many hundredths is rounded.
const SLACK: Decimal = Decimal::from_parts(8, 0, 0, false, 2);
/// Tokens between the figures that make a rate.
const NEAR: usize = 7;

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    by_number(scene).or_else(|| priced(scene))
}

fn exact(claim: &Claim) -> Option<Decimal> {
    claim.value.figure().filter(|f| f.hedge.is_none() && claim.frame.unasserted.is_none()).and_then(|f| f.number)
}

fn counted(claim: &Claim) -> bool {
    matches!(claim.value, Value::Quantity { .. } | Value::Number(_)) && !claim.frame.rate && !claim.frame.part
}

/// The round number that a rate is by, and one past it: "per 1,000", "for every 10,000", "in every thousand".
fn base(scene: &Scene<'_>, at: usize) -> Option<(Decimal, usize)> {
    let view = scene.view;
    let every = usize::from(view.is(at, Func::For) || view.is(at, Func::In));
    let word = at + every;
    let led = view.is(word, Func::Per) || every > 0 && (view.is(word, Func::Every) || view.is(word, Func::Each));
    let number = word + 1;
    let n = if view.token(number)?.digit {
        view.text(number).replace(',', "").parse::<Decimal>().ok()?
    } else {
        view.numeral(number).map(|(n, _)| n.value)?
    };
    let round = n >= Decimal::ONE_HUNDRED && [2, 3, 4, 5, 6].iter().any(|&p| n == Decimal::from(10_u32.pow(p)));
    (led && round).then_some((n, number + 1))
}

/// "84 burglaries among 12,000 inhabitants, a rate of seven for every 10,000"
fn by_number(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let mut figures = (0..scene.claims.len()).filter(|&i| scene.claims.get(i).is_some_and(|c| !times_and_ranks(c)));
    let (one, two, three) = (figures.next()?, figures.next()?, figures.next()?);
    let (part, whole, rate) = (scene.claims.get(one)?, scene.claims.get(two)?, scene.claims.get(three)?);
    let (x, y, said) = (exact(part)?, exact(whole)?, exact(rate)?);
    let start = rate.tokens.start as usize;
    let (by, stop) = base(scene, rate.tokens.end as usize)?;
    // The round number may be a claim of its own.
    let more = figures.any(|i| scene.claims.get(i).is_some_and(|c| c.tokens.start as usize >= stop));
    let (from, to) = (part.tokens.end as usize, whole.tokens.start as usize);
    let led = |t: usize| [Func::Among, Func::In, Func::Of, Func::From].iter().any(|&f| view.is(t, f));
    let beside = from <= to
        && to - from <= NEAR
        && (from..to).any(led)
        && (from..to).all(|t| {
            view.token(t)
                .is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Relative | Pos::Verb | Pos::Aux))
        });
    let end = whole.tokens.end as usize;
    let again = [end, past_hanging(scene, end, 8)].into_iter().any(|at| {
        restated(scene, at).is_some_and(|r| {
            r.at == start && (r.named || r.bracket || scene.dash(at)) || quota(scene, r.at) == Some(start)
        })
    });
    let closed = stop >= scene.end() || view.token(stop).is_some_and(|t| t.pos == Pos::Mark);
    let others = [Func::Not, Func::Never, Func::If, Func::Than, Func::Average];
    let loose = scene.has_func(0, view.len(), &others) || scene.quoted(start);
    if more || !counted(part) || !counted(whole) || !beside || !again || !closed || loose || y <= x {
        return None;
    }
    let right = x.checked_mul(by)?.checked_div(y)?;
    let grain = rate.value.figure()?.grain.min(Decimal::ONE).checked_div(Decimal::TWO)?;
    if (right - said).abs() <= right.checked_mul(SLACK)?.max(grain) {
        return None;
    }
    let shown = if right < Decimal::TEN { right.round_dp(1) } else { right.round_dp(0) }.normalize();
    let message = format!(
        "The draft says \"{}\", but {} among {} is {} for every {}.",
        view.stretch(start, stop),
        bridge::number(x),
        bridge::number(y),
        bridge::number(shown),
        bridge::number(by)
    );
    let mended = bridge::rewritten(scene.words(rate), &rate.value, shown, scene.draft.lexicon);
    let places = vec![scene.place(one)?, scene.place(two)?, scene.place(three)?.mended(mended)];
    Some(Alarm::over(Rule::Rate, places, message))
}

/// "At $50 a night, ten nights come to $600", "Twelve tonnes at $250 a tonne comes to $3,500".
fn priced(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let [a, b, total] = scene.claims else { return None };
    let money = |c: &Claim| if let Value::Money { currency, .. } = &c.value { Some(Stem::of(currency)) } else { None };
    let (price, count) = match (money(a), money(b)) {
        (Some(_), None) => (a, b),
        (None, Some(_)) => (b, a),
        _ => return None,
    };
    let (p, n, said) = (exact(price)?, exact(count)?, exact(total)?);
    let same = money(price) == money(total) && !total.frame.rate && price.frame.rate && !count.frame.rate;
    // "a night" of "ten nights": the noun of the count, or the word of its unit.
    let per = price.frame.per?.stem;
    let own = count.frame.noun.is_some_and(|n| n.stem == per)
        || count.tokens.indices().any(|t| view.token(t).is_some_and(|t| t.stem == per));
    let start = total.tokens.start as usize;
    let before = a.tokens.end.max(b.tokens.end) as usize;
    // "ten nights with breakfast come to": more than the price of one.
    let group = b.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let before = group.map_or(before, |g| before.max(g.range.end as usize));
    // "at $250 a tonne": past what the price is per.
    let unit = |t: usize| {
        [Func::A, Func::Per, Func::Each].iter().any(|&f| view.is(t, f)) || view.token(t).is_some_and(|x| x.stem == per)
    };
    let before = (before..start).find(|&t| !unit(t)).unwrap_or(before);
    let comes = (before..before + 2).any(|t| amounts(scene, t).is_some_and(|to| to <= start && start <= to + 1))
        || start <= before + 3 && (before..start).any(|t| scene.word(t, CheckWord::Total).is_some());
    let at = (price.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::At));
    let others = [Func::Not, Func::Never, Func::If, Func::Would, Func::Each];
    let loose = scene.has_func(0, view.len(), &others) || scene.quoted(start);
    let right = p.checked_mul(n)?.normalize();
    let grain = total.value.figure()?.grain.checked_div(Decimal::TWO)?;
    if !same || !own || !comes || !at || loose || (right - said).abs() <= grain.min(right.checked_mul(SLACK)?) {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let message = product_told(scene, total, n, price, right);
    let mended = bridge::rewritten(scene.words(total), &total.value, right, lexicon);
    let places = vec![scene.place(0)?, scene.place(1)?, scene.place(2)?.mended(mended)];
    Some(Alarm::over(Rule::Rate, places, message))
}
