//! `vote`: more votes than the body has seats, a motion carried by the smaller side, a majority or an unanimity that
//! the votes are not.

mod body;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, NumeralKind, Stem};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Two sides of one vote, as they are written.
struct Tally {
    place: Place,
    first: u64,
    second: u64,
    /// First and one past the last token.
    from: usize,
    to: usize,
    /// The verb of the vote in front of it.
    verb: usize,
}

/// The votes of a draft so far: what was voted on, by its nouns, and how.
#[derive(Default)]
pub(super) struct Votes {
    held: Vec<Voted>,
}

/// One vote.
struct Voted {
    sentence: usize,
    verb: Stem,
    on: Vec<Stem>,
    sides: (u64, u64),
    place: Place,
    words: String,
}

/// Votes that are held against a new one, and sentences between two that tell of one.
const HELD: usize = 8;
const NEAR: usize = 2;

/// "passed the water bill by 38 votes to 21. The water bill, passed by 38 votes to 12": one vote told twice.
fn again(scene: &Scene<'_>, tally: &Tally, votes: &mut Votes) -> Option<Alarm> {
    let view = scene.view;
    let clause = view.sentence.clauses.get(view.token(tally.verb)?.clause as usize)?;
    // What was voted on stands behind the verb, or the clause says of it that it was.
    let object = view.token(tally.verb + 1)?.group.filter(|_| tally.verb + 1 < tally.from);
    let on = object.or(clause.antecedent).or(clause.subject.filter(|_| clause.passive))?;
    let group = view.sentence.groups.get(on as usize)?;
    let definite = view.is(group.range.start as usize, Func::The);
    let on: Vec<Stem> = group
        .range
        .indices()
        .filter_map(|t| view.token(t))
        .filter(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective))
        .map(|t| t.stem)
        .collect();
    let other = [Func::Again, Func::Another, Func::Earlier, Func::Later, Func::Not, Func::Then];
    if !definite || on.is_empty() || clause.negated || scene.has_func(0, view.len(), &other) {
        return None;
    }
    let own = Voted {
        sentence: scene.sentence,
        verb: view.token(tally.verb)?.stem,
        on,
        sides: (tally.first, tally.second),
        place: tally.place.clone(),
        words: words(scene, tally).to_owned(),
    };
    let ranked = scene.claims.iter().any(|c| matches!(c.value, Value::Ordinal(_)));
    let before = votes.held.iter().find(|v| {
        v.verb == own.verb && v.on == own.on && v.sides != own.sides && scene.sentence <= v.sentence + NEAR && !ranked
    });
    let alarm = before.map(|v| {
        let message =
            format!("The draft tells one vote as \"{}\" and as \"{}\"; both cannot be true.", v.words, own.words);
        let (one, two) =
            (v.place.clone().mended(Some(own.words.clone())), own.place.clone().mended(Some(v.words.clone())));
        Alarm::over(Rule::Internal, vec![one, two], message)
    });
    if votes.held.len() < HELD {
        votes.held.push(own);
    }
    alarm
}

pub(super) fn check(scene: &Scene<'_>, votes: &mut Votes, out: &mut Vec<Alarm>) {
    for index in 0..scene.claims.len() {
        let Some(tally) = tally(scene, index).or_else(|| sided(scene, index)) else { continue };
        if scene.quoted(tally.from) {
            continue;
        }
        let alarm = seats(scene, &tally)
            .or_else(|| unanimous(scene, &tally))
            .or_else(|| carried(scene, &tally))
            .or_else(|| margin(scene, &tally))
            .or_else(|| again(scene, &tally, votes));
        if let Some(alarm) = alarm {
            out.push(alarm);
            return;
        }
    }
    out.extend(body::check(scene));
}

