//! From one time of day to another: "from 5 to 6 p.m.", "9:00-17:00 GMT", "between 2 a.m. and 2:30 a.m. on Oct. 9".

use super::clock::{Clock, bare, day, hour_minute, meridiem, on_days, part_behind, time};
use super::point::Point;
use super::{Context, words};
use crate::claims::{Kind, When};
use crate::lexicon::{CalendarWord, Func};

/// "from 5 to 6 p.m.", "between 9 and 11:30 a.m. on Tuesday": the first hour has its half of the day, and its
/// day, from the second; else the half before ("from 11 to 1 p.m.").
pub(super) fn hours(cx: &Context<'_>, first: usize, joint: &dyn Fn(usize) -> Option<usize>) -> Option<(When, Point)> {
    let view = cx.view;
    let (hour, minute, end, _) = hour_minute(cx, first)?;
    let next = joint(end)?;
    if let Some(found) = colons(cx, first, next) {
        return Some(found);
    }
    let hour = Some(hour).filter(|h| (1..=12).contains(h))?;
    let (last_hour, last_minute, last_end, _) = hour_minute(cx, next).filter(|(h, ..)| (1..=12).contains(h))?;
    let (add, right) = match meridiem(view, last_end) {
        Some((add, _)) => (add, time(cx, next, None).filter(|p| p.start == next)?),
        // "between 2 and 3 in the morning"
        None => {
            let (from, stop) = part_behind(view, last_end, false)?;
            let add = if from >= 12 { 12 } else { 0 };
            let clock = Clock::at(last_hour % 12 + add, last_minute, stop, false);
            (add, Point::new(next, stop, cx.anchor.day.map_or_else(|| bare(clock), |day| on_days(&[day], clock))))
        }
    };
    let (begins, ends) = ((hour % 12 + add) * 60 + minute, (last_hour % 12 + add) * 60 + last_minute);
    let begins = if begins < ends { begins } else { (begins + 720) % 1440 };
    let clock = Clock { minute: begins, ..Clock::at(0, 0, end, false) };
    let clock = Clock { zone: right.when.zone, ..clock };
    let days: Vec<_> = right.when.readings.iter().filter_map(crate::claims::Stretch::first_day).collect();
    let when = if days.is_empty() { bare(clock) } else { on_days(&days, clock) };
    Some((When { partial: right.when.partial, ..when }, right))
}

/// "between 2:30 and 4:00 on Monday", "9:00-17:00 GMT": hours with their minutes, led or dated as times are.
fn colons(cx: &Context<'_>, first: usize, next: usize) -> Option<(When, Point)> {
    let view = cx.view;
    let (hour, minute, _, true) = hour_minute(cx, first)? else { return None };
    let (last_hour, last_minute, end, true) = hour_minute(cx, next)? else { return None };
    if meridiem(view, end).is_some() {
        return None;
    }
    let zone = view.calendar(end, |w| if let CalendarWord::Zone(z) = w { Some(z) } else { None });
    let stop = end + zone.map_or(0, |(_, n)| n);
    let on = if view.mark(stop, ",") || view.is(stop, Func::On) { stop + 1 } else { stop };
    let day = day(cx, on);
    let led = words::before(first).is_some_and(|b| view.is(b, Func::From) || view.is(b, Func::Between));
    let clear = view.text(first).len() == 2 && view.text(next).len() == 2;
    if !led && !clear && zone.is_none() && day.is_none() || last_hour * 60 + last_minute <= hour * 60 + minute {
        return None;
    }
    let open = zone.is_none() && last_hour < 12 && view.text(first).len() < 2;
    let at = |hour: u16, minute: u16| Clock { zone: zone.map(|(z, _)| z), ..Clock::at(hour, minute, end, open) };
    let days: Vec<_> =
        day.iter().flat_map(|d| d.when.readings.iter().filter_map(crate::claims::Stretch::first_day)).collect();
    let when = |clock: Clock| if days.is_empty() { bare(clock) } else { on_days(&days, clock) };
    let stop = day.as_ref().map_or(stop, |d| d.end);
    Some((when(at(hour, minute)), Point::new(next, stop, when(at(last_hour, last_minute)))))
}

/// A time of no known day on the day of one that comes after it.
pub(super) fn on_day_of(first: &When, last: &When) -> Option<When> {
    let minute = first.written.minute.filter(|_| first.kind == Kind::Time && first.readings.is_empty())?;
    let late = last.written.minute.filter(|_| last.kind == Kind::Time)?;
    let days: Vec<_> = last.readings.iter().filter_map(crate::claims::Stretch::first_day).collect();
    if days.is_empty() || minute >= late {
        return None;
    }
    let clock = Clock { minute, zone: first.zone.or(last.zone), ..Clock::at(0, 0, 0, false) };
    Some(When { partial: last.partial, ..on_days(&days, clock) })
}
