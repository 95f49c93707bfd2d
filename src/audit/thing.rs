//! Whether a claim of a sentence fact and another fact speak of one thing. What a draft may be held to is wider: it
//! is about one subject, while facts of one file may be about many.

use crate::claims::{Value, When};
use crate::facts::{About, Alternative, Fact, SentenceFrame, Term, TermWord};

/// Whether both are of one thing, as far as their words tell.
pub(super) fn one_thing(mine: &Fact, theirs: &Fact) -> bool {
    let About::Sentence(frame) = &mine.about else { return false };
    if !one_kind(&mine.value, &theirs.value) {
        return false;
    }
    match &theirs.about {
        About::Sentence(other) => {
            // What is soonest asked first: these are asked of every two that share a word.
            let day = || !matches!(mine.value, Value::When(_)) || one_day(frame, other);
            !theirs.scope && one_time(frame, other) && one_event(frame, other) && day()
        }
        // A fact that names nobody is of its own event; a sentence that names one, or of another file, may be of another.
        About::Terms(terms) => terms.iter().any(is_name) || frame.names.is_empty() && mine.file == theirs.file,
    }
}

/// One kind of value; points are no percentages here, since a change of a share is no other share.
fn one_kind(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Percent { points: x, .. }, Value::Percent { points: y, .. }) => x == y,
        (Value::When(_), Value::When(_)) | (Value::Number(_), Value::Quantity { .. }) => true,
        (Value::Quantity { .. }, Value::Number(_)) => true,
        _ => std::mem::discriminant(a) == std::mem::discriminant(b),
    }
}

/// One event, and the names of the one among the other's.
fn one_event(a: &SentenceFrame, b: &SentenceFrame) -> bool {
    let share = |x: &[Term], y: &[Term]| x.iter().any(|t| y.iter().any(|u| like(t, u)));
    let within = |x: &[Term], y: &[Term]| x.iter().all(|t| y.iter().any(|u| like(t, u)));
    let event = match (a.events.is_empty(), b.events.is_empty()) {
        (true, true) => share(&a.head, &b.head),
        (false, false) => share(&a.events, &b.events),
        _ => false,
    };
    let nobody = a.names.is_empty() == b.names.is_empty();
    let number = |x: &SentenceFrame, t: &Term| number_behind(&x.text, &t.text).map(str::to_owned);
    let numbered = a
        .names
        .iter()
        .any(|t| b.names.iter().any(|u| like(t, u) && number(a, t).zip(number(b, u)).is_some_and(|(x, y)| x != y)));
    event && nobody && !numbered && (within(&a.names, &b.names) || within(&b.names, &a.names))
}

/// Whether two dates are told of one event: all that the one sentence says of it, the other says.
fn one_day(a: &SentenceFrame, b: &SentenceFrame) -> bool {
    let within = |x: &[Term], y: &[Term]| x.iter().all(|t| y.iter().any(|u| like(t, u)));
    let all = |x: &SentenceFrame, y: &SentenceFrame| {
        within(&x.head, &y.head) && within(&x.names, &y.names) && within(&x.words, &y.words)
    };
    all(a, b) || all(b, a)
}

/// The number that a name ends in, which is no word of it: "Orbiter-3", "Unit 7".
fn number_behind<'t>(text: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = text.split_once(name)?;
    let rest = rest.strip_prefix(['-', ' ', '\u{2011}', '\u{2013}']).unwrap_or(rest);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest.get(..end).filter(|digits| !digits.is_empty())
}

/// No time in the one that is outside of the other's; where only one has any, both must be of an event, which
/// happens once, and not of a state, which lasts.
fn one_time(a: &SentenceFrame, b: &SentenceFrame) -> bool {
    if a.times.is_empty() != b.times.is_empty() {
        let happens = |events: &[Term]| {
            events.iter().flat_map(|t| t.alternatives.iter()).any(|w| match w {
                Alternative::Concept(_) => true,
                Alternative::Phrase(words) | Alternative::Exact(words) => words.iter().any(|w| !w.concepts.is_empty()),
            })
        };
        return happens(&a.events) && happens(&b.events);
    }
    a.times.iter().all(|t| b.times.iter().all(|u| meet(t, u)))
}

fn meet(a: &When, b: &When) -> bool {
    a.covers().any(|x| {
        b.covers().any(|y| {
            let over =
                |end: Option<_>, start: Option<_>| matches!((end, start), (Some(end), Some(start)) if end <= start);
            !over(x.to, y.from) && !over(y.to, x.from)
        })
    })
}

pub(super) fn is_name(term: &Term) -> bool {
    term.alternatives.iter().any(|a| match a {
        Alternative::Phrase(words) | Alternative::Exact(words) => words.iter().any(|w| w.capital),
        Alternative::Concept(_) => false,
    })
}

/// Whether two terms of sentences are one word, or words of one group.
fn like(a: &Term, b: &Term) -> bool {
    a.alternatives.iter().any(|x| b.alternatives.iter().any(|y| one_way(x, y)))
}

fn one_way(a: &Alternative, b: &Alternative) -> bool {
    match (a, b) {
        (Alternative::Concept(x), Alternative::Concept(y)) => x == y,
        (Alternative::Phrase(x) | Alternative::Exact(x), Alternative::Phrase(y) | Alternative::Exact(y)) => {
            let same = |v: &TermWord, w: &TermWord| {
                v.surface == w.surface
                    || v.stem == w.stem
                    || v.synonyms.iter().any(|s| w.synonyms.contains(s))
                    || v.concepts.iter().any(|c| w.concepts.contains(c))
            };
            x.len() == y.len() && x.iter().zip(y).all(|(v, w)| same(v, w))
                // "Kerry" is John Kerry.
                || [(x, y), (y, x)].iter().any(|(short, long)| {
                    short.iter().all(|w| w.capital) && long.ends_with(short)
                })
        }
        (Alternative::Concept(c), Alternative::Phrase(words))
        | (Alternative::Phrase(words), Alternative::Concept(c)) => {
            matches!(words.as_slice(), [word] if word.concepts.contains(c))
        }
        _ => false,
    }
}
