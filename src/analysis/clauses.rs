//! Clauses and what links them: one walk over the chunks, with the clause that is open now.

use super::chunks::{Chunk, Form};
use super::tag::Known;
use super::{Clause, ClauseKind, Group, Pos, Range, Role, Tense, View};
use crate::lexicon::{Func, Sense};

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
        clauses: Vec::new(),
        clause_of: vec![0; view.len()],
        now: 0,
        comma: Vec::new(),
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
                } else if at <= 8
                    && self.clauses.len() == 1
                    && self.clause().verb.is_none()
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
            Chunk::Group(_) | Chunk::Preposition(_) | Chunk::Other(_) => self.put(at),
        }
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

    fn relative(&mut self, at: usize, token: u32) {
        let antecedent = self.group_before(at);
        let comma = at > 0 && matches!(self.chunks[at - 1], Chunk::Comma(_));
        let parent = antecedent.map_or(self.now, |g| self.groups[g as usize].clause);
        self.open(ClauseKind::Relative, Some(parent), comma);
        // "of whom", "in which": the preposition goes with the relative word.
        if at > 0 && matches!(self.chunks[at - 1], Chunk::Preposition(_)) {
            self.put(at - 1);
        }
        self.put(at);
        // "who fell": the antecedent is the subject, unless a group follows before the verb.
        let own_subject = self.known[token as usize].any(&[Func::Whose, Func::Where, Func::Whom]);
        let follows = matches!(self.chunks.get(self.next(at)), Some(Chunk::Group(_)));
        let clause = &mut self.clauses[self.now as usize];
        clause.antecedent = antecedent;
        if !own_subject && !follows {
            clause.subject = antecedent;
        }
    }

    /// Whether a preposition here begins a clause ("since the crisis began"): a group and a verb follow before anything parts them.
    fn begins_clause(&self, at: usize) -> bool {
        let Chunk::Preposition(token) = self.chunks[at] else { return false };
        let can = self.known[token as usize].any(&[
            Func::Since,
            Func::Until,
            Func::Till,
            Func::Before,
            Func::After,
            Func::As,
        ]);
        if !can || !matches!(self.chunks.get(at + 1), Some(Chunk::Group(_))) {
            return false;
        }
        match self.verb_ahead(at + 1, true) {
            // A main verb that still lacks its subject is not this clause's.
            Some(n) => self.clause().verb.is_some() || self.clauses.len() == 1 && self.second_verb(n),
            None => false,
        }
    }

    /// Whether after the verb at `n` a comma and another verb follow.
    fn second_verb(&self, n: usize) -> bool {
        let comma = self.chunks[n..].iter().position(|c| matches!(c, Chunk::Comma(_))).map(|c| c + n);
        comma.is_some_and(|c| {
            self.chunks[c..].iter().any(|c| matches!(c, Chunk::Verbs(_, _, Form::Finite | Form::Bare | Form::Past)))
        })
    }

    fn subordinate(&mut self, at: usize) {
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

    fn comma(&mut self, at: usize) {
        self.put(at);
        let n = self.next(at);
        let next = self.chunks.get(n).copied();
        let has_verb = self.clause().verb.is_some();
        if matches!(next, Some(Chunk::Conjunction(_) | Chunk::Relative(_)) | None) {
            return;
        }
        // ", the service said on Tuesday" and ", said Ilka Torsen": beside what was said.
        let ahead = self.verb_ahead(n, true);
        let resumes = ahead == Some(n) && (!has_verb || self.lacking().is_some());
        if let Some(v) = ahead
            && !resumes
            && self.reports(v)
            && !self.passive(v)
            && v <= n + 4
            && self.says_beside(n, v)
            && (self.clauses.iter().any(|c| c.verb.is_some() && c.kind != ClauseKind::Relative)
                || !has_verb && matches!(self.chunks.get(self.next(v)), Some(Chunk::Comma(_))))
        {
            let root = self.root();
            self.open(ClauseKind::Reporting, Some(root), true);
            return;
        }
        let kind = self.clause().kind;
        // "said Otto Behn, 81, as …": the age is the speaker's.
        let age = matches!(next, Some(Chunk::Group(g)) if self.groups[g as usize].range.end - self.groups[g as usize].range.start == 1
            && self.has_figure(g))
            && matches!(self.chunks.get(n + 1), Some(Chunk::Comma(_)));
        if kind == ClauseKind::Reporting && age {
            return;
        }
        if kind != ClauseKind::Main && kind != ClauseKind::Aside && has_verb {
            let resumes = matches!(next, Some(Chunk::Verbs(_, _, Form::Finite | Form::Bare | Form::Past)));
            let closes =
                self.comma[self.now as usize] || matches!(kind, ClauseKind::Participle | ClauseKind::Reporting);
            // A list inside a restrictive clause goes on over its commas.
            if resumes || closes && !self.list_goes_on(n) {
                self.leave(|c| c.kind == ClauseKind::Main || c.verb.is_none());
            }
        }
        match next {
            Some(Chunk::Verbs(_, _, Form::Gerund | Form::Participle)) => {
                let parent = self.now;
                let antecedent = self.clause().subject;
                self.open(ClauseKind::Participle, Some(parent), true);
                self.clauses[self.now as usize].antecedent = antecedent;
            }
            // "The plane, delivered in April, was overhauled": its own verb is still to come.
            Some(Chunk::Verbs(_, _, Form::Past)) if self.clause().verb.is_none() && at > 0 && self.second_verb(n) => {
                let parent = self.now;
                let antecedent = self.group_before(at);
                self.open(ClauseKind::Participle, Some(parent), true);
                self.clauses[self.now as usize].antecedent = antecedent;
            }
            Some(Chunk::Verbs(_, _, Form::Past)) if self.clause().verb.is_some() => {
                let parent = self.now;
                self.open(ClauseKind::Participle, Some(parent), true);
            }
            Some(Chunk::Group(_)) if self.clause().verb.is_some() && ahead.is_some() => {
                let parent = self.now;
                self.open(ClauseKind::Main, Some(parent), true);
                self.clauses[self.now as usize].coordinated = true;
            }
            Some(Chunk::Group(_)) if self.clause().verb.is_some() => {
                let parent = self.now;
                if self.gapped(n) {
                    self.open_gap(parent);
                }
            }
            // "Of the girls 89 percent passed, of the boys 93 percent."
            Some(Chunk::Preposition(_)) if self.clause().verb.is_some() && ahead.is_none() && self.gapped(n + 1) => {
                let parent = self.now;
                self.open_gap(parent);
            }
            _ => {}
        }
    }

    /// A group and a group that is a figure follow, and nothing else before the next parting chunk or preposition.
    fn gapped(&self, n: usize) -> bool {
        let Some(Chunk::Group(a)) = self.chunks.get(n) else { return false };
        // "and college graduates, 1.9 percent": the comma stands for the verb.
        let comma = matches!(self.chunks.get(n + 1), Some(Chunk::Comma(_)));
        let behind_and = n > 0 && matches!(self.chunks[n - 1], Chunk::Conjunction(_));
        let Some(Chunk::Group(b)) = self.chunks.get(n + 1 + usize::from(comma && behind_and)) else { return false };
        !self.has_figure(*a) && self.has_figure(*b) && !self.groups[*a as usize].time
    }

    fn open_gap(&mut self, parent: u16) {
        let verbs = self.clauses[parent as usize];
        let kind = if verbs.kind == ClauseKind::Aside { ClauseKind::Main } else { verbs.kind };
        self.open(kind, Some(parent), false);
        let clause = &mut self.clauses[self.now as usize];
        clause.coordinated = true;
        clause.gap = true;
        clause.verbs = verbs.verbs;
        clause.verb = verbs.verb;
        clause.passive = verbs.passive;
        clause.negated = verbs.negated;
        clause.tense = verbs.tense;
    }

    /// Whether the part that begins at `from` has no verb of its own and takes its parent's.
    fn gap(&mut self, from: usize, parent: u16) {
        // "the opposition, which has its own doctors, 350 cases": over an aside between commas.
        let commas: Vec<usize> = (from + 1..self.chunks.len().min(from + 10))
            .filter(|&n| matches!(self.chunks[n], Chunk::Comma(_)))
            .take(2)
            .collect();
        let aside = matches!(commas[..], [open, close] if open == from + 1
            && matches!(self.chunks.get(open + 1), Some(Chunk::Relative(_)))
            && matches!(self.chunks.get(close + 1), Some(Chunk::Group(g)) if self.has_figure(*g))
            && self.verb_ahead(close + 1, true).is_none());
        let plain = self.verb_ahead(from, true).is_none() && self.gapped(from);
        if (plain || aside) && self.clauses[parent as usize].verb.is_some() {
            let verbs = self.clauses[parent as usize];
            let clause = &mut self.clauses[self.now as usize];
            clause.gap = true;
            clause.verbs = verbs.verbs;
            clause.verb = verbs.verb;
            clause.passive = verbs.passive;
            clause.tense = verbs.tense;
        }
    }

    /// Whether what stands from `n` to the verb at `v` and behind it is only who said it and when.
    fn says_beside(&self, n: usize, v: usize) -> bool {
        if self.chunks[n..v]
            .iter()
            .any(|c| matches!(c, Chunk::Group(g) if self.has_figure(*g) && !self.groups[*g as usize].time))
        {
            return false;
        }
        let behind = self.chunks.get(v + 1);
        // "said that …" and "said 43 had died" say something of their own.
        let own = matches!(behind, Some(Chunk::Subordinator(_)))
            || matches!(behind, Some(Chunk::Group(g)) if !self.groups[*g as usize].time && (v > n || self.has_figure(*g)))
            || self.chunks[v + 1..]
                .iter()
                .take_while(|c| !matches!(c, Chunk::Comma(_) | Chunk::Stop(_) | Chunk::Relative(_)))
                .any(|c| matches!(c, Chunk::Verbs(_, _, Form::Finite | Form::Bare)));
        !own
    }

    fn root(&self) -> u16 {
        let mut id = self.now;
        while self.clauses[id as usize].kind != ClauseKind::Main {
            let Some(parent) = self.clauses[id as usize].parent else { break };
            id = parent;
        }
        id
    }

    /// Whether a list of groups ("3, 4 and 5") goes on behind this comma.
    fn list_goes_on(&self, n: usize) -> bool {
        matches!(self.chunks.get(n), Some(Chunk::Group(_)))
            && matches!(self.chunks.get(n + 1), Some(Chunk::Conjunction(_)))
            && matches!(self.chunks.get(n + 2), Some(Chunk::Group(_)))
            && self.verb_ahead(n + 2, true).is_none()
    }

    fn conjunction(&mut self, at: usize) {
        let n = self.next(at);
        if self.clause().kind == ClauseKind::Reporting && self.clause().verb.is_some() {
            self.leave(|c| c.kind != ClauseKind::Reporting);
        }
        let comma = at > 0 && matches!(self.chunks[at - 1], Chunk::Comma(_));
        let has_verb = self.clause().verb.is_some();
        // "and in October 2016 its paper spoke of …": a phrase in front of the next clause.
        if has_verb
            && let (Some(Chunk::Preposition(_)), Some(Chunk::Group(g))) = (self.chunks.get(n), self.chunks.get(n + 1))
            && self.groups[*g as usize].time
        {
            let then = n + 2 + usize::from(matches!(self.chunks.get(n + 2), Some(Chunk::Comma(_))));
            if matches!(self.chunks.get(then), Some(Chunk::Group(_))) && self.verb_ahead(then, true).is_some() {
                if comma && self.clause().kind != ClauseKind::Main {
                    self.leave(|c| c.kind == ClauseKind::Main);
                }
                let beside = self.now;
                let kind = self.clause().kind;
                self.open(kind, Some(beside), comma);
                self.clauses[self.now as usize].coordinated = true;
                self.put(at);
                return;
            }
        }
        match self.chunks.get(n).copied() {
            Some(Chunk::Verbs(_, _, form))
                if has_verb && form != Form::Gerund
                    || matches!(self.chunks.get(n), Some(Chunk::Verbs(_, _, Form::Gerund)))
                        && self.clause().kind == ClauseKind::Participle =>
            {
                let infinite = |k: ClauseKind| matches!(k, ClauseKind::Infinitive | ClauseKind::Participle);
                if comma && self.comma[self.now as usize] && self.clause().kind != ClauseKind::Main {
                    self.leave(|c| c.kind == ClauseKind::Main);
                } else if infinite(self.clause().kind) && matches!(form, Form::Finite | Form::Past) {
                    // "plans to hire 50 and has closed 3"
                    self.leave(|c| !infinite(c.kind));
                }
                let beside = self.now;
                let model = *self.clause();
                self.open(model.kind, Some(beside), comma);
                let clause = &mut self.clauses[self.now as usize];
                clause.coordinated = true;
                clause.subject = model.subject;
                clause.antecedent = model.antecedent;
                self.put(at);
            }
            Some(Chunk::Group(g)) if has_verb && self.verb_over_aside(n).is_some() => {
                let verb = self.verb_over_aside(n).unwrap_or(n);
                // "3 killed and 5 wounded": a past behind a figure is enough; behind another group it must be near.
                let far = verb > n + 8;
                if far && !comma && !self.has_figure(g) {
                    self.put(at);
                    return;
                }
                if comma && self.clause().kind != ClauseKind::Main {
                    self.leave(|c| c.kind == ClauseKind::Main);
                }
                let beside = self.now;
                let model = *self.clause();
                let kind = if matches!(model.kind, ClauseKind::Subordinate | ClauseKind::Relative) {
                    model.kind
                } else {
                    ClauseKind::Main
                };
                self.open(kind, Some(beside), comma);
                let clause = &mut self.clauses[self.now as usize];
                clause.coordinated = true;
                if kind == ClauseKind::Relative {
                    clause.antecedent = model.antecedent;
                }
                self.put(at);
            }
            Some(Chunk::Group(_)) if has_verb && self.gapped(n) => {
                let parent = self.now;
                self.open_gap(parent);
                self.put(at);
            }
            _ => self.put(at),
        }
    }

    fn verbs(&mut self, at: usize, range: Range, main: u32, form: Form) {
        let has_verb = self.clause().verb.is_some();
        let behind_group = at > 0 && matches!(self.chunks[at - 1], Chunk::Group(_));
        match form {
            Form::Infinitive if has_verb => {
                let parent = self.now;
                let subject = self.clause().subject;
                self.open(ClauseKind::Infinitive, Some(parent), false);
                self.clauses[self.now as usize].subject = subject;
            }
            Form::Gerund | Form::Participle if has_verb || behind_group && self.verb_ahead(at + 1, true).is_some() => {
                let parent = self.now;
                let antecedent = if behind_group { self.group_before(at) } else { None };
                self.open(ClauseKind::Participle, Some(parent), false);
                self.clauses[self.now as usize].antecedent = antecedent;
            }
            Form::Past if has_verb || behind_group && self.verb_ahead(at + 1, false).is_some() => {
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

    /// The nearest clause above the open one that still lacks its verb.
    fn lacking(&self) -> Option<u16> {
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

    fn set_verb(&mut self, at: usize, range: Range, main: u32) {
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
            tokens[first].pos == Pos::Aux
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
    fn present_auxiliary(&self, word: &str) -> bool {
        !self.view.lexicon.is_past_auxiliary(word)
    }

    fn finish(&mut self) {
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
    fn whose(&mut self) {
        for id in 0..self.clauses.len() {
            let clause = self.clauses[id];
            let word = self.clause_of.iter().position(|&c| c as usize == id);
            let who = word.is_some_and(|w| {
                (w..w + 2).any(|t| self.known.get(t).is_some_and(|k| k.any(&[Func::Who, Func::Whose])))
            });
            if clause.kind != ClauseKind::Relative || !self.comma[id] || !who {
                continue;
            }
            let Some(mut at) = clause.antecedent else { continue };
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
    fn said_by(&mut self) {
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
    fn inherit(&mut self) {
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

    fn roles(&mut self) {
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
    fn appositive(&self, g: usize, p: usize) -> bool {
        let (group, prior) = (self.groups[g], self.groups[p]);
        let article = self.known[group.range.start as usize].any(&[Func::A, Func::The, Func::Possessive]);
        article && !self.has_figure(g as u16) || group.name != prior.name && !self.has_figure(g as u16)
    }
}
