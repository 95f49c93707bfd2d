//! Completions and manual pages: made of the definitions of the command line, and what shells and `man` can read.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test may stop at what it cannot read"
)]

use std::io::Write;
use std::process::{Command, Stdio};

fn factlint(args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_factlint")).args(args).output().unwrap();
    assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

/// The commands that `--help` lists, `help` aside.
fn commands() -> Vec<String> {
    let help = factlint(&["--help"]);
    let listed = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| !l.is_empty());
    let names = listed.filter_map(|l| l.strip_prefix("  ")?.split_whitespace().next());
    names.filter(|n| *n != "help").map(str::to_owned).collect()
}

/// What a program says of a text that is piped into it; nothing where the program is not there.
fn judged(program: &str, args: &[&str], text: &str) -> Option<(bool, String)> {
    let child =
        Command::new(program).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let Ok(mut child) = child else {
        println!("skipped: {program} is not installed");
        return None;
    };
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let out = child.wait_with_output().unwrap();
    Some((
        out.status.success(),
        String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout),
    ))
}

#[test]
fn every_shell_completes_every_command() {
    let commands = commands();
    assert!(commands.len() >= 8, "only {commands:?} were seen");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = factlint(&["completions", shell]);
        for command in &commands {
            assert!(script.contains(command.as_str()), "{shell} does not complete {command}");
        }
        assert!(script.contains("fail-on"), "{shell} does not complete --fail-on");
    }
}

#[test]
fn shells_take_the_scripts() {
    for (shell, args) in [("bash", &["-n"][..]), ("zsh", &["-n"]), ("fish", &["--no-execute"])] {
        if let Some((sound, told)) = judged(shell, args, &factlint(&["completions", shell])) {
            assert!(sound, "{shell}: {told}");
        }
    }
}

/// bash completes the beginning of a command.
#[test]
fn bash_completes_what_was_begun() {
    let script = factlint(&["completions", "bash"]);
    let ask = "COMP_WORDS=(factlint ex); COMP_CWORD=1; _factlint factlint ex factlint; echo \"${COMPREPLY[@]}\"\n";
    if let Some((_, told)) = judged("bash", &[], &format!("{script}\n{ask}")) {
        assert!(told.contains("extract") && told.contains("explain") && !told.contains("check"), "{told}");
    }
}

#[test]
fn every_command_has_a_manual_page() {
    let all = factlint(&["man"]);
    for command in commands() {
        assert!(all.contains(&format!("factlint\\-{command}")), "the page of all does not name {command}");
        let page = factlint(&["man", &command]);
        assert!(page.contains(".TH") && page.contains("Examples:"), "{page}");
        if let Some((sound, told)) = judged("mandoc", &["-T", "lint", "-W", "error"], &page) {
            assert!(sound, "{command}: {told}");
        }
    }
}
