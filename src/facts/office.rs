//! Form 4: an office, who held it, and when. Form 7: a person's or firm's dates.

use super::fact::Common;
use super::keys::Context;
use super::{About, Fact, Ground};
use crate::claims::{Moment, Value, When};
use crate::strict::Entry;
use jiff::civil::Date;
use std::ops::Range;

/// Who held an office, and when.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Office {
    /// Where it stands and comes from.
    pub ground: Ground,
    /// The titles, each as good as the other.
    pub titles: Vec<String>,
    /// Who held it; other names are those of [`Names`](super::Names).
    pub holder: String,
    /// Since when; none where that is not known.
    pub from: Option<When>,
    /// Until when; none where it has no end or none is known.
    pub until: Option<When>,
}

impl Office {
    /// The last day on which it may have begun.
    #[must_use]
    pub fn begins(&self) -> Option<Moment> {
        self.from.as_ref().and_then(|w| w.readings.first()).and_then(|r| r.from)
    }

    /// The first moment after its last day.
    #[must_use]
    pub fn ends(&self) -> Option<Moment> {
        self.until.as_ref().and_then(|w| w.readings.first()).and_then(|r| r.to)
    }

    /// The value fact that says when it was held, or one end of that.
    #[must_use]
    pub fn dated(&self, when: When) -> Fact {
        dated(&self.ground, when)
    }
}

/// What befalls a person or a firm once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Event {
    /// A person is born, a firm is founded.
    Begins,
    /// A person dies, a firm is dissolved.
    Ends,
}

/// A person's or firm's dates.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Life {
    /// Where it stands and comes from.
    pub ground: Ground,
    /// The name; other names are those of [`Names`](super::Names).
    pub name: String,
    /// It is a person (`person`), not a firm or body (`entity`).
    pub person: bool,
    /// Born or founded.
    pub begins: Option<When>,
    /// Died or dissolved.
    pub ends: Option<When>,
}

impl Life {
    /// When something befell it.
    #[must_use]
    pub fn when(&self, event: Event) -> Option<&When> {
        match event {
            Event::Begins => self.begins.as_ref(),
            Event::Ends => self.ends.as_ref(),
        }
    }

    /// The value fact that says when something befell it.
    #[must_use]
    pub fn dated(&self, event: Event) -> Option<Fact> {
        self.when(event).map(|when| dated(&self.ground, when.clone()))
    }

    /// The value fact with another value of the same ground: an age that follows from its dates.
    #[must_use]
    pub fn valued(&self, value: Value, written: String) -> Fact {
        valued(&self.ground, value, written)
    }
}

fn dated(ground: &Ground, when: When) -> Fact {
    let written = when.edtf.clone();
    valued(ground, Value::When(when), written)
}

fn valued(ground: &Ground, value: Value, written: String) -> Fact {
    Fact {
        id: ground.id.clone(),
        about: About::Terms(Vec::new()),
        value,
        written,
        claim: None,
        unless: Vec::new(),
        when: None,
        as_of: ground.as_of,
        tolerance: None,
        source: ground.source.clone(),
        url: ground.url.clone(),
        note: ground.note.clone(),
        series: Vec::new(),
        by: None,
        scope: false,
        place: ground.place.clone(),
        file: ground.file,
        asked: ground.asked,
    }
}

/// The first and the last day of a date; none where an end is open.
fn days(when: &When) -> (Option<Date>, Option<Date>) {
    let first = when.readings.first();
    let last = when.ends.first().or(first).and_then(|r| r.to).and_then(|m| m.date().yesterday().ok());
    (first.and_then(|r| r.from).map(Moment::date), last)
}

