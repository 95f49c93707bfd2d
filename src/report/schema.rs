//! The JSON Schema of the reports for programs: `--format json` and `jsonl` of `check` and `extract`. Held to
//! what is really reported by `tests/schema.rs`, in both directions.

use crate::checks::Rule;
use crate::claims::Kind;
use crate::lexicon::HedgeKind;
use crate::verdict::{Grade, Severity, Verdict};
use serde_json::{Map, Value, json};

/// The schema: a document of `--format json`, or one line of `--format jsonl`.
#[must_use]
pub fn json_schema() -> Value {
    let at = |name: &str| json!({"$ref": format!("#/definitions/{name}")});
    let list = |name: &str| json!({"type": "array", "items": at(name)});
    let held = |name: (&'static str, Value), key: &str, of: &str| {
        let mut keys = vec![name.clone(), (key, list(of)), ("skipped", list("skipped"))];
        if of == "finding" {
            keys.push(("suppressed", list("suppressed")));
        }
        closed(&keys, &[name.0, key])
    };
    let draft = |key: &str, of: &str| held(("path", text()), key, of);
    let line = |key: &str, of: &str| held(("id", json!({})), key, of);
    let document = |summary: &str, draft: &str| {
        let drafts = json!({"type": "array", "items": {"anyOf": [at(draft), at("unreadable-draft")]}});
        closed(
            &[("version", json!({"const": 1})), ("summary", at(summary)), ("drafts", drafts)],
            &["version", "summary", "drafts"],
        )
    };
    let counts = |keys: &[&str], optional: &[&str]| {
        let all: Vec<(&str, Value)> = keys.iter().chain(optional).map(|k| (*k, count())).collect();
        closed(&all, keys)
    };
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "factlint: a document of --format json, or a line of --format jsonl",
        "anyOf": [
            at("checked-document"), at("extracted-document"), at("checked-line"), at("extracted-line"), at("unreadable-line"),
        ],
        "definitions": {
            "checked-document": document("checked-summary", "checked-draft"),
            "extracted-document": document("extracted-summary", "extracted-draft"),
            "checked-summary": counts(&[
                "drafts", "unreadable", "figures", "checked", "open", "match", "disagree", "ambiguous", "unchecked",
                "missing", "not_understood",
            ], &["known", "ignored"]),
            "extracted-summary": counts(&["drafts", "unreadable", "figures", "not_understood"], &[]),
            "checked-draft": draft("findings", "finding"),
            "extracted-draft": draft("claims", "claim"),
            "unreadable-draft": closed(&[("path", text()), ("error", text())], &["path", "error"]),
            "checked-line": line("findings", "finding"),
            "extracted-line": line("claims", "claim"),
            "unreadable-line": closed(&[("id", json!({})), ("error", text())], &["error"]),
            "skipped": placed(&[("reason", text())], &["reason"]),
            "suppressed": closed(
                &[("by", json!({"enum": ["mark", "baseline", "revision"]})), ("because", text()), ("mark", text()), ("finding", at("finding"))],
                &["by", "finding"],
            ),
            "claim": placed(&claim(), &["kind", "value"]),
            "finding": finding(),
            "value": value(),
        },
    })
}

/// What findings are made of, for another document that holds some.
pub(super) fn definitions() -> Value {
    json!({"finding": finding(), "value": value()})
}

/// A table with these keys and no others.
pub(super) fn closed(keys: &[(&str, Value)], required: &[&str]) -> Value {
    let properties: Map<String, Value> = keys.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect();
    json!({"type": "object", "additionalProperties": false, "required": required, "properties": properties})
}

/// The same with a place: bytes from the beginning of the draft, line, column, and the words there.
fn placed(keys: &[(&str, Value)], required: &[&str]) -> Value {
    let from_one = json!({"type": "integer", "minimum": 1});
    let place =
        [("start", count()), ("end", count()), ("line", from_one.clone()), ("column", from_one), ("text", text())];
    let names: Vec<&str> = place.iter().map(|(k, _)| *k).chain(required.iter().copied()).collect();
    closed(&place.iter().cloned().chain(keys.iter().cloned()).collect::<Vec<_>>(), &names)
}

