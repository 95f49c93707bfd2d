//! `rate`: "12 of 40, or 25 percent". `impossible-share`: "eleven of the 10 bridges".

use super::alarm::Alarm;
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge::{self, Fraction, Span};
use rust_decimal::Decimal;

mod over;
mod worded;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    worded::check(scene, out);
    over::check(scene, out);
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
            out.extend(share(scene, whole, part));
            continue;
        }
        if !joined(scene, a, b) {
            continue;
        }
        if let Some(alarm) = larger(scene, part, whole).or_else(|| share(scene, part, whole)) {
            out.push(alarm);
        }
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
    let counts = |c: &Claim| {
        matches!(c.value, Value::Quantity { .. } | Value::Number(_))
            && c.value.figure().is_some_and(|f| f.number.is_some())
            && !verb(c)
    };
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
    let sure = |c: &Claim| c.frame.unasserted.is_none() && !c.frame.rate;
    // "3 of 10 tons of coal", "two of 1980": years and measures are no wholes.
    let noun = whole.frame.noun.is_some() || matches!(whole.value, Value::Quantity { .. });
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
    let view = scene.view;
    let counts = |c: &Claim| {
        matches!(c.value, Value::Quantity { .. } | Value::Number(_))
            && c.value.figure().is_some_and(|f| f.number.is_some())
            && c.frame.unasserted.is_none()
            && !c.frame.rate
    };
    let start = whole.tokens.start as usize;
    // "Out of 500 people polled, 210"
    let of = if view.is(0, Func::Of) { 0 } else { 1 };
    let headed = view.is(of, Func::Of)
        && (of + 1..start).all(|t| {
            view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Name | Pos::Adjective | Pos::Possessive)
            })
        });
    let group = whole.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let end = group.map_or(whole.tokens.end, |g| g.range.end.max(whole.tokens.end)) as usize;
    headed
        && counts(whole)
        && counts(part)
        && !modifies(scene, whole)
        && whole.frame.noun.is_some()
        && (end..end + 4).find(|&t| scene.comma(t)).is_some_and(|comma| {
            // "Of 250 letters sent, 75"
            let hangs = |t: usize| {
                view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Noun | Pos::Preposition | Pos::Adverb))
            };
            (end..comma).all(hangs) && part.tokens.start as usize == comma + 1
        })
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
        && [Func::Whom, Func::Which, Func::PluralPronoun].iter().any(|&f| scene.view.is(at + 1, f))
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
    if own || x.min?.at <= y.max?.at {
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

/// The share right behind part and whole: ", or 25 percent,", "(25 percent)".
fn share(scene: &Scene<'_>, part: usize, whole: usize) -> Option<Alarm> {
    let view = scene.view;
    let (a, b) = (scene.claims.get(part)?, scene.claims.get(whole)?);
    // Behind the later of the two: "12 of the 40 wells", "Of the 40 wells, 12".
    let last = if a.tokens.start > b.tokens.start { a } else { b };
    let group = last.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let mut at = group.map_or(last.tokens.end, |g| g.range.end.max(last.tokens.end)) as usize;
    if those(scene, last.tokens.end as usize) {
        at = last.tokens.end as usize + 2;
    }
    // "of the 52 bridges in the district": where they are.
    let hangs = |t: usize| {
        scene.claim_over(t).is_none()
            && view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Preposition | Pos::Determiner | Pos::Noun | Pos::Name | Pos::Adjective)
            })
    };
    let place = view.is(at, Func::In) || view.is(at, Func::At) || view.is(at, Func::On);
    if place {
        let behind = (at..at + 8).find(|&t| !hangs(t)).unwrap_or(at);
        // Only marks on both sides bind from further off.
        if scene.dash(behind) || view.mark(behind, "(") || scene.comma(behind) && view.is(behind + 1, Func::Or) {
            at = behind;
        }
    }
    // "24 of the 80 applicants were turned away, or 25 percent": at the very end, with no other figure before it.
    let mut told = false;
    if !(view.mark(at, "(") || scene.comma(at) || scene.dash(at)) {
        let plain = |t: usize| {
            scene.claim_over(t).is_none()
                && view
                    .token(t)
                    .is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Relative | Pos::Subordinator))
        };
        let behind = (at..at + 12).find(|&t| !plain(t)).unwrap_or(at);
        let or = scene.comma(behind) && (view.is(behind + 1, Func::Or) || quota(scene, behind + 1).is_some());
        if or || view.mark(behind, "(") {
            at = behind;
            told = true;
        }
    }
    let bracket = view.mark(at, "(");
    if !(bracket || scene.comma(at) || scene.dash(at)) {
        return None;
    }
    at += 1;
    if view.is(at, Func::Or) {
        at += 1;
    }
    at = quota(scene, at).unwrap_or(at);
    let said = scene.claim_at(at).and_then(|i| Some((i, scene.claims.get(i)?)));
    let said = said.filter(|(_, c)| matches!(c.value, Value::Percent { points: false, .. }));
    let Some((index, claim)) = said else { return in_words(scene, part, whole, at, bracket) };
    let Value::Percent { figure, points: false } = &claim.value else { return None };
    let end = claim.tokens.end as usize;
    // "12 percent more than last year", "12 percent of the men": another measure.
    let closed = if bracket {
        view.mark(end, ")")
    } else {
        scene.comma(end) || scene.dash(end) || end >= scene.end() || view.is(end, Func::Of) && of_total(scene, end)
    };
    let last = end + usize::from(bracket) >= scene.end();
    if !closed || told && !last || claim.frame.unasserted.is_some() {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let (x, y) = (bridge::covers(&a.value, lexicon)?, bridge::covers(&b.value, lexicon)?);
    let hundred = Fraction::from(Decimal::ONE_HUNDRED);
    let made = Span::closed(x.min?.at.times(hundred)?.over(y.max?.at)?, x.max?.at.times(hundred)?.over(y.min?.at)?);
    let said = bridge::covers(&claim.value, lexicon)?;
    if said.meets(&made) {
        return None;
    }
    let right = a.value.figure()?.number?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(b.value.figure()?.number?)?;
    let places = if figure.grain < Decimal::ONE { 1 } else { 0 };
    let right = if right < Decimal::TEN { right.round_dp(1) } else { right.round_dp(places) };
    let words = scene.words(claim);
    let message = format!(
        "The draft says \"{words}\", but {} of {} is {} percent.",
        bridge::number(a.value.figure()?.number?),
        bridge::number(b.value.figure()?.number?),
        bridge::number(right)
    );
    let mended = bridge::rewritten(words, &claim.value, right, lexicon);
    let place = scene.place(index)?.mended(mended);
    // The part that is so many percent of the whole, and the whole of which the part is so many percent.
    let percent = figure.number.filter(|n| *n > Decimal::ZERO && figure.hedge.is_none());
    let mend = |claim: &Claim, n: Option<Decimal>| {
        let n = n.map(|n| n.round_dp(0).normalize()).filter(|n| *n > Decimal::ZERO)?;
        bridge::rewritten(scene.words(claim), &claim.value, n, lexicon)
    };
    let (p, w) = (a.value.figure()?.number?, b.value.figure()?.number?);
    let one = percent.and_then(|n| mend(a, w.checked_mul(n)?.checked_div(Decimal::ONE_HUNDRED)));
    let other = percent.and_then(|n| mend(b, p.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(n)));
    let places = vec![scene.place(part)?.mended(one), scene.place(whole)?.mended(other), place];
    Some(Alarm::over(Rule::Rate, places, message))
}