/// "voted 7-5", "by 28 votes to 24", behind a verb of voting.
fn tally(scene: &Scene<'_>, index: usize) -> Option<Tally> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    if claim.frame.unasserted.is_some() {
        return None;
    }
    let (first, second, to) = match &claim.value {
        Value::Score(sides) => match sides.as_slice() {
            &[a, b] => (a, b, end),
            _ => return None,
        },
        Value::Quantity { .. } | Value::Number(_) if view.is(end, Func::To) => {
            // "ruled six to four": right behind the verb.
            let ruled = matches!(claim.value, Value::Number(_))
                && start.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Votes).is_some());
            let votes = ruled
                || claim
                    .frame
                    .noun
                    .and_then(|n| n.token)
                    .is_some_and(|t| scene.word(t as usize, CheckWord::Ballot).is_some());
            let first = count(claim).filter(|_| votes)?;
            let second = scene.claim_at(end + 1).and_then(|i| scene.claims.get(i));
            let (second, to) = match second {
                Some(second) => (count(second)?, second.tokens.end as usize),
                None => {
                    let (numeral, len) = view.numeral(end + 1).filter(|(n, _)| n.kind == NumeralKind::Cardinal)?;
                    (u64::try_from(numeral.value).ok()?, end + 1 + len)
                }
            };
            (first, second, to)
        }
        _ => return None,
    };
    // "by 131 votes to 118", "by a vote of 131 to 118"
    let vote_of = start.checked_sub(4).is_some_and(|t| {
        view.is(t, Func::By)
            && view.is(t + 1, Func::A)
            && scene.word(t + 2, CheckWord::Ballot).is_some()
            && view.is(t + 3, Func::Of)
    });
    let by = vote_of || start.checked_sub(1).is_some_and(|t| view.is(t, Func::By));
    let clause = view.token(start)?.clause;
    let upto = if vote_of { start - 4 } else { start };
    let verb = (0..upto).rev().find(|&t| {
        scene.word(t, CheckWord::Votes).is_some() && view.token(t).is_some_and(|t| t.clause == clause || by)
    })?;
    // "voted 7-5": only between verb and figure; "by" binds from further off.
    // "voted unanimously, 5-1,"
    let one = scene
        .word(verb + 1, CheckWord::Unanimous)
        .is_some_and(|len| (verb + 1 + len..start).all(|t| scene.comma(t) || scene.dash(t) || view.mark(t, "(")));
    let right = verb + 1 == start || one || by && (verb..start).all(|t| scene.claim_over(t).is_none());
    let place = Place { claim: Some(scene.first + index), ..scene.tokens(start, to)? };
    let denied = view.token(verb).and_then(|t| view.sentence.clauses.get(t.clause as usize)).is_some_and(|c| c.negated);
    (right && !denied).then_some(Tally { place, first, second, from: start, to, verb })
}

/// "40 in favour and 35 against", "35 backed the bill and 33 opposed it": each side behind its figure.
fn sided(scene: &Scene<'_>, index: usize) -> Option<Tally> {
    let view = scene.view;
    let (one, two) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let plain = |c: &Claim| {
        let bare = matches!(c.value, Value::Number(_)) || c.frame.noun.is_some_and(|n| n.left_out || n.token.is_none());
        // "61 votes in favour"
        let ballot =
            c.frame.noun.and_then(|n| n.token).is_some_and(|t| scene.word(t as usize, CheckWord::Ballot).is_some());
        (bare || ballot) && c.frame.unasserted.is_none() && !c.frame.rate && !c.frame.part
    };
    let (a, b) = (one.tokens.end as usize, two.tokens.end as usize);
    let backs = scene.word(a, CheckWord::Pro).is_some() && view.token(a).is_some_and(|t| t.pos == Pos::Verb);
    let favour = scene.word(a, CheckWord::Side).is_some() || view.is(a, Func::For);
    let against = view.is(b, Func::Against) && view.token(b + 1).is_none_or(|t| t.pos == Pos::Mark);
    let opposed = scene.word(b, CheckWord::Con).is_some() && view.token(b).is_some_and(|t| t.pos == Pos::Verb);
    let (from, to) = (one.tokens.start as usize, b);
    let near = a + 5 >= two.tokens.start as usize;
    if !plain(one) || !plain(two) || !(favour || backs) || !(against || opposed) || !near {
        return None;
    }
    // The verb of the vote in front, or that of the first side.
    let voted = (0..from).rev().find(|&t| scene.word(t, CheckWord::Votes).is_some());
    let verb = voted.or(backs.then_some(a))?;
    let place = Place { claim: Some(scene.first + index), ..scene.tokens(from, to)? };
    let negated =
        view.token(verb).and_then(|t| view.sentence.clauses.get(t.clause as usize)).is_some_and(|c| c.negated);
    (!negated).then_some(Tally { place, first: count(one)?, second: count(two)?, from, to, verb })
}

