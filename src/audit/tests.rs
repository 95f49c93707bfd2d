//! Facts that speak against each other, and facts that only look like it.

use super::audit;
use crate::claims::Dateline;
use crate::facts::parse;
use crate::lexicon::Lexicon;
use std::path::Path;

/// What is said of a facts file, but for missing sources: `id: code`.
fn said(text: &str) -> Vec<String> {
    on(text, None)
}

fn on(text: &str, day: Option<&str>) -> Vec<String> {
    let lexicon = Lexicon::english().expect("the packs that ship are sound");
    let facts = parse(text, Path::new("facts.toml"), &lexicon);
    assert!(!facts.broken(), "{:?}", facts.complaints);
    let found = audit(&facts, &lexicon, day.and_then(Dateline::parse));
    found.iter().filter(|c| c.code != "no-source").map(|c| format!("{}: {}", c.found, c.code)).collect()
}

/// Two value facts: what stands in each table.
fn two(one: &str, other: &str) -> Vec<String> {
    said(&format!("[facts.one]\n{one}\n[facts.two]\n{other}\n"))
}

const NOTHING: [&str; 0] = [];

#[test]
fn two_values_of_one_thing_contradict_each_other() {
    for (one, other) in [
        ("about = ['@killed', 'Halmic']\nvalue = '43 people'", "about = ['Halmic', '@killed']\nvalue = '34 people'"),
        // By a concept's word, by an alternative, by inflection.
        ("about = ['@killed', 'Halmic']\nvalue = '43 people'", "about = ['deaths', 'Halmic']\nvalue = '34 people'"),
        ("about = ['talks | meeting', 'Orra']\nvalue = '4 hours'", "about = ['Orra', 'talks']\nvalue = '6 hours'"),
        (
            "about = ['bridge', 'Orra', 'opened']\nvalue = 1998-05-03",
            "about = ['bridge', 'Orra', 'opening']\nvalue = '1997'",
        ),
        ("about = ['tunnel', 'long']\nvalue = '20 miles'", "about = ['tunnel', 'long']\nvalue = '23 km'"),
        ("about = ['turnout', 'Orra']\nvalue = 'about 60%'", "about = ['turnout', 'Orra']\nvalue = '31%'"),
        ("about = ['Orra', 'ships']\nvalue = 12\nunit = 'ships'", "about = ['Orra', 'ships']\nvalue = '9 ships'"),
        (
            "about = ['budget', 'Orra']\nvalue = '4 million euros'\nwhen = '2014'",
            "about = ['budget', 'Orra']\nvalue = '5 million euros'\nwhen = '2014'",
        ),
        (
            "about = ['@killed', 'Orra']\nvalue = '40 people'\nby = 'Kyiv'",
            "about = ['@killed', 'Orra']\nvalue = '50 people'\nby = 'Kyiv'",
        ),
    ] {
        assert_eq!(two(one, other), ["two: contradiction"], "{one}\n{other}");
    }
}

#[test]
fn what_only_looks_like_it_is_no_contradiction() {
    for (one, other) in [
        // Another time, party, place, part.
        (
            "about = ['@killed', 'Orra', '2014']\nvalue = '43 people'",
            "about = ['@killed', 'Orra', '2015']\nvalue = '34 people'",
        ),
        (
            "about = ['budget', 'Orra']\nvalue = '4 million euros'\nwhen = '2014'",
            "about = ['budget', 'Orra']\nvalue = '5 million euros'\nwhen = '2015'",
        ),
        (
            "about = ['budget', 'Orra']\nvalue = '4 million euros'\nwhen = '2014'",
            "about = ['budget', 'Orra']\nvalue = '5 million euros'",
        ),
        (
            "about = ['@killed', 'Orra']\nvalue = '43 people'\nby = 'Kyiv'",
            "about = ['@killed', 'Orra']\nvalue = '3 people'\nby = 'Moscow'",
        ),
        (
            "about = ['@killed', 'Orra']\nvalue = '43 people'\nby = 'Kyiv'",
            "about = ['@killed', 'Orra']\nvalue = '3 people'",
        ),
        ("about = ['@killed', 'Orra']\nvalue = '43 people'", "about = ['@killed', 'Halmic']\nvalue = '34 people'"),
        (
            "about = ['@killed', 'Orra']\nvalue = '43 people'",
            "about = ['@killed', 'Orra', 'children']\nvalue = '8 children'",
        ),
        ("about = ['@killed', 'Orra']\nvalue = '43 people'", "about = ['@killed', 'Orra']\nvalue = '8 soldiers'"),
        ("about = ['@killed', 'Orra']\nvalue = '43 people'", "about = ['@wounded', 'Orra']\nvalue = '34 people'"),
        (
            "about = ['@killed', 'Orra']\nvalue = '43 people'",
            "about = ['@killed', 'Orra']\nvalue = '34 people'\nunless = ['police']",
        ),
        // Another kind of value, a total and a rate, a level and a change, another currency.
        ("about = ['flood', 'Orra']\nvalue = '43 people'", "about = ['flood', 'Orra']\nvalue = 2014-06-19"),
        (
            "about = ['rail', 'passengers']\nvalue = '4,000 a day'",
            "about = ['rail', 'passengers']\nvalue = '1.4 million'",
        ),
        ("about = ['price', 'Orra']\nvalue = '4 euros'", "about = ['price', 'Orra']\nvalue = '5 dollars'"),
        // A capital makes a name of it.
        ("about = ['turkey', 'farm']\nvalue = '43 tonnes'", "about = ['Turkey', 'farm']\nvalue = '34 tonnes'"),
        ("about = ['sale', 'Unit 3']\nvalue = '43 euros'", "about = ['sale', 'Unit 4']\nvalue = '34 euros'"),
    ] {
        assert_eq!(two(one, other), NOTHING, "{one}\n{other}");
    }
}

