//! Whatever happens to a run, a file that it writes is the old one or the new one, whole: killed at many moments, the
//! disk full, the reader gone.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]
#![cfg(unix)]

mod support;

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::fire::{FACTS, git};
use support::{Desk, Ran};

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

/// Files below a folder that have not got their name.
fn unfinished(folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with(".git") {
            out.extend(unfinished(&path));
        } else if path.extension().is_some_and(|e| e == "tmp") {
            out.push(path.display().to_string());
        }
    }
    out
}

/// Ctrl-C: the name of the signal, and its number. Where the tests themselves run in a background that ignores it,
/// what a system says that wants to stop.
fn interruption() -> (&'static str, i32) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0").trim().to_owned();
    if u64::from_str_radix(&mask, 16).unwrap_or(0) & 2 == 0 { ("INT", 2) } else { ("TERM", 15) }
}

/// Runs a script with the program as `$0`.
fn shell(desk: &Desk, script: &str) -> Ran {
    let ran = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_factlint")])
        .current_dir(&desk.0)
        .output()
        .expect("bash is here");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { status: ran.status.code(), out: text(&ran.stdout), err: text(&ran.stderr) }
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
    for (trap, args, file) in [
        ("trap '' XFSZ; ", "check drafts --fix", "drafts/0.md"),
        ("", "check drafts --fix", "drafts/0.md"),
        ("", "check drafts --baseline known.json --update-baseline --accept-new", "known.json"),
        ("", "check drafts --format json --output report.json", "report.json"),
        ("", "impact facts.toml facts.toml drafts --output report.txt", "report.txt"),
        ("", "init drafts/0.md --output more.toml", "more.toml"),
    ] {
        let before = std::fs::read(desk.0.join(file)).ok();
        let script = format!("{trap}ulimit -f 0; exec {} {args} 2>&1 >/dev/null | cat", env!("CARGO_BIN_EXE_factlint"));
        let bash = format!("{script}; exit ${{PIPESTATUS[0]}}");
        let ran = Command::new("bash").args(["-c", &bash]).current_dir(&desk.0).output().unwrap();
        let told = String::from_utf8_lossy(&ran.stdout).into_owned();
        assert_eq!(ran.status.code(), Some(2), "{args}: {told}");
        assert!(told.contains("cannot be written"), "{args}: {told}");
        assert_eq!(std::fs::read(desk.0.join(file)).ok(), before, "{args}");
        assert_eq!(unfinished(&desk.0), [""; 0], "{args}");
    }
}

/// A reader that leaves early ends no run in a panic, and keeps it from nothing that it was to do: all drafts are read,
/// counted and mended, the baseline is written, and the status is that of the findings.
#[test]
fn a_reader_that_leaves_keeps_a_run_from_nothing() {
    let desk = desk("writing-pipe");
    // More than are read at a time, and the only wrong one is the last.
    for n in 0..600 {
        desk.write(&format!("many/{n:03}.md"), "Nothing.\n");
    }
    desk.write("many/999.md", &draft(1, "six"));
    let lines: String = (0..600).map(|n| format!("{{\"id\":{n},\"text\":\"Nothing.\"}}\n")).collect();
    let last = "{\"id\":\"z\",\"text\":\"The fire in Orra killed six people.\"}\n";
    desk.write("many.jsonl", &(lines + last));
    let begin = "--baseline known.json --update-baseline --accept-new";
    for (args, status, told) in [
        ("check drafts --format csv", 1, ["20 of 240 figures in 20 drafts checked", "20 disagree"]),
        ("check many --format csv", 1, ["in 601 drafts checked", "1 disagrees"]),
        ("check many.jsonl --facts facts.toml --format csv", 1, ["in 601 drafts checked", "1 disagrees"]),
        (&format!("check many {begin}"), 0, ["known.json: +1 \u{2212}0", ""]),
        (&format!("check many.jsonl --facts facts.toml {begin}"), 0, ["known.json: +1 \u{2212}0", ""]),
        ("check many --diff", 1, ["", ""]),
        ("check many --fix", 0, ["1 figure mended", ""]),
    ] {
        if args.contains("many") && args.contains("known.json") {
            let _ = std::fs::remove_file(desk.0.join("known.json"));
        }
        let mut run = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(args.split(' '))
            .current_dir(&desk.0)
            .stdin(Stdio::null())
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
        let err = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!(ran.status.code(), Some(status), "{args}: {err}");
        assert!(told.iter().all(|told| err.contains(told)), "{args}: {err}");
        if args.contains("known.json") {
            assert_eq!(desk.read("known.json").matches("fingerprint").count(), 1, "{args}");
        }
    }
    assert_eq!(desk.read("many/999.md"), draft(1, "four"));
}

