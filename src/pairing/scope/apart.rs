//! What tells a claim apart from the fact by where it stands: a thing brought in anew, a part in front, another time
//! that is told without a date.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Ask, in_front};
use crate::analysis::{ClauseKind, Group, Pos, Role};
use crate::claims::{Claim, Value, When, WhenShape};
use crate::facts::About;
use crate::lexicon::{CalendarWord, Func, Period, Sense, SenseKind};
use crate::pairing::Doubt;
use crate::pairing::terms::TermId;

impl Ask<'_> {
    /// The terms that the fact asks for.
    pub(super) fn ids(&self) -> impl Iterator<Item = TermId> + '_ {
        let terms = self.terms;
        terms.all.iter().chain(&terms.heads).chain(&terms.words).chain(&terms.names).copied()
    }

    /// Whether one of the fact's terms is met by a token of this stretch.
    pub(super) fn meets(&self, stretch: crate::analysis::Range) -> bool {
        self.room.met[self.claim.sentence as usize]
            .iter()
            .any(|m| self.ids().any(|id| id == m.term) && m.tokens.iter().any(|&t| stretch.holds(t as usize)))
    }

    /// "A tug, built in 1987, towed her off": what is brought in anew, with nothing of the fact in its name, is not
    /// whom or what the fact names, who only stands around.
    pub(super) fn introduced(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let told =
            clause.antecedent.filter(|_| matches!(clause.kind, ClauseKind::Participle | ClauseKind::Relative))?;
        // "After a worse one in the port of Harle, in which 12 people died": what the place tells apart.
        let from = clause.range.start as usize;
        let within = clause.kind == ClauseKind::Relative
            && clause.subject != clause.antecedent
            && [Func::In, Func::At, Func::Where].iter().any(|&f| self.view.is(from, f));
        let top = if within { self.placed(told) } else { told };
        let group = sentence.groups.get(top as usize)?;
        let pronoun = within && sentence.tokens[group.head as usize].pos == Pos::Numeral;
        let thing = (sentence.tokens[group.head as usize].pos == Pos::Noun || pronoun) && !group.name;
        let first = group.range.start as usize;
        let new = (self.view.is(first, Func::A) || self.view.is(first, Func::Another)) && thing;
        // Facts that name nobody are of what the text is about: there only "in which" tells of another for certain.
        // "after a year in which the catch fell" brings in nothing.
        if !new || group.time || !self.terms.named && !within {
            return None;
        }
        // "is a novelist who …", "Norrfall, a utility founded in …": said of somebody named.
        let said = matches!(group.role, Role::Apposition(_) | Role::Of(_))
            || group.role == Role::Object
                && sentence
                    .clauses
                    .get(group.clause as usize)
                    .and_then(|c| c.verb)
                    .is_some_and(|v| self.view.is(v as usize, Func::Be));
        let named = self.ids().filter(|&id| self.room.terms.is_name(id)).any(|id| {
            let met = self.room.met[self.claim.sentence as usize].iter().filter(|m| m.term == id);
            met.flat_map(|m| &m.tokens).any(|&t| {
                let token = &sentence.tokens[t as usize];
                token.clause == self.claim.frame.clause || token.group.is_some_and(|g| self.hangs(g, told))
            })
        });
        (!said && !named && !self.meets(group.range)).then_some(Doubt::Scope)
    }

    /// The group whose place another is: "a worse one in the port of Harle".
    fn placed(&self, group: u16) -> u16 {
        let groups = &self.view.sentence.groups;
        let mut at = group;
        for _ in 0..4 {
            at = match groups.get(at as usize).map(|g| g.role) {
                Some(Role::Of(p)) => p,
                Some(Role::Oblique(p)) => {
                    let Some(before) = groups.iter().position(|g| g.range.end == p) else { return at };
                    before as u16
                }
                _ => return at,
            };
        }
        at
    }

    /// "At a charter school 310 students went to class": the figure itself acts at a place that is brought in anew.
    pub(super) fn at_another(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let own = self.claim.frame.group.and_then(|g| sentence.groups.get(g as usize))?;
        let period = |g: &Group| {
            let word = |w: CalendarWord| matches!(w, CalendarWord::Period(_)).then_some(());
            self.view.calendar(g.head as usize, word).is_some()
        };
        let first = sentence.groups.first().filter(|g| matches!(g.role, Role::Oblique(0)) && !period(g))?;
        let placed = self.view.is(0, Func::At) || self.view.is(0, Func::In);
        let new = self.view.is(first.range.start as usize, Func::A) && !first.name;
        let acts = own.role == Role::Subject && own.clause == first.clause;
        let counts = matches!(self.claim.value, Value::Quantity { .. } | Value::Number(_));
        (placed && new && acts && counts && !self.meets(first.range)).then_some(Doubt::Elsewhere)
    }

    /// "one long evening": a word that is hardly a count, where the reference has many.
    pub(super) fn hardly_counted(&self) -> Option<Doubt> {
        /// From so many on nobody writes "one" by a slip.
        const MANY: u32 = 13;
        let figure = self.claim.value.figure()?;
        let one = !figure.digits && figure.number.is_some_and(|n| n == rust_decimal::Decimal::ONE);
        let many = || self.fact.value.figure().and_then(|f| f.number).is_some_and(|n| n >= MANY.into());
        let counts = matches!(self.claim.value, Value::Quantity { .. } | Value::Number(_));
        (one && counts && many()).then_some(Doubt::Narrower)
    }

    /// Whether a group is this one, or hangs on it by "of" or apposition, or on its place.
    fn hangs(&self, group: u16, on: u16) -> bool {
        group == on || crate::pairing::place::of_chain(self.view.sentence, Some(group), on)
    }

    /// "Among men under thirty, 52 percent smoke", "In the women's Tour 112 riders started": a part that stands in
    /// front, of which the fact does not know.
    pub(super) fn divided(&self) -> Option<Doubt> {
        if self.terms.partition {
            return None;
        }
        let sentence = self.view.sentence;
        let own = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let front = |g: &&Group| {
            matches!(g.role, Role::Oblique(_))
                && in_front(sentence, g.range.start)
                && (g.clause == self.claim.frame.clause || own.coordinated && own.parent == Some(g.clause))
        };
        let divides = |g: &Group| {
            let (start, head) = (g.range.start as usize, g.head as usize);
            let part = |t: usize| {
                self.view.may(t, SenseKind::Partition)
                    && !self.view.hits(t).any(|h| matches!(h.sense, Sense::Calendar(_)))
                    // "Northern Ireland" is no part of an Ireland.
                    && sentence.tokens[t].pos != Pos::Name
            };
            // "in the women's Tour", "among men"; but "in the hospital for women" names the place by its own words.
            [start, start + 1].into_iter().any(|t| {
                let token = crate::analysis::Range { start: t as u32, end: t as u32 + 1 };
                (t == start || t < head) && part(t) && !self.meets(token)
            })
        };
        // "the women's Tour, which finished on Friday"
        let told = own.antecedent.filter(|_| matches!(self.claim.value, Value::When(_)));
        let of = told.and_then(|g| sentence.groups.get(g as usize)).is_some_and(divides);
        (of || sentence.groups.iter().filter(front).any(divides)).then_some(Doubt::Narrower)
    }

    /// "Before the flood the valley was home to 9,400 people": how it was before something that the fact does not tell.
    pub(super) fn beforehand(&self) -> Option<Doubt> {
        if matches!(self.claim.value, Value::When(_)) || !self.view.is(0, Func::Before) {
            return None;
        }
        let sentence = self.view.sentence;
        let pronoun = |g: &Group| sentence.tokens[g.head as usize].pos == Pos::Pronoun;
        // "Before sunrise 2,300 had left" tells the hour.
        let named = |g: &Group| g.name || sentence.tokens[g.range.start as usize].pos == Pos::Determiner;
        let first = sentence
            .groups
            .first()
            .filter(|g| named(g))
            .filter(|g| g.role == Role::Oblique(0) && !g.time && !pronoun(g))?;
        let main = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let own = main.kind == ClauseKind::Main && !main.coordinated && in_front(sentence, first.range.start);
        (own && !self.meets(first.range)).then_some(Doubt::Scope)
    }

    /// "They have lost a third of their value since January", and the fact tells of one day: counted from another time.
    pub(super) fn counted_since(&self) -> Option<Doubt> {
        let share = matches!(self.claim.value, Value::Percent { .. } | Value::Change { .. });
        if !share || !self.fact.series.is_empty() {
            return None;
        }
        let end = self.claim.tokens.end;
        // "fell by 3.7 percent to $58.12, their lowest since February": of what stands between.
        let comma = |from: u32, to: u32| (from..to).any(|t| self.view.mark(t as usize, ","));
        let mine = self.siblings.clone().map(|i| &self.room.claims.claims[i]).find(|c| {
            let since = matches!(&c.value, Value::When(w) if w.shape == WhenShape::Since && w.written.year.is_none());
            since && c.frame.clause == self.claim.frame.clause && c.tokens.start >= end && !comma(end, c.tokens.start)
        })?;
        let told = self.fact.when.is_some() || !self.terms.years.is_empty() || self.meets(mine.tokens);
        let said = match &self.fact.about {
            About::Sentence(frame) => !frame.times.is_empty(),
            About::Terms(_) => false,
        };
        (!told && !said).then_some(Doubt::Scope)
    }

    /// "last year's final, in which Ferrow needed 131 minutes": which of its kind it was.
    pub(super) fn of_another_year(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let told = clause.antecedent.filter(|_| clause.kind == ClauseKind::Relative)?;
        let now = self.room.dateline?.date.year();
        let undated = self.fact.when.is_none() && self.terms.years.is_empty() && self.fact.series.is_empty();
        let before = |c: &Claim| {
            let year = |w: &When| w.readings.first().and_then(|r| r.from).map(|m| m.date().year());
            let possessive = self.view.token(c.tokens.end as usize).is_some_and(|t| t.pos == Pos::Possessive);
            matches!(&c.value, Value::When(w) if w.grain >= Period::Year && year(w).is_some_and(|y| y < now))
                && c.frame.group == Some(told)
                && possessive
        };
        let own = matches!(self.claim.value, Value::When(_));
        let any = self.siblings.clone().any(|i| before(&self.room.claims.claims[i]));
        (undated && !own && any).then_some(Doubt::Scope)
    }

    /// "has 11 launches on its books for next year", "was first elected in 2006": what lies ahead is not what has been, and
    /// the other way round.
    pub(super) fn across_the_dateline(&self) -> Option<Doubt> {
        let (Value::When(mine), Value::When(theirs)) = (&self.claim.value, &self.fact.value) else { return None };
        let today = self.room.dateline?.date;
        let ahead =
            |w: &When| !w.readings.is_empty() && w.readings.iter().all(|r| r.from.is_some_and(|f| f.date() > today));
        let past =
            |w: &When| !w.readings.is_empty() && w.readings.iter().all(|r| r.to.is_some_and(|t| t.date() <= today));
        let on = |w: &When| w.shape == WhenShape::On;
        let future = self.claim.frame.future;
        let apart = ahead(mine) && past(theirs) || past(mine) && ahead(theirs) && !future;
        // A deadline may be told with the wrong year; a whole year tells of another time.
        (apart && on(mine) && on(theirs) && mine.grain >= Period::Year).then_some(Doubt::Time)
    }

    /// "numbered 288, down from 341 a year ago": the fact is of the time that only the other end has.
    pub(super) fn of_the_other_end(&self) -> Option<Doubt> {
        if self.claim.frame.compared.is_some() || matches!(self.claim.value, Value::When(_)) {
            return None;
        }
        let said: &[When] = if let About::Sentence(frame) = &self.fact.about { &frame.times } else { &[] };
        let mut theirs = self.fact.when.iter().chain(said).flat_map(When::covers).peekable();
        theirs.peek()?;
        let theirs: Vec<_> = theirs.collect();
        let claims = || self.siblings.clone().filter(|&i| i != self.claim_index).map(|i| &self.room.claims.claims[i]);
        let of_end = |when: &&Claim| {
            claims().any(|c| {
                c.frame.compared.is_some_and(|r| r.holds(when.tokens.start as usize))
                    && c.value.kind() == self.claim.value.kind()
            })
        };
        // "down from 144 million, or 4.10 a share, a year ago": the same end in another measure.
        let start = self.claim.tokens.start as usize;
        if claims().any(|c| c.frame.compared.is_some_and(|r| r.holds(start))) {
            return None;
        }
        let meets = |c: &Claim| match &c.value {
            Value::When(w) => w.covers().any(|r| theirs.iter().any(|t| super::meet(&r, t))),
            _ => false,
        };
        let (mut end, mut own) = (false, false);
        for time in claims().filter(|c| matches!(c.value, Value::When(_))) {
            let other = of_end(&time);
            end |= other && meets(time);
            own |= !other && meets(time);
        }
        (end && !own).then_some(Doubt::Time)
    }

    /// "on the season before, when the crop had come to 79,100": then, and the fact does not ask for it.
    pub(super) fn when_before(&self) -> Option<Doubt> {
        let clause = self.view.sentence.clauses.get(self.claim.frame.clause as usize)?;
        let at = clause.range.start as usize;
        if !self.view.is(at, Func::When) {
            return None;
        }
        let last = at.checked_sub(1)?;
        let last = if self.view.mark(last, ",") { last.checked_sub(1)? } else { last };
        let step = |w| matches!(w, CalendarWord::Step(n, _) if n < 0).then_some(());
        let before = self.view.is(last, Func::Before) || self.view.calendar(last, step).is_some();
        let told = crate::analysis::Range { start: last.saturating_sub(2) as u32, end: last as u32 + 1 };
        let timed = matches!(self.claim.value, Value::When(_));
        (before && !timed && !self.meets(told)).then_some(Doubt::Time)
    }

    /// "against 36.4 million in 2011", "The strike of 1989 dragged on": a date that says when something else was.
    pub(super) fn of_another_time(&self) -> Option<Doubt> {
        let (Value::When(when), Value::When(theirs)) = (&self.claim.value, &self.fact.value) else { return None };
        let start = self.claim.tokens.start as usize;
        let holds = |c: &Claim| c.frame.compared.is_some_and(|r| r.holds(start));
        if self.siblings.clone().any(|i| i != self.claim_index && holds(&self.room.claims.claims[i])) {
            return Some(Doubt::Scope);
        }
        // "The harvest of 1976 began on 6 August": then, and not when the fact's did.
        let subject = self.view.sentence.clauses.get(self.claim.frame.clause as usize).and_then(|c| c.subject);
        let year =
            |w: &When| w.written.year.or_else(|| w.readings.first().and_then(|r| r.from).map(|m| m.date().year()));
        let of_year = self.siblings.clone().filter(|&i| i != self.claim_index).map(|i| &self.room.claims.claims[i]);
        let other = |c: &Claim| {
            let of = c.frame.group.and_then(|g| self.view.sentence.groups.get(g as usize)).map(|g| g.role);
            matches!(&c.value, Value::When(w) if w.written.year.is_some_and(|y| year(theirs) != Some(y)))
                && subject.is_some()
                && matches!(of, Some(Role::Of(p)) if Some(p) == subject)
        };
        if when.written.year.is_none() && of_year.into_iter().any(other) {
            return Some(Doubt::Scope);
        }
        // "Of" a thing, years before what the fact tells of as news: which of its kind it was.
        let sentence = self.view.sentence;
        let group = self.claim.frame.group.and_then(|g| sentence.groups.get(g as usize))?;
        let which = match group.role {
            Role::Of(p) => sentence
                .groups
                .get(p as usize)
                .is_some_and(|g| g.role == Role::Subject && self.view.is(g.range.start as usize, Func::The)),
            _ => false,
        };
        let date = |w: &When| w.readings.first().and_then(|r| r.from).map(crate::claims::Moment::date);
        let (mine, theirs, now) = (date(when)?, date(theirs)?, self.room.dateline?.date);
        let years = |a: jiff::civil::Date, b: jiff::civil::Date| i32::from(a.year()) - i32::from(b.year());
        let news = years(now, theirs).abs() <= 1;
        (which && when.grain >= Period::Year && news && years(theirs, mine) >= 2).then_some(Doubt::Scope)
    }

    /// "Of that, 19 million pounds is owed to the chairman": a part of what was told before.
    pub(super) fn of_that(&self) -> Option<Doubt> {
        let pointed = self.view.is(1, Func::Demonstrative)
            || self.view.token(1).is_some_and(|t| t.pos == Pos::Pronoun && !t.capital);
        let alone = self.view.mark(2, ",") || self.view.token(2).is_some_and(|t| t.pos == Pos::Numeral);
        let clause = self.view.token(0).map(|t| t.clause);
        let here = clause == Some(self.claim.frame.clause) && !matches!(self.claim.value, Value::When(_));
        (self.view.is(0, Func::Of) && pointed && alone && here).then_some(Doubt::Narrower)
    }

    /// "The office must decide by March 31": a day without its year that has passed, in a clause that tells of now or
    /// later, and the reference is the next such day.
    pub(super) fn may_lie_ahead(&self) -> Option<Doubt> {
        let (Value::When(when), Value::When(theirs)) = (&self.claim.value, &self.fact.value) else { return None };
        let now = self.room.dateline?.date;
        let date = |w: &When| w.readings.first().and_then(|r| r.to.or(r.from)).map(crate::claims::Moment::date);
        let (mine, theirs) = (date(when)?, date(theirs)?);
        let unwritten = when.written.year.is_none() && when.written.month.is_some();
        let clauses = &self.view.sentence.clauses;
        let own = clauses.get(self.claim.frame.clause as usize)?;
        let verbs = match own.kind {
            ClauseKind::Infinitive => own.parent.and_then(|p| clauses.get(p as usize)).and_then(|c| c.verbs),
            _ => own.verbs,
        }?;
        let first = verbs.start as usize;
        let past = self.view.token(first).is_some_and(|t| t.pos == Pos::Verb)
            || self.view.lexicon.is_past_auxiliary(self.view.text(first));
        (unwritten && !past && when.readings.len() == 1 && mine <= now && theirs > now).then_some(Doubt::Scope)
    }

    /// "won nine regions, among them Luda, the capital, with 61 percent": a share that stands behind "with" is of the
    /// name before it.
    pub(super) fn with_name(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let own = self.claim.frame.group.and_then(|g| sentence.groups.get(g as usize))?;
        let Role::Oblique(with) = own.role else { return None };
        if !self.view.is(with as usize, Func::With) || !self.view.mark((with as usize).checked_sub(1)?, ",") {
            return None;
        }
        let mut at = sentence.groups.iter().rposition(|g| g.range.end + 1 == with)?;
        if let Role::Apposition(parent) = sentence.groups[at].role {
            at = parent as usize;
        }
        let named = sentence.groups.get(at)?;
        let subject = sentence.clauses.get(own.clause as usize).and_then(|c| c.subject) == u16::try_from(at).ok();
        (named.name && !subject && named.clause == own.clause && !self.meets(named.range)).then_some(Doubt::Elsewhere)
    }

    /// "Eight of those rescued are injured": what tells who the whole are is not told of the part.
    pub(super) fn of_those(&self) -> Option<Doubt> {
        let tokens = self.claim.tokens;
        let of = (tokens.start..=tokens.end)
            .find(|&t| self.view.is(t as usize, Func::Of) && self.view.is(t as usize + 1, Func::Demonstrative))?;
        let sentence = self.view.sentence;
        let whole = of + 2;
        let clause = sentence.tokens.get(whole as usize)?.clause;
        // Up to the verb of the figure's own clause, or the next mark.
        let verb = sentence.clauses.get(self.claim.frame.clause as usize).and_then(|c| c.verbs).map(|v| v.start);
        let end = (whole..sentence.tokens.len() as u32)
            .find(|&t| sentence.tokens[t as usize].pos == Pos::Mark || verb == Some(t) && t > whole)
            .unwrap_or(whole);
        let inside = |t: u32| whole <= t && t < end && (t < tokens.end || sentence.tokens[t as usize].clause == clause);
        let met = &self.room.met[self.claim.sentence as usize];
        // "Five of those arrested are teachers", of a fact of teachers who were arrested: it knows of the part.
        let mut told = met
            .iter()
            .filter(|m| !self.room.terms.is_name(m.term) && self.ids().any(|id| id == m.term))
            .flat_map(|m| &m.tokens)
            .peekable();
        (told.peek().is_some() && told.all(|&t| inside(t))).then_some(Doubt::Narrower)
    }

    /// "closed 12 and 31, shedding 400 and 950 jobs, respectively": whose each is could not be told.
    pub(super) fn untold_turn(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        if !self.terms.named || matches!(self.claim.value, Value::When(_)) || !sentence.senses.is(Func::Respectively) {
            return None;
        }
        let word = sentence.hits.iter().find(|h| h.sense == Sense::Func(Func::Respectively))?;
        let own = sentence.clauses.get(self.claim.frame.clause as usize)?;
        let here = own.range.start <= word.start && word.start < own.range.end;
        // In a participle its subject stands in another clause.
        (here && own.kind == ClauseKind::Participle).then_some(Doubt::Scope)
    }
}
