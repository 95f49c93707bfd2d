//! Clock times: "at 4 p.m.", "11:20 p.m.", "16:00 GMT", "noon", with their day where it is told.

use super::point::{Point, point};
use super::{Context, words};
use crate::claims::{Kind, When};
use crate::lexicon::{CalendarWord, Func, NumeralKind, Period};
use rust_decimal::prelude::ToPrimitive;

/// A time of day in minutes after midnight.
#[derive(Debug, Clone, Copy)]
struct Clock {
    minute: u16,
    end: usize,
    zone: Option<i16>,
    /// It may be twelve hours later.
    halved: bool,
    /// It is the end of its day as well as the beginning.
    midnight: bool,
}

/// A clock time, with the day beside it; or a day with the clock time behind it.
pub(super) fn time(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    if let Some(clock) = clock(cx, at) {
        let mut next = clock.end;
        if view.mark(next, ",") || view.is(next, Func::On) {
            next += 1;
        }
        if let Some(day) = point(cx, next).filter(|p| p.when.grain == Period::Day && p.when.kind == Kind::Date) {
            return Some(Point::new(at, day.end, joined(&day.when, clock)));
        }
        if let Some(day) = &cx.anchor.day {
            return Some(Point::new(at, clock.end, on_days(&[*day], clock)));
        }
        return Some(Point::new(at, clock.end, bare(clock)));
    }
    let day = point(cx, at).filter(|p| p.when.grain == Period::Day && p.when.kind == Kind::Date)?;
    let mut next = day.end;
    if view.mark(next, ",") {
        next += 1;
    }
    if view.is(next, Func::At) || view.is(next, Func::Preposition) {
        next += 1;
    }
    let hedge = view.hedge(next).map(|(_, n)| n);
    let clock = clock(cx, next + hedge.unwrap_or(0))?;
    let when = joined(&day.when, clock);
    Some(Point::new(at, clock.end, if hedge.is_some() { super::resolve::about(when) } else { when }))
}

/// Whether a time of day that is one for certain begins at the token.
pub(super) fn told(cx: &Context<'_>, at: usize) -> bool {
    clock(cx, at).is_some()
}

fn bare(clock: Clock) -> When {
    When::clock(clock.minute, clock.zone)
}

fn on_days(days: &[jiff::civil::Date], clock: Clock) -> When {
    let mut whens = days.iter().flat_map(|date| {
        let at = |minute: u16| date.at((minute / 60 % 24) as i8, (minute % 60) as i8, 0, 0);
        let first = When { partial: true, ..When::moment(at(clock.minute), clock.zone) };
        let later = (clock.halved || clock.midnight).then(|| {
            if clock.midnight {
                date.tomorrow().ok().map(|d| When::moment(d.at(0, 0, 0, 0), clock.zone))
            } else {
                Some(When::moment(at(clock.minute + 720), clock.zone))
            }
        });
        std::iter::once(first).chain(later.flatten())
    });
    let Some(first) = whens.next() else { return bare(clock) };
    whens.fold(first, super::resolve::either)
}

fn joined(day: &When, clock: Clock) -> When {
    let days: Vec<_> = day.readings.iter().filter_map(crate::claims::Stretch::first_day).collect();
    if days.is_empty() {
        let time = bare(clock);
        return When { written: crate::claims::value::Written { minute: Some(clock.minute), ..day.written }, ..time };
    }
    let when = on_days(&days, clock);
    When {
        partial: day.partial,
        written: crate::claims::value::Written { minute: Some(clock.minute), ..day.written },
        ..when
    }
}

/// A time of day at the token.
fn clock(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    let mut clock = written(cx, at)?;
    if let Some((zone, n)) = view.calendar(clock.end, |w| if let CalendarWord::Zone(z) = w { Some(z) } else { None }) {
        clock.zone = Some(zone);
        clock.end += n;
        clock.halved = false;
    }
    Some(clock)
}

fn written(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    if let Some((hour, n)) = view.calendar(at, |w| if let CalendarWord::Hour(h) = w { Some(h) } else { None }) {
        return Some(Clock {
            minute: u16::from(hour) * 60,
            end: at + n,
            zone: None,
            halved: false,
            midnight: hour == 0,
        });
    }
    let zoned = |end: usize| view.calendar(end, |w| matches!(w, CalendarWord::Zone(_)).then_some(())).is_some();
    if let Some(both) = words::digits(view, at, 4, 4)
        && zoned(at + 1)
        && both / 100 < 24
        && both % 100 < 60
    {
        return Some(Clock {
            minute: both / 100 * 60 + both % 100,
            end: at + 1,
            zone: None,
            halved: false,
            midnight: false,
        });
    }
    if let Some(clock) = past_hour(cx, at) {
        return Some(clock);
    }
    let (hour, minute, end, colon) = hour_minute(cx, at)?;
    let ends = |end: usize, hour: u16, halved: bool| Clock {
        minute: hour * 60 + minute,
        end,
        zone: None,
        halved,
        midnight: false,
    };
    if let Some((add, n)) = view.calendar(end, |w| if let CalendarWord::Meridiem(m) = w { Some(m) } else { None }) {
        return ((1..=12).contains(&hour)).then(|| ends(end + n, hour % 12 + u16::from(add), false));
    }
    let oclock = words::word(view, end, CalendarWord::OClock);
    let stop = oclock.unwrap_or(end);
    // "4 in the morning"
    if (oclock.is_some() || colon || words::before(at).is_some_and(|b| view.is(b, Func::At)))
        && view.is(stop, Func::In)
        && view.is(stop + 1, Func::The)
        && let Some((from, end)) = words::day_part(view, stop + 2)
        && (1..=12).contains(&hour)
    {
        let hour = if from >= 12 { hour % 12 + 12 } else { hour % 12 };
        return Some(ends(end, hour, false));
    }
    if oclock.is_some() {
        return (hour <= 12).then(|| ends(stop, hour, true));
    }
    // A bare "16:00", and "4:30" behind a preposition of time.
    let placed = words::before(at).is_some_and(|b| {
        [Func::At, Func::By, Func::Until, Func::Till, Func::From, Func::Before, Func::After, Func::Since, Func::Between]
            .iter()
            .any(|f| view.is(b, *f))
            || view.hedge(b).is_some_and(|(h, _)| h.kind == crate::lexicon::HedgeKind::About)
                && words::before(b).is_some_and(|c| view.is(c, Func::At))
    });
    let long = view.text(at).len() == 2
        && !words::before(at)
            .is_some_and(|b| [Func::In, Func::Of, Func::By, Func::With].iter().any(|f| view.is(b, *f)));
    (colon && hour < 24 && (placed || long || zoned(end)))
        .then(|| ends(end, hour, hour < 12 && view.text(at).len() < 2))
}

