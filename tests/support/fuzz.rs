//! What must hold of any bytes whatever, one function for each fuzz target. The targets in `fuzz/` call
//! them with what libFuzzer makes up, `tests/fuzz.rs` with what is kept in `tests/fuzz/`, so that a target
//! and its replay are one piece of code. A broken promise is a panic.
#![allow(dead_code, reason = "each fuzz target uses a part of it")]
#![allow(clippy::expect_used, clippy::panic, reason = "a panic is how a target tells of a broken promise")]

use factlint::checker::Checked;
use factlint::document::{Format, ProseSpan, SourceSpan};
use factlint::packs::{self, Stack};
use factlint::report::{self, DraftReport, Human, Json, Jsonl, Report, RunInfo, Show, Shown, Summary};
use factlint::strict::Complaint;
use factlint::verdict::Finding;
use factlint::{Checker, Document, Facts, Lexicon, Settings, audit, verdict};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;

/// Between the facts and the draft of one input of [`check`].
pub const BETWEEN: &str = "\n%%\n";

/// A target: bytes in, a panic where a promise is broken.
pub type Target = fn(&[u8]);

/// The targets by name.
pub const TARGETS: [(&str, Target); 4] = [("facts", facts), ("pack", pack), ("markdown", markdown), ("check", check)];

/// A draft that packs are tried on.
const DRAFT: &str = "\
The quake of magnitude 6.1 shook Halmic on Friday and left 43 people dead, the mayor said.\n\n\
Nearly 1,200 houses, half of them in the old town, were lost by May 12; damage came to $4.5 million.\n";

/// The packs that ship, loaded once.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::english().expect("the packs that ship load"))
}

/// The facts reader: every text is read or complained of, each complaint stands in the text, and what was
/// read can be shown, indexed and audited.
pub fn facts(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let read = factlint::facts::parse(text, Path::new(NOWHERE), lexicon());
    placed(text, &read.complaints);
    for fact in &read.facts {
        assert!(fact.place.line >= 1 && fact.place.line <= lines(text), "a fact beyond the text: {:?}", fact.place);
        assert!(usize::from(fact.file) < read.subjects.len(), "a fact of no file");
        let _ = (verdict::in_words(&fact.value, lexicon()), verdict::meaning(&fact.value, lexicon()));
    }
    report::list(&mut Vec::new(), &read.rows(), 80, false).expect("a vector takes all");
    report::complaints(&mut Vec::new(), &read.complaints, 80, false).expect("a vector takes all");
    if !read.broken() {
        for complaint in audit::audit(&read, lexicon(), None) {
            assert!(!complaint.message.is_empty() && complaint.line >= 1);
        }
    }
}

/// The pack reader: every text is read or complained of, each complaint stands in the text, and a pack
/// without complaints makes a language in which a draft can be read and examples run.
pub fn pack(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    static SHIPPED: OnceLock<Stack> = OnceLock::new();
    let (stack, complaints) = SHIPPED.get_or_init(|| Stack::over("none.toml", "").0).clone().with("desk.toml", text);
    placed(text, &complaints);
    report::complaints(&mut Vec::new(), &complaints, 80, false).expect("a vector takes all");
    if !complaints.is_empty() {
        return;
    }
    let Ok(lexicon) = stack.lexicon() else { return };
    let own = |entry: &str| stack.entries("desk.toml").any(|e| entry == format!("{}.{}", e.table, e.id));
    let (failed, _) = packs::examples::run(&lexicon, &stack, |example| own(&example.entry));
    for failure in failed {
        assert!(failure.place.line <= lines(text) && !failure.message().is_empty());
    }
    let document = Document::markdown("draft.md", DRAFT.to_owned()).expect("it has no front matter");
    let none = Facts::default();
    sound(&document, &Checker::new(&lexicon, &none, Settings::default()).check(&document));
}

/// Reading drafts: of every letter of the prose is known where it stands in the file.
pub fn markdown(data: &[u8]) {
    for format in [Format::Markdown, Format::Text] {
        if let Ok(document) = Document::read("draft", data.to_vec(), format) {
            assert_eq!(document.source().as_bytes(), data);
            mapped(&document);
        }
    }
}

/// The whole of `check`: facts and a draft, told in every format; whatever the order of the facts.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let (facts, draft) = text.split_once(BETWEEN).unwrap_or(("", text));
    let Ok(document) = Document::markdown("draft.md", draft.to_owned()) else { return };
    let facts = factlint::facts::parse(facts, Path::new(NOWHERE), lexicon());
    let checker = Checker::new(lexicon(), &facts, Settings::default());
    let checked = checker.check(&document);
    sound(&document, &checked);
    told(&document, &checked, checker.dateline(&document));

    let mut other = facts.clone();
    // The last first; but the claims of one sentence stay in the order of the sentence.
    other.facts.sort_by_key(|f| std::cmp::Reverse(f.place.line));
    let again = Checker::new(lexicon(), &other, Settings::default()).check(&document);
    assert_eq!(verdicts(&checked), verdicts(&again), "the order of the facts matters");

    let listed = checker.list(&document);
    sound(&document, &listed);
}

/// A name for what is read, in a folder that is not there: nothing that it includes can be.
const NOWHERE: &str = "/nowhere/to/be/found/facts.toml";

/// What one can say of a draft's findings in short: where each stands, what is said of it and by which fact.
pub fn verdicts(checked: &Checked) -> Vec<String> {
    checked.findings.iter().map(|f| format!("{:?} {:?} {} {:?}", f.span, f.verdict, f.rule, f.fact)).collect()
}

