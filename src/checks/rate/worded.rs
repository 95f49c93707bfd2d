//! "Two-thirds of the 90 members, 45 in all", "24 homes cost 6 million, or 300,000 each": a share or a price told with
//! what it comes to.

use super::super::alarm::Alarm;
use super::super::interval::seconds;
use super::super::restated::{past_clause, past_hanging, restated};
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::share::quota;
use crate::analysis::Pos;
use crate::claims::per::Per;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for first in 0..scene.claims.len().saturating_sub(1) {
        out.extend(fraction(scene, first));
    }
    for first in 0..scene.claims.len().saturating_sub(2) {
        let Some(one) = scene.claims.get(first) else { return };
        if scene.quoted(one.tokens.start as usize) || one.frame.unasserted.is_some() {
            continue;
        }
        if let Some(alarm) = share(scene, first).or_else(|| each(scene, first)).or_else(|| quotient(scene, first)) {
            out.push(alarm);
            return;
        }
    }
}

/// "a third of the pupils (25 percent)", "one in five, or 30 percent,": one share in words and in digits.
fn fraction(scene: &Scene<'_>, at: usize) -> Option<Alarm> {
    let view = scene.view;
    let (worded, said) = (scene.claims.get(at)?, scene.claims.get(at + 1)?);
    let (Value::Percent { figure: a, points: false }, Value::Percent { figure: b, points: false }) =
        (&worded.value, &said.value)
    else {
        return None;
    };
    let (end, start, stop) = (worded.tokens.end as usize, said.tokens.start as usize, said.tokens.end as usize);
    // Of what the share is may stand between them: "a quarter of the pupils", "one in four pupils".
    let whole = if view.is(end, Func::Of) { end + 1 } else { end };
    let group = view.token(whole).filter(|t| t.pos != Pos::Mark).and_then(|t| t.group);
    let group = group.and_then(|g| view.sentence.groups.get(g as usize));
    let behind = group.map_or(end, |g| g.range.end as usize);
    let bracket = view.mark(behind, "(") && start == behind + 1 && view.mark(stop, ")");
    let or = scene.comma(behind)
        && view.is(behind + 1, Func::Or)
        && start == behind + 2
        && (scene.comma(stop) || scene.dash(stop) || stop >= scene.end());
    // "One in four pupils, 20 percent, skips breakfast": between commas, and the sentence goes on with its verb.
    let aside = scene.comma(behind)
        && start == behind + 1
        && scene.comma(stop)
        && scene.claim_over(stop + 1).is_none()
        && view.token(stop + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Noun))
        && !a.digits;
    let sure = [worded, said].iter().all(|c| c.frame.unasserted.is_none() && c.frame.level == Level::Level);
    if !(bracket || or || aside) || !a.fraction || b.fraction || !sure || scene.quoted(start) {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let (x, y) = (super::share::worded(scene, worded)?, bridge::covers(&said.value, lexicon)?);
    if a.hedge.is_some() || b.hedge.is_some() || x.meets(&y) {
        return None;
    }
    let right = a.number?.round_dp(if b.grain < Decimal::ONE { 1 } else { 0 }).normalize();
    let message = format!(
        "The draft says \"{}\" and \"{}\" of one share, but the first is {} percent.",
        scene.words(worded),
        scene.words(said),
        bridge::number(right)
    );
    let mended = bridge::rewritten(scene.words(said), &said.value, right, lexicon);
    Some(Alarm::over(Rule::Rate, vec![scene.place(at)?, scene.place(at + 1)?.mended(mended)], message))
}

fn plain(claim: &Claim) -> Option<Decimal> {
    let counts = matches!(claim.value, Value::Quantity { .. } | Value::Number(_));
    claim.value.figure().filter(|f| counts && f.hedge.is_none())?.number
}

