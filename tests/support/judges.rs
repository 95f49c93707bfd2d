//! Judges that others wrote, where `tests/judges/install` has put them. Whatever is not there makes its test
//! skip, and say so by name.

use super::repo;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where the judges are.
pub fn folder() -> PathBuf {
    std::env::var_os("FACTLINT_JUDGES").map_or_else(|| repo("target/judges"), PathBuf::from)
}

/// A file of an npm package, or of a Python environment: `node/…`, `py/…`.
pub fn file(path: &str) -> Option<PathBuf> {
    Some(folder().join(path)).filter(|p| p.exists())
}

/// The path of an npm package.
pub fn module(path: &str) -> Option<PathBuf> {
    file("node/node_modules").map(|modules| modules.join(path)).filter(|p| p.exists())
}

/// A program of Debian's.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|p| p.is_file())
}

/// Says that a judge is not here: past the harness, which would keep it to itself.
pub fn skipped(test: &str, judge: &str) {
    let told = format!("SKIPPED {test}: {judge} is not installed (tests/judges/install)\n");
    let _ = std::io::stderr().write_all(told.as_bytes());
}

/// The judge, or the end of the test, told by name.
#[macro_export]
macro_rules! judge {
    ($test:expr, $judge:expr, $found:expr) => {
        match $found {
            Some(found) => found,
            None => {
                $crate::support::judges::skipped($test, $judge);
                return;
            }
        }
    };
}

/// Runs a judge to its end.
pub fn run(program: &Path, args: &[&str]) -> Output {
    Command::new(program)
        .args(args)
        .env("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1")
        .stdin(Stdio::null())
        .output()
        .expect("a judge that is there can be run")
}

/// All that a judge says.
pub fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
