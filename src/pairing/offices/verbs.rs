//! Offices told by verbs: "was mayor from 2014 to 2018", "succeeded Brandt as minister", "who commands
//! the Guard". They confirm; of persons whom the facts know they may also accuse.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::heirs::{Relation, Side, partner};
use super::person;
use super::person::Likeness;
use super::phrase::{Beside, Form, Front, Phrase};
use super::terms::{dates, stint};
use super::title::{self, Fit, Word};
use super::{Draft, Mention, Offices, Order, Served, Tenure};
use crate::analysis::{Clause, ClauseKind, Pos, Range, Role, Tense, View};
use crate::lexicon::{Func, OfficeWord, Sense, SenseKind, TokenKind};

/// How a verb links a person to a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Link {
    /// "was mayor"
    Is,
    /// "was elected mayor", "succeeded Renn as mayor"
    Begins,
    /// "appointed her as mayor"
    Appoints,
    /// "became mayor", "took over as minister"
    Enters,
    /// "stepped down as mayor"
    Leaves,
    /// "commands the Guard", of its commander
    Serves,
    /// "runs the bank", of its governor
    Leads,
    /// "has led the bank", "has been in office", of whom the facts know in one office alone
    Holds,
}

pub(super) fn does(view: View<'_>, at: usize, wanted: OfficeWord) -> bool {
    let of = |id: u16| view.lexicon.offices.get(id as usize) == Some(&wanted);
    view.may(at, SenseKind::Office) && view.hits(at).any(|h| matches!(h.sense, Sense::Office(id) if of(id)))
}

fn begins(view: View<'_>, at: usize) -> bool {
    does(view, at, OfficeWord::Begins)
}

/// Whether a verb group is said to be so: no modal, no negation.
pub(super) fn asserted(view: View<'_>, clause: &Clause) -> bool {
    let modal = clause.verbs.is_some_and(|v| {
        v.indices().any(|i| view.is(i, Func::Modal) || view.is(i, Func::Would) || view.is(i, Func::Not))
    });
    !clause.negated && !modal && clause.tense != Tense::Future
}

/// The name that a clause's subject (or what its "who" stands for) is.
pub(super) fn subject(view: View<'_>, clause: &Clause) -> Option<Range> {
    let id = if clause.kind == ClauseKind::Relative { clause.antecedent.or(clause.subject) } else { clause.subject }?;
    let group = view.sentence.groups.get(id as usize)?;
    let name = |g: &crate::analysis::Group| {
        let end = g.head as usize + 1;
        let owner = view.token(end).is_some_and(|t| t.pos == Pos::Possessive);
        (g.name && !owner).then(|| person::backward(view, end)).flatten()
    };
    // "The firm's chief executive, Dana Orlo, who took over in 2019": who it is stands beside the title.
    let beside = || {
        let mut groups = view.sentence.groups.iter();
        groups.find(|g| g.name && g.role == Role::Apposition(id)).and_then(name)
    };
    name(group).or_else(|| match group.role {
        Role::Apposition(parent) => view.sentence.groups.get(parent as usize).and_then(name),
        _ => beside(),
    })
}

/// The name behind "is" of a title that is its subject: "the archbishop is now Luke Thane".
fn inverted(view: View<'_>, phrase: &Phrase) -> Option<Range> {
    let verb = phrase.end;
    let clause = view.sentence.clauses.get(view.token(verb)?.clause as usize)?;
    if !view.is(verb, Func::Be) || clause.verb != Some(verb as u32) || phrase.front == Front::A {
        return None;
    }
    let adverb = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Adverb);
    let at = (verb + 1..view.len()).find(|&t| !adverb(t))?;
    let name = person::forward(view, person::ranks(view, at))?;
    let group = view.token(name.start as usize)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    (group.name && group.role == Role::Object && name.end - name.start > 1).then_some(name)
}

/// The name between a verb and what it makes of somebody ("appointed Dana Orlo as").
fn object(view: View<'_>, clause: u16, verb: usize, end: usize) -> Option<Range> {
    let mut groups = view.sentence.groups.iter();
    let own =
        groups.find(|g| g.name && g.clause == clause && g.role == Role::Object && g.range.start as usize > verb)?;
    let name = person::backward(view, own.head as usize + 1)?;
    (name.end as usize <= end).then_some(name)
}

/// The name between a verb and the title that it gives somebody ("named Dana Orlo chief executive").
fn named_at(view: View<'_>, verb: usize, phrase: &Phrase) -> Option<Range> {
    let mut name = person::forward(view, person::ranks(view, verb + 1))?;
    let title = |t: &usize| title::at(view, *t).is_some_and(|w| w.is(OfficeWord::Title) || w.is(OfficeWord::Same));
    name.end = name.indices().find(title).map_or(name.end, |t| t as u32);
    let end = name.end as usize;
    let reaches = end == phrase.edge || (phrase.start..=phrase.head.start).contains(&end);
    (name.start < name.end && reaches).then_some(name)
}

