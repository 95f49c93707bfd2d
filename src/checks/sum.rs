//! `sum`: parts that do not make the stated total.

use super::alarm::Alarm;
use super::list::{self, Of, Part, parts, summable};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::{Pos, Role};
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Period, Sense, VerbForm};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// How the parts stand to their whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// They are all of it.
    All,
    /// They are some of it, and cannot be more.
    Some,
}

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    if scene.claims.iter().filter(|c| summable(c).is_some()).count() < 2 {
        return;
    }
    let before = out.len();
    explained(scene, out);
    if out.len() == before {
        totalled(scene, out);
    }
    if out.len() == before {
        shared_out(scene, out);
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
        let splits = scene.word(at, CheckWord::Splits).filter(|_| view.token(at).is_some_and(|t| t.pos != Pos::Aux));
        if let Some(len) = splits {
            if made_up(scene, at, at + len, out) {
                return;
            }
            at += len;
            continue;
        }
        let opens = view.mark(at, ":") && !view.glued(at + 1) || scene.dash(at) || bracket;
        if !opens {
            at += 1;
            continue;
        }
        let closing = |t: &usize| {
            if bracket { view.mark(*t, ")") } else { scene.dash(*t) || view.mark(*t, ";") && scene.dash(at) }
        };
        let to = (at + 1..end).find(closing).unwrap_or(end);
        if let Some(whole) = whole(scene, at, bracket)
            && let Some(of) = scene.claims.get(whole).and_then(summable)
            && let Some((parts, upto)) = parts(scene, at + 1, to, of)
            && (!bracket || upto >= to)
            && !parts.iter().all(|p| bare(scene, p))
            && fitting(scene, of, &parts)
        {
            out.extend(judged(scene, whole, &parts, Reach::All));
            return;
        }
        at += 1;
    }
    apposed(scene, out);
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
    let end = group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize;
    // Only a comma or the words of the verb stand between; the same money, or the same kind of things.
    let right = end == at || end + 1 == at && scene.comma(end);
    let Some((parts, upto)) = parts(scene, from, scene.end(), of).filter(|_| right) else { return false };
    let closed = upto >= scene.end() || scene.comma(upto) || view.mark(upto, ";");
    let fits = parts.len() > 1 && closed && !parts.iter().any(|p| bare(scene, p)) && fitting(scene, of, &parts);
    if fits {
        out.extend(judged(scene, index, &parts, Reach::All));
    }
    fits
}

/// The figure that a colon, dash or bracket explains: the only one before it, or the one right before a bracket.
fn whole(scene: &Scene<'_>, at: usize, bracket: bool) -> Option<usize> {
    let mut before =
        scene.claims.iter().enumerate().filter(|(_, c)| c.tokens.end as usize <= at && summable(c).is_some());
    let (index, claim) = before.next_back()?;
    let only = before.next().is_none();
    let right = claim.tokens.end as usize == at;
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

/// "Twelve people, seven men and four women, …": people in apposition to people.
fn apposed(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for (whole, claim) in scene.claims.iter().enumerate() {
        let comma = claim.tokens.end as usize;
        if !scene.comma(comma) {
            continue;
        }
        if coloured(scene, whole, comma, out) {
            return;
        }
        let general = claim.frame.noun.is_some_and(|n| n.general);
        let Some(of @ Of::Count(Some(class))) = summable(claim) else { continue };
        let Some((parts, upto)) = parts(scene, comma + 1, scene.end(), of) else { continue };
        let special = |p: &Part| {
            p.claim
                .and_then(|c| scene.claims.get(c))
                .is_none_or(|c| c.frame.noun.is_some_and(|n| n.class == Some(class) && !n.general && n.token.is_some()))
        };
        let closed = upto >= scene.end() || scene.comma(upto);
        // "31 ministers, 16 men and 12 women": sexes divide whatever persons they are said of.
        let sexes = || {
            parts.iter().all(|p| {
                let noun = p.claim.and_then(|c| scene.claims.get(c)).and_then(|c| c.frame.noun).and_then(|n| n.token);
                noun.is_some_and(|t| view.hits(t as usize).any(|h| matches!(h.sense, Sense::Partition(_))))
            })
        };
        if closed && parts.iter().all(special) && (general || sexes()) {
            out.extend(judged(scene, whole, &parts, Reach::All));
            return;
        }
    }
}

/// "12 medals, five gold, four silver and four bronze": three or more parts of a number and a word each.
fn coloured(scene: &Scene<'_>, whole: usize, comma: usize, out: &mut Vec<Alarm>) -> bool {
    let view = scene.view;
    let Some(of) = scene.claims.get(whole).and_then(summable).filter(|of| matches!(of, Of::Count(_))) else {
        return false;
    };
    let Some((parts, upto)) = parts(scene, comma + 1, scene.end(), of) else { return false };
    let short = |p: &Part| {
        let Some(claim) = p.claim.and_then(|c| scene.claims.get(c)) else { return false };
        let end = claim.tokens.end as usize;
        let word = view.token(end).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective));
        let next = view.token(end + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
        matches!(claim.value, Value::Number(_)) && word && next
    };
    let closed = upto >= scene.end() || scene.comma(upto);
    let fits = parts.len() > 2 && closed && parts.iter().all(short);
    if fits {
        out.extend(judged(scene, whole, &parts, Reach::All));
    }
    fits
}

