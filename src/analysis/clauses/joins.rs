//! Where a clause begins or ends: commas, conjunctions, gaps.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::Builder;
use crate::analysis::chunks::{Chunk, Form};
use crate::analysis::{ClauseKind, Group, Range};
use crate::lexicon::{Func, NumeralKind};

impl Builder<'_> {
    /// "said Ingmar Wolde, the chief executive, who is 61", "said the harbour master, Liv Sandnes, a skipper's daughter":
    /// who a speaker is.
    fn says_who(&self, comma: usize, n: usize) -> bool {
        let group = |at: Option<usize>| match at.and_then(|at| self.chunks.get(at)) {
            Some(Chunk::Group(g)) => Some(&self.groups[*g as usize]),
            _ => None,
        };
        let (Some(speaker), Some(who)) = (group(comma.checked_sub(1)), group(Some(n))) else { return false };
        let told = |g: &Group| {
            !g.time && (g.name || self.known[g.range.start as usize].any(&[Func::A, Func::The, Func::Possessive]))
        };
        speaker.name != who.name && told(speaker) && told(who) && self.verb_ahead(n, true).is_none()
    }

    /// "The astronomer, 53, won 251 votes", "The mission, 60 observers in all, recorded 12 breaches": behind what is told of
    /// the subject between commas, a verb that has an object is the subject's own.
    fn resumed(&self, comma: usize, verb: usize) -> bool {
        let group = |at: usize| match self.chunks.get(at) {
            Some(Chunk::Group(g)) => Some(&self.groups[*g as usize]),
            _ => None,
        };
        let object = group(verb + 1).is_some_and(|g| !g.time);
        // The comma behind the subject, where this is not it.
        let opens = |at: usize| {
            let bare = at < 2 || !matches!(self.chunks.get(at - 2), Some(Chunk::Preposition(_)));
            matches!(self.chunks.get(at), Some(Chunk::Comma(_)))
                && bare
                && at.checked_sub(1).and_then(group).is_some_and(|g| !g.time)
        };
        let from = self.chunks[..comma].iter().rposition(|c| matches!(c, Chunk::Stop(_))).map_or(0, |s| s + 1);
        object && (from..comma).any(opens)
    }

    pub(super) fn comma(&mut self, at: usize) {
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
        // "…," Westerby's captain, Tom Garside, joked
        let told = ahead.or_else(|| self.verb_over_aside(n).filter(|&v| self.reports(v)));
        if let Some(v) = told
            && !resumes
            && self.reports(v)
            && !self.passive(v)
            && v <= n + 4
            && self.says_beside(n, v)
            && (self.clauses.iter().any(|c| c.verb.is_some() && c.kind != ClauseKind::Relative)
                || !has_verb && self.parenthetical(v))
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
        if kind == ClauseKind::Reporting && (age || self.says_who(at, n)) {
            return;
        }
        // "When she left, in October 2006, the firm had …": a time between commas is told of the clause before it.
        let dependent = matches!(kind, ClauseKind::Subordinate | ClauseKind::Relative);
        if dependent
            && has_verb
            && let Some(end) = self.front_phrase(n)
            && matches!(self.chunks.get(end), Some(Chunk::Comma(_) | Chunk::Stop(_)) | None)
        {
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
            Some(Chunk::Verbs(range, _, form))
                if self.reduced(range, form)
                    && self.clause().verb.is_none()
                    && at > 0
                    && !self.resumed(at, n)
                    && self.second_verb(n) =>
            {
                let parent = self.now;
                let antecedent = self.group_before(at);
                self.open(ClauseKind::Participle, Some(parent), true);
                self.clauses[self.now as usize].antecedent = antecedent;
            }
            Some(Chunk::Verbs(_, _, Form::Past)) if self.clause().verb.is_some() => {
                let parent = self.now;
                let antecedent = self.group_before(at);
                self.open(ClauseKind::Participle, Some(parent), true);
                self.clauses[self.now as usize].antecedent = antecedent;
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

    /// The verb of a group that a conjunction joins: ahead, over an aside, or over a relative clause ("and children who
    /// were exposed and have no shots must stay home").
    fn verb_over(&self, n: usize) -> Option<usize> {
        let aside = matches!(self.chunks.get(n + 1), Some(Chunk::Comma(_)))
            && matches!(self.chunks.get(n + 2), Some(Chunk::Relative(_)));
        if aside {
            // "but the premium, which had come to 90,000, tripled"
            let close = (n + 3..self.chunks.len().min(n + 14)).find(|&c| matches!(self.chunks[c], Chunk::Comma(_)))?;
            let verb =
                matches!(self.chunks.get(close + 1), Some(Chunk::Verbs(_, _, Form::Finite | Form::Bare | Form::Past)));
            return verb.then_some(close + 1);
        }
        self.verb_over_aside(n).or_else(|| {
            matches!(self.chunks.get(n + 1), Some(Chunk::Relative(_))).then_some(())?;
            let end = self.chunks.iter().skip(n).position(|c| matches!(c, Chunk::Comma(_) | Chunk::Stop(_)));
            let end = end.map_or(self.chunks.len(), |e| e + n);
            let verbs = (n + 2..end).filter(|&v| {
                matches!(self.chunks[v], Chunk::Verbs(_, _, Form::Finite | Form::Bare))
                    && !matches!(self.chunks[v - 1], Chunk::Conjunction(_) | Chunk::Relative(_))
            });
            // The first is the relative clause's own where a subject of its own stands before it.
            let own = matches!(self.chunks.get(n + 2), Some(Chunk::Group(_)));
            verbs.skip(usize::from(own)).last()
        })
    }

    /// "Since then, the trust said in its bulletin, 31 patients have …": what is said by whom closes with a comma,
    /// soon behind its verb, and the sentence goes on.
    fn parenthetical(&self, v: usize) -> bool {
        let close = (v + 1..self.chunks.len().min(v + 8)).find(|&n| matches!(self.chunks[n], Chunk::Comma(_)));
        let Some(close) = close else { return false };
        let quiet = |c: &Chunk| matches!(c, Chunk::Preposition(_) | Chunk::Group(_) | Chunk::Other(_));
        close == self.next(v)
            || self.chunks[v + 1..close].iter().all(quiet)
                && matches!(self.chunks.get(v + 1), Some(Chunk::Preposition(_)))
                && self.chunks[close + 1..]
                    .iter()
                    .take_while(|c| !matches!(c, Chunk::Comma(_) | Chunk::Stop(_)))
                    .any(|c| matches!(c, Chunk::Verbs(_, _, Form::Finite | Form::Bare | Form::Past)))
    }

    /// One past a phrase of time that stands in front of a clause: "in October", "in the spring of 2016", "between 1971
    /// and 1979".
    fn front_phrase(&self, n: usize) -> Option<usize> {
        let group = |at: usize| match self.chunks.get(at) {
            Some(Chunk::Group(g)) => Some(&self.groups[*g as usize]),
            _ => None,
        };
        let year = |at: usize| {
            group(at).is_some_and(|g| g.range.end == g.range.start + 1 && self.view.digits(g.head as usize))
        };
        let Some(Chunk::Preposition(_)) = self.chunks.get(n) else { return None };
        let first = group(n + 1)?;
        let ends = match self.chunks.get(n + 2) {
            Some(Chunk::Preposition(p)) if self.known[*p as usize].is(Func::Of) && year(n + 3) => n + 4,
            Some(Chunk::Conjunction(_)) if year(n + 1) && year(n + 3) => n + 4,
            _ => n + 2,
        };
        (first.time || ends > n + 2 || year(n + 1)).then_some(ends)
    }

    /// Whether a verb may be a participle that only describes what stands before it: "delivered", "held", and with a
    /// verb of its own to come.
    fn reduced(&self, range: Range, form: Form) -> bool {
        let lone = range.end == range.start + 1;
        form == Form::Past || form == Form::Finite && lone && self.known[range.start as usize].participle
    }

    /// A group and a group that is a figure follow, and nothing else before the next parting chunk or preposition.
    /// The preposition of the figure before may be said again ("…, the owner at 3 million"), and a relative clause
    /// stand between.
    pub(super) fn gapped(&self, n: usize) -> bool {
        let Some(Chunk::Group(a)) = self.chunks.get(n) else { return false };
        if self.has_figure(*a) && !self.ranks(*a) || self.groups[*a as usize].time && !self.ranks(*a) {
            return false;
        }
        // "and college graduates, 1.9 percent": the comma stands for the verb.
        let comma = matches!(self.chunks.get(n + 1), Some(Chunk::Comma(_)));
        let behind_and = n > 0 && matches!(self.chunks[n - 1], Chunk::Conjunction(_));
        let figure = |at: usize| matches!(self.chunks.get(at), Some(Chunk::Group(b)) if self.has_figure(*b));
        if figure(n + 1 + usize::from(comma && behind_and)) {
            return true;
        }
        let mut at = n + 1;
        if comma && matches!(self.chunks.get(n + 2), Some(Chunk::Relative(_))) {
            let close = (n + 3..self.chunks.len().min(n + 12)).find(|&c| matches!(self.chunks[c], Chunk::Comma(_)));
            let Some(close) = close else { return false };
            at = close + 1;
        } else if matches!(self.chunks.get(at), Some(Chunk::Preposition(_)))
            && matches!(self.chunks.get(at + 1), Some(Chunk::Group(g)) if !self.has_figure(*g))
        {
            at += 2;
        }
        let Some(Chunk::Preposition(p)) = self.chunks.get(at) else { return false };
        figure(at + 1) && !self.known[*p as usize].is(Func::Of) && self.said_before(*p)
    }

    /// Whether a figure of the open clause stands behind this same preposition.
    fn said_before(&self, preposition: u32) -> bool {
        let tokens = &self.view.sentence.tokens;
        let same = |p: u32| p < preposition && tokens[p as usize].surface == tokens[preposition as usize].surface;
        self.chunks.windows(2).any(|pair| match pair {
            [Chunk::Preposition(p), Chunk::Group(g)] => {
                same(*p) && self.groups[*g as usize].clause == self.now && self.has_figure(*g)
            }
            _ => false,
        })
    }

    /// "the second": a rank whose noun is left out.
    fn ranks(&self, group: u16) -> bool {
        let range = self.groups[group as usize].range;
        let last = range.end as usize - 1;
        range.end - range.start == 2
            && self.known[range.start as usize].is(Func::The)
            && self
                .view
                .numeral(last)
                .is_some_and(|(n, _)| matches!(n.kind, NumeralKind::Ordinal | NumeralKind::Fraction))
    }

    pub(super) fn open_gap(&mut self, parent: u16) {
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
    pub(super) fn gap(&mut self, from: usize, parent: u16) {
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
    pub(super) fn says_beside(&self, n: usize, v: usize) -> bool {
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

    pub(super) fn root(&self) -> u16 {
        let mut id = self.now;
        while self.clauses[id as usize].kind != ClauseKind::Main {
            let Some(parent) = self.clauses[id as usize].parent else { break };
            id = parent;
        }
        id
    }

    /// Whether a list of groups ("3, 4 and 5") goes on behind this comma.
    pub(super) fn list_goes_on(&self, n: usize) -> bool {
        matches!(self.chunks.get(n), Some(Chunk::Group(_)))
            && matches!(self.chunks.get(n + 1), Some(Chunk::Conjunction(_)))
            && matches!(self.chunks.get(n + 2), Some(Chunk::Group(_)))
            && self.verb_ahead(n + 2, true).is_none()
    }

    pub(super) fn conjunction(&mut self, at: usize) {
        let n = self.next(at);
        if self.clause().kind == ClauseKind::Reporting && self.clause().verb.is_some() {
            self.leave(|c| c.kind != ClauseKind::Reporting);
        }
        let comma = at > 0 && matches!(self.chunks[at - 1], Chunk::Comma(_));
        let has_verb = self.clause().verb.is_some();
        // "and in October 2016 its paper spoke of …": a phrase in front of the next clause.
        if has_verb && let Some(end) = self.front_phrase(n) {
            let then = end + usize::from(matches!(self.chunks.get(end), Some(Chunk::Comma(_))));
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
            Some(Chunk::Group(g)) if has_verb && self.verb_over(n).is_some() => {
                let verb = self.verb_over(n).unwrap_or(n);
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
}
