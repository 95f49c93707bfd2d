//! `--format gitlab`: a Code Quality report, one array for the run.

use super::clean::Clean;
use super::columns::Unit;
use super::guard::{Bracket, Guarded};
use super::problems::Problems;
use super::told::{self, Level, Spots};
use super::{RunInfo, Summary, Unreadable};
use crate::verdict::{Finding, Fingerprint};
use rustc_hash::FxHashSet;
use serde::Serialize;
use std::io::{self, Write};

/// One JSON array without a mark before it: GitLab reads nothing else. Of entries with one fingerprint it keeps
/// the last alone, so that no two have the same.
pub struct Gitlab<W> {
    out: Guarded<W>,
    run: Option<RunInfo>,
    seen: FxHashSet<Fingerprint>,
    begun: bool,
}

#[derive(Serialize)]
struct Entry {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}

/// A path as GitLab wants it, never absolute; what has none is called so.
fn path(path: Option<&str>) -> String {
    let path = path.map_or("stdin", |path| path.trim_start_matches('/'));
    Clean::flow(path).to_string()
}

impl<W: Write> Gitlab<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out: Guarded::new(out, Bracket::Json), run: None, seen: FxHashSet::default(), begun: false }
    }

    /// The fingerprint as the first of its kind in this run, or numbered.
    fn fresh(&mut self, fingerprint: Fingerprint) -> Fingerprint {
        let mut n = 1;
        while !self.seen.insert(fingerprint.nth(n)) {
            n += 1;
        }
        fingerprint.nth(n)
    }

    fn entry(&mut self, entry: &Entry) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        self.out.write_all(&serde_json::to_vec(entry)?)
    }
}

impl<W: Write> Problems for Gitlab<W> {
    fn run(&mut self) -> &mut Option<RunInfo> {
        &mut self.run
    }

    fn problem(&mut self, spots: &Spots<'_>, level: Level, finding: &Finding) -> io::Result<()> {
        let spot = spots.spot(finding.span, Unit::CodePoints);
        let fingerprint = self.fresh(finding.fingerprint).to_string();
        self.entry(&Entry {
            description: format!("{}{}", spot.inside, told::lines(finding).join(" | ")),
            check_name: told::rule(finding),
            fingerprint,
            severity: severity(level),
            location: Location {
                path: path(spots.path()),
                lines: Lines { begin: spot.range.start.line, end: spot.range.end.line },
            },
        })
    }

    fn unread(&mut self, file: Option<&str>, line: usize, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let name = told::name(unreadable.name, unreadable.id);
        let entry = Entry {
            description: told::cannot_be_read(unreadable),
            check_name: "unreadable",
            fingerprint: format!("unreadable {name}"),
            severity: "critical",
            location: Location { path: path(file), lines: Lines { begin: line, end: line } },
        };
        self.entry(&entry)
    }

    fn close(&mut self, _summary: &Summary) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Run, document, findings};
    use super::*;
    use serde_json::{Value, json};

    fn gitlab(findings: Vec<Finding>) -> Value {
        let mut report = Gitlab::new(Vec::new());
        Run::default().write(&mut report, &document(), findings);
        serde_json::from_slice(&report.out.into_inner()).expect("an array")
    }

    #[test]
    fn a_problem_is_an_entry_and_no_problems_are_an_empty_array() {
        let report = gitlab(findings(&document()));
        let told: Vec<_> = report.as_array().expect("an array").iter().map(|e| e["severity"].clone()).collect();
        assert_eq!(told, ["major", "minor", "info", "minor"]);
        assert_eq!(report[1]["location"], json!({"path": "tarn.txt", "lines": {"begin": 4, "end": 5}}));
        assert_eq!(report[0]["check_name"], "reference");
        assert_eq!(gitlab(Vec::new()), json!([]));
    }

    #[test]
    fn no_two_entries_of_a_run_have_one_fingerprint() {
        let first = Fingerprint::default();
        let mut found = findings(&document());
        found.truncate(1);
        let one = found.remove(0);
        // The second of two equal ones, as the checker numbers them within a draft, and a third of another.
        let second = Finding { fingerprint: first.nth(2), ..one.clone() };
        let report = gitlab(vec![one.clone(), second, one]);
        let all: FxHashSet<String> =
            report.as_array().expect("an array").iter().map(|e| e["fingerprint"].to_string()).collect();
        assert_eq!(all.len(), 3, "{report}");
    }
}
