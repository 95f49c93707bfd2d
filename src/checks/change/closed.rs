//! A change and its two levels where a sentence has no other figure, in whatever order and words they stand: "which was 40
//! crowns last year, is now 50, an increase of 20 percent", "40 per cent lower in October: 90,000 tonnes after 120,000".

use super::super::scene::{Scene, times_and_ranks};
use super::levels::{amounts, of, unit};
use super::{Based, Told};
use crate::analysis::{Pos, Tense};
use crate::claims::{ChangeOf, Claim, Figure, Level, Value, WhenShape};
use crate::lexicon::{ChangeKind, CheckWord, Direction, Func, Sense};
use rust_decimal::Decimal;

/// Tokens in front of a level in which a word says which of the two it is.
const BEFORE: usize = 5;
/// Tokens of a subject and its verb in front of a level that was.
const CLAUSE: usize = 4;

/// What is no figure of a change: times, ranks, lengths, and the "one" of "in one season".
fn aside(claim: &Claim) -> bool {
    let one =
        matches!(&claim.value, Value::Quantity { figure, .. } if !figure.digits && figure.number == Some(Decimal::ONE));
    one || times_and_ranks(claim) || matches!(claim.value, Value::Duration { .. })
}

/// Both levels and the share by which they differ.
pub(super) fn closed<'a>(scene: &Scene<'a>) -> Option<Told<'a>> {
    let [a, b, c] = scene.three(aside)?;
    let share = [a, b, c].into_iter().filter(|&i| scene.claims.get(i).is_some_and(|c| shares(scene, c)));
    let share: Vec<usize> = share.collect();
    let &[share] = share.as_slice() else { return None };
    let mut levels = [a, b, c].into_iter().filter(|&i| i != share);
    let (one, two) = (levels.next()?, levels.next()?);
    let (x, y) = (scene.claims.get(one)?, scene.claims.get(two)?);
    if !level(x) || !level(y) || !alike(scene, x, y) || loose(scene) {
        return None;
    }
    let (from, to) = match (based(scene, x), based(scene, y)) {
        (true, false) => (one, two),
        (false, true) => (two, one),
        _ if apposed(scene, x, y) => (one, two),
        (false, false) if beside(scene, one, two) => match (dated(scene, one), dated(scene, two)) {
            // "8,000 people in 2010 and 10,000 in 2020": the earlier goes before.
            (Some(a), Some(b)) if a < b => (one, two),
            (Some(a), Some(b)) if b < a => (two, one),
            _ => return None,
        },
        _ => return None,
    };
    if !bound(scene, share, (from, to)) {
        return None;
    }
    let (before, after) = (scene.claims.get(from)?, scene.claims.get(to)?);
    Some(Told {
        from: &before.value,
        to: &after.value,
        places: vec![scene.place(from)?, scene.place(to)?],
        first: x.tokens.start as usize,
        last: y.tokens.end as usize,
        change: Some(share),
    })
}

/// "put up 8 per cent, or by 200 crowns, from 2,000 crowns": a share, what it came to, and the level before.
pub(super) fn amounted(scene: &Scene<'_>) -> Option<Based> {
    let view = scene.view;
    let [a, b, c] = scene.three(aside)?;
    let led = |i: usize, func: Func| {
        scene.claims.get(i).is_some_and(|c| (c.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, func)))
    };
    let base = [a, b, c].into_iter().find(|&i| led(i, Func::From))?;
    let share = [a, b, c].into_iter().find(|&i| i != base && scene.claims.get(i).is_some_and(|c| shares(scene, c)))?;
    let by = [a, b, c].into_iter().find(|&i| i != base && i != share && led(i, Func::By))?;
    let (level, amount) = (scene.claims.get(base)?, scene.claims.get(by)?);
    let same = unit(&level.value).is_some() && unit(&level.value) == unit(&amount.value)
        || amounts(&amount.value, &level.value);
    let way = |c: &Claim| match (&c.value, c.frame.level) {
        (Value::Change { direction, .. }, _) => Some(*direction),
        (_, Level::Change(direction)) => Some(direction),
        _ => None,
    };
    let direction = way(scene.claims.get(share)?).or_else(|| way(amount)).or_else(|| told_way(scene))?;
    let number = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (n, by_n) = (number(level)?, number(amount)?);
    let after = match direction {
        Direction::Up => n.checked_add(by_n)?,
        Direction::Down => n.checked_sub(by_n)?,
        Direction::Either => return None,
    };
    if !same || after <= Decimal::ZERO || loose(scene) || !bound(scene, share, (base, by)) {
        return None;
    }
    let figure = level.value.figure()?;
    let exact = Figure { digits: true, scaled: figure.scaled, ..Figure::exact(after, figure.grain) };
    let value = of(&level.value, exact)?;
    let (first, last) =
        (level.tokens.start.min(amount.tokens.start) as usize, level.tokens.end.max(amount.tokens.end) as usize);
    Some((value, base, scene.place(base)?, scene.place(by)?, first, last, share))
}

