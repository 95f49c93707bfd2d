//! `impossible-date`: 31 April, 29 February 2015, 25:10 on Friday.

use super::alarm::Alarm;
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Value, When};
use crate::lexicon::{CalendarWord, CheckWord, Func, Lexicon};
use crate::verdict::bridge;
use jiff::civil::Date;

/// Tokens between quotation marks that may be a title.
const TITLE: usize = 6;

/// The half of the day before noon.
const MORNING: u8 = 0;

/// A leap year, for the longest February.
const LEAP: i16 = 2000;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        match &claim.value {
            Value::When(when) => {
                let told = when.edtf.split('/').find_map(beyond).or_else(|| written(when));
                let Some((first, day)) = told else { continue };
                let last = first.days_in_month();
                let start = claim.tokens.start as usize;
                // "There is no 31 June", "no such date as 30 February"
                let none = |t: usize| {
                    let zero = scene.view.numeral(t).is_some_and(|(n, _)| n.value.is_zero());
                    zero && !scene.view.digits(t) && !scene.view.mark(t + 1, ".")
                };
                // "will not run from 29 August to 31 September" denies the run, and no day.
                let denied = |t: usize| scene.view.is(t, Func::Not) || scene.view.is(t, Func::Never);
                let verb = |t: usize| scene.view.token(t).is_some_and(|t| t.pos == Pos::Verb);
                if start > 0 && denied(start - 1)
                    || start > 1 && denied(start - 2) && !verb(start - 1)
                    || (start.saturating_sub(4)..=start).any(none)
                {
                    continue;
                }
                // "dated 31 June, a day that does not exist": the text says so itself.
                let end = claim.tokens.end as usize;
                let denied = |t: usize| {
                    scene.view.is(t, Func::Not) || scene.view.numeral(t).is_some_and(|(n, _)| n.value.is_zero())
                };
                let a_day = || scene.view.calendar(end + 2, |w| matches!(w, CalendarWord::Period(_)).then_some(()));
                if scene.comma(end)
                    && scene.view.is(end + 1, Func::A)
                    && a_day().is_some()
                    && (end + 2..(end + 8).min(scene.view.len())).any(denied)
                {
                    continue;
                }
                // "a 30 February" is spoken of, "By June 31 of the 40 boats" no date, and a quotation somebody else's.
                let article = start > 0 && scene.view.is(start - 1, Func::A);
                // "31 April lambs"
                let things = scene.view.token(end).is_some_and(|t| t.pos == Pos::Noun)
                    && scene.view.lexicon.is_plural(scene.view.text(end));
                let count = scene.view.is(end, Func::Of) && scene.view.text(end + 1).len() != 4 || things;
                // No calendar has it, whoever says so; a title is no date.
                let title = scene.view.sentence.quotes.iter().any(|q| q.holds(start) && q.indices().len() <= TITLE);
                if article || count || title {
                    continue;
                }
                let text = scene.words(claim);
                let year = if first.month() == 2 && last == 28 { " in that year" } else { "" };
                let message = format!("The draft says \"{text}\", but that month has {last} days{year}.");
                let (wrong, right) = (bridge::day_of_month(day), bridge::day_of_month(last));
                let mended = if text.contains(&wrong) {
                    Some(text.replacen(&wrong, &right, 1))
                } else {
                    let (wrong, right) = (day.to_string(), last.to_string());
                    text.contains(&wrong).then(|| text.replacen(&wrong, &right, 1))
                };
                let Some(place) = scene.place(index) else { continue };
                out.push(Alarm::over(Rule::ImpossibleDate, vec![place.mended(mended)], message));
            }
            Value::Number(_) if listed(scene, index).is_some() => out.extend(listed(scene, index)),
            Value::Number(_) if far(scene, index).is_some() => out.extend(far(scene, index)),
            Value::Number(_) => out.extend(clock(scene, claim.tokens.start as usize, Some(index))),
            _ => {}
        }
    }
    // "at 24:40 on Sunday" is no time, and may be no figure either.
    for at in 1..scene.view.len().saturating_sub(2) {
        if scene.view.mark(at + 1, ":") && scene.view.digits(at) && scene.claim_over(at).is_none() {
            out.extend(clock(scene, at, None));
        }
    }
}

