//! Why a claim was judged as it was: every candidate weighed, and the row of the law that decides, in
//! words. The judgement itself is [`judge`](super::judge)'s, which is asked here a second time.

use super::judge::{Note, Said, Weighed, decide};
use super::{Agreement, Verdict, law, message, words};
use crate::claims::{Claim, Dateline};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::pairing::Pairing;

/// What weighing a candidate gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The values could be compared.
    Weighed(Agreement),
    /// They could not, and why.
    Not(String),
}

/// A candidate fact, weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weighing {
    /// Index into the facts.
    pub fact: usize,
    /// What it states, in words: of a series, what stood on the date.
    pub states: String,
    /// What came of it.
    pub outcome: Outcome,
}

/// Why the pairing's candidates give one verdict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// The verdict that follows.
    pub verdict: Verdict,
    /// The candidates, the best first.
    pub weighed: Vec<Weighing>,
    /// The fact that decides, as an index into the facts.
    pub decides: Option<usize>,
    /// The row of the law, a sentence each.
    pub law: Vec<String>,
    /// A fact came near, and may not accuse: as an index into the facts.
    pub unsure: Option<usize>,
}

/// Why a claim was judged as it was.
#[must_use]
pub fn ruling(
    document: &Document,
    claim: &Claim,
    pairing: &Pairing,
    facts: &Facts,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> Ruling {
    let said = Said::of(document, claim);
    let decision = decide(said, pairing, facts, lexicon, dateline);
    let weighed = pairing.candidates.iter().filter_map(|candidate| {
        let fact = facts.facts.get(candidate.fact)?;
        let (states, outcome) = match Weighed::new(said, candidate, fact, lexicon, dateline) {
            Ok(found) => (words::reference(&found.fact, lexicon), Outcome::Weighed(found.agreement)),
            Err(Note::Nothing) => (words::reference(fact, lexicon), Outcome::Not(law::not_comparable())),
            Err(why) => (words::reference(fact, lexicon), Outcome::Not(message::note(&why, lexicon))),
        };
        Some(Weighing { fact: candidate.fact, states, outcome })
    });
    let weighed: Vec<Weighing> = weighed.collect();
    let place = |id: &str, value: &crate::claims::Value| {
        // All claims of a sentence share its id, and a series its values: the candidate is meant.
        let same = |c: &&crate::pairing::Candidate| {
            facts.facts.get(c.fact).is_some_and(|f| {
                f.id == id
                    && (f.value == *value || c.entry.and_then(|e| f.series.get(e)).is_some_and(|e| e.value == *value))
            })
        };
        pairing.candidates.iter().find(same).map(|c| c.fact)
    };
    let decides = decision.ground.as_ref().and_then(|(fact, _)| place(&fact.id, &fact.value));
    let unsure = match &decision.note {
        Note::Unsure(fact) | Note::NotTelling(fact) => place(&fact.id, &fact.value),
        _ => None,
    };
    let law = match &decision.ground {
        Some((fact, agreement)) => law::sentences(said, fact, agreement, lexicon),
        None => vec![message::note(&decision.note, lexicon)],
    };
    Ruling { verdict: decision.verdict, weighed, decides, law, unsure }
}
