//! Offices: which titles of a draft are those of a fact, and who is said to hold them (semantics 4).
//!
//! [`Offices`] is made once of the facts; [`Offices::mentions`] gives what the draft says of them.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod body;
mod deeds;
mod draft;
mod group;
mod heirs;
mod mention;
pub(super) mod person;
mod phrase;
mod sure;
mod terms;
pub(super) mod title;
mod told;
mod verbs;

use crate::analysis::{Analysis, Pos, Range, Sentence};
use crate::claims::{Claims, Moment};
use crate::document::{Document, ProseSpan};
use crate::facts::Facts;
use crate::lexicon::{Func, Lexicon, OfficeWord, Sense};
use draft::Draft;
use group::{Group, institutions, known};
pub use mention::{Mention, Order, Tenure, Times};
use person::{FirstNames, Likeness, Person};
use phrase::{Beside, Form, Known, Phrase};
use rustc_hash::FxHashMap;
pub use terms::{Served, Term};
use title::{Around, Fit, Key, Title, Word};
pub use told::{Told, named, told};

/// The offices of a set of facts, ready to be asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Offices {
    groups: Vec<Group>,
    heads: FxHashMap<Key, Vec<(u32, u32)>>,
    /// The same by the derivation families of their heads ("commands" for "commander").
    verbs: FxHashMap<u16, Vec<(u32, u32)>>,
    /// All titles.
    all: Vec<(u32, u32)>,
    persons: Vec<Person>,
    /// First day and end of each office.
    terms: Vec<(Option<Moment>, Option<Moment>)>,
}

impl Offices {
    /// The facts of each office, and whether a title of it names its institution.
    pub(super) fn by_title(&self) -> impl Iterator<Item = (&[usize], bool)> {
        self.groups.iter().map(|g| (g.facts.as_slice(), g.placed))
    }

    /// Indexes the offices by the heads of their titles.
    pub(super) fn new(facts: &Facts, lexicon: &Lexicon) -> Self {
        let mut out = Self::default();
        if facts.offices.is_empty() {
            return out;
        }
        let first = FirstNames::new(lexicon);
        let mut by_head: FxHashMap<Key, Vec<usize>> = FxHashMap::default();
        for (index, office) in facts.offices.iter().enumerate() {
            out.persons.push(Person::new(&office.holder, &facts.names, first));
            out.terms.push((office.begins(), office.ends()));
            let titles: Vec<Title> = office.titles.iter().flat_map(|t| Title::read(t, lexicon)).collect();
            let Some(longest) = titles.iter().max_by_key(|t| t.words.len()) else { continue };
            // One office is one title at its fullest.
            let same = by_head.get(&longest.head.key).into_iter().flatten().copied().find(|&g| {
                let group: &Group = &out.groups[g];
                let other = group.titles.iter().max_by_key(|t| t.words.len());
                other.is_some_and(|o| {
                    titles.iter().any(|t| t.same(o, lexicon)) && group.titles.iter().any(|t| t.same(longest, lexicon))
                })
            });
            let id = same.unwrap_or(out.groups.len());
            if same.is_none() {
                out.groups.push(Group::default());
                by_head.entry(longest.head.key).or_default().push(id);
            }
            let group = &mut out.groups[id];
            group.facts.push(index);
            if !group.files.contains(&office.ground.file) {
                group.files.push(office.ground.file);
            }
            for title in titles {
                if !group.titles.contains(&title) {
                    group.titles.push(title);
                }
            }
        }
        for (id, group) in out.groups.iter_mut().enumerate() {
            institutions(group, lexicon);
            group.known = known(group, facts, lexicon);
            for (at, title) in group.titles.iter().enumerate() {
                out.heads.entry(title.head.key).or_default().push((id as u32, at as u32));
                out.all.push((id as u32, at as u32));
                if let Key::Stem(stem) = title.head.key {
                    for family in lexicon.stemmer.families(stem) {
                        out.verbs.entry(*family).or_default().push((id as u32, at as u32));
                    }
                }
            }
        }
        out
    }

