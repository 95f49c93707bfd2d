//! Ranges of dates: "from May 3 to June 2", "between 3 and 5 February", "2014–2017", "Monday through
//! Friday"; and open ones: "since April", "by May".

use super::point::{Point, point};
use super::resolve::{self, Body};
use super::side::Side;
use super::{Context, Lead, words};
use super::{clock, hours};
use crate::analysis::{Pos, View};
use crate::claims::{Anchor, Kind, Stretch, When, WhenShape};
use crate::lexicon::{BesideWord, CalendarWord, Func, HedgeKind, Period, Sense, TokenKind};

/// A date or time, hedged or not.
pub(super) fn single(cx: &Context<'_>, at: usize) -> Option<Point> {
    let longest = |a: Option<Point>, b: Option<Point>| match (a, b) {
        (Some(a), Some(b)) => Some(if b.end > a.end { b } else { a }),
        (a, b) => a.or(b),
    };
    let plain = |at: usize| {
        let date = point(cx, at);
        let time = if date.is_none() && words::leads(cx.view, at) { None } else { clock::time(cx, at, date.as_ref()) };
        longest(date, time)
    };
    if let Some(found) = plain(at) {
        return Some(found);
    }
    let (hedge, n) = super::duration::hedge(cx.view, at)?;
    let found = plain(at + n)?;
    let when = match hedge.kind {
        HedgeKind::Exactly => found.when,
        // "until at least 2026" ends no sooner.
        HedgeKind::AtLeast if cx.lead == Lead::Ahead => found.when,
        // "higher than a year ago" compares.
        HedgeKind::MoreThan if cx.view.is(at + n, Func::A) => return None,
        // "nearly four years ago" is within what "four years ago" says.
        HedgeKind::Nearly | HedgeKind::JustUnder | HedgeKind::JustOver | HedgeKind::MoreThan | HedgeKind::About
            if found.when.hedged =>
        {
            found.when
        }
        // "an estimated third-quarter loss" estimates the loss.
        HedgeKind::About
            if found.when.grain == Period::Quarter && found.body.is_none_or(|b| b.1.is_none())
                || cx.view.sense(at, |s| matches!(s, Sense::Verb(_)).then_some(())).is_some() =>
        {
            return None;
        }
        // "a way around Friday's vote"
        HedgeKind::About if cx.view.token(found.end).is_some_and(|t| t.kind == TokenKind::Possessive) => return None,
        HedgeKind::About => resolve::about(found.when),
        _ => return None,
    };
    Some(Point { start: at, when, ..found })
}

/// An open interval: the preposition changes the value.
pub(super) fn open(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (shape, n) = [
        (Func::Since, WhenShape::Since),
        (Func::Until, WhenShape::Until),
        (Func::Till, WhenShape::Until),
        (Func::By, WhenShape::By),
        (Func::Before, WhenShape::Before),
        (Func::After, WhenShape::After),
    ]
    .iter()
    .find_map(|(func, shape)| view.func(at, *func).map(|n| (*shape, n)))?;
    let mut next = at + n;
    if view.is(next, Func::On) || view.is(next, Func::In) {
        next += 1;
    }
    let lead = match shape {
        WhenShape::Since => Lead::Back,
        WhenShape::By => Lead::By,
        WhenShape::Until => Lead::Ahead,
        _ => Lead::None,
    };
    let found = single(&Context { view, anchor: cx.anchor, lead, reach: cx.reach }, next)?;
    if found.counted && matches!(shape, WhenShape::By) {
        return None;
    }
    // "swept away by the 2002 flood": who did it, and not by when.
    let bare = found.end == next + 2 && words::digits(view, next + 1, 4, 4).is_some();
    let noun = view.token(found.end).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
    let event = matches!(shape, WhenShape::By | WhenShape::Before | WhenShape::After);
    if event && view.is(next, Func::The) && bare && noun {
        return None;
    }
    // "before next week's talks": what it is before are the talks. "By Friday's deadline" is by Friday.
    let owned = view.token(found.end).is_some_and(|t| t.kind == TokenKind::Possessive);
    if owned && !matches!(shape, WhenShape::By) {
        return None;
    }
    // "will not open before May 2028": then or later.
    let negated = view
        .token(at)
        .and_then(|t| view.sentence.clauses.get(t.clause as usize))
        .is_some_and(|c| c.negated && c.verb.is_some_and(|v| (v as usize) < at));
    let shape = if negated && shape == WhenShape::Before { WhenShape::Since } else { shape };
    Some(Point { start: at, when: found.when.shaped(shape), ..found })
}

