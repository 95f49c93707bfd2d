//! What a fact states: its value, or the values of its series.

use super::SeriesEntry;
use super::fact::Common;
use super::keys::Context;
use super::value::{self, Read, Unreadable};
use crate::claims::{Dateline, Value};
use crate::strict::nearest;
use crate::strict::{Item, Raw};
use jiff::civil::Date;
use std::ops::Range;

impl Context<'_, '_> {
    /// A value: a number (with the fact's unit), a date, or text by the grammar of drafts.
    pub(super) fn value(&mut self, item: &Item<'_>, common: &Common) -> Option<(Read, String)> {
        let shown = self.source.slice(&item.span);
        match &item.raw {
            Raw::Number(number) => match self.reader.number(number, common.unit.as_deref()) {
                Ok(read) => Some(read),
                Err(_) => {
                    let unit = common.unit.as_deref().filter(|_| value::decimal(number).is_some());
                    if let Some(unit) = unit {
                        self.error(
                            "bad-unit",
                            &item.span,
                            format!("`{shown}` with `unit = \"{unit}\"` is not a figure that can be read"),
                            Some("the unit is a counted noun, a unit of measure, a currency or %: \"people\", \"km\", \"EUR\"".into()),
                        );
                    } else {
                        self.error(
                            "bad-value",
                            &item.span,
                            format!("`{shown}` is not a number that can be held exactly"),
                            Some("at most 28 digits, and neither inf nor nan".into()),
                        );
                    }
                    None
                }
            },
            Raw::Time(text) => match value::date(text) {
                Some(when) => Some((Read { value: Value::When(when), claim: None }, shown.to_owned())),
                None => {
                    self.error(
                        "bad-date",
                        &item.span,
                        format!("`{shown}` is not a date that can be read"),
                        Some("write 2014-03-18 or 2014-03-18T16:00".into()),
                    );
                    None
                }
            },
            Raw::Text(text) => self.worded(text.trim(), item, common),
            _ => {
                self.wrong("value", item, "a figure or date", "\"6,116 people\"");
                None
            }
        }
    }

    fn worded(&mut self, text: &str, item: &Item<'_>, common: &Common) -> Option<(Read, String)> {
        self.text("value", item)?;
        // A bare number in quotes takes the unit as well, and then is no year.
        if common.unit.is_some()
            && value::decimal(&text.replace(',', "")).is_some()
            && let Ok(read) = self.reader.number(&text.replace(',', ""), common.unit.as_deref())
        {
            return Some(read);
        }
        let dateline = common.as_of.map(Dateline::day).or(self.dateline);
        let problem = match self.reader.text(text, dateline) {
            Ok(read) => return Some(self.with_unit(read, text, common, dateline)),
            Err(problem) => problem,
        };
        if looks_like_date(text) {
            self.error(
                "bad-date",
                &item.span,
                format!("\"{text}\" is no date of the calendar, nor a period"),
                Some("write 2014-03-18, or in quotes \"2014-03\", \"2014-21\" (spring), \"2014-03/2014-05\", \"1964/..\"".into()),
            );
            return None;
        }
        let mended = self.reader.mended(text, dateline).map(|m| format!("did you mean \"{m}\"?"));
        let (span, message, help) = match problem {
            Unreadable::Nothing => (
                item.span.clone(),
                format!("\"{text}\" is not a figure or date that can be read"),
                "write it as a draft would: \"6,116 people\", \"at least 5 km\", \"12.5%\", \"2014-03\"",
            ),
            Unreadable::Several(texts) => (
                item.span.clone(),
                format!("\"{text}\" holds several figures: {}", texts.join(", ")),
                "a fact states one: write one fact each, or one figure: \"5 to 7\"",
            ),
            Unreadable::Rest(rest) => (
                self.inside(item, text, &rest),
                format!("\"{text}\" holds a figure that cannot be read"),
                "write it as a draft would: \"6,116 people\", \"at least 5 km\", \"12.5%\", \"2014-03\"",
            ),
        };
        self.error("bad-value", &span, message, Some(mended.unwrap_or_else(|| help.into())));
        None
    }

