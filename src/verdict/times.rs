//! Times: containment of stretches of civil time (semantics 3).

use super::{Agreement, Gap, Grade};
use crate::claims::value::Written;
use crate::claims::{Kind, Moment, Stretch, When, WhenShape};
use crate::lexicon::Period;
use jiff::civil::Date;
use jiff::{ToSpan, Unit};

/// Compares a draft's date or time with a fact's. Any reading that agrees will do, the best counts.
#[must_use]
pub(super) fn agree(draft: &When, fact: &When) -> Agreement {
    if draft.readings.is_empty() || fact.readings.is_empty() {
        return as_written(draft, fact);
    }
    let shift = zones(draft, fact);
    let mut best: Option<Agreement> = None;
    for mine in 0..draft.readings.len() {
        for theirs in 0..fact.readings.len() {
            let found = reading(draft, mine, fact, theirs, shift);
            let better = match (&best, &found) {
                (None, _) | (Some(Agreement::Differ(_) | Agreement::Apart), Agreement::Agree { .. }) => true,
                (Some(Agreement::Agree { grade: a, .. }), Agreement::Agree { grade: b, .. }) => b < a,
                _ => false,
            };
            if better {
                best = Some(found);
            }
        }
    }
    let agreement = best.unwrap_or(Agreement::Apart);
    if matches!(agreement, Agreement::Differ(_)) && clock_alone(draft) && minutes_meet(draft, fact) {
        // The day was not written and the hour is right: nothing that was written is wrong.
        return Agreement::Agree { grade: Grade::LessPrecise, coarser: false };
    }
    if matches!(agreement, Agreement::Agree { .. }) && other_weekday(draft, fact) {
        return Agreement::Differ(Gap::Weekday);
    }
    agreement
}

/// Whether the weekday that stands beside the draft's date is not that of the fact's day.
fn other_weekday(draft: &When, fact: &When) -> bool {
    let (Some(weekday), Some(_)) = (draft.written.weekday, draft.written.day) else { return false };
    let day = |s: &Stretch| {
        let (from, to) = (s.from?.date(), s.to?.date());
        (fact.grain <= Period::Day && from.tomorrow().ok()? >= to).then_some(from)
    };
    let one = fact.shape == WhenShape::On && draft.shape != WhenShape::Range && fact.readings.len() == 1;
    one && fact
        .readings
        .first()
        .and_then(day)
        .is_some_and(|d| d.weekday().to_monday_one_offset().unsigned_abs() != weekday)
}

/// Compares a bare number that may be a year ("1987") with a date.
#[must_use]
pub(super) fn year(draft: &When, year: i16) -> Agreement {
    let (Ok(first), Some(next)) = (Date::new(year, 1, 1), year.checked_add(1)) else { return Agreement::Apart };
    let Ok(after) = Date::new(next, 1, 1) else { return Agreement::Apart };
    let whole = Stretch { from: Some(first.at(0, 0, 0, 0)), to: Some(after.at(0, 0, 0, 0)) };
    let fact = When {
        kind: Kind::Date,
        edtf: String::new(),
        shape: WhenShape::On,
        readings: vec![whole],
        ends: Vec::new(),
        grain: Period::Year,
        hedged: false,
        halo: Vec::new(),
        partial: false,
        written: Written { year: Some(year), ..Written::default() },
        zone: None,
    };
    agree(draft, &fact)
}

/// Minutes to take from the draft's and the fact's times, so that both are instants.
fn zones(draft: &When, fact: &When) -> (i64, i64) {
    match (draft.zone, fact.zone) {
        (Some(a), Some(b)) if draft.kind == Kind::Time && fact.kind == Kind::Time => (i64::from(a), i64::from(b)),
        // Without two zones both are wall times.
        _ => (0, 0),
    }
}

fn moved(stretch: Stretch, minutes: i64) -> Stretch {
    let back = |m: Option<Moment>| m.map(|m| m.checked_sub(minutes.minutes()).unwrap_or(m));
    if minutes == 0 { stretch } else { Stretch { from: back(stretch.from), to: back(stretch.to) } }
}

