//! Clauses and what links them: one walk over the chunks, with the clause that is open now.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

mod roles;

mod joins;

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

    fn relative(&mut self, at: usize, token: u32) {
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
    fn second_verb(&self, n: usize) -> bool {
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

    fn verbs(&mut self, at: usize, range: Range, main: u32, form: Form) {
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
}
