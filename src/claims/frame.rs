//! The frame of a claim: what is counted, what befell it, when, whose figure, level or change, part
//! or whole, and whether it is asserted at all.

use super::Reading;
use crate::analysis::View;

/// What a claim says its figure of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {}

/// The frames of a sentence's readings.
#[must_use]
pub fn frames(_view: View<'_>, readings: &[Reading]) -> Vec<Frame> {
    readings.iter().map(|_| Frame::default()).collect()
}
