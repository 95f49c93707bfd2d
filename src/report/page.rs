//! A page for people: lines of coloured text, wrapped to a width, over any writer. The one place
//! that writes escape codes and line breaks; all else is [`Clean`].

use super::clean::Clean;
use super::guard::{Bracket, Guarded};
use crate::verdict::{Grade, Verdict};
use colored::{ColoredString, Colorize};
use std::io::{self, Write};
use unicode_width::UnicodeWidthStr;

/// No narrower terminal is written for.
const NARROWEST: usize = 24;
/// Running text is not wrapped wider than this: longer lines are hard to read.
const MEASURE: usize = 100;
/// Text behind a head has this much room on the first line, or begins on the next.
const LEAST: usize = 10;

/// How words are coloured. Whatever a colour tells, the words tell too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// As the terminal writes.
    Plain,
    /// A name or the words that count.
    Strong,
    /// What may be passed over.
    Faint,
    /// Disagreements, errors.
    Wrong,
    /// What needs a look: ambiguous, loose, missing; warnings.
    Doubtful,
    /// Matches, and what to write.
    Right,
}

impl Ink {
    /// The ink of a verdict.
    pub fn of(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Disagree => Self::Wrong,
            Verdict::Ambiguous | Verdict::Missing | Verdict::Match(Grade::Loose) => Self::Doubtful,
            Verdict::Match(_) => Self::Right,
            Verdict::Unchecked => Self::Faint,
        }
    }

    fn paint(self, text: &str) -> ColoredString {
        match self {
            Self::Plain => text.normal(),
            Self::Strong => text.bold(),
            Self::Faint => text.dimmed(),
            Self::Wrong => text.red().bold(),
            Self::Doubtful => text.yellow().bold(),
            Self::Right => text.green(),
        }
    }
}

/// A sink with a width and, perhaps, colours. Pieces that are harmless alone are so side by side too.
pub(super) struct Page<W> {
    out: Guarded<W>,
    color: bool,
    width: usize,
}

impl<W: Write> Page<W> {
    /// A page of so many columns. Whether *this* page is coloured was decided before; the crate's
    /// own guess, which looks at standard output alone, is never asked.
    pub fn new(out: W, width: usize, color: bool) -> Self {
        if color {
            colored::control::set_override(true);
        }
        Self { out: Guarded::new(out, Bracket::Shown), color, width: width.max(NARROWEST) }
    }

    /// Its columns.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The sink.
    #[cfg(test)]
    pub fn into_inner(self) -> W {
        self.out.into_inner()
    }

    fn put(&mut self, ink: Ink, text: &str) -> io::Result<()> {
        if self.color && ink != Ink::Plain && !text.is_empty() {
            write!(self.out, "{}", ink.paint(text))
        } else {
            self.out.write_all(text.as_bytes())
        }
    }

    fn spaces(&mut self, columns: usize) -> io::Result<()> {
        write!(self.out, "{:columns$}", "")
    }

    /// An empty line.
    pub fn blank(&mut self) -> io::Result<()> {
        self.out.write_all(b"\n")
    }

    /// One line, after so many spaces, as it is.
    pub fn line(&mut self, indent: usize, parts: &[(Ink, &Clean)]) -> io::Result<()> {
        self.spaces(indent)?;
        for (ink, text) in parts {
            self.put(*ink, text.as_str())?;
        }
        self.blank()
    }

    /// Running text behind the given head, wrapped; further lines stand `hang` columns in.
    pub fn text(&mut self, head: &[(Ink, &Clean)], ink: Ink, text: &Clean, hang: usize) -> io::Result<()> {
        let width = self.width.min(MEASURE.max(hang + NARROWEST));
        let mut used: usize = head.iter().map(|(_, part)| part.width()).sum();
        // A head that leaves no room stands on a line of its own.
        let alone = used > 0 && used + LEAST > width;
        for (index, (ink, part)) in head.iter().enumerate() {
            let last = alone && index + 1 == head.len();
            self.put(*ink, if last { part.as_str().trim_end() } else { part.as_str() })?;
        }
        if alone {
            self.blank()?;
            used = hang.min(width / 2);
            self.spaces(used)?;
        }
        // Most of it fits on its line; of letters that are a column each that is seen without wrapping it.
        let whole = text.as_str();
        if used + whole.len() <= width && whole.is_ascii() && !whole.contains('\n') {
            self.put(ink, whole.trim_start_matches(' ').trim_end())?;
            return self.blank();
        }
        let first = " ".repeat(used);
        let next = " ".repeat(hang.min(width / 2));
        let options = textwrap::Options::new(width)
            .initial_indent(&first)
            .subsequent_indent(&next)
            .word_separator(textwrap::WordSeparator::AsciiSpace)
            .word_splitter(textwrap::WordSplitter::NoHyphenation);
        for (index, line) in textwrap::wrap(text.as_str(), options).iter().enumerate() {
            if index > 0 {
                self.blank()?;
            }
            // What textwrap put in front is blank, and on the first line the head stands there.
            let mut words = line.trim_start_matches(' ');
            if index > 0 {
                self.spaces(line.len() - words.len())?;
                // A long word is broken wherever it has to be, and may go on with what a runner obeys.
                if words.trim_start().starts_with("::") {
                    self.put(ink, "\\u{3a}")?;
                    words = words.trim_start().get(1..).unwrap_or_default();
                }
            }
            self.put(ink, words.trim_end())?;
        }
        self.blank()
    }

    /// Items side by side, each kept whole, broken where the width ends; they bring their own commas.
    pub fn items(&mut self, items: &[(Ink, Clean)]) -> io::Result<()> {
        let mut used = 0;
        for (ink, item) in items {
            let columns = item.as_str().width();
            if used > 0 && used + 1 + columns > self.width {
                self.blank()?;
                used = 0;
            } else if used > 0 {
                self.spaces(1)?;
                used += 1;
            }
            self.put(*ink, item.as_str())?;
            used += columns;
        }
        self.blank()
    }

    /// Sends what was written on its way.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
