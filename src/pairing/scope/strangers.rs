//! Who else acts: a name that the fact does not know, said to do it, to own it or to have it done.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Ask, in_front};
use crate::analysis::{ClauseKind, Group, Pos, Role};
use crate::claims::Value;
use crate::lexicon::{Func, Sense};
use crate::pairing::Doubt;
use crate::pairing::terms::TermId;

impl Ask<'_> {
    /// Whether a group is a name that neither headline nor lead gave, and that no term of the fact meets.
    fn strange(&self, group: &Group) -> bool {
        let sentence = self.view.sentence;
        let mut names = group.range.indices().filter(|&t| sentence.tokens[t].pos == Pos::Name).peekable();
        names.peek().is_some()
            && names.all(|t| !self.room.discourse.knows(sentence.tokens[t].surface, self.claim.sentence, false))
            && !self.meets(group.range)
    }

    /// Whether a name of the fact stands anywhere in the sentence.
    fn named_here(&self) -> bool {
        let met = &self.room.met[self.claim.sentence as usize];
        self.ids().any(|id| self.room.terms.is_name(id) && met.iter().any(|m| m.term == id))
    }

    /// The group that a name in apposition tells of, or that is the name itself.
    fn name_of(&self, group: u16) -> Option<&Group> {
        let groups = &self.view.sentence.groups;
        let own = groups.get(group as usize).filter(|g| g.name);
        own.or_else(|| groups.iter().find(|g| g.name && g.role == Role::Apposition(group)))
    }

    /// "A supplier, Thaxton Power, said that it was owed $12 million", "Penhallow, whose last season ended with a
    /// deficit", "Her predecessor, Aldo Ferney, left after he had spent 88,000": a name that neither headline nor lead has
    /// acts here, and the fact names nobody, or nobody of this sentence.
    pub(super) fn anothers(&self) -> Option<Doubt> {
        if self.kin() || self.whose_other() {
            return Some(Doubt::Elsewhere);
        }
        if self.room.discourse.leads(self.claim.sentence) {
            return None;
        }
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let group = |g: u16| sentence.groups.get(g as usize);
        let refers = |g: &Group| {
            let first = g.range.start as usize;
            sentence.tokens[first].pos == Pos::Pronoun || self.view.is(first, Func::Possessive)
        };
        // "Mount Piney is doing no better: It has opened three lifts"
        let beside = clause.kind == ClauseKind::Subordinate || clause.coordinated;
        let above = || sentence.clauses.get(clause.parent.filter(|_| beside)? as usize)?.subject;
        let actor = match clause.kind {
            // Who is quoted is told to the reader there, and no stranger to what is told.
            ClauseKind::Relative => clause.antecedent.filter(|&a| {
                let told = group(a).and_then(|g| sentence.clauses.get(g.clause as usize));
                told.is_none_or(|c| c.kind != ClauseKind::Reporting)
            }),
            _ if clause.subject.and_then(group).is_some_and(refers) => above(),
            _ => None,
        };
        let named = actor.and_then(|a| self.name_of(a));
        // "Ada Dahl, who is the third woman to run it": whoever she is, that is her rank.
        let rank = matches!(self.claim.value, Value::Ordinal(_))
            && clause.verb.is_some_and(|v| self.view.is(v as usize, Func::Be) && v < self.claim.tokens.start);
        let stranger = !rank
            && named.is_some_and(|g| self.strange(g))
            && actor.and_then(group).is_some_and(|g| !self.meets(g.range));
        // "Her predecessor, Milan Roth, hired 210 people"
        let subject = clause
            .subject
            .filter(|&s| group(s).is_some_and(|g| self.view.is(g.range.start as usize, Func::Possessive)));
        let kin = subject.and_then(|s| self.name_of(s)).is_some_and(|g| g.name && self.strange(g));
        let other = stranger || kin || self.owned_by_another() || self.points_at_a_stranger();
        (other && !(self.terms.named && self.named_here())).then_some(Doubt::Elsewhere)
    }

    /// "everybody but Dashwood, whose share is 27 per cent": a name that the fact does not know, where that names another.
    fn whose_other(&self) -> bool {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize);
        let Some(clause) = clause.filter(|c| c.kind == ClauseKind::Relative) else { return false };
        let start = clause.range.start as usize;
        let whose = (start..start + 2).any(|t| self.view.is(t, Func::Whose));
        let owner = clause.antecedent.and_then(|a| sentence.groups.get(a as usize)).filter(|g| g.name && whose);
        let names = self.ids().any(|id| self.room.terms.is_name(id));
        owner.is_some_and(|g| names && !self.meets(g.range))
    }

    /// "Her cousin Thandi has recorded nine albums": somebody who is told by whose kin he is, of whom the fact does not
    /// know, wherever that stands.
    fn kin(&self) -> bool {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize);
        let subject = clause.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        subject.is_some_and(|g| {
            let whose = self.view.is(g.range.start as usize, Func::Possessive);
            let last = sentence.tokens.get(g.head as usize).is_some_and(|t| t.pos == Pos::Name);
            let noun = g.range.indices().skip(1).any(|t| {
                self.view
                    .hits(t)
                    .any(|h| matches!(h.sense, Sense::Noun(id) if self.view.lexicon.person_class == Some(id)))
            });
            whose && last && noun && !self.meets(g.range)
        })
    }

    /// "Its own harvest was ruined", behind a sentence of somebody of whom neither headline nor lead nor the fact knows.
    fn points_at_a_stranger(&self) -> bool {
        let sentence = self.view.sentence;
        let main = sentence.clauses.iter().find(|c| c.verb.is_some());
        let subject = main.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        let own = sentence.clauses.get(self.claim.frame.clause as usize).and_then(|c| c.subject);
        let points =
            subject.filter(|g| own.and_then(|o| sentence.groups.get(o as usize)) == Some(g)).is_some_and(|g| {
                let first = g.range.start as usize;
                let alone = sentence.tokens[first].pos == Pos::Pronoun && g.range.end == g.range.start + 1;
                // "She" stands for whom the text is about more often than not.
                !self.view.is(first, Func::PersonPronoun) && (alone || self.view.is(first, Func::Possessive))
            });
        let Some(before) = self.claim.sentence.checked_sub(1).filter(|_| points) else { return false };
        let last = &self.room.analysis.sentences[before as usize];
        if last.block != sentence.block {
            return false;
        }
        let told = last.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some()).and_then(|c| c.subject);
        // A first word has its capital anyway.
        let surely = |g: &&Group| g.name && (g.range.start > 0 || g.range.end > 1);
        let Some(told) = told.and_then(|s| last.groups.get(s as usize)).filter(surely) else { return false };
        let met = &self.room.met[before as usize];
        let ours = self.ids().any(|id| met.iter().any(|m| m.term == id && self.room.terms.is_name(id)));
        let mut names = told.range.indices().filter(|&t| last.tokens[t].pos == Pos::Name);
        !ours && names.all(|t| !self.room.discourse.knows(last.tokens[t].surface, before, true))
    }

    /// "Multiplexes on the ring road felt the pinch; they sold 6,100 tickets": a pronoun for what the clause before brings in
    /// anew, and the fact names nobody.
    pub(super) fn brought_in(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize).filter(|c| c.coordinated)?;
        let pronoun = sentence.groups.get(clause.subject? as usize).filter(|g| {
            sentence.tokens[g.head as usize].pos == Pos::Pronoun && !self.view.is(g.head as usize, Func::PersonPronoun)
        });
        let before = sentence.clauses.get(clause.parent.filter(|_| pronoun.is_some())? as usize)?.subject?;
        let group = sentence.groups.get(before as usize)?;
        let head = &sentence.tokens[group.head as usize];
        let first = group.range.start as usize;
        let anew = head.pos == Pos::Noun
            && !group.name
            && (self.view.is(first, Func::A)
                || first == group.head as usize
                || sentence.tokens[first].pos == Pos::Adjective)
            && self.room.discourse.is_new_noun(head.stem, self.claim.sentence);
        (anew && !self.terms.named && !self.meets(group.range) && !self.room.discourse.leads(self.claim.sentence))
            .then_some(Doubt::Elsewhere)
    }

    /// "Lisbane's organ has 3,900": the subject is a strange name's, and the fact names nobody.
    fn owned_by_another(&self) -> bool {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize);
        let subject = clause.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        let Some(subject) = subject.filter(|_| !self.terms.named) else { return false };
        let owner = subject.range.indices().find(|&t| sentence.tokens[t].pos == Pos::Possessive);
        owner.and_then(|t| t.checked_sub(1)).is_some_and(|t| {
            let token = &sentence.tokens[t];
            let new = self.room.discourse.is_new(token.surface, self.claim.sentence);
            // "Monday's vote" is no name's.
            token.pos == Pos::Name && new && self.view.hits(t).next().is_none()
        })
    }

    /// "Eighteen had been coached by Mendhi before he himself was coached by Yates": of a passive, whom "by" names did it.
    pub(super) fn done_by(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize).filter(|c| c.passive)?;
        let verb = clause.verb?;
        let by = sentence.groups.iter().find(|g| {
            let agent = matches!(g.role, Role::Oblique(p) if p == verb + 1 && self.view.is(p as usize, Func::By));
            agent && g.name && g.clause == self.claim.frame.clause
        })?;
        let met = &self.room.met[self.claim.sentence as usize];
        let ours = |inside: bool| {
            self.ids().filter(|&id| self.room.terms.is_name(id)).any(|id| {
                let at = |t: u32| sentence.tokens[t as usize].clause == self.claim.frame.clause;
                met.iter().any(|m| m.term == id && m.tokens.iter().any(|&t| at(t) == inside))
            })
        };
        (!self.meets(by.range) && ours(false) && !ours(true)).then_some(Doubt::Elsewhere)
    }

    /// "raids in Bethune, where 31 people were held": there, and the fact is of another place or names none.
    pub(super) fn there_where(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let antecedent = clause.antecedent.filter(|_| clause.kind == ClauseKind::Relative)?;
        if !self.view.is(clause.range.start as usize, Func::Where) || self.room.discourse.leads(self.claim.sentence) {
            return None;
        }
        let mut group = sentence.groups.get(antecedent as usize)?;
        // "in Bethune, the provincial capital, where"
        if let (Role::Apposition(p), false) = (group.role, group.name) {
            group = sentence.groups.get(p as usize)?;
        }
        let placed = matches!(group.role, Role::Oblique(p) if [Func::In, Func::At, Func::On].iter().any(|&f| self.view.is(p as usize, f)));
        (placed && group.name && self.strange(group)).then_some(Doubt::Elsewhere)
    }

    /// "The harbour beside it lost 70 moorings": what is told apart by where it stands from what "it" means.
    pub(super) fn beside_it(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let subject = sentence.groups.get(clause.subject? as usize)?;
        let end = subject.range.end as usize;
        if !self.view.is(end, Func::Beyond) && !self.view.is(end, Func::Near) {
            return None;
        }
        let away = sentence
            .hits
            .iter()
            .find(|h| h.start as usize == end && matches!(h.sense, Sense::Func(Func::Beyond | Func::Near)))?;
        let it = (away.start + away.len) as usize;
        let pronoun = self.view.token(it).is_some_and(|t| t.pos == Pos::Pronoun);
        (pronoun && !self.named_here()).then_some(Doubt::Elsewhere)
    }

    /// "It belongs to the Brannock Group. The group employs 61,000": a noun with "the" is the thing whose name ends in
    /// it, where the sentence before has just named it.
    pub(super) fn of_the_named(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let subject = sentence.groups.get(clause.subject? as usize)?;
        let head = &sentence.tokens[subject.head as usize];
        let definite = self.view.is(subject.range.start as usize, Func::The) && head.pos == Pos::Noun && !subject.name;
        if !definite || self.meets(subject.range) || self.named_here() {
            return None;
        }
        let before = self.claim.sentence.checked_sub(1)?;
        let last = &self.room.analysis.sentences[before as usize];
        if last.block != sentence.block {
            return None;
        }
        let met = &self.room.met[before as usize];
        let other = last.groups.iter().any(|g| {
            let end = (g.range.end as usize).saturating_sub(1);
            let named = g.name
                && g.range.end > g.range.start + 1
                && last.tokens[end].stem == head.stem
                && last.tokens[end].pos == Pos::Name;
            let new = || {
                g.range.indices().take(g.range.indices().len().saturating_sub(1)).all(|t| {
                    last.tokens[t].pos != Pos::Name || !self.room.discourse.knows(last.tokens[t].surface, before, false)
                })
            };
            let ours = || {
                met.iter()
                    .any(|m| self.ids().any(|id| id == m.term) && m.tokens.iter().any(|&t| g.range.holds(t as usize)))
            };
            named && new() && !ours()
        });
        other.then_some(Doubt::Elsewhere)
    }

    /// "The Agrarians, who won 17 seats, will not govern with the Conservatives": whoever acts in a clause by name is
    /// not who is named only outside it.
    pub(super) fn acted_by_another(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        if clause.kind != ClauseKind::Relative || clause.subject != clause.antecedent {
            return None;
        }
        let subject = clause.subject.and_then(|s| sentence.groups.get(s as usize)).filter(|g| g.name)?;
        let met = &self.room.met[self.claim.sentence as usize];
        let named = self.ids().filter(|&id| self.room.terms.is_name(id));
        let ours: Vec<TermId> = named.collect();
        let of_subject =
            met.iter().any(|m| ours.contains(&m.term) && m.tokens.iter().any(|&t| subject.range.holds(t as usize)));
        let outside = |id: TermId| {
            let mut tokens = met.iter().filter(|m| m.term == id).flat_map(|m| &m.tokens).peekable();
            tokens.peek().is_some()
                && tokens.all(|&t| {
                    let token = &sentence.tokens[t as usize];
                    token.clause != self.claim.frame.clause && token.pos == Pos::Name && !in_front(sentence, t)
                })
        };
        (!of_subject && ours.iter().any(|&id| outside(id))).then_some(Doubt::Elsewhere)
    }
}
