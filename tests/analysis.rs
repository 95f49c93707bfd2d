//! How often the parse is right: sentences of news prose, by construct, with what each figure counts
//! and what befell it, as a reader would say before seeing any parse.
//!
//! A file of `tests/analysis` is a construct, a `[[text]]` in it a sentence or a headline over one.
//! `cargo test --test analysis -- --nocapture` prints the table and each miss with its outline;
//! `PARSE=gaps` keeps to the constructs whose name holds that word and asserts nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may stop at what it cannot read")]
#![allow(clippy::print_stdout, reason = "the table and the misses are what it is run for")]
#![allow(clippy::panic, reason = "a test may stop at what it cannot read")]

use factlint::analysis::{Analysis, Clause, ClauseKind, Pos, Role, Sentence, Tense, View, analyse, outline};
use factlint::{Document, Lexicon};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Percent of checks that must hold, by construct: a little below what holds now. A floor may fall
/// only with the reason in the commit.
const FLOORS: [(&str, usize); 16] = [
    ("apposition", 75),
    ("attribution", 89),
    ("brackets-dashes", 73),
    ("coordination", 73),
    ("fronted", 84),
    ("gaps", 71),
    ("headlines", 58),
    ("infinitive", 89),
    ("participle", 74),
    ("passive", 84),
    ("questions-negation", 80),
    ("quotes", 82),
    ("relative", 88),
    ("second-look", 90),
    ("simple", 87),
    ("subordinate", 82),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Construct {
    text: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    /// A sentence or two, or a headline, an empty line and a sentence.
    text: String,
    /// How many sentences they are, headline included.
    sentences: Option<usize>,
    #[serde(default)]
    figures: Vec<Figure>,
}

/// What a reader says of one figure.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Figure {
    /// The figure as written, or more of the text where that alone is not clear.
    at: String,
    /// The head of its noun group, or of the group that its "of" leads to; empty: left out.
    counts: Option<String>,
    /// The main verb of its clause; of a gap, the one that is left out.
    verb: Option<String>,
    /// The head of its clause's subject, inherited or not.
    subject: Option<String>,
    /// The kind of its clause.
    clause: Option<String>,
    /// The head of the group that its relative or participle clause says something of.
    antecedent: Option<String>,
    gap: Option<bool>,
    passive: Option<bool>,
    negated: Option<bool>,
    tense: Option<String>,
}

/// A check's key, what was expected and what came, alternatives with bars between.
struct Check {
    key: &'static str,
    wanted: String,
    got: String,
}

impl Check {
    fn holds(&self) -> bool {
        self.got.split('|').any(|g| g == self.wanted)
    }
}

/// A figure found in the parse.
struct Found<'a> {
    view: View<'a>,
    token: usize,
}

