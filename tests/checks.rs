//! Drafts that contradict themselves and drafts that only look as if they did: the table in `tests/checks`, each
//! without facts.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::checks::Rule;
use factlint::document::Format;
use factlint::verdict::Verdict;
use factlint::{Facts, Finding};
use support::{check, repo};

/// A draft and what is to be found in it.
struct Case {
    date: Option<String>,
    draft: String,
    /// Rule, and the words that it may be reported at.
    wanted: Vec<(String, Vec<String>)>,
}

/// The cases of the table.
fn cases(table: &str) -> Vec<Case> {
    let mut out = Vec::new();
    let mut date = None;
    for part in table.split("\n\n") {
        let mut lines = part.lines().filter(|l| !l.starts_with('#'));
        let Some(first) = lines.next() else { continue };
        if let Some(day) = first.strip_prefix('@') {
            date = Some(day.trim().to_owned()).filter(|d| !d.is_empty());
            continue;
        }
        let wanted = lines.filter(|l| *l != "nothing").map(|line| {
            let (rule, words) = line.split_once(": ").expect("a wanted finding names its rule");
            assert!(Rule::named(rule).is_some(), "{line}: no check is called that");
            (rule.to_owned(), words.split(" | ").map(str::to_owned).collect())
        });
        let wanted = wanted.collect();
        out.push(Case { date: date.clone(), draft: first.replace(" // ", "\n\n").replace(" / ", "\n"), wanted });
    }
    out
}

/// Whether these findings are what is wanted, and nothing else.
fn fits(case: &Case, found: &[&Finding]) -> bool {
    let at = |f: &Finding, words: &[String]| words.iter().any(|w| f.text.contains(w) || w.contains(&f.text));
    found.len() == case.wanted.len()
        && case.wanted.iter().all(|(rule, words)| found.iter().any(|f| f.rule == rule && at(f, words)))
}

#[test]
fn every_draft_of_the_table_is_told_what_it_says_against_itself_and_nothing_else() {
    let table = std::fs::read_to_string(repo("tests/checks/cases.txt")).unwrap();
    let cases = cases(&table);
    let mut failures = Vec::new();
    for case in &cases {
        let findings = check(&case.draft, Format::Text, &Facts::default(), case.date.as_deref()).unwrap();
        let found: Vec<&Finding> =
            findings.iter().filter(|f| matches!(f.verdict, Verdict::Disagree | Verdict::Ambiguous)).collect();
        if !fits(case, &found) {
            let got: Vec<_> = found.iter().map(|f| format!("{}: {} ({})", f.rule, f.text, f.message)).collect();
            failures.push(format!("{}\n  wanted {:?}\n  got    {got:?}", case.draft, case.wanted));
        }
    }
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), cases.len(), failures.join("\n"));
    let fires = cases.iter().filter(|c| !c.wanted.is_empty()).count();
    assert!(fires > 50 && cases.len() - fires > 50, "{fires} of {} fire", cases.len());
}
