//! Values, claims and findings as JSON: the tables of the output format, key for key and in their
//! order. Numbers are written from their exact decimal text, never through a float.

use crate::claims::{Bound, ChangeOf, Figure, Value};
use crate::lexicon::{Lexicon, Period};
use crate::verdict::{Finding, Verdict};
use rust_decimal::Decimal;
use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// A number of any length as a JSON number: `6100`, `12.5`, without trailing zeros.
struct Exact(Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = if self.0.is_zero() { String::from("0") } else { self.0.normalize().to_string() };
        RawValue::from_string(text).map_err(S::Error::custom)?.serialize(serializer)
    }
}

fn end(bound: Option<Bound>) -> Option<Exact> {
    bound.map(|b| Exact(b.value))
}

/// A value as the output shows it: `{"type": "quantity", "number": 6100, …, "unit": "person"}`.
pub(super) struct ValueJson<'a> {
    pub value: &'a Value,
    pub lexicon: &'a Lexicon,
}

impl Serialize for ValueJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.value {
            Value::Number(figure) => {
                map.serialize_entry("type", "number")?;
                bounds(&mut map, figure)?;
            }
            Value::Percent { figure, points } => {
                map.serialize_entry("type", "percent")?;
                bounds(&mut map, figure)?;
                if *points {
                    map.serialize_entry("points", &true)?;
                }
            }
            Value::Quantity { figure, noun } => quantity(&mut map, figure, noun)?,
            Value::Money { figure, currency } => quantity(&mut map, figure, currency)?,
            Value::Measure { figure, unit } => quantity(&mut map, figure, ucum(self.lexicon, *unit))?,
            Value::Age { figure, unit } => quantity(&mut map, figure, period_name(*unit))?,
            Value::Ordinal(number) => {
                map.serialize_entry("type", "ordinal")?;
                map.serialize_entry("number", number)?;
            }
            Value::Score(numbers) => {
                map.serialize_entry("type", "score")?;
                map.serialize_entry("numbers", numbers)?;
            }
            Value::Change { figure, ratio, of, .. } => {
                map.serialize_entry("type", "change")?;
                change(&mut map, figure.as_ref(), ratio.as_ref(), of, self.lexicon)?;
            }
            Value::When(when) => {
                map.serialize_entry("type", when.kind.name())?;
                map.serialize_entry("edtf", &when.edtf)?;
            }
            Value::Duration { figure, iso, .. } => {
                map.serialize_entry("type", "duration")?;
                map.serialize_entry("iso", iso)?;
                let stated = figure.number.is_some() || figure.literal.min.is_some() || figure.literal.max.is_some();
                if stated || figure.hedge.is_some() {
                    bounds(&mut map, figure)?;
                }
            }
        }
        map.end()
    }
}

/// `number` (null in a range), `min` and `max` (null where open), `hedge` (null or its name).
fn bounds<M: SerializeMap>(map: &mut M, figure: &Figure) -> Result<(), M::Error> {
    map.serialize_entry("number", &figure.number.map(Exact))?;
    map.serialize_entry("min", &end(figure.literal.min))?;
    map.serialize_entry("max", &end(figure.literal.max))?;
    map.serialize_entry("hedge", &figure.hedge.map(|h| h.name()))
}

fn quantity<M: SerializeMap>(map: &mut M, figure: &Figure, unit: &str) -> Result<(), M::Error> {
    map.serialize_entry("type", "quantity")?;
    bounds(map, figure)?;
    map.serialize_entry("unit", unit)
}

/// A change by a figure has its `unit` (none for a bare number), one to so many times has its
/// `ratio`; of a ratio alone, `min` and `max` are told only where it is a range itself.
fn change<M: SerializeMap>(
    map: &mut M,
    figure: Option<&Figure>,
    ratio: Option<&Figure>,
    of: &ChangeOf,
    lexicon: &Lexicon,
) -> Result<(), M::Error> {
    match (figure, ratio) {
        (Some(figure), _) => bounds(map, figure)?,
        (None, Some(ratio)) => {
            let ranged = ratio.number.is_none();
            map.serialize_entry("number", &None::<Exact>)?;
            map.serialize_entry("min", &end(ratio.literal.min).filter(|_| ranged))?;
            map.serialize_entry("max", &end(ratio.literal.max).filter(|_| ranged))?;
            map.serialize_entry("hedge", &ratio.hedge.map(|h| h.name()))?;
        }
        (None, None) => {
            for key in ["number", "min", "max", "hedge"] {
                map.serialize_entry(key, &None::<Exact>)?;
            }
        }
    }
    if figure.is_some() {
        match of {
            ChangeOf::Number => {}
            ChangeOf::Percent => map.serialize_entry("unit", "%")?,
            ChangeOf::Points => {
                map.serialize_entry("unit", "%")?;
                map.serialize_entry("points", &true)?;
            }
            ChangeOf::Noun(unit) | ChangeOf::Money(unit) => map.serialize_entry("unit", unit)?,
            ChangeOf::Measure(unit) => map.serialize_entry("unit", ucum(lexicon, *unit))?,
            ChangeOf::Time(period) => map.serialize_entry("unit", period_name(*period))?,
        }
    }
    if let Some(number) = ratio.and_then(|r| r.number) {
        map.serialize_entry("ratio", &Exact(number))?;
    }
    Ok(())
}

