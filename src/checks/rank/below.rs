//! Places below the last one: "in a race of six boats, she came eighth", "ninth of the eight starters".

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::{Pos, Role};
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// "In a race of six boats, Kittiwake came eighth."
pub(super) fn last(scene: &Scene<'_>, index: usize, n: u64) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let start = claim.tokens.start as usize;
    if let Some(alarm) = of_fewer(scene, index, n) {
        return Some(alarm);
    }
    let (of, entered) = scene.claims.iter().enumerate().find(|(i, c)| *i != index && entrants(scene, c))?;
    let count = u64::try_from(entered.value.figure()?.number?).ok()?;
    let placed = start.checked_sub(1).is_some_and(|t| {
        (t.saturating_sub(2)..=t).any(|t| scene.word(t, CheckWord::Placed).is_some())
            || view.is(t, Func::Be)
            // "Marlow Vale, 21st in a division of 18 clubs", "The club, eighth in the six-team league,"
            || scene.comma(t)
                && t.checked_sub(1).and_then(|b| view.token(b)).is_some_and(|b| {
                    b.pos == Pos::Name || b.pos == Pos::Noun && b.group.is_some() && view.is(claim.tokens.end as usize, Func::In)
                })
    });
    let end = claim.tokens.end as usize;
    // "was only the eighth lowest"
    let lowest = scene.word(end, CheckWord::Superlative).map_or(end, |len| end + len);
    let is = lowest > end
        && start.checked_sub(1).is_some_and(|t| view.is(t, Func::The))
        && (start.saturating_sub(3)..start).any(|t| view.is(t, Func::Be));
    let behind = view.token(lowest);
    // "in sixth place"
    let position = scene.word(claim.tokens.end as usize, CheckWord::Position).is_some()
        && start.checked_sub(1).is_some_and(|t| view.is(t, Func::In) || view.is(t, Func::Possessive));
    let placed = placed || position || is;
    let bare = position || behind.is_none_or(|t| !matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Name));
    if !placed || !bare || n <= count || scene.quoted(start) || claim.frame.unasserted.is_some() {
        return None;
    }
    let (words, field) = (scene.words(claim), scene.words(entered));
    let message = format!("The draft says \"{words}\" of \"{field}\": there is no such place.");
    let (field, rank) = mended(scene, (of, count), (index, n))?;
    let mut places = vec![field, rank];
    places.sort_by_key(|p| p.span);
    let at = places.iter().position(|p| p.span == claim.span)?;
    Some(Alarm { at, ..Alarm::over(Rule::Rank, places, message) })
}

/// "ninth of the eight starters", "the third-largest of the county's two hospitals"
fn of_fewer(scene: &Scene<'_>, index: usize, n: u64) -> Option<Alarm> {
    let view = scene.view;
    let (claim, field) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let end = claim.tokens.end as usize;
    let superlative = (end..end + 2).find_map(|t| scene.word(t, CheckWord::Superlative).map(|len| t + len));
    // "in 21st place out of 18"
    let position = scene.word(end, CheckWord::Position).map(|len| end + len);
    let of = superlative.or(position).unwrap_or(end);
    // "sixth out of five"
    let of = of + usize::from(view.is(of + 1, Func::Of) && !view.is(of, Func::Of));
    let of = of.max(end);
    let start = field.tokens.start as usize;
    let led = (of + 1..start).all(|t| {
        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Name | Pos::Possessive))
    });
    let group = field.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let stop = group.map_or(field.tokens.end, |g| g.range.end.max(field.tokens.end)) as usize;
    // "of the two-year-olds", "of the three tenors' concerts"
    // "the seventh leg of the six-leg series": so many of the same there are.
    let series = of > end
        && field.tokens.indices().any(|t| view.dash(t))
        && field.frame.noun.zip(view.token(of - 1)).is_some_and(|(n, t)| {
            n.stem == t.stem || field.tokens.indices().any(|i| view.token(i).is_some_and(|x| x.stem == t.stem))
        });
    let modifies = !series
        && (start..=stop)
            .any(|t| view.dash(t) && view.glued(t) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
    // "came fifth of four"
    let placed =
        (claim.tokens.start as usize).checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Placed).is_some())
            || position.is_some();
    let counted = (matches!(field.value, Value::Quantity { .. }) && field.frame.noun.is_some()
        || placed && matches!(field.value, Value::Number(_)))
        && !field.frame.rate;
    let figure = field.value.figure().filter(|f| f.hedge.is_none())?;
    let count = u64::try_from(figure.number.filter(rust_decimal::Decimal::is_integer)?).ok()?;
    let sure = claim.frame.unasserted.is_none() && field.frame.unasserted.is_none() && !scene.quoted(start);
    let among = view.is(of, Func::Of) || view.is(of, Func::Among);
    if !among || !led || start > of + 4 || modifies || !counted || !sure || n <= count {
        return None;
    }
    let (words, among) = (scene.words(claim), scene.words(field));
    let message = format!("The draft says \"{words}\" of \"{among}\": there is no such place.");
    let (field, rank) = mended(scene, (index + 1, count), (index, n))?;
    let mut alarm = Alarm::over(Rule::Rank, vec![rank, field], message);
    alarm.at = 0;
    Some(alarm)
}

