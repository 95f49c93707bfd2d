//! Units behind a figure: words, abbreviations, marks, and the smaller unit that goes on from a larger one.

use super::amount::Of;
use super::number::{self, Number};
use super::side::Side;
use crate::analysis::{Pos, View};
use crate::lexicon::{Dimension, Func, Sense, SenseKind, TokenKind};
use rust_decimal::Decimal;

/// Where the unit stands that a part of one is taken of: behind "of a" and "of one".
pub(super) fn of_one(view: View<'_>, at: usize, number: &Number) -> Option<usize> {
    let of = at + view.func(at, Func::Of)?;
    let from = match view.func(of, Func::A) {
        Some(len) => of + len,
        None => number::number(view, of).filter(|n| n.value == Decimal::ONE && n.end == of + 1)?.end,
    };
    let ((_, unit), len) = view.unit(from)?;
    let short = unit.abbreviations.iter().any(|a| a == view.stretch(from, from + len));
    let part = number.value < Decimal::ONE && number.value > Decimal::ZERO && number.vague.is_none();
    (part && !short).then_some(from)
}

/// The unit of which the word here is one behind a fraction alone: "a quarter point".
pub(super) fn part(view: View<'_>, at: usize) -> Option<u16> {
    let text = view.text(at);
    let found = view.lexicon.unit_words.iter().position(|w| w.parts.iter().any(|p| p.eq_ignore_ascii_case(text)))?;
    Some(found as u16)
}

/// The word behind a fraction that is a part of a unit, where the sentence tells which.
pub(super) fn parted(view: View<'_>, at: usize, number: &Number) -> Option<(Of, Decimal, usize)> {
    let unit = number.fraction.then(|| part(view, at)).flatten().filter(|unit| beside(view, *unit))?;
    measured(view, unit, at + 1)
}

/// A unit in brackets: "20 [kg]".
pub(super) fn bracketed(view: View<'_>, at: usize, number: &Number) -> Option<(Of, Decimal, usize, bool)> {
    if !(number.digits && (view.mark(at, "[") || view.mark(at, "(")) && view.glued(at + 1)) {
        return None;
    }
    let (unit, len) = unit(view, at + 1, number)?;
    let end = at + 1 + len;
    let closed = (view.mark(end, "]") || view.mark(end, ")")) && view.glued(end);
    let (of, factor, end) = measured(view, unit, end + 1).filter(|_| closed)?;
    Some((of, factor, end, false))
}

/// An abbreviation that is a word of its own, where nothing follows that the word could lead: "above 5 in".
pub(super) fn last(view: View<'_>, at: usize, number: &Number) -> Option<(u16, usize)> {
    let text = view.text(at);
    if !number.digits || !number::closed(view, at + 1) || view.token(at)?.capital {
        return None;
    }
    let unit = view.lexicon.unit_words.iter().position(|w| w.behind.iter().any(|b| b == text))?;
    Some((unit as u16, 1))
}

pub(super) fn measured(view: View<'_>, unit: u16, end: usize) -> Option<(Of, Decimal, usize)> {
    let kind = view.lexicon.units.get(unit as usize)?;
    Some(match kind.dimension {
        Dimension::Percent => {
            let factor = kind.factor.num.checked_div(kind.factor.den)?;
            // "40 per thousand words" is a rate.
            if factor != Decimal::ONE && super::noun::counted(view, end, true).is_some() {
                return None;
            }
            (Of::Percent, factor, end)
        }
        Dimension::Points => (Of::Points, kind.factor.num.checked_div(kind.factor.den)?, end),
        _ => (Of::Unit(unit), Decimal::ONE, end),
    })
}

/// The words of a unit that stand before its figure, and how many tokens they are.
pub(super) fn leads(view: View<'_>, at: usize) -> Option<(u16, usize)> {
    if !view.may(at, SenseKind::Unit) {
        return None;
    }
    // "to force 40 people out"
    let verb = |len: usize| len == 1 && view.token(at).is_some_and(|t| t.pos == Pos::Verb);
    let (unit, len) = view
        .sense(at, |s| if let Sense::Leads(unit) = s { Some(unit) } else { None })
        .filter(|(_, len)| !verb(*len))?;
    // "a magnitude-6.3 quake"
    let dash = at + len;
    let tied = view.dash(dash) && view.glued(dash) && view.glued(dash + 1) && view.digits(dash + 1);
    Some((unit, len + usize::from(tied)))
}

