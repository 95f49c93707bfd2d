//! `name-spelling`: one person's name in two spellings.

mod spelt;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::Draft;
use crate::analysis::{Pos, View};
use crate::document::ProseSpan;
use crate::lexicon::{Func, Sense, Stem};
use rustc_hash::FxHashMap;
use spelt::variants;

/// A surname shorter than this may be one letter off and another's.
const LONG: usize = 6;
/// Surnames of one first name that are held against a new one.
const HELD: usize = 8;

/// A surname that stands with a first name, or a first name with a surname: where the two stand first.
struct Named {
    text: String,
    span: ProseSpan,
    sentence: usize,
    /// What stands behind it: an age, or where it is from.
    told: Option<Stem>,
    /// Its sentence speaks of namesakes, kin or changed names.
    namesake: bool,
}

impl Named {
    /// Whether two are told apart: side by side, by what stands behind them, or in so many words.
    fn apart(&self, other: &Self) -> bool {
        self.sentence == other.sentence
            || self.told.zip(other.told).is_some_and(|(a, b)| a != b)
            || self.namesake
            || other.namesake
    }
}

/// The full names of a draft so far, by first name.
#[derive(Default)]
pub(super) struct Names {
    by_first: FxHashMap<Stem, Vec<Named>>,
    /// First names of a draft so far, by surname.
    by_last: FxHashMap<Stem, Vec<Named>>,
    /// Surnames as they stand, with or without a first name, in the order of the draft.
    surnames: Vec<Surname>,
}

/// A surname of a draft.
struct Surname {
    text: String,
    span: ProseSpan,
    sentences: Vec<usize>,
    /// A first name stood before it somewhere.
    full: bool,
    /// It may be a place, or a sentence tells two of nearly one name apart.
    doubtful: bool,
    /// It stands behind a title, opens its sentence or has a verb behind it: somebody who was named before.
    known: bool,
}

/// Reads the names of a sentence, by its index; `namesake` says that it tells two of nearly one name apart.
pub(super) fn check(
    draft: Draft<'_>,
    view: View<'_>,
    (sentence, namesake): (usize, bool),
    names: &mut Names,
    out: &mut Vec<Alarm>,
) {
    surnames(view, sentence, namesake, names);
    for group in view.sentence.groups.iter().filter(|g| g.name) {
        // The last two words, and in front of them no third name: a person's, as far as that can be told.
        let Some(first) = (group.range.end as usize).checked_sub(2) else { continue };
        let name = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Name && t.capital);
        let titled =
            |t: usize| !name(t) || view.hits(t).any(|h| matches!(h.sense, Sense::Honorific | Sense::Office(_)));
        let plain = first >= group.range.start as usize
            && (group.range.start as usize..first).all(titled)
            && name(first)
            && name(first + 1)
            && !view.glued(first + 1);
        let (given, surname) = (view.text(first), view.text(first + 1));
        // "as Robert Zimmerman he opened a shop": a name that was taken.
        let taken = (group.range.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::As));
        let word = |t: usize| view.hits(t).any(|h| !matches!(h.sense, Sense::Office(_) | Sense::Synonym(_)));
        let shouted = surname.chars().skip(1).any(char::is_uppercase);
        if !plain
            || taken
            || shouted
            || surname.chars().count() < LONG
            || given.chars().count() < 3
            || word(first)
            || word(first + 1)
        {
            continue;
        }
        let Some((a, b)) = view.token(first).zip(view.token(first + 1)) else { continue };
        let span = ProseSpan { block: view.sentence.block, start: a.start, end: b.end };
        let told = told(view, first, first + 2);
        let half = |text: &str| Named { text: text.to_owned(), span, sentence, told, namesake };
        // One surname with two first names that are spellings of one: "Stephen Harrow", "Steven Harrow".
        let spelt = |n: &Named| variants(&n.text, given, true);
        let before = names.by_last.entry(b.exact).or_default();
        out.extend(held(draft, before, half(given), spelt, |given| format!("{given} {surname}")));
        let spelt = |n: &Named| near(&n.text, surname);
        let before = names.by_first.entry(a.exact).or_default();
        out.extend(held(draft, before, half(surname), spelt, |surname| format!("{given} {surname}")));
    }
}

/// The alarm over half a name that is `spelt` like one that stood with the same other half before; `full` is the name
/// that either makes with that. Keeps it, if it is new.
fn held(
    draft: Draft<'_>,
    before: &mut Vec<Named>,
    new: Named,
    spelt: impl Fn(&Named) -> bool,
    full: impl Fn(&str) -> String,
) -> Option<Alarm> {
    if before.iter().any(|n| n.text == new.text) {
        return None;
    }
    let alarm = before.iter().find(|n| spelt(n) && !n.apart(&new)).map(|old| {
        let (ours, theirs) = (full(&new.text), full(&old.text));
        let line = draft.document.line_column(draft.document.source_span(old.span).start).0;
        let message =
            format!("The draft writes \"{ours}\", and \"{theirs}\" in line {line}: one of them may be misspelt.");
        let place = |span: ProseSpan, right: String| Place { span, claim: None, mendings: vec![right] };
        Alarm { rule: Rule::NameSpelling, places: vec![place(old.span, ours), place(new.span, theirs)], at: 1, message }
    });
    if before.len() < HELD {
        before.push(new);
    }
    alarm
}

/// A surname alone shorter than this may be another's.
const BARE: usize = 7;
/// Surnames of a draft that are held against each other.
const MOST: usize = 200;

