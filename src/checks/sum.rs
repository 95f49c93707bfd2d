//! `sum`: parts that do not make the stated total.

mod account;
mod across;
mod added;
mod among;
mod apposed;
mod beside;
mod comes;
mod divided;
mod items;
mod left;
pub(super) mod lines;
mod outcomes;
mod rest;
mod shared;
mod totalled;

use super::alarm::{Alarm, Place};
use super::list::{self, Of, Part, parts, summable};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Sense};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Parts that make so many tenths of a whole, or more, are of something else.
const LARGE: Decimal = Decimal::from_parts(15, 0, 0, false, 1);

/// How the parts stand to their whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// They are all of it.
    All,
    /// They are some of it, and cannot be more.
    Some,
}

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let before = out.len();
    let figures = scene.claims.iter().filter(|c| summable(c).is_some()).count();
    if figures == 0 {
        return;
    }
    if figures < 2 {
        across::check(scene, out);
        if out.len() == before {
            out.extend(left::check(scene));
        }
        return;
    }
    shared::before(scene, out);
    if out.len() > before {
        return;
    }
    explained(scene, out);
    if out.len() == before {
        totalled::check(scene, out);
    }
    if out.len() == before {
        shared::check(scene, out);
    }
    if out.len() == before {
        outcomes::check(scene, out);
    }
    if out.len() == before {
        rest::check(scene, out);
    }
    if out.len() == before {
        divided::check(scene, out);
    }
    if out.len() == before {
        out.extend(comes::check(scene));
    }
    if out.len() == before {
        added::check(scene, out);
    }
    if out.len() == before {
        out.extend(left::check(scene));
    }
    if out.len() == before {
        account::check(scene, figures, out);
    }
    if out.len() == before {
        across::check(scene, out);
    }
}

/// "Twelve people died: seven men and four women", "30 ships (18 trawlers and 13 barges)".
fn explained(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let end = scene.end();
    let mut at = 1;
    while at < end {
        let bracket = view.mark(at, "(");
        // "turnover of 84 million, made up of 51 million from feed", "a jury made up of"
        let splits = scene
            .word(at, CheckWord::Splits)
            .filter(|&len| len > 1 || view.token(at).is_some_and(|t| t.pos != Pos::Aux));
        if let Some(len) = splits {
            let between =
                usize::from([Func::Between, Func::Among, Func::In, Func::Into].iter().any(|&f| view.is(at + len, f)));
            if made_up(scene, at, at + len + between, out) {
                return;
            }
            at += len;
            continue;
        }
        // "300 works, namely", "The 12 dead were"
        let equals = scene.word(at, CheckWord::Equals).filter(|_| scene.comma(at - 1));
        let are = copula(scene, at);
        let opens = view.mark(at, ":") && !view.glued(at + 1) || scene.dash(at) || bracket || equals.is_some() || are;
        if !opens {
            at += 1;
            continue;
        }
        let from = at + equals.unwrap_or(1);
        let closing = |t: &usize| {
            if bracket { view.mark(*t, ")") } else { scene.dash(*t) || view.mark(*t, ";") && scene.dash(at) }
        };
        let to = (at + 1..end).find(closing).unwrap_or(end);
        // "27 seats: Labour 12, the Greens eight and the Liberals five"
        if let Some(whole) = whole(scene, at, bracket)
            && let Some(of) = scene.claims.get(whole).and_then(summable).map(|of| whatever(scene, whole, of))
            && let Some(parts) = list::itemised(scene, from, to, of, false)
            && !are
            && likely(scene, whole, &parts)
            // "40 staff: 12 in Norden and 15 in Ulm work nights"
            && (parts.len() > 2 || account::close(scene, whole, &parts))
        {
            out.extend(judged(scene, whole, &parts, Reach::All));
            return;
        }
        if let Some(whole) = whole(scene, at, bracket)
            && let Some(of) = scene.claims.get(whole).and_then(summable).map(|of| whatever(scene, whole, of))
            && let Some((parts, upto)) = parts(scene, from, to, of).or_else(|| several(scene, whole, (from, to), of))
            && (!bracket && !are || upto >= to)
            && !parts.iter().all(|p| bare(scene, p))
            && (parts.len() > 2 || kinds(scene, &parts) || account::close(scene, whole, &parts))
            && (totalled(scene, whole)
                || fitting(scene, of, &parts)
                || (are || parts.len() > 2) && likely(scene, whole, &parts))
        {
            out.extend(judged(scene, whole, &parts, Reach::All));
            return;
        }
        at += 1;
    }
    let found = out.len();
    apposed::check(scene, out);
    if out.len() == found {
        among::check(scene, out);
    }
}

