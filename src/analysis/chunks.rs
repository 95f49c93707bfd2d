//! The sentence as a row of chunks: groups, verb groups, and the words and marks that part them.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::known::Known;
use super::{Group, Pos, Range, View};
use crate::lexicon::{Func, Sense, VerbForm};

/// What a verb group is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// It has a subject of its own for certain.
    Finite,
    /// A regular past or a reduced participle ("killed").
    Past,
    /// "killing", without auxiliary.
    Gerund,
    /// "taken", without auxiliary.
    Participle,
    /// "close", which coordinates with an infinitive, and is finite elsewhere.
    Bare,
    /// "to hire".
    Infinitive,
}

/// A chunk of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chunk {
    /// A noun group, by index.
    Group(u16),
    /// A verb group: its tokens, its main verb, its form.
    Verbs(Range, u32, Form),
    /// A preposition.
    Preposition(u32),
    /// A coordinating conjunction.
    Conjunction(u32),
    /// A relative word.
    Relative(u32),
    /// A subordinator.
    Subordinator(u32),
    /// A comma.
    Comma(u32),
    /// A semicolon or colon.
    Stop(u32),
    /// A dash with space around it.
    Dash(u32),
    /// An opening bracket.
    Open(u32),
    /// A closing bracket.
    Close(u32),
    /// Anything else.
    Other(u32),
}

impl Chunk {
    /// Its tokens.
    pub(super) fn range(self, groups: &[Group]) -> Range {
        match self {
            Self::Group(g) => groups[g as usize].range,
            Self::Verbs(range, ..) => range,
            Self::Preposition(t)
            | Self::Conjunction(t)
            | Self::Relative(t)
            | Self::Subordinator(t)
            | Self::Comma(t)
            | Self::Stop(t)
            | Self::Dash(t)
            | Self::Open(t)
            | Self::Close(t)
            | Self::Other(t) => Range { start: t, end: t + 1 },
        }
    }

    /// Whether it parts clauses.
    pub(super) fn parts(self) -> bool {
        matches!(
            self,
            Self::Conjunction(_)
                | Self::Relative(_)
                | Self::Subordinator(_)
                | Self::Comma(_)
                | Self::Stop(_)
                | Self::Dash(_)
                | Self::Open(_)
                | Self::Close(_)
        )
    }
}

/// Cuts a tagged sentence into chunks.
pub(super) fn chunks(view: View<'_>, known: &[Known], groups: &[Group]) -> Vec<Chunk> {
    let mut out = Vec::with_capacity(view.len());
    let mut at = 0;
    let mut group = 0;
    while let Some(token) = view.token(at) {
        while groups.get(group).is_some_and(|g| (g.range.start as usize) < at) {
            group += 1;
        }
        if let Some(g) = groups.get(group)
            && g.range.start as usize == at
        {
            out.push(Chunk::Group(group as u16));
            at = g.range.end as usize;
            continue;
        }
        let t = at as u32;
        let chunk = match token.pos {
            Pos::Aux | Pos::Verb => verbs(view, known, at, at),
            Pos::Preposition if known[at].is(Func::To) && infinitive(view, at) => verbs(view, known, at, at + 1),
            Pos::Preposition => Chunk::Preposition(t),
            Pos::Conjunction => Chunk::Conjunction(t),
            Pos::Relative => Chunk::Relative(t),
            Pos::Subordinator => Chunk::Subordinator(t),
            Pos::Mark => mark(view, at),
            _ => Chunk::Other(t),
        };
        at = chunk.range(groups).end as usize;
        out.push(chunk);
    }
    out
}

fn infinitive(view: View<'_>, at: usize) -> bool {
    let next = if view.token(at + 1).is_some_and(|t| t.pos == Pos::Adverb) { at + 2 } else { at + 1 };
    view.token(next).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux))
}

fn mark(view: View<'_>, at: usize) -> Chunk {
    let t = at as u32;
    match view.text(at) {
        "," => Chunk::Comma(t),
        ":" if view.glued(at) && view.glued(at + 1) => Chunk::Other(t),
        ";" | ":" => Chunk::Stop(t),
        "(" | "[" => Chunk::Open(t),
        ")" | "]" => Chunk::Close(t),
        "\u{2014}" => Chunk::Dash(t),
        _ if view.dash(at) && !view.glued(at) && !view.glued(at + 1) => Chunk::Dash(t),
        "--" => Chunk::Dash(t),
        _ => Chunk::Other(t),
    }
}

/// The verb group whose first verb or auxiliary is at `from`; it begins at `start` ("to").
fn verbs(view: View<'_>, known: &[Known], start: usize, from: usize) -> Chunk {
    let pos = |i: usize| view.token(i).map(|t| t.pos);
    let mut end = from;
    let mut main = from;
    let mut i = from;
    loop {
        match pos(i) {
            Some(Pos::Aux) => {
                // "had been", but not "the inquiry that she has ordered is"
                let next = known[i].any(&[Func::Be, Func::Have, Func::Will, Func::Would, Func::Modal]);
                if next && (from..i).any(|j| pos(j) == Some(Pos::Verb)) {
                    break;
                }
                main = i;
                end = i + 1;
            }
            Some(Pos::Verb) => {
                let taken = (from..i).any(|j| pos(j) == Some(Pos::Verb));
                if taken {
                    break;
                }
                main = i;
                end = i + 1;
            }
            Some(Pos::Adverb) if i > from => {}
            // "had to be", "is to meet": one group.
            Some(Pos::Preposition)
                if i > from
                    && known[i].is(Func::To)
                    && known[main].any(&[Func::Have, Func::Be])
                    && infinitive(view, i) => {}
            _ => break,
        }
        i += 1;
    }
    let end = end.max(from + 1);
    let range = Range { start: start as u32, end: end as u32 };
    let first = known[from];
    let form = if start < from {
        Form::Infinitive
    } else if pos(from) == Some(Pos::Aux) {
        if first.any(&[Func::Been, Func::Being]) { Form::Participle } else { Form::Finite }
    } else if first.past || view.hits(from).any(|h| h.sense == Sense::Verb(VerbForm::Past)) {
        Form::Finite
    } else if first.ends_past() {
        Form::Past
    } else if first.ends_gerund() {
        Form::Gerund
    } else if first.participle {
        Form::Participle
    } else if first.base && view.token(from).is_some_and(|t| !t.capital && view.lexicon.is_bare(view.text(from))) {
        Form::Bare
    } else {
        Form::Finite
    };
    Chunk::Verbs(range, main as u32, form)
}
