//! What is wrong with a file, and what to write instead.

use std::fmt;
use unicode_width::UnicodeWidthStr;

/// How grave something is: a complaint about facts, or a disagreement of a draft with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Severity {
    /// Of a file: the run cannot be made. Of a draft: it cannot go out like this.
    #[default]
    Error,
    /// Something was left out or looks wrong, and should be looked at.
    Warning,
    /// It is worth knowing.
    Note,
}

impl Severity {
    /// The name in facts files, configuration and output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// One mistake, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// How grave.
    pub severity: Severity,
    /// A stable code: `unknown-key`, `bad-value`, …
    pub code: &'static str,
    /// The file as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
    /// The offending text.
    pub found: String,
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// The line of the file, and how many characters of it are at fault.
    pub excerpt: Option<(String, usize)>,
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self.severity {
            Severity::Error => String::new(),
            other => format!("{}: ", other.name()),
        };
        write!(f, "{}:{}:{}: {kind}{} [{}]", self.file, self.line, self.column, self.message, self.code)?;
        if let Some((line, len)) = &self.excerpt {
            let number = self.line.to_string();
            // Carets stand under the letters, wide ones counted as two columns.
            let before: String = line.chars().take(self.column.saturating_sub(1)).collect();
            let marked: String = line.chars().skip(self.column.saturating_sub(1)).take(*len).collect();
            write!(
                f,
                "\n {number} | {line}\n {0:1$} | {0:2$}{3}",
                "",
                number.len(),
                before.width(),
                "^".repeat(marked.width().max(1))
            )?;
        }
        if let Some(help) = &self.help {
            write!(f, "\n   help: {help}")?;
        }
        Ok(())
    }
}
