//! The reader of `factlint.toml`.

use super::{Config, KEYS, NAME, Named, SETTINGS, Set, Settings};
use crate::checks::Rule;
use crate::claims::Dateline;
use crate::cli::args::FailOn;
use crate::strict::{self, Complaint, Entry, Item, Raw, Severity, Source, Words, nearest};
use clap::ValueEnum;
use ignore::gitignore::GitignoreBuilder;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

/// How mistakes of syntax are told of it.
const WORDS: Words = Words {
    files: "configurations",
    table: "[severity]",
    quoted: "text stands in quotes: facts = \"desk/facts.toml\"",
    id: "duplicate-key",
    given: "keep one of the two",
    is_id: |_, _| false,
};

/// Reads a text; paths count from `folder`, drafts from `root`.
pub(super) fn parse(text: &str, folder: &Path, shown: &str, root: PathBuf) -> Config {
    let source = Source::new(shown.to_owned(), text);
    let (tree, _, slips) = strict::read(&source, &WORDS);
    let told = |c: Complaint| if c.code == "toml-syntax" { Complaint { code: "syntax", ..c } } else { c };
    let complaints = slips.into_iter().map(told).collect();
    let mut config = Config { file: shown.to_owned(), root, ..Config::default() };
    let mut reader = Reader { source: &source, folder, complaints };
    if let Raw::Table(entries) = tree.raw {
        for entry in &entries {
            match &*entry.key {
                "exclude" => config.exclude = reader.patterns(entry),
                "folders" => config.folders = reader.folders(&entry.item, &config.root),
                _ if reader.setting(entry, &mut config.all) => {}
                other => reader.unknown(other, &entry.at, &KEYS, NAME),
            }
        }
    }
    // Of two that hold a draft the deeper one is asked first.
    config.folders.sort_by_key(|(path, _)| std::cmp::Reverse(path.components().count()));
    config.complaints = reader.complaints;
    config.complaints.sort_by_key(|c| (c.line, c.column));
    config
}

impl Named {
    /// What `key` of a file names; paths count from `folder`, as `from` says.
    pub(in crate::cli) fn new(
        source: &Source<'_>,
        folder: &Path,
        text: &str,
        span: &Range<usize>,
        key: &str,
        from: &str,
    ) -> Self {
        let path = folder.join(text);
        let missing = (!path.exists()).then(|| {
            let message = format!("`{key}` names {text}, and nothing is there");
            let help = near(&path, false).map_or_else(
                || from.to_owned(),
                |name| format!("did you mean \"{}\"?", Path::new(text).with_file_name(name).display()),
            );
            Box::new(source.complain(Severity::Error, "unreadable-file", span, message, Some(help)))
        });
        Self { path, missing }
    }
}

/// The text of the file, and what is wrong with it so far.
struct Reader<'t> {
    source: &'t Source<'t>,
    folder: &'t Path,
    complaints: Vec<Complaint>,
}

/// The words that are names of `V`.
fn words<V: ValueEnum>() -> Vec<(String, V)> {
    let named = |v: &V| Some((v.to_possible_value()?.get_name().to_owned(), v.clone()));
    V::value_variants().iter().filter_map(named).collect()
}

/// The names of all checks.
fn checks() -> Vec<(String, Rule)> {
    Rule::ALL.iter().map(|rule| (rule.name().to_owned(), *rule)).collect()
}

