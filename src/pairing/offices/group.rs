//! One office of the facts: its titles, and by what other words its institution goes.

use super::person;
use super::title::{Key, Title, Word};
use crate::facts::{Alternative, Facts};
use crate::lexicon::Lexicon;

/// An office: its facts share a title.
#[derive(Debug, Clone, Default)]
pub(super) struct Group {
    pub(super) facts: Vec<usize>,
    pub(super) titles: Vec<Title>,
    /// Other words for what its titles name: aliases, the subject of its file.
    pub(super) known: Vec<Word>,
    /// A title names its institution.
    pub(super) placed: bool,
    /// The subjects of the files that it is from.
    pub(super) files: Vec<u16>,
}

/// Tells the words of titles that name the institution: capitals behind a preposition or before a head
/// without one, and what a longer title has before a shorter one ("British Prime Minister | Prime Minister").
pub(super) fn institutions(group: &mut Group, lexicon: &Lexicon) {
    let titles = group.titles.clone();
    for title in &mut group.titles {
        let longer_than = |other: &Title| {
            other.head.key == title.head.key
                && other.words.len() < title.words.len()
                && other.words.iter().all(|w| title.words.iter().any(|o| o.meets(w, lexicon)))
        };
        let shorter: Vec<&Title> = titles.iter().filter(|t| longer_than(t)).collect();
        let small = !title.head.capital;
        for word in &mut title.words {
            let left_out = shorter.iter().any(|t| !t.words.iter().any(|w| w.meets(word, lexicon)));
            word.place = word.capital && (word.behind || small || left_out);
        }
        group.placed |= title.words.iter().any(|w| w.place);
    }
}

/// Other words for what the titles of an office name.
pub(super) fn known(group: &Group, facts: &Facts, lexicon: &Lexicon) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    let mut add = |text: &str| {
        for title in Title::read(text, lexicon) {
            for word in title.words.into_iter().chain([title.head]) {
                if !out.iter().any(|w| w.key == word.key) {
                    out.push(word);
                }
            }
        }
    };
    for names in person::alias_words(&facts.names) {
        let meant = |w: &crate::facts::TermWord| {
            w.function || group.titles.iter().flat_map(|t| &t.words).any(|o| o.key == Key::Stem(w.stem))
        };
        let telling = |w: &&Vec<crate::facts::TermWord>| w.iter().any(|w| !w.function) && w.iter().all(meant);
        if names.iter().any(telling) {
            names.iter().for_each(|words| {
                let text: Vec<&str> = words.iter().map(|w| w.text.as_str()).collect();
                add(&text.join(" "));
            });
        }
    }
    // A title without an institution is of the draft's own subject.
    for file in group.files.iter().filter(|_| !group.placed) {
        for term in facts.subjects.get(*file as usize).into_iter().flatten() {
            for alternative in &*term.alternatives {
                if let Alternative::Phrase(words) | Alternative::Exact(words) = alternative {
                    words.iter().filter(|w| w.capital).for_each(|w| add(&w.text));
                }
            }
        }
    }
    out
}
