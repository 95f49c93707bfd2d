//! `factlint impact` from outside: which drafts a change of the facts makes wrong, against a file and a git revision,
//! with the statuses that a CI goes by; and over all golden cases what has to hold whatever the facts are.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::impact::{News, Turn, changes, turns};
use factlint::verdict::{Grade, Verdict};
use factlint::{Checker, Document, Facts, Finding, Settings};
use serde_json::Value;
use support::fire::{DRAFT, FACTS, git, repository};
use support::{Desk, Ran, lexicon, repo};

/// A desk whose facts changed: 43 people, as the draft has it, were 41, and 17 wounded are 19.
fn desk(name: &str) -> Desk {
    let new = FACTS.replace("41 people", "43 people").replace("17 people", "19 people");
    Desk::new(name).with("old.toml", FACTS).with("new.toml", &new).with("drafts/fire.md", DRAFT)
}

fn impact(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["impact", "old.toml", "new.toml", "drafts"], more].concat())
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err))
}

#[test]
fn it_says_what_is_wrong_now_what_is_right_and_what_to_write() {
    let desk = desk("impact-both");
    let ran = impact(&desk, &[]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(1), ""));
    for said in ["dead  (1 now right)", "NOW WRONG 5:12", "write       19 people", "now right  3:25  43 people"] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    // The other way round, too.
    let ran = desk.run(&["impact", "new.toml", "old.toml", "drafts", "--format", "json"]);
    let told = json(&ran);
    assert_eq!((ran.status, &told["summary"]["wrong"], &told["summary"]["right"]), (Some(1), &1.into(), &1.into()));
    let claims = told["drafts"][0]["claims"].as_array().unwrap();
    assert_eq!(claims[0]["new"]["suggestion"], "41 people");
    assert_eq!((&claims[0]["old"]["verdict"], &claims[0]["fix"]), (&"match".into(), &true.into()));
}

#[test]
fn what_it_says_fix_would_mend_fix_mends() {
    let desk = desk("impact-fix");
    desk.write("drafts/words.md", "“It wounded 17 people in Orra,” Brandt said.\n");
    let told = json(&impact(&desk, &["--format", "json"]));
    assert_eq!((&told["summary"]["wrong"], &told["summary"]["fix"]), (&2.into(), &1.into()));
    let ran = desk.run(&["check", "drafts", "--facts", "new.toml", "--fix"]);
    assert!(ran.err.contains("1 figure mended"), "{}", ran.err);
    let told = json(&impact(&desk, &["--format", "json"]));
    assert_eq!((&told["summary"]["wrong"], &told["summary"]["fix"]), (&1.into(), &0.into()));
}

#[test]
fn the_status_is_of_what_fails_now_and_did_not() {
    let desk = desk("impact-status");
    assert_eq!(impact(&desk, &["--fail-on", "never"]).status, Some(0));
    assert_eq!(impact(&desk, &["--fail-on", "ambiguous,missing"]).status, Some(0));
    desk.write("factlint.toml", "fail-on = \"never\"\n");
    assert_eq!(impact(&desk, &[]).status, Some(0));
    assert_eq!(impact(&desk, &["--fail-on", "disagree"]).status, Some(1));
    std::fs::remove_file(desk.0.join("factlint.toml")).unwrap();
    // What was wrong before and is wrong still fails nothing.
    desk.write("drafts/fire.md", "The fire in Orra wounded 71 people.\n");
    let ran = impact(&desk, &[]);
    assert_eq!(ran.status, Some(0), "{}", ran.out);
    assert!(ran.out.contains("STILL WRONG 1:26") && ran.out.contains("write       19 people"), "{}", ran.out);
    // A fact that goes leaves its claims unchecked.
    desk.write("drafts/fire.md", "The fire in Orra wounded 17 people.\n");
    desk.write("new.toml", "");
    let ran = impact(&desk, &["--fail-on", "unchecked"]);
    assert_eq!(ran.status, Some(1), "{}", ran.out);
    assert_eq!(impact(&desk, &[]).status, Some(0));
    // Less than an error.
    desk.write("new.toml", &FACTS.replace("\"17 people\"", "\"19 people\"\nseverity = \"warning\""));
    assert_eq!(impact(&desk, &[]).status, Some(0));
    assert_eq!(impact(&desk, &["--fail-on", "warning"]).status, Some(1));
}

