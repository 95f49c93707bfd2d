//! What a value counts in, and how one unit turns into another, exactly.

use super::asserted::Row;
use super::exact::{Fraction, Linear};
use crate::claims::{ChangeOf, Figure, Value};
use crate::lexicon::{CalendarWord, Dimension, Direction, Func, Lexicon, Period, Sense, Unit, split};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What a figure counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dim<'a> {
    /// A bare number.
    Number,
    /// Counted things, by their noun.
    Noun(&'a str),
    Percent,
    Points,
    /// Money, by ISO 4217 code.
    Money(&'a str),
    /// A measure, by index of its unit.
    Measure(u16),
    Time(Period),
    Age(Period),
    /// How many times.
    Ratio,
    /// A place in an order.
    Rank,
}

/// A figure with what it counts in.
#[derive(Debug, Clone)]
pub(super) struct Amount<'a> {
    pub(super) dim: Dim<'a>,
    pub(super) figure: Cow<'a, Figure>,
    /// Which way, for changes.
    pub(super) direction: Option<Direction>,
}

/// The amount that a value states; none for scores, dates and times.
pub(super) fn amount<'a>(value: &'a Value, lexicon: &Lexicon) -> Option<Amount<'a>> {
    let plain = |dim, figure: &'a Figure| Some(Amount { dim, figure: Cow::Borrowed(figure), direction: None });
    match value {
        Value::Number(figure) => plain(Dim::Number, figure),
        Value::Percent { figure, points: false } => plain(Dim::Percent, figure),
        // "half a point" is no half of anything.
        Value::Percent { figure, points: true } => Some(Amount {
            dim: Dim::Points,
            figure: Cow::Owned(Figure { fraction: false, ..figure.clone() }),
            direction: None,
        }),
        Value::Quantity { figure, noun } => plain(counted(noun, lexicon), figure),
        Value::Money { figure, currency } => plain(Dim::Money(currency), figure),
        Value::Measure { figure, unit } => plain(Dim::Measure(*unit), figure),
        Value::Age { figure, unit } => plain(Dim::Age(*unit), figure),
        Value::Duration { figure, unit, .. } => plain(Dim::Time(*unit), figure),
        Value::Ordinal(rank) => Some(Amount {
            dim: Dim::Rank,
            figure: Cow::Owned(Figure::exact(Decimal::from(*rank), Decimal::ONE)),
            direction: None,
        }),
        Value::Change { figure: Some(figure), of, direction, .. } => {
            let dim = match of {
                ChangeOf::Number => Dim::Number,
                ChangeOf::Percent => Dim::Percent,
                ChangeOf::Points => Dim::Points,
                ChangeOf::Noun(noun) => counted(noun, lexicon),
                ChangeOf::Money(currency) => Dim::Money(currency),
                ChangeOf::Measure(unit) => Dim::Measure(*unit),
                ChangeOf::Time(period) => Dim::Time(*period),
            };
            let figure = match of {
                ChangeOf::Points => Cow::Owned(Figure { fraction: false, ..figure.clone() }),
                _ => Cow::Borrowed(figure),
            };
            Some(Amount { dim, figure, direction: Some(*direction) })
        }
        Value::Change { ratio: Some(ratio), direction, .. } => {
            Some(Amount { dim: Dim::Ratio, figure: Cow::Borrowed(ratio), direction: Some(*direction) })
        }
        Value::Change { .. }
        | Value::Score(_)
        | Value::When(_)
        | Value::Role { .. }
        | Value::Quote { .. }
        | Value::Name(_) => None,
    }
}

/// A noun that names a stretch of time ("hours") counts time, any other counts things.
fn counted<'a>(noun: &'a str, lexicon: &Lexicon) -> Dim<'a> {
    period(noun, lexicon).map_or(Dim::Noun(noun), Dim::Time)
}

/// Whether a noun names a stretch of time, and so counts in a unit.
pub(super) fn is_time(noun: &str, lexicon: &Lexicon) -> bool {
    period(noun, lexicon).is_some()
}

/// Whether a noun is the short word for percentage points.
fn is_point(noun: &str, lexicon: &Lexicon) -> bool {
    lexicon.senses(noun).contains(&Sense::Func(Func::Point))
}

