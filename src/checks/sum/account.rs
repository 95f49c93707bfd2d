//! Parts as items of a list and the whole that they are bound to by a mark, by "of", or by a verb: "1,850 people: 1,200 in
//! Norden, 430 in Ulm and 220 in Brest", "Of 212 pupils, 190 passed and 22 failed", "… make up the 23-man squad".

use super::super::alarm::Alarm;
use super::super::list::{self, Of, Part, summable};
use super::super::scene::Scene;
use super::beside;
use super::items::{Bond, Item, alike, bond, items, plain};
use super::{Reach, judged_of};
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Sense, VerbForm};
use rust_decimal::Decimal;

/// Parts that make the whole up to a quarter are meant to be all of it.
const NEAR: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

/// Two numbers behind a mark that miss the whole by more may be some of it.
const FAR: Decimal = Decimal::from_parts(14, 0, 0, false, 1);

/// A slip is no larger than one in so many of the whole.
const SLIP: Decimal = Decimal::from_parts(25, 0, 0, false, 0);

/// A whole in a sentence, and its parts in this one.
type Whole<'s, 'a> = (&'s Scene<'a>, usize);

pub(super) fn check(scene: &Scene<'_>, figures: usize, out: &mut Vec<Alarm>) {
    if loose(scene) {
        out.extend(beside::included(scene));
        return;
    }
    if figures < 3 {
        // "five grandchildren, three girls and a boy"
        out.extend(beside::halved(scene).or_else(|| apposed(scene)));
        return;
    }
    out.extend(
        opened(scene)
            .or_else(|| fronted(scene))
            .or_else(|| beside::shared(scene))
            .or_else(|| apposed(scene))
            .or_else(|| beside::formed(scene))
            .or_else(|| beside::seated(scene))
            .or_else(|| beside::ahead(scene)),
    );
}

/// Words by which figures of a sentence need be no parts of each other.
pub(super) fn loose(scene: &Scene<'_>) -> bool {
    let others = [
        Func::Not,
        Func::Never,
        Func::If,
        Func::Average,
        Func::Each,
        Func::Every,
        Func::Than,
        Func::Or,
        Func::More,
        Func::Another,
        Func::Fewer,
    ];
    let len = scene.view.len();
    let among = |t: usize| {
        // "…, of which 410 went to hospitals", "six of whom": all of them may follow.
        let which = scene.view.is(t, Func::Of);
        !which && scene.word(t, CheckWord::Some).is_some()
    };
    scene.has_func(0, len, &others) || scene.has(0, len, CheckWord::Overlap) || (0..len).any(among)
}

/// Judges items of a whole that they come near to.
pub(super) fn near(scene: &Scene<'_>, whole: Whole<'_, '_>, items: &[Item], reach: Reach) -> Option<Alarm> {
    let parts: Vec<Part> = items.iter().map(|i| i.part.clone()).collect();
    near_parts(scene, whole, &parts, reach)
}

/// The same of parts.
pub(super) fn near_parts(scene: &Scene<'_>, (of, whole): Whole<'_, '_>, parts: &[Part], reach: Reach) -> Option<Alarm> {
    let claim = of.claims.get(whole).filter(|c| plain(c) && !c.frame.part)?;
    let total = claim.value.figure()?.number?;
    let number = |p: &Part| match p.claim {
        Some(c) => scene.claims.get(c).and_then(|c| c.value.figure()).and_then(|f| f.number),
        None => Some(Decimal::ONE),
    };
    let told: Vec<Decimal> = parts.iter().map(number).collect::<Option<_>>()?;
    let made = told.iter().try_fold(Decimal::ZERO, |a, b| a.checked_add(*b))?;
    // "Four games: Osk 3, Lier 2"
    let games = claim.tokens.indices().any(|t| of.word(t, CheckWord::Played).is_some());
    let fits = made <= total.checked_mul(NEAR)? && total <= made.checked_mul(NEAR)? && told.iter().all(|p| *p < total);
    (fits && !games && total > Decimal::TWO).then(|| judged_of(scene, (of, whole), parts, reach)).flatten()
}

