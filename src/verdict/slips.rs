//! Slips of the pen: a figure that is another's with two digits swapped, one digit wrong, or its scale or unit. So near by
//! chance two figures of the same thing seldom are.

use super::amount::{self, Link};
use crate::claims::{Figure, Value, When, WhenShape};
use crate::lexicon::{Lexicon, Period};
use rust_decimal::Decimal;

/// What kind of slip makes a draft's figure of the reference's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Slip {
    /// Hardly any figures are so near by chance: three digits or more of which two neighbours are swapped, four or more of
    /// which one differs, the same three or more in another scale, or the same two or more of another unit.
    Sure,
    /// Few dates are so near by chance: the same day of another month or year.
    Telling,
    /// Nor by chance is a month of another year, a year with its digits in another order, or the fifth of March the third of
    /// May.
    Year,
    /// Two digits swapped ("54,000" for 45,000, "3.2" for 2.3), or ten or a thousand times the same: only of the very thing
    /// that is counted.
    Round,
}

/// Whether a draft's figure is a reference's but for a slip.
pub(super) fn slip(draft: &Value, reference: &Value) -> Option<Slip> {
    if let (Value::When(mine), Value::When(theirs)) = (draft, reference) {
        return dates(mine, theirs);
    }
    let number = |value: &Value| value.figure().and_then(plain).map(Digits::of);
    let (a, b) = (number(draft)?, number(reference)?);
    let (mine, theirs) = (&a.significant[..], &b.significant[..]);
    if mine.len() != theirs.len() {
        return None;
    }
    if let (Value::Measure { unit: ours, .. }, Value::Measure { unit: other, .. }) = (draft, reference)
        && ours != other
    {
        return (mine.len() >= 2 && a == b).then_some(Slip::Sure);
    }
    let telling = mine.len() >= 3;
    if mine == theirs {
        return match mine.len() {
            _ if a.scale == b.scale => None,
            3.. => Some(Slip::Sure),
            2 => Some(Slip::Round),
            _ => None,
        };
    }
    if a.scale != b.scale {
        return None;
    }
    let differ: Vec<usize> =
        mine.iter().zip(theirs).enumerate().filter(|(_, (x, y))| x != y).map(|(at, _)| at).collect();
    let swapped = |i: usize, j: usize| i + 1 == j && mine.get(i) == theirs.get(j) && mine.get(j) == theirs.get(i);
    match differ[..] {
        [_] if mine.len() >= 4 => Some(Slip::Sure),
        [i, j] if swapped(i, j) && telling => Some(Slip::Sure),
        [i, j] if swapped(i, j) => Some(Slip::Round),
        _ => None,
    }
}

/// Whether the two differ in digits and not in scale.
pub(super) fn same_scale(draft: &Value, reference: &Value) -> bool {
    let number = |value: &Value| value.figure().and_then(plain).map(Digits::of);
    number(draft).zip(number(reference)).is_some_and(|(a, b)| a.scale == b.scale && a != b)
}

/// "5 March" for 3 May: day and month have changed places.
fn exchanged(mine: jiff::civil::Date, theirs: jiff::civil::Date) -> bool {
    mine != theirs && mine.year() == theirs.year() && mine.day() == theirs.month() && mine.month() == theirs.day()
}

/// Whether two days lie a day apart, are the same day of neighbouring months, or day and month have changed places.
pub(super) fn beside(draft: &Value, reference: &Value) -> bool {
    let (Value::When(mine), Value::When(theirs)) = (draft, reference) else { return false };
    let day = |when: &When| {
        let on = when.shape == WhenShape::On && when.grain <= Period::Day;
        when.readings.first().filter(|_| on).and_then(|r| r.from).map(jiff::civil::DateTime::date)
    };
    let (Some(mine), Some(theirs)) = (day(mine), day(theirs)) else { return false };
    let months = |d: jiff::civil::Date| i32::from(d.year()) * 12 + i32::from(d.month());
    let month = (months(mine) - months(theirs)).abs() == 1 && mine.day() == theirs.day();
    let next = |a: jiff::civil::Date, b| a.tomorrow().is_ok_and(|day| day == b);
    month || exchanged(mine, theirs) || next(mine, theirs) || next(theirs, mine)
}

