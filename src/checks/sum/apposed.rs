//! Parts in apposition to their whole: "Twelve people, seven men and four women, …", "12 medals, five gold, four silver and four
//! bronze".

use super::super::alarm::Alarm;
use super::super::list::{Of, Part, parts, summable};
use super::super::scene::Scene;
use super::{Reach, judged, likely, shared};
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{Func, Sense};

/// "Twelve people, seven men and four women, …": people in apposition to people.
pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for (whole, claim) in scene.claims.iter().enumerate() {
        let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let comma = group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize;
        if !scene.comma(comma) {
            continue;
        }
        if lengths(scene, whole, comma, out) {
            return;
        }
        if coloured(scene, whole, comma, out) {
            return;
        }
        let general = claim.frame.noun.is_some_and(|n| n.general);
        let Some(of @ Of::Count(Some(class))) = summable(claim) else { continue };
        let Some((parts, upto)) = parts(scene, comma + 1, scene.end(), of) else { continue };
        let special = |p: &Part| {
            p.claim
                .and_then(|c| scene.claims.get(c))
                .is_none_or(|c| c.frame.noun.is_some_and(|n| n.class == Some(class) && !n.general && n.token.is_some()))
        };
        let closed = upto >= scene.end() || scene.comma(upto);
        // "31 ministers, 16 men and 12 women": sexes divide whatever persons they are said of.
        let sexes = || {
            parts.iter().all(|p| {
                let noun = p.claim.and_then(|c| scene.claims.get(c)).and_then(|c| c.frame.noun).and_then(|n| n.token);
                noun.is_some_and(|t| view.hits(t as usize).any(|h| matches!(h.sense, Sense::Partition(_))))
            })
        };
        // "18 men and 16 minors" may be the same; "130 men, 60 women and" is a list, and its first no whole.
        let by = |t: usize| {
            view.hits(t).find_map(|h| match h.sense {
                Sense::Partition(id) => view.lexicon.partitions.get(id as usize).map(|p| p.by.as_str()),
                _ => None,
            })
        };
        let noun = |c: &Claim| c.frame.noun.and_then(|n| n.token).and_then(|t| by(t as usize));
        let ways: Vec<&str> =
            parts.iter().filter_map(|p| p.claim.and_then(|c| scene.claims.get(c))).filter_map(noun).collect();
        let mixed = ways.windows(2).any(|w| matches!(w, [a, b] if a != b)) && parts.len() == 2;
        if mixed || noun(claim).is_some() {
            continue;
        }
        if closed && parts.iter().all(special) && (general || sexes()) {
            // "four of them children and three of them pensioners": there may be others.
            let some = parts
                .iter()
                .filter_map(|p| p.claim.and_then(|c| scene.claims.get(c)))
                .any(|c| shared::of_those(scene, c) || c.tokens.indices().any(|t| view.is(t, Func::Them)));
            out.extend(judged(scene, whole, &parts, if some && !sexes() { Reach::Some } else { Reach::All }));
            return;
        }
    }
}

/// "The trip took nine hours, four on the boat and six on the train": lengths of time of a length.
fn lengths(scene: &Scene<'_>, whole: usize, comma: usize, out: &mut Vec<Alarm>) -> bool {
    let Some(of @ Of::Time(_)) = scene.claims.get(whole).and_then(summable) else { return false };
    let Some((parts, upto)) = parts(scene, comma + 1, scene.end(), of) else { return false };
    let prepared = |p: &Part| {
        let end = p.claim.and_then(|c| scene.claims.get(c)).map_or(usize::MAX, |c| c.tokens.end as usize);
        scene.view.token(end).is_some_and(|t| t.pos == Pos::Preposition) && !scene.view.is(end, Func::Of)
    };
    let fits = upto >= scene.end() && parts.iter().all(prepared) && likely(scene, whole, &parts);
    if fits {
        out.extend(judged(scene, whole, &parts, Reach::All));
    }
    fits
}

/// "12 medals, five gold, four silver and four bronze": three or more parts of a number and a word each.
fn coloured(scene: &Scene<'_>, whole: usize, comma: usize, out: &mut Vec<Alarm>) -> bool {
    let view = scene.view;
    let Some(of) = scene.claims.get(whole).and_then(summable).filter(|of| matches!(of, Of::Count(_))) else {
        return false;
    };
    let Some((parts, upto)) = parts(scene, comma + 1, scene.end(), of) else { return false };
    let short = |p: &Part| {
        let Some(claim) = p.claim.and_then(|c| scene.claims.get(c)) else { return false };
        // "five of them gold"
        let end = claim.tokens.end as usize;
        let them = view.is(end, Func::Of) && view.is(end + 1, Func::PluralPronoun);
        let end = end + if them { 2 } else { 0 };
        let word = view.token(end).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective));
        let next = view.token(end + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
        let bare = matches!(claim.value, Value::Number(_)) || claim.frame.noun.is_some_and(|n| n.left_out);
        bare && word && next
    };
    let closed = upto >= scene.end() || scene.comma(upto);
    let fits = parts.len() > 2 && closed && parts.iter().all(short);
    if fits {
        out.extend(judged(scene, whole, &parts, Reach::All));
    }
    fits
}
