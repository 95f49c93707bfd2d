//! What the article itself names as the source of a figure: a footnote behind it, a link on it.

use super::Ground;
use super::prose::one_line;
use crate::claims::Claim;
use crate::document::{BlockKind, Pointer, ProseSpan, Target};
use crate::lexicon::Sense;
use std::ops::Range;

/// What a fact's `source` and `url` are to be.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Cited {
    /// In words; empty where only an address is known.
    pub(super) source: String,
    /// An address.
    pub(super) url: Option<String>,
}

/// Whether a claim stands in a footnote: of a source's own dates and figures no fact is made.
pub(super) fn is_source(ground: &Ground<'_>, claim: usize) -> bool {
    let block = ground.claims.claims.get(claim).map(|c| c.span.block as usize);
    block.and_then(|b| ground.document.blocks().get(b)).is_some_and(|b| b.kind == BlockKind::Footnote)
}

/// The source of a claim: the first footnote behind it in its sentence, else the link that it is in, else the
/// one link of its sentence.
pub(super) fn of(ground: &Ground<'_>, claim: &Claim) -> Option<Cited> {
    let within = stretch(ground, claim.sentence as usize)?;
    let own = ground.document.pointers().iter().filter(|p| inside(p, within));
    let behind = |p: &&Pointer| p.span.end > claim.span.start;
    if let Some(note) = own.clone().filter(behind).find_map(|p| note(ground, p)) {
        return Some(note);
    }
    let links = || own.clone().filter(|p| matches!(p.to, Target::Link { .. }));
    let on = links().find(|p| p.span.start < claim.span.end && claim.span.start < p.span.end);
    match on {
        Some(on) => link(ground, on, true),
        None => only(ground, links()),
    }
}

/// The source of what a whole sentence says: the footnote at its end, else its one link.
pub(super) fn beside(ground: &Ground<'_>, sentence: usize) -> Option<Cited> {
    let within = stretch(ground, sentence)?;
    let end = ground.analysis.sentences.get(sentence)?.tokens.last()?.start;
    let own = || ground.document.pointers().iter().filter(|p| inside(p, within));
    own().filter(|p| p.span.start >= end).find_map(|p| note(ground, p)).or_else(|| only(ground, own()))
}

/// The one link of a sentence, unless it is on a figure: then it is that figure's.
fn only<'a>(ground: &Ground<'_>, links: impl Iterator<Item = &'a Pointer>) -> Option<Cited> {
    let mut links = links.filter(|p| matches!(p.to, Target::Link { .. }));
    let first = links.next()?;
    let of =
        ground.claims.claims.partition_point(|c| (c.span.block, c.span.end) <= (first.span.block, first.span.start));
    let on = ground.claims.claims.get(of).is_some_and(|c| {
        c.span.block == first.span.block && c.span.start < first.span.end && first.span.start < c.span.end
    });
    if on || links.next().is_some() || !attributed(ground, first) { None } else { link(ground, first, false) }
}

/// Whether a link is on whom the figures of its sentence are from ("according to [the ministry](…)"), or on the
/// saying ("[said on Monday](…)").
fn attributed(ground: &Ground<'_>, pointer: &Pointer) -> bool {
    let block = pointer.span.block;
    let index = ground
        .analysis
        .sentences
        .iter()
        .rposition(|s| s.block == block && s.tokens.first().is_some_and(|t| t.start <= pointer.span.start));
    let Some(view) = index.and_then(|i| ground.view(i)) else { return false };
    let inside = |t: usize| view.token(t).is_some_and(|t| t.start < pointer.span.end && pointer.span.start < t.end);
    let says = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Reporting(_)));
    let source = ground
        .claims
        .claims
        .iter()
        .filter(|c| Some(c.sentence as usize) == index)
        .filter_map(|c| c.frame.source)
        .any(|s| s.indices().any(inside));
    source || (0..view.len()).any(|t| inside(t) && says(t))
}

/// A sentence with what follows it up to the next: a footnote's mark stands behind the full stop.
fn stretch(ground: &Ground<'_>, sentence: usize) -> Option<ProseSpan> {
    let own = ground.analysis.sentences.get(sentence)?;
    let next = ground.analysis.sentences.get(sentence + 1).filter(|s| s.block == own.block);
    let text = &ground.document.blocks().get(own.block as usize)?.text;
    let start = own.tokens.first()?.start;
    let end = next.and_then(|s| s.tokens.first()).map_or(text.len() as u32, |t| t.start.saturating_sub(1));
    Some(ProseSpan { block: own.block, start, end })
}

fn inside(pointer: &Pointer, within: ProseSpan) -> bool {
    pointer.span.block == within.block && within.start <= pointer.span.start && pointer.span.end <= within.end
}

/// What a link says: the title that it was given; where it is not the figure itself, its words.
fn link(ground: &Ground<'_>, pointer: &Pointer, on: bool) -> Option<Cited> {
    let Target::Link { url, title } = &pointer.to else { return None };
    let web = url.starts_with("https://") || url.starts_with("http://");
    if !web {
        return None;
    }
    let block = ground.document.blocks().get(pointer.span.block as usize)?;
    let words = block.text.get(pointer.span.start as usize..pointer.span.end as usize).unwrap_or_default();
    let source = if title.is_empty() && !on && words != url { words } else { title };
    Some(Cited { source: one_line(source), url: Some(url.clone()) })
}

/// What a footnote says: its words, and the first address in it.
fn note(ground: &Ground<'_>, pointer: &Pointer) -> Option<Cited> {
    let Target::Note(blocks) = &pointer.to else { return None };
    let blocks = blocks.start as usize..blocks.end as usize;
    let remarks = ground.analysis.sentences.iter().any(|s| {
        let says = s.clauses.iter().any(|c| c.verb.is_some());
        blocks.contains(&(s.block as usize)) && says
    });
    let texts = ground.document.blocks().get(blocks.clone())?.iter().map(|b| b.text.as_str());
    let text = one_line(&texts.collect::<Vec<_>>().join(" "));
    let linked = ground
        .document
        .pointers()
        .iter()
        .filter(|p| blocks.contains(&(p.span.block as usize)))
        .find_map(|p| link(ground, p, true).and_then(|c| c.url));
    let bare = address(&text);
    let url = linked.or_else(|| bare.clone().and_then(|at| text.get(at)).map(str::to_owned));
    // "The fund held three millions": a remark names no source.
    if remarks && url.is_none() {
        return None;
    }
    let source = match bare {
        Some(at) => format!("{} {}", text.get(..at.start).unwrap_or(""), text.get(at.end..).unwrap_or("")),
        None => text,
    };
    let source = one_line(&source);
    let source = source.trim_matches(|c: char| c.is_whitespace() || ",:;()<>\u{2013}\u{2014}-".contains(c));
    let source = source.trim_end_matches(['.', ' ', ',', ':']).to_owned();
    (!source.is_empty() || url.is_some()).then_some(Cited { source, url })
}

/// Where an address stands in a text.
fn address(text: &str) -> Option<Range<usize>> {
    let start = ["https://", "http://"].iter().filter_map(|scheme| text.find(scheme)).min()?;
    let rest = text.get(start..)?;
    let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"')).unwrap_or(rest.len());
    let url = rest.get(..end)?.trim_end_matches(['.', ',', ';', ':', ')', '!', '?', '\'']);
    Some(start..start + url.len())
}
