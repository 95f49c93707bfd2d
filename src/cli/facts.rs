//! `factlint facts`: facts files themselves, what is wrong with them and what contradicts what.

use super::args::{Color, FactsArgs, InputFormat, PlainFormat};
use super::drafts::{self, Source};
use super::output::Output;
use super::sources::{self, Sources};
use super::{Failure, Status, complain, languages, panic, terminal};
use crate::audit::{self, CONTRADICTION, Stated};
use crate::checker::{Checker, Settings};
use crate::document::Document;
use crate::facts::{self, Complaint, Facts, Severity};
use crate::lexicon::Lexicon;
use crate::report::{self, FactsSummary};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::io;
use std::path::{Path, PathBuf};

/// Runs the command.
pub(super) fn run(args: &FactsArgs, color: Color) -> Result<Status, Failure> {
    let files = sources::expand(&args.files)?;
    let mut above = Sources::new(&args.configuration);
    let first = args.files.first().map(|f| if f.is_dir() { f.join("facts.toml") } else { f.clone() });
    let folder = above.folder(first.as_deref());
    let rules = if args.rules.is_empty() { above.rules(&folder) } else { args.rules.clone() };
    above.grounds.name(&args.files);
    above.grounds.name(&args.rules);
    if above.broken() {
        super::told(above.complaints(), &above.grounds, color)?;
    }
    let lexicon = languages::lexicon(&rules, &above.grounds, color)?;
    let facts = facts::load(&files, &lexicon);
    Output::apart(args.output.as_deref(), files.iter().chain(&rules).map(std::path::PathBuf::as_path))?;
    let mut output = Output::open(args.output.as_deref())?;
    let is_terminal = output.is_terminal();
    let (width, color) = (terminal::width(is_terminal), terminal::color(color, is_terminal));
    if args.list && !facts.broken() {
        let rows = facts.rows();
        let written = match args.format {
            PlainFormat::Human => report::list(&mut output, &rows, width, color),
            PlainFormat::Json => report::list_json(&mut output, &rows),
        };
        return ended(written, output, Status::Good);
    }
    let mut unreadable = false;
    let mut complaints = facts.complaints.clone();
    if !args.list {
        complaints.extend(audit::audit(&facts, &lexicon, args.date));
        if !args.against.is_empty() {
            let (stated, all) = stated(args, &files, &facts, &lexicon)?;
            unreadable = !all;
            complaints.extend(audit::unmet(&facts, &stated));
        }
    }
    let rank = order(&facts, &complaints);
    complaints.sort_by_key(|c| (rank.get(&c.file).copied(), c.line, c.column));
    quote(&mut complaints);
    let complaints = above.grounds.hushed(complaints.iter());
    let summary = FactsSummary::of(&facts, &complaints);
    let written = match args.format {
        PlainFormat::Human => report::complaints(&mut output, &complaints, width, color)
            .and_then(|()| report::summary(&mut output, &summary, width, color)),
        PlainFormat::Json => report::facts_json(&mut output, &summary, &complaints),
    };
    let fails = |c: &Complaint| c.code == CONTRADICTION || c.severity == Severity::Error;
    let status = if unreadable {
        Status::Unreadable
    } else if complaints.iter().any(|c| fails(c) || args.strict && c.severity == Severity::Warning) {
        Status::Found
    } else {
        Status::Good
    };
    let broken = facts.broken();
    ended(written, output, status).and_then(|status| if broken { Err(Failure(Vec::new())) } else { Ok(status) })
}

fn ended(written: io::Result<()>, output: Output, status: Status) -> Result<Status, Failure> {
    match written.and_then(|()| output.finish()) {
        Ok(()) => Ok(status),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(status),
        Err(error) => Err(Failure::new(format!("factlint: the report cannot be written: {error}"))),
    }
}