    fn title(&self, group: u32, title: u32) -> Option<&Title> {
        self.groups.get(group as usize)?.titles.get(title as usize)
    }

    fn group(&self, id: u32) -> Option<&[usize]> {
        self.groups.get(id as usize).map(|g| g.facts.as_slice())
    }

    /// The facts of an office whose holder this is.
    fn holders(&self, group: u32, said: &[String]) -> Vec<usize> {
        let facts = self.groups.get(group as usize).map_or(&[][..], |g| &g.facts);
        facts.iter().copied().filter(|&o| self.persons[o].likeness(said) == Likeness::Same).collect()
    }

    /// How the words of a draft's title fit one of an office, outside the tokens of the mention itself.
    fn fit(
        &self,
        draft: &Draft<'_>,
        index: usize,
        words: &[Word],
        group: u32,
        title: u32,
        own: &std::ops::Range<usize>,
    ) -> Option<(Fit, usize)> {
        let group = self.groups.get(group as usize)?;
        let title = group.titles.get(title as usize)?;
        let lexicon = draft.lexicon;
        let view = draft.view(index);
        let inside = |w: &Word| own.contains(&w.start) || words.iter().any(|o| o.start == w.start);
        let capitals = (0..view.len()).filter(|&i| view.token(i).is_some_and(|t| t.capital));
        let here: Vec<Word> = capitals.filter_map(|i| title::at(view, i)).filter(|w| !inside(w)).collect();
        let near = || here.iter().chain(&draft.topic);
        let named = |w: &Word| {
            near().any(|n| n.meets(w, lexicon))
                || group.known.iter().any(|k| k.capital && near().any(|n| n.key == k.key))
        };
        let known = |w: &Word| {
            let titles = || group.titles.iter().flat_map(|t| &t.words);
            group.known.iter().chain(titles()).any(|k| k.meets(w, lexicon))
        };
        title::fit(words, title, &Around { named: &named, known: &known }, lexicon)
    }

    /// Who is said to hold what in a draft, in its order, and which dates are said of it.
    pub(super) fn mentions(
        &self,
        document: &Document,
        analysis: &Analysis,
        claims: &Claims,
        facts: &Facts,
        lexicon: &Lexicon,
    ) -> (Vec<Mention>, Vec<Served>) {
        if self.groups.is_empty() {
            return (Vec::new(), Vec::new());
        }
        let draft = Draft::new(document, analysis, claims, facts, lexicon);
        let (mut out, mut served) = (Vec::new(), Vec::new());
        for index in 0..analysis.sentences.len() {
            self.sentence(&draft, index, &mut out, &mut served);
        }
        (out, served)
    }

    fn sentence(&self, draft: &Draft<'_>, index: usize, out: &mut Vec<Mention>, served: &mut Vec<Served>) {
        let view = draft.view(index);
        let mut taken: Vec<Range> = Vec::new();
        for at in 0..view.len() {
            // Few words are titles.
            let Some(entries) = title::key_at(view, at).and_then(|key| self.heads.get(&key)) else { continue };
            // "who heads the academy"
            if view.token(at).is_some_and(|t| t.pos == Pos::Verb && !t.capital && t.surface != t.stem) {
                continue;
            }
            let Some(head) = title::at(view, at) else { continue };
            let word = |w: &Word| {
                entries.iter().any(|&(g, t)| {
                    self.groups[g as usize].titles[t as usize].words.iter().any(|o| o.meets(w, view.lexicon))
                })
            };
            let time = |token: usize| draft.time_at(index, token);
            let known = Known { word: &word, time: &time };
            let Some(phrase) = Phrase::around(view, head, &known) else { continue };
            let mut found: Vec<(Mention, Beside, Range)> = Vec::new();
            for beside in phrase.persons(view) {
                let mut phrase = phrase.clone();
                phrase.of_behind(view, beside.name, &known);
                let span = phrase.span(beside);
                let clash = taken.iter().any(|t| t.start < span.end && span.start < t.end);
                if !clash && let Some(mention) = self.mention(draft, index, &phrase, beside, entries) {
                    found.push((mention, beside, span));
                }
            }
            // Of the persons before and behind a title the one that is known to have held it.
            let known = found.iter().position(|f| !f.0.holds.is_empty()).unwrap_or(0);
            if found.len() > known {
                let (mention, beside, span) = found.swap_remove(known);
                Self::own_term(draft, index, &phrase, &mention, served);
                taken.push(span);
                out.push(mention);
                self.listed(draft, index, (&phrase, beside), out, &mut taken);
            } else if let Some((mention, span)) = self.linked(draft, index, &phrase, entries, served)
                && !taken.iter().any(|t| t.start < span.end && span.start < t.end)
            {
                taken.push(span);
                out.push(mention);
            }
        }
        let mut done = Vec::new();
        self.doing(draft, index, &mut done, served);
        for (mention, span) in done {
            if !taken.iter().any(|t| t.start < span.end && span.start < t.end) {
                taken.push(span);
                out.push(mention);
            }
        }
        self.heirs(draft, index, out, &mut taken);
        self.came_and_went(draft, index, out, served);
    }