/// One reading of the draft against one of the fact.
fn reading(draft: &When, mine: usize, fact: &When, theirs: usize, (a, b): (i64, i64)) -> Agreement {
    let (Some(&start), Some(&ref_start)) = (draft.readings.get(mine), fact.readings.get(theirs)) else {
        return Agreement::Apart;
    };
    let (start, ref_start) = (moved(start, a), moved(ref_start, b));
    let end = draft.ends.get(mine).map_or(start, |&e| moved(e, a));
    let ref_end = fact.ends.get(theirs).map_or(ref_start, |&e| moved(e, b));
    let halo = draft.halo.get(mine).map(|&h| moved(h, a));
    let meet = |d: Stretch, f: Stretch| contains(draft, d, halo, f);
    let whole = Stretch { from: start.from, to: end.to };
    let ref_whole = Stretch { from: ref_start.from, to: ref_end.to };
    use WhenShape::{After, Before, By, On, Range, Since, Until};
    match (draft.shape, fact.shape) {
        (On, On) => meet(start, ref_start),
        (On, Range) => ends(meet(start, ref_start), &meet(start, ref_end), &meet(start, ref_whole)),
        // What began or ended then is told by the one end that is known.
        (On, Since | After) => meet(start, ref_start),
        (On, Until | By | Before) => meet(start, ref_start),
        (Since | After, Since | After) => meet(start, ref_start),
        (Until | By | Before, Until | By | Before) => meet(start, ref_start),
        (Since, On) => meet(start, ref_start),
        (Since, Range) => meet(start, ref_start),
        (Until, On) => meet(start, ref_start),
        (Until, Range) => meet(start, ref_end),
        (Before, On | Range) => open(draft, ref_whole, ref_whole.to <= start.from && start.from.is_some(), start),
        (After, On | Range) => open(draft, ref_whole, ref_whole.from >= start.to && start.to.is_some(), start),
        (By, On | Range) => {
            let exact = meet(start, if fact.shape == Range { ref_end } else { ref_start });
            if matches!(exact, Agreement::Agree { .. }) {
                return exact;
            }
            open(draft, ref_whole, ref_whole.to <= start.to && start.to.is_some(), start)
        }
        (Range, Range) => worse(meet(start, ref_start), meet(end, ref_end)),
        (Range, On) => ends(meet(start, ref_start), &meet(end, ref_start), &meet(whole, ref_start)),
        (Range, Since | After) => meet(start, ref_start),
        (Range, Until | By | Before) => meet(end, ref_start),
        // One end of time against the other.
        (Since | After, Until | By | Before) | (Until | By | Before, Since | After) => Agreement::Apart,
    }
}

/// "before", "after" and "by" hold a date that lies on their side.
fn open(draft: &When, fact: Stretch, inside: bool, start: Stretch) -> Agreement {
    if inside && (fact.from.is_some() || fact.to.is_some()) {
        return Agreement::Agree { grade: Grade::LessPrecise, coarser: false };
    }
    Agreement::Differ(gap(draft, start, fact))
}

/// Both must agree; the lesser grade counts, and the first difference is told.
fn worse(a: Agreement, b: Agreement) -> Agreement {
    match (a, b) {
        (Agreement::Agree { grade: x, coarser: c }, Agreement::Agree { grade: y, coarser: d }) => {
            Agreement::Agree { grade: x.max(y), coarser: c || d }
        }
        (Agreement::Agree { .. }, other) | (other, _) => other,
    }
}

/// A date meets either end of a range, or lies inside it; the best counts.
fn ends(start: Agreement, end: &Agreement, whole: &Agreement) -> Agreement {
    let grade = |a: &Agreement| match a {
        Agreement::Agree { grade, .. } => Some(*grade),
        _ => None,
    };
    let found = [&start, end, whole].into_iter().filter_map(|a| grade(a).map(|g| (g, a))).min_by_key(|(g, _)| *g);
    match found {
        Some((_, agreement)) => agreement.clone(),
        None => start,
    }
}

