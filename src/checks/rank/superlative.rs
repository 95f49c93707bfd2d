//! "The Arvo mast is the tallest structure in Sundmark. The Pike chimney is the tallest structure in Sundmark": the one that is
//! most of all, told of two.

use super::super::scene::Scene;
use super::{Held, Ranks, doubtful, held};
use crate::analysis::{Pos, Tense};
use crate::lexicon::{CheckWord, Func, Stem};
use std::hash::{Hash, Hasher};

/// Tokens of a superlative's group.
const GROUP: usize = 6;

/// Reads the superlatives of a sentence that are no ranks ("the second largest").
pub(in crate::checks) fn check(scene: &Scene<'_>, ranks: &mut Ranks, out: &mut Vec<super::super::alarm::Alarm>) {
    let view = scene.view;
    // What was tallest in one year is not so in another.
    if scene.of_a_time() || doubtful(scene) {
        return;
    }
    for at in 1..view.len() {
        let Some(len) = scene.word(at, CheckWord::Superlative) else { continue };
        if let Some((key, own)) = read(scene, at, len) {
            let within = |a: &Held, b: &Held| {
                a.scope.iter().all(|s| b.scope.contains(s)) && b.scope.iter().all(|s| a.scope.contains(s))
            };
            held(scene, ranks.most.entry(key).or_default(), own, within, out);
        }
    }
}

/// What is most of all, who it is said of and within what.
fn read(scene: &Scene<'_>, at: usize, len: usize) -> Option<(u64, Held)> {
    let view = scene.view;
    let before = at.checked_sub(1)?;
    let owned = view.token(before)?.pos == Pos::Possessive;
    if !owned && !view.is(before, Func::The) || scene.quoted(at) {
        return None;
    }
    let mut hasher = rustc_hash::FxHasher::default();
    view.token(at)?.surface.hash(&mut hasher);
    // "longest railway bridge"
    let nouns = at + len..(at + len..at + len + GROUP).find(|&t| view.token(t).is_none_or(|t| t.pos != Pos::Noun))?;
    if nouns.is_empty() {
        return None;
    }
    for t in nouns.clone() {
        view.token(t)?.stem.hash(&mut hasher);
    }
    let names = |from: usize, to: usize| -> Vec<Stem> {
        (from..to).filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Name).map(|t| t.surface).collect()
    };
    // "in Sundmark", "Nigeria's": a name within which it holds.
    let (mut end, mut start) = (nouns.end, before);
    let mut scope = Vec::new();
    if owned {
        let named = |t: usize| view.token(t).is_some_and(|x| x.pos == Pos::Name) || view.is(t, Func::The);
        start = (before.saturating_sub(4)..before).rev().take_while(|&t| named(t)).last()?;
        scope = names(start, before);
    } else if view.is(end, Func::In) || view.is(end, Func::Of) {
        let from = end + 1 + usize::from(view.is(end + 1, Func::The));
        end = (from..from + 4).find(|&t| view.token(t).is_none_or(|t| t.pos != Pos::Name))?;
        scope = names(from, end);
    }
    let closed = end >= scene.end()
        || scene.comma(end)
        || view.mark(end, ";")
        || view.is(end, Func::And)
        || view.token(end).is_some_and(|t| t.pos == Pos::Verb || t.pos == Pos::Aux);
    // "one of the longest rivers in Africa"
    let among = (start.saturating_sub(2)..start).any(|t| view.is(t, Func::Of));
    let plural = view.lexicon.is_plural(view.text(nouns.end - 1));
    if scope.is_empty() || !closed || among || plural {
        return None;
    }
    let holder = holder(scene, start, end)?;
    if holder.iter().any(|h| scope.contains(h)) {
        return None;
    }
    let words = view.stretch(start, end).to_owned();
    let place = scene.tokens(start, end)?;
    Some((hasher.finish(), Held { place, holder, scope, general: false, sentence: scene.sentence, words, rank: 1 }))
}

/// The name that is said to be it: the subject in front of "is", the name in front of the comma, or the one behind "is".
fn holder(scene: &Scene<'_>, start: usize, end: usize) -> Option<Vec<Stem>> {
    let view = scene.view;
    let skips = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Adverb) || view.is(t, Func::Also);
    let before = (0..start).rev().find(|&t| !skips(t));
    let present = |t: usize| {
        let clause = view.token(t).and_then(|t| view.sentence.clauses.get(t.clause as usize));
        clause.is_some_and(|c| c.tense == Tense::Present && !c.negated)
    };
    let group = |to: usize| -> Option<Vec<Stem>> {
        // The words of one definite thing with a name, up to its first preposition or mark.
        let part = |t: usize| {
            view.token(t).is_some_and(|x| matches!(x.pos, Pos::Name | Pos::Noun)) && scene.claim_over(t).is_none()
        };
        let from = (0..to).rev().take_while(|&t| part(t)).last()?;
        let names: Vec<Stem> =
            (from..to).filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Name).map(|t| t.surface).collect();
        let article = from.checked_sub(1).is_none_or(|t| {
            view.is(t, Func::The)
                || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Mark | Pos::Verb | Pos::Conjunction))
        });
        let joined = from.checked_sub(1 + usize::from(from > 0 && view.is(from - 1, Func::The)));
        // "Osk and Lier are": several hold it together.
        let joined = joined.is_some_and(|t| view.is(t, Func::And));
        (!names.is_empty() && article && !joined).then_some(names)
    };
    match before {
        Some(be) if view.is(be, Func::Be) => group(be).filter(|_| present(be)),
        Some(comma) if scene.comma(comma) => group(comma),
        None if view.is(end, Func::Be) && present(end) => {
            let from = end + 1 + usize::from(view.is(end + 1, Func::The));
            let to =
                (from..from + 5).find(|&t| view.token(t).is_none_or(|t| !matches!(t.pos, Pos::Name | Pos::Noun)))?;
            let closed = to >= scene.end() || scene.comma(to);
            let names: Vec<Stem> =
                (from..to).filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Name).map(|t| t.surface).collect();
            (closed && !names.is_empty()).then_some(names)
        }
        _ => None,
    }
}
