//! Mistakes of TOML's own syntax, in a writer's words.

#![allow(clippy::indexing_slicing, reason = "bounds come from a search in the same list")]

use super::item::{Item, Raw, Tree};
use super::scan::{Scan, Step};
use super::slip::{Slip, slip};
use super::source::Source;
use super::{Complaint, Severity};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use toml::de::DeTable;

/// So many mistakes of syntax are told.
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
    /// Where tables begin, if there is any fault.
    headers: Vec<usize>,
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

    /// Whether a syntax error stands at a key, whose letters then mean nothing.
    pub(crate) fn at_key(&self, key: &Range<usize>) -> bool {
        self.broken[self.broken.partition_point(|&at| at < key.start)..].first().is_some_and(|&at| at <= key.end)
    }

    /// Whether a syntax error stands in the name of the table above this place: whatever stands below it has gone astray.
    pub(crate) fn astray(&self, source: &Source<'_>, at: usize) -> bool {
        let above = self.headers[..self.headers.partition_point(|&h| h <= at)].last();
        above.is_some_and(|&header| self.beside(source, &(header..header)))
    }

    /// Whether a syntax error or a repeated key stands below the table that is named at `from`.
    pub(crate) fn below(&self, from: usize) -> bool {
        let next = self.headers.get(self.headers.partition_point(|&at| at <= from));
        self.within(&(from..next.copied().unwrap_or(usize::MAX)))
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
    let (faults, mut complaints) = faults(source, &whole, &errors, words);
    let mut made = Tree::new(source, &faults, 0);
    let entries = tree.into_inner().into_iter().map(|(key, value)| made.entry(key, value));
    let raw = Raw::Table(entries.collect());
    complaints.extend(made.finish());
    (Item { span: whole, raw }, faults, complaints)
}

/// Where the parser of a stretch of a file found mistakes, and what is told of them.
pub(crate) fn faults(
    source: &Source<'_>,
    stretch: &Range<usize>,
    errors: &[toml::de::Error],
    words: &Words,
) -> (Faults, Vec<Complaint>) {
    let (mut faults, mut complaints) = (Faults::default(), Vec::new());
    if errors.is_empty() {
        return (faults, complaints);
    }
    let base = stretch.start;
    let place = |error: &toml::de::Error| error.span().map(|s| s.start + base..s.end + base);
    let repeated = |error: &toml::de::Error| error.message() == "duplicate key";
    let mut slips: Vec<(Option<Range<usize>>, &str)> = Vec::new();
    let mut twice: Vec<Range<usize>> = Vec::new();
    for error in errors {
        let span = place(error);
        let at = span.as_ref().map_or(base, |s| s.start);
        faults.any.push(at);
        if repeated(error) {
            twice.extend(span);
        } else {
            faults.broken.push(at);
            slips.push((span, error.message()));
        }
    }
    faults.broken.sort_unstable();
    faults.any.sort_unstable();
    let headers = source.headers(stretch);
    faults.headers = headers.iter().map(|&line| source.line_start(line)).collect();
    slips.sort_by_key(|(span, _)| span.as_ref().map(|s| s.start));
    told(source, stretch, slips, words, &mut complaints);
    duplicates(source, &twice, &headers, words, &mut complaints);
    (faults, complaints)
}

/// Tells the slips of a stretch: of one line the first, for what follows in it follows from it. What stands behind
/// a bracket that is not closed has been read as a part of it.
fn told(
    source: &Source<'_>,
    stretch: &Range<usize>,
    slips: Vec<(Option<Range<usize>>, &str)>,
    words: &Words,
    complaints: &mut Vec<Complaint>,
) {
    let unclosed =
        slips.iter().any(|(_, said)| said.starts_with("unclosed array,") || said.starts_with("unclosed inline"));
    let opening = unclosed.then(|| opening(source.slice(stretch))).flatten().map(|at| stretch.start + at);
    let mut last = None;
    for (span, said) in slips {
        let start = span.as_ref().map(|s| s.start);
        if opening.is_some_and(|opening| start.is_none_or(|at| at > opening)) {
            continue;
        }
        let line = start.map(|at| source.line_of(at));
        if last == Some(line) && line.is_some() {
            continue;
        }
        last = Some(line);
        if complaints.len() >= TOLD {
            return;
        }
        complaints.push(syntax(source, slip(source, span, said, words)));
    }
    if let Some(opening) = opening {
        let said =
            if source.slice(&(opening..opening + 1)) == "[" { "unclosed array" } else { "unclosed inline table" };
        complaints.push(syntax(source, slip(source, Some(opening..opening + 1), said, words)));
    }
}

