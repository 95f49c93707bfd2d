//! `enumeration`: "four priorities:" before a list of three.

mod below;
mod counted;
mod people;
mod placed;
mod running;

use super::alarm::{Alarm, Place};
use super::restated::past_hanging;
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Sense, TokenKind};
use crate::verdict::bridge;
use below::{below, bulleted, two};
use rust_decimal::Decimal;

/// More than so many are announced, and not listed.
const MOST: i64 = 20;

/// A number of things that a sentence announces.
struct Announced {
    count: i64,
    /// Its words; the claim where it is one.
    place: Place,
    claim: Option<usize>,
    start: usize,
    /// One past the last token of its noun group.
    end: usize,
}

/// Reads the lists of a sentence; `several` says that it has a noun which holds a number.
pub(super) fn check(scene: &Scene<'_>, several: bool, out: &mut Vec<Alarm>) {
    let announced = announcements(scene, several);
    let found = announced.iter().find_map(|own| {
        let listed = opened(scene, own)
            .or_else(|| apposed(scene, own))
            .or_else(|| copula(scene, own))
            .or_else(|| ordinals(scene, own))
            .or_else(|| people::behind(scene, own))
            .or_else(|| counted::behind(scene, own))
            .or_else(|| placed::inner(scene, own))
            .or_else(|| placed::these(scene, own))
            .or_else(|| running::behind(scene, own))
            .or_else(|| placed::ahead(scene, own))?;
        Some((own, listed))
    });
    let Some((own, Listed { least, most, place })) = found else { return };
    if (least..=most).contains(&own.count) || least < 2 {
        return;
    }
    let words = scene.view.prose.get(own.place.span.start as usize..own.place.span.end as usize).unwrap_or("");
    let mended = own
        .claim
        .and_then(|i| scene.claims.get(i))
        .and_then(|claim| bridge::rewritten(words, &claim.value, Decimal::from(most), scene.draft.lexicon));
    // Which one is missing, or too many, only the writer knows.
    let gap = (own.count - most).abs();
    let mend = if own.count > most { format!("name {gap} more") } else { format!("leave {gap} out") };
    let said = mended.as_ref().map_or_else(|| format!("count {most}"), |m| format!("write \"{m}\""));
    let message = format!("The draft announces \"{words}\" and then names {most}: {said}, or {mend}.");
    let mut alarm = Alarm::over(Rule::Enumeration, vec![own.place.clone().mended(mended), place], message);
    alarm.places.sort_by_key(|p| p.span);
    alarm.at = alarm.places.iter().position(|p| p.span == own.place.span).unwrap_or(0);
    out.push(alarm);
}

/// The small plain counts of a sentence, and nouns that hold one ("the trio").
fn announcements(scene: &Scene<'_>, several: bool) -> Vec<Announced> {
    let view = scene.view;
    let mut out = Vec::new();
    for (index, claim) in scene.claims.iter().enumerate() {
        let Some(count) = announces(claim) else { continue };
        let (start, stop) = (claim.tokens.start as usize, claim.tokens.end as usize);
        let some = scene.has_func(start.saturating_sub(3), start, &[Func::Of, Func::Other, Func::Another])
            && !view.is(start.saturating_sub(1), Func::The);
        // "Two of the towns, Osk, Lier and Ama,": the names may be those of all.
        let some = some || claim.tokens.indices().any(|t| view.is(t, Func::Of));
        let unsure = claim.frame.unasserted.as_ref().is_some_and(|u| !u.ahead)
            || claim.frame.part
            || claim.frame.whole
            || scene.quoted(start);
        let Some(place) = scene.place(index).filter(|_| !some && !unsure) else { continue };
        let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let end = group.map_or(stop, |g| (g.range.end as usize).max(stop));
        out.push(Announced { count, place, claim: Some(index), start, end });
    }
    running::are(scene, &mut out);
    // "Both of the winners"
    if view.is(0, Func::Both) && view.is(1, Func::Of) && (view.is(2, Func::The) || view.is(2, Func::Possessive)) {
        let group = view.token(2).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
        if let Some((group, place)) = group.zip(scene.tokens(0, 1)) {
            out.push(Announced { count: 2, place, claim: None, start: 0, end: group.range.end as usize });
        }
    }
    for hit in view.sentence.hits.iter().filter(|_| several) {
        let count = match hit.sense {
            Sense::Check(CheckWord::Pair) => 2,
            Sense::Check(CheckWord::Trio) => 3,
            Sense::Check(CheckWord::Quartet) => 4,
            _ => continue,
        };
        let at = hit.start as usize;
        let definite = at.checked_sub(1).is_some_and(|t| view.is(t, Func::The));
        let alone = !view.lexicon.is_plural(view.text(at));
        if let Some(place) = scene.tokens(at, at + 1).filter(|_| definite && alone && !scene.quoted(at)) {
            out.push(Announced { count, place, claim: None, start: at, end: at + 1 });
        }
    }
    out
}

