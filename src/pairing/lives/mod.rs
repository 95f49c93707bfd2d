//! Lives: which ages and dates of a draft are those of a person or firm whose dates the facts know.
//!
//! [`Lives`] is made once of the facts; [`Lives::asked`] says of every claim whose it is, and what of.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod age;
mod dates;
mod jubilee;
mod likely;
mod thing;
mod whose;

use super::offices::person::{self, FirstNames, Likeness, Person};
use crate::analysis::{Analysis, Range, Role, Tense, View};
use crate::claims::{Claim, Claims, Stretch};
use crate::document::Document;
use crate::facts::{Event, Facts};
use crate::lexicon::{Lexicon, OfficeWord, Sense, SenseKind, Stem, fold, split};
use dates::Reader;
use rustc_hash::FxHashMap;
use whose::Whose;

/// What a claim says of a life.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// When it began or ended.
    When(Event),
    /// From when to when it lasted ("(1930–2017)").
    Span,
    /// How old it is, or was.
    Age {
        /// On these dates, the first that fits; on the dateline when there are none.
        at: Vec<Stretch>,
        /// On the dateline too, though there are dates ("Orlo, 36, won on Tuesday").
        today: bool,
        /// On a birthday ("turns 42").
        turn: Option<Turn>,
        /// When it ended ("died at 88").
        end: bool,
    },
    /// To what age it comes on a birthday or anniversary that is kept, on the day or about it.
    Jubilee {
        /// When, where that is told.
        at: Vec<Stretch>,
        /// Before the dateline or behind it; either where there is none.
        tense: Tense,
    },
}

/// A birthday on which somebody comes to an age.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// The one before or the one to come.
    pub tense: Tense,
    /// The time that is told is the birthday's own ("turned 40 last month").
    pub sure: bool,
}

/// A claim about a life.
#[derive(Debug, Clone, PartialEq)]
pub struct Lived {
    /// Index into [`Facts::lives`].
    pub life: usize,
    /// What of it.
    pub asked: Asked,
    /// Grammar says whose it is; else it is only likely, and a figure far off is another's.
    pub sure: bool,
}

/// Where a draft names a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    life: usize,
    range: Range,
}

/// The lives of a set of facts, ready to be asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Lives {
    persons: Vec<Option<Person>>,
    /// Names of firms and bodies, and other names of them, by their first word.
    entities: FxHashMap<Stem, Vec<(usize, Vec<Stem>)>>,
}

impl Lives {
    /// Indexes lives by their names.
    pub(super) fn new(facts: &Facts, lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        let known = facts.lives.iter().any(|l| l.person);
        let first = if known { FirstNames::new(lexicon) } else { FirstNames::default() };
        for (index, life) in facts.lives.iter().enumerate() {
            out.persons.push(life.person.then(|| Person::new(&life.name, &facts.names, first)));
            if life.person {
                continue;
            }
            let mut forms = vec![life.name.clone()];
            for group in &facts.names.groups {
                if group.iter().any(|t| fold(&t.text) == fold(&life.name)) {
                    forms.extend(group.iter().map(|t| t.text.clone()));
                }
            }
            for form in forms {
                let words: Vec<Stem> =
                    split(&form).iter().map(|t| Stem::of(&fold(&form[t.start as usize..t.end as usize]))).collect();
                if let Some(first) = words.first() {
                    out.entities.entry(*first).or_default().push((index, words));
                }
            }
        }
        out
    }

    /// What each claim says of a life, if anything, and what is told of one in words that are no claims.
    pub(super) fn asked(
        &self,
        document: &Document,
        analysis: &Analysis,
        claims: &Claims,
        lexicon: &Lexicon,
    ) -> (Vec<Option<Lived>>, Vec<(Claim, Lived)>) {
        let nothing = || (vec![None; claims.claims.len()], Vec::new());
        if self.persons.is_empty() {
            return nothing();
        }
        let view = |index: usize| {
            let sentence = &analysis.sentences[index];
            View { lexicon, prose: &document.blocks()[sentence.block as usize].text, sentence }
        };
        let views: Vec<View<'_>> = (0..analysis.sentences.len()).map(view).collect();
        let named = self.named(&views);
        if named.iter().all(Vec::is_empty) {
            return nothing();
        }
        let whose = Whose::new(document, analysis, &views, &named, &self.persons);
        let told = claims.claims.iter().map(|claim| Reader { whose: &whose, claims, claim }.read()).collect();
        (told, jubilee::centenaries(&whose, claims))
    }

