//! Figures: the draft's two intervals against the reference (semantics 1 and 2).

use super::amount::{self, Amount, Link};
use super::asserted::{Asserted, Row, Side, asserted, share_of, side, written_place};
use super::exact::{End, Fraction, Linear, Span};
use super::{Agreement, Gap, Grade};
use crate::claims::{Figure, Value};
use crate::facts::{Fact, Tolerance};
use crate::lexicon::{Direction, Lexicon, Thresholds};
use rust_decimal::Decimal;

/// How definite a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Its digits are written out.
    Exact,
    /// A scale word rounds it.
    Scaled,
    /// It is hedged, a range, or vague.
    Hedged,
}

/// A reference's figure in the draft's terms.
pub(super) struct Reference {
    pub(super) class: Class,
    pub(super) stated: Option<Fraction>,
    pub(super) literal: Span,
    pub(super) intended: Span,
    /// The place of its last significant digit.
    grain: Fraction,
}

/// Compares a draft's figure with a fact's.
#[must_use]
pub(super) fn agree(draft: &Value, fact: &Fact, lexicon: &Lexicon) -> Agreement {
    if let (Value::Score(a), Value::Score(b)) = (draft, &fact.value) {
        return scores(a, b);
    }
    let (Some(d), Some(f)) = (amount::amount(draft, lexicon), amount::amount(&fact.value, lexicon)) else {
        return Agreement::Apart;
    };
    let link = amount::link(&d, &f, lexicon);
    if link == Link::Points {
        return Agreement::Differ(Gap::Points);
    }
    if matches!(link, Link::None | Link::Currency) {
        return Agreement::Apart;
    }
    if opposite(d.direction, f.direction) {
        return Agreement::Differ(Gap::Direction);
    }
    // What the desk says of a fact goes before what a pack says of its unit.
    let tolerance = fact.tolerance.or_else(|| amount::within(&d, &f, lexicon).map(Tolerance::Absolute));
    match figures(&d, &f, link, tolerance, &lexicon.thresholds) {
        Some(Agreement::Differ(_)) if link == Link::Perhaps => Agreement::Apart,
        found => found.unwrap_or(Agreement::Apart),
    }
}

/// The two intervals of a figure by itself. None where it has none.
pub(super) fn meant(value: &Value, lexicon: &Lexicon) -> Option<Asserted> {
    let amount = amount::amount(value, lexicon)?;
    asserted(&amount.figure, amount::row(amount.dim, amount.dim), &lexicon.thresholds)
}

/// What the two intervals are, in the draft's unit, for who asks why. None where figures cannot be compared.
pub(super) fn weighed(draft: &Value, fact: &Fact, lexicon: &Lexicon) -> Option<(Row, Asserted, Reference, bool)> {
    let t = &lexicon.thresholds;
    let (d, f) = (amount::amount(draft, lexicon)?, amount::amount(&fact.value, lexicon)?);
    let link = amount::link(&d, &f, lexicon);
    if matches!(link, Link::Points | Link::None | Link::Currency) {
        return None;
    }
    let row = amount::row(d.dim, f.dim);
    let mut said = asserted(&d.figure, row, t)?;
    let converted = matches!(link, Link::By(_));
    if row == Row::Exact && converted {
        full_units(&mut said, &d.figure);
    }
    Some((row, said, reference(&f.figure, amount::row(f.dim, d.dim), link, t)?, converted))
}

/// Whether the two would agree, were the currencies the same: worth a note.
pub(super) fn same_figure_in_another_currency(draft: &Value, fact: &Fact, lexicon: &Lexicon) -> bool {
    let (Some(d), Some(f)) = (amount::amount(draft, lexicon), amount::amount(&fact.value, lexicon)) else {
        return false;
    };
    amount::link(&d, &f, lexicon) == Link::Currency
        && matches!(figures(&d, &f, Link::Same, fact.tolerance, &lexicon.thresholds), Some(Agreement::Agree { .. }))
}

/// A multiple ("doubled") against two values of a series: the one that stands, and one before it.
/// None where the draft states no multiple.
pub(super) fn multiple(draft: &Value, fact: &Fact, entry: usize, lexicon: &Lexicon) -> Option<Agreement> {
    let Value::Change { figure: None, ratio: Some(ratio), .. } = draft else { return None };
    let said = asserted(ratio, Row::Ratio, &lexicon.thresholds)?;
    let number = |at: usize| fact.series.get(at)?.value.figure()?.number;
    let last = number(entry)?;
    let mut differs = None;
    for at in 0..entry {
        let Some(v) = number(at).and_then(|first| Fraction::new(last, first)) else { continue };
        let grade = if said.exact && said.stated == Some(v) {
            Grade::Exact
        } else if said.intended.holds(v) {
            said.grade
        } else if said.literal.holds(v) {
            Grade::Loose
        } else {
            differs = Some(Agreement::Differ(Gap::Figure));
            continue;
        };
        return Some(Agreement::Agree { grade, coarser: false });
    }
    differs
}

