//! `--format json`: one document for the whole run, written draft by draft.

use super::guard::{Bracket, Guarded};
use super::value::{ClaimJson, FindingJson};
use super::{Command, DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::claims::Skipped;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::suppress::{By, Suppressed};
use crate::verdict::Verdict;
use serde::Serialize;
use std::io::{self, Write};

/// One JSON document: `{"version": 1, "summary": {…}, "drafts": [{"path": …, "findings": […]}]}`.
///
/// The summary stands before the drafts and is known only after them, so the drafts are kept as
/// text until the end.
pub struct Json<W> {
    out: W,
    drafts: Vec<u8>,
    run: Option<RunInfo>,
}

#[derive(Serialize)]
struct Unread<'a> {
    path: &'a str,
    error: &'a str,
}

/// Counts as the document tells them; of `extract`, those that no verdict is in.
#[derive(Serialize)]
struct SummaryJson {
    drafts: usize,
    unreadable: usize,
    figures: usize,
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    verdicts: Option<Verdicts>,
    not_understood: usize,
    #[serde(skip_serializing_if = "is_none")]
    known: usize,
    #[serde(skip_serializing_if = "is_none")]
    ignored: usize,
}

#[derive(Serialize)]
struct Verdicts {
    checked: usize,
    open: usize,
    r#match: usize,
    disagree: usize,
    ambiguous: usize,
    unchecked: usize,
    missing: usize,
}

/// What is told only where there is some.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_none(count: &usize) -> bool {
    *count == 0
}

impl<W: Write> Json<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out, drafts: Vec::new(), run: None }
    }

    fn next(&mut self) {
        self.drafts.extend_from_slice(if self.drafts.is_empty() { b"\n" } else { b",\n" });
    }
}

impl<W: Write> Report for Json<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.run = Some(run.clone());
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else {
            return Ok(());
        };
        self.next();
        self.drafts.extend_from_slice(b"{\"path\":");
        serde_json::to_writer(&mut self.drafts, draft.document.name())?;
        write_items(&mut self.drafts, &run, draft)?;
        self.drafts.push(b'}');
        self.run = Some(run);
        Ok(())
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        self.next();
        serde_json::to_writer(&mut self.drafts, &Unread { path: unreadable.name, error: unreadable.error })?;
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let check = self.run.as_ref().is_none_or(|run| run.command == Command::Check);
        let summary = SummaryJson {
            drafts: summary.drafts,
            unreadable: summary.unreadable,
            figures: summary.figures,
            verdicts: check.then_some(Verdicts {
                checked: summary.checked,
                open: summary.unchecked,
                r#match: summary.matched,
                disagree: summary.disagreed,
                ambiguous: summary.ambiguous,
                unchecked: summary.unchecked,
                missing: summary.missing,
            }),
            not_understood: summary.not_understood,
            known: summary.known,
            ignored: summary.ignored,
        };
        let mut out = Guarded::new(&mut self.out, Bracket::Json);
        out.write_all(b"{\"version\":1,\"summary\":")?;
        serde_json::to_writer(&mut out, &summary)?;
        out.write_all(b",\"drafts\":[")?;
        out.write_all(&self.drafts)?;
        out.write_all(if self.drafts.is_empty() { b"]}\n" } else { b"\n]}\n" })?;
        out.flush()?;
        self.drafts.clear();
        Ok(())
    }
}

/// Digits that are no claim, and why.
#[derive(Serialize)]
struct SkippedJson<'a> {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: &'a str,
    reason: &'a str,
}

impl<'a> SkippedJson<'a> {
    fn new(document: &'a Document, skipped: &'a Skipped) -> Self {
        let span = document.source_span(skipped.span);
        let (line, column) = document.line_column(span.start);
        let text = document.source().get(span.start as usize..span.end as usize).unwrap_or("");
        Self { start: span.start, end: span.end, line, column, text, reason: &skipped.reason }
    }
}

/// A finding that is kept back, and by what.
#[derive(Serialize)]
struct SuppressedJson<'a> {
    by: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
    finding: FindingJson<'a>,
}

