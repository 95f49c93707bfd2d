//! The text of a facts file, parsed: in one piece, or a large one in pieces that are cut where a table
//! begins, so that they can be read side by side and no tree of the whole stands in memory.

#![allow(clippy::indexing_slicing, reason = "offsets come from searches in the same bytes")]

use super::told::Told;
use crate::strict::{self, Entry, Faults, Item, Scan, Source, Step, Tree, Words, composed};
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

/// Tables of facts files: where one of them is named, whatever stands open before it is at its end.
const TABLES: [&str; 4] = ["[facts.", "[facts]", "[defaults]", "[names]"];

/// Cuts a text at tables: a large one into pieces, and any where a bracket or text is not closed, so that all else
/// of the file is read.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    cut(text, if text.len() < 2 * PIECE { usize::MAX } else { PIECE })
}

/// Cuts a text into pieces of `size` bytes at least.
fn cut(text: &str, size: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut head = true;
    let (mut from, mut depth, mut torn) = (0, 0_u32, false);
    for (at, step) in Scan::new(text) {
        match step {
            Step::Open => depth += 1,
            Step::Close => depth = depth.saturating_sub(1),
            Step::Unclosed => torn = true,
            Step::Line => {
                let next = text.get(at + 1..).filter(|next| next.starts_with('['));
                let Some(next) = next.filter(|n| depth == 0 || TABLES.iter().any(|t| n.starts_with(t))) else {
                    continue;
                };
                torn |= depth > 0;
                if torn || at + 1 - from >= size {
                    out.push(Piece { range: from..at + 1, head });
                    (from, head) = (at + 1, false);
                }
                (depth, torn) = (0, false);
                head |= !next.starts_with("[facts.");
            }
        }
    }
    out.push(Piece { range: from..text.len(), head });
    out
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
    pub complaints: Told,
    base: usize,
}

impl<'a> Parsed<'a> {
    /// The tree of one fact.
    pub(super) fn item(
        &self,
        source: &Source<'_>,
        given: Given<'a>,
        told: &mut Told,
    ) -> (Cow<'a, str>, Range<usize>, Item<'a>) {
        let mut tree = Tree::new(source, &self.faults, self.base);
        let item = tree.item(given.value);
        tree.finish().into_iter().for_each(|c| told.push(c));
        (given.id, given.at, item)
    }
}

/// Parses a piece of a file.
pub(super) fn parse<'a>(source: &Source<'a>, piece: &Piece) -> Parsed<'a> {
    let base = piece.range.start;
    let (tree, errors) = DeTable::parse_recoverable(source.slice(&piece.range));
    let (faults, complaints) = strict::faults(source, &piece.range, &errors, &WORDS);
    let mut out = Parsed { top: Vec::new(), facts: Vec::new(), faults, complaints: complaints.into(), base };
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
            _ if out.faults.at_key(&at) || out.faults.astray(source, at.start) => {}
            _ => {
                let mut tree = Tree::new(source, &out.faults, base);
                let item = tree.item(value);
                let odd = tree.finish();
                odd.into_iter().for_each(|c| out.complaints.push(c));
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
        let cuts = cut(text, 1);
        let pieces: Vec<&str> = cuts.iter().map(|p| &text[p.range.clone()]).collect();
        assert_eq!(pieces.concat(), text);
        let firsts: Vec<&str> = pieces.iter().filter_map(|p| p.lines().next()).collect();
        assert_eq!(firsts, ["date = 2014-01-01", "[facts.a] # [", "[facts.b]", "[names]", "[facts.c]"]);
        assert_eq!(cuts.iter().map(|p| p.head).collect::<Vec<_>>(), [true, false, false, true, false]);
    }

    #[test]
    fn what_does_not_close_ends_where_a_table_is_named() {
        for (text, expected) in [
            ("x = [\n[facts.a]\ny = 1\n[facts.b]\n", 2),
            ("x = \"\"\"\n[facts.a]\ny = [\n[names]\n", 3),
            ("x = [\n[\"a\"],\n[b]\n]\n[facts.a]\n", 1),
            ("x = \"\n[facts.a]\n", 1),
            ("x = ]\n[facts.a]\n", 1),
            ("x = \"\\", 1),
            ("x = \"\"\"a\"\"\"\"\"\n", 1),
        ] {
            let cuts = cut(text, usize::MAX);
            assert_eq!(cuts.len(), expected, "{text}");
            assert_eq!(cuts.iter().map(|p| &text[p.range.clone()]).collect::<String>(), text);
        }
    }
}
