//! `rate`: "12 of 40, or 25 percent". `impossible-share`: "eleven of the 10 bridges".

use super::alarm::Alarm;
use super::restated::{past_clause, restated};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

mod closed;
mod inserted;
mod over;
mod per;
mod periods;
mod portion;
mod product;
mod share;
mod speed;
mod thousand;
mod three;
mod worded;

use share::{FAR, share, turned};

/// Why a total is wrong that is so many times what each comes to, in the draft's words.
fn product_told(scene: &Scene<'_>, total: &Claim, n: Decimal, each: &Claim, right: Decimal) -> String {
    format!(
        "The draft says \"{}\", but {} times \"{}\" is {}.",
        scene.words(total),
        bridge::number(n),
        scene.words(each),
        bridge::told(&total.value, right, scene.draft.lexicon)
    )
}

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let before = out.len();
    worded::check(scene, out);
    over::check(scene, out);
    product::check(scene, out);
    for part in 0..scene.claims.len().saturating_sub(1) {
        let whole = part + 1;
        let (Some(a), Some(b)) = (scene.claims.get(part), scene.claims.get(whole)) else { continue };
        if scene.quoted(a.tokens.start as usize) {
            continue;
        }
        // "Of the 180 huts, 108 (70 percent)": the whole in front.
        if fronted(scene, a, b) {
            let more = larger(scene, whole, part).filter(|_| {
                !b.frame.rest && !scene.has_func(0, scene.view.len(), &[Func::More, Func::Another, Func::Other])
            });
            out.extend(more.or_else(|| share(scene, whole, part)));
            continue;
        }
        // "200 members, 150 of whom, or 75 percent,"
        if of_whom(scene, a, b) {
            out.extend(larger(scene, whole, part).or_else(|| share(scene, whole, part)));
            continue;
        }
        if !joined(scene, a, b) {
            let next = (whole..scene.claims.len())
                .filter(|_| headed(scene, a))
                .find(|&i| scene.claims.get(i).is_some_and(counts));
            out.extend(next.and_then(|next| apart(scene, part, next)));
            continue;
        }
        if let Some(alarm) = part.checked_sub(1).and_then(|first| turned(scene, first, part, whole)) {
            out.push(alarm);
            continue;
        }
        if let Some(alarm) = larger(scene, part, whole).or_else(|| share(scene, part, whole)) {
            out.push(alarm);
        }
    }
    if out.len() == before {
        let found = closed::check(scene).or_else(|| three::check(scene)).or_else(|| per::check(scene));
        out.extend(
            found
                .or_else(|| fronted_by_none(scene))
                .or_else(|| portion::check(scene))
                .or_else(|| speed::check(scene))
                .or_else(|| periods::check(scene))
                .or_else(|| thousand::check(scene))
                .or_else(|| inserted::check(scene)),
        );
    }
}

/// "12 of (the) 40 nurses": two plain counts, the first a part of the second.
fn joined(scene: &Scene<'_>, part: &Claim, whole: &Claim) -> bool {
    let view = scene.view;
    // "24 out of 80 pupils"
    let end = part.tokens.end as usize;
    let of = if view.is(end + 1, Func::Of) && view.token(end).is_some_and(|t| t.pos == Pos::Preposition) {
        end + 1
    } else {
        end
    };
    // "The crew of 24 consists of": a verb that only looks like what is counted.
    let verb = |c: &Claim| c.tokens.indices().any(|t| scene.word(t, CheckWord::Splits).is_some());
    let stop = whole.tokens.end as usize;
    // "31 million of the 96 million, or a quarter": told again, and so a part of it.
    let or = scene.comma(stop) && view.is(stop + 1, Func::Or);
    let money = match (&part.value, &whole.value) {
        (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => or && a == b,
        (Value::Number(_), Value::Money { .. }) => or,
        _ => false,
    };
    let counts = |c: &Claim| {
        (money || matches!(c.value, Value::Quantity { .. } | Value::Number(_)))
            && c.value.figure().is_some_and(|f| f.number.is_some())
            && !verb(c)
    };
    // "27 houses out of 90", "(12 of 40)"
    let own = part.frame.noun.and_then(|n| n.token).is_some_and(|t| part.tokens.holds(t as usize)) && of > end;
    let bracketed = (part.tokens.start as usize)
        .checked_sub(1)
        .is_some_and(|t| view.mark(t, "(") || scene.comma(t) || scene.dash(t))
        && (view.mark(stop, ")") || scene.comma(stop) || scene.dash(stop) || stop >= scene.end());
    let between = of + 1..whole.tokens.start as usize;
    let plain = between.len() <= 2
        && between.clone().all(|t| view.is(t, Func::The) || view.is(t, Func::All) || view.is(t, Func::Possessive));
    // "Three of the town's five lifts": whose they are.
    let whose = between.len() <= 6
        && between.clone().all(|t| {
            view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Name | Pos::Adjective | Pos::Possessive)
            })
        })
        && between.end.checked_sub(1).and_then(|t| view.token(t)).is_some_and(|t| t.pos == Pos::Possessive);
    // "Six of the 18 pipers, or half, had never played": what is denied behind it is not how many they are.
    let behind = |c: &Claim| {
        let word = c.frame.unasserted.as_ref().map(|u| u.token.map_or(0, |t| t as usize));
        word.is_none_or(|t| t > stop + 1 && (stop..t).any(|t| scene.comma(t) || view.mark(t, ")")))
    };
    let sure = |c: &Claim| behind(c) && !c.frame.rate;
    // "3 of 10 tons of coal", "two of 1980": years and measures are no wholes.
    let noun = whole.frame.noun.is_some() || matches!(whole.value, Value::Quantity { .. }) || own || bracketed || or;
    counts(part)
        && counts(whole)
        && !modifies(scene, whole)
        && view.is(of, Func::Of)
        && (plain || whose)
        && noun
        && sure(part)
        && sure(whole)
}

