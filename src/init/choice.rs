//! Choosing a wording for every fact: each is tried among the others, and gives way to the next one where
//! it does not come back.

#![allow(
    clippy::indexing_slicing,
    reason = "indices are those of the article's own claims and of the options made for them"
)]

use super::elements;
use super::options::Wording;
use super::trial::{self, Court, Outcome};
use super::{Ground, Proposal};
use crate::document::BlockKind;

/// Trials of all facts at most, while wordings are looked for.
const ROUNDS: usize = 120;
/// Pairs of claim and fact that are looked at in all trials together: a long article gets fewer trials, since
/// each fact is held against each claim.
const WORK: usize = 8_000_000;
/// Trials that any article gets.
const LEAST: usize = 24;
/// Passes over what is left when all wordings were tried.
const PASSES: usize = 3;
/// The best wordings of a fact that are tried again in the end.
const AGAIN: usize = 6;
/// From here on a fact would be worth little, and so many of its most natural wordings are tried again, too.
const MUTE: u32 = 80;
const NATURAL: usize = 8;
/// From here on a fact is wrong, and not only weak.
const WRONG: u32 = 1000;
/// Points for each step away from what a person would write first.
const UNNATURAL: u32 = 2;
/// What it costs to write that a fact is not of something.
const UNLESS: u32 = 4;

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It stands, with this wording.
    Option(usize),
    /// None of its wordings came back: it is a comment.
    Off(usize),
    /// An earlier fact says the same of its claim: it is left out.
    Left(usize),
}

struct Search {
    /// Points against each wording that was tried, what is unnatural in it aside.
    tried: Vec<Vec<Option<u32>>>,
    /// Points for how far each wording is from the most natural one.
    unnatural: Vec<Vec<u32>>,
    current: Vec<usize>,
    active: Vec<bool>,
}

impl Search {
    fn new(proposals: &[Proposal]) -> Self {
        let unnatural = |p: &Proposal| {
            let least = p.options.iter().map(|o| o.cost).min().unwrap_or(0);
            p.options.iter().map(|o| UNNATURAL * (o.cost - least)).collect()
        };
        Self {
            tried: proposals.iter().map(|p| vec![None; p.options.len()]).collect(),
            unnatural: proposals.iter().map(unnatural).collect(),
            current: vec![0; proposals.len()],
            active: vec![true; proposals.len()],
        }
    }

    fn chosen(&self, proposals: &[Proposal]) -> Vec<Option<Wording>> {
        proposals
            .iter()
            .zip(self.current.iter().zip(&self.active))
            .map(|(p, (&at, &active))| if active { p.options.get(at).cloned() } else { None })
            .collect()
    }

    /// The wordings of a proposal that were tried, with all that speaks against each.
    fn known(&self, proposal: usize) -> impl Iterator<Item = (u32, usize)> + '_ {
        let all = self.tried[proposal].iter().zip(&self.unnatural[proposal]).enumerate();
        all.filter_map(|(at, (points, far))| points.map(|p| (p + far, at)))
    }

    fn best(&self, proposal: usize) -> usize {
        self.known(proposal).min().map_or(0, |(_, at)| at)
    }

    /// The next wording to try: the first one that could be better than the best so far.
    fn next(&self, proposal: usize) -> Option<usize> {
        let best = self.known(proposal).map(|(points, _)| points).min().unwrap_or(u32::MAX);
        let all = self.tried[proposal].iter().zip(&self.unnatural[proposal]);
        all.enumerate().find(|(_, (tried, far))| tried.is_none() && **far < best).map(|(at, _)| at)
    }

    /// Notes what a trial gave.
    fn note(&mut self, outcome: &Outcome) {
        for (at, &points) in outcome.against.iter().enumerate() {
            if self.active[at]
                && let Some(slot) = self.tried[at].get_mut(self.current[at])
            {
                *slot = Some(points);
            }
        }
    }

    /// Goes on to the next wordings; false where none could be better.
    fn advance(&mut self, outcome: &Outcome) -> bool {
        let mut moved = false;
        for (at, &points) in outcome.against.iter().enumerate() {
            let settled = points == 0 && self.unnatural[at].get(self.current[at]) == Some(&0);
            if settled {
                continue;
            }
            let next = self.next(at);
            let to = next.unwrap_or_else(|| self.best(at));
            moved |= next.is_some() || to != self.current[at];
            self.current[at] = to;
        }
        moved
    }

    /// Points against all together.
    fn sum(&self, outcome: &Outcome) -> u32 {
        let far = |at: usize| if self.active[at] { self.unnatural[at].get(self.current[at]).copied() } else { None };
        outcome.against.iter().enumerate().map(|(at, points)| points + far(at).unwrap_or(0)).sum()
    }
}

/// Chooses.
pub(super) fn choose(ground: &Ground<'_>, proposals: &mut [Proposal]) -> Vec<Choice> {
    let other = trial::moved(ground);
    let mut court = Court::new(ground, &other);
    let mut search = Search::new(proposals);
    let most = (WORK / proposals.len().pow(2).max(1)).max(LEAST);
    for _ in 0..ROUNDS.min(most) {
        let outcome = court.hold(proposals, &search.chosen(proposals));
        search.note(&outcome);
        if !search.advance(&outcome) {
            break;
        }
    }
    for at in 0..proposals.len() {
        search.current[at] = search.best(at);
    }
    court.limit(most);
    again(&mut court, &mut search, proposals);
    exclude(ground, &mut court, &mut search, proposals);
    leave_out_twins(ground, &mut court, &mut search, proposals);
    put_off(&mut court, &mut search, proposals)
}

