//! Which fact a claim is about, and why: by sense, not nearness (semantics 7). Looks at what claims
//! and facts are of, never at whether their values agree; that is the verdict's.
//!
//! [`Index`] is made once of the facts; [`Index::pair`] gives every claim its candidate facts.

mod alike;
mod assign;
mod crossed;
mod discourse;
mod family;
mod figures;
mod lives;
pub mod names;
mod offices;
mod order;
mod place;
pub mod quotes;
mod scope;
mod score;
mod subject;
mod terms;
pub mod trace;
mod verbatim;

pub use alike::{Alike, Kinship};
pub use figures::{Figures, distinct_digits, figure};
pub use lives::{Asked, Lived, Turn};
pub use offices::{Mention, Order, Served, Tenure, Term, Times, Told, named, told};
pub use trace::{Trace, Unasked};
pub use verbatim::Verbatim;

use crate::analysis::{Analysis, View};
use crate::claims::{Claim, Claims, Dateline, Value};
use crate::document::Document;
use crate::facts::{Fact, Facts, Names};
use crate::lexicon::{Lexicon, Period};
use smallvec::SmallVec;
use std::collections::BTreeMap;

/// How well a term was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Elsewhere in the paragraph, or further up.
    Weak,
    /// In its sentence, through a reference, or as the topic.
    Middling,
    /// In the claim's own noun group or clause.
    Strong,
}

/// Why a candidate may not accuse, though it may match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// A term is met only weakly.
    WeakTerm,
    /// Little of what the fact's sentence says is met.
    Thin,
    /// No term is met in the claim's own clause.
    NoOwnTerm,
    /// A narrower noun than the fact's, or another partition.
    Narrower,
    /// Another claim of the sentence fits the fact better.
    BetterClaim,
    /// The scope may be another.
    Scope,
    /// It is denied, feared, planned: not said to be so.
    Unasserted,
    /// Its clause gives another time than the fact's.
    Time,
    /// The text is elsewhere, and the fact names nobody.
    Elsewhere,
    /// A figure without a source, where the fact is of one.
    Source,
    /// Nobody whom the fact names is in the draft, which is not about its file's subject either.
    Stranger,
}

/// Doubts of one candidate: few, and made for very many.
pub type Doubts = SmallVec<[Doubt; 16]>;

/// How well the terms of one candidate were met.
pub type Strengths = SmallVec<[Strength; 16]>;

/// What ties a claim to a fact beyond that its terms are met somewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tie {
    /// Nothing.
    None,
    /// Every one of two terms or more is met in its own sentence.
    Terms,
    /// A name that the fact asks for is met in the claim's own clause, or by a word that points back to it.
    Name,
    /// Three terms and more are met in its sentence.
    Words,
}

/// A fact that the claim may be about.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Index into the facts.
    pub fact: usize,
    /// For a fact with a series, which of its values stood on the date that the clause gives.
    pub entry: Option<usize>,
    /// How well it fits, in thousandths.
    pub score: i32,
    /// What speaks against accusing.
    pub doubts: Doubts,
    /// What ties the claim to the fact.
    pub tie: Tie,
    /// How each entry of `about` was met, in order.
    pub strengths: Strengths,
    /// The claim leaves its unit out, and has that of a figure before it.
    pub elided: bool,
}

impl Candidate {
    /// What it holds a claim to: of a series, the value that stood.
    #[must_use]
    pub fn value<'f>(&self, fact: &'f Fact) -> &'f Value {
        self.entry.and_then(|e| fact.series.get(e)).map_or(&fact.value, |e| &e.value)
    }
}

/// A fact that came near a claim and is not offered for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    /// The fact, and how its terms are met.
    pub candidate: Candidate,
    /// It is of another family, names another, or little of it is met; else other claims or facts fit better.
    pub fell: bool,
}

/// What the pairing says of one claim.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairing {
    /// The facts that it may be about, the best first; empty when none.
    pub candidates: Vec<Candidate>,
    /// Facts that came near and are not offered, as other claims of the sentence fit them better, as they are of another
    /// family or name another, or as little of them is met: only the very figure, or a slip of the pen, tells that one
    /// of them is meant.
    pub near: Vec<Near>,
    /// The fact whose figure another claim of the sentence has, while this one has the figure of that one's: the two have
    /// changed places.
    pub crossed: Option<Candidate>,
    /// The fact in whose own sentence it stands, where that has the fact's figure.
    pub verbatim: Option<Verbatim>,
    /// Why the claim is held to nothing, when a fact came near: "denied", "elsewhere".
    pub silent: Option<String>,
}

