//! Figures that have changed places: "rates rose to 4.7 percent for two years and 4.9 for five", of which the facts have
//! 4.9 for two years and 4.7 for five. Each is some fact's very figure, so that values alone would confirm both; the
//! words that tell the two facts apart say which figure is whose.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::figures::COMMON;
use super::place::of_chain;
use super::score::Room;
use super::terms::{FactTerms, TermId};
use super::{Candidate, Pairing, Tie, distinct_digits, figure};
use crate::analysis::{Pos, Sentence, View};
use crate::claims::{Claim, Value};
use crate::lexicon::{Func, TokenKind};
use std::ops::Range;

/// How many claims of a sentence are looked at behind one.
const BESIDE: usize = 4;

impl Room<'_> {
    /// Notes which claims of a sentence have each other's figure.
    pub(super) fn crossed(&self, claims: Range<usize>, pairings: &mut [Pairing]) {
        let exact: Vec<(Vec<usize>, bool)> =
            pairings.iter().zip(claims.clone()).map(|(p, c)| self.exact(p, c)).collect();
        for first in 0..exact.len() {
            let behind = (first + 1..exact.len()).take(BESIDE);
            for second in behind.filter(|&s| !exact[first].0.is_empty() && !exact[s].0.is_empty()) {
                let pairs = exact[first].0.iter().flat_map(|&m| exact[second].0.iter().map(move |&t| (m, t)));
                let came = exact[first].1 && exact[second].1;
                let (a, b) = (claims.start + first, claims.start + second);
                let found = pairs.into_iter().find(|&(mine, theirs)| self.cross((a, mine), (b, theirs), came));
                if let Some((mine, theirs)) = found {
                    pairings[first].crossed = Some(alone(theirs));
                    pairings[second].crossed = Some(alone(mine));
                }
            }
        }
    }

    /// The facts that have a claim's very figure: those that came near it, else all, if they are few; and whether they came.
    fn exact(&self, pairing: &Pairing, claim: usize) -> (Vec<usize>, bool) {
        let value = &self.claims.claims[claim].value;
        let Some(own) = figure(value).filter(|_| !matches!(value, Value::When(_) | Value::Ordinal(_))) else {
            return (Vec::new(), false);
        };
        let near = pairing.candidates.iter().chain(pairing.near.iter().map(|n| &n.candidate)).map(|c| c.fact);
        let mut out: Vec<usize> = near.filter(|&f| figure(&self.facts.facts[f].value) == Some(own)).collect();
        let came = !out.is_empty();
        if !came && distinct_digits(value) > 1 {
            out = self.figures.alike(value, self.facts, COMMON);
        }
        let only = |f: usize| self.only.is_none_or(|only| only(f));
        out.retain(|&f| self.facts.facts[f].series.is_empty() && alike(&self.facts.facts[f].value, value) && only(f));
        (out, came)
    }

    /// Whether each of two claims has the figure of one fact, and the words that tell that fact from the other's stand
    /// by the other claim; `came` says that both facts came near.
    fn cross(&self, (first, mine): (usize, usize), (second, theirs): (usize, usize), came: bool) -> bool {
        let (a, b) = (&self.claims.claims[first], &self.claims.claims[second]);
        let value = |fact: usize| &self.facts.facts[fact].value;
        let said = a.frame.unasserted.is_none() || b.frame.unasserted.is_none();
        if mine == theirs || !said || !alike(&a.value, &b.value) || figure(value(mine)) == figure(value(theirs)) {
            return false;
        }
        let sentence = &self.analysis.sentences[a.sentence as usize];
        let prose = &self.document.blocks()[sentence.block as usize].text;
        let view = View { lexicon: self.lexicon, prose, sentence };
        let (own, its) = (&self.terms.of[mine], &self.terms.of[theirs]);
        let of = |terms: &FactTerms, term: TermId| {
            [&terms.all, &terms.heads, &terms.words, &terms.names].iter().any(|list| list.contains(&term))
        };
        let met = &self.met[a.sentence as usize];
        // What both facts are about stands here.
        let both = met.iter().any(|m| of(own, m.term) && of(its, m.term));
        // By which of the two claims the words of a fact stand that the other fact has not.
        let by = |terms: &FactTerms, others: &FactTerms| {
            let shared = |token: &u32| met.iter().any(|m| of(others, m.term) && m.tokens.contains(token));
            let of_fact = met.iter().filter(|m| of(terms, m.term)).flat_map(|m| m.tokens.iter());
            let mut out = (false, false);
            for &token in of_fact.filter(|t| !shared(t)) {
                match whose(view, token as usize, a, b) {
                    Some(true) => out.0 = true,
                    Some(false) => out.1 = true,
                    None => {}
                }
            }
            out
        };
        // The words of the second one's fact by the first, and of the first one's by the second.
        (both || came) && by(its, own) == (true, false) && by(own, its) == (false, true)
    }
}

