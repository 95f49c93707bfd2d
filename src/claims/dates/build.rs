//! Dates and times made from parts of the calendar: what readers of drafts and of facts share.

use crate::claims::value::Written;
use crate::claims::{Kind, Moment, Stretch, When, WhenShape};
use crate::lexicon::Period;
use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// A year as EDTF writes it: four digits, with a sign before year 0.
pub(crate) fn year_text(year: i16) -> String {
    if year < 0 { format!("-{:04}", -i32::from(year)) } else { format!("{year:04}") }
}

/// A day as EDTF writes it.
pub(crate) fn day_text(date: Date) -> String {
    format!("{}-{:02}-{:02}", year_text(date.year()), date.month(), date.day())
}

/// The first moment of a day.
pub(crate) fn dawn(date: Date) -> Moment {
    date.at(0, 0, 0, 0)
}

/// The months of a year counted on from a month, which is 1 to 12 or beyond.
pub(crate) fn month_first(year: i16, month: i32) -> Option<Date> {
    let months = i32::from(year).checked_mul(12)?.checked_add(month)?.checked_sub(1)?;
    let year = i16::try_from(months.div_euclid(12)).ok()?;
    let month = i8::try_from(months.rem_euclid(12) + 1).ok()?;
    Date::new(year, month, 1).ok()
}

/// A date moved by a number of periods, none beyond the calendar.
pub(crate) fn shift(date: Date, period: Period, count: i64) -> Option<Date> {
    let span: Span = match period {
        Period::Second | Period::Minute | Period::Hour => return Some(date),
        Period::Day | Period::Night => Span::new().try_days(count).ok()?,
        Period::Week | Period::Weekend => Span::new().try_weeks(count).ok()?,
        Period::Fortnight => Span::new().try_weeks(count.checked_mul(2)?).ok()?,
        Period::Month => Span::new().try_months(count).ok()?,
        Period::Quarter | Period::Season => Span::new().try_months(count.checked_mul(3)?).ok()?,
        Period::Year => Span::new().try_years(count).ok()?,
        Period::Decade => Span::new().try_years(count.checked_mul(10)?).ok()?,
        Period::Century => Span::new().try_years(count.checked_mul(100)?).ok()?,
    };
    date.checked_add(span).ok()
}

/// The Monday of the calendar week of a day.
pub(crate) fn monday(date: Date) -> Option<Date> {
    shift(date, Period::Day, -i64::from(date.weekday().to_monday_zero_offset()))
}

impl Stretch {
    /// From the first day to the last, both inside.
    #[must_use]
    pub fn days(first: Date, last: Date) -> Self {
        Self { from: Some(dawn(first)), to: last.checked_add(1.day()).ok().map(dawn) }
    }

    /// The first day of it.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.from.map(Moment::date)
    }

    /// The last day of it.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        let to = self.to?;
        if to.time() == jiff::civil::Time::midnight() { to.date().yesterday().ok() } else { Some(to.date()) }
    }
}

impl When {
    /// A date that nothing is known of but its grain; `edtf` has an `X` for each unknown digit.
    #[must_use]
    pub fn open(grain: Period, edtf: &str) -> Self {
        Self {
            kind: Kind::Date,
            edtf: edtf.to_owned(),
            shape: WhenShape::On,
            readings: Vec::new(),
            ends: Vec::new(),
            grain,
            hedged: false,
            halo: Vec::new(),
            partial: false,
            written: Written::default(),
            zone: None,
        }
    }

    fn over(grain: Period, edtf: &str, stretch: Stretch) -> Self {
        Self { readings: vec![stretch], ..Self::open(grain, edtf) }
    }

    /// A day.
    #[must_use]
    pub fn day(date: Date) -> Self {
        let written = Written {
            year: Some(date.year()),
            month: Some(date.month().unsigned_abs()),
            day: Some(date.day().unsigned_abs()),
            ..Written::default()
        };
        Self { written, ..Self::over(Period::Day, &day_text(date), Stretch::days(date, date)) }
    }