fn syntax(source: &Source<'_>, slip: Slip) -> Complaint {
    let message = format!("not TOML: {}", slip.message);
    source.complain(Severity::Error, "toml-syntax", &slip.span, message, Some(slip.help))
}

/// The first bracket or brace of a text that is not closed, or closed by one of the other kind.
fn opening(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let sign = |at: usize| text.as_bytes().get(at).copied();
    for (at, step) in Scan::new(text) {
        match step {
            Step::Open => open.push(at),
            Step::Close => {
                let Some(last) = open.pop() else { continue };
                if (sign(last) == Some(b'[')) != (sign(at) == Some(b']')) {
                    return Some(last);
                }
            }
            Step::Line | Step::Unclosed => {}
        }
    }
    open.first().copied()
}

/// Keys and tables that TOML refuses since they are there already, with their first places. Such a table has its
/// keys twice as well: that is told once.
fn duplicates(
    source: &Source<'_>,
    twice: &[Range<usize>],
    headers: &[usize],
    words: &Words,
    complaints: &mut Vec<Complaint>,
) {
    if twice.is_empty() {
        return;
    }
    let header = |line: usize| headers[..headers.partition_point(|&h| h <= line)].last().copied();
    let name = |header: Option<usize>, key: &'_ str| {
        (header.map_or("", |h| source.line_text(h).trim()), key.trim().to_owned())
    };
    let doubled: FxHashSet<usize> =
        twice.iter().map(|span| source.line_of(span.start)).filter(|&line| header(line) == Some(line)).collect();
    let told = |span: &&Range<usize>| {
        let line = source.line_of(span.start);
        header(line).is_none_or(|h| h == line || !doubled.contains(&h))
    };
    let twice: Vec<&Range<usize>> = twice.iter().filter(told).take(TOLD).collect();
    // The lines at which those names stand first that are wanted.
    let mut firsts: FxHashMap<(&str, String), Option<usize>> = FxHashMap::default();
    for span in &twice {
        let line = source.line_of(span.start);
        let table = header(line).filter(|&h| h == line);
        let name = if table.is_some() { name(table, "") } else { name(header(line), source.slice(span)) };
        firsts.insert(name, None);
    }
    let mut table = None;
    for line in 0..source.lines_count() {
        let text = source.line_text(line).trim_start();
        let key = if text.starts_with('[') {
            table = Some(line);
            ""
        } else {
            let Some((key, _)) = text.split_once('=') else { continue };
            key
        };
        if let Some(first) = firsts.get_mut(&name(table, key)) {
            first.get_or_insert(line);
        }
    }
    for span in twice {
        let line = source.line_of(span.start);
        let header = header(line);
        let itself = header == Some(line);
        let key = source.slice(span);
        let first = firsts.get(&if itself { name(header, "") } else { name(header, key) }).copied().flatten();
        let place =
            first.filter(|&n| n != line).map_or_else(String::new, |n| format!(": first in {}:{}", source.name, n + 1));
        let is_id = header.is_some_and(|header| (words.is_id)(source.line_text(header).trim(), itself));
        let (code, help) = if is_id { (words.id, words.given) } else { ("duplicate-key", "keep one of the two") };
        let message = format!("{} is given twice{place}", key.trim_matches(['"', '\'']));
        complaints.push(source.complain(Severity::Error, code, span, message, Some(help.into())));
    }
}
