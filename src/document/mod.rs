//! Bytes in, [`Document`] out: the prose of a draft in blocks, each with a map back to the file,
//! and what its front matter says. Knows nothing of language: no word of any lexicon is read here.
//!
//! The next rooms call [`Document::read`], [`Document::text`] or [`Document::markdown`].

mod comments;
mod compose;
mod front;
mod map;
mod markdown;
mod places;
#[cfg(test)]
mod properties;
mod quotations;
mod text;

pub use front::FrontMatter;
pub use map::SourceMap;
pub use places::Places;

use std::ops::Range;
use std::sync::OnceLock;

/// The byte-order mark, which is no prose.
pub(crate) const BOM: char = '\u{feff}';

/// Where something stands in the file as the editor saved it: UTF-8 byte offsets, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// Where something stands in the prose of one block: UTF-8 byte offsets into [`Block::text`], end
/// exclusive. Not an offset into the file: see [`Document::source_span`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProseSpan {
    /// Index into [`Document::blocks`].
    pub block: u32,
    /// First byte in the block's prose.
    pub start: u32,
    /// One past the last byte in the block's prose.
    pub end: u32,
}

/// What a stretch of prose is in the draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// The headline: a front matter `title`, a first heading, a plain text's lone first line.
    Headline,
    /// A heading below the headline, with its level (1 to 6).
    Heading(u8),
    /// Running prose.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A block quote's paragraph.
    Quote,
    /// A footnote's text.
    Footnote,
    /// A table cell; the headers of its row and column are blocks, by index, when it has them.
    Cell {
        /// Block of the first cell of the row, unless this is it.
        row: Option<u32>,
        /// Block of the header cell of the column, unless this is it.
        column: Option<u32>,
        /// Which row of its table it is in (that of the headers is 0), and which column: empty cells are no blocks.
        at: (u32, u32),
    },
}

/// One stretch of contiguous prose: markup is gone, entities are decoded, a line break inside a
/// paragraph is one space, accents are one character with their letters (NFC).
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its prose.
    pub text: String,
    /// From offsets of `text` to offsets of the file.
    pub map: SourceMap,
    /// The nearest heading above (index of its block), the headline aside.
    pub section: Option<u32>,
}

/// What a stretch of prose points to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A link, with the title that its author gave it.
    Link {
        /// The address, as written.
        url: String,
        /// The title, as written; empty where there is none.
        title: String,
    },
    /// A footnote: its blocks, by index.
    Note(Range<u32>),
}

/// A link or a footnote's mark in the prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pointer {
    /// The words that are the link; empty where a footnote's mark stood.
    pub span: ProseSpan,
    /// Where it leads.
    pub to: Target,
}

/// A comment of the draft, which is no prose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Where it stands, with its delimiters.
    pub span: SourceSpan,
    /// What stands between these, without the white space around it.
    pub text: String,
    /// It is never closed, and taken to end where it seems to, or with its line.
    pub open: bool,
    /// What it stands before, by index: a block, or all those of a table; or the block in which it stands. Empty at
    /// the end of the draft.
    pub next: Range<u32>,
}

/// How a draft's bytes are to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text; a first line that stands alone before a blank one is the headline.
    Text,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
}

/// What can be wrong with a draft before a word of it is read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentError {
    /// The bytes are no UTF-8 text.
    #[error("not UTF-8 text: the byte at offset {offset} begins no character")]
    NotUtf8 {
        /// Byte offset of the first bad byte.
        offset: usize,
    },
    /// A front matter key of ours holds something else than it may.
    #[error("{line}:{column}: {message}")]
    FrontMatter {
        /// Line in the file, from 1.
        line: usize,
        /// Column in Unicode scalar values, from 1.
        column: usize,
        /// What was found and what to write instead.
        message: String,
    },
    /// Over 4 GiB: offsets are 32 bits wide.
    #[error("larger than 4 GiB")]
    TooLarge,
}

/// What the front matter of a Markdown text says.
///
/// # Errors
/// When it holds a bad value under one of our keys.
pub fn front_matter(source: &str) -> Result<FrontMatter, DocumentError> {
    front::read(source).map(|matter| matter.front)
}

/// A draft: its source, its prose in blocks, its front matter.
#[derive(Debug, Clone)]
pub struct Document {
    name: String,
    source: String,
    blocks: Vec<Block>,
    pointers: Vec<Pointer>,
    comments: Vec<Comment>,
    /// Of a plain text they are looked for when they are asked for.
    quotations: OnceLock<Vec<SourceSpan>>,
    sidecar: Option<(String, String)>,
    format: Format,
    front: FrontMatter,
    lines: Vec<u32>,
    /// Scalar values before every [`STEP`]th byte, so that no column of a long line is counted from its start.
    steps: Vec<u32>,
}

/// Bytes between places at which scalar values were counted.
const STEP: usize = 1 << 6;

/// How many scalar values begin in these bytes.
fn scalars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| (**b).cast_signed() >= -0x40).count() as u32
}

impl Document {
    /// Reads bytes in the given format. `name` is what reports call the draft: its path, or `-`.
    ///
    /// # Errors
    /// When the bytes are not UTF-8, or front matter holds a bad value under one of our keys.
    pub fn read(name: &str, bytes: Vec<u8>, format: Format) -> Result<Self, DocumentError> {
        if bytes.len() > u32::MAX as usize {
            return Err(DocumentError::TooLarge);
        }
        let source =
            String::from_utf8(bytes).map_err(|e| DocumentError::NotUtf8 { offset: e.utf8_error().valid_up_to() })?;
        match format {
            Format::Text => Ok(Self::text(name, source)),
            Format::Markdown => Self::markdown(name, source),
        }
    }