/// "6 November" for 6 October: a day of the month, of another month; or a day of the year, of another year. "June 2022" for
/// June 2023, "1943" for 1934.
fn dates(draft: &When, reference: &When) -> Option<Slip> {
    let on = |when: &When, grain: Period| when.shape == WhenShape::On && when.grain == grain;
    let from = |when: &When| when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::date);
    let (mine, theirs) = (from(draft)?, from(reference)?);
    let years = (i32::from(mine.year()) - i32::from(theirs.year())).abs();
    let written = &draft.written;
    if on(draft, Period::Day) && on(reference, Period::Day) && written.day.is_some() {
        if exchanged(mine, theirs) {
            return Some(Slip::Year);
        }
        let same = mine.day() == theirs.day() && (mine.month() == theirs.month() || mine.year() == theirs.year());
        return (mine != theirs && same).then_some(Slip::Telling);
    }
    if on(draft, Period::Month)
        && written.month.is_some()
        && written.year.is_some()
        && !draft.partial
        && reference.grain <= Period::Month
    {
        return (mine.month() == theirs.month() && (1..=3).contains(&years)).then_some(Slip::Year);
    }
    let digits = |year: i16| {
        let mut digits = year.to_string().into_bytes();
        digits.sort_unstable();
        digits
    };
    (on(draft, Period::Year) && written.year.is_some() && years > 0 && digits(mine.year()) == digits(theirs.year()))
        .then_some(Slip::Year)
}

/// Whether a date may be another by a slip: near it, or the same but for its year, month, day or a digit of the year.
/// Who errs in a date has most of it right; dates that share nothing are of two events. Where a name or words tie the two
/// (`tied`), a year that is written out is meant as such, and half a year is near: but for a year beside a day that is
/// `news`, since what is news has often been before.
pub(super) fn kindred(draft: &When, reference: &When, tied: bool, news: bool) -> bool {
    let year_for_day = draft.grain >= Period::Year && reference.grain < Period::Month;
    if tied && draft.written.year.is_some() && !(year_for_day && news) {
        return true;
    }
    let point = |when: &When| {
        let of = when.readings.first()?;
        of.from.or(of.to).map(jiff::civil::DateTime::date)
    };
    let (Some(mine), Some(theirs)) = (point(draft), point(reference)) else { return true };
    let years = (i32::from(mine.year()) - i32::from(theirs.year())).abs();
    let months = (i32::from(mine.year()) * 12 + i32::from(mine.month())
        - i32::from(theirs.year()) * 12
        - i32::from(theirs.month()))
    .abs();
    let same_year = years == 0;
    // "a year ago" is about then.
    if draft.hedged && (tied || years <= 2) {
        return true;
    }
    match draft.grain.max(reference.grain) {
        Period::Second | Period::Minute | Period::Hour | Period::Day | Period::Night => {
            months <= 1 || same_year || mine.month() == theirs.month() || mine.day() == theirs.day()
        }
        Period::Weekend | Period::Week | Period::Fortnight => months <= 2,
        Period::Month | Period::Quarter => {
            same_year || months <= if tied { 6 } else { 2 } || mine.month() == theirs.month()
        }
        // "last fall" is no slip for a day in May.
        Period::Season if !draft.partial => years <= 1,
        Period::Season => months <= 6 || years <= 1 && (mine.month() + 12 - theirs.month()) % 12 < 3,
        Period::Year => {
            // Years that are written are compared as such; a year for the day of another is one that is near, or has a
            // digit wrong that tells more than the last.
            let both = draft.written.year.is_some() && draft.grain == reference.grain;
            both || years <= 2 || years >= 10 && alike(mine.year().into(), theirs.year().into())
        }
        Period::Decade | Period::Century => true,
    }
}

/// Whether a draft's figure is so far from a reference's, in its own unit and in that of the other, that no slip makes
/// the one of the other: many times as large or as small, and no digit swapped, missed or doubled, nor a scale.
pub(super) fn remote(draft: &Value, reference: &Value, least: Decimal, lexicon: &Lexicon) -> bool {
    let (Some(d), Some(f)) = (amount::amount(draft, lexicon), amount::amount(reference, lexicon)) else { return false };
    let (Some(mine), Some(theirs)) = (ends(&d.figure), ends(&f.figure)) else { return false };
    let converted = match amount::link(&d, &f, lexicon) {
        Link::By(linear) => {
            let of = |n: Decimal| linear.apply(n.into()).map(super::exact::Fraction::decimal);
            theirs_in(of, theirs)
        }
        Link::Points | Link::None | Link::Currency => None,
        _ => Some(theirs),
    };
    converted.is_some_and(|converted| apart(mine, converted, least))
        && apart(mine, theirs, least)
        && !alike(mine.0, theirs.0)
        && !alike(mine.1, theirs.1)
}

fn theirs_in(of: impl Fn(Decimal) -> Option<Decimal>, (low, high): (Decimal, Decimal)) -> Option<(Decimal, Decimal)> {
    let (a, b) = (of(low)?, of(high)?);
    Some((a.min(b), a.max(b)))
}

/// The least and the most that a figure may be, as far as it says.
fn ends(figure: &Figure) -> Option<(Decimal, Decimal)> {
    let (min, max) = (figure.literal.min.map(|b| b.value), figure.literal.max.map(|b| b.value));
    let low = figure.number.or(min).or(max)?;
    Some((low, figure.number.or(max).unwrap_or(low)))
}

