//! `--format junit`: a test case a claim. One shape satisfies both published schemas, that of Ant and
//! that of Jenkins.

use super::clean::Clean;
use super::guard::{Bracket, Guarded};
use super::human::facts_line;
use super::told::{self, Level};
use super::{DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::verdict::{Finding, Verdict};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::io::{self, Write};

/// A test suite a draft: what fails the run and every disagreement is a failure; what nobody could hold to
/// one fact, and what does not fail the run, is skipped, with the reason; all else passes.
///
/// No clock is read, so that the same drafts give the same report: the time is that of no day.
pub struct Junit<W> {
    out: Guarded<W>,
    run: Option<RunInfo>,
    suites: usize,
}

/// Text as XML: harmless, and without the two code points that XML cannot hold in any way.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in Clean::flow(text).as_str().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    out
}

/// What a suite counts.
#[derive(Default)]
struct Counts {
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

impl<W: Write> Junit<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out: Guarded::new(out, Bracket::Entity), run: None, suites: 0 }
    }

    fn suite(&mut self, name: &str, counts: &Counts, properties: &[(&str, String)], cases: &str) -> io::Result<()> {
        let id = self.suites;
        self.suites += 1;
        let Counts { tests, failures, errors, skipped } = counts;
        writeln!(
            self.out,
            "  <testsuite name=\"{}\" package=\"factlint\" id=\"{id}\" tests=\"{tests}\" failures=\"{failures}\" \
             errors=\"{errors}\" skipped=\"{skipped}\" time=\"0\" timestamp=\"1970-01-01T00:00:00\" hostname=\"localhost\">",
            xml(name)
        )?;
        writeln!(self.out, "    <properties>")?;
        for (key, value) in properties {
            writeln!(self.out, "      <property name=\"{key}\" value=\"{}\"/>", xml(value))?;
        }
        writeln!(self.out, "    </properties>")?;
        self.out.write_all(cases.as_bytes())?;
        writeln!(self.out, "    <system-out/>\n    <system-err/>\n  </testsuite>")
    }
}

/// What becomes of a claim: nothing, a failure, or skipped.
fn outcome(finding: &Finding, fails: bool) -> Option<bool> {
    match told::level(finding, fails) {
        Some(Level::Error) => Some(true),
        _ if matches!(finding.verdict, Verdict::Match(_)) => None,
        _ => Some(false),
    }
}

