//! Facts files: the list of their facts, and what is said of them, for people and programs.

use super::clean::Clean;
use super::guard::guarded_json;
use super::page::{Ink, Page};
use crate::facts::{Complaint, Facts, Row, Severity};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::io::{self, Write};

/// Counts over all files of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FactsSummary {
    /// Files that hold facts, or mistakes.
    pub files: usize,
    /// Facts; a sentence is one.
    pub facts: usize,
    /// Mistakes, and facts that contradict each other.
    pub errors: usize,
    /// What should be looked at.
    pub warnings: usize,
    /// What is worth knowing.
    pub notes: usize,
}

impl FactsSummary {
    /// Counts facts and what is said of them.
    #[must_use]
    pub fn of(facts: &Facts, complaints: &[Complaint]) -> Self {
        let rows = facts.rows();
        let files: FxHashSet<&str> =
            rows.iter().map(|r| r.place.file.as_str()).chain(complaints.iter().map(|c| c.file.as_str())).collect();
        let count = |severity| complaints.iter().filter(|c| c.severity == severity).count();
        Self {
            files: files.len(),
            facts: rows.len(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }
}

/// The last line for people: "12 facts in 2 files: 1 error, 3 warnings, 2 notes".
///
/// # Errors
/// When the sink cannot be written.
pub fn summary(out: &mut dyn Write, summary: &FactsSummary, width: usize, color: bool) -> io::Result<()> {
    let mut page = Page::new(out, width, color);
    let count = |n: usize, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    let FactsSummary { files, facts, errors, warnings, notes } = *summary;
    let mut items = vec![(Ink::Strong, format!("{} in {}:", count(facts, "fact"), count(files, "file")))];
    let told = [(errors, "error", Ink::Wrong), (warnings, "warning", Ink::Doubtful), (notes, "note", Ink::Faint)];
    let some: Vec<_> = told.into_iter().filter(|(n, ..)| *n > 0).collect();
    for (index, (n, word, ink)) in some.iter().enumerate() {
        let comma = if index + 1 < some.len() { "," } else { "" };
        items.push((*ink, format!("{}{comma}", count(*n, word))));
    }
    if some.is_empty() {
        items.push((Ink::Right, String::from("nothing to mend")));
    }
    if errors + warnings + notes > 0 {
        page.blank()?;
    }
    let items: Vec<_> = items.into_iter().map(|(ink, text)| (ink, Clean::line(&text))).collect();
    page.items(&items)?;
    page.flush()
}

#[derive(Serialize)]
struct ComplaintJson<'a> {
    severity: &'static str,
    code: &'static str,
    file: &'a str,
    line: usize,
    column: usize,
    text: &'a str,
    message: &'a str,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    version: u8,
    summary: &'a FactsSummary,
    complaints: Vec<ComplaintJson<'a>>,
}

/// One JSON document: `{"version": 1, "summary": {…}, "complaints": [{"severity": …, "code": …}]}`.
///
/// # Errors
/// When the sink cannot be written.
pub fn facts_json(out: &mut dyn Write, summary: &FactsSummary, complaints: &[Complaint]) -> io::Result<()> {
    let complaints = complaints.iter().map(|c| ComplaintJson {
        severity: c.severity.name(),
        code: c.code,
        file: &c.file,
        line: c.line,
        column: c.column,
        text: &c.found,
        message: &c.message,
        help: c.help.as_deref(),
    });
    let document = DocumentJson { version: 1, summary, complaints: complaints.collect() };
    guarded_json(out, &document)
}

#[derive(Serialize)]
struct RowJson<'a> {
    id: &'a str,
    about: &'a str,
    value: &'a str,
    when: &'a str,
    source: Option<&'a str>,
    file: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct ListJson<'a> {
    version: u8,
    facts: Vec<RowJson<'a>>,
}

/// The facts as one JSON document: `{"version": 1, "facts": [{"id": …, "about": …}]}`.
///
/// # Errors
/// When the sink cannot be written.
pub fn list_json(out: &mut dyn Write, rows: &[Row]) -> io::Result<()> {
    let facts = rows.iter().map(|r| RowJson {
        id: &r.id,
        about: &r.about,
        value: &r.value,
        when: &r.when,
        source: r.source.as_deref(),
        file: &r.place.file,
        line: r.place.line,
    });
    guarded_json(out, &ListJson { version: 1, facts: facts.collect() })
}

/// Below this many columns there is no table: what would stand in columns stands in lines.
const NARROW: usize = 60;
/// Between columns.
const GAP: usize = 2;
/// The headers of the table.
const HEADS: [&str; 5] = ["fact", "about", "value", "when", "source"];

