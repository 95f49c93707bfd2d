//! Clock times: "at 4 p.m.", "11:20 p.m.", "16:00 GMT", "noon", with their day where it is told.

use super::point::{Point, point};
use super::side::Side;
use super::{Context, Lead, words};
use crate::analysis::{Pos, View};
use crate::claims::{Kind, When};
use crate::lexicon::{
    BesideWord, CalendarKinds, CalendarWord, Func, HedgeKind, NumeralKind, Period, SenseKind, TokenKind,
};
use rust_decimal::prelude::ToPrimitive;

/// A time of day in minutes after midnight.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub(super) minute: u16,
    pub(super) end: usize,
    pub(super) zone: Option<i16>,
    /// It may be twelve hours later.
    pub(super) halved: bool,
    /// It is the end of its day as well as the beginning.
    pub(super) midnight: bool,
    /// It is rather the end: "expires at midnight on Friday".
    pub(super) closes: bool,
    /// It is said only about: "7ish".
    pub(super) about: bool,
}

impl Clock {
    pub(super) fn at(hour: u16, minute: u16, end: usize, halved: bool) -> Self {
        Self { minute: hour * 60 + minute, end, zone: None, halved, midnight: false, closes: false, about: false }
    }

    /// The half of the day that a part of it says: its first hour is given.
    fn in_part(self, part: Option<u8>) -> Self {
        let Some(from) = part.filter(|_| self.halved) else { return self };
        let hour = self.minute / 60 % 12;
        Self { minute: hour * 60 + self.minute % 60 + if from >= 12 { 720 } else { 0 }, halved: false, ..self }
    }
}

/// A clock time, with the day beside it; or a day with the clock time behind it: the date that was read here.
pub(super) fn time(cx: &Context<'_>, at: usize, date: Option<&Point>) -> Option<Point> {
    let view = cx.view;
    if let Some(point) = iso(cx, at) {
        return Some(point);
    }
    let certain = clock(cx, at);
    if let Some(clock) = certain.or_else(|| hour_alone(cx, at)) {
        let mut next = clock.end;
        if view.mark(next, ",") || view.is(next, Func::On) {
            next += 1;
        }
        let told = certain.is_some() || cx.reaches(next, CalendarKinds::DAY_PART);
        if let Some(day) = told.then(|| day(cx, next)).flatten() {
            let part = part_in(view, day.start, day.end);
            // "8 tonight": a bare number needs the part of the day.
            if certain.is_some() || part.is_some() {
                let clock = closing(cx, clock.in_part(part), at, day.end);
                return Some(Point::new(at, day.end, joined(&day.when, clock)));
            }
        }
        // "at 8 p.m. (1700 GMT) on Thursday": the day behind the same hour elsewhere is that of both.
        if let Some(clock) = certain
            && let Some(day) = elsewhere(cx, clock.end).and_then(|next| day(cx, next))
        {
            let when = joined(&day.when, clock);
            return Some(Point::new(at, clock.end, if clock.about { super::resolve::about(when) } else { when }));
        }
        if let Some(clock) = certain {
            let when = cx.anchor.day.map_or_else(|| bare(clock), |day| on_days(&[day], clock));
            return Some(Point::new(at, clock.end, if clock.about { super::resolve::about(when) } else { when }));
        }
    }
    let day = date.filter(|p| is_day(p))?;
    let mut next = day.end;
    if view.mark(next, ",") {
        next += 1;
    }
    let mut placed = false;
    let hedged = |i: usize| view.hedge(i).filter(|(h, _)| h.kind == HedgeKind::About);
    if view.is(next, Func::At) || view.is(next, Func::Preposition) && hedged(next).is_none() {
        placed = view.is(next, Func::At);
        next += 1;
    }
    let hedge = hedged(next).map(|(_, n)| n);
    next += hedge.unwrap_or(0);
    let clock = clock(cx, next).or_else(|| hour_behind(cx, next, placed || hedge.is_some(), next == day.end))?;
    let about = hedge.is_some() || clock.about;
    let clock = closing(cx, clock.in_part(part_in(view, day.start, day.end)), day.start, clock.end);
    let when = joined(&day.when, clock);
    Some(Point::new(at, clock.end, if about { super::resolve::about(when) } else { when }))
}

