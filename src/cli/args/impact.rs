//! What `impact` may be told.

use super::config::ConfigArgs;
use super::{DraftFormat, FailOn, dateline, rule};
use crate::checks::Rule;
use crate::claims::Dateline;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const USAGE: &str = "\
factlint impact [OPTIONS] OLD NEW DRAFT...
       factlint impact [OPTIONS] --since REV FACTS DRAFT...";

pub(super) const HELP: &str = "\
Examples:

  factlint impact facts.old.toml facts.toml drafts/
      What is otherwise in the second file, which claims of the drafts are wrong since, and what to write there.

  factlint impact --since origin/main desk/facts.toml drafts/ --format markdown --output impact.md
      In a pull request: the facts as that revision had them against those that are there now, as a list to work off.

All drafts are held to these facts alone, whatever facts lie beside them; packs, configuration and drafts are as they
are now. A claim is `wrong` where it disagrees and did not, `still-wrong` where it disagrees with something else,
`doubtful` where it has to be looked at, `right` where it agrees and did not, `unchecked` where no fact is about it any
more, `confirmed` where none was.

Exit status: 0 nothing that --fail-on names; 1 something is that was not so under the old facts; 2 the run could not be
made (usage, broken facts, an unknown revision, no draft); 3 some drafts could not be read, all others were checked.";

/// Options of `impact`.
#[derive(Debug, Args)]
pub struct ImpactArgs {
    /// The facts as they were and as they are, each a file or a folder of them; then drafts, or folders of them. With
    /// --since the facts are named once. `-` is a draft from standard input.
    #[arg(value_name = "FACTS|DRAFT", required = true)]
    pub paths: Vec<PathBuf>,
    /// The facts as this git revision had them are the old ones.
    #[arg(long, value_name = "REV")]
    pub since: Option<String>,
    /// What makes the exit status 1, where it was not so under the old facts: one or more, with commas or repeated
    /// [default: disagree].
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
    /// Check that needs no facts, to be switched off; may be given more than once, or with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    pub disable: Vec<Rule>,
    /// The date from which the drafts' dates count, above every other source: 2015-05-12.
    #[arg(long, value_name = "DATE", value_parser = dateline)]
    pub date: Option<Dateline>,
    /// How to report.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = ImpactFormat::Human)]
    pub format: ImpactFormat,
    /// Write the report to this file, whole or not at all.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How to read drafts; `auto` goes by the file's name.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = DraftFormat::Auto)]
    pub input_format: DraftFormat,
    /// More rule packs, layered over those that ship: a file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Which factlint.toml is obeyed.
    #[command(flatten)]
    pub configuration: ConfigArgs,
    /// Threads to use [default: one for each core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

/// A format of what changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ImpactFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
    /// A list to work off, with boxes to tick.
    Markdown,
}
