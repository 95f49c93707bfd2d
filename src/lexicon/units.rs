//! Units of measure and currencies (`rules/en/units.toml`, `currencies.toml`).

use super::Stem;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A physical dimension; figures of two dimensions never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is named after its dimension")]
pub enum Dimension {
    Length,
    Area,
    Volume,
    Mass,
    Speed,
    Temperature,
    TemperatureDifference,
    Energy,
    Power,
    Pressure,
    Data,
    DataRate,
    Frequency,
    Angle,
    Voltage,
    Current,
    Force,
    Time,
    Density,
    Sound,
    Magnitude,
    /// Hundredths of a whole: a percentage, and no measure.
    Percent,
    /// Percentage points, basis points.
    Points,
    Other,
}

/// An exact fraction, for factors that no decimal holds (5/9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rational {
    /// Above the line.
    pub num: Decimal,
    /// Below the line, never zero.
    pub den: Decimal,
}

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// The UCUM code: `km`, `[mi_i]`, `Cel`.
    pub ucum: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's base unit one of it is, exactly.
    pub factor: Rational,
    /// Added to the value before the factor is applied (temperatures), in this unit.
    pub offset: Decimal,
    /// A figure that is no further than this from another agrees with it, where the pack says so.
    pub within: Option<Decimal>,
    /// The name a suggestion uses: "kilometre".
    pub name: String,
    /// Abbreviations are read only right after digits.
    pub abbreviations: Vec<String>,
}

/// Words of a unit that need more than to be met, at the unit's own index.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitWords {
    /// Abbreviations that are read only where nothing stands between them and the digits.
    pub glued: Vec<String>,
    /// Abbreviations that are words of their own ("in") and are read only behind a larger unit.
    pub behind: Vec<String>,
    /// Marks behind digits that are this unit where a mark of another closes the figure (5'10").
    pub marks: Vec<String>,
    /// Stems of words beside which an ambiguous word ("pounds") is this unit and no currency.
    pub beside: Vec<Stem>,
    /// Words that are this unit only behind a fraction, where a word of `beside` stands ("a quarter point").
    pub parts: Vec<String>,
}

/// How a currency is written, and so on which side of its figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CurrencyForm {
    /// A word behind the figure: "dollars".
    Word,
    /// A symbol on either side: "$".
    Symbol,
    /// A code on either side: "USD".
    Code,
    /// An abbreviation right behind the digits: "99p".
    Glued,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Currency {
    /// ISO 4217.
    pub iso: String,
    /// This entry has a name of its own and is worth this much of the main unit: a cent 0.01, "MUSD" a million.
    pub minor: Option<Decimal>,
    /// ISO 4217 of others that have a part of this name: after sums in one of them, "cents" are the euro's.
    pub also: Vec<String>,
    /// Written before the figure (`$`, `US$`), not after it.
    pub prefix: bool,
    /// How it is written.
    pub form: CurrencyForm,
}
