//! The same check, with everything kept that led to its verdicts: for `explain`. Data alone.

use super::{Checked, Checker, Origin, Watch};
use crate::analysis::Analysis;
use crate::checks::{Alarm, Rule};
use crate::claims::{Claim, Claims, Dateline};
use crate::document::{Document, ProseSpan};
use crate::pairing::Pairing;
use crate::pairing::trace::{Notes, Recorder};
use crate::suppress;
use crate::verdict::{Finding, Ruling, Verdict, ruling};

/// Who had the last word on a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Decider {
    /// Its own fact, or that it has none.
    Fact,
    /// Nothing in its sentence agrees with a sentence fact: another event.
    OtherEvent,
    /// The very figure tells that a fact is meant that came near.
    Agreed,
    /// It is less likely a mistake than of something else.
    Unlikely,
    /// A slip of the pen tells that a fact is meant that came near.
    Slip,
    /// It has the place of another figure of its sentence, and that one its own.
    Crossed,
    /// Its sentence is a fact's own, word for word.
    Verbatim,
    /// The dates of a person or firm.
    Life,
    /// The term of an office.
    Term,
    /// A check that needs no facts.
    Check,
}

/// A check that looked at a claim and found that it cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fired {
    /// The check.
    pub rule: Rule,
    /// What it found.
    pub message: String,
    /// It is what is reported; else a fact settled it, or it is reported at another of its figures.
    pub reported: bool,
}

/// A claim, and why it got its verdict.
#[derive(Debug, Clone)]
pub struct ExplainedClaim {
    /// The claim, with its frame.
    pub claim: Claim,
    /// What is reported of it.
    pub finding: Finding,
    /// Which facts were considered, and how.
    pub notes: Notes,
    /// What the pairing gave.
    pub pairing: Pairing,
    /// Of another claim of its sentence: which facts went there, as (fact, claim).
    pub taken: Vec<(usize, usize)>,
    /// How the verdict follows.
    pub ruling: Ruling,
    /// Who had the last word.
    pub decider: Decider,
    /// Checks without facts that fired on it.
    pub fired: Vec<Fired>,
}

/// A draft, checked and explained.
#[derive(Debug, Clone)]
pub struct Explained {
    /// What the check says; the same as without an explanation.
    pub checked: Checked,
    /// Its claims, in order.
    pub claims: Vec<ExplainedClaim>,
    /// Its sentences.
    pub analysis: Analysis,
    /// The dates of wire datelines, which are no claims.
    pub datelines: Vec<ProseSpan>,
    /// The dateline, and where it comes from.
    pub dateline: Option<(Dateline, Origin)>,
}

/// Keeps all that passes.
#[derive(Debug, Default)]
struct Keeper {
    recorder: Recorder,
    steps: Vec<(Decider, Vec<Finding>)>,
    alarms: Vec<Alarm>,
}

impl Watch for Keeper {
    type Trace = Recorder;

    fn trace(&mut self) -> &mut Recorder {
        &mut self.recorder
    }

    fn judged(&mut self, by: Decider, findings: &[Finding]) {
        self.steps.push((by, findings.to_vec()));
    }

    fn alarms(&mut self, alarms: &[Alarm]) {
        self.alarms = alarms.to_vec();
    }
}

impl Checker<'_> {
    /// The findings of a draft, each with why it is so. Dearer than [`check`](Checker::check), and the same verdicts.
    #[must_use]
    pub fn explain(&self, document: &Document) -> Explained {
        let mut keeper = Keeper::default();
        let (checked, claims, pairings, analysis) = self.run(document, self.dateline(document), None, &mut keeper);
        let dateline = self.dateline_from(document);
        let Claims { claims, datelines, .. } = claims;
        let mut explained = Vec::with_capacity(claims.len());
        for (index, claim) in claims.iter().enumerate() {
            let pairing = pairings.get(index).cloned().unwrap_or_default();
            let ruling =
                ruling(document, claim, &pairing, self.facts, self.lexicon, dateline.map(|(dateline, _)| dateline));
            let span = document.source_span(claim.span);
            // What was merged into the findings of claims may stand at the same words.
            let last = keeper.steps.last().and_then(|(_, findings)| findings.get(index));
            let at = checked.findings.iter().find(|f| f.span == span);
            // What a check found may stand at other words than the claim.
            let reported = |last| {
                let same = |f: &&Finding| Finding { fingerprint: f.fingerprint, ..Finding::clone(last) } == **f;
                checked.findings.iter().find(same).unwrap_or(last)
            };
            let Some(finding) = at.or(last.map(reported)).cloned() else { continue };
            let fired = keeper.alarms.iter().filter_map(|alarm| {
                let here = alarm.places.iter().any(|p| p.claim == Some(index) || p.span == claim.span);
                let reported = finding.message == alarm.message && finding.verdict == Verdict::Disagree;
                here.then(|| Fired { rule: alarm.rule, message: alarm.message.clone(), reported })
            });
            explained.push(ExplainedClaim {
                claim: claim.clone(),
                notes: keeper.recorder.notes.get(index).cloned().unwrap_or_default(),
                taken: taken(index, &claims, &pairings),
                pairing,
                ruling,
                decider: decider(index, &keeper.steps),
                fired: fired.collect(),
                finding,
            });
        }
        let mut checked = checked;
        let (day, names) = (dateline.map(|(d, _)| d), self.facts.ids());
        checked.suppressed = suppress::obey(document, &mut checked.findings, names, day, &self.settings.checks);
        Explained {
            checked,
            claims: explained,
            analysis,
            datelines: datelines.into_iter().map(|(span, _)| span).collect(),
            dateline,
        }
    }
}

/// The last step that changed the finding of a claim.
fn decider(claim: usize, steps: &[(Decider, Vec<Finding>)]) -> Decider {
    let changed = |pair: &[(Decider, Vec<Finding>)]| match pair {
        [(_, before), (by, after)] => (before.get(claim) != after.get(claim)).then_some(*by),
        _ => None,
    };
    steps.windows(2).rev().find_map(changed).unwrap_or(Decider::Fact)
}

/// The facts that other claims of the sentence are held to.
fn taken(claim: usize, claims: &[Claim], pairings: &[Pairing]) -> Vec<(usize, usize)> {
    let sentence = claims.get(claim).map(|c| c.sentence);
    let beside = |from: usize, step: isize| {
        std::iter::successors(from.checked_add_signed(step), move |at| at.checked_add_signed(step))
            .take_while(|&at| claims.get(at).map(|c| c.sentence).is_some_and(|s| Some(s) == sentence))
    };
    let others = beside(claim, -1).chain(beside(claim, 1));
    others.filter_map(|other| Some((pairings.get(other)?.candidates.first()?.fact, other))).collect()
}
