//! The whole way from a document to its findings, built once and shared among threads.

mod explained;

pub use explained::{Decider, Explained, ExplainedClaim, Fired};

use crate::analysis::{Analysis, Depth, Token, Vocabulary};
use crate::checks;
use crate::claims::{Claims, Dateline, Skipped};
use crate::document::{Document, ProseSpan, SourceSpan};
use crate::facts::Facts;
use crate::lexicon::{Lexicon, TokenKind};
use crate::suppress::Suppressed;
use crate::verdict::{Docket, Finding, Grade, Verdict};
use crate::{analysis, claims, pairing, suppress, verdict};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::sync::Mutex;

/// Where a dateline comes from, the first that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Origin {
    /// `--date`.
    Option,
    /// Front matter, or the line of JSON Lines.
    Draft,
    /// A wire dateline in its text.
    Wire,
    /// The facts file.
    Facts,
    /// `factlint.toml`.
    Configuration,
}

/// Looks on while a draft is checked. All methods do nothing unless they are written.
trait Watch {
    /// What takes down the pairing.
    type Trace: pairing::Trace;
    fn trace(&mut self) -> &mut Self::Trace;
    /// The findings of the claims after a step.
    fn judged(&mut self, _by: Decider, _findings: &[Finding]) {}
    /// What the checks without facts found.
    fn alarms(&mut self, _alarms: &[checks::Alarm]) {}
}

/// Nobody looks on.
struct Alone(pairing::Unasked);

impl Watch for Alone {
    type Trace = pairing::Unasked;

    fn trace(&mut self) -> &mut pairing::Unasked {
        &mut self.0
    }
}

/// What a run was told beside drafts and facts.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The dateline of all drafts (`--date`), above every other source.
    pub date: Option<Dateline>,
    /// The dateline of drafts that have none (`factlint.toml`), below every other source.
    pub fallback: Option<Dateline>,
    /// The checks that need no facts: which are off, and how much the others weigh.
    pub checks: checks::Options,
}

/// Everything that a check needs, immutable.
pub struct Checker<'a> {
    lexicon: &'a Lexicon,
    facts: &'a Facts,
    index: Cow<'a, pairing::Index>,
    settings: Settings,
    /// The words of the drafts that were checked, one for each thread that checks at a time.
    vocabularies: Mutex<Vec<Vocabulary<'a>>>,
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
    /// Findings that are not among those above, since a desk has decided to live with them.
    pub suppressed: Vec<Suppressed>,
    /// The dateline that the draft was read with.
    pub dateline: Option<Dateline>,
}

/// A claim and a fact that is about it and does not agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opposed {
    /// Where the claim stands.
    pub span: SourceSpan,
    /// Index into the facts.
    pub fact: usize,
    /// Of a series, which value.
    pub entry: Option<usize>,
}

