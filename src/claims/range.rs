//! Two figures that are the ends of a range: "5–7", "5 to 7", "between five and seven", "five or six".

use super::amount::{Amount, Of, carry, thousands};
use super::hedge;
use super::number;
use super::side::{Side, side};
use super::value::{Figure, Interval};
use crate::analysis::View;
use crate::lexicon::{BesideWord, Change, ChangeKind, Func, HedgeKind, Place, Sense, SenseKind, TokenKind};
use rust_decimal::Decimal;

/// Two figures with what makes a range of them: "5–7", "5 to 7", "between five and seven", "five or six".
/// `plain` is the side that begins at the token, where one does.
pub(super) fn range(view: View<'_>, at: usize, plain: Option<&Side>) -> Option<Amount> {
    let between = view.func(at, Func::Between);
    let from = view.func(at, Func::From);
    let start = at + between.or(from).unwrap_or(0);
    let mut low = if start == at { plain.cloned()? } else { side(view, start, false)? };
    let baseline = from.is_some() || at > 0 && view.is(at - 1, Func::From);
    let led = if from.is_some() { at } else { at.saturating_sub(1) };
    if low.number.vague.is_some() || baseline && (changes(view, at) || moved(view, led)) {
        return None;
    }
    let (next, dashed) = joiner(view, &low, between.is_some(), from.is_some())?;
    // "rose by 12 metres to 70 metres": the change, then the level that it came to.
    let comes_to = !dashed && low.of != Of::Nothing && between.is_none() && from.is_none() && changes(view, at);
    // "sank by three metres to 14 metres", whatever the verb
    let by_so_much = !dashed && low.of != Of::Nothing && at > 0 && view.is(at - 1, Func::By);
    if (comes_to || by_so_much) && low.of != Of::Percent {
        return None;
    }
    let inner = hedge::before(view, next).map_or(next, |h| h.end);
    let mut high = side(view, inner, low.prefixed)?;
    if high.number.vague.is_some() || high.number.fraction != low.number.fraction {
        return None;
    }
    let opened = between.is_some() || from.is_some();
    if !opened && dashed && !fits(view, &low, &high, at) {
        return None;
    }
    if years(view, start, &low) && years(view, inner, &high) {
        return None;
    }
    // "cut its forecast for 2025 to 0.8 percent": a year, and what it came to.
    if !opened && years(view, start, &low) && high.value < low.value {
        return None;
    }
    carry(&mut low, &high);
    if dashed {
        thousands(&mut low, &high);
    }
    // "10 to 20 degrees below zero": the sign is that of both.
    if high.sunk && !low.sunk && low.value > Decimal::ZERO {
        low.value = -low.value;
        std::mem::swap(&mut low.value, &mut high.value);
    }
    // "lost 84 cents to $64.07": by how much, and what it came to.
    if !opened && !dashed && matches!(low.of, Of::Money(_)) && !low.prefixed && high.prefixed {
        return None;
    }
    // "paid 12 million crowns to 14 lenders": who got it is no end of it.
    let bare = high.of == Of::Nothing && low.of != Of::Nothing && !opened && !dashed;
    if bare && super::noun::counted(view, high.end, true).is_some() {
        return None;
    }
    // "grew by 60 percent to 150 head": the change, and the level that it came to.
    if comes_to && high.of == Of::Nothing {
        return None;
    }
    if high.of == Of::Nothing {
        high.of = low.of.clone();
    }
    if low.of != high.of {
        return None;
    }
    // "rose 3 percent to 12 percent" tells two things, "by 5 percent to 10 percent" one.
    if comes_to && high.value > low.value.checked_mul(Decimal::new(25, 1))? {
        return None;
    }
    // "up 1 1/4 to 23 5/8", "rose 3 to 45", "fell by 12 to 88"
    let by = at > 0 && view.is(at - 1, Func::By) && changes(view, at);
    let right = by || (at.saturating_sub(2)..at).any(|i| change(view, i).is_some_and(|(_, len)| i + len == at));
    let far = high.value > low.value.checked_mul(Decimal::new(25, 1))?;
    if right
        && far
        && !dashed
        && !opened
        && high.of == Of::Nothing
        && super::noun::counted(view, high.end, true).is_none()
    {
        return None;
    }
    // "open from 9 to 5": hours, and no range that runs backwards
    let hours = opened
        && low.of == Of::Nothing
        && low.value > high.value
        && low.value <= Decimal::from(12)
        && [&low, &high].iter().all(|s| s.value.fract().is_zero() && s.number.digits && s.value > Decimal::ZERO);
    if hours && super::noun::counted(view, high.end, true).is_none() {
        return None;
    }
    // "lost 3 to 1" and "cut it from 9 to 7" are no ranges; only words that open one may run backwards.
    // "14 million — 4 million in June": nor does a dash between words make one that does.
    let parted = dashed && !view.glued(next - 1);
    if low.value >= high.value && !opened && (low.of == Of::Nothing || parted) {
        return None;
    }
    let figure = Figure {
        number: None,
        literal: Interval::closed(low.value, high.value),
        grain: low.grain.min(high.grain),
        scaled: high.number.scaled,
        digits: low.number.digits,
        fraction: low.number.fraction,
        ..Figure::exact(high.value, high.grain)
    };
    Some(Amount { start: at, end: high.end, figure, of: high.of, hyphen: high.hyphen, one: false, range: true })
}

