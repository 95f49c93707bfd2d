//! Inflection stems: what "killed", "kills" and "killing" have in common, and "universe" and
//! "university" have not. A stem is a hash and never shown.

use rustc_hash::FxHashMap;
use std::hash::{BuildHasher, Hash};

/// A word's inflection stem, or the hash of its letters where a key is by surface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Stem(pub u64);

impl Stem {
    /// The hash of these letters, as they are.
    #[must_use]
    pub fn of(letters: &str) -> Self {
        let build = std::hash::BuildHasherDefault::<rustc_hash::FxHasher>::default();
        let mut hasher = build.build_hasher();
        letters.hash(&mut hasher);
        Self(std::hash::Hasher::finish(&hasher))
    }
}

/// Lower case, straight apostrophes, plain hyphens: the form in which words meet.
#[must_use]
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' => out.push('\''),
            '\u{2010}' | '\u{2011}' => out.push('-'),
            '\u{00ad}' => {}
            c if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Inflection by an irregular table and suffix rules; derivation by listed families.
#[derive(Debug, Clone, Default)]
pub struct Stemmer {
    irregular: FxHashMap<String, String>,
    families: FxHashMap<Stem, Vec<u16>>,
    count: u16,
}

impl Stemmer {
    /// Declares an irregular form ("fell") of a base ("fall").
    pub fn irregular(&mut self, form: &str, base: &str) {
        self.irregular.insert(fold(form), fold(base));
    }

    /// The number of a new derivation family.
    pub fn next_family(&mut self) -> u16 {
        self.count += 1;
        self.count
    }

    /// Declares that words belong to one derivation family, numbered by the caller.
    pub fn family(&mut self, id: u16, word: &str) {
        let stem = self.stem(&fold(word));
        let ids = self.families.entry(stem).or_default();
        if !ids.contains(&id) {
            ids.push(id);
        }
    }

    /// The stem of a folded word.
    #[must_use]
    pub fn stem(&self, folded: &str) -> Stem {
        let base = self.irregular.get(folded).map_or(folded, String::as_str);
        Stem::of(&suffixless(base))
    }

    /// Whether two stems are the same, or of one derivation family.
    #[must_use]
    pub fn akin(&self, a: Stem, b: Stem) -> bool {
        a == b
            || match (self.families.get(&a), self.families.get(&b)) {
                (Some(x), Some(y)) => x.iter().any(|id| y.contains(id)),
                _ => false,
            }
    }

    /// The derivation families of a stem.
    #[must_use]
    pub fn families(&self, stem: Stem) -> &[u16] {
        self.families.get(&stem).map_or(&[], Vec::as_slice)
    }
}

/// Takes -s, -es, -ed, -ing off, and levels what is left ("planned", "plan"; "moved", "move";
/// "carries", "carry").
fn suffixless(word: &str) -> String {
    let is_vowel = |b: u8| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y');
    let has_vowel = |s: &str| s.bytes().any(is_vowel);
    if word.len() < 4 || !word.is_ascii() {
        return level(word);
    }
    for (suffix, put) in [("'s", ""), ("ies", "y"), ("ied", "y")] {
        if let Some(root) = word.strip_suffix(suffix)
            && root.len() >= 2
        {
            return level(&format!("{root}{put}"));
        }
    }
    for suffix in ["ed", "ing"] {
        if let Some(root) = word.strip_suffix(suffix)
            && root.len() >= 3
            && has_vowel(root)
            && !(suffix == "ed" && root.ends_with('e'))
        {
            return level(root);
        }
    }
    for ending in ["ss", "us", "is"] {
        if word.ends_with(ending) {
            return level(word);
        }
    }
    for ending in ["ches", "shes", "sses", "xes", "zes"] {
        if word.ends_with(ending) {
            return level(&word[..word.len() - 2]);
        }
    }
    if let Some(root) = word.strip_suffix('s') {
        return level(root);
    }
    level(word)
}

/// A final e goes, a final double consonant becomes single, a final y becomes i.
fn level(root: &str) -> String {
    let mut out = root.to_owned();
    if out.len() > 3 && out.ends_with('e') {
        out.pop();
    }
    let bytes = out.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && out.len() > 3
        && b.is_ascii_alphabetic()
        && !matches!(b, b'a' | b'e' | b'i' | b'o' | b'u')
    {
        out.pop();
    }
    if out.len() > 2 && out.ends_with('y') {
        out.pop();
        out.push('i');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) {
        let stemmer = Stemmer::default();
        assert_eq!(stemmer.stem(a), stemmer.stem(b), "{a} and {b}");
    }

    #[test]
    fn inflected_forms_share_a_stem() {
        for (a, b) in [
            ("killed", "kill"), ("kills", "killing"), ("planned", "plan"), ("moved", "move"), ("moving", "moves"),
            ("carried", "carry"), ("cities", "city"), ("churches", "church"), ("boxes", "box"), ("houses", "house"),
            ("agreed", "agree"), ("votes", "voted"), ("buses", "bus"), ("classes", "class"), ("deaths", "death"),
        ] {
            same(a, b);
        }
    }

    #[test]
    fn other_words_stay_apart() {
        let s = Stemmer::default();
        for (a, b) in [("universe", "university"), ("general", "generation"), ("ukraine", "ukrainian"), ("bed", "be"), ("news", "new")] {
            assert_ne!(s.stem(a), s.stem(b), "{a} and {b}");
        }
    }
}
