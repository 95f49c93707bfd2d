//! Offices told by what is done in them: "who commands the Guard", "coached by Dario Prenn", "has led the bank since
//! 2020".

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::person::{self, Likeness};
use super::terms::dates;
use super::title::{self, Fit, Key, Word};
use super::verbs::{Link, asserted, does, subject};
use super::{Draft, Mention, Offices, Served, Tenure};
use crate::analysis::{ClauseKind, Pos, Range, Role, Tense, View};
use crate::lexicon::{Func, OfficeWord};

impl Offices {
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
            let Some(done) = title::key_at(view, verb) else { continue };
            let leads = does(view, verb, OfficeWord::Leads);
            // "chairs" is a word of the title itself, "commands" one of its family.
            let family = match done {
                Key::Same(_) => self.heads.get(&done),
                Key::Stem(stem) => view.lexicon.stemmer.families(stem).iter().find_map(|f| self.verbs.get(f)),
            };
            // "coached": the very word of the title.
            let family = family.or_else(|| self.heads.get(&done));
            let Some(entries) = family.or(leads.then_some(&self.all)) else { continue };
            if !asserted(view, clause) {
                continue;
            }
            // "Rovers, coached by Dario Prenn, lost"
            let agent = agent(view, id as u16, verb);
            if clause.passive && agent.is_none() {
                continue;
            }
            let Some(name) = agent.or_else(|| subject(view, clause)) else { continue };
            let object = match agent {
                Some(_) => clause.subject.and_then(|s| sentence.groups.get(s as usize)),
                None => sentence
                    .groups
                    .iter()
                    .find(|g| g.clause as usize == id && g.role == Role::Object && g.range.start as usize > verb),
            };
            let Some(object) = object else { continue };
            let participle = agent.is_some() && clause.kind == ClauseKind::Participle;
            let present = participle || clause.tense == Tense::Present;
            let end = if agent.is_some() { name.end as usize } else { object.range.end as usize };
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
                None if family.is_some() && present && agent.is_none() => {
                    self.only(draft, index, &words, entries, name).map(|g| (g, Vec::new()))
                }
                None => None,
            };
            let Some((g, holds)) = known else { continue };
            let Some(group) = self.group(g) else { continue };
            let around = clause.parent.filter(|_| participle);
            let times = draft.times_at(index, &[Some(id as u16), around], None);
            if let [office] = holds.as_slice() {
                let said = person::words(view, name);
                let link = if family.is_some() { Link::Serves } else { Link::Leads };
                let only = self.persons.iter().filter(|p| p.likeness(&said) == Likeness::Same).count() == 1;
                dates(draft, index, id as u16, (link, only), *office, served);
            }
            let from = if agent.is_some() { verb as u32 } else { name.start };
            let span = Range { start: from, end: end as u32 };
            let title = Range { start: verb as u32, end: if agent.is_some() { verb as u32 + 1 } else { end as u32 } };
            out.push((
                Mention {
                    tenure: if present { Tenure::Present } else { Tenure::Then },
                    times,
                    accuses: family.is_some() && present,
                    ..Mention::new(view, span, title, name, (group, holds))
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
        dates(draft, index, id, (Link::Holds, true), office, served);
    }
}

/// Who does what a verb tells: "coached by Dario Prenn".
fn agent(view: View<'_>, clause: u16, verb: usize) -> Option<Range> {
    let by = |p: u32| view.is(p as usize, Func::By) && p as usize > verb;
    let mut groups = view.sentence.groups.iter().filter(|g| g.name && g.clause == clause);
    let group = groups.find(|g| matches!(g.role, Role::Oblique(p) if by(p)))?;
    person::backward(view, group.head as usize + 1)
}