/// "£300 from cakes, £150 from books and £80 from raffles, a total of £630", "12 and 9, 20 in all".
fn totalled(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for (index, claim) in scene.claims.iter().enumerate().skip(2) {
        let Some(of) = summable(claim) else { continue };
        let start = claim.tokens.start as usize;
        let end = claim.tokens.end as usize;
        let opener = (start.saturating_sub(5)..start)
            .find(|&t| scene.word(t, CheckWord::Total).is_some_and(|len| t + len == start || t + len == start + 1));
        // The words may be the claim's own ("a total of £630").
        let own = scene.word(start, CheckWord::Total).map(|_| start);
        let closes = scene.word(end, CheckWord::Total).map(|_| start);
        let Some(from) = opener.or(own).or(closes) else { continue };
        let Some(mark) = from.checked_sub(1) else { continue };
        if !(scene.comma(mark) || scene.dash(mark) || view.mark(mark, "(") || view.mark(mark, ":")) {
            continue;
        }
        // "a total of nine this year": more than what the sentence lists.
        let timed = scene.claims.iter().skip(index + 1).any(|c| match &c.value {
            Value::When(w) => w.grain > Period::Day || c.tokens.start as usize <= end + 2,
            _ => false,
        });
        if timed {
            continue;
        }
        let whole_class = claim.frame.noun.and_then(|n| n.class);
        // Behind a total that counts things the parts may be of any noun.
        let of = if let Of::Count(_) = of { Of::Count(None) } else { of };
        let first = scene
            .claims
            .iter()
            .take(index)
            .position(|c| summable(c).is_some_and(|o| matches!((o, of), (Of::Count(_), Of::Count(_))) || o == of));
        let Some(first) = first.and_then(|f| scene.claims.get(f)) else { continue };
        let Some((parts, upto)) = parts(scene, first.tokens.start as usize, mark, of) else { continue };
        // "Two lorries and three cars collided, a total of nine people being hurt": other things than the parts.
        let other = whole_class.is_some()
            && parts.iter().any(|p| {
                let noun = p.claim.and_then(|c| scene.claims.get(c)).and_then(|c| c.frame.noun);
                noun.is_some_and(|n| n.class != whole_class)
            });
        if upto == mark && parts.len() > 1 && !other && !makes_without_first(scene, claim, &parts) {
            out.extend(judged(scene, index, &parts, Reach::All));
            return;
        }
    }
}

/// "Among the 40 cases, 12 in Tarn and 9 in Orle, a total of 21": the first figure is the whole of the others.
fn makes_without_first(scene: &Scene<'_>, claim: &Claim, parts: &[Part]) -> bool {
    let total = bridge::covers(&claim.value, scene.draft.lexicon);
    let made = parts.get(1..).filter(|p| p.len() > 1).and_then(|p| list::sum(p.iter().map(|p| &p.covers)));
    total.zip(made).is_some_and(|(total, made)| total.meets(&made))
}

