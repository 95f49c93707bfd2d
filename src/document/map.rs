//! From offsets of a block's prose to offsets of the file.

/// One piece of prose that was copied from the file, or stands in for a stretch of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Piece {
    prose: u32,
    source: u32,
    prose_len: u32,
    source_len: u32,
    /// It was copied byte for byte.
    copied: bool,
}

/// A piecewise map, sorted by prose offset: pieces copied byte for byte, and pieces that stand in
/// for something else (an entity, a line break with its quote mark), which map as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
}

impl SourceMap {
    /// A map for prose that is the file from `source` on, `len` bytes of it.
    #[must_use]
    pub fn identity(source: u32, len: u32) -> Self {
        let mut map = Self::default();
        map.push(0, len, source, len);
        map
    }

    /// Adds the next piece: `prose_len` bytes of prose at `prose`, from `source_len` bytes of the
    /// file at `source`. Copied text has equal lengths.
    pub fn push(&mut self, prose: u32, prose_len: u32, source: u32, source_len: u32) {
        let copied = prose_len == source_len;
        if let Some(last) = self.pieces.last_mut()
            && copied
            && last.copied
            && (last.prose + last.prose_len, last.source + last.source_len) == (prose, source)
        {
            last.prose_len += prose_len;
            last.source_len += source_len;
            return;
        }
        self.pieces.push(Piece { prose, source, prose_len, source_len, copied });
    }

    /// Adds a piece that stands in for a stretch of the file as a whole, even where it is as long.
    pub(super) fn stand_in(&mut self, prose: u32, prose_len: u32, source: u32, source_len: u32) {
        self.pieces.push(Piece { prose, source, prose_len, source_len, copied: false });
    }

    /// The file offset at which the character at this prose offset begins.
    #[must_use]
    pub fn start(&self, prose: u32) -> u32 {
        let at = self.pieces.partition_point(|p| p.prose <= prose);
        let Some(piece) = self.pieces.get(at.wrapping_sub(1)) else {
            return 0;
        };
        let into = prose - piece.prose;
        if piece.copied {
            piece.source + into.min(piece.source_len)
        } else if into >= piece.prose_len {
            piece.source + piece.source_len
        } else {
            piece.source
        }
    }

    /// The file offset at which the prose that ends at this offset (exclusive) ends.
    #[must_use]
    pub fn end(&self, prose: u32) -> u32 {
        let at = self.pieces.partition_point(|p| p.prose < prose);
        let Some(piece) = self.pieces.get(at.wrapping_sub(1)) else {
            return self.start(prose);
        };
        let into = prose - piece.prose;
        if piece.copied { piece.source + into.min(piece.source_len) } else { piece.source + piece.source_len }
    }

    /// First byte of the file that the prose comes from, and one past the last; none where there is no prose.
    pub(super) fn extent(&self) -> Option<(u32, u32)> {
        let (first, last) = self.pieces.first().zip(self.pieces.last())?;
        Some((first.source, last.source + last.source_len))
    }

    /// The prose that came from this stretch of the file; none where none did.
    pub(super) fn prose(&self, from: u32, to: u32) -> Option<(u32, u32)> {
        let first = self.pieces.partition_point(|p| p.source + p.source_len <= from);
        let upto = self.pieces.partition_point(|p| p.source < to);
        let (first, last) =
            self.pieces.get(first..upto)?.split_first().map(|(f, rest)| (f, rest.last().unwrap_or(f)))?;
        let start = if first.copied { first.prose + from.saturating_sub(first.source) } else { first.prose };
        let end = if last.copied {
            last.prose + (to - last.source).min(last.source_len)
        } else {
            last.prose + last.prose_len
        };
        Some((start, end))
    }
}
