//! Reading facts files, and the inline facts of JSON Lines.

use super::fact::Common;
use super::ground::Made;
use super::keys::Context;
use super::schema;
use super::tree::{self, Parsed};
use super::value::Reader;
use super::{Complaint, Facts, Severity, Term};
use crate::claims::Dateline;
use crate::lexicon::{Lexicon, fold};
use crate::strict::Faults;
use crate::strict::nearest;
use crate::strict::{self, Entry, Item, Raw};
use crate::strict::{Source, shown};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

/// Reads facts files into one set; of a folder, its `*.toml`. Files that cannot be read and mistakes
/// in them are complaints of the result; nothing is passed over in silence. Partial dates count from
/// a fact's `as-of`, else from its file's `date`. A file that is named or included twice is read once.
#[must_use]
pub fn load(files: &[PathBuf], lexicon: &Lexicon) -> Facts {
    let mut loader = Loader::new(lexicon);
    for file in files {
        if !file.is_dir() {
            loader.top(file);
            continue;
        }
        let mut inside: Vec<PathBuf> = std::fs::read_dir(file)
            .map(|entries| entries.filter_map(|e| Some(e.ok()?.path())).collect())
            .unwrap_or_default();
        inside.retain(|p| p.extension().is_some_and(|e| e == "toml") && p.is_file());
        inside.sort();
        if inside.is_empty() {
            loader.unreadable(file, "the folder holds no .toml file that can be read");
        }
        for file in inside {
            loader.top(&file);
        }
    }
    loader.finish()
}

/// Reads one facts file's text; `file` names it in complaints, and its folder is that of includes.
#[must_use]
pub fn parse(text: &str, file: &Path, lexicon: &Lexicon) -> Facts {
    let mut loader = Loader::new(lexicon);
    let folder = folder_of(file);
    let root = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let here = Here { path: file, root: &root, subject: Vec::new() };
    loader.text(&file.display().to_string(), text, &here, &mut Vec::new());
    loader.finish()
}

/// Reads the inline facts of one JSON Lines object: an array of objects with an `id` and the keys of
/// a fact (dates as strings). They make a set of their own: see [`Facts::merge`]. In complaints and
/// places, the line is the number of the fact in the array, and the column that in its compact form.
#[must_use]
pub fn inline(facts: &serde_json::Value, lexicon: &Lexicon) -> Facts {
    let mut loader = Loader::new(lexicon);
    loader.inline(facts);
    loader.finish()
}

/// Where a file stands among the files.
struct Here<'a> {
    path: &'a Path,
    /// The top file's folder, resolved.
    root: &'a Path,
    /// The subject of the file that includes it.
    subject: Vec<Term>,
}

/// Reads files one by one into one set.
struct Loader<'l> {
    reader: Reader<'l>,
    facts: Facts,
    /// Where each id was first given: file and line.
    ids: FxHashMap<String, (String, usize)>,
    /// Files that were read, resolved.
    read: FxHashSet<PathBuf>,
    /// In which order files were met, by their names in complaints.
    order: FxHashMap<String, usize>,
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// What a path comes to without looking at the disk; nothing when it climbs above where it began.
fn without_dots(path: &Path) -> Option<PathBuf> {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir if !out.pop() => return None,
            Component::ParentDir => {}
            Component::Normal(name) => out.push(name),
            Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(out)
}

