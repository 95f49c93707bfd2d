//! Where it was, and which of its kind it was.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Ask, in_front};
use crate::analysis::{ClauseKind, Group, Pos, Role};
use crate::claims::Value;
use crate::lexicon::{CalendarWord, Func};
use crate::pairing::Doubt;
use crate::pairing::terms::Met;

impl Ask<'_> {
    /// A place of the clause's own ("In Orford, 28 houses …") that no term of the fact meets, where the fact
    /// names another that the clause does not.
    pub(super) fn place(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let ids = self.names();
        let nameless = ids.is_empty();
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let met = &self.room.met[self.claim.sentence as usize];
        let front = |t: u32| clause.kind != ClauseKind::Relative && in_front(sentence, t);
        let here = |t: u32| {
            let token = &sentence.tokens[t as usize];
            token.clause == self.claim.frame.clause
                || front(t)
                || clause.subject.is_some_and(|s| token.group == Some(s))
                || clause.antecedent.is_some_and(|a| token.group == Some(a))
                || clause.parent == Some(token.clause) && clause.kind != ClauseKind::Relative
        };
        // "the camp at Zarq": another word for what the fact names may be another's.
        let by_name = |m: &Met| m.tokens.iter().any(|&t| sentence.tokens[t as usize].capital);
        let named_here =
            || met.iter().any(|m| ids.contains(&m.term) && by_name(m) && m.tokens.iter().any(|&t| here(t)));
        // The place: behind "in" or "at" in the claim's clause or in front, or what "where" stands for.
        let mut places = sentence.groups.iter().enumerate().filter(|(i, g)| {
            // "At the Lindau weir, 3,300 eels passed": in front a place may have a noun behind its name.
            let named = || {
                in_front(sentence, g.range.start)
                    && g.range.indices().any(|t| sentence.tokens[t].pos == Pos::Name && !self.terms.named)
            };
            if !(g.name || named()) || g.time {
                return false;
            }
            let located = match g.role {
                Role::Oblique(p) => self.view.is(p as usize, Func::In) || self.view.is(p as usize, Func::At),
                _ => false,
            };
            let relative = clause.antecedent == Some(*i as u16)
                && (clause.range.start as usize..clause.range.start as usize + 2).any(|t| self.view.is(t, Func::Where));
            // A fact without names is of the whole: only a place in front, or that "where" stands for, divides it.
            let located = located && (!nameless || in_front(sentence, g.range.start));
            if !located && !relative {
                return false;
            }
            let figure = g.range.indices().any(|t| sentence.tokens[t].pos == Pos::Numeral);
            // "Of the 198 riders who started in Ostrel 169 are still in the race": where "who" started.
            let inner = g.clause != self.claim.frame.clause
                && sentence.clauses.get(g.clause as usize).is_some_and(|c| c.antecedent.is_some());
            !inner
                && !self.of_an_aim(g)
                && !figure
                && (located && (g.clause == self.claim.frame.clause || in_front(sentence, g.range.start)) || relative)
        });
        let known = |g: &Group| {
            // What the fact itself names is no place that it does not know.
            if met
                .iter()
                .any(|m| ids.contains(&m.term) && by_name(m) && m.tokens.iter().all(|&t| g.range.holds(t as usize)))
            {
                return true;
            }
            let known = |t: usize| self.room.discourse.knows(sentence.tokens[t].surface, self.claim.sentence, nameless);
            g.range.indices().any(known)
        };
        let foreign = places.any(|(_, g)| !known(g)) && !named_here();
        foreign.then_some(Doubt::Elsewhere)
    }

    /// "An earlier study had found no deaths", "A scheme at Nether Orra had delivered 22", "had last erupted in 1983":
    /// below the lead, one that is brought in anew is another than the fact's, where that has a name that is not here
    /// or none at all.
    pub(super) fn another_of_its_kind(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let met = &self.room.met[self.claim.sentence as usize];
        let ids = || self.terms.all.iter().chain(&self.terms.heads).chain(&self.terms.words);
        if let (Value::When(_), Some(verbs)) = (&self.claim.value, clause.verbs) {
            let last = verbs.indices().skip(1).find(|&t| {
                let step = |w| matches!(w, CalendarWord::Step(n, _) if n < 0).then_some(());
                self.view.calendar(t, step).is_some()
            });
            let asked = |t: usize| met.iter().any(|m| ids().any(|&id| id == m.term) && m.tokens.contains(&(t as u32)));
            if last.is_some_and(|t| !asked(t)) {
                return Some(Doubt::Elsewhere);
            }
        }
        if self.previous(met) {
            return Some(Doubt::Elsewhere);
        }
        if self.room.discourse.leads(self.claim.sentence) {
            return None;
        }
        // "An earlier candidate had looked promising before its efficacy sank": of what "its" stands for.
        let owned = |g: u16| {
            let first = sentence.groups.get(g as usize).map(|g| g.range.start as usize);
            clause.kind == ClauseKind::Subordinate && first.is_some_and(|f| self.view.is(f, Func::Possessive))
        };
        let subject = clause
            .subject
            .filter(|&g| !owned(g))
            .or_else(|| sentence.clauses.get(clause.parent? as usize).and_then(|c| c.subject));
        let begins = || sentence.groups.first().filter(|g| g.range.start == 0);
        let subject = subject.and_then(|s| sentence.groups.get(s as usize)).or_else(begins)?;
        let new = self.view.is(subject.range.start as usize, Func::A);
        if !new || subject.range.holds(self.claim.tokens.start as usize) {
            return None;
        }
        let ours = met.iter().any(|m| {
            ids().any(|&id| id == m.term) && !self.room.terms.is_name(m.term) && m.tokens.contains(&subject.head)
        });
        // Up to its verb: "A scheme at Nether Orra, which …, had …".
        let verb = clause.verb.unwrap_or(subject.range.end).max(subject.range.end);
        let other = (subject.range.start..verb.min(subject.range.end + 4)).any(|t| {
            let foreign = sentence.tokens[t as usize].pos == Pos::Name
                && !self.room.discourse.knows(sentence.tokens[t as usize].surface, self.claim.sentence, false);
            foreign || self.view.is(t as usize, Func::Earlier)
        });
        let named = || {
            self.terms
                .all
                .iter()
                .chain(&self.terms.names)
                .any(|&t| self.room.terms.is_name(t) && met.iter().any(|m| m.term == t))
        };
        (other && ours && !named()).then_some(Doubt::Elsewhere)
    }

    /// "The previous census, in 2019, had counted 161,300": another than the fact's, unless that tells of the one before.
    fn previous(&self, met: &[Met]) -> bool {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize);
        let subject = clause.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        let Some(subject) = subject.filter(|g| !g.time && !g.name) else { return false };
        let first = subject.range.start as usize;
        let determined = self.view.is(first, Func::The) || self.view.is(first, Func::Possessive);
        let back = first + 1;
        let step =
            self.view.calendar(back, |w| matches!(w, CalendarWord::Step(n, true) if n < 0).then_some(())).is_some();
        // "last year's census" is of that year.
        let noun = (back + 1..=subject.head as usize).all(|t| self.view.calendar(t, |_| Some(())).is_none());
        let mut ids = self.terms.all.iter().chain(&self.terms.heads).chain(&self.terms.words);
        let asked = ids.any(|&id| met.iter().any(|m| m.term == id && m.tokens.contains(&(back as u32))));
        determined && step && noun && back < subject.head as usize && !asked
    }

    /// "on his way to a conference in Lisbon": where that is to be which somebody goes to.
    pub(super) fn of_an_aim(&self, place: &Group) -> bool {
        let Role::Oblique(p) = place.role else { return false };
        let before = self.view.sentence.groups.iter().find(|g| g.range.end == p);
        before.is_some_and(|g| match g.role {
            Role::Oblique(p) => !g.time && [Func::To, Func::For].iter().any(|&f| self.view.is(p as usize, f)),
            _ => false,
        })
    }
}
