//! EDTF values of facts: `2014-03`, `2014-21`, `2014-03/2014-05`, `1964/..`, `2014-03-18T16:00`.

use crate::claims::{Moment, When, WhenShape};
use jiff::civil::Date;

/// Reads an EDTF string (levels 0 and 1, quarters and halves of level 2) or an ISO 8601 time.
#[must_use]
pub fn parse(text: &str) -> Option<When> {
    let text = text.trim();
    if let Some((from, to)) = text.split_once('/') {
        let open = |end: &str| end.is_empty() || end == "..";
        return match (open(from), open(to)) {
            (true, true) => None,
            (false, true) => Some(point(from)?.shaped(WhenShape::Since)),
            (true, false) => Some(point(to)?.shaped(WhenShape::Until)),
            (false, false) => {
                let (from, to) = (point(from)?, point(to)?);
                (from.first_day()? <= to.first_day()?).then(|| When::range(&from, &to))
            }
        };
    }
    point(text)
}

/// A native TOML date.
#[must_use]
pub fn date(date: Date) -> When {
    When::day(date)
}

/// A native TOML date-time; `zone` in minutes east of UTC.
#[must_use]
pub fn moment(moment: Moment, zone: Option<i16>) -> When {
    When::moment(moment, zone)
}

fn point(text: &str) -> Option<When> {
    if !text.is_ascii() {
        return None;
    }
    if let Some((day, clock)) = text.split_once(['T', ' ']) {
        let (minute, zone) = time(clock)?;
        if day.is_empty() {
            return Some(When::clock(minute, zone));
        }
        let day = civil(day)?;
        let at = day.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
        return Some(moment(at, zone));
    }
    let hedged = text.ends_with(['?', '~', '%']);
    let when = plain(text.trim_end_matches(['?', '~', '%']))?;
    Some(if hedged { when.approximate() } else { when })
}

fn plain(text: &str) -> Option<When> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let parts: Vec<&str> = digits.split('-').collect();
    let year = parts.first()?;
    if year.len() != 4 {
        return None;
    }
    let unknown = |p: &str| p.bytes().all(|b| matches!(b, b'X' | b'u'));
    match parts.get(1..)? {
        [] => {
            if let Some(century) = year.strip_suffix("XX") {
                return When::century(century.parse::<i16>().ok()?.checked_add(1)?);
            }
            if let Some(decade) = year.strip_suffix('X') {
                return When::decade(decade.parse::<i16>().ok()?.checked_mul(10)?);
            }
            When::year(number(year)? * sign)
        }
        [month] | [month, _] if unknown(month) => When::year(number(year)? * sign),
        [month] => {
            let (year, month) = (number(year)? * sign, number(month).filter(|_| month.len() == 2)? as u8);
            match month {
                1..=12 => When::month(year, month),
                21..=24 => When::season(year, month),
                33..=36 => When::quarter(year, month - 32),
                40 | 41 => When::half(year, month - 39),
                _ => None,
            }
        }
        [month, day] if unknown(day) => When::month(number(year)? * sign, number(month)? as u8),
        [_, _] => civil(text).map(When::day),
        _ => None,
    }
}

fn number(text: &str) -> Option<i16> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn civil(text: &str) -> Option<Date> {
    let (sign, digits) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    let mut parts = digits.split('-');
    let (y, m, d) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || y.len() != 4 || m.len() != 2 || d.len() != 2 {
        return None;
    }
    Date::new(number(y)? * sign, i8::try_from(number(m)?).ok()?, i8::try_from(number(d)?).ok()?).ok()
}

/// Minutes after midnight, and minutes east of UTC: `16:00`, `16:00:30Z`, `16:00+03:00`.
fn time(text: &str) -> Option<(u16, Option<i16>)> {
    let cut = text.find(['Z', '+', '-']).unwrap_or(text.len());
    let (clock, zone) = text.split_at(cut);
    let mut parts = clock.split(':');
    let (hour, minute) = (two(parts.next()?)?, two(parts.next()?)?);
    if let Some(second) = parts.next() {
        two(second.split('.').next()?).filter(|s| *s < 61)?;
    }
    if parts.next().is_some() || hour > 23 || minute > 59 {
        return None;
    }
    let zone = match zone.as_bytes().first() {
        None => None,
        Some(b'Z') if zone.len() == 1 => Some(0),
        Some(sign @ (b'+' | b'-')) => {
            let rest = zone.get(1..)?;
            let (h, m) = rest.split_once(':').or_else(|| rest.split_at_checked(2)).unwrap_or((rest, "00"));
            let east = i16::try_from(two(h)? * 60 + if m.is_empty() { 0 } else { two(m)? }).ok()?;
            Some(if *sign == b'-' { -east } else { east })
        }
        Some(_) => return None,
    };
    Some((hour * 60 + minute, zone))
}

fn two(text: &str) -> Option<u16> {
    (text.len() == 2).then(|| number(text))?.and_then(|n| u16::try_from(n).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Kind;

    #[test]
    fn a_range_covers_all_from_its_first_moment_to_its_last() {
        let covered = |text: &str| {
            let stretch = parse(text).and_then(|w| w.covers().next()).unwrap();
            let day = |m: Option<crate::claims::Moment>| m.map_or(String::from(".."), |m| m.date().to_string());
            format!("{} {}", day(stretch.from), day(stretch.to))
        };
        assert_eq!(covered("2024-11-17/2024-12-15"), "2024-11-17 2024-12-16");
        assert_eq!(covered("2014-03"), "2014-03-01 2014-04-01");
        assert_eq!(covered("1964/.."), "1964-01-01 ..");
        assert_eq!(covered("../2014"), ".. 2015-01-01");
    }

    #[test]
    fn values_of_every_form_read_back_as_they_are_written() {
        for text in [
            "2014",
            "2014-03",
            "2014-03-18",
            "2014-21",
            "2014-24",
            "2014-33",
            "2014-41",
            "201X",
            "19XX",
            "-0043",
            "2014~",
            "2014-03/2014-05",
            "1964/..",
            "../2014",
            "2014-03-18T16:00",
            "2014-03-18T16:00Z",
            "2014-03-18T16:00+03:00",
            "2014-03-18T16:00-05:30",
            "T16:00",
            "T16:00Z",
        ] {
            assert_eq!(parse(text).map(|w| w.edtf).as_deref(), Some(text));
        }
    }

    #[test]
    fn lenient_forms_come_to_the_plain_one() {
        for (text, edtf) in [
            ("2014-03-18T16:00:30", "2014-03-18T16:00"),
            ("2014?", "2014~"),
            ("2014-XX", "2014"),
            ("2014-03-XX", "2014-03"),
            ("1964/", "1964/.."),
        ] {
            assert_eq!(parse(text).map(|w| w.edtf).as_deref(), Some(edtf), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "..",
            "../..",
            "2014-13",
            "2014-02-30",
            "2014-3",
            "14",
            "May 2014",
            "2014-05/2014-03",
            "25:00",
            "T25:00",
            "2014-03-18T1",
            "ä/2014",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_season_covers_its_months() {
        let spring = parse("2014-21").and_then(|w| w.readings.first().copied());
        let days = spring.map(|s| (s.first_day(), s.last_day()));
        assert_eq!(days, Some((Date::new(2014, 3, 1).ok(), Date::new(2014, 5, 31).ok())));
        assert_eq!(parse("1964/..").map(|w| w.kind), Some(Kind::DateRange));
    }
}
