//! Periods that stand beside another one: "the same month a year earlier", and "the next month" of a past.

use super::point::Point;
use super::relative::from_anchor;
use super::side::Side;
use super::{Context, counted, point, resolve, words};
use crate::analysis::Pos;
use crate::claims::When;
use crate::lexicon::{CalendarWord, Func, Period};
use rust_decimal::prelude::ToPrimitive;

/// "the same quarter last year", "the corresponding period of 2014", "the same month a year earlier": the quarter
/// or month that the text is in, of the year told.
pub(super) fn alike(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let next = words::word(view, if view.is(at, Func::The) { at + 1 } else { at }, CalendarWord::Alike)?;
    let (period, end) = match words::word(view, next, CalendarWord::Stretch) {
        Some(end) => (Period::Quarter, end),
        None => words::period(view, next)
            .filter(|(p, plural, _)| !plural && matches!(p, Period::Quarter | Period::Month))
            .map(|(p, _, end)| (p, end))?,
    };
    let (year, stop) = point::year_behind(cx, end, false)
        .map(|(year, _, stop)| (year, stop))
        .or_else(|| alike_before(cx, end, period))?;
    let when = match (period, cx.anchor.quarter) {
        (Period::Quarter, Some(quarter)) => When::quarter(year, resolve::quarter_of(quarter))?,
        (Period::Month, _) => {
            let month = cx.anchor.text.filter(|_| cx.anchor.grain <= Some(Period::Month)).or_else(|| cx.today())?;
            When::month(year, month.month().unsigned_abs())?
        }
        // Of what part of its year is not told.
        _ => When::year(year)?,
    };
    Some(Point { counted: true, ..Point::new(at, stop, from_anchor(when)) })
}

/// The year so many before that of the period that the text is in: "the same month a year earlier".
pub(super) fn alike_before(cx: &Context<'_>, at: usize, period: Period) -> Option<(i16, usize)> {
    let view = cx.view;
    let (count, next) = counted::count(cx, at)?;
    let (Period::Year, _, end) = words::period(view, next)? else { return None };
    let (-1, _, stop) = words::away(view, end)? else { return None };
    let base = match period {
        Period::Quarter => cx.anchor.quarter.or(cx.anchor.text),
        _ => cx.anchor.text.filter(|_| cx.anchor.grain <= Some(Period::Month)),
    };
    let year = base.or_else(|| cx.today())?.year();
    let count = count.to_i16().filter(|_| count.fract().is_zero())?;
    Some((year.checked_sub(count)?, stop))
}

/// Whether a period behind "the next", its word at the token, is one that came after what a past tells: "lost it
/// the next month". "In the next month" and "spent the next month" tell a length.
pub(super) fn narrated(cx: &Context<'_>, at: usize) -> bool {
    const LENGTHS: [Func; 7] = [Func::In, Func::Over, Func::For, Func::During, Func::Within, Func::Of, Func::Through];
    let view = cx.view;
    let Some(the) = at.checked_sub(2).filter(|&i| view.is(i, Func::The)) else { return false };
    let next = words::step(view, at - 1).is_some_and(|(n, text, end)| n == 1 && !text && end == at);
    let Some((_, false, end)) = words::period(view, at) else { return false };
    let length = words::before(the).is_some_and(|b| {
        LENGTHS.iter().any(|f| view.is(b, *f))
            || view.hedge(b).is_some_and(|(_, n)| n == 1)
            || words::word(view, b, CalendarWord::Lasting).is_some()
    });
    let verb = view.token(end).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
    let goes_on = view.dash(end) && view.glued(end) || view.is(end, Func::Of) || view.hedge(end).is_some();
    next && the > 0 && !length && !goes_on && !verb && matches!(cx.side(the, end), Side::Past | Side::Before)
}

/// Whether the text has given a date before the dateline, at least so finely.
pub(super) fn dated(cx: &Context<'_>, period: Period) -> bool {
    cx.anchor.text.zip(cx.today()).is_some_and(|(text, today)| text < today)
        && cx.anchor.grain.is_some_and(|g| g <= period)
}
