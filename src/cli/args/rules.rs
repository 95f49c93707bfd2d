//! What `rules` may be told.

use super::{ConfigArgs, PlainFormat};
use clap::Args;
use std::path::PathBuf;

pub(super) const HELP: &str = "\
Examples:

  factlint rules --list concept.killed
      An entry: how many words and examples it has, where it comes from and what packs did to it.

  factlint rules --test --rules desk.toml
      Runs the examples of all entries, with a pack of your own over those that ship.

Packs in force are those that ship, and over them those of --rules, or else of `rules` in the factlint.toml
of the working folder. A pack of your own is TOML; docs/packs.md in the repository tells how it is written.

Exit status: 0; 1 an example of --test fails; 2 a pack is broken, or no entry is of the name given.";

/// Options of `rules`.
#[derive(Debug, Args)]
pub struct RulesArgs {
    /// Show the entries of these packs, tables or entries: public.toml, concept, concept.killed.
    #[arg(value_name = "NAME")]
    pub names: Vec<String>,
    /// List the entries of all packs, and where each comes from.
    #[arg(long)]
    pub list: bool,
    /// Run the examples that entries carry.
    #[arg(long, conflicts_with = "list")]
    pub test: bool,
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
