//! Every format past the schema of those whose format it is, and through a program that reads it, none of
//! which we wrote. `tests/judges/install` installs them; what is not there is skipped by name.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

mod support;

use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use support::drafts::{SCRIPTS_CLAIMS, hostile, scripts};
use support::judges::{file, module, program, run, said};
use support::{Desk, repo};

fn parsed(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

/// Desks of all kinds: columns, hostile text, no finding, no facts, a draft that cannot be read.
fn desks(name: &str) -> Vec<Desk> {
    let empty = Desk::new(&format!("{name}-empty")).with("a.txt", "It sank.\n").with("facts.toml", "[facts]\n");
    let itself = "Parts: 3 men and 4 women, 9 people in all, on Friday, 1 May 2015.\n";
    let itself = Desk::new(&format!("{name}-itself")).with("a.md", itself);
    let kept = "They met on Monday, 6 May 2015. <!-- factlint: ignore weekday because \"so <he> said\" -->\n";
    let itself = itself.with("kept.md", kept);
    let broken = Desk::new(&format!("{name}-broken")).with("a.txt", "Seven boats sank.\n");
    std::fs::write(broken.0.join("b <&>.txt"), b"\xff").unwrap();
    vec![scripts(name), hostile(&format!("{name}-hostile")), empty, itself, broken]
}

/// The report of a desk in a format, in a file of this end; hidden, so that it is no draft.
fn report(desk: &Desk, format: &str, end: &str) -> PathBuf {
    let path = desk.0.join(format!(".report.{end}"));
    let output = format!("{format}={}", path.display());
    let ran = desk.run(&["check", ".", "--output", &output, "--show", "all,suppressed"]);
    assert!(matches!(ran.status, Some(0 | 1 | 3)), "{}", ran.err);
    path
}

#[test]
fn sarif_is_valid_and_means_something() {
    let test = "sarif_is_valid_and_means_something";
    let ajv = judge!(test, "ajv-cli", module(".bin/ajv"));
    let schema = judge!(test, "sarif-multitool", module("@microsoft/sarif-multitool-linux/sarif-2.1.0.json"));
    let tool = judge!(test, "sarif-multitool", module("@microsoft/sarif-multitool-linux/Sarif.Multitool"));
    let formats = module("ajv-formats").expect("installed with ajv-cli");
    let valid = |path: &str| {
        let (schema, formats) = (schema.to_str().unwrap(), formats.to_str().unwrap());
        let args = ["validate", "--spec=draft2020", "--strict=false", "-c", formats, "-s", schema, "-d", path];
        let out = run(&ajv, &args);
        (out.status.success(), said(&out))
    };
    for desk in desks("judged-sarif") {
        let path = report(&desk, "sarif", "json");
        let (taken, told) = valid(path.to_str().unwrap());
        assert!(taken, "{told}");
        let against = against(&said(&run(&tool, &["validate", path.to_str().unwrap(), "--rule-kind", "Sarif;Ghas"])));
        assert!(against.is_empty(), "{against:#?}");
    }
    // The judges judge: one looks at the form, the other at what it means.
    let desk = Desk::new("judged-sarif-bad").with("bad.json", r#"{"version":"2.1.0","runs":[{"tool":{"driver":{}}}]}"#);
    assert!(!valid(desk.0.join("bad.json").to_str().unwrap()).0);
    let good = std::fs::read_to_string(report(&scripts("judged-sarif-worse"), "sarif", "json")).unwrap();
    desk.write("worse.json", &good.replacen("\"ruleIndex\":", "\"ruleIndex\":9", 1));
    let worse = desk.0.join("worse.json");
    let told = said(&run(&tool, &["validate", worse.to_str().unwrap(), "--rule-kind", "Sarif;Ghas"]));
    assert!(!against(&told).is_empty(), "{told}");
}

/// What the validator has against a file; its exit status says nothing of it.
fn against(told: &str) -> Vec<String> {
    // Until the manifest has an address, the report has none to give.
    let homeless = env!("CARGO_PKG_REPOSITORY").is_empty();
    let grave = |line: &&str| {
        let rest = line.split(": error ").nth(1).or_else(|| line.split(": warning ").nth(1)).unwrap_or("");
        rest.starts_with(char::is_alphabetic) && rest.contains(':') && !(homeless && rest.starts_with("SARIF2005"))
    };
    told.lines().filter(grave).map(str::to_owned).collect()
}

#[test]
fn annotations_are_written_as_githubs_own_library_writes_them() {
    let test = "annotations_are_written_as_githubs_own_library_writes_them";
    let node = judge!(test, "node", program("node"));
    let core = judge!(test, "@actions/core", module("@actions/core/lib/core.js"));
    for desk in [scripts("judged-github"), hostile("judged-github-hostile")] {
        let ours = desk.run(&["check", ".", "--format", "github"]).out;
        let ours: Vec<&str> = ours.lines().filter(|l| l.starts_with("::")).collect();
        assert_eq!(ours.len(), 4);
        let read: Vec<Value> = ours.iter().map(|line| annotation(line)).collect();
        let mut child = Command::new(&node)
            .arg(repo("tests/judges/annotations.mjs"))
            .arg(format!("file://{}", core.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        serde_json::to_writer(child.stdin.take().unwrap(), &read).unwrap();
        let out = child.wait_with_output().unwrap();
        let theirs = String::from_utf8(out.stdout).unwrap();
        assert_eq!(theirs.lines().collect::<Vec<_>>(), ours);
    }
}

/// What the runner reads of a command: properties and message, unescaped.
fn annotation(line: &str) -> Value {
    let (head, message) = line[2..].split_once("::").unwrap();
    let (level, properties) = head.split_once(' ').unwrap();
    let data = |text: &str| text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%");
    let mut out = json!({"level": level, "message": data(message)});
    for property in properties.split(',') {
        let (key, value) = property.split_once('=').unwrap();
        let value = data(&value.replace("%3A", ":").replace("%2C", ","));
        let (key, number) = match key {
            "line" => ("startLine", true),
            "endLine" => (key, true),
            "col" => ("startColumn", true),
            "endColumn" => (key, true),
            _ => (key, false),
        };
        out[key] = if number { json!(value.parse::<usize>().unwrap()) } else { json!(value) };
    }
    out
}

#[test]
fn code_quality_passes_gitlabs_schema() {
    let test = "code_quality_passes_gitlabs_schema";
    let check = judge!(test, "check-jsonschema", file("py/bin/check-jsonschema"));
    let entry = std::fs::read_to_string(repo("tests/schemas/gitlab-codeclimate.json")).unwrap();
    let schema = json!({"type": "array", "items": parsed(&entry)});
    let desk = Desk::new("judged-gitlab-schema").with("schema.json", &schema.to_string());
    let schema = desk.0.join("schema.json");
    let judged = |path: &str| run(&check, &["--schemafile", schema.to_str().unwrap(), path]);
    for desk in desks("judged-gitlab") {
        let out = judged(report(&desk, "gitlab", "json").to_str().unwrap());
        assert!(out.status.success(), "{}", said(&out));
    }
    desk.write("bad.json", r#"[{"description": "x", "severity": "info", "location": {}}]"#);
    assert!(!judged(desk.0.join("bad.json").to_str().unwrap()).status.success());
}

#[test]
fn junit_satisfies_both_schemas() {
    let test = "junit_satisfies_both_schemas";
    let xmllint = judge!(test, "xmllint", program("xmllint"));
    let judged = |schema: &str, path: &str| {
        let schema = repo(&format!("tests/schemas/{schema}"));
        run(&xmllint, &["--noout", "--nonet", "--schema", schema.to_str().unwrap(), path])
    };
    for schema in ["junit-ant.xsd", "junit-jenkins-10.xsd"] {
        for desk in desks(&format!("judged-{schema}")) {
            let out = judged(schema, report(&desk, "junit", "xml").to_str().unwrap());
            assert!(out.status.success(), "{schema}: {}", said(&out));
        }
        let desk = Desk::new("judged-junit-bad").with("bad.xml", "<testsuites><testsuite/></testsuites>");
        assert!(!judged(schema, desk.0.join("bad.xml").to_str().unwrap()).status.success(), "{schema}");
    }
}

#[test]
fn junit_is_read_and_its_counts_are_right() {
    let test = "junit_is_read_and_its_counts_are_right";
    let python = judge!(test, "junitparser", file("py/bin/junitparser").and(file("py/bin/python")));
    let script = repo("tests/judges/junit.py");
    for desk in desks("judged-junit") {
        let path = report(&desk, "junit", "xml");
        let out = run(&python, &[script.to_str().unwrap(), path.to_str().unwrap()]);
        assert!(out.status.success(), "{}", said(&out));
        let cases = parsed(&String::from_utf8(out.stdout).unwrap());
        let cases = cases.as_array().unwrap();
        let findings = parsed(&desk.run(&["check", ".", "--format", "json"]).out);
        let drafts = findings["drafts"].as_array().unwrap();
        let of = |draft: &Value| draft["findings"].as_array().map_or(1, |f| f.len().max(1));
        assert_eq!(cases.len(), drafts.iter().map(of).sum::<usize>());
        let failed = |case: &&Value| case["result"][0] == "failure";
        let wrong = |draft: &Value| {
            let all = draft["findings"].as_array().cloned().unwrap_or_default();
            all.iter().filter(|f| f["verdict"] == "disagree").count()
        };
        assert_eq!(cases.iter().filter(failed).count(), drafts.iter().map(wrong).sum::<usize>());
        for case in cases.iter().filter(failed) {
            // The words stand where either reader looks for them.
            assert!(case["text"][0].as_str().is_some_and(|t| t.starts_with("At ") && t.contains("\nWhy: ")), "{case}");
            assert!(case["message"][0].as_str().is_some_and(|t| t.starts_with("disagree")), "{case}");
        }
    }
}

#[test]
fn a_sheet_is_read_strictly_and_holds_what_json_holds() {
    let test = "a_sheet_is_read_strictly_and_holds_what_json_holds";
    let python = judge!(test, "python", file("py/bin/python").or_else(|| program("python3")));
    let script = repo("tests/judges/sheet.py");
    for desk in desks("judged-csv") {
        let path = report(&desk, "csv", "csv");
        let out = run(&python, &[script.to_str().unwrap(), path.to_str().unwrap()]);
        assert!(out.status.success(), "{}", said(&out));
        let rows = parsed(&String::from_utf8(out.stdout).unwrap());
        let rows = rows.as_array().unwrap();
        let width = rows[0].as_array().unwrap().len();
        let findings = parsed(&desk.run(&["check", ".", "--format", "json"]).out);
        let drafts = findings["drafts"].as_array().unwrap();
        let told: Vec<&Value> = drafts.iter().filter_map(|d| d["findings"].as_array()).flatten().collect();
        let unread = drafts.iter().filter(|d| d["error"].is_string()).count();
        assert_eq!(rows.len(), told.len() + unread + 1);
        let readable = rows[1..].iter().filter(|r| r[1] != "unreadable");
        for (row, finding) in readable.zip(told) {
            assert_eq!(row.as_array().unwrap().len(), width, "{row}");
            assert_eq!((&row[1], &row[4]), (&finding["verdict"], &json!(finding["line"].to_string())));
            for cell in row.as_array().unwrap() {
                assert!(!cell.as_str().unwrap().starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
            }
        }
    }
}

/// The text of HTML: no tag, entities read.
fn text(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        rest = after.split_once('>').map_or("", |(_, rest)| rest);
    }
    out.push_str(rest);
    out.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn markdown_shows_the_words_of_the_draft_and_nothing_that_they_would_be() {
    let test = "markdown_shows_the_words_of_the_draft_and_nothing_that_they_would_be";
    let cmark = judge!(test, "cmark-gfm", program("cmark-gfm"));
    let html = |path: &str| {
        let args = ["-e", "table", "-e", "strikethrough", "-e", "tasklist", "-e", "tagfilter", path];
        String::from_utf8(run(&cmark, &args).stdout).unwrap()
    };
    for desk in desks("judged-markdown") {
        let page = html(report(&desk, "markdown", "md").to_str().unwrap());
        let findings = parsed(&desk.run(&["check", ".", "--format", "json"]).out);
        let drafts = findings["drafts"].as_array().unwrap();
        let told: Vec<&Value> = drafts.iter().filter_map(|d| d["findings"].as_array()).flatten().collect();
        let unread = drafts.iter().filter(|d| d["error"].is_string()).count();
        assert_eq!(page.matches("type=\"checkbox\"").count(), told.len() + unread, "{page}");
        for tag in ["<script", "<b>", "<a ", "<img", "<em>", "<code>", "<table", "<del>"] {
            assert!(!page.contains(tag), "{tag}: {page}");
        }
        let page = text(&page.replace("<!-- raw HTML omitted -->", ""));
        for finding in told.iter().filter(|f| !f["kind"].is_null()) {
            let claim = finding["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
            let claim = factlint::report::clean(&claim).into_owned();
            assert!(page.contains(&format!("line {}: “{claim}”", finding["line"])), "{claim}: {page}");
        }
    }
}

#[test]
fn the_summary_of_a_job_is_one_table() {
    let test = "the_summary_of_a_job_is_one_table";
    let cmark = judge!(test, "cmark-gfm", program("cmark-gfm"));
    for desk in [scripts("judged-summary"), hostile("judged-summary-hostile")] {
        let path = desk.0.join("summary.out");
        let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["check", ".", "--format", "github"])
            .env("GITHUB_STEP_SUMMARY", &path)
            .current_dir(&desk.0)
            .output()
            .unwrap();
        assert_eq!(out.status.code(), Some(1), "{}", said(&out));
        let page = run(&cmark, &["-e", "table", "-e", "strikethrough", "-e", "tagfilter", path.to_str().unwrap()]);
        let page = String::from_utf8(page.stdout).unwrap();
        assert_eq!(page.matches("<table>").count(), 1, "{page}");
        assert_eq!((page.matches("<tr>").count(), page.matches("<td>").count()), (5, 16), "{page}");
        let cells: Vec<String> = page.split("<td>").skip(1).map(|c| text(c.split("</td>").next().unwrap())).collect();
        let claims: Vec<&str> = cells.iter().skip(2).step_by(4).map(String::as_str).collect();
        if desk.0.join("Łódź a b").exists() {
            let expected: Vec<String> = SCRIPTS_CLAIMS
                .iter()
                .map(|c| factlint::report::clean(&c.replace("\r\n", " ")).into_owned())
                .chain([String::new()])
                .collect();
            assert_eq!(claims, expected);
        }
        for tag in ["<script", "<b>", "<a ", "<img", "<em>", "<code>", "<del>"] {
            assert!(!page.contains(tag), "{tag}: {page}");
        }
    }
}

#[test]
fn the_schema_of_the_output_is_sound_and_takes_it() {
    let test = "the_schema_of_the_output_is_sound_and_takes_it";
    let ajv = judge!(test, "ajv-cli", module(".bin/ajv"));
    let desk = Desk::new("judged-json-schema");
    desk.write("schema.json", &desk.run(&["schema", "output"]).out);
    let schema = desk.0.join("schema.json");
    for drafts in desks("judged-json") {
        let path = report(&drafts, "json", "json");
        let args = ["validate", "--spec=draft7", "-s", schema.to_str().unwrap(), "-d", path.to_str().unwrap()];
        let out = run(&ajv, &args);
        assert!(out.status.success(), "{}", said(&out));
    }
}
