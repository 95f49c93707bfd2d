//! `factlint config`: which settings hold for a draft, and where each comes from. Asks the same rooms as `check` does,
//! so that it cannot tell of other settings.

use super::args::{Color, Common, FailOn, PlainFormat, SettingsArgs};
use super::config::{Named, Set};
use super::drafts::{self, Excluded, Search, Source};
use super::job::{self, Job};
use super::output::Output;
use super::plan::Plan;
use super::sources::{self, FactsFrom, Sources};
use super::{Failure, Status, complain, panic, terminal};
use crate::checker::{Checker, Origin};
use crate::checks::Rule;
use crate::claims::Dateline;
use crate::document::{Document, Format};
use crate::report::{self, Command, Setting, Settings, Whence};
use crate::strict::Place;
use clap::ValueEnum;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Runs the command.
pub(super) fn run(args: &SettingsArgs, color: Color) -> Result<Status, Failure> {
    if args.draft.is_dir() {
        let message = format!("factlint: {} is a folder: settings are told of one draft", args.draft.display());
        return Err(Failure::new(message));
    }
    let named = vec![args.draft.clone()];
    let common = Common::of(named, args.date, args.input_format.into(), args.rules.clone(), args.configuration.clone());
    let plain = Job::plain(Command::Check, &args.facts, &common, color);
    let job = Job { fail_on: &args.fail_on, disable: &args.disable, ..plain };
    let mut sources = Sources::new(&args.configuration);
    let told = sources::expand(&args.facts)?;
    let stdin = args.stdin_filename.as_deref();
    let search = Search { stdin, ..Search::plain(&common.drafts, common.input_format, &told) };
    let found = search.collect(&mut sources)?.pop();
    let source = found.ok_or_else(|| Failure::new("factlint: no draft"))?;
    let (path, name, read, format) = match &source {
        Source::File(path, format) => {
            let read = std::fs::read(path).map_err(|e| e.to_string());
            (Some(path.as_path()), path.to_string_lossy().into_owned(), read, Some(*format))
        }
        Source::Standard(about) => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|e| e.to_string());
            (about.name.as_deref(), about.shown(), read, about.format)
        }
        Source::Lines(_) => {
            return Err(Failure::new("factlint: settings are told of one draft, not of JSON Lines"));
        }
        Source::Bad(path, error) => (None, path.to_string_lossy().into_owned(), Err(error.clone()), None),
    };
    let input = matches!(source, Source::Standard(_)).then_some(&read);
    let mut plan = Plan::new(&job, told, sources);
    let group = plan.group(&source, input)?;
    plan.tell_complaints()?;
    let document = read.clone().and_then(|bytes| {
        let format = format.unwrap_or_else(|| drafts::guess(&bytes));
        panic::guarded(|| Document::read(&name, bytes, format))?.map_err(|e| e.to_string())
    });
    let document = match document {
        Ok(document) => document,
        Err(error) => {
            complain(&format!("factlint: {name} cannot be read: {error}"));
            return Ok(Status::Unreadable);
        }
    };
    let dateline = plan.groups.get(group).and_then(|group| {
        let checker = Checker::new(&group.lexicon, &group.facts, job::settings(group, &common));
        checker.dateline_from(&document)
    });
    let asked = Asked { args, path, document: &document, format, dateline };
    let settings = asked.settings(plan.sources())?;
    let mut output = Output::open(None)?;
    let is_terminal = output.is_terminal();
    let (width, color) = (terminal::width(is_terminal), terminal::color(color, is_terminal));
    let written = match args.format {
        PlainFormat::Human => report::settings(&mut output, &settings, width, color),
        PlainFormat::Json => report::settings_json(&mut output, &settings),
    };
    match written.and_then(|()| output.finish()) {
        Ok(()) => Ok(Status::Good),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Good),
        Err(error) => Err(Failure::new(format!("factlint: the settings cannot be written: {error}"))),
    }
}

/// Whose settings are asked for.
struct Asked<'a> {
    args: &'a SettingsArgs,
    path: Option<&'a Path>,
    document: &'a Document,
    /// Its format, where that was known before it was read.
    format: Option<Format>,
    dateline: Option<(Dateline, Origin)>,
}

