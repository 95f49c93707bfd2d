//! Facts on trial: held against the article as it stands, and as it would stand behind another one.

#![allow(
    clippy::indexing_slicing,
    reason = "indices are those of the article's own claims and of the options made for them"
)]

use super::options::Wording;
use super::{Ground, Proposal, write};
use crate::claims::Value;
use crate::document::{Document, ProseSpan};
use crate::facts::{self, Fact, Facts};
use crate::pairing::{Candidate, Index, Pairing, Tie};
use crate::verdict::{self, Finding, Verdict};
use rustc_hash::FxHashMap;
use std::path::Path;

/// A headline and a lead that are about nothing that any article is about, in no language.
const STRANGE: &str = "Ombrix Talvane quorl\n\nOmbrix Talvane quorl zembit Ostrel vurnak. Talvane zembit Ostrel.\n\n";
/// Blocks that stand in front.
const SHIFT: u32 = 2;

/// What speaks against a wording, in points.
mod points {
    /// Its own claim is no match, or another claim disagrees because of it.
    pub(super) const WRONG: u32 = 1000;
    /// Another article in front changes what comes out.
    pub(super) const MOVED: u32 = 100;
    /// It would not accuse its own claim if that were changed.
    pub(super) const MUTE: u32 = 80;
    /// Neither a name nor three words of its sentence tie its claim to it: far off, it would be taken for another's.
    pub(super) const UNTIED: u32 = 20;
    /// A fact of another value fits its claim as well.
    pub(super) const RIVAL: u32 = 24;
    /// It names nobody, and holds for whatever draft is of its subject; more words make it surer.
    pub(super) const NAMELESS: [u32; 4] = [300, 300, 170, 48];
    /// Another claim of another value is a match by it.
    pub(super) const STRAY: u32 = 8;
}

/// The article in its versions, and every fact that was read so far.
pub(super) struct Court<'a> {
    versions: Vec<Version<'a>>,
    read: FxHashMap<(usize, Wording), Option<Fact>>,
    held: usize,
    limit: usize,
}

/// An article, and where each claim of the original stands in it.
struct Version<'a> {
    ground: Ground<'a>,
    place: Vec<Option<usize>>,
}

/// The other versions of an article: behind a strange lead.
pub(super) fn moved(ground: &Ground<'_>) -> Document {
    let mut text = String::from(STRANGE);
    for block in ground.document.blocks() {
        text.push_str(&block.text);
        text.push_str("\n\n");
    }
    Document::text(ground.document.name(), text)
}

/// What came out of one trial.
pub(super) struct Outcome {
    /// Points against the fact of each proposal; nothing for those that were not on trial.
    pub(super) against: Vec<u32>,
    /// The claims that the fact of each proposal troubles, its own aside.
    pub(super) troubled: Vec<Vec<usize>>,
    /// For each claim, the proposal whose fact it matched surely everywhere.
    pub(super) sure: Vec<Option<usize>>,
}

impl<'a> Court<'a> {
    /// A court for an article and its moved version.
    pub(super) fn new(ground: &Ground<'a>, other: &'a Document) -> Self {
        let home = Ground::read(ground.document, ground.lexicon, ground.dateline);
        let moved = Ground::read(other, ground.lexicon, ground.dateline);
        // What stands in front is all that is new.
        let key = |span: ProseSpan, shift: u32| (span.block + shift, span.start, span.end);
        let there: FxHashMap<_, usize> =
            moved.claims.claims.iter().enumerate().map(|(i, c)| (key(c.span, 0), i)).collect();
        let place = home.claims.claims.iter().map(|c| there.get(&key(c.span, SHIFT)).copied()).collect();
        let own = (0..home.claims.claims.len()).map(Some).collect();
        let versions = vec![Version { ground: home, place: own }, Version { ground: moved, place }];
        Self { versions, read: FxHashMap::default(), held: 0, limit: usize::MAX }
    }

    /// From now on so many trials are held.
    pub(super) fn limit(&mut self, trials: usize) {
        self.limit = self.held.saturating_add(trials);
    }

    /// Whether as many trials were held as may be.
    pub(super) fn spent(&self) -> bool {
        self.held >= self.limit
    }

    /// Reads the facts that were not read before, all at once.
    fn prepare(&mut self, proposals: &[Proposal], chosen: &[Option<Wording>]) {
        let Some(home) = self.versions.first() else { return };
        let mut text = String::new();
        let mut new: Vec<(usize, Wording)> = Vec::new();
        for (at, wording) in chosen.iter().enumerate() {
            let (Some(wording), Some(proposal)) = (wording, proposals.get(at)) else { continue };
            let key = (at, wording.clone());
            if !self.read.contains_key(&key) {
                let id = format!("f{at}");
                text.push_str(&write::fact(&id, wording, &proposal.stated).join("\n"));
                text.push('\n');
                new.push(key);
            }
        }
        if new.is_empty() {
            return;
        }
        let read = facts::parse(&text, Path::new(""), home.ground.lexicon);
        let mut by_id: FxHashMap<String, Fact> = read.facts.into_iter().map(|f| (f.id.clone(), f)).collect();
        for (at, wording) in new {
            let fact = by_id.remove(&format!("f{at}"));
            self.read.insert((at, wording), fact);
        }
    }

