//! Shares of those who could choose once: "57 percent voted yes and 47 percent no", "62 percent voted to leave and 48 percent to
//! stay", "with 57 percent voting, 53 percent stayed away", "52 percent for one, 44 for the other, with 14 percent undecided".

use super::super::scene::Scene;
use super::shares::Share;
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Func, Sense};

/// Tokens between a share and the verb of those that it is of.
const FAR: usize = 7;

/// Shares that exclude each other, since each has one choice.
pub(super) fn check(scene: &Scene<'_>, shares: &[Share]) -> bool {
    one_way(scene, shares)
        || turned_out(scene, shares)
        || undecided(scene, shares)
        || to_theirs(scene, shares)
        || opposed(scene, shares)
}

/// "54 percent voted for Reyes in Osk": a place of its own behind a share, up to the next mark or "and".
pub(super) fn placed(scene: &Scene<'_>, from: usize) -> bool {
    let view = scene.view;
    (from..scene.end())
        .take_while(|&t| view.token(t).is_some_and(|t| !matches!(t.pos, Pos::Mark | Pos::Conjunction)))
        .any(|t| view.is(t, Func::In) || view.is(t, Func::Among))
}

/// Whether a share opens a conjunct of its own.
fn led(scene: &Scene<'_>, share: &Share) -> bool {
    let view = scene.view;
    share.from.checked_sub(1).is_some_and(|t| {
        scene.comma(t) || view.is(t, Func::And) || view.mark(t, ";") || view.is(t, Func::While) || view.is(t, Func::But)
    })
}

/// The first token behind a word that stands behind a share, with no other figure and no mark between.
fn behind(scene: &Scene<'_>, share: &Share, words: &[CheckWord]) -> Option<usize> {
    let view = scene.view;
    let plain = |t: usize| {
        scene.claim_over(t).is_none()
            && view.token(t).is_some_and(|t| {
                !matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Relative | Pos::Subordinator | Pos::Numeral)
            })
    };
    for t in share.to..share.to + FAR {
        if let Some(len) = words.iter().find_map(|&w| scene.word(t, w)) {
            return Some(t + len);
        }
        if !plain(t) {
            return None;
        }
    }
    None
}

/// How somebody chose.
#[derive(PartialEq, Eq)]
enum Way {
    Answer,
    Act,
    Somebody,
}

/// "yes", "to leave", "Blanc", "for Holt".
fn way(scene: &Scene<'_>, at: usize) -> Option<Way> {
    let view = scene.view;
    let at = at + usize::from(view.is(at, Func::For));
    let at = at + usize::from(view.is(at, Func::The) && view.token(at + 1).is_some_and(|t| t.capital));
    if view.is(at, Func::To) && view.token(at + 1).is_some_and(|t| t.pos == Pos::Verb) {
        return Some(Way::Act);
    }
    if view.token(at).is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun) && t.capital) {
        return Some(Way::Somebody);
    }
    let ends = |t: usize| view.token(t).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    scene.word(at, CheckWord::Answer).is_some_and(|len| ends(at + len)).then_some(Way::Answer)
}

/// "57 percent voted yes and 47 percent no"
fn one_way(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let [first, rest @ ..] = shares else { return false };
    // "Asked which party they would vote for, 44 percent said the Greens"
    let asked = scene.has(0, first.from, CheckWord::One);
    let said = |t: usize| {
        let says = |t: usize| scene.view.hits(t).any(|h| matches!(h.sense, Sense::Reporting(_)));
        (t < scene.end() && asked && says(t)).then_some(t + 1)
    };
    let own = behind(scene, first, &[CheckWord::Vote]).or_else(|| said(first.to));
    let Some(own) = own.and_then(|t| way(scene, t)) else { return false };
    !rest.is_empty()
        && shares.iter().all(|s| !placed(scene, s.to))
        && rest.iter().all(|s| led(scene, s) && (s.rest || way(scene, s.to).is_some_and(|w| w == own)))
}

