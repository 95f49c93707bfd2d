//! The row of the law that decides a claim, in words that an editor understands: what the draft's
//! figure is true of, of what it is said in good faith, and where the reference lies (semantics 1 to 3).

use super::asserted::{Asserted, Row};
use super::exact::{End, Fraction, Span};
use super::judge::Said;
use super::message::{self, shape_word};
use super::numbers::{self, Class, Reference};
use super::{Agreement, Gap, Grade, words};
use crate::claims::{Figure, Stretch, Value, When, WhenShape};
use crate::facts::{Fact, Tolerance};
use crate::lexicon::{HedgeKind, Lexicon};

/// Of values that no row is for.
pub(super) fn not_comparable() -> String {
    String::from("the two cannot be compared: another unit, currency or kind")
}

/// What a fact states, in words.
#[must_use]
pub fn states(fact: &Fact, lexicon: &Lexicon) -> String {
    words::reference(fact, lexicon)
}

/// A value in words: "more than 300 passengers".
#[must_use]
pub fn in_words(value: &Value, lexicon: &Lexicon) -> String {
    words::value(value, lexicon)
}

/// What a value means by itself: what it is true of and, where that is less, of what it is said in good faith; the
/// readings of a time.
#[must_use]
pub fn meaning(value: &Value, lexicon: &Lexicon) -> Vec<String> {
    if let Value::When(when) = value {
        let mut all: Vec<String> = when.readings.iter().enumerate().map(|(i, r)| reads(when, i, *r)).collect();
        all.dedup();
        return all;
    }
    let Some(asserted) = numbers::meant(value, lexicon) else { return Vec::new() };
    let unit = unit(value, lexicon);
    let mut out = vec![format!("true of {}{unit}", span(&asserted.literal))];
    if asserted.intended != asserted.literal {
        out.push(format!("said in good faith of {}{unit}", span(&asserted.intended)));
    }
    out
}

/// Why draft and fact agree or do not, a sentence each.
pub(super) fn sentences(said: Said<'_>, fact: &Fact, agreement: &Agreement, lexicon: &Lexicon) -> Vec<String> {
    match (said.value, &fact.value) {
        (Value::When(mine), Value::When(theirs)) => times(said.text, mine, theirs, agreement),
        (Value::Score(_), _) => vec![scores(agreement)],
        _ => figures(said, fact, agreement, lexicon).unwrap_or_else(|| {
            vec![
                format!("The reference says {}.", words::reference(fact, lexicon)),
                format!("{}.", sentence(outcome(agreement))),
            ]
        }),
    }
}

/// What the row of a figure says, where one of the hedges or none is written.
fn row(figure: &Figure, row: Row) -> &'static str {
    match figure.hedge {
        _ if figure.upper_hedge.is_some() => "a figure with two bounds is true between them",
        Some(HedgeKind::MoreThan) => {
            "\"more than\" is true of any figure above its own; a reader thinks of one not far above"
        }
        Some(HedgeKind::AtLeast) => {
            "\"at least\" is true of its figure and any above; a reader thinks of one not far above"
        }
        Some(HedgeKind::JustOver) => "\"just over\" is true a little above its figure, and no further",
        Some(HedgeKind::Nearly | HedgeKind::JustUnder) => {
            "\"nearly\" never reaches its figure: what it stands for lies below"
        }
        Some(HedgeKind::LessThan) => {
            "\"less than\" is true of any figure below its own; a reader thinks of one not far below"
        }
        Some(HedgeKind::UpTo) => "\"up to\" is true of its figure and any below; a reader thinks of one not far below",
        Some(HedgeKind::About) => "\"about\" covers what lies around its figure",
        Some(HedgeKind::Exactly) => "\"exactly\" leaves no room",
        None if figure.number.is_none() => "a range, or a word such as \"dozens\", is true of all that it spans",
        None if figure.fraction && row == Row::Percent => {
            "a share in words (\"a third\") is true a few points to either side"
        }
        None => match row {
            Row::Count if figure.scaled => "a scale word (\"million\") rounds a figure to its last written digit",
            Row::Count => "a count is meant to the unit; from 1,000 up a round one also stands for what rounds to it",
            Row::Percent => "a percentage stands for what rounds to its last written digit",
            Row::Money => "a sum of money stands for what rounds to it, within 5 percent",
            Row::Measure => "a measure stands for what rounds to it, within 5 percent",
            Row::Duration => {
                "a length of time stands for what lies within half of the unit in which it is written, and a tenth of it"
            }
            Row::Ratio => "a multiple (\"doubled\") is true a tenth to either side, and at a stretch a fifth",
            Row::Exact => "ages and ranks are meant to the unit",
        },
    }
}

