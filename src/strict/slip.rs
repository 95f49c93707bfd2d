//! What TOML's parser says of a slip, and what a writer is told: what is wrong, where, and what to write instead.

use super::source::Source;
use super::syntax::Words;
use std::ops::Range;

/// A slip in a writer's words.
pub(super) struct Slip {
    /// The letters at fault.
    pub span: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead.
    pub help: String,
}

/// Nesting is followed so deep.
const DEEP: usize = 80;

const NUMBER: &str = "a number is written 6116, -12 or 12.5; as a draft would write it, with commas or words, in quotes: \"6,116 people\"";
const DATE: &str =
    "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month or a season in quotes, \"2014-03\"";
const LIST: &str = "a list is written [\"a\", \"b\"], with a comma between any two";
const TABLE: &str = "a table on one line is written { a = 1, b = \"c\" }, with a comma between any two keys";
const LINE: &str = "a line is a [table], or a key, `=` and its value";

/// Reads a message of the parser about a stretch of the file.
pub(super) fn slip(source: &Source<'_>, span: Option<Range<usize>>, said: &str, words: &Words) -> Slip {
    let (what, wanted) = said.split_once(", expected ").unwrap_or((said, ""));
    let Some(span) = span else { return too_deep(source, deep_line(source)) };
    if let Some(slip) = typography(source, &span, what) {
        return slip;
    }
    let told = |message: &str, help: &str| Slip { span: span.clone(), message: message.into(), help: help.into() };
    let found = source.slice(&span);
    if ["key with no value", "invalid unquoted key", "extra `=`"].contains(&what)
        && let Some(slip) = no_line(source, &span)
    {
        return slip;
    }
    match what {
        "invalid basic string"
        | "invalid literal string"
        | "invalid multi-line basic string"
        | "invalid multi-line literal string" => text(source, &span, what, wanted),
        "missing escaped value" => escape(source, &span),
        "too few unicode value digits" | "invalid value" => told(
            "a letter by its number wants four digits behind `\\u`, eight behind `\\U`, of a letter that there is",
            "write the letter itself; or \"\\u00e9\" for é",
        ),
        "string values must be quoted" if found.trim().is_empty() => told(
            "there is no value behind `=`",
            "write one: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]",
        ),
        "missing value" | "missing value for key" => {
            told("there is no value", "write one: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]")
        }
        "string values must be quoted" if is_dotted(found) => told(&format!("`{found}` is no date or number"), DATE),
        "string values must be quoted" => told("text stands without quotes", words.quoted),
        "missing opening quote" => told("the quote before this text is missing", words.quoted),
        "invalid boolean" => told(
            &format!("`{found}` is no value"),
            "write true or false, in small letters; text stands in quotes: key = \"text\"",
        ),
        "unexpected key or value" => behind(source, &span, words),
        "key with no value" => no_value(source, &span),
        "extra `=`" => {
            told("a second `=` stands here", "a key, one `=` and a value; text with `=` in it stands in quotes")
        }
        "invalid unquoted key" => told(
            &format!("`{found}` cannot stand in a key without quotes"),
            "a key of other letters than a to z, digits, `-` and `_` stands in quotes: \"São Rell\" = …",
        ),
        "unquoted keys cannot be empty" => told("a key is missing", LINE),
        what if what.starts_with("keys cannot be multi-line") => {
            told("a key stands in three quotes", "a key stands in one quote on each side, or in none")
        }
        "unclosed table" => {
            told("the name of a table is not closed", &format!("close it on its line: {}", words.table))
        }
        "unclosed array table" => told(
            "the name of a table is not closed, or begins with one bracket too many",
            &format!("a table is written {}", words.table),
        ),
        "missing table open" | "missing array opening" => told(
            "a `]` stands here that closes nothing",
            &format!("a table is written {}, a list key = [\"a\", \"b\"]", words.table),
        ),
        "invalid key-value pair"
            if matches!(source.text().get(span.start..).and_then(|t| t.chars().next()), Some('{' | '}')) =>
        {
            told(
                "a brace stands here that belongs to no key",
                &format!("{} are TOML and not JSON: {LINE}", words.files),
            )
        }
        "missing inline table opening" => told("a `}` stands here that closes nothing", TABLE),
        "extra comma in array" => told("a comma in the list has nothing before it", LIST),
        "unexpected `=` in array" => told("an `=` stands in a list", LIST),
        "missing comma between array elements" => told("a comma is missing in the list", LIST),
        "extra comma in inline table" => told("a comma in the table has nothing before it", TABLE),
        "extra assignment between key-value pairs" | "missing comma between key-value pairs" => {
            told("a comma is missing between two keys of the table", TABLE)
        }
        "missing assignment between key-value pairs" => told("an `=` is missing behind a key of the table", TABLE),
        "missing key for inline table element" | "invalid inline table element" => {
            told("something stands in the table that is no key with a value", TABLE)
        }
        "unclosed array" => told("the list that begins here is not closed", "write `]` where it ends"),
        "unclosed inline table" => told("the table that begins here is not closed", "write `}` where it ends"),
        "invalid comment character" => told("a control character stands in a comment", "take it out"),
        "carriage return must be followed by newline" => told(
            "a line ends in a carriage return alone",
            "save the file with line feeds, or with a carriage return and a line feed, at the end of every line",
        ),
        "recursion limit" | "cannot recurse further; max recursion depth met" => too_deep(source, span),
        what if what.starts_with("cannot extend value of type") => told(
            &format!("`{}` has a value already, and can hold no keys", found.trim_matches(['"', '\''])),
            "give one of the two another name",
        ),
        what if ["invalid date", "invalid time", "invalid offset"].iter().any(|w| what.starts_with(w)) => {
            date(source, &span, wanted)
        }
        what if is_number(what) => number(source, &span, what),
        _ => told(&format!("this cannot be read ({said})"), LINE),
    }
}

