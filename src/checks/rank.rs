//! `rank`: two firsts of one thing, more ranks than things.

mod below;
mod listed;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::{Draft, Scene};
use crate::analysis::{Group, Pos, Role};
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Period, Stem};
use crate::verdict::bridge;
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
        let start = claim.tokens.start as usize;
        if scene.quoted(start) || claim.frame.unasserted.is_some() || doubtful(scene) {
            continue;
        }
        let superlative = (claim.tokens.end as usize..claim.tokens.end as usize + 2)
            .find(|&t| scene.word(t, CheckWord::Superlative).is_some());
        match superlative {
            Some(at) => largest(scene, index, n, at, &mut noun, ranks, out),
            None => first(scene, index, n, ranks, out),
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
    // "the Lorrimer dairy": a thing whose own name stands in it.
    let holds = |g: &&Group| g.name || g.range.indices().any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
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
    let words: Vec<Stem> =
        group.range.indices().filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Name).map(|t| t.surface).collect();
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

/// "the second largest city in Norvia", "Lier the second largest"
fn largest(
    scene: &Scene<'_>,
    index: usize,
    n: u64,
    at: usize,
    noun: &mut Option<Stem>,
    ranks: &mut Ranks,
    out: &mut Vec<Alarm>,
) {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return };
    // What was largest in one year is not so in another.
    let timed = scene
        .claims
        .iter()
        .any(|c| matches!(&c.value, Value::When(w) if w.grain >= Period::Month || w.written.year.is_some()));
    let Some(holder) =
        behind_be(scene, at).or_else(|| aside(scene, claim, at)).or_else(|| holder(scene, claim)).filter(|_| !timed)
    else {
        return;
    };
    let Some(superlative) = view.token(at).map(|t| t.surface) else { return };
    let behind = at + scene.word(at, CheckWord::Superlative).unwrap_or(1);
    let head = view.token(behind).filter(|t| t.pos == Pos::Noun);
    let group = view.token(behind).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let own = head.and(group).and_then(|g| view.token(g.head as usize)).map(|t| t.stem);
    // "second largest export, wool,": what counts things may have been taken for a verb.
    let taken = view.token(behind).filter(|t| t.pos == Pos::Verb && scene.comma(behind + 1)).map(|t| t.stem);
    let own = own.or(taken);
    let Some(kind) = own.or(*noun).or_else(|| earlier_noun(scene, at)) else { return };
    *noun = Some(kind);
    // "Osk's second largest export": whose it is stands right before the rank.
    let start = claim.tokens.start as usize;
    let whose =
        start.checked_sub(1).filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive)).map_or(start, |t| {
            (0..t)
                .rev()
                .take_while(|&t| {
                    view.token(t).is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun | Pos::Determiner))
                })
                .last()
                .unwrap_or(t)
        });
    let from = group.filter(|_| own.is_some() && head.is_some()).map_or(whose, |g| g.range.start as usize);
    let end = group.filter(|_| own.is_some()).map_or(behind, |g| g.range.end as usize);
    let scope_end = (end..scene.end()).find(|&t| scene.comma(t) || view.is(t, Func::And)).unwrap_or(scene.end());
    let names = |a: usize, b: usize| -> Vec<Stem> {
        (a..b).filter_map(|t| view.token(t)).filter(|t| t.pos == Pos::Name).map(|t| t.surface).collect()
    };
    let mut scope = names(from, claim.tokens.start as usize);
    scope.extend(names(end, scope_end));
    let possessive =
        (from..claim.tokens.start as usize).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
    let general = scope.is_empty() && possessive;
    if scope.is_empty() && !general {
        scope = names(0, at).into_iter().filter(|s| !holder.contains(s)).collect();
        if own.is_some() {
            scope.clear();
        }
    }
    let Some(place) = scene.place(index) else { return };
    let words = view.stretch(claim.tokens.start as usize, end.max(behind)).to_owned();
    let own = Held { place, holder, scope, general, sentence: scene.sentence, words, rank: n };
    let within = |a: &Held, b: &Held| {
        let near = b.sentence - a.sentence <= 2;
        let same = !a.scope.is_empty()
            && a.scope.iter().all(|s| b.scope.contains(s))
            && b.scope.iter().all(|s| a.scope.contains(s));
        // "the country's" after the country's name; the scope of a rank whose words leave it out is that before.
        same || near && (b.general || a.general) && !(a.general && b.general && !near)
            || a.scope.is_empty() && b.scope.is_empty() && !a.general && !b.general && near
    };
    held(scene, ranks.largest.entry((n, superlative, kind)).or_default(), own, within, out);
}

