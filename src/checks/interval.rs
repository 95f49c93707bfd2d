//! `interval`: "from 2014 to 2017, a five-year term"; a range that runs backwards.

mod backwards;
mod closed;
mod days;
pub(super) mod elapsed;
mod near;
mod since;

use super::alarm::Alarm;
use super::restated::restated;
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Moment, Stretch, Value, When, WhenShape};
use crate::lexicon::{CheckWord, Func, Period};
use crate::verdict::bridge;
use jiff::civil::Weekday;
use rust_decimal::Decimal;

const DAY: i64 = 86_400;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let before = out.len();
    for index in 0..scene.claims.len() {
        out.extend(backwards::backwards(scene, index));
        out.extend(elapsed::check(scene, index));
        out.extend(of_one(scene, index));
        out.extend(days::check(scene, index));
        out.extend(since::check(scene, index));
        let next = index + 1;
        let (Some(a), Some(b)) = (scene.claims.get(index), scene.claims.get(next)) else { continue };
        match (&a.value, &b.value) {
            (Value::When(when), Value::Duration { .. })
                if length_behind(scene, a, b) || near::behind(scene, a, b) || near::closing(scene, a, b) =>
            {
                out.extend(judge(scene, (index, when), next));
            }
            (Value::Duration { .. }, Value::When(when))
                if range_behind(scene, a, b) || near::ahead(scene, a, b) || near::runs(scene, a, b) =>
            {
                // "for six years between 2000 and 2018": a part of that time.
                let alarm = judge(scene, (next, when), index);
                out.extend(alarm.filter(|_| !near::inside(scene, a, (b, when))));
            }
            _ => {}
        }
    }
    if out.len() == before && scene.claims.len() > 2 {
        out.extend(closed::found(scene).and_then(|found| elapsed::judge(scene, &found)));
    }
}

/// "from 2014 to 2017, a five-year term", "from 1978 to 1990, lasted 21 years".
fn length_behind(scene: &Scene<'_>, range: &Claim, length: &Claim) -> bool {
    let view = scene.view;
    let (mut at, start, end) = (range.tokens.end as usize, length.tokens.start as usize, length.tokens.end as usize);
    let mark = scene.comma(at) || scene.dash(at) || view.mark(at, "(");
    // "lasted from 3 March to 17 March, five weeks in which": the verb asks for the length as well.
    let lasted =
        (range.tokens.start as usize).checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Lasts).is_some());
    let closed = view.is(end, Func::In) || scene.comma(end) || end >= scene.end();
    if mark && lasted && at + 1 == start && closed {
        return true;
    }
    // "from 2014 to 2017, or for five years", "between 2014 and 2017, for five years", "(2014–2017) for five years"
    let spoken = range.tokens.start > 0
        && view.mark(range.tokens.start as usize - 1, "(")
        && view.mark(at, ")")
        && view.is(at + 1, Func::For)
        && start == at + 2;
    let again = restated(scene, at)
        .filter(|r| r.at == start || view.is(r.at, Func::For) && r.at + 1 == start)
        .is_some_and(|r| (r.named || r.at != start) && r.closes(scene, end));
    if spoken || again {
        return true;
    }
    // "from 9 a.m. to 5 p.m., eight hours a day", "from 3 to 7 July, five days in all": the length and nothing else.
    let daily = view.is(end, Func::A) || view.is(end, Func::Each) || view.is(end, Func::Every);
    // "Monday to Friday, six days a week"
    let weekdays = matches!(&range.value, Value::When(w) if w.written.weekday.is_some() && w.written.day.is_none());
    let clocks = weekdays || matches!(&range.value, Value::When(w) if w.grain < Period::Day);
    let ends = end >= scene.end()
        || scene.comma(end)
        || scene.dash(end)
        || scene.word(end, CheckWord::Total).is_some()
        || view.mark(at, "(") && view.mark(end, ")")
        || clocks && daily;
    if mark && at + 1 == start && ends {
        return true;
    }
    if mark {
        at += 1;
        if view.is(at, Func::A) {
            at += 1;
            // The length describes a noun: "a five-year term"; or stands for itself: "a period of five years".
            let hyphened = length.tokens.indices().any(|t| view.dash(t));
            // "a seven-year low": only nouns of time take the length of the dates.
            let spell = (end..end + 3).any(|t| scene.word(t, CheckWord::Spell).is_some());
            let noun =
                spell && (hyphened || view.token(end).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective)));
            if at == start && noun {
                return true;
            }
            return view.is(start.wrapping_sub(1), Func::Of)
                && (at..start - 1).all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective)));
        }
    }
    // "The exhibition (1 March to 31 May) runs for five months"
    let bracketed = view.mark(at, ")") && range.tokens.start > 0 && view.mark(range.tokens.start as usize - 1, "(");
    at += usize::from(bracketed);
    if let Some(len) = scene.word(at, CheckWord::Lasts) {
        at += len;
        at += usize::from(view.is(at, Func::For));
        return at == start;
    }
    mark && at == start && view.mark(range.tokens.end as usize, "(") && view.mark(end, ")")
}