impl<'a> Checker<'a> {
    /// A checker over these facts.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, facts: &'a Facts, settings: Settings) -> Self {
        let index = Cow::Owned(pairing::Index::new(facts, lexicon));
        Self { lexicon, facts, index, settings, vocabularies: Mutex::default() }
    }

    /// A checker over facts that were indexed before.
    #[must_use]
    pub fn over(lexicon: &'a Lexicon, facts: &'a Facts, index: &'a pairing::Index, settings: Settings) -> Self {
        Self { lexicon, facts, index: Cow::Borrowed(index), settings, vocabularies: Mutex::default() }
    }

    /// Where its facts are indexed.
    #[must_use]
    pub fn index(&self) -> &pairing::Index {
        &self.index
    }

    /// The dateline of a draft, first that is there: the setting, the draft's own, a wire dateline in
    /// its text, the facts file's, the fallback.
    #[must_use]
    pub fn dateline(&self, document: &Document) -> Option<Dateline> {
        self.dateline_from(document).map(|(dateline, _)| dateline)
    }

    /// The same, with where it comes from.
    #[must_use]
    pub fn dateline_from(&self, document: &Document) -> Option<(Dateline, Origin)> {
        let own = || document.front().date.as_deref().and_then(Dateline::parse);
        let from = |origin| move |dateline| (dateline, origin);
        (self.settings.date.map(from(Origin::Option)))
            .or_else(|| own().map(from(Origin::Draft)))
            .or_else(|| wire(document, self.facts, &self.index, self.lexicon).map(from(Origin::Wire)))
            .or_else(|| self.facts_date().map(from(Origin::Facts)))
            .or_else(|| self.settings.fallback.map(from(Origin::Configuration)))
    }

    fn facts_date(&self) -> Option<Dateline> {
        self.facts.date.as_deref().and_then(Dateline::parse)
    }

    /// Parses a draft, its sentences as deep as each is wanted. Most of its words are those of the drafts before.
    fn analyse(&self, document: &Document, depth: impl Fn(&[Token], &str) -> Depth) -> Analysis {
        let kept = || self.vocabularies.lock().ok().and_then(|mut kept| kept.pop());
        let mut vocabulary = kept().unwrap_or_else(|| Vocabulary::new(self.lexicon, document.source().len()));
        let analysis = analysis::analyse_with(document, &mut vocabulary, depth);
        if vocabulary.is_worth_keeping()
            && let Ok(mut kept) = self.vocabularies.lock()
        {
            kept.push(vocabulary);
        }
        analysis
    }

    /// The claims of a draft.
    #[must_use]
    pub fn extract(&self, document: &Document) -> Claims {
        let analysis = self.analyse(document, |_, _| Depth::Clauses);
        claims::read(document, &analysis, self.lexicon, self.dateline(document))
    }

    /// The findings of a draft, without those that its marks ask to leave alone. Never fails: what cannot be read is
    /// unchecked.
    #[must_use]
    pub fn check(&self, document: &Document) -> Checked {
        let dateline = self.dateline(document);
        let mut checked = self.run(document, dateline, None, &mut Alone(pairing::Unasked)).0;
        let names = self.facts.ids();
        checked.suppressed = suppress::obey(document, &mut checked.findings, names, dateline, &self.settings.checks);
        checked
    }

    /// The findings of a text of this date, as if there were only the facts with these indices (and all offices, lives,
    /// names and quotations); and every fact that would contradict one of its claims if it were the only one.
    #[must_use]
    pub fn opposed(
        &self,
        document: &Document,
        dateline: Option<Dateline>,
        only: &dyn Fn(usize) -> bool,
    ) -> (Checked, Vec<Opposed>) {
        let (checked, claims, pairings, _) = self.run(document, dateline, Some(only), &mut Alone(pairing::Unasked));
        let opposed = self.against(document, &claims, &pairings, dateline);
        (checked, opposed)
    }

    /// The ids of the facts that a draft states, rightly or wrongly.
    #[must_use]
    pub fn stated(&self, document: &Document) -> FxHashSet<String> {
        let (checked, _, pairings, _) = self.run(document, self.dateline(document), None, &mut Alone(pairing::Unasked));
        verdict::stated(&checked.findings, &pairings, self.facts).into_iter().map(str::to_owned).collect()
    }

    /// The check itself, with who looks on; what it read goes with the findings.
    fn run(
        &self,
        document: &Document,
        dateline: Option<Dateline>,
        only: Option<&dyn Fn(usize) -> bool>,
        watch: &mut impl Watch,
    ) -> (Checked, Claims, Vec<pairing::Pairing>, Analysis) {
        let analysis = self.analyse(document, |_, _| Depth::Clauses);
        let mut claims = claims::read(document, &analysis, self.lexicon, dateline);
        let all = only.is_none();
        let (index, facts, lexicon) = (&self.index, self.facts, self.lexicon);
        let trace = watch.trace();
        let pairings = index.pair_telling(only, document, &analysis, &claims, facts, lexicon, dateline, trace);
        let mut findings: Vec<Finding> = claims
            .claims
            .iter()
            .zip(&pairings)
            .map(|(claim, pairing)| verdict::judge(document, claim, pairing, self.facts, self.lexicon, dateline))
            .collect();
        watch.judged(Decider::Fact, &findings);
        verdict::other_events(&mut findings, &claims, &pairings, self.facts, self.lexicon);
        watch.judged(Decider::OtherEvent, &findings);
        let docket = Docket { document, claims: &claims, pairings: &pairings, facts, lexicon, dateline };
        verdict::agreed(docket, &mut findings);
        watch.judged(Decider::Agreed, &findings);
        verdict::unlikely(docket, &mut findings, self.index.figures());
        watch.judged(Decider::Unlikely, &findings);
        verdict::slipped(docket, &mut findings);
        watch.judged(Decider::Slip, &findings);
        verdict::crossed(docket, &mut findings);
        watch.judged(Decider::Crossed, &findings);
        verdict::verbatim(docket, &mut findings);
        watch.judged(Decider::Verbatim, &findings);
        verdict::counted(&mut findings, &claims);
        watch.judged(Decider::Unlikely, &findings);
        let (lives, jubilees) = self.index.lives(document, &analysis, &claims, self.lexicon);
        for ((claim, lived), finding) in claims.claims.iter().zip(&lives).zip(&mut findings) {
            // "born on 12 October 1875" is within her life, which began on 12 June.
            let silent = finding.verdict == Verdict::Unchecked;
            let within = matches!(finding.verdict, Verdict::Match(Grade::LessPrecise | Grade::Loose));
            if let Some(lived) = lived.as_ref().filter(|_| silent || within)
                && let Some(told) = verdict::life(document, claim, lived, self.facts, self.lexicon, dateline)
                && (silent || told.verdict == Verdict::Disagree && told.fact == finding.fact)
            {
                *finding = told;
            }
        }
        watch.judged(Decider::Life, &findings);
        let jubilees = jubilees.iter();
        let jubilees = jubilees.filter_map(|(c, l)| verdict::life(document, c, l, self.facts, self.lexicon, dateline));
        let jubilees: Vec<Finding> = jubilees.collect();
        let (offices, served) = self.index.offices(document, &analysis, &claims, self.facts, self.lexicon);
        for served in &served {
            if let (Some(claim), Some(finding)) = (claims.claims.get(served.claim), findings.get_mut(served.claim))
                && finding.verdict == Verdict::Unchecked
                && let Some(told) = verdict::term(document, claim, served, self.facts, self.lexicon, dateline)
            {
                *finding = told;
            }
        }
        watch.judged(Decider::Term, &findings);
        let options = &self.settings.checks;
        let alarms = checks::find(document, &analysis, &claims, self.lexicon, dateline, options);
        watch.alarms(&alarms);
        let alarms = checks::settle(document, &claims.claims, &mut findings, alarms, options);
        watch.judged(Decider::Check, &findings);
        merge(&mut findings, alarms);
        merge(&mut findings, jubilees);
        let quotes =
            verdict::quotes::judge(document, &analysis, self.index.quotes(), self.facts, self.lexicon, dateline);
        merge(&mut findings, quotes);
        let names = self.index.names().find(document, &analysis, self.facts, self.lexicon, dateline);
        merge(&mut findings, verdict::names::judge(document, &names, self.facts));
        let offices = offices.iter().map(|mention| verdict::office(document, mention, self.facts, dateline));
        merge(&mut findings, offices.collect());
        self.require(document, &analysis, &pairings, &mut findings, all);
        verdict::confirm(&mut findings, dateline);
        verdict::identify(&mut findings, document, &analysis, &claims, lexicon);
        let not_understood = not_understood(&analysis, &claims);
        let skipped = std::mem::take(&mut claims.skipped);
        (Checked { findings, not_understood, skipped, suppressed: Vec::new(), dateline }, claims, pairings, analysis)
    }

    /// The facts that a claim is surely about and that do not agree, whatever others do.
    fn against(
        &self,
        document: &Document,
        claims: &Claims,
        pairings: &[pairing::Pairing],
        dateline: Option<Dateline>,
    ) -> Vec<Opposed> {
        let pairs = claims.claims.iter().zip(pairings).filter(|(_, p)| p.silent.is_none());
        let candidates = pairs.flat_map(|(claim, p)| p.candidates.iter().map(move |c| (claim, c)));
        candidates
            .filter(|(_, candidate)| candidate.doubts.is_empty())
            .filter_map(|(claim, candidate)| {
                let fact = self.facts.facts.get(candidate.fact)?;
                let differs = verdict::differs(claim, fact, candidate.entry, self.lexicon, dateline);
                let span = document.source_span(claim.span);
                differs.then_some(Opposed { span, fact: candidate.fact, entry: candidate.entry })
            })
            .collect()
    }

    /// Adds a finding for each required fact that the draft never states, if the draft is about its file's subject.
    fn require(
        &self,
        document: &Document,
        analysis: &Analysis,
        pairings: &[pairing::Pairing],
        findings: &mut Vec<Finding>,
        all: bool,
    ) {
        // A text that is held to others' facts owes nothing.
        if self.facts.owed.is_empty() || !all {
            return;
        }
        let stated = verdict::stated(findings, pairings, self.facts);
        let never: Vec<_> = self.facts.owed.iter().filter(|o| !stated.contains(o.ground.id.as_str())).collect();
        if never.is_empty() {
            return;
        }
        let subjects = self.index.subjects(document, analysis, self.lexicon);
        let owed = never.into_iter().filter(|o| subjects.get(usize::from(o.ground.file)).is_none_or(|met| *met));
        let missing: Vec<_> = owed.map(|o| verdict::missing(document, o)).collect();
        findings.extend(missing);
        findings.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    }

    /// The claims of a draft as findings without a verdict, for reports.
    #[must_use]
    pub fn list(&self, document: &Document) -> Checked {
        // Without facts nothing is asked of a sentence that no claim can stand in.
        let analysis = self.analyse(document, claims::figures::depth);
        let dateline = self.dateline(document);
        let claims = claims::list(document, &analysis, self.lexicon, dateline);
        let datelines = claims.datelines.iter().map(|(span, value)| (*span, value.kind(), value));
        let mut listed: Vec<_> = claims.claims.iter().map(|c| (c.span, c.kind(), &c.value)).chain(datelines).collect();
        listed.sort_by_key(|(span, ..)| (span.block, span.start));
        let findings = listed.into_iter().map(|(span, kind, value)| unchecked(document, span, kind, value)).collect();
        let not_understood = not_understood(&analysis, &claims);
        let covers = |span: ProseSpan| {
            claims.datelines.iter().any(|(d, _)| d.block == span.block && span.start <= d.start && d.end <= span.end)
        };
        let skipped = claims.skipped.iter().filter(|s| !covers(s.span)).cloned().collect();
        Checked { findings, not_understood, skipped, suppressed: Vec::new(), dateline }
    }
}

