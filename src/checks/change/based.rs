//! A change with the level that it came to and the one that it is held against, in a sentence with no further figure: "At 9
//! million litres, output was 35 percent below last year's 12 million".

use super::super::scene::{Scene, times_and_ranks};
use super::levels::{Based, of, unit};
use crate::analysis::Pos;
use crate::claims::{ChangeOf, Claim, Level, Value};
use crate::lexicon::Func;
use rust_decimal::Decimal;

/// The two levels of one thing are not so many times apart.
const APART: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

pub(super) fn found(scene: &Scene<'_>) -> Option<Based> {
    let view = scene.view;
    let [a, b, c] = scene.three(times_and_ranks)?;
    let change = [a, b, c].into_iter().find(|&i| scene.claims.get(i).is_some_and(percent))?;
    let own = scene.claims.get(change)?;
    let mut others = [a, b, c].into_iter().filter(|&i| i != change);
    let (one, two) = (others.next()?, others.next()?);
    let (from, to) = match (based(scene, one, own), based(scene, two, own)) {
        (true, false) => (one, two),
        (false, true) => (two, one),
        _ => return None,
    };
    let (before, end) = (scene.claims.get(from)?, scene.claims.get(to)?);
    let number = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, y) = (number(before)?, number(end)?);
    let near = x > Decimal::ZERO && y > Decimal::ZERO && x <= y.checked_mul(APART)? && y <= x.checked_mul(APART)?;
    // "100 cents, against 80": of the same unit, where it is left out.
    let value = match &before.value {
        Value::Number(figure) if !matches!(end.value, Value::Number(_)) => of(&end.value, figure.clone())?,
        value => value.clone(),
    };
    let others =
        [Func::Not, Func::Never, Func::If, Func::Each, Func::Every, Func::Average, Func::Would, Func::And, Func::While];
    let sure = [before, end].iter().all(|c| c.frame.unasserted.is_none() && !c.frame.rate);
    // "35 percent of", "20 percent in Osk": of something else.
    let behind = own.tokens.end as usize;
    let part = view.is(behind, Func::Of) || view.is(behind, Func::In) || view.is(behind, Func::For);
    let level = matches!(end.frame.level, Level::Level | Level::End);
    let same = unit(&value).is_some() && unit(&value) == unit(&end.value);
    if !near || !same || !sure || !level || part || scene.has_func(0, view.len(), &others) {
        return None;
    }
    let first = before.tokens.start.min(end.tokens.start) as usize;
    let last = before.tokens.end.max(end.tokens.end) as usize;
    Some((value, to, scene.place(from)?, scene.place(to)?, first, last, change))
}

fn percent(claim: &Claim) -> bool {
    matches!(&claim.value, Value::Change { of: ChangeOf::Percent, ratio: None, figure: Some(_), .. })
        && claim.frame.unasserted.is_none()
}

/// A level of another time, right behind the change: "35 percent below last year's 12 million".
fn based(scene: &Scene<'_>, index: usize, change: &Claim) -> bool {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return false };
    let start = claim.tokens.start as usize;
    let when = |t: usize| {
        scene.claim_over(t).and_then(|i| scene.claims.get(i)).is_some_and(|c| matches!(c.value, Value::When(_)))
    };
    let whose = start
        .checked_sub(1)
        .is_some_and(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive) && t.checked_sub(1).is_some_and(when));
    let behind = change.tokens.end as usize;
    let beside = behind <= start
        && (behind..start.saturating_sub(1)).all(|t| {
            when(t)
                || view.is(t, Func::The)
                || view.is(t, Func::Than)
                || view.token(t).is_some_and(|t| t.pos == Pos::Preposition)
        });
    whose && beside && !matches!(claim.value, Value::Percent { .. })
}
