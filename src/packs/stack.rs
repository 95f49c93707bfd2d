//! The packs in force as data: the layers in their order, and for every entry where it comes from and what
//! was done to it.

use super::{bounds, layer, unplaced, unreadable};
use crate::lexicon::{Lexicon, Shape};
use crate::strict::{self, Complaint, Place};
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};

/// What a pack did to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// It is there by it.
    New,
    /// Words were put in.
    Added,
    /// Words were taken out.
    Removed,
    /// It stands for another one of its name.
    Replaced,
}

impl StepKind {
    /// The word for it in outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Added => "add",
            Self::Removed => "remove",
            Self::Replaced => "replace",
        }
    }
}

/// What a pack did to an entry, and where it says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// Where.
    pub place: Place,
}

/// An entry in force.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Its table: `hedge`.
    pub table: &'a str,
    /// Its id: `more-than`.
    pub id: &'a str,
    /// What made it what it is, the first first.
    pub steps: &'a [Step],
    /// Its words and phrases, examples aside.
    pub words: usize,
    /// The texts that it must read.
    pub reads: usize,
    /// The texts that it must leave alone.
    pub ignores: usize,
    /// Of a threshold or weight, what it is; such a one has no words.
    pub value: Option<String>,
}

/// One pack as it stands.
#[derive(Debug, Clone)]
pub(super) struct Pack {
    pub file: String,
    pub shipped: bool,
    pub data: Value,
}

/// Table and id of an entry.
pub(super) type Key = (String, String);

/// The packs in force.
#[derive(Debug, Clone)]
pub struct Stack {
    pub(super) packs: Vec<Pack>,
    /// In which packs an entry stands.
    pub(super) at: FxHashMap<Key, Vec<usize>>,
    pub(super) steps: FxHashMap<Key, Vec<Step>>,
    /// Entries that were taken out, and where that is said.
    pub(super) gone: Vec<(Key, Place)>,
    /// Where examples of newsrooms' packs stand, by entry and text.
    pub(super) examples: FxHashMap<(String, String), Place>,
    /// Whether examples are kept.
    pub(super) with_examples: bool,
    /// What a pack may hold.
    pub(super) shape: Shape,
}

impl Stack {
    /// The packs that ship and those of these files and folders over them, with what is wrong with the latter.
    /// The examples of entries are kept where they are wanted.
    #[must_use]
    pub fn read(files: &[PathBuf], examples: bool) -> (Self, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let mut stack = match Self::shipped(examples) {
            Ok(stack) => stack,
            Err(complaint) => {
                complaints.push(*complaint);
                Self::empty(examples)
            }
        };
        let mut state = layer::State::default();
        for file in found(files, &mut complaints) {
            let text = match strict::text(&file, bounds::FILE) {
                Ok(text) => text,
                Err(why) => {
                    complaints.push(why.complaint(&file.display().to_string()));
                    continue;
                }
            };
            state.bytes += text.len();
            if state.bytes > bounds::ALL {
                let why = format!("the packs of this run have more than {} MiB together", bounds::ALL >> 20);
                complaints.push(unreadable(&file, &why));
                break;
            }
            complaints.extend(layer::read(&mut stack, &file.display().to_string(), &text, &mut state));
        }
        complaints.extend(state.finish(&stack));
        (stack, complaints)
    }

    /// The text of one pack over the packs that ship: for tests of what a text does.
    #[must_use]
    pub fn over(name: &str, text: &str) -> (Self, Vec<Complaint>) {
        match Self::shipped(true) {
            Ok(stack) => stack.with(name, text),
            Err(complaint) => (Self::empty(true), vec![*complaint]),
        }
    }

