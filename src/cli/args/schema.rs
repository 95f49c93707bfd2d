//! What `schema` may be told.

use clap::{Args, ValueEnum};

pub(super) const HELP: &str = "\
Examples:

  factlint schema facts > facts.schema.json
      Then `#:schema ./facts.schema.json` as the first line of a facts file tells editors of TOML.

  factlint schema output > output.schema.json
      What --format json and a line of --format jsonl look like, for those who read them.";

/// Options of `schema`.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// Of what.
    #[arg(value_name = "OF", value_enum)]
    pub of: SchemaOf,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// Facts files.
    Facts,
    /// factlint.toml.
    Config,
    /// Reports: --format json, and a line of --format jsonl.
    Output,
    /// The report of `impact`: --format json.
    Impact,
    /// Rule packs.
    Rules,
}
