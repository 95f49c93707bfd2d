//! Compiles the rule packs: every `rules/en/**/*.toml` becomes a file of the same name in `OUT_DIR`, in
//! the compact form that `src/lexicon/compact.rs` reads, so that no run parses TOML at its start. What
//! only tests read (`reads`, `ignores`) is left out. A pack that is no TOML stops the build; all else
//! about it is told by the loader, which a test runs over TOML and compact form alike.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use toml::Value;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=rules/en");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    folder(Path::new("rules/en"), &out)
}

/// Compiles the packs of a folder and of those in it.
fn folder(from: &Path, out: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(out.join(from))?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        if path.is_dir() {
            folder(&path, out)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            let pack: toml::Table =
                fs::read_to_string(&path)?.parse().map_err(|e| format!("{}: {e}", path.display()))?;
            let mut bytes = Vec::new();
            write(&Value::Table(pack), &mut bytes).map_err(|e| format!("{}: {e}", path.display()))?;
            fs::write(out.join(&path), bytes)?;
        }
    }
    Ok(())
}

/// Writes a value: a tag, then what it holds.
fn write(value: &Value, out: &mut Vec<u8>) -> Result<(), String> {
    match value {
        Value::Boolean(no) if !no => out.push(0),
        Value::Boolean(_) => out.push(1),
        Value::Integer(number) => {
            out.push(2);
            length(((number << 1) ^ (number >> 63)).cast_unsigned(), out);
        }
        Value::String(string) => {
            out.push(3);
            text(string, out);
        }
        Value::Array(items) => {
            out.push(4);
            length(items.len() as u64, out);
            items.iter().try_for_each(|item| write(item, out))?;
        }
        Value::Table(entries) => {
            out.push(5);
            let mut kept: Vec<_> =
                entries.iter().filter(|(key, _)| !matches!(key.as_str(), "reads" | "ignores")).collect();
            kept.sort_unstable_by_key(|(key, _)| *key);
            length(kept.len() as u64, out);
            for (key, value) in kept {
                text(key, out);
                write(value, out)?;
            }
        }
        Value::Float(_) | Value::Datetime(_) => return Err(format!("`{value}`: write decimals and dates as text")),
    }
    Ok(())
}

fn text(text: &str, out: &mut Vec<u8>) {
    length(text.len() as u64, out);
    out.extend_from_slice(text.as_bytes());
}

/// Six bits a byte, the lowest first; the seventh says that more follow.
fn length(mut n: u64, out: &mut Vec<u8>) {
    while n >= 0x40 {
        out.push((n & 0x3f) as u8 | 0x40);
        n >>= 6;
    }
    out.push(n as u8);
}
