//! Which facts and settings each draft is held to, settled before the first is checked, so that a
//! broken facts file stops a run before it has said anything.

use super::Failure;
use super::args::FailOn;
use super::config::Named;
use super::drafts::{self, Source};
use super::job::Job;
use super::languages::Languages;
use super::sources::Sources;
use crate::checks;
use crate::claims::Dateline;
use crate::document::{Format, SourceSpan};
use crate::facts::{self, Facts};
use crate::lexicon::Lexicon;
use crate::report::Command;
use crate::strict;
use rustc_hash::FxHashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Drafts that share rules, facts, a dateline of last resort and what they fail on.
pub(super) struct Group {
    pub rules: Vec<PathBuf>,
    pub lexicon: Arc<Lexicon>,
    pub files: Vec<PathBuf>,
    pub facts: Facts,
    pub fallback: Option<Dateline>,
    pub fail_on: Vec<FailOn>,
    pub checks: checks::Options,
}

/// What the drafts of a group share: packs, facts files, dateline of last resort, what they fail on, the checks.
type Key = (Vec<PathBuf>, Vec<PathBuf>, Option<String>, Vec<FailOn>, checks::Options);

/// Which facts each draft is held to; every facts file is read once.
pub(super) struct Plan<'a> {
    job: &'a Job<'a>,
    told: Vec<PathBuf>,
    languages: Languages,
    sources: Sources,
    pub groups: Vec<Group>,
    by_key: FxHashMap<Key, usize>,
    /// By folder, so that a thousand drafts of one ask once.
    settled: FxHashMap<PathBuf, Settled>,
}

/// What is set for the drafts of a folder.
#[derive(Clone)]
struct Settled {
    rules: Vec<PathBuf>,
    fallback: Option<Dateline>,
    fail_on: Vec<FailOn>,
    checks: checks::Options,
}

impl<'a> Plan<'a> {
    /// A plan without drafts; `told` are the files of `--facts`.
    pub(super) fn new(job: &'a Job<'a>, told: Vec<PathBuf>, sources: Sources) -> Self {
        Self {
            job,
            told,
            languages: Languages::default(),
            sources,
            groups: Vec::new(),
            by_key: FxHashMap::default(),
            settled: FxHashMap::default(),
        }
    }

    /// The index of the group that a draft belongs to; its facts are read if no other draft's were.
    pub(super) fn group(
        &mut self,
        source: &Source,
        standard: Option<&Result<Vec<u8>, String>>,
    ) -> Result<usize, Failure> {
        let check = self.job.command == Command::Check;
        let (path, format) = match source {
            Source::File(path, format) => (Some(path.as_path()), Some(*format)),
            Source::Standard(standard) => (standard.name.as_deref(), standard.format),
            Source::Lines(path) => (path.as_deref(), None),
            Source::Bad(path, _) => (Some(path.as_path()), None),
        };
        let files = if !self.told.is_empty() || !check || matches!(source, Source::Lines(_) | Source::Bad(..)) {
            self.told.clone()
        } else {
            let standard = standard.filter(|_| matches!(source, Source::Standard(_)));
            let front = front_facts(path, format, standard, &self.sources.folder(path));
            self.sources.facts(path, &front)?
        };
        let folder = self.sources.folder(path);
        let settled = match self.settled.get(&folder) {
            Some(known) => known.clone(),
            None => self.settle(folder),
        };
        let Settled { rules, fallback, fail_on, checks } = settled;
        let key = (rules.clone(), files.clone(), fallback.map(|f| format!("{f:?}")), fail_on.clone(), checks.clone());
        if let Some(&known) = self.by_key.get(&key) {
            return Ok(known);
        }
        let lexicon = self.languages.of(&rules)?;
        let facts = match self.groups.iter().find(|g| g.files == files && g.rules == rules) {
            Some(same) => Facts { complaints: Vec::new(), ..same.facts.clone() },
            // What a broken pack was to say of the facts is not known.
            None if files.is_empty() || self.languages.broken(&rules) => Facts::default(),
            None => facts::load(&files, &lexicon),
        };
        self.by_key.insert(key, self.groups.len());
        self.groups.push(Group { rules, lexicon, files, facts, fallback, fail_on, checks });
        Ok(self.groups.len() - 1)
    }

    /// What is set for the drafts of a folder.
    fn settle(&mut self, folder: PathBuf) -> Settled {
        let fail_on = if self.job.fail_on.is_empty() {
            self.sources.fail_on(&folder).unwrap_or_else(|| vec![FailOn::Disagree])
        } else {
            self.job.fail_on.to_vec()
        };
        let mut checks = self.sources.checks(&folder);
        checks.off.extend_from_slice(self.job.disable);
        let (rules, fallback) = (self.rules(&folder), self.sources.date(&folder));
        let settled = Settled { rules, fallback, fail_on, checks };
        self.settled.insert(folder, settled.clone());
        settled
    }

    /// Where facts and settings are looked for.
    pub(super) fn sources(&mut self) -> &mut Sources {
        &mut self.sources
    }

    /// The packs of a folder's drafts: `--rules`, else those of its `factlint.toml`.
    fn rules(&mut self, folder: &Path) -> Vec<PathBuf> {
        let told = &self.job.common.rules;
        if told.is_empty() { self.sources.rules(folder) } else { told.clone() }
    }

    /// Prints what is wrong with configuration, packs and facts; errors stop the run.
    pub(super) fn tell_complaints(&self) -> Result<(), Failure> {
        let packs = self.languages.complaints();
        let all = self.sources.complaints().chain(packs).chain(self.groups.iter().flat_map(|g| &g.facts.complaints));
        let mut grounds = self.sources.grounds.clone();
        grounds.name(&self.told);
        grounds.name(&self.job.common.rules);
        super::told(all, &grounds, self.job.color)?;
        if self.broken() { Err(Failure(Vec::new())) } else { Ok(()) }
    }

    /// Whether configuration, packs or facts have errors.
    pub(super) fn broken(&self) -> bool {
        self.sources.broken()
            || self.languages.complaints().next().is_some()
            || self.groups.iter().any(|g| g.facts.broken())
    }
}

/// `facts` of a draft's front matter; paths count from its folder. A draft that cannot be read has none, and says so in
/// its turn.
fn front_facts(
    path: Option<&Path>,
    format: Option<Format>,
    standard: Option<&Result<Vec<u8>, String>>,
    folder: &Path,
) -> Vec<Named> {
    let read;
    let bytes = match (path, standard) {
        (_, Some(Ok(bytes))) => bytes.as_slice(),
        (Some(path), None) if format == Some(Format::Markdown) => {
            read = std::fs::read(path).unwrap_or_default();
            read.as_slice()
        }
        _ => return Vec::new(),
    };
    match (format.unwrap_or_else(|| drafts::guess(bytes)), std::str::from_utf8(bytes)) {
        (Format::Markdown, Ok(text)) => {
            let facts = crate::document::front_matter(text).map(|f| f.facts).unwrap_or_default();
            if facts.is_empty() {
                return Vec::new();
            }
            let name = path.map_or_else(|| String::from("-"), |p| p.to_string_lossy().into_owned());
            let source = strict::Source::new(name, text);
            let named = |(text, span): (String, SourceSpan)| {
                let span = span.start as usize..span.end as usize;
                Named::new(&source, folder, &text, &span, "facts", "paths count from the folder of the draft")
            };
            facts.into_iter().map(named).collect()
        }
        _ => Vec::new(),
    }
}
