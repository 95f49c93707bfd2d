//! Dates in the draft's own form: the part that is wrong replaced, the year written where it is
//! missing; in other words where the form cannot hold the right date.

use super::form::capitalised;
use crate::claims::{Kind, Moment, Stretch, When, WhenShape};
use crate::lexicon::{CalendarWord, Lexicon, Sense, TokenKind};
use crate::verdict::Gap;
use crate::verdict::message::shape_word;
use crate::verdict::text::Words;
use crate::verdict::words::{self, Called};
use jiff::civil::Date;

/// The claim with the reference's date.
pub(super) fn wording(text: &str, mine: &When, theirs: &When, gap: &Gap, lexicon: &Lexicon) -> Option<String> {
    if mine.shape == WhenShape::Range {
        return range(text, theirs);
    }
    let target = match (mine.shape, theirs.shape) {
        (WhenShape::Until | WhenShape::By, WhenShape::Range) => theirs.ends.first()?,
        (WhenShape::On | WhenShape::Before | WhenShape::After, WhenShape::Range) => return None,
        _ => theirs.readings.first()?,
    };
    let words = Words::of(text, lexicon);
    if mine.kind == Kind::Time {
        let Called::Moment(at) = words::called(*target) else { return None };
        return (*gap == Gap::Hour).then(|| clock(&words, at)).flatten();
    }
    let whole = matches!(mine.shape, WhenShape::Before | WhenShape::After);
    let kept =
        if whole { None } else { in_digits(text, mine, *target).or_else(|| in_form(&words, mine, *target, gap)) };
    kept.or_else(|| rewritten(&words, mine, *target))
}

/// What a token of a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Month,
    Day,
    Year,
    Weekday,
    /// A preposition, a mark, "the", "of".
    Between,
    /// A word that counts from another date, a part of a whole, a season: it has no right form here.
    Other,
}

fn parts(words: &Words<'_>) -> Vec<Part> {
    (0..words.tokens.len())
        .map(|at| {
            let word = words.word(at);
            if words.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Number) {
                let small = word.parse::<u8>().is_ok_and(|n| (1..=31).contains(&n));
                return if small {
                    Part::Day
                } else if word.len() == 4 {
                    Part::Year
                } else {
                    Part::Other
                };
            }
            if words::month_named(word).is_some() {
                return Part::Month;
            }
            if words::is_weekday(word) {
                return Part::Weekday;
            }
            // "th" of "12th" goes with its day.
            let glued = at > 0
                && words.tokens.get(at - 1).zip(words.tokens.get(at)).is_some_and(|(a, b)| {
                    a.kind == TokenKind::Number && b.kind == TokenKind::Word && a.end == b.start && b.end - b.start == 2
                });
            if !glued && words.hits(at).iter().any(|h| matches!(h.sense, Sense::Calendar(_))) {
                Part::Other
            } else {
                Part::Between
            }
        })
        .collect()
}

/// "last month", "yesterday", "ten days ago": words that stand without a preposition.
fn relative(words: &Words<'_>) -> bool {
    (0..words.tokens.len()).any(|at| {
        words.hits(at).iter().any(|h| match h.sense {
            Sense::Calendar(i) => matches!(
                words.calendar(i),
                Some(
                    CalendarWord::Step(..) | CalendarWord::Away(..) | CalendarWord::Day(_) | CalendarWord::DayPart(..)
                )
            ),
            _ => false,
        })
    })
}

