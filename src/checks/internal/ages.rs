//! One person with two ages: "Paul Trent, 54, …" and "the 45-year-old Trent".

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{CheckWord, Func, Period, Sense, Stem};
use crate::verdict::bridge;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Ages of one surname that are held against a new one.
const HELD: usize = 4;

/// An age that somebody has.
#[derive(Debug, Clone, Copy)]
struct Aged {
    given: Option<Stem>,
    /// "Mrs", where no first name stands there.
    title: Option<Stem>,
    years: Decimal,
    claim: usize,
}

/// The ages of a draft so far, by surname.
#[derive(Default)]
pub(super) struct Ages {
    by_surname: FxHashMap<Stem, Vec<Aged>>,
    /// Who was called by a noun alone ("The mayor, 58,"), with the sentence.
    called: Option<(Stem, Decimal, usize, usize)>,
}

/// Reads the ages of a sentence.
pub(super) fn check(scene: &Scene<'_>, ages: &mut Ages, out: &mut Vec<Alarm>) {
    if !scene.claims.iter().any(|c| matches!(c.value, Value::Age { .. } | Value::Number(_))) {
        return;
    }
    // An age of another time, or one that is not sure.
    // "Holt, 54, joined the paper in 2001": so old she is now, where no date stands in front.
    let first = scene.claims.iter().position(|c| matches!(c.value, Value::Age { .. } | Value::Number(_))).unwrap_or(0);
    let dated = |c: &Claim| matches!(&c.value, Value::When(w) if w.grain >= Period::Year || w.written.year.is_some());
    let timed =
        scene.claims.iter().take(first).any(dated) || scene.draft.dateline.is_none() && scene.claims.iter().any(dated);
    let len = scene.view.len();
    if timed
        || scene.has_func(0, len, &[Func::Then, Func::Not, Func::If])
        // "at once" is no time at which it was so.
        || (0..len).any(|t| scene.view.is(t, Func::When) && !t.checked_sub(1).is_some_and(|b| scene.view.is(b, Func::At)))
        || scene.has(0, len, CheckWord::Superseded)
        || scene.has(0, len, CheckWord::Namesake)
    {
        return;
    }
    for (index, claim) in scene.claims.iter().enumerate() {
        let Some((surname, own)) = aged(scene, index, claim) else {
            let Some((noun, years)) = called(scene, claim) else { continue };
            let own = scene.first + index;
            let before = ages.called.replace((noun, years, own, scene.sentence));
            if let Some((other, n, at, sentence)) = before
                && other == noun
                && n != years
                && sentence + 1 == scene.sentence
            {
                let aged = Aged { given: None, title: None, years: n, claim: at };
                out.extend(alarm(scene, aged, index));
            }
            continue;
        };
        let before = ages.by_surname.entry(surname).or_default();
        let titled = |a: &Aged| a.title == own.title || a.title.is_none() || own.title.is_none();
        let same = |a: &Aged| (a.given == own.given || a.given.is_none() || own.given.is_none()) && titled(a);
        // Two of one surname: whose age it is cannot be told.
        let several =
            before.iter().any(|a| before.iter().any(|b| a.given.is_some() && b.given.is_some() && a.given != b.given));
        let other =
            before.iter().find(|a| same(a) && a.years != own.years && !explained(scene, a.years, own.years)).copied();
        if before.len() < HELD {
            before.push(own);
        }
        // "Mrs Rask, 61", "Mrs Rask, 63": called by the same title, she is the same.
        let called = |a: &Aged| a.given.is_some() || a.title.is_some() && a.title == own.title;
        let sure = !several && before.first().is_some_and(called);
        if let Some(other) = other.filter(|_| sure) {
            out.extend(alarm(scene, other, index));
        }
    }
}

/// "The mayor, 58, took office", "The 61-year-old mayor": somebody whom "the" and a noun name, and of whom nothing more is told.
fn called(scene: &Scene<'_>, claim: &Claim) -> Option<(Stem, Decimal)> {
    let view = scene.view;
    let Value::Age { figure, unit: Period::Year } = &claim.value else { return None };
    let years = figure.number.filter(|n| n.is_integer() && figure.hedge.is_none())?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let the = start.checked_sub(1).filter(|&t| view.is(t, Func::The) && t == 0 && view.dash(start + 1));
    let at = if the.is_some() {
        end
    } else {
        start.checked_sub(2).filter(|&t| scene.comma(t + 1) && scene.comma(end) && t == 1 && view.is(0, Func::The))?
    };
    let noun = view.token(at).filter(|t| t.pos == Pos::Noun && !view.lexicon.is_plural(view.text(at)))?;
    let person = view.hits(at).any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == view.lexicon.person_class || view.lexicon.person_class.is_none()))
        || view.hits(at).any(|h| matches!(h.sense, Sense::Office(_)));
    let next = if the.is_some() { at + 1 } else { end + 1 };
    // "The 61-year-old driver of the other car"
    let verb = view.token(next).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    (person && verb && claim.frame.unasserted.is_none() && !scene.quoted(start)).then_some((noun.stem, years))
}

