//! One pack over the others: what it takes out, puts in another's place, puts beside, and adds of its own, in
//! this order wherever it stands in the file.

use super::bounds::{self, Alike};
use super::stack::{Key, Pack, Stack, Step, StepKind};
use crate::lexicon::Shape;
use crate::strict::{self, Complaint, Entry, Faults, Item, Raw, Severity, Source, Words, nearest};
use rustc_hash::FxHashMap;
use serde_json::{Map, Value};
use std::ops::Range;

/// How mistakes of syntax are told of packs.
const WORDS: Words = Words {
    files: "packs",
    table: "[concept.ID]",
    quoted: "text stands in quotes, and so do numbers with a fraction: factor = \"0.01\"",
    id: "duplicate-entry",
    given: "give one of them an id of its own, or put their words together",
    is_id: |table, itself| itself && table.contains('.'),
};

/// The key of `remove` that takes a whole entry out.
const WHOLE: &str = "all";

/// What the packs of a run share while they are read.
#[derive(Debug, Default)]
pub(super) struct State {
    pub bytes: usize,
    pub alike: Alike,
    /// Entries of newsrooms' packs, by table.
    entries: FxHashMap<String, usize>,
    /// Noun classes that are named, and what is to be said where there is no such class.
    pub classes: Vec<(String, Complaint)>,
}

impl State {
    /// What can only be said once all packs are read.
    pub(super) fn finish(&self, stack: &Stack) -> Vec<Complaint> {
        let known: Vec<&str> = stack.ids("noun-class").collect();
        let missing = self.classes.iter().filter(|(class, _)| !known.contains(&class.as_str()));
        missing
            .map(|(class, complaint)| Complaint {
                help: Some(nearest(class, known.iter().copied()).map_or_else(
                    || format!("the classes are {}; a new one is an entry [noun-class.{class}]", known.join(", ")),
                    |n| format!("did you mean \"{n}\"?"),
                )),
                ..complaint.clone()
            })
            .collect()
    }
}

/// What is done with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    New,
    Replace,
    Add,
    Remove,
}