/// A sign that a word processor or a web page puts in, and that TOML does not know.
fn typography(source: &Source<'_>, span: &Range<usize>, what: &str) -> Option<Slip> {
    if what.starts_with("invalid comment") || what.contains("basic string") || what.contains("literal string") {
        return None;
    }
    let line = source.lines_of(&(span.start..span.start));
    let end = span.end.max(span.start + 1).min(line.end).max(span.start);
    // A span may lie behind the sign at which reading went wrong.
    let begins = source.slice(&(line.start..span.start)).char_indices().next_back();
    let from = begins.filter(|(_, c)| is_foreign(*c)).map_or(span.start, |(at, _)| line.start + at);
    let mut end = end;
    while !source.text().is_char_boundary(end) {
        end += 1;
    }
    let (at, sign) = source.slice(&(from..end)).char_indices().find(|(_, c)| is_foreign(*c))?;
    let at = from + at;
    let span = at..at + sign.len_utf8();
    let (message, help) = match sign {
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '«' | '»' => {
            (format!("`{sign}` is no quote of TOML"), "quotes are straight: key = \"text\"".to_owned())
        }
        _ => (
            format!("an invisible sign (U+{:04X}) stands here", u32::from(sign)),
            "take it out, or write a plain space".to_owned(),
        ),
    };
    Some(Slip { span, message, help })
}

fn is_foreign(c: char) -> bool {
    matches!(
        c,
        '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '«' | '»'
            | '\u{feff}' | '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{2060}' | '\u{3000}'
            | '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
    )
}