/// "lasted 11 years, from 1640 to 1645", "the three-day fair, from 4 to 6 June,", "the 21 years from 1978 to 1990".
fn range_behind(scene: &Scene<'_>, length: &Claim, range: &Claim) -> bool {
    let view = scene.view;
    let (begin, end, start) = (length.tokens.start as usize, length.tokens.end as usize, range.tokens.start as usize);
    let before = begin.checked_sub(1);
    let leads = [Func::The, Func::For, Func::Of, Func::Over, Func::During, Func::In, Func::Within, Func::After];
    let article = before.is_some_and(|b| leads.iter().any(|&f| view.is(b, f)));
    let lasted = before.is_some_and(|b| {
        (b.saturating_sub(2)..=b)
            .any(|t| scene.word(t, CheckWord::Lasts).is_some_and(|len| t + len > b || view.is(b, Func::For)))
    });
    let opened = view.is(start, Func::From) || view.is(start, Func::Between);
    let hyphened = (begin..end).any(|t| view.dash(t)) || view.dash(end);
    let named = |t: usize| {
        t == end
            && before.is_some_and(|b| {
                view.is(b, Func::A)
                    || view.is(b, Func::The)
                    || view.is(b, Func::Possessive)
                    || view.token(b).is_some_and(|t| t.pos == Pos::Possessive)
            })
    };
    // "a 10-day event from 3 to 8 May"
    // "a three-day ticket runs from": a verb is none.
    // "her nine-year spell as coach": right behind the hyphened length stands a noun, whatever it looks like.
    let noun = |t: usize| hyphened && named(t) || view.token(t).is_some_and(|t| t.pos != Pos::Verb);
    let spell = (end..start).any(|t| noun(t) && scene.word(t, CheckWord::Spell).is_some());
    // "The 15-year war of 1990-2010"
    let of = start > 0 && view.is(start - 1, Func::Of) && range.tokens.indices().any(|t| view.dash(t));
    if hyphened && (opened || of) && spell && start - end <= 2 {
        return true;
    }
    if end == start {
        return article && opened;
    }
    // "for five years (2014–2017)", "The 20-year lease (2020–2030)"
    let noun = end + usize::from(hyphened && spell);
    let bracket = view.mark(start.saturating_sub(1), "(") && view.mark(range.tokens.end as usize, ")");
    if bracket && start == noun + 1 && (article || lasted || hyphened && spell) {
        return true;
    }
    if scene.comma(end) && end + 1 == start {
        // "takes up four days, 20–27 October"
        // "for four years, 2009 to 2015"
        let written = (lasted || article) && range.tokens.indices().any(|t| view.dash(t) || view.is(t, Func::To));
        return (lasted || article) && opened || written;
    }
    // "spent eight years in exile, from 1936 to 1941"
    let place = (end..start.saturating_sub(1)).all(|t| {
        view.token(t).is_some_and(|t| {
            matches!(t.pos, Pos::Preposition | Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective)
        })
    });
    // "After nine years in charge, from 2010 to 2014, she quit": the comma behind it closes what is told of the length.
    let stop = range.tokens.end as usize;
    let aside = article && (scene.comma(stop) || stop >= scene.end());
    if (lasted || aside) && opened && place && start <= end + 6 && start > 0 && scene.comma(start - 1) {
        return true;
    }
    // "The three-day fair, from 4 to 6 June"
    let group = view.token(begin).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let comma = group.map_or(0, |g| g.range.end as usize);
    // "the 30-day closure of the Tarn tunnel, from 1 June to 20 June", "her nine-year spell as coach, from 2009 to 2015"
    let hangs = (comma..start.saturating_sub(1)).all(|t| {
        view.is(t, Func::Of)
            || spell && t == end
            || spell && view.token(t).is_some_and(|t| t.pos == Pos::Preposition)
            || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective))
    });
    let behind = hangs && start > comma && scene.comma(start - 1);
    // "her 30-year career, from 2009 to 2015 spent abroad": the dates of a part of it.
    let parted = view.token(stop).is_some_and(|t| t.pos == Pos::Verb);
    hyphened && (scene.comma(comma) && comma + 1 == start || behind) && opened && !parted
}

