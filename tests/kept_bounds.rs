//! What a desk may get wrong in facts about offices, names, sayings and series gets a clear answer, and what is
//! much of one thing gets it in bounded time.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]

use factlint::claims::Dateline;
use factlint::verdict::{Finding, Verdict};
use factlint::{Checker, Document, Facts, Lexicon, Settings, facts};
use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

/// So long a reading and a check may take in a build without optimisation, on a machine that has more to do; what
/// grows with the square of what it is given takes minutes.
const LONGEST: Duration = Duration::from_secs(40);

fn lexicon() -> Lexicon {
    Lexicon::english().expect("the packs that ship are sound")
}

fn read(text: &str, lexicon: &Lexicon) -> Facts {
    facts::parse(text, Path::new("facts.toml"), lexicon)
}

fn check(draft: &str, facts: &Facts, lexicon: &Lexicon) -> Vec<Finding> {
    let settings = Settings { date: Dateline::parse("2018-05-01"), ..Settings::default() };
    Checker::new(lexicon, facts, settings).check(&Document::text("draft.txt", draft.to_owned())).findings
}

fn with(verdict: Verdict, findings: &[Finding]) -> Vec<&str> {
    findings.iter().filter(|f| f.verdict == verdict).filter_map(|f| f.fact.as_deref()).collect()
}

/// The codes of what is wrong with facts, and where.
fn wrong(text: &str, lexicon: &Lexicon) -> Vec<(String, usize, usize)> {
    read(text, lexicon).complaints.iter().map(|c| (c.code.to_string(), c.line, c.column)).collect()
}

/// Words that mean nothing, as many as asked for, and not the same ones again and again.
fn words(count: usize) -> Vec<&'static str> {
    const SOME: [&str; 13] =
        ["we", "will", "build", "bridges", "the", "spring", "and", "open", "it", "road", "town", "never", "again"];
    let mut at = 7;
    std::iter::repeat_with(|| {
        at = (at * 31 + 11) % 8191;
        SOME[at % SOME.len()]
    })
    .take(count)
    .collect()
}

/// Writes the fact of a number.
type Written = fn(usize) -> String;

#[test]
fn five_thousand_facts_about_one_name_are_read_and_checked_in_bounded_time() {
    let lexicon = lexicon();
    let kinds: [(&str, Written); 5] = [
        ("values", |i| {
            let of = ["killed", "wounded", "missing", "rescued", "arrested"][i % 5];
            format!("about = [\"Halmic\", \"{of}\", \"camp {}\"]\nvalue = \"{} people\"", letters(i), i + 10)
        }),
        ("offices", |i| {
            format!("role = \"Minister of {}\"\nholder = \"Ana Torv\"\nfrom = {}-01-01", letters(i), 1900 + i % 100)
        }),
        ("persons", |i| format!("person = \"Ana {} Torv\"\nborn = {}", letters(i), 1900 + i % 100)),
        ("names", |i| {
            format!("about = [\"Torv\", \"talks\", \"{}\"]\nis = \"Ostrand\"\nnot = [\"Halmic\"]", letters(i))
        }),
        ("sayings", |i| {
            format!("speaker = \"Ana Torv\"\nquote = \"We will open the bridge of {} by the spring.\"", letters(i))
        }),
    ];
    let draft =
        "Halmic mourns\n\nIn Halmic 43 people were killed and 77 wounded, Minister of Water Ana Torv, 44, said in \
                 Halmic at talks. \"We will open the bridge of stone by the spring,\" Torv said.\n\n"
            .repeat(10);
    for (what, body) in kinds {
        let mut text = String::new();
        for i in 0..5_000 {
            writeln!(text, "[facts.f{i}]\n{}\n", body(i)).expect("a string takes it");
        }
        let started = Instant::now();
        let facts = read(&text, &lexicon);
        assert!(!facts.broken(), "{what}: {:?}", facts.complaints.first());
        assert!(!check(&draft, &facts, &lexicon).is_empty(), "{what}");
        assert!(started.elapsed() < LONGEST, "{what} took {:?}", started.elapsed());
    }
}

/// A word of letters for a number, so that no two are alike.
fn letters(mut number: usize) -> String {
    let mut out = String::from("Q");
    for _ in 0..4 {
        out.push(char::from(b'a' + (number % 26) as u8));
        number /= 26;
    }
    out
}

#[test]
fn a_quotation_of_fifty_thousand_words_is_refused_as_a_reference_and_read_in_a_draft() {
    let lexicon = lexicon();
    let long = words(50_000).join(" ");
    let started = Instant::now();
    let reference = |quote: &str| format!("[facts.q]\nspeaker = \"Ana Torv\"\nquote = \"{quote}\"\n");
    assert_eq!(wrong(&reference(&long), &lexicon), [("too-long".to_owned(), 3, 9)]);
    let facts = read(&reference(&words(1_200).join(" ")), &lexicon);
    assert!(!facts.broken(), "{:?}", facts.complaints);
    check(&format!("Ana Torv said: \"{long}.\" Then she left.\n"), &facts, &lexicon);
    let own = check(&format!("Ana Torv said: \"{}.\"\n", words(1_200).join(" ")), &facts, &lexicon);
    assert!(matches!(own.first().map(|f| f.verdict), Some(Verdict::Match(_))), "{own:?}");
    assert!(started.elapsed() < LONGEST, "took {:?}", started.elapsed());
}

#[test]
fn a_holder_without_dates_holds_the_office_whatever_the_dateline() {
    let lexicon = lexicon();
    let facts = read("[facts.h]\nrole = \"Minister of Water\"\nholder = \"Ana Torv\"\n", &lexicon);
    assert!(!facts.broken(), "{:?}", facts.complaints);
    let of = |draft: &str| check(draft, &facts, &lexicon).first().map(|f| f.verdict);
    assert!(matches!(of("Minister of Water Ana Torv spoke.\n"), Some(Verdict::Match(_))));
    assert_eq!(of("Minister of Water Jon Bek spoke.\n"), Some(Verdict::Disagree));
}

#[test]
fn a_quotation_of_one_word_holds_no_draft() {
    let lexicon = lexicon();
    let facts = read("[facts.q]\nspeaker = \"Ana Torv\"\nquote = \"Never\"\n", &lexicon);
    assert!(!facts.broken(), "{:?}", facts.complaints);
    let findings =
        check("\"Never,\" Ana Torv said. \"Always,\" Ana Torv said. \"Never,\" Jon Bek said.\n", &facts, &lexicon);
    assert_eq!(with(Verdict::Disagree, &findings), [""; 0]);
}

#[test]
fn wrong_names_that_hold_the_right_one_and_a_series_with_one_date_twice_are_told_with_their_place() {
    let lexicon = lexicon();
    let name = "[facts.v]\nabout = [\"Torv\", \"talks\"]\nis = \"Ostrand\"\nnot = [\"Halmic\", \"Ostrand\"]\n";
    assert_eq!(wrong(name, &lexicon), [("right-name-in-not".to_owned(), 4, 18)]);
    let series = "[facts.s]\nabout = [\"Halmic\", \"killed\"]\nunit = \"people\"\nseries = [\n  \
                  { as-of = 2015-03-01, value = 40 },\n  { as-of = 2015-03-01, value = 43 },\n]\n";
    assert_eq!(wrong(series, &lexicon), [("series-order".to_owned(), 6, 13)]);
}
