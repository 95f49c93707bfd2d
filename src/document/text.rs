//! Plain text: paragraphs between blank lines; a first line that stands alone is the headline; lines behind `>` are
//! somebody else's words, as letters quote them.

use super::{BOM, Block, BlockKind, SourceMap};
use std::ops::Range;

/// The blocks of a plain text.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let base = if source.starts_with(BOM) { BOM.len_utf8() } else { 0 };
    let mut blocks: Vec<Block> = Vec::new();
    let mut paragraph: Vec<Range<usize>> = Vec::new();
    let mut quote: Vec<Range<usize>> = Vec::new();
    let mut at = base;
    for line in source.get(base..).unwrap_or("").split_inclusive('\n') {
        let text = line.trim();
        let start = at + (line.len() - line.trim_start().len());
        at += line.len();
        if text.is_empty() {
            end(source, &mut quote, &mut blocks);
            close(source, &mut paragraph, &mut blocks, true);
        } else if let Some(len) = quoted(text, !quote.is_empty(), paragraph.is_empty()) {
            close(source, &mut paragraph, &mut blocks, false);
            if len == text.len() {
                end(source, &mut quote, &mut blocks);
            } else {
                quote.push(start + len..start + text.len());
            }
        } else {
            end(source, &mut quote, &mut blocks);
            paragraph.push(start..start + text.len());
        }
    }
    end(source, &mut quote, &mut blocks);
    close(source, &mut paragraph, &mut blocks, false);
    // A headline of nothing is the text itself, however many empty lines follow.
    if let [only] = blocks.as_mut_slice()
        && only.kind == BlockKind::Headline
    {
        only.kind = BlockKind::Paragraph;
    }
    blocks
}

/// The length of the marks that say that a line is somebody else's, where it has any. Before a figure inside a paragraph
/// such a mark says "more than", unless the line before was somebody else's too.
fn quoted(line: &str, goes_on: bool, begins: bool) -> Option<usize> {
    let rest = line.strip_prefix('>')?;
    let words = rest.trim_start_matches([' ', '\t', '>']);
    let more_than = !goes_on && !begins && !words.starts_with(char::is_alphabetic);
    (!more_than && !rest.starts_with('=')).then(|| line.len() - words.len())
}

/// Ends what is somebody else's.
fn end(source: &str, lines: &mut Vec<Range<usize>>, blocks: &mut Vec<Block>) {
    if !lines.is_empty() {
        blocks.push(join(source, &std::mem::take(lines), BlockKind::Quote));
    }
}

/// Ends a paragraph; `blank` says whether a blank line does, rather than the end of the text.
fn close(source: &str, lines: &mut Vec<Range<usize>>, blocks: &mut Vec<Block>, blank: bool) {
    let lines = std::mem::take(lines);
    let Some(first) = lines.first() else { return };
    if blocks.is_empty() && lines.len() == 1 && blank {
        blocks.push(join(source, &lines, BlockKind::Headline));
        return;
    }
    let marks: Vec<Option<usize>> = match marker(source, first) {
        Some(mark) => lines.iter().enumerate().map(|(i, l)| mark.nth(source, l, i)).collect(),
        None => Vec::new(),
    };
    // One mark alone may be a dash that a paragraph opens with, or a year before a full stop.
    if marks.iter().flatten().count() < 2 {
        if let Some(opener) = opener(source, &lines) {
            let mut items = lines;
            let rest = items.split_off(opener);
            blocks.push(join(source, &items, BlockKind::Paragraph));
            return close(source, &mut { rest }, blocks, false);
        }
        blocks.push(join(source, &lines, BlockKind::Paragraph));
        return;
    }
    let mut item: Vec<Range<usize>> = Vec::new();
    for (line, mark) in lines.into_iter().zip(marks) {
        if let Some(len) = mark {
            if !item.is_empty() {
                blocks.push(join(source, &item, BlockKind::ListItem));
            }
            item.clear();
            item.push(line.start + len..line.end);
        } else {
            item.push(line);
        }
    }
    blocks.push(join(source, &item, BlockKind::ListItem));
}

/// The lines that end in a colon right above a list of two items or more: "Five stations will close:".
fn opener(source: &str, lines: &[Range<usize>]) -> Option<usize> {
    let ends = |l: &Range<usize>| source.get(l.clone()).is_some_and(|l| l.trim_end().ends_with(':'));
    let above = lines.iter().position(ends)? + 1;
    let items = lines.get(above..)?;
    let mark = marker(source, items.first()?)?;
    (items.iter().enumerate().filter(|(i, l)| mark.nth(source, l, *i).is_some()).count() > 1).then_some(above)
}

/// How the items of a list begin.
enum Marker {
    Bullet(char),
    /// Counted from this number on, with this mark behind it.
    Number(u32, char),
}

