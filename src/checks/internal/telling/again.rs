//! Whether one sentence tells again what another one told.

use super::Telling;
use crate::analysis::{ClauseKind, Pos, Role};
use crate::claims::Value;
use crate::lexicon::{CheckWord, Func, Hit, Sense};

impl Telling<'_> {
    /// A definite figure that says of itself nothing but what the sentence before has told: "The 57 votes for the
    /// bill in the Senate".
    pub(in crate::checks::internal) fn refers(&self, before: &Self) -> bool {
        let (definite, _) = self.definite();
        let (from, to) = self.phrase();
        let own = self.content(from, to, true);
        let named = !self.names(from, to).is_empty();
        // "The 32 people killed in the avalanche": the event is a name of its own.
        let event = own.len() >= 2
            && !self.claim.frame.events.is_empty()
            && self.claim.frame.events.iter().any(|e| before.claim.frame.events.contains(e));
        // "Most of the 12,400 spectators at the final", right behind the sentence that counts them.
        let next = self.scene.sentence == before.scene.sentence + 1
            && self.scene.view.sentence.block == before.scene.view.sentence.block;
        let did = before.view().sentence.clauses.get(before.claim.frame.clause as usize);
        let did = did.filter(|c| !c.negated).and_then(|c| before.view().token(c.verb? as usize)).map(|t| t.stem);
        let ballots = self
            .claim
            .frame
            .noun
            .and_then(|n| n.token)
            .is_some_and(|t| self.scene.word(t as usize, CheckWord::Ballot).is_some());
        let counted = next
            && !own.is_empty()
            && own.iter().all(|&t| {
                // "The 80 witnesses interviewed by the panel": what befell them is told in both.
                self.view().token(t).is_some_and(|t| t.pos == Pos::Noun || Some(t.stem) == did)
            })
            // "The 30 bears from the zoo" may be some of them.
            && (from..to).all(|t| {
                self.view().token(t).is_none_or(|x| x.pos != Pos::Preposition)
                    || [Func::At, Func::In, Func::On, Func::Of, Func::By].iter().any(|&f| self.view().is(t, f))
                    // "The 19 votes against the plan"
                    || ballots && (self.view().is(t, Func::For) || self.view().is(t, Func::Against))
            })
            && self.claim.frame.noun.zip(before.claim.frame.noun).is_some_and(|(a, b)| a.stem == b.stem && a.token.is_some());
        // "All 221 passengers were saved": the same things, and nothing more is said of which.
        let (_, all) = self.definite();
        let same = next
            && (own.is_empty() || all)
            // "Those 27 tanks lost at Visk" are others.
            && self.names(0, self.view().len()).iter().all(|&t| before.says(self, t))
            && matches!(self.claim.value, Value::Quantity { .. })
            && self
                .claim
                .frame
                .noun
                .zip(before.claim.frame.noun)
                .is_some_and(|(a, b)| a.stem == b.stem && a.token.is_some() && !b.left_out);
        // "The 6,000-euro prize": money of what the sentence before told the worth of.
        let start = self.claim.tokens.start as usize;
        let worth = next
            && matches!(self.claim.value, Value::Money { .. })
            && (start..self.claim.tokens.end as usize + 1).any(|t| self.view().dash(t))
            && own.iter().all(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Noun))
            && !own.is_empty();
        // "employs 350 people", "the factory's 450 employees": those that the verb before names.
        let verb = before
            .view()
            .sentence
            .clauses
            .get(before.claim.frame.clause as usize)
            .filter(|c| !c.negated)
            .and_then(|c| before.view().token(c.verb? as usize));
        let owned = (from..to).any(|t| self.view().token(t).is_some_and(|t| t.pos == Pos::Possessive));
        let doers = next
            && owned
            && own.len() >= 2
            && self.claim.frame.noun.zip(verb).is_some_and(|(n, v)| {
                let events = &before.claim.frame.events;
                let event = |h: Hit| matches!(h.sense, Sense::Concept(c, _) if events.contains(&c));
                let akin = self.view().lexicon.stemmer.akin(n.stem, v.stem)
                    || n.token.is_some_and(|t| self.view().hits(t as usize).any(event));
                akin && before.claim.frame.noun.is_some_and(|b| b.general)
            });
        // "In 2010 the firm's 500 people made shoes": at a time of its own.
        let past = self.scene.claims.iter().any(|c| {
            let year = if let Value::When(w) = &c.value { w.written.year } else { None };
            (c.tokens.start as usize) < from
                && year.is_some()
                && !before.scene.claims.iter().any(|b| b.value == c.value)
        });
        definite
            && !past
            && (named || event || counted || same || worth || doers)
            && (!self.timed(from, to) || self.same_times(before, from, to))
            && (own.iter().all(|&t| before.says(self, t)) || self.nearly(before, &own))
            && self.same_size(before)
    }

    /// All names and four words at least are said before, and one word that is no name is not: the verb of the sentence may
    /// have been taken for one of them.
    fn nearly(&self, before: &Self, own: &[usize]) -> bool {
        let (said, other): (Vec<usize>, Vec<usize>) = own.iter().partition(|&&t| before.says(self, t));
        let name = |t: usize| self.view().token(t).is_some_and(|t| t.pos == Pos::Name);
        said.len() >= 4 && said.iter().any(|&t| name(t)) && matches!(other.as_slice(), &[t] if !name(t))
    }

    /// "After Sunday's 3-2 victory over Norrvik": a score with the noun of a game, whose names the sentence before tells.
    pub(in crate::checks::internal) fn result(&self, before: &Self) -> bool {
        let view = self.view();
        let end = self.claim.tokens.end as usize;
        let outcome = self.scene.word(end, CheckWord::Outcome).is_some();
        let (from, to) = self.phrase();
        let close = (end + 1..to)
            .find(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Mark | Pos::Verb)))
            .unwrap_or(to);
        let names = self.names(from, close);
        let (definite, _) = self.definite();
        let owned = (from..end).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
        outcome
            && (definite || owned)
            && !names.is_empty()
            && names.iter().all(|&t| before.says(self, t))
            && self.same_times(before, 0, view.len())
    }

    /// One clause told again in other words: the same verb, names and nouns on both sides, and nothing besides.
    pub(in crate::checks::internal) fn retold(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.told(), other.told());
        let (mine, theirs) = (self.content(a, b, true), other.content(c, d, true));
        let named = !self.names(a, b).is_empty() && !other.names(c, d).is_empty();
        let verb = |t: &Self| {
            let clause = t.view().sentence.clauses.get(super::super::clause_of(&t.scene, t.claim))?;
            t.view().token(clause.verb? as usize).map(|t| t.stem)
        };
        let timed = matches!(self.claim.value, Value::When(_)) || !self.timed(a, b) && !other.timed(c, d);
        // "840 metres long" and "20 metres wide": the word behind tells what was measured.
        let behind =
            |t: &Self| t.view().token(t.claim.tokens.end as usize).filter(|n| n.pos != Pos::Mark).map(|n| n.stem);
        let measured = !matches!(self.claim.value, Value::Measure { .. }) || behind(self) == behind(other);
        // "The meeting began at 9 a.m. The meeting, which began at 10 a.m.,": right behind it, of the same thing.
        let subject = |t: &Self| {
            let clause = t.view().sentence.clauses.get(super::super::clause_of(&t.scene, t.claim))?;
            let whose = clause.antecedent.or(clause.subject).or_else(|| super::super::fronted(&t.scene, t.claim))?;
            let group = t.view().sentence.groups.get(whose as usize)?;
            let first = group.range.start as usize;
            let definite = t.view().is(first, Func::The)
                || t.view().is(first, Func::Possessive)
                || group.range.indices().any(|i| t.view().token(i).is_some_and(|i| i.pos == Pos::Possessive));
            t.view().token(group.head as usize).filter(|_| definite).map(|t| t.stem)
        };
        let next = matches!(self.claim.value, Value::When(_))
            && other.scene.sentence == self.scene.sentence + 1
            && subject(self).is_some()
            && subject(self) == subject(other);
        // "was founded in 1972 by two engineers": who made it is no other thing.
        let made = super::super::made(&self.scene, self.claim).is_some();
        let by = |t: usize| {
            let group =
                other.view().token(t).and_then(|t| t.group).and_then(|g| other.view().sentence.groups.get(g as usize));
            group.is_some_and(|g| matches!(g.role, Role::Oblique(p) if other.view().is(p as usize, Func::By)))
        };
        (named || next)
            && timed
            && measured
            && verb(self).is_some()
            && verb(self) == verb(other)
            && (mine.len() >= 3 || next)
            && self.same_size(other)
            && self.described(other)
            && other.described(self)
            && mine.iter().all(|&t| other.says(self, t))
            && theirs.iter().all(|&t| self.says(other, t) || next && made && by(t))
    }

    /// What the claim's clause tells: for a relative clause with what it says it of.
    pub(super) fn told(&self) -> (usize, usize) {
        let view = self.view();
        let Some(clause) = view.sentence.clauses.get(super::super::clause_of(&self.scene, self.claim)) else {
            return (0, 0);
        };
        let (start, end) = (clause.range.start as usize, clause.range.end as usize);
        if let Some(group) =
            super::super::fronted(&self.scene, self.claim).and_then(|g| view.sentence.groups.get(g as usize))
        {
            return (start, group.range.end as usize);
        }
        match clause.kind {
            ClauseKind::Relative | ClauseKind::Participle => {
                let group = clause.antecedent.and_then(|g| view.sentence.groups.get(g as usize));
                (group.map_or(start, |g| g.range.start as usize), end)
            }
            _ => (start, end),
        }
    }
}
