//! The whole way from a document to its findings, built once and shared among threads.

use crate::analysis::Analysis;
use crate::claims::{Claims, Dateline, Skipped};
use crate::document::{Document, ProseSpan};
use crate::facts::Facts;
use crate::lexicon::{Lexicon, TokenKind};
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
    index: pairing::Index,
    settings: Settings,
}

/// What a check found.
#[derive(Debug, Clone)]
pub struct Checked {
    /// One finding a claim, in the order of the draft.
    pub findings: Vec<Finding>,
    /// Figures that were seen and not understood: digits that are neither claims nor told as no claims.
    pub not_understood: usize,
    /// Digits that are no claims, with the reason.
    pub skipped: Vec<Skipped>,
}

impl<'a> Checker<'a> {
    /// A checker over these facts.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, facts: &'a Facts, settings: Settings) -> Self {
        Self { lexicon, facts, index: pairing::Index::new(facts, lexicon), settings }
    }

    /// The dateline of a draft, first that is there: the setting, the draft's own, a wire dateline in
    /// its text, the facts file's, the fallback.
    #[must_use]
    pub fn dateline(&self, document: &Document) -> Option<Dateline> {
        let own = document.front().date.as_deref().and_then(Dateline::parse);
        self.settings
            .date
            .or(own)
            .or_else(|| self.wire(document))
            .or_else(|| self.facts_date())
            .or(self.settings.fallback)
    }

    /// "LANEK, Nov. 25 (Agency) —", with the year nearest the facts.
    fn wire(&self, _document: &Document) -> Option<Dateline> {
        None
    }

    fn facts_date(&self) -> Option<Dateline> {
        self.facts.date.as_deref().and_then(Dateline::parse)
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
        let pairings = self.index.pair(document, &analysis, &claims, self.facts, self.lexicon, dateline);
        let findings = claims
            .claims
            .iter()
            .zip(&pairings)
            .map(|(claim, pairing)| verdict::judge(document, claim, pairing, self.facts, self.lexicon, dateline))
            .collect();
        let not_understood = not_understood(&analysis, &claims);
        Checked { findings, not_understood, skipped: claims.skipped }
    }

    /// The claims of a draft as findings without a verdict, for reports.
    #[must_use]
    pub fn list(&self, document: &Document) -> Checked {
        let analysis = analysis::analyse(document, self.lexicon);
        let claims = claims::read(document, &analysis, self.lexicon, self.dateline(document));
        let findings = claims.claims.iter().map(|claim| unchecked(document, claim)).collect();
        let not_understood = not_understood(&analysis, &claims);
        Checked { findings, not_understood, skipped: claims.skipped }
    }
}

/// A claim that was held to nothing.
fn unchecked(document: &Document, claim: &claims::Claim) -> Finding {
    let span = document.source_span(claim.span);
    let (line, column) = document.line_column(span.start);
    Finding {
        span,
        line,
        column,
        text: document.source().get(span.start as usize..span.end as usize).unwrap_or("").to_owned(),
        kind: Some(claim.kind()),
        value: Some(claim.value.clone()),
        verdict: Verdict::Unchecked,
        rule: "reference",
        fact: None,
        message: String::new(),
        suggestion: None,
        expected: None,
        reference: None,
        source: None,
        as_of: None,
        url: None,
    }
}

/// How many numbers in digits lie in no claim and in nothing that is known to be none.
fn not_understood(analysis: &Analysis, claims: &Claims) -> usize {
    let mut known: Vec<ProseSpan> =
        claims.claims.iter().map(|c| c.span).chain(claims.skipped.iter().map(|s| s.span)).collect();
    known.sort_unstable();
    let mut known = known.into_iter().peekable();
    let mut count = 0;
    for sentence in &analysis.sentences {
        for token in sentence.tokens.iter().filter(|t| t.kind == TokenKind::Number) {
            let at = (sentence.block, token.start);
            while known.next_if(|k| (k.block, k.end) <= at).is_some() {}
            count += usize::from(known.peek().is_none_or(|k| (k.block, k.start) > at));
        }
    }
    count
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