fn marker(source: &str, line: &Range<usize>) -> Option<Marker> {
    let text = source.get(line.clone())?;
    let first = text.chars().next()?;
    if matches!(first, '-' | '*' | '•' | '·' | '–' | '—') {
        return Some(Marker::Bullet(first));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text.get(..digits)?.parse().ok()?;
    let mark = text.get(digits..)?.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    Some(Marker::Number(number, mark))
}

impl Marker {
    /// The length of the marker and its space, where this line, `index` lines down, begins an item.
    fn nth(&self, source: &str, line: &Range<usize>, index: usize) -> Option<usize> {
        let text = source.get(line.clone())?;
        let rest = match self {
            Self::Bullet(mark) => text.strip_prefix(*mark)?,
            Self::Number(first, mark) => {
                let digits = text.bytes().take_while(u8::is_ascii_digit).count();
                let number: u32 = text.get(..digits)?.parse().ok()?;
                // Items may run over several lines, so a number may come late but never early.
                let in_order = number >= *first && (number - *first) as usize <= index;
                text.get(digits..)?.strip_prefix(*mark).filter(|_| in_order)?
            }
        };
        let inner = rest.trim_start();
        (inner.len() < rest.len() && !inner.is_empty()).then(|| text.len() - inner.len())
    }
}

/// One block of these lines; each break, with the white space around it, is one space.
fn join(source: &str, lines: &[Range<usize>], kind: BlockKind) -> Block {
    let mut text = String::new();
    let mut map = SourceMap::default();
    let mut end = None;
    for line in lines {
        if let Some(end) = end {
            map.push(text.len() as u32, 1, end as u32, (line.start - end) as u32);
            text.push(' ');
        }
        let prose = source.get(line.clone()).unwrap_or("");
        map.push(text.len() as u32, prose.len() as u32, line.start as u32, prose.len() as u32);
        text.push_str(prose);
        end = Some(line.end);
    }
    Block { kind, text, map, section: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Document, ProseSpan};

    fn read(source: &str) -> Vec<(BlockKind, String)> {
        blocks(source).into_iter().map(|b| (b.kind, b.text)).collect()
    }

    #[test]
    fn a_list_under_a_line_with_a_colon_is_a_list() {
        let (paragraph, item) = (BlockKind::Paragraph, BlockKind::ListItem);
        for (text, expected) in [
            ("Two close:\n1. Osk\n2. Lier", vec![(paragraph, "Two close:"), (item, "Osk"), (item, "Lier")]),
            ("Both\nclose:\n- Osk\n- Lier", vec![(paragraph, "Both close:"), (item, "Osk"), (item, "Lier")]),
            ("Two close\n- Osk\n- Lier", vec![(paragraph, "Two close - Osk - Lier")]),
            ("One closes:\n- Osk", vec![(paragraph, "One closes: - Osk")]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(k, t)| (k, t.to_owned())).collect();
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_first_line_alone_before_a_blank_one_is_the_headline() {
        let (headline, paragraph) = (BlockKind::Headline, BlockKind::Paragraph);
        for (text, expected) in [
            ("Ferry sinks\n\nForty\ndrowned.\n", vec![(headline, "Ferry sinks"), (paragraph, "Forty drowned.")]),
            (
                "\n\n Ferry sinks \r\n \t \r\nForty drowned.",
                vec![(headline, "Ferry sinks"), (paragraph, "Forty drowned.")],
            ),
            (
                "Ferry sinks\nForty drowned.\n\nMore.",
                vec![(paragraph, "Ferry sinks Forty drowned."), (paragraph, "More.")],
            ),
            ("Forty drowned.\n\n\n", vec![(paragraph, "Forty drowned.")]),
            ("Forty drowned.", vec![(paragraph, "Forty drowned.")]),
            ("", vec![]),
        ] {
            let expected: Vec<_> = expected.into_iter().map(|(k, t)| (k, t.to_owned())).collect();
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lists_are_items_without_their_marks() {
        let item = |t: &str| (BlockKind::ListItem, t.to_owned());
        assert_eq!(read("• 40 dead\n• 12 hurt,\n  two badly\n"), [item("40 dead"), item("12 hurt, two badly")]);
        assert_eq!(read("1. Boats\n2. Trains\n"), [item("Boats"), item("Trains")]);
        assert_eq!(
            read("- 40 dead, he said\nand left."),
            [(BlockKind::Paragraph, String::from("- 40 dead, he said and left."))]
        );
        assert_eq!(
            read("2014. A year\n2016 was another."),
            [(BlockKind::Paragraph, String::from("2014. A year 2016 was another."))]
        );
    }

    #[test]
    fn lines_behind_a_mark_are_somebody_elses() {
        let (said, quote) =
            (|t: &str| (BlockKind::Paragraph, t.to_owned()), |t: &str| (BlockKind::Quote, t.to_owned()));
        assert_eq!(
            read("He wrote:\n>Six died\n> > in Orra.\n>\n> 43 hurt.\r\nSo he said.\n"),
            [said("He wrote:"), quote("Six died in Orra."), quote("43 hurt."), said("So he said.")]
        );
        assert_eq!(read("A.\nB.\n\n> 43 died.\n\nC."), [said("A. B."), quote("43 died."), said("C.")]);
        // More than so many.
        assert_eq!(
            read("A crowd of\n>5,000 came and\n> $40 was paid."),
            [said("A crowd of >5,000 came and > $40 was paid.")]
        );
        assert_eq!(read(">\n\nA.\nB."), [said("A. B.")]);
    }

    #[test]
    fn offsets_count_every_byte_of_the_file() {
        let source = "\u{feff}Héadline\r\n\r\nOver 6,100\r\n   people died.\r\n";
        let document = Document::text("a", source.to_owned());
        let block = document.blocks().len() - 1;
        let text = document.blocks().last().map(|b| b.text.clone()).unwrap_or_default();
        assert_eq!(text, "Over 6,100 people died.");
        let span = document.source_span(ProseSpan { block: block as u32, start: 5, end: 17 });
        assert_eq!(&source[span.start as usize..span.end as usize], "6,100\r\n   people");
        assert_eq!(document.line_column(span.start), (3, 6));
    }
}
