//! "the second-longest river, behind the Arn and the Ister": more go before than the rank has places above it.

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Tokens between a rank and what goes before it.
const FAR: usize = 9;
/// Names that are counted at most.
const MOST: usize = 8;

pub(super) fn check(scene: &Scene<'_>, index: usize, n: u64) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let superlative = (end..end + 2).any(|t| scene.word(t, CheckWord::Superlative).is_some());
    let ranked = superlative
        || scene.word(end, CheckWord::Position).is_some()
        || start.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Placed).is_some());
    // "the second woman to lead the party, after Ada Bohn and Ida Roe"
    let told = (end..end + 5).find(|&t| view.is(t, Func::To)).filter(|&t| {
        view.token(t + 1).is_some_and(|v| v.pos == Pos::Verb)
            && (end..t).all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Name)))
    });
    let ranked = ranked || told.is_some();
    let superlative = superlative || told.is_some();
    // No verb and no other figure lies between; "came second after Bohn and Roe, the favourites, fell" tells when.
    let opened = (end..end + FAR).find(|&t| view.is(t, Func::Behind) || superlative && view.is(t, Func::After))?;
    let plain = (end..opened).all(|t| {
        scene.comma(t) && t + 1 == opened
            || told.is_some_and(|to| to + 1 == t)
            || view.dash(t) && view.glued(t)
            || scene.claim_over(t).is_none()
                && view.token(t).is_some_and(|t| {
                    !matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Mark | Pos::Conjunction | Pos::Relative)
                })
    });
    let sure = claim.frame.unasserted.is_none() && !scene.quoted(start) && !super::doubtful(scene);
    if !ranked || !plain || !sure {
        return None;
    }
    let (ahead, to) = names(scene, opened + 1)?;
    // As many places as there are above the rank.
    let above = usize::try_from(n.checked_sub(1)?).ok()?;
    if ahead <= above {
        return None;
    }
    let words = scene.words(claim);
    let list = view.stretch(opened, to);
    let message = format!("The draft says \"{words}\" and \"{list}\": at least {ahead} go before it.");
    let right = Decimal::from(ahead.checked_add(1)?);
    let mended = bridge::rewritten(words, &claim.value, right, scene.draft.lexicon);
    let places: Vec<Place> = vec![scene.place(index)?.mended(mended), scene.tokens(opened, to)?];
    Some(Alarm { at: 0, ..Alarm::over(Rule::Rank, places, message) })
}

/// How many names at least a list of them holds, and where it ends. Two that "and" joins may be one name ("Trinidad and
/// Tobago"), unless each has its article or more than one word.
fn names(scene: &Scene<'_>, from: usize) -> Option<(usize, usize)> {
    let view = scene.view;
    let (mut count, mut at, mut last) = (0, from, None);
    let mut unsure = 0;
    while count < MOST {
        let article = view.is(at, Func::The);
        let begin = at + usize::from(article);
        let end = (begin..begin + 4).find(|&t| view.token(t).is_none_or(|t| t.pos != Pos::Name))?;
        if end == begin {
            return None;
        }
        let own = article || end - begin > 1;
        count += 1;
        if let Some((before, true)) = last
            && !(before && own)
        {
            unsure += 1;
        }
        let comma = usize::from(scene.comma(end));
        let and = view.is(end + comma, Func::And);
        let goes_on = (and || comma == 1)
            && view.token(end + comma + usize::from(and)).is_some_and(|t| t.pos == Pos::Name)
            || (and || comma == 1) && view.is(end + comma + usize::from(and), Func::The);
        // A list that "and" does not close may have gone over into something else.
        if !goes_on {
            let closed = end >= scene.end() || scene.comma(end) || view.mark(end, ")");
            let joined = last.is_some_and(|(_, and)| and);
            return (closed && joined && count > 1).then_some((count - unsure, end));
        }
        last = Some((own, and));
        at = end + comma + usize::from(and);
    }
    None
}
