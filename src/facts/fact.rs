//! One fact: its keys checked against the tables of [`schema`](super::schema), its form read.

#![allow(clippy::indexing_slicing, reason = "how many complaints there were before can only have grown")]

use super::asked::Lasting;
use super::ground::Made;
use super::keys::Context;
use super::lived;
use super::schema::{self, Form, KeyRow};
use super::value::Read;
use super::{About, Asked, Fact, Ground, Severity, Term, Tolerance, sentence};
use crate::claims::{Dateline, Value, When};
use crate::strict::nearest;
use crate::strict::{Entry, Item, Raw};
use jiff::civil::Date;
use std::ops::Range;

/// The keys that any fact may have, and `[defaults]` too.
#[derive(Debug, Clone, Default)]
pub(super) struct Common {
    pub(super) unless: Vec<Term>,
    pub(super) unit: Option<String>,
    tolerance: Option<Tolerance>,
    pub(super) when: Option<When>,
    pub(super) as_of: Option<Date>,
    source: Option<String>,
    url: Option<String>,
    note: Option<String>,
    by: Option<Term>,
    severity: Severity,
    required: bool,
    lasting: Option<Lasting>,
}

impl Common {
    /// What is asked of a fact that was known since a day.
    fn asked(&self, as_of: Option<Date>) -> Asked {
        let good_until = self.lasting.zip(as_of).map(|(lasting, day)| lasting.until(day));
        Asked { severity: self.severity, required: self.required, good_until }
    }
}