/// Behind a colon, between dashes or in brackets, or under the paragraph.
fn opened(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let end = view.len();
    // A colon, or a dash with another one or the end of the sentence behind the list.
    let opens = |t: usize| view.mark(t, ":") && !view.glued(t + 1) || scene.dash(t);
    let bracket = view.mark(own.end, "(").then_some(own.end);
    // ", namely"
    let equals = scene.word(own.end + 1, CheckWord::Equals).filter(|_| scene.comma(own.end));
    let colon = bracket.or(equals.map(|_| own.end)).or_else(|| (1..end).find(|&t| opens(t)))?;
    let dashed = scene.dash(colon);
    let close = match bracket {
        Some(_) => (colon + 1..end).find(|&t| view.mark(t, ")"))?,
        // ", namely Tarkwa, Obiri and Lisle, since he turned professional": up to the comma behind the last one.
        None if equals.is_some() => {
            let and = (colon + 1..end).find(|&t| view.is(t, Func::And)).unwrap_or(end);
            (and..end).find(|&t| scene.comma(t)).unwrap_or_else(|| scene.end())
        }
        None => (colon + 1..end).find(|&t| dashed && scene.dash(t)).unwrap_or_else(|| scene.end()),
    };
    // "will be barred next year:" says when, and announces nothing.
    let announces = |c: &&Claim| c.tokens.end as usize <= colon && !matches!(c.value, Value::When(_));
    let before = scene.claims.iter().filter(announces).count();
    if own.start >= colon || before > usize::from(own.claim.is_some()) || scene.has(0, colon, CheckWord::Some) {
        return None;
    }
    // Before a dash the announced things stand right there: "five ports – A and B –".
    // "The two languages of the island — Norvian, Merinese and Tarnish —"
    let definite = own.start.checked_sub(1).is_some_and(|t| view.is(t, Func::The) || view.is(t, Func::Possessive));
    let beside = own.end == colon || definite && past_hanging(scene, own.end, 6) == colon;
    // Without a second dash the sentence may go on: "two parts – the mill, the hall and the yard belong to neither".
    let open = dashed && close >= scene.end();
    let goes_on = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Verb));
    // "Three counties share the aquifer — Boone, Calhoun and Dace.": names alone, to the end of the sentence.
    let subject = own.start <= 1
        && open
        && (colon + 1..close)
            .all(|t| view.token(t).is_some_and(|x| x.pos == Pos::Name) || scene.comma(t) || view.is(t, Func::And));
    if dashed && !beside && !subject || open && (colon + 1..close).any(goes_on) {
        return None;
    }
    if colon + 1 >= end {
        return bulleted(scene, colon).or_else(|| below(scene));
    }
    bulleted(scene, colon).or_else(|| listed(scene, colon + equals.unwrap_or(0) + 1, close))
}

/// "Both survivors, Tam Brody, Etta Lusk and Gil Marsh, are": names in apposition, up to the comma behind the last one.
fn apposed(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    // "The trio consists of Ada", "the quartet of Ada"
    let of = own.claim.is_none().then(|| {
        let splits = scene.word(own.end, CheckWord::Splits).map(|len| own.end + len);
        splits.or_else(|| view.is(own.end, Func::Of).then_some(own.end + 1))
    });
    let of = of.flatten();
    let from = of.unwrap_or(own.end + 1);
    // Names follow the things right there, the last one behind "and".
    let name = |t: usize| view.token(t).is_some_and(|t| t.capital && !matches!(t.pos, Pos::Determiner | Pos::Pronoun));
    let part = |t: usize| name(t) || view.is(t, Func::The) || view.is(t, Func::Of) || view.dash(t);
    let and = (from..scene.end()).find(|&t| !part(t) && !scene.comma(t)).filter(|&t| view.is(t, Func::And))?;
    let close = (and + 1..scene.end()).find(|&t| !part(t)).unwrap_or(scene.end());
    let commas = (from..and).filter(|&t| scene.comma(t)).count();
    let closed = close >= scene.end() || scene.comma(close) || of.is_some();
    let behind = of.is_some()
        || view.token(close + 1).is_none_or(|t| {
            matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Preposition | Pos::Relative | Pos::Mark | Pos::Adverb)
        });
    // "…, Osk, Lier and Ama among them"
    let some = scene.has(0, (close + 3).min(view.len()), CheckWord::Some);
    if !scene.comma(own.end) && of.is_none()
        || commas == 0
        || !closed
        || !behind
        || some
        || !name(and + 1) && !name(and + 2)
    {
        return None;
    }
    let listed = listed(scene, from, close)?;
    (listed.least == listed.most || listed.most < own.count).then_some(listed)
}

