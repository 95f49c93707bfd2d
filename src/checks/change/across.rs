//! A change in the sentence behind the one that tells the first level: "In 2011 the library lent 250,000 books. Last year it lent
//! 150,000, a fall of 60 percent".

use super::super::scene::{Scene, times_and_ranks};
use super::levels::unit;
use super::{Told, behind};
use crate::analysis::{Clause, Pos};
use crate::claims::{ChangeOf, Claim, Level, Value};
use crate::lexicon::Func;
use rust_decimal::Decimal;

/// The two levels of one thing are not so many times apart.
const APART: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

pub(super) fn found<'a>(scene: &Scene<'a>) -> Option<Told<'a>> {
    let view = scene.view;
    let mut own = (0..scene.claims.len()).filter(|&i| scene.claims.get(i).is_some_and(|c| !times_and_ranks(c)));
    let (level, change, None) = (own.next()?, own.next()?, own.next()) else { return None };
    let (after, by) = (scene.claims.get(level)?, scene.claims.get(change)?);
    let percent = matches!(&by.value, Value::Change { of: ChangeOf::Percent, figure: Some(_), .. });
    let (last, start, end) = (after.tokens.end as usize, by.tokens.start as usize, by.tokens.end as usize);
    let closed = end >= scene.end() || view.token(end).is_some_and(|t| t.pos == Pos::Mark);
    if !percent || start < last || !closed || !behind(scene, last, start, end) {
        return None;
    }
    let previous = scene.sentence.checked_sub(1)?;
    let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < previous);
    let other = scene.draft.scene(previous, from).filter(|s| s.view.sentence.block == view.sentence.block)?;
    let mut figures = (0..other.claims.len()).filter(|&i| other.claims.get(i).is_some_and(|c| !times_and_ranks(c)));
    let (first, None) = (figures.next()?, figures.next()) else { return None };
    let before = other.claims.get(first)?;
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, y) = (exact(before)?, exact(after)?);
    let near = x > Decimal::ZERO && y > Decimal::ZERO && x <= y.checked_mul(APART)? && y <= x.checked_mul(APART)?;
    let counts = |c: &Claim| matches!(c.value, Value::Number(_) | Value::Quantity { .. });
    let nouns = match (before.frame.noun, after.frame.noun) {
        (Some(a), Some(b)) => a.stem == b.stem || b.left_out || b.token.is_none(),
        (None, Some(b)) => b.left_out || b.token.is_none(),
        _ => true,
    };
    let bare = matches!(after.value, Value::Number(_)) && counts(before);
    let same = nouns && (bare || unit(&before.value).is_some() && unit(&before.value) == unit(&after.value));
    let others = [Func::Not, Func::Never, Func::If, Func::Would, Func::Average, Func::Each, Func::Other, Func::Another];
    let plain = |s: &Scene<'_>, c: &Claim| {
        c.frame.level == Level::Level
            && c.frame.unasserted.is_none()
            && !c.frame.rate
            && !c.frame.part
            && !s.has_func(0, s.view.len(), &others)
            && !s.quoted(c.tokens.start as usize)
    };
    if !near || !same || !plain(&other, before) || !plain(scene, after) || !one(&other, before, scene, after) {
        return None;
    }
    Some(Told {
        from: &before.value,
        to: &after.value,
        places: vec![other.place(first)?, scene.place(level)?],
        first: after.tokens.start as usize,
        last,
        change: Some(change),
    })
}

/// Whether both levels stand under the same verb, of one subject or of what a pronoun takes up.
fn one(before: &Scene<'_>, a: &Claim, scene: &Scene<'_>, b: &Claim) -> bool {
    let clause = |s: &Scene<'_>, c: &Claim| s.view.sentence.clauses.get(c.frame.clause as usize).copied();
    let verb = |s: &Scene<'_>, c: &Clause| c.verb.and_then(|v| s.view.token(v as usize)).map(|t| t.stem);
    let head = |s: &Scene<'_>, c: &Clause| {
        c.subject.and_then(|g| s.view.sentence.groups.get(g as usize)).map(|g| g.head as usize)
    };
    let (Some(one), Some(two)) = (clause(before, a), clause(scene, b)) else { return false };
    let (Some(x), Some(y)) = (head(before, &one), head(scene, &two)) else { return false };
    let stem = |s: &Scene<'_>, t: usize| s.view.token(t).map(|t| t.stem);
    let pronoun = scene.view.token(y).is_some_and(|t| t.pos == Pos::Pronoun);
    // "The mine dug 40 tonnes in May. In June it dug 30": the verb, and who does it.
    let subject = pronoun || stem(before, x) == stem(scene, y);
    verb(before, &one).is_some() && verb(before, &one) == verb(scene, &two) && subject && !one.negated && !two.negated
}
