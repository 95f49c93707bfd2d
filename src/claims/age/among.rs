//! Ages by who is told of: the eldest, several persons, one of a kind ("a boy of nine").

use super::{ends, name, person, plain};
use crate::analysis::{Pos, View};
use crate::claims::number;
use crate::claims::value::Figure;
use crate::lexicon::{BesideWord, Func, Period, Sense, TokenKind};
use rust_decimal::Decimal;

/// Whether a comma behind a person stands before the token: "Jane Holt, who is 52".
pub(super) fn apposed(view: View<'_>, at: usize) -> bool {
    at >= 2 && view.mark(at - 1, ",") && (name(view, at - 2) || person(view, at - 2))
}

/// Whether a clause tells how old the eldest or youngest is, up to the token before its verb: "the eldest of whom
/// is 81", "The youngest of the four victims was 6", "The average age is 43".
pub(super) fn eldest(view: View<'_>, last: usize) -> bool {
    const FAR: usize = 8;
    let inner =
        |i: &usize| view.token(*i).is_some_and(|t| t.kind == TokenKind::Word && !matches!(t.pos, Pos::Verb | Pos::Aux));
    (last.saturating_sub(FAR)..=last)
        .rev()
        .take_while(inner)
        .any(|i| view.beside(i, BesideWord::Eldest).is_some() || view.is(i, Func::Age))
}

/// Whether ages of several persons stand from the token on: "His three daughters are 4, 7 and 11".
pub(super) fn listed(view: View<'_>, persons: usize, at: usize) -> bool {
    const LIST: usize = 12;
    let class = view.lexicon.person_class;
    let known = view.hits(persons).any(|h| h.len == 1 && matches!(h.sense, Sense::Noun(id) if class == Some(id)));
    if !known || !view.lexicon.is_plural(view.text(persons)) {
        return false;
    }
    let (mut next, mut many) = (at, 0);
    for _ in 0..LIST {
        let Some(number) = number::number(view, next).filter(|n| n.vague.is_none() && !n.scaled && !n.fraction) else {
            return false;
        };
        many += 1;
        let comma = number.end + usize::from(view.mark(number.end, ","));
        next = comma + view.func(comma, Func::And).unwrap_or(0);
        let last = next == number.end || next == comma && many > 1 && number::number(view, next).is_none();
        if last {
            return many > 1 && ends(view, number.end);
        }
    }
    false
}

/// "a boy of nine", "a widow of 80": behind a word for one person, where nothing is counted.
pub(super) fn of_one(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let of = at.checked_sub(1).filter(|&i| view.is(i, Func::Of))?;
    let head = of.checked_sub(1).filter(|&i| view.beside(i, BesideWord::Person) == Some(of))?;
    let group = view.token(head).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize))?;
    let number = number::number(view, at).filter(|n| {
        n.value.fract().is_zero() && n.value > Decimal::ZERO && !n.scaled && !n.fraction && n.vague.is_none()
    })?;
    (view.is(group.range.start as usize, Func::A) && ends(view, number.end)).then_some(())?;
    Some((plain(&number)?, Period::Year, number.end))
}

/// The first age of a list.
pub(super) fn first_of(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let number = number::number(view, at)?;
    Some((plain(&number)?, Period::Year, number.end))
}

/// "The suspects, 19 and 23, were held": several persons, and as many ages between commas.
pub(super) fn several(view: View<'_>, at: usize) -> bool {
    let led = at >= 2 && view.mark(at - 1, ",");
    let group = || view.token(at - 2).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let told = || {
        group().is_some_and(|g| {
            let first = g.range.start as usize;
            [Func::The, Func::Possessive, Func::Both].into_iter().any(|f| view.is(first, f))
        })
    };
    led && view.digits(at) && told() && listed(view, at - 2, at)
}

/// "the twins, both 17,", "three boys, all 12,": the age of each of those before.
pub(super) fn of_both(view: View<'_>, at: usize) -> Option<(Figure, Period, usize)> {
    let each = at.checked_sub(1).filter(|&i| view.is(i, Func::Both) || view.is(i, Func::All))?;
    let comma = each.checked_sub(1).filter(|&i| view.mark(i, ","))?;
    let last = comma.checked_sub(1)?;
    let class = view.lexicon.person_class;
    let persons = view.hits(last).any(|h| h.len == 1 && matches!(h.sense, Sense::Noun(id) if class == Some(id)))
        && view.lexicon.is_plural(view.text(last));
    let number =
        number::number(view, at).filter(|n| n.value.fract().is_zero() && !n.scaled && n.value > Decimal::ZERO)?;
    let closes = view.token(number.end).is_none_or(|t| t.kind == TokenKind::Mark) && ends(view, number.end);
    ((persons || name(view, last)) && closes).then_some(())?;
    Some((plain(&number)?, Period::Year, number.end))
}
