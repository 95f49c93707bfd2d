//! Language is data: the rooms that read text hold no word of a language. Words live in `rules/`, the
//! code asks the lexicon for their senses.
//!
//! Looks at the string literals of `src/claims`, `src/analysis` and `src/pairing`, outside comments and
//! tests. A literal with two lower-case letters in a row is a word, unless [`ALLOWED`] says what else it is.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

use std::path::{Path, PathBuf};

const ROOMS: [&str; 3] = ["src/claims", "src/analysis", "src/pairing"];

/// Literals that are no words of drafts, by file (or folder), with why they stand there.
const ALLOWED: &[(&str, &str, &[&str])] = &[
    (
        "src/claims/value.rs",
        "kinds of claims, as the output names them",
        &[
            "number",
            "percent",
            "quantity",
            "money",
            "measure",
            "age",
            "ordinal",
            "score",
            "change",
            "date",
            "time",
            "date-range",
            "duration",
            "role",
            "quote",
            "name",
        ],
    ),
    ("src/claims/gist.rs", "the notation in which packs and tests write values; no draft is read with it", &[]),
    ("src/analysis/outline.rs", "the outline of a parse, for tests", &[]),
    (
        "src/claims/noclaim",
        "reasons that `--show skipped` gives, and names of pack entries",
        &[
            "address",
            "dateline",
            "idiom",
            "law",
            "link",
            "list",
            "model",
            "name",
            "note",
            "number",
            "ordinal",
            "telephone",
            "version",
        ],
    ),
    (
        "src/claims/frame/mode.rs",
        "names of modes, as reasons give them",
        &["negated", "conditional", "doubted", "asked", "planned"],
    ),
    (
        "src/pairing/discourse/turns.rs",
        "names of switches, as packs and reasons give them",
        &["time", "then", "another", "place"],
    ),
    ("src/pairing/discourse.rs", "names of switches, as reasons give them", &["time", "place"]),
    ("src/pairing/trace.rs", "reasons", &["another's figure"]),
    ("src/pairing/assign.rs", "reasons", &["better claim"]),
];

/// A string literal: the file, its line, its letters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Literal {
    file: String,
    line: usize,
    text: String,
}

/// The string literals of a source text with their lines, without those of comments, of attributes and of
/// items under `#[cfg(test)]`.
fn literals(source: &str) -> Vec<(usize, String)> {
    let chars: Vec<char> = source.chars().collect();
    let (mut out, mut at, mut line) = (Vec::new(), 0, 1);
    let starts = |at: usize, with: &str| with.chars().enumerate().all(|(i, c)| chars.get(at + i) == Some(&c));
    // Depth of braces, and the depth at which a test item was met, once it is open.
    let (mut depth, mut test): (usize, Option<usize>) = (0, None);
    let mut pending = false;
    while at < chars.len() {
        let c = chars[at];
        if starts(at, "//") {
            while at < chars.len() && chars[at] != '\n' {
                at += 1;
            }
            continue;
        }
        if starts(at, "#[") || starts(at, "#![") {
            let mut brackets = 0;
            let from = at;
            let mut quoted = false;
            while at < chars.len() {
                match chars[at] {
                    '"' if chars[at - 1] != '\\' => quoted = !quoted,
                    '[' if !quoted => brackets += 1,
                    ']' if !quoted => brackets -= 1,
                    '\n' => line += 1,
                    _ => {}
                }
                at += 1;
                if brackets == 0 && chars[at - 1] == ']' {
                    break;
                }
            }
            let attribute: String = chars[from..at].iter().collect();
            pending |= attribute.contains("cfg(test)");
            continue;
        }
        match c {
            '\n' => line += 1,
            '{' => {
                if pending && test.is_none() {
                    test = Some(depth);
                }
                pending = false;
                depth += 1;
            }
            '}' => {
                depth = depth.saturating_sub(1);
                if test == Some(depth) {
                    test = None;
                }
            }
            // "#[cfg(test)] mod testing;"
            ';' => pending = false,
            // A character, or a lifetime, which has no second quote.
            '\'' => {
                let escaped = chars.get(at + 1) == Some(&'\\');
                let close = if escaped {
                    (at + 3..at + 12).find(|&i| chars.get(i) == Some(&'\''))
                } else {
                    Some(at + 2).filter(|&i| chars.get(i) == Some(&'\''))
                };
                at = close.unwrap_or(at);
            }
            '"' => {
                let hashes = chars[..at].iter().rev().take_while(|c| **c == '#').count();
                let raw = chars.get(at.wrapping_sub(hashes + 1)) == Some(&'r');
                let (from, first) = (at + 1, line);
                at += 1;
                while at < chars.len() {
                    match chars[at] {
                        '\\' if !raw => at += 1,
                        '"' if !raw || (1..=hashes).all(|i| chars.get(at + i) == Some(&'#')) => break,
                        _ => {}
                    }
                    line += usize::from(chars.get(at) == Some(&'\n'));
                    at += 1;
                }
                if test.is_none() && !pending {
                    out.push((first, chars[from..at.min(chars.len())].iter().collect()));
                }
            }
            _ => {}
        }
        at += 1;
    }
    out
}

