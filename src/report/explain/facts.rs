//! The facts that were considered for a claim, the best first, each with what became of it.

use super::{Subject, words};
use crate::checker::ExplainedClaim;
use crate::document::ProseSpan;
use crate::pairing::trace::{Considered, Fall, Hit, Kin, Place};
use crate::verdict::{Agreement, Outcome, Verdict};
use serde::Serialize;
use std::cmp::Reverse;

/// A fact, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct FactStory {
    pub id: String,
    pub file: String,
    pub line: usize,
    pub states: String,
    /// `decides`, `candidate`, `fell out`.
    pub status: &'static str,
    /// What came of it, or why it fell out.
    pub why: String,
    pub met: Vec<String>,
    pub missed: Vec<String>,
    /// What speaks against accusing.
    pub doubts: Vec<String>,
    pub score: Option<i32>,
    #[serde(skip)]
    pub fact: usize,
}

/// All facts that share a term with what stands around the claim, the best first.
pub(super) fn stories(subject: &Subject<'_>, told: &ExplainedClaim) -> Vec<FactStory> {
    let candidates = &told.pairing.candidates;
    let mut considered: Vec<&Considered> = told.notes.considered.iter().collect();
    considered.sort_by_key(|c| {
        let place = candidates.iter().position(|k| k.fact == c.fact).unwrap_or(usize::MAX);
        let score = c.outcome.as_ref().map_or(i32::MIN, |k| k.score);
        // Of those that fell out, what is of another kind says least, and the one that comes nearest most.
        let foreign = matches!(c.outcome, Err(Fall::Family(Kin::Kind)));
        let near = c.terms.iter().filter(|t| t.hit.as_ref().is_some_and(|h| h.place <= Place::Sentence)).count();
        let met = c.terms.iter().filter(|t| t.hit.is_some()).count();
        (told.ruling.decides != Some(c.fact), place, Reverse(score), foreign, Reverse((near, met)), c.fact)
    });
    considered.into_iter().filter_map(|c| story(subject, told, c)).collect()
}

fn story(subject: &Subject<'_>, told: &ExplainedClaim, considered: &Considered) -> Option<FactStory> {
    let fact = subject.facts.facts.get(considered.fact)?;
    let weighed = told.ruling.weighed.iter().find(|w| w.fact == considered.fact);
    let kept = told.pairing.candidates.iter().any(|c| c.fact == considered.fact);
    let decides = told.ruling.decides == Some(considered.fact);
    let least = subject.lexicon.weights.least;
    let (status, why) = match (&considered.outcome, weighed) {
        (Err(fall), _) => ("fell out", words::fall(fall, least)),
        (Ok(_), Some(weighed)) if kept => {
            let status = if decides { "decides" } else { "candidate" };
            (status, said(&weighed.outcome, decides, told.ruling.verdict))
        }
        (Ok(_), _) => ("fell out", lost(subject, told, considered)),
    };
    let (mut met, mut missed) = (Vec::new(), Vec::new());
    for term in &considered.terms {
        let part = words::part(term.part);
        match &term.hit {
            Some(hit) => met.push(format!("{part}`{}` {}", term.text, found(subject, told, hit))),
            None => missed.push(format!("{part}`{}`", term.text)),
        }
    }
    let mut doubts: Vec<String> = Vec::new();
    if let Ok(candidate) = &considered.outcome {
        let known = considered.doubts.iter().map(|&(test, doubt)| words::doubt(test, doubt));
        let more = candidate.doubts.iter().skip(considered.doubts.len()).map(|&doubt| words::plain(doubt));
        for text in known.chain(more) {
            if !doubts.iter().any(|d| d == text) {
                doubts.push(text.to_owned());
            }
        }
    }
    Some(FactStory {
        id: fact.id.clone(),
        file: fact.place.file.clone(),
        line: fact.place.line,
        states: weighed.map_or_else(|| crate::verdict::states(fact, subject.lexicon), |w| w.states.clone()),
        status,
        why,
        met,
        missed,
        doubts,
        score: considered.outcome.as_ref().ok().map(|c| c.score),
        fact: considered.fact,
    })
}

/// What comparing gave.
fn said(outcome: &Outcome, decides: bool, verdict: Verdict) -> String {
    match outcome {
        Outcome::Weighed(Agreement::Agree { grade, .. }) if decides => format!("agrees ({})", grade.name()),
        Outcome::Weighed(Agreement::Agree { grade, .. }) => {
            let off = if verdict == Verdict::Unchecked { ", and is no proof" } else { ", and does not decide" };
            format!("agrees ({}){off}", grade.name())
        }
        Outcome::Weighed(_) if decides => String::from("does not agree"),
        Outcome::Weighed(_) => String::from("does not agree, and does not accuse"),
        Outcome::Not(why) => why.clone(),
    }
}

/// Why a candidate was lost when the sentence's figures and facts were shared out.
fn lost(subject: &Subject<'_>, told: &ExplainedClaim, considered: &Considered) -> String {
    let other = told.taken.iter().find(|(fact, _)| *fact == considered.fact);
    if let Some(other) = other.and_then(|(_, claim)| subject.explained.claims.get(*claim)) {
        return format!("another figure of the sentence fits it better: \"{}\"", other.finding.text);
    }
    if told.pairing.candidates.is_empty() {
        return String::from("the claim was held to nothing when the sentence's figures were shared out");
    }
    String::from("others fit the claim better")
}

/// "by \"perished\", a word of the concept, in its own clause"
fn found(subject: &Subject<'_>, told: &ExplainedClaim, hit: &Hit) -> String {
    let sentence = subject.explained.analysis.sentences.get(hit.sentence as usize);
    let other = hit.sentence != told.claim.sentence;
    let mut words_met = String::new();
    let mut line = None;
    if let Some(sentence) = sentence
        && let Some(block) = subject.document.blocks().get(sentence.block as usize)
    {
        let mut tokens = hit.tokens.clone();
        tokens.sort_unstable();
        let texts = tokens.iter().filter_map(|&t| sentence.tokens.get(t as usize));
        let texts: Vec<&str> = texts.filter_map(|t| block.text.get(t.start as usize..t.end as usize)).collect();
        words_met = texts.join(" … ");
        if tokens.windows(2).all(|w| matches!(w, [a, b] if a + 1 == *b)) {
            words_met = texts.join(" ");
        }
        if other && let Some(first) = tokens.first().and_then(|&t| sentence.tokens.get(t as usize)) {
            let span = ProseSpan { block: sentence.block, start: first.start, end: first.end };
            line = Some(subject.document.line_column(subject.document.source_span(span).start).0);
        }
    }
    let where_ = words::place(hit.place, line);
    if words_met.is_empty() {
        return where_;
    }
    format!("by \"{words_met}\"{}, {where_}", words::by(hit.by))
}
