//! The packs that ship with the program, in the three forms that `build.rs` leaves them in: as the lexicon that they
//! make, as data over which a newsroom's packs are layered, and as their texts.

use crate::lexicon::{Lexicon, PackError};

/// The lexicon that they make, for [`Lexicon::thaw`].
const FROZEN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon"));

/// Each by file as data, without the examples of its entries.
const DATA: &str = include_str!(concat!(env!("OUT_DIR"), "/packs.json"));

/// Each by file as it stands in `rules/en`.
const TEXTS: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/texts.rs"));

impl Lexicon {
    /// The packs that ship with the program, without their examples.
    ///
    /// # Errors
    /// When a pack breaks its own schema, which stops the build of the program.
    pub fn english() -> Result<Self, PackError> {
        // Built on another kind of machine than it runs on, the program makes it anew.
        Self::thaw(FROZEN).map_or_else(Self::english_of_data, Ok)
    }

    /// The same, made of the packs as data.
    fn english_of_data() -> Result<Self, PackError> {
        let packs = Self::shipped(false)?;
        let packs: Vec<_> = packs.iter().map(|(file, data)| (*file, data)).collect();
        Self::of_packs(&packs, false)
    }

    /// The same packs read from their TOML, with the examples that the entries carry.
    ///
    /// # Errors
    /// When a pack breaks its own schema.
    pub fn english_with_examples() -> Result<Self, PackError> {
        Self::of_texts(TEXTS)
    }

    /// The packs that ship with the program as data, each a table of tables of entries; with the examples of
    /// their entries or, which costs less, without.
    ///
    /// # Errors
    /// When a pack cannot be read, which stops the build of the program.
    pub fn shipped(examples: bool) -> Result<Vec<(&'static str, serde_json::Value)>, PackError> {
        let error = |file: &str, message: String| PackError { file: file.to_owned(), message };
        if examples {
            let read = |(file, text): &(&'static str, &str)| {
                Ok((*file, toml::from_str(text).map_err(|e| error(file, e.to_string()))?))
            };
            TEXTS.iter().map(read).collect()
        } else {
            serde_json::from_str(DATA).map_err(|e| error("packs.json", e.to_string()))
        }
    }

    /// The texts of the packs that ship, by file.
    pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
        TEXTS.iter().copied()
    }

    /// The line (from 1) on which an entry of a pack that ships begins.
    #[must_use]
    pub fn line_of(file: &str, table: &str, id: &str) -> Option<usize> {
        let (_, text) = TEXTS.iter().find(|(name, _)| *name == file)?;
        let (bare, quoted) = (format!("[{table}.{id}]"), format!("[{table}.\"{id}\"]"));
        text.lines().position(|l| l.starts_with(&bare) || l.starts_with(&quoted)).map(|n| n + 1)
    }
}