    /// Reads plain text, which cannot fail.
    #[must_use]
    pub fn text(name: &str, source: String) -> Self {
        let blocks = text::blocks(&source);
        Self::assemble(name, source, blocks, Vec::new(), FrontMatter::default())
    }

    /// Reads Markdown.
    ///
    /// # Errors
    /// When front matter holds a bad value under one of our keys.
    pub fn markdown(name: &str, source: String) -> Result<Self, DocumentError> {
        let markdown::Read { front, blocks, pointers, comments, quotations } = markdown::read(&source)?;
        let document = Self::assemble(name, source, blocks, pointers, front);
        Ok(Self { comments, quotations: OnceLock::from(quotations), format: Format::Markdown, ..document })
    }

    fn assemble(name: &str, source: String, blocks: Vec<Block>, pointers: Vec<Pointer>, front: FrontMatter) -> Self {
        let lines = std::iter::once(0).chain(source.match_indices('\n').map(|(i, _)| i as u32 + 1)).collect();
        let steps = source
            .as_bytes()
            .chunks(STEP)
            .scan(0, |count, chunk| Some(std::mem::replace(count, *count + scalars(chunk))))
            .collect();
        let blocks = blocks.into_iter().map(compose::composed).collect();
        Self {
            name: name.to_owned(),
            source,
            blocks,
            pointers,
            comments: Vec::new(),
            quotations: OnceLock::new(),
            sidecar: None,
            format: Format::Text,
            front,
            lines,
            steps,
        }
    }

    /// What reports call the draft.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole file, byte for byte as given.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The prose, in the order of the file.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The links and footnotes' marks of the prose, in the order in which they end.
    #[must_use]
    pub fn pointers(&self) -> &[Pointer] {
        &self.pointers
    }

    /// The comments, in the order of the file.
    #[must_use]
    pub fn comments(&self) -> &[Comment] {
        &self.comments
    }

    /// Whether a place of the file lies in what markup says is a quotation: a block quote, `<q>` and `<blockquote>`, the
    /// quotations of other markups that people write into their texts.
    #[must_use]
    pub fn quotes(&self, at: u32) -> bool {
        // They may lie in each other, and begin in order.
        let quotations = self.quotations.get_or_init(|| quotations::of_text(&self.source));
        let begun = quotations.partition_point(|q| q.start <= at);
        quotations.iter().take(begun).any(|q| at < q.end)
    }

    /// The file of marks beside the draft: its name and its text.
    #[must_use]
    pub fn sidecar(&self) -> Option<(&str, &str)> {
        self.sidecar.as_ref().map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// The same draft with a file of marks beside it.
    #[must_use]
    pub fn beside(mut self, name: String, text: String) -> Self {
        self.sidecar = Some((name, text));
        self
    }

    /// How it was read.
    #[must_use]
    pub fn format(&self) -> Format {
        self.format
    }

    /// What the front matter says.
    #[must_use]
    pub fn front(&self) -> &FrontMatter {
        &self.front
    }

    /// The same draft with another text, read as this one was; none where that cannot be read.
    #[must_use]
    pub fn again(&self, source: String) -> Option<Self> {
        let document = Self::read(&self.name, source.into_bytes(), self.format).ok()?;
        let date = document.front.date.or_else(|| self.front.date.clone());
        let front = FrontMatter { date, ..document.front };
        Some(Self { sidecar: self.sidecar.clone(), front, ..document })
    }

    /// The same draft with this date over that of its front matter.
    #[must_use]
    pub fn dated(mut self, date: String) -> Self {
        self.front.date = Some(date);
        self
    }

    /// The place in the file of a place in the prose.
    #[must_use]
    pub fn source_span(&self, span: ProseSpan) -> SourceSpan {
        let (start, end) =
            self.blocks.get(span.block as usize).map_or((0, 0), |b| (b.map.start(span.start), b.map.end(span.end)));
        SourceSpan { start, end }
    }

    /// The way back, for many places: from the file to the prose.
    #[must_use]
    pub fn places(&self) -> Places<'_> {
        Places::new(self)
    }

    /// Line and column of a byte offset of the file, both from 1, the column in Unicode scalar values.
    #[must_use]
    pub fn line_column(&self, offset: u32) -> (usize, usize) {
        let line = self.lines.partition_point(|&start| start <= offset).max(1);
        let start = self.lines.get(line - 1).map_or(0, |&start| start as usize);
        let column = match self.source.get(start..offset as usize) {
            Some(before) if before.len() > STEP => self.scalars_before(offset as usize) - self.scalars_before(start),
            before => scalars(before.unwrap_or("").as_bytes()),
        };
        (line, column as usize + 1)
    }

    fn scalars_before(&self, offset: usize) -> u32 {
        let step = (offset / STEP).min(self.steps.len().saturating_sub(1));
        let rest = self.source.as_bytes().get(step * STEP..offset).unwrap_or(&[]);
        self.steps.get(step).copied().unwrap_or(0) + scalars(rest)
    }

    /// The byte offset at which a line (from 1) begins; of one beyond the last, the file's length.
    #[must_use]
    pub fn line_start(&self, line: usize) -> u32 {
        self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.source.len() as u32)
    }

    /// The text of a line (from 1) without its line break.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(&start) = self.lines.get(line.wrapping_sub(1)) else {
            return "";
        };
        let end = self.lines.get(line).map_or(self.source.len(), |&e| e as usize);
        self.source[start as usize..end].trim_end_matches(['\n', '\r'])
    }
}
