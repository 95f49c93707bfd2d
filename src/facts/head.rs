//! What stands above the facts of a file: its dateline, its subject, what all its facts share, other names.

use super::Severity;
use super::Term;
use super::fact::Common;
use super::keys::Context;
use super::load::{Here, Loader};
use super::schema;
use crate::claims::Dateline;
use crate::lexicon::{Lexicon, fold};
use crate::strict::{Entry, Faults, Item, Raw, Source, nearest};
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::PathBuf;

/// What a file sets for its facts.
#[derive(Default)]
pub(super) struct Base {
    /// What all of them have.
    pub common: Common,
    /// From when dates without a year count.
    pub dateline: Option<Dateline>,
    /// Index of the subject.
    pub file: u16,
    /// The groups of `[names]` by the folded names that they hold.
    pub names: FxHashMap<String, Vec<u32>>,
}

impl Loader<'_> {
    /// What stands above the facts: `date`, `subject`, `[defaults]`, `[names]`, then the files it includes.
    pub(super) fn head(
        &mut self,
        source: &Source<'_>,
        entries: &[Entry<'_>],
        here: &Here<'_>,
        open: &mut Vec<PathBuf>,
    ) -> Base {
        let mut base = Base::default();
        let lexicon = self.reader.lexicon;
        let get = |name: &str| entries.iter().find(|e| e.key == name);
        if let Some(entry) = get("date") {
            base.dateline = self.date(source, &entry.item);
        }
        let faults = Faults::default();
        let mut context = Context {
            source,
            faults: &faults,
            reader: &mut self.reader,
            complaints: &mut self.told,
            dateline: base.dateline,
            file: 0,
            names: None,
        };
        let mut subject = here.subject.clone();
        if let Some(entry) = get("subject") {
            subject.extend(context.terms("subject", &entry.item));
        }
        if let Some(entry) = get("defaults") {
            match &entry.item.raw {
                Raw::Table(keys) => base.common = context.defaults(keys),
                _ => context.error(
                    "wrong-type",
                    &entry.item.span,
                    "`defaults` is a table".into(),
                    Some("write [defaults] on a line of its own, and its keys below".into()),
                ),
            }
        }
        for entry in entries {
            match &*entry.key {
                "date" | "subject" | "defaults" | "include" => {}
                "names" => names(&mut context, &entry.item, lexicon, &mut self.facts.names.groups),
                "facts" => context.error(
                    "wrong-type",
                    &entry.item.span,
                    "`facts` is a table of facts".into(),
                    Some("write each fact as [facts.ID], or below [facts] as ID = \"sentence\"".into()),
                ),
                other => {
                    let help = if schema::key(other).is_some() {
                        format!("`{other}` is a key of facts: put it below [facts.ID], or below [defaults] for all")
                    } else {
                        nearest(other, schema::TOP.iter().copied().filter(|_| !context.complaints.full())).map_or_else(
                            || {
                                format!(
                                    "a file has {}",
                                    schema::TOP.iter().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")
                                )
                            },
                            |n| format!("did you mean `{n}`?"),
                        )
                    };
                    context.error(
                        "unknown-key",
                        &entry.at,
                        format!("`{other}` is nothing that a facts file has at its top"),
                        Some(help),
                    );
                }
            }
        }
        base.file = self.subject(source, subject.clone());
        if let Some(entry) = get("include") {
            let mut context = Context {
                source,
                faults: &faults,
                reader: &mut self.reader,
                complaints: &mut self.told,
                dateline: None,
                file: 0,
                names: None,
            };
            for (path, span) in context.texts("include", &entry.item) {
                self.include(source, &path, &span, here, &subject, open);
            }
        }
        for (index, group) in self.facts.names.groups.iter().enumerate() {
            for name in group {
                base.names.entry(fold(&name.text)).or_default().push(index as u32);
            }
        }
        base
    }

    /// The file's dateline, which is that of drafts too if it is the first.
    fn date(&mut self, source: &Source<'_>, item: &Item<'_>) -> Option<Dateline> {
        let text = match &item.raw {
            Raw::Text(text) => text.trim().to_owned(),
            Raw::Time(text) => text.clone(),
            Raw::Broken => return None,
            _ => String::new(),
        };
        let dateline = Dateline::parse(&text);
        if dateline.is_none() {
            self.told.push(source.complain(
                Severity::Error,
                "bad-date",
                &item.span,
                format!("`date = {}` is not a dateline", source.slice(&item.span)),
                Some("write date = 2015-05-12, or with its hour date = 2015-05-12T16:00:00".into()),
            ));
        } else if self.facts.date.is_none() {
            self.facts.date = Some(text);
        }
        dateline
    }

    /// Index of a file's subject; files of one subject share it.
    pub(super) fn subject(&mut self, source: &Source<'_>, subject: Vec<Term>) -> u16 {
        let index = self.facts.subjects.iter().position(|s| *s == subject).unwrap_or(self.facts.subjects.len());
        let Ok(number) = u16::try_from(index) else {
            let message = "too many files, each with a subject of its own".into();
            self.told.push(source.complain(Severity::Error, "too-many-files", &(0..0), message, None));
            return u16::MAX;
        };
        if index == self.facts.subjects.len() {
            self.facts.subjects.push(subject);
        }
        number
    }
}

fn names(context: &mut Context<'_, '_>, item: &Item<'_>, lexicon: &Lexicon, groups: &mut Vec<Vec<Term>>) {
    let Raw::Table(entries) = &item.raw else {
        return context.error(
            "wrong-type",
            &item.span,
            "`names` is a table".into(),
            Some("write [names] on a line of its own, and \"Name\" = [\"other name\"] below".into()),
        );
    };
    for entry in entries {
        let mut group: Vec<Term> = Vec::new();
        let mut seen = FxHashSet::default();
        let key = (entry.key.trim().to_owned(), entry.at.clone());
        for (text, span) in std::iter::once(key).chain(context.texts(&entry.key, &entry.item)) {
            match Term::phrase(&text, lexicon) {
                Some(term) => {
                    if seen.insert(term.text.clone()) {
                        group.push(term);
                    }
                }
                None => context.error(
                    "empty-term",
                    &span,
                    format!("\"{text}\" is no name: it has no word"),
                    Some("write the name as a draft would".into()),
                ),
            }
        }
        groups.push(group);
    }
}