    /// Where each sentence names a life. A surname alone counts where the draft has the full name, and no
    /// other person of that name.
    fn named(&self, views: &[View<'_>]) -> Vec<Vec<Named>> {
        let mut full = vec![false; self.persons.len()];
        let mut shared = vec![false; self.persons.len()];
        let mut out: Vec<Vec<(Named, bool)>> = vec![Vec::new(); views.len()];
        for (index, view) in views.iter().enumerate() {
            let mut at = 0;
            while at < view.len() {
                if let Some(stem) = view.token(at).map(|t| t.surface) {
                    for (life, words) in self.entities.get(&stem).into_iter().flatten() {
                        let here =
                            words.iter().enumerate().all(|(i, w)| view.token(at + i).is_some_and(|t| t.surface == *w));
                        if here {
                            let range = Range { start: at as u32, end: (at + words.len()) as u32 };
                            out[index].push((Named { life: *life, range }, true));
                        }
                    }
                }
                // Names and ranks before them are written with capitals.
                if !view.token(at).is_some_and(|t| t.capital) {
                    at += 1;
                    continue;
                }
                let start = person::ranks(*view, at);
                let Some(range) = person::forward(*view, start) else {
                    at += 1;
                    continue;
                };
                // "Chancellor Ilse Brandt": the name is the end of the run.
                let headed = super::offices::title::at(*view, range.start as usize).is_some_and(|w| !w.does.is_empty());
                for from in range.indices() {
                    let tail = Range { start: from as u32, end: range.end };
                    let said = person::words(*view, tail);
                    let mut found = false;
                    // "Jan Lund" is not "Lund"; "Chancellor Lund" is.
                    let title = from.checked_sub(1).filter(|_| from > range.start as usize);
                    if said.len() == 1 && title.is_some_and(|t| !titled(*view, t)) {
                        continue;
                    }
                    for (life, who) in self.persons.iter().enumerate() {
                        match who.as_ref().map(|p| p.likeness(&said)) {
                            Some(Likeness::Same) => {
                                full[life] |= said.len() > 1;
                                out[index].push((Named { life, range: tail }, said.len() > 1));
                                found = true;
                            }
                            Some(Likeness::Surname) if from == range.start as usize && said.len() > 1 && !headed => {
                                shared[life] = true;
                            }
                            _ => {}
                        }
                    }
                    if found {
                        break;
                    }
                }
                at = range.end as usize;
            }
        }
        let keep = |n: &(Named, bool)| n.1 || full[n.0.life] && !shared[n.0.life];
        out.into_iter().map(|all| all.into_iter().filter(keep).map(|n| n.0).collect()).collect()
    }
}

/// Whether a word is a title, behind which a surname stands alone.
fn titled(view: View<'_>, at: usize) -> bool {
    [OfficeWord::Title, OfficeWord::Rank, OfficeWord::Same].into_iter().any(|does| does_at(view, at, does))
        || (1..3)
            .filter_map(|n| at.checked_sub(n))
            .any(|i| super::offices::title::at(view, i).is_some_and(|w| w.end == at + 1 && w.is(OfficeWord::Same)))
}

/// The lengths of the words here that do this.
fn does(view: View<'_>, at: usize, does: OfficeWord) -> Vec<usize> {
    if !view.may(at, SenseKind::Office) {
        return Vec::new();
    }
    let right = |id: u16| view.lexicon.offices.get(id as usize) == Some(&does);
    view.hits(at).filter(|h| matches!(h.sense, Sense::Office(id) if right(id))).map(|h| h.len as usize).collect()
}

/// Whether a word here does this.
fn does_at(view: View<'_>, at: usize, word: OfficeWord) -> bool {
    !does(view, at, word).is_empty()
}

/// Whether a time stands by itself or behind a preposition other than "of".
fn adverb(view: View<'_>, time: &Claim) -> bool {
    let group = time.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    group.is_none_or(|g| time.tokens.holds(g.head as usize) && !matches!(g.role, Role::Of(_)))
}
