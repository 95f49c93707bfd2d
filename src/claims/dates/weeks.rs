//! Weeks and days in them: "week 23", "the week of March 6", "the week after next", "next week Wednesday",
//! "Monday two weeks from now".

use super::build::{self, shift};
use super::point::{Point, point as any_point};
use super::relative::{from_anchor, open, open_weekday, stepped};
use super::resolve::{self, Body};
use super::{Context, counted, words};
use crate::analysis::View;
use crate::claims::When;
use crate::claims::value::Written;
use crate::lexicon::{CalendarWord, Func, Period, TokenKind};
use jiff::civil::{Date, ISOWeekDate, Weekday};

/// A week, or a day in one.
pub(super) fn week(cx: &Context<'_>, at: usize) -> Option<Point> {
    numbered(cx, at)
        .or_else(|| week_of(cx, at))
        .or_else(|| beyond_next(cx, at))
        .or_else(|| weekday_of_week(cx, at))
        .or_else(|| week_weekday(cx, at))
}

/// "week 23", "week 1 of 2011": by their numbers in ISO 8601.
fn numbered(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (Period::Week, false, next) = words::period(view, start)? else { return None };
    let number = words::digits(view, next, 1, 2).filter(|n| (1..=53).contains(n))?;
    // "Week 3" of a league is none of the year.
    let title = view.token(start).is_some_and(|t| t.capital) && start > 0;
    let end = next + 1;
    let tied = view.glued(end) && view.token(end).is_some_and(|t| t.kind != TokenKind::Mark) || view.mark(end, ":");
    if view.glued(next) || title || tied {
        return None;
    }
    let year = super::point::year_behind(cx, end, true);
    if year.is_none() && (view.is(end, Func::Of) || view.is(end, Func::In)) {
        return None;
    }
    let stop = year.map_or(end, |(_, _, stop)| stop);
    let Some(told) = year.map(|(y, _, _)| y).or(cx.today().map(Date::year)) else {
        return Some(Point::new(at, stop, open(Period::Week)));
    };
    let first = ISOWeekDate::new(told, i8::try_from(number).ok()?, Weekday::Monday).ok()?.date();
    Some(Point::new(at, stop, When { partial: year.is_none(), written: Written::default(), ..When::week(first)? }))
}

/// "the week of March 6", "weekend of Thanksgiving 2023", "the week starting on February 4".
fn week_of(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (period, false, end) = words::period(view, start)? else { return None };
    if !matches!(period, Period::Week | Period::Weekend) {
        return None;
    }
    let (next, begins) = match words::word(view, end, CalendarWord::Starting) {
        Some(next) if period == Period::Week => (next, true),
        _ => (end + 1, false),
    };
    if !begins && !view.is(end, Func::Of) {
        return None;
    }
    let day = any_point(cx, next).filter(|p| p.when.grain == Period::Day)?;
    let Some(date) = day.when.first_day() else {
        return Some(Point::new(at, day.end, open(period)));
    };
    let when = match period {
        Period::Week if begins => When::span(date, shift(date, Period::Day, 6)?, Period::Week),
        Period::Week => When::week(date)?,
        _ => When::weekend(date)?,
    };
    Some(Point::new(at, day.end, When { partial: day.when.partial, ..when }))
}

