//! A file as text: where things stand in it, and complaints about them.

use super::{Complaint, Severity};
use std::ops::Range;

/// Where something stands in a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The file, as it was named; `<inline>` for facts of JSON Lines.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// A line of more bytes is shown to nobody.
const EXCERPT: usize = 2000;

/// A file's text.
pub(crate) struct Source<'a> {
    /// As it was named.
    pub name: String,
    text: &'a str,
    lines: Vec<usize>,
}

impl<'a> Source<'a> {
    /// A source over this text.
    pub(crate) fn new(name: String, text: &'a str) -> Self {
        let lines = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
            .collect();
        Self { name, text, lines }
    }

    /// The text.
    pub(crate) fn text(&self) -> &'a str {
        self.text
    }

    /// The letters of a stretch.
    pub(crate) fn slice(&self, span: &Range<usize>) -> &'a str {
        self.text.get(span.clone()).unwrap_or("")
    }

    /// Index of the line (from 0) in which an offset lies.
    fn line(&self, offset: usize) -> usize {
        self.lines.partition_point(|&start| start <= offset).saturating_sub(1)
    }

    /// Bounds of a line (from 0), its break excluded.
    fn line_bounds(&self, line: usize) -> Range<usize> {
        let start = self.lines.get(line).copied().unwrap_or(self.text.len());
        let end = self.lines.get(line + 1).map_or(self.text.len(), |&next| next.saturating_sub(1));
        let end =
            if self.text.as_bytes().get(end.wrapping_sub(1)) == Some(&b'\r') && end > start { end - 1 } else { end };
        start..end.max(start)
    }

    /// The text of the line (from 0).
    pub(crate) fn line_text(&self, line: usize) -> &'a str {
        self.slice(&self.line_bounds(line))
    }

    /// The line (from 0) of an offset.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.line(offset)
    }

    /// Where an offset lies.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let line = self.line(offset);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let before = self.text.get(start..offset).unwrap_or("");
        let column = if before.is_ascii() { before.len() } else { before.chars().count() } + 1;
        Place { file: self.name.clone(), line: line + 1, column }
    }

    /// The lines (from 0) of a stretch that begin a table.
    pub(crate) fn headers(&self, span: &Range<usize>) -> Vec<usize> {
        (self.line(span.start)..=self.line(span.end))
            .filter(|&n| self.line_text(n).trim_start().starts_with('['))
            .collect()
    }

    /// From the beginning of the first line of a stretch to the end of its last.
    pub(crate) fn lines_of(&self, span: &Range<usize>) -> Range<usize> {
        self.line_bounds(self.line(span.start)).start..self.line_bounds(self.line(span.end)).end
    }

    /// A complaint about a stretch of the file.
    pub(crate) fn complain(
        &self,
        severity: Severity,
        code: &'static str,
        span: &Range<usize>,
        message: String,
        help: Option<String>,
    ) -> Complaint {
        let place = self.place(span.start);
        let bounds = self.line_bounds(place.line - 1);
        let line = self.slice(&bounds);
        let marked = self.text.get(span.start..span.end.min(bounds.end).max(span.start)).unwrap_or("").chars().count();
        Complaint {
            severity,
            code,
            file: place.file,
            line: place.line,
            column: place.column,
            found: shown(self.slice(span).lines().next().unwrap_or("")),
            message: clean(message),
            help: help.map(clean),
            excerpt: (line.len() <= EXCERPT).then(|| (shown(line), marked)),
        }
    }
}

fn clean(text: String) -> String {
    if text.chars().all(|c| (' '..='~').contains(&c)) { text } else { shown(&text) }
}

/// Text that may go to a terminal: control and direction characters are made visible, tabs are blanks.
pub(crate) fn shown(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{61c}' => {
                '\u{fffd}'
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_count_scalar_values_from_one() {
        let source = Source::new("f".into(), "a\r\né = 1\n");
        let place = source.place(6);
        assert_eq!((place.line, place.column), (2, 3));
        assert_eq!(source.line_text(0), "a");
        assert_eq!(source.line_text(1), "é = 1");
    }

    #[test]
    fn an_offset_past_the_end_has_a_place_all_the_same() {
        let source = Source::new("f".into(), "a = ");
        let complaint = source.complain(Severity::Error, "x", &(4..4), "m".into(), None);
        assert_eq!((complaint.line, complaint.column), (1, 5));
        let complaint = source.complain(Severity::Error, "x", &(40..44), "m".into(), None);
        assert_eq!(complaint.line, 1);
    }

    #[test]
    fn what_could_move_a_terminal_is_made_visible() {
        assert_eq!(shown("a\u{1b}[2J\u{202e}b\tc"), "a\u{fffd}[2J\u{fffd}b c");
    }
}
