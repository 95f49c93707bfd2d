//! Parts of longer stretches: quarters and halves, "early March", "the end of 1990", "year-end".

use super::point::{Point, point, year_behind};
use super::resolve::{self, Body};
use super::{Context, Lead, relative, words};
use crate::analysis::Pos;
use crate::claims::{Stretch, When};
use crate::lexicon::{BesideWord, CalendarWord, Func, Period, TokenKind};

/// Quarters and halves: "the third quarter", "Q3 2014", "first half of last year", "third-quarter".
pub(super) fn quarter(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let short = view.calendar(at, |w| match w {
        CalendarWord::QuarterName(q) => Some(Body::Quarter(q)),
        CalendarWord::HalfName(h) => Some(Body::Half(h)),
        _ => None,
    });
    let (body, end, long) = if let Some((body, n)) = short {
        (body, at + n, false)
    } else if let Some(q) = words::digits(view, at, 1, 1)
        && let Some(end) = words::word(view, at + 1, CalendarWord::QuarterMark)
        && view.glued(at + 1)
    {
        (Body::Quarter(u8::try_from(q).ok().filter(|q| (1..=4).contains(q))?), end, false)
    } else {
        let mut next = if view.is(at, Func::The) { at + 1 } else { at };
        if let Some(own) = words::word(view, next, CalendarWord::OwnYear) {
            next = if view.dash(own) { own + 1 } else { own };
        }
        // "the 1988 third quarter"
        let led = words::year_digits(view, next).filter(|_| next > at);
        if led.is_some() {
            next += 1;
        }
        let (body, end) = ordinal_part(cx, next, led.is_some())?;
        if let Some(year) = led {
            let when = body.dated(year, &view.lexicon.calendar);
            return Some(Point { body: Some((body, Some(year))), ..Point::new(at, end, when) });
        }
        (body, end, true)
    };
    // "the first half of fiscal 2011", whose months are its own
    if long
        && view.is(end, Func::Of)
        && let Some(own) = words::word(view, end + 1, CalendarWord::OwnYear)
        && let Some(year) = words::year_digits(view, own)
    {
        let when = body.dated(year, &view.lexicon.calendar).approximate();
        return Some(Point { body: Some((body, Some(year))), ..Point::new(at, own + 1, when) });
    }
    let year = year_behind(cx, end, true).or_else(|| {
        // "Q3/2014", "2014 Q3" is read by its year
        let y = words::year_digits(view, end + 1).filter(|_| view.dash(end) || view.mark(end, "/"))?;
        Some((y, false, end + 2))
    });
    if let Some((year, partial, end)) = year {
        let when = When { partial, ..body.dated(year, &view.lexicon.calendar) };
        return Some(Point { body: Some((body, Some(year))), ..Point::new(at, end, when) });
    }
    // "the first half of the game", "the second half" of a match; but "for the third quarter of $5 million"
    let valued = view.digits(end + 1) || view.currency(end + 1).is_some();
    if let Body::Half(half) = body
        && long
        && let Some(point) = half_of_years(cx, at, end, half)
    {
        return Some(point);
    }
    // "the first half of the year", "the third quarter of the year"
    if long
        && view.is(end, Func::Of)
        && view.is(end + 1, Func::The)
        && let Some((Period::Year, false, stop)) = words::period(view, end + 2)
        && !view.is(stop, Func::Of)
        && !view.token(stop).is_some_and(|t| t.kind == TokenKind::Possessive)
    {
        return Some(Point { body: Some((body, None)), ..Point::new(at, stop, cx.partial(body, at, stop, None)) });
    }
    // "lost 120 million pounds in the first half"
    if let Body::Half(half) = body
        && long
        && business(cx, at, end)
    {
        let body = Body::Half(half);
        return Some(Point { body: Some((body, None)), ..Point::new(at, end, cx.partial(body, at, end, None)) });
    }
    // "first-half profit", and no goal of a match
    let tied = (at..end).any(|i| view.dash(i));
    if matches!(body, Body::Half(_)) && tied && view.beside(end, BesideWord::OfPart).is_some() {
        return Some(Point { body: Some((body, None)), ..Point::new(at, end, cx.partial(body, at, end, None)) });
    }
    if long && (view.is(end, Func::Of) && !valued || matches!(body, Body::Half(_))) {
        return None;
    }
    Some(Point { body: Some((body, None)), ..Point::new(at, end, cx.partial(body, at, end, None)) })
}

