//! A figure with what it is measured in: one side ("$3 million", "12 km"), compound units, ranges and
//! lists whose members share a unit.

use super::hedge;
use super::number;
use super::range::range;
use super::side::{self, Side, side};
use super::value::Figure;
use crate::analysis::View;
use crate::lexicon::{ChangeKind, Dimension, Func, HedgeKind};
use rust_decimal::Decimal;

/// What a figure is measured in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Of {
    /// Nothing that was written beside it.
    Nothing,
    /// Hundredths of a whole.
    Percent,
    /// Percentage points.
    Points,
    /// A measure: index of the unit.
    Unit(u16),
    /// A currency by ISO 4217.
    Money(String),
}

/// A figure, what it is measured in, and the tokens of both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Amount {
    /// First token: hedge, sign and currency included.
    pub start: usize,
    /// One past the last token: unit included.
    pub end: usize,
    /// The figure.
    pub figure: Figure,
    /// What it is measured in.
    pub of: Of,
    /// The unit hangs on it by a hyphen, so that it modifies a noun ("a 12-mile road").
    pub hyphen: bool,
    /// It is the word for one, or stands for it.
    pub one: bool,
    /// It stands between two figures.
    pub range: bool,
}

/// The amount whose number (or hedge or unit before it) begins at the token.
pub(super) fn amount(view: View<'_>, at: usize) -> Option<Amount> {
    let hedge = hedge::before(view, at);
    let Some(mut led) = led(view, hedge.map_or(at, |h| h.end)) else { return unled(view, at) };
    led.start = at;
    if let Some(hedge) = hedge {
        hedge::put(&mut led.figure, hedge.kind);
    }
    Some(led)
}

/// The words of a unit that stand before its figure: "magnitude 6.3", "a magnitude of at least 6".
fn led(view: View<'_>, at: usize) -> Option<Amount> {
    let (unit, len) = super::unit::leads(view, at)?;
    let from = at + len;
    let amount = unled(view, from)?;
    let own = super::unit::leads_to(view, unit, from, &amount.of, amount.end);
    (own && !amount.one).then_some(Amount { start: at, of: Of::Unit(unit), hyphen: false, ..amount })
}

/// The amount whose number (or hedge before it) begins at the token.
fn unled(view: View<'_>, at: usize) -> Option<Amount> {
    let hedge = hedge::before(view, at);
    let from = hedge.map_or(at, |h| h.end);
    let plain = side(view, from, false);
    let mut amount =
        range(view, from, plain.as_ref()).or_else(|| plain.map(|s| alone(view, from, s))).or_else(|| {
            articled(view, from, at).filter(|a| {
                hedge.is_some()
                    || a.range
                    || hedge::after(view, a.end).is_some()
                    || number::alone(view, at, a.end)
                    || changed(view, at, a)
            })
        })?;
    amount.range &= !amount.one;
    amount.start = at;
    if let Some(hedge) = hedge {
        hedge::put(&mut amount.figure, hedge.kind);
        amount = second_side(view, amount);
    }
    Some(amount)
}

/// "fell a cent to $1.52", "gained a penny": one of a currency right behind a verb of change, and no rate.
fn changed(view: View<'_>, at: usize, one: &Amount) -> bool {
    let verb = at.checked_sub(1).and_then(|i| super::range::changing(view, i, ChangeKind::Verb)).is_some();
    let ends = view.is(one.end, Func::To) || number::closed_or_marked(view, one.end);
    verb && ends && matches!(one.of, Of::Money(_))
}

/// "more than 5,000 but fewer than 6,000"
fn second_side(view: View<'_>, first: Amount) -> Amount {
    let joiner = [Func::But, Func::And].into_iter().find_map(|f| view.func(first.end, f));
    let Some(from) = joiner.map(|len| first.end + len) else {
        return first;
    };
    let Some(hedge) = hedge::before(view, from) else {
        return first;
    };
    let Some(mut second) = single(view, hedge.end) else {
        return first;
    };
    hedge::put(&mut second.figure, hedge.kind);
    if first.of != Of::Nothing && first.of != second.of {
        return first;
    }
    match hedge::two_sided(&first.figure, &second.figure) {
        Some(figure) => Amount { start: first.start, end: second.end, figure, range: true, ..second },
        None => first,
    }
}

