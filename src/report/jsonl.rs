//! `--format jsonl`: one object a draft, in the order of the drafts, nothing kept.

use super::json::write_items;
use super::{DraftReport, Report, RunInfo, Summary, Unreadable};
use serde_json::value::RawValue;
use std::io::{self, Write};

/// JSON Lines: `{"id": "a1", "findings": […]}`, or `{"id": "a1", "error": "…"}`. The id of a draft
/// from a file is its path.
pub struct Jsonl<W> {
    out: W,
    run: Option<RunInfo>,
}

impl<W: Write> Jsonl<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out, run: None }
    }

    fn id(&mut self, id: Option<&RawValue>, path: Option<&str>) -> io::Result<()> {
        match (id, path) {
            (Some(id), _) => serde_json::to_writer(&mut self.out, id)?,
            (None, Some(path)) => serde_json::to_writer(&mut self.out, path)?,
            (None, None) => self.out.write_all(b"null")?,
        }
        Ok(())
    }
}

impl<W: Write> Report for Jsonl<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.run = Some(run.clone());
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else {
            return Ok(());
        };
        self.out.write_all(b"{\"id\":")?;
        self.id(draft.id, Some(draft.document.name()))?;
        write_items(&mut self.out, &run, draft)?;
        self.run = Some(run);
        self.out.write_all(b"}\n")
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        self.out.write_all(b"{")?;
        if unreadable.id.is_some() || !unreadable.line {
            self.out.write_all(b"\"id\":")?;
            self.id(unreadable.id, Some(unreadable.name))?;
            self.out.write_all(b",")?;
        }
        self.out.write_all(b"\"error\":")?;
        serde_json::to_writer(&mut self.out, unreadable.error)?;
        self.out.write_all(b"}\n")
    }

    fn end(&mut self, _summary: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}