    /// A month, 1 to 12.
    #[must_use]
    pub fn month(year: i16, month: u8) -> Option<Self> {
        let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
        let written = Written { year: Some(year), month: Some(month), ..Written::default() };
        let edtf = format!("{}-{month:02}", year_text(year));
        Some(Self { written, ..Self::over(Period::Month, &edtf, Stretch::days(first, first.last_of_month())) })
    }

    /// A year.
    #[must_use]
    pub fn year(year: i16) -> Option<Self> {
        Self::years(year, 1, Period::Year, &year_text(year))
            .map(|w| Self { written: Written { year: Some(year), ..Written::default() }, ..w })
    }

    /// The years from one to another, both inside.
    pub(crate) fn years_through(first: i16, last: i16) -> Option<Self> {
        let count = last.checked_sub(first)?.checked_add(1)?;
        let edtf = format!("{}/{}", year_text(first), year_text(last));
        let years = Self::years(first, count, Period::Year, &edtf)?;
        Some(Self { kind: Kind::DateRange, ..years })
    }

    fn years(first: i16, count: i16, grain: Period, edtf: &str) -> Option<Self> {
        let from = Date::new(first, 1, 1).ok()?;
        let last = Date::new(first.checked_add(count)?.checked_sub(1)?, 12, 31).ok()?;
        Some(Self::over(grain, edtf, Stretch::days(from, last)))
    }

    /// The months of a year from one to another, both inside; the second may run into the next year.
    pub(crate) fn months(year: i16, from: i32, to: i32, grain: Period, edtf: &str) -> Option<Self> {
        let first = month_first(year, from)?;
        let last = month_first(year, to)?.last_of_month();
        Some(Self::over(grain, edtf, Stretch::days(first, last)))
    }

    /// A calendar quarter, 1 to 4: `2014-33` is the first.
    #[must_use]
    pub fn quarter(year: i16, quarter: u8) -> Option<Self> {
        let q = i32::from((1..=4).contains(&quarter).then_some(quarter)?);
        Self::months(year, 3 * q - 2, 3 * q, Period::Quarter, &format!("{}-{}", year_text(year), 32 + q))
    }

    /// A half year, 1 or 2: `2014-40` is the first.
    #[must_use]
    pub fn half(year: i16, half: u8) -> Option<Self> {
        let h = i32::from((1..=2).contains(&half).then_some(half)?);
        Self::months(year, 6 * h - 5, 6 * h, Period::Season, &format!("{}-{}", year_text(year), 39 + h))
    }

    /// A season by its EDTF number, 21 spring to 24 winter, which begins in December of its year.
    #[must_use]
    pub fn season(year: i16, season: u8) -> Option<Self> {
        let s = i32::from((21..=24).contains(&season).then_some(season)?) - 20;
        Self::months(year, 3 * s, 3 * s + 2, Period::Season, &format!("{}-{season}", year_text(year)))
    }

    /// The ten years from one that ends in 0.
    #[must_use]
    pub fn decade(year: i16) -> Option<Self> {
        let first = year.checked_sub(year.rem_euclid(10))?;
        let edtf = if first < 0 { year_text(first) } else { format!("{:03}X", first / 10) };
        Self::years(first, 10, Period::Decade, &edtf)
    }

    /// A century by its number: the 20th has the years 1900 to 1999, as newspapers count.
    #[must_use]
    pub fn century(number: i16) -> Option<Self> {
        let first = number.checked_sub(1)?.checked_mul(100)?;
        (first >= 0).then_some(())?;
        Self::years(first, 100, Period::Century, &format!("{:02}XX", first / 100))
    }

    /// A century before the first: 5 is that from 500 to 401 BC.
    #[must_use]
    pub fn century_before(number: i16) -> Option<Self> {
        let first = number.checked_mul(100)?.checked_sub(1).filter(|_| number > 0)?;
        Self::years(-first, 100, Period::Century, &format!("-{:02}XX", number - 1))
    }

    /// The days from one to another, both inside.
    #[must_use]
    pub fn span(first: Date, last: Date, grain: Period) -> Self {
        let edtf = format!("{}/{}", day_text(first), day_text(last));
        Self { kind: Kind::DateRange, ..Self::over(grain, &edtf, Stretch::days(first, last)) }
    }

