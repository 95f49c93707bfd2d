//! What the program is made of, held to `deny.toml`: licences, crates that it must not have, and where crates
//! come from. This is what `cargo deny check licenses bans sources` does, from what cargo itself tells and
//! without a network.
#![allow(clippy::expect_used, reason = "a test may stop at what it cannot read")]

use spdx::{Expression, ParseMode};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::{Command, Output};

/// A crate that something is built of.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: String,
    /// Whatever cargo says beside it: where it comes from, unless that is where crates come from by default.
    from: String,
    licence: String,
}

/// The crates behind these kinds of edges, on all systems; where those of others were never fetched, on this one.
fn packages(edges: &str) -> BTreeSet<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let ask = |more: &[&str]| -> Output {
        let mut command = Command::new(&cargo);
        command.args(["tree", "--offline", "--locked", "--prefix", "none", "--format", "{p}|{l}|", "-e", edges]);
        command.args(more).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs")
    };
    let all = ask(&["--target", "all"]);
    let told = if all.status.success() { all } else { ask(&[]) };
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    let told = String::from_utf8(told.stdout).expect("UTF-8");
    let read = |line: &str| {
        let (package, rest) = line.split_once('|')?;
        let (name, rest_of_package) = package.split_once(" v")?;
        let (version, from) = rest_of_package.split_once(' ').unwrap_or((rest_of_package, ""));
        Some(Package {
            name: name.to_owned(),
            version: version.to_owned(),
            from: from.replace("(proc-macro)", "").trim().to_owned(),
            licence: rest.split('|').next()?.to_owned(),
        })
    };
    let found: BTreeSet<Package> = told.lines().filter_map(read).collect();
    assert!(found.len() > 40, "hardly any crate was looked at:\n{told}");
    found
}

/// What a table of `deny.toml` lists under a key.
fn rules(table: &str, key: &str) -> BTreeSet<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("deny.toml");
    let rules: toml::Table = std::fs::read_to_string(path).expect("deny.toml").parse().expect("TOML");
    let items = rules.get(table).and_then(|t| t.get(key)).and_then(toml::Value::as_array).expect("a list");
    let name = |item: &toml::Value| item.as_str().or_else(|| item.get("name")?.as_str()).map(str::to_owned);
    items.iter().filter_map(name).collect()
}

#[test]
fn every_licence_is_one_that_may_be_shipped() {
    let allowed = rules("licenses", "allow");
    let may = |licence: &str| {
        // "MIT/Apache-2.0" is how crates wrote OR before SPDX.
        Expression::parse_mode(licence, ParseMode::LAX)
            .is_ok_and(|e| e.evaluate(|r| r.addition.is_none() && allowed.contains(&r.license.to_string())))
    };
    let bad: Vec<Package> = packages("normal,build,dev").into_iter().filter(|p| !may(&p.licence)).collect();
    assert!(bad.is_empty(), "under licences that deny.toml does not name: {bad:#?}");
    assert!(!may("GPL-3.0-only") && !may("MIT AND AGPL-3.0") && !may("") && may("GPL-2.0 OR MIT"));
}

#[test]
fn no_crate_of_the_program_is_banned_or_there_twice() {
    let banned = rules("bans", "deny");
    let mut versions: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for package in packages("normal,build") {
        versions.entry(package.name).or_default().insert(package.version);
    }
    let found: Vec<_> = versions.keys().filter(|name| banned.contains(*name)).collect();
    assert!(found.is_empty(), "banned by deny.toml: {found:?}");
    let twice: Vec<_> = versions.iter().filter(|(_, v)| v.len() > 1).collect();
    assert!(twice.is_empty(), "in several versions: {twice:?}");
    assert!(versions.contains_key("factlint") && versions.contains_key("toml"));
}

#[test]
fn all_crates_come_from_where_crates_come_from() {
    let others: Vec<Package> =
        packages("normal,build,dev").into_iter().filter(|p| !p.from.is_empty() && p.name != "factlint").collect();
    assert!(others.is_empty(), "from a folder, a repository or another registry: {others:#?}");
}

#[test]
fn no_crate_may_be_of_any_version() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest: toml::Table = std::fs::read_to_string(path).expect("Cargo.toml").parse().expect("TOML");
    for table in ["dependencies", "build-dependencies", "dev-dependencies"] {
        for (name, wanted) in manifest.get(table).and_then(toml::Value::as_table).expect("a table") {
            let version = wanted.as_str().or_else(|| wanted.get("version")?.as_str());
            assert!(version.is_some_and(|v| v != "*"), "{name} of {table}");
        }
    }
}
