//! Values, claims and findings as JSON: the tables of the output format, key for key and in their
//! order. Numbers are written from their exact decimal text, never through a float.

use crate::claims::{Bound, ChangeOf, Figure, Value};
use crate::lexicon::Lexicon;
use crate::verdict::{Finding, Related, Severity, Verdict};
use rust_decimal::Decimal;
use serde::ser::{Error, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

/// A number of any length as a JSON number: `6100`, `12.5`, without trailing zeros.
struct Exact(Decimal);

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // Nearly all are whole and small, and their digits the same either way.
        if self.0.scale() == 0
            && let Ok(whole) = i64::try_from(self.0.mantissa())
        {
            return serializer.serialize_i64(whole);
        }
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
            Value::Age { figure, unit } => quantity(&mut map, figure, unit.name())?,
            Value::Ordinal(number) => {
                map.serialize_entry("type", "ordinal")?;
                map.serialize_entry("number", number)?;
            }
            Value::Role { role, holder } => {
                map.serialize_entry("type", "role")?;
                map.serialize_entry("role", role)?;
                map.serialize_entry("holder", holder)?;
            }
            Value::Quote { text, speaker } => {
                map.serialize_entry("type", "quote")?;
                map.serialize_entry("text", text)?;
                map.serialize_entry("speaker", speaker)?;
            }
            Value::Name(name) => {
                map.serialize_entry("type", "name")?;
                map.serialize_entry("name", name)?;
            }
            Value::Score(numbers) => {
                map.serialize_entry("type", "score")?;
                map.serialize_entry("numbers", numbers)?;
            }
            Value::Change { figure, ratio, of, .. } => {
                map.serialize_entry("type", "change")?;
                change(&mut map, figure.as_ref(), ratio.as_deref(), of, self.lexicon)?;
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
    // "a couple" is said of two, and true of three.
    let meant = figure.intended.and_then(|i| i.min.filter(|min| i.max == Some(*min))).map(|b| b.value);
    map.serialize_entry("number", &figure.number.or(meant).map(Exact))?;
    map.serialize_entry("min", &end(figure.literal.min))?;
    map.serialize_entry("max", &end(figure.literal.max))?;
    map.serialize_entry("hedge", &figure.hedge.map(super::super::lexicon::HedgeKind::name))
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
            map.serialize_entry("hedge", &ratio.hedge.map(super::super::lexicon::HedgeKind::name))?;
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
            ChangeOf::Time(period) => map.serialize_entry("unit", period.name())?,
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
        map.serialize_entry("kind", &kind.map(super::super::claims::value::Kind::name))?;
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
        let mut map = serializer.serialize_map(None)?;
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
        map.serialize_entry("fingerprint", &Text(finding.fingerprint))?;
        // Only where there is something to tell: a check has no reference, it has other places.
        if finding.verdict == Verdict::Disagree && finding.severity != Severity::Error {
            map.serialize_entry("severity", finding.severity.name())?;
        }
        if !finding.alternatives.is_empty() {
            map.serialize_entry("alternatives", &finding.alternatives)?;
        }
        if !finding.related.is_empty() {
            let related: Vec<RelatedJson<'_>> = finding.related.iter().map(RelatedJson::new).collect();
            map.serialize_entry("related", &related)?;
        }
        map.end()
    }
}

/// What is written as its text.
struct Text<T>(T);

impl<T: std::fmt::Display> Serialize for Text<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// Another place that a finding is about.
#[derive(serde::Serialize)]
struct RelatedJson<'a> {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
    suggestion: Option<&'a str>,
}

impl<'a> RelatedJson<'a> {
    fn new(related: &'a Related) -> Self {
        Self {
            start: related.span.start,
            end: related.span.end,
            line: related.line,
            column: related.column,
            text: &related.text,
            suggestion: related.suggestion.as_deref(),
        }
    }
}

