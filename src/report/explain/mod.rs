//! Why claims got their verdicts, for people and programs. What was taken down is put into words here
//! ([`words`]), the row of the law in the verdict's room; both formats show the same words.

mod facts;
mod human;
mod kept;
pub mod pages;
mod reading;
mod words;

use super::told::is_mark;
use crate::checker::{Decider, Explained, ExplainedClaim};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use crate::suppress::By;
use crate::verdict::{Finding, Verdict};
use facts::FactStory;
use serde::Serialize;
use std::io::{self, Write};

/// How many facts are shown of a claim, unless all are asked for.
pub const FACTS: usize = 5;

/// A draft that was explained, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// The draft.
    pub document: &'a Document,
    /// What was found, and why.
    pub explained: &'a Explained,
    /// The facts that it was held to.
    pub facts: &'a Facts,
    /// What units, concepts and nouns mean.
    pub lexicon: &'a Lexicon,
}

/// One line of a story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Row {
    label: &'static str,
    text: String,
}

/// A check that fired.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct CheckStory {
    rule: &'static str,
    message: String,
    reported: bool,
    off: String,
}

/// The mark that asks to leave a finding alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Ignored {
    because: String,
    mark: String,
}

/// Why one claim, or one finding that is no claim, got its verdict.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Story {
    line: usize,
    column: usize,
    text: String,
    sentence: Option<String>,
    verdict: &'static str,
    grade: Option<&'static str>,
    rule: &'static str,
    fact: Option<String>,
    message: String,
    /// Why it is not reported, where a mark asks to leave it alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    ignored: Option<Ignored>,
    suggestion: Option<String>,
    reading: Vec<Row>,
    facts: Vec<FactStory>,
    /// Facts that were considered and are not shown.
    more: usize,
    law: Vec<String>,
    checks: Vec<CheckStory>,
}

/// What stands at a place of a draft.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// Something to say first: that the nearest claim is told, that there is none.
    note: Option<String>,
    stories: Vec<(Finding, Story)>,
}

impl Told {
    /// The findings that are told, with the verdict that the story gives: for tests that hold the two together.
    pub fn verdicts(&self) -> impl Iterator<Item = (&Finding, &'static str)> {
        self.stories.iter().map(|(finding, story)| (finding, story.verdict))
    }

    /// What is said first, if anything.
    #[must_use]
    pub fn note(&self) -> Option<&str> {
        self.note.as_deref()
    }
}

/// Why the claims of a line got their verdicts, or the one at a column of it (both from 1); at most so many facts
/// a claim.
#[must_use]
pub fn tell(subject: &Subject<'_>, line: usize, column: Option<usize>, most: usize) -> Told {
    let document = subject.document;
    let checked = &subject.explained.checked;
    let ignored = checked.suppressed.iter().map(|s| &s.finding);
    let mut findings: Vec<&Finding> = checked.findings.iter().chain(ignored).collect();
    findings.sort_by_key(|f| (f.span.start, std::cmp::Reverse(f.span.end)));
    let lines = |f: &&Finding| {
        let last = if f.span.end > f.span.start { document.line_column(f.span.end - 1).0 } else { f.line };
        f.line <= line && line <= last
    };
    let here: Vec<&Finding> = findings.into_iter().filter(lines).collect();
    if here.is_empty() {
        return Told { note: Some(nothing(subject, line)), stories: Vec::new() };
    }
    let mut note = None;
    let picked: Vec<&Finding> = match column {
        None => here,
        Some(column) => {
            // Columns of a claim that began on a line above count from the line's start.
            let ends = |f: &Finding| {
                let end = document.line_column(f.span.end);
                let from = if f.line == line { f.column } else { 1 };
                (from, if end.0 == line { end.1.max(from + 1) } else { usize::MAX })
            };
            let at: Vec<&Finding> = here
                .iter()
                .copied()
                .filter(|f| {
                    let (a, b) = ends(f);
                    (a..b).contains(&column)
                })
                .collect();
            if at.is_empty() {
                let far = |f: &&Finding| {
                    let (a, b) = ends(f);
                    if column < a { a - column } else { column.saturating_add(1).saturating_sub(b) }
                };
                let nearest = here.into_iter().min_by_key(far);
                let skipped = skipped(subject, line, Some(column)).map_or_else(String::new, |s| format!(" {s}"));
                note = nearest.map(|f| {
                    format!(
                        "No claim stands at column {column}.{skipped} The nearest of the line is at {}:{}.",
                        f.line, f.column
                    )
                });
                nearest.into_iter().collect()
            } else {
                at
            }
        }
    };
    let stories = picked.into_iter().map(|f| (f.clone(), story(subject, f, most))).collect();
    Told { note, stories }
}

