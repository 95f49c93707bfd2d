//! The dates that a draft gives of somebody's time in an office: "mayor since 2018", "stepped down in May".

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::mention::Times;
use super::person::{self, Likeness};
use super::phrase::Phrase;
use super::title::Fit;
use super::verbs::{Link, does, subject};
use super::{Draft, Mention, Offices, Tenure};
use crate::analysis::{Pos, Range, Tense, View};
use crate::claims::{Value, WhenShape};
use crate::lexicon::{Func, OfficeWord, Sense};

/// Which of an office's dates a claim gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Term {
    /// When it began.
    From,
    /// When it ended.
    Until,
    /// Both.
    Whole,
}

/// A date that is said of somebody's time in an office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Served {
    /// Index of the claim.
    pub claim: usize,
    /// Index into [`Facts::offices`](crate::facts::Facts::offices).
    pub office: usize,
    /// Which date.
    pub term: Term,
    /// A date long before it is wrong, sure or not ("appointed in 2011").
    pub early: bool,
    /// It is surely that date, and may accuse ("elected in 2016" is not yet in office).
    pub sure: bool,
}

/// Whose time in an office a title is told of ("in her second term as mayor"), and whether the name stands right
/// before that.
pub(super) fn stint(view: View<'_>, phrase: &Phrase) -> Option<(Range, bool)> {
    let noun = phrase.edge.checked_sub(2).filter(|&n| view.is(n + 1, Func::As) && does(view, n, OfficeWord::Stint))?;
    let inside = |t: usize| {
        view.is(t, Func::Possessive)
            || view.is(t, Func::The)
            || view.is(t, Func::A)
            || view.digits(t)
            || view
                .token(t)
                .is_some_and(|t| matches!(t.pos, Pos::Adjective | Pos::Numeral | Pos::Determiner | Pos::Noun))
    };
    let before = (0..noun).rev().find(|&t| !inside(t))?;
    // "during Renn's time as mayor"
    if view.token(before)?.pos == Pos::Possessive {
        return Some((person::backward(view, before)?, false));
    }
    if view.token(before)?.pos != Pos::Preposition {
        return None;
    }
    if let Some(comma) = before.checked_sub(1).filter(|&c| view.mark(c, ","))
        && let Some(name) = person::backward(view, comma)
    {
        return Some((name, view.is(before, Func::In)));
    }
    let clause = view.sentence.clauses.get(view.token(noun)?.clause as usize)?;
    subject(view, clause).map(|name| (name, false))
}

impl Offices {
    /// "Brandt, in her second term as mayor of Halmic,": she holds it; without a comma she does, or did then.
    pub(super) fn in_term(
        &self,
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        entries: &[(u32, u32)],
        name: Range,
        beside: bool,
    ) -> Option<(Mention, Range)> {
        let view = draft.view(index);
        let id = view.token(name.start as usize)?.clause;
        let (g, holds, fit) = self.held(draft, index, &phrase.words, entries, name)?;
        if phrase.modified() {
            return None;
        }
        let times = draft.times_at(index, &[Some(id)], None);
        // What she did in it may be long ago.
        let tense = view.sentence.clauses.get(id as usize).map(|c| c.tense);
        let now = beside && tense == Some(Tense::Present);
        let span = Range { start: name.start.min(phrase.start as u32), end: name.end.max(phrase.end as u32) };
        let mention = Mention {
            tenure: if now { Tenure::Present } else { Tenure::Then },
            times: if beside { times } else { Times { own: Vec::new(), ..times } },
            accuses: now && fit == Fit::Whole,
            ..Mention::new(view, span, phrase.range(), name, (self.group(g)?, holds))
        };
        Some((mention, span))
    }

    /// The dates of a title that gives its own term: "commander of the Guard since 2018".
    pub(super) fn own_term(
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        mention: &Mention,
        served: &mut Vec<Served>,
    ) {
        let (Some(time), [office]) = (phrase.time, mention.holds.as_slice()) else { return };
        for claim in draft.of[index].clone() {
            let own = &draft.claims.claims[claim];
            let Value::When(when) = &own.value else { continue };
            if own.tokens != time {
                continue;
            }
            let term = match when.shape {
                WhenShape::Since => Term::From,
                WhenShape::Until => Term::Until,
                WhenShape::Range => Term::Whole,
                _ => continue,
            };
            served.push(Served { claim, office: *office, term, early: false, sure: mention.accuses });
        }
    }
}

