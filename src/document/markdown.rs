//! Markdown: prose by block, with every byte mapped to the file. Code, link targets, raw HTML,
//! comments and struck-out text are no prose; words on both sides of markup join.

use super::comments::{self, Found};
use super::{
    Block, BlockKind, Comment, DocumentError, FrontMatter, Pointer, ProseSpan, SourceMap, SourceSpan, Target, front,
    quotations,
};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// How often a text is read anew for comments that would hide words of it; those that such a one hides come to light
/// only then.
const READINGS: usize = 5;

/// What a Markdown text holds.
pub(super) struct Read {
    pub(super) front: FrontMatter,
    pub(super) blocks: Vec<Block>,
    pub(super) pointers: Vec<Pointer>,
    pub(super) comments: Vec<Comment>,
    pub(super) quotations: Vec<SourceSpan>,
}

/// Reads a Markdown text.
pub(super) fn read(source: &str) -> Result<Read, DocumentError> {
    let matter = front::read(source)?;
    let mut masked: Option<String> = None;
    let mut cuts: Vec<Found> = Vec::new();
    let mut reader = parsed(source, source, &matter, Vec::new());
    for _ in 1..READINGS {
        if reader.hiding.is_empty() {
            break;
        }
        cuts.append(&mut reader.hiding);
        cuts.sort_by_key(|c| c.span.start);
        let now = comments::without(masked.as_deref().unwrap_or(source), &cuts, &reader.html);
        let Some(now) = now else { break };
        reader = parsed(source, &now, &matter, cuts.clone());
        masked = Some(now);
    }
    let pointers = reader.pointers();
    let comments = reader.comments();
    let mut quotations = reader.quotations(source);
    quotations.sort_unstable();
    Ok(Read { front: matter.front, blocks: reader.blocks, pointers, comments, quotations })
}

/// The text in its blocks; `shown` is the text with something else in the place of the comments `cuts`.
fn parsed<'s>(source: &'s str, shown: &str, matter: &front::Matter, cuts: Vec<Found>) -> Reader<'s> {
    let body = shown.get(matter.body..).unwrap_or("");
    let mut reader = Reader { source, base: matter.body, cuts, ..Reader::default() };
    if let Some((text, map)) = matter.headline.clone() {
        reader.blocks.push(Block { kind: BlockKind::Headline, text, map, section: None });
        reader.headline = true;
    }
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM;
    for (event, range) in Parser::new_ext(body, options).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close();
    reader
}

/// Where a stretch leads, while the text is read: a footnote may stand anywhere.
enum Leads {
    Link { url: String, title: String },
    Note(String),
}

/// A block that is being filled.
struct Open {
    kind: BlockKind,
    text: String,
    map: SourceMap,
    /// Links and marks in it: from, to, and where they lead.
    leads: Vec<(usize, usize, Leads)>,
}

impl Open {
    fn new(kind: BlockKind) -> Self {
        Self { kind, text: String::new(), map: SourceMap::default(), leads: Vec::new() }
    }
}

/// A table that is being read.
#[derive(Default)]
struct Table {
    /// Blocks of the header cells, by column; none where the cell is empty.
    header: Vec<Option<u32>>,
    in_header: bool,
    /// How many rows began.
    rows: u32,
    column: usize,
    /// Block of the row's first cell.
    first: Option<u32>,
}