/// Whether a part says what it counts: two numbers with a place each ("12 in Norden and 15 in Ulm") may be some.
fn kinds(scene: &Scene<'_>, parts: &[Part]) -> bool {
    parts.iter().any(|p| {
        let claim = p.claim.and_then(|c| scene.claims.get(c));
        claim.is_none_or(|c| c.frame.noun.is_some_and(|n| !n.left_out && n.token.is_some_and(|t| t >= c.tokens.start)))
    })
}

/// "300 works: 120 paintings, 90 prints and 90 drawings": three or more kinds, of whatever class each is, that come near
/// to the whole.
fn several(scene: &Scene<'_>, whole: usize, (from, to): (usize, usize), of: Of<'_>) -> Option<(Vec<Part>, usize)> {
    let found = parts(scene, from, to, Of::Count(None)).filter(|_| matches!(of, Of::Count(_)))?;
    (found.0.len() > 2 && likely(scene, whole, &found.0)).then_some(found)
}

/// "The 12 dead were", "The museum's 300 works are": what definite things are, all of them.
fn copula(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    if !view.is(at, Func::Be) {
        return false;
    }
    let mut before = scene.claims.iter().filter(|c| (c.tokens.start as usize) < at);
    let (Some(claim), None) = (before.next(), before.next()) else { return false };
    let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let first = group.map_or(usize::MAX, |g| g.range.start as usize);
    let end = group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize;
    let definite = (first..claim.tokens.start as usize).any(|t| {
        view.is(t, Func::The) || view.is(t, Func::Possessive) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
    });
    let measure = matches!(claim.value, Value::Measure { .. } | Value::Duration { .. });
    first == 0 && end == at && (definite || measure) && !claim.frame.part
}

/// "A total of 310 exhibits": whatever they are.
fn totalled(scene: &Scene<'_>, whole: usize) -> bool {
    let start = scene.claims.get(whole).map_or(0, |c| c.tokens.start as usize);
    (start.saturating_sub(3)..=start).any(|t| scene.word(t, CheckWord::Total).is_some_and(|len| t + len >= start))
}

/// Parts of a total that is called so may be of any noun.
fn whatever<'a>(scene: &Scene<'_>, whole: usize, of: Of<'a>) -> Of<'a> {
    if matches!(of, Of::Count(_)) && totalled(scene, whole) { Of::Count(None) } else { of }
}

/// Whether figures that stand behind names can be parts of a figure: "two rounds: Bo 71, Ed 69" are scores.
fn likely(scene: &Scene<'_>, whole: usize, parts: &[Part]) -> bool {
    // "Four games: Osk 3, Lier 2": scores, whatever they make.
    let games =
        scene.claims.get(whole).is_some_and(|c| c.tokens.indices().any(|t| scene.word(t, CheckWord::Played).is_some()));
    if games {
        return false;
    }
    let total = scene.claims.get(whole).and_then(|c| c.value.figure()).and_then(|f| f.number);
    let made = list::sum(parts.iter().map(|p| &p.covers)).as_ref().and_then(list::middle);
    total
        .zip(made)
        .is_some_and(|(total, made)| made < total.saturating_mul(LARGE) && total < made.saturating_mul(LARGE))
}

/// A figure with no word of its own behind it: "lanes (3 and 4)", "rounds: 71, 69 and 68", "children: 3, 5 and 8 years
/// old". Where all are so, they are numbers, ages or scores of the things, and no parts.
fn bare(scene: &Scene<'_>, part: &Part) -> bool {
    let Some(claim) = part.claim.and_then(|c| scene.claims.get(c)) else { return false };
    let own = claim.frame.noun.is_some_and(|n| !n.left_out && n.token.is_some_and(|t| t >= claim.tokens.start));
    let end = claim.tokens.end as usize;
    let alone = scene.view.token(end).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    matches!(claim.value, Value::Number(_) | Value::Quantity { .. }) && !own && alone
}

