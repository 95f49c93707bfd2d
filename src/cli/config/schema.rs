//! The JSON Schema of `factlint.toml`, for editors and validators.

use super::{KEYS, SETTINGS};
use crate::checks::Rule;
use crate::cli::args::FailOn;
use crate::strict::Severity;
use clap::ValueEnum;
use serde_json::{Map, Value, json};

/// The schema.
pub(crate) fn json_schema() -> Value {
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "factlint.toml",
        "description": "What a desk sets for its drafts",
        "type": "object",
        "additionalProperties": false,
        "properties": properties(&KEYS),
    })
}

fn properties(keys: &[&str]) -> Map<String, Value> {
    keys.iter().map(|key| ((*key).to_owned(), property(key))).collect()
}

fn property(key: &str) -> Value {
    let text = || json!({"type": "string", "pattern": "\\S"});
    let rules = Rule::ALL.map(Rule::name);
    let told = |what: &str, mut schema: Value| {
        if let Some(map) = schema.as_object_mut() {
            map.insert("description".to_owned(), json!(what));
        }
        schema
    };
    match key {
        "facts" => told(
            "facts files, or folders of them, told from the folder of this file; for drafts that name none and have \
             none beside them",
            one_or_more(&text()),
        ),
        "rules" => told(
            "rule packs, or folders of them, told from the folder of this file; laid over those that ship",
            one_or_more(&text()),
        ),
        "fail-on" => {
            let words = FailOn::value_variants().iter().filter_map(ValueEnum::to_possible_value);
            let words: Vec<String> = words.map(|v| v.get_name().to_owned()).collect();
            let word = json!({"enum": words});
            let list = json!({"type": "array", "items": word, "minItems": 1});
            told("what makes the exit status 1", json!({"anyOf": [word, list]}))
        }
        "date" => {
            told("the dateline of drafts that have none, and whose facts have none", crate::facts::dateline_schema())
        }
        "disable" => told("checks that need no facts, switched off", one_or_more(&json!({"enum": rules}))),
        "severity" => {
            let weights = [Severity::Error, Severity::Warning, Severity::Note].map(Severity::name);
            told(
                "how much the findings of checks weigh that need no facts",
                json!({
                    "type": "object", "propertyNames": {"enum": rules}, "additionalProperties": {"enum": weights},
                }),
            )
        }
        "exclude" => told("files in folders that are no drafts: patterns as in a .gitignore", one_or_more(&text())),
        _ => told(
            "what is set for the drafts of a folder, before what is set for all",
            json!({
                "type": "object",
                "propertyNames": {"pattern": "\\S", "not": {"pattern": "^/|^([A-Za-z]:)|(^|/)\\.\\.(/|$)"}},
                "additionalProperties": {
                    "type": "object", "additionalProperties": false, "properties": properties(&SETTINGS),
                },
            }),
        ),
    }
}

fn one_or_more(of: &Value) -> Value {
    json!({"anyOf": [of, {"type": "array", "items": of}]})
}
