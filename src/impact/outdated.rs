//! What agreed with a fact as it was, and is held to nothing now: a match may rest on the value alone, and an
//! accusation may not. That the fact says something else now is worth a look all the same.

use super::portrait::{Change, Matter};
use crate::claims::Value;
use crate::facts::{Fact, Facts};
use crate::lexicon::Lexicon;
use crate::verdict::{self, Agreement, Finding, Verdict};
use rustc_hash::FxHashMap;

/// What a fact says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instead {
    /// In words.
    pub states: String,
    /// The claim's own wording with it, where that can be kept.
    pub suggestion: Option<String>,
}

/// The facts that say something else now.
#[derive(Debug)]
pub struct News<'a> {
    lexicon: &'a Lexicon,
    /// By their ids: their values as they were and as they are, and what they state in the words of their file.
    by_id: FxHashMap<&'a str, Said<'a>>,
}

#[derive(Debug, Default)]
struct Said<'a> {
    old: Vec<&'a Fact>,
    new: Vec<&'a Fact>,
    states: &'a str,
}

impl<'a> News<'a> {
    /// Those among what [`changes`](super::changes) told of these two sets.
    #[must_use]
    pub fn of(changes: &'a [Change], old: &'a Facts, new: &'a Facts, lexicon: &'a Lexicon) -> Self {
        let mut by_id: FxHashMap<&str, Said<'_>> = FxHashMap::default();
        for change in changes.iter().filter(|c| c.matter() == Some(Matter::Value)) {
            if let (Some(id), Some(now)) = (&change.fact, &change.new) {
                by_id.insert(id, Said { states: &now.states, ..Said::default() });
            }
        }
        for fact in &old.facts {
            by_id.entry(&fact.id).and_modify(|said| said.old.push(fact));
        }
        for fact in &new.facts {
            by_id.entry(&fact.id).and_modify(|said| said.new.push(fact));
        }
        Self { lexicon, by_id }
    }

    /// What the fact of a match says now, where the claim does not agree with that.
    pub(super) fn instead(&self, old: &Finding) -> Option<Instead> {
        let said = self.by_id.get(old.fact.as_deref()?).filter(|_| matches!(old.verdict, Verdict::Match(_)))?;
        let (Some(value), Some(now)) = (&old.value, said.now(old.expected.as_ref(), self.lexicon)) else {
            let states = said.states.to_owned();
            // Of a name, a holder, words that were said there is no value to compare.
            return (said.new.is_empty() && said.old.is_empty()).then_some(Instead { states, suggestion: None });
        };
        let now = Fact { series: Vec::new(), ..now.clone() };
        if matches!(verdict::agree(value, &now, self.lexicon), Agreement::Agree { .. }) {
            return None;
        }
        let suggestion = verdict::reworded(&old.text, value, &now, self.lexicon);
        Some(Instead { states: verdict::states(&now, self.lexicon), suggestion })
    }
}

impl<'a> Said<'a> {
    /// What has become of the one of its values that is expected.
    fn now(&self, expected: Option<&Value>, lexicon: &Lexicon) -> Option<&'a Fact> {
        let expected = expected?;
        let wanted = verdict::says(expected, lexicon);
        if self.old.len() == self.new.len() {
            let at = self.old.iter().position(|f| verdict::says(&f.value, lexicon) == wanted);
            // Of a series any of its values may have been expected; a sentence has several claims.
            let at = at.or_else(|| (self.old.len() == 1).then_some(0))?;
            return self.new.get(at).copied();
        }
        let mut alike = self.new.iter().filter(|f| f.value.kind() == expected.kind());
        alike.next().copied().filter(|_| alike.next().is_none())
    }
}
