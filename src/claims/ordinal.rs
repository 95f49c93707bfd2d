//! Ranks: "third", "the 12th", "twenty-first", "one hundred and fifth".

use super::Reading;
use super::number;
use super::value::Value;
use crate::analysis::{Range, View};
use crate::lexicon::{CalendarWord, Func, NumeralKind, Period, TokenKind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The rank that begins at the token.
pub(super) fn ordinal(view: View<'_>, at: usize) -> Option<Reading> {
    let (rank, end) = digits(view, at).or_else(|| words(view, at))?;
    let rank = rank.to_u64()?;
    Some(Reading {
        tokens: Range { start: at as u32, end: end as u32 },
        value: Value::Ordinal(rank),
        noun: None,
        whole: None,
    })
}

/// "12th": the letters that close it are those of its last digits.
fn digits(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    if !view.digits(at) || !view.glued(at + 1) || view.text(at).contains('.') {
        return None;
    }
    let (suffix, _) = number::kind(view, at + 1, |k| k == NumeralKind::Suffix)?;
    let text: String = view.text(at).chars().filter(char::is_ascii_digit).collect();
    let value = Decimal::from_str_exact(&text).ok()?;
    let (last, two) = (value % Decimal::TEN, value % Decimal::ONE_HUNDRED);
    let teen = two > Decimal::TEN && two < Decimal::from(20);
    let own = !teen && last >= Decimal::ONE && last <= Decimal::from(3);
    (suffix.value == if own { last } else { Decimal::ZERO }).then_some(())?;
    Some((value, at + 2))
}

/// "third", "forty-second", "one hundred and fifth", "two hundredth"
fn words(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    if let Some((rank, end)) = simple(view, at) {
        return alone(view, at, end).then_some((rank, end));
    }
    // A tens word or a hundred before it: "twenty-first", "one hundred twenty-fifth".
    let tens = number::kind(view, at, |k| k == NumeralKind::Tens);
    if let Some((tens, len)) = tens
        && let Some((rank, end)) = simple(view, joined(view, at + len)).filter(|(r, _)| *r < Decimal::TEN)
    {
        return tens.value.checked_add(rank).map(|r| (r, end));
    }
    if view.digits(at) {
        return None;
    }
    let head = number::number(view, at)
        .filter(|n| !n.digits && n.vague.is_none() && !n.fraction && n.value.fract().is_zero())?;
    let and = view.func(head.end, Func::And).map_or(head.end, |len| head.end + len);
    let from = joined(view, and);
    let (rank, end) = simple(view, from)?;
    // "two hundredth" multiplies, "one hundred and fifth" adds.
    if rank >= Decimal::ONE_HUNDRED && and == head.end {
        return head.value.checked_mul(rank).map(|r| (r, end));
    }
    let room = head.scale > rank
        || head.value >= Decimal::TEN
            && (head.value % number::grain(head.value)).is_zero()
            && number::grain(head.value) > rank;
    (room && head.value >= Decimal::from(20)).then_some(())?;
    head.value.checked_add(rank).map(|r| (r, end))
}

fn joined(view: View<'_>, at: usize) -> usize {
    if view.dash(at) && view.glued(at) && view.glued(at + 1) { at + 1 } else { at }
}

fn simple(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (numeral, len) = number::kind(view, at, |k| k == NumeralKind::Ordinal)?;
    Some((numeral.value, at + len))
}

/// Whether a rank word is one here: "a second later" and "per second" are time, "-second" a part.
fn alone(view: View<'_>, at: usize, end: usize) -> bool {
    let second = view.calendar(at, |w| (w == CalendarWord::Period(Period::Second)).then_some(())).is_some();
    let before = at.checked_sub(1);
    let after = |f: Func| view.func(end, f).is_some();
    if second {
        let counted = before.is_some_and(|i| {
            view.digits(i)
                || view.is(i, Func::Per)
                || view.is(i, Func::Each)
                || view.is(i, Func::Every)
                || number::kind(view, i, |k| {
                    matches!(k, NumeralKind::Cardinal | NumeralKind::Tens | NumeralKind::Hundred)
                })
                .is_some()
        });
        let later = before.is_some_and(|i| view.is(i, Func::A))
            && (after(Func::Later)
                || after(Func::Ago)
                || after(Func::Earlier)
                || after(Func::Of)
                || view.token(end).is_none_or(|t| t.kind == TokenKind::Mark && !t.glued | !view.dash(end))
                || after(Func::Adverb));
        if counted || later {
            return false;
        }
    }
    // "the second had closed": it is spoken of, and no rank is given.
    if before.is_some_and(|i| view.is(i, Func::The)) && super::quantity::verbal(view, end) {
        return false;
    }
    // "another tenth" of something is a share of it, and which is not said.
    if before.is_some_and(|i| view.is(i, Func::Another)) && super::noun::counted(view, end, false).is_none() {
        return false;
    }
    // "a third of the votes" is a share, "two-thirds" too.
    let article =
        before.is_some_and(|i| view.is(i, Func::A) || number::kind(view, i, |k| k == NumeralKind::Cardinal).is_some());
    !(article && after(Func::Of) && number::kind(view, at, |k| k == NumeralKind::Fraction).is_some())
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn ranks_in_digits_and_words() {
        for (text, words, gist) in [
            ("It was the third coup.", "third", "ordinal 3"),
            ("It was the 12th coup.", "12th", "ordinal 12"),
            ("It was the 21st coup.", "21st", "ordinal 21"),
            ("It was the twenty-first coup.", "twenty-first", "ordinal 21"),
            ("It was the one hundred and fifth coup.", "one hundred and fifth", "ordinal 105"),
            ("It tried a second time.", "second", "ordinal 2"),
            ("She sat in chair 12.", "12", "ordinal 12"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn shares_and_idioms_are_no_ranks() {
        for (text, gist) in [
            ("A third of the votes were void.", "ordinal"),
            ("The first lady spoke.", "ordinal"),
            ("The second had closed.", "ordinal"),
            ("At first it held.", "ordinal"),
            ("It was the 12st coup.", "ordinal"),
        ] {
            ignores(text, gist);
        }
    }
}
