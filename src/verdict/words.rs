//! Values in words, for messages and suggestions.

use super::message::shape_word;
use crate::claims::{ChangeOf, Figure, Kind, Moment, Stretch, Value, When, WhenShape};
use crate::facts::Fact;
use crate::lexicon::{Direction, HedgeKind, Lexicon};
use jiff::civil::Date;
use rust_decimal::Decimal;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Short forms as newspapers write them.
const SHORT_MONTHS: [&str; 12] =
    ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."];
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const SMALL_ORDINALS: [&str; 13] = [
    "zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];
const SCALES: [(i64, &str); 3] = [(1_000_000_000_000, "trillion"), (1_000_000_000, "billion"), (1_000_000, "million")];
const SIGNS: [(&str, &str); 4] = [("USD", "$"), ("EUR", "\u{20ac}"), ("GBP", "\u{a3}"), ("JPY", "\u{a5}")];
const IRREGULAR: [(&str, &str); 9] = [
    ("person", "people"),
    ("man", "men"),
    ("woman", "women"),
    ("child", "children"),
    ("foot", "feet"),
    ("life", "lives"),
    ("mouse", "mice"),
    ("tooth", "teeth"),
    ("wolf", "wolves"),
];

/// What a fact states, in words: as its file writes it, where that is words, else from its value.
pub(super) fn reference(fact: &Fact, lexicon: &Lexicon) -> String {
    let written = fact.written.trim();
    let wordy = written.chars().any(|c| c.is_alphabetic() || matches!(c, '%' | '$' | '\u{20ac}' | '\u{a3}' | '\u{a5}'));
    // "4,900,000 EUR" is a number with its unit put behind it.
    let code = matches!(&fact.value, Value::Money { currency, .. } if written.contains(currency.as_str()));
    if wordy && !code && written.len() <= 60 && !matches!(fact.value, Value::When(_)) {
        return written.to_owned();
    }
    value(&fact.value, lexicon)
}

/// A value in words: "6,116 people", "18 March 2014".
pub(super) fn value(value: &Value, lexicon: &Lexicon) -> String {
    match value {
        Value::Number(f) => figure(f, "", ""),
        Value::Percent { figure: f, points: false } => figure(f, "", " percent"),
        Value::Percent { figure: f, points: true } => {
            figure(f, "", if one(f) { " percentage point" } else { " percentage points" })
        }
        Value::Quantity { figure: f, noun } => counted(f, noun),
        Value::Money { figure: f, currency } => money(f, currency),
        Value::Measure { figure: f, unit } => {
            counted(f, lexicon.units.get(*unit as usize).map_or("", |u| u.name.as_str()))
        }
        Value::Age { figure: f, unit } => format!("{} old", counted(f, unit.name())),
        Value::Duration { figure: f, unit, .. } => counted(f, unit.name()),
        Value::Ordinal(rank) => ordinal(*rank, true),
        Value::Role { role, holder } => format!("{holder}, {role}"),
        Value::Quote { text, .. } => format!("\u{201c}{text}\u{201d}"),
        Value::Name(name) => name.clone(),
        Value::Score(numbers) => numbers.iter().map(u64::to_string).collect::<Vec<_>>().join("-"),
        Value::Change { figure: amount, ratio, of, direction, .. } => {
            let way = match direction {
                Direction::Up => "up ",
                Direction::Down => "down ",
                Direction::Either => "a change of ",
            };
            match (amount, ratio) {
                (Some(f), _) => way.to_owned() + &change(f, of, lexicon),
                (None, Some(f)) => figure(f, "", " times as much"),
                (None, None) => way.trim().to_owned(),
            }
        }
        Value::When(w) => when(w),
    }
}

fn change(f: &Figure, of: &ChangeOf, lexicon: &Lexicon) -> String {
    match of {
        ChangeOf::Number => figure(f, "", ""),
        ChangeOf::Percent => figure(f, "", " percent"),
        ChangeOf::Points => figure(f, "", if one(f) { " percentage point" } else { " percentage points" }),
        ChangeOf::Noun(noun) => counted(f, noun),
        ChangeOf::Money(currency) => money(f, currency),
        ChangeOf::Measure(unit) => counted(f, lexicon.units.get(*unit as usize).map_or("", |u| u.name.as_str())),
        ChangeOf::Time(unit) => counted(f, unit.name()),
    }
}

fn one(figure: &Figure) -> bool {
    figure.number == Some(Decimal::ONE)
}

fn counted(f: &Figure, noun: &str) -> String {
    if noun.is_empty() {
        return figure(f, "", "");
    }
    let noun = if one(f) { noun.to_owned() } else { plural(noun) };
    figure(f, "", &format!(" {noun}"))
}

fn money(f: &Figure, currency: &str) -> String {
    match SIGNS.iter().find(|(code, _)| *code == currency) {
        Some((_, sign)) => figure(f, sign, ""),
        None => figure(f, "", &format!(" {currency}")),
    }
}

/// A figure with its hedge, and what stands before and behind its number.
fn figure(f: &Figure, before: &str, after: &str) -> String {
    let shown = |n: Decimal| format!("{before}{}", if f.scaled { scaled(n) } else { number(n) });
    if let (Some(n), None) = (f.number, f.upper_hedge) {
        let text = format!("{}{}{after}", f.hedge.map_or("", hedge), shown(n));
        return text;
    }
    let shown_from = f.intended.unwrap_or(f.literal);
    if let (Some(low), Some(high), Some(a), Some(b)) = (f.hedge, f.upper_hedge, shown_from.min, shown_from.max) {
        return format!("{}{} but {}{}{after}", hedge(low), shown(a.value), hedge(high), shown(b.value));
    }
    match (shown_from.min, shown_from.max) {
        // "a couple"
        (Some(a), Some(b)) if a.value == b.value => format!("{}{after}", shown(a.value)),
        (Some(a), Some(b)) => {
            let about = f.hedge.filter(|h| *h == HedgeKind::About).map_or("", hedge);
            format!("{about}{} to {}{after}", shown(a.value), shown(b.value))
        }
        (Some(a), None) => format!("at least {}{after}", shown(a.value)),
        (None, Some(b)) => format!("up to {}{after}", shown(b.value)),
        (None, None) => after.trim().to_owned(),
    }
}

/// The words of a hedge, with the space behind them.
pub(super) fn hedge(kind: HedgeKind) -> &'static str {
    match kind {
        HedgeKind::About => "about ",
        HedgeKind::MoreThan => "more than ",
        HedgeKind::AtLeast => "at least ",
        HedgeKind::JustOver => "just over ",
        HedgeKind::Nearly => "nearly ",
        HedgeKind::JustUnder => "just under ",
        HedgeKind::LessThan => "less than ",
        HedgeKind::UpTo => "up to ",
        HedgeKind::Exactly => "exactly ",
    }
}

