//! The claim's own wording with the right value: the hedge stays where it is still true, the form of
//! the number, its scale word, its unit and its noun stay as the draft has them.

mod dates;
mod form;

use super::amount::{self, Dim, Link};
use super::exact::{Fraction, Linear};
use super::{Agreement, Gap, Grade, agree, numbers, words};
use crate::claims::{Figure, Interval, Value};
use crate::facts::Fact;
use crate::lexicon::{HedgeKind, Lexicon};
use form::Form;
use rust_decimal::{Decimal, RoundingStrategy};

/// The claim in the draft's words, mended. None where the wording cannot be kept.
pub(super) fn wording(text: &str, draft: &Value, fact: &Fact, gap: &Gap, lexicon: &Lexicon) -> Option<String> {
    let currency = if let Value::Money { currency, .. } = draft { currency } else { "" };
    if form::shouts(text, currency) {
        // Read as if it were written as usual: months and weekdays are names.
        return mended(&form::quietly(text), draft, fact, gap, lexicon).map(|said| said.to_uppercase());
    }
    mended(text, draft, fact, gap, lexicon)
}

fn mended(text: &str, draft: &Value, fact: &Fact, gap: &Gap, lexicon: &Lexicon) -> Option<String> {
    match (draft, &fact.value) {
        (Value::When(mine), Value::When(theirs)) => dates::wording(text, mine, theirs, gap, lexicon),
        (Value::When(_), _) | (_, Value::When(_)) => None,
        (Value::Ordinal(_), Value::Ordinal(rank)) => form::rank(text, *rank, lexicon),
        (Value::Score(_), Value::Score(_)) => Some(words::value(&fact.value, lexicon)),
        _ if *gap == Gap::Direction => None,
        _ => figure(text, draft, fact, gap, lexicon),
    }
}

/// The claim with another figure, as its own words would write that.
pub(super) fn rewritten(text: &str, draft: &Value, n: Decimal, lexicon: &Lexicon) -> Option<String> {
    if let Value::Ordinal(_) = draft {
        return form::rank(text, u64::try_from(n).ok()?, lexicon);
    }
    let figure = draft.figure()?;
    let place = if figure.scaled { figure.grain } else { figure.grain.min(Decimal::ONE) };
    let n = rounded(n, place.max(Decimal::new(1, 2)))?;
    let form = Form::of(text, figure.number.is_none() || figure.fraction, figure.scaled, lexicon)?;
    Some(if figure.number.is_none() {
        form.whole(&form.number(n)?, false)
    } else if figure.fraction {
        form.whole(&words::number(n), true)
    } else {
        form.with(None, false, &form.number(n)?, n, draft)
    })
}

/// A date in the draft's form with another day.
pub(super) fn redated(
    text: &str,
    mine: &crate::claims::When,
    theirs: &crate::claims::When,
    gap: &Gap,
    lexicon: &Lexicon,
) -> Option<String> {
    dates::wording(text, mine, theirs, gap, lexicon)
}

fn figure(text: &str, draft: &Value, fact: &Fact, gap: &Gap, lexicon: &Lexicon) -> Option<String> {
    let (mine, theirs) = (amount::amount(draft, lexicon)?, amount::amount(&fact.value, lexicon)?);
    let share = mine.dim == Dim::Percent && (mine.figure.fraction || mine.figure.intended.is_some());
    let whole = share || mine.figure.number.is_none() || mine.figure.intended.is_some();
    let form = Form::of(text, whole, mine.figure.scaled, lexicon)?;
    if *gap == Gap::Points {
        return points(&form, theirs.dim, &theirs.figure);
    }
    if mine.dim == Dim::Rank {
        return form::rank(text, u64::try_from(theirs.figure.number?).ok()?, lexicon);
    }
    let linear = match amount::link(&mine, &theirs, lexicon) {
        Link::Same | Link::Perhaps => Linear { mul: Decimal::ONE.into(), add: Decimal::ZERO.into() },
        Link::By(linear) => linear,
        Link::Points | Link::Currency | Link::None => return None,
    };
    let to = |n: Decimal| linear.apply(Fraction::from(n)).map(Fraction::decimal);
    let fits = |candidate: &Figure, best: Grade| {
        let value = with(draft, candidate);
        matches!(agree(&value, fact, lexicon), Agreement::Agree { grade, .. } if grade <= best)
    };
    let Some(v) = theirs.figure.number.filter(|_| theirs.figure.upper_hedge.is_none()) else {
        return range(&form, &mine.figure, &theirs.figure, &to);
    };
    let mut v = to(v)?;
    // A draft that writes millions in digits goes on to.
    let digits = !whole && form.in_digits() && mine.figure.number.is_some_and(|n| n.abs() >= Decimal::from(1_000_000));
    if theirs.figure.scaled && !form.scaled() && !digits && v == theirs.figure.number? {
        // A reference of "1.2 million" gives no finer figure.
        let hedge = theirs.figure.hedge;
        return Some(if whole {
            form.whole(&format!("{}{}", hedge.map_or("", words::hedge), words::scaled(v)), share)
        } else {
            form.with(hedge, false, &words::scaled(v), v, draft)
        });
    }
    if theirs.figure.hedge.is_some() && theirs.figure.number != Some(v) {
        // Converted, a hedged figure has no more digits than it had.
        let digits = u32::try_from(numbers::significant(&theirs.figure).max(1)).ok()?;
        v = v.round_sf(digits)?.normalize();
    }
    if whole {
        let place = if share { Decimal::ONE } else { Decimal::new(1, v.scale().min(2)) };
        let n = if theirs.figure.scaled { v } else { rounded(v, place)? };
        let number = if share { words::number(n) } else { form.number(n)? };
        return Some(form.whole(&format!("{}{number}", theirs.figure.hedge.map_or("", words::hedge)), share));
    }
    if let Some(hedge) = theirs.figure.hedge {
        // The reference's own hedge: the draft may not be more definite.
        let number = form.number(v)?;
        return Some(form.with(
            Some(hedge).filter(|_| mine.figure.hedge != Some(hedge)),
            mine.figure.hedge == Some(hedge),
            &number,
            v,
            draft,
        ));
    }
    if mine.figure.number.is_some() && matches!(mine.dim, Dim::Time(_)) && !v.is_integer() {
        // "four hours" for 3 hours 20 minutes: in the reference's own words.
        return form.length(&words::reference(fact, lexicon));
    }
    if let Some(kept) = kept_hedge(&form, draft, &mine.figure, v, &fits) {
        return Some(kept);
    }
    let mut plain = Figure { hedge: None, upper_hedge: None, ..mine.figure.into_owned() };
    let other_scale = plain.scaled && !form.scales(v);
    if other_scale {
        (plain.scaled, plain.grain) = (false, Decimal::ONE);
    }
    let place = if plain.scaled { plain.grain } else { plain.grain.min(Decimal::ONE) };
    let exact = rounded(v, place).is_some_and(|n| n == v);
    let round = places(place).find_map(|place| {
        let n = rounded(v, place)?;
        let candidate = Figure { number: Some(n), literal: Interval::point(n), grain: place, ..plain.clone() };
        (exact || fits(&candidate, Grade::Rounded)).then_some(n)
    });
    let n = round.or_else(|| (v.scale() < 6).then_some(v))?;
    // "18 billion" for 18 million: another scale word, and no row of noughts.
    let number = if other_scale { words::scaled(n) } else { form.number(n)? };
    Some(form.with(None, false, &number, n, draft))
}

