//! Plants one contradiction at a time in articles that are at one with themselves, and counts how many are caught.
//!
//! The articles stand in `tests/planted`; `{rule:right|wrong}` marks what is planted and which rule has to find it.
//! `PLANT=folder cargo test --test planted -- --nocapture` also shifts weekdays and spoils conversions in the
//! articles (`.txt`, `.md`) of a folder, and reports what came of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::print_stdout, reason = "a test may stop and tell")]

mod support;

use factlint::claims::Value;
use factlint::document::Format;
use factlint::verdict::Verdict;
use factlint::{Facts, Finding};
use std::collections::BTreeMap;
use std::path::Path;
use support::{check, repo};

/// The share of planted contradictions that must be caught, in percent.
const CAUGHT: usize = 90;

/// A place of an article at which something can be planted.
struct Plot {
    rule: String,
    right: String,
    wrong: String,
}

/// An article as its text between plots.
struct Article {
    parts: Vec<String>,
    plots: Vec<Plot>,
}

impl Article {
    fn parse(text: &str) -> Self {
        let (mut parts, mut plots) = (Vec::new(), Vec::new());
        let mut rest = text;
        while let Some(open) = rest.find('{') {
            let close = open + rest[open..].find('}').expect("a plot closes");
            let inner = &rest[open + 1..close];
            let (rule, words) = inner.split_once(':').expect("a plot names its rule");
            let (right, wrong) = words.split_once('|').expect("a plot has two wordings");
            parts.push(rest[..open].to_owned());
            plots.push(Plot { rule: rule.to_owned(), right: right.to_owned(), wrong: wrong.to_owned() });
            rest = &rest[close + 1..];
        }
        parts.push(rest.to_owned());
        Self { parts, plots }
    }

    /// The article with the wrong words in one plot, or in none.
    fn planted(&self, at: Option<usize>) -> String {
        let mut out = String::new();
        for (i, part) in self.parts.iter().enumerate() {
            out.push_str(part);
            if let Some(plot) = self.plots.get(i) {
                out.push_str(if at == Some(i) { &plot.wrong } else { &plot.right });
            }
        }
        out
    }
}

fn alarms(text: &str, format: Format) -> Vec<Finding> {
    let findings = check(text, format, &Facts::default(), None).unwrap();
    findings.into_iter().filter(|f| f.verdict == Verdict::Disagree).collect()
}

fn told(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{}: {:?} {}", f.rule, f.text, f.message)).collect()
}

#[test]
fn what_is_planted_is_caught_and_nothing_else() {
    let (mut caught, mut missed): (BTreeMap<String, usize>, Vec<String>) = (BTreeMap::new(), Vec::new());
    let mut strays = Vec::new();
    for entry in std::fs::read_dir(repo("tests/planted")).unwrap() {
        let path = entry.unwrap().path();
        let article = Article::parse(&std::fs::read_to_string(&path).unwrap());
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let clean = alarms(&article.planted(None), Format::Markdown);
        assert!(clean.is_empty(), "{name} is at one with itself, and is told {:?}", told(&clean));
        for (i, plot) in article.plots.iter().enumerate() {
            let found = alarms(&article.planted(Some(i)), Format::Markdown);
            let text = format!("{name}: {} for {} ({})", plot.wrong, plot.right, plot.rule);
            if found.iter().any(|f| f.rule == plot.rule) {
                *caught.entry(plot.rule.clone()).or_default() += 1;
            } else {
                missed.push(text.clone());
            }
            let stray: Vec<_> = found.iter().filter(|f| f.rule != plot.rule).cloned().collect();
            if !stray.is_empty() {
                strays.push(format!("{text}: {:?}", told(&stray)));
            }
        }
    }
    let hits: usize = caught.values().sum();
    let all = hits + missed.len();
    println!("{hits} of {all} planted contradictions caught: {caught:?}\nmissed: {missed:#?}\nbesides: {strays:#?}");
    assert!(all > 40, "only {all} were planted");
    assert!(hits * 100 >= all * CAUGHT, "{hits} of {all} caught; missed {missed:#?}");
    assert!(strays.len() * 10 <= all, "{strays:#?}");
}

/// Weekdays, for shifting.
const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Every text with a weekday shifted that stands in one date with its year, or a conversion in brackets doubled.
fn spoilt(text: &str, format: Format) -> Vec<(&'static str, String)> {
    let findings = check(text, format, &Facts::default(), None).unwrap();
    let mut out = Vec::new();
    for (i, finding) in findings.iter().enumerate() {
        let (start, end) = (finding.span.start as usize, finding.span.end as usize);
        match &finding.value {
            Some(Value::When(w))
                if w.written.weekday.is_some() && w.written.day.is_some() && w.written.year.is_some() =>
            {
                let day = WEEKDAYS.iter().position(|d| finding.text.contains(d));
                if let Some(day) = day {
                    let shifted = finding.text.replacen(WEEKDAYS[day], WEEKDAYS[(day + 1) % 7], 1);
                    out.push(("weekday", format!("{}{shifted}{}", &text[..start], &text[end..])));
                }
            }
            Some(Value::Measure { .. }) => {
                let before = i.checked_sub(1).and_then(|b| findings.get(b));
                let beside = before.is_some_and(|b| {
                    matches!(b.value, Some(Value::Measure { .. })) && text[b.span.end as usize..start].trim() == "("
                });
                let number: String = finding.text.chars().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
                if beside && let Ok(n) = number.replace(',', "").parse::<u64>() {
                    let doubled = finding.text.replacen(&number, &(n * 2).to_string(), 1);
                    out.push(("conversion", format!("{}{doubled}{}", &text[..start], &text[end..])));
                }
            }
            _ => {}
        }
    }
    out
}

/// What came of spoiling the articles of a folder, for whoever names one.
#[test]
fn a_folder_of_articles_can_be_spoilt() {
    let Ok(folder) = std::env::var("PLANT") else { return };
    let (mut caught, mut all, mut alarmed) = (0, 0, Vec::new());
    for entry in std::fs::read_dir(Path::new(&folder)).unwrap() {
        let path = entry.unwrap().path();
        let format = if path.extension().is_some_and(|e| e == "md") { Format::Markdown } else { Format::Text };
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let clean = alarms(&text, format);
        alarmed.extend(told(&clean).into_iter().map(|t| format!("{}: {t}", path.display())));
        for (rule, text) in spoilt(&text, format) {
            all += 1;
            let found = alarms(&text, format).iter().filter(|f| f.rule == rule).count();
            let before = clean.iter().filter(|f| f.rule == rule).count();
            caught += usize::from(found > before);
        }
    }
    println!("{caught} of {all} planted contradictions caught; alarms as published: {alarmed:#?}");
}
