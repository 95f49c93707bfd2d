//! Words of the calendar at a token: months, weekdays, numbers of days, years, ordinals, periods.

use crate::analysis::{Pos, View};
use crate::lexicon::{CalendarKinds, CalendarWord, Func, NumeralKind, OfficeWord, Period, Sense, SenseKind, TokenKind};
use rust_decimal::prelude::ToPrimitive;

/// A month's name at the token.
#[derive(Debug, Clone, Copy)]
pub(super) struct MonthWord {
    /// 1 to 12.
    pub(super) month: u8,
    /// One past its last token, the full stop of a short name included.
    pub(super) end: usize,
    /// It is a month only in company.
    pub(super) doubtful: bool,
    /// It is written in small letters, and another word.
    pub(super) low: bool,
}

/// The month here.
#[inline]
pub(super) fn month(view: View<'_>, at: usize) -> Option<MonthWord> {
    if !view.tells(at, CalendarKinds::MONTH) {
        return None;
    }
    let ((month, doubtful, low), n) = view.calendar(at, |w| match w {
        CalendarWord::Month(m) => Some((m, false, false)),
        CalendarWord::DoubtfulMonth(m) => Some((m, true, false)),
        CalendarWord::LowMonth(m) => Some((m, true, true)),
        _ => None,
    })?;
    let mut end = at + n;
    if doubtful && view.mark(end, ".") && view.glued(end) && end + 1 < view.len() {
        end += 1;
    }
    Some(MonthWord { month, end, doubtful, low })
}

/// The weekday here: its number, one past its last token, and whether it is one only beside a date.
#[inline]
pub(super) fn weekday(view: View<'_>, at: usize) -> Option<(u8, usize, bool)> {
    if !view.tells(at, CalendarKinds::WEEKDAY) {
        return None;
    }
    let ((day, doubtful), n) = view.calendar(at, |w| match w {
        CalendarWord::Weekday(d) => Some((d, false)),
        CalendarWord::DoubtfulWeekday(d) => Some((d, true)),
        _ => None,
    })?;
    let mut end = at + n;
    if doubtful && view.mark(end, ".") && view.glued(end) {
        end += 1;
    }
    Some((day, end, doubtful))
}

/// The period here, whether it is in the plural, and one past its last token.
#[inline]
pub(super) fn period(view: View<'_>, at: usize) -> Option<(Period, bool, usize)> {
    if !view.tells(at, CalendarKinds::PERIOD.and(CalendarKinds::PERIODS)) {
        return None;
    }
    let ((period, plural), n) = view.calendar(at, |w| match w {
        CalendarWord::Period(p) => Some((p, false)),
        CalendarWord::Periods(p) => Some((p, true)),
        _ => None,
    })?;
    Some((period, plural, at + n))
}

/// One past the last token of a calendar word that is exactly this.
#[inline]
pub(super) fn word(view: View<'_>, at: usize, wanted: CalendarWord) -> Option<usize> {
    if !view.tells(at, wanted.kind()) {
        return None;
    }
    view.calendar(at, |w| (w == wanted).then_some(())).map(|(_, n)| at + n)
}

/// Steps from the anchor ("last", "next", "previous"): how many, whether from the text's own date.
#[inline]
pub(super) fn step(view: View<'_>, at: usize) -> Option<(i8, bool, usize)> {
    if !view.tells(at, CalendarKinds::STEP) {
        return None;
    }
    view.calendar(at, |w| if let CalendarWord::Step(n, text) = w { Some((n, text)) } else { None })
        .map(|((n, text), len)| (n, text, at + len))
}

/// "ago", "earlier", "later": which way, whether from the text's own date.
#[inline]
pub(super) fn away(view: View<'_>, at: usize) -> Option<(i8, bool, usize)> {
    if !view.tells(at, CalendarKinds::AWAY) {
        return None;
    }
    // "19 days later than last year" is by how much, and no day.
    view.calendar(at, |w| if let CalendarWord::Away(n, text) = w { Some((n, text)) } else { None })
        .filter(|(_, len)| !view.is(at + len, Func::Than))
        .map(|((n, text), len)| (n, text, at + len))
}

