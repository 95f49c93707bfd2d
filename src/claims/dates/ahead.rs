//! Points so many periods off: "in three weeks", "2 weeks from January 15", "two years, a month and 3 days
//! ago", "three Fridays from now", "for 10 days from 18 December".

use super::build::shift;
use super::point::{Point, point as any_point};
use super::relative::{PERIODS, from_anchor, open};
use super::side::Side;
use super::{Context, counted, resolve, words};
use crate::analysis::Pos;
use crate::claims::value::Written;
use crate::claims::{Stretch, When};
use crate::lexicon::{CalendarWord, Func, NumeralKind, Period, Place, TokenKind};
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A count of a period.
type Part = (Decimal, Period);

/// Periods, each finer than the one before: "2 years, 1 month and 21 days".
fn parts(cx: &Context<'_>, at: usize) -> Option<(Vec<Part>, usize)> {
    let view = cx.view;
    let mut found: Vec<Part> = Vec::new();
    let mut end = at;
    if !cx.reaches(at, PERIODS) {
        return None;
    }
    for _ in 0..6 {
        let mut next = end;
        if !found.is_empty() {
            if view.mark(next, ",") {
                next += 1;
            }
            if view.is(next, Func::And) {
                next += 1;
            }
        }
        let Some((value, after)) = counted::count(cx, next) else { break };
        let after = if view.dash(after) { after + 1 } else { after };
        let after = words::word(view, after, CalendarWord::Between).unwrap_or(after);
        let Some((period, _, stop)) = words::period(view, after) else { break };
        if found.last().is_some_and(|(_, last)| *last <= period) {
            break;
        }
        let (value, stop) = counted::halved(view, value, stop);
        found.push((value, period));
        end = stop;
    }
    (!found.is_empty()).then_some((found, end))
}

/// A day moved by all parts, one way or the other.
fn moved(mut date: Date, parts: &[Part], sign: i64) -> Option<Date> {
    for &(value, period) in parts {
        if period < Period::Day {
            return None;
        }
        let (period, count) = counted::whole(value, period)?;
        date = shift(date, period, count.checked_mul(sign)?)?;
    }
    Some(date)
}

/// The day at which parts end, within half of the last of them.
fn day(base: Date, parts: &[Part], sign: i64) -> Option<When> {
    let date = moved(base, parts, sign)?;
    let half = match parts.last()?.1 {
        Period::Day | Period::Night => return Some(from_anchor(When::day(date))),
        Period::Week | Period::Weekend => 3,
        Period::Fortnight => 7,
        Period::Month => 15,
        Period::Quarter | Period::Season => 45,
        Period::Year => 183,
        Period::Decade => 1826,
        Period::Century => 18_262,
        Period::Second | Period::Minute | Period::Hour => return None,
    };
    let within = Stretch::days(shift(date, Period::Day, -half)?, shift(date, Period::Day, half)?);
    Some(from_anchor(When { readings: vec![within], ..When::day(date) }.approximate()))
}

/// A moment that lies parts of a day off, where the hour of the dateline is known.
fn moment(cx: &Context<'_>, parts: &[Part], sign: i64) -> Option<When> {
    let mut now = cx.anchor.dateline?.moment?;
    for &(value, period) in parts {
        now = if period < Period::Day {
            let seconds = counted::seconds(value, period)?.checked_mul(sign)?;
            now.checked_add(jiff::Span::new().try_seconds(seconds).ok()?).ok()?
        } else {
            let (period, count) = counted::whole(value, period)?;
            shift(now.date(), period, count.checked_mul(sign)?)?.to_datetime(now.time())
        };
    }
    Some(When { partial: true, ..When::moment(now, None) })
}

/// From the dateline.
pub(super) fn from_today(cx: &Context<'_>, parts: &[Part], sign: i64) -> Option<When> {
    if parts.iter().any(|(_, p)| *p < Period::Day) {
        return moment(cx, parts, sign);
    }
    match cx.today() {
        Some(today) => day(today, parts, sign),
        None => Some(open(Period::Day)),
    }
}

