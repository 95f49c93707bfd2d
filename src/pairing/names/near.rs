//! Words that are a slip of the pen away from another: found by the letters that are left when one or
//! two are taken out, so that no word is compared with all others.

#![allow(clippy::indexing_slicing, reason = "words of more letters than there is room for are turned away before")]

use crate::lexicon::Stem;
use rustc_hash::FxHashMap;

/// Shorter words are never a slip of another.
const SHORTEST: usize = 5;
/// From so many letters on, two of them may be wrong.
const LONG: usize = 7;
/// Longer words are not looked at.
const LONGEST: usize = 24;

/// Words, by what is left of them when letters are taken out.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    words: Vec<String>,
    known: FxHashMap<Stem, u32>,
    left: FxHashMap<u64, Vec<u32>>,
}

/// How many letters may be wrong in a word of so many; in a name of several words the others help.
fn allowed(letters: usize, beside: bool) -> usize {
    match letters {
        0..SHORTEST => 0,
        SHORTEST..LONG if !beside => 1,
        _ => 2,
    }
}

impl Near {
    /// Adds a folded word.
    pub(super) fn add(&mut self, word: &str) {
        let letters: Vec<char> = word.chars().collect();
        if !(SHORTEST..=LONGEST).contains(&letters.len()) || self.known.contains_key(&Stem::of(word)) {
            return;
        }
        let id = self.words.len() as u32;
        self.known.insert(Stem::of(word), id);
        self.words.push(word.to_owned());
        for key in remains(&letters) {
            let list = self.left.entry(key).or_default();
            if list.last() != Some(&id) {
                list.push(id);
            }
        }
    }

    /// The words that this one may be a slip of.
    pub(super) fn of(&self, word: &str) -> Vec<&str> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() + 1 < SHORTEST || letters.len() > LONGEST || self.words.is_empty() {
            return Vec::new();
        }
        let mut ids: Vec<u32> = remains(&letters).iter().filter_map(|k| self.left.get(k)).flatten().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter()
            .filter_map(|id| self.words.get(id as usize))
            .filter(|other| *other != word && is_slip(word, other, true))
            .map(String::as_str)
            .collect()
    }
}

/// Whether `word` is a slip of `right`, both folded. `beside` other words of one name that are right two letters
/// may be wrong in a shorter word too. A word alone and the same with an ending ("German", "Germany") are two words.
pub(super) fn is_slip(word: &str, right: &str, beside: bool) -> bool {
    let letters = right.chars().count();
    let ending = !beside && (word.starts_with(right) || right.starts_with(word));
    !ending && strsim::osa_distance(word, right) <= allowed(letters, beside)
}

/// Whether `word` is a slip of a common noun: a letter more or less at the end is one too, unless it makes a
/// plural.
pub(super) fn is_slip_of_noun(word: &str, right: &str) -> bool {
    let plural = |one: &str, many: &str| many.strip_prefix(one).is_some_and(|end| end.ends_with('s') && end.len() < 3);
    let letters = right.chars().count();
    let most = if letters < LONG + 2 { 1 } else { 2 };
    letters >= SHORTEST
        && word != right
        && !plural(word, right)
        && !plural(right, word)
        && word.chars().next() == right.chars().next()
        && strsim::osa_distance(word, right) <= most
}

/// Hashes of a word without none, one, or two of its letters. The hash of letters is a number of which each is a
/// digit, so that that of a word is put together from those of its parts.
fn remains(letters: &[char]) -> Vec<u64> {
    /// An odd number of many bits, from the golden section.
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut powers = [1_u64; LONGEST + 1];
    for at in 1..powers.len() {
        powers[at] = powers[at - 1].wrapping_mul(BASE);
    }
    let mut firsts = [0_u64; LONGEST + 1];
    for (at, letter) in letters.iter().enumerate().take(LONGEST) {
        firsts[at + 1] = firsts[at].wrapping_mul(BASE).wrapping_add(u64::from(*letter));
    }
    let count = letters.len().min(LONGEST);
    let part = |from: usize, to: usize| firsts[to].wrapping_sub(firsts[from].wrapping_mul(powers[to - from]));
    let and = |head: u64, from: usize, to: usize| head.wrapping_mul(powers[to - from]).wrapping_add(part(from, to));
    let mut out = Vec::with_capacity(1 + count * (count + 1) / 2);
    out.push(firsts[count]);
    for (a, head) in firsts.iter().enumerate().take(count) {
        out.push(and(*head, a + 1, count));
        out.extend((a + 1..count).map(|b| and(and(*head, a + 1, b), b + 1, count)));
    }
    // What the table is by is the high bits, and a product has its best ones there.
    out.iter_mut().for_each(|hash| *hash ^= *hash >> 32);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_or_two() {
        let mut near = Near::default();
        for word in ["tarnovka", "halmic", "orra", "brenn", "norvia"] {
            near.add(word);
        }
        for (word, expected) in [
            ("tarnowka", vec!["tarnovka"]),
            ("trannovka", vec!["tarnovka"]),
            ("tarnokva", vec!["tarnovka"]),
            ("tarnovka", vec![]),
            ("halmik", vec!["halmic"]),
            ("orla", vec![]),
            ("norvian", vec![]),
            ("torva", vec![]),
        ] {
            let found: Vec<&str> = near.of(word).into_iter().filter(|right| is_slip(word, right, false)).collect();
            assert_eq!(found, expected, "{word}");
        }
        assert!(!is_slip("bronx", "brenn", false));
        assert!(is_slip("bronx", "brenn", true));
    }
}
