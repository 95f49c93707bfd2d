//! `factlint explain`: why a claim of a draft got its verdict (`DRAFT:LINE[:COL]`), or what a rule or complaint is
//! about (`NAME`); without either, all names.

mod place;

use super::args::{Color, Common, ExplainArgs, ExplainFormat};
use super::drafts::{self, Source};
use super::job::{self, Job};
use super::output::Output;
use super::plan::Plan;
use super::sources::{self, Sources};
use super::{Failure, Status, complain, panic, terminal};
use crate::checker::Checker;
use crate::document::Document;
use crate::report::Command;
use crate::report::explain::{self as report, FACTS, Subject, pages};
use place::Place;
use std::io::{self, Read, Write};
use std::path::Path;

/// Runs the command.
pub(super) fn run(args: &ExplainArgs, color: Color) -> Result<Status, Failure> {
    let mut output = Output::open(None)?;
    let place = args.what.as_deref().and_then(|what| place::read(what, Path::exists));
    let written = match place {
        Some(place) => claim(&place, args, color, &mut output)?,
        None => named(args.what.as_deref(), args, &mut output)?,
    };
    match written.and_then(|()| output.finish()) {
        Ok(()) => Ok(Status::Good),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Status::Good),
        Err(error) => Err(Failure::new(format!("factlint: the explanation cannot be written: {error}"))),
    }
}

/// What a rule or complaint is about, or which there are.
fn named(name: Option<&str>, args: &ExplainArgs, out: &mut impl Write) -> Result<io::Result<()>, Failure> {
    let entries = pages::all().map_err(|e| Failure::new(format!("factlint: the pages compiled in are broken: {e}")))?;
    let Some(name) = name else {
        return Ok(match args.format {
            ExplainFormat::Markdown => pages::markdown(out, &entries),
            _ => pages::list(out, &entries),
        });
    };
    if let Some(entry) = entries.iter().find(|e| e.name == name) {
        return Ok(match args.format {
            ExplainFormat::Markdown => pages::markdown(out, std::slice::from_ref(entry)),
            _ => entry.write(out),
        });
    }
    let path = Path::new(name);
    if path.exists() || name.contains(['/', '\\']) || path.extension().is_some() {
        return Err(Failure::new(format!(
            "factlint: {name}: say which line is meant: factlint explain {name}:LINE, or {name}:LINE:COLUMN"
        )));
    }
    let near = pages::near(name, &entries);
    let help = if near.is_empty() {
        String::from("`factlint explain` lists all rules and complaints; a claim is named by its place, DRAFT:LINE")
    } else {
        format!("did you mean {}?", near.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" or "))
    };
    Err(Failure::new(format!("factlint: no rule or complaint is called `{name}`; {help}")))
}

/// Why the claims at a place got their verdicts.
fn claim(place: &Place, args: &ExplainArgs, color: Color, output: &mut Output) -> Result<io::Result<()>, Failure> {
    let shown = place.draft.display();
    if place.line == 0 || place.column == Some(0) {
        return Err(Failure::new(format!("factlint: {shown}: lines and columns count from 1")));
    }
    let standard = place.draft.as_os_str() == "-";
    if place.draft.is_dir() {
        return Err(Failure::new(format!("factlint: {shown} is a folder: name a draft in it")));
    }
    if !standard && !place.draft.exists() {
        return Err(Failure::new(format!(
            "factlint: {shown} is not there: name a draft and a line of it, DRAFT:LINE or DRAFT:LINE:COLUMN"
        )));
    }
    let named = vec![place.draft.clone()];
    let (format, rules) = (args.input_format.into(), args.rules.clone());
    let common = Common::of(named, args.date, format, rules, args.configuration.clone());
    let job = Job { disable: &args.disable, ..Job::plain(Command::Check, &args.facts, &common, color) };
    let mut sources = Sources::new(&args.configuration);
    let told = sources::expand(&args.facts)?;
    let found = drafts::collect(&common.drafts, common.input_format, &told, &mut sources)?;
    let Some(source) = found.into_iter().next() else { return Err(Failure::new("factlint: no draft")) };
    let read = bytes(&source);
    let input = matches!(source, Source::Standard(_)).then_some(&read);
    let mut plan = Plan::new(&job, told, sources);
    let group = plan.group(&source, input)?;
    plan.tell_complaints()?;
    let Some(group) = plan.groups.get(group) else { return Err(Failure::new("factlint: no draft")) };
    let document = document(&source, &place.draft, &read)
        .map_err(|e| Failure::new(format!("factlint: {shown} cannot be read: {e}")))?;
    let lines = document.source().lines().count();
    if place.line > lines {
        let has = match lines {
            0 => String::from("is empty"),
            1 => String::from("has one line"),
            _ => format!("has {lines} lines"),
        };
        return Err(Failure::new(format!("factlint: {shown} {has}; there is no line {}", place.line)));
    }
    if group.files.is_empty() {
        complain(
            "factlint: no facts were found; give some with --facts FILE, or put them in facts.toml beside the draft",
        );
    }
    let checker = Checker::new(&group.lexicon, &group.facts, job::settings(group, &common));
    let explained =
        panic::guarded(|| checker.explain(&document)).map_err(|e| Failure::new(format!("factlint: {e}")))?;
    let subject = Subject { document: &document, explained: &explained, facts: &group.facts, lexicon: &group.lexicon };
    let told = report::tell(&subject, place.line, place.column, if args.all { usize::MAX } else { FACTS });
    let is_terminal = output.is_terminal();
    let (width, color) = (terminal::width(is_terminal), terminal::color(color, is_terminal));
    Ok(match args.format {
        ExplainFormat::Json => report::json(output, &subject, &told),
        ExplainFormat::Human | ExplainFormat::Markdown => report::human(output, &subject, &told, width, color),
    })
}

/// The draft's bytes.
fn bytes(source: &Source) -> Result<Vec<u8>, String> {
    match source {
        Source::File(path, _) => std::fs::read(path).map_err(|e| e.to_string()),
        Source::Standard(_) => {
            let mut bytes = Vec::new();
            io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes).map_err(|e| e.to_string())
        }
        Source::Lines(_) => {
            Err(String::from("of JSON Lines no claim can be named by its line; write the text to a file of its own"))
        }
        Source::Bad(_, error) => Err(error.clone()),
    }
}

fn document(source: &Source, path: &Path, read: &Result<Vec<u8>, String>) -> Result<Document, String> {
    let bytes = read.clone()?;
    let format = match source {
        Source::File(_, format) => *format,
        Source::Standard(about) => about.format.unwrap_or_else(|| drafts::guess(&bytes)),
        _ => drafts::guess(&bytes),
    };
    let document =
        panic::guarded(|| Document::read(&path.to_string_lossy(), bytes, format))?.map_err(|e| e.to_string())?;
    let Source::File(path, _) = source else { return Ok(document) };
    job::marks_beside(path).map(|marks| marks.into_iter().fold(document, |d, (name, text)| d.beside(name, text)))
}