/// Lines that may come for ever are not read on for nobody.
#[test]
fn lines_that_come_for_ever_stop_with_their_reader() {
    let desk = desk("writing-endless");
    let script = "(while echo '{\"id\":1,\"text\":\"Nothing.\"}'; do :; done) 2>/dev/null \
                  | timeout 60 \"$0\" check --facts facts.toml --input-format jsonl | head -1; echo ${PIPESTATUS[1]}";
    let ran = shell(&desk, script);
    assert!(ran.out.ends_with("}\n0\n"), "{}", ran.out);
    assert!(ran.err.contains("the report was not read to its end"), "{}", ran.err);
    assert!(!ran.err.contains("figures"), "{}", ran.err);
}

/// A report goes where links lead, and they stay; a facts file that somebody may have confirmed is replaced on wish alone.
#[test]
fn links_stay_and_facts_are_not_replaced_by_chance() {
    let desk = desk("writing-links");
    std::fs::create_dir(desk.0.join("real")).unwrap();
    for (link, to) in [("link.json", "real/a.json"), ("chain.json", "link2.json"), ("link2.json", "real/b.json")] {
        std::os::unix::fs::symlink(to, desk.0.join(link)).unwrap();
    }
    for (link, real) in [("link.json", "real/a.json"), ("chain.json", "real/b.json"), ("link.json", "real/a.json")] {
        let ran = desk.run(&["check", "drafts", "--format", "json", "--output", link]);
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        assert!(std::fs::symlink_metadata(desk.0.join(link)).unwrap().is_symlink(), "{link}");
        assert!(desk.read(real).starts_with("{\"version\":1"), "{real}");
    }
    desk.write("new.toml", "[facts.mine]\n");
    let args = ["init", "drafts/0.md", "--output", "new.toml"];
    let ran = desk.run(&args);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("new.toml is there already") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(desk.read("new.toml"), "[facts.mine]\n");
    assert_eq!(desk.run(&[&args[..], &["--force"]].concat()).status, Some(0));
    assert!(desk.read("new.toml").contains("six people"), "{}", desk.read("new.toml"));
}

/// Ctrl-C, and what a system says that wants to stop: nothing unfinished stays, wherever in the run it comes.
#[test]
fn an_interrupted_run_leaves_nothing_behind_and_says_what_ended_it() {
    let desk = desk("writing-interrupted").with("known.json", "{\"version\":1,\"findings\":[]}\n");
    std::fs::create_dir(desk.0.join("tmp")).unwrap();
    git(&desk, &["init", "-q", "-b", "main"]);
    git(&desk, &["add", "drafts", "facts.toml"]);
    git(&desk, &["commit", "-q", "-m", "begin"]);
    let (mut interrupted, mut ended) = (0, 0);
    let (int, two) = interruption();
    for (args, signal, number) in [
        ("check drafts --fix --threads 1", int, two),
        ("check drafts --baseline known.json --update-baseline --accept-new", "TERM", 15),
        ("check drafts --format json --output report.json --output html=page.html", int, two),
        ("check drafts --since main", int, two),
        ("impact --since main facts.toml drafts --output impact.txt", "HUP", 1),
    ] {
        let args: Vec<&str> = args.split(' ').collect();
        let run = || {
            renew(&desk);
            Command::new(env!("CARGO_BIN_EXE_factlint"))
                .args(&args)
                .current_dir(&desk.0)
                .env("TMPDIR", desk.0.join("tmp"))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .unwrap()
        };
        let begun = Instant::now();
        assert!(run().wait().unwrap().code().is_some());
        let (took, steps) = (begun.elapsed(), 12_u32);
        for step in 0..steps {
            let mut running = run();
            std::thread::sleep(took * (2 * step + 1) / (2 * steps));
            let told = Command::new("kill").args(["-s", signal, &running.id().to_string()]).output().unwrap();
            let status = running.wait().unwrap();
            if status.code().is_some() {
                ended += 1;
            } else {
                assert!(told.status.success());
                assert_eq!(status.signal(), Some(number), "{args:?}");
                interrupted += 1;
            }
            assert_eq!(unfinished(&desk.0), [""; 0], "{args:?}, step {step}");
            let laid_out: Vec<_> = std::fs::read_dir(desk.0.join("tmp")).unwrap().collect();
            assert!(laid_out.is_empty(), "{args:?}, step {step}: {laid_out:?}");
            for n in 0..DRAFTS {
                let now = desk.read(&format!("drafts/{n}.md"));
                assert!(now == draft(n, "four") || now == draft(n, "six"), "draft {n} is torn");
            }
            let known = desk.read("known.json");
            assert!(known.ends_with("]}\n"), "the baseline is torn: {known}");
        }
    }
    assert!(interrupted > 15, "only {interrupted} runs were interrupted, {ended} ended before");
}

