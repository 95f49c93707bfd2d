//! Lists below the sentence that announces them, and pairs that are no three.

use super::super::alarm::Place;
use super::super::scene::Scene;
use super::Listed;
use crate::analysis::Pos;
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, Func};

/// The lines of a list in plain text, each behind a mark of its own.
pub(super) fn bulleted(scene: &Scene<'_>, colon: usize) -> Option<Listed> {
    let own = scene.view.token(colon)?;
    let prose = scene.view.prose;
    let rest = prose.get(own.end as usize..)?;
    let mut lines = rest.lines();
    if !lines.next()?.trim().is_empty() {
        return None;
    }
    let marked = |line: &str| {
        let line = line.trim_start();
        // "1. Halu", "2) Selmet", "a) salt"
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let letter = line.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let numbered = number.len() < line.len() && line.len() - number.len() <= 2 && number.starts_with([')', '.'])
            || line.len() == letter.len() + 1 && letter.starts_with(')');
        numbered || ["- ", "* ", "\u{2022} ", "\u{2013} "].iter().any(|m| line.starts_with(m))
    };
    let lines: Vec<&str> = lines.collect();
    let most = i64::try_from(lines.len()).ok()?;
    let span = crate::document::ProseSpan {
        block: scene.view.sentence.block,
        start: own.end + u32::try_from(rest.len() - rest.trim_start().len()).ok()?,
        end: u32::try_from(prose.trim_end().len()).ok()?,
    };
    let place = Place { span, claim: None, mendings: Vec::new() };
    (lines.len() > 1 && lines.iter().all(|l| marked(l))).then_some(Listed { least: most, most, place })
}

/// "three things: patience and butter": one thing or two, and no three.
pub(super) fn two(scene: &Scene<'_>, from: usize, end: usize) -> Option<Listed> {
    let view = scene.view;
    let mut ands = (from..end).filter(|&t| view.is(t, Func::And));
    let (and, None) = (ands.next()?, ands.next()) else { return None };
    // "three demands: higher pay and shorter shifts": shifts are no demands of their own.
    let aim = (0..from).any(|t| scene.word(t, CheckWord::Aim).is_some());
    let item = |a: usize, b: usize| {
        a < b
            && b - a <= 3
            && (a..b).all(|t| {
                view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner))
                    && (aim || !view.lexicon.is_plural(view.text(t)))
            })
    };
    let colon = from.checked_sub(1).is_some_and(|t| view.mark(t, ":"));
    // "Three towns - Orr and Kell - lost": two names between dashes.
    let names =
        (from..end).all(|t| view.is(t, Func::And) || view.token(t).is_some_and(|x| x.pos == Pos::Name && x.capital));
    let mark = from.checked_sub(1);
    let bracket = mark.is_some_and(|t| view.mark(t, "(")) && view.mark(end, ")");
    let dashed = names && (bracket || mark.is_some_and(|t| scene.dash(t)) && scene.dash(end));
    // "Among the three finalists: Ann Holm and Bo Lind"
    let some = scene.has_func(0, from, &[Func::Among, Func::Of]);
    let fits = (colon && end >= scene.end() || dashed) && !some && item(from, and) && item(and + 1, end);
    fits.then(|| Some(Listed { least: 2, most: 2, place: scene.tokens(from, end)? }))?
}

/// The items of the list under a paragraph that ends in a colon.
pub(super) fn below(scene: &Scene<'_>) -> Option<Listed> {
    let document = scene.draft.document;
    let block = scene.view.sentence.block as usize;
    let own = document.blocks().get(block)?;
    if own.kind != BlockKind::Paragraph
        || own.text.trim_end().len() != scene.view.token(scene.view.len() - 1)?.end as usize
    {
        return None;
    }
    let column = |index: usize| {
        let block = document.blocks().get(index)?;
        (block.kind == BlockKind::ListItem).then(|| document.line_column(block.map.start(0)).1)
    };
    let first = column(block + 1)?;
    let mut count = 0;
    let mut at = block + 1;
    while let Some(own) = column(at) {
        if own < first {
            break;
        }
        count += i64::from(own == first);
        at += 1;
    }
    let text = &document.blocks().get(block + 1)?.text;
    let span = crate::document::ProseSpan { block: block as u32 + 1, start: 0, end: text.len() as u32 };
    Some(Listed { least: count, most: count, place: Place { span, claim: None, mendings: Vec::new() } })
}
