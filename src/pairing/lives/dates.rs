//! When a life began and ended: the dates that a draft tells of it.

use super::whose::Whose;
use super::{Asked, Lived, adverb, does, does_at};
use crate::analysis::{Clause, ClauseKind, Range, Role, Tense, View};
use crate::claims::{Claim, Claims, Value, WhenShape};
use crate::facts::Event;
use crate::lexicon::{Func, OfficeWord, Period};
use rust_decimal::Decimal;

/// Reads what one claim says.
pub(super) struct Reader<'a> {
    pub(super) whose: &'a Whose<'a>,
    pub(super) claims: &'a Claims,
    pub(super) claim: &'a Claim,
}

impl Reader<'_> {
    pub(super) fn view(&self) -> View<'_> {
        self.whose.views[self.claim.sentence as usize]
    }

    pub(super) fn read(&self) -> Option<Lived> {
        if self.unasserted() {
            return None;
        }
        match &self.claim.value {
            Value::Age { .. } => self.age().or_else(|| self.likely()),
            Value::Number(figure) => {
                let number = figure.number.filter(|n| n.is_integer() && figure.digits && !figure.scaled)?;
                if number < Decimal::from(130) { self.age() } else { self.year() }
            }
            Value::When(_) => self.when(),
            Value::Ordinal(_) => self.ranked(),
            Value::Duration { .. } => self.lasted(),
            _ => None,
        }
    }

    /// Whether the claim is feared, planned, denied. What an apposition or a relative clause says of a name
    /// is asserted, whatever is said of its bearer ("hopes that Orlo, who is 36, will stay").
    fn unasserted(&self) -> bool {
        let Some(mode) = &self.claim.frame.unasserted else { return false };
        let sentence = self.view().sentence;
        let start = self.claim.tokens.start;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize);
        let relative = clause.is_some_and(|c| c.kind == ClauseKind::Relative);
        // "would have turned 80 on Tuesday": of somebody who did not live to see it.
        let clause_of = |token: u32| sentence.tokens.get(token as usize).map(|t| t.clause);
        let lost = self.view().is(start as usize, Func::Turn)
            && mode.token.is_some_and(|t| {
                self.view().is(t as usize, Func::Would) && clause_of(t) == Some(self.claim.frame.clause)
            })
            && clause.and_then(|c| c.verbs).is_some_and(|v| v.indices().any(|t| self.view().is(t, Func::Have)));
        if lost {
            return false;
        }
        let apposed = start.checked_sub(1).is_some_and(|i| self.view().mark(i as usize, ","));
        match mode.token {
            Some(_) if apposed => false,
            Some(token) if relative => {
                let inside = sentence.tokens.get(token as usize).is_some_and(|t| t.clause == self.claim.frame.clause);
                inside && token < self.claim.tokens.end
            }
            _ => true,
        }
    }

    pub(super) fn is(&self, at: usize, does: OfficeWord) -> bool {
        does_at(self.view(), at, does)
    }

    /// "(born 1930)", where no date was read.
    fn year(&self) -> Option<Lived> {
        let before = (self.claim.tokens.start as usize).checked_sub(1)?;
        // "(b. 1930)"
        let at = if self.view().mark(before, ".") { before.checked_sub(1)? } else { before };
        let open = at.checked_sub(1).filter(|&i| self.view().mark(i, "("))?;
        let event = if self.is(at, OfficeWord::Born) || self.is(at, OfficeWord::Founded) {
            Event::Begins
        } else {
            return None;
        };
        let life = self.whose.ends_at(self.claim.sentence as usize, open)?;
        Some(Lived { life, asked: Asked::When(event), sure: true })
    }

    fn when(&self) -> Option<Lived> {
        let view = self.view();
        let Value::When(when) = &self.claim.value else { return None };
        let index = self.claim.sentence as usize;
        let start = self.claim.tokens.start as usize;
        let before = start.checked_sub(1);
        // "Hedda Lund (1930–2017)", "Hedda Lund (born 1930)"
        if let Some(open) = before.filter(|&i| view.mark(i, "("))
            && when.shape == WhenShape::Range
        {
            let life = self.whose.ends_at(index, open)?;
            return Some(Lived { life, asked: Asked::Span, sure: true });
        }
        // "was born before 1950"
        let bound = matches!(when.shape, WhenShape::Before | WhenShape::After) && when.written.year.is_some();
        if when.shape != WhenShape::On && !bound {
            return None;
        }
        if let Some(life) = self.dating(start).filter(|_| !bound) {
            return Some(Lived { life, asked: Asked::When(Event::Begins), sure: true });
        }
        let word = before.filter(|&i| !view.mark(i, ".")).or_else(|| before.and_then(|i| i.checked_sub(1)))?;
        if let Some(open) = word.checked_sub(1).filter(|&i| view.mark(i, "("))
            && let Some(event) = self.event(word)
        {
            let life = self.whose.ends_at(index, open)?;
            return Some(Lived { life, asked: Asked::When(event), sure: true });
        }
        // The verb of its clause says what befell whom. "born Feb. 11, 1984": the clause of its first token.
        let first = view.token(start).map(|t| t.clause);
        let events = |id: u16| {
            let clause = view.sentence.clauses.get(id as usize)?;
            Some((id, clause, clause.verb? as usize, self.event(clause.verb? as usize)?))
        };
        let (id, clause, verb, event) = events(self.claim.frame.clause).or_else(|| first.and_then(events))?;
        if clause.negated || !self.adverb() {
            return None;
        }
        let participle = matches!(clause.kind, ClauseKind::Participle | ClauseKind::Aside) || self.bare(clause.verbs);
        let aside = (clause.kind == ClauseKind::Aside)
            .then(|| self.whose.ends_at(index, clause.range.start as usize))
            .flatten();
        let beside = (participle && !self.is(verb, OfficeWord::Died))
            .then(|| self.whose.beside(index, clause.verbs.map_or(verb, |v| v.start as usize)))
            .flatten();
        // "Jan Vik founded Tolva in 1998"
        if event == Event::Begins && !participle && !clause.passive && self.is(verb, OfficeWord::Founded) {
            let life = self.whose.object(index, id, verb)?;
            return Some(Lived { life, asked: Asked::When(event), sure: true });
        }
        let (life, person) = match (aside, beside) {
            (Some(life), _) => (life, self.whose.is_person(life)),
            (None, Some(found)) => found.map(|life| (life, self.whose.is_person(life)))?,
            (None, None) => self.whose.actor(index, id, event == Event::Ends)?,
        };
        let closed = !person && self.is(verb, OfficeWord::Closed);
        if closed && !(participle || self.for_good(id, clause)) {
            return None;
        }
        let own = closed
            || if person {
                self.is(verb, OfficeWord::Born) || self.is(verb, OfficeWord::Died)
            } else {
                self.is(verb, OfficeWord::Founded) || self.is(verb, OfficeWord::Dissolved)
            };
        // "Lund founded the mill in 1950": what it does is not what befalls it.
        let suffers = person || closed || clause.passive || participle;
        (own && suffers).then_some(Lived { life, asked: Asked::When(event), sure: true })
    }

    /// "Tolva, founded in 1901": a participle behind a comma, whatever the parser takes it for.
    fn bare(&self, verbs: Option<Range>) -> bool {
        let view = self.view();
        verbs.is_some_and(|v| {
            v.end == v.start + 1 && (v.start as usize).checked_sub(1).is_some_and(|b| view.mark(b, ","))
        })
    }

    /// "Tolva dates back to 1998"
    fn dating(&self, start: usize) -> Option<usize> {
        let view = self.view();
        let index = self.claim.sentence as usize;
        let at = (start.saturating_sub(4)..start).find(|&i| does(view, i, OfficeWord::Dates).contains(&(start - i)))?;
        let before = at.checked_sub(1)?;
        let life = if let Some(name) = self.whose.name_before(index, at) {
            let group = view.token(name.range.start as usize)?.group.and_then(|g| view.sentence.groups.get(g as usize));
            group.is_none_or(|g| !self.whose.doubtful(index, name, g)).then_some(name.life)
        } else if view.is(before, Func::Which) {
            before.checked_sub(1).filter(|&i| view.mark(i, ",")).and_then(|comma| self.whose.ends_at(index, comma))
        } else if view.is(before, Func::ThingPronoun) {
            self.whose.thing(index, view.sentence.groups.get(view.token(before)?.group? as usize)?)
        } else {
            before.checked_sub(1).filter(|&the| the == 0).and_then(|the| self.whose.called_so(index, the))
        };
        life.filter(|&l| !self.whose.is_person(l))
    }

    /// "closed in 1950": nothing but the year, and not "closed its mill in 1950", "closed for repairs in 1950".
    fn for_good(&self, id: u16, clause: &Clause) -> bool {
        let Value::When(when) = &self.claim.value else { return false };
        let view = self.view();
        let other = view.sentence.groups.iter().enumerate().any(|(at, g)| {
            let where_ =
                matches!(g.role, Role::Oblique(p) if view.is(p as usize, Func::In) || view.is(p as usize, Func::At));
            g.clause == id && clause.subject != Some(at as u16) && !where_ && !g.time
        });
        when.grain == Period::Year && when.written.year.is_some() && clause.tense == Tense::Past && !other
    }

    pub(super) fn event(&self, at: usize) -> Option<Event> {
        if self.is(at, OfficeWord::Born) || self.is(at, OfficeWord::Founded) {
            Some(Event::Begins)
        } else if [OfficeWord::Died, OfficeWord::Dissolved, OfficeWord::Closed]
            .into_iter()
            .any(|does| self.is(at, does))
        {
            Some(Event::Ends)
        } else {
            None
        }
    }

    /// Whether the time is one of the verb, and not of a noun ("the tax of 2012").
    fn adverb(&self) -> bool {
        adverb(self.view(), self.claim)
    }
}
