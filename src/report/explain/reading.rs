//! How a claim was read: its kind and value, and what its clause says it of.

use super::words;
use super::{Row, Subject};
use crate::analysis::{Role, View};
use crate::checker::ExplainedClaim;
use crate::claims::{Level, Value};
use crate::lexicon::{Direction, Func};
use crate::verdict::{in_words, meaning};

/// What was read, a row each.
pub(super) fn rows(subject: &Subject<'_>, told: &ExplainedClaim) -> Vec<Row> {
    let claim = &told.claim;
    let mut out = Vec::new();
    let mut row = |label: &'static str, text: String| out.push(Row { label, text });
    let value = match &claim.value {
        Value::When(when) => when.edtf.clone(),
        value => in_words(value, subject.lexicon),
    };
    row("read as", format!("{}: {value}", claim.kind().name()));
    for (index, text) in meaning(&claim.value, subject.lexicon).into_iter().enumerate() {
        let or = if index > 0 && matches!(claim.value, Value::When(_)) { "or " } else { "" };
        row(if index == 0 { "means" } else { "" }, format!("{or}{text}"));
    }
    if let Some(hedge) = claim.value.figure().and_then(|f| f.hedge) {
        row("hedge", hedge.name().to_owned());
    }
    if let Value::When(when) = &claim.value {
        match subject.explained.dateline {
            _ if !when.partial => {}
            Some((dateline, origin)) => row(
                "counted from",
                format!(
                    "{}, the dateline, from {}: not all of the date is written",
                    dateline.date,
                    words::origin(origin)
                ),
            ),
            None => {
                row(
                    "counted from",
                    String::from("nothing: the draft has no dateline, and only what is written counts"),
                );
            }
        }
    }
    let Some(sentence) = subject.explained.analysis.sentences.get(claim.sentence as usize) else { return out };
    let Some(block) = subject.document.blocks().get(sentence.block as usize) else { return out };
    let view = View { lexicon: subject.lexicon, prose: &block.text, sentence };
    let frame = &claim.frame;
    if let Some(noun) = frame.noun {
        let text = match noun.token {
            Some(token) => view.text(token as usize).to_owned(),
            None if noun.left_out => String::from("what the figure before counts (the noun is left out)"),
            None => String::from("what the value says"),
        };
        let class = noun.class.and_then(|c| subject.lexicon.nouns.get(c as usize));
        row("counts", class.map_or_else(|| text.clone(), |c| format!("{text} (of the class {})", c.name)));
    }
    let events: Vec<String> = frame
        .events
        .iter()
        .filter_map(|e| subject.lexicon.concepts.get(*e as usize))
        .map(|c| format!("@{}", c.name))
        .collect();
    if !events.is_empty() {
        row("befell it", events.join(", "));
    }
    let group_text = |g: u16| {
        sentence.groups.get(g as usize).map(|g| view.stretch(g.range.start as usize, g.range.end as usize).to_owned())
    };
    if let Some(clause) = sentence.clauses.get(frame.clause as usize) {
        if let Some(who) = clause.subject.filter(|s| Some(*s) != frame.group).and_then(group_text) {
            row("who or what", who);
        }
        if let Some(verbs) = clause.verbs {
            row("verb", view.stretch(verbs.start as usize, verbs.end as usize).to_owned());
        }
    }
    let places: Vec<String> = (0u16..)
        .zip(&sentence.groups)
        .filter(|(_, g)| {
            let located = match g.role {
                Role::Oblique(p) => view.is(p as usize, Func::In) || view.is(p as usize, Func::At),
                _ => false,
            };
            located && g.name && !g.time && g.clause == frame.clause
        })
        .filter_map(|(at, _)| group_text(at))
        .collect();
    if !places.is_empty() {
        row("where", places.join(", "));
    }
    let times: Vec<String> = subject
        .explained
        .claims
        .iter()
        .map(|c| &c.claim)
        .filter(|c| c.sentence == claim.sentence && c.span != claim.span)
        .filter_map(|c| match &c.value {
            Value::When(when) => {
                let text = block.text.get(c.span.start as usize..c.span.end as usize).unwrap_or_default();
                Some(format!("\"{text}\", read as {}", when.edtf))
            }
            _ => None,
        })
        .collect();
    if !times.is_empty() {
        row("beside it", times.join("; "));
    }
    if let Some(source) = frame.source {
        row("whose figure", view.stretch(source.start as usize, source.end as usize).to_owned());
    }
    let way = |d: Direction| match d {
        Direction::Up => ", upwards",
        Direction::Down => ", downwards",
        Direction::Either => "",
    };
    match frame.level {
        Level::Level => {}
        Level::Change(d) => row("level", format!("a change{}", way(d))),
        Level::Baseline => row("level", String::from("what it was before a change")),
        Level::End => row("level", String::from("what a change came to")),
    }
    let mut traits = Vec::new();
    for (is, text) in [
        (frame.rate, "a rate or an average"),
        (frame.whole, "a whole, named beside its part"),
        (frame.part, "a part of a whole"),
        (frame.rest, "what is left of a whole, or comes on top"),
    ] {
        if is {
            traits.push(text);
        }
    }
    let dividing: Vec<&str> = frame.partitions.iter().map(|t| view.text(*t as usize)).collect();
    let divided = format!("divided by \"{}\"", dividing.join("\", \""));
    if !dividing.is_empty() {
        traits.push(&divided);
    }
    if !traits.is_empty() {
        row("part or whole", traits.join("; "));
    }
    match &frame.unasserted {
        Some(mode) => row("mode", format!("not asserted: {}", mode.mode)),
        None if frame.future => row("mode", String::from("lies ahead, and is asserted all the same")),
        None => row("mode", String::from("asserted")),
    }
    if let Some(why) = told.notes.away {
        row(
            "the text",
            format!("is about something else here ({why}), so that nothing is carried over from further up"),
        );
    }
    out
}
