//! Offices told by verbs: "was mayor from 2014 to 2018", "succeeded Brandt as minister", "who commands
//! the Guard". They confirm; of persons whom the facts know they may also accuse.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::person;
use super::phrase::Phrase;
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
    /// "runs the bank"
    Leads,
}

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
        let link = if into && begins(view, verb) {
            Link::Begins
        } else if view.is(before, Func::Be) || view.is(before, Func::Been) {
            Link::Is
        } else {
            return None;
        };
        if !asserted(view, clause) {
            return None;
        }
        let name = subject(view, clause)?;
        let (g, holds, fit) = self.held(draft, index, &phrase.words, entries, name)?;
        let group = self.group(g)?;
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
            Link::Begins => Tenure::Begins,
            _ if past => Tenure::Then,
            _ => Tenure::Present,
        };
        let end = phrase.time.map_or(phrase.end, |t| (t.start as usize).min(phrase.end));
        let end =
            if view.token(end.saturating_sub(1)).is_some_and(|t| t.pos == Pos::Preposition) { end - 1 } else { end };
        let span = match link {
            Link::Begins => name,
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
            let Some((g, holds, Fit::Whole)) = self.held(draft, index, &words, entries, name) else { continue };
            let Some(group) = self.group(g) else { continue };
            // The object itself must name the institution.
            let told = !words.is_empty();
            if !told {
                continue;
            }
            let (times, narrative) = draft.times_at(index, &[Some(id as u16)], None);
            if let [office] = holds.as_slice() {
                dates(draft, index, id as u16, Link::Leads, *office, served);
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
            (_, Link::Leads) => continue,
            (WhenShape::Since, _) => (Term::From, true),
            (WhenShape::Until, _) => (Term::Until, true),
            (WhenShape::Range, Link::Is) => (Term::Whole, true),
            (WhenShape::On, Link::Begins) => (Term::From, false),
            _ => continue,
        };
        served.push(Served { claim: i, office, term, sure });
    }
}
