//! An act and what it came to, told again under its name: "sentenced to nine years in prison", "the sentence of seven years".

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::{Telling, alarm, apart};
use crate::analysis::{Pos, Role};
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{Func, Stem};

/// Sentences between an act and what tells it again.
const NEAR: u32 = 2;

/// The acts of the last sentences.
#[derive(Default)]
pub(super) struct Acts {
    held: Vec<(Stem, usize)>,
}

/// Reads the acts of a sentence, and what names one again.
pub(super) fn check(scene: &Scene<'_>, acts: &mut Acts, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let mut own = Vec::new();
    for (index, claim) in scene.claims.iter().enumerate() {
        if !measures(claim) || scene.quoted(claim.tokens.start as usize) {
            continue;
        }
        if let Some(name) = named(scene, claim) {
            let other = acts.held.iter().rev().find(|(verb, at)| {
                let near = scene.draft.claims.get(*at).is_some_and(|c| claim.sentence.saturating_sub(c.sentence) <= NEAR);
                near && (*verb == name || view.lexicon.stemmer.akin(*verb, name))
            });
            if let Some(&(_, other)) = other
                && same(scene, other, index)
            {
                out.extend(alarm(scene, other, index));
                return;
            }
        }
        if let Some(verb) = done(scene, claim) {
            own.push((verb, scene.first + index));
        }
    }
    if !own.is_empty() {
        acts.held = own;
    }
}

fn measures(claim: &Claim) -> bool {
    let figure = matches!(claim.value, Value::Duration { .. } | Value::Money { .. })
        && claim.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none());
    figure && claim.frame.level == Level::Level && !claim.frame.rate
}

/// The verb that a figure stands behind, past and asserted: "sentenced … to nine years", "fined him 500 euros".
fn done(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    let clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    let verb = clause.verb? as usize;
    let behind = verb < claim.tokens.start as usize && !clause.negated && claim.frame.unasserted.is_none();
    view.token(verb).filter(|t| behind && t.pos == Pos::Verb).map(|t| t.stem)
}

/// The definite noun that a figure hangs on by "of": "the sentence of seven years".
fn named(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    let of = start.checked_sub(1).filter(|&t| view.is(t, Func::Of))?;
    let own = view.token(start)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    let Role::Of(parent) = own.role else { return None };
    let parent = view.sentence.groups.get(parent as usize)?;
    let first = parent.range.start as usize;
    let definite = view.is(first, Func::The) && parent.range.end as usize == of && of - first == 2;
    view.token(parent.head as usize).filter(|t| definite && t.pos == Pos::Noun).map(|t| t.stem)
}

/// Whether both are of one kind, the only ones of it on the way, and exclude each other.
fn same(scene: &Scene<'_>, other: usize, index: usize) -> bool {
    let (Some(before), Some(b)) = (scene.draft.scene_of(other), scene.claims.get(index)) else { return false };
    let Some(a) = other.checked_sub(before.first).and_then(|at| before.claims.get(at)) else { return false };
    let kind = match (&a.value, &b.value) {
        (Value::Money { currency: x, .. }, Value::Money { currency: y, .. }) => x == y,
        (Value::Duration { unit: x, .. }, Value::Duration { unit: y, .. }) => x == y,
        _ => false,
    };
    let (one, two) = (Telling { scene: before, claim: a }, Telling { scene: *scene, claim: b });
    kind && one.alone(&two) && !one.given_up() && !two.given_up() && apart(scene.draft, a, b)
}