impl Offices {
    /// The one office in which a draft has named somebody: in this sentence, else in all that stands before it.
    pub(super) fn told_office(&self, view: View<'_>, said: &[String], out: &[Mention]) -> Option<usize> {
        let own = |o: &usize| self.persons.get(*o).is_some_and(|p| p.likeness(said) == Likeness::Same);
        let here = view.sentence.tokens.first().map_or(0, |t| t.start);
        let near = |m: &&Mention| m.span.block == view.sentence.block && m.span.start >= here;
        let of_whom = || out.iter().filter(|m| m.order.is_none() && m.holds.iter().any(own));
        if let Some(told) = of_whom().find(near) {
            return match told.holds.as_slice() {
                [office] => Some(*office),
                _ => None,
            };
        }
        let mut before = of_whom().map(|m| m.holds.as_slice());
        let [office] = before.next()? else { return None };
        before.all(|holds| holds == [*office]).then_some(*office)
    }

    /// "Prime Minister Hanna Ruud, in office since 2014,": right behind the name of one whom the draft has named in it.
    pub(super) fn in_office(&self, draft: &Draft<'_>, index: usize, out: &[Mention], served: &mut Vec<Served>) {
        let view = draft.view(index);
        for comma in (1..view.len()).filter(|&c| view.mark(c, ",")) {
            let held = view.hits(comma + 1).find(|h| match h.sense {
                Sense::Office(id) => view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Held),
                _ => false,
            });
            let Some(held) = held else { continue };
            // "Prime Minister Hanna Ruud," with all that stands before it, or a name that was told before.
            let end = view.token(comma - 1).map(|t| (view.sentence.block, t.end));
            let right = out.iter().find(|m| Some((m.span.block, m.span.end)) == end && m.order.is_none());
            let here = right.and_then(|m| m.holds.as_slice().first().filter(|_| m.holds.len() == 1).copied());
            let before = || {
                let name = person::backward(view, comma)?;
                self.told_office(view, &person::words(view, name), out)
            };
            let Some(office) = here.or_else(before) else { continue };
            let behind = (held.start + held.len) as usize;
            let since = draft.of[index].clone().find(|&i| {
                let claim = &draft.claims.claims[i];
                let since = matches!(&claim.value, Value::When(when) if when.shape == WhenShape::Since);
                since && claim.tokens.start as usize == behind
            });
            served.extend(since.map(|claim| Served { claim, office, term: Term::From, early: false, sure: true }));
        }
    }
}

/// The verb of a clause, and the sentence that it stands in.
fn view_verb<'a>(draft: &Draft<'a>, index: usize, clause: u16) -> Option<(View<'a>, usize)> {
    let view = draft.view(index);
    let verb = view.sentence.clauses.get(clause as usize)?.verb?;
    Some((view, verb as usize))
}

/// The dates of a clause that says that somebody held an office.
pub(super) fn dates(
    draft: &Draft<'_>,
    index: usize,
    clause: u16,
    (link, only): (Link, bool),
    office: usize,
    served: &mut Vec<Served>,
) {
    for i in draft.of[index].clone() {
        let claim = &draft.claims.claims[i];
        let Value::When(when) = &claim.value else { continue };
        if claim.frame.clause != clause || claim.frame.unasserted.is_some() {
            continue;
        }
        let (term, sure) = match (when.shape, link) {
            (WhenShape::Since, Link::Leads) => (Term::From, only),
            (WhenShape::Since, Link::Serves) => (Term::From, true),
            (WhenShape::Since, Link::Holds) => (Term::From, true),
            (_, Link::Leads | Link::Serves | Link::Holds) => continue,
            (WhenShape::Since, _) => (Term::From, true),
            (WhenShape::Until, _) => (Term::Until, true),
            (WhenShape::Range, Link::Is) => (Term::Whole, true),
            (WhenShape::On, Link::Begins | Link::Appoints) => (Term::From, false),
            (WhenShape::On, Link::Enters) => (Term::From, true),
            (WhenShape::On, Link::Leaves) => (Term::Until, true),
            _ => continue,
        };
        // Somebody elected may have been in office before.
        let verb = view_verb(draft, index, clause);
        let early = when.shape == WhenShape::On
            && link != Link::Leaves
            && verb.is_some_and(|(view, verb)| {
                does(view, verb, OfficeWord::Appoints) && !does(view, verb, OfficeWord::Elects)
            });
        served.push(Served { claim: i, office, term, early, sure });
    }
}