/// A plain count of those among whom places are given: "a race of six boats", "finished eighth of six".
fn entrants(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let counted = matches!(claim.value, Value::Quantity { .. } | Value::Number(_))
        && claim.value.figure().is_some_and(|f| f.number.is_some_and(|n| n.is_integer()) && f.hedge.is_none());
    let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let contest = group.is_some_and(|g| match g.role {
        Role::Of(parent) => view
            .sentence
            .groups
            .get(parent as usize)
            .is_some_and(|p| scene.word(p.head as usize, CheckWord::Contest).is_some()),
        // "Of the four boats that entered, the Petrel came sixth": the whole in front.
        Role::Oblique(0) if view.is(0, Func::Of) || view.is(0, Func::Among) => true,
        // "a race with 12 starters"
        Role::Oblique(p) if view.is(p as usize, Func::With) => {
            (p as usize).checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Contest).is_some())
        }
        // "In the ten-player final", "the four-horse race ended"
        _ => claim.tokens.indices().any(|t| view.dash(t)) && scene.word(g.head as usize, CheckWord::Contest).is_some(),
    });
    counted && (contest || entered(scene, claim)) && !claim.frame.part && !claim.frame.rate
}

/// "There were only eight skaters in the field", "Six boats entered the race", "With six starters": counted things that
/// are said to compete.
fn entered(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let end = group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize;
    let own =
        claim.frame.noun.and_then(|n| n.token).is_some_and(|t| scene.word(t as usize, CheckWord::Entry).is_some());
    // "in the race": the field itself.
    let field = view.is(end, Func::In)
        && view.is(end + 1, Func::The)
        && (end + 2..end + 4).any(|t| scene.word(t, CheckWord::Contest).is_some());
    // "eight boys in the class, and tenth in the race" are of two.
    let mut contests = (0..view.len())
        .filter(|&t| scene.word(t, CheckWord::Contest).is_some())
        .filter_map(|t| view.token(t))
        .map(|t| t.stem);
    let one = contests.next().is_none_or(|first| contests.all(|c| c == first));
    let field = field && one;
    // "Only five horses ran and Bell Tower came sixth": all of them, in what they are known for.
    let ran = scene.word(end, CheckWord::Ran).is_some()
        && view.token(end + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction))
        && (claim.tokens.start as usize).checked_sub(1).is_none_or(|t| view.is(t, Func::Only) || t == 0);
    let acts = scene.word(end, CheckWord::Entry).is_some() || ran;
    // All of them: "three runners fell" are some.
    let verb = view.token(end).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let there = (claim.tokens.start as usize)
        .checked_sub(2)
        .is_some_and(|t| (t.saturating_sub(1)..=t).any(|t| view.is(t, Func::There)));
    let before = (claim.tokens.start as usize).checked_sub(1);
    let with =
        before.is_some_and(|t| view.is(t, Func::With) && t == 0 || view.is(t, Func::Of) || view.is(t, Func::Have));
    field && !verb && (there || with) || acts || own && !verb && (there || with)
}

/// The count with as many as the rank asks for, and the rank as the last of the count.
fn mended(scene: &Scene<'_>, (field, count): (usize, u64), (index, n): (usize, u64)) -> Option<(Place, Place)> {
    let mend = |i: usize, n: u64| {
        let claim = scene.claims.get(i)?;
        let right = bridge::rewritten(scene.words(claim), &claim.value, Decimal::from(n), scene.draft.lexicon);
        Some(scene.place(i)?.mended(right))
    };
    Some((mend(field, n)?, mend(index, count)?))
}
