//! A figure with its sign, currency and unit: one side of a range, or a figure alone.

use super::amount::Of;
use super::number::{self, Number};
use crate::analysis::View;
use crate::lexicon::{CurrencyForm, Dimension, Func, Sense, TokenKind};
use rust_decimal::Decimal;

/// One side of a range, or a figure alone.
#[derive(Debug, Clone)]
pub(super) struct Side {
    /// One past its last token.
    pub end: usize,
    /// Its number as written.
    pub number: Number,
    /// What it comes to, cents and basis points counted out.
    pub value: Decimal,
    /// The place of its last significant digit.
    pub grain: Decimal,
    /// What it is measured in.
    pub of: Of,
    /// Its currency stands before it.
    pub prefixed: bool,
    /// Its unit hangs on it by a hyphen.
    pub hyphen: bool,
}

/// A currency before its figure: symbol or code, its tokens written as one.
fn prefix(view: View<'_>, at: usize) -> Option<(String, usize)> {
    let (currency, len) = view.sense(at, |s| match s {
        Sense::Currency(i) => view
            .lexicon
            .currencies
            .get(i as usize)
            .filter(|c| matches!(c.form, CurrencyForm::Symbol | CurrencyForm::Code)),
        _ => None,
    })?;
    let one = (at + 1..at + len).all(|i| view.glued(i) || view.mark(i, "."));
    (one && currency.minor.is_none()).then(|| (currency.iso.clone(), at + len))
}

/// The unit or currency behind a figure that ends before the token.
fn suffix(view: View<'_>, at: usize, number: &Number) -> Option<(Of, Decimal, usize, bool)> {
    let hyphen = view.dash(at) && view.glued(at) && view.glued(at + 1) && !view.digits(at + 1);
    let from = if hyphen { at + 1 } else { at };
    let unit = unit(view, from, number);
    let money = money(view, from, number);
    let (of, factor, end) = match (unit, money) {
        // "pounds" are money, unless the sentence weighs.
        (Some((unit, len)), Some((iso, factor, money_len))) if len == money_len => {
            if weighs(view, unit, from + len, number) {
                measured(view, unit, from + len)?
            } else {
                (Of::Money(iso), factor, from + money_len)
            }
        }
        (Some((unit, len)), Some((_, _, money_len))) if len > money_len => measured(view, unit, from + len)?,
        (_, Some((iso, factor, len))) => (Of::Money(iso), factor, from + len),
        (Some((unit, len)), None) => measured(view, unit, from + len)?,
        (None, None) => return None,
    };
    Some((of, factor, end, hyphen))
}

fn measured(view: View<'_>, unit: u16, end: usize) -> Option<(Of, Decimal, usize)> {
    let kind = view.lexicon.units.get(unit as usize)?;
    Some(match kind.dimension {
        Dimension::Percent => (Of::Percent, Decimal::ONE, end),
        Dimension::Points => (Of::Points, kind.factor.num.checked_div(kind.factor.den)?, end),
        _ => (Of::Unit(unit), Decimal::ONE, end),
    })
}

/// A unit here: its words behind any figure, its abbreviations only behind digits.
fn unit(view: View<'_>, at: usize, number: &Number) -> Option<(u16, usize)> {
    view.sense(at, |s| match s {
        Sense::Unit(i) => Some(i),
        _ => None,
    })
    .filter(|&(i, len)| {
        let Some(unit) = view.lexicon.units.get(i as usize) else {
            return false;
        };
        let text = view.stretch(at, at + len);
        let short = unit.abbreviations.iter().any(|a| a == text);
        let goes_on = view.token(at + len).is_some_and(|t| t.glued && t.kind != TokenKind::Mark);
        let glued = view.lexicon.unit_words.get(i as usize).is_some_and(|w| w.glued.iter().any(|a| a == text));
        let written = !short || number.digits && !goes_on;
        written && (!glued || number.digits && view.glued(at))
    })
}

/// A currency behind the figure: a word, a code, a symbol that begins no figure of its own.
fn money(view: View<'_>, at: usize, number: &Number) -> Option<(String, Decimal, usize)> {
    let (currency, len) = view.sense(at, |s| match s {
        Sense::Currency(i) => view.lexicon.currencies.get(i as usize),
        _ => None,
    })?;
    let either = matches!(currency.form, CurrencyForm::Symbol | CurrencyForm::Code);
    // "10 USD 20": a symbol or code before digits is theirs, unless it is written to the first figure.
    let theirs = either && view.digits(at + len) && (!view.glued(at) || view.glued(at + len));
    let fits = match currency.form {
        CurrencyForm::Symbol => number.digits,
        CurrencyForm::Glued => number.digits && view.glued(at),
        CurrencyForm::Word | CurrencyForm::Code => true,
    };
    (!theirs && fits).then(|| (currency.iso.clone(), currency.minor.unwrap_or(Decimal::ONE), len))
}

