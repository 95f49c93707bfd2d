//! An act and what it came to, told again under its name: "sentenced to nine years in prison", "the sentence of seven years".

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::{Telling, alarm, apart, told};
use crate::analysis::{ClauseKind, Pos, Role};
use crate::claims::{Claim, Level, Value, When, WhenShape};
use crate::lexicon::{CheckWord, Func, Period, Sense, Stem};
use crate::verdict::bridge;

/// Sentences between an act and what tells it again.
const NEAR: u32 = 2;

/// The acts of the last sentences.
#[derive(Default)]
pub(super) struct Acts {
    held: Vec<(Stem, bool, usize)>,
    /// Verbs with the day on which it was done.
    days: Vec<(Stem, usize)>,
}

/// Reads the acts of a sentence, and what names one again.
pub(super) fn check(scene: &Scene<'_>, acts: &mut Acts, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let mut own = Vec::new();
    for (index, claim) in scene.claims.iter().enumerate() {
        if !measures(claim) || scene.quoted(claim.tokens.start as usize) {
            continue;
        }
        if let Some((name, court)) = named(scene, claim) {
            let other = acts.held.iter().rev().find(|(verb, judged, at)| {
                let near =
                    scene.draft.claims.get(*at).is_some_and(|c| claim.sentence.saturating_sub(c.sentence) <= NEAR);
                near && (*verb == name
                    || view.lexicon.stemmer.akin(*verb, name)
                    || court && *judged && same_person(scene, *at))
            });
            if let Some(&(_, _, other)) = other
                && same(scene, other, index)
            {
                out.extend(alarm(scene, other, index));
                return;
            }
        }
        if let Some(noun) = introduced(scene, claim) {
            own.push((noun, false, scene.first + index));
        } else if let Some(verb) = done(scene, claim) {
            let clause = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
            let court = clause.is_some_and(|v| scene.word(v as usize, CheckWord::Punish).is_some());
            own.push((verb, court, scene.first + index));
        }
    }
    if !own.is_empty() {
        acts.held = own;
    }
    days(scene, acts, out);
}

/// Whether a court's act and what names it again are told of one person, whom both name, and nothing was changed since.
fn same_person(scene: &Scene<'_>, other: usize) -> bool {
    let view = scene.view;
    let Some(before) = scene.draft.scene_of(other) else { return false };
    let changed = (0..view.len()).any(|t| view.hits(t).any(|h| matches!(h.sense, Sense::Change(_))));
    let name = |t: &crate::analysis::Token| {
        t.pos == Pos::Name && before.view.sentence.tokens.iter().any(|b| b.pos == Pos::Name && b.surface == t.surface)
    };
    !changed && view.sentence.tokens.iter().any(name)
}

/// "Parliament voted on the bill on 4 May. The vote on the bill, held on 6 May, …": an act on one day, and what names it
/// on another.
fn days(scene: &Scene<'_>, acts: &mut Acts, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let mut own = Vec::new();
    for (index, claim) in scene.claims.iter().enumerate() {
        let Value::When(when) = &claim.value else { continue };
        if !day(when) || claim.frame.unasserted.is_some() || scene.quoted(claim.tokens.start as usize) {
            continue;
        }
        let other = event(scene, claim).and_then(|(from, to)| {
            let noun = view.token(from + 1)?;
            acts.days.iter().rev().map(|(verb, at)| (*verb, *at)).find(|&(verb, at)| {
                let before = scene.draft.scene_of(at);
                let near = before.is_some_and(|s| {
                    scene.sentence.saturating_sub(s.sentence) <= NEAR as usize && names_said(scene, &s, from, to)
                });
                near && view.lexicon.stemmer.akin(verb, noun.stem)
            })
        });
        if let Some((_, other)) = other
            && let Some(Value::When(before)) = scene.draft.claims.get(other).map(|c| &c.value)
            && before.readings.first().and_then(|r| r.from) != when.readings.first().and_then(|r| r.from)
        {
            let lexicon = scene.draft.lexicon;
            out.extend(told(scene, other, index, |words, claim, by| {
                let (Value::When(own), Value::When(by)) = (&claim.value, &by.value) else { return None };
                bridge::redated(words, own, by.readings.first()?.from?.date(), false, lexicon)
            }));
            return;
        }
        if let Some(verb) = done(scene, claim) {
            own.push((verb, scene.first + index));
        }
    }
    if !own.is_empty() {
        acts.days = own;
    }
}

/// A day of the month that is sure.
fn day(when: &When) -> bool {
    when.shape == WhenShape::On
        && when.grain == Period::Day
        && when.written.day.is_some()
        && when.readings.len() == 1
        && !when.hedged
}

/// The tokens of the definite event that is said to have been on a day: "the vote on the bill, held on".
fn event(scene: &Scene<'_>, claim: &Claim) -> Option<(usize, usize)> {
    let view = scene.view;
    let clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    let verb = clause.verb? as usize;
    let happens = scene.word(verb, CheckWord::Happens).is_some()
        || view.is(verb, Func::Be)
        || verb.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Happens).is_some());
    let right = (verb + 1..claim.tokens.start as usize).all(|t| {
        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Noun | Pos::Name | Pos::Determiner))
    });
    if !happens || !right || clause.negated || scene.has(0, view.len(), CheckWord::Superseded) {
        return None;
    }
    // Of the event at the head of the sentence, whatever hangs on it.
    let begins = view.is(0, Func::The) && view.token(1).is_some_and(|t| t.pos == Pos::Noun);
    let end = match clause.kind {
        ClauseKind::Participle | ClauseKind::Relative => (2..verb).find(|&t| scene.comma(t))?,
        _ => verb,
    };
    let plain = (2..end).all(|t| {
        view.token(t).is_some_and(|t| {
            matches!(t.pos, Pos::Preposition | Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective | Pos::Aux)
        })
    });
    (begins && plain && end <= 12).then_some((0, end))
}