/// "The decade from 1990 to 2005": a range that is longer than the one unit that it is called, by half of it.
fn of_one(scene: &Scene<'_>, index: usize) -> Option<Alarm> {
    let claim = scene.claims.get(index)?;
    let Value::When(when) = &claim.value else { return None };
    let (at, unit) = near::single(scene, claim)?;
    let length = seconds(unit)?;
    let (first, last) = (when.readings.first()?, when.ends.first()?);
    let shortest = last.from?.duration_since(first.to?).as_secs();
    let sure = claim.frame.unasserted.as_ref().is_none_or(|u| u.ahead) && !scene.quoted(at);
    if !sure || shortest <= length + length / 4 {
        return None;
    }
    let (word, range) = (scene.view.text(at), scene.words(claim));
    let message = format!("The draft says \"{word}\", but \"{range}\" is longer than one {}.", unit.name());
    let places = vec![scene.tokens(at, at + 1)?, scene.place(index)?];
    Some(Alarm::over(Rule::Interval, places, message))
}

/// A length of time and the range of its own dates.
fn judge(scene: &Scene<'_>, (range, when): (usize, &When), length: usize) -> Option<Alarm> {
    let claim = scene.claims.get(length)?;
    let Value::Duration { figure, unit, .. } = &claim.value else { return None };
    if when.shape != WhenShape::Range
        || when.hedged
        || figure.hedge.is_some()
        || scene.quoted(claim.tokens.start as usize)
    {
        return None;
    }
    let seconds = seconds(*unit)?;
    let n = figure.number?;
    let half = Decimal::new(5, 1);
    let said = |by: Decimal| n.checked_add(by)?.checked_mul(Decimal::from(seconds));
    let (low, high) = (said(-half)?, said(half)?);
    let extents: Option<Vec<(i64, i64)>> = match hours(&when.edtf) {
        Some(length) => Some(vec![(length, length)]),
        None => when.readings.iter().zip(&when.ends).map(|(a, b)| extent(*a, *b, *unit)).collect(),
    };
    let extents = extents?;
    let &(min, max) = extents.first()?;
    let fits = |&(min, max): &(i64, i64)| Decimal::from(min) <= high && low <= Decimal::from(max);
    if extents.iter().any(fits) {
        return None;
    }
    let count = |s: i64| Decimal::from(s).checked_div(Decimal::from(seconds)).map(|n| n.round_dp(0));
    let (least, most) = (count(min)?, count(max)?);
    // Between years the difference is meant, of days both ends count.
    let right = match when.grain {
        Period::Day => most,
        Period::Year | Period::Month => least.checked_add(Decimal::ONE).unwrap_or(most).min(most),
        _ => most,
    };
    let (range_words, words) = (scene.words(scene.claims.get(range)?), scene.words(claim));
    let claim_unit = *unit;
    let unit = unit.name();
    let plural = if right == Decimal::ONE { "" } else { "s" };
    let message =
        format!("The draft says \"{words}\", but \"{range_words}\" is {} {unit}{plural}.", bridge::number(right));
    let mended = bridge::rewritten(words, &claim.value, right, scene.draft.lexicon);
    let ended = year_end(range_words, when, n).filter(|_| claim_unit == Period::Year);
    let mut places = vec![scene.place(range)?.mended(ended), scene.place(length)?.mended(mended)];
    places.sort_by_key(|p| p.span);
    let at = places.iter().position(|p| p.span == claim.span)?;
    Some(Alarm { at, ..Alarm::over(Rule::Interval, places, message) })
}