/// A day in digits alone ("2024-05-12", "12/05/2024"): its parts in the same order, as long and with the same marks.
fn in_digits(text: &str, mine: &When, target: Stretch) -> Option<String> {
    let Called::Day(date) = words::called(target) else { return None };
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let old = text.get(start..end)?;
    let mark = old.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
    let parts: Vec<&str> = old.split(mark).collect();
    let [a, b, c] = parts[..] else { return None };
    if parts.iter().any(|p| p.is_empty() || p.bytes().any(|b| !b.is_ascii_digit())) {
        return None;
    }
    let read = mine.readings.first()?.from?.date();
    let is = |part: &str, n: i8| part.parse::<i8>() == Ok(n);
    let (day, month) = (date.day(), date.month());
    let short = [a, b, c].iter().any(|p| p.len() == 1);
    let two = |n: i8| if short { n.to_string() } else { format!("{n:02}") };
    let year = |part: &str| match part.len() {
        4 => Some(format!("{:04}", date.year())),
        2 => Some(format!("{:02}", date.year().rem_euclid(100))),
        _ => None,
    };
    let new = if a.len() == 4 && is(b, read.month()) && is(c, read.day()) {
        [year(a)?, two(month), two(day)]
    } else if read.day() == read.month() {
        // Nothing tells which of the two is the day.
        return None;
    } else if is(a, read.day()) && is(b, read.month()) {
        [two(day), two(month), year(c)?]
    } else if is(a, read.month()) && is(b, read.day()) {
        [two(month), two(day), year(c)?]
    } else {
        return None;
    };
    Some(format!("{}{}{}", text.get(..start)?, new.join(&mark.to_string()), text.get(end..)?))
}

/// Each part replaced where it stands.
fn in_form(words: &Words<'_>, mine: &When, target: Stretch, gap: &Gap) -> Option<String> {
    let parts = parts(words);
    let has = |part: Part| parts.contains(&part);
    if has(Part::Other) || parts.iter().all(|p| *p == Part::Between) {
        return None;
    }
    let (first, day, month) = match words::called(target) {
        Called::Day(date) => (date, true, true),
        Called::Moment(at) => (at.date(), true, true),
        Called::Month(first) => (first, false, true),
        Called::Year(year) => (Date::new(year, 1, 1).ok()?, false, false),
        Called::Years(..) | Called::Days(..) | Called::Open => return None,
    };
    let lacks = ((has(Part::Day) || has(Part::Weekday)) && !day) || (has(Part::Month) && !month);
    if lacks || (has(Part::Day) && !has(Part::Month)) {
        return None;
    }
    if has(Part::Weekday) && !has(Part::Day) {
        // A weekday alone tells only of the days around the dateline.
        let read = mine.readings.first()?.from?.date();
        let far = read.until(first).ok()?.get_days().abs();
        if far > 6 {
            return None;
        }
    }
    let mut out = String::new();
    let mut at = 0;
    let mut month_first = None;
    let mut last = 0;
    while at < words.tokens.len() {
        let token = words.tokens.get(at)?;
        out.push_str(words.text.get(last..token.start as usize)?);
        last = token.end as usize;
        let word = words.word(at);
        match parts.get(at)? {
            Part::Month => {
                month_first.get_or_insert(true);
                let dot = words.word(at + 1) == "." && words.tokens.get(at + 1).is_some_and(|t| t.start == token.end);
                let short = dot || words::month_named(word).is_some_and(|(_, short)| short);
                let name = if short { words::short_month(first.month()) } else { words::month(first.month()) };
                out.push_str(if dot { name } else { name.trim_end_matches('.') });
                if dot {
                    at += 1;
                    last = words.tokens.get(at)?.end as usize;
                }
            }
            Part::Day => {
                month_first.get_or_insert(false);
                let day = u64::try_from(first.day()).ok()?;
                out.push_str(&day.to_string());
                let next = words.tokens.get(at + 1);
                if next.is_some_and(|t| t.start == token.end && t.kind == TokenKind::Word) {
                    at += 1;
                    last = words.tokens.get(at)?.end as usize;
                    out.push_str(words::suffix(day));
                }
            }
            Part::Year => out.push_str(&first.year().to_string()),
            Part::Weekday => out.push_str(words::weekday(first)),
            Part::Between | Part::Other => out.push_str(word),
        }
        at += 1;
    }
    out.push_str(words.text.get(last..)?);
    let read = mine.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::year);
    let missing = !has(Part::Year) && (has(Part::Month) || has(Part::Day));
    if missing && (*gap == Gap::UnwrittenYear || read.is_some_and(|y| y != first.year())) {
        let comma = if has(Part::Day) && month_first == Some(true) { "," } else { "" };
        out.push_str(&format!("{comma} {}", first.year()));
    }
    Some(out)
}

