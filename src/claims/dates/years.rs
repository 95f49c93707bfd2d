//! Years, decades and centuries: "in 2014", "fiscal 1989", "the 2014-15 season", "44 BC", "the '90s".

use super::point::Point;
use super::resolve::{self, Body};
use super::{Context, build, words};
use crate::analysis::Pos;
use crate::claims::value::Written;
use crate::claims::{Kind, Stretch, When};
use crate::lexicon::{CalendarKinds, CalendarWord, Func, Period, Sense, SenseKind, TokenKind};

/// Decades and centuries: "the 1990s", "the '90s", "the seventies", "the 20th century".
pub(super) fn decade(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let the = view.is(at, Func::The);
    let start = if the { at + 1 } else { at };
    if let Some((n, end)) = words::ordinal(view, start) {
        let end = if view.dash(end) && view.glued(end) && view.glued(end + 1) { end + 1 } else { end };
        let (Period::Century, false, end) = words::period(view, end)? else { return None };
        let n = i16::try_from(n).ok()?;
        // "the 5th century BC"
        let era = view.calendar(end, |w| if let CalendarWord::Era(e) = w { Some(e) } else { None });
        return match era {
            Some((era, len)) if era < 0 => Some(Point::new(at, end + len, When::century_before(n)?)),
            Some((_, len)) => Some(Point::new(at, end + len, When::century(n)?)),
            None => Some(Point::new(at, end, When::century(n)?)),
        };
    }
    if let Some((tens, n)) = view.calendar(start, |w| if let CalendarWord::Tens(t) = w { Some(t) } else { None }) {
        let third = led_by_third(cx, start);
        return ((the || third) && !crate::claims::unit::warms(view))
            .then(|| When::decade(cx.century(tens.into())))
            .flatten()
            .map(|w| Point::new(at, start + n, w));
    }
    let quoted = view.mark(start, "'") || view.mark(start, "\u{2019}") || view.mark(start, "\u{2018}");
    let digits = if quoted { start + 1 } else { start };
    let plural = |i: usize| {
        view.glued(i)
            && (words::word(view, i, CalendarWord::PluralMark).is_some()
                || view.token(i).is_some_and(|t| t.kind == TokenKind::Possessive && t.end > t.start + 1))
    };
    if !plural(digits + 1) {
        return None;
    }
    let third = led_by_third(cx, start);
    let year = if let Some(year) = words::digits(view, digits, 4, 4) {
        let possessive = view.token(digits + 1).is_some_and(|t| t.kind == TokenKind::Possessive);
        ((1000..2200).contains(&year) && year % 10 == 0 && (!possessive || the || third))
            .then(|| i16::try_from(year).ok())??
    } else {
        let short = words::digits(view, digits, 2, 2).filter(|s| s % 10 == 0)?;
        (quoted || (the || third) && !crate::claims::unit::warms(view)).then(|| cx.century(short))?
    };
    Some(Point::new(at, digits + 2, When::decade(year)?))
}

/// Whether a third stands before a decade: "the late '90s", "the mid-nineties"; somebody's are an age ("her mid-nineties").
fn led_by_third(cx: &Context<'_>, at: usize) -> bool {
    let view = cx.view;
    let Some(before) = words::before(at) else { return false };
    let dash = view.dash(before) && view.glued(before) && view.glued(at);
    let Some(third) = (if dash { words::before(before) } else { Some(before) }) else { return false };
    let owned = dash && words::before(third).is_some_and(|b| view.is(b, Func::Possessive));
    !owned && view.calendar(third, |w| matches!(w, CalendarWord::Third(_)).then_some(())).is_some()
}