/// Whether an ambiguous unit ("pounds") is the measure: "of" and a thing follow a plain figure, or a
/// word of weighing stands in the sentence.
fn weighs(view: View<'_>, unit: u16, end: usize, number: &Number) -> bool {
    let of = view.func(end, Func::Of).is_some() && !number.scaled && view.token(end + 1).is_some_and(|t| !t.capital);
    of || beside(view, unit)
}

fn beside(view: View<'_>, unit: u16) -> bool {
    let words = view.lexicon.unit_words.get(unit as usize);
    words.is_some_and(|w| view.sentence.tokens.iter().any(|t| w.beside.contains(&t.stem)))
}

/// One side: sign, currency, number, scale, unit.
pub(super) fn side(view: View<'_>, at: usize, inherited_money: bool) -> Option<Side> {
    let minus = |i: usize| matches!(view.text(i), "-" | "\u{2212}" | "\u{2013}") && view.glued(i + 1) && !view.glued(i);
    let (negative, from) = if minus(at) && prefix(view, at + 1).is_some() { (true, at + 1) } else { (false, at) };
    let currency = prefix(view, from);
    let (money, from) = currency.map_or((None, from), |(iso, end)| (Some(iso), end));
    // A currency goes with a figure right behind it.
    let number = number::read(view, from, money.is_some() || inherited_money)?;
    let mut value = if negative { -number.value } else { number.value };
    let mut place = number.grain;
    let (mut of, mut end, mut hyphen) = (Of::Nothing, number.end, false);
    let prefixed = money.is_some();
    if let Some(iso) = money {
        of = Of::Money(iso);
        // "$10 dollars" says it twice.
        if let Some((Of::Money(again), _, after, _)) = suffix(view, end, &number)
            && of == Of::Money(again)
        {
            end = after;
        }
    } else if let Some((kind, factor, after, by_hyphen)) = suffix(view, end, &number) {
        value = value.checked_mul(factor)?;
        place = place.checked_mul(factor)?;
        (of, end, hyphen) = (kind, after, by_hyphen);
    }
    let mut side = Side { end, number, value, grain: place, of, prefixed, hyphen };
    compound(view, &mut side);
    Some(side)
}

/// "6 ft 2 in", "20 dollars and 43 cents": a smaller unit of the same kind behind the first.
fn compound(view: View<'_>, side: &mut Side) {
    for _ in 0..3 {
        if side.number.vague.is_some() || side.number.fraction || side.value.is_sign_negative() {
            return;
        }
        let from = view.func(side.end, Func::And).map_or(side.end, |len| side.end + len);
        let from =
            if from == side.end && view.mark(from, ",") && matches!(side.of, Of::Unit(_)) { from + 1 } else { from };
        let Some(next) = number::number(view, from).filter(|n| n.vague.is_none() && !n.article | n.digits | (from > 0))
        else {
            return;
        };
        let joined = match &side.of {
            Of::Unit(unit) => behind(view, *unit, &next).and_then(|(small, end)| {
                let ratio = ratio(view, *unit, small)?;
                (next.value < ratio).then_some(())?;
                let value = side.value.checked_mul(ratio)?.checked_add(next.value)?;
                // "10 inches" behind feet are ten, not about ten.
                Some((value, next.grain.min(Decimal::ONE), Of::Unit(small), end))
            }),
            Of::Money(iso) if !side.prefixed => money(view, next.end, &next).and_then(|(small, factor, len)| {
                let one = factor < Decimal::ONE && next.value * factor < Decimal::ONE;
                (one && (small == *iso || factor == Decimal::new(1, 2))).then_some(())?;
                let part = next.value.checked_mul(factor)?;
                Some((side.value.checked_add(part)?, factor, Of::Money(iso.clone()), next.end + len))
            }),
            _ => None,
        };
        let Some((value, place, of, end)) = joined else {
            return;
        };
        (side.value, side.grain, side.of, side.end) = (value, place, of, end);
    }
}

/// A smaller unit behind the number, abbreviations that are words of their own included.
fn behind(view: View<'_>, larger: u16, number: &Number) -> Option<(u16, usize)> {
    let at = number.end;
    if let Some((unit, len)) = unit(view, at, number) {
        return Some((unit, at + len));
    }
    let dimension = view.lexicon.units.get(larger as usize)?.dimension;
    let text = view.text(at);
    let mut units = view.lexicon.units.iter().zip(&view.lexicon.unit_words);
    let found = units.position(|(u, w)| u.dimension == dimension && w.behind.iter().any(|b| b == text))?;
    Some((found as u16, at + 1))
}

/// How many of the small unit the large one is, where it is a whole number above one.
fn ratio(view: View<'_>, large: u16, small: u16) -> Option<Decimal> {
    let (large, small) = (view.lexicon.units.get(large as usize)?, view.lexicon.units.get(small as usize)?);
    if large.dimension != small.dimension || !large.offset.is_zero() || !small.offset.is_zero() {
        return None;
    }
    let up = large.factor.num.checked_mul(small.factor.den)?;
    let down = large.factor.den.checked_mul(small.factor.num)?;
    let ratio = up.checked_div(down)?;
    (ratio > Decimal::ONE && ratio.fract().is_zero()).then_some(ratio)
}