fn figures(said: Said<'_>, fact: &Fact, agreement: &Agreement, lexicon: &Lexicon) -> Option<Vec<String>> {
    let ratio = match said.value {
        Value::Change { ratio: Some(ratio), figure: None, .. } => Some(&**ratio),
        _ => None,
    };
    let figure = ratio.or(said.value.figure());
    let (kind, asserted, reference, converted) = numbers::weighed(said.value, fact, lexicon)?;
    let mut out = Vec::new();
    if let Some(figure) = figure {
        out.push(format!("The rule: {}.", row(figure, kind)));
    }
    out.push(told(said.text, &asserted, &unit(said.value, lexicon)));
    out.push(reference_told(fact, &reference, converted, lexicon));
    let tolerance = fact.tolerance.map(|t| match t {
        Tolerance::Percent(p) => format!(" The fact's `tolerance` of {} percent was counted in.", words::number(p)),
        Tolerance::Absolute(by) => format!(" The fact's `tolerance` of {} was counted in.", words::number(by)),
    });
    let follows = match agreement {
        Agreement::Agree { grade: Grade::Loose, coarser: false } => {
            format!("{}: a match, loose", message::loose(said.value, fact))
        }
        other => outcome(other).to_owned(),
    };
    out.push(format!("{}.{}", sentence(&follows), tolerance.unwrap_or_default()));
    Some(out)
}

/// "\"more than 5,000\" is true of any figure above 5,000, and said in good faith of above 5,000 up to 5,500."
fn told(text: &str, asserted: &Asserted, unit: &str) -> String {
    let literal = span(&asserted.literal);
    if asserted.literal == asserted.intended {
        return format!("\"{text}\" is true of {literal}{unit}.");
    }
    format!("\"{text}\" is true of {literal}{unit}; it is said in good faith of {}{unit}.", span(&asserted.intended))
}

/// The unit of a value, as it stands behind a figure: " hours".
fn unit(value: &Value, lexicon: &Lexicon) -> String {
    let name = match value {
        Value::Percent { points: false, .. } => String::from("percent"),
        Value::Percent { points: true, .. } => String::from("percentage points"),
        Value::Money { currency, .. } => currency.clone(),
        Value::Measure { unit, .. } => {
            lexicon.units.get(*unit as usize).map_or_else(String::new, |u| words::plural(&u.name))
        }
        Value::Age { unit, .. } | Value::Duration { unit, .. } => words::plural(unit.name()),
        _ => String::new(),
    };
    if name.is_empty() { name } else { format!(" {name}") }
}

fn reference_told(fact: &Fact, reference: &Reference, converted: bool, lexicon: &Lexicon) -> String {
    let says = words::reference(fact, lexicon);
    let unit = match reference.stated {
        Some(n) if converted => format!(", which is {} in the draft's unit", rounded(n)),
        _ => String::new(),
    };
    match reference.class {
        Class::Exact => format!("The reference, {says}{unit}, is written out in full, and taken to the unit."),
        Class::Scaled => {
            format!("The reference, {says}{unit}, is rounded by a scale word: it is {}.", span(&reference.intended))
        }
        Class::Hedged if reference.literal == reference.intended => {
            format!("The reference, {says}{unit}, is not one figure: it spans {}.", span(&reference.intended))
        }
        Class::Hedged => format!(
            "The reference, {says}{unit}, is hedged itself: it is true of {}, and meant of {}.",
            span(&reference.literal),
            span(&reference.intended)
        ),
    }
}

