//! What the file says in the article's own words: the sentence of each claim, and the article's subject.

use super::Ground;
use super::elements::Element;
use super::names;
use super::nearness;
use crate::analysis::{ClauseKind, Pos, View};
use crate::document::BlockKind;
use crate::lexicon::{Func, Sense, TokenKind};

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

/// Whether a word stands behind a figure and an article ("$2.02 a share").
fn per(view: View<'_>, at: usize) -> bool {
    at > 1
        && view.is(at - 1, Func::A)
        && view.token(at - 2).is_some_and(|t| t.kind == TokenKind::Number || t.pos == Pos::Numeral)
}

/// What the article is about: a name of headline or lead, and what happened there.
pub(super) fn subject(ground: &Ground<'_>) -> Vec<String> {
    let kind = |block: u32| ground.document.blocks().get(block as usize).map(|b| b.kind);
    let sentences = &ground.analysis.sentences;
    let lead = lead(ground);
    let headline = sentences.iter().position(|s| kind(s.block) == Some(BlockKind::Headline) && !s.tokens.is_empty());
    let mut names: Vec<Element> = Vec::new();
    // What the text comes back to says more of it than what was done: "dockers", and only then "lay".
    let (mut things, mut deeds): (Vec<(usize, String)>, Vec<String>) = (Vec::new(), Vec::new());
    let told_again = |stem| sentences.iter().flat_map(|s| &s.tokens).filter(|t| t.stem == stem).count();
    for index in lead.into_iter().chain(headline) {
        let Some(view) = ground.view(index) else { continue };
        names.extend(names::names_of(view, 0, view.len()));
        let main = view.sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some());
        // "$2.02 a share": what a figure is per is no subject.
        let figure = |t: usize| {
            per(view, t) || ground.claims.claims.iter().any(|c| c.sentence as usize == index && c.tokens.holds(t))
        };
        // Who said so, and in which office, is not what it is of.
        let says = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Reporting(_) | Sense::Honorific));
        let tells = |t: &usize| nearness::weakness(view, *t) == 0 && !figure(*t) && !says(*t);
        let word = |t: usize| Element::word(view, t).map(|e| e.text);
        let noun = |t: &usize| view.token(*t).is_some_and(|x| x.pos == Pos::Noun && !x.capital || *t == 0);
        for at in (0..view.len()).filter(noun).filter(tells) {
            let often = view.token(at).map_or(0, |t| told_again(t.stem));
            things.extend(word(at).map(|w| (often, w)));
        }
        let verb = main.and_then(|c| c.verb).map(|v| v as usize);
        deeds.extend(verb.into_iter().filter(tells).filter_map(word));
    }
    names::settle_names(ground, &mut names);
    // Of the names there the one that the text comes back to.
    let told = |name: &str| {
        let words = |text: &str| text.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| *w == name).count();
        ground.document.blocks().iter().map(|b| words(&b.text)).sum::<usize>()
    };
    // "Westinghouse Electric" is Westinghouse, "Barnett Slepian" is Slepian.
    let told = |name: &str| name.split(' ').filter(|w| w.len() > 2).map(told).max().unwrap_or(0);
    // "The Dutch chemical group DSM": what only says of which country comes after what is of it, as does "N.Y.".
    let country = |n: &Element| ground.lexicon.countries.contains(&n.text.to_lowercase()) || n.text.ends_with('.');
    let mut counted: Vec<(bool, std::cmp::Reverse<usize>, String)> = names
        .into_iter()
        .filter(|n| n.name && n.rank < names::SHORT)
        .map(|n| (country(&n), std::cmp::Reverse(told(&n.text)), n.text))
        .collect();
    counted.sort_by_key(|(country, count, _)| (*country, *count));
    let mut out: Vec<String> = counted.into_iter().map(|(.., name)| name).take(1).collect();
    things.sort_by_key(|(often, _)| std::cmp::Reverse(*often));
    let mut things: Vec<String> = things.into_iter().map(|(_, word)| word).collect();
    things.dedup();
    out.extend(things.into_iter().chain(deeds).take(SUBJECT.saturating_sub(out.len())));
    out
}