#[test]
fn in_a_shell_an_interrupted_run_is_130_and_one_that_is_to_go_on_goes_on() {
    let desk = desk("writing-shell");
    // A run that has begun to write, and waits for more lines.
    let script = "(echo $BASHPID > pid; exec \"$0\" check --facts facts.toml --input-format jsonl --output report.jsonl); echo $?";
    let mut running = Command::new("bash")
        .args(["-c", script, env!("CARGO_BIN_EXE_factlint")])
        .current_dir(&desk.0)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("bash is here");
    let begun = Instant::now();
    while unfinished(&desk.0).is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(60), "nothing is written");
        std::thread::sleep(Duration::from_millis(10));
    }
    let (signal, number) = interruption();
    Command::new("kill").args(["-s", signal, desk.read("pid").trim()]).status().unwrap();
    let lines = running.stdin.take();
    let ran = running.wait_with_output().unwrap();
    drop(lines);
    assert_eq!(String::from_utf8_lossy(&ran.stdout), format!("{}\n", 128 + number));
    assert_eq!(unfinished(&desk.0), [""; 0]);
    assert!(!desk.0.join("report.jsonl").exists());
    // `nohup`, and jobs in the background of a script, ask not to be interrupted.
    let script = "trap '' INT HUP; \"$0\" check drafts --fix & run=$!; sleep 0.1; kill -s INT $run; kill -s HUP $run; wait $run; echo $?";
    let ran = shell(&desk, script);
    assert!(ran.out.ends_with("0\n"), "{}{}", ran.out, ran.err);
    assert_eq!(desk.read("drafts/0.md"), draft(0, "four"));
}