/// "The three finalists are Osk, Lier, Ama and Visk", "Rescue, pilotage and salvage are the five duties": what they are.
fn copula(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let definite = |t: usize| {
        view.is(t, Func::The) || view.is(t, Func::Possessive) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
    };
    let known = own.start.checked_sub(1).is_some_and(definite);
    if !known || own.claim.is_none() || scene.claims.len() != 1 || scene.has(0, view.len(), CheckWord::Some) {
        return None;
    }
    let be = past_hanging(scene, own.end, 6);
    let (from, to) = if own.start <= 4 && view.is(be, Func::Be) {
        (be + 1, scene.end())
    } else {
        // "are the five duties", "are the valley's five exports"
        let whose = |t: usize| {
            view.token(t).is_some_and(|t| {
                matches!(t.pos, Pos::Determiner | Pos::Possessive | Pos::Name | Pos::Noun | Pos::Adjective)
            })
        };
        let from = (own.start.saturating_sub(6)..own.start).rev().take_while(|&t| whose(t)).last()?;
        let be = from.checked_sub(1).filter(|&t| view.is(t, Func::Be))?;
        (0, be)
    };
    // Each is a thing of its own: a name, or one of a kind.
    let person = own
        .claim
        .and_then(|i| scene.claims.get(i))
        .and_then(|c| c.frame.noun)
        .is_some_and(|n| n.class.is_some() && n.class == view.lexicon.person_class);
    let single = (from..to).all(|t| {
        view.token(t).is_some_and(|token| match token.pos {
            Pos::Name | Pos::Determiner | Pos::Conjunction => true,
            Pos::Noun => {
                let led = t.checked_sub(1).is_some_and(|b| view.is(b, Func::A) || view.is(b, Func::The));
                !view.lexicon.is_plural(view.text(t)) && (!person || led)
            }
            // "Red, white and blue"
            Pos::Adjective => {
                let parts = |t: usize| scene.comma(t) || view.is(t, Func::And);
                t > from && parts(t - 1) && (t + 1 == to || parts(t + 1))
            }
            Pos::Mark => scene.comma(t),
            _ => false,
        })
    });
    single.then(|| listed(scene, from, to)).flatten()
}

/// "two conditions: first, …; second, …; and third, …": what a list counts itself.
fn ordinals(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let view = scene.view;
    let colon = (own.end..scene.end()).find(|&t| view.mark(t, ":") && !view.glued(t + 1))?;
    let rank = |claim: &Claim| {
        let start = claim.tokens.start as usize;
        let Value::Ordinal(n) = claim.value else { return None };
        let opens = start > colon
            && (start == colon + 1
                || scene.comma(start - 1)
                || view.mark(start - 1, ";")
                || view.is(start - 1, Func::And));
        (opens && scene.comma(claim.tokens.end as usize)).then_some(n)
    };
    let counted: Vec<u64> = scene.claims.iter().filter_map(rank).collect();
    let running = counted.iter().zip(1..).all(|(n, at)| *n == at);
    let most = i64::try_from(counted.len()).ok()?;
    let place = scene.tokens(colon + 1, scene.end())?;
    (running && most > 1 && !scene.has(0, colon, CheckWord::Some)).then_some(Listed { least: most, most, place })
}

/// How many things a claim announces, if it is a small plain count of something.
fn announces(claim: &Claim) -> Option<i64> {
    let Value::Quantity { figure, .. } = &claim.value else { return None };
    let n = figure.number.filter(|n| figure.hedge.is_none() && n.is_integer())?;
    let n = i64::try_from(n).ok()?;
    (claim.frame.noun.is_some_and(|n| n.token.is_some()) && (2..=MOST).contains(&n) && !claim.frame.rate).then_some(n)
}

struct Listed {
    least: i64,
    most: i64,
    place: Place,
}