/// Whether a word of the calendar stands behind a clock time ("a.m.").
pub(super) fn clocked(lexicon: &Lexicon, id: u16) -> bool {
    matches!(lexicon.calendar.words.get(id as usize), Some(CalendarWord::Meridiem(_)))
}

/// The month that is named at a token.
fn month(scene: &Scene<'_>, at: usize) -> Option<i8> {
    let named = scene.view.calendar(at, |w| match w {
        CalendarWord::Month(n) | CalendarWord::DoubtfulMonth(n) => i8::try_from(n).ok(),
        _ => None,
    });
    named.map(|(n, _)| n)
}

/// The alarm over a day that its month does not have.
fn no_such(scene: &Scene<'_>, (from, to): (usize, usize), claim: usize, month: i8) -> Option<Alarm> {
    let last = Date::new(LEAP, month, 1).ok()?.days_in_month();
    let text = scene.view.stretch(from, to);
    let message = format!("The draft says \"{text}\", but that month has {last} days.");
    let place = super::alarm::Place { claim: Some(scene.first + claim), ..scene.tokens(from, to)? };
    let digits = (from..to)
        .find(|&t| scene.view.digits(t) && t >= scene.claims.get(claim).map_or(0, |c| c.tokens.start as usize))?;
    let mended = text.replacen(scene.view.text(digits), &last.to_string(), 1);
    Some(Alarm::over(Rule::ImpossibleDate, vec![place.mended(Some(mended))], message))
}

/// "November 29, 30 and 31": days of one month in a list, the last of them one too many.
fn listed(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let at = claim.tokens.start as usize;
    let day: i8 = view.text(at).parse().ok().filter(|_| view.digits(at) && claim.tokens.indices().len() == 1)?;
    let ends = view.token(at + 1).is_none_or(|t| matches!(t.pos, Pos::Mark | Pos::Preposition | Pos::Verb | Pos::Aux));
    if !ends || !view.is(at.checked_sub(1)?, Func::And) || !(29..40).contains(&day) {
        return None;
    }
    // Back over the days before it to their month.
    let mut before = at - 1;
    loop {
        let own = before.checked_sub(1).filter(|&t| view.digits(t) && view.text(t).len() <= 2)?;
        let mark = own.checked_sub(1)?;
        if let Some(month) = month(scene, mark) {
            let last = Date::new(LEAP, month, 1).ok()?.days_in_month();
            return (day > last).then(|| no_such(scene, (at, at + 1), index, month))?;
        }
        before = Some(mark).filter(|&t| scene.comma(t))?;
    }
}

/// "on March 32", "32 January 2020": a day that no month has.
fn far(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let view = scene.view;
    let claim = scene.claims.get(index)?;
    let at = claim.tokens.start as usize;
    let day: i8 = view.text(at).parse().ok().filter(|_| view.digits(at) && claim.tokens.indices().len() == 1)?;
    if !(32..100).contains(&day) {
        return None;
    }
    let year = |t: usize| view.text(t).len() == 4 && view.digits(t);
    if let Some(month) = month(scene, at + 1).filter(|_| year(at + 2)) {
        return no_such(scene, (at, at + 3), index, month);
    }
    let named = at.checked_sub(1).filter(|&t| month(scene, t).is_some())?;
    let led = named
        .checked_sub(1)
        .is_some_and(|t| [Func::On, Func::By, Func::Until, Func::Since].iter().any(|&f| view.is(t, f)));
    let ends = at + 1 >= scene.end()
        || scene.comma(at + 1) && (year(at + 2) || view.token(at + 2).is_none_or(|t| t.pos != Pos::Numeral));
    if !led || !ends { None } else { no_such(scene, (named, at + 1), index, month(scene, named)?) }
}

/// The first of the month of a day that its month does not have, and that day: "2015-02-29", "XXXX-04-31".
fn beyond(edtf: &str) -> Option<(Date, i8)> {
    // A clock time may stand behind the day.
    let mut parts = edtf.split('T').next()?.split('-');
    let year = parts.next()?;
    let (month, day): (i8, i8) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let year: i16 = if year.starts_with('X') { LEAP } else { year.parse().ok()? };
    let first = Date::new(year, month, 1).ok()?;
    (parts.next().is_none() && day > first.days_in_month() && day <= 31).then_some((first, day))
}

