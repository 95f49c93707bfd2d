//! `speaker` and `quote`, of whole sentences between quotation marks whose speaker is named.

use super::Kept;
use crate::init::{Ground, prose as page};
use crate::lexicon::{TokenKind, fold, split};
use crate::pairing::quotes::{self, Link, Piece};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// Fewer words are a turn of phrase.
const LEAST: usize = 6;
/// More are a speech, which a desk keeps elsewhere.
const MOST: usize = 120;

/// What is said in the article, and by whom.
pub(super) fn of(ground: &Ground<'_>, names: &FxHashMap<String, String>) -> Vec<Kept> {
    let passages = quotes::passages(ground.document, &ground.analysis, ground.lexicon);
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in 0..passages.pieces.len() {
        match (passages.links.get(at), runs.last_mut()) {
            (Some(Link::Within | Link::Reopened), Some(run)) => run.end = at + 1,
            _ => runs.push(at..at + 1),
        }
    }
    let told = passages.speakers(ground.document, &ground.analysis, ground.lexicon, &runs);
    let mut out: Vec<Kept> = Vec::new();
    for (run, told) in runs.into_iter().zip(told) {
        let Some(name) = told.name.filter(|_| told.sure) else { continue };
        let pieces = passages.pieces.get(run).unwrap_or_default();
        let Some(first) = pieces.first() else { continue };
        let texts: Vec<String> = pieces.iter().map(|p| page::one_line(prose(ground, p))).collect();
        let text = texts.join(" ");
        // A comma at the end is the sentence's around it.
        let text = text.strip_suffix(',').map_or(text.clone(), |t| format!("{t}."));
        let count = split(&text).iter().filter(|t| t.kind != TokenKind::Mark).count();
        if !(LEAST..=MOST).contains(&count) || !text.starts_with(char::is_uppercase) {
            continue;
        }
        let name = page::one_line(&name);
        let surname = name.rsplit(' ').next().unwrap_or(&name).to_owned();
        // A surname in full, a name without the title that stands before it.
        let full = names.get(&fold(&surname)).filter(|full| !name.contains(' ') || name.ends_with(full.as_str()));
        let speaker = full.cloned().unwrap_or(name);
        let at = ground
            .analysis
            .sentences
            .partition_point(|s| (s.block, s.tokens.last().map_or(0, |t| t.end)) <= (first.block, first.start));
        out.push(Kept {
            sentence: at,
            ids: vec![format!("{surname} said")],
            lines: vec![Kept::line("speaker", &speaker), Kept::line("quote", &text)],
            claims: Vec::new(),
        });
    }
    out
}

fn prose<'a>(ground: &Ground<'a>, piece: &Piece) -> &'a str {
    let text = ground.document.blocks().get(piece.block as usize).map_or("", |b| b.text.as_str());
    text.get(piece.start as usize..piece.end as usize).unwrap_or_default()
}
