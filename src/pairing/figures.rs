//! The figures of all facts, to be asked whether one of them is this.

use crate::claims::Value;
use crate::facts::{Fact, Facts};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::sync::OnceLock;

/// The figures of the facts that an index was made of: gathered once for all drafts, and only if one asks.
#[derive(Debug, Clone, Default)]
pub struct Figures {
    /// How many facts the index was made of; what is more is a line's own, and looked through.
    facts: usize,
    known: OnceLock<FxHashMap<Decimal, Vec<u32>>>,
}

impl Figures {
    /// Those of so many facts.
    pub(super) fn new(facts: usize) -> Self {
        Self { facts, known: OnceLock::new() }
    }

    /// The facts that have this very figure as their value, or in their series.
    pub fn of<'f>(&self, figure: Decimal, facts: &'f Facts) -> impl Iterator<Item = &'f Fact> + use<'f, '_> {
        let (indexed, more) = facts.facts.split_at_checked(self.facts).unwrap_or((&facts.facts, &[]));
        let known = self.known.get_or_init(|| {
            let mut known: FxHashMap<Decimal, Vec<u32>> = FxHashMap::default();
            for (at, fact) in (0..).zip(indexed) {
                of(fact).for_each(|figure| known.entry(figure).or_default().push(at));
            }
            known
        });
        let of_index = known.get(&figure).into_iter().flatten().filter_map(|&at| indexed.get(at as usize));
        of_index.chain(more.iter().filter(move |fact| of(fact).any(|other| other == figure)))
    }
}

/// The figure of a value itself, whatever its hedge.
#[must_use]
pub fn figure(value: &Value) -> Option<Decimal> {
    value.figure()?.number.map(|n| n.normalize())
}

fn of(fact: &Fact) -> impl Iterator<Item = Decimal> {
    std::iter::once(&fact.value).chain(fact.series.iter().map(|e| &e.value)).filter_map(figure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use std::path::Path;

    #[test]
    fn figures_of_facts_that_came_later_are_found_too() {
        let lexicon = Lexicon::english().expect("the packs that ship are sound");
        let of = |text: &str| crate::facts::parse(text, Path::new("facts.toml"), &lexicon);
        let one = "[facts.a]\nabout = [\"bridge\"]\nvalue = \"1,200 m\"\n";
        let series = "[{ as-of = 2014-03-01, value = 70 }, { as-of = 2015-03-01, value = 75.0 }]";
        let both = format!("{one}[facts.b]\nabout = [\"dam\"]\nunit = \"m\"\nseries = {series}\n");
        let (facts, more) = (of(one), of(&both));
        let figures = Figures::new(facts.facts.len());
        assert!(
            figures.of(Decimal::from(1200), &facts).next().is_some()
                && !figures.of(Decimal::from(75), &facts).next().is_some()
        );
        assert!(
            figures.of(Decimal::from(1200), &more).next().is_some()
                && figures.of(Decimal::from(75), &more).next().is_some()
        );
        assert!(!figures.of(Decimal::from(75), &facts).next().is_some());
    }
}
