//! `--format markdown`: a list to work off, a box to tick a claim; those that a fact agrees with are
//! ticked. Also what other formats write Markdown with.

use super::clean::{Clean, clean};
use super::guard::{Bracket, Guarded};
use super::human::{facts_line, verdict_word};
use super::told;
use super::value::glance;
use super::{Command, DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::verdict::{Finding, Grade, Verdict};
use std::io::{self, Write};

/// Text from outside as Markdown that shows just that text: one line, no markup, no HTML, no mention of
/// anybody, nothing that ends a table's cell.
pub(super) fn inline(text: &str) -> String {
    escape(Clean::flow(text).as_str())
}

/// The same of a line that is harmless already.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // An empty comment parts the sign from the name: nobody is called to a page for a draft's sake.
            '@' if chars.peek().is_some_and(|c| c.is_alphanumeric()) => out.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

/// A Markdown document: the facts, a list for each draft, the counts.
pub struct Markdown<W> {
    out: Guarded<W>,
    run: Option<RunInfo>,
    unreadable: Vec<String>,
}

impl<W: Write> Markdown<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out: Guarded::new(out, Bracket::Markdown), run: None, unreadable: Vec::new() }
    }

    fn finding(&mut self, finding: &Finding) -> io::Result<()> {
        let done = matches!(finding.verdict, Verdict::Match(grade) if grade != Grade::Loose);
        let tick = if done { 'x' } else { ' ' };
        let grade = match finding.verdict {
            Verdict::Match(grade) if done => format!(" ({})", grade.name()),
            _ if finding.rule != "reference" && !told::is_mark(finding) => format!(" ({})", finding.rule),
            _ => String::new(),
        };
        let word = verdict_word(finding);
        let word = if done || finding.verdict == Verdict::Unchecked { word.to_owned() } else { format!("**{word}**") };
        let claim = if finding.kind.is_some() {
            format!(" line {}: “{}”", finding.line, inline(&finding.text))
        } else if told::is_mark(finding) {
            format!(" line {}", finding.line)
        } else {
            String::new()
        };
        writeln!(self.out, "- [{tick}] {word}{grade}{claim}")?;
        for (index, line) in told::lines(finding).iter().enumerate() {
            // What nothing is known of needs no sentence that says so, nor what is the same one that says why.
            if index > 0 || !matches!(finding.verdict, Verdict::Unchecked | Verdict::Match(Grade::Exact)) {
                writeln!(self.out, "  - {}", escape(line))?;
            }
        }
        Ok(())
    }

    fn claim(&mut self, draft: &DraftReport<'_>, finding: &Finding) -> io::Result<()> {
        let value = finding.value.as_ref().map(|v| glance(v, draft.lexicon)).unwrap_or_default();
        let kind = finding.kind.map_or("", |k| k.name());
        let (line, text) = (finding.line, inline(&finding.text));
        writeln!(self.out, "- [ ] line {line}: “{text}” ({kind}: {})", inline(&value))
    }

    fn skipped(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        for skipped in draft.skipped {
            let span = draft.document.source_span(skipped.span);
            let text = draft.document.source().get(span.start as usize..span.end as usize).unwrap_or("");
            let (line, _) = draft.document.line_column(span.start);
            writeln!(self.out, "- line {line}: “{}”, no claim: {}", inline(text), inline(&skipped.reason))?;
        }
        Ok(())
    }
}

/// In which order they are to be worked off; those of one rank stand in the draft's order.
fn rank(finding: &Finding) -> u8 {
    match finding.verdict {
        Verdict::Disagree => 0,
        Verdict::Ambiguous => 1,
        Verdict::Missing => 2,
        Verdict::Match(Grade::Loose) => 3,
        Verdict::Unchecked => 4,
        Verdict::Match(_) => 5,
    }
}

