//! The real article once more, with facts about who held which office, where the talks were and what was said.
//!
//! The article is not ours to ship: the test reads it from `../shared/seeds`, the quotation too, and says so plainly
//! where it is absent.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod support;

use std::path::Path;
use std::process::Command;
use support::repo;

const OFFICES: &str = r#"
[facts.secretary]
role = "U.S. Secretary of State | Secretary of State"
holder = "John Kerry"
from = 2013-02-01
until = 2017-01-20

[facts.president]
role = "Russian President | President of Russia"
holder = "Vladimir Putin"
from = 2012-05-07

[facts.minister]
role = "Russian Foreign Minister | Foreign Minister"
holder = "Sergei Lavrov"
from = 2004-03-09

[facts.aide]
role = "Russian presidential aide | presidential aide"
holder = "Yury Ushakov"
from = 2012-05-21

[facts.venue]
about = ["Kerry", "Putin", "talks | met | meeting"]
is = "Sochi"
not = ["Yalta", "Moscow"]
"#;

/// The facts that were matched and those that were contradicted, each in order.
fn verdicts(name: &str, text: &str, facts: &Path, date: &str) -> (Vec<String>, Vec<String>) {
    let draft = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&draft, text).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_factlint"))
        .args(["check", "--format", "json", "--fail-on", "never", "--date", date, "--facts"])
        .args([facts, draft.as_path()])
        .output()
        .unwrap();
    let said: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    let findings = said["drafts"][0]["findings"].as_array().unwrap().clone();
    let of = |verdict: &str| {
        let mut ids: Vec<String> = findings
            .iter()
            .filter(|f| f["verdict"] == verdict)
            .filter_map(|f| f["fact"].as_str().map(str::to_owned))
            .collect();
        ids.sort();
        ids
    };
    (of("match"), of("disagree"))
}

fn once(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old}");
    text.replacen(old, new, 1)
}

#[test]
fn offices_venue_and_quotation_are_held_to_their_facts() {
    let path = repo("../shared/seeds/kerry-sochi-2015.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: the article is not here ({})", path.display());
        return;
    };
    let from = text.find("If and when Minsk").unwrap();
    let quote = &text[from..from + text[from..].find("\u{201d}").unwrap()];
    let quote = quote.trim_end_matches(',');
    let facts = Path::new(env!("CARGO_TARGET_TMPDIR")).join("offices-venue-quotation.toml");
    std::fs::write(&facts, format!("{OFFICES}\n[facts.quote]\nspeaker = \"John Kerry\"\nquote = '''{quote}'''\n"))
        .unwrap();
    let all = ["aide", "minister", "president", "quote", "secretary", "venue"];
    let but = |one: &str| all.iter().filter(|a| **a != one).map(|a| (*a).to_owned()).collect::<Vec<_>>();
    let dated = "2015-05-12";
    assert_eq!(verdicts("as-written.txt", &text, &facts, dated), (but(""), vec![]));
    assert_eq!(verdicts("years-later.txt", &text, &facts, "2018-05-12"), (but("secretary"), vec!["secretary".into()]));
    let yalta = once(&text, "resort of Sochi", "resort of Yalta");
    assert_eq!(verdicts("another-place.txt", &yalta, &facts, dated), (but("venue"), vec!["venue".into()]));
    let must = once(&text, "sanctions can begin", "sanctions must begin");
    assert_eq!(verdicts("another-word.txt", &must, &facts, dated), (but("quote"), vec!["quote".into()]));
}
