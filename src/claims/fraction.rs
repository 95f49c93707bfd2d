//! Fractions: signs ("½"), digits ("3/4"), words ("two-thirds", "half a", "and a quarter").

use super::number::{Number, grain, kind, multiplier, period, small};
use crate::analysis::View;
use crate::lexicon::{Func, NumeralKind};
use rust_decimal::Decimal;

/// A fraction sign, and its grain.
pub(super) fn sign_fraction(text: &str) -> Option<(Decimal, Decimal)> {
    let (num, den) = match text {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅐" => (1, 7),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        "⅑" => (1, 9),
        "⅒" => (1, 10),
        _ => return None,
    };
    let value = Decimal::from(num).checked_div(Decimal::from(den))?;
    Some((value, grain(value)))
}

/// "3/4" in digits: below one, with a denominator that fractions have. `mixed`: a whole number stands
/// before it, so that the line may stand apart ("5 3 / 8").
pub(super) fn slash(view: View<'_>, at: usize, mixed: bool) -> Option<(Decimal, usize)> {
    let line = view.mark(at + 1, "/") || view.mark(at + 1, "\u{2044}");
    let glued = view.glued(at + 1) && view.glued(at + 2);
    let apart = !view.glued(at + 1) && !view.glued(at + 2) && (mixed || view.mark(at + 1, "\u{2044}"));
    let shaped = view.digits(at) && line && view.digits(at + 2) && (glued || apart);
    let ends = !((view.mark(at + 3, "/") || view.dash(at + 3)) && view.glued(at + 3) && view.digits(at + 4));
    let begins = at == 0 || !(view.glued(at) && view.mark(at - 1, "/"));
    if !(shaped && ends && begins) {
        return None;
    }
    let num: u32 = view.text(at).parse().ok()?;
    let den: u32 = view.text(at + 2).parse().ok()?;
    if num == 0 || num >= den || !matches!(den, 2..=10 | 12 | 16 | 20 | 32 | 64 | 100) {
        return None;
    }
    Some((Decimal::from(num).checked_div(Decimal::from(den))?, at + 3))
}

/// "and a half", "and a quarter", "and three quarters".
pub(super) fn and_fraction(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let from = at + view.func(at, Func::And)?;
    let part = fraction_word(view, from)?;
    Some((part.0, part.1))
}

/// A fraction in words: "a half", "two-thirds", "one hundred thirty-two fifths", "three twenty-firsts".
pub(super) fn fraction_word(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    // Only words and what joins them: figures in digits have signs for their fractions.
    if view.digits(at) {
        return None;
    }
    simple(view, at).or_else(|| composed(view, at))
}

/// One word below the line: "one third", "three quarters".
fn simple(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let tied = |i: usize| view.dash(i) && view.glued(i) && view.glued(i + 1);
    let (count, from) = if let Some(len) = view.func(at, Func::A) {
        (Decimal::ONE, at + len)
    } else {
        let head = small(view, at)?;
        (head.value, if tied(head.end) { head.end + 1 } else { head.end })
    };
    // "a three-quarter-mile run" has its part in the singular.
    let inside = from > at && tied(from - 1) && tied(from + 1);
    let (den, len) = kind(view, from, |k| {
        if count == Decimal::ONE || inside && matches!(k, NumeralKind::Fraction | NumeralKind::Part) {
            matches!(k, NumeralKind::Fraction | NumeralKind::Part)
        } else {
            k == NumeralKind::Fractions
        }
    })?;
    if count.is_zero() || den.value <= Decimal::ONE || count >= den.value {
        return None;
    }
    Some((count.checked_div(den.value)?, from + len))
}

/// How many words a fraction of many words may have.
const LONGEST: usize = 16;

