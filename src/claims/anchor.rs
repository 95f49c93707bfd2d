//! From what dates count: the dateline, and the date that the text put before.

use super::value::Moment;
use crate::lexicon::Period;
use jiff::civil::Date;

/// The date of a draft, with its hour where one is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dateline {
    /// The day.
    pub date: Date,
    /// The moment, where the dateline has a time of day.
    pub moment: Option<Moment>,
}

impl Dateline {
    /// A dateline without an hour.
    #[must_use]
    pub fn day(date: Date) -> Self {
        Self { date, moment: None }
    }

    /// Reads `2015-05-12` or `2013-02-12T04:30` (seconds allowed).
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(date) = text.parse::<Date>() {
            if text.len() <= 10 {
                return Some(Self::day(date));
            }
        }
        let moment = text.parse::<Moment>().ok()?;
        Some(Self { date: moment.date(), moment: Some(moment) })
    }
}

/// What relative dates count from, as the text goes on.
#[derive(Debug, Clone, Copy)]
pub struct Anchor {
    /// The dateline.
    pub dateline: Option<Dateline>,
    /// The last date that the text itself gave, for "the following month", "a year earlier".
    pub text: Option<Date>,
    /// Its grain: a month, a quarter.
    pub grain: Option<Period>,
    /// A year that dates the sentence's main verb, or the verb before it that the sentence continues.
    pub year: Option<i16>,
    /// The first day of the last quarter that the text spoke of, for "the quarter".
    pub quarter: Option<Date>,
    /// The last day that this sentence gave, for its clock times.
    pub day: Option<Date>,
    /// The year in force in this sentence, for the next one if it continues.
    pub(super) told: Option<i16>,
    /// The year of the sentence before, which may still be meant.
    pub(super) maybe: Option<i16>,
    /// The sentence that was read last: its block, and where it begins.
    pub(super) sentence: Option<(u32, u32)>,
}

impl Anchor {
    /// Starts at the dateline.
    #[must_use]
    pub fn new(dateline: Option<Dateline>) -> Self {
        Self {
            dateline,
            text: None,
            grain: None,
            year: None,
            quarter: None,
            day: None,
            told: None,
            maybe: None,
            sentence: None,
        }
    }
}