/// "a quarter past 8 p.m.", "20 minutes to noon", "half past four in the afternoon".
fn past_hour(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    let start = if view.is(at, Func::A) { at + 1 } else { at };
    let (minutes, mut next) = if view.is(start, Func::Half) {
        (30, start + 1)
    } else if let Some((Period::Quarter, false, end)) = words::period(view, start) {
        (15, end)
    } else {
        let (figure, end) = super::duration::amount(view, start)?;
        (figure.number?.to_u16().filter(|m| (1..60).contains(m))?, end)
    };
    if let Some((Period::Minute, _, end)) = words::period(view, next) {
        next = end;
    }
    let back = view.is(next, Func::To);
    if !back && words::word(view, next, CalendarWord::Past).is_none() || view.is(next, Func::The) {
        return None;
    }
    let clock = written_whole(cx, next + 1)?;
    let minute =
        if back { (clock.minute + 1440).checked_sub(minutes)? % 1440 } else { (clock.minute + minutes) % 1440 };
    Some(Clock { minute, midnight: false, ..clock })
}

/// A full hour that is told for certain.
fn written_whole(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    if let Some((hour, n)) = view.calendar(at, |w| if let CalendarWord::Hour(h) = w { Some(h) } else { None }) {
        return Some(Clock { minute: u16::from(hour) * 60, end: at + n, zone: None, halved: false, midnight: false });
    }
    let (hour, 0, end, false) = hour_minute(cx, at)? else { return None };
    let told = |add: u16, end: usize| {
        (1..=12).contains(&hour).then(|| Clock {
            minute: (hour % 12 + add) * 60,
            end,
            zone: None,
            halved: false,
            midnight: false,
        })
    };
    if let Some((add, n)) = view.calendar(end, |w| if let CalendarWord::Meridiem(m) = w { Some(m) } else { None }) {
        return told(add.into(), end + n);
    }
    let the = if view.is(end + 1, Func::The) { end + 2 } else { end + 1 };
    let (from, stop) = words::day_part(view, the).filter(|_| view.is(end, Func::In))?;
    told(if from >= 12 { 12 } else { 0 }, stop)
}

/// Hour and minute as written, one past the last token, and whether there is a colon.
fn hour_minute(cx: &Context<'_>, at: usize) -> Option<(u16, u16, usize, bool)> {
    let view = cx.view;
    if view.digits(at) {
        if view.glued(at) && !words::before(at).is_some_and(|b| view.dash(b) || view.mark(b, "(")) {
            return None;
        }
        // "8.30pm"
        if let Some((h, m)) = view.text(at).split_once('.') {
            let (h, m) = (h.parse::<u16>().ok()?, m.parse::<u16>().ok().filter(|_| m.len() == 2)?);
            return (h < 24 && m < 60).then_some((h, m, at + 1, false));
        }
        let hour = words::digits(view, at, 1, 2)?;
        if view.mark(at + 1, ":") && view.glued(at + 1) && view.glued(at + 2) {
            let minute = words::digits(view, at + 2, 2, 2).filter(|m| *m < 60)?;
            let mut end = at + 3;
            if view.mark(end, ":") && view.glued(end) {
                // Seconds only before a.m., p.m. or a zone: else it is a length.
                words::digits(view, end + 1, 2, 2).filter(|s| *s < 60)?;
                end += 2;
                let told = view
                    .calendar(end, |w| matches!(w, CalendarWord::Meridiem(_) | CalendarWord::Zone(_)).then_some(()))
                    .is_some()
                    || words::before(at).is_some_and(|b| view.is(b, Func::At));
                if !told {
                    return None;
                }
            }
            return (hour < 24).then_some((hour, minute, end, true));
        }
        return (hour < 24).then_some((hour, 0, at + 1, false));
    }
    let (numeral, n) = view.numeral(at).filter(|(x, _)| x.kind == NumeralKind::Cardinal)?;
    let hour = numeral.value.to_u16().filter(|h| (1..=12).contains(h))?;
    Some((hour, 0, at + n, false))
}