/// Whether a half year behind "in" or "for" is that of a balance sheet: what is told of one is named before it.
fn business(cx: &Context<'_>, at: usize, end: usize) -> bool {
    const FAR: usize = 20;
    let view = cx.view;
    let led = words::before(at).is_some_and(|b| view.is(b, Func::In) || view.is(b, Func::For));
    let closes = view.token(end).is_none_or(|t| t.kind == TokenKind::Mark || t.pos == Pos::Preposition)
        && !view.is(end, Func::Of)
        && !(view.dash(end) && view.glued(end));
    let told = |i: usize| view.beside(i, BesideWord::OfPart).is_some();
    let money = |i: usize| view.currency(i).is_some();
    let before = at.saturating_sub(FAR)..at;
    led && closes && before.clone().any(told) && before.clone().any(money)
}

/// "the second half of the 1980s", "the first half of the 20th century".
fn half_of_years(cx: &Context<'_>, at: usize, end: usize, half: u8) -> Option<Point> {
    let next = end + cx.view.func(end, Func::Of)?;
    let whole = super::years::decade(cx, next)?;
    let (first, last) = (whole.when.first_day()?.year(), whole.when.readings.first()?.last_day()?.year());
    let middle = first.checked_add((last.checked_sub(first)? + 1) / 2)?;
    let (from, to) = if half == 1 { (first, middle.checked_sub(1)?) } else { (middle, last) };
    Some(Point::new(at, whole.end, When::years_through(from, to)?))
}

/// "third quarter", "third-quarter", "fiscal third quarter", "second half"; "quarter" alone behind a year.
fn ordinal_part(cx: &Context<'_>, at: usize, led: bool) -> Option<(Body, usize)> {
    let view = cx.view;
    let (n, mut end) = match words::ordinal(view, at) {
        Some((n, end)) => (n, end),
        None => {
            // "the last half of 1989"
            let (back, _, end) = words::step(view, at).filter(|(n, text, _)| *n == -1 && !text)?;
            (if back < 0 { 0 } else { 1 }, end)
        }
    };
    if view.dash(end) && view.glued(end) && view.glued(end + 1) {
        end += 1;
    }
    if let Some(own) = words::word(view, end, CalendarWord::OwnYear) {
        end = own;
    }
    if let Some((Period::Quarter, false, stop)) = words::period(view, end) {
        // "the last quarter of 2014"
        let of_year = || view.is(stop, Func::Of) && year_behind(cx, stop, false).is_some();
        let q = if n == 0 { (led || of_year()).then_some(4)? } else { u8::try_from(n).ok()? };
        return (1..=4).contains(&q).then_some((Body::Quarter(q), stop));
    }
    let half = view.is(end, Func::Half);
    let h = if n == 0 { 2 } else { u8::try_from(n).ok()? };
    (half && (1..=2).contains(&h)).then_some((Body::Half(h), end + 1))
}

