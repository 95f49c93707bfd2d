//! `rank`: two firsts of one thing, more ranks than things.

mod behind;
mod below;
mod largest;
mod listed;
mod places;
pub(super) mod superlative;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::{Draft, Scene};
use crate::analysis::{Group, Pos, Role};
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Stem};
use crate::verdict::bridge;
use largest::largest;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::hash::{Hash, Hasher};

/// Content words that make a description one thing's own.
const TELLING: usize = 3;
/// Ranks of one kind that are held against a new one.
const HELD: usize = 8;

/// The ranks of a draft so far.
#[derive(Default)]
pub(super) struct Ranks {
    firsts: FxHashMap<u64, Vec<Held>>,
    largest: FxHashMap<(u64, Stem, Stem), Vec<Held>>,
    /// What is most of all, without a rank ("the tallest structure in").
    most: FxHashMap<u64, Vec<Held>>,
    /// Places in contests.
    places: FxHashMap<u64, Vec<Held>>,
}

/// A rank that somebody holds.
struct Held {
    place: Place,
    /// Words of the name that holds it.
    holder: Vec<Stem>,
    /// Names within which it holds.
    scope: Vec<Stem>,
    /// The scope is told as "the country's".
    general: bool,
    sentence: usize,
    words: String,
    rank: u64,
}

impl Held {
    /// Where it stands, with the next rank in its place.
    fn moved(&self, draft: Draft<'_>) -> Place {
        let own = self.place.claim.and_then(|c| draft.claims.get(c));
        let text = draft
            .document
            .blocks()
            .get(self.place.span.block as usize)
            .and_then(|b| b.text.get(self.place.span.start as usize..self.place.span.end as usize));
        let next = own.zip(text).and_then(|(claim, text)| {
            let (start, end) = (
                claim.span.start.checked_sub(self.place.span.start)?,
                claim.span.end.checked_sub(self.place.span.start)?,
            );
            let words = text.get(start as usize..end as usize)?;
            let rank = Decimal::from(self.rank.checked_add(1)?);
            let right = bridge::rewritten(words, &claim.value, rank, draft.lexicon)?;
            Some(format!("{}{right}{}", text.get(..start as usize)?, text.get(end as usize..)?))
        });
        self.place.clone().mended(next)
    }
}

pub(super) fn check(scene: &Scene<'_>, ranks: &mut Ranks, out: &mut Vec<Alarm>) {
    listed::check(scene, out);
    let mut noun = None;
    for (index, claim) in scene.claims.iter().enumerate() {
        let Value::Ordinal(n) = claim.value else { continue };
        if let Some(alarm) = below::last(scene, index, n) {
            out.push(alarm);
            continue;
        }
        if let Some(alarm) = behind::check(scene, index, n) {
            out.push(alarm);
            continue;
        }
        let start = claim.tokens.start as usize;
        if scene.quoted(start) || claim.frame.unasserted.is_some() || doubtful(scene) {
            continue;
        }
        // "third most valuable crop"
        let most = |t: usize| {
            let pos = |t: usize| scene.view.token(t).map(|t| t.pos);
            let named = pos(t + 1) == Some(Pos::Noun) && pos(t + 2) == Some(Pos::Noun);
            scene.view.is(t, Func::Most) && (pos(t + 1) == Some(Pos::Adjective) || named)
        };
        let superlative = (claim.tokens.end as usize..claim.tokens.end as usize + 2)
            .find(|&t| scene.word(t, CheckWord::Superlative).is_some() || most(t));
        match superlative {
            Some(at) => largest(scene, index, n, at, &mut noun, ranks, out),
            None => {
                let found = out.len();
                first(scene, index, n, ranks, out);
                if out.len() == found {
                    places::check(scene, index, n, ranks, out);
                }
            }
        }
    }
}

/// Whether the sentence itself makes ranks doubtful, shared or past.
fn doubtful(scene: &Scene<'_>) -> bool {
    let view = scene.view;
    let denied =
        scene.has_func(0, view.len(), &[Func::Not, Func::Never, Func::Would, Func::If, Func::Until, Func::Now]);
    // "in May" is no "may".
    let may = |t: usize| view.is(t, Func::Modal) && scene.claim_over(t).is_none();
    denied
        || (0..view.len()).any(may)
        || scene.has(0, view.len(), CheckWord::Shared)
        || view.text(view.len().saturating_sub(1)) == "?"
}

