//! A period that the text is about without saying which: "sales for the full year", "in the fiscal year",
//! "the quarter ended September 30", "later in the year".

use super::build::shift;
use super::duration::Length;
use super::point::{Point, point};
use super::relative::{from_anchor, stepped};
use super::side::Side;
use super::{Context, resolve, words};
use crate::claims::value::Figure;
use crate::claims::{Value, When};
use crate::lexicon::{CalendarWord, Func, Period, TokenKind};
use jiff::civil::Date;
use rust_decimal::Decimal;

/// The article or owner, and what says that the whole is meant: whether it does, whether the year is one of
/// its own, the period and where its word ends.
struct Named {
    whole: bool,
    own: bool,
    period: Period,
    end: usize,
}

fn named(cx: &Context<'_>, at: usize) -> Option<Named> {
    let view = cx.view;
    if !view.is(at, Func::The) && !view.is(at, Func::Possessive) {
        return None;
    }
    let whole = words::word(view, at + 1, CalendarWord::Entire);
    let next = whole.unwrap_or(at + 1);
    let own = words::word(view, next, CalendarWord::OwnYear);
    let (period, false, end) = words::period(view, own.unwrap_or(next))? else { return None };
    let joined = view.dash(end) && view.glued(end) || view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    (!joined).then_some(Named { whole: whole.is_some(), own: own.is_some(), period, end })
}

/// The day with which a period ends that is named so: "the quarter ended September 30".
fn ended(cx: &Context<'_>, at: usize) -> Option<Date> {
    // "the year to March", "in the year to the end of June"
    if cx.view.is(at, Func::To) {
        return point(cx, at + 1).filter(|p| matches!(p.when.grain, Period::Day | Period::Month))?.when.first_day();
    }
    let next = words::word(cx.view, at, CalendarWord::Ended)?;
    point(cx, next).filter(|p| p.when.grain == Period::Day)?.when.first_day()
}

/// The period here, where the text says of it that it is meant as a whole, or what it is earlier or later in.
pub(super) fn period(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let named = named(cx, at)?;
    if named.period == Period::Quarter {
        // The quarter of the calendar in which most of it lies.
        let middle = shift(ended(cx, named.end)?, Period::Day, -45)?;
        let quarter = When::quarter(middle.year(), resolve::quarter_of(middle))?;
        return Some(Point::new(at, named.end, from_anchor(quarter)));
    }
    if matches!(named.period, Period::Week | Period::Month) {
        return spoken(cx, at, &named);
    }
    let to = || view.is(named.end, Func::To) && ended(cx, named.end).is_some();
    if named.period != Period::Year || words::word(view, named.end, CalendarWord::Ended).is_some() || to() {
        return None;
    }
    let before = |n: usize, f: Func| at.checked_sub(n).is_some_and(|b| view.is(b, f));
    // "later in the year": what it is earlier or later in belongs to the date.
    let moved = at.checked_sub(2).filter(|&b| {
        before(1, Func::In)
            && (words::away(view, b).is_some_and(|(_, text, _)| text)
                || view.calendar(b, |w| matches!(w, CalendarWord::Third(_)).then_some(())).is_some())
    });
    // "the first nine months of the year"
    let months = at.checked_sub(2).filter(|&b| before(1, Func::Of) && words::period(view, b).is_some_and(|p| p.1));
    let asked = moved.is_some()
        || months.is_some() && view.is(at, Func::The)
        || before(1, Func::For) && view.is(at, Func::The)
        || (named.whole || named.own)
            && [Func::For, Func::In, Func::During, Func::Of].into_iter().any(|f| before(1, f));
    // "the year of the flood" is another.
    if !asked || view.is(named.end, Func::Of) || view.is(named.end, Func::Before) || view.is(named.end, Func::After) {
        return None;
    }
    Some(Point::new(at, named.end, year(cx, at, named.end)?))
}

/// "For the week, the index fell 2 percent", "up 3 percent on the month": the one in which the day lies that the text
/// gave last, else the dateline's; in the first days of one the report may be on that before.
fn spoken(cx: &Context<'_>, at: usize, named: &Named) -> Option<Point> {
    const REPORTS: i32 = 10;
    let view = cx.view;
    let led = words::before(at).is_some_and(|b| view.is(b, Func::For) || view.is(b, Func::On));
    if !led || named.own || !view.is(at, Func::The) || !super::counted::closes(cx, named.end) {
        return None;
    }
    let today = cx.today()?;
    let near = |day: &Date| day.until(today).is_ok_and(|s| (0..=REPORTS).contains(&s.get_days()));
    let fine = cx.anchor.text.filter(|d| cx.anchor.grain <= Some(Period::Week) && near(d));
    let whole = |day: Date| match named.period {
        Period::Week => When::week(day),
        _ => When::month(day.year(), day.month().unsigned_abs()),
    };
    let begun = whole(today)?.first_day()?.until(today).ok()?.get_days();
    let early = begun < if named.period == Period::Week { 2 } else { REPORTS };
    let when = match fine {
        Some(day) if named.period == Period::Week => whole(day)?,
        _ if early => resolve::either(whole(shift(today, named.period, -1)?)?, whole(today)?),
        _ => whole(today)?,
    };
    Some(Point::new(at, named.end, from_anchor(when)))
}

/// The year that the text is in, else that of the dateline; in its first months reports tell of the one before.
fn year(cx: &Context<'_>, at: usize, end: usize) -> Option<When> {
    const REPORTS: i8 = 4;
    if let Some(year) = cx.anchor.year {
        return When::year(year).map(from_anchor);
    }
    let this = stepped(cx, 0, false, Period::Year)?;
    let early = cx.today().is_some_and(|d| d.month() <= REPORTS);
    if early && matches!(cx.side(at, end), Side::Past | Side::Before | Side::Untold) {
        return Some(from_anchor(resolve::either(stepped(cx, -1, false, Period::Year)?, this)));
    }
    Some(this)
}

/// "the year ended March 31": a year long; its end is a date of its own.
pub(super) fn length(cx: &Context<'_>, at: usize) -> Option<Length> {
    let named = named(cx, at).filter(|n| n.period == Period::Year)?;
    ended(cx, named.end)?;
    let figure = Figure { digits: false, ..Figure::exact(Decimal::ONE, Decimal::ONE) };
    let value = Value::Duration { figure, unit: Period::Year, iso: "P1Y".to_owned() };
    Some(Length { start: at, end: named.end, value })
}