/// Whether what hangs on the event is said in the other sentence, a name or two words of it at least.
fn names_said(scene: &Scene<'_>, other: &Scene<'_>, from: usize, to: usize) -> bool {
    let tokens = (from + 2..to).filter_map(|t| scene.view.token(t));
    let words: Vec<_> = tokens.filter(|t| matches!(t.pos, Pos::Noun | Pos::Name)).collect();
    let named = words.iter().any(|t| t.pos == Pos::Name) || words.len() > 1;
    named && words.iter().all(|w| other.view.sentence.tokens.iter().any(|t| t.stem == w.stem))
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

/// "A grant of 2 million crowns", "a 2-million-crown grant": the noun that a figure introduces.
fn introduced(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    // "A £3 million grant will pay for it"
    if let Some(noun) = described(scene, claim) {
        return view.is(start - 1, Func::A).then_some(noun);
    }
    let of = start.checked_sub(1).filter(|&t| view.is(t, Func::Of))?;
    let own = view.token(start)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    let Role::Of(parent) = own.role else { return None };
    let parent = view.sentence.groups.get(parent as usize)?;
    let article = view.is(parent.range.start as usize, Func::A) && parent.range.end as usize == of;
    let sure = article && claim.frame.unasserted.is_none();
    view.token(parent.head as usize).filter(|t| sure && t.pos == Pos::Noun).map(|t| t.stem)
}

/// The noun that money stands in front of, with an article before both: "a £3 million grant".
fn described(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let article = start.checked_sub(1).is_some_and(|t| view.is(t, Func::A) || view.is(t, Func::The));
    let money = matches!(claim.value, Value::Money { .. }) && article && claim.frame.unasserted.is_none();
    let own = view.token(start)?.group.and_then(|g| view.sentence.groups.get(g as usize));
    // "The £4 million grant for Tarn" may be another.
    let closed = end + 1 >= scene.end()
        || view.token(end + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Mark));
    let the = article && view.is(start - 1, Func::The);
    let plain = (closed || !the)
        && own.is_some_and(|g| {
            g.head as usize == end && g.range.end as usize == end + 1 && g.range.start as usize + 1 == start
        });
    view.token(end).filter(|t| money && plain && t.pos == Pos::Noun).map(|t| t.stem)
}

/// The definite noun that a figure hangs on by "of", or that it describes, and whether a court gives it: "the sentence of
/// seven years", "the seven-year sentence".
fn named(scene: &Scene<'_>, claim: &Claim) -> Option<(Stem, bool)> {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    let court = |t: usize| scene.word(t, CheckWord::Punish).is_some();
    // "The £4 million grant"
    if let Some(noun) = described(scene, claim) {
        return view.is(start - 1, Func::The).then_some((noun, false));
    }
    let own = view.token(start)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    if claim.tokens.indices().any(|t| view.dash(t)) {
        let head = own.head as usize;
        let definite =
            view.is(own.range.start as usize, Func::The) || view.is(own.range.start as usize, Func::Possessive);
        let plain = own.range.start as usize + 1 == start && head == claim.tokens.end as usize;
        return view.token(head).filter(|t| definite && plain && t.pos == Pos::Noun).map(|t| (t.stem, court(head)));
    }
    let of = start.checked_sub(1).filter(|&t| view.is(t, Func::Of))?;
    let Role::Of(parent) = own.role else { return None };
    let parent = view.sentence.groups.get(parent as usize)?;
    let first = parent.range.start as usize;
    // "The grant, of 3 million crowns,"
    let end = parent.range.end as usize;
    let beside = end == of || end + 1 == of && scene.comma(end);
    let definite = view.is(first, Func::The) && beside && end - first == 2;
    let head = parent.head as usize;
    view.token(head).filter(|t| definite && t.pos == Pos::Noun).map(|t| (t.stem, court(head)))
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
    // Somebody else's is told beside it: "six years, and Falk to eight".
    let number = |c: &Claim| c.value.figure().and_then(|f| f.number);
    let elsewhere = before.claims.iter().any(|c| number(c) == number(b));
    // "the payment of 3 million to Tarn": what hangs on the figure must have been told.
    let view = scene.view;
    let behind = b.tokens.end as usize;
    let hangs = (behind..scene.end())
        .take_while(|&t| {
            view.token(behind).is_some_and(|t| t.pos == Pos::Preposition)
                && view.token(t).is_some_and(|t| !matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Mark | Pos::Conjunction))
        })
        .filter_map(|t| view.token(t))
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Name))
        .all(|t| before.view.sentence.tokens.iter().any(|b| b.stem == t.stem));
    // Another one of so much was told of before.
    let known = scene.draft.claims.iter().take(scene.first + index).any(|c| c.value == b.value);
    kind && hangs
        && !known
        && !elsewhere
        && one.alone(&two)
        && !one.given_up()
        && !two.given_up()
        && apart(scene.draft, a, b)
}
