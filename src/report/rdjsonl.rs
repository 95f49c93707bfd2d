//! `--format rdjsonl`: what reviewdog reads, a diagnostic a line. Columns count bytes.

use super::columns::{Point, Range, Unit};
use super::guard::{Bracket, Guarded, guarded};
use super::problems::Problems;
use super::told::{self, Level, Spots};
use super::{RunInfo, Summary, Unreadable};
use crate::verdict::Finding;
use serde::Serialize;
use std::io::{self, Write};

/// A longer line ends reviewdog's reading without a word: every later finding would be lost.
const LONGEST: usize = 60_000;

/// Lines of reviewdog's diagnostic format.
pub struct Rdjsonl<W> {
    out: Guarded<W>,
    run: Option<RunInfo>,
}

impl<W: Write> Rdjsonl<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self { out: Guarded::new(out, Bracket::Json), run: None }
    }

    fn line(&mut self, mut diagnostic: Diagnostic) -> io::Result<()> {
        let mut line = text(&diagnostic)?;
        if line.len() > LONGEST {
            let left = diagnostic.suggestions.len() + diagnostic.related_locations.len();
            diagnostic.suggestions.clear();
            diagnostic.related_locations.clear();
            let end = format!("\n({left} suggestions and other places left out: too long for a line)");
            let message = std::mem::take(&mut diagnostic.message);
            // What is escaped takes more bytes than it has.
            let mut room = LONGEST;
            while line.len() > LONGEST && room > 0 {
                diagnostic.message = message.get(..message.floor_char_boundary(room)).unwrap_or("").to_owned() + &end;
                line = text(&diagnostic)?;
                room /= 2;
            }
        }
        line.push('\n');
        self.out.write_all(line.as_bytes())
    }
}

/// The line as it is written: what is shown of what cannot be seen makes it longer.
fn text(diagnostic: &Diagnostic) -> io::Result<String> {
    Ok(guarded(&serde_json::to_string(diagnostic)?, Bracket::Json))
}

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: Named,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related>,
    /// Without it, reviewdog takes the whole line for it.
    original_output: String,
}

#[derive(Serialize)]
struct Location {
    path: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<RangeJson>,
}

#[derive(Serialize, Clone, Copy)]
struct RangeJson {
    start: PointJson,
    end: PointJson,
}

#[derive(Serialize, Clone, Copy)]
struct PointJson {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Named {
    name: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct Suggestion {
    range: RangeJson,
    text: String,
}

#[derive(Serialize)]
struct Related {
    message: String,
    location: Location,
}

impl From<Range> for RangeJson {
    fn from(range: Range) -> Self {
        let point = |Point { line, column }: Point| PointJson { line, column };
        Self { start: point(range.start), end: point(range.end) }
    }
}

/// What standard input is called: a diagnostic has to have a path.
fn path(path: Option<&str>) -> String {
    path.unwrap_or("-").to_owned()
}

fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note => "INFO",
    }
}

fn diagnostic(spots: &Spots<'_>, level: Level, finding: &Finding) -> Diagnostic {
    let spot = spots.spot(finding.span, Unit::Bytes);
    let range = RangeJson::from(spot.range);
    let location = || Location { path: path(spots.path()), range: Some(range) };
    let lines = told::lines(finding);
    let message = format!("{}{}", spot.inside, lines.join("\n"));
    let first = lines.first().cloned().unwrap_or_default();
    let (line, column) = (spot.range.start.line, spot.range.start.column);
    let original_output = format!("{}:{line}:{column}: {}{first}", path(spots.path()), spot.inside);
    let suggestions = spots.mendings(finding).map(|text| Suggestion { range, text: text.to_owned() }).collect();
    let mut related: Vec<Related> = finding
        .related
        .iter()
        .map(|other| {
            let range = spots.spot(other.span, Unit::Bytes).range.into();
            let message = told::against(&other.text);
            Related { message, location: Location { path: path(spots.path()), range: Some(range) } }
        })
        .collect();
    if let Some(fact) = spots.fact(finding) {
        let at = PointJson { line: fact.line, column: 1 };
        let range = Some(RangeJson { start: at, end: at });
        related.push(Related { message: fact.message, location: Location { path: fact.path, range } });
    }
    Diagnostic {
        message,
        location: location(),
        severity: severity(level),
        source: Named { name: "factlint" },
        code: Code { value: told::rule(finding) },
        suggestions,
        related_locations: related,
        original_output,
    }
}

