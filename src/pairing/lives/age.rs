//! How old a life is, or was: the ages that a draft tells of it.

use super::dates::Reader;
use super::{Asked, Lived, Turn, adverb};
use crate::analysis::{Clause, ClauseKind, Pos, Role, Tense};
use crate::claims::{Claim, Stretch, Value, WhenShape};
use crate::lexicon::{Func, OfficeWord, Sense, TokenKind, VerbForm};
use crate::pairing::offices::person;
use crate::pairing::scope;
use rust_decimal::Decimal;

impl Reader<'_> {
    pub(super) fn age(&self) -> Option<Lived> {
        let view = self.view();
        let index = self.claim.sentence as usize;
        let (start, end) = (self.claim.tokens.start as usize, self.claim.tokens.end as usize);
        let number = matches!(self.claim.value, Value::Number(_));
        let before = start.checked_sub(1);
        // "Lena Orlo, 36,"
        let comma = before.filter(|&i| view.mark(i, ","));
        if let Some(life) = comma.and_then(|c| self.whose.ends_at(index, c)) {
            return self.apposed(life);
        }
        // "Lena Orlo (36)"
        if let Some(open) = before.filter(|&i| view.mark(i, "(")) {
            let life = self.bracketed(open)?;
            return Some(self.aged(life, true, false));
        }
        if let Some(main) = self.fronted() {
            return self.at_front(main);
        }
        let clause = view.sentence.clauses.get(self.clause() as usize)?;
        let verb = clause.verb.map(|v| v as usize).filter(|&v| v < end);
        let turn = view.is(start, Func::Turn);
        // "Orlo, then 23, won in 2012"
        let then = before.filter(|&i| view.is(i, Func::Then));
        if let Some(life) = then.and_then(|i| i.checked_sub(1)).and_then(|comma| self.whose.ends_at(index, comma)) {
            let aged = self.aged(life, false, false);
            return matches!(&aged.asked, Asked::Age { at, .. } if !at.is_empty()).then_some(aged);
        }
        let aged = view.is(start, Func::Aged);
        if aged && let Some(died) = self.died() {
            let (life, _) = self.whose.actor(index, died, true)?;
            return Some(self.aged(life, false, true));
        }
        // "a soprano aged 45"
        if aged && let Some(noun) = before.filter(|&i| view.token(i).is_some_and(|t| t.pos == Pos::Noun)) {
            let life = self.whose.apposed(index, noun)?;
            return Some(self.aged(life, true, false));
        }
        // "She won in 2012, aged 23", "She won at 23"
        let at = before.is_some_and(|i| view.is(i, Func::At)) || view.is(start, Func::At);
        let counts =
            view.token(end).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Numeral));
        let at = at && !(number && counts) || comma.is_some() && aged && !self.stranger(start);
        let be = verb.is_some_and(|v| v < start && self.predicate(v, start));
        if number && !(turn || at || be) {
            return None;
        }
        if !(turn || at || be) {
            // "a 101-year-old company", "the 23-year-old striker", "is a 45-year-old soprano"
            return match self.whose.bearer(index, self.claim) {
                Some(life) => Some(self.aged(life, true, false)),
                None => self.nominal(verb?),
            };
        }
        let (life, person) = self.whose.actor(index, self.clause(), true)?;
        if clause.negated || number && !person && clause.tense != Tense::Future {
            return None;
        }
        let sure = self.beside();
        if turn {
            let turn = Turn { tense: clause.tense, sure: sure.is_some() };
            let at = sure.unwrap_or_else(|| self.times());
            return Some(Lived {
                life,
                asked: Asked::Age { at, today: false, turn: Some(turn), end: false },
                sure: true,
            });
        }
        // "died at 70", "was 70 when he died"
        if verb.is_some_and(|v| self.is(v, OfficeWord::Died)) || be && self.when_died(life) {
            return Some(self.aged(life, false, true));
        }
        let aged = self.aged(life, false, false);
        let Asked::Age { at: times, .. } = &aged.asked else { return None };
        match clause.tense {
            Tense::Present => Some(aged),
            // "She was 92." of somebody who has died; "She was 24 when she won" is of a time not told.
            Tense::Past if times.is_empty() => {
                let alone = view.sentence.clauses.iter().all(|c| c.kind == ClauseKind::Main);
                (be && alone).then(|| self.aged(life, false, true))
            }
            Tense::Past if !number => Some(aged),
            // "was 19 in 1984", "will be 75 on June 30"
            Tense::Past | Tense::Future if be => {
                let asked = Asked::Age { at: sure?, today: false, turn: None, end: false };
                Some(Lived { life, asked, sure: true })
            }
            _ => None,
        }
    }

    /// "Lena Orlo, 36,": whether the figure between the commas is an age.
    fn apposed(&self, life: usize) -> Option<Lived> {
        let view = self.view();
        let end = self.claim.tokens.end as usize;
        // "Orlo, 23, Bello, 20": results, or a list of ages.
        let next = view.mark(end, ",").then(|| person::forward(view, end + 1)).flatten();
        if next.is_some_and(|n| view.mark(n.end as usize, ",") && view.digits(n.end as usize + 1)) {
            return None;
        }
        let number = matches!(self.claim.value, Value::Number(_));
        (self.closed(end) || view.is(end, Func::Who) || !number).then(|| self.aged(life, true, false))
    }

    /// Whether nothing is counted behind a figure.
    fn closed(&self, end: usize) -> bool {
        self.view().token(end).is_none_or(|t| t.kind == TokenKind::Mark)
    }

    /// "Lena Orlo (36) rows": not "Goals: Orlo (36), Bello (78)".
    fn bracketed(&self, open: usize) -> Option<usize> {
        let view = self.view();
        let name = self.whose.name_before(self.claim.sentence as usize, open)?;
        let full = name.range.end > name.range.start + 1 && self.whose.is_person(name.life);
        let close = self.claim.tokens.end as usize;
        let list = (0..view.len()).any(|i| view.mark(i, ":") || i != open && view.mark(i, "(") && view.digits(i + 1));
        let grown = self.claim.value.figure().and_then(|f| f.number).is_some_and(|n| n >= Decimal::from(15));
        (full && grown && !list && view.mark(close, ")")).then_some(name.life)
    }

    /// "At 36, Lena Orlo …", "Now 51, she …", "Aged 45, …": the clause behind it.
    fn fronted(&self) -> Option<u16> {
        let view = self.view();
        let start = self.claim.tokens.start as usize;
        let front = |i: usize| [Func::At, Func::Now, Func::Aged].into_iter().any(|f| view.is(i, f));
        let end = self.claim.tokens.end as usize;
        let opens = start == 0 && front(0) || start == 1 && front(0);
        let behind = view.token(end + 1).filter(|_| opens && view.mark(end, ","))?;
        Some(behind.clause)
    }

    fn at_front(&self, main: u16) -> Option<Lived> {
        let view = self.view();
        let clause = view.sentence.clauses.get(main as usize)?;
        let none = clause.verb.is_none_or(|v| self.claim.tokens.holds(v as usize));
        if none && !view.is(0, Func::At) {
            // "Aged 45, Lena Orlo …": a verb that the lexicon does not know.
            let start = self.claim.tokens.end as usize + 1;
            let name = self.whose.name_from(self.claim.sentence as usize, start)?;
            let past = |s| matches!(s, Sense::Verb(VerbForm::Past)).then_some(());
            let known = view.sense(name.range.end as usize, past).is_some();
            return (!known && self.whose.is_person(name.life)).then(|| self.aged(name.life, true, false));
        }
        let (life, person) = self.whose.actor(self.claim.sentence as usize, main, true)?;
        if !person || clause.negated {
            return None;
        }
        if clause.verb.is_some_and(|v| self.is(v as usize, OfficeWord::Died)) {
            return Some(self.aged(life, false, true));
        }
        let aged = self.aged(life, false, false);
        let Asked::Age { at, .. } = &aged.asked else { return None };
        let told = clause.tense == Tense::Present || clause.tense == Tense::Past && !at.is_empty();
        told.then_some(aged)
    }

    /// "died on Tuesday aged 81", "died in Kalix, aged 81": the clause of the death.
    fn died(&self) -> Option<u16> {
        let view = self.view();
        let start = self.claim.tokens.start as usize;
        let before = start.checked_sub(1)?;
        let (id, clause) = view.sentence.clauses.iter().enumerate().rev().find(|(_, c)| {
            c.verb.is_some_and(|v| (v as usize) < start && self.is(v as usize, OfficeWord::Died))
                && c.range.end as usize >= before
                && !c.negated
        })?;
        let verb = clause.verb? as usize;
        // "died with a son aged 12": of the son.
        let group = view.token(before).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
        let plain = group.is_some_and(|g| g.time || matches!(g.role, Role::Oblique(_)) && g.name);
        (before == verb || (plain || view.mark(before, ",")) && !self.stranger(start)).then_some(id as u16)
    }

    /// "was 70 when he died": the claim's clause tells how it was at the death of whom it tells of.
    fn when_died(&self, life: usize) -> bool {
        let view = self.view();
        let own = self.clause();
        view.sentence.clauses.iter().enumerate().any(|(id, c)| {
            let when = (c.range.start..c.range.end).take(2).any(|t| view.is(t as usize, Func::When));
            let died = c.verb.is_some_and(|v| self.is(v as usize, OfficeWord::Died)) && !c.negated;
            // Its own times say when that was.
            let bare = self.times().is_empty();
            let same = || self.whose.actor(self.claim.sentence as usize, id as u16, true).is_some_and(|a| a.0 == life);
            c.parent == Some(own) && when && died && bare && same()
        })
    }

    /// Whether another person stands right in front ("with her husband, aged 80").
    fn stranger(&self, start: usize) -> bool {
        let view = self.view();
        let last = (0..start).rev().find(|&i| !view.mark(i, ","));
        last.and_then(|i| view.token(i)?.group).is_some_and(|g| self.whose.stranger(self.claim.sentence as usize, g))
    }

    /// "is a 45-year-old soprano", "was a 25-year-old student in 1990"
    fn nominal(&self, verb: usize) -> Option<Lived> {
        let view = self.view();
        let clause = view.sentence.clauses.get(self.clause() as usize).filter(|c| !c.negated)?;
        let group = view.sentence.groups.get(self.claim.frame.group? as usize)?;
        let first = group.range.start as usize;
        let right = group.role == Role::Object && !group.name && view.is(first, Func::A) && verb + 1 == first;
        if !right || !view.is(verb, Func::Be) {
            return None;
        }
        let (life, _) = self.whose.actor(self.claim.sentence as usize, self.clause(), false)?;
        let aged = self.aged(life, false, false);
        match (&aged.asked, clause.tense) {
            (Asked::Age { .. }, Tense::Present) => Some(aged),
            (Asked::Age { at, .. }, Tense::Past) if !at.is_empty() => Some(aged),
            _ => None,
        }
    }

    /// Whether a figure is what a verb says somebody is.
    fn predicate(&self, verb: usize, start: usize) -> bool {
        let view = self.view();
        (verb..start).all(|i| {
            view.is(i, Func::Be) || view.is(i, Func::Been) || view.is(i, Func::Now) || view.is(i, Func::Adverb)
        }) && view.is(verb, Func::Be)
    }

    fn aged(&self, life: usize, today: bool, end: bool) -> Lived {
        Lived { life, asked: Asked::Age { at: self.times(), today, turn: None, end }, sure: true }
    }

    /// The time right behind the age ("turned 40 last month", "will be 75 on June 30").
    fn beside(&self) -> Option<Vec<Stretch>> {
        let end = self.claim.tokens.end;
        let around = self.claims.claims.partition_point(|c| c.sentence < self.claim.sentence);
        self.claims.claims[around..].iter().take_while(|c| c.sentence == self.claim.sentence).find_map(|c| {
            let Value::When(when) = &c.value else { return None };
            let behind = c.tokens.start == end
                || c.tokens.start == end + 1 && self.view().token(end as usize)?.pos == Pos::Preposition;
            let readings = if when.halo.is_empty() { &when.readings } else { &when.halo };
            (behind && when.shape == WhenShape::On).then(|| readings.clone())
        })
    }

    /// The clause that the claim belongs to; of "aged 87" the one that it hangs on.
    fn clause(&self) -> u16 {
        let own = self.claim.frame.clause;
        let clauses = &self.view().sentence.clauses;
        let aged = |c: &&Clause| {
            c.kind == ClauseKind::Participle && c.verb.is_some_and(|v| self.claim.tokens.holds(v as usize))
        };
        let hung = clauses.get(own as usize).filter(aged);
        hung.and_then(|c| c.parent).unwrap_or(own)
    }

    /// The times that the claim's clause gives.
    pub(super) fn times(&self) -> Vec<Stretch> {
        let sentence = self.view().sentence;
        let beside = |c: &&Claim| c.sentence == self.claim.sentence && !std::ptr::eq(*c, self.claim);
        let own = self.clause();
        // "in October 1963, when she was 37", "was 24 when she published her poems in 1954"
        let clauses = &sentence.clauses;
        let when = |c: &Clause| (c.range.start..c.range.end).take(2).any(|t| self.view().is(t as usize, Func::When));
        let parent = clauses.get(own as usize).filter(|c| when(c)).and_then(|c| c.parent);
        let tied = |id: u16| {
            id == own
                || parent == Some(id)
                || clauses.get(id as usize).is_some_and(|c| c.parent == Some(own) && when(c))
        };
        let around = self.claims.claims.partition_point(|c| c.sentence < self.claim.sentence);
        self.claims.claims[around..]
            .iter()
            .take_while(|c| c.sentence == self.claim.sentence)
            .filter(beside)
            .filter_map(|c| {
                let Value::When(when) = &c.value else { return None };
                let front = scope::in_front(sentence, c.tokens.start) && scope::main_like(self.view(), own);
                let here = tied(c.frame.clause) && adverb(self.view(), c) || front;
                (here && when.shape == WhenShape::On).then(|| when.readings.clone())
            })
            .flatten()
            .collect()
    }
}
