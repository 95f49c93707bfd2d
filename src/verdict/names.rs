//! Names in the slot of a fact: right, listed as wrong, or a slip of the pen (semantics 4).

use super::{Finding, Grade, Verdict};
use crate::claims::{Kind, Value};
use crate::document::Document;
use crate::facts::Facts;
use crate::pairing::names::{NameFound, NameKind};

/// The findings for the names that stand in slots of facts.
#[must_use]
pub fn judge(document: &Document, found: &[NameFound], facts: &Facts) -> Vec<Finding> {
    found.iter().filter_map(|name| finding(document, name, facts)).collect()
}

fn finding(document: &Document, name: &NameFound, facts: &Facts) -> Option<Finding> {
    let called = facts.called.get(name.fact)?;
    let span = document.source_span(name.span);
    let prose = document.blocks().get(name.span.block as usize).map_or("", |b| b.text.as_str());
    let words = prose.get(name.span.start as usize..name.span.end as usize)?;
    // Of several names of the thing, the one that the slip is nearest to.
    let right = name.meant.as_ref().unwrap_or(&called.is);
    let (verdict, message) = match name.kind {
        NameKind::Right => {
            (Verdict::Match(Grade::Exact), format!("The draft says \"{words}\"; the reference says {}.", called.is))
        }
        NameKind::Wrong => (
            Verdict::Disagree,
            format!("The draft says \"{words}\"; the reference says {right}, and that \"{words}\" is wrong here."),
        ),
        NameKind::Slip => (
            Verdict::Disagree,
            format!("The draft says \"{words}\"; the reference says {right}. Did you mean \"{right}\"?"),
        ),
    };
    let finding = Finding {
        kind: Some(Kind::Name),
        value: Some(Value::Name(words.to_owned())),
        verdict,
        message,
        suggestion: (verdict == Verdict::Disagree).then(|| right.clone()),
        expected: Some(Value::Name(called.is.clone())),
        reference: Some(called.is.clone()),
        ..Finding::at(document, span)
    };
    Some(finding.on(&called.ground))
}