/// Bare years: "in 2014", "since 1998", "fiscal 1989", "the year 2000", "44 BC", "the 2014-15 season".
pub(super) fn year(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    if let Some(point) = short_year(cx, at) {
        return Some(point);
    }
    let mut next = if view.is(at, Func::The) { at + 1 } else { at };
    let own = words::word(view, next, CalendarWord::OwnYear);
    if let Some(end) = own {
        next = end;
    }
    // "the full year 2014", "the calendar year 2014"
    let told = |i: usize| words::period(view, i).filter(|(p, plural, _)| *p == Period::Year && !plural);
    let whole = [CalendarWord::Entire, CalendarWord::Between]
        .into_iter()
        .find_map(|w| words::word(view, next, w))
        .filter(|end| told(*end).is_some_and(|(_, _, year)| words::year_digits(view, year).is_some()));
    if let Some(end) = whole {
        next = end;
    }
    let called = told(next);
    if let Some((_, _, end)) = called {
        next = end;
    }
    let firm = own.is_some() || called.is_some();
    if !view.digits(next) && !view.may(next, SenseKind::Numeral) && !view.tells(next, CalendarKinds::ERA) {
        return None;
    }
    if !firm && next > at && !modifies(cx, next) {
        return None;
    }
    if let Some(point) = era(cx, at, next) {
        return Some(point);
    }
    if let Some((year, end)) = split_year(cx, next) {
        let when = own_year(year)?;
        // "the 2013-14 fiscal year"
        let own = words::word(view, end, CalendarWord::OwnYear).and_then(told).map(|(_, _, stop)| stop);
        return Some(Point::new(at, own.unwrap_or(end), when));
    }
    if let Some(point) = year_first(cx, at, next) {
        return Some(point);
    }
    let (year, end) = if let Some(year) = words::year_digits(view, next) {
        (firm || next > at || stands(cx, next, year) || words::inside_group(view, next, year))
            .then_some((year, next + 1))?
    } else {
        // "two thousand barges" are a count; "in two thousand and ten" is a year.
        let (year, end) = words::year_words(view, next)?;
        let placed = words::before(next).is_some_and(|b| words::time_preposition(view, b));
        let counted = view.lexicon.is_plural(view.text(end));
        (year < 2000 || firm || placed && !counted).then_some((year, end))?
    };
    // "the 1988 period", "the 1988 quarter": that part of the year that was last spoken of
    let start = if firm {
        at
    } else if next > at {
        next
    } else {
        at
    };
    // "the comparable 1988 quarter"
    if (next > at || words::inside_group(view, at, year))
        && !firm
        && let Some(point) = year_part(cx, at, end, year)
    {
        return Some(point);
    }
    let when = if own.is_some() {
        let year = When::year(year)?;
        let first = build::month_first(year.written.year?, -5)?;
        let last = build::month_first(year.written.year?, 12)?.last_of_month();
        When { readings: vec![Stretch::days(first, last)], ..year }.approximate()
    } else {
        When::year(year)?
    };
    Some(Point::new(start, end, when))
}

/// "in '96", "the '96 vote", "the class of '98": two digits behind the mark of what is left out, where they
/// count nothing.
fn short_year(cx: &Context<'_>, at: usize) -> Option<Point> {
    let view = cx.view;
    let mark = ["'", "\u{2019}", "\u{2018}"].iter().any(|m| view.mark(at, m));
    let short = words::digits(view, at + 1, 2, 2).filter(|_| mark && view.glued(at + 1) && !view.glued(at))?;
    let before = words::before(at)?;
    let end = at + 2;
    let counts = view.mark(end, "%")
        || view.unit(end).is_some()
        || view.currency(end).is_some()
        || view.numeral(end).is_some()
        || view.lexicon.is_plural(view.text(end)) && !view.token(end).is_some_and(|t| t.glued);
    let closed = !view.glued(end) || view.token(end).is_some_and(|t| t.kind != TokenKind::Word && !view.dash(end));
    let adverbial = words::time_preposition(view, before);
    let determined = [Func::The, Func::Demonstrative, Func::Possessive].iter().any(|f| view.is(before, *f))
        || view.token(before).is_some_and(|t| t.kind == TokenKind::Possessive);
    let modifies = determined && view.token(end).is_some_and(|t| t.kind == TokenKind::Word && t.pos != Pos::Verb);
    if counts || !closed || !adverbial && !modifies {
        return None;
    }
    Some(Point::new(at, end, When::year(cx.century(short))?))
}

/// "2014 Q3", "2014-H1", "2018Q4".
fn year_first(cx: &Context<'_>, at: usize, next: usize) -> Option<Point> {
    let view = cx.view;
    let year =
        words::digits(view, next, 4, 4).and_then(|y| i16::try_from(y).ok()).filter(|y| (1500..2200).contains(y))?;
    let part = if view.dash(next + 1) && view.glued(next + 1) { next + 2 } else { next + 1 };
    let (body, n) = view.calendar(part, |w| match w {
        CalendarWord::QuarterName(q) => Some(Body::Quarter(q)),
        CalendarWord::HalfName(h) => Some(Body::Half(h)),
        _ => None,
    })?;
    Some(Point { body: Some((body, Some(year))), ..Point::new(at, part + n, body.dated(year, &view.lexicon.calendar)) })
}

