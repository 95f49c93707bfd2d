//! Numeral words and hedges (`rules/en/numerals.toml`, `hedges.toml`).

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What a numeral word does in a figure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumeralKind {
    /// one, twelve
    #[default]
    Cardinal,
    /// twenty, ninety: takes a unit behind it
    Tens,
    /// hundred
    Hundred,
    /// thousand, million, bn, lakh
    Scale,
    /// first, twelfth
    Ordinal,
    /// third, fifth: a fraction behind "a" or "one", a rank elsewhere
    Fraction,
    /// half, quarter: fractions that stand alone
    Part,
    /// halves, thirds, quarters: fractions behind a number
    Fractions,
    /// st, nd, rd, th behind digits; worth the last digit that it closes, zero for all others
    Suffix,
    /// dozen, score, pair, couple
    Group,
    /// dozens, hundreds, "tens of thousands"
    Vague,
    /// no, none, nobody
    Zero,
    /// doubled, tripled, twofold, halved, twice
    Multiple,
    /// "fold": multiplies as often as the numeral before it says
    Fold,
    /// "point" between the digits of a decimal
    Point,
    /// minus, negative
    Minus,
    /// "below zero", "above zero": the sign behind a figure, worth -1 or 1
    Behind,
    /// twenties, thirties: ten years of life or of a century
    Decade,
    /// "more than half" of a whole without a figure: "most of"
    Majority,
}

/// Kinds of numeral word as a set, as [`CalendarKinds`](super::CalendarKinds) of the calendar's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NumeralKinds(u16);

#[allow(missing_docs, reason = "each is named after its words")]
impl NumeralKinds {
    /// Below a thousand.
    pub const SMALL: Self = Self(1);
    pub const SCALE: Self = Self(1 << 1);
    pub const ORDINAL: Self = Self(1 << 2);
    /// Fractions of all kinds.
    pub const FRACTION: Self = Self(1 << 3);
    pub const SUFFIX: Self = Self(1 << 4);
    pub const GROUP: Self = Self(1 << 5);
    pub const VAGUE: Self = Self(1 << 6);
    pub const ZERO: Self = Self(1 << 7);
    pub const MULTIPLE: Self = Self(1 << 8);
    pub const FOLD: Self = Self(1 << 9);
    pub const POINT: Self = Self(1 << 10);
    pub const MINUS: Self = Self(1 << 11);
    pub const DECADE: Self = Self(1 << 12);
    pub const MAJORITY: Self = Self(1 << 13);
    #[cfg(test)]
    pub(super) const ALL: Self = Self(u16::MAX);

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether any is in both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl NumeralKind {
    /// The set that it is in.
    #[must_use]
    pub fn kind(self) -> NumeralKinds {
        match self {
            Self::Cardinal | Self::Tens | Self::Hundred => NumeralKinds::SMALL,
            Self::Scale => NumeralKinds::SCALE,
            Self::Ordinal => NumeralKinds::ORDINAL,
            Self::Fraction | Self::Part | Self::Fractions => NumeralKinds::FRACTION,
            Self::Suffix => NumeralKinds::SUFFIX,
            Self::Group => NumeralKinds::GROUP,
            Self::Vague => NumeralKinds::VAGUE,
            Self::Zero => NumeralKinds::ZERO,
            Self::Multiple => NumeralKinds::MULTIPLE,
            Self::Fold => NumeralKinds::FOLD,
            Self::Point => NumeralKinds::POINT,
            Self::Minus | Self::Behind => NumeralKinds::MINUS,
            Self::Decade => NumeralKinds::DECADE,
            Self::Majority => NumeralKinds::MAJORITY,
        }
    }
}

/// A numeral word.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numeral {
    /// What it does.
    pub kind: NumeralKind,
    /// What it is worth: 12, 1000, the ratio of a multiple, the denominator of a fraction.
    pub value: Decimal,
    /// For vague plurals, the literal interval: from, below (or to, where it is the intended one).
    pub literal: Option<(Decimal, Decimal)>,
    /// For vague plurals, the intended interval: from, to.
    pub intended: Option<(Decimal, Decimal)>,
    /// Persons are counted though no noun says so ("nobody").
    pub persons: bool,
    /// It is a scale only when glued to digits, or after digits ("m", "bn").
    pub after_digits: bool,
    /// It is one of money alone, or where what is counted stands right behind it ("$1.5B", "2B users").
    pub money: bool,
}

/// Which row of the law (semantics 2) a hedge follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "the names are those of the hedges in the JSON output")]
pub enum HedgeKind {
    About,
    MoreThan,
    AtLeast,
    JustOver,
    Nearly,
    JustUnder,
    LessThan,
    UpTo,
    Exactly,
}

impl HedgeKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::About,
        Self::MoreThan,
        Self::AtLeast,
        Self::JustOver,
        Self::Nearly,
        Self::JustUnder,
        Self::LessThan,
        Self::UpTo,
        Self::Exactly,
    ];

    /// The name in the JSON output: `more-than`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::MoreThan => "more-than",
            Self::AtLeast => "at-least",
            Self::JustOver => "just-over",
            Self::Nearly => "nearly",
            Self::JustUnder => "just-under",
            Self::LessThan => "less-than",
            Self::UpTo => "up-to",
            Self::Exactly => "exactly",
        }
    }
}

/// On which side of its figure a hedge stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// "more than 40"
    Before,
    /// "40 or more"
    After,
}

/// A hedge word or phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hedge {
    /// Which row of the law it follows.
    pub kind: HedgeKind,
    /// On which side of the figure it stands.
    pub place: Place,
    /// A verb ("topped", "exceeded") that hedges the figure that is its object.
    pub verb: bool,
    /// It hedges only a figure that counts no noun of its own ("passed 40", never "passed 40 laws").
    pub bare: bool,
}