/// A part of a day here ("morning"), "night" included.
#[inline]
pub(super) fn day_part(view: View<'_>, at: usize) -> Option<(u8, usize)> {
    if !view.tells(at, CalendarKinds::DAY_PART) {
        return None;
    }
    view.calendar(at, |w| if let CalendarWord::DayPart(from, _) = w { Some(from) } else { None })
        .map(|(from, n)| (from, at + n))
}

/// "12", "12th", "twelfth", "twenty-first" as a day of the month: the day, one past its last token,
/// and whether it is written as an ordinal.
pub(in crate::claims) fn day_number(view: View<'_>, at: usize) -> Option<(u8, usize, bool)> {
    if let Some((n, end)) = ordinal(view, at) {
        return u8::try_from(n).ok().filter(|d| (1..=31).contains(d)).map(|d| (d, end, true));
    }
    let day: u8 = digits(view, at, 1, 2)?.try_into().ok()?;
    let next = at + 1;
    let clock = view.mark(next, ":") && view.glued(next + 1);
    let closed = view.glued(next)
        && (clock || view.mark(next, "%") || view.token(next).is_some_and(|t| t.kind == TokenKind::Word));
    (!closed && (1..=31).contains(&day)).then_some((day, next, false))
}

/// An ordinal in digits ("12th") or words ("third", "twenty-first").
pub(super) fn ordinal(view: View<'_>, at: usize) -> Option<(u32, usize)> {
    if view.digits(at) {
        let n = digits(view, at, 1, 4)?;
        let end = word(view, at + 1, CalendarWord::OrdinalMark)?;
        return view.glued(at + 1).then_some((n.into(), end));
    }
    let (numeral, n) =
        view.numeral(at).filter(|(x, _)| matches!(x.kind, NumeralKind::Ordinal | NumeralKind::Tens)).or_else(|| {
            view.sense(at, |s| match s {
                crate::lexicon::Sense::Numeral(i) => {
                    view.lexicon.numerals.get(i as usize).filter(|x| x.kind == NumeralKind::Ordinal)
                }
                _ => None,
            })
        })?;
    let value = numeral.value.to_u32()?;
    if numeral.kind == NumeralKind::Ordinal {
        return Some((value, at + n));
    }
    let next = if view.dash(at + n) { at + n + 1 } else { at + n };
    // "fourth" is a share as well.
    let (unit, m) = view.sense(next, |s| match s {
        crate::lexicon::Sense::Numeral(i) => {
            view.lexicon.numerals.get(i as usize).filter(|x| x.kind == NumeralKind::Ordinal)
        }
        _ => None,
    })?;
    let unit = unit.value.to_u32().filter(|u| (1..=9).contains(u))?;
    Some((value + unit, next + m))
}

/// Plain digits, of so many places.
#[inline]
pub(super) fn digits(view: View<'_>, at: usize, least: usize, most: usize) -> Option<u16> {
    // Asked of nearly every token, and answered by its kind.
    let token = view.token(at).filter(|t| t.kind == TokenKind::Number)?;
    if !(least..=most).contains(&((token.end - token.start) as usize)) {
        return None;
    }
    let text = view.text(at);
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok())?
}

/// Whether digits here stand by themselves: no currency, sign or decimal before, no percent, unit or
/// suffix behind.
pub(super) fn alone(view: View<'_>, at: usize) -> bool {
    let open = |i: usize| {
        ["(", "[", "\"", "'", "\u{201c}", "\u{2018}", "/", "\u{2019}", "~"].iter().any(|m| view.mark(i, m))
            || view.dash(i)
    };
    let before = !view.glued(at) || at.checked_sub(1).is_some_and(open);
    let after = !view.glued(at + 1)
        || view.token(at + 1).is_some_and(|t| t.kind == TokenKind::Possessive)
        || (view.token(at + 1).is_some_and(|t| t.kind == TokenKind::Mark)
            && !view.mark(at + 1, "%")
            && !view.mark(at + 1, ":"));
    before && after
}

/// A year in four digits, of any sense.
pub(in crate::claims) fn year_digits(view: View<'_>, at: usize) -> Option<i16> {
    let year = digits(view, at, 4, 4)?;
    ((1000..=2199).contains(&year) && alone(view, at)).then(|| i16::try_from(year).ok())?
}