#[test]
fn facts_without_a_name_are_of_their_own_subject() {
    let lexicon = Lexicon::english().expect("the packs that ship are sound");
    let one = "subject = 'Orra'\n[facts.one]\nabout = '@killed'\nvalue = '43 people'\n";
    let two = "subject = 'Halmic'\n[facts.two]\nabout = '@killed'\nvalue = '34 people'\n";
    let read = |text: &str| parse(text, Path::new("facts.toml"), &lexicon);
    let codes = |facts| -> Vec<_> {
        audit(&facts, &lexicon, None).into_iter().map(|c| c.code).filter(|c| *c != "no-source").collect()
    };
    assert_eq!(codes(read(one).merge(read(two))), NOTHING);
    let three = "[facts.two]\nabout = ['@killed', 'Orra']\nvalue = '34 people'\n";
    let four = "[facts.four]\nabout = ['@killed', 'Orra']\nvalue = '35 people'\n";
    assert_eq!(codes(read(three).merge(read(four))), ["contradiction"]);
}

#[test]
fn facts_that_agree_overlap() {
    for (one, other, told) in [
        (
            "about = ['@killed', 'Orra']\nvalue = '43 people'",
            "about = ['deaths', 'Orra']\nvalue = '43 people'",
            "two: overlap",
        ),
        (
            "about = ['tunnel', 'long']\nvalue = '20 miles'",
            "about = ['tunnel', 'long']\nvalue = '32 km'",
            "two: overlap",
        ),
        (
            "about = ['@killed', 'Orra']\nvalue = 'about 40 people'",
            "about = ['@killed', 'Orra']\nvalue = '43 people'",
            "two: overlap",
        ),
        (
            "about = ['@killed', 'Orra', 'flood']\nvalue = '43 people'",
            "about = ['@killed', 'Orra']\nvalue = '43 people'",
            "one: overlap",
        ),
        (
            "about = ['Orra', 'budget | spending']\nvalue = '4 million euros'",
            "about = ['Orra', 'spending | aid']\nvalue = '9 million euros'",
            "two: ambiguous-about",
        ),
    ] {
        assert_eq!(two(one, other), [told], "{one}\n{other}");
    }
}

#[test]
fn a_value_that_changed_is_a_series() {
    let of = |day: &str, value: &str| format!("about = ['jobless', 'Orra']\nvalue = '{value}'\n{day}");
    assert_eq!(two(&of("as-of = 2015-03-01", "5.1%"), &of("as-of = 2015-04-01", "5.3%")), ["two: needs-series"]);
    let series = "about = ['jobless', 'Orra']\nseries = [{ as-of = 2015-03-01, value = '5.1%' }, { as-of = 2015-04-01, value = '5.3%' }]";
    for (single, told) in [
        (of("", "5.3%"), "two: overlap"),
        (of("", "5.1%"), "two: contradiction"),
        (of("as-of = 2015-03-10", "5.1%"), "two: overlap"),
        (of("as-of = 2015-03-10", "5.9%"), "two: contradiction"),
        (of("as-of = 2015-05-01", "5.9%"), "two: needs-series"),
    ] {
        assert_eq!(two(series, &single), [told], "{single}");
    }
    assert_eq!(two(series, &of("as-of = 2015-02-01", "4.0%")), NOTHING);
    let other = "about = ['jobless', 'Orra']\nseries = [{ as-of = 2015-03-01, value = '6.1%' }]";
    assert_eq!(two(series, other), ["two: contradiction"]);
}