impl<W: Write> Problems for Rdjsonl<W> {
    fn run(&mut self) -> &mut Option<RunInfo> {
        &mut self.run
    }

    fn problem(&mut self, spots: &Spots<'_>, level: Level, finding: &Finding) -> io::Result<()> {
        self.line(diagnostic(spots, level, finding))
    }

    fn unread(&mut self, file: Option<&str>, line: usize, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let at = PointJson { line, column: 1 };
        let message = told::cannot_be_read(unreadable);
        let original_output = format!("{}: {message}", path(file));
        self.line(Diagnostic {
            message,
            location: Location { path: path(file), range: Some(RangeJson { start: at, end: at }) },
            severity: "ERROR",
            source: Named { name: "factlint" },
            code: Code { value: "unreadable" },
            suggestions: Vec::new(),
            related_locations: Vec::new(),
            original_output,
        })
    }

    fn close(&mut self, _summary: &Summary) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{Run, document, findings};
    use super::*;
    use serde_json::{Value, json};

    fn told(findings: Vec<Finding>) -> Vec<Value> {
        let mut report = Rdjsonl::new(Vec::new());
        Run::default().write(&mut report, &document(), findings);
        let text = String::from_utf8(report.out.into_inner()).expect("UTF-8");
        text.lines().map(|line| serde_json::from_str(line).expect("a line is an object")).collect()
    }

    #[test]
    fn a_diagnostic_has_its_range_in_bytes_and_what_to_write() {
        let lines = told(findings(&document()));
        let severities: Vec<_> = lines.iter().map(|l| l["severity"].as_str().unwrap_or("")).collect();
        assert_eq!(severities, ["ERROR", "WARNING", "INFO", "WARNING"]);
        let range = json!({"start": {"line": 3, "column": 53}, "end": {"line": 3, "column": 64}});
        assert_eq!(lines[0]["location"], json!({"path": "tarn.txt", "range": range}));
        assert_eq!(lines[0]["suggestions"], json!([{"range": range, "text": "since April 2014"}]));
        assert_eq!(lines[0]["code"]["value"], "reference");
        let message = lines[0]["message"].as_str().unwrap_or("");
        assert!(message.ends_with("Write: since April 2014\nSource: Water board of Tarn, bulletin 31, as of 2015-05-11, https://example.org/ost"), "{message}");
        assert_eq!(lines[3]["code"]["value"], "missing");
    }

    #[test]
    fn no_line_is_too_long_for_its_reader() {
        let mut found = findings(&document());
        found.truncate(1);
        found[0].suggestion = Some("x".repeat(100_000));
        found[0].message = "y".repeat(100_000);
        let mut report = Rdjsonl::new(Vec::new());
        Run::default().write(&mut report, &document(), found);
        let text = String::from_utf8(report.out.into_inner()).expect("UTF-8");
        assert!(text.lines().all(|l| l.len() < 65_536) && text.contains("\"ERROR\""), "{}", text.len());

        // Nor where it is the message that has many lines, nor where each letter is shown by its number.
        let source = format!("14 boats{}", "\u{200b}".repeat(900));
        let long = crate::document::Document::text("tarn.txt", source.clone());
        let all = crate::document::SourceSpan { start: 0, end: source.len() as u32 };
        let mut found = findings(&document());
        found.truncate(1);
        found[0].related = vec![crate::verdict::Related::at(&long, all); 200];
        found[0].text = source;
        let lines = told(found.clone());
        assert!(lines[0]["message"].as_str().is_some_and(|m| m.ends_with("too long for a line)")), "{lines:?}");
        let mut report = Rdjsonl::new(Vec::new());
        Run::default().write(&mut report, &document(), found);
        let text = String::from_utf8(report.out.into_inner()).expect("UTF-8");
        assert!(text.lines().all(|l| l.len() < 65_536), "{}", text.len());
    }
}
