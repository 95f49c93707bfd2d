//! The `factlint` program: exit status, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    factlint::cli::run()
}
