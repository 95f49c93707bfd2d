//! "60 tickets at $5 each, for a total of $400", "Each of the 30 families got $500, a total of $18,000": so many times so much.

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::product_told;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

/// The words between the price of one and what all come to.
const LEAD: usize = 6;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    if scene.claims.len() != 3 {
        return;
    }
    out.extend(judge(scene));
}

fn judge(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let [count, one, all] = scene.claims else { return None };
    let (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) = (&one.value, &all.value) else {
        return None;
    };
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let counted = matches!(count.value, Value::Quantity { .. }) && !count.frame.rate;
    let n = exact(count).filter(|n| counted && *n > Decimal::ONE)?;
    let (begin, end) = (count.tokens.start as usize, one.tokens.end as usize);
    // "each" behind the price, or before those who pay it.
    let behind = view.is(end, Func::Each);
    let before = (begin.saturating_sub(3)..begin).any(|t| view.is(t, Func::Each) && view.is(t + 1, Func::Of));
    let close = end + usize::from(behind);
    let start = all.tokens.start as usize;
    // Either the claim's own words call it a total, or those around it do.
    let total = (start.saturating_sub(LEAD)..start + 1).any(|t| scene.word(t, CheckWord::Total).is_some())
        || scene.word(all.tokens.end as usize, CheckWord::Total).is_some()
        || scene.word(close + 1, CheckWord::Equals).is_some();
    let plain = (close + 1..start).all(|t| {
        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Determiner | Pos::Noun | Pos::Verb))
            || view.is(t, Func::Or)
    });
    let marked = scene.comma(close) || scene.dash(close);
    let sure = scene.claims.iter().all(|c| c.frame.unasserted.is_none()) && !scene.quoted(begin);
    if a != b || !(behind || before) || !total || !plain || !marked || start > close + LEAD || !sure {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let price = bridge::covers(&one.value, lexicon)?;
    let times = |e: Option<End>| Some(End { at: e?.at.times(Fraction::from(n))?, open: false });
    let made = Span { min: times(price.min), max: times(price.max) };
    if made.meets(&bridge::covers(&all.value, lexicon)?) {
        return None;
    }
    let right = exact(one)?.checked_mul(n)?.normalize();
    let message = product_told(scene, all, n, one, right);
    let mend = |c: &Claim, n: Decimal| bridge::rewritten(scene.words(c), &c.value, n.round_dp(2).normalize(), lexicon);
    let (total, price) = (exact(all)?, exact(one)?);
    let single = total.checked_div(n).and_then(|n| mend(one, n));
    let many = total.checked_div(price).filter(Decimal::is_integer).and_then(|n| mend(count, n));
    let places =
        vec![scene.place(0)?.mended(many), scene.place(1)?.mended(single), scene.place(2)?.mended(mend(all, right))];
    Some(Alarm::over(Rule::Rate, places, message))
}
