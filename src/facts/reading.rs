//! How values and sentences of facts are read: tests over the whole way from text to value.

use super::*;
use crate::claims::gist;
use crate::lexicon::Lexicon;
use std::path::Path;
use std::sync::LazyLock;

fn lexicon() -> &'static Lexicon {
    static ENGLISH: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::english().expect("the packs that ship are sound"));
    &ENGLISH
}

#[track_caller]
fn read(text: &str, lexicon: &Lexicon) -> Facts {
    let facts = parse(text, Path::new("facts.toml"), lexicon);
    let told: Vec<String> = facts.complaints.iter().map(ToString::to_string).collect();
    assert!(told.is_empty(), "{text}\n{}", told.join("\n"));
    facts
}

fn terms(terms: &[Term]) -> String {
    terms.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(", ")
}

#[test]
fn values_are_read_by_the_grammar_of_drafts() {
    let lexicon = lexicon();
    for (value, expected) in [
        ("\"6,116 people\"", "quantity 6116 person"),
        ("\"7,204 people\"", "quantity 7204 person"),
        ("\"at least 6,116 people\"", "quantity at-least 6116 person"),
        ("\"5 to 7%\"", "percent 5..7"),
        ("\"12.5%\"", "percent 12.5"),
        ("\"12.7 percentage points\"", "percent 12.7 points"),
        ("\"about 32 km\"", "measure about 32 km"),
        ("\"420 million euros\"", "money 420000000 EUR"),
        ("\"3rd\"", "ordinal 3"),
        ("\"4 hours\"", "duration PT4H"),
        ("36", "number 36"),
        ("1987", "number 1987"),
        ("\"1987\"", "date 1987"),
        ("2014-03-18", "date 2014-03-18"),
        ("2014-03-18T16:00:00", "time 2014-03-18T16:00"),
        ("\"2014-03-18T16:00\"", "time 2014-03-18T16:00"),
        ("\"2014-03/2014-05\"", "date-range 2014-03/2014-05"),
        ("\"1964/..\"", "date-range 1964/.."),
        ("\"March 2014\"", "date 2014-03"),
    ] {
        let facts = read(&format!("[facts.dam]\nabout = \"dam\"\nvalue = {value}\n"), lexicon);
        assert_eq!(gist(&facts.facts[0].value, lexicon), expected, "{value}");
    }
}

#[test]
fn a_bare_number_takes_the_unit_of_its_fact() {
    let lexicon = lexicon();
    for (value, unit, expected, written) in [
        ("6116", "people", "quantity 6116 person", "6,116 people"),
        ("\"1987\"", "people", "quantity 1987 person", "1,987 people"),
        ("35_000_000", "EUR", "money 35000000 EUR", "35,000,000 EUR"),
        ("7.42", "km", "measure 7.42 km", "7.42 km"),
        ("12.50", "%", "percent 12.5", "12.50%"),
    ] {
        let facts = read(&format!("[facts.dam]\nabout = \"dam\"\nvalue = {value}\nunit = \"{unit}\"\n"), lexicon);
        let fact = &facts.facts[0];
        assert_eq!((gist(&fact.value, lexicon).as_str(), fact.written.as_str()), (expected, written), "{value} {unit}");
    }
}

#[test]
fn a_form_read_once_reads_alike_the_second_time() {
    let lexicon = lexicon();
    let words = [
        "310 residents",
        "7,200 residents",
        "1,250.5 km",
        "40 km",
        "0.5%",
        "61%",
        "1 crew member",
        "12 crew members",
        "3,000 euros",
        "45 euros",
    ];
    let text: String =
        words.iter().enumerate().map(|(i, w)| format!("[facts.f{i}]\nabout = \"dam\"\nvalue = \"{w}\"\n")).collect();
    for (fact, words) in read(&text, lexicon).facts.iter().zip(words) {
        let alone = read(&format!("[facts.a]\nabout = \"dam\"\nvalue = \"{words}\"\n"), lexicon);
        assert_eq!(fact.value, alone.facts[0].value, "{words}");
        let claim = fact.claim.as_ref().expect("read from text");
        assert_eq!(claim.span.end as usize, words.len(), "{words}");
    }
}

