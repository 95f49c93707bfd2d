//! What began and ended in one sentence, with the time between them in words of any kind: "Appointed in June 2004, he stepped
//! down in June 2016 after nine years", "was over at 10:50, lasting six hours".

use super::super::scene::Scene;
use super::elapsed::{Elapsed, later, length, span};
use crate::analysis::{Pos, Role};
use crate::claims::{Claim, Value, WhenShape};
use crate::lexicon::{CheckWord, Func};

/// Tokens between a moment and the verb that it dates.
const NEAR: usize = 9;
/// Tokens behind the length that tell again what it was.
const BEHIND: usize = 4;

/// Two moments and a length, and no figure besides.
pub(super) fn found(scene: &Scene<'_>) -> Option<Elapsed> {
    let view = scene.view;
    let counted = |c: &Claim| match &c.value {
        Value::Duration { .. } => true,
        Value::When(_) => later(scene, c),
        _ => false,
    };
    let mut moments = Vec::new();
    let mut lengths = Vec::new();
    for (index, claim) in scene.claims.iter().enumerate() {
        match &claim.value {
            _ if counted(claim) => lengths.push(index),
            Value::When(w) if matches!(w.shape, WhenShape::On | WhenShape::Until) => moments.push(index),
            Value::Ordinal(_) => {}
            _ => return None,
        }
    }
    let (&[first, second], &[at]) = (moments.as_slice(), lengths.as_slice()) else { return None };
    let (a, b, c) = (scene.claims.get(first)?, scene.claims.get(second)?, scene.claims.get(at)?);
    let (n, unit) = span(c).or_else(|| length(scene, c))?;
    let (start, end) = (c.tokens.start as usize, c.tokens.end as usize);
    // The length stands last, or right before the second moment ("freed five years later, in 2002").
    let last = start >= b.tokens.end as usize;
    let told = later(scene, c)
        && end <= b.tokens.start as usize
        && start >= a.tokens.end as usize
        && b.tokens.start as usize <= end + 2
        && scene.comma(end);
    let inner = later(scene, c) && end == (b.tokens.start as usize).wrapping_sub(1) && view.is(end, Func::In);
    let begun = dated(scene, a, &[CheckWord::Enters, CheckWord::Once, CheckWord::Made])?;
    let until = |c: &Claim| matches!(&c.value, Value::When(w) if w.shape == WhenShape::Until);
    if until(a) {
        return None;
    }
    // "entered the monastery in 1971 and stayed there for 30 years, until 1991"
    if until(b) {
        let free = (start.saturating_sub(6)..start).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Verb));
        let lasts = start.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Lasts).is_some());
        let led = lasts || start.checked_sub(1).is_some_and(|t| view.is(t, Func::For));
        let close = end == b.tokens.start as usize || end + 1 == b.tokens.start as usize && scene.comma(end);
        let plain = !scene.has_func(0, view.len(), &[Func::Not, Func::Never, Func::If, Func::Another, Func::Again]);
        let fits = free && led && close && plain && begun < start && start >= a.tokens.end as usize;
        return fits.then_some(Elapsed { first, second, length: at, n, unit });
    }
    let over = dated(scene, b, &[CheckWord::Quits, CheckWord::Once])?;
    let others = [Func::Not, Func::Never, Func::If, Func::Each, Func::Every, Func::Again, Func::Another];
    if begun == over || scene.has_func(0, view.len(), &others) || subjects(scene) > 1 {
        return None;
    }
    let cue = if last { cued(scene, c) && closed(scene, end) } else { told || inner };
    cue.then_some(Elapsed { first, second, length: at, n, unit })
}

/// The verb that a moment dates: the nearest one before it, if it is one of these.
fn dated(scene: &Scene<'_>, claim: &Claim, words: &[CheckWord]) -> Option<usize> {
    let start = claim.tokens.start as usize;
    let says = |t: usize| words.iter().find_map(|&w| scene.word(t, w));
    let from = start.saturating_sub(NEAR);
    let verb = (from..start)
        .rev()
        .find(|&t| says(t).is_some_and(|len| len > 1) || scene.view.token(t).is_some_and(|t| t.pos == Pos::Verb))?;
    // "and left office in 2016": nothing else that could have a date stands between.
    let free = |t: usize| {
        scene.claim_over(t).and_then(|i| scene.claims.get(i)).is_none_or(|c| later(scene, c) || std::ptr::eq(c, claim))
    };
    let plain = (verb..start).all(|t| free(t) && !scene.view.mark(t, ";"));
    let opener = verb <= 1 && says(verb).is_some();
    (says(verb).is_some() && plain || opener).then_some(verb)
}

/// Persons and things that do something in the sentence, pronouns aside.
fn subjects(scene: &Scene<'_>) -> usize {
    let view = scene.view;
    let pronoun = |head: u32| view.token(head as usize).is_some_and(|t| matches!(t.pos, Pos::Pronoun | Pos::Relative));
    view.sentence.groups.iter().filter(|g| g.role == Role::Subject && !pronoun(g.head) && !g.time).count()
}

/// Words that say that the length is that of what began and ended.
fn cued(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let Some(before) = start.checked_sub(1) else { return false };
    let lasts = (before.saturating_sub(2)..=before).any(|t| {
        scene
            .word(t, CheckWord::Lasts)
            .is_some_and(|len| t + len == start || t + len == before && view.is(before, Func::For))
    });
    let total = scene.word(end, CheckWord::Total).is_some();
    view.is(before, Func::After) || lasts || later(scene, claim) || total && (scene.comma(before) || scene.dash(before))
}

/// Nothing is said behind the length but what has been told of in the sentence: "after nine years as abbot".
fn closed(scene: &Scene<'_>, end: usize) -> bool {
    let view = scene.view;
    let stop = (end..scene.end()).find(|&t| scene.comma(t) || view.mark(t, ";")).unwrap_or(scene.end());
    let known = |t: usize| {
        view.token(t).is_some_and(|own| match own.pos {
            Pos::Noun | Pos::Name | Pos::Adjective => {
                (0..end).any(|b| view.token(b).is_some_and(|b| b.stem == own.stem))
            }
            Pos::Preposition => !view.is(t, Func::Than),
            Pos::Determiner | Pos::Adverb => true,
            // "took fifteen years to build"
            Pos::Verb => view.is(t.wrapping_sub(1), Func::To),
            _ => false,
        })
    };
    let total = scene.word(end, CheckWord::Total).is_some();
    let end = end + usize::from(view.is(end, Func::Later));
    // "after twelve years in the post", "at the helm": where it was, and no more.
    let post = view.is(end, Func::In) || view.is(end, Func::At);
    let noun = end + 1 + usize::from(view.is(end + 1, Func::The));
    if post && noun + 1 == stop && view.token(noun).is_some_and(|t| t.pos == Pos::Noun) {
        return true;
    }
    total || stop <= end + BEHIND && (end..stop).all(known)
}
