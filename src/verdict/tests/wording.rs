use super::notation;
use crate::claims::{Value, When};
use crate::pairing::{Doubts, Strengths};
use crate::verdict::{Agreement, agree, suggest};

/// The claim mended: its text in the draft, its value, the reference, and the wording to suggest.
fn mended(rows: &[(&str, Value, &str, Option<&str>)]) {
    let lexicon = notation::lexicon();
    for (text, value, reference, wanted) in rows {
        let fact = notation::fact(reference);
        let Agreement::Differ(gap) = agree(value, &fact, lexicon) else { panic!("\"{text}\" agrees with {reference}") };
        let found = suggest::wording(text, value, &fact, &gap, lexicon);
        assert_eq!(found.as_deref(), *wanted, "\"{text}\" for {reference}");
    }
}

fn value(text: &str) -> Value {
    notation::value(text)
}

/// A figure in words.
fn spelled(text: &str) -> Value {
    let mut value = value(text);
    if let Value::Quantity { figure, .. } | Value::Duration { figure, .. } | Value::Number(figure) = &mut value {
        figure.digits = false;
    }
    value
}

/// A date in the draft: EDTF of its reading, without what is not written.
fn date(text: &str, unwritten: &str) -> Value {
    let mut when: When = notation::when(text).unwrap_or_else(|| panic!("no time: {text}"));
    if unwritten.contains('y') {
        when.written.year = None;
        when.partial = true;
    }
    if unwritten.contains('d') {
        (when.written.month, when.written.day, when.written.minute) = (None, None, None);
    }
    if unwritten.contains('w') {
        when.written.weekday = Some(1);
    }
    Value::When(when)
}

#[test]
fn counts_take_the_right_figure_in_their_own_form() {
    mended(&[
        ("6,200 people", value("6,200 people"), "6,116 people", Some("6,116 people")),
        ("6200 people", value("6,200 people"), "6,116 people", Some("6116 people")),
        ("four people", spelled("4 people"), "3 people", Some("three people")),
        ("Four people", spelled("4 people"), "3 people", Some("Three people")),
        ("twenty-three boats", spelled("23 boats"), "32", Some("thirty-two boats")),
        ("two boats", spelled("2 boats"), "1", Some("one boat")),
        ("four boats", spelled("4 boats"), "206", Some("206 boats")),
    ]);
}

#[test]
fn a_scale_word_stays_where_it_can() {
    mended(&[
        ("$1.2 million", value("$1.2 million"), "$1,310,000", Some("$1.3 million")),
        ("$1.2 million", value("$1.2 million"), "$940,000", Some("$940,000")),
        ("€3bn", value("€3 billion"), "€4 billion", Some("€4bn")),
        ("1.2 million boats", value("1.2 million boats"), "1,310,400", Some("1.3 million boats")),
    ]);
}

#[test]
fn a_hedge_stays_where_it_is_still_true() {
    mended(&[
        ("more than 6,200 people", value("more than 6,200 people"), "6,116", Some("more than 6,100 people")),
        ("More than 40 people", value("more than 40 people"), "40", Some("40 people")),
        ("nearly 6,100 people", value("nearly 6,100 people"), "6,116", Some("nearly 6,200 people")),
        ("about 7,000 coins", value("about 7,000 coins"), "8,200", Some("about 8,000 coins")),
        ("39 people", value("39 people"), "at least 48", Some("at least 48 people")),
        ("Thirty-nine people", spelled("39 people"), "at least 42", Some("At least forty-two people")),
        ("24.52 miles", value("24.52 mi"), "about 32 km", Some("about 20 miles")),
        ("six thousand boats", spelled("6 thousand boats"), "7,460", Some("7,460 boats")),
        ("24,000 boats", value("24,000 boats"), "2.2 million", Some("2.2 million boats")),
        ("at least 39 people", value("at least 39 people"), "at least 48", Some("at least 48 people")),
        ("3 people", value("3 people"), "5 to 7", Some("5 to 7 people")),
    ]);
}