/// "the week after next", "the year before last", "March after next".
fn beyond_next(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let the = view.is(at, Func::The);
    let start = if the { at + 1 } else { at };
    let (period, end) = match words::period(view, start) {
        Some((period, false, end)) if period >= Period::Weekend && the => (Some(period), end),
        Some(_) => return None,
        None => (None, words::month(view, start).map(|m| m.end).or(words::weekday(view, start).map(|w| w.1))?),
    };
    let (n, false, stop) = words::step(view, end + 1)? else { return None };
    let sign: i8 = if n == 1 && view.is(end, Func::After) {
        1
    } else if n == -1 && view.is(end, Func::Before) {
        -1
    } else {
        return None;
    };
    if !(counted::closes(cx, stop)
        || view.token(stop).is_some_and(|t| t.kind == TokenKind::Word && t.pos != crate::analysis::Pos::Noun))
    {
        return None;
    }
    if let Some(period) = period {
        return stepped(cx, 2 * sign, false, period).map(|w| Point::new(at, stop, w));
    }
    let today = cx.today()?;
    if let Some(month) = words::month(view, start) {
        let near = |y: i16| When::month(y, month.month).and_then(|w| Some((w.first_day()?, w)));
        let mut years = (-2..=2).filter_map(|k| near(today.year().checked_add(k)?));
        let when = if sign > 0 {
            years.filter(|(d, _)| *d > today).nth(1)?.1
        } else {
            let before: Vec<_> = years.by_ref().filter(|(d, _)| d.last_of_month() < today).collect();
            before.into_iter().rev().nth(1)?.1
        };
        return Some(Point::new(at, stop, from_anchor(when)));
    }
    let (weekday, _, false) = words::weekday(view, start)? else { return None };
    let ahead = (i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
    let days = if sign > 0 { ahead + if ahead == 0 { 14 } else { 7 } } else { ahead - 14 };
    Some(Point::new(at, stop, from_anchor(When::day(shift(today, Period::Day, days)?))))
}

/// The day of the week that a date lies in.
fn day_in(cx: &Context<'_>, at: usize, end: usize, weekday: u8, week: Option<Date>) -> Option<Point> {
    let written = Written { weekday: Some(weekday), ..Written::default() };
    let Some(day) = week else {
        return cx.today().is_none().then(|| Point::new(at, end, open_weekday(weekday)));
    };
    let when = When::day(shift(build::monday(day)?, Period::Day, i64::from(weekday) - 1)?);
    Some(Point::new(at, end, When { written, ..from_anchor(when) }))
}

/// "Wednesday of next week", "Tuesday last week", "Monday two weeks from now".
fn weekday_of_week(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (weekday, end, false) = words::weekday(view, at)? else { return None };
    let joined = view.is(end, Func::Of);
    let next = if joined { end + 1 } else { end };
    let next = if joined && view.is(next, Func::The) { next + 1 } else { next };
    if let Some((n, text, step)) = words::step(view, next)
        && let Some((Period::Week, false, stop)) = words::period(view, step)
    {
        return day_in(cx, at, stop, weekday, stepped(cx, n, text, Period::Week)?.first_day());
    }
    // "Monday in two weeks"
    if view.is(next, Func::In)
        && let Some((count, after)) = counted::count(cx, next + 1)
        && let Some((period @ (Period::Week | Period::Fortnight), _, stop)) = words::period(view, after)
        && let Some(today) = cx.today()
    {
        let (period, count) = counted::whole(count, period)?;
        return day_in(cx, at, stop, weekday, shift(today, period, count));
    }
    let point = counted::counted(cx, next)
        .or_else(|| super::ahead::compound(cx, next))
        .filter(|p| p.end > next && view.hits(next).next().is_some() && p.when.hedged)?;
    // The middle of the days that it may be.
    let days = point.when.readings.first()?;
    let half = days.first_day()?.until(days.last_day()?).ok()?.get_days() / 2;
    day_in(cx, at, point.end, weekday, shift(days.first_day()?, Period::Day, half.into()))
}

/// "next week Wednesday", "next week on Tuesday", "last week's Sunday".
fn week_weekday(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (n, text, next) = words::step(view, at)?;
    let (Period::Week, false, end) = words::period(view, next)? else { return None };
    let joined = view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive) || view.is(end, Func::On);
    let (weekday, stop, _) = words::weekday(view, if joined { end + 1 } else { end })?;
    day_in(cx, at, stop, weekday, stepped(cx, n, text, Period::Week)?.first_day())
}

