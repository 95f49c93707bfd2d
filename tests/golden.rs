//! Golden cases: every folder of `tests/golden` and `examples` with a draft, its facts and the
//! verdicts that an editor expects of them. A new folder is a new case; nothing here needs to change.
//!
//! `GOLDEN=drought cargo test --test golden` runs the cases whose path holds that word.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::Finding;
use factlint::document::Format;
use factlint::verdict::Verdict;
use serde::Deserialize;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use support::{caret, check, facts, finding_at, repo, told};

/// `expected.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    claim: Vec<Claim>,
}

/// One claim of the draft and what is to be said of it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    /// These words of the draft, exactly.
    at: String,
    /// Which occurrence in the file, from 1.
    #[serde(default = "first")]
    nth: usize,
    /// The verdict, or several that are acceptable.
    verdict: OneOrMore,
    /// The grade of a match, or several.
    grade: Option<OneOrMore>,
    /// The fact that it is to be held to, or several.
    fact: Option<OneOrMore>,
    /// The rule of the finding, `reference` where it is left out and a fact decides.
    rule: Option<String>,
    /// On a disagreement: what kind of mistake the draft makes.
    error: Option<String>,
    /// What a reader must get right for it.
    #[serde(default)]
    needs: Vec<String>,
    /// On an unchecked claim: why nothing is said.
    silent: Option<String>,
    /// Why, for people.
    why: Option<String>,
    /// It does not come out yet, and why. The expectation stays; once it comes out, this key must go.
    open: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

fn first() -> usize {
    1
}

impl OneOrMore {
    fn all(&self) -> &[String] {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::More(more) => more,
        }
    }

    fn has(&self, word: &str) -> bool {
        self.all().iter().any(|w| w == word)
    }
}

const VERDICTS: [&str; 4] = ["match", "disagree", "ambiguous", "unchecked"];
const GRADES: [&str; 5] = ["exact", "rounded", "hedged", "less-precise", "loose"];

impl Claim {
    /// The byte span of its words in the draft.
    fn span(&self, draft: &str) -> Option<(usize, usize)> {
        let (start, words) = draft.match_indices(self.at.as_str()).nth(self.nth.checked_sub(1)?)?;
        Some((start, start + words.len()))
    }

    /// What is wrong with the expectation itself.
    fn flaw(&self, draft: &str) -> Option<String> {
        let only = |verdict: &str| self.verdict.all() == [verdict];
        let strange = |words: Option<&OneOrMore>, known: &[&str]| {
            words.is_some_and(|w| w.all().is_empty() || w.all().iter().any(|x| !known.contains(&x.as_str())))
        };
        if self.span(draft).is_none() {
            Some(format!("does not stand in the draft {} times", self.nth))
        } else if strange(Some(&self.verdict), &VERDICTS) || strange(self.grade.as_ref(), &GRADES) {
            Some("has a verdict or grade that is none".to_owned())
        } else if self.grade.is_some() && !self.verdict.has("match") {
            Some("has a grade and is no match".to_owned())
        } else if self.error.is_some() != only("disagree") {
            Some("needs an `error` if it must disagree, and only then".to_owned())
        } else if self.silent.is_some() != only("unchecked") {
            Some("needs a `silent` if it must stay unchecked, and only then".to_owned())
        } else if self.needs.is_empty() && (only("match") || only("disagree")) {
            Some("does not say what it `needs`".to_owned())
        } else {
            None
        }
    }

    /// Whether this finding, or silence, is what is expected.
    fn accepts(&self, found: Option<&Finding>) -> bool {
        let Some(found) = found else {
            return self.verdict.has("unchecked");
        };
        if !self.verdict.has(found.verdict.name()) {
            return false;
        }
        let grade = match found.verdict {
            Verdict::Match(grade) => self.grade.as_ref().is_none_or(|g| g.has(grade.name())),
            _ => true,
        };
        let held = matches!(found.verdict, Verdict::Match(_) | Verdict::Disagree);
        let fact = !held || self.fact.as_ref().is_none_or(|f| found.fact.as_deref().is_some_and(|id| f.has(id)));
        let rule = self.rule.as_ref().is_none_or(|rule| found.rule == rule);
        grade && fact && rule
    }

