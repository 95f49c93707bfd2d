//! The shares of a sentence: in percent, as fractions in words, and those that leave "percent" to the first.

use super::super::alarm::Place;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func, NumeralKind, Sense, SenseKind};
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

/// A share, by its tokens.
pub(in crate::checks) struct Share {
    pub(in crate::checks) place: Place,
    pub(super) claim: Option<usize>,
    pub(in crate::checks) covers: Span,
    /// First token, "the rest" in front of it included.
    pub(super) from: usize,
    /// One past the last token.
    pub(in crate::checks) to: usize,
    pub(super) rest: bool,
    /// "its remaining 30 percent": what is left of what somebody had.
    pub(super) owned: bool,
}

/// The shares of a sentence, fractions in words among them.
pub(super) fn shares(scene: &Scene<'_>) -> Vec<Share> {
    let mut out: Vec<Share> = Vec::new();
    let mut at = 0;
    while at < scene.end() {
        if let Some([one, two]) = pair(scene, at) {
            at = two.to.max(at + 1);
            out.extend([one, two]);
            continue;
        }
        let found = claimed(scene, at)
            .or_else(|| fraction(scene, at))
            .or_else(|| gapped(scene, at, out.first()))
            .or_else(|| elided(scene, at, out.first()));
        match found {
            Some(share) => {
                at = share.to.max(at + 1);
                out.push(share);
            }
            None => at += 1,
        }
    }
    out
}

/// "by 54 percent to 49 percent": two shares that were read as a range, though it would run backwards.
fn pair(scene: &Scene<'_>, at: usize) -> Option<[Share; 2]> {
    let index = scene.claim_at(at)?;
    let claim = scene.claims.get(index)?;
    let Value::Percent { figure, points: false } = &claim.value else { return None };
    let (a, b) = (figure.literal.min?.value, figure.literal.max?.value);
    let split = claim.tokens.indices().find(|&t| scene.view.is(t, Func::To))?;
    if figure.number.is_some() || figure.intended.is_some() || a <= b || claim.frame.unasserted.is_some() {
        return None;
    }
    let half = figure.grain.min(Decimal::ONE).checked_div(Decimal::TWO)?;
    let share = |n: Decimal, from: usize, to: usize| {
        let covers = Span::closed(n.checked_sub(half)?.into(), n.checked_add(half)?.into());
        let place = Place { claim: Some(scene.first + index), ..scene.tokens(from, to)? };
        Some(Share { place, claim: None, covers, from, to, rest: false, owned: false })
    };
    let end = claim.tokens.end as usize;
    Some([share(a, at, split)?, share(b, split + 1, end)?])
}

/// Where "the rest" in front of a share begins.
fn lead(scene: &Scene<'_>, start: usize) -> (usize, bool) {
    let (mut from, mut rest) = (start, false);
    for back in (start.saturating_sub(4)..start).rev() {
        // "the other 35 percent"
        let other = back > 0 && scene.view.is(back, Func::Other) && scene.view.is(back - 1, Func::The);
        // "65 percent runs on diesel, leaving 20 percent on gas"
        let leaves = back + 1 == start
            && scene.word(back, CheckWord::Leaves).is_some()
            && back.checked_sub(1).is_some_and(|t| scene.comma(t));
        let word = other || leaves || scene.word(back, CheckWord::Rest).is_some() || behind_rest(scene, back + 1);
        rest |= word;
        if !(word || scene.view.is(back, Func::The) || scene.comma(back) && behind_rest(scene, back)) {
            break;
        }
        from = back;
    }
    if rest { (from, true) } else { (start, false) }
}

/// Whether the words for what is left end right before a token: "the balance,".
fn behind_rest(scene: &Scene<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|t| scene.word(t, CheckWord::Rest).is_some_and(|len| t + len == at))
}

fn claimed(scene: &Scene<'_>, at: usize) -> Option<Share> {
    let index = scene.claim_at(at)?;
    let claim = scene.claims.get(index)?;
    let Value::Percent { figure, points: false } = &claim.value else { return None };
    // "39.9 percent of them": of the whole that was told before.
    let them = scene.view.is(claim.tokens.end as usize, Func::Of)
        && scene.view.token(claim.tokens.end as usize + 1).is_some_and(|t| t.pos == Pos::Pronoun);
    // "would vote for", "did not know": their share is asserted all the same.
    let end = claim.tokens.end as usize;
    let answers = [CheckWord::Answer, CheckWord::Pro, CheckWord::Con];
    let answered = (end..end + 2).any(|t| answers.iter().any(|&w| scene.word(t, w).is_some()));
    let asserted = claim.frame.unasserted.as_ref().is_none_or(|u| u.ahead || answered) && (!claim.frame.part || them);
    let exact = figure.number.is_some_and(|n| n > Decimal::ZERO);
    if !asserted || !exact || claim.frame.level != Level::Level {
        return None;
    }
    // A fraction that the list reads exactly is wider as a claim of its own.
    let own = fraction(scene, at);
    let covers = match own {
        Some(own) if figure.fraction => own.covers,
        // "seven in ten": told to the point beside its rest.
        None if figure.fraction && figure.hedge.is_none() => {
            let n = figure.number?;
            Span::closed(n.checked_sub(Decimal::ONE)?.into(), n.checked_add(Decimal::ONE)?.into())
        }
        _ => bridge::covers(&claim.value, scene.draft.lexicon)?,
    };
    let (from, rest) = lead(scene, at);
    let owned = owned(scene, from);
    let to = claim.tokens.end as usize;
    Some(Share { place: scene.place(index)?, claim: Some(index), covers, from, to, rest, owned })
}