#[test]
fn a_mistyped_figure_is_mended() {
    let lexicon = lexicon();
    for (value, help) in
        [("6,1l6 people", "did you mean \"6,116 people\"?"), ("4O people", "did you mean \"40 people\"?")]
    {
        let text = format!("[facts.dam]\nabout = \"dam\"\nvalue = \"{value}\"\n");
        let facts = parse(&text, Path::new("facts.toml"), lexicon);
        let helps: Vec<_> = facts.complaints.iter().filter_map(|c| c.help.as_deref()).collect();
        assert_eq!(helps, [help], "{value}");
        assert_eq!(facts.complaints[0].code, "bad-value");
    }
}

#[test]
fn sentences_give_a_fact_a_claim_with_its_frame() {
    let lexicon = lexicon();
    let facts = read(
        "[facts]\n\
         quake = \"The quake killed 43 people and left 1,200 homeless in Ostrava Bay on 19 June 2014.\"\n\
         bridges = \"The storm of 2002 destroyed 14 bridges in the Orlo valley.\"\n\
         council = \"The Farmers' Party won 34.6 percent of the vote.\"\n\
         margin = \"The operating margin shrank by 2.7 percentage points.\"\n\
         mill = \"Mill fire: 12 workers were hurt.\"\n",
        lexicon,
    );
    let told: Vec<String> = facts
        .facts
        .iter()
        .map(|fact| {
            let About::Sentence(frame) = &fact.about else { panic!("a sentence") };
            let times = frame.times.iter().map(|t| t.edtf.as_str()).collect::<Vec<_>>().join(", ");
            format!(
                "{} {}: head {}; names {}; words {}; times {times}",
                fact.id,
                fact.written,
                terms(&frame.head),
                terms(&frame.names),
                terms(&frame.words)
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            "quake 43 people: head killed; names Ostrava Bay; words quake; times 2014-06-19",
            "quake 1,200 homeless: head homeless; names Ostrava Bay; words quake, left; times 2014-06-19",
            "quake 19 June 2014: head killed; names Ostrava Bay; words quake, left; times ",
            "bridges 2002: head destroyed; names Orlo; words storm, valley; times ",
            "bridges 14 bridges: head destroyed, bridges; names Orlo; words storm, valley; times 2002",
            "council 34.6 percent: head won; names Farmers' Party; words vote; times ",
            "margin 2.7 percentage points: head margin, shrank; names ; words operating; times ",
            "mill 12 workers: head workers, hurt; names Mill, fire; words ; times ",
        ]
    );
}

#[test]
fn part_keeps_the_claims_within_its_words() {
    let lexicon = lexicon();
    let text = "[facts.quake]\nsays = \"The quake killed 43 people in Ostrava on 19 June 2014.\"\npart = ";
    let facts = read(&format!("{text}\"43 people\"\n"), lexicon);
    assert_eq!(facts.facts.iter().map(|f| f.written.as_str()).collect::<Vec<_>>(), ["43 people"]);
    let facts = parse(&format!("{text}\"in Ostrava\"\n"), Path::new("facts.toml"), lexicon);
    assert_eq!(facts.complaints.iter().map(|c| c.code).collect::<Vec<_>>(), ["no-claim"]);
}

#[test]
fn a_sentence_dates_from_its_fact_or_its_file() {
    let lexicon = lexicon();
    let facts = read(
        "date = 2015-05-12\n[facts.a]\nsays = \"The dam was opened in March.\"\n[facts.b]\nsays = \"The dam was opened in March.\"\nas-of = 2010-06-01\n",
        lexicon,
    );
    assert_eq!(
        facts.facts.iter().map(|f| gist(&f.value, lexicon)).collect::<Vec<_>>(),
        ["date 2015-03", "date 2010-03"]
    );
}
