//! Figures: the literal and the intended interval (semantics 1 and 2).

use super::{Agreement, Grade};
use crate::claims::Value;
use crate::facts::Fact;
use crate::lexicon::Lexicon;

/// Compares a draft's figure with a fact's.
#[must_use]
pub(super) fn agree(draft: &Value, fact: &Fact, _lexicon: &Lexicon) -> Agreement {
    if *draft == fact.value { Agreement::Agree { grade: Grade::Exact, coarser: false } } else { Agreement::Apart }
}