/// Whether a word that gives something another time ends right before the token: "put back from May 3".
pub(super) fn put_before(view: View<'_>, at: usize) -> bool {
    (at.saturating_sub(2)..at).any(|i| view.beside(i, BesideWord::Put) == Some(at))
}

/// "the pre-2010 cars", "the post-1945 order": on one side of a year.
pub(super) fn sided(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let (before, after) = (view.beside(at, BesideWord::Pre), view.beside(at, BesideWord::Post));
    let dash = before.or(after)?;
    let tied = view.dash(dash) && view.glued(dash) && view.glued(dash + 1);
    let year =
        words::digits(view, dash + 1, 4, 4).and_then(|y| i16::try_from(y).ok()).filter(|y| (1000..2100).contains(y))?;
    let goes_on = view.glued(dash + 2)
        && !view.token(dash + 2).is_some_and(|t| t.kind == TokenKind::Mark && !view.dash(dash + 2));
    let shape = if before.is_some() { WhenShape::Before } else { WhenShape::After };
    (tied && !goes_on).then(|| When::year(year).map(|w| Point::new(at, dash + 2, w.shaped(shape))))?
}

/// "2018 or later", "May 2015 and beyond", "1990 or earlier": a date that is open to one side.
pub(super) fn onward(cx: &Context<'_>, plain: Option<&Point>) -> Option<Point> {
    let found = plain.filter(|p| p.when.shape == WhenShape::On && p.when.kind != Kind::Time && !p.counted)?;
    let view = cx.view;
    let (side, n) = view.calendar(found.end, |w| if let CalendarWord::Onward(s) = w { Some(s) } else { None })?;
    // "in 2018 or after the vote"
    let stop = found.end + n;
    let noun = view.token(stop).is_some_and(|t| {
        matches!(t.pos, Pos::Noun | Pos::Name | Pos::Pronoun | Pos::Adjective | Pos::Determiner | Pos::Numeral)
    });
    // "in 2018 and later led the board"
    let joined = view.is(found.end, Func::And);
    if (noun || joined) && !super::counted::closes(cx, stop) {
        return None;
    }
    let when = found.when.clone();
    let when = if side < 0 {
        when.shaped(WhenShape::By)
    } else {
        let readings = when.readings.iter().map(|s| Stretch { to: None, ..*s }).collect();
        When { readings, ..when.shaped(WhenShape::Since) }
    };
    Some(Point { end: found.end + n, when, ..found.clone() })
}

