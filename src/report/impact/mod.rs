//! What a change of the facts does to drafts, in three formats: for people, as one JSON document, as a list to work
//! off. All of it is known before the first word is written.

mod human;
mod json;
mod markdown;
mod schema;

pub use human::human;
pub use json::json;
pub use markdown::markdown;
pub use schema::schema;

use crate::document::Document;
use crate::impact::{Change, Matter, Turn, Turned};
use crate::lexicon::Lexicon;
use crate::verdict::{Grade, Severity, Verdict};
use rustc_hash::FxHashMap;

/// A claim that is judged otherwise, as it is told.
#[derive(Debug, Clone)]
pub struct Told {
    /// What has become of it.
    pub turned: Turned,
    /// The run fails for it.
    pub fails: bool,
    /// `check --fix` would put it right.
    pub fix: bool,
}

/// A draft with claims that are judged otherwise.
#[derive(Debug)]
pub struct Struck<'a> {
    /// The draft.
    pub document: Document,
    /// The claims, in its order.
    pub told: Vec<Told>,
    /// What units, currencies and nouns mean.
    pub lexicon: &'a Lexicon,
}

/// All that a run found out.
#[derive(Debug, Default)]
pub struct Impact<'a> {
    /// The facts before, as a person names them.
    pub old: String,
    /// The facts now.
    pub new: String,
    /// What changed in them.
    pub changes: Vec<Change>,
    /// Facts that were held against each other.
    pub facts: usize,
    /// The drafts that it matters for, in order.
    pub struck: Vec<Struck<'a>>,
    /// How many drafts were read.
    pub drafts: usize,
    /// What could not be read: its name, and why.
    pub unreadable: Vec<(String, String)>,
}

/// How many claims have turned into what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally([usize; Turn::ALL.len()]);

impl Tally {
    fn add(&mut self, turn: Turn) {
        if let Some(count) = self.0.get_mut(turn as usize) {
            *count += 1;
        }
    }

    fn of(self, turn: Turn) -> usize {
        self.0.get(turn as usize).copied().unwrap_or(0)
    }

    /// Those that there are.
    fn some(self) -> impl Iterator<Item = (Turn, usize)> {
        Turn::ALL.into_iter().map(move |turn| (turn, self.of(turn))).filter(|(_, n)| *n > 0)
    }

    /// `2 now wrong, 1 now right`; without any, nothing.
    fn in_words(self) -> String {
        self.some().map(|(turn, n)| format!("{n} {}", word(turn))).collect::<Vec<_>>().join(", ")
    }
}

impl Impact<'_> {
    fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        self.struck.iter().flat_map(|s| &s.told).for_each(|t| tally.add(t.turned.turn));
        tally
    }

    /// The same, fact by fact.
    fn by_fact(&self) -> FxHashMap<&str, Tally> {
        let mut out: FxHashMap<&str, Tally> = FxHashMap::default();
        for told in self.struck.iter().flat_map(|s| &s.told) {
            if let Some(fact) = told.turned.fact() {
                out.entry(fact).or_default().add(told.turned.turn);
            }
        }
        out
    }

    /// How many of the claims that are wrong `check --fix` would put right.
    fn mendable(&self) -> usize {
        self.struck.iter().flat_map(|s| &s.told).filter(|t| t.fix).count()
    }
}

/// What has become of a claim, in words.
fn word(turn: Turn) -> &'static str {
    match turn {
        Turn::Wrong => "now wrong",
        Turn::StillWrong => "still wrong",
        Turn::Doubtful => "to look at",
        Turn::Right => "now right",
        Turn::Unchecked => "no longer checked",
        Turn::Confirmed => "newly confirmed",
    }
}

