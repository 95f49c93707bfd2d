//! What `extract` may be told.

use super::Common;
use clap::Args;

pub(super) const HELP: &str = "\
Examples:

  factlint extract draft.md
      What would be checked: every figure and date, and how it was read.

  factlint extract --input-format jsonl --format jsonl < articles.jsonl > claims.jsonl
      A draft a line in, its claims a line out, in the same order; for archives and pipes.";

/// Options of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Options shared with `check`.
    #[command(flatten)]
    pub common: Common,
}