/// "in three weeks", "in an hour", "in a fortnight's time".
pub(super) fn within(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    if !view.is(at, Func::In) {
        return None;
    }
    let hedge = view.hedge(at + 1).filter(|(h, _)| h.place == Place::Before);
    let start = at + 1 + hedge.map_or(0, |(_, n)| n);
    let (found, mut end) = parts(cx, start)?;
    let possessive = view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    if let Some(stop) = words::word(view, end + usize::from(possessive), CalendarWord::Time) {
        end = stop;
    } else if possessive || !ahead(cx, at, end) {
        return None;
    }
    let when = from_today(cx, &found, 1)?;
    let when = if hedge.is_some() { resolve::about(when) } else { when };
    Some(Point { counted: true, ..Point::new(at, end, when) })
}

/// Whether "in" and a length say when something will be, and not how long it takes or how rare it is.
fn ahead(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let view = cx.view;
    if view.is(end, Func::Of)
        || view.dash(end) && view.glued(end)
        || view.token(end).is_some_and(|t| t.pos == Pos::Noun)
    {
        return false;
    }
    // "the first rise in three years", "the biggest drop in a decade"
    let group =
        words::before(at).and_then(|b| view.token(b)).and_then(|t| view.sentence.groups.get(usize::from(t.group?)));
    let rare = group.is_some_and(|g| {
        let inside = g.range.indices();
        inside.clone().any(|i| view.is(i, Func::The))
            && inside
                .clone()
                .any(|i| words::ordinal(view, i).is_some() || view.token(i).is_some_and(|t| t.pos == Pos::Adjective))
    }) || (0..at).any(|i| view.is(i, Func::Most));
    // "would be paid in five years" counts from when that would be.
    let supposed = (0..at).any(|i| view.is(i, Func::Would));
    let figure =
        words::before(at).is_some_and(|b| view.token(b).is_some_and(|t| t.pos == Pos::Numeral) || view.mark(b, "%"));
    if rare || figure || supposed {
        return false;
    }
    let verb = view.sentence.clauses.iter().any(|c| c.verb.is_some());
    match cx.side(at, end) {
        Side::Future | Side::Ahead => true,
        _ => at == 0 && end >= view.len() || !verb && at == 0,
    }
}

/// "two weeks and two days ago", "2 years 1 month 21 days later", "half an hour from now".
pub(super) fn compound(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (found, end) = parts(cx, at)?;
    let (sign, text, stop) = words::away(view, end)?;
    // One period is read with the date that the text gave.
    let alone = found.len() == 1;
    if text && cx.anchor.text.is_some() {
        if alone {
            return None;
        }
        let when = day(cx.anchor.text?, &found, sign.into())?;
        return Some(Point { counted: true, ..Point::new(at, stop, when) });
    }
    if alone && sign < 0 || text && counted::adrift(cx, at, stop, sign) {
        return None;
    }
    let when = from_today(cx, &found, sign.into())?;
    Some(Point { counted: true, ..Point::new(at, stop, when) })
}

