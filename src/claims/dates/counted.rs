//! Dates by a count of periods from an anchor: "two weeks ago", "a year earlier", "the year-ago quarter".

use super::build::shift;
use super::point::{Point, point as any_point};
use super::relative::{PERIODS, from_anchor, open};
use super::side::Side;
use super::{Context, resolve, words};
use crate::analysis::View;
use crate::claims::When;
use crate::lexicon::{CalendarWord, Func, Period, TokenKind};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// How many periods: "two", "a", "a couple of"; with one past the last token of the count.
pub(super) fn count(cx: &Context<'_>, at: usize) -> Option<(Decimal, usize)> {
    let view = cx.view;
    // "a quarter of a century ago"
    if let Some(found) = super::portion::part_of(view, at) {
        return Some(found);
    }
    if view.is(at, Func::A) && words::period(view, at + 1).is_some() {
        return Some((Decimal::ONE, at + 1));
    }
    // "half an hour", before its period
    if view.is(at, Func::Half) && view.is(at + 1, Func::A) && words::period(view, at + 2).is_some() {
        return Some((Decimal::new(5, 1), at + 2));
    }
    let (value, end) = super::duration::amount(view, at)?;
    Some((value.number?, end))
}

/// "an hour and a half": the half behind one period, and one past its last token.
pub(super) fn halved(view: View<'_>, value: Decimal, end: usize) -> (Decimal, usize) {
    let half = super::portion::and_half(view, end).filter(|stop| words::period(view, *stop).is_none());
    match half.and_then(|stop| Some((value.checked_add(Decimal::new(5, 1))?, stop))) {
        Some(found) if value.fract().is_zero() => found,
        _ => (value, end),
    }
}

/// "two weeks ago", "a year earlier", "four years later", "three days after Christmas", "a decade ago".
pub(super) fn counted(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    if !cx.reaches(at, PERIODS) {
        return None;
    }
    let Some((value, mut next)) = count(cx, at) else { return some(cx, at) };
    if view.dash(next) {
        next += 1;
    }
    if let Some(end) = words::word(view, next, CalendarWord::Between) {
        next = end;
    }
    let (period, _, end) = words::period(view, next)?;
    // "eight trading days after": weekends lie between, and feasts that nobody told.
    if period == Period::Day && view.calendar(next - 1, |w| (w == CalendarWord::Workday).then_some(())).is_some() {
        return None;
    }
    let (value, end) = halved(view, value, end);
    // "a week or so ago"
    let end = view.hedge(end).filter(|(h, _)| h.place == crate::lexicon::Place::After).map_or(end, |(_, n)| end + n);
    if let Some((sign, text, stop)) = words::away(view, end) {
        if text && adrift(cx, at, stop, sign) {
            return None;
        }
        let when = away(cx, value, period, sign, text)?;
        return Some(Point { counted: true, ..Point::new(at, stop, when) });
    }
    let sign: i8 = if view.func(end, Func::Before).is_some() {
        -1
    } else if view.is(end, Func::After) {
        1
    } else {
        return None;
    };
    let next = end + view.func(end, if sign < 0 { Func::Before } else { Func::After })?;
    if closes(cx, next) {
        let when = away(cx, value, period, sign, true)?;
        let told = cx.anchor.text.is_some() || sign < 0;
        return told.then(|| Point { counted: true, ..Point::new(at, next, when) });
    }
    let base = any_point(cx, next)?;
    if base.when.grain != Period::Day || period < Period::Day {
        return None;
    }
    let date = shift(
        base.when.first_day()?,
        period,
        value.to_i64().filter(|_| value.fract().is_zero())?.checked_mul(sign.into())?,
    )?;
    Some(Point { counted: true, ..Point::new(at, base.end, from_anchor(When::day(date))) })
}

/// "a few years ago", "several weeks ago": as many as the word can stand for, in whole periods.
fn some(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (figure, next) = super::duration::amount(view, at).filter(|(f, _)| f.number.is_none())?;
    let (period, true, end) = words::period(view, next)? else { return None };
    let (-1, false, stop) = words::away(view, end)? else { return None };
    let today = cx.today().filter(|_| period >= Period::Day)?;
    let ends = |interval: crate::claims::Interval| {
        let (least, most) = (interval.min?.value.to_i64()?, interval.max?.value.to_i64()?);
        Some((shift(today, period, -most)?, shift(today, period, -least)?))
    };
    let over = |(from, to): (jiff::civil::Date, jiff::civil::Date)| match period {
        Period::Year | Period::Decade | Period::Century => When::years_through(from.year(), to.year()),
        _ => Some(When::span(from, to, period)),
    };
    let told = over(ends(figure.intended.unwrap_or(figure.literal))?)?;
    let readings = over(ends(figure.literal)?)?.readings;
    Some(Point { counted: true, ..Point::new(at, stop, from_anchor(When { readings, ..told }.approximate())) })
}

/// "joined the navy two years later", where the text has given no date: later than something untold.
pub(super) fn adrift(cx: &Context<'_>, at: usize, stop: usize, sign: i8) -> bool {
    sign > 0 && cx.anchor.text.is_none() && matches!(cx.side(at, stop), Side::Past | Side::Before | Side::Open)
}

