//! The noun that a figure counts: where its group ends, which word is its head, what its singular is.

use crate::analysis::{Pos, Range, View};
use crate::lexicon::{CalendarWord, ConceptWord, Func, NumeralKind, Sense, TokenKind, VerbForm};

/// A counted noun group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counted {
    /// From its first modifier to its head.
    pub range: Range,
    /// The singular of its head.
    pub lemma: String,
    /// One past its last token.
    pub end: usize,
}

/// How many words may stand between a figure and the head of its group.
const REACH: usize = 6;

/// The noun group that begins at the token, counted in the plural or not.
pub(super) fn counted(view: View<'_>, at: usize, plural: bool) -> Option<Counted> {
    let head = head(view, at, plural)?;
    let word = view.text(head);
    let lemma = match concept(view, head) {
        // "43 dead" are persons, unless the word is a noun of its own ("43 victims").
        Some(ConceptWord::Adjective) => persons(view)?,
        _ => view.lexicon.singular(word),
    };
    Some(Counted { range: Range { start: at as u32, end: head as u32 + 1 }, lemma, end: head + 1 })
}

/// The noun for persons whom no noun names ("43 dead", "nobody").
pub(super) fn persons(view: View<'_>) -> Option<String> {
    Some(view.lexicon.persons.clone()).filter(|p| !p.is_empty())
}

fn concept(view: View<'_>, at: usize) -> Option<ConceptWord> {
    view.sense(at, |s| match s {
        Sense::Concept(_, how @ (ConceptWord::Adjective | ConceptWord::Person)) => Some(how),
        _ => None,
    })
    .map(|(how, _)| how)
}

fn head(view: View<'_>, at: usize, plural: bool) -> Option<usize> {
    if let Some(head) = parsed_head(view, at) {
        return Some(head);
    }
    let mut last = None;
    let mut i = at;
    let mut count = 0;
    while count < REACH && word(view, i) && !stops(view, i, i > at) {
        let text = view.text(i);
        if plural && view.lexicon.is_plural(text) {
            // "sports clubs": a plural before a plural is its modifier.
            let next = after_hyphens(view, i);
            if word(view, next)
                && !stops(view, next, true)
                && view.lexicon.is_plural(view.text(next))
                && lower(view, next)
            {
                i = next;
                count += 1;
                continue;
            }
            return Some(i);
        }
        if !plural && i > at && singular_stops(view, i) {
            break;
        }
        last = Some(i);
        i = after_hyphens(view, i);
        count += 1;
    }
    if plural {
        // "43 dead", "seven missing", "33 aircraft": the class knows what no ending shows.
        let known = |i: usize| concept(view, i).is_some();
        return known(at).then_some(at).filter(|&i| word(view, i) && view.text(i).len() > 1);
    }
    last.filter(|&i| lower(view, i) || i == at)
}

/// The head of the parsed noun group that the token lies in, where the parser has found one.
fn parsed_head(view: View<'_>, at: usize) -> Option<usize> {
    let group = view.sentence.groups.get(view.token(at)?.group? as usize)?;
    let head = group.head as usize;
    (head >= at && word(view, head) && period(view, head).is_none() && !group.name).then_some(head)
}

/// The next token, over a glued hyphen and the word behind it ("co-operative").
fn after_hyphens(view: View<'_>, at: usize) -> usize {
    let mut next = at + 1;
    while view.dash(next) && view.glued(next) && view.glued(next + 1) && word(view, next + 1) {
        next += 2;
    }
    next
}

fn word(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.kind == TokenKind::Word)
}

fn lower(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| !t.capital)
}

fn period(view: View<'_>, at: usize) -> Option<()> {
    view.calendar(at, |w| matches!(w, CalendarWord::Period(_)).then_some(())).map(|_| ())
}

