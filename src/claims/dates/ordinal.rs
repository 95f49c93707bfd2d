//! Days of a month by their number alone: "Tuesday the eleventh", "Thu 14th", "on the 15th", "the 20th of next
//! month".

use super::build::{month_first, shift};
use super::point::Point;
use super::relative::{from_anchor, open, stepped};
use super::side::Side;
use super::{Context, Lead, resolve, words};
use crate::claims::When;
use crate::claims::value::Written;
use crate::lexicon::{Func, Period, TokenKind};
use jiff::civil::Date;

/// Whether a number of a day stands for itself, and tells no noun apart.
fn stands(cx: &Context<'_>, at: usize) -> bool {
    let view = cx.view;
    let Some(token) = view.token(at) else { return true };
    match token.kind {
        TokenKind::Mark => {
            !(token.glued && (view.dash(at) || view.mark(at, ":") || view.mark(at, "/") || view.mark(at, "%")))
                && view.currency(at).is_none()
        }
        TokenKind::Word => {
            const BEHIND: [Func; 10] = [
                Func::At,
                Func::In,
                Func::And,
                Func::Or,
                Func::To,
                Func::Until,
                Func::Till,
                Func::Through,
                Func::For,
                Func::From,
            ];
            BEHIND.iter().any(|f| view.is(at, *f))
                || super::clock::told(cx, at)
                || view.calendar(at, |w| matches!(w, crate::lexicon::CalendarWord::Hour(_)).then_some(())).is_some()
        }
        TokenKind::Number => super::clock::told(cx, at),
        _ => false,
    }
}

/// The day behind its weekday: "Tuesday the eleventh", "Thu 14th", "Sunday 31".
pub(super) fn beside(cx: &Context<'_>, at: usize, end: usize, weekday: u8) -> Option<Point> {
    let view = cx.view;
    let comma = if view.mark(end, ",") { end + 1 } else { end };
    let the = view.is(comma, Func::The);
    let (day, stop, ordinal) = words::day_number(view, if the { comma + 1 } else { end })?;
    if !stands(cx, stop) || !ordinal && view.is(stop, Func::To) || !(ordinal || !the) {
        return None;
    }
    // "won on Friday third": a rank in words needs its article.
    if ordinal && !the && !view.digits(end) {
        return None;
    }
    let written = Written { day: Some(day), weekday: Some(weekday), ..Written::default() };
    let Some(today) = cx.today() else {
        return Some(Point::new(at, stop, When { written, ..open(Period::Day) }));
    };
    // Where both fit is at most some months off.
    let fits = |months: i32| {
        let first = month_first(today.year(), i32::from(today.month()) + months)?;
        let date = Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok()?;
        (date.weekday().to_monday_one_offset().unsigned_abs() == weekday).then_some(date)
    };
    let future = (0..=24).filter_map(fits).find(|d| *d >= today);
    let past = (-24..=0).rev().filter_map(fits).find(|d| *d <= today);
    let near = |d: Option<Date>| d.and_then(|d| today.until(d).ok()).map_or(i32::MAX, |s| s.get_days().abs());
    let ahead = match cx.side(at, stop) {
        Side::Future => true,
        _ => near(future) < near(past),
    };
    let found = if ahead { [future, past] } else { [past, future] };
    let when = found.into_iter().flatten().map(When::day).reduce(resolve::either)?;
    Some(Point::new(at, stop, When { partial: true, written, ..when }))
}

/// "on the 15th", "by the 20th", "on 29th"; "the 20th of next month", "20 of next month", "the 21st this month".
pub(super) fn day_of_month(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let the = view.is(at, Func::The);
    let start = if the { at + 1 } else { at };
    let (day, end, ordinal) = words::day_number(view, start)?;
    if let Some(point) = of_month(cx, at, day, end, ordinal) {
        return Some(point);
    }
    if !ordinal || !stands(cx, end) {
        return None;
    }
    let before = words::before(at)?;
    const PLACES: [Func; 6] = [Func::On, Func::By, Func::Until, Func::Till, Func::Since, Func::From];
    let digits = view.digits(start);
    let placed = view.is(before, Func::On) || digits && PLACES.iter().any(|f| view.is(before, *f));
    // "rose from third to first" tells ranks.
    let from = view.is(before, Func::From) && view.is(end, Func::To) && (the || digits);
    let range = cx.lead == Lead::Range && digits || from;
    if !(placed && (the || digits) || range) {
        return None;
    }
    let written = Written { day: Some(day), ..Written::default() };
    let Some(today) = cx.today() else {
        return Some(Point::new(at, end, When { written, ..open(Period::Day) }));
    };
    let fits = |months: i32| {
        let first = month_first(today.year(), i32::from(today.month()) + months)?;
        Date::new(first.year(), first.month(), i8::try_from(day).ok()?).ok()
    };
    let future = (0..=3).filter_map(fits).find(|d| *d >= today);
    let past = (-3..=0).rev().filter_map(fits).find(|d| *d <= today);
    let found = match cx.side(at, end) {
        Side::Past | Side::Before | Side::Untold => [past, None],
        Side::Future => [future, None],
        Side::Ahead => [future, past],
        Side::Open => {
            let near = |d: Option<Date>| d.and_then(|d| today.until(d).ok()).map_or(i32::MAX, |s| s.get_days().abs());
            if near(future) <= near(past) { [future, past] } else { [past, future] }
        }
    };
    // The month of the day that the text gave before may be meant as well.
    let text = cx.anchor.text.and_then(|t| Date::new(t.year(), t.month(), i8::try_from(day).ok()?).ok());
    let when = found.into_iter().flatten().chain(text).map(When::day).reduce(resolve::either)?;
    Some(Point::new(at, end, When { partial: true, written, ..when }))
}

fn of_month(cx: &Context<'_>, at: usize, day: u8, end: usize, ordinal: bool) -> Option<Point> {
    let view = cx.view;
    // "the 31st day of the month"
    let end = words::period(view, end).filter(|(p, plural, _)| *p == Period::Day && !plural).map_or(end, |(_, _, e)| e);
    let joined = view.is(end, Func::Of) || view.is(end, Func::In) && ordinal;
    let next = if joined { end + 1 } else { end };
    let the = if view.is(next, Func::The) { next + 1 } else { next };
    let (month, stop) = match words::step(view, the) {
        Some((n, text, step)) => {
            let (Period::Month, false, stop) = words::period(view, step)? else { return None };
            (stepped(cx, n, text, Period::Month)?, stop)
        }
        None if joined && ordinal => {
            let (Period::Month, false, stop) = words::period(view, the)? else { return None };
            (stepped(cx, 0, false, Period::Month)?, stop)
        }
        None => return None,
    };
    // "the fourth strike in three weeks and the second this month" counts strikes.
    if !joined && !(ordinal && view.digits(if view.is(at, Func::The) { at + 1 } else { at })) {
        return None;
    }
    let first = month.first_day()?;
    let date = shift(Date::new(first.year(), first.month(), 1).ok()?, Period::Day, i64::from(day) - 1)?;
    (date.month() == first.month()).then(|| Point::new(at, stop, from_anchor(When::day(date))))
}