impl<'l> Loader<'l> {
    fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            reader: Reader::new(lexicon),
            facts: Facts::default(),
            ids: FxHashMap::default(),
            read: FxHashSet::default(),
            order: FxHashMap::default(),
        }
    }

    fn unreadable(&mut self, file: &Path, why: &str) {
        let next = self.order.len();
        self.order.entry(file.display().to_string()).or_insert(next);
        self.facts.complaints.push(Complaint {
            severity: Severity::Error,
            code: "unreadable-file",
            file: file.display().to_string(),
            line: 1,
            column: 1,
            found: String::new(),
            message: format!("cannot be read: {}", shown(why)),
            help: None,
            excerpt: None,
        });
    }

    fn top(&mut self, file: &Path) {
        let resolved = match file.canonicalize() {
            Ok(resolved) => resolved,
            Err(error) => return self.unreadable(file, &error.to_string()),
        };
        let root = folder_of(&resolved).to_owned();
        let here = Here { path: file, root: &root, subject: Vec::new() };
        self.file(&here, resolved, &mut Vec::new());
    }

    /// Reads a file, unless it was read before. `open` are the files that are being read.
    fn file(&mut self, here: &Here<'_>, resolved: PathBuf, open: &mut Vec<PathBuf>) {
        if !self.read.insert(resolved.clone()) {
            return;
        }
        let bytes = match std::fs::read(here.path) {
            Ok(bytes) => bytes,
            Err(error) => return self.unreadable(here.path, &error.to_string()),
        };
        let name = here.path.display().to_string();
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let line = error.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1;
                return self.unreadable(
                    here.path,
                    &format!("not UTF-8 text (line {line}, byte {at}); save the file as UTF-8"),
                );
            }
        };
        open.push(resolved);
        self.text(&name, text.strip_prefix('\u{feff}').unwrap_or(&text), here, open);
        open.pop();
    }

    /// Reads a file's text.
    fn text(&mut self, name: &str, text: &str, here: &Here<'_>, open: &mut Vec<PathBuf>) {
        let next = self.order.len();
        self.order.entry(name.to_owned()).or_insert(next);
        let source = Source::new(name.to_owned(), text);
        let (heads, rest): (Vec<_>, Vec<_>) = tree::pieces(text).into_iter().partition(|p| p.head);
        let mut heads: Vec<Parsed<'_>> = heads.iter().map(|piece| tree::parse(&source, piece)).collect();
        let mut top: Vec<Entry<'_>> = Vec::new();
        for entry in heads.iter_mut().flat_map(|p| std::mem::take(&mut p.top)) {
            if let Some(first) = top.iter().find(|e| e.key == entry.key) {
                let message =
                    format!("{} is given twice: first in {name}:{}", entry.key, source.place(first.at.start).line);
                let help = Some("keep one of the two".to_owned());
                self.facts.complaints.push(source.complain(Severity::Error, "duplicate-key", &entry.at, message, help));
            } else {
                top.push(entry);
            }
        }
        let base = self.head(&source, &top, here, open);
        let lexicon = self.reader.lexicon;
        // The pieces of a large file are read side by side, each with a reader of its own.
        let others =
            rest.par_iter().map(|piece| build(&source, tree::parse(&source, piece), &base, &mut Reader::new(lexicon)));
        let others: Vec<Built> = if rest.is_empty() { Vec::new() } else { others.collect() };
        self.facts.facts.reserve(others.iter().map(|built| built.made.facts.len()).sum());
        for parsed in heads {
            let built = build(&source, parsed, &base, &mut self.reader);
            self.take(&source, built);
        }
        for built in others {
            self.take(&source, built);
        }
    }

    /// Adds what was read of a piece. Only here ids of all pieces and files meet.
    fn take(&mut self, source: &Source<'_>, built: Built) {
        self.facts.complaints.extend(built.complaints);
        self.facts.owed.extend(built.made.owed());
        self.facts.facts.extend(built.made.facts);
        self.facts.quotes.extend(built.made.quotes);
        self.facts.called.extend(built.made.called);
        self.facts.offices.extend(built.made.offices);
        self.facts.lives.extend(built.made.lives);
        for (id, at) in built.ids {
            let here = (source.name.clone(), source.line_of(at.start) + 1);
            match self.ids.entry(id) {
                hash_map::Entry::Vacant(entry) => {
                    entry.insert(here);
                }
                hash_map::Entry::Occupied(first) => {
                    let message =
                        format!("{} is given twice: first in {}:{}", first.key(), first.get().0, first.get().1);
                    let help = Some("give one of them an id of its own, or take it out".to_owned());
                    self.facts.complaints.push(source.complain(Severity::Error, "duplicate-id", &at, message, help));
                }
            }
        }
    }

    /// The set, complaints in the order of the files and of their lines.
    fn finish(mut self) -> Facts {
        let order = &self.order;
        let rank = |file: &str| order.get(file).copied().unwrap_or(usize::MAX);
        self.facts.complaints.sort_by_key(|c| (rank(&c.file), c.line, c.column));
        self.facts
    }

    /// What stands above the facts: `date`, `subject`, `[defaults]`, `[names]`, then the files it includes.
    fn head(&mut self, source: &Source<'_>, entries: &[Entry<'_>], here: &Here<'_>, open: &mut Vec<PathBuf>) -> Base {
        let mut base = Base::default();
        let lexicon = self.reader.lexicon;
        let get = |name: &str| entries.iter().find(|e| e.key == name);
        if let Some(entry) = get("date") {
            base.dateline = self.date(source, &entry.item);
        }
        let faults = Faults::default();
        let mut context = Context {
            source,
            faults: &faults,
            reader: &mut self.reader,
            complaints: &mut self.facts.complaints,
            dateline: base.dateline,
            file: 0,
            names: None,
        };
        let mut subject = here.subject.clone();
        if let Some(entry) = get("subject") {
            subject.extend(context.terms("subject", &entry.item));
        }
        if let Some(entry) = get("defaults") {
            match &entry.item.raw {
                Raw::Table(keys) => base.common = context.defaults(keys),
                _ => context.error(
                    "wrong-type",
                    &entry.item.span,
                    "`defaults` is a table".into(),
                    Some("write [defaults] on a line of its own, and its keys below".into()),
                ),
            }
        }
        for entry in entries {
            match &*entry.key {
                "date" | "subject" | "defaults" | "include" => {}
                "names" => names(&mut context, &entry.item, lexicon, &mut self.facts.names.groups),
                "facts" => context.error(
                    "wrong-type",
                    &entry.item.span,
                    "`facts` is a table of facts".into(),
                    Some("write each fact as [facts.ID], or below [facts] as ID = \"sentence\"".into()),
                ),
                other => {
                    let help = if schema::key(other).is_some() {
                        format!("`{other}` is a key of facts: put it below [facts.ID], or below [defaults] for all")
                    } else {
                        nearest(other, schema::TOP.iter().copied()).map_or_else(
                            || {
                                format!(
                                    "a file has {}",
                                    schema::TOP.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")
                                )
                            },
                            |n| format!("did you mean `{n}`?"),
                        )
                    };
                    context.error(
                        "unknown-key",
                        &entry.at,
                        format!("`{other}` is nothing that a facts file has at its top"),
                        Some(help),
                    );
                }
            }
        }
        base.file = self.subject(source, subject.clone());
        if let Some(entry) = get("include") {
            let mut context = Context {
                source,
                faults: &faults,
                reader: &mut self.reader,
                complaints: &mut self.facts.complaints,
                dateline: None,
                file: 0,
                names: None,
            };
            for (path, span) in context.texts("include", &entry.item) {
                self.include(source, &path, &span, here, &subject, open);
            }
        }
        for (index, group) in self.facts.names.groups.iter().enumerate() {
            for name in group {
                base.names.entry(fold(&name.text)).or_default().push(index as u32);
            }
        }
        base
    }

    /// The file's dateline, which is that of drafts too if it is the first.
    fn date(&mut self, source: &Source<'_>, item: &Item<'_>) -> Option<Dateline> {
        let text = match &item.raw {
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Time(text) => text.clone(),
            Raw::Broken => return None,
            _ => String::new(),
        };
        let dateline = Dateline::parse(&text);
        if dateline.is_none() {
            self.facts.complaints.push(source.complain(
                Severity::Error,
                "bad-date",
                &item.span,
                format!("`date = {}` is not a dateline", source.slice(&item.span)),
                Some("write date = 2015-05-12, or with its hour date = 2015-05-12T16:00:00".into()),
            ));
        } else if self.facts.date.is_none() {
            self.facts.date = Some(text);
        }
        dateline
    }

    /// Index of a file's subject; files of one subject share it.
    fn subject(&mut self, source: &Source<'_>, subject: Vec<Term>) -> u16 {
        let index = self.facts.subjects.iter().position(|s| *s == subject).unwrap_or(self.facts.subjects.len());
        let Ok(number) = u16::try_from(index) else {
            let message = "too many files, each with a subject of its own".into();
            self.facts.complaints.push(source.complain(Severity::Error, "too-many-files", &(0..0), message, None));
            return u16::MAX;
        };
        if index == self.facts.subjects.len() {
            self.facts.subjects.push(subject);
        }
        number
    }

    fn include(
        &mut self,
        source: &Source<'_>,
        path: &str,
        span: &Range<usize>,
        here: &Here<'_>,
        subject: &[Term],
        open: &mut Vec<PathBuf>,
    ) {
        let mut complain = |code, message: String, help: &str| {
            self.facts.complaints.push(source.complain(Severity::Error, code, span, message, Some(help.to_owned())));
        };
        let outside = "name a file in the folder of the top file or below it, as a path from this file";
        // Where this file stands below the top file's folder, then the path from there.
        let from = folder_of(here.path).canonicalize().ok();
        let below = from.as_deref().and_then(|f| f.strip_prefix(here.root).ok());
        if below.and_then(|b| without_dots(&b.join(path))).is_none() || Path::new(path).is_absolute() {
            return complain(
                "include-outside",
                format!("\"{path}\" leads outside the folder of the top file"),
                outside,
            );
        }
        let target = folder_of(here.path).join(path);
        let resolved = match target.canonicalize() {
            Ok(resolved) if resolved.is_file() => resolved,
            Ok(_) => return complain("include-unreadable", format!("\"{path}\" is not a file"), "name each file"),
            Err(error) => {
                return complain(
                    "include-unreadable",
                    format!("\"{path}\" cannot be read: {error}"),
                    "the path counts from this file's folder",
                );
            }
        };
        if !resolved.starts_with(here.root) {
            return complain(
                "include-outside",
                format!("\"{path}\" leads outside the folder of the top file"),
                outside,
            );
        }
        if open.contains(&resolved) {
            return complain(
                "include-cycle",
                format!("\"{path}\" includes this file in turn, or is this file"),
                "take one of the two includes out",
            );
        }
        let there = Here { path: &target, root: here.root, subject: subject.to_vec() };
        self.file(&there, resolved, open);
    }

    fn inline(&mut self, facts: &serde_json::Value) {
        let list = facts.as_array().map_or_else(|| std::slice::from_ref(facts), Vec::as_slice);
        let mut text = String::new();
        let items: Vec<Item<'_>> = list
            .iter()
            .map(|value| {
                let item = strict::json(value, &mut text);
                text.push('\n');
                item
            })
            .collect();
        let source = Source::new("<inline>".to_owned(), &text);
        let base = Base { file: self.subject(&source, Vec::new()), ..Base::default() };
        let faults = Faults::default();
        let mut complain = |span: &Range<usize>, code, message: &str, help: &str| {
            self.facts.complaints.push(source.complain(
                Severity::Error,
                code,
                span,
                message.to_owned(),
                Some(help.to_owned()),
            ));
        };
        let example = "write {\"id\": \"deaths\", \"about\": [\"@killed\"], \"value\": \"43 people\"}";
        if !facts.is_array() {
            return complain(
                &items.first().map_or(0..0, |i| i.span.clone()),
                "wrong-type",
                "`facts` is a list of facts",
                example,
            );
        }
        let mut sound = Vec::new();
        for item in items {
            let Raw::Table(mut entries) = item.raw else {
                complain(
                    &item.span,
                    "wrong-type",
                    &format!("a fact is an object, and not {}", item.raw.name()),
                    example,
                );
                continue;
            };
            let at = entries.iter().position(|e| e.key == "id");
            let id = at.map(|at| entries.remove(at));
            match id.map(|id| id.item) {
                Some(Item { raw: Raw::Text(id), span }) => {
                    sound.push((id.into_owned(), span, Item { span: item.span, raw: Raw::Table(entries) }));
                }
                Some(other) => complain(
                    &other.span,
                    "wrong-type",
                    &format!("`id` holds {}, and should hold text", other.raw.name()),
                    example,
                ),
                None => complain(&item.span, "missing-key", "a fact has no `id`", example),
            }
        }
        let mut built = Built::default();
        for (id, at, item) in sound {
            let mut context = Context {
                source: &source,
                faults: &faults,
                reader: &mut self.reader,
                complaints: &mut built.complaints,
                dateline: None,
                file: base.file,
                names: Some(&base.names),
            };
            built.made.extend(one(&mut context, &id, &at, &item, &base));
            built.ids.push((id, at));
        }
        self.take(&source, built);
    }
}

