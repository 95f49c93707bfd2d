//! A small notation for values, so that tables need no reader: "more than 1.2 million people",
//! "$18", "20 mi", "3 points", "since 2014-04". Of times it reads EDTF dates with a shape before them.

use crate::claims::value::Written;
use crate::claims::{ChangeOf, Figure, Interval, Kind, Moment, Stretch, Value, When, WhenShape};
use crate::facts::{About, Fact, Place, Tolerance};
use crate::lexicon::{
    By, CalendarWord, ChangeKind, Dimension, Direction, Hedge, HedgeKind, Lexicon, Numeral, NumeralKind, Period,
    Rational, Sense, Stem, Unit, fold, split,
};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(in crate::verdict) fn d(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

const UNITS: [(&str, Dimension, &str, &str, &str); 11] = [
    ("m", Dimension::Length, "1", "1", "0"),
    ("km", Dimension::Length, "1000", "1", "0"),
    ("cm", Dimension::Length, "0.01", "1", "0"),
    ("mi", Dimension::Length, "1609.344", "1", "0"),
    ("ly", Dimension::Length, "9460730472580800", "1", "0"),
    ("kg", Dimension::Mass, "1", "1", "0"),
    ("t", Dimension::Mass, "1000", "1", "0"),
    ("sqkm", Dimension::Area, "1000000", "1", "0"),
    ("sqm", Dimension::Area, "1", "1", "0"),
    ("C", Dimension::Temperature, "1", "1", "273.15"),
    ("F", Dimension::Temperature, "5", "9", "459.67"),
];

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
const CARDINALS: [(&str, i64); 7] =
    [("two", 2), ("three", 3), ("four", 4), ("five", 5), ("seven", 7), ("nine", 9), ("eleven", 11)];

/// The packs' thresholds, with the units of the notation and some words to suggest with.
pub(in crate::verdict) fn lexicon() -> Lexicon {
    let mut lexicon = Lexicon::english().expect("the packs load");
    words(&mut lexicon);
    lexicon.units = UNITS
        .iter()
        .map(|(name, dimension, num, den, offset)| Unit {
            ucum: (*name).to_owned(),
            dimension: *dimension,
            factor: Rational { num: d(num), den: d(den) },
            offset: d(offset),
            name: (*name).to_owned(),
            abbreviations: Vec::new(),
        })
        .collect();
    lexicon
}

/// Words of the packs that suggestions look for.
fn words(lexicon: &mut Lexicon) {
    let add = |lexicon: &mut Lexicon, word: &str, sense: Sense| {
        let stems: Vec<Stem> =
            split(word).iter().map(|t| Stem::of(&fold(&word[t.start as usize..t.end as usize]))).collect();
        lexicon.phrases.add(&stems, By::Surface, sense);
    };
    let numeral = |lexicon: &mut Lexicon, word: &str, kind: NumeralKind, value: i64| {
        let sense = Sense::Numeral(lexicon.numerals.len() as u16);
        let value = Decimal::from(value);
        lexicon.numerals.push(Numeral {
            kind,
            value,
            literal: None,
            intended: None,
            persons: false,
            after_digits: false,
        });
        add(lexicon, word, sense);
    };
    for (word, value) in CARDINALS {
        numeral(lexicon, word, NumeralKind::Cardinal, value);
    }
    for (word, value) in [("twenty", 20), ("thirty", 30), ("forty", 40)] {
        numeral(lexicon, word, NumeralKind::Tens, value);
    }
    for (word, value) in [("thousand", 1_000), ("million", 1_000_000), ("bn", 1_000_000_000)] {
        numeral(lexicon, word, NumeralKind::Scale, value);
    }
    numeral(lexicon, "dozens", NumeralKind::Vague, 24);
    numeral(lexicon, "half", NumeralKind::Fraction, 0);
    for (word, value) in [("third", 3), ("fourth", 4)] {
        numeral(lexicon, word, NumeralKind::Ordinal, value);
    }
    for (word, kind) in HEDGES {
        let sense = Sense::Hedge(lexicon.hedges.len() as u16);
        lexicon.hedges.push(Hedge { kind, place: crate::lexicon::Place::Before, verb: false });
        add(lexicon, word, sense);
    }
    let months = MONTHS.iter().enumerate().map(|(i, name)| (*name, CalendarWord::Month(i as u8 + 1)));
    let short = [("Dec", CalendarWord::Month(12)), ("Nov", CalendarWord::Month(11))];
    let days = [("Monday", CalendarWord::Weekday(1)), ("Tuesday", CalendarWord::Weekday(2))];
    let others = [
        ("yesterday", CalendarWord::Day(-1)),
        ("last", CalendarWord::Step(-1, false)),
        ("month", CalendarWord::Period(Period::Month)),
        ("p.m.", CalendarWord::Meridiem(12)),
    ];
    for (word, is) in months.chain(short).chain(days).chain(others) {
        let sense = Sense::Calendar(lexicon.calendar.words.len() as u16);
        lexicon.calendar.words.push(is);
        add(lexicon, word, sense);
    }
}

const HEDGES: [(&str, HedgeKind); 9] = [
    ("about ", HedgeKind::About),
    ("more than ", HedgeKind::MoreThan),
    ("at least ", HedgeKind::AtLeast),
    ("just over ", HedgeKind::JustOver),
    ("nearly ", HedgeKind::Nearly),
    ("just under ", HedgeKind::JustUnder),
    ("less than ", HedgeKind::LessThan),
    ("up to ", HedgeKind::UpTo),
    ("exactly ", HedgeKind::Exactly),
];

const VAGUE: [(&str, &str, &str, &str, &str); 6] = [
    ("dozens", "24", "500", "24", "99"),
    ("hundreds", "200", "10000", "200", "999"),
    ("thousands", "2000", "100000", "2000", "9999"),
    ("several hundred", "300", "900.1", "300", "900"),
    ("a couple", "2", "3.1", "2", "2"),
    ("most", "50.0001", "100.1", "50.0001", "100"),
];

const FRACTIONS: [(&str, &str, &str); 4] =
    [("half", "1", "2"), ("two-thirds", "2", "3"), ("a third", "1", "3"), ("one in five", "1", "5")];

const PERIODS: [(&str, Period); 8] = [
    ("second", Period::Second),
    ("minute", Period::Minute),
    ("hour", Period::Hour),
    ("day", Period::Day),
    ("week", Period::Week),
    ("month", Period::Month),
    ("year", Period::Year),
    ("decade", Period::Decade),
];

/// Reads a value; a text that is none panics, for it is the test's own mistake.
pub(in crate::verdict) fn value(text: &str) -> Value {
    if let Some(when) = when(text) {
        return Value::When(when);
    }
    for (way, direction) in [("up ", Direction::Up), ("down ", Direction::Down)] {
        if let Some(rest) = text.strip_prefix(way).filter(|r| !r.starts_with("to ")) {
            return change(value(rest), direction);
        }
    }
    if let Some(times) = text.strip_prefix("times ") {
        return Value::Change {
            figure: None,
            ratio: Some(figure(times).0),
            of: ChangeOf::Number,
            direction: Direction::Either,
            by: ChangeKind::Verb,
        };
    }
    if let Some(rank) = text.strip_prefix('#') {
        return Value::Ordinal(rank.parse().expect("a rank"));
    }
    for (word, num, den) in FRACTIONS {
        let (hedge, rest) = hedged(text);
        if rest == word {
            let mut figure = Figure::exact(d(num) * Decimal::ONE_HUNDRED / d(den), Decimal::ONE);
            figure.hedge = hedge;
            figure.digits = false;
            figure.fraction = true;
            return Value::Percent { figure, points: false };
        }
    }
    let (figure, rest) = figure(text);
    unit(figure, rest.trim(), text)
}

fn unit(mut figure: Figure, rest: &str, text: &str) -> Value {
    if let Some(sign) = text.chars().find(|c| matches!(c, '$' | '€')) {
        let currency = if sign == '$' { "USD" } else { "EUR" }.to_owned();
        return Value::Money { figure, currency };
    }
    match rest {
        "" => Value::Number(figure),
        "%" => Value::Percent { figure, points: false },
        "points" => Value::Percent { figure, points: true },
        "years old" => Value::Age { figure, unit: Period::Year },
        "months old" => Value::Age { figure, unit: Period::Month },
        _ => {
            if let Some(unit) = UNITS.iter().position(|u| u.0 == rest) {
                return Value::Measure { figure, unit: unit as u16 };
            }
            let singular = rest.trim_end_matches('s');
            if let Some((_, unit)) = PERIODS.iter().find(|p| p.0 == singular) {
                figure.digits = false;
                return Value::Duration { figure, unit: *unit, iso: String::new() };
            }
            Value::Quantity { figure, noun: if rest == "people" { "person".to_owned() } else { singular.to_owned() } }
        }
    }
}

fn change(value: Value, direction: Direction) -> Value {
    let (figure, of) = match value {
        Value::Percent { figure, points: true } => (figure, ChangeOf::Points),
        Value::Percent { figure, .. } => (figure, ChangeOf::Percent),
        Value::Measure { figure, unit } => (figure, ChangeOf::Measure(unit)),
        Value::Money { figure, currency } => (figure, ChangeOf::Money(currency)),
        Value::Number(figure) => (figure, ChangeOf::Number),
        Value::Quantity { figure, noun } => (figure, ChangeOf::Noun(noun)),
        other => panic!("no change: {other:?}"),
    };
    Value::Change { figure: Some(figure), ratio: None, of, direction, by: ChangeKind::Verb }
}

fn hedged(text: &str) -> (Option<HedgeKind>, &str) {
    HEDGES.iter().find_map(|(word, kind)| text.strip_prefix(word).map(|r| (Some(*kind), r))).unwrap_or((None, text))
}

/// The number that a text begins with, its grain, whether a scale word rounds it, and the rest.
fn number(text: &str) -> (Decimal, Decimal, bool, &str) {
    let text = text.trim_start_matches(['$', '€']);
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ',' | '.' | '-')).unwrap_or(text.len());
    let (digits, mut rest) = text.split_at(end);
    let mut n = d(&digits.replace(',', ""));
    let mut scaled = false;
    let mut scale = Decimal::ONE;
    for (word, worth) in [(" million", 1_000_000), (" billion", 1_000_000_000), (" thousand", 1_000)] {
        if let Some(after) = rest.strip_prefix(word) {
            (scale, rest, scaled) = (Decimal::from(worth), after, true);
        }
    }
    let mut grain = Decimal::new(1, n.scale());
    while n.scale() == 0 && !n.is_zero() && (n % (grain * Decimal::TEN)).is_zero() {
        grain *= Decimal::TEN;
    }
    n *= scale;
    (n, grain * scale, scaled, rest)
}

