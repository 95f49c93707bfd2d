//! The JSON Schema of `factlint impact --format json`, beside that of findings.

use super::super::schema::{closed, count, definitions, maybe, text};
use crate::impact::{Matter, Turn};
use serde_json::{Value, json};

/// The schema.
#[must_use]
pub fn schema() -> Value {
    let turns: Vec<(&str, Value)> = Turn::ALL.iter().map(|t| (t.name(), count())).collect();
    let names: Vec<&str> = Turn::ALL.iter().map(|t| t.name()).collect();
    let matters: Vec<&str> = Matter::ALL.iter().map(|m| m.name()).collect();
    let kinds: Vec<&str> = ["added", "removed"].into_iter().chain(matters.clone()).collect();
    let of = |keys: &[(&str, Value)]| {
        let required: Vec<&str> = keys.iter().map(|(k, _)| *k).collect();
        closed(keys, &required)
    };
    let list = |items: Value| json!({"type": "array", "items": items});
    let side = maybe(&of(&[("states", text()), ("about", text()), ("file", text()), ("line", count())]));
    let difference =
        of(&[("key", text()), ("matter", json!({"enum": matters})), ("old", maybe(&text())), ("new", maybe(&text()))]);
    let change = of(&[
        ("fact", maybe(&text())),
        ("change", json!({"enum": kinds})),
        ("old", side.clone()),
        ("new", side),
        ("differences", list(difference)),
        ("turned", of(&turns)),
    ]);
    let finding = maybe(&json!({"$ref": "#/definitions/finding"}));
    let claim = of(&[
        ("turn", json!({"enum": names})),
        ("fails", json!({"type": "boolean"})),
        ("fix", json!({"type": "boolean"})),
        ("ignored", json!({"type": "boolean"})),
        ("old", finding.clone()),
        ("new", finding),
        ("instead", maybe(&of(&[("states", text()), ("suggestion", maybe(&text()))]))),
    ]);
    let draft = json!({"anyOf": [
        of(&[("path", text()), ("claims", list(claim))]),
        of(&[("path", text()), ("error", text())]),
    ]});
    let counts = ["facts", "changes", "drafts", "unreadable", "struck", "failing", "fix"].map(|k| (k, count()));
    let summary: Vec<(&str, Value)> = counts.into_iter().chain(turns).collect();
    let mut schema = of(&[
        ("version", json!({"const": 1})),
        ("old", text()),
        ("new", text()),
        ("summary", of(&summary)),
        ("changes", list(change)),
        ("drafts", list(draft)),
    ]);
    if let Some(root) = schema.as_object_mut() {
        root.insert("$schema".into(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("title".into(), json!("factlint: a document of impact --format json"));
        root.insert("definitions".into(), definitions());
    }
    schema
}
