//! `factlint init`: a facts file drafted from one article.

use super::args::{Color, InitArgs};
use super::drafts::{self, Source};
use super::output::Output;
use super::sources::Sources;
use super::{Failure, Status, complain, languages, panic};
use crate::checker::Settings;
use crate::document::Document;
use crate::init;
use crate::report;
use std::io::{self, Read, Write};

/// Runs the command.
pub(super) fn run(args: &InitArgs, color: Color) -> Result<Status, Failure> {
    // Behind /dev stands what somebody else has opened for this.
    let taken = |path: &&std::path::PathBuf| {
        !args.force && !path.starts_with("/dev") && std::fs::metadata(path).is_ok_and(|m| m.is_file())
    };
    if let Some(path) = args.output.as_ref().filter(taken) {
        return Err(Failure::new(format!(
            "factlint: {} is there already, and may hold facts that somebody confirmed: name another, or replace it with --force",
            path.display()
        )));
    }
    let mut sources = Sources::new(&args.configuration);
    if let Some(folder) = args.draft.as_ref().filter(|d| d.is_dir()) {
        let message = format!("factlint: {} is a folder: a facts file is drafted from one article", folder.display());
        return Err(Failure::new(message));
    }
    let named: Vec<_> = args.draft.iter().cloned().collect();
    let own: Vec<_> = args.output.iter().cloned().collect();
    let mut found = drafts::collect(&named, args.input_format, &own, &mut sources)?;
    let source = found.pop().ok_or_else(|| Failure::new("factlint: no draft"))?;
    let (path, name, read, format) = match source {
        Source::File(path, format) => {
            let read = std::fs::read(&path).map_err(|e| e.to_string());
            let name = path.to_string_lossy().into_owned();
            (Some(path), name, read, Some(format))
        }
        Source::Standard(about) => {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|e| e.to_string());
            (None, String::from("-"), read, about.format)
        }
        Source::Lines(_) => {
            return Err(Failure::new("factlint: a facts file is drafted from one article, not from JSON Lines"));
        }
        Source::Bad(path, error) => (None, path.to_string_lossy().into_owned(), Err(error), None),
    };
    let folder = sources.folder(path.as_deref());
    let rules = if args.rules.is_empty() { sources.rules(&folder) } else { args.rules.clone() };
    sources.grounds.name(&args.rules);
    if sources.broken() {
        super::told(sources.complaints(), &sources.grounds, color)?;
    }
    let lexicon = languages::lexicon(&rules, &sources.grounds, color)?;
    let settings = Settings { date: args.date, fallback: sources.date(&folder), ..Settings::default() };
    let drafted = read.and_then(|bytes| {
        let format = format.unwrap_or_else(|| drafts::guess(&bytes));
        panic::guarded(|| {
            let document = Document::read(&name, bytes, format).map_err(|e| e.to_string())?;
            Ok(init::draft(&document, &lexicon, &settings))
        })?
    });
    let text = match drafted {
        Ok(text) => text,
        Err(error) => {
            complain(&format!("factlint: {name} cannot be read: {error}"));
            return Ok(Status::Unreadable);
        }
    };
    Output::apart(args.output.as_deref(), path.iter().chain(&rules).map(std::path::PathBuf::as_path))?;
    let mut output = Output::open(args.output.as_deref())?;
    let written = text.lines().try_for_each(|line| writeln!(output, "{}", report::clean_toml(line)));
    match written.and_then(|()| output.finish()) {
        Ok(()) => Ok(Status::Good),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Good),
        Err(error) => Err(Failure::new(format!("factlint: the facts cannot be written: {error}"))),
    }
}
