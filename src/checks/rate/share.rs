//! The share of a part in its whole: "12 of the 40 wells, or 30 percent,", "30 percent of the wells (12 of 40)".

use super::super::alarm::Alarm;
use super::super::percent_sum;
use super::super::restated::{Restated, past_clause, past_hanging, restated};
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::those;
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{ChangeKind, CheckWord, Direction, Func, Sense};
use crate::verdict::bridge::{self, Fraction, Span};
use rust_decimal::Decimal;

/// Tokens of a clause that may stand between a part and the share that tells it again.
pub(super) const FAR: usize = 14;
/// Points by which "one in four" may be off beside the two figures.
const ONE_IN: Decimal = Decimal::from_parts(35, 0, 0, false, 1);

/// The share behind part and whole: ", or 25 percent,", "(25 percent)", ", which is a quarter".
pub(super) fn share(scene: &Scene<'_>, part: usize, whole: usize) -> Option<Alarm> {
    let view = scene.view;
    let (a, b) = (scene.claims.get(part)?, scene.claims.get(whole)?);
    // Behind the later of the two: "12 of the 40 wells", "Of the 40 wells, 12".
    let last = if a.tokens.start > b.tokens.start { a } else { b };
    let group = last.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let mut direct = group.map_or(last.tokens.end, |g| g.range.end.max(last.tokens.end)) as usize;
    if those(scene, last.tokens.end as usize) {
        direct = last.tokens.end as usize + 2;
    }
    // "of the 52 bridges in the district": where they are; "24 of the 80 applicants were turned away".
    let (hanging, told) = (past_hanging(scene, direct, 8), past_clause(scene, direct, FAR));
    let places = [direct, hanging, told];
    places.into_iter().find_map(|at| {
        let again = restated(scene, at)?;
        let named = quota(scene, again.at);
        // "a 60 percent success rate"
        let exact = |i: usize| {
            scene.claims.get(i).is_some_and(|c| matches!(&c.value, Value::Percent { figure, .. } if !figure.fraction))
        };
        let article = view.is(again.at, Func::A) && scene.claim_at(again.at + 1).is_some_and(exact);
        let from = named.unwrap_or(again.at + usize::from(article));
        let equal = scene.word(at + 1, CheckWord::Equals).is_some();
        let said = scene.claim_at(from).and_then(|i| Some((i, scene.claims.get(i)?)));
        let said =
            said.filter(|(_, c)| matches!(&c.value, Value::Percent { figure, points: false } if !figure.fraction));
        let Some((index, claim)) = said else {
            let near = at <= hanging && (again.bracket || scene.dash(at) || again.named || at == direct) || equal;
            let last = again.named || again.bracket;
            // "18 of the 72 bridges inspected, one in three, were unsafe"
            let inner = scene.comma(at)
                && scene.claim_at(from).and_then(|i| scene.claims.get(i)).is_some_and(|c| {
                    let end = c.tokens.end as usize;
                    scene.comma(end) && view.token(end + 1).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Verb))
                });
            return in_words(scene, (part, whole), (from, again), equal).filter(|_| near || last || inner);
        };
        let end = rated(scene, claim.tokens.end as usize, from > again.at);
        if article && end == claim.tokens.end as usize {
            return None;
        }
        // "…, 60 percent of them, share a priest"
        let them = view.is(end, Func::Of)
            && (view.is(end + 1, Func::PluralPronoun) || view.is(end + 1, Func::Them))
            && (scene.comma(end + 2) || end + 2 >= scene.end());
        let whole_of = view.is(end, Func::Of) && of_total(scene, end) || them;
        // "12 percent more than last year", "12 percent of the men": another measure.
        let closed = again.closes(scene, end) || whole_of;
        let last = end + usize::from(again.bracket) >= scene.end();
        let bound = if at == direct {
            !view.mark(at, ":") && !view.mark(at, ";")
        } else if at == hanging {
            them && scene.comma(at) || again.bracket || scene.dash(at) || again.named || named.is_some()
        } else {
            // "36 of 48 votes counted, or 80 percent, Holt was ahead", "Of 800 births, 16 were of twins: 2 percent"
            // "With 21 of 28 races won, a success rate of 75 percent, the jockey": what the share is called.
            let counted = (again.named || named.is_some()) && at <= direct + 2;
            let explained = view.mark(at, ":") && last && end >= scene.end();
            equal
                || whole_of
                || counted
                || explained
                || (again.named || named.is_some() || again.bracket || scene.dash(at)) && last
        };
        if !closed || !bound || claim.frame.unasserted.is_some() {
            return None;
        }
        judged(scene, (part, whole), index)
    })
}