/// Whether two names are one person's, by what the `[names]` table adds to each.
#[must_use]
pub fn one_person(a: &str, b: &str, names: &Names) -> bool {
    let first = offices::person::FirstNames::default();
    let person = |name| offices::person::Person::new(name, names, first);
    person(a).is(&person(b)) || person(b).is(&person(a))
}

/// The facts, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Index {
    terms: terms::Terms,
    quotes: quotes::QuoteIndex,
    names: names::NameIndex,
    offices: offices::Offices,
    lives: lives::Lives,
    desks: score::Desks,
    /// How many facts speak of each year.
    years: BTreeMap<i16, usize>,
    figures: Figures,
    moulds: verbatim::Moulds,
}

/// How many of these facts speak of each year.
fn counted(facts: &[Fact]) -> BTreeMap<i16, usize> {
    let mut out = BTreeMap::new();
    facts.iter().flat_map(years).for_each(|year| *out.entry(year).or_default() += 1);
    out
}

/// The years that a fact speaks of: its own date and since when it was known. A year alone may be any ("records
/// began in 1961").
fn years(fact: &Fact) -> impl Iterator<Item = i16> {
    let value = match &fact.value {
        Value::When(when) if when.grain < Period::Year => {
            when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::year)
        }
        _ => None,
    };
    let about =
        fact.when.as_ref().and_then(|w| w.readings.first()).and_then(|r| r.from).map(jiff::civil::DateTime::year);
    value.into_iter().chain(about).chain(fact.as_of.map(jiff::civil::Date::year))
}

impl Index {
    /// Indexes facts by the words of their terms.
    #[must_use]
    pub fn new(facts: &Facts, lexicon: &Lexicon) -> Self {
        let mut terms = terms::Terms::default();
        terms.extend(facts, lexicon);
        let mut moulds = verbatim::Moulds::default();
        moulds.extend(&facts.facts);
        Self {
            terms,
            quotes: quotes::QuoteIndex::new(facts, lexicon),
            names: names::NameIndex::new(facts, lexicon),
            offices: offices::Offices::new(facts, lexicon),
            lives: lives::Lives::new(facts, lexicon),
            desks: score::Desks::default(),
            years: counted(&facts.facts),
            figures: Figures::new(facts.facts.len()),
            moulds,
        }
    }