/// "6,116", "12.46".
pub(super) fn number(n: Decimal) -> String {
    let text = n.normalize().to_string();
    let (sign, text) = text.strip_prefix('-').map_or(("", text.as_str()), |rest| ("\u{2212}", rest));
    let (whole, part) = text.split_once('.').map_or((text, None), |(w, p)| (w, Some(p)));
    let mut out = String::from(sign);
    for (i, c) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    if let Some(part) = part {
        out.push('.');
        out.push_str(part);
    }
    out
}

/// "1.2 million".
pub(super) fn scaled(n: Decimal) -> String {
    for (scale, word) in SCALES {
        let scale = Decimal::from(scale);
        if n.abs() >= scale
            && let Some(units) = n.checked_div(scale)
        {
            return format!("{} {word}", number(units));
        }
    }
    number(n)
}

/// A small whole number in words: "twenty-three".
pub(super) fn spelled(n: Decimal) -> Option<String> {
    let n = usize::try_from(n).ok()?;
    if let Some(word) = SMALL.get(n) {
        return Some((*word).to_owned());
    }
    let ten = TENS.get(n / 10).filter(|t| !t.is_empty())?;
    match n % 10 {
        0 => Some((*ten).to_owned()),
        unit => Some(format!("{ten}-{}", SMALL.get(unit)?)),
    }
}

/// "fourth" in words up to the twelfth, else "51st".
pub(super) fn ordinal(rank: u64, words: bool) -> String {
    if let Some(word) = usize::try_from(rank).ok().and_then(|r| SMALL_ORDINALS.get(r)).filter(|_| words) {
        return (*word).to_owned();
    }
    format!("{rank}{}", suffix(rank))
}

/// "st", "nd", "rd", "th".
pub(super) fn suffix(n: u64) -> &'static str {
    match (n % 10, n % 100) {
        (1, t) if t != 11 => "st",
        (2, t) if t != 12 => "nd",
        (3, t) if t != 13 => "rd",
        _ => "th",
    }
}

/// The plural of a noun, or of the last word of a compound.
pub(super) fn plural(noun: &str) -> String {
    // "kilometres per hour"
    if let Some((unit, per)) = noun.split_once(" per ") {
        return format!("{} per {per}", plural(unit));
    }
    if let Some(scale) = noun.strip_prefix("degree ") {
        return format!("degrees {scale}");
    }
    let (head, last) = noun.rsplit_once(' ').map_or(("", noun), |(h, l)| (h, l));
    let space = if head.is_empty() { "" } else { " " };
    if let Some((_, many)) = IRREGULAR.iter().find(|(one, _)| *one == last) {
        return format!("{head}{space}{many}");
    }
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let last = match last.strip_suffix('y') {
        Some(stem) if !stem.ends_with(vowel) => format!("{stem}ies"),
        _ if last.ends_with(['s', 'x', 'z']) || last.ends_with("ch") || last.ends_with("sh") => format!("{last}es"),
        _ => format!("{last}s"),
    };
    format!("{head}{space}{last}")
}

