use super::super::samples::{self, Run, document, finding, findings, people};
use super::*;
use crate::document::SourceSpan;
use crate::verdict::Related;
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

fn written(run: &Run, document: &Document, findings: Vec<Finding>) -> String {
    let mut report = Human::new(Vec::new());
    run.write(&mut report, document, findings);
    String::from_utf8(report.page.expect("begun").into_inner()).expect("UTF-8")
}

/// The report on the samples.
fn report(run: &Run) -> String {
    let document = document();
    written(run, &document, findings(&document))
}

/// The text without our own colour codes; anything else that begins with an escape stays.
fn bare(text: &str) -> String {
    let code = regex::Regex::new("\x1b\\[[0-9;]+m").expect("a pattern");
    code.replace_all(text, "").into_owned()
}

/// Compares a report with `expected/NAME.txt`, in which `␛` stands for the escape character. With
/// `UPDATE_EXPECTED` set the file is written instead: read what changed before committing it.
fn as_expected(name: &str, report: &str) {
    let path = format!("{}/src/report/human/expected/{name}.txt", env!("CARGO_MANIFEST_DIR"));
    let report = report.replace('\x1b', "␛");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &report).expect("the file can be written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(report, expected, "{path} is\n{expected}\nand the report is\n{report}");
}

#[test]
fn a_narrow_terminal_gets_a_whole_report() {
    as_expected("40", &report(&Run { width: 40, ..Run::default() }));
}

#[test]
fn a_usual_terminal_gets_a_whole_report() {
    as_expected("80", &report(&Run { width: 80, ..Run::default() }));
}

#[test]
fn a_wide_terminal_gets_whole_lines_of_the_draft() {
    as_expected("160", &report(&Run { width: 160, ..Run::default() }));
}

#[test]
fn colours_tell_the_verdict_as_well() {
    as_expected("80-coloured", &report(&Run { color: true, ..Run::default() }));
}

#[test]
fn without_colours_not_a_word_is_missing() {
    for width in [40, 80, 160] {
        let plain = report(&Run { width, ..Run::default() });
        assert_eq!(bare(&report(&Run { width, color: true, ..Run::default() })), plain);
    }
}

#[test]
fn whoever_asks_for_all_gets_what_is_unchecked_and_skipped_too() {
    as_expected("all", &report(&Run { show: vec![Shown::All, Shown::Skipped], ..Run::default() }));
}

#[test]
fn whoever_asks_for_disagreements_gets_nothing_else() {
    as_expected("disagree", &report(&Run { show: vec![Shown::Disagree], ..Run::default() }));
}

#[test]
fn extract_lists_claims_with_their_readings() {
    let document = document();
    let claims = findings(&document).into_iter().filter(|f| f.kind.is_some()).collect();
    as_expected("extract", &written(&Run { command: Command::Extract, ..Run::default() }, &document, claims));
}

#[test]
fn a_run_without_facts_says_so_first() {
    let out = written(&Run { facts_found: false, ..Run::default() }, &document(), Vec::new());
    assert_eq!(
        out,
        "\
No facts were found: the draft was held against itself, the calendar and
  arithmetic (weekdays, dates, sums, tables, shares, changes, rates,
  conversions, ages, intervals, lists, ranks, votes, names, headline and text).

tarn.txt (dateline 2015-05-12)

no claims found

2 figures read, 2 not understood: none contradicts another
Whether they are true, facts can tell. To begin with: `factlint init tarn.txt
  --output tarn.facts.toml`, confirm each fact against a source, and check
  again.
"
    );
}

#[test]
fn a_draft_without_anything_that_was_asked_for_is_passed_over() {
    let run = Run { show: vec![Shown::Disagree], ..Run::default() };
    let out = written(&run, &document(), Vec::new());
    assert_eq!(out, "Facts: tarn.facts.toml\n\n0 of 2 figures checked, 0 open, 2 not understood: 0 disagree\n");
}

#[test]
fn many_drafts_stand_apart_and_are_counted_together() {
    let document = document();
    let checked = crate::checker::Checked {
        findings: Vec::new(),
        not_understood: 0,
        skipped: Vec::new(),
        suppressed: Vec::new(),
        dateline: None,
    };
    let mut report = Human::new(Vec::new());
    report.begin(&Run { show: vec![], ..Run::default() }.info()).expect("written");
    let mut summary = Summary::default();
    for _ in 0..2 {
        let draft = DraftReport { dateline: None, ..samples::draft(&document, &checked) };
        report.draft(&draft).expect("written");
        summary.add(&checked);
    }
    summary.unreadable = 1;
    report.end(&summary).expect("written");
    let out = String::from_utf8(report.page.expect("begun").into_inner()).expect("UTF-8");
    assert_eq!(
        out,
        "\
Facts: tarn.facts.toml

tarn.txt (no dateline)

no claims found

tarn.txt (no dateline)

no claims found

0 of 0 figures in 2 drafts checked, 0 open, 0 not understood: 0 disagree,
1 draft could not be read
"
    );
}

