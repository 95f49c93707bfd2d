//! What the formats for programs tell of a finding alike: how much it weighs, in which words, and
//! where it stands as others name places.

use super::clean::{Clean, clean};
use super::columns::{self, Point, Range, Unit};
use super::{DraftReport, Folders, RunInfo, Show, Unreadable};
use crate::checks::Rule;
use crate::document::SourceSpan;
use crate::verdict::{Finding, Grade, Related, Severity, Verdict};
use serde_json::value::RawValue;
use std::path::{Component, Path, PathBuf};

/// How much a finding weighs, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Level {
    /// A disagreement, and whatever `--fail-on` names.
    Error,
    /// What an editor has to look at: ambiguous, missing, a disagreement of severity `warning`.
    Warning,
    /// What would better be reworded, a disagreement of severity `note`, and all else that is shown.
    Note,
}

impl Level {
    /// All, the gravest first.
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// In the words of SARIF, and ours.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// How much a finding weighs; none where there is nothing to do about it. `fails` says that the run
/// fails for it: red is what is red in the exit status, and a disagreement always is.
pub(super) fn level(finding: &Finding, fails: bool) -> Option<Level> {
    match (finding.verdict, finding.severity) {
        _ if fails => Some(Level::Error),
        (Verdict::Disagree, Severity::Error) => Some(Level::Error),
        (Verdict::Disagree, Severity::Warning) | (Verdict::Ambiguous | Verdict::Missing, _) => Some(Level::Warning),
        (Verdict::Disagree, Severity::Note) | (Verdict::Match(Grade::Loose), _) => Some(Level::Note),
        (Verdict::Match(_) | Verdict::Unchecked, _) => None,
    }
}

/// The findings of a draft that are problems, or those that `--show` asks for, with their weight.
pub(super) fn problems<'a>(draft: &DraftReport<'a>, show: &Show) -> Vec<(Level, &'a Finding)> {
    let weighed = draft.checked.findings.iter().enumerate().map(|(index, finding)| {
        let fails = draft.failing.get(index).copied().unwrap_or(false);
        (level(finding, fails), finding)
    });
    let listed = weighed.filter_map(|(level, finding)| match level {
        Some(level) if show.is_default() || show.has(finding.verdict) => Some((level, finding)),
        None if !show.is_default() && show.has(finding.verdict) => Some((Level::Note, finding)),
        _ => None,
    });
    listed.collect()
}

/// Whether a finding is about a mark, which says nothing of the draft's facts.
pub(super) fn is_mark(finding: &Finding) -> bool {
    finding.rule == Rule::Mark.name()
}

/// The verdict in a word or two: `disagree`, `loose match`, `match`, `mark to mend`.
fn verdict_words(finding: &Finding) -> &'static str {
    match finding.verdict {
        _ if is_mark(finding) => "mark to mend",
        Verdict::Match(Grade::Loose) => "loose match",
        other => other.name(),
    }
}

/// What a finding is called where there is room for a few words: `disagree (sum)`, `match, fact deaths`.
pub(super) fn title(finding: &Finding) -> String {
    let verdict = verdict_words(finding);
    let title = match &finding.fact {
        Some(fact) => format!("{verdict}, fact {fact}"),
        None if finding.rule == "reference" || is_mark(finding) => verdict.to_owned(),
        None => format!("{verdict} ({})", finding.rule),
    };
    Clean::flow(&title).to_string()
}

/// All that an editor needs, a line each, the message first. Each line begins with a word of ours,
/// the message aside, which is ours as a whole.
pub(super) fn lines(finding: &Finding) -> Vec<String> {
    let mut out = vec![finding.message.clone()];
    if let Some(suggestion) = &finding.suggestion {
        out.push(format!("Write: {suggestion}"));
    }
    out.extend(finding.alternatives.iter().map(|other| format!("Or: {other}")));
    for other in &finding.related {
        let mended = other.suggestion.as_ref().map(|s| format!("; or write there: {s}")).unwrap_or_default();
        out.push(format!("Against line {}: {}{mended}", other.line, other.text));
    }
    if let Some(source) = source(finding) {
        out.push(format!("Source: {source}"));
    }
    out.iter().map(|line| Clean::flow(line).to_string()).collect()
}

/// The name of the rule behind a finding, that `explain` has a page of.
pub(super) fn rule(finding: &Finding) -> &'static str {
    if finding.verdict == Verdict::Missing { "missing" } else { finding.rule }
}

