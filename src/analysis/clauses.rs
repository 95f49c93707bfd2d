//! Clauses and what links them: one walk over the chunks, with the clause that is open now.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

mod dependents;
mod joins;
mod roles;
mod verbs;

use super::chunks::{Chunk, Form};
use super::known::Known;
use super::{Clause, ClauseKind, Group, Pos, Range, Tense, View};
use crate::lexicon::{Func, Sense};

/// So many chunks stand in front of the dash of a place of writing at most: "LANEK, Orland, Nov. 25 (Agency) —".
const DATELINE: usize = 14;

/// The groups with their roles, the clauses, and the clause of each token.
pub(super) struct Parsed {
    pub(super) groups: Vec<Group>,
    pub(super) clauses: Vec<Clause>,
    pub(super) clause_of: Vec<u16>,
}

/// The quoted stretches of a sentence, marks excluded; one that does not close runs to the end.
pub(super) fn quotes(view: View<'_>) -> Vec<Range> {
    let mut out = Vec::new();
    let mut open = None;
    for at in 0..view.len() {
        let text = view.text(at);
        let opens = text == "\u{201c}" || text == "\"" && open.is_none();
        let closes = open.is_some() && (text == "\u{201d}" || text == "\"");
        if closes {
            if let Some(start) = open.take() {
                out.push(Range { start, end: at as u32 });
            }
        } else if opens {
            open = Some(at as u32 + 1);
        }
    }
    if let Some(start) = open {
        out.push(Range { start, end: view.len() as u32 });
    }
    out
}

struct Builder<'a> {
    view: View<'a>,
    known: &'a [Known],
    groups: Vec<Group>,
    chunks: &'a [Chunk],
    clauses: Vec<Clause>,
    clause_of: Vec<u16>,
    /// The clause that is open.
    now: u16,
    /// Whether the clause was opened behind a comma, by clause.
    comma: Vec<bool>,
    /// Prepositions that begin a clause ("since the crisis began"), by token.
    subordinators: Vec<u32>,
    /// Whether brackets are open.
    bracketed: bool,
}

/// Finds the clauses of a chunked sentence.
pub(super) fn clauses(view: View<'_>, known: &[Known], groups: &[Group], chunks: &[Chunk]) -> Parsed {
    let mut builder = Builder {
        view,
        known,
        groups: groups.to_vec(),
        chunks,
        clauses: Vec::with_capacity(8),
        clause_of: vec![0; view.len()],
        now: 0,
        comma: Vec::with_capacity(8),
        subordinators: Vec::new(),
        bracketed: false,
    };
    builder.open(ClauseKind::Main, None, false);
    builder.fronted();
    for at in 0..chunks.len() {
        builder.step(at);
    }
    builder.finish();
    Parsed { groups: builder.groups, clauses: builder.clauses, clause_of: builder.clause_of }
}

