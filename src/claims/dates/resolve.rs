//! From what is written to what it covers: the year that is not written, the part that is meant.

use super::build::{dawn, month_first, shift};
use super::feasts::named;
use super::side::Side;
use crate::claims::value::Written;
use crate::claims::{Stretch, When};
use crate::lexicon::{Calendar, DayRule, Period};
use jiff::ToSpan;
use jiff::civil::Date;

/// What recurs every year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Body {
    /// Month and day.
    Day(u8, u8),
    /// A month.
    Month(u8),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half year, 1 or 2.
    Half(u8),
    /// A season, 21 to 24.
    Season(u8),
    /// A named day, by index.
    Named(u16),
}

impl Body {
    /// It in a year; none where the year has no such day.
    pub(super) fn in_year(self, year: i16, calendar: &Calendar) -> Option<When> {
        match self {
            Self::Day(month, day) => {
                Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(When::day)
            }
            Self::Month(month) => When::month(year, month),
            Self::Quarter(q) => When::quarter(year, q),
            Self::Half(h) => When::half(year, h),
            Self::Season(s) => When::season(year, s),
            Self::Named(index) => named(&calendar.named.get(index as usize)?.rule, year).map(When::day),
        }
    }

    /// It without a year.
    pub(super) fn open(self, calendar: &Calendar) -> When {
        let (grain, edtf) = match self {
            Self::Day(m, d) => (Period::Day, format!("XXXX-{m:02}-{d:02}")),
            Self::Month(m) => (Period::Month, format!("XXXX-{m:02}")),
            Self::Quarter(q) => (Period::Quarter, format!("XXXX-{}", 32 + q)),
            Self::Half(h) => (Period::Season, format!("XXXX-{}", 39 + h)),
            Self::Season(s) => (Period::Season, format!("XXXX-{s}")),
            Self::Named(i) => match calendar.named.get(i as usize).map(|n| &n.rule) {
                Some(DayRule::Fixed(m, d)) => (Period::Day, format!("XXXX-{m:02}-{d:02}")),
                _ => (Period::Day, "XXXX-XX-XX".to_owned()),
            },
        };
        When { partial: true, written: self.written(), ..When::open(grain, &edtf) }
    }

    fn written(self) -> Written {
        match self {
            Self::Day(m, d) => Written { month: Some(m), day: Some(d), ..Written::default() },
            Self::Month(m) => Written { month: Some(m), ..Written::default() },
            _ => Written::default(),
        }
    }

    /// It in a year that is written; a day that the year has not is written all the same, and covers nothing.
    pub(super) fn dated(self, year: i16, calendar: &Calendar) -> When {
        self.in_year(year, calendar).unwrap_or_else(|| {
            let open = self.open(calendar);
            When {
                edtf: open.edtf.replacen("XXXX", &super::build::year_text(year), 1),
                partial: false,
                written: Written { year: Some(year), ..open.written },
                ..open
            }
        })
    }

    /// The nearest on the side asked for; both where it is open. `today` is the dateline.
    pub(super) fn near(self, today: Option<Date>, side: Side, calendar: &Calendar) -> When {
        let Some(today) = today else { return self.open(calendar) };
        let dawn = dawn(today);
        let years =
            |back: i16, on: i16| (-back..=on).filter_map(move |n| self.in_year(today.year().checked_add(n)?, calendar));
        // Eight years hold a leap day wherever they begin.
        let past = years(9, 1).rfind(|w| w.readings.first().is_some_and(|s| s.from.is_some_and(|f| f <= dawn)));
        let future = years(1, 9).find(|w| w.readings.first().is_some_and(|s| s.to.is_some_and(|t| t > dawn)));
        let found = match side {
            Side::Past => vec![past],
            Side::Untold | Side::Before if soon(today, future.as_ref(), 92) && !soon(today, past.as_ref(), 183) => {
                vec![future, past]
            }
            Side::Untold | Side::Before => vec![past, future],
            Side::Ahead if soon(today, future.as_ref(), 200) => vec![future, past],
            // What will be told of a quarter is most often the one just over.
            Side::Future if matches!(self, Self::Quarter(_)) && nearer(today, past.as_ref(), future.as_ref()) => {
                vec![past, future]
            }
            // What lies so far ahead, and was so lately, was most often meant as past: the verb is another's.
            Side::Future if soon(today, past.as_ref(), 31) && !soon(today, future.as_ref(), 300) => vec![past, future],
            Side::Future => vec![future],
            Side::Open | Side::Ahead if nearer(today, future.as_ref(), past.as_ref()) => vec![future, past],
            Side::Open | Side::Ahead => vec![past, future],
        };
        let mut found = found.into_iter().flatten();
        let Some(first) = found.next() else { return self.open(calendar) };
        let merged = found.fold(first, either);
        When { partial: true, written: self.written(), ..merged }
    }
}

/// Whether a date lies nearer to a day than another.
fn nearer(today: Date, this: Option<&When>, other: Option<&When>) -> bool {
    match (distance(today, this), distance(today, other)) {
        (Some(a), Some(b)) => a < b,
        (Some(_), None) => true,
        _ => false,
    }
}

/// Whether a date lies within so many days.
fn soon(today: Date, when: Option<&When>, within: i32) -> bool {
    distance(today, when).is_some_and(|d| d <= within)
}

/// Days from a day to the nearest of a date.
fn distance(today: Date, when: Option<&When>) -> Option<i32> {
    let stretch = when?.readings.first()?;
    let (from, to) = (stretch.first_day()?, stretch.last_day()?);
    let days = |a: Date, b: Date| a.until(b).ok().map(|s| s.get_days());
    Some(days(today, from)?.max(days(to, today)?).max(0))
}

