//! Who held an office on the date that the draft speaks of (semantics 4).

use super::{Finding, Grade, Verdict, words};
use crate::claims::{Dateline, Kind, Moment, Stretch, Value};
use crate::document::Document;
use crate::facts::{Facts, Office};
use crate::pairing::{Mention, Order, Tenure};

/// For so many days after the day on which it was known (`as-of`) an office without `until` is taken to have
/// the same holder.
const KNOWN_FOR: i64 = 366;

/// What was decided.
#[derive(Debug, Clone, PartialEq)]
struct Decision {
    verdict: Verdict,
    /// The office that decides.
    office: Option<usize>,
    /// Why, behind "The draft says …; ".
    reason: String,
    /// Whose name belongs there.
    instead: Option<usize>,
}

/// One office's days, the successor's first day its end where none is written.
#[derive(Debug, Clone, Copy)]
struct Days {
    from: Option<Moment>,
    to: Option<Moment>,
}

impl Days {
    fn meet(self, time: Stretch) -> bool {
        let after = matches!((self.from, time.to), (Some(from), Some(to)) if from >= to);
        let before = matches!((self.to, time.from), (Some(to), Some(from)) if to <= from);
        !after && !before
    }

    fn over(self, time: Stretch) -> bool {
        matches!((self.to, time.from), (Some(to), Some(from)) if to <= from)
    }

    fn ahead(self, time: Stretch) -> bool {
        matches!((self.from, time.to), (Some(from), Some(to)) if from >= to)
    }
}

struct Judge<'a> {
    mention: &'a Mention,
    offices: &'a [Office],
    today: Option<Stretch>,
}

