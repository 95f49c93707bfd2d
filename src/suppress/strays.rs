//! What was meant to be a mark and stands where none can be: in the prose, and under a misspelt key of front matter.

use super::mark;
use crate::document::{Document, Format, ProseSpan, SourceSpan};

/// Bytes that may stand between what opens a comment and what it says.
const FAR: usize = 24;

/// As much of a block as is shown of such a mark.
const SHOWN: usize = 300;

/// Where they stand, as written, and what is wrong with each.
pub(super) fn strays(document: &Document) -> Vec<(SourceSpan, &str, String)> {
    let mut out = Vec::new();
    for (key, span, value) in &document.front().others {
        let held = document.source().get(value.start as usize..value.end as usize).unwrap_or("");
        if mark::key(key, held) {
            out.push((*span, key.as_str(), format!("`{key}` is misspelt: write `factlint:`")));
        }
    }
    for (index, block) in (0..).zip(document.blocks()) {
        let mut put = |start: usize, error: &str| {
            let rest = block.text.get(start..).unwrap_or("");
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let text = rest.get(..rest.floor_char_boundary(end.min(SHOWN))).unwrap_or("");
            let span = ProseSpan { block: index, start: start as u32, end: (start + text.len()) as u32 };
            out.push((document.source_span(span), text, error.to_owned()));
        };
        let error = match document.format() {
            Format::Markdown => "this is no comment, and so no mark: write `<!-- factlint: \u{2026} -->`",
            Format::Text => {
                "a plain text has no comments, and so this is no mark: write it in a file beside the draft, NAME.marks \
                 (for a line of JSON Lines: give it \"format\": \"markdown\")"
            }
        };
        // On a line of its own, without anything around it.
        let bare = block.text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '<');
        if matches!(mark::comment(bare), Some(Ok(_))) {
            put(block.text.len() - bare.len(), error);
            continue;
        }
        for (at, _) in block.text.match_indices('<') {
            let rest = block.text.get(at + 1..).unwrap_or("");
            let opening = |c: char| matches!(c, '!' | '-' | ' ' | '\u{2013}' | '\u{2014}' | '\u{2212}');
            let said = rest.trim_start_matches(opening);
            let opens = rest.len() - said.len();
            let said = said.get(..said.find('>').unwrap_or(said.len())).unwrap_or(said);
            let said = said.get(..said.floor_char_boundary(SHOWN)).unwrap_or(said);
            if (1..=FAR).contains(&opens) && mark::comment(said).is_some() {
                put(at, error);
            }
        }
    }
    out
}