/// "a mile", "a dollar and 42 cents": one of a unit behind its article, with `range` where more parts
/// follow. Most such are no figure ("$5 a mile", "a pound of flesh"): the caller asks for a hedge, for
/// more parts, or for a text that says nothing else.
fn articled(view: View<'_>, at: usize, start: usize) -> Option<Amount> {
    let (side, many) = side::articled(view, at)?;
    // "over a cup of tea" is no bound.
    let spatial = [Func::Over, Func::Under, Func::Within].into_iter().any(|f| view.is(start, f));
    let unit = if let Of::Unit(unit) = side.of { view.lexicon.units.get(unit as usize) } else { None };
    let vessel = unit.is_some_and(|u| u.dimension == Dimension::Volume);
    let figure = figure(&side);
    (!(spatial && vessel && !many)).then_some(Amount {
        start: at,
        end: side.end,
        figure,
        of: side.of,
        hyphen: false,
        one: true,
        range: many,
    })
}

fn single(view: View<'_>, at: usize) -> Option<Amount> {
    side(view, at, false).map(|side| alone(view, at, side))
}

/// The amount of a side that is no end of a range.
fn alone(view: View<'_>, at: usize, mut side: Side) -> Amount {
    if side.of == Of::Nothing {
        share_unit(view, &mut side);
    }
    Amount {
        start: at,
        end: side.end,
        figure: figure(&side),
        of: side.of,
        hyphen: side.hyphen,
        one: side.number.article && !side.number.digits,
        range: false,
    }
}

/// "12, 15 and 20 percent": the unit of the last is that of all.
fn share_unit(view: View<'_>, first: &mut Side) {
    let mut at = first.end;
    for _ in 0..8 {
        let comma = view.mark(at, ",");
        let after = if comma { at + 1 } else { at };
        // "5 by 3 metres", "5 x 3 m"
        let times = matches!(view.text(after), "x" | "\u{d7}") || view.is(after, Func::By);
        let joiner = [Func::And, Func::Or].into_iter().find_map(|f| view.func(after, f)).or(times.then_some(1));
        if !comma && joiner.is_none() {
            return;
        }
        // "24, or 25 percent,": the second says what the first comes to.
        if comma && at == first.end && view.is(after, Func::Or) {
            return;
        }
        let Some(next) = side(view, after + joiner.unwrap_or(0), false) else {
            return;
        };
        if next.prefixed || next.number.digits != first.number.digits {
            return;
        }
        if next.of != Of::Nothing {
            if joiner.is_some() && (!times || matches!(next.of, Of::Unit(_))) {
                carry(first, &next);
            }
            return;
        }
        if joiner.is_some() {
            return;
        }
        at = next.end;
    }
}

fn figure(side: &Side) -> Figure {
    let mut figure = Figure::exact(side.value, side.grain);
    figure.scaled = side.number.scaled;
    figure.digits = side.number.digits;
    figure.fraction = side.number.fraction;
    if let Some((literal, intended)) = side.number.vague {
        figure.literal = literal;
        figure.intended = Some(intended);
        figure.number = None;
    }
    figure
}

/// Gives a side what it leaves to the other: scale word, unit, currency.
pub(super) fn carry(to: &mut Side, from: &Side) {
    if to.of == Of::Nothing {
        to.of = from.of.clone();
        if from.of == Of::Points || matches!(from.of, Of::Money(_)) {
            // Basis points and cents count in hundredths on both sides.
            let unit = from.number.value;
            if !unit.is_zero()
                && let Some(factor) = from.value.checked_div(unit)
                && factor < Decimal::ONE
                && let Some(value) = to.value.checked_mul(factor)
            {
                to.value = value;
                to.grain *= factor;
            }
        }
    }
    let head = from.number.value.checked_div(from.number.scale).unwrap_or(from.number.value);
    if to.number.scale == Decimal::ONE
        && from.number.scale >= Decimal::ONE_THOUSAND
        && to.value <= head
        && let (Some(value), Some(grain)) =
            (to.value.checked_mul(from.number.scale), to.grain.checked_mul(from.number.scale))
    {
        (to.value, to.grain, to.number.scale, to.number.scaled) = (value, grain, from.number.scale, true);
        return;
    }
    let hundreds =
        from.number.value.checked_div(Decimal::ONE_HUNDRED).filter(|h| h.fract().is_zero() && *h < Decimal::TEN);
    // "five to six hundred people"
    if !to.number.digits
        && !from.number.digits
        && to.number.scale == from.number.scale
        && hundreds.is_some_and(|h| to.number.value < h && to.number.value > Decimal::ONE)
        && let (Some(value), Some(grain)) =
            (to.value.checked_mul(Decimal::ONE_HUNDRED), to.grain.checked_mul(Decimal::ONE_HUNDRED))
    {
        (to.value, to.grain) = (value, grain);
    }
}

