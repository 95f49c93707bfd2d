//! Lengths of time: "four hours", "four-hour", "18 years and 187 days", "half an hour", "2:05:43".

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens and readings come from walking the same sentence, those of senses from the lexicon"
)]

use super::iso::{iso, letter, ratio};
use super::portion::{and_half, and_quarters, fraction, half};
use super::{Context, words};
use crate::analysis::{Pos, View};
use crate::claims::Value;
use crate::claims::number;
use crate::claims::value::{Bound, Figure, Interval};
use crate::lexicon::{CalendarKinds, CalendarWord, Func, NumeralKind, Period, Place, TokenKind};
use rust_decimal::Decimal;

/// What a length of time is counted in.
const PERIODS: CalendarKinds =
    CalendarKinds::PERIOD.and(CalendarKinds::PERIODS).and(CalendarKinds::PERIOD_MARK).and(CalendarKinds::SPELL);

/// A length as read.
pub(super) struct Length {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Value,
}

/// The count before a period, and one past its last token.
pub(super) fn amount(view: View<'_>, at: usize) -> Option<(Figure, usize)> {
    if let Some((numeral, n)) = view.numeral(at) {
        match numeral.kind {
            NumeralKind::Vague => {
                let (from, to) = numeral.literal?;
                let end = if view.is(at + n, Func::Of) { at + n + 1 } else { at + n };
                // "a couple of years" are two; a third is loose.
                let intended = numeral.intended.filter(|(a, b)| a == b).map(|(a, _)| a);
                if let Some(number) = intended {
                    return Some((Figure { digits: false, ..Figure::exact(number, Decimal::ONE) }, end));
                }
                let figure = Figure {
                    number: None,
                    literal: Interval::half_open(from, to),
                    intended: numeral.intended.map(|(a, b)| Interval::closed(a, b)),
                    digits: false,
                    ..Figure::exact(numeral.value, Decimal::ONE)
                };
                return Some((figure, end));
            }
            NumeralKind::Group => {
                // "a couple of years"
                let end = if view.is(at + n, Func::Of) { at + n + 1 } else { at + n };
                return Some((Figure { digits: false, ..Figure::exact(numeral.value, Decimal::ONE) }, end));
            }
            _ => {}
        }
    }
    // "the next couple of years"
    let past = |i: usize| words::word(view, i, CalendarWord::Past).is_some();
    if let Some(end) = words::word(view, at, CalendarWord::Couple).filter(|_| words::before(at).is_some_and(past)) {
        return Some((Figure { digits: false, ..Figure::exact(Decimal::TWO, Decimal::ONE) }, end));
    }
    if view.is(at, Func::A)
        && view.numeral(at + 1).is_some_and(|(n, _)| {
            matches!(n.kind, NumeralKind::Group | NumeralKind::Vague | NumeralKind::Hundred | NumeralKind::Scale)
        })
    {
        if let Some(found) = number::number(view, at) {
            return Some((figure(&found), found.end));
        }
        return amount(view, at + 1);
    }
    // "three quarters" before no "of" are nine months.
    if let Some((numeral, n)) = view.numeral(at).filter(|(x, _)| x.kind == NumeralKind::Cardinal)
        && words::period(view, at + n).is_some()
        && !numeral.value.is_zero()
    {
        return Some((Figure { digits: false, ..Figure::exact(numeral.value, Decimal::ONE) }, at + n));
    }
    let found = number::number(view, at)?;
    if !found.digits && found.value < Decimal::ONE {
        return None;
    }
    let mut plain = figure(&found);
    let mut end = found.end;
    let whole = found.value.fract().is_zero();
    // "two and a half", "2 1/2"
    if whole && let Some(stop) = and_half(view, end) {
        plain = Figure { digits: found.digits, ..Figure::exact(found.value.checked_add(half())?, half()) };
        end = stop;
    } else if whole && let Some((part, stop)) = and_quarters(view, end) {
        plain = Figure { digits: found.digits, ..Figure::exact(found.value.checked_add(part)?, Decimal::new(25, 2)) };
        end = stop;
    } else if whole
        && found.digits
        && view.mark(end + 1, "/")
        && view.glued(end + 1)
        && view.glued(end + 2)
        && !view.glued(end)
    {
        let (num, den) = (words::digits(view, end, 1, 1)?, words::digits(view, end + 2, 1, 1)?);
        let part = Decimal::from(num).checked_div(Decimal::from(den)).filter(|_| num < den)?;
        plain = Figure { digits: true, ..Figure::exact(found.value.checked_add(part)?, Decimal::new(5, 1)) };
        end += 3;
    }
    Some((plain, end))
}

