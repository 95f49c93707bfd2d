//! A made-up draft and its findings, one of each verdict, for the tests of all formats.

use super::{Command, DraftReport, Folders, Report, RunInfo, Show, Shown, Summary};
use crate::checker::Checked;
use crate::claims::value::Written;
use crate::claims::{Bound, Dateline, Figure, Interval, Kind, Skipped, Value, When, WhenShape};
use crate::document::{Document, ProseSpan, SourceSpan};
use crate::lexicon::{HedgeKind, Lexicon, Period};
use crate::verdict::{Finding, Grade, Verdict};
use rust_decimal::Decimal;
use std::sync::LazyLock;

pub static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().expect("the packs load"));

/// A draft about a flood that never was.
pub const DRAFT: &str = "Flood leaves hundreds homeless in Tarn

TARN, May 12 - The river Ost, which has been rising since April, broke its banks on Monday and left more than 1,200 people homeless, the ministry said.
Rescuers took four
hours to reach the old town, where 19 bridges stood and nearly 3,000 houses were built before 1950.
About 60 soldiers came, with 14 boats.
";

/// A whole run of one draft.
pub struct Run {
    pub command: Command,
    pub show: Vec<Shown>,
    pub width: usize,
    pub color: bool,
    pub facts_found: bool,
}

impl Default for Run {
    fn default() -> Self {
        Self { command: Command::Check, show: Vec::new(), width: 80, color: false, facts_found: true }
    }
}

impl Run {
    pub fn info(&self) -> RunInfo {
        RunInfo {
            command: self.command,
            show: Show(self.show.clone()),
            drafts_found: true,
            facts_found: self.facts_found,
            facts_files: vec!["tarn.facts.toml".into()],
            width: self.width,
            color: self.color,
            folders: Folders::default(),
        }
    }

    /// What a report writes of one draft with these findings.
    pub fn write<R: Report>(&self, report: &mut R, document: &Document, findings: Vec<Finding>) {
        let at = |(block, text): (usize, &str)| {
            let start = text.find("1950")? as u32;
            Some(ProseSpan { block: block as u32, start, end: start + 4 })
        };
        let span = document.blocks().iter().map(|b| b.text.as_str()).enumerate().find_map(at);
        let skipped = span.map(|span| Skipped { span, reason: "model".into() }).into_iter().collect();
        let checked = Checked { skipped, ..checked(findings) };
        let mut summary = Summary::default();
        summary.add(&checked);
        let draft = draft(document, &checked);
        report.begin(&self.info()).expect("a vector takes all");
        report.draft(&draft).expect("a vector takes all");
        report.end(&summary).expect("a vector takes all");
    }
}

/// What was found in the draft.
pub fn checked(findings: Vec<Finding>) -> Checked {
    Checked { findings, not_understood: 2, skipped: Vec::new(), suppressed: Vec::new(), dateline: None }
}

/// A draft as a report gets it.
pub fn draft<'a>(document: &'a Document, checked: &'a Checked) -> DraftReport<'a> {
    DraftReport {
        document,
        id: None,
        line: false,
        checked,
        failing: &[],
        skipped: &checked.skipped,
        dateline: Dateline::parse("2015-05-12"),
        lexicon: &LEXICON,
    }
}

/// The draft of the samples.
pub fn document() -> Document {
    Document::text("tarn.txt", DRAFT.to_owned())
}

pub fn figure(number: i64, hedge: Option<HedgeKind>) -> Figure {
    let number = Decimal::from(number);
    let bound = Some(Bound { value: number, open: true });
    Figure {
        hedge,
        literal: match hedge {
            Some(HedgeKind::MoreThan) => Interval { min: bound, max: None },
            Some(HedgeKind::Nearly) => Interval { min: None, max: bound },
            _ => Interval::point(number),
        },
        ..Figure::exact(number, Decimal::ONE)
    }
}

