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

/// A dateline as text: a day of the calendar, and perhaps its hour.
fn dateline_pattern() -> String {
    let day = |dash: &str| {
        let leap = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)";
        let days = [("0[13578]|1[02]", "3[01]"), ("0[469]|11", "30")].map(|(months, last)| {
            format!("[0-9]{{4}}{dash}(?:{months}){dash}(?:0[1-9]|[12][0-9]|{last})") //
        });
        format!("{}|[0-9]{{4}}{dash}02{dash}(?:0[1-9]|1[0-9]|2[0-8])|{leap}{dash}02{dash}29", days.join("|"))
    };
    let hour = "(?:[01][0-9]|2[0-3])";
    let clock = |colon: &str| format!("{hour}(?:{colon}[0-5][0-9](?:{colon}(?:[0-5][0-9]|60)(?:[.,][0-9]{{1,9}})?)?)?");
    let offset = format!("(?:[Zz]|[+-]{hour}(?::?[0-5][0-9])?)?");
    format!("^\\s*(?:{}|{})(?:[Tt ](?:{}|{}){offset})?\\s*$", day("-"), day(""), clock(":"), clock(""))
}

/// A dateline: a native date is a string with a format to some readers of TOML, and to others text.
#[must_use]
pub fn dateline_schema() -> Value {
    let formats = ["date", "date-time", "date-time-local"].map(Some).into_iter().chain([None]);
    let each = formats.map(|format| {
        let mut text = json!({"type": "string", "pattern": dateline_pattern()});
        if let Some(format) = format {
            text["format"] = json!(format);
        }
        text
    });
    json!({"anyOf": each.collect::<Vec<_>>()})
}

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
            "dateline": dateline_schema(),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::Dateline;
    use proptest::prelude::*;

    /// Whether the pattern and the reader take a text.
    fn both(text: &str) -> (bool, bool) {
        let pattern = regex::Regex::new(&dateline_pattern()).expect("a pattern");
        (pattern.is_match(text), Dateline::parse(text).is_some())
    }

    #[test]
    fn a_dateline_that_the_schema_takes_is_one_that_is_read() {
        for (text, sound) in [
            ("2026-12-31", true),
            (" 2015-05-12\t", true),
            ("2024-02-29", true),
            ("2000-02-29", true),
            ("20150512", true),
            ("2015-05-12T16:00", true),
            ("2015-05-12 16:00:30", true),
            ("2015-05-12T16:00+03:00", true),
            ("2015-05-12T16:00:00Z", true),
            ("2015-05-12Z", false),
            ("2026-13-01", false),
            ("2026-02-29", false),
            ("1900-02-29", false),
            ("2026-04-31", false),
            ("2026-00-10", false),
            ("2026-1-1", false),
            ("2015-05-12T24:00", false),
            ("2015-05-12T16:60", false),
            ("2015-05", false),
            ("12 May", false),
        ] {
            assert_eq!(both(text), (sound, sound), "{text}");
        }
    }

    proptest! {
        #[test]
        fn nor_does_any_other_text_divide_them(
            text in "( )?(20(0[0-9]|2[4-6])|1900|0000)-?[0-2][0-9]-?[0-3][0-9]([Tt ][0-2][0-9]:?[0-6][0-9](:[0-6][0-9])?)?([Zz]|[+-]0[0-9](:00)?)?",
        ) {
            let (schema, reader) = both(&text);
            prop_assert_eq!(schema, reader, "{:?}", text);
        }
    }
}
