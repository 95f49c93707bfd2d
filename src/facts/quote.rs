//! Form 6: what somebody said, word for word.

use super::Ground;
use super::fact::Common;
use super::keys::Context;
use crate::lexicon::{TokenKind, split};
use crate::strict::Entry;
use std::ops::Range;

/// A quotation has so many words at least; drafts are held to no shorter one.
const LEAST: usize = 3;

/// What somebody said.
#[derive(Debug, Clone, PartialEq)]
pub struct Quoted {
    /// Where it stands and comes from.
    pub ground: Ground,
    /// Who said it; other names are those of [`Names`](super::Names).
    pub speaker: String,
    /// The words, without marks around them.
    pub words: String,
}

impl Context<'_, '_> {
    /// Reads `speaker` and `quote`.
    pub(super) fn quoted(
        &mut self,
        id: &str,
        at: &Range<usize>,
        speaker: &Entry<'_>,
        quote: &Entry<'_>,
        common: &Common,
    ) -> Option<Quoted> {
        let name = self.text("speaker", &speaker.item)?;
        let words = self.text("quote", &quote.item)?;
        let words = unmarked(&words).to_owned();
        let count = split(&words).iter().filter(|t| t.kind != TokenKind::Mark).count();
        if count < LEAST {
            let message = format!("the quotation of {id} is too short to hold a draft to");
            let help = "give the whole sentence: parts of under three words are nobody's own".to_owned();
            self.warn("short-quote", &quote.item.span, message, Some(help));
        }
        Some(Quoted { ground: self.ground(id, at, common), speaker: name, words })
    }
}

/// The words without quotation marks around them, which desks paste along.
fn unmarked(words: &str) -> &str {
    let pairs = [('"', '"'), ('\u{201c}', '\u{201d}'), ('\u{ab}', '\u{bb}'), ('\u{201e}', '\u{201c}')];
    let inner = pairs.iter().find_map(|&(open, close)| words.strip_prefix(open)?.strip_suffix(close));
    match inner {
        Some(inner) if !inner.contains(['"', '\u{201c}', '\u{201d}']) && !inner.trim().is_empty() => inner.trim(),
        _ => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_around_a_quotation_are_no_part_of_it() {
        for (text, words) in [
            ("\"We dug a well.\"", "We dug a well."),
            ("\u{201c}We dug a well.\u{201d}", "We dug a well."),
            ("We dug a \"well\"", "We dug a \"well\""),
            ("\"Dig\", she said, \"a well\"", "\"Dig\", she said, \"a well\""),
            ("\"\"", "\"\""),
        ] {
            assert_eq!(unmarked(text), words);
        }
    }
}
