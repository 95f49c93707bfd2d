//! Findings out: one file a format behind one trait, over any writer. Draft text is made harmless
//! here, in one place.
//!
//! The command line calls [`Report::begin`], then [`Report::draft`] or [`Report::unreadable`] for
//! each draft in order, then [`Report::end`]. What else it tells a terminal goes through
//! [`complaints`] or [`clean`].

#![cfg_attr(test, allow(clippy::expect_used, reason = "a test may stop at what it cannot make"))]

mod clean;
pub mod columns;
mod complaints;
mod csv;
mod diff;
mod excerpt;
pub mod explain;
mod facts;
mod github;
mod gitlab;
mod guard;
#[cfg(test)]
mod hostile;
mod html;
mod human;
pub mod impact;
mod json;
mod jsonl;
mod junit;
mod linehash;
mod markdown;
mod page;
mod problems;
mod rdjsonl;
#[cfg(test)]
mod samples;
mod sarif;
mod schema;
mod settings;
mod summary;
mod told;
mod value;

pub use clean::{clean, clean_toml};
pub use complaints::complaints;
pub use csv::Csv;
pub use diff::diff;
pub use facts::{FactsSummary, facts_json, list, list_json, summary};
pub use github::Github;
pub use gitlab::Gitlab;
pub use guard::{guarded_json, guarded_json_pretty};
pub use html::Html;
pub use human::Human;
pub use json::Json;
pub use jsonl::Jsonl;
pub use junit::Junit;
pub use markdown::Markdown;
pub use rdjsonl::Rdjsonl;
pub use sarif::Sarif;
pub use schema::json_schema;
pub use settings::{Setting, Settings, Whence, settings, settings_json};
pub use summary::{JOB_SUMMARY_MOST, JobSummary};

use crate::checker::Checked;
use crate::claims::{Dateline, Skipped};
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::suppress::By;
use crate::verdict::{Finding, Grade, Verdict};
use serde_json::value::RawValue;
use std::io;
use std::path::PathBuf;

/// Which command makes the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// Findings: claims with verdicts.
    Check,
    /// Claims alone: [`Checked::findings`] are all unchecked, and only what they say of the claim is
    /// reported.
    Extract,
}

/// One value of `--show`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, clap::ValueEnum)]
pub enum Shown {
    /// Every finding.
    All,
    /// Claims that a fact contradicts.
    Disagree,
    /// Claims that several facts fit.
    Ambiguous,
    /// Claims that agree.
    Match,
    /// Claims that no fact is about.
    Unchecked,
    /// Required facts that a draft never states.
    Missing,
    /// Digits that are no claims, with the reason.
    Skipped,
    /// Beside what is shown anyhow, findings that a mark, a baseline or an older revision keeps back (in human, json,
    /// jsonl and sarif).
    Suppressed,
}

/// What `--show` asks for; empty where it was not given: everything, and in `human` what an editor
/// needs to see.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Show(pub Vec<Shown>);

impl Show {
    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_default(&self) -> bool {
        self.0.iter().all(|s| *s == Shown::Suppressed)
    }

    /// Whether findings of this verdict are wanted; all are where nothing was asked for.
    #[must_use]
    pub fn has(&self, verdict: Verdict) -> bool {
        let wanted = match verdict {
            Verdict::Match(_) => Shown::Match,
            Verdict::Disagree => Shown::Disagree,
            Verdict::Ambiguous => Shown::Ambiguous,
            Verdict::Unchecked => Shown::Unchecked,
            Verdict::Missing => Shown::Missing,
        };
        self.is_default() || self.0.iter().any(|s| *s == Shown::All || *s == wanted)
    }

    /// Whether findings that are kept back are wanted.
    #[must_use]
    pub fn suppressed(&self) -> bool {
        self.0.contains(&Shown::Suppressed)
    }

    /// Whether digits that are no claims are wanted.
    #[must_use]
    pub fn skipped(&self) -> bool {
        self.0.contains(&Shown::Skipped)
    }
}

/// The folders that paths are told from, both absolute; empty where paths are told as they were named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Folders {
    /// The working folder.
    pub working: PathBuf,
    /// The repository's root, or the working folder where there is none.
    pub root: PathBuf,
}

/// What holds for the whole run.
#[derive(Debug, Clone)]
pub struct RunInfo {
    /// The command.
    pub command: Command,
    /// What to show.
    pub show: Show,
    /// Whether there is any draft: a run of a hook may have none.
    pub drafts_found: bool,
    /// Whether any facts are known to this run: otherwise the first line says that none were found.
    pub facts_found: bool,
    /// The facts files in use.
    pub facts_files: Vec<PathBuf>,
    /// Columns of the terminal; 100 where there is none.
    pub width: usize,
    /// Whether to colour.
    pub color: bool,
    /// What paths are told from, in formats that others read.
    pub folders: Folders,
}