impl<W: Write> Report for Junit<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.run = Some(run.clone());
        writeln!(self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>")
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else { return Ok(()) };
        let name = told::name(draft.document.name(), draft.id);
        let class = xml(&name);
        let (mut counts, mut cases) = (Counts::default(), String::new());
        let mut seen: FxHashMap<String, usize> = FxHashMap::default();
        for (index, finding) in draft.checked.findings.iter().enumerate() {
            if !run.show.has(finding.verdict) {
                continue;
            }
            counts.tests += 1;
            let mut case = match finding.kind {
                Some(_) => format!("line {}: {}", finding.line, finding.text),
                None if told::is_mark(finding) => format!("mark, line {}", finding.line),
                None => format!("states {}", finding.fact.as_deref().unwrap_or_default()),
            };
            // Of cases of one name, readers see the first alone.
            let times = seen.entry(case.clone()).and_modify(|n| *n += 1).or_insert(1);
            if *times > 1 {
                case.push_str(&format!(" ({times})"));
            }
            let title = xml(&told::title(finding));
            // Writing to a string cannot fail.
            let _ = write!(cases, "    <testcase name=\"{}\" classname=\"{class}\" time=\"0\"", xml(&case));
            let fails = draft.failing.get(index).copied().unwrap_or(false);
            let message = xml(&finding.message);
            let _ = match outcome(finding, fails) {
                None => writeln!(cases, "/>"),
                Some(false) => {
                    counts.skipped += 1;
                    writeln!(cases, ">\n      <skipped message=\"{title}: {message}\"/>\n    </testcase>")
                }
                Some(true) => {
                    counts.failures += 1;
                    // Some readers show the attribute, others what stands inside.
                    let place = format!("{name}:{}:{}", finding.line, finding.column);
                    let lines: Vec<String> = told::lines(finding).iter().map(|line| xml(line)).collect();
                    let verdict = finding.verdict.name();
                    writeln!(
                        cases,
                        ">\n      <failure type=\"{verdict}\" message=\"{title}: {message}\">At {}\n{}</failure>\n    </testcase>",
                        xml(&place),
                        said(&lines)
                    )
                }
            };
        }
        if draft.checked.findings.is_empty() {
            // A suite without cases vanishes, and a report of none is taken for a mistake.
            counts.tests += 1;
            let _ = writeln!(cases, "    <testcase name=\"no claims found\" classname=\"{class}\" time=\"0\"/>");
        }
        let mut summary = Summary::default();
        summary.add(draft.checked);
        let facts = if run.facts_found { String::from("found") } else { facts_line(&run).1 };
        let properties = [
            ("facts", facts),
            ("figures", summary.figures.to_string()),
            ("checked", summary.checked.to_string()),
            ("open", summary.unchecked.to_string()),
            ("not-understood", summary.not_understood.to_string()),
        ];
        self.suite(&name, &counts, &properties, &cases)?;
        self.run = Some(run);
        Ok(())
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let name = told::name(unreadable.name, unreadable.id);
        let (class, error) = (xml(&name), xml(&told::cannot_be_read(unreadable)));
        let case = format!(
            "    <testcase name=\"can be read\" classname=\"{class}\" time=\"0\">\n      <error type=\"unreadable\" \
             message=\"{error}\">{error}</error>\n    </testcase>\n"
        );
        self.suite(&name, &Counts { tests: 1, errors: 1, ..Counts::default() }, &[], &case)
    }

    fn end(&mut self, _summary: &Summary) -> io::Result<()> {
        if self.suites == 0 {
            // Nor is a report of nothing a mistake.
            let case = "    <testcase name=\"no draft\" classname=\"factlint\" time=\"0\"/>\n";
            self.suite("factlint", &Counts { tests: 1, ..Counts::default() }, &[], case)?;
        }
        writeln!(self.out, "</testsuites>")?;
        self.out.flush()
    }
}

/// Lines that begin with words of ours: the message's own first word may be of a facts file.
fn said(lines: &[String]) -> String {
    let (first, rest) = lines.split_first().map_or(("", [].as_slice()), |(f, r)| (f.as_str(), r));
    let mut out = format!("Why: {first}");
    for line in rest {
        out.push('\n');
        out.push_str(line);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Run, document, findings};
    use super::*;

    fn junit(findings: Vec<Finding>) -> String {
        let mut report = Junit::new(Vec::new());
        Run::default().write(&mut report, &document(), findings);
        String::from_utf8(report.out.into_inner()).expect("UTF-8")
    }

    #[test]
    fn a_claim_is_a_case_that_fails_passes_or_is_skipped() {
        let text = junit(findings(&document()));
        assert!(text.contains("tests=\"7\" failures=\"1\" errors=\"0\" skipped=\"3\""), "{text}");
        assert_eq!(text.matches("<testcase ").count(), 7);
        assert_eq!(text.matches("<failure ").count(), 1);
        assert_eq!(text.matches("<skipped ").count(), 3);
        assert!(text.contains("<testcase name=\"line 3: since April\" classname=\"tarn.txt\" time=\"0\">"), "{text}");
        assert!(text.contains("At tarn.txt:3:53\nWhy: The draft reads as April 2015"), "{text}");
        assert!(text.contains("<property name=\"figures\" value=\"8\"/>"), "{text}");
    }

    #[test]
    fn no_two_cases_of_a_draft_have_one_name() {
        let one = findings(&document()).remove(0);
        let text = junit(vec![one; 3]);
        assert!(text.contains("\"line 3: since April (2)\"") && text.contains("\"line 3: since April (3)\""), "{text}");
    }

    #[test]
    fn a_draft_without_claims_is_seen_all_the_same() {
        let text = junit(Vec::new());
        assert!(text.contains("tests=\"1\"") && text.contains("name=\"no claims found\""), "{text}");
    }

    #[test]
    fn text_is_escaped_and_what_xml_cannot_hold_is_shown() {
        assert_eq!(xml("a<b>&\"c\" \u{1}\u{ffff} ]]>"), "a&lt;b&gt;&amp;&quot;c&quot; ␁\\u{ffff} ]]&gt;");
    }
}