    /// "Co-chairs Maud Renner and Eli Dorn": each name has the title.
    fn listed(
        &self,
        draft: &Draft<'_>,
        index: usize,
        (phrase, beside): (&Phrase, Beside),
        out: &mut Vec<Mention>,
        taken: &mut Vec<Range>,
    ) {
        let view = draft.view(index);
        let after = beside.name.end as usize;
        let before = (beside.name.start as usize).checked_sub(1);
        let Some(first) = out.last().cloned() else { return };
        let name = match beside.form {
            // "Maud Renner and Eli Dorn, co-chairs"
            Form::Behind => before.filter(|&b| view.is(b, Func::And)).and_then(|b| person::backward(view, b)),
            _ => view.is(after, Func::And).then(|| person::forward(view, person::ranks(view, after + 1))).flatten(),
        };
        let Some(name) = name else { return };
        let next = title::at(view, after + 1).filter(|_| beside.form != Form::Behind);
        if !phrase.many(view) || next.is_some_and(|w| self.heads.contains_key(&w.key)) {
            return;
        }
        let said = person::words(view, name);
        let holds: Vec<usize> =
            first.offices.iter().copied().filter(|&o| self.persons[o].likeness(&said) == Likeness::Same).collect();
        if holds.is_empty() {
            return;
        }
        taken.push(name);
        out.push(Mention {
            span: place(view.sentence, name),
            name: view.stretch(name.start as usize, name.end as usize).to_owned(),
            holds,
            accuses: false,
            ..first
        });
    }

    /// What a title and a person beside it come to.
    fn mention(
        &self,
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        beside: Beside,
        entries: &[(u32, u32)],
    ) -> Option<Mention> {
        let view = draft.view(index);
        let lexicon = view.lexicon;
        let said = person::words(view, beside.name);
        // The best title of each office, then the best office.
        let own = phrase.start.min(beside.name.start as usize)..phrase.end.max(beside.name.end as usize);
        let mut best: Vec<(Fit, usize, u32, u32)> = Vec::new();
        for &(g, t) in entries {
            let Some((fit, count)) = self.fit(draft, index, &phrase.words, g, t, &own) else { continue };
            match best.iter_mut().find(|b| b.2 == g) {
                Some(b) if (fit, count) < (b.0, b.1) => *b = (fit, count, g, t),
                Some(_) => {}
                None => best.push((fit, count, g, t)),
            }
        }
        let holders = |g: u32| self.holders(g, &said);
        let Some(least) = best.iter().map(|b| (b.0, b.1)).min() else {
            return self.lesser(draft, index, phrase, beside, entries);
        };
        let mut ties: Vec<_> = best.into_iter().filter(|b| (b.0, b.1) == least).collect();
        let unique = ties.len() == 1;
        ties.sort_by_key(|b| (holders(b.2).is_empty(), b.2));
        let (fit, _, g, t) = *ties.first()?;
        let group = &self.groups[g as usize];
        let holds = holders(g);
        if (fit != Fit::Whole || beside.doubtful) && holds.is_empty() {
            return None;
        }
        // "chief executive of rival Tolva" is of another institution.
        let turned = (phrase.start..phrase.end).any(|i| view.hits(i).any(|h| matches!(h.sense, Sense::Switch(_))));
        if fit == Fit::Near && turned {
            return None;
        }
        let matched = &group.titles[t as usize];
        let mut tenure = tenure(&phrase.words, matched, lexicon);
        // "Under mayor Pavo Renn, Halmic built two bridges": in his time, whenever that was.
        if tenure == Tenure::Present && phrase.edge.checked_sub(1).is_some_and(|before| view.is(before, Func::Under)) {
            tenure = Tenure::Then;
        }
        let relative = group.facts.iter().any(|&o| self.persons[o].likeness(&said) == Likeness::Surname);
        let sure = unique
            && !beside.doubtful
            && fit != Fit::Near
            && draft.held_to(&group.files)
            && (!holds.is_empty()
                || relative && sure::namesake(draft, index, phrase)
                || !relative && self.stranger(draft, index, phrase, beside, group, &said));
        let span = phrase.span(beside);
        let times = draft.times(index, phrase, beside);
        Some(Mention {
            tenure,
            times,
            definite: beside.form == Form::Named,
            accuses: sure,
            ..Mention::new(view, span, phrase.range(), beside.name, (&group.facts, holds))
        })
    }
}

