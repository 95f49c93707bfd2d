//! "300 enrolled; 150 took the drug and the other 140 a dummy", "120 of its 940 staff, leaving 840": a whole, some of it and
//! what is called the rest.

use super::super::alarm::Alarm;
use super::super::list::{Part, summable};
use super::super::scene::Scene;
use super::{Reach, judged, judged_of};
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value, WhenShape};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let Some(last) = (0..scene.claims.len()).find(|&i| rest(scene, i)) else { return };
    let other = [Func::Not, Func::If, Func::Average, Func::Than, Func::Each, Func::Every];
    if scene.has_func(0, view.len(), &other)
        || scene.has(0, view.len(), CheckWord::Some)
        || scene.has(0, view.len(), CheckWord::Overlap)
    {
        return;
    }
    // "All but six of the 30 have closed, leaving six": the part is what is left.
    if (0..view.len()).any(|t| view.is(t, Func::All) && view.is(t + 1, Func::But)) {
        return;
    }
    // "Half of the 48 flats have been sold": a share goes off as well.
    if (0..view.len()).any(|t| view.is(t, Func::Half))
        || scene.claims.iter().any(|c| matches!(c.value, Value::Percent { .. }))
    {
        return;
    }
    let Some(claim) = scene.claims.get(last) else { return };
    // Years and days of their own would divide them.
    let timed = scene.claims.iter().any(|c| matches!(&c.value, Value::When(w) if w.shape == WhenShape::On));
    if timed || scene.quoted(claim.tokens.start as usize) {
        return;
    }
    let mut figures: Vec<usize> = (0..=last).filter(|&i| scene.claims.get(i).is_some_and(counted)).collect();
    // What follows the rest is of something else, or the list goes on.
    let goes_on = scene.claims.iter().skip(last + 1).any(|c| counted(c) && bare(c));
    let stated = figures.iter().position(|&i| scene.claims.get(i).is_some_and(|c| c.frame.whole));
    let before = || previous(scene);
    // "The gallery owns 64 canvases. Twenty-three hang in Osk …": the first figure is one of the parts of a larger whole.
    let number = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let opens = figures.first().and_then(|&i| scene.claims.get(i)).filter(|c| c.tokens.start == 0).and_then(number);
    let outer = opens
        .and_then(|n| before().filter(|(other, at)| other.claims.get(*at).and_then(number).is_some_and(|m| m > n)));
    let mut outside = None;
    let whole = match stated {
        Some(at) => Some(figures.remove(at)),
        // The first figure, of things that are named.
        None if figures.len() > 2 && outer.is_none() => Some(figures.remove(0)),
        None => {
            outside = outer.or_else(before);
            None
        }
    };
    if goes_on || figures.len() < 2 || figures.last() != Some(&last) || whole.is_none() && outside.is_none() {
        return;
    }
    let own = |i: usize| scene.claims.get(i);
    let total = match (whole, &outside) {
        (Some(whole), _) => own(whole),
        (None, Some((other, at))) => other.claims.get(*at),
        _ => None,
    };
    // "64 of the painter's canvases": what is told of in another sentence is a whole of its own.
    let of =
        |c: &Claim| outside.is_some() && c.frame.part && matches!(c.value, Value::Number(_) | Value::Quantity { .. });
    let Some(total) =
        total.filter(|c| (named(c) || of(c)) && c.frame.level == Level::Level && c.frame.unasserted.is_none())
    else {
        return;
    };
    let fits = |i: usize| {
        own(i).is_some_and(|c| {
            let same = c.frame.noun.zip(total.frame.noun).is_some_and(|(a, b)| a.stem == b.stem || a.left_out);
            let less = number(c).zip(number(total)).is_some_and(|(a, b)| a < b);
            // "26 of them": of the whole, where it is the first part.
            let of_them = figures.first() != Some(&i) && subset(scene, c);
            (bare(c) || same) && less && c.frame.level == Level::Level && !c.frame.rate && !of_them
        })
    };
    // "the Greens 10": a number that is no claim may be a part all the same.
    let first = figures.first().and_then(|&i| own(i)).map_or(0, |c| c.tokens.start as usize);
    let unread = (first..claim.tokens.start as usize).any(|t| {
        scene.claim_over(t).is_none() && (view.token(t).is_some_and(|t| t.digit) || view.numeral(t).is_some())
    });
    if unread || !figures.iter().all(|&i| fits(i)) {
        return;
    }
    let parts: Option<Vec<Part>> = figures
        .iter()
        .map(|&i| {
            let claim = scene.claims.get(i)?;
            let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
            Some(Part { place: scene.place(i)?, claim: Some(i), covers, rest: i == last })
        })
        .collect();
    let Some(parts) = parts else { return };
    out.extend(match (whole, &outside) {
        (Some(whole), _) => judged(scene, whole, &parts, Reach::All),
        (None, Some((other, at))) => judged_of(scene, (other, *at), &parts, Reach::All),
        _ => None,
    });
}

/// "the other 140", "the remaining 17", "leaving 840"
fn rest(scene: &Scene<'_>, index: usize) -> bool {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index).filter(|c| counted(c)) else { return false };
    let start = claim.tokens.start as usize;
    let Some(before) = start.checked_sub(1) else { return false };
    let the = |t: usize| t.checked_sub(1).is_some_and(|b| view.is(b, Func::The));
    let other = view.is(before, Func::Other) && the(before);
    // "the remaining nine", "the rest, nine,"
    let rest = |t: usize| scene.word(t, CheckWord::Rest).is_some() && the(t);
    let remaining = rest(before) || scene.comma(before) && before > 0 && rest(before - 1);
    // "leaving 840", "leaving her with 840": of the figures right before it.
    let leaves = (start.saturating_sub(3)..start).any(|t| {
        scene.word(t, CheckWord::Leaves).is_some()
            && t.checked_sub(1).is_some_and(|b| scene.comma(b) || view.is(b, Func::And))
    });
    let whole = scene.claims.iter().any(|c| c.frame.whole);
    // "leaving 300 in Osk without work": some of those that are left.
    let end = claim.tokens.end as usize;
    let place = (end..scene.end())
        .take_while(|&t| view.token(t).is_some_and(|t| t.pos != Pos::Mark))
        .any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
    let whole = whole && !place;
    other || remaining || leaves && whole
}

/// The only count of the sentence before, where it is of the same paragraph.
fn previous<'a>(scene: &Scene<'a>) -> Option<(Scene<'a>, usize)> {
    let previous = scene.sentence.checked_sub(1)?;
    let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < previous);
    let other = scene.draft.scene(previous, from).filter(|s| s.view.sentence.block == scene.view.sentence.block)?;
    let mut counts = (0..other.claims.len()).filter(|&i| other.claims.get(i).is_some_and(counted));
    let (Some(at), None) = (counts.next(), counts.next()) else { return None };
    Some((other, at))
}

fn counted(claim: &Claim) -> bool {
    matches!(claim.value, Value::Number(_) | Value::Quantity { .. }) && summable(claim).is_some()
}

/// A figure whose noun is left out.
fn bare(claim: &Claim) -> bool {
    matches!(claim.value, Value::Number(_)) || claim.frame.noun.is_none_or(|n| n.left_out || n.token.is_none())
}

fn named(claim: &Claim) -> bool {
    claim.frame.noun.is_some_and(|n| n.token.is_some() && !n.left_out) && !claim.frame.rate && !claim.frame.part
}

/// "four of them": a part of a part.
fn subset(scene: &Scene<'_>, claim: &Claim) -> bool {
    super::shared::of_those(scene, claim)
}
