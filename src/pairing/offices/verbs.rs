//! Offices told by verbs: "was mayor from 2014 to 2018", "succeeded Brandt as minister", "who commands
//! the Guard". They confirm; of persons whom the facts know they may also accuse.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::person;
use super::person::Likeness;
use super::phrase::{Beside, Form, Phrase};
use super::title::{self, Fit, Key, Word};
use super::{Draft, Mention, Offices, Tenure, place};
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
    /// It is surely that date, and may accuse ("elected in 2016" is not yet in office).
    pub sure: bool,
}

/// How a verb links a person to a title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    /// "was mayor"
    Is,
    /// "was elected mayor", "succeeded Renn as mayor"
    Begins,
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

fn does(view: View<'_>, at: usize, wanted: OfficeWord) -> bool {
    view.hits(at)
        .any(|h| matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&wanted)))
}

fn begins(view: View<'_>, at: usize) -> bool {
    does(view, at, OfficeWord::Begins)
}

/// Whether a verb group is said to be so: no modal, no negation.
fn asserted(view: View<'_>, clause: &Clause) -> bool {
    let modal = clause.verbs.is_some_and(|v| {
        v.indices().any(|i| view.is(i, Func::Modal) || view.is(i, Func::Would) || view.is(i, Func::Not))
    });
    !clause.negated && !modal && clause.tense != Tense::Future
}

