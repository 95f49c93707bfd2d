//! One pass over a sentence: where a claim can begin, the readers propose, the longest wins.

use super::{Anchor, Reading};
use crate::analysis::{Range, View};

/// The readings of a sentence in order, without overlap, and the digits that are no claims.
#[must_use]
pub fn readings(view: View<'_>, anchor: &mut Anchor) -> (Vec<Reading>, Vec<(Range, String)>) {
    let mut out = Vec::new();
    let mut at = 0;
    while at < view.len() {
        if let Some(reading) = super::dates::reading(view, at, anchor) {
            at = reading.tokens.end as usize;
            out.push(reading);
            continue;
        }
        at += 1;
    }
    (out, Vec::new())
}