/// What a run that was killed left, in a container where every run has the same number.
#[test]
fn what_an_older_run_left_is_in_nobodys_way() {
    let desk = desk("writing-left");
    let script = "echo old > .report.json.$$-0.tmp; exec \"$0\" check drafts --format json --output report.json";
    let ran = shell(&desk, script);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(desk.read("report.json").starts_with("{\"version\":1"));
    assert_eq!(unfinished(&desk.0).len(), 1, "another's file is left alone");
    // A name that is as long as names can be.
    let long = format!("{}.json", "n".repeat(250));
    let ran = desk.run(&["check", "drafts", "--format", "json", "--output", &long]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
}

/// Where nothing may be written, nothing is, and the status says so; what is to be written where nothing is kept, too.
#[test]
fn where_nothing_can_be_written_the_run_says_so() {
    let desk = desk("writing-shut").with("known.json", "{\"version\":1,\"findings\":[]}\n");
    let nobody = "setpriv --reuid=65534 --regid=65534 --clear-groups true 2>/dev/null && [ $(id -u) = 0 ]";
    let root = shell(&desk, nobody).status == Some(0);
    let as_nobody = if root { "setpriv --reuid=65534 --regid=65534 --clear-groups " } else { "" };
    let shut = "chmod -R a+rX . && chmod a-w . drafts";
    let may = shell(
        &desk,
        &format!("{shut}; {as_nobody}touch drafts/probe 2>/dev/null || {as_nobody}touch probe 2>/dev/null"),
    );
    let able = shell(&desk, &format!("{as_nobody}\"$0\" --version")).status == Some(0);
    if may.status != Some(0) && able {
        for (args, file) in [
            ("check drafts --fix", "drafts/0.md"),
            ("check drafts --baseline known.json --update-baseline --accept-new", "known.json"),
            ("check drafts --format json --output report.json", "report.json"),
            ("impact facts.toml facts.toml drafts --output report.txt", "report.txt"),
        ] {
            let before = std::fs::read(desk.0.join(file)).ok();
            let ran = shell(&desk, &format!("{as_nobody}\"$0\" {args}"));
            assert_eq!(ran.status, Some(2), "{args}: {}{}", ran.out, ran.err);
            assert!(ran.err.contains("cannot be written"), "{args}: {}", ran.err);
            assert_eq!(std::fs::read(desk.0.join(file)).ok(), before, "{args}");
        }
    } else {
        println!("who runs this may write everywhere: a folder that is shut was not tried");
    }
    let _ = shell(&desk, "chmod u+w . drafts");
    for (args, status) in [
        ("check drafts --format json --output /dev/full", 2),
        ("check drafts --format json > /dev/full", 2),
        ("impact facts.toml facts.toml drafts > /dev/full", 2),
        ("explain weekday > /dev/full", 2),
        ("check drafts --output gone/report.json --format json", 2),
        ("check drafts --output . --format json", 2),
    ] {
        let ran = shell(&desk, &format!("\"$0\" {args}"));
        assert_eq!(ran.status, Some(status), "{args}: {}", ran.err);
        assert!(ran.err.contains("cannot be written"), "{args}: {}", ran.err);
    }
}

/// A reader that has seen enough ends no run in an error: the verdict stands.
#[test]
fn a_reader_that_leaves_early_changes_no_status() {
    let desk = desk("writing-early").with("clean.md", "Nothing.\n");
    for (args, status) in [
        ("check drafts", 1),
        ("check drafts --format json", 1),
        ("check drafts --format csv --show all", 1),
        ("check clean.md", 0),
        ("check drafts --diff", 1),
        ("extract drafts --format jsonl", 0),
        ("impact facts.toml facts.toml drafts", 0),
        ("facts facts.toml --list", 0),
        ("rules --list", 0),
        ("schema output", 0),
    ] {
        let ran = shell(&desk, &format!("\"$0\" {args} | true; echo ${{PIPESTATUS[0]}}"));
        assert_eq!(ran.out.trim(), status.to_string(), "{args}: {}", ran.err);
        assert!(!ran.err.contains("panic") && !ran.err.contains("defect"), "{args}: {}", ran.err);
    }
}

#[test]
fn a_report_replaces_nothing_that_the_run_reads() {
    let desk = desk("writing-apart").with("factlint.toml", "facts = [\"facts.toml\"]\n");
    desk.write("old.toml", &FACTS.replace("41 people", "three people"));
    desk.run(&["check", "drafts", "--baseline", "known.json", "--update-baseline", "--accept-new"]);
    let all = ["facts.toml", "old.toml", "known.json", "drafts/1.md"];
    let before = all.map(|name| desk.read(name));
    let slips: [&[&str]; 8] = [
        &["check", "drafts", "--output", "facts.toml"],
        &["check", "drafts", "--facts", "old.toml", "--output", "sarif=old.toml"],
        &["check", "drafts", "--format", "csv", "--output", "html=./drafts/../facts.toml"],
        &["check", "drafts", "--baseline", "known.json", "--output", "csv=known.json"],
        &["check", "drafts/0.md", "drafts/1.md", "--output", "drafts/1.md"],
        &["impact", "old.toml", "facts.toml", "drafts", "--output", "facts.toml"],
        &["impact", "old.toml", "facts.toml", "drafts", "--output", "old.toml"],
        &["facts", "facts.toml", "--list", "--output", "facts.toml"],
    ];
    for slip in slips {
        let ran = desk.run(slip);
        assert_eq!(ran.status, Some(2), "{slip:?}: {}", ran.err);
        assert!(ran.err.contains("would replace a file that this run reads"), "{slip:?}: {}", ran.err);
        assert_eq!(all.map(|name| desk.read(name)), before, "{slip:?}");
    }
    // An older report is replaced, as ever.
    for _ in 0..2 {
        assert_eq!(desk.run(&["check", "drafts", "--output", "drafts/report.md"]).status, Some(1));
    }
}
