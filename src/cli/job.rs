//! Runs drafts through the library and into a report, for every command that reads drafts.

use super::args::{Color, Common, FailOn, OutputFormat};
use super::drafts::{self, Search, Source};
use super::fix::{self, FixArgs, Fixed};
use super::known::{Known, KnownArgs};
use super::output::Output;
use super::plan::{Group, Plan};
use super::progress::Progress;
use super::reports::{self, Reports};
use super::sources::{self, Sources};
use super::{Failure, Status, complain, lines, panic, since};
use crate::checker::{Checked, Checker, Settings};
use crate::checks::Rule;
use crate::claims::Dateline;
use crate::document::Document;
use crate::packs;
use crate::report::{Command, DraftReport, RunInfo, Show, Summary, Unreadable};
use crate::verdict::Finding;
use rayon::prelude::*;
use serde_json::value::RawValue;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// What a command asks for.
pub(super) struct Job<'a> {
    /// The command.
    pub command: Command,
    /// `--facts`.
    pub facts: &'a [PathBuf],
    /// `--fail-on`; empty where it was not given.
    pub fail_on: &'a [FailOn],
    /// `--disable`.
    pub disable: &'a [Rule],
    /// `--baseline` and what belongs to it.
    pub known: &'a KnownArgs,
    /// `--fix` and `--diff`.
    pub fix: FixArgs,
    /// The other options.
    pub common: &'a Common,
    /// `--color`.
    pub color: Color,
}

/// Of a command that nobody may hand a baseline.
static NOTHING_KNOWN: KnownArgs = KnownArgs { baseline: None, update_baseline: false, accept_new: false, since: None };

impl<'a> Job<'a> {
    /// A job that mends nothing, knows nothing and fails on what is usual; what a command lets a person say otherwise, it
    /// puts in.
    pub(super) fn plain(command: Command, facts: &'a [PathBuf], common: &'a Common, color: Color) -> Self {
        let (known, fix) = (&NOTHING_KNOWN, FixArgs::default());
        Self { command, facts, fail_on: &[], disable: &[], known, fix, common, color }
    }
}

/// A draft, checked.
pub(super) struct Done {
    pub document: Document,
    pub id: Option<Box<RawValue>>,
    pub checked: Checked,
    pub dateline: Option<Dateline>,
    /// Index of the group, for `--fail-on`.
    pub group: usize,
    /// It came from JSON Lines.
    pub line: bool,
    /// What was mended in it.
    pub fixed: Fixed,
    /// It was held to facts of its own line.
    pub inline: bool,
    /// What standard error is to say of it.
    pub warnings: Vec<String>,
}

/// A draft or line that could not be read.
pub(super) struct Bad {
    pub name: String,
    pub id: Option<Box<RawValue>>,
    pub line: bool,
    pub error: String,
}

/// What became of a draft.
pub(super) type Outcome = Result<Done, Bad>;

