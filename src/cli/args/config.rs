//! Which `factlint.toml` a command obeys, and what `config` may be told.

use super::{DraftFormat, FailOn, PlainFormat, dateline, rule};
use crate::checks::Rule;
use crate::claims::Dateline;
use clap::Args;
use std::path::PathBuf;

/// Which `factlint.toml` is obeyed.
#[derive(Debug, Clone, Default, Args)]
pub struct ConfigArgs {
    /// Obey this factlint.toml instead of those above the drafts. Facts and packs that it names count from its own
    /// folder.
    #[arg(long, value_name = "FILE", conflicts_with = "isolated")]
    pub config: Option<PathBuf>,
    /// Obey no factlint.toml.
    #[arg(long)]
    pub isolated: bool,
}

pub(super) const HELP: &str = "\
Examples:

  factlint config drafts/sport/match.md
      The settings that hold for this draft, and for each the flag, or the file and line, that it comes from.

  factlint config draft.md --date 2015-05-12 --format json
      What the same options would do to `check`, for a program.

Exit status: 0; 2 what `check` would stop at as well; 3 the draft cannot be read.";

/// Options of `config`.
#[derive(Debug, Args)]
pub struct SettingsArgs {
    /// The draft; `-` is standard input.
    #[arg(value_name = "DRAFT")]
    pub draft: PathBuf,
    /// Facts file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    /// What makes the exit status 1: one or more, with commas or repeated.
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
    /// Check that needs no facts, to be switched off; may be given more than once, or with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    pub disable: Vec<Rule>,
    /// The date from which the draft's dates count, above every other source: 2015-05-12.
    #[arg(long, value_name = "DATE", value_parser = dateline)]
    pub date: Option<Dateline>,
    /// How to read the draft; `auto` goes by the file's name.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DraftFormat::Auto)]
    pub input_format: DraftFormat,
    /// The name of a draft on standard input: its format, configuration and facts are those of a file of this name.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// More rule packs, layered over those that ship: a file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Which factlint.toml is obeyed.
    #[command(flatten)]
    pub configuration: ConfigArgs,
    /// How to report.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = PlainFormat::Human)]
    pub format: PlainFormat,
}
