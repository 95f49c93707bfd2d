//! What is kept in a form of its own: who holds an office (`role`), what somebody said (`quote`), when a
//! person was born or a firm founded (`person`, `entity`), where it happened (`is`).
//!
//! Each reader proposes; a run over the article decides. What is not matched, or troubles the article, is
//! left out: it was no figure that the desk would miss.

mod lives;
mod offices;
mod sayings;
mod venue;

use super::{Ground, write};
use crate::checker::{Checker, Settings};
use crate::facts;
use crate::verdict::{Finding, Verdict};
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::path::Path;

/// A fact of one of these forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Kept {
    /// Index of the sentence that it was read from.
    pub(super) sentence: usize,
    /// Words of its id, the shortest id first.
    pub(super) ids: Vec<String>,
    /// Its lines below the table's head, as TOML.
    pub(super) lines: Vec<String>,
    /// The claims that it was read from: they need no fact of their own.
    pub(super) claims: Vec<usize>,
}

impl Kept {
    /// A key with a text.
    fn line(key: &str, value: &str) -> String {
        format!("{key} = {}", write::text(value))
    }
}

/// The facts of these forms that the article bears out.
pub(super) fn of(ground: &Ground<'_>, settings: &Settings) -> Vec<Kept> {
    let names = offices::full_names(ground);
    let mut kept = offices::of(ground);
    kept.extend(sayings::of(ground, &names));
    kept.extend(lives::of(ground, &names, settings));
    kept.extend(venue::of(ground));
    tried(ground, settings, kept)
}

/// Holds them against the article until nothing is left that it does not bear out.
fn tried(ground: &Ground<'_>, settings: &Settings, mut kept: Vec<Kept>) -> Vec<Kept> {
    while !kept.is_empty() {
        let before = kept.len();
        let mut borne = borne_out(ground, settings, &kept).into_iter();
        kept.retain(|_| borne.next().unwrap_or(false));
        if kept.len() == before {
            break;
        }
    }
    kept
}

/// Of each fact, whether the article bears it out: it is matched, by the claims that it was read from too,
/// and nothing disagrees with it.
fn borne_out(ground: &Ground<'_>, settings: &Settings, kept: &[Kept]) -> Vec<bool> {
    let mut text = String::new();
    for (at, one) in kept.iter().enumerate() {
        let _ = writeln!(text, "[facts.k{at}]\n{}", one.lines.join("\n"));
    }
    let facts = facts::parse(&text, Path::new(""), ground.lexicon);
    if facts.broken() {
        return vec![false; kept.len()];
    }
    let dated = Settings { date: settings.date.or(ground.dateline), ..settings.clone() };
    let findings = Checker::new(ground.lexicon, &facts, dated).check(ground.document).findings;
    let mut of: FxHashMap<&str, Vec<&Finding>> = FxHashMap::default();
    for finding in &findings {
        if let Some(id) = &finding.fact {
            of.entry(id).or_default().push(finding);
        }
    }
    kept.iter()
        .enumerate()
        .map(|(at, one)| {
            let own = of.get(format!("k{at}").as_str()).map_or(&[][..], Vec::as_slice);
            let troubled = own.iter().any(|f| matches!(f.verdict, Verdict::Disagree | Verdict::Ambiguous));
            let matched: Vec<&Finding> =
                own.iter().copied().filter(|f| matches!(f.verdict, Verdict::Match(_))).collect();
            !troubled && !matched.is_empty() && met(ground, one, &matched)
        })
        .collect()
}

/// Whether the claims that a fact was read from are among those that it is matched by.
fn met(ground: &Ground<'_>, kept: &Kept, matched: &[&Finding]) -> bool {
    kept.claims.iter().all(|&claim| {
        let Some(claim) = ground.claims.claims.get(claim) else { return false };
        let span = ground.document.source_span(claim.span);
        matched.iter().any(|f| f.span.start < span.end && span.start < f.span.end)
    })
}
