//! Scores of games and votes: "3-1", "by 52 to 48".

use super::Reading;
use super::value::Value;
use crate::analysis::{Range, View};
use crate::lexicon::{Func, Sense, TokenKind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The highest figure of a score.
const HIGHEST: u64 = 999;

/// The score that begins at the token.
pub(super) fn score(view: View<'_>, at: usize) -> Option<Reading> {
    let (first, mut end) = side(view, at)?;
    // No part of a longer chain of figures, and none that hangs on a word.
    if at > 0 && view.glued(at) && !matches!(view.text(at - 1), "(" | "[" | "\u{201c}" | "\"" | "\u{2018}" | "'") {
        return None;
    }
    let mut sides = vec![first];
    let dash = view.dash(end);
    // "falling from 90 to 75": two levels.
    let levels = at.checked_sub(1).is_some_and(|t| view.is(t, Func::From));
    let levels = levels && at.checked_sub(2).is_some_and(|t| view.hits(t).any(|h| matches!(h.sense, Sense::Change(_))));
    if levels && !dash {
        return None;
    }
    let (ratio, mut compound) = (ratio(view, at), false);
    while sides.len() < 3 {
        let next = if ratio && sides.len() == 1 && view.mark(end, ":") && view.glued(end) && view.glued(end + 1) {
            end + 1
        } else if sides.len() == 1
            && dash
            && view.is(end + 1, Func::To)
            && view.dash(end + 2)
            && (end..=end + 3).all(|i| view.glued(i))
            && (ratio || side(view, end + 3).is_some_and(|(second, _)| second < first))
        {
            compound = true;
            end + 3
        } else if sides.len() == 1
            && let Some(len) = view.func(end, Func::For).filter(|len| record(view, end + len))
        {
            compound = true;
            end + len
        } else if view.dash(end) && view.glued(end) && view.glued(end + 1) && dash {
            end + 1
        } else if sides.len() == 1
            && !dash
            && let Some(len) = view.func(end, Func::To)
        {
            end + len
        } else {
            break;
        };
        let Some((value, after)) = side(view, next) else {
            break;
        };
        sides.push(value);
        end = after;
    }
    let &[first, second, ..] = sides.as_slice() else {
        return None;
    };
    let goes_on = view.token(end).is_some_and(|t| {
        t.glued
            && (t.kind != TokenKind::Mark
                || view.dash(end)
                || matches!(view.text(end), "/" | "%" | "°" | "$" | "€" | "£" | ":"))
    });
    if goes_on {
        return None;
    }
    let fits = ratio || compound || scores(view, at, first.into(), second.into(), end);
    if !fits || !dash && !ratio && !compound && !cued(view, at) {
        return None;
    }
    Some(Reading {
        tokens: Range { start: at as u32, end: end as u32 },
        value: Value::Score(sides),
        noun: None,
        whole: None,
    })
}

/// "took 5 for 43", "were 145 for 3": whether nothing is counted behind the second figure, so that the first was
/// not got for it.
fn record(view: View<'_>, at: usize) -> bool {
    let Some((_, end)) = side(view, at) else { return false };
    let Some(token) = view.token(end) else { return true };
    let mark = token.kind == TokenKind::Mark && !token.glued | matches!(view.text(end), "." | "," | ";" | ")");
    let grammar = token.kind == TokenKind::Word
        && [Func::In, Func::At, Func::And, Func::On, Func::As, Func::When, Func::Before, Func::After, Func::But]
            .iter()
            .any(|f| view.is(end, *f));
    mark || grammar
}

fn side(view: View<'_>, at: usize) -> Option<(u64, usize)> {
    if !view.digits(at) || view.text(at).len() > 3 {
        return None;
    }
    let value = view.text(at).parse::<u64>().ok().filter(|v| *v <= HIGHEST)?;
    Some((value, at + 1))
}

/// Whether two figures with a dash between are a score: a word of games or votes stands in the
/// sentence, or the first is not smaller; and nothing is counted behind them.
pub(super) fn scores(view: View<'_>, at: usize, first: Decimal, second: Decimal, end: usize) -> bool {
    let natural = |d: Decimal| d.fract().is_zero() && d.to_u64().is_some_and(|v| v <= HIGHEST);
    if !natural(first) || !natural(second) || view.unit(end).is_some() || view.currency(end).is_some() {
        return false;
    }
    if view.func(end, Func::Times).is_some() {
        return false;
    }
    let counted = super::noun::counted(view, end, true).is_some_and(|c| c.end <= end + 3);
    let cued = cued(view, at);
    if counted && first < second {
        return false;
    }
    cued || first >= second && first + second > Decimal::ZERO || first == second
}

/// Whether a word of ratios stands right before or behind two figures.
fn ratio(view: View<'_>, at: usize) -> bool {
    (at.saturating_sub(8)..at + 7).any(|i| view.is(i, Func::Ratio))
}

fn cued(view: View<'_>, at: usize) -> bool {
    (at.saturating_sub(12)..at + 8).any(|i| view.is(i, Func::Score))
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn scores_of_games_and_votes() {
        for (text, words, gist) in [
            ("They beat Orrest 3-1.", "3-1", "score 3-1"),
            ("They lost 2–3 at home.", "2–3", "score 2-3"),
            ("The court ruled 5-4 for them.", "5-4", "score 5-4"),
            ("The ratio was 3:1 then.", "3:1", "score 3-1"),
            ("It came to a 12-to-1 ratio.", "12-to-1", "score 12-1"),
            ("At a ratio of 1 to 3 it broke.", "1 to 3", "score 1-3"),
            ("The ratio of men to women is 3 to 1.", "3 to 1", "score 3-1"),
            ("They backed it by a 3-to-1 margin.", "3-to-1", "score 3-1"),
            ("He took 5 for 43 in the second innings.", "5 for 43", "score 5-43"),
            ("Orrest were 145 for 3, needing 60 more.", "145 for 3", "score 145-3"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn ranges_and_dates_are_no_scores() {
        for (text, gist) in [
            ("It took 5-7 barges.", "score"),
            ("It weighs 7-9 kg.", "score"),
            ("It sold 5 for 43 crowns.", "score"),
            ("They need 12 for 30 days.", "score"),
            ("A 5-to-7-day trip was planned.", "score"),
        ] {
            ignores(text, gist);
        }
    }
}
