//! `--format csv`: the desk's fact sheet, one claim a row. Made to be opened in a spreadsheet: no cell
//! is ever a formula, also where the sheet takes semicolons for what parts cells, and a mark at the head says that the letters are UTF-8.

use super::clean::Clean;
use super::guard::{Bracket, Guarded};
use super::told;
use super::value::glance;
use super::{Command, DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::verdict::{Finding, Verdict};
use std::io::{self, Write};

const CHECKED: [&str; 17] = [
    "number",
    "verdict",
    "grade",
    "draft",
    "line",
    "column",
    "claim",
    "kind",
    "value",
    "rule",
    "fact",
    "reference",
    "message",
    "suggestion",
    "source",
    "as of",
    "url",
];
const EXTRACTED: [&str; 7] = ["number", "draft", "line", "column", "claim", "kind", "value"];

/// Comma-separated values as RFC 4180 has them: a header, then a row a claim; of `--show skipped`, rows of digits
/// that are no claims too. The first cell of a row is its number, so that no row begins with a draft's text.
pub struct Csv<W> {
    out: Guarded<W>,
    run: Option<RunInfo>,
    rows: usize,
}

impl<W: Write> Csv<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out: Guarded::new(out, Bracket::Shown), run: None, rows: 0 }
    }

    fn row(&mut self, cells: &[&str]) -> io::Result<()> {
        self.rows += 1;
        let mut line = self.rows.to_string();
        for text in cells {
            line.push(',');
            line.push_str(&cell(text));
        }
        line.push_str("\r\n");
        self.out.write_all(line.as_bytes())
    }
}

/// A sheet's cell holds no more characters, with some room for what is shown of those that cannot be seen.
const LONGEST: usize = 30_000;

/// Whether a spreadsheet would compute what begins so: signs of formulas, also at full width, which some take for the
/// same. Spaces before them are dropped by some, and so are marks of quotation.
fn computes(text: &str) -> bool {
    let begins = text.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
    begins.starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'])
}

