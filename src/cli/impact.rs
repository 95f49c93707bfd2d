//! `factlint impact`: what a change of the facts does to drafts.

use super::args::{Color, Common, ImpactArgs, ImpactFormat, InputFormat};
use super::drafts::{self, Source};
use super::job::{self, Bad, Job};
use super::output::Output;
use super::plan::{Group, Plan};
use super::progress::Progress;
use super::run::Ground;
use super::since::Revision;
use super::sources::{self, Sources};
use super::{Failure, Status, complain, panic, terminal};
use crate::checker::Checker;
use crate::facts::{self, Facts};
use crate::impact::{self, Change, News, Turn};
use crate::report::Command;
use crate::report::impact::{Impact, Struck, Told, human, json, markdown};
use crate::verdict::Finding;
use crate::{fix, packs};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::io;
use std::path::{Path, PathBuf};

/// The facts as they were.
struct Before {
    files: Vec<PathBuf>,
    revision: Option<(String, Revision)>,
    /// How a report names them.
    name: String,
}

/// Runs the command.
pub(super) fn run(args: &ImpactArgs, color: Color) -> Result<Status, Failure> {
    let (before, new, drafts) = before(args)?;
    if let Some(threads) = args.threads {
        super::job::pool(threads);
    }
    let format = InputFormat::from(args.input_format);
    let common = Common::of(drafts, args.date, format, args.rules.clone(), args.configuration.clone());
    let facts = [new];
    let plain = Job::plain(Command::Check, &facts, &common, color);
    let job = Job { fail_on: &args.fail_on, disable: &args.disable, ..plain };
    let mut sources = Sources::new(&args.configuration);
    let (told, packs) = (sources::expand(&facts)?, packs::files(&common.rules));
    let own: Vec<PathBuf> = told
        .iter()
        .chain(&before.files)
        .chain(&packs)
        .chain(&args.output)
        .chain(&args.configuration.config)
        .cloned()
        .collect();
    let found = drafts::collect(&common.drafts, format, &own, &mut sources)?;
    if found.iter().any(|s| matches!(s, Source::Lines(_))) {
        return Err(Failure::new(
            "factlint: impact is for drafts in files or one on standard input, not for JSON Lines",
        ));
    }
    let standard = job::read_standard(&found);
    let mut plan = Plan::new(&job, told, sources);
    let mut planned = Vec::with_capacity(found.len());
    for source in found {
        let group = plan.group(&source, standard.as_ref())?;
        planned.push((source, group));
    }
    let old: Vec<Facts> = plan.groups.iter().map(|g| facts::load(&before.files, &g.lexicon)).collect();
    let old = before.sound(old, plan.sources(), color);
    plan.tell_complaints()?;
    let (groups, old) = (plan.groups, old?);
    let read = groups.iter().flat_map(|g| g.files.iter().chain(&g.rules));
    let read = read.chain(&before.files).chain(&packs).chain(&args.configuration.config).chain(&common.drafts);
    Output::apart(args.output.as_deref(), read.map(PathBuf::as_path))?;
    let mut output = Output::open(args.output.as_deref())?;
    let changes: Vec<Vec<Change>> =
        groups.iter().zip(&old).map(|(g, old)| impact::changes(old, &g.facts, &g.lexicon)).collect();
    let mut impact = ran(&job, &planned, &groups, &old, &changes, standard.as_ref());
    impact.old.clone_from(&before.name);
    impact.new = facts.iter().map(|f| f.display().to_string()).collect();
    if let Some((group, old)) = groups.first().zip(old.first()) {
        impact.facts = old.ids().chain(group.facts.ids()).collect::<FxHashSet<_>>().len();
    }
    impact.changes = changes.into_iter().next().unwrap_or_default();
    impact.changes.iter_mut().filter_map(|c| c.old.as_mut()).for_each(|side| before.rename(&mut side.place.file));
    let is_terminal = output.is_terminal();
    let (width, color) = (terminal::width(is_terminal), terminal::color(color, is_terminal));
    let written = match args.format {
        ImpactFormat::Human => human(&mut output, &impact, width, color),
        ImpactFormat::Json => json(&mut output, &impact),
        ImpactFormat::Markdown => markdown(&mut output, &impact),
    };
    let status = if !impact.unreadable.is_empty() {
        Status::Unreadable
    } else if impact.struck.iter().flat_map(|s| &s.told).any(|t| t.fails) {
        Status::Found
    } else {
        Status::Good
    };
    match written.and_then(|()| output.finish()) {
        Ok(()) => Ok(status),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(status),
        Err(error) => Err(Failure::new(format!("factlint: the report cannot be written: {error}"))),
    }
}

