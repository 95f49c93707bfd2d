//! Parts as the subject of the verb that says what they make: "Exports of 80 million crowns and sales of 45 million add up to
//! 125 million", "loans of £8 million and bonds of £7 million total £15 million".

use super::super::alarm::Alarm;
use super::super::change::of as level;
use super::super::list::{Of, Part, counts, summable};
use super::super::scene::Scene;
use super::{Reach, judged};
use crate::analysis::Pos;
use crate::claims::{Claim, Figure, Level, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;

/// Tokens of the verb and what stands beside it.
const VERB: usize = 4;

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    // Time and rank tell of no part; any other figure would be one that is not known.
    let figures: Vec<usize> = (0..scene.claims.len())
        .filter(|&i| scene.claims.get(i).is_some_and(|c| !matches!(c.value, Value::When(_) | Value::Ordinal(_))))
        .collect();
    let (&whole, parts) = figures.split_last()?;
    let (total, first) = (scene.claims.get(whole)?, scene.claims.get(*parts.first()?)?);
    let of = [total, first].into_iter().filter_map(summable).find(|o| matches!(o, Of::Money(_) | Of::Measure(_)))?;
    // "add up to 65 million": no more than that in words, and just that in what the verb says.
    let hedged = |c: &Claim| {
        let start = c.tokens.start as usize;
        let verb = start.checked_sub(1)?;
        let to = verb + scene.word(verb, CheckWord::Makes)?;
        if to <= start || to >= c.tokens.end as usize {
            return None;
        }
        let figure = c.value.figure()?;
        let exact = level(
            &c.value,
            Figure { digits: figure.digits, scaled: figure.scaled, ..Figure::exact(figure.number?, figure.grain) },
        )?;
        Some((to, exact))
    };
    if let Some((to, exact)) = hedged(total) {
        let mut own = scene.claims.to_vec();
        if let Some(claim) = own.get_mut(whole) {
            claim.value = exact;
            claim.tokens.start = u32::try_from(to).ok()?;
        }
        return check(&Scene { claims: &own, ..*scene });
    }
    let exact = |c: &Claim| {
        summable(c).is_some()
            && counts(c, of)
            && c.frame.level == Level::Level
            && c.value.figure().is_some_and(|f| f.hedge.is_none())
    };
    let start = total.tokens.start as usize;
    let last = scene.claims.get(*parts.last()?)?.tokens.end as usize;
    let verb = (start.saturating_sub(VERB)..start)
        .find(|&t| t >= last && scene.word(t, CheckWord::Makes).is_some_and(|len| t + len <= start))?;
    let behind = verb + scene.word(verb, CheckWord::Makes)?;
    let led = (behind..start).all(|t| view.is(t, Func::A) || view.token(t).is_some_and(|t| t.pos == Pos::Adverb));
    // The parts are all of the subject: nothing is done before that verb, and "and" joins them.
    let plain = (0..verb).all(|t| {
        scene.claim_over(t).is_some()
            || view.token(t).is_some_and(|x| match x.pos {
                // "oil exports of 25 million": a noun that looks like a verb.
                Pos::Verb => view.is(t + 1, Func::Of),
                Pos::Aux | Pos::Relative | Pos::Subordinator => false,
                Pos::Mark => scene.comma(t),
                _ => true,
            })
    });
    let second = scene.claims.get(*parts.get(1)?)?.tokens.start as usize;
    let joined = (first.tokens.end as usize..second).any(|t| view.is(t, Func::And) || scene.comma(t))
        && (first.tokens.end as usize..verb).any(|t| view.is(t, Func::And));
    let others = [Func::Not, Func::Never, Func::If, Func::Average, Func::Each, Func::Every, Func::Than, Func::Or];
    let loose = scene.has_func(0, verb, &others) || scene.has(0, view.len(), CheckWord::Some);
    // "make $1 million possible": the figure is all that they make.
    let stop = total.tokens.end as usize;
    let closed = stop >= scene.end() || scene.comma(stop) || scene.dash(stop) || view.mark(stop, ";");
    if !closed || !led || !plain || !joined || loose || scene.quoted(start) || !exact(total) {
        return None;
    }
    let mut found = Vec::new();
    for &index in parts {
        let claim = scene.claims.get(index).filter(|c| exact(c))?;
        let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
        found.push(Part { place: scene.place(index)?, claim: Some(index), covers, rest: false });
    }
    judged(scene, whole, &found, Reach::All)
}
