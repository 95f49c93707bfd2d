//! Names of persons in a draft, and whether one is somebody that the facts know.

use super::title;
use crate::analysis::{Pos, Range, View};
use crate::facts::{Alternative, Names};
use crate::lexicon::{CalendarWord, Func, Lexicon, OfficeWord, Sense, TokenKind, fold, same_letters, split, unmarked};

/// Whether a name is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::pairing) enum Likeness {
    /// It is another's.
    Other,
    /// The surname is, and the first name another: a relative, or a nickname.
    Surname,
    /// It is.
    Same,
}

/// A person of the facts, by all names.
#[derive(Debug, Clone, PartialEq, Default)]
pub(in crate::pairing) struct Person {
    names: Vec<Name>,
}

/// A name, word by word and folded.
#[derive(Debug, Clone, PartialEq, Default)]
struct Name {
    words: Vec<String>,
    /// What stands for its first word ("Bill" for "William").
    given: Vec<String>,
}

/// First names, with those that stand for them. A draft asks for few of them, so that no table is made of all.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::pairing) struct FirstNames<'a> {
    lines: &'a [String],
}

impl<'a> FirstNames<'a> {
    /// Those that the packs know.
    pub(in crate::pairing) fn new(lexicon: &'a Lexicon) -> Self {
        Self { lines: &lexicon.first_names }
    }

    /// Those that stand for a folded one.
    pub(in crate::pairing) fn of(&self, name: &str) -> Vec<String> {
        let own = unmarked(name);
        let begins = |n: &str| n.chars().next().map(|c| c.to_ascii_lowercase());
        let first = begins(&own);
        // A letter with a mark may be folded to any.
        let like = |n: &&str| begins(n).is_some_and(|c| !c.is_ascii()) || begins(n) == first;
        let is = |n: &str| unmarked(&fold(n)) == own;
        let mut out = Vec::new();
        for line in self.lines.iter().filter(|l| l.split_ascii_whitespace().filter(like).any(is)) {
            out.extend(line.split_ascii_whitespace().map(|n| unmarked(&fold(n))).filter(|n| *n != own));
        }
        out
    }
}

pub(super) fn parts(name: &str) -> Vec<String> {
    split(name)
        .iter()
        .filter(|t| t.kind == TokenKind::Word)
        .map(|t| fold(&name[t.start as usize..t.end as usize]))
        .collect()
}

impl Person {
    /// Somebody with this name and all that the `[names]` table adds to it.
    pub(in crate::pairing) fn new(name: &str, names: &Names, first: FirstNames<'_>) -> Self {
        let own = parts(name);
        let mut all = vec![own.clone()];
        for group in &names.groups {
            let forms: Vec<Vec<String>> = group.iter().map(|t| parts(&t.text)).collect();
            if forms.contains(&own) {
                all.extend(forms.into_iter().filter(|f| !f.is_empty() && *f != own));
            }
        }
        Self { names: all.into_iter().map(|words| Name::new(words, first)).collect() }
    }

    /// Whether both are one, by any of their names.
    pub(in crate::pairing) fn is(&self, other: &Self) -> bool {
        other.names.iter().any(|name| self.likeness(&name.words) == Likeness::Same)
    }

    /// Whether a name of a draft, word by word and folded, is this one's.
    pub(in crate::pairing) fn likeness(&self, said: &[String]) -> Likeness {
        self.names.iter().map(|name| likeness(name, said)).max().unwrap_or(Likeness::Other)
    }
}

impl Name {
    fn new(words: Vec<String>, first: FirstNames<'_>) -> Self {
        let given = words.first().map(|w| first.of(w)).unwrap_or_default();
        Self { words, given }
    }
}