impl Offices {
    /// "Ida Holm, the deputy director of the institute": who in the facts is its director now, and in none is a deputy.
    fn lesser(
        &self,
        draft: &Draft<'_>,
        index: usize,
        phrase: &Phrase,
        beside: Beside,
        entries: &[(u32, u32)],
    ) -> Option<Mention> {
        let view = draft.view(index);
        let said = person::words(view, beside.name);
        let own = phrase.start.min(beside.name.start as usize)..phrase.end.max(beside.name.end as usize);
        let other = |w: &Word| w.modifies() == Some(OfficeWord::Other);
        let words: Vec<Word> = phrase.words.iter().filter(|w| !other(w)).cloned().collect();
        if words.len() == phrase.words.len() || beside.doubtful || words.iter().any(|w| w.modifies().is_some()) {
            return None;
        }
        let whole = |&&(g, t): &&(u32, u32)| {
            let fit = self.fit(draft, index, &words, g, t, &own);
            let files = self.groups.get(g as usize).is_some_and(|group| draft.held_to(&group.files));
            files && fit.is_some_and(|(fit, _)| fit == Fit::Whole) && !self.holders(g, &said).is_empty()
        };
        let &(g, _) = entries.iter().find(whole)?;
        let times = draft.times(index, phrase, beside);
        let holds = self.holders(g, &said);
        let facts = self.group(g)?;
        (times.own.is_empty() && times.scenes.is_empty()).then(|| Mention {
            order: Some(Order::Lesser),
            accuses: true,
            ..Mention::new(view, phrase.span(beside), phrase.range(), beside.name, (facts, holds))
        })
    }
}

/// What the modifiers of a title say, those aside that the fact's title has as well.
fn tenure(words: &[Word], title: &Title, lexicon: &Lexicon) -> Tenure {
    let own = |w: &&Word| !title.words.iter().any(|o| o.meets(w, lexicon));
    let mut out = Tenure::Present;
    for word in words.iter().filter(own) {
        out = match word.modifies() {
            Some(OfficeWord::Past) => Tenure::Past,
            Some(OfficeWord::Then) => Tenure::Then,
            Some(OfficeWord::Elect) => Tenure::Elect,
            Some(OfficeWord::Dead) => Tenure::Dead,
            Some(OfficeWord::Outgoing) => Tenure::Outgoing,
            _ => continue,
        };
    }
    out
}

fn place(sentence: &Sentence, range: Range) -> ProseSpan {
    let at = |i: u32| sentence.tokens.get(i as usize);
    ProseSpan {
        block: sentence.block,
        start: at(range.start).map_or(0, |t| t.start),
        end: range.end.checked_sub(1).and_then(at).map_or(0, |t| t.end),
    }
}
