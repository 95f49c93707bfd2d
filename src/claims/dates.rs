//! Dates, times, ranges of dates and durations. [`reading`] proposes the longest that begins at a
//! token; what is read moves the [`Anchor`] that later relative dates count from.

mod ahead;
mod alike;
pub(crate) mod build;
mod clock;
mod clocked;
mod counted;
mod duration;
mod feasts;
mod hours;
mod iso;
mod numeric;
mod ordinal;
mod parts;
mod point;
mod portion;
mod range;
mod relative;
mod resolve;
mod several;
mod side;
mod weeks;
mod whole;
mod within;
mod words;
mod years;

use self::point::Point;
use self::resolve::Body;
use self::side::Side;
use super::value::Written;
use super::{Anchor, Kind, Reading, Value, When, WhenShape};
use crate::analysis::{ClauseKind, Pos, Range, View};
use crate::lexicon::{BesideWord, CalendarKinds, CalendarWord, Func, Period, Sense, TokenKind};
use jiff::civil::Date;
use rust_decimal::Decimal;

pub(super) use self::iso::iso;
pub(super) use self::words::{day_number, year_digits};

/// The month named at the token, 1 to 12, and one past its last token.
pub(super) fn month_word(view: View<'_>, at: usize) -> Option<(u8, usize)> {
    words::month(view, at).map(|m| (m.month, m.end))
}

/// Where the preposition of a date looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// It says nothing.
    None,
    /// "since"
    Back,
    /// "until"
    Ahead,
    /// "by"
    By,
    /// It is the end of a range.
    Range,
}

/// A day of a month; a year that is not told is the one nearest the dateline.
pub(super) fn day(view: View<'_>, anchor: &Anchor, month: u8, day: u8, year: Option<i16>) -> When {
    let (body, calendar) = (Body::Day(month, day), &view.lexicon.calendar);
    match year {
        Some(year) => body.dated(year, calendar),
        None => body.near(anchor.dateline.map(|d| d.date), Side::Open, calendar),
    }
}

/// What the readers of dates see: the sentence, and what dates count from.
struct Context<'a> {
    view: View<'a>,
    anchor: Anchor,
    /// What the preposition before says: "since" looks back, "by" and "until" ahead where they can.
    lead: Lead,
    /// The words of the calendar that a date which begins at a token can have in it.
    reach: &'a dyn Fn(usize) -> CalendarKinds,
}

