//! Dates in digits: "2014-03-18", "12/05/2014", "12.05.2014", "12/2015"; and where something tells that it is a
//! date, "5/12".

use super::point::{Point, point};
use super::resolve::Body;
use super::{Context, Lead, words};
use crate::analysis::{Pos, View};
use crate::claims::When;
use crate::lexicon::{CalendarWord, Func, TokenKind};

/// A date in digits.
pub(super) fn numeric(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    // Most digits have neither a mark of dates in them nor one behind.
    if !view.digits(at) || !joint(cx, at + 1) && !view.text(at).contains('.') {
        return None;
    }
    named_month(cx, at).or_else(|| dotted(cx, at)).or_else(|| full(cx, at)).or_else(|| month_year(cx, at)).or_else(
        || {
            // "4.5 million": few such are days, and what day it would be takes longer to find.
            let end = if view.text(at).contains('.') { at + 1 } else { at + 3 };
            company(cx, at, end).then(|| day_month(cx, at, None)).flatten()
        },
    )
}

/// Month and day behind their weekday: "Friday 7/6", "Friday 7-6", "Friday 2018-7-6".
pub(super) fn beside(cx: &Context<'_>, at: usize, weekday: u8) -> Option<Point> {
    let next = if cx.view.mark(at, ",") { at + 1 } else { at };
    let mut point = full(cx, next).or_else(|| dotted(cx, next)).or_else(|| day_month(cx, next, Some(weekday)))?;
    point.when.written.weekday = Some(weekday);
    Some(point)
}

/// A mark between the parts of a date.
fn joint(cx: &Context<'_>, at: usize) -> bool {
    let view = cx.view;
    (view.mark(at, "-") || view.mark(at, "/") || view.mark(at, "\u{2013}")) && view.glued(at) && view.glued(at + 1)
}