    /// These packs and the text of one more over them.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> (Self, Vec<Complaint>) {
        let mut state = layer::State::default();
        let mut complaints = layer::read(&mut self, name, text, &mut state);
        complaints.extend(state.finish(&self));
        (self, complaints)
    }

    /// What would be wrong with the packs that ship, were they read as strictly as a newsroom's own.
    #[must_use]
    pub fn audit() -> Vec<Complaint> {
        let (mut stack, mut state, mut complaints) = (Self::empty(false), layer::State::default(), Vec::new());
        for (file, text) in Lexicon::texts() {
            complaints.extend(layer::read(&mut stack, &format!("rules/en/{file}"), text, &mut state));
        }
        complaints.extend(state.finish(&stack));
        complaints
    }

    fn empty(with_examples: bool) -> Self {
        Self {
            packs: Vec::new(),
            at: FxHashMap::default(),
            steps: FxHashMap::default(),
            gone: Vec::new(),
            examples: FxHashMap::default(),
            with_examples,
            shape: Lexicon::shape(),
        }
    }

    fn shipped(examples: bool) -> Result<Self, Box<Complaint>> {
        let mut stack = Self::empty(examples);
        for (file, data) in Lexicon::shipped(examples).map_err(|e| Box::new(unplaced(&e.file, &e.message)))? {
            let index = stack.packs.len();
            let name = format!("rules/en/{file}");
            for (table, entries) in tables(&data) {
                for id in entries.keys() {
                    let key = (table.clone(), id.clone());
                    let step = Step { kind: StepKind::New, place: Place { file: name.clone(), line: 1, column: 1 } };
                    stack.steps.entry(key.clone()).or_default().push(step);
                    stack.at.entry(key).or_default().push(index);
                }
            }
            stack.packs.push(Pack { file: name, shipped: true, data });
        }
        Ok(stack)
    }

    /// The language that they make.
    ///
    /// # Errors
    /// When they are too large together.
    pub fn lexicon(&self) -> Result<Lexicon, Box<Complaint>> {
        let packs: Vec<(&str, &Value)> = self.packs.iter().map(|p| (p.file.as_str(), &p.data)).collect();
        Lexicon::of_packs(&packs, self.with_examples).map_err(|e| Box::new(unplaced(&e.file, &e.message)))
    }

    /// The files, in the order in which they were layered, and whether each ships with the program.
    pub fn files(&self) -> impl Iterator<Item = (&str, bool)> {
        self.packs.iter().map(|p| (p.file.as_str(), p.shipped))
    }

    /// The entries that stand in a file, in order.
    pub fn entries<'a>(&'a self, file: &'a str) -> impl Iterator<Item = Entry<'a>> {
        let packs = self.packs.iter().filter(move |p| p.file == file);
        packs.flat_map(|p| tables(&p.data)).flat_map(|(table, entries)| {
            entries.iter().map(|(id, entry)| {
                let key = (table.clone(), id.clone());
                Entry {
                    table: table.as_str(),
                    id: id.as_str(),
                    steps: self.steps.get(&key).map_or(&[], Vec::as_slice),
                    words: entry.as_object().map_or(0, words),
                    reads: count(entry.get("reads")),
                    ignores: count(entry.get("ignores")),
                    value: entry.as_str().map(str::to_owned).or_else(|| entry.as_i64().map(|n| n.to_string())),
                }
            })
        })
    }

    /// What was done to an entry, the first first.
    #[must_use]
    pub fn steps(&self, table: &str, id: &str) -> &[Step] {
        self.steps.get(&(table.to_owned(), id.to_owned())).map_or(&[], Vec::as_slice)
    }

    /// The entries that a pack takes out: table, id, where it says so.
    pub fn gone<'a>(&'a self, file: &'a str) -> impl Iterator<Item = (&'a str, &'a str, &'a Place)> {
        let here = self.gone.iter().filter(move |(_, place)| place.file == file);
        here.map(|((table, id), place)| (table.as_str(), id.as_str(), place))
    }

    /// How many entries of other packs, thresholds and weights a pack changes or takes out.
    #[must_use]
    pub fn changes(&self, file: &str) -> usize {
        let steps = self.steps.values().flatten();
        steps.filter(|s| s.kind != StepKind::New && s.place.file == file).count() + self.gone(file).count()
    }

    /// Where an entry stands: a newsroom's where it says so, one that ships by the line of its head.
    #[must_use]
    pub fn place(&self, table: &str, id: &str) -> Option<Place> {
        let step = self.steps.get(&(table.to_owned(), id.to_owned()))?.last()?;
        let shipped = self.packs.iter().any(|p| p.shipped && p.file == step.place.file);
        Some(if shipped {
            let line = Lexicon::line_of(step.place.file.strip_prefix("rules/en/")?, table, id).unwrap_or(1);
            Place { line, ..step.place.clone() }
        } else {
            step.place.clone()
        })
    }

    /// Where an example stands; one that ships by the line of its entry's head.
    pub(super) fn example_place(&self, entry: &str, text: &str) -> Option<Place> {
        let own = self.examples.get(&(entry.to_owned(), text.to_owned()));
        own.cloned().or_else(|| entry.split_once('.').and_then(|(table, id)| self.place(table, id)))
    }

    /// The entry of this name in a pack.
    pub(super) fn entry(&self, pack: usize, key: &Key) -> Option<&Map<String, Value>> {
        self.packs.get(pack)?.data.get(&key.0)?.get(&key.1)?.as_object()
    }

    /// The same, to be changed.
    pub(super) fn entry_mut(&mut self, pack: usize, key: &Key) -> Option<&mut Map<String, Value>> {
        self.packs.get_mut(pack)?.data.get_mut(&key.0)?.get_mut(&key.1)?.as_object_mut()
    }

    /// Takes an entry out of all packs.
    pub(super) fn take_out(&mut self, key: &Key) {
        for pack in self.at.remove(key).into_iter().flatten() {
            let table = self.packs.get_mut(pack).and_then(|p| p.data.get_mut(&key.0));
            if let Some(entries) = table.and_then(Value::as_object_mut) {
                entries.remove(&key.1);
            }
        }
        self.steps.remove(key);
    }

    /// Puts an entry into the last pack.
    pub(super) fn put(&mut self, key: &Key, entry: Map<String, Value>, step: Step) {
        let Some(index) = self.packs.len().checked_sub(1) else { return };
        if let Some(pack) = self.packs.get_mut(index)
            && let Value::Object(data) = &mut pack.data
            && let Value::Object(table) = data.entry(key.0.clone()).or_insert_with(|| Value::Object(Map::new()))
        {
            table.insert(key.1.clone(), Value::Object(entry));
            self.at.entry(key.clone()).or_default().push(index);
            self.steps.entry(key.clone()).or_default().push(step);
        }
    }

    /// The ids of a table.
    pub(super) fn ids<'a>(&'a self, table: &'a str) -> impl Iterator<Item = &'a str> {
        self.packs
            .iter()
            .filter_map(move |p| p.data.get(table)?.as_object())
            .flat_map(|entries| entries.keys().map(String::as_str))
    }
}

