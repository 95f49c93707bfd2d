//! Letters and their accents as one character each (NFC), however the file writes them. Files from some systems
//! hold them apart, and nobody sees it.

use super::{Block, SourceMap};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The block with its prose composed, and with the map to what the file holds.
pub(super) fn composed(block: Block) -> Block {
    if block.text.is_ascii() || is_nfc_quick(block.text.chars()) == IsNormalized::Yes {
        return block;
    }
    let (mut text, mut map) = (String::with_capacity(block.text.len()), SourceMap::default());
    let mut put = |part: &str, from: usize, to: usize, copied: bool| {
        let (start, end) = (block.map.start(from as u32), block.map.end(to as u32));
        let (at, len, source_len) = (text.len() as u32, part.len() as u32, end.saturating_sub(start));
        if copied {
            map.push(at, len, start, source_len);
        } else {
            map.stand_in(at, len, start, source_len);
        }
        text.push_str(part);
    };
    let mut rest = block.text.char_indices().peekable();
    while let Some((from, first)) = rest.next() {
        let mut to = from + first.len_utf8();
        // What may melt into the character before it.
        while let Some((at, c)) = rest.next_if(|(_, c)| is_nfc_quick(std::iter::once(*c)) == IsNormalized::Maybe) {
            to = at + c.len_utf8();
        }
        let Some(written) = block.text.get(from..to) else { continue };
        let whole: String = written.nfc().collect();
        if whole == written {
            // Each in its own place: a part of them may be a claim's first or last.
            let ends = written.char_indices().map(|(at, c)| (from + at, from + at + c.len_utf8()));
            ends.for_each(|(from, to)| put(block.text.get(from..to).unwrap_or(""), from, to, true));
        } else {
            put(&whole, from, to, false);
        }
    }
    Block { text, map, ..block }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, ProseSpan};

    /// Every word of the prose with the words of the file that it comes from.
    fn words(source: &str) -> Vec<(String, String)> {
        let document = Document::text("-", source.to_owned());
        let block = &document.blocks()[0];
        let mut at = 0;
        let mut out = Vec::new();
        for word in block.text.split(' ') {
            let end = at + word.len();
            let span = document.source_span(ProseSpan { block: 0, start: at as u32, end: end as u32 });
            out.push((word.to_owned(), source[span.start as usize..span.end as usize].to_owned()));
            at = end + 1;
        }
        out
    }

    #[test]
    fn accents_join_their_letters_and_places_stay_those_of_the_file() {
        let both = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(
            words("43 cafe\u{301}s in A\u{30a}lo\r\nO\u{302}\u{323} 7"),
            [
                both("43", "43"),
                both("caf\u{e9}s", "cafe\u{301}s"),
                both("in", "in"),
                both("\u{c5}lo", "A\u{30a}lo"),
                both("\u{1ed8}", "O\u{302}\u{323}"),
                both("7", "7")
            ]
        );
        // Syllables of signs that are no accents, a sign that stands for another, and an accent without a letter.
        assert_eq!(
            words("\u{1112}\u{1161}\u{11ab} 5 \u{212b} \u{301}x"),
            [
                both("\u{d55c}", "\u{1112}\u{1161}\u{11ab}"),
                both("5", "5"),
                both("\u{c5}", "\u{212b}"),
                both("\u{301}x", "\u{301}x")
            ]
        );
        // As long as before, and in another order.
        assert_eq!(words("o\u{309}\u{323}s 7").first(), Some(&both("\u{1ecd}\u{309}s", "o\u{309}\u{323}s")));
    }
}
