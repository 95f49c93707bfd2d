//! A figure with its sign, currency and unit: one side of a range, or a figure alone.

use super::amount::Of;
use super::currency::{hundredths, money, prefix};
use super::fraction::and_fraction;
use super::number::{self, Number};
use super::unit::{
    bare, behind, bracketed, goes_on, last, leads, leads_to, marked, measured, of_one, parted, ratio, unit, weighs,
};
use crate::analysis::View;
use crate::lexicon::{Dimension, Func, NumeralKind};
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
    /// Its minus stands behind it: "20 degrees below zero".
    pub sunk: bool,
}

/// One side: sign, currency, number, scale, unit, which may stand before it ("between magnitude 6.1 and 6.5").
pub(super) fn side(view: View<'_>, at: usize, inherited_money: bool) -> Option<Side> {
    let Some((unit, len)) = leads(view, at) else { return unled(view, at, inherited_money) };
    let side = unled(view, at + len, false)?;
    leads_to(view, unit, at + len, &side.of, side.end).then_some(Side { of: Of::Unit(unit), hyphen: false, ..side })
}

/// One side whose unit, if any, stands behind it.
fn unled(view: View<'_>, at: usize, inherited_money: bool) -> Option<Side> {
    let minus = |i: usize| matches!(view.text(i), "-" | "\u{2212}" | "\u{2013}") && view.glued(i + 1) && !view.glued(i);
    let word =
        number::kind(view, at, |k| k == NumeralKind::Minus).map(|(_, len)| len).filter(|_| !number::ends_at(view, at));
    let sign = if minus(at) { Some(1) } else { word };
    let sign = sign.filter(|len| prefix(view, at + len).is_some());
    let (negative, from) = (sign.is_some(), at + sign.unwrap_or(0));
    let currency = prefix(view, from);
    let from = currency.as_ref().map_or(from, |p| p.end);
    let worth = currency.as_ref().map_or(Decimal::ONE, |p| p.worth);
    let money = currency.map(|p| p.iso);
    // "$-5"
    let inner = money.is_some()
        && !negative
        && view.dash(from)
        && view.glued(from)
        && view.glued(from + 1)
        && view.digits(from + 1);
    let (negative, from) = if inner { (true, from + 1) } else { (negative, from) };
    // A currency goes with a figure right behind it.
    let number = number::read(view, from, money.is_some() || inherited_money)?;
    let mut value = if negative { -number.value } else { number.value };
    let mut place = number.grain;
    let (mut of, mut end, mut hyphen) = (Of::Nothing, number.end, false);
    let prefixed = money.is_some();
    if let Some(iso) = money {
        of = Of::Money(iso);
        (value, place) = (value.checked_mul(worth)?, place.checked_mul(worth)?);
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
    } else if let Some((kind, whole, after)) = marked(view, &number) {
        (of, value, place, end) = (kind, if negative { -whole } else { whole }, Decimal::ONE, after);
    }
    let mut side = Side { end, number, value, grain: place, of, prefixed, hyphen, sunk: false };
    compound(view, &mut side);
    signed(view, &mut side);
    Some(side)
}

/// "20 degrees below zero", "5 degrees above zero": the sign of a temperature, or of a bare figure, behind it.
fn signed(view: View<'_>, side: &mut Side) {
    let warmth = match side.of {
        Of::Unit(unit) => view.lexicon.units.get(unit as usize).is_some_and(|u| u.dimension == Dimension::Temperature),
        ref of => *of == Of::Nothing && side.number.scale == Decimal::ONE,
    };
    let plain = side.number.vague.is_none() && !side.number.fraction && side.value > Decimal::ZERO;
    let Some((sign, len)) = number::kind(view, side.end, |k| k == NumeralKind::Behind).filter(|_| warmth && plain)
    else {
        return;
    };
    side.sunk = sign.value.is_sign_negative();
    side.value = if side.sunk { -side.value } else { side.value };
    side.end += len;
}

