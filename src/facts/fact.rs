//! One fact: its keys checked against the tables of [`schema`](super::schema), its form read.

use super::item::{Entry, Item, Raw};
use super::schema::{self, Effect, Form, Holds, KeyRow, nearest};
use super::source::Source;
use super::tree::Faults;
use super::value::{self, Read, Reader, Unreadable};
use super::{About, Complaint, Fact, SeriesEntry, Severity, Term, TermError, Tolerance, sentence};
use crate::claims::{Dateline, Value, When};
use jiff::civil::Date;
use std::ops::Range;

/// Where a fact is read: its file, what that file sets for all, and where complaints go.
pub(super) struct Context<'a, 'l> {
    /// The text.
    pub source: &'a Source<'a>,
    /// Where its syntax is wrong.
    pub faults: &'a Faults,
    /// The reader of values.
    pub reader: &'a mut Reader<'l>,
    /// What is wrong.
    pub complaints: &'a mut Vec<Complaint>,
    /// From when dates without a year count.
    pub dateline: Option<Dateline>,
    /// Index of the file's subject.
    pub file: u16,
}

/// The keys that any fact may have, and `[defaults]` too.
#[derive(Debug, Clone, Default)]
pub(super) struct Common {
    unless: Vec<Term>,
    unit: Option<String>,
    tolerance: Option<Tolerance>,
    when: Option<When>,
    as_of: Option<Date>,
    source: Option<String>,
    url: Option<String>,
    note: Option<String>,
    by: Option<Term>,
    leaves_out: Option<String>,
}

impl Context<'_, '_> {
    /// Files an error.
    pub(super) fn error(&mut self, code: &'static str, span: &Range<usize>, message: String, help: Option<String>) {
        self.complaints.push(self.source.complain(Severity::Error, code, span, message, help));
    }

    fn warn(&mut self, code: &'static str, span: &Range<usize>, message: String, help: Option<String>) {
        self.complaints.push(self.source.complain(Severity::Warning, code, span, message, help));
    }

    /// Says that a key holds the wrong kind of thing.
    fn wrong(&mut self, key: &str, item: &Item<'_>, wanted: &str, example: &str) {
        if !matches!(item.raw, Raw::Broken) {
            let message = format!("`{key}` holds {}, and should hold {wanted}", item.raw.name());
            self.error("wrong-type", &item.span, message, Some(format!("write `{key} = {example}`")));
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, key: &str, item: &Item<'_>) -> Option<String> {
        match &item.raw {
            Raw::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
            Raw::Text(_) => {
                self.error(
                    "empty-text",
                    &item.span,
                    format!("`{key}` is empty"),
                    Some("write something between the quotes, or leave the key out".into()),
                );
                None
            }
            _ => {
                self.wrong(key, item, "text in quotes", "\"…\"");
                None
            }
        }
    }

    /// A list of texts, or one.
    pub(super) fn texts(&mut self, key: &str, item: &Item<'_>) -> Vec<(String, Range<usize>)> {
        let items = match &item.raw {
            Raw::List(items) => items.as_slice(),
            Raw::Text(_) => std::slice::from_ref(item),
            _ => {
                self.wrong(key, item, "text in quotes or a list of texts", "[\"…\", \"…\"]");
                return Vec::new();
            }
        };
        items.iter().filter_map(|i| self.text(key, i).map(|t| (t, i.span.clone()))).collect()
    }

    /// A term, or what is wrong with it.
    pub(super) fn term(&mut self, text: &str, span: &Range<usize>) -> Option<Term> {
        let error = match Term::parse(text, self.reader.lexicon) {
            Ok(term) => return Some(term),
            Err(error) => error,
        };
        match error {
            TermError::Empty => self.error(
                "empty-term",
                span,
                format!("\"{text}\" is no term: it, or one of its alternatives, has no word"),
                Some("write a word, a phrase, or alternatives with ` | ` between: \"flood | floods\"".into()),
            ),
            TermError::Unclosed => self.error(
                "bad-term",
                span,
                format!("the double quote inside `{text}` is not closed"),
                Some("a term that must be met to the letter is written \"\\\"…\\\"\", or '\"…\"'".into()),
            ),
            TermError::ConceptWithWords(name) => self.error(
                "bad-term",
                span,
                format!("the concept `@{name}` stands beside other words in one term"),
                Some(format!("write two terms, [\"@{name}\", \"…\"], or alternatives, \"@{name} | …\"")),
            ),
            TermError::UnknownConcept(name) => {
                let near = nearest(&name, self.reader.lexicon.concepts.iter().map(|c| c.name.as_str()));
                let help = near.map_or_else(
                    || "`factlint rules` lists the concepts; a plain word is written without `@`".into(),
                    |n| format!("did you mean `@{n}`?"),
                );
                self.error("unknown-concept", span, format!("there is no concept `@{name}`"), Some(help));
            }
        }
        None
    }

    /// A term or a list of terms.
    pub(super) fn terms(&mut self, key: &str, item: &Item<'_>) -> Vec<Term> {
        let texts = self.texts(key, item);
        let mut terms: Vec<Term> = texts.iter().filter_map(|(text, span)| self.term(text, span)).collect();
        terms.shrink_to_fit();
        terms
    }

    /// A date or period.
    fn when(&mut self, key: &str, item: &Item<'_>) -> Option<When> {
        let text = match &item.raw {
            Raw::Text(text) => text.trim(),
            Raw::Time(text) => text.as_str(),
            _ => {
                self.wrong(key, item, "a date", "2014-03-18");
                return None;
            }
        };
        if let Some(when) = value::date(text) {
            return Some(when);
        }
        if let Ok(Read { value: Value::When(when), .. }) = self.reader.text(text, self.dateline) {
            return Some(when);
        }
        self.error(
            "bad-date",
            &item.span,
            format!("`{key} = {}` is not a date that can be read", self.source.slice(&item.span)),
            Some("write 2014-03-18, or in quotes \"2014-03\", \"2014\", \"2014-03/2014-05\", \"1964/..\"".into()),
        );
        None
    }

    /// A day; of a month or year its first.
    fn day(&mut self, key: &str, item: &Item<'_>) -> Option<Date> {
        let when = self.when(key, item)?;
        let day = when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::date);
        if day.is_none() {
            let message = format!("`{key} = {}` has no first day", self.source.slice(&item.span));
            self.error("bad-date", &item.span, message, Some(format!("write a day: `{key} = 2014-03-18`")));
        }
        day
    }

