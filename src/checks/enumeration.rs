//! `enumeration`: "four priorities:" before a list of three.

use super::alarm::Alarm;
use super::rule::Rule;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, Func, TokenKind};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// More than so many are announced, and not listed.
const MOST: i64 = 20;

pub(super) fn check(scene: &Scene<'_>, out: &mut Vec<Alarm>) {
    let view = scene.view;
    if !scene.claims.iter().any(|c| announces(c).is_some()) {
        return;
    }
    let end = view.len();
    // A colon, or a dash with another one or the end of the sentence behind the list.
    let opens = |t: usize| view.mark(t, ":") && !view.glued(t + 1) || scene.dash(t);
    let Some(colon) = (1..end).find(|&t| opens(t)) else { return };
    let dashed = scene.dash(colon);
    let close = (colon + 1..end).find(|&t| dashed && scene.dash(t)).unwrap_or_else(|| scene.end());
    let before: Vec<usize> = (0..scene.claims.len())
        .filter(|&i| scene.claims.get(i).is_some_and(|c| c.tokens.end as usize <= colon))
        .collect();
    let &[index] = before.as_slice() else { return };
    let Some(claim) = scene.claims.get(index) else { return };
    let Some(count) = announces(claim) else { return };
    let start = claim.tokens.start as usize;
    let some = scene.has(0, colon, CheckWord::Some)
        || scene.has_func(start.saturating_sub(3), start, &[Func::Of, Func::Other, Func::Another]);
    if scene.quoted(start) || some || claim.frame.part || claim.frame.unasserted.is_some() {
        return;
    }
    // Before a dash the announced things stand right there: "five ports – A and B –".
    let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    let beside = group.map_or(claim.tokens.end, |g| g.range.end.max(claim.tokens.end)) as usize == colon;
    // Without a second dash the sentence may go on: "two parts – the mill, the hall and the yard belong to neither".
    let open = dashed && close >= scene.end();
    let goes_on = |t: usize| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Verb));
    if dashed && !beside || open && (colon + 1..close).any(goes_on) {
        return;
    }
    let found = if colon + 1 >= end { below(scene) } else { listed(scene, colon + 1, close) };
    let Some(Listed { least, most, place }) = found else { return };
    if (least..=most).contains(&count) || least < 2 {
        return;
    }
    let words = scene.words(claim);
    let message = format!("The draft announces \"{words}\" and then names {most}.");
    let mended = bridge::rewritten(words, &claim.value, Decimal::from(most), scene.draft.lexicon);
    let Some(own) = scene.place(index) else { return };
    let mut alarm = Alarm::over(Rule::Enumeration, vec![own.mended(mended), place], message);
    alarm.at = 0;
    out.push(alarm);
}

/// How many things a claim announces, if it is a small plain count of something.
fn announces(claim: &Claim) -> Option<i64> {
    let Value::Quantity { figure, .. } = &claim.value else { return None };
    let n = figure.number.filter(|n| figure.hedge.is_none() && n.is_integer())?;
    let n = i64::try_from(n).ok()?;
    (claim.frame.noun.is_some_and(|n| n.token.is_some()) && (2..=MOST).contains(&n) && !claim.frame.rate).then_some(n)
}

struct Listed {
    least: i64,
    most: i64,
    place: super::alarm::Place,
}

