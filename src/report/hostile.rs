//! Drafts, facts and file names that want to be more than text, through every report.

use super::clean::is_hostile;
use super::guard::{Bracket, guarded};
use super::samples::{Run, findings};
use super::*;
use crate::document::SourceSpan;
use crate::verdict::Related;
use proptest::prelude::*;
use serde_json::Value;
use std::cell::RefCell;
use std::io::Write;
use std::rc::Rc;

#[derive(Clone, Default)]
struct Shared(Rc<RefCell<Vec<u8>>>);

impl Write for Shared {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

type Make = fn(Shared) -> Box<dyn Report>;

const ALL: [(&str, Make); 11] = [
    ("human", |out| Box::new(Human::new(out))),
    ("json", |out| Box::new(Json::new(out))),
    ("jsonl", |out| Box::new(Jsonl::new(out))),
    ("github", |out| Box::new(Github::new(out))),
    ("summary", |out| Box::new(JobSummary::new(out, JOB_SUMMARY_MOST))),
    ("gitlab", |out| Box::new(Gitlab::new(out))),
    ("sarif", |out| Box::new(Sarif::new(out))),
    ("junit", |out| Box::new(Junit::new(out))),
    ("rdjsonl", |out| Box::new(Rdjsonl::new(out))),
    ("csv", |out| Box::new(Csv::new(out))),
    ("markdown", |out| Box::new(Markdown::new(out))),
];

/// What every report writes of a run in which whatever comes from outside is this text.
fn told(text: &str) -> Vec<(&'static str, String)> {
    let source = format!("{text}\n\n{text} 14 boats {text}\n{text}");
    let document = Document::text(text, source.clone());
    let start = source.find("14 boats").unwrap_or(0) as u32;
    let all = SourceSpan { start: 0, end: source.len() as u32 };
    let some = Some(text.to_owned());
    let found: Vec<Finding> = findings(&super::samples::document())
        .into_iter()
        .map(|finding| Finding {
            span: SourceSpan { start, end: start + 8 },
            text: text.to_owned(),
            fact: some.clone(),
            message: text.to_owned(),
            suggestion: some.clone(),
            reference: some.clone(),
            source: some.clone(),
            as_of: some.clone(),
            url: some.clone(),
            alternatives: vec![text.to_owned()],
            related: vec![Related { suggestion: some.clone(), ..Related::at(&document, all) }],
            fact_place: Some(crate::strict::Place { file: text.to_owned(), line: 3, column: 1 }),
            ..finding
        })
        .collect();
    let runs = [(Command::Check, 80), (Command::Check, 24), (Command::Extract, 80)];
    let mut out = Vec::new();
    for (command, width) in runs {
        let run = Run { command, width, show: vec![Shown::All, Shown::Skipped], facts_found: width > 24, color: false };
        let checked = samples::checked(found.clone());
        let draft = samples::draft(&document, &checked);
        let mut summary = Summary::default();
        summary.add(&checked);
        let info = RunInfo { facts_files: vec![text.into()], ..run.info() };
        let id = RawValue::from_string(serde_json::to_string(text).expect("it serialises")).expect("JSON");
        for (name, make) in ALL {
            let shared = Shared::default();
            let mut report = make(shared.clone());
            report.begin(&info).expect("a vector takes all");
            report.draft(&draft).expect("a vector takes all");
            report.draft(&DraftReport { id: Some(&id), line: true, ..draft }).expect("a vector takes all");
            let unreadable = Unreadable { name: text, id: Some(&id), line: true, error: text };
            report.unreadable(&unreadable).expect("a vector takes all");
            report.end(&summary).expect("a vector takes all");
            drop(report);
            let bytes = shared.0.borrow().clone();
            out.push((name, String::from_utf8(bytes).expect("UTF-8")));
        }
    }
    out
}

/// What begins a line that is a command of ours.
fn is_ours(name: &str, line: &str) -> bool {
    name == "github" && ["::error title=", "::warning title=", "::notice title="].iter().any(|p| line.starts_with(p))
}

/// No line of any report is a command of a draft's, and none steers a terminal.
fn is_harmless(text: &str) {
    for (name, report) in told(text) {
        for line in report.split(['\n', '\r']) {
            assert_eq!(guarded(line, Bracket::Shown), line, "{name} of {text:?}");
            let begins = line.trim().trim_start_matches('\u{feff}').trim_start();
            assert!(!begins.starts_with("::") || is_ours(name, line), "{name} of {text:?}: {line}");
        }
        if matches!(name, "json" | "jsonl" | "gitlab" | "sarif" | "rdjsonl") {
            // Programs read the text as it is, or as it was made harmless.
            for value in report.lines().filter(|_| matches!(name, "jsonl" | "rdjsonl")) {
                serde_json::from_str::<Value>(value).unwrap_or_else(|e| panic!("{name} of {text:?}: {e}"));
            }
            if !matches!(name, "jsonl" | "rdjsonl") {
                serde_json::from_str::<Value>(&report).unwrap_or_else(|e| panic!("{name} of {text:?}: {e}"));
            }
        }
        let report = report.strip_prefix('\u{feff}').filter(|_| name == "csv").unwrap_or(&report);
        let steers = |c: char| is_hostile(c) && c != '\n' && !(c == '\r' && name == "csv");
        assert!(!report.contains(steers), "{name} of {text:?}: {report:?}");
    }
}

#[test]
fn no_report_gives_a_runner_a_command_or_steers_a_terminal() {
    for text in [
        "\r\n::error::pwned\n##[error]pwned",
        "::set-output name=a::b",
        "\u{a0}::add-mask::14 \u{2003}::stop-commands::x",
        "a\u{2028}::error::b\u{85}::error::c",
        "##[group]x ##vso[task.setvariable variable=a]b ##teamcity[x]",
        "%0A::error::x%0D%250A",
        "\u{1b}[31mred\u{1b}]0;title\u{7} \u{202e}\u{2066}\u{200b}",
        "\"><script>alert(1)</script>]]><!-- --> &amp; &#91;",
        "=cmd|' /C calc'!A0\",\"@SUM(1)\t+1;-1",
        "| a | b\\| `c` *d* _e_ @admin [x](javascript:1) ![y](http://z) $1$",
        "\u{ffff}\u{fffe}\u{0}\u{fdd0}",
        "",
        " ",
        "-:7",
        "-",
    ] {
        is_harmless(text);
    }
}

#[test]
fn only_the_cells_of_a_sheet_are_in_it_and_none_is_a_formula() {
    for text in ["=a\",\n@b;\r\n+c", "x;=1+1;y", "\";=1+1;\" =2", ";;\"\";-1;;\t=\";\"@a", ";", "a; \u{a0}\"\u{ff1d}1"]
    {
        for (_, report) in told(text).into_iter().filter(|(name, _)| *name == "csv") {
            for row in report.split_terminator("\r\n").skip(1) {
                assert!(row.starts_with(|c: char| c.is_ascii_digit()), "{row}");
                assert!(!row.contains(",=") && !row.contains(",\"="), "{row}");
                // Also of a spreadsheet that takes semicolons for what parts cells, wherever they stand.
                for cell in row.split(';') {
                    let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || c == '"');
                    assert!(!begins.starts_with(['=', '+', '-', '@', '\u{ff1d}']), "{cell:?} of {row}");
                }
            }
        }
    }
}

#[test]
fn a_cell_of_a_table_holds_what_was_meant_and_no_more() {
    for (name, report) in told("a | b \\| c\n| d") {
        if name == "summary" {
            for row in report.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")) {
                // An escaped bar is text; so is a backslash before it.
                let bars = row.replace("\\\\", "").replace("\\|", "").matches('|').count();
                assert_eq!(bars, 5, "{row}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn nor_does_any_other_text(pieces in proptest::collection::vec(
        prop_oneof![
            Just("::"), Just("##"), Just("["), Just("error"), Just(" "), Just("\n"), Just("\r"), Just("%"), Just("|"),
            Just("\""), Just("\\"), Just("="), Just("\u{a0}"), Just("\u{202e}"), Just("<"), Just("é"), Just("🔥"),
        ],
        0..12,
    )) {
        is_harmless(&pieces.concat());
    }
}