/// The list that runs from a token to another: at least and at most so many items.
fn listed(scene: &Scene<'_>, from: usize, end: usize) -> Option<Listed> {
    let view = scene.view;
    // "a second tender" is no figure of its own.
    let ranked = |c: &Claim| {
        matches!(c.value, Value::Ordinal(_))
            && (c.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::A))
    };
    let inside = |c: &Claim| c.tokens.start as usize >= from && (c.tokens.start as usize) < end && !ranked(c);
    if scene.claims.iter().any(inside) || scene.has(from, end, CheckWord::Some) {
        return None;
    }
    // Verbs, questions, quotations and brackets make it something else than a list of names for things.
    let plain = (from..end).all(|t| {
        let Some(token) = view.token(t) else { return false };
        match token.pos {
            Pos::Verb => begins(scene, t),
            Pos::Aux => false,
            Pos::Subordinator | Pos::Relative => false,
            Pos::Mark => {
                let text = view.text(t);
                scene.comma(t)
                    || text == ";"
                    || text == "-"
                    || text == "'"
                    || text == "\u{2019}"
                    || text == "&"
                    || text == "."
            }
            _ => {
                token.kind != TokenKind::Number
                    || scene.claim_at(t).and_then(|i| scene.claims.get(i)).is_some_and(ranked)
            }
        }
    });
    if !plain || view.text(view.len().saturating_sub(1)) == "?" {
        return None;
    }
    let semicolons = (from..end).any(|t| view.mark(t, ";"));
    let parts = |t: usize| if semicolons { view.mark(t, ";") } else { scene.comma(t) };
    let mut items: Vec<(usize, usize)> = Vec::new();
    let mut begin = from;
    for t in from..end {
        if parts(t) {
            items.push((begin, t));
            begin = t + 1;
        }
    }
    items.push((begin, end));
    // "and" before the last item, or inside it where no comma stands there.
    let (a, b) = items.pop()?;
    let mut ands: Vec<usize> = (a..b).filter(|&t| view.is(t, Func::And)).collect();
    // "between three subjects: art, music, drama or Latin"; of "two courses: soup, salad or pie" two are taken.
    let choice = ands.is_empty() && from.checked_sub(1).is_some_and(|t| view.mark(t, ":"));
    if choice {
        ands.extend((a..b).filter(|&t| view.is(t, Func::Or)));
    }
    let taken = choice && !ands.is_empty() && !scene.has_func(0, from, &[Func::Between, Func::Among]);
    let inner_ands = items.iter().any(|&(a, b)| (a..b).any(|t| view.is(t, Func::And) || view.is(t, Func::Or)));
    if semicolons || items.is_empty() {
        // Two joined by "and" are one thing or two; a list needs three.
        if !semicolons {
            return two(scene, from, end);
        }
        items.push((a, b));
    } else {
        match ands.as_slice() {
            [and] if *and == a => items.push((a + 1, b)),
            [and] => {
                items.push((a, *and));
                items.push((and + 1, b));
            }
            // "Tarn, Orle, Visk": names without an "and".
            [] if items.len() > 1 && !(a..b).any(|t| view.is(t, Func::Or)) => items.push((a, b)),
            _ => return None,
        }
    }
    // "Marsik, Corliss and the Semlin twins": several in one item.
    let named = |&(a, b): &(usize, usize)| (a..b).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
    let several = |&(a, b): &(usize, usize)| {
        let last = b.saturating_sub(1).max(a);
        let common = view.token(last).is_some_and(|t| !t.capital);
        view.is(a, Func::The) && common && view.lexicon.is_plural(view.text(last))
    };
    if items.iter().any(named) && items.iter().any(several) {
        return None;
    }
    if inner_ands && !semicolons || items.iter().any(|&(a, b)| a >= b || b - a > 12) {
        return None;
    }
    let most = items.len() as i64;
    // "Osk, the capital, and Lier", "Paris, Texas": what explains the item before is none of its own.
    let name = |&(a, _): &(usize, usize)| view.token(a).is_some_and(|t| t.capital);
    let article =
        |&(a, _): &(usize, usize)| view.is(a, Func::The) || view.is(a, Func::A) || view.is(a, Func::Possessive);
    let explained = items.windows(2).filter(|w| matches!(w, [x, y] if name(x) && article(y))).count() as i64;
    let names = items.iter().all(name);
    let least = if names && most % 2 == 0 { most / 2 } else { most - explained };
    let least = if taken { 2.min(least) } else { least };
    let pairs = names && most % 2 == 0;
    let place = scene.tokens(from, end)?;
    // Names in pairs may be places with their countries: then only that half, or all, may be meant.
    let count_fits_pairs = pairs && scene.claims.iter().any(|c| announces(c) == Some(most / 2));
    (!count_fits_pairs).then_some(Listed { least: if pairs && !taken { most } else { least }, most, place })
}

/// A verb that begins an item, or is all of its end: "cut costs, raise pay and clean air"; between nouns it is what
/// one does to the other.
fn begins(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let first = at.checked_sub(1).is_some_and(|b| {
        view.mark(b, ":") || scene.comma(b) || view.mark(b, ";") || view.is(b, Func::And) || view.is(b, Func::To)
    });
    first || scene.comma(at + 1) || view.mark(at + 1, ";") || view.is(at + 1, Func::And) || at + 1 >= scene.end()
}
