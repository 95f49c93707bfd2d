//! Terms and where a draft meets them: every term under its words' keys, so that a sentence finds the
//! terms that it holds without asking each fact.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod aliases;
mod filter;
mod meant;
mod meet;
mod of_fact;
mod says;
mod tokens;

use aliases::Aliases;
use filter::Filter;
pub(super) use meet::{Meeting, meets};
pub(super) use of_fact::FactTerms;
use of_fact::{Hints, parts, shares, tells_apart};
use says::Traits;
pub(super) use tokens::Tokens;

use super::family;

use crate::facts::{About, Alternative, Facts, Term, TermWord};
use crate::lexicon::{Lexicon, Stem};
use rustc_hash::FxHashMap;

/// A term of some fact; equal terms are one.
pub(super) type TermId = u32;

/// A place where a term is met: its tokens, the one that decides first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Met {
    pub(super) term: TermId,
    pub(super) tokens: Tokens,
    /// The concept by which it was met, when it was by one.
    pub(super) concept: Option<u16>,
    /// A plain word is met through its concept alone, by another word of it ("strangled" by "beaten to death").
    pub(super) akin: bool,
    /// It is met by what only stands for its name ("the company"): nothing in a draft that never gives the name.
    pub(super) stands_in: bool,
    /// The term is of several ("bombings"), and what meets it is one ("a bombing").
    pub(super) one: bool,
}

/// What stands in the index under a key.
#[derive(Debug, Clone, Copy)]
struct Entry {
    term: TermId,
    alternative: u16,
    /// Which word of the phrase the key is of.
    word: u16,
}

/// How many of each are indexed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    terms: usize,
    facts: usize,
    subjects: usize,
}

/// The keys under which an alternative is found, each with the number of the word that it is of.
fn anchors(alternative: &Alternative, lexicon: &Lexicon) -> Vec<(u64, usize)> {
    match alternative {
        Alternative::Concept(c) => vec![(concept_key(*c), 0)],
        Alternative::Exact(words) => words.first().map(|word| (word.surface.0, 0)).into_iter().collect(),
        Alternative::Phrase(words) => {
            // The last word decides: it is the head of a noun, the surname of a person.
            let mut from_behind = words.iter().enumerate().rev();
            let Some((at, word)) =
                from_behind.find(|(_, w)| !w.function).or_else(|| words.iter().enumerate().next_back())
            else {
                return Vec::new();
            };
            keys(word, lexicon).into_iter().map(|key| (key, at)).collect()
        }
    }
}

/// All terms of a set of facts, by key.
#[derive(Debug, Clone, Default)]
pub(super) struct Terms {
    terms: Vec<Term>,
    /// How many alternatives each term had of its own, before the other names of what it names.
    written: Vec<u16>,
    by_text: FxHashMap<String, Vec<TermId>>,
    by_key: FxHashMap<u64, Vec<Entry>>,
    /// Which keys may be there: most words of a draft are none of the facts'.
    filter: Filter,
    /// Names of persons (two to four capitalised words) by their first two words: the term, and which alternative.
    people: FxHashMap<(Stem, Stem), Vec<(TermId, u16)>>,
    /// What each term says of how it is meant.
    traits: Vec<Traits>,
    /// What each says of the family of a fact that asks for it.
    hints: Vec<Hints>,
    /// Terms that are a year.
    years: FxHashMap<i16, Vec<TermId>>,
    /// Terms of change upwards and downwards, of lasting, and of an age.
    up: Vec<TermId>,
    down: Vec<TermId>,
    lasting: Vec<TermId>,
    aging: Vec<TermId>,
    /// Facts by term, for terms that must be met.
    pub(super) facts: Vec<Vec<u32>>,
    /// Facts by one of the terms under which they stand there, if all of these must be met: the one under which the
    /// fewest stand.
    pub(super) rarest: Vec<Vec<u32>>,
    /// Sentence facts by their names and other words, under which they stand as well.
    beside: Vec<Vec<u32>>,
    /// Each fact's terms.
    pub(super) of: Vec<FactTerms>,
    /// For each fact the kinds of claims that may be of its family ([`family::kinds_of`]), apart from its terms since
    /// most facts that a claim comes near to fall by it.
    pub(super) kinds: Vec<u16>,
    /// For each term the same of all facts together that look where it is met: no other claim has to see it.
    kinds_of_term: Vec<u16>,
    /// Each file's subject.
    pub(super) subjects: Vec<Vec<TermId>>,
}