impl Found<'_> {
    fn sentence(&self) -> &Sentence {
        self.view.sentence
    }

    fn clause(&self) -> Option<&Clause> {
        self.sentence().clauses.get(self.sentence().tokens[self.token].clause as usize)
    }

    fn head(&self, group: Option<u16>) -> String {
        let head = group.and_then(|g| self.sentence().groups.get(g as usize)).map(|g| g.head as usize);
        head.map_or_else(String::new, |at| self.view.text(at).to_owned())
    }

    /// The head of the figure's group, and those of the groups that its "of" leads to.
    fn counts(&self) -> String {
        let sentence = self.sentence();
        let Some(group) = sentence.tokens[self.token].group else { return String::new() };
        let heads = sentence.groups.iter().enumerate().filter(|(at, g)| {
            let numeral = sentence.tokens[g.head as usize].pos == Pos::Numeral;
            *at == group as usize && !numeral || g.role == Role::Of(group)
        });
        heads.map(|(_, g)| self.view.text(g.head as usize)).collect::<Vec<_>>().join("|")
    }

    fn verb(&self) -> String {
        let mut clause = self.clause();
        let mut left = self.sentence().clauses.len();
        while let Some(c) = clause
            && c.verb.is_none()
            && c.gap
            && left > 0
        {
            left -= 1;
            clause = c.parent.and_then(|p| self.sentence().clauses.get(p as usize));
        }
        clause.and_then(|c| c.verb).map_or_else(String::new, |at| self.view.text(at as usize).to_owned())
    }

    /// A participle clause's subject is what it says something of, where it names no other.
    fn subject(&self) -> String {
        let Some(clause) = self.clause() else { return String::new() };
        let inherited = clause.antecedent.filter(|_| clause.kind == ClauseKind::Participle);
        self.head(clause.subject.or(inherited))
    }

    fn kind(&self) -> &'static str {
        match self.clause().map(|c| c.kind) {
            Some(ClauseKind::Main) => "main",
            Some(ClauseKind::Relative) => "relative",
            Some(ClauseKind::Subordinate) => "subordinate",
            Some(ClauseKind::Participle) => "participle",
            Some(ClauseKind::Infinitive) => "infinitive",
            Some(ClauseKind::Reporting) => "reporting",
            Some(ClauseKind::Aside) => "aside",
            None => "",
        }
    }

    fn tense(&self) -> &'static str {
        match self.clause().map(|c| c.tense) {
            Some(Tense::Past) => "past",
            Some(Tense::Present) => "present",
            Some(Tense::Future) => "future",
            _ => "none",
        }
    }

    fn checks(&self, figure: &Figure) -> Vec<Check> {
        let mut out = Vec::new();
        let mut words = |key, wanted: &Option<String>, got: &dyn Fn() -> String| {
            if let Some(wanted) = wanted.clone() {
                out.push(Check { key, wanted, got: got() });
            }
        };
        words("counts", &figure.counts, &|| self.counts());
        words("verb", &figure.verb, &|| self.verb());
        words("subject", &figure.subject, &|| self.subject());
        words("clause", &figure.clause, &|| self.kind().to_owned());
        words("antecedent", &figure.antecedent, &|| self.head(self.clause().and_then(|c| c.antecedent)));
        words("tense", &figure.tense, &|| self.tense().to_owned());
        let mut flag = |key, wanted: Option<bool>, got: fn(&Clause) -> bool| {
            if let Some(wanted) = wanted {
                let got = self.clause().is_some_and(got).to_string();
                out.push(Check { key, wanted: wanted.to_string(), got });
            }
        };
        flag("gap", figure.gap, |c| c.gap);
        flag("passive", figure.passive, |c| c.passive);
        flag("negated", figure.negated, |c| c.negated);
        out
    }
}

/// Where the words stand in the prose, not as part of a longer word or numeral ("12" in "£12mn" will do).
fn place(prose: &str, words: &str) -> Option<usize> {
    let same = |a: Option<char>, b: Option<char>| match (a, b) {
        (Some(a), Some(b)) => a.is_numeric() && b.is_numeric() || a.is_alphabetic() && b.is_alphabetic(),
        _ => false,
    };
    let decimal = |rest: &str| rest.starts_with(['.', ',']) && rest[1..].starts_with(char::is_numeric);
    prose.match_indices(words).map(|(at, _)| at).find(|&at| {
        let (before, behind) = (&prose[..at], &prose[at + words.len()..]);
        !same(before.chars().next_back(), words.chars().next())
            && !same(words.chars().next_back(), behind.chars().next())
            && !decimal(behind)
    })
}

/// Finds the first token of the figure.
fn find<'a>(document: &'a Document, analysis: &'a Analysis, lexicon: &'a Lexicon, at: &str) -> Option<Found<'a>> {
    let (block, start) =
        document.blocks().iter().enumerate().find_map(|(index, b)| place(&b.text, at).map(|start| (index, start)))?;
    let prose = document.blocks()[block].text.as_str();
    analysis.sentences.iter().filter(|s| s.block as usize == block).find_map(|sentence| {
        let token = sentence.tokens.iter().position(|t| (t.start as usize..t.end as usize).contains(&start))?;
        Some(Found { view: View { lexicon, prose, sentence }, token })
    })
}

