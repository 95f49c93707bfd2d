//! `factlint.toml` from outside: which one is obeyed, what it does, and that `factlint config` tells of the settings that
//! `check` goes by.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use serde_json::Value;
use std::process::Command;
use support::{Desk, Ran};

const FIRE: &str = "[facts]\nfire = \"The fire killed 3 people in Skerrow.\"\n";
const WRONG: &str = "The fire killed 4 people in Skerrow.\n";
const RIGHT: &str = "The fire killed 3 people in Skerrow.\n";

/// A desk whose search upwards ends at its own root.
fn desk(name: &str) -> Desk {
    Desk::new(&format!("config-{name}")).with(".git/HEAD", "")
}

/// Runs the program with something on standard input.
fn piped(desk: &Desk, arguments: &[&str], text: &str) -> Ran {
    desk.write(".input", text);
    let input = std::fs::File::open(desk.0.join(".input")).unwrap();
    let ran = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(arguments)
        .current_dir(&desk.0)
        .stdin(input)
        .env_remove("GITHUB_STEP_SUMMARY")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Ran { status: ran.status.code(), out: text(&ran.stdout), err: text(&ran.stderr) }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect(text)
}

/// The drafts that a run reports, and the verdicts of each.
fn verdicts(ran: &Ran) -> Vec<(String, Vec<String>)> {
    let document = json(&ran.out);
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let drafts = document["drafts"].as_array().unwrap();
    let of = |draft: &Value| draft["findings"].as_array().unwrap().iter().map(|f| text(&f["verdict"])).collect();
    drafts.iter().map(|draft| (text(&draft["path"]), of(draft))).collect()
}

/// A setting as `factlint config` tells it: each value, and where it comes from.
fn setting(told: &Value, name: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
    let from = |value: &Value| match value["from"].as_str().unwrap() {
        "flag" => text(&value["flag"]),
        "configuration" | "front-matter" => {
            format!("{}:{}:{}", text(&value["file"]), value["line"], value["column"])
        }
        other => other.to_owned(),
    };
    told["settings"][name].as_array().unwrap().iter().map(|v| (text(&v["value"]), from(v))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(value, from)| ((*value).to_owned(), (*from).to_owned())).collect()
}