/// Where the second side begins, and whether only a dash stands between.
fn joiner(view: View<'_>, low: &Side, between: bool, from: bool) -> Option<(usize, bool)> {
    let at = low.end;
    // "from 20 up to 30", "from 30 celsius and 40 celsius"
    if from && view.hedge(at).is_some_and(|(h, _)| h.kind == HedgeKind::UpTo && h.place == Place::Before) {
        return Some((at, false));
    }
    if from
        && matches!(low.of, Of::Unit(_))
        && let Some(len) = view.func(at, Func::And)
        && side(view, at + len, false).is_some_and(|s| s.of == low.of && s.value > low.value)
    {
        return Some((at + len, false));
    }
    if between {
        return view.func(at, Func::And).map(|len| (at + len, false));
    }
    if let Some(len) = view.func(at, Func::To) {
        return Some((at + len, false));
    }
    // "five or six": neighbours in words or small figures.
    if let Some(len) = view.func(at, Func::Or).filter(|_| low.of == Of::Nothing && low.number.scale == Decimal::ONE) {
        let next = number::number(view, at + len)?;
        let step = next.value.checked_sub(low.value)?;
        return (step > Decimal::ZERO
            && step <= Decimal::from(2).max(low.value)
            && low.value <= Decimal::ONE_HUNDRED
            && next.value <= Decimal::ONE_THOUSAND)
            .then_some((at + len, false));
    }
    let digits = |i: usize| {
        view.digits(i)
            || view.token(i).is_some_and(|t| t.kind == TokenKind::Mark)
                && hedge::before(view, i).is_some_and(|h| view.digits(h.end))
    };
    let spaced = !view.glued(at) && !view.glued(at + 1);
    let glued = view.glued(at) && (view.glued(at + 1));
    let signed = !view.glued(at) && view.glued(at + 1) && view.digits(at + 1) && low.number.digits;
    (view.dash(at) && (glued || spaced && digits(at + 1) && low.number.digits || signed)).then_some((at + 1, true))
}

/// Whether a word of change before the token makes "from 7 to 10" a baseline and an end.
fn changes(view: View<'_>, at: usize) -> bool {
    (at.saturating_sub(8)..at).any(|i| change(view, i).is_some())
}

/// The word of change at a token.
pub(super) fn change(view: View<'_>, at: usize) -> Option<(&Change, usize)> {
    if !view.may(at, SenseKind::Change) {
        return None;
    }
    view.sense(at, |s| match s {
        Sense::Change(i) => view.lexicon.changes.get(i as usize),
        _ => None,
    })
}

