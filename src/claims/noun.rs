//! The noun that a figure counts: where its group ends, which word is its head, what its singular is.

use crate::analysis::{Pos, Range, View};
use crate::lexicon::{CalendarWord, ConceptWord, Func, NumeralKind, Period, Sense, TokenKind, VerbForm};

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

/// "1,870 second homes", "two night guards", "three day labourers": a word for a length of time that tells which
/// they are. A length has its hyphen ("two-day trips").
pub(super) fn ranks(view: View<'_>, at: usize) -> bool {
    let Some((period, _)) = view.calendar(at, |w| if let CalendarWord::Period(p) = w { Some(p) } else { None }) else {
        return false;
    };
    let plural = view.token(at + 1).is_some_and(|t| t.pos == Pos::Noun && !t.glued)
        && view.lexicon.is_plural(view.text(at + 1))
        && !view.lexicon.is_plural(view.text(at));
    let class = || {
        view.hits(at + 1).find_map(|h| match h.sense {
            Sense::Noun(id) => Some(view.lexicon.person_class == Some(id)),
            _ => None,
        })
    };
    let told = match period {
        Period::Second => true,
        _ if at == 0 || view.dash(at - 1) => false,
        Period::Day | Period::Night | Period::Weekend => class().is_some(),
        _ => class() == Some(true),
    };
    plural && told
}

/// The noun group that begins at the token, counted in the plural or not.
pub(super) fn counted(view: View<'_>, at: usize, plural: bool) -> Option<Counted> {
    let head = head(view, at + usize::from(ranks(view, at)), plural)?;
    // "whistle-blowers": the whole compound is the noun.
    let mut first = head;
    while first > at + 1 && view.dash(first - 1) && view.glued(first) && view.glued(first - 1) {
        first -= 2;
    }
    let word = view.stretch(first, head + 1);
    let lemma = match concept(view, head) {
        // "43 dead" are persons, unless the word is a noun of its own ("43 victims"); of "38,200 damaged" none is told, nor
        // of what "five tested positive" counts.
        Some((id, ConceptWord::Adjective)) => {
            let class = view.lexicon.concepts.get(id as usize).and_then(|c| c.class);
            let told = (at..head).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Verb));
            if told || class.is_some() && class != view.lexicon.person_class {
                return None;
            }
            persons(view)?
        }
        _ => view.lexicon.singular(word),
    };
    Some(Counted { range: Range { start: at as u32, end: head as u32 + 1 }, lemma, end: head + 1 })
}

/// The noun for persons whom no noun names ("43 dead", "nobody").
pub(super) fn persons(view: View<'_>) -> Option<String> {
    Some(view.lexicon.persons.clone()).filter(|p| !p.is_empty())
}

fn concept(view: View<'_>, at: usize) -> Option<(u16, ConceptWord)> {
    view.sense(at, |s| match s {
        Sense::Concept(id, how @ (ConceptWord::Adjective | ConceptWord::Person)) => Some((id, how)),
        _ => None,
    })
    .map(|(found, _)| found)
}

fn head(view: View<'_>, at: usize, plural: bool) -> Option<usize> {
    let parsed = parsed_head(view, at);
    if !plural && let Some(head) = parsed {
        return Some(head);
    }
    let mut last = None;
    let mut i = at;
    let mut count = 0;
    while count < REACH && word(view, i) && !stops(view, i, i > at) {
        let next = after_hyphens(view, i);
        let head = next - 1;
        if plural && view.lexicon.is_plural(view.text(head)) && !headless(view, head) {
            // "sports clubs": a plural before a plural is its modifier.
            let beyond = after_hyphens(view, next) - 1;
            // "12 Dataproducts common shares": a name goes before what it modifies.
            let name = !lower(view, head)
                && (next..next + 3)
                    .take_while(|&j| word(view, j) && !stops(view, j, true) && lower(view, j))
                    .any(|j| view.lexicon.is_plural(view.text(j)));
            let modifies = name
                || word(view, next)
                    && !stops(view, next, true)
                    && view.lexicon.is_plural(view.text(beyond))
                    && lower(view, next)
                    && parsed.is_none_or(|parsed| parsed >= beyond);
            if !modifies {
                return Some(head);
            }
        } else if !plural && i > at && singular_stops(view, i) {
            break;
        }
        last = Some(head);
        i = next;
        count += 1;
    }
    if plural {
        // "43 dead", "seven missing": the concept knows what no ending shows.
        return concept(view, at).map(|_| at).filter(|&i| word(view, i) && view.text(i).len() > 1);
    }
    last.filter(|&i| (lower(view, i) || i == at) && !view.lexicon.is_plural(view.text(i)) && !headless(view, i))
}

