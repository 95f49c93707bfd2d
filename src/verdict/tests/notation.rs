//! A small notation for values, so that tables need no reader: "more than 1.2 million people",
//! "$18", "20 mi", "3 points", "since 2014-04". Of times it reads EDTF dates with a shape before them.

use crate::claims::value::Written;
use crate::claims::{ChangeOf, Figure, Interval, Kind, Moment, Stretch, Value, When, WhenShape};
use crate::facts::{About, Fact, Place, Tolerance};
use crate::lexicon::{ChangeKind, Direction, HedgeKind, Lexicon, Period};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(in crate::verdict) fn d(text: &str) -> Decimal {
    Decimal::from_str_exact(text).unwrap_or_else(|e| panic!("{text}: {e}"))
}

/// Units by the name that the notation gives them, and their UCUM codes.
const UNITS: [(&str, &str); 11] = [
    ("m", "m"),
    ("km", "km"),
    ("cm", "cm"),
    ("mi", "[mi_i]"),
    ("ly", "[ly]"),
    ("kg", "kg"),
    ("t", "t"),
    ("sqkm", "km2"),
    ("sqm", "m2"),
    ("C", "Cel"),
    ("F", "[degF]"),
];

/// The packs that ship with the program.
pub(in crate::verdict) fn lexicon() -> &'static Lexicon {
    static ENGLISH: std::sync::OnceLock<Lexicon> = std::sync::OnceLock::new();
    ENGLISH.get_or_init(|| Lexicon::english().expect("the packs load"))
}

/// Index of a unit of the notation.
pub(in crate::verdict) fn unit_of(name: &str) -> Option<u16> {
    let (_, ucum) = UNITS.iter().find(|u| u.0 == name)?;
    lexicon().units.iter().position(|u| u.ucum == *ucum).map(|at| at as u16)
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
            ratio: Some(Box::new(figure(times).0)),
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
            if let Some(unit) = unit_of(rest) {
                return Value::Measure { figure, unit };
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
        scope: false,
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
        asked: crate::facts::Asked::default(),
    }
}