/// What was read of a piece of a file.
#[derive(Default)]
struct Built {
    made: Made,
    complaints: Vec<Complaint>,
    /// Every id, with its place.
    ids: Vec<(String, Range<usize>)>,
}

/// Reads the facts of a piece.
fn build<'a>(source: &Source<'a>, mut parsed: Parsed<'a>, base: &Base, reader: &mut Reader<'_>) -> Built {
    let mut out = Built { complaints: std::mem::take(&mut parsed.complaints), ..Built::default() };
    for given in std::mem::take(&mut parsed.facts) {
        let (id, at, item) = parsed.item(source, given);
        let mut context = Context {
            source,
            faults: &parsed.faults,
            reader,
            complaints: &mut out.complaints,
            dateline: base.dateline,
            file: base.file,
            names: Some(&base.names),
        };
        out.made.extend(one(&mut context, &id, &at, &item, base));
        out.ids.push((id.into_owned(), at));
    }
    out
}

/// One fact of a file.
fn one(context: &mut Context<'_, '_>, id: &str, at: &Range<usize>, item: &Item<'_>, base: &Base) -> Made {
    if id.trim().is_empty() {
        let help = Some("name what it tells: [facts.flood-deaths]".to_owned());
        context.error("bad-id", at, "a fact has an empty id".into(), help);
    }
    match &item.raw {
        Raw::Table(entries) => context.table(id, at, entries, extent(context.source, at, item), &base.common),
        Raw::Text(_) => context.line(id, at, item, &base.common),
        Raw::Broken => Made::default(),
        other => {
            let message = format!("{id} is {}, and should be a sentence or a table", other.name());
            let help = format!(
                "write {id} = \"The flood killed 43 people in Varna.\", or [facts.{id}] with `about` and `value`"
            );
            context.error("wrong-type", &item.span, message, Some(help));
            Made::default()
        }
    }
}

