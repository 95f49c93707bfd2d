//! Two tellings of one thing: whether their values exclude each other, and what is said of them.

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::{Draft, Scene};
use super::kind;
use crate::claims::{Claim, Moment, Value, When};
use crate::document::BlockKind;
use crate::lexicon::Period;
use crate::verdict::bridge;

/// Whether two values cannot both be true.
pub(super) fn apart(draft: Draft<'_>, a: &Claim, b: &Claim) -> bool {
    match (&a.value, &b.value) {
        (Value::When(x), Value::When(y)) => clocks_apart(x, y),
        (Value::When(_), _) | (_, Value::When(_)) => false,
        // Either side may stand first.
        (Value::Score(x), Value::Score(y)) => {
            let sorted = |s: &[u64]| s.iter().max().copied().zip(s.iter().min().copied());
            sorted(x) != sorted(y)
        }
        (Value::Age { figure: x, .. }, Value::Age { figure: y, .. }) => x.number != y.number,
        (Value::Duration { unit: x, .. }, Value::Duration { unit: y, .. }) if x != y => false,
        (Value::Measure { unit: x, .. }, Value::Measure { unit: y, .. }) if x != y => false,
        _ => {
            let covers = |c: &Claim| bridge::covers(&c.value, draft.lexicon);
            covers(a).zip(covers(b)).is_some_and(|(x, y)| !x.meets(&y))
        }
    }
}

fn clocks_apart(a: &When, b: &When) -> bool {
    // "opened on 4 May 1932", "opened on 14 May 1932": two days of one year.
    if a.grain == Period::Year && b.grain == Period::Year {
        return a.written.year != b.written.year;
    }
    let day = |w: &When| (w.grain == Period::Day && w.written.minute.is_none()).then_some(w.written.day).flatten();
    if let (Some(x), Some(y)) = (day(a), day(b)) {
        let year = a.written.year.is_some() && a.written.year == b.written.year;
        let year = year || a.written.year.is_none() && b.written.year.is_none() && a.written.month == b.written.month;
        return year && (x, a.written.month) != (y, b.written.month);
    }
    let minute = |w: &When| w.grain == Period::Minute || w.grain == Period::Hour;
    let day = |w: &When| w.readings.first().and_then(|r| r.from).map(Moment::date);
    let same_day = (a.partial == b.partial) && (a.written.weekday == b.written.weekday) && (a.zone == b.zone);
    let same_date = a.written.day == b.written.day && day(a) == day(b);
    minute(a)
        && minute(b)
        && same_day
        && same_date
        && a.written.minute.is_some()
        && b.written.minute.is_some()
        && a.written.minute != b.written.minute
}

/// The alarm over two tellings of one thing, each mended by the other.
pub(super) fn alarm(scene: &Scene<'_>, other: usize, index: usize) -> Option<Alarm> {
    let lexicon = scene.draft.lexicon;
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    told(scene, other, index, |words, claim, by| {
        if let (Value::When(own), Value::When(by)) = (&claim.value, &by.value) {
            if by.grain == Period::Year {
                let (old, new) = (own.written.year?, by.written.year?);
                return Some(words.replacen(&old.to_string(), &new.to_string(), 1)).filter(|new| new != words);
            }
            let date = by.readings.first()?.from.filter(|_| by.grain == Period::Day)?.date();
            return bridge::redated(words, own, date, false, lexicon);
        }
        exact(by).and_then(|n| bridge::rewritten(words, &claim.value, n, lexicon))
    })
}

/// The same, with the words that each would have if the other were right.
pub(super) fn told(
    scene: &Scene<'_>,
    other: usize,
    index: usize,
    mend: impl Fn(&str, &Claim, &Claim) -> Option<String>,
) -> Option<Alarm> {
    let before = scene.draft.scene_of(other)?;
    let at = other.checked_sub(before.first)?;
    let (a, b) = (before.claims.get(at)?, scene.claims.get(index)?);
    let (one, two) = (before.words(a), scene.words(b));
    let place = |s: &Scene<'_>| match kind(s) {
        Some(BlockKind::Headline) => "headline",
        Some(BlockKind::Heading(_)) => "heading",
        Some(BlockKind::Cell { .. }) => "table",
        _ => "text",
    };
    let line = |s: &Scene<'_>, c: &Claim| s.draft.document.line_column(s.draft.document.source_span(c.span).start).0;
    let (x, y) = (place(&before), place(scene));
    let message = if x == y {
        format!(
            "The {x} says \"{one}\" in line {} and \"{two}\" in line {} of one thing; both cannot be true.",
            line(&before, a),
            line(scene, b)
        )
    } else {
        format!(
            "The {x} says \"{one}\", the {y} says \"{two}\" of one thing (line {}); both cannot be true.",
            line(scene, b)
        )
    };
    let first = before.place(at)?.mended(mend(one, a, b));
    let second = scene.place(index)?.mended(mend(two, b, a));
    Some(Alarm::over(Rule::Internal, vec![first, second], message))
}
