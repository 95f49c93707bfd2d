//! "began on 2 February and ended on 27 March, eleven weeks later": two moments and the time between them.

use super::super::alarm::Alarm;
use super::super::rule::Rule;
use super::super::scene::Scene;
use super::seconds;
use crate::analysis::Pos;
use crate::claims::{Claim, Value, When, WhenShape};
use crate::lexicon::{CalendarWord, CheckWord, Func, Period};
use crate::verdict::bridge;
use jiff::ToSpan;
use jiff::civil::Date;
use rust_decimal::Decimal;

/// Tokens between two moments of one course of events.
const FAR: usize = 8;
/// A year of 365 days, for days that are written without one.
const COMMON: i16 = 2023;

/// Two moments of a sentence, and what it says lies between them.
pub(super) struct Elapsed {
    pub(super) first: usize,
    pub(super) second: usize,
    pub(super) length: usize,
    pub(super) n: Decimal,
    pub(super) unit: Period,
}

/// The alarm over the claims from an index on: a moment, a later one, and how much later.
pub(super) fn check(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let found = behind(scene, index).or_else(|| inside(scene, index)).or_else(|| beside(scene, index))?;
    judge(scene, &found)
}

/// The tokens from one claim to the next.
fn between(a: &Claim, b: &Claim) -> std::ops::Range<usize> {
    a.tokens.end as usize..b.tokens.start as usize
}

fn when<'a>(scene: &Scene<'a>, index: usize) -> Option<(&'a Claim, &'a When)> {
    match scene.claims.get(index) {
        Some(claim) => match &claim.value {
            Value::When(when) => Some((claim, when)),
            _ => None,
        },
        None => None,
    }
}

/// "began on 3 May and ended on 7 May, nine days later": the length behind both, or before them in what began and ended.
fn behind(scene: &Scene<'_>, index: usize) -> Option<Elapsed> {
    let view = scene.view;
    let ((a, _), (b, _)) = (when(scene, index)?, when(scene, index + 1)?);
    let ahead = index.checked_sub(1).filter(|&i| described(scene, i, a));
    let at = ahead.unwrap_or(index + 2);
    let c = scene.claims.get(at)?;
    let (n, unit) = if ahead.is_some() { span(c)? } else { length(scene, c)? };
    let inner = between(a, b);
    let timed = |t: usize| [CheckWord::Once, CheckWord::Scheduled].iter().any(|&w| scene.word(t, w).is_some());
    // One verb of beginning, one of ending, and nothing else that could have a time; what is "later" is later than the
    // first, whatever happened.
    let pair = inner.len() <= 4
        && inner.clone().any(timed)
        && (a.tokens.start as usize).checked_sub(3).is_some_and(|from| (from..a.tokens.start as usize).any(timed));
    let later = later(scene, c) && inner.len() <= FAR;
    let joined = view.is(inner.start, Func::And) || view.is(inner.start + 1, Func::And) && scene.comma(inner.start);
    let comma = b.tokens.end as usize;
    let article = usize::from(view.is(comma + 1, Func::A));
    // "giving people eleven hours", "taking five years"
    let start = c.tokens.start as usize;
    let led = scene
        .word(comma + 1, CheckWord::Leaves)
        .or_else(|| scene.word(comma + 1, CheckWord::Lasts).filter(|_| !view.is(comma + 1, Func::And)));
    let given = led.is_some_and(|len| start >= comma + 1 + len && start <= comma + 3 + len);
    // "a run of twenty days"
    let run = start > comma + 2
        && start <= comma + 4
        && view.is(start - 1, Func::Of)
        && scene.word(start - 2, CheckWord::Spell).is_some();
    let near = ahead.is_some() || scene.comma(comma) && (start == comma + 1 + article || given || run);
    (joined && (pair || later) && near).then_some(Elapsed { first: index, second: index + 1, length: at, n, unit })
}

