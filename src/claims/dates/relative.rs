//! Dates that count from the dateline or from the date that the text put before: "yesterday", "last
//! month", "the following day", "two weeks ago", "a year earlier".

use super::alike::{alike, alike_before, dated, narrated};
use super::build::{self, shift};
use super::point::{Point, Reader, longest};
use super::resolve::{self, Body};
use super::side::Side;
use super::{Context, ahead, counted, several, whole, within, words};
use crate::claims::value::Written;
use crate::claims::{Stretch, When};
use crate::lexicon::{CalendarKinds, CalendarWord, Func, Period, TokenKind};
use jiff::civil::Date;

/// One stretch or several.
pub(super) const PERIODS: CalendarKinds = CalendarKinds::PERIOD.and(CalendarKinds::PERIODS);

/// The words of the calendar of which a relative date has one at least.
pub(super) const KINDS: CalendarKinds = PERIODS
    .and(CalendarKinds::DAY)
    .and(CalendarKinds::DAY_PART)
    .and(CalendarKinds::STEP)
    .and(CalendarKinds::AWAY)
    .and(CalendarKinds::REST)
    .and(CalendarKinds::ALIKE)
    .and(CalendarKinds::WEEKDAY);

/// The longest relative date that begins at the token.
pub(super) fn point(cx: &Context<'_>, at: usize) -> Option<Point> {
    const READERS: [Reader; 20] = [
        (CalendarKinds::DAY, day),
        (CalendarKinds::AWAY, ahead::compound),
        (PERIODS, ahead::within),
        (CalendarKinds::STARTING, ahead::from_date),
        (CalendarKinds::AWAY, ahead::weekdays),
        (CalendarKinds::AWAY, ahead::weekday_back),
        (CalendarKinds::AWAY, ahead::years_back),
        (CalendarKinds::STEP.and(CalendarKinds::ELAPSED), several::several),
        (CalendarKinds::REST, several::rest),
        (CalendarKinds::TO_DATE, several::to_date),
        (CalendarKinds::PERIOD, several::beside_day),
        (CalendarKinds::WEEKDAY, several::weekday_beside),
        (CalendarKinds::STEP, stepping),
        (CalendarKinds::ALIKE, alike),
        (PERIODS, counted::counted),
        (CalendarKinds::AWAY, counted::hyphened),
        (CalendarKinds::PERIOD, whole::period),
        (CalendarKinds::PERIOD.and(CalendarKinds::DAY_PART), told_period),
        (CalendarKinds::AWAY, within::within),
        (PERIODS.and(CalendarKinds::WEEKDAY), within::part_of_year),
    ];
    longest(cx, at, &READERS)
}

/// Marks a date as counted from an anchor.
pub(super) fn from_anchor(when: When) -> When {
    When { partial: true, written: Written::default(), ..when }
}

/// today, yesterday, tomorrow
fn day(cx: &Context<'_>, at: usize) -> Option<Point> {
    let (n, len) = cx.view.calendar(at, |w| if let CalendarWord::Day(n) = w { Some(n) } else { None })?;
    let when = match cx.today() {
        Some(today) => from_anchor(When::day(shift(today, Period::Day, n.into())?)),
        None => open(Period::Day),
    };
    Some(Point::new(at, at + len, when))
}

/// A date of which only the grain is known.
pub(super) fn open(grain: Period) -> When {
    let edtf = match grain {
        Period::Month => "XXXX-XX",
        Period::Year | Period::Decade | Period::Century | Period::Quarter | Period::Season => "XXXX",
        _ => "XXXX-XX-XX",
    };
    When { partial: true, ..When::open(grain, edtf) }
}

