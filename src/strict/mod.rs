//! TOML read strictly, whatever it is for: a tree in which everything has its place, complaints with
//! place, code and what to write instead, and the name that was probably meant. Knows no key of any file.
//!
//! A reader makes a [`Source`] of a file's text, asks [`read`] for its tree and for what is wrong with its
//! syntax, and files every further mistake with [`Source::complain`].

mod complaint;
mod file;
mod item;
mod scan;
mod slip;
mod source;
mod syntax;

pub use complaint::{Complaint, Severity};
pub use source::Place;

pub(crate) use file::{Bounds, Unreadable, absent, text};
pub(crate) use item::{Entry, Item, Raw, Tree, composed, json};
pub(crate) use scan::{Scan, Step};
pub(crate) use source::{Source, shown};
pub(crate) use syntax::{Faults, Words, faults, read};

/// A word of more letters is no slip of the pen for any name.
const LETTERS: usize = 60;

/// The name among `known` that was probably meant: at most a third of the letters off.
pub(crate) fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let letters = word.chars().count();
    if letters > LETTERS {
        return None;
    }
    let allowed = letters / 3;
    let word = word.to_lowercase();
    // The distance is at least what one is longer than the other, and as many as the letters that it has not.
    let has = |k: &str| word.bytes().filter(|b| k.bytes().any(|other| other.eq_ignore_ascii_case(b))).count();
    let far = |k: &&str| {
        k.is_ascii() && word.is_ascii() && (k.len().abs_diff(word.len()) > allowed || has(k) + allowed < word.len())
    };
    known
        .filter(|k| !far(k))
        .map(|k| (strsim::osa_distance(&word, &k.to_lowercase()), k))
        .filter(|(d, _)| *d <= allowed)
        .min_by_key(|(d, _)| *d)
        .map(|(_, k)| k)
}