fn figure(text: &str) -> (Figure, &str) {
    for (word, a, b, c, e) in VAGUE {
        if let Some(rest) = text.strip_prefix(word) {
            let mut figure = Figure::exact(Decimal::ZERO, Decimal::ONE);
            // One value is meant by "a couple".
            figure.number = (c == e).then(|| d(c));
            figure.literal = Interval::half_open(d(a), d(b));
            figure.intended = Some(Interval::closed(d(c), d(e)));
            return (figure, rest);
        }
    }
    let (hedge, rest) = hedged(text);
    let (n, grain, scaled, rest) = number(rest);
    let mut figure = Figure::exact(n, grain);
    figure.scaled = scaled;
    figure.hedge = hedge;
    if let Some(upper) = rest.strip_prefix(" to ") {
        let (m, grain, scaled, rest) = number(upper);
        figure.number = None;
        figure.literal = Interval::closed(n, m);
        figure.grain = figure.grain.min(grain);
        figure.scaled |= scaled;
        return (figure, rest);
    }
    if let Some(upper) = rest.strip_prefix(" but less than ") {
        let (m, _, _, rest) = number(upper);
        figure.literal = Interval {
            min: Some(crate::claims::Bound { value: n, open: true }),
            max: Some(crate::claims::Bound { value: m, open: true }),
        };
        figure.number = None;
        figure.upper_hedge = Some(HedgeKind::LessThan);
        return (figure, rest);
    }
    (figure, rest)
}