/// Whether a word of change stands not far before the token: "rose from 1740 to 1745" counts.
pub(super) fn changed(view: View<'_>, at: usize) -> bool {
    const FAR: usize = 8;
    (at.saturating_sub(FAR)..at).any(|i| crate::claims::range::change(view, i).is_some())
}

/// A year in words: "nineteen ninety-six", "two thousand and fifteen".
pub(super) fn year_words(view: View<'_>, at: usize) -> Option<(i16, usize)> {
    if view.digits(at) {
        return None;
    }
    let (head, n) = view.numeral(at).filter(|(x, _)| matches!(x.kind, NumeralKind::Cardinal | NumeralKind::Tens))?;
    let century = head.value.to_i16()?;
    if (11..=20).contains(&century) {
        let mut next = at + n;
        if let Some((_, m)) = view.numeral(next).filter(|(x, _)| x.kind == NumeralKind::Hundred) {
            next += m;
            next += usize::from(view.is(next, Func::And));
        }
        let (tens, m) =
            view.numeral(next).filter(|(x, _)| matches!(x.kind, NumeralKind::Cardinal | NumeralKind::Tens))?;
        let mut rest = tens.value.to_i16().filter(|r| (10..=99).contains(r))?;
        let mut end = next + m;
        if tens.kind == NumeralKind::Tens {
            let unit = if view.dash(end) { end + 1 } else { end };
            if let Some((u, k)) = view.numeral(unit).filter(|(x, _)| x.kind == NumeralKind::Cardinal)
                && let Some(u) = u.value.to_i16().filter(|u| (1..=9).contains(u))
            {
                rest += u;
                end = unit + k;
            }
        }
        return Some((century * 100 + rest, end));
    }
    if century != 2 {
        return None;
    }
    let (scale, m) = view.numeral(at + n).filter(|(x, _)| x.kind == NumeralKind::Scale)?;
    (scale.value.to_i32() == Some(1000)).then_some(())?;
    let mut end = at + n + m;
    let mut year = 2000;
    let next = if view.is(end, Func::And) { end + 1 } else { end };
    if let Some((unit, k)) = view.numeral(next)
        && matches!(unit.kind, NumeralKind::Cardinal | NumeralKind::Tens)
        && let Some(u) = unit.value.to_i16().filter(|u| (1..=99).contains(u))
    {
        year += u;
        end = next + k;
        if unit.kind == NumeralKind::Tens {
            let last = if view.dash(end) { end + 1 } else { end };
            if let Some((u, k)) = view.numeral(last).filter(|(x, _)| x.kind == NumeralKind::Cardinal)
                && let Some(u) = u.value.to_i16().filter(|u| (1..=9).contains(u))
            {
                year += u;
                end = last + k;
            }
        }
    }
    Some((year, end))
}

/// Whether a year stands inside a noun group, before what it tells apart: "its 1990 season", "That 1978
/// ruling", "the club's 1989 results". A count would have a mark between its thousands.
pub(super) fn inside_group(view: View<'_>, at: usize, year: i16) -> bool {
    let Some(token) = view.token(at) else { return false };
    let next = at + 1;
    let noun = view.token(next).is_some_and(|t| t.kind == TokenKind::Word && !t.glued)
        && view.unit(next).is_none()
        && view.currency(next).is_none();
    if !(1900..2060).contains(&year) || !noun {
        return false;
    }
    if year % 100 == 0 && !view.token(next).is_some_and(|t| t.capital) {
        return false;
    }
    let determined = |i: usize| {
        [Func::A, Func::The, Func::Demonstrative, Func::Possessive].iter().any(|f| view.is(i, *f))
            || view.token(i).is_some_and(|t| t.kind == TokenKind::Possessive)
    };
    let start =
        token.group.and_then(|g| view.sentence.groups.get(usize::from(g))).map_or(at, |g| g.range.start as usize);
    // A count has its noun in the plural: "an unsuccessful 1996 campaign".
    let singular = view.token(next).is_some_and(|t| t.pos == Pos::Noun && !t.capital)
        && !view.lexicon.is_plural(view.text(next))
        && before(at).and_then(|b| view.token(b)).is_some_and(|t| t.pos == Pos::Adjective);
    // "his unsuccessful 1996 campaign": what stands between was taken for no adjective.
    let led = || {
        let name = view.token(next).is_some_and(|t| t.pos == Pos::Noun && !t.capital);
        let inner = |i: usize| {
            view.token(i).is_some_and(|t| t.kind == TokenKind::Word && !t.capital && t.pos != Pos::Preposition)
                && !view.lexicon.is_plural(view.text(i))
        };
        let first = (1..=3).filter_map(|n| at.checked_sub(n)).find(|&i| determined(i));
        name && !view.lexicon.is_plural(view.text(next)) && first.is_some_and(|f| (f + 1..at).all(inner))
    };
    word(view, next, CalendarWord::OfYear).is_some()
        || led()
        || before(at).is_some_and(determined)
        || (start..at).any(determined)
        || singular
        || view.token(next).is_some_and(|t| t.capital)
}

