//! What a figure asserts: the literal and the intended interval, row by row of semantics 2. The
//! widths are the pack's (`rules/en/agreement.toml`).

use super::Grade;
use super::exact::{End, Fraction, Span};
use crate::claims::Figure;
use crate::lexicon::{HedgeKind, Thresholds};
use rust_decimal::Decimal;

/// The row of the law that a figure without a hedge follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Row {
    /// Counted things and bare numbers.
    Count,
    /// Percentages and points.
    Percent,
    /// Money.
    Money,
    /// Measures.
    Measure,
    /// Lengths of time.
    Duration,
    /// "doubled", "three times".
    Ratio,
    /// Ages and ranks.
    Exact,
}

/// The values for which a figure is true, and those for which it is also said in good faith.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Asserted {
    /// The values that make it true.
    pub(super) literal: Span,
    /// The values for which it is said in good faith.
    pub(super) intended: Span,
    /// Its figure; none in a range or a vague plural.
    pub(super) stated: Option<Fraction>,
    /// The figure itself is met exactly (not with "about", "more than").
    pub(super) exact: bool,
    /// The grade inside the intended interval.
    pub(super) grade: Grade,
}

/// The side to which a hedge leaves its figure open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// "more than", "at least", "just over"
    Above,
    /// "less than", "up to", "nearly"
    Below,
    /// "about"
    Both,
}

/// The side of a hedge, if it has one.
pub(super) fn side(hedge: HedgeKind) -> Option<Side> {
    match hedge {
        HedgeKind::MoreThan | HedgeKind::AtLeast | HedgeKind::JustOver => Some(Side::Above),
        HedgeKind::LessThan | HedgeKind::UpTo | HedgeKind::Nearly | HedgeKind::JustUnder => Some(Side::Below),
        HedgeKind::About => Some(Side::Both),
        HedgeKind::Exactly => None,
    }
}

fn span(min: Option<(Decimal, bool)>, max: Option<(Decimal, bool)>) -> Span {
    let end = |e: Option<(Decimal, bool)>| e.map(|(at, open)| End { at: at.into(), open });
    Span { min: end(min), max: end(max) }
}

/// n ± half a unit of its last written digit: 1 for "50 percent", 0.01 for "12.46".
pub(super) fn written_place(figure: &Figure) -> Decimal {
    figure.grain.min(Decimal::ONE)
}

/// What a figure asserts. None where its width overflows.
pub(super) fn asserted(figure: &Figure, row: Row, t: &Thresholds) -> Option<Asserted> {
    let Some(n) = figure.number else { return Some(without_number(figure)) };
    if figure.upper_hedge.is_some() || figure.intended.is_some() {
        return Some(without_number(figure));
    }
    // A reader that bounds a hedged figure itself ("most of": up to the whole) has the last word.
    if figure.hedge == Some(HedgeKind::MoreThan) && figure.literal.max.is_some_and(|max| max.value > n) {
        return Some(without_number(figure));
    }
    let Some(hedge) = figure.hedge.filter(|h| *h != HedgeKind::Exactly) else { return bare(figure, n, row, t) };
    let stated = Some(Fraction::from(n));
    let hedged = |literal: Span, intended: Span, exact: bool| Asserted {
        literal,
        intended,
        stated,
        exact,
        grade: Grade::Hedged,
    };
    let size = n.abs();
    let share = |of: Decimal| size.checked_mul(of);
    let grain = if share_of(figure, row) { t.fraction_grain } else { figure.grain };
    let half = grain.checked_div(Decimal::TWO)?;
    // "about" and "just over": a tenth at most, a twentieth at least.
    let h = half.min(share(t.about_most)?).max(share(t.about_least)?);
    let good = || {
        let above = grain.min(share(t.above_most)?).max(share(t.above_least)?);
        // "More than zero" has no share to go by.
        n.checked_add(if n.is_zero() { grain } else { above })
    };
    Some(match hedge {
        HedgeKind::Exactly => return bare(figure, n, row, t),
        HedgeKind::About => {
            let far = h.checked_mul(t.stretch)?;
            let around = |w: Decimal| Some(span(Some((n.checked_sub(w)?, false)), Some((n.checked_add(w)?, false))));
            hedged(around(far)?, around(h)?, false)
        }
        HedgeKind::MoreThan => {
            hedged(span(Some((n, true)), None), span(Some((n, true)), Some((good()?, false))), false)
        }
        HedgeKind::AtLeast => {
            hedged(span(Some((n, false)), None), span(Some((n, false)), Some((good()?, false))), true)
        }
        HedgeKind::JustOver => {
            let to = |w: Decimal| Some(span(Some((n, true)), Some((n.checked_add(w)?, false))));
            hedged(to(h.checked_mul(t.stretch)?)?, to(h)?, false)
        }
        HedgeKind::Nearly | HedgeKind::JustUnder => {
            let from = |s: Decimal| Some(span(Some((n.checked_sub(share(s)?)?, false)), Some((n, true))));
            hedged(from(t.nearly_literal)?, from(t.nearly_intended)?, false)
        }
        HedgeKind::LessThan => {
            let from = n.checked_sub(share(t.below_intended)?)?;
            hedged(span(None, Some((n, true))), span(Some((from, false)), Some((n, true))), false)
        }
        HedgeKind::UpTo => {
            let from = n.checked_sub(share(t.below_intended)?)?;
            hedged(span(None, Some((n, false))), span(Some((from, false)), Some((n, false))), true)
        }
    })
}