fn likeness(name: &Name, said: &[String]) -> Likeness {
    let Name { words: name, given: stands_for } = name;
    let (Some(last), Some(own)) = (said.last(), name.last()) else { return Likeness::Other };
    let same = |a: &String, b: &String| same_letters(a, b);
    let (Some(first), Some(given)) = (said.first(), name.first()) else { return Likeness::Other };
    if said.len() == 1 {
        // The surname, which in some languages stands first.
        return if same(last, own) || same(last, given) { Likeness::Same } else { Likeness::Other };
    }
    // "van der Berg" for "Jan van der Berg", "Ana Reyes" for "Ana del Pilar Reyes Soto": some of the words, in order.
    let mut rest = name.iter();
    if said.iter().all(|word| rest.any(|own| same(own, word))) {
        return Likeness::Same;
    }
    let initial =
        |a: &str, b: &str| a.trim_end_matches('.').chars().count() == 1 && b.starts_with(a.trim_end_matches('.'));
    if same(last, own) {
        let other = stands_for.iter().any(|n| *n == unmarked(first));
        let same = same(first, given) || other || initial(first, given) || initial(given, first);
        return if same { Likeness::Same } else { Likeness::Surname };
    }
    Likeness::Other
}

/// Whether names of a group of `[names]` are those of an institution's words, for tests of aliases.
pub(in crate::pairing) fn alias_words(names: &Names) -> impl Iterator<Item = Vec<&Vec<crate::facts::TermWord>>> {
    names.groups.iter().map(|group| {
        group
            .iter()
            .flat_map(|term| term.alternatives.iter())
            .filter_map(|a| match a {
                Alternative::Phrase(words) | Alternative::Exact(words) => Some(words),
                Alternative::Concept(_) => None,
            })
            .collect()
    })
}

fn month(view: View<'_>, id: u16) -> bool {
    matches!(
        view.lexicon.calendar.words.get(id as usize),
        Some(CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_))
    )
}

/// Whether a token may be a word of a person's name.
fn part(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| {
        t.kind == TokenKind::Word
            && t.capital
            && matches!(t.pos, Pos::Name | Pos::Noun | Pos::Adjective)
            && !view.hits(at).any(|h| {
                h.len == 1
                    && match h.sense {
                        // "May" and "April" are names of persons too, "Monday" is not.
                        Sense::Calendar(id) => !month(view, id) || view.digits(at + 1) || at > 0 && view.digits(at - 1),
                        Sense::Func(_) => t.pos != Pos::Name,
                        _ => false,
                    }
            })
    })
}

fn is(view: View<'_>, at: usize, does: OfficeWord) -> bool {
    title::may(view, at, does) && title::at(view, at).is_some_and(|w| w.is(does))
}

/// An initial's or rank's full stop.
fn stop(view: View<'_>, at: usize) -> bool {
    at > 0 && view.mark(at, ".") && view.glued(at)
}

/// Whether a full stop at a token belongs to an abbreviation before it, and the sentence goes on.
pub(in crate::pairing) fn short(view: View<'_>, at: usize) -> bool {
    let abbreviated = || view.hits(at - 1).any(|h| h.len == 1 && h.sense == Sense::Abbreviation);
    stop(view, at) && abbreviated() && view.token(at + 1).is_some()
}

/// One past the ranks that stand at a token ("Gen.", "Dr").
pub(in crate::pairing) fn ranks(view: View<'_>, at: usize) -> usize {
    let mut end = at;
    let rank = |at: usize| title::at(view, at).filter(|w| w.is(OfficeWord::Rank) && w.capital);
    while title::may(view, end, OfficeWord::Rank)
        && let Some(word) = rank(end)
    {
        let after = if stop(view, word.end) { word.end + 1 } else { word.end };
        if !part(view, after) {
            break;
        }
        end = after;
    }
    end
}

