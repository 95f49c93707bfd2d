//! Whether what stands in a pack is what may stand there: keys, kinds of values, words.

use super::bounds;
use super::layer::{Layer, Mode};
use super::stack::Key;
use crate::lexicon::{CalendarWord, DayRule, Lexicon, Shape, Thresholds};
use crate::strict::{Entry, Item, Raw, Severity};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::ops::Range;

/// The lists of examples.
const EXAMPLES: [&str; 2] = ["reads", "ignores"];

/// Of longer lists so many members are shown.
const SHOWN: usize = 24;

/// Letters of an example.
const EXAMPLE: usize = 2000;

impl Layer<'_, '_> {
    /// An entry, with every mistake in it told; nothing where there is any.
    pub(super) fn entry(
        &mut self,
        key: &Key,
        given: &Entry<'_>,
        shape: &Shape,
        mode: Mode,
    ) -> Option<Map<String, Value>> {
        let name = mode.named(key);
        let Raw::Table(entries) = &given.item.raw else {
            if !Self::broken(&given.item) {
                let message = format!("{name} is a table, and not {}", given.item.raw.name());
                self.error("wrong-type", &given.item.span, message, Some(format!("write {name}, and its keys below")));
            }
            return None;
        };
        let mut out = Map::new();
        let mut sound = self.named(key, given, mode);
        for entry in entries {
            let Some(inner) = shape.key(&entry.key) else {
                self.unknown_key(&name, entry, shape);
                sound = false;
                continue;
            };
            let listed = matches!(inner.held(), Shape::List(_) | Shape::Table(_));
            if matches!(mode, Mode::Add | Mode::Remove) && !listed {
                let message = format!("`{}` of {name} is one value, and no list", entry.key);
                let help = format!("write the entry anew: {}", Mode::Replace.named(key));
                self.error("not-a-list", &entry.at, message, Some(help));
                sound = false;
                continue;
            }
            let texts = Shape::List(Box::new(Shape::Text));
            let inner = if mode == Mode::Remove { &texts } else { inner };
            let Some(value) = self.value(&name, &entry.key, &entry.item, inner) else {
                sound = false;
                continue;
            };
            sound &= self.meant(key, entry, &value);
            match mode {
                Mode::Add => sound &= self.beside(key, entry, &value),
                Mode::Remove => sound &= self.gone(key, entry, &value),
                Mode::New | Mode::Replace => {}
            }
            if EXAMPLES.contains(&&*entry.key)
                && let Raw::List(items) = &entry.item.raw
            {
                for item in items {
                    if let Raw::Text(text) = &item.raw {
                        self.example(key, text, &item.span);
                    }
                }
            }
            out.insert(entry.key.to_string(), value);
        }
        // What is missing beside another mistake may be that mistake.
        if sound && !self.faults.within(&(0..self.source.text().len())) {
            sound = self.complete(key, given, shape, mode, &out);
        }
        sound.then_some(out)
    }

    /// Whether the id is one that the table knows, where ids are not free.
    fn named(&mut self, key: &Key, given: &Entry<'_>, mode: Mode) -> bool {
        let (table, id) = key;
        if id.trim().is_empty() {
            self.error("bad-id", &given.at, format!("an entry of `{table}` has an empty id"), None);
            return false;
        }
        if table == "function" && mode == Mode::New {
            let parts = Lexicon::functions();
            if !parts.iter().any(|p| p == id) {
                let help = self
                    .near(id, parts.iter().copied())
                    .map_or_else(|| format!("the parts are {}", parts.join(", ")), |n| format!("did you mean `{n}`?"));
                self.error(
                    "unknown-function",
                    &given.at,
                    format!("no word of grammar plays the part `{id}`"),
                    Some(help),
                );
                return false;
            }
        }
        true
    }

