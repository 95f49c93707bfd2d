//! What a desk asks of a fact beside what it states: how much a disagreement weighs, whether every
//! draft must state it, and how long it is good for.

use super::keys::Context;
use super::value::Read;
use super::{Ground, Severity};
use crate::claims::Value;
use crate::lexicon::Period;
use crate::strict::nearest;
use crate::strict::{Item, Raw};
use jiff::civil::Date;
use rust_decimal::prelude::ToPrimitive;

/// What a desk asks of a fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// How much a draft's disagreement weighs (`severity`).
    pub severity: Severity,
    /// A draft that never states it gets a finding (`required`).
    pub required: bool,
    /// The last day on which it need not be confirmed again (`stale-after` behind `as-of`).
    pub good_until: Option<Date>,
}

impl Asked {
    /// Whether it is to be confirmed again on this day.
    #[must_use]
    pub fn stale(self, day: Date) -> bool {
        self.good_until.is_some_and(|last| last < day)
    }
}

/// A fact that every draft must state.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Owed {
    /// Where it stands and comes from.
    pub ground: Ground,
    /// What it states, in the words of the facts file.
    pub states: String,
}

/// How long a fact is good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lasting {
    Days(i32),
    Months(i32),
}

impl Lasting {
    fn of(value: &Value) -> Option<Self> {
        let Value::Duration { figure, unit, .. } = value else { return None };
        let plain = figure.hedge.is_none() && figure.upper_hedge.is_none();
        let count = figure.number.filter(|n| plain && n.is_integer() && n.is_sign_positive())?.to_i32()?;
        let days = |n: i32| count.checked_mul(n).map(Self::Days);
        let months = |n: i32| count.checked_mul(n).map(Self::Months);
        match unit {
            Period::Day | Period::Night => days(1),
            Period::Week => days(7),
            Period::Fortnight => days(14),
            Period::Month => months(1),
            Period::Quarter => months(3),
            Period::Year => months(12),
            Period::Decade => months(120),
            Period::Century => months(1200),
            Period::Second | Period::Minute | Period::Hour | Period::Weekend | Period::Season => None,
        }
    }

    /// The last day that it is good for, counted from this one; the calendar's last where it ends sooner.
    pub(super) fn until(self, from: Date) -> Date {
        let span = match self {
            Self::Days(n) => jiff::Span::new().try_days(n),
            Self::Months(n) => jiff::Span::new().try_months(n),
        };
        span.and_then(|span| from.checked_add(span)).unwrap_or(Date::MAX)
    }
}

impl Context<'_, '_> {
    /// `severity`.
    pub(super) fn severity(&mut self, item: &Item<'_>) -> Option<Severity> {
        let text = self.text("severity", item)?;
        let all = [Severity::Error, Severity::Warning, Severity::Note];
        let found = all.into_iter().find(|s| s.name() == text);
        if found.is_none() {
            let help = nearest(&text, all.into_iter().map(Severity::name)).map_or_else(
                || String::from("write \"error\", \"warning\" or \"note\""),
                |near| format!("did you mean \"{near}\"?"),
            );
            self.error("bad-choice", &item.span, format!("\"{text}\" is no severity"), Some(help));
        }
        found
    }

    /// A key that is true or false.
    pub(super) fn flag(&mut self, key: &str, item: &Item<'_>) -> Option<bool> {
        match item.raw {
            Raw::Flag(flag) => Some(flag),
            _ => {
                self.wrong(key, item, "true or false", "true");
                None
            }
        }
    }

    /// `stale-after`: whole days, weeks, months or years.
    pub(super) fn lasting(&mut self, item: &Item<'_>) -> Option<Lasting> {
        let text = self.text("stale-after", item)?;
        let read = match self.reader.prose(&text, None) {
            Ok(Read { value, .. }) => Lasting::of(&value),
            Err(_) => None,
        };
        if read.is_none() {
            let message = format!("\"{text}\" is no number of days, weeks, months or years");
            self.error("bad-span", &item.span, message, Some("write `stale-after = \"30 days\"`".into()));
        }
        read
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::{Facts, Severity, parse};
    use crate::lexicon::Lexicon;
    use std::path::Path;

    fn read(text: &str) -> Facts {
        parse(text, Path::new("facts.toml"), &Lexicon::english().expect("the packs are sound"))
    }

    #[test]
    fn a_fact_is_good_for_so_long_from_its_date() {
        for (keys, until) in [
            ("as-of = 2015-05-15\nstale-after = \"30 days\"", Some("2015-06-14")),
            ("as-of = 2015-05-31\nstale-after = \"a month\"", Some("2015-06-30")),
            ("as-of = 2015-05-31\nstale-after = \"two weeks\"", Some("2015-06-14")),
            ("as-of = 2016-02-29\nstale-after = \"1 year\"", Some("2017-02-28")),
            ("as-of = 9999-05-31\nstale-after = \"200 years\"", Some("9999-12-31")),
            ("stale-after = \"30 days\"", None),
            ("as-of = 2015-05-15", None),
        ] {
            let facts = read(&format!("[facts.dam]\nabout = \"dam\"\nvalue = \"7 boats\"\n{keys}\n"));
            assert!(!facts.broken(), "{:?}", facts.complaints);
            let found = facts.facts[0].asked.good_until.map(|d| d.to_string());
            assert_eq!(found.as_deref(), until, "{keys}");
        }
    }

    #[test]
    fn a_series_is_good_from_its_newest_value() {
        let facts = read(
            "[facts.dam]\nabout = \"dam\"\nunit = \"boats\"\nstale-after = \"1 week\"\nseries = [{ as-of = 2015-03-01, value = 5 }, { as-of = 2015-05-01, value = 7 }]\n",
        );
        assert_eq!(facts.facts[0].asked.good_until.map(|d| d.to_string()).as_deref(), Some("2015-05-08"));
    }

    #[test]
    fn what_is_asked_is_kept_in_every_form() {
        let facts = read(
            "[defaults]\nseverity = \"warning\"\nrequired = true\n\
             [facts]\na = \"The dam cost 7 million euros and is 30 m high.\"\n\
             [facts.b]\nabout = \"dam\"\nvalue = 7\nseverity = \"note\"\nrequired = false\n\
             [facts.c]\nrole = \"mayor of Halmic\"\nholder = \"Ilka Torsen\"\n\
             [facts.d]\nspeaker = \"Ilka Torsen\"\nquote = \"We dug a well.\"\n\
             [facts.e]\nabout = \"dam\"\nis = \"Orra\"\n\
             [facts.f]\nperson = \"Hedda Lund\"\nborn = 1930\n",
        );
        assert!(!facts.broken(), "{:?}", facts.complaints);
        assert!(facts.facts.iter().filter(|f| f.id == "a").all(|f| f.asked.severity == Severity::Warning));
        assert_eq!(facts.facts.iter().find(|f| f.id == "b").map(|f| f.asked.severity), Some(Severity::Note));
        let owed: Vec<_> = facts.owed.iter().map(|o| (o.ground.id.as_str(), o.states.as_str())).collect();
        assert_eq!(
            owed,
            [
                ("a", "The dam cost 7 million euros and is 30 m high."),
                ("d", "\u{201c}We dug a well.\u{201d}, Ilka Torsen"),
                ("e", "Orra (dam)"),
                ("c", "Ilka Torsen, mayor of Halmic"),
                ("f", "Hedda Lund, from 1930"),
            ]
        );
        assert_eq!(facts.offices[0].ground.asked.severity, Severity::Warning);
    }
}
