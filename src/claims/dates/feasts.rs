//! The dates of named days: fixed ones, weekdays of a month, those that hang on Easter, those of other calendars.

use crate::lexicon::DayRule;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// The day that a rule names in a year; none where it does not say.
pub(super) fn named(rule: &DayRule, year: i16) -> Option<Date> {
    let day = |month: u8, day: u8| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
    let nth = |month: u8, weekday: u8, n: i8| {
        day(month, 1)?.nth_weekday_of_month(n, Weekday::from_monday_one_offset(i8::try_from(weekday).ok()?).ok()?).ok()
    };
    match rule {
        DayRule::Fixed(month, d) => day(*month, *d),
        DayRule::Easter(days) => easter(year)?.checked_add(i32::from(*days).days()).ok(),
        DayRule::Orthodox(days) => eastern(year)?.checked_add(i32::from(*days).days()).ok(),
        DayRule::Weekday(month, weekday, n) => nth(*month, *weekday, *n),
        DayRule::Beyond(month, weekday, n, days) => {
            nth(*month, *weekday, *n)?.checked_add(i32::from(*days).days()).ok()
        }
        DayRule::Table(first, days) => {
            let both = *days.get(usize::try_from(year.checked_sub(*first)?).ok()?)?;
            day(u8::try_from(both / 100).ok()?, u8::try_from(both % 100).ok()?)
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm.
fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Easter Sunday by the Julian calendar, as the Gregorian one counts its days, by Meeus.
fn eastern(year: i16) -> Option<Date> {
    let y = i32::from(year);
    if y < 1900 {
        return None;
    }
    let d = (19 * (y % 19) + 15) % 30;
    let e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7;
    let (month, day) = ((d + e + 114) / 31, (d + e + 114) % 31 + 1);
    let behind = y / 100 - y / 400 - 2;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?.checked_add(behind.days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn on(rule: &DayRule, year: i16) -> Option<String> {
        named(rule, year).map(|d| d.to_string())
    }

    #[test]
    fn both_easters_are_computed() {
        for (year, west, east) in [
            (2010, "2010-04-04", "2010-04-04"),
            (2013, "2013-03-31", "2013-05-05"),
            (2016, "2016-03-27", "2016-05-01"),
            (2024, "2024-03-31", "2024-05-05"),
        ] {
            assert_eq!(on(&DayRule::Easter(0), year).as_deref(), Some(west));
            assert_eq!(on(&DayRule::Orthodox(0), year).as_deref(), Some(east));
        }
    }

    #[test]
    fn a_table_tells_the_years_that_it_has() {
        let rule = DayRule::Table(2018, vec![1107, 1027]);
        assert_eq!(on(&rule, 2019).as_deref(), Some("2019-10-27"));
        assert_eq!((on(&rule, 2017), on(&rule, 2020)), (None, None));
    }
}