impl Asked<'_> {
    fn settings(&self, sources: &mut Sources) -> Result<Settings, Failure> {
        let folder = sources.folder(self.path);
        let excluded = self.path.is_some_and(|path| Excluded::default().holds(path, None, sources));
        let exclude = sources.exclude(&folder).map(|p| p.patterns);
        let settings = vec![
            setting("format", "", vec![self.format()]),
            setting("facts", "no facts were found", self.facts(sources)?),
            setting("date", "none", self.date(sources, &folder)),
            setting("rules", "those that ship", self.rules(sources, &folder)),
            setting("fail-on", "nothing", self.fail_on(sources, &folder)),
            setting("disable", "none", self.disable(sources, &folder)),
            setting("severity", "every check finds errors", severity(sources, &folder)),
            setting("exclude", "none", exclude.map_or_else(Vec::new, |set| each(set, |pattern| pattern))),
        ];
        let configurations = sources.obeyed(&folder);
        Ok(Settings { draft: self.document.name().to_owned(), excluded, configurations, settings })
    }

    fn format(&self) -> (String, Whence) {
        let name = match self.document.format() {
            Format::Text => "text",
            Format::Markdown => "markdown",
        };
        let from = if self.args.input_format != super::args::DraftFormat::Auto {
            Whence::Flag("--input-format")
        } else if self.format.is_some() {
            Whence::Name
        } else {
            Whence::Text
        };
        (name.to_owned(), from)
    }

    fn facts(&self, sources: &mut Sources) -> Result<Vec<(String, Whence)>, Failure> {
        if !self.args.facts.is_empty() {
            return Ok(paths(&sources::expand(&self.args.facts)?, &Whence::Flag("--facts")));
        }
        // What is not there has stopped the run.
        let folder = sources.folder(self.path);
        let front = self.document.front().facts.iter();
        let front: Vec<Named> = front.map(|(f, _)| Named { path: folder.join(f), missing: None }).collect();
        let (files, from) = sources.facts_from(self.path, &front)?;
        let from = match from {
            FactsFrom::Front => Whence::Front(self.front("facts")),
            FactsFrom::Beside => Whence::Beside,
            FactsFrom::Configuration(place) => Whence::Configuration(place),
            FactsFrom::Above => Whence::Above,
            FactsFrom::Nowhere => Whence::Default,
        };
        Ok(paths(&files, &from))
    }

    /// Where a key of the front matter stands.
    fn front(&self, key: &str) -> Place {
        let keys = &self.document.front().keys;
        let at = keys.iter().find(|(name, _)| *name == key).map_or(0, |(_, at)| *at);
        let (line, column) = self.document.line_column(u32::try_from(at).unwrap_or(0));
        Place { file: self.document.name().to_owned(), line, column }
    }

    fn date(&self, sources: &mut Sources, folder: &Path) -> Vec<(String, Whence)> {
        let Some((dateline, origin)) = self.dateline else { return Vec::new() };
        let from = match origin {
            Origin::Option => Whence::Flag("--date"),
            Origin::Draft => Whence::Front(self.front("date")),
            Origin::Wire => Whence::Text,
            Origin::Facts => Whence::Facts,
            Origin::Configuration => {
                sources.setting(folder, |s| &s.date).map_or(Whence::Default, |set| Whence::Configuration(set.place))
            }
        };
        let told = dateline.moment.map_or_else(|| dateline.date.to_string(), |moment| moment.to_string());
        vec![(told, from)]
    }

    fn rules(&self, sources: &mut Sources, folder: &Path) -> Vec<(String, Whence)> {
        if !self.args.rules.is_empty() {
            return paths(&self.args.rules, &Whence::Flag("--rules"));
        }
        let files = sources.rules(folder);
        sources
            .setting(folder, |s| &s.rules)
            .map_or_else(Vec::new, |set| paths(&files, &Whence::Configuration(set.place)))
    }

    fn fail_on(&self, sources: &mut Sources, folder: &Path) -> Vec<(String, Whence)> {
        let name = |on: FailOn| on.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default();
        if !self.args.fail_on.is_empty() {
            return self.args.fail_on.iter().map(|on| (name(*on), Whence::Flag("--fail-on"))).collect();
        }
        let usual = || vec![(name(FailOn::Disagree), Whence::Default)];
        sources.setting(folder, |s| &s.fail_on).map_or_else(usual, |set| each(set, name))
    }

    /// The checks that are off: those of the configuration, and those of the command line beside them.
    fn disable(&self, sources: &mut Sources, folder: &Path) -> Vec<(String, Whence)> {
        let name = |rule: Rule| rule.name().to_owned();
        let set = sources.setting(folder, |s| &s.disable);
        let mut out = set.map_or_else(Vec::new, |set| each(set, name));
        out.extend(self.args.disable.iter().map(|rule| (name(*rule), Whence::Flag("--disable"))));
        out
    }
}

fn severity(sources: &mut Sources, folder: &Path) -> Vec<(String, Whence)> {
    let set = sources.setting(folder, |s| &s.severity);
    set.map_or_else(Vec::new, |set| each(set, |(rule, weight)| format!("{} = {}", rule.name(), weight.name())))
}

fn setting(name: &'static str, none: &'static str, values: Vec<(String, Whence)>) -> Setting {
    Setting { name, values, none }
}

fn paths(paths: &[PathBuf], from: &Whence) -> Vec<(String, Whence)> {
    paths.iter().map(|path| (path.to_string_lossy().into_owned(), from.clone())).collect()
}

fn each<T>(set: Set<Vec<T>>, told: impl Fn(T) -> String) -> Vec<(String, Whence)> {
    let Set { value, place } = set;
    value.into_iter().map(|v| (told(v), Whence::Configuration(place.clone()))).collect()
}