/// "15-20,000 badgers": thousands that the first of two figures leaves out, where a dash joins them.
pub(super) fn thousands(to: &mut Side, from: &Side) {
    let head =
        from.value.checked_div(Decimal::ONE_THOUSAND).filter(|h| h.fract().is_zero() && *h < Decimal::ONE_THOUSAND);
    let plain =
        to.number.digits && from.number.digits && to.number.scale == Decimal::ONE && from.number.scale == Decimal::ONE;
    if plain
        && to.value >= Decimal::TWO
        && head.is_some_and(|h| to.value < h && to.value.checked_mul(Decimal::from(5)).is_some_and(|most| h <= most))
        && let (Some(value), Some(grain)) =
            (to.value.checked_mul(Decimal::ONE_THOUSAND), to.grain.checked_mul(Decimal::ONE_THOUSAND))
    {
        (to.value, to.grain) = (value, grain);
    }
}

/// Puts the hedge behind a figure on it: "40 or more".
pub(super) fn hedge_after(view: View<'_>, amount: &mut Amount) -> bool {
    if amount.figure.hedge.is_some_and(|h| h != HedgeKind::About && h != HedgeKind::Exactly) {
        return false;
    }
    // "3,000 and more than 450" are two figures, "five plus three" too.
    let found = hedge::after(view, amount.end).filter(|&(_, end)| {
        view.func(end, Func::Than).is_none() && (end > amount.end + 1 || super::number::number(view, end).is_none())
    });
    let Some((kind, end)) = found else {
        return false;
    };
    hedge::put(&mut amount.figure, kind);
    amount.end = end;
    // "100-odd crowns", "40 or more litres": the unit behind the hedge.
    if amount.of == Of::Nothing
        && let Some((of, end)) = side::unit_behind(view, end, amount.figure.digits)
    {
        (amount.of, amount.end) = (of, end);
    }
    true
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn units_and_currencies_go_with_their_figures() {
        for (text, words, gist) in [
            ("It paid $3.5 million.", "$3.5 million", "money 3500000 USD"),
            ("It paid A$1.2bn.", "A$1.2bn", "money 1200000000 AUD"),
            ("It paid 42 cents.", "42 cents", "money 0.42 USD"),
            ("It paid EUR 20.", "EUR 20", "money 20 EUR"),
            ("It paid 20 dollars and 43 cents.", "20 dollars and 43 cents", "money 20.43 USD"),
            ("It signed a $3-million deal.", "$3-million", "money 3000000 USD"),
            ("It has 14m customers.", "14m customers", "quantity 14000000 customer"),
            ("The wall is 508m long.", "508m", "measure 508 m"),
            ("He is 6 ft 2 in tall.", "6 ft 2 in", "measure 74 [in_i]"),
            ("It runs at 90 km/h.", "90 km/h", "measure 90 km/h"),
            ("It built a 12-mile road.", "12-mile", "measure 12 [mi_i]"),
            ("It was minus 5 degrees.", "minus 5 degrees", "measure -5 deg"),
            ("It weighs 40 pounds.", "40 pounds", "measure 40 [lb_av]"),
            ("It cost 40 pounds.", "40 pounds", "money 40 GBP"),
            ("The pound fell a cent to $1.52.", "a cent", "change down 0.01 USD"),
            ("It grew to 12.5 per cent.", "12.5 per cent", "percent 12.5"),
            ("It is off by 25 basis points.", "25 basis points", "change down 0.25 points"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn ranges_carry_scale_unit_and_currency() {
        for (text, words, gist) in [
            ("It paid between $3 and $4 million.", "between $3 and $4 million", "money 3000000..4000000 USD"),
            ("It took 5–7 barges.", "5–7 barges", "quantity 5..7 barge"),
            ("It took from 5 to 7 million tonnes.", "from 5 to 7 million tonnes", "measure 5000000..7000000 t"),
            ("It took five or six barges.", "five or six barges", "quantity 5..6 barge"),
            ("Shares were 12, 15 and 20 percent.", "12", "percent 12"),
            ("Shares were 12, 15 and 20 percent.", "15", "percent 15"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn years_of_a_span_are_no_range_of_numbers() {
        for (text, gist) in [("It ran from 2014 to 2017.", "number 2014.."), ("In 2014-15 it ran.", "number 2014..")] {
            ignores(text, gist);
        }
    }
}
