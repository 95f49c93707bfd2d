//! A reference quotation, and whether who is named in a draft is its speaker.

use super::{Attribution, Speaker};
use crate::lexicon::{Lexicon, OfficeWord, Sense, Spoken, TokenKind, fold, same_letters, split, unmarked};
use crate::pairing::offices::person::FirstNames;

/// A reference quotation, ready to be compared.
#[derive(Debug, Clone)]
pub struct Reference {
    /// Its words.
    pub words: Vec<Spoken>,
    /// Of each name of its speaker, the words, folded.
    speakers: Vec<Vec<String>>,
    /// What stands for the first word of each name ("Bill" for "William").
    given: Vec<Vec<String>>,
    /// Words of titles in those names.
    titles: Vec<String>,
}

impl Reference {
    pub(super) fn new(words: Vec<Spoken>, names: &[&str], first: FirstNames<'_>, lexicon: &Lexicon) -> Self {
        let mut out = Self { words, speakers: Vec::new(), given: Vec::new(), titles: Vec::new() };
        for name in names {
            let mut own = name_words(name);
            out.titles.extend(own.drain(..titles(&own, lexicon)));
            out.given.push(own.first().map(|w| first.of(w)).unwrap_or_default());
            out.speakers.push(own);
        }
        out
    }

    /// How the named speaker stands to this one.
    pub(super) fn speaker(&self, told: &Attribution) -> Speaker {
        if !told.words.is_empty()
            && let Some(speaker) = self.named(&told.words)
        {
            // "Jan Teague said", of Ilse Teague
            return if speaker == Speaker::Stranger && told.sure { Speaker::Other } else { speaker };
        }
        let surnames = || self.speakers.iter().filter_map(|s| s.last());
        let near = surnames().any(|s| told.nearby.iter().any(|n| same_letters(s, n)));
        match &told.stranger {
            Some(other) if told.name.is_none() && !near => {
                let known = self.titles.contains(&other.head)
                    || self.speakers.iter().flatten().any(|w| *w == other.head)
                    || self.named(&other.named) == Some(Speaker::Same)
                    // "The judge, Marta Holm, spoke for hours": of Marta Holub, it may be the name that is wrong.
                    || self.speakers.iter().flatten().any(|w| other.named.iter().any(|n| same_letters(w, n)))
                    || surnames().any(|s| other.beside.iter().any(|n| same_letters(s, n)));
                // "Otto Behn put it drily. “…,” he said": where the draft never names the speaker, it is Behn.
                let absent = || {
                    let names = self.speakers.iter().flatten().chain(&self.titles);
                    !names.filter(|w| w.chars().count() > 2).any(|w| other.draft.iter().any(|d| same_letters(w, d)))
                };
                return match known {
                    true => Speaker::Unknown,
                    false if other.named.len() > 1 && absent() => Speaker::Other,
                    false => Speaker::Stranger,
                };
            }
            _ => {}
        }
        match told.name {
            Some(_) if told.sure && !near => Speaker::Other,
            None if near => Speaker::Same,
            _ => Speaker::Unknown,
        }
    }

    /// Whether a name is the speaker's, or only the surname is; none for another.
    fn named(&self, name: &[String]) -> Option<Speaker> {
        let mut found = None;
        for (speaker, stands_for) in self.speakers.iter().zip(&self.given) {
            let of = |word: &String| speaker.iter().any(|s| same_letters(s, word));
            let (Some(surname), Some(last)) = (speaker.last(), name.last()) else { continue };
            // "Márquez", "García Márquez", or a first name alone.
            if speaker.len() > 1 && name.len() == 1 && of(last) || name.len() > 1 && name.iter().all(of) {
                return Some(Speaker::Same);
            }
            let Some(at) = name.iter().position(|w| same_letters(surname, w)) else { continue };
            // "Jan Aro" is not "Ilse Aro", but "J. Aro" and "Johnny Aro" may be.
            let (given, first) = (name.get(..at).unwrap_or_default(), speaker.split_last().map_or(&[][..], |(_, f)| f));
            let like = |a: &String| first.iter().any(|b| same_letters(a, b) || a.chars().next() == b.chars().next());
            let short = given.iter().any(|g| stands_for.contains(&unmarked(g)));
            if given.is_empty() || first.is_empty() || short || given.iter().any(like) {
                return Some(Speaker::Same);
            }
            found = Some(Speaker::Stranger);
        }
        found
    }
}

/// What stands before a title, or behind it.
const MODIFIERS: [OfficeWord; 7] = [
    OfficeWord::Plain,
    OfficeWord::Past,
    OfficeWord::Then,
    OfficeWord::Elect,
    OfficeWord::Dead,
    OfficeWord::Outgoing,
    OfficeWord::Other,
];

/// The words of a name, folded.
fn name_words(name: &str) -> Vec<String> {
    split(name)
        .iter()
        .filter(|t| t.kind != TokenKind::Mark)
        .map(|t| &name[t.start as usize..t.end as usize])
        .filter(|w| w.starts_with(char::is_alphanumeric))
        .map(fold)
        .collect()
}

/// How many words before a name are titles and no part of it ("Judge", "Mr", "farmer").
pub(super) fn titles(name: &[String], lexicon: &Lexicon) -> usize {
    let title = |word: &String| {
        lexicon.senses(word).into_iter().any(|sense| match sense {
            Sense::Honorific | Sense::Noun(_) => true,
            // "Mark" and "Will" are no titles.
            Sense::Office(id) => lexicon.offices.get(id as usize).is_some_and(|o| {
                matches!(
                    o,
                    OfficeWord::Title | OfficeWord::Same | OfficeWord::Rank | OfficeWord::Many | OfficeWord::Aide
                ) || MODIFIERS.contains(o)
            }),
            _ => false,
        })
    };
    // "Bill Selby", "Grace Selby"
    let given = |word: &String| !FirstNames::new(lexicon).of(word).is_empty();
    name.iter().take_while(|w| title(w) && !given(w)).count().min(name.len().saturating_sub(1))
}
