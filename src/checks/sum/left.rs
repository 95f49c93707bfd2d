//! What is left or comes on top: "All but six of the 30 pits have closed, leaving 26", "A further 12 bodies were found, taking
//! the toll from 31 to 45".

use super::super::alarm::Alarm;
use super::super::list::{Of, summable};
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Tokens between a word that opens a figure and the figure.
const LEAD: usize = 4;

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    all_but(scene).or_else(|| topped(scene))
}

fn exact(claim: &Claim) -> Option<Decimal> {
    claim.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number)
}

fn count(claim: &Claim) -> bool {
    matches!(claim.value, Value::Number(_) | Value::Quantity { .. }) && !claim.frame.rate
}

/// "All but six of the 30 pits have closed, leaving 26", "the five survivors": neither the six nor the 24.
fn all_but(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let all = (0..view.len()).find(|&t| view.is(t, Func::All) && view.is(t + 1, Func::But))?;
    let few = scene.claim_at(all + 2)?;
    let (whole, last) = (few + 1, few + 2);
    let (n, w, x) = (scene.claims.get(few)?, scene.claims.get(whole)?, scene.claims.get(last)?);
    let counts = scene.claims.iter().filter(|c| count(c)).count();
    let (few_of, of, left) = (exact(n)?, exact(w)?, exact(x)?);
    let start = x.tokens.start as usize;
    let leaves = (start.saturating_sub(LEAD)..start).any(|t| scene.word(t, CheckWord::Leaves).is_some());
    let known = start
        .checked_sub(1)
        .is_some_and(|t| view.is(t, Func::The) || view.is(t, Func::Other) || scene.word(t, CheckWord::Rest).is_some());
    let plain = n.frame.part && w.frame.whole && count(x) && counts == 3 && x.frame.unasserted.is_none();
    let behind = x.tokens.start > w.tokens.end && !scene.quoted(start);
    let most = of.checked_sub(few_of)?;
    if !plain || !behind || !(leaves || known) || left == few_of || left == most || left >= of || most <= Decimal::ZERO
    {
        return None;
    }
    let lexicon = scene.draft.lexicon;
    let words = scene.words(x);
    let message = format!(
        "The draft says \"{}\" and \"{words}\", but all but {} of {} leaves {} or {}.",
        view.stretch(all, w.tokens.end as usize),
        bridge::number(few_of),
        bridge::number(of),
        bridge::number(few_of),
        bridge::number(most)
    );
    let near = if (left - few_of).abs() <= (left - most).abs() { few_of } else { most };
    let mended = bridge::rewritten(words, &x.value, near, lexicon);
    let places = vec![scene.place(few)?, scene.place(whole)?, scene.place(last)?.mended(mended)];
    Some(Alarm::over(Rule::Sum, places, message))
}

/// "A further 12 bodies were found, taking the toll from 31 to 45": what came to it is not what both differ by.
fn topped(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    let mut counts = (0..scene.claims.len()).filter(|&i| scene.claims.get(i).is_some_and(count));
    let (first, second) = (counts.next()?, counts.next()?);
    if counts.next().is_some() {
        return None;
    }
    let (more, range) = (scene.claims.get(first)?, scene.claims.get(second)?);
    let came = exact(more).filter(|n| *n > Decimal::ZERO)?;
    let (start, end) = (more.tokens.start as usize, more.tokens.end as usize);
    let topped = (start.saturating_sub(2)..end + 1).any(|t| view.is(t, Func::More) || view.is(t, Func::Another));
    let figure = range.value.figure().filter(|f| f.number.is_none())?;
    let (low, high) = (figure.literal.min?.value, figure.literal.max?.value);
    let from = range.tokens.start as usize;
    let led = view.is(from, Func::From) || from.checked_sub(1).is_some_and(|t| view.is(t, Func::From));
    let tally = (from.saturating_sub(LEAD)..from)
        .any(|t| scene.word(t, CheckWord::Toll).or_else(|| scene.word(t, CheckWord::Totals)).is_some());
    let others = [Func::Not, Func::Never, Func::If, Func::Would, Func::Average];
    let sure = more.frame.unasserted.is_none() && range.frame.unasserted.is_none() && !scene.quoted(from);
    let made = low.checked_add(came)?;
    let plain = matches!(summable(more), Some(Of::Count(_))) && !scene.has_func(0, view.len(), &others);
    if !topped || !led || !tally || !sure || !plain || high <= low || made == high {
        return None;
    }
    let message = format!(
        "The draft says \"{}\" more, but \"{}\" is {} more.",
        scene.words(more),
        scene.words(range),
        bridge::number(high.checked_sub(low)?)
    );
    let mended = bridge::rewritten(scene.words(more), &more.value, high.checked_sub(low)?, scene.draft.lexicon);
    Some(Alarm::over(Rule::Sum, vec![scene.place(first)?.mended(mended), scene.place(second)?], message))
}
