//! When a claim and a fact agree, and how well: the two intervals of semantics 1 to 3. Pure functions
//! of values ([`agree`]), and the choice among a claim's candidate facts ([`judge`]).

mod agreed;
mod amount;
mod asserted;
pub(crate) mod bridge;
mod counted;
mod crossed;
mod docket;
mod events;
mod exact;
mod fingerprint;
mod judge;
mod law;
mod lives;
mod message;
pub mod names;
mod numbers;
mod offices;
mod owed;
pub mod quotes;
mod ruling;
mod slipped;
mod slips;
mod suggest;
#[cfg(test)]
mod tests;
mod text;
mod times;
mod unlikely;
mod verbatim;
mod words;

pub use agreed::agreed;
pub use counted::counted;
pub use crossed::crossed;
pub use docket::Docket;
pub use events::other_events;
pub use fingerprint::{Fingerprint, identify, says};
pub use judge::judge;
pub use law::{in_words, meaning, states};
pub use lives::{life, term};
pub use offices::office;
pub use owed::{confirm, missing, stated};
pub use ruling::{Outcome, Ruling, Weighing, ruling};
pub use slipped::slipped;
pub use unlikely::unlikely;
pub use verbatim::verbatim;

/// Where a fact stands.
pub use crate::facts::Place;
/// How much a disagreement weighs.
pub use crate::facts::Severity;

use crate::claims::{Claim, Dateline, Figure, Kind, Value};
use crate::document::{Document, SourceSpan};
use crate::facts::{Fact, Ground};
use crate::lexicon::{Lexicon, Period};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// How well a claim agrees, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// The same.
    Exact,
    /// The same when rounded as the draft rounds.
    Rounded,
    /// Inside what the hedge allows.
    Hedged,
    /// Coarser than the reference, and containing it.
    LessPrecise,
    /// True, but a careful editor would reword it.
    Loose,
}

impl Grade {
    /// All, the best first.
    pub const ALL: [Self; 5] = [Self::Exact, Self::Rounded, Self::Hedged, Self::LessPrecise, Self::Loose];

    /// The name in the output: `less-precise`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Rounded => "rounded",
            Self::Hedged => "hedged",
            Self::LessPrecise => "less-precise",
            Self::Loose => "loose",
        }
    }
}

/// The verdict of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// A fact is about this claim and agrees.
    Match(Grade),
    /// A fact is about this claim and does not agree.
    Disagree,
    /// Several facts fit as well as each other and do not give one verdict.
    Ambiguous,
    /// No fact is about it.
    Unchecked,
    /// A required fact that the draft never states.
    Missing,
}

impl Verdict {
    /// The names of all.
    pub const NAMES: [&str; 5] = ["match", "disagree", "ambiguous", "unchecked", "missing"];

    /// The name in the output: `disagree`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Match(_) => "match",
            Self::Disagree => "disagree",
            Self::Ambiguous => "ambiguous",
            Self::Unchecked => "unchecked",
            Self::Missing => "missing",
        }
    }
}

/// Why two values do not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gap {
    /// The draft's figure lies above, below or beside the reference.
    Figure,
    /// The hedge excludes the reference ("more than 6,200" for 6,116).
    Hedge,
    /// Percent where the reference is in percentage points, or the reverse.
    Points,
    /// The other direction ("rose" for "fell").
    Direction,
    /// Another weekday.
    Weekday,
    /// Another day, month, year; several parts may differ, the largest is told.
    Day,
    /// Another month.
    Month,
    /// Another year.
    Year,
    /// The month and day are right, and the year that the draft leaves out reads as another.
    UnwrittenYear,
    /// Another time of day.
    Hour,
}

/// What comparing two values gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Agreement {
    /// They agree, so well.
    Agree {
        /// How well.
        grade: Grade,
        /// The reference is coarser than the draft: worth a note.
        coarser: bool,
    },
    /// They do not.
    Differ(Gap),
    /// They cannot be compared: other kinds, dimensions, currencies. No verdict follows.
    Apart,
}

/// Compares what a draft says with what a fact says.
#[must_use]
pub fn agree(draft: &Value, fact: &Fact, lexicon: &Lexicon) -> Agreement {
    match (draft, &fact.value) {
        (Value::When(a), Value::When(b)) => times::agree(a, b),
        // `value = 1987` is a number, and a year where the draft has a date.
        (Value::When(a), Value::Number(b)) => match year(b) {
            Some(year) if a.grain >= Period::Year => times::year(a, year),
            _ => Agreement::Apart,
        },
        (Value::Number(a), Value::When(b)) => match year(a) {
            Some(year) if b.grain >= Period::Year => times::year(b, year),
            _ => Agreement::Apart,
        },
        (a, _) => numbers::agree(a, fact, lexicon),
    }
}

/// A number in digits, as messages write it.
#[must_use]
pub fn digits(n: Decimal) -> String {
    words::number(n)
}

/// A small number in words, as messages write it; none of one that is not written so.
#[must_use]
pub fn spelled(n: Decimal) -> Option<String> {
    n.is_integer().then(|| words::spelled(n)).flatten()
}

/// The name of a month, 1 to 12.
#[must_use]
pub fn month(month: i8) -> &'static str {
    words::month(month)
}

