//! What a claim is tied to in its sentence, whatever the fact: found once a claim, since all of its candidates ask.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of claims and tokens come from the same draft, those of groups from the same sentence"
)]

use super::Room;
use super::words::{behind_by, of_one};
use crate::analysis::{Pos, Role, View};
use crate::claims::Claim;
use crate::lexicon::Func;
use crate::pairing::terms::{FactTerms, Met, TermId};
use smallvec::SmallVec;
use std::ops::Range;

/// Terms, of which there are few.
type Ids = SmallVec<[TermId; 4]>;

/// The terms that are met by what a claim is tied to, and what else says how it is.
pub(super) struct Ties {
    /// Met by what it counts.
    noun: Ids,
    /// Met by its clause's subject, or by the group on which its own hangs, and no name.
    subject: Ids,
    /// Met by the verb whose object it is.
    verb: Ids,
    /// Met by what it is per.
    per: Ids,
    /// Met by the word that adds it to others: "900 more soldiers".
    more: Ids,
    /// Met by the word right behind it: "19 days later than".
    beyond: Ids,
    /// It is said of a single person.
    pub(super) one: bool,
    /// It stands behind "by".
    pub(super) by: bool,
    /// What it is a multiple of stands behind it.
    pub(super) compared: bool,
    /// Its clause leaves its verb out.
    pub(super) gap: bool,
}

fn any(terms: &[TermId], of: &[&[TermId]]) -> bool {
    terms.iter().any(|term| of.iter().any(|ids| ids.contains(term)))
}

impl Ties {
    /// Whether one of the fact's terms is met by what the claim counts.
    pub(super) fn noun(&self, terms: &FactTerms) -> bool {
        any(&self.noun, &[&terms.all, &terms.heads, &terms.words])
    }

    /// Whether the clause's subject, or the group on which the claim's own hangs, meets a term that is no name.
    pub(super) fn subject(&self, terms: &FactTerms) -> bool {
        any(&self.subject, &[&terms.all, &terms.heads, &terms.words])
    }

    /// Whether the verb whose object the claim is meets a term: "it now shelters 86,000".
    pub(super) fn verb(&self, terms: &FactTerms) -> bool {
        any(&self.verb, &[&terms.all, &terms.heads])
    }

    /// Whether one of the fact's terms is met by what the claim is per.
    pub(super) fn per(&self, terms: &FactTerms) -> bool {
        any(&self.per, &[&terms.all])
    }

    /// Whether a term is met by the word that adds the claim to others.
    pub(super) fn more(&self, terms: &FactTerms) -> bool {
        any(&self.more, &[&terms.all])
    }

    /// Whether a term is met by the word right behind the claim.
    pub(super) fn beyond(&self, terms: &FactTerms) -> bool {
        any(&self.beyond, &[&terms.all])
    }
}

impl Room<'_> {
    /// What a claim is tied to.
    pub(super) fn ties(&self, claim: &Claim, index: usize, view: View<'_>, siblings: &Range<usize>) -> Ties {
        let end = claim.tokens.end;
        let met = &self.met[claim.sentence as usize];
        let those = |wanted: &dyn Fn(&Met) -> bool| met.iter().filter(|m| wanted(m)).map(|m| m.term).collect();
        let more = |t: &u32| claim.tokens.holds(*t as usize) && view.is(*t as usize, Func::More);
        Ties {
            noun: self.noun_met(claim, index, siblings),
            subject: self.subject_met(claim, view),
            verb: self.verb_met(claim, view),
            per: claim.frame.per.map_or_else(Ids::new, |per| {
                let ends = |t: &u32| view.sentence.tokens.get(*t as usize).is_some_and(|t| t.end == per.end);
                those(&|m| m.tokens.iter().any(ends))
            }),
            more: those(&|m| m.tokens.iter().any(more)),
            beyond: those(&|m| m.tokens.contains(&end)),
            one: of_one(claim, view),
            by: behind_by(claim, view),
            compared: view.token(end as usize).is_some_and(|t| matches!(t.pos, Pos::Relative | Pos::Determiner))
                || view.is(end as usize, Func::What),
            gap: view.sentence.clauses.get(claim.frame.clause as usize).is_some_and(|c| c.gap),
        }
    }

    /// The terms that are met by what the claim counts.
    fn noun_met(&self, claim: &Claim, index: usize, siblings: &Range<usize>) -> Ids {
        let in_claim = |m: &&Met, claim: &Claim| {
            m.tokens.iter().any(|&t| match claim.frame.noun.and_then(|n| n.token) {
                Some(noun) => noun == t,
                None => {
                    claim.tokens.holds(t as usize)
                        && self.analysis.sentences[claim.sentence as usize].tokens[t as usize].pos != Pos::Numeral
                }
            })
        };
        let met = &self.met[claim.sentence as usize];
        let mut out: Ids = met.iter().filter(|m| in_claim(m, claim)).map(|m| m.term).collect();
        // A left-out noun is that of the figure before.
        if claim.frame.noun.is_some_and(|n| n.left_out) {
            let before = siblings
                .clone()
                .rev()
                .find(|&i| i < index && self.claims.claims[i].frame.noun.is_some_and(|n| n.token.is_some()));
            if let Some(before) = before {
                out.extend(met.iter().filter(|m| in_claim(m, &self.claims.claims[before])).map(|m| m.term));
            }
        }
        out
    }

    /// The terms that are met by the verb whose object the claim is: "it now shelters 86,000".
    fn verb_met(&self, claim: &Claim, view: View<'_>) -> Ids {
        let object = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let verb = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
        let Some(verb) = verb.filter(|v| *v < claim.tokens.start && object.is_some_and(|g| g.role == Role::Object))
        else {
            return Ids::new();
        };
        let met = self.met[claim.sentence as usize].iter();
        met.filter(|m| m.tokens.contains(&verb)).map(|m| m.term).collect()
    }

    /// The terms, names aside, that are met by the clause's subject, or the group on which the claim's own hangs.
    fn subject_met(&self, claim: &Claim, view: View<'_>) -> Ids {
        let groups = &view.sentence.groups;
        let subject = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.subject);
        let parent = claim.frame.group.and_then(|g| groups.get(g as usize)).and_then(|g| match g.role {
            Role::Of(p) | Role::Apposition(p) => Some(p),
            // "had put the number at 4,300": what is put there.
            Role::Oblique(_) => groups
                .iter()
                .rposition(|o| o.role == Role::Object && o.clause == g.clause && o.range.end < g.range.start)
                .filter(|_| claim.frame.source.is_some())
                .map(|o| o as u16),
            _ => None,
        });
        if subject.is_none() && parent.is_none() {
            return Ids::new();
        }
        let chain = |g: Option<u16>| {
            let mut at = g;
            for _ in 0..4 {
                match at {
                    Some(g) if Some(g) == subject || Some(g) == parent => return true,
                    Some(g) => {
                        at = match groups.get(g as usize).map(|g| g.role) {
                            Some(Role::Of(p) | Role::Apposition(p)) => Some(p),
                            _ => None,
                        }
                    }
                    None => return false,
                }
            }
            false
        };
        let met = self.met[claim.sentence as usize].iter();
        met.filter(|m| {
            m.tokens.iter().any(|&t| chain(view.sentence.tokens[t as usize].group)) && !self.terms.is_name(m.term)
        })
        .map(|m| m.term)
        .collect()
    }
}
