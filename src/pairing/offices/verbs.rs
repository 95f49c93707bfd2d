//! Offices told by verbs: "was mayor from 2014 to 2018", "succeeded Brandt as minister", "who commands
//! the Guard". They confirm; of persons whom the facts know they may also accuse.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::person;
use super::person::Likeness;
use super::phrase::{Beside, Form, Front, Phrase};
use super::title::{Fit, Word};
use super::{Draft, Mention, Offices, Order, Tenure, place};
use crate::analysis::{Clause, ClauseKind, Pos, Range, Role, Tense, View};
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

/// Between one who leaves an office and the one who follows there are so many days at most.
const HANDOVER: i32 = 31;

pub(super) fn does(view: View<'_>, at: usize, wanted: OfficeWord) -> bool {
    view.hits(at)
        .any(|h| matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&wanted)))
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
    name(group).or_else(|| match group.role {
        Role::Apposition(parent) => view.sentence.groups.get(parent as usize).and_then(name),
        _ => None,
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
        let sentence = view.sentence;
        if let Some(name) = inverted(view, phrase) {
            return self.is_one(draft, index, phrase, entries, name);
        }
        let before = phrase.edge.checked_sub(1)?;
        let id = view.token(phrase.head.start)?.clause;
        let clause = sentence.clauses.get(id as usize)?;
        let verb = clause.verb? as usize;
        let into = view.is(before, Func::As) || before == verb && (clause.passive || !view.is(verb, Func::Be));
        let appoints = view.is(before, Func::As) && !clause.passive && does(view, verb, OfficeWord::Appoints);
        let link = if appoints {
            Link::Appoints
        } else if into && does(view, verb, OfficeWord::Enters) {
            Link::Enters
        } else if into && begins(view, verb) {
            Link::Begins
        } else if view.is(before, Func::As) && does(view, verb, OfficeWord::Leaves) {
            Link::Leaves
        } else if view.is(before, Func::Be) || view.is(before, Func::Been) {
            Link::Is
        } else {
            return None;
        };
        if !asserted(view, clause) {
            return None;
        }
        let name = if appoints { object(view, id, verb, before)? } else { subject(view, clause)? };
        let Some((g, holds, fit)) = self.held(draft, index, &phrase.words, entries, name) else {
            let says = link == Link::Is && clause.tense == Tense::Present;
            return if says { self.strange(draft, index, phrase, entries, name) } else { None };
        };
        let group = self.group(g)?;
        let follows = matches!(link, Link::Begins | Link::Enters);
        let wrong = follows.then(|| self.order(view, clause, g, &holds)).flatten();
        // "is tipped to succeed Renn" says nothing.
        let open = clause.kind == ClauseKind::Infinitive;
        if wrong.is_some() && (fit != Fit::Whole || holds.len() > 1 || open) {
            return None;
        }
        // "appointed Renn mayor": the subject is whom the facts know, or somebody else.
        if phrase.words.iter().any(|w| w.modifies().is_some_and(|m| m != OfficeWord::Plain)) {
            return None;
        }
        let (times, narrative) = draft.times_at(index, &[Some(id)], None);
        if fit != Fit::Near && holds.len() == 1 {
            dates(draft, index, id, (link, true), holds[0], served);
        }
        let past = clause.tense == Tense::Past;
        let tenure = match link {
            Link::Begins | Link::Enters | Link::Appoints => Tenure::Begins,
            Link::Leaves => Tenure::Past,
            _ if past => Tenure::Then,
            _ => Tenure::Present,
        };
        let end = phrase.time.map_or(phrase.end, |t| (t.start as usize).min(phrase.end));
        let end =
            if view.token(end.saturating_sub(1)).is_some_and(|t| t.pos == Pos::Preposition) { end - 1 } else { end };
        let span = match link {
            _ if let Some((Order::Later(_), other)) = wrong => {
                Range { start: name.start.min(other.start), end: name.end.max(other.end) }
            }
            _ if let Some((Order::Other(_), other)) = wrong => other,
            Link::Begins | Link::Enters | Link::Appoints | Link::Leaves => name,
            _ => Range { start: name.start.min(phrase.start as u32), end: name.end.max(end as u32) },
        };
        // Whose name it is about.
        let called = wrong.filter(|w| matches!(w.0, Order::Other(_))).map_or(name, |w| w.1);
        let mention = Mention {
            span: place(sentence, span),
            title: view.stretch(phrase.start, end).to_owned(),
            name: view.stretch(called.start as usize, called.end as usize).to_owned(),
            offices: group.to_vec(),
            holds,
            tenure,
            times,
            narrative,
            definite: false,
            accuses: wrong.is_some() || link == Link::Is && fit == Fit::Whole,
            order: wrong.map(|w| w.0),
        };
        Some((mention, span))
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
        if phrase.words.iter().any(|w| w.modifies().is_some_and(|m| m != OfficeWord::Plain)) {
            return None;
        }
        let (times, narrative) = draft.times_at(index, &[Some(id)], None);
        let span = Range { start: phrase.start as u32, end: name.end };
        let mention = Mention {
            span: place(view.sentence, span),
            title: view.stretch(phrase.start, phrase.end).to_owned(),
            name: view.stretch(name.start as usize, name.end as usize).to_owned(),
            offices: self.group(g)?.to_vec(),
            holds,
            tenure: if clause.tense == Tense::Past { Tenure::Then } else { Tenure::Present },
            times,
            narrative,
            definite: false,
            accuses: fit == Fit::Whole,
            order: None,
        };
        Some((mention, span))
    }

    /// Whether whom somebody is said to have followed in an office ("succeeded Renn as mayor", "took over from
    /// Renn") cannot have held it before: one who came later, or a stranger where the facts know who it was. With
    /// the name.
    fn order(&self, view: View<'_>, clause: &Clause, group: u32, holds: &[usize]) -> Option<(Order, Range)> {
        let (own, verb) = holds.first().zip(clause.verb)?;
        let ahead = |g: &&crate::analysis::Group| {
            let from = matches!(g.role, Role::Oblique(p) if view.is(p as usize, Func::From));
            g.name && g.range.start > verb && (g.role == Role::Object && !clause.passive || from)
        };
        let before = view.sentence.groups.iter().filter(ahead).find(|g| clause.range.holds(g.head as usize));
        let name = before.and_then(|g| person::backward(view, g.head as usize + 1))?;
        let starts = |o: usize| self.terms.get(o).and_then(|t| t.0);
        let mine = starts(*own)?;
        let said = person::words(view, name);
        let theirs = self.holders(group, &said);
        if let Some(&later) = theirs.first() {
            let ahead = |o: &usize| starts(*o).is_some_and(|theirs| theirs >= mine);
            return theirs.iter().all(ahead).then_some((Order::Later(later), name));
        }
        // Whose term ended when this one began.
        let known = self.group(group).into_iter().flatten().copied().filter(|o| !holds.contains(o)).find(|&o| {
            let end = self.terms.get(o).and_then(|t| t.1);
            end.is_some_and(|end| mine.date().since(end.date()).is_ok_and(|gap| gap.get_days().abs() <= HANDOVER))
        });
        known.filter(|_| said.len() > 1).map(|o| (Order::Other(o), name))
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
        if phrase.words.iter().any(|w| w.modifies().is_some_and(|m| m != OfficeWord::Plain)) || phrase.time.is_some() {
            return None;
        }
        let group = self.groups.get(self.only(draft, index, &phrase.words, entries, name)? as usize)?;
        let said = person::words(view, name);
        let beside = Beside { form: Form::Behind, name, doubtful: false };
        let (times, narrative) = draft.times(index, phrase, beside);
        let span = Range { start: name.start.min(phrase.start as u32), end: name.end.max(phrase.end as u32) };
        let mention = Mention {
            span: place(view.sentence, span),
            title: view.stretch(phrase.start, phrase.end).to_owned(),
            name: view.stretch(name.start as usize, name.end as usize).to_owned(),
            offices: group.facts.clone(),
            holds: Vec::new(),
            tenure: Tenure::Present,
            times,
            narrative,
            definite: false,
            accuses: self.stranger(draft, index, phrase, beside, group, &said),
            order: None,
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