/// The list that runs from a token to another: at least and at most so many items.
fn listed(scene: &Scene<'_>, from: usize, end: usize) -> Option<Listed> {
    let view = scene.view;
    let inside = |c: &Claim| c.tokens.start as usize >= from && (c.tokens.start as usize) < end;
    if scene.claims.iter().any(inside) || scene.has(from, end, CheckWord::Some) {
        return None;
    }
    // Verbs, questions, quotations and brackets make it something else than a list of names for things.
    let plain = (from..end).all(|t| {
        let Some(token) = view.token(t) else { return false };
        match token.pos {
            Pos::Verb => begins(scene, t),
            Pos::Aux => false,
            Pos::Subordinator | Pos::Relative => false,
            Pos::Mark => {
                let text = view.text(t);
                scene.comma(t)
                    || text == ";"
                    || text == "-"
                    || text == "'"
                    || text == "\u{2019}"
                    || text == "&"
                    || text == "."
            }
            _ => token.kind != TokenKind::Number,
        }
    });
    if !plain || view.text(view.len().saturating_sub(1)) == "?" {
        return None;
    }
    let semicolons = (from..end).any(|t| view.mark(t, ";"));
    let parts = |t: usize| if semicolons { view.mark(t, ";") } else { scene.comma(t) };
    let mut items: Vec<(usize, usize)> = Vec::new();
    let mut begin = from;
    for t in from..end {
        if parts(t) {
            items.push((begin, t));
            begin = t + 1;
        }
    }
    items.push((begin, end));
    // "and" before the last item, or inside it where no comma stands there.
    let (a, b) = items.pop()?;
    let ands: Vec<usize> = (a..b).filter(|&t| view.is(t, Func::And)).collect();
    let inner_ands = items.iter().any(|&(a, b)| (a..b).any(|t| view.is(t, Func::And) || view.is(t, Func::Or)));
    if semicolons || items.is_empty() {
        // Two joined by "and" are one thing or two; a list needs three.
        if !semicolons {
            return None;
        }
        items.push((a, b));
    } else {
        match ands.as_slice() {
            [and] if *and == a => items.push((a + 1, b)),
            [and] => {
                items.push((a, *and));
                items.push((and + 1, b));
            }
            // "Tarn, Orle, Visk": names without an "and".
            [] if items.len() > 1 && !(a..b).any(|t| view.is(t, Func::Or)) => items.push((a, b)),
            _ => return None,
        }
    }
    // "Marsik, Corliss and the Semlin twins": several in one item.
    let named = |&(a, b): &(usize, usize)| (a..b).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Name));
    let several = |&(a, b): &(usize, usize)| {
        let last = b.saturating_sub(1).max(a);
        let common = view.token(last).is_some_and(|t| !t.capital);
        view.is(a, Func::The) && common && view.lexicon.is_plural(view.text(last))
    };
    if items.iter().any(named) && items.iter().any(several) {
        return None;
    }
    if inner_ands && !semicolons || items.iter().any(|&(a, b)| a >= b || b - a > 12) {
        return None;
    }
    let most = items.len() as i64;
    // "Osk, the capital, and Lier", "Paris, Texas": what explains the item before is none of its own.
    let name = |&(a, _): &(usize, usize)| view.token(a).is_some_and(|t| t.capital);
    let article =
        |&(a, _): &(usize, usize)| view.is(a, Func::The) || view.is(a, Func::A) || view.is(a, Func::Possessive);
    let explained = items.windows(2).filter(|w| matches!(w, [x, y] if name(x) && article(y))).count() as i64;
    let names = items.iter().all(name);
    let least = if names && most % 2 == 0 { most / 2 } else { most - explained };
    let pairs = names && most % 2 == 0;
    let place = scene.tokens(from, end)?;
    // Names in pairs may be places with their countries: then only that half, or all, may be meant.
    let count_fits_pairs = pairs && scene.claims.iter().any(|c| announces(c) == Some(most / 2));
    (!count_fits_pairs).then_some(Listed { least: if pairs { most } else { least }, most, place })
}

/// A verb that begins an item, or is all of its end: "cut costs, raise pay and clean air"; between nouns it is what
/// one does to the other.
fn begins(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let first = at.checked_sub(1).is_some_and(|b| {
        view.mark(b, ":") || scene.comma(b) || view.mark(b, ";") || view.is(b, Func::And) || view.is(b, Func::To)
    });
    first || scene.comma(at + 1) || view.mark(at + 1, ";") || view.is(at + 1, Func::And) || at + 1 >= scene.end()
}

/// The items of the list under a paragraph that ends in a colon.
fn below(scene: &Scene<'_>) -> Option<Listed> {
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
    Some(Listed { least: count, most: count, place: super::alarm::Place { span, claim: None, mendings: Vec::new() } })
}
