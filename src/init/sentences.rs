//! Facts as sentences: where no words and names tell a figure so surely that another one in its place would be told, the
//! article's own sentence does.

use super::altered::{Off, altered};
use super::write::{self, Entry};
use super::{Ground, names, prose, trial};
use crate::checker::{Checker, Settings};
use crate::claims::{Claim, Value};
use crate::document::Document;
use crate::facts::{self, Facts};
use crate::verdict::{Finding, Verdict};
use rustc_hash::FxHashSet;
use std::path::Path;

/// Pairs of claim and fact that are looked at in all trials together, and trials that any article gets.
const WORK: usize = 4_000_000;
const LEAST: usize = 24;
/// Words that a part of a sentence may have, so that it is one of it.
const PART: usize = 12;

/// Where the article stands: as it is, and behind another one.
struct Stands<'a> {
    ground: &'a Ground<'a>,
    home: Document,
    moved: Document,
    settings: &'a Settings,
    subject: &'a [String],
    /// Trials that are left.
    left: usize,
}

/// What came of a trial.
#[derive(Default)]
struct Held {
    /// Places that are no match, at home and elsewhere, but might be one.
    matched: FxHashSet<(bool, usize)>,
    /// Accusations of what is right.
    wrong: usize,
}

/// Tells by their sentences the facts that would not tell a wrong figure, and those that stand as comments.
pub(super) fn tell(ground: &Ground<'_>, subject: &[String], entries: Vec<Entry>, settings: &Settings) -> Vec<Entry> {
    let of_values = entries.iter().filter(|e| e.claim.is_some()).count();
    let pairs = ground.claims.claims.len() * entries.len().max(1);
    let home = altered(ground, &[], Off::Near).document;
    let moved = trial::moved(ground);
    let left = (WORK / pairs.max(1)).max(LEAST);
    let mut stands = Stands { ground, home, moved, settings, subject, left };
    let Some((facts, mut held)) = stands.read(&entries) else { return entries };
    let mute = stands.mute(&facts, &held, &entries, of_values);
    let mut entries = entries;
    for claim in mute {
        if stands.left == 0 {
            break;
        }
        // A sentence may have been told as a whole since.
        let Some(at) = entries.iter().position(|e| e.claim == Some(claim)) else { continue };
        let told = |e: &Entry| !e.fact.lines.iter().any(|l| l.starts_with("about"));
        if entries.get(at).is_some_and(|e| told(e) && !e.fact.off) {
            continue;
        }
        let ways = [stands.as_sentence(&entries, at, false), stands.as_sentence(&entries, at, true)];
        for next in ways.into_iter().flatten() {
            let Some((facts, after)) = stands.read(&next) else { continue };
            let sound = after.wrong <= held.wrong && held.matched.iter().all(|place| after.matched.contains(place));
            let met = sound && after.matched.contains(&(false, claim)) && after.matched.contains(&(true, claim));
            let tells = |off| !stands.tells(&facts, &[claim], off).is_empty();
            if met && Off::ALL.into_iter().all(tells) {
                (entries, held) = (next, after);
                break;
            }
        }
    }
    entries
}