/// The period so many steps from the dateline, or from the text's own date.
pub(super) fn stepped(cx: &Context<'_>, n: i8, text: bool, period: Period) -> Option<When> {
    let base = if text { cx.anchor.text.or_else(|| cx.today()) } else { cx.today() };
    let Some(base) = base else { return Some(open(period)) };
    let count = i64::from(n);
    let at = shift(base, period, count)?;
    let when = match period {
        Period::Day | Period::Night => When::day(at),
        Period::Week => {
            let week = When::week(at)?;
            // "last week" is also the seven days up to now.
            if n == -1 && !text {
                let past = Stretch::days(shift(base, Period::Day, -7)?, base);
                resolve::either(week, When { readings: vec![past], ..When::open(period, "") })
            } else {
                week
            }
        }
        Period::Weekend => weekend(base, n)?,
        Period::Fortnight => return None,
        Period::Month => When::month(at.year(), at.month().unsigned_abs())?,
        Period::Quarter => When::quarter(at.year(), resolve::quarter_of(at))?,
        Period::Season => return None,
        Period::Year => When::year(at.year())?,
        Period::Decade => When::decade(at.year())?,
        Period::Century => When::century(at.year() / 100 + 1)?,
        Period::Second | Period::Minute | Period::Hour => return None,
    };
    Some(from_anchor(when))
}

fn weekend(base: Date, n: i8) -> Option<When> {
    let this = When::weekend(base)?;
    let begun = base >= this.first_day()?;
    match n {
        0 => Some(this),
        n if n < 0 => When::weekend(shift(base, Period::Week, n.into())?),
        2.. => When::weekend(shift(base, Period::Week, n.into())?),
        // On a weekday the next weekend may be the coming one or the one after.
        _ if begun => When::weekend(shift(base, Period::Week, 1)?),
        _ => Some(resolve::either(this, When::weekend(shift(base, Period::Week, 1)?)?)),
    }
}

/// "last month", "the previous day", "this past spring", "next Tuesday", "last night".
fn stepping(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let the = view.is(at, Func::The);
    let start = if the { at + 1 } else { at };
    let (mut n, mut text, mut next) = words::step(view, start)?;
    let mut nearest = false;
    // "this coming Sunday", "this past spring", "that same day"
    if n == 0 && !text {
        if let Some((second, from_text, end)) = words::step(view, next) {
            (n, text, next, nearest) = (second, text || from_text, end, true);
        } else if let Some(end) = words::word(view, next, CalendarWord::Past) {
            (n, next) = (-1, end);
        }
    }
    let demonstrative = view.is(start, Func::Demonstrative) || view.is(start, Func::That);
    if text && demonstrative && cx.anchor.text.is_none() {
        return None;
    }
    // "He resigned the next day", of a day that is not told
    if !the && words::before(at).is_some_and(|b| view.is(b, Func::The)) && narrated(cx, next) {
        return None;
    }
    if let Some(end) = words::word(view, next, CalendarWord::OwnYear) {
        let (Period::Year, false, stop) = words::period(view, end)? else { return None };
        let year = stepped(cx, n, text, Period::Year)?;
        return Some(Point::new(at, stop, own_year(year)));
    }
    if let Some(end) = words::word(view, next, CalendarWord::Between) {
        next = end;
    }
    if let Some((period, false, end)) = words::period(view, next) {
        let told = n == 1 && the && !text && (period == Period::Day || dated(cx, period) && narrated(cx, next));
        let (n, text) = if told { (1, true) } else { (n, text) };
        // "the last week" is a length up to now.
        if the && n != 0 && !text && !matches!(period, Period::Day | Period::Quarter | Period::Weekend) {
            return None;
        }
        if period == Period::Night && n == 0 && !text {
            return None;
        }
        // "that day" needs a day that the text gave.
        if matches!(period, Period::Day | Period::Night) && text && cx.anchor.grain != Some(Period::Day) {
            return None;
        }
        // "this day", "this minute"
        if period == Period::Day && n == 0 && !text || matches!(period, Period::Second | Period::Minute | Period::Hour)
        {
            return None;
        }
        if n == 0 && text && period == Period::Quarter {
            return the_quarter(cx).map(|w| Point::new(at, end, w));
        }
        let when = stepped(cx, n, text, period)?;
        return Some(ordinal_quarter(cx, at, end, &when).unwrap_or_else(|| Point::new(at, end, when)));
    }
    if let Some(end) = words::word(view, next, CalendarWord::Stretch)
        && (n == 0 && text || n == -1 && !text)
    {
        return the_quarter(cx).map(|w| Point::new(at, end, w));
    }
    if let Some((weekday, end, false)) = words::weekday(view, next) {
        // "this coming Sunday, March 8"
        let comma = if view.mark(end, ",") { end + 1 } else { end };
        let tied = if view.dash(end) && view.glued(end) && view.glued(end + 1) { end + 1 } else { comma };
        if let Some(day) = super::point::month_day(cx, tied, Some(weekday))
            .or_else(|| super::numeric::beside(cx, end, weekday))
            .or_else(|| super::ordinal::beside(cx, at, end, weekday))
        {
            return Some(Point { start: at, ..day });
        }
        let mut when = stepped_weekday(cx, weekday, n, text, (at, end))?;
        // "this coming Friday" is the first to come.
        if nearest && n > 0 {
            when.readings.sort_by_key(Stretch::first_day);
            when.readings.truncate(1);
            when.edtf = when.first_day().map_or(when.edtf, build::day_text);
        }
        return Some(Point::new(at, end, when));
    }
    if let Some((_, end)) = words::day_part(view, next) {
        let (text, base) = if the || text { (true, cx.anchor.text) } else { (false, cx.today()) };
        let Some(base) = base else { return (!text).then(|| Point::new(at, end, open(Period::Day))) };
        // "that night" needs a day that the text gave.
        if text && cx.anchor.grain != Some(Period::Day) {
            return None;
        }
        return Some(Point::new(at, end, from_anchor(When::day(shift(base, Period::Day, n.into())?))));
    }
    // "next 6th of April", "next 5/12": the year is the step's
    if !text
        && n >= 0
        && let Some(point) = stepped_day(cx, at, next, n)
    {
        return Some(point);
    }
    let (body, end) = recurring(cx, next)?;
    // "that May would resign": what is meant is a year that the text has named.
    if text
        && demonstrative
        && words::before(at).is_some_and(|b| {
            view.sense(b, |s| matches!(s, crate::lexicon::Sense::Reporting(_)).then_some(())).is_some()
        })
    {
        return None;
    }
    if the && !text {
        return None;
    }
    let when = stepped_body(cx, body, n, text)?;
    Some(Point {
        body: Some((body, when.readings.first().and_then(Stretch::first_day).map(Date::year))),
        ..Point::new(at, end, when)
    })
}