fn count(claim: &Claim) -> Option<u64> {
    let figure = claim.value.figure().filter(|f| f.hedge.is_none())?;
    figure.number.filter(Decimal::is_integer).and_then(|n| u64::try_from(n).ok())
}

fn words<'a>(scene: &Scene<'a>, tally: &Tally) -> &'a str {
    scene.view.stretch(tally.from, tally.to)
}

/// "The 11-member board voted 7-5."
fn seats(scene: &Scene<'_>, tally: &Tally) -> Option<Alarm> {
    let view = scene.view;
    // "The nine judges voted": all of them, right before the verb.
    let voters = |c: &Claim| {
        let group = c.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        c.frame.definite && group.is_some_and(|g| g.range.end as usize == tally.verb)
    };
    let hyphened = |c: &Claim| c.tokens.indices().any(|t| view.dash(t)) || voters(c);
    let mut bodies = scene.claims.iter().enumerate().filter(|(_, c)| {
        matches!(c.value, Value::Quantity { .. }) && (c.tokens.end as usize) <= tally.verb && hyphened(c)
    });
    let (index, body) = bodies.next().filter(|_| bodies.next().is_none())?;
    let size = count(body)?;
    let seat = body.frame.noun.is_some_and(|n| n.class.is_some() && n.class == view.lexicon.person_class)
        || body.tokens.indices().any(|t| scene.word(t, CheckWord::Seat).is_some());
    let cast = tally.first.checked_add(tally.second)?;
    let between = (body.tokens.end as usize..tally.verb).any(|t| scene.comma(t) || view.is(t, Func::And));
    if !seat || between || cast <= size {
        return None;
    }
    let message = format!(
        "The draft says \"{}\" of \"{}\", but {} and {} make {cast} votes.",
        words(scene, tally),
        scene.words(body),
        tally.first,
        tally.second
    );
    let mended = bridge::rewritten(scene.words(body), &body.value, Decimal::from(cast), view.lexicon);
    // One side or the other has so many fewer.
    let seats = count(body)?;
    let fewer = |side: u64, other: u64| seats.checked_sub(other).filter(|n| *n < side);
    let mut place = tally.place.clone();
    place.mendings.extend(fewer(tally.first, tally.second).and_then(|n| retold(scene, tally, n, tally.second)));
    place.mendings.extend(fewer(tally.second, tally.first).and_then(|n| retold(scene, tally, tally.first, n)));
    Some(Alarm::over(Rule::Vote, vec![scene.place(index)?.mended(mended), place], message))
}

/// The words of a tally with other sides.
fn retold(scene: &Scene<'_>, tally: &Tally, first: u64, second: u64) -> Option<String> {
    let words = words(scene, tally);
    let claim = scene.claims.get(tally.place.claim?.checked_sub(scene.first)?)?;
    if let Value::Score(_) = claim.value {
        let (a, b) = (tally.first.to_string(), tally.second.to_string());
        let head = words.strip_prefix(a.as_str())?;
        return Some(format!("{first}{}{second}", head.strip_suffix(b.as_str())?));
    }
    let own = scene.words(claim);
    let rest = words.strip_prefix(own)?;
    let same = |n: u64, side: u64, text: &str, value: &Value| {
        if n == side {
            Some(text.to_owned())
        } else {
            bridge::rewritten(text, value, Decimal::from(n), scene.draft.lexicon)
        }
    };
    let head = same(first, tally.first, own, &claim.value)?;
    let last = scene.view.text(tally.to.checked_sub(1)?);
    let joined = rest.strip_suffix(last)?;
    let digits = last.bytes().all(|b| b.is_ascii_digit());
    let figure =
        crate::claims::Figure { digits, ..crate::claims::Figure::exact(Decimal::from(tally.second), Decimal::ONE) };
    let tail = same(second, tally.second, last, &Value::Number(figure))?;
    Some(format!("{head}{joined}{tail}"))
}

