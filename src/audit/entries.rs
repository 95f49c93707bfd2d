//! Facts one by one: whether they can be met, where they come from, how old they are, what looks like a slip.

use super::{Audit, grounds};
use crate::claims::{Stretch, Value};
use crate::facts::{About, Alternative, Fact, Ground, Severity, Term};
use crate::lexicon::{Dimension, Lexicon};
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

impl Audit<'_> {
    /// Looks at each fact by itself.
    pub(super) fn entries(&mut self) {
        for index in 0..self.facts.facts.len() {
            let Some(fact) = self.facts.facts.get(index) else { break };
            if let About::Terms(terms) = &fact.about {
                self.never_met(index, fact, terms);
                self.years(fact, terms);
            }
        }
        let mut all: Vec<Ground> = grounds(self.facts).into_values().collect();
        all.sort_by(|a, b| (&a.place.file, a.place.line).cmp(&(&b.place.file, b.place.line)));
        let series = self.facts.facts.iter().filter(|f| !f.series.is_empty());
        let sourced: FxHashSet<&str> =
            series.filter(|f| f.series.iter().all(|e| e.source.is_some())).map(|f| f.id.as_str()).collect();
        let unsourced: Vec<&Ground> =
            all.iter().filter(|g| g.source.is_none() && g.url.is_none() && !sourced.contains(g.id.as_str())).collect();
        let mut said = Vec::new();
        for ground in unsourced {
            let message = format!("{} names no source", ground.id);
            let help = "write `source = \"…\"` (or `url`), or below [defaults] one for all facts of the file";
            said.push((Severity::Warning, "no-source", ground.clone(), message, help));
        }
        let lasting: Vec<&Ground> = all.iter().filter(|g| g.asked.good_until.is_some()).collect();
        for ground in &lasting {
            let (Some(until), Some(day)) = (ground.asked.good_until, self.day) else { continue };
            if ground.asked.stale(day.date) {
                let known = ground.as_of.map(|d| format!("as of {d}, ")).unwrap_or_default();
                let message = format!(
                    "{} is stale on {}: {known}it was to be confirmed again after {until}",
                    ground.id, day.date
                );
                let help = "confirm it against its source, and give it a new `as-of`";
                said.push((Severity::Warning, "stale", (*ground).clone(), message, help));
            }
        }
        if let Some(first) = lasting.first().filter(|_| self.day.is_none()) {
            let message = match lasting.len() {
                1 => format!("nothing says on which day {} is to be judged stale", first.id),
                n => format!(
                    "nothing says on which day {n} facts are to be judged stale, {} the first of them",
                    first.id
                ),
            };
            let help = "give `--date`, or the file a `date`";
            said.push((Severity::Note, "stale-unknown", (*first).clone(), message, help));
        }
        for (severity, code, ground, message, help) in said {
            self.say(severity, code, &ground, message, help);
        }
    }

    fn never_met(&mut self, index: usize, fact: &Fact, terms: &[Term]) {
        if let Some((out, asked)) = self.index().ruled_out_by_itself(index, self.lexicon) {
            let message = format!(
                "{} can never be met: `unless` \"{out}\" rules out what `about` asks for, \"{asked}\"",
                fact.id
            );
            let help = "take it out of `unless`, or name there what would be another thing";
            self.say(Severity::Warning, "never-met", &fact.ground(), message, help);
        } else if let Some((counts, unit)) = odd(fact, terms, self.lexicon) {
            let message = format!("{} can hardly be met: {counts} counts other things than {unit}", fact.id);
            let help = "name in `about` what is measured, or mend the unit";
            self.say(Severity::Warning, "never-met", &fact.ground(), message, help);
        }
        if let (Value::When(value), Some(when)) = (&fact.value, &fact.when) {
            let (Some(value), Some(when)) = (value.covers().next(), when.covers().next()) else { return };
            if apart(value, when) || apart(when, value) {
                let message = format!("the date of {} lies outside of its `when`", fact.id);
                let help = "`when` is the time that the fact is about: take it out, or mend one of the two";
                self.say(Severity::Warning, "outside-when", &fact.ground(), message, help);
            }
        }
    }

    /// A bare number that looks like a year.
    fn years(&mut self, fact: &Fact, terms: &[Term]) {
        let counted = terms.iter().flat_map(|t| t.alternatives.iter()).any(|a| matches!(a, Alternative::Concept(_)));
        let own = [(&fact.value, &fact.written)];
        let series = fact.series.iter().map(|e| (&e.value, &e.written));
        let years: Vec<&String> = if fact.series.is_empty() {
            own.into_iter().filter(|(v, w)| like_year(v, w)).map(|(_, w)| w).collect()
        } else {
            series.filter(|(v, w)| like_year(v, w)).map(|(_, w)| w).collect()
        };
        if let Some(written) = years.first().filter(|_| !counted) {
            let message = format!("`{written}` of {} is read as a number, and looks like a year", fact.id);
            let help =
                format!("a year is written in quotes, \"{written}\"; of a number say what it counts: `unit = \"…\"`");
            self.say(Severity::Warning, "looks-like-year", &fact.ground(), message, &help);
        }
    }
}

fn apart(a: Stretch, b: Stretch) -> bool {
    matches!((a.to, b.from), (Some(to), Some(from)) if to <= from)
}

fn like_year(value: &Value, written: &str) -> bool {
    let Value::Number(figure) = value else { return false };
    let digits = written.len() == 4 && written.bytes().all(|b| b.is_ascii_digit());
    digits && figure.number.is_some_and(|n| (Decimal::from(1500)..Decimal::from(2100)).contains(&n))
}

/// What is counted and in what, where a fact is about nothing but names and what befalls counted things, and its
/// value is of another kind.
fn odd(fact: &Fact, terms: &[Term], lexicon: &Lexicon) -> Option<(String, String)> {
    let concept = |t: &Term| {
        let mut classes = t.alternatives.iter().map(|a| match a {
            Alternative::Concept(c) => lexicon.concepts.get(usize::from(*c)).and_then(|c| c.class),
            _ => None,
        });
        let first = classes.next()??;
        classes.all(|c| c == Some(first)).then_some(first)
    };
    let name = |t: &Term| {
        t.alternatives
            .iter()
            .all(|a| matches!(a, Alternative::Phrase(w) | Alternative::Exact(w) if w.iter().any(|w| w.capital)))
    };
    let term = terms.iter().find(|t| concept(t).is_some())?;
    if !terms.iter().all(|t| name(t) || concept(t).is_some()) {
        return None;
    }
    let class = concept(term)?;
    let other = match &fact.value {
        Value::Money { .. } => true,
        Value::Measure { unit, .. } => {
            lexicon.units.get(usize::from(*unit)).is_some_and(|u| u.dimension != Dimension::Time)
        }
        Value::Quantity { noun, .. } => crate::claims::frame::named(lexicon, noun).class.is_some_and(|c| c != class),
        _ => false,
    };
    other.then(|| (term.text.clone(), format!("\"{}\"", fact.written)))
}
