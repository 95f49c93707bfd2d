//! `--format human`: what an editor reads.

use super::{DraftReport, Report, RunInfo, Summary, Unreadable};
use std::io::{self, Write};

/// The report for people.
pub struct Human<W> {
    out: W,
}

impl<W: Write> Human<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out }
    }
}

impl<W: Write> Report for Human<W> {
    fn begin(&mut self, _run: &RunInfo) -> io::Result<()> {
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        writeln!(self.out, "{}", draft.checked.findings.len())
    }

    fn unreadable(&mut self, _unreadable: &Unreadable<'_>) -> io::Result<()> {
        Ok(())
    }

    fn end(&mut self, _summary: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}