/// Whether nothing of a noun group follows: the end of the sentence or a mark.
pub(super) fn closes(cx: &Context<'_>, at: usize) -> bool {
    cx.view.token(at).is_none_or(|t| t.kind == TokenKind::Mark && !matches!(cx.view.text(at), "\"" | "\u{201c}" | "("))
}

/// The same of a view.
pub(super) fn closes_all(view: View<'_>, at: usize) -> bool {
    view.token(at).is_none_or(|t| t.kind == TokenKind::Mark && !t.glued || view.mark(at, ".") && at + 1 == view.len())
}

/// So many periods before or after the anchor.
pub(super) fn away(cx: &Context<'_>, value: Decimal, period: Period, sign: i8, text: bool) -> Option<When> {
    if period < Period::Day {
        return hours_away(cx, value, period, sign, text);
    }
    let base = if text { cx.anchor.text.or_else(|| cx.today()) } else { cx.today() };
    let Some(base) = base else { return Some(open(period)) };
    let from_text = text && cx.anchor.text.is_some();
    // "He won in 1998. Three days later he left": of which day of the year is not told.
    let coarse = cx.anchor.grain.is_some_and(|g| g > Period::Month) && period <= Period::Week;
    if from_text && coarse {
        return None;
    }
    // "a year ago" in a text about a quarter is that quarter of last year.
    let quarter = period == Period::Year && value == Decimal::ONE && sign < 0;
    if quarter && let Some(told) = cx.anchor.quarter {
        // "a year ago" counts from no quarter that is still to come.
        let ahead = !text && told > base;
        let text =
            if ahead { shift(told, Period::Year, i64::from(base.year()) - i64::from(told.year()))? } else { told };
        let told = When::quarter(text.year().checked_sub(1)?, resolve::quarter_of(text))?;
        let month = cx.today().and_then(|t| resolve::moved(t, Period::Year, -1));
        return Some(from_anchor(match month {
            Some(month) if !from_text => resolve::either(told, month),
            _ => told,
        }));
    }
    let (period, count) = whole(value, period)?;
    let count = count.checked_mul(sign.into())?;
    let moved = resolve::moved(base, period, count)?;
    if !from_text || period == Period::Day {
        return Some(from_anchor(moved));
    }
    // Counted from a date in the text, the calendar's own unit is meant as well.
    let at = shift(base, period, count)?;
    let unit = match period {
        Period::Year | Period::Decade | Period::Century => When::year(at.year())?,
        Period::Month => When::month(at.year(), at.month().unsigned_abs())?,
        Period::Week => When::week(at)?,
        _ => return Some(from_anchor(moved)),
    };
    let hedged = resolve::either(unit, moved);
    Some(from_anchor(hedged.approximate()))
}

/// "three hours ago": a time, where the hour of the dateline is known.
fn hours_away(cx: &Context<'_>, value: Decimal, period: Period, sign: i8, text: bool) -> Option<When> {
    if text {
        return None;
    }
    let now = cx.anchor.dateline?.moment?;
    let total = seconds(value, period)?.checked_mul(sign.into())?;
    let at = now.checked_add(jiff::Span::new().try_seconds(total).ok()?).ok()?;
    Some(When { partial: true, ..When::moment(at, None) })
}

/// The seconds of a part of a day.
pub(super) fn seconds(value: Decimal, period: Period) -> Option<i64> {
    let seconds = match period {
        Period::Hour => 3600,
        Period::Minute => 60,
        _ => 1,
    };
    value.checked_mul(Decimal::from(seconds))?.to_i64()
}

/// A count in whole periods: "two and a half years" are thirty months.
pub(super) fn whole(value: Decimal, period: Period) -> Option<(Period, i64)> {
    if value.fract().is_zero() {
        return Some((period, value.to_i64()?));
    }
    let (finer, many) = match period {
        Period::Century => (Period::Year, 100),
        Period::Decade => (Period::Year, 10),
        Period::Year => (Period::Month, 12),
        Period::Week => (Period::Day, 7),
        Period::Month => (Period::Day, 30),
        _ => return None,
    };
    Some((finer, value.checked_mul(Decimal::from(many))?.round().to_i64()?))
}

/// "year-earlier", "the year-ago quarter".
pub(super) fn hyphened(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let mut start = if view.is(at, Func::The) { at + 1 } else { at };
    // "the comparable year-ago quarter"
    for led in [CalendarWord::Alike, CalendarWord::Between] {
        start = words::word(view, start, led).unwrap_or(start);
    }
    let (period, false, end) = words::period(view, start)? else { return None };
    if !(view.dash(end) && view.glued(end)) || start > at && !view.is(at, Func::The) {
        return None;
    }
    let (sign, text, mut stop) = words::away(view, end + 1)?;
    let mut when = away(cx, Decimal::ONE, period, sign, text && cx.anchor.text.is_some())?;
    let part = words::period(view, stop).filter(|(p, plural, _)| *p == Period::Quarter && !plural).map(|(_, _, e)| e);
    if let Some(more) = part.or_else(|| words::word(view, stop, CalendarWord::Stretch)) {
        stop = more;
    } else if let Some((n, e)) = words::ordinal(view, stop)
        && let Some((Period::Quarter, false, more)) = words::period(view, e)
        && let Some(first) = when.first_day()
    {
        when = from_anchor(When::quarter(first.year(), u8::try_from(n).ok()?)?);
        stop = more;
    }
    Some(Point { counted: true, ..Point::new(at, stop, when) })
}
