//! A figure with what it is measured in: one side ("$3 million", "12 km"), compound units, ranges and
//! lists whose members share a unit.

use super::hedge;
use super::number::{self, Number};
use super::value::{Figure, Interval};
use crate::analysis::View;
use crate::lexicon::{Change, CurrencyForm, Dimension, Func, HedgeKind, Sense, TokenKind};
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

/// One side of a range, or a figure alone.
#[derive(Debug, Clone)]
struct Side {
    end: usize,
    number: Number,
    value: Decimal,
    grain: Decimal,
    of: Of,
    prefixed: bool,
    hyphen: bool,
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
        let glued_rest = at + len >= view.len()
            || !(view.glued(at + len) && view.token(at + len).is_some_and(|t| t.kind != TokenKind::Mark));
        let glued = view.lexicon.unit_words.get(i as usize).is_some_and(|w| w.glued.iter().any(|a| a == text));
        (!short || number.digits) && (glued_rest || !short) && (!glued || number.digits && view.glued(at))
    })
}

/// A currency behind the figure: a word, a code, a symbol that begins no figure of its own.
fn money(view: View<'_>, at: usize, number: &Number) -> Option<(String, Decimal, usize)> {
    let (currency, len) = view.sense(at, |s| match s {
        Sense::Currency(i) => view.lexicon.currencies.get(i as usize),
        _ => None,
    })?;
    let begins = matches!(currency.form, CurrencyForm::Symbol | CurrencyForm::Code)
        && view.digits(at + len)
        && !(view.glued(at) && !view.glued(at + len));
    let symbol =
        currency.prefix && !number.digits || currency.form == CurrencyForm::Glued && !(number.digits && view.glued(at));
    (!begins && !symbol).then(|| (currency.iso.clone(), currency.minor.unwrap_or(Decimal::ONE), len))
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
fn side(view: View<'_>, at: usize, inherited_money: bool) -> Option<Side> {
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
                Some((value, next.grain, Of::Unit(small), end))
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

/// The amount whose number (or hedge before it) begins at the token.
pub(super) fn amount(view: View<'_>, at: usize) -> Option<Amount> {
    let hedge = hedge::before(view, at);
    let from = hedge.map_or(at, |h| h.end);
    let mut amount = range(view, from).or_else(|| single(view, from))?;
    amount.start = at;
    if let Some(hedge) = hedge {
        hedge::put(&mut amount.figure, hedge.kind);
        amount = second_side(view, amount);
    }
    Some(amount)
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

fn single(view: View<'_>, at: usize) -> Option<Amount> {
    let mut side = side(view, at, false)?;
    if side.of == Of::Nothing {
        share_unit(view, &mut side);
    }
    Some(Amount {
        start: at,
        end: side.end,
        figure: figure(&side),
        of: side.of,
        hyphen: side.hyphen,
        one: side.number.article && !side.number.digits,
        range: false,
    })
}

/// "12, 15 and 20 percent": the unit of the last is that of all.
fn share_unit(view: View<'_>, first: &mut Side) {
    let mut at = first.end;
    for _ in 0..8 {
        let comma = view.mark(at, ",");
        let after = if comma { at + 1 } else { at };
        let joiner = [Func::And, Func::Or].into_iter().find_map(|f| view.func(after, f));
        if !comma && joiner.is_none() {
            return;
        }
        let Some(next) = side(view, after + joiner.unwrap_or(0), false) else {
            return;
        };
        if next.prefixed || next.number.digits != first.number.digits {
            return;
        }
        if next.of != Of::Nothing {
            if joiner.is_some() {
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
        let exact = intended.min.map(|b| b.value).filter(|_| intended.min == intended.max);
        figure.number = exact;
    }
    figure
}

/// Gives a side what it leaves to the other: scale word, unit, currency.
fn carry(to: &mut Side, from: &Side) {
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
    }
}

/// Two figures with what makes a range of them: "5–7", "5 to 7", "between five and seven", "five or six".
fn range(view: View<'_>, at: usize) -> Option<Amount> {
    let between = view.func(at, Func::Between);
    let from = view.func(at, Func::From);
    let start = at + between.or(from).unwrap_or(0);
    let mut low = side(view, start, false)?;
    let baseline = from.is_some() || at > 0 && view.is(at - 1, Func::From);
    if low.number.vague.is_some() || baseline && changes(view, at) {
        return None;
    }
    let (next, dashed) = joiner(view, &low, between.is_some())?;
    // "rose by 12 metres to 70 metres": the change, then the level that it came to.
    let comes_to = !dashed && low.of != Of::Nothing && between.is_none() && from.is_none() && changes(view, at);
    if comes_to && low.of != Of::Percent {
        return None;
    }
    let inner = hedge::before(view, next).map_or(next, |h| h.end);
    let mut high = side(view, inner, low.prefixed)?;
    if high.number.vague.is_some() || high.number.fraction != low.number.fraction {
        return None;
    }
    let opened = between.is_some() || from.is_some();
    if !opened && dashed && !fits(view, &low, &high, at) {
        return None;
    }
    if years(view, start, &low) && years(view, inner, &high) {
        return None;
    }
    carry(&mut low, &high);
    if high.of == Of::Nothing || low.prefixed && high.of == Of::Nothing {
        high.of = low.of.clone();
    }
    if low.of != high.of {
        return None;
    }
    // "rose 3 percent to 12 percent" tells two things, "by 5 percent to 10 percent" one.
    if comes_to && high.value > low.value.checked_mul(Decimal::new(25, 1))? {
        return None;
    }
    // "lost 3 to 1" and "cut it from 9 to 7" are no ranges; only words that open one may run backwards.
    if low.value >= high.value && !opened && low.of == Of::Nothing {
        return None;
    }
    let figure = Figure {
        number: None,
        literal: Interval::closed(low.value, high.value),
        grain: low.grain.min(high.grain),
        scaled: high.number.scaled,
        digits: low.number.digits,
        fraction: low.number.fraction,
        ..Figure::exact(high.value, high.grain)
    };
    Some(Amount { start: at, end: high.end, figure, of: high.of, hyphen: high.hyphen, one: false, range: true })
}

/// Where the second side begins, and whether only a dash stands between.
fn joiner(view: View<'_>, low: &Side, between: bool) -> Option<(usize, bool)> {
    let at = low.end;
    if between {
        return view.func(at, Func::And).map(|len| (at + len, false));
    }
    if let Some(len) = view.func(at, Func::To) {
        return Some((at + len, false));
    }
    // "five or six": neighbours in words or small figures.
    if let Some(len) = view.func(at, Func::Or).filter(|_| low.of == Of::Nothing && low.number.scale == Decimal::ONE) {
        let next = number::number(view, at + len)?;
        let step = next.value - low.value;
        return (step > Decimal::ZERO
            && step <= Decimal::from(2).max(low.value)
            && low.value <= Decimal::ONE_HUNDRED
            && next.value <= Decimal::ONE_THOUSAND)
            .then_some((at + len, false));
    }
    let spaced = !view.glued(at) && !view.glued(at + 1);
    let glued = view.glued(at) && (view.glued(at + 1));
    let signed = !view.glued(at) && view.glued(at + 1) && view.digits(at + 1) && low.number.digits;
    (view.dash(at) && (glued || spaced && view.digits(at + 1) && low.number.digits || signed)).then_some((at + 1, true))
}

/// Whether a word of change before the token makes "from 7 to 10" a baseline and an end.
fn changes(view: View<'_>, at: usize) -> bool {
    (at.saturating_sub(8)..at).any(|i| change(view, i).is_some())
}

/// The word of change at a token.
pub(super) fn change(view: View<'_>, at: usize) -> Option<(&Change, usize)> {
    view.sense(at, |s| match s {
        Sense::Change(i) => view.lexicon.changes.get(i as usize),
        _ => None,
    })
}

/// Whether a side is the digits of a year: ranges of years are dates.
fn years(view: View<'_>, at: usize, side: &Side) -> bool {
    side.of == Of::Nothing
        && side.end == at + 1
        && view.text(at).len() == 4
        && side.value >= Decimal::from(1500)
        && side.value <= Decimal::from(2100)
        && super::noun::counted(view, side.end, true).is_none()
}

/// Whether two figures with a dash between are a range, not a score, a year's span, a number of parts.
fn fits(view: View<'_>, low: &Side, high: &Side, at: usize) -> bool {
    let part = |side: &Side| side.number.digits && side.of == Of::Nothing;
    if !(part(low) || low.of != Of::Nothing) && low.number.digits {
        return false;
    }
    // A third group behind makes it a date or a telephone number.
    if (view.dash(high.end) && view.glued(high.end) && view.digits(high.end + 1))
        || (at > 0 && view.dash(at - 1) && view.glued(at) && view.digits(at.wrapping_sub(2)))
    {
        return false;
    }
    if high.of == Of::Nothing && super::score::scores(view, at, low.value, high.value, high.end) {
        return false;
    }
    let year = |side: &Side, text: &str| {
        side.of == Of::Nothing
            && text.len() == 4
            && side.value >= Decimal::from(1500)
            && side.value <= Decimal::from(2100)
    };
    !(year(low, view.text(at))
        && high.value < Decimal::from(2100)
        && high.of == Of::Nothing
        && super::noun::counted(view, high.end, true).is_none())
}

/// Puts the hedge behind a figure on it: "40 or more".
pub(super) fn hedge_after(view: View<'_>, amount: &mut Amount) -> bool {
    if amount.figure.hedge.is_some_and(|h| h != HedgeKind::About && h != HedgeKind::Exactly) {
        return false;
    }
    // "3,000 and more than 450" are two figures.
    let found = hedge::after(view, amount.end).filter(|&(_, end)| view.func(end, Func::Than).is_none());
    let Some((kind, end)) = found else {
        return false;
    };
    hedge::put(&mut amount.figure, kind);
    amount.end = end;
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
            ("It grew to 12.5 per cent.", "12.5 per cent", "percent 12.5"),
            ("It is off by 25 basis points.", "25 basis points", "percent 0.25 points"),
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
