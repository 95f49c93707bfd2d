//! The page of a job on GitHub: a table of what is to be looked at, in Markdown.

use super::human::facts_line;
use super::markdown::inline;
use super::told::{self, Level};
use super::{DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::verdict::Finding;
use std::io::{self, Write};

/// What the runner takes of all that a step writes; of more it shows nothing at all.
pub const JOB_SUMMARY_MOST: usize = 1 << 20;

/// So much is kept for what stands around the rows.
const AROUND: usize = 4_096;

/// A table of the findings, the gravest first, cut at a row's end before the page is too long, with the
/// number of rows that are left out.
pub struct JobSummary<W> {
    out: W,
    /// Bytes that may be written.
    most: usize,
    run: Option<RunInfo>,
    /// Rows by level, no more of each than fit.
    rows: [Vec<String>; 3],
    bytes: [usize; 3],
    /// Rows that fitted no more.
    dropped: usize,
}

impl<W: Write> JobSummary<W> {
    /// A page of at most so many bytes; of [`JOB_SUMMARY_MOST`] what the step has not written yet.
    pub fn new(out: W, most: usize) -> Self {
        Self { out, most, run: None, rows: Default::default(), bytes: [0; 3], dropped: 0 }
    }

    fn keep(&mut self, level: Level, row: String) {
        let index = level as usize;
        if let (Some(rows), Some(bytes)) = (self.rows.get_mut(index), self.bytes.get_mut(index)) {
            *bytes += row.len();
            if *bytes + AROUND <= self.most {
                rows.push(row);
            } else {
                self.dropped += 1;
            }
        }
    }
}

fn row(name: &str, level: Level, finding: &Finding) -> String {
    let mut lines = told::lines(finding).into_iter();
    let message = inline(&lines.next().unwrap_or_default());
    let more: String = lines.map(|line| format!("<br>{}", inline(&line))).collect();
    let claim = if finding.kind.is_some() { inline(&finding.text) } else { String::new() };
    let sign = match level {
        Level::Error => "❌",
        Level::Warning => "⚠️",
        Level::Note => "ℹ️",
    };
    let (title, place) = (inline(&told::title(finding)), format!("{}:{}", inline(name), finding.line));
    format!("| {sign} {title} | {place} | {claim} | {message}{more} |\n")
}

impl<W: Write> Report for JobSummary<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.run = Some(run.clone());
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else { return Ok(()) };
        let name = told::name(draft.document.name(), draft.id);
        for (level, finding) in told::problems(draft, &run.show) {
            self.keep(level, row(&name, level, finding));
        }
        self.run = Some(run);
        Ok(())
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let name = inline(&told::name(unreadable.name, unreadable.id));
        self.keep(Level::Error, format!("| ❌ cannot be read | {name} | | {} |\n", inline(unreadable.error)));
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let facts = self.run.as_ref().is_none_or(|run| run.facts_found);
        let mut text = String::from("## factlint\n\n");
        if let Some(run) = self.run.as_ref().filter(|run| !run.facts_found) {
            text.push_str(&format!("{}\n\n", inline(&facts_line(run).1)));
        }
        text.push_str(&format!("**{}.**\n", inline(&summary.in_words(facts))));
        let rows: Vec<String> = std::mem::take(&mut self.rows).into_iter().flatten().collect();
        if !rows.is_empty() {
            text.push_str("\n| Verdict | Place | The draft says | Why |\n| --- | --- | --- | --- |\n");
        }
        let mut left = self.dropped;
        let mut full = false;
        for row in rows {
            full |= text.len() + row.len() + AROUND / 2 > self.most;
            if full {
                left += 1;
            } else {
                text.push_str(&row);
            }
        }
        if left > 0 {
            text.push_str(&format!("\n{left} more are left out: the page of a job has no room for them.\n"));
        }
        // What an earlier command of the step wrote may have left no room at all.
        if text.len() <= self.most {
            self.out.write_all(text.as_bytes())?;
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Run, document, findings};
    use super::*;

    fn page(findings: Vec<Finding>, most: usize) -> String {
        let mut report = JobSummary::new(Vec::new(), most);
        Run::default().write(&mut report, &document(), findings);
        String::from_utf8(report.out).expect("UTF-8")
    }

    #[test]
    fn the_page_is_a_table_of_what_is_to_be_looked_at() {
        let text = page(findings(&document()), JOB_SUMMARY_MOST);
        let rows: Vec<&str> = text.lines().filter(|l| l.starts_with("| ")).collect();
        assert_eq!(rows.len(), 6, "{text}");
        assert!(rows[2].starts_with("| ❌ disagree, fact ost-rising | tarn.txt:3 | since April | The draft reads as "));
        assert!(rows[2].contains("<br>Write: since April 2014<br>Source: Water board"), "{}", rows[2]);
        assert!(rows.iter().all(|row| row.matches(" | ").count() == 3), "{text}");
    }

    #[test]
    fn a_page_that_is_too_long_is_cut_at_a_row_with_a_count() {
        let one = findings(&document()).remove(0);
        for most in [5_000, 6_000, 20_000] {
            let text = page(vec![one.clone(); 500], most);
            assert!(text.len() <= most, "{} of {most}", text.len());
            let rows = text.lines().filter(|l| l.starts_with("| ❌")).count();
            let left = text.lines().find_map(|l| l.split_once(" more are left out")).map(|(n, _)| n.to_owned());
            assert_eq!(left, Some((500 - rows).to_string()), "{rows} rows in {most}");
            assert!(text.lines().filter(|l| l.starts_with("| ❌")).all(|l| l.ends_with(" |")));
        }
        assert_eq!(page(vec![one], 10), "");
    }
}
