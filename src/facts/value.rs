//! Values of facts, read by the grammar of drafts.
