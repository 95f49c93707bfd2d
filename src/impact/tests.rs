//! Facts before and after, and what a draft's claims turn into.

use super::{Change, News, Turn, changes, turns};
use crate::checker::{Checker, Settings};
use crate::document::Document;
use crate::facts::{Facts, parse};
use crate::lexicon::Lexicon;
use std::path::Path;
use std::sync::LazyLock;

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().expect("the packs are sound"));

fn facts(text: &str) -> Facts {
    let facts = parse(text, Path::new("/nowhere/facts.toml"), &LEXICON);
    assert!(!facts.broken(), "{:?}", facts.complaints);
    facts
}

fn told(change: &Change) -> String {
    let id = change.fact.as_deref().unwrap_or("all");
    let differences: Vec<String> = change
        .differences
        .iter()
        .map(|d| {
            let side = |side: &Option<String>| side.clone().unwrap_or_else(|| String::from("-"));
            format!("{} {}: {} > {}", d.matter.name(), d.key, side(&d.old), side(&d.new))
        })
        .collect();
    match differences.as_slice() {
        [] => format!("{id} {}", change.name()),
        _ => format!("{id} {}", differences.join("; ")),
    }
}

#[track_caller]
fn differ(old: &str, new: &str, expected: &[&str]) {
    let all: Vec<String> = changes(&facts(old), &facts(new), &LEXICON).iter().map(told).collect();
    assert_eq!(all, expected, "{old}\n{new}");
}

const DEAD: &str = "[facts.dead]\nabout = [\"@killed\", \"Orra\"]\nvalue = \"41 people\"\n";

#[test]
fn what_of_a_fact_changed_is_told_by_its_key() {
    differ(DEAD, DEAD, &[]);
    for (from, to, told) in [
        ("41 people", "44 people", "dead value value: 41 people > 44 people"),
        ("41 people", "forty-one people", "dead wording value: 41 people > forty-one people"),
        ("41 people", "at least 41 people", "dead value value: 41 people > at least 41 people"),
        ("\"Orra\"", "\"Halmic\"", "dead terms about: @killed, Orra > @killed, Halmic"),
        ("\"@killed\", \"Orra\"", "\"Orra\", \"@killed\"", "dead wording about: @killed, Orra > Orra, @killed"),
        ("people\"", "people\"\ntolerance = \"5%\"", "dead conditions tolerance: - > 5%"),
        ("people\"", "people\"\nunless = [\"feared\"]", "dead conditions unless: - > feared"),
        (
            "people\"",
            "people\"\nseverity = \"note\"\nwhen = 2021",
            "dead conditions when: - > 2021; conditions severity: - > note",
        ),
        ("people\"", "people\"\nsource = \"Fire brigade\"", "dead source source: - > Fire brigade"),
        (
            "value = \"41 people\"",
            "unit = \"people\"\nseries = [{ as-of = 2021-06-18, value = 41 }, { as-of = 2021-06-20, value = 44 }]",
            "dead value value: 41 people > -; value series: - > 2021-06-18: 41 people; 2021-06-20: 44 people",
        ),
        ("about", "# the count of Monday\nabout", ""),
    ] {
        let expected: &[&str] = if told.is_empty() { &[] } else { &[told] };
        differ(DEAD, &DEAD.replace(from, to), expected);
    }
}

#[test]
fn facts_of_every_form_are_held_against_each_other() {
    for (old, new, told) in [
        (
            "[facts]\nflood = \"The flood killed 43 people in Varna.\"\n",
            "[facts]\nflood = \"The flood killed 44 people in Varna.\"\n",
            "flood value says: The flood killed 43 people in Varna. > The flood killed 44 people in Varna.",
        ),
        (
            "[facts]\nflood = \"The flood killed 43 people in Varna.\"\n",
            "[facts]\nflood = \"The flood killed 43 people in Sofia.\"\n",
            "flood terms says: The flood killed 43 people in Varna. > The flood killed 43 people in Sofia.",
        ),
        (
            "[facts]\nflood = \"The flood killed 43 people in Varna.\"\n",
            "[facts]\nflood = \"The flood killed forty-three people in Varna.\"\n",
            "flood wording says: The flood killed 43 people in Varna. > The flood killed forty-three people in Varna.",
        ),
        (
            "[facts.mayor]\nrole = \"mayor of Orra\"\nholder = \"Ada Lind\"\nfrom = 2019-01-01\n",
            "[facts.mayor]\nrole = \"mayor of Orra\"\nholder = \"Jon Brandt\"\nfrom = 2021-06-01\n",
            "mayor value holder: Ada Lind > Jon Brandt; value from: 2019-01-01 > 2021-06-01",
        ),
        (
            "[facts.venue]\nabout = \"talks\"\nis = \"Orra\"\n",
            "[facts.venue]\nabout = \"talks\"\nis = \"Orra\"\nnot = [\"Halmic\"]\n",
            "venue value not: - > Halmic",
        ),
        (
            "[facts.words]\nspeaker = \"Ada Lind\"\nquote = \"We dug a well.\"\n",
            "[facts.words]\nspeaker = \"Jon Brandt\"\nquote = \"We dug a well.\"\n",
            "words terms speaker: Ada Lind > Jon Brandt",
        ),
        (
            "[facts.lind]\nperson = \"Ada Lind\"\nborn = 1950\n",
            "[facts.lind]\nperson = \"Ada Lind\"\nborn = 1951\ndied = 2020\n",
            "lind value born: 1950 > 1951; value died: - > 2020",
        ),
        (
            "date = 2021-06-18\nsubject = [\"fire\"]\n[names]\n\"Ada Lind\" = [\"Lind\"]\n",
            "date = 2021-06-20\nsubject = [\"flood\"]\n[names]\n\"Jon Brandt\" = [\"Brandt\"]\n",
            "all conditions date: 2021-06-18 > 2021-06-20; terms subject: fire > flood; terms names: Ada Lind = Lind > Jon Brandt = Brandt",
        ),
    ] {
        differ(old, new, &[told]);
    }
}

