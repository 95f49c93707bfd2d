//! The file itself: TOML that a person would write, each fact below the sentence that it was read from.

use super::cited::Cited;
use super::options::Wording;
use super::stated::Stated;
use super::{Ground, Written, prose};
use std::fmt::Write as _;

/// How wide a comment may be.
const WIDTH: usize = 100;

/// A fact and the sentence above it.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// Index of the claim whose value it is.
    pub(super) claim: Option<usize>,
    /// What the article names as its source.
    pub(super) cited: Option<Cited>,
    /// The fact.
    pub(super) fact: Written,
}

/// A basic string of TOML, what could steer a terminal escaped.
pub(super) fn text(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c if hidden(c) => {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Controls and marks that turn the direction of a line.
fn hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

/// A list of texts.
fn list<'a>(values: impl Iterator<Item = &'a str>) -> String {
    format!("[{}]", values.map(text).collect::<Vec<_>>().join(", "))
}

/// A text as comment lines.
fn comment(out: &mut String, words: &str) {
    let mut line = String::from("#");
    for word in words.split_whitespace() {
        let word: String = word.chars().filter(|c| !hidden(*c)).collect();
        if line.chars().count() + 1 + word.chars().count() > WIDTH && line.len() > 1 {
            out.push_str(&line);
            out.push('\n');
            line = String::from("#");
        }
        line.push(' ');
        line.push_str(&word);
    }
    if line.len() > 1 {
        out.push_str(&line);
        out.push('\n');
    }
}

/// The whole file.
pub(super) fn file(ground: &Ground<'_>, subject: &[String], entries: &[Entry]) -> String {
    let mut out = String::new();
    let written = entries.iter().filter(|e| !e.fact.off).count();
    let name = ground.document.name();
    comment(&mut out, &format!("Drafted from {name}: {written} facts. Confirm each against a source, and name it."));
    if let Some(dateline) = ground.dateline {
        let _ = writeln!(out, "date = {}", dateline.date);
    } else {
        comment(&mut out, "The article's date is not known: with --date DATE, its weekdays and months become days.");
    }
    if !subject.is_empty() {
        let _ = writeln!(out, "subject = {}", list(subject.iter().map(String::as_str)));
    }
    let mut before = None;
    for entry in entries {
        out.push('\n');
        if before != Some(entry.sentence) {
            comment(&mut out, &prose::sentence(ground, entry.sentence));
            before = Some(entry.sentence);
        }
        let mut lines = vec![format!("[facts.{}]", entry.fact.id)];
        lines.extend(entry.fact.lines.iter().cloned());
        if entry.fact.off {
            out.push_str("# Not in force: read back, it does not meet this figure surely.\n");
            lines.iter_mut().for_each(|l| l.insert_str(0, "# "));
        } else {
            let source = entry.cited.as_ref().map_or("", |c| c.source.as_str());
            lines.push(format!("source = {}", text(source)));
            lines.extend(entry.cited.iter().filter_map(|c| c.url.as_ref()).map(|url| format!("url = {}", text(url))));
        }
        for line in lines {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

/// The lines of a fact.
pub(super) fn fact(id: &str, wording: &Wording, stated: &Stated) -> Vec<String> {
    let mut all = vec![format!("[facts.{id}]")];
    all.extend(lines(wording, stated));
    all
}

/// Its lines below the table's head.
pub(super) fn lines(wording: &Wording, stated: &Stated) -> Vec<String> {
    let mut lines = vec![format!("about = {}", list(wording.about()))];
    lines.extend(stated.lines());
    if let Some(when) = &wording.when {
        lines.push(format!("when = {when}"));
    }
    if !wording.unless.is_empty() {
        lines.push(format!("unless = {}", list(wording.unless.iter().map(String::as_str))));
    }
    lines
}

/// Puts off the facts that stand on these lines of the text.
pub(super) fn put_off(written: &str, entries: &mut [Entry], lines: &[usize]) {
    let mut id = "";
    let mut of_line: Vec<&str> = Vec::new();
    for line in written.lines() {
        if let Some(head) = line.strip_prefix("[facts.") {
            id = head.trim_end_matches(']');
        }
        of_line.push(id);
    }
    for &line in lines {
        let Some(id) = line.checked_sub(1).and_then(|l| of_line.get(l)) else { continue };
        entries.iter_mut().filter(|e| e.fact.id == *id).for_each(|e| e.fact.off = true);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_sound_toml_and_steer_no_terminal() {
        assert_eq!(text("a \"b\" c\\d"), "\"a \\\"b\\\" c\\\\d\"");
        assert_eq!(text("x\u{1b}[2J\u{202e}y"), "\"x\\u001B[2J\\u202Ey\"");
    }

    #[test]
    fn comments_are_lines_of_a_bearable_width() {
        let mut out = String::new();
        comment(&mut out, &"barges sank ".repeat(30));
        assert!(out.lines().count() > 3);
        assert!(out.lines().all(|l| l.starts_with("# ") && l.chars().count() <= WIDTH), "{out}");
        let mut hidden = String::new();
        comment(&mut hidden, "a\u{7}b \u{202e}c");
        assert_eq!(hidden, "# ab c\n");
    }
}