/// How a clause's verb links somebody to a title that begins behind `before`.
fn linked_by(view: View<'_>, phrase: &Phrase, clause: &Clause, before: usize) -> Option<Link> {
    let verb = clause.verb? as usize;
    let verb_does = |wanted| does(view, verb, wanted);
    let told = view.is(before, Func::As);
    let into = told || before == verb && (clause.passive || !view.is(verb, Func::Be));
    let appoints = !clause.passive && verb_does(OfficeWord::Appoints);
    Some(if appoints && (told || named_at(view, verb, phrase).is_some()) {
        Link::Appoints
    } else if told && clause.passive && (verb_does(OfficeWord::Follows) || verb_does(OfficeWord::Removes)) {
        Link::Leaves
    } else if into && (verb_does(OfficeWord::Enters) || told && verb_does(OfficeWord::Follows)) {
        Link::Enters
    } else if into && begins(view, verb) {
        Link::Begins
    } else if told && verb_does(OfficeWord::Leaves) {
        Link::Leaves
    } else if view.is(before, Func::Be)
        || view.is(before, Func::Been)
        || told && !clause.passive && verb_does(OfficeWord::Serves)
    {
        Link::Is
    } else {
        return None;
    })
}

/// Whether between a name and its title other names stand, or other clauses.
fn apart(view: View<'_>, name: Range, phrase: &Phrase) -> bool {
    let between = if name.start as usize > phrase.start {
        phrase.end..name.start as usize
    } else {
        name.end as usize..phrase.edge
    };
    between.into_iter().any(|t| {
        let other = view.token(t).is_some_and(|t| t.pos == Pos::Name || t.kind == TokenKind::Mark);
        other || view.is(t, Func::And) || view.is(t, Func::Possessive)
    })
}

impl Offices {
    /// The title of the facts that a phrase is, when a known holder bears it: the facts of that holder.
    pub(super) fn held(
        &self,
        draft: &Draft<'_>,
        index: usize,
        words: &[Word],
        entries: &[(u32, u32)],
        name: Range,
    ) -> Option<(u32, Vec<usize>, Fit)> {
        let said = person::words(draft.view(index), name);
        let mut found = Vec::new();
        for &(g, t) in entries {
            let holds = self.holders(g, &said);
            if holds.is_empty() {
                continue;
            }
            let Some((fit, count)) = self.fit(draft, index, words, g, t, &(name.start as usize..name.end as usize))
            else {
                continue;
            };
            found.push((fit, count, g, holds));
        }
        found.sort_by_key(|f| (f.0, f.1));
        found.into_iter().next().map(|(fit, _, g, holds)| (g, holds, fit))
    }

    /// Mentions that a verb makes of the title at a head, and the dates that are said of them.
    pub(super) fn linked(
        &self,
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        entries: &[(u32, u32)],
        served: &mut Vec<Served>,
    ) -> Option<(Mention, Range)> {
        let view = draft.view(index);
        if let Some(name) = inverted(view, phrase) {
            return self.is_one(draft, index, phrase, entries, name);
        }
        if let Some((name, beside)) = stint(view, phrase) {
            return self.in_term(draft, index, phrase, entries, name, beside);
        }
        let before = phrase.edge.checked_sub(1)?;
        let id = view.token(phrase.head.start)?.clause;
        let clause = view.sentence.clauses.get(id as usize).filter(|c| asserted(view, c))?;
        let verb = clause.verb? as usize;
        let link = linked_by(view, phrase, clause, before)?;
        let mut phrase = phrase.clone();
        let own = || subject(view, clause);
        let (mut link, mut name) = match link {
            Link::Appoints if view.is(before, Func::As) => (link, object(view, id, verb, before)?),
            Link::Appoints => (link, named_at(view, verb, &phrase)?),
            _ => (link, own()?),
        };
        // The name before it is no institution of the title.
        if link == Link::Appoints && (phrase.start as u32) < name.end {
            phrase.start = (name.end as usize).min(phrase.head.start);
            phrase.words.retain(|w| !name.holds(w.start));
        }
        let phrase = &phrase;
        // "Renn was succeeded by Brandt as mayor": of whom the facts know, he leaves, or she enters.
        let partner = if does(view, verb, OfficeWord::Follows) { partner(view, id, clause, verb) } else { None };
        let turned = link == Link::Leaves && does(view, verb, OfficeWord::Follows);
        let mut side = if turned { Side::After } else { Side::Before };
        let mut other = partner;
        let mut held = self.held(draft, index, &phrase.words, entries, name);
        if turned
            && held.is_none()
            && let Some(agent) = partner
        {
            held = self.held(draft, index, &phrase.words, entries, agent);
            (link, name, other, side) = (Link::Enters, agent, own(), Side::Before);
        }
        let Some((g, holds, fit)) = held else {
            let says = link == Link::Is && clause.tense == Tense::Present;
            return if says { self.strange(draft, index, phrase, entries, name) } else { None };
        };
        let follows = matches!(link, Link::Begins | Link::Enters) || turned;
        let wrong = other.filter(|_| follows).and_then(|name| {
            match self.relation(g, &holds, &person::words(view, name), side) {
                Some(Relation::Wrong(order)) => Some((order, name)),
                _ => None,
            }
        });
        // "is tipped to succeed Renn" says nothing.
        let open = clause.kind == ClauseKind::Infinitive;
        if wrong.is_some() && (fit != Fit::Whole || holds.len() > 1 || open) {
            return None;
        }
        // "appointed Renn mayor": the subject is whom the facts know, or somebody else.
        if phrase.modified() {
            return None;
        }
        let times = draft.times_at(index, &[Some(id)], None);
        if let [office] = holds.as_slice()
            && fit != Fit::Near
        {
            dates(draft, index, id, (link, true), *office, served);
        }
        let tenure = match link {
            Link::Begins | Link::Enters | Link::Appoints => Tenure::Begins,
            Link::Leaves => Tenure::Past,
            _ if clause.tense == Tense::Past => Tenure::Then,
            _ => Tenure::Present,
        };
        let end = phrase.time.map_or(phrase.end, |t| (t.start as usize).min(phrase.end));
        let end =
            if view.token(end.saturating_sub(1)).is_some_and(|t| t.pos == Pos::Preposition) { end - 1 } else { end };
        let whole = Range { start: name.start.min(phrase.start as u32), end: name.end.max(end as u32) };
        let span = match wrong {
            Some((Order::Later(_) | Order::Earlier(_), other)) => {
                Range { start: name.start.min(other.start), end: name.end.max(other.end) }
            }
            Some((_, other)) => other,
            None if link != Link::Is && apart(view, name, phrase) => name,
            None => whole,
        };
        // Whose name it is about.
        let called = wrong.filter(|w| matches!(w.0, Order::Other(_) | Order::Next(_))).map_or(name, |w| w.1);
        let title = Range { start: phrase.start as u32, end: end as u32 };
        let mention = Mention {
            tenure,
            times,
            accuses: wrong.is_some() || link == Link::Is && fit == Fit::Whole,
            order: wrong.map(|w| w.0),
            ..Mention::new(view, span, title, called, (self.group(g)?, holds))
        };
        // A title may stand beside another name between the two.
        let taken = if span == whole && link != Link::Is { name } else { span };
        Some((mention, taken))
    }

