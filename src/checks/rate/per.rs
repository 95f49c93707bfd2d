//! So much of one over so much of another, and how much that is for each: "900 tonnes off 150 hectares, or six tonnes a
//! hectare", "240 miles in 12 days, 20 miles a day".

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::{Scene, times_and_ranks};
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Stem};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// A rate that is off by so many hundredths is rounded.
const SLACK: Decimal = Decimal::from_parts(8, 0, 0, false, 2);
/// Tokens that may stand in front of the rate behind its mark.
const LEAD: usize = 5;

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let [one, two, three] = scene.three(times_and_ranks)?;
    let (all, of, rate) = (scene.claims.get(one)?, scene.claims.get(two)?, scene.claims.get(three)?);
    let number = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, y, z) = (number(all)?, number(of)?, number(rate)?);
    let loose = [Func::Not, Func::Never, Func::If, Func::Than, Func::Another, Func::Respectively, Func::Most];
    // "an average of four a game"
    let averages = (0..view.len()).filter(|&t| view.is(t, Func::Average)).count();
    let own = (rate.tokens.start as usize).checked_sub(2).is_some_and(|t| view.is(t, Func::Average));
    if averages > usize::from(own) {
        return None;
    }
    let sure = [all, of, rate].iter().all(|c| c.frame.unasserted.is_none()) && !scene.quoted(all.tokens.start as usize);
    if scene.has_func(0, view.len(), &loose) || !sure || all.frame.rate || of.frame.rate || y <= Decimal::ONE {
        return None;
    }
    // "a hectare", "per hectare", "each hectare": the last word of what the whole was counted in.
    let end = rate.tokens.end as usize;
    let own = |c: &Claim| unit(scene, c);
    let per = (rate.tokens.end.saturating_sub(2) as usize..end + 1)
        .find(|&t| [Func::A, Func::Per, Func::Every, Func::Each].iter().any(|&f| view.is(t, f)))
        .filter(|&t| t > rate.tokens.start as usize)?;
    let behind = view.token(per + 1).filter(|t| matches!(t.pos, Pos::Noun | Pos::Name))?;
    let bare = matches!(rate.value, Value::Number(_)) && matches!(all.value, Value::Quantity { .. });
    let same = own(of) == Some(behind.stem) && own(all).is_some() && (bare || own(all) == own(rate));
    // Right behind a mark, "or" or a word for the same; and nothing is said of it.
    let start = rate.tokens.start as usize;
    let marked = |t: usize| scene.comma(t) || scene.dash(t) || view.mark(t, "(") || view.mark(t, ":");
    let opened = (start.saturating_sub(LEAD)..start).rev().find(|&t| marked(t) || view.is(t, Func::Or))?;
    let plain = (opened + 1..start).all(|t| {
        view.is(t, Func::Or)
            || view.is(t, Func::A)
            || view.is(t, Func::Of)
            || scene.word(t, CheckWord::Equals).is_some()
            || view.hedge(t).is_some()
            || view.token(t).is_some_and(|t| t.pos == Pos::Noun)
    });
    let close = per + 2;
    let closed = close >= scene.end() || view.token(close).is_some_and(|t| t.pos == Pos::Mark);
    // The two stand in one clause: "took 900 tonnes off 150 hectares".
    let (from, to) = (all.tokens.end as usize, of.tokens.start as usize);
    let beside = to >= from
        && to - from <= 8
        && (from..to).all(|t| {
            view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner | Pos::Preposition | Pos::Verb)
            })
        })
        && (from..to).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Preposition));
    if !same || !plain || !closed || !beside || opened < of.tokens.end as usize {
        return None;
    }
    let right = x.checked_div(y)?;
    if (right - z).abs()
        <= z.checked_mul(SLACK)?.max(rate.value.figure()?.grain.min(Decimal::ONE).checked_div(Decimal::TWO)?)
    {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let rounded = if right < Decimal::TEN { right.round_dp(1) } else { right.round_dp(0) }.normalize();
    let message = format!(
        "The draft says \"{}\", but \"{}\" by \"{}\" is {}.",
        view.stretch(start, close.min(view.len())),
        scene.words(all),
        scene.words(of),
        bridge::told(&rate.value, rounded, lexicon)
    );
    let mend = |c: &Claim, n: Option<Decimal>| {
        n.and_then(|n| bridge::rewritten(scene.words(c), &c.value, n.round_dp(2).normalize(), lexicon))
    };
    let places = vec![
        scene.place(one)?.mended(mend(all, z.checked_mul(y))),
        scene.place(two)?.mended(mend(of, x.checked_div(z).filter(Decimal::is_integer))),
        scene.place(three)?.mended(mend(rate, Some(rounded))),
    ];
    Some(Alarm::over(Rule::Rate, places, message))
}

/// The word that a figure is counted in.
fn unit(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    match &claim.value {
        Value::Money { currency, .. } => Some(Stem::of(currency)),
        Value::Quantity { .. } => claim.frame.noun.map(|n| n.stem),
        _ => claim
            .tokens
            .indices()
            .rev()
            .find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Noun))
            .and_then(|t| view.token(t).map(|t| t.stem)),
    }
}
