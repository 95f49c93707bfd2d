//! The facts as a list: a row each, in the words of their files.

use super::{About, Facts, Ground, Place, Term};
use rustc_hash::FxHashSet;

/// A fact as a table shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// Where it stands.
    pub place: Place,
    /// What it is about; of a sentence, nothing.
    pub about: String,
    /// What it states.
    pub value: String,
    /// The time that it is about, or since when it was known.
    pub when: String,
    /// Where it comes from.
    pub source: Option<String>,
}

impl Row {
    fn of(ground: &Ground, about: String, value: String, when: String) -> Self {
        Self { id: ground.id.clone(), place: ground.place.clone(), about, value, when, source: ground.source.clone() }
    }
}

impl Facts {
    /// A row for each fact, in the order of files and lines; a sentence is one.
    #[must_use]
    pub fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut told: FxHashSet<&str> = FxHashSet::default();
        let known = |ground: &Ground| ground.as_of.map(|d| format!("as of {d}")).unwrap_or_default();
        for fact in &self.facts {
            if !told.insert(&fact.id) {
                continue;
            }
            let ground = fact.ground();
            let when = fact.when.as_ref().map_or_else(|| known(&ground), |w| w.edtf.clone());
            rows.push(match &fact.about {
                About::Sentence(frame) => Row::of(&ground, String::new(), frame.text.clone(), when),
                About::Terms(terms) => Row::of(&ground, texts(terms), fact.written.clone(), when),
            });
        }
        for c in &self.called {
            let not = if c.not.is_empty() { String::new() } else { format!(", not {}", c.not.join(", ")) };
            let when = c.when.as_ref().map_or_else(|| known(&c.ground), |w| w.edtf.clone());
            rows.push(Row::of(&c.ground, texts(&c.about), format!("{}{not}", c.is), when));
        }
        for q in &self.quotes {
            let words = format!("\u{201c}{}\u{201d}", q.words);
            rows.push(Row::of(&q.ground, q.speaker.clone(), words, known(&q.ground)));
        }
        for o in &self.offices {
            let end = |w: &Option<crate::claims::When>| w.as_ref().map_or("..", |w| w.edtf.as_str()).to_owned();
            let when = match (&o.from, &o.until) {
                (None, None) => known(&o.ground),
                (from, until) => format!("{}/{}", end(from), end(until)),
            };
            rows.push(Row::of(&o.ground, o.titles.join(" | "), o.holder.clone(), when));
        }
        for l in &self.lives {
            let (first, last) = if l.person { ("born", "died") } else { ("founded", "dissolved") };
            let date = |word: &str, w: &Option<crate::claims::When>| w.as_ref().map(|w| format!("{word} {}", w.edtf));
            let dates: Vec<String> = date(first, &l.begins).into_iter().chain(date(last, &l.ends)).collect();
            rows.push(Row::of(&l.ground, l.name.clone(), dates.join(", "), known(&l.ground)));
        }
        // Files keep the order in which their facts were read.
        let mut files: Vec<String> = Vec::new();
        let mut seen = FxHashSet::default();
        for row in &rows {
            if seen.insert(row.place.file.clone()) {
                files.push(row.place.file.clone());
            }
        }
        let rank: rustc_hash::FxHashMap<&str, usize> = files.iter().enumerate().map(|(i, f)| (f.as_str(), i)).collect();
        rows.sort_by_key(|r| (rank.get(r.place.file.as_str()).copied(), r.place.line, r.place.column));
        rows
    }
}

/// Terms as one reads them: `@killed, Donbas`.
#[must_use]
pub fn texts(terms: &[Term]) -> String {
    terms.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use crate::facts::parse;
    use crate::lexicon::Lexicon;
    use std::path::Path;

    #[test]
    fn every_form_has_a_row_in_the_order_of_the_file() {
        let text = "[facts.talks]\nabout = [\"talks\", \"Orra\"]\nvalue = \"4 hours\"\nas-of = 2015-05-12\nsource = \"Diary\"\n\
                    [facts.mayor]\nrole = \"mayor of Halmic\"\nholder = \"Ilka Torsen\"\nfrom = 2020-01-02\n\
                    [facts.lund]\nperson = \"Hedda Lund\"\nborn = 1930\n\
                    [facts.venue]\nabout = \"talks\"\nis = \"Orra\"\nnot = \"Halmic\"\n\
                    [facts.words]\nspeaker = \"Ilka Torsen\"\nquote = \"We dug a well.\"\n\
                    [facts]\ndam = \"The dam cost 7 million euros and is 30 m high.\"\n";
        let facts = parse(text, Path::new("facts.toml"), &Lexicon::english().expect("the packs are sound"));
        let rows: Vec<_> =
            facts.rows().into_iter().map(|r| format!("{} / {} / {} / {}", r.id, r.about, r.value, r.when)).collect();
        assert_eq!(
            rows,
            [
                "talks / talks, Orra / 4 hours / as of 2015-05-12",
                "mayor / mayor of Halmic / Ilka Torsen / 2020-01-02/..",
                "lund / Hedda Lund / born 1930 / ",
                "venue / talks / Orra, not Halmic / ",
                "words / Ilka Torsen / \u{201c}We dug a well.\u{201d} / ",
                "dam /  / The dam cost 7 million euros and is 30 m high. / ",
            ]
        );
    }
}
