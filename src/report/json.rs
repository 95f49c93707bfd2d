//! `--format json`: one document for the whole run, written draft by draft.

use super::value::{ClaimJson, FindingJson};
use super::{Command, DraftReport, Report, RunInfo, Summary, Unreadable};
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
        };
        self.out.write_all(b"{\"version\":1,\"summary\":")?;
        serde_json::to_writer(&mut self.out, &summary)?;
        self.out.write_all(b",\"drafts\":[")?;
        self.out.write_all(&self.drafts)?;
        self.out.write_all(if self.drafts.is_empty() { b"]}\n" } else { b"\n]}\n" })?;
        self.drafts.clear();
        self.out.flush()
    }
}

/// Writes `,"findings":[…]` (of `extract`, `,"claims":[…]`): those that the run shows.
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
    out.write_all(b"]")
}
