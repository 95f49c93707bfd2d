//! A range that runs backwards: "1998–1995", "from 1998 to 1995", "between 50 and 30 hours".

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value, When, WhenShape};
use crate::lexicon::{CalendarWord, CheckWord, Func, Period, Sense};

/// "1998–1995", "from 1998 to 1995", "between 50 and 30 hours".
pub(super) fn backwards(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let claim = scene.claims.get(index)?;
    let view = scene.view;
    let place = match &claim.value {
        Value::When(when) if when.shape == WhenShape::Range => {
            let (first, last) = (when.readings.first()?, when.ends.first()?);
            let years = when.grain == Period::Year && view.digits(claim.tokens.end as usize - 1);
            // "from 2021 to 2016 levels": the years describe something.
            let describes =
                view.token(claim.tokens.end as usize).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective));
            // "from 14 November 2026 to 3 March 2026": each end with a year of its own.
            let written = claim.tokens.indices().filter(|&t| view.text(t).len() == 4 && view.digits(t)).count() == 2;
            let dated = written && when.grain == Period::Day && !when.hedged;
            // "1998–1995 drought": a dash makes a range of them, whatever it describes.
            let dash = claim.tokens.indices().len() == 3 && view.dash(claim.tokens.start as usize + 1);
            let wrong = (years || dated) && !(describes && !dash) && first.from? >= last.to?;
            if !wrong && !days(scene, claim, when) {
                return None;
            }
            scene.place(index)?
        }
        Value::Number(_) if aged(scene, index).is_some() => aged(scene, index)?,
        Value::When(_) | Value::Number(_) => years(scene, index)?,
        value => between(scene, index, value)?,
    };
    // Before the era years run backwards.
    let end = claim.tokens.end as usize;
    let era = (end..end + 2).any(|t| view.calendar(t, |w| matches!(w, CalendarWord::Era(_)).then_some(())).is_some());
    if era || scene.quoted(claim.tokens.start as usize) {
        return None;
    }
    let words = view.prose.get(place.span.start as usize..place.span.end as usize).unwrap_or("");
    let message = format!("The draft says \"{words}\": the range runs backwards.");
    Some(Alarm::over(Rule::Interval, vec![place], message))
}

/// "from 19 to 12 October", "from 14 July to 3 July": two days of one month, the later one first.
fn days(scene: &Scene<'_>, claim: &Claim, when: &When) -> bool {
    let view = scene.view;
    let month = |t: usize| {
        view.calendar(t, |w| match w {
            CalendarWord::Month(n) | CalendarWord::DoubtfulMonth(n) => Some(n),
            _ => None,
        })
        .map(|(n, _)| n)
    };
    let months: Vec<u8> = claim.tokens.indices().filter_map(month).collect();
    let days: Vec<u8> = claim
        .tokens
        .indices()
        .filter(|&t| view.token(t).is_some_and(|t| t.digit) && view.text(t).len() <= 4)
        .filter_map(|t| view.text(t).trim_end_matches(|c: char| c.is_alphabetic()).parse().ok())
        .filter(|n| *n <= 31)
        .collect();
    let one = matches!(months.as_slice(), [_]) || matches!(months.as_slice(), [a, b] if a == b);
    // Of two years each has its own.
    let years = claim.tokens.indices().filter(|&t| view.text(t).len() == 4 && view.digits(t)).count();
    when.grain == Period::Day && !when.hedged && one && years < 2 && matches!(days.as_slice(), [a, b] if a > b)
}

