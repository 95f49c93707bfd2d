//! "The three-day hearing, on 9 and 10 November,": so many days announced, and more or fewer of them named.

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{CalendarWord, CheckWord, Func, Period};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Tokens between the length and its days.
const FAR: usize = 5;
/// Days that are named at most.
const MOST: usize = 10;

pub(super) fn check(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let Value::Duration { figure, unit: Period::Day, .. } = &claim.value else { return None };
    let said = figure.number.filter(|n| figure.hedge.is_none() && n.is_integer() && *n > Decimal::ONE)?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let sure = claim.frame.unasserted.as_ref().is_none_or(|u| u.ahead) && !scene.quoted(start);
    // "The three-day hearing", "over three days"
    let hyphened = claim.tokens.indices().any(|t| view.dash(t));
    let over = start.checked_sub(1).is_some_and(|t| {
        [Func::Over, Func::For, Func::In].iter().any(|&f| view.is(t, f)) || scene.word(t, CheckWord::Lasts).is_some()
    });
    let hangs = |t: usize| {
        view.is(t, Func::Of)
            || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective))
    };
    let opened = (end..=end + FAR).find(|&t| !hangs(t))?;
    let marked = scene.comma(opened) || view.mark(opened, "(") || scene.dash(opened) || view.mark(opened, ":");
    if !sure || !marked || !(hyphened && opened > end || over && opened == end) {
        return None;
    }
    let from = opened + 1 + usize::from(view.is(opened + 1, Func::On));
    let (named, to) = named(scene, from)?;
    let closed = to >= scene.end() || view.token(to).is_some_and(|t| t.pos == Pos::Mark && !view.dash(to));
    let right = Decimal::from(named);
    if !closed || right == said {
        return None;
    }
    let (words, list) = (scene.words(claim), view.stretch(from, to));
    let message = format!("The draft says \"{words}\" and names {} of them: \"{list}\".", bridge::number(right));
    let mended = bridge::rewritten(words, &claim.value, right, scene.draft.lexicon);
    let places = vec![scene.place(index)?.mended(mended), scene.tokens(from, to)?];
    Some(Alarm { at: 0, ..Alarm::over(Rule::Interval, places, message) })
}

/// How many days a list names, and where it ends: "9, 10 and 11 November", "Friday and Saturday".
fn named(scene: &Scene<'_>, from: usize) -> Option<(usize, usize)> {
    let view = scene.view;
    let month = |t: usize| {
        view.calendar(t, |w| matches!(w, CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_)).then_some(()))
            .is_some()
    };
    let weekday =
        |t: usize| view.calendar(t, |w| if let CalendarWord::Weekday(n) = w { Some(n) } else { None }).map(|(n, _)| n);
    let day = |t: usize| -> Option<u8> {
        let digit = view.token(t).is_some_and(|t| t.digit);
        let text = view.text(t).trim_end_matches(|c: char| c.is_alphabetic());
        text.parse().ok().filter(|n| digit && (1..=31).contains(n))
    };
    let (mut days, mut weekdays, mut months) = (Vec::new(), Vec::new(), 0);
    let (mut at, mut and) = (from, false);
    // What stands between two of them: nothing, a comma, "and".
    let mut open = true;
    while days.len().max(weekdays.len()) <= MOST {
        if let Some(n) = weekday(at).filter(|_| open) {
            weekdays.push(n);
            open = day(at + 1).is_some() || month(at + 1);
        } else if month(at) {
            months += 1;
            // "November 9 and 10"
            open |= day(at + 1).is_some() && days.is_empty();
        } else if let Some(n) = day(at).filter(|_| open) {
            days.push(n);
            open = false;
        } else if view.is(at, Func::And) && !and && !open {
            (and, open) = (true, true);
        } else if scene.comma(at) && !and && !open && (day(at + 1).is_some() || weekday(at + 1).is_some()) {
            open = true;
        } else if !view.is(at, Func::The) || !open {
            break;
        }
        at += 1;
    }
    let apart = |list: &[u8]| list.windows(2).all(|w| matches!(w, [a, b] if a != b));
    let (named, written) = match (days.len(), weekdays.len()) {
        (0, n) => (n, apart(&weekdays)),
        (n, 0) => (n, months > 0 && days.is_sorted() && apart(&days)),
        (n, m) => (n, n == m && months > 0 && days.is_sorted()),
    };
    (and && !open && written && named > 1 && named <= MOST).then_some((named, at))
}