/// In which order files are told: as the reader met their facts or complained of them.
fn order(facts: &Facts, complaints: &[Complaint]) -> FxHashMap<String, usize> {
    let mut out: FxHashMap<String, usize> = FxHashMap::default();
    let rows = facts.rows();
    for file in rows.iter().map(|r| &r.place.file).chain(complaints.iter().map(|c| &c.file)) {
        let next = out.len();
        if !out.contains_key(file) {
            out.insert(file.clone(), next);
        }
    }
    out
}

/// Which facts the drafts of `--against` state, and whether all of them could be read.
fn stated(args: &FactsArgs, own: &[PathBuf], facts: &Facts, lexicon: &Lexicon) -> Result<(Stated, bool), Failure> {
    let mut sources = Sources::new(&args.configuration);
    let own: Vec<PathBuf> = own.iter().chain(&args.output).cloned().collect();
    let found = drafts::collect(&args.against, InputFormat::Auto, &own, &mut sources)?;
    let settings = Settings { date: args.date, ..Settings::default() };
    let held = Checker::new(lexicon, facts, settings.clone());
    let without = audit::without_unless(facts);
    let freed = without.as_ref().map(|facts| Checker::new(lexicon, facts, settings));
    let one = |source: &Source| -> Result<_, (String, String)> {
        let (name, read, format) = match source {
            Source::File(path, format) => {
                (path.to_string_lossy().into_owned(), std::fs::read(path).map_err(|e| e.to_string()), *format)
            }
            Source::Bad(path, error) => return Err((path.to_string_lossy().into_owned(), error.clone())),
            Source::Standard(_) | Source::Lines(_) => {
                let error = "facts are held to drafts in files, not to standard input or JSON Lines";
                return Err((String::from("--against"), error.to_owned()));
            }
        };
        let checked = read.and_then(|bytes| {
            panic::guarded(|| {
                let document = Document::read(&name, bytes, format).map_err(|e| e.to_string())?;
                let mine = held.stated(&document);
                Ok((mine, freed.as_ref().map(|checker| checker.stated(&document)).unwrap_or_default()))
            })?
        });
        checked.map_err(|error| (name, error))
    };
    let all: Vec<_> = found.par_iter().map(one).collect();
    let mut out = Stated::default();
    let mut sound = true;
    for read in all {
        match read {
            Ok((held, freed)) => {
                out.drafts += 1;
                out.held.extend(held);
                out.freed.extend(freed);
            }
            Err((name, error)) => {
                sound = false;
                complain(&format!("factlint: {name} cannot be read: {error}"));
            }
        }
    }
    Ok((out, sound))
}

/// A line of more bytes is shown to nobody.
const EXCERPT: usize = 2000;

/// Adds to each complaint the line that it is about, as the file has it.
fn quote(complaints: &mut [Complaint]) {
    let wants = |c: &Complaint| c.excerpt.is_none() && c.line > 0 && !c.found.is_empty();
    let mut lines: FxHashMap<String, String> = FxHashMap::default();
    for complaint in complaints.iter().filter(|c| wants(c)) {
        if !lines.contains_key(&complaint.file) {
            let text = facts::text(Path::new(&complaint.file)).unwrap_or_default();
            lines.insert(complaint.file.clone(), text);
        }
    }
    let starts: FxHashMap<&str, Vec<&str>> =
        lines.iter().map(|(file, text)| (file.as_str(), text.split('\n').collect())).collect();
    for complaint in complaints.iter_mut().filter(|c| wants(c)) {
        let line = starts.get(complaint.file.as_str()).and_then(|l| l.get(complaint.line.saturating_sub(1)));
        if let Some(line) = line.map(|l| l.trim_end_matches('\r')).filter(|l| l.len() <= EXCERPT) {
            let rest: String = line.chars().skip(complaint.column.saturating_sub(1)).collect();
            let marks = usize::from(rest.starts_with(['"', '\''])) * 2;
            let marked = (complaint.found.chars().count() + marks).min(rest.chars().count()).max(1);
            complaint.excerpt = Some((line.to_owned(), marked));
        }
    }
}