pub fn people(number: i64, hedge: Option<HedgeKind>) -> Value {
    Value::Quantity { figure: figure(number, hedge), noun: "person".into() }
}

pub fn when(kind: Kind, edtf: &str, partial: bool) -> Value {
    Value::When(When {
        kind,
        edtf: edtf.into(),
        shape: WhenShape::On,
        readings: Vec::new(),
        ends: Vec::new(),
        grain: Period::Month,
        hedged: false,
        halo: Vec::new(),
        partial,
        written: Written::default(),
        zone: None,
    })
}

/// A finding at the first place of these words in the draft.
pub fn finding(document: &Document, words: &str, value: Value, verdict: Verdict) -> Finding {
    let start = document.source().find(words).expect("the words are in the draft");
    let span = SourceSpan { start: start as u32, end: (start + words.len()) as u32 };
    Finding {
        kind: Some(value.kind()),
        value: Some(value),
        verdict,
        message: String::from("No fact is about this."),
        ..Finding::at(document, span)
    }
}

/// One finding of each verdict.
pub fn findings(document: &Document) -> Vec<Finding> {
    let since = finding(document, "since April", when(Kind::DateRange, "2015-04/..", true), Verdict::Disagree);
    let people_left = people(1_200, Some(HedgeKind::MoreThan));
    let homeless = finding(document, "more than 1,200 people", people_left, Verdict::Match(Grade::Hedged));
    let iso = String::from("PT4H");
    let hours = Value::Duration { figure: figure(4, None), unit: Period::Hour, iso };
    let hours = finding(document, "four\nhours", hours, Verdict::Ambiguous);
    let bridges = Value::Quantity { figure: figure(19, None), noun: "bridge".into() };
    let houses = Value::Quantity { figure: figure(3_000, Some(HedgeKind::Nearly)), noun: "house".into() };
    let boats = Value::Quantity { figure: figure(14, None), noun: "boat".into() };
    vec![
        Finding {
            fact: Some("ost-rising".into()),
            message: "The draft reads as April 2015, the reference has April 2014; write the year.".into(),
            suggestion: Some("since April 2014".into()),
            expected: Some(when(Kind::Date, "2014-04", false)),
            reference: Some("April 2014".into()),
            source: Some("Water board of Tarn, bulletin 31".into()),
            as_of: Some("2015-05-11".into()),
            url: Some("https://example.org/ost".into()),
            ..since
        },
        Finding {
            fact: Some("homeless".into()),
            message: "1,214 people are more than 1,200.".into(),
            expected: Some(people(1_214, None)),
            reference: Some("1,214 people".into()),
            source: Some("Interior ministry".into()),
            ..homeless
        },
        Finding {
            message: "Two facts fit and differ: rescue-east (4 hours) and rescue-west (6 hours).".into(),
            ..hours
        },
        Finding {
            fact: Some("bridges".into()),
            message: "As the reference has it.".into(),
            expected: Some(Value::Quantity { figure: figure(19, None), noun: "bridge".into() }),
            reference: Some("19 bridges".into()),
            ..finding(document, "19 bridges", bridges, Verdict::Match(Grade::Exact))
        },
        Finding {
            fact: Some("houses".into()),
            message: "2,480 houses are under 3,000, but hardly nearly 3,000.".into(),
            reference: Some("2,480 houses".into()),
            suggestion: Some("2,480 houses".into()),
            ..finding(document, "nearly 3,000 houses", houses, Verdict::Match(Grade::Loose))
        },
        finding(document, "14 boats", boats, Verdict::Unchecked),
        Finding {
            span: SourceSpan { start: 0, end: 0 },
            line: 1,
            column: 1,
            text: String::new(),
            kind: None,
            value: None,
            verdict: Verdict::Missing,
            fact: Some("dead".into()),
            message: "The draft never states the number of dead.".into(),
            reference: Some("3 people".into()),
            ..finding(document, "14 boats", people(3, None), Verdict::Missing)
        },
    ]
}