fn done(cx: &Context<'_>, at: usize, end: usize, (year, month, day): (i16, u16, u16)) -> Option<Point> {
    let body = Body::Day(u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then(|| Point {
        body: Some((body, Some(year))),
        ..Point::new(at, end, body.dated(year, &cx.view.lexicon.calendar))
    })
}

/// "05-Aug-2016", "2019/aug/01"
fn named_month(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let word = words::month(view, at + 2).filter(|_| joint(cx, at + 1))?;
    if !joint(cx, word.end) {
        return None;
    }
    let (first, last) = ((at, 1, 2), (word.end + 1, 4, 4));
    let number = |(i, least, most): (usize, usize, usize)| words::digits(view, i, least, most);
    if let (Some(day), Some(year)) = (number(first), number(last)) {
        return done(cx, at, word.end + 2, (i16::try_from(year).ok()?, word.month.into(), day));
    }
    let (year, day) = (words::digits(view, at, 4, 4)?, words::digits(view, word.end + 1, 1, 2)?);
    done(cx, at, word.end + 2, (i16::try_from(year).ok()?, word.month.into(), day))
}

/// "12.05.2014": with full stops the day comes first, as where they are used.
fn dotted(cx: &Context<'_>, at: usize) -> Option<Point> {
    let text = cx.view.text(at);
    if !cx.view.digits(at) || !text.contains('.') {
        return None;
    }
    let parts: Vec<&str> = text.split('.').collect();
    let [a, b, y] = parts.as_slice() else { return None };
    if y.len() != 4 || a.len() > 2 || b.len() > 2 {
        return None;
    }
    let (a, b, y): (u16, u16, i16) = (a.parse().ok()?, b.parse().ok()?, y.parse().ok()?);
    if b <= 12 { done(cx, at, at + 1, (y, b, a)) } else { done(cx, at, at + 1, (y, a, b)) }
}

/// Year, month and day in one order or another.
fn full(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    if !joint(cx, at + 1) || !joint(cx, at + 3) || view.text(at + 1) != view.text(at + 3) {
        return None;
    }
    let number = |i: usize, least: usize, most: usize| words::digits(view, i, least, most);
    let end = at + 5;
    // "10-1-2018-10-7-2018" and "10/1/2018-10/7/2018" are two dates, of which the first ends here.
    let another = joint(cx, end) && number(end + 1, 1, 4).is_some() && joint(cx, end + 2);
    if view.glued(end)
        && !another
        && (joint(cx, end)
            || view.token(end).is_some_and(|t| t.kind != TokenKind::Mark && t.kind != TokenKind::Possessive))
    {
        return None;
    }
    if let (Some(y), Some(m), Some(d)) = (number(at, 4, 4), number(at + 2, 1, 2), number(at + 4, 1, 2)) {
        return done(cx, at, end, (i16::try_from(y).ok()?, m, d));
    }
    let (a, b) = (number(at, 1, 2)?, number(at + 2, 1, 2)?);
    let year = match (number(at + 4, 4, 4), view.mark(at + 1, "/").then(|| number(at + 4, 2, 2)).flatten()) {
        (Some(y), _) => i16::try_from(y).ok()?,
        (None, Some(short)) => cx.century(short),
        (None, None) => return None,
    };
    // Month first, unless that is impossible.
    if a <= 12 { done(cx, at, end, (year, a, b)) } else { done(cx, at, end, (year, b, a)) }
}

/// "12-2015", "2/2013", "2015-12"; "2011-12" is a season, "2005-12" are years.
fn month_year(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let ends = !view.glued(at + 3)
        || view.token(at + 3).is_some_and(|t| t.kind == TokenKind::Possessive)
        || view.token(at + 3).is_some_and(|t| t.kind == TokenKind::Mark)
            && !joint(cx, at + 3)
            && !view.mark(at + 3, "%");
    let inside = view.glued(at) && !words::before(at).is_some_and(|b| view.mark(b, "("));
    // "Resolution 12/2015"
    let numbered = at > 1 && view.token(at - 1).is_some_and(|t| t.kind == TokenKind::Word && t.capital);
    if !joint(cx, at + 1) || !ends || inside || numbered {
        return None;
    }
    let recent = |y: &u16| (1900..2100).contains(y);
    let (month, year) = if let Some(year) = words::digits(view, at + 2, 4, 4).filter(recent) {
        (words::digits(view, at, 1, 2)?, year)
    } else {
        let year = words::digits(view, at, 4, 4).filter(recent)?;
        (words::digits(view, at + 2, 2, 2).filter(|m| *m <= year % 100)?, year)
    };
    let body = Body::Month(u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?);
    let year = i16::try_from(year).ok()?;
    Some(Point { body: Some((body, Some(year))), ..Point::new(at, at + 3, body.dated(year, &view.lexicon.calendar)) })
}

/// Month and day, the month first unless that is impossible or the weekday says otherwise. With a full stop the
/// day comes first.
fn day_month(cx: &Context<'_>, at: usize, weekday: Option<u8>) -> Option<Point> {
    let view = cx.view;
    let (a, b, end) = if let Some((a, b)) = view.text(at).split_once('.').filter(|_| view.digits(at)) {
        let short = |t: &str| t.len() <= 2;
        let (a, b) = (Some(a).filter(|t| short(t))?, Some(b).filter(|t| short(t))?);
        (b.parse::<u8>().ok()?, a.parse::<u8>().ok()?, at + 1)
    } else {
        if !joint(cx, at + 1) || joint(cx, at + 3) && view.text(at + 1) == view.text(at + 3) {
            return None;
        }
        let part = |i: usize| words::digits(view, i, 1, 2).and_then(|n| u8::try_from(n).ok());
        (part(at)?, part(at + 2)?, at + 3)
    };
    let tail = view.glued(end)
        && (view.mark(end, "%")
            || view.mark(end, ":")
            || view.token(end).is_some_and(|t| t.kind == TokenKind::Word || t.kind == TokenKind::Number));
    // "said on Monday, 12.7 percent less"
    if tail || counted(view, end) {
        return None;
    }
    let fits =
        |month: u8, day: u8| ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(Body::Day(month, day));
    let when = |body: Body| -> When { cx.partial(body, at, end, weekday) };
    let orders = [fits(a, b), fits(b, a)];
    // The order that the weekday fits, the nearer one where it fits both.
    let off = |body: &Body| {
        let away = |d: jiff::civil::Date| {
            let fits = d.weekday().to_monday_one_offset().unsigned_abs() == weekday?;
            cx.today().filter(|_| fits).and_then(|t| t.until(d).ok()).map(|s| s.get_days().abs())
        };
        when(*body).readings.iter().filter_map(|s| away(s.first_day()?)).min()
    };
    let near = orders.into_iter().flatten().filter_map(|b| Some((off(&b)?, b))).min_by_key(|(off, _)| *off);
    let body = near.map(|(_, b)| b).or_else(|| orders.into_iter().flatten().next())?;
    Some(Point { body: Some((body, None)), ..Point::new(at, end, when(body)) })
}

/// Whether what stands here is what figures are of.
fn counted(view: View<'_>, at: usize) -> bool {
    view.unit(at).is_some()
        || view.currency(at).is_some()
        || view.token(at).is_some_and(|t| t.kind == TokenKind::Word && t.pos == Pos::Noun && !t.capital)
}

/// Whether something tells that two numbers are a day and its month.
fn company(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let view = cx.view;
    let slash = view.mark(at + 1, "/");
    if counted(view, end) || view.glued(at) && !words::before(at).is_some_and(|b| view.mark(b, "(") || view.dash(b)) {
        return false;
    }
    // "10/1-11/2/2017"
    if slash && joint(cx, end) && view.dash(end) && (full(cx, end + 1).is_some() || cx.lead == Lead::Range) {
        return true;
    }
    // "4/22 at 3:00 pm"
    let clock = view.is(end, Func::At) && super::clock::told(cx, end + 1) || super::clock::told(cx, end);
    if slash && clock {
        return true;
    }
    let Some(before) = words::before(at) else {
        let zero = view.text(at).starts_with('0') || view.text(at + 2).starts_with('0');
        let large = words::digits(view, at + 2, 1, 2).is_some_and(|n| n > 12);
        return slash && end == view.len() && (zero || large);
    };
    if view.is(before, Func::On) {
        let large = words::digits(view, at + 2, 1, 2).is_some_and(|n| n > 12);
        return slash || (end == at + 1 || large) && super::counted::closes(cx, end);
    }
    if !slash {
        return false;
    }
    const PLACES: [Func; 8] =
        [Func::By, Func::Since, Func::Until, Func::Till, Func::Before, Func::After, Func::From, Func::Between];
    let zero = view.text(at).starts_with('0') || view.text(at + 2).starts_with('0');
    let large = words::digits(view, at + 2, 1, 2).is_some_and(|n| n > 12);
    let range = cx.lead == Lead::Range;
    if range || PLACES.iter().any(|f| view.is(before, *f)) && (zero || large || view.is(before, Func::From)) {
        return true;
    }
    if view.calendar(before, |w| matches!(w, CalendarWord::Step(n, false) if n >= 0).then_some(())).is_some() {
        return true;
    }
    // "on 11/20, 11/22 or 11/25"
    let listed = view.mark(before, ",") || view.is(before, Func::And) || view.is(before, Func::Or);
    listed
        && before.checked_sub(3).is_some_and(|first| {
            view.digits(first) && view.mark(first + 1, "/") && point(cx, first).is_some_and(|p| p.end == before)
        })
}
