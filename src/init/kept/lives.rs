//! `person` and `entity`, of dates on which somebody was born or died, or something was founded or dissolved.

use super::Kept;
use crate::analysis::View;
use crate::checker::Settings;
use crate::claims::{Claim, Value, When, WhenShape};
use crate::init::{Ground, prose, stated};
use crate::lexicon::{OfficeWord, Sense, fold};
use crate::pairing;
use rustc_hash::FxHashMap;

/// Names of a sentence whose the date may be.
const NAMES: usize = 4;
/// Letters of a date: `2015-05-12`.
const DAY: usize = 10;
const EVENTS: [(OfficeWord, &str, &str); 4] = [
    (OfficeWord::Born, "person", "born"),
    (OfficeWord::Died, "person", "died"),
    (OfficeWord::Founded, "entity", "founded"),
    (OfficeWord::Dissolved, "entity", "dissolved"),
];

/// A date, and whose it may be.
struct Dated {
    claim: usize,
    sentence: usize,
    kind: &'static str,
    line: String,
    key: &'static str,
    /// The likeliest last.
    names: Vec<String>,
}

/// Whose dates the article gives. Of several names beside a date the likeliest is held against the article
/// first, and the next where that is not borne out.
pub(super) fn of(ground: &Ground<'_>, names: &FxHashMap<String, String>, settings: &Settings) -> Vec<Kept> {
    let mut open: Vec<Dated> = Vec::new();
    for (claim, own) in ground.claims.claims.iter().enumerate() {
        let Value::When(when) = &own.value else { continue };
        let sentence = own.sentence as usize;
        let Some(view) = ground.view(sentence) else { continue };
        let Some((kind, key)) = event(view, own, when) else { continue };
        let Some(date) = stated::time(when) else { continue };
        let mut found = candidates(view, own, names);
        // "He was born in 1956": whom the sentences before named.
        for before in (sentence.saturating_sub(2)..sentence).rev() {
            let Some(view) = ground.view(before) else { continue };
            let named = candidates(view, own, names);
            found.extend(named.into_iter().filter(|n| n.contains(' ')));
        }
        found.dedup();
        found.reverse();
        open.push(Dated { claim, sentence, kind, line: format!("{key} = {date}"), key, names: found });
    }
    let mut out: Vec<(Kept, &'static str)> = Vec::new();
    while !open.is_empty() {
        let mut tried: Vec<(Kept, Dated)> = Vec::new();
        for mut dated in open {
            if let Some(name) = dated.names.pop() {
                tried.push((kept(&dated, &name), dated));
            }
        }
        open = Vec::new();
        // Birth and death of one person in turn: two facts of one life would stand in each other's way.
        for (_, _, key) in EVENTS {
            let (own, rest): (Vec<_>, Vec<_>) = tried.into_iter().partition(|(_, dated)| dated.key == key);
            tried = rest;
            let all: Vec<Kept> = own.iter().map(|(kept, _)| kept.clone()).collect();
            let borne = if all.is_empty() { Vec::new() } else { super::borne_out(ground, settings, &all) };
            for ((kept, dated), borne) in own.into_iter().zip(borne) {
                if borne {
                    out.push((kept, dated.key));
                } else {
                    open.push(dated);
                }
            }
        }
    }
    merged(out)
}

fn kept(dated: &Dated, name: &str) -> Kept {
    let surname = name.rsplit(' ').next().unwrap_or(name);
    let short = if dated.kind == "person" { surname } else { name };
    Kept {
        sentence: dated.sentence,
        ids: vec![short.to_owned(), name.to_owned()],
        lines: vec![Kept::line(dated.kind, name), dated.line.clone()],
        claims: vec![dated.claim],
    }
}

/// Birth and death of one person are one fact; a date that is told twice stands once.
fn merged(mut found: Vec<(Kept, &'static str)>) -> Vec<Kept> {
    found.sort_by(|a, b| (&a.0.claims, a.1).cmp(&(&b.0.claims, b.1)));
    let mut out: Vec<Kept> = Vec::new();
    for (kept, key) in found {
        let same = out.iter_mut().find(|k| k.lines.first() == kept.lines.first());
        match same {
            Some(same) if kept.lines.iter().all(|l| same.lines.contains(l)) => same.claims.extend(kept.claims),
            Some(same) if !same.lines.iter().any(|l| l.starts_with(key)) => {
                same.lines.extend(kept.lines.into_iter().skip(1));
                same.claims.extend(kept.claims);
            }
            // Two dates for one birth: the article is at odds with itself, and each figure keeps its own fact.
            Some(_) => {}
            None => out.push(kept),
        }
    }
    out
}

/// What befalls whom on a date: the kind of fact and its key.
fn event(view: View<'_>, claim: &Claim, when: &When) -> Option<(&'static str, &'static str)> {
    let written = when.written;
    // "died on Tuesday" is a day too, by the dateline.
    let day = when.edtf.len() == DAY && when.edtf.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if when.shape != WhenShape::On || when.hedged || written.year.is_none() && !day {
        return None;
    }
    let clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    let does = |at: usize, does: OfficeWord| {
        view.hits(at)
            .any(|h| matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&does)))
    };
    let verb = clause.verb? as usize;
    EVENTS.iter().find(|(word, ..)| does(verb, *word)).map(|&(_, kind, key)| (kind, key))
}

/// The names of a sentence, those before the date first, nearest first; surnames in full.
fn candidates(view: View<'_>, claim: &Claim, names: &FxHashMap<String, String>) -> Vec<String> {
    let mut found: Vec<(u32, String)> = Vec::new();
    let start = claim.tokens.start;
    for range in pairing::named(view) {
        let text = prose::one_line(view.stretch(range.start as usize, range.end as usize));
        found.push((start.abs_diff(range.start), text));
    }
    for group in view.sentence.groups.iter().filter(|g| g.name && g.range.end - g.range.start == 1) {
        let word = view.text(group.range.start as usize);
        let text = names.get(&fold(word)).cloned().unwrap_or_else(|| word.to_owned());
        found.push((start.abs_diff(group.range.start), text));
    }
    found.sort();
    let mut out: Vec<String> = Vec::new();
    for (_, name) in found {
        if !out.contains(&name) && out.len() < NAMES {
            out.push(name);
        }
    }
    out
}