/// "at noon on 31 June": the day as it is written, where the whole was read as an hour.
fn written(when: &When) -> Option<(Date, i8)> {
    let (month, day) = (i8::try_from(when.written.month?).ok()?, i8::try_from(when.written.day?).ok()?);
    let first = Date::new(when.written.year.unwrap_or(LEAP), month, 1).ok()?;
    (when.written.minute.is_some() && day > first.days_in_month() && day <= 31).then_some((first, day))
}

/// "at 25:10 on Friday": an hour that no clock shows, where a word of the calendar beside it says that it is one.
fn clock(scene: &Scene<'_>, at: usize, index: Option<usize>) -> Option<Alarm> {
    let view = scene.view;
    let two = |t: usize| -> Option<u8> {
        let text = view.text(t);
        (text.len() <= 2 && view.digits(t)).then(|| text.parse().ok()).flatten()
    };
    let colon = view.mark(at + 1, ":") && view.glued(at + 1) && view.glued(at + 2);
    let (hour, minute) = (two(at)?, two(at + 2)?);
    // "24:00" is midnight, and no minute comes behind it.
    // "13:20 a.m."
    let morning = view.calendar(at + 3, |w| matches!(w, CalendarWord::Meridiem(MORNING)).then_some(())).is_some();
    let noon = (13..24).contains(&hour) && morning;
    let impossible = noon || hour > 24 && hour < 60 || minute > 59 && hour <= 24 || hour == 24 && minute > 0;
    if !colon || !impossible || view.text(at + 2).len() != 2 || view.glued(at + 3) && view.mark(at + 3, ":") {
        return None;
    }
    let behind = at + 3;
    let on = usize::from(view.is(behind, Func::On));
    let dated = |t: usize| {
        view.calendar(t, |w| {
            use CalendarWord::{Day, DayPart, Meridiem, Month, WallTime, Weekday, Zone};
            matches!(w, Weekday(_) | Month(_) | Day(_) | DayPart(..) | Meridiem(_) | Zone(_) | WallTime).then_some(())
        })
        .is_some()
    };
    let before = at.checked_sub(1)?;
    let calendar = dated(behind + on) || before > 0 && dated(before - 1);
    // "between 10:15 and 11:62 a.m."
    let meridiem = view.calendar(behind, |w| matches!(w, CalendarWord::Meridiem(_)).then_some(())).is_some();
    let led = [Func::At, Func::Until, Func::By, Func::Before, Func::After, Func::Since, Func::From, Func::For];
    let prepared = led.into_iter().find(|&f| view.is(before, f));
    let things = view.token(behind).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective));
    // "timetabled for 23:75", "broke out at 25:40", where no mixture and no score ("at 20:80") can be meant.
    let scheduled = scene.has(before.saturating_sub(4), before, CheckWord::Scheduled)
        || scene.has(before.saturating_sub(4), before, CheckWord::Once);
    let timed = match prepared {
        Some(Func::For | Func::From) => scheduled,
        Some(_) => scheduled || minute > 59 && hour <= 24,
        None => false,
    };
    // "With the score at 31:29 on Friday": what games end in.
    let score = |t: usize| view.is(t, Func::Score) && view.token(t).is_some_and(|t| t.pos == Pos::Noun);
    // "The score stood at 31:25 on Monday"
    let stood = || {
        let own = view.token(before).and_then(|t| view.sentence.clauses.get(t.clause as usize))?.subject?;
        view.sentence.groups.get(own as usize).map(|g| score(g.head as usize))
    };
    let scored = before.checked_sub(1).is_some_and(score) || stood() == Some(true);
    // "at 23:75 of the third period"
    let of = view.is(behind, Func::Of);
    let sure = calendar && prepared == Some(Func::At) || timed && !things && !of && hour + minute != 100;
    if !meridiem && (!sure || scored) {
        return None;
    }
    let place = scene.tokens(at, at + 3)?;
    let text = view.stretch(at, at + 3);
    let part = if noon {
        "hours before noon are 12 at most"
    } else if hour >= 24 {
        "a day has 24 hours"
    } else {
        "an hour has 60 minutes"
    };
    let place = super::alarm::Place { claim: index.map(|i| scene.first + i), ..place };
    Some(Alarm::over(Rule::ImpossibleDate, vec![place], format!("The draft says \"{text}\", but {part}.")))
}
