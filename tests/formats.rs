//! The reports as others read them, without any judge that would have to be installed: places in every unit,
//! nothing that a runner obeys, published schemas, exit statuses, and where reports go.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

mod support;

use serde_json::Value;
use std::collections::BTreeSet;
use std::process::Command;
use support::drafts::{FORMATS, SCRIPTS, SCRIPTS_CLAIMS, hostile, scripts};
use support::{Desk, Ran, repo};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

/// The report of a desk's drafts in a format.
fn report(desk: &Desk, format: &str) -> String {
    let ran = desk.run(&["check", ".", "--format", format]);
    assert_eq!(ran.status, Some(1), "{format}: {}", ran.err);
    ran.out
}

fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap_or_else(|| panic!("{value} is no number"))).unwrap()
}

/// The words of the draft between two places, their columns counted by these lengths of characters.
fn words(from: (usize, usize), to: (usize, usize), length: fn(char) -> usize) -> String {
    let offset = |(line, column): (usize, usize)| {
        let start: usize = SCRIPTS.split_inclusive('\n').take(line - 1).map(str::len).sum();
        let mut left = column - 1;
        let mut at = start;
        for c in SCRIPTS[start..].chars() {
            if left == 0 {
                break;
            }
            left = left.checked_sub(length(c)).expect("a column stands between characters");
            at += c.len_utf8();
        }
        at
    };
    SCRIPTS[offset(from)..offset(to)].to_owned()
}

#[test]
fn every_format_names_the_very_words_in_its_own_unit() {
    let desk = scripts("formats-places");
    let sarif = json(&report(&desk, "sarif"));
    let found: Vec<String> = sarif["runs"][0]["results"].as_array().unwrap()[1..]
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uri"], "%C5%81%C3%B3d%C5%BA%20a%20b/scripts.md");
            let region = &place["region"];
            let at = |line: &str, column: &str| (number(&region[line]), number(&region[column]));
            words(at("startLine", "startColumn"), at("endLine", "endColumn"), |_| 1)
        })
        .collect();
    assert_eq!(found, SCRIPTS_CLAIMS);

    let found: Vec<String> = report(&desk, "rdjsonl").lines().map(json).collect::<Vec<_>>()[1..]
        .iter()
        .map(|line| {
            let range = &line["location"]["range"];
            let at = |end: &str| (number(&range[end]["line"]), number(&range[end]["column"]));
            words(at("start"), at("end"), char::len_utf8)
        })
        .collect();
    assert_eq!(found, SCRIPTS_CLAIMS);

    let github = report(&desk, "github");
    let property = |line: &str, key: &str| {
        let properties = line.split("::").nth(1).unwrap();
        properties.split([',', ' ']).find_map(|p| p.strip_prefix(&format!("{key}="))).map(|v| v.parse().unwrap())
    };
    let errors: Vec<&str> = github.lines().filter(|l| l.starts_with("::error ")).collect();
    let on_one_line = [(0, SCRIPTS_CLAIMS[0]), (2, SCRIPTS_CLAIMS[2])];
    for (index, expected) in on_one_line {
        let of = |key: &str| property(errors[index], key).unwrap();
        assert_eq!(words((of("line"), of("col")), (of("endLine"), of("endColumn")), |_| 1), expected);
    }
    // Columns of two lines are dropped by the runner without a word.
    assert_eq!((property(errors[1], "line"), property(errors[1], "endLine")), (Some(6), Some(7)));
    assert_eq!((property(errors[1], "col"), property(errors[1], "endColumn")), (None, None));

    for (format, of) in [("json", "drafts"), ("jsonl", "")] {
        let report = json(report(&desk, format).trim_end());
        let draft = if of.is_empty() { &report } else { &report[of][0] };
        let wrong = draft["findings"].as_array().unwrap().iter().filter(|f| f["verdict"] == "disagree");
        let found: Vec<String> = wrong
            .map(|f| {
                let bytes = SCRIPTS[number(&f["start"])..number(&f["end"])].to_owned();
                assert!(words((number(&f["line"]), number(&f["column"])), (10, 1), |_| 1).starts_with(&bytes), "{f}");
                bytes
            })
            .collect();
        assert_eq!(found, SCRIPTS_CLAIMS, "{format}");
    }

    let rows = csv(report(&desk, "csv").trim_start_matches('\u{feff}'));
    let wrong: Vec<&Vec<String>> = rows.iter().filter(|row| row[1] == "disagree").collect();
    for (row, expected) in wrong.iter().zip(SCRIPTS_CLAIMS) {
        let from = (row[4].parse().unwrap(), row[5].parse().unwrap());
        assert!(words(from, (10, 1), |_| 1).starts_with(expected), "{row:?}");
        assert_eq!(row[6], factlint::report::clean(&expected.replace("\r\n", " ")), "{row:?}");
    }
    assert_eq!(wrong.len(), 3);

    for (format, told) in [
        ("human", ["DISAGREE 6:60 ", "DISAGREE 6:91 ", "DISAGREE 9:2 "]),
        ("markdown", [" line 6: “31 people”", " line 6: “nearly 450 guests”", " line 9: “The naïve 🧑🏽"]),
        ("junit", ["scripts.md:6:60\n", "scripts.md:6:91\n", "scripts.md:9:2\n"]),
    ] {
        let report = report(&desk, format);
        for place in told {
            assert!(report.contains(place), "{format}: {place}: {report}");
        }
    }

    let gitlab = json(&report(&desk, "gitlab"));
    let lines: Vec<_> = gitlab.as_array().unwrap().iter().map(|e| e["location"]["lines"].to_string()).collect();
    assert_eq!(lines[1..], [r#"{"begin":6,"end":6}"#, r#"{"begin":6,"end":7}"#, r#"{"begin":9,"end":9}"#]);
}

/// What a runner of CI would take for a command: `##[` or `##name[` anywhere on a line, `::` at its beginning.
fn commands(report: &str) -> Vec<&str> {
    let bracket = |line: &str| {
        line.match_indices("##").any(|(at, _)| {
            let rest = line[at..].trim_start_matches('#');
            rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "-_.".contains(c)).starts_with('[')
        })
    };
    report.lines().filter(|line| bracket(line) || line.trim_start().starts_with("::")).collect()
}

