//! Rule packs from outside: those that ship run their examples and are sound by the same reader as a
//! newsroom's own; a newsroom's pack alone makes a new kind of claim and a new concept.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

use factlint::Lexicon;
use factlint::packs::{Stack, examples};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn told(complaints: &[factlint::facts::Complaint]) -> String {
    complaints.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The packs that ship, with their examples.
fn shipped() -> (Stack, Lexicon) {
    let (stack, complaints) = Stack::read(&[], true);
    assert!(complaints.is_empty(), "{}", told(&complaints));
    let lexicon = stack.lexicon().expect("the packs that ship are sound");
    (stack, lexicon)
}

#[test]
fn entries_read_their_examples_and_nothing_that_they_ignore() {
    let (stack, lexicon) = shipped();
    let (failures, run) = examples::run(&lexicon, &stack, |_| true);
    let lines: Vec<String> =
        failures.iter().map(|f| format!("{}:{}: {}", f.place.file, f.place.line, f.message())).collect();
    assert!(lines.is_empty(), "{} examples fail:\n{}", lines.len(), lines.join("\n"));
    assert!(run > 400, "only {run} examples were seen");
    let gists = lexicon.examples.iter().filter(|e| e.text.contains(" -> ")).count();
    assert!(gists > 100, "only {gists} examples with the gist of a claim were seen");
}

/// A line at a time, since the whole is too large to read where it differs; in order, since maps have none.
#[test]
fn the_lexicon_is_the_same_from_rules_and_data_and_as_it_was_built() {
    let toml = Lexicon::english_with_examples().expect("the packs are sound");
    let (_, data) = shipped();
    let built = Lexicon::english().expect("the packs are sound");
    let fields = |l: &Lexicon| {
        let mut bare = l.clone();
        bare.examples.clear();
        bare.entries.clear();
        let mut lines = format!("{bare:#?}").lines().map(str::to_owned).collect::<Vec<_>>();
        lines.sort_unstable();
        lines
    };
    let (toml, built, data) = (fields(&toml), fields(&built), fields(&data));
    assert!(toml.len() > 20_000, "only {} lines", toml.len());
    for (other, what) in [(&built, "built"), (&data, "data")] {
        let differ = toml.iter().zip(other).position(|(a, b)| a != b);
        assert_eq!(differ.map(|i| (&toml[i], &other[i])), None, "{what}");
        assert_eq!(toml.len(), other.len(), "{what}");
    }
}

#[test]
fn every_entry_has_texts_that_it_reads_and_texts_that_it_ignores() {
    let (stack, _) = shipped();
    let mut seen = 0;
    let mut bare = Vec::new();
    for (file, _) in stack.files() {
        for entry in stack.entries(file).filter(|e| e.value.is_none()) {
            seen += 1;
            if entry.reads == 0 || entry.ignores == 0 {
                bare.push(format!("{file}: [{}.{}]", entry.table, entry.id));
            }
        }
    }
    assert!(bare.is_empty(), "{} entries lack examples:\n{}", bare.len(), bare.join("\n"));
    assert!(seen > 150, "only {seen} entries were seen");
}

/// What a newsroom is held to, the packs that ship are held to.
#[test]
fn the_packs_that_ship_are_sound_by_the_reader_of_newsrooms_packs() {
    let complaints = Stack::audit();
    assert!(complaints.is_empty(), "{} complaints\n{}", complaints.len(), told(&complaints));
}

/// The program, run in a folder of its own that goes away with it.
struct Desk(PathBuf);

impl Desk {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let desk = Self(std::env::temp_dir().join(format!("factlint-packs-{name}-{}", std::process::id())));
        let _ = std::fs::remove_dir_all(&desk.0);
        std::fs::create_dir_all(&desk.0).expect("a folder to write");
        for (path, text) in files {
            std::fs::write(desk.0.join(path), text).expect("a file to write");
        }
        desk
    }

    fn run(&self, args: &[&str]) -> (i32, String, String) {
        let packs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packs");
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(args.iter().map(|a| a.replace("PACKS", &packs.to_string_lossy())))
            .current_dir(&self.0)
            .output()
            .expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (out.status.code().unwrap_or(-1), text(&out.stdout), text(&out.stderr))
    }

    /// The claims or findings of a draft.
    fn json(&self, args: &[&str], draft: &str) -> Vec<Value> {
        std::fs::write(self.0.join("draft.txt"), draft).expect("a file to write");
        let (_, out, err) = self.run(&[args, &["draft.txt", "--format", "json"]].concat());
        let told: Value = serde_json::from_str(&out).unwrap_or_else(|e| panic!("{e}: {out}\n{err}"));
        let draft = &told["drafts"][0];
        draft["findings"].as_array().or_else(|| draft["claims"].as_array()).cloned().unwrap_or_default()
    }

    /// What is found of the words in a draft: `disagree`, `match exact`.
    fn verdict(&self, draft: &str, words: &str) -> String {
        let findings = self.json(&["check", "--rules", "PACKS/earthquakes.toml"], draft);
        let found = findings.iter().find(|f| f["text"] == words);
        found.map_or_else(
            || format!("nothing is read as \"{words}\""),
            |f| match f["grade"].as_str() {
                Some(grade) => format!("match {grade}"),
                None => f["verdict"].as_str().unwrap_or("").to_owned(),
            },
        )
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// `kind number min max hedge unit` of the one claim of a draft that is no date.
fn measure(desk: &Desk, draft: &str) -> String {
    let claims = desk.json(&["extract", "--rules", "PACKS/earthquakes.toml"], draft);
    let claims: Vec<&Value> = claims.iter().filter(|c| c["kind"] != "date").collect();
    let [claim] = claims.as_slice() else { panic!("{draft}: {claims:?}") };
    let value = &claim["value"];
    let part = |key: &str| value[key].as_str().map_or_else(|| value[key].to_string(), str::to_owned);
    let kind = claim["kind"].as_str().unwrap_or("");
    format!("{kind} {} {}..{} {} {}", part("number"), part("min"), part("max"), part("hedge"), part("unit"))
}

const FACTS: &str = "date = 2026-10-14
[facts.quake]
about = [\"Halmic\", \"quake | earthquake | tremor\"]
value = \"magnitude 6.3\"

[facts.evicted]
about = [\"@evicted\", \"Halmic\"]
value = \"120 people\"

[facts.lake-quake]
about = [\"Orra\", \"quake\"]
value = 5.1
unit = \"magnitude\"
tolerance = 0.3
";

#[test]
fn a_new_kind_of_claim_is_one_file_and_no_rust() {
    let desk = Desk::new("kind", &[("facts.toml", FACTS)]);
    for (draft, expected) in [
        ("A magnitude 6.3 quake shook Halmic.", "measure 6.3 6.3..6.3 null [Mw]"),
        ("The 6.3-magnitude quake shook Halmic.", "measure 6.3 6.3..6.3 null [Mw]"),
        ("The quake measured 6.3 on the Richter scale.", "measure 6.3 6.3..6.3 null [Mw]"),
        ("The quake had a magnitude of 6.3, the institute said.", "measure 6.3 6.3..6.3 null [Mw]"),
        ("The quake had a magnitude of at least 6.", "measure 6 6..null at-least [Mw]"),
        ("It was of more than magnitude 6.", "measure 6 6..null more-than [Mw]"),
        ("A quake of magnitude 6.1 to 6.5 shook Halmic.", "measure null 6.1..6.5 null [Mw]"),
        ("The quake was between magnitude 6.1 and 6.5.", "measure null 6.1..6.5 null [Mw]"),
        ("The magnitude of 40 aftershocks is not known yet.", "quantity 40 40..40 null aftershock"),
    ] {
        assert_eq!(measure(&desk, draft), expected, "{draft}");
    }
}

#[test]
fn the_new_kind_agrees_within_a_tenth_and_by_the_facts_own_tolerance() {
    let desk = Desk::new("agree", &[("facts.toml", FACTS)]);
    for (draft, words, verdict) in [
        ("A magnitude 6.3 quake shook Halmic.", "magnitude 6.3", "match exact"),
        ("A magnitude 6.4 quake shook Halmic.", "magnitude 6.4", "match rounded"),
        ("A magnitude 6.2 quake shook Halmic.", "magnitude 6.2", "match rounded"),
        ("A magnitude 6.5 quake shook Halmic.", "magnitude 6.5", "disagree"),
        ("The Halmic earthquake measured 7.3 on the Richter scale.", "7.3 on the Richter scale", "disagree"),
        ("The Halmic earthquake had a magnitude of at least 6.", "magnitude of at least 6", "match hedged"),
        ("The Halmic earthquake was between magnitude 6.1 and 6.5.", "between magnitude 6.1 and 6.5", "match hedged"),
        ("A 6.3-magnitude quake shook Karup.", "6.3-magnitude", "unchecked"),
        ("A magnitude 5.4 quake shook Orra.", "magnitude 5.4", "match rounded"),
        ("A magnitude 5.5 quake shook Orra.", "magnitude 5.5", "disagree"),
    ] {
        assert_eq!(desk.verdict(draft, words), verdict, "{draft}");
    }
}

#[test]
fn a_new_concept_has_its_persons_and_its_valency() {
    let desk = Desk::new("concept", &[("facts.toml", FACTS)]);
    for (draft, words, verdict) in [
        ("In Halmic 120 residents were evicted.", "120 residents", "match exact"),
        ("In Halmic 210 people were evicted.", "210 people", "disagree"),
        ("The city evicted 210 people in Halmic.", "210 people", "disagree"),
        ("Evictions in Halmic came to 210 this year.", "210", "disagree"),
        ("In Halmic 210 people were turned out of their homes.", "210 people", "disagree"),
        ("In Halmic 210 tenants were invited.", "210 tenants", "unchecked"),
    ] {
        assert_eq!(desk.verdict(draft, words), verdict, "{draft}");
    }
}

#[test]
fn without_the_pack_there_is_neither() {
    let desk = Desk::new("without", &[("facts.toml", FACTS)]);
    std::fs::write(desk.0.join("draft.txt"), "Nothing.").expect("a file to write");
    let (status, _, err) = desk.run(&["check", "draft.txt"]);
    assert_eq!(status, 2);
    assert!(err.contains("there is no concept `@evicted`"), "{err}");
}

#[test]
fn packs_are_named_by_factlint_toml_and_a_flag_goes_before_it() {
    let pack = "[add.concept.killed]\nnouns = [\"fatal\"]\nreads = [\"40 fatals\"]\n";
    let facts = "[facts.a]\nabout = [\"@killed\", \"Halmic\"]\nvalue = \"43 people\"\n";
    let desk = Desk::new(
        "config",
        &[("facts.toml", facts), ("desk.toml", pack), ("draft.txt", "The fatals in Halmic came to 34.\n")],
    );
    assert_eq!(desk.run(&["check", "draft.txt"]).0, 0, "no pack knows the word");
    std::fs::write(desk.0.join("factlint.toml"), "rules = \"desk.toml\"\n").expect("a file to write");
    assert_eq!(desk.run(&["check", "draft.txt"]).0, 1, "the desk's pack does");
    assert_eq!(desk.run(&["check", "draft.txt", "--rules", "PACKS/earthquakes.toml"]).0, 0, "a flag stands for it");
}

#[test]
fn each_draft_is_read_by_the_packs_of_its_own_folder() {
    let pack = "[add.concept.killed]\nnouns = [\"fatal\"]\nreads = [\"40 fatals\"]\n";
    let facts = "[facts.a]\nabout = [\"@killed\", \"Halmic\"]\nvalue = \"43 people\"\n";
    let desk = Desk::new("folders", &[("facts.toml", facts)]);
    for (folder, rules) in [("a", "rules = \"../desk.toml\"\n"), ("b", "")] {
        std::fs::create_dir_all(desk.0.join(folder)).expect("a folder to write");
        std::fs::write(desk.0.join(folder).join("factlint.toml"), rules).expect("a file to write");
        std::fs::write(desk.0.join(folder).join("d.txt"), "The fatals in Halmic came to 34.\n")
            .expect("a file to write");
    }
    std::fs::write(desk.0.join("desk.toml"), pack).expect("a file to write");
    let (status, out, _) = desk.run(&["check", "a", "b", "--format", "json"]);
    let told: Value = serde_json::from_str(&out).expect("JSON");
    let verdicts: Vec<&str> = (0..2).filter_map(|i| told["drafts"][i]["findings"][0]["verdict"].as_str()).collect();
    assert_eq!((status, verdicts), (1, vec!["disagree", "unchecked"]));
}

#[test]
fn thresholds_of_a_pack_go_before_those_that_ship() {
    let pack = "[thresholds]\nround-share = \"1%\"\n";
    let facts = "[facts.a]\nabout = [\"marchers\", \"Halmic\"]\nvalue = \"6,260 people\"\n";
    let desk = Desk::new("thresholds", &[("facts.toml", facts), ("strict.toml", pack)]);
    let draft = "In Halmic 6,000 marchers came.";
    let verdict = |args: &[&str]| desk.json(args, draft)[0]["verdict"].clone();
    assert_eq!(verdict(&["check"]), "match");
    assert_eq!(verdict(&["check", "--rules", "strict.toml"]), "disagree");
}

#[test]
fn the_packs_of_this_folder_run_their_examples() {
    let desk = Desk::new("examples", &[]);
    let (status, out, err) = desk.run(&["rules", "--test", "--rules", "PACKS", "earthquakes.toml"]);
    assert_eq!((status, err.as_str()), (0, ""), "{out}");
}
