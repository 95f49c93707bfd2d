//! Plain text: paragraphs between blank lines; a first line that stands alone is the headline.

use super::{Block, BlockKind, SourceMap};

/// The blocks of a plain text.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = 0;
    for part in source.split_inclusive("\n\n") {
        let trimmed = part.trim();
        if !trimmed.is_empty() {
            let lead = part.len() - part.trim_start().len();
            blocks.push(Block {
                kind: BlockKind::Paragraph,
                text: trimmed.to_owned(),
                map: SourceMap::identity((at + lead) as u32, trimmed.len() as u32),
                section: None,
            });
        }
        at += part.len();
    }
    blocks
}