#[test]
fn a_run_that_cannot_be_made_says_so() {
    let desk = desk("impact-none");
    for (args, says) in [
        (&["impact", "old.toml", "new.toml"][..], "no draft"),
        (&["impact", "--since", "main", "new.toml"], "no draft"),
        (&["impact"], "required"),
        (&["impact", "gone.toml", "new.toml", "drafts"], "gone.toml"),
        (&["impact", "old.toml", "gone.toml", "drafts"], "gone.toml"),
        (&["impact", "old.toml", "new.toml", "gone"], "gone"),
        (&["impact", "old.toml", "new.toml", "drafts", "--format", "sarif"], "sarif"),
        (&["impact", "--since", "main", "new.toml", "drafts"], "no git repository"),
    ] {
        let ran = desk.run(args);
        assert_eq!(ran.status, Some(2), "{args:?}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
    desk.write("old.toml", "[facts.dead\n");
    let ran = impact(&desk, &[]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""));
    assert!(ran.err.contains("old.toml:1:"), "{}", ran.err);
    desk.write("a.jsonl", "{}\n");
    assert_eq!(desk.run(&["impact", "new.toml", "new.toml", "a.jsonl"]).status, Some(2));
}

#[test]
fn a_draft_that_cannot_be_read_is_told_and_the_others_are_checked() {
    let desk = desk("impact-bad");
    std::fs::write(desk.0.join("drafts/bad.md"), b"\xff\xfe").unwrap();
    let ran = impact(&desk, &["--format", "json"]);
    assert_eq!(ran.status, Some(3), "{}", ran.err);
    let told = json(&ran);
    assert_eq!((&told["summary"]["drafts"], &told["summary"]["unreadable"]), (&1.into(), &1.into()));
    assert_eq!(told["drafts"][1]["path"], "drafts/bad.md");
}

#[test]
fn a_revision_of_the_facts_is_what_git_has() {
    let desk = repository("impact-since");
    let since = |rev: &str, more: &[&str]| {
        let rev = format!("--since={rev}");
        desk.run(&[&["impact", &rev, "desk/facts.toml", "desk/drafts", "--format", "json"], more].concat())
    };
    let ran = since("main", &[]);
    assert_eq!((ran.status, &json(&ran)["summary"]["changes"]), (Some(0), &0.into()), "{}", ran.err);
    desk.write("desk/facts.toml", &FACTS.replace("17 people", "19 people"));
    let ran = since("main", &[]);
    let told = json(&ran);
    assert_eq!((ran.status, &told["summary"]["wrong"]), (Some(1), &1.into()));
    assert_eq!(told["old"], "desk/facts.toml in main");
    assert_eq!(told["changes"][0]["old"]["file"], "main:desk/facts.toml");
    assert_eq!(told["changes"][0]["new"]["file"], "desk/facts.toml");
    git(&desk, &["commit", "-q", "-a", "-m", "counted again"]);
    assert_eq!(json(&since("HEAD", &[]))["summary"]["changes"], 0);
    assert_eq!(json(&since("HEAD~1", &[]))["summary"]["wrong"], 1);
    for rev in ["nowhere", "--help", "", "HEAD;touch x", "$(touch x)", "-o x"] {
        let ran = since(rev, &[]);
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{rev}");
        assert!(ran.err.contains("is no revision"), "{rev}: {}", ran.err);
    }
    assert!(!desk.0.join("x").exists());
    // Facts that were not there yet are all new, and so are those that nobody can read any more.
    desk.write("desk/more.toml", FACTS);
    let ran = desk.run(&["impact", "--since", "main", "desk/more.toml", "desk/drafts"]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.err.contains("desk/more.toml is not in main: all its facts count as added"), "{}", ran.err);
    let outside = Desk::new("impact-outside").with("facts.toml", FACTS);
    let path = outside.0.join("facts.toml").to_string_lossy().into_owned();
    let ran = desk.run(&["impact", "--since", "main", &path, "desk/drafts"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("lies outside of the repository"), "{}", ran.err);
    desk.write("desk/facts.toml", "[facts.dead\n");
    git(&desk, &["commit", "-q", "-a", "-m", "broken"]);
    desk.write("desk/facts.toml", FACTS);
    let ran = since("main", &[]);
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.err.contains("the facts of main cannot be read"), "{}", ran.err);
}

/// A folder of facts, one of which includes another, from inside of the repository.
#[test]
fn a_revision_has_what_its_facts_include() {
    let desk = repository("impact-folder");
    desk.write(
        "desk/facts.toml",
        &format!("include = [\"more/hurt.toml\"]\n{}", FACTS.split("[facts.hurt]").next().unwrap()),
    );
    desk.write("desk/more/hurt.toml", &format!("[facts.hurt]{}", FACTS.split("[facts.hurt]").nth(1).unwrap()));
    git(&desk, &["add", "."]);
    git(&desk, &["commit", "-q", "-m", "two files"]);
    desk.write("desk/more/hurt.toml", "[facts.hurt]\nabout = [\"@wounded\", \"Orra\"]\nvalue = \"19 people\"\n");
    let told = json(&desk.run(&["impact", "--since", "HEAD", "desk", "desk/drafts", "--format", "json"]));
    assert_eq!(told["changes"].as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(told["changes"][0]["old"]["file"], "HEAD:desk/more/hurt.toml");
    assert_eq!(told["summary"]["wrong"], 1);
    let told = json(&desk.run(&["impact", "--since", "HEAD~1", "desk", "desk/drafts", "--format", "json"]));
    assert_eq!(told["changes"][0]["fact"], "hurt", "{told}");
}

#[test]
fn a_report_appears_whole_in_its_file() {
    let desk = desk("impact-output");
    let ran = impact(&desk, &["--format", "markdown", "--output", "drafts/impact.md"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(1), ""), "{}", ran.err);
    assert!(desk.read("drafts/impact.md").contains("- [ ] **now wrong**, line 5: \u{201c}17 people\u{201d}"));
    // And is no draft the next time.
    let ran = impact(&desk, &["--format", "markdown", "--output", "drafts/impact.md"]);
    assert!(desk.read("drafts/impact.md").contains("of 1 draft judged otherwise"), "{}", ran.err);
    let ran = impact(&desk, &["--output", "gone/impact.md"]);
    assert_eq!(ran.status, Some(2));
}

#[test]
fn nothing_of_drafts_or_facts_steers_a_terminal_a_page_or_a_log() {
    let desk = support::drafts::hostile("impact-hostile");
    let stem = "=a, ##[error]<b>|";
    let facts = desk.read(&format!("{stem}.facts.toml"));
    desk.write("old.toml", &facts.replace("3 people", "5 people").replace("13 people", "31 people"));
    for format in ["human", "json", "markdown"] {
        let (new, draft) = (format!("{stem}.facts.toml"), format!("{stem}.txt"));
        let ran = desk.run(&["impact", "old.toml", &new, &draft, "--format", format]);
        assert_eq!(ran.status, Some(1), "{}", ran.err);
        let out = format!("{}{}", ran.out, ran.err);
        assert!(!out.contains("##[error]") && !out.contains("##vso["), "{format}: {out}");
        assert!(!out.lines().any(|l| l.trim_start().starts_with("::")), "{format}: {out}");
        assert!(
            !out.contains('\u{1b}') && (format == "json" || !out.contains(['\u{202e}', '\u{2066}'])),
            "{format}: {out:?}"
        );
        if format == "markdown" {
            assert!(!out.contains("</script>") && !out.contains("@admin") && !out.contains("[a](http"), "{out}");
        }
    }
}

/// Whatever the facts: the same ones change nothing, and new ones bring just what `check` finds with them.
#[test]
fn over_all_golden_cases_the_turns_are_what_two_checks_differ_in() {
    let (mut cases, mut wrong, mut right) = (0, 0, 0);
    for folder in ["tests/golden", "tests/planted"].iter().flat_map(|f| std::fs::read_dir(repo(f)).unwrap()) {
        let folder = folder.unwrap().path();
        let Ok(text) = std::fs::read_to_string(folder.join("draft.md")) else { continue };
        let Ok(facts) = support::facts(&folder.join("facts.toml")) else { continue };
        let name = folder.display();
        let document = Document::markdown("draft.md", text).unwrap();
        let none = Facts { date: facts.date.clone(), ..Facts::default() };
        let check = |facts: &Facts| Checker::new(lexicon(), facts, Settings::default()).check(&document);
        let (without, with) = (check(&none), check(&facts));
        assert!(changes(&facts, &facts, lexicon()).is_empty(), "{name}");
        let between = |(old, was): (&Facts, &factlint::Checked), (new, is): (&Facts, &factlint::Checked)| {
            let changes = changes(old, new, lexicon());
            let all = turns(was, is, &News::of(&changes, old, new, lexicon()));
            assert!(all.iter().all(|t| t.old.is_some() || t.new.is_some()), "{name}");
            move |turn: Turn| all.iter().filter(|t| t.turn == turn).count()
        };
        let same = between((&facts, &with), (&facts, &with));
        assert!(Turn::ALL.iter().all(|turn| same(*turn) == 0), "{name}");
        let of = |checked: &factlint::Checked, which: fn(&Finding) -> bool| {
            checked.findings.iter().filter(|f| which(f)).count()
        };
        let disagrees: fn(&Finding) -> bool = |f| f.verdict == Verdict::Disagree && f.rule != "mark";
        let agrees: fn(&Finding) -> bool = |f| matches!(f.verdict, Verdict::Match(g) if g != Grade::Loose);
        // What disagrees without facts may be settled by one.
        if of(&without, disagrees) == 0 {
            let (come, go) = (between((&none, &without), (&facts, &with)), between((&facts, &with), (&none, &without)));
            assert_eq!(come(Turn::Wrong), of(&with, disagrees), "{name}");
            assert_eq!(come(Turn::Confirmed), of(&with, agrees), "{name}");
            let gone = go(Turn::Unchecked) + go(Turn::Right);
            assert!(gone >= of(&with, disagrees) + of(&with, agrees), "{name}");
        }
        cases += 1;
        wrong += of(&with, disagrees);
        right += of(&with, agrees);
    }
    assert!(cases > 50 && wrong > 100 && right > 200, "only {wrong} and {right} in {cases} cases");
}