fn claim() -> Vec<(&'static str, Value)> {
    let kinds: Vec<Value> = Kind::ALL.iter().map(|k| json!(k.name())).chain([Value::Null]).collect();
    vec![("kind", json!({"enum": kinds})), ("value", maybe(&json!({"$ref": "#/definitions/value"})))]
}

fn finding() -> Value {
    let verdicts = Verdict::NAMES;
    let grades: Vec<Value> = Grade::ALL.iter().map(|g| json!(g.name())).chain([Value::Null]).collect();
    let rules: Vec<&str> = std::iter::once("reference").chain(Rule::ALL.map(Rule::name)).collect();
    let weights: Vec<&str> = [Severity::Error, Severity::Warning, Severity::Note].map(Severity::name).to_vec();
    let optional = maybe(&text());
    let related = placed(&[("suggestion", optional.clone())], &["suggestion"]);
    let told = [
        ("verdict", json!({"enum": verdicts})),
        ("grade", json!({"enum": grades})),
        ("rule", json!({"enum": rules})),
        ("fact", optional.clone()),
        ("message", text()),
        ("suggestion", optional.clone()),
        ("expected", maybe(&json!({"$ref": "#/definitions/value"}))),
        ("source", optional.clone()),
        ("url", optional),
        ("fingerprint", json!({"type": "string", "pattern": "^[0-9a-f]{16}$"})),
    ];
    let extra = [
        ("severity", json!({"enum": weights})),
        ("alternatives", json!({"type": "array", "items": text()})),
        ("related", json!({"type": "array", "items": related})),
    ];
    let required: Vec<&str> = ["kind", "value"].into_iter().chain(told.iter().map(|(k, _)| *k)).collect();
    let keys: Vec<(&str, Value)> = claim().into_iter().chain(told.iter().cloned()).chain(extra).collect();
    placed(&keys, &required)
}

/// The values, by their `type`.
fn value() -> Value {
    let number = || json!({"type": ["number", "null"]});
    let hedges: Vec<Value> = HedgeKind::ALL.iter().map(|h| json!(h.name())).chain([Value::Null]).collect();
    let bounds =
        || vec![("number", number()), ("min", number()), ("max", number()), ("hedge", json!({"enum": hedges}))];
    let of = |kind: &str, keys: Vec<(&'static str, Value)>, optional: &[&str]| {
        let keys: Vec<(&str, Value)> = std::iter::once(("type", json!({"const": kind}))).chain(keys).collect();
        let required: Vec<&str> = keys.iter().map(|(k, _)| *k).filter(|k| !optional.contains(k)).collect();
        closed(&keys, &required)
    };
    let with = |keys: Vec<(&'static str, Value)>| bounds().into_iter().chain(keys).collect::<Vec<_>>();
    let points = || ("points", json!({"const": true}));
    let edtf = || vec![("edtf", text())];
    json!({"oneOf": [
        of("number", bounds(), &[]),
        of("percent", with(vec![points()]), &["points"]),
        of("quantity", with(vec![("unit", text())]), &[]),
        of("change", with(vec![("unit", text()), points(), ("ratio", json!({"type": "number"}))]), &["unit", "points", "ratio"]),
        of("ordinal", vec![("number", count())], &[]),
        of("score", vec![("numbers", json!({"type": "array", "items": count()}))], &[]),
        of("date", edtf(), &[]),
        of("time", edtf(), &[]),
        of("date-range", edtf(), &[]),
        of("duration", std::iter::once(("iso", text())).chain(bounds()).collect(), &["number", "min", "max", "hedge"]),
        of("role", vec![("role", text()), ("holder", text())], &[]),
        of("quote", vec![("text", text()), ("speaker", maybe(&text()))], &[]),
        of("name", vec![("name", text())], &[]),
    ]})
}

pub(super) fn text() -> Value {
    json!({"type": "string"})
}

pub(super) fn count() -> Value {
    json!({"type": "integer", "minimum": 0})
}

pub(super) fn maybe(value: &Value) -> Value {
    json!({"anyOf": [value, {"type": "null"}]})
}
