//! Parts in one sentence and their whole in the one beside it: "Six shops and nine flats burned. Altogether 15 properties
//! were lost", "Rescuers found 17 miners. Twelve were alive; five were dead", "… 33 survivors, among them 20 women. The other
//! 13 were men".

use super::super::alarm::Alarm;
use super::super::list::{self, Of, Part, counts, summable};
use super::super::scene::Scene;
use super::account::{loose, near, near_parts, slip};
use super::items::{Bond, bond, items, plain};
use super::shared::of_those;
use super::{Reach, judged_of};
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    out.extend(left(scene).or_else(|| gathered(scene)).or_else(|| fared(scene)));
}

/// The sentence before, in the same paragraph.
fn previous<'a>(scene: &Scene<'a>) -> Option<Scene<'a>> {
    let previous = scene.sentence.checked_sub(1)?;
    let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < previous);
    scene.draft.scene(previous, from).filter(|s| s.view.sentence.block == scene.view.sentence.block)
}

/// The counts of a sentence, if each is plain.
fn figures(scene: &Scene<'_>) -> Option<Vec<usize>> {
    let all: Vec<usize> =
        (0..scene.claims.len()).filter(|&i| scene.claims.get(i).is_some_and(|c| counts(c, Of::Count(None)))).collect();
    all.iter().all(|&i| scene.claims.get(i).is_some_and(plain)).then_some(all)
}

fn number(claim: &Claim) -> Option<Decimal> {
    claim.value.figure()?.number
}

fn named(claim: &Claim) -> bool {
    claim.frame.noun.is_some_and(|n| n.token.is_some() && !n.left_out)
}

/// "There were 33 survivors, among them 20 women. The other 13 were men."
fn left(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    if !view.is(0, Func::The) {
        return None;
    }
    let rest = if view.is(1, Func::Other) { 2 } else { 1 + scene.word(1, CheckWord::Rest)? };
    let at = rest + usize::from(scene.comma(rest));
    let index = scene.claim_at(at).or_else(|| (0..=at).find_map(|t| scene.claim_at(t)))?;
    let own = scene
        .claims
        .get(index)
        .filter(|c| plain(c) && c.tokens.holds(at) && figures(scene).is_some_and(|f| f.len() == 1))?;
    // "The other 13 were men", and no more of it.
    let verb = (own.tokens.end as usize..scene.end())
        .any(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)));
    let before = previous(scene)?;
    let &[whole, part] = figures(&before)?.as_slice() else { return None };
    let (w, p) = (before.claims.get(whole)?, before.claims.get(part)?);
    let start = p.tokens.start as usize;
    // "among them 20 women", "20 of them women", "Of the 33 survivors, 20 were"
    let among = (start.saturating_sub(3)..start).any(|t| {
        before.word(t, CheckWord::Some).is_some_and(|len| t + len == start)
            && t.checked_sub(1).is_some_and(|b| before.comma(b))
    });
    let fronted = before.view.is(0, Func::Of) && w.frame.group.is_some();
    let bound = among || of_those(&before, p) || fronted;
    let doubts = [Func::Not, Func::Never, Func::If, Func::Than, Func::More, Func::Another, Func::Average];
    let clean = |s: &Scene<'_>| !s.has_func(0, s.view.len(), &doubts) && !s.has(0, s.view.len(), CheckWord::Overlap);
    let (total, one, two) = (number(w)?, number(p)?, number(own)?);
    let timed = before.claims.iter().chain(scene.claims).any(|c| matches!(c.value, Value::Percent { .. }));
    // "The other 23 boats" are none of the people; "and several were hurt" leaves others.
    let same = own.frame.noun.is_none_or(|n| {
        n.left_out
            || n.token.is_none()
            || w.frame.noun.is_some_and(|w| w.stem == n.stem || w.class.is_some() && w.class == n.class)
    });
    let others = before.has_func(p.tokens.end as usize, before.view.len(), &[Func::And, Func::But]);
    let fits = same && !others && one < total && two < total && named(w) && !w.frame.part && verb && !timed;
    if !bound || !fits || !clean(scene) || !clean(&before) || scene.quoted(at) {
        return None;
    }
    // Alarms name places of one paragraph: the part of the other sentence is one of them.
    let covers = bridge::covers(&p.value, scene.draft.lexicon)?;
    let first = Part { place: before.place(part)?, claim: None, covers, rest: false };
    let covers = bridge::covers(&own.value, scene.draft.lexicon)?;
    let last = Part { place: scene.place(index)?, claim: Some(index), covers, rest: true };
    judged_of(scene, (&before, whole), &[first, last], Reach::All)
}