/// The month that a word names, in full or in short, and whether it is the short name.
#[must_use]
pub fn month_named(word: &str) -> Option<(u8, bool)> {
    words::month_named(word)
}

/// The words of a claim that does not agree with a fact, with what the fact says; none where they cannot be kept.
#[must_use]
pub fn reworded(text: &str, draft: &Value, fact: &Fact, lexicon: &Lexicon) -> Option<String> {
    match agree(draft, fact, lexicon) {
        Agreement::Differ(gap) => suggest::wording(text, draft, fact, &gap, lexicon),
        Agreement::Agree { .. } | Agreement::Apart => None,
    }
}

/// Whether a claim does not agree with a fact (of a series, with one of its values) that was known on the dateline.
#[must_use]
pub fn differs(
    claim: &Claim,
    fact: &Fact,
    entry: Option<usize>,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
) -> bool {
    let draft = &*judge::in_the_terms_of(fact, &claim.value, claim.frame.per);
    let (known, agreement) = match entry.and_then(|at| fact.series.get(at)) {
        Some(entry) => {
            let then = Fact { value: entry.value.clone(), series: Vec::new(), ..fact.clone() };
            (Some(entry.as_of), agree(draft, &then, lexicon))
        }
        None => (fact.as_of, agree(draft, fact, lexicon)),
    };
    let later = known.zip(dateline).is_some_and(|(known, dateline)| known > dateline.date);
    !later && matches!(agreement, Agreement::Differ(_))
}

/// A bare number that may be a year.
fn year(figure: &Figure) -> Option<i16> {
    let plain = figure.hedge.is_none() && figure.digits && !figure.scaled;
    figure
        .number
        .filter(|n| plain && n.is_integer())
        .and_then(|n| i16::try_from(n).ok())
        .filter(|n| (1000..2200).contains(n))
}

/// A claim with its verdict, as every report shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// Where it stands in the file.
    pub span: SourceSpan,
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
    /// The words of the draft.
    pub text: String,
    /// Its kind; none for a missing fact.
    pub kind: Option<Kind>,
    /// Its value; none for a missing fact.
    pub value: Option<Value>,
    /// The verdict.
    pub verdict: Verdict,
    /// `reference`, or the name of a check.
    pub rule: &'static str,
    /// The fact that decides.
    pub fact: Option<String>,
    /// What the draft says, what the reference says, why they differ: one plain sentence.
    pub message: String,
    /// The claim's own wording with the right value.
    pub suggestion: Option<String>,
    /// What the fact states.
    pub expected: Option<Value>,
    /// The expected value in words, for people.
    pub reference: Option<String>,
    /// Where the fact comes from.
    pub source: Option<String>,
    /// Since when it was known to be so.
    pub as_of: Option<String>,
    /// Where to read it.
    pub url: Option<String>,
    /// Where the fact stands in its file.
    pub fact_place: Option<Place>,
    /// How much it weighs where it disagrees.
    pub severity: Severity,
    /// The last day on which its fact need not be confirmed again; after the checker, only where the dateline
    /// lies behind it.
    pub good_until: Option<Date>,
    /// Other wordings of the same words that would mend it as well.
    pub alternatives: Vec<String>,
    /// Other places of the draft that it cannot be true together with.
    pub related: Vec<Related>,
    /// By what it is known again in another version of the draft; given by the checker.
    pub fingerprint: Fingerprint,
}

/// Another place of the draft that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where it stands in the file.
    pub span: SourceSpan,
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
    /// The words of the draft.
    pub text: String,
    /// These words as they would have to be if the finding's own are right.
    pub suggestion: Option<String>,
}

impl Related {
    /// The place of a stretch of the draft.
    #[must_use]
    pub fn at(document: &Document, span: SourceSpan) -> Self {
        let (line, column) = document.line_column(span.start);
        let text = document.source().get(span.start as usize..span.end as usize).unwrap_or_default();
        Self { span, line, column, text: text.to_owned(), suggestion: None }
    }
}

impl Finding {
    /// A finding at a stretch of the draft of which nothing is known yet.
    #[must_use]
    pub fn at(document: &Document, span: SourceSpan) -> Self {
        let (line, column) = document.line_column(span.start);
        let text = document.source().get(span.start as usize..span.end as usize).unwrap_or_default();
        Self {
            span,
            line,
            column,
            text: text.to_owned(),
            kind: None,
            value: None,
            verdict: Verdict::Unchecked,
            rule: "reference",
            fact: None,
            message: String::new(),
            suggestion: None,
            expected: None,
            reference: None,
            source: None,
            as_of: None,
            url: None,
            fact_place: None,
            severity: Severity::Error,
            good_until: None,
            alternatives: Vec::new(),
            related: Vec::new(),
            fingerprint: Fingerprint::default(),
        }
    }

    /// The same with the fact that decides and where that comes from.
    #[must_use]
    pub(crate) fn on(self, ground: &Ground) -> Self {
        Self {
            fact: Some(ground.id.clone()),
            source: ground.source.clone(),
            as_of: ground.as_of.map(|d| d.to_string()),
            url: ground.url.clone(),
            fact_place: Some(ground.place.clone()),
            severity: if self.verdict == Verdict::Disagree { ground.asked.severity } else { self.severity },
            good_until: ground.asked.good_until,
            ..self
        }
    }
}
