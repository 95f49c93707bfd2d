//! `check --since REV`: what a revision of the drafts and facts had is known, whatever was moved or edited since.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]
#![cfg(unix)]

mod support;

use std::process::Command;
use support::fire::{DRAFT, FACTS, git, repository as desk};
use support::{Desk, Ran};

#[track_caller]
fn finds(ran: &Ran, status: i32, wrong: &[&str]) {
    assert_eq!(ran.status, Some(status), "{}{}", ran.out, ran.err);
    assert_eq!(ran.out.matches("DISAGREE").count(), wrong.len(), "{}", ran.out);
    assert!(wrong.iter().all(|w| ran.out.contains(w)), "{}", ran.out);
}

#[test]
fn only_what_the_revision_did_not_have_is_told() {
    let desk = desk("since-new");
    let check = || desk.run(&["check", "desk", "--since", "main"]);
    finds(&check(), 0, &[]);
    desk.write(
        "desk/drafts/old.md",
        &format!("A new beginning.\n\n{}", DRAFT.replace("killed 43 people", "killed\n*43* people")),
    );
    finds(&check(), 0, &[]);
    desk.write("desk/drafts/new.md", "# Flood\n\nThe flood in Orra killed 45 people.\n");
    finds(&check(), 1, &["45 people"]);
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "-q", "-m", "more"]);
    finds(&desk.run(&["check", "desk", "--since", "HEAD"]), 0, &[]);
    finds(&desk.run(&["check", "desk", "--since", "HEAD~1"]), 1, &["45 people"]);
}

#[test]
fn a_fact_that_changed_makes_what_it_makes_wrong_new() {
    let desk = desk("since-facts");
    desk.write("desk/facts.toml", &FACTS.replace("17 people", "18 people"));
    finds(&desk.run(&["check", "desk/drafts/old.md", "--since", "main"]), 1, &["17 people"]);
}

#[test]
fn a_draft_that_was_renamed_is_not_new_and_a_copy_is() {
    let desk = desk("since-renamed");
    git(&desk, &["mv", "desk/drafts/old.md", "desk/drafts/fire.md"]);
    finds(&desk.run(&["check", "desk", "--since", "main"]), 0, &[]);
    desk.write("desk/drafts/copy.md", DRAFT);
    let ran = desk.run(&["check", "desk", "--since", "main"]);
    finds(&ran, 1, &["43 people"]);
}

/// From inside of a folder, with facts by name and paths that climb.
#[test]
fn paths_count_from_wherever_the_run_is() {
    let desk = desk("since-inside");
    let inside = |args: &[&str]| {
        let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(args)
            .current_dir(desk.0.join("desk/drafts"))
            .output()
            .unwrap();
        Ran {
            status: out.status.code(),
            out: String::from_utf8(out.stdout).unwrap(),
            err: String::from_utf8(out.stderr).unwrap(),
        }
    };
    finds(&inside(&["check", "old.md", "--since", "main"]), 0, &[]);
    finds(&inside(&["check", "../../desk", "--facts", "../facts.toml", "--since", "main"]), 0, &[]);
    finds(&inside(&["check", "old.md"]), 1, &["43 people"]);
}

#[test]
fn a_revision_whose_facts_are_broken_has_nothing() {
    let desk = desk("since-broken");
    desk.write("desk/facts.toml", "[facts.dead\n");
    git(&desk, &["commit", "-q", "-a", "-m", "broken"]);
    desk.write("desk/facts.toml", FACTS);
    let ran = desk.run(&["check", "desk", "--since", "main"]);
    finds(&ran, 1, &["43 people"]);
    assert!(ran.err.contains("all findings count as new"), "{}", ran.err);
}

#[test]
fn it_goes_with_a_baseline() {
    let desk = desk("since-baseline");
    let args = ["check", "desk", "--baseline", "known.json", "--since", "main"];
    let ran = desk.run(&[&args[..], &["--update-baseline", "--accept-new"]].concat());
    assert_eq!(ran.err, "factlint: known.json: +1 \u{2212}0\n");
    let ran = desk.run(&[&args[..], &["--update-baseline"]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: known.json: +0 \u{2212}0\n"));
}

#[test]
fn without_a_revision_there_is_no_run() {
    let desk = desk("since-none");
    for (rev, says) in [("nowhere", "`nowhere` is no revision"), ("--help", "is no revision"), ("", "is no revision")] {
        let rev = format!("--since={rev}");
        let ran = desk.run(&["check", "desk", &rev]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{rev}");
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    let ran = desk.run(&["check", "-", "--since", "main"]);
    assert_eq!(ran.status, Some(2), "{}", ran.err);
    let outside = Desk::new("since-outside").with("a.md", DRAFT).with("facts.toml", FACTS);
    let ran = outside.run(&["check", "a.md", "--since", "main"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("no git repository"), "{}", ran.err);
    let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "desk", "--since", "main"])
        .current_dir(&desk.0)
        .env("PATH", "/nowhere")
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("needs the program git"));
}

/// The first commit of a repository has nothing to be held against, and is checked all the same.
#[test]
fn before_the_first_commit_everything_is_new() {
    let desk = Desk::new("since-first").with("desk/facts.toml", FACTS).with("desk/drafts/old.md", DRAFT);
    git(&desk, &["init", "-q", "-b", "main"]);
    git(&desk, &["add", "."]);
    let ran = desk.run(&["check", "--since", "HEAD", "."]);
    finds(&ran, 1, &["43 people"]);
    assert!(ran.err.contains("there is no commit yet"), "{}", ran.err);
    desk.write("desk/drafts/old.md", "Nothing to be held against.\n");
    finds(&desk.run(&["check", "--since", "HEAD", "."]), 0, &[]);
    let ran = desk.run(&["impact", "--since", "HEAD", "desk/facts.toml", "desk/drafts"]);
    assert!(ran.status == Some(0) && ran.err.contains("all its facts count as added"), "{}{}", ran.out, ran.err);
    for rev in ["main", "origin/main", "HEAD~1"] {
        let ran = desk.run(&["check", "--since", rev, "."]);
        assert!(ran.status == Some(2) && ran.err.contains("is no revision"), "{rev}: {}", ran.err);
    }
}
