//! `weekday`: "Tuesday, May 13, 2015" was a Wednesday.

use super::alarm::Alarm;
use super::rule::Rule;
use super::scene::Scene;
use crate::claims::{Moment, Value, When};
use crate::lexicon::{CalendarWord, Func, Period};
use crate::verdict::bridge;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Before this year dates were counted in two ways.
const GREGORIAN: i16 = 1753;

/// A date without its year is beyond doubt this many days around the dateline.
const NEAR: i64 = 100;

/// Within so many days no other year is thought of, whatever the tense.
const AT_HAND: i64 = 14;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        let Value::When(when) = &claim.value else { continue };
        let Some(number) = when.written.weekday else {
            out.extend(behind(scene, index, when));
            continue;
        };
        let Some((date, weekday)) = dated(scene, index, when, number) else { continue };
        // What somebody said is theirs, and may be corrected behind it.
        let quoted = scene.quoted(claim.tokens.start as usize);
        if date.weekday() == weekday || date.year() < GREGORIAN || quoted {
            continue;
        }
        let text = scene.words(claim);
        let right = bridge::weekday(date);
        let is = match scene.draft.dateline {
            Some(dateline) if date > dateline.date => "will be",
            Some(_) => "was",
            None => "is",
        };
        let near = nearest(date, weekday);
        let other = near.map_or_else(String::new, |near| {
            format!("; the nearest {} is {}", bridge::weekday(near), bridge::day(near))
        });
        let message = format!("The draft says \"{text}\", but {} {is} a {right}{other}.", bridge::day(date));
        let lexicon = scene.draft.lexicon;
        let mendings = [
            bridge::redated(text, when, date, true, lexicon),
            near.and_then(|near| bridge::redated(text, when, near, false, lexicon)),
        ];
        let Some(place) = scene.place(index) else { continue };
        let place = mendings.into_iter().fold(place, super::alarm::Place::mended);
        out.push(Alarm::over(Rule::Weekday, vec![place], message));
    }
}

/// "on 3 May 1998, a Monday": the weekday behind its date.
fn behind(scene: &Scene<'_>, index: usize, when: &When) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let end = claim.tokens.end as usize;
    let (year, month, day) = (when.written.year?, when.written.month?, when.written.day?);
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let (number, len) = view.calendar(end + 2, |w| match w {
        CalendarWord::Weekday(n) => Some(n),
        _ => None,
    })?;
    let stop = end + 2 + len;
    let closed = stop >= scene.end() || scene.comma(stop) || view.mark(stop, ")");
    let opened = scene.comma(end) && view.is(end + 1, Func::A);
    let weekday = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
    if !closed || !opened || scene.quoted(end) || year < GREGORIAN || date.weekday() == weekday {
        return None;
    }
    let right = bridge::weekday(date);
    let message = format!(
        "The draft says \"{}\", but {} is a {right}.",
        view.stretch(claim.tokens.start as usize, stop),
        bridge::day(date)
    );
    let near =
        nearest(date, weekday).and_then(|n| bridge::redated(scene.words(claim), when, n, false, scene.draft.lexicon));
    let mut alarm = Alarm::over(
        Rule::Weekday,
        vec![scene.place(index)?.mended(near), scene.tokens(end + 2, stop)?.mended(Some(right.to_owned()))],
        message,
    );
    alarm.at = 1;
    Some(alarm)
}

/// The day of a date and the weekday that is written beside it, where both are of one date and the year is sure.
fn dated(scene: &Scene<'_>, index: usize, when: &When, number: u8) -> Option<(Date, Weekday)> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
    let (month, day) = (i8::try_from(when.written.month?).ok()?, i8::try_from(when.written.day?).ok()?);
    if when.grain > Period::Day || !beside(scene, index) {
        return None;
    }
    if let Some(year) = when.written.year {
        return Some((Date::new(year, month, day).ok()?, weekday));
    }
    let dateline = scene.draft.dateline?;
    let dates: Vec<Date> = when.readings.iter().filter_map(|r| r.from).map(Moment::date).collect();
    let read = *dates.first()?;
    let same = dates.iter().all(|d| (d.month(), d.day()) == (month, day));
    let far = |d: &Date| d.duration_since(dateline.date).as_hours().abs();
    // Whichever way tense and preposition point, a day that is near at hand is meant.
    let year = dateline.date.year();
    let nearest = (year - 1..=year + 1).filter_map(|y| Date::new(y, month, day).ok()).min_by_key(far)?;
    let at_hand = far(&nearest) <= AT_HAND * 24;
    let date = if far(&read) <= NEAR * 24 && !at_hand { read } else { nearest };
    let right = nearest.weekday() == weekday || !at_hand && dates.iter().any(|d| d.weekday() == weekday);
    if !same || far(&date) > NEAR * 24 || right {
        return None;
    }
    // Another year that the paragraph speaks of may be meant, if it makes the weekday right.
    let other = |year: i16| Date::new(year, month, day).is_ok_and(|d| d.weekday() == weekday);
    let spoken =
        scene.draft.claims.iter().filter(|c| c.span.block == scene.view.sentence.block).any(|c| match &c.value {
            Value::When(w) if w.grain >= Period::Month || w.written.year.is_some() => {
                w.readings.iter().chain(&w.ends).filter_map(|s| s.from).any(|m| other(m.year()))
            }
            _ => false,
        });
    (!spoken).then_some((date, weekday))
}

/// Whether weekday, month and day are one date in the claim's own words, and not the two ends of a range.
fn beside(scene: &Scene<'_>, index: usize) -> bool {
    let Some(claim) = scene.claims.get(index) else { return false };
    let view = scene.view;
    let named = |pick: fn(CalendarWord) -> bool| {
        claim.tokens.indices().filter(|&t| view.calendar(t, |w| pick(w).then_some(())).is_some()).collect::<Vec<_>>()
    };
    let weekdays = named(|w| matches!(w, CalendarWord::Weekday(_) | CalendarWord::DoubtfulWeekday(_)));
    let months = named(|w| matches!(w, CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_)));
    let (&[weekday], &[month]) = (weekdays.as_slice(), months.as_slice()) else { return false };
    weekday.abs_diff(month) <= 6
}

/// The day with that weekday nearest to a date.
fn nearest(date: Date, weekday: Weekday) -> Option<Date> {
    [-1, 1, -2, 2, -3, 3]
        .into_iter()
        .filter_map(|days: i32| date.checked_add(days.days()).ok())
        .find(|d| d.weekday() == weekday)
}
