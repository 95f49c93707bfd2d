//! Lists beside the things that they name, whatever these are called: "Its two owners, the estate, the diocese and a Mr Quade,
//! have", "maize, sorghum, millet and rice — the three staples of the south — are".

use super::super::restated::past_hanging;
use super::super::scene::Scene;
use super::{Announced, Listed, listed};
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Func};

/// Tokens of a list.
const LONG: usize = 24;

/// "Its two owners, the estate, the diocese and a Mr Quade, have": definite things and their list up to the verb.
pub(super) fn inner(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let definite = own.start.checked_sub(1).is_some_and(|t| {
        view.is(t, Func::Possessive) || view.is(t, Func::The) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
    });
    // "named the four victims as Brek, Vold and Lunde"
    if definite && view.is(own.end, Func::As) && !scene.has(0, view.len(), CheckWord::Some) {
        let found = listed(scene, own.end + 1, scene.end()).filter(|l| l.least == l.most);
        let names = (own.end + 1..scene.end())
            .all(|t| view.token(t).is_some_and(|x| x.pos == Pos::Name || scene.comma(t) || view.is(t, Func::And)));
        return found.filter(|_| names);
    }
    let opened = scene.comma(own.end) || scene.dash(own.end);
    // "He has three daughters, Mia and Ida."
    let has = own.start.checked_sub(1).is_some_and(|t| view.is(t, Func::Have));
    if has && scene.comma(own.end) && own.claim.is_some() && !scene.has(0, view.len(), CheckWord::Some) {
        return last_two(scene, own);
    }
    if !definite || !opened || own.claim.is_none() || scene.has(0, view.len(), CheckWord::Some) {
        return None;
    }
    let from = own.end + 1;
    let item = |t: usize| {
        view.token(t).is_some_and(|x| {
            matches!(x.pos, Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective | Pos::Possessive)
                || view.is(t, Func::Of)
                || scene.comma(t)
                || view.is(t, Func::And)
                || view.mark(t, ".")
        })
    };
    let stop = (from..(from + LONG).min(scene.end())).find(|&t| !item(t)).unwrap_or(scene.end().min(from + LONG));
    // The comma or dash behind the last item, and the verb of the things behind it.
    let close = if stop < scene.end() && scene.dash(own.end) && scene.dash(stop) {
        stop
    } else {
        stop.checked_sub(1).filter(|&t| scene.comma(t) && scene.comma(own.end))?
    };
    // "Her three daughters, Ida and Mia, sing"
    if let Some(pair) = pair(scene, own, (from, close)) {
        return Some(pair);
    }
    let verb = view.token(close + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let and = (from..close).rev().find(|&t| view.is(t, Func::And))?;
    let commas = (from..and).filter(|&t| scene.comma(t)).count();
    // Each begins as a thing of its own: "the estate, the diocese and a Mr Quade".
    let led = |t: usize| view.is(t, Func::The) || view.is(t, Func::A) || view.token(t).is_some_and(|t| t.capital);
    let opens = (from..close).filter(|&t| t == from || scene.comma(t - 1) || view.is(t - 1, Func::And));
    let all = opens.clone().filter(|&t| !view.is(t, Func::And)).all(led);
    if !verb || commas == 0 || !all {
        return None;
    }
    let found = listed(scene, from, close)?;
    // "the mayor, Ada Holt, and the bishop": names may explain the things before them.
    let explained = found.least != found.most;
    (!explained || found.most < own.count).then_some(found)
}

/// "Skarn, Hult and Visk, the four largest islands, are", "millet, maize and rice — the four staples —": the list in front.
pub(super) fn ahead(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let the = own.start.checked_sub(1).filter(|&t| view.is(t, Func::The) || view.is(t, Func::Possessive))?;
    let mark = the.checked_sub(1).filter(|&t| scene.comma(t) || scene.dash(t))?;
    let claim = own.claim.and_then(|i| scene.claims.get(i))?;
    let hyphened = claim.tokens.indices().any(|t| view.dash(t))
        || view.dash(claim.tokens.end as usize) && view.glued(claim.tokens.end as usize);
    let end = past_hanging(scene, own.end, 6);
    let closed = end >= scene.end() || scene.dash(mark) && scene.dash(end) || scene.comma(mark) && scene.comma(end);
    if hyphened
        || !closed
        || scene.has(0, view.len(), CheckWord::Some)
        || scene.claims.iter().any(|c| (c.tokens.start as usize) < mark)
    {
        return None;
    }
    let item = |t: usize| {
        view.token(t).is_some_and(|x| {
            matches!(x.pos, Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective)
                || scene.comma(t)
                || view.is(t, Func::And)
        })
    };
    let from = (mark.saturating_sub(LONG)..mark).rev().take_while(|&t| item(t)).last()?;
    let ands: Vec<usize> = (from..mark).filter(|&t| view.is(t, Func::And)).collect();
    let &[and] = ands.as_slice() else { return None };
    // The list opens the sentence, or stands behind a preposition or a verb.
    let opens =
        from == 0 || view.token(from - 1).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Verb | Pos::Aux));
    // Items of one or two words each: "the ministers of health, trade and war" are no places.
    let mut begin = from;
    let mut short = true;
    for t in from..=mark {
        if t == mark || scene.comma(t) || t == and {
            short &= t == begin || t - begin <= 3;
            begin = t + 1;
        }
    }
    let commas = (from..and).filter(|&t| scene.comma(t)).count();
    if !opens || !short || commas == 0 || and + 1 >= mark {
        return None;
    }
    let found = listed(scene, from, mark)?;
    (found.least == found.most || found.most < own.count).then_some(found)
}

