//! How large facts may be. Whatever a facts file is and holds, it is read in bounded time and memory.

use crate::strict::Bounds;

/// One file: some two hundred thousand facts.
pub(super) const FILE: Bounds = Bounds { most: 32 << 20, told: "32 MiB, the most that a facts file may have" };

/// Bytes of all files of a run.
pub(super) const ALL: usize = 128 << 20;

/// Files of a run.
pub(super) const FILES: usize = 1000;

/// Files that include each other.
pub(super) const DEPTH: usize = 32;

/// Facts of a run, the claims of a sentence each counted.
pub(super) const FACTS: usize = 1_000_000;

/// Mistakes that are told of a run; the others are counted.
pub(super) const TOLD: usize = 10_000;

/// Letters of a text: a sentence, a term, a quotation.
pub(super) const LETTERS: usize = 10_000;

/// Letters of an id.
pub(super) const ID: usize = 200;
