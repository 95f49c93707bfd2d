//! The ways of telling what a claim's fact is about, the most natural first: an event and what is counted,
//! and a name; fewer words before more, near ones before far ones.

#![allow(
    clippy::indexing_slicing,
    reason = "indices are those of the article's own claims and of the options made for them"
)]

use super::elements::{self, Element};
use super::{Ground, stated};
use crate::analysis::ClauseKind;
use crate::claims::frame::Level;
use crate::claims::{Claim, Value, When, WhenShape};
use crate::lexicon::{Period, Sense};

/// Ways that are tried for one claim, with names and without.
const NAMED: usize = 52;
const NAMELESS: usize = 20;
const PAIRS: usize = 8;
/// Those that are tried first, and those that are tried with each date.
const FIRST: usize = 16;
const DATED: usize = 4;
/// Of what something changed from, its time tells the most.
const BASELINES: usize = 10;
/// Words and names that are combined.
const HEADS: usize = 7;
const NAMES: usize = 4;
/// Entries of `about` at most.
const ENTRIES: usize = 4;
/// Dates of the sentence that are tried as `when`.
const TIMES: usize = 3;
/// What so many words and names cost; of an age the name is enough.
const HEADS_COST: [u32; 4] = [0, 3, 0, 3];
const AGE_COST: [u32; 4] = [0, 0, 3, 6];
const NAMES_COST: [u32; 3] = [0, 0, 3];
/// What a time beside it costs, and what leaving out that it is not asserted.
const WHEN_COST: u32 = 4;
const MODE_COST: u32 = 12;
/// What a name costs without the noun that it only describes.
const TORN_COST: u32 = 6;

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
    /// How far it is from what a person would write first.
    pub(super) cost: u32,
}

impl Wording {
    /// The entries of `about`, in order: of whom or what, and then what is told of it.
    pub(super) fn about(&self) -> impl Iterator<Item = &str> {
        self.names.iter().chain(&self.heads).map(String::as_str)
    }

    /// How many words of `about` are no names.
    pub(super) fn words(&self) -> usize {
        self.heads.iter().map(|h| h.split(' ').count()).sum()
    }
}

/// The wordings of a claim's fact, in the order in which they are tried.
pub(super) fn of(ground: &Ground<'_>, index: usize, main: Option<&str>) -> Vec<Wording> {
    let Some(claim) = ground.claims.claims.get(index) else { return Vec::new() };
    let elements = elements::of(ground, claim, main);
    // What is denied, planned, feared is only held to a fact that says so too.
    let aged = matches!(claim.value, Value::Age { .. });
    let mode = elements::mode(ground, claim).filter(|_| !aged);
    let sound = |e: &&Element| mode.as_ref().is_none_or(|m| m.text != e.text);
    // "from 144 million a year ago" did not jump.
    let before = claim.frame.level == Level::Baseline;
    let changes = |e: &Element| ground.lexicon.senses(&e.text).iter().any(|s| matches!(s, Sense::Change(_)));
    let told = |e: &&Element| !(before && changes(e));
    let heads: Vec<&Element> = elements.iter().filter(|e| !e.name).filter(sound).filter(told).take(HEADS).collect();
    let names: Vec<&Element> = elements.iter().filter(|e| e.name).take(NAMES).collect();
    let timed = matches!(claim.value, Value::When(_));
    // An age is of the day of the article.
    let whens = if timed || aged { Vec::new() } else { times(ground, index) };
    let heads_cost = if aged { AGE_COST } else { HEADS_COST };
    let most = heads.iter().map(|h| h.core).max().unwrap_or(0);
    let mut costed: Vec<Wording> = Vec::new();
    for some in subsets(heads.len(), 3) {
        for own in subsets(names.len(), 2) {
            let entries = some.len() + own.len();
            // A name alone, or a word alone, would be of anything.
            if !(2..=ENTRIES).contains(&entries) || some.is_empty() {
                continue;
            }
            let rank: u32 = some.iter().map(|&i| heads[i].rank).chain(own.iter().map(|&i| names[i].rank)).sum();
            let mut chosen: Vec<&Element> = some.iter().map(|&i| heads[i]).collect();
            // "death toll" beside "toll" says nothing more.
            if chosen.iter().any(|a| chosen.iter().any(|b| a.text != b.text && says(&a.text, &b.text))) {
                continue;
            }
            // Nor does "tour" beside "Tour of Averne".
            if chosen.iter().any(|h| own.iter().any(|&i| says(&names[i].text.to_lowercase(), &h.text))) {
                continue;
            }
            // What the claim tells comes first.
            let untold = most.saturating_sub(chosen.iter().map(|h| h.core).max().unwrap_or(0));
            // "Ostrand" of "Ostrand's fisheries council, founded in 1963" was not founded then.
            let torn = |i: &&usize| names[**i].of.is_some_and(|head| !chosen.iter().any(|h| h.at == head));
            let torn = TORN_COST * own.iter().filter(torn).count() as u32;
            let cost = torn + untold + rank + heads_cost[some.len().min(3)] + NAMES_COST[own.len().min(2)];
            // "Halmic, killed, people"; of no name "kitchens, cooks, employ".
            let event = |h: &Element| !own.is_empty() && (h.core >= elements::BEFELL || timed && h.core > 0);
            chosen.sort_by_key(|h| (!event(h), h.verb, h.at));
            let plain = Wording {
                heads: chosen.into_iter().map(|h| h.text.clone()).collect(),
                names: own.iter().map(|&i| names[i].text.clone()).collect(),
                cost,
                ..Wording::default()
            };
            match &mode {
                Some(mode) if entries < ENTRIES => {
                    let mut with = plain.clone();
                    with.heads.push(mode.text.clone());
                    costed.push(with);
                    costed.push(Wording { cost: cost + MODE_COST, ..plain });
                }
                _ => costed.push(plain),
            }
        }
    }
    costed.sort_by_key(|wording| wording.cost);
    let (named, nameless): (Vec<_>, Vec<_>) = costed.into_iter().partition(|w| !w.names.is_empty());
    // Without a name it takes more words to be of one thing: few pairs, and more of three.
    let (pairs, mut nameless): (Vec<_>, Vec<_>) = nameless.into_iter().partition(|w| w.words() < 3);
    nameless.truncate(NAMELESS - PAIRS);
    nameless.splice(0..0, pairs.into_iter().take(PAIRS));
    let mut out = Vec::with_capacity(NAMED + NAMELESS + whens.len() * DATED);
    let most = if before { BASELINES } else { DATED };
    let few =
        |all: &[Wording], more: fn(&Wording) -> bool| all.iter().filter(|w| more(w)).take(most).cloned().collect();
    let (first, pairs, more): (Vec<_>, Vec<_>, Vec<_>) =
        (few(&named, |_| true), few(&nameless, |w| w.words() < 3), few(&nameless, |w| w.words() > 2));
    let dated = |out: &mut Vec<Wording>| {
        for some in [&first, &pairs, &more] {
            for (when, other) in &whens {
                let more = if *other { 0 } else { WHEN_COST };
                let dated = |w: &Wording| Wording { when: Some(when.clone()), cost: w.cost + more, ..w.clone() };
                out.extend(some.iter().map(dated));
            }
        }
    };
    // What is of another year, or of a quarter, says so from the start.
    let other = whens.first().is_some_and(|(_, other)| *other);
    if other {
        dated(&mut out);
    }
    out.extend(named.iter().take(FIRST).cloned());
    out.extend(nameless.iter().take(NAMELESS / 2).cloned());
    if !other {
        dated(&mut out);
    }
    out.extend(named.iter().take(NAMED).skip(FIRST).cloned());
    out.extend(nameless.iter().take(NAMELESS).skip(NAMELESS / 2).cloned());
    out
}