/// The words of the name that the claim's clause is about.
fn holder(scene: &Scene<'_>, claim: &Claim) -> Option<Vec<Stem>> {
    let view = scene.view;
    let clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    // "the Lorrimer dairy": a thing whose own name stands in it. "Hops are the third most valuable crop": one kind.
    let lone = |g: &Group| {
        let plural = view.lexicon.is_plural(view.text(g.head as usize)) && !view.is(1, Func::Be);
        g.head == 0 && g.range.indices().len() == 1 && !plural && view.token(0).is_some_and(|t| t.pos == Pos::Noun)
    };
    let holds =
        |g: &&Group| g.name || lone(g) || g.range.indices().any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
    let own = |g: u16| view.sentence.groups.get(g as usize).filter(holds);
    // "spread to Orle, the second-largest city": the name that it explains.
    let explained = view.token(claim.tokens.start as usize)?.group.and_then(|g| view.sentence.groups.get(g as usize));
    let explained = explained.and_then(|g| match g.role {
        Role::Apposition(parent) => Some(parent),
        // "Photo: Josefa Lom, the first person to": right behind a name and its comma.
        _ => {
            let comma = (g.range.start as usize).checked_sub(1).filter(|&t| scene.comma(t));
            comma.and_then(|t| view.token(t.checked_sub(1)?)?.group).filter(|&n| own(n).is_some())
        }
    });
    let subject = explained.or(clause.subject)?;
    // "Her late aunt, Thea Roe, was": the name that explains it.
    let named = || {
        let groups = view.sentence.groups.iter();
        groups.copied().find(|g| g.name && g.role == Role::Apposition(subject))
    };
    let named = named();
    let group = own(subject).or(named.as_ref())?;
    // Several holders hold it together.
    let joined = view.is(group.range.end as usize, Func::And)
        || (group.range.start as usize)
            .checked_sub(1)
            .is_some_and(|t| view.is(t, Func::And) && !scene.has_func(0, t, &[Func::Be]));
    // "France is the second largest": a name that was taken for a word, alone at the head of the sentence.
    let alone = |t: usize| t == 0 && group.range.indices().len() == 1 && view.token(t).is_some_and(|t| t.capital);
    let words: Vec<Stem> = group
        .range
        .indices()
        .filter(|&t| alone(t) || view.token(t).is_some_and(|t| t.pos == Pos::Name))
        .filter_map(|t| view.token(t))
        .map(|t| t.surface)
        .collect();
    (!words.is_empty() && !joined).then_some(words)
}

/// The words of the name behind a verb.
fn named(scene: &Scene<'_>, at: usize) -> Option<Vec<Stem>> {
    let view = scene.view;
    let group = view.token(at)?.group.and_then(|g| view.sentence.groups.get(g as usize)).filter(|g| g.name)?;
    let joined = view.is(group.range.end as usize, Func::And);
    let words = group.range.indices().filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Name).map(|t| t.surface);
    let words: Vec<Stem> = words.collect();
    (!joined && !words.is_empty()).then_some(words)
}

/// Two holders: no shorter form of one name. "Thea Roe" and "Adaeze Roe" are two, "Roe" may be either.
fn differ(a: &[Stem], b: &[Stem]) -> bool {
    let within = |a: &[Stem], b: &[Stem]| a.iter().all(|x| b.contains(x));
    let (Some(x), Some(y)) = (a.last(), b.last()) else { return false };
    // "Captain Roux" and "Captain Falk" share a title.
    if x != y {
        return !a.contains(y) && !b.contains(x);
    }
    a.len() > 1 && b.len() > 1 && !within(a, b) && !within(b, a)
}

