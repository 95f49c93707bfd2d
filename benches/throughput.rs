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
    ("Nobody in @ knew why the old bridge had been closed.", 1),
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

/// Prints the best rate of five, in millions of bytes a second.
fn rate<T>(name: &str, bytes: usize, mut work: impl FnMut() -> T) -> f64 {
    let mut best = f64::INFINITY;
    for _ in 0..5 {
        let begun = Instant::now();
        black_box(work());
        best = best.min(begun.elapsed().as_secs_f64());
    }
    println!("{name:<34} {:>9.2} MB/s", bytes as f64 / 1e6 / best);
    best
}

fn main() {
    let begun = Instant::now();
    let lexicon = Lexicon::english().expect("the packs load");
    println!("{:<34} {:>9.2} ms, first", "lexicon", begun.elapsed().as_secs_f64() * 1e3);
    let mut best = f64::INFINITY;
    for _ in 0..20 {
        let begun = Instant::now();
        black_box(Lexicon::english().expect("the packs load"));
        best = best.min(begun.elapsed().as_secs_f64());
    }
    println!("{:<34} {:>9.2} ms, best of 20", "lexicon", best * 1e3);

    let facts = facts::parse(FACTS, Path::new("facts.toml"), &lexicon);
    assert!(facts.complaints.is_empty(), "{:?}", facts.complaints);
    let checker = Checker::new(&lexicon, &facts, Settings::default());
    let (text, expected) = news(2500);
    let bytes = text.len();
    let document = Document::text("news", text.clone());
    let dateline = checker.dateline(&document);
    let parsed = analysis::analyse(&document, &lexicon);
    let read = claims::read(&document, &parsed, &lexicon, dateline);
    assert_eq!(read.claims.len(), expected, "claims are lost, or found where none are");
    println!("{bytes} bytes, {} sentences, {expected} claims", parsed.sentences.len());

    rate("document (text)", bytes, || Document::text("news", text.clone()));
    rate("document (Markdown)", bytes, || Document::markdown("news", text.clone()));
    rate("tokens, keys and phrases", bytes, || phrases(&document, &lexicon));
    rate("analysis, with these", bytes, || analysis::analyse(&document, &lexicon));
    rate("claims", bytes, || claims::read(&document, &parsed, &lexicon, dateline));
    let index = pairing::Index::new(&facts, &lexicon);
    rate("pairing", bytes, || index.pair(&document, &parsed, &read, &facts, &lexicon, dateline));
    let pairings = index.pair(&document, &parsed, &read, &facts, &lexicon, dateline);
    rate("verdict", bytes, || {
        let pairs = read.claims.iter().zip(&pairings);
        pairs.map(|(c, p)| verdict::judge(&document, c, p, &facts, &lexicon, dateline)).collect::<Vec<_>>()
    });
    let none = Facts::default();
    let lister = Checker::new(&lexicon, &none, Settings::default());
    let extract = rate("extract, all of it", bytes, || lister.list(&Document::text("news", text.clone())));
    rate("check, all of it", bytes, || checker.check(&Document::text("news", text.clone())));
    against_rg(&text, extract);
}

/// The phrases of a text, as the analysis finds them.
fn phrases(document: &Document, lexicon: &Lexicon) -> Vec<lexicon::Hit> {
    let mut hits = Vec::new();
    for block in document.blocks() {
        let keys = lexicon.keys_of(&block.text, &lexicon::split(&block.text));
        (0..keys.len()).for_each(|at| lexicon.phrases.hits_at(&keys, at, &mut hits));
    }
    hits
}

/// How many times as long as `rg -c '[0-9]'` takes over the same text, where that is installed.
fn against_rg(text: &str, extract: f64) {
    let path = std::env::temp_dir().join(format!("factlint-bench-{}.txt", std::process::id()));
    // Long enough that its start is no part of the figure.
    if std::fs::write(&path, text.repeat(20)).is_err() {
        return;
    }
    let run = || Command::new("rg").args(["-c", "[0-9]"]).arg(&path).output();
    match run() {
        Ok(output) if output.status.success() => {
            let best = rate("rg -c '[0-9]'", text.len() * 20, run);
            println!("extract takes {:.0} times as long as rg", extract * 20.0 / best);
        }
        _ => println!("rg is not installed: not compared"),
    }
    let _ = std::fs::remove_file(&path);
}
