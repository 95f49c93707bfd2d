//! Dates inside longer ones: "earlier this week", "Wednesday of next week", "the first three months of
//! 2015", "the last Monday in May".

use super::build::{self, shift};
use super::point::{Point, point as any_point};
use super::relative::{from_anchor, open_weekday, stepped};
use super::{Context, words};
use crate::claims::value::Written;
use crate::claims::{Stretch, When};
use crate::lexicon::{Func, Period, TokenKind};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// "earlier this week", "later that year", "earlier Sunday": the part of it up to the dateline, or from it on.
pub(super) fn within(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (sign, true, next) = words::away(view, at)? else { return None };
    let next = if view.is(next, Func::In) || view.is(next, Func::On) { next + 1 } else { next };
    let whole = any_point(cx, next)?;
    if whole.when.grain < Period::Day {
        return None;
    }
    let Some(today) = cx.today().filter(|_| whole.when.grain > Period::Day) else {
        return Some(Point { start: at, ..whole });
    };
    let dawn = build::dawn(today);
    let dusk = build::dawn(today.tomorrow().ok()?);
    let clip = |s: &Stretch| {
        let inside = s.from.is_some_and(|f| f <= dawn) && s.to.is_some_and(|t| t >= dusk);
        match (inside, sign < 0) {
            (true, true) => Stretch { to: Some(dusk), ..*s },
            (true, false) => Stretch { from: Some(dawn), ..*s },
            (false, _) => *s,
        }
    };
    let readings = whole.when.readings.iter().map(clip).collect();
    Some(Point { start: at, when: When { readings, ..whole.when }, ..whole })
}

/// "Wednesday of next week", "Tuesday last week", "last week's Sunday", "the 20th of this month".
pub(super) fn weekday_of_week(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let joined = |end: usize| if view.is(end, Func::Of) { end + 1 } else { end };
    if let Some((weekday, end, false)) = words::weekday(view, at) {
        let (n, text, next) = words::step(view, joined(end))?;
        let (Period::Week, false, stop) = words::period(view, next)? else { return None };
        let week = stepped(cx, n, text, Period::Week)?;
        let Some(monday) = week.first_day() else { return Some(Point::new(at, stop, open_weekday(weekday))) };
        let when = When::day(shift(monday, Period::Day, i64::from(weekday) - 1)?);
        return Some(Point::new(
            at,
            stop,
            When { written: Written { weekday: Some(weekday), ..Written::default() }, ..from_anchor(when) },
        ));
    }
    if let Some((n, text, next)) = words::step(view, at)
        && let Some((Period::Week, false, end)) = words::period(view, next)
        && view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive)
        && let Some((weekday, stop, false)) = words::weekday(view, end + 1)
    {
        let monday = stepped(cx, n, text, Period::Week)?.first_day()?;
        let when = When::day(shift(monday, Period::Day, i64::from(weekday) - 1)?);
        return Some(Point::new(
            at,
            stop,
            When { written: Written { weekday: Some(weekday), ..Written::default() }, ..from_anchor(when) },
        ));
    }
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (day, end, true) = words::day_number(view, start)? else { return None };
    // "the 31st day of the month"
    let end = words::period(view, end).filter(|(p, plural, _)| *p == Period::Day && !plural).map_or(end, |(_, _, e)| e);
    if !view.is(end, Func::Of) {
        return None;
    }
    let the = if view.is(end + 1, Func::The) { end + 2 } else { end + 1 };
    let (month, stop) = match words::step(view, the) {
        Some((n, text, next)) => {
            let (Period::Month, false, stop) = words::period(view, next)? else { return None };
            (stepped(cx, n, text, Period::Month)?, stop)
        }
        None => {
            let (Period::Month, false, stop) = words::period(view, the)? else { return None };
            (stepped(cx, 0, false, Period::Month)?, stop)
        }
    };
    let first = month.first_day()?;
    let date = Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok()?;
    Some(Point::new(at, stop, from_anchor(When::day(date))))
}

/// "the first three months of 2015", "the last week of May", "the first Monday in June", "the second
/// week of October".
pub(super) fn part_of_year(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (nth, next) = match words::ordinal(view, start) {
        Some((n, end)) => (i64::from(n), end),
        None => words::step(view, start).filter(|(n, text, _)| *n == -1 && !text).map(|(_, _, end)| (-1, end))?,
    };
    let joint = |end: usize| (view.is(end, Func::Of) || view.is(end, Func::In)).then_some(end + 1);
    if let Some((weekday, end, false)) = words::weekday(view, next) {
        let whole = any_point(cx, joint(end)?).filter(|p| p.when.grain == Period::Month)?;
        let first = whole.when.first_day()?;
        let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
        let date = first.nth_weekday_of_month(i8::try_from(nth).ok()?, weekday).ok()?;
        return Some(Point::new(at, whole.end, When { partial: whole.when.partial, ..When::day(date) }));
    }
    let (many, next) = super::duration::amount(view, next)
        .map_or((1, next), |(f, end)| (f.number.and_then(|n| n.to_i64()).unwrap_or(0), end));
    let (period, _, end) = words::period(view, next)?;
    let whole = any_point(cx, joint(end)?)?;
    if many < 1 || period < Period::Day || period >= whole.when.grain || period == Period::Quarter && many == 1 {
        return None;
    }
    let (first, last) = (whole.when.first_day()?, whole.when.readings.first()?.last_day()?);
    let (from, to) = if nth < 0 {
        (shift(last.tomorrow().ok()?, period, -many)?, last)
    } else if many > 1 && nth == 1 {
        (first, shift(first, period, many)?.yesterday().ok()?)
    } else {
        let from = shift(first, period, (nth - 1).checked_mul(many)?)?;
        (from, shift(from, period, many)?.yesterday().ok()?)
    };
    if from < first || to > shift(last, Period::Week, 1)? {
        return None;
    }
    let when =
        if period == Period::Day && many == 1 { When::day(from) } else { When::span(from, to.min(last), period) };
    Some(Point::new(at, whole.end, When { partial: whole.when.partial, ..when }))
}
