//! What there was, what came to it, and how many there are now: "To the 1,150 flats that it already lets the trust added
//! 275, which brings the number to 1,525".

use super::super::alarm::Alarm;
use super::super::list::{Of, Part, summable};
use super::super::scene::Scene;
use super::{Reach, judged};
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Tokens between a figure and the verb that tells of it.
const FAR: usize = 6;
/// What is told as the number now is less than so many halves of what the two make.
const LARGE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let mut figures = Vec::new();
    for (index, claim) in scene.claims.iter().enumerate() {
        match claim.value {
            Value::When(_) | Value::Ordinal(_) => {}
            _ if matches!(summable(claim), Some(Of::Count(_))) => figures.push(index),
            Value::Change { .. } => figures.push(index),
            _ => return,
        }
    }
    let &[a, b, c] = figures.as_slice() else { return };
    let others = [Func::Not, Func::Never, Func::If, Func::Average, Func::Each, Func::Every, Func::Than];
    if scene.has_func(0, scene.view.len(), &others) {
        return;
    }
    let Some(now) = [a, b, c].into_iter().find(|&i| result(scene, i)) else { return };
    let mut rest = [a, b, c].into_iter().filter(|&i| i != now);
    let (Some(one), Some(two)) = (rest.next(), rest.next()) else { return };
    let (base, came) = match (had(scene, one), had(scene, two)) {
        (true, false) => (one, two),
        (false, true) => (two, one),
        _ => return,
    };
    if !added(scene, came) {
        return;
    }
    let number = |i: usize| {
        scene.claims.get(i).and_then(|c| c.value.figure()).filter(|f| f.hedge.is_none()).and_then(|f| f.number)
    };
    let (Some(x), Some(y), Some(total)) = (number(base), number(came), number(now)) else { return };
    let nouns: Vec<_> = [base, came, now]
        .into_iter()
        .filter_map(|i| scene.claims.get(i).and_then(|c| c.frame.noun).filter(|n| !n.left_out && n.token.is_some()))
        .map(|n| n.stem)
        .collect();
    let one = nouns.first().is_none_or(|first| nouns.iter().all(|n| n == first));
    let made = x.saturating_add(y);
    let large = total > made.saturating_mul(LARGE) || made > total.saturating_mul(LARGE);
    if !one || large || x <= Decimal::ZERO {
        return;
    }
    let part = |i: usize| {
        let claim = scene.claims.get(i)?;
        let covers = match &claim.value {
            Value::Change { figure: Some(figure), .. } => {
                bridge::covers(&Value::Number(figure.clone()), scene.draft.lexicon)?
            }
            value => bridge::covers(value, scene.draft.lexicon)?,
        };
        Some(Part { place: scene.place(i)?, claim: Some(i), covers, rest: false })
    };
    if let (Some(p), Some(q)) = (part(one_of(base, came).0), part(one_of(base, came).1)) {
        out.extend(judged(scene, now, &[p, q], Reach::All));
    }
}

fn one_of(a: usize, b: usize) -> (usize, usize) {
    (a.min(b), a.max(b))
}

/// "which brings the number to 1,525", "now has 68"
fn result(scene: &Scene<'_>, index: usize) -> bool {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return false };
    let start = claim.tokens.start as usize;
    let tally =
        (start.saturating_sub(6)..=start).any(|t| scene.word(t, CheckWord::Tally).is_some_and(|len| t + len >= start));
    let present = |t: usize| view.is(t, Func::Now) || scene.word(t, CheckWord::Present).is_some();
    let has = |t: usize| view.is(t, Func::Have) && !view.is(t, Func::Had) || view.is(t, Func::Be);
    let now = (start.saturating_sub(3)..start).any(present) && (start.saturating_sub(3)..start).any(has);
    tally || now
}

/// "which had 52", "that it already lets"
fn had(scene: &Scene<'_>, index: usize) -> bool {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return false };
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let before = (start.saturating_sub(3)..start).any(|t| view.is(t, Func::Had));
    let already = (end..end + FAR)
        .take_while(|&t| !scene.comma(t) && scene.claim_over(t).is_none())
        .any(|t| scene.word(t, CheckWord::Already).is_some());
    before || already || (start.saturating_sub(3)..start).any(|t| scene.word(t, CheckWord::Already).is_some())
}

/// "added 275", "the 14 nurses hired", "another 14"
fn added(scene: &Scene<'_>, index: usize) -> bool {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return false };
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let verb = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Verb) && scene.word(t, CheckWord::Adds).is_some();
    let near = (start.saturating_sub(2)..start).any(verb) || (end..end + 4).take_while(|&t| !scene.comma(t)).any(verb);
    let more = (start.saturating_sub(1)..end + 1).any(|t| view.is(t, Func::More) || view.is(t, Func::Another));
    near || more
}