    /// The year that most facts speak of.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        self.years.iter().max_by_key(|(year, count)| (**count, **year)).map(|(year, _)| *year)
    }

    /// Asks `with` over this index and what `facts` have beyond those that it was made of, and forgets these
    /// again. They must have no names, no offices and no quotations of their own.
    pub fn with_more<T>(&mut self, facts: &Facts, lexicon: &Lexicon, with: impl FnOnce(&Self) -> T) -> T {
        let size = self.terms.size();
        let before = self.terms.of.len();
        self.terms.extend(facts, lexicon);
        let years = self.years.clone();
        for (year, count) in counted(facts.facts.get(before..).unwrap_or_default()) {
            *self.years.entry(year).or_default() += count;
        }
        self.moulds.extend(&facts.facts);
        let out = with(self);
        self.moulds.shrink(before);
        self.years = years;
        self.terms.shrink(size, lexicon);
        out
    }

    /// The reference quotations by their words.
    #[must_use]
    pub fn quotes(&self) -> &quotes::QuoteIndex {
        &self.quotes
    }

    /// The figures of the facts.
    #[must_use]
    pub fn figures(&self) -> &Figures {
        &self.figures
    }

    /// The names of facts by their words.
    #[must_use]
    pub fn names(&self) -> &names::NameIndex {
        &self.names
    }

    /// Pairs every claim of a draft with the facts that it may be about.
    #[must_use]
    pub fn pair(
        &self,
        document: &Document,
        analysis: &Analysis,
        claims: &Claims,
        facts: &Facts,
        lexicon: &Lexicon,
        dateline: Option<Dateline>,
    ) -> Vec<Pairing> {
        self.pair_telling(None, document, analysis, claims, facts, lexicon, dateline, &mut Unasked)
    }

    /// As [`pair`](Self::pair), as if there were only the facts with these indices; leaves in `trace` why.
    #[must_use]
    #[allow(clippy::too_many_arguments, reason = "what a draft is, what it is held to, and one thing more")]
    pub fn pair_telling<T: Trace>(
        &self,
        only: Option<&dyn Fn(usize) -> bool>,
        document: &Document,
        analysis: &Analysis,
        claims: &Claims,
        facts: &Facts,
        lexicon: &Lexicon,
        dateline: Option<Dateline>,
        trace: &mut T,
    ) -> Vec<Pairing> {
        if facts.facts.is_empty() {
            return vec![Pairing::default(); claims.claims.len()];
        }
        let surnames = self.terms.surnames_in(analysis);
        let mut meeting = terms::Meeting::default();
        let mut met: Vec<Vec<terms::Met>> = analysis
            .sentences
            .iter()
            .map(|sentence| {
                let prose = document.blocks().get(sentence.block as usize).map_or("", |b| &b.text);
                self.terms.met_with(View { lexicon, prose, sentence }, &surnames, &mut meeting)
            })
            .collect();
        self.terms.only_introduced(&mut met, &analysis.sentences.iter(), lexicon);
        let discourse = discourse::follow(document, analysis, claims, lexicon, &met, dateline, &self.terms);
        let told: Vec<_> = analysis.sentences.iter().zip(&met).map(|(s, met)| score::Room::tells(s, met)).collect();
        let near = |term: &terms::TermId| discourse.main.contains(term) || discourse.headline.contains(term);
        let place = |term: &terms::TermId| if near(term) { place::Place::Topic } else { place::Place::Lead };
        let topic: Vec<_> = discourse.topic.iter().map(|term| (*term, place(term))).collect();
        let room = score::Room {
            document,
            analysis,
            claims,
            facts,
            lexicon,
            dateline,
            terms: &self.terms,
            met: &met,
            told: &told,
            discourse: &discourse,
            topic: &topic,
            figures: &self.figures,
            only,
        };
        let mut out = Vec::with_capacity(claims.claims.len());
        let mut desk = self.desks.take(self.terms.of_how_many(), facts.facts.len());
        for part in claims.claims.chunk_by(|a, b| a.sentence == b.sentence) {
            let (from, to) = (out.len(), out.len() + part.len());
            let scored: Vec<score::Scored> = (from..to).map(|i| room.score(i, from..to, &mut desk, trace)).collect();
            let value = |c: &Candidate| {
                let fact = facts.facts.get(c.fact)?;
                c.value(fact).figure()?.number
            };
            let mut pairings = assign::assign(scored, part, &lexicon.weights, &value);
            if part.len() > 1 {
                room.crossed(from..to, &mut pairings);
            }
            room.verbatim(&self.moulds, part, &mut pairings);
            out.extend(pairings);
        }
        self.desks.give(desk);
        out
    }

    /// Who is said to hold which of the facts' offices, in the order of the draft, and which dates are said
    /// of their terms.
    #[must_use]
    pub fn offices(
        &self,
        document: &Document,
        analysis: &Analysis,
        claims: &Claims,
        facts: &Facts,
        lexicon: &Lexicon,
    ) -> (Vec<Mention>, Vec<Served>) {
        self.offices.mentions(document, analysis, claims, facts, lexicon)
    }

    /// The facts of each office (indices into [`Facts::offices`]), and whether a title of it names its institution.
    pub fn one_office(&self) -> impl Iterator<Item = (&[usize], bool)> {
        self.offices.by_title()
    }

    /// What each claim says of a life that the facts know, if anything; and what the draft tells of one in words
    /// that are no claims by themselves ("its centenary").
    #[must_use]
    pub fn lives(
        &self,
        document: &Document,
        analysis: &Analysis,
        claims: &Claims,
        lexicon: &Lexicon,
    ) -> (Vec<Option<Lived>>, Vec<(Claim, Lived)>) {
        self.lives.asked(document, analysis, claims, lexicon)
    }
}
