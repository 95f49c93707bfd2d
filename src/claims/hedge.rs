//! Hedges: words before, behind and around a figure that widen or bound it, and the literal interval
//! that each asserts, row by row of the law of numbers.

use super::value::{Bound, Figure, Interval};
use crate::analysis::{Pos, View};
use crate::lexicon::{CalendarWord, Func, Hedge, HedgeKind, Hit, Place, Sense, SenseKind};
use rust_decimal::Decimal;

/// A hedge before a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Before {
    /// Which row it follows.
    pub kind: HedgeKind,
    /// One past its last token.
    pub end: usize,
    /// It hedges only a figure without a noun of its own.
    pub bare: bool,
}

fn hedge<'a>(view: View<'a>, at: usize, place: Place) -> Option<(&'a Hedge, usize)> {
    if !view.may(at, SenseKind::Hedge) {
        return None;
    }
    view.sense(at, |s| match s {
        Sense::Hedge(i) => view.lexicon.hedges.get(i as usize).filter(|h| h.place == place),
        _ => None,
    })
}

/// The hedge that begins here, a second one inside it included ("at least some 40": at least).
pub(super) fn before(view: View<'_>, at: usize) -> Option<Before> {
    // "passes within two miles" passes no figure.
    let (first, len) = hedge(view, at, Place::Before).filter(|(h, n)| {
        !(h.verb && view.is(at + n, Func::Within))
            && !asked(view, at)
            && !across(view, at, *n)
            && !governed(view, at, *n)
            && !dated(view, at, *n)
    })?;
    let mut end = at + len;
    if let Some((_, len)) = hedge(view, end, Place::Before).filter(|(h, _)| !h.verb) {
        end += len;
    }
    Some(Before { kind: first.kind, end, bare: first.bare })
}

/// Whether "over" tells in the course of what: "two runs over seven innings". A pause makes it more than that.
fn across(view: View<'_>, at: usize, len: usize) -> bool {
    let group = at.checked_sub(1).and_then(|i| view.token(i)).filter(|t| t.pos == Pos::Noun).and_then(|t| t.group);
    let group = group.and_then(|g| view.sentence.groups.get(usize::from(g)));
    let plain = || {
        let number = super::number::number(view, at + 1)?;
        let other =
            view.currency(number.end).is_some() || view.unit(number.end).is_some() || view.mark(number.end, "%");
        (!other && number.scale == Decimal::ONE).then_some(())
    };
    len == 1
        && view.is(at, Func::Over)
        && plain().is_some()
        && group.is_some_and(|g| {
            let apart = |i: usize| i == 0 || !view.glued(i) || !view.dash(i - 1);
            let counts = |i: usize| view.token(i).is_some_and(|t| t.pos == Pos::Numeral) && apart(i);
            let person = view.lexicon.person_class;
            let known = |h: Hit| matches!(h.sense, Sense::Noun(id) if person == Some(id));
            g.range.indices().any(counts) && !view.hits(at - 1).any(known)
        })
}

/// Whether "over" or "under" belongs to the verb in front of it: "spread over 40 hectares", "lay under two metres of snow".
fn governed(view: View<'_>, at: usize, len: usize) -> bool {
    let preposition = view.is(at, Func::Over) || view.is(at, Func::Under);
    len == 1 && preposition && at.checked_sub(1).is_some_and(|verb| view.is(verb, Func::Ranging))
}

/// Whether the last word of a hedge leads a date instead: "Tenders close on 30 June".
fn dated(view: View<'_>, at: usize, len: usize) -> bool {
    let month = |t: usize| {
        let named = |w| matches!(w, CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_)).then_some(());
        view.calendar(t, named).is_some()
    };
    let end = at + len;
    len > 1 && view.is(end - 1, Func::On) && view.digits(end) && month(end + 1)
}

/// Whether "about" belongs to a question and not to the figure: "How about 20 people?", "what about May?".
pub(super) fn asked(view: View<'_>, at: usize) -> bool {
    view.is(at, Func::About) && at.checked_sub(1).is_some_and(|b| view.is(b, Func::How) || view.is(b, Func::What))
}

/// The hedge that stands behind a figure: "or more", "or so", "+", "-odd".
pub(super) fn after(view: View<'_>, at: usize) -> Option<(HedgeKind, usize)> {
    let (hedge, len) = hedge(view, at, Place::After)?;
    // "-odd" and "+" are written to the figure; so is no other word.
    let mark = view.token(at).is_some_and(|t| t.kind == crate::lexicon::TokenKind::Mark);
    if mark && !view.glued(at) {
        return None;
    }
    Some((hedge.kind, at + len))
}