impl Context<'_> {
    /// Whether a date that begins at the token can have one of these words of the calendar in it.
    fn reaches(&self, at: usize, kinds: CalendarKinds) -> bool {
        (self.reach)(at).meets(kinds)
    }

    fn today(&self) -> Option<Date> {
        self.anchor.dateline.map(|d| d.date)
    }

    /// The year of two digits: of this century up to a few years ahead, else of the last.
    fn century(&self, short: u16) -> i16 {
        let now = self.today().map_or(2025, Date::year);
        let base = now - now.rem_euclid(100);
        let year = base + short.min(99) as i16;
        if year > now + 10 { year - 100 } else { year }
    }

    /// The side that the sentence asks for at a date.
    fn side(&self, start: usize, end: usize) -> Side {
        match side::side(self.view, start, end) {
            _ if self.lead == Lead::Back => Side::Past,
            // "crude for June delivery rose"
            Side::Past | Side::Untold if self.lead == Lead::None && meant_for(self.view, start, end) => Side::Ahead,
            // "extended to Nov. 20"
            Side::Past | Side::Untold
                if self.lead == Lead::None
                    && words::before(start).is_some_and(|b| {
                        self.view.is(b, Func::To) || self.view.is(b, Func::From) && range::put_before(self.view, b)
                    }) =>
            {
                Side::Open
            }
            Side::Before => Side::Before,
            Side::Past if self.lead == Lead::By => Side::Open,
            Side::Past if self.lead == Lead::Ahead && lasted(self.view, start) => Side::Past,
            Side::Past | Side::Untold if matches!(self.lead, Lead::Ahead | Lead::By) => Side::Ahead,
            // "ordered to leave by May 3"
            Side::Open if self.lead == Lead::By => Side::Ahead,
            Side::Open if self.lead == Lead::Ahead => Side::Future,
            side => side,
        }
    }

    /// A date without its year: in the year in force, else nearest the dateline.
    fn partial(&self, body: Body, start: usize, end: usize, weekday: Option<u8>) -> When {
        let calendar = &self.view.lexicon.calendar;
        let told = |y: i16| {
            body.in_year(y, calendar).map(|w| When { partial: true, written: body.open(calendar).written, ..w })
        };
        // A short weekday beside it ("Sat") may have been taken for a verb.
        let named = |i: &usize| words::weekday(self.view, *i).is_some();
        let from = weekday.and_then(|_| (start.saturating_sub(3)..start).find(named)).unwrap_or(start);
        let side = self.side(from, end);
        // "It came in 2011. Its withdrawal is to be completed on 20 December": what lies ahead is in no year that is over.
        let over = |w: &When| {
            let ends = w.readings.first().and_then(super::Stretch::last_day);
            side == Side::Future && ends.zip(self.today()).is_some_and(|(end, now)| end < now)
        };
        if let Some(when) = self.anchor.year.and_then(told).filter(|w| !over(w)) {
            return when;
        }
        let near = body.near(self.today(), side, calendar);
        // "since April" is this year's or last year's, whatever the sentence before tells of.
        if let Some(maybe) = self.anchor.maybe.filter(|_| self.lead != Lead::Back).and_then(told).filter(|w| !over(w)) {
            return resolve::either(near, maybe);
        }
        match weekday {
            // The weekday beside a date decides where the side is open, and for the days just ahead.
            Some(day) => {
                let weekday =
                    |s: &super::Stretch| s.first_day().map(|d| d.weekday().to_monday_one_offset().unsigned_abs());
                let both = body.near(self.today(), Side::Open, calendar);
                let close = |s: &super::Stretch| {
                    let days = self.today().zip(s.first_day()).and_then(|(a, b)| a.until(b).ok());
                    days.is_some_and(|d| d.get_days().abs() <= 10)
                };
                let open = matches!(side, Side::Open | Side::Untold | Side::Ahead);
                let fits = both.readings.iter().find(|s| weekday(s) == Some(day) && (open || close(s)));
                match fits.and_then(super::Stretch::first_day).and_then(|d| body.in_year(d.year(), calendar)) {
                    Some(when) if near.readings.first().and_then(weekday) != Some(day) => {
                        When { partial: true, written: near.written, ..when }
                    }
                    // A reading with another weekday is none, where one fits.
                    Some(_) => {
                        let readings = near.readings.iter().filter(|s| weekday(s) == Some(day)).copied().collect();
                        When { readings, ..near }
                    }
                    _ => near,
                }
            }
            None => near,
        }
    }

    /// A weekday: the nearest within seven days on the side of the tense.
    fn weekday(&self, weekday: u8, start: usize, end: usize) -> When {
        let Some(today) = self.today() else { return relative::open_weekday(weekday) };
        let ahead = (i64::from(weekday) - i64::from(today.weekday().to_monday_one_offset())).rem_euclid(7);
        let on = |days: i64| build::shift(today, Period::Day, days).map(When::day);
        let (past, future) = (on(ahead - if ahead == 0 { 0 } else { 7 }), on(ahead));
        let found = match self.side(start, end) {
            Side::Past | Side::Before | Side::Untold => [past, None],
            Side::Ahead => [future, past],
            Side::Future => [future, None],
            // The nearer first.
            Side::Open if ahead < 4 => [future, past],
            Side::Open => [past, future],
        };
        let written = Written { weekday: Some(weekday), ..Written::default() };
        match found.into_iter().flatten().reduce(resolve::either) {
            Some(when) => When { partial: true, written, ..when },
            None => relative::open_weekday(weekday),
        }
    }
}

