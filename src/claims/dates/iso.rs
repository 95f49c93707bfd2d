//! How a length of time is written in ISO 8601, and what its periods are worth in each other.

use crate::claims::value::Figure;
use crate::lexicon::Period;
use rust_decimal::Decimal;

/// How many of the finer periods are in a coarser one, on average.
pub(super) fn ratio(coarse: Period, fine: Period) -> Option<Decimal> {
    let days = |p: Period| -> Option<Decimal> {
        Some(match p {
            Period::Day | Period::Night => Decimal::ONE,
            Period::Week => Decimal::from(7),
            Period::Fortnight => Decimal::from(14),
            Period::Month => Decimal::new(304_375, 4),
            Period::Year => Decimal::new(36_525, 2),
            Period::Decade => Decimal::new(36_525, 1),
            Period::Century => Decimal::from(36_525),
            _ => return None,
        })
    };
    let months = |p: Period| -> Option<Decimal> {
        Some(Decimal::from(match p {
            Period::Month => 1,
            Period::Quarter => 3,
            Period::Year => 12,
            Period::Decade => 120,
            Period::Century => 1200,
            _ => return None,
        }))
    };
    let seconds = |p: Period| -> Option<Decimal> {
        Some(Decimal::from(match p {
            Period::Second => 1,
            Period::Minute => 60,
            Period::Hour => 3600,
            Period::Day | Period::Night => 86_400,
            Period::Week => 604_800,
            _ => return None,
        }))
    };
    for scale in [&months as &dyn Fn(Period) -> Option<Decimal>, &days, &seconds] {
        if let (Some(a), Some(b)) = (scale(coarse), scale(fine)) {
            return a.checked_div(b);
        }
    }
    None
}

/// The ISO letter of a period, how many of its unit it holds, and whether it stands behind the T.
pub(super) fn letter(unit: Period) -> (char, Decimal, bool) {
    let (letter, many, clock) = match unit {
        Period::Second => ('S', 1, true),
        Period::Minute => ('M', 1, true),
        Period::Hour => ('H', 1, true),
        Period::Day | Period::Night => ('D', 1, false),
        Period::Weekend => ('D', 2, false),
        Period::Week => ('W', 1, false),
        Period::Fortnight => ('W', 2, false),
        Period::Month => ('M', 1, false),
        Period::Quarter | Period::Season => ('M', 3, false),
        Period::Year => ('Y', 1, false),
        Period::Decade => ('Y', 10, false),
        Period::Century => ('Y', 100, false),
    };
    (letter, Decimal::from(many), clock)
}

/// `PT4H`, `P2Y6M`; of a range its lower end; `PXD` where the number is vague.
pub(in crate::claims) fn iso(figure: &Figure, unit: Period) -> String {
    let (letter, many, clock) = letter(unit);
    let t = if clock { "T" } else { "" };
    let Some(number) =
        figure.number.or_else(|| figure.intended.is_none().then(|| figure.literal.min.map(|m| m.value)).flatten())
    else {
        return format!("P{t}X{letter}");
    };
    let Some(total) = number.checked_mul(many) else { return format!("P{t}X{letter}") };
    let finer = match letter {
        'Y' => Some(('M', 12)),
        'H' => Some(('M', 60)),
        'M' if clock => Some(('S', 60)),
        _ => None,
    };
    if !total.fract().is_zero()
        && let Some((small, per)) = finer
        && let Some(rest) = total.fract().checked_mul(Decimal::from(per)).filter(|r| r.fract().is_zero())
    {
        let whole = total.trunc().normalize();
        let head = if whole.is_zero() { String::new() } else { format!("{whole}{letter}") };
        return format!("P{t}{head}{}{small}", rest.normalize());
    }
    format!("P{t}{}{letter}", total.normalize())
}
