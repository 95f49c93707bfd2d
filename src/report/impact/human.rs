//! For people: what changed in the facts, then draft by draft what that does.

use super::super::clean::Clean;
use super::super::excerpt;
use super::super::human::marked_lines;
use super::super::page::{Ink, Page};
use super::super::told;
use super::{Impact, Struck, Told, before, count, lines, message, summary, weight, write};
use crate::impact::Turn;
use crate::verdict::Verdict;
use std::io::{self, Write};

/// The width of the labels under a claim.
const LABEL: usize = 12;
/// Below this many columns, what would stand in columns does not.
const NARROW: usize = 60;

/// Writes the report; `width` in columns, coloured where `color` says so.
///
/// # Errors
/// When the sink cannot be written.
pub fn human(out: &mut dyn Write, impact: &Impact<'_>, width: usize, color: bool) -> io::Result<()> {
    let mut page = Page::new(out, width, color);
    let head = format!("Facts: {} \u{2192} {}", impact.old, impact.new);
    page.text(&[], Ink::Faint, &Clean::flow(&head), 2)?;
    let by_fact = impact.by_fact();
    if !impact.changes.is_empty() {
        page.blank()?;
    }
    for change in &impact.changes {
        let id = Clean::line(change.fact.as_deref().unwrap_or("all facts"));
        let tally = change.fact.as_deref().and_then(|id| by_fact.get(id)).map(|t| t.in_words());
        let told = tally.map(|words| Clean::line(&format!("  ({words})"))).unwrap_or_default();
        page.line(0, &[(Ink::Strong, &id), (Ink::Faint, &told)])?;
        for (label, words) in lines(change) {
            let label = Clean::line(&format!("  {label}: "));
            page.text(&[(Ink::Faint, &label)], Ink::Plain, &Clean::flow(&words), 4)?;
        }
    }
    for struck in &impact.struck {
        page.blank()?;
        page.line(0, &[(Ink::Strong, &Clean::line(&told::name(struck.document.name(), None)))])?;
        draft(&mut page, struck)?;
    }
    if !impact.unreadable.is_empty() {
        page.blank()?;
    }
    for (name, error) in &impact.unreadable {
        let head = Clean::line("not read  ");
        page.text(&[(Ink::Wrong, &head)], Ink::Plain, &Clean::flow(&format!("{name}: {error}")), 2)?;
    }
    page.blank()?;
    let wrong = impact.tally().of(Turn::Wrong) > 0;
    let ink = if wrong { Ink::Wrong } else { Ink::Strong };
    page.text(&[], ink, &Clean::flow(&summary(impact)), 2)?;
    if let n @ 1.. = impact.mendable() {
        let text = format!("`factlint check --fix` with the new facts puts {} right", count(n, "figure"));
        page.text(&[], Ink::Faint, &Clean::flow(&text), 2)?;
    }
    page.flush()
}

/// Whether a claim is told in full.
fn full(told: &Told) -> bool {
    matches!(told.turned.turn, Turn::Wrong | Turn::StillWrong | Turn::Doubtful)
}

fn draft<W: Write>(page: &mut Page<W>, struck: &Struck<'_>) -> io::Result<()> {
    let mut all: Vec<&Told> = struck.told.iter().collect();
    all.sort_by_key(|t| t.turned.turn);
    for told in all.iter().filter(|t| full(t)) {
        page.blank()?;
        claim(page, struck, told)?;
    }
    let rest: Vec<&&Told> = all.iter().filter(|t| !full(t) && t.turned.turn != Turn::Confirmed).collect();
    let confirmed = all.iter().filter(|t| t.turned.turn == Turn::Confirmed).count();
    if !rest.is_empty() || confirmed > 0 {
        page.blank()?;
    }
    for told in rest {
        let Some(finding) = told.turned.finding() else { continue };
        let (ink, what) = match told.turned.turn {
            Turn::Right => (Ink::Right, "now right"),
            _ => (Ink::Faint, "no longer checked"),
        };
        let spot = match finding.verdict {
            Verdict::Missing => String::new(),
            _ => format!("{}:{}  ", finding.line, finding.column),
        };
        let head = [(ink, &Clean::line(&format!("{what}  "))), (Ink::Strong, &Clean::line(&spot))];
        let text = match (finding.verdict, &finding.reference) {
            (Verdict::Missing, _) => format!("{} no longer asked for", finding.fact.as_deref().unwrap_or_default()),
            (_, Some(reference)) => {
                format!("{} ({}, and the fact now says {reference})", finding.text, before(&told.turned))
            }
            _ => format!("{} ({})", finding.text, before(&told.turned)),
        };
        page.text(&head, Ink::Plain, &Clean::flow(&text), 4)?;
    }
    if confirmed > 0 {
        let text = format!("{} newly confirmed", count(confirmed, "claim"));
        page.text(&[], Ink::Faint, &Clean::line(&text), 2)?;
    }
    Ok(())
}

/// A claim in full: what has become of it, where it stands, what it was and what it should be.
fn claim<W: Write>(page: &mut Page<W>, struck: &Struck<'_>, told: &Told) -> io::Result<()> {
    let Some(finding) = told.turned.finding() else { return Ok(()) };
    let (ink, word) = match told.turned.turn {
        Turn::Wrong => (Ink::Wrong, "NOW WRONG"),
        Turn::StillWrong => (Ink::Doubtful, "STILL WRONG"),
        _ => (Ink::Doubtful, "TO LOOK AT"),
    };
    let spot = match finding.verdict {
        Verdict::Missing => String::new(),
        _ => format!(" {}:{}", finding.line, finding.column),
    };
    let weight = weight(told).map(|w| format!(" ({w})")).unwrap_or_default();
    let (word, spot) = (Clean::line(word), Clean::line(&format!("{spot}{weight}  ")));
    let hang = if page.width() < NARROW { 2 } else { word.width() + spot.width() };
    page.text(&[(ink, &word), (Ink::Strong, &spot)], Ink::Plain, &Clean::flow(&message(&told.turned)), hang)?;
    let mut digits = 1;
    if finding.span.end > finding.span.start && finding.verdict != Verdict::Missing {
        let lines = marked_lines(&struck.document, finding);
        digits = lines.last().map_or(1, |l| l.number.to_string().len());
        excerpt::write(page, &lines, digits, ink)?;
    }
    let indent = if page.width() < NARROW { 2 } else { digits + 5 };
    let fact = finding.fact.as_ref().map(|id| format!("fact {id}"));
    let source: Vec<String> = told::source(finding).into_iter().chain(fact).collect();
    let rows = [
        ("before", Ink::Plain, Some(before(&told.turned))),
        ("reference", Ink::Strong, finding.reference.clone().filter(|_| told.turned.instead.is_none())),
        ("source", Ink::Plain, Some(source.join(", ")).filter(|s| !s.is_empty())),
        ("write", Ink::Right, write(&told.turned).map(str::to_owned)),
    ];
    for (label, ink, text) in rows {
        let Some(text) = text else { continue };
        let label = Clean::line(&format!("{:indent$}{label:<LABEL$}", ""));
        page.text(&[(Ink::Faint, &label)], ink, &Clean::flow(&text), indent + LABEL)?;
    }
    Ok(())
}