/// Whether what went on until the date has ended with it: "worked until Saturday", but "was closed until Sunday".
fn lasted(view: View<'_>, start: usize) -> bool {
    let Some(until) =
        (start.saturating_sub(6)..start).rev().find(|&i| view.is(i, Func::Until) || view.is(i, Func::Till))
    else {
        return false;
    };
    (until.saturating_sub(2)..until).any(|i| {
        words::word(view, i, CalendarWord::Lasting) == Some(until)
            && !words::before(i).is_some_and(|b| view.token(b).is_some_and(|t| t.pos == Pos::Aux))
    })
}

/// Whether a month tells for when something is: "for June delivery".
fn meant_for(view: View<'_>, start: usize, end: usize) -> bool {
    let months = words::month(view, start).is_some_and(|m| m.end == end);
    let noun = view.token(end).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.pos == Pos::Noun);
    months && noun && start > 0 && view.is(start - 1, Func::For)
}

/// The longest date, time, range or duration that begins at the token; `reach` tells of each which words of the
/// calendar one that begins there can have in it.
#[must_use]
pub fn reading(
    view: View<'_>,
    at: usize,
    anchor: &mut Anchor,
    reach: &dyn Fn(usize) -> CalendarKinds,
) -> Option<Reading> {
    if !begins(view, at) {
        return None;
    }
    let cx = Context { view, anchor: *anchor, lead: Lead::None, reach };
    let single = range::single(&cx, at);
    let mut best = range::range(&cx, at, single.as_ref());
    let mut propose = |found: Option<Point>| {
        if let Some(found) = found
            && best.as_ref().is_none_or(|b| found.end > b.end)
        {
            best = Some(found);
        }
    };
    propose(range::open(&cx, at));
    propose(range::sided(&cx, at));
    propose(range::onward(&cx, single.as_ref()));
    propose(single);
    best = best.filter(|p| !words::titled(view, p.start, p.end));
    let length = duration::length(&cx, at)
        .or_else(|| whole::length(&cx, at))
        .filter(|l| l.start == at && !words::titled(view, l.start, l.end));
    if let Some(length) = length
        && best.as_ref().is_none_or(|b| length.end > b.end)
    {
        if spans_quarters(&length.value) {
            anchor.quarter = None;
        }
        return Some(plain(length.start, length.end, length.value));
    }
    let found = best.filter(|p| p.start == at && p.end > at)?;
    note(view, anchor, &found);
    let start = if articled(view, &found) { at + 1 } else { at };
    Some(plain(start, found.end, Value::When(found.when)))
}

/// Whether the article before a date is that of the noun that the date stands before: "the third-quarter loss".
fn articled(view: View<'_>, found: &Point) -> bool {
    let group = |i: usize| view.token(i).and_then(|t| t.group);
    // "the 2013-14 season" is called so.
    let word = |i: usize| view.token(i).is_some_and(|t| t.kind == TokenKind::Word);
    let hyphened =
        (found.start + 2..found.end).any(|i| view.dash(i) && view.glued(i) && view.glued(i + 1) && word(i - 1));
    hyphened
        && found.end > found.start + 2
        && view.is(found.start, Func::The)
        && view
            .token(found.end)
            .is_some_and(|t| t.kind == TokenKind::Word && matches!(t.pos, Pos::Noun | Pos::Adjective))
        && group(found.end).is_some()
        && group(found.end) == group(found.end - 1)
}

/// "In the nine months": what follows is no longer about the quarter, and "a year earlier" not a quarter.
fn spans_quarters(value: &Value) -> bool {
    matches!(value, Value::Duration { figure, unit: Period::Month, .. } if figure.number >= Some(Decimal::from(6)))
}

fn plain(start: usize, end: usize, value: Value) -> Reading {
    Reading { tokens: Range { start: start as u32, end: end as u32 }, value, noun: None, whole: None }
}

/// Whether anything of the calendar can begin here.
fn begins(view: View<'_>, at: usize) -> bool {
    view.digits(at)
        || view.mark(at, "'")
        || view.mark(at, "\u{2019}")
        || view.mark(at, "\u{2018}")
        || view.hits(at).any(|h| match h.sense {
            Sense::Calendar(_) | Sense::Numeral(_) | Sense::Hedge(_) => true,
            Sense::Beside(word) => matches!(word, BesideWord::Pre | BesideWord::Post),
            Sense::Func(f) => matches!(
                f,
                Func::A
                    | Func::The
                    | Func::Possessive
                    | Func::Half
                    | Func::Another
                    | Func::All
                    | Func::From
                    | Func::For
                    | Func::In
                    | Func::Between
                    | Func::Since
                    | Func::Until
                    | Func::Till
                    | Func::By
                    | Func::Before
                    | Func::After
            ),
            _ => false,
        })
}