fn figure(found: &number::Number) -> Figure {
    Figure { digits: found.digits, scaled: found.scaled, ..Figure::exact(found.value, found.grain) }
}

/// The hedge before a date or length; "over the past year" is none.
pub(super) fn hedge(view: View<'_>, at: usize) -> Option<(&crate::lexicon::Hedge, usize)> {
    let found = view.hedge(at).filter(|(h, _)| h.place == Place::Before && !h.verb)?;
    let next = at + found.1;
    let spatial = view.is(at, Func::Over) || view.is(at, Func::Within) || view.is(at, Func::Under);
    let told = view.is(next, Func::The)
        || view.is(next, Func::Possessive)
        || words::word(view, next, CalendarWord::Past).is_some();
    // "to be repaid over 25 years", "40 deaths over two days": in the course of; "lasted over four hours" is more.
    let course =
        view.is(at, Func::Over) && found.1 == 1 && (at > 0 && within(view, at - 1) || at == 0 && !subject(view, next));
    (!(spatial && told || course || crate::claims::hedge::asked(view, at))).then_some(found)
}

/// Whether a clause is told of the group at this token: "Over 40 hours were lost", but not "Over 40 days the court
/// heard witnesses".
fn subject(view: View<'_>, at: usize) -> bool {
    let Some(token) = view.token(at) else { return true };
    let subjects = view.sentence.clauses.iter().filter_map(|c| c.subject);
    let mut subjects = subjects.peekable();
    subjects.peek().is_none() || token.group.is_none() || subjects.any(|s| Some(s) == token.group)
}

/// Whether what stands before "over" has all it needs, so that the time is that in which it happens.
fn within(view: View<'_>, before: usize) -> bool {
    let Some(token) = view.token(before) else { return false };
    let clause = view.sentence.clauses.get(token.clause as usize);
    // "offered 3.5% over 18 months"
    if view.mark(before, "%") {
        return true;
    }
    match token.pos {
        Pos::Verb => clause.is_some_and(|c| c.passive && c.verb == Some(before as u32)),
        // "repayable over 15 years"
        Pos::Adjective => true,
        Pos::Noun => {
            let group = token.group.and_then(|g| view.sentence.groups.get(g as usize));
            group.is_some_and(|g| g.range.indices().any(|t| view.sentence.tokens[t].pos == Pos::Numeral))
        }
        _ => false,
    }
}

