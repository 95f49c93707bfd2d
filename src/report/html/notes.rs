//! Notes: what was found at one place of a draft, or is missing from it.

use super::look::Look;
use super::markup::Markup;
use crate::claims::{Skipped, Value};
use crate::document::{Document, Places, ProseSpan, SourceSpan};
use crate::report::clean::clean;
use crate::report::told::is_mark;
use crate::report::value::glance;
use crate::report::{Command, DraftReport, RunInfo};
use crate::verdict::{Finding, Severity, Verdict};
use std::cmp::Reverse;

/// No longer address is made a link.
const LONGEST_LINK: usize = 1_000;

/// What a note is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum About<'a> {
    /// A finding.
    Finding(&'a Finding),
    /// Digits that are no claim.
    Skipped(&'a Skipped),
}

/// One note of a draft.
#[derive(Debug)]
pub(super) struct Note<'a> {
    /// Its number in the draft, from 1.
    pub number: usize,
    /// How it looks.
    pub look: Look,
    /// What it is about.
    pub about: About<'a>,
    /// Where its claim stands in the prose; none of what is missing.
    pub place: Option<ProseSpan>,
    /// The other places that it is about, in the order of the finding.
    pub related: Vec<Option<ProseSpan>>,
}

/// The notes that a run shows, as they follow each other on the page: first those without a place, then in the
/// order of the draft.
pub(super) fn notes<'a>(run: &RunInfo, draft: &DraftReport<'a>) -> Vec<Note<'a>> {
    let document = draft.document;
    let places = document.places();
    let place = |span: SourceSpan| placed(document, &places, span);
    let shown = draft.checked.findings.iter().filter(|f| match run.command {
        Command::Check => run.show.has(f.verdict),
        Command::Extract => f.verdict != Verdict::Missing,
    });
    let mut notes: Vec<Note<'a>> = shown
        .map(|finding| Note {
            number: 0,
            look: Look::of(finding, run.command),
            about: About::Finding(finding),
            place: if finding.kind.is_some() { place(finding.span) } else { None },
            related: finding.related.iter().map(|r| place(r.span)).collect(),
        })
        .collect();
    if run.show.skipped() {
        notes.extend(draft.skipped.iter().map(|skipped| Note {
            number: 0,
            look: Look::Skipped,
            about: About::Skipped(skipped),
            place: Some(skipped.span).filter(|span| words(document, *span).is_some()),
            related: Vec::new(),
        }));
    }
    notes.sort_by_key(|n| n.place.map(|p| (p.block, p.start, Reverse(p.end))));
    for (number, note) in (1..).zip(&mut notes) {
        note.number = number;
    }
    notes
}

fn placed(document: &Document, places: &Places<'_>, span: SourceSpan) -> Option<ProseSpan> {
    if span.start >= span.end {
        return None;
    }
    places.prose(span).filter(|place| words(document, *place).is_some())
}

/// The prose of a place; none where there is nothing.
pub(super) fn words(document: &Document, place: ProseSpan) -> Option<&str> {
    let block = document.blocks().get(place.block as usize)?;
    block.text.get(place.start as usize..place.end as usize).filter(|words| !words.is_empty())
}

/// Notes of one draft being written.
pub(super) struct Writer<'a> {
    /// The number of the draft, from 1.
    pub sheet: usize,
    /// The draft.
    pub draft: &'a DraftReport<'a>,
    /// Whether findings are told, or claims alone.
    pub command: Command,
}