#[test]
fn a_sentence_is_held_to_values_and_to_other_sentences() {
    let with = |text: &str| said(&format!("date = 2015-05-20\n{text}"));
    let flood = "[facts]\nflood = 'The flood killed 43 people in Orra on 19 June 2014.'\n";
    assert_eq!(with(&format!("{flood}again = 'The flood in Orra killed 34 people.'\n")), ["flood: contradiction"]);
    assert_eq!(
        with(
            "[facts]\nflood = 'The flood killed 43 people in Orra.'\n[facts.toll]\nabout = ['@killed', 'Orra']\nvalue = '34 people'\n"
        ),
        ["flood: contradiction"]
    );
    for other in [
        "[facts.toll]\nabout = ['@killed', 'Orra']\nvalue = '43 people'\n",
        "fire = 'The fire killed 34 people in Halmic on 2 May 2012.'\n",
        "hurt = 'The flood injured 34 people in Orra.'\n",
        "before = 'In 2010 a flood killed 12 people in Orra.'\n",
        "cost = 'The flood cost Orra 34 million euros.'\n",
        "[facts.dead]\nabout = '@killed'\nvalue = '34 people'\n",
    ] {
        assert_eq!(with(&format!("{flood}{other}")), NOTHING, "{other}");
    }
    assert_eq!(
        with(
            "[facts]\na = 'Craft Vela-3 was launched on 4 March 2001.'\nb = 'Craft Vela-2 was launched on 4 March 1999.'\n"
        ),
        NOTHING
    );
    assert_eq!(with("[facts]\na = 'The bridge fell on Tuesday, 19 June 2014.'\n"), ["a: against-itself"]);
}

#[test]
fn one_office_has_one_holder_at_a_time() {
    let office = |id: &str, holder: &str, dates: &str| {
        format!("[facts.{id}]\nrole = 'mayor of Orra'\nholder = '{holder}'\n{dates}\n")
    };
    for (first, second, told) in [
        ("from = 2012-01-01\nuntil = 2014-03-01", "from = 2014-03-01", None),
        ("from = 2012-01-01\nuntil = 2014", "from = '2014'", None),
        ("from = 2012-01-01\nuntil = 2014-03-02", "from = 2014-03-01", Some("b: contradiction")),
        ("from = 2012-01-01", "from = 2014-03-01", Some("b: contradiction")),
        ("from = 2012-01-01", "until = 2010-03-01", None),
        ("", "until = 2010-03-01", None),
        ("", "", Some("b: contradiction")),
    ] {
        let found = said(&(office("a", "Ilka Torsen", first) + &office("b", "Pavo Renn", second)));
        let told: Vec<_> = told.into_iter().collect();
        assert_eq!(found, told, "{first} / {second}");
    }
    let one = said(&(office("a", "Ilka Torsen", "from = 2012-01-01") + &office("b", "I. Torsen", "from = 2012-01-01")));
    assert_eq!(one, ["b: overlap"]);
    let three = office("a", "Ilka Torsen", "") + &office("b", "Pavo Renn", "") + &office("c", "Ada Sall", "");
    assert_eq!(said(&three), ["a: several-holders"]);
}

#[test]
fn lives_names_and_quotations_are_compared_with_their_like() {
    for (one, other, told) in [
        (
            "person = 'Hedda Lund'\nborn = 1930-05-01",
            "person = 'Hedda Lund'\nborn = '1931'",
            Some("two: contradiction"),
        ),
        ("person = 'Hedda Lund'\nborn = 1930-05-01", "person = 'H. Lund'\ndied = '1925'", Some("two: contradiction")),
        ("person = 'Hedda Lund'\nborn = 1930-05-01", "person = 'Hedda Lund'\nborn = '1930'", Some("two: overlap")),
        ("person = 'Hedda Lund'\nborn = 1930-05-01", "person = 'Olav Lund'\nborn = '1931'", None),
        ("about = 'talks'\nis = 'Orra'\nnot = 'Halmic'", "about = 'talks'\nis = 'Halmic'", Some("two: contradiction")),
        ("about = 'talks'\nis = 'Orra'", "about = 'talks'\nis = 'Orra'", Some("two: overlap")),
        ("about = 'talks'\nis = 'Orra'", "about = 'talks'\nis = 'Halmic'", Some("two: ambiguous-about")),
        ("about = 'talks'\nis = 'Orra'", "about = 'summit'\nis = 'Halmic'", None),
        (
            "speaker = 'Ada Sall'\nquote = 'We dug a well.'",
            "speaker = 'Pavo Renn'\nquote = '\u{201c}We dug a well\u{201d}'",
            Some("two: contradiction"),
        ),
        (
            "speaker = 'Ada Sall'\nquote = 'We dug a well.'",
            "speaker = 'Sall'\nquote = 'We dug a well.'",
            Some("two: overlap"),
        ),
    ] {
        let told: Vec<_> = told.into_iter().collect();
        assert_eq!(two(one, other), told, "{one}\n{other}");
    }
}