#[derive(Default)]
struct Reader<'s> {
    source: &'s str,
    /// Where the body begins in the file.
    base: usize,
    blocks: Vec<Block>,
    open: Option<Open>,
    /// Block quotes, items and footnotes that are open, the innermost last.
    within: Vec<BlockKind>,
    /// How many things that are no prose are open.
    skipped: usize,
    table: Option<Table>,
    headline: bool,
    section: Option<u32>,
    /// Blocks that interrupt one: a picture's description inside a sentence.
    aside: Vec<Option<Open>>,
    /// The links that are open: where the text stood, address, title.
    links: Vec<(usize, String, String)>,
    /// What leads somewhere: block, from, to, where.
    leads: Vec<(u32, usize, usize, Leads)>,
    /// Footnotes: label, and their blocks.
    notes: Vec<(String, Range<u32>)>,
    comments: Vec<Comment>,
    /// The blocks of each table.
    tables: Vec<Range<u32>>,
    /// Comments that are not in what is read, by where they stand.
    cuts: Vec<Found>,
    /// Comments that hide words which nobody meant to hide.
    hiding: Vec<Found>,
    /// The stretches of the file that are HTML.
    html: Vec<Range<usize>>,
    /// Block quotes, and what HTML says is a quotation.
    quotes: quotations::Tags,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.start(&tag);
                let stretch = self.base + range.start..self.base + range.end;
                match tag {
                    Tag::HtmlBlock => self.comment(range, true),
                    Tag::BlockQuote(_) => self.quotes.stretch(stretch),
                    _ => {}
                }
            }
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak | Event::Code(_) => self.gap(range),
            Event::Html(_) => self.tags(range),
            Event::InlineHtml(html) => {
                self.tags(range.clone());
                let tag = html.trim_start_matches(['<', '/']);
                if tag.get(..2).is_some_and(|t| t.eq_ignore_ascii_case("br")) {
                    self.gap(range);
                } else {
                    self.comment(range, false);
                }
            }
            Event::Rule => self.close(),
            Event::FootnoteReference(label) => {
                if let Some(open) = self.open.as_mut().filter(|_| self.skipped == 0) {
                    let at = open.text.len();
                    open.leads.push((at, at, Leads::Note(label.to_string())));
                }
            }
            Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.close(),
            Tag::Heading { level, .. } => {
                self.close();
                // A first heading below the text is a section's.
                let first = !self.headline && (self.blocks.is_empty() || *level as u8 == 1);
                self.headline |= first;
                self.begin(if first { BlockKind::Headline } else { BlockKind::Heading(*level as u8) });
            }
            Tag::BlockQuote(_) => self.enter(BlockKind::Quote),
            Tag::Item => self.enter(BlockKind::ListItem),
            Tag::FootnoteDefinition(label) => {
                self.enter(BlockKind::Footnote);
                let first = self.blocks.len() as u32;
                self.notes.push((label.to_string(), first..first));
            }
            Tag::Link { dest_url, title, .. } => {
                let at = self.open.as_ref().map_or(0, |o| o.text.len());
                self.links.push((at, dest_url.to_string(), title.to_string()));
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::MetadataBlock(_) => {
                self.close();
                self.skipped += 1;
            }
            Tag::Strikethrough => self.skipped += 1,
            Tag::Table(_) => {
                self.close();
                let first = self.blocks.len() as u32;
                self.tables.push(first..first);
                self.table = Some(Table::default());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(table) = &mut self.table {
                    table.in_header = matches!(tag, Tag::TableHead);
                    table.rows += 1;
                    table.column = 0;
                    table.first = None;
                }
            }
            Tag::TableCell => {
                if let Some(table) = &self.table {
                    let (row, column) = if table.in_header {
                        (None, None)
                    } else {
                        (table.first, table.header.get(table.column).copied().flatten())
                    };
                    let at = (table.rows.saturating_sub(1), table.column as u32);
                    self.begin(BlockKind::Cell { row, column, at });
                }
            }
            Tag::Image { .. } => {
                let interrupted = self.open.take();
                self.aside.push(interrupted);
                self.begin(BlockKind::Paragraph);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::BlockQuote(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.close();
                self.within.pop();
                if matches!(tag, TagEnd::FootnoteDefinition)
                    && let Some((_, blocks)) = self.notes.last_mut()
                {
                    blocks.end = self.blocks.len() as u32;
                }
            }
            TagEnd::Link => {
                if let (Some((from, url, title)), Some(open)) = (self.links.pop(), self.open.as_mut()) {
                    let to = open.text.len();
                    open.leads.push((from.min(to), to, Leads::Link { url, title }));
                }
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) | TagEnd::Strikethrough => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            TagEnd::Table => {
                self.table = None;
                if let Some(blocks) = self.tables.last_mut() {
                    blocks.end = self.blocks.len() as u32;
                }
            }
            TagEnd::TableCell => {
                let index = self.blocks.len();
                self.close();
                let block = (self.blocks.len() > index).then_some(index as u32);
                if let Some(table) = &mut self.table {
                    if table.in_header {
                        table.header.push(block);
                    } else if table.column == 0 {
                        table.first = block;
                    }
                    table.column += 1;
                }
            }
            TagEnd::Image => {
                if let Some(open) = self.aside.pop() {
                    self.close();
                    self.open = open;
                }
            }
            _ => {}
        }
    }

    fn enter(&mut self, kind: BlockKind) {
        self.close();
        self.within.push(kind);
    }

    fn begin(&mut self, kind: BlockKind) {
        self.open = Some(Open::new(kind));
    }

    /// Ends the open block; an empty one is none.
    fn close(&mut self) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        open.text.truncate(open.text.trim_end().len());
        if open.text.is_empty() {
            return;
        }
        let index = self.blocks.len() as u32;
        let section = self.section;
        if matches!(open.kind, BlockKind::Heading(_)) {
            self.section = Some(index);
        }
        let end = open.text.len();
        self.leads.extend(open.leads.into_iter().map(|(from, to, leads)| (index, from.min(end), to.min(end), leads)));
        self.blocks.push(Block { kind: open.kind, text: open.text, map: open.map, section });
    }

    /// The links and marks, now that all footnotes are known.
    fn pointers(&mut self) -> Vec<Pointer> {
        let leads = std::mem::take(&mut self.leads);
        let notes: HashMap<&str, &Range<u32>> = self.notes.iter().map(|(l, blocks)| (l.as_str(), blocks)).collect();
        leads
            .into_iter()
            .filter_map(|(block, from, to, leads)| {
                let span = ProseSpan { block, start: from as u32, end: to as u32 };
                let to = match leads {
                    Leads::Link { url, title } => Target::Link { url, title },
                    Leads::Note(label) => Target::Note((*notes.get(label.as_str())?).clone()),
                };
                Some(Pointer { span, to })
            })
            .collect()
    }

    /// Takes note of a stretch of HTML, and of what it says is a quotation.
    fn tags(&mut self, range: Range<usize>) {
        let stretch = self.base + range.start..self.base + range.end;
        self.quotes.read(self.source, stretch.clone());
        self.html.push(stretch);
    }

    /// The comments of a stretch of HTML, before the block that comes next or is open. One that begins a block takes the
    /// words behind it on its line along, and one that is open all that follows.
    fn comment(&mut self, range: Range<usize>, block: bool) {
        let stretch = self.base + range.start..self.base + range.end;
        let next = self.blocks.len() as u32;
        // What stands for a comment ends where that does.
        let cut = self.cuts.partition_point(|c| c.span.end < stretch.end);
        let of_cut = self.cuts.get(cut).filter(|c| c.span.end == stretch.end && c.span.start <= stretch.start);
        let found = of_cut.map_or_else(|| comments::find(self.source, stretch.clone()), |cut| vec![cut.clone()]);
        for (index, found) in found.into_iter().enumerate() {
            let begins = index == 0 && block;
            let begins =
                begins && self.source.get(stretch.start..found.span.start).is_some_and(|s| s.trim().is_empty());
            let new = self.cuts.binary_search_by_key(&found.span.start, |c| c.span.start).is_err();
            if new && (found.open || begins && found.hides(self.source)) {
                self.hiding.push(found.clone());
            }
            self.comments.push(self.read(&found, next));
        }
    }

    /// A comment that stands before a block.
    fn read(&self, found: &Found, next: u32) -> Comment {
        let text = self.source.get(found.inner.clone()).unwrap_or("").trim();
        // Its lines may stand in a block quote.
        let lines: Vec<&str> = text.lines().map(|line| line.trim_start_matches([' ', '\t', '>'])).collect();
        let text = if lines.len() > 1 { lines.join("\n") } else { text.to_owned() };
        Comment { span: found.source(), text, open: found.open, next: next..next + 1 }
    }

    /// The comments, now that all blocks are known.
    fn comments(&mut self) -> Vec<Comment> {
        let mut comments = std::mem::take(&mut self.comments);
        // One that left nothing in what was read stands before the first block that ends behind it.
        let seen: HashSet<u32> = comments.iter().map(|c| c.span.start).collect();
        for cut in self.cuts.iter().filter(|c| !seen.contains(&(c.span.start as u32))) {
            let ends_behind = |b: &Block| b.map.extent().is_some_and(|(_, end)| end as usize > cut.span.end);
            let next = self.blocks.iter().position(ends_behind).unwrap_or(self.blocks.len());
            comments.push(self.read(cut, next as u32));
        }
        comments.sort_by_key(|c| c.span.start);
        let count = self.blocks.len() as u32;
        for comment in &mut comments {
            let first = comment.next.start;
            // One inside a table stands before a cell.
            let table = self.tables.iter().find(|table| table.start == first && !table.is_empty());
            comment.next.end = table.map_or(first + 1, |table| table.end).min(count);
        }
        comments
    }

    /// The stretches that the markup says are quotations.
    fn quotations(&mut self, source: &str) -> Vec<SourceSpan> {
        std::mem::take(&mut self.quotes).all(source)
    }

    /// The block to write to: a tight list's text has no paragraph of its own.
    fn block(&mut self) -> &mut Open {
        let kind = self.within.last().copied().unwrap_or(BlockKind::Paragraph);
        self.open.get_or_insert_with(|| Open::new(kind))
    }

    /// A line break, or a stretch that is no prose between words: one space.
    fn gap(&mut self, range: Range<usize>) {
        let base = self.base;
        if self.skipped > 0 {
            return;
        }
        if let Some(open) = self.open.as_mut().filter(|o| !o.text.is_empty()) {
            open.map.push(open.text.len() as u32, 1, (base + range.start) as u32, range.len() as u32);
            open.text.push(' ');
        }
    }

    /// A piece of text: a slice of the file, or what an entity or an escape stands for.
    fn text(&mut self, text: &str, range: Range<usize>) {
        if self.skipped > 0 {
            return;
        }
        let (mut at, end) = (self.base + range.start, self.base + range.end);
        let whole = self.source;
        let mut prose = text;
        let open = self.block();
        if open.text.is_empty() {
            let inner = prose.trim_start();
            if whole.get(at..end) == Some(prose) {
                at += prose.len() - inner.len();
            }
            prose = inner;
        }
        while !prose.is_empty() {
            let source = whole.get(at..end).unwrap_or("");
            let same: usize =
                prose.chars().zip(source.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
            let (copied, rest) = prose.split_at(same);
            if !copied.is_empty() {
                open.map.push(open.text.len() as u32, same as u32, at as u32, same as u32);
                open.text.push_str(copied);
                at += same;
            }
            prose = rest;
            let Some(next) = prose.chars().next() else {
                break;
            };
            if whole.get(at..end).and_then(|s| s.strip_prefix('\\')).is_some_and(|s| s.starts_with(next)) {
                at += 1;
                continue;
            }
            open.map.push(open.text.len() as u32, prose.len() as u32, at as u32, end.saturating_sub(at) as u32);
            open.text.push_str(prose);
            break;
        }
    }
}

#[cfg(test)]
mod tests;
