//! "£300 from cakes, £150 from books and £80 from raffles, a total of £630": a total behind its parts.

use super::super::alarm::Alarm;
use super::super::list::{self, Of, Part, counts, parts, summable};
use super::super::scene::Scene;
use super::{Reach, judged};
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Period};
use crate::verdict::bridge::{self, Span};

/// "£300 from cakes, £150 from books and £80 from raffles, a total of £630", "12 and 9, 20 in all".
pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for (index, claim) in scene.claims.iter().enumerate().skip(2) {
        let Some(of) = summable(claim) else { continue };
        let start = claim.tokens.start as usize;
        let end = claim.tokens.end as usize;
        let opener = (start.saturating_sub(5)..start)
            .find(|&t| scene.word(t, CheckWord::Total).is_some_and(|len| t + len == start || t + len == start + 1));
        // The words may be the claim's own ("a total of £630").
        let own = scene.word(start, CheckWord::Total).map(|_| start);
        let closes = scene.word(end, CheckWord::Total).map(|_| start);
        let Some(from) = opener.or(own).or(closes).or_else(|| called(scene, start)) else { continue };
        // "…, making 15 in all", "…, or 15 in all"
        let led = from.checked_sub(1).is_some_and(|t| {
            view.is(t, Func::Or) || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Preposition))
        });
        let from = if led && closes.is_some() { from - 1 } else { from };
        // "…, giving it 28 seats in total"
        let giving = closes.is_some()
            && from.checked_sub(1).and_then(|t| view.token(t)).is_some_and(|t| t.pos == Pos::Pronoun)
            && from.checked_sub(2).and_then(|t| view.token(t)).is_some_and(|t| t.pos == Pos::Verb);
        let from = if giving { from - 2 } else { from };
        let Some(mark) = from.checked_sub(1) else { continue };
        if !(scene.comma(mark) || scene.dash(mark) || view.mark(mark, "(") || view.mark(mark, ":")) {
            continue;
        }
        // "a total of nine this year": more than what the sentence lists.
        let timed = scene.claims.iter().skip(index + 1).any(|c| match &c.value {
            Value::When(w) => w.grain > Period::Day || c.tokens.start as usize <= end + 2,
            _ => false,
        });
        if timed {
            continue;
        }
        // Behind a total that counts things the parts may be of any noun.
        let of = if let Of::Count(_) = of { Of::Count(None) } else { of };
        // "50,000 euros and 30,000, a total of 80,000": of the same money.
        let money = scene.claims.iter().take(index).find_map(|c| summable(c).filter(|o| matches!(o, Of::Money(_))));
        let of = money.filter(|_| matches!(claim.value, Value::Number(_))).unwrap_or(of);
        let Some(parts) = found(scene, index, mark, of) else { continue };
        if !other(scene, claim, &parts) && !made_otherwise(scene, claim, mark, of) {
            out.extend(judged(scene, index, &parts, Reach::All));
            return;
        }
    }
}

/// ", for a weekend total of 22,000", ", giving a combined capacity of 1,546 megawatts": what the figure is called.
fn called(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let view = scene.view;
    let of = start.checked_sub(1).filter(|&t| view.is(t, Func::Of))?;
    let from = (of.saturating_sub(5)..of).rev().find(|&t| view.is(t, Func::A))?;
    let plain =
        |t: usize| view.token(t).is_some_and(|x| matches!(x.pos, Pos::Noun | Pos::Adjective | Pos::Verb | Pos::Name));
    let whole = (from + 1..of)
        .any(|t| scene.word(t, CheckWord::Totals).or_else(|| scene.word(t, CheckWord::Toll)).is_some())
        && (from + 1..of).all(plain);
    let led =
        from.checked_sub(1).filter(|&t| view.token(t).is_some_and(|x| matches!(x.pos, Pos::Verb | Pos::Preposition)));
    whole.then_some(led.unwrap_or(from))
}

/// The parts that end at a mark: all figures before it, or those of the list right before it, or each clause's own.
fn found(scene: &Scene<'_>, index: usize, mark: usize, of: Of<'_>) -> Option<Vec<Part>> {
    let view = scene.view;
    // "Two sergeants, five constables and a cadet were hurt, eight in all": what befell all of them behind the last one.
    let verb = (mark.saturating_sub(3)..mark).find(|&t| {
        view.token(t).is_some_and(|t| t.pos == Pos::Aux) && (t..mark).all(|t| scene.claim_over(t).is_none())
    });
    let listed = |claim: &Claim| {
        let stop = verb.unwrap_or(mark);
        let (parts, upto) = parts(scene, claim.tokens.start as usize, stop, of)?;
        (upto == stop && parts.len() > 1).then_some(parts)
    };
    let mut starts = scene
        .claims
        .iter()
        .take(index)
        .filter(|c| summable(c).is_some_and(|o| matches!((o, of), (Of::Count(_), Of::Count(_))) || o == of));
    let first = starts.next()?;
    listed(first)
        .or_else(|| {
            // "Three buses carried 41, 38 and 44 pupils": the list begins where no mark and no "and" goes before.
            starts.find_map(|c| {
                let before = (c.tokens.start as usize).checked_sub(1)?;
                let goes_on = scene.comma(before) || view.mark(before, ";") || view.is(before, Func::And);
                if goes_on { None } else { listed(c) }
            })
        })
        .or_else(|| list::itemised(scene, 0, mark, of, true))
}

/// "Two lorries and three cars collided, a total of nine people being hurt": other things than the parts.
fn other(scene: &Scene<'_>, claim: &Claim, parts: &[Part]) -> bool {
    let Some(noun) = claim.frame.noun.filter(|n| n.class.is_some()) else { return false };
    let end = claim.tokens.end as usize;
    let closed = end >= scene.end() || scene.comma(end);
    parts.iter().any(|p| {
        let own = p.claim.and_then(|c| scene.claims.get(c)).and_then(|c| c.frame.noun).filter(|n| !n.left_out);
        // "four Germans, three Poles and three Czechs, making ten victims": peoples are persons.
        let people = |n: crate::claims::frame::Counted| {
            n.class.is_none()
                && noun.class == scene.view.lexicon.person_class
                && n.token.and_then(|t| scene.view.token(t as usize)).is_some_and(|t| t.capital)
        };
        own.is_some_and(|n| n.class != noun.class && !(n.class.is_none() && noun.general && closed) && !people(n))
    })
}

/// "Among the 40 cases, 12 in Tarn and 9 in Orle, a total of 21": figures before it make the total if the first ones
/// are no parts.
fn made_otherwise(scene: &Scene<'_>, claim: &Claim, mark: usize, of: Of<'_>) -> bool {
    let lexicon = scene.draft.lexicon;
    let Some(total) = bridge::covers(&claim.value, lexicon) else { return true };
    let before: Vec<Span> = scene
        .claims
        .iter()
        .filter(|c| c.tokens.end as usize <= mark && counts(c, of) && summable(c).is_some())
        .filter_map(|c| bridge::covers(&c.value, lexicon))
        .collect();
    (0..before.len().saturating_sub(1))
        .filter_map(|from| list::sum(before.get(from..)?.iter()))
        .any(|made| total.meets(&made))
}