/// How many lines a text has; what is amiss at its end may be told on a line behind it.
fn lines(text: &str) -> usize {
    text.split('\n').count() + 1
}

/// Every complaint stands in the text and says something.
fn placed(text: &str, complaints: &[Complaint]) {
    let all: Vec<&str> = text.split('\n').collect();
    for complaint in complaints {
        assert!(!complaint.message.is_empty() && !complaint.code.is_empty());
        let inside = complaint.line >= 1 && complaint.line <= lines(text) && complaint.column >= 1;
        assert!(inside, "beyond the text: {complaint}");
        let letters = all.get(complaint.line - 1).map_or(0, |line| line.chars().count());
        assert!(complaint.column <= letters + 1, "beyond its line: {complaint}");
    }
}

/// Spans lie in the text, on letters' boundaries, in order; lines and columns say the same; what is related too.
pub fn sound(document: &Document, checked: &Checked) {
    let mut last = 0;
    for finding in &checked.findings {
        assert!(finding.span.start >= last, "out of order: {finding:?}");
        last = finding.span.start;
        stands(document, finding.span, (finding.line, finding.column), &finding.text, finding);
        for other in &finding.related {
            stands(document, other.span, (other.line, other.column), &other.text, finding);
        }
    }
    for skipped in &checked.skipped {
        let block = &document.blocks().get(skipped.span.block as usize).expect("a block").text;
        let words = block.get(skipped.span.start as usize..skipped.span.end as usize);
        assert!(words.is_some_and(|w| !w.is_empty()), "no words: {skipped:?} of {block:?}");
        let span = document.source_span(skipped.span);
        assert!(document.source().get(span.start as usize..span.end as usize).is_some(), "{skipped:?}");
    }
}

fn stands(document: &Document, span: SourceSpan, place: (usize, usize), words: &str, finding: &Finding) {
    let source = document.source();
    let found = source.get(span.start as usize..span.end as usize);
    assert_eq!(found, Some(words), "{finding:?}");
    assert_eq!(document.line_column(span.start), place, "{finding:?}");
    let before = source.get(..span.start as usize).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let counted = (before.matches('\n').count() + 1, before.get(start..).unwrap_or_default().chars().count() + 1);
    assert_eq!(counted, place, "{finding:?}");
}

/// Every report can be written, and those for machines can be read again.
fn told(document: &Document, checked: &Checked, dateline: Option<factlint::claims::Dateline>) {
    let mut summary = Summary::default();
    summary.add(checked);
    let run = RunInfo {
        command: report::Command::Check,
        show: Show(vec![Shown::All, Shown::Skipped]),
        drafts_found: true,
        facts_found: true,
        facts_files: Vec::new(),
        width: 80,
        color: false,
        folders: report::Folders::default(),
    };
    let (skipped, lexicon) = (&checked.skipped, lexicon());
    let draft = DraftReport { document, id: None, line: false, checked, failing: &[], skipped, dateline, lexicon };
    let (mut json, mut lines, mut sarif) = (Vec::new(), Vec::new(), Vec::new());
    let (mut gitlab, mut rdjsonl) = (Vec::new(), Vec::new());
    let reports: [Box<dyn Report + '_>; 10] = [
        Box::new(Human::new(Vec::new())),
        Box::new(Json::new(&mut json)),
        Box::new(Jsonl::new(&mut lines)),
        Box::new(report::Github::new(Vec::new())),
        Box::new(report::Gitlab::new(&mut gitlab)),
        Box::new(report::Sarif::new(&mut sarif)),
        Box::new(report::Junit::new(Vec::new())),
        Box::new(report::Rdjsonl::new(&mut rdjsonl)),
        Box::new(report::Csv::new(Vec::new())),
        Box::new(report::Markdown::new(Vec::new())),
    ];
    for mut report in reports {
        report.begin(&run).expect("a vector takes all");
        report.draft(&draft).expect("a vector takes all");
        report.end(&summary).expect("a vector takes all");
    }
    for document in [&json, &sarif] {
        serde_json::from_slice::<BTreeMap<String, serde_json::Value>>(document).expect("the report is JSON");
    }
    serde_json::from_slice::<Vec<serde_json::Value>>(&gitlab).expect("the report is an array");
    lines.extend(rdjsonl);
    for line in lines.split(|b| *b == b'\n').filter(|l| !l.is_empty()) {
        serde_json::from_slice::<BTreeMap<String, serde_json::Value>>(line).expect("each line is JSON");
    }
}

/// The promises of the source map: every letter of the prose comes from somewhere in the file, in order, and
/// one that was copied is the letter that stands there.
pub fn mapped(document: &Document) {
    let source = document.source();
    for (index, block) in document.blocks().iter().enumerate() {
        assert!(!block.text.trim().is_empty(), "a block without prose");
        let mut last = 0;
        for (at, c) in block.text.char_indices() {
            let prose = ProseSpan { block: index as u32, start: at as u32, end: (at + c.len_utf8()) as u32 };
            let span = document.source_span(prose);
            assert!(span.start >= last && span.start <= span.end, "order: {c:?} at {at}: {span:?}");
            last = span.start;
            let Some(slice) = source.get(span.start as usize..span.end as usize) else {
                panic!("{c:?} at {at} of {:?} is no stretch of the source: {span:?}", block.text);
            };
            if slice.len() == c.len_utf8() {
                let same = slice.nfc().any(|n| n == c) || (c == ' ' && slice.trim().is_empty());
                assert!(same, "{c:?} at {at} of {:?} is {slice:?} in the source", block.text);
            }
            let (line, column) = document.line_column(span.start);
            assert!(document.line(line).chars().count() + 1 >= column, "column {column} of line {line}");
        }
    }
}