/// A closed range.
pub(super) fn range(cx: &Context<'_>, at: usize, plain: Option<&Point>) -> Option<Point> {
    let view = cx.view;
    let from = view.is(at, Func::From);
    let between = view.is(at, Func::Between);
    // "moved from May 3 to May 10": the old date and the new.
    let led = if from { Some(at) } else { words::before(at).filter(|b| view.is(*b, Func::From)) };
    if led.is_some_and(|led| put_before(view, led)) {
        return None;
    }
    let first = if from || between { at + 1 } else { at };
    let joint = |i: usize| -> Option<usize> {
        if between {
            return (view.is(i, Func::And) || view.dash(i)).then_some(i + 1);
        }
        if view.dash(i) || view.mark(i, "~") || view.mark(i, "/") && from && view.glued(i) {
            return Some(i + 1);
        }
        let word = [Func::To, Func::Through, Func::Until, Func::Till].iter().any(|f| view.is(i, *f));
        if !word {
            return None;
        }
        // "up to", "until the end"
        Some(i + 1)
    };
    if let Some(found) = numbers_first(cx, at, first, &joint) {
        return Some(found);
    }
    // "from 5 to 6 p.m.", "9-11 a.m."; "five to six" without "from" is a time.
    let joins = |i: usize| joint(i).filter(|_| from || between || view.dash(i));
    if let Some((left, right)) = hours::hours(cx, first, &joins) {
        return Some(Point::new(at, right.end, When::range(&left, &right.when)));
    }
    let left = if first == at { plain.cloned() } else { single(cx, first) };
    let left = left.or_else(|| years_start(cx, first))?;
    let next = joint(left.end)?;
    let dashed = view.dash(left.end);
    // "May 3-5", "July 13 to 15"
    if let Some((Body::Day(month, _), year)) = left.body
        && let Some((day, end, ordinal)) = words::day_number(view, skip_the(cx, next))
        && words::month(view, end).is_none()
        && (dashed || from || between || ordinal || !counts_something(cx, end))
        && !(view.is(end, Func::Of) && words::month(view, end + 1).is_some())
        && !view.mark(end, ":")
        && !(view.mark(end, "/") && view.glued(end))
        && !(view.dash(end) && view.glued(end) && view.digits(end + 1))
    {
        let comma = if view.mark(end, ",") { end + 1 } else { end };
        let behind = words::year_digits(view, comma);
        let body = Body::Day(month, day);
        let stop = if behind.is_some() { comma + 1 } else { end };
        let year = behind.or(year);
        let (a, b) = both(cx, (left.body.map(|b| b.0), &left.when), (Some(body), None), year, (first, stop))?;
        return Some(Point::new(at, stop, When::range(&a, &b)));
    }
    // "2014-2017" holds years on both sides; "Jan-Feb 2017"
    let tight = dashed && view.glued(left.end);
    // "Friday, 9 a.m. to 5 p.m.": both of that day.
    let day = left.when.first_day().filter(|_| left.when.kind == Kind::Time).or(cx.anchor.day);
    let ended = Context { view, anchor: Anchor { day, ..cx.anchor }, lead: Lead::Range, reach: cx.reach };
    let right = single(&ended, next)
        .filter(|p| p.start == next)
        .or_else(|| present(cx, next))
        .or_else(|| years_end(cx, &left, next, tight))
        .or_else(|| month_end(cx, next))?;
    if left.when.shape != WhenShape::On || right.when.shape != WhenShape::On {
        return None;
    }
    // Without a preposition "to" joins only like and like: "rose on Monday to" …
    let like = left.when.grain == right.when.grain
        || left.body.is_some() && right.body.is_some()
        || left.when.kind == right.when.kind && (from || between)
        || present(cx, next).is_some();
    if !(from || between || like) || left.counted && !from {
        return None;
    }
    if dashed && !tight && !(from || between) && left.when.grain != right.when.grain {
        return None;
    }
    let year = right.body.and_then(|b| b.1).filter(|_| left.body.is_some_and(|b| b.1.is_none()));
    let (a, b) = match year {
        Some(year) => (backed(cx, left.body.map(|b| b.0), &left.when, &right.when, year), right.when.clone()),
        None => ended_week(cx, &left, &right, at).unwrap_or_else(|| (left.when.clone(), follows(cx, &left, &right))),
    };
    // "between 2 a.m. and 2:30 a.m. on Oct. 9": the day behind is that of both.
    let a = hours::on_day_of(&a, &b).unwrap_or(a);
    Some(Point { body: right.body, ..Point::new(at, right.end, When::range(&a, &b)) })
}

/// "ran from Monday to Thursday": the Thursday that is past, and the Monday before it.
fn ended_week(cx: &Context<'_>, left: &Point, right: &Point, at: usize) -> Option<(When, When)> {
    // "Between May and July 40 were born": what ends ahead was that of the year before.
    if let (Some((first, None)), Some((last, None))) = (left.body, right.body) {
        let (calendar, today) = (&cx.view.lexicon.calendar, cx.today()?);
        let (from, to) = (left.when.first_day()?, follows(cx, left, right).first_day()?);
        let past = to > today && matches!(cx.side(at, right.end), Side::Past | Side::Before);
        let back =
            |body: Body, year: i16| body.in_year(year.checked_sub(1)?, calendar).map(|w| When { partial: true, ..w });
        return past.then(|| Some((back(first, from.year())?, back(last, to.year())?))).flatten();
    }
    let weekday = |p: &Point| p.when.written.weekday.filter(|_| p.body.is_none());
    weekday(left).zip(weekday(right))?;
    let (from, to) = (left.when.first_day()?, right.when.first_day()?);
    let past = matches!(cx.side(at, right.end), Side::Past | Side::Before | Side::Untold);
    (from > to && past).then_some(())?;
    let begun = super::build::shift(from, Period::Day, -7)?;
    let written = left.when.written;
    Some((When { written, partial: true, ..When::day(begun) }, right.when.clone()))
}

/// The present as an end: "from 2010 to the present". As a beginning it says nothing: "between now and May 4".
fn present(cx: &Context<'_>, at: usize) -> Option<Point> {
    let end = words::word(cx.view, at, CalendarWord::Present)?;
    Some(Point::new(at, end, super::relative::from_anchor(When::day(cx.today()?))))
}

