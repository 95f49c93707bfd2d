//! `--fix`: what it mends it mends in the draft's own form, what it mends agrees, and it makes nothing worse. Of all
//! golden cases as a property, of forms and exceptions one by one, and of files from outside.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::claims::Dateline;
use factlint::fix::mend;
use factlint::verdict::Verdict;
use factlint::{Checker, Document, Facts, Settings};
use std::collections::BTreeMap;
use std::path::Path;
use support::{Desk, lexicon, repo};

const FACTS: &str = "\
date = 2021-06-18
[facts.dead]
about = [\"@killed\", \"Orra\"]
value = \"four people\"
[facts.hurt]
about = [\"@wounded\", \"Orra\"]
value = 17
[facts.cost]
about = [\"damage\", \"mill\"]
value = \"$1.4 million\"
[facts.opened]
about = [\"opened\", \"bridge\"]
value = \"2021-05-14\"
[facts.share]
about = [\"insurer\", \"damage\"]
value = \"62%\"
[facts.crowd]
about = [\"crowd\", \"Orra\"]
value = \"6,116 people\"
[facts.engines]
about = [\"engines\", \"came\"]
value = \"5 to 7\"
[facts.length]
about = [\"bridge\", \"long\"]
value = \"350 metres\"
[facts.talks]
about = [\"talks\", \"lasted\"]
value = \"4 hours\"
[facts.walk]
about = [\"walk\", \"lasted\"]
value = \"1 hour\"
[facts.rank]
about = [\"team\", \"finished\"]
value = \"3rd\"
[facts.gift]
about = [\"gave\", \"Orra\"]
value = \"$1,200,000\"
[facts.fund]
about = [\"fund\", \"holds\"]
value = \"$1.2 million\"
[facts.cup]
about = [\"won\", \"cup\"]
value = \"2020-12-15\"
[facts.cold]
about = [\"temperature\", \"Orra\"]
value = \"-5 °C\"
";

fn facts(text: &str) -> Facts {
    let facts = factlint::facts::parse(text, Path::new("/nowhere/facts.toml"), lexicon());
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    facts
}

/// The draft when it is mended.
fn fixed(text: &str) -> String {
    mended(text, &Document::markdown("a.md", text.to_owned()).unwrap())
}

/// The same of a plain text.
fn fixed_text(text: &str) -> String {
    mended(text, &Document::text("a.txt", text.to_owned()))
}

fn mended(text: &str, document: &Document) -> String {
    let facts = facts(FACTS);
    let checker = Checker::new(lexicon(), &facts, Settings::default());
    let mended = mend(&checker, document, &checker.check(document));
    mended.map_or_else(|| text.to_owned(), |m| m.document.source().to_owned())
}

#[test]
fn a_figure_keeps_the_form_that_the_draft_gave_it() {
    for (before, after) in [
        ("The fire in Orra killed six people.", "The fire in Orra killed four people."),
        ("The fire in Orra killed 6 people.", "The fire in Orra killed 4 people."),
        ("The fire in Orra killed **6** people.", "The fire in Orra killed **4** people."),
        ("Six people were killed in Orra.", "Four people were killed in Orra."),
        ("The fire in Orra wounded 71 people.", "The fire in Orra wounded 17 people."),
        ("The damage at the mill is $1.2 million.", "The damage at the mill is $1.4 million."),
        ("The bridge was opened on May 12.", "The bridge was opened on May 14."),
        ("The bridge was opened on 12 May 2021.", "The bridge was opened on 14 May 2021."),
        ("The insurer pays 26 percent of the damage.", "The insurer pays 62 percent of the damage."),
        ("A crowd of more than 6,400 people came to Orra.", "A crowd of more than 6,100 people came to Orra."),
        (
            "The fire in Orra killed\nsix people and\nwounded 71.",
            "The fire in Orra killed\nfour people and\nwounded 17.",
        ),
        ("- The fire in Orra killed six people.\r\n", "- The fire in Orra killed four people.\r\n"),
        ("In Orra, six people were killed and 71 wounded.", "In Orra, four people were killed and 17 wounded."),
        ("In Orra six&nbsp;people were killed.", "In Orra four&nbsp;people were killed."),
        ("In Orra [six people](a.md) were killed.", "In Orra [four people](a.md) were killed."),
        ("The damage at the mill is US$1.2m.", "The damage at the mill is US$1.4m."),
        ("The damage at the mill is two million dollars.", "The damage at the mill is 1.4 million dollars."),
        ("A crowd of 6,611 people came to Orra.", "A crowd of 6,116 people came to Orra."),
        ("A crowd of 6 611 people came to Orra.", "A crowd of 6 116 people came to Orra."),
        ("A crowd of 6\u{202f}611 people came to Orra.", "A crowd of 6\u{202f}116 people came to Orra."),
        ("The insurer pays twenty-six per cent of the damage.", "The insurer pays sixty-two per cent of the damage."),
        ("The insurer pays 26% of the damage.", "The insurer pays 62% of the damage."),
        // A figure that is told twice.
        ("Six (6) people were killed in Orra.", "Four (4) people were killed in Orra."),
        ("The fire in Orra killed 6 (six) people.", "The fire in Orra killed 4 (four) people."),
        ("The fire in Orra killed six people (6).", "The fire in Orra killed four people (4)."),
        ("A crowd of 6,611 (6611) people came to Orra.", "A crowd of 6,116 (6116) people came to Orra."),
        ("The fire in Orra killed six people (6.5 per cent).", "The fire in Orra killed four people (6.5 per cent)."),
        // Digits stay digits, capitals capitals, and a hedge stays where it is true.
        ("The fund holds $1,500,000.", "The fund holds $1,200,000."),
        ("The fund holds 1,500,000 dollars.", "The fund holds 1,200,000 dollars."),
        ("The fund holds $1.5 million.", "The fund holds $1.2 million."),
        ("Brandt gave Orra $1.5 million.", "Brandt gave Orra $1.2 million."),
        ("SIX PEOPLE WERE KILLED IN ORRA", "FOUR PEOPLE WERE KILLED IN ORRA"),
        ("FIRE IN ORRA KILLED SIX", "FIRE IN ORRA KILLED FOUR"),
        ("The fire in Orra killed at least six people.", "The fire in Orra killed at least four people."),
        ("The fire in Orra killed exactly six people.", "The fire in Orra killed exactly four people."),
        ("The fire in Orra killed more than six people.", "The fire in Orra killed four people."),
        ("A crowd of at least 6,400 people came to Orra.", "A crowd of at least 6,100 people came to Orra."),
        ("A crowd of nearly 5,000 people came to Orra.", "A crowd of nearly 6,200 people came to Orra."),
        // Days, in every hand.
        ("The bridge was opened last Monday.", "The bridge was opened on 14 May 2021."),
        ("The bridge was opened on Monday.", "The bridge was opened on 14 May 2021."),
        ("They won the cup on Dec. 13.", "They won the cup on Dec. 15."),
        ("The bridge was opened on May 12.", "The bridge was opened on May 14."),
        ("The bridge was opened on the 12th of May.", "The bridge was opened on the 14th of May."),
        ("The bridge was opened on Wednesday, May 12, 2021.", "The bridge was opened on Friday, May 14, 2021."),
        ("The bridge was opened on 2021-05-12.", "The bridge was opened on 2021-05-14."),
        ("The bridge was opened on 12.05.2021.", "The bridge was opened on 14.05.2021."),
        ("The bridge was opened on 5/12/21.", "The bridge was opened on 5/14/21."),
        ("The bridge was opened in April.", "The bridge was opened in May."),
        ("The bridge was opened in 2020.", "The bridge was opened in 2021."),
        ("The bridge was opened yesterday.", "The bridge was opened on 14 May 2021."),
        // Units, of one and of many.
        ("The bridge is 530 metres long.", "The bridge is 350 metres long."),
        ("The bridge is 530 m long.", "The bridge is 350 m long."),
        ("The bridge is 530m long.", "The bridge is 350m long."),
        ("The bridge is a 530-metre-long work.", "The bridge is a 350-metre-long work."),
        ("The bridge is half a mile long.", "The bridge is 0.2 miles long."),
        ("The talks lasted one hour.", "The talks lasted four hours."),
        ("The walk lasted half an hour.", "The walk lasted one hour."),
        ("The six-hour talks lasted.", "The four-hour talks lasted."),
        ("The team finished fourth.", "The team finished third."),
        ("The team finished 4th.", "The team finished 3rd."),
        ("THE TEAM FINISHED 4TH", "THE TEAM FINISHED 3RD"),
        ("The bridge is about half a mile long.", "The bridge is about 0.2 miles long."),
        ("The temperature in Orra fell to -15 °C.", "The temperature in Orra fell to -5 °C."),
        ("The temperature in Orra was \u{2212}15°C.", "The temperature in Orra was \u{2212}5°C."),
        (
            "The temperature in Orra was minus 15 degrees Celsius.",
            "The temperature in Orra was minus 5 degrees Celsius.",
        ),
    ] {
        assert_eq!(fixed(before), after);
    }
}

#[test]
fn what_is_not_plainly_a_slip_stays() {
    for text in [
        // Somebody's words.
        "\u{201c}The fire in Orra killed six people,\u{201d} Brandt said.",
        "\"It was bad. The fire in Orra killed six people,\" Brandt said.",
        "\u{2018}The fire in Orra killed six people,\u{2019} Brandt said.",
        "> The fire in Orra killed six people.",
        "> - The fire in Orra killed six people.",
        "> # The fire in Orra killed six people",
        "Brandt: <q>The fire in Orra killed six people.</q>",
        "<blockquote>\n\nThe fire in Orra killed six people.\n\n</blockquote>",
        "Brandt: &quot;The fire in Orra killed six people.&quot;",
        "\u{2039}The fire in Orra killed six people\u{203a}, Brandt said.",
        "\u{201c}It was bad.\n\nThe fire in Orra killed six people,\u{201d} Brandt said.",
        "\u{201c}It was bad.\n\nThe fire in Orra killed six people.\n\nNobody slept,\u{201d} Brandt said.",
        "\"It was bad.\n\nThe fire in Orra killed six people,\" Brandt said.",
        "\u{ab}It was bad.\n\nThe fire in Orra killed six people\u{bb}, Brandt said.",
        // Marks.
        "<!-- factlint: ignore dead because \"agreed\" -->\nThe fire in Orra killed six people.",
        "---\nfactlint: off because \"old\"\n---\nThe fire in Orra killed six people.",
        // No one figure.
        "Twelve engines came.",
        // The words around would have to follow.
        "One person was killed in Orra.",
        "Nobody was killed in Orra.",
        "The bridge was opened in spring 2020.",
        // Told in two units, of which only one could be mended.
        "The bridge is 530 metres (1,739 feet) long.",
        "The bridge is 1,739 feet (530 metres) long.",
        // Nothing wrong, or nothing that a fact says.
        "The fire in Orra killed four people.",
        "They met on Monday, 6 May 2015.",
    ] {
        assert_eq!(fixed(text), text);
    }
    for text in [
        "Brandt wrote:\n\n> The fire in Orra killed six people.\n> It was bad.\n",
        "On Monday Brandt wrote:\n>The fire in Orra killed six people.\n",
        ">> The fire in Orra killed six people.\n",
        "<p>Brandt: <q>The fire in Orra killed six people.</q></p>",
        "<blockquote><p>The fire in Orra killed six people.</p></blockquote>",
        "[quote=Brandt]The fire in Orra killed six people.[/quote]",
        "Brandt: &ldquo;The fire in Orra killed six people.&rdquo;",
        "Brandt:\n\n    The fire in Orra killed six people.\n",
    ] {
        assert_eq!(fixed_text(text), text);
        let own = format!("{text}\n\nThe fire in Orra killed six people.\n");
        assert_eq!(fixed_text(&own), format!("{text}\n\nThe fire in Orra killed four people.\n"));
    }
    // Behind a quotation the draft speaks again, and an apostrophe opens none.
    // A mark that somebody forgot makes no quotation of what follows.
    let text = "\u{201c}No, Brandt said.\n\nThe fire in Orra killed six people.\n\n\u{201c}Yes,\u{201d} she said.";
    assert_eq!(fixed(text), text.replace("six", "four"));
    let text = "The fire in Orra killed six people. \u{201c}No,\u{201d} said Brandt, \"never\".";
    assert_eq!(fixed(text), text.replace("six", "four"));
    let text = "\u{201c}No,\u{201d} said the mayor\u{2019}s office. The fire in Orra killed six people.";
    assert_eq!(fixed(text), text.replace("six", "four"));
}

/// Of every golden case and example: after a fix what was mended agrees, nothing that disagrees is new, a second
/// fix finds nothing, and nothing but figures changed.
#[test]
fn no_golden_case_is_worse_for_being_mended() {
    let (mut cases, mut fixes) = (0, 0);
    let mut failures = Vec::new();
    for folder in ["tests/golden", "tests/planted", "examples"].iter().flat_map(|f| std::fs::read_dir(repo(f)).unwrap())
    {
        let folder = folder.unwrap().path();
        let Ok(text) = std::fs::read_to_string(folder.join("draft.md")) else { continue };
        let Ok(facts) = support::facts(&folder.join("facts.toml")) else { continue };
        let settings = Settings { fallback: Dateline::parse("2020-01-01"), ..Settings::default() };
        let checker = Checker::new(lexicon(), &facts, settings);
        let document = Document::markdown("draft.md", text.clone()).unwrap();
        let before = checker.check(&document);
        cases += 1;
        let Some(mended) = mend(&checker, &document, &before) else { continue };
        fixes += mended.fixes;
        let again = Document::markdown("draft.md", mended.document.source().to_owned()).unwrap();
        let after = checker.check(&again);
        let count = |found: &factlint::Checked| {
            let mut out = BTreeMap::<(String, &str), usize>::new();
            for f in found.findings.iter().filter(|f| f.verdict == Verdict::Disagree) {
                *out.entry((f.text.clone(), f.rule)).or_default() += 1;
            }
            out
        };
        let (old, new) = (count(&before), count(&after));
        let fewer = old.values().sum::<usize>() - new.values().sum::<usize>();
        let worse = new.iter().any(|(key, n)| old.get(key).copied().unwrap_or(0) < *n);
        let lines = |text: &str| text.lines().count();
        if fewer < mended.fixes || worse || lines(again.source()) != lines(&text) {
            failures.push(format!("{}: {old:?} {new:?}", folder.display()));
        }
        if mend(&checker, &again, &after).is_some() {
            failures.push(format!("{}: a second time it changes more", folder.display()));
        }
        if mended.checked.findings != after.findings {
            failures.push(format!("{}: what is told is not what is found", folder.display()));
        }
    }
    assert!(failures.is_empty(), "{} of {cases}\n{}", failures.len(), failures.join("\n"));
    assert!(cases > 55 && fixes > 100, "only {fixes} fixes in {cases} cases");
}

const DRAFT: &str = "# Fire\n\nThe fire in Orra killed six people.\n\nIt wounded 17 people in Orra.\n";

#[test]
fn files_are_mended_in_place_and_once() {
    let desk =
        Desk::new("fix-files").with("facts.toml", FACTS).with("a.md", DRAFT).with("b.md", "# Calm\n\nNothing.\n");
    let ran = desk.run(&["check", ".", "--fix"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), "factlint: 1 figure mended\n"), "{}", ran.out);
    assert!(ran.out.contains("four people") && !ran.out.contains("DISAGREE"), "{}", ran.out);
    assert_eq!(desk.read("a.md"), DRAFT.replace("six", "four"));
    let modified = || std::fs::metadata(desk.0.join("a.md")).unwrap().modified().unwrap();
    let before = modified();
    let ran = desk.run(&["check", ".", "--fix"]);
    assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""));
    assert_eq!(modified(), before, "what needs nothing is not written");
    let names: Vec<_> = std::fs::read_dir(&desk.0).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names.len(), 3, "{names:?}");
}

/// Whatever an editor's program makes of a file, only the figure changes.
#[test]
fn marks_and_line_ends_of_a_file_stay_as_they_are() {
    for (name, draft) in [
        ("bom.md", format!("\u{feff}{DRAFT}")),
        ("crlf.md", DRAFT.replace('\n', "\r\n")),
        ("both.md", format!("\u{feff}{}", DRAFT.replace('\n', "\r\n"))),
        ("bare.md", DRAFT.trim_end().to_owned()),
        ("text.txt", DRAFT.to_owned()),
        ("front.md", format!("---\r\ndate: 2021-06-19\r\n---\r\n{DRAFT}")),
        ("scripts.md", format!("Łódź 👩\u{200d}🚒 e\u{301} – {DRAFT}")),
    ] {
        let desk = Desk::new("fix-ends").with("facts.toml", FACTS).with(name, &draft);
        let ran = desk.run(&["check", name, "--fix"]);
        assert_eq!(desk.read(name), draft.replace("six", "four"), "{name}: {}{}", ran.out, ran.err);
        let ran = desk.run(&["check", name, "--fix"]);
        assert_eq!((ran.status, ran.err.as_str()), (Some(0), ""), "{name}");
    }
}

#[test]
fn a_diff_shows_what_would_change_and_changes_nothing() {
    let desk = Desk::new("fix-diff").with("facts.toml", FACTS).with("a.md", DRAFT);
    let ran = desk.run(&["check", "a.md", "--diff"]);
    let told = "--- a.md\n+++ a.md\n@@ -1,5 +1,5 @@\n # Fire\n \n-The fire in Orra killed six people.\n+The fire in Orra killed four people.\n \n It wounded 17 people in Orra.\n";
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (Some(1), told, ""));
    assert_eq!(desk.read("a.md"), DRAFT);
    desk.run(&["check", "a.md", "--fix"]);
    let ran = desk.run(&["check", "a.md", "--diff"]);
    assert_eq!((ran.status, ran.out.as_str()), (Some(0), ""));
    assert_eq!(desk.run(&["check", "a.md", "--diff", "--fix"]).status, Some(2));
    assert_eq!(desk.run(&["check", "-", "--fix"]).status, Some(2));
}

#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_as_it_was() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let desk = Desk::new("fix-links").with("facts.toml", FACTS).with("deep/real.md", DRAFT);
    // A link stays one, and a file keeps its rights.
    symlink("deep/real.md", desk.0.join("a.md")).unwrap();
    std::fs::set_permissions(desk.0.join("deep/real.md"), PermissionsExt::from_mode(0o640)).unwrap();
    assert_eq!(desk.run(&["check", "a.md", "--fix"]).status, Some(0));
    assert!(desk.0.join("a.md").is_symlink());
    assert_eq!(desk.read("deep/real.md"), DRAFT.replace("six", "four"));
    assert_eq!(std::fs::metadata(desk.0.join("deep/real.md")).unwrap().permissions().mode() & 0o777, 0o640);
    // A folder that lets nothing be written; root may write all the same.
    desk.write("shut/a.md", DRAFT);
    let shut = desk.0.join("shut");
    std::fs::set_permissions(&shut, PermissionsExt::from_mode(0o555)).unwrap();
    let may = std::fs::write(shut.join("probe"), "").is_ok();
    let ran = desk.run(&["check", "shut", "--fix"]);
    std::fs::set_permissions(&shut, PermissionsExt::from_mode(0o755)).unwrap();
    if !may {
        assert_eq!(ran.status, Some(2), "{}", ran.err);
        assert!(ran.err.contains("cannot be written"), "{}", ran.err);
        assert_eq!(desk.read("shut/a.md"), DRAFT);
    }
}

/// Of text that was never a draft: marks and slips among markup of any shape. Nothing stops, a fix holds, a second one
/// finds nothing.
#[test]
fn whatever_a_draft_is_made_of_a_fix_ends() {
    use proptest::prelude::*;
    use proptest::test_runner::TestRunner;
    let pieces = [
        "The fire in Orra killed six people.",
        "It wounded *71* people in Orra.",
        "\u{201c}",
        "\"",
        "'",
        "\n\n",
        "\n",
        "> ",
        "- ",
        "**",
        "<!-- factlint: off because \"x\" -->",
        "<!-- factlint: on -->",
        "<!--factlint:ignore dead-->",
        "&nbsp;",
        "\\",
        "| a | b |\n|---|---|\n",
        "The bridge was opened on May 12.",
        "\u{301}",
        "`",
        "\r\n",
        "[x](y)",
        "\u{2019}s ",
        " ",
    ];
    let facts = facts(FACTS);
    let checker = Checker::new(lexicon(), &facts, Settings::default());
    let drafts = prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..24);
    let mut runner = TestRunner::new(ProptestConfig { cases: 60, ..ProptestConfig::default() });
    let held = runner.run(&drafts, |parts| {
        let Ok(document) = Document::markdown("a.md", parts.concat()) else { return Ok(()) };
        let Some(mended) = mend(&checker, &document, &checker.check(&document)) else { return Ok(()) };
        let after = checker.check(&mended.document);
        prop_assert_eq!(&after.findings, &mended.checked.findings);
        prop_assert!(mend(&checker, &mended.document, &after).is_none());
        Ok(())
    });
    held.unwrap();
}
