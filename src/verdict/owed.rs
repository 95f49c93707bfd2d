//! What a desk asks of its facts, held against a draft: that it states those that are `required`, and that
//! none of those it leans on is out of date.

use super::{Finding, Verdict};
use crate::claims::Dateline;
use crate::document::{BlockKind, Document, ProseSpan};
use crate::facts::{Facts, Owed};
use crate::pairing::{Doubt, Pairing};
use rustc_hash::FxHashSet;

/// The ids of the facts that a draft states, rightly or wrongly: those that decide a finding, and those that a
/// claim is about with no more against it than that a term stands further off.
#[must_use]
pub fn stated<'a>(findings: &'a [Finding], pairings: &[Pairing], facts: &'a Facts) -> FxHashSet<&'a str> {
    let decided = findings.iter().filter(|f| f.verdict != Verdict::Unchecked).filter_map(|f| f.fact.as_deref());
    let sure =
        |doubts: &[Doubt]| doubts.iter().all(|d| matches!(d, Doubt::WeakTerm | Doubt::NoOwnTerm | Doubt::Source));
    let candidates = pairings.iter().filter(|p| p.silent.is_none()).flat_map(|p| &p.candidates);
    let paired = candidates
        .filter(|c| sure(&c.doubts))
        .filter_map(|c| facts.facts.get(c.fact))
        .filter(|f| !f.scope)
        .map(|f| f.id.as_str());
    decided.chain(paired).collect()
}

/// The finding for a required fact that the draft never states; it stands at the headline.
#[must_use]
pub fn missing(document: &Document, owed: &Owed) -> Finding {
    let headline = document.blocks().iter().enumerate().find(|(_, b)| b.kind == BlockKind::Headline);
    let span = headline.map(|(block, b)| ProseSpan { block: block as u32, start: 0, end: b.text.len() as u32 });
    let at = span.map_or(crate::document::SourceSpan { start: 0, end: 0 }, |span| document.source_span(span));
    let id = &owed.ground.id;
    Finding {
        verdict: Verdict::Missing,
        message: format!("The draft never states {id}, which is required: {}.", owed.states.trim_end_matches('.')),
        reference: Some(owed.states.clone()),
        ..Finding::at(document, at).on(&owed.ground)
    }
}

/// Says of findings whose fact was to be confirmed again before the dateline that it is stale.
pub fn confirm(findings: &mut [Finding], dateline: Option<Dateline>) {
    for finding in findings {
        let past = |day: &jiff::civil::Date| dateline.is_some_and(|d| *day < d.date);
        finding.good_until = finding.good_until.filter(past).filter(|_| finding.verdict != Verdict::Unchecked);
        if let (Some(day), Some(fact)) = (finding.good_until, &finding.fact) {
            let known = finding.as_of.as_ref().map(|d| format!("as of {d}, ")).unwrap_or_default();
            finding.message.push_str(&format!(" {fact} is stale: {known}it was to be confirmed again after {day}."));
        }
    }
}
