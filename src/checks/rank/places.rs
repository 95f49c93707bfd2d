//! "Li Tarn finished second in the chess open. Second place in the open went to Yusuf Beck": one place of one contest, told of
//! two in two sentences.

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::{Held, Ranks, doubtful, held, named};
use crate::analysis::Pos;
use crate::claims::Claim;
use crate::lexicon::{CheckWord, Func, Stem};

/// Sentences between the two.
const NEAR: usize = 2;

/// Reads a place in a contest.
pub(super) fn check(scene: &Scene<'_>, index: usize, n: u64, ranks: &mut Ranks, out: &mut Vec<Alarm>) {
    let Some(claim) = scene.claims.get(index) else { return };
    if scene.of_a_time() || doubtful(scene) {
        return;
    }
    let Some((holder, contest, end, definite)) = placed(scene, claim).or_else(|| went(scene, claim)) else { return };
    let view = scene.view;
    let start = claim.tokens.start as usize;
    let Some(place) = scene.place(index) else { return };
    let words = view.stretch(start, end).to_owned();
    let own = Held { place, holder, scope: contest, general: definite, sentence: scene.sentence, words, rank: n };
    let within = |a: &Held, b: &Held| {
        let inside = |x: &[Stem], y: &[Stem]| x.iter().all(|s| y.contains(s));
        let near = b.sentence - a.sentence <= NEAR;
        near && inside(&b.scope, &a.scope) && (b.general || inside(&a.scope, &b.scope))
    };
    held(scene, ranks.places.entry(n).or_default(), own, within, out);
}

type Found = (Vec<Stem>, Vec<Stem>, usize, bool);

/// The words of the contest behind "in", and where they end; whether "the" stands before them.
fn contest(scene: &Scene<'_>, at: usize) -> Option<(Vec<Stem>, usize, bool)> {
    let view = scene.view;
    if !view.is(at, Func::In) && !view.is(at, Func::At) {
        return None;
    }
    let own = |t: usize| {
        view.token(t).is_some_and(|x| {
            matches!(x.pos, Pos::Noun | Pos::Name | Pos::Numeral | Pos::Adjective | Pos::Possessive | Pos::Determiner)
        }) || view.dash(t) && view.glued(t)
    };
    let place = |t: usize| (view.is(t, Func::At) || view.is(t, Func::In) || view.is(t, Func::Of)) && own(t + 1);
    let end = (at + 1..scene.end().min(at + 12)).find(|&t| !own(t) && !place(t)).unwrap_or(scene.end().min(at + 12));
    let content = |t: &crate::analysis::Token| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Numeral | Pos::Adjective);
    let words: Vec<Stem> = (at + 1..end).filter_map(|t| view.token(t)).filter(|t| content(t)).map(|t| t.stem).collect();
    let game = (at + 1..end).any(|t| scene.word(t, CheckWord::Contest).is_some());
    (game && !words.is_empty()).then_some((words, end, view.is(at + 1, Func::The)))
}

/// Where a place ends: "second", "second place".
fn behind(scene: &Scene<'_>, claim: &Claim) -> usize {
    let end = claim.tokens.end as usize;
    end + scene.word(end, CheckWord::Position).unwrap_or(0)
}

/// "Li Tarn finished second in the chess open"
fn placed(scene: &Scene<'_>, claim: &Claim) -> Option<Found> {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    let before = start.checked_sub(1)?;
    let verb = scene.word(before, CheckWord::Placed).is_some() || view.is(before, Func::Be);
    let (words, end, definite) = contest(scene, behind(scene, claim))?;
    let closed = end >= scene.end() || view.token(end).is_some_and(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    let holder = super::holder(scene, claim).filter(|_| verb && closed)?;
    Some((holder, words, end, definite))
}

/// "Second place in the open went to Yusuf Beck", "Third in the final was Ida Roe"
fn went(scene: &Scene<'_>, claim: &Claim) -> Option<Found> {
    let view = scene.view;
    if claim.tokens.start > 0 {
        return None;
    }
    let (words, end, definite) = contest(scene, behind(scene, claim))?;
    let verb =
        view.is(end, Func::Be) || view.token(end).is_some_and(|t| t.pos == Pos::Verb) && view.is(end + 1, Func::To);
    let at = end + 1 + usize::from(view.is(end + 1, Func::To));
    Some((named(scene, at).filter(|_| verb)?, words, end, definite))
}
