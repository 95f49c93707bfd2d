//! Findings that a desk has decided to live with, so that a run reports what is new: those that a draft's own marks
//! name, and those of a baseline. Knows findings by their places and fingerprints, and reads no prose.
//!
//! The checker calls [`obey`] once all findings are there. The command line opens a [`Baseline`] and asks it of every
//! finding that would be told.

mod baseline;
mod mark;
mod marks;
mod strays;
#[cfg(test)]
mod tests;

pub use baseline::{Asked, Baseline, Change, HeldTo, Place};
pub use marks::obey;

use crate::verdict::Finding;

/// A finding that is not reported, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppressed {
    /// What would have been told.
    pub finding: Finding,
    /// By what it is known.
    pub by: By,
}

/// By what a finding is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum By {
    /// The baseline has it.
    Baseline,
    /// An older revision has it.
    Revision,
    /// A mark in the draft or beside it.
    Mark {
        /// Why.
        because: String,
        /// Where the mark stands: `line 3`, or the file beside the draft and the line.
        place: String,
        /// Whether that is the file beside the draft.
        beside: bool,
    },
}