/// "Six of the 30 lifeboats, a third, were unusable": the share as a fraction in words.
fn in_words(scene: &Scene<'_>, part: usize, whole: usize, at: usize, bracket: bool) -> Option<Alarm> {
    let view = scene.view;
    let share = super::percent_sum::fraction(scene, at)?;
    let end = share.to;
    let closed = if bracket { view.mark(end, ")") } else { scene.comma(end) || scene.dash(end) || end >= scene.end() };
    let (a, b) = (scene.claims.get(part)?, scene.claims.get(whole)?);
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (p, w) = (exact(a)?, exact(b)?);
    let right = p.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(w)?;
    // Shares in words are told to three points.
    let near = Span::closed(right.checked_sub(Decimal::TWO)?.into(), right.checked_add(Decimal::TWO)?.into());
    if !closed || share.covers.meets(&near) {
        return None;
    }
    let words = view.prose.get(share.place.span.start as usize..share.place.span.end as usize)?;
    let message = format!(
        "The draft says \"{words}\", but {} of {} is {} percent.",
        bridge::number(p),
        bridge::number(w),
        bridge::number(right.round_dp(0))
    );
    Some(Alarm::over(Rule::Rate, vec![scene.place(part)?, scene.place(whole)?, share.place], message))
}

/// "an occupancy rate of": what the share of the whole is called, up to its figure.
fn quota(scene: &Scene<'_>, at: usize) -> Option<usize> {
    let view = scene.view;
    if !view.is(at, Func::A) {
        return None;
    }
    let of = (at + 2..at + 5).find(|&t| view.is(t, Func::Of))?;
    let named = scene.word(of - 1, CheckWord::Quota).is_some();
    let plain = (at + 1..of)
        .all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Name | Pos::Verb)));
    (named && plain).then_some(of + 1)
}

/// "of the total": of the same whole; "of them" may be of the part.
fn of_total(scene: &Scene<'_>, of: usize) -> bool {
    (of + 1..of + 4).any(|t| scene.word(t, CheckWord::Totals).is_some())
}
