//! The JSON Schema of facts files, made of the same tables of keys and forms by which they are read, for editors
//! and validators. Draft-07, since that is what TOML editors know.
//!
//! What only reading can tell (a value that the grammar cannot read, an unknown `@concept`) a schema lets pass.

#![allow(clippy::indexing_slicing, reason = "a key that is written into an object of JSON")]

use super::bounds;
use super::schema::{FORMS, Form, FormRow, Holds, KEYS, KeyRow, TOP};
use serde_json::{Map, Value, json};

/// A letter or digit, as far as all who read these patterns have one sign for it.
const WORD: &str = "[^\\s!-/:-@\\[-`{-~]";
/// An alternative of a term that is nothing but marks.
const NO_WORD: &str = "(^|\\|)[\\s!#-/:-@\\[-`{}~]*(\\||$)";
/// A title that is nothing but marks and digits.
const NO_LETTER: &str = "(^|\\|)[\\s!-@\\[-`{}~]*(\\||$)";
/// A concept with words behind it.
const NO_CONCEPT: &str = "(^|\\|)\\s*@\\S+\\s+[^\\s|]";
/// Double quotes that are closed.
const CLOSED: &str = "^([^\"]*\"[^\"]*\")*[^\"]*$";
/// A day, and perhaps an hour.
const DAY: &str = "^\\s*[0-9]{4}-?[0-9]{2}-?[0-9]{2}";

/// The schema.
#[must_use]
pub fn json_schema() -> Value {
    let top: Map<String, Value> = TOP.iter().map(|key| ((*key).to_owned(), top(key))).collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "factlint: reference facts",
        "type": "object",
        "additionalProperties": false,
        "properties": top,
        "definitions": {
            "text": {"type": "string", "minLength": 1, "maxLength": bounds::LETTERS, "pattern": "\\S"},
            "term": {
                "allOf": [
                    {"$ref": "#/definitions/text"},
                    {"pattern": CLOSED},
                    {"not": {"pattern": NO_WORD}},
                    {"not": {"pattern": NO_CONCEPT}},
                ],
            },
            "titles": {"allOf": [{"$ref": "#/definitions/text"}, {"not": {"pattern": NO_LETTER}}]},
            "names": {"anyOf": [
                {"$ref": "#/definitions/name"},
                {"type": "array", "items": {"$ref": "#/definitions/name"}},
            ]},
            "name": {"allOf": [{"$ref": "#/definitions/text"}, {"pattern": WORD}]},
            "terms": {"anyOf": [
                {"$ref": "#/definitions/term"},
                {"type": "array", "items": {"$ref": "#/definitions/term"}},
            ]},
            "paths": {"anyOf": [
                {"$ref": "#/definitions/path"},
                {"type": "array", "items": {"$ref": "#/definitions/path"}},
            ]},
            "path": {"type": "string", "pattern": "^\\s*[^/\\s]"},
            "dateline": {"anyOf": [
                {"type": "string", "format": "date", "pattern": DAY},
                {"type": "string", "format": "date-time", "pattern": DAY},
                {"type": "string", "format": "date-time-local", "pattern": DAY},
                {"type": "string", "pattern": DAY},
            ]},
            "texts": {"anyOf": [
                {"$ref": "#/definitions/text"},
                {"type": "array", "items": {"$ref": "#/definitions/text"}},
            ]},
            // A native date is a string with a format to some readers of TOML, and to others text. Formats that a
            // validator does not know let any text pass.
            "date": {"anyOf": [
                {"type": "string", "format": "date", "minLength": 1},
                {"type": "string", "format": "date-time", "minLength": 1},
                {"type": "string", "format": "date-time-local", "minLength": 1},
                {"type": "string", "format": "time-local", "minLength": 1},
                {"$ref": "#/definitions/text"},
            ]},
            "when": {"anyOf": [{"$ref": "#/definitions/date"}, {"type": "integer", "minimum": 1000, "maximum": 9999}]},
            "value": {"anyOf": [{"type": "number"}, {"$ref": "#/definitions/date"}]},
            "series": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "type": "object",
                    "additionalProperties": false,
                    "required": ["as-of", "value"],
                    "properties": {
                        "as-of": {"$ref": "#/definitions/when"},
                        "value": {"$ref": "#/definitions/value"},
                        "source": {"$ref": "#/definitions/text"},
                    },
                },
            },
            "fact": {"anyOf": FORMS.iter().flat_map(forms).collect::<Vec<_>>()},
        },
    })
}

