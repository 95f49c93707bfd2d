//! `factlint check`: the claims of the drafts against the facts.

use super::args::{CheckArgs, Color};
use super::job::{self, Job};
use super::{Failure, Status};
use crate::report::Command;

/// Runs the command.
pub(super) fn run(args: &CheckArgs, color: Color) -> Result<Status, Failure> {
    let plain = Job::plain(Command::Check, &args.facts, &args.common, color);
    job::run(&Job { fail_on: &args.fail_on, disable: &args.disable, known: &args.known, fix: args.fix, ..plain })
}