/// "the first woman to climb Mount Ysel"
fn first(scene: &Scene<'_>, index: usize, n: u64, ranks: &mut Ranks, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return };
    let from = claim.tokens.end as usize;
    let before = (claim.tokens.start as usize).checked_sub(1);
    let definite = before.is_some_and(|t| view.is(t, Func::The));
    let mut hasher = rustc_hash::FxHasher::default();
    n.hash(&mut hasher);
    let (mut words, mut names, mut to, mut dated) = (0, false, false, false);
    // "Osk's first woman mayor" is the first of Osk.
    let owner =
        before.filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive)).and_then(|t| t.checked_sub(1));
    let owner = owner.and_then(|t| view.token(t)).filter(|t| t.pos == Pos::Name);
    let definite = definite || owner.is_some();
    if let Some(owner) = owner {
        owner.stem.hash(&mut hasher);
        (words, names) = (1, true);
    }
    let mut end = from;
    for t in from..scene.end() {
        let Some(token) = view.token(t) else { break };
        let content =
            matches!(token.pos, Pos::Noun | Pos::Name | Pos::Verb | Pos::Adjective | Pos::Numeral | Pos::Adverb);
        if token.pos == Pos::Mark && !view.dash(t)
            || matches!(token.pos, Pos::Conjunction | Pos::Subordinator | Pos::Pronoun)
            || view.is(t, Func::Be) && !view.is(t - 1, Func::To)
        {
            break;
        }
        // "to lead the union in 2011": when it was is none of its own.
        let time = |t: usize| {
            scene.claim_over(t).and_then(|i| scene.claims.get(i)).is_some_and(|c| matches!(c.value, Value::When(_)))
        };
        if time(t) || token.pos == Pos::Preposition && time(t + 1) {
            dated = true;
            break;
        }
        to |= view.is(t, Func::To);
        if content {
            token.stem.hash(&mut hasher);
            words += 1;
            names |= token.pos == Pos::Name;
        } else if token.pos == Pos::Preposition {
            token.surface.hash(&mut hasher);
        }
        end = t + 1;
    }
    // Cut short by a pronoun or conjunction, the description is not all there.
    let is = view.is(end, Func::Be);
    let whole = dated || end >= scene.end() || view.token(end).is_some_and(|t| t.pos == Pos::Mark) || is;
    // "the first ship through the new canal"
    let through = !to
        && !names
        && words >= TELLING
        && (from + 1..end).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Preposition));
    let near = to && words == TELLING && !names || through;
    // "the third mayor of Osk", "Osk's first woman mayor": an office of somebody holds one at a time.
    // "became the third mayor of Osk": said of somebody, and of a name right behind its noun.
    let group = view.token(claim.tokens.start as usize).and_then(|t| t.group);
    let group = group.and_then(|g| view.sentence.groups.get(g as usize)).map(|g| g.range.start as usize);
    let be = group
        .and_then(|t| t.checked_sub(1))
        .is_some_and(|t| view.is(t, Func::Be) || view.token(t).is_some_and(|t| t.pos == Pos::Verb));
    let of = (from + 1..end).any(|t| view.is(t, Func::Of) && view.token(t + 1).is_some_and(|t| t.pos == Pos::Name));
    let office = names && !to && (of || owner.is_some()) && (be || is);
    let told = words >= TELLING && (near || names && to || (names || to) && words > TELLING) || office && words > 1;
    if !definite || !told || !whole {
        return;
    }
    // "The third mayor of Osk was Ida Roe": who it was stands behind.
    let behind = is.then(|| named(scene, end + 1)).flatten();
    let Some(holder) = behind.or_else(|| holder(scene, claim)) else { return };
    let Some(place) = scene.tokens(from - 1, end).and_then(|p| Some(Place { claim: scene.place(index)?.claim, ..p }))
    else {
        return;
    };
    let words = view.stretch(claim.tokens.start as usize, end).to_owned();
    let own = Held { place, holder, scope: Vec::new(), general: false, sentence: scene.sentence, words, rank: n };
    // Of few words both have to be told in one breath.
    let within = |a: &Held, b: &Held| !near || b.sentence <= a.sentence + 1;
    held(scene, ranks.firsts.entry(hasher.finish()).or_default(), own, within, out);
}

/// Holds a rank against those of its kind.
fn held(
    scene: &Scene<'_>,
    before: &mut Vec<Held>,
    own: Held,
    within: impl Fn(&Held, &Held) -> bool,
    out: &mut Vec<Alarm>,
) {
    if let Some(other) = before.iter().find(|other| differ(&other.holder, &own.holder) && within(other, &own)) {
        let message = format!(
            "The draft gives \"{}\" to two holders; only one can be it. The other stands in line {}.",
            own.words,
            scene.draft.document.line_column(scene.draft.document.source_span(other.place.span).start).0
        );
        let draft = scene.draft;
        out.push(Alarm::over(Rule::Rank, vec![other.moved(draft), own.moved(draft)], message));
    }
    if before.len() < HELD {
        before.push(own);
    }
}
