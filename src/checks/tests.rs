//! Checks at their boundary: a draft in, alarms out; and what a fact settles.

use crate::checks::{Options, Rule};
use crate::claims::Dateline;
use crate::verdict::{Finding, Severity, Verdict};
use crate::{Checker, Document, Facts, Lexicon, Settings};
use std::path::Path;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().unwrap());

/// What is held against the draft, under these facts and options.
fn findings(text: &str, facts: &Facts, checks: Options) -> Vec<Finding> {
    let settings = Settings { date: Dateline::parse("2020-05-06"), checks, ..Settings::default() };
    let checked = Checker::new(&LEXICON, facts, settings).check(&Document::text("-", text.to_owned()));
    checked.findings.into_iter().filter(|f| f.verdict == Verdict::Disagree).collect()
}

fn alone(text: &str) -> Vec<Finding> {
    findings(text, &Facts::default(), Options::default())
}

fn facts(text: &str) -> Facts {
    let facts = crate::facts::parse(text, Path::new("facts.toml"), &LEXICON);
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    facts
}

#[test]
fn each_rule_speaks_of_its_own_example_and_is_silent_on_the_other() {
    for rule in Rule::ALL {
        let told = rule.explained();
        let draft = |text: &str| text.replace(" / ", "\n\n").replace("(in 2018)", "");
        // Neither a table nor a comment is plain text.
        if matches!(rule, Rule::TableTotal | Rule::Mark) {
            continue;
        }
        let rules: Vec<_> = alone(&draft(told.fires)).iter().map(|f| f.rule).collect();
        assert_eq!(rules, [rule.name()], "{}", told.fires);
        let silent = alone(&draft(told.silent));
        assert!(silent.is_empty(), "{}: {silent:?}", told.silent);
    }
}

#[test]
fn both_mendings_are_told_each_at_its_place() {
    let found = alone("Eight dead in Orle ferry fire\n\nA blaze aboard a ferry at Orle killed 11 people on Tuesday.");
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    let [other] = finding.related.as_slice() else { panic!("{finding:?}") };
    assert_eq!((finding.text.as_str(), finding.suggestion.as_deref()), ("11 people", Some("8 people")));
    assert_eq!((other.text.as_str(), other.suggestion.as_deref()), ("Eight dead", Some("Eleven dead")));
    assert_eq!((other.line, other.column), (1, 1));
    let found = alone("They met on Monday, May 5.");
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.suggestion.as_deref(), Some("Tuesday, May 5"));
    assert_eq!(finding.alternatives, ["Monday, May 4"]);
}

#[test]
fn lists_ranks_and_tallies_are_mended_at_either_figure() {
    // Draft, what is reported and how it is mended, and the same of the other figure.
    let cases = [
        (
            "In a field of nine runners, Ada Bohn finished eleventh.",
            ("eleventh", "ninth"),
            ("nine runners", "eleven runners"),
        ),
        ("Ada Bohn came ninth of the eight starters.", ("ninth", "eighth"), ("eight starters", "nine starters")),
        (
            "Orle is the second largest port in Norvia. Tarn is the second largest port in Norvia.",
            ("second", "third"),
            ("second", "third"),
        ),
        ("The 11-member board voted 7-5 to close the mill.", ("7-5", "6-5"), ("11-member", "12-member")),
        ("The plan was approved by 24 votes to 28.", ("24 votes to 28", "28 votes to 24"), ("approved", "rejected")),
        (
            "It was carried by 28 votes to 24, a majority of three.",
            ("three", "four"),
            ("28 votes to 24", "27 votes to 24"),
        ),
    ];
    for (draft, one, two) in cases {
        let found = alone(draft);
        let [finding] = found.as_slice() else { panic!("{draft}: {found:?}") };
        let [other] = finding.related.as_slice() else { panic!("{draft}: {finding:?}") };
        let own = (finding.text.as_str(), finding.suggestion.as_deref().unwrap_or(""));
        assert_eq!(own, one, "{draft}");
        assert_eq!((other.text.as_str(), other.suggestion.as_deref().unwrap_or("")), two, "{draft}");
    }
    // What a list lacks no one but its writer can name; how much it lacks can be told.
    let found = alone("The charter lists five duties: rescue, pilotage and salvage.");
    let [finding] = found.as_slice() else { panic!("{found:?}") };
    assert_eq!(finding.suggestion.as_deref(), Some("three duties"));
    assert!(finding.message.ends_with("write \"three duties\", or name 2 more."), "{}", finding.message);
    let found = alone("She has two aims: to row, to sail and to swim.");
    assert!(found.iter().any(|f| f.message.ends_with("or leave 1 out.")), "{found:?}");
}

#[test]
fn where_a_fact_decides_only_the_wrong_figure_is_told_and_once() {
    let toll = facts("[facts.toll]\nabout = [\"@killed\", \"Orle\"]\nvalue = \"11 people\"\n");
    let text = "Eight dead in Orle ferry fire\n\nA blaze aboard a ferry at Orle killed 11 people on Tuesday.";
    let found = findings(text, &toll, Options::default());
    let told: Vec<_> = found.iter().map(|f| (f.text.as_str(), f.rule, f.fact.as_deref())).collect();
    assert_eq!(told, [("Eight dead", "reference", Some("toll"))]);
}

#[test]
fn what_a_fact_confirms_is_not_blamed_for_what_stands_beside_it() {
    let pumps = facts("[facts.share]\nabout = [\"pumps\", \"failed\"]\nvalue = \"35 percent\"\n");
    let found = findings("Seven of the 28 pumps, or 35 percent, failed.", &pumps, Options::default());
    assert!(found.iter().all(|f| f.text != "35 percent"), "{found:?}");
}

#[test]
fn a_rule_can_be_switched_off_or_weigh_less() {
    let text = "They met on Monday, May 5. Eleven of the 10 bridges are closed.";
    let off = Options { off: vec![Rule::Weekday], ..Options::default() };
    let rules: Vec<_> = findings(text, &Facts::default(), off).iter().map(|f| f.rule).collect();
    assert_eq!(rules, ["impossible-share"]);
    let light = Options { severity: vec![(Rule::Weekday, Severity::Note)], ..Options::default() };
    let weights: Vec<_> = findings(text, &Facts::default(), light).iter().map(|f| (f.rule, f.severity)).collect();
    assert_eq!(weights, [("weekday", Severity::Note), ("impossible-share", Severity::Error)]);
}

#[test]
fn the_message_tells_headline_and_text_apart() {
    let found = alone("Eight dead in Orle ferry fire\n\nA blaze aboard a ferry at Orle killed 11 people on Tuesday.");
    assert!(
        found.iter().any(|f| f.message.starts_with("The headline says \"Eight dead\", the text says")),
        "{found:?}"
    );
}

#[test]
fn quotations_are_the_speakers_business() {
    assert!(alone("\u{201c}Twelve people died: seven men and four women,\u{201d} she said.").is_empty());
}