/// Whether parts come near to their whole.
pub(super) fn close(scene: &Scene<'_>, whole: usize, parts: &[Part]) -> bool {
    let total = scene.claims.get(whole).and_then(|c| c.value.figure()).and_then(|f| f.number);
    let made = list::sum(parts.iter().map(|p| &p.covers)).as_ref().and_then(list::middle);
    total.zip(made).is_some_and(|(t, m)| m <= t.saturating_mul(FAR) && t <= m.saturating_mul(FAR))
}

/// A figure that says what it counts or measures.
pub(super) fn named(scene: &Scene<'_>, claim: &Claim) -> bool {
    let body = (claim.tokens.start as usize).checked_sub(1).is_some_and(|t| scene.view.is(t, Func::Of));
    match claim.value {
        Value::Quantity { .. } => {
            claim.frame.noun.is_some_and(|n| n.token.is_some() && !n.left_out)
                || scene.word_of(claim, CheckWord::Strong)
        }
        // "A crew of 11"
        Value::Number(_) => body,
        _ => true,
    }
}

/// The only figure of a kind before a token that can be a whole.
fn only(scene: &Scene<'_>, before: usize, of: Of<'_>) -> Option<usize> {
    let mut found = scene.claims.iter().enumerate().filter(|(_, c)| {
        (c.tokens.end as usize) <= before && summable(c).is_some_and(|o| alike(o, of)) && named(scene, c)
    });
    let (index, None) = (found.next()?.0, found.next()) else { return None };
    Some(index)
}

/// What the first figure behind a token is of.
fn kind<'a>(scene: &Scene<'a>, from: usize) -> Option<Of<'a>> {
    scene.claims.iter().find(|c| c.tokens.start as usize >= from && summable(c).is_some()).and_then(summable)
}

/// Behind a colon, a dash, a semicolon or a bracket, or behind ", with".
fn opened(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let end = scene.end();
    for at in 1..end {
        let bracket = view.mark(at, "(");
        let strong = bracket || view.mark(at, ":") && !view.glued(at + 1) || scene.dash(at);
        let with = scene.comma(at) && view.is(at + 1, Func::With);
        // ", comprising 6,112 books"
        let splits = scene.word(at + 1, CheckWord::Splits).filter(|_| scene.comma(at));
        if !(strong || with || splits.is_some() || view.mark(at, ";")) {
            continue;
        }
        let strong = strong || splits.is_some();
        let mut from = at + 1 + usize::from(with) + splits.unwrap_or(0);
        let between = [Func::Between, Func::Among, Func::In, Func::Into];
        from += usize::from(splits.is_some() && between.iter().any(|&f| view.is(from, f)));
        let closing = |t: &usize| if bracket { view.mark(*t, ")") } else { scene.dash(*t) };
        let to = (from..end).find(closing).unwrap_or(end);
        // Before a semicolon or "with" nothing but the whole is told.
        let of = kind(scene, from)?;
        // "the three brothers own 47 boats:": the one right before the mark.
        let right = (0..scene.claims.len()).find(|&i| {
            strong
                && scene.claims.get(i).is_some_and(|c| {
                    c.tokens.end as usize == at && named(scene, c) && summable(c).is_some_and(|o| alike(o, of))
                })
        });
        let Some(whole) = only(scene, at, of).or(right) else { continue };
        let Some(items) = items(scene, from, to, of) else {
            // "Aldo has 21, Remo 14 and Ciro 12", "with the state paying 46 million, the county 22 million and"
            let told = list::itemised(scene, from, to, of, true).filter(|p| p.len() > 2 && behind_names(scene, p));
            let Some(parts) = told else { continue };
            return near_parts(scene, (scene, whole), &parts, Reach::All);
        };
        let rest = scene.claims.iter().skip(1 + items.iter().filter_map(|i| i.part.claim).max().unwrap_or(0));
        if rest.clone().any(|c| summable(c).is_some_and(|o| alike(o, of)) && !bracket) {
            continue;
        }
        let Some(bond) = bond(scene, &items) else { continue };
        let behind = scene.claims.get(whole).map_or(at, |c| c.tokens.end as usize);
        if bond == Bond::Led && !strong && led_alike(scene, behind..at, &items) {
            continue;
        }
        let reach = if strong || matches!(bond, Bond::Apart | Bond::Rest) || items.len() > 2 {
            Reach::All
        } else if bond == Bond::Led {
            Reach::Some
        } else {
            continue;
        };
        return near(scene, (scene, whole), &items, reach);
    }
    None
}