/// Whether a noun group cannot go on at the token: grammar, verbs, figures, units, periods.
fn stops(view: View<'_>, at: usize, inner: bool) -> bool {
    if let Some(token) = view.token(at)
        && matches!(
            token.pos,
            Pos::Verb
                | Pos::Aux
                | Pos::Preposition
                | Pos::Conjunction
                | Pos::Subordinator
                | Pos::Relative
                | Pos::Pronoun
                | Pos::Determiner
        )
    {
        return true;
    }
    view.hits(at).any(|hit| match hit.sense {
        Sense::Func(func) => hit.len == 1 && !modifies(func),
        Sense::Verb(VerbForm::Past) => hit.len == 1 && !view.lexicon.is_plural(view.text(at)),
        Sense::Numeral(i) => view.lexicon.numerals.get(i as usize).is_some_and(|n| {
            !matches!(
                n.kind,
                NumeralKind::Ordinal
                    | NumeralKind::Fraction
                    | NumeralKind::Suffix
                    | NumeralKind::Point
                    | NumeralKind::Multiple
                    | NumeralKind::Minus
                    | NumeralKind::Scale
            )
        }),
        Sense::Calendar(i) => {
            matches!(
                view.lexicon.calendar.words.get(i as usize),
                Some(
                    CalendarWord::Period(_)
                        | CalendarWord::Weekday(_)
                        | CalendarWord::Away(..)
                        | CalendarWord::Meridiem(_)
                )
            ) && hit.len == 1
        }
        Sense::Hedge(_) => hit.len > 1 || inner && !lower_noun(view, at),
        _ => false,
    })
}

fn lower_noun(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| matches!(h.sense, Sense::Noun(_)))
}

/// Words of grammar that may stand inside a counted group: "20 more people", "three other men".
fn modifies(func: Func) -> bool {
    matches!(
        func,
        Func::Other
            | Func::Such
            | Func::Same
            | Func::More
            | Func::Fewer
            | Func::Old
            | Func::Average
            | Func::Times
            | Func::Age
            | Func::Half
            | Func::Score
            | Func::Turn
    )
}

/// In the singular a verb in -ed or -s ends the group: "one man died", "one soldier dies".
fn singular_stops(view: View<'_>, at: usize) -> bool {
    let text = view.text(at);
    view.lexicon.is_participle(text)
        || view.lexicon.is_plural(text)
        || view.hits(at).any(|h| matches!(h.sense, Sense::Verb(VerbForm::Past) | Sense::Reporting(_)))
}

/// A group behind "of": the tokens from "of" to the head, and whether it has a figure of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Whole {
    /// From "of" to the head.
    pub range: Range,
    /// The counted noun's tokens and its singular.
    pub noun: Option<(Range, String)>,
    /// It holds a figure of its own ("of the 112 soldiers").
    pub figure: bool,
    /// A determiner or name stands in it ("of the goals", "of Halmic's residents").
    pub definite: bool,
}

/// The whole behind a figure, where "of" stands at the token. `plural`: its noun is counted.
pub(super) fn whole(view: View<'_>, at: usize, plural: bool) -> Option<Whole> {
    let mut i = at + view.func(at, Func::Of)?;
    let mut definite = false;
    // "of them", "of whom": what is counted may follow ("eight of them children").
    for pronoun in [Func::Them, Func::Whom, Func::Which, Func::ThingPronoun] {
        if let Some(len) = view.func(i, pronoun)
            && view.func(i, Func::Demonstrative).is_none_or(|_| pronoun == Func::Them)
        {
            let end = i + len;
            let noun = counted(view, end, true).filter(|c| lower(view, c.range.start as usize) && c.end <= end + 3);
            let last = noun.as_ref().map_or(end, |c| c.end);
            let noun = noun.map(|c| (c.range, c.lemma));
            return Some(Whole {
                range: Range { start: at as u32, end: last as u32 },
                noun,
                figure: false,
                definite: true,
            });
        }
    }
    if let Some(len) = view.func(i, Func::All) {
        i += len;
    }
    for func in [Func::The, Func::Possessive, Func::Demonstrative] {
        if let Some(len) = view.func(i, func) {
            i += len;
            definite = true;
            break;
        }
    }
    // "of Halmic's 27,300 residents", "of the city's residents"
    if let Some(owner) =
        (i..i + 5).take_while(|&j| word(view, j) || possessive(view, j) || view.dash(j)).find(|&j| possessive(view, j))
    {
        i = owner + 1;
        definite = true;
    }
    let mut figure = false;
    if let Some(number) = super::number::number(view, i).filter(|n| !n.fraction) {
        figure = true;
        i = number.end;
    }
    let noun = counted(view, i, plural || figure).or_else(|| counted(view, i, false).filter(|_| !plural))?;
    let range = Range { start: at as u32, end: noun.end as u32 };
    Some(Whole { range, noun: Some((noun.range, noun.lemma)), figure, definite })
}

fn possessive(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.kind == TokenKind::Possessive)
}
