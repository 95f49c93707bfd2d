//! What an office, a quotation or a name of the draft was held to: the facts of that office with their terms,
//! the quotation that its words come nearest to, the name that its place asks for.

use super::facts::FactStory;
use super::{Row, Subject};
use crate::claims::{Value, When};
use crate::facts::{Ground, Office};
use crate::lexicon::fold;
use crate::verdict::{Finding, Verdict};

/// Words of a title or name that tell something have more letters than this.
const SHORT: usize = 3;

/// How such a finding is read, and the facts that it was held to, the one that decides first.
pub(super) fn told(subject: &Subject<'_>, finding: &Finding) -> (Vec<Row>, Vec<FactStory>) {
    let row = |label, text: &str| Row { label, text: text.to_owned() };
    let decides = |ground: &Ground| finding.fact.as_deref() == Some(ground.id.as_str());
    let (rows, mut facts) = match &finding.value {
        Some(Value::Role { role, holder }) => {
            let offices = subject.facts.offices.iter().filter(|o| decides(&o.ground) || shares(role, o));
            let facts = offices.map(|o| {
                let why = if decides(&o.ground) { came(finding) } else { "another holder, time or title".to_owned() };
                let states = format!("{}, {}{}", o.holder, o.titles.join(" | "), term(o));
                story(&o.ground, states, decides(&o.ground), why, met(role, o))
            });
            (vec![row("title", role), row("who", holder)], facts.collect::<Vec<_>>())
        }
        Some(Value::Quote { text, speaker }) => {
            let quotes = subject.facts.quotes.iter().filter(|q| decides(&q.ground));
            let facts = quotes.map(|q| {
                let states = format!("\u{201c}{}\u{201d} ({})", q.words, q.speaker);
                story(&q.ground, states, true, came(finding), Vec::new())
            });
            let who = speaker.as_deref().unwrap_or("nobody is named");
            (vec![row("words", text), row("who", who)], facts.collect())
        }
        Some(Value::Name(name)) => {
            let called = subject.facts.called.iter().filter(|c| decides(&c.ground));
            let facts = called.map(|c| {
                let about: Vec<String> = c.about.iter().map(|t| format!("`{}`", t.text)).collect();
                let not = if c.not.is_empty() { String::new() } else { format!(", not {}", c.not.join(" or ")) };
                story(&c.ground, format!("{}{not}", c.is), true, came(finding), about)
            });
            (vec![row("name", name)], facts.collect())
        }
        _ => (Vec::new(), Vec::new()),
    };
    facts.sort_by_key(|f| f.status != "decides");
    (rows, facts)
}

fn story(ground: &Ground, states: String, decides: bool, why: String, met: Vec<String>) -> FactStory {
    FactStory {
        id: ground.id.clone(),
        file: ground.place.file.clone(),
        line: ground.place.line,
        states,
        status: if decides { "decides" } else { "candidate" },
        why,
        met,
        missed: Vec::new(),
        doubts: Vec::new(),
        score: None,
        fact: usize::MAX,
    }
}

fn came(finding: &Finding) -> String {
    match finding.verdict {
        Verdict::Match(grade) => format!("agrees ({})", grade.name()),
        Verdict::Disagree => "does not agree".to_owned(),
        _ => "is not sure enough".to_owned(),
    }
}

/// When an office was held: ", from 2016-03-01 until 2022-02-28".
fn term(office: &Office) -> String {
    let end =
        |word: &str, when: &Option<When>| when.as_ref().map(|w| format!(" {word} {}", w.edtf)).unwrap_or_default();
    let ends = format!("{}{}", end("from", &office.from), end("until", &office.until));
    if ends.is_empty() { ends } else { format!(",{ends}") }
}

fn telling(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(fold);
    words.filter(|w| w.chars().count() > SHORT).collect()
}

/// Whether a title of the draft shares a word with one of the office.
fn shares(title: &str, office: &Office) -> bool {
    let own = telling(title);
    office.titles.iter().flat_map(|t| telling(t)).any(|w| own.contains(&w))
}

/// The words of a title that the office's titles have too.
fn met(title: &str, office: &Office) -> Vec<String> {
    let theirs: Vec<String> = office.titles.iter().flat_map(|t| telling(t)).collect();
    let mut out: Vec<String> = Vec::new();
    for word in telling(title) {
        let told = format!("`{word}`");
        if theirs.contains(&word) && !out.contains(&told) {
            out.push(told);
        }
    }
    out
}