/// "was arrested in 2014 and freed five years later, in 2017": the length right before the second moment.
fn inside(scene: &Scene<'_>, index: usize) -> Option<Elapsed> {
    let view = scene.view;
    let ((a, _), (b, _)) = (when(scene, index)?, when(scene, index + 2)?);
    let c = scene.claims.get(index + 1)?;
    let (n, unit) = length(scene, c).filter(|_| later(scene, c))?;
    let told = between(c, b);
    let right = told.len() <= 2
        && told.clone().all(|t| scene.comma(t) || view.token(t).is_some_and(|t| t.pos == Pos::Preposition));
    let before = between(a, c);
    let joined = before.clone().any(|t| view.is(t, Func::And)) && before.len() <= FAR;
    (right && joined).then_some(Elapsed { first: index, second: index + 2, length: index + 1, n, unit })
}

/// "Five years after the fire of 2014, in 2017, …", "The fire of 2014 came five years before the sale of 2017".
fn beside(scene: &Scene<'_>, index: usize) -> Option<Elapsed> {
    let view = scene.view;
    let events = |range: std::ops::Range<usize>| {
        range.len() <= FAR
            && range.clone().all(|t| {
                view.token(t).is_some_and(|t| {
                    matches!(t.pos, Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective | Pos::Preposition)
                })
            })
    };
    let order = |at: usize| {
        let after = view.is(at, Func::After);
        (after || view.is(at, Func::Before)).then_some(after)
    };
    let c = scene.claims.get(index)?;
    // "Five years passed between the fire in 2014 and the sale in 2017"
    if let Some((n, unit)) = span(c)
        && let Some((a, _)) = when(scene, index + 1)
        && let Some((b, _)) = when(scene, index + 2)
        && let Some(opened) = (c.tokens.end as usize..a.tokens.start as usize).find(|&t| view.is(t, Func::Between))
    {
        let told = between(a, b);
        let plain = opened <= c.tokens.end as usize + 2 && events(opened + 1..a.tokens.start as usize);
        let joined = view.is(told.start, Func::And) && events(told.start + 1..told.end);
        let fits = plain && joined && c.tokens.start <= 1;
        return fits.then_some(Elapsed { first: index + 1, second: index + 2, length: index, n, unit });
    }
    if let Some((n, unit)) = span(c) {
        let after = order(c.tokens.end as usize)?;
        let ((a, _), (b, _)) = (when(scene, index + 1)?, when(scene, index + 2)?);
        let told = between(a, b);
        let right = scene.comma(told.start)
            && told.len() <= 2
            && (told.start + 1..told.end).all(|t| view.token(t).is_some_and(|t| t.pos == Pos::Preposition));
        let (first, second) = if after { (index + 1, index + 2) } else { (index + 2, index + 1) };
        let fits = right && events(c.tokens.end as usize + 1..a.tokens.start as usize);
        return fits.then_some(Elapsed { first, second, length: index, n, unit });
    }
    let (a, _) = when(scene, index)?;
    let c = scene.claims.get(index + 1)?;
    let (n, unit) = span(c)?;
    let after = order(c.tokens.end as usize)?;
    let (b, _) = when(scene, index + 2)?;
    let told = between(a, c);
    let verb = told.len() == 1 && view.token(told.start).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    // "The fire of 2014": the date is that of the subject.
    let own = (a.tokens.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::Of) || view.is(t, Func::In));
    let ends = b.tokens.end as usize >= scene.end() || scene.comma(b.tokens.end as usize);
    let (first, second) = if after { (index + 2, index) } else { (index, index + 2) };
    let fits = verb && own && ends && events(c.tokens.end as usize + 1..b.tokens.start as usize);
    fits.then_some(Elapsed { first, second, length: index + 1, n, unit })
}

