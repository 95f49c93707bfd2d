//! What a fact rules out: its `unless`.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Ask, in_front};
use crate::analysis::{ClauseKind, Pos};
use crate::claims::Value;
use crate::lexicon::Func;

impl Ask<'_> {
    /// `unless`: a term of it is met in the claim's clause, outside another figure's noun group.
    /// "The women's race was won by Holt; there 108 runners started": "there" is where a clause before it was.
    fn there(&self, clause: u16) -> bool {
        let sentence = self.view.sentence;
        let own = |t: usize| self.view.token(t).is_some_and(|t| t.clause == self.claim.frame.clause);
        let first = (0..sentence.tokens.len()).find(|&t| own(t));
        clause < self.claim.frame.clause
            && first.is_some_and(|f| {
                let at = if self.view.mark(f, ";") { f + 1 } else { f };
                self.view.is(at, Func::There) && !self.view.is(at + 1, Func::Be)
            })
    }

    pub(super) fn ruled_out(&self) -> bool {
        if self.terms.unless.is_empty() {
            return false;
        }
        let sentence = self.view.sentence;
        self.room.met[self.claim.sentence as usize].iter().any(|m| {
            self.terms.unless.contains(&m.term)
                && m.tokens.iter().any(|&t| {
                    let token = &sentence.tokens[t as usize];
                    let here = token.clause == self.claim.frame.clause
                        || in_front(sentence, t)
                        || self.told_here(t)
                        || self.there(token.clause);
                    // "The second eleven scored 212 runs": a figure that is itself what the fact rules out is no other's.
                    let itself = |i: usize| {
                        m.tokens.len() > 1
                            && self.room.claims.claims[i].tokens.indices().all(|t| m.tokens.contains(&(t as u32)))
                    };
                    let figure = token.group.is_some_and(|g| {
                        Some(g) != self.claim.frame.group
                            && self.siblings.clone().any(|i| {
                                i != self.claim_index
                                    && !itself(i)
                                    && self.room.claims.claims[i].frame.group == Some(g)
                                    && !matches!(self.room.claims.claims[i].value, Value::When(_))
                            })
                    });
                    // "112 in favour and 117 against": what stands right behind a figure that leaves its noun out.
                    let behind = self.siblings.clone().filter(|&i| i != self.claim_index).any(|i| {
                        let other = &self.room.claims.claims[i];
                        other.tokens.end == t && other.frame.noun.is_none_or(|n| n.left_out)
                    });
                    let figure = figure || behind;
                    // "in 1983", and the fact rules that year out.
                    let own = self.claim.tokens.holds(t as usize) && !matches!(self.claim.value, Value::When(_));
                    let part = self.room.of_a_part(self.claim, self.view, t, self.siblings);
                    here && !figure && !own && !part && !self.compared(t)
                })
        }) || self.in_ruled_out_year()
    }

    /// Whether a token tells of the claim though it stands in another clause: in what "which", a participle or a pronoun
    /// stands for, or in a participle that tells what is counted.
    pub(super) fn told_here(&self, token: u32) -> bool {
        let sentence = self.view.sentence;
        let Some(clause) = sentence.clauses.get(self.claim.frame.clause as usize) else { return false };
        let group = sentence.tokens[token as usize].group;
        let of = |head: Option<u16>| head.is_some_and(|h| crate::pairing::place::of_chain(sentence, group, h));
        let pronoun = clause
            .subject
            .and_then(|s| sentence.groups.get(s as usize))
            .is_some_and(|g| g.range.end == g.range.start + 1 && sentence.tokens[g.head as usize].pos == Pos::Pronoun);
        let before = clause.parent.filter(|_| clause.coordinated && pronoun);
        let before = before.and_then(|p| sentence.clauses.get(p as usize)).and_then(|c| c.subject);
        let theirs = sentence.clauses.get(sentence.tokens[token as usize].clause as usize);
        // "The worst outbreak on record, traced to milk in 1998, killed 19": told of the subject.
        let tells = theirs.is_some_and(|c| {
            (c.kind == ClauseKind::Participle || c.kind == ClauseKind::Relative && c.subject == c.antecedent)
                && c.antecedent.is_some()
                && (c.antecedent == self.claim.frame.group
                    || c.antecedent == clause.subject && clause.verb.is_some_and(|v| token < v))
        });
        of(clause.antecedent) || of(before) || tells
    }

    /// "In that year an earthquake killed 3,410": whether the clause tells of a year that the fact rules out, in other
    /// words.
    pub(super) fn in_ruled_out_year(&self) -> bool {
        !self.terms.unless.is_empty()
            && !matches!(self.claim.value, Value::When(_))
            && self.times().filter(|w| w.shape == crate::claims::WhenShape::On && w.written.year.is_none()).any(|w| {
                let year = w.readings.first().and_then(|r| r.from).map(|m| m.date().year());
                year.is_some_and(|y| self.room.terms.of_year(y).iter().any(|t| self.terms.unless.contains(t)))
            })
    }
}
