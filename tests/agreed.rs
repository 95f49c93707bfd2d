//! The very figure of a fact confirms, and a slip of the pen accuses, where its words alone would be too few, and sense still goes first (semantics 7.5,
//! 7.6): what is said of other things, not said to be so, or of another time is confirmed by no figure.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::document::Format;
use factlint::verdict::Verdict;
use std::path::Path;
use support::{check, lexicon};

const FACTS: &str = r#"
[facts.panes]
says = "The glasshouse at Tolmin holds 4,318 panes."

[facts.reopening]
says = "The glasshouse will welcome the public again on 14 May 2032."

[facts.wages]
says = "The gardeners won 7.5 percent more pay."

[facts.palms]
says = "A frost in the east wing destroyed 64 palms."

[facts.hurt]
about = ["@wounded", "Tolmin"]
value = "41 people"
"#;

/// What a draft is held to: "fact: words", with a "!" before one that disagrees.
fn held(text: &str) -> Vec<String> {
    let facts = factlint::facts::parse(FACTS, Path::new("facts.toml"), lexicon());
    let text = format!("# Glasshouse of Tolmin to reopen\n\nTOLMIN, 2 May 2032 - {text}\n");
    let findings = check(&text, Format::Markdown, &facts, Some("2032-05-02")).expect("it is Markdown");
    let told = findings.iter().filter_map(|f| {
        let mark = match f.verdict {
            Verdict::Match(_) => "",
            Verdict::Disagree => "!",
            _ => return None,
        };
        Some(format!("{mark}{}: {}", f.fact.as_deref()?, f.text))
    });
    told.collect()
}

#[test]
fn the_very_figure_confirms_where_few_words_are_met() {
    for (text, fact) in [
        ("Cleaners wiped 4,318 panes by hand.", "panes: 4,318 panes"),
        ("Visitors are let back into the glasshouse on 14 May.", "reopening: 14 May"),
        ("The palms that froze to death numbered 64.", "palms: 64"),
    ] {
        assert_eq!(held(text), [fact], "{text}");
    }
}

#[test]
fn another_figure_in_so_few_words_accuses_nobody() {
    for text in ["Cleaners wiped 5,740 panes by hand.", "Visitors are let back into the glasshouse on 2 June."] {
        assert_eq!(held(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_slip_of_the_pen_accuses_where_few_words_are_met() {
    for (text, fact) in [
        ("Cleaners wiped 4,381 panes by hand.", "!panes: 4,381 panes"),
        ("The palms that froze to death numbered 46.", "!palms: 46"),
    ] {
        assert_eq!(held(text), [fact], "{text}");
    }
}

#[test]
fn sense_goes_before_the_figure() {
    for text in [
        // Of what `about` asks for, all has to be met.
        "At Tolmin 41 people were arrested.",
        // Nothing of the fact stands beside it.
        "The café sold 4,318 buns.",
        // Not said to be so.
        "Nobody believes that the gardeners will get 7.5 percent.",
        // One digit is told of too many things.
        "The gardeners have six dogs.",
    ] {
        assert_eq!(held(text), Vec::<String>::new(), "{text}");
    }
}
