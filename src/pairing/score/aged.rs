//! "Anton Velde is 44 years old.": a fact of nothing but a name and an age, as a sentence or as terms.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::Room;
use crate::analysis::{Pos, Tense, View};
use crate::claims::{Claim, Value};
use crate::facts::About;
use crate::lexicon::Func;
use crate::pairing::terms::FactTerms;

/// How an age hangs on a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    /// "Velde, 44", "Velde, a 44-year-old clerk", "Velde is 44".
    Here,
    /// "Velde was 44": then, and perhaps no more.
    Then,
    /// "He is 44".
    Pronoun,
}

impl Room<'_> {
    /// Whether a fact tells only how old somebody is.
    pub(super) fn is_age_of_name(&self, fact: usize) -> bool {
        let terms = &self.terms.of[fact];
        let fact = &self.facts.facts[fact];
        match (&fact.about, &fact.value) {
            (About::Sentence(frame), Value::Age { .. }) => {
                frame.head.is_empty() && frame.words.is_empty() && !frame.names.is_empty()
            }
            (About::Terms(_), Value::Age { .. } | Value::Number(_)) => {
                terms.age && terms.named && terms.all.iter().all(|&t| self.terms.is_name(t) || self.terms.is_age(t))
            }
            _ => false,
        }
    }

    /// Whether the draft itself says that it speaks of an age, beside the figure ("at the age of 44").
    pub(super) fn says_age(&self, terms: &FactTerms, claim: &Claim, view: View<'_>) -> bool {
        let said = |t: &u32| view.is(*t as usize, Func::Age) || view.is(*t as usize, Func::Aged);
        self.met[claim.sentence as usize]
            .iter()
            .any(|m| terms.all.contains(&m.term) && self.terms.is_age(m.term) && m.tokens.iter().any(said))
    }

    /// How the claim's age is that of whom the fact names; nothing when it is another's.
    pub(super) fn aged(&self, terms: &FactTerms, claim: &Claim, view: View<'_>) -> Option<Bound> {
        let sentence = view.sentence;
        let names = |id| terms.names.contains(&id) || terms.all.contains(&id) && self.terms.is_name(id);
        let met = |t: usize| {
            self.met[claim.sentence as usize].iter().any(|m| names(m.term) && m.tokens.contains(&(t as u32)))
        };
        let start = claim.tokens.start as usize;
        // "Mendes, 23": right behind a name it is that name's.
        let before = start.checked_sub(2).filter(|_| view.mark(start - 1, ","));
        if let Some(at) = before
            && view.token(at).is_some_and(|t| t.pos == Pos::Name)
        {
            return met(at).then_some(Bound::Here);
        }
        let holds = |id: u16| sentence.groups.get(id as usize).is_some_and(|g| g.range.indices().any(met));
        let own = claim.frame.group?;
        let group = sentence.groups.get(own as usize)?;
        // "the 47-year-old conductor Pavel Oradi"; "Pavel Oradi, the 47-year-old conductor".
        let comma = (group.range.start as usize).checked_sub(2).filter(|&t| view.mark(t + 1, ","));
        if holds(own) || comma.is_some_and(met) && group.head >= claim.tokens.end {
            return Some(Bound::Here);
        }
        let clause = sentence.clauses.get(claim.frame.clause as usize)?;
        let verb = clause.verb.filter(|&v| v < claim.tokens.start)?;
        let predicate = view.is(verb as usize, Func::Be) || view.is(verb as usize, Func::Turn);
        let subject = clause.subject?;
        if !predicate {
            return None;
        }
        let now = clause.tense == Tense::Present;
        if holds(subject) {
            return Some(if now { Bound::Here } else { Bound::Then });
        }
        let pronoun = sentence.groups.get(subject as usize).is_some_and(|g| {
            g.range.end == g.range.start + 1 && sentence.tokens[g.range.start as usize].pos == Pos::Pronoun
        });
        (pronoun && now).then_some(Bound::Pronoun)
    }
}
