//! The words of one text: each is looked up once, however often the text has it.

#![allow(clippy::indexing_slicing, reason = "numbers of words that the same list gave, and its length before it grew")]

use super::phrases::settle;
use super::stem::Scratch;
use super::{Hit, Keys, Lexicon, Sense, Senses, Stem};
use rustc_hash::FxHashMap;

/// A word of a text.
#[derive(Debug, Clone, Copy)]
pub struct Word {
    /// Its keys.
    pub keys: Keys,
    /// What it means as a phrase of its own: in [`Words::senses`].
    from: u32,
    to: u32,
    /// The same as a set.
    pub senses: Senses,
    /// By which keys it begins phrases of more words.
    begins: u8,
    /// It begins with a capital.
    pub capital: bool,
    /// It holds a digit.
    pub digit: bool,
}

/// The words of a text, by number.
pub struct Words<'a> {
    lexicon: &'a Lexicon,
    scratch: Scratch,
    numbers: FxHashMap<Stem, u32>,
    words: Vec<Word>,
    senses: Vec<Sense>,
    room: Vec<Hit>,
}

impl<'a> Words<'a> {
    /// No words yet, of a text of so many letters.
    #[must_use]
    pub fn new(lexicon: &'a Lexicon, letters: usize) -> Self {
        // A sentence has a word to six letters, a short article half as many new ones, and a long one few more: what
        // grows from nothing is moved again and again, and facts are many and short.
        let many = (letters / 6).clamp(8, 256);
        let numbers = FxHashMap::with_capacity_and_hasher(many, rustc_hash::FxBuildHasher);
        let (words, senses, room) = (Vec::with_capacity(many), Vec::with_capacity(many), Vec::new());
        Self { lexicon, scratch: Scratch::default(), numbers, words, senses, room }
    }

    /// Whose words they are.
    #[must_use]
    pub fn lexicon(&self) -> &'a Lexicon {
        self.lexicon
    }

    /// The number of a word.
    pub fn number(&mut self, letters: &str) -> u32 {
        let exact = Stem::of(letters);
        if let Some(&number) = self.numbers.get(&exact) {
            return number;
        }
        let keys = self.scratch.keys(letters, &self.lexicon.stemmer);
        self.room.clear();
        let room = &mut self.room;
        let begins = self.lexicon.phrases.alone(&keys, |sense| room.push(Hit { start: 0, len: 1, sense }));
        settle(room, 0);
        let from = self.senses.len() as u32;
        let mut senses = Senses::default();
        for hit in &self.room {
            senses.add(hit.sense, self.lexicon);
            self.senses.push(hit.sense);
        }
        let number = self.words.len() as u32;
        self.words.push(Word {
            keys,
            from,
            to: self.senses.len() as u32,
            senses,
            begins,
            capital: letters.chars().next().is_some_and(char::is_uppercase),
            digit: letters.bytes().any(|b| b.is_ascii_digit()),
        });
        self.numbers.insert(exact, number);
        number
    }

    /// The word of a number.
    #[must_use]
    pub fn word(&self, number: u32) -> &Word {
        &self.words[number as usize]
    }

    /// All phrases that begin at token `at` of these, given by the numbers of their words, longest first;
    /// and their kinds.
    pub fn hits_at(&self, numbers: &[u32], at: usize, out: &mut Vec<Hit>) -> Senses {
        let word_at = |i: usize| numbers.get(i).and_then(|n| self.words.get(*n as usize));
        let Some(word) = word_at(at) else { return Senses::default() };
        let mut senses = word.senses;
        if word.begins != 0 {
            let from = out.len();
            self.lexicon.phrases.longer(|i| word_at(i).map(|w| &w.keys), numbers.len(), at, word.begins, out);
            settle(out, from);
            out[from..].iter().for_each(|hit| senses.add(hit.sense, self.lexicon));
        }
        out.extend(self.alone(word).iter().map(|&sense| Hit { start: at as u32, len: 1, sense }));
        senses
    }

    /// What a word means as a phrase of its own.
    #[must_use]
    pub fn alone(&self, word: &Word) -> &[Sense] {
        self.senses.get(word.from as usize..word.to as usize).unwrap_or(&[])
    }
}