/// Several words above the line, below it, or on both sides: "twenty-one fifths", "one twenty-fifth". What
/// can be one rank ("thirty fifths") stands below.
fn composed(view: View<'_>, at: usize) -> Option<(Decimal, usize)> {
    let (below, len, many) = (at..at + LONGEST).find_map(|i| {
        let many = kind(view, i, |k| k == NumeralKind::Fractions).map(|(n, len)| (i, len, n.value > Decimal::ZERO));
        let one = || kind(view, i, |k| k == NumeralKind::Ordinal).map(|(_, len)| (i, len, false));
        let goes_on = i == at && view.is(i, Func::A)
            || view.dash(i)
            || view.is(i, Func::And)
            || kind(view, i, |k| matches!(k, NumeralKind::Cardinal | NumeralKind::Tens) || multiplier(k)).is_some();
        match many.or_else(one) {
            Some(found) => Some(Some(found)),
            None if goes_on => None,
            None => Some(None),
        }
    })??;
    let end = below + len;
    // "six million and two thirds" adds a part; "a twenty-first birthday" is none.
    let adds = (at + 1..below).any(|i| view.is(i, Func::And) && simple(view, i + 1).is_some_and(|(_, e)| e == end));
    let ranks =
        !many && view.is(at, Func::A) && view.func(end, Func::Of).is_none() && !super::number::alone(view, at, end);
    if adds || ranks {
        return None;
    }
    let small = |i: usize| kind(view, i, |k| k == NumeralKind::Cardinal).is_some_and(|(n, _)| n.value < Decimal::TEN);
    (at + 1..=below).find_map(|from| {
        // "ninety-five hundred fifths": the hyphen of "ninety-five" holds it together.
        let (before, after) = if view.dash(from) { (from - 1, from + 1) } else { (from.saturating_sub(2), from) };
        let held = (view.dash(from) || view.dash(from - 1))
            && kind(view, before, |k| k == NumeralKind::Tens).is_some()
            && small(after);
        if held {
            return None;
        }
        let den = denominator(view, from, below)?;
        let above = words(view, at, from)?;
        let fits = if many { above > Decimal::ONE } else { above == Decimal::ONE };
        // "two quarters" are a length of time, "two halves" a game, "three thirds" nothing that is said.
        let told = den > Decimal::from(4) || den == Decimal::from(3);
        (fits && told && above != den).then_some(())?;
        Some((above.checked_div(den)?, end))
    })
}

/// What the words from the token on come to as the rank whose last word stands at `last`.
fn denominator(view: View<'_>, at: usize, last: usize) -> Option<Decimal> {
    let at = if view.dash(at) && view.glued(at) { at + 1 } else { at };
    let (rank, _) = kind(view, last, |k| matches!(k, NumeralKind::Fractions | NumeralKind::Ordinal))?;
    if at == last {
        return (rank.value > Decimal::ONE).then_some(rank.value);
    }
    let before = if view.dash(last - 1) && view.glued(last) { last - 1 } else { last };
    // "hundred-thousandths" are no hundreds above the line.
    let hundred =
        || kind(view, at, |k| k == NumeralKind::Hundred).filter(|(_, len)| at + len == before && before < last);
    let head = words(view, at, before).or_else(|| hundred().map(|(n, _)| n.value))?;
    // "twenty-firsts" and "one hundred fifths" add, a hyphen makes "ten-thousandths" of ten thousand.
    if rank.value >= Decimal::ONE_HUNDRED {
        return (before < last).then(|| head.checked_mul(rank.value)).flatten();
    }
    let room = grain(head) > rank.value && head >= Decimal::from(20);
    room.then(|| head.checked_add(rank.value)).flatten()
}

/// What the words between two tokens come to, where they are one whole number and nothing else.
fn words(view: View<'_>, at: usize, end: usize) -> Option<Decimal> {
    let (mut total, mut part, mut limit) = (Decimal::ZERO, Decimal::ZERO, Decimal::MAX);
    // What may follow must stay below this: 10 behind tens, 100 behind a hundred.
    let mut room = Decimal::ONE_THOUSAND;
    let mut at = at;
    if view.is(at, Func::A) && at + 1 == end {
        return Some(Decimal::ONE);
    }
    if view.is(at, Func::A) {
        (part, room, at) = (Decimal::ONE, Decimal::ZERO, at + 1);
    }
    while at < end {
        let joins = view.dash(at) || view.is(at, Func::And) && !total.is_zero() | (part >= Decimal::ONE_HUNDRED);
        if joins && at + 1 < end {
            at += 1;
            continue;
        }
        let (numeral, len) =
            kind(view, at, |k| matches!(k, NumeralKind::Cardinal | NumeralKind::Tens) || multiplier(k))
                .filter(|(n, _)| !n.after_digits)?;
        let value = numeral.value;
        match numeral.kind {
            NumeralKind::Cardinal | NumeralKind::Tens => {
                if value.is_zero() || value >= room {
                    return None;
                }
                part = part.checked_add(value)?;
                room = if numeral.kind == NumeralKind::Tens { Decimal::TEN } else { Decimal::ZERO };
            }
            NumeralKind::Hundred if part > Decimal::ZERO && part < value => {
                part = part.checked_mul(value)?;
                room = value;
            }
            _ if value >= Decimal::ONE_THOUSAND && part > Decimal::ZERO && value < limit => {
                total = total.checked_add(part.checked_mul(value)?)?;
                (part, limit, room) = (Decimal::ZERO, value, Decimal::ONE_THOUSAND);
            }
            _ => return None,
        }
        at += len;
    }
    let value = total.checked_add(part)?;
    (value > Decimal::ZERO).then_some(value)
}