impl Judge<'_> {
    fn days(&self, office: usize) -> Days {
        let Some(own) = self.offices.get(office) else { return Days { from: None, to: None } };
        Days { from: own.begins(), to: own.ends() }
    }

    /// Those who held it in this time.
    fn at(&self, time: Stretch) -> Vec<usize> {
        self.mention.offices.iter().copied().filter(|&o| self.days(o).meet(time)).collect()
    }

    fn held(&self, time: Stretch) -> Option<usize> {
        self.mention.holds.iter().copied().find(|&o| self.days(o).meet(time))
    }

    /// The holders at a time in words, with the one whose name belongs there.
    fn then(&self, time: Stretch, when: &str) -> (String, Option<usize>) {
        let held = self.at(time);
        let names: Vec<&str> = held.iter().filter_map(|&o| self.offices.get(o)).map(|o| o.holder.as_str()).collect();
        match (names.as_slice(), held.as_slice()) {
            ([], _) => (String::new(), None),
            ([one], [office]) => (format!("{one} held it {when}"), Some(*office)),
            (many, _) => (format!("{} held it {when}", many.join(" and ")), None),
        }
    }

    fn disagree(&self, office: usize, reason: String, instead: Option<usize>) -> Decision {
        if self.mention.accuses {
            Decision { verdict: Verdict::Disagree, office: Some(office), reason, instead }
        } else {
            unchecked("title and facts are not surely of one office; `subject`, or the place in `role`, would tell")
        }
    }

    fn decide(&self) -> Decision {
        if let Some(decision) = self.order() {
            return decision;
        }
        let Some(&first) = self.mention.holds.first() else { return self.stranger() };
        let Some(today) = self.today else { return exact(first) };
        let all = || self.mention.holds.iter().copied();
        let ended = all().find(|&o| self.days(o).over(today));
        match self.mention.tenure {
            Tenure::Present | Tenure::Then | Tenure::Outgoing => self.present(today),
            Tenure::Begins => {
                let told = self.mention.times.own.iter().find_map(|&t| self.held(t));
                let begun = all().find(|&o| !self.days(o).ahead(today) && self.mention.times.own.is_empty());
                told.or(begun).map_or_else(|| unchecked("it speaks of another date than the first in office"), exact)
            }
            Tenure::Past => match (self.held(today), ended) {
                (None, Some(office)) => exact(office),
                (Some(office), _) => {
                    let reason = format!("{} still holds the office", self.holder(office));
                    self.disagree(office, reason, None)
                }
                (None, None) => unchecked("nothing is known of an earlier term"),
            },
            Tenure::Dead => match ended.or_else(|| self.held(today)) {
                Some(office) => exact(office),
                None => unchecked("nothing is known of an earlier term"),
            },
            // "the president-elect said in December": on the date of the sentence.
            Tenure::Elect => match (self.elect(today), self.held(today)) {
                (Some(office), _) => exact(office),
                (None, Some(office)) => {
                    let reason = format!("{} is in office already", self.holder(office));
                    self.disagree(office, reason, None)
                }
                (None, None) => unchecked("nothing is known of a term to come"),
            },
        }
    }

    /// Somebody is said to have followed one who came later, or one who never held it.
    fn order(&self) -> Option<Decision> {
        let own = *self.mention.holds.first()?;
        Some(match self.mention.order? {
            Order::Lesser => match self.today.and_then(|today| self.held(today)) {
                Some(office) => {
                    let held = self.offices.get(office).and_then(|o| o.titles.first()).map_or("", String::as_str);
                    self.disagree(office, format!("{} is {held}", self.holder(office)), None)
                }
                None => unchecked("the facts do not say who held this office then"),
            },
            Order::Later(other) => {
                self.disagree(own, format!("{} held it after {}", self.holder(other), self.holder(own)), None)
            }
            Order::Earlier(other) => {
                self.disagree(own, format!("{} held it before {}", self.holder(other), self.holder(own)), None)
            }
            Order::Next(other) => {
                self.disagree(own, format!("{} held it after {}", self.holder(other), self.holder(own)), Some(other))
            }
            Order::Other(other) => {
                self.disagree(own, format!("{} held it before {}", self.holder(other), self.holder(own)), Some(other))
            }
        })
    }

    /// The office that was still to come, on the dateline or when the text is set.
    fn elect(&self, today: Stretch) -> Option<usize> {
        let times = || self.mention.times.own.iter().chain(&self.mention.times.around).copied().chain([today]);
        self.mention.holds.iter().copied().find(|&o| times().any(|t| self.days(o).ahead(t)))
    }

    fn holder(&self, office: usize) -> &str {
        self.offices.get(office).map_or("", |o| o.holder.as_str())
    }

    /// The title is borne by somebody who held it at some time.
    fn present(&self, today: Stretch) -> Decision {
        let past = |t: &Stretch| matches!((t.from, today.to), (Some(from), Some(to)) if from < to);
        let own: Vec<Stretch> = self.mention.times.own.iter().copied().filter(past).collect();
        let told = own.iter().find_map(|&t| self.held(t));
        if let Some(office) = told {
            return exact(office);
        }
        let known = own.iter().copied().find(|&t| !self.at(t).is_empty());
        if let Some(office) = self.held(today) {
            // Right today, and another's on the sentence's own date.
            let Some(time) = known else { return exact(office) };
            let (reason, instead) = self.then(time, "on the date of the sentence");
            if self.mention.definite || self.mention.tenure == Tenure::Then {
                return self.disagree(office, reason, instead);
            }
            let verdict = Verdict::Match(Grade::Loose);
            return Decision { verdict, office: Some(office), reason, instead: None };
        }
        // In a past narrative the office is held to that time.
        if let Some(office) = self.mention.times.around.iter().copied().filter(past).find_map(|t| self.held(t)) {
            return if own.is_empty() { exact(office) } else { unchecked("the sentence speaks of several times") };
        }
        let office = self.mention.holds.iter().copied().max_by_key(|&o| self.days(o).from).unwrap_or_default();
        if let Some(time) = known {
            let (reason, instead) = self.then(time, "on the date of the sentence");
            return self.disagree(office, reason, instead);
        }
        if !own.is_empty() && self.mention.tenure == Tenure::Then {
            let reason = self.outside(office);
            return self.disagree(office, reason, None);
        }
        if self.mention.tenure == Tenure::Then {
            return exact(office);
        }
        let (now, instead) = self.then(today, "on the dateline");
        let reason = self.outside(office);
        let reason = if now.is_empty() { reason } else { format!("{reason}; {now}") };
        self.disagree(office, reason, instead)
    }

    /// When the office was held, in words.
    fn outside(&self, office: usize) -> String {
        let Some(own) = self.offices.get(office) else { return String::new() };
        let day = |w: &crate::claims::When| w.readings.first().map(|r| words::stretch(*r)).unwrap_or_default();
        match (&own.from, &own.until) {
            (Some(from), Some(until)) => format!("{} held it from {} until {}", own.holder, day(from), day(until)),
            (Some(from), None) => format!("{} has held it only since {}", own.holder, day(from)),
            (None, Some(until)) => format!("{} held it until {}", own.holder, day(until)),
            (None, None) => format!("{} holds it", own.holder),
        }
    }

    /// Whether the fact knows who held the office at a time: one that gives neither end, but the day on which
    /// it was known, does not tell who held it before, or long after.
    fn known_at(&self, office: usize, time: Stretch) -> bool {
        let Some(own) = self.offices.get(office) else { return false };
        let Some(day) = own.ground.as_of else { return true };
        let since = own.from.is_some() || time.to.is_none_or(|to| to.date() > day);
        let last = day.checked_add(jiff::Span::new().days(KNOWN_FOR)).ok();
        let still = own.until.is_some() || !time.from.zip(last).is_some_and(|(from, last)| from.date() > last);
        since && still
    }

    /// The title is borne by somebody of whom no fact of the office knows.
    fn stranger(&self) -> Decision {
        let Some(today) = self.today else { return unchecked("there is no dateline to hold it to") };
        let past = |t: &&Stretch| matches!((t.from, today.to), (Some(from), Some(to)) if from < to);
        if !matches!(self.mention.tenure, Tenure::Present) {
            return unchecked("the facts do not say who else held this office, and when");
        }
        let time = self.mention.times.own.iter().find(past).copied().unwrap_or(today);
        // The text may be set in a time of which nothing is known.
        let elsewhere = self.mention.times.scenes.iter().filter(past).any(|&t| self.at(t).is_empty());
        let held = self.at(time);
        let known = |o: &&usize| self.known_at(**o, time);
        let Some(&office) = held.iter().find(known).filter(|_| !elsewhere) else {
            return unchecked("the facts do not say who held this office then");
        };
        let when = if self.mention.times.own.is_empty() { "on the dateline" } else { "on the date of the sentence" };
        let (reason, instead) = self.then(time, when);
        self.disagree(office, reason, instead)
    }
}

