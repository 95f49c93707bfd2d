//! Marks at their boundary: a draft in, what is told and what is not.

use super::By;
use crate::checker::Checked;
use crate::checks::{Options, Rule};
use crate::claims::Dateline;
use crate::verdict::Verdict;
use crate::{Checker, Document, Facts, Lexicon, Settings};
use std::path::Path;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().unwrap());
static FACTS: LazyLock<Facts> = LazyLock::new(|| {
    let text = "[facts.dead]\nabout = [\"@killed\", \"Orra\"]\nvalue = \"41 people\"\n\
                [facts.hurt]\nabout = [\"@wounded\", \"Orra\"]\nvalue = \"17 people\"\n";
    crate::facts::parse(text, Path::new("facts.toml"), &LEXICON)
});

const DEAD: &str = "The fire in Orra killed 43 people.";
const HURT: &str = "The fire in Orra wounded 19 people.";

fn settings() -> Settings {
    Settings { date: Dateline::parse("2021-06-18"), ..Settings::default() }
}

fn checked(document: &Document) -> Checked {
    Checker::new(&LEXICON, &FACTS, settings()).check(document)
}

fn draft(text: &str) -> Checked {
    checked(&Document::markdown("a.md", text.to_owned()).unwrap())
}

/// What is told: the words of disagreements, and what is said of marks.
fn told(checked: &Checked) -> Vec<&str> {
    let told = checked.findings.iter().filter(|f| f.verdict == Verdict::Disagree);
    told.map(|f| if f.rule == "mark" { f.message.as_str() } else { f.text.as_str() }).collect()
}

fn ignored(checked: &Checked) -> Vec<(&str, &str)> {
    fn reason(by: &By) -> &str {
        match by {
            By::Mark { because, .. } => because,
            By::Baseline | By::Revision => "",
        }
    }
    checked.suppressed.iter().map(|s| (s.finding.text.as_str(), reason(&s.by))).collect()
}

#[test]
fn a_mark_takes_its_finding_out_of_the_next_block_alone() {
    let checked = draft(&format!("<!-- factlint: ignore dead because \"agreed\" -->\n{DEAD} {HURT}\n\n{DEAD}\n"));
    assert_eq!(told(&checked), ["19 people", "43 people"]);
    assert_eq!(ignored(&checked), [("43 people", "agreed")]);
    let inside = draft(&format!("{HURT} <!-- factlint: ignore dead hurt because \"agreed\" --> {DEAD}\n\n{DEAD}\n"));
    assert_eq!(told(&inside), ["43 people"]);
    let table = "<!-- factlint: ignore table-total because \"the source's own\" -->\n\n| Tarn | dead |\n|---|---|\n| a | 12 |\n| b | 9 |\n| Total | 22 |\n";
    assert_eq!(told(&draft(table)), Vec::<&str>::new());
    assert_eq!(ignored(&draft(table)).len(), 1);
}

#[test]
fn a_name_that_nothing_comes_of_is_told_though_the_mark_is_of_use() {
    let both = |names: &str| draft(&format!("<!-- factlint: ignore {names} because \"agreed\" -->\n{DEAD}\n"));
    assert_eq!(told(&both("dead")), Vec::<&str>::new());
    for (names, says) in [
        ("dead hurt", "A part of the mark is unused: there is nothing to be told on hurt in the next block."),
        ("deaad dead", "A part of the mark is unused: no fact or check is called `deaad`; did you mean `dead`?"),
        ("dead weekday", "A part of the mark is unused: there is nothing to be told on weekday in the next block."),
    ] {
        let checked = both(names);
        assert_eq!((told(&checked), ignored(&checked).len()), (vec![says], 1), "{names}");
    }
    // What stands behind a reason that a quotation mark ends too early is no name.
    let slip = draft(&format!("<!-- factlint: ignore dead because \"the \"old\" count\" -->\n{DEAD}\n"));
    assert_eq!(told(&slip).len(), 1, "{:?}", told(&slip));
}

#[test]
fn a_stretch_runs_from_off_to_on() {
    let checked = draft(&format!(
        "{DEAD}\n\n<!-- factlint: off because \"old\" -->\n\n{DEAD} {HURT}\n\n{HURT}\n\n<!-- factlint: on -->\n\n{HURT}\n"
    ));
    assert_eq!(told(&checked), ["43 people", "19 people"]);
    assert_eq!(ignored(&checked).len(), 3);
    let some =
        draft(&format!("<!-- factlint: off dead because \"old\" -->\n\n{DEAD} {HURT}\n\n<!-- factlint: on -->\n"));
    assert_eq!(told(&some), ["19 people"]);
}