/// A fraction that is a number of its own: "two-thirds", "half a", "a quarter of a".
pub(super) fn fraction(view: View<'_>, at: usize) -> Option<Number> {
    let (value, mut end) = fraction_word(view, at).or_else(|| {
        // Alone only halves and quarters are fractions; "third" is a rank.
        let (den, len) = kind(view, at, |k| k == NumeralKind::Part)?;
        Some((Decimal::ONE.checked_div(den.value)?, at + len))
    })?;
    let hyphen = view.dash(end) && view.glued(end) && view.glued(end + 1);
    let mut from = if hyphen { end + 1 } else { end };
    // "half a million", "two thirds of a million", "half million"
    let of = view.func(from, Func::Of).map_or(from, |len| from + len);
    let articled = view.func(of, Func::A).map(|len| of + len);
    if let Some(next) = articled {
        from = next;
    }
    let (mut factor, mut scaled) = (Decimal::ONE, false);
    let mut after = from;
    while let Some((numeral, len)) = kind(view, after, multiplier).filter(|(n, _)| !n.after_digits) {
        factor = factor.checked_mul(numeral.value)?;
        after += len;
        scaled = true;
    }
    if scaled {
        let value = value.checked_mul(factor)?;
        return Some(Number {
            value,
            grain: grain(value),
            end: after,
            scaled: true,
            digits: false,
            scale: factor,
            fraction: false,
            vague: None,
            article: false,
        });
    }
    // "half a mile", "a quarter of a mile": the article goes with the fraction before a unit of measure or of time.
    if let Some(next) = articled
        && counts_in(view, next)
    {
        end = next;
    }
    Some(Number {
        value,
        grain: grain(value),
        end,
        scaled: false,
        digits: false,
        scale: Decimal::ONE,
        // More than the whole is no share of it.
        fraction: value < Decimal::ONE,
        vague: None,
        article: false,
    })
}

fn counts_in(view: View<'_>, at: usize) -> bool {
    view.unit(at).is_some()
        || view.currency(at).is_some()
        || period(view, at).is_some()
        || super::unit::part(view, at).is_some()
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn fractions_in_words() {
        for (text, words, gist) in [
            ("three sixteenths", "three sixteenths", "number 0.1875"),
            ("It came to forty-one fifths.", "forty-one fifths", "number 8.2"),
            ("It came to one hundred and two fifths.", "one hundred and two fifths", "number 100.4"),
            (
                "It came to one hundred forty fifths.",
                "one hundred forty fifths",
                "number 2.2222222222222222222222222222",
            ),
            ("It came to forty-five hundred fifths.", "forty-five hundred fifths", "number 900"),
            ("a fiftieth", "a fiftieth", "number 0.02"),
            ("two hundred-thousandths", "two hundred-thousandths", "number 0.00002"),
            ("seven over eight", "seven over eight", "number 0.875"),
            ("It came to one billion and a half million.", "one billion and a half million", "number 1000500000"),
            ("It came to two hundred point seventy-one.", "two hundred point seventy-one", "number 200.71"),
            ("It came to 3 hundred and 21.", "3 hundred and 21", "number 321"),
            ("It came to fiftyone.", "fiftyone", "number 51"),
            ("half", "half", "number 0.5"),
        ] {
            reads(text, words, gist);
        }
    }

    #[test]
    fn ranks_ages_and_games_are_no_fractions() {
        for (text, gist) in [
            ("It was a twenty-first birthday.", "number"),
            ("It was a tale of two halves.", "percent"),
            ("No one over 65 was let in.", "number 0.0"),
            ("Sales fell for six quarters.", "number"),
        ] {
            ignores(text, gist);
        }
    }
}
