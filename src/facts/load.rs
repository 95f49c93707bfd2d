//! Reading facts files, and the inline facts of JSON Lines.

#![allow(clippy::indexing_slicing, reason = "where bytes cease to be UTF-8 lies in them")]

use super::ground::Made;
use super::head::Base;
use super::keys::Context;
use super::told::Told;
use super::tree::{self, Parsed};
use super::value::Reader;
use super::{Fact, Facts, Severity, Term, bounds, files};
use crate::claims::{self, Sum};
use crate::lexicon::{Currency, Lexicon, Sense};
use crate::strict::Faults;
use crate::strict::{self, Entry, Item, Raw, Source};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::hash_map;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// Reads facts files into one set; of a folder, its `*.toml`. Files that cannot be read and mistakes
/// in them are complaints of the result; nothing is passed over in silence. Partial dates count from
/// a fact's `as-of`, else from its file's `date`. A file that is named or included twice is read once.
#[must_use]
pub fn load(files: &[PathBuf], lexicon: &Lexicon) -> Facts {
    let mut loader = Loader::new(lexicon);
    for file in files {
        loader.named(file);
    }
    loader.finish()
}

/// Reads one facts file's text; `file` names it in complaints, and its folder is that of includes.
#[must_use]
pub fn parse(text: &str, file: &Path, lexicon: &Lexicon) -> Facts {
    let mut loader = Loader::new(lexicon);
    let folder = files::folder_of(file);
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
pub(super) struct Here<'a> {
    /// The file.
    pub path: &'a Path,
    /// The top file's folder, resolved.
    pub root: &'a Path,
    /// The subject of the file that includes it.
    pub subject: Vec<Term>,
}

/// Pieces of a file are read so many at a time.
const BATCH: usize = 64;

/// Reads files one by one into one set.
pub(super) struct Loader<'l> {
    /// The reader of values.
    pub reader: Reader<'l>,
    /// What was read so far; what is told of it stands in `told`.
    pub facts: Facts,
    /// What is wrong.
    pub told: Told,
    /// Where each id was first given: the file's number and the line.
    ids: FxHashMap<String, (usize, usize)>,
    /// Files that were read, resolved.
    pub read: FxHashSet<PathBuf>,
    /// How many bytes they have together.
    pub bytes: usize,
    /// In which order files were met, by their names in complaints.
    order: FxHashMap<String, usize>,
}

impl<'l> Loader<'l> {
    fn new(lexicon: &'l Lexicon) -> Self {
        Self {
            reader: Reader::new(lexicon),
            facts: Facts::default(),
            told: Told::default(),
            ids: FxHashMap::default(),
            read: FxHashSet::default(),
            bytes: 0,
            order: FxHashMap::default(),
        }
    }

    /// The number of a file by its name.
    pub(super) fn number(&mut self, name: &str) -> usize {
        let next = self.order.len();
        *self.order.entry(name.to_owned()).or_insert(next)
    }

