//! Slips of the pen: a figure that is another's with two digits swapped, one digit wrong, or its scale or unit. So near by
//! chance two figures of the same thing seldom are.

use crate::claims::{Figure, Value};
use rust_decimal::Decimal;

/// What kind of slip makes a draft's figure of the reference's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// Few figures are so near by chance: three digits or more that are the same with two neighbours swapped, four or more
    /// of which one differs, the same three or more in another scale, or the same two or more of another unit.
    Telling,
    /// Two digits swapped before zeros ("54,000" for 45,000): only of the very thing that is counted.
    Round,
}

/// Whether a draft's figure is a reference's but for a slip.
pub(super) fn slip(draft: &Value, reference: &Value) -> Option<Slip> {
    let number = |value: &Value| value.figure().and_then(plain).map(Digits::of);
    let (a, b) = (number(draft)?, number(reference)?);
    let (mine, theirs) = (&a.significant[..], &b.significant[..]);
    if mine.len() != theirs.len() {
        return None;
    }
    if let (Value::Measure { unit: ours, .. }, Value::Measure { unit: other, .. }) = (draft, reference)
        && ours != other
    {
        return (mine.len() >= 2 && a == b).then_some(Slip::Telling);
    }
    let telling = mine.len() >= 3;
    if mine == theirs {
        return (telling && a.scale != b.scale).then_some(Slip::Telling);
    }
    if a.scale != b.scale {
        return None;
    }
    let differ: Vec<usize> =
        mine.iter().zip(theirs).enumerate().filter(|(_, (x, y))| x != y).map(|(at, _)| at).collect();
    let swapped = |i: usize, j: usize| i + 1 == j && mine.get(i) == theirs.get(j) && mine.get(j) == theirs.get(i);
    match differ[..] {
        [_] if mine.len() >= 4 => Some(Slip::Telling),
        [i, j] if swapped(i, j) && telling => Some(Slip::Telling),
        [i, j] if swapped(i, j) && a.scale >= 2 => Some(Slip::Round),
        _ => None,
    }
}

/// The number of a figure that is said as it is.
fn plain(figure: &Figure) -> Option<Decimal> {
    figure.number.filter(|n| figure.hedge.is_none() && !n.is_zero())
}

#[derive(PartialEq, Eq)]
struct Digits {
    /// Its digits without the zeros behind them.
    significant: Vec<u8>,
    /// What power of ten they count.
    scale: i64,
}

impl Digits {
    fn of(number: Decimal) -> Self {
        let mut significant = number.mantissa().unsigned_abs().to_string().into_bytes();
        let mut scale = -i64::from(number.scale());
        while significant.len() > 1 && significant.last() == Some(&b'0') {
            significant.pop();
            scale += 1;
        }
        Self { significant, scale }
    }
}

#[cfg(test)]
mod tests {
    use super::{Slip, slip};
    use crate::claims::{Figure, Value};
    use rust_decimal::Decimal;

    fn of(a: &str, b: &str) -> Option<Slip> {
        let value = |text: &str| Value::Number(Figure::exact(text.parse().unwrap_or_default(), Decimal::ONE));
        slip(&value(a), &value(b))
    }

    #[test]
    fn a_slip_swaps_two_digits_misses_one_or_the_scale() {
        let rows = [
            ("2941", "2914", Some(Slip::Telling)),
            ("521000000", "512000000", Some(Slip::Telling)),
            ("45.2", "45200", Some(Slip::Telling)),
            ("452", "452000", Some(Slip::Telling)),
            ("5.73", "5.37", Some(Slip::Telling)),
            ("1234", "1284", Some(Slip::Telling)),
            ("54000", "45000", Some(Slip::Round)),
            ("2500", "5200", Some(Slip::Round)),
            ("520", "250", None),
            ("43", "34", None),
            ("512", "519", None),
            ("512", "512", None),
            ("512", "125", None),
            ("1234", "1299", None),
            ("7", "70", None),
        ];
        for (a, b, wanted) in rows {
            assert_eq!(of(a, b), wanted, "{a} for {b}");
        }
    }
}