/// What follows from where the reference lies.
fn outcome(agreement: &Agreement) -> &'static str {
    match agreement {
        Agreement::Agree { coarser: true, .. } => {
            "the reference is coarser than the draft and holds it: a match, rounded"
        }
        Agreement::Agree { grade: Grade::Exact, .. } => "the two are the same: a match, exact",
        Agreement::Agree { grade: Grade::Rounded, .. } => {
            "the reference lies inside what the draft's figure rounds: a match, rounded"
        }
        Agreement::Agree { grade: Grade::Hedged, .. } => {
            "the reference lies inside what is said in good faith: a match, hedged"
        }
        Agreement::Agree { grade: Grade::LessPrecise, .. } => {
            "the draft is coarser and holds the reference: a match, less precise"
        }
        Agreement::Agree { grade: Grade::Loose, .. } => {
            "that is true, but not what a reader would think of, or more definite than the reference: a match, loose"
        }
        Agreement::Differ(gap) => match gap {
            Gap::Figure => "the reference lies outside: they disagree",
            Gap::Hedge => "the figure would do, but the hedge shuts the reference out: they disagree",
            Gap::Points => "percent and percentage points are two measures: they disagree",
            Gap::Direction => "the change goes the other way: they disagree",
            Gap::Weekday => "the weekday is another: they disagree",
            Gap::Day => "the day is another: they disagree",
            Gap::Month => "the month is another: they disagree",
            Gap::Year => "the year is another: they disagree",
            Gap::UnwrittenYear => {
                "day and month are right, and the year that is left out reads as another: they disagree"
            }
            Gap::Hour => "the time of day is another: they disagree",
        },
        Agreement::Apart => "the two cannot be compared",
    }
}

fn scores(agreement: &Agreement) -> String {
    format!("A score is told by all of its numbers, from either side; {}.", outcome(agreement))
}

/// Containment of one time in another.
fn times(text: &str, mine: &When, theirs: &When, agreement: &Agreement) -> Vec<String> {
    let mut out = vec![String::from(match mine.shape {
        WhenShape::On if mine.hedged => {
            "The rule: \"early\", \"about\", \"ago\" are true around their date, and loose a little beyond."
        }
        WhenShape::On => "The rule: a date is true of what lies inside it, so that a month holds each of its days.",
        WhenShape::Range => "The rule: of a range both ends are compared; one date may be either end, or lie inside.",
        WhenShape::Since | WhenShape::Until => {
            "The rule: an end is compared with an end, a beginning with a beginning."
        }
        WhenShape::By | WhenShape::Before | WhenShape::After => {
            "The rule: \"before\", \"after\" and \"by\" hold what lies on their side."
        }
    })];
    if mine.readings.is_empty() {
        out.push(format!("\"{text}\" has no year, and the draft no date: only what is written is compared."));
    } else {
        let mut all: Vec<String> = mine.readings.iter().enumerate().map(|(i, r)| reads(mine, i, *r)).collect();
        all.dedup();
        out.push(format!("\"{text}\" reads as {}.", all.join(", or as ")));
    }
    let theirs: Vec<String> = theirs.readings.iter().enumerate().map(|(i, r)| reads(theirs, i, *r)).collect();
    if !theirs.is_empty() {
        out.push(format!("The reference is {}.", theirs.join(", or ")));
    }
    out.push(format!(
        "{}.",
        sentence(match agreement {
            Agreement::Agree { coarser: true, .. } =>
                "the draft is finer than the reference and lies inside it: a match, loose",
            Agreement::Agree { grade: Grade::Rounded | Grade::Hedged, .. } =>
                "the reference lies inside: a match, hedged",
            Agreement::Agree { grade: Grade::Loose, .. } => "that is true, but only just: a match, loose",
            other => outcome(other),
        })
    ));
    out
}

/// A reading in words, with both ends of a range.
pub(super) fn reads(when: &When, at: usize, start: Stretch) -> String {
    match (when.shape, when.ends.get(at)) {
        (WhenShape::Range, Some(end)) => format!("{} to {}", words::stretch(start), words::stretch(*end)),
        (shape, _) => format!("{}{}", shape_word(shape), words::stretch(start)),
    }
}

fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A fraction as a person reads it.
fn rounded(n: Fraction) -> String {
    words::number(n.decimal().round_dp(2))
}

/// "any figure above 5,000", "5,950 to 6,050".
fn span(span: &Span) -> String {
    let at = |end: End| rounded(end.at);
    match (span.min, span.max) {
        (Some(a), Some(b)) if a.at == b.at => format!("{} alone", at(a)),
        (Some(a), Some(b)) => {
            let from = if a.open { format!("above {}", at(a)) } else { at(a) };
            let to = if b.open { format!("below {}", at(b)) } else { at(b) };
            format!("{from} to {to}")
        }
        (Some(a), None) if a.open => format!("any figure above {}", at(a)),
        (Some(a), None) => format!("{} and any figure above", at(a)),
        (None, Some(b)) if b.open => format!("any figure below {}", at(b)),
        (None, Some(b)) => format!("{} and any figure below", at(b)),
        (None, None) => String::from("any figure"),
    }
}
