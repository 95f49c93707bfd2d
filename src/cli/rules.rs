//! `factlint rules`: the packs in force, their entries and where each comes from; the examples that they carry.

#![allow(clippy::indexing_slicing, reason = "a key that is written into an object of JSON")]

use super::args::{Color, PlainFormat, RulesArgs};
use super::output::Output;
use super::sources::Sources;
use super::{Failure, Status};
use crate::packs::{self, Entry, Stack, StepKind, examples};
use crate::report;
use crate::strict::Place;
use serde_json::{Value, json};
use std::io::{self, Write};

/// Runs the command.
pub(super) fn run(args: &RulesArgs, color: Color) -> Result<Status, Failure> {
    let mut sources = Sources::new(&args.configuration);
    sources.grounds.name(&args.rules);
    let files = if args.rules.is_empty() {
        let folder = sources.folder(None);
        let files = sources.rules(&folder);
        super::told(sources.complaints(), &sources.grounds, color)?;
        files
    } else {
        args.rules.clone()
    };
    let (stack, complaints) = Stack::read(&files, true);
    super::told(complaints.iter(), &sources.grounds, color)?;
    let wanted = Wanted { stack: &stack, names: &args.names };
    if let Some(name) = args.names.iter().find(|n| !wanted.any(n)) {
        return Err(Failure::new(wanted.missing(name)));
    }
    let mut output = Output::open(None)?;
    let mut status = Status::Good;
    let written = if args.test {
        let lexicon = stack.lexicon().map_err(|c| Failure::new(format!("factlint: {c}")))?;
        let picked = |e: &crate::lexicon::Example| e.entry.split_once('.').is_some_and(|(t, i)| wanted.holds(t, i));
        let (failures, run) = examples::run(&lexicon, &stack, picked);
        if !failures.is_empty() {
            status = Status::Found;
        }
        match args.format {
            PlainFormat::Human => tell_failures(&failures, run, &mut output),
            PlainFormat::Json => report::guarded_json_pretty(&mut output, &tested(&failures, run)),
        }
    } else {
        match args.format {
            PlainFormat::Human if args.list || !args.names.is_empty() => tell_entries(&wanted, &mut output),
            PlainFormat::Human => tell_packs(&stack, &mut output),
            PlainFormat::Json => report::guarded_json_pretty(&mut output, &listed(&wanted)),
        }
    };
    match written.and_then(|()| output.finish()) {
        Ok(()) => Ok(status),
        // The reader has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(status),
        Err(error) => Err(Failure::new(format!("factlint: the list cannot be written: {error}"))),
    }
}

/// An entry that a pack takes out, and where it says so.
type Gone<'a> = (&'a str, &'a str, &'a Place);

/// The entries that are asked for: all, or those of packs, tables and entries that are named.
struct Wanted<'a> {
    stack: &'a Stack,
    names: &'a [String],
}

