//! `factlint.toml`: `facts`, `rules`, `fail-on`, `date`, `exclude`, `disable`, `severity`. Strict: every mistake is told with its place.

use super::args::FailOn;
use crate::checks::Rule;
use crate::claims::Dateline;
use crate::facts::{Complaint, Severity};
use crate::strict::{self, Bounds, Source, Words, nearest};
use crate::verdict::Severity as Weight;
use clap::ValueEnum;
use serde_json::{Map, Value, json};
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The name of the file.
pub(super) const NAME: &str = "factlint.toml";

/// How much of it is read.
const BOUNDS: Bounds = Bounds { most: 1 << 20, told: "1 MiB, the most that a factlint.toml may have" };

/// How mistakes of syntax are told of it.
const WORDS: Words = Words {
    files: "configurations",
    table: "[severity]",
    quoted: "text stands in quotes: facts = \"desk/facts.toml\"",
    id: "syntax",
    given: "keep one of the two",
    is_id: |_, _| false,
};

/// What a `factlint.toml` sets; paths are told from its folder.
#[derive(Debug, Default)]
pub(super) struct Config {
    /// Its folder.
    pub folder: PathBuf,
    /// Facts files and folders.
    pub facts: Option<Vec<PathBuf>>,
    /// Rule packs and folders of them.
    pub rules: Option<Vec<PathBuf>>,
    /// What makes the exit status 1.
    pub fail_on: Option<Vec<FailOn>>,
    /// The dateline of drafts that have no other.
    pub date: Option<Dateline>,
    /// Patterns of files in folders that are no drafts, as in a `.gitignore`.
    pub exclude: Option<Vec<String>>,
    /// Checks that are switched off.
    pub disable: Option<Vec<Rule>>,
    /// Checks whose findings weigh less than errors.
    pub severity: Option<Vec<(Rule, Weight)>>,
    /// What is wrong with it.
    pub complaints: Vec<Complaint>,
}

/// Its keys.
pub(super) const KEYS: [&str; 7] = ["facts", "rules", "fail-on", "date", "exclude", "disable", "severity"];

/// The JSON Schema of the file, for editors and validators.
pub(super) fn json_schema() -> Value {
    let text = json!({"type": "string", "minLength": 1});
    let one_or_more = |of: Value| json!({"anyOf": [of, {"type": "array", "items": of}]});
    let fails: Vec<String> =
        FailOn::value_variants().iter().filter_map(|v| Some(v.to_possible_value()?.get_name().to_owned())).collect();
    let rules = Rule::ALL.map(Rule::name);
    let day = "^[0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?$";
    let weights = [Weight::Error, Weight::Warning, Weight::Note].map(Weight::name);
    let properties: Map<String, Value> = KEYS
        .into_iter()
        .map(|key| {
            let value = match key {
                "fail-on" => one_or_more(json!({"enum": fails})),
                "disable" => one_or_more(json!({"enum": rules})),
                // A native date is a string with a format to some readers of TOML, and to others text.
                "date" => json!({"anyOf": [
                    {"type": "string", "format": "date", "pattern": day},
                    {"type": "string", "format": "date-time", "pattern": day},
                    {"type": "string", "format": "date-time-local", "pattern": day},
                    {"type": "string", "pattern": day},
                ]}),
                "severity" => json!({
                    "type": "object", "propertyNames": {"enum": rules}, "additionalProperties": {"enum": weights},
                }),
                _ => one_or_more(text.clone()),
            };
            (key.to_owned(), value)
        })
        .collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "factlint.toml",
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    })
}

impl Config {
    /// Reads the file; `shown` is what complaints call it.
    pub(super) fn read(path: &Path, shown: &str) -> Self {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        match strict::text(path, BOUNDS) {
            Ok(text) => Self::parse(&text, folder, shown),
            Err(why) => {
                let complaint = Complaint { code: "unreadable", ..why.complaint(shown) };
                Self { folder, complaints: vec![complaint], ..Self::default() }
            }
        }
    }