/// The first moment of an EDTF date or time, the first moment after it, and its grain.
fn stretch(text: &str) -> Option<(Stretch, Period, Written)> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let small = |n: Option<i16>| n.and_then(|n| u8::try_from(n).ok());
    let between = |a: Date, b: Date| Stretch { from: Some(a.at(0, 0, 0, 0)), to: Some(b.at(0, 0, 0, 0)) };
    let year = number(0, 4)?;
    let mut written = Written { year: Some(year), ..Written::default() };
    let first = Date::new(year, 1, 1).ok()?;
    match text.len() {
        4 => Some((between(first, first.checked_add(1.year()).ok()?), Period::Year, written)),
        5 if text.ends_with('s') => {
            Some((between(first, first.checked_add(10.years()).ok()?), Period::Decade, written))
        }
        7 if text.as_bytes()[4] == b'-' => {
            written.month = small(number(5, 7));
            let first = Date::new(year, written.month? as i8, 1).ok()?;
            Some((between(first, first.checked_add(1.month()).ok()?), Period::Month, written))
        }
        10 => {
            let day: Date = text.parse().ok()?;
            written.month = small(Some(day.month().into()));
            written.day = small(Some(day.day().into()));
            Some((between(day, day.tomorrow().ok()?), Period::Day, written))
        }
        16 => {
            let at: Moment = text.parse().ok()?;
            let after = at.checked_add(1.minute()).ok()?;
            written.month = small(Some(at.month().into()));
            written.day = small(Some(at.day().into()));
            written.minute = Some(at.hour() as u16 * 60 + at.minute() as u16);
            Some((Stretch { from: Some(at), to: Some(after) }, Period::Minute, written))
        }
        _ => None,
    }
}