/// "Of the 180 huts, 108": two plain counts, the whole at the head of the sentence and a comma between.
fn fronted(scene: &Scene<'_>, whole: &Claim, part: &Claim) -> bool {
    let group = whole.frame.group.and_then(|g| scene.view.sentence.groups.get(g as usize));
    let end = group.map_or(whole.tokens.end, |g| g.range.end.max(whole.tokens.end)) as usize;
    headed(scene, whole)
        && counts(whole)
        && counts(part)
        && (end..end + 8).find(|&t| scene.comma(t)).is_some_and(|comma| {
            // "Of 250 letters sent, 75", "Of the 40 wells in the district, 12"
            past_clause(scene, end, 8) == comma && part.tokens.start as usize == comma + 1
        })
}

/// A plain count that may be a part or a whole.
fn counts(claim: &Claim) -> bool {
    matches!(claim.value, Value::Quantity { .. } | Value::Number(_))
        && claim.value.figure().is_some_and(|f| f.number.is_some())
        && claim.frame.unasserted.is_none()
        && !claim.frame.rate
}

/// "Of the 180 huts", "Out of 500 people polled": a whole at the head of the sentence.
fn headed(scene: &Scene<'_>, whole: &Claim) -> bool {
    let view = scene.view;
    let of = usize::from(!view.is(0, Func::Of));
    view.is(of, Func::Of)
        && (of + 1..whole.tokens.start as usize).all(|t| {
            view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Name | Pos::Adjective | Pos::Possessive)
            })
        })
        && !modifies(scene, whole)
        && whole.frame.noun.is_some()
}

/// "200 members, 150 of whom": a plain count behind what it is of.
fn of_whom(scene: &Scene<'_>, whole: &Claim, part: &Claim) -> bool {
    let view = scene.view;
    let counts = |c: &Claim| {
        matches!(c.value, Value::Quantity { .. } | Value::Number(_))
            && c.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none())
            && c.frame.unasserted.is_none()
            && !c.frame.rate
    };
    let group = whole.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let end = group.map_or(whole.tokens.end, |g| g.range.end.max(whole.tokens.end)) as usize;
    // "80 fires in 2020, of which 20"
    let timed = |t: usize| {
        let claim = scene.claim_over(t).and_then(|i| scene.claims.get(i));
        claim.is_some_and(|c| matches!(c.value, Value::When(_))) || view.is(t, Func::In)
    };
    let end = (end..end + 4).find(|&t| !timed(t)).unwrap_or(end);
    let noun = whole.frame.noun.is_some_and(|n| n.token.is_some());
    counts(whole)
        && counts(part)
        && noun
        && scene.comma(end)
        && (part.tokens.start as usize == end + 1 && those(scene, part.tokens.end as usize)
            // "80 schools, of which 20"
            || part.tokens.start as usize == end + 3 && those(scene, end + 1))
}

/// "of whom", "of which", "of them".
fn those(scene: &Scene<'_>, at: usize) -> bool {
    scene.view.is(at, Func::Of)
        && [Func::Whom, Func::Which, Func::PluralPronoun, Func::Them].iter().any(|&f| scene.view.is(at + 1, f))
}