/// "With 57 percent of the electorate voting, 53 percent stayed away", "Turnout was 63 percent: 47 percent stayed at home".
fn turned_out(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let [one, two] = shares else { return false };
    let view = scene.view;
    let turnout = |s: &Share| {
        let before = (s.from.saturating_sub(4)..s.from).any(|t| scene.word(t, CheckWord::Turnout).is_some());
        before
            && s.from
                .checked_sub(1)
                .is_some_and(|t| view.is(t, Func::Be) || view.is(t, Func::Of) || view.is(t, Func::At))
            || behind(scene, s, &[CheckWord::Attends]).is_some() && behind(scene, s, &[CheckWord::Absents]).is_none()
    };
    let absent = |s: &Share| behind(scene, s, &[CheckWord::Absents]).is_some();
    let times = scene.claims.iter().filter(|c| matches!(c.value, crate::claims::Value::When(_))).count();
    // "63 percent in Osk; in Lier 47 percent stayed at home"
    let led = (one.to..two.from).any(|t| view.is(t, Func::In));
    let here = !led && !placed(scene, two.to);
    here && times < 2 && (turnout(one) && absent(two) || absent(one) && turnout(two))
}

/// "52 percent for the president, 44 percent for his challenger, with 14 percent undecided": one question, and those who had
/// no answer to it.
fn undecided(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let Some((last, others)) = shares.split_last() else { return false };
    let person = |t: usize| {
        view.token(t).is_some_and(|x| x.pos == Pos::Name)
            || view.hits(t).any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == view.lexicon.person_class))
    };
    let beside = |s: &Share| {
        let near = |t: usize| scene.claim_over(t).is_none() && person(t);
        (s.from.saturating_sub(2)..s.from).any(near) || (s.to..s.to + 4).any(near)
    };
    let with = last.from.checked_sub(1).is_some_and(|t| view.is(t, Func::With) || view.is(t, Func::And));
    let none = scene.word(last.to, CheckWord::Side).is_some_and(|len| last.to + len >= scene.end());
    others.len() > 1 && with && none && others.iter().all(beside) && others.iter().skip(1).all(|s| one_mark(scene, s))
}

/// At most one comma or "and" with the words of its holder stands in front of a share.
fn one_mark(scene: &Scene<'_>, share: &Share) -> bool {
    let view = scene.view;
    (share.from.saturating_sub(5)..share.from).any(|t| scene.comma(t) || view.is(t, Func::And))
}

/// "won 53.2 percent of the vote to Mr Bello's 48.6 percent"
fn to_theirs(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let Some(whose) = two.from.checked_sub(1).filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive))
    else {
        return false;
    };
    let name = (one.to..whose)
        .rev()
        .take_while(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Noun | Pos::Determiner)));
    let Some(to) =
        name.last().and_then(|t| t.checked_sub(1)).filter(|&t| view.is(t, Func::To) || view.is(t, Func::Against))
    else {
        return false;
    };
    let votes = (one.to..to).any(|t| scene.word(t, CheckWord::Ballot).is_some());
    let won = [CheckWord::Share, CheckWord::Outcome, CheckWord::Beats];
    let won = (one.from.saturating_sub(3)..one.from).any(|t| won.iter().any(|&w| scene.word(t, w).is_some()));
    to <= one.to + 3 && (votes || won && to == one.to)
}

/// "80 percent passed and 30 percent failed": nobody does both.
fn opposed(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let [one, two] = shares else { return false };
    let pairs = [
        (CheckWord::Passes, CheckWord::Fails),
        (CheckWord::Lives, CheckWord::Dies),
        (CheckWord::Convicts, CheckWord::Clears),
        (CheckWord::Accepts, CheckWord::Refuses),
    ];
    let ends = |t: usize| scene.view.token(t).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction));
    let is = |s: &Share, w: CheckWord| behind(scene, s, &[w]).is_some_and(ends);
    led(scene, two) && pairs.iter().any(|&(a, b)| is(one, a) && is(two, b) || is(one, b) && is(two, a))
}