/// A range of years with the last one so many years after the first.
fn year_end(text: &str, when: &When, years: Decimal) -> Option<String> {
    let year = |s: &Stretch| s.from.map(Moment::year);
    let (first, last) = (year(when.readings.first()?)?, year(when.ends.first()?)?);
    let right = first.checked_add(i16::try_from(years.round_dp(0)).ok()?)?;
    let (at, old) = text.rmatch_indices(&last.to_string()).next()?;
    (when.grain == Period::Year)
        .then(|| format!("{}{right}{}", text.get(..at).unwrap_or(""), text.get(at + old.len()..).unwrap_or("")))
}

/// The seconds between two clock times whose day is not known, over midnight where the second is earlier.
fn hours(edtf: &str) -> Option<i64> {
    let (first, last) = edtf.split_once('/')?;
    let minutes = |t: &str| -> Option<i64> {
        let (hour, minute) = t.strip_prefix('T')?.split_once(':')?;
        Some(hour.parse::<i64>().ok()? * 60 + minute.get(..2)?.parse::<i64>().ok()?)
    };
    let minutes = minutes(last)? - minutes(first)?;
    Some((if minutes < 0 { minutes + 24 * 60 } else { minutes }) * 60)
}

/// The shortest and the longest time from the first to the last date, in seconds; of whole days also without their
/// weekends, since a hearing of five days may stand over one.
fn extent(first: Stretch, last: Stretch, unit: Period) -> Option<(i64, i64)> {
    let gap = |a: crate::claims::Moment, b: crate::claims::Moment| b.duration_since(a).as_secs();
    let max = gap(first.from?, last.to?);
    let mut min = gap(first.to?, last.from?).max(0);
    // Of days and weeks between days at least all nights are meant.
    if gap(first.from?, first.to?) == DAY && gap(last.from?, last.to?) == DAY && unit < Period::Month {
        min = gap(first.from?, last.from?);
    }
    if max <= 0 {
        return None;
    }
    if unit == Period::Day && max < 366 * DAY {
        let (mut day, end) = (first.from?.date(), last.to?.date());
        let mut working = 0;
        while day < end {
            working += i64::from(!matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday));
            day = day.tomorrow().ok()?;
        }
        min = min.min(working * DAY);
    }
    // A year is not always 365 days, a month not always 30.
    Some((min - min / 50, max + max / 50))
}

/// The seconds of a unit.
pub(super) fn seconds(unit: Period) -> Option<i64> {
    Some(match unit {
        Period::Minute => 60,
        Period::Hour => 3_600,
        Period::Day => DAY,
        Period::Week => 7 * DAY,
        Period::Fortnight => 14 * DAY,
        Period::Month => 2_629_800,
        Period::Year => 31_557_600,
        Period::Decade => 315_576_000,
        Period::Century => 3_155_760_000,
        _ => return None,
    })
}