/// Whether the words behind a figure have the preposition of the items: it is one of them.
fn led_alike(scene: &Scene<'_>, words: std::ops::Range<usize>, items: &[Item]) -> bool {
    let lead = |t: usize| scene.view.token(t).filter(|x| x.pos == Pos::Preposition).map(|x| x.surface);
    let own = items.last().and_then(|i| lead(i.end));
    own.is_some() && words.into_iter().any(|t| lead(t) == own)
}

/// "Of 212 pupils tested, 190 passed and 22 failed": what became of each, one or the other.
fn fronted(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let start = scene.claims.iter().position(|c| summable(c).is_some())?;
    let claim = scene.claims.get(start)?;
    let of = (0..2).find(|&t| view.is(t, Func::Of)).filter(|&t| (claim.tokens.start as usize) <= t + 5)?;
    let end = claim.tokens.end as usize;
    let comma = (end..end + 8).find(|&t| scene.comma(t))?;
    let own = (of + 1..comma).all(|t| !view.token(t).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Relative)));
    let items = items(scene, comma + 1, scene.end(), summable(claim)?)?;
    if !own || !named(scene, claim) {
        return None;
    }
    // "48 left on time, 19 were late and six were cancelled": three or more that happened to them, and nearly all of them.
    let acts = |i: &Item| {
        let form = |form: VerbForm| view.hits(i.end).any(|h| h.len == 1 && h.sense == Sense::Verb(form));
        let aux = (i.end..i.end + 2).any(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)));
        (form(VerbForm::Past) || aux && !form(VerbForm::Base)) && !view.is(i.end, Func::Have)
    };
    let bond = bond(scene, &items);
    if bond.is_none() && items.len() > 2 && items.iter().all(acts) && slip(scene, claim, &items) {
        return near(scene, (scene, start), &items, Reach::All);
    }
    let reach = match bond? {
        Bond::Apart | Bond::Rest => Reach::All,
        Bond::Led => Reach::Some,
        // "Of the 16 tonnes, 9 tonnes were files and 8 tonnes newspapers": no tonne is both.
        Bond::Kinds if !matches!(summable(claim), Some(Of::Count(_))) => Reach::All,
        // "18 play football and 16 sing": kinds may be verbs here.
        Bond::Kinds => return None,
    };
    let quiet = |i: &Item| (i.end..i.to).all(|t| !view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)));
    if bond == Some(Bond::Apart) && !whole_of(scene, claim, &items) {
        return None;
    }
    (reach == Reach::All || items.iter().skip(1).all(quiet))
        .then(|| near(scene, (scene, start), &items, reach))
        .flatten()
}

/// Whether the items make nearly the whole, but not the whole.
pub(super) fn slip(scene: &Scene<'_>, whole: &Claim, items: &[Item]) -> bool {
    let number = |c: &Claim| c.value.figure().and_then(|f| f.number);
    let own = |i: &Item| i.part.claim.map_or(Some(Decimal::ONE), |c| scene.claims.get(c).and_then(number));
    let made = items.iter().map(own).try_fold(Decimal::ZERO, |a, b| a.checked_add(b?));
    made.zip(number(whole)).is_some_and(|(made, total)| {
        let off = (made - total).abs();
        off <= Decimal::TWO || off.saturating_mul(SLIP) <= total
    })
}

