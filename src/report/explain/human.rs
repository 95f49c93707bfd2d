//! The explanation for people: the marked line, then what was read, considered and decided.

use super::super::clean::Clean;
use super::super::excerpt;
use super::super::human::{marked_lines, verdict_word};
use super::super::page::{Ink, Page};
use super::{Story, Subject, Told, words};
use crate::verdict::Finding;
use std::io::{self, Write};

/// The width of the labels.
const LABEL: usize = 14;
const INDENT: usize = 2;

/// Writes what was told.
pub(super) fn write(
    out: &mut dyn Write,
    subject: &Subject<'_>,
    told: &Told,
    width: usize,
    color: bool,
) -> io::Result<()> {
    let mut page = Page::new(out, width, color);
    let name = match subject.document.name() {
        "-" => "standard input",
        name => name,
    };
    let date = subject.explained.dateline.map_or_else(
        || String::from(" (no dateline)"),
        |(d, origin)| format!(" (dateline {}, from {})", d.date, words::origin(origin)),
    );
    page.line(0, &[(Ink::Strong, &Clean::line(name)), (Ink::Faint, &Clean::line(&date))])?;
    if let Some(note) = &told.note {
        page.text(&[], Ink::Doubtful, &Clean::flow(note), 0)?;
    }
    for (finding, story) in &told.stories {
        page.blank()?;
        claim(&mut page, subject, finding, story)?;
    }
    page.flush()
}

fn claim<W: Write>(page: &mut Page<W>, subject: &Subject<'_>, finding: &Finding, story: &Story) -> io::Result<()> {
    let ink = Ink::of(finding.verdict);
    let word = Clean::line(verdict_word(finding));
    let grade = story.grade.map_or_else(String::new, |g| format!(", {g}"));
    let spot = Clean::line(&format!(" {}:{} ({}{grade})  ", story.line, story.column, story.rule));
    let hang = (word.width() + spot.width()).min(INDENT + LABEL);
    page.text(&[(ink, &word), (Ink::Strong, &spot)], Ink::Plain, &Clean::flow(&story.message), hang)?;
    if let Some(ignored) = &story.ignored {
        let text = format!("not reported, since the mark in {} asks so: {}", ignored.mark, ignored.because);
        row(page, "ignored", Ink::Doubtful, &text)?;
    }
    if finding.span.end > finding.span.start {
        let lines = marked_lines(subject.document, finding);
        let digits = lines.last().map_or(1, |l| l.number.to_string().len());
        excerpt::write(page, &lines, digits, ink)?;
        // A sentence that the marked line shows whole is not told again.
        let shown = |s: &str| {
            lines.iter().any(|l| l.line.contains(s) && Clean::line(l.line).width() + digits + 5 <= page.width())
        };
        if let Some(sentence) = story.sentence.as_deref().filter(|s| !shown(s)) {
            row(page, "sentence", Ink::Faint, sentence)?;
        }
    }
    if !story.reading.is_empty() {
        title(page, "How it is read")?;
        for line in &story.reading {
            row(page, line.label, Ink::Plain, &line.text)?;
        }
        title(page, "Which facts it was held to")?;
        facts(page, story)?;
    }
    title(page, "What decides")?;
    for sentence in &story.law {
        plain(page, Ink::Plain, sentence)?;
    }
    if let Some(suggestion) = &story.suggestion {
        row(page, "write", Ink::Right, suggestion)?;
    }
    if !story.checks.is_empty() {
        title(page, "Checks without facts that fired")?;
    }
    for check in &story.checks {
        row(page, check.rule, Ink::Plain, &check.message)?;
        if !check.reported {
            row(page, "", Ink::Faint, "not reported here: a fact settles it, or another of its figures carries it")?;
        }
        row(page, "off with", Ink::Faint, &check.off)?;
    }
    Ok(())
}

fn facts<W: Write>(page: &mut Page<W>, story: &Story) -> io::Result<()> {
    if story.facts.is_empty() && story.more == 0 {
        plain(page, Ink::Faint, "none: no fact shares a term with what stands around it")?;
    }
    for fact in &story.facts {
        let ink = match fact.status {
            "decides" => Ink::Strong,
            "candidate" => Ink::Plain,
            _ => Ink::Faint,
        };
        let head = Clean::line(&format!("{:INDENT$}{} ", "", fact.id));
        let rest = format!("({}:{}) says {}: {}; {}", fact.file, fact.line, fact.states, fact.status, fact.why);
        page.text(&[(ink, &head)], Ink::Plain, &Clean::flow(&rest), INDENT + 2)?;
        // Of what fell out less is told, and closer together.
        let brief = fact.status == "fell out";
        for (label, texts) in [("met", &fact.met), ("missed", &fact.missed), ("against it", &fact.doubts)] {
            if brief && !texts.is_empty() {
                inner(page, label, &texts.join("; "))?;
                continue;
            }
            for (index, text) in texts.iter().enumerate() {
                inner(page, if index == 0 { label } else { "" }, text)?;
            }
        }
        if let Some(score) = fact.score {
            inner(page, "score", &score.to_string())?;
        }
    }
    if story.more > 0 {
        let facts = if story.more == 1 { "fact" } else { "facts" };
        plain(page, Ink::Faint, &format!("and {} more {facts} (--all shows them)", story.more))?;
    }
    Ok(())
}

fn title<W: Write>(page: &mut Page<W>, text: &str) -> io::Result<()> {
    page.line(INDENT, &[(Ink::Strong, &Clean::line(text))])
}

fn row<W: Write>(page: &mut Page<W>, label: &str, ink: Ink, text: &str) -> io::Result<()> {
    labelled(page, INDENT + 2, LABEL, label, ink, text)
}

fn inner<W: Write>(page: &mut Page<W>, label: &str, text: &str) -> io::Result<()> {
    labelled(page, INDENT + 4, LABEL, label, Ink::Faint, text)
}

/// A line that needs no label.
fn plain<W: Write>(page: &mut Page<W>, ink: Ink, text: &str) -> io::Result<()> {
    labelled(page, INDENT + 2, 0, "", ink, text)
}

fn labelled<W: Write>(
    page: &mut Page<W>,
    indent: usize,
    width: usize,
    label: &str,
    ink: Ink,
    text: &str,
) -> io::Result<()> {
    let label = Clean::line(&format!("{:indent$}{label:<width$}", ""));
    page.text(&[(Ink::Faint, &label)], ink, &Clean::flow(text), indent + width)
}
