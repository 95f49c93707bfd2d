//! What a change of the facts does to drafts: which facts changed and how, and which claims of a draft are judged
//! otherwise since. Pure: two sets of facts and a draft in, nothing read and nothing written.
//!
//! The command line calls [`changes`] and [`News::of`] once, and [`turns`] with what two checkers found in one draft.

mod outdated;
mod portrait;
#[cfg(test)]
mod tests;
mod turns;

pub use outdated::{Instead, News};
pub use portrait::{Change, Difference, Matter, Side, changes};
pub use turns::{Turn, Turned, turns};
