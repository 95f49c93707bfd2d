//! Plurals of nouns: whether a word looks like one, and what its singular is.

use super::stem::folded;
use super::{Lexicon, fold};

impl Lexicon {
    /// Whether a word looks like the plural of a noun.
    #[must_use]
    pub fn is_plural(&self, word: &str) -> bool {
        // "GIs", "MPs"
        let acronym = word.strip_suffix('s').is_some_and(|root| root.len() > 1 && root.chars().all(char::is_uppercase));
        if acronym {
            return true;
        }
        let word = folded(word);
        let word = word.as_ref();
        let last = word.rfind('-').and_then(|at| word.get(at + 1..)).unwrap_or(word);
        if self.plurals.contains_key(last) {
            return !participle(last);
        }
        word.len() > 3 && word.ends_with('s') && !["ss", "us", "is", "'s"].iter().any(|e| word.ends_with(e))
    }

    /// Whether a word has the ending of a participle ("injured", "missing").
    #[must_use]
    pub fn is_participle(&self, word: &str) -> bool {
        participle(&fold(word))
    }

    /// The singular of a noun, folded: by the irregular plurals of the packs, else by its ending.
    #[must_use]
    pub fn singular(&self, word: &str) -> String {
        let acronym = word.strip_suffix('s').filter(|root| root.len() > 1 && root.chars().all(char::is_uppercase));
        if let Some(root) = acronym {
            return fold(root);
        }
        let word = fold(word);
        if let Some(base) = self.plurals.get(&word) {
            return base.clone();
        }
        // "great-grandchildren": the last part is what is many.
        if let Some((first, base)) = word.rsplit_once('-').and_then(|(f, last)| Some((f, self.plurals.get(last)?))) {
            return format!("{first}-{base}");
        }
        if !self.is_plural(&word) {
            return word;
        }
        if let Some(root) = word.strip_suffix("ies").filter(|r| r.len() > 1) {
            return format!("{root}y");
        }
        for ending in ["ches", "shes", "sses", "xes", "zes", "oes"] {
            if let Some(root) = word.strip_suffix("es").filter(|r| word.ends_with(ending) && r.len() > 2) {
                return root.to_owned();
            }
        }
        word.strip_suffix('s').unwrap_or(&word).to_owned()
    }
}

fn participle(word: &str) -> bool {
    word.len() > 4 && (word.ends_with("ed") || word.ends_with("ing"))
}

#[cfg(test)]
mod tests {
    use crate::Lexicon;

    #[test]
    fn nouns_find_their_singular() {
        let lexicon = Lexicon::english().unwrap();
        for (plural, singular) in [
            ("Bridges", "bridge"),
            ("cities", "city"),
            ("churches", "church"),
            ("losses", "loss"),
            ("boxes", "box"),
            ("heroes", "hero"),
            ("people", "person"),
            ("children", "child"),
            ("ties", "tie"),
            ("bus", "bus"),
            ("aircraft", "aircraft"),
            ("great-grandchildren", "great-grandchild"),
            ("co-chairmen", "co-chairman"),
        ] {
            assert_eq!(lexicon.singular(plural), singular, "{plural}");
        }
    }
}