/// Which way the only words of change of a sentence point.
fn told_way(scene: &Scene<'_>) -> Option<Direction> {
    let lexicon = scene.view.lexicon;
    let mut ways = scene.view.sentence.hits.iter().filter_map(|h| match h.sense {
        Sense::Change(id) => lexicon.changes.get(id as usize).map(|c| c.direction),
        _ => None,
    });
    let first = ways.next()?;
    ways.all(|w| w == first || w == Direction::Either).then_some(first)
}

/// A share by which something changed: "50 percent more", "a rise of 20 percent", "doubled".
fn shares(scene: &Scene<'_>, claim: &Claim) -> bool {
    match &claim.value {
        Value::Change { of: ChangeOf::Percent | ChangeOf::Points, .. } | Value::Change { ratio: Some(_), .. } => true,
        Value::Percent { figure, .. } => {
            let end = claim.tokens.end as usize;
            let behind = scene.view.hits(end).any(|h| match h.sense {
                Sense::Change(id) => {
                    scene.view.lexicon.changes.get(id as usize).is_some_and(|c| c.kind == ChangeKind::Comparative)
                }
                _ => false,
            });
            // "20 percent up on the 900"
            let behind = behind
                || (scene.view.is(end, Func::Up) || scene.view.is(end, Func::Down)) && scene.view.is(end + 1, Func::On);
            // "put up 8 per cent", "an increase of half"
            let start = claim.tokens.start as usize;
            let before = (start.saturating_sub(2)..start)
                .any(|t| super::change_noun(scene, t) || scene.word(t, CheckWord::Shift).is_some());
            let put = (start.saturating_sub(2)..start)
                .any(|t| scene.view.is(t, Func::Up) || scene.view.is(t, Func::Down) || scene.view.is(t, Func::By));
            figure.number.is_some()
                && (matches!(claim.frame.level, Level::Change(_))
                    || behind
                    || before
                    || put && told_way(scene).is_some())
        }
        _ => false,
    }
}

/// A plain level, asserted or told as what will be.
fn level(claim: &Claim) -> bool {
    unit(&claim.value).is_some()
        && claim.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none())
        && claim.frame.unasserted.as_ref().is_none_or(|u| u.ahead)
        && !claim.frame.part
}

/// Two levels of one unit, which the second may leave out; things of one kind.
fn alike(scene: &Scene<'_>, a: &Claim, b: &Claim) -> bool {
    let bare = |c: &Claim| matches!(c.value, Value::Number(_));
    let nouns = match (a.frame.noun, b.frame.noun) {
        (Some(x), Some(y)) => x.stem == y.stem || x.left_out || y.left_out || x.token.is_none() || y.token.is_none(),
        _ => true,
    };
    let same = unit(&a.value) == unit(&b.value);
    let percent = |c: &Claim| matches!(c.value, Value::Percent { .. });
    // "100 cents, against 80": a bare figure is of parts of the unit.
    let minor = |c: &Claim| {
        let written = c.tokens.indices().find(|&t| scene.view.digits(t)).map(|t| scene.view.text(t).replace(',', ""));
        let written: Option<Decimal> = written.and_then(|t| t.parse().ok());
        matches!(&c.value, Value::Money { figure, .. } if !figure.scaled && written.is_some() && written != figure.number)
    };
    if !same && (minor(a) || minor(b)) {
        return false;
    }
    (same || (bare(a) || bare(b)) && !percent(a) && !percent(b))
        && (nouns || !matches!(a.value, Value::Quantity { .. }))
}

