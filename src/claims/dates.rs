//! Dates, times, ranges of dates and durations.

use super::{Anchor, Reading};
use crate::analysis::View;

/// The longest date, time, range or duration that begins at the token.
#[must_use]
pub fn reading(_view: View<'_>, _at: usize, _anchor: &mut Anchor) -> Option<Reading> {
    None
}
