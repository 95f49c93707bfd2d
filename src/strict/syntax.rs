//! Mistakes of TOML's own syntax, in a writer's words.

#![allow(clippy::indexing_slicing, reason = "bounds come from a search in the same list")]

use super::item::{Entry, Item, Raw, composed, toml};
use super::source::Source;
use super::{Complaint, Severity};
use rustc_hash::FxHashSet;
use std::ops::Range;
use toml::de::DeTable;

/// Of so many repeated keys the first place is looked for, line by line.
const TRACED: usize = 1000;

/// So many mistakes of syntax are told: each is looked for in its line.
const TOLD: usize = 10_000;

/// How mistakes of syntax are told of one kind of file.
pub(crate) struct Words {
    /// What such files are: `facts files`.
    pub files: &'static str,
    /// How a table is named in them: `[facts.ID]`.
    pub table: &'static str,
    /// What to write of a value that stands bare and wants quotes.
    pub quoted: &'static str,
    /// The code of an id that is given twice.
    pub id: &'static str,
    /// What to write instead of it.
    pub given: &'static str,
    /// Whether a key names such an id: that of a table itself, or one below the table of this header.
    pub is_id: fn(table: &str, itself: bool) -> bool,
}

/// Where syntax errors stand in a text: what is amiss beside one is told once.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    /// Offsets of syntax errors.
    broken: Vec<usize>,
    /// These, and those of keys that are given twice.
    any: Vec<usize>,
}

impl Faults {
    /// Whether a syntax error stands in the lines of this stretch.
    pub(crate) fn beside(&self, source: &Source<'_>, span: &Range<usize>) -> bool {
        if self.broken.is_empty() {
            return false;
        }
        let lines = source.lines_of(span);
        self.broken[self.broken.partition_point(|&at| at < lines.start)..].first().is_some_and(|&at| at <= lines.end)
    }

    /// Whether a syntax error or a repeated key stands in this stretch.
    pub(crate) fn within(&self, stretch: &Range<usize>) -> bool {
        self.any[self.any.partition_point(|&at| at < stretch.start)..].first().is_some_and(|&at| at < stretch.end)
    }
}

/// The tree of a whole file, where its syntax is wrong, and the complaints about that.
pub(crate) fn read<'a>(source: &Source<'a>, words: &Words) -> (Item<'a>, Faults, Vec<Complaint>) {
    let whole = 0..source.text().len();
    let (tree, errors) = DeTable::parse_recoverable(source.text());
    let (faults, complaints) = faults(source, &whole, &errors, words);
    let entries = tree.into_inner().into_iter().map(|(key, value)| {
        let at = key.span();
        Entry { key: composed(key.into_inner()), at, item: toml(value, 0, &|span| faults.beside(source, span)) }
    });
    (Item { span: whole, raw: Raw::Table(entries.collect()) }, faults, complaints)
}

/// Where the parser of a stretch of a file found mistakes, and what is told of them.
pub(crate) fn faults(
    source: &Source<'_>,
    stretch: &Range<usize>,
    errors: &[toml::de::Error],
    words: &Words,
) -> (Faults, Vec<Complaint>) {
    let (mut faults, mut complaints) = (Faults::default(), Vec::new());
    let base = stretch.start;
    let headers: Vec<usize> = if errors.is_empty() { Vec::new() } else { source.headers(stretch) };
    // Lines of tables that are given twice.
    let mut doubled: FxHashSet<usize> = FxHashSet::default();
    for error in errors {
        let span = error.span().map_or(base..base, |s| s.start + base..s.end + base);
        faults.any.push(span.start);
        let duplicates = error.message().contains("duplicate key");
        if !duplicates {
            faults.broken.push(span.start);
        }
        if complaints.len() >= TOLD {
            continue;
        }
        if !duplicates {
            complaints.push(syntax(source, &span, error.message(), words));
            continue;
        }
        // Such a table has its keys twice as well: that is told once.
        let line = source.line_of(span.start);
        let header = headers[..headers.partition_point(|&h| h <= line)].last().copied();
        if header.is_none_or(|h| h == line || !doubled.contains(&h)) {
            complaints.push(duplicate(source, &span, header, complaints.len() < TRACED, words));
        }
        doubled.extend(header.filter(|&h| h == line));
    }
    faults.broken.sort_unstable();
    faults.any.sort_unstable();
    (faults, complaints)
}

/// A syntax error in a writer's words.
fn syntax(source: &Source<'_>, span: &Range<usize>, message: &str, words: &Words) -> Complaint {
    let line = source.line_text(source.line_of(span.start));
    let date = message.contains("date") || message.contains("time");
    let bare = message.contains("must be quoted") || message.contains("expected newline");
    let help = if date {
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month in quotes, \"2014-03\"".to_owned()
    } else if message.contains("unclosed table") {
        format!("close the name of the table: {}", words.table)
    } else if bare {
        words.quoted.to_owned()
    } else if message.contains("expected `\"`") || message.contains("string") {
        "close the text with a quote of the kind that opened it".to_owned()
    } else if line.trim().is_empty() || !line.contains('=') {
        "a line is a [table], or a key, `=` and its value".to_owned()
    } else {
        format!("{} are TOML: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]", words.files)
    };
    source.complain(Severity::Error, "toml-syntax", span, format!("not TOML: {message}"), Some(help))
}

/// A key or table that TOML refuses since it is there already, below the table of line `header`; with
/// its first place, when that is `traced`.
fn duplicate(
    source: &Source<'_>,
    span: &Range<usize>,
    header: Option<usize>,
    traced: bool,
    words: &Words,
) -> Complaint {
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
    let is_id = header.is_some_and(|header| (words.is_id)(source.line_text(header).trim(), header == line));
    let place = first.map_or_else(String::new, |n| format!(": first in {}:{}", source.name, n + 1));
    let (code, help) = if is_id { (words.id, words.given) } else { ("duplicate-key", "keep one of the two") };
    source.complain(Severity::Error, code, span, format!("{name} is given twice{place}"), Some(help.into()))
}