fn family_key(id: u16) -> u64 {
    0x1_0000_0000_0000 | u64::from(id)
}
fn synonym_key(id: u16) -> u64 {
    0x2_0000_0000_0000 | u64::from(id)
}
fn concept_key(id: u16) -> u64 {
    0x3_0000_0000_0000 | u64::from(id)
}

impl Terms {
    /// Indexes the terms of these facts, beyond those that were indexed before.
    pub(super) fn extend(&mut self, facts: &Facts, lexicon: &Lexicon) {
        let out = self;
        let aliases = Aliases::new(facts);
        for subject in facts.subjects.iter().skip(out.subjects.len()) {
            let ids = subject.iter().map(|t| out.add(t, &aliases, lexicon)).collect();
            out.subjects.push(ids);
        }
        let before = out.of.len();
        for (index, fact) in facts.facts.iter().enumerate().skip(before) {
            let mut of = FactTerms::default();
            let mut lookup: Vec<TermId> = Vec::new();
            match &fact.about {
                About::Terms(terms) => {
                    for term in terms {
                        let id = out.add(term, &aliases, lexicon);
                        of.family(&out.hints[id as usize]);
                        of.all.push(id);
                    }
                    lookup.extend(&of.all);
                }
                About::Sentence(frame) => {
                    of.named = !frame.names.is_empty();
                    for (from, to) in [(&frame.head, 0), (&frame.names, 1), (&frame.words, 2)] {
                        for term in from {
                            let id = out.add(term, &aliases, lexicon);
                            match to {
                                0 => of.heads.push(id),
                                1 => of.names.push(id),
                                _ => of.words.push(id),
                            }
                            of.partition |= to != 1 && parts(term, lexicon);
                            of.mode |= to == 0 && out.is_mode(id);
                        }
                    }
                    let subject = facts.subjects.get(fact.file as usize).map_or(&[][..], Vec::as_slice);
                    let of_subject = |word: &&Term| subject.iter().any(|t| shares(t, word, lexicon));
                    of.of_subject = if of.named { 0 } else { frame.words.iter().filter(of_subject).count() };
                    of.events = frame.events.iter().map(|t| out.add(t, &aliases, lexicon)).collect();
                    of.actor = frame.actor.as_ref().map(|t| out.add(t, &aliases, lexicon));
                    let befalls = |w: &TermWord| !w.concepts.is_empty();
                    of.befell = matches!(&frame.head[..], [only] if only.alternatives.iter().any(|a| {
                        matches!(a, Alternative::Phrase(words) if words.iter().any(befalls))
                    }));
                    // Whom it names is all that a sentence on an age has.
                    let only = of.heads.is_empty() && of.words.is_empty();
                    lookup.extend(if only { &of.names } else { &of.heads });
                }
            }
            let sentence = matches!(fact.about, About::Sentence(_));
            let asked = if sentence { &of.names } else { &of.all };
            of.own = tells_apart(asked.iter().map(|t| &out.hints[*t as usize]), sentence);
            of.by = fact.by.as_ref().map(|t| out.add(t, &aliases, lexicon));
            of.unless = fact.unless.iter().map(|t| out.add(t, &aliases, lexicon)).collect();
            for term in lookup {
                let list = &mut out.facts[term as usize];
                if list.last() != Some(&(index as u32)) {
                    list.push(index as u32);
                }
            }
            let kinds = family::kinds_of(fact);
            let looked_for = [&of.all, &of.heads, &of.names, &of.words, &of.events];
            for &term in looked_for.into_iter().flatten().chain(&of.actor) {
                out.kinds_of_term[term as usize] |= kinds;
            }
            out.of.push(of);
            out.kinds.push(kinds);
        }
        out.make_room();
        for index in before..out.of.len() {
            out.put(index);
        }
    }

    /// Puts a fact where it is looked up.
    fn put(&mut self, index: usize) {
        let Some(of) = self.of.get(index) else { return };
        let only_names = of.heads.is_empty() && of.words.is_empty();
        let terms: Vec<TermId> = match &of.all {
            all if all.is_empty() && only_names => of.names.clone(),
            all if all.is_empty() => of.heads.clone(),
            all => {
                let many = |t: &&TermId| self.facts.get(**t as usize).map_or(0, Vec::len);
                all.iter().min_by_key(many).map(std::slice::from_ref).unwrap_or_default().to_vec()
            }
        };
        for term in terms {
            let Some(list) = self.rarest.get_mut(term as usize) else { continue };
            if list.last() != Some(&(index as u32)) {
                list.push(index as u32);
            }
        }
        for &term in of.names.iter().chain(&of.words) {
            let Some(list) = self.beside.get_mut(term as usize) else { continue };
            if list.last() != Some(&(index as u32)) {
                list.push(index as u32);
            }
        }
    }

