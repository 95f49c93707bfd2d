//! The whole way from a document to its findings, built once and shared among threads.

use crate::claims::{Claims, Dateline};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::verdict::{Finding, Verdict};
use crate::{analysis, claims, pairing, verdict};

/// What a run was told beside drafts and facts.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The dateline of all drafts (`--date`), above every other source.
    pub date: Option<Dateline>,
    /// The dateline of drafts that have none (`factlint.toml`), below every other source.
    pub fallback: Option<Dateline>,
}

/// Everything that a check needs, immutable.
pub struct Checker<'a> {
    lexicon: &'a Lexicon,
    facts: &'a Facts,
    settings: Settings,
}

/// What a check found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// One finding a claim, in the order of the draft.
    pub findings: Vec<Finding>,
    /// Figures that were seen and not understood: digits that are neither claims nor told as no claims.
    pub not_understood: usize,
}

impl<'a> Checker<'a> {
    /// A checker over these facts.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, facts: &'a Facts, settings: Settings) -> Self {
        Self { lexicon, facts, settings }
    }

    /// The dateline of a draft, first that is there: the setting, front matter, a wire dateline, the
    /// facts file's, the fallback.
    #[must_use]
    pub fn dateline(&self, document: &Document) -> Option<Dateline> {
        let front = document.front().date.as_deref().and_then(Dateline::parse);
        let facts = self.facts.date.as_deref().and_then(Dateline::parse);
        self.settings.date.or(front).or(facts).or(self.settings.fallback)
    }

    /// The claims of a draft.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Claims {
        let analysis = analysis::analyse(document, self.lexicon);
        claims::read(document, &analysis, self.lexicon, self.dateline(document))
    }

    /// The findings of a draft. Never fails: what cannot be read is unchecked.
    #[must_use]
    pub fn check(&self, document: &Document) -> Checked {
        let dateline = self.dateline(document);
        let analysis = analysis::analyse(document, self.lexicon);
        let claims = claims::read(document, &analysis, self.lexicon, dateline);
        let pairings = pairing::pair(document, &analysis, &claims, self.facts, self.lexicon, dateline);
        let findings = claims
            .claims
            .iter()
            .zip(&pairings)
            .map(|(claim, pairing)| verdict::judge(document, claim, pairing, self.facts, self.lexicon, dateline))
            .collect();
        Checked { findings, not_understood: 0 }
    }
}

impl Checked {
    /// How many findings have this verdict, whatever the grade.
    #[must_use]
    pub fn count(&self, verdict: &str) -> usize {
        self.findings.iter().filter(|f| f.verdict.name() == verdict).count()
    }

    /// Whether any disagrees.
    #[must_use]
    pub fn disagrees(&self) -> bool {
        self.findings.iter().any(|f| f.verdict == Verdict::Disagree)
    }
}