/// Whether what lies nearest of two ranges is this many times as large. Nothing is as far from few as one from them.
fn apart(a: (Decimal, Decimal), b: (Decimal, Decimal), least: Decimal) -> bool {
    let (small, large) = if a.1 < b.0 { (a.1, b.0) } else { (b.1, a.0) };
    let one = if small.is_zero() { Decimal::ONE } else { small };
    small < large && one.is_sign_positive() && one.checked_mul(least).is_some_and(|n| n <= large)
}

/// Whether the digits of the one are those of the other in another order or scale, with one wrong or missed.
fn alike(a: Decimal, b: Decimal) -> bool {
    if a.is_zero() || b.is_zero() {
        return false;
    }
    // "$24.3 million" for 2.42: a scale that is wrong, and rounded.
    if tenfold(a, b) {
        return true;
    }
    let (a, b) = (Digits::of(a), Digits::of(b));
    let (mut short, mut long) = (a.significant.clone(), b.significant.clone());
    if short.len() > long.len() {
        std::mem::swap(&mut short, &mut long);
    }
    if short == long {
        return a.scale != b.scale;
    }
    if short.len() == long.len() {
        let wrong = short.iter().zip(&long).filter(|(x, y)| x != y).count() == 1;
        short.sort_unstable();
        long.sort_unstable();
        return short == long || wrong && a.scale == b.scale;
    }
    // "nineteen" for "ninety"
    if a.scale == 1 && b.scale == 0 || a.scale == 0 && b.scale == 1 {
        let ty = if a.scale == 1 { &a.significant } else { &b.significant };
        if matches!((&short[..], &long[..]), ([one], [b'1', teen]) if one == teen) && short == *ty {
            return true;
        }
    }
    let mut rest = long.iter();
    a.scale == b.scale && short.len() + 1 == long.len() && short.iter().all(|d| rest.any(|other| other == d))
}

/// Whether the one is ten, a hundred, a thousand times the other, but for one in two hundred.
fn tenfold(a: Decimal, b: Decimal) -> bool {
    let (small, large) = if a.abs() < b.abs() { (a, b) } else { (b, a) };
    let Some(mut ratio) = large.checked_div(small) else { return false };
    let near = Decimal::new(5, 3);
    while ratio > Decimal::from(20) {
        ratio /= Decimal::TEN;
    }
    (ratio / Decimal::TEN - Decimal::ONE).abs() <= near
}

/// The number of a figure, hedged or not: who swaps two digits of "at least 83,000" has them of "at least 38,000".
fn plain(figure: &Figure) -> Option<Decimal> {
    figure.number.filter(|n| !n.is_zero())
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
    use super::{Slip, slip, tenfold};
    use crate::claims::{Figure, Value};
    use rust_decimal::Decimal;

    fn of(a: &str, b: &str) -> Option<Slip> {
        let value = |text: &str| Value::Number(Figure::exact(text.parse().unwrap_or_default(), Decimal::ONE));
        slip(&value(a), &value(b))
    }

    #[test]
    fn a_slip_swaps_two_digits_misses_one_or_the_scale() {
        let rows = [
            ("2941", "2914", Some(Slip::Sure)),
            ("521000000", "512000000", Some(Slip::Sure)),
            ("45.2", "45200", Some(Slip::Sure)),
            ("452", "452000", Some(Slip::Sure)),
            ("5.73", "5.37", Some(Slip::Sure)),
            ("1234", "1284", Some(Slip::Sure)),
            ("54000", "45000", Some(Slip::Round)),
            ("2500", "5200", Some(Slip::Round)),
            ("520", "250", Some(Slip::Round)),
            ("43", "34", Some(Slip::Round)),
            ("2.3", "3.2", Some(Slip::Round)),
            ("87000000", "87000000000", Some(Slip::Round)),
            ("87", "870", Some(Slip::Round)),
            ("9", "90", None),
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

    #[test]
    fn day_and_month_change_places() {
        let date = jiff::civil::date;
        for (a, b, wanted) in [
            (date(1946, 3, 5), date(1946, 5, 3), true),
            (date(1946, 3, 5), date(1947, 5, 3), false),
            (date(1946, 3, 3), date(1946, 3, 3), false),
            (date(1946, 3, 25), date(1946, 5, 3), false),
        ] {
            assert_eq!(super::exchanged(a, b), wanted, "{a} for {b}");
        }
    }

    #[test]
    fn a_scale_is_wrong_where_one_is_ten_times_the_other_or_so() {
        for (a, b, wanted) in [(243, 2420, true), (9, 90, true), (7, 7000, true), (65, 64_500, false), (46, 5, false)] {
            assert_eq!(tenfold(Decimal::from(a), Decimal::from(b)), wanted, "{a} and {b}");
        }
    }
}