fn scores(a: &[u64], b: &[u64]) -> Agreement {
    if a == b {
        return Agreement::Agree { grade: Grade::Exact, coarser: false };
    }
    if a.iter().eq(b.iter().rev()) {
        // The same result told from the other side.
        return Agreement::Agree { grade: Grade::Loose, coarser: false };
    }
    Agreement::Differ(Gap::Figure)
}

fn opposite(a: Option<Direction>, b: Option<Direction>) -> bool {
    matches!((a, b), (Some(Direction::Up), Some(Direction::Down)) | (Some(Direction::Down), Some(Direction::Up)))
}

fn figures(
    draft: &Amount<'_>,
    fact: &Amount<'_>,
    link: Link,
    tolerance: Option<Tolerance>,
    t: &Thresholds,
) -> Option<Agreement> {
    let row = amount::row(draft.dim, fact.dim);
    let mut said = asserted(&draft.figure, row, t)?;
    let reference = reference(&fact.figure, amount::row(fact.dim, draft.dim), link, t)?;
    if row == Row::Exact && matches!(link, Link::By(_)) {
        full_units(&mut said, &draft.figure);
    }
    let agreement = compare(&said, draft, row, &reference, fact, link);
    if agreement == Agreement::Differ(Gap::Figure) {
        if let Some(tolerance) = tolerance
            && tolerated(&said, &draft.figure, &reference, tolerance, link)?
        {
            return Some(Agreement::Agree { grade: Grade::Rounded, coarser: false });
        }
        if hedge_alone(&draft.figure, &reference, t)? {
            return Some(Agreement::Differ(Gap::Hedge));
        }
    }
    Some(agreement)
}

/// Someone of 18 months is one year old: ages count full units.
fn full_units(said: &mut Asserted, figure: &Figure) {
    if figure.hedge.is_none()
        && let Some(End { at, .. }) = said.literal.min
        && let Some(next) = at.plus(Decimal::ONE.into())
    {
        said.literal.max = Some(End { at: next, open: true });
        said.intended = said.literal;
        said.grade = Grade::Rounded;
    }
}

fn reference(figure: &Figure, row: Row, link: Link, t: &Thresholds) -> Option<Reference> {
    let one: Fraction = Decimal::ONE.into();
    let linear = match link {
        Link::By(linear) => linear,
        _ => Linear { mul: one, add: Decimal::ZERO.into() },
    };
    let plain = figure.hedge.is_none() && figure.upper_hedge.is_none() && figure.intended.is_none();
    let (class, stated, literal, intended) = match figure.number {
        Some(n) if plain && !figure.scaled => {
            (Class::Exact, Some(n), Span::closed(n.into(), n.into()), Span::closed(n.into(), n.into()))
        }
        Some(n) if plain => {
            let half = figure.grain.checked_div(Decimal::TWO)?;
            let rounded = Span {
                min: Some(End { at: n.checked_sub(half)?.into(), open: false }),
                max: Some(End { at: n.checked_add(half)?.into(), open: true }),
            };
            (Class::Scaled, Some(n), rounded, rounded)
        }
        stated => {
            let said = asserted(figure, row, t)?;
            (Class::Hedged, stated.filter(|_| said.stated.is_some()), said.literal, said.intended)
        }
    };
    let stated = match stated {
        Some(n) => Some(linear.apply(n.into())?),
        None => None,
    };
    Some(Reference {
        class,
        stated,
        literal: literal.map(linear)?,
        intended: intended.map(linear)?,
        grain: Fraction::from(figure.grain).times(linear.mul)?,
    })
}

fn compare(
    said: &Asserted,
    draft: &Amount<'_>,
    row: Row,
    reference: &Reference,
    fact: &Amount<'_>,
    link: Link,
) -> Agreement {
    let grade = |grade| Agreement::Agree { grade, coarser: false };
    let apart = Agreement::Differ(Gap::Figure);
    let equal = reference.stated.is_some() && said.stated == reference.stated;
    match (reference.class, reference.stated) {
        (Class::Exact, Some(v)) => {
            if said.exact && (equal || (share_of(&draft.figure, row) && same_whole(said.stated, v))) {
                grade(Grade::Exact)
            } else if said.intended.holds(v) {
                let precise = matches!(link, Link::By(_)) && digits(&draft.figure) > digits(&fact.figure);
                grade(if precise && said.grade == Grade::Rounded { Grade::Loose } else { said.grade })
            } else if said.literal.holds(v) {
                grade(Grade::Loose)
            } else {
                apart
            }
        }
        (Class::Scaled, Some(v)) => {
            let hedged = draft.figure.hedge.is_some() || draft.figure.number.is_none();
            if equal && said.exact && !hedged {
                grade(Grade::Exact)
            } else if !hedged && said.stated.is_some_and(|n| reference.intended.holds(n)) {
                let coarser = Fraction::from(draft.figure.grain) < reference.grain;
                Agreement::Agree { grade: Grade::Rounded, coarser }
            } else if said.intended.holds(v) {
                grade(if hedged { Grade::Hedged } else { Grade::Rounded })
            } else {
                intervals(said, reference)
            }
        }
        _ => hedged_reference(said, draft, reference, fact),
    }
}