    /// Holds the chosen facts against all versions.
    pub(super) fn hold(&mut self, proposals: &[Proposal], chosen: &[Option<Wording>]) -> Outcome {
        self.prepare(proposals, chosen);
        self.held += 1;
        let mut facts = Facts { subjects: vec![Vec::new()], ..Facts::default() };
        let mut place: Vec<Option<usize>> = vec![None; proposals.len()];
        let mut owner: Vec<usize> = Vec::new();
        for (at, wording) in chosen.iter().enumerate() {
            let Some(wording) = wording else { continue };
            if let Some(Some(fact)) = self.read.get(&(at, wording.clone())) {
                place[at] = Some(facts.facts.len());
                owner.push(at);
                facts.facts.push(fact.clone());
            }
        }
        let count = self.versions.first().map_or(0, |v| v.place.len());
        let mut out = Outcome {
            against: vec![0; proposals.len()],
            troubled: vec![Vec::new(); proposals.len()],
            sure: vec![None; count],
        };
        let Some(home) = self.versions.first() else { return out };
        let index = Index::new(&facts, home.ground.lexicon);
        for (at, wording) in chosen.iter().enumerate() {
            let Some(wording) = wording else { continue };
            if place[at].is_none() {
                out.against[at] = points::WRONG * 2;
            }
            if wording.names.is_empty() {
                out.against[at] += points::NAMELESS[wording.words().min(3)];
            }
        }
        let by_id = |finding: &Finding| {
            finding.fact.as_deref().and_then(|id| id.strip_prefix('f')).and_then(|n| n.parse::<usize>().ok())
        };
        for (number, Version { ground, place: stands }) in self.versions.iter().enumerate() {
            let paired =
                index.pair(ground.document, &ground.analysis, &ground.claims, &facts, ground.lexicon, ground.dateline);
            let near = ground.lexicon.weights.near_equal;
            let judged: Vec<Finding> = ground
                .claims
                .claims
                .iter()
                .zip(&paired)
                .map(|(c, p)| verdict::judge(ground.document, c, p, &facts, ground.lexicon, ground.dateline))
                .collect();
            let at = |claim: usize| stands.get(claim).copied().flatten();
            let none = Pairing::default();
            let pairings: Vec<&Pairing> =
                (0..count).map(|c| at(c).and_then(|c| paired.get(c)).unwrap_or(&none)).collect();
            let findings: Vec<Option<&Finding>> = (0..count).map(|c| at(c).and_then(|c| judged.get(c))).collect();
            let home = number == 0;
            for (claim, finding) in findings.iter().enumerate() {
                let Some(finding) = finding else { continue };
                let Some(of) = by_id(finding) else { continue };
                let own = proposals.get(of).is_some_and(|p| p.claim == claim);
                match finding.verdict {
                    Verdict::Disagree | Verdict::Ambiguous => {
                        out.against[of] += points::WRONG;
                        if !own && !out.troubled[of].contains(&claim) {
                            out.troubled[of].push(claim);
                        }
                    }
                    Verdict::Match(_) if !own && home => {
                        let value = |i: usize| proposals.get(i).map(|p| p.key.as_str());
                        let other = proposals.iter().find(|p| p.claim == claim);
                        if other.is_some_and(|o| Some(o.key.as_str()) != value(of)) {
                            out.against[of] += points::STRAY;
                        }
                        out.sure[claim] = out.sure[claim].or(Some(of));
                    }
                    Verdict::Match(_) if home => out.sure[claim] = Some(of),
                    _ => {}
                }
            }
            for (at, proposal) in proposals.iter().enumerate() {
                let Some(fact) = place[at] else { continue };
                let (Some(Some(finding)), Some(pairing)) = (findings.get(proposal.claim), pairings.get(proposal.claim))
                else {
                    continue;
                };
                let named = by_id(finding).and_then(|of| proposals.get(of)).is_some_and(|p| p.key == proposal.key);
                if !(matches!(finding.verdict, Verdict::Match(_)) && named) {
                    out.against[at] += if home { points::WRONG } else { points::MOVED };
                }
                out.against[at] += own_points(pairing, fact, near, &owner, proposals, &facts);
            }
            for (claim, pairing) in pairings.iter().enumerate() {
                let Some(of) = out.sure[claim] else { continue };
                let surely = place[of].is_some_and(|fact| accuses(pairing, fact, near).is_some());
                if !surely {
                    out.sure[claim] = None;
                }
            }
        }
        out
    }
}

/// The fact as a candidate that would accuse, if it is one.
fn accuses(pairing: &Pairing, fact: usize, near: i32) -> Option<&Candidate> {
    let best = pairing.candidates.iter().map(|c| c.score).max()?;
    pairing.candidates.iter().find(|c| c.fact == fact && c.doubts.is_empty() && c.score >= best.saturating_sub(near))
}

/// What speaks against a fact in how its own claim is paired.
fn own_points(
    pairing: &Pairing,
    fact: usize,
    near: i32,
    owner: &[usize],
    proposals: &[Proposal],
    facts: &Facts,
) -> u32 {
    let Some(own) = accuses(pairing, fact, near) else { return points::MUTE };
    let untied = if own.tie <= Tie::Terms { points::UNTIED } else { 0 };
    let value = |fact: usize| owner.get(fact).and_then(|&at| proposals.get(at)).map(|p| p.key.as_str());
    // "C$9.75 (US$8.32)": of another currency is no other answer.
    let currency = |fact: usize| match facts.facts.get(fact).map(|f| &f.value) {
        Some(Value::Money { currency, .. }) => Some(currency),
        _ => None,
    };
    let apart = |other: usize| currency(other).zip(currency(fact)).is_some_and(|(a, b)| a != b);
    let rivals = pairing.candidates.iter().filter(|c| {
        c.fact != fact && !apart(c.fact) && c.score >= own.score.saturating_sub(near) && value(c.fact) != value(fact)
    });
    points::RIVAL * rivals.count() as u32 + untied
}
