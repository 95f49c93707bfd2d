//! A finding is known again by its fingerprint: wherever its sentence moves, however it is wrapped and packed, and
//! whatever is edited around it; and not when the claim, the fact or the sentence is another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::document::Format;
use factlint::verdict::Verdict;
use factlint::{Facts, Finding};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;
use support::{check, fire, lexicon, repo};

/// Beside what is known of the fire, the mill that burned.
static FACTS: LazyLock<String> = LazyLock::new(|| {
    let mill = "[facts.mill]\nabout = [\"mill\", \"founded | opened\"]\nvalue = \"1884\"\n\
                [facts.jobs]\nabout = [\"workers\", \"mill\"]\nvalue = 310\n";
    format!("{}{mill}", fire::FACTS)
});

const SENTENCE: &str =
    "The fire in Orra killed 43 people and wounded 17 others on Wednesday, the council's office said.";

/// A draft around the sentence.
const DRAFT: &str = "\
# Fire at the mill

The mill opened in 1884 and has 310 workers.

The fire in Orra killed 43 people and wounded 17 others on Wednesday, the council's office said. Smoke hung over the valley.

Nobody knows how it began.
";

fn facts(text: &str) -> Facts {
    let facts = factlint::facts::parse(text, Path::new("/nowhere/facts.toml"), lexicon());
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    facts
}

fn findings(draft: &str, facts: &Facts) -> Vec<Finding> {
    check(draft, Format::Markdown, facts, None).unwrap()
}

/// The fingerprints of the disagreements.
#[track_caller]
fn disagreements(draft: &str, reference: &str) -> Vec<String> {
    let found = findings(draft, &facts(reference));
    found.iter().filter(|f| f.verdict == Verdict::Disagree).map(|f| f.fingerprint.to_string()).collect()
}

#[track_caller]
fn one(draft: &str) -> String {
    let found = disagreements(draft, &FACTS);
    assert_eq!(found.len(), 1, "{draft}");
    found.into_iter().next().unwrap()
}

#[test]
fn a_finding_stays_itself_when_the_draft_around_it_changes() {
    let own = one(DRAFT);
    let moved = format!("# Another headline\n\n{SENTENCE}\n\nA paragraph that was not there.\n\nAnd one more.\n");
    let reflowed = DRAFT.replace("killed 43 people and ", "killed\n43\npeople and\n");
    let edited = DRAFT
        .replace("opened in 1884 and has 310 workers", "employs most of the town")
        .replace("Smoke hung over the valley.", "The smoke was seen in Lanek, 14 miles off.")
        .replace("Nobody knows how it began.", "");
    for (what, draft) in [
        ("moved", moved),
        ("reflowed", reflowed),
        ("edited before and after", edited),
        ("with front matter", format!("---\nauthor: Ilse\n---\n{DRAFT}")),
        ("with other line ends", DRAFT.replace('\n', "\r\n")),
        ("behind a byte-order mark", format!("\u{feff}{DRAFT}")),
        ("in a block quote", format!("# Fire\n\n> {SENTENCE}\n")),
        ("in a list", format!("# Fire\n\n- Smoke.\n- {SENTENCE}\n")),
        ("with emphasis", DRAFT.replace("killed 43 people", "killed **43** *people*")),
        ("with a link", DRAFT.replace("The fire in Orra", "The [fire](https://example.org/7) in Orra")),
        ("with curly marks", DRAFT.replace('\'', "\u{2019}")),
        ("in words", DRAFT.replace("43 people", "forty-three people")),
        ("another figure of its sentence mended", DRAFT.replace("wounded 17 others", "wounded seventeen others")),
        ("another date of its sentence", DRAFT.replace("on Wednesday", "on Thursday")),
        ("before another article", format!("{DRAFT}\n# Weather\n\nRain fell on 12 days in May.\n")),
    ] {
        assert_eq!(one(&draft), own, "{what}:\n{draft}");
    }
}

