//! What was meant to be a mark and stands where none can be: in the prose, and under a misspelt key of front matter.

use super::mark;
use crate::document::{Document, Format, ProseSpan, SourceSpan};

/// Bytes that may stand between what opens a comment and what it says.
const FAR: usize = 24;

/// As much of a block as is shown of such a mark.
const SHOWN: usize = 300;

/// What is said of one that a Markdown text shows to its readers, or hides otherwise.
const NO_COMMENT: &str = "this is no comment, and so no mark: write `<!-- factlint: \u{2026} -->`";

/// Where they stand, as written, and what is wrong with each.
pub(super) fn strays(document: &Document) -> Vec<(SourceSpan, &str, String)> {
    let mut out = Vec::new();
    for (key, span, value) in &document.front().others {
        let held = document.source().get(value.start as usize..value.end as usize).unwrap_or("");
        if mark::key(key, held) {
            out.push((*span, key.as_str(), format!("`{key}` is misspelt: write `factlint:`")));
        } else if let Some((at, line)) = lines(held).find(|(_, line)| mark::comment(line).is_some()) {
            let span = SourceSpan { start: value.start + at, end: value.start + at + line.len() as u32 };
            let error = format!("this stands inside of `{key}`, where nobody looks for a mark: write it at the margin");
            out.push((span, line.trim(), error));
        }
    }
    out.extend(titles(document));
    for (index, block) in (0..).zip(document.blocks()) {
        let mut put = |start: usize, error: &str| {
            let rest = block.text.get(start..).unwrap_or("");
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            let text = rest.get(..rest.floor_char_boundary(end.min(SHOWN))).unwrap_or("");
            let span = ProseSpan { block: index, start: start as u32, end: (start + text.len()) as u32 };
            out.push((document.source_span(span), text, error.to_owned()));
        };
        let error = match document.format() {
            Format::Markdown => NO_COMMENT,
            Format::Text => {
                "a plain text has no comments, and so this is no mark: write it in a file beside the draft, NAME.marks \
                 (for a line of JSON Lines: give it \"format\": \"markdown\")"
            }
        };
        // On a line of its own, without anything around it.
        let bare = trimmed(&block.text);
        // As templates write one.
        let bare = bare.strip_prefix("comment").map_or(bare, trimmed);
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
                // One is enough to look at a paragraph again.
                break;
            }
        }
    }
    out
}

/// A text without the marks before its first word.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '<')
}

/// The lines of a text without their ends, and where each begins.
fn lines(text: &str) -> impl Iterator<Item = (u32, &str)> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        at += line.len() as u32;
        (at - line.len() as u32, line.trim_end())
    })
}

/// Those in the title of a link that leads nowhere, as some write what nobody is to see: "[//]: # (…)".
fn titles(document: &Document) -> Vec<(SourceSpan, &str, String)> {
    if document.format() != Format::Markdown || !document.source().contains("]: #") {
        return Vec::new();
    }
    let marked = lines(document.source()).filter(|(_, line)| {
        let title = line.strip_prefix('[').and_then(|rest| rest.split_once("]: #")).map_or("", |(_, title)| title);
        let said = title.trim().trim_matches(|c| matches!(c, '(' | ')' | '"' | '\''));
        mark::comment(said).is_some()
    });
    let told =
        marked.map(|(at, line)| (SourceSpan { start: at, end: at + line.len() as u32 }, line, NO_COMMENT.to_owned()));
    told.collect()
}