fn year_part(cx: &Context<'_>, at: usize, end: usize, year: i16) -> Option<Point> {
    let view = cx.view;
    let stop = words::word(view, end, CalendarWord::Stretch).or_else(|| {
        words::period(view, end).filter(|(p, plural, _)| *p == Period::Quarter && !plural).map(|(_, _, e)| e)
    })?;
    let when = match cx.anchor.quarter {
        Some(quarter) => When::quarter(year, resolve::quarter_of(quarter))?,
        None => When::year(year)?,
    };
    Some(Point { counted: true, ..Point::new(at, stop, When { partial: true, ..when }) })
}

/// A year behind an article, before what it tells apart: "the 2014 election".
fn modifies(cx: &Context<'_>, at: usize) -> bool {
    let view = cx.view;
    words::year_digits(view, at).is_some_and(|y| words::inside_group(view, at, y)) || split_year(cx, at).is_some()
}

/// Whether four digits stand as a year does.
fn stands(cx: &Context<'_>, at: usize, year: i16) -> bool {
    // Beside the prepositions of time.
    const BEFORE: [Func; 10] = [
        Func::Both,
        Func::For,
        Func::With,
        Func::Than,
        Func::And,
        Func::Or,
        Func::On,
        Func::About,
        Func::Over,
        Func::Into,
    ];
    let view = cx.view;
    if !(1000..2100).contains(&year) {
        return false;
    }
    let recent = (1900..2060).contains(&year);
    // "the regatta of 2004 drew 310 boats": a verb is counted by nobody.
    let counted = view.token(at + 1).is_some_and(|t| t.kind == TokenKind::Word && !t.glued && t.pos != Pos::Verb)
        && view.hits(at + 1).any(|h| matches!(h.sense, Sense::Noun(_) | Sense::Unit(_) | Sense::Currency(_)));
    let Some(before) = words::before(at) else {
        return recent && !counted;
    };
    // "dates from 1740": what was so long ago is seldom anything else behind these.
    let old = year < 1900 && !counted && !view.is(at + 1, Func::Of) && !words::changed(view, at);
    if old && view.is(before, Func::From) && !view.is(at + 1, Func::To) && !view.dash(at + 1) {
        return true;
    }
    // "the treaty of 1648", "the battle of 1066"
    if old && view.is(before, Func::Of) && of_what(cx, before) {
        return true;
    }
    if year < 1500 {
        // "built by 1402"; "won by 1402 votes" counts.
        if view.is(before, Func::By) && super::counted::closes(cx, at + 1) {
            return old;
        }
        // "was growing when the nave was consecrated, in 1231": no change counts behind these.
        let within = [Func::In, Func::Since, Func::Until, Func::During].iter().any(|f| view.is(before, *f));
        return within && !counted && !view.is(at + 1, Func::Of);
    }
    let firm = [Func::In, Func::Since, Func::Until, Func::Till, Func::During, Func::By, Func::Before, Func::After]
        .iter()
        .any(|f| view.is(before, *f));
    if firm {
        return !counted || recent && view.is(before, Func::In);
    }
    // "pre-2005 cars", "mid-2014 sales"
    if view.dash(before) && view.glued(before) && view.glued(at) {
        return recent
            && words::before(before).is_some_and(|b| view.token(b).is_some_and(|t| t.kind == TokenKind::Word));
    }
    let linked = words::time_preposition(view, before) || BEFORE.iter().any(|f| view.is(before, *f));
    let marked = ["(", ",", "[", ":", "\u{2014}", "\u{2013}", "-", "/", "'", "\u{2019}", "\""]
        .iter()
        .any(|m| view.mark(before, m));
    let behind = view.token(at + 1).is_some_and(|t| t.kind == TokenKind::Possessive)
        || view.is(at + 1, Func::Be)
        || view.is(at + 1, Func::Have);
    let third = view
        .calendar(before, |w| {
            matches!(w, CalendarWord::Third(_) | CalendarWord::OwnYear | CalendarWord::Ahead).then_some(())
        })
        .is_some();
    let hedged = (1..=3).any(|n| at.checked_sub(n).and_then(|i| view.hedge(i)).is_some_and(|(_, len)| len == n));
    recent && !counted && (linked || marked || behind || third || hedged)
}