/// The hedge kept, with the figure rounded as the draft rounds, where that is said in good faith.
fn kept_hedge(
    form: &Form<'_>,
    draft: &Value,
    figure: &Figure,
    v: Decimal,
    fits: &dyn Fn(&Figure, Grade) -> bool,
) -> Option<String> {
    let hedge = figure.hedge?;
    let strategy = match hedge {
        HedgeKind::MoreThan | HedgeKind::AtLeast | HedgeKind::JustOver => RoundingStrategy::ToNegativeInfinity,
        HedgeKind::Nearly | HedgeKind::JustUnder | HedgeKind::LessThan | HedgeKind::UpTo => {
            RoundingStrategy::ToPositiveInfinity
        }
        HedgeKind::About | HedgeKind::Exactly => RoundingStrategy::MidpointAwayFromZero,
    };
    // "At least four" is true of four, "more than four" is not.
    let itself = matches!(hedge, HedgeKind::AtLeast | HedgeKind::UpTo | HedgeKind::About | HedgeKind::Exactly);
    places(figure.grain).take_while(|p| *p >= Decimal::ONE || figure.grain < Decimal::ONE).find_map(|place| {
        let n = v.checked_div(place)?.round_dp_with_strategy(0, strategy).checked_mul(place)?;
        let candidate = Figure { number: Some(n), literal: Interval::point(n), grain: place, ..figure.clone() };
        // What is converted may have no end.
        let whole = itself && n.scale() <= figure.grain.scale().min(6);
        if n == v && !whole || !fits(&candidate, Grade::Hedged) {
            return None;
        }
        let number = form.number(n)?;
        Some(form.with(None, true, &number, n, draft))
    })
}

/// A range or a vague plural of the reference, in the draft's frame.
fn range(form: &Form<'_>, mine: &Figure, theirs: &Figure, to: &dyn Fn(Decimal) -> Option<Decimal>) -> Option<String> {
    if theirs.intended.is_some() {
        return None;
    }
    let (a, b) = (to(theirs.literal.min?.value)?, to(theirs.literal.max?.value)?);
    let both = format!("{} to {}", form.number(a)?, form.number(b)?);
    Some(if mine.number.is_none() { form.whole(&both, false) } else { form.plain(&both) })
}

/// Percent for points, or the reverse.
fn points(form: &Form<'_>, dim: Dim<'_>, figure: &Figure) -> Option<String> {
    let n = figure.number?;
    let unit = match dim {
        Dim::Points if n == Decimal::ONE => "percentage point",
        Dim::Points => "percentage points",
        _ => "percent",
    };
    let number = form.number(n)?;
    form.with_unit(&number, unit)
}

/// From a place down to six digits finer.
fn places(from: Decimal) -> impl Iterator<Item = Decimal> {
    std::iter::successors(Some(from), |p| p.checked_div(Decimal::TEN)).take(7)
}

fn rounded(v: Decimal, place: Decimal) -> Option<Decimal> {
    v.checked_div(place)?
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .checked_mul(place)
        .map(|n| n.normalize())
}

/// The same value with another figure.
pub(super) fn with(value: &Value, figure: &Figure) -> Value {
    let mut value = value.clone();
    match &mut value {
        Value::Number(f)
        | Value::Percent { figure: f, .. }
        | Value::Quantity { figure: f, .. }
        | Value::Money { figure: f, .. }
        | Value::Measure { figure: f, .. }
        | Value::Age { figure: f, .. }
        | Value::Duration { figure: f, .. }
        | Value::Change { figure: Some(f), .. } => f.clone_from(figure),
        Value::Change { ratio: Some(f), .. } => f.as_mut().clone_from(figure),
        Value::Change { .. }
        | Value::Ordinal(_)
        | Value::Score(_)
        | Value::When(_)
        | Value::Role { .. }
        | Value::Quote { .. }
        | Value::Name(_) => {}
    }
    value
}