/// The longest length that begins at the token.
pub(super) fn length(cx: &Context<'_>, at: usize) -> Option<Length> {
    let view = cx.view;
    if let Some(clocked) = super::clocked::clocked(view, at) {
        return Some(clocked);
    }
    if !cx.reaches(at, PERIODS) {
        return None;
    }
    let (hedge, mut next) = match hedge(view, at) {
        Some((h, n)) => (Some(h.kind), at + n),
        None => (None, at),
    };
    // "the past", "the first", "the last": up to the count
    let led = next;
    if view.is(next, Func::The) {
        next += 1;
    }
    // "built to last 15 years": the verb
    let verb = words::word(view, next, CalendarWord::Lasting).is_some()
        && words::before(next)
            .is_some_and(|b| view.is(b, Func::To) || view.token(b).is_some_and(|t| t.pos == Pos::Aux));
    let past = words::word(view, next, CalendarWord::Past).filter(|_| !verb);
    if let Some(end) = past {
        next = end;
    }
    if next > led && past.is_none() && !view.is(led, Func::The) {
        return None;
    }
    let bare = next;
    let (mut figure, unit, mut end) = counted(cx, bare, hedge.is_some(), past.is_some())?;
    let (figure_end, iso_rest) = compound(view, &mut figure, unit, end, past.is_some());
    let (unit, iso) = iso_rest.unwrap_or_else(|| (unit, iso(&figure, unit)));
    end = figure_end;
    // "34 years old", "two-year-old", "of age" are ages.
    let old = if view.dash(end) { end + 1 } else { end };
    if view.is(old, Func::Old) || view.is(end, Func::Of) && view.is(end + 1, Func::Age) {
        return None;
    }
    // "higher than a year ago" is a date, and longer than this.
    if words::away(view, end)
        .is_some_and(|(_, _, stop)| super::relative::point(cx, bare).is_some_and(|p| p.end >= stop))
    {
        return None;
    }
    if someday(view, bare, end, unit) {
        return None;
    }
    // "at least the first two quarters of 1990" are those of that year.
    if hedge.is_some()
        && (view.is(end, Func::Of) || view.is(end, Func::In))
        && super::within::part_of_year(cx, led).is_some_and(|p| p.end > end)
    {
        return None;
    }
    let long = if view.dash(end) { end + 1 } else { end };
    if let Some(stop) = words::word(view, long, CalendarWord::Long) {
        end = if long > end || figure.number == Some(Decimal::ONE) { stop } else { end };
    }
    let mut kind = hedge;
    if kind.is_none()
        && let Some((h, n)) = view.hedge(end).filter(|(h, _)| h.place == Place::After)
    {
        kind = Some(h.kind);
        end += n;
    }
    if let Some(kind) = kind {
        crate::claims::hedge::put(&mut figure, kind);
    }
    // "the 100-day siege": the article is the siege's.
    let hyphened = (bare..end).any(|i| view.dash(i) && view.glued(i) && view.glued(i + 1)) || end == bare + 1;
    let start = if hyphened && past.is_none() && hedge.is_none() {
        bare
    } else if past.is_some() || view.is(led, Func::The) || hedge.is_some() {
        at
    } else {
        bare
    };
    Some(Length { start, end, value: Value::Duration { figure, unit, iso } })
}

/// "would one day lead the party", "One night he left": a time that is not told, and no length.
fn someday(view: View<'_>, at: usize, end: usize, unit: Period) -> bool {
    let one = view.numeral(at).is_some_and(|(n, len)| {
        n.kind == NumeralKind::Cardinal && n.value == Decimal::ONE && words::period(view, at + len).is_some()
    });
    if !one || view.digits(at) || unit < Period::Day {
        return false;
    }
    let pos = |i: usize| view.token(i).map(|t| t.pos);
    let Some(before) = words::before(at) else {
        let subject = matches!(pos(end), Some(Pos::Pronoun | Pos::Determiner | Pos::Name));
        return view.mark(end, ",") || subject;
    };
    let led = [Func::Will, Func::Would, Func::Modal, Func::To, Func::Pronoun].into_iter().any(|f| view.is(before, f))
        || matches!(pos(before), Some(Pos::Aux | Pos::Pronoun));
    let stops = [Func::Later, Func::Earlier, Func::Ago, Func::More].into_iter().any(|f| view.is(end, f));
    let verb = || matches!(pos(end), Some(Pos::Verb | Pos::Aux));
    // "hopes to one day rejoin them": no noun of one day has an object.
    let object = || {
        matches!(pos(end), Some(Pos::Noun))
            && matches!(pos(end + 1), Some(Pos::Pronoun | Pos::Determiner | Pos::Name))
            && !view.lexicon.is_plural(view.text(end))
    };
    let noun = || matches!(pos(end), Some(Pos::Noun | Pos::Adjective));
    led && !stops && (verb() || if view.is(before, Func::To) { object() } else { noun() })
}