/// The values that make "`kind` `n`" true; `grain` is the place of the last significant digit of `n`.
#[must_use]
pub(super) fn literal(kind: HedgeKind, n: Decimal, grain: Decimal) -> Interval {
    let open = |value: Decimal| Some(Bound { value, open: true });
    let shut = |value: Decimal| Some(Bound { value, open: false });
    let share = |percent: i64| n.checked_mul(Decimal::new(percent, 2)).unwrap_or(n);
    match kind {
        HedgeKind::Exactly => Interval::point(n),
        HedgeKind::About => {
            let half = (grain / Decimal::TWO).min(share(10).abs());
            let halo = half.max(share(5).abs());
            let twice = halo.checked_mul(Decimal::TWO).unwrap_or(halo);
            Interval { min: n.checked_sub(twice).and_then(shut), max: n.checked_add(twice).and_then(shut) }
        }
        HedgeKind::MoreThan | HedgeKind::JustOver => Interval { min: open(n), max: None },
        HedgeKind::AtLeast => Interval { min: shut(n), max: None },
        HedgeKind::Nearly | HedgeKind::JustUnder => Interval { min: shut(share(80)), max: open(n) },
        HedgeKind::LessThan => Interval { min: None, max: open(n) },
        HedgeKind::UpTo => Interval { min: None, max: shut(n) },
    }
}

/// Puts a hedge on a figure: a plain one gets its literal interval, a range or a vague plural keeps its own.
pub(super) fn put(figure: &mut Figure, kind: HedgeKind) {
    figure.hedge = Some(kind);
    if let Some(n) = figure.number {
        figure.literal = literal(kind, n, figure.grain);
        figure.intended = None;
        return;
    }
    match kind {
        HedgeKind::MoreThan | HedgeKind::AtLeast | HedgeKind::JustOver => {
            figure.literal.max = None;
            figure.intended = None;
        }
        HedgeKind::LessThan | HedgeKind::UpTo => {
            figure.literal.min = None;
            figure.intended = None;
        }
        _ => {}
    }
}

/// Joins two hedged figures to one with two sides: "more than 5,000 but fewer than 6,000".
pub(super) fn two_sided(lower: &Figure, upper: &Figure) -> Option<Figure> {
    let is_lower = |f: &Figure| matches!(f.hedge, Some(HedgeKind::MoreThan | HedgeKind::AtLeast | HedgeKind::JustOver));
    let is_upper = |f: &Figure| matches!(f.hedge, Some(HedgeKind::LessThan | HedgeKind::UpTo));
    let (low, high) = if is_lower(lower) && is_upper(upper) {
        (lower, upper)
    } else if is_upper(lower) && is_lower(upper) {
        (upper, lower)
    } else {
        return None;
    };
    let (min, max) = (low.literal.min?, high.literal.max?);
    if min.value >= max.value {
        return None;
    }
    let mut joined = low.clone();
    joined.number = None;
    joined.literal = Interval { min: Some(min), max: Some(max) };
    joined.upper_hedge = high.hedge;
    joined.grain = low.grain.min(high.grain);
    Some(joined)
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn hedges_stand_before_behind_and_around_the_figure() {
        for (text, words, gist) in [
            ("It holds more than 6,100 jars.", "more than 6,100 jars", "quantity more-than 6100 jar"),
            ("It holds no fewer than 40 jars.", "no fewer than 40 jars", "quantity at-least 40 jar"),
            ("It holds 40 or more jars.", "40 or more jars", "quantity at-least 40 jar"),
            ("It holds 40 jars or so.", "40 jars or so", "quantity about 40 jar"),
            ("It holds 40-odd jars.", "40-odd jars", "quantity about 40 jar"),
            ("It holds 40+ jars.", "40+ jars", "quantity at-least 40 jar"),
            ("He paid 100-odd crowns.", "100-odd crowns", "money about 100 SEK"),
            ("It holds 40 or more litres.", "40 or more litres", "measure at-least 40 L"),
            ("The toll topped 400.", "topped 400", "number more-than 400"),
            (
                "It holds more than 50 but fewer than 60 jars.",
                "more than 50 but fewer than 60 jars",
                "quantity more-than 50 less-than 60 jar",
            ),
            ("It holds an estimated 40 jars.", "an estimated 40 jars", "quantity about 40 jar"),
            ("It holds at least some 40 jars.", "at least some 40 jars", "quantity at-least 40 jar"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn a_verb_of_passing_hedges_no_laws() {
        for (text, gist) in [
            ("They passed 40 laws.", "quantity more-than"),
            ("She gave up two runs over seven innings.", "quantity more-than"),
            ("The Il-96 cost over 100 million crowns.", "money 100000000"),
            ("It holds 40 jars and more than 50 lids.", "quantity at-least"),
        ] {
            ignores(text, gist);
        }
    }

    #[test]
    fn literal_intervals_are_those_of_the_law() {
        use super::literal;
        use crate::lexicon::HedgeKind;
        use rust_decimal::Decimal;
        let n = |v: i64| Decimal::from(v);
        // "about 100": h is 10, the literal reach is twice that
        assert!(literal(HedgeKind::About, n(100), n(100)).holds(n(118)));
        assert!(!literal(HedgeKind::About, n(100), n(100)).holds(n(148)));
        assert!(!literal(HedgeKind::MoreThan, n(40), n(10)).holds(n(40)));
        assert!(literal(HedgeKind::AtLeast, n(40), n(10)).holds(n(40)));
        assert!(literal(HedgeKind::Nearly, n(1000), n(1000)).holds(n(800)));
        assert!(!literal(HedgeKind::Nearly, n(1000), n(1000)).holds(n(1000)));
    }
}
