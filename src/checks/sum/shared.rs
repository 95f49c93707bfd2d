//! "Of the 40 seats, 22 went to A, 10 to B and the remaining 9 to C": a whole that a sentence deals out.

use super::super::alarm::Alarm;
use super::super::list::{Of, Part, parts, summable};
use super::super::scene::Scene;
use super::{Reach, judged, judged_of};
use crate::analysis::{Pos, Role};
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func, Sense, VerbForm};
use crate::verdict::bridge;

/// "Of the 40 seats, 22 went to A, 10 to B and the remaining 9 to C."
pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for (whole, claim) in scene.claims.iter().enumerate() {
        let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let Some(opened) = group else { continue };
        let opens = |t: usize| t.checked_sub(1).is_none_or(|b| view.mark(b, ":") || view.mark(b, ";") || scene.dash(b));
        let fronted =
            matches!(opened.role, Role::Oblique(p) if view.is(p as usize, Func::Of) && (p <= 1 || opens(p as usize)));
        let Some(of @ Of::Count(_)) = summable(claim) else { continue };
        let first = if fronted {
            let comma = (opened.range.end as usize..scene.end()).find(|&t| scene.comma(t) || view.mark(t, ":"));
            // "Of the 40 cars seized 25 were sold, five": the first part may stand before the comma.
            let next = scene.claims.get(whole + 1).filter(|c| summable(c).is_some()).map(|c| c.tokens.start as usize);
            let before = next.filter(|&n| comma.is_none_or(|c| n < c));
            before.or(comma.filter(|c| c - opened.range.end as usize <= 6).map(|c| c + 1))
        } else if claim.frame.whole {
            // "31 of the 60 jurors voted to convict, 20 to acquit and the remaining 8 abstained"
            whole
                .checked_sub(1)
                .and_then(|p| scene.claims.get(p))
                .filter(|p| p.frame.part)
                .map(|p| p.tokens.start as usize)
        } else {
            // "85 rooms, 52 of them doubles and the remaining 35 singles"
            let end = group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize;
            // "All 47 councillors voted, 25 of them for the levy": a verb of theirs may stand between them.
            let end = (end..end + 3)
                .find(|&t| view.token(t).is_none_or(|t| !matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Adverb)))
                .unwrap_or(end);
            let marked = scene.comma(end) || scene.dash(end) || view.mark(end, ":") || view.mark(end, "(");
            let next = scene.claims.get(whole + 1).filter(|c| marked && c.tokens.start as usize == end + 1);
            next.filter(|c| of_those(scene, c)).map(|c| c.tokens.start as usize)
        };
        let Some(first) = first else { continue };
        if !fronted && sides(scene, first, whole, of, out) {
            return;
        }
        let Some((parts, with)) = dealt(scene, first, whole, of) else { continue };
        let reach = if parts.last().is_some_and(|p| p.rest) { Reach::All } else { Reach::Some };
        // One says yes or no, and not both.
        let answer = |p: &Part| {
            let behind = p.claim.and_then(|c| scene.claims.get(c)).map_or(usize::MAX, |c| c.tokens.end as usize);
            (behind..behind.saturating_add(3)).any(|t| scene.word(t, CheckWord::Answer).is_some())
        };
        if reach == Reach::Some && !parts.iter().all(answer) && each_acts(scene, &parts) {
            continue;
        }
        // "Twelve of the 20 seats went to the Greens, six to Labour and three to independents": to each his own.
        let given = !fronted && claim.frame.whole && to_each(scene, &parts);
        if parts.len() > 1 && (fronted || given || reach == Reach::All) {
            // "nine lost their roofs, four of them in Tarn": if it comes out either way, it does.
            let sure = with.is_none_or(|with| judged(scene, whole, &with, reach).is_some());
            out.extend(judged(scene, whole, &parts, reach).filter(|_| sure));
            return;
        }
    }
}

