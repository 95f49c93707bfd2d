//! `percent-sum`: shares of one whole above 100, or a rest that is not the rest.

mod ballots;
mod carried;
mod conjoined;
mod excludes;
mod named;
mod shared_out;
mod shares;

use super::alarm::{Alarm, Place};
use super::list;
use super::rule::Rule;
use super::scene::Scene;
use super::sum::quoted;
use crate::claims::Value;
use crate::lexicon::{CheckWord, Func, NumeralKind, Sense};
use crate::verdict::bridge::{self, Fraction};
use rust_decimal::Decimal;
pub(super) use shares::fraction;
use shares::{Share, shares};

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let percents = scene.claims.iter().filter(|c| matches!(c.value, Value::Percent { points: false, .. })).count();
    let end = scene.end();
    let resting = || (0..end).any(|t| scene.word(t, CheckWord::Rest).is_some());
    let worded = || scene.claims.iter().any(|c| c.value.figure().is_some_and(|f| f.fraction));
    // "47 percent of the vote, Lier 38", "by 61 percent to 43 percent"
    let elided = || {
        scene.claims.iter().any(|c| {
            matches!(c.value, Value::Number(_))
                || matches!(&c.value, Value::Percent { figure, .. } if figure.number.is_none() && figure.intended.is_none())
        })
    };
    // "The other half opposed it."
    if resumes(scene) && percents < 2 && carried::check(scene, out) {
        return;
    }
    if percents == 0 || percents < 2 && !(resting() || worded() || elided()) {
        return;
    }
    let shares = shares(scene);
    // "a third pasture": a share that was not read leaves the rest open.
    let unread = (0..end).any(|t| unread(scene, t) && !shares.iter().any(|s| (s.from..s.to).contains(&t)));
    if unread && shares.last().is_some_and(|s| s.rest) || carried::check(scene, out) {
        return;
    }
    let [first, .., last] = shares.as_slice() else { return };
    if scene.quoted(first.from) || overlapping(scene) {
        return;
    }
    // "of the rest, 20 percent": a share of what is left.
    if let Some(alarm) = named::check(scene, &shares) {
        out.push(alarm);
        return;
    }
    if shared_out::check(scene, &shares) {
        let shares: Vec<(&Scene<'_>, &Share)> = shares.iter().map(|s| (scene, s)).collect();
        out.extend(alarm(&shares, last.rest));
        return;
    }
    let inner = last.rest && last.from.checked_sub(1).is_some_and(|t| scene.view.is(t, Func::Of));
    // What somebody had left, or bought year by year, need not be all there is.
    let times = scene.claims.iter().filter(|c| matches!(c.value, Value::When(_))).count();
    let held = last.rest && (last.owned || times > 1);
    if inner || held || !(conjoined::check(scene, &shares) || two(scene, &shares)) {
        return;
    }
    if last.rest || excludes::check(scene, first, &shares) {
        let shares: Vec<(&Scene<'_>, &Share)> = shares.iter().map(|s| (scene, s)).collect();
        out.extend(alarm(&shares, last.rest));
    }
}

/// The word for a part behind an article: "a third", "a fifth".
fn unread(scene: &Scene<'_>, at: usize) -> bool {
    let article = at.checked_sub(1).is_some_and(|t| scene.view.is(t, Func::A));
    let kinds = [NumeralKind::Part, NumeralKind::Fraction, NumeralKind::Fractions];
    let part = |s: Sense| match s {
        Sense::Numeral(id) => scene.view.lexicon.numerals.get(id as usize).filter(|n| kinds.contains(&n.kind)),
        _ => None,
    };
    article && scene.view.sense(at, part).is_some()
}

/// "The other half", "The remaining third": what is left of a whole that was told before.
pub(super) fn resumes(scene: &Scene<'_>) -> bool {
    scene.view.is(0, Func::The) && (scene.view.is(1, Func::Other) || scene.word(1, CheckWord::Rest).is_some())
}

/// "45 percent of it to the family and will keep the other 65 percent": a share and what is called its rest, whatever
/// is said of either. What was bought in two years need not be the whole.
fn two(scene: &Scene<'_>, shares: &[Share]) -> bool {
    // "supplied 48 percent of the power in August; diesel made up the balance": one time is that of both.
    let timed = scene.claims.iter().filter(|c| matches!(c.value, Value::When(_))).count() > 1;
    matches!(shares, [one, two] if two.rest && !one.rest && !timed && !two.owned)
}

/// The alarm over shares that cannot be those of one whole; the last of them may be called its rest.
fn alarm(shares: &[(&Scene<'_>, &Share)], rest: bool) -> Option<Alarm> {
    let made = list::sum(shares.iter().map(|(_, s)| &s.covers))?;
    let hundred = Fraction::from(Decimal::ONE_HUNDRED);
    let above = made.min.is_some_and(|m| m.at > hundred);
    let below = rest && made.max.is_some_and(|m| m.at < hundred);
    if !(above || below) {
        return None;
    }
    let sum = list::middle(&made)?;
    let texts: Vec<&str> = shares.iter().map(|(scene, s)| text(scene, s)).collect();
    let shown = bridge::number(sum.round_dp(1));
    let message = if rest {
        format!(
            "The draft shares out one whole ({}), and the last is called the rest, but they make {shown} percent.",
            quoted(&texts)
        )
    } else {
        format!("The draft shares out one whole ({}), but the shares make {shown} percent.", quoted(&texts))
    };
    // Where a rest or only two make the whole, each share has one figure that the others leave to it.
    let whole = rest || shares.len() == 2;
    let mended = |scene: &Scene<'_>, share: &Share| {
        let claim = share.claim.and_then(|i| scene.claims.get(i)).filter(|_| whole)?;
        let own = claim.value.figure()?.number?;
        let right = Decimal::ONE_HUNDRED.checked_sub(sum.checked_sub(own)?)?;
        (right > Decimal::ZERO)
            .then(|| bridge::rewritten(scene.words(claim), &claim.value, right, scene.draft.lexicon))
            .flatten()
    };
    let places: Vec<Place> = shares.iter().map(|(scene, s)| s.place.clone().mended(mended(scene, s))).collect();
    Some(Alarm::over(Rule::PercentSum, places, message))
}

fn text<'a>(scene: &Scene<'a>, share: &Share) -> &'a str {
    scene.view.prose.get(share.place.span.start as usize..share.place.span.end as usize).unwrap_or("")
}

/// Whether the draft says that shares of this question overlap: in the sentence or beside it.
fn overlapping(scene: &Scene<'_>) -> bool {
    let block = scene.view.sentence.block;
    let near = scene.sentence.saturating_sub(2)..scene.sentence + 3;
    near.filter_map(|i| scene.draft.analysis.sentences.get(i))
        .filter(|s| s.block == block)
        .any(|s| s.hits.iter().any(|h| h.sense == Sense::Check(CheckWord::Overlap)))
}
