//! A value in one line, for tests and for the examples of packs.

use super::value::{ChangeOf, Figure, Kind, Value};
use crate::lexicon::{Direction, HedgeKind, Lexicon};
use rust_decimal::Decimal;

/// The value in one line: `quantity more-than 6100 person`, `percent 2 points`, `date 2014-03`.
#[must_use]
pub fn gist(value: &Value, lexicon: &Lexicon) -> String {
    let kind = value.kind().name();
    match value {
        Value::Number(f) => format!("{kind} {}", figure(f)),
        Value::Percent { figure: f, points } => format!("{kind} {}{}", figure(f), if *points { " points" } else { "" }),
        Value::Quantity { figure: f, noun } => format!("{kind} {} {noun}", figure(f)),
        Value::Money { figure: f, currency } => format!("{kind} {} {currency}", figure(f)),
        Value::Measure { figure: f, unit } => {
            format!("{kind} {} {}", figure(f), ucum(*unit, lexicon))
        }
        Value::Age { figure: f, unit } => format!("{kind} {} {}", figure(f), unit.name()),
        Value::Ordinal(rank) => format!("{kind} {rank}"),
        Value::Role { role, holder } => format!("{kind} {role}: {holder}"),
        Value::Quote { text, .. } => format!("{kind} {text}"),
        Value::Name(name) => format!("{kind} {name}"),
        Value::Score(sides) => {
            let sides: Vec<String> = sides.iter().map(u64::to_string).collect();
            format!("{kind} {}", sides.join("-"))
        }
        Value::Change { ratio: Some(ratio), figure: None, .. } => format!("{kind} ratio {}", figure(ratio)),
        Value::Change { figure: f, of, direction, .. } => {
            let way = match direction {
                Direction::Up => "up",
                Direction::Down => "down",
                Direction::Either => "by",
            };
            let what = match of {
                ChangeOf::Number => String::new(),
                ChangeOf::Percent => " percent".to_owned(),
                ChangeOf::Points => " points".to_owned(),
                ChangeOf::Noun(noun) => format!(" {noun}"),
                ChangeOf::Money(iso) => format!(" {iso}"),
                ChangeOf::Measure(unit) => format!(" {}", ucum(*unit, lexicon)),
                ChangeOf::Time(unit) => format!(" {}", unit.name()),
            };
            format!("{kind} {way} {}{what}", f.as_ref().map_or_else(String::new, figure))
        }
        Value::When(when) => format!("{} {}", when.kind.name(), when.edtf),
        Value::Duration { figure: f, iso, .. } => match f.hedge {
            Some(hedge) => format!("{} {} {iso}", Kind::Duration.name(), hedge.name()),
            None => format!("{} {iso}", Kind::Duration.name()),
        },
    }
}

fn ucum(unit: u16, lexicon: &Lexicon) -> &str {
    lexicon.units.get(unit as usize).map_or("", |u| u.ucum.as_str())
}

/// A figure: its hedge, then its number or its interval.
fn figure(f: &Figure) -> String {
    let hedge = |h: Option<HedgeKind>| h.map_or_else(String::new, |h| format!("{} ", h.name()));
    if let Some(upper) = f.upper_hedge {
        let low = f.literal.min.map_or_else(String::new, |b| number(b.value));
        let high = f.literal.max.map_or_else(String::new, |b| number(b.value));
        return format!("{}{low} {} {high}", hedge(f.hedge), upper.name());
    }
    match f.number {
        Some(n) => format!("{}{}", hedge(f.hedge), number(n)),
        None => {
            let end = |b: Option<super::value::Bound>| b.map_or_else(String::new, |b| number(b.value));
            format!("{}{}..{}", hedge(f.hedge), end(f.literal.min), end(f.literal.max))
        }
    }
}

fn number(value: Decimal) -> String {
    value.normalize().to_string()
}

#[cfg(test)]
mod tests {
    use crate::analysis::analyse;
    use crate::claims::testing::{LEXICON, claims};
    use crate::document::Document;

    /// The packs whose entries this room reads.
    const PACKS: [&str; 5] = ["numerals.toml", "hedges.toml", "units.toml", "currencies.toml", "no-claims.toml"];

    #[test]
    fn entries_read_what_they_say() {
        let mut wrong = Vec::new();
        for example in LEXICON.examples.iter().filter(|e| PACKS.contains(&e.file.as_str())) {
            let found = match example.text.split_once(" -> ") {
                Some((text, gist)) => claims(text).iter().any(|(_, g)| g == gist),
                None => {
                    let document = Document::text("-", example.text.clone());
                    let analysis = analyse(&document, &LEXICON);
                    analysis.sentences.iter().flat_map(|s| &s.hits).any(|h| example.senses.contains(&h.sense))
                }
            };
            // Entries that only inflect words give no sense.
            if found != example.reads && !(example.senses.is_empty()) {
                let text = example.text.split(" -> ").next().unwrap_or_default();
                wrong.push(format!(
                    "[{}] {:?} reads={}: {:?}",
                    example.entry,
                    example.text,
                    example.reads,
                    claims(text)
                ));
            }
        }
        assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    }
}
