//! What a figure leaves out because a clause before it said it: "Police put the crowd at 18,000; the organisers spoke
//! of 60,000", "The coastguard recorded seven calls. The company listed three."

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::Room;
use crate::analysis::{Clause, ClauseKind, Role, Sentence, View};
use crate::claims::{Claim, Value};
use crate::lexicon::Sense;
use crate::pairing::terms::TermId;
use std::ops::Range;

impl Room<'_> {
    /// The terms that are met by what the figure of a clause of the same make counts, in this sentence or the one
    /// before: where this one tells of another subject and leaves the noun out.
    pub(super) fn echoed(&self, claim: &Claim, index: usize, siblings: &Range<usize>) -> Vec<TermId> {
        let Some(before) = self.alike(claim, index, siblings) else { return Vec::new() };
        let view = self.view(before);
        let groups = &view.sentence.groups;
        let role = |g: u16| groups.get(g as usize).map(|g| g.role);
        let object = |g: u16| {
            let oblique = matches!(before.frame.group.and_then(role), Some(Role::Oblique(_)));
            oblique && role(g) == Some(Role::Object) && groups[g as usize].clause == before.frame.clause
        };
        let counted = |group: Option<u16>| {
            let mut at = group;
            for _ in 0..4 {
                let Some(g) = at else { return false };
                if Some(g) == before.frame.group || object(g) {
                    return true;
                }
                at = match role(g) {
                    Some(Role::Of(p) | Role::Apposition(p)) => Some(p),
                    _ => None,
                };
            }
            false
        };
        self.met[before.sentence as usize]
            .iter()
            .filter(|m| m.tokens.iter().all(|&t| counted(view.sentence.tokens[t as usize].group)))
            .map(|m| m.term)
            .collect()
    }

    /// "50 miles (80 km) south of Belfast": a measure in brackets says the one before them again, and is of the same.
    pub(super) fn said_again(&self, claim: &Claim, index: usize, siblings: &Range<usize>) -> Option<Claim> {
        let first = siblings.contains(&index.checked_sub(1)?).then(|| &self.claims.claims[index - 1])?;
        let sentence = &self.analysis.sentences[claim.sentence as usize];
        let aside = sentence.clauses.get(claim.frame.clause as usize).filter(|c| c.kind == ClauseKind::Aside)?;
        let lone = aside.range.start == first.tokens.end
            && aside.range.start + 1 == claim.tokens.start
            && claim.tokens.end + 1 == aside.range.end;
        let again = match (&claim.value, &first.value) {
            (Value::Measure { unit: a, .. }, Value::Measure { unit: b, .. }) => {
                let dimension = |unit: u16| self.lexicon.units.get(unit as usize).map(|u| u.dimension);
                a != b && dimension(*a) == dimension(*b)
            }
            (Value::Money { currency: a, .. }, Value::Money { currency: b, .. }) => a != b,
            _ => false,
        };
        (lone && again).then(|| Claim { frame: first.frame.clone(), tokens: first.tokens, ..claim.clone() })
    }

    /// The nearest figure before that stands in its clause as this one does.
    fn alike(&self, claim: &Claim, index: usize, siblings: &Range<usize>) -> Option<&Claim> {
        let view = self.view(claim);
        let bare = matches!(claim.value, Value::Number(_)) && claim.frame.noun.is_none_or(|n| n.token.is_none());
        let clause = told(view.sentence, claim).filter(|_| bare && claim.frame.events.is_empty())?;
        let block = view.sentence.block;
        let near = self.claims.claims[..index.max(siblings.start)].iter().rev().take_while(|c| {
            c.sentence + 1 >= claim.sentence && self.analysis.sentences[c.sentence as usize].block == block
        });
        // What a figure of its own sentence counts comes before what stands in the one before.
        let counts = |i: usize| matches!(self.claims.claims[i].value, Value::Quantity { .. });
        let beside = siblings.clone().any(|i| i < index && counts(i));
        let near = near.filter(|c| !beside || c.sentence == claim.sentence);
        near.filter(|c| matches!(c.value, Value::Number(_) | Value::Quantity { .. })).find(|c| {
            let other = self.view(c);
            let own = c.sentence == claim.sentence && c.frame.clause == claim.frame.clause;
            !own && told(other.sentence, c).is_some_and(|before| same_verb(other, before, view, clause))
        })
    }

    fn view(&self, claim: &Claim) -> View<'_> {
        let sentence = &self.analysis.sentences[claim.sentence as usize];
        View { lexicon: self.lexicon, prose: &self.document.blocks()[sentence.block as usize].text, sentence }
    }
}

/// The clause that tells a figure behind its verb: with a subject of its own, and no gap.
fn told<'a>(sentence: &'a Sentence, claim: &Claim) -> Option<&'a Clause> {
    let clause = sentence.clauses.get(claim.frame.clause as usize)?;
    let group = claim.frame.group.and_then(|g| sentence.groups.get(g as usize))?;
    let behind =
        matches!(group.role, Role::Object | Role::Oblique(_)) && clause.verb.is_some_and(|v| v < group.range.start);
    (behind && clause.kind == ClauseKind::Main && !clause.gap && clause.subject.is_some()).then_some(clause)
}

/// Whether two clauses have one verb, or both one of telling or counting.
fn same_verb(a: View<'_>, first: &Clause, b: View<'_>, second: &Clause) -> bool {
    let (Some(v), Some(w)) = (first.verb, second.verb) else { return false };
    let reports = |view: View<'_>, clause: &Clause| {
        let behind = clause.verbs.map_or(0, |v| v.start)..clause.range.end;
        behind.into_iter().any(|at| view.hits(at as usize).any(|h| matches!(h.sense, Sense::Reporting(_))))
    };
    a.sentence.tokens[v as usize].stem == b.sentence.tokens[w as usize].stem || reports(a, first) && reports(b, second)
}