impl Mode {
    const ALL: [(Self, &'static str); 3] = [(Self::Remove, "remove"), (Self::Replace, "replace"), (Self::Add, "add")];

    /// The name of an entry as the file writes it.
    pub(super) fn named(self, key: &Key) -> String {
        let (table, id) = key;
        match self {
            Self::New => format!("[{table}.{id}]"),
            _ => {
                let word = Self::ALL.iter().find(|(mode, _)| *mode == self).map_or("", |(_, word)| word);
                format!("[{word}.{table}.{id}]")
            }
        }
    }
}

/// Reads a pack's text and layers it over the others. What is sound takes effect even where other things
/// are not, so that those are told of what the file means.
pub(super) fn read(stack: &mut Stack, name: &str, text: &str, state: &mut State) -> Vec<Complaint> {
    let source = Source::new(name.to_owned(), text);
    let (tree, faults, complaints) = strict::read(&source, &WORDS);
    let Raw::Table(top) = tree.raw else { return complaints };
    stack.packs.push(Pack { file: name.to_owned(), shipped: false, data: Value::Object(Map::new()) });
    let shape = stack.shape.clone();
    let mut layer = Layer { source: &source, faults, complaints, more: 0, stack, state };
    for (mode, word) in Mode::ALL.into_iter().filter(|(mode, _)| *mode != Mode::Add) {
        layer.changes(&top, mode, word, &shape);
    }
    for entry in top.iter().filter(|e| !Mode::ALL.iter().any(|(_, word)| *word == e.key)) {
        layer.table(entry, &shape);
    }
    layer.changes(&top, Mode::Add, "add", &shape);
    layer.finish()
}

/// A pack while it is read.
pub(super) struct Layer<'a, 's> {
    pub source: &'a Source<'a>,
    pub faults: Faults,
    complaints: Vec<Complaint>,
    /// Mistakes that are only counted.
    more: usize,
    pub stack: &'s mut Stack,
    pub state: &'s mut State,
}

impl Layer<'_, '_> {
    /// Files an error.
    pub(super) fn error(&mut self, code: &'static str, span: &Range<usize>, message: String, help: Option<String>) {
        if self.complaints.len() >= bounds::TOLD {
            self.more += 1;
            return;
        }
        self.complaints.push(self.source.complain(Severity::Error, code, span, message, help));
    }

    /// The name that was probably meant; of mistakes that are only counted nobody asks.
    pub(super) fn near<'n>(&self, word: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
        if self.complaints.len() < bounds::TOLD { nearest(word, known) } else { None }
    }

    fn finish(mut self) -> Vec<Complaint> {
        self.complaints.sort_by_key(|c| (c.line, c.column));
        if self.more > 0 {
            let message = format!("{} more mistakes are not told", self.more);
            let end = self.source.text().len();
            self.complaints.push(self.source.complain(
                Severity::Error,
                "too-many-mistakes",
                &(end..end),
                message,
                Some("mend those above first".to_owned()),
            ));
        }
        self.complaints
    }

    /// Where something is said.
    fn step(&self, kind: StepKind, at: &Range<usize>) -> Step {
        Step { kind, place: self.source.place(at.start) }
    }

    /// A table of new entries, or a setting.
    fn table(&mut self, top: &Entry<'_>, shape: &Shape) {
        let Some(inner) = shape.key(&top.key) else { return self.unknown_table(top, shape) };
        match inner.held() {
            Shape::Table(entry) => {
                for (key, given) in self.entries(top, "") {
                    self.fresh(&key, given, entry);
                }
            }
            Shape::Keys(_) => self.settings(top, inner),
            _ => {
                if let Some(value) = self.value("", &top.key, &top.item, inner)
                    && let Some(Pack { data: Value::Object(data), .. }) = self.stack.packs.last_mut()
                {
                    data.insert(top.key.to_string(), value);
                }
            }
        }
    }

    fn unknown_table(&mut self, top: &Entry<'_>, shape: &Shape) {
        let Shape::Keys(tables) = shape else { return };
        let names = || tables.iter().map(|(name, _)| *name).chain(Mode::ALL.iter().map(|(_, word)| *word));
        let help = self.near(&top.key, names()).map_or_else(
            || format!("a pack has {}", names().collect::<Vec<_>>().join(", ")),
            |n| format!("did you mean `{n}`?"),
        );
        self.error("unknown-table", &top.at, format!("`{}` is nothing that a pack has", top.key), Some(help));
    }

    /// The entries of a table, each with its key; `prefix` is what stands before the table in its head.
    fn entries<'t, 'i>(&mut self, table: &'t Entry<'i>, prefix: &str) -> Vec<(Key, &'t Entry<'i>)> {
        let Raw::Table(entries) = &table.item.raw else {
            if !matches!(table.item.raw, Raw::Broken) {
                let (name, found) = (&table.key, table.item.raw.name());
                let message = format!("`{prefix}{name}` is a table of entries, and not {found}");
                let help = Some(format!("write [{prefix}{name}.ID], and its keys below"));
                self.error("wrong-type", &table.item.span, message, help);
            }
            return Vec::new();
        };
        entries.iter().map(|e| ((table.key.to_string(), e.key.to_string()), e)).collect()
    }

    /// An entry of its own.
    fn fresh(&mut self, key: &Key, given: &Entry<'_>, shape: &Shape) {
        if let Some(steps) = self.stack.steps.get(key) {
            let first = steps.first().map(|s| s.place.clone()).unwrap_or_default();
            let shipped = self.stack.packs.iter().any(|p| p.shipped && p.file == first.file);
            let place = if shipped { first.file } else { format!("{}:{}", first.file, first.line) };
            let message = format!("{} is there already, by {place}", Mode::New.named(key));
            let help = format!(
                "{} puts words into it, {} yours in its place; or choose another id",
                Mode::Add.named(key),
                Mode::Replace.named(key)
            );
            return self.error("already-there", &given.at, message, Some(help));
        }
        let entry = self.entry(key, given, shape, Mode::New);
        if let Some(entry) = entry.filter(|_| self.room(key, given)) {
            let step = self.step(StepKind::New, &given.at);
            self.stack.put(key, entry, step);
        }
    }

    /// Whether a table has room for one more.
    fn room(&mut self, key: &Key, given: &Entry<'_>) -> bool {
        let most = if bounds::SMALL.contains(&key.0.as_str()) { bounds::FEW } else { bounds::ENTRIES };
        let count = self.state.entries.entry(key.0.clone()).or_default();
        *count += 1;
        let over = *count > most;
        if *count == most + 1 {
            let message = format!("packs of your own have more than {most} entries of `{}`", key.0);
            self.error("too-many", &given.at, message, Some("put words that say the same into one entry".to_owned()));
        }
        !over
    }

    /// What stands below `add`, `remove` or `replace`.
    fn changes(&mut self, top: &[Entry<'_>], mode: Mode, word: &str, shape: &Shape) {
        let Some(top) = top.iter().find(|e| e.key == word) else { return };
        let Raw::Table(tables) = &top.item.raw else {
            if !matches!(top.item.raw, Raw::Broken) {
                let message = format!("`{word}` is a table, and not {}", top.item.raw.name());
                self.error("wrong-type", &top.item.span, message, Some(format!("write [{word}.TABLE.ID]")));
            }
            return;
        };
        for table in tables {
            match shape.key(&table.key).map(Shape::held) {
                Some(Shape::Table(inner)) => {
                    for (key, given) in self.entries(table, &format!("{word}.")) {
                        self.change(&key, given, inner, mode);
                    }
                }
                Some(list @ Shape::List(_)) if mode == Mode::Remove => self.less(table, list),
                Some(_) => {
                    let message = format!("`{word}` changes entries, and `{}` has none", table.key);
                    let help = format!(
                        "write `{}` at the top of the file: what it says stands for what others say",
                        table.key
                    );
                    self.error("misplaced-key", &table.at, message, Some(help));
                }
                None => self.unknown_table(table, shape),
            }
        }
    }

    /// A change of one entry.
    fn change(&mut self, key: &Key, given: &Entry<'_>, shape: &Shape, mode: Mode) {
        let there = self.stack.steps.contains_key(key);
        if !there {
            let ids: Vec<&str> = self.stack.ids(&key.0).collect();
            let help = self.near(&key.1, ids.iter().copied()).map_or_else(
                || match mode {
                    Mode::Remove => format!("`factlint rules --list {}` tells what is there", key.0),
                    _ => format!("an entry of your own is {}", Mode::New.named(key)),
                },
                |n| format!("did you mean {}?", mode.named(&(key.0.clone(), n.to_owned()))),
            );
            let message = format!("there is no [{}.{}] to change", key.0, key.1);
            self.error("not-there", &given.at, message, Some(help));
        }
        if mode == Mode::Remove && self.whole(key, given, there) {
            return;
        }
        let Some(entry) = self.entry(key, given, shape, mode) else { return };
        if !there {
            return;
        }
        match mode {
            Mode::New => {}
            Mode::Replace => {
                if self.room(key, given) {
                    self.stack.take_out(key);
                    let step = self.step(StepKind::Replaced, &given.at);
                    self.stack.put(key, entry, step);
                }
            }
            Mode::Add => {
                if let Some(&pack) = self.stack.at.get(key).and_then(|packs| packs.first())
                    && let Some(old) = self.stack.entry_mut(pack, key)
                {
                    put_in(old, entry);
                    let step = self.step(StepKind::Added, &given.at);
                    self.stack.steps.entry(key.clone()).or_default().push(step);
                }
            }
            Mode::Remove => {
                for pack in self.stack.at.get(key).cloned().unwrap_or_default() {
                    if let Some(old) = self.stack.entry_mut(pack, key) {
                        take_out(old, &entry);
                    }
                }
                let step = self.step(StepKind::Removed, &given.at);
                self.stack.steps.entry(key.clone()).or_default().push(step);
            }
        }
    }

    /// Takes a whole entry out, where that is what is said.
    fn whole(&mut self, key: &Key, given: &Entry<'_>, there: bool) -> bool {
        let Raw::Table(keys) = &given.item.raw else { return false };
        let Some(all) = keys.iter().find(|e| e.key == WHOLE) else { return false };
        let name = Mode::Remove.named(key);
        match all.item.raw {
            Raw::Flag(true) if keys.len() == 1 => {
                if there {
                    self.stack.take_out(key);
                    self.stack.gone.push((key.clone(), self.source.place(given.at.start)));
                }
            }
            Raw::Flag(true) => self.error(
                "misplaced-key",
                &all.at,
                format!("`{WHOLE}` of {name} takes the whole entry out, and other keys some of its words"),
                Some("keep one of the two".to_owned()),
            ),
            Raw::Broken => {}
            _ => self.error(
                "wrong-type",
                &all.item.span,
                format!("`{WHOLE}` of {name} can only be true"),
                Some(format!("write `{WHOLE} = true` to take the entry out, or leave the key out")),
            ),
        }
        true
    }

    /// Texts taken out of a list that is no entry.
    fn less(&mut self, table: &Entry<'_>, shape: &Shape) {
        let Some(Value::Array(gone)) = self.value("remove", &table.key, &table.item, shape) else { return };
        let Raw::List(items) = &table.item.raw else { return };
        for (word, item) in gone.iter().zip(items) {
            let mut found = false;
            for pack in &mut self.stack.packs {
                if let Some(Value::Array(list)) = pack.data.get_mut(&*table.key) {
                    let before = list.len();
                    list.retain(|w| w != word);
                    found |= list.len() < before;
                }
            }
            if !found {
                let message = format!("{word} is not among `{}`", table.key);
                self.error("not-there", &item.span, message, None);
            }
        }
    }

    /// Thresholds and weights: each key stands for the one of its name.
    fn settings(&mut self, top: &Entry<'_>, shape: &Shape) {
        let Raw::Table(entries) = &top.item.raw else {
            if !matches!(top.item.raw, Raw::Broken) {
                let message = format!("`{}` is a table, and not {}", top.key, top.item.raw.name());
                self.error("wrong-type", &top.item.span, message, Some(format!("write [{}]", top.key)));
            }
            return;
        };
        for entry in entries {
            let Some(inner) = shape.key(&entry.key) else {
                self.unknown_key(&top.key, entry, shape);
                continue;
            };
            let Some(value) = self.value(&top.key, &entry.key, &entry.item, inner) else { continue };
            if !self.setting(&top.key, entry, &value) {
                continue;
            }
            let table = self.stack.packs.iter_mut().find_map(|p| p.data.get_mut(&*top.key)?.as_object_mut());
            if let Some(table) = table {
                table.insert(entry.key.to_string(), value);
            }
            let step = self.step(StepKind::Replaced, &entry.at);
            self.stack.steps.entry((top.key.to_string(), entry.key.to_string())).or_default().push(step);
        }
    }

    /// Remembers where an example stands.
    pub(super) fn example(&mut self, key: &Key, text: &str, span: &Range<usize>) {
        if self.stack.with_examples {
            let name = format!("{}.{}", key.0, key.1);
            self.stack.examples.insert((name, text.to_owned()), self.source.place(span.start));
        }
    }

    /// The stretch of an item, for those that hold none of it.
    pub(super) fn broken(item: &Item<'_>) -> bool {
        matches!(item.raw, Raw::Broken)
    }
}

/// Puts the lists and tables of one entry behind those of another.
fn put_in(old: &mut Map<String, Value>, new: Map<String, Value>) {
    for (key, value) in new {
        match (old.get_mut(&key), value) {
            (Some(Value::Array(list)), Value::Array(more)) => list.extend(more),
            (Some(Value::Object(map)), Value::Object(more)) => map.extend(more),
            (_, value) => {
                old.insert(key, value);
            }
        }
    }
}

/// Takes texts out of the lists, and keys out of the tables, of an entry.
fn take_out(old: &mut Map<String, Value>, gone: &Map<String, Value>) {
    for (key, value) in gone {
        let gone: Vec<&str> = value.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        match old.get_mut(key) {
            Some(Value::Array(list)) => list.retain(|w| w.as_str().is_none_or(|w| !gone.contains(&w))),
            Some(Value::Object(map)) => map.retain(|w, _| !gone.contains(&w.as_str())),
            _ => {}
        }
    }
}
