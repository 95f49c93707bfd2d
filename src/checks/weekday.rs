//! `weekday`: "Tuesday, May 13, 2015" was a Wednesday.

mod apart;

use super::alarm::{Alarm, Place};
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::{Pos, Tense};
use crate::claims::{Moment, Value, When, WhenShape};
use crate::lexicon::{CalendarWord, CheckWord, Func, Period};
use crate::verdict::bridge;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Before this year dates were counted in two ways.
const GREGORIAN: i16 = 1753;

/// A date without its year is beyond doubt this many days around the dateline.
const NEAR: i64 = 100;

/// Within so many days no other year is thought of, whatever the tense.
const AT_HAND: i64 = 14;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        let Value::When(when) = &claim.value else { continue };
        if when.shape == WhenShape::Range {
            ends(scene, index, when, out);
            continue;
        }
        let Some(number) = when.written.weekday else {
            out.extend(behind(scene, index, when).or_else(|| apart::introduced(scene, index, when)));
            continue;
        };
        if when.written.day.is_none() {
            out.extend(ahead(scene, index, number).or_else(|| apart::ranged(scene, index, number)));
            continue;
        }
        let Some((date, weekday)) = dated(scene, index, when, number) else { continue };
        // What somebody said is theirs, and may be corrected behind it.
        // A date with its year is wrong whoever said it, where nobody corrects it.
        let mended = scene.has_func(0, scene.view.len(), &[Func::Not]) || corrected(scene, date.weekday());
        let quoted = scene.quoted(claim.tokens.start as usize) && (when.written.year.is_none() || mended);
        // "out on Monday, 14 June's reading having been called off": the day is another thing's.
        let end = claim.tokens.end as usize;
        let owned = scene.view.token(end).is_some_and(|t| t.pos == Pos::Possessive)
            || matches!(scene.view.text(end), "'s" | "\u{2019}s" | "'" | "\u{2019}") && scene.view.glued(end);
        let comma = claim.tokens.indices().any(|t| scene.comma(t));
        let quoted = quoted || owned && comma;
        if date.weekday() == weekday || date.year() < GREGORIAN || quoted {
            continue;
        }
        let text = scene.words(claim);
        let near = nearest(date, weekday);
        let message = said(scene, text, date, weekday);
        let lexicon = scene.draft.lexicon;
        let mendings = [
            bridge::redated(text, when, date, true, lexicon),
            near.and_then(|near| bridge::redated(text, when, near, false, lexicon)),
        ];
        let Some(place) = scene.place(index) else { continue };
        let place = mendings.into_iter().fold(place, Place::mended);
        out.push(Alarm::over(Rule::Weekday, vec![place], message));
    }
}

/// Whether the sentence or the one behind it calls the day what it was, or tells of a mistake.
fn corrected(scene: &Scene<'_>, right: Weekday) -> bool {
    let named = |scene: &Scene<'_>| {
        (0..scene.view.len()).any(|t| {
            let number = scene.view.calendar(t, |w| match w {
                CalendarWord::Weekday(n) => Some(n),
                _ => None,
            });
            number.is_some_and(|(n, _)| i8::try_from(n).is_ok_and(|n| n == right.to_monday_one_offset()))
        })
    };
    let behind = scene.draft.scene(scene.sentence + 1, scene.first + scene.claims.len());
    let told = |scene: &Scene<'_>| named(scene) || scene.has(0, scene.view.len(), CheckWord::Mistake);
    told(scene) || behind.is_some_and(|s| s.view.sentence.block == scene.view.sentence.block && told(&s))
}

/// What a date is, beside what the draft says of it.
fn said(scene: &Scene<'_>, text: &str, date: Date, weekday: Weekday) -> String {
    let is = match scene.draft.dateline {
        Some(dateline) if date > dateline.date => "will be",
        Some(_) => "was",
        None => "is",
    };
    let other = nearest(date, weekday)
        .map_or_else(String::new, |near| format!("; the nearest {} is {}", bridge::weekday(near), bridge::day(near)));
    format!("The draft says \"{text}\", but {} {is} a {}{other}.", bridge::day(date), bridge::weekday(date))
}