/// What may have been an `on` is one.
#[test]
fn a_stretch_ends_at_a_mark_that_cannot_be_read() {
    for end in ["<!-- factlint: onn -->", "<!-- factlint: on -- >", "<!-- factlint on -->", "<!-- fact-lint: on -->"] {
        let checked = draft(&format!("<!-- factlint: off because \"old\" -->\n\n{DEAD}\n\n{end}\n\n{HURT}\n"));
        let told = told(&checked);
        assert_eq!((told.len(), told.last().copied()), (2, Some("19 people")), "{end}: {told:?}");
    }
}

#[test]
fn front_matter_and_a_file_beside_it_speak_of_the_whole_draft() {
    let front = draft(&format!("---\nfactlint: ignore dead because \"agreed\"\n---\n{DEAD}\n\n{DEAD} {HURT}\n"));
    assert_eq!(told(&front), ["19 people"]);
    assert_eq!(ignored(&front).len(), 2);
    let text = format!("{DEAD}\n\n{DEAD} And {HURT}\n");
    let beside = |marks: &str| {
        let document = Document::text("a.txt", text.clone()).beside(String::from("a.marks"), marks.to_owned());
        checked(&document)
    };
    let all = beside("# agreed on Monday\n\nignore dead because \"agreed\"\n");
    assert_eq!(told(&all), ["19 people"]);
    let one = beside("factlint: ignore dead at \"And The fire\" because \"agreed\"\r\n");
    assert_eq!((told(&one), ignored(&one)), (vec!["43 people", "19 people"], vec![("43 people", "agreed")]));
    let slips = beside("ignore dead at \"of 1912\" because \"x\"\n\nignroe hurt\non\n");
    assert_eq!(
        told(&slips)[..3],
        [
            "a.marks, line 1: the draft nowhere has the words \"of 1912\".",
            "a.marks, line 3: `ignroe` is no mark: did you mean `ignore`?",
            "a.marks, line 4: `on` ends a stretch that a comment began, and there is none here.",
        ]
    );
}

#[test]
fn a_fingerprint_names_one_finding() {
    let plain = draft(&format!("{DEAD} {HURT}\n"));
    let fingerprint = plain.findings.iter().find(|f| f.text == "19 people").unwrap().fingerprint;
    let checked = draft(&format!("<!-- factlint: ignore {fingerprint} because \"agreed\" -->\n{DEAD} {HURT}\n"));
    assert_eq!(told(&checked), ["43 people"]);
}

#[test]
fn a_mark_that_does_not_hold_is_told_and_so_is_its_finding() {
    for (mark, says) in [
        ("ignore dead", "The mark gives no reason"),
        ("ignore dead because \" \"", "The mark gives no reason"),
        ("ignore dead until=2021-06-17 because \"x\"", "The mark held until 2021-06-17"),
        ("ignroe dead because \"x\"", "`ignroe` is no mark: did you mean `ignore`?"),
        ("ignore hurt because \"x\"", "nothing to be told on hurt in the next block"),
        ("ignore deda because \"x\"", "no fact or check is called `deda`; did you mean `dead`?"),
        ("on", "`on` ends nothing"),
    ] {
        let checked = draft(&format!("<!-- factlint: {mark} -->\n{DEAD}\n"));
        let told = told(&checked);
        assert_eq!(told.len(), 2, "{mark}: {told:?}");
        assert!(told[0].contains(says), "{mark}: {told:?}");
        assert_eq!(told[1], "43 people");
        let finding = &checked.findings[0];
        assert_eq!((finding.severity.name(), finding.line, finding.kind), ("warning", 1, None));
        assert!(finding.text.starts_with("<!-- factlint"), "{}", finding.text);
    }
    let last_day = draft(&format!("<!-- factlint: ignore dead until=2021-06-18 because \"x\" -->\n{DEAD}\n"));
    assert_eq!(told(&last_day), Vec::<&str>::new());
}

