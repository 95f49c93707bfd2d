//! `percent-change`: "rose from 40 to 50, or 20 percent".

mod across;
mod based;
mod closed;
mod judge;
mod levels;

use super::alarm::{Alarm, Place};
use super::restated::amounts;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{ChangeOf, Claim, Level, Value};
use crate::lexicon::{ChangeKind, CheckWord, Func, Sense};
use judge::judge;
use levels::{Based, behind_end, between, from_amount, levels, past_times, range};
pub(super) use levels::{of, unit};

/// What a sentence says of a change: two levels and by how much.
#[derive(Clone)]
struct Told<'a> {
    from: &'a Value,
    to: &'a Value,
    places: Vec<Place>,
    /// Tokens of both levels, from the first to the last.
    first: usize,
    last: usize,
    /// The claim of the change, where its place made the two levels of one.
    change: Option<usize>,
}

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    if scene.claims.len() < 2 {
        return;
    }
    let (ranged, based);
    let told = if let Some(made) = from_amount(scene) {
        based = made;
        Told {
            from: &based.0,
            to: scene.claims.get(based.1).map_or(&based.0, |c| &c.value),
            places: vec![based.2.clone(), based.3.clone()],
            first: based.4,
            last: based.5,
            change: Some(based.6),
        }
    } else if let Some(told) = levels(scene).or_else(|| between(scene)).or_else(|| behind_end(scene)) {
        told
    } else if let Some(range) = range(scene) {
        ranged = range;
        Told {
            from: &ranged.0,
            to: &ranged.1,
            places: vec![ranged.2.clone()],
            first: ranged.3,
            last: ranged.4,
            change: None,
        }
    } else {
        return elsewhere(scene, out);
    };
    let Some((index, claim)) = amount(scene, &told) else { return elsewhere(scene, out) };
    // "from a planned 112 million": the base itself is what was planned.
    let words = |from: usize, to: usize| scene.has(from, to, CheckWord::Rebased);
    let rebased = claim.frame.rate || words(0, told.first) || words(told.last, scene.view.len());
    if scene.quoted(told.first) || claim.frame.unasserted.is_some() || rebased {
        return;
    }
    out.extend(judge(scene, told, index, claim));
}

/// "rose by 10 tonnes", "an increase of $3": by how much, in the unit of the levels.
fn own_unit(claim: &Claim, from: &Value) -> bool {
    let same =
        levels::unit(&claim.value).is_some_and(|(kind, unit)| kind > 1 && levels::unit(from) == Some((kind, unit)));
    levels::amounts(&claim.value, from) || same && matches!(claim.frame.level, Level::Change(_))
}

/// "dropped 2 points, from 9 percent to 6 percent": between percentages points are meant.
fn points(scene: &Scene<'_>, claim: &Claim, from: &Value) -> bool {
    let noun = claim.frame.noun.and_then(|n| n.token);
    matches!(from, Value::Percent { .. })
        && matches!(claim.value, Value::Quantity { .. } | Value::Change { of: ChangeOf::Noun(_), ratio: None, .. })
        && noun.is_some_and(|t| scene.word(t as usize, CheckWord::Points).is_some())
}

/// A change and its levels in words of any other kind, where the sentence has no further figure.
fn elsewhere(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let made;
    let told = if let Some(told) = closed::closed(scene).or_else(|| across::found(scene)) {
        told
    } else if let Some(amount) = closed::amounted(scene) {
        made = amount;
        Told {
            from: scene.claims.get(made.1).map_or(&made.0, |c| &c.value),
            to: &made.0,
            places: vec![made.2.clone(), made.3.clone()],
            first: made.4,
            last: made.5,
            change: Some(made.6),
        }
    } else if let Some(found) = based::found(scene) {
        made = found;
        Told {
            from: &made.0,
            to: scene.claims.get(made.1).map_or(&made.0, |c| &c.value),
            places: vec![made.2.clone(), made.3.clone()],
            first: made.4,
            last: made.5,
            change: Some(made.6),
        }
    } else {
        return;
    };
    let Some((index, claim)) = amount(scene, &told) else { return };
    let sure = claim.frame.unasserted.as_ref().is_none_or(|u| u.ahead);
    let rebased = claim.frame.rate || scene.has(0, scene.view.len(), CheckWord::Rebased);
    if sure && !rebased && !scene.quoted(told.first) {
        out.extend(judge(scene, told, index, claim));
    }
}