/// Whether two values are of one kind and unit.
fn alike(a: &Value, b: &Value) -> bool {
    let count = |v: &Value| matches!(v, Value::Number(_) | Value::Quantity { .. });
    match (a, b) {
        (Value::Money { currency: x, .. }, Value::Money { currency: y, .. }) => x == y,
        (Value::Measure { unit: x, .. }, Value::Measure { unit: y, .. }) => x == y,
        (Value::Duration { unit: x, .. }, Value::Duration { unit: y, .. }) => x == y,
        _ => a.kind() == b.kind() || count(a) && count(b),
    }
}

/// By which of two claims a word stands: in the clause of one, or with nothing that parts them between.
fn whose(view: View<'_>, token: usize, a: &Claim, b: &Claim) -> Option<bool> {
    if a.tokens.holds(token) || b.tokens.holds(token) {
        return Some(a.tokens.holds(token));
    }
    let by = |own: bool, other: bool| (own != other).then_some(own);
    let sentence = view.sentence;
    let (of_a, of_b) = (of_clause(sentence, token, a), of_clause(sentence, token, b));
    // "The firm posted a loss of $2 million against a profit of $5 million": what governs both tells them not apart.
    let governs = |claim: &Claim| {
        let clause = sentence.clauses.get(claim.frame.clause as usize);
        clause.is_some_and(|c| {
            c.verbs.is_some_and(|v| v.holds(token))
                || c.subject.is_some_and(|s| of_chain(sentence, sentence.tokens[token].group, s))
        })
    };
    if of_a && of_b && governs(a) && governs(b) {
        return None;
    }
    by(of_a, of_b).or_else(|| by(joined(view, token, a, b), joined(view, token, b, a)))
}

/// Whether a word is of a claim's clause, or of its subject.
fn of_clause(sentence: &Sentence, token: usize, claim: &Claim) -> bool {
    let Some(word) = sentence.tokens.get(token) else { return false };
    let subject = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.subject);
    word.clause == claim.frame.clause || subject.is_some_and(|s| of_chain(sentence, word.group, s))
}

/// Whether nothing parts a word from a claim: neither a mark, a conjunction, what sets one figure against another, nor the
/// other claim.
fn joined(view: View<'_>, token: usize, claim: &Claim, other: &Claim) -> bool {
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let between = if token < start { token + 1..start } else { end..token };
    let parts = |at: usize| {
        view.token(at).is_some_and(|t| {
            matches!(t.pos, Pos::Conjunction | Pos::Subordinator | Pos::Relative)
                || t.kind == TokenKind::Mark && !view.dash(at)
        }) || view.is(at, Func::Against)
            || other.tokens.holds(at)
    };
    !between.into_iter().any(parts)
}

/// A fact that only the words of another say.
fn alone(fact: usize) -> Candidate {
    let (doubts, strengths) = Default::default();
    Candidate { fact, entry: None, score: 0, doubts, tie: Tie::Words, strengths, elided: false }
}
