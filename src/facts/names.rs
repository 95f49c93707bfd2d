//! Other names of a thing: the `[names]` table.

use super::Term;

/// Groups of names that stand for one thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Each group: the names as phrases; any of them meets a term that holds another.
    pub groups: Vec<Vec<Term>>,
}
