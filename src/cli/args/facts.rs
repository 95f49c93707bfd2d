//! What `facts` may be told.

use super::{ConfigArgs, PlainFormat, dateline};
use crate::claims::Dateline;
use clap::Args;
use std::path::PathBuf;

pub(super) const HELP: &str = "\
Examples:
  factlint facts desk.toml people.toml          what is wrong with these files, and where they contradict each other
  factlint facts facts/ --strict --against drafts/   in CI; with the facts that no draft of the folder states

Exit status: 0 nothing but notes (and, without --strict, warnings); 1 contradictions, with --strict warnings too;
2 mistakes in the files, which `check` would stop at as well; 3 a draft of --against could not be read.";

/// Options of `facts`.
#[derive(Debug, Args)]
pub struct FactsArgs {
    /// Facts files, or folders of them; they are checked together, with all that they include.
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The day on which facts are judged stale [default: the facts' own `date`].
    #[arg(long, value_name = "DATE", value_parser = dateline)]
    pub date: Option<Dateline>,
    /// Drafts, or folders of them, to hold the facts to: which do they never state, which does `unless` always rule
    /// out? May be given more than once.
    #[arg(long, value_name = "DRAFT")]
    pub against: Vec<PathBuf>,
    /// More rule packs, or folders of them [default: `rules` in the factlint.toml above the first facts file].
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Which factlint.toml is obeyed.
    #[command(flatten)]
    pub configuration: ConfigArgs,
    /// Let warnings fail the run, too.
    #[arg(long)]
    pub strict: bool,
    /// List the facts as a table instead.
    #[arg(long)]
    pub list: bool,
    /// How to report.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = PlainFormat::Human)]
    pub format: PlainFormat,
    /// Write the report to this file, whole or not at all.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
