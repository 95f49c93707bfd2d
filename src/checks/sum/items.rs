//! Parts as items of a list, whatever they are called, and what binds them to each other.

use super::super::list::{self, Of, Part, summable};
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func, Sense, Stem};

/// A part with the words that tell what it is.
pub(super) struct Item {
    pub(super) part: Part,
    /// First token of its figure.
    pub(super) from: usize,
    /// One past the last token of its figure.
    pub(super) end: usize,
    /// One past the last token of its own words.
    pub(super) to: usize,
}

/// What makes items parts of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// Each stands with something else behind the same preposition: "1,200 in Norden, 430 in Ulm".
    Led,
    /// Each is of a kind of its own: "22 cars and 15 vans".
    Kinds,
    /// Nobody is both, and everybody is one: "passengers" and "crew".
    Apart,
    /// The last is what the others leave: "and the remaining nine".
    Rest,
}

/// Words of an item, its figure aside.
const LONG: usize = 9;

/// Pairs of which each has one, and nobody both.
const APART: [(CheckWord, CheckWord); 7] = [
    (CheckWord::Passes, CheckWord::Fails),
    (CheckWord::Lives, CheckWord::Dies),
    (CheckWord::Convicts, CheckWord::Clears),
    (CheckWord::Accepts, CheckWord::Refuses),
    (CheckWord::Grown, CheckWord::Young),
    (CheckWord::Carries, CheckWord::Crews),
    (CheckWord::Learns, CheckWord::Teaches),
];

/// A figure that counts exactly, asserted as a level of its own.
pub(super) fn plain(claim: &Claim) -> bool {
    summable(claim).is_some()
        && claim.value.figure().is_some_and(|f| f.hedge.is_none() && f.number.is_some())
        && claim.frame.level == Level::Level
}

/// Whether figures can be parts and whole of each other.
pub(super) fn alike(a: Of<'_>, b: Of<'_>) -> bool {
    matches!((a, b), (Of::Count(_), Of::Count(_))) || a == b
}

/// The items between two tokens, each with a figure in front, the last behind "and" or a mark; none where a figure of
/// their kind stands anywhere else.
pub(super) fn items(scene: &Scene<'_>, from: usize, to: usize, of: Of<'_>) -> Option<Vec<Item>> {
    let view = scene.view;
    let of = if let Of::Count(_) = of { Of::Count(None) } else { of };
    let mut out: Vec<Item> = Vec::new();
    let (mut at, mut joined) = (from, false);
    loop {
        let (part, end) = list::part(scene, at, of)?;
        let claim = part.claim.and_then(|i| scene.claims.get(i));
        if claim.is_some_and(|c| !plain(c)) {
            return None;
        }
        let first = claim.map_or(at, |c| c.tokens.start as usize);
        let mut next = None;
        let mut stop = None;
        let mut t = end;
        while t < to {
            if let Some((begin, and)) = separated(scene, t)
                && begin < to
                && list::part(scene, begin, of).is_some()
            {
                next = Some((t, begin, and));
                break;
            }
            let mark = scene.comma(t) || view.mark(t, ";") || scene.dash(t);
            // "six of whom were children" tells what they are.
            let hangs = view.token(t).is_some_and(|t| matches!(t.pos, Pos::Relative | Pos::Subordinator))
                && !view.is(t - 1, Func::Of);
            if mark || hangs || view.mark(t, ":") {
                // Behind a closed list the sentence goes on, without figures of the kind.
                stop.get_or_insert(t);
            }
            // "612 are over 60": an age, and no part.
            let bound =
                |c: &Claim| matches!(c.value, Value::Number(_)) && c.value.figure().is_some_and(|f| f.hedge.is_some());
            let other = scene.claim_at(t).and_then(|i| scene.claims.get(i));
            // "Two of the seven crew were found alive and five dead"
            let whole = |c: &Claim| c.frame.whole && out.is_empty();
            if other.is_some_and(|c| list::counts(c, of) && !bound(c) && !whole(c)) {
                return None;
            }
            t += 1;
        }
        let own = next.map_or(to, |(t, ..)| t);
        let cut = stop.filter(|&s| s < own);
        // "three Poles, who were tourists, and two Czechs": more is told of one than of the others.
        if next.is_some() && cut.is_some_and(|s| !aged(scene, s, own)) {
            return None;
        }
        let short = cut.unwrap_or(own);
        if short > end + LONG || scene.quoted(first) {
            return None;
        }
        out.push(Item { part, from: first, end, to: short });
        let Some((_, begin, and)) = next else { break };
        joined |= and;
        at = begin;
    }
    // "20 were found, 18 had been sold, five of them in Tarn, and": a part of a part.
    let them = |i: &Item| them(scene, i);
    let inner = out.iter().skip(1).any(them) && !out.iter().all(them);
    (!inner && out.len() > 1 && (joined || out.len() > 2)).then_some(out)
}

