//! Comments as they are written, also wrongly: where one ends, and which words a slip of the pen would hide.

use super::SourceSpan;
use std::ops::Range;

/// What a comment stands between.
const OPENS: &str = "<!--";
const CLOSES: &str = "-->";

/// As much of a line as is looked at for an end that is none, and for words behind a comment.
const NEAR: usize = 4096;

/// A comment of a stretch of HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it stands, with its delimiters.
    pub span: Range<usize>,
    /// Where what it says stands.
    pub inner: Range<usize>,
    /// Nothing closes it: it is taken to end at what only looks like an end, or with its line.
    pub open: bool,
}

impl Found {
    /// Where it stands, as the document counts.
    pub(super) fn source(&self) -> SourceSpan {
        SourceSpan { start: self.span.start as u32, end: self.span.end as u32 }
    }

    /// Whether words would go with it if it began a block: those behind it on its line, or all behind an open one.
    pub(super) fn hides(&self, text: &str) -> bool {
        self.open || wordy(text.get(self.span.end..).unwrap_or(""))
    }
}

/// The comments of a stretch of a text that is HTML.
pub(super) fn find(text: &str, within: Range<usize>) -> Vec<Found> {
    let Some(text) = text.get(..within.end) else { return Vec::new() };
    let mut out = Vec::new();
    let (mut closes, mut lines) = (Next::new(CLOSES), Next::new("\n"));
    let mut at = within.start;
    while let Some(start) = text.get(at..).and_then(|rest| rest.find(OPENS)).map(|i| at + i) {
        let from = start + OPENS.len();
        at = from;
        // Told of in code, where a text is read as HTML that is none.
        if text.get(..start).is_some_and(|before| before.ends_with('`')) {
            continue;
        }
        let (inner, end, open) = ended(text, from, closes.behind(text, from), lines.behind(text, from));
        at = end.max(from);
        out.push(Found { span: start..end, inner: from..inner, open });
    }
    out
}

/// The next place of something, searched for once on the way through a text.
struct Next {
    what: &'static str,
    found: Option<Option<usize>>,
}

impl Next {
    fn new(what: &'static str) -> Self {
        Self { what, found: None }
    }

    fn behind(&mut self, text: &str, from: usize) -> Option<usize> {
        match self.found {
            Some(None) => None,
            Some(Some(at)) if at >= from => Some(at),
            _ => {
                let found = text.get(from..).and_then(|rest| rest.find(self.what)).map(|i| from + i);
                self.found = Some(found);
                found
            }
        }
    }
}

/// Where what a comment says ends, and where it does itself, and whether it is never closed. `close` is where the next
/// comment is closed, `line` where the line ends.
fn ended(text: &str, from: usize, close: Option<usize>, line: Option<usize>) -> (usize, usize, bool) {
    let rest = text.get(from..).unwrap_or("");
    // So HTML ends an empty one.
    if let Some(end) = [">", "->"].iter().find(|e| rest.starts_with(**e)) {
        return (from, from + end.len(), false);
    }
    let line = line.unwrap_or(text.len());
    let before = close.map_or(rest, |close| text.get(from..close).unwrap_or(rest));
    let nested = before.find(OPENS).map(|i| from + i);
    let first = text.get(from..line.min(close.unwrap_or(line)).min(nested.unwrap_or(line))).unwrap_or("");
    let first = first.get(..first.floor_char_boundary(NEAR)).unwrap_or(first);
    let swallowed = nested.and_then(|at| text.get(at + OPENS.len()..)).is_some_and(|said| ours(first_line(said)));
    let ours = ours(first);
    let slip = slip(first, ours);
    let torn = || before.split('\n').skip(1).any(|line| line.trim().trim_start_matches('>').trim().is_empty());
    let wrong = |close: &usize| {
        ours && (nested.is_some() || *close > line && (slip.is_some() || torn()))
            || slip.is_some() && nested.is_some()
            || swallowed
    };
    match (close.filter(|close| !wrong(close)), slip) {
        (Some(close), _) => (close, close + CLOSES.len(), false),
        (None, Some((inner, end))) => (from + inner, from + end, true),
        (None, None) => {
            let end = text.get(..line.min(nested.unwrap_or(line))).map_or(line, |before| before.trim_end().len());
            (end.max(from), end.max(from), true)
        }
    }
}

/// The beginning of a text, to the end of its line.
fn first_line(text: &str) -> &str {
    let near = text.get(..text.floor_char_boundary(NEAR)).unwrap_or(text);
    near.split('\n').next().unwrap_or(near)
}

/// Whether a comment may be meant for this program, however its name is written.
fn ours(line: &str) -> bool {
    let letters: String = line.chars().filter(|c| c.is_alphabetic()).take(10).flat_map(char::to_lowercase).collect();
    letters.contains("lint") || letters.starts_with("fact")
}

fn dash(c: char) -> bool {
    matches!(c, '-' | '\u{2013}' | '\u{2014}' | '\u{2212}')
}

