//! A part, its whole and its share, in whatever order, as the only figures of their stretch: "21 satellites out of a
//! constellation of 70 (35 percent)", "24 oarsmen, and three-quarters of them, 16, had", "One in four patients, 40 out of 200,".

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::{Scene, times_and_ranks};
use super::share::{judged, quota};
use super::{headed, those};
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge::{self, Span};
use rust_decimal::Decimal;

/// Tokens between a part and its whole.
const NEAR: usize = 7;
/// Points by which a share in words may be off beside those that it covers.
const POINTS: Decimal = Decimal::from_parts(5, 0, 0, false, 1);

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    let [a, b, c] =
        scene.three(|c| times_and_ranks(c) || matches!(c.value, Value::Duration { .. } | Value::Age { .. }))?;
    let share = [a, b, c].into_iter().find(|&i| scene.claims.get(i).is_some_and(percent))?;
    let mut others = [a, b, c].into_iter().filter(|&i| i != share);
    let (first, second) = (others.next()?, others.next()?);
    let (one, two) = (scene.claims.get(first)?, scene.claims.get(second)?);
    let number = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let (x, y) = (number(one)?, number(two)?);
    let last = [a, b, c].into_iter().filter_map(|i| scene.claims.get(i)).map(|c| c.tokens.end as usize).max()?;
    let loose = [
        Func::Not,
        Func::Never,
        Func::If,
        Func::Than,
        Func::More,
        Func::Another,
        Func::Average,
        Func::Each,
        Func::Every,
    ];
    if !counted(one, last)
        || !counted(two, last)
        || x == y
        || scene.has_func(0, last, &loose)
        || scene.has(0, last, CheckWord::Some)
        || scene.quoted(one.tokens.start as usize)
    {
        return None;
    }
    let said = scene.claims.get(share)?;
    let ((part, p), (whole, w)) = if x < y { ((first, one), (second, two)) } else { ((second, two), (first, one)) };
    // "Of 250 appeals the tribunal upheld 50, which is to say one in four"
    let fronted = whole == first && headed(scene, w) && bare(p) && said.tokens.start > p.tokens.end;
    let bound = (out_of(scene, p, w) || fronted) && closed(scene, said, (p, w)) || of_them(scene, p, w, said);
    if !bound {
        return None;
    }
    match &said.value {
        Value::Percent { figure, .. } if figure.fraction => worded(scene, (part, whole), share),
        _ => judged(scene, (part, whole), share),
    }
}

/// A figure whose noun is left out.
fn bare(claim: &Claim) -> bool {
    matches!(claim.value, Value::Number(_)) || claim.frame.noun.is_none_or(|n| n.left_out || n.token.is_none())
}

/// A plain count; what is denied of it behind all figures takes nothing from how many they are.
fn counted(claim: &Claim, last: usize) -> bool {
    let behind = |u: &crate::claims::frame::Unasserted| u.token.is_some_and(|t| t as usize >= last);
    matches!(claim.value, Value::Quantity { .. } | Value::Number(_))
        && !claim.frame.rate
        && claim.frame.unasserted.as_ref().is_none_or(behind)
}

fn percent(claim: &Claim) -> bool {
    matches!(claim.value, Value::Percent { points: false, .. }) && claim.frame.level == Level::Level
}

/// "21 satellites out of a constellation of 70", "40 out of 200": at most nouns between the two, and an "of" right before
/// the whole.
fn out_of(scene: &Scene<'_>, part: &Claim, whole: &Claim) -> bool {
    let view = scene.view;
    let (from, to) = (part.tokens.end as usize, whole.tokens.start as usize);
    let plain = from < to
        && to - from <= NEAR
        && (from..to).all(|t| {
            view.token(t).is_some_and(|t| {
                matches!(
                    t.pos,
                    Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner | Pos::Preposition | Pos::Possessive
                )
            })
        });
    let of = (from..to).rev().find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Preposition));
    let out = (from..to).any(|t| view.is(t + 1, Func::Of) && view.token(t).is_some_and(|t| t.pos == Pos::Preposition));
    plain
        && of.is_some_and(|t| view.is(t, Func::Of))
        && (out || (from..to).filter(|&t| view.is(t, Func::Of)).count() == 1)
}