/// Whether each part is a bare number, the first aside, with one and the same preposition behind each of them.
fn to_each(scene: &Scene<'_>, parts: &[Part]) -> bool {
    let view = scene.view;
    let led = |p: &Part| {
        let end = p.claim.and_then(|c| scene.claims.get(c))?.tokens.end as usize;
        view.token(end).filter(|t| t.pos == Pos::Preposition && !view.is(end, Func::Of)).map(|t| t.surface)
    };
    let Some((_, others)) = parts.split_first() else { return false };
    let first = others.first().and_then(led);
    others.len() > 1 && first.is_some() && others.iter().all(|p| led(p) == first && bare(scene, p))
}

/// A figure whose noun is left out.
fn bare(scene: &Scene<'_>, part: &Part) -> bool {
    part.claim.and_then(|c| scene.claims.get(c)).is_some_and(|c| {
        matches!(c.value, Value::Number(_)) || c.frame.noun.is_none_or(|n| n.left_out || n.token.is_none())
    })
}

/// "25 of them for the levy, 20 against it and one abstaining": those who abstain are the last of all.
fn sides(scene: &Scene<'_>, first: usize, whole: usize, of: Of<'_>, out: &mut Vec<Alarm>) -> bool {
    let Some((parts, upto)) = parts(scene, first, scene.end(), of) else { return false };
    let last = parts.last().map_or(first, |p| {
        scene.view.sentence.tokens.iter().position(|t| t.start >= p.place.span.end).unwrap_or(first)
    });
    let abstain = scene.has(last.saturating_sub(1), (last + 2).min(upto), CheckWord::Side);
    let against = scene.has_func(first, upto, &[Func::Against]);
    let fits = parts.len() > 2 && upto >= scene.end() && abstain && against;
    if fits {
        out.extend(judged(scene, whole, &parts, Reach::All));
    }
    fits
}

/// "17 people died. Of the dead, nine were from Osk, five from Lier and the remaining two from Tarn.": a whole in the
/// sentence before, and all of its parts in this one.
pub(super) fn before(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let Some(first) = scene.claims.iter().find(|c| summable(c).is_some()) else { return };
    let start = first.tokens.start as usize;
    // "Of the dead,", "Of these,", or the first part itself.
    let opened = start == 0
        || view.is(0, Func::Of)
            && scene.comma(start - 1)
            && start <= 5
            && (1..start - 1).all(|t| {
                view.token(t)
                    .is_some_and(|t| matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Adjective | Pos::Pronoun))
            });
    let resting = scene.has(start, scene.end(), CheckWord::Rest) || scene.has_func(start, scene.end(), &[Func::Other]);
    let Some(previous) = scene.sentence.checked_sub(1).filter(|_| opened && resting) else { return };
    let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < previous);
    let Some(other) = scene.draft.scene(previous, from).filter(|s| s.view.sentence.block == view.sentence.block) else {
        return;
    };
    let mut wholes = other.claims.iter().enumerate().filter(|(_, c)| matches!(summable(c), Some(Of::Count(_))));
    let (Some((whole, claim)), None) = (wholes.next(), wholes.next()) else { return };
    let known =
        claim.frame.noun.is_some_and(|n| n.token.is_some()) && claim.frame.level == Level::Level && !claim.frame.part;
    let Some((parts, None)) = dealt(scene, start, usize::MAX, Of::Count(None)).filter(|_| known) else { return };
    // Each a bare number, or of the same things.
    let same = |p: &Part| {
        let noun = p.claim.and_then(|c| scene.claims.get(c)).and_then(|c| c.frame.noun).filter(|n| !n.left_out);
        noun.is_none_or(|n| n.token.is_none() || claim.frame.noun.is_some_and(|w| w.class == n.class))
    };
    if parts.len() > 1 && parts.last().is_some_and(|p| p.rest) && parts.iter().all(|p| p.rest || same(p)) {
        out.extend(judged_of(scene, (&other, whole), &parts, Reach::All));
    }
}

