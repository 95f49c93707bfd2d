//! The two levels of a change, as a sentence gives them: "from 40 to 50", "to 3,000 from 2,000", "900, up 20 percent from 750".

use super::super::alarm::Place;
use super::super::restated::{past_clause, restated};
use super::super::scene::Scene;
use super::Told;
use crate::analysis::Pos;
use crate::claims::{ChangeOf, Claim, Level, Value};
use crate::lexicon::{CalendarWord, CheckWord, Direction, Func, Sense};
use rust_decimal::Decimal;

/// The two levels of one change: "from 40 to 50", "to 3,000 from 2,000".
pub(super) fn levels<'a>(scene: &Scene<'a>) -> Option<Told<'a>> {
    let only = |level: Level| {
        let mut found = scene.claims.iter().enumerate().filter(|(_, c)| c.frame.level == level);
        found.next().filter(|_| found.next().is_none())
    };
    let (a, from) = only(Level::Baseline)?;
    let (b, to) = only(Level::End)?;
    let beside = a.abs_diff(b) == 1;
    // "from 60 square kilometres to 45": of the same unit.
    let bare =
        matches!(from.value, Value::Measure { .. } | Value::Duration { .. }) && matches!(to.value, Value::Number(_));
    let same = unit(&from.value).is_some() && (bare || unit(&from.value) == unit(&to.value));
    // "from $200 a tonne to $280": the second is of the same.
    let per = !to.frame.rate || from.frame.rate;
    let sure = per && [from, to].iter().all(|c| c.frame.unasserted.is_none());
    // "from 40 for a room to 90 for a flat": of two things.
    let each = [from, to].iter().all(|c| scene.view.is(c.tokens.end as usize, Func::For));
    (beside && same && sure && !each).then(|| {
        Some(Told {
            from: &from.value,
            to: &to.value,
            places: vec![scene.place(a)?, scene.place(b)?],
            first: from.tokens.start.min(to.tokens.start) as usize,
            last: from.tokens.end.max(to.tokens.end) as usize,
            change: None,
        })
    })?
}

/// "from 250 in 2023 to 150 in 2024", "to $5.6 billion from $4.7 billion a year earlier": two figures of one unit, each
/// behind its preposition, with nothing but a time between them.
pub(super) fn between<'a>(scene: &Scene<'a>) -> Option<Told<'a>> {
    let view = scene.view;
    // "from a planned 112 million": what was planned stands right before its figure.
    let planned = |c: &Claim| {
        let word = c.frame.unasserted.as_ref().filter(|u| u.ahead).and_then(|u| u.token)?;
        let at = (c.tokens.start as usize).checked_sub(1).filter(|&t| t == word as usize)?;
        let article = at.checked_sub(1).filter(|&t| view.is(t, Func::A) || view.is(t, Func::The));
        Some(article.unwrap_or(at)).filter(|&t| t > 0 && view.is(t - 1, Func::From))
    };
    let led = |c: &Claim| {
        let before = planned(c).unwrap_or(c.tokens.start as usize).checked_sub(1)?;
        // "amounts to 33 percent"
        let told = before.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Amounts).is_some());
        [Func::From, Func::To].into_iter().find(|&f| view.is(before, f) && !told)
    };
    let level = |c: &Claim| unit(&c.value).is_some() && c.value.figure().is_some_and(|f| f.number.is_some());
    let mut found = scene.claims.iter().enumerate().filter(|(_, c)| level(c) && led(c).is_some());
    let ((a, one), (b, two)) = (found.next()?, found.next()?);
    let apart = led(one) != led(two) && unit(&one.value) == unit(&two.value) && found.next().is_none();
    let sure = [one, two].iter().all(|c| c.frame.unasserted.is_none() || planned(c).is_some());
    let (end, start) = (one.tokens.end as usize, two.tokens.start as usize - 1);
    // "From 80 boats in 2010, the fleet grew to 120"
    let headed = one.tokens.start <= 2 && led(one) == Some(Func::From) && {
        let comma = past_times(scene, end, start);
        let behind = past_clause(scene, comma + 1, 10);
        scene.comma(comma) && behind == comma + 1 && scene.claim_over(comma + 1).is_none()
            || scene.comma(comma)
                && (comma + 1..start).all(|t| {
                    scene.claim_over(t).is_none()
                        && view.token(t).is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Relative))
                })
    };
    if !apart || !sure || past_times(scene, end, start) < start && !headed {
        return None;
    }
    let ((from, at_from), (to, at_to)) =
        if led(one) == Some(Func::From) { ((one, a), (two, b)) } else { ((two, b), (one, a)) };
    Some(Told {
        from: &from.value,
        to: &to.value,
        places: vec![scene.place(at_from)?, scene.place(at_to)?],
        first: one.tokens.start as usize - 1,
        last: two.tokens.end as usize,
        change: None,
    })
}

