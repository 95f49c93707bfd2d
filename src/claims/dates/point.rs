//! Dates by the calendar: "12 May 2014", "May 12", "March 2014", "the third quarter", "the 1990s".

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens and readings come from walking the same sentence, those of senses from the lexicon"
)]

use super::resolve::{self, Body};
use super::{Context, ahead, numeric, ordinal, parts, relative, weeks, words, years};
use crate::analysis::{Pos, View};
use crate::claims::When;
use crate::lexicon::{CalendarKinds, CalendarWord, Func, Period, Sense, TokenKind};

/// A date as read, before prepositions and ranges.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// First token.
    pub(super) start: usize,
    /// One past the last token.
    pub(super) end: usize,
    /// What it comes to.
    pub(super) when: When,
    /// What recurs every year, where that is what was written, and the year where it was.
    pub(super) body: Option<(Body, Option<i16>)>,
    /// It was counted from another date ("a year earlier"), and is none to count from.
    pub(super) counted: bool,
}

impl Point {
    pub(super) fn new(start: usize, end: usize, when: When) -> Self {
        Self { start, end, when, body: None, counted: false }
    }
}

/// A reader of dates, and the words of the calendar of which it needs one at least; of none where a date can
/// do without ("12/05/2014").
pub(super) type Reader = (CalendarKinds, fn(&Context<'_>, usize) -> Option<Point>);

/// The longest date of these readers that begins at the token. One is asked only where what it needs is within
/// reach, and most tokens have little there.
pub(super) fn longest(cx: &Context<'_>, at: usize, readers: &[Reader]) -> Option<Point> {
    let near = (cx.reach)(at);
    let mut best: Option<Point> = None;
    for (needs, read) in readers {
        if (*needs == CalendarKinds::NONE || near.meets(*needs))
            && let Some(point) = read(cx, at)
            && best.as_ref().is_none_or(|b| point.end > b.end)
        {
            best = Some(point);
        }
    }
    best
}

const NAMES: CalendarKinds =
    CalendarKinds::MONTH.and(CalendarKinds::WEEKDAY).and(CalendarKinds::SEASON).and(CalendarKinds::NAMED);

/// The longest date that begins at the token.
pub(super) fn point(cx: &Context<'_>, at: usize) -> Option<Point> {
    const READERS: [Reader; 9] = [
        (CalendarKinds::NONE, numeric::numeric),
        (NAMES, dated),
        (relative::KINDS, relative::point),
        (CalendarKinds::NONE, parts::quarter),
        (CalendarKinds::NONE, years::decade),
        (CalendarKinds::NONE, years::year),
        (CalendarKinds::THIRD.and(CalendarKinds::EDGE), parts::thirds),
        (CalendarKinds::NONE, ordinal::day_of_month),
        (CalendarKinds::PERIOD.and(CalendarKinds::PERIODS).and(CalendarKinds::STEP), weeks::week),
    ];
    const LED: [Reader; 2] = [(relative::PERIODS, ahead::within), (CalendarKinds::STARTING, ahead::from_date)];
    let readers: &[Reader] = if words::leads(cx.view, at) { &LED } else { &READERS };
    longest(cx, at, readers).map(|p| day_part(cx, p))
}

/// A part of the day behind a day: "Monday evening", "yesterday morning" are that day.
fn day_part(cx: &Context<'_>, mut point: Point) -> Point {
    let early =
        cx.view.calendar(point.end, |w| matches!(w, CalendarWord::Third(_)).then_some(())).map_or(0, |(_, n)| n);
    if point.when.grain == Period::Day
        && let Some((_, end)) = words::day_part(cx.view, point.end + early)
    {
        point.end = end;
    }
    point
}

/// The year behind a month or season, where one is written: "2014", ", 2014", "of 2014", "last year".
pub(super) fn year_behind(cx: &Context<'_>, at: usize, comma: bool) -> Option<(i16, bool, usize)> {
    let view = cx.view;
    if let Some(year) = words::year_digits(view, at) {
        return Some((year, false, at + 1));
    }
    if let Some((year, end)) = words::year_words(view, at) {
        return Some((year, false, end));
    }
    if comma && view.mark(at, ",") {
        if let Some(year) = words::year_digits(view, at + 1) {
            return Some((year, false, at + 2));
        }
        return words::year_words(view, at + 1).map(|(year, end)| (year, false, end));
    }
    let of = if view.is(at, Func::Of) || view.is(at, Func::In) { at + 1 } else { at };
    if of > at {
        let the = if view.is(of, Func::The) { of + 1 } else { of };
        let named = words::period(view, the)
            .filter(|(p, plural, _)| *p == Period::Year && !plural)
            .map_or(of, |(_, _, end)| end);
        if let Some(year) = words::year_digits(view, named) {
            return Some((year, false, named + 1));
        }
        if let Some((year, end)) = words::year_words(view, named) {
            return Some((year, false, end));
        }
    }
    // "'98"
    if (view.mark(of, "'") || view.mark(of, "\u{2019}"))
        && view.glued(of + 1)
        && let Some(short) = words::digits(view, of + 1, 2, 2)
        && (!view.glued(of + 2) || view.token(of + 2).is_some_and(|t| t.kind == TokenKind::Mark && !view.dash(of + 2)))
    {
        return Some((cx.century(short), false, of + 2));
    }
    // "April of 87"
    if of > at
        && let Some(short) = words::digits(view, of, 2, 2).filter(|s| *s > 31)
        && super::counted::closes(cx, of + 1)
        && !view.glued(of + 1)
    {
        return Some((cx.century(short), false, of + 1));
    }
    relative::year(cx, of).map(|(year, end)| (year, true, end))
}

/// Dates with a month's, weekday's or named day's name.
fn dated(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    // "every Friday": none of them
    if words::before(at).is_some_and(|b| view.is(b, Func::Every) || view.is(b, Func::Each)) {
        return None;
    }
    // "the Friday Club"
    let club = |end: usize| words::before(at).is_some_and(|b| view.is(b, Func::The)) && name_follows(cx, end);
    let weekday =
        words::weekday(view, at).filter(|(_, end, doubtful)| !words::addressed(view, at) && (*doubtful || !club(*end)));
    if let Some((day, end, doubtful)) = weekday {
        let comma = if view.mark(end, ",") { end + 1 } else { end };
        let dash = if view.dash(end) && view.glued(end) && view.glued(end + 1) { end + 1 } else { comma };
        if let Some(mut point) = month_day(cx, dash, Some(day)).or_else(|| numeric::beside(cx, end, day)) {
            point.start = at;
            return Some(point);
        }
        if let Some(point) = ordinal::beside(cx, at, end, day).or_else(|| weeks::weekday_week(cx, at, day, end)) {
            return Some(point);
        }
        let stop = if doubtful && end == view.len() && view.mark(end - 1, ".") { end - 1 } else { end };
        if let Some(point) = weeks::listed_weekday(cx, at, day, stop) {
            return Some(point);
        }
        // "on a Sunday in March": which is not told; "a Sunday service" is last Sunday's.
        let one = words::before(at).is_some_and(|b| view.is(b, Func::A));
        let names = view.token(end).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
        if one && !names && words::day_part(view, end).is_none() && !(view.dash(end) && view.glued(end)) {
            return None;
        }
        // A short name that is all there is, as over a column, or one of a list ("Mon or Tue").
        if doubtful && weeks::beside_weekday(view, at, end) {
            return Some(Point::new(at, stop, cx.weekday(day, at, stop)));
        }
        if doubtful && !(at == 0 && end + 1 >= view.len() && (end == view.len() || view.mark(end, "."))) {
            return None;
        }
        let end = if doubtful { view.len() } else { end };
        return Some(Point::new(at, end, cx.weekday(day, at, end)));
    }
    let low = view.calendar(at, |w| if let CalendarWord::LowWeekday(d) = w { Some(d) } else { None });
    if let Some((day, _)) = low.filter(|_| at == 0 && (view.len() == 1 || view.len() == 2 && view.mark(1, "."))) {
        return Some(Point::new(at, view.len(), cx.weekday(day, at, view.len())));
    }
    month_day(cx, at, None)
        .or_else(|| listed_day(cx, at))
        .or_else(|| month(cx, at))
        .or_else(|| season(cx, at))
        .or_else(|| named(cx, at))
}

/// "May 12, 2014", "May 12", "12 May 2014", "the 12th of May, 1883".
pub(super) fn month_day(cx: &Context<'_>, at: usize, weekday: Option<u8>) -> Option<Point> {
    let view = cx.view;
    let (month, day, end) = month_first(cx, at).or_else(|| day_first(cx, at))?;
    let body = Body::Day(month, day);
    let (year, end) = match year_behind(cx, end, true) {
        Some((year, _, end)) => (Some(year), end),
        None => (None, end),
    };
    let mut when = match year {
        Some(year) => body.dated(year, &view.lexicon.calendar),
        None => cx.partial(body, at, end, weekday),
    };
    when.written.weekday = weekday;
    Some(Point { body: Some((body, year)), ..Point::new(at, end, when) })
}

/// The second day of "on April 24 and 25", which has its month from the first.
fn listed_day(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (day, end, _) = words::day_number(view, at)?;
    let joint = words::before(at).filter(|b| view.is(*b, Func::And) || view.is(*b, Func::Or))?;
    let first = words::before(joint)?;
    words::digits(view, first, 1, 2)?;
    let month = (first.saturating_sub(2)..first).find_map(|i| words::month(view, i).filter(|m| m.end == first))?;
    let counted = view
        .token(end)
        .is_some_and(|t| t.kind == TokenKind::Word && t.pos != Pos::Preposition && t.pos != Pos::Verb && !t.capital);
    if counted {
        return None;
    }
    let body = Body::Day(month.month, day);
    let (year, end) = match year_behind(cx, end, true) {
        Some((year, false, end)) => (Some(year), end),
        _ => (None, end),
    };
    let when = match year {
        Some(year) => body.dated(year, &view.lexicon.calendar),
        None => cx.partial(body, at, end, None),
    };
    Some(Point { body: Some((body, year)), ..Point::new(at, end, when) })
}

fn month_first(cx: &Context<'_>, at: usize) -> Option<(u8, u8, usize)> {
    let view = cx.view;
    let word = words::month(view, at)?;
    let mut next = word.end;
    // "May/22", "Jun-15", "October, 1st"
    let tied = (view.mark(next, "/") || view.dash(next)) && view.glued(next) && view.glued(next + 1);
    let comma = view.mark(next, ",");
    if view.is(next, Func::The) || tied || comma {
        next += 1;
    }
    let (day, end, ordinal) = words::day_number(view, next)?;
    if comma && !(ordinal && view.digits(next)) || tied && (ordinal || view.dash(end) && view.glued(end)) {
        return None;
    }
    // "The troops march first": small letters need what makes them a month.
    if word.low && !begins_date(view, at) {
        return None;
    }
    // "In May 12 people died": "in" takes no day.
    let counted =
        words::before(at).is_some_and(|b| view.is(b, Func::In)) && !ordinal && year_behind(cx, end, true).is_none();
    // "May 12 percent"
    (!counted && !counts(cx, end, ordinal)).then_some((word.month, day, end))
}

/// Whether a date may begin here: at the head of the text, behind a preposition of time, a weekday or a step.
fn begins_date(view: View<'_>, at: usize) -> bool {
    words::before(at).is_none_or(|b| {
        words::time_preposition(view, b)
            || view.is(b, Func::On)
            || view.is(b, Func::The)
            || view.hits(b).any(|h| {
                matches!(h.sense, Sense::Calendar(i) if matches!(
                    view.lexicon.calendar.words[i as usize],
                    CalendarWord::Weekday(_) | CalendarWord::DoubtfulWeekday(_) | CalendarWord::Step(..)
                ))
            })
            || view.mark(b, ",") && words::before(b).is_some_and(|c| weekday_ends(view, c))
    })
}

fn weekday_ends(view: View<'_>, at: usize) -> bool {
    words::weekday(view, at).is_some_and(|(_, end, _)| end == at + 1)
}

/// Whether the number that ends here counts or measures what follows.
fn counts(cx: &Context<'_>, end: usize, ordinal: bool) -> bool {
    let view = cx.view;
    // "ended Aug. 31 C$2.7 million": the letter is a currency's.
    let unit =
        view.unit(end).is_some() && !view.currency(end).is_some_and(|(_, len)| len > 1 || view.digits(end + len));
    !ordinal && (unit || view.mark(end, "%")) && words::period(view, end).is_none()
}

fn day_first(cx: &Context<'_>, at: usize) -> Option<(u8, u8, usize)> {
    let view = cx.view;
    let start = if view.is(at, Func::The) { at + 1 } else { at };
    let (day, end, ordinal) = words::day_number(view, start).or_else(|| glued_day(cx, start))?;
    let of = view.is(end, Func::Of);
    let word = words::month(view, if of { end + 1 } else { end })?;
    // "the first 5 may stay"
    let told = of || ordinal && start > at || begins_date(view, at) && !view.is(word.end, Func::Be);
    (!word.low || told).then_some((word.month, day, word.end))
}

/// "14april": digits with a month's name behind them.
fn glued_day(cx: &Context<'_>, at: usize) -> Option<(u8, usize, bool)> {
    let day = words::digits(cx.view, at, 1, 2).and_then(|d| u8::try_from(d).ok()).filter(|d| (1..=31).contains(d))?;
    (cx.view.glued(at + 1) && words::month(cx.view, at + 1).is_some()).then_some((day, at + 1, false))
}

/// "March 2014", "in February", "May last year".
fn month(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let word = words::month(view, at).filter(|_| !words::addressed(view, at))?;
    let body = Body::Month(word.month);
    if let Some((year, partial, end)) = year_behind(cx, word.end, true).filter(|_| !word.low || begins_date(view, at)) {
        let when = When { partial, ..body.dated(year, &view.lexicon.calendar) };
        return Some(Point { body: Some((body, Some(year))), ..Point::new(at, end, when) });
    }
    if word.low && !placed(cx, at, word.end) || !in_company(cx, at, word) {
        return None;
    }
    // The full stop of a short name is the sentence's own at its end.
    let end = if word.end > at + 1 && view.token(word.end).is_none_or(|t| t.capital) { at + 1 } else { word.end };
    Some(Point { body: Some((body, None)), ..Point::new(at, end, cx.partial(body, at, end, None)) })
}

/// Whether a month in small letters stands behind a preposition of time, with nothing of a noun group behind it.
fn placed(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let view = cx.view;
    let third = |b: usize| view.calendar(b, |w| matches!(w, CalendarWord::Third(_)).then_some(())).is_some();
    // "in late march"
    let before = words::before(at).and_then(|b| if third(b) { words::before(b) } else { Some(b) });
    let led = match before {
        // "the last week of march", "the end of may"
        Some(b) if view.is(b, Func::Of) => words::before(b).is_some_and(|c| {
            let edge = |w| matches!(w, CalendarWord::Edge(_) | CalendarWord::Period(_)).then_some(());
            view.calendar(c, edge).is_some() || words::weekday(view, c).is_some()
        }),
        Some(b) => words::time_preposition(view, b),
        None => at > 0,
    };
    led && (super::counted::closes(cx, end) || view.hits(end).any(|h| matches!(h.sense, Sense::Func(_))))
}

/// Whether a bare month is one, and no verb, modal or name of a person.
fn in_company(cx: &Context<'_>, at: usize, word: words::MonthWord) -> bool {
    let view = cx.view;
    // "Nov-Feb 2017"
    let joined = |i: usize| {
        let dash = view.dash(i) && view.glued(i) && view.glued(i + 1);
        let to = view.is(i, Func::To) || view.is(i, Func::Through);
        (dash || to) && words::month(view, i + 1).is_some_and(|m| !m.low)
    };
    if !word.low && joined(word.end) {
        return true;
    }
    let Some(before) = words::before(at) else {
        // "March was wet."
        let told = view.is(word.end, Func::Be) || view.is(word.end, Func::Have);
        return (!word.doubtful || told) && !name_follows(cx, word.end);
    };
    let third = view.calendar(before, |w| matches!(w, CalendarWord::Third(_)).then_some(())).is_some()
        || (view.dash(before)
            && view.glued(at)
            && words::before(before).is_some_and(|b| {
                view.calendar(b, |w| {
                    matches!(w, CalendarWord::Third(_) | CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_))
                        .then_some(())
                })
                .is_some()
            }));
    let company =
        words::time_preposition(view, before) || words::step(view, before).is_some_and(|(_, text, _)| !text) || third;
    if company {
        return !name_follows(cx, word.end) || !word.doubtful;
    }
    if word.doubtful {
        // "March and May": a month before in the list
        let listed = (view.is(before, Func::And) || view.is(before, Func::Or) || view.mark(before, ","))
            && (before.saturating_sub(2)..before).any(|b| words::month(view, b).is_some());
        // "the March vote", "its August report"
        let determined = view.is(before, Func::The)
            || view.is(before, Func::Possessive)
            || view.token(before).is_some_and(|t| t.kind == TokenKind::Possessive);
        let names = view.token(word.end).is_some_and(|t| t.pos == Pos::Noun && t.kind == TokenKind::Word && !t.capital);
        return listed || determined && names;
    }
    let named = view.token(before).is_some_and(|t| t.kind == TokenKind::Word && t.capital)
        && before > 0
        && !view.is(before, Func::The);
    !named && !name_follows(cx, word.end)
}

/// Whether a capitalised word follows that is no word of the calendar: "April Jones".
fn name_follows(cx: &Context<'_>, at: usize) -> bool {
    let view = cx.view;
    view.token(at).is_some_and(|t| t.capital && t.kind == TokenKind::Word)
        && !view.hits(at).any(|h| matches!(h.sense, Sense::Calendar(_) | Sense::Func(_)))
}

/// "the spring of 1961", "summer 2014", "in the summer".
fn season(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let the = view.is(at, Func::The);
    let start = if the { at + 1 } else { at };
    let (season, n) = view.calendar(start, |w| if let CalendarWord::Season(s) = w { Some(s) } else { None })?;
    let body = Body::Season(season);
    let end = start + n;
    if let Some((year, partial, end)) = year_behind(cx, end, false) {
        let mut when = When { partial, ..body.dated(year, &view.lexicon.calendar) };
        // "the winter of 1946-47"
        if !partial && let Some(stop) = years::next_year(cx, end, year) {
            return Some(Point { body: Some((body, Some(year))), ..Point::new(at, stop, when) });
        }
        if season == 24
            && !partial
            && let Some(before) = year.checked_sub(1).and_then(|y| body.in_year(y, &view.lexicon.calendar))
        {
            when = resolve::either(when, before);
        }
        return Some(Point { body: Some((body, Some(year))), ..Point::new(at, end, when) });
    }
    let prior = words::before(at);
    let third =
        prior.is_some_and(|b| view.calendar(b, |w| matches!(w, CalendarWord::Third(_)).then_some(())).is_some());
    let placed = third
        || prior.is_some_and(|b| {
            [Func::In, Func::During, Func::Over, Func::Since, Func::Until, Func::By, Func::Into]
                .iter()
                .any(|f| view.is(b, *f))
        });
    let goes_on = view.is(end, Func::Of) || view.dash(end) && view.glued(end);
    let noun_follows = view.token(end).is_some_and(|t| t.kind == TokenKind::Word)
        && !view.hits(end).any(|h| matches!(h.sense, Sense::Func(_) | Sense::Calendar(_) | Sense::Verb(_)));
    (placed && (the || third) && !goes_on && !noun_follows)
        .then(|| Point { body: Some((body, None)), ..Point::new(at, end, cx.partial(body, at, end, None)) })
}

/// "Christmas Day", "Easter Monday 2014".
fn named(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (index, n) = view.calendar(at, |w| if let CalendarWord::Named(i) = w { Some(i) } else { None })?;
    let body = Body::Named(index);
    let end = at + n;
    if !day_is_named(cx, at, end) {
        return None;
    }
    if let Some((Period::Weekend, false, stop)) = words::period(view, end) {
        return weeks::named_weekend(cx, body, at, stop);
    }
    if let Some((Period::Week, false, stop)) = words::period(view, end) {
        return weeks::named_week(cx, body, at, stop);
    }
    if let Some((year, partial, end)) = year_behind(cx, end, true) {
        let when = When { partial, ..body.dated(year, &view.lexicon.calendar) };
        return Some(Point { body: Some((body, Some(year))), ..Point::new(at, end, when) });
    }
    Some(Point { body: Some((body, None)), ..Point::new(at, end, cx.partial(body, at, end, None)) })
}

/// Whether a name stands for its day: not inside a longer name ("Christmas Island"), and in small letters only
/// where a day can be told.
fn day_is_named(cx: &Context<'_>, at: usize, end: usize) -> bool {
    let view = cx.view;
    let capital = view.token(at).is_some_and(|t| t.capital);
    // "the hottest May day"
    if capital && view.tells(at, CalendarKinds::MONTH) && !view.token(end - 1).is_some_and(|t| t.capital) {
        return false;
    }
    if capital {
        return end > at + 1 || !name_follows(cx, end);
    }
    let led = words::before(at).is_none_or(|b| {
        words::time_preposition(view, b) || [Func::On, Func::At, Func::Over].iter().any(|f| view.is(b, *f))
    });
    let stands = super::counted::closes(cx, end) || view.hits(end).any(|h| matches!(h.sense, Sense::Func(_)));
    year_behind(cx, end, true).is_some() || led && (stands || end > at + 1)
}