    /// Whether an entry has what it needs.
    fn complete(&mut self, key: &Key, given: &Entry<'_>, shape: &Shape, mode: Mode, out: &Map<String, Value>) -> bool {
        let name = mode.named(key);
        let mut sound = true;
        let full = matches!(mode, Mode::New | Mode::Replace);
        if full && let Shape::Keys(keys) = shape {
            for (wanted, inner) in keys.iter().filter(|(k, s)| s.needed() && !out.contains_key(*k)) {
                let (_, example) = wanted_of(inner);
                let help = Some(format!("write `{wanted} = {example}`"));
                self.error("missing-key", &given.at, format!("{name} has no `{wanted}`"), help);
                sound = false;
            }
        }
        let filled = |v: &Value| match v {
            Value::Array(list) => !list.is_empty(),
            Value::Object(map) => !map.is_empty(),
            _ => false,
        };
        let words = out.iter().any(|(k, v)| !EXAMPLES.contains(&k.as_str()) && filled(v));
        if !words && mode != Mode::Remove && (full || !out.values().any(filled)) {
            let lists = lists(shape);
            let help = Some(format!("its words stand in {lists}"));
            self.error("no-words", &given.at, format!("{name} has no words"), help);
            sound = false;
        }
        if !out.values().any(filled) && mode == Mode::Remove {
            let help =
                Some(format!("name the words, or write `all = true` to take {} out as a whole", Mode::New.named(key)));
            self.error("no-words", &given.at, format!("{name} takes nothing out"), help);
            sound = false;
        }
        let wanted: &[&str] = match mode {
            Mode::New | Mode::Replace => &EXAMPLES,
            Mode::Add if words => &EXAMPLES[..1],
            _ => &[],
        };
        for list in wanted.iter().filter(|l| !out.get(**l).is_some_and(filled)) {
            let help = if *list == "reads" {
                "write reads = [\"…\"]: texts that it must read; `TEXT -> GIST` says as what"
            } else {
                "write ignores = [\"…\"]: texts that look like it, and that it must leave alone"
            };
            let message = format!("{name} has no example in `{list}`");
            self.error("no-examples", &given.at, message, Some(help.to_owned()));
            sound = false;
        }
        sound
    }

    /// Says of a key that nobody knows what may have been meant.
    pub(super) fn unknown_key(&mut self, name: &str, entry: &Entry<'_>, shape: &Shape) {
        let Shape::Keys(keys) = shape.held() else { return };
        let names = || keys.iter().map(|(k, _)| *k);
        let help = self.near(&entry.key, names()).map_or_else(
            || format!("its keys are {}", names().collect::<Vec<_>>().join(", ")),
            |n| format!("did you mean `{n}`?"),
        );
        self.error("unknown-key", &entry.at, format!("`{}` is no key of {name}", entry.key), Some(help));
    }

    /// A value of this shape, with what is wrong with it told.
    pub(super) fn value(&mut self, name: &str, key: &str, item: &Item<'_>, shape: &Shape) -> Option<Value> {
        let shape = shape.held();
        match (shape, &item.raw) {
            (_, Raw::Broken) => None,
            (Shape::Flag, Raw::Flag(flag)) => Some(Value::Bool(*flag)),
            (Shape::Integer, Raw::Number(number)) => match number.parse::<i32>() {
                Ok(number) => Some(Value::from(number)),
                Err(_) => self.wrong(name, key, item, shape),
            },
            (Shape::Text, Raw::Text(text)) => self.text(key, text, &item.span).map(Value::String),
            (Shape::Named(kind, _), Raw::Text(text)) => self.kind(name, key, text, &item.span, kind),
            (Shape::List(inner), Raw::List(items)) => self.list(name, key, items, &item.span, inner),
            (Shape::Tuple(shapes), Raw::List(items)) if shapes.len() == items.len() => {
                let read: Vec<_> = items.iter().zip(shapes).map(|(i, s)| self.value(name, key, i, s)).collect();
                read.into_iter().collect::<Option<Vec<_>>>().map(Value::Array)
            }
            (Shape::Table(inner), Raw::Table(entries)) => {
                let read: Vec<_> = entries
                    .iter()
                    .map(|e| {
                        let word = self.text(key, &e.key, &e.at);
                        self.value(name, &format!("{key}.{}", e.key), &e.item, inner).zip(word)
                    })
                    .collect();
                let map: Option<Map<_, _>> = read.into_iter().map(|r| r.map(|(value, word)| (word, value))).collect();
                map.map(Value::Object)
            }
            (Shape::Choice(choices), Raw::Text(text)) => {
                if let Some((_, Shape::Nothing)) = choices.iter().find(|(c, _)| c == text) {
                    return Some(Value::String(text.to_string()));
                }
                self.choice(name, key, text, &item.span, choices)
            }
            (Shape::Choice(choices), Raw::Table(entries)) if entries.len() == 1 => {
                let entry = entries.first()?;
                match choices.iter().find(|(c, s)| *c == entry.key && *s != Shape::Nothing) {
                    Some((_, inner)) => {
                        let value = self.value(name, &format!("{key}.{}", entry.key), &entry.item, inner)?;
                        Some(Value::Object(Map::from_iter([(entry.key.to_string(), value)])))
                    }
                    None => self.choice(name, key, &entry.key, &entry.at, choices),
                }
            }
            _ => self.wrong(name, key, item, shape),
        }
    }

