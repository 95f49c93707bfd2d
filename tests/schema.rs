//! The JSON Schemas that `factlint schema` prints, held to what is really read and written, in both directions:
//! what the reader takes the schema takes, and what the reader refuses by its shape the schema refuses.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

mod support;

use boon::{Compiler, Schemas};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{lexicon, repo};

fn factlint(args: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_factlint")).args(args).current_dir(repo("")).output().unwrap();
    String::from_utf8(out.stdout).unwrap()
}

/// A schema that the program prints.
struct Judge {
    schemas: Schemas,
    index: boon::SchemaIndex,
    schema: Value,
}

impl Judge {
    fn of(name: &str) -> Self {
        let schema: Value = serde_json::from_str(&factlint(&["schema", name])).expect("JSON");
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        let place = format!("file:///{name}.json");
        compiler.add_resource(&place, schema.clone()).expect("a schema");
        let index = compiler.compile(&place, &mut schemas).unwrap_or_else(|e| panic!("{name}: {e:#}"));
        Self { schemas, index, schema }
    }

    /// What the schema has against a value.
    fn objection(&self, value: &Value) -> Option<String> {
        self.schemas.validate(value, self.index).err().map(|e| format!("{e:#}"))
    }

    #[track_caller]
    fn takes(&self, what: &str, value: &Value) {
        if let Some(objection) = self.objection(value) {
            panic!("{what} is refused: {objection}");
        }
    }
}

/// TOML as JSON, native dates as text.
fn toml(text: &str) -> Option<Value> {
    fn json(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(time) => Value::String(time.to_string()),
            toml::Value::Array(items) => Value::Array(items.into_iter().map(json).collect()),
            toml::Value::Table(table) => Value::Object(table.into_iter().map(|(k, v)| (k, json(v))).collect()),
            toml::Value::Float(number) => serde_json::to_value(number).unwrap_or(Value::Null),
            other => serde_json::to_value(other).expect("no date"),
        }
    }
    text.parse::<toml::Table>().ok().map(|table| json(toml::Value::Table(table)))
}

/// The files of a folder and of those in it that have this name.
fn files(folder: &str, wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(repo(folder)).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            out.extend(files(path.strip_prefix(repo("")).unwrap().to_str().unwrap(), wanted));
        } else if wanted(&name) {
            out.push(path);
        }
    }
    out
}

#[test]
fn every_facts_file_of_the_repository_validates() {
    let judge = Judge::of("facts");
    let mut seen = 0;
    for path in ["examples", "tests/golden", "tests/real", "tests/cli"]
        .iter()
        .flat_map(|f| files(f, &|n| n.ends_with("facts.toml")))
    {
        let text = std::fs::read_to_string(&path).unwrap();
        // Broken ones are there to be told so.
        let facts = factlint::facts::parse(&text, &path, lexicon());
        let Some(value) = toml(&text).filter(|_| !facts.broken()) else { continue };
        judge.takes(&path.display().to_string(), &value);
        seen += 1;
    }
    assert!(seen > 40, "only {seen} facts files were seen");
}

