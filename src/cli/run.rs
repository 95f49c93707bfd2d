//! A run under way: drafts read and checked, reports made of what was found.

use super::ahead::Ahead;
use super::drafts::{self, Source};
use super::fix::{self, Fixed};
use super::job::{Bad, Done, Job, Outcome, marks_beside, settings};
use super::known::Known;
use super::plan::Group;
use super::progress::Progress;
use super::reports::Reports;
use super::{Status, complain, lines, panic};
use crate::checker::{Checked, Checker, Settings};
use crate::document::Document;
use crate::report::{Command, DraftReport, Summary, Unreadable};
use crate::suppress::{Asked, HeldTo};
use crate::verdict::Finding;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::io;
use std::rc::Rc;

/// What every draft of a run is checked with; shared among threads.
pub(super) struct Ground<'a> {
    pub job: &'a Job<'a>,
    pub groups: &'a [Group],
    pub checkers: &'a [Checker<'a>],
    pub progress: &'a Progress,
}

/// A run under way.
pub(super) struct Run<'a> {
    pub ground: &'a Ground<'a>,
    pub reports: Reports,
    pub known: Vec<Known>,
    ahead: Ahead,
    summary: Summary,
    failed: bool,
    /// Lines of JSON Lines that had facts of their own, and those that had none.
    inline: [usize; 2],
    /// Warnings that were printed or passed over.
    warnings: usize,
    /// Figures that were mended.
    fixes: usize,
    /// Drafts that could not be written.
    pub unwritten: usize,
    /// The ids of the facts of each group of drafts, where a baseline asks for them.
    ids: FxHashMap<usize, Rc<FxHashSet<String>>>,
    /// What is read now may never end.
    endless: bool,
    /// Nobody reads the report any more.
    deaf: bool,
}

impl<'a> Ground<'a> {
    /// Reads and checks a draft.
    pub(super) fn one(&self, source: &Source, group: usize, standard: Option<&Result<Vec<u8>, String>>) -> Outcome {
        let (name, read, format) = match source {
            Source::File(path, format) => {
                (path.to_string_lossy().into_owned(), std::fs::read(path).map_err(|e| e.to_string()), Some(*format))
            }
            Source::Standard(about) => {
                (about.shown(), standard.cloned().unwrap_or_else(|| Ok(Vec::new())), about.format)
            }
            Source::Lines(path) => (
                path.as_ref().map_or_else(|| String::from("-"), |p| p.to_string_lossy().into_owned()),
                Ok(Vec::new()),
                None,
            ),
            Source::Bad(path, error) => (path.to_string_lossy().into_owned(), Err(error.clone()), None),
        };
        let document = read.and_then(|bytes| {
            let format = format.unwrap_or_else(|| drafts::guess(&bytes));
            let document = panic::guarded(|| Document::read(&name, bytes, format))?.map_err(|e| e.to_string())?;
            let path = match source {
                Source::File(path, _) => Some(path),
                Source::Standard(about) => about.name.as_ref(),
                _ => None,
            };
            let marks = path.map_or(Ok(None), |path| marks_beside(path))?;
            Ok(marks.into_iter().fold(document, |d, (n, t)| d.beside(n, t)))
        });
        let checked = self.checkers.get(group).ok_or_else(|| String::from("it has no facts")).and_then(|checker| {
            let document = document?;
            let checked = self.examine(checker, &document)?;
            let path = if let Source::File(path, _) = source { Some(path.as_path()) } else { None };
            let (document, checked, fixed) = if self.job.fix.any() {
                fix::mend(self.job.fix, path, checker, document, checked)?
            } else {
                (document, checked, Fixed::default())
            };
            let (id, warnings) = (None, Vec::new());
            Ok(Done { document, id, checked, group, line: false, fixed, inline: false, warnings })
        });
        self.progress.step();
        checked.map_err(|error| Bad { name, id: None, line: false, error })
    }

    /// Checks a draft, or lists its claims, as the command wants.
    pub(super) fn examine(&self, checker: &Checker<'_>, document: &Document) -> Result<Checked, String> {
        panic::guarded(|| match self.job.command {
            Command::Check => checker.check(document),
            Command::Extract => checker.list(document),
        })
    }

