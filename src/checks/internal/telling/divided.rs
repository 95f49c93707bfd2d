//! Whether something divides two tellings: another source, another time, another part of a whole.

use super::super::kind;
use super::Telling;
use crate::analysis::{ClauseKind, Pos, Role};
use crate::claims::frame::Counted;
use crate::claims::{Claim, Value};
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, ConceptWord, Func, Sense, Stem};
use rust_decimal::Decimal;

impl Telling<'_> {
    /// The source of the figure, by its names and nouns.
    fn source(&self) -> Option<Vec<Stem>> {
        let range = self.claim.frame.source?;
        // "The bridge, which opened in 1937, is listed": of what the clause tells, and nobody who says it.
        let view = self.view();
        let own = view.sentence.clauses.get(self.claim.frame.clause as usize);
        let own = own.filter(|c| c.kind == ClauseKind::Relative).and_then(|c| c.antecedent);
        let own = own.and_then(|g| view.sentence.groups.get(g as usize));
        if matches!(self.claim.value, Value::When(_)) && own.is_some_and(|g| g.range == range) {
            return None;
        }
        Some(
            range
                .indices()
                .filter_map(|t| self.view().token(t))
                .filter(|t| matches!(t.pos, Pos::Noun | Pos::Name))
                .map(|t| t.stem)
                .collect(),
        )
    }

    /// "400 jobs", "500 posts": words for the same.
    pub(in crate::checks::internal) fn synonymous(&self, other: &Self) -> bool {
        let group = |t: &Self| {
            let at = t.claim.frame.noun.and_then(|n| n.token)? as usize;
            t.view().hits(at).find_map(|h| if let Sense::Synonym(id) = h.sense { Some(id) } else { None })
        };
        group(self).is_some() && group(self) == group(other)
    }

    /// Whether something divides the two: another source, another event, another noun, a side.
    pub(in crate::checks::internal) fn divided(&self, other: &Self) -> bool {
        let sources = match (self.source(), other.source()) {
            (Some(a), Some(b)) => a != b,
            // "Her publisher says those 60,000 copies": what was told is told again.
            (None, Some(_)) => kind(&self.scene) != Some(BlockKind::Headline) && !other.those(),
            // "The 32 people killed in the avalanche": what was said before is told again as known.
            (Some(_), None) => !other.definite().0 && !matches!(self.claim.value, Value::When(_)),
            (None, None) => false,
        };
        let (a, b) = (&self.claim.frame.events, &other.claim.frame.events);
        let events = !a.is_empty() && !b.is_empty() && !a.iter().any(|e| b.contains(e));
        // "Eight dead": what befell them stands for those whom it befell.
        let noun = |t: &Self| {
            let adjective = |n: &Counted| {
                n.token.is_some_and(|at| {
                    let told = |s| matches!(s, Sense::Concept(_, ConceptWord::Adjective));
                    n.class.is_none() && t.view().hits(at as usize).any(|h| told(h.sense))
                })
            };
            t.claim.frame.noun.filter(|n| !adjective(n))
        };
        let nouns = match (noun(self), noun(other)) {
            // Men are people, and no women; what a general noun counts may be any of them.
            (Some(x), Some(y)) => {
                x.stem != y.stem
                    && !self.synonymous(other)
                    && !(x.class.is_some() && x.class == y.class && (x.general || y.general))
            }
            _ => false,
        };
        // "men" divide people: more of them than of all is no matter of counting.
        let parts = |t: &Self| -> Vec<Stem> {
            t.claim.frame.partitions.iter().filter_map(|&p| t.view().token(p as usize)).map(|t| t.stem).collect()
        };
        let (mine, theirs) = (parts(self), parts(other));
        let exact = |t: &Self| t.claim.value.figure().and_then(|f| f.number.filter(|_| f.hedge.is_none()));
        let more = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_some_and(|(a, b)| a > b);
        let portioned = match (mine.is_empty(), theirs.is_empty()) {
            (true, false) => !more(exact(other), exact(self)),
            (false, true) => !more(exact(self), exact(other)),
            _ => mine != theirs,
        };
        let against = |t: &Self| t.scene.has_func(0, t.view().len(), &[Func::Against]);
        // "after two days under ground" says when, and divides nothing.
        // Nor does "over two years" of what a headline tells without it.
        let headline = kind(&self.scene) == Some(BlockKind::Headline);
        let adjuncts = [Func::After, Func::Over, Func::Within, Func::In, Func::During];
        let adjuncts = adjuncts.get(..if headline { 5 } else { 1 }).unwrap_or_default();
        let after = |t: &Self, c: &Claim| {
            matches!(c.value, Value::Duration { .. })
                && (c.tokens.start as usize).checked_sub(1).is_some_and(|b| adjuncts.iter().any(|&f| t.view().is(b, f)))
        };
        // A length that another clause tells is of something else.
        let elsewhere = |t: &Self, c: &Claim| {
            let (from, to) = t.told();
            let at = c.tokens.start as usize;
            matches!(c.value, Value::Duration { .. }) && !(from..to).contains(&at)
        };
        let beside = |t: &Self, c: &Claim| !after(t, c) && !elsewhere(t, c);
        let figures = self.scene.claims.iter().filter(|c| beside(self, c));
        let figures = figures.chain(other.scene.claims.iter().filter(|c| beside(other, c)));
        // A rank, a share or a length beside it divides a whole.
        let own = |c: &Claim| std::ptr::eq(c, self.claim) || std::ptr::eq(c, other.claim);
        let score = matches!(self.claim.value, Value::Score(_));
        // "The 27 tanks lost at Selmet were a third of its armour": what is said of them divides nothing.
        let predicate = |c: &Claim| {
            let at = c.tokens.start as usize;
            matches!(c.value, Value::Percent { .. } | Value::Ordinal(_))
                && self.scene.sentence != other.scene.sentence
                && std::iter::once(other)
                    .filter(|t| t.definite().0 && t.scene.claims.iter().any(|own| std::ptr::eq(own, c)))
                    .any(|t| at > t.phrase().1)
        };
        let scoped = figures.clone().filter(|c| !own(c) && !score && !predicate(c)).any(|c| {
            matches!(
                c.value,
                Value::Ordinal(_)
                    | Value::Score(_)
                    | Value::Duration { .. }
                    | Value::Change { .. }
                    | Value::Percent { .. }
            )
        });
        // The other sentence tells the same figure of something else.
        let number = other.claim.value.figure().and_then(|f| f.number);
        let elsewhere =
            number.is_some() && self.scene.claims.iter().any(|c| c.value.figure().and_then(|f| f.number) == number);
        let number = self.claim.value.figure().and_then(|f| f.number);
        let elsewhere = elsewhere
            || number.is_some() && other.scene.claims.iter().any(|c| c.value.figure().and_then(|f| f.number) == number);
        // "None of the 11 concerts": what will be is told again as known.
        let known = self.claim.frame.whole && self.claim.frame.definite;
        // A plan is told as one on both sides, or as good as done.
        let infinitive = |t: &Self| {
            let clause = t.view().sentence.clauses.get(t.claim.frame.clause as usize);
            t.claim.frame.unasserted.is_some() || clause.is_some_and(|c| c.kind == ClauseKind::Infinitive)
        };
        let planned = infinitive(self) || infinitive(other);
        // "The 16 men arrested there will appear in court": what is known of them is told again.
        let told_again = other.definite().0 && other.claim.frame.unasserted.is_none() && {
            let groups = &other.view().sentence.groups;
            let group = other.claim.frame.group.and_then(|g| groups.get(g as usize));
            // "Residents of the 60 homes that burned will be"
            let role = group.map(|g| match g.role {
                Role::Of(parent) => groups.get(parent as usize).map_or(g.role, |g| g.role),
                role => role,
            });
            role == Some(Role::Subject)
        };
        let future = self.claim.frame.future != other.claim.frame.future && !known && !planned && !told_again;
        // "won 3-2 against Osk" is of both.
        // "rejected by 14 votes", "the 14 votes against": the verb says as much.
        let con = |t: &Self| against(t) || t.scene.has(0, t.view().len(), CheckWord::Con);
        let opposed = !score && against(self) != against(other) && con(self) != con(other);
        future || sources || events || nouns || portioned || opposed || scoped || elsewhere
    }

    /// Whether no other claim of its kind stands in its sentence, or between the two.
    pub(in crate::checks::internal) fn alone(&self, other: &Self) -> bool {
        let grain = |v: &Value| match v {
            // "planted in 1984, changed hands last week": a year is none of the other times.
            Value::When(w) => Some((w.grain, w.written.year.is_some())),
            _ => None,
        };
        let like = |c: &Claim| {
            // "None of the 11 concerts": no figure of its own.
            let none = c.value.figure().and_then(|f| f.number).is_some_and(|n| n.is_zero());
            !none
                && std::mem::discriminant(&c.value) == std::mem::discriminant(&self.claim.value)
                && grain(&c.value) == grain(&self.claim.value)
                && (c.frame.noun.map(|n| n.class) == self.claim.frame.noun.map(|n| n.class))
        };
        let (from, to) = (self.scene.first, other.scene.first + other.scene.claims.len());
        self.scene.draft.claims.get(from..to).unwrap_or(&[]).iter().filter(|c| like(c)).count() == 2
    }
}
