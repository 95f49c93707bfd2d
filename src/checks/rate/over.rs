//! Shares above all there is: "fell by 130 percent", "turnout was 104 percent", "115 percent of the members said".

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{ChangeOf, Claim, Value};
use crate::lexicon::{CheckWord, Direction, Func, Sense};
use rust_decimal::Decimal;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        let above = claim.value.figure().and_then(|f| f.number).is_some_and(|n| n > Decimal::ONE_HUNDRED);
        if !above || claim.frame.unasserted.is_some() || scene.quoted(claim.tokens.start as usize) {
            continue;
        }
        let why = if fallen(scene, claim) {
            "nothing falls by more than all of it"
        } else if turnout(scene, claim) || of_persons(scene, claim) {
            "a share cannot be larger than its whole"
        } else {
            continue;
        };
        let Some(place) = scene.place(index) else { continue };
        let message = format!("The draft says \"{}\": {why}.", scene.words(claim));
        out.push(Alarm::over(Rule::ImpossibleShare, vec![place], message));
    }
}

/// "Ticket sales fell by 130 percent"; what may be less than nothing may fall so.
fn fallen(scene: &Scene<'_>, claim: &Claim) -> bool {
    let Value::Change { of: ChangeOf::Percent, direction: Direction::Down, ratio: None, .. } = &claim.value else {
        return false;
    };
    let len = scene.view.len();
    let before = (claim.tokens.start as usize).checked_sub(1);
    before.is_some_and(|t| scene.view.is(t, Func::By) || scene.view.token(t).is_some_and(|t| t.pos == Pos::Verb))
        && !scene.has(0, len, CheckWord::Signed)
        && !scene.has_func(0, len, &[Func::If, Func::Would, Func::Modal, Func::Not, Func::Never])
}

/// "Turnout was 104 percent"
fn turnout(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let Value::Percent { points: false, .. } = &claim.value else { return false };
    let Some(be) = (claim.tokens.start as usize).checked_sub(1).filter(|&t| view.is(t, Func::Be)) else { return false };
    let subject = view.token(be).and_then(|t| view.sentence.clauses.get(t.clause as usize)).and_then(|c| c.subject);
    let group = subject.and_then(|g| view.sentence.groups.get(g as usize));
    let end = claim.tokens.end as usize;
    let closed = end >= scene.end() || scene.comma(end) || view.is(end, Func::In);
    closed && group.is_some_and(|g| g.range.indices().any(|t| scene.word(t, CheckWord::Turnout).is_some()))
}

/// "115 percent of the members said": of persons that are there, and do something.
fn of_persons(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let Value::Percent { points: false, .. } = &claim.value else { return false };
    let of = claim.tokens.end as usize;
    if !view.is(of, Func::Of) {
        return false;
    }
    let group = view.token(of + 1).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let Some(group) = group.filter(|g| g.range.start as usize == of + 1) else { return false };
    let head = group.head as usize;
    let person = view.hits(head).any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == view.lexicon.person_class));
    let definite = view.is(of + 1, Func::The) || view.is(of + 1, Func::Possessive) || view.is(of + 1, Func::All);
    // A finite verb of which they are the subject.
    let end = group.range.end as usize;
    let verb = view.token(end).is_some_and(|t| {
        t.pos == Pos::Aux || view.sentence.clauses.get(t.clause as usize).and_then(|c| c.verb) == Some(end as u32)
    });
    person
        && definite
        && verb
        && !scene.has_func(0, scene.view.len(), &[Func::Than, Func::Would, Func::Modal, Func::If])
}
