//! Words as a person would write them in a term: with what hyphens and phrases join to them ("write-off",
//! "prime minister"), and nouns with the noun before them ("share price").

use super::names::WORDS;
use crate::analysis::{Pos, Range, View};
use crate::lexicon::{Func, OfficeWord, Sense, TokenKind};

/// The token with what is joined to it by hyphens or by a phrase of the packs.
pub(super) fn whole(view: View<'_>, at: usize) -> Range {
    let (mut start, mut end) = (at, at + 1);
    while start > 1 && view.dash(start - 1) && view.glued(start - 1) && view.glued(start) {
        start -= 2;
    }
    while view.dash(end) && view.glued(end) && view.glued(end + 1) {
        end += 2;
    }
    if end - start == 1
        && let Some(phrase) = phrase(view, at)
    {
        return phrase;
    }
    Range { start: start as u32, end: end as u32 }
}

/// A title or noun of several words that the token is in ("prime minister").
fn phrase(view: View<'_>, at: usize) -> Option<Range> {
    let own = view.token(at)?.group?;
    let noun = |sense: Sense| match sense {
        Sense::Noun(_) => true,
        Sense::Office(id) => {
            matches!(view.lexicon.offices.get(id as usize), Some(OfficeWord::Title | OfficeWord::Same))
        }
        _ => false,
    };
    (at.saturating_sub(WORDS - 1)..=at).find_map(|start| {
        let covers = |len: usize| len > 1 && len <= WORDS && start + len > at;
        let hit = view.hits(start).find(|h| covers(h.len as usize) && noun(h.sense))?;
        let end = start + hit.len as usize;
        let one =
            (start..end).all(|t| view.token(t).is_some_and(|t| t.group == Some(own) && t.kind == TokenKind::Word));
        one.then_some(Range { start: start as u32, end: end as u32 })
    })
}

/// Whether a capital inside a sentence makes a word part of a name: in a headline that has them everywhere it does not.
pub(super) fn is_proper(view: View<'_>, at: usize) -> bool {
    let capital = view.token(at).is_some_and(|t| t.capital);
    // "T. Rowe Price"
    let initial = at > 1 && view.mark(at - 1, ".") && view.glued(at - 1) && view.text(at - 2).chars().count() == 1;
    let mark = || view.token(at - 1).is_none_or(|t| t.kind == TokenKind::Mark && !view.dash(at - 1));
    let opens = at == 0 || mark() && !initial;
    if !capital || opens {
        return false;
    }
    let content = |t: &usize| {
        view.token(*t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Verb | Pos::Adjective | Pos::Adverb))
    };
    let (all, small) = (0..view.len())
        .filter(content)
        .fold((0, 0), |(all, small), t| (all + 1, small + usize::from(view.token(t).is_some_and(|t| !t.capital))));
    small * 2 > all
}

/// The modifier of a noun that makes a compound with it, and whether it is a noun itself.
pub(super) fn modifier(view: View<'_>, word: Range) -> Option<(Range, bool)> {
    let at = (word.start as usize).checked_sub(1)?;
    let group = |t: usize| view.token(t).and_then(|t| t.group);
    let pos = view.token(at)?.pos;
    let grammar = view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Func(f) if f != Func::Count));
    let one = group(at).is_some() && group(at) == group(word.start as usize);
    if !one || grammar || !matches!(pos, Pos::Noun | Pos::Adjective) || is_proper(view, at) {
        return None;
    }
    Some((whole(view, at), pos == Pos::Noun))
}
