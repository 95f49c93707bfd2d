//! `--format markdown`: a list to work off, for a comment on a pull request.

use super::super::guard::{Bracket, Guarded};
use super::super::markdown::inline;
use super::super::told;
use super::{Impact, Told, before, count, lines, message, summary, weight, word, write};
use crate::impact::Turn;
use crate::verdict::Verdict;
use std::io::{self, Write};

/// Writes the document.
///
/// # Errors
/// When the sink cannot be written.
pub fn markdown(out: &mut dyn Write, impact: &Impact<'_>) -> io::Result<()> {
    let mut out = Guarded::new(out, Bracket::Markdown);
    writeln!(out, "Facts: {} \u{2192} {}", inline(&impact.old), inline(&impact.new))?;
    let by_fact = impact.by_fact();
    if !impact.changes.is_empty() {
        writeln!(out, "\n## What changed in the facts\n")?;
    }
    for change in &impact.changes {
        let tally = change.fact.as_deref().and_then(|id| by_fact.get(id)).map(|t| t.in_words());
        let told = tally.map(|words| format!(" ({words})")).unwrap_or_default();
        writeln!(out, "- **{}**{told}", inline(change.fact.as_deref().unwrap_or("all facts")))?;
        for (label, words) in lines(change) {
            writeln!(out, "  - {label}: {}", inline(&words))?;
        }
    }
    for struck in &impact.struck {
        writeln!(out, "\n## {}\n", inline(&told::name(struck.document.name(), None)))?;
        let mut all: Vec<&Told> = struck.told.iter().collect();
        all.sort_by_key(|t| t.turned.turn);
        for told in all.iter().filter(|t| t.turned.turn != Turn::Confirmed) {
            claim(&mut out, told)?;
        }
        let confirmed = all.iter().filter(|t| t.turned.turn == Turn::Confirmed).count();
        if confirmed > 0 {
            writeln!(out, "- [x] {} newly confirmed", count(confirmed, "claim"))?;
        }
    }
    if !impact.unreadable.is_empty() {
        writeln!(out, "\n## Not read\n")?;
        for (name, error) in &impact.unreadable {
            writeln!(out, "- [ ] {}: {}", inline(name), inline(error))?;
        }
    }
    writeln!(out, "\n**{}.**", inline(&summary(impact)))?;
    out.flush()
}

fn claim<W: Write>(out: &mut W, told: &Told) -> io::Result<()> {
    let Some(finding) = told.turned.finding() else { return Ok(()) };
    let turn = told.turned.turn;
    let open = matches!(turn, Turn::Wrong | Turn::StillWrong | Turn::Doubtful);
    let what = if open { format!("**{}**", word(turn)) } else { word(turn).to_owned() };
    let weight = weight(told).map(|w| format!(" ({w})")).unwrap_or_default();
    let claim = match finding.verdict {
        Verdict::Missing => format!(": {}", inline(finding.fact.as_deref().unwrap_or_default())),
        _ => format!(", line {}: \u{201c}{}\u{201d}", finding.line, inline(&finding.text)),
    };
    writeln!(out, "- [{}] {what}{weight}{claim}", if open { ' ' } else { 'x' })?;
    if open {
        writeln!(out, "  - {}", inline(&message(&told.turned)))?;
        if let Some(words) = write(&told.turned) {
            writeln!(out, "  - Write: {}", inline(words))?;
        }
        if let Some(source) = told::source(finding) {
            writeln!(out, "  - Source: {}", inline(&source))?;
        }
    }
    writeln!(out, "  - Before: {}", inline(&before(&told.turned)))
}