/// Whether the token is a preposition of time and nothing else, so that of dates only those begin here that have it in
/// them ("in three weeks"): most tokens before one are such.
pub(super) fn leads(view: View<'_>, at: usize) -> bool {
    const FUNCS: [Func; 10] = [
        Func::In,
        Func::For,
        Func::Since,
        Func::Until,
        Func::Till,
        Func::By,
        Func::Before,
        Func::After,
        Func::Between,
        Func::From,
    ];
    let other = view.may(at, SenseKind::Numeral)
        || view.may(at, SenseKind::Hedge)
        || view.tells(at, CalendarKinds::ANY.without(CalendarKinds::STARTING));
    !other && FUNCS.iter().any(|f| view.is(at, *f))
}

/// Whether a form of address with its capital stands before: "Mr. Friday", "Gen. May".
pub(super) fn addressed(view: View<'_>, at: usize) -> bool {
    let Some(prior) = before(at) else { return false };
    let word = if view.mark(prior, ".") && view.glued(prior) { before(prior).unwrap_or(prior) } else { prior };
    view.token(word).is_some_and(|t| t.capital && t.kind == TokenKind::Word)
        && view.hits(word).any(|h| match h.sense {
            Sense::Office(id) => view.lexicon.offices.get(usize::from(id)) == Some(&OfficeWord::Rank),
            _ => false,
        })
}

/// The token before, if there is one.
pub(super) fn before(at: usize) -> Option<usize> {
    at.checked_sub(1)
}

/// Whether the token is a preposition that a year or month may follow.
pub(super) fn time_preposition(view: View<'_>, at: usize) -> bool {
    const FUNCS: [Func; 13] = [
        Func::In,
        Func::Since,
        Func::Until,
        Func::Till,
        Func::By,
        Func::Before,
        Func::After,
        Func::From,
        Func::To,
        Func::During,
        Func::Through,
        Func::Of,
        Func::Between,
    ];
    FUNCS.iter().any(|f| view.is(at, *f))
}

/// Whether a word of time is written as names are: "This Week", "High Noon", "One Hundred Years of Silence".
/// In a headline and behind a mark a capital says nothing.
pub(super) fn titled(view: View<'_>, start: usize, end: usize) -> bool {
    let led = |at: usize| before(at).is_some_and(|b| view.token(b).is_some_and(|t| t.kind == TokenKind::Word));
    let common = |at: usize| {
        view.calendar(at, |w| match w {
            // "the Third Quarter", "the 20th Century" and "the Fiscal Year" are written so in earnest.
            CalendarWord::Period(period) => (period <= Period::Week).then_some(()),
            CalendarWord::Periods(_) | CalendarWord::Day(_) | CalendarWord::Hour(_) => Some(()),
            _ => None,
        })
        .is_some_and(|(_, n)| n == 1)
    };
    let capital = |at: usize| {
        let plain = view.text(at).chars().skip(1).all(char::is_lowercase);
        view.token(at).is_some_and(|t| t.capital) && plain && led(at)
    };
    let named = |at: usize| view.calendar(at, |w| matches!(w, CalendarWord::Named(_)).then_some(())).is_some();
    // "the Year 2000" is one.
    (start..end).any(|at| capital(at) && common(at) && !view.digits(at + 1))
        && !(start..end).any(named)
        && !crate::claims::noclaim::headline(view)
}
