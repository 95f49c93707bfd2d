//! Parts of speech, and the assembly of a parsed sentence.

use super::sentences::RawSentence;
use super::{Pos, Sentence, Token};
use crate::lexicon::{Lexicon, TokenKind};

/// Parses one sentence.
pub(super) fn sentence(block: u32, prose: &str, raw: &RawSentence, _lexicon: &Lexicon) -> Sentence {
    let tokens = raw
        .tokens
        .iter()
        .enumerate()
        .map(|(i, t)| {
            let text = &prose[t.start as usize..t.end as usize];
            Token {
                start: t.start,
                end: t.end,
                kind: t.kind,
                pos: if t.kind == TokenKind::Mark { Pos::Mark } else { Pos::Noun },
                capital: text.chars().next().is_some_and(char::is_uppercase),
                glued: i > 0 && raw.tokens[i - 1].end == t.start,
                exact: raw.keys[i].exact,
                surface: raw.keys[i].surface,
                stem: raw.keys[i].stem,
                group: None,
                clause: 0,
            }
        })
        .collect();
    Sentence { block, tokens, hits: raw.hits.clone(), groups: Vec::new(), clauses: Vec::new(), quotes: Vec::new() }
}