/// Where the day may stand behind a time that is told for another zone in brackets: "(1700 GMT) on Thursday".
fn elsewhere(cx: &Context<'_>, at: usize) -> Option<usize> {
    let view = cx.view;
    let open = at - usize::from(!view.mark(at, "(") && at > 0 && view.mark(at - 1, "("));
    let inner = if view.mark(open, "(") { clock(cx, open + 1).filter(|c| c.zone.is_some())?.end } else { at };
    let next = view.mark(inner, ")").then_some(inner + 1)?;
    Some(next + usize::from(view.mark(next, ",") || view.is(next, Func::On)))
}

/// A midnight to which something runs is that which closes its day.
fn closing(cx: &Context<'_>, clock: Clock, start: usize, end: usize) -> Clock {
    let until = matches!(cx.lead, Lead::Ahead | Lead::By);
    let ahead = |i: usize| words::word(cx.view, i, CalendarWord::Ahead).is_some();
    let told = || match cx.side(start, end) {
        Side::Future | Side::Ahead | Side::Open => true,
        Side::Past => false,
        Side::Before | Side::Untold => (start.saturating_sub(8)..start).any(ahead),
    };
    let closes = clock.midnight && (until || told());
    Clock { closes, ..clock }
}

/// "2016-12-16T12:23:59", to the minute.
fn iso(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let tied = |i: usize, mark: &str| view.mark(i, mark) && view.glued(i) && view.glued(i + 1);
    let year = words::digits(view, at, 4, 4).filter(|_| tied(at + 1, "-") && tied(at + 3, "-"))?;
    let month = words::digits(view, at + 2, 2, 2)?;
    let day = words::digits(view, at + 4, 2, 2)?;
    // The hour is behind a letter, with which it is one word or not.
    let (hour, next) = match view.text(at + 5).strip_prefix('T').filter(|_| view.glued(at + 5))? {
        "" => (words::digits(view, at + 6, 2, 2)?, at + 7),
        hour => (hour.parse().ok().filter(|_| hour.len() == 2)?, at + 6),
    };
    let minute = words::digits(view, next + 1, 2, 2).filter(|m| tied(next, ":") && *m < 60 && hour < 24)?;
    let seconds = tied(next + 2, ":") && words::digits(view, next + 3, 2, 2).is_some();
    let mut end = next + if seconds { 4 } else { 2 };
    let zone = view.text(end) == "Z" && view.glued(end);
    end += usize::from(zone);
    let date =
        jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    let moment = date.at(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0);
    Some(Point::new(at, end, When::moment(moment, zone.then_some(0))))
}

/// A day that a clock time may stand beside.
pub(super) fn day(cx: &Context<'_>, at: usize) -> Option<Point> {
    point(cx, at).filter(is_day)
}

fn is_day(point: &Point) -> bool {
    point.when.grain == Period::Day && point.when.kind == Kind::Date
}

/// The first hour of the part of the day that is named between two tokens.
fn part_in(view: View<'_>, start: usize, end: usize) -> Option<u8> {
    (start..end).find_map(|i| words::day_part(view, i)).map(|(from, _)| from)
}

/// An hour that only the day beside it tells: "8 tonight", "at 5 tomorrow afternoon", "be back ten, tonight".
fn hour_alone(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    let led = words::before(at).is_none_or(|b| {
        [Func::At, Func::By, Func::Until, Func::Till, Func::From, Func::Adverb].iter().any(|f| view.is(b, *f))
            || view.hedge(b).is_some_and(|(h, _)| h.kind == HedgeKind::About)
    });
    if !led {
        return None;
    }
    let (hour, minute, end, _) = spoken(cx, at).or_else(|| hour_minute(cx, at))?;
    (1..=12).contains(&hour).then(|| Clock::at(hour, minute, end, true))
}

