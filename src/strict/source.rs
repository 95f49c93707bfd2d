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

/// Of what is at fault so many letters are told.
const FOUND: usize = 200;

/// Letters are counted from the last of these steps, in bytes: a file may be one line.
const STEP: usize = 4096;

/// A file's text.
pub(crate) struct Source<'a> {
    /// As it was named.
    pub name: String,
    text: &'a str,
    lines: Vec<usize>,
    /// How many letters begin before each step.
    letters: Vec<usize>,
}

/// How many letters begin in a stretch.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|b| (**b & 0xC0) != 0x80).count()
}

impl<'a> Source<'a> {
    /// A source over this text.
    pub(crate) fn new(name: String, text: &'a str) -> Self {
        let lines = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1))
            .collect();
        let steps = text.as_bytes().chunks(STEP).scan(0, |sum, step| {
            let before = *sum;
            *sum += letters(step);
            Some(before)
        });
        let letters = steps.collect();
        Self { name, text, lines, letters }
    }

    /// How many letters begin between two offsets.
    fn between(&self, from: usize, to: usize) -> usize {
        match self.text.as_bytes().get(from..to) {
            Some(bytes) if bytes.len() <= STEP => letters(bytes),
            _ => self.letters(to).saturating_sub(self.letters(from)),
        }
    }

    /// How many letters begin before an offset.
    fn letters(&self, offset: usize) -> usize {
        let offset = offset.min(self.text.len());
        let step = (offset / STEP).min(self.letters.len().saturating_sub(1));
        let rest = self.text.as_bytes().get(step * STEP..offset).unwrap_or(&[]);
        self.letters.get(step).copied().unwrap_or(0) + letters(rest)
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

    /// How many lines there are.
    pub(crate) fn lines_count(&self) -> usize {
        self.lines.len()
    }

    /// Where a line (from 0) begins.
    pub(crate) fn line_start(&self, line: usize) -> usize {
        self.lines.get(line).copied().unwrap_or(self.text.len())
    }

    /// Where the line of a place (from 1) begins.
    pub(crate) fn offset_of(&self, line: usize) -> usize {
        self.line_start(line.saturating_sub(1))
    }

    /// The line (from 0) of an offset.
    pub(crate) fn line_of(&self, offset: usize) -> usize {
        self.line(offset)
    }

    /// Where an offset lies.
    pub(crate) fn place(&self, offset: usize) -> Place {
        let line = self.line(offset);
        let start = self.lines.get(line).copied().unwrap_or(0);
        let column = self.between(start, offset) + 1;
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
        let end = span.end.min(bounds.end).max(span.start);
        let marked = self.between(span.start, end);
        let found: String = self.slice(span).lines().next().unwrap_or("").chars().take(FOUND).collect();
        Complaint {
            severity,
            code,
            file: place.file,
            line: place.line,
            column: place.column,
            found: shown(&found),
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
    fn columns_of_a_long_line_are_counted_in_letters() {
        let text = "é1".repeat(5_000);
        let source = Source::new("f".into(), &text);
        for letter in [0, 1, 2, 2_730, 2_731, 5_461, 9_999] {
            let offset = text.char_indices().nth(letter).map_or(0, |(at, _)| at);
            assert_eq!(source.place(offset).column, letter + 1);
        }
        let complaint = source.complain(Severity::Error, "x", &(3..text.len()), "m".into(), None);
        assert_eq!((complaint.column, complaint.found.chars().count(), complaint.excerpt), (3, FOUND, None));
    }

    #[test]
    fn what_could_move_a_terminal_is_made_visible() {
        assert_eq!(shown("a\u{1b}[2J\u{202e}b\tc"), "a\u{fffd}[2J\u{fffd}b c");
    }
}
