//! What the papers say is so: their commands run, their paths exist, their facts file can be read.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::packs::{Stack, examples};
use std::path::Path;
use std::process::{Command, Output};
use support::papers::{blocks, commands, paper};
use support::repo;

const PAPERS: [&str; 10] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "CHANGELOG.md",
    "docs/ci.md",
    "docs/configuration.md",
    "docs/packs.md",
    "docs/living.md",
    "rules/README.md",
];

/// What stands between backticks outside of fenced blocks, and the targets of links.
fn named(paper: &str) -> Vec<String> {
    let mut fenced = false;
    let mut out = Vec::new();
    for line in paper.lines() {
        if line.trim().starts_with("```") {
            fenced = !fenced;
        } else if !fenced {
            out.extend(line.split('`').skip(1).step_by(2).map(str::to_owned));
            let links = line.split("](").skip(1).filter_map(|l| l.split(')').next());
            out.extend(links.filter(|l| !l.contains("://")).map(str::to_owned));
        }
    }
    out
}

/// The part of a path before a placeholder (`NAME`), when the words are a path in this repository.
fn path(words: &str) -> Option<String> {
    let tops = ["src/", "docs/", "rules/", "tests/", "examples/", "benches/", ".ci/", "LICENSE", "Cargo."];
    let ours = tops.iter().any(|top| words.starts_with(top)) || PAPERS.contains(&words);
    let fixed = |part: &&str| !(*part == "NAME" || part.contains('<') || part.contains('*'));
    (ours && !words.contains(' ')).then(|| words.split('/').take_while(fixed).collect::<Vec<_>>().join("/"))
}

fn factlint(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_factlint")).args(arguments).current_dir(repo("")).output().unwrap()
}

#[test]
fn every_path_that_a_paper_names_exists() {
    let mut seen = 0;
    for name in PAPERS {
        let text = paper(name);
        let shell = commands(&text).join(" ");
        let words = named(&text).into_iter().chain(shell.split_whitespace().map(str::to_owned));
        for path in words.filter_map(|w| path(&w)) {
            assert!(repo(&path).exists(), "{name} names `{path}`, which is not there");
            seen += 1;
        }
    }
    assert!(seen > 40, "only {seen} paths were seen: the reader of papers is blind");
}

#[test]
fn the_map_has_every_room_and_no_other() {
    let map = paper("ARCHITECTURE.md");
    for entry in std::fs::read_dir(repo("src")).unwrap() {
        let path = entry.unwrap().path();
        let room = format!("`src/{}`", path.file_name().unwrap().to_string_lossy());
        assert!(map.contains(&room), "ARCHITECTURE.md has no line for {room}");
    }
}

#[test]
fn the_first_command_of_the_readme_finds_what_is_wrong_in_the_example() {
    let commands = commands(&paper("README.md"));
    let first = commands.iter().find_map(|c| c.strip_prefix("cargo run -- ")).expect("a command runs the program");
    let ran = factlint(&first.split_whitespace().collect::<Vec<_>>());
    let said = String::from_utf8_lossy(&ran.stdout);
    assert_eq!(ran.status.code(), Some(1), "{said}\n{}", String::from_utf8_lossy(&ran.stderr));
    assert!(said.contains("nearly 450 people"), "{said}");
}

#[test]
fn the_gates_run_the_test_command_of_the_readme() {
    assert!(commands(&paper("README.md")).contains(&"cargo test".to_owned()));
    assert!(paper(".ci/run").contains("README.md"), ".ci/run takes the test command from README.md");
}