pub(super) fn judge(scene: &Scene<'_>, found: &Elapsed) -> Option<Alarm> {
    let Elapsed { first, second, length, n, unit } = *found;
    let ((a, one), (b, two)) = (when(scene, first)?, when(scene, second)?);
    let c = scene.claims.get(length)?;
    let sure = [a, b, c].iter().all(|c| c.frame.unasserted.as_ref().is_none_or(|u| u.ahead));
    if !sure || scene.quoted(a.tokens.start as usize) {
        return None;
    }
    let (least, most) = gap(one, two)?;
    let seconds = seconds(unit)?;
    // Half of the unit, and a day where days are counted with both ends.
    let day = if unit < Period::Day { 0 } else { 86_400 };
    let half = Decimal::from(seconds).checked_div(Decimal::TWO)?.checked_add(Decimal::from(day))?;
    let said = n.checked_mul(Decimal::from(seconds))?;
    if said.checked_add(half)? >= Decimal::from(least) && said.checked_sub(half)? <= Decimal::from(most) {
        return None;
    }
    let years = years(one, two);
    let gap = least.midpoint(most);
    let right = match years.filter(|_| unit == Period::Year) {
        Some(years) => Decimal::from(years),
        None => Decimal::from(gap).checked_div(Decimal::from(seconds))?.round_dp(1).normalize(),
    };
    let name = unit.name();
    let plural = if right == Decimal::ONE { "" } else { "s" };
    let message = format!(
        "The draft says \"{}\", but from \"{}\" to \"{}\" is {} {name}{plural}.",
        scene.words(c),
        scene.words(a),
        scene.words(b),
        bridge::number(right)
    );
    let mended = bridge::rewritten(scene.words(c), &c.value, right, scene.draft.lexicon)
        .or_else(|| recounted(scene, c, (n, unit), right));
    let moved = match years {
        Some(_) if unit == Period::Year => {
            let (from, to) = (one.written.year?, two.written.year?);
            let right = from.checked_add(i16::try_from(n.round_dp(0)).ok()?)?;
            Some(scene.words(b).replacen(&to.to_string(), &right.to_string(), 1))
        }
        _ => one.readings.first().and_then(|r| r.from).filter(|_| unit >= Period::Day).and_then(|from| {
            let days = i64::try_from(said.checked_div(Decimal::from(86_400))?.round_dp(0)).ok()?;
            let date = from.date().checked_add(days.days()).ok()?;
            bridge::redated(scene.words(b), two, date, false, scene.draft.lexicon)
        }),
    };
    let span = scene.place(length)?.mended(mended);
    let mut places = vec![scene.place(first)?, scene.place(second)?.mended(moved), span];
    places.sort_by_key(|p| p.span);
    let at = places.iter().position(|p| p.span == c.span)?;
    Some(Alarm { at, ..Alarm::over(Rule::Interval, places, message) })
}

/// "five years later" with as many as there are.
pub(in crate::checks) fn recounted(
    scene: &Scene<'_>,
    claim: &Claim,
    (n, unit): (Decimal, Period),
    right: Decimal,
) -> Option<String> {
    let start = claim.tokens.start as usize;
    let (words, text) = (scene.words(claim), scene.view.stretch(start, start + 2));
    let value = Value::Duration { figure: crate::claims::Figure::exact(n, Decimal::ONE), unit, iso: String::new() };
    let rest = words.strip_prefix(text).filter(|_| right.is_integer())?;
    Some(format!("{}{rest}", bridge::rewritten(text, &value, right, scene.draft.lexicon)?))
}

/// The years between two moments of which no more is told.
fn years(a: &When, b: &When) -> Option<i64> {
    let year = |w: &When| w.written.year.filter(|_| w.grain == Period::Year);
    Some(i64::from(year(b)?) - i64::from(year(a)?))
}

/// "The four-day strike, which began on 6 March": a length that describes what a relative clause goes on to tell of.
fn described(scene: &Scene<'_>, index: usize, begun: &Claim) -> bool {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return false };
    let end = claim.tokens.end as usize;
    let clause = view.sentence.clauses.get(begun.frame.clause as usize);
    let own = view.token(claim.tokens.start as usize).and_then(|t| t.group);
    // "The ten-day fair opens on": the verb may have been taken for its head.
    let verb = own.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| {
        g.range.end as usize + 1 == begun.tokens.start as usize
            && scene.word(g.head as usize, CheckWord::Once).is_some()
    });
    let told = verb
        || clause.is_some_and(|c| c.antecedent.is_some() && c.antecedent == own || c.subject == own && own.is_some());
    let spell = (end..end + 2).any(|t| scene.word(t, CheckWord::Spell).is_some());
    claim.tokens.indices().any(|t| view.dash(t)) && spell && told
}