impl Wanted<'_> {
    /// Whether a name is that of a pack, of a table or of an entry.
    fn is(name: &str, table: &str, id: &str, files: &[&str]) -> bool {
        let of_file =
            |file: &&str| *file == name || file.ends_with(name) && file[..file.len() - name.len()].ends_with('/');
        name == table
            || name.strip_prefix(table).is_some_and(|rest| rest.strip_prefix('.') == Some(id))
            || files.iter().any(of_file)
    }

    fn holds(&self, table: &str, id: &str) -> bool {
        let steps = self.stack.steps(table, id);
        let files: Vec<&str> = steps.iter().map(|s| s.place.file.as_str()).collect();
        self.names.is_empty() || self.names.iter().any(|name| Self::is(name, table, id, &files))
    }

    fn any(&self, name: &String) -> bool {
        let alone = Wanted { stack: self.stack, names: std::slice::from_ref(name) };
        self.stack.files().any(|(file, _)| self.stack.entries(file).any(|e| alone.holds(e.table, e.id)))
    }

    fn missing(&self, name: &str) -> String {
        let tables: std::collections::BTreeSet<&str> =
            self.stack.files().flat_map(|(file, _)| self.stack.entries(file)).map(|e| e.table).collect();
        let help = packs::nearest(name, self.stack).map_or_else(
            || format!("tables are {}", tables.into_iter().collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        format!("factlint: `{name}` is no pack, table or entry in force; {help}")
    }

    /// The packs with the entries that are asked for and what they take out, packs without any left out.
    fn packs(&self) -> impl Iterator<Item = (&str, bool, Vec<Entry<'_>>, Vec<Gone<'_>>)> {
        self.stack.files().filter_map(|(file, shipped)| {
            let entries: Vec<_> = self.stack.entries(file).filter(|e| self.holds(e.table, e.id)).collect();
            let named =
                |t: &str, i: &str| self.names.is_empty() || self.names.iter().any(|n| Self::is(n, t, i, &[file]));
            let gone: Vec<_> = self.stack.gone(file).filter(|(t, i, _)| named(t, i)).collect();
            (!entries.is_empty() || !gone.is_empty()).then_some((file, shipped, entries, gone))
        })
    }
}

/// One line a pack.
fn tell_packs(stack: &Stack, out: &mut impl Write) -> io::Result<()> {
    let width = stack.files().map(|(file, _)| file.chars().count()).max().unwrap_or(0);
    let (mut packs, mut all) = (0, 0);
    for (file, shipped) in stack.files() {
        let entries: Vec<_> = stack.entries(file).collect();
        let words: usize = entries.iter().map(|e| e.words).sum();
        let changes = stack.changes(file);
        let from = if shipped { "ships" } else { "yours" };
        let changed = if changes == 0 { String::new() } else { format!(", {}", told(changes, "change", "changes")) };
        let (entries, words) = (told(entries.len(), "entry", "entries"), told(words, "word", "words"));
        writeln!(out, "{:<width$}  {from}  {entries}, {words}{changed}", report::clean(file))?;
        packs += 1;
        all += stack.entries(file).count();
    }
    writeln!(
        out,
        "\n{}, {}. `factlint rules --list` names them, `--test` runs their examples.",
        told(packs, "pack", "packs"),
        told(all, "entry", "entries")
    )
}

/// One line an entry, below its pack.
fn tell_entries(wanted: &Wanted<'_>, out: &mut impl Write) -> io::Result<()> {
    for (n, (file, shipped, entries, gone)) in wanted.packs().enumerate() {
        let from = if shipped { "ships with factlint" } else { "yours" };
        writeln!(out, "{}{} ({from})", if n == 0 { "" } else { "\n" }, report::clean(file))?;
        let names: Vec<String> = entries.iter().map(|e| format!("{}.{}", e.table, e.id)).collect();
        let width = names.iter().map(|n| n.chars().count()).max().unwrap_or(0);
        for (entry, name) in entries.iter().zip(&names) {
            write!(out, "  {:<width$}  ", report::clean(name))?;
            match &entry.value {
                Some(value) => write!(out, "{}", report::clean(value))?,
                None => {
                    let (words, reads, ignores) = (told(entry.words, "word", "words"), entry.reads, entry.ignores);
                    write!(out, "{words}, reads {reads}, ignores {ignores}")?;
                }
            }
            for step in entry.steps.iter().filter(|s| s.kind != StepKind::New) {
                write!(out, "; {} by {}:{}", step.kind.name(), report::clean(&step.place.file), step.place.line)?;
            }
            writeln!(out)?;
        }
        for (table, id, place) in gone {
            let name = format!("{table}.{id}");
            writeln!(out, "  {:<width$}  taken out; line {}", report::clean(&name), place.line)?;
        }
    }
    Ok(())
}

/// The failures, a line each, and a last line.
fn tell_failures(failures: &[examples::Failure], run: usize, out: &mut impl Write) -> io::Result<()> {
    for failure in failures {
        let place = &failure.place;
        let line = format!("{}:{}:{}: {}", place.file, place.line, place.column, failure.message());
        writeln!(out, "{}", report::clean(&line))?;
    }
    let examples = told(run, "example", "examples");
    match failures.len() {
        0 => writeln!(out, "{examples} run, all as their entries say"),
        n => writeln!(out, "{examples} run, {n} not as their entries say"),
    }
}

fn told(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The packs and entries as data.
fn listed(wanted: &Wanted<'_>) -> Value {
    let packs: Vec<Value> = wanted
        .packs()
        .map(|(file, shipped, entries, gone)| {
            let entries: Vec<Value> = entries
                .iter()
                .map(|e| {
                    let steps: Vec<Value> = e
                        .steps
                        .iter()
                        .map(|s| {
                            let mut step = json!({"does": s.kind.name(), "file": s.place.file});
                            if s.kind != StepKind::New || !shipped {
                                step["line"] = json!(s.place.line);
                            }
                            step
                        })
                        .collect();
                    if let Some(value) = &e.value {
                        return json!({"table": e.table, "id": e.id, "value": value, "from": steps});
                    }
                    json!({
                        "table": e.table, "id": e.id, "words": e.words, "reads": e.reads, "ignores": e.ignores,
                        "from": steps,
                    })
                })
                .collect();
            let gone: Vec<Value> =
                gone.iter().map(|(table, id, place)| json!({"table": table, "id": id, "line": place.line})).collect();
            json!({"file": file, "ships": shipped, "entries": entries, "removed": gone})
        })
        .collect();
    json!({"version": 1, "packs": packs})
}

/// What the examples came to, as data.
fn tested(failures: &[examples::Failure], run: usize) -> Value {
    let failures: Vec<Value> = failures
        .iter()
        .map(|f| {
            let found = f.found.as_ref().map_or(Value::Null, |found| json!(found));
            json!({
                "entry": f.entry, "file": f.place.file, "line": f.place.line, "column": f.place.column, "text": f.text,
                "reads": f.reads, "found": found, "message": f.message(),
            })
        })
        .collect();
    json!({"version": 1, "examples": run, "failures": failures})
}
