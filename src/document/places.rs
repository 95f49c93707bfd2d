//! The way back: from a stretch of the file to the prose that it became.

use super::{Document, ProseSpan, SourceSpan};

/// Where blocks stand in the file, for looking up many places of one document.
#[derive(Debug)]
pub struct Places<'a> {
    document: &'a Document,
    /// First byte, one past the last, and block, by first byte.
    blocks: Vec<(u32, u32, u32)>,
    /// The furthest that any block up to this one reaches: a picture's words stand inside those of its sentence.
    reach: Vec<u32>,
}

impl<'a> Places<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let numbered = document.blocks.iter().zip(0_u32..);
        let mut blocks: Vec<_> =
            numbered.filter_map(|(block, at)| block.map.extent().map(|(from, to)| (from, to, at))).collect();
        blocks.sort_unstable();
        let reach = blocks.iter().scan(0, |furthest, (_, to, _)| {
            *furthest = (*to).max(*furthest);
            Some(*furthest)
        });
        let reach = reach.collect();
        Self { document, blocks, reach }
    }

    /// The prose of one block that stands at this stretch of the file; none where there is none. Of several blocks
    /// the one whose prose is that stretch exactly, else the innermost that shares some of it.
    #[must_use]
    pub fn prose(&self, span: SourceSpan) -> Option<ProseSpan> {
        let upto = self.blocks.partition_point(|(from, ..)| *from < span.end);
        let mut shared = None;
        for (&(_, to, block), &reach) in self.blocks.iter().zip(&self.reach).take(upto).rev() {
            if reach <= span.start {
                break;
            }
            if to <= span.start {
                continue;
            }
            let map = self.document.blocks.get(block as usize).map(|b| &b.map)?;
            let Some((start, end)) = map.prose(span.start, span.end) else { continue };
            let prose = ProseSpan { block, start, end };
            if self.document.source_span(prose) == span {
                return Some(prose);
            }
            shared.get_or_insert(prose);
        }
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The prose that became of the only place of `words` in a Markdown text.
    fn prose_of(source: &str, words: &str) -> Option<String> {
        let document = Document::markdown("a.md", source.to_owned()).ok()?;
        let start = source.find(words)? as u32;
        let span = document.places().prose(SourceSpan { start, end: start + words.len() as u32 })?;
        let block = document.blocks().get(span.block as usize)?;
        block.text.get(span.start as usize..span.end as usize).map(str::to_owned)
    }

    #[test]
    fn a_stretch_of_the_file_leads_to_its_prose_through_markup() {
        for (source, words, prose) in [
            ("Over 6,**116** people", "6,**116", "6,116"),
            ("6&#44;100&nbsp;people died", "6&#44;100&nbsp;people", "6,100\u{a0}people"),
            ("> more than\n> 40 boats", "than\n> 40 boats", "than 40 boats"),
            ("see [40 boats](https://a.example/60) sank", "40 boats](https://a.example/60) sank", "40 boats sank"),
            ("43 cafe\u{301}s", "43 cafe\u{301}s", "43 caf\u{e9}s"),
            ("A ![map of 3 towns](m1.png) shows 5.", "3 towns", "3 towns"),
            ("A ![map of 3 towns](m1.png) shows 5.", "shows 5", "shows 5"),
            ("---\ntitle: 40 boats sink\n---\nText.", "40 boats", "40 boats"),
        ] {
            assert_eq!(prose_of(source, words).as_deref(), Some(prose), "{source:?}");
        }
    }

    #[test]
    fn what_holds_no_prose_leads_nowhere() {
        assert_eq!(prose_of("One.\n\n```\n40 boats\n```\n\nTwo.", "40 boats"), None);
        assert_eq!(prose_of("One <!-- 40 boats --> two.", "40 boats"), None);
        let document = Document::text("a.txt", String::new());
        assert_eq!(document.places().prose(SourceSpan { start: 0, end: 0 }), None);
    }
}
