//! Loads the rule packs of `rules/en` once and for all, with the code that loads those of a newsroom, and leaves the
//! lexicon that they make in `OUT_DIR` as bytes, so that no run does it again; for newsrooms that layer packs of their
//! own over them also as data, without what only tests read (`reads`, `ignores`). A pack that breaks its schema stops
//! the build.

#[allow(
    dead_code,
    unused_imports,
    clippy::unused_self,
    reason = "most of the room is for those that read drafts, to whom it is public"
)]
#[path = "src/lexicon/mod.rs"]
mod lexicon;

use lexicon::{Lexicon, SHIPPED};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules/en");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let rules = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("rules/en");
    let texts: Vec<String> =
        SHIPPED.iter().map(|file| fs::read_to_string(rules.join(file))).collect::<Result<_, _>>()?;
    let packs: Vec<(&str, &str)> = SHIPPED.iter().copied().zip(texts.iter().map(String::as_str)).collect();
    let lexicon = Lexicon::of_texts(&packs).map_err(|e| e.to_string())?;
    fs::write(out.join("lexicon"), lexicon.freeze()?)?;
    let data: Vec<(&str, serde_json::Value)> = packs
        .iter()
        .map(|(file, text)| Ok((*file, bare(toml::from_str(text)?))))
        .collect::<Result<_, toml::de::Error>>()?;
    fs::write(out.join("packs.json"), serde_json::to_string(&data)?)?;
    let line = |file: &&str| format!("({file:?}, include_str!({:?})),\n", rules.join(file));
    fs::write(out.join("texts.rs"), format!("[{}]", SHIPPED.iter().map(line).collect::<String>()))?;
    Ok(())
}

/// The same without the examples of entries.
fn bare(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Object(entries) => {
            let kept = entries.into_iter().filter(|(key, _)| !matches!(key.as_str(), "reads" | "ignores"));
            Value::Object(kept.map(|(key, value)| (key, bare(value))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(bare).collect()),
        other => other,
    }
}