#[test]
fn wide_characters_keep_the_carets_under_the_claim() {
    let document = Document::text("d.txt", String::from("洪水で ☔ 43 people 死亡。"));
    let found = finding(&document, "43 people", people(43, None), Verdict::Disagree);
    let out = written(&Run::default(), &document, vec![found]);
    let lines: Vec<&str> = out.lines().filter(|l| l.contains(" | ")).collect();
    let [line, carets] = lines.as_slice() else { panic!("{out}") };
    let before = line.find("43 people").map(|at| line[..at].width());
    assert_eq!(before, carets.find('^'));
    assert!(carets.ends_with("^".repeat("43 people".len()).as_str()), "{out}");
}

#[test]
fn a_claim_of_a_check_names_its_rule() {
    let document = document();
    let found = Finding { rule: "weekday", ..finding(&document, "May 12", people(1, None), Verdict::Disagree) };
    let out = written(&Run::default(), &document, vec![found]);
    assert!(out.contains("\nDISAGREE 3:7 (weekday)  No fact"), "{out}");
}

#[test]
fn other_places_and_other_mendings_stand_under_the_finding() {
    let document = document();
    let place = finding(&document, "four\nhours", people(4, None), Verdict::Unchecked).span;
    let related = Related { suggestion: Some("five hours".into()), ..Related::at(&document, place) };
    let found = Finding {
        suggestion: Some("May 13".into()),
        alternatives: vec!["May 14".into()],
        related: vec![related],
        ..finding(&document, "May 12", people(1, None), Verdict::Disagree)
    };
    let out = written(&Run::default(), &document, vec![found]);
    for row in
        ["write       May 13", "or          May 14", "against     four hours (line ", "or there    five hours (line "]
    {
        assert!(out.contains(row), "{row}\n{out}");
    }
}

#[test]
fn a_claim_over_many_lines_shows_its_first_and_its_last() {
    let document = Document::text("d.txt", String::from("> more than\n> 40\n>\n> or so\n> people came"));
    let found = finding(&document, "more than\n> 40\n>\n> or so\n> people", people(40, None), Verdict::Disagree);
    let out = written(&Run::default(), &document, vec![found]);
    let excerpt = "
  1 | > more than
    |   ^^^^^^^^^
    …
  5 | > people came
    |   ^^^^^^
";
    assert!(out.contains(excerpt), "{out}");
}

/// Text as bad as it gets, or any other.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("\x1b[2J\x1b]0;owned\x07".to_owned()),
        Just("\u{9b}31m".to_owned()),
        Just("\u{202e}6116\u{2066}".to_owned()),
        Just("\u{200b}\u{2028}\u{feff}".to_owned()),
        Just("line\nDISAGREE 1:1  forged\r\n".to_owned()),
        Just("more than 6,100 people ".to_owned()),
        any::<String>(),
        ".*",
    ];
    proptest::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat())
}

fn hidden(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

proptest! {
    #[test]
    fn nothing_of_a_hostile_draft_or_fact_steers_the_terminal(
        name in hostile(), a in hostile(), b in hostile(), c in hostile(), fact in hostile(),
        width in 0usize..200, color: bool, verdict in 0usize..5, all: bool,
    ) {
        let document = Document::text(&name, format!("{a}{b}{c}"));
        let verdicts =
            [Verdict::Disagree, Verdict::Ambiguous, Verdict::Match(Grade::Loose), Verdict::Match(Grade::Exact), Verdict::Unchecked];
        let (line, column) = document.line_column(a.len() as u32);
        let found = Finding {
            span: SourceSpan { start: a.len() as u32, end: (a.len() + b.len()) as u32 },
            line,
            column,
            text: b,
            fact: Some(fact.clone()),
            message: fact.clone(),
            reference: Some(fact.clone()),
            suggestion: Some(fact.clone()),
            source: Some(fact.clone()),
            as_of: Some(fact.clone()),
            url: Some(fact),
            value: Some(Value::Quantity { figure: samples::figure(1, None), noun: c }),
            ..finding(&samples::document(), "19 bridges", people(1, None), verdicts[verdict])
        };
        let show = if all { vec![Shown::All, Shown::Skipped] } else { vec![] };
        for command in [Command::Check, Command::Extract] {
            let run = Run { command, width, color, show: show.clone(), facts_found: true };
            let out = written(&run, &document, vec![found.clone()]);
            let text = if color { bare(&out) } else { out.clone() };
            for c in text.chars() {
                prop_assert!(c == '\n' || !(c.is_control() || hidden(c)), "{c:?} in {out:?}");
            }
            prop_assert!(!text.contains("\nDISAGREE 1:1  forged"), "{out:?}");
        }
    }

    #[test]
    fn no_line_is_wider_than_the_terminal(width in 40usize..200, extract: bool, all: bool) {
        let show = if all { vec![Shown::All, Shown::Skipped] } else { vec![] };
        let command = if extract { Command::Extract } else { Command::Check };
        for line in report(&Run { width, command, show, ..Run::default() }).lines() {
            // An address is never broken.
            prop_assert!(line.width() <= width || line.contains("https://"), "{line:?}");
            prop_assert_eq!(line.trim_end(), line);
        }
    }
}
