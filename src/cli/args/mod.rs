//! What the command line may say. A command's options stand in the file of its name, those of several in `drafts` and `report`.

mod check;
mod completions;
mod config;
mod drafts;
mod explain;
mod extract;
mod facts;
mod impact;
mod init;
mod report;
mod rules;
mod schema;

pub(super) use check::{CheckArgs, FailOn};
pub(super) use completions::{CompletionsArgs, ManArgs};
pub(super) use config::{ConfigArgs, SettingsArgs};
pub(super) use drafts::{Common, InputFormat};
pub(super) use explain::{DraftFormat, ExplainArgs, ExplainFormat};
pub(super) use extract::ExtractArgs;
pub(super) use facts::FactsArgs;
pub(super) use impact::{ImpactArgs, ImpactFormat};
pub(super) use init::InitArgs;
pub(super) use report::{Destination, OutputFormat, PlainFormat};
pub(super) use rules::RulesArgs;
pub(super) use schema::{SchemaArgs, SchemaOf};

use crate::checks::Rule;
use crate::claims::Dateline;
use clap::{Parser, Subcommand, ValueEnum};

/// Checks the figures and dates of news drafts against reference facts, offline.
#[derive(Debug, Parser)]
#[command(name = "factlint", version, about, max_term_width = 100, propagate_version = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Sub,
    /// Colour the output; NO_COLOR and CLICOLOR_FORCE are respected.
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t = Color::Auto)]
    pub color: Color,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Sub {
    /// Check the claims of drafts against the facts.
    #[command(after_help = check::HELP)]
    Check(CheckArgs),
    /// List the claims of drafts; no facts are needed.
    #[command(after_help = extract::HELP)]
    Extract(ExtractArgs),
    /// Draft a facts file from an article, one fact a claim, to be confirmed against sources.
    #[command(after_help = init::HELP)]
    Init(InitArgs),
    /// Check facts files themselves: contradictions, overlaps, missing sources, stale facts.
    #[command(after_help = facts::HELP)]
    Facts(FactsArgs),
    /// Tell why a claim got its verdict, or what a rule or a complaint is about.
    #[command(after_help = explain::HELP)]
    Explain(ExplainArgs),
    /// Tell which settings hold for a draft, and where each of them comes from.
    #[command(after_help = config::HELP)]
    Config(SettingsArgs),
    /// Tell what a change of the facts makes wrong in drafts, and what to write there.
    #[command(after_help = impact::HELP, override_usage = impact::USAGE)]
    Impact(ImpactArgs),
    /// List the rule packs in force, and run the examples of their entries.
    #[command(after_help = rules::HELP)]
    Rules(RulesArgs),
    /// Print a JSON Schema, for editors and validators.
    #[command(after_help = schema::HELP)]
    Schema(SchemaArgs),
    /// Print a script by which a shell completes commands and options.
    #[command(after_help = completions::SHELL_HELP)]
    Completions(CompletionsArgs),
    /// Print the manual page of factlint, or of one of its commands.
    #[command(after_help = completions::MAN_HELP)]
    Man(ManArgs),
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// Where the output is a terminal that wants it.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

fn dateline(text: &str) -> Result<Dateline, String> {
    Dateline::parse(text)
        .ok_or_else(|| String::from("not a date: write 2015-05-12, or 2015-05-12T16:00 where the hour matters"))
}

fn rule(text: &str) -> Result<Rule, String> {
    Rule::named(text).ok_or_else(|| format!("the checks are {}", Rule::ALL.map(Rule::name).join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    /// Every command shows two commands at work, and both are such as it takes.
    #[test]
    fn every_command_has_two_worked_examples() {
        let mut seen = 0;
        for command in Cli::command().get_subcommands_mut() {
            let name = command.get_name().to_owned();
            let help = command.render_long_help().to_string();
            let shown: Vec<&str> = help.lines().filter_map(|l| l.strip_prefix("  factlint ")).collect();
            assert!(shown.len() >= 2, "{name} shows {} examples", shown.len());
            for example in shown {
                let example = example.split(['>', '<', '|']).next().unwrap_or_default();
                let words = std::iter::once("factlint").chain(example.split_whitespace());
                let taken = Cli::try_parse_from(words);
                assert!(
                    taken.is_ok(),
                    "factlint {example}: {}",
                    taken.err().map_or_else(String::new, |e| e.to_string())
                );
            }
            seen += 1;
        }
        assert!(seen >= 8, "only {seen} commands were seen");
    }

    #[test]
    fn a_date_that_is_none_says_what_to_write() {
        let cli = Cli::try_parse_from(["factlint", "check", "--date", "12/05/2015", "a.md"]);
        let Err(error) = cli else { panic!("it was taken") };
        assert!(error.to_string().contains("write 2015-05-12"), "{error}");
    }
}
