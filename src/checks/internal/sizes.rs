//! "The Larkhill tunnel is 3.2 km long", "at 2.3 km long the Larkhill tunnel": one measure of one thing, told twice.

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::{Telling, alarm, apart};
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{BesideWord, CheckWord, Func, Stem};

/// Sentences behind one that names a thing, in which its noun alone stands for it.
const NEAR: u32 = 1;
/// Sizes that are held against a new one.
const HELD: usize = 16;

/// The sizes of a draft so far.
#[derive(Default)]
pub(super) struct Sizes {
    held: Vec<Size>,
}

/// How long, wide, high something that has a name is.
struct Size {
    names: Vec<Stem>,
    /// What it is ("tunnel").
    kind: Option<Stem>,
    /// Which way it was measured.
    way: Stem,
    claim: usize,
}

/// Reads the sizes of a sentence.
pub(super) fn check(scene: &Scene<'_>, sizes: &mut Sizes, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        let Some(own) = size(scene, index, claim) else { continue };
        // "The tunnel" right behind "The Larkhill tunnel" is that one.
        let other = sizes.held.iter().rev().find(|s| {
            // Of things without names only "it" is surely the same.
            let kind = own.kind.is_none() || s.kind == own.kind && !s.names.is_empty();
            kind && (s.way == own.way || scene.view.lexicon.stemmer.akin(s.way, own.way))
        });
        let other = other.filter(|s| {
            let near = scene.draft.claims.get(s.claim).is_some_and(|c| scene.sentence as u32 - c.sentence <= NEAR);
            s.names == own.names && own.kind.is_some() || own.names.is_empty() && near
        });
        let contradicts = other.filter(|s| {
            let Some(before) = scene.draft.scene_of(s.claim) else { return false };
            let Some(a) = s.claim.checked_sub(before.first).and_then(|at| before.claims.get(at)) else { return false };
            let told = |scene: Scene<'_>, claim: &Claim| Telling { scene, claim }.given_up();
            !told(before, a) && !told(*scene, claim) && apart(scene.draft, a, claim)
        });
        if let Some(other) = contradicts {
            out.extend(alarm(scene, other.claim, index));
            return;
        }
        if sizes.held.len() < HELD && own.kind.is_some() {
            sizes.held.push(own);
        }
    }
}

fn size(scene: &Scene<'_>, index: usize, claim: &Claim) -> Option<Size> {
    let view = scene.view;
    let exact = claim.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none());
    let plain = matches!(claim.value, Value::Measure { .. })
        && exact
        && claim.frame.level == Level::Level
        && claim.frame.unasserted.is_none()
        && !claim.frame.rate;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    if !plain || scene.quoted(start) {
        return None;
    }
    // "At 16 miles, it is the longest tunnel in the land"
    let at = start == 1 && view.is(0, Func::At) && scene.comma(end) && view.is(end + 1, Func::ThingPronoun);
    if at && view.is(end + 2, Func::Be) && view.is(end + 3, Func::The) {
        let way = (end + 4..end + 6).find(|&t| scene.word(t, CheckWord::Superlative).is_some())?;
        let names = Vec::new();
        return Some(Size { names, kind: None, way: view.token(way)?.stem, claim: scene.first + index });
    }
    view.beside(end, BesideWord::Spatial)?;
    let way = view.token(end)?.stem;
    let before = start.checked_sub(1)?;
    // "is 3.2 km long", "at 2.3 km long the tunnel", "The tunnel, 5 km long, took"
    let aside = scene.comma(before).then(|| view.token(before.checked_sub(1)?)?.group).flatten();
    let subject = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.subject);
    let told = view.is(before, Func::Be) || view.is(before, Func::At);
    let group = aside.or(subject.filter(|_| told)).and_then(|g| view.sentence.groups.get(g as usize))?;
    let kind = view.token(group.head as usize)?;
    let names: Vec<Stem> =
        group.range.indices().filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Name).map(|t| t.surface).collect();
    // A part or a kind of it is something else: "the new Larkhill tunnel", "the tunnel's mouth".
    let bare = group.range.indices().all(|t| {
        view.token(t).is_some_and(|x| {
            x.pos == Pos::Name
                || view.is(t, Func::The)
                || t == group.head as usize && matches!(x.pos, Pos::Noun | Pos::Name)
        })
    });
    let known = !names.is_empty() || view.is(group.range.start as usize, Func::The);
    (bare && known).then(|| Size { names, kind: Some(kind.stem), way, claim: scene.first + index })
}
