//! What is likelier of something else than wrong accuses nobody, and what is a slip of the pen accuses over some doubt
//! (semantics 7.6): figures near and far, right elsewhere, swapped.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

mod support;

use factlint::document::Format;
use factlint::verdict::Verdict;
use std::path::Path;
use support::{check, lexicon};

const FACTS: &str = r#"
[facts.tickets]
about = ["ticket", "sell"]
value = "128,400 tickets"

[facts.harbour]
about = ["Ostvik", "berth"]
value = "240 berths"

[facts.hired]
about = ["ferryman | ferrymen", "hire"]
value = "31 ferrymen"

[facts.boats]
about = ["boat", "moor"]
value = "410 boats"

[facts.speakers]
says = "Lorran has 94,100 speakers, of whom 31,500 speak it daily."

[facts.cable]
about = ["cable", "length | long"]
value = "61 km"

[facts.hearing]
about = ["objector", "hear"]
value = 2031-10-09

[facts.walkout]
about = ["walkout | walk out", "begin | start"]
value = 2031-02-13

[facts.depth]
about = ["Kvelsund", "quay", "deep | depth"]
value = "13 m"

[facts.margin]
says = "The majority for the new quay was 2,947 votes."

[facts.against]
says = "Against the new quay 18,437 votes were cast."

[facts.ruling]
about = ["ruling", "publish"]
value = 2031-10-16

[facts.takings]
says = "The quay took 148.9 million crowns from Orra, and 276.4 million crowns in all."

[facts.harbourmaster]
says = "Ada Holm Lind (born 4 May 1990) is the harbourmaster."

[facts.runners-up]
about = ["Holmvik", "point"]
value = "18 points"
"#;

/// The disagreements of a draft: "fact: words".
fn accused(draft: &str) -> Vec<String> {
    let facts = factlint::facts::parse(FACTS, Path::new("facts.toml"), lexicon());
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    let findings = check(draft, Format::Text, &facts, Some("2031-05-12")).expect("plain text is read");
    let accused = findings.iter().filter(|f| f.verdict == Verdict::Disagree);
    accused.map(|f| format!("{}: {}", f.fact.as_deref().unwrap_or("-"), f.text)).collect()
}

#[test]
fn what_is_likelier_of_something_else_accuses_nobody() {
    for (draft, wanted) in [
        // Near the reference it is wrong; far from it, and with no name beside it, it is of other tickets.
        ("The kiosk sold 121,000 tickets.", &["tickets: 121,000 tickets"][..]),
        ("The kiosk sold 6,100 tickets.", &[]),
        // So it is where both its terms are met there.
        ("The kiosk sold 31,000 tickets.", &["tickets: 31,000 tickets"]),
        // A digit, a scale, a swap are slips, however far.
        ("The kiosk sold 12,840 tickets.", &["tickets: 12,840 tickets"]),
        ("The kiosk sold 821,400 tickets.", &["tickets: 821,400 tickets"]),
        // The figure of another fact has changed places with this one.
        ("There 31,500 tickets were sold.", &["tickets: 31,500 tickets"]),
        // What the draft has right is not wrong a second time.
        ("The line sold 128,400 tickets. The kiosk sold 90,200 tickets.", &[]),
        // A name ties a figure to the fact, but for one beyond all measure.
        ("Ostvik has 40 berths.", &["harbour: 40 berths"]),
        ("Ostvik has 6 berths.", &[]),
        // Nor is the figure of another fact, unless the two have changed places.
        ("The majority was small: 18,437 votes of 39,821.", &[]),
        // Whom a winner is compared with has other points.
        ("It finished with 19 points, one more than Holmvik.", &[]),
        ("Holmvik finished with 17 points.", &["runners-up: 17 points"]),
        // Nor is a figure wrong that the same sentence of the reference gives.
        ("Lorran is spoken by 94,100 people.", &[]),
        // Another unit of the same figure.
        ("The cable is 61 miles long.", &["cable: 61 miles"]),
        ("The cable is 3 miles long.", &[]),
    ] {
        assert_eq!(accused(draft), wanted, "{draft}");
    }
}

#[test]
fn a_bound_is_of_the_figure_that_lies_next_to_it() {
    for (draft, wanted) in [
        ("In all the quay took less than 276.3 million crowns.", &["takings: less than 276.3 million crowns"][..]),
        ("In all the quay took less than 276.5 million crowns.", &[]),
        // Not far below the other one, it may be of that.
        ("From Orra the quay took less than 160 million crowns.", &[]),
        ("Ada Lind was born before 1989.", &["harbourmaster: before 1989"]),
        ("Ada Lind was born after 1989.", &[]),
    ] {
        assert_eq!(accused(draft), wanted, "{draft}");
    }
}

#[test]
fn a_date_that_is_counted_from_a_wrong_one_is_not_wrong_twice() {
    for (draft, wanted) in [
        (
            "The objectors will be heard on 9 December. The ruling will be published seven days later.",
            &["hearing: 9 December"][..],
        ),
        (
            "The objectors will be heard on 9 October. The ruling will be published eight days later.",
            &["ruling: eight days later"],
        ),
    ] {
        assert_eq!(accused(draft), wanted, "{draft}");
    }
}

#[test]
fn dates_that_share_nothing_are_of_two_events() {
    for (draft, wanted) in [
        // A day off, another year, another month: a slip.
        ("The walkout began on 14 February 2031.", &["walkout: 14 February 2031"][..]),
        ("The walkout began on 13 February 2030.", &["walkout: 13 February 2030"]),
        ("The walkout began on 13 March 2031.", &["walkout: 13 March 2031"]),
        ("The walkout began in February 2029.", &["walkout: February 2029"]),
        // A day last autumn is of the one before.
        ("The first walkout began last October.", &[]),
        ("The first walkout began in 1987.", &[]),
    ] {
        assert_eq!(accused(draft), wanted, "{draft}");
    }
}

#[test]
fn a_slip_accuses_what_another_figure_fits_better_and_what_the_draft_has_nowhere_right() {
    for (draft, wanted) in [
        // Its clause has another depth, which fits the fact as well; this one is the reference's with two digits swapped.
        ("The quay at Kvelsund, where the channel is 20 metres deep, is 31 metres deep.", &["depth: 31 metres"][..]),
        // Another quay's two digits tell nothing.
        ("Kvelsund has a new quay. In Ostvik the quay is 31 metres deep.", &[]),
        // A change for a level, of four digits.
        ("The quay was carried by a majority of 2,974 votes.", &["margin: 2,974 votes"]),
    ] {
        assert_eq!(accused(draft), wanted, "{draft}");
    }
}

#[test]
fn a_slip_of_the_pen_accuses_over_doubts_of_time_and_part() {
    for (draft, wanted) in [
        // Two digits swapped, of a part of the year; others that far off may be those of that part.
        ("This summer the line hired 13 ferrymen.", &["hired: 13"][..]),
        ("This summer the line hired 12 ferrymen.", &[]),
        // The day of another month, and no other date.
        ("The objectors will be heard on 9 December.", &["hearing: 9 December"]),
        // Denied is denied.
        ("Nobody says that 401 boats are moored there.", &[]),
    ] {
        assert_eq!(accused(draft), wanted, "{draft}");
    }
}