/// "2 weeks from January 15", "three weeks from tomorrow", "a year after Christmas"; "for 10 days from 18 December",
/// "3 days starting from next Monday" are a range.
pub(super) fn from_date(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let led = view.is(at, Func::For);
    let (found, end) = parts(cx, if led { at + 1 } else { at })?;
    let comma = if view.mark(end, ",") { end + 1 } else { end };
    let starting = words::word(view, comma, CalendarWord::Starting)?;
    let from = view.is(comma, Func::From) && starting == comma + 1;
    if comma > end && from && !led {
        return None;
    }
    let base = any_point(cx, starting).filter(|p| p.when.grain == Period::Day)?;
    // "for 12 days, from 3 May to 14 May": the range has an end of its own.
    if from && (view.is(base.end, Func::To) || view.is(base.end, Func::Until)) {
        return None;
    }
    // "a week from Thursday" counts from the one to come.
    let coming = words::weekday(view, starting)
        .filter(|(_, end, _)| from && *end == base.end)
        .zip(cx.today())
        .and_then(|((day, ..), today)| {
            let ahead = (i64::from(day) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
            shift(today, Period::Day, ahead)
        });
    let date = coming.or_else(|| base.when.first_day())?;
    let last = moved(date, &found, 1)?;
    // "for 3 weeks from May 4" lasts; "3 weeks from May 4" is a day.
    if led || !from || words::before(at).is_some_and(|b| view.is(b, Func::For)) {
        let when = When { partial: true, ..When::span(date, last.yesterday().ok()?, Period::Day) };
        return Some(Point { counted: true, ..Point::new(at, base.end, when) });
    }
    Some(Point { counted: true, ..Point::new(at, base.end, from_anchor(When::day(last))) })
}

/// "two weeks ago Friday", "a year ago Monday": so long before the last such day, or before the one to come.
pub(super) fn weekday_back(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (found, end) = parts(cx, at)?;
    let (-1, false, next) = words::away(view, end)? else { return None };
    let (weekday, stop, false) = words::weekday(view, next)? else { return None };
    let coarse = found.len() == 1 && found.iter().all(|(_, p)| *p >= Period::Week);
    let names = view
        .token(stop)
        .is_some_and(|t| t.kind == TokenKind::Possessive || t.kind == TokenKind::Word && t.pos == Pos::Noun)
        && words::day_part(view, stop).is_none();
    if !coarse || names {
        return None;
    }
    let today = cx.today()?;
    let ahead = (i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
    let on = |days: i64| moved(shift(today, Period::Day, days)?, &found, -1).map(When::day);
    let when = if ahead == 0 { on(0)? } else { resolve::either(on(ahead - 7)?, on(ahead)?) };
    let written = Written { weekday: Some(weekday), ..Written::default() };
    Some(Point { counted: true, ..Point::new(at, stop, When { written, ..from_anchor(when) }) })
}

/// "five years ago this week", "a year ago today", "a decade ago last month": the same stretch, so many years back.
pub(super) fn years_back(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (found, end) = parts(cx, at)?;
    let (-1, false, next) = words::away(view, end)? else { return None };
    let [(_, period)] = found.as_slice() else { return None };
    let today = cx.today().filter(|_| *period >= Period::Year)?;
    if let Some((0, n)) = view.calendar(next, |w| if let CalendarWord::Day(n) = w { Some(n) } else { None }) {
        let when = When::day(moved(today, &found, -1)?);
        return Some(Point { counted: true, ..Point::new(at, next + n, from_anchor(when)) });
    }
    let (step, false, after) = words::step(view, next)? else { return None };
    let (part @ (Period::Week | Period::Weekend | Period::Month), false, stop) = words::period(view, after)? else {
        return None;
    };
    let base = moved(shift(today, part, step.into())?, &found, -1)?;
    let when = match part {
        Period::Week => When::week(base)?,
        Period::Weekend => When::weekend(base)?,
        _ => When::month(base.year(), base.month().unsigned_abs())?,
    };
    Some(Point { counted: true, ..Point::new(at, stop, from_anchor(when)) })
}

/// "three Fridays from now", "2 Thursdays ago".
pub(super) fn weekdays(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (count, end) = if let Some(n) = words::digits(view, at, 1, 2) {
        (i64::from(n), at + 1)
    } else {
        let (numeral, n) = view.numeral(at).filter(|(x, _)| x.kind == NumeralKind::Cardinal)?;
        (numeral.value.to_i64()?, at + n)
    };
    let (weekday, n) = view.calendar(end, |w| match w {
        CalendarWord::Weekdays(d) | CalendarWord::Weekday(d) => Some(d),
        _ => None,
    })?;
    let (sign, false, stop) = words::away(view, end + n)? else { return None };
    let today = cx.today()?;
    let ahead = (i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
    let days = if sign > 0 {
        let first = if ahead == 0 { 7 } else { ahead };
        first + 7 * (count - 1)
    } else {
        let first = if ahead == 0 { -7 } else { ahead - 7 };
        first - 7 * (count - 1)
    };
    let when = When::day(shift(today, Period::Day, days)?);
    let written = Written { weekday: Some(weekday), ..Written::default() };
    Some(Point { counted: true, ..Point::new(at, stop, When { written, ..from_anchor(when) }) })
}
