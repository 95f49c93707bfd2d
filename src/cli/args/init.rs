//! What `init` may be told.

use super::{ConfigArgs, InputFormat, dateline};
use crate::claims::Dateline;
use clap::Args;
use std::path::PathBuf;

pub(super) const HELP: &str = "\
Examples:

  factlint init article.md > article.facts.toml
      Facts as the article states them, to be confirmed against sources one by one.

  factlint init article.md --date 2015-05-12 --output desk/article.toml
      Dates counted from that day; the file appears whole or not at all.";

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The article; `-`, or none with piped input, is standard input.
    #[arg(value_name = "DRAFT")]
    pub draft: Option<PathBuf>,
    /// The date from which the article's dates count, above every other source: 2015-05-12.
    #[arg(long, value_name = "DATE", value_parser = dateline)]
    pub date: Option<Dateline>,
    /// Write the facts to this file, whole or not at all; one that is there is left alone, unless --force is given.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Replace the file of --output where there is one: what was confirmed in it is lost.
    #[arg(long, requires = "output")]
    pub force: bool,
    /// How to read the article; `auto` goes by the file's name.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = InputFormat::Auto)]
    pub input_format: InputFormat,
    /// More rule packs, layered over those that ship: a file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Which factlint.toml is obeyed.
    #[command(flatten)]
    pub configuration: ConfigArgs,
}