    fn tolerance(&mut self, item: &Item<'_>) -> Option<Tolerance> {
        let read = match &item.raw {
            Raw::Number(number) => value::decimal(number).filter(|n| !n.is_sign_negative()).map(Tolerance::Absolute),
            Raw::Text(text) => {
                let text = text.trim();
                let bare = text.strip_suffix('%').map(str::trim_end);
                match (bare.and_then(value::decimal), self.reader.prose(text, None)) {
                    (Some(percent), _) if !percent.is_sign_negative() => Some(Tolerance::Percent(percent)),
                    (None, Ok(Read { value: Value::Percent { figure, points: false }, .. })) => {
                        figure.number.map(Tolerance::Percent)
                    }
                    (None, Ok(read)) => value::amount(&read.value).map(Tolerance::Absolute),
                    _ => None,
                }
            }
            Raw::Broken => return None,
            _ => None,
        };
        if read.is_none() {
            self.error(
                "bad-tolerance",
                &item.span,
                format!("`tolerance = {}` is neither a percentage nor a number", self.source.slice(&item.span)),
                Some("write `tolerance = \"5%\"`, or `tolerance = 10` in the unit of the value".into()),
            );
        }
        read
    }

    /// Says of a key that no fact knows what may have been meant.
    fn unknown(&mut self, id: &str, entry: &Entry<'_>) {
        let near = nearest(&entry.key, schema::KEYS.iter().map(|k| k.name));
        let help = match (&entry.item.raw, near) {
            (Raw::Table(_), _) => {
                format!("an id with a stop in it is written in quotes: [facts.\"{id}.{}\"]", entry.key)
            }
            (_, Some(near)) => format!("did you mean `{near}`?"),
            _ => "what is worth keeping beside the fact goes into `note`".into(),
        };
        self.error("unknown-key", &entry.at, format!("`{}` is no key of a fact", entry.key), Some(help));
    }

