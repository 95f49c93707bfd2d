//! Lists whose items tell more of themselves: "Ivo Kern, 34, Pal Jost, 40, and Lars Mott, 29", "(1) heat; (2) drought".

use super::super::scene::Scene;
use super::{Announced, Listed};
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{CheckWord, Func};

/// Behind a colon: names with their ages, or items that count themselves.
pub(super) fn behind(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    if let Some(named) = identified(scene, own) {
        return Some(named);
    }
    let colon = (own.end..scene.end()).find(|&t| view.mark(t, ":") && !view.glued(t + 1))?;
    let inner = (own.end..colon).any(|t| scene.claim_at(t).is_some());
    if inner || scene.has(0, view.len(), CheckWord::Some) || view.text(view.len().saturating_sub(1)) == "?" {
        return None;
    }
    aged(scene, colon + 1).or_else(|| numbered(scene, colon + 1))
}

/// "Ivo Kern, 34, and Lars Mott, 29": each a name with an age, to the end of the sentence.
fn aged(scene: &Scene<'_>, from: usize) -> Option<Listed> {
    let view = scene.view;
    let end = scene.end();
    let name =
        |t: usize| view.token(t).is_some_and(|x| x.pos == Pos::Name && x.capital) || view.mark(t, ".") && view.glued(t);
    let age = |t: usize| {
        let claim = scene.claim_at(t).and_then(|i| scene.claims.get(i));
        claim.is_some_and(|c| matches!(c.value, Value::Age { .. } | Value::Number(_)) && c.tokens.indices().len() == 1)
    };
    let (mut at, mut count, mut joined) = (from, 0_i64, false);
    loop {
        let names = (at..end).take_while(|&t| name(t)).count();
        let behind = at + names;
        if names == 0 || names > 4 || !scene.comma(behind) || !age(behind + 1) {
            return None;
        }
        count += 1;
        at = behind + 2;
        if at >= end {
            break;
        }
        at += usize::from(scene.comma(at) || view.mark(at, ";"));
        if view.is(at, Func::And) {
            joined = true;
            at += 1;
        } else if joined {
            return None;
        }
    }
    let place = scene.tokens(from, end)?;
    (count > 1).then_some(Listed { least: count, most: count, place })
}

/// "(1) heat; (2) drought; (3) wind", "a) salt, b) ice": a running number in front of each.
fn numbered(scene: &Scene<'_>, from: usize) -> Option<Listed> {
    let view = scene.view;
    let end = scene.end();
    let label = |t: usize, n: i64| {
        let text = view.text(t);
        let letter = u8::try_from(n).ok().and_then(|n| (b'a' - 1).checked_add(n)).map(char::from);
        view.mark(t + 1, ")") && (text == n.to_string() || letter.is_some_and(|l| text.chars().eq([l])))
    };
    let first = from + usize::from(view.mark(from, "("));
    if !label(first, 1) {
        return None;
    }
    let mut count = 1_i64;
    for t in first + 2..end {
        if label(t, count + 1) {
            count += 1;
        }
    }
    // Another bracket would be none of the list's.
    let closed = (first..end).filter(|&t| view.mark(t, ")")).count();
    let place = scene.tokens(from, end)?;
    (count > 1 && i64::try_from(closed).ok() == Some(count)).then_some(Listed { least: count, most: count, place })
}

/// "Two suspects, identified as Ray Dunn, Joe Falk and Lee Hart, are": names up to the comma before their verb.
fn identified(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let as_ = (own.end + 1..own.end + 5).find(|&t| view.is(t, Func::As)).filter(|_| scene.comma(own.end))?;
    let told =
        (own.end + 1..as_).all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Adverb | Pos::Aux)));
    let name = |t: usize| view.token(t).is_some_and(|x| x.pos == Pos::Name && x.capital);
    let mark = |t: usize| scene.comma(t) || view.is(t, Func::And);
    let stop = (as_ + 1..scene.end()).find(|&t| !name(t) && !mark(t)).unwrap_or(scene.end());
    let close = if stop < scene.end() { stop.checked_sub(1).filter(|&t| scene.comma(t))? } else { stop };
    let and = (as_ + 1..close).rev().find(|&t| view.is(t, Func::And))?;
    // Each comma and the "and" part two names.
    let count = 1 + (as_ + 1..close).filter(|&t| mark(t) && !mark(t + 1)).count();
    let full = close - and <= 5 && name(as_ + 1) && name(and + 1);
    let count =
        i64::try_from(count).ok().filter(|n| *n > 1 && told && full && !scene.has(0, close, CheckWord::Some))?;
    Some(Listed { least: count, most: count, place: scene.tokens(as_ + 1, close)? })
}
