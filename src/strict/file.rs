//! The text of a file, taken within bounds: what is no plain file is not opened, and what is too long not read to its end.

use super::{Complaint, Severity, shown};
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// How much of a file is read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bounds {
    /// The most bytes that it may have.
    pub most: u64,
    /// The same, as a message says it.
    pub told: &'static str,
}

/// Why the text of a file cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// Why.
    pub why: String,
    /// Where, line and column from 1.
    pub at: (usize, usize),
    /// What to do.
    pub help: Option<&'static str>,
}

impl From<String> for Unreadable {
    fn from(why: String) -> Self {
        Self { why, at: (1, 1), help: None }
    }
}

impl Unreadable {
    /// What is told of the file.
    pub(crate) fn complaint(&self, file: &str) -> Complaint {
        Complaint {
            severity: Severity::Error,
            code: "unreadable-file",
            file: file.to_owned(),
            line: self.at.0,
            column: self.at.1,
            found: String::new(),
            message: format!("cannot be read: {}", shown(&self.why)),
            help: self.help.map(str::to_owned),
            excerpt: None,
        }
    }
}

/// Why a file cannot be had; of a link that leads nowhere, that it is one.
pub(crate) fn absent(path: &Path, error: &std::io::Error) -> Unreadable {
    match std::fs::read_link(path) {
        Ok(target) if error.kind() == std::io::ErrorKind::NotFound => {
            format!("it is a link to {}, and nothing is there", target.display()).into()
        }
        _ => error.to_string().into(),
    }
}

/// The text of a file without a byte order mark, or why it cannot be had.
pub(crate) fn text(path: &Path, bounds: Bounds) -> Result<String, Unreadable> {
    let about = std::fs::metadata(path).map_err(|e| absent(path, &e))?;
    if about.is_dir() {
        return Err("it is a folder".to_owned().into());
    }
    if !about.is_file() {
        // A pipe would keep the run waiting for ever, a device never end.
        return Err("it is no plain file".to_owned().into());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|e| e.to_string())?;
    file.take(bounds.most.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > bounds.most {
        return Err(format!("it is longer than {}", bounds.told).into());
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        not_utf8(error.as_bytes(), at)
    })?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) if rest.starts_with('\u{feff}') => Err(Unreadable {
            why: "it begins with two byte order marks".to_owned(),
            at: (1, 1),
            help: Some("save the file as UTF-8, with one such mark or none"),
        }),
        Some(rest) => Ok(rest.to_owned()),
        None => Ok(text),
    }
}

fn not_utf8(bytes: &[u8], at: usize) -> Unreadable {
    let help = Some("save the file as UTF-8");
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return Unreadable { why: "it is UTF-16 and not UTF-8 text".to_owned(), at: (1, 1), help };
    }
    let before = String::from_utf8_lossy(bytes.get(..at).unwrap_or(&[]));
    let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, |l| l.chars().count()) + 1;
    Unreadable { why: format!("not UTF-8 text (line {line}, byte {at})"), at: (line, column), help }
}