/// What is said at another place that a finding is about.
pub(super) fn against(words: &str) -> String {
    Clean::flow(&format!("This cannot be true together with it: {words}")).to_string()
}

/// What is said of a draft or line that could not be read.
pub(super) fn cannot_be_read(unreadable: &Unreadable<'_>) -> String {
    let name = name(unreadable.name, unreadable.id);
    Clean::flow(&format!("{name} cannot be read: {}", unreadable.error)).to_string()
}

/// Where the fact comes from and where to read it.
pub(super) fn source(finding: &Finding) -> Option<String> {
    let as_of = finding.as_of.as_ref().map(|day| format!("as of {day}"));
    let parts: Vec<&str> = [&finding.source, &as_of, &finding.url].into_iter().flatten().map(String::as_str).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// What reports call a draft or line: its path, `standard input`, and the id of its line.
pub(super) fn name(path: &str, id: Option<&RawValue>) -> String {
    let path = match path.strip_prefix("-:") {
        _ if path == "-" => String::from("standard input"),
        Some(line) => format!("standard input, line {line}"),
        None => path.to_owned(),
    };
    let name = id.map_or(path.clone(), |id| format!("{} ({path})", id.get().trim_matches('"')));
    Clean::flow(&name).to_string()
}

/// A place in a file of the repository.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Spot {
    /// The path from the root; none for standard input.
    pub path: Option<String>,
    /// The stretch; of a draft that is a line of JSON Lines, that line.
    pub range: Range,
    /// Where it stands in its draft, if that is not the file itself: `"a1", line 2: `.
    pub inside: String,
}

/// A fact's own line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FactSpot {
    /// The path of its file from the root.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in code points, from 1.
    pub column: usize,
    /// What is to be seen there.
    pub message: String,
}

/// Where spans of a draft stand in the file that it comes from.
pub(super) struct Spots<'a> {
    draft: &'a DraftReport<'a>,
    folders: &'a Folders,
    path: Option<String>,
    line: Option<usize>,
}

impl<'a> Spots<'a> {
    /// Of this draft.
    pub fn new(run: &'a RunInfo, draft: &'a DraftReport<'a>) -> Self {
        let (path, line) = file(draft.document.name(), draft.line);
        let folders = &run.folders;
        Self { draft, folders, path: path.map(|p| folders.from_root(Path::new(p))), line }
    }

    /// The path from the root; none for standard input.
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// Whether spans of the draft are spans of a file.
    pub fn is_file(&self) -> bool {
        self.line.is_none() && self.path.is_some()
    }

    /// The line of the fact that decides, where that stands in a file.
    pub fn fact(&self, finding: &Finding) -> Option<FactSpot> {
        let place = finding.fact_place.as_ref().filter(|place| place.line > 0 && !place.file.starts_with('<'))?;
        let reference = finding.reference.as_ref().map(|r| format!(": {r}")).unwrap_or_default();
        let told = format!("The fact {}{reference}", finding.fact.as_deref().unwrap_or_default());
        Some(FactSpot {
            path: self.folders.from_root(Path::new(&place.file)),
            line: place.line,
            column: place.column.max(1),
            message: Clean::flow(&told).to_string(),
        })
    }

    /// What the very bytes of the claim may be replaced with: nothing where markup stands among them, which a
    /// replacement would tear, nor where the words hold what cannot be seen.
    pub fn mendings<'f>(&self, finding: &'f Finding) -> impl Iterator<Item = &'f str> + use<'f> {
        let whole = self.is_file() && finding.kind.is_some() && is_plain(&finding.text);
        let all = finding.suggestion.iter().chain(&finding.alternatives).map(String::as_str);
        all.filter(move |text| whole && clean(text) == *text)
    }

    /// The same of another place that a finding is about.
    pub fn mending_there<'f>(&self, other: &'f Related) -> Option<&'f str> {
        let text = other.suggestion.as_deref()?;
        (self.is_file() && is_plain(&other.text) && clean(text) == text).then_some(text)
    }

    /// A span of the draft, its columns in this unit.
    pub fn spot(&self, span: SourceSpan, unit: Unit) -> Spot {
        let range = columns::range(self.draft.document, span, unit);
        let Some(line) = self.line else {
            return Spot { path: self.path.clone(), range, inside: String::new() };
        };
        let at = Point { line, column: 1 };
        let id = self.draft.id.map(|id| format!("{}, ", id.get())).unwrap_or_default();
        let inside = Clean::flow(&format!("{id}line {}: ", range.start.line)).to_string() + " ";
        Spot { path: self.path.clone(), range: Range { start: at, end: at }, inside }
    }
}

