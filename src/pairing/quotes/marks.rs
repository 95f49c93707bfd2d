//! Stretches between quotation marks, over the whole of a draft.

use crate::document::{Block, BlockKind, Document};

/// What stands between an opening and a closing mark of one paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Index of the block.
    pub block: u32,
    /// Offset of the opening mark.
    pub open: u32,
    /// First byte inside the marks, white space left out.
    pub start: u32,
    /// One past the last byte inside the marks, white space left out.
    pub end: u32,
    /// One past the closing mark; the block's end where the quotation goes on in the next.
    pub close: u32,
    /// The quotation goes on in the next paragraph, which opens its marks again.
    pub goes_on: bool,
}

/// A kind of mark: what opens a quotation is closed by its like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Straight,
    Curly,
    Low,
    Angle,
    /// Two backticks, and two apostrophes.
    Ticks,
}

/// The quoted stretches of a draft, in order; those in single marks only where no double ones stand.
#[must_use]
pub(super) fn pieces(document: &Document) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    // A quotation that is open at the end of the block before.
    let mut before: Option<(Mark, Piece)> = None;
    for (index, block) in document.blocks().iter().enumerate() {
        // Most blocks have none, and end what was open.
        if !block.text.bytes().fold(false, |any, byte| any | may_begin(byte)) {
            before = None;
            continue;
        }
        let mut found = Scan { block, index: index as u32, out: Vec::new(), open: None };
        let reopened = before.is_some_and(|(mark, _)| opening(block.text.trim_start()) == Some(mark));
        // One pair of marks around two paragraphs: the first mark of the second closes.
        let over = before.map(|(mark, _)| mark).filter(|m| !reopened && found.closed(*m));
        if let Some(mark) = over {
            let first = block.text.len() - block.text.trim_start().len();
            found.open = Some((mark, first, first));
        }
        found.doubles();
        if let Some((_, piece)) = before.take()
            && (reopened || over.is_some())
            && found.begins()
        {
            out.push(piece);
        }
        before = found.open.and_then(|(mark, open, start)| {
            let mut piece = found.piece(open, start, block.text.len(), block.text.len())?;
            piece.goes_on = true;
            Some((mark, piece))
        });
        let limit = before.map_or(block.text.len(), |(_, p)| p.open as usize);
        found.singles(limit);
        out.append(&mut found.out);
    }
    out
}

/// Whether a byte may be the first of a quotation mark.
fn may_begin(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'`' | 0xc2 | 0xe2)
}

/// What may be a quotation mark, by its place: few bytes of a text are the first of one.
fn signs(text: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let places = text.bytes().enumerate().filter(|(_, byte)| may_begin(*byte));
    places.filter_map(|(at, _)| Some((at, text.get(at..)?.chars().next()?)))
}

fn opening(text: &str) -> Option<Mark> {
    let mut chars = text.chars();
    match chars.next()? {
        '"' => Some(Mark::Straight),
        '\u{201c}' => Some(Mark::Curly),
        '\u{201e}' => Some(Mark::Low),
        '\u{ab}' => Some(Mark::Angle),
        '`' if chars.next() == Some('`') => Some(Mark::Ticks),
        _ => None,
    }
}

struct Scan<'a> {
    block: &'a Block,
    index: u32,
    out: Vec<Piece>,
    /// Kind and offset of the mark that is open, and where its words begin.
    open: Option<(Mark, usize, usize)>,
}

