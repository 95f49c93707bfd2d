//! Times: containment of EDTF intervals (semantics 3).

use super::{Agreement, Grade};
use crate::claims::When;

/// Compares a draft's date or time with a fact's.
#[must_use]
pub(super) fn agree(draft: &When, fact: &When) -> Agreement {
    if draft.edtf == fact.edtf { Agreement::Agree { grade: Grade::Exact, coarser: false } } else { Agreement::Apart }
}
