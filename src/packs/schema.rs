//! The JSON Schema of packs, made of the shape of the types that read them, for editors and validators.

use crate::lexicon::{Lexicon, Shape};
use serde_json::{Map, Value, json};

/// The schema. Draft-07, since that is what TOML editors know.
#[must_use]
pub fn json_schema() -> Value {
    let shape = Lexicon::shape();
    let Shape::Keys(tables) = &shape else { return Value::Null };
    let (mut own, mut add, mut remove, mut replace) = (Map::new(), Map::new(), Map::new(), Map::new());
    let mut definitions = Map::new();
    for (table, inner) in tables {
        match inner.held() {
            Shape::Table(entry) => {
                let name = format!("{table}-entry");
                definitions.insert(name.clone(), whole(entry));
                let of = |value: Value| json!({"type": "object", "additionalProperties": value});
                let at = json!({"$ref": format!("#/definitions/{name}")});
                own.insert((*table).to_owned(), of(at.clone()));
                replace.insert((*table).to_owned(), of(at));
                add.insert((*table).to_owned(), of(part(entry, true)));
                remove.insert((*table).to_owned(), of(part(entry, false)));
            }
            list @ Shape::List(_) => {
                own.insert((*table).to_owned(), value(list));
                remove.insert((*table).to_owned(), value(list));
            }
            other => {
                own.insert((*table).to_owned(), value(other));
            }
        }
    }
    for (word, tables) in [("add", add), ("remove", remove), ("replace", replace)] {
        own.insert(word.to_owned(), json!({"type": "object", "additionalProperties": false, "properties": tables}));
    }
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "factlint: a rule pack",
        "type": "object",
        "additionalProperties": false,
        "properties": own,
        "definitions": definitions,
    })
}

/// A whole entry, with its examples.
fn whole(shape: &Shape) -> Value {
    let Shape::Keys(keys) = shape.held() else { return value(shape) };
    let needed = keys.iter().filter(|(_, s)| s.needed()).map(|(k, _)| *k);
    let required: Vec<&str> = needed.chain(["reads", "ignores"]).collect();
    let properties: Map<String, Value> = keys.iter().map(|(k, s)| ((*k).to_owned(), value(s))).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

/// What is put into an entry, or taken out of it.
fn part(shape: &Shape, put: bool) -> Value {
    let Shape::Keys(keys) = shape.held() else { return value(shape) };
    let lists = keys.iter().filter(|(_, s)| matches!(s.held(), Shape::List(_) | Shape::Table(_)));
    let texts = Shape::List(Box::new(Shape::Text));
    let mut properties: Map<String, Value> =
        lists.map(|(k, s)| ((*k).to_owned(), value(if put { s } else { &texts }))).collect();
    if put {
        json!({"type": "object", "additionalProperties": false, "minProperties": 1, "properties": properties})
    } else {
        properties.insert("all".to_owned(), json!({"const": true}));
        json!({"type": "object", "additionalProperties": false, "minProperties": 1, "properties": properties})
    }
}

/// What a value may be.
fn value(shape: &Shape) -> Value {
    match shape.held() {
        Shape::Flag => json!({"type": "boolean"}),
        Shape::Integer => json!({"type": "integer"}),
        Shape::Named("decimal", _) => json!({"type": "string", "pattern": "^[-+]?[0-9]+([.][0-9]+)?$"}),
        Shape::Named("ratio", _) => {
            json!({"type": "string", "pattern": "^[0-9]+([.][0-9]+)?(/[0-9]+([.][0-9]+)?)?$"})
        }
        Shape::List(inner) => {
            let words = **inner == Shape::Text;
            json!({"type": "array", "minItems": 1, "uniqueItems": words, "items": value(inner)})
        }
        Shape::Tuple(parts) => json!({
            "type": "array", "minItems": parts.len(), "maxItems": parts.len(),
            "items": parts.iter().map(value).collect::<Vec<_>>(),
        }),
        Shape::Table(inner) => json!({"type": "object", "additionalProperties": value(inner)}),
        Shape::Keys(keys) => {
            let properties: Map<String, Value> = keys.iter().map(|(k, s)| ((*k).to_owned(), value(s))).collect();
            json!({"type": "object", "additionalProperties": false, "properties": properties})
        }
        Shape::Choice(choices) => {
            let words: Vec<&str> = choices.iter().filter(|(_, s)| *s == Shape::Nothing).map(|(c, _)| *c).collect();
            let tables = choices.iter().filter(|(_, s)| *s != Shape::Nothing).map(|(c, s)| {
                json!({"type": "object", "additionalProperties": false, "required": [c], "properties": {*c: value(s)}})
            });
            let words = (!words.is_empty()).then(|| json!({"enum": words}));
            let all: Vec<Value> = words.into_iter().chain(tables).collect();
            match <[Value; 1]>::try_from(all) {
                Ok([one]) => one,
                Err(all) => json!({"anyOf": all}),
            }
        }
        Shape::Text | Shape::Named(..) | Shape::Maybe(_) | Shape::Nothing => {
            json!({"type": "string", "minLength": 1, "pattern": "\\S"})
        }
    }
}
