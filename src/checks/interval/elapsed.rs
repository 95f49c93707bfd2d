//! "began on 2 February and ended on 27 March, eleven weeks later": two moments and the time between them.

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::seconds;
use crate::claims::{Claim, Value, When, WhenShape};
use crate::lexicon::{CalendarWord, CheckWord, Func, Period};
use crate::verdict::bridge;
use jiff::ToSpan;
use rust_decimal::Decimal;

/// The alarm over the claims from an index on: a moment, a later one, and how much later.
pub(super) fn check(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let (a, b) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let (Value::When(first), Value::When(second)) = (&a.value, &b.value) else { return None };
    // The length stands behind both, or before them in what began and ended.
    let ahead = index.checked_sub(1).filter(|&i| described(scene, i, a));
    let at = ahead.unwrap_or(index + 2);
    let c = scene.claims.get(at)?;
    let (n, unit) = if ahead.is_some() { span(c)? } else { length(scene, c)? };
    let between = a.tokens.end as usize..b.tokens.start as usize;
    let timed = |t: usize| [CheckWord::Once, CheckWord::Scheduled].iter().any(|&w| scene.word(t, w).is_some());
    // One verb of beginning, one of ending, and nothing else that could have a time.
    let joined = view.is(between.start, Func::And)
        && between.len() <= 4
        && between.clone().any(timed)
        && (a.tokens.start as usize).checked_sub(3).is_some_and(|from| (from..a.tokens.start as usize).any(timed));
    let comma = b.tokens.end as usize;
    let article = usize::from(view.is(comma + 1, Func::A));
    let beside = ahead.is_some() || scene.comma(comma) && c.tokens.start as usize == comma + 1 + article;
    let quoted = scene.quoted(a.tokens.start as usize);
    if !joined || !beside || quoted || [a, b, c].iter().any(|c| c.frame.unasserted.is_some()) {
        return None;
    }
    let gap = gap(first, second)?;
    let seconds = seconds(unit)?;
    // Half of the unit, and a day where days are counted with both ends.
    let day = if unit < Period::Day { 0 } else { 86_400 };
    let half = Decimal::from(seconds).checked_div(Decimal::TWO)?.checked_add(Decimal::from(day))?;
    let said = n.checked_mul(Decimal::from(seconds))?;
    if said.checked_sub(Decimal::from(gap))?.abs() <= half {
        return None;
    }
    let right = Decimal::from(gap).checked_div(Decimal::from(seconds))?.round_dp(1).normalize();
    let name = unit.name();
    let plural = if right == Decimal::ONE { "" } else { "s" };
    let message = format!(
        "The draft says \"{}\", but from \"{}\" to \"{}\" is {} {name}{plural}.",
        scene.words(c),
        scene.words(a),
        scene.words(b),
        bridge::number(right)
    );
    let mended = bridge::rewritten(scene.words(c), &c.value, right, scene.draft.lexicon);
    let moved = first.readings.first().and_then(|r| r.from).filter(|_| unit >= Period::Day).and_then(|from| {
        let days = i64::try_from(said.checked_div(Decimal::from(86_400))?.round_dp(0)).ok()?;
        let date = from.date().checked_add(days.days()).ok()?;
        bridge::redated(scene.words(b), second, date, false, scene.draft.lexicon)
    });
    let length = scene.place(at)?.mended(mended);
    let mut places = vec![scene.place(index)?, scene.place(index + 1)?.mended(moved)];
    places.insert(if ahead.is_some() { 0 } else { 2 }, length);
    let at = if ahead.is_some() { 0 } else { 2 };
    Some(Alarm { at, ..Alarm::over(Rule::Interval, places, message) })
}

/// "The four-day strike, which began on 6 March": a length that describes what a relative clause goes on to tell of.
fn described(scene: &Scene<'_>, index: usize, begun: &Claim) -> bool {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return false };
    let end = claim.tokens.end as usize;
    let clause = view.sentence.clauses.get(begun.frame.clause as usize);
    let own = view.token(claim.tokens.start as usize).and_then(|t| t.group);
    let told =
        clause.is_some_and(|c| c.antecedent.is_some() && c.antecedent == own || c.subject == own && own.is_some());
    let spell = (end..end + 2).any(|t| scene.word(t, CheckWord::Spell).is_some());
    claim.tokens.indices().any(|t| view.dash(t)) && spell && told
}

/// A plain length of time.
fn span(claim: &Claim) -> Option<(Decimal, Period)> {
    let Value::Duration { figure, unit, .. } = &claim.value else { return None };
    figure.number.filter(|_| figure.hedge.is_none()).map(|n| (n, *unit))
}

/// "eleven weeks later": how many of what.
fn length(scene: &Scene<'_>, claim: &Claim) -> Option<(Decimal, Period)> {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let later = view.is(end, Func::Later) || claim.tokens.indices().any(|t| view.is(t, Func::Later));
    // "a twelve-hour day", "a run of two weeks" has no article of its own.
    let spell = claim.tokens.indices().any(|t| view.dash(t))
        && start.checked_sub(1).is_some_and(|t| view.is(t, Func::A))
        && ((end..end + 2).any(|t| scene.word(t, CheckWord::Spell).is_some())
            || view.calendar(end, |w| matches!(w, CalendarWord::Period(Period::Day)).then_some(())).is_some());
    let alone = end >= scene.end() || scene.word(end, CheckWord::Total).is_some();
    match &claim.value {
        Value::Duration { .. } if spell || alone => span(claim),
        Value::Duration { figure, unit, .. } if later && figure.hedge.is_none() => Some((figure.number?, *unit)),
        Value::When(_) if later => {
            let (n, at) = match view.numeral(start) {
                Some((numeral, len)) => (numeral.value, start + len),
                None if view.is(start, Func::A) => (Decimal::ONE, start + 1),
                None if view.digits(start) => (view.text(start).parse().ok()?, start + 1),
                None => return None,
            };
            let unit = view.calendar(at, |w| match w {
                CalendarWord::Period(p) | CalendarWord::Periods(p) => Some(p),
                _ => None,
            });
            Some((n, unit?.0)).filter(|_| at + 2 == end)
        }
        _ => None,
    }
}

/// The seconds from one moment to another: two days with their months, or two clock times of one day.
fn gap(a: &When, b: &When) -> Option<i64> {
    let on = |w: &When| w.shape == WhenShape::On && !w.hedged && w.readings.len() <= 1;
    if !on(a) || !on(b) {
        return None;
    }
    if let (Some(x), Some(y)) = (a.written.minute, b.written.minute) {
        let dated = |w: &When| w.written.day.is_some() || w.written.weekday.is_some();
        let minutes = i64::from(y) - i64::from(x);
        return (!dated(a) && !dated(b) && a.zone == b.zone && minutes > 0).then_some(minutes * 60);
    }
    let dated = |w: &When| w.grain == Period::Day && w.written.day.is_some() && w.written.month.is_some();
    // Both of the year that the dateline gives them, or the later one written with its year.
    let alike = a.written.year.is_none() && a.readings.len() == 1 && b.readings.len() == 1;
    let year = (b.written.year.is_some() || alike) && (a.written.year.is_some() || a.written.month <= b.written.month);
    let day = |w: &When| w.readings.first().and_then(|r| r.from);
    let seconds = day(b)?.duration_since(day(a)?).as_secs();
    (dated(a) && dated(b) && year && seconds > 0).then_some(seconds)
}