/// Right and all, by name.
#[derive(Default)]
struct Tally(BTreeMap<String, (usize, usize)>);

impl Tally {
    fn count(&mut self, name: &str, right: bool) {
        let entry = self.0.entry(name.to_owned()).or_default();
        entry.0 += usize::from(right);
        entry.1 += 1;
    }

    fn percent(&self, name: &str) -> usize {
        self.0.get(name).map_or(0, |(right, all)| right * 100 / all)
    }

    fn print(&self, title: &str) {
        println!("\n{title}");
        for (name, (right, all)) in &self.0 {
            println!("{name:<20} {right:>4} of {all:>4}  {:>3} %", self.percent(name));
        }
    }
}

/// The tallies of one run.
#[derive(Default)]
struct Score {
    constructs: Tally,
    keys: Tally,
    total: Tally,
}

impl Score {
    /// Parses a text, counts its checks, prints its misses.
    fn text(&mut self, construct: &str, text: &Text, lexicon: &Lexicon) {
        let document = Document::text("-", text.text.clone());
        let analysis = analyse(&document, lexicon);
        let mut checks: Vec<(&str, Vec<Check>)> = Vec::new();
        if let Some(wanted) = text.sentences {
            let (wanted, got) = (wanted.to_string(), analysis.sentences.len().to_string());
            checks.push(("", vec![Check { key: "sentences", wanted, got }]));
        }
        for figure in &text.figures {
            let found = find(&document, &analysis, lexicon, &figure.at)
                .unwrap_or_else(|| panic!("{construct}: no `{}` in: {}", figure.at, text.text));
            checks.push((&figure.at, found.checks(figure)));
        }
        let right = |checks: &[Check]| checks.iter().all(Check::holds);
        for (_, checks) in checks.iter().filter(|(at, _)| !at.is_empty()) {
            self.total.count("whole figures", right(checks));
        }
        self.total.count("whole texts", checks.iter().all(|(_, c)| right(c)));
        for check in checks.iter().flat_map(|(_, c)| c) {
            self.constructs.count(construct, check.holds());
            self.keys.count(check.key, check.holds());
            self.total.count("all checks", check.holds());
        }
        if checks.iter().all(|(_, c)| right(c)) {
            return;
        }
        println!("\n{construct}: {}", text.text.trim());
        for (at, checks) in &checks {
            for check in checks.iter().filter(|c| !c.holds()) {
                println!("  `{at}` {}: wanted {:?}, got {:?}", check.key, check.wanted, check.got);
            }
        }
        for sentence in &analysis.sentences {
            let prose = document.blocks()[sentence.block as usize].text.as_str();
            print!("{}", outline(View { lexicon, prose, sentence }));
        }
    }
}

#[test]
fn figures_take_what_they_count_and_what_befell_it() {
    let lexicon = Lexicon::english().expect("packs load");
    let only = std::env::var("PARSE").unwrap_or_default();
    let mut score = Score::default();
    for (construct, _) in FLOORS.iter().filter(|(name, _)| name.contains(&only)) {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/analysis").join(format!("{construct}.toml"));
        let texts: Construct = toml::from_str(&std::fs::read_to_string(&path).unwrap())
            .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        texts.text.iter().for_each(|text| score.text(construct, text, &lexicon));
    }
    score.constructs.print("by construct");
    score.keys.print("by key");
    score.total.print("in all");
    let low: Vec<_> = FLOORS
        .iter()
        .filter(|(name, floor)| only.is_empty() && score.constructs.percent(name) < *floor)
        .map(|(name, floor)| format!("{name}: {} %, floor {floor} %", score.constructs.percent(name)))
        .collect();
    assert!(low.is_empty(), "the parse got worse: {low:#?}");
}

#[test]
fn every_construct_has_a_floor() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/analysis");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(FLOORS.iter().any(|(known, _)| *known == name), "{name} has no floor in tests/analysis.rs");
    }
}