/// Past what a share is called behind it: "a 60 percent success rate".
fn rated(scene: &Scene<'_>, end: usize, article: bool) -> usize {
    let noun = (end..end + 3).find(|&t| scene.word(t, CheckWord::Quota).is_some());
    let plain = |to: usize| {
        (end..to).all(|t| scene.view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Name)))
    };
    // The last word of its name may look like a verb.
    noun.filter(|&t| article && plain(t)).map_or(end, |t| t + 1)
}

/// "Some 25 percent, or 12 of the 40 wells,", "25 percent of the wells (12 of 40)", "Turnout was 45 percent: 12,600 of
/// the 36,000 voters": the share in front of its part and whole.
pub(super) fn turned(scene: &Scene<'_>, said: usize, part: usize, whole: usize) -> Option<Alarm> {
    let view = scene.view;
    let (claim, a, b) = (scene.claims.get(said)?, scene.claims.get(part)?, scene.claims.get(whole)?);
    let level = claim.frame.level == Level::Level && claim.frame.unasserted.is_none();
    let percent = matches!(claim.value, Value::Percent { points: false, .. });
    let from = claim.tokens.end as usize;
    let end = b.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let end = end.map_or(b.tokens.end, |g| g.range.end.max(b.tokens.end)) as usize;
    // "A fifth of the mines that they saw — 21 out of 60": whatever is told of them, where the figures say no other whole.
    let bare = matches!(b.value, Value::Number(_)) || b.frame.noun.is_some_and(|n| n.left_out || n.token.is_none());
    let told = if bare { past_told(scene, from, a.tokens.start as usize) } else { from };
    let bound = [from, past_hanging(scene, from, 8), told].into_iter().any(|at| {
        let Some(again) = restated(scene, at).filter(|r| r.at == a.tokens.start as usize) else { return false };
        // Behind a colon only what is called a share is told by its figures.
        if view.mark(at, ":") {
            return (0..claim.tokens.start as usize)
                .any(|t| scene.word(t, CheckWord::Quota).or_else(|| scene.word(t, CheckWord::Turnout)).is_some());
        }
        !view.mark(at, ";") && again.closes(scene, end) && (again.bracket || again.named || scene.dash(at) || at > from)
    });
    // "Turnout was 40 percent, with 900 of 1,800 members voting"
    let with = scene.comma(from)
        && view.is(from + 1, Func::With)
        && a.tokens.start as usize == from + 2
        && b.tokens.indices().len() <= 2
        && b.frame.noun.is_none_or(|n| n.token.is_none_or(|t| b.tokens.holds(t as usize)))
        && (0..claim.tokens.start as usize)
            .any(|t| scene.word(t, CheckWord::Quota).or_else(|| scene.word(t, CheckWord::Turnout)).is_some());
    if !percent || !level || !(bound || with) || scene.quoted(from) {
        return None;
    }
    judged(scene, (part, whole), said)
}

/// The last mark before a figure, where no other figure and no second part of the sentence stands between.
fn past_told(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    let view = scene.view;
    let Some(mark) = to.checked_sub(1).filter(|&t| t > from && t <= from + FAR) else { return from };
    let plain = (from..mark).all(|t| {
        scene.claim_over(t).is_none()
            && view.token(t).is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Subordinator))
    });
    if plain { mark } else { from }
}

/// The alarm over a share that its part and whole do not make.
pub(super) fn judged(scene: &Scene<'_>, (part, whole): (usize, usize), index: usize) -> Option<Alarm> {
    let (a, b, claim) = (scene.claims.get(part)?, scene.claims.get(whole)?, scene.claims.get(index)?);
    let Value::Percent { figure, points: false } = &claim.value else { return None };
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
    let mut places = vec![scene.place(part)?.mended(one), scene.place(whole)?.mended(other), place];
    places.sort_by_key(|p| p.span);
    let at = places.iter().position(|p| p.span == claim.span)?;
    Some(Alarm { at, ..Alarm::over(Rule::Rate, places, message) })
}