/// Whether the figure in front of a word that opens its parts is judged by them.
fn made_up(scene: &Scene<'_>, at: usize, from: usize, out: &mut Vec<Alarm>) -> bool {
    let view = scene.view;
    let Some(index) = whole(scene, at, false) else { return false };
    let Some(claim) = scene.claims.get(index) else { return false };
    let Some(of) = summable(claim) else { return false };
    let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let end = (group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize).min(at);
    let taken = claim.tokens.end as usize > at;
    // Only a comma or the words of the verb stand between; the same money, or the same kind of things.
    // "will be made up of": its auxiliaries.
    let aux = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Aux | Pos::Adverb | Pos::Relative));
    let seated = claim.tokens.indices().any(|t| scene.word(t, CheckWord::Seat).is_some())
        && claim.tokens.indices().any(|t| view.dash(t));
    let right = end <= at && (end..at).all(|t| scene.comma(t) || aux(t)) && at - end <= 4;
    // "The 24-member committee on the canal comprises"
    let hangs = |t: usize| {
        view.token(t).is_some_and(|t| {
            matches!(t.pos, Pos::Noun | Pos::Name | Pos::Determiner | Pos::Preposition | Pos::Adjective)
        })
    };
    let right = right || seated && end <= at && at - end <= 6 && (end..at).all(|t| hangs(t) || aux(t));
    // "The jury of 12 is composed of": the whole hangs on what is made up.
    let body = (claim.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::Of));
    // "The 61-seat assembly": seats are taken by whoever they are.
    let seats = claim.tokens.indices().any(|t| scene.word(t, CheckWord::Seat).is_some());
    let of = if (seats || taken || body) && matches!(of, Of::Count(_)) { Of::Count(None) } else { of };
    if !right {
        return false;
    }
    let Some((parts, upto)) = parts(scene, from, scene.end(), of) else {
        // "shared among the Reds (45), the Blues (38) and the Greens (20)"
        let named = list::itemised(scene, from, scene.end(), of, false).filter(|parts| likely(scene, index, parts));
        out.extend(named.and_then(|parts| judged(scene, index, &parts, Reach::All)));
        return false;
    };
    let closed = upto >= scene.end() || scene.comma(upto) || view.mark(upto, ";");
    let fits = parts.len() > 1
        && closed
        && !parts.iter().any(|p| bare(scene, p))
        && (seats || taken || body || fitting(scene, of, &parts) || parts.len() > 2 && likely(scene, index, &parts));
    if fits {
        out.extend(judged(scene, index, &parts, Reach::All));
    }
    fits
}

/// The figure that a colon, dash or bracket explains: the only one before it, or the one right before a bracket.
fn whole(scene: &Scene<'_>, at: usize, bracket: bool) -> Option<usize> {
    // "The crew of 24 consists of": the verb may have been taken for what is counted.
    let taken = |c: &Claim| c.frame.noun.is_some_and(|n| n.token == u32::try_from(at).ok());
    let mut before = scene
        .claims
        .iter()
        .enumerate()
        .filter(|(_, c)| (c.tokens.end as usize <= at || taken(c)) && summable(c).is_some());
    let (index, claim) = before.next_back()?;
    let only = before.next().is_none();
    // "1,200 tonnes of cargo (700 tonnes of grain, …)"
    let view = scene.view;
    let of = view.is(claim.tokens.end as usize, Func::Of)
        && at <= claim.tokens.end as usize + 4
        && (claim.tokens.end as usize + 1..at)
            .all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective | Pos::Determiner)));
    let right = claim.tokens.end as usize == at || of;
    (if bracket { right } else { only }).then_some(index)
}

/// Counted things whose class is known have parts of a class that is known.
fn fitting(scene: &Scene<'_>, of: Of<'_>, parts: &[Part]) -> bool {
    let bare = matches!(of, Of::Count(None));
    let number = |p: &Part| {
        p.claim
            .and_then(|c| scene.claims.get(c))
            .is_none_or(|c| c.frame.noun.is_none_or(|n| n.class.is_none() || n.left_out))
    };
    let whole_is_number = |c: &Claim| c.frame.noun.is_none();
    let first = parts.first().map_or(0, |p| p.place.span.start);
    let numbered = scene.claims.iter().rfind(|c| c.span.end <= first).is_some_and(whole_is_number);
    !bare || numbered || parts.iter().all(number)
}

/// "Thirty hang upstairs": what was taken for the noun of a figure that opens its sentence is a verb.
fn verbal(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let noun = claim.frame.noun.and_then(|n| n.token).map(|t| t as usize);
    let base =
        |t: usize| view.hits(t).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(crate::lexicon::VerbForm::Base)));
    let behind = |t: usize| view.token(t + 1).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Preposition));
    claim.tokens.start == 0
        && noun.is_some_and(|t| t > 0 && base(t) && behind(t) && !view.lexicon.is_plural(view.text(t)))
}