/// What to say of a line without a claim.
fn nothing(subject: &Subject<'_>, line: usize) -> String {
    let reason = skipped(subject, line, None).map_or_else(String::new, |s| format!(" {s}"));
    format!("No claim stands on line {line}.{reason}")
}

/// The figures of a line, or at a column of it, that are no claims, with the reason.
fn skipped(subject: &Subject<'_>, line: usize, column: Option<usize>) -> Option<String> {
    let document = subject.document;
    let at = |span: crate::document::ProseSpan| {
        let source = document.source_span(span);
        let (from, to) = (document.line_column(source.start), document.line_column(source.end));
        let here = from.0 <= line && line <= to.0 && column.is_none_or(|c| from.1 <= c && (c < to.1 || to.0 > line));
        let text = document.source().get(source.start as usize..source.end as usize).unwrap_or_default();
        here.then(|| text.to_owned())
    };
    let skipped = subject.explained.checked.skipped.iter();
    let told = skipped.filter_map(|s| Some(format!("\"{}\" is passed over: {}.", at(s.span)?, s.reason)));
    let datelines = subject.explained.datelines.iter();
    let dated = datelines.filter_map(|s| Some(format!("\"{}\" is the dateline, which is held to no fact.", at(*s)?)));
    let all: Vec<String> = told.chain(dated).collect();
    (!all.is_empty()).then(|| all.join(" "))
}

fn story(subject: &Subject<'_>, finding: &Finding, most: usize) -> Story {
    let told = subject
        .explained
        .claims
        .iter()
        .find(|c| subject.document.source_span(c.claim.span) == finding.span && c.finding == *finding);
    let (rows, kept) = if told.is_none() { kept::told(subject, finding) } else { Default::default() };
    let mut facts = told.map_or(kept, |told| facts::stories(subject, told));
    let more = facts.len().saturating_sub(most);
    let law = told.map_or_else(|| by_kind(finding), |told| law(finding, told, &facts));
    facts.truncate(most);
    Story {
        line: finding.line,
        column: finding.column,
        text: finding.text.clone(),
        sentence: told.and_then(|told| sentence(subject, told)),
        verdict: finding.verdict.name(),
        grade: match finding.verdict {
            Verdict::Match(grade) => Some(grade.name()),
            _ => None,
        },
        rule: finding.rule,
        fact: finding.fact.clone(),
        message: finding.message.clone(),
        ignored: ignored(subject, finding),
        suggestion: finding.suggestion.clone(),
        reading: told.map_or(rows, |told| reading::rows(subject, told)),
        facts,
        more,
        law,
        checks: told.map_or_else(|| own_check(finding), checks),
    }
}

/// The mark that takes a finding out.
fn ignored(subject: &Subject<'_>, finding: &Finding) -> Option<Ignored> {
    let taken = subject.explained.checked.suppressed.iter().find(|s| s.finding == *finding)?;
    match &taken.by {
        By::Mark { because, place, .. } => Some(Ignored { because: because.clone(), mark: place.clone() }),
        By::Baseline | By::Revision => None,
    }
}

/// The prose of the claim's sentence.
fn sentence(subject: &Subject<'_>, told: &ExplainedClaim) -> Option<String> {
    let sentence = subject.explained.analysis.sentences.get(told.claim.sentence as usize)?;
    let block = subject.document.blocks().get(sentence.block as usize)?;
    let (first, last) = (sentence.tokens.first()?, sentence.tokens.last()?);
    block.text.get(first.start as usize..last.end as usize).map(str::to_owned)
}

