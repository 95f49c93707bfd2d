//! Work that takes over a second is seen on a terminal, and nowhere else: not in a pipe, and not in what is written.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test may stop at what it cannot read"
)]
#![cfg(target_os = "linux")]

mod support;

use std::process::{Command, Stdio};
use support::Desk;
use support::fire::{DRAFT, FACTS};

/// What a bar is made of: how far the run is.
const SHOWN: [&str; 2] = ["of 1 drafts", "lines in"];

/// A desk with a draft that comes after so many seconds, and a script that checks it.
fn desk(name: &str, seconds: &str) -> Desk {
    let script = format!(
        "rm -f slow.txt; mkfifo slow.txt; (sleep {seconds}; cat draft.md > slow.txt) & \
         \"$0\" check slow.txt --facts facts.toml \"$@\""
    );
    let lines = format!(
        "(sleep {seconds}; echo '{{\"text\": \"Nothing.\"}}') | \"$0\" check --input-format jsonl --facts facts.toml"
    );
    Desk::new(name).with("facts.toml", FACTS).with("draft.md", DRAFT).with("slow.sh", &script).with("lines.sh", &lines)
}

/// What stands on a terminal when a script has run on one; nothing where none can be made.
fn on_a_terminal(desk: &Desk, script: &str) -> Option<String> {
    let command = format!("bash -c '. ./{script}' {}", env!("CARGO_BIN_EXE_factlint"));
    let ran =
        Command::new("script").args(["-qec", &command, "/dev/null"]).current_dir(&desk.0).stdin(Stdio::null()).output();
    match ran {
        Ok(ran) => Some(String::from_utf8_lossy(&ran.stdout).into_owned()),
        Err(_) => {
            println!("skipped: the program script is not installed");
            None
        }
    }
}

fn piped(desk: &Desk, script: &str) -> (String, String) {
    let ran = Command::new("bash")
        .args(["-c", &format!(". ./{script}"), env!("CARGO_BIN_EXE_factlint")])
        .current_dir(&desk.0)
        .stdin(Stdio::null())
        .output()
        .expect("bash is here");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&ran.stdout), text(&ran.stderr))
}

#[test]
fn what_takes_over_a_second_is_seen_on_a_terminal_and_gone_at_the_end() {
    let desk = desk("progress-slow", "2.5");
    for (script, shown) in [("slow.sh", SHOWN[0]), ("lines.sh", SHOWN[1])] {
        let Some(told) = on_a_terminal(&desk, script) else { return };
        let last = told.rfind(shown).unwrap_or_else(|| panic!("{script}: no progress in {told:?}"));
        // It is wiped before anything else is written.
        assert!(told[last..].contains("\u{1b}[2K"), "{script}: {told:?}");
    }
}

#[test]
fn what_is_quick_shows_nothing() {
    let desk = desk("progress-quick", "0");
    // On a busy machine even that may take a second.
    let quick = (0..5).any(|_| {
        let told = on_a_terminal(&desk, "slow.sh").unwrap_or_else(|| String::from("43 people"));
        assert!(told.contains("43 people"), "{told:?}");
        !told.contains(SHOWN[0]) && !told.contains("\u{1b}[2K")
    });
    assert!(quick, "progress of what is done at once");
}

#[test]
fn in_a_pipe_there_is_silence() {
    let desk = desk("progress-piped", "2");
    for script in ["slow.sh", "lines.sh"] {
        let (out, err) = piped(&desk, script);
        let all = format!("{out}{err}");
        assert!(SHOWN.iter().all(|s| !all.contains(s)) && !all.contains('\u{1b}'), "{script}: {all:?}");
        assert!(script == "lines.sh" || err.is_empty(), "{err}");
        assert!(!out.is_empty());
    }
}
