//! "There are two reasons. First, it is cheap. Second, it is quick. Third, it is legal": sentences that count themselves behind
//! the one that announces them.

use super::super::scene::Scene;
use super::{Announced, Listed, MOST};
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{CheckWord, Func};

/// Sentences that count themselves, each with its rank and a comma in front.
pub(super) fn behind(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let end = scene.end();
    // What is announced ends its sentence.
    if own.end < end || own.claim.is_none() || scene.claims.len() != 1 || scene.has(0, end, CheckWord::Some) {
        return None;
    }
    let block = scene.view.sentence.block;
    let (mut at, mut first) = (scene.sentence + 1, scene.first + scene.claims.len());
    let (mut count, mut last) = (0_i64, None);
    while let Some(next) = scene.draft.scene(at, first).filter(|s| s.view.sentence.block == block) {
        let Some(claim) = next.claims.first() else { break };
        let rank = matches!(claim.value, Value::Ordinal(n) if i64::try_from(n) == Ok(count + 1));
        if !rank || claim.tokens.start > 0 || !next.comma(claim.tokens.end as usize) {
            break;
        }
        count += 1;
        last = next.tokens(0, claim.tokens.end as usize);
        first += next.claims.len();
        at += 1;
    }
    // Fewer may be told of in words of their own.
    (count > own.count).then_some(Listed { least: count, most: count, place: last? })
}

/// "The contenders are four: Bell, Shaw and Pryce"
pub(super) fn are(scene: &Scene<'_>, out: &mut Vec<Announced>) {
    let view = scene.view;
    for (index, claim) in scene.claims.iter().enumerate() {
        let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
        let Value::Number(figure) = &claim.value else { continue };
        let count = figure.number.filter(|n| figure.hedge.is_none() && n.is_integer());
        let count = count.and_then(|n| i64::try_from(n).ok()).filter(|n| (2..=MOST).contains(n));
        let be = start.checked_sub(1).filter(|&t| view.is(t, Func::Be) && view.mark(end, ":"));
        let plural = be
            .and_then(|t| t.checked_sub(1))
            .is_some_and(|t| view.token(t).is_some_and(|t| t.pos == Pos::Noun) && view.lexicon.is_plural(view.text(t)));
        let sure = plural && claim.frame.unasserted.is_none() && !scene.quoted(start);
        if let Some((place, count)) = scene.place(index).filter(|_| sure).zip(count) {
            out.push(Announced { count, place, claim: Some(index), start, end });
        }
    }
}
