//! What `check` may be told.

use super::{Common, rule};
use crate::checks::Rule;
use crate::cli::fix::FixArgs;
use crate::cli::known::KnownArgs;
use crate::verdict::{Finding, Grade, Severity, Verdict};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const HELP: &str = "\
Examples:

  factlint check draft.md --facts desk.toml
      One article against the desk's facts; exit status 1 where it disagrees with one.

  factlint check drafts/ --fail-on disagree,missing --format json --output report.json
      Every draft of a folder, each with the facts beside it; the report for a program, in a file.

  factlint check draft.md --format html --output draft.html
      The article with every claim marked and its note beside it, as one page to open, pass on or print.

  factlint check drafts/ --format github --output sarif=factlint.sarif --output junit=factlint.xml
      In CI: annotations on standard output, and of the same run two files for others.

  factlint check drafts/ --baseline known.json
      What is new since --update-baseline --accept-new wrote that file.

  factlint check drafts/ --since origin/main
      In a pull request: what the drafts and facts of that revision did not have.

  factlint check draft.md --diff
      What --fix would put right, before it does.

Reports: human, json, jsonl, csv and markdown list every claim; github, gitlab, sarif and rdjsonl what is to be looked at
(disagreements, ambiguous claims, missing facts, loose matches), or what --show asks for. Their level is error for
disagreements and for what --fail-on names, warning or note for the rest. In junit a claim is a test case: errors fail,
what is open or less than an error is skipped. The exit status is the same whatever the format and the place.

Where facts come from, first that is there: --facts; `facts` in the draft's front matter; NAME.facts.toml
beside NAME.md; the nearest factlint.toml upwards that sets `facts`; the nearest facts.toml upwards.

Exit status: 0 nothing that --fail-on names; 1 something is; 2 the run could not be made (usage,
configuration, broken facts, no draft); 3 some drafts or lines could not be read, all others were checked.";

/// Options of `check`.
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Facts file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub facts: Vec<PathBuf>,
    /// What makes the exit status 1: one or more, with commas or repeated [default: disagree].
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub fail_on: Vec<FailOn>,
    /// Check that needs no facts, to be switched off; may be given more than once, or with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',', value_parser = rule)]
    pub disable: Vec<Rule>,
    /// What is known already.
    #[command(flatten)]
    pub known: KnownArgs,
    /// What is mended.
    #[command(flatten)]
    pub fix: FixArgs,
    /// Options shared with `extract`.
    #[command(flatten)]
    pub common: Common,
}

/// What makes the exit status 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, ValueEnum)]
pub enum FailOn {
    /// A claim that a fact contradicts.
    Disagree,
    /// One that contradicts a fact of severity `warning`.
    Warning,
    /// One that contradicts a fact of severity `note`.
    Note,
    /// A claim that several facts fit without giving one verdict.
    Ambiguous,
    /// A match that a careful editor would reword.
    Loose,
    /// A required fact that a draft never states.
    Missing,
    /// A claim that no fact is about.
    Unchecked,
    /// Nothing.
    Never,
}

impl FailOn {
    /// Whether it names this finding.
    #[must_use]
    pub fn names(self, finding: &Finding) -> bool {
        match self {
            Self::Disagree => finding.verdict == Verdict::Disagree && finding.severity == Severity::Error,
            Self::Warning => finding.verdict == Verdict::Disagree && finding.severity == Severity::Warning,
            Self::Note => finding.verdict == Verdict::Disagree && finding.severity == Severity::Note,
            Self::Ambiguous => finding.verdict == Verdict::Ambiguous,
            Self::Loose => finding.verdict == Verdict::Match(Grade::Loose),
            Self::Missing => finding.verdict == Verdict::Missing,
            Self::Unchecked => finding.verdict == Verdict::Unchecked,
            Self::Never => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::{Cli, Sub};
    use clap::Parser;

    #[test]
    fn sets_may_be_repeated_or_joined_by_commas() {
        let cli =
            Cli::try_parse_from(["factlint", "check", "--fail-on", "disagree,loose", "--fail-on", "missing", "a.md"]);
        let Ok(Cli { command: Sub::Check(args), .. }) = cli else { panic!("{cli:?}") };
        assert_eq!(args.fail_on, [FailOn::Disagree, FailOn::Loose, FailOn::Missing]);
    }

    fn finding(verdict: Verdict) -> Finding {
        let document = crate::document::Document::text("a.txt", String::new());
        Finding { verdict, ..Finding::at(&document, crate::document::SourceSpan { start: 0, end: 0 }) }
    }

    #[test]
    fn each_word_of_fail_on_names_its_own_findings_alone() {
        use FailOn::{Ambiguous, Disagree, Loose, Missing, Never, Note, Unchecked, Warning};
        for (verdict, named) in [
            (Verdict::Match(Grade::Exact), None),
            (Verdict::Match(Grade::Loose), Some(Loose)),
            (Verdict::Disagree, Some(Disagree)),
            (Verdict::Ambiguous, Some(Ambiguous)),
            (Verdict::Unchecked, Some(Unchecked)),
            (Verdict::Missing, Some(Missing)),
        ] {
            for on in [Disagree, Warning, Note, Ambiguous, Loose, Missing, Unchecked, Never] {
                assert_eq!(on.names(&finding(verdict)), Some(on) == named, "{on:?} and {verdict:?}");
            }
        }
    }
}
