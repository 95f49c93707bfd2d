//! A part, its whole and its share in a sentence that has no other figure: "sent 800 letters and had 240 answers, a response
//! rate of 40 per cent", "entered 80 pupils and 60 passed, which is 80 percent".

use super::super::alarm::Alarm;
use super::super::restated::{past_clause, restated};
use super::super::scene::{Scene, times_and_ranks};
use super::counts;
use super::share::{FAR, judged, quota};
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func};

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let [a, b, said] = scene.three(times_and_ranks)?;
    let (one, two, share) = (scene.claims.get(a)?, scene.claims.get(b)?, scene.claims.get(said)?);
    let percent = matches!(share.value, Value::Percent { points: false, .. })
        && share.frame.unasserted.is_none()
        && share.frame.level == Level::Level;
    let number = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, y) = (number(one)?, number(two)?);
    let others = [Func::Not, Func::Never, Func::If, Func::Average, Func::Than, Func::Each, Func::Every, Func::More];
    if !percent || !counts(one) || !counts(two) || x == y || scene.has_func(0, view.len(), &others) {
        return None;
    }
    // Where the part and the whole end, the share is told of both.
    let end = two.tokens.end as usize;
    let group = two.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let direct = group.map_or(end, |g| (g.range.end as usize).max(end));
    let direct = if super::those(scene, end) { direct.max(end + 2) } else { direct };
    let (at, again) =
        [direct, past_clause(scene, direct, FAR)].into_iter().find_map(|at| Some((at, restated(scene, at)?)))?;
    let start = share.tokens.start as usize;
    let named = quota(scene, again.at).is_some_and(|t| t == start)
        && !(again.at..start)
            .any(|t| scene.word(t, CheckWord::Margin).or_else(|| scene.word(t, CheckWord::Totals)).is_some());
    let equal = scene.word(at + 1, CheckWord::Equals).is_some() && again.at == start;
    let bare = matches!(two.value, Value::Number(_)) || two.frame.noun.is_some_and(|n| n.left_out || n.token.is_none());
    let noun = one.frame.noun.is_some_and(|n| n.token.is_some() && !n.left_out);
    let told = named || equal && bare && noun && y < x;
    // "found bald tyres on 18 of them, 20 per cent": a part of the only other count.
    let them = super::those(scene, end) || two.tokens.indices().any(|t| view.is(t, Func::PluralPronoun));
    let told = told || them && noun && y < x && again.at == start && at <= direct.max(end) + 3;
    let closes = again.closes(scene, share.tokens.end as usize);
    if !told || !closes || scene.quoted(start) || one.frame.part || two.frame.rest {
        return None;
    }
    let (part, whole) = if x < y { (a, b) } else { (b, a) };
    judged(scene, (part, whole), said)
}
