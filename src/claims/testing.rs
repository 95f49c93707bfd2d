//! What the tests of this room share: the claims of a text, as the words of the draft and their gist.

use super::{Dateline, gist, read};
use crate::analysis::analyse;
use crate::document::Document;
use crate::lexicon::Lexicon;
use std::sync::LazyLock;

/// The packs that ship.
pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().unwrap());

/// The claims of a text: its words, and what they come to.
pub(super) fn claims(text: &str) -> Vec<(String, String)> {
    let document = Document::text("-", text.to_owned());
    let analysis = analyse(&document, &LEXICON);
    let dateline = Dateline::parse("2021-03-04");
    let read = read(&document, &analysis, &LEXICON, dateline);
    let words = |span| {
        let span = document.source_span(span);
        text[span.start as usize..span.end as usize].to_owned()
    };
    read.claims.iter().map(|c| (words(c.span), gist(&c.value, &LEXICON))).collect()
}

/// The words that are passed over, and why.
pub(super) fn skipped(text: &str) -> Vec<(String, String)> {
    let document = Document::text("-", text.to_owned());
    let analysis = analyse(&document, &LEXICON);
    read(&document, &analysis, &LEXICON, None)
        .skipped
        .into_iter()
        .map(|s| {
            let span = document.source_span(s.span);
            (text[span.start as usize..span.end as usize].to_owned(), s.reason)
        })
        .collect()
}

/// Asserts that the text gives the claim, in these words: `reads("… 40 barges …", "40 barges", "quantity 40 barge")`.
#[track_caller]
pub(super) fn reads(text: &str, words: &str, expected: &str) {
    let all = claims(text);
    assert!(
        all.iter().any(|(w, g)| w == words && g == expected),
        "{text}\n  wants {words:?} = {expected}\n  has {all:?}"
    );
}

/// Asserts that no claim of the text has this gist, or begins with it.
#[track_caller]
pub(super) fn ignores(text: &str, gist: &str) {
    let all = claims(text);
    assert!(!all.iter().any(|(_, g)| g.starts_with(gist)), "{text}\n  must not give {gist}\n  has {all:?}");
}
