//! `--since REV`: what the drafts and facts of a git revision had already. They are laid out in a folder of their
//! own and checked like any others; what is found there is known.

use super::args::{Common, ConfigArgs};
use super::drafts::{self, Source};
use super::job::Job;
use super::known::{Known, relative};
use super::plan::Plan;
use super::progress::Progress;
use super::run::Ground;
use super::sources::{self, Sources};
use super::{Failure, complain, unfinished};
use crate::checker::Checker;
use crate::packs;
use rayon::prelude::*;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

/// Files of a git revision, laid out in a folder as they were.
pub(super) struct Revision {
    working: PathBuf,
    root: PathBuf,
    tree: Tree,
}

impl Revision {
    /// Lays out the files of a revision that are `wanted`, and those that are named.
    pub(super) fn of(rev: &str, named: &[PathBuf], wanted: fn(&Path) -> bool) -> Result<Self, Failure> {
        let working = std::env::current_dir().unwrap_or_default();
        let root = root(&working)?;
        let commit =
            git(&root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &format!("{rev}^{{commit}}")])?;
        let revision = Self { working, root, tree: Tree::new()? };
        let Some(commit) = commit else {
            // A branch that no commit was made on: `HEAD` names it, and nothing is there yet.
            if rev != "HEAD" || git(&revision.root, &["symbolic-ref", "--quiet", "HEAD"])?.is_none() {
                return Err(Failure::new(format!("factlint: --since: `{rev}` is no revision of this repository")));
            }
            complain("factlint: --since: there is no commit yet, so that everything counts as new");
            return Ok(revision);
        };
        let named: Vec<PathBuf> = named.iter().filter_map(|path| revision.inside(path)).collect();
        let wanted = |path: &Path| wanted(path) || named.iter().any(|n| n == path);
        lay_out(&revision.root, commit.trim(), &revision.tree.0, &wanted)?;
        Ok(revision)
    }

    /// The path from the root of the repository; none where it lies outside.
    pub(super) fn inside(&self, path: &Path) -> Option<PathBuf> {
        // What is no longer there has no links to follow, and its folder may have.
        let real = |path: &Path| fs::canonicalize(path).ok();
        let beside = || Some(real(self.working.join(path).parent()?)?.join(path.file_name()?));
        let whole = real(&self.working.join(path)).or_else(beside).unwrap_or_else(|| self.working.join(path));
        whole.strip_prefix(&self.root).map(Path::to_owned).ok()
    }

    /// Where a file of the repository lies as it was, if it was there.
    pub(super) fn then(&self, path: &Path) -> Option<PathBuf> {
        self.inside(path).map(|inside| self.tree.0.join(inside)).filter(|p| p.exists())
    }

    /// A path in the folder as it is told: from the root, with `/` between names.
    pub(super) fn told(&self, path: &Path) -> String {
        relative(path, &self.tree.0)
    }
}

/// The findings of a revision, as what is known.
pub(super) fn known(job: &Job<'_>, rev: &str) -> Result<Known, Failure> {
    let revision = Revision::of(rev, &job.common.drafts, wanted)?;
    let mut known = Known::of_revision(revision.root.clone(), revision.working.clone());
    // What lies outside of the repository has no revision, and is as it is.
    let moved = |paths: &[PathBuf]| -> Vec<PathBuf> {
        let there = |p: &PathBuf| if revision.inside(p).is_some() { revision.then(p) } else { Some(p.clone()) };
        paths.iter().filter_map(there).filter(|p| p.exists()).collect()
    };
    let drafts: Vec<PathBuf> = job.common.drafts.iter().filter_map(|draft| revision.then(draft)).collect();
    if drafts.is_empty() {
        return Ok(known);
    }
    let common = &job.common;
    let rules = moved(&common.rules);
    let configuration = match &common.configuration.config {
        None => common.configuration.clone(),
        // What was not there then was not obeyed.
        Some(file) => {
            let config = moved(std::slice::from_ref(file)).pop().map(|p| fs::canonicalize(&p).unwrap_or(p));
            ConfigArgs { isolated: config.is_none(), config }
        }
    };
    let then = Common::of(drafts, common.date, common.input_format, rules, configuration);
    let facts = moved(job.facts);
    let plain = Job::plain(job.command, &facts, &then, job.color);
    let job = Job { fail_on: job.fail_on, disable: job.disable, ..plain };
    // Paths below the working folder are told from there, and so read from there: this one is nobody's.
    let base = revision.tree.0.join(revision.working.strip_prefix(&revision.root).unwrap_or(Path::new("")));
    let mut sources = Sources::at(revision.tree.0.join(".git"), &then.configuration, &base);
    let (told, packs) = (sources::expand(job.facts)?, packs::files(&then.rules));
    let own: Vec<PathBuf> = told.iter().chain(&packs).cloned().collect();
    // Folders that had no draft then are no mistake now.
    let Ok(found) = drafts::collect(&then.drafts, then.input_format, &own, &mut sources) else { return Ok(known) };
    let mut plan = Plan::new(&job, told, sources);
    let mut planned = Vec::with_capacity(found.len());
    for source in found {
        let group = plan.group(&source, None)?;
        planned.push((source, group));
    }
    if plan.broken() {
        complain(&format!(
            "factlint: the facts, packs or configuration of {rev} cannot be read: all findings count as new"
        ));
        return Ok(known);
    }
    let groups = plan.groups;
    let checkers: Vec<Checker<'_>> =
        groups.iter().map(|g| Checker::new(&g.lexicon, &g.facts, super::job::settings(g, &then))).collect();
    let progress = Progress::new(Some(planned.len() as u64));
    let ground = Ground { job: &job, groups: &groups, checkers: &checkers, progress: &progress };
    let done: Vec<_> = planned.par_iter().map(|(source, group)| ground.one(source, *group, None)).collect();
    for mut done in done.into_iter().flatten() {
        let Some(group) = groups.get(done.group) else { continue };
        let path = revision.told(Path::new(done.document.name()));
        known.learn(&path, &mut done, |f| group.fail_on.iter().any(|on| on.names(f)));
    }
    Ok(known)
}

