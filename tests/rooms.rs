//! Data flows one way: a room may use the rooms before it, never one behind it. This reads every
//! source file's `crate::ROOM` paths and holds them to the order below.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The rooms, from where data enters to where it leaves.
const ORDER: [&str; 19] = [
    "document", "lexicon", "shipped", "strict", "analysis", "claims", "packs", "facts", "pairing", "verdict", "checks",
    "suppress", "checker", "fix", "impact", "init", "audit", "report", "cli",
];

/// Rooms that stand on their own: they use no other, not even one before them.
const ALONE: [&str; 3] = ["document", "lexicon", "strict"];

/// What is allowed beside the order: file, room that it uses, reason.
const EXCEPTIONS: [(&str, &str, &str); 0] = [];

/// A use of a room by a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Import {
    file: String,
    from: String,
    to: String,
}

/// The source without comments, string contents and test modules.
fn code(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(c) = rest.chars().next() {
        let taken = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |i| i + 2)
        } else if rest.starts_with("r\"")
            || rest.starts_with("r#") && rest.trim_start_matches(['r', '#']).starts_with('"')
        {
            let hashes = rest[1..].find('"').unwrap_or_default();
            let close = format!("\"{}", "#".repeat(hashes));
            rest[hashes + 2..].find(&close).map_or(rest.len(), |i| hashes + 2 + i + close.len())
        } else if c == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let closes = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                closes
            });
            end.map_or(rest.len(), |i| i + 2)
        } else if rest.starts_with("'\"'") || rest.starts_with("'{'") || rest.starts_with("'}'") {
            3
        } else if rest.starts_with("'\\\"'") {
            4
        } else {
            out.push(c);
            c.len_utf8()
        };
        rest = &rest[taken..];
    }
    without_tests(&out)
}

/// Cuts every item behind `#[cfg(test)]`: to its closing brace, or to `;` where it has none.
fn without_tests(code: &str) -> String {
    let (mut out, mut rest) = (String::new(), code);
    while let Some(at) = rest.find("#[cfg(test)]") {
        out.push_str(&rest[..at]);
        let mut depth = 0_usize;
        let end = rest[at..].find(|c| {
            match c {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0 && (c == '}' || c == ';')
        });
        rest = end.map_or("", |i| &rest[at + i + 1..]);
    }
    out + rest
}

/// The first names of the paths that `crate::`, `factlint::` or a climb to the root leads to:
/// `crate::claims::Value`, `use crate::{claims, facts::Fact}`.
fn rooms_used(code: &str) -> BTreeSet<String> {
    let name = |text: &str| -> String { text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect() };
    let mut out = BTreeSet::new();
    for root in ["crate::", "factlint::", "super::super::"] {
        for (at, _) in code.match_indices(root) {
            let path = code[at + root.len()..].trim_start();
            let Some(group) = path.strip_prefix('{') else {
                out.insert(name(path));
                continue;
            };
            let (mut depth, mut item) = (0_usize, String::new());
            for c in group.chars() {
                match c {
                    '}' if depth == 0 => break,
                    ',' if depth == 0 => out.extend([name(std::mem::take(&mut item).trim())]),
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ if depth == 0 => item.push(c),
                    _ => {}
                }
            }
            out.insert(name(item.trim()));
        }
    }
    out.retain(|name| ORDER.contains(&name.as_str()));
    out
}

/// The room of a file: `claims` for `src/claims/date.rs`, `checker` for `src/checker.rs`; none for
/// `src/lib.rs` and `src/main.rs`, which may use all.
fn room(file: &str) -> Option<&str> {
    let inside = file.strip_prefix("src/")?;
    let room = inside.split_once('/').map_or(inside, |(folder, _)| folder).trim_end_matches(".rs");
    (!["lib", "main"].contains(&room)).then_some(room)
}

/// Why the import may not be, if it may not.
fn objection(import: &Import) -> Option<String> {
    let place = |room: &str| ORDER.iter().position(|r| *r == room);
    let Import { file, from, to } = import;
    let Some(own) = place(from) else {
        return Some(format!("{file}: the room `{from}` has no place in the order of tests/rooms.rs"));
    };
    if from == to || EXCEPTIONS.iter().any(|(f, t, _)| f == file && t == to) {
        None
    } else if ALONE.contains(&from.as_str()) {
        Some(format!("{file}: `{from}` stands alone and may not use `{to}`"))
    } else if place(to).is_some_and(|other| other > own) {
        Some(format!("{file}: `{from}` comes before `{to}` and may not use it"))
    } else {
        None
    }
}

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

/// Every use of a room by a file of another or the same.
fn imports() -> Vec<Import> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    rust_files(&root.join("src"), &mut files);
    let mut out = Vec::new();
    for path in files {
        let file = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        // A file `tests.rs` is a test module that stands in a file of its own.
        let Some(from) = room(&file).filter(|_| !file.ends_with("/tests.rs")) else {
            continue;
        };
        for to in rooms_used(&code(&std::fs::read_to_string(&path).unwrap())) {
            out.push(Import { file: file.clone(), from: from.to_owned(), to });
        }
    }
    out.sort();
    out
}