    /// Says that a key holds the wrong kind of thing.
    fn wrong(&mut self, name: &str, key: &str, item: &Item<'_>, shape: &Shape) -> Option<Value> {
        let (wanted, example) = wanted_of(shape);
        let example = match (shape, &item.raw) {
            (Shape::Named(..) | Shape::Text, Raw::Number(number)) => format!("\"{number}\""),
            (Shape::List(inner), Raw::Text(text)) if **inner == Shape::Text => format!("[\"{text}\"]"),
            _ => example,
        };
        let of = if name.is_empty() { String::new() } else { format!(" of {name}") };
        let message = format!("`{key}`{of} holds {}, and should hold {wanted}", item.raw.name());
        self.error("wrong-type", &item.span, message, Some(format!("write `{key} = {example}`")));
        None
    }

    fn choice(
        &mut self,
        name: &str,
        key: &str,
        text: &str,
        span: &Range<usize>,
        choices: &[(&'static str, Shape)],
    ) -> Option<Value> {
        let (bare, held): (Vec<_>, Vec<_>) = choices.iter().partition(|(_, s)| *s == Shape::Nothing);
        let near = self.near(text, choices.iter().map(|(c, _)| *c));
        let of_these = || {
            let words = bare.iter().map(|(c, _)| format!("\"{c}\""));
            let tables = held.iter().map(|(c, s)| format!("{{ {c} = {} }}", wanted_of(s).1));
            let all: Vec<String> = words.chain(tables).collect();
            let more = if all.len() > SHOWN { ", …" } else { "" };
            format!("{}{more}", all.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", "))
        };
        let help = near.map_or_else(
            || format!("write one of {}", of_these()),
            |n| match held.iter().find(|(c, _)| *c == n) {
                Some((c, s)) => format!("write `{key} = {{ {c} = {} }}`", wanted_of(s).1),
                None => format!("did you mean \"{n}\"?"),
            },
        );
        self.error("bad-choice", span, format!("\"{text}\" is no `{key}` of {name}"), Some(help));
        None
    }

    /// A text that is not empty and no longer than a phrase may be.
    fn text(&mut self, key: &str, text: &str, span: &Range<usize>) -> Option<String> {
        if text.trim().is_empty() {
            let help = Some("write something between the quotes, or leave it out".to_owned());
            self.error("empty-text", span, format!("`{key}` holds an empty text"), help);
            return None;
        }
        let objection = if EXAMPLES.contains(&key) {
            text.chars().nth(EXAMPLE).map(|_| ("too-long", format!("it is longer than {EXAMPLE} letters")))
        } else {
            self.state.alike.objection(text)
        };
        if let Some((code, why)) = objection {
            let shown: String = text.chars().take(40).collect();
            self.error(code, span, format!("\"{shown}\" is no phrase of a pack: {why}"), None);
            return None;
        }
        Some(text.to_owned())
    }

    /// A text of a certain kind.
    fn kind(&mut self, name: &str, key: &str, text: &str, span: &Range<usize>, kind: &str) -> Option<Value> {
        let text = self.text(key, text, span)?;
        let bad = match kind {
            "decimal" if decimal(&text).is_none() => Some(("a number", "\"0.1\"")),
            "ratio" if !ratio(&text) => Some(("a number above zero, or a fraction of two", "\"0.3048\" or \"5/9\"")),
            _ => None,
        };
        if let Some((wanted, example)) = bad {
            let message = format!("`{key} = \"{text}\"` of {name} is not {wanted}");
            self.error(
                "bad-number",
                span,
                message,
                Some(format!("write {key} = {example}; at most 24 digits before the stop, 18 behind it")),
            );
            return None;
        }
        if kind == "class" {
            let message = format!("no noun class is called \"{text}\"");
            let complaint = self.source.complain(Severity::Error, "unknown-class", span, message, None);
            self.state.classes.push((text.clone(), complaint));
        }
        Some(Value::String(text))
    }

    fn list(&mut self, name: &str, key: &str, items: &[Item<'_>], span: &Range<usize>, shape: &Shape) -> Option<Value> {
        if items.is_empty() {
            let help = Some("name something, or leave the key out".to_owned());
            self.error("empty-list", span, format!("`{key}` of {name} is empty"), help);
            return None;
        }
        if items.len() > bounds::WORDS {
            let message = format!("`{key}` of {name} has more than {} members", bounds::WORDS);
            self.error("too-many", span, message, None);
            return None;
        }
        let mut out = Vec::new();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut sound = true;
        for item in items {
            if let Raw::Text(text) = &item.raw
                && !seen.insert(text)
            {
                let message = format!("\"{text}\" stands twice in `{key}` of {name}");
                self.error("duplicate-word", &item.span, message, Some("keep one of the two".to_owned()));
                sound = false;
                continue;
            }
            let other = !matches!(item.raw, Raw::Text(_) | Raw::Broken);
            if other && *shape == Shape::Text {
                let message = format!("`{key}` of {name} has {} among its texts", item.raw.name());
                self.error("wrong-type", &item.span, message, Some("write each of them in quotes".to_owned()));
                sound = false;
                continue;
            }
            match self.value(name, key, item, shape) {
                Some(value) => out.push(value),
                None => sound = false,
            }
        }
        sound.then_some(Value::Array(out))
    }

    /// Whether what is put into an entry is not in it.
    fn beside(&mut self, key: &Key, entry: &Entry<'_>, value: &Value) -> bool {
        let mut sound = true;
        for (word, span) in words(value, &entry.item) {
            if self.has(key, &entry.key, &word) {
                let message = format!("\"{word}\" is in `{}` of {} already", entry.key, Mode::New.named(key));
                self.error("already-there", &span, message, Some("take it out here".to_owned()));
                sound = false;
            }
        }
        sound
    }

    /// Whether what is taken out of an entry is in it.
    fn gone(&mut self, key: &Key, entry: &Entry<'_>, value: &Value) -> bool {
        let mut sound = true;
        for (word, span) in words(value, &entry.item) {
            if self.has(key, &entry.key, &word) {
                continue;
            }
            sound = false;
            // Of an entry that is not there, that is told.
            if !self.stack.steps.contains_key(key) {
                continue;
            }
            let here = self.members(key, &entry.key);
            let help = match self.near(&word, here.iter().map(String::as_str)) {
                Some(near) => format!("did you mean \"{near}\"?"),
                None if here.is_empty() => format!("{} has no `{}`", Mode::New.named(key), entry.key),
                None => {
                    let some: Vec<_> = here.iter().take(SHOWN).map(|w| format!("\"{w}\"")).collect();
                    format!("it holds {}{}", some.join(", "), if here.len() > SHOWN { ", …" } else { "" })
                }
            };
            let message = format!("\"{word}\" is not in `{}` of {}", entry.key, Mode::New.named(key));
            self.error("not-there", &span, message, Some(help));
        }
        sound
    }

    /// The words of a list of an entry, or the keys of a table.
    fn members(&self, key: &Key, list: &str) -> Vec<String> {
        let packs = self.stack.at.get(key).map_or(&[][..], Vec::as_slice);
        let values = packs.iter().filter_map(|&p| self.stack.entry(p, key)?.get(list));
        values
            .flat_map(|value| match value {
                Value::Array(items) => items.iter().filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>(),
                Value::Object(map) => map.keys().cloned().collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    fn has(&self, key: &Key, list: &str, word: &str) -> bool {
        let packs = self.stack.at.get(key).map_or(&[][..], Vec::as_slice);
        packs.iter().any(|&p| match self.stack.entry(p, key).and_then(|e| e.get(list)) {
            Some(Value::Array(items)) => items.iter().any(|w| w.as_str() == Some(word)),
            Some(Value::Object(map)) => map.contains_key(word),
            _ => false,
        })
    }

    /// Whether a value that has the right form means something.
    fn meant(&mut self, key: &Key, entry: &Entry<'_>, value: &Value) -> bool {
        let sound = match (key.0.as_str(), &*entry.key) {
            ("calendar", "is") => CalendarWord::deserialize(value).is_ok_and(|word| word.is_sound()),
            ("named-day", "rule") => DayRule::deserialize(value).is_ok_and(|rule| rule.is_sound()),
            ("currency", "iso") => {
                value.as_str().is_some_and(|s| s.len() == 3 && s.bytes().all(|b| b.is_ascii_uppercase()))
            }
            _ => true,
        };
        if !sound {
            let message = format!("`{}` of [{}.{}] holds what the calendar has not", entry.key, key.0, key.1);
            let (message, help) = if key.0 == "currency" {
                let message = format!("`iso` of [{}.{}] is no code of ISO 4217", key.0, key.1);
                (message, "three capitals: iso = \"EUR\"")
            } else {
                (message, "months run from 1 to 12, days to 31, weekdays from 1, Monday, to 7, hours to 24")
            };
            self.error("bad-value", &entry.item.span, message, Some(help.to_owned()));
        }
        sound
    }

    /// Whether a threshold or weight can be one.
    pub(super) fn setting(&mut self, table: &str, entry: &Entry<'_>, value: &Value) -> bool {
        let sound = match value {
            Value::String(text) => Thresholds::value(text).is_some(),
            Value::Number(number) => number.as_i64().is_some_and(|n| n.abs() <= 1_000_000),
            _ => false,
        };
        if !sound {
            let message = format!("`{}` of [{table}] is no threshold", entry.key);
            let help = "write a share, \"5%\", or a number, \"1000\"; none is below zero or above a million";
            self.error("bad-value", &entry.item.span, message, Some(help.to_owned()));
        }
        sound
    }
}

/// The texts of a list or the keys of a table, with their places.
fn words(value: &Value, item: &Item<'_>) -> Vec<(String, Range<usize>)> {
    match (value, &item.raw) {
        (Value::Array(values), Raw::List(items)) => {
            values.iter().zip(items).filter_map(|(v, i)| Some((v.as_str()?.to_owned(), i.span.clone()))).collect()
        }
        (_, Raw::Table(entries)) => entries.iter().map(|e| (e.key.to_string(), e.at.clone())).collect(),
        _ => Vec::new(),
    }
}

/// What a shape wants, and an example of it.
fn wanted_of(shape: &Shape) -> (String, String) {
    let told = |wanted: &str, example: &str| (wanted.to_owned(), example.to_owned());
    match shape.held() {
        Shape::Flag => told("true or false", "true"),
        Shape::Integer => told("a whole number", "1"),
        Shape::Named("decimal", _) => told("a number in quotes", "\"0.1\""),
        Shape::Named("ratio", _) => told("a number in quotes", "\"0.3048\""),
        Shape::List(inner) => match inner.held() {
            Shape::Text => told("a list of texts", "[\"…\", \"…\"]"),
            other => {
                let (wanted, example) = wanted_of(other);
                (format!("a list, each of which is {wanted}"), format!("[{example}, …]"))
            }
        },
        Shape::Tuple(parts) => {
            let examples: Vec<_> = parts.iter().map(|p| wanted_of(p).1).collect();
            (format!("a list of {}", parts.len()), format!("[{}]", examples.join(", ")))
        }
        Shape::Table(inner) => {
            let (_, example) = wanted_of(inner);
            (String::from("a table"), format!("{{ \"…\" = {example} }}"))
        }
        Shape::Keys(_) => told("a table", "{ … }"),
        Shape::Choice(choices) => match choices.iter().find(|(_, s)| *s == Shape::Nothing) {
            Some((first, _)) => (String::from("one of its words"), format!("\"{first}\"")),
            None => {
                let example = choices.first().map_or_else(String::new, |(c, s)| format!("{c} = {}", wanted_of(s).1));
                (String::from("a table of one key"), format!("{{ {example} }}"))
            }
        },
        Shape::Text | Shape::Named(..) | Shape::Maybe(_) | Shape::Nothing => told("text in quotes", "\"…\""),
    }
}

/// The keys of an entry that hold words.
fn lists(shape: &Shape) -> String {
    let Shape::Keys(keys) = shape else { return String::new() };
    let lists =
        keys.iter().filter(|(k, s)| !EXAMPLES.contains(k) && matches!(s.held(), Shape::List(_) | Shape::Table(_)));
    lists.map(|(k, _)| format!("`{k}`")).collect::<Vec<_>>().join(", ")
}

/// Numbers that no sum or product of claims can overflow.
fn decimal(text: &str) -> Option<Decimal> {
    let number = Decimal::from_str_exact(text).ok()?;
    let most = Decimal::from(1_000_000_000_000_i64) * Decimal::from(1_000_000_000_000_i64);
    (number.abs() <= most && number.normalize().scale() <= 18).then_some(number)
}

fn ratio(text: &str) -> bool {
    let (num, den) = text.split_once('/').unwrap_or((text, "1"));
    [num, den].into_iter().all(|t| decimal(t.trim()).is_some_and(|d| d > Decimal::ZERO))
}
