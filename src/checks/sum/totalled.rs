//! "£300 from cakes, £150 from books and £80 from raffles, a total of £630": a total behind its parts.

use super::super::alarm::Alarm;
use super::super::list::{self, Of, Part, counts, parts, summable};
use super::super::scene::Scene;
use super::{Reach, judged};
use crate::analysis::{ClauseKind, Pos};
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Period, Sense, VerbForm};
use crate::verdict::bridge::{self, Span};
use rust_decimal::Decimal;

/// Tokens between "giving" and what the list gives.
const GIVEN: usize = 8;
/// A sum that is given is less than so much of what its parts make.
const CLOSE: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

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
        let given = given(scene, start);
        let told = opener.or(own).or(closes).or_else(|| called(scene, start));
        let Some(from) = told.or(given) else { continue };
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
        // "gained 20 and lost 15, giving it 39": only one list of things makes what it gives.
        if told.is_none() && !(alike(scene, &parts, mark) && list_near(scene, claim, &parts)) {
            continue;
        }
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

/// ", giving it a fleet of 39", ", giving the bank total income of $58.9 million": what a list comes to.
fn given(scene: &Scene<'_>, start: usize) -> Option<usize> {
    let view = scene.view;
    let plain = |t: usize| {
        scene.claim_over(t).is_none()
            && (view.is(t, Func::Of)
                || view.token(t).is_some_and(|t| {
                    matches!(
                        t.pos,
                        Pos::Noun | Pos::Name | Pos::Pronoun | Pos::Determiner | Pos::Possessive | Pos::Adjective
                    )
                }))
    };
    (start.saturating_sub(GIVEN)..start).find(|&t| {
        t > 0
            && scene.comma(t - 1)
            && scene.word(t, CheckWord::Gives).is_some_and(|len| t + len < start && (t + len..start).all(plain))
    })
}

/// Whether no verb stands behind the first part: what each is of is told once.
fn alike(scene: &Scene<'_>, parts: &[Part], mark: usize) -> bool {
    let claim = |p: &Part| p.claim.and_then(|c| scene.claims.get(c));
    let Some(first) = parts.first().and_then(claim) else { return false };
    let view = scene.view;
    // "and trading 3.1 million": a noun that was taken for a verb, and no past that a figure follows.
    let noun = |t: usize| {
        scene.claim_at(t + 1).is_some()
            && !view.hits(t).any(|h| matches!(h.sense, Sense::Verb(VerbForm::Past | VerbForm::Participle)))
            && view.token(t).is_some_and(|x| {
                view.sentence.clauses.get(x.clause as usize).is_some_and(|c| c.kind == ClauseKind::Participle)
            })
    };
    !(first.tokens.end as usize..mark)
        .any(|t| !noun(t) && view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Relative)))
}

/// Whether parts come near to the figure that is said to be their sum.
fn list_near(scene: &Scene<'_>, total: &Claim, parts: &[Part]) -> bool {
    let made = list::sum(parts.iter().map(|p| &p.covers)).as_ref().and_then(list::middle);
    let total = bridge::covers(&total.value, scene.draft.lexicon).as_ref().and_then(list::middle);
    made.zip(total).is_some_and(|(a, b)| a < b.saturating_mul(CLOSE) && b < a.saturating_mul(CLOSE))
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
