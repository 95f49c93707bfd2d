//! As much YAML as our keys need: plain, quoted and block scalars, `[a, b]` and
//! `- a` lists, comments. Whatever other keys hold is passed over by its indentation.

use super::{Keys, Mistake, OURS, Scalar, Told};
use crate::document::SourceMap;
use std::ops::Range;

/// Whether this is a mapping rather than text between two rules: its first line that says anything
/// is a key.
pub(super) fn is_mapping(source: &str, inner: &Range<usize>) -> bool {
    let text = source.get(inner.clone()).unwrap_or("");
    text.lines().find(|l| !is_blank(l)).is_none_or(|l| key(l).is_some())
}

fn is_blank(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// The key at the beginning of a line, and where its value begins.
fn key(line: &str) -> Option<(&str, usize)> {
    if line.starts_with([' ', '\t', '-', '#', '[', '{', ']', '}']) {
        return None;
    }
    let at = line
        .match_indices(':')
        .map(|(i, _)| i)
        .find(|i| line.get(i + 1..).is_some_and(|r| r.trim_end().is_empty() || r.starts_with([' ', '\t'])))?;
    Some((line.get(..at)?.trim().trim_matches(['"', '\'']), at + 1))
}

/// The keys of the mapping, with what those hold that are ours.
pub(super) fn keys(source: &str, inner: &Range<usize>) -> Result<Keys, Mistake> {
    let mut out: Keys = Vec::new();
    let mut entry: Option<(usize, String, Range<usize>)> = None;
    let mut at = inner.start;
    for line in source.get(inner.clone()).unwrap_or("").split_inclusive('\n') {
        if let Some((name, value)) = key(line.trim_end_matches(['\n', '\r'])) {
            close(source, entry.take(), &mut out);
            entry = Some((at, name.to_owned(), at + value..at + line.len()));
        } else if let Some((_, _, range)) = &mut entry {
            range.end = at + line.len();
        }
        at += line.len();
    }
    close(source, entry, &mut out);
    Ok(out)
}

fn close(source: &str, entry: Option<(usize, String, Range<usize>)>, out: &mut Keys) {
    if let Some((at, name, range)) = entry {
        let told = if OURS.contains(&name.as_str()) { value(source, range) } else { Told::Other(range) };
        out.push((at, name, told));
    }
}

/// The range without white space at its ends.
fn trimmed(source: &str, range: Range<usize>) -> Range<usize> {
    let text = source.get(range.clone()).unwrap_or("");
    let start = range.start + (text.len() - text.trim_start().len());
    start..start.max(range.start + text.trim_end().len())
}

fn value(source: &str, range: Range<usize>) -> Told {
    let (whole, range) = (range.clone(), trimmed(source, range));
    let text = source.get(range.clone()).unwrap_or("");
    let below = source.get(whole.start..range.start).is_some_and(|gap| gap.contains('\n'));
    if is_blank(text) && !text.contains('\n') || matches!(text, "~" | "null") {
        return Told::Nothing;
    }
    let told = match text.chars().next() {
        Some('[') => flow_list(source, &range).map(Told::Many),
        Some('{' | '&' | '*' | '!' | '@' | '`' | '%') => None,
        Some('>' | '|') => block(source, &range).map(Told::One),
        Some('-') if text.starts_with("- ") || text.starts_with("-\n") => block_list(source, &range).map(Told::Many),
        Some('#') => {
            let after = text.find('\n').map_or(range.end, |i| range.start + i + 1);
            return value(source, after..range.end);
        }
        _ if below && text.lines().next().is_some_and(|line| key(line).is_some()) => None,
        _ => scalar(source, &range).map(Told::One),
    };
    told.unwrap_or(Told::Other(range))
}

/// Prose with a map, grown piece by piece.
#[derive(Default)]
struct Pieces {
    text: String,
    map: SourceMap,
}

impl Pieces {
    fn copy(&mut self, source: &str, range: Range<usize>) {
        let text = source.get(range.clone()).unwrap_or("");
        self.stand_in(text, range);
    }

    fn stand_in(&mut self, text: &str, range: Range<usize>) {
        if !text.is_empty() {
            self.map.push(self.text.len() as u32, text.len() as u32, range.start as u32, range.len() as u32);
            self.text.push_str(text);
        }
    }

    /// Lines joined by spaces.
    fn lines(source: &str, lines: impl Iterator<Item = Range<usize>>) -> Self {
        let mut out = Self::default();
        let mut end = None;
        for line in lines.filter(|l| !l.is_empty()) {
            if let Some(end) = end {
                out.stand_in(" ", end..line.start);
            }
            end = Some(line.end);
            out.copy(source, line);
        }
        out
    }

    fn scalar(self, span: Range<usize>) -> Scalar {
        Scalar { text: self.text, map: self.map, span }
    }
}

/// The lines of a stretch, trimmed.
fn lines<'s>(source: &'s str, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> + use<'s> {
    let mut at = range.start;
    source.get(range.clone()).unwrap_or("").split_inclusive('\n').map(move |line| {
        let whole = at..at + line.len();
        at = whole.end;
        trimmed(source, whole)
    })
}

/// A plain or quoted scalar that fills the stretch, but for a comment.
fn scalar(source: &str, range: &Range<usize>) -> Option<Scalar> {
    let text = source.get(range.clone())?;
    if text.starts_with(['"', '\'']) {
        let (scalar, end) = quoted(source, range)?;
        return is_blank(source.get(end..range.end)?).then_some(scalar);
    }
    let uncommented = |line: Range<usize>| {
        let text = source.get(line.clone()).unwrap_or("");
        let end = if text.starts_with('#') { 0 } else { text.find(" #").unwrap_or(text.len()) };
        trimmed(source, line.start..line.start + end)
    };
    Some(Pieces::lines(source, lines(source, range).map(uncommented)).scalar(range.clone()))
}

