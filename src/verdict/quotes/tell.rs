//! What a finding on a quotation tells: the words that differ, and the quotation mended.

use super::align::{Change, Item};
use super::{Laid, Room, Run, word};
use crate::document::{ProseSpan, SourceSpan};
use crate::facts::Quoted;
use crate::pairing::quotes::{Attribution, Reference, Speaker};
use crate::verdict::{Grade, Verdict};

/// So many differences are told one by one.
const TOLD: usize = 3;
/// Longer quotations are told by their beginning, in characters.
const LONG: usize = 120;

/// All that is needed to tell a finding.
pub(super) struct Telling<'a> {
    pub(super) room: &'a Room<'a>,
    pub(super) run: &'a Run,
    pub(super) laid: &'a Laid,
    pub(super) quoted: &'a Quoted,
    pub(super) reference: &'a Reference,
    pub(super) told: &'a Attribution,
    pub(super) speaker: Speaker,
}

/// A text by its beginning, where it is long.
pub(super) fn shortened(text: &str) -> String {
    if text.chars().count() <= LONG {
        return text.to_owned();
    }
    let head: String = text.chars().take(LONG).collect();
    let cut = head.rfind(' ').unwrap_or(head.len());
    format!("{} \u{2026}", &head[..cut])
}

impl Telling<'_> {
    /// The draft's words of a change.
    fn draft(&self, change: &Change) -> &str {
        let words = || self.run.items.get(change.draft.clone()).unwrap_or_default().iter().filter_map(word);
        let (Some((first, piece)), Some((last, end))) = (words().next(), words().next_back()) else { return "" };
        let at = self.run.pieces.start + piece as usize;
        let Some(block) =
            self.room.passages.pieces.get(at).and_then(|p| self.room.document.blocks().get(p.block as usize))
        else {
            return "";
        };
        let to = if piece == end { last.end } else { first.end };
        block.text.get(first.start as usize..to as usize).unwrap_or_default()
    }

    fn difference(&self, change: &Change) -> String {
        let draft = shortened(self.draft(change));
        let reference = shortened(self.reference.slice(&self.quoted.words, &change.reference));
        match (draft.is_empty(), reference.is_empty()) {
            (true, _) => format!("it leaves out \"{reference}\""),
            (_, true) => format!("it adds \"{draft}\""),
            _ => format!("it has \"{draft}\" for \"{reference}\""),
        }
    }

    pub(super) fn message(&self, verdict: Verdict) -> String {
        let who = &self.quoted.speaker;
        let changes = &self.laid.alignment.changes;
        let by = match (self.told.who(), self.speaker) {
            (Some(name), Speaker::Other) => format!("the draft gives {who}\u{2019}s words to {name}"),
            _ => String::new(),
        };
        let mut told: Vec<String> = changes.iter().take(TOLD).map(|c| self.difference(c)).collect();
        if changes.len() > TOLD {
            told.push(format!("and {} more", changes.len() - TOLD));
        }
        let told = told.join(", ");
        match verdict {
            Verdict::Match(Grade::Exact) => format!("{who} is quoted word for word."),
            Verdict::Match(Grade::Loose) => {
                format!("{who} is quoted with a contraction where the reference has the full form, or the reverse.")
            }
            Verdict::Match(_) => format!("{who} is quoted in part, and rightly."),
            _ if !by.is_empty() && told.is_empty() => {
                format!("The words are the reference\u{2019}s, but {by}.")
            }
            _ if !by.is_empty() => format!("The draft quotes otherwise than the reference: {told}; and {by}."),
            _ => format!("The draft quotes {who} otherwise than the reference: {told}."),
        }
    }

    /// The draft's own words with those of the reference where they differ.
    pub(super) fn suggestion(&self, verdict: Verdict, span: SourceSpan) -> Option<String> {
        let changes = &self.laid.alignment.changes;
        if verdict != Verdict::Disagree || changes.is_empty() {
            return None;
        }
        let source = self.room.document.source();
        let mut out = String::new();
        let mut from = span.start as usize;
        for change in changes {
            let (start, end, mut words) = self.mending(change)?;
            if start < from {
                return None;
            }
            if start == span.start as usize {
                words = like(&words, source.get(start..)?);
            }
            out.push_str(source.get(from..start)?);
            out.push_str(&words);
            from = end;
        }
        out.push_str(source.get(from..span.end as usize)?);
        // What was left out at the very beginning hands its capital on.
        Some(out.trim().to_owned())
    }

    /// Where the draft is mended, in bytes of the file, and what is put there.
    fn mending(&self, change: &Change) -> Option<(usize, usize, String)> {
        let reference = self.reference.slice(&self.quoted.words, &change.reference).to_owned();
        let place = |at: usize| {
            let Item::Word(word, piece) = self.run.items.get(at)? else { return None };
            let piece = self.room.passages.pieces.get(self.run.pieces.start + *piece as usize)?;
            let span = ProseSpan { block: piece.block, start: word.start, end: word.end };
            let span = self.room.document.source_span(span);
            Some((span.start as usize, span.end as usize))
        };
        if change.draft.is_empty() {
            // Behind the word before it.
            let (_, end) = place(change.draft.start.checked_sub(1)?)?;
            return Some((end, end, format!(" {reference}")));
        }
        let first = place(change.draft.start)?;
        let last = place(change.draft.end - 1)?;
        if !reference.is_empty() {
            return Some((first.0, last.1, reference));
        }
        // The space before goes with the words, or the one behind at the beginning.
        match change.draft.start.checked_sub(1).and_then(place) {
            Some((_, end)) if end < first.0 => Some((end, last.1, String::new())),
            _ => {
                let (next, _) = place(change.draft.end)?;
                Some((first.0, next, String::new()))
            }
        }
    }
}

/// Words with their first letter as large as that of the words whose place they take.
fn like(words: &str, model: &str) -> String {
    let mut chars = words.chars();
    let Some(first) = chars.next() else { return String::new() };
    let large = model.chars().next().is_some_and(char::is_uppercase);
    let letter: String = if large { first.to_uppercase().collect() } else { first.to_string() };
    letter + chars.as_str()
}
