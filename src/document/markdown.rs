//! Markdown: prose by block, with every byte mapped to the file.

use super::{Block, DocumentError, FrontMatter};

/// The front matter and the blocks of a Markdown text.
pub(super) fn blocks(source: &str) -> Result<(FrontMatter, Vec<Block>), DocumentError> {
    Ok((FrontMatter::default(), super::text::blocks(source)))
}
