//! Clauses that hang on others: relative ones, and what words such as "when", "after" and "that" open.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::Builder;
use crate::analysis::chunks::{Chunk, Form};
use crate::analysis::{ClauseKind, Pos};
use crate::lexicon::{Func, Sense};

impl Builder<'_> {
    pub(super) fn relative(&mut self, at: usize, token: u32) {
        let antecedent = self.aged(at).or_else(|| self.group_before(at));
        let comma = at > 0 && matches!(self.chunks[at - 1], Chunk::Comma(_));
        let parent = antecedent.map_or(self.now, |g| self.groups[g as usize].clause);
        self.open(ClauseKind::Relative, Some(parent), comma);
        // "of whom", "in which": the preposition goes with the relative word.
        if at > 0 && matches!(self.chunks[at - 1], Chunk::Preposition(_)) {
            self.put(at - 1);
        }
        self.put(at);
        // "eleven doctors, five of whom fell ill": the part stands in front, and is what the clause tells of.
        if let Some(part) = self.part_of(at) {
            self.put(at - 2);
            let antecedent = self.group_before(at - 2);
            let clause = &mut self.clauses[self.now as usize];
            clause.antecedent = antecedent;
            clause.subject = Some(part);
            return;
        }
        // "who fell": the antecedent is the subject, unless a group follows before the verb.
        let own_subject = self.known[token as usize].any(&[Func::Whose, Func::Where, Func::Whom]);
        let follows = matches!(self.chunks.get(self.next(at)), Some(Chunk::Group(_)));
        let clause = &mut self.clauses[self.now as usize];
        clause.antecedent = antecedent;
        if !own_subject && !follows {
            clause.subject = antecedent;
        }
    }

    /// "Maren Dahl, 39, who is": the name before an age between commas.
    fn aged(&self, at: usize) -> Option<u16> {
        let [Chunk::Group(name), Chunk::Comma(_), Chunk::Group(age), Chunk::Comma(_)] =
            self.chunks[at.checked_sub(4)?..at]
        else {
            return None;
        };
        let range = self.groups[age as usize].range;
        let bare = range.end == range.start + 1 && self.view.sentence.tokens[range.start as usize].pos == Pos::Numeral;
        (bare && self.groups[name as usize].name).then_some(name)
    }

    /// The figure without a noun, behind a comma, that stands before "of whom" or "of which".
    fn part_of(&self, at: usize) -> Option<u16> {
        let comma = at >= 3 && matches!(self.chunks[at - 3], Chunk::Comma(_));
        let (Chunk::Group(g), Chunk::Preposition(p)) = (self.chunks[at.checked_sub(2)?], self.chunks[at - 1]) else {
            return None;
        };
        let bare = self.view.sentence.tokens[self.groups[g as usize].head as usize].pos == Pos::Numeral;
        (comma && bare && self.known[p as usize].is(Func::Of)).then_some(g)
    }

    /// Whether a preposition here begins a clause ("since the crisis began"): a group and a verb follow before anything parts them.
    pub(super) fn begins_clause(&self, at: usize) -> bool {
        let Chunk::Preposition(token) = self.chunks[at] else { return false };
        let can = self.known[token as usize].any(&[
            Func::Since,
            Func::Until,
            Func::Till,
            Func::Before,
            Func::After,
            Func::As,
        ]);
        let Some(Chunk::Group(first)) = self.chunks.get(at + 1).filter(|_| can) else { return false };
        // "has been burning since Friday jumped the road": no Friday jumps.
        if self.groups[*first as usize].time && matches!(self.chunks.get(at + 2), Some(Chunk::Verbs(..))) {
            return false;
        }
        // "From 1959 until 1994 she taught": the end of a stretch.
        let from = at.checked_sub(2).map(|n| self.chunks[n]);
        if matches!(from, Some(Chunk::Preposition(p)) if self.known[p as usize].is(Func::From)) {
            return false;
        }
        match self.verb_ahead(at + 1, true) {
            // A main verb that still lacks its subject is not this clause's.
            Some(n) => self.clause().verb.is_some() || self.clause().kind == ClauseKind::Main && self.second_verb(n),
            None => false,
        }
    }

    /// Whether after the verb at `n` a comma and another verb follow.
    pub(super) fn second_verb(&self, n: usize) -> bool {
        let comma = self.chunks[n..].iter().position(|c| matches!(c, Chunk::Comma(_))).map(|c| c + n);
        // "…, died on Tuesday, her family said": who told it has a verb of their own.
        let told = |v: usize| {
            v > 1
                && self.reports(v)
                && matches!(self.chunks[v - 1], Chunk::Group(_))
                && matches!(self.chunks[v - 2], Chunk::Comma(_))
        };
        let verb = |v: &usize| matches!(self.chunks[*v], Chunk::Verbs(_, _, Form::Finite | Form::Bare | Form::Past));
        comma.is_some_and(|c| (c..self.chunks.len()).filter(verb).any(|v| !told(v)))
    }

    pub(super) fn subordinate(&mut self, at: usize) {
        let parent = self.now;
        let comma = at == 0 || matches!(self.chunks[at - 1], Chunk::Comma(_));
        // "the 12 homes that the landslide buried": no verb of saying stands before, and a group does.
        let token = self.chunks[at].range(&self.groups).start as usize;
        let said = self
            .clause()
            .verb
            .is_some_and(|v| self.view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))));
        let group = at.checked_sub(1).and_then(|b| match self.chunks[b] {
            Chunk::Group(g) => Some(g),
            _ => None,
        });
        if let Some(group) = group.filter(|&g| self.known[token].is(Func::That) && !said && !self.content(at, g)) {
            self.open(ClauseKind::Relative, Some(parent), comma);
            self.clauses[self.now as usize].antecedent = Some(group);
            self.put(at);
            return;
        }
        self.open(ClauseKind::Subordinate, Some(parent), comma);
        self.put(at);
    }

    /// "rumours that 200 had been killed", "it is not true that …": nothing is missing from the clause, so
    /// that it tells what the word before is, and is no relative.
    fn content(&self, at: usize, group: u16) -> bool {
        let head = self.groups[group as usize].head as usize;
        if self.view.sentence.tokens[head].pos == Pos::Adjective {
            return true;
        }
        let subject = matches!(self.chunks.get(at + 1), Some(Chunk::Group(_)));
        let verbs = self.chunks[at..].iter().position(|c| matches!(c, Chunk::Verbs(..))).map(|v| v + at);
        let whole = verbs.is_some_and(|v| {
            v <= at + 2 && self.passive(v)
                || matches!(self.chunks.get(v + 1), Some(Chunk::Group(g)) if !self.groups[*g as usize].time)
        });
        subject && whole
    }
}