/// Words that open another comparison, or take back what is told.
fn loose(scene: &Scene<'_>) -> bool {
    let funcs =
        [Func::Not, Func::Never, Func::If, Func::Average, Func::Each, Func::Every, Func::Respectively, Func::Between];
    scene.has_func(0, scene.view.len(), &funcs) || scene.view.text(scene.view.len().saturating_sub(1)) == "?"
}

/// Whether words say that a level is the one before the change.
fn based(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    if claim.frame.level == Level::Baseline {
        return true;
    }
    if claim.frame.level == Level::End || start.checked_sub(1).is_some_and(|t| view.is(t, Func::To)) {
        return false;
    }
    let opens = |t: usize| {
        let words = [Func::From, Func::Against, Func::Compared, Func::After, Func::Than, Func::On];
        let len = words.iter().find_map(|&f| view.func(t, f)).or_else(|| scene.word(t, CheckWord::Base))?;
        Some(
            t + len
                + usize::from(
                    view.is(t, Func::Compared) && (view.is(t + len, Func::With) || view.is(t + len, Func::To)),
                ),
        )
    };
    // Only an article stands between: "from a high of 60" is no level before.
    // Nor is anything but an article, or whose it was: "on last year's 5,000".
    let timed = |t: usize| {
        scene.claim_over(t).and_then(|i| scene.claims.get(i)).is_some_and(|c| matches!(c.value, Value::When(_)))
    };
    let led = |t: usize| {
        view.is(t, Func::The)
            || view.is(t, Func::Possessive)
            || view.is(t, Func::Only)
            || timed(t)
            || view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
    };
    let base = (start.saturating_sub(BEFORE)..start).filter_map(|t| Some((t, opens(t)?))).any(|(t, from)| {
        // "on" alone dates as well.
        let on = !view.is(t, Func::On) || from < start;
        on && from <= start && (from..start).all(led)
    });
    // "which was 40 crowns last year", "used to print 16,000 copies"
    let past = |t: usize| view.is(t, Func::Had) || view.is(t, Func::Be) && view.lexicon.is_past_auxiliary(view.text(t));
    let had = (start.saturating_sub(CLAUSE)..start).any(|t| {
        (past(t) || scene.word(t, CheckWord::Former).is_some())
            && (t..start).all(|t| {
                view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Preposition | Pos::Adverb))
            })
    });
    // What it is now stands in the same sentence.
    let present = |t: usize| view.is(t, Func::Now) || scene.word(t, CheckWord::Present).is_some();
    let now = (0..view.len()).any(present) && !(start.saturating_sub(CLAUSE)..start).any(present);
    // "200 boats fished in 1990, only 50 do so now"
    let year = |c: &&Claim| match &c.value {
        Value::When(w) => {
            w.shape == WhenShape::On && w.written.year.zip(scene.draft.dateline).is_some_and(|(y, d)| y < d.date.year())
        }
        _ => false,
    };
    let own = scene.claims.iter().find(|c| (c.tokens.start as usize) > start).filter(year);
    let past = own.is_some_and(|c| c.frame.clause == claim.frame.clause)
        && view.sentence.clauses.get(claim.frame.clause as usize).is_some_and(|c| c.tense == Tense::Past);
    base || (had || past) && now
}

/// "8,000 in 2010 and 10,000 in 2020": nobody else is named between two levels and their years.
fn beside(scene: &Scene<'_>, one: usize, two: usize) -> bool {
    let view = scene.view;
    let (Some(year), Some(level)) = (scene.claims.get(one + 1), scene.claims.get(two)) else { return false };
    let (from, to) = (year.tokens.end as usize, level.tokens.start as usize);
    let plain = |t: usize| {
        scene.comma(t)
            || view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Conjunction | Pos::Adverb | Pos::Aux | Pos::Verb | Pos::Preposition)
            })
    };
    from <= to && (from..to).all(plain)
}

