//! The text of a facts file, parsed: in one piece, or a large one in pieces that are cut where a table
//! begins, so that they can be read side by side and no tree of the whole stands in memory.

use super::item::{Entry, Item, toml};
use super::source::Source;
use super::{Complaint, Severity};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Pieces are about this long, in bytes; smaller files are one piece.
const PIECE: usize = 1 << 18;

/// Of so many repeated keys of a piece the first place is looked for, line by line.
const TRACED: usize = 1000;

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

/// Where syntax errors stand in a piece: what is amiss beside one is told once.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// Offsets of syntax errors.
    broken: Vec<usize>,
    /// These, and those of keys that are given twice.
    any: Vec<usize>,
}

impl Faults {
    /// Whether a syntax error stands in the lines of this stretch.
    pub(super) fn beside(&self, source: &Source<'_>, span: &Range<usize>) -> bool {
        if self.broken.is_empty() {
            return false;
        }
        let lines = source.lines_of(span);
        self.broken[self.broken.partition_point(|&at| at < lines.start)..].first().is_some_and(|&at| at <= lines.end)
    }

    /// Whether a syntax error or a repeated key stands in this stretch.
    pub(super) fn within(&self, stretch: &Range<usize>) -> bool {
        self.any[self.any.partition_point(|&at| at < stretch.start)..].first().is_some_and(|&at| at < stretch.end)
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
    let mut out =
        Parsed { top: Vec::new(), facts: Vec::new(), faults: Faults::default(), complaints: Vec::new(), base };
    let headers: Vec<usize> = if errors.is_empty() { Vec::new() } else { source.headers(&piece.range) };
    // Lines of tables that are given twice.
    let mut doubled: FxHashSet<usize> = FxHashSet::default();
    for error in &errors {
        let span = error.span().map_or(base..base, |s| s.start + base..s.end + base);
        out.faults.any.push(span.start);
        if !error.message().contains("duplicate key") {
            out.faults.broken.push(span.start);
            out.complaints.push(syntax(source, &span, error.message()));
            continue;
        }
        // Such a table has its keys twice as well: that is told once.
        let line = source.line_of(span.start);
        let header = headers[..headers.partition_point(|&h| h <= line)].last().copied();
        if header.is_none_or(|h| h == line || !doubled.contains(&h)) {
            out.complaints.push(duplicate(source, &span, header, out.complaints.len() < TRACED));
        }
        doubled.extend(header.filter(|&h| h == line));
    }
    out.faults.broken.sort_unstable();
    out.faults.any.sort_unstable();
    for (key, value) in tree.into_inner() {
        let at = key.span().start + base..key.span().end + base;
        let key = key.into_inner();
        match value.get_ref() {
            DeValue::Table(_) if key == "facts" => {
                if let DeValue::Table(table) = value.into_inner() {
                    out.facts.extend(table.into_iter().map(|(key, value)| {
                        let span = key.span();
                        Given { id: key.into_inner(), at: span.start + base..span.end + base, value }
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

/// A syntax error in a writer's words.
fn syntax(source: &Source<'_>, span: &Range<usize>, message: &str) -> Complaint {
    let line = source.line_text(source.line_of(span.start));
    let date = message.contains("date") || message.contains("time");
    let bare = message.contains("must be quoted") || message.contains("expected newline");
    let help = if date {
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month in quotes, \"2014-03\""
    } else if message.contains("unclosed table") {
        "close the name of the table: [facts.ID]"
    } else if bare {
        "text and figures with signs or words stand in quotes: value = \"6,116 people\""
    } else if message.contains("expected `\"`") || message.contains("string") {
        "close the text with a quote of the kind that opened it"
    } else if line.trim().is_empty() || !line.contains('=') {
        "a line is a [table], or a key, `=` and its value"
    } else {
        "facts files are TOML: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]"
    };
    source.complain(Severity::Error, "toml-syntax", span, format!("not TOML: {message}"), Some(help.into()))
}

/// A key or table that TOML refuses since it is there already, below the table of line `header`; with
/// its first place, when that is `traced`.
fn duplicate(source: &Source<'_>, span: &Range<usize>, header: Option<usize>, traced: bool) -> Complaint {
    let line = source.line_of(span.start);
    let text = source.line_text(line).trim();
    let name = source.slice(span).trim_matches(['"', '\'']);
    let above = |wanted: &dyn Fn(&str) -> bool| (0..line).rev().find(|&n| wanted(source.line_text(n).trim()));
    let key = source.slice(span);
    let first = match header {
        _ if !traced => None,
        Some(header) if header == line => above(&|l| l == text),
        _ => above(&|l| l.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='))),
    };
    let is_fact = header.is_some_and(|header| {
        let table = source.line_text(header).trim();
        if header == line { table.starts_with("[facts.") } else { table == "[facts]" }
    });
    let place = first.map_or_else(String::new, |n| format!(": first in {}:{}", source.name, n + 1));
    let (code, help) = if is_fact {
        ("duplicate-id", "give one of them an id of its own, or take it out")
    } else {
        ("duplicate-key", "keep one of the two")
    };
    source.complain(Severity::Error, code, span, format!("{name} is given twice{place}"), Some(help.into()))
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