/// "one in five of the 250 pupils, 65 in all,"
fn share(scene: &Scene<'_>, at: usize) -> Option<Alarm> {
    let view = scene.view;
    let (part, whole, made) = (scene.claims.get(at)?, scene.claims.get(at + 1)?, scene.claims.get(at + 2)?);
    let Value::Percent { figure, points: false } = &part.value else { return None };
    let of = part.tokens.end as usize;
    let between = of + 1..whole.tokens.start as usize;
    let bound = view.is(of, Func::Of)
        && between.len() <= 2
        && between.clone().all(|t| view.is(t, Func::The) || view.is(t, Func::All) || view.is(t, Func::Possessive));
    let group = whole.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let behind = group.map_or(whole.tokens.end, |g| g.range.end.max(whole.tokens.end)) as usize;
    let end = made.tokens.end as usize;
    let total = scene.word(end, CheckWord::Total);
    let them = view.is(end, Func::Of) && view.is(end + 1, Func::PluralPronoun);
    let close = end + total.unwrap_or(0) + if them { 2 } else { 0 };
    // Another noun of their own would be of others: "45 singers".
    let same =
        made.frame.noun.is_none_or(|n| n.left_out || n.general || whole.frame.noun.is_some_and(|w| w.stem == n.stem));
    // "of the 400 drivers tested, 80 people in all", "of the 40 wells (16)", "of the 40 wells – 16 –"
    let again = [behind, past_clause(scene, behind, 6)].into_iter().find_map(|at| {
        let again = restated(scene, at).filter(|r| r.at == made.tokens.start as usize && r.closes(scene, close))?;
        // "Three-quarters of the 80 seats, 50, were empty": a bare figure between commas, in front of the verb.
        let aside = scene.comma(at)
            && at == behind
            && scene.comma(close)
            && (matches!(made.value, Value::Number(_)) || made.frame.noun.is_some_and(|n| n.general))
            && view.token(close + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        (again.bracket || again.named || scene.dash(at) || total.is_some() || them || aside).then_some(again)
    });
    if !bound || again.is_none() || !same {
        return None;
    }
    let (n, _) = (plain(whole)?, plain(made)?);
    let lexicon = scene.draft.lexicon;
    let covered = bridge::covers(&part.value, lexicon)?;
    // A share in words is told to the point.
    let point = if figure.fraction || figure.hedge.is_some() { Decimal::TWO } else { Decimal::ZERO };
    let scaled = |end: Option<End>, by: Decimal| {
        let at = end?.at.plus(by.into())?.times(n.into())?.over(Fraction::from(Decimal::ONE_HUNDRED))?;
        Some(End { at, open: false })
    };
    let right = Span { min: scaled(covered.min, -point), max: scaled(covered.max, point) };
    let said = bridge::covers(&made.value, lexicon)?;
    if said.meets(&right) || figure.hedge.is_some() {
        return None;
    }
    let exact = figure.number?.checked_mul(n)?.checked_div(Decimal::ONE_HUNDRED)?.round_dp(0).normalize();
    let message = format!(
        "The draft says \"{}\", but {} of {} is {}.",
        scene.words(made),
        scene.words(part),
        bridge::number(n),
        bridge::number(exact)
    );
    let mended = bridge::rewritten(scene.words(made), &made.value, exact, lexicon);
    let places = vec![scene.place(at)?, scene.place(at + 1)?, scene.place(at + 2)?.mended(mended)];
    Some(Alarm::over(Rule::Rate, places, message))
}

/// "£1.2 million for its 30,000 residents, or £60 a head", "900 tonnes from 150 hectares, or eight tonnes a hectare": the
/// only two figures before a rate, and the rate that they make.
fn quotient(scene: &Scene<'_>, at: usize) -> Option<Alarm> {
    let view = scene.view;
    let (a, b, rate) = (scene.claims.get(at)?, scene.claims.get(at + 1)?, scene.claims.get(at + 2)?);
    let start = rate.tokens.start as usize;
    // ", or 60 pounds a head", "(60 pounds a head)", ", an average of 60 miles an hour"
    let from = b.tokens.end as usize;
    let or = [from, past_hanging(scene, from, 8), past_clause(scene, from, 14)].into_iter().any(|at| {
        restated(scene, at).is_some_and(|r| {
            r.at == start && (r.named || r.bracket || scene.dash(at)) || quota(scene, r.at) == Some(start)
        })
    });
    // "With 90 goals in 60 games, he averages two a game"
    let averages = start.checked_sub(1).is_some_and(|t| {
        view.is(t, Func::Average) && view.token(t).is_some_and(|t| t.pos == Pos::Verb) && view.is(0, Func::With)
    });
    let or = or || averages;
    // "15 days a year": a length has no rate of its own.
    let end = rate.tokens.end as usize;
    let each = [Func::A, Func::Per, Func::Every, Func::Each].iter().any(|&f| view.is(end, f));
    let per = rate.frame.per.or_else(|| Per::at(view, end + 1).filter(|_| each))?;
    let last = view.sentence.tokens.iter().rposition(|t| t.end <= per.end)?;
    let closed = last + 1 >= scene.end() || scene.comma(last + 1) || view.mark(last + 1, ")");
    let sure = [a, b].iter().all(|c| !c.frame.rate && !c.frame.part && c.frame.unasserted.is_none());
    // "30 days over three years": no more than three.
    let over = |c: &Claim| view.is(c.tokens.start as usize, Func::Over) && matches!(c.value, Value::Duration { .. });
    let least = |c: &Claim| c.value.figure().and_then(|f| f.literal.min).map(|m| m.value).filter(|_| over(c));
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number).or_else(|| least(c));
    if !or || !closed || !sure || at != 0 || scene.quoted(start) || rate.frame.unasserted.is_some() {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let kind = |x: &Claim, y: &Claim| match (&x.value, &y.value) {
        (Value::Money { currency: x, .. }, Value::Money { currency: y, .. }) => x == y,
        (Value::Measure { unit: x, .. }, Value::Measure { unit: y, .. }) => x == y,
        (Value::Quantity { noun: x, .. }, Value::Quantity { noun: y, .. }) => x == y,
        (Value::Quantity { .. }, Value::Number(_)) => averages,
        (Value::Duration { unit: x, .. }, Value::Duration { unit: y, .. }) => x == y,
        _ => false,
    };
    // The counted figure is of what the rate is per: its own noun or unit, or persons by the head.
    let counted = |c: &Claim| {
        let noun = c.frame.noun.is_some_and(|n| {
            n.stem == per.stem || n.class.is_some() && n.class == lexicon.person_class && heads(scene, last)
        });
        let unit = match &c.value {
            Value::Measure { unit, .. } => per.size.is_some_and(|s| {
                lexicon.units.get(*unit as usize).is_some_and(|u| {
                    s.dimension == Some(u.dimension) && u.factor.num.checked_div(u.factor.den) == Some(s.much)
                })
            }),
            Value::Duration { unit, .. } => per.size.is_some_and(|s| {
                let near = seconds(*unit).map(Decimal::from).and_then(|own| own.checked_div(s.much));
                s.dimension.is_none() && near.is_some_and(|n| n.round_dp(1) == Decimal::ONE)
            }),
            _ => false,
        };
        noun || unit
    };
    let (all, count) = match (kind(a, rate) && counted(b), kind(b, rate) && counted(a)) {
        (true, false) => (a, b),
        (false, true) => (b, a),
        _ => return None,
    };
    let n = exact(count).filter(|n| *n > Decimal::ONE)?;
    let total = bridge::covers(&all.value, lexicon)?;
    let parts = if over(count) { Span::closed(n.into(), n.into()) } else { bridge::covers(&count.value, lexicon)? };
    let over = |x: Option<End>, y: Option<End>| Some(End { at: x?.at.over(y?.at)?, open: false });
    let made = Span { min: over(total.min, parts.max), max: over(total.max, parts.min) };
    if made.meets(&bridge::covers(&rate.value, lexicon)?) {
        return None;
    }
    let right = exact(all)?.checked_div(n)?.round_dp(2).normalize();
    let message = format!(
        "The draft says \"{}\", but \"{}\" for \"{}\" is {}.",
        view.stretch(start, last + 1),
        scene.words(all),
        scene.words(count),
        bridge::told(&rate.value, right, lexicon)
    );
    let mended = bridge::rewritten(scene.words(rate), &rate.value, right, lexicon);
    let product = exact(rate).and_then(|r| r.checked_mul(n)).map(|n| n.normalize());
    let whole = product.and_then(|p| bridge::rewritten(scene.words(all), &all.value, p, lexicon));
    let mut places = vec![scene.place(at)?, scene.place(at + 1)?];
    if let Some(place) = places.iter_mut().find(|p| p.span == all.span) {
        place.mendings.extend(whole);
    }
    places.push(scene.place(at + 2)?.mended(mended));
    Some(Alarm::over(Rule::Rate, places, message))
}

/// Whether a word stands for each of the persons: "a head", "per person", "per capita".
fn heads(scene: &Scene<'_>, at: usize) -> bool {
    scene.word(at, CheckWord::Head).is_some()
}

/// "The 24 homes cost £6 million, or £300,000 each"
fn each(scene: &Scene<'_>, at: usize) -> Option<Alarm> {
    let view = scene.view;
    let (first, second, one) = (scene.claims.get(at)?, scene.claims.get(at + 1)?, scene.claims.get(at + 2)?);
    // "The 12 million crowns were shared by four winners, 3 million each": either may stand first.
    let sum = |c: &Claim| matches!(c.value, Value::Money { .. } | Value::Measure { .. });
    let turned = sum(first) && matches!(second.value, Value::Quantity { .. });
    let (count, all) = if turned { (second, first) } else { (first, second) };
    // "The 18 wagons carried 1,260 tonnes between them, or 60 tonnes each"
    let same = match (&all.value, &one.value) {
        (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => a == b,
        (Value::Measure { unit: a, .. }, Value::Measure { unit: b, .. }) => a == b,
        _ => false,
    };
    let (start, end) = (one.tokens.start as usize, one.tokens.end as usize);
    let from = second.tokens.end as usize;
    let told = [past_clause(scene, from, 6), past_hanging(scene, from, 6)];
    let told = told.into_iter().any(|at| restated(scene, at).is_some_and(|r| r.at == start && r.named));
    let or = told || restated(scene, from).is_some_and(|r| r.at == start);
    let each = view.is(end, Func::Each)
        && (scene.comma(end + 1) || end + 1 >= scene.end() || scene.dash(end + 1) || view.mark(end + 1, ")"));
    // The only count and the only money before it.
    let only = at == 0 && count.frame.noun.is_some() && !count.frame.part && !all.frame.rate;
    if !same || !or || !each || !only || one.frame.unasserted.is_some() || all.frame.unasserted.is_some() {
        return None;
    }
    let n = plain(count).filter(|n| *n > Decimal::ONE)?;
    let lexicon = scene.draft.lexicon;
    let total = bridge::covers(&all.value, lexicon)?;
    let part = |end: Option<End>| Some(End { at: end?.at.over(Fraction::from(n))?, open: false });
    let made = Span { min: part(total.min), max: part(total.max) };
    if made.meets(&bridge::covers(&one.value, lexicon)?) {
        return None;
    }
    let right = all.value.figure()?.number?.checked_div(n)?.round_dp(2).normalize();
    let message = format!(
        "The draft says \"{}\" each, but \"{}\" for {} is {} each.",
        scene.words(one),
        scene.words(all),
        bridge::number(n),
        bridge::told(&one.value, right, lexicon)
    );
    let mended = bridge::rewritten(scene.words(one), &one.value, right, lexicon);
    let places = vec![scene.place(at)?, scene.place(at + 1)?, scene.place(at + 2)?.mended(mended)];
    Some(Alarm::over(Rule::Rate, places, message))
}