/// The count and its period.
fn counted(cx: &Context<'_>, at: usize, hedged: bool, past: bool) -> Option<(Figure, Period, usize)> {
    let view = cx.view;
    if let Some(found) = fraction(view, at).or_else(|| one(cx, at, hedged, past)) {
        return Some(found);
    }
    let (first, mut end) = amount(view, at)?;
    // "two to three weeks", "12 to 18 months", "between two and three hours"
    let between = words::before(at).is_some_and(|b| view.is(b, Func::Between));
    let joint =
        view.is(end, Func::To) || view.is(end, Func::Or) || view.dash(end) || between && view.is(end, Func::And);
    let mut figure = first;
    // "a 10-to-15-minute delay"
    let tied = view.dash(end) && [Func::To, Func::Or].iter().any(|f| view.is(end + 1, *f)) && view.dash(end + 2);
    let next = if tied { end + 3 } else { end + 1 };
    if joint
        && let Some((second, stop)) = amount(view, next)
        && let (Some(a), Some(b)) = (figure.number, second.number)
        && unit_at(view, stop).is_some()
    {
        // "sentenced in 2009 to 12 years"
        if a >= b && view.is(end, Func::To) && words::year_digits(view, at).is_some() {
            return None;
        }
        figure = Figure {
            number: None,
            literal: Interval {
                min: Some(Bound { value: a, open: false }),
                max: Some(Bound { value: b, open: false }),
            },
            ..second
        };
        end = stop;
    }
    let (unit, stop) = unit_at(view, end)?;
    if unit.1 && view.dash(end) && !view.glued(end) {
        return None;
    }
    // "a three-quarter-mile run" is no length of time.
    if unit == (Period::Quarter, false) && view.dash(stop) && view.glued(stop) && view.glued(stop + 1) {
        return None;
    }
    // "the comparable 1988 quarter" is that year's.
    if !unit.1 && !view.dash(end) && end == at + 1 && words::year_digits(view, at).is_some() {
        return None;
    }
    Some((figure, unit.0, stop))
}

/// The period behind a count, over "full", "consecutive" and a hyphen; whether it is plural.
fn unit_at(view: View<'_>, at: usize) -> Option<((Period, bool), usize)> {
    let mut next = at;
    if view.dash(next) {
        next += 1;
    }
    for _ in 0..2 {
        if words::period(view, next).is_some() {
            break;
        }
        if let Some(end) = words::word(view, next, CalendarWord::Between) {
            next = end;
        } else if let Some(n) = view.func(next, Func::More) {
            next += n;
        } else if let Some(end) = stepped(view, next) {
            next = end;
        } else {
            break;
        }
    }
    // "3h"; "2 h 20 min"
    if let Some((period, n)) = mark(view, next)
        && (view.glued(next) || part(view, next + n, period).is_some())
    {
        return Some(((period, true), next + n));
    }
    let (period, plural, end) = words::period(view, next)?;
    // "1,870 second homes"
    let rank = crate::claims::noun::ranks(view, next);
    (!rank).then_some(((period, plural), end))
}

/// "the two previous years", "five past quarters": which of several.
fn stepped(view: View<'_>, at: usize) -> Option<usize> {
    let end = words::step(view, at)
        .map(|(_, _, end)| end)
        .or_else(|| words::word(view, at, CalendarWord::Elapsed))
        .filter(|_| !view.is(at, Func::Demonstrative))?;
    words::period(view, end).filter(|(period, plural, _)| *plural && *period >= Period::Day).map(|_| end)
}

/// The letter of a period, glued behind digits: "3h"; that of a minute is one only behind an hour.
pub(super) fn mark(view: View<'_>, at: usize) -> Option<(Period, usize)> {
    letter_of(view, at).filter(|(period, _)| !matches!(period, Period::Minute | Period::Second))
}

/// The part of an hour or a minute behind it, by its letter or short word: "20 min" behind hours, "31s" behind minutes.
fn part(view: View<'_>, at: usize, of: Period) -> Option<(Decimal, Period, usize)> {
    let number = words::digits(view, at, 1, 2).filter(|n| *n < 60)?;
    let (finer, end) = letter_of(view, at + 1)
        .map(|(period, n)| (period, at + 1 + n))
        .or_else(|| words::period(view, at + 1).map(|(period, _, end)| (period, end)))?;
    let next = matches!((of, finer), (Period::Hour, Period::Minute) | (Period::Minute, Period::Second));
    next.then(|| (Decimal::from(number), finer, end))
}

