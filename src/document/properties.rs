//! What holds for any text whatever.

use super::{Document, Format, ProseSpan};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// Holds the promises of the source map, or says which is broken.
fn maps_back(bytes: &[u8], format: Format) -> Result<(), TestCaseError> {
    let Ok(document) = Document::read("any", bytes.to_vec(), format) else {
        return Ok(());
    };
    let source = document.source();
    prop_assert_eq!(source.as_bytes(), bytes);
    for (index, block) in document.blocks().iter().enumerate() {
        prop_assert!(!block.text.trim().is_empty(), "a block without prose");
        let mut last = 0;
        for (at, c) in block.text.char_indices() {
            let prose = ProseSpan { block: index as u32, start: at as u32, end: (at + c.len_utf8()) as u32 };
            let span = document.source_span(prose);
            let place = format!("{c:?} at {at} of {:?} in {source:?}: {span:?}", block.text);
            prop_assert!(span.start >= last && span.start <= span.end, "order: {}", place);
            last = span.start;
            let Some(slice) = source.get(span.start as usize..span.end as usize) else {
                return Err(TestCaseError::fail(format!("bounds: {place}")));
            };
            if slice.len() == c.len_utf8() {
                let same = slice.nfc().any(|n| n == c) || (c == ' ' && slice.trim().is_empty());
                prop_assert!(same, "copied: {}", place);
            }
            let (line, column) = document.line_column(span.start);
            prop_assert!(line >= 1 && column >= 1);
            prop_assert!(document.line(line).chars().count() + 1 >= column, "column: {}", place);
        }
    }
    Ok(())
}

/// What Markdown and front matter are made of.
const PIECES: &[&str] = &[
    "\u{feff}",
    "---\n",
    "+++\n",
    "---\r\n",
    "date: 2015-05-12\n",
    "title: \"a \\\"b\\\" c\"\n",
    "title: 'it''s'\n",
    "title: >\n  a\n  b\n",
    "title = \"x\"\n",
    "facts: [a, b]\n",
    "facts:\n- a\n",
    "# ",
    "## ",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "  \n",
    "\\\n",
    "**",
    "*",
    "_",
    "`",
    "```\n",
    "~~",
    "[",
    "](x)",
    "![",
    "[^a]",
    "[^a]: ",
    "| ",
    " |\n",
    "|---|---|\n",
    "<b>",
    "<br>",
    "<div>\n",
    "<!--",
    "-->",
    "&amp;",
    "&#44;",
    "&nbsp;",
    "&NotEqualTilde;",
    "&",
    "\\,",
    "\\|",
    "\\",
    "6,100",
    "people",
    "é",
    "e\u{301}",
    "\u{301}",
    "o\u{309}\u{323}",
    "\u{212b}",
    "\u{1112}\u{1161}",
    "\u{202f}",
    "😀",
    ".",
    " ",
    "\0",
    "{#id}",
    "[x] ",
    "<https://a.example>",
    ":",
    "• ",
    "\r",
    "===\n",
];

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![8 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => ".{0,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        maps_back(&bytes, Format::Text)?;
        maps_back(&bytes, Format::Markdown)?;
    }

    #[test]
    fn any_text_maps_back(text in "\\PC{0,80}(\r?\n\\PC{0,40}){0,4}") {
        maps_back(text.as_bytes(), Format::Text)?;
        maps_back(text.as_bytes(), Format::Markdown)?;
    }

    #[test]
    fn any_markup_maps_back(pieces in prop::collection::vec(piece(), 0..40)) {
        let text = pieces.concat();
        maps_back(text.as_bytes(), Format::Text)?;
        maps_back(text.as_bytes(), Format::Markdown)?;
    }

    #[test]
    fn front_matter_moves_prose_and_changes_none(pieces in prop::collection::vec(piece(), 0..20)) {
        let body = format!("Text.\n\n{}", pieces.concat());
        let front = "---\nslug: x\n---\n";
        let read = |t: String| Document::markdown("any", t).map(|d| d.blocks().iter().map(|b| b.text.clone()).collect::<Vec<_>>());
        prop_assert_eq!(read(body.clone()), read(format!("{front}{body}")));
    }
}
