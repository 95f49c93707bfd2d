//! "the second largest city in Norvia", "Lier the second largest": a rank by size, and within what it holds.

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::{Held, Ranks, held, holder};
use crate::analysis::Pos;
use crate::claims::Claim;
use crate::lexicon::{CheckWord, Func, Stem};

/// "the second largest city in Norvia", "Lier the second largest"
pub(super) fn largest(
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
    let Some(holder) = behind_be(scene, at)
        .or_else(|| aside(scene, claim, at))
        .or_else(|| holder(scene, claim))
        .filter(|_| !scene.of_a_time())
    else {
        return;
    };
    // "most valuable crop": what it is most of is in the adjective.
    let behind = at + scene.word(at, CheckWord::Superlative).unwrap_or(1 + usize::from(view.is(at, Func::Most)));
    let Some(superlative) = view.token(behind - 1).map(|t| t.surface) else { return };
    let head = view.token(behind).filter(|t| t.pos == Pos::Noun);
    let group = view.token(behind).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let own = head.and(group).and_then(|g| view.token(g.head as usize)).map(|t| t.stem);
    let closes =
        |t: usize| t >= scene.end() || scene.comma(t) || view.token(t).is_some_and(|t| t.pos == Pos::Preposition);
    // "second largest export, wool,": what counts things may have been taken for a verb.
    let taken = view.token(behind).filter(|t| t.pos == Pos::Verb && closes(behind + 1)).map(|t| t.stem);
    let own = own.or(taken);
    let earlier = earlier_noun(scene, at);
    let Some(kind) = own.or(*noun).or(earlier.map(|(noun, _)| noun)) else { return };
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
    let from = group.filter(|_| own.is_some() && head.is_some()).map_or(whose, |g| whose.min(g.range.start as usize));
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
        // "Tarn is the largest port in Sudvia and Visk the second largest": within what the first one holds.
        let (from, to) = earlier.map_or((0, at), |(_, begin)| {
            let parts = |t: &usize| scene.comma(*t) || view.is(*t, Func::And) || view.mark(*t, ";");
            (begin, (begin..at).find(parts).unwrap_or(at))
        });
        scope = names(from, to).into_iter().filter(|s| !holder.contains(s)).collect();
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
    // "is Lake Marn": of words with capitals, the last of them a name.
    let name = (be + 1..scene.end())
        .take_while(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun) && t.capital));
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
        // "the third-longest river in Ombria, the Teff, rises", "its second-highest peak, Mount Orr, was"
        let c = c + usize::from(view.is(c + 1, Func::The) && view.token(c + 2).is_some_and(|t| t.capital));
        let words: Vec<usize> = (c + 1..c + 4).take_while(|&t| word(t)).collect();
        let names = words.iter().all(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Name || t.capital));
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

/// The noun of a superlative earlier in the sentence, and where its group begins: "the largest city … and Lier the second largest".
fn earlier_noun(scene: &Scene<'_>, before: usize) -> Option<(Stem, usize)> {
    let view = scene.view;
    let at = (0..before).rev().find(|&t| {
        scene.word(t, CheckWord::Superlative).is_some() && view.token(t + 1).is_some_and(|t| t.pos == Pos::Noun)
    })?;
    let group = view.token(at + 1)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    view.token(group.head as usize).map(|t| (t.stem, group.range.start as usize))
}