#[test]
fn a_hostile_draft_gives_no_runner_a_command_in_any_format() {
    let desk = hostile("formats-hostile");
    for (format, _) in FORMATS {
        let ran = desk.run(&["check", ".", "--format", format]);
        assert_eq!(ran.status, Some(1), "{format}: {}", ran.err);
        let told = commands(&ran.out);
        if format == "github" {
            // Ours, one for each problem and no more.
            let ours = |line: &&str| line.starts_with("::error title=") || line.starts_with("::warning title=");
            assert_eq!(told.iter().filter(|l| !ours(l)).count(), 0, "{told:#?}");
            assert_eq!(told.len(), 4, "{told:#?}");
        } else {
            assert_eq!(told, Vec::<&str>::new(), "{format}");
        }
        assert_eq!(commands(&ran.err), Vec::<&str>::new(), "{format}");
        let machine = matches!(format, "json" | "jsonl" | "gitlab" | "sarif" | "rdjsonl");
        let steers = |c: char| c.is_control() && !matches!(c, '\n' | '\r') || !machine && c == '\u{202e}';
        assert!(!ran.out.contains(steers), "{format}: {}", ran.out);
    }
}

#[test]
fn a_sheet_has_one_row_a_claim_and_no_formula() {
    let desk = hostile("formats-sheet");
    let sheet = report(&desk, "csv");
    let rows = csv(sheet.strip_prefix('\u{feff}').expect("a mark says that it is UTF-8"));
    let found = json(&report(&desk, "json"))["drafts"][0]["findings"].as_array().unwrap().len();
    assert_eq!(rows.len(), found + 1);
    for row in &rows {
        assert_eq!(row.len(), rows[0].len(), "{row:?}");
        for cell in row {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
        }
    }
}