/// Whether what stands before "of" is one thing that a year may tell apart, and no word for a count.
fn of_what(cx: &Context<'_>, of: usize) -> bool {
    let view = cx.view;
    let Some(head) = words::before(of) else { return false };
    let group = view.token(head).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(usize::from(g)));
    let counts = view.is(head, Func::Count)
        || view.is(head, Func::Average)
        || view.unit(head).is_some()
        || view.hits(head).any(|h| match h.sense {
            Sense::Noun(id) => view.lexicon.person_class == Some(id),
            Sense::Numeral(_) | Sense::Hedge(_) => true,
            _ => false,
        });
    let told = group.is_some_and(|g| g.range.start as usize <= head && view.is(g.range.start as usize, Func::The));
    told && !counts && !view.lexicon.is_plural(view.text(head))
}

/// "2014-15", "2014/15": a season, fiscal or school year of its own.
fn split_year(cx: &Context<'_>, at: usize) -> Option<(i16, usize)> {
    let view = cx.view;
    let year =
        words::digits(view, at, 4, 4).and_then(|y| i16::try_from(y).ok()).filter(|y| (1500..2100).contains(y))?;
    if !((view.dash(at + 1) || view.mark(at + 1, "/")) && view.glued(at + 1) && view.glued(at + 2)) {
        return None;
    }
    let after = words::digits(view, at + 2, 2, 2)?;
    let next = i16::try_from(after).ok()? == (year + 1) % 100;
    let ends = !view.glued(at + 3)
        || view.token(at + 3).is_some_and(|t| {
            t.kind == TokenKind::Possessive
                || t.kind == TokenKind::Mark && !view.dash(at + 3) && !view.mark(at + 3, "/")
        });
    (next && ends && (!view.glued(at) || words::before(at).is_some_and(|b| view.mark(b, "("))))
        .then_some((year, at + 3))
}

/// One past "-47" behind 1946: the year after, in two digits or four.
pub(super) fn next_year(cx: &Context<'_>, at: usize, year: i16) -> Option<usize> {
    let view = cx.view;
    let tied = (view.dash(at) || view.mark(at, "/")) && view.glued(at) && view.glued(at + 1);
    let next = year.checked_add(1).filter(|_| tied)?;
    let short = words::digits(view, at + 1, 2, 2).and_then(|y| i16::try_from(y).ok());
    let told = short == Some(next % 100) || words::year_digits(view, at + 1) == Some(next);
    (told && !(view.glued(at + 2) && view.token(at + 2).is_some_and(|t| t.kind != TokenKind::Mark))).then_some(at + 2)
}

/// The year from one summer to the next.
fn own_year(year: i16) -> Option<When> {
    let months = When::months(
        year,
        7,
        18,
        Period::Year,
        &format!("{}/{}", build::year_text(year), build::year_text(year.checked_add(1)?)),
    )?;
    Some(When {
        kind: Kind::DateRange,
        hedged: true,
        written: Written { year: Some(year), ..Written::default() },
        ..months
    })
}

/// "44 BC", "AD 79".
fn era(cx: &Context<'_>, at: usize, start: usize) -> Option<Point> {
    let view = cx.view;
    let sign = |i: usize| view.calendar(i, |w| if let CalendarWord::Era(e) = w { Some(e) } else { None });
    let (number, sign, end) = if let Some((e, n)) = sign(start).filter(|(e, _)| *e > 0) {
        (words::digits(view, start + n, 1, 4)?, e, start + n + 1)
    } else {
        let number = words::digits(view, start, 1, 4)?;
        let (e, n) = sign(start + 1)?;
        (number, e, start + 1 + n)
    };
    let year = i16::try_from(number).ok().filter(|y| *y > 0)?;
    // The year before 1 is written 0000.
    let when = When::year(if sign < 0 { 1 - year } else { year })?;
    Some(Point::new(at, end, when))
}