/// A value in one glance, with the words of the output: `more-than 6100 person`, `5..7 USD`, `2014-04/..`.
pub(super) fn glance(value: &Value, lexicon: &Lexicon) -> String {
    let figure = |figure: &Figure, unit: &str| {
        let number = |d: Decimal| d.normalize().to_string();
        let stated = figure.number.map_or_else(
            || {
                let side = |b: Option<Bound>| b.map_or_else(String::new, |b| number(b.value));
                format!("{}..{}", side(figure.literal.min), side(figure.literal.max))
            },
            number,
        );
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
        Value::Age { figure: f, unit } => figure(f, unit.name()),
        Value::Ordinal(number) => format!("no. {number}"),
        Value::Role { role, holder } => format!("{holder}, {role}"),
        Value::Quote { text, .. } => format!("\u{201c}{text}\u{201d}"),
        Value::Name(name) => name.clone(),
        Value::Score(numbers) => numbers.iter().map(u64::to_string).collect::<Vec<_>>().join("-"),
        Value::Change { figure: Some(f), of, .. } => match of {
            ChangeOf::Number => figure(f, ""),
            ChangeOf::Percent => figure(f, "%"),
            ChangeOf::Points => figure(f, "percentage points"),
            ChangeOf::Noun(unit) | ChangeOf::Money(unit) => figure(f, unit),
            ChangeOf::Measure(unit) => figure(f, ucum(lexicon, *unit)),
            ChangeOf::Time(period) => figure(f, period.name()),
        },
        Value::Change { ratio, .. } => ratio.as_ref().map_or_else(String::new, |r| figure(r, "times")),
        Value::When(when) => when.edtf.clone(),
        Value::Duration { iso, figure: f, .. } => match f.hedge {
            Some(hedge) => format!("{} {iso}", hedge.name()),
            None => iso.clone(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{LEXICON, figure, people, when};
    use super::*;
    use crate::claims::{Interval, Kind};
    use crate::lexicon::Period;
    use crate::lexicon::{ChangeKind, Direction, HedgeKind};

    fn is_written(value: &Value, json: &str) {
        let lexicon = &LEXICON;
        assert_eq!(serde_json::to_string(&ValueJson { value, lexicon }).expect("it serialises"), json);
    }

    fn decimal(text: &str) -> Figure {
        let number = Decimal::from_str_exact(text).expect("a decimal");
        Figure::exact(number, Decimal::ONE)
    }

    fn range(from: i64, to: i64) -> Figure {
        let literal = Interval::closed(Decimal::from(from), Decimal::from(to));
        Figure { number: None, literal, ..figure(from, None) }
    }

    fn change(figure: Option<Figure>, ratio: Option<Figure>, of: ChangeOf) -> Value {
        Value::Change { figure, ratio: ratio.map(Box::new), of, direction: Direction::Up, by: ChangeKind::Verb }
    }

    #[test]
    fn a_number_has_its_interval_and_null_where_that_is_open() {
        let plain = Value::Number(figure(6_100, None));
        is_written(&plain, r#"{"type":"number","number":6100,"min":6100,"max":6100,"hedge":null}"#);
        let more = Value::Number(figure(6_100, Some(HedgeKind::MoreThan)));
        is_written(&more, r#"{"type":"number","number":6100,"min":6100,"max":null,"hedge":"more-than"}"#);
        let range = Value::Number(range(5, 7));
        is_written(&range, r#"{"type":"number","number":null,"min":5,"max":7,"hedge":null}"#);
    }

    #[test]
    fn digits_are_exact_and_end_without_zeros() {
        for (text, json) in [
            ("12.50", "12.5"),
            ("1200000.0", "1200000"),
            ("0.00", "0"),
            ("-3.10", "-3.1"),
            ("0.1000000000000000000000001", "0.1000000000000000000000001"),
            ("9999999999999999999999999999", "9999999999999999999999999999"),
        ] {
            let value = Value::Number(decimal(text));
            is_written(
                &value,
                &format!(r#"{{"type":"number","number":{json},"min":{json},"max":{json},"hedge":null}}"#),
            );
        }
    }

    #[test]
    fn percentage_points_say_so() {
        let percent = Value::Percent { figure: decimal("12.5"), points: false };
        is_written(&percent, r#"{"type":"percent","number":12.5,"min":12.5,"max":12.5,"hedge":null}"#);
        let points = Value::Percent { figure: figure(2, None), points: true };
        is_written(&points, r#"{"type":"percent","number":2,"min":2,"max":2,"hedge":null,"points":true}"#);
    }

    #[test]
    fn whatever_is_counted_is_a_quantity_with_its_unit() {
        let tail =
            |unit: &str| format!(r#"{{"type":"quantity","number":4,"min":4,"max":4,"hedge":null,"unit":"{unit}"}}"#);
        is_written(&people(4, None), &tail("person"));
        is_written(&Value::Money { figure: figure(4, None), currency: "USD".into() }, &tail("USD"));
        is_written(&Value::Age { figure: figure(4, None), unit: Period::Month }, &tail("month"));
        let unit = LEXICON.units.iter().position(|u| u.ucum == "km").and_then(|at| u16::try_from(at).ok());
        if let Some(unit) = unit {
            is_written(&Value::Measure { figure: figure(4, None), unit }, &tail("km"));
        }
    }

    #[test]
    fn ranks_and_scores_are_whole_numbers() {
        is_written(&Value::Ordinal(1), r#"{"type":"ordinal","number":1}"#);
        is_written(&Value::Score(vec![3, 1]), r#"{"type":"score","numbers":[3,1]}"#);
    }

    #[test]
    fn a_change_has_a_unit_or_a_ratio() {
        let by = change(Some(figure(3, None)), None, ChangeOf::Percent);
        is_written(&by, r#"{"type":"change","number":3,"min":3,"max":3,"hedge":null,"unit":"%"}"#);
        let points = change(Some(figure(3, None)), None, ChangeOf::Points);
        is_written(&points, r#"{"type":"change","number":3,"min":3,"max":3,"hedge":null,"unit":"%","points":true}"#);
        let people = change(Some(figure(3, None)), None, ChangeOf::Noun("person".into()));
        is_written(&people, r#"{"type":"change","number":3,"min":3,"max":3,"hedge":null,"unit":"person"}"#);
        let doubled = change(None, Some(figure(2, Some(HedgeKind::MoreThan))), ChangeOf::Number);
        is_written(&doubled, r#"{"type":"change","number":null,"min":null,"max":null,"hedge":"more-than","ratio":2}"#);
        let times = change(None, Some(range(2, 3)), ChangeOf::Number);
        is_written(&times, r#"{"type":"change","number":null,"min":2,"max":3,"hedge":null}"#);
    }

    #[test]
    fn times_are_edtf_under_their_own_kind() {
        is_written(&when(Kind::Date, "2014-03", false), r#"{"type":"date","edtf":"2014-03"}"#);
        is_written(&when(Kind::Time, "T16:00", false), r#"{"type":"time","edtf":"T16:00"}"#);
        is_written(&when(Kind::DateRange, "2014-04/..", true), r#"{"type":"date-range","edtf":"2014-04/.."}"#);
    }

    #[test]
    fn a_duration_has_a_figure_when_there_is_one() {
        let duration = |figure| Value::Duration { figure, unit: Period::Hour, iso: "PT4H".into() };
        let four = r#"{"type":"duration","iso":"PT4H","number":4,"min":4,"max":4,"hedge":null}"#;
        is_written(&duration(figure(4, None)), four);
        let some = Figure { number: None, literal: Interval::default(), ..figure(4, None) };
        is_written(&duration(some), r#"{"type":"duration","iso":"PT4H"}"#);
    }

    #[test]
    fn a_glance_tells_hedge_figure_and_unit() {
        for (value, words) in [
            (people(6_100, Some(HedgeKind::MoreThan)), "more-than 6100 person"),
            (Value::Money { figure: range(5, 7), currency: "USD".into() }, "5..7 USD"),
            (change(None, Some(figure(2, None)), ChangeOf::Number), "2 times"),
            (Value::Score(vec![3, 1]), "3-1"),
            (when(Kind::DateRange, "2014-04/..", true), "2014-04/.."),
        ] {
            assert_eq!(glance(&value, &LEXICON), words);
        }
    }
}