/// The facts as a table of the page's width: a row each, what is too long cut.
///
/// # Errors
/// When the sink cannot be written.
pub fn list(out: &mut dyn Write, rows: &[Row], width: usize, color: bool) -> io::Result<()> {
    let mut page = Page::new(out, width, color);
    let cells = |r: &Row| {
        let source = r.source.as_deref().unwrap_or("");
        [r.id.as_str(), r.about.as_str(), r.value.as_str(), r.when.as_str(), source].map(Clean::flow)
    };
    if page.width() < NARROW {
        for row in rows {
            let [id, rest @ ..] = cells(row);
            page.line(0, &[(Ink::Strong, &id.head(page.width()))])?;
            for (head, cell) in HEADS.iter().skip(1).zip(&rest).filter(|(_, c)| !c.is_empty()) {
                let label = Clean::line(&format!("  {head:<8}"));
                page.text(&[(Ink::Faint, &label)], Ink::Plain, cell, 10)?;
            }
        }
        return page.flush();
    }
    let cells: Vec<[Clean; 5]> = rows.iter().map(cells).collect();
    let heads = HEADS.map(Clean::line);
    let mut widths = [0; 5];
    for row in std::iter::once(&heads).chain(&cells) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.width().max(*width);
        }
    }
    fit(&mut widths, page.width().saturating_sub(GAP * 4));
    let inks = [Ink::Strong, Ink::Plain, Ink::Plain, Ink::Plain, Ink::Faint];
    for (index, row) in std::iter::once(&heads).chain(&cells).enumerate() {
        let mut parts: Vec<(Ink, Clean)> = Vec::new();
        let last = row.iter().rposition(|c| !c.is_empty()).unwrap_or(0);
        for (at, ((cell, width), ink)) in row.iter().zip(widths).zip(inks).enumerate().take(last + 1) {
            let cell = cell.head(width);
            let pad = if at == last { 0 } else { width.saturating_sub(cell.width()) + GAP };
            parts.push((if index == 0 { Ink::Faint } else { ink }, cell));
            parts.push((Ink::Plain, Clean::line(&" ".repeat(pad))));
        }
        let parts: Vec<(Ink, &Clean)> = parts.iter().map(|(ink, text)| (*ink, text)).collect();
        page.line(0, &parts)?;
    }
    page.flush()
}

/// Takes from the widest columns until all fit into so many together.
fn fit(widths: &mut [usize; 5], room: usize) {
    let mut over = widths.iter().sum::<usize>().saturating_sub(room);
    while over > 0 {
        let widest = widths.iter().copied().max().unwrap_or(0);
        let next = widths.iter().copied().filter(|w| *w < widest).max().unwrap_or(1).max(1);
        let most = widths.iter().filter(|w| **w == widest).count();
        if widest <= 1 {
            return;
        }
        let each = (over.div_ceil(most)).min(widest - next).max(1);
        for width in widths.iter_mut().filter(|w| **w == widest) {
            let cut = each.min(over);
            *width -= cut;
            over -= cut;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Place;
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    fn row(id: &str, about: &str, value: &str, when: &str, source: Option<&str>) -> Row {
        let place = Place { file: String::from("facts.toml"), line: 1, column: 1 };
        let [id, about, value, when] = [id, about, value, when].map(str::to_owned);
        Row { id, place, about, value, when, source: source.map(str::to_owned) }
    }

    fn rendered(rows: &[Row], width: usize) -> String {
        let mut out = Vec::new();
        list(&mut out, rows, width, false).expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_table_has_a_line_a_fact_and_cuts_what_is_long() {
        let rows = [
            row("dam-cost", "dam, cost", "7 million euros", "as of 2015-05-12", Some("Mill board, minutes of May")),
            row("dam", "", "The dam at Orra cost 7 million euros and is 30 metres high at its crest.", "", None),
        ];
        assert_eq!(
            rendered(&rows, 80),
            "\
fact      about      value                when              source
dam-cost  dam, cost  7 million euros      as of 2015-05-12  Mill board, minutes…
dam                  The dam at Orra co…
"
        );
    }

    #[test]
    fn a_narrow_terminal_gets_no_table() {
        let rows = [row("dam-cost", "dam, cost", "7 million euros", "", Some("Mill board"))];
        assert_eq!(
            rendered(&rows, 40),
            "dam-cost\n  about   dam, cost\n  value   7 million euros\n  source  Mill board\n"
        );
    }

    #[test]
    fn a_hostile_facts_file_is_listed_harmlessly() {
        let rows = [row("d\u{1b}[2Jam", "da\nm", "\u{202e}7", "", Some("\u{9b}31m"))];
        let out = rendered(&rows, 100);
        assert!(!out.contains(['\u{1b}', '\u{202e}', '\u{9b}']), "{out:?}");
        assert_eq!(out.lines().count(), 2);
    }

    #[test]
    fn the_last_line_counts_what_there_is() {
        let told = |summary: FactsSummary| {
            let mut out = Vec::new();
            super::summary(&mut out, &summary, 100, false).expect("a vector takes all");
            String::from_utf8(out).expect("UTF-8")
        };
        let clean = FactsSummary { files: 1, facts: 12, ..FactsSummary::default() };
        assert_eq!(told(clean), "12 facts in 1 file: nothing to mend\n");
        assert_eq!(told(FactsSummary { errors: 1, notes: 2, ..clean }), "\n12 facts in 1 file: 1 error, 2 notes\n");
    }

    proptest! {
        #[test]
        fn no_line_of_a_table_is_wider_than_the_page(
            id in ".{0,30}", about in ".{0,60}", value in ".{0,90}", source in ".{0,60}", width in 60usize..140,
        ) {
            let out = rendered(&[row(&id, &about, &value, "2014", Some(&source))], width);
            for line in out.lines() {
                prop_assert!(line.width() <= width, "{} of {width}: {line:?}", line.width());
            }
        }
    }
}
