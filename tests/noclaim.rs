//! What is no claim: sentences that hold digits or number words of names, addresses, makes, laws and
//! idioms beside real claims, with what must be read and what must be left alone.
//!
//! A file of `tests/noclaim` is a group. `cargo test --test noclaim -- --nocapture` prints the table
//! and each miss; `GROUP=roads` keeps to the groups whose name holds that word and asserts nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]
#![allow(clippy::print_stdout, reason = "the table and the misses are what it is run for")]

use factlint::{Document, Lexicon, analysis, claims};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

/// Percent of the spans that are no claims and are left alone.
const LEFT_ALONE: usize = 98;
/// Percent of the real claims that are read.
const FOUND: usize = 95;
/// Percent of what is read that is a real claim.
const RIGHT: usize = 98;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    texts: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    /// A sentence.
    text: String,
    /// Words that no claim may touch, but a claim of these very words that `claims` holds.
    none: Vec<String>,
    /// All its claims.
    claims: Vec<String>,
}

/// Where the words stand: not as part of a longer word or numeral, if that can be.
fn place(text: &str, words: &str) -> Option<Range<usize>> {
    let same = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => a.is_numeric() && b.is_numeric() || a.is_alphabetic() && b.is_alphabetic(),
        _ => false,
    };
    let whole = text.match_indices(words).map(|(at, _)| at).find(|&at| {
        !same(text[..at].chars().next_back(), words.chars().next())
            && !same(words.chars().next_back(), text[at + words.len()..].chars().next())
    });
    whole.or_else(|| text.find(words)).map(|at| at..at + words.len())
}

fn touch(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn within(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start >= b.start && a.end <= b.end
}

/// Holding and all.
#[derive(Default, Clone, Copy)]
struct Share(usize, usize);

impl Share {
    fn count(&mut self, holds: bool) {
        self.0 += usize::from(holds);
        self.1 += 1;
    }

    fn add(&mut self, other: Self) {
        self.0 += other.0;
        self.1 += other.1;
    }

    fn percent(self) -> usize {
        (self.0 * 100).checked_div(self.1).unwrap_or(100)
    }

    fn shown(self) -> String {
        format!("{:>4} of {:>4}  {:>3} %", self.0, self.1, self.percent())
    }
}

#[derive(Default, Clone, Copy)]
struct Tally {
    left_alone: Share,
    found: Share,
    exact: Share,
    right: Share,
}

impl Tally {
    fn add(&mut self, other: Self) {
        self.left_alone.add(other.left_alone);
        self.found.add(other.found);
        self.exact.add(other.exact);
        self.right.add(other.right);
    }

    fn print(&self, name: &str) {
        let shares = [self.left_alone, self.found, self.exact, self.right].map(Share::shown);
        println!("{name:<12} {}", shares.join("   "));
    }
}

/// Reads a text, counts what holds, prints what does not.
fn tally(group: &str, text: &Text, lexicon: &Lexicon) -> Tally {
    let document = Document::text("-", text.text.clone());
    let analysis = analysis::analyse(&document, lexicon);
    let read = claims::read(&document, &analysis, lexicon, None);
    let source = |span| {
        let span = document.source_span(span);
        span.start as usize..span.end as usize
    };
    let found: Vec<(Range<usize>, String)> =
        read.claims.iter().map(|c| (source(c.span), claims::gist(&c.value, lexicon))).collect();
    let spans = |words: &[String]| -> Vec<Range<usize>> {
        let span = |w: &String| place(&text.text, w).unwrap_or_else(|| panic!("{group}: no `{w}` in: {}", text.text));
        words.iter().map(span).collect()
    };
    let (none, wanted) = (spans(&text.none), spans(&text.claims));
    let exact = |c: &Range<usize>| wanted.contains(c);
    let spoiled = |c: &Range<usize>| !exact(c) && none.iter().any(|n| touch(c, n));
    let meets = |c: &Range<usize>, g: &Range<usize>| !spoiled(c) && (within(c, g) || within(g, c));

    let (mut tally, mut misses) = (Tally::default(), Vec::new());
    for (span, words) in none.iter().zip(&text.none) {
        let touching = found.iter().find(|(c, _)| !exact(c) && touch(c, span));
        tally.left_alone.count(touching.is_none());
        misses.extend(touching.map(|(c, gist)| format!("`{words}` was read: `{}` {gist}", &text.text[c.clone()])));
    }
    for (span, words) in wanted.iter().zip(&text.claims) {
        let met = found.iter().any(|(c, _)| meets(c, span));
        tally.found.count(met);
        tally.exact.count(found.iter().any(|(c, _)| c == span));
        misses.extend((!met).then(|| format!("`{words}` was not read")));
    }
    for (span, gist) in &found {
        let right = wanted.iter().any(|g| meets(span, g));
        tally.right.count(right);
        misses.extend((!right).then(|| format!("`{}` {gist} is no claim", &text.text[span.clone()])));
    }
    if !misses.is_empty() {
        let skipped: Vec<_> =
            read.skipped.iter().map(|s| format!("{} ({})", &text.text[source(s.span)], s.reason)).collect();
        println!("{group}: {}\n    {}; passed over: {skipped:?}", text.text, misses.join("; "));
    }
    tally
}

#[test]
fn names_and_idioms_are_left_alone_and_claims_beside_them_are_read() {
    let lexicon = Lexicon::english().expect("packs load");
    let only = std::env::var("GROUP").unwrap_or_default();
    let mut groups: BTreeMap<String, Tally> = BTreeMap::new();
    let mut texts = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/noclaim")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !name.contains(&only) {
            continue;
        }
        let group: Group = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        texts += group.texts.len();
        let sum = groups.entry(name.clone()).or_default();
        group.texts.iter().for_each(|text| sum.add(tally(&name, text, &lexicon)));
    }
    println!("\n{:<12} {:<22}{:<22}{:<22}right of what is read", "group", "left alone", "found", "to the letter");
    let mut all = Tally::default();
    for (name, tally) in &groups {
        tally.print(name);
        all.add(*tally);
    }
    all.print("all");
    println!("{texts} texts");
    if only.is_empty() {
        assert!(texts >= 400, "only {texts} texts were seen");
        assert!(all.left_alone.percent() >= LEFT_ALONE, "less is left alone");
        assert!(all.found.percent() >= FOUND, "fewer claims are read");
        assert!(all.right.percent() >= RIGHT, "more is read that is no claim");
    }
}