#[test]
fn every_option_that_the_papers_name_is_one() {
    let help: String = ["check", "extract", "facts", "rules", "config"]
        .iter()
        .map(|command| String::from_utf8(factlint(&[command, "--help"]).stdout).unwrap())
        .collect();
    let mut seen = 0;
    for name in ["README.md", "docs/configuration.md", "docs/packs.md", "docs/living.md"] {
        let text = paper(name);
        let ours = commands(&text).into_iter().filter(|c| c.starts_with("factlint ")).chain(named(&text));
        for words in ours.filter(|w| !w.starts_with("cargo ")) {
            for option in
                words.split_whitespace().filter(|w| w.starts_with("--") && !["--", "-->"].contains(w) && *w != "--help")
            {
                assert!(help.contains(option), "{name} names `{option}`, which `--help` does not");
                seen += 1;
            }
        }
    }
    assert!(seen >= 5, "only {seen} options were seen: the reader of papers is blind");
}

#[test]
fn the_facts_file_of_the_readme_can_be_read() {
    let blocks = blocks(&paper("README.md"), "toml");
    assert!(!blocks.is_empty());
    for block in blocks {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme.toml");
        std::fs::write(&path, &block).unwrap();
        let facts = support::facts(&path).unwrap_or_else(|complaints| panic!("{complaints}"));
        assert!(facts.facts.len() >= 3, "{} facts in\n{block}", facts.facts.len());
    }
}

/// What `docs/configuration.md` shows can be read, and sets what it says.
#[test]
fn the_configuration_of_the_papers_is_read() {
    let desk =
        support::Desk::new("papers-configuration").with(".git/HEAD", "").with("drafts/sport/match.md", "Nothing.");
    for file in ["desk/facts.toml", "desk/people/a.toml", "desk/sport.toml", "desk/packs/a.toml"] {
        desk.write(file, "");
    }
    let blocks = blocks(&paper("docs/configuration.md"), "toml");
    let [block] = blocks.as_slice() else { panic!("{} blocks", blocks.len()) };
    desk.write("factlint.toml", block);
    let ran = desk.run(&["config", "drafts/sport/match.md"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    let lines = block.lines().filter(|l| l.contains('=')).count();
    let told = ran.out.matches("factlint.toml:").count();
    assert_eq!(
        (lines, told),
        (9, 8),
        "of two facts and two fail-on the folder's hold, and the list of exclude has two\n{}",
        ran.out
    );
}

/// What `docs/packs.md` shows is a sound pack, and does what its examples say.
#[test]
fn the_packs_of_the_papers_are_sound() {
    let blocks = blocks(&paper("docs/packs.md"), "toml");
    let packs: Vec<&String> = blocks.iter().filter(|b| b.contains("reads")).collect();
    assert!(packs.len() >= 3, "only {} packs were seen", packs.len());
    for block in packs {
        let (stack, complaints) = Stack::over("docs/packs.md", block);
        let told: Vec<String> = complaints.iter().map(ToString::to_string).collect();
        assert!(told.is_empty(), "{}\n{block}", told.join("\n"));
        let lexicon = stack.lexicon().unwrap();
        let own = |e: &factlint::lexicon::Example| {
            let steps = e.entry.split_once('.').map_or(&[][..], |(table, id)| stack.steps(table, id));
            steps.iter().any(|s| s.place.file == "docs/packs.md")
        };
        let (failures, run) = examples::run(&lexicon, &stack, own);
        assert!(run > 0 && failures.is_empty(), "{failures:?}\n{block}");
    }
}

/// Every pack file has a line in the map of packs.
#[test]
fn the_map_of_packs_has_every_file() {
    let map = paper("rules/README.md");
    for (file, _) in factlint::Lexicon::texts() {
        let folder = file.split_once('/').map(|(folder, _)| format!("`en/{folder}/*.toml`"));
        let named = folder.unwrap_or_else(|| format!("`en/{file}`"));
        assert!(map.contains(&named), "rules/README.md has no line for {named}");
    }
}

#[test]
fn the_licence_files_are_those_that_the_manifest_names() {
    let manifest = paper("Cargo.toml");
    assert!(manifest.contains("license = \"MIT OR Apache-2.0\""));
    assert!(paper("LICENSE-MIT").contains("Permission is hereby granted, free of charge"));
    assert!(paper("LICENSE-APACHE").contains("END OF TERMS AND CONDITIONS"));
}