/// A reference that is hedged, a range or vague.
fn hedged_reference(said: &Asserted, draft: &Amount<'_>, reference: &Reference, fact: &Amount<'_>) -> Agreement {
    let grade = |grade| Agreement::Agree { grade, coarser: false };
    let (a, b) = (&draft.figure, &fact.figure);
    let equal = reference.stated.is_some() && said.stated == reference.stated;
    let same_hedge = a.hedge == b.hedge && a.hedge.is_some();
    if (equal && same_hedge) || (said.literal == reference.literal && said.intended == reference.intended) {
        return grade(Grade::Exact);
    }
    let sides = a.hedge.and_then(side).zip(b.hedge.and_then(side));
    if let (Some((mine, theirs)), Some(_), Some(v)) = (sides, said.stated, reference.stated)
        && mine == theirs
        && !equal
    {
        if said.intended.holds(v) {
            return grade(Grade::Hedged);
        }
        if mine != Side::Both {
            // A bound against a bound: "at least 34" for "at least 43" has its digits turned.
            return Agreement::Differ(Gap::Figure);
        }
    }
    // "between $14 and $160" holds "between $14 and $16", and tells little of it.
    let range = |f: &Figure| f.number.is_none() && f.hedge.is_none() && f.upper_hedge.is_none() && f.intended.is_none();
    match intervals(said, reference) {
        Agreement::Agree { grade: Grade::Hedged, .. }
            if range(a) && range(b) && said.intended.much_wider(&reference.intended) =>
        {
            grade(Grade::Loose)
        }
        found => found,
    }
}

/// What is left: two intervals that meet or do not.
fn intervals(said: &Asserted, reference: &Reference) -> Agreement {
    if !said.literal.meets(&reference.intended) {
        return Agreement::Differ(Gap::Figure);
    }
    let grade = if reference.intended.within(&said.intended) { Grade::Hedged } else { Grade::Loose };
    Agreement::Agree { grade, coarser: false }
}

/// "a third" is exactly 33 percent: equal to the whole percent.
fn same_whole(stated: Option<Fraction>, v: Fraction) -> bool {
    stated.is_some_and(|n| n.decimal().round() == v.decimal().round())
}

/// Digits as written, scale words aside: 4 for "19.88", 2 for "1.2 million".
fn digits(figure: &Figure) -> usize {
    let place = if figure.scaled { figure.grain } else { written_place(figure) };
    let Some(units) = figure.number.and_then(|n| n.abs().checked_div(place)) else { return 0 };
    units.trunc().normalize().to_string().len()
}

/// Significant digits: 2 for "6,100", 4 for "6,116"; of a range those of its lower end.
pub(super) fn significant(figure: &Figure) -> usize {
    let n = figure.number.or(figure.literal.min.map(|b| b.value)).or(figure.literal.max.map(|b| b.value));
    let Some(units) = n.and_then(|n| n.abs().checked_div(figure.grain)) else { return 0 };
    let units = units.trunc();
    if units.is_zero() { 0 } else { units.normalize().to_string().len() }
}

fn tolerated(
    said: &Asserted,
    figure: &Figure,
    reference: &Reference,
    tolerance: Tolerance,
    link: Link,
) -> Option<bool> {
    let by = match tolerance {
        Tolerance::Percent(p) => {
            let of = reference.stated.or(reference.intended.min.map(|e| e.at)).or(reference.intended.max.map(|e| e.at));
            let Some(of) = of else { return Some(false) };
            let part = of.times(Fraction::new(p, Decimal::ONE_HUNDRED)?)?;
            if part < Decimal::ZERO.into() { part.minus() } else { part }
        }
        Tolerance::Absolute(by) => match link {
            Link::By(linear) => Fraction::from(by).times(linear.mul)?,
            _ => by.into(),
        },
    };
    let wide = reference.literal.widened(by)?;
    Some(match said.stated {
        Some(n) if figure.hedge.is_none() => wide.holds(n),
        _ => said.literal.meets(&wide),
    })
}

/// Whether it is the hedge that excludes the reference, the figure being near enough.
fn hedge_alone(figure: &Figure, reference: &Reference, t: &Thresholds) -> Option<bool> {
    use crate::lexicon::HedgeKind::{About, Exactly};
    if figure.hedge.is_none_or(|h| matches!(h, About | Exactly)) || figure.number.is_none() {
        return Some(false);
    }
    let about = Figure { hedge: Some(About), upper_hedge: None, ..figure.clone() };
    let said = asserted(&about, Row::Count, t)?;
    Some(reference.stated.is_some_and(|v| said.intended.holds(v)))
}
