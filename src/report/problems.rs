//! What the formats share that list problems one by one.

use super::told::{self, Level, Spots};
use super::{DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::verdict::Finding;
use std::io;

/// A format that tells of each problem by itself.
pub(super) trait Problems {
    /// Where the run is kept, from its beginning on.
    fn run(&mut self) -> &mut Option<RunInfo>;

    /// What comes before the first draft.
    fn open(&mut self, _run: &RunInfo) -> io::Result<()> {
        Ok(())
    }

    /// A problem of a draft.
    fn problem(&mut self, spots: &Spots<'_>, level: Level, finding: &Finding) -> io::Result<()>;

    /// A draft that could not be read: its path from the root, and the line.
    fn unread(&mut self, path: Option<&str>, line: usize, unreadable: &Unreadable<'_>) -> io::Result<()>;

    /// What comes after the last draft.
    fn close(&mut self, summary: &Summary) -> io::Result<()>;
}

impl<P: Problems> Report for P {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.open(run)?;
        *self.run() = Some(run.clone());
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run().take() else { return Ok(()) };
        let spots = Spots::new(&run, draft);
        let mut problems = told::problems(draft, &run.show).into_iter();
        let written = problems.try_for_each(|(level, finding)| self.problem(&spots, level, finding));
        *self.run() = Some(run);
        written
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let Some(run) = self.run() else { return Ok(()) };
        let (path, line) = told::unread(run, unreadable);
        self.unread(path.as_deref(), line, unreadable)
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        self.close(summary)
    }
}
