//! Time grows with what is read, never with its square: every text here is one that a reader who looks
//! to the end of it from each of its words would take minutes for.
#![allow(clippy::expect_used, clippy::print_stderr, reason = "a test may stop and tell")]

use factlint::{Checker, Document, Facts, Lexicon, Settings};
use std::path::Path;
use std::time::{Duration, Instant};

/// Below this the clock tells more of the machine than of the program.
const FLOOR: Duration = Duration::from_millis(400);

const FACTS: &str = "\
[facts.hurt]
about = [\"council\", \"people\"]
value = 43
[facts.killed]
about = [\"@killed\", \"bridge\"]
value = 5
";

/// What is repeated, what closes it, and how often; of most this makes two sentences that are cut for their
/// length.
const TEXTS: [(&str, &str, &str, usize); 14] = [
    ("one long paragraph", "The council said 43 people were hurt near the old bridge on Friday. ", "", 60),
    ("many short paragraphs", "Item 7\n\n", "", 200),
    ("figures without an end", "4711 ", "", 800),
    ("a list without an end", "412 cats, ", "", 270),
    ("opening brackets", "(", "", 1000),
    ("brackets that close", "(a ", ")", 400),
    ("one word", "a", "", 20_000),
    ("one word of many parts", "a-b/", "", 400),
    ("one number", "1,111", "", 500),
    ("fractions of fractions", "half of ", "", 400),
    ("powers of ten", "one million ", "", 400),
    ("day after day", "May 5 ", "", 400),
    ("clause in clause", "He said that ", "", 270),
    ("no stop", "the council said members met people who lived near ", "", 100),
];

fn text(part: &str, close: &str, times: usize) -> String {
    part.repeat(times) + &close.repeat(times)
}

fn took(checker: &Checker<'_>, text: &str) -> Duration {
    let begun = Instant::now();
    let document = Document::markdown("draft.md", text.to_owned()).expect("it is Markdown");
    let _ = checker.check(&document);
    begun.elapsed()
}

#[test]
fn time_grows_with_the_text_and_not_with_its_square() {
    let lexicon = Lexicon::english().expect("the packs load");
    let facts = factlint::facts::parse(FACTS, Path::new("facts.toml"), &lexicon);
    let checker = Checker::new(&lexicon, &facts, Settings::default());
    let mut slow = Vec::new();
    for (name, part, close, times) in TEXTS {
        let (short, long) = (text(part, close, times), text(part, close, times * 8));
        // Other work may take the processor at any moment: once in time is enough.
        let runs = (0..4).map(|_| (took(&checker, &short), took(&checker, &long)));
        let mut late = Vec::new();
        for (short, long) in runs {
            eprintln!("{name}: {short:?}, {long:?}");
            // Linear readers take eight times as long, quadratic ones sixty-four times.
            if long < FLOOR || long < short * 24 {
                late.clear();
                break;
            }
            late.push(format!("{name}: {short:?}, and {long:?} for eight times as much"));
        }
        slow.extend(late);
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// As on a thread of a pool: its stack is smaller than that of the main one.
#[test]
fn depth_overflows_no_stack() {
    let run = || {
        let lexicon = Lexicon::english().expect("the packs load");
        let facts = Facts::default();
        let checker = Checker::new(&lexicon, &facts, Settings::default());
        for (part, close) in
            [("(", ")"), ("[", "]"), ("> ", ""), ("* ", ""), ("\"", "\""), ("- a\n  ", ""), ("*_", "_*")]
        {
            let document = Document::markdown("draft.md", text(part, close, 50_000)).expect("it is Markdown");
            let _ = checker.check(&document);
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run).expect("a thread");
    assert!(thread.join().is_ok());
}

/// Facts files, a line or table a fact, with what the facts command does with them.
type Kind = (&'static str, &'static str, fn(usize) -> String, usize);

/// Of most of these each fact looks like every other.
const FILES: [Kind; 7] = [
    (
        "sentences on one name",
        "[facts]\n",
        |n| format!("s{n} = \"The dam in Varna cost {n} euros in {}.\"\n", 1900 + n % 100),
        150,
    ),
    (
        "sentences that say one thing",
        "[facts]\n",
        |n| format!("s{n} = \"The flood killed {} people in Varna.\"\n", n + 2),
        150,
    ),
    (
        "values of one thing",
        "",
        // All of six digits: shorter figures are read quicker, and would make the few facts look cheap.
        |n| format!("[facts.v{n}]\nabout = [\"@killed\", \"Varna\"]\nvalue = \"{} people\"\n", n + 100_000),
        400,
    ),
    ("keys with stops", "[facts]\n", |n| format!("a{n}.about = \"dam\"\na{n}.value = {n}\n"), 500),
    ("tables that are twice there", "", |_| "[facts.a]\nabout = \"dam\"\nvalue = 3\n".to_owned(), 500),
    ("lists that are not closed", "", |n| format!("[facts.a{n}]\nabout = [\"dam\"\nvalue = 3\n"), 500),
    ("keys that nobody knows", "", |n| format!("a{n} = 1\n"), 1000),
];

#[test]
fn time_grows_with_the_facts_and_not_with_their_square() {
    let lexicon = Lexicon::english().expect("the packs load");
    let mut slow = Vec::new();
    for (name, head, one, count) in FILES {
        let file = |count: usize| head.to_owned() + &(0..count).map(one).collect::<String>();
        let (short, long) = (file(count), file(count * 8));
        let took = |text: &str| {
            let begun = Instant::now();
            let facts = factlint::facts::parse(text, Path::new("facts.toml"), &lexicon);
            if !facts.broken() {
                let _ = factlint::audit::audit(&facts, &lexicon, None);
            }
            begun.elapsed()
        };
        let runs = (0..4).map(|_| (took(&short), took(&long)));
        let mut seen = Vec::new();
        let fine = runs.into_iter().any(|(short, long)| {
            eprintln!("{name}: {short:?}, {long:?}");
            seen.push((short, long));
            long < FLOOR || long < short * 24
        });
        if !fine {
            slow.push(format!("{name}: {seen:?}"));
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}