/// Whether a unit whose words end before `from` is that of the figure there, which ends before `end`: not where
/// the figure has another, nor where a preposition leads to what it counts ("the magnitude of 40 aftershocks").
pub(super) fn leads_to(view: View<'_>, unit: u16, from: usize, of: &Of, end: usize) -> bool {
    let counts = || {
        view.is(from - 1, Func::Of)
            && super::noun::counted(view, end, true).is_some_and(|c| view.lexicon.is_plural(view.text(c.end - 1)))
    };
    (*of == Of::Nothing || *of == Of::Unit(unit)) && !counts()
}

/// A unit here: its words behind any figure, its abbreviations only behind digits.
pub(super) fn unit(view: View<'_>, at: usize, number: &Number) -> Option<(u16, usize)> {
    view.hits(at).find_map(|hit| {
        let Sense::Unit(i) = hit.sense else { return None };
        let len = hit.len as usize;
        written(view, at, len, i, number).then_some((i, len))
    })
}

/// Whether the words of a unit are that unit behind this number.
fn written(view: View<'_>, at: usize, len: usize, unit: u16, number: &Number) -> bool {
    let Some(kind) = view.lexicon.units.get(unit as usize) else { return false };
    let text = view.stretch(at, at + len);
    let short = kind.abbreviations.iter().any(|a| a == text);
    let goes_on = view.token(at + len).is_some_and(|t| t.glued && t.kind != TokenKind::Mark);
    // The stop that closes the sentence is none of an abbreviation.
    let closes = short && text.ends_with('.') && number::closed(view, at + len);
    // "four mls", "ten kg": what is no other word needs no digits.
    let clear = text.len() > 1 && view.hits(at).all(|h| matches!(h.sense, Sense::Unit(_)));
    if closes || short && (goes_on || !number.digits && !clear) {
        return false;
    }
    let glued = view.lexicon.unit_words.get(unit as usize).is_some_and(|w| w.glued.iter().any(|a| a == text));
    if !glued {
        return true;
    }
    // "must 13F be filed", "14.7C/ a share": a form, and cents. "Section 20 C", "5 C grades", but "fell to 20 C".
    let before = |pos: Pos| number.end > 1 && view.token(number.end - 2).is_some_and(|t| t.pos == pos);
    let after = view.token(at + 1).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Verb));
    // "180C/350F" is told in two units.
    let stroke = view.mark(at + 1, "/") && view.glued(at + 1);
    let again = stroke && view.glued(at + 2) && view.digits(at + 2) && view.glued(at + 3);
    let other = stroke && !again || before(Pos::Aux) && after;
    let ends = view.token(at + 1).is_none_or(|t| {
        let stop = matches!(view.text(at + 1), "." | "," | ";" | ")" | "!" | "?");
        !t.capital && t.kind != TokenKind::Number && (!t.glued || stop)
    });
    let apart = || {
        !before(Pos::Noun)
            && !before(Pos::Name)
            && number.end > 1
            && ends
            && super::noun::counted(view, at + 1, true).is_none()
    };
    number.digits && !other && (view.glued(at) || apart())
}

/// Whether an ambiguous unit ("pounds") is the measure: "of" and a thing follow a plain figure, or a
/// word of weighing stands in the sentence.
pub(super) fn weighs(view: View<'_>, unit: u16, end: usize, number: &Number) -> bool {
    let of = view.func(end, Func::Of).is_some() && !number.scaled && view.token(end + 1).is_some_and(|t| !t.capital);
    // "1 pound 5 ounces"
    let next = end + view.func(end, Func::And).unwrap_or(0);
    let more = || {
        number::number(view, next)
            .and_then(|n| behind(view, unit, &n))
            .is_some_and(|(small, _)| ratio(view, unit, small).is_some())
    };
    of || beside(view, unit) || more()
}

/// Whether a word stands in the sentence beside which figures are temperatures: "in the nineties".
pub(super) fn warms(view: View<'_>) -> bool {
    let units = view.lexicon.units.iter().enumerate().filter(|(_, u)| u.dimension == Dimension::Temperature);
    units.into_iter().any(|(unit, _)| beside(view, unit as u16))
}

fn beside(view: View<'_>, unit: u16) -> bool {
    let words = view.lexicon.unit_words.get(unit as usize);
    words.is_some_and(|w| view.sentence.tokens.iter().any(|t| w.beside.contains(&t.stem)))
}

