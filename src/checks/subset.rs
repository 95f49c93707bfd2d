//! `impossible-share`, of counts: more of them than there are. "Twelve people were hurt, 14 of them badly", "a bus with 40
//! tourists fell into a gorge, killing 45 of them".

use super::alarm::Alarm;
use super::list::{Of, summable};
use super::rule::Rule;
use super::scene::Scene;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Fewer than these may be groups of those that are spoken of.
const LEAST: Decimal = Decimal::TEN;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for (index, claim) in scene.claims.iter().enumerate() {
        if !plain(claim) || !of_those(scene, claim) {
            continue;
        }
        let start = claim.tokens.start as usize;
        // "as many as", "three times": no figures of one group.
        let others = [Func::Not, Func::Never, Func::If, Func::Than, Func::More, Func::Another, Func::Average, Func::Or];
        if scene.has_func(0, view.len(), &others) || scene.has(0, view.len(), CheckWord::Overlap) || scene.quoted(start)
        {
            return;
        }
        let before = (0..index).filter(|&i| scene.claims.get(i).is_some_and(counted)).collect::<Vec<_>>();
        let found = match before.as_slice() {
            &[whole] => Some((*scene, whole)),
            [] if index == 0 && start <= 2 => previous(scene),
            _ => None,
        };
        let Some((other, whole)) = found else { return };
        let Some(total) = other.claims.get(whole).filter(|c| plain(c) && named(c) && !c.frame.part) else { return };
        let number = |c: &Claim| c.value.figure().and_then(|f| f.number);
        // Of the same kind, or of none that is told: "45 of them".
        let bare = matches!(claim.value, Value::Number(_))
            || claim.frame.noun.is_none_or(|n| n.left_out || n.token.is_none())
            || claim.frame.noun.zip(total.frame.noun).is_some_and(|(a, b)| a.class == b.class);
        let Some((part, all)) = number(claim).zip(number(total)) else { return };
        // "Two teams of climbers set out. Nine of them reached the top": more than the things that they were told in.
        let end = total.tokens.end as usize;
        let things = other.view.is(end, Func::Of) || all < LEAST || part > all.saturating_mul(Decimal::TWO);
        if part <= all || !bare || things {
            return;
        }
        let (Some(one), Some(two)) = (other.place(whole), scene.place(index)) else { return };
        let words = (other.words(total), scene.words(claim));
        let message = format!("The draft says \"{}\", and \"{}\" of them: more than there are.", words.0, words.1);
        let mended = |text: &str, value: &Value, n| bridge::rewritten(text, value, n, scene.draft.lexicon);
        let one = one.mended(mended(words.0, &total.value, part));
        out.push(Alarm::over(Rule::ImpossibleShare, vec![one, two], message));
        return;
    }
}

/// The only count of the sentence before, if there is one.
fn previous<'a>(scene: &Scene<'a>) -> Option<(Scene<'a>, usize)> {
    let previous = scene.sentence.checked_sub(1)?;
    let from = scene.draft.claims.partition_point(|c| (c.sentence as usize) < previous);
    let other = scene.draft.scene(previous, from).filter(|s| s.view.sentence.block == scene.view.sentence.block)?;
    let mut found = (0..other.claims.len()).filter(|&i| other.claims.get(i).is_some_and(counted));
    let (whole, None) = (found.next()?, found.next()) else { return None };
    Some((other, whole))
}

fn counted(claim: &Claim) -> bool {
    matches!(claim.value, Value::Number(_) | Value::Quantity { .. })
}

/// A count that is exact, asserted and of so many at one time.
fn plain(claim: &Claim) -> bool {
    matches!(summable(claim), Some(Of::Count(_)))
        && claim.value.figure().is_some_and(|f| f.hedge.is_none())
        && claim.frame.level == Level::Level
}

fn named(claim: &Claim) -> bool {
    claim.frame.noun.is_some_and(|n| n.token.is_some() && !n.left_out)
}

/// "14 of them", "14 of whom"
fn of_those(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    (claim.tokens.start as usize + 1..=claim.tokens.end as usize).any(|t| {
        view.is(t, Func::Of)
            && [Func::PluralPronoun, Func::Them, Func::Whom, Func::Which].iter().any(|&f| view.is(t + 1, f))
    })
}
