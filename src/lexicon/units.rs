//! Units of measure and currencies (`rules/en/units.toml`, `currencies.toml`).

use rust_decimal::Decimal;
use serde::Deserialize;

/// A physical dimension; figures of two dimensions never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
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
    Other,
}

/// An exact fraction, for factors that no decimal holds (5/9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rational {
    /// Above the line.
    pub num: Decimal,
    /// Below the line, never zero.
    pub den: Decimal,
}

/// A unit of measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// The UCUM code: `km`, `[mi_i]`, `Cel`.
    pub ucum: String,
    /// What it measures.
    pub dimension: Dimension,
    /// How many of the dimension's base unit one of it is, exactly.
    pub factor: Rational,
    /// Added to the value before the factor is applied (temperatures), in this unit.
    pub offset: Decimal,
    /// The name a suggestion uses: "kilometre".
    pub name: String,
    /// Abbreviations are read only right after digits.
    pub abbreviations: Vec<String>,
}

/// A currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Currency {
    /// ISO 4217.
    pub iso: String,
    /// Hundredths have a name of their own ("cents"): this entry is that, worth this much of the main unit.
    pub minor: Option<Decimal>,
    /// Written before the figure (`$`, `US$`), not after it.
    pub prefix: bool,
}
