//! Another event (semantics 7.8): of a sentence fact that shares neither figure nor date with a sentence
//! of the draft nothing is left that could be wrong.

#![allow(clippy::indexing_slicing, reason = "pairings and findings are lists of one length, a place for each claim")]

use super::slips::{self, Slip};
use super::{Agreement, Finding, Verdict, agree, message};
use crate::claims::{Claims, Value};
use crate::facts::{About, Facts};
use crate::lexicon::Lexicon;
use crate::pairing::Pairing;

/// Takes back accusations by a sentence fact in a sentence of the draft where another of its claims was
/// held against the same fact, and none agreed.
pub fn other_events(findings: &mut [Finding], claims: &Claims, pairings: &[Pairing], facts: &Facts, lexicon: &Lexicon) {
    for at in 0..findings.len() {
        if findings[at].verdict != Verdict::Disagree {
            continue;
        }
        let Some(id) = findings[at].fact.clone() else { continue };
        let of_it =
            |fact: usize| facts.facts.get(fact).is_some_and(|f| f.id == id && matches!(f.about, About::Sentence(_)));
        if !pairings[at].candidates.iter().any(|c| of_it(c.fact)) {
            continue;
        }
        // Figures that are all wrong may be one event; figure and date together are another.
        let time = |i: usize| matches!(claims.claims[i].value, Value::When(_));
        let beside = |i: usize| time(i) != time(at) && pairings[i].candidates.iter().any(|c| of_it(c.fact));
        let sentence = claims.claims[at].sentence;
        let from = claims.claims.partition_point(|c| c.sentence < sentence);
        let own = (from..findings.len()).take_while(|&i| claims.claims[i].sentence == sentence);
        let others: Vec<usize> = own.filter(|&i| beside(i)).collect();
        // A year that says the same is no proof by itself, and tells of no other event either.
        let same = |i: usize| {
            let of = pairings[i].candidates.iter().map(|c| c.fact).filter(|&f| of_it(f));
            of.filter_map(|f| facts.facts.get(f))
                .any(|f| matches!(agree(&claims.claims[i].value, f, lexicon), Agreement::Agree { .. }))
        };
        let agrees = |i: &usize| matches!(findings[*i].verdict, Verdict::Match(_)) || same(*i);
        // "184.6 million" for billion: a slip of the pen tells which figure was meant.
        let slipped = findings[at]
            .expected
            .as_ref()
            .is_some_and(|v| slips::slip(&claims.claims[at].value, v) == Some(Slip::Sure));
        if !others.is_empty() && !slipped && !others.iter().any(agrees) {
            let finding = &mut findings[at];
            finding.verdict = Verdict::Unchecked;
            finding.message = message::another_event(&id);
            finding.suggestion = None;
        }
    }
}