fn ucum(lexicon: &Lexicon, unit: u16) -> &str {
    lexicon.units.get(usize::from(unit)).map_or("", |u| u.ucum.as_str())
}

/// The name in the output of a unit in which ages and lengths of time are counted.
fn period_name(period: Period) -> &'static str {
    match period {
        Period::Second => "second",
        Period::Minute => "minute",
        Period::Hour => "hour",
        Period::Day => "day",
        Period::Night => "night",
        Period::Weekend => "weekend",
        Period::Week => "week",
        Period::Fortnight => "fortnight",
        Period::Month => "month",
        Period::Quarter => "quarter",
        Period::Season => "season",
        Period::Year => "year",
        Period::Decade => "decade",
        Period::Century => "century",
    }
}

/// A claim: what `extract` tells of a finding.
pub(super) struct ClaimJson<'a> {
    pub finding: &'a Finding,
    pub lexicon: &'a Lexicon,
}

impl ClaimJson<'_> {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        let Finding { span, line, column, text, kind, value, .. } = self.finding;
        map.serialize_entry("start", &span.start)?;
        map.serialize_entry("end", &span.end)?;
        map.serialize_entry("line", line)?;
        map.serialize_entry("column", column)?;
        map.serialize_entry("text", text)?;
        map.serialize_entry("kind", &kind.map(|k| k.name()))?;
        map.serialize_entry("value", &value.as_ref().map(|value| ValueJson { value, lexicon: self.lexicon }))
    }
}

impl Serialize for ClaimJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(7))?;
        self.entries(&mut map)?;
        map.end()
    }
}

/// A finding: a claim with its verdict.
pub(super) struct FindingJson<'a> {
    pub finding: &'a Finding,
    pub lexicon: &'a Lexicon,
}

impl Serialize for FindingJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { finding, lexicon } = *self;
        let grade = match finding.verdict {
            Verdict::Match(grade) => Some(grade.name()),
            _ => None,
        };
        let mut map = serializer.serialize_map(Some(16))?;
        ClaimJson { finding, lexicon }.entries(&mut map)?;
        map.serialize_entry("verdict", finding.verdict.name())?;
        map.serialize_entry("grade", &grade)?;
        map.serialize_entry("rule", finding.rule)?;
        map.serialize_entry("fact", &finding.fact)?;
        map.serialize_entry("message", &finding.message)?;
        map.serialize_entry("suggestion", &finding.suggestion)?;
        map.serialize_entry("expected", &finding.expected.as_ref().map(|value| ValueJson { value, lexicon }))?;
        map.serialize_entry("source", &finding.source)?;
        map.serialize_entry("url", &finding.url)?;
        map.end()
    }
}

/// A value in one glance, with the words of the output: `more-than 6100 person`, `5..7 USD`, `2014-04/..`.
pub(super) fn glance(value: &Value, lexicon: &Lexicon) -> String {
    let figure = |figure: &Figure, unit: &str| {
        let number = |d: Decimal| d.normalize().to_string();
        let stated = figure.number.map(number).unwrap_or_else(|| {
            let side = |b: Option<Bound>| b.map_or_else(String::new, |b| number(b.value));
            format!("{}..{}", side(figure.literal.min), side(figure.literal.max))
        });
        let hedge = figure.hedge.map_or_else(String::new, |h| format!("{} ", h.name()));
        let space = if unit.is_empty() { "" } else { " " };
        format!("{hedge}{stated}{space}{unit}")
    };
    match value {
        Value::Number(f) => figure(f, ""),
        Value::Percent { figure: f, points } => figure(f, if *points { "percentage points" } else { "%" }),
        Value::Quantity { figure: f, noun } => figure(f, noun),
        Value::Money { figure: f, currency } => figure(f, currency),
        Value::Measure { figure: f, unit } => figure(f, ucum(lexicon, *unit)),
        Value::Age { figure: f, unit } => figure(f, period_name(*unit)),
        Value::Ordinal(number) => format!("no. {number}"),
        Value::Score(numbers) => numbers.iter().map(u64::to_string).collect::<Vec<_>>().join("-"),
        Value::Change { figure: Some(f), of, .. } => match of {
            ChangeOf::Number => figure(f, ""),
            ChangeOf::Percent => figure(f, "%"),
            ChangeOf::Points => figure(f, "percentage points"),
            ChangeOf::Noun(unit) | ChangeOf::Money(unit) => figure(f, unit),
            ChangeOf::Measure(unit) => figure(f, ucum(lexicon, *unit)),
            ChangeOf::Time(period) => figure(f, period_name(*period)),
        },
        Value::Change { ratio, .. } => ratio.as_ref().map_or_else(String::new, |r| figure(r, "times")),
        Value::When(when) => when.edtf.clone(),
        Value::Duration { iso, figure: f, .. } => match f.hedge {
            Some(hedge) => format!("{} {iso}", hedge.name()),
            None => iso.clone(),
        },
    }
}
