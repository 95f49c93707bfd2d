//! What a check says, and how it becomes a finding: a fact that settles one of the figures goes first.

use super::rule::{Options, Rule};
use crate::claims::{Claim, Kind};
use crate::document::{Document, ProseSpan};
use crate::verdict::{Finding, Related, Verdict};

/// Figures of a draft that cannot all be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alarm {
    /// The check that found it.
    pub rule: Rule,
    /// The figures.
    pub places: Vec<Place>,
    /// Which of them is reported, where all are as likely wrong.
    pub at: usize,
    /// What contradicts what, in one plain sentence.
    pub message: String,
}

impl Alarm {
    /// An alarm over places of which the last is reported.
    pub(super) fn over(rule: Rule, places: Vec<Place>, message: String) -> Self {
        let at = places.len().saturating_sub(1);
        Self { rule, places, at, message }
    }
}

/// One of the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Where it stands.
    pub span: ProseSpan,
    /// Index of its claim, where it is one.
    pub claim: Option<usize>,
    /// Its words as they would have to be, were all others right; the likeliest first.
    pub mendings: Vec<String>,
}

impl Place {
    /// The same with a way to mend it, where there is one.
    pub(super) fn mended(mut self, mending: Option<String>) -> Self {
        self.mendings.extend(mending);
        self
    }
}

/// Turns alarms into findings. `findings` are those of the claims, one each, in their order; what stands at no
/// claim comes back. Where a fact decides, its verdict is all that is said: an alarm over a figure that a fact
/// contradicts is told by that, and one whose other figures a fact confirms is the last one's fault.
pub fn settle(
    document: &Document,
    claims: &[Claim],
    findings: &mut [Finding],
    alarms: Vec<Alarm>,
    options: &Options,
) -> Vec<Finding> {
    let mut others = Vec::new();
    for alarm in alarms {
        let verdict = |place: &Place| place.claim.and_then(|c| findings.get(c)).map(|f| f.verdict);
        if alarm.places.iter().any(|p| verdict(p) == Some(Verdict::Disagree)) {
            continue;
        }
        let open: Vec<usize> = (0..alarm.places.len())
            .filter(|&i| alarm.places.get(i).is_some_and(|p| !matches!(verdict(p), Some(Verdict::Match(_)))))
            .collect();
        let at = if open.contains(&alarm.at) { Some(alarm.at) } else { open.last().copied() };
        let Some((at, place)) = at.and_then(|at| Some((at, alarm.places.get(at)?))) else { continue };
        // One wrong figure among right ones: the fact that confirms these decides.
        let ground = match open.as_slice() {
            [_] => {
                let confirmed = alarm.places.iter().filter_map(|p| p.claim).filter_map(|c| findings.get(c));
                confirmed.rev().find(|f| matches!(f.verdict, Verdict::Match(_))).cloned()
            }
            _ => None,
        };
        let mut finding = told(document, claims, &alarm, at, place, ground.as_ref());
        if ground.is_none() {
            finding.severity = options.severity(alarm.rule);
        }
        match place.claim.and_then(|c| findings.get_mut(c)) {
            Some(old) => *old = finding,
            None => others.push(finding),
        }
    }
    others
}

/// The finding of an alarm at one of its places.
fn told(
    document: &Document,
    claims: &[Claim],
    alarm: &Alarm,
    at: usize,
    place: &Place,
    ground: Option<&Finding>,
) -> Finding {
    let claim = place.claim.and_then(|c| claims.get(c));
    let mut mendings = place.mendings.iter().cloned();
    let related = alarm.places.iter().enumerate().filter(|(i, _)| *i != at).map(|(_, other)| Related {
        // What a fact confirms needs no mending.
        suggestion: other.mendings.first().filter(|_| ground.is_none()).cloned(),
        ..Related::at(document, document.source_span(other.span))
    });
    let mut finding = Finding {
        kind: Some(claim.map_or(Kind::Name, Claim::kind)),
        value: claim.map(|c| c.value.clone()),
        verdict: Verdict::Disagree,
        rule: alarm.rule.name(),
        message: alarm.message.clone(),
        suggestion: mendings.next(),
        alternatives: mendings.collect(),
        related: related.collect(),
        ..Finding::at(document, document.source_span(place.span))
    };
    if let Some(ground) = ground {
        finding.rule = "reference";
        finding.fact.clone_from(&ground.fact);
        finding.source.clone_from(&ground.source);
        finding.as_of.clone_from(&ground.as_of);
        finding.url.clone_from(&ground.url);
    }
    finding
}
