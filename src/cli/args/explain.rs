//! What `explain` may be told.

use super::{ConfigArgs, InputFormat, dateline, rule};
use crate::checks::Rule;
use crate::claims::Dateline;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const HELP: &str = "\
Examples:

  factlint explain draft.md:6
      Every claim on line 6: how it was read, which facts it was held to (their terms met, where and by
      what, their terms missed, what speaks against accusing), the rule that decides, checks that fired.

  factlint explain draft.md:6:39 --facts desk.toml --date 2015-05-12
      The claim at column 39 alone, with the same facts and dateline as `check` with these options.

Facts are found as `check` finds them. Columns count Unicode scalar values from 1, as in reports.";

/// Options of `explain`.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The place of a claim, DRAFT:LINE or DRAFT:LINE:COLUMN (`-:LINE` of standard input); or the name of a rule,
    /// check or complaint: reference, weekday, unknown-key, …; without one, all are listed.
    #[arg(value_name = "PLACE|NAME", allow_hyphen_values = true, value_parser = place_or_name)]
    pub what: Option<String>,
    /// Facts file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    /// The date from which the draft's dates count, above every other source: 2015-05-12.
    #[arg(long, value_name = "DATE", value_parser = dateline)]
    pub date: Option<Dateline>,
    /// Check that needs no facts, to be switched off; may be given more than once, or with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    pub disable: Vec<Rule>,
    /// Show every fact that was considered, however many.
    #[arg(long)]
    pub all: bool,
    /// How to tell; markdown is for the pages of names alone.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ExplainFormat::Human)]
    pub format: ExplainFormat,
    /// How to read the draft; `auto` goes by the file's name.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DraftFormat::Auto)]
    pub input_format: DraftFormat,
    /// More rule packs, layered over those that ship: a file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Which factlint.toml is obeyed.
    #[command(flatten)]
    pub configuration: ConfigArgs,
}

/// A format of an explanation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExplainFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
    /// Markdown, of names.
    Markdown,
}

/// A format of one draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DraftFormat {
    /// By the file's name: .md and .markdown are Markdown, others plain text.
    Auto,
    /// Plain text.
    Text,
    /// Markdown with front matter.
    Markdown,
}

impl From<DraftFormat> for InputFormat {
    fn from(format: DraftFormat) -> Self {
        match format {
            DraftFormat::Auto => Self::Auto,
            DraftFormat::Text => Self::Text,
            DraftFormat::Markdown => Self::Markdown,
        }
    }
}

/// What begins with a dash is standard input or a slip.
fn place_or_name(text: &str) -> Result<String, String> {
    if text.starts_with('-') && !text.starts_with("-:") {
        return Err(String::from("there is no such option; a place of standard input is written `-:LINE`"));
    }
    Ok(text.to_owned())
}