/// "on Wednesday week": a week behind the one to come.
pub(super) fn weekday_week(cx: &Context<'_>, at: usize, weekday: u8, end: usize) -> Option<Point> {
    let view = cx.view;
    let (Period::Week, false, stop) = words::period(view, end)? else { return None };
    let led = words::before(at).is_some_and(|b| {
        view.is(b, Func::On) || [Func::By, Func::Until, Func::Till, Func::From].iter().any(|f| view.is(b, *f))
    });
    let names = view.glued(end) || view.token(end).is_some_and(|t| t.capital);
    let noun = view
        .token(stop)
        .is_some_and(|t| t.kind == TokenKind::Word && t.pos == crate::analysis::Pos::Noun || view.dash(stop));
    let today = cx.today().filter(|_| led && !names && !noun)?;
    let ahead = (i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
    let written = Written { weekday: Some(weekday), ..Written::default() };
    let when = When::day(shift(today, Period::Day, ahead + 7)?);
    Some(Point::new(at, stop, When { written, ..from_anchor(when) }))
}

/// Whether a weekday stands beside another, so that a short name is one: "Mon or Tue", "Mon-Fri", "Tue and Thu".
pub(super) fn beside_weekday(view: View<'_>, at: usize, end: usize) -> bool {
    let joins = |i: usize| {
        [Func::Or, Func::And, Func::To, Func::Through].iter().any(|f| view.is(i, *f))
            || view.dash(i)
            || view.mark(i, "/")
            || view.mark(i, ",")
    };
    let behind = joins(end) && words::weekday(view, end + 1).is_some();
    let before = words::before(at)
        .filter(|b| joins(*b))
        .is_some_and(|b| (b.saturating_sub(2)..b).any(|i| words::weekday(view, i).is_some_and(|(_, e, _)| e == b)));
    behind || before
}

/// The second of "next week Monday or Tuesday", which lies in the week of the first.
pub(super) fn listed_weekday(cx: &Context<'_>, at: usize, weekday: u8, end: usize) -> Option<Point> {
    let view = cx.view;
    let joint = words::before(at).filter(|b| view.is(*b, Func::Or) || view.is(*b, Func::And))?;
    let first =
        (joint.saturating_sub(2)..joint).find(|i| words::weekday(view, *i).is_some_and(|(_, e, _)| e == joint))?;
    let led = if words::before(first).is_some_and(|b| view.is(b, Func::On)) { first - 1 } else { first };
    let step = (led.saturating_sub(2)..led).find(|i| {
        words::step(view, *i).is_some_and(|(.., next)| {
            words::period(view, next).is_some_and(|(p, plural, e)| p == Period::Week && !plural && e == led)
        })
    })?;
    let (n, text, _) = words::step(view, step)?;
    day_in(cx, at, end, weekday, stepped(cx, n, text, Period::Week)?.first_day())
}

/// "Easter week", "Thanksgiving week": the calendar week that the day lies in; of two years that which runs.
pub(super) fn named_week(cx: &Context<'_>, body: Body, at: usize, end: usize) -> Option<Point> {
    let calendar = &cx.view.lexicon.calendar;
    let (day, end) = match super::point::year_behind(cx, end, true) {
        Some((year, partial, end)) => (When { partial, ..body.dated(year, calendar) }, end),
        None => {
            let running = cx.today().and_then(|today| {
                let this = body.in_year(today.year(), calendar)?;
                (build::monday(this.first_day()?)? == build::monday(today)?).then_some(this)
            });
            (running.unwrap_or_else(|| cx.partial(body, at, end, None)), end)
        }
    };
    let whens = day.readings.iter().filter_map(|s| When::week(s.first_day()?));
    let when = whens.reduce(resolve::either).unwrap_or_else(|| open(Period::Week));
    Some(Point::new(at, end, When { partial: true, ..when }))
}

/// "Labor Day weekend", "Thanksgiving weekend 2014": the Saturday and Sunday beside the day, and what lies between.
pub(super) fn named_weekend(cx: &Context<'_>, body: Body, at: usize, end: usize) -> Option<Point> {
    let calendar = &cx.view.lexicon.calendar;
    let (day, end) = match super::point::year_behind(cx, end, true) {
        Some((year, partial, end)) => (When { partial, ..body.dated(year, calendar) }, end),
        None => (cx.partial(body, at, end, None), end),
    };
    let around = |date: Date| {
        let back = if date.weekday().to_monday_zero_offset() < 2 { -1 } else { 0 };
        let weekend = When::weekend(shift(date, Period::Week, back)?)?;
        let (first, last) = (weekend.first_day()?, weekend.readings.first()?.last_day()?);
        Some(When::span(first.min(date), last.max(date), Period::Weekend))
    };
    let whens = day.readings.iter().filter_map(|s| around(s.first_day()?));
    let when = whens.reduce(resolve::either).unwrap_or_else(|| open(Period::Weekend));
    Some(Point::new(at, end, When { partial: day.partial, ..when }))
}
