//! Rule packs in force: those that ship, and a newsroom's own, layered over them in the order in which they
//! are named. A pack of a newsroom is read strictly, every mistake told with its place; it may hold new
//! entries, and below `add`, `remove` and `replace` changes to those that are there.
//!
//! [`load`] reads files into a [`Lexicon`]; [`Stack`] also tells which entry comes from where;
//! [`examples`] runs the texts that entries carry. Looks at no draft and at no fact.

mod bounds;
mod check;
pub mod examples;
mod layer;
#[cfg(test)]
mod mistakes;
mod schema;
mod stack;

pub use schema::json_schema;
pub use stack::{Entry, Stack, Step, StepKind};

use crate::lexicon::Lexicon;
use crate::strict::{Complaint, Severity};
use std::path::{Path, PathBuf};

/// The language with these packs layered over those that ship; of a folder, its `*.toml` in the order of
/// their names. A file that is named twice is read once.
///
/// # Errors
/// What is wrong with the packs, all of it.
pub fn load(files: &[PathBuf]) -> Result<Lexicon, Vec<Complaint>> {
    if files.is_empty() {
        return Lexicon::english().map_err(|e| vec![unplaced(&e.file, &e.message)]);
    }
    let (stack, complaints) = Stack::read(files, false);
    if !complaints.is_empty() {
        return Err(complaints);
    }
    stack.lexicon().map_err(|c| vec![*c])
}

/// The table or entry in force that was probably meant by a name.
#[must_use]
pub fn nearest(name: &str, stack: &Stack) -> Option<String> {
    let entries = || stack.files().flat_map(|(file, _)| stack.entries(file));
    let names: Vec<String> =
        entries().map(|e| e.table.to_owned()).chain(entries().map(|e| format!("{}.{}", e.table, e.id))).collect();
    crate::strict::nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
}

/// The files that these packs are: of a folder its `*.toml`.
#[must_use]
pub fn files(named: &[PathBuf]) -> Vec<PathBuf> {
    stack::found(named, &mut Vec::new())
}

/// A mistake that has no place in its file.
fn unplaced(file: &str, message: &str) -> Complaint {
    Complaint {
        severity: Severity::Error,
        code: "bad-pack",
        file: file.to_owned(),
        line: 1,
        column: 1,
        found: String::new(),
        message: message.to_owned(),
        help: None,
        excerpt: None,
    }
}

/// A file that cannot be read.
fn unreadable(file: &Path, why: &str) -> Complaint {
    crate::strict::Unreadable::from(why.to_owned()).complaint(&file.display().to_string())
}