/// An hour behind its day: "tomorrow at 5", "Friday at about 4", "March 3 nine thirty", "February 22 at 12 15".
fn hour_behind(cx: &Context<'_>, at: usize, placed: bool, beside: bool) -> Option<Clock> {
    let view = cx.view;
    let told = spoken(cx, at).filter(|_| placed || beside);
    let colon = hour_minute(cx, at).filter(|(_, _, _, colon)| *colon && (placed || beside));
    let bare = hour_minute(cx, at).filter(|(_, minute, _, _)| placed && *minute == 0);
    let (hour, minute, end, _) = told.or(colon).or(bare)?;
    let stands = !view.glued(end) || view.token(end).is_some_and(|t| t.kind == TokenKind::Mark && !view.mark(end, ":"));
    let counts = view.unit(end).is_some()
        || view.currency(end).is_some()
        || view.mark(end, "%")
        || view.dash(end) && view.glued(end)
        || view
            .token(end)
            .is_some_and(|t| t.kind == TokenKind::Word && matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
    (stands && !counts && (1..24).contains(&hour)).then(|| Clock::at(hour, minute, end, hour <= 12))
}

/// Whether a time of day that is one for certain begins at the token.
pub(super) fn told(cx: &Context<'_>, at: usize) -> bool {
    clock(cx, at).is_some()
}

pub(super) fn bare(clock: Clock) -> When {
    When::clock(clock.minute, clock.zone)
}

pub(super) fn on_days(days: &[jiff::civil::Date], clock: Clock) -> When {
    let mut whens = days.iter().flat_map(|date| {
        let at = |minute: u16| date.at((minute / 60 % 24) as i8, (minute % 60) as i8, 0, 0);
        let first = When { partial: true, ..When::moment(at(clock.minute), clock.zone) };
        let later = (clock.halved || clock.midnight).then(|| {
            if clock.midnight {
                let next = date.tomorrow().ok();
                next.map(|d| When { partial: true, ..When::moment(d.at(0, 0, 0, 0), clock.zone) })
            } else {
                Some(When::moment(at(clock.minute + 720), clock.zone))
            }
        });
        let later = later.flatten();
        let (one, other) = if clock.closes { (later, Some(first)) } else { (Some(first), later) };
        one.into_iter().chain(other)
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
    } else if let Some(end) = words::word(view, clock.end, CalendarWord::WallTime) {
        clock.end = end;
    }
    Some(clock)
}

fn written(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    if let Some((hour, n)) = view.calendar(at, |w| if let CalendarWord::Hour(h) = w { Some(h) } else { None }) {
        return Some(Clock { midnight: hour == 0, ..Clock::at(hour.into(), 0, at + n, false) });
    }
    let zoned = |end: usize| view.calendar(end, |w| matches!(w, CalendarWord::Zone(_)).then_some(())).is_some();
    if let Some(both) = words::digits(view, at, 4, 4)
        && zoned(at + 1)
        && both / 100 < 24
        && both % 100 < 60
    {
        return Some(Clock::at(both / 100, both % 100, at + 1, false));
    }
    if let Some(clock) = military(cx, at) {
        return Some(clock);
    }
    if let Some(clock) = past_hour(cx, at) {
        return Some(clock);
    }
    // "At 12 15", "at 1030" with nothing else around
    if at == 1
        && view.is(0, Func::At)
        && view.digits(at)
        && let Some((hour, minute, end, _)) = spoken(cx, at)
        && super::counted::closes(cx, end)
    {
        return Some(Clock::at(hour, minute, end, hour <= 12 && view.text(at).len() < 3));
    }
    let (hour, minute, end, colon) =
        spoken(cx, at).filter(|s| meridiem(view, s.2).is_some()).or_else(|| hour_minute(cx, at))?;
    let ends = |end: usize, hour: u16, halved: bool| Clock::at(hour, minute, end, halved);
    if let Some((add, stop)) = meridiem(view, end) {
        return ((1..=12).contains(&hour)).then(|| ends(stop, hour % 12 + add, false));
    }
    if let Some(stop) =
        words::word(view, end, CalendarWord::Ish).filter(|_| view.glued(end) && (1..=12).contains(&hour))
    {
        return Some(match meridiem(view, stop) {
            Some((add, stop)) => Clock { about: true, ..ends(stop, hour % 12 + add, false) },
            None => Clock { about: true, ..ends(stop, hour, true) },
        });
    }
    let oclock = words::word(view, end, CalendarWord::OClock);
    let stop = oclock.unwrap_or(end);
    // "4 in the morning", "at 8:00 early morning"
    if (oclock.is_some() || colon || words::before(at).is_some_and(|b| view.is(b, Func::At)))
        && let Some((from, end)) = part_behind(view, stop, colon || oclock.is_some())
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
            || view.hedge(b).is_some_and(|(h, _)| h.kind == HedgeKind::About)
                && words::before(b).is_some_and(|c| view.is(c, Func::At))
            || view.is(b, Func::To) && put(view, b)
    });
    let long = view.text(at).len() == 2
        && !words::before(at)
            .is_some_and(|b| [Func::In, Func::Of, Func::By, Func::With].iter().any(|f| view.is(b, *f)));
    let all = at == 0 && end == view.len();
    (colon && hour < 24 && (all || placed || long || zoned(end)))
        .then(|| ends(end, hour, hour < 12 && view.text(at).len() < 2))
}