impl Builder<'_> {
    fn open(&mut self, kind: ClauseKind, parent: Option<u16>, comma: bool) -> u16 {
        let id = self.clauses.len() as u16;
        self.clauses.push(Clause {
            range: Range { start: u32::MAX, end: 0 },
            kind,
            parent,
            coordinated: false,
            antecedent: None,
            subject: None,
            verbs: None,
            verb: None,
            gap: false,
            passive: false,
            negated: false,
            tense: Tense::None,
        });
        self.comma.push(comma);
        self.now = id;
        id
    }

    fn clause(&self) -> &Clause {
        &self.clauses[self.now as usize]
    }

    /// Puts the chunk into the clause that is open.
    fn put(&mut self, at: usize) {
        for token in self.chunks[at].range(&self.groups).indices() {
            self.clause_of[token] = self.now;
        }
        if let Chunk::Group(g) = self.chunks[at] {
            self.groups[g as usize].clause = self.now;
        }
    }

    /// Leaves the open clause for the nearest one above it that is no inner clause, or for the first above that `wants`.
    fn leave(&mut self, wants: impl Fn(&Clause) -> bool) {
        let mut id = self.now;
        while let Some(parent) = self.clauses[id as usize].parent {
            id = parent;
            if wants(&self.clauses[id as usize]) {
                break;
            }
        }
        self.now = id;
    }

    /// The last group before a chunk, looking over commas and prepositions.
    fn group_before(&self, at: usize) -> Option<u16> {
        for chunk in self.chunks[..at].iter().rev().take(4) {
            match chunk {
                Chunk::Group(g) => return Some(*g),
                Chunk::Comma(_) | Chunk::Preposition(_) | Chunk::Other(_) => {}
                _ => return None,
            }
        }
        None
    }

    /// The chunk after `at`, adverbs and quotation marks aside.
    fn next(&self, at: usize) -> usize {
        let mut n = at + 1;
        while matches!(self.chunks.get(n), Some(Chunk::Other(_))) {
            n += 1;
        }
        n
    }

    /// Whether a verb group that stands on its own comes before the next parting chunk, and where.
    fn verb_ahead(&self, from: usize, pasts: bool) -> Option<usize> {
        for (n, chunk) in self.chunks.iter().enumerate().skip(from) {
            match chunk {
                Chunk::Verbs(_, _, Form::Finite | Form::Bare) => return Some(n),
                Chunk::Verbs(_, _, Form::Past) if pasts => return Some(n),
                Chunk::Preposition(t)
                    if n > from
                        && self.known[*t as usize].any(&[
                            Func::Since,
                            Func::Until,
                            Func::Till,
                            Func::Before,
                            Func::After,
                            Func::As,
                        ])
                        && self.chunks[n + 1..].iter().find(|c| !matches!(c, Chunk::Group(_))).is_some_and(|c| {
                            matches!(c, Chunk::Verbs(_, _, Form::Finite | Form::Bare | Form::Past))
                        }) =>
                {
                    return None;
                }
                c if c.parts() => return None,
                _ => {}
            }
        }
        None
    }

    /// As [`Self::verb_ahead`], also over one aside between commas ("and the union, at 3 percent, did not").
    fn verb_over_aside(&self, from: usize) -> Option<usize> {
        self.verb_ahead(from, true).or_else(|| {
            let commas: Vec<usize> = (from..self.chunks.len().min(from + 10))
                .filter(|&n| matches!(self.chunks[n], Chunk::Comma(_)))
                .take(2)
                .collect();
            let [open, close] = commas[..] else { return None };
            let quiet = (from..close)
                .all(|n| n == open || !self.chunks[n].parts() && !matches!(self.chunks[n], Chunk::Verbs(..)));
            let verb =
                matches!(self.chunks.get(close + 1), Some(Chunk::Verbs(_, _, Form::Finite | Form::Bare | Form::Past)));
            (quiet && verb && open <= from + 4).then_some(close + 1)
        })
    }

    /// Whether the verb group at this chunk is one of saying or counting.
    fn reports(&self, at: usize) -> bool {
        let Some(Chunk::Verbs(_, main, _)) = self.chunks.get(at) else { return false };
        self.view.hits(*main as usize).any(|h| matches!(h.sense, Sense::Reporting(_)))
    }

    /// Whether the verb group at this chunk is passive.
    fn passive(&self, at: usize) -> bool {
        let Some(Chunk::Verbs(range, main, _)) = self.chunks.get(at) else { return false };
        range.indices().any(|t| t != *main as usize && self.known[t].any(&[Func::Be, Func::Been, Func::Being]))
    }

    fn has_figure(&self, group: u16) -> bool {
        // "Aurin-4" is a name, and its number no figure.
        let tokens = &self.view.sentence.tokens;
        let part = |t: usize| t >= 2 && tokens[t].glued && self.view.dash(t - 1) && tokens[t - 2].pos == Pos::Name;
        self.groups[group as usize].range.indices().any(|t| tokens[t].pos == Pos::Numeral && !part(t))
    }

    fn step(&mut self, at: usize) {
        match self.chunks[at] {
            Chunk::Relative(token) => self.relative(at, token),
            Chunk::Subordinator(_) => self.subordinate(at),
            Chunk::Preposition(token) if self.begins_clause(at) => {
                self.subordinators.push(token);
                self.subordinate(at);
            }
            Chunk::Comma(_) => self.comma(at),
            // "(height: 182 metres)"
            Chunk::Stop(_) if self.bracketed => self.put(at),
            Chunk::Stop(_) => {
                self.put(at);
                self.leave(|c| c.kind == ClauseKind::Main);
                let parent = self.now;
                self.open(ClauseKind::Main, Some(parent), false);
                self.clauses[self.now as usize].coordinated = true;
                self.gap(at + 1, parent);
            }
            Chunk::Open(_) => {
                self.bracketed = true;
                let parent = self.now;
                self.open(ClauseKind::Aside, Some(parent), false);
                self.put(at);
            }
            Chunk::Close(_) => {
                self.bracketed = false;
                self.put(at);
                self.leave_aside();
            }
            Chunk::Dash(_) => {
                if self.in_aside() {
                    self.put(at);
                    self.leave_aside();
                } else if at <= DATELINE
                    && self
                        .clauses
                        .iter()
                        .all(|c| c.verb.is_none() && matches!(c.kind, ClauseKind::Main | ClauseKind::Aside))
                    && !self.chunks[at + 1..].iter().any(|c| matches!(c, Chunk::Dash(_)))
                {
                    // "LANEK, Nov. 25 —": the place of writing is no part of the sentence.
                    self.put(at);
                    self.open(ClauseKind::Main, Some(0), false);
                } else {
                    self.put(at);
                    self.leave(|c| c.kind == ClauseKind::Main);
                    let parent = self.now;
                    self.open(ClauseKind::Aside, Some(parent), false);
                }
            }
            Chunk::Conjunction(_) => self.conjunction(at),
            Chunk::Verbs(range, main, form) => self.verbs(at, range, main, form),
            Chunk::Group(g) if self.stands_for_all(at, g) => {
                let parent = self.now;
                self.open(ClauseKind::Subordinate, Some(parent), false);
                self.put(at);
            }
            Chunk::Group(_) | Chunk::Preposition(_) | Chunk::Other(_) => self.put(at),
        }
    }

    /// "34 percent of what it pumps": a word that stands for all of which a clause of its own tells.
    fn stands_for_all(&self, at: usize, group: u16) -> bool {
        let range = self.groups[group as usize].range;
        let verb = |c: &Chunk| matches!(c, Chunk::Verbs(_, _, Form::Finite | Form::Past));
        range.end == range.start + 1
            && self.known[range.start as usize].is(Func::What)
            && self.clause().verb.is_some()
            && matches!(self.chunks.get(at + 1), Some(Chunk::Group(_)))
            && self.chunks.get(at + 2).is_some_and(verb)
    }

    /// "Founded in 1962, the bakery employs 74": a participle opens the sentence, and the main clause follows a comma.
    fn fronted(&mut self) {
        let first = self.chunks.iter().position(|c| !matches!(c, Chunk::Other(_)));
        let Some(first) = first else { return };
        let Chunk::Verbs(range, _, form) = self.chunks[first] else { return };
        let having = self.known[range.start as usize].is(Func::Having);
        if !having && !matches!(form, Form::Past | Form::Participle | Form::Gerund) {
            return;
        }
        let resumes = (first..self.chunks.len()).any(|n| {
            matches!(self.chunks[n], Chunk::Comma(_))
                && matches!(self.chunks.get(n + 1), Some(Chunk::Group(_)))
                && self.verb_ahead(n + 1, true).is_some()
        });
        if resumes {
            self.open(ClauseKind::Participle, Some(0), true);
        }
    }

    fn in_aside(&self) -> bool {
        let mut id = Some(self.now);
        while let Some(i) = id {
            if self.clauses[i as usize].kind == ClauseKind::Aside {
                return true;
            }
            id = self.clauses[i as usize].parent;
        }
        false
    }

    fn leave_aside(&mut self) {
        while self.in_aside() {
            let kind = self.clause().kind;
            let Some(parent) = self.clause().parent else { break };
            self.now = parent;
            if kind == ClauseKind::Aside {
                break;
            }
        }
    }
}
