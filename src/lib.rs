//! factlint reads a news draft, finds the figures and dates in it, and holds each against a file of
//! reference facts. Nothing leaves the machine; the same input gives the same answer.
//!
//! Data flows one way: [`document`] → [`analysis`] → [`claims`] → [`facts`] → [`pairing`] →
//! [`verdict`] → [`report`]. A room uses those above it in that list and [`lexicon`], never one
//! below it; `tests/rooms.rs` holds that.

// What can stop the program, in the library itself: an exception says why it cannot.
#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod analysis;
pub mod audit;
pub mod checker;
pub mod checks;
pub mod claims;
pub mod cli;
pub mod document;
pub mod facts;
pub mod fix;
pub mod impact;
pub mod init;
pub mod lexicon;
pub mod packs;
pub mod pairing;
pub mod report;
mod shipped;
pub mod strict;
pub mod suppress;
pub mod verdict;

pub use checker::{Checked, Checker, Settings};
pub use claims::{Claim, Value};
pub use document::Document;
pub use facts::Facts;
pub use lexicon::Lexicon;
pub use verdict::Finding;