/// Whether a literal may be a word: two lower-case letters in a row, outside braces and escapes.
fn wordy(text: &str) -> bool {
    let mut run = 0;
    let (mut braces, mut escape) = (0, false);
    for c in text.chars() {
        match c {
            '{' => braces += 1,
            '}' => braces -= 1,
            _ => {}
        }
        let counts = c.is_ascii_lowercase() && braces == 0 && !escape;
        // "\u{2019}", "\n"
        escape = c == '\\';
        run = if counts { run + 1 } else { 0 };
        if run == 2 {
            return true;
        }
    }
    false
}

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Files that hold tests alone.
fn tests_alone(file: &str) -> bool {
    file.ends_with("/tests.rs") || file.ends_with("/testing.rs") || file.contains("/tests/")
}

/// All wordy literals of the rooms.
fn found() -> Vec<Literal> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut out = Vec::new();
    for room in ROOMS {
        let mut files = Vec::new();
        sources(&root.join(room), &mut files);
        files.sort();
        for path in files {
            let file = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
            if tests_alone(&file) {
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let wordy = literals(&source).into_iter().filter(|(_, text)| wordy(text));
            out.extend(wordy.map(|(line, text)| Literal { file: file.clone(), line, text }));
        }
    }
    out
}

fn allowed(literal: &Literal) -> bool {
    ALLOWED
        .iter()
        .any(|(file, _, texts)| literal.file.starts_with(file) && (texts.is_empty() || texts.contains(&&*literal.text)))
}

#[test]
fn the_rooms_that_read_hold_no_word_of_a_language() {
    let words: Vec<_> =
        found().into_iter().filter(|l| !allowed(l)).map(|l| format!("{}:{}: {:?}", l.file, l.line, l.text)).collect();
    assert!(words.is_empty(), "words belong into rules/:\n{}", words.join("\n"));
}

#[test]
fn literals_of_comments_attributes_and_tests_are_passed_over() {
    let source = r##"
        //! "comment"
        #[allow(x, reason = "attribute [of] this")]
        fn a<'a>(c: char) -> &'a str { if c == '"' || c == '\'' { "one \" two" } else { r#"raw "three""# } }
        #[cfg(test)]
        mod tests { fn b() { let _ = "test"; } }
        #[cfg(test)]
        mod testing;
        const C: &str = "four";
    "##;
    let texts: Vec<_> = literals(source).into_iter().map(|(_, text)| text).collect();
    assert_eq!(texts, ["one \\\" two", "raw \"three\"", "four"]);
}

#[test]
fn marks_formats_and_escapes_are_no_words() {
    for text in ["P{}D", "\\u{2019}", "{year:04}-{month}", "XXXX-{:02}", "\\n", "s"] {
        assert!(!wordy(text), "{text}");
    }
    for text in ["the", "{} of {}", "date-range"] {
        assert!(wordy(text), "{text}");
    }
}
