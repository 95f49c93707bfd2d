//! One or several: what two did together, one of many, and a figure that a bracket gives its name.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::Ask;
use crate::analysis::{Pos, Role};
use crate::claims::Value;
use crate::facts::About;
use crate::lexicon::Func;
use crate::pairing::Doubt;
use crate::pairing::terms::Met;

impl Ask<'_> {
    /// "The brothers Tal and Emre served 11 years": what two did together is no fact of one.
    pub(super) fn joint(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        if self.names().is_empty() {
            return None;
        }
        let names = sentence.groups.iter().filter(|g| {
            g.clause == self.claim.frame.clause
                && g.role == Role::Subject
                && g.range.indices().any(|t| sentence.tokens[t].pos == Pos::Name)
        });
        let met = &self.room.met[self.claim.sentence as usize];
        let ids = self.names();
        let (mut known, mut unknown) = (0, 0);
        for group in names {
            let holds =
                met.iter().any(|m| ids.contains(&m.term) && m.tokens.iter().any(|&t| group.range.holds(t as usize)));
            if holds { known += 1 } else { unknown += 1 }
        }
        let counts = self.claim.value.figure().is_some() && !matches!(self.claim.value, Value::Duration { .. });
        let listed = || {
            met.iter()
                .filter(|m| ids.contains(&m.term))
                .flat_map(|m| &m.tokens)
                .any(|&t| self.listed_with_another(t as usize, ids))
        };
        (known > 0 && unknown > 0 || counts && listed()).then_some(Doubt::Scope)
    }

    /// "embassies in Nairobi, Kenya, and Dar es Salaam": whether a name stands behind a preposition together with
    /// another that the fact does not know.
    fn listed_with_another(&self, token: usize, ids: &[u32]) -> bool {
        let sentence = self.view.sentence;
        let tokens = &sentence.tokens;
        let met = &self.room.met[self.claim.sentence as usize];
        let of_list = |t: usize| {
            // "Sur de Lam" has a word in small letters.
            let inside = |at: usize| tokens.get(at).is_some_and(|x| x.pos == Pos::Name && x.group == tokens[t].group);
            let of_name = tokens[t].group.is_some() && t > 0 && inside(t - 1) && inside(t + 1);
            tokens[t].pos == Pos::Name
                || of_name && tokens[t].pos != Pos::Possessive
                || self.view.mark(t, ",")
                || self.view.mark(t, ".")
                || self.view.is(t, Func::And)
                || tokens[t].pos == Pos::Determiner
        };
        // "in Osk and Lier 61 and 48 percent, respectively": each has its own.
        if sentence.senses.is(Func::Respectively) {
            return false;
        }
        let role = tokens[token].group.and_then(|g| sentence.groups.get(g as usize)).map(|g| g.role);
        // Of the last of a list its own group does not always tell that it stands behind the preposition.
        let behind = matches!(role, Some(Role::Oblique(_) | Role::Of(_)))
            || matches!(self.fact.about, About::Terms(_))
                && tokens[token].clause == self.claim.frame.clause
                && (0..token).rev().find(|&t| !of_list(t)).is_some_and(|t| tokens[t].pos == Pos::Preposition);
        if !behind {
            return false;
        }
        let other = |range: &mut dyn Iterator<Item = usize>| {
            let mut joined = false;
            for t in range.take_while(|&t| of_list(t)) {
                joined |= self.view.is(t, Func::And);
                // "44 seats in Dalen and the Agrarians 17": who begins a clause of his own is no place.
                if tokens[t].clause != tokens[token].clause {
                    return false;
                }
                let known = met.iter().any(|m| ids.contains(&m.term) && m.tokens.contains(&(t as u32)));
                if joined && tokens[t].pos == Pos::Name {
                    return !known;
                }
            }
            false
        };
        other(&mut (token + 1..tokens.len())) || other(&mut (0..token).rev())
    }

    /// "A bombing in Dorne killed 10": what one did is no figure of all "bombings".
    pub(super) fn one_of_several(&self) -> Option<Doubt> {
        self.claim.value.figure()?;
        let counted = self.claim.frame.noun.and_then(|n| n.token);
        let met = &self.room.met[self.claim.sentence as usize];
        if !met.iter().any(|m| m.one) {
            return None;
        }
        let one = |id: &u32| {
            let group = |m: &Met| m.tokens.first().and_then(|&t| self.view.token(t as usize)).and_then(|t| t.group);
            let own = || met.iter().filter(|m| m.term == *id);
            let ones: Vec<u16> = own().filter(|m| m.one).filter_map(group).collect();
            // "the bomb attack": both words are of the one.
            let all = own().all(|m| group(m).is_some_and(|g| ones.contains(&g)));
            !ones.is_empty() && all && !own().any(|m| m.tokens.iter().any(|t| Some(*t) == counted))
        };
        self.terms.all.iter().chain(&self.terms.heads).any(one).then_some(Doubt::Narrower)
    }

    /// "Ruhl and Osk scored a combined 57": what several come to together is no figure of one, where no term says so.
    pub(super) fn combined(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let claim = self.claim;
        claim.value.figure().filter(|_| sentence.senses.is(Func::Combined))?;
        let clause = sentence.clauses.get(claim.frame.clause as usize);
        let verbs = clause.and_then(|c| c.verbs).filter(|_| self.several_act()).map_or(0..0, |v| v.start..v.end);
        let own = claim.frame.group.and_then(|g| sentence.groups.get(g as usize));
        let group = own.map_or(0..0, |g| g.range.start..g.range.end);
        // "who between them hold 80": said of several by itself.
        let together = clause
            .map_or(0..0, |c| c.range.start..c.range.end)
            .find(|&t| self.view.func(t as usize, Func::Combined).is_some_and(|len| len > 1))
            // "460 tankers are plying between them": between the villages.
            .filter(|&t| t < claim.tokens.start);
        let said = verbs.chain(group).find(|&t| self.view.is(t as usize, Func::Combined));
        let token = said.or(together)?;
        let met = &self.room.met[claim.sentence as usize];
        let ids = || self.terms.all.iter().chain(&self.terms.heads).chain(&self.terms.words);
        let asked = met.iter().any(|m| ids().any(|&id| id == m.term) && m.tokens.contains(&token));
        (!asked).then_some(Doubt::Scope)
    }

    /// Whether the claim's clause, or the one that it hangs on, has several as its subject.
    fn several_act(&self) -> bool {
        let sentence = self.view.sentence;
        let mut clause = sentence.clauses.get(self.claim.frame.clause as usize);
        for _ in 0..3 {
            if clause.is_some_and(|c| c.subject.is_none()) {
                clause = clause.and_then(|c| c.parent).and_then(|p| sentence.clauses.get(p as usize));
            }
        }
        let Some(clause) = clause else { return false };
        let Some(subject) = clause.subject.and_then(|s| sentence.groups.get(s as usize)) else { return false };
        let head = subject.head as usize;
        let verb = clause.verb.unwrap_or(subject.range.end);
        self.view.is(head, Func::PluralPronoun)
            || sentence.tokens[head].pos == Pos::Noun && self.view.lexicon.is_plural(self.view.text(head))
            || (clause.range.start.min(subject.range.start)..verb).any(|t| self.view.is(t as usize, Func::And))
    }

    /// "Osk (17-11) beat Lier (15-10) by 40": a figure in brackets right behind a name is that name's, and of one that
    /// is another's the fact knows nothing.
    pub(super) fn bracketed(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let open = (self.claim.tokens.start as usize).checked_sub(1).filter(|&t| self.view.mark(t, "("))?;
        let closed = self.view.mark(self.claim.tokens.end as usize, ")");
        let name = open.checked_sub(1).filter(|&t| sentence.tokens[t].pos == Pos::Name)?;
        if !closed || matches!(self.claim.value, Value::When(_)) {
            return None;
        }
        let group = sentence.tokens[name].group;
        let met = &self.room.met[self.claim.sentence as usize];
        let ids = || self.terms.all.iter().chain(&self.terms.names).chain(&self.terms.heads).chain(&self.terms.words);
        let own = |t: u32| t as usize == name || group.is_some() && sentence.tokens[t as usize].group == group;
        let whose = met.iter().any(|m| {
            ids().any(|&id| id == m.term) && self.room.terms.is_name(m.term) && m.tokens.iter().any(|&t| own(t))
        });
        let named = ids().any(|&id| self.room.terms.is_name(id));
        (!whose && named).then_some(Doubt::Scope)
    }
}
