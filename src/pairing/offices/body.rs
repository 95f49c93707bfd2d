//! Of what a title is: the institution before or behind its noun of office.

use super::phrase::{Known, empty, joins};
use super::title;
use crate::analysis::{Pos, View};
use crate::lexicon::{Func, OfficeWord, Sense, TokenKind};

/// "head of Milton Vale Academy in Calder.": a place behind a title that is told in full, and then a mark.
pub(super) fn located(view: View<'_>, at: usize) -> bool {
    let name = |t: usize| view.token(t).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    let end = (at + 1..view.len()).find(|&t| !name(t)).unwrap_or(view.len());
    [Func::In, Func::At, Func::Near].iter().any(|f| view.is(at, *f))
        && end > at + 1
        && view.token(end).is_none_or(|t| t.pos == Pos::Mark)
}

/// "Bank of Moravia governor", "University of the Isles rector": where the first word of an institution stands
/// whose last words begin here.
pub(super) fn institution(view: View<'_>, left: usize) -> Option<usize> {
    let capital = |t: usize| view.token(t).is_some_and(|t| t.capital && t.kind == TokenKind::Word);
    let mut of = left.checked_sub(1)?;
    if view.is(of, Func::The) {
        of = of.checked_sub(1)?;
    }
    let first = of.checked_sub(1)?;
    let office = |t: usize| {
        title::at(view, t).is_some_and(|w| {
            [OfficeWord::Title, OfficeWord::Same, OfficeWord::Aide, OfficeWord::Many].iter().any(|&d| w.is(d))
        })
    };
    let named = view.is(of, Func::Of) && capital(left) && capital(first) && title::nominal(view, first);
    (named && !office(first)).then_some(first)
}

/// The nouns behind a preposition: one past the last, whether a word of a fact's title is among them, and
/// where a name begins that follows such a word.
pub(super) fn stretch(view: View<'_>, from: usize, known: &Known<'_>) -> Option<(usize, bool, Option<usize>)> {
    let mut at = from;
    while empty(view, at) {
        at += 1;
    }
    if view.digits(at) || (known.time)(at).is_some() {
        return None;
    }
    let (begin, mut met, mut into) = (at, false, None);
    loop {
        let word = title::at(view, at);
        let fits = word.as_ref().is_some_and(|w| (known.word)(w));
        let noun = title::nominal(view, at) && (known.time)(at).is_none();
        if fits || noun {
            let capital = view.token(at).is_some_and(|t| t.capital);
            if fits {
                met = true;
                into = None;
            } else if met && capital {
                into.get_or_insert(at);
            }
            at = word.filter(|_| fits).map_or(at + 1, |w| w.end.max(at + 1));
        } else if at > begin && (view.token(at).is_some_and(|t| t.pos == Pos::Possessive) || joins(view, at)) {
            at += 1;
        } else if at > begin && (view.is(at, Func::And) || PREPOSITIONS_INSIDE.iter().any(|f| view.is(at, *f))) {
            // "trade and industry", "Homes for an Older Orra": only where the fact's title goes on so.
            let mut next = at + 1;
            while empty(view, next) {
                next += 1;
            }
            if !title::at(view, next).is_some_and(|w| (known.word)(&w)) {
                break;
            }
            at = next;
        } else {
            break;
        }
    }
    // A name that is all of the stretch but for a word is that of a person only when two words are left.
    // "president of the Norvian Chess Federation" is all of an institution.
    let body = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Noun(_)));
    let into = into.filter(|&i| view.token(i).is_some() && !(i..at).any(body));
    (at > begin).then_some((at, met, into))
}

const PREPOSITIONS_INSIDE: [Func; 2] = [Func::For, Func::Of];
