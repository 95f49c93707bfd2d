//! From candidates to one verdict a claim (semantics 7.5 to 7.9).

use super::{Finding, Verdict};
use crate::claims::{Claim, Dateline};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::pairing::Pairing;

/// The finding for one claim.
#[must_use]
pub fn judge(
    document: &Document,
    claim: &Claim,
    _pairing: &Pairing,
    _facts: &Facts,
    _lexicon: &Lexicon,
    _dateline: Option<Dateline>,
) -> Finding {
    let span = document.source_span(claim.span);
    let (line, column) = document.line_column(span.start);
    Finding {
        span,
        line,
        column,
        text: document.source()[span.start as usize..span.end as usize].to_owned(),
        kind: Some(claim.kind()),
        value: Some(claim.value.clone()),
        verdict: Verdict::Unchecked,
        rule: "reference",
        fact: None,
        message: String::from("No fact is about this."),
        suggestion: None,
        expected: None,
        reference: None,
        source: None,
        as_of: None,
        url: None,
    }
}
