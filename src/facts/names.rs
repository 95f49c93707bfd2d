//! Other names of a thing: the `[names]` table.

use super::Term;
use crate::lexicon::fold;
use rustc_hash::FxHashMap;

/// Groups of names that stand for one thing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Names {
    /// Each group: the names as phrases; any of them meets a term that holds another.
    pub groups: Vec<Vec<Term>>,
}

/// The groups by the names that they hold.
#[derive(Debug, Clone)]
pub struct NamesBy<'a> {
    names: &'a Names,
    groups: FxHashMap<String, Vec<u32>>,
}

impl Names {
    /// The groups by their names, to look many up.
    #[must_use]
    pub fn by_name(&self) -> NamesBy<'_> {
        let mut groups: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (index, group) in self.groups.iter().enumerate() {
            for term in group {
                groups.entry(fold(&term.text)).or_default().push(index as u32);
            }
        }
        NamesBy { names: self, groups }
    }
}

impl<'a> NamesBy<'a> {
    /// This name, and all others of what it names.
    pub fn all<'b>(&self, name: &'b str) -> Vec<&'b str>
    where
        'a: 'b,
    {
        let mut out = vec![name];
        for &group in self.groups.get(&fold(name)).into_iter().flatten() {
            for term in self.names.groups.get(group as usize).into_iter().flatten() {
                if !out.iter().any(|n| fold(n) == fold(&term.text)) {
                    out.push(&term.text);
                }
            }
        }
        out
    }
}