    /// What the lines of JSON Lines are held to: a checker for those that have no facts of their own,
    /// and the group and settings for those that have.
    pub(super) fn facts(&self, group: usize) -> Option<(&'a Checker<'a>, &'a Group, Settings)> {
        let common = self.job.common;
        self.groups.get(group).zip(self.checkers.get(group)).map(|(g, checker)| (checker, g, settings(g, common)))
    }

    /// Counts a line that was read.
    pub(super) fn step(&self) {
        self.progress.step();
    }
}

/// Drafts that are read and checked at a time; the report waits for the slowest of them.
const CHUNK: usize = 256;

/// What is said of JSON Lines without any facts.
pub(super) const NO_FACTS_OF_LINES: &str =
    "factlint: no facts were found; give some with --facts FILE, or in the `facts` of each line";

/// Warnings about facts of lines that are printed; beyond these they are counted.
const WARNINGS: usize = 20;

/// What is looked for in a draft of a group.
fn asked(ids: &mut FxHashMap<usize, Rc<FxHashSet<String>>>, at: usize, group: &Group, own: bool) -> Asked {
    let all = || Rc::new(group.facts.ids().map(str::to_owned).collect());
    let ids = ids.entry(at).or_insert_with(all);
    let facts = match ids.is_empty() {
        _ if own => HeldTo::Own,
        true => HeldTo::Nothing,
        false => HeldTo::These(ids.clone()),
    };
    Asked { facts, off: group.checks.off.iter().map(|rule| rule.name()).collect() }
}

impl<'a> Run<'a> {
    /// A run that begins.
    pub(super) fn new(ground: &'a Ground<'a>, reports: Reports, known: Vec<Known>, ahead: Ahead) -> Self {
        let (summary, failed, inline) = (Summary::default(), false, [0; 2]);
        Self {
            ground,
            reports,
            known,
            ahead,
            summary,
            failed,
            inline,
            warnings: 0,
            fixes: 0,
            unwritten: 0,
            ids: FxHashMap::default(),
            endless: false,
            deaf: false,
        }
    }

    /// Checks and reports all that was planned.
    pub(super) fn all(
        &mut self,
        planned: &[(Source, usize)],
        standard: &mut Option<Result<Vec<u8>, String>>,
    ) -> io::Result<()> {
        let report = !self.ground.job.fix.diff;
        if report {
            let begun = self.ground.progress.aside(|| self.reports.begin());
            self.heard(begun)?;
        }
        let mut rest = planned;
        while let Some((source, group)) = rest.first() {
            if let Source::Lines(path) = source {
                let input = self.ahead.next(path.as_deref());
                self.endless = path.as_deref().is_none_or(|path| !path.is_file());
                lines::run(self, path.as_deref(), input, *group)?;
                self.endless = false;
                rest = rest.get(1..).unwrap_or(&[]);
                continue;
            }
            let here = rest.iter().take(CHUNK).take_while(|(s, _)| !matches!(s, Source::Lines(_))).count();
            let (chunk, after) = rest.split_at(here);
            rest = after;
            let input =
                if chunk.iter().any(|(s, _)| matches!(s, Source::Standard(_))) { standard.take() } else { None };
            let ground = self.ground;
            let one = |(source, group): &(Source, usize)| ground.one(source, *group, input.as_ref());
            let outcomes: Vec<Outcome> =
                if let [only] = chunk { vec![one(only)] } else { chunk.par_iter().map(one).collect() };
            self.tell(outcomes)?;
        }
        if report {
            let ended = self.ground.progress.aside(|| self.reports.end(&self.summary));
            self.heard(ended)?;
        }
        Ok(())
    }