/// A draft and what was found in it.
#[derive(Debug, Clone, Copy)]
pub struct DraftReport<'a> {
    /// The draft; [`Document::name`] is its path, or `-`.
    pub document: &'a Document,
    /// The `id` of its JSON Lines object as it stood there; none for other drafts, whose id is the path.
    pub id: Option<&'a RawValue>,
    /// It came from JSON Lines; its name is then `FILE:LINE`.
    pub line: bool,
    /// Its findings (of `extract`: its claims, all unchecked), in order of the draft.
    pub checked: &'a Checked,
    /// Of each finding, whether the run fails for it.
    pub failing: &'a [bool],
    /// Digits that are no claims.
    pub skipped: &'a [Skipped],
    /// The dateline that its dates count from.
    pub dateline: Option<Dateline>,
    /// What units, currencies and nouns mean.
    pub lexicon: &'a Lexicon,
}

/// A draft, or a line of JSON Lines, that could not be read.
#[derive(Debug, Clone, Copy)]
pub struct Unreadable<'a> {
    /// The path, or `-:LINE` for a line of standard input.
    pub name: &'a str,
    /// The `id` of its JSON Lines object, where it could be read.
    pub id: Option<&'a RawValue>,
    /// It came from JSON Lines.
    pub line: bool,
    /// What is wrong with it.
    pub error: &'a str,
}

/// Counts over all drafts of a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Summary {
    /// Drafts that were read.
    pub drafts: usize,
    /// Drafts or lines that could not be.
    pub unreadable: usize,
    /// Figures seen: claims and those not understood.
    pub figures: usize,
    /// Claims that a fact or a check decided: matched, disagreed or ambiguous.
    pub checked: usize,
    /// Claims that agree.
    pub matched: usize,
    /// Of those, the ones that a careful editor would reword.
    pub loose: usize,
    /// Claims that do not, and marks that are to be mended.
    pub disagreed: usize,
    /// Of those, the marks.
    pub marks: usize,
    /// Claims that several facts fit.
    pub ambiguous: usize,
    /// Claims that no fact is about: open.
    pub unchecked: usize,
    /// Required facts that a draft never states.
    pub missing: usize,
    /// Figures seen and not understood.
    pub not_understood: usize,
    /// Findings that are not reported, since a baseline or an older revision has them; the figures among them are seen and checked.
    pub known: usize,
    /// Findings that are not reported, since a mark asks to leave them alone.
    pub ignored: usize,
}

impl Summary {
    /// Counts a draft.
    pub fn add(&mut self, checked: &Checked) {
        self.drafts += 1;
        self.not_understood += checked.not_understood;
        self.figures += checked.not_understood;
        for finding in &checked.findings {
            self.count(finding);
        }
        for suppressed in &checked.suppressed {
            let mut apart = Self::default();
            apart.count(&suppressed.finding);
            self.figures += apart.figures;
            self.checked += apart.checked;
            match suppressed.by {
                By::Baseline | By::Revision => self.known += 1,
                By::Mark { .. } => self.ignored += 1,
            }
        }
    }

    fn count(&mut self, finding: &Finding) {
        let (tally, figure, checked) = match finding.verdict {
            Verdict::Match(_) => (&mut self.matched, 1, 1),
            Verdict::Disagree => {
                // A mark is no figure.
                let claim = usize::from(finding.kind.is_some());
                self.marks += 1 - claim;
                (&mut self.disagreed, claim, claim)
            }
            Verdict::Ambiguous => (&mut self.ambiguous, 1, 1),
            Verdict::Unchecked => (&mut self.unchecked, 1, 0),
            Verdict::Missing => (&mut self.missing, 0, 0),
        };
        *tally += 1;
        self.loose += usize::from(finding.verdict == Verdict::Match(Grade::Loose));
        self.figures += figure;
        self.checked += checked;
    }
}

/// One format of output. Called in the order begin, (draft | unreadable)*, end.
pub trait Report {
    /// What comes before the first draft.
    ///
    /// # Errors
    /// When the sink cannot be written.
    fn begin(&mut self, run: &RunInfo) -> io::Result<()>;
    /// A draft.
    ///
    /// # Errors
    /// When the sink cannot be written.
    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()>;
    /// A draft that could not be read. Formats for people need say nothing: standard error does.
    ///
    /// # Errors
    /// When the sink cannot be written.
    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()>;
    /// What comes after the last draft.
    ///
    /// # Errors
    /// When the sink cannot be written.
    fn end(&mut self, summary: &Summary) -> io::Result<()>;
}