/// Whether a term has the words of another.
fn says(longer: &str, shorter: &str) -> bool {
    let words = |text: &str| text.split([' ', '-']).map(str::to_owned).collect::<Vec<_>>();
    let (longer, shorter) = (words(longer), words(shorter));
    shorter.iter().all(|w| longer.contains(w))
}

/// How far a time of another clause is put back, and one of a relative clause.
const ELSEWHERE: u32 = 100;
const OTHER: u32 = 10_000;

/// Whether a time is of a clause that only says something of a noun ("convicted in 1988", "founded 29 years ago").
fn aside(ground: &Ground<'_>, time: &Claim) -> bool {
    let sentence = ground.analysis.sentences.get(time.sentence as usize);
    let clause = sentence.and_then(|s| s.clauses.get(time.frame.clause as usize));
    clause.is_some_and(|c| matches!(c.kind, ClauseKind::Relative | ClauseKind::Participle))
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

/// The times of a claim's sentence, as `when` would have them, its own clause's first; and whether one is of
/// another year than the dateline, or of a part of a year.
fn times(ground: &Ground<'_>, index: usize) -> Vec<(String, bool)> {
    let Some(claim) = ground.claims.claims.get(index) else { return Vec::new() };
    let mut found: Vec<(u32, &When)> = Vec::new();
    for (i, other) in ground.claims.claims.iter().enumerate() {
        if i == index || other.sentence != claim.sentence {
            continue;
        }
        let Value::When(when) = &other.value else { continue };
        // "the highest since 1987": the past that it is compared with, and no time of its own.
        if when.shape == WhenShape::Since || stated::any(ground, other) {
            continue;
        }
        let distance = other.tokens.start.abs_diff(claim.tokens.start);
        let clause = match () {
            () if other.frame.clause == claim.frame.clause => 0,
            // "who was convicted in 1988, was turned down": of another deed.
            () if aside(ground, other) => OTHER,
            () => ELSEWHERE,
        };
        found.push((clause + distance, when));
    }
    found.sort_by_key(|(distance, _)| *distance);
    let other = |when: &When| {
        let year = when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::year);
        !when.hedged
            && (matches!(when.grain, Period::Quarter | Period::Season)
                || ground.dateline.is_some_and(|d| year.is_some_and(|y| y != d.date.year())))
    };
    let mut out: Vec<(String, bool)> = found
        .iter()
        .take(TIMES)
        .filter_map(|(distance, when)| stated::time(when).map(|t| (t, *distance < ELSEWHERE && other(when))))
        .collect();
    // Where the clause gives several, what takes them all in.
    let days = |pick: fn(&crate::claims::Stretch) -> Option<jiff::civil::DateTime>| {
        found.iter().filter_map(move |(_, w)| w.readings.first().and_then(pick)).map(jiff::civil::DateTime::date)
    };
    let (first, last) = (days(|r| r.from).min(), days(|r| r.to).max().and_then(|d| d.yesterday().ok()));
    if let (Some(first), Some(last)) = (first, last)
        && found.len() > 1
        && first < last
    {
        out.push((format!("\"{first}/{last}\""), false));
    }
    out
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
