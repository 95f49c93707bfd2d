//! "It is ten years since the mill closed in 2004", "has made boats for 110 years, since 1924": a length that runs to today.

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::{ClauseKind, Pos, Tense};
use crate::claims::{Claim, Value, When, WhenShape};
use crate::lexicon::{CheckWord, Func, OfficeWord, Period, Sense};
use crate::verdict::bridge;
use rust_decimal::Decimal;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for index in 0..scene.claims.len().saturating_sub(1) {
        let found = passed(scene, index).or_else(|| lasting(scene, index)).or_else(|| still(scene, index));
        out.extend(found.or_else(|| after(scene, index)));
    }
}

/// Whole years, as they are counted to the dateline.
fn years(claim: &Claim) -> Option<i64> {
    let Value::Duration { figure, unit: Period::Year, .. } = &claim.value else { return None };
    let n = figure.number.filter(|n| figure.hedge.is_none() && n.is_integer())?;
    i64::try_from(n).ok()
}

fn year(when: &When) -> Option<i16> {
    when.written.year.filter(|_| !when.hedged && when.readings.len() == 1)
}

/// "It is ten years since the mill closed in 2004", "Ten years have passed since the fire of 2004"
fn passed(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let (length, date) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let n = years(length)?;
    let Value::When(when) = &date.value else { return None };
    let (start, end) = (length.tokens.start as usize, length.tokens.end as usize);
    let since = (end..end + 4).find(|&t| view.is(t, Func::Since))?;
    let verbs = (end..since)
        .all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Adverb | Pos::Preposition)));
    let past = |t: usize| view.lexicon.is_past_auxiliary(view.text(t));
    // "It is", "It has been"
    let been =
        start > 1 && view.is(start - 1, Func::Been) && view.is(start - 2, Func::Have) && !view.is(start - 2, Func::Had);
    let is = (been || start.checked_sub(1).is_some_and(|t| view.is(t, Func::Be) && !past(t))) && start <= 3;
    let gone = start == 0 && since > end && (end..since).any(|t| view.is(t, Func::Have) && !view.is(t, Func::Had));
    let one = |t: usize| view.token(t).is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Conjunction));
    let clause = (since + 1..date.tokens.start as usize).len() <= 8
        && (since + 1..date.tokens.start as usize).all(one)
        && scene.claims.len() == index + 2;
    if !(is || gone) || !verbs || !clause {
        return None;
    }
    judge(scene, (index, n), (index + 1, when))
}

/// "for 110 years, since 1924", "since 1924, or for 110 years"
fn lasting(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let (a, b) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let (length, date) = if years(a).is_some() { (index, index + 1) } else { (index + 1, index) };
    let (claim, dated) = (scene.claims.get(length)?, scene.claims.get(date)?);
    let n = years(claim)?;
    let Value::When(when) = &dated.value else { return None };
    let led = (claim.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::For));
    // Only a comma, "or" and "for" stand between the two.
    let between = a.tokens.end as usize..b.tokens.start as usize;
    let plain =
        between.clone().all(|t| scene.comma(t) || [Func::Or, Func::For, Func::Since].iter().any(|&f| view.is(t, f)));
    let comma = scene.comma(between.start) && between.len() <= 3;
    let clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    let has = |t: usize| view.is(t, Func::Have) && !view.is(t, Func::Had);
    let present = clause.tense == Tense::Present || clause.range.indices().any(has);
    let closed = b.tokens.end as usize >= scene.end() || scene.comma(b.tokens.end as usize);
    if when.shape != WhenShape::Since || !led || !plain || !comma || !present || !closed {
        return None;
    }
    judge(scene, (length, n), (date, when))
}

/// "Launched in 2009, the telescope still sends pictures, twenty years on": what begins a sentence and runs to today.
fn still(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let (date, length) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let n = years(length)?;
    let Value::When(when) = &date.value else { return None };
    let end = length.tokens.end as usize;
    let on = view.is(end, Func::On) && (end + 1 >= scene.end() || scene.comma(end + 1));
    let begun = date.tokens.start <= 3
        && when.shape == WhenShape::On
        && scene.comma(date.tokens.end as usize)
        && (0..2).any(|t| {
            scene.word(t, CheckWord::Made).is_some()
                || view.hits(t).any(|h| match h.sense {
                    Sense::Office(id) => {
                        matches!(view.lexicon.offices.get(id as usize), Some(OfficeWord::Founded | OfficeWord::Born))
                    }
                    _ => false,
                })
        });
    let main = view.sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some())?;
    let led = (length.tokens.start as usize).checked_sub(1).is_some_and(|t| scene.comma(t) || view.is(t, Func::And));
    // The participle may have been taken for the verb of it all: "Launched in 2009, the telescope still sends pictures".
    let taken = main.verb.is_some_and(|v| v <= 1) && main.range.indices().all(|t| !view.is(t, Func::Had));
    let present = (main.tense == Tense::Present || taken) && !main.negated;
    (on && begun && led && present && scene.claims.len() == 2).then(|| judge(scene, (index + 1, n), (index, when)))?
}

