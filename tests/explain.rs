//! `explain`: it tells the verdicts that `check` gives, for every claim of every golden case; it answers for any
//! line and column; its pages say what is so.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::checker::{Decider, Explained};
use factlint::document::Format;
use factlint::report::explain::{FACTS, Subject, human, json, pages, tell};
use factlint::{Checker, Document, Facts, Settings};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use support::{lexicon, repo};

/// Every folder with a draft and its facts.
fn cases() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = ["tests/golden", "examples"]
        .iter()
        .flat_map(|root| std::fs::read_dir(repo(root)).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|folder| folder.join("draft.md").is_file())
        .collect();
    out.sort();
    assert!(out.len() > 20, "only {} cases were found", out.len());
    out
}

/// The draft and the facts of a case.
fn read(folder: &Path) -> (Document, Facts) {
    let bytes = std::fs::read(folder.join("draft.md")).unwrap();
    let document = Document::read("draft.md", bytes, Format::Markdown).unwrap();
    let facts = folder.join("facts.toml");
    let facts = if facts.is_file() { factlint::facts::load(&[facts], lexicon()) } else { Facts::default() };
    (document, facts)
}

fn explained(document: &Document, facts: &Facts) -> Explained {
    Checker::new(lexicon(), facts, Settings::default()).explain(document)
}

#[test]
fn it_tells_the_verdict_that_check_gives_for_every_claim_of_every_case() {
    let mut claims = 0;
    for folder in cases() {
        let (document, facts) = read(&folder);
        let checked = Checker::new(lexicon(), &facts, Settings::default()).check(&document);
        let explained = explained(&document, &facts);
        assert_eq!(checked.findings, explained.checked.findings, "{}", folder.display());
        for told in &explained.claims {
            claims += 1;
            let place =
                format!("{}:{}:{} {:?}", folder.display(), told.finding.line, told.finding.column, told.finding);
            assert!(checked.findings.contains(&told.finding), "{place}");
            if told.decider == Decider::Fact
                && told.finding.rule == "reference"
                && told.finding.kind == Some(told.claim.kind())
            {
                assert_eq!(told.ruling.verdict, told.finding.verdict, "{place}");
                let decides = told.ruling.decides.and_then(|f| facts.facts.get(f)).map(|f| f.id.clone());
                assert_eq!(decides, told.finding.fact, "{place}");
            }
            // What the trace took down is what the pairing went by.
            for candidate in &told.pairing.candidates {
                let considered =
                    told.notes.considered.iter().find(|c| c.fact == candidate.fact).expect("it was considered");
                let left: Vec<_> = considered.doubts.iter().map(|(_, doubt)| *doubt).collect();
                assert_eq!(left, candidate.doubts.to_vec(), "{place}");
                assert_eq!(considered.outcome.as_ref().ok(), Some(candidate), "{place}");
            }
        }
        // And so does what is written.
        let subject = Subject { document: &document, explained: &explained, facts: &facts, lexicon: lexicon() };
        for finding in &checked.findings {
            let told = tell(&subject, finding.line, Some(finding.column), FACTS);
            let found = told.verdicts().find(|(f, _)| *f == finding).expect("the finding is told at its own place");
            assert_eq!(found.1, finding.verdict.name());
        }
    }
    assert!(claims > 500, "only {claims} claims were seen");
}

#[test]
fn any_line_and_column_gets_an_answer() {
    let mut answers = 0;
    for folder in cases() {
        let (document, facts) = read(&folder);
        let explained = explained(&document, &facts);
        let subject = Subject { document: &document, explained: &explained, facts: &facts, lexicon: lexicon() };
        let lines = document.source().lines().count();
        for line in (0..lines + 3).chain([usize::MAX]) {
            let columns = document.line(line).chars().count();
            let some = (0..columns + 3).step_by(13).chain([usize::MAX]).map(Some);
            for column in some.chain([None]) {
                let told = tell(&subject, line, column, 1);
                let empty = told.verdicts().next().is_none();
                assert!(!empty || told.note().is_some(), "{}:{line}:{column:?}", folder.display());
                answers += 1;
                if column.is_none() {
                    let mut out = Vec::new();
                    human(&mut out, &subject, &told, 24, true).unwrap();
                    json(&mut out, &subject, &told).unwrap();
                    assert!(!out.is_empty());
                }
            }
        }
    }
    assert!(answers > 5_000, "only {answers} places were asked");
}