/// A month, season or named day here.
fn recurring(cx: &Context<'_>, at: usize) -> Option<(Body, usize)> {
    let view = cx.view;
    if let Some(word) = words::month(view, at).filter(|m| !m.low) {
        // "last May 12" is read as a date.
        return words::day_number(view, word.end).is_none().then_some((Body::Month(word.month), word.end));
    }
    view.calendar(at, |w| match w {
        CalendarWord::Season(s) => Some(Body::Season(s)),
        CalendarWord::Named(i) => Some(Body::Named(i)),
        _ => None,
    })
    .map(|(body, n)| (body, at + n))
}

/// "next 6th of April", "this 5/12".
fn stepped_day(cx: &Context<'_>, at: usize, next: usize, n: i8) -> Option<Point> {
    let day = super::point::month_day(cx, next, None).or_else(|| super::numeric::numeric(cx, next))?;
    let (body @ Body::Day(..), None) = day.body? else { return None };
    let calendar = &cx.view.lexicon.calendar;
    let Some(today) = cx.today() else { return Some(Point { start: at, ..day }) };
    let found = |k: i16| body.in_year(today.year().checked_add(k)?, calendar);
    let first = |w: &When| w.first_day();
    let when = match n {
        0 => found(0)?,
        _ => (0..=8).filter_map(found).find(|w| first(w).is_some_and(|d| d > today))?,
    };
    let year = when.first_day().map(Date::year);
    Some(Point { body: Some((body, year)), ..Point::new(at, day.end, When { partial: true, ..when }) })
}

