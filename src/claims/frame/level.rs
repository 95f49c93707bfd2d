//! Levels and changes, rates and averages.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens and readings come from walking the same sentence, those of senses from the lexicon"
)]

use super::{Level, Reader};
use crate::analysis::{Pos, Range};
use crate::claims::per::Per;
use crate::claims::{Kind, Reading, Value};
use crate::lexicon::{CalendarWord, ChangeKind, Direction, Func, Sense, SenseKind};

/// How many words say behind a figure what it is for: "a share".
const SHARE: usize = 4;

impl Reader<'_> {
    pub(super) fn level(&self) -> Level {
        let view = self.view;
        let tokens = self.tokens();
        if let Value::Change { direction, .. } = &self.reading().value {
            return Level::Change(*direction);
        }
        let start = tokens.start as usize;
        let change_at = |at: usize, kinds: &[ChangeKind]| {
            if !view.may(at, SenseKind::Change) {
                return None;
            }
            view.hits(at).find_map(|h| match h.sense {
                Sense::Change(id) => {
                    let change = &view.lexicon.changes[id as usize];
                    kinds.contains(&change.kind).then_some(change.direction)
                }
                _ => None,
            })
        };
        let figure = !matches!(
            self.reading().value,
            Value::When(_) | Value::Duration { .. } | Value::Age { .. } | Value::Ordinal(_)
        );
        // "has served eight years more than her brother lived"
        if matches!(self.reading().value, Value::Duration { .. }) {
            let end = tokens.end as usize;
            let more = change_at(end, &[ChangeKind::Comparative]).filter(|_| view.is(end + 1, Func::Than));
            return more.map_or(Level::Level, Level::Change);
        }
        if !figure || start == 0 {
            return Level::Level;
        }
        let clause = view.token(start).map_or(0, |t| t.clause);
        let verb_change = view
            .sentence
            .clauses
            .get(clause as usize)
            .and_then(|c| c.verb)
            .and_then(|v| change_at(v as usize, &[ChangeKind::Verb]).map(|d| (v, d)));
        // "from level 3 to level 5"
        let ranked = start > 1 && view.token(start - 1).is_some_and(|t| t.pos == Pos::Noun);
        let between = ranked && (view.is(start - 2, Func::From) || view.is(start - 2, Func::To));
        let before = if between { start - 2 } else { start - 1 };
        let preposition = |f: Func| view.is(before, f);
        let noun_before = |from: usize| {
            // "a gain of", "the increase to": the noun of change right before the preposition.
            (from.saturating_sub(3)..from).rev().find_map(|at| change_at(at, &[ChangeKind::Noun]))
        };
        let particle =
            |from: usize| (from.saturating_sub(2)..from).rev().find_map(|at| change_at(at, &[ChangeKind::Particle]));
        // "up 56% from $163 million": the change stands between the particle and the baseline.
        // "93,000 people, against 31,000 a year earlier", "compared with 31,000": what is compared with.
        let compared = || {
            let comma = before.checked_sub(1).is_some_and(|at| view.mark(at, ","));
            let verb = view.sentence.clauses.get(clause as usize).and_then(|c| c.verb).map(|v| v as usize);
            preposition(Func::Against) && comma || verb.is_some_and(|v| v < start && view.is(v, Func::Compared))
        };
        if self.index > 0 && compared() {
            return Level::Baseline;
        }
        // "sank by three metres to 14 metres", whatever the verb.
        let by_so_much = |at: usize| {
            let (Some(by), Some(to)) = (self.readings.get(at), self.readings.get(at + 1)) else { return false };
            let (start, end) = (by.tokens.start as usize, by.tokens.end as usize);
            start > 0
                && view.is(start - 1, Func::By)
                && view.is(end, Func::To)
                && to.tokens.start as usize == end + 1
                && by.value.kind() == to.value.kind()
                && matches!(by.value, Value::Measure { .. } | Value::Money { .. })
        };
        if by_so_much(self.index) {
            return Level::Change(Direction::Either);
        }
        if self.index > 0 && by_so_much(self.index - 1) {
            return Level::End;
        }
        let changed = self.index > 0
            && self.readings[self.index - 1].tokens.end as usize == before
            && matches!(self.readings[self.index - 1].value, Value::Change { .. });
        if changed && preposition(Func::From) {
            return Level::Baseline;
        }
        if changed && preposition(Func::To) {
            return Level::End;
        }
        // "has more than tripled, from 71 to 236": a verb that is a figure itself.
        let multiplied = || {
            self.readings[..self.index].iter().any(|r| {
                matches!(r.value, Value::Change { .. })
                    && view.token(r.tokens.start as usize).is_some_and(|t| {
                        let clauses = &view.sentence.clauses;
                        t.clause == clause || clauses.get(t.clause as usize).is_some_and(|c| c.parent == Some(clause))
                    })
            })
        };
        // "went from 7 to 10"
        let moved = |from: usize| view.is(from, Func::From) && crate::claims::range::moved(view, from);
        let moved_from = || {
            let prior = self.index.checked_sub(1).and_then(|i| self.readings.get(i));
            prior.and_then(|r| (r.tokens.start as usize).checked_sub(1)).is_some_and(moved)
        };
        if preposition(Func::From) {
            let changes = verb_change.is_some()
                || noun_before(before).is_some()
                || particle(before).is_some()
                || moved(before)
                || multiplied();
            return if changes { Level::Baseline } else { Level::Level };
        }
        if preposition(Func::To) {
            let changes = verb_change.is_some_and(|(v, _)| (v as usize) < start)
                || noun_before(before).is_some()
                || particle(before).is_some()
                || moved_from()
                || multiplied();
            return if changes { Level::End } else { Level::Level };
        }
        if preposition(Func::By)
            && let Some((v, d)) = verb_change
            && (v as usize) < start
        {
            return Level::Change(d);
        }
        // "changed the height of 840 feet to 927 feet"
        if preposition(Func::Of) && self.changes_to(clause, &|v| change_at(v, &[ChangeKind::Verb]).is_some()) {
            return Level::Baseline;
        }
        if preposition(Func::Of)
            && let Some(d) = noun_before(before)
        {
            return Level::Change(d);
        }
        if let Some(d) = change_at(before, &[ChangeKind::Particle])
            && !crate::claims::change::phrasal(view, before)
            && !crate::claims::change::either(view, before)
            && !(self.reading().noun.is_some()
                && (crate::claims::change::counted_before(view, before)
                    || crate::claims::change::of_verb(view, before)))
        {
            return Level::Change(d);
        }
        // "has dipped below 60,000": where it has come to, however it is hedged.
        let reaches = view.token(start).is_some_and(|t| t.pos == Pos::Preposition)
            && !view.is(start, Func::Over)
            && !view.is(start, Func::Between);
        if reaches
            && verb_change.is_some_and(|(v, _)| v as usize + 1 == start)
            && self.reading().value.kind() != Kind::Percent
        {
            return Level::End;
        }
        if let Some((v, d)) = verb_change {
            // "rose 10 percent": the measure right behind the verb.
            let passive = view.sentence.clauses.get(clause as usize).is_some_and(|c| c.passive);
            let behind = (v as usize + 1..start).all(|at| view.token(at).is_some_and(|t| t.pos == Pos::Adverb));
            let measures =
                matches!(self.reading().value.kind(), Kind::Percent | Kind::Number | Kind::Money | Kind::Measure);
            if (v as usize) < start && behind && measures && !passive && !self.transitive() {
                return Level::Change(d);
            }
        }
        // "10 fewer than", "64 more wolves last winter than the winter before"
        let more = (start + 1..=tokens.end as usize)
            .find_map(|at| change_at(at, &[ChangeKind::Comparative]).filter(|_| !view.is(at - 1, Func::Than)));
        if let Some(d) = more
            && self.than_behind(tokens.end as usize, clause)
        {
            return Level::Change(d);
        }
        Level::Level
    }

    /// What stands right behind a figure that others are compared with, up to where its own place and time end: "from
    /// 7 percent in 2019", "against 3.4 million for last year's final".
    pub(super) fn compared(&self) -> Range {
        let view = self.view;
        let tokens = self.tokens();
        let reading_at = |at: usize| self.readings.iter().find(|r| r.tokens.start as usize == at);
        let mut end = tokens.end as usize;
        let mut again = false;
        while let Some(token) = view.token(end) {
            // "from 144 million guilders, or 4.10 guilders a share, a year ago": the same in another measure.
            if view.mark(end, ",") {
                let figure = |at: usize| reading_at(at).filter(|r| !matches!(r.value, Value::When(_)));
                if view.is(end + 1, Func::Or)
                    && let Some(other) = figure(end + 2)
                {
                    let from = other.tokens.end as usize;
                    end = (from..from + SHARE).find(|&t| view.mark(t, ",")).unwrap_or(from);
                    again = true;
                    continue;
                }
                if let Some(time) = reading_at(end + 1).filter(|r| again && matches!(r.value, Value::When(_))) {
                    end = (time.tokens.end as usize).max(end + 1);
                    continue;
                }
            }
            let next = if token.pos == Pos::Preposition { end + 1 } else { end };
            // A time, with or without its preposition.
            let time = [end, next].into_iter().filter_map(reading_at).find(|r| matches!(r.value, Value::When(_)));
            if let Some(time) = time {
                end = (time.tokens.end as usize).max(end + 1);
                continue;
            }
            let Some((_, group)) = self.group_at(next) else { break };
            let figure = |r: &Reading| group.range.holds(r.tokens.start as usize) && !matches!(r.value, Value::When(_));
            let other = self.readings.iter().enumerate().any(|(i, r)| i != self.index && figure(r));
            if other || next == end && !tokens.holds(group.range.start as usize) && token.pos != Pos::Possessive {
                break;
            }
            end = (group.range.end as usize).max(end + 1);
        }
        Range { start: tokens.start, end: end as u32 }
    }

    /// Whether what is compared with follows in the clause, before anything closes it.
    fn than_behind(&self, from: usize, clause: u16) -> bool {
        let view = self.view;
        (from..view.len())
            .take_while(|&at| view.token(at).is_some_and(|t| t.pos != Pos::Mark && t.clause == clause))
            .chain((from..view.len()).find(|&at| view.token(at).is_some_and(|t| t.clause != clause)))
            .any(|at| view.is(at, Func::Than))
    }

    /// Whether a verb of change, of this clause or the one it hangs on, leads to a later figure of the kind.
    fn changes_to(&self, clause: u16, changes: &dyn Fn(usize) -> bool) -> bool {
        let start = self.tokens().start;
        let clauses = &self.view.sentence.clauses;
        let own = clauses.get(clause as usize);
        let above = own.and_then(|c| c.parent).and_then(|p| clauses.get(p as usize));
        let verb = [own, above].into_iter().flatten().filter_map(|c| c.verb).any(|v| v < start && changes(v as usize));
        let kind = self.reading().value.kind();
        let to = |at: u32| at.checked_sub(1).is_some_and(|before| self.view.is(before as usize, Func::To));
        let later = || self.readings.iter().skip(self.index + 1).any(|r| r.value.kind() == kind && to(r.tokens.start));
        verb && later()
    }

    /// "cut 200 jobs": counted things behind a verb of change are what it changes, not by how much.
    pub(super) fn transitive(&self) -> bool {
        // "shedding 400 and 950 jobs"
        let shared = || {
            // "shed 140, 310 and 75 jobs"
            let mut end = self.tokens().end as usize;
            for next in self.readings.iter().skip(self.index + 1) {
                let joined = self.view.is(end, Func::And) || self.view.mark(end, ",");
                if !joined || next.tokens.start as usize != end + 1 {
                    return false;
                }
                if next.noun.is_some() {
                    return true;
                }
                end = next.tokens.end as usize;
            }
            false
        };
        self.reading().noun.is_some() || shared()
    }

    /// "a day", "per 100,000", "each", "on average".
    pub(super) fn rate(&self) -> (bool, Option<Per>) {
        let view = self.view;
        if matches!(self.reading().value, Value::When(_) | Value::Duration { .. } | Value::Age { .. }) {
            return (false, None);
        }
        let mut end = self.tokens().end as usize;
        // "4.2 milligrams of phenol per liter": what is measured may stand between.
        if view.is(end, Func::Of)
            && let Some((_, group)) = self.group_at(end + 1)
            && !group.range.indices().any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Numeral))
        {
            end = group.range.end as usize;
        }
        let calendar =
            |at: usize, wanted: fn(CalendarWord) -> bool| view.calendar(at, |w| wanted(w).then_some(())).is_some();
        // "131 million a year before" is a time.
        let period = |at: usize| {
            calendar(at, |w| matches!(w, CalendarWord::Period(_)))
                && !calendar(at + 1, |w| matches!(w, CalendarWord::Away(..)))
        };
        // "have to pay $96 more a quarter"
        if view.is(end, Func::More) || view.is(end, Func::Fewer) {
            end += 1;
        }
        if let Some(len) = view.func(end, Func::Per) {
            return (true, Per::at(view, end + len));
        }
        let each = view.is(end, Func::A) || view.is(end, Func::Every);
        if each && (period(end + 1) || self.measured(end + 1) || self.shared(end + 1)) {
            return (true, Per::at(view, end + 1));
        }
        // "18,000 tons are leaving the crater per week", "145,000 passengers will use it each day": where no other figure
        // stands between.
        let clause = view.token(self.tokens().start as usize).map(|t| t.clause);
        let until = self.readings.get(self.index + 1).map_or(view.len(), |r| r.tokens.start as usize);
        let goes_on = |&at: &usize| {
            view.token(at).is_some_and(|t| Some(t.clause) == clause && !matches!(t.pos, Pos::Mark | Pos::Conjunction))
        };
        let later = (end..until).take_while(goes_on).find(|&at| {
            (view.is(at, Func::Per) || view.is(at, Func::Each) || view.is(at, Func::Every)) && period(at + 1)
        });
        if let Some(at) = later.filter(|_| !matches!(self.reading().value, Value::Ordinal(_) | Value::Percent { .. })) {
            return (true, Per::at(view, at + 1));
        }
        // "Each shift brings up 1,300 tonnes"
        if let Some(head) = self.each_subject() {
            return (true, Per::at(view, head));
        }
        (view.is(end, Func::Each) || self.average(end), None)
    }

    /// The head of the clause's subject, where "each" or "every" stands before it.
    fn each_subject(&self) -> Option<usize> {
        let start = self.tokens().start;
        let clause = self.view.token(start as usize)?.clause;
        let clause = self.view.sentence.clauses.get(clause as usize)?;
        let subject = self.view.sentence.groups.get(clause.subject? as usize)?;
        let first = subject.range.start as usize;
        let each = self.view.is(first, Func::Each) || self.view.is(first, Func::Every);
        let behind = clause.verb.is_some_and(|v| v < start) && subject.range.end <= start;
        let counts = !matches!(self.reading().value, Value::Percent { .. } | Value::Ordinal(_) | Value::Change { .. });
        (each && behind && counts).then_some(subject.head as usize)
    }

    /// "3.9 tonnes an acre": by a unit.
    fn measured(&self, at: usize) -> bool {
        let unit = self.view.sense(at, |s| matches!(s, Sense::Unit(_)).then_some(())).is_some();
        let amount = matches!(self.reading().value, Value::Measure { .. } | Value::Money { .. });
        amount && unit && self.view.token(at).is_some_and(|t| t.pos == Pos::Noun && !t.capital)
    }

    /// "42 cents a share": money by the piece.
    pub(super) fn shared(&self, at: usize) -> bool {
        let noun = self.view.token(at).is_some_and(|t| t.pos == Pos::Noun && !t.capital);
        let ends = self
            .view
            .token(at + 1)
            .is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Preposition | Pos::Conjunction | Pos::Adverb));
        matches!(self.reading().value, Value::Money { .. }) && noun && ends
    }

    pub(super) fn average(&self, end: usize) -> bool {
        let view = self.view;
        let start = self.tokens().start as usize;
        // "The price averaged 4,210 euros": an average is all that such a thing has.
        let counts = matches!(self.reading().value.kind(), Kind::Number | Kind::Quantity);
        let said =
            |at: usize| view.is(at, Func::Average) && (counts || view.token(at).is_some_and(|t| t.pos != Pos::Verb));
        view.is(end, Func::Average) || (start.saturating_sub(4)..start).any(said)
    }
}