/// "early March", "mid-1996", "late last year", "the end of 1990", "year-end".
pub(super) fn thirds(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let mut start = if view.is(at, Func::The) { at + 1 } else { at };
    // "by the very end of May"
    if start > at && view.is(start, Func::Adverb) {
        start += 1;
    }
    if let Some((part, n)) = view.calendar(start, |w| if let CalendarWord::Third(p) = w { Some(p) } else { None }) {
        let mut next = start + n;
        if let Some(point) = both_thirds(cx, at, part, next) {
            return Some(point);
        }
        if view.dash(next) && view.glued(next) {
            next += 1;
        }
        // "mid-afternoon yesterday"
        if let Some((_, end)) = words::day_part(view, next)
            && let Some(day) =
                point(cx, if view.is(end, Func::On) { end + 1 } else { end }).filter(|p| p.when.grain == Period::Day)
        {
            return Some(Point { start: at, ..day });
        }
        let of = view.is(next, Func::Of) || view.is(next, Func::In);
        let whole = point(cx, if of { next + 1 } else { next })?;
        if of && part != 1 {
            return None;
        }
        let when = resolve::third(whole.when, part);
        return Some(Point { start: at, when, ..whole });
    }
    if let Some((part, n)) = edge(cx, start) {
        let next = start + n;
        // "end-June", "end-1999"
        let tied = view.dash(next) && view.glued(next) && view.glued(next + 1);
        if tied || view.is(next, Func::Of) {
            let whole = point(cx, next + 1).filter(|p| !tied || p.when.grain > Period::Week);
            let whole = whole.or_else(|| relative::this_period(cx, next + 1).filter(|_| !tied))?;
            let when = resolve::third(whole.when, part);
            return Some(Point { start: at, when, ..whole });
        }
        return None;
    }
    // "year-end", "year's end"
    let (period, plural, end) = words::period(view, start)?;
    let joined =
        (view.dash(end) && view.glued(end)) || view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    let (part, n) = edge(cx, if joined { end + 1 } else { end })?;
    if plural || part != 2 {
        return None;
    }
    let stop = if joined { end + 1 } else { end } + n;
    // "at year-end 2014"
    if period == Period::Year
        && let Some(year) = words::year_digits(view, stop)
    {
        let when = resolve::third(When::year(year)?, part);
        let edtf = format!("{}-12-31~", super::build::year_text(year));
        return Some(Point::new(at, stop + 1, When { edtf, ..when }));
    }
    let whole = relative::stepped(cx, if cx.lead == Lead::Back { -1 } else { 0 }, false, period)?;
    let last = whole.readings.first().and_then(Stretch::last_day);
    let when = resolve::third(whole, part);
    // The last days, and told as the last one.
    let edtf = last.map_or_else(|| when.edtf.clone(), |day| format!("{day}~"));
    Some(Point::new(at, stop, When { edtf, ..when }))
}

/// "the mid- to late 1990s", "early and mid-1985", "the early-to-mid 2000s": from one third to the next.
fn both_thirds(cx: &Context<'_>, at: usize, part: u8, end: usize) -> Option<Point> {
    let view = cx.view;
    let over = |i: usize| if view.dash(i) { i + 1 } else { i };
    let joint = over(end);
    let next = if view.mark(joint, "/") {
        joint + 1
    } else {
        let word = [Func::To, Func::And, Func::Or].into_iter().find_map(|f| view.func(joint, f))?;
        over(joint + word)
    };
    let (last, n) = view.calendar(next, |w| if let CalendarWord::Third(p) = w { Some(p) } else { None })?;
    let whole = point(cx, over(next + n)).filter(|p| p.when.grain > Period::Day && part < last)?;
    let (first, second) = (resolve::third(whole.when.clone(), part), resolve::third(whole.when.clone(), last));
    let join = |a: &[Stretch], b: &[Stretch]| -> Vec<Stretch> {
        a.iter().zip(b).map(|(a, b)| Stretch { from: a.from, to: b.to }).collect()
    };
    let (readings, halo) = (join(&first.readings, &second.readings), join(&first.halo, &second.halo));
    Some(Point { start: at, when: When { readings, halo, ..first }, ..whole })
}

fn edge(cx: &Context<'_>, at: usize) -> Option<(u8, usize)> {
    cx.view.calendar(at, |w| if let CalendarWord::Edge(p) = w { Some(p) } else { None })
}
