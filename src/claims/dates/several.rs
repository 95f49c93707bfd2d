//! Several periods before or behind the dateline, and what of one is left or over: "next 3 days", "last two
//! weeks", "the rest of the month", "the year to date".

use super::build::{dawn, monday, month_first, shift};
use super::point::{Point, point as any_point};
use super::relative::{from_anchor, stepped, this_period};
use super::{Context, counted, resolve, words};
use crate::analysis::Pos;
use crate::claims::{Stretch, When};
use crate::lexicon::{CalendarWord, Func, Period, TokenKind};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// "next 3 days", "last two weeks", "past 2 years" without an article and with no preposition of length before:
/// whole periods of the calendar, or as many counted from the dateline. "The past three years" is a length.
pub(super) fn several(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (n, next) = match words::step(view, at) {
        Some((n, false, next)) if n != 0 => (i64::from(n), next),
        _ => (-1, words::word(view, at, CalendarWord::Elapsed)?),
    };
    const LENGTHS: [Func; 9] = [
        Func::The,
        Func::Possessive,
        Func::Demonstrative,
        Func::For,
        Func::Over,
        Func::Within,
        Func::During,
        Func::Of,
        Func::In,
    ];
    let length = words::before(at).is_some_and(|b| {
        LENGTHS.iter().any(|f| view.is(b, *f)) || view.token(b).is_some_and(|t| t.kind == TokenKind::Possessive)
    });
    // "batteries last two years": the verb
    let verb = words::word(view, at, CalendarWord::Lasting).is_some()
        && words::before(at)
            .is_some_and(|b| !view.token(b).is_some_and(|t| t.pos == Pos::Verb || t.kind == TokenKind::Mark));
    if length || verb {
        return None;
    }
    let (count, after) = counted::count(cx, next)?;
    let count = count.to_i64().filter(|c| count.fract().is_zero() && *c > 1)?;
    let (period, true, end) = words::period(view, after)? else { return None };
    let today = cx.today()?;
    let told = match period {
        Period::Day | Period::Night => today,
        Period::Week => monday(today)?,
        Period::Month => month_first(today.year(), today.month().into())?,
        Period::Quarter => month_first(today.year(), i32::from(resolve::quarter_of(today)) * 3 - 2)?,
        Period::Year => month_first(today.year(), 1)?,
        _ => return None,
    };
    let eve = |d: Date| d.yesterday().ok();
    let (from, to) = if n < 0 {
        (shift(told, period, -count)?, eve(told)?)
    } else {
        let from = shift(told, period, 1)?;
        (from, eve(shift(from, period, count)?)?)
    };
    let rolling = if n < 0 {
        Stretch::days(shift(today, period, -count)?, today)
    } else {
        Stretch::days(today, shift(today, period, count)?)
    };
    let other = When { readings: vec![rolling], ..When::open(period, "") };
    Some(Point {
        counted: true,
        ..Point::new(at, end, from_anchor(resolve::either(When::span(from, to, period), other)))
    })
}

/// "the rest of the week", "the remainder of 2015": from the dateline to its end.
pub(super) fn rest(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let end = words::word(view, start, CalendarWord::Rest).filter(|e| view.is(*e, Func::Of))?;
    let whole = any_point(cx, end + 1).or_else(|| this_period(cx, end + 1)).filter(|p| p.when.grain > Period::Day)?;
    let today = cx.today()?;
    let stretch = whole.when.readings.first()?;
    let (first, last) = (stretch.first_day()?, stretch.last_day()?);
    if today < first || today > last {
        return None;
    }
    Some(Point { counted: true, ..Point::new(at, whole.end, from_anchor(When::span(today, last, Period::Day))) })
}

/// "the year to date": what of it is over.
pub(super) fn to_date(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (period, false, end) = words::period(view, start)? else { return None };
    let stop = words::word(view, end, CalendarWord::ToDate).filter(|_| period > Period::Day)?;
    let whole = stepped(cx, 0, false, period)?;
    let dusk = dawn(cx.today()?.tomorrow().ok()?);
    let readings = whole.readings.iter().map(|s| Stretch { to: Some(dusk), ..*s }).collect();
    Some(Point { counted: true, ..Point::new(at, stop, When { readings, ..whole }) })
}

/// "the day after Christmas", "the week before Easter".
pub(super) fn beside_day(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (period, false, end) = words::period(view, start)? else { return None };
    let sign = match (view.func(end, Func::Before), view.func(end, Func::After)) {
        (Some(n), _) => -(n as i64),
        (_, Some(n)) => n as i64,
        _ => return None,
    };
    let day =
        any_point(cx, end + sign.unsigned_abs() as usize).filter(|p| p.when.grain == Period::Day && !p.counted)?;
    let move_by = sign.signum();
    let moved = |s: &Stretch| -> Option<When> {
        let date = shift(s.first_day()?, period, move_by)?;
        match period {
            Period::Day => Some(When::day(date)),
            Period::Week => When::week(date),
            Period::Weekend => {
                let this = When::weekend(s.first_day()?)?;
                let before = this.first_day()? < s.first_day()?;
                let step = if move_by > 0 && !before { 0 } else { move_by };
                When::weekend(shift(s.first_day()?, Period::Week, step)?)
            }
            _ => None,
        }
    };
    let when = day.when.readings.iter().filter_map(moved).reduce(resolve::either)?;
    Some(Point::new(at, day.end, When { partial: day.when.partial, ..from_anchor(when) }))
}

/// "the Tuesday after Easter", "the Friday before Christmas": the nearest one on that side of a day that recurs.
pub(super) fn weekday_beside(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (weekday, end, false) = words::weekday(view, if view.is(at, Func::The) { at + 1 } else { at })? else {
        return None;
    };
    let (sign, next) = match (view.func(end, Func::Before), view.func(end, Func::After)) {
        (Some(n), _) => (-1, end + n),
        (_, Some(n)) => (1, end + n),
        _ => return None,
    };
    let day = any_point(cx, next).filter(|p| p.when.grain == Period::Day && p.body.is_some())?;
    let moved = |s: &Stretch| -> Option<When> {
        let base = s.first_day()?;
        let ahead = (i64::from(weekday) - i64::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
        let days = match (sign, ahead) {
            (1, 0) => 7,
            (1, _) => ahead,
            _ => ahead - 7,
        };
        shift(base, Period::Day, days).map(When::day)
    };
    let when = day.when.readings.iter().filter_map(moved).reduce(resolve::either)?;
    let written = crate::claims::value::Written { weekday: Some(weekday), ..Default::default() };
    Some(Point::new(at, day.end, When { partial: day.when.partial, written, ..from_anchor(when) }))
}