impl Writer<'_> {
    /// `d2n7`: the id of a note; with another letter, of its mark.
    pub fn id(&self, out: &mut Markup, letter: &'static str, number: usize) {
        out.tag("d").number(self.sheet).tag(letter).number(number);
    }

    /// A list of notes; nothing where there are none. Those at the side stand beside their claims on a wide screen.
    pub fn list<'n>(&self, out: &mut Markup, notes: impl Iterator<Item = &'n Note<'n>>, side: bool) {
        let mut notes = notes.peekable();
        if notes.peek().is_none() {
            return;
        }
        out.tag(if side { "<ol class=\"notes side\">\n" } else { "<ol class=\"notes\">\n" });
        for note in notes {
            self.note(out, note);
        }
        out.tag("</ol>\n");
    }

    fn note(&self, out: &mut Markup, note: &Note<'_>) {
        out.tag("<li class=\"note v-").tag(note.look.name());
        out.tag(if note.look.urgent() { "" } else { " quiet" }).tag("\" id=\"");
        self.id(out, "n", note.number);
        let (text, rule) = match note.about {
            About::Finding(finding) => {
                out.tag("\" data-verdict=\"").tag(finding.verdict.name());
                out.tag("\" data-span=\"").number(finding.span.start as usize);
                out.tag("-").number(finding.span.end as usize);
                (finding.text.as_str(), finding.rule)
            }
            About::Skipped(skipped) => (words(self.draft.document, skipped.span).unwrap_or(""), ""),
        };
        let text = note.place.and_then(|place| words(self.draft.document, place)).unwrap_or(text);
        out.tag("\">\n<p class=\"tag\">");
        if note.place.is_some() {
            out.tag("<a class=\"handle\" href=\"#");
            self.id(out, "c", note.number);
            out.tag("\">");
        } else {
            out.tag("<span class=\"handle\" tabindex=\"-1\">");
        }
        out.tag("<span class=\"no\">").number(note.number).tag("</span> <span class=\"sign\" aria-hidden=\"true\">");
        let mark = matches!(note.about, About::Finding(finding) if is_mark(finding));
        let word = if mark { "Mark to mend" } else { note.look.word() };
        out.tag(note.look.sign()).tag("</span> <span class=\"word\">").tag(word).tag("</span>");
        if !rule.is_empty() && rule != "reference" && !mark {
            out.tag(" <span class=\"rule\">").tag(rule).tag("</span>");
        }
        if let About::Finding(Finding { severity, verdict: Verdict::Disagree, .. }) = note.about
            && *severity != Severity::Error
        {
            out.tag(" <span class=\"weight\">").tag(severity.name()).tag("</span>");
        }
        let gist = match note.about {
            About::Finding(Finding { reference: Some(reference), verdict: Verdict::Match(_), .. }) => reference,
            _ => text,
        };
        if !note.look.urgent() {
            out.tag(" <bdi class=\"gist\">").flow(gist).tag("</bdi>");
        }
        out.tag(if note.place.is_some() { "</a>" } else { "</span>" });
        out.tag("</p>\n<div class=\"more\">\n");
        match note.about {
            About::Finding(finding) if self.command == Command::Extract => self.claim(out, finding, text),
            About::Finding(finding) => self.finding(out, finding, note, text),
            About::Skipped(skipped) => {
                out.tag("<p class=\"why\">").flow(&skipped.reason).tag("</p>\n<dl>\n");
                row(out, "Draft", text);
                out.tag("</dl>\n");
            }
        }
        out.tag("</div>\n</li>\n");
    }

    /// What `extract` tells of a claim.
    fn claim(&self, out: &mut Markup, finding: &Finding, text: &str) {
        out.tag("<dl>\n");
        row(out, "Draft", text);
        if let Some(value) = &finding.value {
            row(out, "Read as", &glance(value, self.draft.lexicon));
        }
        if let Some(kind) = finding.kind {
            row(out, "Kind", kind.name());
        }
        line(out, finding);
        out.tag("</dl>\n");
    }

    /// What `check` tells of a finding.
    fn finding(&self, out: &mut Markup, finding: &Finding, note: &Note<'_>, text: &str) {
        out.tag("<p class=\"why\"><bdi>").flow(&finding.message).tag("</bdi></p>\n<dl>\n");
        if finding.kind.is_some() {
            out.tag("<div class=\"draft\"><dt>Draft</dt><dd><bdi>").flow(text).tag("</bdi>");
            if let Some(Value::When(when)) = finding.value.as_ref().filter(|v| partial(v)) {
                out.tag(", read as ").flow(&when.edtf);
            }
            out.tag("</dd></div>\n");
        }
        if let Some(reference) = &finding.reference {
            out.tag("<div class=\"reference\"><dt>Reference</dt><dd><bdi>").flow(reference).tag("</bdi></dd></div>\n");
        }
        if let Some(suggestion) = &finding.suggestion {
            out.tag("<div class=\"write\"><dt>Write</dt><dd><bdi>").flow(suggestion).tag("</bdi></dd></div>\n");
        }
        for other in &*finding.alternatives {
            out.tag("<div class=\"write\"><dt>Or</dt><dd><bdi>").flow(other).tag("</bdi></dd></div>\n");
        }
        self.related(out, finding, note);
        if let Verdict::Match(grade) = finding.verdict {
            row(out, "Grade", grade.name());
        }
        origin(out, finding);
        if finding.kind.is_some() {
            line(out, finding);
        }
        out.tag("</dl>\n");
    }

    /// The other places that a finding is about, and how they would be mended.
    fn related(&self, out: &mut Markup, finding: &Finding, note: &Note<'_>) {
        for ((index, other), place) in (1..).zip(&finding.related).zip(&note.related) {
            let text = place.and_then(|p| words(self.draft.document, p)).unwrap_or(&other.text);
            out.tag("<div class=\"against\"><dt>Against</dt><dd>");
            if place.is_some() {
                out.tag("<a href=\"#");
                self.id(out, "c", note.number);
                out.tag("r").number(index).tag("\"><bdi>").flow(text).tag("</bdi></a>");
            } else {
                out.tag("<bdi>").flow(text).tag("</bdi>");
            }
            out.tag(", line ").number(other.line).tag("</dd></div>\n");
            if let Some(suggestion) = &other.suggestion {
                out.tag("<div class=\"write\"><dt>Or there</dt><dd><bdi>").flow(suggestion).tag("</bdi>, line ");
                out.number(other.line).tag("</dd></div>\n");
            }
        }
    }
}