/// "between Monday, 3 May 2021 and Friday, 7 May 2021": each end of a range against the weekday before it.
fn ends(scene: &Scene<'_>, index: usize, when: &When, out: &mut Vec<Alarm>) {
    let view = scene.view;
    let Some(claim) = scene.claims.get(index) else { return };
    if when.grain > Period::Day || when.hedged || scene.quoted(claim.tokens.start as usize) {
        return;
    }
    let weekday = |t: usize| {
        view.calendar(t, |w| match w {
            CalendarWord::Weekday(n) => Some(n),
            _ => None,
        })
    };
    let year = claim.tokens.indices().any(|t| view.text(t).len() == 4 && view.digits(t));
    for at in claim.tokens.indices() {
        let Some((number, len)) = weekday(at) else { continue };
        // The day of the month stands right behind, a month's name or a mark at most between them.
        let stop = (at + len..claim.tokens.end as usize).find(|&t| weekday(t).is_some());
        let stop = stop.unwrap_or(claim.tokens.end as usize);
        let Some(day) = (at + len..stop.min(at + len + 4)).find(|&t| view.digits(t)) else { continue };
        // "every Tuesday until 30 November": the day is the other end's.
        let own = (at + len..day).all(|t| {
            scene.comma(t)
                || view.is(t, Func::The)
                || view.calendar(t, |w| matches!(w, CalendarWord::Month(_)).then_some(())).is_some()
        });
        let Some(n) = view.text(day).parse::<i8>().ok().filter(|_| own) else { continue };
        let dates: Vec<Date> =
            when.readings.iter().chain(&when.ends).filter_map(|r| r.from).map(Moment::date).collect();
        let mut own = dates.iter().copied().filter(|d| d.day() == n);
        let Some(date) = own.next() else { continue };
        let sure = year || scene.draft.dateline.is_some_and(|d| far(date, d.date) <= NEAR * 24);
        let Some(weekday) = i8::try_from(number).ok().and_then(|n| Weekday::from_monday_one_offset(n).ok()) else {
            continue;
        };
        // Other readings, the other end among them, may have that weekday.
        if !sure || date.year() < GREGORIAN || date.weekday() == weekday || own.any(|d| d.weekday() == weekday) {
            continue;
        }
        let two = (day..stop).rev().find(|&t| view.token(t).is_some_and(|t| t.digit)).unwrap_or(day);
        let month = (day..stop).take_while(|&t| !view.is(t, Func::And) && !view.is(t, Func::To) && !scene.dash(t));
        let to = month.filter(|&t| t == two || !view.mark(t, ",")).last().map_or(day + 1, |t| t + 1);
        let Some(place) = scene.tokens(at, to) else { continue };
        let (text, own) = (view.stretch(at, to), view.stretch(at, at + len));
        let near = nearest(date, weekday).filter(|near| near.month() == date.month());
        let mendings = [
            Some(text.replacen(own, bridge::weekday(date), 1)),
            near.map(|near| text.replacen(view.text(day), &near.day().to_string(), 1)),
        ];
        let place = Place { claim: Some(scene.first + index), ..place };
        let place = mendings.into_iter().fold(place, Place::mended);
        out.push(Alarm::over(Rule::Weekday, vec![place], said(scene, text, date, weekday)));
        return;
    }
}

/// The hours between two days.
fn far(a: Date, b: Date) -> i64 {
    a.duration_since(b).as_hours().abs()
}

/// "on 3 May 1998, a Monday", "3 May 1998 (a Monday)", "3 May 1998 was a Monday": the weekday behind its date.
fn behind(scene: &Scene<'_>, index: usize, when: &When) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    if when.grain > Period::Day || when.written.month.is_none() {
        return None;
    }
    let mut at = end;
    let marked = scene.comma(at) || scene.dash(at);
    let bracket = view.mark(at, "(");
    at += usize::from(marked || bracket);
    let clause = marked && view.is(at, Func::Which);
    at += usize::from(clause);
    let verb = at;
    // "March 14, 2023, fell on a Thursday", "Christmas Day, 25 December 2023, was a Monday"
    let subject = marked
        && (start == 0 || scene.comma(start - 1))
        && (view.is(at, Func::Be) || view.token(at).is_some_and(|t| t.pos == Pos::Verb) && view.is(at + 1, Func::On));
    // "which was a Monday", "fell on a Monday", of which the date is the subject.
    if clause || subject || at == end {
        if view.is(at, Func::Be) {
            at += 1;
        } else if view.token(at).is_some_and(|t| t.pos == Pos::Verb) && view.is(at + 1, Func::On) {
            at += 2;
        }
        let free = year_before(scene, when).is_some()
            || start.checked_sub(1).is_none_or(|t| {
                view.token(t).is_some_and(|t| matches!(t.pos, Pos::Mark | Pos::Subordinator | Pos::Conjunction))
            });
        if at == verb || !(clause || free || subject) {
            return None;
        }
    }
    let article = view.is(at, Func::A);
    at += usize::from(article);
    let (number, len) = view.calendar(at, |w| match w {
        CalendarWord::Weekday(n) => Some(n),
        _ => None,
    })?;
    let stop = at + len;
    // "fell on a Sunday that year"
    let year = view.is(stop, Func::That) || view.is(stop, Func::Demonstrative);
    let closed = stop >= scene.end() || scene.comma(stop) || scene.dash(stop) || view.mark(stop, ")") || year;
    if !closed || !(article || bracket) || bracket && !view.mark(stop, ")") || scene.quoted(end) {
        return None;
    }
    let (date, weekday) = sure(scene, when, number)?;
    if date.year() < GREGORIAN || date.weekday() == weekday {
        return None;
    }
    let message = said(scene, view.stretch(start, stop + usize::from(bracket)), date, weekday);
    let near =
        nearest(date, weekday).and_then(|n| bridge::redated(scene.words(claim), when, n, false, scene.draft.lexicon));
    let right = bridge::weekday(date).to_owned();
    let mut alarm = Alarm::over(
        Rule::Weekday,
        vec![scene.place(index)?.mended(near), scene.tokens(at, stop)?.mended(Some(right))],
        message,
    );
    alarm.at = 1;
    Some(alarm)
}