/// A text as a cell: one line, nothing in it that a spreadsheet computes, quoted where it must be.
///
/// Where commas are decimal points, semicolons part cells, and quotes in the midst of a line are letters: there a cell
/// begins behind each semicolon of a text. A comma within quotes parts nothing anywhere, so that "-2, -5" stays.
fn cell(text: &str) -> String {
    let clean = Clean::within(text, LONGEST);
    let mut text = String::with_capacity(clean.as_str().len() + 8);
    for (index, part) in clean.as_str().split(';').enumerate() {
        if index > 0 {
            text.push(';');
        }
        if computes(part) {
            text.push('\'');
        }
        text.push_str(part);
    }
    // Semicolons are quoted too: not every reader of commas lets them be.
    if text.contains(['"', ',', ';', '\'']) || text.starts_with(' ') || text.ends_with(' ') {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

impl<W: Write> Report for Csv<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        let header = match run.command {
            Command::Check => CHECKED.join(","),
            Command::Extract => EXTRACTED.join(","),
        };
        self.run = Some(run.clone());
        write!(self.out, "\u{feff}{header}\r\n")
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else { return Ok(()) };
        let name = told::name(draft.document.name(), draft.id);
        for finding in &draft.checked.findings {
            let Finding { kind, value, text, .. } = finding;
            let (line, column) = (finding.line.to_string(), finding.column.to_string());
            let value = value.as_ref().map(|v| glance(v, draft.lexicon)).unwrap_or_default();
            let kind = kind.map_or("", |k| k.name());
            if run.command == Command::Extract {
                if finding.verdict != Verdict::Missing {
                    self.row(&[&name, &line, &column, text, kind, &value])?;
                }
                continue;
            }
            if !run.show.has(finding.verdict) {
                continue;
            }
            let grade = if let Verdict::Match(grade) = finding.verdict { grade.name() } else { "" };
            let or = |text: &Option<String>| text.clone().unwrap_or_default();
            self.row(&[
                finding.verdict.name(),
                grade,
                &name,
                &line,
                &column,
                // What is missing stands nowhere: its place is the headline's.
                if finding.kind.is_some() { text } else { "" },
                kind,
                &value,
                finding.rule,
                &or(&finding.fact),
                &or(&finding.reference),
                &finding.message,
                &or(&finding.suggestion),
                &or(&finding.source),
                &or(&finding.as_of),
                &or(&finding.url),
            ])?;
        }
        if run.show.skipped() {
            for skipped in draft.skipped {
                let span = draft.document.source_span(skipped.span);
                let (line, column) = draft.document.line_column(span.start);
                let (line, column) = (line.to_string(), column.to_string());
                let text = draft.document.source().get(span.start as usize..span.end as usize).unwrap_or("");
                let reason = format!("no claim: {}", skipped.reason);
                match run.command {
                    Command::Extract => self.row(&[&name, &line, &column, text, "skipped", &reason])?,
                    Command::Check => self.row(&[
                        "skipped", "", &name, &line, &column, text, "", "", "", "", "", &reason, "", "", "", "",
                    ])?,
                }
            }
        }
        self.run = Some(run);
        Ok(())
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let name = told::name(unreadable.name, unreadable.id);
        let error = format!("cannot be read: {}", unreadable.error);
        match self.run.as_ref().map(|run| run.command) {
            Some(Command::Extract) => self.row(&[&name, "", "", "", "unreadable", &error]),
            _ => self.row(&["unreadable", "", &name, "", "", "", "", "", "", "", "", &error, "", "", "", ""]),
        }
    }

    fn end(&mut self, _summary: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Shown;
    use super::super::samples::{Run, document, findings};
    use super::*;

    fn csv(run: &Run, findings: Vec<Finding>) -> String {
        let mut report = Csv::new(Vec::new());
        run.write(&mut report, &document(), findings);
        String::from_utf8(report.out.into_inner()).expect("UTF-8")
    }

    #[test]
    fn a_claim_is_a_row_and_whoever_asks_gets_what_is_none() {
        let text = csv(&Run::default(), findings(&document()));
        let rows: Vec<&str> = text.split_terminator("\r\n").collect();
        assert_eq!(rows.len(), 8, "{text}");
        assert_eq!(
            rows[1],
            "1,disagree,,tarn.txt,3,53,since April,date-range,2015-04/..,reference,ost-rising,April 2014,\"The draft \
             reads as April 2015, the reference has April 2014; write the year.\",since April 2014,\"Water board of \
             Tarn, bulletin 31\",2015-05-11,https://example.org/ost"
        );
        assert!(rows[7].starts_with("7,missing,,tarn.txt,1,1,,,,reference,dead,3 people,"), "{}", rows[7]);
        let asked = Run { show: vec![Shown::Disagree, Shown::Skipped], ..Run::default() };
        let text = csv(&asked, findings(&document()));
        assert_eq!(text.matches("\r\n").count(), 3);
        assert!(text.contains("2,skipped,,tarn.txt,5,"), "{text}");
        let extract = Run { command: Command::Extract, ..Run::default() };
        let text = csv(&extract, findings(&document()));
        assert!(text.starts_with("\u{feff}number,draft,line,column,claim,kind,value\r\n1,tarn.txt,3,53,since April,"));
        assert_eq!(text.matches("\r\n").count(), 7);
    }

    #[test]
    fn no_cell_is_a_formula_and_none_breaks_its_row() {
        for (text, expected) in [
            ("=cmd|' /C calc'!A0", "\"'=cmd|' /C calc'!A0\""),
            ("-5 percent", "\"'-5 percent\""),
            ("@SUM(1)", "\"'@SUM(1)\""),
            ("\u{ff1d}1+1", "\"'\u{ff1d}1+1\""),
            ("\t=1+1", "\"'=1+1\""),
            ("6,116 \"people\"", "\"6,116 \"\"people\"\"\""),
            ("four\r\nhours", "four hours"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("−5 degrees", "−5 degrees"),
            // Where semicolons part cells, each of these begins one.
            ("x;=1+1;y", "\"x;'=1+1;y\""),
            ("x; \"=1+1\";\u{a0}@A1;+1", "\"x;' \"\"=1+1\"\";'\u{a0}@A1;'+1\""),
            ("\"=1+1\"", "\"'\"\"=1+1\"\"\""),
            // Nowhere do these.
            ("between -2, -5 and -7; two -9s", "\"between -2, -5 and -7; two -9s\""),
        ] {
            assert_eq!(cell(text), expected);
        }
        // A quotation of a page is data, not a line of a report.
        assert_eq!(cell(&"word ".repeat(1_000)).len(), 4_999);
        assert!(cell(&"word ".repeat(10_000)).ends_with('…'));
    }
}