/// "the six-year-olds", "the 12 clubs' players": the figure belongs to what describes or owns the whole.
fn modifies(scene: &Scene<'_>, whole: &Claim) -> bool {
    let view = scene.view;
    let (start, end) = (whole.tokens.start as usize, whole.tokens.end as usize);
    let group = whole.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let stop = group.map_or(end, |g| (g.range.end as usize).max(end));
    let owner = |t: usize| {
        view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
            || matches!(view.text(t), "'" | "\u{2019}") && view.glued(t)
    };
    let hyphened = (start..=end).any(|t| view.dash(t) && view.glued(t) && view.glued(t + 1) && t > start);
    hyphened && !whole.tokens.indices().all(|t| view.numeral(t).is_some() || view.dash(t)) || (start..=stop).any(owner)
}

fn larger(scene: &Scene<'_>, part: usize, whole: usize) -> Option<Alarm> {
    let (a, b) = (scene.claims.get(part)?, scene.claims.get(whole)?);
    let lexicon = scene.draft.lexicon;
    let (x, y) = (bridge::covers(&a.value, lexicon)?, bridge::covers(&b.value, lexicon)?);
    // "Two holders of one rank": things of their own, and no part of the others.
    let own = a.frame.noun.and_then(|n| n.token).is_some_and(|t| a.tokens.holds(t as usize));
    // "nine parents and eight pupils, 17 of whom spoke": of all that are listed.
    let listed = (b.tokens.start as usize).checked_sub(1).is_some_and(|t| scene.view.is(t, Func::And))
        && whole
            .checked_sub(1)
            .and_then(|i| scene.claims.get(i))
            .is_some_and(|c| matches!(c.value, Value::Quantity { .. }));
    if listed && those(scene, a.tokens.end as usize) && b.tokens.start < a.tokens.start {
        return None;
    }
    // "as many as 15 of the 12": open below, and too many all the same.
    let least = x.min.or_else(|| x.max.filter(|_| a.value.figure().is_some_and(|f| f.number.is_some())))?;
    if own || least.at <= y.max?.at {
        return None;
    }
    let message = format!(
        "The draft says \"{}\" of \"{}\": a part cannot be larger than its whole.",
        scene.words(a),
        scene.words(b)
    );
    let mut alarm = Alarm::over(Rule::ImpossibleShare, vec![scene.place(part)?, scene.place(whole)?], message);
    alarm.at = 0;
    Some(alarm)
}

/// "Out of 250 appeals heard last year the court upheld 50, which is to say one in four": the whole at the head of the
/// sentence and its part further off, told again in so many words.
fn apart(scene: &Scene<'_>, whole: usize, part: usize) -> Option<Alarm> {
    let (a, b) = (scene.claims.get(whole)?, scene.claims.get(part)?);
    let end = b.tokens.end as usize;
    let again =
        [end, past_clause(scene, end, FAR)].into_iter().find_map(|at| restated(scene, at).filter(|r| r.named))?;
    let bare = matches!(b.value, Value::Number(_)) || b.frame.noun.is_some_and(|n| n.left_out);
    let sure = headed(scene, a) && counts(a) && counts(b) && bare && again.at > 0;
    if sure { share(scene, part, whole) } else { None }
}

/// "Out of 12 candidates 15 were women", "Among the village's 90 houses, 120 have a well": more than there are, in a sentence
/// that counts nothing else.
fn fronted_by_none(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let [whole, part] = scene.claims else { return None };
    let among = view.is(0, Func::Among);
    let end = whole.tokens.end as usize;
    let group = whole.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let behind = group.map_or(end, |g| (g.range.end as usize).max(end));
    let start = part.tokens.start as usize;
    let near = start == behind || start == behind + 1 && scene.comma(behind);
    let bare = matches!(part.value, Value::Number(_)) || part.frame.noun.is_none_or(|n| n.left_out);
    let verb = view.token(part.tokens.end as usize).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let measured = matches!(whole.value, Value::Measure { .. }) && view.is(0, Func::Of);
    let sure = !scene.quoted(start)
        && !part.frame.rest
        && part.frame.unasserted.is_none()
        && part.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none())
        && !scene.has_func(0, view.len(), &[Func::More, Func::Another, Func::Other, Func::Not, Func::If]);
    let opens = headed(scene, whole) && counts(whole)
        || measured
        || among && counts(whole) && !modifies(scene, whole) && end <= 6;
    (opens && near && bare && verb && sure).then(|| larger(scene, 1, 0)).flatten()
}
