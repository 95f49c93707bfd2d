//! The proper names of an article as terms: whole, without titles and what firms end in, as the text writes them.

#![allow(
    clippy::indexing_slicing,
    reason = "indices are those of the article's own claims and of the options made for them"
)]

use super::Ground;
use super::elements::Element;
use crate::analysis::{Pos, View};
use crate::lexicon::{Func, OfficeWord, Sense, TokenKind};

/// Words of a term at most.
pub(super) const WORDS: usize = 3;
/// How far a name is put back of which only letters or a form would stand in the term.
pub(super) const SHORT: u32 = 6;

/// The names that stand in a stretch of a sentence, in order; of a long one its last words.
pub(super) fn names_of(view: View<'_>, from: usize, to: usize) -> Vec<Element> {
    let mut out = Vec::new();
    let mut at = from;
    while at < to {
        let named = |t: usize| {
            t < to
                && view.token(t).is_some_and(|x| x.group == view.token(at).and_then(|y| y.group))
                && (view.token(t).is_some_and(|x| x.pos == Pos::Name) || t == at && lone(view, t))
                && plain_name(view.text(t))
                && !in_compound(view, t)
                && !view.hits(t).any(|h| matches!(h.sense, Sense::Unit(_)))
        };
        let mut end = at;
        while named(end) {
            end += 1;
            // "John C. Marous"
            if initial(view, end - 1) && named(end + 1) {
                end += 1;
            }
            // "Dar es Salaam"
            if particle(view, end) && named(end + 1) {
                end += 1;
            }
            // "Lynch High-Yield Index"
            if view.dash(end) && view.glued(end) && view.glued(end + 1) && named(end + 1) {
                end += 1;
            }
        }
        // "Harbour Corp.": a common word with a capital inside the sentence is of the name that it stands before.
        let mut start = at;
        // At its head only before what firms end in: "Service Corp. said".
        let least = if end == at + 1 && form(view, at) { from } else { from.max(1) };
        while end > at && start > least {
            let before = view.token(start - 1).filter(|t| t.capital && t.pos == Pos::Noun);
            let same = before.is_some_and(|b| b.group.is_some() && b.group == view.token(start).and_then(|t| t.group));
            if !same || !plain_name(view.text(start - 1)) {
                break;
            }
            start -= 1;
        }
        // "St. Louis"
        let stop = |t: usize| view.mark(t, ".") && view.glued(t);
        let short =
            |t: usize| view.token(t).is_some_and(|x| x.capital && x.end - x.start == 2) && plain_name(view.text(t));
        if end > at && start >= from + 2 && stop(start - 1) && short(start - 2) && !honorific(view, start - 2) {
            start -= 2;
        }
        // "First of America", "Bank of Norvia"
        if end > at && end - start == 1 && start >= 2 && view.is(start - 1, Func::Of) && of_body(view, start - 2) {
            start -= 2;
        }
        if end > at {
            out.extend(one_name(view, start, end));
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// What firms end in, with its stop: "Corp.".
fn form(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| matches!(h.sense, Sense::Abbreviation)) && view.mark(at + 1, ".")
}

/// Whether a common word with a capital stands for a name by itself ("Separately, Citadel posted a loss"): inside a
/// sentence that writes its other nouns small, and no office.
fn lone(view: View<'_>, at: usize) -> bool {
    let common = |t: usize| view.token(t).is_some_and(|x| x.pos == Pos::Noun);
    let opens = |t: usize| {
        view.token(t).is_some_and(|x| x.kind == TokenKind::Mark) && !view.mark(t, ",") && !view.mark(t, "\u{2019}")
    };
    let office = |h: crate::lexicon::Hit| matches!(h.sense, Sense::Office(_) | Sense::Honorific | Sense::Calendar(_));
    let others = || (1..view.len()).filter(|&t| t != at && common(t));
    at > 0
        && !opens(at - 1)
        && common(at)
        && view.token(at).is_some_and(|t| t.capital && t.end - t.start > 2)
        && !view.hits(at).any(office)
        && others().filter(|&t| view.token(t).is_some_and(|x| !x.capital)).count() * 2 > others().count()
}

/// Whether a name of several words ends in a common one: "Montreal Exchange", "Supreme Court".
pub(super) fn of_kind(view: View<'_>, name: &Element) -> bool {
    let last = name.at + name.text.split(' ').count() - 1;
    last > name.at
        && view.hits(last).any(|h| {
            h.len == 1 && matches!(h.sense, Sense::Noun(_) | Sense::Verb(_) | Sense::Office(_) | Sense::Beside(_))
        })
}

/// A letter with a stop behind it, inside of a name.
fn initial(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.capital && t.end - t.start == 1) && view.mark(at + 1, ".") && view.glued(at + 1)
}

/// A small word inside of a name that is a word of its own nowhere: "es", "arap".
fn particle(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.end - t.start <= 4)
        && view.hits(at).next().is_none()
}

/// "Seattle-based", "anti-Castro": a name that a hyphen joins to a word of no name.
fn in_compound(view: View<'_>, at: usize) -> bool {
    let small = |t: usize| view.token(t).is_some_and(|t| !t.capital && t.kind == TokenKind::Word);
    let behind = at > 1 && view.dash(at - 1) && view.glued(at - 1) && view.glued(at) && small(at - 2);
    behind || view.dash(at + 1) && view.glued(at + 1) && view.glued(at + 2) && small(at + 2)
}