#[test]
fn every_setting_is_told_with_its_place() {
    let desk = desk("places")
        .with("desk.toml", FIRE)
        .with("packs/own.toml", "")
        .with(
            "factlint.toml",
            "facts = \"desk.toml\"\ndate = 2015-05-12\nrules = \"packs\"\nexclude = [\"old/\"]\n\n[severity]\nsum = \"note\"\n",
        )
        .with("sport/factlint.toml", "fail-on = [\"disagree\", \"loose\"]\ndisable = \"rank\"\n")
        .with("sport/a.md", RIGHT)
        .with("sport/b.md", "---\ntitle: A fire\nfacts: ../desk.toml\ndate: 2016-01-02\n---\nNothing.\n")
        .with("old/c.txt", RIGHT);
    let ran = desk.run(&["config", "sport/a.md", "--format", "json", "--disable", "sum"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{}", ran.out);
    let told = json(&ran.out);
    assert_eq!(told["configurations"], serde_json::json!(["sport/factlint.toml", "factlint.toml"]));
    for (name, expected) in [
        ("format", &[("markdown", "name")][..]),
        ("facts", &[("desk.toml", "factlint.toml:1:1")]),
        ("date", &[("2015-05-12", "factlint.toml:2:1")]),
        ("rules", &[("packs", "factlint.toml:3:1")]),
        ("exclude", &[("old/", "factlint.toml:4:1")]),
        ("severity", &[("sum = note", "factlint.toml:6:2")]),
        ("fail-on", &[("disagree", "sport/factlint.toml:1:1"), ("loose", "sport/factlint.toml:1:1")]),
        ("disable", &[("rank", "sport/factlint.toml:2:1"), ("sum", "--disable")]),
    ] {
        assert_eq!(setting(&told, name), pairs(expected), "{name}");
    }
    let told = json(&desk.run(&["config", "sport/b.md", "--format", "json", "--fail-on", "never"]).out);
    for (name, expected) in [
        ("facts", ("sport/../desk.toml", "sport/b.md:3:1")),
        ("date", ("2016-01-02", "sport/b.md:4:1")),
        ("fail-on", ("never", "--fail-on")),
    ] {
        assert_eq!(setting(&told, name), pairs(&[expected]), "{name}");
    }
    let told = json(&desk.run(&["config", "old/c.txt", "--format", "json"]).out);
    assert_eq!((&told["excluded"], setting(&told, "format")), (&true.into(), pairs(&[("text", "name")])));
    assert_eq!(setting(&told, "fail-on"), pairs(&[("disagree", "default")]));
}

/// `check` names its facts and its dateline: what `config` tells must be the same, whatever the options.
#[test]
fn what_is_told_is_what_a_check_goes_by() {
    let desk = desk("same")
        .with("facts.toml", &format!("date = 2011-01-01\n{FIRE}"))
        .with("own.toml", FIRE)
        .with("in/factlint.toml", "facts = \"desk\"\ndate = 2012-02-02\n[folders.sport]\nfacts = \"sport.toml\"\n")
        .with("in/desk/x.toml", FIRE)
        .with("in/desk/y.toml", "")
        .with("in/sport.toml", FIRE)
        .with("a.md", WRONG)
        .with("in/b.md", WRONG)
        .with("in/c.md", WRONG)
        .with("in/c.facts.toml", FIRE)
        .with("in/sport/d.md", WRONG)
        .with("in/e.md", "---\nfacts: [../own.toml]\n---\nThe fire killed 4 people in Skerrow.\n")
        .with("wire.txt", "SKERROW, 3 March 2013 (Agency) \u{2014} The fire killed 4 people in Skerrow.\n");
    let mut seen = 0;
    for draft in ["a.md", "in/b.md", "in/c.md", "in/sport/d.md", "in/e.md", "wire.txt"] {
        for options in [
            &[][..],
            &["--facts", "own.toml"],
            &["--date", "2014-04-04"],
            &["--isolated"],
            &["--config", "in/factlint.toml"],
        ] {
            let told = json(&desk.run(&[&["config", draft, "--format", "json"], options].concat()).out);
            let checked = desk.run(&[&["check", draft], options].concat()).out;
            let facts: Vec<String> = setting(&told, "facts").into_iter().map(|(value, _)| value).collect();
            let first = checked.lines().next().unwrap_or("");
            assert_eq!(first, format!("Facts: {}", facts.join(", ")), "{draft} {options:?}");
            let date = setting(&told, "date");
            let says = date.first().map_or("no dateline".to_owned(), |(value, _)| format!("dateline {value}"));
            assert!(checked.contains(&format!("{draft} ({says})")), "{draft} {options:?}: {says}\n{checked}");
            seen += 1;
        }
    }
    assert_eq!(seen, 30);
    let from = |draft: &str, name: &str| {
        let told = json(&desk.run(&["config", draft, "--format", "json"]).out);
        setting(&told, name).first().map(|(_, from)| from.clone()).unwrap_or_default()
    };
    assert_eq!(from("a.md", "facts"), "above");
    assert_eq!(from("a.md", "date"), "facts");
    assert_eq!(from("in/c.md", "facts"), "beside");
    assert_eq!(from("in/sport/d.md", "facts"), "in/factlint.toml:4:1");
    assert_eq!(from("wire.txt", "date"), "text");
}

#[test]
fn what_exclude_names_is_left_out_of_folders_and_where_it_is_asked_for_of_paths_too() {
    let desk = desk("exclude")
        .with("facts.toml", FIRE)
        .with("factlint.toml", "exclude = [\"old/\", \"*.txt\"]\n")
        .with("old/a.md", WRONG)
        .with("b.txt", WRONG)
        .with("c.md", RIGHT);
    let check = |arguments: &[&str]| {
        let ran = desk.run(&[&["check", "--format", "json"], arguments].concat());
        let drafts = if ran.out.is_empty() { Vec::new() } else { verdicts(&ran) };
        (ran.status, drafts.into_iter().map(|(path, _)| path).collect::<Vec<_>>(), ran.err)
    };
    assert_eq!(check(&["."]), (Some(0), vec!["c.md".to_owned()], String::new()));
    let named = ["old/a.md", "b.txt", "c.md"];
    assert_eq!(check(&named).0, Some(1));
    assert_eq!(check(&named).1, named);
    let (status, drafts, said) = check(&[&named[..], &["--force-exclude"]].concat());
    assert_eq!((status, drafts), (Some(0), vec!["c.md".to_owned()]));
    assert_eq!(said, "factlint: left out, since `exclude` names them: old/a.md, b.txt\n");
    // A hook that hands over nothing else has nothing to complain of.
    let (status, drafts, said) = check(&["old/a.md", "--force-exclude"]);
    assert_eq!((status, drafts), (Some(0), Vec::new()));
    assert!(said.starts_with("factlint: left out"), "{said}");
    // From below, and with steps upwards in the path.
    let ran = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "--force-exclude", "../old/a.md", "../c.md", "--format", "jsonl"])
        .current_dir(desk.0.join("old"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stdout).into_owned();
    assert!(said.starts_with("{\"id\":\"../c.md\"") && said.lines().count() == 1, "{said}");
    let ran = piped(&desk, &["check", "-", "--stdin-filename", "old/new.md", "--force-exclude"], WRONG);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: left out, since `exclude` names it: old/new.md\n"));
}

#[test]
fn a_folder_that_is_named_is_searched_whatever_leaves_it_out_of_others() {
    let desk = desk("exclude-folder")
        .with("facts.toml", FIRE)
        .with("factlint.toml", "exclude = [\"old/\", \"*.txt\", \"/notes/*\", \"!kept.md\"]\n")
        .with("old/deep/a.md", WRONG)
        .with("old/b.txt", WRONG)
        .with("texts/c.txt", WRONG)
        .with("texts/d.txt", WRONG)
        .with("notes/e.md", WRONG)
        .with("old/kept.md", RIGHT)
        .with("empty/x.toml", "");
    let check = |arguments: &[&str]| {
        let ran = desk.run(&[&["check", "--format", "json"], arguments].concat());
        let drafts = if ran.out.is_empty() { Vec::new() } else { verdicts(&ran) };
        (ran.status, drafts.into_iter().map(|(path, _)| path).collect::<Vec<_>>(), ran.err)
    };
    let all = |drafts: &[&str]| drafts.iter().map(|d| (*d).to_owned()).collect::<Vec<_>>();
    assert_eq!(check(&["."]), (Some(0), all(&["old/kept.md"]), String::new()));
    // What leaves out the folder itself, or one that it lies in, does not hold where it is named; all else does.
    for folder in ["old", "./old/", "empty/../old"] {
        let (status, drafts, said) = check(&[folder]);
        assert_eq!((status, drafts.len(), said.as_str()), (Some(1), 2, ""), "{folder}: {drafts:?}");
        assert!(drafts[0].ends_with("old/deep/a.md") && drafts[1].ends_with("old/kept.md"), "{folder}: {drafts:?}");
    }
    assert_eq!(check(&["old/deep"]).1, all(&["old/deep/a.md"]));
    // That nothing is left is no pass, and the message says what leaves it out.
    let (status, drafts, said) = check(&["texts"]);
    assert_eq!((status, drafts), (Some(2), Vec::new()));
    assert!(said.contains("`exclude` in factlint.toml names all 2 drafts of texts"), "{said}");
    let (status, _, said) = check(&["notes", "empty"]);
    assert!(status == Some(2) && said.contains("names the only draft of notes"), "{said}");
    // Hooks hand over whatever has changed: for them it is no reason to fail.
    for (arguments, drafts) in [
        (&["texts"][..], &[][..]),
        (&["old/deep"], &[]),
        (&["notes/", "texts"], &[]),
        (&["texts", "."], &["old/kept.md"]),
    ] {
        let (status, checked, said) = check(&[arguments, &["--force-exclude"]].concat());
        assert_eq!((status, checked), (Some(0), all(drafts)), "{arguments:?}: {said}");
        assert!(said.starts_with("factlint: left out, since `exclude` names"), "{said}");
        assert!(!said.contains("no facts"), "{said}");
    }
    let (status, _, said) = check(&["empty", "--force-exclude"]);
    assert!(status == Some(2) && said.contains("no draft found"), "{said}");
    // Nor is that one where it was said so; what is not there at all is.
    for folder in ["empty", "texts"] {
        let (status, drafts, said) = check(&[folder, "--pass-without-drafts"]);
        assert_eq!((status, drafts), (Some(0), Vec::new()), "{said}");
        assert!(said.contains("no draft found, so that there is nothing to check"), "{said}");
    }
    assert_eq!(check(&["nowhere", "--pass-without-drafts"]).0, Some(2));
    assert_eq!(check(&["old", "--pass-without-drafts"]).0, Some(1));
    for (format, says) in [
        ("human", "Nothing was checked: there is no draft."),
        ("markdown", "Nothing was checked: there is no draft."),
        ("junit", "<testcase name=\"no draft\""),
    ] {
        let ran = desk.run(&["check", "empty", "--pass-without-drafts", "--format", format]);
        assert!(ran.status == Some(0) && ran.out.contains(says), "{format}: {}", ran.out);
    }
}

#[test]
fn one_configuration_instead_of_those_above_or_none_at_all() {
    let desk = desk("instead")
        .with("desk.toml", FIRE)
        .with("factlint.toml", "facts = \"desk.toml\"\nfail-on = \"never\"\n")
        .with("ci/strict.toml", "facts = \"../desk.toml\"\nfail-on = \"disagree\"\nexclude = \"/drafts/old\"\n")
        .with("drafts/a.md", WRONG)
        .with("drafts/old/b.md", WRONG);
    let check = |options: &[&str]| desk.run(&[&["check", "drafts", "--format", "json"], options].concat());
    assert_eq!((check(&[]).status, verdicts(&check(&[])).len()), (Some(0), 2));
    let strict = check(&["--config", "ci/strict.toml"]);
    assert_eq!((strict.status, verdicts(&strict)), (Some(1), vec![("drafts/a.md".into(), vec!["disagree".into()])]));
    let alone = check(&["--isolated"]);
    assert_eq!(
        (alone.status, verdicts(&alone).first().map(|(_, v)| v.clone())),
        (Some(0), Some(vec!["unchecked".into()]))
    );
    assert_eq!(
        alone.err,
        "factlint: no facts were found; give some with --facts FILE, or put them in facts.toml beside the draft\n"
    );
    assert_eq!(check(&["--isolated", "--config", "ci/strict.toml"]).status, Some(2));
    let gone = check(&["--config", "ci/gone.toml"]);
    assert_eq!((gone.status, gone.out.as_str()), (Some(2), ""));
    assert!(gone.err.starts_with("ci/gone.toml:1:1: error[unreadable]: cannot be read"), "{}", gone.err);
    // Other commands obey it too.
    desk.write("broken.toml", "rulse = 3\n");
    for command in [
        &["explain", "drafts/a.md:1"][..],
        &["extract", "drafts/a.md"],
        &["init", "drafts/a.md"],
        &["rules"],
        &["facts", "desk.toml"],
        &["config", "drafts/a.md"],
    ] {
        let ran = desk.run(&[command, &["--config", "broken.toml"]].concat());
        assert_eq!(ran.status, Some(2), "{command:?}: {}", ran.out);
        assert!(ran.err.contains("broken.toml:1:1: error[unknown-key]"), "{command:?}: {}", ran.err);
        desk.write("factlint.toml", "rulse = 3\n");
        assert_eq!(desk.run(command).status, Some(2), "{command:?}");
        assert_eq!(desk.run(&[command, &["--isolated"]].concat()).status, Some(0), "{command:?}");
    }
}

#[test]
fn each_draft_has_the_facts_of_its_folder() {
    let desk = desk("folders")
        .with("news.toml", FIRE)
        .with("sport.toml", "[facts]\ngame = \"Tarn beat Orle 3-1 in Skerrow.\"\n")
        .with(
            "factlint.toml",
            "facts = \"news.toml\"\n\n[folders.\"drafts/sport\"]\nfacts = \"sport.toml\"\nfail-on = \"never\"\n",
        )
        .with("drafts/a.md", WRONG)
        .with("drafts/sport/b.md", "Tarn beat Orle 3-2 in Skerrow. The fire killed 4 people in Skerrow.\n");
    let ran = desk.run(&["check", "drafts", "--format", "json"]);
    let expected = [("drafts/a.md", vec!["disagree"]), ("drafts/sport/b.md", vec!["disagree", "unchecked"])];
    let expected = expected.map(|(path, v)| (path.to_owned(), v.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!((ran.status, verdicts(&ran)), (Some(1), expected.to_vec()));
    assert_eq!(desk.run(&["check", "drafts/sport"]).status, Some(0));
    desk.write("factlint.toml", "[folders.\"drafts/sprot\"]\nfacts = \"sport.toml\"\n");
    let ran = desk.run(&["check", "drafts"]);
    assert!(
        ran.err.starts_with("factlint.toml:1:10: warning[bad-folder]: there is no folder drafts/sprot"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("did you mean \"sport\"?"), "{}", ran.err);
    assert_eq!(ran.status, Some(0));
}

#[test]
fn a_draft_on_standard_input_is_what_its_name_says() {
    let desk = desk("stdin")
        .with("sport/factlint.toml", "fail-on = \"never\"\n")
        .with("sport/game.facts.toml", FIRE)
        .with("game.marks", "ignore fire because \"the count of that night\"\n")
        .with("facts.toml", FIRE);
    let marked = "---\ndate: 2015-05-12\n---\nThe fire killed 4 people in Skerrow.\n";
    let check =
        |name: &str, text: &str| piped(&desk, &["check", "-", "--stdin-filename", name, "--format", "jsonl"], text);
    // Its facts, configuration and name.
    let ran = check("sport/game.md", WRONG);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(ran.out.starts_with("{\"id\":\"sport/game.md\"") && ran.out.contains("\"disagree\""), "{}", ran.out);
    // Its format: front matter is prose in a text.
    assert!(check("a.md", marked).out.contains("\"line\":4"));
    assert!(!check("a.md", marked).out.contains("2015"), "{}", check("a.md", marked).out);
    assert!(check("a.txt", marked).out.contains("2015"));
    // The marks beside it.
    assert_eq!(check("game.md", WRONG).status, Some(0));
    assert_eq!(check("other.md", WRONG).status, Some(1));
    for format in ["github", "gitlab", "sarif", "junit", "rdjsonl", "csv", "markdown", "html", "json", "human"] {
        let ran = piped(&desk, &["check", "--stdin-filename", "news/a.md", "--format", format], WRONG);
        assert!(ran.out.contains("news/a.md"), "{format}: {}", ran.out);
        assert_eq!(ran.status, Some(1), "{format}");
    }
    let told =
        json(&piped(&desk, &["config", "-", "--stdin-filename", "sport/game.md", "--format", "json"], WRONG).out);
    assert_eq!(setting(&told, "facts"), pairs(&[("sport/game.facts.toml", "beside")]));
    assert_eq!(setting(&told, "fail-on"), pairs(&[("never", "sport/factlint.toml:1:1")]));
    for (arguments, says) in [
        (&["check", "a.md", "--stdin-filename", "b.md"][..], "add `-`"),
        (&["check", "--stdin-filename", "b.jsonl"], "JSON Lines"),
        (&["check", "--stdin-filename", "b.md", "--input-format", "jsonl"], "JSON Lines"),
    ] {
        let ran = piped(&desk, arguments, WRONG);
        assert!(ran.status == Some(2) && ran.err.contains(says), "{arguments:?}: {}", ran.err);
    }
}

#[test]
fn a_draft_that_is_not_there_is_no_draft_and_beside_others_one_that_cannot_be_read() {
    let desk = desk("absent").with("facts.toml", FIRE).with("draft.md", RIGHT);
    for command in ["check", "extract", "init", "config"] {
        let ran = desk.run(&[command, "drfat.md"]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{command}");
        assert_eq!(ran.err, "factlint: no draft found: drfat.md is not there; did you mean draft.md?\n", "{command}");
    }
    let ran = desk.run(&["check", "nowhere/a.md", "nowhere/b.md", "--format", "json"]);
    assert_eq!((ran.status, ran.err.lines().count()), (Some(2), 2), "{}", ran.err);
    let ran = desk.run(&["check", "nowhere/a.md", "draft.md", "--format", "jsonl"]);
    assert_eq!((ran.status, ran.out.lines().count()), (Some(3), 2), "{}", ran.out);
    std::fs::write(desk.0.join("latin.md"), b"caf\xe9 for 3 people").unwrap();
    for command in ["check", "extract", "init", "config"] {
        assert_eq!(desk.run(&[command, "latin.md"]).status, Some(3), "{command}");
    }
}

#[test]
fn a_revision_is_checked_with_the_configuration_that_it_had() {
    let desk = Desk::new("config-since")
        .with("desk.toml", FIRE)
        .with("ci/strict.toml", "facts = \"../desk.toml\"\nexclude = \"/drafts/old\"\n")
        .with("drafts/a.md", WRONG)
        .with("drafts/old/b.md", WRONG);
    let git = |arguments: &[&str]| {
        let ran = Command::new("git").args(arguments).current_dir(&desk.0).output();
        ran.is_ok_and(|ran| ran.status.success())
    };
    let who = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org"];
    if !git(&["init", "-q"]) {
        eprintln!("SKIPPED: git is not here");
        return;
    }
    assert!(git(&["add", "-A"]) && git(&[&who[..], &["commit", "-qm", "drafts"]].concat()));
    desk.write("drafts/c.md", WRONG);
    let arguments = ["check", "drafts", "--since", "HEAD", "--config", "ci/strict.toml", "--format", "json"];
    let ran = desk.run(&arguments);
    let told: Vec<(String, usize)> = verdicts(&ran).into_iter().map(|(path, v)| (path, v.len())).collect();
    assert_eq!(told, [("drafts/a.md".to_owned(), 0), ("drafts/c.md".to_owned(), 1)], "{}", ran.err);
    // One that it did not have was not obeyed: without facts nothing was found.
    desk.write("ci/new.toml", "facts = \"../desk.toml\"\n");
    let ran = desk.run(&["check", "drafts/a.md", "--since", "HEAD", "--config", "ci/new.toml", "--format", "json"]);
    assert_eq!(verdicts(&ran), [("drafts/a.md".to_owned(), vec!["disagree".to_owned()])], "{}", ran.err);
}

#[test]
fn no_name_gives_a_runner_a_command() {
    let desk = desk("hostile").with("facts.toml", FIRE);
    let name = "##[error]x\n::error::y.md";
    desk.write(name, RIGHT);
    for format in ["human", "json"] {
        let ran = desk.run(&["config", name, "--format", format]);
        assert_eq!(ran.status, Some(0), "{}", ran.err);
        assert!(!ran.out.contains("##[") && !ran.out.lines().any(|l| l.starts_with("::")), "{}", ran.out);
    }
    desk.write("factlint.toml", "exclude = \"*.md\"\n");
    let ran = desk.run(&["check", "--force-exclude", name]);
    assert!(!ran.err.contains("##[") && !ran.err.lines().any(|l| l.starts_with("::")), "{}", ran.err);
}
