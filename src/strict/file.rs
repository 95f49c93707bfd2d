//! The text of a file, taken within bounds: what is no plain file is not opened, and what is too long not read to its end.

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

/// The text of a file without a byte order mark, or why it cannot be had.
pub(crate) fn text(path: &Path, bounds: Bounds) -> Result<String, String> {
    let about = std::fs::metadata(path).map_err(|e| e.to_string())?;
    if !about.is_file() {
        // A pipe would keep the run waiting for ever, a device never end.
        return Err("it is no plain file".to_owned());
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|e| e.to_string())?;
    file.take(bounds.most.saturating_add(1)).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    if bytes.len() as u64 > bounds.most {
        return Err(format!("it is longer than {}", bounds.told));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let before = error.as_bytes().get(..at).unwrap_or(&[]);
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        format!("not UTF-8 text (line {line}, byte {at}); save the file as UTF-8")
    })?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}