/// A word with a capital that begins an institution's name, and is no office: "Bank", "First".
fn of_body(view: View<'_>, at: usize) -> bool {
    let inside = at > 0 && view.token(at).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    let title = |id: u16| {
        matches!(view.lexicon.offices.get(id as usize), Some(OfficeWord::Title | OfficeWord::Same | OfficeWord::Many))
    };
    let common = view.hits(at).any(|h| matches!(h.sense, Sense::Noun(_) | Sense::Numeral(_) | Sense::Office(_)));
    inside && common && !view.hits(at).any(|h| matches!(h.sense, Sense::Office(id) if title(id)))
}

fn honorific(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| matches!(h.sense, Sense::Honorific))
}

/// The term of a name: without the title before it, without "Corp." behind it, of a long one its last words.
fn one_name(view: View<'_>, start: usize, end: usize) -> Option<Element> {
    let title = (start..end).take_while(|&t| honorific(view, t)).count();
    // "Transport Minister Ilse Brandt": a person is known by the name behind the title.
    let office = (start..end.saturating_sub(1)).rev().find(|&t| {
        view.hits(t).any(|h| {
            matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Title))
        })
    });
    let mut first = office.map_or(start + title, |t| t + 1);
    // "Secretary of State Madeleine Albright": what the title is of stands before the name.
    let of_title = start > 1
        && view.is(start - 1, Func::Of)
        && view.hits(start - 2).any(|h| {
            matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Title))
        });
    let noun = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Noun(_)));
    while of_title && first + 2 < end && noun(first) {
        first += 1;
    }
    let form = |t: usize| t > 0 && form(view, t);
    let mut last = end;
    // "Service Corp." by its first word alone would be any service.
    let common = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Noun(_) | Sense::Verb(_) | Sense::Office(_)));
    while last > first + 1 && form(last - 1) && !(last == first + 2 && common(first)) {
        last -= 1;
    }
    // "U.S. Secretary of State": an office, and no name.
    let title = |t: usize| {
        view.hits(t).any(|h| {
            matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Title))
        })
    };
    while last > first + 1 && title(last - 1) && view.is(last, Func::Of) {
        last -= 1;
    }
    let mut from = first.max(last.saturating_sub(WORDS));
    let joined = |t: usize| view.dash(t) || t > 0 && view.dash(t - 1) && view.glued(t);
    while from < last && from > first && joined(from) {
        from += 1;
    }
    // "New York Stock Exchange": no "York Stock Exchange".
    if from > first && view.text(from - 1).len() < WORDS + 1 {
        from += 1;
    }
    let text = view.stretch(from, last).split_whitespace().collect::<Vec<_>>().join(" ");
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if from >= last || letters < 2 || text.split(' ').count() > WORDS {
        return None;
    }
    // "Corp." alone is no name to know a firm by.
    if last - from == 1 && form(from) && view.glued(from + 1) {
        return None;
    }
    // "HX-500", "Highway 12" are more than their letters.
    let short = last - from == 1 && view.hits(from).any(|h| matches!(h.sense, Sense::Abbreviation));
    let numbered = view.digits(end) || view.dash(end) && view.glued(end) && view.digits(end + 1);
    let rank = if short || numbered {
        SHORT
    } else if last - from == 1 && common(from) {
        3
    } else {
        0
    };
    Some(Element { text, name: true, rank, core: 0, at: from, verb: false, of: None })
}

/// Whether a word of a name can stand in a term: no digits, no sign that terms have a use for.
fn plain_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && text.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '\u{2019}' | '.' | '&'))
}

/// Names as the text writes them where it does not shout; a word that the text has in small letters too is no
/// name for standing at the head of a sentence.
pub(super) fn settle_names(ground: &Ground<'_>, elements: &mut Vec<Element>) {
    let blocks = ground.document.blocks();
    let written = |name: &str| {
        blocks.iter().any(|b| {
            b.text.match_indices(name).any(|(at, _)| {
                let bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
                bound(b.text[..at].chars().next_back()) && bound(b.text[at + name.len()..].chars().next())
            })
        })
    };
    for element in elements.iter_mut().filter(|e| e.name && !e.text.contains(' ')) {
        let small = element.text.to_lowercase();
        if written(&small) {
            *element = Element { text: small, name: false, ..element.clone() };
        }
    }
    for element in elements.iter_mut().filter(|e| e.name) {
        let shouts = element.text.chars().filter(|c| c.is_alphabetic()).count() > 3
            && element.text.chars().all(|c| !c.is_lowercase());
        if !shouts {
            continue;
        }
        let calm = |word: &str| {
            let mut chars = word.chars();
            chars.next().map_or_else(String::new, |c| c.to_string() + &chars.as_str().to_lowercase())
        };
        let calm = element.text.split(' ').map(calm).collect::<Vec<_>>().join(" ");
        if written(&calm) {
            element.text = calm;
        }
    }
    // Two spellings may have become one.
    let mut seen: Vec<(bool, String)> = Vec::new();
    elements.sort_by_key(|e| e.rank);
    elements.retain(|e| {
        let key = (e.name, e.text.clone());
        let new = !seen.contains(&key);
        seen.push(key);
        new
    });
}
