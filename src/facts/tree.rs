//! The text of a facts file, parsed: in one piece, or a large one in pieces that are cut where a table
//! begins, so that they can be read side by side and no tree of the whole stands in memory.

#![allow(clippy::indexing_slicing, reason = "offsets come from searches in the same bytes")]

use super::Complaint;
use crate::strict::{self, Entry, Faults, Item, Source, Words, composed, toml};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Pieces are about this long, in bytes; smaller files are one piece.
const PIECE: usize = 1 << 18;

/// How mistakes of syntax are told of facts files.
const WORDS: Words = Words {
    files: "facts files",
    table: "[facts.ID]",
    quoted: "text and figures with signs or words stand in quotes: value = \"6,116 people\"",
    id: "duplicate-id",
    given: "give one of them an id of its own, or take it out",
    is_id: |table, itself| if itself { table.starts_with("[facts.") } else { table == "[facts]" },
};

/// A stretch of the file that is TOML of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it stands.
    pub range: Range<usize>,
    /// It holds something else than facts.
    pub head: bool,
}

/// Cuts a text at tables.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let whole = || vec![Piece { range: 0..text.len(), head: true }];
    if text.len() < 2 * PIECE { whole() } else { cut(text, PIECE).unwrap_or_else(whole) }
}

/// Cuts a text into pieces of `size` bytes at least; nothing when strings or brackets do not close.
fn cut(text: &str, size: usize) -> Option<Vec<Piece>> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut head = true;
    let (mut at, mut from, mut depth) = (0, 0, 0_u32);
    while let Some(&byte) = bytes.get(at) {
        at += match byte {
            b'#' => line_end(bytes, at) - at,
            b'"' | b'\'' => string(bytes, at)?,
            b'[' | b'{' => {
                depth += 1;
                1
            }
            b']' | b'}' => {
                depth = depth.checked_sub(1)?;
                1
            }
            b'\n' => {
                let next = &bytes[at + 1..];
                if depth == 0 && next.starts_with(b"[") {
                    if at + 1 - from >= size {
                        out.push(Piece { range: from..at + 1, head });
                        (from, head) = (at + 1, false);
                    }
                    head |= !next.starts_with(b"[facts.");
                }
                1
            }
            _ => 1,
        };
    }
    out.push(Piece { range: from..text.len(), head });
    (depth == 0).then_some(out)
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..].iter().position(|b| *b == b'\n').map_or(bytes.len(), |n| at + n)
}

/// How many bytes a string takes that begins here; nothing when it does not end.
fn string(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = bytes[at];
    let triple = bytes[at..].starts_with(&[quote; 3]);
    let mut end = at + if triple { 3 } else { 1 };
    loop {
        match *bytes.get(end)? {
            b'\\' if quote == b'"' => end += 2,
            b'\n' if !triple => return None,
            c if c == quote && !triple => return Some(end + 1 - at),
            c if c == quote && bytes[end..].starts_with(&[quote; 3]) => {
                // Up to two quotes may stand before the closing three.
                let run = bytes[end..].iter().take_while(|b| **b == quote).count();
                return Some(end + run.min(5) - at);
            }
            _ => end += 1,
        }
    }
}

/// A fact as it stands in the file, not yet read.
pub(super) struct Given<'a> {
    /// Its id.
    pub id: Cow<'a, str>,
    /// Where the id stands.
    pub at: Range<usize>,
    value: Spanned<DeValue<'a>>,
}

/// A parsed piece.
pub(super) struct Parsed<'a> {
    /// What stands beside the facts.
    pub top: Vec<Entry<'a>>,
    /// The facts.
    pub facts: Vec<Given<'a>>,
    /// Where its syntax is wrong.
    pub faults: Faults,
    /// What is wrong with it.
    pub complaints: Vec<Complaint>,
    base: usize,
}

impl<'a> Parsed<'a> {
    /// The tree of one fact.
    pub(super) fn item(&self, source: &Source<'_>, given: Given<'a>) -> (Cow<'a, str>, Range<usize>, Item<'a>) {
        let item = toml(given.value, self.base, &|span| self.faults.beside(source, span));
        (given.id, given.at, item)
    }
}

/// Parses a piece of a file.
pub(super) fn parse<'a>(source: &Source<'a>, piece: &Piece) -> Parsed<'a> {
    let base = piece.range.start;
    let (tree, errors) = DeTable::parse_recoverable(source.slice(&piece.range));
    let (faults, complaints) = strict::faults(source, &piece.range, &errors, &WORDS);
    let mut out = Parsed { top: Vec::new(), facts: Vec::new(), faults, complaints, base };
    for (key, value) in tree.into_inner() {
        let at = key.span().start + base..key.span().end + base;
        let key = key.into_inner();
        match value.get_ref() {
            DeValue::Table(_) if key == "facts" => {
                if let DeValue::Table(table) = value.into_inner() {
                    out.facts.extend(table.into_iter().map(|(key, value)| {
                        let span = key.span();
                        Given { id: composed(key.into_inner()), at: span.start + base..span.end + base, value }
                    }));
                }
            }
            _ => {
                let item = toml(value, base, &|span| out.faults.beside(source, span));
                out.top.push(Entry { key, at, item });
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_at_tables_outside_strings_and_lists() {
        let text = "date = 2014-01-01\n[facts.a] # [\nx = \"\"\"\n[facts.no]\n\"\"\"\n[facts.b]\nx = [\n[1],\n[2]]\n[names]\ny = ']'\n[facts.c]\n";
        let cuts = cut(text, 1).expect("everything closes");
        let pieces: Vec<&str> = cuts.iter().map(|p| &text[p.range.clone()]).collect();
        assert_eq!(pieces.concat(), text);
        let firsts: Vec<&str> = pieces.iter().filter_map(|p| p.lines().next()).collect();
        assert_eq!(firsts, ["date = 2014-01-01", "[facts.a] # [", "[facts.b]", "[names]", "[facts.c]"]);
        assert_eq!(cuts.iter().map(|p| p.head).collect::<Vec<_>>(), [true, false, false, true, false]);
    }

    #[test]
    fn what_does_not_close_is_not_cut() {
        for text in
            ["x = \"\n[facts.a]\n", "x = [\n[facts.a]\n", "x = ]\n[facts.a]\n", "x = '''\n[facts.a]", "x = \"\\"]
        {
            assert_eq!(cut(text, 1), None, "{text}");
        }
        assert_eq!(cut("x = \"\"\"a\"\"\"\"\"\n", 1).map(|p| p.len()), Some(1));
    }
}