/// Whether a year of the sentence lies as far back as the two ages do from each other: then it was so.
fn explained(scene: &Scene<'_>, one: Decimal, two: Decimal) -> bool {
    let Some(now) = scene.draft.dateline else { return false };
    let gap = (one - two).abs();
    scene.claims.iter().any(|c| match &c.value {
        Value::When(w) => w.written.year.is_some_and(|y| {
            let ago = Decimal::from(i32::from(now.date.year()) - i32::from(y));
            (ago - gap).abs() <= Decimal::TWO
        }),
        _ => false,
    })
}

/// The surname that an age belongs to: "Paul Trent, 54,", "the 45-year-old Trent", "Tara Quill, a 17-year-old".
fn aged(scene: &Scene<'_>, index: usize, claim: &Claim) -> Option<(Stem, Aged)> {
    let view = scene.view;
    let (Value::Age { figure, unit: Period::Year } | Value::Number(figure)) = &claim.value else { return None };
    let years = figure.number.filter(|n| n.is_integer() && figure.hedge.is_none())?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    if claim.frame.unasserted.is_some() || scene.quoted(start) {
        return None;
    }
    let name = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Name && t.capital);
    let article = usize::from(start > 0 && (view.is(start - 1, Func::A)));
    let comma = start.checked_sub(1 + article).filter(|&t| scene.comma(t));
    let closed = scene.comma(end) || article == 1 || end >= scene.end();
    let behind = (end..end + 3)
        .find(|&t| name(t))
        .filter(|&t| (end..t).all(|i| view.token(i).is_some_and(|i| i.pos == Pos::Adjective)));
    let at = match (comma, behind) {
        (_, Some(first)) if start > 0 && view.is(start - 1, Func::The) => (first..).take_while(|&t| name(t)).last()?,
        (Some(comma), _) if closed => comma.checked_sub(1).filter(|&t| name(t))?,
        _ => return None,
    };
    // "of Trent, 54," is of a place or a list as likely.
    let group = view.token(at)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    let first = (0..at).rev().take_while(|&t| name(t)).last().unwrap_or(at);
    if !group.name && behind.is_none()
        || first.checked_sub(1).is_some_and(|t| view.is(t, Func::In) || view.is(t, Func::From))
    {
        return None;
    }
    let given = (first < at).then(|| view.token(first)).flatten().map(|t| t.exact);
    // "Mrs Rask", "Mrs. Rask": a title, and no first name.
    let honorific = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Honorific));
    let before = (first < at).then_some(first).or_else(|| first.checked_sub(1));
    let before = before.map(|t| if view.mark(t, ".") { t.saturating_sub(1) } else { t });
    let title = before.filter(|&t| honorific(t)).and_then(|t| view.token(t)).map(|t| t.exact);
    let given = given.filter(|_| title.is_none() || at > first + 1);
    Some((view.token(at)?.exact, Aged { given, title, years, claim: scene.first + index }))
}

fn alarm(scene: &Scene<'_>, other: Aged, index: usize) -> Option<Alarm> {
    let before = scene.draft.scene_of(other.claim)?;
    let at = other.claim.checked_sub(before.first)?;
    let (a, b) = (before.claims.get(at)?, scene.claims.get(index)?);
    let lexicon = scene.draft.lexicon;
    let line = |c: &Claim| scene.draft.document.line_column(scene.draft.document.source_span(c.span).start).0;
    let message = format!(
        "The text says \"{}\" in line {} and \"{}\" in line {} of one person; both cannot be true.",
        before.words(a),
        line(a),
        scene.words(b),
        line(b)
    );
    let mend = |s: &Scene<'_>, c: &Claim, by: &Claim| {
        by.value.figure().and_then(|f| f.number).and_then(|n| bridge::rewritten(s.words(c), &c.value, n, lexicon))
    };
    let first = before.place(at)?.mended(mend(&before, a, b));
    let second = scene.place(index)?.mended(mend(scene, b, a));
    Some(Alarm::over(Rule::Internal, vec![first, second], message))
}