/// "two from Sarn, two from Lier and the Radio Philharmonic": behind the last part one more stands without a number.
fn uncounted(scene: &Scene<'_>, parts: &[Part]) -> bool {
    /// Tokens of a part behind its figure.
    const BEHIND: usize = 6;
    let view = scene.view;
    let end = |p: &Part| p.claim.and_then(|c| scene.claims.get(c)).map(|c| c.tokens.end as usize);
    let Some(last) = parts.iter().filter_map(end).max() else { return false };
    let and = (last..view.len().min(last + BEHIND)).find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Conjunction));
    let named = |t: usize| {
        let noun = view.token(t + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
        view.token(t).is_some_and(|t| t.pos == Pos::Name) || view.is(t, Func::The) && noun
    };
    and.is_some_and(|t| {
        named(t + 1) && !(t..view.len()).any(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)))
    })
}

/// The alarm over parts that do not make their whole.
fn judged(scene: &Scene<'_>, whole: usize, parts: &[Part], reach: Reach) -> Option<Alarm> {
    judged_of(scene, (scene, whole), parts, reach)
}

/// The same, where the whole may stand in another sentence than its parts.
fn judged_of(scene: &Scene<'_>, (of, whole): (&Scene<'_>, usize), parts: &[Part], reach: Reach) -> Option<Alarm> {
    let claim = of.claims.get(whole)?;
    // "four of them children and three of them pensioners": there may be others. "Thirty hang upstairs": no whole of things.
    let them = |p: &Part| {
        p.claim
            .and_then(|c| scene.claims.get(c))
            .is_some_and(|c| shared::of_those(scene, c) || c.tokens.indices().any(|t| scene.view.is(t, Func::Them)))
    };
    let resting = parts.iter().any(|p| p.rest);
    let reach = if parts.iter().filter(|p| them(p)).count() > 1 && !resting { Reach::Some } else { reach };
    // "to run concurrently": terms of a court are only added where it says so.
    let term = matches!(claim.value, Value::Duration { .. })
        && scene.has(0, scene.view.len(), CheckWord::Punish)
        && !scene.has(0, scene.view.len(), CheckWord::Total);
    let overlap = matches!(claim.value, Value::Duration { .. }) && scene.has(0, scene.view.len(), CheckWord::Overlap);
    if verbal(of, claim) || term || overlap || reach == Reach::All && uncounted(scene, parts) {
        return None;
    }
    let total = bridge::covers(&claim.value, scene.draft.lexicon)?;
    let made = list::sum(parts.iter().map(|p| &p.covers))?;
    let differs = match reach {
        Reach::All => !total.meets(&made),
        Reach::Some => match (made.min, total.max) {
            (Some(a), Some(b)) => a.at > b.at,
            _ => false,
        },
    };
    if !differs || of.quoted(claim.tokens.start as usize) {
        return None;
    }
    let sum = list::middle(&made);
    // "24 consists": without the verb.
    let verb = claim.tokens.indices().skip(1).find(|&t| of.word(t, CheckWord::Splits).is_some());
    let place = match verb {
        Some(verb) => Place { claim: Some(of.first + whole), ..of.tokens(claim.tokens.start as usize, verb)? },
        None => of.place(whole)?,
    };
    let words = of.view.prose.get(place.span.start as usize..place.span.end as usize)?;
    let told: Vec<&str> = parts.iter().map(|p| text(scene, p)).collect();
    let makes = sum.map_or_else(|| String::from("do not make that"), |n| format!("make {}", bridge::number(n)));
    let verb = if reach == Reach::All { "its parts" } else { "the parts that it names" };
    let message = format!("The draft says \"{words}\", but {verb} ({}) {makes}.", quoted(&told));
    let mended = sum.and_then(|n| bridge::rewritten(words, &claim.value, n, scene.draft.lexicon));
    let mut places: Vec<_> = parts.iter().map(|p| p.place.clone()).collect();
    // Each part as it would have to be, were the total and the others right.
    if reach == Reach::All {
        for (place, part) in places.iter_mut().zip(parts) {
            let own = part.claim.and_then(|i| scene.claims.get(i));
            let mended = own.and_then(|own| {
                let others = sum?.checked_sub(own.value.figure()?.number?)?;
                let left = claim.value.figure()?.number?.checked_sub(others)?;
                (left > Decimal::ZERO)
                    .then(|| bridge::rewritten(scene.words(own), &own.value, left, scene.draft.lexicon))?
            });
            place.mendings.extend(mended);
        }
    }
    places.push(place.mended(mended));
    Some(Alarm::over(Rule::Sum, places, message))
}

fn text<'a>(scene: &Scene<'a>, part: &Part) -> &'a str {
    scene.view.prose.get(part.place.span.start as usize..part.place.span.end as usize).unwrap_or("")
}

/// "“7 men”, “4 women”".
pub(super) fn quoted(texts: &[&str]) -> String {
    texts.iter().map(|t| format!("\"{t}\"")).collect::<Vec<_>>().join(", ")
}