/// "The country's second-largest city is Brekka": the name behind the verb.
fn behind_be(scene: &Scene<'_>, superlative: usize) -> Option<Vec<Stem>> {
    let view = scene.view;
    let be = (superlative + 1..superlative + 8).find(|&t| view.is(t, Func::Be))?;
    let plain = (superlative + 1..be).all(|t| {
        view.token(t).is_some_and(|t| {
            matches!(t.pos, Pos::Noun | Pos::Name | Pos::Preposition | Pos::Determiner | Pos::Adjective)
        })
    });
    let name = (be + 1..scene.end()).take_while(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Name && t.capital));
    let words: Vec<Stem> = name.filter_map(|t| view.token(t)).map(|t| t.surface).collect();
    let end = be + 1 + words.len();
    let closed = end >= scene.end() || scene.comma(end);
    (plain && closed && !words.is_empty()).then_some(words)
}

/// "the island's second largest export, wool, was hit", "Kelp, the second largest export of the island, was not": the one word,
/// or the name, between commas beside the rank.
fn aside(scene: &Scene<'_>, claim: &Claim, superlative: usize) -> Option<Vec<Stem>> {
    let view = scene.view;
    let word = |t: usize| {
        view.token(t).is_some_and(|x| matches!(x.pos, Pos::Noun | Pos::Name) && scene.claim_over(t).is_none())
    };
    let time = |t: usize| view.calendar(t, |_| Some(())).is_some();
    let comma = (superlative + 1..superlative + 7).find(|&t| scene.comma(t)).filter(|&c| {
        (superlative + 2..c).all(|t| {
            view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Noun | Pos::Name | Pos::Preposition | Pos::Determiner | Pos::Adjective)
            })
        })
    });
    let behind = comma.and_then(|c| {
        let words: Vec<usize> = (c + 1..c + 4).take_while(|&t| word(t)).collect();
        let names = words.iter().all(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
        let end = c + 1 + words.len();
        let verb = view.token(end + 1).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        let fits = (words.len() == 1 || names)
            && !words.is_empty()
            && scene.comma(end)
            && verb
            && !words.iter().any(|&t| time(t));
        fits.then_some(words)
    });
    let ahead = || {
        let start = claim.tokens.start as usize;
        let from = (start.saturating_sub(4)..start).rev().find(|&t| scene.comma(t))?;
        // "Helm & Sons, the third-largest bank"
        let joins = |t: usize| matches!(view.text(t), "&") || view.is(t, Func::The) && t == 0;
        let words: Vec<usize> = (0..from).filter(|&t| word(t)).collect();
        let all = (0..from).all(|t| word(t) || joins(t));
        let named = words.iter().all(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Name || t.capital)) || from <= 2;
        (all && named && from <= 5 && !words.is_empty() && !words.iter().any(|&t| time(t))).then_some(words)
    };
    let words = behind.or_else(ahead)?;
    Some(words.into_iter().filter_map(|t| view.token(t)).map(|t| t.surface).collect())
}

/// The noun of a superlative earlier in the sentence: "the largest city … and Lier the second largest".
fn earlier_noun(scene: &Scene<'_>, before: usize) -> Option<Stem> {
    let view = scene.view;
    let at = (0..before).rev().find(|&t| {
        scene.word(t, CheckWord::Superlative).is_some() && view.token(t + 1).is_some_and(|t| t.pos == Pos::Noun)
    })?;
    let group = view.token(at + 1)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    view.token(group.head as usize).map(|t| t.stem)
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