fn nth(names: &[&'static str], one_based: i64) -> &'static str {
    usize::try_from(one_based - 1).ok().and_then(|i| names.get(i)).copied().unwrap_or("")
}

/// The name of a month, 1 to 12.
pub(super) fn month(month: i8) -> &'static str {
    nth(&MONTHS, i64::from(month))
}

/// The short name of a month, with its full stop where it has one.
pub(super) fn short_month(month: i8) -> &'static str {
    nth(&SHORT_MONTHS, i64::from(month))
}

/// The month that a word names, in full or in short, and whether it is the short name.
pub(super) fn month_named(word: &str) -> Option<(u8, bool)> {
    let capital = word.starts_with(char::is_uppercase);
    let full = MONTHS.iter().position(|m| *m == word).map(|at| (at, false));
    let short = || {
        let long_enough = capital && (3..=4).contains(&word.len());
        MONTHS.iter().position(|m| long_enough && m.starts_with(word)).map(|at| (at, true))
    };
    let (at, short) = full.or_else(short)?;
    Some((u8::try_from(at).ok()? + 1, short))
}

/// Whether a word names a weekday.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(&word)
}

/// The name of a weekday.
pub(super) fn weekday(date: Date) -> &'static str {
    nth(&WEEKDAYS, i64::from(date.weekday().to_monday_one_offset()))
}

/// "18 March 2014".
pub(super) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date.month()), date.year())
}

/// What a stretch of the calendar is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Called {
    /// A moment, or less than a day.
    Moment(Moment),
    Day(Date),
    /// The month that begins then.
    Month(Date),
    Year(i16),
    /// That many years from this one on, both round.
    Years(i16, i16),
    /// From the first to the last day.
    Days(Date, Date),
    /// An end is open.
    Open,
}

/// The name of a stretch.
pub(super) fn called(stretch: Stretch) -> Called {
    let (Some(from), Some(to)) = (stretch.from, stretch.to) else { return Called::Open };
    let whole = |m: Moment| m.hour() == 0 && m.minute() == 0;
    let (a, b) = (from.date(), to.date());
    if !whole(from) || !whole(to) {
        return Called::Moment(from);
    }
    if a.tomorrow().is_ok_and(|next| next == b) {
        return Called::Day(a);
    }
    if a.day() == 1 && b.day() == 1 {
        let months = (i32::from(b.year()) - i32::from(a.year())) * 12 + i32::from(b.month()) - i32::from(a.month());
        match months {
            1 => return Called::Month(a),
            12 if a.month() == 1 => return Called::Year(a.year()),
            120 | 1200 if a.month() == 1 && a.year() % 10 == 0 => return Called::Years(a.year(), (months / 12) as i16),
            _ => {}
        }
    }
    Called::Days(a, b.yesterday().unwrap_or(b))
}

/// A stretch in words.
pub(super) fn stretch(stretch: Stretch) -> String {
    match called(stretch) {
        Called::Moment(at) => format!("{:02}:{:02} on {}", at.hour(), at.minute(), day(at.date())),
        Called::Day(date) => day(date),
        Called::Month(first) => format!("{} {}", month(first.month()), first.year()),
        Called::Year(year) => year.to_string(),
        // Where a decade of that name begins as well, "the 1800s" may be either.
        Called::Years(year, 100) if year % 100 == 0 && year >= 0 => {
            format!("the {} century", ordinal(u64::from(year.unsigned_abs()) / 100 + 1, false))
        }
        Called::Years(year, _) => format!("the {year}s"),
        Called::Days(a, b) if a.day() == 1 && b.tomorrow().is_ok_and(|next| next.day() == 1) => {
            if a.year() == b.year() {
                format!("{} to {} {}", month(a.month()), month(b.month()), b.year())
            } else {
                format!("{} {} to {} {}", month(a.month()), a.year(), month(b.month()), b.year())
            }
        }
        Called::Days(a, b) => format!("{} to {}", day(a), day(b)),
        Called::Open => String::from("an open time"),
    }
}

/// A date, time or range in words.
fn when(when: &When) -> String {
    let Some(start) = when.readings.first() else { return when.edtf.clone() };
    if when.shape == WhenShape::Range
        && let Some(end) = when.ends.first()
    {
        return format!("{} to {}", stretch(*start), stretch(*end));
    }
    let zone = when.zone.filter(|_| when.kind == Kind::Time).map_or(String::new(), |z| {
        let sign = if z < 0 { '\u{2212}' } else { '+' };
        if z == 0 { String::from(" (UTC)") } else { format!(" (UTC{sign}{}:{:02})", (z / 60).abs(), (z % 60).abs()) }
    });
    format!("{}{}{zone}", shape_word(when.shape), stretch(*start))
}