/// "Of the 40 seats, 22 went to A, 10 to B and the remaining 9 to C."
fn shared_out(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for (whole, claim) in scene.claims.iter().enumerate() {
        let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let Some(group) = group else { continue };
        let opens = |t: usize| t.checked_sub(1).is_none_or(|b| view.mark(b, ":") || view.mark(b, ";") || scene.dash(b));
        let fronted =
            matches!(group.role, Role::Oblique(p) if view.is(p as usize, Func::Of) && (p <= 1 || opens(p as usize)));
        let Some(of @ Of::Count(_)) = summable(claim) else { continue };
        let first = if fronted {
            let comma = (group.range.end as usize..scene.end()).find(|&t| scene.comma(t) || view.mark(t, ":"));
            // "Of the 40 cars seized 25 were sold, five": the first part may stand before the comma.
            let next = scene.claims.get(whole + 1).filter(|c| summable(c).is_some()).map(|c| c.tokens.start as usize);
            let before = next.filter(|&n| comma.is_none_or(|c| n < c));
            before.or(comma.filter(|c| c - group.range.end as usize <= 6).map(|c| c + 1))
        } else if claim.frame.whole {
            // "31 of the 60 jurors voted to convict, 20 to acquit and the remaining 8 abstained"
            whole
                .checked_sub(1)
                .and_then(|p| scene.claims.get(p))
                .filter(|p| p.frame.part)
                .map(|p| p.tokens.start as usize)
        } else {
            None
        };
        let Some(first) = first else { continue };
        let Some((parts, with)) = dealt(scene, first, whole, of) else { continue };
        let reach = if parts.last().is_some_and(|p| p.rest) { Reach::All } else { Reach::Some };
        if reach == Reach::Some && each_acts(scene, &parts) {
            continue;
        }
        if parts.len() > 1 && (fronted || reach == Reach::All) {
            // "nine lost their roofs, four of them in Tarn": if it comes out either way, it does.
            let sure = with.is_none_or(|with| judged(scene, whole, &with, reach).is_some());
            out.extend(judged(scene, whole, &parts, reach).filter(|_| sure));
            return;
        }
    }
}

/// The parts of a whole that a sentence deals out, each with a verb of its own or none; and the same with the parts
/// of parts among them ("four of them"), where there are any.
fn dealt(scene: &Scene<'_>, from: usize, whole: usize, of: Of<'_>) -> Option<(Vec<Part>, Option<Vec<Part>>)> {
    let view = scene.view;
    let end = scene.end();
    if scene.has(from, end, CheckWord::Some) || scene.has(from, end, CheckWord::Overlap) {
        return None;
    }
    let bounded =
        |t: usize| t == from || t > 0 && (scene.comma(t - 1) || view.mark(t - 1, ";") || view.is(t - 1, Func::And));
    let (mut out, mut subs): (Vec<Part>, Vec<(usize, Part)>) = (Vec::new(), Vec::new());
    for (index, claim) in scene.claims.iter().enumerate() {
        let start = claim.tokens.start as usize;
        if index == whole || start < from || summable(claim).is_none() {
            continue;
        }
        if !matches!(summable(claim), Some(Of::Count(_))) {
            return None;
        }
        // "the remaining 9": the words before the figure are the item's first.
        let lead = (start.saturating_sub(3)..=start).find(|&t| {
            bounded(t)
                && (t == start
                    || (t..start).all(|i| {
                        view.is(i, Func::The) || view.is(i, Func::Other) || scene.word(i, CheckWord::Rest).is_some()
                    }))
        })?;
        let rest = claim.frame.rest
            || (lead..=start).any(|t| scene.word(t, CheckWord::Rest).is_some() || view.is(t, Func::Other));
        let same = match (of, summable(claim)?) {
            (Of::Count(a), Of::Count(b)) => a.is_none() || b.is_none() || a == b,
            _ => false,
        };
        if !same || out.last().is_some_and(|p: &Part| p.rest) {
            return None;
        }
        let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
        let part = Part { place: scene.place(index)?, claim: Some(index), covers, rest };
        if !out.is_empty() && of_those(scene, claim) {
            subs.push((out.len() + subs.len(), part));
        } else {
            out.push(part);
        }
    }
    let with = (!subs.is_empty()).then(|| {
        let mut all = out.clone();
        for (at, part) in subs {
            all.insert(at.min(all.len()), part);
        }
        all
    });
    Some((out, with))
}