/// "On Friday (5 June)", "on Sunday evening, 28 June,", "It was a Thursday: 14 March 2023": the weekday in front of a
/// date that explains it.
fn ahead(scene: &Scene<'_>, index: usize, number: u8) -> Option<Alarm> {
    let view = scene.view;
    let (own, claim) = (scene.claims.get(index)?, scene.claims.get(index + 1)?);
    let Value::When(when) = &claim.value else { return None };
    let plain = when.shape == WhenShape::On && when.grain == Period::Day && when.written.weekday.is_none();
    let (end, start, stop) = (own.tokens.end as usize, claim.tokens.start as usize, claim.tokens.end as usize);
    let bracket = view.mark(end, "(") && view.mark(stop, ")");
    let marked = scene.comma(end) || view.mark(end, ":") || scene.dash(end);
    let on = usize::from(marked && view.is(end + 1, Func::On));
    let closed = bracket
        || stop >= scene.end()
        || scene.comma(stop)
        || scene.dash(stop)
        || on == 0 && view.token(stop).is_some_and(|t| t.pos == Pos::Preposition);
    // "every Friday", "the Friday before"
    let first = own.tokens.start as usize;
    let each = first.checked_sub(1).is_some_and(|t| view.is(t, Func::Every) || view.is(t, Func::Each));
    let list = scene.comma(stop) && view.is(stop + 1, Func::And);
    if !plain || !(bracket || marked) || start != end + 1 + on || !closed || each || list || scene.quoted(first) {
        return None;
    }
    let (date, weekday) = sure(scene, when, number)?;
    if date.year() < GREGORIAN || date.weekday() == weekday {
        return None;
    }
    let message = said(scene, view.stretch(first, stop + usize::from(bracket)), date, weekday);
    let near =
        nearest(date, weekday).and_then(|n| bridge::redated(scene.words(claim), when, n, false, scene.draft.lexicon));
    let named = own
        .tokens
        .indices()
        .find(|&t| view.calendar(t, |w| matches!(w, CalendarWord::Weekday(_)).then_some(())).is_some())?;
    let right = scene.words(own).replacen(view.text(named), bridge::weekday(date), 1);
    let mut alarm = Alarm::over(
        Rule::Weekday,
        vec![scene.place(index)?.mended(Some(right)), scene.place(index + 1)?.mended(near)],
        message,
    );
    alarm.at = 0;
    Some(alarm)
}

/// The day of a date and the weekday that is written beside it, where both are of one date and the year is sure.
fn dated(scene: &Scene<'_>, index: usize, when: &When, number: u8) -> Option<(Date, Weekday)> {
    if when.grain > Period::Day || !beside(scene, index) {
        return None;
    }
    sure(scene, when, number)
}