/// Runs the job.
pub(super) fn run(job: &Job<'_>) -> Result<Status, Failure> {
    let common = job.common;
    // A slip in where reports go is told before anything is read.
    reports::plan(common.format, OutputFormat::Human, &common.output)?;
    if let Some(threads) = common.threads {
        // Fails only where a pool is there already, and none is.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).build_global();
    }
    let mut sources = Sources::new(&common.configuration);
    let told = sources::expand(job.facts)?;
    let packs = packs::files(&common.rules);
    // First the baseline, so that an entry of it stays one whatever a revision has.
    let mut known: Vec<Known> = Known::open(job.known)?.into_iter().collect();
    let ours = common.output.iter().map(|o| &o.path).chain(&job.known.baseline).chain(&common.configuration.config);
    let own: Vec<PathBuf> = told.iter().chain(&packs).chain(ours).cloned().collect();
    let search = Search {
        named: &common.drafts,
        format: common.input_format,
        own: &own,
        stdin: common.stdin_filename.as_deref(),
        force_exclude: common.force_exclude,
    };
    let found = search.collect(&mut sources)?;
    let mut standard = read_standard(&found);
    if common.drafts.is_empty() && standard.as_ref().is_some_and(|s| s.as_ref().is_ok_and(Vec::is_empty)) {
        // A job that lost its list of drafts is not to pass as one without findings.
        return Err(Failure::new("factlint: no draft: standard input is empty (an empty draft is checked with `-`)"));
    }

    job.fix.can(&found)?;
    if let Some(rev) = &job.known.since {
        since::can(&found)?;
        known.push(since::known(job, rev)?);
    }
    let mut plan = Plan::new(job, told, sources);
    let mut planned = Vec::with_capacity(found.len());
    for source in found {
        let group = plan.group(&source, standard.as_ref())?;
        planned.push((source, group));
    }
    plan.tell_complaints()?;
    let lines = planned.iter().any(|(s, _)| matches!(s, Source::Lines(_)));
    let without = planned
        .iter()
        .filter(|(s, g)| !matches!(s, Source::Lines(_)) && plan.groups.get(*g).is_none_or(|g| g.files.is_empty()))
        .count();

    let only_lines = planned.iter().all(|(s, _)| matches!(s, Source::Lines(_)));
    let usual = if only_lines { OutputFormat::Jsonl } else { OutputFormat::Human };
    let info = RunInfo {
        command: job.command,
        show: Show(common.show.clone()),
        facts_found: job.command == Command::Extract || lines || without < planned.len(),
        facts_files: plan.groups.iter().flat_map(|g| g.files.clone()).collect(),
        width: 0,
        color: false,
        folders: sources::folders(),
    };
    let outputs = reports::plan(common.format, usual, &common.output)?;
    if job.fix.diff && outputs.len() > 1 {
        return Err(Failure::new(
            "factlint: --diff shows what --fix would change, and makes no report: leave out --output FORMAT=FILE",
        ));
    }
    let read = told_files(&plan, common, job).chain(&packs).map(PathBuf::as_path);
    Output::apart(common.output.iter().map(|o| o.path.as_path()), read)?;
    let reports = Reports::open(outputs, &info, job.color, job.command)?;
    if job.command == Command::Check {
        tell_missing_facts(without, planned.len(), reports.tell_missing_facts());
    }
    let groups = plan.groups;
    let checkers: Vec<Checker<'_>> =
        groups.iter().map(|g| Checker::new(&g.lexicon, &g.facts, settings(g, common))).collect();
    let progress = Progress::new((!lines).then_some(planned.len() as u64));
    let ground = Ground { job, groups: &groups, checkers: &checkers, progress: &progress };
    let mut run = Run {
        ground: &ground,
        reports,
        known,
        summary: Summary::default(),
        failed: false,
        inline: false,
        warnings: 0,
        fixes: 0,
        unwritten: 0,
    };
    let ended = run.all(&planned, &mut standard);
    run.ground.progress.aside(|| run.last_words(lines, info.facts_found));
    let unwritten = run.unwritten;
    let (status, known) = (run.status(), std::mem::take(&mut run.known));
    let reports = run.reports;
    drop(progress);
    match ended.and_then(|()| reports.finish()) {
        Ok(()) => {
            if unwritten > 0 {
                return Err(Failure(Vec::new()));
            }
            let refused = known.into_iter().map(Known::finish).collect::<Result<Vec<bool>, _>>()?.contains(&true);
            Ok(if refused && status == Status::Good { Status::Found } else { status })
        }
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            if job.known.update_baseline {
                complain("factlint: the baseline is as it was: the report was not read to its end");
            }
            Ok(status)
        }
        Err(error) => Err(Failure::new(format!("factlint: the report cannot be written: {error}"))),
    }
}

/// The files that a run reads as they are named: facts, packs, configuration, baseline, and drafts.
fn told_files<'a>(plan: &'a Plan<'_>, common: &'a Common, job: &'a Job<'_>) -> impl Iterator<Item = &'a PathBuf> {
    let groups = plan.groups.iter().flat_map(|g| g.files.iter().chain(&g.rules));
    groups.chain(&job.known.baseline).chain(&common.configuration.config).chain(&common.drafts)
}

/// What the drafts of a group are checked with.
pub(super) fn settings(group: &Group, common: &Common) -> Settings {
    Settings { date: common.date, fallback: group.fallback, checks: group.checks.clone() }
}

/// The file of marks beside a draft, `NAME.marks`, where there is one: its name and its text.
pub(super) fn marks_beside(draft: &Path) -> Result<Option<(String, String)>, String> {
    let path = draft.with_extension("marks");
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some((name, text))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{name} beside it: {error}")),
    }
}

/// Standard input, where a draft comes from there, read once.
pub(super) fn read_standard(found: &[Source]) -> Option<Result<Vec<u8>, String>> {
    found.iter().any(|s| matches!(s, Source::Standard(_))).then(|| {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|e| e.to_string())
    })
}

