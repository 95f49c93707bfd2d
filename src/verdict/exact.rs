//! Exact fractions and intervals of them. Units convert by factors that no decimal holds (5/9, a
//! twelfth of a year), so that figures are compared by cross products and never rounded.

use crate::claims::{Bound, Interval};
use rust_decimal::Decimal;
use std::cmp::Ordering;

/// An exact fraction; the part below the line is above zero.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fraction {
    num: Decimal,
    den: Decimal,
}

impl From<Decimal> for Fraction {
    fn from(num: Decimal) -> Self {
        Self { num, den: Decimal::ONE }
    }
}

impl Fraction {
    /// `num / den`; none where `den` is zero.
    pub(crate) fn new(num: Decimal, den: Decimal) -> Option<Self> {
        if den.is_zero() {
            None
        } else if den.is_sign_negative() {
            Some(Self { num: -num, den: -den })
        } else {
            Some(Self { num, den })
        }
    }

    /// Whether it is written as a whole number, as nearly all are: over one.
    fn is_plain(self) -> bool {
        is_one(self.den)
    }

    /// The product, unless it overflows.
    pub(crate) fn times(self, other: Self) -> Option<Self> {
        if is_one(other.num) && other.is_plain() {
            return Some(self);
        }
        Self::new(self.num.checked_mul(other.num)?, self.den.checked_mul(other.den)?)
    }

    /// The quotient; none where the divisor is zero or it overflows.
    pub(crate) fn over(self, other: Self) -> Option<Self> {
        Self::new(self.num.checked_mul(other.den)?, self.den.checked_mul(other.num)?)
    }

    /// The sum, unless it overflows.
    pub(crate) fn plus(self, other: Self) -> Option<Self> {
        if self.is_plain() && other.is_plain() || self.den == other.den {
            return Some(Self { num: self.num.checked_add(other.num)?, den: self.den });
        }
        let a = self.num.checked_mul(other.den)?;
        let b = other.num.checked_mul(self.den)?;
        Self::new(a.checked_add(b)?, self.den.checked_mul(other.den)?)
    }

    /// The same below zero.
    pub(crate) fn minus(self) -> Self {
        Self { num: -self.num, den: self.den }
    }

    /// The nearest decimal: for people, never for a verdict.
    pub(crate) fn decimal(self) -> Decimal {
        self.num.checked_div(self.den).unwrap_or(self.num)
    }
}

impl PartialEq for Fraction {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Fraction {}
impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.is_plain() && other.is_plain() {
            return self.num.cmp(&other.num);
        }
        match (self.num.checked_mul(other.den), other.num.checked_mul(self.den)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // Beyond 28 digits the quotient is the best that is left.
            _ => self.decimal().cmp(&other.decimal()),
        }
    }
}

/// Whether a number is one, written as such.
fn is_one(number: Decimal) -> bool {
    number.scale() == 0 && number.mantissa() == 1
}

/// v ↦ v · mul + add: what turns one unit into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Linear {
    /// Above zero.
    pub(crate) mul: Fraction,
    /// In the unit that comes out.
    pub(crate) add: Fraction,
}

impl Linear {
    /// The value in the other unit, unless it overflows.
    pub(crate) fn apply(self, value: Fraction) -> Option<Fraction> {
        value.times(self.mul)?.plus(self.add)
    }
}

/// An end of a [`Span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    pub(crate) at: Fraction,
    pub(crate) open: bool,
}

/// An interval of fractions, without end where an end is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) min: Option<End>,
    pub(crate) max: Option<End>,
}

impl Span {
    /// Both ends inside.
    pub(crate) fn closed(min: Fraction, max: Fraction) -> Self {
        Self { min: Some(End { at: min, open: false }), max: Some(End { at: max, open: false }) }
    }

    /// Whether the value is inside.
    pub(crate) fn holds(&self, value: Fraction) -> bool {
        self.min.is_none_or(|m| if m.open { value > m.at } else { value >= m.at })
            && self.max.is_none_or(|m| if m.open { value < m.at } else { value <= m.at })
    }

    /// Whether the two have a value in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let below = |max: Option<End>, min: Option<End>| match (max, min) {
            (Some(max), Some(min)) => match max.at.cmp(&min.at) {
                Ordering::Less => true,
                Ordering::Equal => max.open || min.open,
                Ordering::Greater => false,
            },
            _ => false,
        };
        !below(self.max, other.min) && !below(other.max, self.min)
    }

    /// Whether all of it lies inside the other.
    pub(crate) fn within(&self, other: &Self) -> bool {
        let min = match (self.min, other.min) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(a), Some(b)) => a.at > b.at || (a.at == b.at && (a.open || !b.open)),
        };
        let max = match (self.max, other.max) {
            (_, None) => true,
            (None, Some(_)) => false,
            (Some(a), Some(b)) => a.at < b.at || (a.at == b.at && (a.open || !b.open)),
        };
        min && max
    }

    /// Whether it is more than twice as wide as another that has a width.
    pub(crate) fn much_wider(&self, other: &Self) -> bool {
        let width = |s: &Self| s.max.zip(s.min).and_then(|(max, min)| max.at.plus(min.at.minus()));
        let (Some(own), Some(theirs)) = (width(self), width(other)) else { return false };
        theirs > Fraction::from(Decimal::ZERO) && theirs.plus(theirs).is_some_and(|twice| own > twice)
    }

    /// The same interval in another unit, unless it overflows.
    pub(crate) fn map(&self, linear: Linear) -> Option<Self> {
        let end = |e: Option<End>| match e {
            None => Some(None),
            Some(e) => linear.apply(e.at).map(|at| Some(End { at, open: e.open })),
        };
        Some(Self { min: end(self.min)?, max: end(self.max)? })
    }

    /// Wider by this much at both ends, unless it overflows.
    pub(crate) fn widened(&self, by: Fraction) -> Option<Self> {
        let end = |e: Option<End>, by: Fraction| match e {
            None => Some(None),
            Some(e) => e.at.plus(by).map(|at| Some(End { at, open: e.open })),
        };
        Some(Self { min: end(self.min, by.minus())?, max: end(self.max, by)? })
    }
}

impl From<Interval> for Span {
    fn from(interval: Interval) -> Self {
        let end = |b: Option<Bound>| b.map(|b| End { at: b.value.into(), open: b.open });
        Self { min: end(interval.min), max: end(interval.max) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(a: i64, b: i64) -> Span {
        Span::closed(Decimal::from(a).into(), Decimal::from(b).into())
    }

    #[test]
    fn a_third_of_three_is_one() {
        let third = Fraction::new(Decimal::ONE, Decimal::from(3));
        let one = third.and_then(|t| t.times(Decimal::from(3).into()));
        assert_eq!(one, Some(Decimal::ONE.into()));
        assert_eq!(Fraction::new(Decimal::ONE, Decimal::ZERO), None);
    }

    #[test]
    fn intervals_that_touch_meet_only_when_the_end_is_inside() {
        assert!(span(1, 2).meets(&span(2, 3)));
        let open = Span { min: Some(End { at: Decimal::from(2).into(), open: true }), max: None };
        assert!(!span(1, 2).meets(&open) && !open.meets(&span(1, 2)));
        assert!(open.meets(&span(1, 3)));
    }

    #[test]
    fn an_interval_lies_within_itself_and_within_a_wider_one() {
        assert!(span(1, 2).within(&span(1, 2)) && span(1, 2).within(&span(0, 2)));
        assert!(!span(0, 2).within(&span(1, 2)));
        assert!(span(1, 2).within(&Span { min: None, max: None }));
    }
}