#[test]
fn a_neighbour_that_goes_wrong_changes_nothing_about_it() {
    let own = one(DRAFT);
    let both = disagreements(&DRAFT.replace("wounded 17 others", "wounded 19 others"), &FACTS);
    assert_eq!(both.len(), 2);
    assert!(both.contains(&own), "{both:?}");
}

#[test]
fn another_claim_another_fact_or_another_sentence_is_another_finding() {
    let own = one(DRAFT);
    for (what, draft) in [
        ("another figure", DRAFT.replace("43 people", "44 people")),
        ("another hedge", DRAFT.replace("43 people", "more than 43 people")),
        ("another sentence", DRAFT.replace("The fire in Orra killed", "The flood in Orra killed")),
    ] {
        assert_ne!(one(&draft), own, "{what}");
    }
    let renamed = disagreements(DRAFT, &FACTS.replace("[facts.dead]", "[facts.deaths]"));
    assert_eq!(renamed.len(), 1);
    assert_ne!(renamed.first(), Some(&own));
    let new_figure = disagreements(DRAFT, &FACTS.replace("41 people", "40 people"));
    assert_eq!(new_figure, [own], "what the fact states is no part of it");
}

#[test]
fn of_equal_findings_each_has_its_own_and_the_first_keeps_it() {
    let own = one(DRAFT);
    let thrice = disagreements(&format!("{DRAFT}\n{SENTENCE}\n\n{SENTENCE}\n"), &FACTS);
    assert_eq!(thrice.len(), 3);
    assert_eq!(thrice[0], own);
    assert_eq!(thrice.iter().collect::<BTreeSet<_>>().len(), 3);
}

#[test]
fn a_required_fact_is_missing_wherever_the_headline_moves() {
    let reference = "date = 2021-06-18\n[facts.dead]\nabout = [\"@killed\", \"Orra\"]\nvalue = 41\nrequired = true\n";
    let missing = |draft: &str| {
        let found = findings(draft, &facts(reference));
        found.iter().filter(|f| f.verdict == Verdict::Missing).map(|f| f.fingerprint).collect::<Vec<_>>()
    };
    let plain = missing("Smoke hung over Orra.\n");
    assert_eq!(plain.len(), 1);
    assert_eq!(missing("# Smoke\n\nIt hung over Orra for 3 days.\n"), plain);
}

/// Cells of a table are told apart by what heads them.
#[test]
fn a_cell_belongs_to_its_row() {
    let draft = "| place | dead |\n| --- | --- |\n| Orra | 43 |\n| Lanek | 43 |\n";
    let cells = |draft: &str| {
        let found = findings(draft, &Facts::default());
        found.into_iter().map(|f| (f.text, f.fingerprint)).collect::<Vec<_>>()
    };
    let told = cells(draft);
    assert_eq!(told.len(), 2, "{told:?}");
    let more = cells(&draft.replace("| Orra", "| Tarn | 43 |\n| Orra"));
    assert_eq!(more[1..], told);
}

/// A baseline that was written by one build is read by the next: this changes only with what a fingerprint is made of,
/// which is told in the changelog.
#[test]
fn the_fingerprint_of_a_sentence_is_the_same_in_every_build() {
    assert_eq!(one(DRAFT), "b4f343e0135b43dc");
}

#[test]
fn no_two_findings_of_a_golden_case_share_one() {
    let mut seen = 0;
    for folder in std::fs::read_dir(repo("tests/golden")).unwrap() {
        let folder = folder.unwrap().path();
        let Ok(draft) = std::fs::read_to_string(folder.join("draft.md")) else { continue };
        let found = findings(&draft, &support::facts(&folder.join("facts.toml")).unwrap_or_default());
        let different: BTreeSet<_> = found.iter().map(|f| f.fingerprint).collect();
        assert_eq!(different.len(), found.len(), "{}", folder.display());
        seen += found.len();
    }
    assert!(seen > 1000, "only {seen} findings were seen");
}
