//! A weekday that stands apart from its date: "on a Thursday – 22 June 1987 –", "from Friday 7 to Sunday 10 July 2022".

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::{GREGORIAN, nearest, said, sure};
use crate::analysis::Pos;
use crate::claims::{Value, When};
use crate::lexicon::{CalendarWord, Func, Period};
use crate::verdict::bridge;
use jiff::civil::{Date, Weekday};

/// "It was on a Thursday – 22 June 1987 – that": a weekday that is no time of its own, and the date that explains it.
pub(super) fn introduced(scene: &Scene<'_>, index: usize, when: &When) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let mark = start.checked_sub(1).filter(|&t| scene.dash(t) || view.mark(t, ":") || view.mark(t, "("))?;
    let at = mark.checked_sub(1)?;
    let (number, _) = view.calendar(at, |w| if let CalendarWord::Weekday(n) = w { Some(n) } else { None })?;
    let article = at.checked_sub(1).is_some_and(|t| view.is(t, Func::A));
    let closed = end >= scene.end() || view.token(end).is_some_and(|t| t.pos == Pos::Mark);
    let plain = when.grain == Period::Day && when.written.month.is_some() && when.written.year.is_some();
    if !article || !closed || !plain || scene.quoted(start) {
        return None;
    }
    let (date, weekday) = sure(scene, when, number)?;
    if date.year() < GREGORIAN || date.weekday() == weekday {
        return None;
    }
    let message = said(scene, view.stretch(at, end), date, weekday);
    let near =
        nearest(date, weekday).and_then(|n| bridge::redated(scene.words(claim), when, n, false, scene.draft.lexicon));
    let right = bridge::weekday(date).to_owned();
    let places = vec![scene.tokens(at, mark)?.mended(Some(right)), scene.place(index)?.mended(near)];
    Some(Alarm::over(Rule::Weekday, places, message))
}

/// "from Friday 7 to Sunday 10 July 2022": a day of the month that the date behind it names.
pub(super) fn ranged(scene: &Scene<'_>, index: usize, number: u8) -> Option<Alarm> {
    let view = scene.view;
    let own = scene.claims.get(index)?;
    let at = own.tokens.end as usize;
    let day: i8 = view.text(at).parse().ok().filter(|n| view.digits(at) && (1..=31).contains(n))?;
    if !view.is(at + 1, Func::To) && !view.dash(at + 1) {
        return None;
    }
    let date = scene.claims.iter().find(|c| c.tokens.start as usize == at + 2)?;
    let Value::When(when) = &date.value else { return None };
    let (year, month) = (when.written.year?, i8::try_from(when.written.month?).ok()?);
    let last = i8::try_from(when.written.day?).ok()?;
    let first = Date::new(year, month, day).ok().filter(|d| day < last && d.year() >= GREGORIAN)?;
    let weekday = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
    let start = own.tokens.start as usize;
    if first.weekday() == weekday || scene.quoted(start) {
        return None;
    }
    let text = view.stretch(start, at + 1);
    let named =
        (start..at).find(|&t| view.calendar(t, |w| matches!(w, CalendarWord::Weekday(_)).then_some(())).is_some())?;
    let right = text.replacen(view.text(named), bridge::weekday(first), 1);
    let place = Place { claim: Some(scene.first + index), ..scene.tokens(start, at + 1)? };
    Some(Alarm::over(Rule::Weekday, vec![place.mended(Some(right))], said(scene, text, first, weekday)))
}