/// Now that all have their wordings, tries the best ones of each weak fact again in this company.
fn again(court: &mut Court<'_>, search: &mut Search, proposals: &[Proposal]) {
    let mut outcome = court.hold(proposals, &search.chosen(proposals));
    for _ in 0..PASSES {
        let before = search.sum(&outcome);
        for at in 0..proposals.len() {
            if outcome.against[at] == 0 || court.spent() {
                continue;
            }
            let mut ways: Vec<(u32, usize)> = search.known(at).collect();
            ways.sort_unstable();
            let mut natural: Vec<(u32, usize)> = ways.iter().skip(AGAIN).copied().collect();
            ways.truncate(AGAIN);
            // What was bad in company that has changed since may be good now.
            if outcome.against[at] >= MUTE {
                natural.sort_by_key(|&(_, way)| search.unnatural[at][way]);
                ways.extend(natural.into_iter().take(NATURAL));
            }
            for (_, way) in ways {
                let old = search.current[at];
                if way == old {
                    continue;
                }
                let least = search.sum(&outcome);
                search.current[at] = way;
                let new = court.hold(proposals, &search.chosen(proposals));
                if search.sum(&new) < least {
                    outcome = new;
                } else {
                    search.current[at] = old;
                }
            }
        }
        if search.sum(&outcome) == before || before == 0 {
            break;
        }
    }
}

/// A fact that troubles another claim gets an `unless` of that claim's own words.
fn exclude(ground: &Ground<'_>, court: &mut Court<'_>, search: &mut Search, proposals: &mut [Proposal]) {
    let mut outcome = court.hold(proposals, &search.chosen(proposals));
    for at in 0..proposals.len() {
        let Some(&troubled) = outcome.troubled[at].first().filter(|_| !court.spent()) else { continue };
        let claims = &ground.claims.claims;
        let (Some(theirs), Some(own)) = (claims.get(troubled), claims.get(proposals[at].claim)) else { continue };
        let mine = elements::of(ground, own, None);
        let words: Vec<String> = elements::of(ground, theirs, None)
            .into_iter()
            .filter(|e| !mine.iter().any(|m| m.text == e.text && m.rank < 8))
            .map(|e| e.text)
            .take(3)
            .collect();
        for word in words {
            let Some(mut wording) = proposals[at].options.get(search.current[at]).cloned() else { break };
            wording.unless.push(word);
            let old = search.current[at];
            let least = search.sum(&outcome);
            proposals[at].options.push(wording);
            search.tried[at].push(None);
            let far = search.unnatural[at].get(old).copied().unwrap_or(0);
            search.unnatural[at].push(far + UNNATURAL * UNLESS);
            search.current[at] = proposals[at].options.len() - 1;
            let new = court.hold(proposals, &search.chosen(proposals));
            if search.sum(&new) < least {
                outcome = new;
                break;
            }
            search.current[at] = old;
        }
    }
}

/// Where another fact of the same value is matched as surely by a claim, one of the two is enough: of headline
/// and text the text's, else the first.
fn leave_out_twins(ground: &Ground<'_>, court: &mut Court<'_>, search: &mut Search, proposals: &[Proposal]) {
    let headline = |at: &usize| {
        let claim = proposals.get(*at).and_then(|p| ground.claims.claims.get(p.claim));
        let block = claim.and_then(|c| ground.document.blocks().get(c.span.block as usize));
        block.is_some_and(|b| b.kind == BlockKind::Headline)
    };
    let (first, rest): (Vec<usize>, Vec<usize>) = (0..proposals.len()).partition(headline);
    for at in first.into_iter().chain(rest.into_iter().rev()) {
        let same = |e: usize| e != at && search.active[e] && proposals[e].key == proposals[at].key;
        if court.spent() || !search.active[at] || !(0..proposals.len()).any(same) {
            continue;
        }
        search.active[at] = false;
        let outcome = court.hold(proposals, &search.chosen(proposals));
        let held = outcome.sure.get(proposals[at].claim).copied().flatten();
        if held.and_then(|of| proposals.get(of)).is_none_or(|p| p.key != proposals[at].key) {
            search.active[at] = true;
        }
    }
}

/// What is wrong all the same is put off, the worst first.
fn put_off(court: &mut Court<'_>, search: &mut Search, proposals: &[Proposal]) -> Vec<Choice> {
    let left: Vec<bool> = search.active.iter().map(|a| !a).collect();
    loop {
        let outcome = court.hold(proposals, &search.chosen(proposals));
        let wrong = |at: &usize| outcome.against[*at] >= WRONG && search.active[*at];
        let worst = (0..proposals.len()).filter(wrong).max_by_key(|&at| outcome.against[at]);
        let Some(worst) = worst else { break };
        // Out of trials, all go that are wrong.
        let gone: Vec<usize> = if court.spent() { (0..proposals.len()).filter(wrong).collect() } else { vec![worst] };
        gone.into_iter().for_each(|at| search.active[at] = false);
    }
    (0..proposals.len())
        .map(|at| match (search.active[at], left[at]) {
            (true, _) => Choice::Option(search.current[at]),
            (false, true) => Choice::Left(search.current[at]),
            (false, false) => Choice::Off(search.current[at]),
        })
        .collect()
}
