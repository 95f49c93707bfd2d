//! "A third" with nothing behind it: one more after two others, or one of three parts.

#![allow(clippy::indexing_slicing, reason = "indices of tokens and readings come from walking the same sentence")]

use super::value::{Bound, Figure};
use super::{Anchor, Reading, Value, hedge, noun, number, quantity, range};
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{Func, NumeralKind, TokenKind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The greatest number of which a bit is kept.
const MOST: u64 = 30;

/// Makes shares of those ranks that are none ("funded to only a third", "A third was lost"), and keeps which
/// numbers the sentence told for those that follow.
pub(super) fn shares(view: View<'_>, readings: &mut [Reading], anchor: &mut Anchor) {
    let (mut told, mut last) = (0, 0);
    for i in 0..readings.len() {
        let another = (last..readings[i].tokens.start as usize).any(|at| view.is(at, Func::Another));
        told |= u32::from(another) << 2;
        if let Some(end) = last_end(readings, i)
            && let Some((start, figure)) = share(view, &readings[i], told | anchor.counts[0] | anchor.counts[1], end)
        {
            let tokens = Range { start: start as u32, end: readings[i].tokens.end };
            readings[i] = Reading { tokens, value: Value::Percent { figure, points: false }, noun: None, whole: None };
        }
        told |= small(&readings[i].value);
        last = readings[i].tokens.end as usize;
    }
    if !readings.is_empty() {
        anchor.counts = [told, anchor.counts[0]];
    }
}

/// Where the reading before ends.
fn last_end(readings: &[Reading], i: usize) -> Option<usize> {
    i.checked_sub(1).map_or(Some(0), |before| readings.get(before).map(|r| r.tokens.end as usize))
}

/// The bit of a small whole number.
fn small(value: &Value) -> u32 {
    let number = match value {
        Value::Ordinal(n) => Some(*n),
        Value::Number(figure) | Value::Quantity { figure, .. } => {
            figure.number.filter(|n| n.fract().is_zero()).and_then(|n| n.to_u64())
        }
        _ => None,
    };
    number.filter(|n| *n <= MOST).map_or(0, |n| 1 << n)
}

/// The share that a rank is, and where it begins: "a third", with no other told that it could follow.
fn share(view: View<'_>, reading: &Reading, told: u32, last: usize) -> Option<(usize, Figure)> {
    let Value::Ordinal(n) = reading.value else { return None };
    let (at, end) = (reading.tokens.start as usize, reading.tokens.end as usize);
    let article = at.checked_sub(1).filter(|&a| view.is(a, Func::A) && a >= last)?;
    let fraction = number::kind(view, at, |k| k == NumeralKind::Fraction)?.0;
    let single = end == at + 1 && (3..=MOST).contains(&n) && !view.digits(at);
    let counts = noun::counted(view, end, false).is_some() || noun::counted(view, end, true).is_some();
    if !single || counts || view.dash(end) && view.glued(end) {
        return None;
    }
    let hedged = (article.saturating_sub(5).max(last)..article)
        .find_map(|i| hedge::before(view, i).filter(|h| h.end == article).map(|h| (i, h.kind)));
    let begins = hedged.map_or(article, |(i, _)| i);
    let before = begins.checked_sub(1);
    let is = |f: Func| before.is_some_and(|b| view.is(b, f));
    let stops = view.token(end).is_none_or(|t| t.kind == TokenKind::Mark) || view.is(end, Func::From);
    let subject = quantity::verbal(view, end)
        && before.is_none_or(|b| {
            view.token(b).is_some_and(|t| t.kind == TokenKind::Mark) || view.is(b, Func::And) || view.is(b, Func::But)
        });
    // "fell a third to 41 pence", "up a fifth on last year"
    let goes_on = stops || !view.is(end, Func::Of) && view.token(end).is_some_and(|t| t.pos == Pos::Preposition);
    let moved = goes_on
        && ([Func::To, Func::By, Func::From, Func::Than, Func::Down, Func::Up].into_iter().any(is)
            || before.is_some_and(|b| range::change(view, b).is_some()))
        // "they own a third each", "between a third and a half"
        || view.is(end, Func::Each)
        || is(Func::Between) && view.is(end, Func::And);
    // "paid a third more than he was"
    let more = super::change::comparative(view, end).is_some();
    let only = is(Func::Only) && (stops || quantity::verbal(view, end));
    // "Two were lost, and a third was damaged"
    let follows = n.checked_sub(1).is_some_and(|b| told >> b & 1 == 1);
    let hedged_part = hedged.is_some() && (stops || quantity::verbal(view, end));
    if !(hedged_part || more || !follows && (subject || moved || only)) {
        return None;
    }
    let value = fraction.value;
    let percent =
        Decimal::ONE.checked_div(value).filter(|_| value > Decimal::TWO)?.checked_mul(Decimal::ONE_HUNDRED)?;
    let mut figure = Figure { fraction: true, digits: false, ..Figure::exact(percent, Decimal::ONE) };
    if let Some((_, kind)) = hedged {
        hedge::put(&mut figure, kind);
        figure.literal.max = figure.literal.max.or(Some(Bound { value: Decimal::ONE_HUNDRED, open: false }));
    }
    Some((begins, figure))
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn a_third_with_nothing_to_follow_is_a_share() {
        let third = "percent 33.33333333333333333333333333";
        for (text, words, gist) in [
            ("The station was funded to only a third.", "a third", third),
            ("A third was lost in the fire.", "A third", third),
            ("The mill closed. A third were rehired.", "A third", third),
            ("She was paid a third more than he was.", "a third", third),
            ("Shares fell a third to 41 pence.", "a third", third),
            ("Costs are up a fifth on last year.", "a fifth", "percent 20"),
            ("They own a third each.", "a third", third),
            ("It lost between a third and a half of it.", "a third", third),
            ("Only a fifth came back.", "a fifth", "percent 20"),
            ("Output is down a fifth from May.", "a fifth", "percent 20"),
            ("Nearly a third are unpaid.", "Nearly a third", "percent nearly 33.33333333333333333333333333"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn one_more_after_two_others_is_a_rank() {
        for text in [
            "Two barges sank, and a third was damaged.",
            "Two barges sank. A third was damaged.",
            "One was red, another blue and a third was green.",
            "He won a second race and then a third.",
            "They moved into a third.",
            "Three men died on Friday; on Sunday two were hurt and a third in shock left.",
        ] {
            ignores(text, "percent");
            reads(text, "third", "ordinal 3");
        }
    }
}