/// Containment of one stretch in another.
fn contains(draft: &When, mine: Stretch, halo: Option<Stretch>, theirs: Stretch) -> Agreement {
    let agree = |grade, coarser| Agreement::Agree { grade, coarser };
    let inside = |inner: Stretch, outer: Stretch| {
        (outer.from.is_none() || (inner.from.is_some() && inner.from >= outer.from))
            && (outer.to.is_none() || (inner.to.is_some() && inner.to <= outer.to))
    };
    let apart = |a: Stretch, b: Stretch| {
        let before = |to: Option<Moment>, from: Option<Moment>| to.zip(from).is_some_and(|(to, from)| to <= from);
        before(a.to, b.from) || before(b.to, a.from)
    };
    if draft.hedged {
        if inside(theirs, mine) {
            return agree(Grade::Hedged, false);
        }
        if halo.is_some_and(|h| inside(theirs, h)) {
            return agree(Grade::Loose, false);
        }
        if !apart(theirs, mine) {
            return agree(Grade::Loose, inside(mine, theirs));
        }
        return Agreement::Differ(gap(draft, mine, theirs));
    }
    if mine == theirs {
        agree(Grade::Exact, false)
    } else if inside(theirs, mine) {
        agree(Grade::LessPrecise, false)
    } else if inside(mine, theirs) {
        agree(Grade::Loose, true)
    } else if apart(mine, theirs) {
        Agreement::Differ(gap(draft, mine, theirs))
    } else {
        // Weeks and months, seasons and years overlap without one holding the other.
        agree(Grade::Loose, false)
    }
}

/// The part that differs, the largest that was written.
fn gap(draft: &When, mine: Stretch, theirs: Stretch) -> Gap {
    let (Some(a), Some(b)) = (mine.from.or(mine.to), theirs.from.or(theirs.to)) else { return Gap::Day };
    if a.date() == b.date() {
        return Gap::Hour;
    }
    let written = draft.written;
    let unwritten = draft.partial && written.year.is_none();
    let fine = fine(mine, theirs);
    if a.year() != b.year() {
        let month = written.month.is_none_or(|m| i16::from(m) == i16::from(b.month()));
        let day = fine > Period::Day || written.day.is_none_or(|d| i16::from(d) == i16::from(b.day()));
        if !unwritten {
            return Gap::Year;
        }
        if written.month.is_some() && written.weekday.is_none() && month && day {
            return Gap::UnwrittenYear;
        }
    }
    if written.weekday.is_some() && written.day.is_none() && written.month.is_none() {
        return Gap::Weekday;
    }
    if a.month() != b.month() && fine <= Period::Month {
        return Gap::Month;
    }
    if a.year() != b.year() && fine > Period::Month { Gap::Year } else { Gap::Day }
}

/// The coarser grain of two stretches: a year, a month, a day, or less.
fn fine(a: Stretch, b: Stretch) -> Period {
    let grain = |s: Stretch| {
        let days = s
            .from
            .zip(s.to)
            .map_or(0, |(from, to)| from.date().until(to.date()).map_or(i32::MAX, |span| span.get_days()));
        match days {
            ..=1 => Period::Day,
            2..=92 => Period::Month,
            _ => Period::Year,
        }
    };
    grain(a).max(grain(b))
}

/// A time of day whose day is not written.
fn clock_alone(when: &When) -> bool {
    when.kind == Kind::Time
        && when.partial
        && when.written.minute.is_some()
        && when.written.weekday.is_none()
        && when.written.day.is_none()
}

fn minutes_meet(draft: &When, fact: &When) -> bool {
    if fact.kind != Kind::Time {
        return false;
    }
    let minute = |m: Moment| i64::from(m.hour()) * 60 + i64::from(m.minute());
    let (a, b) = zones(draft, fact);
    let (Some(mine), Some(theirs)) = (
        draft.readings.first().and_then(|s| moved(*s, a).from).map(minute),
        fact.readings.first().and_then(|s| moved(*s, b).from).map(minute),
    ) else {
        return false;
    };
    if draft.hedged {
        let length = draft.readings.first().and_then(|s| s.from.zip(s.to));
        let length = length.and_then(|(from, to)| from.until((Unit::Minute, to)).ok()).map_or(1, |s| s.get_minutes());
        return (0..length.max(1)).contains(&(theirs - mine).rem_euclid(24 * 60));
    }
    mine == theirs
}