/// The year that stands behind a level, with nothing but what is counted between: "8,000 people in 2010".
fn dated(scene: &Scene<'_>, index: usize) -> Option<i16> {
    let view = scene.view;
    let (claim, next) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let Value::When(when) = &next.value else { return None };
    let near = (claim.tokens.end as usize..next.tokens.start as usize).all(|t| {
        view.is(t, Func::In)
            || view.token(t).is_some_and(|x| {
                x.pos == Pos::Noun && x.group == view.token(claim.tokens.start as usize).and_then(|c| c.group)
            })
    });
    when.written.year.filter(|_| near && when.shape == WhenShape::On && when.grain == crate::lexicon::Period::Year)
}

/// "The rent, 400 a month in May, has doubled to 1,000": the level that a thing had between commas, and the one it came
/// to under the verb.
fn apposed(scene: &Scene<'_>, before: &Claim, after: &Claim) -> bool {
    let view = scene.view;
    let (start, from, to) = (before.tokens.start as usize, before.tokens.end as usize, after.tokens.start as usize);
    let named =
        start.checked_sub(2).and_then(|t| view.token(t)).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name));
    let opened = start > 1 && scene.comma(start - 1) && named;
    let comma = super::levels::past_times(scene, from, to);
    let verb = (comma + 1..to.min(comma + 4)).any(|t| {
        view.hits(t).any(|h| matches!(h.sense, Sense::Change(_)))
            || scene
                .claim_over(t)
                .and_then(|i| scene.claims.get(i))
                .is_some_and(|c| matches!(c.value, Value::Change { .. }))
    });
    let came = to > 0 && view.is(to - 1, Func::To);
    opened && scene.comma(comma) && comma > from && verb && came
}

/// Whether the share is of these levels: in one clause with them, or behind a mark that only tells it again.
fn bound(scene: &Scene<'_>, share: usize, (from, to): (usize, usize)) -> bool {
    let view = scene.view;
    let (Some(share), Some(a), Some(b)) = (scene.claims.get(share), scene.claims.get(from), scene.claims.get(to))
    else {
        return false;
    };
    let (first, last) = (a.tokens.start.min(b.tokens.start) as usize, a.tokens.end.max(b.tokens.end) as usize);
    let (start, end) = (share.tokens.start as usize, share.tokens.end as usize);
    let gap = if end <= first {
        end..first
    } else if start >= last {
        last..start
    } else {
        // Between the two: "at 330 dollars, costs 50 per cent more than the 275".
        let low = if a.tokens.start < b.tokens.start { a } else { b };
        low.tokens.end as usize..start
    };
    let colon = gap.clone().any(|t| view.mark(t, ":") || scene.dash(t));
    let other = gap.clone().any(|t| {
        view.mark(t, ";")
            || view.is(t, Func::Also)
            || view.token(t).is_some_and(|x| {
                // "higher than in Lier, where a flat costs 500": the levels are another's.
                x.pos == Pos::Subordinator
                    || view.is(t, Func::As)
                    || x.pos == Pos::Relative && start < last
                    || x.pos == Pos::Conjunction && !view.is(t, Func::Or)
            })
    });
    let verbs = gap.clone().filter(|&t| {
        view.token(t).is_some_and(|t| t.pos == Pos::Verb) && view.hits(t).any(|h| matches!(h.sense, Sense::Change(_)))
    });
    // "fell 3 percent to 188p, against 250p in January": a change of its own day, beside a level of another.
    let inner = |c: &Claim| matches!(c.value, Value::Duration { .. }) && gap.contains(&(c.tokens.start as usize));
    let timed = end <= first && !colon && scene.claims.iter().any(|c| matches!(c.value, Value::When(_)) || inner(c));
    (colon || !other && verbs.count() == 0) && !timed
}