impl<W: Write> Report for Markdown<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        self.run = Some(run.clone());
        if run.command == Command::Check {
            writeln!(self.out, "{}", inline(&facts_line(run).1))?;
        }
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else { return Ok(()) };
        let name = told::name(draft.document.name(), draft.id);
        let date = draft.dateline.map_or_else(|| String::from("no dateline"), |d| format!("dateline {}", d.date));
        let gap = if run.command == Command::Check { "\n" } else { "" };
        writeln!(self.out, "{gap}## {} ({date})\n", escape(&name))?;
        let shown = |f: &&Finding| match run.command {
            Command::Check => run.show.has(f.verdict),
            Command::Extract => f.verdict != Verdict::Missing,
        };
        let mut all: Vec<&Finding> = draft.checked.findings.iter().filter(shown).collect();
        if all.is_empty() {
            let none =
                if draft.checked.findings.is_empty() { "No claims found." } else { "Nothing that was asked for." };
            writeln!(self.out, "{none}")?;
        }
        if run.command == Command::Check {
            all.sort_by_key(|f| rank(f));
        }
        for finding in all {
            match run.command {
                Command::Check => self.finding(finding)?,
                Command::Extract => self.claim(draft, finding)?,
            }
        }
        if run.show.skipped() && !draft.skipped.is_empty() {
            writeln!(self.out)?;
            self.skipped(draft)?;
        }
        if run.command == Command::Extract {
            writeln!(self.out)?;
        }
        self.run = Some(run);
        Ok(())
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        self.unreadable.push(told::cannot_be_read(unreadable));
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let (check, facts) = self.run.as_ref().map_or((true, true), |r| (r.command == Command::Check, r.facts_found));
        let unreadable = std::mem::take(&mut self.unreadable);
        if !unreadable.is_empty() {
            writeln!(self.out, "{}## Not read\n", if check { "\n" } else { "" })?;
            for line in &unreadable {
                writeln!(self.out, "- [ ] {}", escape(line))?;
            }
        }
        let gap = if check || !unreadable.is_empty() { "\n" } else { "" };
        let counts = if check {
            summary.in_words(facts)
        } else {
            format!("{} figures, {} not understood", summary.figures, summary.not_understood)
        };
        writeln!(self.out, "{gap}**{}.**", escape(&clean(&counts)))?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::Shown;
    use super::super::samples::{Run, document, findings};
    use super::*;

    fn markdown(run: &Run, findings: Vec<Finding>) -> String {
        let mut report = Markdown::new(Vec::new());
        run.write(&mut report, &document(), findings);
        String::from_utf8(report.out.into_inner()).expect("UTF-8")
    }

    #[test]
    fn what_is_to_be_done_stands_first_and_what_agrees_is_ticked() {
        let text = markdown(&Run::default(), findings(&document()));
        let boxes: Vec<&str> = text.lines().filter(|line| line.starts_with("- [")).collect();
        assert_eq!(
            boxes,
            [
                "- [ ] **DISAGREE** line 3: “since April”",
                "- [ ] **AMBIGUOUS** line 4: “four hours”",
                "- [ ] **MISSING**",
                "- [ ] **loose match** line 5: “nearly 3,000 houses”",
                "- [ ] unchecked line 6: “14 boats”",
                "- [x] match (hedged) line 3: “more than 1,200 people”",
                "- [x] match (exact) line 5: “19 bridges”",
            ]
        );
        assert!(text.starts_with("Facts: tarn.facts.toml\n\n## tarn.txt (dateline 2015-05-12)\n\n- [ ]"), "{text}");
        assert!(
            text.contains("\n  - Write: since April 2014\n  - Source: Water board of Tarn, bulletin 31, "),
            "{text}"
        );
        assert!(text.ends_with("\n\n**5 of 8 figures checked, 1 open, 2 not understood: 1 disagrees, 1 ambiguous, 1 missing, 3 match (1 loosely).**\n"));
    }

    #[test]
    fn claims_alone_are_a_list_to_tick() {
        let run = Run { command: Command::Extract, show: vec![Shown::All, Shown::Skipped], ..Run::default() };
        let text = markdown(&run, findings(&document()));
        assert!(text.contains("- [ ] line 3: “more than 1,200 people” (quantity: more-than 1200 person)\n"), "{text}");
        assert!(text.contains("\n- line 5: “1950”, no claim: model\n"), "{text}");
        assert!(text.ends_with("\n**8 figures, 2 not understood.**\n"), "{text}");
    }

    #[test]
    fn text_is_shown_as_it_is_and_calls_nobody() {
        assert_eq!(
            inline("*a* _b_ `c` [d](e) <f> & | ~g~ #1"),
            "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) &lt;f&gt; &amp; \\| \\~g\\~ \\#1"
        );
        assert_eq!(inline("mail a@b, @admin and @ 5"), "mail a@<!-- -->b, @<!-- -->admin and @ 5");
    }
}
