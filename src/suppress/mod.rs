//! Findings that a desk has decided to live with, so that a run reports what is new: those of a baseline. Knows
//! findings by their fingerprints and reads no prose.
//!
//! The command line opens a [`Baseline`] and asks it of every finding that would be told.

mod baseline;

pub use baseline::{Baseline, Change, Place};

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
}