impl<'a> SuppressedJson<'a> {
    fn new(kept: &'a Suppressed, lexicon: &'a Lexicon) -> Self {
        let (by, because, mark) = match &kept.by {
            By::Baseline => ("baseline", None, None),
            By::Revision => ("revision", None, None),
            By::Mark { because, place, .. } => ("mark", Some(because.as_str()), Some(place.as_str())),
        };
        Self { by, because, mark, finding: FindingJson { finding: &kept.finding, lexicon } }
    }
}

/// Writes `,"findings":[…]` (of `extract`, `,"claims":[…]`): those that the run shows; and
/// `,"skipped":[…]` and `,"suppressed":[…]` where it shows these.
pub(super) fn write_items(out: &mut impl Write, run: &RunInfo, draft: &DraftReport<'_>) -> io::Result<()> {
    let lexicon = draft.lexicon;
    let shown = draft.checked.findings.iter().filter(|f| match run.command {
        Command::Check => run.show.has(f.verdict),
        Command::Extract => f.verdict != Verdict::Missing,
    });
    out.write_all(match run.command {
        Command::Check => b",\"findings\":[".as_slice(),
        Command::Extract => b",\"claims\":[".as_slice(),
    })?;
    for (index, finding) in shown.enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        match run.command {
            Command::Check => serde_json::to_writer(&mut *out, &FindingJson { finding, lexicon })?,
            Command::Extract => serde_json::to_writer(&mut *out, &ClaimJson { finding, lexicon })?,
        }
    }
    out.write_all(b"]")?;
    if run.show.skipped() {
        out.write_all(b",\"skipped\":")?;
        let document = draft.document;
        let skipped: Vec<_> = draft.skipped.iter().map(|skipped| SkippedJson::new(document, skipped)).collect();
        serde_json::to_writer(&mut *out, &skipped)?;
    }
    if run.show.suppressed() && run.command == Command::Check {
        out.write_all(b",\"suppressed\":")?;
        let kept: Vec<_> = draft.checked.suppressed.iter().map(|kept| SuppressedJson::new(kept, lexicon)).collect();
        serde_json::to_writer(&mut *out, &kept)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Run, document, findings};
    use super::super::{Jsonl, Shown};
    use super::*;
    use serde_json::Value;

    const CLAIM: [&str; 7] = ["start", "end", "line", "column", "text", "kind", "value"];
    const FINDING: [&str; 10] =
        ["verdict", "grade", "rule", "fact", "message", "suggestion", "expected", "source", "url", "fingerprint"];

    fn json(run: &Run) -> String {
        let document = document();
        let mut report = Json::new(Vec::new());
        run.write(&mut report, &document, findings(&document));
        String::from_utf8(report.out).expect("UTF-8")
    }

    fn parsed(text: &str) -> Value {
        serde_json::from_str(text).expect("one JSON document")
    }

    /// The keys of an object that is written without nested ones before its own, in their order.
    fn in_order(text: &str, keys: &[&str]) -> bool {
        let places: Vec<_> = keys.iter().map(|key| text.find(&format!("\"{key}\":"))).collect();
        places.iter().all(Option::is_some) && places.is_sorted()
    }

    #[test]
    fn a_check_is_one_document_with_exactly_the_keys_of_the_format() {
        let text = json(&Run::default());
        let document = parsed(&text);
        assert_eq!(document["version"], 1);
        assert_eq!(document["drafts"][0]["path"], "tarn.txt");
        let found = document["drafts"][0]["findings"].as_array().expect("findings");
        assert_eq!(found.len(), 7);
        for finding in found {
            let keys: Vec<_> = finding.as_object().expect("an object").keys().map(String::as_str).collect();
            let mut expected = [CLAIM.as_slice(), FINDING.as_slice()].concat();
            expected.sort_unstable();
            assert_eq!(keys, expected);
        }
        assert!(in_order(&text, &["version", "summary", "drafts", "path", "findings"]));
        let first = text.split_once("\"findings\":[").expect("findings").1;
        assert!(in_order(first, &[CLAIM.as_slice(), FINDING.as_slice()].concat()), "{first}");
    }

    #[test]
    fn grades_are_told_of_matches_and_a_missing_fact_has_no_claim() {
        let document = parsed(&json(&Run::default()));
        let told: Vec<_> = document["drafts"][0]["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|f| (f["verdict"].as_str().unwrap_or(""), f["grade"].as_str(), f["kind"].as_str()))
            .collect();
        assert_eq!(
            told,
            [
                ("disagree", None, Some("date-range")),
                ("match", Some("hedged"), Some("quantity")),
                ("ambiguous", None, Some("duration")),
                ("match", Some("exact"), Some("quantity")),
                ("match", Some("loose"), Some("quantity")),
                ("unchecked", None, Some("quantity")),
                ("missing", None, None),
            ]
        );
        let missing = &document["drafts"][0]["findings"][6];
        assert_eq!((&missing["value"], &missing["start"], &missing["end"]), (&Value::Null, &0.into(), &0.into()));
    }

    #[test]
    fn the_summary_counts_all_that_was_seen_whatever_is_shown() {
        let document = parsed(&json(&Run { show: vec![Shown::Disagree], ..Run::default() }));
        assert_eq!(document["drafts"][0]["findings"].as_array().map(Vec::len), Some(1));
        let expected = r#"{"drafts":1,"unreadable":0,"figures":8,"checked":5,"open":1,"match":3,"disagree":1,
            "ambiguous":1,"unchecked":1,"missing":1,"not_understood":2}"#;
        assert_eq!(document["summary"], parsed(expected));
    }

    #[test]
    fn extract_tells_claims_alone() {
        let document = parsed(&json(&Run { command: Command::Extract, ..Run::default() }));
        let claims = document["drafts"][0]["claims"].as_array().expect("claims");
        assert_eq!(claims.len(), 6);
        let mut expected = CLAIM;
        expected.sort_unstable();
        for claim in claims {
            assert!(claim.as_object().expect("an object").keys().eq(expected.iter()), "{claim}");
        }
        assert_eq!(document["summary"], parsed(r#"{"drafts":1,"unreadable":0,"figures":8,"not_understood":2}"#));
    }

    #[test]
    fn a_run_without_drafts_is_a_document_too() {
        let mut report = Json::new(Vec::new());
        report.begin(&Run::default().info()).expect("written");
        report.unreadable(&Unreadable { name: "a.md", id: None, line: false, error: "no UTF-8" }).expect("written");
        report.end(&Summary { unreadable: 1, ..Summary::default() }).expect("written");
        let document = parsed(&String::from_utf8(report.out).expect("UTF-8"));
        assert_eq!(document["drafts"], parsed(r#"[{"path":"a.md","error":"no UTF-8"}]"#));
        let mut report = Json::new(Vec::new());
        report.begin(&Run::default().info()).expect("written");
        report.end(&Summary::default()).expect("written");
        assert_eq!(parsed(&String::from_utf8(report.out).expect("UTF-8"))["drafts"], parsed("[]"));
    }

    #[test]
    fn a_hostile_draft_stays_one_document_and_one_line() {
        let document = Document::text("a\"\u{1b}\n.md", String::from("\u{202e}43 \"people\"\u{0}\n"));
        let finding = super::super::samples::finding(
            &document,
            "43 \"people\"\u{0}\n",
            super::super::samples::people(43, None),
            Verdict::Disagree,
        );
        let mut report = Json::new(Vec::new());
        Run::default().write(&mut report, &document, vec![finding.clone()]);
        let text = String::from_utf8(report.out).expect("UTF-8");
        assert_eq!(parsed(&text)["drafts"][0]["findings"][0]["text"], "43 \"people\"\u{0}\n");
        let mut report = Jsonl::new(Vec::new());
        Run::default().write(&mut report, &document, vec![finding]);
        let text = String::from_utf8(report.into_inner()).expect("UTF-8");
        assert_eq!(text.lines().count(), 1);
        assert_eq!(parsed(&text)["id"], "a\"\u{1b}\n.md");
    }
}
