//! `--format sarif`: SARIF 2.1.0, for code scanning and for viewers.

use super::clean::{Clean, clean};
use super::columns::{Range, Unit};
use super::explain::pages::{Of, all as pages};
use super::guard::{Bracket, Guarded};
use super::human::facts_line;
use super::linehash::line_hashes;
use super::told::{self, Level, Spots};
use super::{DraftReport, Report, RunInfo, Summary, Unreadable};
use crate::suppress::{By, Suppressed};
use crate::verdict::{Finding, Grade, Verdict};
use serde_json::{Map, Value, json};
use std::io::{self, Write};

/// GitHub takes no more results of a run.
const MOST: usize = 25_000;
/// Nor more places of one result.
const PLACES: usize = 900;

/// One run. The results are kept to its end, since the gravest stay where there are too many.
pub struct Sarif<W> {
    out: Guarded<W>,
    run: Option<RunInfo>,
    rules: Vec<Rule>,
    /// How much each weighs, and its JSON.
    results: Vec<(Level, String)>,
    artifacts: Vec<Value>,
    notes: Vec<Value>,
    unreadable: bool,
    /// So many results are told.
    most: usize,
}

/// A rule as the file describes it.
struct Rule {
    id: String,
    json: Value,
}

impl<W: Write> Sarif<W> {
    /// A report to this sink.
    pub fn new(out: W) -> Self {
        Self {
            out: Guarded::new(out, Bracket::Json),
            run: None,
            rules: rules(),
            results: Vec::new(),
            artifacts: Vec::new(),
            notes: Vec::new(),
            unreadable: false,
            most: MOST,
        }
    }

    fn result(&self, spots: &Spots<'_>, level: Level, finding: &Finding, hashes: &[String]) -> Value {
        let id = told::rule(finding);
        let index = self.rules.iter().position(|rule| rule.id == id);
        let spot = spots.spot(finding.span, Unit::CodePoints);
        let mut text = format!("{}{}", spot.inside, told::lines(finding).join("\n"));
        if finding.related.len() > PLACES {
            text.push_str(&format!("\n({} other places are left out.)", finding.related.len() - PLACES));
        }
        let mut prints = Map::new();
        prints.insert(String::from("factlint/v1"), json!(finding.fingerprint.to_string()));
        if let Some(hash) = hashes.get(spot.range.start.line.wrapping_sub(1)) {
            prints.insert(String::from("primaryLocationLineHash"), json!(hash));
        }
        let mut region = region(spot.range);
        if spots.is_file() && finding.kind.is_some() && clean(&finding.text) == finding.text.as_str() {
            set(&mut region, "snippet", json!({"text": finding.text}));
        }
        let (kind, level) = match (finding.verdict, level) {
            // What is no problem is told only to whoever asks for it, and has no level.
            (Verdict::Match(grade), Level::Note) if grade != Grade::Loose => ("pass", "none"),
            (Verdict::Unchecked, Level::Note) => ("open", "none"),
            (_, level) => ("fail", level.name()),
        };
        let mut result = json!({
            "ruleId": id,
            "kind": kind,
            "level": level,
            "message": {"text": message(&text)},
            "locations": [{"physicalLocation": {"artifactLocation": location(spots.path()), "region": region}}],
            "partialFingerprints": prints,
            "properties": properties(finding),
        });
        if let Some(index) = index {
            set(&mut result, "ruleIndex", json!(index));
        }
        let related = related(spots, finding);
        if !related.is_empty() {
            set(&mut result, "relatedLocations", json!(related));
        }
        let fixes = fixes(spots, finding, spot.range);
        if !fixes.is_empty() {
            set(&mut result, "fixes", json!(fixes));
        }
        result
    }
}

fn set(object: &mut Value, key: &str, value: Value) {
    if let Value::Object(map) = object {
        map.insert(key.to_owned(), value);
    }
}

