//! One telling of a thing: what it says beside its figure, and whether another one is of the same thing.

mod again;
mod divided;
mod headline;
mod within;

use crate::analysis::{ClauseKind, Pos, Role, View};
use crate::checks::scene::Scene;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Sense};
use rust_decimal::Decimal;

/// One telling of a thing.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) claim: &'a Claim,
}

impl<'a> Telling<'a> {
    fn view(&self) -> View<'a> {
        self.scene.view
    }

    /// Its words tell it as a figure of another time, or as one that others gave.
    pub(super) fn given_up(&self) -> bool {
        let len = self.view().len();
        let denied = [Func::Not, Func::Never, Func::Only];
        // "before dawn" says when; "before the storm" that it was so at another time.
        let before = (0..len).any(|t| self.view().is(t, Func::Before) && !self.hour(t + 1));
        // "Founded in 1974, the firm now makes pumps": what it does now says nothing of the year.
        let made = matches!(self.claim.value, Value::When(_)) && super::made(&self.scene, self.claim).is_some();
        let words = if made { super::OTHERWISE.get(1..).unwrap_or_default() } else { &super::OTHERWISE };
        self.scene.has(0, len, CheckWord::Superseded)
            || self.scene.has(0, len, CheckWord::Some)
            || self.scene.has_func(0, len, words)
            || self.scene.has_func(0, len, &denied)
            || before
            || self.view().sentence.hits.iter().any(|h| matches!(h.sense, Sense::Switch(_)))
            || self.view().text(len.saturating_sub(1)) == "?"
    }

    /// "dawn", "noon", "the weekend": a time with no event in it.
    fn hour(&self, at: usize) -> bool {
        let time = |t: usize| {
            self.view().calendar(t, |_| Some(())).is_some()
                || self
                    .scene
                    .claim_over(t)
                    .and_then(|i| self.scene.claims.get(i))
                    .is_some_and(|c| matches!(c.value, Value::When(_)))
        };
        time(at) || self.view().is(at, Func::The) && time(at + 1)
    }

    /// Content words of tokens, the figure's own aside.
    pub(super) fn content(&self, from: usize, to: usize, verbs: bool) -> Vec<usize> {
        let view = self.view();
        (from..to)
            .filter(|&t| !self.claim.tokens.holds(t))
            .filter(|&t| {
                view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name) || verbs && t.pos == Pos::Verb)
            })
            .filter(|&t| self.scene.claim_over(t).is_none())
            .filter(|&t| {
                !self.claim.frame.source.is_some_and(|s| s.holds(t))
                    && !view.hits(t).any(|h| matches!(h.sense, Sense::Reporting(_)))
            })
            .collect()
    }

    /// Whether a word of another telling is said here too, in any form or by a word for the same.
    pub(super) fn says(&self, other: &Self, token: usize) -> bool {
        let Some(wanted) = other.view().token(token) else { return true };
        let lexicon = other.view().lexicon;
        let senses: Vec<Sense> = other
            .view()
            .hits(token)
            .map(|h| h.sense)
            .filter(|s| matches!(s, Sense::Synonym(_) | Sense::Concept(..) | Sense::Change(_)))
            .collect();
        // "to shed jobs", "will cut jobs": the same way.
        let way = |id: u16| lexicon.changes.get(id as usize).map(|c| c.direction);
        let same = |a: Sense| {
            senses.iter().any(|&b| match (a, b) {
                (Sense::Change(x), Sense::Change(y)) => x == y || way(x).is_some() && way(x) == way(y),
                (Sense::Synonym(x), Sense::Synonym(y)) => x == y,
                (Sense::Concept(x, _), Sense::Concept(y, _)) => x == y,
                _ => false,
            })
        };
        // "Quake kills 30": the first word has its capital from where it stands.
        let name = wanted.pos == Pos::Name && token > 0;
        (0..self.view().len()).any(|t| {
            self.view().token(t).is_some_and(|own| {
                own.stem == wanted.stem
                    || !name && lexicon.stemmer.akin(own.stem, wanted.stem)
                    || !name && self.view().hits(t).any(|h| same(h.sense))
            })
        })
    }

    fn names(&self, from: usize, to: usize) -> Vec<usize> {
        let names = self.content(from, to, false).into_iter();
        names.filter(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Name)).collect()
    }

    /// The noun group of the figure with all that hangs on it: up to the verb of its clause, where it is the subject.
    fn phrase(&self) -> (usize, usize) {
        let view = self.view();
        let start = self.claim.tokens.start as usize;
        let group = self.claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let (from, behind) = group.map_or((start, start + 1), |g| (g.range.start as usize, g.range.end as usize));
        let end = self.scene.end();
        // "None of the 11 concerts that they will play": of a subject.
        let whose = group.and_then(|g| match g.role {
            Role::Of(parent) => view.sentence.groups.get(parent as usize),
            _ => Some(g),
        });
        if whose.is_none_or(|g| !matches!(g.role, Role::Subject | Role::Loose)) {
            return (from, end);
        }
        // "The 47 million euros that the bank lent is gone": each clause that hangs on it has a verb of its own.
        let (mut inner, mut before) = (0, None);
        for t in behind..end {
            let pos = view.token(t).map(|t| t.pos);
            let clause = view.token(t).and_then(|t| view.sentence.clauses.get(t.clause as usize));
            // "The 32 people killed in the avalanche": a participle of its own.
            let hung = clause.is_some_and(|c| c.kind == ClauseKind::Participle && c.antecedent.is_some());
            let verb = matches!(pos, Some(Pos::Verb | Pos::Aux)) && !hung;
            let begins =
                verb && !matches!(before, Some(Pos::Aux)) && (pos == Some(Pos::Aux) || before != Some(Pos::Verb));
            if matches!(pos, Some(Pos::Relative | Pos::Subordinator)) {
                inner += 1;
            } else if begins {
                if inner == 0 {
                    return (from, t);
                }
                inner -= 1;
            }
            before = pos;
        }
        (from, end)
    }

    /// Whether the figure's own group is definite: "the 57 votes", "all 37 men".
    pub(super) fn definite(&self) -> (bool, bool) {
        let view = self.view();
        let start = self.claim.tokens.start as usize;
        let from = self
            .claim
            .frame
            .group
            .and_then(|g| view.sentence.groups.get(g as usize))
            .map_or(start, |g| g.range.start as usize)
            .min(start);
        let all = (from.saturating_sub(1)..=start).any(|t| view.is(t, Func::All));
        (self.claim.frame.definite || all || self.those(), all)
    }

    /// "those 27 tanks": what has just been told.
    fn those(&self) -> bool {
        let start = self.claim.tokens.start as usize;
        let group = self.claim.frame.group.and_then(|g| self.view().sentence.groups.get(g as usize));
        let from = group.map_or(start, |g| g.range.start as usize).min(start);
        self.view().is(from, Func::Demonstrative)
            || from + 1 == start && self.view().is(from, Func::Determiner) && self.view().is(from, Func::That)
    }

    /// A time in these tokens.
    fn timed(&self, from: usize, to: usize) -> bool {
        self.scene.claims.iter().any(|c| {
            let at = c.tokens.start as usize;
            !std::ptr::eq(c, self.claim) && at >= from && at < to && matches!(c.value, Value::When(_))
        })
    }

    /// Each time in these tokens is told in the other sentence too.
    pub(super) fn same_times(&self, before: &Self, from: usize, to: usize) -> bool {
        let inside = |c: &&Claim| c.tokens.start as usize >= from && (c.tokens.start as usize) < to;
        let times = self.scene.claims.iter().filter(inside).filter(|c| !std::ptr::eq(*c, self.claim));
        times.filter(|c| matches!(c.value, Value::When(_))).all(|c| {
            // "on Sunday", "Sunday's": the same day, whichever way it was counted.
            let weekday = |c: &Claim| match &c.value {
                Value::When(w) if w.written.day.is_none() => w.written.weekday,
                _ => None,
            };
            before.scene.claims.iter().any(|b| b.value == c.value || weekday(c).is_some() && weekday(b) == weekday(c))
        })
    }

    /// A figure and a margin are no two tellings: the one is not half of the other.
    pub(super) fn same_size(&self, other: &Self) -> bool {
        let number = |t: &Self| t.claim.value.figure().and_then(|f| f.number);
        match (number(self), number(other)) {
            // Digits that changed places are of one figure, however far apart.
            (Some(a), Some(b)) => a < b + b && b < a + a || digits(a) == digits(b),
            _ => matches!(self.claim.value, Value::When(_)),
        }
    }
}

/// The digits of a figure, sorted.
fn digits(n: Decimal) -> Vec<u8> {
    let mut digits: Vec<u8> = n.normalize().mantissa().unsigned_abs().to_string().into_bytes();
    digits.sort_unstable();
    digits
}
