//! Shares of a whole that the sentence before tells: "… 39 percent of them", "The rest, 25 percent, walked."

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::shares::{Share, shares};
use super::{alarm, conjoined, overlapping};
use crate::claims::Value;
use crate::lexicon::{CheckWord, Func};

/// "A won 46 percent of the votes. B took 39 percent of them and C 18 percent.": shares of the whole of the sentence before.
pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) -> bool {
    let view = scene.view;
    let own = shares(scene);
    let (Some(first), Some(previous)) = (own.first(), scene.sentence.checked_sub(1)) else { return false };
    // "The rest, 25 percent, walked."
    let rest = own.len() == 1 && first.rest && first.from == 0;
    let them = view.is(first.to, Func::Of)
        && [Func::PluralPronoun, Func::Demonstrative].iter().any(|&f| view.is(first.to + 1, f));
    if !(them || rest) || scene.quoted(first.from) || overlapping(scene) {
        return false;
    }
    if !rest && own.len() > 1 && !conjoined::check(scene, &own) {
        return false;
    }
    let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < previous);
    let Some(before) = scene.draft.scene(previous, from).filter(|s| s.view.sentence.block == view.sentence.block)
    else {
        return false;
    };
    let theirs = shares(&before);
    let all = || theirs.iter().map(|s| (&before, s)).chain(own.iter().map(|s| (scene, s))).collect::<Vec<_>>();
    let found = out.len();
    if rest {
        let timed = before.claims.iter().chain(scene.claims).any(|c| matches!(c.value, Value::When(_)));
        let told = match theirs.as_slice() {
            [] => false,
            [one] => !one.rest,
            several => conjoined::check(&before, several) && !several.iter().any(|s| s.rest),
        };
        if told && !timed {
            out.extend(alarm(&all(), true));
        }
        return out.len() > found;
    }
    let [other] = theirs.as_slice() else { return false };
    // Both with a verb whose shares exclude each other.
    let shared = |s: &Scene<'_>, share: &Share| {
        let clause = s.view.token(share.from).and_then(|t| s.view.sentence.clauses.get(t.clause as usize));
        let verb = clause.and_then(|c| c.verb).map(|v| v as usize);
        verb.is_some_and(|v| v < share.from && s.word(v, CheckWord::Share).is_some())
    };
    if before.view.is(other.to, Func::Of) && shared(&before, other) && shared(scene, first) {
        out.extend(alarm(&all(), false));
    }
    out.len() > found
}