#[test]
fn facts_come_and_go_in_the_order_of_the_file() {
    let fact = |id: &str| DEAD.replace("dead", id);
    let old = format!("{}{}{}", fact("a"), fact("b"), fact("c"));
    let new = format!("{}{}{}", fact("n"), fact("a"), fact("c"));
    differ(&old, &new, &["n added", "b removed"]);
    differ("", &fact("a"), &["a added"]);
    differ(&old, "", &["a removed", "b removed", "c removed"]);
}

/// What the claims of a draft turn into, and what is to be written there.
fn turned(draft: &str, old: &str, new: &str) -> Vec<String> {
    let (old, new) = (facts(old), facts(new));
    let document = Document::markdown("a.md", draft.to_owned()).expect("it has no front matter");
    let check = |facts: &Facts| Checker::new(&LEXICON, facts, Settings::default()).check(&document);
    let changes = changes(&old, &new, &LEXICON);
    let news = News::of(&changes, &old, &new, &LEXICON);
    let all = turns(&check(&old), &check(&new), &news);
    all.iter()
        .map(|t| {
            let finding = t.finding().expect("it has a side");
            let write = match &t.instead {
                Some(instead) => instead.suggestion.clone(),
                None => t.new.as_ref().and_then(|f| f.suggestion.clone()),
            };
            let write = write.map(|w| format!(" > {w}")).unwrap_or_default();
            format!("{}: {}{write}", t.turn.name(), finding.text)
        })
        .collect()
}

#[track_caller]
fn turn(draft: &str, old: &str, new: &str, expected: &[&str]) {
    assert_eq!(turned(draft, old, new), expected, "{draft}");
}

#[test]
fn a_value_that_changed_makes_wrong_right_or_neither() {
    let now = DEAD.replace("41 people", "44 people");
    let draft = |figure: &str| format!("The fire in Orra killed {figure}.");
    turn(&draft("41 people"), DEAD, &now, &["wrong: 41 people > 44 people"]);
    turn(&draft("forty-one people"), DEAD, &now, &["wrong: forty-one people > forty-four people"]);
    turn(&draft("44 people"), DEAD, &now, &["right: 44 people"]);
    turn(&draft("43 people"), DEAD, &now, &["still-wrong: 43 people > 44 people"]);
    turn(&draft("more than 40 people"), DEAD, &now, &[]);
    turn(&draft("41 people"), DEAD, DEAD, &[]);
    // The same in another hand.
    turn(&draft("41 people"), DEAD, &DEAD.replace("41", "forty-one"), &[]);
}

#[test]
fn facts_that_come_and_go_turn_claims_too() {
    let draft = "The fire in Orra killed 41 people.";
    turn(draft, "", DEAD, &["confirmed: 41 people"]);
    turn(draft, DEAD, "", &["unchecked: 41 people"]);
    turn(draft, "", &DEAD.replace("41", "44"), &["wrong: 41 people > 44 people"]);
    turn(draft, &DEAD.replace("41", "44"), "", &["unchecked: 41 people"]);
    let required = DEAD.replace("value", "required = true\nvalue");
    turn("Nothing was heard of it.", DEAD, &required, &["doubtful: "]);
    turn("Nothing was heard of it.", &required, DEAD, &["right: "]);
}

#[test]
fn what_agreed_with_a_value_that_is_no_more_is_not_passed_over() {
    let old = "date = 2021-06-18\n[facts]\nflood = \"The flood in Sella killed 43 people and left 1,200 homeless on 19 June 2014.\"\n";
    let new = old.replace("43", "44");
    let draft = "The flood in Sella killed 43 people. It left 1,200 homeless.";
    turn(draft, old, &new, &["doubtful: 43 people > 44 people"]);
    // Nor what an office, a name or a quotation agreed with.
    let old = "[facts.venue]\nabout = [\"Roth\", \"met\"]\nis = \"Sella\"\n";
    let new = old.replace("Sella", "Varna");
    turn("Roth met them in Sella.", old, &new, &["doubtful: Sella"]);
}

#[test]
fn what_a_mark_asks_to_leave_alone_is_not_told() {
    let now = DEAD.replace("41 people", "44 people");
    let draft =
        "<!-- factlint: ignore dead because \"the count of that night\" -->\nThe fire in Orra killed 41 people.";
    turn(draft, DEAD, &now, &["right: <!-- factlint: ignore dead because \"the count of that night\" -->"]);
    // One of a fact that has another id hides nothing any more.
    let renamed = now.replace("facts.dead", "facts.deaths");
    let all = turned(draft, &now, &renamed);
    assert!(all[0].starts_with("doubtful: <!--") && all[1] == "wrong: 41 people > 44 people", "{all:?}");
}

#[test]
fn every_turn_and_every_matter_has_a_name_of_its_own() {
    let turns: std::collections::BTreeSet<_> = Turn::ALL.iter().map(|t| t.name()).collect();
    assert_eq!(turns.len(), Turn::ALL.len());
    for (at, turn) in Turn::ALL.into_iter().enumerate() {
        assert_eq!(turn as usize, at, "counts are kept in this order");
    }
}