/// "half" of something: a share. "Half a mile" is a measure as any other.
pub(super) fn share_of(figure: &Figure, row: Row) -> bool {
    figure.fraction && row == Row::Percent
}

/// Ranges, two-sided hedges, vague plurals: their own intervals, as the reader found them.
fn without_number(figure: &Figure) -> Asserted {
    let literal = Span::from(figure.literal);
    let intended = figure.intended.map_or(literal, Span::from);
    // "a couple" means one value, and says it exactly.
    let point = intended.min.is_some() && intended.min == intended.max;
    Asserted { literal, intended, stated: None, exact: false, grade: if point { Grade::Exact } else { Grade::Hedged } }
}

/// A figure without a hedge.
fn bare(figure: &Figure, n: Decimal, row: Row, t: &Thresholds) -> Option<Asserted> {
    let half = |place: Decimal| place.checked_div(Decimal::TWO);
    let share = |of: Decimal| n.abs().checked_mul(of);
    let around = |w: Decimal| Some(span(Some((n.checked_sub(w)?, false)), Some((n.checked_add(w)?, false))));
    // What rounds to n at this place: its lower edge is inside, its upper one rounds up.
    let rounds = |place: Decimal| {
        let w = half(place)?;
        Some(span(Some((n.checked_sub(w)?, false)), Some((n.checked_add(w)?, true))))
    };
    let point = span(Some((n, false)), Some((n, false)));
    let round = || around(half(figure.grain)?.min(share(t.round_share)?));
    let fine = figure.grain < Decimal::ONE;
    let (literal, intended, grade) = match row {
        _ if figure.hedge == Some(HedgeKind::Exactly) || n.is_zero() => (point, point, Grade::Exact),
        _ if share_of(figure, row) => (around(t.fraction_literal)?, around(t.fraction_intended)?, Grade::Hedged),
        Row::Exact => (point, point, Grade::Exact),
        Row::Ratio => (around(share(t.ratio_literal)?)?, around(share(t.ratio_intended)?)?, Grade::Rounded),
        Row::Duration => {
            let unit = if figure.digits { written_place(figure) } else { Decimal::ONE };
            let near = around(unit.checked_mul(t.duration_unit)?.min(share(t.duration_share)?))?;
            (near, near, Grade::Rounded)
        }
        Row::Money if n.abs() < t.money_whole_below && !figure.scaled => {
            let place = written_place(figure);
            let w = half(place)?;
            let cap = share(t.round_share)?;
            let near = if w <= cap { rounds(place)? } else { around(cap)? };
            (near, near, Grade::Rounded)
        }
        Row::Percent => {
            let near = rounds(written_place(figure))?;
            (near, near, Grade::Rounded)
        }
        _ if fine && !figure.scaled => {
            let near = rounds(figure.grain)?;
            (near, near, Grade::Rounded)
        }
        Row::Count if !figure.scaled && (n.abs() < t.round_from || figure.grain < t.round_grain) => {
            (point, point, Grade::Exact)
        }
        Row::Count | Row::Measure | Row::Money => {
            let near = round()?;
            (near, near, Grade::Rounded)
        }
    };
    Some(Asserted { literal, intended, stated: Some(n.into()), exact: true, grade })
}