impl Context<'_, '_> {
    /// Reads `role`, `holder`, `from` and `until`.
    pub(super) fn office<'e, 'i: 'e>(
        &mut self,
        id: &str,
        at: &Range<usize>,
        get: &dyn Fn(&str) -> Option<&'e Entry<'i>>,
        common: &Common,
    ) -> Option<Office> {
        let (role, holder) = (get("role")?, get("holder")?);
        let titles = self.text("role", &role.item);
        let name = self.text("holder", &holder.item);
        let from = get("from").and_then(|e| self.when("from", &e.item));
        let until = get("until").and_then(|e| self.when("until", &e.item));
        self.in_order(("from", from.as_ref()), ("until", get("until"), until.as_ref()));
        let titles: Vec<String> = titles?.split('|').map(|t| t.trim().to_owned()).collect();
        if titles.iter().any(|t| !t.chars().any(char::is_alphabetic)) {
            let message = format!("one of the titles of {id} has no word");
            let help = Some("write the title, or titles with ` | ` between: \"mayor of Halmic | Halmic mayor\"".into());
            self.error("empty-term", &role.item.span, message, help);
            return None;
        }
        Some(Office { ground: self.ground(id, at, common), titles, holder: name?, from, until })
    }

    /// Reads `person` or `entity`, and its dates.
    pub(super) fn life<'e, 'i: 'e>(
        &mut self,
        id: &str,
        at: &Range<usize>,
        get: &dyn Fn(&str) -> Option<&'e Entry<'i>>,
        common: &Common,
    ) -> Option<Life> {
        let (key, entry) = get("person").map(|e| ("person", e)).or_else(|| get("entity").map(|e| ("entity", e)))?;
        let name = self.text(key, &entry.item);
        let person = key == "person";
        let (first, last) = if person { ("born", "died") } else { ("founded", "dissolved") };
        for other in ["entity", "born", "died", "founded", "dissolved"] {
            if let Some(extra) = get(other).filter(|_| other != key && other != first && other != last) {
                let message = format!("`{other}` does not go with `{key}` in one fact");
                let help = format!("a `{key}` has `{first}` and `{last}`");
                self.error("misplaced-key", &extra.at, message, Some(help));
            }
        }
        let begins = get(first).and_then(|e| self.when(first, &e.item));
        let ends = get(last).and_then(|e| self.when(last, &e.item));
        self.in_order((first, begins.as_ref()), (last, get(last), ends.as_ref()));
        Some(Life { ground: self.ground(id, at, common), name: name?, person, begins, ends })
    }

    /// An end does not stand before its beginning.
    fn in_order(&mut self, from: (&str, Option<&When>), until: (&str, Option<&Entry<'_>>, Option<&When>)) {
        let first = from.1.and_then(|w| days(w).0);
        let last = until.2.and_then(|w| days(w).1);
        if let (Some(first), Some(last), Some(entry)) = (first, last, until.1)
            && last < first
        {
            let message = format!("`{}` lies before `{}`", until.0, from.0);
            self.error("backwards", &entry.item.span, message, Some("one of the two dates is wrong".into()));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::{Facts, parse};
    use crate::lexicon::Lexicon;
    use std::path::Path;

    fn read(text: &str) -> Facts {
        parse(text, Path::new("facts.toml"), &Lexicon::english().expect("the packs are sound"))
    }

    #[test]
    fn an_office_has_titles_a_holder_and_days() {
        let facts = read(
            "[facts.mayor]\nrole = \"mayor of Halmic | Halmic mayor\"\nholder = \"Ilka Torsen\"\nfrom = \"2022-11\"\nuntil = 2024-05-01\nsource = \"roll\"\n",
        );
        assert!(!facts.broken(), "{:?}", facts.complaints);
        let office = facts.offices.first().expect("an office");
        assert_eq!(office.titles, ["mayor of Halmic", "Halmic mayor"]);
        assert_eq!((office.holder.as_str(), office.ground.id.as_str()), ("Ilka Torsen", "mayor"));
        assert_eq!(office.begins().map(|m| m.date().to_string()).as_deref(), Some("2022-11-01"));
        assert_eq!(office.ends().map(|m| m.date().to_string()).as_deref(), Some("2024-05-02"));
    }

    #[test]
    fn a_life_has_dates_of_its_own_kind() {
        let facts = read(
            "[facts.lund]\nperson = \"Hedda Lund\"\nborn = \"1930\"\n[facts.mill]\nentity = \"Orra Mill\"\nfounded = 1901-05-04\n",
        );
        assert!(!facts.broken(), "{:?}", facts.complaints);
        let told: Vec<_> = facts.lives.iter().map(|l| (l.name.as_str(), l.person)).collect();
        assert_eq!(told, [("Hedda Lund", true), ("Orra Mill", false)]);
    }

    #[test]
    fn what_cannot_be_is_an_error() {
        for (text, code) in [
            ("role = \"mayor\"\nholder = \"A B\"\nfrom = 2020-01-01\nuntil = 2019-01-01", "backwards"),
            ("role = \"mayor | \"\nholder = \"A B\"", "empty-term"),
            ("role = \"mayor\"\nholder = \"\"", "empty-text"),
            ("role = \"mayor\"", "missing-key"),
            ("person = \"A B\"\nborn = 1960-01-01\ndied = \"1950\"", "backwards"),
            ("person = \"A B\"\nfounded = 1960-01-01", "misplaced-key"),
            ("person = \"A B\"\nborn = \"long ago\"", "bad-date"),
        ] {
            let facts = read(&format!("[facts.x]\n{text}\n"));
            assert!(facts.complaints.iter().any(|c| c.code == code), "{text}: {:?}", facts.complaints);
            assert!(facts.broken() && facts.offices.is_empty() && facts.lives.is_empty(), "{text}");
        }
    }
}