impl Context<'_, '_> {
    /// Says of a key that no fact knows what may have been meant.
    fn unknown(&mut self, id: &str, entry: &Entry<'_>) {
        if self.faults.at_key(&entry.at) {
            return;
        }
        let near = nearest(&entry.key, schema::KEYS.iter().map(|k| k.name).filter(|_| !self.complaints.full()));
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
                // What `init` leaves for the desk to fill in; `factlint facts` asks for it.
                "source" if matches!(&item.raw, Raw::Text(text) if text.trim().is_empty()) => common.source = None,
                "source" => common.source = self.text(row.name, item),
                "url" => common.url = self.text(row.name, item),
                "note" => common.note = self.text(row.name, item),
                "by" => {
                    common.by = self.text(row.name, item).and_then(|t| self.term(&t, &item.span));
                }
                "severity" => common.severity = self.severity(item).unwrap_or_default(),
                "required" => common.required = self.flag(row.name, item).unwrap_or_default(),
                "stale-after" => common.lasting = self.lasting(item),
                _ => {}
            }
        }
        (common, others)
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
    pub(super) fn line(&mut self, id: &str, at: &Range<usize>, item: &Item<'_>, base: &Common) -> Made {
        let Some(text) = self.text(id, item) else { return Made::default() };
        self.sentence(id, at, &text, &item.span, None, base)
    }

    /// A fact that is a table, which stands at `span` where it is written on one line.
    pub(super) fn table(
        &mut self,
        id: &str,
        at: &Range<usize>,
        entries: &[Entry<'_>],
        span: &Range<usize>,
        base: &Common,
    ) -> Made {
        let before = self.complaints.len();
        let (common, others) = self.common(id, entries, base);
        // What is missing beside a slip of the pen or of syntax is that slip, and told already.
        let slips = self.slips(at, span) || self.complaints.since(before).iter().any(|c| c.code == "unknown-key");
        let Some(form) = self.form(id, at, &others, slips) else { return Made::default() };
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
        let mut made = Made::default();
        // `unit` and `tolerance` that would do nothing, and from when `stale-after` counts.
        let (mut idle, mut since) = ([true, form != Form::Sentence], common.as_of);
        match form {
            Form::Sentence => {
                if let Some(says) = get("says")
                    && let Some(text) = self.text("says", &says.item)
                {
                    made = self.sentence(id, at, &text, &says.item.span, get("part").map(|e| &e.item), &common);
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
                    // A value that has its own unit, or none at all, takes no other.
                    let own = match get("value").map(|e| &e.item.raw) {
                        Some(Raw::Text(text)) => text.trim() == written && !matches!(read.value, Value::Number(_)),
                        Some(Raw::Time(_)) => true,
                        _ => false,
                    };
                    (idle, since) = ([own, matches!(read.value, Value::When(_))], as_of);
                    let mut fact = self.fact(id, at, About::Terms(about), read, written, &common);
                    fact.series = series;
                    fact.as_of = as_of;
                    fact.asked = common.asked(as_of);
                    made.facts.push(fact);
                }
            }
            Form::Quote => {
                if let (Some(speaker), Some(quote)) = (get("speaker"), get("quote")) {
                    made.quotes.extend(self.quoted(id, at, speaker, quote, &common));
                }
            }
            Form::Name => {
                if let (Some(about), Some(is)) = (get("about"), get("is")) {
                    made.called.extend(self.called(id, at, about, is, get("not"), &common));
                }
            }
            Form::Office => made.offices.extend(self.office(id, at, &get, &common)),
            Form::Life => made.lives.extend(self.life(id, at, &get, &common)),
        }
        let errors = self.complaints.since(before).iter().any(|c| c.severity == Severity::Error);
        if errors || !sound {
            return Made::default();
        }
        let idle = [("unit", idle[0]), ("tolerance", idle[1]), ("stale-after", since.is_none())];
        for (key, _) in idle.into_iter().filter(|(_, idle)| *idle) {
            self.idle(id, entries, key);
        }
        made
    }

    /// Says of a key of the fact's own that it does nothing there.
    fn idle(&mut self, id: &str, entries: &[Entry<'_>], key: &str) {
        let Some(entry) = entries.iter().find(|e| e.key == key) else { return };
        let does_nothing = format!("`{key}` does nothing in {id}");
        let (message, help) = match key {
            "stale-after" => (format!("`{key}` of {id} has no day to count from"), "add `as-of = 2015-05-15`"),
            "unit" => (does_nothing, "take it out: it is for numbers that stand bare, value = 6116"),
            _ => (does_nothing, "take it out: it is for figures"),
        };
        self.warn("key-not-held", &entry.at, message, Some(help.into()));
    }

    /// Whether the syntax of a fact is wrong, whose id stands here.
    fn slips(&self, at: &Range<usize>, span: &Range<usize>) -> bool {
        let inline = self.source.slice(span).starts_with('{');
        if inline { self.faults.within(span) } else { self.faults.below(at.end) }
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
    pub(super) fn about(&mut self, item: &Item<'_>) -> Vec<Term> {
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

    /// Where a fact stands and comes from.
    pub(super) fn ground(&self, id: &str, at: &Range<usize>, common: &Common) -> Ground {
        Ground {
            id: id.to_owned(),
            source: common.source.clone(),
            url: common.url.clone(),
            note: common.note.clone(),
            as_of: common.as_of,
            place: self.source.place(at.start),
            file: self.file,
            asked: common.asked(common.as_of),
        }
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
            scope: false,
            place: self.source.place(at.start),
            file: self.file,
            asked: common.asked(common.as_of),
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
    ) -> Made {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut bounds = None;
        if let Some(item) = part {
            let Some(words) = self.text("part", item) else { return Made::default() };
            let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
            let Some(start) = text.find(&words) else {
                self.error(
                    "part-not-found",
                    &item.span,
                    format!("\"{words}\" is not in the sentence of {id}"),
                    Some("copy the words from `says`, letter by letter".into()),
                );
                return Made::default();
            };
            bounds = Some((start..start + words.len(), item));
        }
        let dateline = common.as_of.map(Dateline::day).or(self.dateline);
        let sentence::Said { stated, lived } =
            sentence::stated(&text, bounds.as_ref().map(|(b, _)| b), dateline, self.reader.lexicon);
        if stated.is_empty() {
            let help = "write the figure or date as a draft would: \"The flood killed 43 people in Varna.\"";
            match bounds {
                Some((_, item)) => {
                    let message = format!("no whole figure or date stands in the `part` of {id}");
                    self.error("no-claim", &item.span, message, Some(help.into()));
                }
                // A figure that is there and is not understood is ours to learn: the rest of the file counts.
                None if text.contains(|c: char| c.is_ascii_digit()) => {
                    let message = format!("{id} is left out: its figure or date is not understood");
                    self.warn(
                        "not-understood",
                        span,
                        message,
                        Some("put it plainly, or as `about` and `value`".into()),
                    );
                }
                None => {
                    // Desks paste sentences with and without figures: one without holds no draft to anything.
                    let message = format!("{id} is left out: its sentence holds no figure or date that can be read");
                    self.warn("no-claim", span, message, Some(help.into()));
                }
            }
        }
        let lives = lived::lives(lived, &self.ground(id, at, common));
        let facts = stated
            .into_iter()
            .map(|s| {
                let read = Read { value: s.claim.value.clone(), claim: Some(Box::new(s.claim)) };
                let scope = s.scope;
                Fact { scope, ..self.fact(id, at, About::Sentence(s.frame), read, s.written, common) }
            })
            .collect();
        Made { facts, lives, ..Made::default() }
    }
}
