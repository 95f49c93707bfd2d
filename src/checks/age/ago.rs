//! A date and how long ago it was: "founded in 1998, 20 years ago", "20 years ago, in 1998".

use super::super::alarm::Alarm;
use super::super::interval::elapsed::recounted;
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::days;
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{CalendarWord, Func, Period};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// "founded in 1998, 20 years ago", "20 years ago, in 1998"
pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    for index in 0..scene.claims.len().saturating_sub(1) {
        let (Some(a), Some(b)) = (scene.claims.get(index), scene.claims.get(index + 1)) else { return };
        let (Value::When(one), Value::When(two)) = (&a.value, &b.value) else { continue };
        let (from, start) = (a.tokens.end as usize, b.tokens.start as usize);
        let counted = |c: &crate::claims::Claim| {
            c.tokens.indices().any(|t| {
                view.calendar(t, |w| matches!(w, CalendarWord::Elapsed | CalendarWord::Away(..)).then_some(()))
                    .is_some()
                    || view.is(t, Func::Ago)
            }) && !c.tokens.indices().any(|t| view.is(t, Func::Later))
        };
        // Either may stand first, the date behind its preposition.
        let turned = counted(a) && !counted(b);
        let ((date, at), (back, place)) =
            if turned { ((two, index + 1), (one, index)) } else { ((one, index), (two, index + 1)) };
        let (a, b) = if turned { (b, a) } else { (a, b) };
        let gap = usize::from(turned && view.token(start.saturating_sub(1)).is_some_and(|t| t.pos == Pos::Preposition));
        let Some(days) = days(date) else { continue };
        // "formed 100 years ago in 1921"
        let comma = usize::from(scene.comma(from));
        if comma == 0 && gap == 0
            || from + comma + gap != start
            || !counted(b)
            || back.written.year.is_some()
            || scene.draft.dateline.is_none()
        {
            continue;
        }
        let near = |s: &crate::claims::Stretch| match (s.from, s.to) {
            (Some(f), Some(t)) => {
                let year = |m: crate::claims::Moment| m.year();
                year(f) - 1 <= days.1.year() && days.0.year() <= year(t) + 1
            }
            _ => true,
        };
        if back.readings.is_empty() || back.readings.iter().chain(&back.halo).any(near) || scene.quoted(start) {
            continue;
        }
        let Some(now) = scene.draft.dateline else { continue };
        let right = now.date.year() - days.0.year();
        let words = scene.words(b);
        let message = format!(
            "The draft says \"{words}\" of \"{}\", but that is {right} years before {}.",
            scene.words(a),
            bridge::day(now.date)
        );
        let (Some(first), Some(second)) = (scene.place(at), scene.place(place)) else { continue };
        // So many years back in digits, and the year that lies so far back.
        let written = b.tokens.indices().find(|&t| view.digits(t)).map(|t| view.text(t));
        let plain = view.numeral(b.tokens.start as usize).map(|(n, _)| (n.value, Period::Year));
        let retold = plain.and_then(|old| recounted(scene, b, old, Decimal::from(right)));
        let counted = written.map(|n| words.replacen(n, &right.to_string(), 1)).or(retold).filter(|_| right > 0);
        let told = back.readings.first().and_then(|r| r.from).map(|m| m.year().to_string());
        let dated = told.map(|year| scene.words(a).replacen(&days.0.year().to_string(), &year, 1));
        let mut places = vec![first.mended(dated), second.mended(counted)];
        places.sort_by_key(|p| p.span);
        out.push(Alarm::over(Rule::Age, places, message));
    }
}
