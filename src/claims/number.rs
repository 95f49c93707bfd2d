//! Plain numbers in digits and words, with their granularity.

use crate::analysis::View;
use crate::lexicon::NumeralKind;
use rust_decimal::Decimal;

/// A number read at a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Its value.
    pub value: Decimal,
    /// The place of its last significant digit.
    pub grain: Decimal,
    /// One past its last token.
    pub end: usize,
    /// A scale word rounds it.
    pub scaled: bool,
    /// It begins with digits.
    pub digits: bool,
}

/// The longest number that begins at the token.
#[must_use]
pub fn number(view: View<'_>, at: usize) -> Option<Number> {
    if view.digits(at) {
        let text: String = view.text(at).chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
        let value = Decimal::from_str_exact(&text).ok()?;
        return Some(Number { value, grain: Decimal::ONE, end: at + 1, scaled: false, digits: true });
    }
    let (numeral, len) = view.numeral(at)?;
    matches!(numeral.kind, NumeralKind::Cardinal | NumeralKind::Tens).then(|| Number {
        value: numeral.value,
        grain: Decimal::ONE,
        end: at + len,
        scaled: false,
        digits: false,
    })
}
