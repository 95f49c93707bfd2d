//! The facts held against drafts: which of them none ever states, and which are only ever ruled out.

use super::complaint;
use crate::facts::{Complaint, Facts, Severity};
use rustc_hash::FxHashSet;

/// The ids of the facts that drafts stated.
#[derive(Debug, Clone, Default)]
pub struct Stated {
    /// How many drafts there were.
    pub drafts: usize,
    /// As the facts are.
    pub held: FxHashSet<String>,
    /// As they would be without `unless`.
    pub freed: FxHashSet<String>,
}

/// The facts as if none had `unless`, or nothing where none has.
#[must_use]
pub fn without_unless(facts: &Facts) -> Option<Facts> {
    let any = facts.facts.iter().any(|f| !f.unless.is_empty()) || facts.called.iter().any(|c| !c.unless.is_empty());
    any.then(|| {
        let mut freed = facts.clone();
        freed.facts.iter_mut().for_each(|f| f.unless.clear());
        freed.called.iter_mut().for_each(|c| c.unless.clear());
        freed
    })
}

/// The facts that no draft stated.
#[must_use]
pub fn unmet(facts: &Facts, stated: &Stated) -> Vec<Complaint> {
    let drafts =
        if stated.drafts == 1 { String::from("this draft") } else { format!("these {} drafts", stated.drafts) };
    let mut out = Vec::new();
    for row in facts.rows().iter().filter(|r| !stated.held.contains(&r.id)) {
        let (severity, code, message, help) = if stated.freed.contains(&row.id) {
            let message = format!("`unless` rules {} out wherever {drafts} came near it", row.id);
            (Severity::Warning, "only-ruled-out", message, "look whether `unless` names too much")
        } else {
            let message = format!("no claim of {drafts} is about {}", row.id);
            (Severity::Note, "never-stated", message, "look whether `about` asks for too much")
        };
        out.push(complaint(severity, code, &row.place, &row.id, message, help));
    }
    out
}
