//! `factlint explain RULE`: what a check that needs no facts does, when it speaks, and an example each way.

use super::args::ExplainArgs;
use super::output::Output;
use super::{Failure, Status};
use crate::checks::Rule;
use std::io::{self, Write};

/// Runs the command.
pub(super) fn run(args: &ExplainArgs) -> Result<Status, Failure> {
    let mut output = Output::open(None)?;
    let written = tell(args.rule, &mut output);
    match written.and_then(|()| output.finish()) {
        Ok(()) => Ok(Status::Good),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Good),
        Err(error) => Err(Failure::new(format!("factlint: the explanation cannot be written: {error}"))),
    }
}

/// What the rule does, or what all of them find.
fn tell(rule: Option<Rule>, out: &mut impl Write) -> io::Result<()> {
    let Some(rule) = rule else {
        writeln!(out, "Checks that need no facts (`factlint explain RULE` tells more of one):\n")?;
        let width = Rule::ALL.map(|r| r.name().len()).into_iter().max().unwrap_or(0);
        for rule in Rule::ALL {
            writeln!(out, "  {:<width$}  {}", rule.name(), rule.explained().finds)?;
        }
        return Ok(());
    };
    let (name, told) = (rule.name(), rule.explained());
    writeln!(out, "{name}: {}\n\n{}\n", told.finds, told.when)?;
    writeln!(out, "  speaks of   {}\n  silent on   {}\n", told.fires, told.silent)?;
    writeln!(out, "Off for a run with `--disable {name}`, for a desk with `disable = [\"{name}\"]` in factlint.toml;")?;
    writeln!(out, "under `[severity]` there, `{name} = \"warning\"` or `\"note\"` makes it weigh less.")
}
