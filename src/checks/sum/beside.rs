//! Wholes that stand beside their parts in ways of their own: "Two of the seven crew were found alive and five dead", "18
//! incumbents and 13 newcomers to the 31-seat council", "… make up the 23-man squad", "Half of the 40 trees, … the remaining 20".

use super::super::alarm::Alarm;
use super::super::list::{self, Of, Part, summable};
use super::super::percent_sum::fraction;
use super::super::scene::Scene;
use super::account::{named, near, near_parts};
use super::items::{Bond, alike, bond, items, plain};
use super::{Reach, judged_of};
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// "The fleet of 53 ships includes 31 tankers; the other 22 carry grain": some of a whole, and what is called its rest.
pub(super) fn included(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let figures: Vec<usize> = (0..scene.claims.len())
        .filter(|&i| scene.claims.get(i).is_some_and(|c| summable(c).is_some() || list::counts(c, Of::Count(None))))
        .collect();
    let &[whole, one, two] = figures.as_slice() else { return None };
    let (w, p, r) = (scene.claims.get(whole)?, scene.claims.get(one)?, scene.claims.get(two)?);
    let of = summable(w)?;
    let alike_all = [p, r].iter().all(|c| plain(c) && summable(c).is_some_and(|o| alike(o, of)));
    let start = p.tokens.start as usize;
    let some =
        (start.saturating_sub(3)..start).any(|t| scene.word(t, CheckWord::Some).is_some_and(|len| t + len == start));
    let (part, end) = (p.tokens.end as usize..r.tokens.start as usize)
        .find_map(|t| {
            (view.mark(t, ";") || scene.comma(t) || view.is(t, Func::And)).then(|| list::part(scene, t + 1, of))
        })
        .flatten()?;
    let called = part.rest && part.claim == Some(two) && end == r.tokens.end as usize;
    // "the other 22 crews": of their own kind or of none.
    let bare = matches!(r.value, Value::Number(_)) || r.frame.noun.is_none_or(|n| n.left_out || n.token.is_none());
    let others = [Func::Not, Func::Never, Func::If, Func::Than, Func::More, Func::Another, Func::Average];
    let fits = alike_all && some && called && bare && named(scene, w) && !scene.has_func(0, view.len(), &others);
    let covers = bridge::covers(&p.value, scene.draft.lexicon)?;
    let first = Part { place: scene.place(one)?, claim: Some(one), covers, rest: false };
    fits.then(|| near_parts(scene, (scene, whole), &[first, part], Reach::All)).flatten()
}

/// "Two of the seven crew were found alive and five dead"
pub(super) fn shared(scene: &Scene<'_>) -> Option<Alarm> {
    let [one, two, ..] = scene.claims else { return None };
    if !(one.frame.part && two.frame.whole && one.tokens.start <= 1) {
        return None;
    }
    let items = items(scene, one.tokens.start as usize, scene.end(), summable(two)?)?;
    // The whole stands in the words of the first.
    let fits = items.iter().all(|i| i.part.claim != Some(1)) && named(scene, two);
    let apart = fits && matches!(bond(scene, &items)?, Bond::Apart | Bond::Rest);
    apart.then(|| near(scene, (scene, 1), &items, Reach::All)).flatten()
}

/// "18 incumbents and 13 newcomers to the 31-seat council": more than there are seats.
pub(super) fn seated(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let seats = |c: &Claim| {
        c.tokens.indices().any(|t| scene.word(t, CheckWord::Seat).is_some()) && c.tokens.indices().any(|t| view.dash(t))
    };
    let whole = scene.claims.iter().position(seats)?;
    let start = scene.claims.get(whole)?.tokens.start as usize;
    let to = start.checked_sub(2).filter(|&t| {
        view.is(t + 1, Func::The) && [Func::To, Func::On, Func::In, Func::Into].iter().any(|&f| view.is(t, f))
    })?;
    let first = scene.claims.first().filter(|c| summable(c).is_some() && (c.tokens.start as usize) < to)?;
    let items = items(scene, first.tokens.start as usize, to, Of::Count(None))?;
    let kinds = bond(scene, &items) == Some(Bond::Kinds);
    kinds.then(|| near(scene, (scene, whole), &items, Reach::Some)).flatten()
}

