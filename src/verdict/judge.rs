//! From candidates to one verdict a claim (semantics 7.5 to 7.9).

use super::{Agreement, Finding, Grade, Verdict, agree, message, numbers};
use crate::claims::{Claim, Dateline, Value};
use crate::document::Document;
use crate::facts::{Fact, Facts};
use crate::lexicon::{Lexicon, Period};
use crate::pairing::{Candidate, Doubt, Pairing};

/// Why a claim has no verdict, or what is worth saying beside one.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Note<'a> {
    /// No fact came near.
    Nothing,
    /// The pairing holds it to nothing, and says why.
    Silent(&'a str),
    /// The fact was not known yet on the dateline.
    Later(&'a Fact),
    /// The same figure in another currency.
    Currency(&'a Fact),
    /// The fact that comes nearest may not accuse.
    Unsure(&'a Fact),
    /// It agrees, but its terms are met from afar and the figure may be chance.
    NotTelling(&'a Fact),
}

/// What was decided for a claim, before it is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Decision<'a> {
    pub(super) verdict: Verdict,
    /// The fact that decides, with how its value stands to the claim's.
    pub(super) ground: Option<(&'a Fact, Agreement)>,
    /// Other facts that fit as well and say something else.
    pub(super) rivals: Vec<&'a Fact>,
    pub(super) note: Note<'a>,
}

impl<'a> Decision<'a> {
    fn unchecked(note: Note<'a>) -> Self {
        Self { verdict: Verdict::Unchecked, ground: None, rivals: Vec::new(), note }
    }
}

/// A candidate whose value can be compared with the claim's.
struct Weighed<'a> {
    candidate: &'a Candidate,
    fact: &'a Fact,
    agreement: Agreement,
}

impl Weighed<'_> {
    fn grade(&self) -> Option<Grade> {
        match self.agreement {
            Agreement::Agree { grade, .. } => Some(grade),
            _ => None,
        }
    }
    fn doubted(&self, doubt: Doubt) -> bool {
        self.candidate.doubts.contains(&doubt)
    }
}

/// Decides one claim.
pub(super) fn decide<'a>(
    value: &Value,
    pairing: &'a Pairing,
    facts: &'a Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Decision<'a> {
    if let Some(why) = &pairing.silent {
        return Decision::unchecked(Note::Silent(why));
    }
    let mut note = Note::Nothing;
    let mut weighed = Vec::new();
    for candidate in &pairing.candidates {
        let Some(fact) = facts.facts.get(candidate.fact) else { continue };
        if fact.as_of.zip(dateline).is_some_and(|(known, dateline)| known > dateline.date) {
            note = Note::Later(fact);
            continue;
        }
        let agreement = agree(value, fact, lexicon);
        if agreement == Agreement::Apart {
            if note == Note::Nothing && numbers::same_figure_in_another_currency(value, fact, lexicon) {
                note = Note::Currency(fact);
            }
            continue;
        }
        weighed.push(Weighed { candidate, fact, agreement });
    }
    // A fact that another claim of the sentence meets better is the other's, unless none else is left.
    let (others, mut own): (Vec<_>, Vec<_>) = weighed.into_iter().partition(|w| w.doubted(Doubt::BetterClaim));
    if own.is_empty() {
        own = others;
    }
    let telling = telling(value, lexicon);
    let may_match = |w: &&Weighed<'_>| w.grade().is_some() && (telling || !w.doubted(Doubt::WeakTerm));
    let Some(best) = own.first().map(|w| w.candidate.score) else { return Decision::unchecked(note) };
    let near = |w: &&Weighed<'_>| w.candidate.score.saturating_add(lexicon.weights.near_equal) >= best;
    // Any of the facts that fit best may agree: only then is silence or blame due.
    if let Some(found) = own.iter().filter(near).filter(may_match).min_by_key(|w| w.grade()) {
        return matched(found);
    }
    let differs = |w: &&Weighed<'_>| matches!(w.agreement, Agreement::Differ(_));
    if let Some(found) = own.iter().filter(near).filter(differs).find(|w| w.candidate.doubts.is_empty()) {
        let rivals = own.iter().filter(near).filter(differs);
        return Decision {
            verdict: Verdict::Disagree,
            ground: Some((found.fact, found.agreement.clone())),
            rivals: rivals.map(|w| w.fact).filter(|f| f.value != found.fact.value).collect(),
            note: Note::Nothing,
        };
    }
    // What fits a little worse may still agree, when nothing speaks against it.
    if let Some(found) = own.iter().filter(may_match).find(|w| w.candidate.doubts.is_empty()) {
        return matched(found);
    }
    let scope_only = |w: &&Weighed<'_>| w.candidate.doubts.iter().all(|d| *d == Doubt::Scope);
    if let Some(found) = own.iter().filter(near).filter(differs).find(scope_only) {
        let rivals = own.iter().filter(near).filter(differs).map(|w| w.fact);
        return Decision {
            verdict: Verdict::Ambiguous,
            ground: Some((found.fact, found.agreement.clone())),
            rivals: rivals.filter(|f| !std::ptr::eq(*f, found.fact)).collect(),
            note: Note::Nothing,
        };
    }
    let nearest =
        own.first().map(|w| if w.grade().is_some() { Note::NotTelling(w.fact) } else { Note::Unsure(w.fact) });
    Decision::unchecked(nearest.unwrap_or(note))
}

fn matched<'a>(found: &Weighed<'a>) -> Decision<'a> {
    Decision {
        verdict: found.grade().map_or(Verdict::Unchecked, Verdict::Match),
        ground: Some((found.fact, found.agreement.clone())),
        rivals: Vec::new(),
        note: Note::Nothing,
    }
}

/// Whether a value is unlikely to agree by chance: enough significant digits, or a full date.
fn telling(value: &Value, lexicon: &Lexicon) -> bool {
    match value {
        Value::When(when) => when.grain <= Period::Day && when.written.day.is_some(),
        other => other
            .figure()
            .is_some_and(|f| rust_decimal::Decimal::from(numbers::significant(f)) >= lexicon.thresholds.telling_digits),
    }
}

/// The finding for one claim.
#[must_use]
pub fn judge(
    document: &Document,
    claim: &Claim,
    pairing: &Pairing,
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Finding {
    let span = document.source_span(claim.span);
    let (line, column) = document.line_column(span.start);
    let text = document.source().get(span.start as usize..span.end as usize).unwrap_or_default().to_owned();
    // What a message quotes is the prose: a line break of the file is a space in it.
    let prose = document.blocks().get(claim.span.block as usize).map_or("", |b| b.text.as_str());
    let words = prose.get(claim.span.start as usize..claim.span.end as usize).unwrap_or(&text);
    let decision = decide(&claim.value, pairing, facts, lexicon, dateline);
    let told = message::tell(&decision, words, &claim.value, lexicon);
    let fact = decision.ground.as_ref().map(|(fact, _)| *fact);
    Finding {
        span,
        line,
        column,
        text,
        kind: Some(claim.kind()),
        value: Some(claim.value.clone()),
        verdict: decision.verdict,
        rule: "reference",
        fact: fact.map(|f| f.id.clone()),
        message: told.message,
        suggestion: told.suggestion,
        expected: fact.map(|f| f.value.clone()),
        reference: told.reference,
        source: fact.and_then(|f| f.source.clone()),
        as_of: fact.and_then(|f| f.as_of).map(|d| d.to_string()),
        url: fact.and_then(|f| f.url.clone()),
    }
}