fn letter_of(view: View<'_>, at: usize) -> Option<(Period, usize)> {
    view.calendar(at, |w| if let CalendarWord::PeriodMark(p) = w { Some(p) } else { None })
}

/// "a year", "an hour", "the past decade", "day-long": one, where no rate ("$4 an hour") is meant.
fn one(cx: &Context<'_>, at: usize, hedged: bool, past: bool) -> Option<(Figure, Period, usize)> {
    let view = cx.view;
    let single = Figure { digits: false, ..Figure::exact(Decimal::ONE, Decimal::ONE) };
    if let Some((unit, n)) = view.calendar(at, |w| if let CalendarWord::Spell(p) = w { Some(p) } else { None }) {
        return Some((single, unit, at + n));
    }
    if let Some((unit, false, end)) = words::period(view, at) {
        let long = view.dash(end) && view.glued(end) && words::word(view, end + 1, CalendarWord::Long).is_some();
        // "next year" is a date, "the next year" and "the past year" are lengths.
        let article = words::before(at).and_then(words::before).is_some_and(|b| view.is(b, Func::The));
        let led = words::before(at).is_some_and(|b| {
            words::word(view, b, CalendarWord::Elapsed).is_some() || article && words::step(view, b).is_some()
        });
        let length = past && unit >= Period::Day && led && !super::alike::narrated(cx, at);
        return (length || long).then_some((single, unit, end));
    }
    // "for all week"
    if view.is(at, Func::All)
        && words::before(at).is_some_and(|b| view.is(b, Func::For))
        && let Some((unit, false, end)) = words::period(view, at + 1)
        && unit >= Period::Day
    {
        let noun = view.token(end).is_some_and(|t| t.kind == TokenKind::Word && t.pos == Pos::Noun);
        return (!noun).then_some((single, unit, end));
    }
    let another = view.is(at, Func::Another);
    if !view.is(at, Func::A) && !another {
        return None;
    }
    let (unit, end) = unit_at(view, at + 1).filter(|((_, plural), _)| !plural).map(|((p, _), e)| (p, e))?;
    if view.dash(at + 1)
        || view.dash(end) && view.glued(end)
        || matches!(unit, Period::Weekend | Period::Quarter)
        || unit == Period::Second && !hedged
    {
        return None;
    }
    let possessive = view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    let behind = [Func::Ago, Func::Earlier, Func::Later, Func::Before, Func::After].iter().any(|f| view.is(end, *f));
    let before = words::before(at);
    let led = before.is_none_or(|b| {
        const FUNCS: [Func; 16] = [
            Func::For,
            Func::In,
            Func::Within,
            Func::After,
            Func::Over,
            Func::Of,
            Func::Than,
            Func::By,
            Func::From,
            Func::During,
            Func::To,
            Func::About,
            Func::Under,
            Func::With,
            Func::Be,
            Func::As,
        ];
        FUNCS.iter().any(|f| view.is(b, *f))
            || words::word(view, b, CalendarWord::Lasting).is_some()
            || view.mark(b, "\u{2014}")
            || view.mark(b, "(")
            || view.mark(b, "\u{201c}")
            || view.mark(b, "\"")
    });
    (hedged || another || possessive || behind || led || granted(view, at, end)).then_some((single, unit, end))
}

/// "gave the firm a week to reply": how long somebody has for something, and no rate ("costs $300 a month to run").
fn granted(view: View<'_>, at: usize, end: usize) -> bool {
    let does = view.is(end, Func::To) && view.token(end + 1).is_some_and(|t| t.pos == Pos::Verb);
    let Some(before) = words::before(at).filter(|_| does) else { return false };
    let figure = |i: usize| view.token(i).is_some_and(|t| t.pos == Pos::Numeral) || view.currency(i).is_some();
    let group = view.token(before).and_then(|t| view.sentence.groups.get(usize::from(t.group?)));
    let counted = group.map_or(figure(before), |g| g.range.indices().any(figure));
    let whom = |t: &crate::analysis::Token| matches!(t.pos, Pos::Pronoun | Pos::Name | Pos::Noun);
    !counted && view.token(before).is_some_and(whom)
}