    fn parse(text: &str, folder: PathBuf, shown: &str) -> Self {
        let source = Source::new(shown.to_owned(), text);
        let mut config = Self { folder, ..Self::default() };
        let (table, errors) = DeTable::parse_recoverable(text);
        let (_, slips) = strict::faults(&source, &(0..text.len()), &errors, &WORDS);
        let slips = slips.into_iter().map(|c| Complaint { code: "syntax", ..c });
        let mut reader = Reader { source: &source, complaints: slips.collect() };
        if errors.is_empty() {
            for (key, value) in table.get_ref() {
                config.take(&mut reader, key, value);
            }
        }
        config.complaints = reader.complaints;
        config
    }

    fn take(
        &mut self,
        reader: &mut Reader<'_>,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        match key.get_ref().as_ref() {
            "facts" => {
                self.facts = reader
                    .strings(value, "write the path of a facts file, or a list of them")
                    .map(|v| v.iter().map(|p| self.folder.join(p)).collect());
            }
            "rules" => {
                self.rules = reader
                    .strings(value, "write the path of a pack or of a folder of packs, or a list of them")
                    .map(|v| v.iter().map(|p| self.folder.join(p)).collect());
            }
            "exclude" => {
                self.exclude = reader.strings(value, "write a pattern as in a .gitignore, or a list of them");
            }
            "fail-on" => {
                let names: Vec<_> = FailOn::value_variants()
                    .iter()
                    .filter_map(|v| Some(v.to_possible_value()?.get_name().to_owned()))
                    .collect();
                let help = format!("write one of {}, or a list of them", names.join(", "));
                let Some(words) = reader.strings(value, &help) else {
                    return;
                };
                let read: Result<Vec<_>, _> = words.iter().map(|w| FailOn::from_str(w, false).map_err(|_| w)).collect();
                match read {
                    Ok(set) => self.fail_on = Some(set),
                    Err(word) => reader.complain(
                        Severity::Error,
                        "bad-value",
                        value.span(),
                        &format!("`{word}` is nothing that a run can fail on"),
                        Some(&help),
                    ),
                }
            }
            "date" => {
                let told = match value.get_ref() {
                    DeValue::String(s) => Some(s.to_string()),
                    DeValue::Datetime(d) => Some(d.to_string()),
                    _ => None,
                };
                self.date = told.as_deref().and_then(Dateline::parse);
                if self.date.is_none() {
                    reader.complain(
                        Severity::Error,
                        "bad-value",
                        value.span(),
                        "`date` is not a date that can be read",
                        Some("write date = 2015-05-12"),
                    );
                }
            }
            "disable" => {
                let help = format!("write one of {}, or a list of them", rules());
                self.disable = reader
                    .strings(value, &help)
                    .map(|names| names.iter().filter_map(|name| reader.rule(name, value.span())).collect());
            }
            "severity" => self.severity = reader.weights(value),
            other => {
                let help = nearest(other, KEYS.into_iter()).map_or_else(
                    || format!("the keys are {}", KEYS.map(|k| format!("`{k}`")).join(", ")),
                    |n| format!("did you mean `{n}`?"),
                );
                let message = format!("`{other}` is no key of {NAME}");
                reader.complain(Severity::Error, "unknown-key", key.span(), &message, Some(&help));
            }
        }
    }
}

/// The text of the file, and what is wrong with it so far.
struct Reader<'t> {
    source: &'t Source<'t>,
    complaints: Vec<Complaint>,
}

/// The names of all checks.
fn rules() -> String {
    Rule::ALL.map(Rule::name).join(", ")
}

