//! What the command line may say.

use super::fix::FixArgs;
use super::known::KnownArgs;
use crate::checks::Rule;
use crate::claims::Dateline;
use crate::report::Shown;
use crate::verdict::{Finding, Grade, Severity, Verdict};
use clap::builder::{PathBufValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

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
    #[command(after_help = CHECK_HELP)]
    Check(CheckArgs),
    /// List the claims of drafts; no facts are needed.
    #[command(after_help = EXTRACT_HELP)]
    Extract(ExtractArgs),
    /// Draft a facts file from an article, one fact a claim, to be confirmed against sources.
    #[command(after_help = INIT_HELP)]
    Init(InitArgs),
    /// Check facts files themselves: contradictions, overlaps, missing sources, stale facts.
    #[command(after_help = FACTS_HELP)]
    Facts(FactsArgs),
    /// Tell why a claim got its verdict, or what a rule or a complaint is about.
    #[command(after_help = EXPLAIN_HELP)]
    Explain(ExplainArgs),
    /// List the rule packs in force, and run the examples of their entries.
    #[command(after_help = RULES_HELP)]
    Rules(RulesArgs),
    /// Print a JSON Schema, for editors and validators.
    #[command(after_help = SCHEMA_HELP)]
    Schema(SchemaArgs),
    /// Print a script by which a shell completes commands and options.
    #[command(after_help = COMPLETIONS_HELP)]
    Completions(CompletionsArgs),
    /// Print the manual page of factlint, or of one of its commands.
    #[command(after_help = MAN_HELP)]
    Man(ManArgs),
}

const CHECK_HELP: &str = "\
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

const EXPLAIN_HELP: &str = "\
Examples:

  factlint explain draft.md:6
      Every claim on line 6: how it was read, which facts it was held to (their terms met, where and by
      what, their terms missed, what speaks against accusing), the rule that decides, checks that fired.

  factlint explain draft.md:6:39 --facts desk.toml --date 2015-05-12
      The claim at column 39 alone, with the same facts and dateline as `check` with these options.

Facts are found as `check` finds them. Columns count Unicode scalar values from 1, as in reports.";

const FACTS_HELP: &str = "\
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

const EXTRACT_HELP: &str = "\
Examples:

  factlint extract draft.md
      What would be checked: every figure and date, and how it was read.

  factlint extract --input-format jsonl --format jsonl < articles.jsonl > claims.jsonl
      A draft a line in, its claims a line out, in the same order; for archives and pipes.";

const INIT_HELP: &str = "\
Examples:

  factlint init article.md > article.facts.toml
      Facts as the article states them, to be confirmed against sources one by one.

  factlint init article.md --date 2015-05-12 --output desk/article.toml
      Dates counted from that day; the file appears whole or not at all.";

const SCHEMA_HELP: &str = "\
Examples:

  factlint schema facts > facts.schema.json
      Then `#:schema ./facts.schema.json` as the first line of a facts file tells editors of TOML.

  factlint schema output > output.schema.json
      What --format json and a line of --format jsonl look like, for those who read them.";

const COMPLETIONS_HELP: &str = "\
Examples:

  factlint completions bash > ~/.local/share/bash-completion/completions/factlint
      For bash, from the next shell on.

  factlint completions fish > ~/.config/fish/completions/factlint.fish
      For fish.";

const MAN_HELP: &str = "\
Examples:

  factlint man | man -l -
      The manual page, read at once.

  factlint man check > ~/.local/share/man/man1/factlint-check.1
      That of one command, where `man factlint-check` finds it.";

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
    /// Rule packs.
    Rules,
}

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    #[arg(value_name = "SHELL", value_enum)]
    pub shell: clap_complete::Shell,
}

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The command; without one, the page of all.
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}

const RULES_HELP: &str = "\
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
    /// How to report.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = PlainFormat::Human)]
    pub format: PlainFormat,
}

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

/// Options of `extract`.
#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// Options shared with `check`.
    #[command(flatten)]
    pub common: Common,
}

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The article; `-`, or none with piped input, is standard input.
    #[arg(value_name = "DRAFT")]
    pub draft: Option<PathBuf>,
    /// The date from which the article's dates count, above every other source: 2015-05-12.
    #[arg(long, value_name = "DATE", value_parser = dateline)]
    pub date: Option<Dateline>,
    /// Write the facts to this file, whole or not at all.
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// How to read the article; `auto` goes by the file's name.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = InputFormat::Auto)]
    pub input_format: InputFormat,
    /// More rule packs, layered over those that ship: a file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
}

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
    #[arg(long, value_name = "[FORMAT=]FILE", value_parser = PathBufValueParser::new().try_map(destination))]
    pub output: Vec<Destination>,
    /// What to show: one or more, with commas or repeated [default: what the format is for].
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub show: Vec<Shown>,
    /// How to read drafts; `auto` goes by the file's name.
    #[arg(long, value_name = "FORMAT", value_enum, default_value_t = InputFormat::Auto)]
    pub input_format: InputFormat,
    /// More rule packs, layered over those that ship: a file, or a folder of them; may be given more than once.
    #[arg(long, value_name = "DIR")]
    pub rules: Vec<PathBuf>,
    /// Threads to use [default: one for each core].
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
}