/// The word of change of a wanted kind at a token: "lower" is a verb and what compares.
pub(super) fn changing(view: View<'_>, at: usize, kind: ChangeKind) -> Option<(&Change, usize)> {
    if !view.may(at, SenseKind::Change) {
        return None;
    }
    view.sense(at, |s| match s {
        Sense::Change(i) => view.lexicon.changes.get(i as usize).filter(|c| c.kind == kind),
        _ => None,
    })
}

/// Whether a word of motion ends right before the token, which is "from": "went from 7 to 10", "moved up from 7".
pub(super) fn moved(view: View<'_>, from: usize) -> bool {
    from > 0 && view.beside(from - 1, BesideWord::Went) == Some(from)
}

/// Whether a side is the digits of a year: ranges of years are dates.
fn years(view: View<'_>, at: usize, side: &Side) -> bool {
    side.of == Of::Nothing
        && side.end == at + 1
        && view.text(at).len() == 4
        && side.value >= Decimal::from(1500)
        && side.value <= Decimal::from(2100)
        && super::noun::counted(view, side.end, true).is_none()
}

/// Whether two figures with a dash between are a range, not a score, a year's span, a number of parts.
fn fits(view: View<'_>, low: &Side, high: &Side, at: usize) -> bool {
    let part = |side: &Side| side.number.digits && side.of == Of::Nothing;
    if !(part(low) || low.of != Of::Nothing) && low.number.digits {
        return false;
    }
    // A third group behind makes it a date or a telephone number.
    if (view.dash(high.end) && view.glued(high.end) && view.digits(high.end + 1))
        || (at > 0 && view.dash(at - 1) && view.glued(at) && view.digits(at.wrapping_sub(2)))
    {
        return false;
    }
    if high.of == Of::Nothing && super::score::scores(view, at, low.value, high.value, high.end) {
        return false;
    }
    let year = |side: &Side, text: &str| {
        side.of == Of::Nothing
            && text.len() == 4
            && side.value >= Decimal::from(1500)
            && side.value <= Decimal::from(2100)
    };
    !(year(low, view.text(at))
        && high.value < Decimal::from(2100)
        && high.of == Of::Nothing
        && super::noun::counted(view, high.end, true).is_none())
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn ranges_in_many_wordings() {
        for (text, words, gist) in [
            ("It took from 20 up to 30 barges.", "from 20 up to 30 barges", "quantity 20..30 barge"),
            ("It took 2 - ~7 litres.", "2 - ~7 litres", "measure 2..7 L"),
            ("It is larger or equal to 20.", "larger or equal to 20", "number at-least 20"),
            ("It is smaller or equal than 20.", "smaller or equal than 20", "number up-to 20"),
            ("It is > 100 and <= 200.", "> 100 and <= 200", "number more-than 100 up-to 200"),
            ("It took 15-20,000 barges.", "15-20,000 barges", "quantity 15000..20000 barge"),
            (
                "Some five to six hundred barges sank.",
                "Some five to six hundred barges",
                "quantity about 500..600 barge",
            ),
            ("It took 10 to 20 degrees below zero to stop it.", "10 to 20 degrees below zero", "measure -20..-10 deg"),
            (
                "It took between two and three hundred barges.",
                "between two and three hundred barges",
                "quantity 200..300 barge",
            ),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn a_change_and_what_it_comes_to_are_no_range() {
        for (text, gist) in [
            ("Halm Steel rose 3 to 20 in the morning.", "number 3..20"),
            ("Orre Bank was up 1 1/4 to 23 5/8.", "number 1.25.."),
            ("The desk is open from 9 to 5.", "number 9..5"),
            ("It paid 12.5 million crowns to 14 lenders.", "money 12500000..14 SEK"),
            ("It gave $300 to 20 pupils.", "money 20..300 USD"),
            ("Crude lost 84 cents to $64.07.", "money 0.84..64.07 USD"),
        ] {
            ignores(text, gist);
        }
    }
}