/// "18 play football and 16 sing": with verbs of their own in the present, parts may overlap.
fn each_acts(scene: &Scene<'_>, parts: &[Part]) -> bool {
    let view = scene.view;
    let acts = |claim: &Claim| {
        let at =
            (claim.tokens.start as usize..view.len()).find(|&t| view.token(t).is_some_and(|t| t.pos != Pos::Numeral));
        at.is_some_and(|t| view.hits(t).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(VerbForm::Base))))
    };
    parts.iter().all(|p| p.claim.and_then(|c| scene.claims.get(c)).is_some_and(acts))
}

/// "four of them", "two of whom": a part of the part before.
fn of_those(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    (claim.tokens.start as usize + 1..claim.tokens.end as usize + 1).any(|t| {
        view.is(t, Func::Of)
            && [Func::PluralPronoun, Func::Whom, Func::Which, Func::Demonstrative].iter().any(|&f| view.is(t + 1, f))
    })
}

/// The alarm over parts that do not make their whole.
fn judged(scene: &Scene<'_>, whole: usize, parts: &[Part], reach: Reach) -> Option<Alarm> {
    let claim = scene.claims.get(whole)?;
    let total = bridge::covers(&claim.value, scene.draft.lexicon)?;
    let made = list::sum(parts.iter().map(|p| &p.covers))?;
    let differs = match reach {
        Reach::All => !total.meets(&made),
        Reach::Some => match (made.min, total.max) {
            (Some(a), Some(b)) => a.at > b.at,
            _ => false,
        },
    };
    if !differs || scene.quoted(claim.tokens.start as usize) {
        return None;
    }
    let sum = list::middle(&made);
    let words = scene.words(claim);
    let told: Vec<&str> = parts.iter().map(|p| text(scene, p)).collect();
    let makes = sum.map_or_else(|| String::from("do not make that"), |n| format!("make {}", bridge::number(n)));
    let verb = if reach == Reach::All { "its parts" } else { "the parts that it names" };
    let message = format!("The draft says \"{words}\", but {verb} ({}) {makes}.", quoted(&told));
    let mended = sum.and_then(|n| bridge::rewritten(words, &claim.value, n, scene.draft.lexicon));
    let mut places: Vec<_> = parts.iter().map(|p| p.place.clone()).collect();
    if let Some(last) = parts.last().filter(|p| p.rest)
        && let (Some(n), Some(i)) = (left(claim.value.figure()?.number, parts), last.claim)
        && let (Some(place), Some(part)) = (places.last_mut(), scene.claims.get(i))
    {
        place.mendings.extend(bridge::rewritten(scene.words(part), &part.value, n, scene.draft.lexicon));
    }
    places.push(scene.place(whole)?.mended(mended));
    Some(Alarm::over(Rule::Sum, places, message))
}

/// What a rest would have to be.
fn left(total: Option<Decimal>, parts: &[Part]) -> Option<Decimal> {
    let named = list::sum(parts.iter().filter(|p| !p.rest).map(|p| &p.covers))?;
    let left = total?.checked_sub(list::middle(&named)?)?;
    (left > Decimal::ZERO).then_some(left)
}

fn text<'a>(scene: &Scene<'a>, part: &Part) -> &'a str {
    scene.view.prose.get(part.place.span.start as usize..part.place.span.end as usize).unwrap_or("")
}

/// "“7 men”, “4 women”".
pub(super) fn quoted(texts: &[&str]) -> String {
    texts.iter().map(|t| format!("\"{t}\"")).collect::<Vec<_>>().join(", ")
}