/// Whether a reading is a date beyond doubt, so that no longer figure takes its digits: all but
/// lengths and years that a count could be.
#[must_use]
pub(super) fn certain(view: View<'_>, reading: &Reading) -> bool {
    let Value::When(when) = &reading.value else { return false };
    let at = reading.tokens.start as usize;
    if when.grain != Period::Year || when.shape != WhenShape::On || reading.tokens.end - reading.tokens.start > 1 {
        return true;
    }
    let placed =
        words::before(at).is_some_and(|b| [Func::In, Func::Since, Func::During].iter().any(|f| view.is(b, *f)));
    let prefixed = words::before(at).is_some_and(|b| view.dash(b) && view.glued(b) && view.glued(at));
    placed || prefixed || when.written.year.is_some_and(|year| words::inside_group(view, at, year))
}

/// A new sentence: a year in force lasts only where the sentence continues the one before.
pub(super) fn enter(view: View<'_>, anchor: &mut Anchor) {
    let key = (view.sentence.block, view.token(0).map_or(0, |t| t.start));
    if anchor.sentence == Some(key) {
        return;
    }
    let same_block = anchor.sentence.is_some_and(|(block, _)| block == key.0);
    anchor.sentence = Some(key);
    anchor.day = None;
    let told = anchor.told.filter(|_| same_block);
    let continues = [
        Func::Pronoun,
        Func::PersonPronoun,
        Func::ThingPronoun,
        Func::PluralPronoun,
        Func::And,
        Func::But,
        Func::Then,
        Func::Possessive,
    ]
    .iter()
    .any(|f| view.is(0, *f));
    anchor.year = told.filter(|_| continues);
    anchor.told = anchor.year;
    anchor.maybe = told.filter(|_| !continues);
}

/// What a date that was read leaves for those that follow.
fn note(view: View<'_>, anchor: &mut Anchor, found: &Point) {
    let when = &found.when;
    if found.counted {
        return;
    }
    if let Some(day) = when.first_day() {
        let date = if when.shape == WhenShape::Range {
            when.ends.first().and_then(super::Stretch::first_day).unwrap_or(day)
        } else {
            day
        };
        anchor.text = Some(date);
        anchor.grain = Some(when.grain);
        if when.grain == Period::Day && when.kind != Kind::Time {
            anchor.day = Some(date);
        }
        if when.grain == Period::Quarter {
            anchor.quarter = Some(date);
        }
    }
    if when.shape != WhenShape::On || when.kind == Kind::Time {
        return;
    }
    let written = when.written.year.filter(|_| {
        !when.partial
            && matches!(when.grain, Period::Day | Period::Month | Period::Season | Period::Quarter | Period::Year)
    });
    match written {
        Some(year) if dates_main_verb(view, found.start) => {
            anchor.year = Some(year);
            anchor.told = Some(year);
        }
        Some(_) => {}
        // A date counted from the dateline ends what a year had in force.
        None if when.partial && when.written == Written::default() => {
            anchor.year = None;
            anchor.told = None;
        }
        None => {}
    }
}

/// Whether a date stands where it dates the sentence's own verb: in a main clause, in no aside.
fn dates_main_verb(view: View<'_>, at: usize) -> bool {
    let adverbial = at == 0 || [Func::In, Func::On, Func::During, Func::At].iter().any(|f| view.is(at - 1, *f));
    let clause = view.token(at).and_then(|t| view.sentence.clauses.get(usize::from(t.clause)));
    match clause {
        Some(clause) => adverbial && clause.kind == ClauseKind::Main,
        None => adverbial && !(0..at).any(|i| view.mark(i, ",") || view.mark(i, "(")),
    }
}

#[cfg(test)]
mod tests;