#[test]
fn ranges_shares_and_vague_plurals_give_way_to_the_figure() {
    mended(&[
        ("5 to 7 boats", value("5 to 7 boats"), "8", Some("8 boats")),
        ("between 5 and 7 boats", value("5 to 7 boats"), "8 to 9", Some("8 to 9 boats")),
        ("five to seven boats", spelled("5 to 7 boats"), "9", Some("nine boats")),
        ("Between $3 and $4 million", value("$3 million to 4 million"), "$4.7 million", Some("$4.7 million")),
        ("Dozens of boats", value("dozens boats"), "19", Some("Nineteen boats")),
        ("Half of the boats", value("half"), "41%", Some("41 percent of the boats")),
        ("more than half of the boats", value("more than half"), "46%", Some("46 percent of the boats")),
    ]);
}

#[test]
fn percentages_measures_and_lengths_keep_their_unit() {
    mended(&[
        ("12.6%", value("12.6%"), "12.46%", Some("12.5%")),
        ("12.6 percent", value("12.6%"), "14%", Some("14 percent")),
        ("20 miles", value("20 mi"), "50 km", Some("31 miles")),
        ("four-hour", spelled("4 hours"), "3 hours", Some("three-hour")),
        ("four-hour", spelled("4 hours"), "200 minutes", None),
        ("four hours", spelled("4 hours"), "200 minutes", Some("200 minutes")),
        ("three percent", value("up 3%"), "up 3 points", Some("three percentage points")),
        ("5 percentage points", value("up 5 points"), "up 3 points", Some("3 percentage points")),
        ("third", value("#3"), "#4", Some("fourth")),
        ("51st", value("#51"), "#42", Some("42nd")),
    ]);
}

#[test]
fn dates_keep_their_form_and_say_the_year_when_it_is_missed() {
    mended(&[
        ("since April", date("since 2015-04", "y"), "2014-04", Some("since April 2014")),
        ("Since April", date("since 2015-04", "y"), "2014-04", Some("Since April 2014")),
        ("May 2", date("2015-05-02", "y"), "2015-05-12", Some("May 12")),
        ("May 12", date("2015-05-12", "y"), "2014-05-12", Some("May 12, 2014")),
        ("12 May", date("2015-05-12", "y"), "2014-05-12", Some("12 May 2014")),
        ("Dec. 3, 2017", date("2017-12-03", ""), "2017-11-02", Some("Nov. 2, 2017")),
        ("the 12th of May, 1883", date("1883-05-12", ""), "1883-05-03", Some("the 3rd of May, 1883")),
        ("May 2014", date("2014-05", ""), "2014-03-18", Some("March 2014")),
        ("1986", date("1986", ""), "1987", Some("1987")),
        ("Monday", date("2015-05-11", "ydw"), "2015-05-12", Some("Tuesday")),
        ("last month", date("2015-04", "yd"), "2015-03-30", Some("on 30 March 2015")),
        ("May 2", date("2015-05-02", "y"), "2015-06", Some("June 2015")),
        ("before February 2014", date("before 2014-02", ""), "2014-03-18", Some("on 18 March 2014")),
        ("since 2011", date("since 2011", ""), "2009", Some("since 2009")),
        ("4 p.m.", date("2015-05-11T16:00", ""), "2015-05-11T14:30", Some("2:30 p.m.")),
    ]);
}

#[test]
fn a_message_says_how_a_date_without_its_year_reads() {
    let lexicon = notation::lexicon();
    let facts = crate::facts::Facts { facts: vec![notation::fact("2014-04")], ..Default::default() };
    let candidate = crate::pairing::Candidate {
        entry: None,
        fact: 0,
        score: 1000,
        doubts: Doubts::new(),
        tie: crate::pairing::Tie::Words,
        strengths: Strengths::new(),
        elided: false,
    };
    let pairing = crate::pairing::Pairing {
        candidates: vec![candidate],
        near: Vec::new(),
        crossed: None,
        verbatim: None,
        silent: None,
    };
    let draft = date("since 2015-04", "y");
    let said = crate::verdict::judge::Said { text: "since April", value: &draft, per: None, whole: "since April" };
    let decision = crate::verdict::judge::decide(said, &pairing, &facts, lexicon, None);
    let told = crate::verdict::message::tell(&decision, said, lexicon);
    assert_eq!(
        told.message,
        "The draft says \"since April\", which reads as April 2015 on this dateline; the reference says April 2014. \
         Write the year: \"since April 2014\"."
    );
    assert_eq!(told.suggestion.as_deref(), Some("since April 2014"));
    assert_eq!(told.reference.as_deref(), Some("April 2014"));
}