/// "Six shops and nine flats burned. Altogether 15 properties were lost", "…, seven women and five men, …; all 12 jurors"
fn gathered(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let all = figures(scene)?;
    let whole = *all.last()?;
    let claim = scene.claims.get(whole)?;
    let start = claim.tokens.start as usize;
    let every = start.checked_sub(1).is_some_and(|t| view.is(t, Func::All)) || view.is(start, Func::All);
    let total = (0..=start.min(1)).any(|t| scene.word(t, CheckWord::Total).is_some_and(|len| t + len + 1 >= start));
    // "the 458-strong force": all of it.
    let strong = claim.tokens.indices().any(|t| scene.word(t, CheckWord::Strong).is_some())
        && start.checked_sub(1).is_some_and(|t| view.is(t, Func::The) || view.is(t, Func::Demonstrative));
    // "Seventeen dogs and four cats were rescued. The 21 animals are": by the most general noun there is.
    let general =
        start == 1 && view.is(0, Func::The) && claim.frame.noun.is_some_and(|n| n.general && n.token.is_some());
    let general = general && all.len() == 1;
    // "All 27 escaped", "All 27 people": others may be all of a kind of their own ("All 16 firemen").
    let noun = claim.frame.noun.filter(|n| n.token.is_some() && !n.left_out);
    let every = every && noun.is_none_or(|n| n.general);
    if !(every || strong || general || total && all.len() == 1) || scene.quoted(start) || loose(scene) {
        return None;
    }
    let before;
    let (told, parts, end) = match all.as_slice() {
        [_] => {
            before = previous(scene)?;
            let found = figures(&before)?;
            if loose(&before) {
                return None;
            }
            (&before, found, before.end())
        }
        // Behind a mark that parts it from them.
        [parts @ .., _] => {
            let mark = (0..start).rev().find(|&t| view.mark(t, ";") || scene.comma(t))?;
            (scene, parts.to_vec(), mark)
        }
        [] => return None,
    };
    let first = told.claims.get(*parts.first()?)?.tokens.start as usize;
    // "a teacher and 25 pupils": the one without a figure goes first.
    let from = first.saturating_sub(4);
    let from = (from..first)
        .find(|&t| {
            list::part(told, t, Of::Count(None)).is_some_and(|(p, _)| p.claim.is_none())
                && (t == 0 || told.comma(t - 1))
        })
        .unwrap_or(first);
    let Some(items) = items(told, from, end, Of::Count(None)) else {
        // "Sweden sent 312 troops and Norway 146"
        let parts = list::itemised(told, 0, end, Of::Count(None), true).filter(|p| strong && p.len() == parts.len())?;
        let made =
            parts.iter().filter_map(|p| p.claim.and_then(|c| told.claims.get(c)).and_then(number)).sum::<Decimal>();
        let close = (made - number(claim)?).abs().saturating_mul(Decimal::from(20)) <= made;
        return close.then(|| near_parts(told, (scene, whole), &parts, Reach::All)).flatten();
    };
    let listed = items.iter().filter(|i| i.part.claim.is_some()).count() == parts.len();
    let bond = bond(told, &items).or_else(|| figured(told, &items))?;
    // "the 500-strong crowd" may be another one.
    let slip = !strong || slip(told, claim, &items);
    (listed && slip && bond != Bond::Led).then(|| near(told, (scene, whole), &items, Reach::All)).flatten()
}

/// Items of which all but the last are bare kinds: behind the last one stands what befell all of them.
fn figured(scene: &Scene<'_>, items: &[super::items::Item]) -> Option<Bond> {
    let nouns: Option<Vec<_>> = items
        .iter()
        .map(|i| match i.part.claim.and_then(|c| scene.claims.get(c)) {
            Some(c) => c.frame.noun.filter(|n| !n.left_out && n.token.is_some()).map(|n| n.stem),
            None => scene.view.token(i.end.checked_sub(1)?).map(|t| t.stem),
        })
        .collect();
    let nouns = nouns?;
    let apart = nouns.iter().enumerate().all(|(i, a)| nouns.iter().skip(i + 1).all(|b| a != b));
    let (_, others) = items.split_last()?;
    let quiet = others.iter().all(|i| {
        (i.end..i.to)
            .all(|t| scene.view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective)))
    });
    (apart && quiet).then_some(Bond::Kinds)
}

/// "Rescuers found 17 miners. Twelve were alive; five were dead."
fn fared(scene: &Scene<'_>) -> Option<Alarm> {
    let first = scene.claims.first().filter(|c| c.tokens.start == 0 && summable(c).is_some())?;
    let bare =
        |c: &Claim| matches!(c.value, Value::Number(_)) || c.frame.noun.is_none_or(|n| n.left_out || n.token.is_none());
    if !bare(first) || loose(scene) {
        return None;
    }
    let items = items(scene, 0, scene.end(), Of::Count(None))?;
    let two = items.len() == 2 && bond(scene, &items) == Some(Bond::Apart);
    let all = figures(scene)?.len() == items.len();
    let before = previous(scene).filter(|_| two && all)?;
    let &[whole] = figures(&before)?.as_slice() else { return None };
    before.claims.get(whole).filter(|c| named(c))?;
    (!loose(&before) && slip(scene, before.claims.get(whole)?, &items))
        .then(|| near(scene, (&before, whole), &items, Reach::All))
        .flatten()
}