/// What stands at the top of a file.
fn top(key: &str) -> Value {
    match key {
        "date" => json!({"$ref": "#/definitions/dateline", "description": "the dateline of drafts that have none"}),
        "subject" => json!({"$ref": "#/definitions/terms", "description": "what these facts are about"}),
        "include" => {
            json!({"$ref": "#/definitions/paths", "description": "further facts files, as paths from this one"})
        }
        "defaults" => json!({
            "type": "object", "additionalProperties": false, "properties": keys(None),
            "description": "keys that every fact has unless it says otherwise",
        }),
        "names" => json!({
            "type": "object", "additionalProperties": {"$ref": "#/definitions/names"},
            "propertyNames": {"pattern": WORD},
            "description": "other names of a thing",
        }),
        _ => json!({
            "type": "object",
            "additionalProperties": {"anyOf": [{"$ref": "#/definitions/text"}, {"$ref": "#/definitions/fact"}]},
            "propertyNames": {"pattern": "\\S", "maxLength": bounds::ID},
            "description": "each fact by its id: a sentence, or a table",
        }),
    }
}

/// A form of a fact; of a life, one for persons and one for firms.
fn forms(row: &FormRow) -> Vec<Value> {
    if row.form != Form::Life {
        return vec![form(row, &row.name.replace('`', ""), &[])];
    }
    vec![
        form(row, "person, with born or died", &["entity", "founded", "dissolved"]),
        form(row, "entity, with founded or dissolved", &["person", "born", "died"]),
    ]
}

/// A form of a fact, without some of its keys.
fn form(row: &FormRow, title: &str, without: &[&str]) -> Value {
    let mut needs: Vec<Value> = Vec::new();
    let mut required: Vec<&str> = Vec::new();
    for need in row.needs {
        let need: Vec<&str> = need.iter().copied().filter(|key| !without.contains(key)).collect();
        match need.as_slice() {
            [one] => required.push(one),
            several => {
                let each: Vec<Value> = several.iter().map(|key| json!({"required": [key]})).collect();
                needs.push(json!({"anyOf": each}));
            }
        }
    }
    let mut properties = keys(Some(row));
    properties.retain(|key, _| !without.contains(&key.as_str()));
    let mut out = json!({
        "title": title,
        "type": "object",
        "additionalProperties": false,
        "required": required,
        "properties": properties,
    });
    if !needs.is_empty() {
        out["allOf"] = Value::Array(needs);
    }
    out
}

/// The keys that any fact may have, and those of a form.
fn keys(form: Option<&FormRow>) -> Map<String, Value> {
    let has = |key: &&KeyRow| key.forms.is_empty() || form.is_some_and(|f| key.forms.contains(&f.form));
    KEYS.iter().filter(has).map(|key| (key.name.to_owned(), held(key))).collect()
}

/// What a key holds.
fn held(key: &KeyRow) -> Value {
    let at = |name: &str| json!({"$ref": format!("#/definitions/{name}")});
    match key.holds {
        // An empty source is one that is still to be named.
        Holds::Text if key.name == "source" => json!({"type": "string"}),
        Holds::Text if key.name == "role" => at("titles"),
        Holds::Text | Holds::Span => at("text"),
        Holds::Term => at("term"),
        Holds::Terms if key.name == "about" => json!({"anyOf": [
            {"$ref": "#/definitions/term"},
            {"type": "array", "minItems": 1, "maxItems": 6, "items": {"$ref": "#/definitions/term"}},
        ]}),
        Holds::Terms => at("terms"),
        Holds::Texts => at("texts"),
        Holds::Value => at("value"),
        Holds::Series => at("series"),
        Holds::Day | Holds::When => at("when"),
        Holds::Tolerance => json!({"anyOf": [{"type": "number", "minimum": 0}, {"$ref": "#/definitions/text"}]}),
        Holds::Severity => json!({"enum": ["error", "warning", "note"]}),
        Holds::Flag => json!({"type": "boolean"}),
    }
}
