//! A share put in between a part and its whole: "29 million, or more than half, of the 76 million".

use super::super::alarm::Alarm;
use super::super::change::unit;
use super::super::scene::Scene;
use super::share::judged;
use crate::claims::{Claim, Value};
use crate::lexicon::Func;

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    (0..scene.claims.len().saturating_sub(2)).find_map(|at| inserted(scene, at))
}

fn inserted(scene: &Scene<'_>, at: usize) -> Option<Alarm> {
    let view = scene.view;
    let (part, said, whole) = (scene.claims.get(at)?, scene.claims.get(at + 1)?, scene.claims.get(at + 2)?);
    let (end, of, start) = (part.tokens.end as usize, said.tokens.end as usize + 1, whole.tokens.start as usize);
    // The noun of the part may stand before the comma: "29 million crowns, or more than half, of the 76 million".
    let group = part.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let end = group.map_or(end, |g| (g.range.end as usize).max(end));
    let or = scene.comma(end) && view.is(end + 1, Func::Or) && said.tokens.start as usize == end + 2;
    let back = scene.comma(of - 1) && view.is(of, Func::Of);
    let near = start > of
        && start <= of + 3
        && (of + 1..start).all(|t| view.is(t, Func::The) || view.is(t, Func::All) || view.is(t, Func::Possessive));
    let share = matches!(said.value, Value::Percent { points: false, .. }) && said.frame.unasserted.is_none();
    // "29 million, or more than half, of the 76 million crowns": the unit may be told with either.
    let bare = |c: &Claim| matches!(c.value, Value::Number(_));
    let same = unit(&part.value).is_some()
        && unit(&whole.value).is_some()
        && (unit(&part.value) == unit(&whole.value) || bare(part) || bare(whole));
    let sure = [part, whole].iter().all(|c| {
        c.frame.unasserted.is_none()
            && !c.frame.rate
            && c.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none())
    });
    if !or || !back || !near || !share || !same || !sure || scene.quoted(start) {
        return None;
    }
    judged(scene, (at, at + 2), at + 1)
}