    /// "at least 6,116" takes the unit of its fact, as 6116 does.
    fn with_unit(&mut self, read: Read, text: &str, common: &Common, dateline: Option<Dateline>) -> (Read, String) {
        if let Some(unit) = common.unit.as_deref().filter(|_| matches!(read.value, Value::Number(_))) {
            let whole = format!("{text} {unit}");
            match self.reader.text(&whole, dateline) {
                Ok(other) if !matches!(other.value, Value::Number(_)) => return (other, whole),
                _ => {}
            }
        }
        (read, text.to_owned())
    }

    /// A stretch of a string's text in the file, or the whole string where escapes stand between.
    fn inside(&self, item: &Item<'_>, text: &str, part: &Range<usize>) -> Range<usize> {
        let whole = self.source.slice(&item.span);
        match whole.find(text) {
            Some(at) => item.span.start + at + part.start..item.span.start + at + part.end,
            None => item.span.clone(),
        }
    }

    /// A value that changed: its entries in order of their dates. The fact states the newest.
    #[allow(clippy::type_complexity, reason = "what a fact is made of, used once")]
    pub(super) fn series(
        &mut self,
        item: &Item<'_>,
        common: &Common,
    ) -> Option<(Read, String, Vec<SeriesEntry>, Option<Date>)> {
        let Raw::List(items) = &item.raw else {
            self.wrong("series", item, "a list of tables", "[{ as-of = 2015-03-01, value = 5820 }]");
            return None;
        };
        if items.is_empty() {
            self.error(
                "missing-key",
                &item.span,
                "`series` is empty".into(),
                Some("write series = [{ as-of = 2015-03-01, value = 5820 }]".into()),
            );
            return None;
        }
        let mut series: Vec<SeriesEntry> = Vec::with_capacity(items.len());
        let mut newest = None;
        for item in items {
            let Raw::Table(entries) = &item.raw else {
                self.wrong("series", item, "tables", "[{ as-of = 2015-03-01, value = 5820 }]");
                continue;
            };
            let (mut as_of, mut read, mut source) = (None, None, None);
            let mut named = (false, false);
            for entry in entries {
                match &*entry.key {
                    "as-of" => {
                        named.0 = true;
                        as_of = self.day("as-of", &entry.item).map(|d| (d, entry));
                    }
                    "value" => {
                        named.1 = true;
                        read = self.value(&entry.item, common);
                    }
                    "source" => source = self.text("source", &entry.item),
                    other => {
                        let help = nearest(other, ["as-of", "value", "source"].into_iter()).map_or_else(
                            || "an entry has `as-of`, `value` and `source`".into(),
                            |n| format!("did you mean `{n}`?"),
                        );
                        self.error(
                            "unknown-key",
                            &entry.at,
                            format!("`{other}` is no key of an entry of `series`"),
                            Some(help),
                        );
                    }
                }
            }
            for (there, name) in [(named.0, "as-of"), (named.1, "value")] {
                if !there {
                    let help = "write { as-of = 2015-03-01, value = 5820 }".into();
                    self.error("missing-key", &item.span, format!("an entry of `series` has no `{name}`"), Some(help));
                }
            }
            let (Some((day, entry)), Some((read, written))) = (as_of, read) else { continue };
            if let Some(before) = series.last().filter(|before| before.as_of >= day) {
                let message = if before.as_of == day {
                    format!("`series` has two values of {day}")
                } else {
                    format!("`series` is out of order: {day} comes behind {}", before.as_of)
                };
                self.error(
                    "series-order",
                    &entry.item.span,
                    message,
                    Some("put the oldest entry first, one a day".into()),
                );
            }
            series.push(SeriesEntry { as_of: day, value: read.value.clone(), written: written.clone(), source });
            newest = Some((read, written, day));
        }
        let (read, written, day) = newest?;
        Some((read, written, series, Some(day)))
    }
}

/// Four digits, a hyphen and two digits at least: "2014-13-40" was meant as a date.
fn looks_like_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: Range<usize>| bytes.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
    digits(0..4) && bytes.get(4) == Some(&b'-') && digits(5..7) && !text.contains(' ')
}