fn stepped_body(cx: &Context<'_>, body: Body, n: i8, text: bool) -> Option<When> {
    let calendar = &cx.view.lexicon.calendar;
    let told = cx.anchor.year.or(cx.anchor.text.map(Date::year));
    if text && (told.is_some() || !matches!(body, Body::Named(_))) {
        let year = told?;
        // "elected in March 2013 and gone the following May": the next after that. A year alone is left whole.
        let fine = cx.anchor.text.filter(|t| cx.anchor.grain < Some(Period::Year) && t.year() == year && n != 0);
        let mut years = (-2..=2).filter_map(|k| body.in_year(year.checked_add(k)?, calendar));
        let day = |w: &When| w.first_day();
        let when = match fine {
            Some(text) if n > 0 => years.find(|w| day(w) > Some(text))?,
            Some(text) => years.rfind(|w| day(w) < Some(text))?,
            None => body.in_year(year.checked_add(n.into())?, calendar)?,
        };
        return Some(When { partial: true, ..when });
    }
    let Some(today) = cx.today() else { return Some(body.open(calendar)) };
    let when = match n {
        0 => body.in_year(today.year(), calendar).map(|w| When { partial: true, ..w })?,
        n if n < 0 => {
            // The last one that is over; a month just over is "last month", so that its namesake is told first.
            let over = |w: &When| w.readings.first().and_then(|s| s.to).is_some_and(|t| t <= build::dawn(today));
            let mut found: Vec<When> =
                (-3..=0).filter_map(|k| body.in_year(today.year().checked_add(k)?, calendar)).filter(over).collect();
            let (last, before) = (found.pop()?, found.pop()?);
            let recent = shift(today, Period::Day, -28)?;
            let fresh = matches!(body, Body::Month(_))
                && last.readings.first().and_then(|s| s.to).is_some_and(|t| t > build::dawn(recent));
            if fresh { resolve::either(before, last) } else { last }
        }
        _ => {
            let begun = |w: &When| w.readings.first().and_then(|s| s.from).is_some_and(|f| f > build::dawn(today));
            let next = (0..=2).filter_map(|k| body.in_year(today.year().checked_add(k)?, calendar)).find(begun)?;
            let year = next.first_day()?.year();
            // "next March" in January may be of this year or of the next.
            if year == today.year() {
                resolve::either(next, body.in_year(year.checked_add(1)?, calendar)?)
            } else {
                next
            }
        }
    };
    Some(When { partial: true, ..when })
}

fn stepped_weekday(cx: &Context<'_>, weekday: u8, n: i8, text: bool, at: (usize, usize)) -> Option<When> {
    let base = if text { cx.anchor.text.or_else(|| cx.today()) } else { cx.today() };
    let Some(base) = base else { return Some(open_weekday(weekday)) };
    let ahead = (i64::from(weekday) - i64::from(base.weekday().to_monday_one_offset())).rem_euclid(7);
    let back = (7 - ahead) % 7;
    let on = |days: i64| shift(base, Period::Day, days).map(When::day);
    let when = match n {
        0 if text => return None,
        0 => match cx.side(at.0, at.1) {
            Side::Past | Side::Untold => resolve::either(on(-back)?, in_week(base, weekday)?),
            _ => resolve::either(on(ahead)?, in_week(base, weekday)?),
        },
        n if n < 0 => on(if back == 0 { -7 } else { -back })?,
        _ if ahead == 0 => on(7)?,
        // "on the following Thursday": the first after the day before.
        _ if text => on(ahead)?,
        // The one of the calendar week that comes is told first.
        _ if weekday > base.weekday().to_monday_one_offset().unsigned_abs() => {
            resolve::either(on(ahead + 7)?, on(ahead)?)
        }
        _ => resolve::either(on(ahead)?, on(ahead + 7)?),
    };
    Some(When { partial: true, written: Written { weekday: Some(weekday), ..Written::default() }, ..when })
}

fn in_week(base: Date, weekday: u8) -> Option<When> {
    shift(build::monday(base)?, Period::Day, i64::from(weekday) - 1).map(When::day)
}

/// A weekday that nothing dates.
pub(super) fn open_weekday(weekday: u8) -> When {
    When { written: Written { weekday: Some(weekday), ..Written::default() }, ..open(Period::Day) }
}

/// A fiscal or school year: of its own, around the year told.
fn own_year(year: When) -> When {
    let readings = year
        .readings
        .iter()
        .filter_map(|s| {
            Some(Stretch::days(shift(s.first_day()?, Period::Month, -6)?, shift(s.last_day()?, Period::Month, 6)?))
        })
        .collect();
    When { readings, ..year }.approximate()
}