#[test]
fn a_mark_is_of_no_use_once_its_finding_is_gone() {
    let right = DEAD.replace("43", "41");
    for text in [
        format!("<!-- factlint: ignore dead because \"x\" -->\n{right}\n"),
        format!("<!-- factlint: off because \"x\" -->\n\n{right}\n\n<!-- factlint: on -->\n"),
        format!("---\nfactlint: [\"ignore dead because 'x'\"]\n---\n{right}\n"),
        String::from("Text.\n\n<!-- factlint: ignore dead because \"x\" -->\n"),
    ] {
        let checked = draft(&text);
        let [only] = told(&checked)[..] else { panic!("{text}: {:?}", told(&checked)) };
        assert!(only.starts_with("The mark is unused"), "{only}");
    }
}

#[test]
fn two_equal_marks_are_two_findings() {
    let checked = draft("<!-- factlint: on -->\n\n<!-- factlint: on -->\n");
    let [a, b] = checked.findings.as_slice() else { panic!("{:?}", checked.findings) };
    assert_ne!(a.fingerprint, b.fingerprint);
}

#[test]
fn nothing_is_asked_of_a_mark_that_a_run_has_no_use_for() {
    let document = |text: &str| Document::markdown("a.md", text.to_owned()).unwrap();
    let dead = document(&format!("<!-- factlint: ignore dead because \"x\" -->\n{DEAD}\n"));
    let facts = Facts::default();
    let factless = Checker::new(&LEXICON, &facts, settings()).check(&dead);
    assert_eq!(told(&factless), Vec::<&str>::new());
    let off = |rules: &[Rule]| Settings { checks: Options { off: rules.to_vec(), ..Options::default() }, ..settings() };
    let weekday =
        document("<!-- factlint: ignore weekday because \"x\" -->\nThe jury retired on Thursday, 14 September 2018.\n");
    assert_eq!(told(&Checker::new(&LEXICON, &facts, off(&[Rule::Weekday])).check(&weekday)), Vec::<&str>::new());
    let unread = document("<!-- factlint: ignroe dead -->\nText.\n");
    assert_eq!(told(&Checker::new(&LEXICON, &facts, off(&[Rule::Mark])).check(&unread)), Vec::<&str>::new());
}

#[test]
fn a_comment_that_is_never_closed_is_told_and_hides_nothing() {
    let mark = "<!-- factlint: ignore dead because \"agreed\"";
    for (text, figures) in [
        (format!("{mark} -- >\n\n{DEAD}\n\n{HURT}\n"), 2),
        (format!("{mark} ->\n{DEAD}\n\n{HURT}\n"), 2),
        (format!("{mark} -> {DEAD}\n\n{HURT}\n"), 2),
        (format!("{mark} \u{2014}>\n\n{DEAD}\n\n<!-- factlint: on -->\n\n{HURT}\n"), 2),
        (format!("{mark}\n\n{DEAD}\n\n{HURT}\n"), 2),
        (format!("{mark}\n{DEAD}\n\n{HURT} <!-- more -->\n"), 2),
        (format!("> {mark} ->\n> {DEAD}\n\n{HURT}\n"), 2),
        (format!("- {mark} -> {DEAD}\n- {HURT}\n"), 2),
        (format!("{HURT} {mark} -> {DEAD} <!-- more -->\n"), 2),
        (format!("{HURT}\n\n<div>\n{mark} ->\n</div>\n\n{DEAD}\n"), 2),
        (format!("{mark} ->\n\n{mark} ->\n\n{mark} ->\n\n{DEAD}\n\n{HURT}\n"), 2),
    ] {
        let checked = draft(&text);
        let told = told(&checked);
        let unclosed = told.iter().filter(|t| t.contains("is never closed, and so it does not hold")).count();
        assert_eq!(unclosed, text.matches("factlint: ignore").count(), "{text}: {told:?}");
        assert_eq!(told.iter().filter(|t| t.ends_with("people")).count(), figures, "{text}: {told:?}");
        assert_eq!(ignored(&checked), [], "{text}");
    }
    let other = draft(&format!("<!-- todo: ask\n\n{DEAD}\n"));
    assert_eq!(told(&other).len(), 2, "{:?}", told(&other));
    assert!(told(&other)[0].starts_with("A comment is never closed"), "{:?}", told(&other));
    for text in [
        format!("<!-- rename a -> b -->\n\n{HURT}\n"),
        format!("<!--\n\n{DEAD}\n\n-->\n\n{HURT}\n"),
        format!("<!-- {DEAD} <!-- old\n-->\n\n{HURT}\n"),
        format!("Write `<!--` to begin one.\n\n{HURT}\n"),
        format!("```html\n<!-- factlint: off -- >\n```\n\n{HURT}\n"),
    ] {
        assert_eq!(told(&draft(&text)), ["19 people"], "{text}");
    }
}

