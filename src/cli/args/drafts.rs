//! What every command that reads drafts may be told.

use super::{ConfigArgs, Destination, OutputFormat, dateline, report};
use crate::claims::Dateline;
use crate::report::Shown;
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of every command that reads drafts.
#[derive(Debug, Args)]
pub struct Common {
    /// Drafts, or folders of them; `-`, or none with piped input, is standard input.
    #[arg(value_name = "DRAFT")]
    pub drafts: Vec<PathBuf>,
    /// The date from which the drafts' dates count, above every other source: 2015-05-12.
    #[arg(long, value_name = "DATE", value_parser = dateline)]
    pub date: Option<Dateline>,
    /// How to report [default: human, and jsonl for JSON Lines].
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<OutputFormat>,
    /// Write the report to this file, whole or not at all; with a format before it (sarif=report.sarif), write another
    /// report beside it; the latter may be given more than once.
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = PathBufValueParser::new().try_map(report::destination))]
    pub output: Vec<Destination>,
    /// What to show: one or more, with commas or repeated [default: what the format is for].
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub show: Vec<Shown>,
    /// How to read drafts; `auto` goes by the file's name.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = InputFormat::Auto)]
    pub input_format: InputFormat,
    /// The name of the draft on standard input: it is read, configured, held to facts and reported like a file of this
    /// name.
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<PathBuf>,
    /// More rule packs, layered over those that ship: a file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Which factlint.toml is obeyed.
    #[command(flatten)]
    pub configuration: ConfigArgs,
    /// Leave out drafts that `exclude` names where they are named here, too.
    #[arg(long)]
    pub force_exclude: bool,
    /// Where folders hold no draft at all, end with 0 and not with 2: for hooks, since facts may be there before drafts are.
    #[arg(long)]
    pub pass_without_drafts: bool,
    /// Threads to use [default: one for each core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

impl Common {
    /// What a command that reads one draft has of these.
    #[must_use]
    pub fn of(
        drafts: Vec<PathBuf>,
        date: Option<Dateline>,
        input_format: InputFormat,
        rules: Vec<PathBuf>,
        configuration: ConfigArgs,
    ) -> Self {
        Self {
            drafts,
            date,
            format: None,
            output: Vec::new(),
            show: Vec::new(),
            input_format,
            stdin_filename: None,
            rules,
            configuration,
            force_exclude: false,
            pass_without_drafts: false,
            threads: None,
        }
    }
}

/// A format of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum InputFormat {
    /// By the file's name: .md and .markdown are Markdown, .jsonl JSON Lines, others plain text.
    Auto,
    /// Plain text.
    Text,
    /// Markdown with front matter.
    Markdown,
    /// JSON Lines: {"id", "text", "date", "facts", "format"}.
    Jsonl,
}