    /// A report that nobody reads on ends no run: its drafts are mended, its baseline is written and its status told as
    /// if it were read. Only lines that may never end stop it, unless a baseline waits for them.
    fn heard(&mut self, told: io::Result<()>) -> io::Result<()> {
        match told {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.deaf = true;
                if self.endless && !self.ground.job.known.update_baseline { Err(error) } else { Ok(()) }
            }
            other => other,
        }
    }

    /// What is said instead of the last words where nobody read to the end, and so nothing was.
    pub(super) fn broken_off(&self) {
        let n = self.summary.drafts;
        let lines = if n == 1 { "1 line was" } else { &format!("{n} lines were") };
        complain(&format!("factlint: the report was not read to its end, and no more than {lines} checked"));
    }

    /// Reports what became of drafts, in order.
    pub(super) fn tell(&mut self, outcomes: Vec<Outcome>) -> io::Result<()> {
        for mut outcome in outcomes {
            let written = match &mut outcome {
                Ok(done) => {
                    if let (true, [with, without]) = (done.line, &mut self.inline) {
                        *if done.inline { with } else { without } += 1;
                    }
                    let Some(group) = self.ground.groups.get(done.group) else { continue };
                    let fails = |f: &Finding| group.fail_on.iter().any(|on| on.names(f));
                    if !self.known.is_empty() {
                        let asked = asked(&mut self.ids, done.group, group, done.inline);
                        self.known.iter_mut().for_each(|known| known.sift(done, fails, asked.clone()));
                    }
                    let told = done.warnings.iter().take(WARNINGS.saturating_sub(self.warnings));
                    self.warnings += done.warnings.len();
                    let failing: Vec<bool> = done.checked.findings.iter().map(fails).collect();
                    self.summary.add(&done.checked);
                    // What is accepted is known from now on, and told for the last time.
                    let accepted = self.ground.job.known.accept_new;
                    self.failed |= !accepted && failing.contains(&true);
                    self.fixes += done.fixed.fixes;
                    if let Some(error) = &done.fixed.error {
                        self.unwritten += 1;
                        self.ground.progress.aside(|| complain(&format!("factlint: {error}")));
                    }
                    if self.ground.job.fix.diff {
                        let diff = done.fixed.diff.as_bytes();
                        let deaf = self.deaf;
                        let told =
                            if deaf { Ok(()) } else { self.ground.progress.aside(|| self.reports.instead(diff)) };
                        self.heard(told)?;
                        continue;
                    }
                    let draft = DraftReport {
                        document: &done.document,
                        id: done.id.as_deref(),
                        line: done.line,
                        checked: &done.checked,
                        failing: &failing,
                        skipped: &done.checked.skipped,
                        dateline: done.checked.dateline,
                        lexicon: &group.lexicon,
                    };
                    self.ground.progress.aside(|| {
                        told.for_each(|w| complain(w));
                        self.reports.draft(&draft)
                    })
                }
                Err(bad) => {
                    self.summary.unreadable += 1;
                    let unreadable =
                        Unreadable { name: &bad.name, id: bad.id.as_deref(), line: bad.line, error: &bad.error };
                    self.ground.progress.aside(|| {
                        complain(&format!("factlint: {} cannot be read: {}", bad.name, bad.error));
                        self.reports.unreadable(&unreadable)
                    })
                }
            };
            self.heard(written)?;
        }
        Ok(())
    }

    /// Hands over what was reported so far: a program at the other end may wait for it.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        let flushed = self.ground.progress.aside(|| self.reports.flush());
        self.heard(flushed)
    }

    /// What is said once all is read. `facts` is what the report's first line said; whether lines had any of their own is
    /// known only now where they could not be looked through.
    pub(super) fn last_words(&self, facts: bool) {
        let check = self.ground.job.command == Command::Check;
        if check && !self.reports.tell_counts() && !self.ground.job.fix.diff {
            complain(&format!("factlint: {}", self.summary.in_words(facts)));
        }
        if self.ground.job.fix.fix && self.fixes > 0 {
            let figures = if self.fixes == 1 { "1 figure" } else { &format!("{} figures", self.fixes) };
            complain(&format!("factlint: {figures} mended"));
        }
        if self.warnings > WARNINGS {
            complain(&format!("factlint: {} more warnings about facts of lines", self.warnings - WARNINGS));
        }
        let shared = self.ground.groups.iter().any(|g| !g.files.is_empty());
        let [with, without] = if check && !shared { self.inline } else { [0; 2] };
        if !facts && with > 0 {
            complain(&format!(
                "factlint: the report begins by saying that no facts were found: {with} of the later lines had some"
            ));
        } else if facts && without > 0 && with > 0 {
            complain(&format!("factlint: no facts were found for {without} of {} lines", with + without));
        } else if facts && without > 0 {
            complain(NO_FACTS_OF_LINES);
        }
    }

    /// What the program ends with.
    pub(super) fn status(&self) -> Status {
        if self.summary.unreadable > 0 {
            Status::Unreadable
        } else if if self.ground.job.fix.diff { self.fixes > 0 } else { self.failed } {
            Status::Found
        } else {
            Status::Good
        }
    }
}
