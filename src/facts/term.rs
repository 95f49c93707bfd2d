//! Terms: what a fact is about, in words that meet a draft's by inflection, derivation, synonym,
//! concept and alias.

use crate::lexicon::Stem;

/// A word of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermWord {
    /// As written.
    pub text: String,
    /// Hash of the folded letters.
    pub surface: Stem,
    /// Inflection stem.
    pub stem: Stem,
    /// It has a capital, and meets only capitalised words.
    pub capital: bool,
    /// Synonym groups of this single word.
    pub synonyms: Vec<u16>,
    /// Concepts that list this single word.
    pub concepts: Vec<u16>,
}

/// One way to meet a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Alternative {
    /// `@killed`: index of the concept.
    Concept(u16),
    /// A word or phrase; phrases are met word by word, in one clause.
    Phrase(Vec<TermWord>),
    /// A phrase in double quotes: to the letter.
    Exact(Vec<TermWord>),
}

/// An entry of `about`, `unless`, `subject`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As written, for reasons.
    pub text: String,
    /// Any of these meets it.
    pub alternatives: Vec<Alternative>,
}
