//! The ways of telling what a claim's fact is about, the most natural first: an event and what is counted,
//! and a name; fewer words before more, near ones before far ones.

use super::elements::{self, Element};
use super::{Ground, stated};
use crate::claims::Value;

/// Ways that are tried for one claim.
const MOST: usize = 48;
/// Words and names that are combined.
const HEADS: usize = 7;
const NAMES: usize = 4;
/// Entries of `about` at most.
const ENTRIES: usize = 4;

/// What a fact is about, as it is written.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub(super) struct Wording {
    /// Words of `about` that are no names: event, noun.
    pub(super) heads: Vec<String>,
    /// Names of `about`.
    pub(super) names: Vec<String>,
    /// `when`, as TOML.
    pub(super) when: Option<String>,
    /// `unless`.
    pub(super) unless: Vec<String>,
}

impl Wording {
    /// The entries of `about`, in order.
    pub(super) fn about(&self) -> impl Iterator<Item = &str> {
        self.heads.iter().chain(&self.names).map(String::as_str)
    }
}

/// The wordings of a claim's fact, in the order in which they are tried.
pub(super) fn of(ground: &Ground<'_>, index: usize) -> Vec<Wording> {
    let Some(claim) = ground.claims.claims.get(index) else { return Vec::new() };
    let elements = elements::of(ground, claim);
    let heads: Vec<&Element> = elements.iter().filter(|e| !e.name).take(HEADS).collect();
    let names: Vec<&Element> = elements.iter().filter(|e| e.name).take(NAMES).collect();
    let when = if matches!(claim.value, Value::When(_)) { None } else { time(ground, index) };
    let mut costed: Vec<(u32, Wording)> = Vec::new();
    for some in subsets(heads.len(), 3) {
        for own in subsets(names.len(), 2) {
            let entries = some.len() + own.len();
            if entries == 0 || entries > ENTRIES || some.is_empty() && own.len() > 1 {
                continue;
            }
            let rank: u32 = some.iter().map(|&i| heads[i].rank).chain(own.iter().map(|&i| names[i].rank)).sum();
            let words = [9, 1, 0, 3][some.len().min(3)];
            let named = [8, 0, 3][own.len().min(2)];
            let chosen: Vec<&str> = some.iter().map(|&i| heads[i].text.as_str()).collect();
            // "death toll" beside "toll" says nothing more.
            if chosen.iter().any(|a| chosen.iter().any(|b| a != b && a.split(' ').any(|w| w == *b))) {
                continue;
            }
            let wording = Wording {
                heads: chosen.into_iter().map(str::to_owned).collect(),
                names: own.iter().map(|&i| names[i].text.clone()).collect(),
                ..Wording::default()
            };
            let cost = rank + words + named;
            if let Some((when, other)) = &when {
                let with = if *other { cost } else { cost + 4 };
                costed.push((with, Wording { when: Some(when.clone()), ..wording.clone() }));
                costed.push((if *other { cost + 4 } else { cost }, wording));
            } else {
                costed.push((cost, wording));
            }
        }
    }
    costed.sort_by_key(|(cost, _)| *cost);
    costed.truncate(MOST);
    costed.into_iter().map(|(_, wording)| wording).collect()
}

/// All choices of up to `most` among `len`, as indices.
fn subsets(len: usize, most: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    let mut from = 0;
    for _ in 0..most {
        let to = out.len();
        for i in from..to {
            let first = out[i].last().map_or(0, |l| l + 1);
            for next in first..len {
                let mut longer = out[i].clone();
                longer.push(next);
                out.push(longer);
            }
        }
        from = to;
    }
    out
}

/// The date of the claim's own clause, as `when` would have it, and whether it is of another year than the dateline.
fn time(ground: &Ground<'_>, index: usize) -> Option<(String, bool)> {
    let claim = ground.claims.claims.get(index)?;
    let sentence = claim.sentence;
    let mut times = ground.claims.claims.iter().enumerate().filter(|(i, c)| *i != index && c.sentence == sentence);
    let (_, of) = times.find(|(_, c)| {
        matches!(c.value, Value::When(_)) && (c.frame.clause == claim.frame.clause || c.tokens.start <= 1)
    })?;
    let Value::When(when) = &of.value else { return None };
    let literal = stated::time(when)?;
    let year = when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::year);
    let other = ground.dateline.is_some_and(|d| year.is_some_and(|y| y != d.date.year()));
    Some((literal, other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_all_and_none_twice() {
        assert_eq!(subsets(3, 2), [vec![], vec![0], vec![1], vec![2], vec![0, 1], vec![0, 2], vec![1, 2]]);
        assert_eq!(subsets(0, 3), [Vec::<usize>::new()]);
        assert_eq!(subsets(2, 3).len(), 4);
    }
}