/// "Ten years after it closed in 2004, the mill is to reopen": what is so now, or will be, so long after.
fn after(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let (length, date) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let n = years(length).or_else(|| decades(length))?;
    let Value::When(when) = &date.value else { return None };
    let (start, end, stop) = (length.tokens.start as usize, length.tokens.end as usize, date.tokens.end as usize);
    // "Just ten years after"
    let opens = start <= 1 && view.is(end, Func::After) && when.shape == WhenShape::On && when.grain == Period::Year;
    let clause =
        date.tokens.start as usize <= end + 9 && (end..stop).all(|t| view.token(t).is_some_and(|t| t.pos != Pos::Mark));
    // Whatever else has a date may be that of the clause behind.
    let only =
        scene.claims.iter().skip(index + 2).all(|c| !matches!(&c.value, Value::When(w) if w.written.year.is_some()));
    let verb =
        (stop + 1..scene.end()).find(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Verb)))?;
    // The plain present tells stories as well: only what has become so, will be, is to be or is still.
    let has = view.is(verb, Func::Have) && !view.is(verb, Func::Had);
    let now = (stop..scene.end()).any(|t| view.is(t, Func::Now)) && !view.lexicon.is_past_auxiliary(view.text(verb));
    let to = view.is(verb, Func::Be) && !view.lexicon.is_past_auxiliary(view.text(verb)) && view.is(verb + 1, Func::To);
    // "Holt will say" tells what he says.
    let says = (verb..verb + 3).any(|t| view.hits(t).any(|h| matches!(h.sense, Sense::Reporting(_))));
    let ahead = (has || to || now || view.is(verb, Func::Will)) && !says;
    let denied = scene.has_func(0, stop, &[Func::Not, Func::Never, Func::If]);
    if !opens || !clause || !only || !ahead || denied || !scene.comma(stop) {
        return None;
    }
    // "is to reopen next year": a year more.
    judge(scene, (index, n), (index + 1, when))
}

/// Whole decades, as years.
fn decades(claim: &Claim) -> Option<i64> {
    let Value::Duration { figure, unit: Period::Decade, .. } = &claim.value else { return None };
    let n = figure.number.filter(|n| figure.hedge.is_none() && n.is_integer())?;
    i64::try_from(n).ok()?.checked_mul(10)
}

fn judge(scene: &Scene<'_>, (length, n): (usize, i64), (date, when): (usize, &When)) -> Option<Alarm> {
    let now = scene.draft.dateline?;
    let (claim, dated) = (scene.claims.get(length)?, scene.claims.get(date)?);
    let sure = [claim, dated].iter().all(|c| c.frame.unasserted.is_none());
    let begun = year(when)?;
    let right = i64::from(now.date.year()) - i64::from(begun);
    let slack = if matches!(claim.value, Value::Duration { unit: Period::Decade, .. }) { 2 } else { 1 };
    if !sure || scene.quoted(claim.tokens.start as usize) || (n - right).abs() <= slack || right < 1 {
        return None;
    }
    let words = scene.words(claim);
    let message = format!(
        "The draft says \"{words}\" and \"{}\", but that is {right} years before {}.",
        scene.words(dated),
        bridge::day(now.date)
    );
    let mended = (slack == 1)
        .then(|| bridge::rewritten(words, &claim.value, Decimal::from(right), scene.draft.lexicon))
        .flatten();
    let told = i64::from(now.date.year()) - n;
    let moved = scene.words(dated).replacen(&begun.to_string(), &told.to_string(), 1);
    let mut places = vec![scene.place(length)?.mended(mended), scene.place(date)?.mended(Some(moved))];
    places.sort_by_key(|p| p.span);
    Some(Alarm::over(Rule::Age, places, message))
}
