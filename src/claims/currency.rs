//! Currencies beside a figure: symbols and codes on either side of it, words, and the hundredths behind.

use super::number::{self, Number};
use crate::analysis::{Pos, View};
use crate::lexicon::{Currency, CurrencyForm, Func, Sense, TokenKind};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// A sum of money among others.
pub struct Sum<'a> {
    /// ISO 4217.
    pub iso: &'a str,
    /// Where its word is of several currencies' ("cents"): the others.
    pub also: &'a [String],
}

impl<'a> Sum<'a> {
    /// A sum in a currency, in whose words these stand.
    pub fn new(iso: &'a str, words: impl Iterator<Item = &'a Currency>) -> Self {
        // In "$10 and 50 cents" the symbol says whose.
        let also = words.map(|c| &c.also[..]).min_by_key(|also| !also.is_empty()).unwrap_or_default();
        Self { iso, also }
    }
}

/// Whose "cents" are meant: those of the currency in which most of the sums are that name their own; a tie changes
/// nothing. For each sum, its currency where that is another than it was read in. The order does not matter.
#[must_use]
pub fn settle(sums: &[Sum<'_>]) -> Vec<Option<String>> {
    let mut named: FxHashMap<&str, usize> = FxHashMap::default();
    for sum in sums.iter().filter(|s| s.also.is_empty()) {
        *named.entry(sum.iso).or_default() += 1;
    }
    let times = |iso: &str| named.get(iso).copied().unwrap_or(0);
    sums.iter()
        .map(|sum| {
            let own = times(sum.iso);
            let (count, other) = sum.also.iter().rev().map(|iso| (times(iso), iso)).max_by_key(|(count, _)| *count)?;
            (count > own).then(|| other.clone())
        })
        .collect()
}

/// A currency before its figure.
pub(super) struct Prefix {
    /// ISO 4217.
    pub iso: String,
    /// What one of it is worth in the currency: a million for "MUSD".
    pub worth: Decimal,
    /// One past its last token.
    pub end: usize,
}

/// A currency before its figure: symbol or code, its tokens written as one; or a word that has no
/// figure of its own before it ("rupees 500").
pub(super) fn prefix(view: View<'_>, at: usize) -> Option<Prefix> {
    view.hits(at).find_map(|hit| {
        let Sense::Currency(i) = hit.sense else { return None };
        let currency = view.lexicon.currencies.get(i as usize)?;
        let end = at + hit.len as usize;
        let worth = currency.minor.unwrap_or(Decimal::ONE);
        let fits = match currency.form {
            CurrencyForm::Symbol | CurrencyForm::Code => one(view, at, end),
            CurrencyForm::Word => !view.won(at) && before_digits(view, at, end),
            CurrencyForm::Glued => false,
        };
        fits.then(|| Prefix { iso: currency.iso.clone(), worth, end })
    })
}

/// Whether a symbol's tokens are written as one, or apart as some agencies do ("C $ 300 million").
fn one(view: View<'_>, at: usize, end: usize) -> bool {
    let glued = (at + 1..end).all(|i| view.glued(i) || view.mark(i, "."));
    // "a $3 million deal", "how much can $ 5 buy"
    let grammar = view.hits(at).any(|h| matches!(h.sense, Sense::Func(_)))
        || view.token(at).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Verb));
    let lower = view.token(at).is_some_and(|t| t.kind == TokenKind::Word && !t.capital);
    if glued {
        return !(grammar && lower && end > at + 1);
    }
    let letters = view.text(at).len() > 1;
    !grammar && (letters || !view.glued(end))
}

/// Whether a currency in a word goes with the digits behind it, which count nothing else: "ringgit 42",
/// "dollar 22.5 million", but "the dollar 5 percent", "20 dollars 5 years ago", "in euros 20 stores".
fn before_digits(view: View<'_>, at: usize, end: usize) -> bool {
    let before = |f: Func| at > 0 && view.is(at - 1, f);
    let owned = at > 0
        && (number::ends_at(view, at) || view.glued(at) || view.token(at - 1).is_some_and(|t| t.pos == Pos::Numeral));
    if !view.digits(end) || view.glued(end) || owned || before(Func::The) || before(Func::Per) || before(Func::A) {
        return false;
    }
    let Some(number) = number::read(view, end, true) else { return false };
    let year = number.end == end + 1 && view.text(end).len() == 4 && !number.scaled;
    // "Euro 96" was a tournament.
    let named = view.token(at).is_some_and(|t| t.capital) && number.end == end + 1 && view.text(end).len() <= 2;
    let counts = super::noun::counted(view, number.end, true).is_some();
    let next =
        view.dash(number.end) || view.glued(number.end) && !view.mark(number.end, ",") && !view.mark(number.end, ".");
    let other = view.unit(number.end).is_some()
        || view.currency(number.end).is_some()
        || number::period(view, number.end).is_some()
        || next && view.token(number.end).is_some_and(|t| t.kind != TokenKind::Mark || view.dash(number.end));
    !year && !named && !counts && !other
}

