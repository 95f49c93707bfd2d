//! The law in tables that an editor can read: what the draft writes, what the reference is, how they
//! stand to each other.

mod figures;
mod judging;
mod notation;
mod properties;
mod slips;
mod times;
mod wording;

use super::Agreement;
use super::Grade::{Exact, Hedged, LessPrecise, Loose, Rounded};

/// What a row of a table demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    Exact,
    Rounded,
    Hedged,
    LessPrecise,
    Loose,
    Wrong,
    Apart,
}

impl From<&Agreement> for Is {
    fn from(agreement: &Agreement) -> Self {
        match agreement {
            Agreement::Agree { grade: Exact, .. } => Self::Exact,
            Agreement::Agree { grade: Rounded, .. } => Self::Rounded,
            Agreement::Agree { grade: Hedged, .. } => Self::Hedged,
            Agreement::Agree { grade: LessPrecise, .. } => Self::LessPrecise,
            Agreement::Agree { grade: Loose, .. } => Self::Loose,
            Agreement::Differ(_) => Self::Wrong,
            Agreement::Apart => Self::Apart,
        }
    }
}

/// Holds a table of rows `(draft, reference, verdict)`; every row that fails is told.
pub(super) fn table(rows: &[(&str, &str, Is)]) {
    let lexicon = notation::lexicon();
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(draft, reference, wanted)| {
            let fact = notation::fact(reference);
            let found = super::agree(&notation::value(draft), &fact, lexicon);
            (Is::from(&found) != *wanted).then(|| format!("\"{draft}\" for \"{reference}\": {found:?}, not {wanted:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
