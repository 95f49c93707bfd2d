//! Votes of a body whose size the sentence tells, wherever: "Parliament, which has 101 members, voted 58 to 40 with six
//! abstentions", "The motion fell, 21 to 18, in the 37-member senate", "The jury of 12 split eight to three".

use super::super::alarm::{Alarm, Place};
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::count;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// The places of some votes, and how many they are.
type Cast = (Vec<Place>, u64);

pub(super) fn check(scene: &Scene<'_>) -> Option<Alarm> {
    let view = scene.view;
    if scene.claims.len() < 2 || !told(scene) {
        return None;
    }
    let mut bodies = (0..scene.claims.len()).filter(|&i| scene.claims.get(i).is_some_and(|c| sized(scene, c)));
    let (index, None) = (bodies.next()?, bodies.next()) else { return None };
    let body = scene.claims.get(index)?;
    let size = count(body)?;
    let others = [Func::Not, Func::Never, Func::If, Func::Would, Func::Modal, Func::Than, Func::More, Func::Each];
    let last = scene.claims.last().map_or(0, |c| c.tokens.end as usize);
    if scene.has_func(0, last, &others) || scene.quoted(body.tokens.start as usize) || size < 3 {
        return None;
    }
    let (places, cast) = cast(scene, index)?;
    // Fewer may have stayed away, but for a jury: all of it votes.
    let jury = hangs(scene, body) && scene.has(0, view.len(), CheckWord::Splits);
    // "The party's 22 deputies backed the bill, which passed 140 to 90": votes of a larger body.
    if cast > size.saturating_add(size / 2) && !scene.word_of(body, CheckWord::Seat) {
        return None;
    }
    if cast == size || cast < size && !(jury && cast + 1 == size) {
        return None;
    }
    let words = scene.words(body);
    let message = format!("The draft tells of \"{words}\", but the votes that it counts are {cast}.");
    let mended = bridge::rewritten(words, &body.value, Decimal::from(cast), view.lexicon);
    let mut places = places;
    places.push(scene.place(index)?.mended(mended));
    places.sort_by_key(|p| p.span);
    // Sides and abstentions that are all told are the parts of a stated whole.
    let parts = places.len() > 3 || scene.has(0, last, CheckWord::Side) && places.len() > 2;
    Some(Alarm::over(if parts { Rule::Sum } else { Rule::Vote }, places, message))
}

/// Whether the sentence tells of a vote.
fn told(scene: &Scene<'_>) -> bool {
    let len = scene.view.len();
    let voted = [CheckWord::Votes, CheckWord::Ballot, CheckWord::Side].iter().any(|&w| scene.has(0, len, w));
    let other = [CheckWord::Margin, CheckWord::Superseded, CheckWord::Some, CheckWord::Outcome];
    voted && !other.iter().any(|&w| scene.has(0, len, w))
}

/// "a jury of 12": all who are in it.
fn hangs(scene: &Scene<'_>, claim: &Claim) -> bool {
    (claim.tokens.start as usize).checked_sub(1).is_some_and(|t| scene.view.is(t, Func::Of))
        && matches!(claim.value, Value::Number(_))
}

/// "the 37-member senate", "which has 101 members", "its 25 members", "a jury of 12".
fn sized(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let seat = claim.tokens.indices().any(|t| scene.word(t, CheckWord::Seat).is_some());
    let hyphened = claim.tokens.indices().any(|t| view.dash(t));
    let has = start.checked_sub(1).is_some_and(|t| {
        view.is(t, Func::Have) || view.is(t, Func::Possessive) || view.is(t, Func::All) || view.is(t, Func::The)
    });
    let person = claim.frame.noun.is_some_and(|n| n.class.is_some() && n.class == view.lexicon.person_class);
    // "a jury of 12": who decide by votes.
    let jury = hangs(scene, claim)
        && start >= 3
        && (view.is(start - 3, Func::A) || view.is(start - 3, Func::The))
        && (end..end + 2).any(|t| scene.word(t, CheckWord::Votes).is_some() && (t == end || view.is(end, Func::Be)));
    // "all 33 delegates", "the assembly's 22 deputies"
    let whose = start
        .checked_sub(1)
        .is_some_and(|t| view.is(t, Func::All) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
    // They are who votes: no party of theirs that voted against it.
    let verb = view.token(end).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux))
        && !(end..end + 4).any(|t| view.is(t, Func::Against) || view.is(t, Func::For))
        && !(start.saturating_sub(5)..start)
            .rev()
            .take_while(|&t| view.token(t).is_some_and(|t| t.pos != Pos::Mark))
            .any(|t| view.is(t, Func::With));
    let whose = whose && verb;
    matches!(claim.value, Value::Quantity { .. })
        && (hyphened && (seat || person) || seat && (has || whose) || person && whose)
        || jury
}

/// The votes of a sentence besides the size of the body: each figure that it has is one of them.
fn cast(scene: &Scene<'_>, body: usize) -> Option<Cast> {
    let view = scene.view;
    let mut places = Vec::new();
    let mut all: u64 = 0;
    let mut sides = 0;
    for (index, claim) in scene.claims.iter().enumerate().filter(|(i, _)| *i != body) {
        let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
        let votes = match &claim.value {
            Value::When(_) | Value::Ordinal(_) => continue,
            Value::Score(two) => {
                sides += two.len();
                two.iter().try_fold(0_u64, |a, b| a.checked_add(*b))?
            }
            Value::Number(_) | Value::Quantity { .. } => {
                // "58 to 40", "14 voted for", "nine against", "two abstained", "13 votes in favour"
                let joined = view.is(end, Func::To) || start.checked_sub(1).is_some_and(|t| view.is(t, Func::To));
                let ballot = |t: usize| {
                    scene.word(t, CheckWord::Ballot).is_some() && scene.word(t, CheckWord::Votes).is_none()
                        || scene.word(t, CheckWord::Side).is_some()
                        || scene.word(t, CheckWord::Answer).is_some()
                        || scene.word(t, CheckWord::Votes).is_some()
                        || view.is(t, Func::Against)
                        || view.is(t, Func::For)
                };
                let sided = (start..end + 2).any(ballot);
                if !(joined || sided) || claim.frame.rate || claim.frame.unasserted.is_some() {
                    return None;
                }
                sides += 1;
                count(claim)?
            }
            _ => return None,
        };
        all = all.checked_add(votes)?;
        places.push(scene.place(index)?);
    }
    (sides > 1).then_some((places, all))
}