    /// The sentence facts of which a name or another word is this term: none where so many have it that it tells
    /// nothing of one.
    pub(super) fn with_word(&self, term: TermId) -> &[u32] {
        /// So many facts are looked at for one word at most.
        const CROWD: usize = 64;
        self.beside.get(term as usize).filter(|list| list.len() <= CROWD).map_or(&[], Vec::as_slice)
    }

    /// How much is indexed, for [`Terms::shrink`].
    pub(super) fn size(&self) -> Size {
        Size { terms: self.terms.len(), facts: self.of.len(), subjects: self.subjects.len() }
    }

    /// Forgets what was indexed since it had this size.
    pub(super) fn shrink(&mut self, size: Size, lexicon: &Lexicon) {
        for of in self.of.drain(size.facts..) {
            for term in of.all.into_iter().chain(of.heads).chain(of.names).chain(of.words) {
                let term = term as usize;
                for list in [&mut self.facts[term], &mut self.rarest[term], &mut self.beside[term]] {
                    list.truncate(list.partition_point(|&f| (f as usize) < size.facts));
                }
            }
        }
        for term in self.terms.drain(size.terms..) {
            if let Some(ids) = self.by_text.get_mut(&term.text) {
                ids.retain(|id| (*id as usize) < size.terms);
                if ids.is_empty() {
                    self.by_text.remove(&term.text);
                }
            }
            for words in term.alternatives.iter().filter_map(person) {
                if let [first, second, ..] = words
                    && let Some(list) = self.people.get_mut(&(first.surface, second.surface))
                {
                    list.truncate(list.partition_point(|(id, _)| (*id as usize) < size.terms));
                }
            }
            for (key, _) in term.alternatives.iter().flat_map(|a| anchors(a, lexicon)) {
                if let Some(list) = self.by_key.get_mut(&key) {
                    list.truncate(list.partition_point(|e| (e.term as usize) < size.terms));
                }
            }
        }
        self.kinds.truncate(size.facts);
        for ids in self.years.values_mut() {
            ids.retain(|id| (*id as usize) < size.terms);
        }
        self.traits.truncate(size.terms);
        self.hints.truncate(size.terms);
        self.kinds_of_term.truncate(size.terms);
        for list in [&mut self.up, &mut self.down, &mut self.lasting, &mut self.aging] {
            list.retain(|id| (*id as usize) < size.terms);
        }
        self.facts.truncate(size.terms);
        self.rarest.truncate(size.terms);
        self.beside.truncate(size.terms);
        self.written.truncate(size.terms);
        self.subjects.truncate(size.subjects);
    }