/// What `explain` tells of the rules that findings can have.
fn rules() -> Vec<Rule> {
    // The texts are compiled in, and a test reads them.
    let pages = pages().unwrap_or_default();
    let ours = pages.into_iter().filter(|page| matches!(page.kind, Of::Rule | Of::Check));
    ours.map(|page| {
        let check = page.kind == Of::Check;
        let (fails, passes) = if check { ("Speaks of", "Silent on") } else { ("Fails", "Passes") };
        let off = page.off.unwrap_or_default();
        let text =
            format!("{}\n\n{fails}:\n{}\n\n{passes}:\n{}\n\n{off}", page.why, page.fails.trim(), page.passes.trim());
        let markdown = format!(
            "{}\n\n**{fails}**\n\n```text\n{}\n```\n\n**{passes}**\n\n```text\n{}\n```\n\n{off}\n",
            page.why,
            page.fails.trim(),
            page.passes.trim()
        );
        let level = if page.name == "missing" { "warning" } else { "error" };
        let tag = if check { "draft-against-itself" } else { "facts" };
        let words = page.name.split('-').map(|word| {
            let mut chars = word.chars();
            chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        });
        let json = json!({
            "id": page.name,
            "name": words.collect::<String>() + if check { "Check" } else { "Rule" },
            "shortDescription": {"text": page.what},
            "fullDescription": {"text": page.why},
            "help": {"text": text, "markdown": markdown},
            "defaultConfiguration": {"level": level},
            "properties": {"tags": [tag], "precision": "high", "problem.severity": level},
        });
        Rule { id: page.name, json }
    })
    .collect()
}

/// The program and its rules. Where it is to be found is told once the manifest has the address of its repository: one
/// that leads nowhere is worse than none.
fn driver(rules: &[Rule], address: &str) -> Value {
    let rules: Vec<&Value> = rules.iter().map(|rule| &rule.json).collect();
    let version = env!("CARGO_PKG_VERSION");
    let mut driver = json!({
        "name": "factlint",
        "version": version,
        "semanticVersion": version,
        "shortDescription": {"text": env!("CARGO_PKG_DESCRIPTION")},
        "rules": rules,
    });
    if !address.is_empty() {
        set(&mut driver, "informationUri", json!(address));
    }
    driver
}

/// A message: what would be a link to a viewer is none.
fn message(text: &str) -> String {
    text.replace("](", "] (")
}

/// Where a file lies: from the repository's root, or by its whole path. Standard input lies nowhere.
fn location(path: Option<&str>) -> Value {
    match path {
        None => json!({"uri": "stdin"}),
        Some(path) if path.starts_with('/') => json!({"uri": format!("file://{}", encoded(path))}),
        Some(path) => json!({"uri": encoded(path), "uriBaseId": "%SRCROOT%"}),
    }
}

/// A path as the path of a URI.
fn encoded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn region(range: Range) -> Value {
    json!({
        "startLine": range.start.line,
        "startColumn": range.start.column,
        "endLine": range.end.line,
        "endColumn": range.end.column,
    })
}

fn properties(finding: &Finding) -> Value {
    let mut out = Map::new();
    out.insert(String::from("verdict"), json!(finding.verdict.name()));
    if let Verdict::Match(grade) = finding.verdict {
        out.insert(String::from("grade"), json!(grade.name()));
    }
    for (key, value) in [("fact", &finding.fact), ("source", &finding.source), ("url", &finding.url)] {
        if let Some(value) = value {
            out.insert(key.to_owned(), json!(Clean::flow(value).as_str()));
        }
    }
    Value::Object(out)
}

/// Other places of the draft, and the fact's own line.
fn related(spots: &Spots<'_>, finding: &Finding) -> Vec<Value> {
    let others = finding.related.iter().take(PLACES).map(|other| {
        let region = region(spots.spot(other.span, Unit::CodePoints).range);
        (location(spots.path()), region, told::against(&other.text))
    });
    let fact = spots.fact(finding).map(|fact| {
        let region = json!({"startLine": fact.line, "startColumn": fact.column});
        (location(Some(&fact.path)), region, fact.message)
    });
    let all = others.chain(fact).enumerate().map(|(id, (artifact, region, text))| {
        json!({
            "id": id,
            "physicalLocation": {"artifactLocation": artifact, "region": region},
            "message": {"text": message(&text)},
        })
    });
    all.collect()
}

/// Why a result is none that anybody is to look at.
fn suppression(by: &By) -> Value {
    match by {
        By::Mark { because, beside, .. } => {
            let kind = if *beside { "external" } else { "inSource" };
            json!({"kind": kind, "justification": Clean::flow(because).as_str()})
        }
        By::Baseline => json!({"kind": "external", "justification": "The baseline has it."}),
        By::Revision => json!({"kind": "external", "justification": "The older revision has it."}),
    }
}

/// Each a way to mend it: of the claim, or of another place that it cannot be true together with.
fn fixes(spots: &Spots<'_>, finding: &Finding, range: Range) -> Vec<Value> {
    let own = spots.mendings(finding).map(|text| (range, text));
    let there = finding
        .related
        .iter()
        .filter_map(|other| Some((spots.spot(other.span, Unit::CodePoints).range, spots.mending_there(other)?)));
    own.chain(there)
        .map(|(range, text)| {
            json!({
                "description": {"text": message(&format!("Write: {text}"))},
                "artifactChanges": [{
                    "artifactLocation": location(spots.path()),
                    "replacements": [{"deletedRegion": region(range), "insertedContent": {"text": text}}],
                }],
            })
        })
        .collect()
}

