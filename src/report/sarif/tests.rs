//! What a SARIF file says, without a judge.

use super::super::Shown;
use super::super::samples::{DRAFT, Run, document, findings};
use super::*;
use crate::document::{Document, SourceSpan};
use crate::strict::Place;
use crate::verdict::Related;

fn sarif(run: &Run, document: &Document, findings: Vec<Finding>) -> Value {
    let mut report = Sarif::new(Vec::new());
    run.write(&mut report, document, findings);
    serde_json::from_slice(&report.out.into_inner()).expect("one JSON document")
}

#[test]
fn a_result_has_its_place_its_rule_its_fingerprints_and_its_fix() {
    let mut found = findings(&document());
    found[0].fact_place = Some(Place { file: "desk/tarn facts.toml".into(), line: 7, column: 2 });
    let log = sarif(&Run::default(), &document(), found);
    let run = &log["runs"][0];
    let result = &run["results"][0];
    let region = json!({
        "startLine": 3, "startColumn": 53, "endLine": 3, "endColumn": 64, "snippet": {"text": "since April"},
    });
    let artifact = json!({"uri": "tarn.txt", "uriBaseId": "%SRCROOT%"});
    assert_eq!(result["locations"][0]["physicalLocation"], json!({"artifactLocation": artifact, "region": region}));
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    let index = result["ruleIndex"].as_u64().expect("an index") as usize;
    assert_eq!(rules[index]["id"], result["ruleId"]);
    assert_eq!(result["level"], "error");
    assert_eq!(result["partialFingerprints"]["primaryLocationLineHash"], line_hashes(DRAFT)[2].as_str());
    assert_eq!(result["partialFingerprints"]["factlint/v1"].as_str().map(str::len), Some(16));
    let change = &result["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "since April 2014");
    let fact = &result["relatedLocations"][0];
    assert_eq!(fact["physicalLocation"]["artifactLocation"]["uri"], "desk/tarn%20facts.toml");
    assert_eq!(fact["physicalLocation"]["region"], json!({"startLine": 7, "startColumn": 2}));
    assert_eq!(fact["message"]["text"], "The fact ost-rising: April 2014");
}

#[test]
fn every_rule_that_a_finding_can_have_is_described_within_limits() {
    let rules = rules();
    for name in ["reference", "missing"].into_iter().chain(crate::checks::Rule::ALL.map(crate::checks::Rule::name)) {
        let rule = rules.iter().find(|rule| rule.id == name).expect("the rule is there");
        for key in ["shortDescription", "fullDescription", "help"] {
            let text = rule.json[key]["text"].as_str().unwrap_or("");
            assert!(!text.is_empty(), "{name}: {key}");
            assert!(key == "help" || text.chars().count() <= 1024, "{name}: {key} is too long");
        }
    }
}

#[test]
fn what_is_asked_for_and_no_problem_has_no_level() {
    let asked = Run { show: vec![Shown::All], ..Run::default() };
    let log = sarif(&asked, &document(), findings(&document()));
    let told: Vec<_> = log["runs"][0]["results"].as_array().expect("results").iter().collect();
    let kinds: Vec<_> = told.iter().map(|r| (r["kind"].as_str(), r["level"].as_str())).collect();
    let (fail, pass) = (Some("fail"), (Some("pass"), Some("none")));
    assert_eq!(
        kinds,
        [
            (fail, Some("error")),
            pass,
            (fail, Some("warning")),
            pass,
            (fail, Some("note")),
            (Some("open"), Some("none")),
            (fail, Some("warning"))
        ]
    );
}

#[test]
fn paths_are_encoded_and_those_outside_are_whole() {
    assert_eq!(encoded("Łódź/a b:c%.md"), "%C5%81%C3%B3d%C5%BA/a%20b%3Ac%25.md");
    assert_eq!(location(Some("/etc/x y")), json!({"uri": "file:///etc/x%20y"}));
    assert_eq!(location(None), json!({"uri": "stdin"}));
}

#[test]
fn no_message_is_a_link_and_no_fix_tears_markup() {
    assert_eq!(message("see [here](1) or [a](http://x)"), "see [here] (1) or [a] (http://x)");
    let document = Document::text("a.txt", String::from("6,5**00** people"));
    let mut found = findings(&super::super::samples::document()).remove(0);
    found.span = SourceSpan { start: 0, end: 16 };
    found.text = document.source().to_owned();
    let log = sarif(&Run::default(), &document, vec![found]);
    assert!(log["runs"][0]["results"][0]["fixes"].is_null(), "{log}");
}

#[test]
fn another_place_is_related_and_may_be_mended_there() {
    let document = document();
    let mut found = findings(&document).remove(0);
    let span = SourceSpan { start: 0, end: 5 };
    found.related = vec![Related { suggestion: Some("Drought".into()), ..Related::at(&document, span) }];
    let log = sarif(&Run::default(), &document, vec![found]);
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["relatedLocations"][0]["physicalLocation"]["region"]["endColumn"], 6);
    let replacement = &result["fixes"][1]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "Drought");
    assert_eq!(replacement["deletedRegion"]["startColumn"], 1);
}

#[test]
fn of_too_many_results_the_gravest_stay_and_the_rest_is_counted() {
    let document = document();
    let found = findings(&document);
    let mut many = vec![found[4].clone(); 3];
    many.push(found[0].clone());
    let mut report = Sarif { most: 3, ..Sarif::new(Vec::new()) };
    Run::default().write(&mut report, &document, many);
    let log: Value = serde_json::from_slice(&report.out.into_inner()).expect("one JSON document");
    let results = log["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.iter().map(|r| r["level"].clone()).collect::<Vec<_>>(), ["error", "note", "note"]);
    let notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notes.contains("1 more are left out: code scanning takes 3 results"), "{notes}");
}

#[test]
fn without_facts_the_file_says_so() {
    let run = Run { facts_found: false, ..Run::default() };
    let log = sarif(&run, &document(), Vec::new());
    let note = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0];
    assert!(note["message"]["text"].as_str().is_some_and(|t| t.starts_with("No facts were found")), "{note}");
    assert_eq!(log["runs"][0]["results"], json!([]));
}

#[test]
fn the_program_is_found_at_the_address_of_its_manifest_and_at_no_other() {
    assert_eq!(driver(&[], "https://example.org/factlint")["informationUri"], "https://example.org/factlint");
    assert_eq!(driver(&[], "")["informationUri"], Value::Null);
    let log = sarif(&Run::default(), &document(), Vec::new());
    let told = log["runs"][0]["tool"]["driver"]["informationUri"].as_str().unwrap_or_default();
    assert_eq!(told, env!("CARGO_PKG_REPOSITORY"));
}