/// Rows and cells as RFC 4180 has them.
fn csv(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    let mut quoted = false;
    while let Some(c) = chars.next() {
        match (c, quoted) {
            ('"', true) if chars.peek() == Some(&'"') => {
                chars.next();
                cell.push('"');
            }
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut cell)),
            ('\r', false) => {
                assert_eq!(chars.next(), Some('\n'));
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            (c, _) => cell.push(c),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last row ends as all others");
    rows
}

/// What a published schema in `tests/schemas` has against a value.
fn objection(schema: &str, value: &Value) -> Option<String> {
    let path = repo(&format!("tests/schemas/{schema}"));
    let text = json(&std::fs::read_to_string(path).unwrap());
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    let place = format!("file:///{schema}");
    compiler.add_resource(&place, text).unwrap();
    let index = compiler.compile(&place, &mut schemas).unwrap_or_else(|e| panic!("{schema}: {e:#}"));
    schemas.validate(value, index).err().map(|e| format!("{e:#}"))
}

#[test]
fn code_quality_is_as_gitlab_reads_it() {
    for desk in [scripts("formats-gitlab"), hostile("formats-gitlab-hostile")] {
        // The same sentences in another draft are other findings.
        let name = std::fs::read_dir(&desk.0).unwrap().map(|f| f.unwrap().path()).find(|p| p.is_file());
        if let Some(draft) = name.filter(|p| p.extension().is_some_and(|e| e == "txt")) {
            std::fs::copy(&draft, draft.with_file_name("b.txt")).unwrap();
            std::fs::copy(draft.with_extension("facts.toml"), desk.0.join("b.facts.toml")).unwrap();
        }
        let text = report(&desk, "gitlab");
        assert!(text.starts_with('['), "no mark stands before the array");
        let report = json(&text);
        let entries = report.as_array().unwrap();
        assert!(entries.len() >= 4, "{report:#}");
        let mut prints = BTreeSet::new();
        for entry in entries {
            assert_eq!(objection("gitlab-codeclimate.json", entry), None);
            assert!(prints.insert(entry["fingerprint"].to_string()), "{entry}");
            assert!(["info", "minor", "major", "critical"].contains(&entry["severity"].as_str().unwrap()));
            let path = entry["location"]["path"].as_str().unwrap();
            assert!(!path.is_empty() && !path.starts_with(['/', '.']), "{path}");
        }
    }
    let bad = serde_json::json!({"description": "x", "severity": "info", "location": {"path": "a"}});
    assert!(objection("gitlab-codeclimate.json", &bad).is_some(), "the schema misses a fingerprint");
}

#[test]
fn diagnostics_are_as_reviewdog_reads_them() {
    for desk in [scripts("formats-rdjsonl"), hostile("formats-rdjsonl-hostile")] {
        let text = report(&desk, "rdjsonl");
        assert!(text.lines().count() >= 4, "{text}");
        for line in text.lines() {
            assert!(line.len() < 65_536, "{}", line.len());
            let diagnostic = json(line);
            assert_eq!(objection("rdf-Diagnostic.json", &diagnostic), None);
            for key in ["message", "original_output"] {
                assert!(diagnostic[key].as_str().is_some_and(|t| !t.is_empty()), "{line}");
            }
            assert!(diagnostic["location"]["path"].as_str().is_some_and(|p| !p.is_empty()), "{line}");
            for suggestion in diagnostic["suggestions"].as_array().unwrap_or(&Vec::new()) {
                assert_eq!(suggestion["range"], diagnostic["location"]["range"]);
            }
        }
    }
    let bad = serde_json::json!({"message": "x", "severity": "error"});
    assert!(objection("rdf-Diagnostic.json", &bad).is_some(), "the schema takes any severity");
}

/// Desks, one for each thing that can be found, and how `--fail-on` decides on it: never, by default, by `all`.
fn cases() -> Vec<(&'static str, Desk, [i32; 3])> {
    let facts = "[facts.boats]\nabout = \"boats\"\nvalue = \"7 boats\"\n";
    let required = format!("{facts}required = true\n");
    let note = format!("{facts}severity = \"note\"\n");
    let two = "[facts.army]\nabout = [\"@killed\", \"raid\"]\nvalue = \"40 people\"\nby = \"army\"\n\
        [facts.rebels]\nabout = [\"@killed\", \"raid\"]\nvalue = \"200 people\"\nby = \"rebels\"\n";
    let desk = |name: &str, draft: &str, facts: &str| {
        let desk = Desk::new(&format!("formats-exit-{name}")).with("a.txt", draft);
        if facts.is_empty() { desk } else { desk.with("facts.toml", facts) }
    };
    let bad = desk("unreadable", "It sank.\n", facts);
    std::fs::write(bad.0.join("b.txt"), b"\xff\xfe").unwrap();
    vec![
        ("nothing", desk("nothing", "It sank.\n", facts), [0, 0, 0]),
        ("no facts", desk("no-facts", "It sank.\n", ""), [0, 0, 0]),
        ("match", desk("match", "Seven boats sank.\n", facts), [0, 0, 0]),
        ("disagree", desk("disagree", "Nine boats sank.\n", facts), [0, 1, 1]),
        ("note", desk("note", "Nine boats sank.\n", &note), [0, 0, 1]),
        ("ambiguous", desk("ambiguous", "Sixty people were killed in the raid.\n", two), [0, 0, 1]),
        ("missing", desk("missing", "It sank.\n", &required), [0, 0, 1]),
        ("unchecked", desk("unchecked", "Nine cows sank.\n", facts), [0, 0, 1]),
        ("unreadable", bad, [3, 3, 3]),
    ]
}

const ALL: &str = "disagree,warning,note,ambiguous,loose,missing,unchecked";

#[test]
fn the_exit_status_is_that_of_the_findings_whatever_the_format_and_the_place() {
    let mut runs = 0;
    for (case, desk, statuses) in cases() {
        for (fail_on, status) in [Some("never"), None, Some(ALL)].into_iter().zip(statuses) {
            std::fs::create_dir_all(desk.0.join(".out")).unwrap();
            let mut check = |place: &[&str]| {
                let wish = fail_on.iter().flat_map(|what| ["--fail-on", *what]);
                let args: Vec<&str> = ["check", "."].into_iter().chain(wish).chain(place.iter().copied()).collect();
                let ran = desk.run(&args);
                assert_eq!(ran.status, Some(status), "{case}: {args:?}: {}", ran.err);
                runs += 1;
                ran.out
            };
            // All formats of one run, each in its file.
            let beside: Vec<String> = FORMATS.iter().map(|(f, end)| format!("{f}=.out/beside-{f}.{end}")).collect();
            let mut places = vec!["--output", ".out/main.txt"];
            places.extend(beside.iter().flat_map(|place| ["--output", place.as_str()]));
            assert_eq!(check(&places), "");
            for (format, end) in FORMATS {
                let told = check(&["--format", format]);
                assert_eq!(told, desk.read(&format!(".out/beside-{format}.{end}")), "{case}: {format}");
                if fail_on.is_none() {
                    let file = format!(".out/report.{end}");
                    assert_eq!(check(&["--format", format, "--output", &file]), "");
                    assert_eq!(told, desk.read(&file), "{case}: {format}");
                }
            }
            std::fs::remove_dir_all(desk.0.join(".out")).unwrap();
        }
    }
    assert!(runs > 350, "only {runs} runs");
}

/// What facts and packs hold is text of others, too.
#[test]
fn neither_facts_nor_packs_give_a_runner_a_command() {
    let evil = "##[error]mine";
    let facts = format!("[facts.\"{evil}\"]\nabout = [\"{evil}\", \"boats\\n::error::mine\"]\nvalue = \"7 boats\"\n");
    let pack =
        format!("[switch.own]\nwords = [\"{evil} desk\"]\nreads = [\"{evil} lamp\"]\nignores = [\"::error::mine\"]\n");
    let desk = Desk::new("formats-facts")
        .with("facts.toml", &facts)
        .with("old.toml", &facts.replace('7', "8"))
        .with("pack.toml", &pack)
        .with("a.md", &format!("Seven boats {evil} sank.\n\n::error::mine 7 boats\n"));
    for arguments in [
        &["facts", "facts.toml"][..],
        &["facts", "facts.toml", "--list"],
        &["facts", "facts.toml", "--format", "json"],
        &["facts", "facts.toml", "--list", "--format", "json"],
        &["facts", "facts.toml", "--against", "a.md", "--format", "json"],
        &["rules", "switch.own", "--rules", "pack.toml"],
        &["rules", "switch.own", "--rules", "pack.toml", "--test"],
        &["rules", "switch.own", "--rules", "pack.toml", "--test", "--format", "json"],
        &["rules", "switch.own", "--rules", "pack.toml", "--format", "json"],
        &["explain", "a.md:1"],
        &["explain", "a.md:1", "--format", "json"],
        &["impact", "old.toml", "facts.toml", "a.md"],
        &["impact", "old.toml", "facts.toml", "a.md", "--format", "json"],
        &["init", "a.md"],
        &["config", "a.md", "--format", "json"],
    ] {
        let ran = desk.run(arguments);
        assert!(matches!(ran.status, Some(0..=2)), "{arguments:?}: {}", ran.err);
        assert!(!ran.out.is_empty() || !ran.err.is_empty(), "{arguments:?} says nothing");
        for said in [&ran.out, &ran.err] {
            assert!(!said.contains("##["), "{arguments:?}: {said}");
            assert_eq!(commands(said), Vec::<&str>::new(), "{arguments:?}: {said}");
        }
    }
}

#[test]
fn a_wrong_argument_gives_no_runner_a_command() {
    let desk = scripts("formats-arguments");
    for arguments in [
        ["check", ".", "--fail-on", "x\n::error::mine"],
        ["check", ".", "--format", "human\n##[error]mine"],
        ["check", ".", "--date", "soon\r\n::add-mask::mine"],
    ] {
        let ran = desk.run(&arguments);
        assert_eq!(ran.status, Some(2), "{arguments:?}: {}", ran.err);
        assert!(ran.err.contains("mine"), "{arguments:?} is not told: {}", ran.err);
        assert_eq!(commands(&ran.err), Vec::<&str>::new(), "{arguments:?}");
    }
}

#[test]
fn without_a_draft_no_format_makes_a_report() {
    let desk = Desk::new("formats-no-draft").with("facts.toml", "[facts]\n").with("old.txt.bak", "x");
    for (format, end) in FORMATS {
        let file = format!("report.{end}");
        for args in [
            vec!["check", ".", "--format", format],
            vec!["check", ".", "--format", format, "--output", &file],
            vec!["check", "--format", format],
        ] {
            let ran = desk.run(&args);
            assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
            assert!(ran.err.contains("no draft"), "{}", ran.err);
            assert!(!desk.0.join(&file).exists(), "{args:?}");
        }
    }
}

#[test]
fn without_facts_every_format_or_standard_error_says_so() {
    let desk = Desk::new("formats-no-facts").with("a.txt", "Seven boats sank.\n");
    for (format, _) in FORMATS {
        let Ran { out, err, .. } = desk.run(&["check", "a.txt", "--format", format]);
        let first = out.lines().next().unwrap_or("");
        match format {
            "human" | "markdown" => assert!(first.starts_with("No facts were found"), "{format}: {first}"),
            "github" => assert!(first.starts_with("::notice title=factlint::No facts were found"), "{first}"),
            "sarif" | "junit" => assert!(out.contains("No facts were found"), "{format}: {out}"),
            _ => {}
        }
        let told = matches!(format, "human" | "markdown" | "github");
        assert_eq!(err.contains("no facts were found"), !told, "{format}: {err}");
    }
}

#[test]
fn a_line_that_has_persons_or_offices_alone_has_facts() {
    let line = "{\"id\": \"a\", \"text\": \"Ana Torv, 57, keeps bees.\", \"date\": \"2018-08-20\", \
                \"facts\": [{\"id\": \"b\", \"person\": \"Ana Torv\", \"born\": \"1961-04-12\"}]}\n";
    let desk = Desk::new("formats-persons").with("a.jsonl", line);
    let Ran { status, out, err } = desk.run(&["check", "a.jsonl", "--format", "jsonl"]);
    assert_eq!((status, err.as_str()), (Some(0), ""));
    assert!(out.contains("\"verdict\":\"match\""), "{out}");
}

#[test]
fn nor_do_json_lines_without_facts_pass_as_lines_that_have_some() {
    let (bare, held) = (
        "{\"id\": \"a\", \"text\": \"Seven boats sank.\"}\n",
        "{\"id\": \"b\", \"text\": \"Nine boats sank.\", \"facts\": [{\"id\": \"b\", \"about\": \"boats\", \"value\": 9}]}\n",
    );
    let desk = Desk::new("formats-no-facts-lines")
        .with("bare.jsonl", &bare.repeat(3))
        .with("empty.jsonl", &bare.replace('}', ", \"facts\": []}"))
        .with("mixed.jsonl", &(bare.repeat(2000) + held))
        .with("a.txt", "Seven boats sank.\n");
    let piped = |file: &str, format: &str| {
        let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(["check", "--input-format", "jsonl", "--format", format])
            .current_dir(&desk.0)
            .stdin(std::fs::File::open(desk.0.join(file)).unwrap())
            .env_remove("GITHUB_STEP_SUMMARY")
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ran { status: out.status.code(), out: text(&out.stdout), err: text(&out.stderr) }
    };
    for (format, _) in FORMATS {
        for (ran, none) in [
            (desk.run(&["check", "bare.jsonl", "--format", format]), true),
            (desk.run(&["check", "empty.jsonl", "--format", format]), true),
            (desk.run(&["check", "a.txt", "bare.jsonl", "--format", format]), true),
            (desk.run(&["check", "mixed.jsonl", "--format", format]), false),
            (desk.run(&["check", "a.txt", "bare.jsonl", "mixed.jsonl", "--format", format]), false),
            (piped("bare.jsonl", format), true),
            (piped("mixed.jsonl", format), false),
        ] {
            let Ran { status, out, err } = ran;
            assert_eq!(status, Some(0), "{err}");
            let first = out.lines().next().unwrap_or("");
            match format {
                "human" | "markdown" => assert_eq!(first.starts_with("No facts were found"), none, "{format}: {first}"),
                "github" => assert_eq!(first.starts_with("::notice title=factlint::No facts"), none, "{first}"),
                "sarif" | "junit" => assert_eq!(out.contains("No facts were found"), none, "{format}: {out}"),
                _ => {}
            }
            let told = err.contains("no facts were found;");
            assert_eq!(told, none && !matches!(format, "human" | "markdown" | "github"), "{format}: {err}");
            // What has none beside others that have is counted.
            assert_eq!(err.contains("no facts were found for"), !none, "{format}: {err}");
            assert!(!out.contains("factlint init"), "lines are given facts in another way: {out}");
        }
    }
}

#[test]
fn every_format_has_a_place_for_the_counts_or_standard_error_has() {
    let desk = scripts("formats-counts");
    for (format, _) in FORMATS {
        let Ran { out, err, .. } = desk.run(&["check", ".", "--format", format]);
        let words = "4 of 6 figures checked, 2 open, 0 not understood: 3 disagree, 1 missing, 1 matches";
        match format {
            "human" | "github" | "markdown" | "sarif" => assert!(out.contains(words), "{format}: {out}"),
            "json" => assert!(out.contains(r#""figures":6,"checked":4,"open":2"#), "{out}"),
            "junit" => assert!(out.contains(r#"<property name="checked" value="4"/>"#), "{out}"),
            // A line for a draft, and nothing else.
            "jsonl" => {}
            _ => assert!(err.contains(words), "{format}: {err}"),
        }
    }
}

#[test]
fn one_run_fills_several_places_all_of_them_or_none() {
    let desk = scripts("formats-several");
    let several = ["--output", "sarif=r.sarif", "--output", "junit=r.xml", "--output", "r.txt", "--output", "github=-"];
    let ran = desk.run(&[&["check", "."], several.as_slice()].concat());
    assert_eq!(ran.status, Some(1), "{}", ran.err);
    assert!(ran.out.starts_with("::error title="), "{}", ran.out);
    assert!(desk.read("r.sarif").starts_with("{\"$schema\""));
    assert!(desk.read("r.xml").starts_with("<?xml"));
    assert!(desk.read("r.txt").starts_with("Facts: "));
    // A run that cannot be made leaves what is there alone, and nothing behind.
    desk.write("Łódź a b/scripts.facts.toml", "[facts\n");
    desk.write("r.sarif", "old");
    std::fs::remove_file(desk.0.join("r.xml")).unwrap();
    let ran = desk.run(&[&["check", "."], several.as_slice()].concat());
    assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{}", ran.err);
    assert_eq!(desk.read("r.sarif"), "old");
    let left: BTreeSet<String> =
        std::fs::read_dir(&desk.0).unwrap().map(|f| f.unwrap().file_name().to_string_lossy().into_owned()).collect();
    assert_eq!(left, BTreeSet::from(["r.sarif", "r.txt", "Łódź a b"].map(str::to_owned)));
}

/// Runs in the folder with `GITHUB_STEP_SUMMARY`, and nobody who reads standard output to its end.
fn unread(desk: &Desk, args: &[&str], summary: &str) -> (Option<i32>, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(args)
        .current_dir(&desk.0)
        .env("GITHUB_STEP_SUMMARY", desk.0.join(summary))
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let out = child.wait_with_output().unwrap();
    (out.status.code(), String::from_utf8(out.stderr).unwrap())
}

#[test]
fn a_reader_that_has_seen_enough_keeps_no_report_from_another_place() {
    let desk = scripts("formats-pipe");
    let expected = report(&desk, "sarif");
    let (status, err) = unread(&desk, &["check", ".", "--output", "sarif=r.sarif"], "");
    assert_eq!((status, err.as_str()), (Some(1), ""));
    assert_eq!(desk.read("r.sarif"), expected);
}

#[test]
fn the_page_of_a_job_is_written_behind_what_is_there_and_costs_no_run() {
    let desk = scripts("formats-summary");
    desk.write("page.out", "before\n");
    let args = ["check", ".", "--output", "github=r.txt"];
    assert_eq!(unread(&desk, &args, "page.out").0, Some(1));
    let page = desk.read("page.out");
    assert!(page.starts_with("before\n## factlint\n\n**4 of 6 figures checked"), "{page}");
    assert_eq!(page.lines().filter(|line| line.starts_with("| ❌")).count(), 3, "{page}");
    // Where the step has written all that it may, a word more would lose the page.
    let full = "x".repeat(factlint::report::JOB_SUMMARY_MOST - 100);
    desk.write("page.out", &full);
    assert_eq!(unread(&desk, &args, "page.out").0, Some(1));
    assert_eq!(desk.read("page.out"), full);
    let (status, err) = unread(&desk, &args, "no/such/folder/page.out");
    assert_eq!(status, Some(1));
    assert!(err.contains("the summary of the job cannot be written"), "{err}");
    // No other format asks for it.
    desk.write("page.out", "");
    assert_eq!(unread(&desk, &["check", ".", "--output", "sarif=r.txt"], "page.out").0, Some(1));
    assert_eq!(desk.read("page.out"), "");
}

#[test]
fn a_line_of_json_lines_is_the_place_where_its_draft_stands() {
    let line =
        r#"{"id": "a1", "text": "It sank.\nNine boats sank.", "facts": [{"id": "b", "about": "boats", "value": 7}]}"#;
    let desk = Desk::new("formats-lines").with("in.jsonl", &format!("\n{line}\n{{}}\n"));
    let read = |format: &str| {
        let ran = desk.run(&["check", "in.jsonl", "--format", format]);
        assert_eq!(ran.status, Some(3), "{}", ran.err);
        ran.out
    };
    let github = read("github");
    assert!(github.contains("file=in.jsonl,line=2,endLine=2::\"a1\", line 2: The draft says"), "{github}");
    assert!(github.contains("::error title=cannot be read,file=in.jsonl,line=3::"), "{github}");
    let sarif = json(&read("sarif"));
    let result = &sarif["runs"][0]["results"][0];
    assert_eq!(result["locations"][0]["physicalLocation"]["region"]["startLine"], 2);
    // What is escaped there cannot be mended by its columns, nor known again by its line.
    assert!(result["fixes"].is_null() && result["partialFingerprints"]["primaryLocationLineHash"].is_null());
    assert_eq!(sarif["runs"][0]["invocations"][0]["executionSuccessful"], false);
    assert!(read("junit").contains("classname=\"a1 (in.jsonl:2)\""));
    assert!(read("csv").contains(",a1 (in.jsonl:2),2,1,Nine boats,"));
}

#[test]
fn a_slip_in_where_reports_go_is_told_before_anything_is_read() {
    let desk = Desk::new("formats-slips").with("a.txt", "Seven boats sank.\n");
    for (args, says) in [
        (vec!["--output", "sarrif=a.sarif"], "`sarrif` is no format"),
        (vec!["--output", "sarif="], "no file"),
        (vec!["--output", "a", "--output", "b"], "two reports of one format"),
        (vec!["--output", "sarif=a", "--output", "json=./a"], "two reports would go to"),
        (vec!["--format", "human", "--output", "json=-"], "two reports would go to standard output"),
    ] {
        let ran = desk.run(&[&["check", "a.txt"], args.as_slice()].concat());
        assert_eq!((ran.status, ran.out.as_str()), (Some(2), ""), "{args:?}");
        assert!(ran.err.contains(says), "{args:?}: {}", ran.err);
    }
    let ran = desk.run(&["check", "a.txt", "--output", "./sarrif=a"]);
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert!(desk.read("sarrif=a").starts_with("No facts"));
    let ran = desk.run(&["extract", "a.txt", "--format", "sarif"]);
    assert_eq!(ran.status, Some(2));
    assert!(ran.err.contains("human, json, jsonl, html, csv, markdown"), "{}", ran.err);
}