/// The parts of a whole that a sentence deals out, each with a verb of its own or none; and the same with the parts
/// of parts among them ("four of them"), where there are any.
fn dealt(scene: &Scene<'_>, from: usize, whole: usize, of: Of<'_>) -> Option<(Vec<Part>, Option<Vec<Part>>)> {
    let view = scene.view;
    let end = scene.end();
    if scene.has(from, end, CheckWord::Some) || scene.has(from, end, CheckWord::Overlap) {
        return None;
    }
    let bounded =
        |t: usize| t == from || t > 0 && (scene.comma(t - 1) || view.mark(t - 1, ";") || view.is(t - 1, Func::And));
    let (mut out, mut subs): (Vec<Part>, Vec<(usize, Part)>) = (Vec::new(), Vec::new());
    for (index, claim) in scene.claims.iter().enumerate() {
        let start = claim.tokens.start as usize;
        // "11 said no": they are so many all the same.
        let behind = claim.tokens.end as usize;
        let answered = (behind..behind + 3).any(|t| scene.word(t, CheckWord::Answer).is_some());
        let counted = match &claim.value {
            Value::Number(_) if answered => Some(Of::Count(None)),
            _ => summable(claim),
        };
        if index == whole || start < from || counted.is_none() {
            continue;
        }
        if !matches!(counted, Some(Of::Count(_))) {
            return None;
        }
        // "the remaining 9": the words before the figure are the item's first.
        let lead = (start.saturating_sub(3)..=start).find(|&t| {
            bounded(t)
                && (t == start
                    || (t..start).all(|i| {
                        view.is(i, Func::The) || view.is(i, Func::Other) || scene.word(i, CheckWord::Rest).is_some()
                    }))
        })?;
        // "and 300 more followed": others, and no rest.
        let more = view.is(behind, Func::More)
            || claim.tokens.indices().any(|t| view.is(t, Func::More))
            || start.checked_sub(1).is_some_and(|t| view.is(t, Func::Another));
        let rest = claim.frame.rest && !more
            || (lead..=start).any(|t| scene.word(t, CheckWord::Rest).is_some() || view.is(t, Func::Other));
        let same = match (of, counted?) {
            (Of::Count(a), Of::Count(b)) => a.is_none() || b.is_none() || a == b,
            _ => false,
        };
        // What is left of rooms may be called singles.
        if !(same || rest) || out.last().is_some_and(|p: &Part| p.rest) {
            return None;
        }
        let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
        let part = Part { place: scene.place(index)?, claim: Some(index), covers, rest };
        if !out.is_empty() && of_those(scene, claim) {
            subs.push((out.len() + subs.len(), part));
        } else {
            out.push(part);
        }
    }
    let with = (!subs.is_empty()).then(|| {
        let mut all = out.clone();
        for (at, part) in subs {
            all.insert(at.min(all.len()), part);
        }
        all
    });
    Some((out, with))
}

/// "18 play football and 16 sing": with verbs of their own in the present, parts may overlap.
fn each_acts(scene: &Scene<'_>, parts: &[Part]) -> bool {
    let view = scene.view;
    let acts = |claim: &Claim| {
        let at =
            (claim.tokens.start as usize..view.len()).find(|&t| view.token(t).is_some_and(|t| t.pos != Pos::Numeral));
        // "25 had a fever, 18 a rash", "29 had worn tyres": one may have both.
        let thing = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Noun);
        let has = |t: usize| {
            view.is(t, Func::Have) && (view.token(t + 1).is_some_and(|t| t.pos != Pos::Verb) || thing(t + 2))
        };
        // "50 are reserved and 45 are under cover"
        let state = |t: usize| view.is(t, Func::Be);
        at.is_some_and(|t| {
            state(t) || has(t) || view.hits(t).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(VerbForm::Base)))
        })
    };
    let has = |claim: &Claim| view.is(claim.tokens.end as usize, Func::Have) && acts(claim);
    let first = parts.first().and_then(|p| p.claim).and_then(|c| scene.claims.get(c));
    if first.is_some_and(has) {
        return true;
    }
    parts.iter().all(|p| p.claim.and_then(|c| scene.claims.get(c)).is_some_and(acts))
}

/// "four of them", "two of whom": a part of the part before.
pub(super) fn of_those(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    (claim.tokens.start as usize + 1..claim.tokens.end as usize + 1).any(|t| {
        view.is(t, Func::Of)
            && [Func::PluralPronoun, Func::Them, Func::Whom, Func::Which, Func::Demonstrative]
                .iter()
                .any(|&f| view.is(t + 1, f))
    })
}