/// "2,400, up 30 percent from 1,200", "60 lorries, a rise of 20 percent on the 40 of last year": the end first, and the
/// level before behind the change.
pub(super) fn behind_end<'a>(scene: &Scene<'a>) -> Option<Told<'a>> {
    let view = scene.view;
    let level = |c: &Claim| {
        unit(&c.value).is_some()
            && c.value.figure().is_some_and(|f| f.number.is_some())
            && c.frame.unasserted.is_none()
            && !matches!(c.frame.level, Level::Change(_))
    };
    let change = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Change(_)));
    for (at, claim) in scene.claims.iter().enumerate() {
        let changes =
            matches!(&claim.value, Value::Change { of: ChangeOf::Percent, .. } | Value::Change { ratio: Some(_), .. });
        let (Some(before), Some(next)) = (at.checked_sub(1), scene.claims.get(at + 1)) else { continue };
        let Some(end) = scene.claims.get(before).filter(|_| changes) else { continue };
        // "$254 million, or $5.94 a share, up 56 percent from $163 million": of the figure before it.
        let or = (end.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::Or) || view.mark(t, "("));
        let rate = end.frame.rate && matches!(end.value, Value::Money { .. });
        if or || rate || !level(end) || !level(next) || unit(&end.value) != unit(&next.value) {
            continue;
        }
        // A comma and words of change in front, "from" and at most whose it was behind.
        let (from, start) = (end.tokens.end as usize, claim.tokens.start as usize);
        // Of what and where it is may stand between them: "36 mm of rain at the fort, down".
        let hangs = |t: usize| {
            scene.claim_over(t).is_none()
                && view.token(t).is_some_and(|t| {
                    matches!(
                        t.pos,
                        Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner | Pos::Preposition | Pos::Possessive
                    )
                })
        };
        let timed = past_times(scene, from, start);
        let comma = (timed..timed + 8).find(|&t| !hangs(t)).unwrap_or(timed);
        // "Revenue of $60 million was up 25 percent"
        let was = view.is(comma, Func::Be);
        let led = (scene.comma(comma) || was)
            && (comma + 1..start).all(|t| change(t) || view.is(t, Func::A) || view.is(t, Func::Of))
            && (comma + 1..start + 1).any(change);
        let stop = next.tokens.start as usize;
        // "50 percent more than the 1,200 of last year"
        let behind = claim.tokens.end as usize;
        let above = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Preposition) && change(t);
        let than = (behind..behind + 3).find(|&t| view.is(t, Func::Than) || above(t));
        let more = than.is_some_and(|than| {
            above(than) || (behind..than).all(change) && (behind.saturating_sub(1)..than).any(change)
        });
        let behind = than.filter(|_| more).unwrap_or(behind);
        let led = led || more && scene.comma(comma) && comma + 1 == start;
        let based = (more || view.is(behind, Func::From) || view.is(behind, Func::On))
            && stop <= behind + 4
            && (behind + 1..stop).all(|t| {
                view.is(t, Func::The)
                    || view.is(t, Func::A)
                    || past_times(scene, t, stop) > t
                    || view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
            });
        if led && based {
            return Some(Told {
                from: &next.value,
                to: &end.value,
                places: vec![scene.place(at + 1)?, scene.place(before)?],
                first: end.tokens.start as usize,
                last: next.tokens.end as usize,
                change: Some(at),
            });
        }
    }
    None
}

