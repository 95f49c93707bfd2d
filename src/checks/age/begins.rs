//! Words of beginning and their dates: "born in 1961", "built in 1906", "(1901–1963)", and the end that a sentence tells.

use super::super::alarm::Place;
use super::super::scene::Scene;
use super::{Begin, Days, days, subject};
use crate::analysis::{ClauseKind, Pos};
use crate::claims::{Value, WhenShape};
use crate::lexicon::{CheckWord, Func, OfficeWord, Period, Sense, SenseKind};
use jiff::civil::Date;

/// All words of beginning with a date of their own, and life dates in brackets.
pub(super) fn begins(scene: &Scene<'_>) -> Vec<Begin> {
    let view = scene.view;
    let mut out: Vec<Begin> = Vec::new();
    for at in 0..view.len() {
        let told = view.may(at, SenseKind::Office) || view.may(at, SenseKind::Check);
        let begins = told
            && view.hits(at).any(|h| match h.sense {
                Sense::Office(id) => {
                    matches!(view.lexicon.offices.get(id as usize), Some(OfficeWord::Born | OfficeWord::Founded))
                }
                Sense::Check(CheckWord::Birth) => true,
                Sense::Check(CheckWord::Made) => {
                    view.token(at).is_some_and(|t| t.pos == Pos::Verb) && passive(scene, at)
                }
                _ => false,
            });
        let birth = scene.word(at, CheckWord::Birth);
        let verbal = view.token(at).is_some_and(|t| t.pos != Pos::Noun) || view.mark(at + 1, ".") || birth.is_some();
        if !begins || !verbal {
            continue;
        }
        let made = scene.word(at, CheckWord::Made).filter(|_| birth.is_none());
        let from = at + birth.or(made).map_or(0, |len| len - 1);
        let Some((place, days, to)) = date_behind(scene, from) else { continue };
        if out.last().is_some_and(|b| b.place.span == place.span) {
            continue;
        }
        let claim = place.claim.and_then(|c| c.checked_sub(scene.first));
        let from =
            (at.saturating_sub(3)..at).rev().find(|&t| scene.comma(t) || view.mark(t, "(")).map_or(at, |t| t + 1);
        let whose =
            if from > 0 && view.mark(from - 1, "(") { group_before(scene, from - 1) } else { subject(scene, at) };
        out.push(Begin { claim, place, days, whose, aside: (from, to), end: None });
    }
    for open in 0..view.len() {
        if !view.mark(open, "(") || !view.mark(open + 4, ")") {
            continue;
        }
        let Some((first, last)) = scene.years(open + 1) else { continue };
        let named = group_before(scene, open).filter(|&g| view.sentence.groups.get(g as usize).is_some_and(|g| g.name));
        let year = |y: i16| Some((Date::new(y, 1, 1).ok()?, Date::new(y, 12, 31).ok()?));
        let claim = scene.claim_over(open + 1).or_else(|| scene.claim_over(open + 3));
        let place = scene.tokens(open + 1, open + 4).map(|p| Place { claim: claim.map(|c| scene.first + c), ..p });
        if let (Some(whose), Some(days), Some(end), Some(place)) = (named, year(first), year(last), place) {
            out.push(Begin { claim, place, days, whose: Some(whose), aside: (open + 1, open + 4), end: Some(end) });
        }
    }
    out
}