/// "Rust, blight, canker and scab: these five diseases", "Salt, pepper and thyme – those are the four spices": a list, and what it
/// is called behind it.
pub(super) fn these(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let before = own.start.checked_sub(1)?;
    let mark = |t: usize| (view.mark(t, ":") || scene.dash(t)).then_some(t);
    let opened = if view.is(before, Func::Demonstrative) {
        mark(before.checked_sub(1)?)?
    } else {
        // "those are the four"
        let be = before.checked_sub(1).filter(|&t| view.is(before, Func::The) && view.is(t, Func::Be))?;
        let those =
            be.checked_sub(1).filter(|&t| view.is(t, Func::Demonstrative) || view.is(t, Func::PluralPronoun))?;
        mark(those.checked_sub(1)?)?
    };
    let item = |t: usize| {
        view.token(t).is_some_and(|x| {
            matches!(x.pos, Pos::Noun | Pos::Name | Pos::Adjective)
                || view.is(t, Func::The)
                || scene.comma(t)
                || view.is(t, Func::And)
        })
    };
    let commas = (0..opened).filter(|&t| scene.comma(t)).count();
    let plain = (0..opened).all(item) && commas > 0 && !scene.has(0, view.len(), CheckWord::Some);
    let bare = scene.claims.iter().all(|c| c.tokens.start as usize > opened);
    let found = listed(scene, 0, opened).filter(|_| plain && bare)?;
    (found.least == found.most || found.most < own.count).then_some(found)
}

/// Two names at the end of the sentence, of what should be three or more.
fn last_two(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let (from, end) = (own.end + 1, scene.end());
    let and = (from..end).find(|&t| view.is(t, Func::And))?;
    let name = |a: usize, b: usize| {
        a < b
            && b - a <= 2
            && view.token(b - 1).is_some_and(|t| t.pos == Pos::Name)
            && view.token(a).is_some_and(|t| t.capital)
    };
    (own.count > 2 && name(from, and) && name(and + 1, end))
        .then(|| Some(Listed { least: 2, most: 2, place: scene.tokens(from, end)? }))?
}

/// Two names, one word each or two, of what should be three or more.
fn pair(scene: &Scene<'_>, own: &Announced, (from, close): (usize, usize)) -> Option<Listed> {
    let view = scene.view;
    let and = (from..close).find(|&t| view.is(t, Func::And))?;
    let name =
        |a: usize, b: usize| a < b && b - a <= 2 && (a..b).all(|t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
    let verb = view.token(close + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let whose = own
        .start
        .checked_sub(1)
        .is_some_and(|t| view.is(t, Func::Possessive) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
    let fits = own.count > 2 && whose && verb && name(from, and) && name(and + 1, close);
    fits.then(|| Some(Listed { least: 2, most: 2, place: scene.tokens(from, close)? }))?
}