/// The change that belongs to the two levels: under the same verb, or right behind them.
fn amount<'a>(scene: &Scene<'a>, told: &Told<'_>) -> Option<(usize, &'a Claim)> {
    if let Some(index) = told.change {
        return scene.claims.get(index).map(|c| (index, c));
    }
    let view = scene.view;
    let levels = |c: &Claim| matches!(c.frame.level, Level::Baseline | Level::End);
    let own = |t: usize| view.token(t).map(|t| t.clause);
    let clause = own(told.first);
    let mut found = scene.claims.iter().enumerate().filter_map(|(index, claim)| {
        let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
        if levels(claim) || start >= told.first && end <= told.last {
            return None;
        }
        let kind = matches!(
            &claim.value,
            Value::Percent { .. }
                | Value::Change { of: ChangeOf::Percent | ChangeOf::Points, .. }
                | Value::Change { ratio: Some(_), .. }
        ) || own_unit(claim, told.from)
            || points(scene, claim, told.from);
        if !kind {
            return None;
        }
        let bound = if end <= told.first {
            // "jumped 80 percent to 3,000 from 2,000"
            // "shrank by a quarter, from 640 to 544"
            let shifts = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Change(_)));
            // "put up its entry fee by 10 percent, from £5 to £6"
            let by = matches!(claim.value, Value::Percent { .. })
                && start.checked_sub(1).is_some_and(|t| view.is(t, Func::By))
                && scene.comma(end);
            let changes = matches!(claim.value, Value::Change { .. })
                || by
                || matches!(claim.frame.level, Level::Change(_))
                || matches!(claim.value, Value::Quantity { .. }) && (start.saturating_sub(2)..start).any(shifts);
            // "doubled last year, from 140 to 460"; but "rose 2 percent in May, to 50 from 40 a year earlier" tells
            // two changes.
            let timed =
                scene.claims.iter().any(|c| c.tokens.start as usize >= told.first && matches!(c.value, Value::When(_)));
            let amount = own_unit(claim, told.from);
            let upto = if timed || amount { end } else { past_times(scene, end, told.first) };
            let noun = (upto..told.first).find(|&t| change_noun(scene, t)).map_or(upto, |t| t + 1);
            let noun = if noun == upto + 1 { noun } else { upto };
            // "fell 3 percent to 188p, against 250p in January": a change of another time.
            let against = scene.claims.iter().any(|c| {
                let start = c.tokens.start as usize;
                start >= told.first && start.checked_sub(1).is_some_and(|t| view.is(t, Func::Against))
            });
            changes
                && !(against && timed)
                && (noun..told.first).all(|t| scene.comma(t) || view.is(t, Func::To) || view.is(t, Func::From))
                && (own(start) == clause
                    || upto > end
                    || matches!(claim.value, Value::Change { ratio: Some(_), .. })
                    || noun < told.first)
                || moved(scene, claim, told.first)
                || lost(scene, claim, told.first)
        } else {
            behind(scene, told.last, start, end)
        };
        bound.then_some((index, claim))
    });
    let one = found.next()?;
    found.next().is_none().then_some(one)
}

/// "…, or 20 percent", "…, a rise of 20 percent", "(20 percent)", "…, up 20 percent".
fn behind(scene: &Scene<'_>, last: usize, start: usize, end: usize) -> bool {
    let view = scene.view;
    // Of what kind the levels are: those of one unit with the figure between.
    let unit = scene.claims.iter().rfind(|c| c.tokens.end as usize <= last).and_then(|c| levels::unit(&c.value));
    let by = |c: &Claim, unit: &Option<(u8, String)>| unit.is_some() && levels::unit(&c.value) == *unit;
    let mut at = past_times(scene, last, start);
    let last = at;
    // "A cut from 12 to 9 amounts to 25 percent"
    if amounts(scene, at) == Some(start) {
        return end >= scene.end() || view.token(end).is_some_and(|t| t.pos == Pos::Mark);
    }
    let equal = scene.word(at + 1, CheckWord::Equals);
    if !(scene.comma(at) || scene.dash(at) || view.mark(at, "(") || view.mark(at, ";") && equal.is_some()) {
        return false;
    }
    at += 1 + equal.unwrap_or(0);
    let change = |t: usize, kinds: &[ChangeKind]| {
        view.hits(t).find_map(|h| match h.sense {
            Sense::Change(id) => {
                view.lexicon.changes.get(id as usize).filter(|c| kinds.contains(&c.kind)).map(|_| h.len as usize)
            }
            _ => None,
        })
    };
    let mut named = equal.is_some();
    if view.is(at, Func::Or) {
        named = true;
        at += 1;
        at += usize::from(view.is(at, Func::By));
    }
    if view.is(at, Func::A) {
        at += 1;
    }
    while at < start {
        // "a 50p rise of 20 per cent": by how much in its own unit.
        if let Some(own) = scene.claim_at(at).and_then(|i| scene.claims.get(i)).filter(|c| by(c, &unit)) {
            at = own.tokens.end as usize;
            at += usize::from(scene.comma(at) && view.is(at + 1, Func::Or) && at + 1 < start);
            at += usize::from(view.is(at, Func::Or));
            continue;
        }
        let shift = scene.word(at, CheckWord::Shift);
        if let Some(len) = change(at, &[ChangeKind::Noun, ChangeKind::Particle]).or(shift) {
            named = true;
            at += len;
        } else if view.is(at, Func::Of) && named
            || view.is(at, Func::A)
            || view.token(at).is_some_and(|t| t.pos == Pos::Adjective) && !named
        {
            at += 1;
        } else {
            return false;
        }
    }
    // "…, 20 percent more."
    let more = change(end, &[ChangeKind::Comparative])
        .is_some_and(|len| view.token(end + len).is_none_or(|t| t.pos == Pos::Mark));
    let noun_behind = change(end, &[ChangeKind::Noun]).is_some() || more;
    let bracket = view.mark(last, "(") && view.mark(end, ")");
    // "…, or 20 percent of all sales", "a drop of 35 percent on what was planned", "20 percent since March": of
    // something else.
    let within = [Func::In, Func::Over, Func::During, Func::Within].iter().any(|&f| view.is(end, f));
    let other = view.token(end).is_some_and(|t| t.pos == Pos::Preposition || t.pos == Pos::Subordinator) && !within;
    (named || noun_behind || bracket) && !other
}