impl Reader<'_> {
    /// The check of this name.
    fn rule(&mut self, name: &str, span: Range<usize>) -> Option<Rule> {
        let rule = Rule::named(name);
        if rule.is_none() {
            let message = format!("no check is called `{name}`");
            let help = format!("the checks are {}", rules());
            self.complain(Severity::Error, "unknown-rule", span, &message, Some(&help));
        }
        rule
    }

    /// A table of checks and how much each weighs.
    fn weights(&mut self, value: &Spanned<DeValue<'_>>) -> Option<Vec<(Rule, Weight)>> {
        let DeValue::Table(table) = value.get_ref() else {
            let help = "write [severity], and under it weekday = \"warning\"";
            self.complain(Severity::Error, "bad-value", value.span(), "`severity` is a table", Some(help));
            return None;
        };
        let mut out = Vec::new();
        for (key, value) in table {
            let rule = self.rule(key.get_ref(), key.span());
            let told = match value.get_ref() {
                DeValue::String(s) => {
                    [Weight::Error, Weight::Warning, Weight::Note].into_iter().find(|w| w.name() == s.as_ref())
                }
                _ => None,
            };
            if told.is_none() {
                let help = "write \"error\", \"warning\" or \"note\"";
                self.complain(Severity::Error, "bad-value", value.span(), "this is no severity", Some(help));
            }
            out.extend(rule.zip(told));
        }
        Some(out)
    }

    /// A string, or a list of strings.
    fn strings(&mut self, value: &Spanned<DeValue<'_>>, help: &str) -> Option<Vec<String>> {
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let mut out = Vec::new();
        for item in items {
            match item.get_ref() {
                DeValue::String(s) => out.push(s.to_string()),
                other => {
                    let found = other.type_str();
                    self.complain(
                        Severity::Error,
                        "bad-value",
                        item.span(),
                        &format!("a string is wanted here, not a value of type {found}"),
                        Some(help),
                    );
                    return None;
                }
            }
        }
        Some(out)
    }

    fn complain(
        &mut self,
        severity: Severity,
        code: &'static str,
        span: Range<usize>,
        message: &str,
        help: Option<&str>,
    ) {
        let complaint = self.source.complain(severity, code, &span, message.to_owned(), help.map(str::to_owned));
        self.complaints.push(complaint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Config {
        Config::parse(text, PathBuf::from("desk"), "desk/factlint.toml")
    }

    #[test]
    fn every_key_is_read_and_paths_count_from_its_folder() {
        let config = read(
            "facts = [\"a.toml\", \"more\"]\nrules = \"packs\"\nfail-on = [\"disagree\", \"loose\"]\ndate = 2015-05-12\nexclude = \"old/\"\n",
        );
        assert_eq!(config.complaints, []);
        assert_eq!(config.facts, Some(vec![PathBuf::from("desk/a.toml"), PathBuf::from("desk/more")]));
        assert_eq!(config.rules, Some(vec![PathBuf::from("desk/packs")]));
        assert_eq!(config.fail_on, Some(vec![FailOn::Disagree, FailOn::Loose]));
        assert_eq!(config.date, Dateline::parse("2015-05-12"));
        assert_eq!(config.exclude, Some(vec![String::from("old/")]));
    }

    #[test]
    fn every_mistake_has_its_place_and_what_to_write() {
        for (text, place, says) in [
            ("fact = \"a.toml\"\n", (1, 1), "`fact` is no key"),
            ("date = 2015-05-12\nfail-on = \"everything\"\n", (2, 11), "`everything` is nothing"),
            ("date = \"12 May\"\n", (1, 8), "not a date"),
            ("facts = [\"a.toml\", 7]\n", (1, 20), "a string is wanted"),
            ("facts = \n", (1, 9), "not TOML"),
        ] {
            let complaints = read(text).complaints;
            let [complaint] = complaints.as_slice() else { panic!("{text}: {complaints:?}") };
            assert_eq!((complaint.line, complaint.column), place, "{text}");
            assert!(complaint.message.contains(says), "{}", complaint.message);
            assert_eq!(complaint.severity, Severity::Error);
        }
    }

    #[test]
    fn checks_are_switched_off_and_weighed_by_name() {
        let config = read("disable = [\"weekday\", \"sum\"]\n[severity]\nrank = \"warning\"\n");
        assert_eq!(config.complaints, []);
        assert_eq!(config.disable, Some(vec![Rule::Weekday, Rule::Sum]));
        assert_eq!(config.severity, Some(vec![(Rule::Rank, Weight::Warning)]));
        for text in
            ["disable = \"weekdays\"\n", "[severity]\nranks = \"note\"\n", "severity = 7\n", "[severity]\nrank = 7\n"]
        {
            assert_eq!(read(text).complaints.len(), 1, "{text}");
        }
    }

    #[test]
    fn a_slip_of_the_pen_is_told_what_was_meant() {
        let help = |text: &str| read(text).complaints.first().and_then(|c| c.help.clone()).unwrap_or_default();
        assert_eq!(help("rulse = \"desk\"\n"), "did you mean `rules`?");
        assert!(help("colour = \"blue\"\n").starts_with("the keys are `facts`, `rules`"));
    }
}