/// Two readings of one wording, the told one first.
pub(super) fn either(mut told: When, other: When) -> When {
    for stretch in other.readings {
        if !told.readings.contains(&stretch) {
            told.readings.push(stretch);
            told.halo.extend(other.halo.first());
        }
    }
    told
}

/// Early (0), mid (1) or late (2) in a date: its third in whole units; a sixth of the whole beyond
/// the edge is merely loose. A day has no such parts.
pub(super) fn third(whole: When, part: u8) -> When {
    if matches!(whole.grain, Period::Day | Period::Night | Period::Minute | Period::Hour | Period::Second) {
        return whole;
    }
    let mut readings = Vec::new();
    let mut halo = Vec::new();
    for stretch in &whole.readings {
        if let Some((inner, outer)) = part_of(stretch, whole.grain, part) {
            readings.push(inner);
            halo.push(outer);
        }
    }
    When { readings, halo, ..whole }.approximate()
}

fn part_of(whole: &Stretch, grain: Period, part: u8) -> Option<(Stretch, Stretch)> {
    let (first, last) = (whole.first_day()?, whole.last_day()?);
    let total = i64::from(last.since(first).ok()?.get_days()) + 1;
    let day = |n: i64| shift(first, Period::Day, n);
    let month = |n: i64| shift(first, Period::Month, n);
    let year = |n: i64| shift(first, Period::Year, n);
    let eve = |d: Date| d.yesterday().ok();
    let (from, to) = match grain {
        Period::Month => [(first, day(9)?), (day(10)?, day(19)?), (day(20)?, last)].get(usize::from(part)).copied()?,
        Period::Year => [(first, eve(month(4)?)?), (month(4)?, eve(month(8)?)?), (month(8)?, last)]
            .get(usize::from(part))
            .copied()?,
        Period::Decade => {
            [(first, eve(year(4)?)?), (year(3)?, eve(year(7)?)?), (year(6)?, last)].get(usize::from(part)).copied()?
        }
        Period::Quarter | Period::Season if total < 100 => {
            [(first, eve(month(1)?)?), (month(1)?, eve(month(2)?)?), (month(2)?, last)]
                .get(usize::from(part))
                .copied()?
        }
        Period::Week => [(first, day(2)?), (day(2)?, day(4)?), (day(4)?, last)].get(usize::from(part)).copied()?,
        _ => {
            let third = total / 3;
            [(first, day(third)?), (day(third)?, day(2 * third)?), (day(2 * third)?, last)]
                .get(usize::from(part))
                .copied()?
        }
    };
    let beyond = total / 6;
    let (a, b) = (shift(from, Period::Day, -beyond)?.max(first), shift(to, Period::Day, beyond)?.min(last));
    Some((Stretch::days(from, to), Stretch::days(a, b)))
}

/// A date said only about: a unit to either side is within what it says.
pub(super) fn about(when: When) -> When {
    let unit = match when.grain {
        Period::Minute | Period::Hour | Period::Second => {
            let half = 30.minutes();
            let widen = |s: &Stretch| Stretch {
                from: s.from.and_then(|m| m.checked_sub(half).ok()),
                to: s.to.and_then(|m| m.checked_add(half).ok()),
            };
            let readings = when.readings.iter().map(widen).collect();
            return When { readings, hedged: true, ..when };
        }
        Period::Day | Period::Night => (Period::Day, 3),
        grain => (grain, 1),
    };
    let widen = |s: &Stretch| -> Option<Stretch> {
        Some(Stretch::days(shift(s.first_day()?, unit.0, -unit.1)?, shift(s.last_day()?, unit.0, unit.1)?))
    };
    let readings = when.readings.iter().filter_map(widen).collect();
    When { readings, ..when }.approximate()
}

/// So many periods from a date: within half a period, and the told value at the period's grain.
pub(super) fn moved(base: Date, period: Period, count: i64) -> Option<When> {
    let at = shift(base, period, count)?;
    let within = |days: i64| Some(Stretch::days(shift(at, Period::Day, -days)?, shift(at, Period::Day, days)?));
    let (told, stretch) = match period {
        Period::Day | Period::Night => return Some(When::day(at)),
        Period::Weekend => return When::weekend(at),
        Period::Week | Period::Fortnight => (When::week(at)?, within(if period == Period::Fortnight { 7 } else { 3 })?),
        Period::Month => (When::month(at.year(), at.month().unsigned_abs())?, within(15)?),
        Period::Quarter | Period::Season => (When::quarter(at.year(), quarter_of(at))?, within(45)?),
        Period::Year if count == -1 => {
            // "a year ago": at the grain of a month, two months to either side.
            let first = month_first(at.year(), i32::from(at.month()) - 2)?;
            let last = month_first(at.year(), i32::from(at.month()) + 2)?.last_of_month();
            (When::month(at.year(), at.month().unsigned_abs())?, Stretch::days(first, last))
        }
        Period::Year => (When::year(at.year())?, half_years(at, 6)?),
        Period::Decade => (When::year(at.year())?, half_years(at, 60)?),
        Period::Century => (When::year(at.year())?, half_years(at, 600)?),
        Period::Second | Period::Minute | Period::Hour => return None,
    };
    Some(When { readings: vec![stretch], written: Written::default(), ..told }.approximate())
}

fn half_years(at: Date, months: i64) -> Option<Stretch> {
    Some(Stretch::days(shift(at, Period::Month, -months)?, shift(at, Period::Month, months)?))
}

/// The quarter of a day, 1 to 4.
pub(super) fn quarter_of(date: Date) -> u8 {
    (date.month().unsigned_abs() - 1) / 3 + 1
}
