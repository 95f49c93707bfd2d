//! Thresholds of agreement (`rules/en/agreement.toml`): how far a figure reaches.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};

/// The widths of the literal and the intended interval (semantics 2). Shares are fractions of the
/// figure: 0.05 for `"5%"`.
#[derive(Debug, Clone, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[allow(missing_docs, reason = "told in rules/en/agreement.toml, beside the figures")]
pub struct Thresholds {
    #[serde(deserialize_with = "decimal")]
    pub round_from: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub round_grain: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub round_share: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub money_whole_below: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub about_most: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub about_least: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub stretch: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub above_most: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub above_least: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub nearly_intended: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub nearly_literal: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub below_intended: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub fraction_intended: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub fraction_literal: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub fraction_grain: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub ratio_intended: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub ratio_literal: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub duration_unit: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub duration_share: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub telling_digits: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub remote: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub remote_terms: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub remote_sentence: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub very_remote: Decimal,
    #[serde(deserialize_with = "decimal")]
    pub beyond: Decimal,
}

/// Reads `"5%"` as 0.05 and `"1000"` as it stands; never negative.
fn decimal<'de, D: Deserializer<'de>>(from: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(from)?;
    Thresholds::value(&text)
        .ok_or_else(|| D::Error::custom(format!("`{text}` is no threshold; write \"5%\" or \"1000\"")))
}

impl Thresholds {
    /// What a threshold comes to as a pack writes it: 0.05 for `"5%"`; none below zero or above a million.
    #[must_use]
    pub fn value(text: &str) -> Option<Decimal> {
        let (digits, places) = text.strip_suffix('%').map_or((text, 0), |digits| (digits, 2));
        let value = Decimal::from_str_exact(digits.trim()).ok()?;
        let sound = !value.is_sign_negative() && value <= Decimal::from(1_000_000) && value.normalize().scale() <= 18;
        value.checked_mul(Decimal::new(1, places)).filter(|_| sound).map(|v| v.normalize())
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;
    use rust_decimal::Decimal;

    #[test]
    fn a_share_is_read_as_a_fraction() {
        let thresholds = Lexicon::english().expect("the packs load").thresholds;
        assert_eq!(thresholds.round_share, Decimal::new(5, 2));
        assert_eq!(thresholds.round_from, Decimal::from(1000));
    }
}