/// The share stands in brackets or between marks behind both, or opens the sentence with both between its marks.
fn closed(scene: &Scene<'_>, said: &Claim, (part, whole): (&Claim, &Claim)) -> bool {
    let view = scene.view;
    let (start, end) = (said.tokens.start as usize, said.tokens.end as usize);
    let mark =
        |t: usize| scene.comma(t) || scene.dash(t) || view.mark(t, "(") || view.mark(t, ")") || view.mark(t, ":");
    // "One in four patients at the clinic, 40 out of 200, waited": the two are told of the share's own.
    let (low, high) =
        (part.tokens.start.min(whole.tokens.start) as usize, part.tokens.end.max(whole.tokens.end) as usize);
    let inner = low.checked_sub(1).is_some_and(mark)
        && (mark(high) || high >= scene.end())
        && end <= low
        && !(end..low - 1)
            .any(|t| mark(t) || view.is(t, Func::And) || view.token(t).is_some_and(|t| t.pos == Pos::Verb));
    if inner {
        return true;
    }
    if start < high {
        return false;
    }
    // What is said of the part may stand between: "36 of 48 votes counted".
    let Some(before) = start.checked_sub(1) else { return false };
    let told = !(high..before)
        .any(|t| view.is(t, Func::And) || view.mark(t, ";") || scene.comma(t) && t + 1 < before && t > high);
    let word = view.is(before, Func::Or)
        || (before.saturating_sub(4)..=before).any(|t| scene.word(t, CheckWord::Equals).is_some());
    let named = (before.saturating_sub(5)..=before).any(|t| quota(scene, t) == Some(start));
    let opened = mark(before) || word || named;
    let shut = mark(end) || end >= scene.end() || view.mark(end, ";");
    told && opened && shut
}

/// "24 oarsmen, and three-quarters of them, 16, had a cough": the share of those, and the part between commas.
fn of_them(scene: &Scene<'_>, part: &Claim, whole: &Claim, said: &Claim) -> bool {
    let (start, end) = (part.tokens.start as usize, part.tokens.end as usize);
    let of = said.tokens.end as usize;
    let inner = said.tokens.indices().any(|t| those(scene, t));
    let behind = if those(scene, of) { of + 2 } else { of };
    (inner || behind > of)
        && whole.tokens.end <= said.tokens.start
        && scene.comma(behind)
        && behind + 1 == start
        && (scene.comma(end) || end >= scene.end())
}

/// The alarm over a share in words.
fn worded(scene: &Scene<'_>, (part, whole): (usize, usize), share: usize) -> Option<Alarm> {
    let (a, b, said) = (scene.claims.get(part)?, scene.claims.get(whole)?, scene.claims.get(share)?);
    let (p, w) = (a.value.figure()?.number?, b.value.figure()?.number?);
    let right = p.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(w)?;
    let near = Span::closed(right.checked_sub(POINTS)?.into(), right.checked_add(POINTS)?.into());
    if super::share::worded(scene, said)?.meets(&near) {
        return None;
    }
    let words = scene.words(said);
    let message = format!(
        "The draft says \"{words}\", but {} of {} is {} percent.",
        bridge::number(p),
        bridge::number(w),
        bridge::number(right.round_dp(0))
    );
    // The part that is such a share of the whole, and the whole of which it is.
    let percent =
        said.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number).filter(|n| *n > Decimal::ZERO);
    let mend = |claim: &Claim, n: Option<Decimal>| {
        let n = n.filter(Decimal::is_integer)?.normalize();
        bridge::rewritten(scene.words(claim), &claim.value, n, scene.draft.lexicon)
    };
    let one = mend(a, percent.and_then(|n| w.checked_mul(n)?.checked_div(Decimal::ONE_HUNDRED)));
    let other = mend(b, percent.and_then(|n| p.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(n)));
    let mut places = vec![scene.place(part)?.mended(one), scene.place(whole)?.mended(other), scene.place(share)?];
    places.sort_by_key(|p| p.span);
    let at = places.iter().position(|p| p.span == said.span)?;
    Some(Alarm { at, ..Alarm::over(Rule::Rate, places, message) })
}