impl Scan<'_> {
    fn before(&self, at: usize) -> Option<char> {
        self.block.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.block.text[at..].chars().next()
    }

    /// Whether a mark stands as those do that open a quotation: behind a space and before a word.
    fn opens(&self, at: usize, width: usize) -> bool {
        self.before(at).is_none_or(|b| b.is_whitespace() || is_bracket_or_dash(b))
            && self.after(at + width).is_some_and(|a| !a.is_whitespace())
    }

    /// Whether the block's first mark closes what was opened in the block before.
    fn closed(&self, mark: Mark) -> bool {
        if self.block.kind != BlockKind::Paragraph {
            return false;
        }
        let text = self.block.text.as_str();
        let Some((at, c)) = signs(text).find(|(_, c)| matches!(c, '"' | '\u{201c}' | '\u{201d}')) else {
            return false;
        };
        let behind = self.before(at).is_some_and(|b| !b.is_whitespace() && !b.is_ascii_digit());
        let ends = !self.after(at + c.len_utf8()).is_some_and(char::is_alphanumeric);
        behind && ends && matches!((mark, c), (Mark::Straight, '"') | (Mark::Curly, '\u{201d}'))
    }

    /// Whether a quotation that is open in marks of this kind is closed further on, so that marks of
    /// another kind stand inside it.
    fn around(&self, mark: Option<Mark>, from: usize) -> bool {
        let (open, close): (&[char], &[char]) = match mark {
            Some(Mark::Angle) => (&['\u{ab}'], &['\u{bb}']),
            Some(Mark::Curly) => (&['\u{201c}', '\u{201e}'], &['\u{201d}']),
            Some(Mark::Low) => (&['\u{201e}'], &['\u{201c}', '\u{201d}']),
            _ => return false,
        };
        let rest = self.block.text.get(from..).unwrap_or_default();
        rest.find(close).is_some_and(|at| rest.find(open).is_none_or(|again| at < again))
    }

    /// Whether the block's first mark opens a quotation at its very beginning.
    fn begins(&self) -> bool {
        let first = self.block.text.len() - self.block.text.trim_start().len();
        self.out.first().map(|p| p.open as usize).or(self.open.map(|(_, open, _)| open)) == Some(first)
    }

    fn piece(&self, open: usize, start: usize, end: usize, close: usize) -> Option<Piece> {
        let inner = self.block.text.get(start..end)?;
        let trimmed = inner.trim();
        if trimmed.is_empty() {
            return None;
        }
        let start = start + (inner.len() - inner.trim_start().len());
        Some(Piece {
            block: self.index,
            open: open as u32,
            start: start as u32,
            end: (start + trimmed.len()) as u32,
            close: close as u32,
            goes_on: false,
        })
    }

    fn close(&mut self, at: usize, width: usize) {
        if let Some((_, open, start)) = self.open.take()
            && let Some(piece) = self.piece(open, start, at, at + width)
        {
            self.out.push(piece);
        }
    }

    fn doubles(&mut self) {
        let text = self.block.text.as_str();
        let mark = |c: char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}' | '`' | '\'');
        for (at, c) in signs(text).filter(|(_, c)| mark(*c)) {
            let next = at + c.len_utf8();
            // A mark that stands behind a space and before a word opens, whatever was open.
            let opens = self.opens(at, c.len_utf8());
            let kind = self.open.map(|(kind, ..)| kind);
            match c {
                '\u{201c}' | '\u{201d}' | '\u{201e}' if kind == Some(Mark::Angle) && self.around(kind, next) => {}
                '\u{ab}' if matches!(kind, Some(Mark::Curly | Mark::Low)) && self.around(kind, next) => {}
                '"' if kind == Some(Mark::Straight) && !opens => self.close(at, 1),
                '"' if (kind.is_none() || kind == Some(Mark::Straight))
                    && (opens || kind.is_none() && self.before(at).is_some_and(|b| !b.is_alphanumeric())) =>
                {
                    self.open = Some((Mark::Straight, at, next));
                }
                '"' if kind == Some(Mark::Curly) && !opens => self.close(at, 1),
                '\u{201c}' if kind == Some(Mark::Low) => self.close(at, c.len_utf8()),
                '\u{201c}' => self.open = Some((Mark::Curly, at, next)),
                '\u{201d}' if matches!(kind, Some(Mark::Curly | Mark::Low | Mark::Straight)) => {
                    self.close(at, c.len_utf8());
                }
                '\u{201e}' => self.open = Some((Mark::Low, at, next)),
                '\u{ab}' => self.open = Some((Mark::Angle, at, next)),
                '\u{bb}' if kind == Some(Mark::Angle) => self.close(at, c.len_utf8()),
                '`' if text[next..].starts_with('`') => self.open = Some((Mark::Ticks, at, next + 1)),
                '\'' if kind == Some(Mark::Ticks) && text[next..].starts_with('\'') => self.close(at, 2),
                _ => {}
            }
        }
    }

    /// Quotations in single marks, up to `limit`: a mark before a word opens; one behind a word closes
    /// when it cannot be the apostrophe of a plural. Double marks may stand inside.
    fn singles(&mut self, limit: usize) {
        let text = self.block.text.as_str();
        let mut doubles = std::mem::take(&mut self.out);
        let mut holes = doubles.iter().map(|p| p.open as usize..p.close as usize).peekable();
        let mut found = Vec::new();
        let mut open: Option<(char, usize, usize)> = None;
        // A quotation in double marks was passed since the single mark opened.
        let mut nests = false;
        for (at, c) in signs(text) {
            while holes.next_if(|h| h.end <= at).is_some() {}
            if at >= limit {
                break;
            }
            if let Some(hole) = holes.peek().filter(|h| h.contains(&at)) {
                nests = open.is_some_and(|(mark, from, _)| self.leads(mark, from, hole.start));
                open = open.filter(|_| nests);
                continue;
            }
            if !matches!(c, '\u{2018}' | '\u{2019}' | '\'') {
                continue;
            }
            let next = at + c.len_utf8();
            let word_before = self.before(at).is_some_and(char::is_alphanumeric);
            let word_after = self.after(next).is_some_and(|a| a.is_alphabetic() || matches!(a, '"' | '\u{201c}'));
            match (c, open) {
                ('\u{2018}' | '\'', None) | ('\u{2018}', Some(_)) if !word_before && word_after => {
                    (open, nests) = (Some((c, at, next)), false);
                }
                ('\u{2019}', Some(('\u{2018}', from, start))) | ('\'', Some(('\'', from, start))) => {
                    let plural = self.before(at).is_some_and(|b| matches!(b, 's' | 'S'))
                        && self.after(next).is_some_and(char::is_whitespace);
                    let closes = !self.after(next).is_some_and(char::is_alphanumeric)
                        && self.before(at).is_some_and(|b| !b.is_whitespace())
                        && !plural;
                    if closes && (!nests || self.ends(at, next)) {
                        found.extend(self.piece(from, start, at, next));
                        open = None;
                    }
                }
                _ => {}
            }
        }
        doubles.retain(|d| !found.iter().any(|f| f.open < d.open && d.close < f.close));
        self.out = doubles;
        self.out.append(&mut found);
        self.out.sort_unstable_by_key(|p| p.open);
    }

    /// Whether a single mark opens a quotation, and is no apostrophe ("'Tis"), so that double marks may
    /// stand inside it: a curly one, or a straight one at the beginning or behind a colon or comma.
    fn leads(&self, mark: char, at: usize, hole: usize) -> bool {
        let before = self.block.text.get(..at).unwrap_or_default().trim_end();
        let held = self.block.text.get(at..hole).is_some_and(|t| !t.contains("\u{2019} "));
        held && (mark == '\u{2018}' || before.is_empty() || before.ends_with([',', ':', '.', '?', '!', '\u{2014}']))
    }

    /// Whether a single mark stands as those do that end a quotation: behind a mark of the sentence, or
    /// before one.
    fn ends(&self, at: usize, next: usize) -> bool {
        let mark = |c: char| matches!(c, ',' | '.' | '?' | '!' | ';' | ':' | '\u{2026}' | '\u{2014}' | '\u{2013}');
        self.before(at).is_some_and(mark) || self.after(next).is_none_or(mark)
    }
}

fn is_bracket_or_dash(c: char) -> bool {
    matches!(c, '(' | '[' | '-' | '\u{2013}' | '\u{2014}' | '/' | ':' | '\u{2018}' | '\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let document = Document::text("-", text.to_owned());
        let words = |p: &Piece| {
            let text = &document.blocks()[p.block as usize].text[p.start as usize..p.end as usize];
            format!("{text}{}", if p.goes_on { " +" } else { "" })
        };
        pieces(&document).iter().map(words).collect()
    }

    #[test]
    fn quoted_stretches_are_found_in_any_marks() {
        for (text, expected) in [
            ("\"We dug,\" he said, \"all day.\"", vec!["We dug,", "all day."]),
            ("“We dug,” he said, “all day.”", vec!["We dug,", "all day."]),
            ("``We dug,'' he said. ``All day.''", vec!["We dug,", "All day."]),
            ("«We dug», she said; „no“, he said.", vec!["We dug", "no"]),
            ("He called it ‘a hole in the ground’.", vec!["a hole in the ground"]),
            ("He said 'we dug a hole' and left.", vec!["we dug a hole"]),
            ("The town's voters' lists of '98 aren't 'lost'.", vec!["lost"]),
            ("“He said ‘dig’ and we dug.”", vec!["He said ‘dig’ and we dug."]),
            ("A 6\" pipe and a 4\" pipe.", vec![]),
            ("'He said \"dig\" and we dug,' she said.", vec!["He said \"dig\" and we dug,"]),
            ("‘He said “dig” and we dug,’ she said.", vec!["He said “dig” and we dug,"]),
            ("‘“Dig,” he said, and we dug,’ she said.", vec!["“Dig,” he said, and we dug,"]),
            ("«He said “dig” and we dug», she said.", vec!["He said “dig” and we dug"]),
            ("“He said «dig» and we dug,” she said.", vec!["He said «dig» and we dug,"]),
            ("«We dug. “All day,” he said.", vec!["All day,"]),
            ("The voters' list was \"lost\", the towns' was not.", vec!["lost"]),
            ("Give 'em a \"well\", the towns' men said.", vec!["well"]),
            ("‘Dig,’ he said. “We dug,” she said, ‘all day.’", vec!["Dig,", "We dug,", "all day."]),
            ("“We dug. \u{201c}And dug.”", vec!["And dug."]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_quotation_goes_on_where_the_next_paragraph_opens_its_marks_again() {
        assert_eq!(found("“We dug a well.\n\n“And it was deep,” he said."), ["We dug a well. +", "And it was deep,"]);
        assert_eq!(
            found("\"We dug a well.\n\n\"And it was deep,\" he said."),
            ["We dug a well. +", "And it was deep,"]
        );
        assert_eq!(found("“We dug a well.\n\nHe left. “It was deep,” he said."), ["It was deep,"]);
    }

    #[test]
    fn one_pair_of_marks_may_hold_two_paragraphs() {
        assert_eq!(found("\"We dug a well\n\nand it was deep,\" he said."), ["We dug a well +", "and it was deep,"]);
        assert_eq!(found("“We dug a well.\n\nIt was deep,” he said."), ["We dug a well. +", "It was deep,"]);
        assert_eq!(found("\"We dug a well.\n\nHe had a 6\" pipe."), [""; 0]);
        assert_eq!(found("\"We dug a well.\n\nHe said \"dig\" and left."), ["dig"]);
    }
}