/// Reads "since 2014-04", "2014-03/2014-05", "about 2014-03", "2015-05-12T16:00+60".
pub(in crate::verdict) fn when(text: &str) -> Option<When> {
    const SHAPES: [(&str, WhenShape); 5] = [
        ("since ", WhenShape::Since),
        ("until ", WhenShape::Until),
        ("by ", WhenShape::By),
        ("before ", WhenShape::Before),
        ("after ", WhenShape::After),
    ];
    let (shape, rest) =
        SHAPES.iter().find_map(|(w, s)| text.strip_prefix(w).map(|r| (*s, r))).unwrap_or((WhenShape::On, text));
    let (rest, zone) = match rest.split_once('+') {
        Some((rest, zone)) => (rest, Some(zone.parse().ok()?)),
        None => (rest, None),
    };
    let (start, end) = rest.split_once('/').map_or((rest, None), |(a, b)| (a, Some(b)));
    let (first, grain, written) = stretch(start)?;
    let mut when = When {
        kind: if grain < Period::Day { Kind::Time } else { Kind::Date },
        edtf: rest.to_owned(),
        shape,
        readings: vec![first],
        ends: Vec::new(),
        grain,
        hedged: false,
        halo: Vec::new(),
        partial: false,
        written,
        zone,
    };
    if let Some(end) = end {
        when.shape = WhenShape::Range;
        when.kind = Kind::DateRange;
        when.ends = vec![stretch(end)?.0];
    }
    Some(when)
}

/// A fact of this value: "400 +- 5%" has a tolerance.
pub(in crate::verdict) fn fact(text: &str) -> Fact {
    let (text, tolerance) = text.split_once(" +- ").map_or((text, None), |(value, by)| {
        let tolerance = by.strip_suffix('%').map_or_else(|| Tolerance::Absolute(d(by)), |p| Tolerance::Percent(d(p)));
        (value, Some(tolerance))
    });
    Fact {
        by: None,
        series: Vec::new(),
        id: text.replace(' ', "-"),
        about: About::Terms(Vec::new()),
        value: value(text),
        written: text.to_owned(),
        claim: None,
        unless: Vec::new(),
        when: None,
        as_of: None,
        tolerance,
        source: None,
        url: None,
        note: None,
        place: Place::default(),
        file: 0,
    }
}