#[test]
fn what_can_never_be_met_is_said_so() {
    for (fact, told) in [
        ("about = ['@killed', 'Orra']\nvalue = '43 people'\nunless = ['dead | killed']", Some("x: never-met")),
        ("about = ['municipal budget', 'Orra']\nvalue = '43 euros'\nunless = ['budget']", Some("x: never-met")),
        ("about = ['budget', 'Orra']\nvalue = '43 euros'\nunless = ['municipal budget']", None),
        ("about = ['@wounded', 'Orra']\nvalue = '12 km'", Some("x: never-met")),
        ("about = ['@wounded', 'Orra']\nvalue = 12\nunit = 'ships'", Some("x: never-met")),
        ("about = ['@killed', 'compensation']\nvalue = '12 million euros'", None),
        ("about = ['@killed', 'Orra']\nvalue = 2014-03-18", None),
        ("about = ['mill', 'burnt']\nvalue = 2014-03-18\nwhen = '2015'", Some("x: outside-when")),
        ("about = ['mill', 'burnt']\nvalue = 2014-03-18\nwhen = '2014'", None),
        ("about = ['mill', 'built']\nvalue = 1987", Some("x: looks-like-year")),
        ("about = ['mill', 'built']\nvalue = '1987'", None),
        ("about = ['mill', 'jobs']\nvalue = 1987\nunit = 'jobs'", None),
        ("about = ['@killed', 'Orra']\nvalue = 1987", None),
        ("about = ['mill', 'jobs']\nvalue = 19870", None),
        ("says = 'The flood killed 43 people in Orra.'\nunless = ['flood']", Some("x: never-met")),
        ("says = 'The flood killed 43 people in Orra.'\nunless = ['fire']", None),
    ] {
        let told: Vec<_> = told.into_iter().collect();
        assert_eq!(said(&format!("[facts.x]\n{fact}\n")), told, "{fact}");
    }
}

#[test]
fn a_fact_is_stale_on_a_day() {
    let text = "[facts.x]\nabout = ['toll', 'Orra']\nvalue = '3 euros'\nas-of = 2015-01-01\nstale-after = '30 days'\n";
    assert_eq!(on(text, Some("2015-01-31")), NOTHING);
    assert_eq!(on(text, Some("2015-02-01")), ["x: stale"]);
    assert_eq!(said(text), ["x: stale-unknown"]);
    assert_eq!(said(&format!("date = 2015-02-01\n{text}")), ["x: stale"]);
}

#[test]
fn a_source_is_asked_for_where_none_is_told() {
    let lexicon = Lexicon::english().expect("the packs that ship are sound");
    let ids = |text: &str| -> Vec<String> {
        let facts = parse(text, Path::new("facts.toml"), &lexicon);
        audit(&facts, &lexicon, None).into_iter().filter(|c| c.code == "no-source").map(|c| c.found).collect()
    };
    let text = "[facts.a]\nabout = 'dam'\nvalue = 3\nsource = ''\n[facts.b]\nabout = 'mill'\nvalue = 3\nurl = 'https://example.org'\n\
                [facts.c]\nabout = 'weir'\nseries = [{ as-of = 2015-01-01, value = 3, source = 'x' }]\n[facts.d]\nperson = 'Ada Sall'\nborn = 1930\n\
                [facts]\ne = 'The quay is 30 m long and cost 7 million euros.'\n";
    assert_eq!(ids(text), ["a", "d", "e"]);
    assert_eq!(ids(&format!("[defaults]\nsource = 'Board'\n{}", text.replace("source = ''", ""))), NOTHING);
}

#[test]
fn many_sentences_of_one_thing_are_each_told_against_some() {
    let all: String = (0..60).map(|n| format!("s{n} = 'The flood killed {} people in Varna.'\n", n + 2)).collect();
    let told = said(&format!("[facts]\n{all}"));
    let contradicts = |n: usize| told.iter().any(|t| *t == format!("s{n}: contradiction"));
    assert!(told.len() <= 60 * 16, "{}", told.len());
    assert!((0..60).filter(|&n| contradicts(n)).count() > 20, "{told:?}");
    // Those that are not named first are named as the other.
    let lexicon = Lexicon::english().expect("the packs that ship are sound");
    let facts = parse(&format!("[facts]\n{all}"), Path::new("facts.toml"), &lexicon);
    let messages: String = audit(&facts, &lexicon, None).into_iter().map(|c| c.message + " ").collect();
    assert!((0..60).all(|n| messages.contains(&format!("s{n} "))), "{messages}");
}
