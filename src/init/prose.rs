//! What the file says in the article's own words: the sentence of each claim, and the article's subject.

use super::Ground;
use super::elements::{self, Element};
use super::names;
use crate::analysis::{ClauseKind, Pos, Role};
use crate::document::BlockKind;

/// How many terms a subject has at most: each must be met by a draft that facts without names hold for.
const SUBJECT: usize = 2;

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A sentence, on one line.
pub(super) fn sentence(ground: &Ground<'_>, index: usize) -> String {
    let Some(view) = ground.view(index) else { return String::new() };
    one_line(view.stretch(0, view.len()))
}

/// The first sentence of the text that tells something: a byline does not.
pub(super) fn lead(ground: &Ground<'_>) -> Option<usize> {
    let kind = |block: u32| ground.document.blocks().get(block as usize).map(|b| b.kind);
    ground.analysis.sentences.iter().position(|s| {
        let says = s.clauses.iter().any(|c| c.verb.is_some());
        kind(s.block) == Some(BlockKind::Paragraph) && s.tokens.len() > 4 && says
    })
}

/// What the article is about: a name of headline or lead, and what happened there.
pub(super) fn subject(ground: &Ground<'_>) -> Vec<String> {
    let kind = |block: u32| ground.document.blocks().get(block as usize).map(|b| b.kind);
    let sentences = &ground.analysis.sentences;
    let lead = lead(ground);
    let headline = sentences.iter().position(|s| kind(s.block) == Some(BlockKind::Headline) && !s.tokens.is_empty());
    let mut names: Vec<Element> = Vec::new();
    let mut events: Vec<String> = Vec::new();
    for index in lead.into_iter().chain(headline) {
        let Some(view) = ground.view(index) else { continue };
        names.extend(names::names_of(view, 0, view.len()));
        let main = view.sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some());
        let subject = main.and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
        let noun = subject.map(|g| g.head as usize).filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Noun));
        let verb = main.and_then(|c| c.verb).map(|v| v as usize);
        let tells = |t: &usize| elements::weakness(view, *t) == 0;
        let clause = main.map(|m| m.range);
        let objects = view.sentence.groups.iter().filter(|g| {
            g.role == Role::Object && !g.name && !g.time && clause.is_some_and(|c| c.holds(g.head as usize))
        });
        let words = noun.into_iter().chain(verb).chain(objects.map(|g| g.head as usize));
        events.extend(words.filter(tells).filter_map(|t| Element::word(view, t)).map(|e| e.text));
    }
    names::settle_names(ground, &mut names);
    // Of the names there the one that the text comes back to.
    let told = |name: &str| ground.document.blocks().iter().map(|b| b.text.matches(name).count()).sum::<usize>();
    let mut counted: Vec<(usize, String)> =
        names.into_iter().filter(|n| n.name).map(|n| (told(&n.text), n.text)).collect();
    counted.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut out: Vec<String> = counted.into_iter().map(|(_, name)| name).take(1).collect();
    out.extend(events.into_iter().take(SUBJECT.saturating_sub(out.len())));
    out
}