/// The tables of a pack: of entries, and of thresholds and weights.
fn tables(data: &Value) -> impl Iterator<Item = (&String, &Map<String, Value>)> {
    let all = data.as_object().into_iter().flatten();
    all.filter_map(|(table, entries)| {
        let entries = entries.as_object()?;
        Some((table, entries))
    })
}

/// How many words and phrases an entry has.
fn words(entry: &Map<String, Value>) -> usize {
    fn texts(value: &Value) -> usize {
        match value {
            Value::Array(items) => items.len(),
            Value::Object(map) => map.values().map(|v| if v.is_array() { texts(v) } else { 1 }).sum(),
            _ => 0,
        }
    }
    entry.iter().filter(|(key, _)| !matches!(key.as_str(), "reads" | "ignores")).map(|(_, v)| texts(v)).sum()
}

fn count(list: Option<&Value>) -> usize {
    list.and_then(Value::as_array).map_or(0, Vec::len)
}

/// The pack files that are named, of a folder its `*.toml`; each once.
pub(super) fn found(named: &[PathBuf], complaints: &mut Vec<Complaint>) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = Vec::new();
    let mut seen = FxHashSet::default();
    for path in named {
        let files = if path.is_dir() { folder(path, complaints) } else { vec![path.clone()] };
        for file in files {
            if !seen.insert(file.canonicalize().unwrap_or_else(|_| file.clone())) {
                continue;
            }
            if out.len() == bounds::FILES {
                complaints.push(unreadable(path, &format!("a run takes {} packs at most", bounds::FILES)));
                return out;
            }
            out.push(file);
        }
    }
    out
}

/// The packs of a folder, by name.
fn folder(path: &Path, complaints: &mut Vec<Complaint>) -> Vec<PathBuf> {
    let entries = match std::fs::read_dir(path) {
        Ok(entries) => entries,
        Err(error) => {
            complaints.push(unreadable(path, &error.to_string()));
            return Vec::new();
        }
    };
    let is_pack = |p: &PathBuf| {
        p.extension().is_some_and(|e| e == "toml") && p.file_name().is_none_or(|n| n != "factlint.toml") && p.is_file()
    };
    let mut files: Vec<PathBuf> = entries.filter_map(|e| Some(e.ok()?.path())).filter(is_pack).collect();
    if files.is_empty() {
        complaints.push(unreadable(path, "the folder holds no .toml file that can be read"));
    }
    files.sort();
    files
}
