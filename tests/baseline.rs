//! A desk with an archive sees only what is new: `--baseline` from outside, through edits, moves and accidents.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use support::fire::FACTS;
use support::{Desk, Ran};

const OLD: &str = "# Fire\n\nThe fire in Orra killed 43 people on Wednesday.\n";

/// A desk whose only draft has a mistake that its baseline knows.
fn desk(name: &str) -> Desk {
    let desk = Desk::new(name).with("facts.toml", FACTS).with("drafts/old.md", OLD);
    let begun = desk.run(&["check", "drafts", "--baseline", "known.json", "--update-baseline", "--accept-new"]);
    assert_eq!((begun.status, begun.err.as_str()), (Some(0), "factlint: known.json: +1 \u{2212}0\n"), "{}", begun.out);
    desk
}

fn check(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["check", "drafts", "--baseline", "known.json"], more].concat())
}

#[test]
fn what_is_known_is_not_told_however_the_draft_is_edited_around_it() {
    let desk = desk("baseline-edits");
    for draft in [
        OLD.to_owned(),
        format!("# Fire\n\nA new beginning.\n\n{}", OLD.replace("# Fire\n\n", "")),
        OLD.replace("killed 43 people", "killed\n43 people"),
        OLD.replace("43 people", "**forty-three** people").replace("Wednesday", "Tuesday"),
        OLD.replace('\n', "\r\n"),
    ] {
        desk.write("drafts/old.md", &draft);
        let ran = check(&desk, &[]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{draft}{}", ran.out);
        assert!(!ran.out.contains("DISAGREE") && ran.out.contains("1 known"), "{}", ran.out);
    }
}

#[test]
fn what_is_new_is_told_and_refused_until_it_is_accepted() {
    let desk = desk("baseline-new");
    let before = desk.read("known.json");
    desk.write("drafts/new.md", "# Flood\n\nThe flood in Orra killed 45 people.\n");
    let ran = check(&desk, &[]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.out.contains("45 people") && !ran.out.contains("43 people"), "{}", ran.out);
    let ran = check(&desk, &["--update-baseline"]);
    assert_eq!(ran.status, Some(1));
    assert!(ran.err.starts_with("factlint: known.json: +0 \u{2212}0\n"), "{}", ran.err);
    assert!(ran.err.contains("1 new finding is refused"), "{}", ran.err);
    assert_eq!(desk.read("known.json"), before);
    // Even where nothing fails the run, a refusal is no success.
    assert_eq!(check(&desk, &["--update-baseline", "--fail-on", "never"]).status, Some(1));
    let ran = check(&desk, &["--update-baseline", "--accept-new"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: known.json: +1 \u{2212}0\n"));
    assert_eq!(check(&desk, &[]).status, Some(0));
}

#[test]
fn what_is_mended_is_dropped_and_would_be_new_again() {
    let desk = desk("baseline-mended");
    desk.write("drafts/old.md", &OLD.replace("43", "41"));
    let ran = check(&desk, &[]);
    assert_eq!(ran.status, Some(0));
    assert!(ran.err.contains("1 entry of known.json is mended"), "{}", ran.err);
    let ran = check(&desk, &["--update-baseline"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: known.json: +0 \u{2212}1\n"));
    desk.write("drafts/old.md", OLD);
    assert_eq!(check(&desk, &[]).status, Some(1));
}

/// A draft that was not read says nothing about its entries.
/// What is kept back is told to whoever asks for it, with the reason; SARIF has a place for that.
#[test]
fn what_is_kept_back_is_told_where_it_is_asked_for() {
    let desk = desk("baseline-kept")
        .with(
            "drafts/marked.md",
            "The fire in Orra killed 44 people. <!-- factlint: ignore dead because \"of the night\" -->\n",
        )
        .with("drafts/beside.md", "The fire in Orra killed 46 people.\n")
        .with("drafts/beside.marks", "ignore dead because \"as of noon\"\n")
        .with("drafts/new.md", "The fire in Orra killed 45 people.\n");
    let sarif = |more: &[&str]| -> serde_json::Value {
        let ran = check(&desk, &[&["--format", "sarif"], more].concat());
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    };
    let told = |log: &serde_json::Value| -> Vec<(String, String)> {
        let text = |v: &serde_json::Value| v.as_str().unwrap_or("").to_owned();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let of = |r: &serde_json::Value| {
            let place = &r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
            let by = &r["suppressions"][0];
            (text(place), format!("{} {}", text(&by["kind"]), text(&by["justification"])).trim().to_owned())
        };
        results.iter().map(of).collect()
    };
    let pair = |(place, by): &(&str, &str)| (format!("drafts/{place}.md"), (*by).to_owned());
    // Code scanning would take them for open.
    assert_eq!(told(&sarif(&[])), [("new", "")].iter().map(pair).collect::<Vec<_>>());
    let all = [
        ("beside", "external as of noon"),
        ("marked", "inSource of the night"),
        ("new", ""),
        ("old", "external The baseline has it."),
    ];
    assert_eq!(told(&sarif(&["--show", "suppressed"])), all.iter().map(pair).collect::<Vec<_>>());
    let ran = check(&desk, &["--format", "json", "--show", "suppressed"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    let by = |index: usize| json["drafts"][index]["suppressed"][0]["by"].as_str().map(str::to_owned);
    assert_eq!([0, 1, 3].map(by), ["mark", "mark", "baseline"].map(|b| Some(b.to_owned())));
    assert_eq!(json["drafts"][2]["suppressed"], serde_json::json!([]));
    assert_eq!(json["drafts"][3]["suppressed"][0]["finding"]["text"], "43 people");
    let ran = check(&desk, &["--show", "suppressed"]);
    for line in [
        "known  3:25  43 people (dead): the baseline has it",
        "ignored  1:25  46 people (dead): as of noon (mark in beside.marks",
    ] {
        assert!(ran.out.contains(line), "{line}: {}", ran.out);
    }
    assert!(ran.out.contains("DISAGREE 1:25"), "{}", ran.out);
}

/// A draft and its translation may have a file of marks each, though their names differ in the end alone.
#[test]
fn marks_beside_a_draft_may_have_its_whole_name() {
    let text = "The fire in Orra killed 43 people.\n";
    let desk = Desk::new("baseline-beside").with("facts.toml", FACTS).with("a.txt", text).with("a.md", text);
    let told = || desk.run(&["check", "a.txt", "a.md"]).out.matches("DISAGREE").count();
    assert_eq!(told(), 2);
    desk.write("a.txt.marks", "ignore dead because \"x\"\n");
    assert_eq!(told(), 1);
    desk.write("a.marks", "ignore dead because \"y\"\n");
    assert_eq!(told(), 0);
}

#[test]
fn an_update_over_some_drafts_leaves_the_others_alone() {
    let desk = desk("baseline-some");
    desk.write("drafts/other.md", "# Calm\n\nNothing happened.\n");
    let before = desk.read("known.json");
    let update = ["check", "drafts/other.md", "--baseline", "known.json", "--update-baseline"];
    let ran = desk.run(&update);
    let kept = "factlint: known.json: +0 \u{2212}0\nfactlint: 1 entry of drafts that this run did not read is kept\n";
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), kept));
    assert_eq!(desk.read("known.json"), before);
    // Another checkout has not all drafts, and an entry is dropped only where that is asked.
    std::fs::remove_file(desk.0.join("drafts/old.md")).unwrap();
    let ran = desk.run(&["check", "drafts", "--baseline", "known.json"]);
    assert_eq!(ran.status, Some(0));
    assert!(
        ran.err.contains(
            "1 entry of known.json is of a draft that is not there any more: --update-baseline --drop-gone drops"
        ),
        "{}",
        ran.err
    );
    let ran = desk.run(&update);
    assert_eq!(ran.status, Some(0));
    assert!(
        ran.err.contains("of a draft that is not there any more, and kept: --drop-gone drops what is"),
        "{}",
        ran.err
    );
    assert_eq!(desk.read("known.json"), before);
    let ran = desk.run(&[&update[..], &["--drop-gone"]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: known.json: +0 \u{2212}1\n"));
    assert_eq!(desk.read("known.json"), "{\"version\":1,\"findings\":[]}\n");
}

/// What is not looked for is not mended: a run without facts loses no entry of facts, one without a check none of it.
#[test]
fn a_run_without_facts_empties_no_baseline() {
    let desk = desk("baseline-factless").with("drafts/day.md", "They met on Monday, 8 June 2021, in Orra.\n");
    let update = ["check", "drafts", "--baseline", "known.json", "--update-baseline"];
    assert_eq!(desk.run(&[&update[..], &["--accept-new"]].concat()).status, Some(0));
    let before = desk.read("known.json");
    assert_eq!(before.matches("fingerprint").count(), 2, "{before}");
    let facts = desk.read("facts.toml");
    let refused = |says: &str| {
        for more in [&[][..], &["--accept-new"], &["--drop-gone"]] {
            let ran = desk.run(&[&update[..], more].concat());
            assert_eq!(ran.status, Some(2), "{}", ran.err);
            assert!(ran.err.contains(says), "{}", ran.err);
            assert_eq!(desk.read("known.json"), before);
        }
    };
    std::fs::remove_file(desk.0.join("facts.toml")).unwrap();
    refused(
        "known.json is left as it is: no facts were found for drafts/old.md, and 1 entry of facts would look mended",
    );
    desk.write("facts.toml", "date = 2021-06-18\n");
    refused("no facts were found for drafts/old.md");
    desk.write("facts.toml", "[facts.dead\n");
    refused("facts.toml:1:");
    std::fs::remove_file(desk.0.join("facts.toml")).unwrap();
    std::fs::create_dir(desk.0.join("facts.toml")).unwrap();
    refused("facts.toml");
    std::fs::remove_dir(desk.0.join("facts.toml")).unwrap();
    // Without an update nothing is lost, and nothing is said to be mended.
    let ran = desk.run(&["check", "drafts", "--baseline", "known.json"]);
    assert!(ran.status == Some(0) && !ran.err.contains("mended"), "{}", ran.err);
    desk.write("facts.toml", &facts);
    // Another desk's facts say nothing of those of this one.
    desk.write("other.toml", "[facts.late]\nabout = [\"train\", \"late\"]\nvalue = 3\n");
    let other = [&update[..], &["--facts", "other.toml"]].concat();
    let ran = desk.run(&other);
    assert_eq!(ran.status, Some(0));
    assert!(
        ran.err.contains("1 entry of known.json is of a fact that is not among these facts, and kept"),
        "{}",
        ran.err
    );
    assert_eq!(desk.read("known.json"), before);
    assert_eq!(desk.run(&[&other[..], &["--drop-gone"]].concat()).err, "factlint: known.json: +0 \u{2212}1\n");
    desk.write("known.json", &before);
    let ran = desk.run(&[&update[..], &["--disable", "weekday"]].concat());
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: known.json: +0 \u{2212}0\n"));
    assert_eq!(desk.read("known.json"), before);
    // Lines have their facts with them, or not.
    let line = |facts: &str| format!("{{\"id\":\"a\",\"text\":\"The fire in Orra killed 43 people.\"{facts}}}\n");
    let fact = ",\"facts\":[{\"id\":\"dead\",\"about\":[\"@killed\",\"Orra\"],\"value\":\"41 people\"}]";
    let lines = ["check", "a.jsonl", "--isolated", "--baseline", "lines.json", "--update-baseline"];
    std::fs::remove_file(desk.0.join("facts.toml")).unwrap();
    desk.write("a.jsonl", &line(fact));
    assert_eq!(
        desk.run(&[&lines[..], &["--accept-new"]].concat()).err.lines().last(),
        Some("factlint: lines.json: +1 \u{2212}0")
    );
    desk.write("a.jsonl", &line(""));
    let ran = desk.run(&lines);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("no facts were found for the line \"a\""), "{}", ran.err);
}

#[test]
fn a_draft_takes_its_findings_along_and_a_copy_does_not() {
    let desk = desk("baseline-moves");
    desk.write("drafts/copy.md", OLD);
    let ran = check(&desk, &[]);
    assert_eq!(ran.status, Some(1), "a copy is new: {}", ran.out);
    std::fs::remove_file(desk.0.join("drafts/copy.md")).unwrap();
    std::fs::create_dir(desk.0.join("drafts/2021")).unwrap();
    std::fs::rename(desk.0.join("drafts/old.md"), desk.0.join("drafts/2021/fire.md")).unwrap();
    assert_eq!(check(&desk, &[]).status, Some(0));
    let ran = check(&desk, &["--update-baseline"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: known.json: +0 \u{2212}0\n"));
    assert!(desk.read("known.json").contains("\"draft\":\"drafts/2021/fire.md\""));
    // From another folder the paths are the same.
    let args = ["check", ".", "--facts", "../facts.toml", "--baseline", "../known.json"];
    let inside = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"));
    let mut inside = inside;
    let status = inside.args(args).current_dir(desk.0.join("drafts")).output().unwrap().status;
    assert_eq!(status.code(), Some(0));
}

#[test]
fn a_known_disagreement_is_not_taken_for_what_it_was_not() {
    let desk = desk("baseline-verdict");
    // Another wrong figure in the known place is another mistake.
    desk.write("drafts/old.md", &OLD.replace("43", "44"));
    assert_eq!(check(&desk, &[]).status, Some(1));
}

#[test]
fn lines_of_json_are_known_by_their_ids() {
    let desk = Desk::new("baseline-lines").with("facts.toml", FACTS);
    let line = |id: &str, n: u32| format!("{{\"id\":\"{id}\",\"text\":\"The fire in Orra killed {n} people.\"}}\n");
    desk.write("a.jsonl", &(line("a", 43) + &line("b", 44)));
    let args = ["check", "a.jsonl", "--facts", "facts.toml", "--baseline", "known.json"];
    let begun = desk.run(&[&args[..], &["--update-baseline", "--accept-new"]].concat());
    assert_eq!(begun.err, "factlint: known.json: +2 \u{2212}0\n");
    assert!(desk.read("known.json").contains("\"id\":\"\\\"a\\\"\""), "{}", desk.read("known.json"));
    desk.write("a.jsonl", &(line("b", 44) + &line("a", 43)));
    assert_eq!(desk.run(&args).status, Some(0));
    desk.write("a.jsonl", &(line("b", 44) + &line("c", 43)));
    assert_eq!(desk.run(&args).status, Some(1));
}

#[test]
fn a_missing_or_broken_baseline_stops_the_run_and_is_left_alone() {
    let desk = desk("baseline-broken");
    let good = desk.read("known.json");
    for (broken, says) in [
        (String::new(), "known.json is no baseline"),
        (good[..good.len() - 4].to_owned(), "known.json is no baseline"),
        (good.replace("\"version\":1", "\"version\":9"), "its version is 9"),
        (good.replace("disagree\"", "disagree\",\"line\":3"), "unknown field"),
        (good.replace("disagree\"", "disagrees\""), "`disagrees` is no verdict: did you mean `disagree`?"),
    ] {
        desk.write("known.json", &broken);
        for more in [&[][..], &["--update-baseline"], &["--update-baseline", "--accept-new"]] {
            let ran = check(&desk, more);
            assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{broken}");
            assert!(ran.err.contains(says), "{}", ran.err);
            assert_eq!(desk.read("known.json"), broken);
        }
    }
    std::fs::remove_file(desk.0.join("known.json")).unwrap();
    for more in [&[][..], &["--update-baseline"]] {
        let ran = check(&desk, more);
        assert_eq!(ran.status, Some(2));
        assert!(ran.err.contains("is not there"), "{}", ran.err);
    }
    std::fs::create_dir(desk.0.join("known.json")).unwrap();
    assert_eq!(check(&desk, &["--update-baseline", "--accept-new"]).status, Some(2));
}