#[test]
fn no_room_uses_one_behind_it() {
    let objections: Vec<String> = imports().iter().filter_map(objection).collect();
    assert!(objections.is_empty(), "\n{}\n", objections.join("\n"));
}

#[test]
fn the_reader_of_imports_sees_them() {
    let imports = imports();
    let across = imports.iter().filter(|i| i.from != i.to).count();
    assert!(across >= 20, "only {across} imports among rooms were seen: the reader is blind, or the map is wrong");
    for room in ORDER.iter().filter(|r| !ALONE.contains(r) && !["checks", "report", "cli"].contains(r)) {
        assert!(imports.iter().any(|i| i.from == *room && i.to != *room), "no import of `{room}` was seen");
    }
}

#[test]
fn every_exception_is_still_needed_and_gives_its_reason() {
    let imports = imports();
    for (file, to, reason) in EXCEPTIONS {
        assert!(
            imports.iter().any(|i| i.file == file && i.to == to),
            "{file} no longer uses `{to}`: drop the exception"
        );
        assert!(reason.len() > 20, "{file}: say why it may use `{to}`");
    }
}

mod the_reader_itself {
    use super::*;

    fn used(source: &str) -> Vec<String> {
        rooms_used(&code(source)).into_iter().collect()
    }

    #[test]
    fn reads_single_grouped_and_inline_paths() {
        assert_eq!(used("use crate::claims::{Claim, Value};"), ["claims"]);
        assert_eq!(
            used("use crate::{\n    analysis, facts::{Fact, Facts},\n    verdict,\n};"),
            ["analysis", "facts", "verdict"]
        );
        assert_eq!(used("fn f(x: crate::pairing::Pairing) {}"), ["pairing"]);
        assert_eq!(used("use super::super::report::Report;"), ["report"]);
    }

    #[test]
    fn passes_over_comments_strings_and_test_modules() {
        assert!(used("//! See crate::report.\n/* crate::cli */").is_empty());
        assert!(
            used("const X: &str = \"crate::report \\\" crate::cli\"; const Y: &str = r#\"crate::cli\"#;").is_empty()
        );
        assert_eq!(
            used("#[cfg(test)]\nmod tests {\n use crate::cli::run; fn f() { if true {} }\n}\nuse crate::facts::Fact;"),
            ["facts"]
        );
        assert_eq!(used("#[cfg(test)]\nuse crate::cli::run;\nuse crate::facts::Fact;"), ["facts"]);
        assert_eq!(used("#[cfg(test)]\nmod tests;\nuse crate::facts::Fact;"), ["facts"]);
    }

    #[test]
    fn objects_to_a_look_backwards_and_to_company_for_those_who_stand_alone() {
        let import = |file: &str, to: &str| Import {
            file: file.to_owned(),
            from: room(file).unwrap().to_owned(),
            to: to.to_owned(),
        };
        assert!(objection(&import("src/claims/date.rs", "lexicon")).is_none());
        assert!(objection(&import("src/claims/date.rs", "pairing")).is_some());
        assert!(objection(&import("src/checker.rs", "report")).is_some());
        assert!(objection(&import("src/lexicon/mod.rs", "document")).is_some());
        assert!(objection(&import("src/attic/mod.rs", "document")).is_some());
    }
}
