//! Why a claim was paired as it was: what the pairing leaves at every step when it is asked to. Data
//! alone; the words are the report's. Without a recorder ([`Unasked`]) nothing is kept or made, and
//! the compiler takes the calls out.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

pub use super::place::Place;
use super::{Candidate, Doubt};

/// Takes down what the pairing does. All methods do nothing unless they are written.
pub trait Trace {
    /// It is told of facts, too, of which some term is not met.
    const ALL: bool = true;
    /// A test was made of a fact; the doubts so far.
    fn tested(&mut self, _test: Test, _doubts: &[Doubt]) {}
    /// A fact was considered for a claim.
    fn considered(&mut self, _claim: usize, _tell: impl FnOnce() -> Considered) {}
    /// The text is elsewhere at a claim, so that nothing is carried over to it.
    fn away(&mut self, _claim: usize, _why: &'static str) {}
}

/// Nobody asks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unasked;

impl Trace for Unasked {
    const ALL: bool = false;
}

/// What a fact is tested for, in the order in which it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Test {
    /// Of one kind, dimension and noun class (semantics 7.1).
    Family,
    /// A fact that names nobody, where the text is about something else.
    Subject,
    /// It is only the time of what stands beside it.
    Beside,
    /// The times of the clause.
    Time,
    /// Whose figure.
    Source,
    /// Whether anybody whom the fact names is in the draft, where little else of it is met.
    Strangers,
    /// Counted others as subject.
    Others,
    /// A place of the clause's own.
    Place,
    /// Several names that share one figure.
    Joint,
    /// A name that the figure hangs on.
    Owner,
    /// One of several of the fact's kind.
    Several,
    /// Figures told together.
    Combined,
    /// Whether it is of another thing of the same kind.
    Kind,
    /// What the figure hangs on.
    Hangs,
    /// A figure in brackets.
    Bracketed,
    /// A thing brought in anew, of which the clause tells.
    Introduced,
    /// A part that stands in front.
    Divided,
    /// How it was before something.
    Beforehand,
    /// From when a change counts.
    Since,
    /// A date of what is only compared with, or that tells which of its kind it was.
    OtherTime,
    /// A part of those of whom the fact tells.
    OfThose,
    /// Whose each of a list's figures is.
    Turn,
    /// Who acts in a relative clause.
    Acted,
    /// The clause tells of another event.
    Event,
    /// How old somebody is, then or now.
    Aged,
    /// Where the terms are met (semantics 7.6).
    Terms,
    /// Said to be so, or only feared, planned, denied (semantics 7.4).
    Asserted,
}

/// Why claim and fact are of two families.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kin {
    /// Other kinds: a date is no count.
    Kind,
    /// The claim is a change, and the fact is a level.
    Change,
    /// The claim is a level, and the fact is a change.
    Level,
    /// Per other things: "a month" for "a year".
    Per,
    /// One is a rate or an average, the other is none.
    Rate,
    /// Other things are counted.
    Noun,
}

/// Why a fact fell out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fall {
    /// Not all that it asks for is met.
    Terms,
    /// The age is another's.
    Age,
    /// Another family.
    Family(Kin),
    /// It names nobody, and the draft is not about its file's subject.
    Subject,
    /// An `unless` is met.
    Unless,
    /// Another source's figure.
    Source,
    /// Another name acts in the clause.
    Actor,
    /// Nothing but the topic is met, and the figure may be chance.
    Topic,
    /// It fits too badly.
    Score(i32),
}

impl Fall {
    /// What a claim without any fact is told to have come near.
    pub(super) fn silent(&self) -> Option<String> {
        matches!(self, Self::Source).then(|| String::from("another's figure"))
    }
}

/// What a term is for in its fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// An entry of `about`.
    About,
    /// Of a sentence: its event or counted noun.
    Event,
    /// Of a sentence: a name.
    Name,
    /// Of a sentence: a further word.
    Word,
}

/// By what a term is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// By its own letters.
    Letters,
    /// By another form of its words.
    Form,
    /// By a word of the same group of synonyms.
    Synonym,
    /// By a word of a concept.
    Concept,
    /// By another name of `[names]`, or what stands for the name.
    Alias,
    /// By a surname, once the draft has given the full name.
    Surname,
}

/// A term that is met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where, seen from the claim.
    pub place: Place,
    /// In which sentence of the analysis.
    pub sentence: u32,
    /// By which tokens of it.
    pub tokens: Vec<u32>,
    /// By what.
    pub by: By,
}

/// A term of a fact, as one claim sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermSeen {
    /// The term as the facts file writes it.
    pub text: String,
    /// What it is for.
    pub part: Part,
    /// How it is met, if it is.
    pub hit: Option<Hit>,
}

/// A fact that was considered for a claim, and what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Considered {
    /// Index into the facts.
    pub fact: usize,
    /// Its terms.
    pub terms: Vec<TermSeen>,
    /// As a candidate it was shared out among the claims of the sentence; else why it fell out.
    pub outcome: Result<Candidate, Fall>,
    /// Which test left which doubt, in order.
    pub doubts: Vec<(Test, Doubt)>,
}

/// All that was taken down of one claim.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Notes {
    /// The facts that share a term with what stands around it, in the order of the facts.
    pub considered: Vec<Considered>,
    /// The text is elsewhere here: what took over.
    pub away: Option<&'static str>,
}

/// Takes everything down.
#[derive(Debug, Clone, Default)]
pub struct Recorder {
    /// By claim.
    pub notes: Vec<Notes>,
    doubts: Vec<(Test, Doubt)>,
}

impl Recorder {
    fn of(&mut self, claim: usize) -> &mut Notes {
        if self.notes.len() <= claim {
            self.notes.resize_with(claim + 1, Notes::default);
        }
        &mut self.notes[claim]
    }
}

impl Trace for Recorder {
    fn tested(&mut self, test: Test, doubts: &[Doubt]) {
        self.doubts.extend(doubts.iter().skip(self.doubts.len()).map(|&d| (test, d)));
    }

    fn considered(&mut self, claim: usize, tell: impl FnOnce() -> Considered) {
        let doubts = std::mem::take(&mut self.doubts);
        self.of(claim).considered.push(Considered { doubts, ..tell() });
    }

    fn away(&mut self, claim: usize, why: &'static str) {
        self.of(claim).away = Some(why);
    }
}
