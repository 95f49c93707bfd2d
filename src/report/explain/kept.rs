//! What an office, a quotation or a name of the draft was held to: the facts of that office with their terms,
//! the quotation that its words come nearest to, the name that its place asks for.

use super::facts::FactStory;
use super::{Row, Subject};
use crate::analysis::View;
use crate::claims::{Value, When};
use crate::document::ProseSpan;
use crate::facts::{Alternative, Ground, Office, Term, TermWord};
use crate::lexicon::{Sense, fold};
use crate::verdict::{Finding, Verdict};

/// Words of a title or name that tell something have more letters than this.
const SHORT: usize = 3;

/// How such a finding is read, and the facts that it was held to, the one that decides first.
pub(super) fn told(subject: &Subject<'_>, finding: &Finding) -> (Vec<Row>, Vec<FactStory>) {
    let row = |label, text: &str| Row { label, text: text.to_owned() };
    let decides = |ground: &Ground| finding.fact.as_deref() == Some(ground.id.as_str());
    let (rows, mut facts) = match &finding.value {
        Some(Value::Role { role, holder }) => {
            let offices = subject.facts.offices.iter().filter(|o| decides(&o.ground) || shares(subject, role, o));
            let facts = offices.map(|o| {
                let why = if decides(&o.ground) { came(finding) } else { "another holder, time or title".to_owned() };
                let states = format!("{}, {}{}", o.holder, o.titles.join(" | "), term(o));
                let (met, missed) = met(subject, role, o);
                FactStory { missed, ..story(&o.ground, states, decides(&o.ground), why, met) }
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
            let sentence = sentence(subject, finding);
            let facts = called.map(|c| {
                let by = |t: &Term| sentence.and_then(|view| words_by(view, t));
                let told = |t: &Term| match by(t) {
                    Some(words) => format!("`{}` by \"{words}\", in its sentence", t.text),
                    None => format!("`{}`", t.text),
                };
                let about: Vec<String> = c.about.iter().map(told).collect();
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

/// The sentence that a finding stands in.
fn sentence<'a>(subject: &Subject<'a>, finding: &Finding) -> Option<View<'a>> {
    let analysis = &subject.explained.analysis;
    let sentence = analysis.sentences.iter().find(|s| {
        let (Some(first), Some(last)) = (s.tokens.first(), s.tokens.last()) else { return false };
        let span = ProseSpan { block: s.block, start: first.start, end: last.end };
        let span = subject.document.source_span(span);
        span.start <= finding.span.start && finding.span.end <= span.end
    })?;
    let prose = &subject.document.blocks().get(sentence.block as usize)?.text;
    Some(View { lexicon: subject.lexicon, prose, sentence })
}

/// The words of a sentence that meet a term, in its first alternative that they meet.
fn words_by(view: View<'_>, term: &Term) -> Option<String> {
    let same = |word: &TermWord, at: usize| {
        view.token(at).is_some_and(|t| t.stem == word.stem || view.lexicon.stemmer.akin(t.stem, word.stem))
    };
    let synonym = |word: &TermWord, at: usize| {
        view.hits(at).any(|h| matches!(h.sense, Sense::Synonym(id) if word.synonyms.contains(&id)))
    };
    // The word itself before one that means the same.
    let met = |word: &TermWord| {
        let mut all = 0..view.len();
        all.clone().find(|&at| same(word, at)).or_else(|| all.find(|&at| synonym(word, at)))
    };
    term.alternatives.iter().find_map(|alternative| match alternative {
        Alternative::Concept(id) => (0..view.len())
            .find(|&at| view.hits(at).any(|h| matches!(h.sense, Sense::Concept(c, _) if c == *id)))
            .map(|at| view.text(at).to_owned()),
        Alternative::Phrase(words) | Alternative::Exact(words) => {
            let telling = || words.iter().filter(|w| !w.function || words.len() == 1);
            let found: Vec<&str> = telling().filter_map(met).map(|at| view.text(at)).collect();
            // A surname is enough.
            let surname = words.iter().all(|w| w.capital) && found.last().is_some();
            (!found.is_empty() && (found.len() == telling().count() || surname)).then(|| found.join(" "))
        }
    })
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

/// Whether two words of titles are one, or of one derivation ("heads", "head"; "commands", "commander").
fn akin(subject: &Subject<'_>, a: &str, b: &str) -> bool {
    let (one, other) = (subject.lexicon.stem(a), subject.lexicon.stem(b));
    one == other || subject.lexicon.stemmer.akin(one, other)
}

/// Whether a title of the draft shares a word with one of the office.
fn shares(subject: &Subject<'_>, title: &str, office: &Office) -> bool {
    let own = telling(title);
    office.titles.iter().flat_map(|t| telling(t)).any(|w| own.iter().any(|o| akin(subject, o, &w)))
}

/// The words of the office's title that is nearest to the draft's: those that the draft has in the title or
/// elsewhere, and those that it lacks.
fn met(subject: &Subject<'_>, title: &str, office: &Office) -> (Vec<String>, Vec<String>) {
    let own = telling(title);
    let in_title = |w: &String| own.iter().any(|o| akin(subject, o, w));
    let nearest = office.titles.iter().map(|t| telling(t)).max_by_key(|words| {
        let met = words.iter().filter(|w| in_title(w)).count();
        (met, std::cmp::Reverse(words.len()))
    });
    let draft: Vec<String> = subject.document.blocks().iter().flat_map(|b| telling(&b.text)).collect();
    let (mut met, mut missed) = (Vec::new(), Vec::new());
    for word in nearest.unwrap_or_default() {
        if in_title(&word) {
            met.push(format!("`{word}` in the title"));
        } else if draft.iter().any(|d| akin(subject, d, &word)) {
            met.push(format!("`{word}` elsewhere in the draft"));
        } else {
            missed.push(format!("`{word}`"));
        }
    }
    (met, missed)
}