    /// The keys that any fact may have, over those of `[defaults]`; what is no such key is given to `other`.
    fn common<'e, 'i>(
        &mut self,
        id: &str,
        entries: &'e [Entry<'i>],
        base: &Common,
    ) -> (Common, Vec<(&'static KeyRow, &'e Entry<'i>)>) {
        let mut common = base.clone();
        let mut others = Vec::new();
        for entry in entries {
            let Some(row) = schema::key(&entry.key) else {
                self.unknown(id, entry);
                continue;
            };
            if !row.forms.is_empty() {
                others.push((row, entry));
                continue;
            }
            let item = &entry.item;
            match row.name {
                "unless" => common.unless = self.terms(row.name, item),
                "unit" => common.unit = self.text(row.name, item),
                "tolerance" => common.tolerance = self.tolerance(item),
                "when" => common.when = self.when(row.name, item),
                "as-of" => common.as_of = self.day(row.name, item),
                "source" => common.source = self.text(row.name, item),
                "url" => common.url = self.text(row.name, item),
                "note" => common.note = self.text(row.name, item),
                "by" => {
                    common.by = self.text(row.name, item).and_then(|t| self.term(&t, &item.span));
                }
                _ => self.check(row, item),
            }
            match row.effect {
                Effect::Counts => {}
                Effect::Passed => self.warn(
                    "key-not-held",
                    &entry.at,
                    format!("`{}` of {id} does nothing in this version", row.name),
                    Some("the fact counts without it".into()),
                ),
                Effect::LeavesOut => common.leaves_out = Some(row.name.to_owned()),
            }
        }
        (common, others)
    }

    /// Checks a key that is not used yet, so that a file that is right today is right tomorrow.
    fn check(&mut self, row: &KeyRow, item: &Item<'_>) {
        match row.holds {
            Holds::Text | Holds::Term => {
                self.text(row.name, item);
            }
            Holds::Texts | Holds::Terms => {
                self.texts(row.name, item);
            }
            Holds::When | Holds::Day => {
                self.when(row.name, item);
            }
            Holds::Flag if !matches!(item.raw, Raw::Flag) => self.wrong(row.name, item, "true or false", "true"),
            Holds::Severity => {
                let Some(text) = self.text(row.name, item) else { return };
                let known = ["error", "warning", "note"];
                if !known.contains(&text.as_str()) {
                    let near = nearest(&text, known.into_iter());
                    let help = near.map_or_else(
                        || "write \"error\", \"warning\" or \"note\"".into(),
                        |n| format!("did you mean \"{n}\"?"),
                    );
                    self.error("bad-choice", &item.span, format!("\"{text}\" is no severity"), Some(help));
                }
            }
            Holds::Span => {
                let Some(text) = self.text(row.name, item) else { return };
                if !matches!(self.reader.prose(&text, None), Ok(Read { value: Value::Duration { .. }, .. })) {
                    let message = format!("\"{text}\" is not a length of time that can be read");
                    self.error("bad-span", &item.span, message, Some(format!("write `{} = \"30 days\"`", row.name)));
                }
            }
            _ => {}
        }
    }

    /// `[defaults]`.
    pub(super) fn defaults(&mut self, entries: &[Entry<'_>]) -> Common {
        let (common, others) = self.common("[defaults]", entries, &Common::default());
        for (row, entry) in others {
            self.error(
                "misplaced-key",
                &entry.at,
                format!("`{}` tells what one fact says, and can be no default", row.name),
                Some("keep in [defaults] what all facts share: `source`, `url`, `as-of`, `when`, `unit`, …".into()),
            );
        }
        common
    }

    /// A one-line fact.
    pub(super) fn line(&mut self, id: &str, at: &Range<usize>, item: &Item<'_>, base: &Common) -> Vec<Fact> {
        let Some(text) = self.text(id, item) else { return Vec::new() };
        if let Some(key) = &base.leaves_out {
            self.left_out(id, at, &format!("`{key}`"));
            return Vec::new();
        }
        self.sentence(id, at, &text, &item.span, None, base)
    }

    /// A fact that is a table; `extent` is the stretch of the file that is its.
    pub(super) fn table(
        &mut self,
        id: &str,
        at: &Range<usize>,
        entries: &[Entry<'_>],
        extent: Range<usize>,
        base: &Common,
    ) -> Vec<Fact> {
        let before = self.complaints.len();
        let (common, others) = self.common(id, entries, base);
        // What is missing beside a slip of the pen or of syntax is that slip, and told already.
        let slips = self.faults.within(&extent) || self.complaints[before..].iter().any(|c| c.code == "unknown-key");
        let Some(form) = self.form(id, at, &others, slips) else { return Vec::new() };
        let row = schema::form(form);
        let mut sound = true;
        for (key, entry) in others.iter().filter(|(key, _)| !key.forms.contains(&form)) {
            sound = false;
            let message = format!("`{}` does not go with {} in one fact", key.name, row.name);
            self.error(
                "misplaced-key",
                &entry.at,
                message,
                Some("take it out, or write a second fact with an id of its own".into()),
            );
        }
        for needs in row.needs {
            if !others.iter().any(|(key, _)| needs.contains(&key.name)) && !slips {
                sound = false;
                let wanted = needs.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(" or ");
                self.error(
                    "missing-key",
                    at,
                    format!("{id} has no {wanted}"),
                    Some(format!("a fact of this form has {}", row.name)),
                );
            }
        }
        let get = |name: &str| others.iter().find(|(key, _)| key.name == name).map(|(_, entry)| *entry);
        let mut facts = Vec::new();
        match form {
            Form::Sentence => {
                if let Some(says) = get("says")
                    && let Some(text) = self.text("says", &says.item)
                {
                    facts = self.sentence(id, at, &text, &says.item.span, get("part").map(|e| &e.item), &common);
                }
            }
            Form::Value | Form::Series => {
                let about = get("about").map(|e| self.about(&e.item)).unwrap_or_default();
                let stated = match (get("value"), get("series")) {
                    (Some(entry), _) => self
                        .value(&entry.item, &common)
                        .map(|(read, written)| (read, written, Vec::new(), common.as_of)),
                    (None, Some(entry)) => self.series(&entry.item, &common),
                    _ => None,
                };
                if let Some((read, written, series, as_of)) = stated {
                    let mut fact = self.fact(id, at, About::Terms(about), read, written, &common);
                    fact.series = series;
                    fact.as_of = as_of;
                    facts.push(fact);
                }
            }
            _ => {
                for (key, entry) in &others {
                    self.check(key, &entry.item);
                }
            }
        }
        let errors = self.complaints[before..].iter().any(|c| c.severity == Severity::Error);
        if errors || !sound {
            return Vec::new();
        }
        let why = if row.held { common.leaves_out.map(|key| format!("`{key}`")) } else { Some(row.name.to_owned()) };
        match why {
            Some(why) => {
                // That a key of it does nothing is no news beside that.
                let said = self.complaints.split_off(before);
                self.complaints.extend(said.into_iter().filter(|c| c.code != "key-not-held"));
                self.left_out(id, at, &why);
                Vec::new()
            }
            None => facts,
        }
    }

    fn left_out(&mut self, id: &str, at: &Range<usize>, why: &str) {
        self.warn(
            "not-held",
            at,
            format!("{id} is left out: drafts are not yet held to facts with {why}"),
            Some("the other facts of the file count".into()),
        );
    }

    /// The one form of a fact.
    fn form(
        &mut self,
        id: &str,
        at: &Range<usize>,
        others: &[(&'static KeyRow, &Entry<'_>)],
        slips: bool,
    ) -> Option<Form> {
        let mut marks = others.iter().filter(|(key, _)| key.marks);
        let Some((first, _)) = marks.next() else {
            if slips {
                return None;
            }
            let about = others.iter().any(|(key, _)| key.name == "about");
            let (code, message) = if about {
                ("missing-key", format!("{id} says what it is about, and not what it states"))
            } else {
                ("no-form", format!("{id} states nothing"))
            };
            let help = if about {
                "add `value = \"6,116 people\"`, or `series`, or `is`"
            } else {
                "give it `says = \"…\"`, or `about = [\"…\"]` and `value = \"…\"`"
            };
            self.error(code, at, message, Some(help.into()));
            return None;
        };
        let form = first.forms.first().copied()?;
        if let Some((second, entry)) = marks.find(|(key, _)| !key.forms.contains(&form)) {
            let message = format!("{id} has two forms: `{}` and `{}`", first.name, second.name);
            self.error("two-forms", &entry.at, message, Some("write two facts, each with an id of its own".into()));
            return None;
        }
        Some(form)
    }

    /// `about`: one to six terms.
    fn about(&mut self, item: &Item<'_>) -> Vec<Term> {
        let (count, too_many) = match &item.raw {
            Raw::List(items) => (items.len(), items.get(6)),
            _ => (1, None),
        };
        if let Some(extra) = too_many {
            let message = format!("`about` has {count} entries, and six are the most");
            self.error(
                "too-many-terms",
                &extra.span,
                message,
                Some("each entry must be met near the figure: keep those that tell this fact from others".into()),
            );
        }
        if count == 0 {
            self.error(
                "empty-term",
                &item.span,
                "`about` is empty".into(),
                Some("name what is counted or what happened: about = [\"flood\", \"Halmic\"]".into()),
            );
        }
        self.terms("about", item)
    }

    /// A value: a number (with the fact's unit), a date, or text by the grammar of drafts.
    fn value(&mut self, item: &Item<'_>, common: &Common) -> Option<(Read, String)> {
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
        if text.is_empty() {
            self.text("value", item);
            return None;
        }
        // A bare number in quotes takes the unit as well, and then is no year.
        if common.unit.is_some()
            && value::decimal(&text.replace(',', "")).is_some()
            && let Ok(read) = self.reader.number(&text.replace(',', ""), common.unit.as_deref())
        {
            return Some(read);
        }
        let dateline = common.as_of.map(Dateline::day).or(self.dateline);
        let problem = match self.reader.text(text, dateline) {
            Ok(read) => return Some((read, text.to_owned())),
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
    fn series(&mut self, item: &Item<'_>, common: &Common) -> Option<(Read, String, Vec<SeriesEntry>, Option<Date>)> {
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
                let message = format!("`series` is out of order: {day} comes behind {}", before.as_of);
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

    fn fact(&self, id: &str, at: &Range<usize>, about: About, read: Read, written: String, common: &Common) -> Fact {
        Fact {
            id: id.to_owned(),
            about,
            value: read.value,
            written,
            claim: read.claim,
            unless: common.unless.clone(),
            when: common.when.clone(),
            as_of: common.as_of,
            tolerance: common.tolerance,
            source: common.source.clone(),
            url: common.url.clone(),
            note: common.note.clone(),
            series: Vec::new(),
            by: common.by.clone(),
            place: self.source.place(at.start),
            file: self.file,
        }
    }

    /// The facts of a sentence, one a claim.
    fn sentence(
        &mut self,
        id: &str,
        at: &Range<usize>,
        text: &str,
        span: &Range<usize>,
        part: Option<&Item<'_>>,
        common: &Common,
    ) -> Vec<Fact> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut bounds = None;
        if let Some(item) = part {
            let Some(words) = self.text("part", item) else { return Vec::new() };
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let Some(start) = text.find(&words) else {
                self.error(
                    "part-not-found",
                    &item.span,
                    format!("\"{words}\" is not in the sentence of {id}"),
                    Some("copy the words from `says`, letter by letter".into()),
                );
                return Vec::new();
            };
            bounds = Some((start..start + words.len(), item));
        }
        let dateline = common.as_of.map(Dateline::day).or(self.dateline);
        let stated = sentence::stated(&text, bounds.as_ref().map(|(b, _)| b), dateline, self.reader.lexicon);
        if stated.is_empty() {
            let (span, message) = match bounds {
                Some((_, item)) => (&item.span, format!("no whole figure or date stands in the `part` of {id}")),
                None => (span, format!("the sentence of {id} holds no figure or date that can be read")),
            };
            self.error(
                "no-claim",
                span,
                message,
                Some("write the figure or date as a draft would: \"The flood killed 43 people in Varna.\"".into()),
            );
        }
        stated
            .into_iter()
            .map(|s| {
                let read = Read { value: s.claim.value.clone(), claim: Some(Box::new(s.claim)) };
                self.fact(id, at, About::Sentence(s.frame), read, s.written, common)
            })
            .collect()
    }
}

/// Four digits, a hyphen and two digits at least: "2014-13-40" was meant as a date.
fn looks_like_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digits = |range: Range<usize>| bytes.get(range).is_some_and(|b| b.iter().all(u8::is_ascii_digit));
    digits(0..4) && bytes.get(4) == Some(&b'-') && digits(5..7) && !text.contains(' ')
}