#[test]
fn facts_that_the_reader_takes_or_refuses_by_shape_the_schema_does_too() {
    let judge = Judge::of("facts");
    let dam = "about = \"dam\"\nvalue = 3\n";
    for text in [
        "",
        "date = 2015-05-12\nsubject = [\"Varna\", \"flood\"]\n",
        "date = \"2015-05-12\"\nsubject = \"flood\"\n[names]\n\"Donbas\" = [\"eastern Ukraine\"]\nRoth = \"Ana Roth\"\n",
        "date = 2015-05-12T16:00:00\n[defaults]\nsource = \"x\"\nas-of = 2015-01-01\ntolerance = \"5%\"\nurl = \"https://example.org\"\n",
        "[facts]\nflood = \"The flood killed 43 people in Varna.\"\n",
        "[facts.a]\nabout = [\"@killed\", \"Donbas\"]\nvalue = \"6,116 people\"\nas-of = \"2015-05-15\"\nunless = \"x\"\nnote = \"y\"\nby = \"police\"\n",
        "[facts.a]\nabout = \"x\"\nvalue = 2014-03-18\nwhen = \"2014\"\ntolerance = 10\nunit = \"km\"\n",
        "[facts.a]\nabout = \"x\"\nvalue = 12.5\nwhen = 2014\nseverity = \"warning\"\nrequired = true\nas-of = 2015-01-01\nstale-after = \"30 days\"\n",
        "[facts.a]\nsays = \"The flood killed 43 people.\"\npart = \"43 people\"\n",
        "[facts.a]\nabout = \"x\"\nunit = \"people\"\nseries = [{ as-of = 2015-03-01, value = 5820, source = \"z\" }, { as-of = 2015-05-15, value = \"6,116\" }]\n",
        "[facts.a]\nrole = \"Mayor\"\nholder = \"Ana Roth\"\nfrom = 2013-02-01\nuntil = \"2017\"\n",
        "[facts.a]\nabout = \"x\"\nis = \"Orra\"\nnot = [\"Halmic\"]\n[facts.b]\nabout = \"x\"\nis = \"Orra\"\nnot = \"Halmic\"\n",
        "[facts.a]\nspeaker = \"Ana Roth\"\nquote = \"We shall never be here again.\"\n",
        "[facts.a]\nperson = \"Ana Roth\"\nborn = 1943-12-11\n[facts.b]\nentity = \"Mill Board\"\nfounded = 1943\ndissolved = \"1950-12\"\n",
    ] {
        let facts = factlint::facts::parse(text, Path::new("facts.toml"), lexicon());
        let told: Vec<String> = facts.complaints.iter().map(ToString::to_string).collect();
        assert!(!facts.broken(), "{text}\n{}", told.join("\n"));
        judge.takes(text, &toml(text).expect("TOML"));
    }
    for text in [
        "subjct = \"x\"\n".to_owned(),
        "value = 3\n".to_owned(),
        "names = 3\n".to_owned(),
        "subject = 3\n".to_owned(),
        "include = [3]\n".to_owned(),
        "date = 3\n".to_owned(),
        "[defaults]\nabout = \"x\"\n".to_owned(),
        "[defaults]\nsorce = \"x\"\n".to_owned(),
        "[names]\nRoth = 3\n".to_owned(),
        "facts = 3\n".to_owned(),
        "[facts]\na = 4\n".to_owned(),
        "[facts]\na = \" \"\n".to_owned(),
        "[facts.\"\"]\nabout = \"x\"\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = \"x\"\n".to_owned(),
        "[facts.a]\nvalue = 3\n".to_owned(),
        "[facts.a]\nsource = \"x\"\n".to_owned(),
        "[facts.a]\nrole = \"x\"\n".to_owned(),
        "[facts.a]\nperson = \"x\"\n".to_owned(),
        "[facts.a]\nborn = 1943-12-11\n".to_owned(),
        format!("[facts.a]\n{dam}colour = \"x\"\n"),
        format!("[facts.a]\n{dam}quote = \"x\"\n"),
        format!("[facts.a]\n{dam}is = \"x\"\n"),
        format!("[facts.a]\n{dam}role = \"x\"\nholder = \"y\"\n"),
        format!("[facts.a]\n{dam}source = 3\n"),
        format!("[facts.a]\n{dam}url = \"\"\n"),
        format!("[facts.a]\n{dam}severity = \"warnin\"\n"),
        format!("[facts.a]\n{dam}required = \"yes\"\n"),
        format!("[facts.a]\n{dam}tolerance = -3\n"),
        format!("[facts.a]\n{dam}when = true\n"),
        "[facts.a]\nabout = []\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = [\"a\", \"b\", \"c\", \"d\", \"e\", \"f\", \"g\"]\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = [\"a\", 3]\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = \"x\"\nvalue = true\n".to_owned(),
        "[facts.a]\nabout = \"x\"\nvalue = [3]\n".to_owned(),
        "[facts.a]\nabout = \"x\"\nseries = []\n".to_owned(),
        "[facts.a]\nabout = \"x\"\nseries = [{ value = 3 }]\n".to_owned(),
        "[facts.a]\nabout = \"x\"\nseries = [{ as-of = 2015-01-01, value = 3, note = \"x\" }]\n".to_owned(),
        "[facts.a]\nabout = \"x\"\nseries = [3]\n".to_owned(),
        "date = \"12 May\"\n".to_owned(),
        "date = \"2015-05\"\n".to_owned(),
        "date = \"2026-13-01\"\n".to_owned(),
        "include = [\"/etc/facts.toml\"]\n".to_owned(),
        "include = \"\"\n".to_owned(),
        "subject = [\"flood\", \" | \"]\n".to_owned(),
        "subject = []\nnames = []\n".to_owned(),
        "facts = []\n".to_owned(),
        "[[facts]]\nabout = \"x\"\nvalue = 3\n".to_owned(),
        "[names]\nRoth = [\"-\"]\n".to_owned(),
        "[names]\nRoth = [[\"x\"]]\n".to_owned(),
        "[defaults]\nsource = 3\n".to_owned(),
        "[defaults]\nseverity = \"bad\"\n".to_owned(),
        "[defaults]\ntolerance = -1\n".to_owned(),
        "[defaults]\nvalue = 3\n".to_owned(),
        format!("[facts.{}]\n{dam}", "a".repeat(201)),
        format!("[facts]\na = \"{}\"\n", "It is 3 m high. ".repeat(1000)),
        "[facts.a]\nabout = \"dam | \"\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = \"--\"\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = '\"dam'\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = \"@killed people\"\nvalue = 3\n".to_owned(),
        "[facts.a]\nabout = \"dam\"\nvalue = 3\nunless = \"| x\"\n".to_owned(),
        "[facts.a]\nabout = \"dam\"\nvalue = 3\nby = \"\"\n".to_owned(),
        "[facts.a]\nabout = \"dam\"\nvalue = \"\"\n".to_owned(),
        "[facts.a]\nabout = \"dam\"\nvalue = { a = 1 }\n".to_owned(),
        "[facts.a]\nabout = \"dam\"\nvalue = inf\n".to_owned(),
        format!("[facts.a]\n{dam}as-of = 3\n"),
        format!("[facts.a]\n{dam}as-of = true\n"),
        format!("[facts.a]\n{dam}stale-after = 30\n"),
        format!("[facts.a]\n{dam}tolerance = true\n"),
        format!("[facts.a]\n{dam}unit = \"\"\n"),
        format!("[facts.a]\n{dam}severity = 3\n"),
        format!("[facts.a]\n{dam}required = 1\n"),
        format!("[facts.a]\n{dam}part = \"3 m\"\n"),
        format!("[facts.a]\n{dam}not = \"3 m\"\n"),
        "[facts.a]\nsays = \"It is 3 m high.\"\nabout = \"dam\"\n".to_owned(),
        "[facts.a]\npart = \"3 m\"\n".to_owned(),
        "[facts.a]\nperson = \"Ana Roth\"\nfounded = 1950\n".to_owned(),
        "[facts.a]\nentity = \"Mill Board\"\nborn = 1950\n".to_owned(),
        "[facts.a]\nentity = \"Mill Board\"\nperson = \"Ana Roth\"\nborn = 1950\n".to_owned(),
        "[facts.a]\nrole = \"mayor | \"\nholder = \"Ana Roth\"\n".to_owned(),
        "[facts.a]\nrole = \"7\"\nholder = \"Ana Roth\"\n".to_owned(),
        "[facts.a]\nrole = \"mayor\"\nholder = [\"Ana Roth\"]\n".to_owned(),
        "[facts.a]\nspeaker = \"Ana Roth\"\nquote = \"  \"\n".to_owned(),
        "[facts.a]\nspeaker = \"Ana Roth\"\n".to_owned(),
        "[facts.a]\nabout = \"talks\"\nis = [\"Orra\"]\n".to_owned(),
        "[facts.a]\nabout = \"talks\"\nnot = \"Orra\"\n".to_owned(),
    ] {
        let facts = factlint::facts::parse(&text, Path::new("facts.toml"), lexicon());
        assert!(facts.broken(), "the reader takes\n{text}");
        assert!(judge.objection(&toml(&text).expect("TOML")).is_some(), "the schema takes\n{text}");
    }
    // Words that only the grammar of drafts can tell from a figure, a date, a length of time.
    for (line, key) in [
        ("about = 'dam'\nvalue = 'a good deal of water'", "value"),
        ("about = 'dam'\nvalue = 3\nas-of = 'lately'", "as-of"),
        ("about = 'dam'\nvalue = 3\nstale-after = 'a while'", "stale-after"),
        ("about = 'dam'\nvalue = 3\ntolerance = 'wide'", "tolerance"),
        ("about = '@no-concept'\nvalue = 3", "about"),
    ] {
        let text = format!("[facts.a]\n{line}\n");
        let facts = factlint::facts::parse(&text, Path::new("facts.toml"), lexicon());
        assert!(facts.broken(), "the reader takes\n{text}");
        judge.takes(key, &toml(&text).expect("TOML"));
    }
}

