//! What the tests on whole drafts share: running the library on one, and failure texts that show the
//! line of the draft with a caret under the words.
#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod drafts;
pub mod fire;
pub mod judges;
pub mod papers;

use factlint::claims::Dateline;
use factlint::document::Format;
use factlint::verdict::Verdict;
use factlint::{Checker, Document, Facts, Finding, Lexicon, Settings};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// A path inside the repository.
pub fn repo(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The English packs, loaded once for a test program.
pub fn lexicon() -> &'static Lexicon {
    static LEXICON: OnceLock<Lexicon> = OnceLock::new();
    LEXICON.get_or_init(|| Lexicon::english().expect("the packs that ship with the program load"))
}

/// Reads a facts file and insists that nothing in it is wrong or left out.
pub fn facts(path: &Path) -> Result<Facts, String> {
    let facts = factlint::facts::load(&[path.to_path_buf()], lexicon());
    if facts.complaints.is_empty() {
        Ok(facts)
    } else {
        Err(facts.complaints.iter().map(|c| format!("{c}\n")).collect())
    }
}

/// The findings of a draft; `date` stands in where it has no dateline of its own.
pub fn check(text: &str, format: Format, facts: &Facts, date: Option<&str>) -> Result<Vec<Finding>, String> {
    let document = Document::read("draft", text.as_bytes().to_vec(), format).map_err(|e| e.to_string())?;
    let settings = Settings { fallback: date.and_then(Dateline::parse), ..Settings::default() };
    Ok(Checker::new(lexicon(), facts, settings).check(&document).findings)
}

/// "match (exact), fact deaths": what a finding says, in one line.
pub fn told(finding: Option<&Finding>) -> String {
    let Some(finding) = finding else {
        return "nothing".to_owned();
    };
    let grade = match finding.verdict {
        Verdict::Match(grade) => format!(" ({})", grade.name()),
        _ => String::new(),
    };
    let fact = finding.fact.as_ref().map_or(String::new(), |f| format!(", fact {f}"));
    format!("{}{grade}{fact} at {:?}: {}", finding.verdict.name(), finding.text, finding.message)
}

/// The line of the draft that holds the bytes from `start` to `end`, with carets under them. Of a
/// long line only the surroundings are shown.
pub fn caret(text: &str, start: usize, end: usize) -> String {
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let line_end = text[start..].find('\n').map_or(text.len(), |i| start + i);
    let number = text[..start].matches('\n').count() + 1;
    let before: Vec<char> = text[line_start..start].chars().collect();
    let cut = before.len().saturating_sub(40);
    let shown: String = before[cut..].iter().collect();
    let after: String = text[start..line_end].chars().take(70).collect();
    let marks = "^".repeat(text[start..end.min(line_end)].chars().count().max(1));
    let label = number.to_string();
    format!("{label} | {shown}{after}\n{0:1$} | {0:2$}{marks}", "", label.len(), shown.chars().count())
}

/// The finding that stands where the claim does, if any: the one that has most bytes in common with it.
pub fn finding_at(wanted: (usize, usize), findings: &[Finding]) -> Option<&Finding> {
    findings.iter().filter(|f| overlap(wanted, f) > 0).max_by_key(|f| overlap(wanted, f))
}

/// How far two byte spans are one: the Jaccard index in millionths, 0 where one is out of all
/// proportion to the other (a finding over a whole paragraph).
fn overlap(wanted: (usize, usize), found: &Finding) -> usize {
    let (start, end) = (found.span.start as usize, found.span.end as usize);
    let both = wanted.1.min(end).saturating_sub(wanted.0.max(start));
    let (length, other) = (wanted.1 - wanted.0, end.saturating_sub(start));
    if both == 0 || other > 3 * length + 40 || 2 * both < length.min(other) {
        return 0;
    }
    both * 1_000_000 / (wanted.1.max(end) - wanted.0.min(start))
}

/// A folder of a desk for one test, with the program to run in it; gone when the test is.
pub struct Desk(pub PathBuf);

/// How a run ended.
#[derive(Debug)]
pub struct Ran {
    /// Exit status.
    pub status: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Desk {
    /// An empty folder of this name.
    pub fn new(name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("factlint-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).expect("a folder can be made");
        Self(folder.canonicalize().expect("it is there"))
    }

    /// The same with a file in it.
    pub fn with(self, name: &str, text: &str) -> Self {
        self.write(name, text);
        self
    }

    /// Writes a file, and the folders that it needs.
    pub fn write(&self, name: &str, text: &str) {
        let path = self.0.join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder can be made");
        std::fs::write(path, text).expect("a file can be written");
    }

    /// Reads a file.
    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).expect("the file is there")
    }

    /// Runs factlint in the folder.
    pub fn run(&self, args: &[&str]) -> Ran {
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_factlint"))
            .args(args)
            .current_dir(&self.0)
            // Where the tests run in a job of GitHub's, its page is not for them.
            .env_remove("GITHUB_STEP_SUMMARY")
            .stdin(std::process::Stdio::null())
            .output()
            .expect("the program runs");
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("UTF-8");
        Ran { status: out.status.code(), out: text(&out.stdout), err: text(&out.stderr) }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
