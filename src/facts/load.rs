//! Reading facts files, and the inline facts of JSON Lines.

use super::fact::{Common, Context};
use super::item::{self, Entry, Item, Raw};
use super::schema::{self, nearest};
use super::source::{Source, shown};
use super::value::Reader;
use super::{Complaint, Facts, Place, Severity, Term};
use crate::claims::Dateline;
use crate::lexicon::Lexicon;
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;
use std::path::{Component, Path, PathBuf};
use toml::de::DeTable;

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
    /// Where each id was first given.
    ids: FxHashMap<String, Place>,
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
        let mut source = Source::new(name.to_owned(), text);
        let (tree, errors) = DeTable::parse_recoverable(text);
        let mut broken = Vec::new();
        let mut repeated = Vec::new();
        let mut doubled: Vec<usize> = Vec::new();
        for error in &errors {
            let span = error.span().unwrap_or(0..0);
            if error.message().contains("duplicate key") {
                repeated.push(span.start);
                // A table given twice has its keys twice: that is told once.
                let line = source.line_of(span.start);
                let within =
                    doubled.iter().any(|&l| l < line && (l + 1..=line).all(|n| !is_header(source.line_text(n))));
                if !within {
                    let complaint = duplicate(&source, &span);
                    self.facts.complaints.push(complaint);
                }
                if is_header(source.line_text(line)) {
                    doubled.push(line);
                }
            } else {
                self.facts.complaints.push(syntax(&source, &span, error.message()));
                broken.push(span.start);
            }
        }
        source.set_broken(broken, &repeated);
        let table = tree.into_inner();
        let mut entries = Vec::with_capacity(table.len());
        for (key, value) in table {
            let at = key.span();
            let key = key.into_inner();
            // The facts are walked one by one, so that the tree of a large file is not held twice.
            entries.push((key, at, value));
        }
        let is_broken = |span: &Range<usize>| source.is_broken(span);
        let mut top = Vec::new();
        let mut facts = Vec::new();
        for (key, at, value) in entries {
            if key == "facts" && value.get_ref().is_table() {
                if let toml::de::DeValue::Table(table) = value.into_inner() {
                    facts = table.into_iter().map(|(k, v)| (k.span(), k.into_inner(), v)).collect();
                }
            } else {
                top.push(Entry { key, at, item: item::toml(value, &is_broken) });
            }
        }
        let base = self.head(&source, &top, here, open);
        for (at, id, value) in facts {
            let item = item::toml(value, &is_broken);
            self.one(&source, &id, &at, &item, &base);
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
        let mut context = Context {
            source,
            reader: &mut self.reader,
            complaints: &mut self.facts.complaints,
            dateline: base.dateline,
            file: 0,
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
                reader: &mut self.reader,
                complaints: &mut self.facts.complaints,
                dateline: None,
                file: 0,
            };
            for (path, span) in context.texts("include", &entry.item) {
                self.include(source, &path, &span, here, &subject, open);
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

    /// One fact of a file.
    fn one(&mut self, source: &Source<'_>, id: &str, at: &Range<usize>, item: &Item<'_>, base: &Base) {
        if id.trim().is_empty() {
            let help = Some("name what it tells: [facts.flood-deaths]".to_owned());
            self.facts.complaints.push(source.complain(
                Severity::Error,
                "bad-id",
                at,
                "a fact has an empty id".into(),
                help,
            ));
        }
        let place = source.place(at.start);
        if let Some(first) = self.ids.get(id) {
            let message = format!("{id} is given twice: first in {}:{}", first.file, first.line);
            let help = Some("give one of them an id of its own, or take it out".to_owned());
            self.facts.complaints.push(source.complain(Severity::Error, "duplicate-id", at, message, help));
        } else {
            self.ids.insert(id.to_owned(), place);
        }
        let mut context = Context {
            source,
            reader: &mut self.reader,
            complaints: &mut self.facts.complaints,
            dateline: base.dateline,
            file: base.file,
        };
        let facts = match &item.raw {
            Raw::Table(entries) => context.table(id, at, entries, extent(source, at, item), &base.common),
            Raw::Text(_) => context.line(id, at, item, &base.common),
            Raw::Broken => Vec::new(),
            other => {
                let message = format!("{id} is {}, and should be a sentence or a table", other.name());
                let help = format!(
                    "write {id} = \"The flood killed 43 people in Varna.\", or [facts.{id}] with `about` and `value`"
                );
                context.error("wrong-type", &item.span, message, Some(help));
                Vec::new()
            }
        };
        self.facts.facts.extend(facts);
    }

    fn inline(&mut self, facts: &serde_json::Value) {
        let list = facts.as_array().map_or_else(|| std::slice::from_ref(facts), Vec::as_slice);
        let mut text = String::new();
        let items: Vec<Item<'_>> = list
            .iter()
            .map(|value| {
                let item = item::json(value, &mut text);
                text.push('\n');
                item
            })
            .collect();
        let source = Source::new("<inline>".to_owned(), &text);
        let base = Base { file: self.subject(&source, Vec::new()), ..Base::default() };
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
                    sound.push((id.into_owned(), span, Item { span: item.span, raw: Raw::Table(entries) }))
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
        for (id, span, item) in sound {
            self.one(&source, &id, &span, &item, &base);
        }
    }
}

/// What a file sets for its facts.
#[derive(Default)]
struct Base {
    common: Common,
    dateline: Option<Dateline>,
    file: u16,
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

fn is_header(line: &str) -> bool {
    line.trim_start().starts_with('[')
}

/// A syntax error in a writer's words.
fn syntax(source: &Source<'_>, span: &Range<usize>, message: &str) -> Complaint {
    let line = source.line_text(source.line_of(span.start));
    let date = message.contains("date") || message.contains("time");
    let bare = message.contains("must be quoted") || message.contains("expected newline");
    let help = if date {
        "a date is written 2014-03-18, with its hour 2014-03-18T16:00:00; a month in quotes, \"2014-03\""
    } else if message.contains("unclosed table") {
        "close the name of the table: [facts.ID]"
    } else if bare {
        "text and figures with signs or words stand in quotes: value = \"6,116 people\""
    } else if message.contains("expected `\"`") || message.contains("string") {
        "close the text with a quote of the kind that opened it"
    } else if line.trim().is_empty() || !line.contains('=') {
        "a line is a [table], or a key, `=` and its value"
    } else {
        "facts files are TOML: key = \"text\", key = 12, key = 2014-03-18, key = [\"a\", \"b\"]"
    };
    source.complain(Severity::Error, "toml-syntax", span, format!("not TOML: {message}"), Some(help.into()))
}

/// A key or table that TOML refuses since it is there already.
fn duplicate(source: &Source<'_>, span: &Range<usize>) -> Complaint {
    let line = source.line_of(span.start);
    let text = source.line_text(line).trim();
    let name = source.slice(span).trim_matches(['"', '\'']);
    let above = |wanted: &dyn Fn(&str) -> bool| (0..line).rev().find(|&n| wanted(source.line_text(n).trim()));
    let (first, is_fact) = if is_header(text) {
        (above(&|l| l == text), text.starts_with("[facts."))
    } else {
        let key = source.slice(span);
        let header = above(&is_header);
        let first = above(&|l| l.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('=')));
        (first, header.is_some_and(|h| source.line_text(h).trim() == "[facts]"))
    };
    let place = first.map_or_else(String::new, |n| format!(": first in {}:{}", source.name, n + 1));
    let (code, help) = if is_fact {
        ("duplicate-id", "give one of them an id of its own, or take it out")
    } else {
        ("duplicate-key", "keep one of the two")
    };
    source.complain(Severity::Error, code, span, format!("{name} is given twice{place}"), Some(help.into()))
}
