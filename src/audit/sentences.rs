//! Sentence facts read as drafts: each is held to all other facts, and to itself.

use super::thing::one_thing;
use super::{Audit, CONTRADICTION, at, grounds};
use crate::checker::Checker;
use crate::claims::Dateline;
use crate::document::{Document, SourceSpan};
use crate::facts::{About, Fact, Facts, Ground, Severity};
use crate::verdict::Verdict;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::Cell;
use std::ops::Range;

/// How many facts all sentences together are held to at most: beyond it, a file in which everything shares its
/// words would take for ever.
const BUDGET: usize = 20_000_000;

/// So many facts of one thing each claim of a sentence is held to, and so many contradictions are told of one fact.
const MOST: usize = 16;

/// What a sentence says against a fact, or against itself.
struct Against {
    id: String,
    /// The other fact; none where a check that needs no facts speaks.
    other: Option<String>,
    rule: &'static str,
    message: String,
    /// The sentence was not held to all that are of its thing.
    cut: bool,
}

impl Audit<'_> {
    /// Holds each sentence to the facts of all others.
    pub(super) fn sentences(&mut self) {
        let mut sentences = sentences(self.facts);
        let mut spent = 0_usize;
        let upto = sentences.iter().position(|range| {
            spent = spent.saturating_add(self.index().crowd(range.start));
            spent > BUDGET
        });
        let left = upto.map_or_else(Vec::new, |at| sentences.split_off(at));
        if let Some(first) = left.first().and_then(|range| self.facts.facts.get(range.start)).map(Fact::ground) {
            let message = format!(
                "{} and {} more sentences are not held to the other facts: too many share their words",
                first.id,
                left.len().saturating_sub(1)
            );
            let help = "put them into files of their own, or write them as `about` and `value`";
            self.say(Severity::Note, "not-compared", &first, message, help);
        }
        if sentences.is_empty() {
            return;
        }
        let (facts, checker, day) = (self.facts, &self.checker, self.day);
        let known = Known { ids: facts.facts.iter().map(|f| f.id.as_str()).collect() };
        let against: Vec<Against> =
            sentences.par_iter().flat_map_iter(|range| held(checker, facts, range.clone(), day, &known)).collect();
        let never: Vec<Ground> = sentences.par_iter().filter_map(|range| never_met(checker, facts, range)).collect();
        for ground in never {
            let message = format!("a draft that repeats the sentence of {} is not held to it", ground.id);
            let help = "take out of `unless` and `when` what the sentence itself says";
            self.say(Severity::Warning, "never-met", &ground, message, help);
        }
        self.tell(&against);
    }

    fn tell(&mut self, against: &[Against]) {
        let grounds = grounds(self.facts);
        let of_sentences: FxHashSet<&str> = against.iter().map(|a| a.id.as_str()).collect();
        let said: FxHashSet<(&str, &str)> =
            against.iter().filter_map(|a| Some((a.id.as_str(), a.other.as_deref()?))).collect();
        let cut: FxHashSet<&str> = against.iter().filter(|a| a.cut).map(|a| a.id.as_str()).collect();
        let mut times: FxHashMap<&str, usize> = FxHashMap::default();
        let sentence: FxHashMap<&str, bool> =
            self.facts.facts.iter().map(|f| (f.id.as_str(), matches!(f.about, About::Sentence(_)))).collect();
        let mut told: FxHashSet<(String, String)> = FxHashSet::default();
        let mut out = Vec::new();
        for a in against {
            let Some(ground) = grounds.get(&a.id) else { continue };
            let Some(other) = &a.other else {
                let message = format!("{} contradicts itself ({}): {}", a.id, a.rule, a.message);
                out.push((Severity::Error, "against-itself", ground.clone(), message, "mend the sentence"));
                continue;
            };
            let Some(theirs) = grounds.get(other) else { continue };
            // Of two sentences each has to speak against the other: one may be of more than the other.
            let mutual = !sentence.get(other.as_str()).copied().unwrap_or(false)
                || cut.contains(other.as_str())
                || of_sentences.contains(other.as_str()) && said.contains(&(other.as_str(), a.id.as_str()));
            let pair = if a.id < *other { (a.id.clone(), other.clone()) } else { (other.clone(), a.id.clone()) };
            let enough = [&a.id, other].iter().all(|id| times.get(id.as_str()).is_some_and(|n| *n >= MOST));
            if !mutual || enough || !told.insert(pair) {
                continue;
            }
            for id in [&a.id, other] {
                *times.entry(id.as_str()).or_default() += 1;
            }
            let message = format!("{} and {other} ({}) contradict each other: {}", a.id, at(&theirs.place), a.message);
            // The newer of two that were known at different times is an update.
            if ground.as_of != theirs.as_of && ground.as_of.is_some() && theirs.as_of.is_some() {
                let help = "write one fact with a `series`: a draft is then held to the value that stood on its date";
                out.push((Severity::Warning, "needs-series", ground.clone(), message, help));
            } else {
                let help = "keep the one that its source bears out; if both are right, say in each what it is of";
                out.push((Severity::Error, CONTRADICTION, ground.clone(), message, help));
            }
        }
        for (severity, code, ground, message, help) in out {
            self.say(severity, code, &ground, message, help);
        }
    }
}

