//! "Twenty years after the 1996 flood, in 2011, the dam was finished": a length between two years that are both told.

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{Func, Period};
use crate::verdict::bridge;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// Tokens of the event that the years are counted from.
const FAR: usize = 10;

pub(super) fn check(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let Value::Duration { figure, unit: Period::Year, .. } = &claim.value else { return None };
    let n = figure.number.filter(|n| figure.hedge.is_none() && n.is_integer())?.to_i64()?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let opens =
        start.checked_sub(1).is_none_or(|t| scene.comma(t) || view.token(t).is_some_and(|t| t.pos == Pos::Adverb));
    if !opens || !view.is(end, Func::After) || scene.quoted(start) || claim.frame.unasserted.is_some() {
        return None;
    }
    let comma = (end..end + FAR).find(|&t| scene.comma(t))?;
    let (begun, first) = year_in(scene, end + 1, comma)?;
    let at = comma + 1;
    let dated = scene.claims.iter().position(|c| {
        let from = c.tokens.start as usize;
        (from == at || from == at + 1 && view.is(at, Func::In)) && year(c).is_some()
    })?;
    let later = scene.claims.get(dated)?;
    let stop = later.tokens.end as usize;
    let ended = year(later)?;
    let right = i64::from(ended) - i64::from(begun);
    if !(scene.comma(stop) || stop >= scene.end()) || right <= 0 || (right - n).abs() <= 1 {
        return None;
    }
    let words = scene.words(claim);
    let message = format!("The draft says \"{words}\", but from {begun} to {ended} is {right} years.");
    let mended = bridge::rewritten(words, &claim.value, Decimal::from(right), scene.draft.lexicon);
    let places = vec![scene.place(index)?.mended(mended), first, scene.place(dated)?];
    Some(Alarm { at: 0, ..Alarm::over(Rule::Interval, places, message) })
}

fn year(claim: &Claim) -> Option<i16> {
    match &claim.value {
        Value::When(w) if w.grain == Period::Year && !w.hedged && w.readings.len() == 1 => w.written.year,
        _ => None,
    }
}

/// The only year that these tokens name, and where: "the 1996 flood", "the flood of 1996".
fn year_in(scene: &Scene<'_>, from: usize, to: usize) -> Option<(i16, super::super::alarm::Place)> {
    let mut found = (from..to).filter_map(|t| {
        let text = scene.view.text(t);
        let year = text.parse::<i16>().ok().filter(|y| text.len() == 4 && (1000..2200).contains(y))?;
        scene.view.digits(t).then_some((year, t))
    });
    let ((year, at), None) = (found.next()?, found.next()) else { return None };
    let place = scene.tokens(at, at + 1)?;
    let claim = scene.claim_over(at).map(|c| scene.first + c);
    Some((year, super::super::alarm::Place { claim, ..place }))
}
