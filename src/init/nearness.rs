//! How near a word or name is to what a fact would be about: what tells little, what only describes, what stands
//! further up.

#![allow(
    clippy::indexing_slicing,
    reason = "indices are those of the article's own claims and of the options made for them"
)]

use super::Ground;
use super::elements::{Element, Found};
use super::names::names_of;
use crate::analysis::{Pos, View};
use crate::claims::Claim;
use crate::document::BlockKind;
use crate::lexicon::{BesideWord, OfficeWord, Sense};

/// How far words that tell little are put back.
pub(super) const SAID: u32 = 14;
pub(super) const UNIT: u32 = 10;
pub(super) const LIGHT: u32 = 8;
pub(super) const DESCRIBES: u32 = 8;
pub(super) const HOW: u32 = 14;
/// How far a noun is put back that only describes another, and one that another describes.
pub(super) const DESCRIBED: u32 = 2;
pub(super) const DESCRIBING: u32 = 9;
/// How far a name is put back that only describes ("Kenya's Ruth Chebet", "the Nikkei index"), and a country that does.
pub(super) const OWNING: u32 = 1;
pub(super) const OF_COUNTRY: u32 = 3;
/// How far names are that the text before gives, and the article's own.
pub(super) const BEFORE: u32 = 6;
pub(super) const MAIN: u32 = 6;
pub(super) const TOP: u32 = 9;
/// How much nearer whoever the sentence before was of is to one that begins with "he" or "it".
const TAKEN_UP: u32 = 4;
/// How far whoever says it is put back.
pub(super) const SOURCE: u32 = 8;
/// How far what a date merely stands behind is put back.
pub(super) const BEHIND: u32 = 3;
/// How far an institution is put back that neither does nor has what is told.
pub(super) const VENUE: u32 = 12;

/// How little a word tells of a fact: who said it, in what unit it is, "the company", "came".
pub(super) fn weakness(view: View<'_>, at: usize) -> u32 {
    let token = view.token(at);
    let verb = token.is_some_and(|t| t.pos == Pos::Verb);
    let of = |h: crate::lexicon::Hit| match h.sense {
        Sense::Reporting(_) if verb => SAID,
        Sense::Unit(_) => UNIT,
        Sense::Beside(BesideWord::Light) => LIGHT,
        Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Body) => LIGHT,
        _ => 0,
    };
    let changes = || view.hits(at).any(|h| matches!(h.sense, Sense::Change(_)));
    let adverb = match token.map(|t| t.pos) {
        Some(Pos::Adverb) if !changes() => HOW,
        Some(Pos::Adverb) => LIGHT,
        // "operating" of the operating margin
        Some(Pos::Adjective) if !changes() => DESCRIBES,
        _ => 0,
    };
    view.hits(at).filter(|h| h.len == 1).map(of).max().unwrap_or(0).max(adverb)
}

/// The head of a name's group where that is another word.
pub(super) fn described(view: View<'_>, name: &Element) -> Option<usize> {
    let group = view.token(name.at)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    let (end, head) = (name.at + name.text.split(' ').count(), group.head as usize);
    (!(name.at..end).contains(&head)).then_some(head)
}

/// How far a name is put back that is not the head of its group.
pub(super) fn describing(view: View<'_>, name: &Element) -> u32 {
    match described(view, name) {
        Some(_) if view.lexicon.countries.contains(&name.text.to_lowercase()) => OF_COUNTRY,
        Some(_) => OWNING,
        None => 0,
    }
}

/// Names from further up: the sentences before it in its paragraph, whom or what the article is about, headline and
/// lead.
pub(super) fn above(ground: &Ground<'_>, claim: &Claim, main: Option<&str>, found: &mut Found) {
    let sentences = &ground.analysis.sentences;
    let index = claim.sentence as usize;
    let Some(own) = sentences.get(index) else { return };
    let mut before = index;
    let takes_up = ground.view(index).is_some_and(|view| {
        let clause = view.sentence.clauses.get(claim.frame.clause as usize);
        let subject = clause.and_then(|c| c.subject).and_then(|g| view.sentence.groups.get(g as usize));
        subject.is_some_and(|g| view.token(g.head as usize).is_some_and(|t| t.pos == Pos::Pronoun))
    });
    for step in 0..4 {
        let Some(b) = before.checked_sub(1).filter(|&b| step == 0 || sentences[b].block == own.block) else { break };
        before = b;
        let Some(view) = ground.view(b) else { break };
        let subject = |at: usize| {
            let group = view.token(at).and_then(|t| t.group);
            view.sentence.clauses.iter().any(|c| c.subject.is_some() && c.subject == group)
        };
        for name in names_of(view, 0, view.len()) {
            let taken_up = takes_up && step == 0 && subject(name.at);
            let far = if taken_up { BEFORE - TAKEN_UP } else { BEFORE };
            let rank = far + step + describing(view, &name) + if subject(name.at) { 0 } else { DESCRIBED };
            found.put(Some(name), rank);
        }
    }
    let kind = |block: u32| ground.document.blocks().get(block as usize).map(|b| b.kind);
    let lead = sentences.iter().position(|s| kind(s.block) == Some(BlockKind::Paragraph) && s.tokens.len() > 4);
    let headline = sentences.iter().position(|s| kind(s.block) == Some(BlockKind::Headline));
    for top in lead.into_iter().chain(headline) {
        let Some(view) = ground.view(top) else { continue };
        for name in names_of(view, 0, view.len()) {
            let rank = if main == Some(name.text.as_str()) { MAIN } else { TOP };
            found.put(Some(name), rank);
        }
    }
}
