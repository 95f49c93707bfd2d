//! Verb groups with tense and voice, and what noun groups do in their clauses.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::Builder;
use crate::analysis::chunks::Chunk;
use crate::analysis::{ClauseKind, Pos, Range, Role, Tense};
use crate::lexicon::{Func, Sense};

impl Builder<'_> {
    pub(super) fn set_verb(&mut self, at: usize, range: Range, main: u32) {
        let now = self.now;
        let own_subject = (0..at).rev().filter_map(|c| match self.chunks[c] {
            Chunk::Group(g)
                if self.groups[g as usize].clause == now
                    && self.clause_of[self.groups[g as usize].range.start as usize] == now =>
            {
                Some((c, g))
            }
            _ => None,
        });
        // The first group of the clause behind no preposition; words of time only where nothing else is there.
        let verb_start = range.start;
        let mut subject = None;
        let mut time = None;
        for (c, g) in own_subject {
            let oblique =
                c > 0 && matches!(self.chunks[c - 1], Chunk::Preposition(t) if !self.subordinators.contains(&t));
            // "After weeks of hearings and testimony from 83, the jury …"
            let joined = c > 2
                && subject.is_some()
                && matches!(self.chunks[c - 1], Chunk::Conjunction(_))
                && matches!(self.chunks[c - 2], Chunk::Group(_))
                && matches!(self.chunks[c - 3], Chunk::Preposition(_));
            if oblique || joined {
                continue;
            }
            // "Now its president for life, he will return": a pronoun right before its verb.
            let pronoun = |g: u16| {
                let range = self.groups[g as usize].range;
                range.end == range.start + 1 && self.view.sentence.tokens[range.start as usize].pos == Pos::Pronoun
            };
            if subject.is_some_and(|s: u16| pronoun(s) && self.groups[s as usize].range.end == verb_start)
                && c + 1 < at
                && (c..at).any(|n| matches!(self.chunks[n], Chunk::Comma(_)))
            {
                continue;
            }
            // "Every winter we lose", "told the newspaper he expects": of two neighbours the nearer one.
            let crowded =
                subject.is_some_and(|s: u16| matches!(self.chunks.get(c + 1), Some(Chunk::Group(n)) if *n == s));
            if crowded {
                continue;
            }
            if self.groups[g as usize].time {
                time = Some(g);
            } else {
                subject = Some(g);
            }
        }
        let tokens = &self.view.sentence.tokens;
        let aux = |f: &[Func]| range.indices().any(|t| tokens[t].pos == Pos::Aux && self.known[t].any(f));
        let main_known = self.known[main as usize];
        // "is to meet" and "will meet", but not "had to be met"
        // "Council to cut 900 jobs" is a headline's future.
        let headline =
            self.clauses[now as usize].kind == ClauseKind::Main && self.known[range.start as usize].is(Func::To);
        let future = aux(&[Func::Will])
            || headline
            || range
                .indices()
                .skip(1)
                .any(|t| self.known[t].is(Func::To) && tokens[t - 1].pos == Pos::Aux && self.known[t - 1].is(Func::Be));
        let passive = aux(&[Func::Be, Func::Been, Func::Being, Func::Get])
            && tokens[main as usize].pos == Pos::Verb
            && !main_known.ends_gerund();
        let present = {
            let first = range.start as usize;
            let word = self.view.text(first);
            // "would have turned 80 on Tuesday"
            let lost = self.known[first].any(&[Func::Modal, Func::Would]) && aux(&[Func::Have]);
            tokens[first].pos == Pos::Aux
                && !lost
                && (self.present_auxiliary(word)
                    || main as usize == first && self.known[first].is(Func::Have) && !self.known[first].is(Func::Had))
                || tokens[first].pos == Pos::Verb
                    && main_known.base
                    && !main_known.ends_past()
                    && !main_known.past
                    && !main_known.participle
        };
        // "is not true": the particle may stand behind a verb that is alone.
        let negated = range
            .indices()
            .chain(range.end as usize..(range.end as usize + 1).min(tokens.len()))
            .any(|t| self.known[t].any(&[Func::Not, Func::Never]));
        let clause = &mut self.clauses[now as usize];
        if clause.verb.is_none() || clause.gap {
            clause.verbs = Some(range);
            clause.verb = Some(main);
            clause.gap = false;
            clause.passive = passive;
            clause.negated = negated;
            clause.tense = if future {
                Tense::Future
            } else if matches!(clause.kind, ClauseKind::Infinitive) {
                Tense::None
            } else if present {
                Tense::Present
            } else {
                Tense::Past
            };
            if let Some(own) = subject {
                clause.subject = Some(own);
            } else if clause.subject.is_none() {
                clause.subject = time;
            }
        }
    }

    /// Whether an auxiliary is of the present and no perfect follows: left to the lexicon's verb forms,
    /// an auxiliary that the packs list as a past form is none.
    pub(super) fn present_auxiliary(&self, word: &str) -> bool {
        !self.view.lexicon.is_past_auxiliary(word)
    }

    pub(super) fn finish(&mut self) {
        for (token, clause) in self.clause_of.iter().enumerate() {
            let mut id = Some(*clause);
            while let Some(i) = id {
                let range = &mut self.clauses[i as usize].range;
                range.start = range.start.min(token as u32);
                range.end = range.end.max(token as u32 + 1);
                id = self.clauses[i as usize].parent;
            }
        }
        for clause in &mut self.clauses {
            if clause.range.start > clause.range.end {
                clause.range = Range { start: 0, end: 0 };
            }
        }
        self.said_by();
        self.inherit();
        self.roles();
        self.whose();
    }

    /// "Mia Sandahl, the leader of the List, who turns 42": behind a comma "who" stands for the head of the
    /// whole chain, not for its last group.
    pub(super) fn whose(&mut self) {
        for id in 0..self.clauses.len() {
            let clause = self.clauses[id];
            let word = self.clause_of.iter().position(|&c| c as usize == id);
            let who = word.is_some_and(|w| {
                (w..w + 2).any(|t| self.known.get(t).is_some_and(|k| k.any(&[Func::Who, Func::Whose])))
            });
            let Some(mut at) = clause.antecedent else { continue };
            // "the fire of August 2005, which took nine days": no date is what "which" stands for.
            let who = who || self.groups[at as usize].time;
            if clause.kind != ClauseKind::Relative || !self.comma[id] || !who {
                continue;
            }
            for _ in 0..4 {
                match self.groups[at as usize].role {
                    Role::Of(p) | Role::Apposition(p) => at = p,
                    _ => break,
                }
            }
            if clause.subject == clause.antecedent {
                self.clauses[id].subject = Some(at);
            }
            self.clauses[id].antecedent = Some(at);
        }
    }

    /// "said Ilka Torsen": the subject of a verb of saying stands behind it.
    pub(super) fn said_by(&mut self) {
        for id in 0..self.clauses.len() {
            let clause = self.clauses[id];
            let Some(verbs) = clause.verbs else { continue };
            if clause.subject.is_none()
                && !clause.gap
                && let Some(g) =
                    self.groups.iter().position(|g| g.range.start == verbs.end && g.clause as usize == id && !g.time)
            {
                let reports = clause
                    .verb
                    .is_some_and(|v| self.view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))));
                if reports {
                    self.clauses[id].subject = Some(g as u16);
                }
            }
        }
    }

    /// Coordinated clauses, infinitives and participles without a subject share the one before.
    pub(super) fn inherit(&mut self) {
        for id in 0..self.clauses.len() {
            let clause = self.clauses[id];
            if clause.subject.is_some() {
                continue;
            }
            let Some(parent) = clause.parent else { continue };
            if clause.coordinated || matches!(clause.kind, ClauseKind::Infinitive | ClauseKind::Participle) {
                let from = clause.antecedent.filter(|_| clause.kind == ClauseKind::Participle);
                self.clauses[id].subject = from.or(self.clauses[parent as usize].subject);
            }
        }
        // In a gap the first group is the subject.
        for id in 0..self.clauses.len() {
            if self.clauses[id].gap
                && let Some(g) = self.groups.iter().position(|g| g.clause as usize == id && !g.time)
            {
                self.clauses[id].subject = Some(g as u16);
            }
        }
    }

    pub(super) fn roles(&mut self) {
        for g in 0..self.groups.len() {
            let group = self.groups[g];
            let start = group.range.start as usize;
            let before = start.checked_sub(1);
            let before_pos = before.map(|b| self.view.sentence.tokens[b].pos);
            let clause = self.clauses[group.clause as usize];
            let prior = (0..g).rev().map(|p| (p, self.groups[p])).find(|(_, p)| p.clause == group.clause);
            let begins = before.is_some_and(|b| self.subordinators.contains(&(b as u32)));
            let role = if let (Some(b), Some(Pos::Preposition), false) = (before, before_pos, begins) {
                match prior {
                    Some((p, prior)) if self.known[b].is(Func::Of) && prior.range.end as usize == b => {
                        Role::Of(p as u16)
                    }
                    _ => Role::Oblique(b as u32),
                }
            } else if clause.subject == Some(g as u16) {
                Role::Subject
            } else if let Some((p, prior)) = prior
                && before.is_some_and(|b| self.view.mark(b, ","))
                && prior.range.end as usize + 1 == start
                && !group.time
                && self.appositive(g, p)
            {
                Role::Apposition(p as u16)
            } else if clause.subject.is_some()
                && clause.verb.is_some_and(|v| group.range.end <= v)
                && !group.time
                && before.is_some_and(|b| matches!(before_pos, Some(Pos::Conjunction)) || self.view.mark(b, ","))
                && prior.is_some_and(|(_, p)| matches!(p.role, Role::Subject | Role::Of(_)))
            {
                // "61 soldiers and 14 civilians were killed": both are the subject.
                Role::Subject
            } else if clause.gap || clause.verb.is_some_and(|v| group.range.start > v) {
                Role::Object
            } else {
                Role::Loose
            };
            self.groups[g].role = role;
        }
    }

    /// "Mia Sandahl, the leader": one of two neighbours is a name and the other is not, or has an article.
    pub(super) fn appositive(&self, g: usize, p: usize) -> bool {
        let (group, prior) = (self.groups[g], self.groups[p]);
        let article = self.known[group.range.start as usize].any(&[Func::A, Func::The, Func::Possessive]);
        // "Castellane, a 27-year-old roofer's son": a figure of a compound counts nothing.
        let compound = |t: usize| self.view.dash(t + 1) && self.view.glued(t + 1) && self.view.glued(t + 2);
        let tokens = &self.view.sentence.tokens;
        let counts = |t: usize| tokens.get(t).is_some_and(|t| t.pos == Pos::Numeral) && !compound(t);
        let described = article && prior.name && !group.range.indices().any(counts);
        described || (article || group.name != prior.name) && !self.has_figure(g as u16)
    }
}