type Whole = (Period, String);

/// Further, finer parts: "18 years and 187 days", "two years, three months". Counted in the last.
fn compound(view: View<'_>, figure: &mut Figure, unit: Period, end: usize, led: bool) -> (usize, Option<Whole>) {
    let mut parts = vec![(figure.number, unit)];
    let mut stop = end;
    let mut total = figure.number;
    let mut last = unit;
    for _ in 0..4 {
        let mut next = stop;
        if view.mark(next, ",") {
            next += 1;
        }
        if view.is(next, Func::And) {
            next += 1;
        }
        // "2h 30m", "2 h 20 min 31 s"
        if let Some((sixtieths, finer, after)) = part(view, next, last) {
            total = total.and_then(|t| t.checked_mul(Decimal::from(60))).and_then(|t| t.checked_add(sixtieths));
            parts.push((Some(sixtieths), finer));
            (last, stop) = (finer, after);
            figure.grain = Decimal::ONE;
            continue;
        }
        let single = view
            .is(next, Func::A)
            .then(|| (Figure { digits: false, ..Figure::exact(Decimal::ONE, Decimal::ONE) }, next + 1));
        let Some((more, after)) = single.or_else(|| amount(view, next)) else { break };
        let Some((finer, _, past)) = words::period(view, after) else { break };
        let comma = view.mark(stop, ",");
        // "for the last 3 months, and 2 days ago"
        let apart = led && words::away(view, past).is_some();
        let old = view.is(past, Func::Old) || view.dash(past) || apart || view.is(past, Func::Of);
        if finer >= last || old || more.number.is_none() || comma && !view.digits(next) && !view.is(next - 1, Func::And)
        {
            break;
        }
        total = total.and_then(|t| t.checked_mul(ratio(last, finer)?)).and_then(|t| t.checked_add(more.number?));
        parts.push((more.number, finer));
        (last, stop) = (finer, past);
        if total.is_none() {
            break;
        }
        figure.grain = Decimal::ONE;
        figure.digits = more.digits;
    }
    // "1 hour thirty", "one hour and fifteen": minutes
    if last == Period::Hour
        && let Some((more, after)) = amount(view, if view.is(stop, Func::And) { stop + 1 } else { stop })
        && let Some(minutes) =
            more.number.filter(|n| n.fract().is_zero() && *n < Decimal::from(60) && *n > Decimal::ONE)
        && super::counted::closes_all(view, after)
        && let Some(sum) = total.and_then(|t| t.checked_mul(Decimal::from(60))).and_then(|t| t.checked_add(minutes))
    {
        parts.push((Some(minutes), Period::Minute));
        (last, stop, total) = (Period::Minute, after, Some(sum));
        figure.digits = more.digits;
    }
    // "two hours and a half"
    if parts.len() == 1
        && view.is(stop, Func::And)
        && view.is(stop + 1, Func::A)
        && view.is(stop + 2, Func::Half)
        && words::period(view, stop + 3).is_none()
        && let Some(more) = figure.number.and_then(|n| n.checked_add(half()))
    {
        *figure = Figure { digits: figure.digits, ..Figure::exact(more, half()) };
        let text = iso(figure, unit);
        return (stop + 3, Some((unit, text)));
    }
    if parts.len() == 1 || total.is_none() {
        return (end, None);
    }
    let Some(total) = total else { return (end, None) };
    figure.number = Some(total);
    figure.literal = Interval::point(total);
    let mut date = String::new();
    let mut time = String::new();
    for (number, unit) in parts {
        let (letter, many, clock) = letter(unit);
        let n = number.unwrap_or_default().checked_mul(many).unwrap_or_default().normalize();
        let out = if clock { &mut time } else { &mut date };
        out.push_str(&format!("{n}{letter}"));
    }
    let iso = if time.is_empty() { format!("P{date}") } else { format!("P{date}T{time}") };
    (stop, Some((last, iso)))
}