/// Collects the last words of names.
fn surnames(view: View<'_>, sentence: usize, namesake: bool, names: &mut Names) {
    for (t, token) in
        view.sentence.tokens.iter().enumerate().filter(|(_, t)| t.capital && t.end - t.start >= BARE as u32)
    {
        let name = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Name && t.capital);
        let known = view.hits(t).any(|h| !matches!(h.sense, Sense::Office(_) | Sense::Synonym(_)));
        let text = view.text(t);
        let shouted = text.chars().skip(1).any(char::is_uppercase);
        if !(name(t) || t == 0 && token.pos == Pos::Noun)
            || known
            || shouted
            || name(t + 1)
            || text.chars().count() < BARE
        {
            continue;
        }
        // "Mr. Wolansky": the title is before its full stop.
        let before = t.checked_sub(1).map(|b| if view.mark(b, ".") && view.glued(b) { b.saturating_sub(1) } else { b });
        let titled = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Honorific | Sense::Office(_)));
        let full = before.is_some_and(|b| name(b) && !titled(b) && view.text(b).chars().count() > 2);
        let place =
            before.is_some_and(|b| view.token(b).is_some_and(|t| t.pos == Pos::Preposition) && !view.is(b, Func::By));
        let doubtful = place
            || namesake
            || view.dash(t + 1)
            || before.is_some_and(|b| view.dash(b) || view.is(b, Func::The) || view.is(b, Func::A));
        let behind_title = before.is_some_and(titled);
        // "Castelani said"
        let subject = view.token(t + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        let known = behind_title || (t == 0 || subject) && !place;
        let room = names.surnames.len() < MOST;
        match names.surnames.iter_mut().find(|n| n.text == text) {
            Some(own) => {
                own.sentences.push(sentence);
                own.full |= full;
                own.doubtful |= doubtful && !full;
            }
            None if room => {
                let span = ProseSpan { block: view.sentence.block, start: token.start, end: token.end };
                let text = text.to_owned();
                names.surnames.push(Surname { text, span, sentences: vec![sentence], full, doubtful, known });
            }
            None => {}
        }
    }
}

/// A surname that stands once, without a first name, and is one letter off that of somebody named in full and more
/// than once. Called behind the last sentence.
pub(super) fn close(draft: Draft<'_>, names: &Names, out: &mut Vec<Alarm>) {
    let slips = names.surnames.iter().filter(|n| !n.full && !n.doubtful && n.sentences.len() == 1);
    for slip in slips {
        let alike = |n: &Surname| near(&n.text, &slip.text) || variants(&n.text, &slip.text, false);
        let mut like = names.surnames.iter().filter(|n| n.full && (n.sentences.len() > 1 || slip.known) && alike(n));
        let Some(right) = like.next().filter(|_| like.next().is_none()) else { continue };
        if slip.sentences.iter().any(|s| right.sentences.contains(s))
            || right.sentences.first() > slip.sentences.first()
        {
            continue;
        }
        let place = |n: &Surname, right: &str| Place { span: n.span, claim: None, mendings: vec![right.to_owned()] };
        let line = draft.document.line_column(draft.document.source_span(right.span).start).0;
        let message = format!(
            "The draft writes \"{}\", and \"{}\" in line {line}{}: one of them may be misspelt.",
            slip.text,
            right.text,
            if right.sentences.len() > 1 { " and elsewhere" } else { "" }
        );
        out.push(Alarm {
            rule: Rule::NameSpelling,
            places: vec![place(right, &slip.text), place(slip, &right.text)],
            at: 1,
            message,
        });
    }
}

/// What sets a person apart from another of the name: the age behind it, or where they are from ("Osk, 41,", "Osk of
/// Norvia").
fn told(view: View<'_>, from: usize, end: usize) -> Option<Stem> {
    let open = view.mark(end, ",") || view.mark(end, "(");
    if open && view.digits(end + 1) {
        return view.token(end + 1).map(|t| t.exact);
    }
    if view.is(end, Func::Of) || view.is(end, Func::From) {
        return view.token(end + 1 + usize::from(view.is(end + 1, Func::The))).filter(|t| t.capital).map(|t| t.stem);
    }
    // "Prime Minister Ada Holt"
    from.checked_sub(1)
        .filter(|&t| view.hits(t).any(|h| matches!(h.sense, Sense::Office(_))))
        .and_then(|t| view.token(t))
        .map(|t| t.stem)
}

/// Whether two words differ in one letter, or in two that changed places; a plural or an ending is no slip.
fn near(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let head = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        0 => {
            let swapped = head + 2 <= short.len()
                && short.get(head) == long.get(head + 1)
                && short.get(head + 1) == long.get(head)
                && head + 2 + tail >= short.len();
            // The first letter of a name is no slip of the pen.
            head > 0 && (head + 1 + tail >= short.len() && tail > 0 || swapped)
        }
        1 => head > 0 && tail > 0 && head + tail >= short.len(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::near;

    #[test]
    fn one_letter_or_two_that_changed_places_are_near() {
        for (a, b) in [("Olsberg", "Olsburg"), ("Olsberg", "Oslberg"), ("Haller", "Haler"), ("Brandt", "Brant")] {
            assert!(near(a, b) && near(b, a), "{a} {b}");
        }
        for (a, b) in [("Haller", "Waller"), ("Petrov", "Petrova"), ("Olsberg", "Holberg"), ("Marten", "Martin's")] {
            assert!(!near(a, b) && !near(b, a), "{a} {b}");
        }
    }
}
