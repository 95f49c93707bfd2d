//! The command line: parse arguments, call the library, choose a report. One file a command.
//!
//! What the commands share: [`job`] runs drafts through the library, [`lines`] those of JSON Lines,
//! [`drafts`] finds them, [`sources`] and [`plan`] the facts for each, [`config`] reads a `factlint.toml`, [`terminal`] decides on colour and width.

mod ahead;
mod args;
mod check;
mod completions;
mod config;
mod drafts;
mod explain;
mod extract;
mod facts;
mod fix;
mod foreign;
mod impact;
mod init;
mod job;
mod known;
mod languages;
mod lines;
mod output;
mod panic;
mod plan;
mod progress;
mod reports;
mod rules;
mod run;
mod schema;
mod settings;
mod since;
mod sources;
mod terminal;
mod unfinished;

use args::{Cli, Sub};
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// How a run ended, the gravest first told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    /// Nothing that `--fail-on` names.
    Good,
    /// Something that it names.
    Found,
    /// Some drafts or lines could not be read.
    Unreadable,
}

/// Why a run could not be made: what standard error says, a line each.
#[derive(Debug)]
struct Failure(Vec<String>);

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self(vec![message.into()])
    }
}

/// Runs the program: 0 and 1 are verdicts, 2 a run that could not be made, 3 a run that could not
/// read all of its drafts.
#[must_use]
pub fn run() -> ExitCode {
    panic::keep_drafts_out();
    let arguments: Vec<_> = std::env::args_os().collect();
    let mut command = Cli::command().color(terminal::clap_choice(&arguments));
    let mut parse =
        |arguments: &[OsString]| command.try_get_matches_from_mut(arguments).and_then(|m| Cli::from_arg_matches(&m));
    // A complaint quotes what it is about: where that could begin a line of its own, it is made harmless first.
    let parsed = parse(&arguments).map_err(|error| {
        let harmless = |a: &OsString| OsString::from(crate::report::clean(&a.to_string_lossy()).into_owned());
        let told: Vec<_> = arguments.iter().map(harmless).collect();
        if told == arguments { error } else { parse(&told).err().unwrap_or(error) }
    });
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => {
            // Help that nobody reads to its end is no failure.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let ended = panic::guarded(|| match &cli.command {
        Sub::Check(args) => check::run(args, cli.color),
        Sub::Extract(args) => extract::run(args, cli.color),
        Sub::Init(args) => init::run(args, cli.color),
        Sub::Facts(args) => facts::run(args, cli.color),
        Sub::Explain(args) => explain::run(args, cli.color),
        Sub::Config(args) => settings::run(args, cli.color),
        Sub::Impact(args) => impact::run(args, cli.color),
        Sub::Rules(args) => rules::run(args, cli.color),
        Sub::Schema(args) => schema::run(args),
        Sub::Completions(args) => completions::shell(args),
        Sub::Man(args) => completions::man(args),
    });
    let ended = ended.unwrap_or_else(|defect| Err(Failure::new(format!("factlint: {defect}"))));
    match ended {
        Ok(Status::Good) => ExitCode::SUCCESS,
        Ok(Status::Found) => ExitCode::from(1),
        Ok(Status::Unreadable) => ExitCode::from(3),
        Err(Failure(messages)) => {
            for message in messages {
                complain(&message);
            }
            ExitCode::from(2)
        }
    }
}

/// Prints complaints on standard error; where there are errors among them, the run cannot be made.
fn told<'a>(
    complaints: impl Iterator<Item = &'a crate::strict::Complaint>,
    grounds: &foreign::Grounds,
    color: args::Color,
) -> Result<(), Failure> {
    let all = grounds.hushed(complaints);
    let is_terminal = io::stderr().is_terminal();
    let (width, color) = (terminal::width(is_terminal), terminal::color(color, is_terminal));
    // A closed standard error is nobody's loss.
    let _ = crate::report::complaints(&mut io::stderr().lock(), &all, width, color);
    let stops = all.iter().any(|c| c.severity == crate::strict::Severity::Error);
    if !stops { Ok(()) } else { Err(Failure(Vec::new())) }
}

/// A line on standard error, with names and quotations in it made harmless; a closed one is nobody's loss.
fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "{}", crate::report::clean(message));
}
