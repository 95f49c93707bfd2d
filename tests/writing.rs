//! Whatever happens to a run, a file that it writes is the old one or the new one, whole: killed at many moments, the
//! disk full, the reader gone.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]
#![cfg(unix)]

mod support;

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::Desk;
use support::fire::FACTS;

const DRAFTS: usize = 20;

fn draft(n: usize, dead: &str) -> String {
    format!("# Fire {n}\n\nThe fire in Orra killed {dead} people.\n\n{}", "Nobody knows how it began.\n\n".repeat(10))
}

fn desk(name: &str) -> Desk {
    let desk = Desk::new(name).with("facts.toml", &FACTS.replace("41 people", "four people"));
    renew(&desk);
    desk
}

fn renew(desk: &Desk) {
    for n in 0..DRAFTS {
        desk.write(&format!("drafts/{n}.md"), &draft(n, "six"));
    }
}

fn start(desk: &Desk, args: &[&str]) -> std::process::Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_factlint"));
    command.args(args).current_dir(&desk.0).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// Kills runs from their first to their last moment; `whole` looks at what they left and says whether it is new.
fn killed(desk: &Desk, args: &[&str], mut before: impl FnMut(), mut whole: impl FnMut() -> usize) -> (usize, usize) {
    before();
    let begun = Instant::now();
    assert!(start(desk, args).wait().unwrap().code().is_some());
    let (took, steps) = (begun.elapsed(), 20_u32);
    let all = whole();
    let (mut none, mut some) = (0, 0);
    for step in 0..steps {
        before();
        let mut run = start(desk, args);
        std::thread::sleep(took * step / steps);
        let _ = run.kill();
        run.wait().unwrap();
        match whole() {
            0 => none += 1,
            new => some += usize::from(new < all || all == 1),
        }
    }
    (none, some)
}

#[test]
fn a_draft_is_mended_or_as_it_was_whenever_the_run_is_killed() {
    let desk = desk("writing-fix");
    let whole = || {
        let mended = |n: &usize| {
            let now = desk.read(&format!("drafts/{n}.md"));
            let new = now == draft(*n, "four");
            assert!(new || now == draft(*n, "six"), "draft {n} is torn: {} bytes", now.len());
            new
        };
        (0..DRAFTS).filter(mended).count()
    };
    let round = || killed(&desk, &["check", "drafts", "--fix", "--threads", "1"], || renew(&desk), whole);
    // On a busy machine all kills of a round may come too early or too late.
    let amid = (0..5).any(|_| {
        let (none, some) = round();
        none > 0 && some > 0
    });
    assert!(amid, "no run was killed while it wrote");
}

#[test]
fn a_baseline_is_the_old_or_the_new_one_whenever_the_run_is_killed() {
    let desk = desk("writing-baseline");
    let args = ["check", "drafts", "--baseline", "known.json", "--update-baseline", "--accept-new"];
    assert_eq!(desk.run(&args).status, Some(0));
    let new = desk.read("known.json");
    let old = "{\"version\":1,\"findings\":[]}\n";
    let whole = || {
        let now = desk.read("known.json");
        assert!(now == old || now == new, "the baseline is torn:\n{now}");
        usize::from(now == new)
    };
    let (none, _) = killed(&desk, &args, || desk.write("known.json", old), whole);
    assert!(none > 0, "no run was killed before it wrote");
}

/// A run that may write no byte more, as on a full disk.
#[test]
fn on_a_full_disk_all_is_as_it_was_and_the_status_says_so() {
    let desk = desk("writing-full");
    desk.write("known.json", "{\"version\":1,\"findings\":[]}\n");
    for (args, file) in [
        ("check drafts --fix", "drafts/0.md"),
        ("check drafts --baseline known.json --update-baseline --accept-new", "known.json"),
        ("check drafts --format json --output report.json", "report.json"),
    ] {
        let before = std::fs::read(desk.0.join(file)).ok();
        let script =
            format!("trap '' XFSZ; ulimit -f 0; exec {} {args} 2>&1 >/dev/null | cat", env!("CARGO_BIN_EXE_factlint"));
        let bash = format!("{script}; exit ${{PIPESTATUS[0]}}");
        let ran = Command::new("bash").args(["-c", &bash]).current_dir(&desk.0).output().unwrap();
        let told = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert_eq!(ran.status.code(), Some(2), "{args}: {told}");
        assert!(told.contains("cannot be written"), "{args}: {told}");
        assert_eq!(std::fs::read(desk.0.join(file)).ok(), before, "{args}");
        let left: Vec<_> = std::fs::read_dir(&desk.0).unwrap().map(|e| e.unwrap().file_name()).collect();
        assert!(left.iter().all(|n| !n.to_string_lossy().ends_with(".tmp")), "{args}: {left:?}");
    }
}

/// A reader that leaves early ends no run in a panic, and no baseline is written from half a run.
#[test]
fn a_reader_that_leaves_changes_no_baseline() {
    let desk = desk("writing-pipe");
    desk.write("known.json", "{\"version\":1,\"findings\":[]}\n");
    let args = ["check", "drafts", "--format", "jsonl", "--show", "all", "--baseline", "known.json"];
    let mut run = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args([&args[..], &["--update-baseline", "--accept-new"]].concat())
        .current_dir(&desk.0)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(run.stdout.take());
    let begun = Instant::now();
    while run.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(60), "it hangs");
        std::thread::sleep(Duration::from_millis(20));
    }
    let ran = run.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert!(ran.status.code().is_some_and(|c| c < 2), "{told}");
    assert!(told.contains("the baseline is as it was"), "{told}");
    assert_eq!(desk.read("known.json"), "{\"version\":1,\"findings\":[]}\n");
}
