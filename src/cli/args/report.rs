//! Where reports go, and in which formats.

use clap::ValueEnum;
use std::path::PathBuf;

/// A format of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum OutputFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
    /// One JSON object a draft, a line each.
    Jsonl,
    /// The marked-up articles as one page, to be opened from disk.
    Html,
    /// Annotations of GitHub Actions, and the job's summary.
    Github,
    /// Code Quality of GitLab.
    Gitlab,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML, a test case a claim.
    Junit,
    /// For reviewdog.
    Rdjsonl,
    /// One claim a row, for spreadsheets.
    Csv,
    /// A list to work off, with boxes to tick.
    Markdown,
}

impl OutputFormat {
    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> String {
        self.to_possible_value().map(|v| v.get_name().to_owned()).unwrap_or_default()
    }

    /// The names of those that are so.
    pub fn names(which: impl Fn(Self) -> bool) -> String {
        let names: Vec<String> = Self::value_variants().iter().filter(|f| which(**f)).map(|f| f.name()).collect();
        names.join(", ")
    }

    /// Whether a report of claims without verdicts can be made in it.
    #[must_use]
    pub fn lists_claims(self) -> bool {
        matches!(self, Self::Human | Self::Html | Self::Json | Self::Jsonl | Self::Csv | Self::Markdown)
    }

    /// Whether people read it, who are told in it that there are no facts.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        matches!(self, Self::Human | Self::Html | Self::Github | Self::Markdown)
    }

    /// Whether it has a place for how many figures were seen, checked and open.
    #[must_use]
    pub fn tells_counts(self) -> bool {
        !matches!(self, Self::Csv | Self::Gitlab | Self::Rdjsonl)
    }
}

/// A format of commands that report no drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlainFormat {
    /// For people.
    Human,
    /// One JSON document.
    Json,
}

/// Where a report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// In which format; without one, in that of `--format`.
    pub format: Option<OutputFormat>,
    /// The file; `-` is standard output.
    pub path: PathBuf,
}

/// What looks like a format before `=` is to be one: else a slip would make a file of a strange name.
pub(super) fn destination(path: PathBuf) -> Result<Destination, String> {
    let told = path.to_str().and_then(|text| text.split_once('='));
    let told = told.filter(|(word, _)| word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'));
    let Some((word, file)) = told else { return Ok(Destination { format: None, path }) };
    match OutputFormat::from_str(word, true) {
        Ok(_) if file.is_empty() => Err(format!("no file: write {word}=FILE")),
        Ok(format) => Ok(Destination { format: Some(format), path: file.into() }),
        Err(_) => Err(format!(
            "`{word}` is no format: they are {}; a file of this name is written ./{word}={file}",
            OutputFormat::names(|_| true)
        )),
    }
}
