//! Columns as others count them. Offsets of the library are bytes of the file; every format that
//! names a column asks here for it, in the unit that its readers count in.

use crate::document::{Document, SourceSpan};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Bytes of UTF-8: reviewdog.
    Bytes,
    /// Unicode scalar values: our own JSON, SARIF under `unicodeCodePoints`.
    CodePoints,
    /// Units of UTF-16: editors' protocols.
    Utf16,
}

/// A place of a draft: line and column, both from 1. An accent that is a mark of its own counts as
/// one code point, a carriage return before a line feed as the last one of its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// A stretch of a draft, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Range {
    /// Where it begins.
    pub start: Point,
    /// One past its end.
    pub end: Point,
}

/// The place of a byte offset of the file. One inside of a character is taken for its beginning.
#[must_use]
pub fn point(document: &Document, offset: u32, unit: Unit) -> Point {
    let source = document.source();
    let mut offset = (offset as usize).min(source.len());
    while !source.is_char_boundary(offset) {
        offset -= 1;
    }
    // A place in a file of over 4 GiB does not exist: it is never read.
    let (line, points) = document.line_column(u32::try_from(offset).unwrap_or(u32::MAX));
    let start = document.line_start(line) as usize;
    let column = match unit {
        Unit::CodePoints => points,
        Unit::Bytes => offset - start + 1,
        Unit::Utf16 => source.get(start..offset).unwrap_or("").encode_utf16().count() + 1,
    };
    Point { line, column }
}

/// The stretch of a span of the file.
#[must_use]
pub fn range(document: &Document, span: SourceSpan, unit: Unit) -> Range {
    Range { start: point(document, span.start, unit), end: point(document, span.end.max(span.start), unit) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(source: &str, words: &str, unit: Unit) -> [usize; 4] {
        let document = Document::text("a.txt", source.to_owned());
        let start = source.find(words).expect("the words are there") as u32;
        let span = SourceSpan { start, end: start + words.len() as u32 };
        let Range { start, end } = range(&document, span, unit);
        [start.line, start.column, end.line, end.column]
    }

    #[test]
    fn each_unit_counts_accents_emoji_and_marks_in_its_own_way() {
        for (source, words, bytes, points, utf16) in [
            ("14 boats", "14", [1, 1, 1, 3], [1, 1, 1, 3], [1, 1, 1, 3]),
            ("Łódź 14 boats", "14", [1, 9, 1, 11], [1, 6, 1, 8], [1, 6, 1, 8]),
            ("🔥 14 boats", "14", [1, 6, 1, 8], [1, 3, 1, 5], [1, 4, 1, 6]),
            ("👨\u{200d}👩\u{200d}👧 14", "14", [1, 20, 1, 22], [1, 7, 1, 9], [1, 10, 1, 12]),
            // An accent of its own, behind its letter.
            ("cafe\u{301} 14", "14", [1, 8, 1, 10], [1, 7, 1, 9], [1, 7, 1, 9]),
            ("one\r\ntwo é 14\r\n", "14", [2, 8, 2, 10], [2, 7, 2, 9], [2, 7, 2, 9]),
            ("é four\r\nhours", "four\r\nhours", [1, 4, 2, 6], [1, 3, 2, 6], [1, 3, 2, 6]),
            ("a\u{2028}b 14", "14", [1, 7, 1, 9], [1, 5, 1, 7], [1, 5, 1, 7]),
        ] {
            assert_eq!(at(source, words, Unit::Bytes), bytes, "{source:?} in bytes");
            assert_eq!(at(source, words, Unit::CodePoints), points, "{source:?} in code points");
            assert_eq!(at(source, words, Unit::Utf16), utf16, "{source:?} in UTF-16");
        }
    }

    #[test]
    fn the_end_of_a_file_has_a_place_and_nothing_beyond_it() {
        let document = Document::text("a.txt", String::from("é\n14"));
        assert_eq!(point(&document, 5, Unit::Utf16), Point { line: 2, column: 3 });
        assert_eq!(point(&document, 900, Unit::Utf16), Point { line: 2, column: 3 });
        assert_eq!(point(&document, 1, Unit::Bytes), Point { line: 1, column: 1 });
    }

    proptest! {
        /// The line's own text, counted anew, gives the same columns.
        #[test]
        fn columns_are_those_of_the_lines_text(source in "[a\u{e9}\u{301}🔥\r\n ]{0,40}", at in 0usize..100) {
            let document = Document::text("a.txt", source.clone());
            let offset = (0..=source.len()).filter(|o| source.is_char_boundary(*o)).nth(at).unwrap_or(source.len());
            let head = &source[..offset];
            let (line, before) = (head.matches('\n').count() + 1, head.rsplit('\n').next().unwrap_or(""));
            for (unit, column) in [
                (Unit::Bytes, before.len()),
                (Unit::CodePoints, before.chars().count()),
                (Unit::Utf16, before.chars().map(char::len_utf16).sum()),
            ] {
                prop_assert_eq!(point(&document, offset as u32, unit), Point { line, column: column + 1 });
            }
        }
    }
}