/// The date in plain words, behind the preposition that the claim has or wants.
fn rewritten(words: &Words<'_>, mine: &When, target: Stretch) -> Option<String> {
    let called = words::called(target);
    if called == Called::Open {
        return None;
    }
    let parts = parts(words);
    // "last month", "yesterday", "last Monday" take a preposition in their place; "Monday" and "May 12" have one.
    let steps = words
        .hits(0)
        .iter()
        .any(|h| matches!(h.sense, Sense::Calendar(i) if matches!(words.calendar(i), Some(CalendarWord::Step(..)))));
    let bare = mine.shape == WhenShape::On && relative(words) && (steps || !parts.contains(&Part::Weekday));
    // "before February" for a day in March: the day itself.
    let on = bare || matches!(mine.shape, WhenShape::Before | WhenShape::After);
    let preposition = match (mine.shape, &called) {
        (_, Called::Day(_)) if on => "on ",
        (_, Called::Moment(_)) if on => "at ",
        (_, _) if on => "in ",
        (shape, _) => shape_word(shape),
    };
    let text = format!("{preposition}{}", words::stretch(target));
    Some(if words.text.starts_with(char::is_uppercase) { capitalised(&text) } else { text })
}

/// Both ends anew.
fn range(text: &str, theirs: &When) -> Option<String> {
    let (start, end) = (theirs.readings.first()?, theirs.ends.first()?);
    if theirs.shape != WhenShape::Range {
        return None;
    }
    let between = text.get(..7).is_some_and(|t| t.eq_ignore_ascii_case("between"));
    let from = text.get(..4).is_some_and(|t| t.eq_ignore_ascii_case("from"));
    let (open, join) = if between {
        ("between ", " and ")
    } else if from {
        ("from ", " to ")
    } else {
        ("", " to ")
    };
    let told = format!("{open}{}{join}{}", words::stretch(*start), words::stretch(*end));
    Some(if text.starts_with(char::is_uppercase) { capitalised(&told) } else { told })
}

/// A time of day in the form of the draft's.
fn clock(words: &Words<'_>, at: Moment) -> Option<String> {
    let first = words.tokens.iter().position(|t| t.kind == TokenKind::Number)?;
    let start = words.tokens.get(first)?.start as usize;
    let mut end = words.tokens.get(first)?.end as usize;
    let mut next = first + 1;
    if words.word(next) == ":" && words.tokens.get(next + 1).is_some_and(|t| t.kind == TokenKind::Number) {
        end = words.tokens.get(next + 1)?.end as usize;
        next += 2;
    }
    let meridiem = words.hits(next).iter().find_map(|h| match h.sense {
        Sense::Calendar(i) => {
            words.calendar(i).filter(|w| matches!(w, CalendarWord::Meridiem(_))).map(|_| h.len as usize)
        }
        _ => None,
    });
    let old = words.text.get(start..end)?;
    let time = match meridiem {
        Some(len) => {
            let tail = words.tokens.get(next + len - 1)?;
            let gap = words.text.get(end..words.tokens.get(next)?.start as usize)?;
            let dotted = words.text.get(words.tokens.get(next)?.start as usize..tail.end as usize)?.contains('.');
            let half = match (at.hour() < 12, dotted) {
                (true, true) => "a.m.",
                (true, false) => "am",
                (false, true) => "p.m.",
                (false, false) => "pm",
            };
            end = tail.end as usize;
            let hour = match at.hour() % 12 {
                0 => 12,
                hour => hour,
            };
            let minutes = if at.minute() == 0 { String::new() } else { format!(":{:02}", at.minute()) };
            format!("{hour}{minutes}{gap}{half}")
        }
        None if old.len() == 4 && !old.contains([':', '.']) => format!("{:02}{:02}", at.hour(), at.minute()),
        None => format!("{:02}{}{:02}", at.hour(), if old.contains('.') { '.' } else { ':' }, at.minute()),
    };
    Some(format!("{}{time}{}", words.text.get(..start)?, words.text.get(end..)?))
}