    /// Reads a file's text.
    pub(super) fn text(&mut self, name: &str, text: &str, here: &Here<'_>, open: &mut Vec<PathBuf>) {
        self.number(name);
        let source = Source::new(name.to_owned(), text);
        let (heads, rest): (Vec<_>, Vec<_>) = tree::pieces(text).into_iter().partition(|p| p.head);
        let mut heads: Vec<Parsed<'_>> = heads.iter().map(|piece| tree::parse(&source, piece)).collect();
        let mut top: Vec<Entry<'_>> = Vec::new();
        let mut firsts: FxHashMap<String, usize> = FxHashMap::default();
        for entry in heads.iter_mut().flat_map(|p| std::mem::take(&mut p.top)) {
            let line = source.line_of(entry.at.start) + 1;
            match firsts.entry(entry.key.clone().into_owned()) {
                hash_map::Entry::Occupied(first) => {
                    let message = format!("{} is given twice: first in {name}:{}", entry.key, first.get());
                    let help = Some("keep one of the two".to_owned());
                    self.told.push(source.complain(Severity::Error, "duplicate-key", &entry.at, message, help));
                }
                hash_map::Entry::Vacant(first) => {
                    first.insert(line);
                    top.push(entry);
                }
            }
        }
        let base = self.head(&source, &top, here, open);
        let lexicon = self.reader.lexicon;
        for parsed in heads {
            let built = build(&source, parsed, &base, &mut self.reader);
            self.take(&source, built);
        }
        // The pieces of a large file are read side by side, each with a reader of its own.
        for batch in rest.chunks(BATCH) {
            let read = |before: &mut Reader<'_>, piece| {
                *before = before.behind();
                build(&source, tree::parse(&source, piece), &base, before)
            };
            let built: Vec<Built> = batch.par_iter().map_init(|| Reader::new(lexicon), read).collect();
            self.facts.facts.reserve(built.iter().map(|built| built.made.facts.len()).sum());
            for built in built {
                self.take(&source, built);
            }
        }
    }

    /// Adds what was read of a piece. Only here ids of all pieces and files meet.
    fn take(&mut self, source: &Source<'_>, built: Built) {
        let file = self.number(&source.name);
        self.told.extend(built.complaints);
        self.facts.owed.extend(built.made.owed());
        let before = self.facts.facts.len();
        let room = bounds::FACTS.saturating_sub(before);
        self.facts.facts.extend(built.made.facts.into_iter().take(room + 1));
        if before <= bounds::FACTS
            && let Some(first) = self.facts.facts.get(bounds::FACTS)
        {
            let at = source.offset_of(first.place.line);
            let message = format!("a run holds {} facts at most, the claims of a sentence each counted", bounds::FACTS);
            let help = Some("keep apart what no draft is about".to_owned());
            self.told.push(source.complain(Severity::Error, "too-many-facts", &(at..at), message, help));
        }
        self.facts.quotes.extend(built.made.quotes);
        self.facts.called.extend(built.made.called);
        self.facts.offices.extend(built.made.offices);
        self.facts.lives.extend(built.made.lives);
        for (id, at) in built.ids {
            let here = (file, source.line_of(at.start) + 1);
            match self.ids.entry(id) {
                hash_map::Entry::Vacant(entry) => {
                    entry.insert(here);
                }
                hash_map::Entry::Occupied(first) => {
                    let (number, line) = *first.get();
                    let name = self.order.iter().find(|(_, n)| **n == number).map_or("", |(name, _)| name);
                    let message = format!("{} is given twice: first in {name}:{line}", first.key());
                    let help = Some("give one of them an id of its own, or take it out".to_owned());
                    self.told.push(source.complain(Severity::Error, "duplicate-id", &at, message, help));
                }
            }
        }
    }

    /// The set, complaints in the order of the files and of their lines.
    fn finish(mut self) -> Facts {
        let order = &self.order;
        let rank = |file: &str| order.get(file).copied().unwrap_or(usize::MAX);
        self.told.sort_by_key(|c| (rank(&c.file), c.line, c.column));
        self.settle();
        self.facts.complaints = self.told.finish();
        self.facts
    }

    /// "44.1 cents" in a file whose other sums are in euros is in euros, as it would be in a draft.
    fn settle(&mut self) {
        let lexicon = self.reader.lexicon;
        let part = |fact: &Fact| {
            let words = fact.written.split_whitespace().flat_map(|word| lexicon.senses(word));
            let currency =
                |s: Sense| if let Sense::Currency(c) = s { lexicon.currencies.get(c as usize) } else { None };
            words.filter_map(currency).min_by_key(|c| !c.also.is_empty()).filter(|c| !c.also.is_empty())
        };
        let money: Vec<usize> = (0..self.facts.facts.len())
            .filter(|&i| self.facts.facts.get(i).is_some_and(|f| f.value.currency().is_some()))
            .collect();
        let file_of = |i: &usize| self.facts.facts.get(*i).map(|f| f.file);
        let files: Vec<Vec<usize>> = money.chunk_by(|a, b| file_of(a) == file_of(b)).map(<[usize]>::to_vec).collect();
        for file in files {
            let facts: Vec<&Fact> = file.iter().filter_map(|&i| self.facts.facts.get(i)).collect();
            let parts: Vec<Option<&Currency>> = facts.iter().map(|f| part(f)).collect();
            if parts.iter().all(Option::is_none) {
                continue;
            }
            let sums: Vec<Sum<'_>> = facts
                .iter()
                .zip(&parts)
                .map(|(f, p)| Sum::new(f.value.currency().unwrap_or_default(), p.iter().copied()))
                .collect();
            let settled = claims::settle(&sums);
            for (&i, iso) in file.iter().zip(settled) {
                if let (Some(fact), Some(iso)) = (self.facts.facts.get_mut(i), iso) {
                    for entry in &mut fact.series {
                        entry.value.set_currency(iso.clone());
                    }
                    fact.value.set_currency(iso);
                }
            }
        }
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
            self.told.push(source.complain(Severity::Error, code, span, message.to_owned(), Some(help.to_owned())));
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
    complaints: Told,
    /// Every id, with its place.
    ids: Vec<(String, Range<usize>)>,
}

/// Reads the facts of a piece.
fn build<'a>(source: &Source<'a>, mut parsed: Parsed<'a>, base: &Base, reader: &mut Reader<'_>) -> Built {
    let mut out = Built { complaints: std::mem::take(&mut parsed.complaints), ..Built::default() };
    out.made.facts.reserve(parsed.facts.len());
    for given in std::mem::take(&mut parsed.facts) {
        let (id, at, item) = parsed.item(source, given, &mut out.complaints);
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
    let long = id.len() > bounds::ID && id.chars().nth(bounds::ID).is_some();
    if long || id.trim().is_empty() {
        let what = if long { format!("an id of more than {} letters", bounds::ID) } else { "an empty id".to_owned() };
        let help = Some("name what it tells: [facts.flood-deaths]".to_owned());
        context.error("bad-id", at, format!("a fact has {what}"), help);
    }
    if long {
        return Made::default();
    }
    match &item.raw {
        Raw::Table(entries) => context.table(id, at, entries, &item.span, &base.common),
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