fn skip_the(cx: &Context<'_>, at: usize) -> usize {
    if cx.view.is(at, Func::The) { at + 1 } else { at }
}

/// Whether a word that is counted follows.
fn counts_something(cx: &Context<'_>, end: usize) -> bool {
    cx.view.token(end).is_some_and(|t| t.kind == TokenKind::Word && !t.capital)
        && !cx
            .view
            .hits(end)
            .any(|h| matches!(h.sense, crate::lexicon::Sense::Func(_) | crate::lexicon::Sense::Verb(_)))
}

/// The first date in the year of the second; in the year before, where it would come after it.
fn backed(cx: &Context<'_>, body: Option<Body>, left: &When, right: &When, year: i16) -> When {
    let calendar = &cx.view.lexicon.calendar;
    let Some(body) = body else { return left.clone() };
    let when = body.dated(year, calendar);
    let late = matches!((when.first_day(), right.first_day()), (Some(a), Some(b)) if a > b);
    let when = if late { year.checked_sub(1).and_then(|y| body.in_year(y, calendar)).unwrap_or(when) } else { when };
    if left.hedged { left.clone() } else { when }
}

/// The second date, no earlier than the first: "from October to March".
fn follows(cx: &Context<'_>, left: &Point, right: &Point) -> When {
    let calendar = &cx.view.lexicon.calendar;
    let (Some(from), Some(to)) = (left.when.first_day(), right.when.first_day()) else { return right.when.clone() };
    match right.body {
        Some((body, None)) if from > to || left.body.is_some_and(|b| b.1.is_some()) => {
            let year = from.year();
            let after = |y: i16| body.in_year(y, calendar).filter(|w| w.first_day().is_some_and(|d| d >= from));
            after(year)
                .or_else(|| after(year.checked_add(1)?))
                .map_or_else(|| right.when.clone(), |w| When { partial: true, ..w })
        }
        None if right.when.written.weekday.is_some() && from > to => {
            let readings: Vec<Stretch> = right
                .when
                .readings
                .iter()
                .filter_map(|s| super::build::shift(s.first_day()?, Period::Day, 7).map(|d| Stretch::days(d, d)))
                .collect();
            let day = readings.first().and_then(Stretch::first_day);
            day.map_or_else(
                || right.when.clone(),
                |d| When { readings, edtf: super::build::day_text(d), ..right.when.clone() },
            )
        }
        _ => right.when.clone(),
    }
}

/// Both ends of a range in one month or year.
fn both(
    cx: &Context<'_>,
    (left, plain): (Option<Body>, &When),
    (right, _): (Option<Body>, Option<()>),
    year: Option<i16>,
    at: (usize, usize),
) -> Option<(When, When)> {
    let calendar = &cx.view.lexicon.calendar;
    let (left, right) = (left?, right?);
    if let Some(year) = year {
        return Some((left.dated(year, calendar), right.dated(year, calendar)));
    }
    let told = plain.first_day().map(jiff::civil::Date::year);
    let second = match told {
        Some(year) => When { partial: true, ..right.dated(year, calendar) },
        None => cx.partial(right, at.0, at.1, None),
    };
    Some((plain.clone(), second))
}

/// "between 3 and 5 February", "8-9 September", "23rd to 26th Oct".
fn numbers_first(cx: &Context<'_>, at: usize, first: usize, joint: &dyn Fn(usize) -> Option<usize>) -> Option<Point> {
    let view = cx.view;
    let (day, end, _) = words::day_number(view, skip_the(cx, first))?;
    let next = joint(end)?;
    let right = point(cx, next)?;
    let (Body::Day(month, last), year) = right.body? else { return None };
    if right.start != next {
        return None;
    }
    // "from the 27th to the 3rd of April" begins in the month before.
    if day > last {
        let first = right.when.first_day().filter(|_| words::day_number(view, skip_the(cx, next)).is_some())?;
        let before = super::build::month_first(first.year(), i32::from(first.month()) - 1)?;
        let left = jiff::civil::Date::new(before.year(), before.month(), i8::try_from(day).ok()?).ok()?;
        let left = When { partial: year.is_none(), ..When::day(left) };
        return Some(Point { body: right.body, ..Point::new(at, right.end, When::range(&left, &right.when)) });
    }
    // "between 3 and May 5" holds a count.
    let own = words::day_number(view, skip_the(cx, next)).is_some();
    if !own {
        return None;
    }
    let left = Body::Day(month, day);
    let calendar = &view.lexicon.calendar;
    let told = year.or(right.when.first_day().map(jiff::civil::Date::year));
    let a = told.map_or_else(|| left.open(calendar), |y| When { partial: year.is_none(), ..left.dated(y, calendar) });
    Some(Point { body: right.body, ..Point::new(at, right.end, When::range(&a, &right.when)) })
}

