//! "nine wins, four draws and three losses from his 15 games", "won nine and lost three of their 11 games": what games end in.

use super::super::alarm::Alarm;
use super::super::list::{Part, summable};
use super::super::scene::Scene;
use super::{Reach, judged};
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func, Stem};
use crate::verdict::bridge;

/// Tokens between the outcomes and the games.
const NEAR: usize = 6;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let mut parts: Vec<Part> = Vec::new();
    let (mut kinds, mut wholes): (Vec<Stem>, Vec<usize>) = (Vec::new(), Vec::new());
    for (index, claim) in scene.claims.iter().enumerate().filter(|(_, c)| summable(c).is_some()) {
        if let Some(kind) = outcome(scene, claim) {
            let Some(covers) = bridge::covers(&claim.value, scene.draft.lexicon) else { return };
            let Some(place) = scene.place(index) else { return };
            parts.push(Part { place, claim: Some(index), covers, rest: false });
            kinds.push(kind);
        } else if played(scene, claim) {
            wholes.push(index);
        }
    }
    let &[whole] = wholes.as_slice() else { return };
    let distinct = kinds.iter().enumerate().all(|(i, k)| kinds.iter().skip(i + 1).all(|other| other != k));
    let plain = !scene.has_func(0, scene.view.len(), &[Func::Not, Func::If, Func::More, Func::Another]);
    if kinds.len() < 2 || !distinct || !plain || !beside(scene, whole, &parts) {
        return;
    }
    // Without draws there may be some; with them there is nothing else.
    let reach = if kinds.len() > 2 { Reach::All } else { Reach::Some };
    out.extend(judged(scene, whole, &parts, reach));
}

/// The outcome that a figure counts: "nine wins", or the number behind the verb: "won nine".
fn outcome(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    let asserted = claim.frame.unasserted.is_none() && claim.frame.level == Level::Level && !claim.frame.rate;
    let own = |t: usize| scene.word(t, CheckWord::Outcome).and_then(|_| view.token(t)).map(|t| t.stem);
    let counted = claim.tokens.indices().find_map(own);
    let before = (claim.tokens.start as usize).checked_sub(1);
    let verb = || {
        let at = before.filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb || t.pos == Pos::Noun))?;
        let bare = view.token(claim.tokens.end as usize).is_none_or(|t| !matches!(t.pos, Pos::Noun | Pos::Name));
        own(at).filter(|_| {
            bare && claim.frame.noun.is_none_or(|n| {
                // "lost four of its 20 games"
                n.left_out || n.token.is_none_or(|t| scene.word(t as usize, CheckWord::Played).is_some())
            })
        })
    };
    counted.or_else(verb).filter(|_| asserted)
}

/// A plain count of games.
fn played(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    // "of the 18 they played"
    let left_out = matches!(claim.value, Value::Number(_))
        && start >= 2
        && view.is(start - 1, Func::The)
        && view.token(start - 2).is_some_and(|t| t.pos == Pos::Preposition)
        && view.token(end).is_some_and(|t| t.pos == Pos::Pronoun)
        && view.token(end + 1).is_some_and(|t| t.pos == Pos::Verb);
    (left_out || claim.tokens.indices().any(|t| scene.word(t, CheckWord::Played).is_some()))
        && claim.frame.unasserted.is_none()
        && claim.value.figure().is_some_and(|f| f.hedge.is_none())
}

/// The outcomes follow each other, and the games stand right before or behind them.
fn beside(scene: &Scene<'_>, whole: usize, parts: &[Part]) -> bool {
    let indices: Vec<usize> = parts.iter().filter_map(|p| p.claim).collect();
    let (Some(&first), Some(&last)) = (indices.first(), indices.last()) else { return false };
    let claim = |i: usize| scene.claims.get(i);
    let gap = |a: usize, b: usize| {
        claim(a)
            .zip(claim(b))
            .is_some_and(|(a, b)| (b.tokens.start as usize).saturating_sub(a.tokens.end as usize) <= NEAR)
    };
    let run = last - first + 1 == indices.len() && indices.windows(2).all(|w| matches!(w, &[a, b] if gap(a, b)));
    run && (whole == last + 1 && gap(last, whole) || whole + 1 == first && gap(whole, first))
}
