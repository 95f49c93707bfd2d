//! Value facts that are about one thing: the value of each, read as a claim of the other's frame.

use super::{Audit, CONTRADICTION, at};
use crate::claims::Value;
use crate::facts::{About, Fact, Severity, texts};
use crate::lexicon::Lexicon;
use crate::pairing::{Alike, Kinship};
use crate::verdict::{Agreement, agree};

/// What two values come to that are said of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Together {
    /// One agrees with the other.
    Agree,
    /// Neither does.
    Differ,
    /// They cannot be compared.
    Apart,
}

const TELL_APART: &str =
    "keep the one that its source bears out; if both are right, tell them apart in `about`, `when` or `by`";

impl Audit<'_> {
    /// Pairs of value facts that are about one thing.
    pub(super) fn values(&mut self) {
        for pair in self.index().alike(self.facts, self.lexicon) {
            self.pair(pair);
        }
    }

    fn pair(&mut self, pair: Alike) {
        let Some((a, b)) = self.facts.facts.get(pair.first).zip(self.facts.facts.get(pair.second)) else { return };
        if !a.series.is_empty() || !b.series.is_empty() {
            if pair.kinship == Kinship::Same {
                self.series(a, b);
            }
            return;
        }
        let together = together(a, b, self.lexicon);
        let (first, second) = (quoted(a), quoted(b));
        let (mine, theirs) = (a.ground(), b.ground());
        let place = at(&a.place);
        match (pair.kinship, together) {
            (_, Together::Apart) => {}
            (Kinship::Same, Together::Differ) if a.as_of != b.as_of => {
                let message = format!(
                    "{} says {second} and {} ({place}) says {first} of the same thing ({}), known at different times",
                    b.id,
                    a.id,
                    about(b)
                );
                let help = "write one fact with a `series`: a draft is then held to the value that stood on its date";
                self.say(Severity::Warning, "needs-series", &theirs, message, help);
            }
            (Kinship::Same, Together::Differ) => {
                let message = format!(
                    "{} says {second} and {} ({place}) says {first} of the same thing: {}",
                    b.id,
                    a.id,
                    about(b)
                );
                self.say(Severity::Error, CONTRADICTION, &theirs, message, TELL_APART);
            }
            (Kinship::Same, Together::Agree) => {
                let message = format!("{} says the same as {} ({place}): {}", b.id, a.id, about(b));
                self.say(Severity::Note, "overlap", &theirs, message, "keep one of the two");
            }
            (Kinship::Narrower, Together::Agree) if a.value == b.value => {
                let message = format!(
                    "every claim that {} is about, {} ({}) is about as well, and both say {first}",
                    a.id,
                    b.id,
                    at(&b.place)
                );
                self.say(Severity::Note, "overlap", &mine, message, "keep one of the two");
            }
            (Kinship::Touching, Together::Differ) => {
                let message = format!(
                    "a claim may be about {} ({second}) and about {} ({place}, {first}): words of the one are words of the other",
                    b.id, a.id
                );
                let help = "leave to each fact the words that are its own, or rule the other's out with `unless`";
                self.say(Severity::Warning, "ambiguous-about", &theirs, message, help);
            }
            (Kinship::Narrower | Kinship::Touching, _) => {}
        }
    }

    /// A series and a single value, or two series, of one thing.
    fn series(&mut self, a: &Fact, b: &Fact) {
        let (series, single) = if a.series.is_empty() { (b, a) } else { (a, b) };
        let ground = b.ground();
        let place = at(&a.place);
        if !single.series.is_empty() {
            let both = a.series.iter().find_map(|x| {
                let y = b.series.iter().find(|y| y.as_of == x.as_of)?;
                let differ = together(&of(a, &x.value), &of(b, &y.value), self.lexicon) == Together::Differ;
                differ.then(|| (x.as_of, x.written.clone(), y.written.clone()))
            });
            if let Some((day, first, second)) = both {
                let message =
                    format!("{} says \"{second}\" as of {day}, and {} ({place}) says \"{first}\"", b.id, a.id);
                self.say(Severity::Error, CONTRADICTION, &ground, message, TELL_APART);
            } else {
                let message = format!("{} is a series of the same thing as {} ({place})", b.id, a.id);
                self.say(Severity::Note, "overlap", &ground, message, "make one series of the two");
            }
            return;
        }
        // A single value is held to what stood on its own date, else to the newest.
        let standing = match single.as_of {
            Some(day) => series.series.iter().rev().find(|e| e.as_of <= day),
            None => series.series.last(),
        };
        let Some(entry) = standing else { return };
        let other = if std::ptr::eq(series, a) { at(&a.place) } else { at(&b.place) };
        match together(single, &of(series, &entry.value), self.lexicon) {
            Together::Differ => {
                // Newer than the series: its next entry, not a contradiction.
                let newer = single.as_of.zip(series.series.last()).is_some_and(|(day, last)| day > last.as_of);
                let said = quoted(single);
                if newer {
                    let message =
                        format!("{} says {said}, and is newer than the series {} ({other})", single.id, series.id);
                    let help = "make it the last entry of the series";
                    self.say(Severity::Warning, "needs-series", &single.ground(), message, help);
                    return;
                }
                let message = format!(
                    "{} says {said}, and {} ({other}) says \"{}\" as of {}",
                    single.id, series.id, entry.written, entry.as_of
                );
                self.say(Severity::Error, CONTRADICTION, &single.ground(), message, TELL_APART);
            }
            Together::Agree => {
                let message = format!("{} says what the series {} ({other}) says", single.id, series.id);
                self.say(Severity::Note, "overlap", &single.ground(), message, "keep the series");
            }
            Together::Apart => {}
        }
    }
}

/// The fact with another value.
fn of(fact: &Fact, value: &Value) -> Fact {
    Fact { value: value.clone(), series: Vec::new(), ..fact.clone() }
}

/// Each value as a draft's, held to the other fact.
fn together(a: &Fact, b: &Fact, lexicon: &Lexicon) -> Together {
    let (there, back) = (agree(&a.value, b, lexicon), agree(&b.value, a, lexicon));
    match (&there, &back) {
        (Agreement::Agree { .. }, _) | (_, Agreement::Agree { .. }) => Together::Agree,
        (Agreement::Differ(_), Agreement::Differ(_)) => Together::Differ,
        _ => Together::Apart,
    }
}

fn quoted(fact: &Fact) -> String {
    format!("\"{}\"", fact.written.trim_matches('"'))
}

fn about(fact: &Fact) -> String {
    match &fact.about {
        About::Terms(terms) => texts(terms),
        About::Sentence(frame) => frame.text.clone(),
    }
}