impl Reader<'_> {
    /// Reads a key that all drafts or those of a folder may have; whether it is one.
    fn setting(&mut self, entry: &Entry<'_>, out: &mut Settings) -> bool {
        match &*entry.key {
            "facts" => out.facts = self.paths(entry, "the path of a facts file", "desk/facts.toml"),
            "rules" => out.rules = self.paths(entry, "the path of a pack or of a folder of packs", "desk/packs"),
            "fail-on" => {
                out.fail_on = self.choices(entry, "bad-choice", "nothing that a run can fail on", &words::<FailOn>());
                // A list that lost its words is not to pass as a wish.
                if matches!(&entry.item.raw, Raw::List(items) if items.is_empty()) {
                    let help = "write \"never\", or take the key out to fail on disagreements";
                    let message = "`fail-on` is an empty list, which does not say what is meant".to_owned();
                    self.error("bad-choice", &entry.item.span, message, Some(help.to_owned()));
                }
            }
            "date" => out.date = self.date(entry),
            "disable" => out.disable = self.choices(entry, "unknown-rule", "no check", &checks()),
            "severity" => out.severity = self.weights(entry),
            _ => return false,
        }
        true
    }

    /// A table of folders, each with what is set for its drafts.
    fn folders(&mut self, item: &Item<'_>, root: &Path) -> Vec<(PathBuf, Settings)> {
        let Raw::Table(entries) = &item.raw else {
            let help = "write [folders.\"sport\"], and below it what is set for the drafts of that folder";
            self.wrong("folders", item, "a table", help);
            return Vec::new();
        };
        let mut out = Vec::new();
        for entry in entries {
            let path = self.folder(entry, root);
            let Raw::Table(keys) = &entry.item.raw else {
                let name = &entry.key;
                let help = format!("write [folders.\"{name}\"], and below it facts = \"{name}/facts.toml\"");
                self.wrong(name, &entry.item, "a table", &help);
                continue;
            };
            let mut settings = Settings::default();
            for key in keys {
                if self.setting(key, &mut settings) {
                } else if KEYS.contains(&&*key.key) {
                    let message = format!("`{}` is for all drafts, and not for those of a folder", key.key);
                    let help = format!("write it at the top of {NAME}, above all tables");
                    self.error("misplaced-key", &key.at, message, Some(help));
                } else {
                    self.unknown(&key.key, &key.at, &SETTINGS, "a folder");
                }
            }
            out.extend(path.map(|path| (path, settings)));
        }
        out
    }

    /// The folder that a table is named after.
    fn folder(&mut self, entry: &Entry<'_>, root: &Path) -> Option<PathBuf> {
        let path = Path::new(&*entry.key);
        let inside = path.components().all(|c| matches!(c, Component::Normal(_) | Component::CurDir));
        if !inside || entry.key.trim().is_empty() {
            let message = format!("\"{}\" is no folder below that of {NAME}", entry.key);
            let help = "write its path from there: [folders.\"drafts/sport\"]";
            self.error("bad-folder", &entry.at, message, Some(help.to_owned()));
            return None;
        }
        let path: PathBuf = path.components().filter(|c| matches!(c, Component::Normal(_))).collect();
        if root.is_dir() && !root.join(&path).is_dir() {
            let message = format!("there is no folder {}, so that nothing is set for any draft", path.display());
            let help = near(&root.join(&path), true).map(|near| format!("did you mean \"{near}\"?"));
            let help = help.or_else(|| Some(String::from("name a folder that is there, or take the table out")));
            let told = self.source.complain(Severity::Warning, "bad-folder", &entry.at, message, help);
            self.complaints.push(told);
        }
        Some(path)
    }

    /// A text, or a list of texts, none of them empty, each with where it stands.
    fn texts(&mut self, entry: &Entry<'_>, wanted: &str, example: &str) -> Option<Vec<(String, Range<usize>)>> {
        let key = &entry.key;
        let items = match &entry.item.raw {
            Raw::List(items) => items.as_slice(),
            _ => std::slice::from_ref(&entry.item),
        };
        let mut sound = true;
        let mut out = Vec::new();
        for item in items {
            match &item.raw {
                Raw::Text(text) if !text.trim().is_empty() => out.push((text.to_string(), item.span.clone())),
                Raw::Text(_) => {
                    let help = format!("write {wanted}: \"{example}\"");
                    self.error("empty-text", &item.span, format!("`{key}` is empty"), Some(help));
                    sound = false;
                }
                _ => {
                    let help = format!("write {key} = \"{example}\", or a list: {key} = [\"{example}\", …]");
                    self.wrong(key, item, &format!("{wanted} in quotes, or a list of them"), &help);
                    sound = false;
                }
            }
        }
        sound.then_some(out)
    }

    /// Paths, told from the folder of the file.
    fn paths(&mut self, entry: &Entry<'_>, wanted: &str, example: &str) -> Option<Set<Vec<Named>>> {
        let texts = self.texts(entry, wanted, example)?;
        let mut value = Vec::with_capacity(texts.len());
        for (text, span) in texts {
            let from = format!("paths count from the folder of {NAME}");
            value.push(Named::new(self.source, self.folder, &text, &span, &entry.key, &from));
        }
        Some(self.set(entry, value))
    }

    /// Patterns of files.
    fn patterns(&mut self, entry: &Entry<'_>) -> Option<Set<Vec<String>>> {
        let texts = self.texts(entry, "a pattern as in a .gitignore", "archive/")?;
        let mut value = Vec::with_capacity(texts.len());
        for (text, span) in texts {
            match GitignoreBuilder::new("").add_line(None, &text) {
                Ok(_) => value.push(text),
                Err(error) => {
                    // The library names the pattern first, which the complaint shows.
                    let why = error.to_string();
                    let why = why.rsplit("': ").next().unwrap_or(&why);
                    let help = "write it as in a .gitignore: \"archive/\", \"*.txt\", \"/drafts/old\"";
                    let message = format!("this pattern cannot be read: {why}");
                    self.error("bad-pattern", &span, message, Some(help.to_owned()));
                }
            }
        }
        Some(self.set(entry, value))
    }

    /// Words of a list that is known.
    fn choices<T: Clone>(
        &mut self,
        entry: &Entry<'_>,
        code: &'static str,
        what: &str,
        known: &[(String, T)],
    ) -> Option<Set<Vec<T>>> {
        let first = known.first().map_or("", |(name, _)| name);
        let texts = self.texts(entry, "a word of those that there are", first)?;
        let mut value = Vec::with_capacity(texts.len());
        for (text, span) in texts {
            value.extend(self.choice(&text, &span, code, what, known));
        }
        Some(self.set(entry, value))
    }

    fn choice<T: Clone>(
        &mut self,
        text: &str,
        span: &Range<usize>,
        code: &'static str,
        what: &str,
        known: &[(String, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(name, _)| name == text).map(|(_, value)| value.clone());
        if found.is_none() {
            let names: Vec<&str> = known.iter().map(|(name, _)| name.as_str()).collect();
            let help = nearest(text, names.iter().copied()).map_or_else(
                || format!("write one of {}", names.join(", ")),
                |near| format!("did you mean \"{near}\"?"),
            );
            self.error(code, span, format!("\"{text}\" is {what}"), Some(help));
        }
        found
    }

    /// The dateline of drafts that have none.
    fn date(&mut self, entry: &Entry<'_>) -> Option<Set<Dateline>> {
        let text = match &entry.item.raw {
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Time(text) => text.clone(),
            Raw::Broken => return None,
            _ => String::new(),
        };
        let date = Dateline::parse(&text);
        if date.is_none() {
            let message = format!("`date = {}` is not a dateline", self.source.slice(&entry.item.span));
            let help = "write date = 2015-05-12, or with its hour date = 2015-05-12T16:00:00";
            self.error("bad-date", &entry.item.span, message, Some(help.to_owned()));
        }
        date.map(|date| self.set(entry, date))
    }

    /// A table of checks and how much each weighs.
    fn weights(&mut self, entry: &Entry<'_>) -> Option<Set<Vec<(Rule, Severity)>>> {
        let Raw::Table(entries) = &entry.item.raw else {
            self.wrong("severity", &entry.item, "a table", "write [severity], and below it weekday = \"warning\"");
            return None;
        };
        let known: Vec<(String, Severity)> = [Severity::Error, Severity::Warning, Severity::Note]
            .into_iter()
            .map(|w| (w.name().to_owned(), w))
            .collect();
        let mut value = Vec::new();
        for entry in entries {
            let rule = self.choice(&entry.key, &entry.at, "unknown-rule", "no check", &checks());
            let told = if let Raw::Text(text) = &entry.item.raw {
                self.choice(text, &entry.item.span, "bad-choice", "no severity", &known)
            } else {
                let help = "write \"error\", \"warning\" or \"note\"";
                self.wrong(&entry.key, &entry.item, "a severity in quotes", help);
                None
            };
            value.extend(rule.zip(told));
        }
        Some(self.set(entry, value))
    }

    fn set<T>(&self, entry: &Entry<'_>, value: T) -> Set<T> {
        Set { value, place: self.source.place(entry.at.start) }
    }

    fn unknown(&mut self, key: &str, at: &Range<usize>, known: &[&str], whose: &str) {
        let help = nearest(key, known.iter().copied()).map_or_else(
            || format!("the keys are {}", known.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        self.error("unknown-key", at, format!("`{key}` is no key of {whose}"), Some(help));
    }

    /// Says that a key holds the wrong kind of thing.
    fn wrong(&mut self, key: &str, item: &Item<'_>, wanted: &str, help: &str) {
        if !matches!(item.raw, Raw::Broken) {
            let message = format!("`{key}` holds {}, and should hold {wanted}", item.raw.name());
            self.error("wrong-type", &item.span, message, Some(help.to_owned()));
        }
    }

    fn error(&mut self, code: &'static str, span: &Range<usize>, message: String, help: Option<String>) {
        self.complaints.push(self.source.complain(Severity::Error, code, span, message, help));
    }
}

/// The name of what lies beside a path and was probably meant.
fn near(path: &Path, folders: bool) -> Option<String> {
    let wanted = path.file_name()?.to_str()?;
    let beside = std::fs::read_dir(path.parent()?).ok()?;
    let fits = |entry: &std::fs::DirEntry| {
        let path = entry.path();
        if folders { path.is_dir() } else { path.is_dir() || path.extension().is_some_and(|e| e == "toml") }
    };
    let mut names: Vec<String> =
        beside.flatten().filter(fits).filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    nearest(wanted, names.iter().map(String::as_str)).map(str::to_owned)
}