/// The word of a noun that is one word.
fn alone(noun: &str) -> Option<&str> {
    if noun.bytes().all(|b| b.is_ascii_alphabetic()) {
        return Some(noun);
    }
    let tokens = split(noun);
    let [token] = tokens.as_slice() else { return None };
    noun.get(token.start as usize..token.end as usize)
}

/// The stretch of time that a noun names.
fn period(noun: &str, lexicon: &Lexicon) -> Option<Period> {
    let word = alone(noun)?;
    // The first of the calendar's, where a word names several.
    let mut found: Option<(u16, Period)> = None;
    lexicon.each_sense(word, |sense| {
        if let Sense::Calendar(at) = sense
            && let Some(CalendarWord::Period(period)) = lexicon.calendar.words.get(at as usize)
            && found.is_none_or(|(first, _)| at < first)
        {
            found = Some((at, *period));
        }
    });
    found.map(|(_, period)| period)
}

/// How a reference's figure is brought to the draft's terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// It stands in them.
    Same,
    /// By this conversion.
    By(Linear),
    /// It may stand in them, for all that is written: it can agree and not contradict.
    Perhaps,
    /// One is in percent, the other in percentage points.
    Points,
    /// Another currency.
    Currency,
    /// Not at all.
    None,
}

/// How the fact's figure is brought to the draft's terms.
pub(super) fn link(draft: &Amount<'_>, fact: &Amount<'_>, lexicon: &Lexicon) -> Link {
    let change = draft.direction.is_some() || fact.direction.is_some();
    match (draft.dim, fact.dim) {
        (Dim::Number | Dim::Noun(_), Dim::Number | Dim::Noun(_))
        | (Dim::Percent, Dim::Percent)
        | (Dim::Points, Dim::Points)
        | (Dim::Ratio, Dim::Ratio | Dim::Number)
        | (Dim::Rank, Dim::Rank)
        | (Dim::Number, Dim::Ratio) => Link::Same,
        // A bare number may be meant as a rank: worth a match, not blame.
        (Dim::Rank, Dim::Number) | (Dim::Number, Dim::Rank) => Link::Perhaps,
        // "first" is also the one of its kind.
        (Dim::Rank, Dim::Noun(_))
            if draft.figure.number == Some(Decimal::ONE) && draft.figure.number == fact.figure.number =>
        {
            Link::Same
        }
        // A desk's "1.6 points" are percentage points where the draft says so.
        (Dim::Points, Dim::Noun(noun)) if is_point(noun, lexicon) => Link::Same,
        (Dim::Percent, Dim::Points) | (Dim::Points, Dim::Percent) => Link::Points,
        (Dim::Money(a), Dim::Money(b)) => {
            if a == b {
                Link::Same
            } else {
                Link::Currency
            }
        }
        // So may one whose unit is left out.
        (Dim::Number, Dim::Money(_) | Dim::Measure(_) | Dim::Time(_) | Dim::Age(_)) => Link::Perhaps,
        // A fact that leaves it out has it in its terms.
        (Dim::Measure(_) | Dim::Time(_) | Dim::Age(_), Dim::Number) => Link::Same,
        (Dim::Measure(a), Dim::Measure(b)) if a == b => Link::Same,
        (Dim::Measure(a), Dim::Measure(b)) => measures(a, b, change, lexicon),
        (Dim::Time(a) | Dim::Age(a), Dim::Time(b) | Dim::Age(b)) => {
            if a == b {
                Link::Same
            } else {
                by(Fraction::new(seconds(b), seconds(a)))
            }
        }
        (Dim::Measure(a), Dim::Time(b)) => match time_unit(a, lexicon) {
            Some(unit) => by(Fraction::new(unit.factor.den, unit.factor.num).and_then(|f| f.times(seconds(b).into()))),
            None => Link::None,
        },
        (Dim::Time(a), Dim::Measure(b)) => match time_unit(b, lexicon) {
            Some(unit) => {
                by(unit.factor.den.checked_mul(seconds(a)).and_then(|den| Fraction::new(unit.factor.num, den)))
            }
            None => Link::None,
        },
        // Doubled is up 100 percent.
        (Dim::Ratio, Dim::Percent) if fact.direction == Some(Direction::Up) => {
            linear(Fraction::new(Decimal::ONE, Decimal::ONE_HUNDRED), Some(Decimal::ONE.into()))
        }
        (Dim::Percent, Dim::Ratio) if draft.direction == Some(Direction::Up) => {
            linear(Some(Decimal::ONE_HUNDRED.into()), Some((-Decimal::ONE_HUNDRED).into()))
        }
        _ => Link::None,
    }
}