/// A plain length of time.
pub(super) fn span(claim: &Claim) -> Option<(Decimal, Period)> {
    let Value::Duration { figure, unit, .. } = &claim.value else { return None };
    figure.number.filter(|_| figure.hedge.is_none()).map(|n| (n, *unit))
}

/// Whether a length says that it is later than what went before: "eleven weeks later", "five years on".
pub(super) fn later(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let end = claim.tokens.end as usize;
    let on = view.is(end, Func::On) && (end + 1 >= scene.end() || scene.comma(end + 1));
    view.is(end, Func::Later) || on || claim.tokens.indices().any(|t| view.is(t, Func::Later))
}

/// "eleven weeks later": how many of what.
pub(super) fn length(scene: &Scene<'_>, claim: &Claim) -> Option<(Decimal, Period)> {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let later = later(scene, claim);
    // "a twelve-hour day", "a run of two weeks" has no article of its own.
    let spell = claim.tokens.indices().any(|t| view.dash(t))
        && start.checked_sub(1).is_some_and(|t| view.is(t, Func::A))
        && ((end..end + 2).any(|t| scene.word(t, CheckWord::Spell).is_some())
            || view.calendar(end, |w| matches!(w, CalendarWord::Period(Period::Day)).then_some(())).is_some());
    let alone = end >= scene.end() || view.is(end, Func::In) || scene.word(end, CheckWord::Total).is_some();
    match &claim.value {
        Value::Duration { .. } if spell || alone => span(claim),
        Value::Duration { figure, unit, .. } if later && figure.hedge.is_none() => Some((figure.number?, *unit)),
        Value::When(_) if later => {
            let (n, at) = match view.numeral(start) {
                Some((numeral, len)) => (numeral.value, start + len),
                // "half an hour later"
                None if view.is(start, Func::Half) => (Decimal::new(5, 1), start + 2),
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

/// The least and the most seconds from one moment to another: two days with their months, two clock times of one day,
/// or two years or months.
fn gap(a: &When, b: &When) -> Option<(i64, i64)> {
    // "for 30 years, until 1991": the end that it names.
    let on = |w: &When| matches!(w.shape, WhenShape::On | WhenShape::Until) && !w.hedged;
    if !on(a) || !on(b) || a.shape == WhenShape::Until {
        return None;
    }
    if let (Some(x), Some(y)) = (a.written.minute, b.written.minute) {
        let dated = |w: &When| w.written.day.is_some() || w.written.weekday.is_some();
        let minutes = i64::from(y) - i64::from(x);
        let seconds = minutes * 60;
        return (!dated(a) && !dated(b) && a.zone == b.zone && minutes > 0).then_some((seconds, seconds));
    }
    let coarse = |w: &When| matches!(w.grain, Period::Year | Period::Month) && w.written.year.is_some();
    let stretch = |w: &When| {
        let first = w.readings.first().filter(|_| w.readings.len() == 1)?;
        Some((first.from?, first.to?))
    };
    if coarse(a) && coarse(b) && a.grain == b.grain {
        let ((from, to), (begin, end)) = (stretch(a)?, stretch(b)?);
        let (least, most) = (begin.duration_since(to).as_secs(), end.duration_since(from).as_secs());
        return (most > 0 && from < begin).then_some((least.max(0), most));
    }
    let dated = |w: &When| w.grain == Period::Day && w.written.day.is_some() && w.written.month.is_some();
    if !dated(a) || !dated(b) {
        return None;
    }
    // Neither has a year: both are of one.
    let days = if a.written.year.is_none() && b.written.year.is_none() {
        let day =
            |w: &When| Date::new(COMMON, i8::try_from(w.written.month?).ok()?, i8::try_from(w.written.day?).ok()?).ok();
        day(b)?.duration_since(day(a)?).as_secs()
    } else {
        let year = b.written.year.is_some() && (a.written.year.is_some() || a.written.month <= b.written.month);
        let day = |w: &When| w.readings.first().filter(|_| year && w.readings.len() == 1).and_then(|r| r.from);
        day(b)?.duration_since(day(a)?).as_secs()
    };
    (days > 0).then_some((days, days))
}