impl Stands<'_> {
    /// The facts of these entries, and what they are to the article.
    fn read(&mut self, entries: &[Entry]) -> Option<(Facts, Held)> {
        let text = write::file(self.ground, self.subject, entries);
        let facts = facts::parse(&text, Path::new(""), self.ground.lexicon);
        if facts.broken() {
            return None;
        }
        let mut held = Held::default();
        let checker = Checker::new(self.ground.lexicon, &facts, self.settings.clone());
        for (document, moved) in [(&self.home, false), (&self.moved, true)] {
            let offset = document.source().find(self.home.source()).unwrap_or_default();
            let found = checker.check(document).findings;
            held.wrong += found.iter().filter(|f| is_wrong(f)).count();
            let matched = |f: &&Finding| matches!(f.verdict, Verdict::Match(_)) && f.fact.is_some();
            let places: FxHashSet<usize> =
                found.iter().filter(matched).filter_map(|f| (f.span.start as usize).checked_sub(offset)).collect();
            let starts = self.starts();
            held.matched.extend(
                starts.into_iter().enumerate().filter(|(_, s)| places.contains(s)).map(|(claim, _)| (moved, claim)),
            );
        }
        self.left = self.left.saturating_sub(2);
        Some((facts, held))
    }

    /// Where each claim stands in the article as plain text.
    fn starts(&self) -> Vec<usize> {
        let mut from = 0;
        let blocks: Vec<usize> = self
            .ground
            .document
            .blocks()
            .iter()
            .map(|b| {
                let start = from;
                from += b.text.len() + 2;
                start
            })
            .collect();
        let of = |c: &Claim| blocks.get(c.span.block as usize).map_or(usize::MAX, |b| b + c.span.start as usize);
        self.ground.claims.claims.iter().map(of).collect()
    }

    /// The claims among these at which another figure is told to be wrong.
    fn tells(&mut self, facts: &Facts, claims: &[usize], off: Off) -> Vec<usize> {
        self.left = self.left.saturating_sub(1);
        let altered = altered(self.ground, claims, off);
        let checker = Checker::new(self.ground.lexicon, facts, self.settings.clone());
        let found = checker.check(&altered.document).findings;
        let accused = |place: &std::ops::Range<usize>| {
            found
                .iter()
                .filter(|f| f.verdict == Verdict::Disagree && f.rule == "reference")
                .any(|f| (f.span.start as usize) < place.end && place.start < f.span.end as usize)
        };
        // What can't be another figure is told as well as it can be.
        claims
            .iter()
            .copied()
            .filter(|c| altered.places.iter().find(|(of, _)| of == c).is_none_or(|(_, place)| accused(place)))
            .collect()
    }

    /// The claims of entries whose figures could be any: those that stand as comments, those that would not tell it, and those that
    /// are met only where the article stands.
    fn mute(&mut self, facts: &Facts, held: &Held, entries: &[Entry], of_values: usize) -> Vec<usize> {
        let rounds = of_values.min(self.left / 4).max(1);
        let mut told: FxHashSet<usize> = FxHashSet::default();
        // Few at a time, so that what one of them does to another is not taken for what the fact does.
        let claims: Vec<usize> = entries.iter().filter(|e| !e.fact.off).filter_map(|e| e.claim).collect();
        for round in 0..rounds {
            let mut waiting: Vec<usize> = claims.iter().copied().skip(round).step_by(rounds).collect();
            while !waiting.is_empty() && self.left > 0 {
                let mut sentences = FxHashSet::default();
                let of = |c: usize| self.ground.claims.claims.get(c).map(|c| c.sentence);
                let (now, later) = waiting.into_iter().partition::<Vec<usize>, _>(|&c| sentences.insert(of(c)));
                let mut tells = now.clone();
                for off in Off::ALL {
                    tells = self.tells(facts, &tells, off);
                }
                told.extend(tells);
                waiting = later;
            }
        }
        let met = |c: usize| held.matched.contains(&(true, c));
        let is_mute = |e: &Entry| e.claim.is_some_and(|c| e.fact.off || !told.contains(&c) || !met(c));
        entries.iter().filter(|e| is_mute(e)).filter_map(|e| e.claim).collect()
    }

    /// The entries with this one told by its sentence: the figure alone, or the `whole` of it, in place of all that is told
    /// of that sentence.
    fn as_sentence(&self, entries: &[Entry], at: usize, whole: bool) -> Option<Vec<Entry>> {
        let entry = entries.get(at)?;
        let claim = self.ground.claims.claims.get(entry.claim?)?;
        let mut says = prose::sentence(self.ground, claim.sentence as usize);
        let beside = |e: &Entry| e.claim.is_some() && e.sentence == entry.sentence;
        let others = entries.iter().filter(|e| beside(e)).count() > 1;
        let part = match (whole, others) {
            (true, false) => return None,
            (false, true) => Some(self.part(claim, &says)?),
            _ => None,
        };
        // "It has 43 boats", of whom the article is about.
        let named =
            self.ground.view(claim.sentence as usize).is_some_and(|v| !names::names_of(v, 0, v.len()).is_empty());
        if let Some(name) = self.subject.first().filter(|s| !named && s.starts_with(char::is_uppercase)) {
            says.insert_str(0, &format!("{name}: "));
        }
        let mut lines = vec![format!("says = {}", write::text(&says))];
        lines.extend(part.map(|part| format!("part = {}", write::text(&part))));
        // "On Tuesday", "by Jan. 14": which day that is the sentence alone does not say.
        let dated = |c: &Claim| matches!(&c.value, Value::When(w) if w.partial || w.written.year.is_none());
        let mut of_sentence = self.ground.claims.claims.iter().filter(|c| c.sentence == claim.sentence);
        if let Some(line) = self.ground.dateline.filter(|_| of_sentence.any(dated)) {
            lines.push(format!("as-of = {}", line.date));
        }
        let mut told = entry.clone();
        told.fact.lines = lines;
        told.fact.off = false;
        let mut out = entries.to_vec();
        *out.get_mut(at)? = told;
        let mut number = 0;
        out.retain(|e| {
            number += 1;
            !whole || number == at + 1 || !beside(e)
        });
        Some(out)
    }

    /// The words of a claim with as many behind and before it as it takes to find them first at its own place.
    fn part(&self, claim: &Claim, says: &str) -> Option<String> {
        let view = self.ground.view(claim.sentence as usize)?;
        let (from, to) = (claim.tokens.start as usize, claim.tokens.end as usize);
        let before = prose::one_line(view.stretch(0, from)).len();
        (0..PART).find_map(|more| {
            let start = from.saturating_sub(more);
            let words = prose::one_line(view.stretch(start, to));
            let at = says.find(&words)?;
            (at <= before + 1 && at + words.len() > before).then_some(words)
        })
    }
}

/// Whether a finding accuses what is right.
fn is_wrong(finding: &Finding) -> bool {
    matches!(finding.verdict, Verdict::Disagree | Verdict::Ambiguous) && finding.rule == "reference"
}
