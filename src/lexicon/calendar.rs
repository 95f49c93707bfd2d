//! Words of the calendar (`rules/en/calendar.toml`).

use serde::{Deserialize, Serialize};

/// A stretch of the calendar that text counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Serialize)]
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

/// Whether a year can have this day, 29 February among them.
fn day_of_year(month: u8, day: u8) -> bool {
    let longest = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    day >= 1 && day <= longest
}

impl DayRule {
    /// Whether its numbers are such as the calendar has.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let nth = |month: u8, weekday: u8, n: i8| {
            (1..=12).contains(&month) && (1..=7).contains(&weekday) && (-5..=5).contains(&n) && n != 0
        };
        match self {
            Self::Fixed(month, day) => day_of_year(*month, *day),
            Self::Easter(days) | Self::Orthodox(days) => (-366..=366).contains(days),
            Self::Table(year, days) => {
                (1..=9000).contains(year)
                    && days.len() <= 1000
                    && days.iter().all(|d| day_of_year((d / 100).min(99) as u8, (d % 100) as u8))
            }
            Self::Weekday(month, weekday, n) => nth(*month, *weekday, *n),
            Self::Beyond(month, weekday, n, days) => nth(*month, *weekday, *n) && (-31..=31).contains(days),
        }
    }
}

impl CalendarWord {
    /// Whether its numbers are such as the calendar has. A named day is an entry of its own, and none of words.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        match *self {
            Self::Month(n) | Self::DoubtfulMonth(n) | Self::LowMonth(n) => (1..=12).contains(&n),
            Self::Weekday(n) | Self::DoubtfulWeekday(n) | Self::LowWeekday(n) | Self::Weekdays(n) => {
                (1..=7).contains(&n)
            }
            Self::Season(n) => (21..=24).contains(&n),
            Self::Named(_) => false,
            Self::Day(n) => (-7..=7).contains(&n),
            Self::DayPart(from, to) => from <= 23 && to <= 24,
            Self::Step(n, _) | Self::Away(n, _) => (-1..=1).contains(&n),
            Self::Onward(n) => n == -1 || n == 1,
            Self::Third(n) | Self::Edge(n) => n <= 2,
            Self::Tens(n) => n <= 90 && n % 10 == 0,
            Self::QuarterName(n) => (1..=4).contains(&n),
            Self::HalfName(n) => (1..=2).contains(&n),
            Self::Meridiem(n) | Self::MeridiemMark(n) => n == 0 || n == 12,
            Self::Hour(n) => n <= 23,
            Self::Zone(n) => (-1440..=1440).contains(&n),
            Self::Era(n) => n == -1 || n == 1,
            _ => true,
        }
    }
}

/// A named day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedDay {
    /// As suggestions write it.
    pub name: String,
    /// How it finds its date.
    pub rule: DayRule,
}

/// What a word of the calendar is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
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
    /// What says where a clock time is that of, and no offset: "local time", "Eastern time".
    WallTime,
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
    /// Of those between, what leaves out the days on which nobody works: "five trading days".
    Workday,
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
    /// Behind a date, opens it to one side: "2018 or later" (1), "1990 or earlier" (−1).
    Onward(i8),
    /// "couple of" behind "the next": two.
    Couple,
}

/// Kinds of word of the calendar, as a set: a sentence or token that has none of those that a reader
/// needs has nothing for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CalendarKinds(u32);