/// The facts as they were, those that are there now, and the drafts.
fn before(args: &ImpactArgs) -> Result<(Before, PathBuf, Vec<PathBuf>), Failure> {
    let mut paths = args.paths.iter().cloned();
    let (first, second) = (paths.next(), if args.since.is_some() { None } else { paths.next() });
    let drafts: Vec<PathBuf> = paths.collect();
    if drafts.is_empty() {
        let usage = if args.since.is_some() { "--since REV FACTS DRAFT..." } else { "OLD NEW DRAFT..." };
        return Err(Failure::new(format!("factlint: no draft: write factlint impact {usage}")));
    }
    let (Some(first), Some(rev)) = (first.clone(), args.since.clone()) else {
        let (Some(old), Some(new)) = (first, second) else { return Err(Failure::new("factlint: no facts")) };
        let files = sources::expand(std::slice::from_ref(&old))?;
        return Ok((Before { files, revision: None, name: old.display().to_string() }, new, drafts));
    };
    let revision =
        Revision::of(&rev, std::slice::from_ref(&first), |path| path.extension().is_some_and(|e| e == "toml"))?;
    let shown = first.display();
    if revision.inside(&first).is_none() {
        return Err(Failure::new(format!(
            "factlint: --since: {shown} lies outside of the repository, and has no revision"
        )));
    }
    let files = match revision.then(&first) {
        // A folder that had no facts then is no mistake now.
        Some(then) => sources::expand(&[then]).unwrap_or_default(),
        None => Vec::new(),
    };
    if files.is_empty() {
        complain(&format!("factlint: {shown} is not in {rev}: all its facts count as added"));
    }
    let name = format!("{shown} in {rev}");
    Ok((Before { files, revision: Some((rev, revision)), name }, first, drafts))
}

impl Before {
    /// The facts, where they can be read. Those of a revision that cannot count as none: else nobody could mend them.
    fn sound(&self, old: Vec<Facts>, sources: &mut Sources, color: Color) -> Result<Vec<Facts>, Failure> {
        if !old.iter().any(Facts::broken) {
            return Ok(old);
        }
        if let Some((rev, _)) = &self.revision {
            complain(&format!("factlint: the facts of {rev} cannot be read: all facts count as added"));
            return Ok(old.iter().map(|_| Facts::default()).collect());
        }
        let complaints = old.iter().find(|f| f.broken()).map(|f| f.complaints.as_slice()).unwrap_or_default();
        sources.grounds.name(&self.files);
        super::told(complaints.iter(), &sources.grounds, color).map(|()| old.clone())
    }

    /// A file of the revision as git names it: `main:desk/facts.toml`.
    fn rename(&self, file: &mut String) {
        if let Some((rev, revision)) = &self.revision {
            *file = format!("{rev}:{}", revision.told(Path::new(file.as_str())));
        }
    }
}

/// Drafts that are read and checked at a time.
const CHUNK: usize = 256;

/// Checks all drafts under both sets of facts.
fn ran<'a>(
    job: &Job<'_>,
    planned: &[(Source, usize)],
    groups: &'a [Group],
    old: &[Facts],
    changes: &[Vec<Change>],
    standard: Option<&Result<Vec<u8>, String>>,
) -> Impact<'a> {
    let checker = |group: &'a Group, facts| Checker::new(&group.lexicon, facts, job::settings(group, job.common));
    let now: Vec<Checker<'_>> = groups.iter().map(|g| checker(g, &g.facts)).collect();
    let then: Vec<Checker<'_>> = groups
        .iter()
        .zip(old)
        .map(|(g, facts)| Checker::new(&g.lexicon, facts, job::settings(g, job.common)))
        .collect();
    let news: Vec<News<'_>> = groups
        .iter()
        .zip(old)
        .zip(changes)
        .map(|((g, old), changes)| News::of(changes, old, &g.facts, &g.lexicon))
        .collect();
    let progress = Progress::new(Some(planned.len() as u64));
    let ground = Ground { job, groups, checkers: &now, progress: &progress };
    let one = |(source, group): &(Source, usize)| -> Result<Option<Struck<'a>>, Bad> {
        let done = ground.one(source, *group, standard)?;
        let (Some(here), Some(news)) = (groups.get(*group), news.get(*group)) else { return Ok(None) };
        let (Some(now), Some(then)) = (now.get(*group), then.get(*group)) else { return Ok(None) };
        let struck = panic::guarded(|| {
            let was = then.check(&done.document);
            let fails = |f: Option<&Finding>| f.is_some_and(|f| here.fail_on.iter().any(|on| on.names(f)));
            let told = impact::turns(&was, &done.checked, news).into_iter().map(|turned| {
                let wrong = matches!(turned.turn, Turn::Wrong | Turn::StillWrong);
                let new = turned.new.as_ref();
                let fix = wrong && new.is_some_and(|f| fix::mends(now, &done.document, &done.checked, f));
                Told { fails: fails(new) && !fails(turned.old.as_ref().filter(|_| !turned.ignored)), fix, turned }
            });
            told.collect::<Vec<_>>()
        });
        match struck {
            Ok(told) if told.is_empty() => Ok(None),
            Ok(told) => Ok(Some(Struck { document: done.document, told, lexicon: &here.lexicon })),
            Err(error) => Err(Bad { name: done.document.name().to_owned(), id: None, line: false, error }),
        }
    };
    let mut impact = Impact::default();
    for chunk in planned.chunks(CHUNK) {
        let outcomes: Vec<_> = chunk.par_iter().map(one).collect();
        for outcome in outcomes {
            match outcome {
                Ok(struck) => {
                    impact.drafts += 1;
                    impact.struck.extend(struck);
                }
                Err(bad) => {
                    progress.aside(|| complain(&format!("factlint: {} cannot be read: {}", bad.name, bad.error)));
                    impact.unreadable.push((bad.name, bad.error));
                }
            }
        }
    }
    impact
}