/// Text in quotes: not closed, or with something in it that cannot be there.
fn text(source: &Source<'_>, span: &Range<usize>, what: &str, wanted: &str) -> Slip {
    let lines = what.contains("multi-line");
    let quote = if what.contains("literal") { '\'' } else { '"' };
    let closing = wanted == "`\"`" || wanted == "`'`";
    if wanted == "newline" || wanted.contains("`\\`") && source.slice(span).is_empty() {
        return escape(source, span);
    }
    if !closing {
        let sign = source.text().get(span.start..).and_then(|t| t.chars().next());
        let number = sign.map_or(0, u32::from);
        let message = format!("a control character (U+{number:04X}) stands in the text");
        let help =
            "take it out; where it is wanted, write its number in a text in double quotes: \"\\u0007\"".to_owned();
        return Slip { span: span.clone(), message, help };
    }
    let before = source.text().get(..span.start).unwrap_or("");
    let marks = quote.to_string().repeat(if lines { 3 } else { 1 });
    // A text that is not closed holds no such quote behind the one that opens it.
    let line = if lines { 0 } else { before.rfind('\n').map_or(0, |at| at + 1) };
    let mut from = before.len();
    let opening = loop {
        let Some(at) = before.get(line..from).and_then(|t| t.rfind(marks.as_str())).map(|at| line + at) else {
            break None;
        };
        let escaped = before.get(..at).map_or(0, |t| t.bytes().rev().take_while(|b| *b == b'\\').count()) % 2 == 1;
        if quote == '\'' || !escaped || lines {
            break Some(at);
        }
        from = at;
    };
    let Some(opening) = opening.filter(|_| source.text().get(span.start..).is_some()) else {
        let message = "something stands in the table that is no key with a value".to_owned();
        return Slip { span: span.clone(), message, help: TABLE.to_owned() };
    };
    let help = if lines {
        format!("write {marks} where it ends")
    } else {
        format!(
            "write {marks} where it ends, on the same line; text of several lines stands between {0} and {0}",
            "\"\"\""
        )
    };
    Slip {
        span: opening..span.start.max(opening + marks.len()),
        message: "the text that begins here is not closed".into(),
        help,
    }
}

/// A backslash and something that it does not stand for.
fn escape(source: &Source<'_>, span: &Range<usize>) -> Slip {
    let before = source.text().get(..span.start).unwrap_or("");
    let start = before.rfind('\\').filter(|at| span.start - at <= 2).unwrap_or(span.start);
    let next = source.text().get(start + 1..).and_then(|t| t.chars().next()).filter(|c| *c != '\n');
    let end = (start + 1 + next.map_or(0, char::len_utf8)).min(source.text().len());
    Slip {
        span: start..end,
        message: "a backslash stands before what it cannot change".into(),
        help: "a backslash in text is written twice, \"C:\\\\desk\", or the text stands in single quotes, 'C:\\desk'"
            .into(),
    }
}

/// What stands behind a value.
fn behind(source: &Source<'_>, span: &Range<usize>, words: &Words) -> Slip {
    let line = source.lines_of(&(span.start..span.start));
    let before = source.slice(&(line.start..span.start));
    let rest = source.slice(&(span.start..line.end));
    let value = before.split_once('=').map_or("", |(_, value)| value.trim_start());
    let header = before.trim_start().starts_with('[');
    let help = if header {
        format!("the name of a table stands on a line of its own: {}", words.table)
    } else if value.starts_with('\'') {
        "text with an apostrophe stands in double quotes: key = \"it's\"".to_owned()
    } else if value.starts_with('"') && rest.trim_start().starts_with(',') {
        "several texts are a list: key = [\"a\", \"b\"]".to_owned()
    } else if value.starts_with('"') && rest.contains('"') && !rest.contains('=') {
        "double quotes in text are written \\\", or the text stands in single quotes: 'he said \"yes\"'".to_owned()
    } else if value.starts_with(['"', '[', '{']) {
        "each key stands on a line of its own; a remark begins with `#`".to_owned()
    } else {
        words.quoted.to_owned()
    };
    let end = span.start + rest.trim_end().len();
    let of = if header { "the name of the table" } else { "the value" };
    Slip {
        span: span.start..end.max(span.start),
        message: format!("something stands behind {of} that is not of it"),
        help,
    }
}

/// The line at a place, without what is around it.
fn line_at<'a>(source: &Source<'a>, at: usize) -> (Range<usize>, &'a str) {
    let line = source.lines_of(&(at..at));
    let text = source.slice(&line);
    let start = line.start + text.len() - text.trim_start().len();
    (start..start + text.trim().len(), text.trim())
}