/// The name that begins at a token: its tokens.
pub(in crate::pairing) fn forward(view: View<'_>, at: usize) -> Option<Range> {
    if !part(view, at) {
        return None;
    }
    let mut end = at + 1;
    loop {
        let initial = view.token(end.wrapping_sub(1)).is_some_and(|t| t.end - t.start == 1);
        if initial && stop(view, end) && part(view, end + 1) {
            end += 2;
        } else if part(view, end) && !view.is(end, Func::The) {
            end += 1;
        } else if view.dash(end) && view.glued(end) && view.glued(end + 1) && part(view, end + 1) {
            end += 2;
        } else if is(view, end, OfficeWord::Particle) {
            let mut next = end;
            while is(view, next, OfficeWord::Particle) && next < end + 3 {
                next += 1;
            }
            if !part(view, next) {
                break;
            }
            end = next + 1;
        } else {
            break;
        }
    }
    Some(Range { start: at as u32, end: end as u32 })
}

/// The name that ends before a token: its tokens, without ranks.
pub(in crate::pairing) fn backward(view: View<'_>, end: usize) -> Option<Range> {
    let last = end.checked_sub(1)?;
    if !part(view, last) {
        return None;
    }
    let mut start = last;
    while let Some(before) = start.checked_sub(1) {
        if part(view, before)
            && !(view.is(before, Func::The)
                || before == 0 && view.hits(before).any(|h| matches!(h.sense, Sense::Func(_))))
        {
            start = before;
        } else if before > 0
            && part(view, before - 1)
            && (stop(view, before) && view.token(before - 1).is_some_and(|t| t.end - t.start == 1)
                || view.dash(before) && view.glued(before) && view.glued(start))
        {
            start = before - 1;
        } else if is(view, before, OfficeWord::Particle)
            && before > 0
            && (part(view, before - 1) || is(view, before - 1, OfficeWord::Particle))
        {
            start = before;
        } else {
            break;
        }
    }
    let after = ranks(view, start).min(last);
    Some(Range { start: after as u32, end: end as u32 })
}

/// The words of a name, folded, marks left out.
pub(in crate::pairing) fn words(view: View<'_>, name: Range) -> Vec<String> {
    name.indices()
        .filter(|&i| view.token(i).is_some_and(|t| t.kind == TokenKind::Word))
        .map(|i| fold(view.text(i)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_follows_from_a_full_name() {
        let lexicon = Lexicon::english().expect("the packs that ship are sound");
        let first = FirstNames::new(&lexicon);
        let who = |name: &str, said: &str| Person::new(name, &Names::default(), first).likeness(&parts(said));
        for (name, said, likeness) in [
            ("Ilse Brandt", "Ilse Brandt", Likeness::Same),
            ("Ilse Brandt", "Brandt", Likeness::Same),
            ("Ilse Brandt", "I. Brandt", Likeness::Same),
            ("Ilse Brandt", "Ilse Maria Brandt", Likeness::Same),
            ("Ilse Brandt", "Karl Brandt", Likeness::Surname),
            ("Karl Brandt", "Carl Brandt", Likeness::Same),
            ("William Brandt", "Bill Brandt", Likeness::Same),
            ("Bill Brandt", "Liam Brandt", Likeness::Same),
            ("Bill Brandt", "Robert Brandt", Likeness::Surname),
            ("Ilse Brandt", "Karl Mohn", Likeness::Other),
            ("Ilse Brandt", "Ilse Mohn", Likeness::Other),
            ("Jan van der Velde", "van der Velde", Likeness::Same),
            ("Kim Dae Won", "Kim", Likeness::Same),
            ("Ana del Pilar Reyes Soto", "Ana Reyes", Likeness::Same),
            ("Ana del Pilar Reyes Soto", "Luis Reyes", Likeness::Other),
            ("Zdena Dvo\u{159}\u{e1}kov\u{e1}", "Zdena Dvorakova", Likeness::Same),
            ("J\u{fc}rgen Weiss", "Juergen Wei\u{df}", Likeness::Same),
        ] {
            assert_eq!(who(name, said), likeness, "{name}: {said}");
        }
    }
}