/// What changed in a fact, a line each, each as its label and the words.
fn lines(change: &Change) -> Vec<(String, String)> {
    let about = |side: &crate::impact::Side| {
        if side.about.is_empty() { side.states.clone() } else { format!("{} ({})", side.states, side.about) }
    };
    match (&change.old, &change.new) {
        (None, Some(new)) => vec![(String::from("added"), about(new))],
        (Some(old), None) => vec![(String::from("removed"), format!("was {}", about(old)))],
        _ => change
            .differences
            .iter()
            .map(|d| {
                let key = if d.matter == Matter::Wording { format!("{}, reworded", d.key) } else { d.key.to_owned() };
                let words = match (&d.old, &d.new) {
                    (Some(old), Some(new)) => format!("{old} \u{2192} {new}"),
                    (None, Some(new)) => format!("added: {new}"),
                    (Some(old), None) => format!("taken out: {old}"),
                    (None, None) => String::new(),
                };
                (key, words)
            })
            .collect(),
    }
}

/// How a claim stood before: `agreed with 41 people`.
fn before(turned: &Turned) -> String {
    let Some(old) = &turned.old else { return String::from("no fact was about it") };
    let what = match (&old.reference, &old.fact) {
        (Some(reference), _) => format!(" with {reference}"),
        (None, Some(fact)) => format!(" with {fact}"),
        (None, None) => String::new(),
    };
    match old.verdict {
        _ if turned.ignored => String::from("left alone, as a mark asked"),
        Verdict::Match(Grade::Loose) => format!("agreed loosely{what}"),
        Verdict::Match(_) => format!("agreed{what}"),
        Verdict::Disagree => format!("disagreed{what}"),
        Verdict::Ambiguous => String::from("ambiguous"),
        Verdict::Missing => String::from("missing"),
        Verdict::Unchecked => String::from("no fact was about it"),
    }
}

/// What is said of a claim that is told in full.
fn message(turned: &Turned) -> String {
    let fact = turned.fact().unwrap_or_default();
    match (&turned.instead, &turned.new) {
        (Some(instead), _) => format!(
            "It agreed with the fact {fact}, which says {} now; whether it is about this claim is not sure enough to \
             call it wrong.",
            instead.states
        ),
        (None, Some(new)) => new.message.clone(),
        (None, None) => String::new(),
    }
}

/// What to write in the place of a claim, in its own words.
fn write(turned: &Turned) -> Option<&str> {
    match &turned.instead {
        Some(instead) => instead.suggestion.as_deref(),
        None => turned.new.as_ref()?.suggestion.as_deref(),
    }
}

/// How much a claim that is wrong weighs, where that is less than an error.
fn weight(told: &Told) -> Option<&'static str> {
    let finding = told.turned.new.as_ref()?;
    let wrong = matches!(told.turned.turn, Turn::Wrong | Turn::StillWrong);
    (wrong && finding.severity != Severity::Error).then(|| finding.severity.name())
}

fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// "3 facts changed, 4 claims in 2 of 12 drafts judged otherwise: 3 now wrong, 1 now right".
fn summary(impact: &Impact<'_>) -> String {
    let facts = impact.changes.iter().filter(|c| c.fact.is_some()).count();
    let changed = match (facts, impact.changes.len()) {
        (0, 0) => format!("nothing changed in {}", count(impact.facts, "fact")),
        (0, _) => String::from("what holds for all facts changed"),
        (n, _) => format!("{} changed", count(n, "fact")),
    };
    let tally = impact.tally();
    let claims: usize = tally.some().map(|(_, n)| n).sum();
    let drafts = count(impact.drafts, "draft");
    let judged = match claims {
        0 => format!("no claim in {drafts} is judged otherwise"),
        _ => format!(
            "{} in {} of {drafts} judged otherwise: {}",
            count(claims, "claim"),
            impact.struck.len(),
            tally.in_words()
        ),
    };
    let unread = match impact.unreadable.len() {
        0 => String::new(),
        n => format!(", {} could not be read", count(n, "draft")),
    };
    format!("{changed}, {judged}{unread}")
}