/// "With 23 gold, 18 silver and 27 bronze medals, the team came home with 68 medals": the whole of what the list in front
/// counts, by the same noun.
pub(super) fn ahead(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let from = (0..3).find(|&t| scene.claim_at(t).is_some())?;
    let and = (from..scene.end()).find(|&t| view.is(t, Func::And))?;
    let comma = (and..scene.end()).find(|&t| scene.comma(t))?;
    let items = items(scene, from, comma, Of::Count(None))?;
    let whole = scene.claims.len().checked_sub(1)?;
    let claim = scene.claims.get(whole).filter(|c| c.tokens.start as usize > comma)?;
    let last = items.last()?.part.claim.and_then(|c| scene.claims.get(c))?;
    let stem = |c: &Claim| c.frame.noun.filter(|n| n.token.is_some() && !n.left_out).map(|n| n.stem);
    let same = stem(claim).is_some() && stem(claim) == stem(last) && items.len() + 1 == scene.claims.len();
    // "With 23 gold, 18 silver and 27 bronze medals, the team beat its record of 69 medals": another's.
    let led =
        view.is(0, Func::With) && (claim.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::With));
    (led && same && items.len() > 2 && bond(scene, &items) == Some(Bond::Kinds))
        .then(|| near(scene, (scene, whole), &items, Reach::All))
        .flatten()
}

/// "Three goalkeepers, eight defenders and twelve others make up the 23-man squad"
pub(super) fn formed(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let verb = (2..scene.end()).find(|&t| {
        scene.word(t, CheckWord::Forms).is_some()
            && view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Noun))
    })?;
    let behind = verb + scene.word(verb, CheckWord::Forms)?;
    let mut wholes = (0..scene.claims.len())
        .filter(|&i| scene.claims.get(i).is_some_and(|c| c.tokens.start as usize >= behind && summable(c).is_some()));
    let (whole, None) = (wholes.next()?, wholes.next()) else { return None };
    let claim = scene.claims.get(whole)?;
    let start = claim.tokens.start as usize;
    let led = (behind..start).all(|t| {
        view.token(t).is_some_and(|x| {
            matches!(x.pos, Pos::Determiner | Pos::Possessive | Pos::Noun | Pos::Name | Pos::Adjective)
        }) || view.is(t, Func::Of)
    });
    let definite = view.is(behind, Func::The) || view.is(behind, Func::Possessive);
    let body = view.is(behind, Func::A) && start.checked_sub(1).is_some_and(|t| view.is(t, Func::Of));
    // "Together, the 14 buses and"
    let from = (0..4).find(|&t| list::part(scene, t, Of::Count(None)).is_some())?;
    let items = items(scene, from, verb, summable(claim)?)?;
    let bound = led && start <= behind + 5 && (definite || body) && bond(scene, &items).is_some();
    bound.then(|| near(scene, (scene, whole), &items, Reach::All)).flatten()
}

/// "Half of the 40 trees were oaks, and the remaining 20 were ash": a share in words and what it leaves.
pub(super) fn halved(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let share = fraction(scene, 0)?;
    let mut figures = (0..scene.claims.len()).filter(|&i| {
        scene.claims.get(i).is_some_and(|c| {
            c.tokens.start as usize >= share.to && summable(c).is_some() && !matches!(c.value, Value::When(_))
        })
    });
    let (whole, last, None) = (figures.next()?, figures.next()?, figures.next()) else { return None };
    let (w, r) = (scene.claims.get(whole)?, scene.claims.get(last)?);
    let rest = (r.tokens.start as usize).checked_sub(1)?;
    let the = |t: usize| t.checked_sub(1).is_some_and(|b| view.is(b, Func::The));
    let called = the(rest) && (view.is(rest, Func::Other) || scene.word(rest, CheckWord::Rest).is_some());
    let of = view.is(share.to, Func::Of) && (w.tokens.start as usize) <= share.to + 5 && named(scene, w);
    if !of || !called || !plain(w) || !plain(r) || view.is((w.tokens.start as usize).checked_sub(1)?, Func::Of) {
        return None;
    }
    let (total, left) = (w.value.figure()?.number?, r.value.figure()?.number?);
    let percent = list::middle(&share.covers)?;
    let part = total.checked_mul(percent)?.checked_div(Decimal::ONE_HUNDRED)?.round();
    let made = part.checked_add(left)?;
    if (made - total).abs() <= Decimal::ONE || left >= total || part < Decimal::ONE {
        return None;
    }
    let covers = bridge::Span::closed(part.into(), part.into());
    let one = Part { place: share.place, claim: None, covers, rest: false };
    let covers = bridge::covers(&r.value, scene.draft.lexicon)?;
    let two = Part { place: scene.place(last)?, claim: Some(last), covers, rest: true };
    judged_of(scene, (scene, whole), &[one, two], Reach::All)
}