/// The unit or currency behind a figure that ends before the token.
fn suffix(view: View<'_>, at: usize, number: &Number) -> Option<(Of, Decimal, usize, bool)> {
    let hyphen = view.dash(at) && view.glued(at) && view.glued(at + 1) && !view.digits(at + 1);
    let from = if hyphen { at + 1 } else { at };
    if let Some(found) = bracketed(view, at, number) {
        return Some(found);
    }
    // "half of one percent", "0.6 of a mile"
    if let Some(from) = of_one(view, at, number) {
        let (unit, len) = unit(view, from, number)?;
        let (of, factor, end) = measured(view, unit, from + len)?;
        return Some((of, factor, end, false));
    }
    if let Some((of, factor, end)) = parted(view, from, number) {
        return Some((of, factor, end, hyphen));
    }
    let unit = unit(view, from, number).or_else(|| last(view, from, number));
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

/// The unit or currency at a token that goes with a figure before it, where the unit's words change no value.
pub(super) fn unit_behind(view: View<'_>, at: usize, digits: bool) -> Option<(Of, usize)> {
    let number = Number { digits, ..Number::one(at) };
    let (of, factor, end, hyphen) = suffix(view, at, &number)?;
    (factor == Decimal::ONE && !hyphen).then_some((of, end))
}

/// One of a unit or currency whose article stands at the token, and whether more parts follow ("a mile
/// and a half", "a dollar and 42 cents").
pub(super) fn articled(view: View<'_>, at: usize) -> Option<(Side, bool)> {
    let from = at + view.func(at, Func::A)?;
    let number = Number::one(from);
    let (of, factor, end, hyphen) = suffix(view, from, &number)?;
    let mut side = Side { end, value: factor, grain: factor, number, of, prefixed: false, hyphen, sunk: false };
    let plain = view.token(end).is_none_or(|t| !(t.glued && view.dash(end)));
    compound(view, &mut side);
    let many = side.end > end;
    (!hyphen && plain).then_some((side, many))
}

/// "6 ft 2 in", "20 dollars and 43 cents": a smaller unit of the same kind behind the first.
fn compound(view: View<'_>, side: &mut Side) {
    for part in 0..4 {
        if side.number.vague.is_some() || side.number.fraction || side.value.is_sign_negative() {
            return;
        }
        // "two miles and a half"
        if let Some((part, end)) = and_fraction(view, side.end).filter(|_| !side.prefixed)
            && !matches!(side.of, Of::Nothing)
            && ends(view, end)
            && let Some(part) = part.checked_mul(side.value.checked_div(side.number.value).unwrap_or(Decimal::ONE))
            && let Some(value) = side.value.checked_add(part)
        {
            (side.value, side.grain, side.end) = (value, number::grain(value), end);
            return;
        }
        let from = view.func(side.end, Func::And).map_or(side.end, |len| side.end + len);
        let from =
            if from == side.end && view.mark(from, ",") && matches!(side.of, Of::Unit(_)) { from + 1 } else { from };
        if let Some((value, of, end)) = bare(view, side) {
            (side.value, side.grain, side.of, side.end, side.hyphen) = (value, Decimal::ONE, of, end, false);
            return;
        }
        let Some(next) = number::number(view, from).filter(|n| n.vague.is_none() && !n.article | n.digits | (from > 0))
        else {
            return;
        };
        let joined = match &side.of {
            Of::Unit(unit) => behind(view, *unit, &next).and_then(|(small, end)| {
                let ratio = ratio(view, *unit, small)?;
                // "2 kg, 300 g" are two figures, "6 feet, 2 inches" is one.
                let listed = view.mark(from - 1, ",")
                    && number::grain(ratio) == ratio
                    && part == 0
                    && !goes_on(view, small, end);
                (!listed).then_some(())?;
                // "2 yards, 7 feet, 10 inches": a third part shows that the second belongs to the first.
                (next.value < ratio || goes_on(view, small, end)).then_some(())?;
                let value = side.value.checked_mul(ratio)?.checked_add(next.value)?;
                // "10 inches" behind feet are ten, not about ten.
                Some((value, next.grain.min(Decimal::ONE), Of::Unit(small), end))
            }),
            Of::Money(iso) => hundredths(view, from, iso)
                .filter(|(_, end)| !side.prefixed || *end > next.end)
                .and_then(|(part, end)| {
                    Some((side.value.checked_add(part)?, Decimal::new(1, 2), Of::Money(iso.clone()), end))
                }),
            _ => None,
        };
        let Some((value, place, of, end)) = joined else {
            return;
        };
        (side.value, side.grain, side.of, side.end) = (value, place, of, end);
    }
}

/// Whether a fraction that ends before the token is of nothing that follows it.
fn ends(view: View<'_>, at: usize) -> bool {
    view.func(at, Func::Of).is_none()
        && view.unit(at).is_none()
        && view.currency(at).is_none()
        && number::period(view, at).is_none()
        && number::scale(view, at, false, false).is_none()
        && !(view.dash(at) && view.glued(at))
        && super::noun::counted(view, at, true).is_none()
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn money_is_read_however_its_currency_is_written() {
        for (text, words, gist) in [
            ("It paid nz$ 15 .", "nz$ 15", "money 15 NZD"),
            ("It paid hk $ 3 billion .", "hk $ 3 billion", "money 3000000000 HKD"),
            ("It paid c $ 300 .", "c $ 300", "money 300 CAD"),
            ("It paid a $300 fine.", "$300", "money 300 USD"),
            ("It paid Rs40 a day.", "Rs40", "money 40 INR"),
            ("It paid CAD3.50 a day.", "CAD3.50", "money 3.5 CAD"),
            ("It paid EUR20m then.", "EUR20m", "money 20000000 EUR"),
            ("It paid 30 MUSD then.", "30 MUSD", "money 30000000 USD"),
            ("It paid SEKm 40 then.", "SEKm 40", "money 40000000 SEK"),
            ("It paid 75 USD million then.", "75 USD million", "money 75000000 USD"),
            ("It paid ringgit 42 then.", "ringgit 42", "money 42 MYR"),
            ("It paid rupees 500 crore.", "rupees 500 crore", "money 5000000000 INR"),
            ("It paid $1.5B for it.", "$1.5B", "money 1500000000 USD"),
            ("It cost 15 dollars 50.", "15 dollars 50", "money 15.5 USD"),
            ("It cost 3 CHF 4 cents.", "3 CHF 4 cents", "money 3.04 CHF"),
            ("It cost 3 francs and 40 centimes.", "3 francs and 40 centimes", "money 3.4 CHF"),
            ("It cost $10 and 50 cents.", "$10 and 50 cents", "money 10.5 USD"),
            ("It cost more than a dollar then.", "more than a dollar", "money more-than 1 USD"),
            ("It made -$5 million and $-5.", "$-5", "money -5 USD"),
            ("He had 10 USD 20 EUR.", "20 EUR", "money 20 EUR"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn a_currency_beside_another_figure_lends_it_nothing() {
        for (text, gist) in [
            ("A $300 fine was paid.", "money 300 AUD"),
            ("COP26 was opened.", "money"),
            ("For 15 dollars 50 people came.", "money 15.5"),
            ("In euros 20 years ago it was less.", "money 20"),
            ("Euro 96 was won.", "money"),
            ("It sold at $5 a kilogram.", "measure"),
            ("They met over a cup of tea.", "measure"),
            ("It wants a pound of flesh.", "m"),
            ("It cost 40 cents a dozen.", "number 12"),
        ] {
            ignores(text, gist);
        }
    }

    #[test]
    fn measures_of_many_parts_are_one() {
        for (text, words, gist) in [
            ("He is 5'10\" tall.", "5'10\"", "measure 70 [in_i]"),
            ("He is six foot two.", "six foot two", "measure 74 [in_i]"),
            ("A 6-foot-2 keeper.", "6-foot-2", "measure 74 [in_i]"),
            ("It weighs 5 lb 3 oz.", "5 lb 3 oz", "measure 83 [oz_av]"),
            ("It is 2 yards, 7 feet, 10 inches long.", "2 yards, 7 feet, 10 inches", "measure 166 [in_i]"),
            ("It is two miles and a half off.", "two miles and a half", "measure 2.5 [mi_i]"),
            ("It is a mile and a half off.", "a mile and a half", "measure 1.5 [mi_i]"),
            ("It is half of one percent.", "half of one percent", "percent 0.5"),
            ("It is 0.6 of a mile off.", "0.6 of a mile", "measure 0.6 [mi_i]"),
            ("It is 2-1/2 miles off.", "2-1/2 miles", "measure 2.5 [mi_i]"),
            ("It measures 5 by 3 metres.", "5", "measure 5 m"),
            ("It weighs 20 [kg].", "20 [kg]", "measure 20 kg"),
            ("It fell to 20 C on Monday.", "20 C", "measure 20 Cel"),
            ("It took ten kg of it.", "ten kg", "measure 10 kg"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn lists_of_measures_stay_lists() {
        for (text, gist) in [
            ("It sold bags of 2 kg, 300 g and less.", "measure 2300"),
            ("She got 5 C grades.", "measure"),
            ("It took 6 feet of rope for 2 barges.", "measure 74"),
        ] {
            ignores(text, gist);
        }
    }
}