impl Common {
    /// What a command that reads one draft has of these.
    #[must_use]
    pub fn of(drafts: Vec<PathBuf>, date: Option<Dateline>, input_format: InputFormat, rules: Vec<PathBuf>) -> Self {
        Self { drafts, date, format: None, output: Vec::new(), show: Vec::new(), input_format, rules, threads: None }
    }
}

fn dateline(text: &str) -> Result<Dateline, String> {
    Dateline::parse(text)
        .ok_or_else(|| String::from("not a date: write 2015-05-12, or 2015-05-12T16:00 where the hour matters"))
}

/// What begins with a dash is standard input or a slip.
fn place_or_name(text: &str) -> Result<String, String> {
    if text.starts_with('-') && !text.starts_with("-:") {
        return Err(String::from("there is no such option; a place of standard input is written `-:LINE`"));
    }
    Ok(text.to_owned())
}

fn rule(text: &str) -> Result<Rule, String> {
    Rule::named(text).ok_or_else(|| format!("the checks are {}", Rule::ALL.map(Rule::name).join(", ")))
}

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// In which format; without one, in that of `--format`.
    pub format: Option<OutputFormat>,
    /// The file; `-` is standard output.
    pub path: PathBuf,
}

/// What looks like a format before `=` is to be one: else a slip would make a file of a strange name.
fn destination(path: PathBuf) -> Result<Destination, String> {
    let told = path.to_str().and_then(|text| text.split_once('='));
    let told = told.filter(|(word, _)| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let Some((word, file)) = told else { return Ok(Destination { format: None, path }) };
    match OutputFormat::from_str(word, true) {
        Ok(_) if file.is_empty() => Err(format!("no file: write {word}=FILE")),
        Ok(format) => Ok(Destination { format: Some(format), path: file.into() }),
        Err(_) => Err(format!(
            "`{word}` is no format: they are {}; a file of this name is written ./{word}={file}",
            OutputFormat::names(|_| true)
        )),
    }
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

/// A format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
    /// One JSON object a draft, a line each.
    Jsonl,
    /// The marked-up articles as one page, to be opened from disk.
    Html,
    /// Annotations of GitHub Actions, and the job's summary.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, a test case a claim.
    Junit,
    /// For reviewdog.
    Rdjsonl,
    /// One claim a row, for spreadsheets.
    Csv,
    /// A list to work off, with boxes to tick.
    Markdown,
}

impl OutputFormat {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }

    /// The names of those that are so.
    pub fn names(which: impl Fn(Self) -> bool) -> String {
        let names: Vec<String> = Self::value_variants().iter().filter(|f| which(**f)).map(|f| f.name()).collect();
        names.join(", ")
    }

    /// Whether a report of claims without verdicts can be made in it.
    #[must_use]
    pub fn lists_claims(self) -> bool {
        matches!(self, Self::Human | Self::Html | Self::Json | Self::Jsonl | Self::Csv | Self::Markdown)
    }

    /// Whether people read it, who are told in it that there are no facts.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Html | Self::Github | Self::Markdown)
    }

    /// Whether it has a place for how many figures were seen, checked and open.
    #[must_use]
    pub fn tells_counts(self) -> bool {
        !matches!(self, Self::Csv | Self::Gitlab | Self::Rdjsonl)
    }
}

/// A format of commands that report no drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
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
    fn sets_may_be_repeated_or_joined_by_commas() {
        let cli =
            Cli::try_parse_from(["factlint", "check", "--fail-on", "disagree,loose", "--fail-on", "missing", "a.md"]);
        let Ok(Cli { command: Sub::Check(args), .. }) = cli else { panic!("{cli:?}") };
        assert_eq!(args.fail_on, [FailOn::Disagree, FailOn::Loose, FailOn::Missing]);
    }

    #[test]
    fn a_date_that_is_none_says_what_to_write() {
        let cli = Cli::try_parse_from(["factlint", "check", "--date", "12/05/2015", "a.md"]);
        let Err(error) = cli else { panic!("it was taken") };
        assert!(error.to_string().contains("write 2015-05-12"), "{error}");
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