/// Whether a word that gives something another time stands not far before "to": "moved the start to 8:30".
fn put(view: View<'_>, to: usize) -> bool {
    const FAR: usize = 5;
    (to.saturating_sub(FAR)..to).any(|i| view.beside(i, BesideWord::Put).is_some())
}

/// "at 0630", "at 1430 hours": four digits behind a preposition of time, which no count begins with 0.
fn military(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    let both = words::digits(view, at, 4, 4).filter(|b| b / 100 < 24 && b % 100 < 60 && words::alone(view, at))?;
    words::before(at).filter(|&b| {
        [Func::At, Func::By, Func::Until, Func::Till, Func::From, Func::Before, Func::After, Func::Since, Func::Between]
            .iter()
            .any(|f| view.is(b, *f))
    })?;
    let hours = words::period(view, at + 1).filter(|(p, plural, _)| *p == Period::Hour && *plural);
    let end = hours.map_or(at + 1, |(_, _, end)| end);
    // "left at 0615 and came at 1340": one that no count begins with tells of the other.
    let noughts = || {
        (1..view.len()).any(|i| {
            view.is(i - 1, Func::At) && view.text(i).starts_with('0') && words::digits(view, i, 4, 4).is_some()
        })
    };
    let told = hours.is_some() || view.text(at).starts_with('0') || view.is(at - 1, Func::At) && noughts();
    told.then(|| Clock::at(both / 100, both % 100, end, false))
}

/// The part of the day behind an hour: "in the morning", and behind a certain one "in afternoon", "early morning".
pub(super) fn part_behind(view: View<'_>, at: usize, certain: bool) -> Option<(u8, usize)> {
    let led = view.is(at, Func::In);
    let the = led && view.is(at + 1, Func::The);
    let mut next = at + usize::from(led) + usize::from(the);
    if let Some((_, n)) = view.calendar(next, |w| matches!(w, CalendarWord::Third(_)).then_some(())) {
        next += n;
    }
    words::day_part(view, next).filter(|_| the || certain)
}

/// "p.m.", and glued behind digits its first letter: hours to add, and one past its last token.
pub(super) fn meridiem(view: View<'_>, at: usize) -> Option<(u16, usize)> {
    // "8:45p", and "at 8p" with no verb around: else "8p" is money.
    let minutes = at > 2 && view.mark(at - 2, ":") && view.glued(at - 1) && view.glued(at - 2);
    let marked = || view.glued(at) && (minutes || view.sentence.clauses.iter().all(|c| c.verb.is_none()));
    let (add, n) = view.calendar(at, |w| match w {
        CalendarWord::Meridiem(m) => Some(m),
        CalendarWord::MeridiemMark(m) if marked() => Some(m),
        _ => None,
    })?;
    Some((add.into(), at + n))
}

/// Hour and minute as they are said or run together: "seven thirty", "nine fifteen", "12 15", "1140", "eight".
fn spoken(cx: &Context<'_>, at: usize) -> Option<(u16, u16, usize, bool)> {
    let view = cx.view;
    if let Some(both) = words::digits(view, at, 3, 4) {
        let (hour, minute) = (both / 100, both % 100);
        return (hour < 24 && minute < 60 && !view.glued(at)).then_some((hour, minute, at + 1, false));
    }
    let (hour, 0, end, false) = hour_minute(cx, at)? else { return None };
    if view.digits(at) {
        let minute = words::digits(view, end, 2, 2).filter(|m| *m < 60 && !view.glued(end))?;
        return Some((hour, minute, end + 1, false));
    }
    let value = |i: usize, kind: NumeralKind| {
        let (numeral, n) = view.numeral(i).filter(|(x, _)| x.kind == kind)?;
        Some((numeral.value.to_u16()?, n))
    };
    if let Some((minute, n)) = value(end, NumeralKind::Cardinal).filter(|(m, _)| (10..20).contains(m)) {
        return Some((hour, minute, end + n, false));
    }
    if let Some((tens, n)) = value(end, NumeralKind::Tens).filter(|(m, _)| *m < 60) {
        let next = if view.dash(end + n) { end + n + 1 } else { end + n };
        return Some(match value(next, NumeralKind::Cardinal).filter(|(u, _)| (1..10).contains(u)) {
            Some((unit, m)) => (hour, tens + unit, next + m, false),
            None => (hour, tens, end + n, false),
        });
    }
    Some((hour, 0, end, false))
}