    /// "match (exact), fact deaths: three dead".
    fn wanted(&self) -> String {
        let mut out = self.verdict.all().join(" or ");
        if let Some(grade) = &self.grade {
            let _ = write!(out, " ({})", grade.all().join(" or "));
        }
        if let Some(fact) = &self.fact {
            let _ = write!(out, ", fact {}", fact.all().join(" or "));
        }
        if let Some(rule) = &self.rule {
            let _ = write!(out, ", rule {rule}");
        }
        if let Some(why) = &self.why {
            let _ = write!(out, ": {why}");
        }
        out
    }
}

/// What the findings of a draft get wrong, a paragraph each: claims with another verdict than
/// expected, and accusations where nobody expected one.
fn failures(draft: &str, claims: &[Claim], findings: &[Finding]) -> Vec<String> {
    let mut out = Vec::new();
    let mut told_of = Vec::new();
    for claim in claims {
        if let Some(flaw) = claim.flaw(draft) {
            out.push(format!("the expectation at {:?} {flaw}\n", claim.at));
            continue;
        }
        let Some(span) = claim.span(draft) else {
            continue;
        };
        let found = finding_at(span, findings);
        told_of.extend(found.map(|f| f.span));
        if let Some(open) = &claim.open {
            if claim.accepts(found) {
                let line = caret(draft, span.0, span.1);
                out.push(format!("{line}\n  comes out as wanted now: take its `open` away ({open})\n"));
            }
        } else if !claim.accepts(found) {
            out.push(format!(
                "{}\n  wanted {}\n  got    {}\n",
                caret(draft, span.0, span.1),
                claim.wanted(),
                told(found)
            ));
        }
    }
    for finding in findings {
        if matches!(finding.verdict, Verdict::Disagree | Verdict::Ambiguous) && !told_of.contains(&finding.span) {
            let line = caret(draft, finding.span.start as usize, finding.span.end as usize);
            out.push(format!("{line}\n  wanted nothing\n  got    {}\n", told(Some(finding))));
        }
    }
    out
}

/// All cases: folders of `tests/golden` and `examples`, by name.
fn cases() -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = ["tests/golden", "examples"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(repo(folder)).unwrap().map(|entry| entry.unwrap().path()))
        .filter(|path| path.is_dir())
        .collect();
    out.sort();
    out
}

fn read(folder: &Path, name: &str) -> Result<String, String> {
    std::fs::read_to_string(folder.join(name)).map_err(|e| format!("{name}: {e}"))
}

/// Runs a case; what is wrong with it, how many claims it expects something of, and how many are open.
fn run(folder: &Path) -> Result<(Vec<String>, usize, usize), String> {
    let draft = read(folder, "draft.md")?;
    let expected: Expected = toml::from_str(&read(folder, "expected.toml")?).map_err(|e| e.to_string())?;
    // What a draft says against itself needs no facts.
    let path = folder.join("facts.toml");
    let facts = if path.is_file() { facts(&path)? } else { factlint::Facts::default() };
    let findings = check(&draft, Format::Markdown, &facts, None)?;
    let open = expected.claim.iter().filter(|c| c.open.is_some()).count();
    Ok((failures(&draft, &expected.claim, &findings), expected.claim.len(), open))
}

#[test]
fn every_case_gets_the_verdicts_that_its_editor_expects() {
    let only = std::env::var("GOLDEN").unwrap_or_default();
    let (mut ran, mut claims, mut wrong, mut still_open, mut report) = (0, 0, 0, 0, String::new());
    for folder in cases().iter().filter(|f| f.to_string_lossy().contains(&only)) {
        ran += 1;
        let name = folder.strip_prefix(repo("")).unwrap_or(folder).display();
        match run(folder) {
            Ok((failures, expected, open)) => {
                claims += expected;
                still_open += open;
                wrong += failures.len();
                if !failures.is_empty() {
                    let _ =
                        write!(report, "\n== {name}: {} of {expected} wrong\n{}", failures.len(), failures.join("\n"));
                }
            }
            Err(message) => {
                wrong += 1;
                let _ = write!(report, "\n== {name} cannot be run\n{message}\n");
            }
        }
    }
    assert!(ran > 0, "no golden case was found");
    println!("{still_open} of {claims} expected claims in {ran} cases are open");
    assert!(report.is_empty(), "{report}\n{wrong} wrong in {ran} cases with {claims} expected claims");
}