/// "aged 75 to 60": a bare number behind "to" that is smaller than the age in front of it.
fn aged(scene: &Scene<'_>, index: usize) -> Option<Place> {
    let view = scene.view;
    let (first, last) = (scene.claims.get(index.checked_sub(1)?)?, scene.claims.get(index)?);
    let Value::Age { figure, .. } = &first.value else { return None };
    let (from, to) = (first.tokens.start as usize, last.tokens.start as usize);
    let (a, b) = (figure.number?, last.value.figure()?.number?);
    let joined = view.is(from, Func::Aged) && first.tokens.end as usize + 1 == to && view.is(to - 1, Func::To);
    let end = last.tokens.end as usize;
    let alone = view.token(end).is_none_or(|t| !matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
    let place = scene.tokens(from, end).filter(|_| joined && alone && a > b)?;
    Some(Place { claim: Some(scene.first + index), ..place })
}

/// Two years with a dash between them, the later one first, where a range of years stands.
fn years(scene: &Scene<'_>, index: usize) -> Option<Place> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let second = claim.tokens.start as usize;
    let first = second.checked_sub(2)?;
    let (a, b) = scene.years(first)?;
    let led = first.checked_sub(1).is_some_and(|t| {
        view.mark(t, "(")
            // "the 1998–1995 drought"
            || view.is(t, Func::The) && view.token(second + 1).is_some_and(|t| t.pos == Pos::Noun)
            || view.token(t).is_some_and(|t| t.pos == Pos::Preposition)
            // "The archive spans 2016–2003"
            || scene.word(t, CheckWord::Lasts).is_some()
            || view
                .calendar(t, |w| {
                    matches!(w, CalendarWord::Period(Period::Year) | CalendarWord::Periods(_)).then_some(())
                })
                .is_some()
    });
    if claim.tokens.end as usize != second + 1 || !led || a <= b {
        return None;
    }
    let place = scene.tokens(first, second + 1)?;
    Some(Place { claim: Some(scene.first + index), ..place })
}

/// Right behind a verb of how long something takes, and not of what becomes of it: "takes 40 to 30 minutes".
fn lasting(scene: &Scene<'_>, start: usize) -> bool {
    let view = scene.view;
    let verb = start.checked_sub(1).map(|t| if view.hedge(t).is_some() { t.saturating_sub(1) } else { t });
    verb.is_some_and(|t| scene.word(t, CheckWord::Lasts).is_some())
        && !(0..start).any(|t| view.hits(t).any(|h| matches!(h.sense, Sense::Change(_))))
        && !view.is(start, Func::From)
        // "Tickets range from 30 to 20 crowns", "cost from $15 to $10"
        || verb.is_some_and(|t| scene.word(t, CheckWord::Ranges).is_some())
}

/// "between 50 and 30 hours": two plain figures between "between" and "and".
fn between(scene: &Scene<'_>, index: usize, value: &Value) -> Option<Place> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let figure = value.figure()?;
    let start = claim.tokens.start as usize;
    if let (None, Some(min), Some(max)) = (figure.number, figure.literal.min, figure.literal.max)
        && figure.intended.is_none()
        && min.value > max.value
        // "cut from 80 to 60 hours": what falls goes from more to less.
        && (claim.tokens.indices().any(|t| view.is(t, Func::And))
            // "a dry spell of 50 to 30 days", "aged 12 to 8"
            || start.checked_sub(1).is_some_and(|t| view.is(t, Func::Of) || view.is(t, Func::Aged))
            // "Each tanker takes 40 to 30 minutes"
            || lasting(scene, start))
    {
        return scene.place(index);
    }
    let and = start.checked_sub(1)?;
    let plain = figure.number.filter(|_| figure.hedge.is_none())?;
    if !view.is(and, Func::And) {
        return None;
    }
    let before = scene.claims.get(index.checked_sub(1)?)?;
    let first = before.value.figure()?.number?;
    let opened = (before.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::Between));
    // "between 50 people and 30 dogs" is no range.
    let bare = matches!(before.value, Value::Number(_))
        || std::mem::discriminant(&before.value) == std::mem::discriminant(value) && before.frame.noun.is_none();
    if before.tokens.end as usize != and || !opened || !bare || first <= plain {
        return None;
    }
    let place = scene.tokens(before.tokens.start as usize - 1, claim.tokens.end as usize)?;
    Some(Place { claim: Some(scene.first + index), ..place })
}