/// Without a dateline only what is written is compared.
fn as_written(draft: &When, fact: &When) -> Agreement {
    if matches!(draft.shape, WhenShape::Before | WhenShape::After | WhenShape::By) {
        return Agreement::Apart;
    }
    let mine = draft.written;
    let theirs = parts(fact);
    let pairs = [
        (mine.year.map(i32::from), theirs.year.map(i32::from), Gap::Year),
        (mine.month.map(i32::from), theirs.month.map(i32::from), Gap::Month),
        (mine.day.map(i32::from), theirs.day.map(i32::from), Gap::Day),
        (mine.weekday.map(i32::from), theirs.weekday.map(i32::from), Gap::Weekday),
        (mine.minute.map(i32::from), theirs.minute.map(i32::from), Gap::Hour),
    ];
    let (mut compared, mut coarser, mut finer) = (false, false, false);
    for (a, b, gap) in pairs {
        match (a, b) {
            (Some(a), Some(b)) if a == b => compared = true,
            (Some(_), Some(_)) => return Agreement::Differ(gap),
            (Some(_), None) => coarser = true,
            (None, Some(_)) => finer = true,
            (None, None) => {}
        }
    }
    if draft.shape == WhenShape::Range
        && fact.shape == WhenShape::Range
        && let Some(gap) = last_differs(&draft.edtf, &fact.edtf)
    {
        return Agreement::Differ(gap);
    }
    let grade = match (coarser, finer) {
        (true, _) => Grade::Loose,
        (false, true) => Grade::LessPrecise,
        // A time of day of any day, on both sides.
        (false, false) => Grade::Exact,
    };
    if compared { Agreement::Agree { grade, coarser } } else { Agreement::Apart }
}

/// The part in which the ends of two ranges differ, as far as both are written: "from 10 p.m. to 6 a.m."
/// has no day, "from May 3 to May 8" no year (`X` in the output's form).
fn last_differs(a: &str, b: &str) -> Option<Gap> {
    let (a, b) = (a.rsplit_once('/')?.1, b.rsplit_once('/')?.1);
    let clock = |text: &str| text.split_once('T').and_then(|(_, time)| time.get(..5).map(str::to_owned));
    if let (Some(a), Some(b)) = (clock(a), clock(b))
        && a != b
    {
        return Some(Gap::Hour);
    }
    let day = |text: &str| text.split('T').next().unwrap_or("").to_owned();
    let (a, b) = (day(a), day(b));
    let differs = a.chars().zip(b.chars()).position(|(x, y)| x != y && x != 'X' && y != 'X')?;
    Some(match differs {
        0..=3 => Gap::Year,
        4..=6 => Gap::Month,
        _ => Gap::Day,
    })
}

/// The parts that a date has: as written, or as its first reading tells them.
fn parts(when: &When) -> Written {
    let mut parts = when.written;
    let Some(Stretch { from: Some(from), to: Some(to) }) = when.readings.first() else { return parts };
    let days = from.date().until(to.date()).map_or(i32::MAX, |span| span.get_days());
    let within_year = from.year() == to.year() || days <= 366;
    if within_year {
        parts.year = parts.year.or(Some(from.year()));
    }
    if days <= 31 {
        parts.month = parts.month.or(u8::try_from(from.month()).ok());
    }
    if days <= 1 {
        parts.day = parts.day.or(u8::try_from(from.day()).ok());
        parts.weekday = parts.weekday.or(u8::try_from(from.weekday().to_monday_one_offset()).ok());
    }
    if when.kind == Kind::Time {
        parts.minute = parts.minute.or(u16::try_from(i32::from(from.hour()) * 60 + i32::from(from.minute())).ok());
    }
    parts
}
