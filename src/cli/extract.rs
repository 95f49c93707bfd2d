//! `factlint extract`: the claims alone. Facts are not looked for; front matter and
//! `factlint.toml` may still date the drafts.

use super::args::{Color, ExtractArgs, FailOn};
use super::fix::FixArgs;
use super::job::{self, Job};
use super::known::KnownArgs;
use super::{Failure, Status};
use crate::report::Command;

/// Runs the command.
pub(super) fn run(args: &ExtractArgs, color: Color) -> Result<Status, Failure> {
    job::run(&Job {
        command: Command::Extract,
        facts: &[],
        fail_on: &[FailOn::Never],
        disable: &[],
        known: &KnownArgs::default(),
        fix: FixArgs::default(),
        common: &args.common,
        color,
    })
}