/// The rule that decided a claim.
fn law(finding: &Finding, told: &ExplainedClaim, facts: &[FactStory]) -> Vec<String> {
    let mut out = match told.decider {
        Decider::Fact | Decider::OtherEvent | Decider::Unlikely => told.ruling.law.clone(),
        Decider::Life | Decider::Term => {
            vec![
                String::from("This is held to the dates of a person, firm or office that the facts know."),
                finding.message.clone(),
            ]
        }
        Decider::Agreed => {
            let id = finding.fact.as_deref().unwrap_or_default();
            vec![
                format!("The terms of `{id}` alone do not prove that it is meant."),
                String::from(
                    "The figure is that of the fact, which came near, and no chance; another would not be accused.",
                ),
                finding.message.clone(),
            ]
        }
        Decider::Slip => {
            let id = finding.fact.as_deref().unwrap_or_default();
            vec![
                format!("The terms of `{id}` alone do not prove that it is meant."),
                String::from(
                    "The two figures are so alike that one is a slip of the other, and the draft has that fact right nowhere.",
                ),
                finding.message.clone(),
            ]
        }
        Decider::Crossed => {
            let id = finding.fact.as_deref().unwrap_or_default();
            vec![
                format!(
                    "The words that tell `{id}` from the other facts stand by this figure, and its own by another."
                ),
                String::from("Each of the two figures is the other one's: they have changed places."),
                finding.message.clone(),
            ]
        }
        Decider::Verbatim => {
            let id = finding.fact.as_deref().unwrap_or_default();
            vec![
                format!("The sentence is that of `{id}`, word for word, but for its figures."),
                String::from("The figure stands where the fact has its own, so that no term need tell what it is of."),
                finding.message.clone(),
            ]
        }
        Decider::Check if told.ruling.decides.is_some() => told.ruling.law.clone(),
        Decider::Check => vec![String::from("No fact decides; the draft contradicts itself or the calendar.")],
    };
    if matches!(told.decider, Decider::OtherEvent | Decider::Unlikely) {
        out.push(finding.message.clone());
    }
    let slip = told.ruling.decides.filter(|_| told.decider == Decider::Fact && finding.verdict == Verdict::Disagree);
    if let Some(met) = slip.and_then(|fact| facts.iter().find(|f| f.fact == fact)).filter(|f| !f.doubts.is_empty()) {
        out.push(format!(
            "`{}` accuses although {}: the two figures are so alike that one is a slip of the other.",
            met.id,
            met.doubts.join("; and ")
        ));
    }
    let unsure = told.ruling.unsure.filter(|_| told.decider == Decider::Fact && finding.verdict == Verdict::Unchecked);
    if let Some(near) = unsure.and_then(|fact| facts.iter().find(|f| f.fact == fact))
        && !near.doubts.is_empty()
    {
        out.push(format!("`{}` may not accuse here, since {}.", near.id, near.doubts.join("; and ")));
    }
    out
}

/// What a finding that is no figure or date is held to.
fn by_kind(finding: &Finding) -> Vec<String> {
    use crate::claims::Kind;
    let rule = match (finding.rule, finding.verdict, finding.kind) {
        ("reference", Verdict::Missing, _) => "The fact is `required`, and the draft states it nowhere.",
        ("reference", _, Some(Kind::Role)) => {
            "A title beside a name says who holds the office, on the dateline or on the date of the sentence."
        }
        ("reference", _, Some(Kind::Quote)) => {
            "Words between quotation marks are held, word by word, to the quotation of the facts that they come nearest to."
        }
        ("reference", _, Some(Kind::Name)) => {
            "A name is held to a fact with `is` and `not` where it stands in that name's place, with all terms in its clause."
        }
        ("reference", ..) => "The facts decide.",
        _ if is_mark(finding) => {
            "A mark has to hold, to be needed and to be spelt right: else it hides what nobody means it to hide."
        }
        _ => "No fact decides; the draft contradicts itself or the calendar.",
    };
    vec![rule.to_owned(), finding.message.clone()]
}

fn off(rule: &str) -> String {
    format!("--disable {rule}, or disable = [\"{rule}\"] in factlint.toml")
}

fn checks(told: &ExplainedClaim) -> Vec<CheckStory> {
    let story = |f: &crate::checker::Fired| CheckStory {
        rule: f.rule.name(),
        message: f.message.clone(),
        reported: f.reported,
        off: off(f.rule.name()),
    };
    told.fired.iter().map(story).collect()
}

/// A check's finding at words that are no claim.
fn own_check(finding: &Finding) -> Vec<CheckStory> {
    let rule = finding.rule;
    let of_check = crate::checks::Rule::named(rule).is_some();
    let story = CheckStory { rule, message: finding.message.clone(), reported: true, off: off(rule) };
    of_check.then_some(story).into_iter().collect()
}

/// Writes what was told for people.
///
/// # Errors
/// When the sink cannot be written.
pub fn human(out: &mut dyn Write, subject: &Subject<'_>, told: &Told, width: usize, color: bool) -> io::Result<()> {
    human::write(out, subject, told, width, color)
}

/// Writes what was told as one JSON document.
///
/// # Errors
/// When the sink cannot be written.
pub fn json(out: &mut dyn Write, subject: &Subject<'_>, told: &Told) -> io::Result<()> {
    #[derive(Serialize)]
    struct Whole<'a> {
        version: u8,
        path: &'a str,
        dateline: Option<String>,
        note: Option<&'a str>,
        claims: Vec<&'a Story>,
    }
    let whole = Whole {
        version: 1,
        path: subject.document.name(),
        dateline: subject.explained.dateline.map(|(d, _)| d.date.to_string()),
        note: told.note(),
        claims: told.stories.iter().map(|(_, s)| s).collect(),
    };
    super::guarded_json_pretty(out, &whole)
}
