//! How verdicts look: a sign and a word each, so that none is told by its colour alone.

use crate::report::Command;
use crate::verdict::{Finding, Grade, Verdict};

/// What a note says of its stretch of the draft, in the order in which filters name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Look {
    /// A fact or the draft itself contradicts it.
    Disagree,
    /// Several facts fit.
    Ambiguous,
    /// A required fact that is not there.
    Missing,
    /// True, and better reworded.
    Loose,
    /// A fact agrees.
    Match,
    /// No fact is about it.
    Unchecked,
    /// A claim that was listed and held to nothing.
    Claim,
    /// Digits that are no claim.
    Skipped,
}

impl Look {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Disagree,
        Self::Ambiguous,
        Self::Missing,
        Self::Loose,
        Self::Match,
        Self::Unchecked,
        Self::Claim,
        Self::Skipped,
    ];

    /// That of a finding.
    pub fn of(finding: &Finding, command: Command) -> Self {
        match finding.verdict {
            _ if command == Command::Extract => Self::Claim,
            Verdict::Disagree => Self::Disagree,
            Verdict::Ambiguous => Self::Ambiguous,
            Verdict::Missing => Self::Missing,
            Verdict::Match(Grade::Loose) => Self::Loose,
            Verdict::Match(_) => Self::Match,
            Verdict::Unchecked => Self::Unchecked,
        }
    }

    /// Its name among classes and ids of the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disagree => "disagree",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::Loose => "loose",
            Self::Match => "match",
            Self::Unchecked => "unchecked",
            Self::Claim => "claim",
            Self::Skipped => "skipped",
        }
    }

    /// Its sign. That of what is missing is the caret by which a proofreader puts words in.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Disagree => "✗",
            Self::Ambiguous => "?",
            Self::Missing => "∧",
            Self::Loose => "≈",
            Self::Match => "✓",
            Self::Unchecked | Self::Claim => "•",
            Self::Skipped => "–",
        }
    }

    /// Its word over a note.
    pub fn word(self) -> &'static str {
        match self {
            Self::Disagree => "Disagrees",
            Self::Ambiguous => "Ambiguous",
            Self::Missing => "Missing",
            Self::Loose => "Loose match",
            Self::Match => "Matches",
            Self::Unchecked => "Unchecked",
            Self::Claim => "Claim",
            Self::Skipped => "No claim",
        }
    }

    /// Its word among the filters and in counts: "6 disagree".
    pub fn plural(self, count: usize) -> &'static str {
        match self {
            Self::Disagree if count == 1 => "disagrees",
            Self::Disagree => "disagree",
            Self::Ambiguous => "ambiguous",
            Self::Missing => "missing",
            Self::Loose if count == 1 => "matches loosely",
            Self::Loose => "match loosely",
            Self::Match if count == 1 => "matches",
            Self::Match => "match",
            Self::Unchecked => "unchecked",
            Self::Claim if count == 1 => "claim",
            Self::Claim => "claims",
            Self::Skipped => "no claim",
        }
    }

    /// Whether an editor has to do something about it.
    pub fn urgent(self) -> bool {
        matches!(self, Self::Disagree | Self::Ambiguous | Self::Missing | Self::Loose)
    }
}
