//! The names of a sentence fact, and what stands before its colon.

#![allow(clippy::indexing_slicing, reason = "a run has a word at least")]

use super::{Frames, dedup};
use crate::analysis::{Pos, Sentence};
use crate::facts::{Alternative, Term, TermWord};
use crate::lexicon::{OfficeWord, Sense, TokenKind};

impl Frames<'_> {
    /// Names of the sentence, those of the clause first. Names inside a figure are its noun's.
    pub(super) fn names(&self, clause: Option<u16>, out: &mut Vec<Term>) {
        let mut runs: Vec<(bool, Vec<usize>)> = Vec::new();
        let mut run: Vec<usize> = Vec::new();
        for at in 0..=self.view.len() {
            let goes_on = self.is_name(at)
                && run.last().is_none_or(|&last| {
                    let (a, b) = (self.view.token(last), self.view.token(at));
                    self.joins(last, at) && a.and_then(|t| t.group) == b.and_then(|t| t.group)
                });
            if goes_on {
                run.push(at);
                continue;
            }
            if run.last().is_some_and(|&last| self.joins(last, at + 1)) && self.is_name(at + 1) {
                continue;
            }
            if !run.is_empty() {
                let whole = std::mem::take(&mut run);
                let near = clause.is_none_or(|c| self.clause(whole[0]) == c);
                runs.push((near, whole));
            }
            if self.is_name(at) {
                run.push(at);
            }
        }
        // "Service Corp.": what firms end in names none by itself, and a common word before it is of its name.
        for (_, run) in &mut runs {
            if let [only] = run[..]
                && self.is_form(only)
                && let Some(before) = only.checked_sub(1)
                && self.view.token(before).is_some_and(|t| t.capital && t.pos == Pos::Noun)
            {
                run.insert(0, before);
            }
        }
        runs.retain(|(_, run)| run.len() > 1 || !self.is_form(run[0]));
        // A lone capital at the head of the sentence is one by its place, where no tagger says more.
        let tagged = self.is_tagged();
        runs.retain(|(_, run)| tagged || run.len() > 1 || run[0] > 0);
        for near in [true, false] {
            out.extend(runs.iter().filter(|(n, _)| *n == near).filter_map(|(_, run)| self.name(run)));
        }
        dedup(out);
    }

    /// What firms end in, with its stop: "Corp.".
    fn is_form(&self, at: usize) -> bool {
        self.view.mark(at + 1, ".") && self.view.glued(at + 1) && self.has(at, |s| s == Sense::Abbreviation)
    }

    /// Whether two name tokens may be of one name: side by side, or with a bare apostrophe between
    /// ("Citizens' List").
    pub(super) fn joins(&self, a: usize, b: usize) -> bool {
        a + 1 == b
            || a + 2 == b
                && self.view.token(a + 1).is_some_and(|t| t.kind == TokenKind::Possessive && t.end - t.start <= 3)
                && self.view.text(a + 1).chars().count() == 1
            || a + 2 == b && self.is_particle(a + 1)
    }

    /// "Col de Mornac": a small word inside a name.
    pub(super) fn is_particle(&self, at: usize) -> bool {
        let particle = |s| match s {
            Sense::Office(id) => {
                matches!(self.view.lexicon.offices.get(usize::from(id)), Some(OfficeWord::Particle))
            }
            _ => false,
        };
        let group = |t: usize| self.view.token(t).and_then(|t| t.group);
        self.has(at, particle) && !self.view.token(at).is_some_and(|t| t.capital) && group(at) == group(at + 1)
    }

    /// A capitalised word alone at the head of the sentence, which may owe its capital to its place: a word that
    /// no pack knows, and that is no plural, is a name.
    pub(super) fn is_lone(&self, at: usize) -> bool {
        let known = self.view.hits(at).next().is_some() || self.view.text(at).ends_with('s');
        at == 0 && known && self.is_name(0) && !(1..3).any(|next| self.joins(0, next) && self.is_name(next))
    }

    /// A name as a term. Of two words that are nothing but a name, the second alone may stand for both.
    pub(super) fn name(&self, run: &[usize]) -> Option<Term> {
        let words: Vec<TermWord> = run.iter().map(|&at| self.word(at)).collect();
        let last = words.last()?.clone();
        let text = self.view.stretch(*run.first()?, run.last()? + 1).to_owned();
        let only_name = run.len() == 2 && run.iter().all(|&at| self.view.hits(at).next().is_none());
        let mut alternatives = vec![Alternative::Phrase(words)];
        if only_name {
            alternatives.push(Alternative::Phrase(vec![last]));
        }
        Some(Term { text, alternatives: alternatives.into() })
    }

    /// "Varna flood: 43 dead": what stands before a colon names the thing, when it holds no figure.
    pub(super) fn title(&self, out: &mut Vec<Term>) {
        let Some(colon) = (1..self.view.len()).find(|&at| self.view.mark(at, ":") && !self.view.glued(at + 1)) else {
            return;
        };
        if self.taken.iter().any(|r| (r.start as usize) < colon) {
            return;
        }
        let words: Vec<usize> =
            (0..colon).filter(|&at| self.is_word(at) && !self.has(at, |s| matches!(s, Sense::Func(_)))).collect();
        if words.iter().skip(1).any(|&at| self.is_name(at)) {
            // Its names are read as all names are.
            return;
        }
        out.extend(words.iter().filter_map(|&at| self.term(at)));
    }

    /// A title before a name: "Minister" of "Minister Roth".
    pub(super) fn is_title(&self, at: usize) -> bool {
        let next = if self.view.mark(at + 1, ".") { at + 2 } else { at + 1 };
        let capital = |at: usize| self.view.token(at).is_some_and(|t| t.capital);
        capital(at) && capital(next) && self.has(at, |s| s == Sense::Honorific)
    }

    /// Whether the tagger has told names from other words.
    pub(super) fn is_tagged(&self) -> bool {
        let sentence: &Sentence = self.view.sentence;
        !sentence.groups.is_empty() || sentence.tokens.iter().any(|t| !matches!(t.pos, Pos::Noun | Pos::Mark))
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        let Some(token) = self.view.token(at) else { return false };
        if !self.is_word(at) || self.is_taken(at) || self.is_time(at) || self.is_title(at) {
            return false;
        }
        if self.is_tagged() {
            // "Pine Street School is to close": a common word at the head of a name.
            let next = self.view.token(1);
            let heads = at == 0
                && token.capital
                && token.pos == Pos::Noun
                && next.is_some_and(|n| n.pos == Pos::Name && n.group.is_some() && n.group == token.group);
            return token.pos == Pos::Name || heads;
        }
        token.capital && !self.has(at, |s| matches!(s, Sense::Func(_)))
    }
}
