//! What the keys of facts hold: text, terms, dates, tolerances; and where complaints about them go.

use super::told::Told;
use super::value::{self, Read, Reader};
use super::{Severity, Term, TermError, Tolerance, bounds};
use crate::claims::{Dateline, Value, When};
use crate::lexicon::Sense;
use crate::strict::Faults;
use crate::strict::Source;
use crate::strict::nearest;
use crate::strict::{Item, Raw};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
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
    pub complaints: &'a mut Told,
    /// From when dates without a year count.
    pub dateline: Option<Dateline>,
    /// Index of the file's subject.
    pub file: u16,
    /// The groups of `[names]` by the folded names that they hold, where facts are read.
    pub names: Option<&'a FxHashMap<String, Vec<u32>>>,
}

impl Context<'_, '_> {
    /// Files an error.
    pub(super) fn error(&mut self, code: &'static str, span: &Range<usize>, message: String, help: Option<String>) {
        self.complaints.push(self.source.complain(Severity::Error, code, span, message, help));
    }

    /// Files a warning.
    pub(super) fn warn(&mut self, code: &'static str, span: &Range<usize>, message: String, help: Option<String>) {
        self.complaints.push(self.source.complain(Severity::Warning, code, span, message, help));
    }

    /// Says that a key holds the wrong kind of thing.
    pub(super) fn wrong(&mut self, key: &str, item: &Item<'_>, wanted: &str, example: &str) {
        if !matches!(item.raw, Raw::Broken) {
            let message = format!("`{key}` holds {}, and should hold {wanted}", item.raw.name());
            self.error("wrong-type", &item.span, message, Some(format!("write `{key} = {example}`")));
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, key: &str, item: &Item<'_>) -> Option<String> {
        match &item.raw {
            Raw::Text(text) if text.len() > bounds::LETTERS && text.chars().nth(bounds::LETTERS).is_some() => {
                let message = format!("`{key}` is longer than {} letters", bounds::LETTERS);
                self.error("too-long", &item.span, message, Some("write a sentence or two, and no article".into()));
                None
            }
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
        let error = match self.reader.term(text) {
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
                let lexicon = self.reader.lexicon;
                let names = || lexicon.concepts.iter().map(|c| c.name.as_str());
                // "@injured" is a word of "@wounded".
                let by_word = lexicon.senses(&name).into_iter().find_map(|sense| match sense {
                    Sense::Concept(id, _) => lexicon.concepts.get(id as usize).map(|c| c.name.as_str()),
                    _ => None,
                });
                let help = by_word.or_else(|| nearest(&name, names())).map_or_else(
                    || {
                        let all: Vec<String> = names().map(|n| format!("@{n}")).collect();
                        format!("a plain word is written without `@`; the concepts are {}", all.join(", "))
                    },
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
    pub(super) fn when(&mut self, key: &str, item: &Item<'_>) -> Option<When> {
        let text = match &item.raw {
            Raw::Text(text) => text.trim(),
            Raw::Time(text) => text.as_str(),
            // A bare year can mean nothing else where only a date may stand.
            Raw::Number(text) if text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit()) => text,
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
    pub(super) fn day(&mut self, key: &str, item: &Item<'_>) -> Option<Date> {
        let when = self.when(key, item)?;
        let day = when.readings.first().and_then(|r| r.from).map(jiff::civil::DateTime::date);
        if day.is_none() {
            let message = format!("`{key} = {}` has no first day", self.source.slice(&item.span));
            self.error("bad-date", &item.span, message, Some(format!("write a day: `{key} = 2014-03-18`")));
        }
        day
    }

    /// A percentage or number.
    pub(super) fn tolerance(&mut self, item: &Item<'_>) -> Option<Tolerance> {
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
}
