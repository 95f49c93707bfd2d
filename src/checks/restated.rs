//! The words between a figure and the same thing told in another figure: ", or", "(", ", that is", ", equal to".

use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{BesideWord, CheckWord, Func};

/// Where a figure is told again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Restated {
    /// The first token of the second telling.
    pub(super) at: usize,
    /// It stands in brackets.
    pub(super) bracket: bool,
    /// A dash opens it.
    dashed: bool,
    /// Words say that it is the same: "or", "that is".
    pub(super) named: bool,
    /// A stroke opens it: "180C/350F".
    pub(super) stroke: bool,
}

/// The second telling that a mark or a word opens here.
pub(super) fn restated(scene: &Scene<'_>, at: usize) -> Option<Restated> {
    let view = scene.view;
    let bracket = view.mark(at, "(");
    let dashed = scene.dash(at);
    let stroke = view.mark(at, "/");
    let marked = bracket || dashed || stroke || scene.comma(at) || view.mark(at, ";") || view.mark(at, ":");
    let mut next = at + usize::from(marked);
    let before = next;
    let mut named = false;
    if let Some(len) = scene.word(next, CheckWord::Equals) {
        named = true;
        // "equal to 150 kilograms" may be the claim's own words.
        // "or just over 9,000 feet": some of them may be.
        match (next..next + len).find(|&t| scene.claim_at(t).is_some()) {
            Some(own) => next = own,
            None => {
                next += len;
                next += usize::from(scene.comma(next));
            }
        }
    } else if let Some(to) = amounts(scene, next) {
        named = true;
        next = to;
    } else if view.is(next, Func::Or) {
        next += 1;
    }
    // "80 km, a distance of 50 miles": of what kind it is.
    let kind = scene.word(next, CheckWord::Total).is_none()
        && view.is(next, Func::A)
        && view.token(next + 1).is_some_and(|t| t.pos == Pos::Noun)
        && view.is(next + 2, Func::Of)
        && scene
            .claim_at(next + 3)
            .and_then(|i| scene.claims.get(i))
            .is_some_and(|c| matches!(c.value, Value::Measure { .. }));
    if kind && marked {
        next += 3;
    }
    named |= next > before;
    (marked || named).then_some(Restated { at: next, bracket, dashed, named, stroke })
}

/// Past a verb by which what stands before it is told again: "works out at", ", which amounts to".
pub(super) fn amounts(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let view = scene.view;
    let which = usize::from(view.token(at).is_some_and(|t| t.pos == Pos::Relative) || view.is(at, Func::That));
    let verb = (at + which..at + which + 2).find(|&t| {
        view.token(t).is_none_or(|x| !matches!(x.pos, Pos::Aux | Pos::Adverb))
            || scene.word(t, CheckWord::Amounts).is_some()
    })?;
    let to = verb + scene.word(verb, CheckWord::Amounts)?;
    // "would amount to": of what is not so.
    let supposed = view.is(at + which, Func::Modal) || view.is(at + which, Func::Would);
    (!supposed).then_some(to)
}

impl Restated {
    /// Whether the second telling ends where its figure does, so that nothing gives it a sense of its own.
    pub(super) fn closes(self, scene: &Scene<'_>, end: usize) -> bool {
        let view = scene.view;
        if self.bracket {
            return view.mark(end, ")");
        }
        // "8km/5 miles long", but no "5 km/10 km races".
        if self.stroke {
            let long = view.beside(end, BesideWord::Spatial).is_some();
            return (long || view.token(end).is_none_or(|t| !matches!(t.pos, Pos::Noun | Pos::Name)))
                && !view.mark(end, "/")
                && !view.dash(end);
        }
        if self.dashed && scene.dash(end) {
            return true;
        }
        // "…, 25 percent, and": no list goes on behind it.
        let goes_on = !self.named && scene.comma(end) && view.is(end + 1, Func::And);
        end >= scene.end() || (scene.comma(end) || view.mark(end, ";") || scene.dash(end)) && !goes_on
    }
}

/// Past what hangs on a figure: the rest of its noun group, what it is of and where it is.
pub(super) fn past_hanging(scene: &Scene<'_>, from: usize, most: usize) -> usize {
    // "200 families works out at": a verb that only looks like a noun.
    let hangs = |t: usize| {
        scene.claim_over(t).is_none()
            && scene.word(t, CheckWord::Amounts).is_none()
            && scene.view.token(t).is_some_and(|t| {
                matches!(
                    t.pos,
                    Pos::Preposition
                        | Pos::Determiner
                        | Pos::Noun
                        | Pos::Name
                        | Pos::Adjective
                        | Pos::Possessive
                        | Pos::Adverb
                )
            })
    };
    (from..from + most).find(|&t| !hangs(t)).unwrap_or(from)
}

/// Past what a figure is of and the verb that says what befell it: up to the next mark, with no other figure between.
pub(super) fn past_clause(scene: &Scene<'_>, from: usize, most: usize) -> usize {
    let plain = |t: usize| {
        scene.claim_over(t).is_none()
            && scene
                .view
                .token(t)
                .is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Relative | Pos::Subordinator))
    };
    (from..from + most).find(|&t| !plain(t)).unwrap_or(from)
}