/// "four of them"
fn them(scene: &Scene<'_>, item: &Item) -> bool {
    let view = scene.view;
    let word = |t: usize| [Func::Them, Func::PluralPronoun, Func::Whom, Func::Which].iter().any(|&f| view.is(t, f));
    (item.from + 1..item.end + 1).any(|t| view.is(t, Func::Of) && word(t + 1))
}

/// Whether what stands between two tokens is an age, or a date.
fn aged(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let over = scene.claim_over(from + 1).and_then(|i| scene.claims.get(i));
    to <= from + 6
        && over.is_some_and(|c| matches!(c.value, Value::Age { .. } | Value::When(_) | Value::Percent { .. }))
}

/// Where the next item begins behind a mark or "and", and whether it is the "and" of the list.
fn separated(scene: &Scene<'_>, at: usize) -> Option<(usize, bool)> {
    let view = scene.view;
    let mark = scene.comma(at) || view.mark(at, ";");
    let next = at + usize::from(mark);
    let and = view.is(next, Func::And) || view.is(next, Func::While);
    let plus = scene.word(next, CheckWord::Plus);
    let begin = plus.map_or(next + usize::from(and), |len| next + len);
    (mark || and || plus.is_some()).then_some((begin, and || plus.is_some() || view.mark(at, ";")))
}

/// What binds the items, if anything does.
pub(super) fn bond(scene: &Scene<'_>, items: &[Item]) -> Option<Bond> {
    // "Twelve people died, seven men and four women were hurt": what is told of all that are listed, and of no whole.
    let verb =
        |i: &Item| (i.end..i.to).any(|t| scene.view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)));
    if items.last().is_some_and(verb) && !items.first().is_some_and(verb) {
        return None;
    }
    if let [one, two, ..] = items
        && apart(scene, one, two)
    {
        return Some(Bond::Apart);
    }
    if let [others @ .., last] = items
        && last.part.rest
        && !others.is_empty()
        && others.iter().all(|i| !i.part.rest)
    {
        return Some(Bond::Rest);
    }
    if led(scene, items) {
        return Some(Bond::Led);
    }
    kinds(scene, items).then_some(Bond::Kinds)
}

/// "70 of them passengers and 14 crew"
pub(super) fn apart(scene: &Scene<'_>, one: &Item, two: &Item) -> bool {
    let has = |i: &Item, w: CheckWord| scene.has(i.from, i.to, w);
    // "16 failed to score"
    let to = |i: &Item| {
        (i.end..i.end + 3).any(|t| scene.view.is(t, Func::To) && scene.word(t - 1, CheckWord::Fails).is_some())
    };
    if to(one) || to(two) {
        return false;
    }
    let pair = APART.iter().any(|&(a, b)| {
        has(one, a) && has(two, b) && !has(one, b) && !has(two, a)
            || has(one, b) && has(two, a) && !has(one, a) && !has(two, b)
    });
    pair || sex(scene, one).zip(sex(scene, two)).is_some_and(|(a, b)| a != b)
}

