//! Fractions: signs ("½"), digits ("3/4"), words ("two-thirds", "half a", "and a quarter").

use super::number::{Number, grain, kind, multiplier, period, small};
use crate::analysis::View;
use crate::lexicon::{Func, NumeralKind};
use rust_decimal::Decimal;

/// A fraction sign, and its grain.
pub(super) fn sign_fraction(text: &str) -> Option<(Decimal, Decimal)> {
    let (num, den) = match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    };
    let value = Decimal::from(num).checked_div(Decimal::from(den))?;
    Some((value, grain(value)))
}

/// "3/4" in digits: below one, with a denominator that fractions have.
pub(super) fn slash(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let glued =
        view.digits(at) && view.mark(at + 1, "/") && view.glued(at + 1) && view.digits(at + 2) && view.glued(at + 2);
    let ends = !((view.mark(at + 3, "/") || view.dash(at + 3)) && view.glued(at + 3) && view.digits(at + 4));
    let begins = at == 0 || !(view.glued(at) && view.mark(at - 1, "/"));
    if !(glued && ends && begins) {
        return None;
    }
    let num: u32 = view.text(at).parse().ok()?;
    let den: u32 = view.text(at + 2).parse().ok()?;
    if num == 0 || num >= den || !matches!(den, 2..=10 | 12 | 16 | 20 | 32 | 64 | 100) {
        return None;
    }
    Some((Decimal::from(num).checked_div(Decimal::from(den))?, at + 3))
}

/// "and a half", "and a quarter", "and three quarters".
pub(super) fn and_fraction(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let from = at + view.func(at, Func::And)?;
    let part = fraction_word(view, from)?;
    Some((part.0, part.1))
}

/// A fraction in words: "a half", "one third", "two-thirds", "three quarters".
pub(super) fn fraction_word(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (count, from) = if let Some(len) = view.func(at, Func::A) {
        (Decimal::ONE, at + len)
    } else {
        let head = small(view, at)?;
        let hyphen = view.dash(head.end) && view.glued(head.end) && view.glued(head.end + 1);
        (head.value, if hyphen { head.end + 1 } else { head.end })
    };
    let (den, len) = kind(view, from, |k| {
        if count == Decimal::ONE {
            matches!(k, NumeralKind::Fraction | NumeralKind::Part)
        } else {
            k == NumeralKind::Fractions
        }
    })?;
    if count.is_zero() || count >= den.value && den.value > Decimal::TWO {
        return None;
    }
    Some((count.checked_div(den.value)?, from + len))
}

/// A fraction that is a number of its own: "two-thirds", "half a", "a quarter of a".
pub(super) fn fraction(view: View<'_>, at: usize) -> Option<Number> {
    let (value, mut end) = fraction_word(view, at).or_else(|| {
        // Alone only halves and quarters are fractions; "third" is a rank.
        let (den, len) = kind(view, at, |k| k == NumeralKind::Part)?;
        Some((Decimal::ONE.checked_div(den.value)?, at + len))
    })?;
    let hyphen = view.dash(end) && view.glued(end) && view.glued(end + 1);
    let mut from = if hyphen { end + 1 } else { end };
    // "half a million", "two thirds of a million", "half million"
    let of = view.func(from, Func::Of).map_or(from, |len| from + len);
    let articled = view.func(of, Func::A).map(|len| of + len);
    if let Some(next) = articled {
        from = next;
    }
    let (mut factor, mut scaled) = (Decimal::ONE, false);
    let mut after = from;
    while let Some((numeral, len)) = kind(view, after, multiplier).filter(|(n, _)| !n.after_digits) {
        factor = factor.checked_mul(numeral.value)?;
        after += len;
        scaled = true;
    }
    if scaled {
        let value = value.checked_mul(factor)?;
        return Some(Number {
            value,
            grain: grain(value),
            end: after,
            scaled: true,
            digits: false,
            scale: factor,
            fraction: false,
            vague: None,
            article: false,
        });
    }
    // "half a mile", "a quarter of a mile": the article goes with the fraction before a unit of measure or of time.
    if let Some(next) = articled
        && counts_in(view, next)
    {
        end = next;
    }
    Some(Number {
        value,
        grain: grain(value),
        end,
        scaled: false,
        digits: false,
        scale: Decimal::ONE,
        fraction: true,
        vague: None,
        article: false,
    })
}

fn counts_in(view: View<'_>, at: usize) -> bool {
    view.unit(at).is_some() || view.currency(at).is_some() || period(view, at).is_some()
}
