//! Whoever may write a draft or a `factlint.toml`, but is not trusted with the machine that checks it: what they lead to
//! is never shown in a log, never passed over without a word, and never waited for.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]
#![cfg(unix)]

mod support;

use std::os::unix::fs::symlink;
use std::process::Command;
use support::{Desk, Ran};

const FIRE: &str = "[facts]\nfire = \"The fire killed 3 people in Skerrow.\"\n";
const WRONG: &str = "The fire killed 4 people in Skerrow.\n";

/// What must be in no log.
const SECRET: &str = "token = \"hunter2-hunter2\"\n[http \"hunter2\"]\n\thunter2: basic hunter2\n";

/// A repository, and beside it a file with a secret.
fn desk(name: &str) -> Desk {
    Desk::new(&format!("foreign-{name}")).with("repo/.git/HEAD", "").with("secret.toml", SECRET).with("secret", SECRET)
}

fn run(desk: &Desk, arguments: &[&str]) -> Ran {
    let out =
        Command::new(env!("CARGO_BIN_EXE_factlint")).args(arguments).current_dir(desk.0.join("repo")).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { status: out.status.code(), out: text(&out.stdout), err: text(&out.stderr) }
}

/// The run cannot be made, says where that is, and shows nothing of the secret.
#[track_caller]
fn keeps(ran: &Ran, place: &str) {
    assert_eq!(ran.status, Some(2), "{}{}", ran.out, ran.err);
    assert!(!ran.err.contains("hunter2") && !ran.out.contains("hunter2"), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains(place) || ran.out.contains(place), "{place}: {}{}", ran.out, ran.err);
}

#[test]
fn of_a_file_elsewhere_that_a_draft_or_a_configuration_names_nothing_is_shown() {
    let desk = desk("names").with("repo/.git/config", SECRET).with("repo/.env", SECRET);
    for (facts, place) in [
        ("../secret.toml", "../secret.toml:1:1: error"),
        ("../secret", "../secret:1:1: error"),
        (".git/config", ".git/config:1:1: error"),
        (".env", ".env:1:1: error"),
    ] {
        desk.write("repo/draft.md", &format!("---\nfacts: {facts}\n---\n{WRONG}"));
        keeps(&run(&desk, &["check", "draft.md"]), place);
        keeps(&run(&desk, &["config", "draft.md"]), place);
        keeps(&run(&desk, &["explain", "draft.md:4"]), place);
        desk.write("repo/draft.md", WRONG);
        for key in ["facts", "rules"] {
            desk.write("repo/factlint.toml", &format!("{key} = \"{facts}\"\n"));
            keeps(&run(&desk, &["check", "draft.md", "--format", "github"]), place.split(':').next().unwrap());
        }
        std::fs::remove_file(desk.0.join("repo/factlint.toml")).unwrap();
    }
    // What is no fact, and is no secret either, is read from there as ever: desks share facts.
    desk.write("desk.toml", FIRE);
    desk.write("repo/draft.md", &format!("---\nfacts: ../desk.toml\n---\n{WRONG}"));
    assert_eq!(run(&desk, &["check", "draft.md"]).status, Some(1));
}

#[test]
fn a_link_out_of_the_repository_is_no_way_round_it() {
    let desk = desk("links").with("repo/draft.md", WRONG);
    for name in ["facts.toml", "draft.facts.toml", "factlint.toml"] {
        let link = desk.0.join("repo").join(name);
        symlink("../secret.toml", &link).unwrap();
        keeps(&run(&desk, &["check", "draft.md"]), &format!("{name}:1:1: error"));
        // Nor for who names the link: it is its writer's word.
        if name != "factlint.toml" {
            keeps(&run(&desk, &["check", "draft.md", "--facts", name]), &format!("{name}:1:1: error"));
            keeps(&run(&desk, &["facts", name]), &format!("{name}:1:1: error"));
            keeps(&run(&desk, &["facts", name, "--format", "json"]), name);
        }
        std::fs::remove_file(link).unwrap();
    }
    symlink("..", desk.0.join("repo/up")).unwrap();
    desk.write("repo/draft.md", &format!("---\nfacts: up/secret.toml\n---\n{WRONG}"));
    keeps(&run(&desk, &["check", "draft.md"]), "up/secret.toml:1:1: error");
    desk.write("repo/draft.md", WRONG);
    symlink("../secret", desk.0.join("repo/draft.marks")).unwrap();
    let ran = run(&desk, &["check", "draft.md", "--facts", "../desk.toml", "--format", "json"]);
    assert!(!ran.out.contains("hunter2") && !ran.err.contains("hunter2"), "{}{}", ran.out, ran.err);
    let ran = run(&desk, &["check", "draft.md"]);
    assert_eq!(ran.status, Some(3), "{}", ran.err);
    assert!(ran.err.contains("draft.marks beside it: it is a link that leads out"), "{}", ran.err);
}