/// The finding for one mention of an office.
#[must_use]
pub fn office(document: &Document, mention: &Mention, facts: &Facts, dateline: Option<Dateline>) -> Finding {
    let today = dateline.and_then(|d| {
        let from = d.date.at(0, 0, 0, 0);
        let to = d.date.tomorrow().ok()?.at(0, 0, 0, 0);
        Some(Stretch { from: Some(from), to: Some(to) })
    });
    // What became known only after the dateline is not known yet.
    let known = |o: usize| {
        let as_of = facts.offices.get(o).and_then(|f| f.ground.as_of);
        !as_of.zip(dateline).is_some_and(|(known, d)| known > d.date)
    };
    let mention = Mention {
        offices: mention.offices.iter().copied().filter(|&o| known(o)).collect(),
        holds: mention.holds.iter().copied().filter(|&o| known(o)).collect(),
        ..mention.clone()
    };
    let judge = Judge { mention: &mention, offices: &facts.offices, today };
    let decision = judge.decide();
    let fact = decision.office.and_then(|o| facts.offices.get(o));
    let span = document.source_span(mention.span);
    let prose = document.blocks().get(mention.span.block as usize).map_or("", |b| b.text.as_str());
    let said = prose.get(mention.span.start as usize..mention.span.end as usize).unwrap_or_default();
    let right = decision.instead.and_then(|o| facts.offices.get(o));
    let expected = right
        .or(fact)
        .map(|o| Value::Role { role: o.titles.first().cloned().unwrap_or_default(), holder: o.holder.clone() });
    let message = match decision.verdict {
        Verdict::Match(Grade::Exact) => match fact {
            Some(_) => format!("The draft says \"{said}\"; the reference says the same."),
            None => String::new(),
        },
        Verdict::Match(_) => format!("The draft says \"{said}\"; {}: a careful editor would say so.", decision.reason),
        Verdict::Disagree => format!("The draft says \"{said}\"; {}.", decision.reason),
        _ => format!("No fact decides this: {}.", decision.reason),
    };
    let suggestion =
        right.filter(|_| decision.verdict == Verdict::Disagree && said.matches(&mention.name).count() == 1);
    let finding = Finding {
        kind: Some(Kind::Role),
        value: Some(Value::Role { role: mention.title.clone(), holder: mention.name.clone() }),
        verdict: decision.verdict,
        message,
        suggestion: suggestion.map(|o| said.replacen(&mention.name, &o.holder, 1)),
        reference: expected.as_ref().and_then(|v| match v {
            Value::Role { role, holder } => Some(format!("{holder}, {role}")),
            _ => None,
        }),
        expected: expected.filter(|_| fact.is_some()),
        ..Finding::at(document, span)
    };
    match fact {
        Some(office) => finding.on(&office.ground),
        None => finding,
    }
}

fn unchecked(reason: &str) -> Decision {
    Decision { verdict: Verdict::Unchecked, office: None, reason: reason.to_owned(), instead: None }
}

fn exact(office: usize) -> Decision {
    Decision { verdict: Verdict::Match(Grade::Exact), office: Some(office), reason: String::new(), instead: None }
}
