//! The article as it is read: headline, headings, paragraphs, lists, quotes, tables and footnotes of a draft, with
//! every claim marked, and the notes behind the block that they are about.

use super::look::Look;
use super::markup::Markup;
use super::notes::{Note, Writer};
use super::spans::{Step, nested};
use crate::document::{Block, BlockKind, Document, ProseSpan};
use crate::report::clean::Clean;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// No cell may be wider.
const WIDEST: u32 = 1_000;

/// A stretch of a block that is marked.
struct Mark<'n> {
    note: &'n Note<'n>,
    /// Of another place that the note is about, which one, from 1.
    other: Option<usize>,
    stretch: Range<usize>,
}

/// A draft's text being written.
pub(super) struct Article<'a> {
    writer: &'a Writer<'a>,
    document: &'a Document,
    notes: &'a [Note<'a>],
    /// The marks of each block.
    marks: Vec<Vec<Mark<'a>>>,
    /// The level of the last heading.
    level: u8,
    tables: usize,
}

impl<'a> Article<'a> {
    /// The text of the writer's draft, with these notes.
    pub fn new(writer: &'a Writer<'a>, notes: &'a [Note<'a>]) -> Self {
        let document = writer.draft.document;
        let mut marks: Vec<Vec<Mark<'a>>> = document.blocks().iter().map(|_| Vec::new()).collect();
        let mut mark = |note: &'a Note<'a>, other: Option<usize>, place: ProseSpan| {
            if let Some(here) = marks.get_mut(place.block as usize) {
                here.push(Mark { note, other, stretch: place.start as usize..place.end as usize });
            }
        };
        for note in notes {
            if let Some(place) = note.place {
                mark(note, None, place);
            }
        }
        // What is another place of one claim may be a claim of its own, and lies inside its mark then.
        for note in notes {
            for (other, place) in (1..).zip(&note.related) {
                if let Some(place) = place {
                    mark(note, Some(other), *place);
                }
            }
        }
        Self { writer, document, notes, marks, level: 2, tables: 0 }
    }

    /// Writes it all.
    pub fn write(mut self, out: &mut Markup) {
        let blocks = self.document.blocks();
        let headed = blocks.first().is_some_and(|b| b.kind == BlockKind::Headline);
        if !headed {
            self.name(out);
            self.absent(out);
        }
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            let from = at;
            at = self.upto(at);
            out.tag("<div class=\"row\">\n");
            match block.kind {
                BlockKind::Headline if from == 0 => {
                    out.tag("<h2>");
                    self.prose(out, from);
                    out.tag("</h2>\n");
                }
                BlockKind::Headline => self.heading(out, from, 3),
                BlockKind::Heading(level) => self.heading(out, from, level.saturating_add(1)),
                BlockKind::Paragraph => self.paragraph(out, from),
                BlockKind::ListItem => self.list(out, from..at),
                BlockKind::Quote => {
                    out.tag("<blockquote>\n");
                    (from..at).for_each(|i| self.paragraph(out, i));
                    out.tag("</blockquote>\n");
                }
                BlockKind::Footnote => {
                    out.tag("<div class=\"footnotes\">\n");
                    (from..at).for_each(|i| self.paragraph(out, i));
                    out.tag("</div>\n");
                }
                BlockKind::Cell { .. } => self.table(out, from..at),
            }
            let here = |n: &&Note<'_>| n.place.is_some_and(|p| (from..at).contains(&(p.block as usize)));
            // Notes are in the order of blocks.
            let first = self.notes.partition_point(|n| n.place.is_none_or(|p| (p.block as usize) < from));
            let notes = self.notes.get(first..).unwrap_or(&[]);
            self.writer.list(out, notes.iter().take_while(here), true);
            out.tag("</div>\n");
            if headed && from == 0 {
                self.absent(out);
            }
        }
        if self.notes.is_empty() {
            out.tag("<p class=\"none\">There is no note on this draft.</p>\n");
        }
    }

    /// What has no place in the text, before the rest of it is read.
    fn absent(&self, out: &mut Markup) {
        let absent = self.notes.iter().take_while(|n| n.place.is_none());
        if absent.clone().next().is_some() {
            out.tag("<div class=\"absent\">\n<p class=\"label\">Not in the text</p>\n");
            self.writer.list(out, absent, false);
            out.tag("</div>\n");
        }
    }

    /// A draft without a headline goes by its name.
    fn name(&self, out: &mut Markup) {
        out.tag("<div class=\"row\">\n<h2 class=\"name\"><bdi>")
            .text(&name(self.document))
            .tag("</bdi></h2>\n</div>\n");
    }

    /// One past the last block that stands in one piece with this one.
    fn upto(&self, from: usize) -> usize {
        let blocks = self.document.blocks();
        let Some(first) = blocks.get(from) else { return from + 1 };
        let goes_on = |before: &Block, next: &Block| match (before.kind, next.kind) {
            (BlockKind::ListItem, BlockKind::ListItem)
            | (BlockKind::Quote, BlockKind::Quote)
            | (BlockKind::Footnote, BlockKind::Footnote) => true,
            (BlockKind::Cell { at: before, .. }, BlockKind::Cell { at: next, .. }) => before < next,
            _ => false,
        };
        let mut before = first;
        let mut at = from + 1;
        while let Some(next) = blocks.get(at).filter(|next| goes_on(before, next)) {
            before = next;
            at += 1;
        }
        at
    }

    fn paragraph(&self, out: &mut Markup, block: usize) {
        out.tag("<p dir=\"auto\">");
        self.prose(out, block);
        out.tag("</p>\n");
    }

    /// A heading below the headline; none is more than one level below the one before.
    fn heading(&mut self, out: &mut Markup, block: usize, level: u8) {
        self.level = level.clamp(3, 6).min(self.level + 1);
        let (open, close) = match self.level {
            3 => ("<h3 dir=\"auto\">", "</h3>\n"),
            4 => ("<h4 dir=\"auto\">", "</h4>\n"),
            5 => ("<h5 dir=\"auto\">", "</h5>\n"),
            _ => ("<h6 dir=\"auto\">", "</h6>\n"),
        };
        out.tag(open);
        self.prose(out, block);
        out.tag(close);
    }

    /// Items as the draft begins them: with a sign or a number, and further paragraphs of one in it.
    fn list(&self, out: &mut Markup, blocks: Range<usize>) {
        let mut numbered = None;
        for block in blocks {
            let item = item(self.document, block);
            if numbered.is_some() && item == Item::Goes {
                out.tag("\n<p dir=\"auto\">");
                self.prose(out, block);
                out.tag("</p>");
                continue;
            }
            let counted = matches!(item, Item::Number(_));
            if let Some(before) = numbered {
                out.tag("</li>\n");
                if before != counted {
                    out.tag(if before { "</ol>\n" } else { "</ul>\n" });
                }
            }
            if numbered != Some(counted) {
                out.tag(if counted { "<ol class=\"items\">\n" } else { "<ul class=\"items\">\n" });
            }
            numbered = Some(counted);
            match item {
                Item::Number(number) => out.tag("<li dir=\"auto\" value=\"").number(number).tag("\">"),
                _ => out.tag("<li dir=\"auto\">"),
            };
            self.prose(out, block);
        }
        out.tag(if numbered == Some(true) { "</li>\n</ol>\n" } else { "</li>\n</ul>\n" });
    }

    fn table(&mut self, out: &mut Markup, blocks: Range<usize>) {
        self.tables += 1;
        let at = |block: usize| match self.document.blocks().get(block).map(|b| b.kind) {
            Some(BlockKind::Cell { at, .. }) => at,
            _ => (0, 0),
        };
        let columns = blocks.clone().map(|b| at(b).1 + 1).max().unwrap_or(1);
        // Columns of figures stand on their last digit, as in any paper.
        let mut figures: FxHashMap<u32, bool> = FxHashMap::default();
        for block in blocks.clone().filter(|b| at(*b).0 > 0) {
            let text = self.document.blocks().get(block).map_or("", |b| b.text.trim());
            let figure = text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic);
            *figures.entry(at(block).1).or_insert(true) &= figure || text.is_empty();
        }
        out.tag("<section class=\"table\" tabindex=\"0\" aria-label=\"Table ").number(self.tables);
        out.tag(" of ").text(&name(self.document)).tag("\">\n<table>\n");
        let gap = |out: &mut Markup, mut cells: u32| {
            while cells > 0 {
                let here = cells.min(WIDEST);
                out.tag("<td colspan=\"").number(here as usize).tag("\"></td>");
                cells -= here;
            }
        };
        let mut row = None;
        let mut column = 0;
        for block in blocks {
            let (here, place) = at(block);
            if row != Some(here) {
                if let Some(row) = row {
                    gap(out, columns.saturating_sub(column));
                    out.tag(if row == 0 { "</tr>\n</thead>\n<tbody>\n" } else { "</tr>\n" });
                } else {
                    out.tag(if here == 0 { "<thead>\n" } else { "<tbody>\n" });
                }
                out.tag("<tr>");
                row = Some(here);
                column = 0;
            }
            gap(out, place.saturating_sub(column));
            out.tag(match (here, figures.get(&place) == Some(&true)) {
                (0, true) => "<th scope=\"col\" dir=\"auto\" class=\"figure\">",
                (0, false) => "<th scope=\"col\" dir=\"auto\">",
                (_, true) => "<td dir=\"auto\" class=\"figure\">",
                (_, false) => "<td dir=\"auto\">",
            });
            self.prose(out, block);
            out.tag(if here == 0 { "</th>" } else { "</td>" });
            column = place + 1;
        }
        gap(out, columns.saturating_sub(column));
        out.tag(if row == Some(0) { "</tr>\n</thead>\n" } else { "</tr>\n</tbody>\n" });
        out.tag("</table>\n</section>\n");
    }

    /// The prose of a block with its marks.
    fn prose(&self, out: &mut Markup, block: usize) {
        let text = self.document.blocks().get(block).map_or("", |b| b.text.as_str());
        let marks = self.marks.get(block).map_or(&[] as &[_], Vec::as_slice);
        let stretches: Vec<_> = marks.iter().map(|m| m.stretch.clone()).collect();
        for step in nested(text.len(), &stretches) {
            match step {
                Step::Text(range) => {
                    out.line(text.get(range).unwrap_or(""));
                }
                Step::Open(index, first) => {
                    if let Some(mark) = marks.get(index) {
                        self.open(out, mark, first);
                    }
                }
                Step::Close(index, last) => {
                    if let Some(mark) = marks.get(index) {
                        self.close(out, mark, last);
                    }
                }
            }
        }
    }

    fn open(&self, out: &mut Markup, mark: &Mark<'_>, first: bool) {
        if mark.other.is_some() {
            out.tag("<span class=\"rel v-");
        } else {
            out.tag("<mark class=\"v-");
        }
        out.tag(mark.note.look.name()).tag("\" data-n=\"");
        self.writer.id(out, "n", mark.note.number);
        if first {
            out.tag("\" id=\"");
            self.writer.id(out, "c", mark.note.number);
            if let Some(other) = mark.other {
                out.tag("r").number(other);
            }
        }
        out.tag("\">");
    }

    /// Ends a piece; behind the last one stand the sign and the number of its note, which lead to it.
    fn close(&self, out: &mut Markup, mark: &Mark<'_>, last: bool) {
        if last {
            out.tag("<a class=\"ref\" href=\"#");
            self.writer.id(out, "n", mark.note.number);
            out.tag("\"><span class=\"sign\" aria-hidden=\"true\">");
            out.tag(if mark.other.is_some() { "→" } else { mark.note.look.sign() });
            out.tag("</span><span class=\"vh\"> note </span><span class=\"no\">").number(mark.note.number);
            out.tag("</span><span class=\"vh\">, ");
            out.tag(match mark.note.look {
                _ if mark.other.is_some() => "held against this",
                Look::Disagree => "disagrees",
                Look::Ambiguous => "ambiguous",
                Look::Missing => "missing",
                Look::Loose => "matches loosely",
                Look::Match => "matches",
                Look::Unchecked => "unchecked",
                Look::Claim => "claim",
                Look::Skipped => "no claim",
            });
            out.tag("</span></a>");
        }
        out.tag(if mark.other.is_some() { "</span>" } else { "</mark>" });
    }
}

/// The name of a draft, for people.
pub(super) fn name(document: &Document) -> Clean {
    Clean::flow(match document.name() {
        "-" => "standard input",
        name => name,
    })
}

/// How an item of a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Bullet,
    Number(usize),
    /// It is a further paragraph of the item before.
    Goes,
}

/// What stands before the block on its line of the file.
fn item(document: &Document, block: usize) -> Item {
    let start = document.source_span(ProseSpan { block: block as u32, start: 0, end: 0 }).start as usize;
    let before = document.source().get(..start).unwrap_or("");
    let line = before.rsplit('\n').next().unwrap_or("").trim_start_matches(|c: char| c.is_whitespace() || c == '>');
    let mut chars = line.chars();
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let (number, mark) = line.split_at(digits);
        return match number.parse() {
            Ok(number) if mark.starts_with(['.', ')']) => Item::Number(number),
            _ => Item::Bullet,
        };
    }
    match (chars.next(), chars.next()) {
        (Some('-' | '*' | '+' | '•' | '·' | '–' | '—'), Some(next)) if next.is_whitespace() => Item::Bullet,
        _ => Item::Goes,
    }
}
