//! What a verb group does: it is the verb of the open clause, or opens one, or goes to a clause above that still lacks its
//! own.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::Builder;
use crate::analysis::chunks::{Chunk, Form};
use crate::analysis::{ClauseKind, Range};
use crate::lexicon::Sense;

impl Builder<'_> {
    pub(super) fn verbs(&mut self, at: usize, range: Range, main: u32, form: Form) {
        let has_verb = self.clause().verb.is_some();
        let behind_group = at > 0 && matches!(self.chunks[at - 1], Chunk::Group(_));
        // "The fee for entering the park is $4": the fee is still without its verb.
        let of_group = at > 1
            && matches!(self.chunks[at - 1], Chunk::Preposition(_))
            && matches!(self.chunks[at - 2], Chunk::Group(_));
        match form {
            Form::Infinitive if has_verb => {
                let parent = self.now;
                let subject = self.clause().subject;
                self.open(ClauseKind::Infinitive, Some(parent), false);
                self.clauses[self.now as usize].subject = subject;
            }
            Form::Gerund | Form::Participle
                if has_verb
                    || (behind_group || form == Form::Gerund && of_group)
                        && self.verb_ahead(at + 1, true).is_some() =>
            {
                let parent = self.now;
                let antecedent = if behind_group { self.group_before(at) } else { None };
                self.open(ClauseKind::Participle, Some(parent), false);
                self.clauses[self.now as usize].antecedent = antecedent;
            }
            // "whom the fire in the yard killed were 45": the relative clause still lacks its verb, and the next one is not its.
            Form::Past if !has_verb && self.gapped_relative(at) => {}
            Form::Past
                if has_verb || behind_group && (self.verb_ahead(at + 1, false).is_some() || self.in_front(at)) =>
            {
                let parent = self.now;
                let lacking = self.lacking();
                if let Some(lacking) = lacking
                    && has_verb
                {
                    self.now = lacking;
                } else if has_verb && self.says_what(at) {
                    self.complement(at);
                } else {
                    let antecedent = if behind_group { self.group_before(at) } else { None };
                    self.open(ClauseKind::Participle, Some(parent), false);
                    self.clauses[self.now as usize].antecedent = antecedent;
                }
            }
            Form::Finite | Form::Bare if has_verb => {
                if self.reports(at) && at > 0 && matches!(self.chunks[at - 1], Chunk::Comma(_) | Chunk::Other(_)) {
                    let root = self.root();
                    self.open(ClauseKind::Reporting, Some(root), true);
                } else if let Some(lacking) = self.lacking() {
                    self.now = lacking;
                } else {
                    self.complement(at);
                }
            }
            _ => {}
        }
        self.put(at);
        self.set_verb(at, range, main);
    }

    /// Whether a relative clause with a subject of its own is open, and the verb behind this chunk is another's.
    fn gapped_relative(&self, at: usize) -> bool {
        let clause = self.clause();
        let next = matches!(self.chunks.get(at + 1), Some(Chunk::Verbs(_, _, Form::Finite)));
        let own = self.chunks[..at].iter().rev().take(4).any(|c| matches!(c, Chunk::Group(_)));
        clause.kind == ClauseKind::Relative
            && (clause.subject.is_none() || clause.subject != clause.antecedent)
            && own
            && next
    }

    /// "Of the 19 people taken to hospital, eight were …": a past form behind a phrase that opens the sentence tells which
    /// they are, and the main clause follows a comma.
    fn in_front(&self, at: usize) -> bool {
        let phrase = |c: &Chunk| matches!(c, Chunk::Group(_) | Chunk::Preposition(_));
        let opens = matches!(self.chunks.first(), Some(Chunk::Preposition(_))) && self.chunks[..at].iter().all(phrase);
        let comma = self.chunks[at..].iter().position(|c| matches!(c, Chunk::Comma(_))).map(|c| c + at);
        let loose = self.chunks[..at].windows(2).all(|pair| match pair {
            [before, Chunk::Group(_)] => matches!(before, Chunk::Preposition(_)),
            _ => true,
        });
        opens
            && loose
            && comma.is_some_and(|c| {
                matches!(self.chunks.get(c + 1), Some(Chunk::Group(_))) && self.verb_ahead(c + 1, true).is_some()
            })
    }

    /// The nearest clause above the open one that still lacks its verb.
    pub(super) fn lacking(&self) -> Option<u16> {
        let mut id = self.clause().parent;
        while let Some(i) = id {
            let clause = &self.clauses[i as usize];
            if clause.verb.is_none() {
                return Some(i);
            }
            id = clause.parent;
        }
        None
    }

    /// Whether the open clause's verb is one of saying, and a group stands between it and this chunk.
    fn says_what(&self, at: usize) -> bool {
        let says = self
            .clause()
            .verb
            .is_some_and(|v| self.view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))));
        says && at > 0 && matches!(self.chunks[at - 1], Chunk::Group(_) | Chunk::Other(_))
    }

    /// "said 43 people were killed": what was said is a clause that begins with the groups before the verb.
    fn complement(&mut self, at: usize) {
        let parent = self.now;
        let verb = self.clause().verb.unwrap_or(0);
        let mut from = at;
        while from > 0 {
            let range = self.chunks[from - 1].range(&self.groups);
            let fits = matches!(self.chunks[from - 1], Chunk::Group(_) | Chunk::Preposition(_) | Chunk::Other(_));
            if !fits || range.start <= verb || self.clause_of[range.start as usize] != parent {
                break;
            }
            from -= 1;
        }
        // A preposition in front of the stretch belongs to the clause before ("spoke on Friday").
        while from < at && !matches!(self.chunks[from], Chunk::Group(_)) {
            from += 1;
        }
        if from < at
            && from > 0
            && matches!(self.chunks[from - 1], Chunk::Preposition(_))
            && matches!(self.chunks.get(from + 1), Some(Chunk::Group(_)))
        {
            from += 1;
        }
        self.open(ClauseKind::Subordinate, Some(parent), false);
        for chunk in from..at {
            self.put(chunk);
        }
    }
}