#[test]
fn words_behind_a_mark_on_its_line_are_what_it_is_about() {
    let mark = "<!-- factlint: ignore dead because \"agreed\" -->";
    for text in [
        format!("{mark} {DEAD}\n\n{DEAD}\n"),
        format!("{mark}{DEAD}\n\n{DEAD}\n"),
        format!("<!-- a --> {mark} {DEAD}\n\n{DEAD}\n"),
        format!("   {mark} The fire in Orra\nkilled 43 people.\n\n{DEAD}\n"),
        format!("- {mark} {DEAD}\n- {DEAD}\n"),
        format!("> {mark} {DEAD}\n\n{DEAD}\n"),
        format!("<!-- factlint: ignore dead\n  because \"agreed\" --> {DEAD}\n\n{DEAD}\n"),
        format!("> <!-- factlint: ignore dead\n>   because \"agreed\" --> {DEAD}\n\n{DEAD}\n"),
        format!("\u{feff}---\ntitle: Fire\n---\n{mark} {DEAD}\r\n\r\n{DEAD}\r\n"),
    ] {
        let checked = draft(&text);
        assert_eq!((told(&checked), ignored(&checked)), (vec!["43 people"], vec![("43 people", "agreed")]), "{text}");
        let second = checked.findings.iter().find(|f| f.text == "43 people").map(|f| f.span.start as usize);
        assert_eq!(second, text.rfind("43 people"), "{text}");
    }
    // Any comment hides the words behind it no longer.
    assert_eq!(told(&draft(&format!("<!-- todo --> {DEAD}\n"))), ["43 people"]);
    let stretch = format!("<!-- factlint: off because \"old\" --> {DEAD}\n\n<!-- factlint: on --> {DEAD}\n");
    assert_eq!(told(&draft(&stretch)), ["43 people"]);
}

#[test]
fn what_was_meant_to_be_a_mark_is_told_wherever_it_stands() {
    for (text, says) in [
        (format!("<!- factlint: ignore dead because \"x\" -->\n{DEAD}\n"), "this is no comment, and so no mark"),
        (format!("<-- factlint: ignore dead because \"x\" -->\n\n{DEAD}\n"), "this is no comment, and so no mark"),
        (format!("<!\u{2014} factlint: ignore dead because \u{201c}x\u{201d} \u{2014}> {DEAD}\n"), "no comment"),
        (format!("factlint: ignore dead because \"x\"\n\n{DEAD}\n"), "no comment"),
        (format!("Now <!-- factlint: ignore dead because \"x\" -> {DEAD}\n"), "no comment"),
        (format!("---\nfact-lint: ignore dead because \"x\"\n---\n{DEAD}\n"), "`fact-lint` is misspelt"),
        (format!("+++\nfactlnt = [\"ignore dead because 'x'\"]\n+++\n{DEAD}\n"), "`factlnt` is misspelt"),
        (format!("---\nfactlint: factlnt: ignore dead\n---\n{DEAD}\n"), "`factlnt` is misspelt"),
        (format!("---\nparams:\n  factlint: ignore dead because \"x\"\n---\n{DEAD}\n"), "inside of `params`"),
        (format!("[//]: # (factlint: ignore dead because \"x\")\n\n{DEAD}\n"), "no comment"),
        (format!("{{% comment %}} factlint: ignore dead because \"x\" {{% endcomment %}}\n\n{DEAD}\n"), "no comment"),
        (format!("{{/* factlint: ignore dead because \"x\" */}}\n\n{DEAD}\n"), "no comment"),
    ] {
        let checked = draft(&text);
        let told = told(&checked);
        assert_eq!(told.len(), 2, "{text}: {told:?}");
        assert!(told[0].to_lowercase().contains(&says.to_lowercase()), "{text}: {told:?}");
    }
    let plain = |text: &str| checked(&Document::text("a.txt", text.to_owned()));
    let text = format!("<!-- factlint: ignore dead because \"x\" -->\n\n{DEAD}\n");
    assert!(told(&plain(&text))[0].starts_with("A plain text has no comments"), "{:?}", told(&plain(&text)));
    for text in [
        format!("---\nfact-list: [ignition, off-road]\n---\n{DEAD}\n"),
        format!("We run factlint on it <and more>. {DEAD}\n"),
        format!("Write `<!- factlint: off -->` or so. {DEAD}\n"),
    ] {
        assert_eq!(told(&draft(&text)), ["43 people"], "{text}");
    }
}