    /// The calendar week of a day, Monday to Sunday.
    #[must_use]
    pub fn week(date: Date) -> Option<Self> {
        let first = monday(date)?;
        Some(Self::span(first, shift(first, Period::Day, 6)?, Period::Week))
    }

    /// The Saturday and Sunday of the calendar week of a day.
    #[must_use]
    pub fn weekend(date: Date) -> Option<Self> {
        let first = monday(date)?;
        Some(Self::span(shift(first, Period::Day, 5)?, shift(first, Period::Day, 6)?, Period::Weekend))
    }

    /// A minute, with its offset from UTC in minutes where one is stated.
    #[must_use]
    pub fn moment(moment: Moment, zone: Option<i16>) -> Self {
        let minute = moment.hour().unsigned_abs() as u16 * 60 + moment.minute().unsigned_abs() as u16;
        let day = Self::day(moment.date());
        Self {
            kind: Kind::Time,
            edtf: format!("{}{}", day.edtf, clock_text(minute, zone)),
            readings: vec![Stretch { from: Some(moment), to: moment.checked_add(1.minute()).ok() }],
            grain: Period::Minute,
            zone,
            written: Written { minute: Some(minute), ..day.written },
            ..day
        }
    }

    /// A time of day of no known day, in minutes after midnight.
    #[must_use]
    pub fn clock(minute: u16, zone: Option<i16>) -> Self {
        Self {
            kind: Kind::Time,
            partial: true,
            zone,
            written: Written { minute: Some(minute), ..Written::default() },
            ..Self::open(Period::Minute, &clock_text(minute, zone))
        }
    }

    /// From one date to another, both inside.
    #[must_use]
    pub fn range(from: &Self, to: &Self) -> Self {
        Self {
            kind: Kind::DateRange,
            edtf: format!("{}/{}", bare(&from.edtf, false), bare(&to.edtf, true)),
            shape: WhenShape::Range,
            readings: from.readings.clone(),
            ends: to.readings.clone(),
            grain: from.grain.min(to.grain),
            hedged: from.hedged || to.hedged,
            halo: Vec::new(),
            partial: from.partial || to.partial,
            written: from.written,
            zone: from.zone.or(to.zone),
        }
    }

    /// The same date as an open interval: since, until, by, before or after it.
    #[must_use]
    pub fn shaped(self, shape: WhenShape) -> Self {
        let edtf = match shape {
            WhenShape::On | WhenShape::Range => return self,
            WhenShape::Since | WhenShape::After => format!("{}/..", bare(&self.edtf, false)),
            WhenShape::Until | WhenShape::By | WhenShape::Before => format!("../{}", bare(&self.edtf, true)),
        };
        Self { kind: Kind::DateRange, edtf, shape, ..self }
    }

    /// The same date said only about: `~` behind it.
    #[must_use]
    pub(crate) fn approximate(mut self) -> Self {
        self.hedged = true;
        if !self.edtf.ends_with('~') && !self.edtf.contains('/') && !self.edtf.contains('T') {
            self.edtf.push('~');
        }
        self
    }

    /// The first day of the first reading.
    #[must_use]
    pub fn first_day(&self) -> Option<Date> {
        self.readings.first().and_then(Stretch::first_day)
    }
}

/// The date that stands for an interval when it is an end of another: its own first or last day.
fn bare(edtf: &str, last: bool) -> &str {
    match edtf.split_once('/') {
        Some((from, to)) => {
            if last {
                to
            } else {
                from
            }
        }
        None => edtf,
    }
}

/// `T16:00`, with `Z` or `+03:00`.
pub(crate) fn clock_text(minute: u16, zone: Option<i16>) -> String {
    let zone = match zone {
        None => String::new(),
        Some(0) => "Z".to_owned(),
        Some(z) => {
            format!("{}{:02}:{:02}", if z < 0 { '-' } else { '+' }, z.unsigned_abs() / 60, z.unsigned_abs() % 60)
        }
    };
    format!("T{:02}:{:02}{zone}", minute / 60, minute % 60)
}
