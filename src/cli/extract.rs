//! `factlint extract`: the claims alone. Facts are not looked for; front matter and
//! `factlint.toml` may still date the drafts.

use super::args::{Color, ExtractArgs, FailOn};
use super::job::{self, Job};
use super::{Failure, Status};
use crate::report::Command;

/// Runs the command.
pub(super) fn run(args: &ExtractArgs, color: Color) -> Result<Status, Failure> {
    let plain = Job::plain(Command::Extract, &[], &args.common, color);
    job::run(&Job { fail_on: &[FailOn::Never], ..plain })
}