#[allow(missing_docs, reason = "each is named after its words")]
impl CalendarKinds {
    pub const NONE: Self = Self(0);
    /// However a month is written.
    pub const MONTH: Self = Self(1);
    /// However a weekday is written.
    pub const WEEKDAY: Self = Self(1 << 1);
    pub const WEEKDAYS: Self = Self(1 << 2);
    pub const SEASON: Self = Self(1 << 3);
    pub const NAMED: Self = Self(1 << 4);
    pub const PERIOD: Self = Self(1 << 5);
    pub const PERIODS: Self = Self(1 << 6);
    pub const PERIOD_MARK: Self = Self(1 << 7);
    pub const DAY: Self = Self(1 << 8);
    pub const DAY_PART: Self = Self(1 << 9);
    pub const STEP: Self = Self(1 << 10);
    pub const THIRD: Self = Self(1 << 11);
    pub const EDGE: Self = Self(1 << 12);
    pub const TENS: Self = Self(1 << 13);
    /// A quarter or half year by its short name.
    pub const PART: Self = Self(1 << 14);
    pub const TO_DATE: Self = Self(1 << 15);
    pub const REST: Self = Self(1 << 16);
    pub const STARTING: Self = Self(1 << 17);
    pub const AWAY: Self = Self(1 << 18);
    pub const HOUR: Self = Self(1 << 19);
    pub const OWN_YEAR: Self = Self(1 << 20);
    pub const ERA: Self = Self(1 << 21);
    pub const STRETCH: Self = Self(1 << 22);
    pub const BETWEEN: Self = Self(1 << 23);
    pub const ELAPSED: Self = Self(1 << 24);
    pub const ENDED: Self = Self(1 << 25);
    pub const SPELL: Self = Self(1 << 26);
    pub const ALIKE: Self = Self(1 << 27);
    pub const ONWARD: Self = Self(1 << 28);
    pub const COUPLE: Self = Self(1 << 29);
    /// All that say something only beside another word, or digits.
    pub const OTHER: Self = Self(1 << 31);

    pub const ANY: Self = Self(u32::MAX);

    /// Those of both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Those that are not in the other.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether any is in both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl CalendarWord {
    /// Its kind.
    #[must_use]
    #[inline]
    pub fn kind(self) -> CalendarKinds {
        match self {
            Self::Month(_) | Self::DoubtfulMonth(_) | Self::LowMonth(_) => CalendarKinds::MONTH,
            Self::Weekday(_) | Self::DoubtfulWeekday(_) | Self::LowWeekday(_) => CalendarKinds::WEEKDAY,
            Self::Weekdays(_) => CalendarKinds::WEEKDAYS,
            Self::Season(_) => CalendarKinds::SEASON,
            Self::Named(_) => CalendarKinds::NAMED,
            Self::Period(_) => CalendarKinds::PERIOD,
            Self::Periods(_) => CalendarKinds::PERIODS,
            Self::PeriodMark(_) => CalendarKinds::PERIOD_MARK,
            Self::Spell(_) => CalendarKinds::SPELL,
            Self::Alike => CalendarKinds::ALIKE,
            Self::Day(_) => CalendarKinds::DAY,
            Self::DayPart(..) => CalendarKinds::DAY_PART,
            Self::Step(..) => CalendarKinds::STEP,
            Self::Third(_) => CalendarKinds::THIRD,
            Self::Edge(_) => CalendarKinds::EDGE,
            Self::Tens(_) => CalendarKinds::TENS,
            Self::QuarterName(_) | Self::HalfName(_) => CalendarKinds::PART,
            Self::ToDate => CalendarKinds::TO_DATE,
            Self::Rest => CalendarKinds::REST,
            Self::Starting => CalendarKinds::STARTING,
            Self::Away(..) => CalendarKinds::AWAY,
            Self::Hour(_) => CalendarKinds::HOUR,
            Self::OwnYear => CalendarKinds::OWN_YEAR,
            Self::Era(_) => CalendarKinds::ERA,
            Self::Stretch => CalendarKinds::STRETCH,
            Self::Between => CalendarKinds::BETWEEN,
            Self::Elapsed => CalendarKinds::ELAPSED,
            Self::Ended => CalendarKinds::ENDED,
            Self::Onward(_) => CalendarKinds::ONWARD,
            Self::Couple => CalendarKinds::COUPLE,
            Self::PluralMark
            | Self::OrdinalMark
            | Self::QuarterMark
            | Self::Present
            | Self::Ish
            | Self::Time
            | Self::Meridiem(_)
            | Self::MeridiemMark(_)
            | Self::Zone(_)
            | Self::WallTime
            | Self::OClock
            | Self::Past
            | Self::Entire
            | Self::Workday
            | Self::OfYear
            | Self::Long
            | Self::Lasting
            | Self::Ahead => CalendarKinds::OTHER,
        }
    }
}

/// The calendar of a language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// What each entry is; [`super::Sense::Calendar`] is an index into it.
    pub words: Vec<CalendarWord>,
    /// Named days.
    pub named: Vec<NamedDay>,
}
