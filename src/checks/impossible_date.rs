//! `impossible-date`: 31 April, 29 February 2015, 25:10 on Friday.

use super::alarm::Alarm;
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{CalendarWord, CheckWord, Func};
use crate::verdict::bridge;
use jiff::civil::Date;

/// A leap year, for the longest February.
const LEAP: i16 = 2000;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        match &claim.value {
            Value::When(when) => {
                let Some((first, day)) = when.edtf.split('/').find_map(beyond) else { continue };
                let last = first.days_in_month();
                let start = claim.tokens.start as usize;
                if start > 0 && scene.has_func(start.saturating_sub(2), start, &[Func::Not, Func::Never]) {
                    continue;
                }
                // "a 30 February" is spoken of, "By June 31 of the 40 boats" no date, and a quotation somebody else's.
                let article = start > 0 && scene.view.is(start - 1, Func::A);
                let end = claim.tokens.end as usize;
                // "31 April lambs"
                let things = scene.view.digits(start)
                    && scene.view.token(end).is_some_and(|t| t.pos == Pos::Noun)
                    && scene.view.lexicon.is_plural(scene.view.text(end));
                let count = scene.view.is(end, Func::Of) && scene.view.text(end + 1).len() != 4 || things;
                if article || count || scene.quoted(start) {
                    continue;
                }
                let text = scene.words(claim);
                let year = if first.month() == 2 && last == 28 { " in that year" } else { "" };
                let message = format!("The draft says \"{text}\", but that month has {last} days{year}.");
                let (wrong, right) = (bridge::day_of_month(day), bridge::day_of_month(last));
                let mended = if text.contains(&wrong) {
                    Some(text.replacen(&wrong, &right, 1))
                } else {
                    let (wrong, right) = (day.to_string(), last.to_string());
                    text.contains(&wrong).then(|| text.replacen(&wrong, &right, 1))
                };
                let Some(place) = scene.place(index) else { continue };
                out.push(Alarm::over(Rule::ImpossibleDate, vec![place.mended(mended)], message));
            }
            Value::Number(_) => out.extend(clock(scene, index)),
            _ => {}
        }
    }
}

/// The first of the month of a day that its month does not have, and that day: "2015-02-29", "XXXX-04-31".
fn beyond(edtf: &str) -> Option<(Date, i8)> {
    let mut parts = edtf.split('-');
    let year = parts.next()?;
    let (month, day): (i8, i8) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year: i16 = if year.starts_with('X') { LEAP } else { year.parse().ok()? };
    let first = Date::new(year, month, 1).ok()?;
    (parts.next().is_none() && day > first.days_in_month() && day <= 31).then_some((first, day))
}

/// "at 25:10 on Friday": an hour that no clock shows, where a word of the calendar beside it says that it is one.
fn clock(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let at = scene.claims.get(index)?.tokens.start as usize;
    let two = |t: usize| -> Option<u8> {
        let text = view.text(t);
        (text.len() <= 2 && view.digits(t)).then(|| text.parse().ok()).flatten()
    };
    let colon = view.mark(at + 1, ":") && view.glued(at + 1) && view.glued(at + 2);
    let (hour, minute) = (two(at)?, two(at + 2)?);
    let impossible = hour > 24 && hour < 60 || minute > 59 && hour <= 24;
    if !colon || !impossible || view.text(at + 2).len() != 2 || view.glued(at + 3) && view.mark(at + 3, ":") {
        return None;
    }
    let behind = at + 3;
    let on = usize::from(view.is(behind, Func::On));
    let dated = |t: usize| {
        view.calendar(t, |w| {
            use CalendarWord::{Day, DayPart, Meridiem, Month, Weekday, Zone};
            matches!(w, Weekday(_) | Month(_) | Day(_) | DayPart(..) | Meridiem(_) | Zone(_)).then_some(())
        })
        .is_some()
    };
    let before = at.checked_sub(1)?;
    let calendar = dated(behind + on) || before > 0 && dated(before - 1);
    // "between 10:15 and 11:62 a.m."
    let meridiem = view.calendar(behind, |w| matches!(w, CalendarWord::Meridiem(_)).then_some(())).is_some();
    let led = [Func::At, Func::Until, Func::By, Func::Before, Func::After, Func::Since, Func::From, Func::For];
    let prepared = led.into_iter().find(|&f| view.is(before, f));
    let things = view.token(behind).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
    // "timetabled for 23:75", "broke out at 25:40", where no mixture and no score ("at 20:80") can be meant.
    let scheduled = scene.has(before.saturating_sub(4), before, CheckWord::Scheduled)
        || scene.has(before.saturating_sub(4), before, CheckWord::Once);
    let timed = match prepared {
        Some(Func::For | Func::From) => scheduled,
        Some(_) => scheduled || minute > 59 && hour <= 24,
        None => false,
    };
    // "at 23:75 of the third period"
    let of = view.is(behind, Func::Of);
    let sure = calendar && prepared == Some(Func::At) || timed && !things && !of && hour + minute != 100;
    if !meridiem && !sure {
        return None;
    }
    let place = scene.tokens(at, at + 3)?;
    let text = view.stretch(at, at + 3);
    let part = if hour > 24 { "a day has 24 hours" } else { "an hour has 60 minutes" };
    let place = super::alarm::Place { claim: Some(scene.first + index), ..place };
    Some(Alarm::over(Rule::ImpossibleDate, vec![place], format!("The draft says \"{text}\", but {part}.")))
}
