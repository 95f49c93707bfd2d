//! What is wrong with facts files, for the terminal.

use super::clean::Clean;
use super::excerpt::{self, Marked};
use super::page::{Ink, Page};
use crate::facts::{Complaint, Severity};
use std::io::{self, Write};

/// Writes complaints one below the other, each with its place, the line at fault and what to write
/// instead; `width` in columns, coloured where `color` says so.
///
/// # Errors
/// When the sink cannot be written.
pub fn complaints(out: &mut dyn Write, complaints: &[Complaint], width: usize, color: bool) -> io::Result<()> {
    let mut page = Page::new(out, width, color);
    for complaint in complaints {
        complain(&mut page, complaint)?;
    }
    page.flush()
}

fn complain<W: Write>(page: &mut Page<W>, complaint: &Complaint) -> io::Result<()> {
    let word = complaint.severity.name();
    let ink = match complaint.severity {
        Severity::Error => Ink::Wrong,
        Severity::Warning => Ink::Doubtful,
        Severity::Note => Ink::Faint,
    };
    let place = Clean::line(&format!("{}:{}:{}: ", complaint.file, complaint.line, complaint.column));
    let word = Clean::line(&format!("{word}[{}]: ", complaint.code));
    page.text(&[(Ink::Strong, &place), (ink, &word)], Ink::Plain, &Clean::flow(&complaint.message), 2)?;
    if let Some((line, length)) = &complaint.excerpt {
        let byte = |column: usize| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
        let start = complaint.column.saturating_sub(1);
        let mark = byte(start)..byte(start.saturating_add(*length));
        let digits = complaint.line.to_string().len();
        excerpt::write(page, &[Marked { number: complaint.line, line, mark }], digits, ink)?;
    }
    if let Some(help) = &complaint.help {
        page.text(&[(Ink::Right, &Clean::line("  help: "))], Ink::Plain, &Clean::flow(help), 8)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rendered(complaint: Complaint, width: usize) -> String {
        let mut out = Vec::new();
        complaints(&mut out, &[complaint], width, false).expect("a vector takes all");
        String::from_utf8(out).expect("UTF-8")
    }

    fn misspelt() -> Complaint {
        Complaint {
            severity: Severity::Error,
            code: "bad-value",
            file: "facts.toml".into(),
            line: 14,
            column: 10,
            found: "6,1l6 people".into(),
            message: "`6,1l6 people` is not a figure that can be read".into(),
            help: Some("write \"6,116 people\"".into()),
            excerpt: Some(("value = \"6,1l6 people\"".into(), 5)),
        }
    }

    #[test]
    fn a_complaint_shows_its_place_its_line_and_what_to_write() {
        assert_eq!(
            rendered(misspelt(), 100),
            "\
facts.toml:14:10: error[bad-value]: `6,1l6 people` is not a figure that can be read
  14 | value = \"6,1l6 people\"
     |          ^^^^^
  help: write \"6,116 people\"
"
        );
    }

    #[test]
    fn a_narrow_terminal_wraps_the_message() {
        assert_eq!(
            rendered(misspelt(), 40),
            "\
facts.toml:14:10: error[bad-value]:
  `6,1l6 people` is not a figure that
  can be read
  14 | value = \"6,1l6 people\"
     |          ^^^^^
  help: write \"6,116 people\"
"
        );
    }

    #[test]
    fn a_hostile_facts_file_is_quoted_harmlessly() {
        let out = rendered(
            Complaint {
                file: "fa\u{1b}[2Jcts.toml".into(),
                message: "`\u{202e}evil\nforged line` is unknown".into(),
                excerpt: Some(("\u{7}x = \u{9b}2J".into(), 400)),
                column: 0,
                ..misspelt()
            },
            100,
        );
        assert_eq!(
            out,
            "\
fa␛[2Jcts.toml:14:0: error[bad-value]: `\\u{202e}evil forged line` is unknown
  14 | ␇x = \\u{9b}2J
     | ^^^^^^^^^^^^^
  help: write \"6,116 people\"
"
        );
    }
}
