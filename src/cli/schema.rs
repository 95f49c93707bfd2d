//! `factlint schema`: JSON Schemas of what factlint reads and writes.

use super::args::{SchemaArgs, SchemaOf};
use super::output::Output;
use super::{Failure, Status, config};
use crate::{facts, packs, report};
use std::io::{self, Write};

/// Runs the command.
pub(super) fn run(args: &SchemaArgs) -> Result<Status, Failure> {
    let schema = match args.of {
        SchemaOf::Facts => facts::json_schema(),
        SchemaOf::Config => config::json_schema(),
        SchemaOf::Output => report::json_schema(),
        SchemaOf::Impact => report::impact::schema(),
        SchemaOf::Rules => packs::json_schema(),
    };
    print(&format!("{schema:#}\n"))
}

/// Prints a text as it is.
pub(super) fn print(text: &str) -> Result<Status, Failure> {
    let mut output = Output::open(None)?;
    match output.write_all(text.as_bytes()).and_then(|()| output.finish()) {
        Ok(()) => Ok(Status::Good),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Good),
        Err(error) => Err(Failure::new(format!("factlint: standard output cannot be written: {error}"))),
    }
}