/// "A 20 percent increase took the fee from 4 to 5", "A third has been cut off the time, from 120 days to 60": the
/// change as the subject of what moves the levels.
fn moved(scene: &Scene<'_>, claim: &Claim, first: usize) -> bool {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    // Nothing goes before it but "an increase of", "with an increase of".
    let led = (0..start).all(|t| {
        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Determiner | Pos::Preposition | Pos::Adjective))
            || view.is(t, Func::A)
            || change_noun(scene, t)
            || scene.word(t, CheckWord::Shift).is_some()
    });
    let verb = (end..first).find(|&t| {
        view.token(t).is_some_and(|t| t.pos == Pos::Verb)
            && (scene.word(t, CheckWord::Moves).is_some() || view.hits(t).any(|h| matches!(h.sense, Sense::Change(_))))
    });
    // Nothing more is said of what changed: "an increase in the price of oil took the fee".
    let named = usize::from(change_noun(scene, end) || scene.word(end, CheckWord::Shift).is_some());
    let bare = verb.is_some_and(|v| {
        (end + named..v).all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Adverb)))
    });
    let noun = change_noun(scene, end)
        || scene.word(end, CheckWord::Shift).is_some()
        || start > 0 && change_noun(scene, start.saturating_sub(2));
    let fraction = claim.value.figure().is_some_and(|f| f.fraction);
    let plain = scene.claims.iter().all(|c| {
        let at = c.tokens.start as usize;
        at < end || at + 1 >= first
    });
    led && bare && (noun || fraction) && plain
}

/// "lost a third of its members, falling from 90 to 75": a share of what fell, and a participle that tells by which levels.
fn lost(scene: &Scene<'_>, claim: &Claim, first: usize) -> bool {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let lost = start.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Loses).is_some());
    let change = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Change(_)));
    let comma = (end..first).find(|&t| scene.comma(t));
    let hangs = |t: usize| {
        view.token(t).is_some_and(|t| {
            matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Adjective | Pos::Possessive | Pos::Name)
        }) || view.is(t, Func::Of)
    };
    let share = matches!(claim.value, Value::Percent { points: false, .. });
    let plain = |c: usize| {
        (end..c).all(hangs)
            && change(c + 1)
            && (c + 2..first).all(|t| {
                view.is(t, Func::From) || view.is(t, Func::To) || view.token(t).is_some_and(|t| t.pos == Pos::Adverb)
            })
    };
    // "lost a third of its games, falling from 90 points": the levels are of the same things.
    let noun = claim.frame.noun.map(|n| n.stem);
    let others = scene.claims.iter().filter(|c| c.tokens.start as usize >= first).filter_map(|c| c.frame.noun);
    let same = others.into_iter().all(|n| n.left_out || n.token.is_none() || Some(n.stem) == noun);
    lost && share && same && view.is(end, Func::Of) && comma.is_some_and(plain)
}

/// A noun of change ("increase").
fn change_noun(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let noun = |id: u16| view.lexicon.changes.get(id as usize).is_some_and(|c| c.kind == ChangeKind::Noun);
    view.hits(at).any(|h| matches!(h.sense, Sense::Change(id) if noun(id)))
}