/// "a quarter past 8 p.m.", "20 minutes to noon", "half past four in the afternoon".
fn past_hour(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    // Few sentences have a word that may join minutes to their hour.
    let senses = &view.sentence.senses;
    if !senses.is(Func::To) && !senses.is(Func::After) && !senses.has(SenseKind::Calendar) {
        return None;
    }
    // The minutes are a figure, a half or a quarter.
    let minutes = view.digits(at)
        || view.may(at, SenseKind::Numeral)
        || view.may(at, SenseKind::Calendar)
        || view.is(at, Func::A)
        || view.is(at, Func::Half);
    if !minutes {
        return None;
    }
    // Behind the minutes: the word that joins, and the hour right behind it.
    let joins = |i: usize| view.is(i, Func::To) || view.is(i, Func::After) || view.tells(i, CalendarWord::Past.kind());
    let hour = |i: usize| view.digits(i) || view.may(i, SenseKind::Numeral) || view.tells(i, CalendarKinds::HOUR);
    if !(at + 1..view.len()).any(|i| hour(i + 1) && joins(i)) {
        return None;
    }
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
    // "twenty after 3 p.m.": where no number of things can be meant
    let after = view.is(next, Func::After)
        && words::before(at).is_none_or(|b| [Func::At, Func::By, Func::Until].iter().any(|f| view.is(b, *f)));
    if !back && !after && words::word(view, next, CalendarWord::Past).is_none() || view.is(next, Func::The) {
        return None;
    }
    let clock = written_whole(cx, next + 1).or_else(|| {
        // "quarter past four", "at ten to five"
        let at_hour = words::before(at).is_some_and(|b| view.is(b, Func::At));
        let (hour, _, end, _) = hour_minute(cx, next + 1).filter(|(_, m, _, colon)| *m == 0 && !colon)?;
        let told = at_hour || !back && !after && (minutes == 15 || minutes == 30);
        let counts = view.unit(end).is_some()
            || view.token(end).is_some_and(|t| t.kind == TokenKind::Word && t.pos == Pos::Noun);
        (told && !counts && (1..=12).contains(&hour)).then(|| Clock::at(hour, 0, end, true))
    })?;
    let minute =
        if back { (clock.minute + 1440).checked_sub(minutes)? % 1440 } else { (clock.minute + minutes) % 1440 };
    Some(Clock { minute, midnight: false, ..clock })
}

/// A full hour that is told for certain.
fn written_whole(cx: &Context<'_>, at: usize) -> Option<Clock> {
    let view = cx.view;
    if let Some((hour, n)) = view.calendar(at, |w| if let CalendarWord::Hour(h) = w { Some(h) } else { None }) {
        return Some(Clock::at(hour.into(), 0, at + n, false));
    }
    let (hour, 0, end, false) = hour_minute(cx, at)? else { return None };
    let told = |add: u16, end: usize| (1..=12).contains(&hour).then(|| Clock::at(hour % 12 + add, 0, end, false));
    if let Some((add, stop)) = meridiem(view, end) {
        return told(add, stop);
    }
    let the = if view.is(end + 1, Func::The) { end + 2 } else { end + 1 };
    let (from, stop) = words::day_part(view, the).filter(|_| view.is(end, Func::In))?;
    told(if from >= 12 { 12 } else { 0 }, stop)
}

/// Hour and minute as written, one past the last token, and whether there is a colon.
pub(super) fn hour_minute(cx: &Context<'_>, at: usize) -> Option<(u16, u16, usize, bool)> {
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
                // Seconds only before a.m., p.m. or a zone, or "at 09:15:30": else it is a length ("came in at 2:07:52").
                words::digits(view, end + 1, 2, 2).filter(|s| *s < 60)?;
                end += 2;
                let told = view
                    .calendar(end, |w| matches!(w, CalendarWord::Meridiem(_) | CalendarWord::Zone(_)).then_some(()))
                    .is_some()
                    || view.text(at).len() == 2 && words::before(at).is_some_and(|b| view.is(b, Func::At));
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
