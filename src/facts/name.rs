//! Form 5: a thing that has a name, and wrong names that drafts give it.

use super::fact::Common;
use super::keys::Context;
use super::{Ground, Term};
use crate::claims::When;
use crate::lexicon::fold;
use crate::strict::Entry;
use std::ops::Range;

/// What a thing is called.
#[derive(Debug, Clone, PartialEq)]
pub struct Called {
    /// Where it stands and comes from.
    pub ground: Ground,
    /// What it is about: each entry must be met.
    pub about: Vec<Term>,
    /// Terms that rule it out.
    pub unless: Vec<Term>,
    /// The date or period that it is about.
    pub when: Option<When>,
    /// The name; other names are those of [`Names`](super::Names).
    pub is: String,
    /// Names that drafts give it wrongly.
    pub not: Vec<String>,
}

impl Context<'_, '_> {
    /// Reads `about`, `is` and `not`.
    pub(super) fn called(
        &mut self,
        id: &str,
        at: &Range<usize>,
        about: &Entry<'_>,
        is: &Entry<'_>,
        not: Option<&Entry<'_>>,
        common: &Common,
    ) -> Option<Called> {
        let about = self.about(&about.item);
        let name = self.text("is", &is.item)?;
        let mut wrong = Vec::new();
        for (text, span) in not.map(|entry| self.texts("not", &entry.item)).unwrap_or_default() {
            if fold(&text) == fold(&name) {
                let message = format!("`not` of {id} holds the name that `is` gives, \"{name}\"");
                let help = "list only names that would be wrong".to_owned();
                self.error("right-name-in-not", &span, message, Some(help));
            } else if self.one_name(&text, &name) {
                let message =
                    format!("`not` of {id} holds \"{text}\", and [names] makes it another name of \"{name}\"");
                let help = "list only names that would be wrong, or take it out of [names]".to_owned();
                self.error("right-name-in-not", &span, message, Some(help));
            } else if !wrong.contains(&text) {
                wrong.push(text);
            }
        }
        Some(Called {
            ground: self.ground(id, at, common),
            about,
            unless: common.unless.clone(),
            when: common.when.clone(),
            is: name,
            not: wrong,
        })
    }

    /// Whether `[names]` holds both as names of one thing.
    fn one_name(&self, a: &str, b: &str) -> bool {
        let groups = |name: &str| self.names.and_then(|n| n.get(&fold(name)));
        groups(a).zip(groups(b)).is_some_and(|(a, b)| a.iter().any(|g| b.contains(g)))
    }
}