/// Whether the words stand in the file as they are read: no markup, no entity, no line break.
fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_control() || "*_[]()<>&`~\\|#".contains(c))
}

/// The file of what could not be read, and its line where it is one.
pub(super) fn unread(run: &RunInfo, unreadable: &Unreadable<'_>) -> (Option<String>, usize) {
    let (path, line) = file(unreadable.name, unreadable.line);
    (path.map(|p| run.folders.from_root(Path::new(p))), line.unwrap_or(1))
}

/// `drafts.jsonl:7` is line 7 of that file where it is a line of JSON Lines.
fn file(name: &str, is_line: bool) -> (Option<&str>, Option<usize>) {
    let told = is_line.then(|| name.rsplit_once(':')).flatten();
    let (path, line) = match told.and_then(|(path, line)| Some((path, line.parse().ok()?))) {
        Some((path, line)) => (path, Some(line)),
        None => (name, None),
    };
    ((path != "-").then_some(path), line)
}

impl Folders {
    /// A path as others name it: from the root, with `/`, without `.` and `..`. What lies outside of the
    /// root is named by its whole path.
    #[must_use]
    pub fn from_root(&self, path: &Path) -> String {
        let mut whole = PathBuf::new();
        for part in self.working.join(path).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    if !matches!(whole.components().next_back(), None | Some(Component::RootDir)) {
                        whole.pop();
                    }
                }
                part => whole.push(part),
            }
        }
        let inside = whole.strip_prefix(&self.root).unwrap_or(&whole);
        inside.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    }
}

#[cfg(test)]
mod tests {
    use super::super::samples::{self, Run, document, findings};
    use super::*;
    use crate::document::Document;

    #[test]
    fn paths_are_told_from_the_root() {
        let folders = Folders { working: "/home/desk/drafts".into(), root: "/home/desk".into() };
        for (path, told) in [
            ("a.md", "drafts/a.md"),
            ("./b/../a.md", "drafts/a.md"),
            ("../facts/x.toml", "facts/x.toml"),
            ("/home/desk/c d.md", "c d.md"),
            ("/etc/x.md", "/etc/x.md"),
            ("../../../../../x.md", "/x.md"),
        ] {
            assert_eq!(folders.from_root(Path::new(path)), told);
        }
        assert_eq!(Folders::default().from_root(Path::new("./a.md")), "a.md");
    }

    #[test]
    fn what_fails_the_run_is_an_error_and_a_disagreement_always_is() {
        let document = document();
        let found = findings(&document);
        let of = |fails| found.iter().map(|f| level(f, fails)).collect::<Vec<_>>();
        use Level::{Error, Note, Warning};
        assert_eq!(of(false), [Some(Error), None, Some(Warning), None, Some(Note), None, Some(Warning)]);
        assert_eq!(of(true), [Some(Error); 7]);
        let warning = Finding { severity: Severity::Warning, ..found[0].clone() };
        assert_eq!(level(&warning, false), Some(Warning));
    }

    #[test]
    fn a_line_of_json_lines_is_a_place_of_its_file() {
        let (info, checked) = (Run::default().info(), samples::checked(findings(&document())));
        let document = Document::text("drafts.jsonl:7", String::from("One\ntwo 14"));
        let id = RawValue::from_string("\"a1\"".to_owned()).expect("JSON");
        let draft =
            DraftReport { document: &document, id: Some(&id), line: true, ..samples::draft(&document, &checked) };
        let spots = Spots::new(&info, &draft);
        let spot = spots.spot(SourceSpan { start: 8, end: 10 }, Unit::CodePoints);
        assert_eq!((spot.path.as_deref(), spot.range.start.line), (Some("drafts.jsonl"), 7));
        assert_eq!(spot.inside, "\"a1\", line 2: ");
        assert_eq!(name("-:3", Some(&id)), "a1 (standard input, line 3)");
        // A draft may be called so without being a line.
        assert_eq!(file("drafts.jsonl:7", false), (Some("drafts.jsonl:7"), None));
    }
}