/// "last year's third quarter", "next year's first half".
fn ordinal_quarter(cx: &Context<'_>, at: usize, end: usize, year: &When) -> Option<Point> {
    let view = cx.view;
    if year.grain != Period::Year || !view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive) {
        return None;
    }
    let told = year.first_day()?.year();
    if let Some((Period::Quarter, false, stop)) = words::period(view, end + 1) {
        let quarter = When::quarter(told, resolve::quarter_of(cx.anchor.quarter?))?;
        return Some(Point::new(at, stop, from_anchor(quarter)));
    }
    let (n, next) = words::ordinal(view, end + 1)?;
    let next = if view.dash(next) && view.glued(next) { next + 1 } else { next };
    let (Period::Quarter, false, stop) = words::period(view, next)? else { return None };
    Some(Point::new(at, stop, from_anchor(When::quarter(told, u8::try_from(n).ok()?)?)))
}

/// A year counted from an anchor: "last year", "this year", "that year", "the previous year".
pub(super) fn year(cx: &Context<'_>, at: usize) -> Option<(i16, usize)> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (n, text, next) = words::step(view, start)?;
    let (Period::Year, false, end) = words::period(view, next)? else { return None };
    let base = if text { cx.anchor.text? } else { cx.today()? };
    Some((base.year().checked_add(n.into())?, end))
}

/// "the weekend", "the quarter", "the day before".
fn told_period(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    if !view.is(at, Func::The) {
        return None;
    }
    if let Some((_, end)) = words::day_part(view, at + 1).filter(|_| cx.anchor.text.is_some()) {
        return beside(cx, at, end, Period::Day);
    }
    let (period, false, end) = words::period(view, at + 1)? else { return None };
    if period >= Period::Day
        && let Some(point) = beside(cx, at, end, period)
    {
        return Some(point);
    }
    match period {
        Period::Weekend if !view.is(end, Func::Of) && !view.is(end, Func::Before) && !view.is(end, Func::After) => {
            let Some(today) = cx.today() else { return Some(Point::new(at, end, open(Period::Weekend))) };
            let this = When::weekend(today)?;
            let begun = this.first_day()? <= today;
            let when = match cx.side(at, end) {
                Side::Past | Side::Untold if !begun => When::weekend(shift(today, Period::Week, -1)?)?,
                Side::Open if !begun => resolve::either(When::weekend(shift(today, Period::Week, -1)?)?, this),
                _ => this,
            };
            Some(Point::new(at, end, from_anchor(when)))
        }
        Period::Quarter
            if cx.anchor.quarter.is_some() && !view.is(end, Func::Of) && !(view.dash(end) && view.glued(end)) =>
        {
            // "the quarter a year ago"
            if let Some((year, stop)) = alike_before(cx, end, period) {
                let quarter = When::quarter(year, resolve::quarter_of(cx.anchor.quarter?))?;
                return Some(Point { counted: true, ..Point::new(at, stop, from_anchor(quarter)) });
            }
            the_quarter(cx).map(|w| Point::new(at, end, w))
        }
        _ => None,
    }
}

/// "the day before", "the year after", where nothing follows.
fn beside(cx: &Context<'_>, at: usize, end: usize, period: Period) -> Option<Point> {
    let view = cx.view;
    let sign: i8 = if view.is(end, Func::Before) {
        -1
    } else if view.is(end, Func::After) {
        1
    } else {
        return None;
    };
    if !counted::closes(cx, end + 1) || sign > 0 && cx.anchor.text.is_none() {
        return None;
    }
    let when = stepped(cx, sign, true, period)?;
    Some(Point { counted: true, ..Point::new(at, end + 1, when) })
}

/// The quarter that the text spoke of last, else the last that is over.
fn the_quarter(cx: &Context<'_>) -> Option<When> {
    if let Some(text) = cx.anchor.quarter {
        return When::quarter(text.year(), resolve::quarter_of(text)).map(from_anchor);
    }
    stepped(cx, -1, false, Period::Quarter)
}

/// "the end of the year", "the middle of the month": the current one.
pub(super) fn this_period(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (period, false, end) = words::period(view, start)? else { return None };
    if period < Period::Week
        || !counted::closes(cx, end)
            && view.token(end).is_some_and(|t| t.kind == TokenKind::Word)
            && view.is(end, Func::Of)
    {
        return None;
    }
    stepped(cx, 0, false, period).map(|w| Point::new(at, end, w))
}