#[test]
fn who_names_a_file_may_see_it() {
    let desk = desk("told").with("repo/draft.md", WRONG).with("repo/near.toml", SECRET);
    for arguments in [
        &["check", "draft.md", "--facts", "../secret.toml"][..],
        &["check", "draft.md", "--facts", "../secret"],
        &["check", "draft.md", "--rules", "../secret.toml"],
        &["facts", "../secret.toml"],
        &["check", "draft.md", "--config", "../secret.toml"],
        &["check", "draft.md", "--facts", "near.toml"],
    ] {
        let ran = run(&desk, arguments);
        assert_eq!(ran.status, Some(2), "{arguments:?}");
        assert!(ran.err.contains("hunter2") || ran.out.contains("hunter2"), "{arguments:?}: {}{}", ran.out, ran.err);
    }
    // With it what it includes, and not what lies beside the repository.
    desk.write("desks/facts.toml", "include = \"sub/more.toml\"\n");
    desk.write("desks/sub/more.toml", SECRET);
    let ran = run(&desk, &["check", "draft.md", "--facts", "../desks/facts.toml"]);
    assert!(ran.err.contains("desks/sub/more.toml:1:1") && ran.err.contains("hunter2"), "{}", ran.err);
    desk.write("fine.toml", FIRE);
    desk.write("repo/factlint.toml", "rules = \"../secret.toml\"\n");
    keeps(&run(&desk, &["check", "draft.md", "--facts", "../fine.toml"]), "../secret.toml:1:1");
    std::fs::remove_file(desk.0.join("repo/factlint.toml")).unwrap();
    // In the repository a file that a draft names is the repository's own.
    desk.write("repo/draft.md", &format!("---\nfacts: near.toml\n---\n{WRONG}"));
    let ran = run(&desk, &["check", "draft.md"]);
    assert!(ran.err.contains("hunter2"), "{}", ran.err);
    // A repository that is not the working folder's is one as well.
    desk.write("other/.git/HEAD", "");
    desk.write("other/factlint.toml", "fcats = \"hunter2\"\n");
    desk.write("other/draft.md", WRONG);
    let ran = run(&desk, &["check", "../other/draft.md"]);
    assert!(ran.status == Some(2) && ran.err.contains("hunter2"), "{}", ran.err);
}

#[test]
fn what_is_called_as_a_file_of_ours_and_is_none_is_told() {
    let desk = desk("none").with("repo/drafts/draft.md", WRONG).with("repo/facts.toml", FIRE);
    for name in ["factlint.toml", "facts.toml", "draft.facts.toml", "draft.marks"] {
        let path = desk.0.join("repo/drafts").join(name);
        let status = if name == "draft.marks" { 3 } else { 2 };
        let told = |says: &str| {
            for command in ["check", "config"] {
                let ran = run(&desk, &[command, "drafts/draft.md"]);
                if command == "config" && status == 3 {
                    continue;
                }
                assert_eq!(ran.status, Some(status), "{name} {command}: {}{}", ran.out, ran.err);
                let said = ran.err.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(said.contains(name) && said.contains(says), "{name}: {said}");
            }
        };
        symlink("nowhere.toml", &path).unwrap();
        told("it is a link to nowhere.toml, and nothing is there");
        std::fs::remove_file(&path).unwrap();
        assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
        told("it is no plain file");
        std::fs::remove_file(&path).unwrap();
        std::fs::create_dir(&path).unwrap();
        told(if name.ends_with("facts.toml") { "holds no .toml file" } else { "it is a folder" });
        std::fs::remove_dir(&path).unwrap();
    }
    assert_eq!(run(&desk, &["check", "drafts/draft.md"]).status, Some(1), "nothing of it is left");
}

#[test]
fn facts_that_a_draft_names_and_that_are_not_there_are_told_where_it_names_them() {
    let desk = desk("absent")
        .with("repo/desk.toml", FIRE)
        .with("repo/a.md", &format!("---\ntitle: A fire\nfacts: [desk.toml, dsk.toml]\n---\n{WRONG}"));
    desk.write("repo/b.md", &format!("+++\nfacts = \"no/such.toml\"\n+++\n{WRONG}"));
    let ran = run(&desk, &["check", "."]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    for says in [
        "a.md:3:20: error[unreadable-file]: `facts` names dsk.toml, and nothing is there",
        "3 | facts: [desk.toml, dsk.toml]",
        "help: did you mean \"desk.toml\"?",
        "b.md:2:9: error[unreadable-file]: `facts` names no/such.toml, and nothing is there",
        "help: paths count from the folder of the draft",
    ] {
        assert!(ran.err.contains(says), "{says}\nis not in\n{}", ran.err);
    }
    // As one hears of it of a draft that is not saved.
    let draft = std::fs::File::open(desk.0.join("repo/a.md")).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "-", "--stdin-filename", "drafts/new.md"])
        .current_dir(desk.0.join("repo"))
        .stdin(draft)
        .output()
        .unwrap();
    let err = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.code() == Some(2) && err.contains("drafts/new.md:3:9: error"), "{err}");
}