/// The name that a clause's subject (or what its "who" stands for) is.
fn subject(view: View<'_>, clause: &Clause) -> Option<Range> {
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

impl Offices {
    /// The title of the facts that a phrase is, when a known holder bears it: the facts of that holder.
    fn held(
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
        let before = phrase.edge.checked_sub(1)?;
        let id = view.token(phrase.head.start)?.clause;
        let clause = sentence.clauses.get(id as usize)?;
        let verb = clause.verb? as usize;
        let into = view.is(before, Func::As) || before == verb && (clause.passive || !view.is(verb, Func::Be));
        let link = if into && does(view, verb, OfficeWord::Enters) {
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
        let name = subject(view, clause)?;
        let Some((g, holds, fit)) = self.held(draft, index, &phrase.words, entries, name) else {
            let says = link == Link::Is && clause.tense == Tense::Present;
            return if says { self.strange(draft, index, phrase, entries, name) } else { None };
        };
        let group = self.group(g)?;
        if matches!(link, Link::Begins | Link::Enters) && !self.follows(view, clause, g, &holds) {
            return None;
        }
        // "appointed Renn mayor": the subject is whom the facts know, or somebody else.
        if phrase.words.iter().any(|w| w.modifies().is_some_and(|m| m != OfficeWord::Plain)) {
            return None;
        }
        let (times, narrative) = draft.times_at(index, &[Some(id)], None);
        if fit != Fit::Near && holds.len() == 1 {
            dates(draft, index, id, link, holds[0], served);
        }
        let past = clause.tense == Tense::Past;
        let tenure = match link {
            Link::Begins | Link::Enters => Tenure::Begins,
            Link::Leaves => Tenure::Past,
            _ if past => Tenure::Then,
            _ => Tenure::Present,
        };
        let end = phrase.time.map_or(phrase.end, |t| (t.start as usize).min(phrase.end));
        let end =
            if view.token(end.saturating_sub(1)).is_some_and(|t| t.pos == Pos::Preposition) { end - 1 } else { end };
        let span = match link {
            Link::Begins | Link::Enters | Link::Leaves => name,
            _ => Range { start: name.start.min(phrase.start as u32), end: name.end.max(end as u32) },
        };
        let mention = Mention {
            span: place(sentence, span),
            title: view.stretch(phrase.start, end).to_owned(),
            name: view.stretch(name.start as usize, name.end as usize).to_owned(),
            offices: group.to_vec(),
            holds,
            tenure,
            times,
            narrative,
            definite: false,
            accuses: false,
        };
        Some((mention, span))
    }

    /// Whether whom somebody is said to have followed in an office ("succeeded Renn as mayor", "took over from
    /// Renn") may have held it before: not one who came later, nor a stranger where the facts know who it was.
    fn follows(&self, view: View<'_>, clause: &Clause, group: u32, holds: &[usize]) -> bool {
        let Some((own, verb)) = holds.first().zip(clause.verb) else { return true };
        let ahead = |g: &&crate::analysis::Group| {
            let from = matches!(g.role, Role::Oblique(p) if view.is(p as usize, Func::From));
            g.name && g.range.start > verb && (g.role == Role::Object && !clause.passive || from)
        };
        let before = view.sentence.groups.iter().filter(ahead).find(|g| clause.range.holds(g.head as usize));
        let Some(name) = before.and_then(|g| person::backward(view, g.head as usize + 1)) else { return true };
        let starts = |o: usize| self.terms.get(o).and_then(|t| t.0);
        let mine = starts(*own);
        let theirs = self.holders(group, &person::words(view, name));
        if !theirs.is_empty() {
            return theirs.iter().any(|&o| starts(o).zip(mine).is_none_or(|(theirs, mine)| theirs < mine));
        }
        // Whose term ended when this one began.
        let known = self.group(group).into_iter().flatten().filter(|&o| !holds.contains(o)).any(|&o| {
            let end = self.terms.get(o).and_then(|t| t.1);
            end.zip(mine).is_some_and(|(end, mine)| {
                mine.date().since(end.date()).is_ok_and(|gap| gap.get_days().abs() <= HANDOVER)
            })
        });
        !known
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
        let beside = Beside { form: Form::Behind, name };
        let (times, narrative) = draft.times(index, phrase, beside);
        let span = Range { start: name.start, end: name.end.max(phrase.end as u32) };
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
        };
        Some((mention, span))
    }

    /// The one office of the facts that a title is wholly, where its bearer is no namesake of a holder.
    fn only(
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
            served.push(Served { claim, office: *office, term, sure: mention.accuses });
        }
    }

    /// "Idrissa Sambo, who commands the Guard": the verb of a title's head, and its institution as object.
    pub(super) fn doing(
        &self,
        draft: &Draft<'_>,
        index: usize,
        out: &mut Vec<(Mention, Range)>,
        served: &mut Vec<Served>,
    ) {
        let view = draft.view(index);
        let sentence = view.sentence;
        for (id, clause) in sentence.clauses.iter().enumerate() {
            let Some(verb) = clause.verb.map(|v| v as usize) else { continue };
            self.one_office(draft, index, id as u16, served);
            let Some(done) = title::at(view, verb) else { continue };
            let leads = does(view, verb, OfficeWord::Leads);
            // "chairs" is a word of the title itself, "commands" one of its family.
            let family = match done.key {
                Key::Same(_) => self.heads.get(&done.key),
                Key::Stem(stem) => view.lexicon.stemmer.families(stem).iter().find_map(|f| self.verbs.get(f)),
            };
            let Some(entries) = family.or(leads.then_some(&self.all)) else { continue };
            if clause.passive || !asserted(view, clause) {
                continue;
            }
            let Some(name) = subject(view, clause) else { continue };
            let object = sentence
                .groups
                .iter()
                .find(|g| g.clause as usize == id && g.role == Role::Object && g.range.start as usize > verb);
            let Some(object) = object else { continue };
            let end = object.range.end as usize;
            let mut words: Vec<Word> = object.range.indices().filter_map(|i| title::at(view, i)).collect();
            words.retain(|w| {
                !view.is(w.start, Func::The) && !view.is(w.start, Func::A) && !view.is(w.start, Func::Possessive)
            });
            words.iter_mut().for_each(|w| w.behind = true);
            // The object itself must name the institution.
            if words.is_empty() {
                continue;
            }
            let known = match self.held(draft, index, &words, entries, name) {
                Some((g, holds, Fit::Whole)) => Some((g, holds)),
                Some(_) => None,
                // "Odd Berg commands the Coastal Guard": by the verb of the very title, told of it by name.
                None if family.is_some() && clause.tense == Tense::Present => {
                    self.only(draft, index, &words, entries, name).map(|g| (g, Vec::new()))
                }
                None => None,
            };
            let Some((g, holds)) = known else { continue };
            let Some(group) = self.group(g) else { continue };
            let (times, narrative) = draft.times_at(index, &[Some(id as u16)], None);
            if let [office] = holds.as_slice() {
                let link = if family.is_some() { Link::Serves } else { Link::Leads };
                dates(draft, index, id as u16, link, *office, served);
            }
            let span = Range { start: name.start, end: end as u32 };
            out.push((
                Mention {
                    span: place(sentence, span),
                    title: view.stretch(verb, end).to_owned(),
                    name: view.stretch(name.start as usize, name.end as usize).to_owned(),
                    offices: group.to_vec(),
                    holds,
                    tenure: if clause.tense == Tense::Present { Tenure::Present } else { Tenure::Then },
                    times,
                    narrative,
                    definite: false,
                    accuses: family.is_some() && clause.tense == Tense::Present,
                },
                span,
            ));
        }
    }
}