/// The first year of "1914-18", before a noun that the years tell apart or behind a preposition of time.
fn short_span(cx: &Context<'_>, at: usize) -> Option<i16> {
    let view = cx.view;
    let tight = view.dash(at + 1) && view.glued(at + 1) && view.glued(at + 2) && !view.glued(at);
    let year = words::year_digits(view, at).filter(|y| tight && (1500..2060).contains(y))?;
    let short = words::digits(view, at + 2, 2, 2).and_then(|s| i16::try_from(s).ok()).filter(|s| *s > year % 100)?;
    let before = words::before(at)?;
    let named = (view.is(before, Func::The) || view.is(before, Func::Possessive))
        && view.token(at + 3).is_some_and(|t| t.kind == TokenKind::Word && !t.glued && t.pos != Pos::Verb)
        && !view.lexicon.is_plural(view.text(at + 3));
    let placed = [Func::In, Func::During].iter().any(|f| view.is(before, *f))
        && view.token(at + 3).is_none_or(|t| t.kind == TokenKind::Mark && !view.dash(at + 3));
    (short <= 99 && words::alone(view, at + 2) && (named || placed)).then_some(year)
}

/// The first year of "2014-2017", which stands for itself.
fn years_start(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    const LONG: i16 = 150;
    // "the 1914-18 war"
    if let Some(year) = short_span(cx, at) {
        return When::year(year).map(|w| Point::new(at, at + 1, w));
    }
    let tight = (view.dash(at + 1) || view.mark(at + 1, "~")) && view.glued(at + 1) && view.glued(at + 2);
    let (from, to_year) = (words::year_digits(view, at)?, words::year_digits(view, at + 2)?);
    let told = from >= 1500 && to_year < 2100 || to_year.checked_sub(from).is_some_and(|n| n < LONG);
    // "(1899-1972)"
    let free = !view.glued(at) || at > 0 && view.mark(at - 1, "(");
    let fits = from < to_year && told && !view.dash(at + 3) && free;
    // "ruled from 1740 to 1745", but "rose from 1740 to 1745" and "from 1740 to 1745 members"
    let spanned = || {
        let before = words::before(at)?;
        // "covers 2016 to 2018"
        let recent = |year: i16| (1900..2060).contains(&year);
        let to = view.is(at + 1, Func::To);
        let joined = to && (view.is(before, Func::From) || recent(from) && recent(to_year))
            || view.is(before, Func::Between) && view.is(at + 1, Func::And);
        let counts = view.token(at + 3).is_some_and(|t| t.kind == TokenKind::Word)
            && view.hits(at + 3).any(|h| matches!(h.sense, Sense::Noun(_) | Sense::Unit(_) | Sense::Currency(_)));
        (joined && !counts && !view.is(at + 3, Func::Of) && !words::changed(view, at)).then_some(())
    };
    (fits && (tight || spanned().is_some())).then(|| When::year(from).map(|w| Point::new(at, at + 1, w)))?
}

/// The second year of "2014-2017", "2014-17", "1990s-…".
fn years_end(cx: &Context<'_>, left: &Point, next: usize, tight: bool) -> Option<Point> {
    let view = cx.view;
    (left.when.grain == Period::Year).then_some(())?;
    if let Some(year) = words::year_digits(view, next) {
        return Some(Point::new(next, next + 1, When::year(year)?));
    }
    let from = left.when.written.year?;
    let short = words::digits(view, next, 2, 2).filter(|_| tight && view.glued(next))?;
    let year = from.checked_sub(from.rem_euclid(100))?.checked_add(i16::try_from(short).ok()?)?;
    (year > from && words::alone(view, next)).then_some(())?;
    Some(Point::new(next, next + 1, When::year(year)?))
}

/// A month behind a joint, which is company enough: "from May to March".
fn month_end(cx: &Context<'_>, next: usize) -> Option<Point> {
    let view = cx.view;
    let word = words::month(view, next)?;
    let body = Body::Month(word.month);
    view.calendar(next, |w| matches!(w, CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_)).then_some(()))?;
    Some(Point { body: Some((body, None)), ..Point::new(next, word.end, cx.partial(body, next, word.end, None)) })
}
