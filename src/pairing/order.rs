//! The order of facts that fit a claim alike. It is that of the facts themselves, whatever their order in files.

use crate::claims::{Moment, Value};
use crate::facts::{Fact, Facts};
use std::cmp::Ordering;

/// Which of two facts comes first where both fit as well: that of the earlier time, as a text tells what befell;
/// else by their ids. Claims of one sentence keep its order.
pub(super) fn first(facts: &Facts, a: usize, b: usize) -> Ordering {
    let (Some(one), Some(other)) = (facts.facts.get(a), facts.facts.get(b)) else { return a.cmp(&b) };
    time(one).cmp(&time(other)).then_with(|| one.id.cmp(&other.id)).then(a.cmp(&b))
}

/// The time that a fact states, or is about; none comes before all.
fn time(fact: &Fact) -> Option<Moment> {
    let when = match &fact.value {
        Value::When(when) => Some(when),
        _ => fact.when.as_ref(),
    };
    when.and_then(|w| w.readings.first()?.from)
}