/// A currency behind the figure: a word, a code, a symbol that begins no figure of its own.
pub(super) fn money(view: View<'_>, at: usize, number: &Number) -> Option<(String, Decimal, usize)> {
    let (currency, len) = view.sense(at, |s| match s {
        Sense::Currency(i) => view.lexicon.currencies.get(i as usize),
        _ => None,
    })?;
    let either = matches!(currency.form, CurrencyForm::Symbol | CurrencyForm::Code);
    // "10 USD 20": a symbol or code before digits is theirs, unless it is written to the first figure, or
    // the digits are hundredths of it ("3 CHF 4 cents", "15 USD 50").
    let theirs = either
        && view.digits(at + len)
        && (!view.glued(at) || view.glued(at + len))
        && hundredths(view, at + len, &currency.iso).is_none()
        && !(currency.form == CurrencyForm::Code && paid(view, at + len));
    let fits = match currency.form {
        CurrencyForm::Symbol => number.digits,
        CurrencyForm::Glued => number.digits && view.glued(at),
        // "3 billion won", but "38 won medals"
        CurrencyForm::Word => !view.won(at),
        CurrencyForm::Code => true,
    };
    let worth = currency.minor.unwrap_or(Decimal::ONE);
    // "75 USD million", "75$ mn"
    let behind =
        either.then(|| number::scale(view, at + len, true, true)).flatten().filter(|_| number.scale == Decimal::ONE);
    let (worth, len) = match behind {
        Some((by, end)) => (worth.checked_mul(by)?, end - at),
        None => (worth, len),
    };
    (!theirs && fits).then(|| (currency.iso.clone(), worth, len))
}

/// Whether the figure at the token has a currency of its own behind it, so that one before it is not its own.
fn paid(view: View<'_>, at: usize) -> bool {
    number::number(view, at).is_some_and(|n| view.currency(n.end).is_some_and(|(_, len)| !view.digits(n.end + len)))
}

/// Hundredths of a currency behind its figure, and where they end: "4 cents", or two digits that count
/// nothing else and close their clause ("15 dollars 50").
pub(super) fn hundredths(view: View<'_>, at: usize, iso: &str) -> Option<(Decimal, usize)> {
    let number = number::number(view, at).filter(|n| n.vague.is_none() && n.value.fract().is_zero())?;
    let (of, factor, len) = view
        .sense(number.end, |s| match s {
            Sense::Currency(i) => view.lexicon.currencies.get(i as usize).and_then(|c| Some((c, c.minor?))),
            _ => None,
        })
        .map_or((None, Decimal::ONE, 0), |((c, minor), len)| (Some(c), minor, len));
    if let Some(of) = of {
        let small = factor < Decimal::ONE && number.value * factor < Decimal::ONE;
        let shared = factor == Decimal::new(1, 2) && !of.iso.is_empty();
        return (small && (of.iso == iso || shared)).then(|| (number.value * factor, number.end + len));
    }
    let digits = view.digits(at) && number.end == at + 1 && view.text(at).len() == 2 && !view.glued(at);
    let words =
        !number.digits && !number.article && number.value >= Decimal::TEN && number.value < Decimal::ONE_HUNDRED;
    let two = (digits || words) && !number.fraction;
    let more = number.end + view.func(number.end, Func::More).unwrap_or(0);
    let closes = view.token(more).is_none_or(|t| {
        t.kind == TokenKind::Mark
            && matches!(view.text(more), "." | "," | ";" | ")" | "?" | "!")
            && !(t.glued && view.digits(more + 1) && view.glued(more + 1))
    });
    (two && closes).then(|| (number.value * Decimal::new(1, 2), number.end))
}

#[cfg(test)]
mod tests {
    use super::{Sum, settle};

    /// The currency of each sum, "c" for cents read as a dollar's.
    fn settled(sums: &[&str]) -> String {
        let also = [String::from("EUR"), String::from("AUD")];
        let sums: Vec<Sum<'_>> = sums
            .iter()
            .map(|&iso| if iso == "c" { Sum { iso: "USD", also: &also } } else { Sum { iso, also: &[] } })
            .collect();
        let out = settle(&sums);
        sums.iter().zip(out).map(|(s, o)| o.unwrap_or_else(|| s.iso.to_owned())).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn cents_are_those_of_the_currency_that_most_sums_are_in() {
        let rows = [
            (&["EUR", "c"][..], "EUR EUR"),
            (&["c", "EUR"], "EUR EUR"),
            (&["c"], "USD"),
            (&["EUR", "USD", "c"], "EUR USD USD"),
            (&["EUR", "USD", "EUR", "c"], "EUR USD EUR EUR"),
            (&["GBP", "c"], "GBP USD"),
            (&["AUD", "c", "AUD", "EUR"], "AUD AUD AUD EUR"),
        ];
        for (sums, wanted) in rows {
            assert_eq!(settled(sums), wanted, "{sums:?}");
        }
    }
}