#[test]
fn a_hostile_draft_reaches_no_terminal() {
    let text = "The \u{1b}[31mflood\u{7} killed 43 peo\u{202e}ple in Var\u{9b}na and \u{1b}]0;x\u{7} 12 goats.";
    let document = Document::text("a\u{1b}[2J.txt", text.to_owned());
    let facts = factlint::facts::parse(
        "[facts.\"x\\u001b[1m\"]\nabout = [\"@killed\", \"Var\"]\nvalue = \"43 people\"\n[facts.y]\nabout = \"goat\"\nvalue = 11\n",
        Path::new("f\u{1b}[2J.toml"),
        lexicon(),
    );
    let explained = explained(&document, &facts);
    let subject = Subject { document: &document, explained: &explained, facts: &facts, lexicon: lexicon() };
    let told = tell(&subject, 1, None, FACTS);
    let mut out = Vec::new();
    human(&mut out, &subject, &told, 80, false).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains("43"), "{out}");
    let harmful =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    assert!(!out.chars().any(harmful), "{out:?}");
}

/// What a table of small drafts must tell, in the words of the explanation.
#[test]
fn an_editor_reads_why() {
    let facts = "date = 2015-05-12\n[facts.dead]\nabout = [\"@killed\", \"Varna\"]\nvalue = \"6,116 people\"\n\
                 [facts.begun]\nabout = [\"fighting\", \"Varna\"]\nvalue = \"2014-04\"\n\
                 [facts.gain]\nabout = [\"rise | rose\", \"fare\", \"Varna\"]\nvalue = \"4 percentage points\"\n\
                 [facts.other]\nabout = [\"@killed\", \"Lesk\"]\nvalue = \"12 people\"\nunless = [\"barracks\"]";
    for (draft, told) in [
        (
            "More than 5,000 people were killed in Varna.",
            vec![
                "true of any figure above 5,000",
                "said in good faith of above 5,000 to 6,000",
                "a match, loose",
                "`@killed` by \"killed\" (a word of the concept), in the claim's own noun group",
                "`Varna` by \"Varna\", in its own clause",
                "fell out; not all that it asks for is met",
                "missed `Lesk`",
            ],
        ),
        (
            "Nearly 6,100 people were killed in Varna.",
            vec!["\"nearly\" never reaches its figure", "the hedge shuts the reference out"],
        ),
        (
            "The fighting in Varna has gone on since April.",
            vec![
                "date-range",
                "since April 2015",
                "counted from 2015-05-12, the dateline, from the facts file",
                "the year that is left out reads as another",
            ],
        ),
        (
            "Officials in Varna deny that 7,000 people were killed.",
            vec!["not asserted: denied", "it is not said to be so"],
        ),
        (
            "Fares in Varna rose by 4 percent.",
            vec!["a change, upwards", "percent and percentage points are two measures"],
        ),
        ("In Lesk 12 people were killed at the barracks.", vec!["its `unless` is met in the clause"]),
        ("Twelve goats ate 3 hats.", vec!["none: no fact shares a term", "No fact is about this."]),
        ("They met on Highway 9.", vec!["No claim stands on line 1.", "\"Highway 9\" is passed over: road."]),
        ("The flood was on Tuesday, May 13, 2015.", vec!["No fact decides", "weekday", "--disable weekday"]),
    ] {
        let document = Document::text("draft.txt", draft.to_owned());
        let facts = factlint::facts::parse(facts, Path::new("facts.toml"), lexicon());
        assert!(!facts.broken());
        let explained = explained(&document, &facts);
        let subject = Subject { document: &document, explained: &explained, facts: &facts, lexicon: lexicon() };
        let mut out = Vec::new();
        human(&mut out, &subject, &tell(&subject, 1, None, FACTS), 400, false).unwrap();
        let out = String::from_utf8(out).unwrap();
        let flat = out.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        for words in told {
            assert!(flat.contains(&words.to_lowercase()), "\n{draft}\nlacks: {words}\n{out}");
        }
    }
}

