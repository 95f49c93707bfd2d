//! What a rate is per: "a month", "an acre", "per passenger".

use super::Value;
use super::value::{Bound, Figure, Interval};
use crate::analysis::View;
use crate::lexicon::{CalendarWord, Dimension, Period, Sense, Stem};
use rust_decimal::Decimal;

/// The mean Gregorian year of 365.2425 days, in seconds.
const YEAR: i64 = 31_556_952;

/// What a rate is per.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Per {
    /// The word: "month", "passenger", or the number behind "per".
    pub stem: Stem,
    /// How much that is, where it can be measured.
    pub size: Option<Size>,
    /// Where the word ends in its block's prose.
    pub end: u32,
}

/// So much of one dimension.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    /// Of what; none for time.
    pub dimension: Option<Dimension>,
    /// In seconds, or in the dimension's base unit.
    pub much: Decimal,
}

impl Per {
    /// What stands at a token.
    pub(crate) fn at(view: View<'_>, at: usize) -> Option<Self> {
        // "square metre"
        let len = view.sense(at, |s| matches!(s, Sense::Unit(_)).then_some(())).map_or(1, |(_, len)| len);
        let token = view.token(at + len - 1)?;
        // "$38 million a year earlier": so long before, and no rate.
        if view.calendar(at + len, |w| matches!(w, CalendarWord::Away(..)).then_some(())).is_some() {
            return None;
        }
        let period = view.calendar(at, |w| if let CalendarWord::Period(p) = w { seconds(p) } else { None });
        let time = period.map(|(much, _)| Size { dimension: None, much: Decimal::from(much) });
        let unit = || {
            view.sense(at, |s| if let Sense::Unit(id) = s { view.lexicon.units.get(id as usize) } else { None })
                .and_then(|(u, _)| u.factor.num.checked_div(u.factor.den).map(|much| (u.dimension, much)))
                .map(|(dimension, much)| Size { dimension: Some(dimension), much })
        };
        Some(Self { stem: token.stem, size: time.or_else(unit), end: token.end })
    }

    /// How much what is said per this comes to per the other: a seventh, of so much a week said a day. None
    /// where the two cannot be compared.
    #[must_use]
    pub fn to(self, other: Self) -> Option<Decimal> {
        let (mine, theirs) = (self.size?, other.size?);
        (mine.dimension == theirs.dimension).then(|| theirs.much.checked_div(mine.much)).flatten()
    }

    /// Whether it is per year.
    #[must_use]
    pub fn is_year(self) -> bool {
        self.size.is_some_and(|s| s.dimension.is_none() && s.much == Decimal::from(YEAR))
    }

    /// Whether the two are of one dimension.
    #[must_use]
    pub fn comparable(self, other: Self) -> bool {
        self.to(other).is_some()
    }

    /// The value of a rate per this, said per the other; none where it cannot be, or need not.
    #[must_use]
    pub fn said(self, value: &Value, other: Self) -> Option<Value> {
        let ratio = self.to(other).filter(|r| *r != Decimal::ONE)?;
        let mut value = value.clone();
        let (Value::Number(figure)
        | Value::Quantity { figure, .. }
        | Value::Money { figure, .. }
        | Value::Measure { figure, .. }) = &mut value
        else {
            return None;
        };
        *figure = times(figure, ratio)?;
        Some(value)
    }
}

/// Lengths of civil time by the mean Gregorian year of 365.2425 days.
fn seconds(period: Period) -> Option<i64> {
    const DAY: i64 = 86_400;
    Some(match period {
        Period::Second => 1,
        Period::Minute => 60,
        Period::Hour => 3600,
        Period::Day => DAY,
        Period::Week => 7 * DAY,
        Period::Fortnight => 14 * DAY,
        Period::Month => YEAR / 12,
        Period::Quarter => YEAR / 4,
        Period::Year => YEAR,
        Period::Decade => 10 * YEAR,
        Period::Century => 100 * YEAR,
        Period::Night | Period::Weekend | Period::Season => return None,
    })
}

/// A figure so many times.
fn times(figure: &Figure, by: Decimal) -> Option<Figure> {
    let number = |n: Decimal| n.checked_mul(by);
    let bound = |b: Option<Bound>| match b {
        Some(bound) => number(bound.value).map(|value| Some(Bound { value, ..bound })),
        None => Some(None),
    };
    let interval = |i: Interval| Some(Interval { min: bound(i.min)?, max: bound(i.max)? });
    Some(Figure {
        number: match figure.number {
            Some(n) => Some(number(n)?),
            None => None,
        },
        literal: interval(figure.literal)?,
        intended: match figure.intended {
            Some(i) => Some(interval(i)?),
            None => None,
        },
        grain: number(figure.grain)?,
        ..figure.clone()
    })
}