/// The names of all properties that a schema has.
fn properties(schema: &Value, out: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            if let Some(Value::Object(names)) = map.get("properties") {
                out.extend(names.keys().cloned());
            }
            map.values().for_each(|v| properties(v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| properties(v, out)),
        _ => {}
    }
}

/// The keys of all objects in a value.
fn keys(value: &Value, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(map) => {
            out.extend(map.keys().cloned());
            map.values().for_each(|v| keys(v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| keys(v, out)),
        _ => {}
    }
}

#[test]
fn all_that_is_reported_of_the_golden_cases_validates_and_nothing_else_is_allowed() {
    let judge = Judge::of("output");
    let (mut seen, mut told) = (0, BTreeSet::new());
    for command in ["check", "extract"] {
        let folders = ["tests/golden", "tests/planted", "examples"];
        let run = |format: &str, shown: &str| {
            let args = [&[command][..], &folders, &["--format", format, "--show", shown]].concat();
            factlint(&args)
        };
        for shown in ["all", "skipped"] {
            let document: Value = serde_json::from_str(&run("json", shown)).expect("JSON");
            judge.takes(&format!("the document of {command}"), &document);
            seen += document["drafts"].as_array().map_or(0, Vec::len);
            keys(&document, &mut told);
        }
        for line in run("jsonl", "all").lines() {
            let line: Value = serde_json::from_str(line).expect("JSON");
            judge.takes(&format!("a line of {command}"), &line);
            keys(&line, &mut told);
        }
    }
    assert!(seen > 80, "only {seen} drafts were seen");
    let desk = support::Desk::new("schema-known");
    let baseline = desk.0.join("known.json").to_string_lossy().into_owned();
    let args = ["check", "examples", "--format", "json", "--baseline", &baseline, "--show", "suppressed"];
    factlint(&[&args[..], &["--update-baseline", "--accept-new"]].concat());
    let document: Value = serde_json::from_str(&factlint(&args)).expect("JSON");
    judge.takes("a document beside a baseline", &document);
    assert_eq!((&document["summary"]["disagree"], &document["summary"]["known"]), (&0.into(), &6.into()));
    keys(&document, &mut told);
    desk.write("a.md", "<!-- factlint: ignore weekday because \"so he said\" -->\nThey met on Monday, 6 May 2015.\n\n<!-- factlint: on -->\n");
    let draft = desk.0.join("a.md").to_string_lossy().into_owned();
    let args = ["check", &draft, "--format", "json", "--show", "suppressed"];
    let document: Value = serde_json::from_str(&factlint(&args)).expect("JSON");
    judge.takes("a draft with marks", &document);
    assert_eq!((&document["summary"]["ignored"], &document["summary"]["figures"]), (&1.into(), &1.into()));
    assert_eq!(document["drafts"][0]["findings"][0]["rule"], "mark");
    keys(&document, &mut told);
    let mut known = BTreeSet::new();
    properties(&judge.schema, &mut known);
    let unseen: Vec<_> = known.difference(&told).collect();
    // What the golden cases have no example of; whatever else no report has goes out of the schema.
    let rare = ["error", "severity", "url"];
    assert!(unseen.iter().all(|k| rare.contains(&k.as_str())), "no report has {unseen:?}");
    for (pointer, wrong) in [("/version", Value::from(2)), ("/extra", Value::from(1))] {
        let mut document: Value =
            serde_json::from_str(&factlint(&["extract", "examples", "--format", "json"])).expect("JSON");
        document[&pointer[1..]] = wrong;
        assert!(judge.objection(&document).is_some(), "{pointer}");
    }
}

#[test]
fn all_that_impact_reports_validates_and_nothing_else_is_allowed() {
    let judge = Judge::of("impact");
    let (mut told, mut seen) = (BTreeSet::new(), 0);
    let desk = support::Desk::new("schema-impact");
    desk.write("none.toml", "");
    let none = desk.0.join("none.toml").to_string_lossy().into_owned();
    std::fs::write(desk.0.join("bad.md"), b"\xff").unwrap();
    desk.write("old.md", "The flood in Sella killed 43 people. It left 1,200 homeless.\n");
    let bad = desk.0.to_string_lossy().into_owned();
    let says = |n: u8| {
        format!(
            "date = 2021-06-18\n[facts]\nflood = \"The flood in Sella killed {n} people and left 1,200 homeless on 19 June 2014.\"\n"
        )
    };
    desk.write("43.toml", &says(43));
    desk.write("44.toml", &says(44));
    let path = |name: &str| desk.0.join(name).to_string_lossy().into_owned();
    let mut runs = vec![[path("43.toml"), path("44.toml"), bad]];
    for folder in files("tests/golden", &|n| n == "facts.toml") {
        let draft = folder.with_file_name("draft.md").to_string_lossy().into_owned();
        let facts = folder.to_string_lossy().into_owned();
        runs.push([none.clone(), facts.clone(), draft.clone()]);
        runs.push([facts, none.clone(), draft]);
    }
    for [old, new, draft] in runs.iter().take(41) {
        let text = factlint(&["impact", old, new, draft, "--format", "json"]);
        let document: Value = serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {old} {new} {draft}"));
        judge.takes(&format!("{old} to {new} of {draft}"), &document);
        keys(&document, &mut told);
        seen += document["drafts"].as_array().map_or(0, Vec::len);
    }
    assert!(seen > 30, "only {seen} drafts were seen");
    let mut known = BTreeSet::new();
    properties(&judge.schema, &mut known);
    let unseen: Vec<_> = known.difference(&told).collect();
    // What these cases have no example of.
    let rare = [
        "severity",
        "url",
        "alternatives",
        "related",
        "role",
        "holder",
        "speaker",
        "ratio",
        "points",
        "numbers",
        "name",
        "iso",
    ];
    assert!(unseen.iter().all(|k| rare.contains(&k.as_str())), "no report has {unseen:?}");
    let mut document: Value =
        serde_json::from_str(&factlint(&["impact", &none, &none, "examples", "--format", "json"])).unwrap();
    document["extra"] = Value::from(1);
    assert!(judge.objection(&document).is_some());
}

#[test]
fn configurations_that_are_read_validate_and_others_do_not() {
    let judge = Judge::of("config");
    for (text, sound) in [
        ("", true),
        (
            "facts = \"a.toml\"\nrules = [\"packs\", \"b.toml\"]\nfail-on = [\"disagree\", \"loose\"]\ndate = 2015-05-12\nexclude = \"old/\"\n",
            true,
        ),
        (
            "date = \"2015-05-12T16:00\"\nfail-on = \"never\"\ndisable = \"weekday\"\n[severity]\nrank = \"warning\"\n",
            true,
        ),
        ("fact = \"a.toml\"\n", false),
        ("facts = 3\n", false),
        ("fail-on = \"everything\"\n", false),
        ("date = \"12 May\"\n", false),
        ("date = 3\n", false),
        ("disable = [\"weekdays\"]\n", false),
        ("[severity]\nranks = \"note\"\n", false),
        ("[severity]\nrank = \"grave\"\n", false),
        ("severity = 7\n", false),
        ("facts = []\ndisable = []\n", true),
        ("facts = \"\"\n", false),
        ("exclude = [\"old/\", \" \"]\n", false),
        ("date = \" 2015-05-12 \"\n", true),
        ("date = 2015-05-12T16:00:00\n", true),
        ("date = 16:00:00\n", false),
        ("date = \"2026-13-01\"\n", false),
        ("date = \"2026-02-29\"\n", false),
        ("date = \"2026-12-31T25:00\"\n", false),
        ("date = \"2024-02-29 23:59\"\n", true),
        ("fail-on = []\n", false),
        ("[[severity]]\nrank = \"note\"\n", false),
        ("[folders]\n", true),
        ("[folders.\"a/b/\"]\nfacts = [\"a.toml\"]\ndate = 2015-05-12\nfail-on = \"loose\"\nrules = \"x\"\n", true),
        ("[folders.\"./a\"]\ndisable = \"rank\"\n[folders.\"./a\".severity]\nsum = \"note\"\n", true),
        ("folders = \"a\"\n", false),
        ("[folders]\na = \"a.toml\"\n", false),
        ("[folders.\"/a\"]\n", false),
        ("[folders.\"a/../b\"]\n", false),
        ("[folders.\" \"]\n", false),
        ("[folders.a]\nfcats = \"a.toml\"\n", false),
        ("[folders.a]\nexclude = \"old/\"\n", false),
        ("[folders.a.folders.b]\n", false),
        ("[folders.a]\nfail-on = \"losse\"\n", false),
    ] {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema-config");
        std::fs::create_dir_all(&folder).unwrap();
        // An own root, so that no other configuration is met.
        std::fs::create_dir_all(folder.join(".git")).unwrap();
        std::fs::write(folder.join("factlint.toml"), text).unwrap();
        std::fs::write(folder.join("draft.txt"), "Nothing.").unwrap();
        let ran = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["extract", "draft.txt"])
            .current_dir(&folder)
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&ran.stderr).into_owned();
        // Facts and folders that are not there are no matter of shape.
        let shape =
            |l: &&str| l.starts_with("factlint.toml:") && l.contains(": error[") && !l.contains("unreadable-file");
        let read = !told.lines().any(|l| shape(&l));
        assert_eq!(read, sound, "{text}\n{told}");
        assert_eq!(judge.objection(&toml(text).expect("TOML")).is_none(), sound, "{text}");
    }
}