#[test]
fn the_readme_shows_what_is_said() {
    let (document, facts) = read(&repo("examples/ferry-fire"));
    let explained = explained(&document, &facts);
    let subject = Subject { document: &document, explained: &explained, facts: &facts, lexicon: lexicon() };
    let mut out = Vec::new();
    human(&mut out, &subject, &tell(&subject, 8, Some(49), FACTS), 100, false).unwrap();
    let out = String::from_utf8(out).unwrap();
    let readme = std::fs::read_to_string(repo("README.md")).unwrap();
    let shown =
        readme.split("```text\nDISAGREE 8:49").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let shown = format!("DISAGREE 8:49{shown}");
    for line in shown.lines() {
        assert!(out.contains(line), "README.md shows a line that is not said any more: {line}\n{out}");
    }
}

mod the_pages {
    use super::*;

    /// The codes that the sources give complaints, by the calls that make them.
    fn codes() -> BTreeSet<String> {
        let mut out = BTreeSet::new();
        let folders = ["src/facts", "src/packs", "src/strict"].into_iter();
        let files = folders.flat_map(|f| std::fs::read_dir(repo(f)).unwrap()).map(|e| e.unwrap().path());
        for file in files.chain([repo("src/cli/config.rs")]).filter(|f| f.is_file()) {
            let source = std::fs::read_to_string(&file).unwrap();
            let source = source.split("#[cfg(test)]").next().unwrap_or_default();
            let calls = ["error(", "warn(", "code: ", "complain(Severity::Error, ", "complain(Severity::Warning, "];
            for call in calls {
                for (at, _) in source.match_indices(call) {
                    let rest = source[at + call.len()..].trim_start();
                    let code = rest.strip_prefix('"').and_then(|r| r.split('"').next()).unwrap_or_default();
                    if !code.is_empty() && code.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
                        out.insert(code.to_owned());
                    }
                }
            }
        }
        out
    }

    #[test]
    fn every_code_of_a_complaint_has_one() {
        let pages: BTreeSet<String> = pages::all().unwrap().into_iter().map(|e| e.name).collect();
        let codes = codes();
        assert!(codes.len() > 20, "only {} codes were seen", codes.len());
        let without: Vec<_> = codes.difference(&pages).collect();
        assert!(without.is_empty(), "write a page in rules/explain.toml for {without:?}");
    }

    #[test]
    fn examples_of_facts_files_fail_and_pass_as_they_say() {
        let mut run = 0;
        for page in pages::all().unwrap() {
            let toml = |text: &str| text.starts_with("[facts");
            if !matches!(page.kind, pages::Of::Error | pages::Of::Warning) || !toml(&page.fails) {
                continue;
            }
            run += 1;
            let codes = |text: &str| -> Vec<&str> {
                factlint::facts::parse(text, Path::new("facts.toml"), lexicon())
                    .complaints
                    .iter()
                    .map(|c| c.code)
                    .collect()
            };
            assert!(codes(&page.fails).contains(&page.name.as_str()), "{}: {:?}", page.name, codes(&page.fails));
            assert!(!codes(&page.passes).contains(&page.name.as_str()), "{} still complains", page.name);
            let broken = factlint::facts::parse(&page.passes, Path::new("facts.toml"), lexicon()).broken();
            assert!(!broken, "{}: {:?}", page.name, codes(&page.passes));
        }
        assert!(run > 20, "only {run} examples were run");
    }

    #[test]
    fn examples_of_what_facts_say_of_each_other_fail_and_pass_as_they_say() {
        let day = factlint::claims::Dateline::parse("2015-05-12");
        let codes = |text: &str| -> Vec<&str> {
            let facts = factlint::facts::parse(text, Path::new("facts.toml"), lexicon());
            assert!(facts.complaints.is_empty(), "{text}");
            factlint::audit::audit(&facts, lexicon(), day).iter().map(|c| c.code).collect()
        };
        let mut run = 0;
        for page in pages::all().unwrap() {
            if page.kind != pages::Of::Facts || !page.fails.starts_with('[') {
                continue;
            }
            run += 1;
            assert!(codes(&page.fails).contains(&page.name.as_str()), "{}: {:?}", page.name, codes(&page.fails));
            assert!(codes(&page.passes).is_empty(), "{}: {:?}", page.name, codes(&page.passes));
        }
        assert!(run >= 5, "only {run} examples were run");
    }

    #[test]
    fn examples_of_packs_fail_and_pass_as_they_say() {
        let codes = |text: &str| -> Vec<&str> {
            let (_, complaints) = factlint::packs::Stack::over("desk.toml", text);
            complaints.iter().map(|c| c.code).collect()
        };
        let mut run = 0;
        for page in pages::all().unwrap() {
            if page.kind != pages::Of::Pack || !page.fails.starts_with('[') {
                continue;
            }
            run += 1;
            assert!(codes(&page.fails).contains(&page.name.as_str()), "{}: {:?}", page.name, codes(&page.fails));
            assert!(codes(&page.passes).is_empty(), "{}: {:?}", page.name, codes(&page.passes));
        }
        assert!(run > 10, "only {run} examples were run");
    }

    #[test]
    fn the_document_is_made_of_them() {
        let mut out = Vec::new();
        pages::markdown(&mut out, &pages::all().unwrap()).unwrap();
        let written = std::fs::read_to_string(repo("docs/rules.md")).unwrap();
        assert!(
            written == String::from_utf8(out).unwrap(),
            "docs/rules.md is stale: cargo run -- explain --format markdown > docs/rules.md"
        );
    }

    #[test]
    fn a_slip_of_the_pen_is_told_the_nearest() {
        let all = pages::all().unwrap();
        for (slip, meant) in [("weekdays", "weekday"), ("unknwon-key", "unknown-key"), ("refrence", "reference")] {
            assert_eq!(pages::near(slip, &all).first(), Some(&meant), "{slip}");
        }
        assert!(pages::near("zzzz", &all).is_empty());
    }
}