/// The only word for a sex in an item.
fn sex(scene: &Scene<'_>, item: &Item) -> Option<Stem> {
    let view = scene.view;
    let of = |t: usize| {
        view.hits(t).any(|h| match h.sense {
            Sense::Partition(id) => view.lexicon.partitions.get(id as usize).is_some_and(|p| p.by == "sex"),
            _ => false,
        })
    };
    let mut found = (item.from..item.to).filter(|&t| of(t));
    let (at, None) = (found.next()?, found.next()) else { return None };
    view.token(at).map(|t| t.stem)
}

/// "14 held by farmers, six by traders and five by scientists"
fn led(scene: &Scene<'_>, items: &[Item]) -> bool {
    let view = scene.view;
    let measured = |i: &Item| {
        i.part.claim.and_then(|c| scene.claims.get(c)).is_some_and(|c| !matches!(summable(c), Some(Of::Count(_))))
    };
    let Some(last) = items.last() else { return false };
    let word = |t: usize| view.token(t).filter(|x| x.pos == Pos::Preposition).map(|x| x.surface);
    let Some(lead) = word(last.end).filter(|_| !view.is(last.end, Func::Of) || measured(last)) else { return false };
    let places: Option<Vec<usize>> = items
        .iter()
        .enumerate()
        .map(|(n, item)| {
            // The first may say what is done there: "15 suspects held in Brod and 11 in Lipa".
            let far = if n == 0 { item.to } else { item.end + 1 };
            (item.end..far).find(|&t| word(t) == Some(lead))
        })
        .collect();
    // "seven of them spoken in the valley, nine on the coast and six on the islands"
    let near = |item: &Item| (item.end..item.to).find(|&t| word(t).is_some() && !view.is(t, Func::Of));
    let places = places.or_else(|| items.iter().map(near).collect::<Option<Vec<usize>>>().filter(|p| p.len() > 2));
    let Some(places) = places else { return false };
    let object = |t: usize| -> Vec<Stem> {
        let skip = |t: &usize| view.is(*t, Func::The) || view.is(*t, Func::A) || view.is(*t, Func::Possessive);
        let from = (t + 1..t + 4).find(|t| !skip(t)).unwrap_or(t + 1);
        (from..from + 3)
            .map_while(|t| view.token(t).filter(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective)))
            .map(|t| t.stem)
            .collect()
    };
    let objects: Vec<Vec<Stem>> = places.iter().map(|&t| object(t)).collect();
    distinct(&objects) && objects.iter().all(|o| !o.is_empty())
}

/// "11 singles, six doubles and two mixed doubles": a noun of its own each, and little else.
fn kinds(scene: &Scene<'_>, items: &[Item]) -> bool {
    let view = scene.view;
    let names: Option<Vec<Vec<Stem>>> = items
        .iter()
        .map(|item| {
            // "9 tonnes were files"; "50 were white" may be more than that.
            let measured = item.part.claim.and_then(|c| scene.claims.get(c)).and_then(summable);
            let measured = measured.is_some_and(|of| !matches!(of, Of::Count(_)));
            let be = usize::from(measured && view.is(item.end, Func::Be));
            // "eight sailors" are words of the figure, "12 crew" stand behind it.
            let inner = (item.from + 1..item.end)
                .filter(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective)));
            let outer = (item.end + be..item.to).take_while(|&t| {
                view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective))
            });
            let words: Vec<Stem> = inner.chain(outer).filter_map(|t| view.token(t)).map(|t| t.stem).collect();
            let quiet = (item.end + be..item.to).all(|t| {
                view.token(t).is_some_and(|x| {
                    matches!(x.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Preposition | Pos::Determiner)
                        || view.is(t, Func::And)
                })
            });
            (!words.is_empty() && quiet).then_some(words)
        })
        .collect();
    names.is_some_and(|n| distinct(&n))
}

fn distinct(words: &[Vec<Stem>]) -> bool {
    words.iter().enumerate().all(|(i, a)| words.iter().skip(i + 1).all(|b| a != b))
}