    /// Indexes terms that must be met and terms that rule out, one pair a fact; with the subjects of the files.
    pub(super) fn plain<'f>(
        facts: &Facts,
        lexicon: &Lexicon,
        entries: impl Iterator<Item = (&'f [Term], &'f [Term])>,
    ) -> Self {
        let mut out = Self::default();
        let aliases = Aliases::new(facts);
        for subject in &facts.subjects {
            let ids = subject.iter().map(|t| out.add(t, &aliases, lexicon)).collect();
            out.subjects.push(ids);
        }
        for (about, unless) in entries {
            let mut of = FactTerms::default();
            for term in about {
                let id = out.add(term, &aliases, lexicon);
                of.family(&out.hints[id as usize]);
                of.all.push(id);
            }
            of.unless = unless.iter().map(|t| out.add(t, &aliases, lexicon)).collect();
            out.of.push(of);
        }
        out.make_room();
        out
    }

    /// Makes the filter of the keys as large as these need.
    fn make_room(&mut self) {
        if !self.filter.has_room(self.by_key.len()) {
            self.filter.hold(self.by_key.keys().copied());
        }
    }

    /// Whether a fact that a claim of this kind may be about looks where the term is met.
    pub(super) fn concerns(&self, term: TermId, kind: u16) -> bool {
        self.kinds_of_term.get(term as usize).is_some_and(|kinds| kinds & kind != 0)
    }

    fn add(&mut self, term: &Term, aliases: &Aliases<'_>, lexicon: &Lexicon) -> TermId {
        // The same words may be a name in one fact and none in another: "Serra" inside and at the head of a sentence.
        let same = |id: &&TermId| {
            let written = self.written_of(**id);
            self.term(**id).is_some_and(|t| t.alternatives.get(..written) == Some(&*term.alternatives))
        };
        if let Some(&id) = self.by_text.get(&term.text).and_then(|ids| ids.iter().find(same)) {
            return id;
        }
        let id = self.terms.len() as TermId;
        self.hints.push(Hints::of(term, lexicon));
        let mut term = term.clone();
        self.written.push(term.alternatives.len() as u16);
        let more: Vec<Alternative> = term.alternatives.iter().flat_map(|a| aliases.of(a)).collect();
        if !more.is_empty() {
            let mut all = term.alternatives.to_vec();
            for alternative in more {
                if !all.contains(&alternative) {
                    all.push(alternative);
                }
            }
            term.alternatives = all.into();
        }
        for (index, alternative) in term.alternatives.iter().enumerate() {
            if let Alternative::Phrase(words) = alternative
                && let [only] = &words[..]
                && only.text.len() == 4
                && let Ok(year) = only.text.parse::<i16>()
            {
                self.years.entry(year).or_default().push(id);
            }
            if let Some([first, second, ..]) = person(alternative) {
                let names = self.people.entry((first.surface, second.surface)).or_default();
                names.push((id, index as u16));
            }
            for (key, word) in anchors(alternative, lexicon) {
                let entry = Entry { term: id, alternative: index as u16, word: word as u16 };
                self.by_key.entry(key).or_default().push(entry);
                self.filter.add(key);
            }
        }
        self.imply(id, &term, lexicon);
        let twins = self.by_text.entry(term.text.clone()).or_default();
        twins.push(id);
        if twins.len() > 1 {
            twins.iter().for_each(|&id| self.traits[id as usize].twin = true);
        }
        self.terms.push(term);
        self.facts.push(Vec::new());
        self.rarest.push(Vec::new());
        self.beside.push(Vec::new());
        self.kinds_of_term.push(0);
        id
    }

    /// How many terms there are.
    pub(super) fn of_how_many(&self) -> usize {
        self.terms.len()
    }

    /// A term by its id.
    pub(super) fn term(&self, id: TermId) -> Option<&Term> {
        self.terms.get(id as usize)
    }

    /// How many alternatives a term has of its own.
    pub(super) fn written_of(&self, id: TermId) -> usize {
        self.written.get(id as usize).map_or(0, |n| usize::from(*n))
    }

    /// The terms that stand under one of a term's keys, where these are no more than a crowd.
    pub(super) fn beside(&self, id: TermId, crowd: usize, lexicon: &Lexicon) -> Vec<TermId> {
        let Some(term) = self.term(id) else { return Vec::new() };
        let keys = term.alternatives.iter().flat_map(|a| anchors(a, lexicon));
        let lists = keys.filter_map(|(key, _)| self.by_key.get(&key)).filter(|list| list.len() <= crowd);
        let mut out: Vec<TermId> = lists.flatten().map(|e| e.term).collect();
        out.sort_unstable();
        out.dedup();
        out
    }

    /// Whether a term is one of proper names, here or in another fact: at the head of a sentence nobody can see it.
    pub(super) fn is_name(&self, id: TermId) -> bool {
        let traits = self.traits[id as usize];
        traits.name
            || traits.twin
                && self.by_text.get(&self.terms[id as usize].text).is_some_and(|ids| {
                    ids.iter().filter_map(|&id| self.traits.get(id as usize)).any(|traits| traits.name)
                })
    }

    /// The terms that are this year.
    pub(super) fn of_year(&self, year: i16) -> &[TermId] {
        self.years.get(&year).map_or(&[], Vec::as_slice)
    }
}

/// The words of what looks like the name of a person: two to four, capitalised.
fn person(alternative: &Alternative) -> Option<&[TermWord]> {
    match alternative {
        Alternative::Phrase(words) if (2..=4).contains(&words.len()) && words.iter().all(|w| w.capital) => Some(words),
        _ => None,
    }
}

fn is_name(alternative: &Alternative) -> bool {
    match alternative {
        Alternative::Concept(_) => false,
        Alternative::Phrase(words) | Alternative::Exact(words) => {
            words.iter().any(|w| w.capital && !w.text.starts_with(|c: char| c.is_ascii_digit()))
        }
    }
}

fn keys(word: &TermWord, lexicon: &Lexicon) -> Vec<u64> {
    if word.capital {
        return vec![word.surface.0, word.stem.0];
    }
    let mut out = vec![word.stem.0, word.surface.0];
    out.extend(lexicon.stemmer.families(word.stem).iter().map(|&f| family_key(f)));
    out.extend(word.synonyms.iter().map(|&s| synonym_key(s)));
    out.extend(word.concepts.iter().map(|&c| concept_key(c)));
    out.sort_unstable();
    out.dedup();
    out
}