/// The row of the law that a draft's figure follows; a bare number takes that of the fact's unit.
pub(super) fn row(draft: Dim<'_>, fact: Dim<'_>) -> Row {
    match if draft == Dim::Number { fact } else { draft } {
        Dim::Number | Dim::Noun(_) => Row::Count,
        Dim::Percent | Dim::Points => Row::Percent,
        Dim::Money(_) => Row::Money,
        Dim::Measure(_) => Row::Measure,
        Dim::Time(_) => Row::Duration,
        Dim::Ratio => Row::Ratio,
        Dim::Age(_) | Dim::Rank => Row::Exact,
    }
}

fn linear(mul: Option<Fraction>, add: Option<Fraction>) -> Link {
    match (mul, add) {
        (Some(mul), Some(add)) => Link::By(Linear { mul, add }),
        _ => Link::None,
    }
}

fn by(mul: Option<Fraction>) -> Link {
    linear(mul, Some(Decimal::ZERO.into()))
}

/// How far figures of this unit may be apart and agree, where a pack says so; in the fact's terms.
pub(super) fn within(draft: &Amount<'_>, fact: &Amount<'_>, lexicon: &Lexicon) -> Option<Decimal> {
    let ((_, Dim::Measure(unit)) | (Dim::Measure(unit), Dim::Number)) = (draft.dim, fact.dim) else { return None };
    lexicon.units.get(unit as usize)?.within
}

fn time_unit(unit: u16, lexicon: &Lexicon) -> Option<&Unit> {
    lexicon.units.get(unit as usize).filter(|u| u.dimension == Dimension::Time)
}

/// From unit `b` to unit `a`. Offsets count for temperatures, not for rises of temperature.
#[allow(clippy::nonminimal_bool, reason = "neither of one dimension nor both warm")]
fn measures(a: u16, b: u16, change: bool, lexicon: &Lexicon) -> Link {
    let (Some(a), Some(b)) = (lexicon.units.get(a as usize), lexicon.units.get(b as usize)) else { return Link::None };
    let warm = |d: Dimension| matches!(d, Dimension::Temperature | Dimension::TemperatureDifference);
    let same = a.dimension == b.dimension
        && !matches!(a.dimension, Dimension::Other | Dimension::Sound | Dimension::Magnitude);
    if !same && !(warm(a.dimension) && warm(b.dimension)) {
        return Link::None;
    }
    let mul = Fraction::new(b.factor.num, b.factor.den)
        .zip(Fraction::new(a.factor.den, a.factor.num))
        .and_then(|(to_base, from_base)| to_base.times(from_base));
    if change || !same || (a.offset.is_zero() && b.offset.is_zero()) {
        return by(mul);
    }
    let add = mul.and_then(|m| m.times(b.offset.into())).and_then(|shift| shift.plus((-a.offset).into()));
    linear(mul, add)
}

/// Seconds in a stretch of time; months and years are the calendar's mean ones.
pub(super) fn seconds(period: Period) -> Decimal {
    const DAY: i64 = 86_400;
    // 400 Gregorian years are 146,097 days.
    const YEAR: i64 = 146_097 * DAY / 400;
    Decimal::from(match period {
        Period::Second => 1,
        Period::Minute => 60,
        Period::Hour => 3_600,
        Period::Day | Period::Night => DAY,
        Period::Weekend => 2 * DAY,
        Period::Week => 7 * DAY,
        Period::Fortnight => 14 * DAY,
        Period::Month => YEAR / 12,
        Period::Quarter | Period::Season => YEAR / 4,
        Period::Year => YEAR,
        Period::Decade => 10 * YEAR,
        Period::Century => 100 * YEAR,
    })
}
