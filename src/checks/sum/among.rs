//! Some of a whole, and yet more than it: "nine arrests, among them six men and five women".

use super::super::alarm::Alarm;
use super::super::list::{Of, Part, parts, summable};
use super::super::scene::Scene;
use super::{Reach, judged};
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Sense};

/// "nine arrests, among them six men and five women": some of a whole, and yet more than it.
pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    // "The council's 25 members include 13 women and 14 men"
    let verb = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Verb);
    let opens = |t: &usize| (scene.comma(t - 1) || verb(*t)) && scene.word(*t, CheckWord::Some).is_some();
    let Some(at) = (1..scene.end()).find(opens) else {
        return;
    };
    let mut before = (0..scene.claims.len())
        .filter(|&i| scene.claims.get(i).is_some_and(|c| (c.tokens.start as usize) < at && summable(c).is_some()));
    let (Some(whole), None) = (before.next(), before.next()) else { return };
    let from = at + scene.word(at, CheckWord::Some).unwrap_or(1);
    let Some((parts, upto)) = parts(scene, from, scene.end(), Of::Count(None)) else { return };
    let closed = upto >= scene.end() || scene.comma(upto);
    // Nobody is both.
    let sex = |p: &Part| {
        let noun = p.claim.and_then(|c| scene.claims.get(c)).and_then(|c| c.frame.noun).and_then(|n| n.token)?;
        let of = view.hits(noun as usize).any(|h| match h.sense {
            Sense::Partition(id) => view.lexicon.partitions.get(id as usize).is_some_and(|p| p.by == "sex"),
            _ => false,
        });
        view.token(noun as usize).filter(|_| of).map(|t| t.stem)
    };
    // "14 Danes, eight Swedes and four Finns": nor of two peoples.
    let people = |p: &Part| {
        let claim = p.claim.and_then(|c| scene.claims.get(c));
        claim.is_some_and(|c| {
            c.frame.noun.and_then(|n| n.token).and_then(|t| view.token(t as usize)).is_some_and(|t| t.capital)
                && c.frame.noun.is_some_and(|n| n.token.is_some_and(|t| c.tokens.holds(t as usize)))
        })
    };
    if closed && parts.len() > 1 && parts.iter().all(people) {
        out.extend(judged(scene, whole, &parts, Reach::Some));
        return;
    }
    let sexes: Option<Vec<_>> = parts.iter().map(sex).collect();
    if closed && matches!(sexes.as_deref(), Some([a, b]) if a != b) {
        out.extend(judged(scene, whole, &parts, Reach::Some));
    }
}