/// Where the fact comes from.
fn origin(out: &mut Markup, finding: &Finding) {
    if finding.source.is_some() || finding.as_of.is_some() {
        out.tag("<div class=\"source\"><dt>Source</dt><dd>");
        if let Some(source) = &finding.source {
            out.tag("<bdi>").flow(source).tag("</bdi>");
        }
        if let Some(day) = &finding.as_of {
            out.tag(if finding.source.is_some() { ", as of " } else { "as of " }).flow(day);
        }
        out.tag("</dd></div>\n");
    }
    if let Some(url) = &finding.url {
        out.tag("<div class=\"link\"><dt>Read at</dt><dd>");
        if is_link(url) {
            out.tag("<a rel=\"noopener noreferrer\" href=\"").line(url).tag("\">").flow(url).tag("</a>");
        } else {
            out.tag("<bdi>").flow(url).tag("</bdi>");
        }
        out.tag("</dd></div>\n");
    }
    if let Some(fact) = &finding.fact {
        out.tag("<div class=\"fact\"><dt>Fact</dt><dd><bdi>").flow(fact).tag("</bdi></dd></div>\n");
    }
    if let Some(day) = finding.good_until {
        row(out, "Stale", &format!("to be confirmed again after {day}"));
    }
}

/// Where the claim stands in the file.
fn line(out: &mut Markup, finding: &Finding) {
    out.tag("<div class=\"at\"><dt>Line</dt><dd>").number(finding.line).tag(":").number(finding.column);
    out.tag("</dd></div>\n");
}

fn row(out: &mut Markup, label: &'static str, text: &str) {
    out.tag("<div><dt>").tag(label).tag("</dt><dd><bdi>").flow(text).tag("</bdi></dd></div>\n");
}

/// Whether a date leaves out its year.
fn partial(value: &Value) -> bool {
    matches!(value, Value::When(when) if when.partial)
}

/// Whether an address may be followed from the page: of the web, and without anything that hides in it.
fn is_link(url: &str) -> bool {
    let web = |scheme: &str| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    let odd = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\' | '^' | '`' | '{' | '|' | '}');
    (web("http://") || web("https://")) && url.len() <= LONGEST_LINK && !url.contains(odd) && clean(url) == url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_web_are_followed() {
        assert!(is_link("https://example.org/a?b=1&c=d%20e#f"));
        assert!(is_link("HTTP://example.org/"));
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "//example.org",
            "example.org",
            " https://example.org",
            "https://example.org/a b",
            "https://example.org/\u{202e}gro.live",
            "https://example.org/\"onclick=",
            "java\nscript:alert(1)",
            "",
        ] {
            assert!(!is_link(url), "{url:?}");
        }
        assert!(!is_link(&format!("https://example.org/{}", "a".repeat(LONGEST_LINK))));
    }
}
