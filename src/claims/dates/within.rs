//! Dates inside longer ones: "earlier this week", "the first three months of 2015", "the last Monday in May".

use super::build::{self, shift};
use super::point::{Point, point as any_point};
use super::relative::this_period;
use super::{Context, resolve, words};
use crate::claims::{Stretch, When};
use crate::lexicon::{Func, Period};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// "earlier this week", "later that year", "earlier Sunday": the part of it up to the dateline, or from it on.
pub(super) fn within(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (sign, true, next) = words::away(view, at)? else { return None };
    let inner = view.is(next, Func::In);
    let next = if inner || view.is(next, Func::On) { next + 1 } else { next };
    let whole = any_point(cx, next).or_else(|| {
        // "later in the year", "earlier in the day"
        let (period, false, end) =
            words::period(view, next + 1).filter(|(p, ..)| inner && *p >= Period::Day && view.is(next, Func::The))?
        else {
            return None;
        };
        let told = cx.anchor.text.is_some() && (period > Period::Day || cx.anchor.grain == Some(Period::Day));
        let when = super::relative::stepped(cx, 0, told, period)?;
        Some(Point { counted: true, ..Point::new(next, end, when) })
    })?;
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

/// "the first three months of 2015", "the last week of May", "the first Monday in June", "the second
/// week of October".
pub(super) fn part_of_year(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let back = |end: usize| {
        // "the second-to-last", "the second to last"
        let dash = usize::from(view.dash(end));
        let to = if view.is(end + dash, Func::To) { end + dash + 1 } else { end };
        let end = if to > end && view.dash(to) { to + 1 } else { to };
        words::step(view, end).filter(|(n, text, _)| *n == -1 && !text).map(|(_, _, end)| end)
    };
    let (nth, next) = match words::ordinal(view, start) {
        // "the second last week", "the third-to-last day"
        Some((n, end)) => match back(end) {
            Some(stop) => (-i64::from(n), stop),
            None => (i64::from(n), end),
        },
        None => words::step(view, start).filter(|(n, text, _)| *n == -1 && !text).map(|(_, _, end)| (-1, end))?,
    };
    let joint = |end: usize| (view.is(end, Func::Of) || view.is(end, Func::In)).then_some(end + 1);
    if let Some((weekday, end, false)) = words::weekday(view, next) {
        let whole = inside(cx, joint(end)?).filter(|p| p.when.grain == Period::Month)?;
        let first = whole.when.first_day()?;
        let weekday = jiff::civil::Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?;
        let date = first.nth_weekday_of_month(i8::try_from(nth).ok()?, weekday).ok()?;
        return Some(Point::new(at, whole.end, When { partial: whole.when.partial, ..When::day(date) }));
    }
    // "the last weekend of July"
    if let Some((Period::Weekend, false, end)) = words::period(view, next) {
        let whole = inside(cx, joint(end)?).filter(|p| p.when.grain == Period::Month)?;
        let first = whole.when.first_day()?;
        let date = first.nth_weekday_of_month(i8::try_from(nth).ok()?, jiff::civil::Weekday::Saturday).ok()?;
        return Some(Point::new(at, whole.end, When { partial: whole.when.partial, ..When::weekend(date)? }));
    }
    let (many, next) = super::duration::amount(view, next)
        .map_or((1, next), |(f, end)| (f.number.and_then(|n| n.to_i64()).unwrap_or(0), end));
    let (period, _, end) = words::period(view, next)?;
    let whole = if many == 1 { inside(cx, joint(end)?)? } else { any_point(cx, joint(end)?)? };
    if many < 1 || period < Period::Day || period >= whole.when.grain || period == Period::Quarter && many == 1 {
        return None;
    }
    let (first, last) = (whole.when.first_day()?, whole.when.readings.first()?.last_day()?);
    let (from, to) = if nth < 0 {
        let from = shift(last.tomorrow().ok()?, period, nth.checked_mul(many)?)?;
        (from, shift(from, period, many)?.yesterday().ok()?)
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
    // A week is one of the calendar, or counted from the first day.
    let when = match (period, many) {
        (Period::Week, 1) => resolve::either(calendar_week(first, last, nth)?, when),
        _ => when,
    };
    Some(Point::new(at, whole.end, When { partial: whole.when.partial, ..when }))
}

/// A longer date, or the period that runs: "the first Monday of the month".
fn inside(cx: &Context<'_>, at: usize) -> Option<Point> {
    any_point(cx, at).or_else(|| this_period(cx, at))
}

/// The nth calendar week of a longer date, or the nth from its end: those that have most of their days in it.
fn calendar_week(first: Date, last: Date, nth: i64) -> Option<When> {
    let thursday = |day: Date| shift(build::monday(day)?, Period::Day, 3);
    let (head, tail) = (thursday(first)?, thursday(last)?);
    if nth > 0 {
        let head = if head < first { shift(head, Period::Week, 1)? } else { head };
        return When::week(shift(head, Period::Week, nth - 1)?);
    }
    let tail = if tail > last { shift(tail, Period::Week, -1)? } else { tail };
    When::week(shift(tail, Period::Week, nth + 1)?)
}