/// "half", "a third", "two-fifths": a bare fraction, told as a share by its neighbours.
pub(in crate::checks) fn fraction(scene: &Scene<'_>, at: usize) -> Option<Share> {
    worded(scene, at, false)
}

/// "Half of the cargo was rice, a quarter salt": a fraction whose verb is left out, right before what that part is.
fn gapped(scene: &Scene<'_>, at: usize, first: Option<&Share>) -> Option<Share> {
    let view = scene.view;
    let first = first?;
    let be = (first.to..at).find(|&t| view.is(t, Func::Be))?;
    let comma = (be..at).find(|&t| scene.comma(t))?;
    let named = comma == be + 2 || comma == be + 3;
    // Its whole is told once, and "the rest" is still to come.
    let resting = (at..scene.end()).any(|t| scene.word(t, CheckWord::Rest).is_some());
    let opens = scene.comma(at - 1) || view.is(at - 1, Func::And);
    if named && resting && opens { worded(scene, at, true) } else { None }
}

fn worded(scene: &Scene<'_>, at: usize, gapped: bool) -> Option<Share> {
    let view = scene.view;
    let closes = |t: usize| scene.comma(t) || view.mark(t, ";") || view.is(t, Func::And) || t >= scene.end();
    let numeral = |t: usize, kinds: &[NumeralKind]| {
        if !view.may(t, SenseKind::Numeral) {
            return None;
        }
        view.sense(t, |s| match s {
            Sense::Numeral(id) => {
                view.lexicon.numerals.get(id as usize).filter(|n| kinds.contains(&n.kind)).map(|n| n.value)
            }
            _ => None,
        })
    };
    let parts = [NumeralKind::Part, NumeralKind::Fraction, NumeralKind::Fractions];
    let (count, mut next) = if view.is(at, Func::A) {
        (Decimal::ONE, at + 1)
    } else if let Some((n, len)) = numeral(at, &[NumeralKind::Cardinal]) {
        (n, at + len)
    } else {
        (Decimal::ONE, at)
    };
    if next > at && view.dash(next) {
        next += 1;
    }
    let (of, len) = numeral(next, &parts)?;
    // "third" alone is a rank, "half" alone a share.
    let (from, rest) = lead(scene, at);
    // "the remaining quarter"
    let alone = next == at && of != Decimal::TWO && !rest;
    let end = next + len;
    // "The other half opposed it.", "the remaining third goes to": a verb that looks like a noun.
    let acts = (rest || view.is(at, Func::A))
        && view.lexicon.is_plural(view.text(end))
        && view.token(end + 1).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Determiner | Pos::Noun));
    let kind = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Name));
    let gap = gapped && kind(end) && closes(end + 1);
    let noun = !acts
        && !gap
        && view
            .token(end)
            .is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Numeral) || t.pos == Pos::Adjective && !rest);
    if alone || noun {
        return None;
    }
    let share = Fraction::new(count.checked_mul(Decimal::ONE_HUNDRED)?, of)?;
    // Said of shares in words, a point is nothing.
    let near = |by: Decimal| share.plus(Fraction::from(by)).map(|at| End { at, open: false });
    let covers = Span { min: near(Decimal::NEGATIVE_ONE), max: near(Decimal::ONE) };
    let claim = scene.claims.iter().position(|c| c.tokens.holds(at) || c.tokens.holds(next));
    let place = Place { claim: claim.map(|c| scene.first + c), ..scene.tokens(at, end)? };
    Some(Share { place, claim: None, covers, from, to: end, rest, owned: owned(scene, from) })
}

/// "its remaining 30 percent"
fn owned(scene: &Scene<'_>, from: usize) -> bool {
    from.checked_sub(1).is_some_and(|t| {
        scene.view.is(t, Func::Possessive) || scene.view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
    })
}

/// "Osk 47 percent of the vote, Lier 38 and Ama 19": a bare number behind a subject of its own, of the same whole.
fn elided(scene: &Scene<'_>, at: usize, first: Option<&Share>) -> Option<Share> {
    let view = scene.view;
    let first = first.filter(|s| view.is(s.to, Func::Of))?;
    let index = scene.claim_at(at)?;
    let claim: &Claim = scene.claims.get(index)?;
    let Value::Number(figure) = &claim.value else { return None };
    let n = figure.number.filter(|n| figure.hedge.is_none() && *n > Decimal::ZERO && *n < Decimal::ONE_HUNDRED)?;
    let to = claim.tokens.end as usize;
    let ends = view.token(to).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    // Its subject stands right before it, behind a comma or "and".
    let subject = (at.saturating_sub(4)..at)
        .rev()
        .take_while(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun | Pos::Determiner)));
    let begin = subject.last().filter(|&t| t > first.to)?;
    let opened = scene.comma(begin - 1) || view.is(begin - 1, Func::And) || view.mark(begin - 1, ";");
    let named = view.token(at - 1).is_some_and(|t| t.capital);
    if !ends || !opened || !named || claim.frame.unasserted.is_some() {
        return None;
    }
    let half = figure.grain.min(Decimal::ONE).checked_div(Decimal::TWO)?;
    let covers = Span::closed(n.checked_sub(half)?.into(), n.checked_add(half)?.into());
    Some(Share { place: scene.place(index)?, claim: Some(index), covers, from: at, to, rest: false, owned: false })
}