/// What looks like the end of a comment and is none ("-- >", "->", a dash in their place): where it begins and ends.
/// Of a comment that is nobody's mark only at the end of its line.
fn slip(line: &str, ours: bool) -> Option<(usize, usize)> {
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        quoted ^= c == '"';
        if c != '>' || quoted && ours {
            continue;
        }
        let before = line.get(..at).unwrap_or("");
        let inner = before.trim_end_matches([' ', '!']);
        if before.len() - inner.len() > 2 || !inner.ends_with(dash) {
            continue;
        }
        let end = at + 1;
        if ours || line.get(end..).is_some_and(|rest| rest.trim().is_empty()) {
            return Some((inner.trim_end_matches(|c: char| dash(c) || c == ' ').len(), end));
        }
    }
    None
}

/// Whether words stand in the rest of a line beside its tags.
fn wordy(rest: &str) -> bool {
    let mut depth = 0_usize;
    rest.chars().take(NEAR).take_while(|c| *c != '\n').any(|c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && c.is_alphanumeric()
    })
}

/// The text with something in the place of these comments that hides no word behind them: an empty tag where words
/// follow, else nothing. `html` are the stretches of the text that are HTML; what lies between them belongs to lists
/// and block quotes, and stays.
pub(super) fn without(text: &str, comments: &[Found], html: &[Range<usize>]) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    for Found { span, .. } in comments {
        let near = html.get(html.partition_point(|h| h.end <= span.start)..)?;
        let near = near.iter().take_while(|h| h.start < span.end);
        let last = text.get(span.clone())?.rfind(['\n', '\r']).map_or(span.start, |i| span.start + i + 1);
        let from = near.clone().map(|h| h.start).find(|start| (last..span.end).contains(start)).unwrap_or(last);
        for stretch in near.map(|h| h.start.max(span.start)..h.end.min(from)).chain(std::iter::once(from..span.end)) {
            let blank = bytes.get_mut(stretch).unwrap_or_default();
            blank.iter_mut().filter(|b| !matches!(**b, b'\n' | b'\r')).for_each(|b| *b = b' ');
        }
        if wordy(text.get(span.end..)?)
            && let Some([first, second, .., last]) = bytes.get_mut(from..span.end)
        {
            (*first, *second, *last) = (b'<', b'x', b'>');
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(&str, &str, bool)> {
        let read =
            |f: Found| (text.get(f.span).unwrap_or_default(), text.get(f.inner).unwrap_or_default().trim(), f.open);
        find(text, 0..text.len()).into_iter().map(read).collect()
    }

    #[test]
    fn a_comment_ends_where_it_is_closed() {
        assert_eq!(found("a <!-- b --> c"), [("<!-- b -->", "b", false)]);
        assert_eq!(found("<!-- a -> b\n<!-- c -->"), [("<!-- a -> b\n<!-- c -->", "a -> b\n<!-- c", false)]);
        assert_eq!(
            found("<!-- factlint: ignore a\n because \"x -> y\" --> z"),
            [("<!-- factlint: ignore a\n because \"x -> y\" -->", "factlint: ignore a\n because \"x -> y\"", false)]
        );
        assert_eq!(found("<!--> a <!---> b <!----> c").len(), 3);
        assert_eq!(found("`<!-- a"), []);
    }

    #[test]
    fn one_that_is_never_closed_ends_with_its_line_or_where_it_seems_to() {
        for slip in ["-- >", "->", "- ->", "--!>", "\u{2014}>", "\u{2013}>", "-->".replace('>', " >").as_str()] {
            let text = format!("<!-- factlint: off because \"a\" {slip} Six died.\n\nMore <!-- b -->");
            let first = format!("<!-- factlint: off because \"a\" {slip}");
            assert_eq!(
                found(&text),
                [(first.as_str(), "factlint: off because \"a\"", true), ("<!-- b -->", "b", false)],
                "{slip}"
            );
        }
        assert_eq!(found("<!-- todo\r\n\r\nSix died."), [("<!-- todo", "todo", true)]);
        assert_eq!(
            found("<!-- todo ->\n\nSix <!-- b -->"),
            [("<!-- todo ->", "todo", true), ("<!-- b -->", "b", false)]
        );
        assert_eq!(
            found("<!-- factlint: off because \"a\"\n\nSix died.\n\n<!-- factlint: on -->"),
            [
                ("<!-- factlint: off because \"a\"", "factlint: off because \"a\"", true),
                ("<!-- factlint: on -->", "factlint: on", false)
            ]
        );
        assert_eq!(
            found("<!-- todo\n\n<!-- factlint: on -->"),
            [("<!-- todo", "todo", true), ("<!-- factlint: on -->", "factlint: on", false)]
        );
        assert_eq!(found("<!-- factlint: off because \"a\"\n\nSix died. -->")[0].0, "<!-- factlint: off because \"a\"");
    }

    #[test]
    fn what_stands_for_a_comment_is_as_long() {
        let text = "> <!-- a\n> b --> Six\n<!-- c -> \n";
        let comments =
            [Found { span: 2..16, inner: 6..13, open: false }, Found { span: 21..30, inner: 25..28, open: true }];
        assert_eq!(
            without(text, &comments, &[2..9, 11..21, 21..32]).as_deref(),
            Some(">       \n> <x  > Six\n          \n")
        );
    }
}