#[test]
fn packs_that_ship_validate_and_what_the_reader_refuses_by_shape_does_not() {
    let judge = Judge::of("rules");
    for (file, text) in factlint::Lexicon::texts() {
        judge.takes(file, &toml(text).expect("TOML"));
    }
    for path in files("tests/packs", &|n| n.ends_with(".toml")) {
        judge.takes(&path.display().to_string(), &toml(&std::fs::read_to_string(&path).unwrap()).expect("TOML"));
    }
    let entry = |lines: &str| format!("{lines}\nreads = [\"x\"]\nignores = [\"y\"]\n");
    for text in [
        "[concpt.evicted]\n".to_owned(),
        "persons = 3\n".to_owned(),
        "switch = 3\n".to_owned(),
        entry("[switch.a]\nword = [\"x\"]"),
        entry("[switch.a]\nwords = \"x\""),
        entry("[switch.a]\nwords = []"),
        entry("[switch.a]\nwords = [\"x\", \"x\"]"),
        entry("[switch.a]\nwords = [1]"),
        entry("[unit.a]\nwords = [\"x\"]\ndimension = \"length\""),
        entry("[unit.a]\nwords = [\"x\"]\nucum = \"x\""),
        entry("[unit.a]\nwords = [\"x\"]\nucum = \"x\"\ndimension = \"lenght\""),
        entry("[unit.a]\nwords = [\"x\"]\nucum = \"x\"\ndimension = \"length\"\nfactor = \"a\""),
        entry("[unit.a]\nwords = [\"x\"]\nucum = \"x\"\ndimension = \"length\"\nfactor = 1000"),
        entry("[calendar.a]\nwords = [\"x\"]\nis = { months = 1 }"),
        "[switch.a]\nwords = [\"x\"]\n".to_owned(),
        "[thresholds]\nround-shar = \"5%\"\n".to_owned(),
        "[thresholds]\nround-share = 5\n".to_owned(),
        "[weights]\nleast = \"5\"\n".to_owned(),
        "[add.unit.metre]\ndimension = \"area\"\n".to_owned(),
        "[remove.unit.metre]\n".to_owned(),
        "[remove.unit.metre]\nall = false\n".to_owned(),
        "[add.thresholds]\nround-share = \"5%\"\n".to_owned(),
        "[replace.switch.another]\nwords = [\"x\"]\n".to_owned(),
    ] {
        let (_, complaints) = factlint::packs::Stack::over("desk.toml", &text);
        assert!(!complaints.is_empty(), "the reader takes\n{text}");
        assert!(judge.objection(&toml(&text).expect("TOML")).is_some(), "the schema takes\n{text}");
    }
}