/// A quoted scalar at the beginning of the stretch, and where it ends.
fn quoted(source: &str, range: &Range<usize>) -> Option<(Scalar, usize)> {
    let quote = source.get(range.clone())?.chars().next()?;
    let mut pieces = Pieces::default();
    let mut at = range.start + 1;
    let mut plain = at;
    loop {
        let rest = source.get(at..range.end)?;
        let c = rest.chars().next()?;
        let (stands_for, len) = match c {
            '\'' if quote == c && rest.starts_with("''") => (String::from("'"), 2),
            '\\' if quote == '"' => escape(rest)?,
            _ if c == quote => {
                pieces.copy(source, plain..at);
                return Some((pieces.scalar(range.start..at + 1), at + 1));
            }
            '\n' => {
                let before = source.get(plain..at)?.trim_end();
                pieces.copy(source, plain..plain + before.len());
                let gap = rest.len() - rest.trim_start().len();
                pieces.stand_in(" ", plain + before.len()..at + gap);
                at += gap;
                plain = at;
                continue;
            }
            _ => {
                at += c.len_utf8();
                continue;
            }
        };
        pieces.copy(source, plain..at);
        pieces.stand_in(&stands_for, at..at + len);
        at += len;
        plain = at;
    }
}

/// What an escape in double quotes stands for, and its length.
fn escape(rest: &str) -> Option<(String, usize)> {
    let c = rest.chars().nth(1)?;
    let digits = match c {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let code = u32::from_str_radix(rest.get(2..2 + digits)?, 16).ok()?;
        return Some((char::from_u32(code)?.to_string(), 2 + digits));
    }
    let text = match c {
        '"' | '\\' | '/' | ' ' => c.to_string(),
        'n' | 't' | 'r' | '\n' => String::from(" "),
        '_' => String::from("\u{a0}"),
        _ => return None,
    };
    Some((text, 1 + c.len_utf8()))
}

/// A block scalar, `>` or `|`: its lines, joined.
fn block(source: &str, range: &Range<usize>) -> Option<Scalar> {
    let text = source.get(range.clone())?;
    let (header, _) = text.split_once('\n')?;
    header.trim_end().chars().skip(1).all(|c| matches!(c, '+' | '-' | '1'..='9')).then(|| {
        let body = range.start + header.len() + 1..range.end;
        Pieces::lines(source, lines(source, &body)).scalar(range.clone())
    })
}

/// `[a, 'b', "c"]`, over several lines if need be.
fn flow_list(source: &str, range: &Range<usize>) -> Option<Vec<Scalar>> {
    let mut out = Vec::new();
    let mut at = range.start + 1;
    loop {
        at = trimmed(source, at..range.end).start;
        let rest = source.get(at..range.end)?;
        match rest.chars().next()? {
            ']' => return is_blank(rest.get(1..)?).then_some(out),
            '"' | '\'' => {
                let (scalar, end) = quoted(source, &(at..range.end))?;
                out.push(scalar);
                at = end;
            }
            '[' | '{' | ',' => return None,
            _ => {
                let len = rest.find([',', ']', '\n'])?;
                let item = trimmed(source, at..at + len);
                out.push(scalar(source, &item)?);
                at += len;
            }
        }
        at = trimmed(source, at..range.end).start;
        match source.get(at..range.end)?.chars().next()? {
            ',' => at += 1,
            ']' => {}
            _ => return None,
        }
    }
}

/// `- a` lines.
fn block_list(source: &str, range: &Range<usize>) -> Option<Vec<Scalar>> {
    lines(source, range)
        .filter(|line| !is_blank(source.get(line.clone()).unwrap_or("")))
        .map(|line| {
            let text = source.get(line.clone())?.strip_prefix("- ")?;
            let item = trimmed(source, line.end - text.len()..line.end);
            match value(source, item) {
                Told::One(scalar) => Some(scalar),
                _ => None,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(yaml: &str) -> Option<Vec<String>> {
        match value(yaml, 0..yaml.len()) {
            Told::One(scalar) => Some(vec![scalar.text]),
            Told::Many(scalars) => Some(scalars.into_iter().map(|s| s.text).collect()),
            Told::Nothing => Some(Vec::new()),
            Told::Other(_) => None,
        }
    }

    #[test]
    fn scalars_and_lists_are_read() {
        for (yaml, expected) in [
            (" plain words # said", Some(vec!["plain words"])),
            (" over\n  two lines", Some(vec!["over two lines"])),
            (" \"a \\\"b\\\" \\u00e9\"", Some(vec!["a \"b\" é"])),
            (" 'it''s' # so", Some(vec!["it's"])),
            (" \"over\n  two\"", Some(vec!["over two"])),
            (" >-\n  folded\n  text", Some(vec!["folded text"])),
            (" [a, 'b, c', \"d\"]", Some(vec!["a", "b, c", "d"])),
            (" [a,\n  b\n]", Some(vec!["a", "b"])),
            ("\n  - a\n  - 'b'\n", Some(vec!["a", "b"])),
            (" # all of them\n- a\n", Some(vec!["a"])),
            (" []", Some(vec![])),
            ("", Some(vec![])),
            (" ~", Some(vec![])),
            (" {a: b}", None),
            ("\n  a: b", None),
            (" Ferry sinks: 43 drown", Some(vec!["Ferry sinks: 43 drown"])),
            (" [a", None),
            (" [a, [b]]", None),
            (" 'open", None),
            (" \"a\" b", None),
            (" *alias", None),
        ] {
            assert_eq!(told(yaml), expected.map(|e| e.into_iter().map(str::to_owned).collect()), "{yaml:?}");
        }
    }
}