/// What a file sets for its facts.
#[derive(Default)]
struct Base {
    common: Common,
    dateline: Option<Dateline>,
    file: u16,
    /// The groups of `[names]` by the folded names that they hold.
    names: FxHashMap<String, Vec<u32>>,
}

fn names(context: &mut Context<'_, '_>, item: &Item<'_>, lexicon: &Lexicon, groups: &mut Vec<Vec<Term>>) {
    let Raw::Table(entries) = &item.raw else {
        return context.error(
            "wrong-type",
            &item.span,
            "`names` is a table".into(),
            Some("write [names] on a line of its own, and \"Name\" = [\"other name\"] below".into()),
        );
    };
    for entry in entries {
        let mut group = Vec::new();
        let key = (entry.key.trim().to_owned(), entry.at.clone());
        for (text, span) in std::iter::once(key).chain(context.texts(&entry.key, &entry.item)) {
            match Term::phrase(&text, lexicon) {
                Some(term) if !group.contains(&term) => group.push(term),
                Some(_) => {}
                None => context.error(
                    "empty-term",
                    &span,
                    format!("\"{text}\" is no name: it has no word"),
                    Some("write the name as a draft would".into()),
                ),
            }
        }
        groups.push(group);
    }
}

/// The stretch of the file in which a fact's keys stand.
fn extent(source: &Source<'_>, at: &Range<usize>, item: &Item<'_>) -> Range<usize> {
    if source.slice(&item.span).starts_with('{') {
        return item.span.clone();
    }
    let rest = source.text().get(at.end..).unwrap_or("");
    at.start..rest.find("\n[").map_or(source.text().len(), |next| at.end + next)
}
