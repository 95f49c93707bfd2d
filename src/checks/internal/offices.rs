//! "Irja Voss became mayor of Sandel in 2015. Voss, who became mayor in 2017,": what somebody entered, told again with another
//! year.

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::alarm;
use crate::analysis::{Clause, ClauseKind, Pos};
use crate::claims::{Claim, Value, WhenShape};
use crate::lexicon::{CheckWord, Func, Period, Stem};

/// Sentences between the two.
const NEAR: usize = 3;
/// Years by which the second date is off at most.
const SLIP: i16 = 2;

/// Who entered what, and when, so far.
#[derive(Default)]
pub(super) struct Entries {
    held: Vec<Entry>,
}

struct Entry {
    verb: Stem,
    /// The last word of the name.
    who: Stem,
    /// Nouns and names behind the verb, its date aside.
    what: Vec<Stem>,
    claim: usize,
    sentence: usize,
    year: i16,
}

/// Reads who entered what in a sentence.
pub(super) fn check(scene: &Scene<'_>, entries: &mut Entries, raised: &mut Vec<usize>, out: &mut Vec<Alarm>) {
    let len = scene.view.len();
    let doubts = [Func::Again, Func::Not, Func::Never, Func::If, Func::Would, Func::Then, Func::Later, Func::Another];
    if scene.has_func(0, len, &doubts) || scene.has(0, len, CheckWord::Superseded) {
        return;
    }
    for (index, claim) in scene.claims.iter().enumerate() {
        let Some((own, retold, pronoun)) = entry(scene, index, claim) else { continue };
        // "When she was elected in 2015": the only one who was told of in the sentence before.
        let mut near = entries.held.iter().filter(|e| e.sentence + 1 == own.sentence);
        let last = near.next().filter(|_| near.next().is_none()).map(|e| e.who);
        let who = if pronoun { last } else { Some(own.who) };
        let Some(who) = who else { continue };
        let other = entries.held.iter().find(|e| {
            retold
                && e.verb == own.verb
                && e.who == who
                // Years later it may have been for another time.
                && (1..=SLIP).contains(&(e.year - own.year).abs())
                && own.sentence <= e.sentence + NEAR
                && own.what.iter().all(|w| e.what.contains(w))
                && own.what.first() == e.what.first()
        });
        if let Some(found) = other.and_then(|e| alarm(scene, e.claim, index)) {
            raised.push(own.claim);
            out.push(found);
            return;
        }
        if !pronoun {
            entries.held.push(own);
        }
    }
}

/// Somebody's entry, whether it is told as known, and whether a pronoun stands for who it was.
fn entry(scene: &Scene<'_>, index: usize, claim: &Claim) -> Option<(Entry, bool, bool)> {
    let view = scene.view;
    let Value::When(when) = &claim.value else { return None };
    let plain = when.grain == Period::Year && when.shape == WhenShape::On && !when.hedged && when.readings.len() == 1;
    let year = when.written.year.filter(|_| plain && claim.frame.unasserted.is_none())?;
    let clause: &Clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    let verb = clause.verb? as usize;
    scene.word(verb, CheckWord::Enters)?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let led = start.checked_sub(1).is_some_and(|t| view.is(t, Func::In));
    let relative = clause.kind == ClauseKind::Relative;
    let retold = relative || clause.kind == ClauseKind::Subordinate;
    let group = if relative { clause.antecedent } else { clause.subject };
    let group = group.and_then(|g| view.sentence.groups.get(g as usize))?;
    let head = group.head as usize;
    let pronoun = view.is(head, Func::PersonPronoun);
    let token = view.token(head).filter(|t| pronoun || t.pos == Pos::Name)?;
    // "became mayor of Sandel in 2015": nothing but what it was stands between.
    let between = verb + 1..start.checked_sub(1)?;
    let simple = between.clone().all(|t| {
        scene.claim_over(t).is_none()
            && view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Noun | Pos::Name | Pos::Preposition | Pos::Determiner | Pos::Adjective)
            })
    });
    let what = between.filter_map(|t| view.token(t)).filter(|t| matches!(t.pos, Pos::Noun | Pos::Name)).map(|t| t.stem);
    let closed = end >= scene.end() || view.token(end).is_some_and(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    if !led || !simple || !closed || clause.negated || scene.quoted(start) || head > verb {
        return None;
    }
    let own = Entry {
        verb: view.token(verb)?.stem,
        who: token.surface,
        what: what.collect(),
        claim: scene.first + index,
        sentence: scene.sentence,
        year,
    };
    Some((own, retold, pronoun))
}