/// "84 people, 70 of them passengers and 14 crew", "A crew of 11, nine sailors and two engineers, abandoned"
fn apposed(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    for (whole, claim) in scene.claims.iter().enumerate() {
        let Some(of @ Of::Count(_)) = summable(claim) else { continue };
        if !named(scene, claim) || whole > 0 && only(scene, claim.tokens.end as usize, of) != Some(whole) {
            continue;
        }
        let end = claim.tokens.end as usize;
        let Some(comma) = (end..end + 7).find(|&t| scene.comma(t)) else { continue };
        // ", of whom 20 were"
        let which = view.is(comma + 1, Func::Of) && (view.is(comma + 2, Func::Whom) || view.is(comma + 2, Func::Which));
        let from = comma + 1 + if which { 2 } else { 0 };
        // "…, eight sailors and two engineers, abandoned": up to the verb.
        let verb = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        let and = (from..scene.end()).find(|&t| view.is(t, Func::And)).unwrap_or(from);
        let close = (and..scene.end()).find(|&t| scene.comma(t) && verb(t + 1));
        let Some(items) = items(scene, from, close.unwrap_or(scene.end()), of) else { continue };
        let Some(bond) = bond(scene, &items) else { continue };
        // "13 seats in the north, 9 in the south and 6 in the islands": the first of the parts.
        if bond == Bond::Led && !them(scene, &items) && led_alike(scene, end..comma, &items) {
            continue;
        }
        let body = matches!(claim.value, Value::Number(_)) && end == comma && close.is_some();
        // "The 36-member panel, 19 teachers, nine parents and eight pupils, meets"
        let closed = close.is_some() && items.len() > 2 && bond == Bond::Kinds;
        let placed = items.len() > 2 && bond == Bond::Led && them(scene, &items);
        let all = matches!(bond, Bond::Apart | Bond::Rest)
            || closed
            || placed
            || bond == Bond::Kinds && body
            || items.len() > 2 && bond == Bond::Led && end == comma;
        if !all {
            // "1,136 ballots were cast, 641 for Ms. Pryce and 495 for Mr. Dole": more than there are, and on no days of their own.
            let dated = scene.claims.iter().any(|c| {
                matches!(c.value, Value::When(_))
                    && items.iter().any(|i| (i.from..i.to).contains(&(c.tokens.start as usize)))
            });
            if bond == Bond::Led && !dated && items.len() == 2 {
                return near(scene, (scene, whole), &items, Reach::Some);
            }
            continue;
        }
        if bond == Bond::Apart && !whole_of(scene, claim, &items) {
            continue;
        }
        return near(scene, (scene, whole), &items, Reach::All);
    }
    None
}

/// Whether two of which each has one leave out few: "60 were accepted and 25 rejected" of 100 leaves some undecided.
fn whole_of(scene: &Scene<'_>, whole: &Claim, items: &[Item]) -> bool {
    let number = |c: &Claim| c.value.figure().and_then(|f| f.number);
    let own = |i: &Item| i.part.claim.map_or(Some(Decimal::ONE), |c| scene.claims.get(c).and_then(number));
    let made = items.iter().map(own).try_fold(Decimal::ZERO, |a, b| a.checked_add(b?));
    made.zip(number(whole)).is_some_and(|(made, total)| made > total || slip(scene, whole, items))
}

/// "seven of them spoken in the valley, nine on": of those told before.
fn them(scene: &Scene<'_>, items: &[Item]) -> bool {
    let view = scene.view;
    items.first().is_some_and(|i| {
        (i.end..i.end + 2)
            .any(|t| view.is(t, Func::Of) && (view.is(t + 1, Func::PluralPronoun) || view.is(t + 1, Func::Them)))
    })
}

/// Whether each part stands behind a name or a definite thing whose it is.
fn behind_names(scene: &Scene<'_>, parts: &[Part]) -> bool {
    let view = scene.view;
    parts.iter().all(|p| {
        let Some(claim) = p.claim.and_then(|c| scene.claims.get(c)) else { return false };
        let before = (claim.tokens.start as usize).checked_sub(1);
        before
            .and_then(|t| view.token(t))
            .is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun | Pos::Verb | Pos::Aux))
            && (matches!(claim.value, Value::Number(_))
                || !matches!(summable(claim), Some(Of::Count(_)))
                || claim.frame.noun.is_some_and(|n| n.left_out))
    })
}
