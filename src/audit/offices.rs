//! Offices: who held one while another did.

use super::{Audit, CONTRADICTION, at};
use crate::claims::Moment;
use crate::facts::{Office, Severity};
use crate::pairing::one_person;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

/// Holders of one office who are compared with each other.
const HOLDERS: usize = 100;

/// The days on which somebody surely held an office; who has no dates holds it at the end of time.
#[derive(Debug, Clone, Copy)]
struct Surely {
    from: Date,
    to: Date,
}

impl Surely {
    fn of(office: &Office) -> Self {
        let day = |m: Moment| m.date();
        // "2017" may begin on its last day and end on its first.
        let first = office.from.as_ref().and_then(|w| w.readings.first()).and_then(|r| r.to).map(day);
        let from = first.and_then(|d| d.yesterday().ok());
        let to = office.until.as_ref().and_then(|w| w.readings.first()).and_then(|r| r.from).map(day);
        let end = Date::MAX;
        match (from, to) {
            (Some(from), to) => Self { from, to: to.unwrap_or(end) },
            (None, Some(to)) => Self { from: to.yesterday().unwrap_or(to), to },
            (None, None) => Self { from: end.yesterday().unwrap_or(end), to: end },
        }
    }

    fn meets(self, other: Self) -> bool {
        self.from.max(other.from) < self.to.min(other.to)
    }
}

impl Audit<'_> {
    /// Holders of one office whose terms overlap.
    pub(super) fn offices(&mut self) {
        let groups: Vec<(Vec<usize>, bool)> =
            self.index().one_office().map(|(facts, placed)| (facts.to_vec(), placed)).collect();
        for (group, placed) in groups {
            let offices: Vec<&Office> = group.iter().filter_map(|&o| self.facts.offices.get(o)).take(HOLDERS).collect();
            self.holders(&offices, placed);
        }
    }

    fn holders(&mut self, offices: &[&Office], placed: bool) {
        let mut spans: Vec<(Surely, &Office)> = offices.iter().map(|o| (Surely::of(o), *o)).collect();
        spans.sort_by_key(|(s, o)| (s.from, o.ground.place.line));
        let names = &self.facts.names;
        let mut clashes: Vec<(&Office, &Office)> = Vec::new();
        for (at, (span, office)) in spans.iter().enumerate() {
            for (other, earlier) in spans.iter().take(at) {
                // "mayor" in two files of two towns is two offices.
                let one = placed || office.ground.file == earlier.ground.file;
                if one && span.meets(*other) {
                    clashes.push((earlier, office));
                }
            }
        }
        let (same, others): (Vec<_>, Vec<_>) =
            clashes.into_iter().partition(|(a, b)| one_person(&a.holder, &b.holder, names));
        for (earlier, office) in same {
            let message = format!(
                "{} and {} ({}) say of one time that {} held one office",
                office.ground.id,
                earlier.ground.id,
                at(&earlier.ground.place),
                office.holder
            );
            self.say(Severity::Note, "overlap", &office.ground, message, "keep one of the two");
        }
        // Three at a time are a body of several, such as a court.
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for office in others.iter().flat_map(|(a, b)| [a, b]) {
            *counts.entry(office.ground.id.as_str()).or_default() += 1;
        }
        let many = |office: &Office| counts.get(office.ground.id.as_str()).is_some_and(|n| *n > 1);
        let mut body: Vec<&Office> = Vec::new();
        for (earlier, office) in &others {
            if many(earlier) || many(office) {
                body.extend([*earlier, *office]);
                continue;
            }
            let title = office.titles.first().map_or("", String::as_str);
            let ended = earlier.until.is_some();
            let message = format!(
                "{} says that {} is {title}, and {} ({}) says {} {}",
                office.ground.id,
                office.holder,
                earlier.ground.id,
                at(&earlier.ground.place),
                earlier.holder,
                if ended { "at the same time" } else { "without an end" },
            );
            let help = if ended {
                "let the one's `until` be no later than the other's `from`"
            } else {
                "give the one who left an `until`, and each a `from`"
            };
            self.say(Severity::Error, CONTRADICTION, &office.ground, message, help);
        }
        body.sort_by_key(|o| (&o.ground.place.file, o.ground.place.line));
        if let Some(first) = body.first() {
            let title = first.titles.first().map_or("", String::as_str);
            let message = format!("three or more hold one office at a time: {title}");
            let help = "if they follow each other, give each `from` and `until`; if they sit together, leave it so";
            self.say(Severity::Warning, "several-holders", &first.ground, message, help);
        }
    }
}
