//! One pass over a sentence: where a claim can begin, the readers propose, the longest wins; where two
//! are equally long, dates go before figures. What is no claim takes its digits first.

use super::{Anchor, Bound, ChangeOf, Figure, Interval, Reading, Value, dates, noclaim, quantity};
use crate::analysis::{Range, View};
use crate::lexicon::{Func, TokenKind};
use rust_decimal::Decimal;

/// The readings of a sentence in order, without overlap, and the digits that are no claims.
#[must_use]
pub fn readings(view: View<'_>, anchor: &mut Anchor) -> (Vec<Reading>, Vec<(Range, String)>) {
    let (mut out, mut skipped) = (Vec::new(), Vec::new());
    // A wire dateline ("LANEK, Nov. 25 (Agency) —") is no claim.
    let mut at = super::anchor::head(view).map_or(0, |head| head.end);
    skipped.extend(noclaim::dateline(view, at));
    while at < view.len() {
        if let Some(pass) = noclaim::skip(view, at) {
            at = (pass.range.end as usize).max(at + 1);
            if let Some(reason) = pass.reason {
                skipped.push((pass.range, reason));
            }
            continue;
        }
        let date = dates::reading(view, at, anchor);
        let figure = quantity::begins(view, at).then(|| quantity::reading(view, at)).flatten();
        let longest = match (date, figure) {
            (Some(date), Some(figure))
                if figure.tokens.end > date.tokens.end && !dates::certain(view, &date)
                    || rather(view, at, &date, &figure) =>
            {
                Some(figure)
            }
            (Some(date), _) => Some(date),
            (None, figure) => figure,
        };
        at = match longest {
            Some(reading) => {
                let end = (reading.tokens.end as usize).max(at + 1);
                out.push(reading);
                end
            }
            None => {
                skipped.extend(noclaim::inside(view, at));
                at + 1
            }
        };
    }
    left_out(view, &mut out);
    (out, skipped)
}

/// "from 58 million crowns to 82 million", "from 7 to 10 percent": of two ends that stand beside each
/// other the one that leaves out its unit has that of the other.
fn left_out(view: View<'_>, readings: &mut [Reading]) {
    for i in 1..readings.len() {
        let (Some(first), Some(second)) = (readings.get(i - 1), readings.get(i)) else { return };
        let between = first.tokens.end as usize;
        let ends = [Func::To, Func::From].into_iter().any(|f| view.is(between, f))
            && second.tokens.start as usize == between + 1;
        let before = (first.tokens.start as usize).checked_sub(1);
        let baseline = before.is_some_and(|at| view.is(at, Func::From) || view.is(at, Func::To));
        if !ends && !gapped(view, first, second) {
            continue;
        }
        match (&first.value, &second.value) {
            (Value::Number(figure), unit) if baseline => {
                if let Some(value) = in_unit(figure, unit, minor(view, second)) {
                    readings[i - 1].value = value;
                }
            }
            (unit, Value::Number(figure)) => {
                if let Some(value) = in_unit(figure, unit, minor(view, first)) {
                    readings[i].value = value;
                }
            }
            _ => {}
        }
    }
}

/// "Osk polled 61 percent, Lier 48 and Karup 39": a name and its figure, the rest left out.
fn gapped(view: View<'_>, first: &Reading, second: &Reading) -> bool {
    let (from, to) = (first.tokens.end as usize, second.tokens.start as usize);
    let joined = view.mark(from, ",") || view.mark(from, ";") || view.is(from, Func::And);
    let name = |i: usize| view.token(i).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    let names = (from + 1..to).all(|i| name(i) || view.is(i, Func::The) || view.is(i, Func::And));
    joined && to > from + 1 && to <= from + 6 && names && name(to - 1)
}

/// What the minor unit of a claim's money is worth in its main unit: "50 cents".
fn minor(view: View<'_>, reading: &Reading) -> Option<Decimal> {
    reading.tokens.indices().find_map(|t| view.currency(t)).and_then(|(currency, _)| currency.minor)
}

/// A bare figure in the unit of another value; a percentage that tells a change lends none.
fn in_unit(figure: &Figure, other: &Value, minor: Option<Decimal>) -> Option<Value> {
    let mut figure = figure.clone();
    if let Some(minor) = minor {
        let times = |n: Decimal| n.checked_mul(minor).map(|n| n.normalize());
        let bound = |b: Option<Bound>| b.and_then(|b| Some(Bound { value: times(b.value)?, ..b }));
        figure.number = figure.number.and_then(times);
        figure.literal = Interval { min: bound(figure.literal.min), max: bound(figure.literal.max) };
        figure.grain = times(figure.grain)?;
    }
    Some(match other {
        Value::Money { currency, .. } | Value::Change { of: ChangeOf::Money(currency), .. } => {
            Value::Money { figure, currency: currency.clone() }
        }
        Value::Measure { unit, .. } | Value::Change { of: ChangeOf::Measure(unit), .. } => {
            Value::Measure { figure, unit: *unit }
        }
        Value::Percent { points: false, .. } => Value::Percent { figure, points: false },
        _ => return None,
    })
}

/// Whether a figure goes before a length of time in the same words: "the forty-second president" is a
/// rank ("a forty-second delay" is none), "a quarter of the votes" a share.
fn rather(view: View<'_>, at: usize, date: &Reading, figure: &Reading) -> bool {
    let article = at > 0 && view.is(at - 1, Func::A);
    let figures = match figure.value {
        Value::Ordinal(_) => !article,
        Value::Percent { .. } => figure.whole.is_some(),
        _ => false,
    };
    figures && matches!(date.value, Value::Duration { .. }) && date.tokens == figure.tokens
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn an_end_that_leaves_out_its_unit_has_that_of_the_other() {
        let text = "The prize fell to 82 million from 90 million crowns.";
        reads(text, "82 million", "money 82000000 SEK");
        reads(text, "90 million crowns", "money 90000000 SEK");
        reads("The stamp rose from 40 to 55 cents.", "40", "money 0.4 USD");
        reads("Orrest polled 61 percent, Lide 48 and Karp 39.", "39", "percent 39");
    }

    #[test]
    fn a_percentage_of_change_lends_its_unit_to_no_level() {
        ignores("Sales rose 5 percent to 70.", "percent 70");
    }
}