/// The first token from here on that tells no time, rate or counted thing of the figure before: "a month", "in 2023",
/// "animals", "last year".
pub(super) fn past_times(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let view = scene.view;
    let group = from.checked_sub(1).and_then(|t| view.token(t)).and_then(|t| t.group);
    let period = |t: usize| {
        view.calendar(t, |w| matches!(w, CalendarWord::Period(_) | CalendarWord::Periods(_)).then_some(())).is_some()
    };
    let mut at = from;
    while at < to {
        let time = scene.claim_over(at).and_then(|i| scene.claims.get(i));
        let timed = time.is_some_and(|c| matches!(c.value, Value::When(_) | Value::Duration { .. }));
        let opens =
            [Func::In, Func::On, Func::Over, Func::During, Func::Within, Func::Since].iter().any(|&f| view.is(at, f))
                && (at + 1..at + 3)
                    .filter_map(|t| scene.claim_over(t))
                    .filter_map(|i| scene.claims.get(i))
                    .any(|c| matches!(c.value, Value::When(_) | Value::Duration { .. }));
        let rate = (view.is(at, Func::A) || view.is(at, Func::Per)) && period(at + 1);
        let own = time.is_none()
            && scene.word(at, CheckWord::Amounts).is_none()
            && view.token(at).is_some_and(|t| t.pos == Pos::Noun && t.group.is_some() && t.group == group);
        if rate {
            at += 2;
        } else if timed || opens || own {
            at += 1;
        } else {
            break;
        }
    }
    at
}

/// "went from 4 percent to 5 percent": a range as it was read, its ends in the order in which they stand.
#[allow(clippy::type_complexity, reason = "two values and where they stand")]
pub(super) fn range(scene: &Scene<'_>) -> Option<(Value, Value, Place, usize, usize)> {
    let view = scene.view;
    scene.claims.iter().enumerate().find_map(|(index, claim)| {
        let start = claim.tokens.start as usize;
        let figure = claim.value.figure()?;
        let (min, max) = (figure.literal.min?.value, figure.literal.max?.value);
        let opened = view.is(start, Func::From) || start > 0 && view.is(start - 1, Func::From);
        let split = (start..claim.tokens.end as usize).find(|&t| view.is(t, Func::To))?;
        if figure.number.is_some() || figure.intended.is_some() || !opened {
            return None;
        }
        // Only digits tell which end comes first.
        let first: Decimal =
            (start..split).find(|&t| view.digits(t)).and_then(|t| view.text(t).replace(',', "").parse().ok())?;
        let second: Option<Decimal> = (split..claim.tokens.end as usize)
            .find(|&t| view.digits(t))
            .and_then(|t| view.text(t).replace(',', "").parse().ok());
        // "from 10 cents to 30 cents" are parts of a unit: their order is that of the words.
        let (a, b) = if first == min {
            (min, max)
        } else if first == max {
            (max, min)
        } else if let Some(second) = second.filter(|s| matches!(claim.value, Value::Money { .. }) && *s != first) {
            if first < second { (min, max) } else { (max, min) }
        } else {
            return None;
        };
        let with = |n: Decimal| {
            let exact = crate::claims::Figure {
                digits: true,
                ..crate::claims::Figure::exact(n, figure.grain.min(Decimal::ONE))
            };
            of(&claim.value, exact)
        };
        Some((with(a)?, with(b)?, scene.place(index)?, start, claim.tokens.end as usize))
    })
}

/// The same level with another figure; none of what is no level.
pub(in crate::checks) fn of(level: &Value, other: crate::claims::Figure) -> Option<Value> {
    let mut value = level.clone();
    match &mut value {
        Value::Percent { figure, .. }
        | Value::Money { figure, .. }
        | Value::Measure { figure, .. }
        | Value::Duration { figure, .. }
        | Value::Quantity { figure, .. }
        | Value::Number(figure) => *figure = other,
        _ => return None,
    }
    Some(value)
}

/// What a level is counted in.
pub(in crate::checks) fn unit(value: &Value) -> Option<(u8, String)> {
    Some(match value {
        Value::Number(_) => (0, String::new()),
        Value::Quantity { .. } => (0, String::new()),
        Value::Percent { points: false, .. } => (1, String::new()),
        Value::Money { currency, .. } => (2, currency.clone()),
        Value::Measure { unit, .. } => (3, unit.to_string()),
        Value::Duration { unit, .. } => (4, unit.name().to_owned()),
        _ => return None,
    })
}