/// "built in 1906", "was founded in 1920": it was made, and made nothing.
fn passive(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    // "opened its doors in"
    let next = at + scene.word(at, CheckWord::Made).unwrap_or(1);
    let behind = view.is(next, Func::In) || view.is(next, Func::On) || view.is(next, Func::By);
    // "The theatre opened in 1919": right behind its subject.
    let subject = |t: usize| {
        let clause = view.token(at).and_then(|t| view.sentence.clauses.get(t.clause as usize));
        let group = clause.and_then(|c| c.subject).and_then(|g| view.sentence.groups.get(g as usize));
        group.is_some_and(|g| g.range.end as usize == t + 1)
    };
    // "The bakery, which opened in 1989,"
    let which = |t: usize| {
        let clause = view.token(at).and_then(|t| view.sentence.clauses.get(t.clause as usize));
        clause.is_some_and(|c| c.kind == ClauseKind::Relative && c.antecedent.is_some() && c.range.start as usize == t)
    };
    // "a railway laid in 1891": right behind what it says something of.
    let hung = || {
        let clause = view.token(at).and_then(|t| view.sentence.clauses.get(t.clause as usize));
        let group = clause.filter(|c| c.kind == ClauseKind::Participle).and_then(|c| c.antecedent);
        group.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| g.range.end as usize == at)
    };
    let begins = hung()
        || at.checked_sub(1).is_none_or(|t| {
            scene.comma(t)
                || view.mark(t, "(")
                || view.is(t, Func::Be)
                || view.is(t, Func::Been)
                || subject(t)
                || which(t)
        });
    behind && begins
}

pub(super) fn group_before(scene: &Scene<'_>, at: usize) -> Option<u16> {
    scene.view.token(at.checked_sub(1)?)?.group
}

/// The first date behind a word, with at most a place between them, and where it ends. Years long past, which are
/// read as numbers elsewhere, are years behind such a word.
fn date_behind(scene: &Scene<'_>, at: usize) -> Option<(Place, Days, usize)> {
    let view = scene.view;
    for next in at + 1..(at + 8).min(view.len()) {
        if let Some(index) = scene.claim_at(next) {
            let claim = scene.claims.get(index)?;
            if let Value::When(when) = &claim.value {
                return Some((scene.place(index)?, days(when)?, claim.tokens.end as usize));
            }
        }
        let text = view.text(next);
        if text.len() == 4 && view.digits(next) && (view.is(next - 1, Func::In) || next == at + 1) {
            let year: i16 = text.parse().ok()?;
            let days = (Date::new(year, 1, 1).ok()?, Date::new(year, 12, 31).ok()?);
            let ends =
                view.token(next + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Conjunction | Pos::Preposition));
            return ends.then(|| scene.tokens(next, next + 1)).flatten().map(|p| (p, days, next + 1));
        }
        // "died at the age of 83 on 4 May 2021"
        let aged = |i: usize| scene.claims.get(i).is_some_and(|c| matches!(c.value, Value::Age { .. }));
        if scene.claim_over(next).is_some_and(aged) {
            continue;
        }
        let token = view.token(next)?;
        let stop = (view.mark(next, ".") || view.mark(next, ":")) && next == at + 1;
        if !stop && !matches!(token.pos, Pos::Preposition | Pos::Name | Pos::Determiner) {
            return None;
        }
    }
    None
}

/// The days of a death that the sentence tells.
pub(super) fn ended(scene: &Scene<'_>) -> Option<Days> {
    let view = scene.view;
    let full =
        || (0..view.len()).filter(|&at| died(scene, at)).find_map(|at| date_behind(scene, at)).map(|(_, days, _)| days);
    // "who died on Tuesday": counted from the dateline.
    let counted = || {
        let at = (0..view.len()).find(|&at| died(scene, at))?;
        let claim = (at + 1..at + 3).find_map(|t| scene.claim_at(t)).and_then(|i| scene.claims.get(i))?;
        let Value::When(when) = &claim.value else { return None };
        // "last week" is one of two: any of the days of both.
        let first = when.readings.first().filter(|_| matches!(when.shape, WhenShape::On | WhenShape::Range))?;
        let sure = scene.draft.dateline.is_some() && when.grain <= Period::Week && !when.hedged;
        let spans = when.readings.iter().chain(&when.halo).chain(&when.ends);
        let last = spans.filter_map(|r| r.to).max().or(first.to)?;
        sure.then(|| Some((first.from?.date(), last.date().yesterday().ok()?))).flatten()
    };
    full().or_else(counted)
}

pub(super) fn died(scene: &Scene<'_>, at: usize) -> bool {
    scene.view.hits(at).any(|h| {
        matches!(h.sense, Sense::Office(id) if scene.view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Died))
    })
}