/// "voted unanimously, by eight votes to one"
fn unanimous(scene: &Scene<'_>, tally: &Tally) -> Option<Alarm> {
    let view = scene.view;
    if tally.first == 0 || tally.second == 0 {
        return None;
    }
    let before = tally.verb.checked_sub(1).filter(|&t| scene.word(t, CheckWord::Unanimous) == Some(1));
    let inner = || (tally.verb..tally.from).find(|&t| scene.word(t, CheckWord::Unanimous).is_some());
    let at = before.or_else(inner)?;
    let behind = at + scene.word(at, CheckWord::Unanimous)?;
    // "unanimously approved the park, by 9 votes to 2": the tally is that of the verb.
    let bound = before.is_some()
        || (behind..tally.from).all(|t| scene.comma(t) || scene.dash(t) || view.mark(t, "(") || view.is(t, Func::By));
    if !bound {
        return None;
    }
    let place = scene.tokens(at, behind)?;
    let message = format!(
        "The draft says \"{}\" of a vote of \"{}\", but not all voted on one side.",
        view.stretch(at, behind),
        words(scene, tally)
    );
    let mut alarm = Alarm::over(Rule::Vote, vec![place, tally.place.clone()], message);
    alarm.at = 0;
    Some(alarm)
}

/// "approved by 7 votes to 9"
fn carried(scene: &Scene<'_>, tally: &Tally) -> Option<Alarm> {
    let view = scene.view;
    let won = scene.word(tally.verb, CheckWord::Carried).is_some();
    // What is needed may be less than half.
    let asserted = !scene.has_func(0, tally.from, &[Func::Not, Func::Never, Func::If, Func::Would, Func::Modal]);
    if !won || !asserted || tally.first >= tally.second {
        return None;
    }
    let (text, verb) = (words(scene, tally), view.text(tally.verb));
    let message =
        format!("The draft says \"{verb}\" of \"{text}\", but {} are fewer than {}.", tally.first, tally.second);
    // The other way round; or it was not carried.
    let turned = retold(scene, tally, tally.second, tally.first);
    let place = tally.place.clone().mended(turned);
    let lost = verb.ends_with("ed").then(|| String::from("rejected"));
    Some(Alarm::over(Rule::Vote, vec![scene.tokens(tally.verb, tally.verb + 1)?.mended(lost), place], message))
}

/// "by 28 votes to 24, a majority of three"
fn margin(scene: &Scene<'_>, tally: &Tally) -> Option<Alarm> {
    let view = scene.view;
    let mut at = tally.to;
    at += usize::from(scene.comma(at) || scene.dash(at) || view.mark(at, "("));
    at += usize::from(view.is(at, Func::A));
    at += scene.word(at, CheckWord::Margin)?;
    if at == tally.to || !view.is(at, Func::Of) {
        return None;
    }
    let index = scene.claim_at(at + 1)?;
    let claim = scene.claims.get(index)?;
    // "a margin of 12 votes" is read as the change that it is.
    let said = match &claim.value {
        Value::Number(_) | Value::Quantity { .. } => count(claim)?,
        Value::Change { figure: Some(f), ratio: None, .. } if f.hedge.is_none() => {
            f.number.filter(Decimal::is_integer).and_then(|n| u64::try_from(n).ok())?
        }
        _ => return None,
    };
    let (most, least) = (tally.first.max(tally.second), tally.first.min(tally.second));
    let gap = most - least;
    let end = claim.tokens.end as usize;
    let closed = end >= scene.end() || scene.comma(end) || scene.dash(end) || view.mark(end, ")");
    // A majority is also counted from half of the votes, or is all of the larger side.
    if !closed || [gap, gap / 2, gap.div_ceil(2), most].contains(&said) {
        return None;
    }
    let message =
        format!("The draft says \"{}\", but {most} to {least} is a difference of {gap}.", view.stretch(at - 1, end));
    let mended = bridge::rewritten(scene.words(claim), &claim.value, Decimal::from(gap), view.lexicon);
    let larger = least.checked_add(said);
    let right = larger.and_then(|n| {
        let (a, b) = if tally.first >= tally.second { (n, least) } else { (least, n) };
        retold(scene, tally, a, b)
    });
    let place = tally.place.clone().mended(right);
    Some(Alarm::over(Rule::Vote, vec![place, scene.place(index)?.mended(mended)], message))
}