/// By how much a level changed, in its own unit: "rose by 10 tonnes, from 40 to 50".
pub(super) fn amounts(value: &Value, level: &Value) -> bool {
    let Value::Change { of, ratio: None, figure: Some(_), .. } = value else { return false };
    match (of, level) {
        (ChangeOf::Money(a), Value::Money { currency: b, .. }) => a == b,
        (ChangeOf::Measure(a), Value::Measure { unit: b, .. }) => a == b,
        (ChangeOf::Time(a), Value::Duration { unit: b, .. }) => a == b,
        (ChangeOf::Noun(_) | ChangeOf::Number, Value::Quantity { .. } | Value::Number(_)) => true,
        _ => false,
    }
}

/// A level before its change, made of the level behind and the change in its own unit: with where both stand, the
/// index of the end, of the share, and the tokens of all.
pub(super) type Based = (Value, usize, Place, Place, usize, usize, usize);

/// "fell 12p, or 3 percent, to 188p", "rose by 2.5 million marks to 12.5 million, an increase of 50 percent": a change,
/// what it came to and its share of what was before.
pub(super) fn from_amount(scene: &Scene<'_>) -> Option<Based> {
    let view = scene.view;
    for at in 0..scene.claims.len() {
        let Some(change) = scene.claims.get(at) else { continue };
        let direction = match (&change.value, change.frame.level) {
            (Value::Change { direction, .. }, _) => *direction,
            (_, Level::Change(direction)) => direction,
            _ => continue,
        };
        let by = change.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
        let to = |c: &Claim| {
            c.frame.level == Level::End
                || (c.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::To))
        };
        let percent = |c: &Claim| {
            matches!(
                &c.value,
                Value::Percent { points: false, .. } | Value::Change { of: ChangeOf::Percent, ratio: None, .. }
            )
        };
        let (Some(one), Some(two)) = (scene.claims.get(at + 1), scene.claims.get(at + 2)) else { continue };
        let (share, end) = if percent(one) && to(two) {
            // Right behind the change: ", or 3 percent,"
            let again = restated(scene, change.tokens.end as usize)
                .filter(|r| r.at == one.tokens.start as usize && r.closes(scene, one.tokens.end as usize));
            match again {
                Some(_) => (at + 1, at + 2),
                None => continue,
            }
        } else if percent(two)
            && to(one)
            && super::behind(scene, one.tokens.end as usize, two.tokens.start as usize, two.tokens.end as usize)
        {
            (at + 2, at + 1)
        } else {
            continue;
        };
        let level = scene.claims.get(end)?;
        // "12.5 million" behind "2.5 million marks" is of the same.
        let bare = matches!(level.value, Value::Number(_)) && at + 1 == end;
        let same = amounts(&change.value, &level.value)
            || bare
            || !matches!(change.value, Value::Percent { .. })
                && unit(&change.value).is_some()
                && unit(&change.value) == unit(&level.value);
        let (Some(by), Some(figure)) = (by, level.value.figure()) else { continue };
        let n = figure.number.filter(|_| figure.hedge.is_none())?;
        let before = match direction {
            Direction::Up => n.checked_sub(by)?,
            Direction::Down => n.checked_add(by)?,
            Direction::Either => continue,
        };
        // A third change or level would be of something else.
        let only = scene.claims.iter().filter(|c| matches!(c.frame.level, Level::Baseline)).count() == 0;
        let sure = [change, level].iter().all(|c| c.frame.unasserted.is_none());
        if !same || !only || !sure || before <= Decimal::ZERO {
            continue;
        }
        let grain = figure.grain.min(change.value.figure().map_or(Decimal::ONE, |f| f.grain));
        let exact = crate::claims::Figure {
            digits: true,
            scaled: figure.scaled,
            ..crate::claims::Figure::exact(before, grain)
        };
        let Some(value) = of(&level.value, exact) else { continue };
        let (first, last) = (change.tokens.start as usize, level.tokens.end as usize);
        return Some((value, end, scene.place(at)?, scene.place(end)?, first, last, share));
    }
    None
}