/// Whether what a run reads can have a revision.
pub(super) fn can(found: &[Source]) -> Result<(), Failure> {
    if found.iter().any(|s| matches!(s, Source::Lines(_) | Source::Standard(_))) {
        return Err(Failure::new(
            "factlint: --since is for drafts in files: standard input and JSON Lines have no revision",
        ));
    }
    Ok(())
}

/// The folder of the repository.
fn root(working: &Path) -> Result<PathBuf, Failure> {
    let told = git(working, &["rev-parse", "--show-toplevel"])?
        .ok_or_else(|| Failure::new("factlint: --since: this folder is in no git repository"))?;
    let root = told.trim_end_matches(['\n', '\r']);
    fs::canonicalize(root).map_err(|e| Failure::new(format!("factlint: --since: {root} cannot be read: {e}")))
}

fn command(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(args).stdin(Stdio::null()).stderr(Stdio::null());
    // What a repository that was fetched in part does not have stays where it is: nothing asks a network.
    command.env("GIT_NO_LAZY_FETCH", "1").env("GIT_ALLOW_PROTOCOL", "none").env("GIT_TERMINAL_PROMPT", "0");
    command
}

fn no_git(error: &io::Error) -> Failure {
    Failure::new(format!("factlint: --since needs the program git, which cannot be run: {error}"))
}

/// What git says, where it succeeds.
fn git(folder: &Path, args: &[&str]) -> Result<Option<String>, Failure> {
    let ran = command(folder, args).output().map_err(|e| no_git(&e))?;
    Ok(ran.status.success().then(|| String::from_utf8_lossy(&ran.stdout).into_owned()))
}

/// A folder for the files of a revision, for nobody else to read, gone at the end.
struct Tree(PathBuf);

impl Tree {
    fn new() -> Result<Self, Failure> {
        let failed =
            |e: io::Error| Failure::new(format!("factlint: --since: no folder for the revision can be made: {e}"));
        let folder = fs::canonicalize(std::env::temp_dir()).map_err(failed)?;
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        {
            use std::os::unix::fs::DirBuilderExt;
            builder.mode(0o700);
        }
        // A run that was killed may have left one under the same number.
        let names = (0..1000).map(|n| folder.join(format!("factlint-since-{}-{n}", std::process::id())));
        let mut made = Err(io::ErrorKind::AlreadyExists.into());
        for name in names {
            made = unfinished::begin(&name, || builder.create(&name)).map(|()| name);
            if made.as_ref().err().map(io::Error::kind) != Some(io::ErrorKind::AlreadyExists) {
                break;
            }
        }
        let tree = Self(made.map_err(failed)?);
        // Where facts are looked for upwards, the search ends here.
        fs::create_dir(tree.0.join(".git")).map_err(failed)?;
        Ok(tree)
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
        unfinished::end(&self.0);
    }
}

/// Writes the files of a commit that are wanted.
fn lay_out(root: &Path, commit: &str, folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<(), Failure> {
    let failed = |e: io::Error| Failure::new(format!("factlint: --since: the revision cannot be laid out: {e}"));
    let listed = command(root, &["ls-tree", "-r", "-z", "--full-tree", commit]).output().map_err(|e| no_git(&e))?;
    let mut reader = command(root, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|e| no_git(&e))?;
    let (Some(mut asks), Some(answers)) = (reader.stdin.take(), reader.stdout.take()) else {
        return Err(failed(io::ErrorKind::BrokenPipe.into()));
    };
    let mut answers = BufReader::new(answers);
    for entry in listed.stdout.split(|b| *b == 0) {
        let Ok(entry) = std::str::from_utf8(entry) else { continue };
        // `100644 blob HASH<tab>PATH`; links and other repositories are left out.
        let Some((about, path)) = entry.split_once('\t') else { continue };
        let [mode, "blob", hash] = about.split(' ').collect::<Vec<_>>()[..] else { continue };
        let path = Path::new(path);
        let inside = path.components().all(|c| matches!(c, Component::Normal(_)));
        if !mode.starts_with("100") || !inside || !wanted(path) {
            continue;
        }
        let bytes = blob(&mut asks, &mut answers, hash).map_err(failed)?;
        let to = folder.join(path);
        let write = || to.parent().map_or(Ok(()), fs::create_dir_all).and_then(|()| fs::write(&to, bytes));
        unfinished::steadily(write).map_err(failed)?;
    }
    drop(asks);
    let _ = reader.wait();
    Ok(())
}

/// Whether a check may read a file of this name: drafts, facts, packs, configuration, marks.
fn wanted(path: &Path) -> bool {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or("");
    let end = name.rsplit_once('.').map_or("", |(_, end)| end).to_ascii_lowercase();
    ["md", "markdown", "txt", "toml", "marks", "gitignore", "ignore"].contains(&end.as_str())
}

/// The content of a blob, asked of `git cat-file --batch`.
fn blob(asks: &mut impl Write, answers: &mut impl BufRead, hash: &str) -> io::Result<Vec<u8>> {
    writeln!(asks, "{hash}")?;
    asks.flush()?;
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size: u64 =
        head.trim_end().rsplit(' ').next().and_then(|n| n.parse().ok()).ok_or(io::ErrorKind::InvalidData)?;
    let mut bytes = Vec::new();
    answers.take(size + 1).read_to_end(&mut bytes)?;
    bytes.pop();
    Ok(bytes)
}