/// The head of the parsed noun group that the token lies in, where the parser has found one and
/// nothing stands between that ends a counted group.
fn parsed_head(view: View<'_>, at: usize) -> Option<usize> {
    let group = view.sentence.groups.get(view.token(at)?.group? as usize)?;
    let head = group.head as usize;
    let fits = head >= at
        && view.token(head).is_some_and(|t| t.kind == TokenKind::Word && t.pos == Pos::Noun)
        && !group.name
        && !headless(view, head)
        && (at..=head).all(|i| (word(view, i) || view.dash(i)) && !stops(view, i, i > at));
    fits.then_some(head)
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

/// Whether a noun group cannot go on at the token: grammar, verbs, figures, units, periods.
fn stops(view: View<'_>, at: usize, inner: bool) -> bool {
    let modifier = || view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Func(f) if modifies(f)));
    let followed = || at + 1 < view.len() && lower(view, at + 1) && view.lexicon.is_plural(view.text(at + 1));
    // "two top aides", "10,000 newly created shares": what the tagger calls a verb stands before its noun.
    let base = || {
        view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(VerbForm::Base)))
            && !view.lexicon.is_participle(view.text(at))
            && !view.lexicon.is_plural(view.text(at))
    };
    let adverb = || inner && at > 0 && view.token(at - 1).is_some_and(|t| t.pos == Pos::Adverb);
    let attribute = || (!inner && base() || adverb()) && followed();
    // Most words are none of these, so that nothing more is asked of them.
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
        && !modifier()
        && !attribute()
    {
        return true;
    }
    view.hits(at).any(|hit| match hit.sense {
        Sense::Func(func) => hit.len == 1 && !modifies(func),
        // "30 lost lambs", but not "30 lost"
        Sense::Verb(VerbForm::Past) => {
            let next = view.text(at + 1);
            hit.len == 1
                && !view.lexicon.is_plural(view.text(at))
                && !(view.lexicon.is_plural(next) && lower(view, at + 1))
        }
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

/// Words of grammar that are no head: "10 others", "one more".
fn headless(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| {
        h.len == 1
            && matches!(
                h.sense,
                Sense::Func(Func::Other | Func::Such | Func::Same | Func::More | Func::Fewer | Func::Old | Func::Half)
            )
    })
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
            // "two of them in intensive care" are no inches, and "300 of whom drive cranes" no cranes.
            let place = view.token(end).is_some_and(|t| t.pos == Pos::Preposition);
            let does = pronoun != Func::Them
                && view.hits(end).any(|h| matches!(h.sense, Sense::Verb(VerbForm::Base | VerbForm::Past)));
            let noun = counted(view, end, true)
                .filter(|c| !place && !does && lower(view, c.range.start as usize) && c.end <= end + 3);
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
    if let Some(after) = owner(view, i) {
        i = after;
        definite = true;
    }
    let mut figure = false;
    let hedged = super::hedge::before(view, i).map_or(i, |h| h.end);
    if let Some(number) = super::number::number(view, hedged).filter(|n| !n.fraction) {
        figure = true;
        i = number.end;
    }
    let noun = counted(view, i, plural || figure).or_else(|| counted(view, i, false).filter(|_| !plural))?;
    let range = Range { start: at as u32, end: noun.end as u32 };
    Some(Whole { range, noun: Some((noun.range, noun.lemma)), figure, definite })
}

/// One past the possessive of the name or noun that begins at the token, where it owns what follows.
fn owner(view: View<'_>, at: usize) -> Option<usize> {
    let mut i = at;
    while i < at + 5 {
        if possessive(view, i) {
            return (i > at).then_some(i + 1);
        }
        let ends = !word(view, i)
            || stops(view, i, i > at) && !view.is(i, Func::The)
            || view.lexicon.is_plural(view.text(i)) && !possessive(view, i + 1);
        if ends && !(view.dash(i) && view.glued(i)) {
            return None;
        }
        i += 1;
    }
    None
}

fn possessive(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.kind == TokenKind::Possessive)
}

#[cfg(test)]
mod tests {
    use crate::claims::testing::{ignores, reads};

    #[test]
    fn the_counted_noun_is_the_head_of_its_group() {
        for (text, words, gist) in [
            ("They found seven missing people.", "seven missing people", "quantity 7 person"),
            ("They spoke of nine flood deaths.", "nine flood deaths", "quantity 9 death"),
            ("It has 14 sports clubs.", "14 sports clubs", "quantity 14 club"),
            ("It lost 12 co-operative mills.", "12 co-operative mills", "quantity 12 mill"),
            ("It freed 71 whistle-blowers.", "71 whistle-blowers", "quantity 71 whistle-blower"),
            ("It counted 12,800 households.", "12,800 households", "quantity 12800 household"),
            ("It bought 14 aircraft.", "14 aircraft", "quantity 14 aircraft"),
            ("There were 3 other men.", "3 other men", "quantity 3 man"),
            ("A five-member panel met.", "five-member", "quantity 5 member"),
            ("Two night guards were held.", "Two night guards", "quantity 2 guard"),
            ("It hired three day labourers.", "three day labourers", "quantity 3 labourer"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn a_part_keeps_its_whole_out_of_its_span() {
        for (text, words, gist) in [
            (
                "More than 18,500 of Brill's 27,300 residents left.",
                "More than 18,500",
                "quantity more-than 18500 resident",
            ),
            ("More than 18,500 of Brill's 27,300 residents left.", "27,300 residents", "quantity 27300 resident"),
            ("She kept two of the goats.", "two of the goats", "quantity 2 goat"),
            ("It hit 43, eight of them children.", "eight of them children", "quantity 8 child"),
            ("There were dozens of lanterns.", "dozens of lanterns", "quantity 24..500 lantern"),
            ("Tens of thousands of farmers came.", "Tens of thousands of farmers", "quantity 20000..1000000 farmer"),
        ] {
            reads(text, words, gist);
        }
    }
    #[test]
    fn grammar_is_no_head() {
        for (text, gist) in [
            ("He and 10 others left.", "quantity"),
            ("It took one of them.", "quantity"),
            ("It is one of the largest.", "quantity"),
        ] {
            ignores(text, gist);
        }
    }
}