/// The ids of value and sentence facts.
struct Known<'a> {
    ids: FxHashSet<&'a str>,
}

/// The stretches of facts that are one sentence each.
fn sentences(facts: &Facts) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (index, fact) in facts.facts.iter().enumerate() {
        if !matches!(fact.about, About::Sentence(_)) {
            continue;
        }
        match out.last_mut() {
            Some(last) if last.end == index && facts.facts.get(last.start).is_some_and(|f| f.id == fact.id) => {
                last.end += 1;
            }
            _ => out.push(index..index + 1),
        }
    }
    out
}

fn document(fact: &Fact) -> Option<Document> {
    let About::Sentence(frame) = &fact.about else { return None };
    Some(Document::text(fact.id.as_str(), frame.text.clone()))
}

fn dateline(fact: &Fact, day: Option<Dateline>) -> Option<Dateline> {
    fact.as_of.map(Dateline::day).or(day)
}

/// What a sentence says against others.
fn held(
    checker: &Checker<'_>,
    facts: &Facts,
    range: Range<usize>,
    day: Option<Dateline>,
    known: &Known<'_>,
) -> Vec<Against> {
    let Some((fact, document)) = facts.facts.get(range.start).and_then(|f| Some((f, document(f)?))) else {
        return Vec::new();
    };
    let own = facts.facts.get(range.clone()).unwrap_or_default();
    // What cannot be of one thing need not be asked, and of what is, not all.
    let seen = Cell::new(0_usize);
    let most = MOST * own.len();
    let only = |index: usize| {
        let Some(theirs) = facts.facts.get(index).filter(|_| !range.contains(&index) && seen.get() < most) else {
            return false;
        };
        let one = own.iter().any(|mine| !mine.scope && one_thing(mine, theirs));
        seen.set(seen.get() + usize::from(one));
        one
    };
    let (checked, opposed) = checker.opposed(&document, dateline(fact, day), &only);
    let cut = seen.get() >= most;
    let mut out: Vec<Against> = Vec::new();
    for opposed in opposed {
        let mine = own.iter().find(|f| places(&document, f) == Some(opposed.span) && !f.scope);
        let Some((mine, theirs)) = mine.zip(facts.facts.get(opposed.fact)) else { continue };
        if one_thing(mine, theirs) {
            let value = opposed.entry.and_then(|at| theirs.series.get(at)).map_or(&theirs.written, |e| &e.written);
            let message = format!("the one says \"{}\", the other \"{}\"", mine.written, value.trim_matches('"'));
            out.push(Against { id: fact.id.clone(), other: Some(theirs.id.clone()), rule: "reference", message, cut });
        }
    }
    // Offices, lives, names and quotations are of whom they name.
    let others = checked.findings.into_iter().filter(|f| f.verdict == Verdict::Disagree);
    let others = others.filter(|f| f.fact.as_ref().is_none_or(|id| !known.ids.contains(id.as_str())));
    out.extend(others.map(|f| {
        let message = f.message.replacen("The draft says", "the sentence says", 1);
        let message = message.trim_end_matches('.').to_owned();
        Against { id: fact.id.clone(), other: f.fact, rule: f.rule, message, cut }
    }));
    out
}

/// Where the claim of a sentence fact stands in its sentence.
fn places(document: &Document, fact: &Fact) -> Option<SourceSpan> {
    fact.claim.as_ref().map(|c| document.source_span(c.span))
}

/// Where a sentence with `unless` or `when` does not meet itself.
fn never_met(checker: &Checker<'_>, facts: &Facts, range: &Range<usize>) -> Option<Ground> {
    let fact = facts.facts.get(range.start)?;
    if fact.unless.is_empty() && fact.when.is_none() {
        return None;
    }
    let stated = checker.stated(&document(fact)?);
    (!stated.contains(&fact.id)).then(|| fact.ground())
}