mod the_runner_itself {
    use super::*;
    use factlint::document::SourceSpan;
    use factlint::verdict::Grade;

    fn claim(toml: &str) -> Claim {
        toml::from_str(toml).unwrap()
    }

    fn finding(draft: &str, words: &str, verdict: Verdict, fact: Option<&str>) -> Finding {
        let start = u32::try_from(draft.find(words).unwrap()).unwrap();
        let end = start + u32::try_from(words.len()).unwrap();
        Finding {
            span: SourceSpan { start, end },
            line: 1,
            column: 1,
            text: words.to_owned(),
            kind: None,
            value: None,
            verdict,
            rule: "reference",
            fact: fact.map(str::to_owned),
            message: String::new(),
            suggestion: None,
            expected: None,
            reference: None,
            source: None,
            as_of: None,
            url: None,
            fact_place: None,
            severity: factlint::verdict::Severity::Error,
            good_until: None,
            alternatives: Vec::new(),
            related: Vec::new(),
            fingerprint: factlint::verdict::Fingerprint::default(),
        }
    }

    const DRAFT: &str = "Flood\n\nThe flood killed 43 people and hurt 12.";
    const DEAD: &str = "at = '43 people'\nverdict = 'match'\ngrade = 'exact'\nfact = 'dead'\nneeds = ['own-clause']";

    #[test]
    fn is_content_with_what_it_wanted() {
        let right = finding(DRAFT, "43 people", Verdict::Match(Grade::Exact), Some("dead"));
        assert!(failures(DRAFT, &[claim(DEAD)], &[right]).is_empty());
    }

    #[test]
    fn refuses_another_verdict_grade_or_fact_and_silence() {
        for (verdict, fact) in [
            (Verdict::Disagree, Some("dead")),
            (Verdict::Match(Grade::Loose), Some("dead")),
            (Verdict::Match(Grade::Exact), Some("hurt")),
            (Verdict::Match(Grade::Exact), None),
            (Verdict::Unchecked, None),
        ] {
            let wrong = finding(DRAFT, "43 people", verdict, fact);
            assert_eq!(failures(DRAFT, &[claim(DEAD)], &[wrong]).len(), 1, "{verdict:?} {fact:?}");
        }
        assert_eq!(failures(DRAFT, &[claim(DEAD)], &[]).len(), 1);
    }

    #[test]
    fn refuses_an_accusation_that_nobody_expected() {
        let right = finding(DRAFT, "43 people", Verdict::Match(Grade::Exact), Some("dead"));
        let alarm = finding(DRAFT, "12", Verdict::Disagree, Some("hurt"));
        assert_eq!(failures(DRAFT, &[claim(DEAD)], &[right, alarm]).len(), 1);
    }

    #[test]
    fn takes_silence_for_unchecked() {
        let silent = claim("at = '12'\nverdict = 'unchecked'\nsilent = 'no-fact-near'");
        assert!(failures(DRAFT, &[silent], &[]).is_empty());
    }

    #[test]
    fn refuses_expectations_that_cannot_be_meant() {
        for toml in [
            "at = '44 people'\nverdict = 'match'\nneeds = ['own-clause']",
            "at = '12'\nnth = 2\nverdict = 'match'\nneeds = ['own-clause']",
            "at = '12'\nverdict = 'right'",
            "at = '12'\nverdict = 'disagree'\nneeds = ['own-clause']",
            "at = '12'\nverdict = 'unchecked'",
            "at = '12'\nverdict = 'match'",
        ] {
            assert_eq!(failures(DRAFT, &[claim(toml)], &[]).len(), 1, "{toml}");
        }
    }

    #[test]
    fn shows_the_line_with_carets_under_the_words() {
        let start = DRAFT.find("43").unwrap();
        assert_eq!(
            caret(DRAFT, start, start + 9),
            "3 | The flood killed 43 people and hurt 12.\n  |                  ^^^^^^^^^"
        );
    }
}