/// A smaller unit behind the number, abbreviations that are words of their own included.
pub(super) fn behind(view: View<'_>, larger: u16, number: &Number) -> Option<(u16, usize)> {
    let at = number.end;
    if let Some((unit, len)) = unit(view, at, number) {
        return Some((unit, at + len));
    }
    let dimension = view.lexicon.units.get(larger as usize)?.dimension;
    let text = view.text(at);
    let mut units = view.lexicon.units.iter().zip(&view.lexicon.unit_words);
    let found = units.position(|(u, w)| u.dimension == dimension && w.behind.iter().any(|b| b == text))?;
    Some((found as u16, at + 1))
}

/// Whether a figure of a still smaller unit stands behind the token.
pub(super) fn goes_on(view: View<'_>, unit: u16, at: usize) -> bool {
    let from = at + view.func(at, Func::And).unwrap_or(usize::from(view.mark(at, ",")));
    number::number(view, from).filter(|n| n.vague.is_none()).is_some_and(|n| {
        behind(view, unit, &n).is_some_and(|(small, _)| ratio(view, unit, small).is_some_and(|r| n.value < r))
    })
}

/// How many of the small unit the large one is, where it is a whole number above one.
pub(super) fn ratio(view: View<'_>, large: u16, small: u16) -> Option<Decimal> {
    let (large, small) = (view.lexicon.units.get(large as usize)?, view.lexicon.units.get(small as usize)?);
    if large.dimension != small.dimension || !large.offset.is_zero() || !small.offset.is_zero() {
        return None;
    }
    let up = large.factor.num.checked_mul(small.factor.den)?;
    let down = large.factor.den.checked_mul(small.factor.num)?;
    let ratio = up.checked_div(down)?;
    (ratio > Decimal::ONE && ratio.fract().is_zero()).then_some(ratio)
}

/// Feet and inches by their marks: 5'10". Either mark alone may close a quotation.
pub(super) fn marked(view: View<'_>, large: &Number) -> Option<(Of, Decimal, usize)> {
    let unit = |i: usize| {
        if !view.glued(i) {
            return None;
        }
        let text = view.text(i);
        let at = view.lexicon.unit_words.iter().position(|w| w.marks.iter().any(|m| m == text));
        at.map(|unit| unit as u16)
    };
    let whole = large.digits && large.value.fract().is_zero();
    let first = whole.then(|| unit(large.end)).flatten()?;
    let small = number::number(view, large.end + 1).filter(|n| n.digits && n.value >= Decimal::ZERO)?;
    let second = unit(small.end)?;
    let ratio = ratio(view, first, second).filter(|r| small.value < *r)?;
    Some((Of::Unit(second), large.value.checked_mul(ratio)?.checked_add(small.value)?, small.end + 1))
}

/// "six foot two", "6-foot-2": the singular of a unit that has a mark, and how many of the next smaller
/// one with a mark, which goes unsaid.
pub(super) fn bare(view: View<'_>, side: &Side) -> Option<(Decimal, Of, usize)> {
    let Of::Unit(unit) = side.of else { return None };
    let large = view.lexicon.unit_words.get(unit as usize).filter(|w| !w.marks.is_empty())?;
    let written = view.text(side.end - 1);
    let plural = view.lexicon.is_plural(written);
    let hyphen = view.dash(side.end) && view.glued(side.end) && view.glued(side.end + 1);
    let at = if hyphen { side.end + 1 } else { side.end };
    let number = number::number(view, at)
        .filter(|n| n.vague.is_none() && !n.fraction && n.value.fract().is_zero() && n.value > Decimal::ZERO)?;
    let counts = super::noun::counted(view, number.end, true).is_some()
        || behind(view, unit, &number).is_some()
        || view.unit(number.end).is_some()
        || view.currency(number.end).is_some()
        || number::period(view, number.end).is_some()
        || view.dash(number.end) && view.glued(number.end);
    if plural || large.marks.iter().any(|m| m == written) || counts && !hyphen {
        return None;
    }
    let units = view.lexicon.unit_words.iter().enumerate().filter(|(i, w)| *i != unit as usize && !w.marks.is_empty());
    let (small, ratio) = units.filter_map(|(i, _)| ratio(view, unit, i as u16).map(|r| (i as u16, r))).next()?;
    (number.value < ratio).then_some(())?;
    Some((side.value.checked_mul(ratio)?.checked_add(number.value)?, Of::Unit(small), number.end))
}