/// Says on standard error which drafts have no facts, where the report itself does not.
fn tell_missing_facts(without: usize, drafts: usize, told: bool) {
    if without == 0 {
        return;
    }
    if without < drafts {
        complain(&format!("factlint: no facts were found for {without} of {drafts} drafts"));
    } else if !told {
        complain(
            "factlint: no facts were found; give some with --facts FILE, or put them in facts.toml beside the draft",
        );
    }
}

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
    reports: Reports,
    known: Vec<Known>,
    summary: Summary,
    failed: bool,
    /// Some line of JSON Lines had facts of its own.
    inline: bool,
    /// Warnings that were printed or passed over.
    warnings: usize,
    /// Figures that were mended.
    fixes: usize,
    /// Drafts that could not be written.
    unwritten: usize,
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
            let (checked, dateline) = self.examine(checker, &document)?;
            let path = if let Source::File(path, _) = source { Some(path.as_path()) } else { None };
            let (document, checked, fixed) = if self.job.fix.any() {
                fix::mend(self.job.fix, path, checker, document, checked)?
            } else {
                (document, checked, Fixed::default())
            };
            let (id, warnings) = (None, Vec::new());
            Ok(Done { document, id, checked, dateline, group, line: false, fixed, inline: false, warnings })
        });
        self.progress.step();
        checked.map_err(|error| Bad { name, id: None, line: false, error })
    }

    /// Checks a draft, or lists its claims, as the command wants.
    pub(super) fn examine(
        &self,
        checker: &Checker<'_>,
        document: &Document,
    ) -> Result<(Checked, Option<Dateline>), String> {
        panic::guarded(|| {
            let checked = match self.job.command {
                Command::Check => checker.check(document),
                Command::Extract => checker.list(document),
            };
            (checked, checker.dateline(document))
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

/// Warnings about facts of lines that are printed; beyond these they are counted.
const WARNINGS: usize = 20;

impl Run<'_> {
    fn all(&mut self, planned: &[(Source, usize)], standard: &mut Option<Result<Vec<u8>, String>>) -> io::Result<()> {
        let report = !self.ground.job.fix.diff;
        if report {
            self.ground.progress.aside(|| self.reports.begin())?;
        }
        let mut rest = planned;
        while let Some((source, group)) = rest.first() {
            if let Source::Lines(path) = source {
                lines::run(self, path.as_deref(), *group)?;
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
        if report { self.ground.progress.aside(|| self.reports.end(&self.summary)) } else { Ok(()) }
    }

    /// Reports what became of drafts, in order.
    pub(super) fn tell(&mut self, outcomes: Vec<Outcome>) -> io::Result<()> {
        for mut outcome in outcomes {
            let written = match &mut outcome {
                Ok(done) => {
                    self.inline |= done.inline;
                    let Some(group) = self.ground.groups.get(done.group) else { continue };
                    let fails = |f: &Finding| group.fail_on.iter().any(|on| on.names(f));
                    for known in &mut self.known {
                        known.sift(done, fails);
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
                        self.ground.progress.aside(|| self.reports.instead(done.fixed.diff.as_bytes()))?;
                        continue;
                    }
                    let draft = DraftReport {
                        document: &done.document,
                        id: done.id.as_deref(),
                        line: done.line,
                        checked: &done.checked,
                        failing: &failing,
                        skipped: &done.checked.skipped,
                        dateline: done.dateline,
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
            written?;
        }
        Ok(())
    }

    /// Hands over what was reported so far: a program at the other end may wait for it.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.ground.progress.aside(|| self.reports.flush())
    }

    /// What is said once all is read: of lines it is only known then whether any had facts.
    fn last_words(&self, lines: bool, facts: bool) {
        if self.ground.job.command == Command::Check && !self.reports.tell_counts() && !self.ground.job.fix.diff {
            complain(&format!("factlint: {}", self.summary.in_words(facts)));
        }
        if self.ground.job.fix.fix && self.fixes > 0 {
            let figures = if self.fixes == 1 { "1 figure" } else { &format!("{} figures", self.fixes) };
            complain(&format!("factlint: {figures} mended"));
        }
        if self.warnings > WARNINGS {
            complain(&format!("factlint: {} more warnings about facts of lines", self.warnings - WARNINGS));
        }
        let held = self.inline || self.ground.groups.iter().any(|g| !g.files.is_empty());
        if lines && !held && self.ground.job.command == Command::Check && self.summary.drafts > 0 {
            complain("factlint: no facts were found; give some with --facts FILE, or in the `facts` of each line");
        }
    }

    fn status(&self) -> Status {
        if self.summary.unreadable > 0 {
            Status::Unreadable
        } else if if self.ground.job.fix.diff { self.fixes > 0 } else { self.failed } {
            Status::Found
        } else {
            Status::Good
        }
    }
}