/// The hashes of a file's lines; none where a lone carriage return makes GitHub count other lines than we do.
fn hashes(source: &str) -> Vec<String> {
    if source.replace("\r\n", "\n").contains('\r') { Vec::new() } else { line_hashes(source) }
}

impl<W: Write> Report for Sarif<W> {
    fn begin(&mut self, run: &RunInfo) -> io::Result<()> {
        if !run.facts_found {
            let text = Clean::flow(&facts_line(run).1).to_string();
            self.notes.push(json!({"level": "warning", "message": {"text": text}}));
        }
        self.run = Some(run.clone());
        Ok(())
    }

    fn draft(&mut self, draft: &DraftReport<'_>) -> io::Result<()> {
        let Some(run) = self.run.take() else { return Ok(()) };
        let spots = Spots::new(&run, draft);
        let problems = told::problems(draft, &run.show);
        if spots.is_file() {
            self.artifacts.push(json!({"location": location(spots.path()), "roles": ["analysisTarget"]}));
        }
        let kept = if run.show.suppressed() { draft.checked.suppressed.as_slice() } else { &[] };
        let none = problems.is_empty() && kept.is_empty();
        let hashes = if none || !spots.is_file() { Vec::new() } else { hashes(draft.document.source()) };
        for (level, finding) in problems {
            let result = self.result(&spots, level, finding, &hashes);
            self.results.push((level, result.to_string()));
        }
        for Suppressed { finding, by } in kept {
            // One that nobody is kept from weighs the least, where there are too many.
            let level = told::level(finding, false).unwrap_or(Level::Note);
            let mut result = self.result(&spots, level, finding, &hashes);
            set(&mut result, "suppressions", json!([suppression(by)]));
            self.results.push((Level::Note, result.to_string()));
        }
        self.run = Some(run);
        Ok(())
    }

    fn unreadable(&mut self, unreadable: &Unreadable<'_>) -> io::Result<()> {
        let Some(run) = &self.run else { return Ok(()) };
        let (path, line) = told::unread(run, unreadable);
        let place = json!({"artifactLocation": location(path.as_deref()), "region": {"startLine": line}});
        self.notes.push(json!({
            "level": "error",
            "message": {"text": message(&told::cannot_be_read(unreadable))},
            "locations": [{"physicalLocation": place}],
        }));
        self.unreadable = true;
        Ok(())
    }

    fn end(&mut self, summary: &Summary) -> io::Result<()> {
        let most = self.most;
        let left = self.results.len().saturating_sub(most);
        if left > 0 {
            // The sort keeps the order of the drafts within a level.
            self.results.sort_by_key(|(level, _)| *level);
            self.results.truncate(most);
            let text =
                format!("{left} more are left out: code scanning takes {most} results of a run. The gravest are here.");
            self.notes.push(json!({"level": "warning", "message": {"text": text}}));
        }
        let facts = self.run.as_ref().is_none_or(|run| run.facts_found);
        self.notes.push(json!({"level": "note", "message": {"text": format!("{}.", summary.in_words(facts))}}));
        let driver = driver(&self.rules, env!("CARGO_PKG_REPOSITORY"));
        let root =
            json!({"%SRCROOT%": {"description": {"text": "The root of the repository, or the working folder."}}});
        let invocation = json!({
            "executionSuccessful": !self.unreadable,
            "toolExecutionNotifications": self.notes,
        });
        let counts = json!({
            "drafts": summary.drafts,
            "unreadable": summary.unreadable,
            "figures": summary.figures,
            "checked": summary.checked,
            "open": summary.unchecked,
            "notUnderstood": summary.not_understood,
        });
        write!(
            self.out,
            "{{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\",\"runs\":[{{\"tool\":\
             {{\"driver\":{driver}}},\"automationDetails\":{{\"id\":\"factlint/\"}},\"columnKind\":\"unicodeCodePoints\",\
             \"originalUriBaseIds\":{root},\"invocations\":[{invocation}],\"properties\":{counts},\"artifacts\":{},\
             \"results\":[",
            Value::Array(std::mem::take(&mut self.artifacts))
        )?;
        for (index, (_, result)) in self.results.iter().enumerate() {
            self.out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            self.out.write_all(result.as_bytes())?;
        }
        self.out.write_all(if self.results.is_empty() { b"]}]}\n" } else { b"\n]}]}\n" })?;
        self.out.flush()
    }
}

#[cfg(test)]
mod tests;
