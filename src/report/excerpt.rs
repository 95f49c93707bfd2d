//! The line of a draft or facts file with a stretch of it marked: carets under it, and colour where
//! there is one. A line that is longer than the page is cut to a window around the mark.

use super::clean::Clean;
use super::page::{Ink, Page};
use std::io::{self, Write};
use std::ops::Range;

/// Of a claim over more lines than this, the first and the last are shown.
const LINES: usize = 3;

/// A stretch of a line, and what of the line is shown on either side.
#[derive(Debug, PartialEq, Eq)]
struct Window {
    before: Clean,
    marked: Clean,
    after: Clean,
}

/// What fits into so many columns of the line, with `mark` (bytes, on character bounds) in it.
fn window(line: &str, mark: Range<usize>, columns: usize) -> Window {
    let (head, rest) = line.split_at_checked(mark.start).unwrap_or((line, ""));
    let (stretch, tail) = rest.split_at_checked(mark.end.saturating_sub(mark.start)).unwrap_or((rest, ""));
    // Only what could be shown is cleaned and measured: a line may be as long as the file.
    let from = head.char_indices().rev().take(columns + 1).last().map_or(head.len(), |(at, _)| at);
    let to = tail.char_indices().nth(columns + 1).map_or(tail.len(), |(at, _)| at);
    let before = Clean::line(&head[from..]);
    let after = Clean::line(tail[..to].trim_end());
    let upto = stretch.char_indices().nth(columns + 1).map_or(stretch.len(), |(at, _)| at);
    let marked = Clean::line(&stretch[..upto]);
    if before.width() + marked.width() + after.width() <= columns {
        return Window { before, marked, after };
    }
    let least = |side: &Clean| if side.is_empty() { 0 } else { 3 };
    let marked = marked.head(columns.saturating_sub(least(&before) + least(&after)));
    let room = columns.saturating_sub(marked.width());
    // More of what leads to the claim than of what follows it, unless one side leaves room.
    let left = (room * 3 / 5).max(room.saturating_sub(after.width())).max(least(&before));
    let before = before.tail(left.min(room));
    let after = after.head(room.saturating_sub(before.width()));
    Window { before, marked, after }
}

/// One marked line: its number, the line, the carets, with a note behind them.
pub(super) struct Marked<'a> {
    /// The number of the line.
    pub number: usize,
    /// The line.
    pub line: &'a str,
    /// What of it is marked, in bytes.
    pub mark: Range<usize>,
}

/// Writes marked lines one below the other. `digits` is how wide the line numbers are.
pub(super) fn write<W: Write>(page: &mut Page<W>, lines: &[Marked<'_>], digits: usize, ink: Ink) -> io::Result<()> {
    let gutter = digits + 5;
    let columns = page.width().saturating_sub(gutter).max(12);
    let bar = Clean::line(" | ");
    for (index, marked) in lines.iter().enumerate() {
        if lines.len() > LINES && index > 0 && index + 1 < lines.len() {
            if index == 1 {
                page.line(2, &[(Ink::Faint, &Clean::line(&format!("{:>digits$} …", "")))])?;
            }
            continue;
        }
        let shown = window(marked.line, marked.mark.clone(), columns);
        let number = Clean::line(&format!("{:>digits$}", marked.number));
        page.line(
            2,
            &[
                (Ink::Faint, &number),
                (Ink::Faint, &bar),
                (Ink::Plain, &shown.before),
                (ink, &shown.marked),
                (Ink::Plain, &shown.after),
            ],
        )?;
        let blank = Clean::line(&format!("{:>digits$}", ""));
        let skip = Clean::line(&" ".repeat(shown.before.width()));
        let carets = Clean::line(&"^".repeat(shown.marked.width().max(1)));
        page.line(2, &[(Ink::Plain, &blank), (Ink::Faint, &bar), (Ink::Plain, &skip), (ink, &carets)])?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shown(line: &str, words: &str, columns: usize) -> (String, String, String) {
        let at = line.find(words).expect("the words are in the line");
        let w = window(line, at..at + words.len(), columns);
        (w.before.to_string(), w.marked.to_string(), w.after.to_string())
    }

    const LINE: &str = "The council of Tarn said that the flood of last spring left 1,200 people homeless, most of them in the old town below the weir.";

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        assert_eq!(
            shown("It left 1,200 people homeless.", "1,200 people", 40),
            ("It left ".into(), "1,200 people".into(), " homeless.".into())
        );
    }

    #[test]
    fn a_long_line_is_cut_on_both_sides_of_the_claim() {
        let (before, marked, after) = shown(LINE, "1,200 people", 50);
        assert_eq!(before, "… of last spring left ");
        assert_eq!(marked, "1,200 people");
        assert_eq!(after, " homeless, most…");
    }

    #[test]
    fn a_claim_at_the_edge_leaves_its_room_to_the_other_side() {
        let (before, _, after) = shown(LINE, "The council", 50);
        assert_eq!(before, "");
        assert_eq!(after, " of Tarn said that the flood of last s…");
        let (before, _, after) = shown(LINE, "weir.", 50);
        assert_eq!(before, "… most of them in the old town below the ");
        assert_eq!(after, "");
    }

    #[test]
    fn a_claim_wider_than_the_page_shows_its_beginning() {
        let (_, marked, _) = shown(LINE, &LINE[4..], 30);
        assert_eq!(marked, "council of Tarn said that…");
    }

    proptest! {
        #[test]
        fn a_window_always_fits(a in ".{0,80}", b in ".{1,80}", c in ".{0,80}", columns in 12usize..100) {
            let line = format!("{a}{b}{c}");
            let w = window(&line, a.len()..a.len() + b.len(), columns);
            let width = w.before.width() + w.marked.width() + w.after.width();
            prop_assert!(width <= columns, "{width} of {columns}: {w:?}");
        }
    }
}
