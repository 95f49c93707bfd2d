//! The whole of a lexicon as bytes, as it stands when its packs are loaded: `build.rs` writes those of the packs that
//! ship, and a run reads them. What a lexicon is made of says how, and the large tables are lent and not read.

use super::{Lexicon, Stem};

/// Keys are hashes, and not the same on every kind of machine: bytes that were written where this word has another
/// are of no use.
const WORD: &str = "thaw";

impl Lexicon {
    /// All but the examples, as bytes for [`Lexicon::thaw`].
    ///
    /// # Errors
    /// Never, for what a lexicon holds.
    pub fn freeze(&self) -> Result<Vec<u8>, postcard::Error> {
        postcard::to_extend(&(Stem::of(WORD), self), Vec::new())
    }

    /// The lexicon of which these are the bytes; nothing when they were written on another kind of machine.
    #[must_use]
    pub fn thaw(bytes: &'static [u8]) -> Option<Self> {
        let (word, rest): (Stem, _) = postcard::take_from_bytes(bytes).ok()?;
        if word == Stem::of(WORD) { postcard::from_bytes(rest).ok() } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_of_another_kind_of_machine_are_left_alone() {
        let english = Lexicon::english().unwrap();
        let mut bytes = english.freeze().unwrap();
        assert!(Lexicon::thaw(bytes.clone().leak()).is_some());
        bytes[0] ^= 1;
        assert!(Lexicon::thaw(bytes.leak()).is_none());
        assert!(Lexicon::thaw(b"").is_none());
    }
}