    /// "Hallam's archbishop is now Luke Thane"
    fn is_one(
        &self,
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        entries: &[(u32, u32)],
        name: Range,
    ) -> Option<(Mention, Range)> {
        let view = draft.view(index);
        let id = view.token(phrase.end)?.clause;
        let clause = view.sentence.clauses.get(id as usize).filter(|c| asserted(view, c))?;
        let Some((g, holds, fit)) = self.held(draft, index, &phrase.words, entries, name) else {
            let says = clause.tense == Tense::Present;
            return if says { self.strange(draft, index, phrase, entries, name) } else { None };
        };
        if phrase.modified() {
            return None;
        }
        let times = draft.times_at(index, &[Some(id)], None);
        let span = Range { start: phrase.start as u32, end: name.end };
        let mention = Mention {
            tenure: if clause.tense == Tense::Past { Tenure::Then } else { Tenure::Present },
            times,
            accuses: fit == Fit::Whole,
            ..Mention::new(view, span, phrase.range(), name, (self.group(g)?, holds))
        };
        Some((mention, span))
    }

    /// "Odd Berg is chief executive of Norvane": somebody of whom no fact of the office knows.
    fn strange(
        &self,
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        entries: &[(u32, u32)],
        name: Range,
    ) -> Option<(Mention, Range)> {
        let view = draft.view(index);
        if phrase.modified() || phrase.time.is_some() {
            return None;
        }
        let group = self.groups.get(self.only(draft, index, &phrase.words, entries, name)? as usize)?;
        let said = person::words(view, name);
        let beside = Beside { form: Form::Behind, name, doubtful: false };
        let times = draft.times(index, phrase, beside);
        let span = Range { start: name.start.min(phrase.start as u32), end: name.end.max(phrase.end as u32) };
        let mention = Mention {
            times,
            accuses: self.stranger(draft, index, phrase, beside, group, &said),
            ..Mention::new(view, span, phrase.range(), name, (&group.facts, Vec::new()))
        };
        Some((mention, span))
    }

    /// The one office of the facts that a title is wholly, where its bearer is no namesake of a holder.
    pub(super) fn only(
        &self,
        draft: &Draft<'_>,
        index: usize,
        words: &[Word],
        entries: &[(u32, u32)],
        name: Range,
    ) -> Option<u32> {
        let own = name.start as usize..name.end as usize;
        let fits = entries.iter().filter_map(|&(g, t)| self.fit(draft, index, words, g, t, &own).map(|f| (f, g)));
        let mut whole: Vec<u32> = fits.filter(|((fit, _), _)| *fit == Fit::Whole).map(|(_, g)| g).collect();
        whole.dedup();
        let [g] = whole.as_slice() else { return None };
        let group = self.groups.get(*g as usize)?;
        let said = person::words(draft.view(index), name);
        let namesake = group.facts.iter().any(|&o| self.persons[o].likeness(&said) != Likeness::Other);
        (!namesake && said.len() > 1 && draft.held_to(&group.files)).then_some(*g)
    }
}
