//! Runs drafts through the library and into a report, for every command that reads drafts.

use super::ahead::Ahead;
use super::args::{Color, Common, FailOn, OutputFormat};
use super::drafts::{Search, Source};
use super::fix::{FixArgs, Fixed};
use super::known::{Known, KnownArgs};
use super::output::Output;
use super::plan::{Group, Plan};
use super::progress::Progress;
use super::reports::{self, Reports};
use super::run::{Ground, NO_FACTS_OF_LINES, Run};
use super::sources::{self, Sources};
use super::{Failure, Status, complain, foreign, since};
use crate::checker::{Checked, Checker, Settings};
use crate::checks::Rule;
use crate::document::Document;
use crate::packs;
use crate::report::{Command, RunInfo, Show};
use crate::strict;
use serde_json::value::RawValue;
use std::io::{self, Read};
use std::mem::ManuallyDrop;
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
static NOTHING_KNOWN: KnownArgs =
    KnownArgs { baseline: None, update_baseline: false, accept_new: false, drop_gone: false, since: None };

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

/// So many threads for all work, this one among them: a run with one starts none. Fails only where a pool is there
/// already, and none is.
pub(super) fn pool(threads: u16) {
    let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(threads)).use_current_thread().build_global();
}

/// Runs the job.
pub(super) fn run(job: &Job<'_>) -> Result<Status, Failure> {
    let common = job.common;
    // A slip in where reports go is told before anything is read.
    reports::plan(common.format, OutputFormat::Human, &common.output)?;
    if let Some(threads) = common.threads {
        pool(threads);
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
        pass_empty: common.pass_without_drafts,
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
    let outputs = outputs(job, &planned)?;
    let held = Held::of(job, &plan, &planned, &outputs);
    let info = RunInfo {
        command: job.command,
        show: Show(common.show.clone()),
        drafts_found: !planned.is_empty(),
        facts_found: held.found,
        facts_files: plan.groups.iter().flat_map(|g| g.files.clone()).collect(),
        width: 0,
        color: false,
        folders: sources::folders(),
    };
    let read = told_files(&plan, common, job).chain(&packs).map(PathBuf::as_path);
    Output::apart(common.output.iter().map(|o| o.path.as_path()), read)?;
    let reports = Reports::open(outputs, &info, job.color, job.command)?;
    if job.command == Command::Check {
        held.tell(planned.len(), reports.tell_missing_facts());
    }
    // The program ends with the run, and a large set of facts takes longer to give back than most drafts to check.
    let groups = ManuallyDrop::new(plan.groups);
    let checkers = groups.iter().map(|g| Checker::new(&g.lexicon, &g.facts, settings(g, common)));
    let checkers: ManuallyDrop<Vec<Checker<'_>>> = ManuallyDrop::new(checkers.collect());
    let progress = Progress::new((held.lines == 0).then_some(planned.len() as u64));
    let ground = Ground { job, groups: &groups, checkers: &checkers, progress: &progress };
    let mut run = Run::new(&ground, reports, known, held.ahead);
    let ended = run.all(&planned, &mut standard);
    // Nobody reads on, and lines that may never end are not read to theirs.
    let stopped = ended.as_ref().is_err_and(|e| e.kind() == io::ErrorKind::BrokenPipe);
    run.ground.progress.aside(|| if stopped { run.broken_off() } else { run.last_words(info.facts_found) });
    let unwritten = run.unwritten;
    let (status, known) = (run.status(), std::mem::take(&mut run.known));
    let reports = run.reports;
    drop(progress);
    match ended.and_then(|()| reports.finish()) {
        // Whoever read it may have seen enough; what the run was to write and how it ends is nobody else's business.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("factlint: the report cannot be written: {error}")))
        }
        _ if unwritten > 0 => Err(Failure(Vec::new())),
        _ if stopped => Ok(status),
        _ => {
            let refused = known.into_iter().map(Known::finish).collect::<Result<Vec<bool>, _>>()?.contains(&true);
            Ok(if refused && status == Status::Good { Status::Found } else { status })
        }
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

/// How much of a file of marks is read.
const MARKS: strict::Bounds = strict::Bounds { most: 16 << 20, told: "16 MiB, the most that a file of marks may have" };

/// The file of marks beside a draft, `NAME.marks` or `NAME.txt.marks`, where there is one: its name and its text.
pub(super) fn marks_beside(draft: &Path) -> Result<Option<(String, String)>, String> {
    let mut long = draft.as_os_str().to_owned();
    long.push(".marks");
    let names = [PathBuf::from(long), draft.with_extension("marks")];
    let Some(path) = names.into_iter().find(|path| sources::is_there(path)) else { return Ok(None) };
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    if foreign::leads_out(&path) {
        return Err(format!("{name} beside it: it is a link that leads out of the draft's repository or folder"));
    }
    match strict::text(&path, MARKS) {
        Ok(text) => Ok(Some((name, text))),
        Err(error) => Err(format!("{name} beside it: {}", error.why)),
    }
}

/// Standard input, where a draft comes from there, read once.
pub(super) fn read_standard(found: &[Source]) -> Option<Result<Vec<u8>, String>> {
    found.iter().any(|s| matches!(s, Source::Standard(_))).then(|| {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|e| e.to_string())
    })
}

/// What is reported where.
fn outputs(job: &Job<'_>, planned: &[(Source, usize)]) -> Result<Vec<(OutputFormat, PathBuf)>, Failure> {
    let only_lines = planned.iter().all(|(s, _)| matches!(s, Source::Lines(_)));
    let usual = if only_lines { OutputFormat::Jsonl } else { OutputFormat::Human };
    let outputs = reports::plan(job.common.format, usual, &job.common.output)?;
    if job.fix.diff && outputs.len() > 1 {
        return Err(Failure::new(
            "factlint: --diff shows what --fix would change, and makes no report: leave out --output FORMAT=FILE",
        ));
    }
    Ok(outputs)
}

/// To what the drafts of a run are held.
struct Held {
    /// Whether there are any facts; of JSON Lines that could not be looked through, that may still be.
    found: bool,
    /// Drafts without facts, those of JSON Lines aside.
    without: usize,
    /// Files of JSON Lines.
    lines: usize,
    ahead: Ahead,
}

impl Held {
    fn of(job: &Job<'_>, plan: &Plan<'_>, planned: &[(Source, usize)], outputs: &[(OutputFormat, PathBuf)]) -> Self {
        let bare = |group: &usize| plan.groups.get(*group).is_none_or(|g| g.files.is_empty());
        let is_lines = |source: &Source| matches!(source, Source::Lines(_));
        let lines = planned.iter().filter(|(s, _)| is_lines(s)).count();
        let without = planned.iter().filter(|(s, g)| !is_lines(s) && bare(g)).count();
        let shared = job.command == Command::Extract || planned.iter().any(|(_, g)| !bare(g));
        // Nobody looks ahead where it changes nothing; whoever reads line by line waits for an answer.
        let sources = planned.iter().map(|(source, _)| source);
        let wait = outputs.iter().any(|(format, _)| *format != OutputFormat::Jsonl);
        let ahead = if shared { Ahead::nowhere() } else { Ahead::look(sources, wait) };
        let found = shared || ahead.facts.unwrap_or(true) || planned.is_empty();
        Self { found, without, lines, ahead }
    }

    /// Says on standard error which drafts have no facts, where the report itself does not.
    fn tell(&self, drafts: usize, told: bool) {
        if self.found && self.without > 0 {
            complain(&format!("factlint: no facts were found for {} of {drafts} drafts", self.without));
        } else if !self.found && !told {
            complain(if self.lines == drafts {
                NO_FACTS_OF_LINES
            } else {
                "factlint: no facts were found; give some with --facts FILE, or put them in facts.toml beside the draft"
            });
        }
    }
}
