//! What the checks that need no facts share with the verdicts: what a figure covers, exact arithmetic,
//! and a claim's own words with another value in them.

pub(crate) use super::exact::{End, Fraction, Linear, Span};

use super::amount::{self, Link};
use super::asserted::asserted;
use super::{Gap, suggest, words};
use crate::claims::{Stretch, Value, When};
use crate::lexicon::Lexicon;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The values for which a figure is true, in its own unit (semantics 1, the literal interval).
pub(crate) fn covers(value: &Value, lexicon: &Lexicon) -> Option<Span> {
    let amount = amount::amount(value, lexicon)?;
    asserted(&amount.figure, amount::row(amount.dim, amount.dim), &lexicon.thresholds).map(|a| a.literal)
}

/// How the second figure is brought to the unit of the first; none where they are of two dimensions.
pub(crate) fn conversion(first: &Value, second: &Value, lexicon: &Lexicon) -> Option<Linear> {
    let (a, b) = (amount::amount(first, lexicon)?, amount::amount(second, lexicon)?);
    match amount::link(&a, &b, lexicon) {
        Link::By(linear) => Some(linear),
        _ => None,
    }
}

/// The claim's own words with another figure; none where they cannot be kept.
pub(crate) fn rewritten(text: &str, draft: &Value, n: Decimal, lexicon: &Lexicon) -> Option<String> {
    suggest::rewritten(text, draft, n, lexicon).filter(|new| new != text)
}

/// A date's own words for another date; `weekday` where only the weekday is to change.
pub(crate) fn redated(text: &str, draft: &When, date: Date, weekday: bool, lexicon: &Lexicon) -> Option<String> {
    let stretch = Stretch { from: Some(date.into()), to: Some(date.tomorrow().ok()?.into()) };
    let right = When { readings: vec![stretch], ..draft.clone() };
    let gap = if weekday { Gap::Weekday } else { Gap::Day };
    suggest::redated(text, draft, &right, &gap, lexicon).filter(|new| new != text)
}

/// A value with another figure, in words: "19 kilometres".
pub(crate) fn told(value: &Value, n: Decimal, lexicon: &Lexicon) -> String {
    let figure = crate::claims::Figure::exact(n, Decimal::ONE);
    words::value(&suggest::with(value, &figure), lexicon)
}

/// "6,116", "12.46", "2.5 million".
pub(crate) fn number(n: Decimal) -> String {
    let millions = n.checked_div(Decimal::from(1_000_000)).map(|m| m.normalize());
    match millions {
        Some(m) if m.abs() >= Decimal::ONE && m.scale() <= 3 => words::scaled(n),
        _ => words::number(n),
    }
}

/// "30" with the ending that it has as a day: "30th".
pub(crate) fn day_of_month(day: i8) -> String {
    let n = u64::from(day.unsigned_abs());
    format!("{n}{}", words::suffix(n))
}

/// "18 March 2014".
pub(crate) fn day(date: Date) -> String {
    words::day(date)
}

/// "Tuesday".
pub(crate) fn weekday(date: Date) -> &'static str {
    words::weekday(date)
}