/// The day of a date whose year is sure, where the weekday that is said of it is not that of any reading.
fn sure(scene: &Scene<'_>, when: &When, number: u8) -> Option<(Date, Weekday)> {
    let weekday = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
    let (month, day) = (i8::try_from(when.written.month?).ok()?, i8::try_from(when.written.day?).ok()?);
    if let Some(year) = when.written.year.or_else(|| year_before(scene, when)) {
        // "11/06/2019, a Tuesday": of a date in figures either may be the month.
        let turned = || Date::new(year, day, month).is_ok_and(|d| d.weekday() == weekday);
        if in_figures(scene, when) && turned() {
            return None;
        }
        return Some((Date::new(year, month, day).ok()?, weekday));
    }
    let dateline = scene.draft.dateline?;
    let dates: Vec<Date> = when.readings.iter().filter_map(|r| r.from).map(Moment::date).collect();
    let read = *dates.first()?;
    // "at midnight on Sunday, 17 June": the night that ends the day.
    let midnight =
        |d: &Date| when.written.minute == Some(0) && d.yesterday().is_ok_and(|d| (d.month(), d.day()) == (month, day));
    let same = dates.iter().all(|d| (d.month(), d.day()) == (month, day) || midnight(d));
    let far = |d: &Date| far(*d, dateline.date);
    // Whichever way tense and preposition point, a day that is near at hand is meant.
    let year = dateline.date.year();
    let nearest = (year - 1..=year + 1).filter_map(|y| Date::new(y, month, day).ok()).min_by_key(far)?;
    // Tense says on which side of the dateline a day is meant, up to the season around it.
    let tense = claim_tense(scene, when);
    let told = match tense {
        Some(Tense::Present | Tense::Future) => nearest > dateline.date,
        Some(Tense::Past) => nearest <= dateline.date,
        _ => false,
    };
    let at_hand = far(&nearest) <= AT_HAND * 24 || told && far(&nearest) <= NEAR * 24;
    let date = if far(&read) <= NEAR * 24 && !at_hand { read } else { nearest };
    // Midnight on a day may be that which begins it.
    let right = nearest.weekday() == weekday
        || !at_hand && dates.iter().any(|d| d.weekday() == weekday)
        || dates.iter().any(|d| midnight(d) && d.weekday() == weekday);
    let date = if midnight(&date) { date.yesterday().ok()? } else { date };
    if !same || far(&date) > NEAR * 24 || right {
        return None;
    }
    // Another year that the paragraph speaks of may be meant, if it makes the weekday right.
    let other = |year: i16| Date::new(year, month, day).is_ok_and(|d| d.weekday() == weekday);
    let spoken =
        scene.draft.claims.iter().filter(|c| c.span.block == scene.view.sentence.block).any(|c| match &c.value {
            Value::When(w) if w.grain >= Period::Month || w.written.year.is_some() => {
                w.readings.iter().chain(&w.ends).filter_map(|s| s.from).any(|m| other(m.year()))
            }
            _ => false,
        });
    (!spoken).then_some((date, weekday))
}

/// Whether a date is written without the name of its month.
fn in_figures(scene: &Scene<'_>, when: &When) -> bool {
    let claim = scene.claims.iter().find(|c| matches!(&c.value, Value::When(w) if std::ptr::eq(w, when)));
    claim.is_some_and(|c| {
        !c.tokens.indices().any(|t| {
            let month = |w| matches!(w, CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_)).then_some(());
            scene.view.calendar(t, month).is_some()
        })
    })
}

/// The tense of the clause in which a date stands.
fn claim_tense(scene: &Scene<'_>, when: &When) -> Option<Tense> {
    let claim = scene.claims.iter().find(|c| matches!(&c.value, Value::When(w) if std::ptr::eq(w, when)))?;
    let clause = scene.view.sentence.clauses.get(claim.frame.clause as usize)?;
    clause.verb.map(|_| clause.tense)
}

/// The year that is told right before a date: "In 1969 the 3rd of August fell on a Monday".
fn year_before(scene: &Scene<'_>, when: &When) -> Option<i16> {
    let view = scene.view;
    let index = scene.claims.iter().position(|c| matches!(&c.value, Value::When(w) if std::ptr::eq(w, when)))?;
    let (own, before) = (scene.claims.get(index)?, scene.claims.get(index.checked_sub(1)?)?);
    let Value::When(year) = &before.value else { return None };
    let plain =
        (before.tokens.end as usize..own.tokens.start as usize).all(|t| scene.comma(t) || view.is(t, Func::The));
    let alone = year.shape == WhenShape::On && year.grain == Period::Year && !year.hedged;
    year.written.year.filter(|_| plain && alone && when.written.year.is_none())
}

/// Whether weekday, month and day are one date in the claim's own words, and not the two ends of a range.
fn beside(scene: &Scene<'_>, index: usize) -> bool {
    let Some(claim) = scene.claims.get(index) else { return false };
    let view = scene.view;
    let named = |pick: fn(CalendarWord) -> bool| {
        claim.tokens.indices().filter(|&t| view.calendar(t, |w| pick(w).then_some(())).is_some()).collect::<Vec<_>>()
    };
    let weekdays = named(|w| matches!(w, CalendarWord::Weekday(_) | CalendarWord::DoubtfulWeekday(_)));
    let months = named(|w| matches!(w, CalendarWord::Month(_) | CalendarWord::DoubtfulMonth(_)));
    let (&[weekday], &[month]) = (weekdays.as_slice(), months.as_slice()) else { return false };
    weekday.abs_diff(month) <= 6
}

/// The day with that weekday nearest to a date.
fn nearest(date: Date, weekday: Weekday) -> Option<Date> {
    [-1, 1, -2, 2, -3, 3]
        .into_iter()
        .filter_map(|days: i32| date.checked_add(days.days()).ok())
        .find(|d| d.weekday() == weekday)
}