/// "LANEK, Nov. 25 (Agency) —", with the year nearest the facts. None is read yet: the reader of
/// dates gives it from `claims::anchor`.
fn wire(document: &Document, facts: &Facts, index: &pairing::Index, lexicon: &Lexicon) -> Option<Dateline> {
    // The facts' own date tells their year; else the year that most of them speak of.
    let own = || facts.date.as_deref().and_then(Dateline::parse).map(|d| d.date.year());
    claims::anchor::wire(document, lexicon, || own().or_else(|| index.year()))
}

/// A claim that was held to nothing.
fn unchecked(document: &Document, span: ProseSpan, kind: claims::Kind, value: &claims::Value) -> Finding {
    Finding { kind: Some(kind), value: Some(value.clone()), ..Finding::at(document, document.source_span(span)) }
}

/// Adds findings of another kind, in the order of the draft; of two on one span the one with a verdict stays.
fn merge(findings: &mut Vec<Finding>, others: Vec<Finding>) {
    if others.is_empty() {
        return;
    }
    findings.extend(others);
    findings.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end), f.verdict == Verdict::Unchecked));
    findings.dedup_by_key(|f| f.span);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon() -> Lexicon {
        match Lexicon::english() {
            Ok(lexicon) => lexicon,
            Err(error) => panic!("{error}"),
        }
    }

    fn draft(text: &str) -> Document {
        match Document::markdown("draft.md", text.to_owned()) {
            Ok(document) => document,
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn the_first_dateline_that_is_there_counts() {
        let lexicon = lexicon();
        let day = |d: u8| Dateline::parse(&format!("2015-05-{d:02}"));
        let (dated, bare) = (draft("---\ndate: 2015-05-02\n---\nBoats sank."), draft("Boats sank."));
        let facts = Facts { date: Some(String::from("2015-05-03")), ..Facts::default() };
        let none = Facts::default();
        let all = Settings { date: day(1), fallback: day(4), ..Settings::default() };
        let fallback = Settings { fallback: day(4), ..Settings::default() };
        for (settings, facts, document, expected) in [
            (&all, &facts, &dated, day(1)),
            (&fallback, &facts, &dated, day(2)),
            (&fallback, &facts, &bare, day(3)),
            (&fallback, &none, &bare, day(4)),
            (&Settings::default(), &none, &bare, None),
        ] {
            assert_eq!(Checker::new(&lexicon, facts, settings.clone()).dateline(document), expected);
        }
    }

    #[test]
    fn a_draft_reads_the_same_behind_others() {
        let (lexicon, facts) = (lexicon(), Facts::default());
        let drafts = ["The May march drew 400 people.", "In March, May said 400 people may march.", "MAY MARCHES ON"];
        let read = |checker: &Checker<'_>, text: &str| format!("{:?}", checker.extract(&draft(text)));
        let used = Checker::new(&lexicon, &facts, Settings::default());
        for text in drafts.iter().chain(&drafts) {
            let fresh = Checker::new(&lexicon, &facts, Settings::default());
            assert_eq!(read(&used, text), read(&fresh, text), "{text}");
        }
    }

    #[test]
    fn digits_that_nothing_accounts_for_are_not_understood() {
        let lexicon = lexicon();
        let document = draft("They met on Pier 5 and Pier 17, then at 9.");
        let analysis = analysis::analyse(&document, &lexicon);
        let mut claims = Claims::default();
        assert_eq!(not_understood(&analysis, &claims), 3);
        let text = document.blocks().first().map(|b| b.text.as_str()).unwrap_or_default();
        let start = text.find("Pier 17").unwrap_or_default() as u32;
        claims
            .skipped
            .push(Skipped { span: ProseSpan { block: 0, start, end: start + 7 }, reason: String::from("pier") });
        assert_eq!(not_understood(&analysis, &claims), 2);
    }
}