/// A line of something else than TOML, if it is one.
fn no_line(source: &Source<'_>, span: &Range<usize>) -> Option<Slip> {
    let (line, text) = line_at(source, span.start);
    let (message, help) = if ["<<<<<<<", ">>>>>>>", "======="].iter().any(|mark| text.starts_with(mark)) {
        (
            "a mark of a merge that is not settled stands here",
            "keep what is right of the two sides, and take the marks out",
        )
    } else if text.starts_with("//") || text.starts_with("--") {
        ("this line is no remark of TOML", "a remark begins with `#`")
    } else if text.split_once(':').is_some_and(|(key, _)| !key.trim_start_matches("- ").contains(['=', '"', ' '])) {
        ("a colon stands where `=` should", "write key = \"text\"")
    } else if text.ends_with(']') && !text.contains('=') && !text.starts_with('[') {
        ("the `[` before the name of a table is missing", "write [NAME] on a line of its own")
    } else {
        return None;
    };
    Some(Slip { span: line, message: message.into(), help: help.into() })
}

/// A line with something that is no key, or a key and nothing that it holds.
fn no_value(source: &Source<'_>, span: &Range<usize>) -> Slip {
    let (line, text) = line_at(source, span.start);
    let message = if text.contains('=') {
        "something stands between a key and its `=`"
    } else {
        "a key, or text, stands alone on the line"
    };
    let help = "a line is a [table], or a key, `=` and its value; a key of several words stands in quotes";
    Slip { span: line, message: message.into(), help: help.into() }
}

/// Whether a date may be meant, written with stops or strokes.
fn is_dotted(found: &str) -> bool {
    found.bytes().all(|b| b.is_ascii_digit() || b == b'/' || b == b'.') && found.matches(['/', '.']).count() == 2
}

fn is_number(what: &str) -> bool {
    const ONES: [&str; 13] = [
        "invalid integer number",
        "invalid hexadecimal number",
        "invalid octal number",
        "invalid binary number",
        "invalid float",
        "invalid mantissa",
        "invalid fraction",
        "invalid exponent",
        "unexpected leading zero",
        "unexpected sign",
        "redundant numeric sign",
        "redundant integer number prefix",
        "radix must be lowercase",
    ];
    ONES.contains(&what) || what.starts_with("integers with a radix") || what.starts_with("`_` may only")
}

/// Something that begins as a number, and is none.
fn number(source: &Source<'_>, span: &Range<usize>, what: &str) -> Slip {
    let line = source.lines_of(&(span.start..span.start));
    let ends = |c: char| matches!(c, ',' | ']' | '}' | '#' | '=') || c.is_whitespace();
    let before = source.slice(&(line.start..span.start));
    let start = before.rfind(|c: char| ends(c) || matches!(c, '[' | '{')).map_or(line.start, |at| {
        line.start + at + before.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8)
    });
    let rest = source.slice(&(span.start..line.end));
    let end = span.start + rest.find(ends).unwrap_or(rest.len());
    let whole = source.slice(&(start..end.max(start)));
    let help = if is_dotted(whole) { DATE } else { NUMBER };
    let message = match what {
        "unexpected leading zero" => format!("`{whole}` begins with a zero"),
        what if what.starts_with('`') => format!("`{whole}` has a `_` that is not between two digits"),
        _ => format!("`{whole}` is no number"),
    };
    Slip { span: start..end.max(start), message, help: help.into() }
}

/// Something that begins as a date or time, and is none.
fn date(source: &Source<'_>, span: &Range<usize>, wanted: &str) -> Slip {
    let found = source.slice(span);
    let message = match wanted {
        wanted if wanted.contains("between") => format!("`{found}` is not in the calendar ({wanted})"),
        _ => format!("`{found}` is no whole date or time"),
    };
    Slip { span: span.clone(), message, help: DATE.into() }
}

/// The line that names a table too deep.
fn deep_line(source: &Source<'_>) -> Range<usize> {
    let mut from = 0;
    for line in source.text().split_inclusive('\n') {
        if line.bytes().filter(|b| *b == b'.').count() >= DEEP {
            return from..from + line.trim_end().len();
        }
        from += line.len();
    }
    0..0
}

fn too_deep(_: &Source<'_>, span: Range<usize>) -> Slip {
    let message = format!("tables or lists stand in each other, more than {DEEP} deep");
    Slip {
        span,
        message,
        help: "write each fact as a table of its own, with keys that hold text, numbers, dates or lists of texts"
            .into(),
    }
}