impl Offices {
    /// "Hedda Lunau, who has led the bank since 2020", "who has been in office since May": the date of the one office
    /// that the facts know a person in, where what is led is called by the last word of its institution's name.
    fn one_office(&self, draft: &Draft<'_>, index: usize, id: u16, served: &mut Vec<Served>) {
        let view = draft.view(index);
        let sentence = view.sentence;
        let Some(clause) = sentence.clauses.get(id as usize) else { return };
        let (Some(verb), Some(verbs)) = (clause.verb.map(|v| v as usize), clause.verbs) else { return };
        if clause.passive || !asserted(view, clause) {
            return;
        }
        let leads = does(view, verb, OfficeWord::Leads);
        let held = verbs.indices().any(|t| view.is(t, Func::Be) || view.is(t, Func::Been))
            && does(view, verbs.end as usize, OfficeWord::Held);
        if !leads && !held {
            return;
        }
        let Some(name) = subject(view, clause) else { return };
        let mut said = person::words(view, name);
        // "Governor Hedda Lunau"
        if said.len() > 2 && title::at(view, name.start as usize).is_some_and(|w| self.heads.contains_key(&w.key)) {
            said.remove(0);
        }
        let mut own =
            (0..self.groups.len() as u32).flat_map(|g| self.holders(g, &said).into_iter().map(move |o| (g, o)));
        let (Some((group, office)), None) = (own.next(), own.next()) else { return };
        if leads {
            let object = sentence
                .groups
                .iter()
                .find(|g| g.clause == id && g.role == Role::Object && g.range.start as usize > verb);
            let Some(object) = object else { return };
            let definite = view.is(object.range.start as usize, Func::The);
            let foreign = object.range.indices().any(|t| sentence.tokens[t].pos == Pos::Name);
            let head = title::at(view, object.head as usize);
            let titles = self.groups.get(group as usize).map_or(&[][..], |g| &g.titles);
            let named = head.is_some_and(|h| titles.iter().any(|t| t.words.iter().any(|w| w.key == h.key)));
            if !definite || foreign || !named {
                return;
            }
        }
        dates(draft, index, id, Link::Holds, office, served);
    }
}

/// The dates of a clause that says that somebody held an office.
fn dates(draft: &Draft<'_>, index: usize, clause: u16, link: Link, office: usize, served: &mut Vec<Served>) {
    for i in draft.of[index].clone() {
        let claim = &draft.claims.claims[i];
        let Value::When(when) = &claim.value else { continue };
        if claim.frame.clause != clause || claim.frame.unasserted.is_some() {
            continue;
        }
        let (term, sure) = match (when.shape, link) {
            (WhenShape::Since, Link::Leads) => (Term::From, false),
            (WhenShape::Since, Link::Serves) => (Term::From, true),
            (WhenShape::Since, Link::Holds) => (Term::From, true),
            (_, Link::Leads | Link::Serves | Link::Holds) => continue,
            (WhenShape::Since, _) => (Term::From, true),
            (WhenShape::Until, _) => (Term::Until, true),
            (WhenShape::Range, Link::Is) => (Term::Whole, true),
            (WhenShape::On, Link::Begins) => (Term::From, false),
            (WhenShape::On, Link::Enters) => (Term::From, true),
            (WhenShape::On, Link::Leaves) => (Term::Until, true),
            _ => continue,
        };
        served.push(Served { claim: i, office, term, sure });
    }
}