/// What is told of a draft's office, quotation or name: the facts that it was held to, with what they say.
#[test]
fn offices_quotations_and_names_say_what_they_were_held_to() {
    let facts = "\
[facts.governor-before]
role = \"governor of the Bank of Sarova\"
holder = \"Petra Simon\"
from = 2016-03-01
until = 2022-02-28
[facts.governor]
role = \"governor of the Bank of Sarova\"
holder = \"Ottmar Hal\"
from = 2022-03-01
[facts.talks]
about = [\"talks\", \"Hal\"]
is = \"Orra\"
not = \"Lanek\"
[facts.hal]
speaker = \"Ottmar Hal\"
quote = \"We will not raise the rate before the summer ends.\"
";
    let draft = "Ada Lind, governor of the Bank of Sarova, spoke. Hal held talks in Lanek. \
                 \"We will not raise the rate before the winter ends,\" said Ottmar Hal.";
    let facts = factlint::facts::parse(facts, Path::new("facts.toml"), lexicon());
    assert!(!facts.broken(), "{:?}", facts.complaints);
    let document = Document::text("draft.txt", draft.to_owned());
    let settings = Settings { date: factlint::claims::Dateline::parse("2023-09-05"), ..Settings::default() };
    let explained = Checker::new(lexicon(), &facts, settings).explain(&document);
    let subject = Subject { document: &document, explained: &explained, facts: &facts, lexicon: lexicon() };
    let mut out = Vec::new();
    human(&mut out, &subject, &tell(&subject, 1, None, FACTS), 100, false).unwrap();
    let told = String::from_utf8(out).unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
    for words in [
        "governor (facts.toml:6) says Ottmar Hal, governor of the Bank of Sarova, from 2022-03-01: decides; does not agree",
        "governor-before (facts.toml:1) says Petra Simon, governor of the Bank of Sarova, from 2016-03-01 until 2022-02-28: candidate",
        "talks (facts.toml:10) says Orra, not Lanek: decides; does not agree met `talks` by \"talks\", in its sentence \
         `Hal` by \"Hal\", in its sentence",
        "hal (facts.toml:14) says \u{201c}We will not raise the rate before the summer ends.\u{201d} (Ottmar Hal): decides; does not agree",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}
