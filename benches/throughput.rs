//! How much text each room reads in a second, on one thread: `cargo bench`. The text is made here, from
//! sentences about invented things, the same in every run; that all its claims are found is asserted
//! before anything is timed.
#![allow(clippy::expect_used, clippy::float_arithmetic, clippy::print_stdout, reason = "it measures and tells")]

use factlint::{Checker, Document, Facts, Lexicon, Settings, analysis, claims, facts, lexicon, pairing, verdict};
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Sentences, each with the number of its claims; `#` is a figure, `@` a name.
const SENTENCES: [(&str, usize); 12] = [
    ("The council of @ said on Friday that # people had left their homes.", 2),
    ("Nobody in @ knew why the town's old bridge had been closed.", 1),
    ("Turnover at the @ works rose by 4.5 percent to $# million, the company said.", 2),
    ("\"We will rebuild every house,\" said the mayor, who had come from @ by boat.", 0),
    ("The dam above @ was finished in 1987 and held until last spring.", 2),
    ("Rescuers who reached the village found the road blocked by trees and mud.", 0),
    ("More than # residents of @ were without power for three days.", 2),
    ("The minister, a former teacher, did not answer questions about the plan.", 0),
    ("It was the second flood in @ since March 2011, and the worst in a century.", 3),
    ("Farmers whose fields lie along the river asked for help before the harvest.", 0),
    ("Of the # houses that were searched, two thirds stood empty.", 2),
    ("The inquiry into the fire at @ goes on, and its report is due next year.", 1),
];

const NAMES: [&str; 6] = ["Marnholt", "Eskeby", "Torvale", "Linnemark", "Osterweil", "Karran"];

const FACTS: &str = "\
date = 2021-06-18
[facts.left]
about = [\"@displaced | left home\", \"Marnholt\"]
value = \"412 people\"
[facts.dam]
about = [\"dam\", \"finished\"]
value = \"1987\"
[facts.power]
about = [\"residents\", \"without power\"]
value = \"2,300 residents\"
";

/// A text of so many paragraphs, and how many claims it holds.
fn news(paragraphs: usize) -> (String, usize) {
    let (mut out, mut claims, mut seed) = (String::new(), 0, 1_u64);
    let mut next = |below: usize| {
        // Numerical Recipes' constants; the low bits repeat too soon.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    for _ in 0..paragraphs {
        for _ in 0..4 {
            let (sentence, count) = SENTENCES[next(SENTENCES.len())];
            let figure = (200 + next(700)).to_string();
            out.push_str(&sentence.replace('#', &figure).replace('@', NAMES[next(NAMES.len())]));
            out.push(' ');
            claims += count;
        }
        out.push_str("\n\n");
    }
    (out, claims)
}

/// The same text as an editor sets it: its quotation marks and apostrophes are curly.
fn curly(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    let mut open = false;
    for c in text.chars() {
        match c {
            '"' => {
                open = !open;
                out.push(if open { '\u{201c}' } else { '\u{201d}' });
            }
            '\'' => out.push('\u{2019}'),
            c => out.push(c),
        }
    }
    out
}

/// The best time of five.
fn best<T>(mut work: impl FnMut() -> T) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let begun = Instant::now();
        black_box(work());
        best = best.min(begun.elapsed().as_secs_f64());
    }
    best
}

/// The rooms in the order of the table, and how long each took over a text.
type Times = Vec<(&'static str, f64)>;

/// Times every room over a text that holds so many claims.
fn rooms(text: &str, expected: usize, checker: &Checker<'_>, facts: &Facts, lexicon: &Lexicon) -> Times {
    let document = Document::text("news", text.to_owned());
    let dateline = checker.dateline(&document);
    let parsed = analysis::analyse(&document, lexicon);
    let read = claims::read(&document, &parsed, lexicon, dateline);
    assert_eq!(read.claims.len(), expected, "claims are lost, or found where none are");
    let index = pairing::Index::new(facts, lexicon);
    let pair = || index.pair(&document, &parsed, &read, facts, lexicon, dateline);
    let pairings = pair();
    let judge = || {
        let pairs = read.claims.iter().zip(&pairings);
        pairs.map(|(c, p)| verdict::judge(&document, c, p, facts, lexicon, dateline)).collect::<Vec<_>>()
    };
    let none = Facts::default();
    let lister = Checker::new(lexicon, &none, Settings::default());
    vec![
        ("document (text)", best(|| Document::text("news", text.to_owned()))),
        ("document (Markdown)", best(|| Document::markdown("news", text.to_owned()))),
        ("tokens", best(|| document.blocks().iter().map(|b| lexicon::split(&b.text).len()).sum::<usize>())),
        ("analysis: tokens, phrases, clauses", best(|| analysis::analyse(&document, lexicon))),
        ("  only where a claim can stand", best(|| analysis::analyse_to(&document, lexicon, claims::figures::depth))),
        ("claims without frames", best(|| claims::list(&document, &parsed, lexicon, dateline))),
        ("claims", best(|| claims::read(&document, &parsed, lexicon, dateline))),
        ("pairing", best(pair)),
        ("verdict", best(judge)),
        ("extract, all of it", best(|| lister.list(&Document::text("news", text.to_owned())))),
        ("check, all of it", best(|| checker.check(&Document::text("news", text.to_owned())))),
    ]
}

fn main() {
    let begun = Instant::now();
    let lexicon = Lexicon::english().expect("the packs load");
    println!("{:<36} {:>9.2} ms, first", "lexicon", begun.elapsed().as_secs_f64() * 1e3);
    let again = (0..4).map(|_| best(Lexicon::english)).fold(f64::INFINITY, f64::min);
    println!("{:<36} {:>9.2} ms, best of 20", "lexicon", again * 1e3);

    let facts = facts::parse(FACTS, Path::new("facts.toml"), &lexicon);
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    let checker = Checker::new(&lexicon, &facts, Settings::default());
    let (text, expected) = news(2500);
    let set = curly(&text);
    println!("{} bytes, {} with curly marks, {expected} claims", text.len(), set.len());
    println!("{:<36} {:>9} {:>9} MB/s", "", "plain", "curly");
    let plain = rooms(&text, expected, &checker, &facts, &lexicon);
    let curly = rooms(&set, expected, &checker, &facts, &lexicon);
    let rate = |bytes: usize, time: f64| bytes as f64 / 1e6 / time;
    for ((name, one), (_, other)) in plain.iter().zip(&curly) {
        println!("{name:<36} {:>9.2} {:>9.2}", rate(text.len(), *one), rate(set.len(), *other));
    }
    let extract = plain.iter().find(|(name, _)| name.starts_with("extract")).map_or(f64::NAN, |(_, time)| *time);
    against_rg(&text, extract);
}

/// How many times as long as `rg -c '[0-9]'` `extract` takes over the same text, where that is installed.
fn against_rg(text: &str, extract: f64) {
    /// Long enough that the start of `rg` is no part of the figure.
    const TIMES: usize = 20;
    let path = std::env::temp_dir().join(format!("factlint-bench-{}.txt", std::process::id()));
    if std::fs::write(&path, text.repeat(TIMES)).is_err() {
        return;
    }
    let run = || Command::new("rg").args(["-c", "[0-9]"]).arg(&path).output();
    match run() {
        Ok(output) if output.status.success() => {
            let time = best(run) / TIMES as f64;
            println!("{:<36} {:>9.2}", "rg -c '[0-9]'", text.len() as f64 / 1e6 / time);
            println!("extract takes {:.0} times as long as rg", extract / time);
        }
        _ => println!("rg is not installed: not compared"),
    }
    let _ = std::fs::remove_file(&path);
}
