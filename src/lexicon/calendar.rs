//! Words of the calendar (`rules/en/calendar.toml`).

use serde::Deserialize;

/// A stretch of the calendar that text counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs, reason = "each is named after its word")]
pub enum Period {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
}

impl Period {
    /// Its name in outputs and messages: "hour".
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Period::Second => "second",
            Period::Minute => "minute",
            Period::Hour => "hour",
            Period::Day => "day",
            Period::Night => "night",
            Period::Weekend => "weekend",
            Period::Week => "week",
            Period::Fortnight => "fortnight",
            Period::Month => "month",
            Period::Quarter => "quarter",
            Period::Season => "season",
            Period::Year => "year",
            Period::Decade => "decade",
            Period::Century => "century",
        }
    }
}

/// How a named day finds its date in a year.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum DayRule {
    /// The same day each year: month, day.
    Fixed(u8, u8),
    /// Days after (or before) Easter Sunday.
    Easter(i16),
    /// Days after (or before) Easter Sunday of the Eastern churches.
    Orthodox(i16),
    /// A day of another calendar: its first year, and month and day of each year from then on ("1027" is 27 October).
    Table(i16, Vec<u16>),
    /// The nth weekday of a month: month, weekday (1 Monday to 7 Sunday), n (−1 the last).
    Weekday(u8, u8, i8),
    /// A day so many days after the nth weekday of a month: month, weekday, n, days.
    Beyond(u8, u8, i8, i8),
}

/// A named day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedDay {
    /// As suggestions write it.
    pub name: String,
    /// How it finds its date.
    pub rule: DayRule,
}

/// What a word of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CalendarWord {
    /// A month, 1 to 12.
    Month(u8),
    /// A month's name that is also another word or short ("May", "Jan."): one only in company.
    DoubtfulMonth(u8),
    /// The same in small letters, where they are another word ("may", "march"): one only beside a day, or behind
    /// a preposition of time where nothing follows.
    LowMonth(u8),
    /// A weekday, 1 Monday to 7 Sunday.
    Weekday(u8),
    /// A short weekday ("Sun."), one only beside a date.
    DoubtfulWeekday(u8),
    /// A short weekday in small letters that is another word ("sat"): one only where nothing else stands.
    LowWeekday(u8),
    /// Several of a weekday: "three Fridays ago".
    Weekdays(u8),
    /// A season by its EDTF number: 21 spring to 24 winter.
    Season(u8),
    /// A named day: index into [`Calendar::named`].
    Named(u16),
    /// A word for one stretch: "week", "decade".
    Period(Period),
    /// A word for several stretches: "weeks", "decades".
    Periods(Period),
    /// Its letter, glued behind digits: "3h".
    PeriodMark(Period),
    /// A length of one stretch in one word: "weeklong".
    Spell(Period),
    /// today, yesterday, tomorrow: days from the dateline.
    Day(i8),
    /// A part of a day: morning, evening; first and last hour.
    DayPart(u8, u8),
    /// last, next, this, previous, following: steps from the anchor; whether the anchor is the text's own date.
    Step(i8, bool),
    /// What likens a period to that of another year: "the same quarter last year", "the comparable 1988 period".
    Alike,
    /// early (0), mid (1), late (2).
    Third(u8),
    /// beginning (0), middle (1), end (2), before "of" or behind a period ("year-end").
    Edge(u8),
    /// A decade by its name: 90 for "the nineties".
    Tens(u8),
    /// The letter behind a decade: "the 1990s".
    PluralMark,
    /// What makes digits an ordinal: "12th".
    OrdinalMark,
    /// A quarter by its short name, 1 to 4: "Q3".
    QuarterName(u8),
    /// The letter for a quarter behind its number: "3Q".
    QuarterMark,
    /// A half year by its short name, 1 or 2: "H1".
    HalfName(u8),
    /// Behind a period, what of it is over: "the year to date".
    ToDate,
    /// "rest" before "of" and a period.
    Rest,
    /// The present as an end of a range: "from 2010 to the present".
    Present,
    /// What makes an hour about that hour: "7ish".
    Ish,
    /// "beginning", "starting" before a day on which a stretch begins.
    Starting,
    /// "time" behind a length: "in two weeks' time".
    Time,
    /// "period": the stretch that was last spoken of.
    Stretch,
    /// ago (−1), earlier (−1, from the text's date), later (+1).
    Away(i8, bool),
    /// a.m. (0) and p.m. (12).
    Meridiem(u8),
    /// Their first letters, glued behind an hour: "8:45a".
    MeridiemMark(u8),
    /// noon (12), midnight (0).
    Hour(u8),
    /// A time zone, minutes east of UTC.
    Zone(i16),
    /// "fiscal", "school": makes the year its own interval.
    OwnYear,
    /// BC (−1), AD (+1).
    Era(i8),
    /// "o'clock".
    OClock,
    /// "past", "last", "recent" before a count of periods: "the past three years".
    Past,
    /// "past" before one period: "the past year" is a length.
    Elapsed,
    /// What may stand between a count and its period: "two full days", "three consecutive years".
    Between,
    /// What says that a period is meant as a whole: "the full year".
    Entire,
    /// Between a period and the day with which it ends: "the year ended March 31".
    Ended,
    /// What a year is told of, never a count: "2019 levels", "1990 prices".
    OfYear,
    /// Behind a period, makes it a length: "year-long".
    Long,
    /// A verb whose object is a length: "took a year".
    Lasting,
    /// A word that looks ahead, so that a date beside it is to come: "due", "scheduled".
    Ahead,
}

/// The calendar of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Calendar {
    /// What each entry is; [`super::Sense::Calendar`] is an index into it.
    pub words: Vec<CalendarWord>,
    /// Named days.
    pub named: Vec<NamedDay>,
}