/// What a share in words covers beside the two figures that it is of: "one in four" is no one in five.
pub(super) fn worded(scene: &Scene<'_>, claim: &Claim) -> Option<Span> {
    let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
    let figure = claim.value.figure()?;
    let one_in = claim.tokens.indices().any(|t| scene.view.is(t, Func::In)) && figure.fraction;
    let n = figure.number.filter(|_| one_in && figure.hedge.is_none());
    match n {
        Some(n) => Some(Span::closed(n.checked_sub(ONE_IN)?.into(), n.checked_add(ONE_IN)?.into())),
        None => Some(covers),
    }
}

/// "Six of the 30 lifeboats, a third, were unusable": the share as a fraction in words.
fn in_words(
    scene: &Scene<'_>,
    (part, whole): (usize, usize),
    (at, again): (usize, Restated),
    equal: bool,
) -> Option<Alarm> {
    // "more than half", "one in four": a claim of its own, or a bare fraction.
    let claimed = scene.claim_at(at).filter(|&i| {
        scene
            .claims
            .get(i)
            .is_some_and(|c| matches!(&c.value, Value::Percent { figure, points: false } if figure.fraction))
    });
    let (place, end, covers) = match claimed.and_then(|i| Some((i, scene.claims.get(i)?))) {
        Some((i, claim)) => (scene.place(i)?, claim.tokens.end as usize, worded(scene, claim)?),
        None if bounded(scene, at).is_some() => {
            // Of "less than a quarter" only one side is told.
            let above = bounded(scene, at)?;
            let share = percent_sum::fraction(scene, at + 2)?;
            let covers = if above {
                Span { min: share.covers.min, max: None }
            } else {
                Span { min: None, max: share.covers.max }
            };
            (share.place, share.to, covers)
        }
        None => {
            let share = percent_sum::fraction(scene, at)?;
            // Shares in words are told to five points.
            let wide = |end: Option<bridge::End>, by: Decimal| {
                end.and_then(|e| Some(bridge::End { at: e.at.plus(by.into())?, open: e.open }))
            };
            let four = Decimal::from(4);
            let covers = Span { min: wide(share.covers.min, -four), max: wide(share.covers.max, four) };
            (share.place, share.to, covers)
        }
    };
    let (a, b) = (scene.claims.get(part)?, scene.claims.get(whole)?);
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (p, w) = (exact(a)?, exact(b)?);
    let right = p.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(w)?;
    let half = Decimal::new(5, 1);
    let near = Span::closed(right.checked_sub(half)?.into(), right.checked_add(half)?.into());
    let of = equal && scene.view.is(end, Func::Of);
    if !(again.closes(scene, end) || of) || covers.meets(&near) {
        return None;
    }
    let words = scene.view.prose.get(place.span.start as usize..place.span.end as usize)?;
    let message = format!(
        "The draft says \"{words}\", but {} of {} is {} percent.",
        bridge::number(p),
        bridge::number(w),
        bridge::number(right.round_dp(0))
    );
    Some(Alarm::over(Rule::Rate, vec![scene.place(part)?, scene.place(whole)?, place], message))
}

/// "more than", "less than" before a fraction: whether it is more.
fn bounded(scene: &Scene<'_>, at: usize) -> Option<bool> {
    let view = scene.view;
    let compares = |id: u16| {
        let word = view.lexicon.changes.get(id as usize).filter(|c| c.kind == ChangeKind::Comparative)?;
        match word.direction {
            Direction::Up => Some(true),
            Direction::Down => Some(false),
            Direction::Either => None,
        }
    };
    let more = view.hits(at).find_map(|h| if let Sense::Change(id) = h.sense { compares(id) } else { None });
    more.filter(|_| view.is(at + 1, Func::Than))
}

/// "an occupancy rate of": what the share of the whole is called, up to its figure.
pub(super) fn quota(scene: &Scene<'_>, at: usize) -> Option<usize> {
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
