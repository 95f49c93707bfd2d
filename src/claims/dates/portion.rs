//! Parts of a period: "half an hour", "a quarter of a century", "a year and a half".

use super::duration::mark;
use super::words;
use crate::analysis::View;
use crate::claims::value::Figure;
use crate::lexicon::{Func, NumeralKind, Period};
use rust_decimal::Decimal;

/// A half, exactly.
pub(super) fn half() -> Decimal {
    Decimal::new(5, 1)
}

/// "and a half", "-and-a-half": one past its last token.
pub(super) fn and_half(view: View<'_>, at: usize) -> Option<usize> {
    let over = |i: usize| if view.dash(i) && view.glued(i) && view.glued(i + 1) { i + 1 } else { i };
    let and = over(at);
    let next = over(and + view.func(and, Func::And)?);
    let half = if view.is(next, Func::A) { over(next + 1) } else { next };
    view.is(half, Func::Half).then_some(half + 1)
}

/// "one and three-quarter hours", "two and a quarter years": the part before its period, and one past its last token.
pub(super) fn and_quarters(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let next = at + view.func(at, Func::And)?;
    let four = |i: usize| view.numeral(i).filter(|(n, _)| n.kind == NumeralKind::Part && n.value == Decimal::from(4));
    let (count, from) = if view.is(next, Func::A) {
        (Decimal::ONE, next + 1)
    } else {
        let (numeral, n) = view.numeral(next).filter(|(x, _)| x.kind == NumeralKind::Cardinal)?;
        let end = next + n;
        (numeral.value, if view.dash(end) && view.glued(end) { end + 1 } else { end })
    };
    let (quarter, n) = four(from)?;
    let part = count.checked_div(quarter.value).filter(|p| *p < Decimal::ONE)?;
    let end = from + n;
    words::period(view, end).is_some().then_some((part, end))
}

/// "half an hour", "half a day", "half-century", "a quarter of a century", "a year and a half".
pub(super) fn fraction(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let start = if view.is(at, Func::A) { at + 1 } else { at };
    // "1/2 hour"
    if view.mark(at + 1, "/")
        && view.glued(at + 1)
        && view.glued(at + 2)
        && let (Some(n), Some(d)) = (words::digits(view, at, 1, 1), words::digits(view, at + 2, 1, 1))
        && let Some((unit, end)) = words::period(view, at + 3)
            .map(|(unit, _, end)| (unit, end))
            .or_else(|| mark(view, at + 3).map(|(unit, n)| (unit, at + 3 + n)))
            .filter(|_| n < d)
        && let Some(part) = Decimal::from(n).checked_div(Decimal::from(d))
    {
        return Some((Figure { digits: true, ..Figure::exact(part, part) }, unit, end));
    }
    if view.is(start, Func::Half) {
        let mut next = start + 1;
        if view.dash(next) || view.is(next, Func::A) {
            next += 1;
        }
        let (unit, plural, end) = words::period(view, next)?;
        if plural {
            return None;
        }
        return Some((Figure { digits: false, ..Figure::exact(half(), half()) }, unit, end));
    }
    // "an hour and a quarter"
    let more = |end: usize| {
        let (part, stop) = crate::claims::fraction::and_fraction(view, end)?;
        let quarters = part.checked_mul(Decimal::from(4))?.fract().is_zero();
        let alone = !view.is(stop, Func::Of) && words::period(view, stop).is_none();
        (quarters && alone && part < Decimal::ONE).then_some((Decimal::ONE.checked_add(part)?, part, stop))
    };
    if start > at
        && let Some((unit, false, end)) = words::period(view, start)
        && unit != Period::Quarter
        && let Some((value, part, stop)) = more(end)
    {
        return Some((Figure { digits: false, ..Figure::exact(value, part) }, unit, stop));
    }
    if start > at
        && let Some((unit, false, end)) = words::period(view, start)
        && view.is(end, Func::And)
        && view.is(end + 1, Func::A)
        && view.is(end + 2, Func::Half)
    {
        return Some((Figure { digits: false, ..Figure::exact(Decimal::new(15, 1), half()) }, unit, end + 3));
    }
    let (part, from) = part_of(view, at)?;
    let (unit, false, end) = words::period(view, from)? else { return None };
    Some((Figure { digits: false, ..Figure::exact(part, part) }, unit, end))
}

/// "a quarter of a century", "three-quarters of an hour", "a quarter-century": the part, and where its period stands.
pub(super) fn part_of(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (part, end) = crate::claims::fraction::fraction_word(view, at).or_else(|| {
        let (numeral, n) = view.numeral(at).filter(|(x, _)| x.kind == NumeralKind::Part)?;
        Some((Decimal::ONE.checked_div(numeral.value)?, at + n))
    })?;
    if part >= Decimal::ONE {
        return None;
    }
    if view.is(end, Func::Of) && view.is(end + 1, Func::A) && words::period(view, end + 2).is_some() {
        return Some((part, end + 2));
    }
    // "a third quarter" is one of several, "a quarter century" a part.
    let alone = view.numeral(end - 1).is_some_and(|(x, n)| x.kind == NumeralKind::Part && n == 1);
    let next = if view.dash(end) && view.glued(end) && view.glued(end + 1) { end + 1 } else { end };
    let long =
        words::period(view, next).is_some_and(|(p, plural, _)| !plural && matches!(p, Period::Hour | Period::Century));
    (alone && long).then_some((part, next))
}
