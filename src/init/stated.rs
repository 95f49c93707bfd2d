//! What each fact states: the draft's own words where the reader of facts understands them as the draft
//! means them, dates as dates.

use super::{Ground, write};
use crate::claims::{AgeUnit, Claim, Kind, Value, When, WhenShape};
use crate::facts;
use crate::lexicon::{Func, Period};
use crate::verdict::{Agreement, Grade, agree};
use rust_decimal::Decimal;
use std::fmt::Write as _;
use std::path::Path;

/// Words behind a figure that may say per what it is.
const PER: u32 = 4;

/// For each claim that states something checkable, its index and the value as TOML.
pub(super) fn values(ground: &Ground<'_>) -> Vec<(usize, String)> {
    let claims = &ground.claims.claims;
    let mut ways: Vec<(usize, String)> = Vec::new();
    for (index, claim) in claims.iter().enumerate().filter(|(_, c)| checkable(c)) {
        ways.extend(literals(ground, claim).into_iter().map(|way| (index, way)));
    }
    // One file of all ways to write them all: what the reader makes of each decides.
    let mut text = String::new();
    for (at, (_, way)) in ways.iter().enumerate() {
        let _ = write!(text, "[facts.v{at}]\nabout = \"fact\"\nvalue = {way}\n");
    }
    let read = facts::parse(&text, Path::new(""), ground.lexicon);
    let mut best: Vec<Option<(u32, &str)>> = vec![None; claims.len()];
    for (at, (index, way)) in ways.iter().enumerate() {
        let id = format!("v{at}");
        let Ok(found) = read.facts.binary_search_by(|f| number(&f.id).cmp(&number(&id))) else { continue };
        let (Some(fact), Some(claim)) = (read.facts.get(found), claims.get(*index)) else { continue };
        let Agreement::Agree { grade, .. } = agree(&claim.value, fact, ground.lexicon) else { continue };
        let rate = fact.claim.as_ref().is_some_and(|c| c.frame.rate) != claim.frame.rate;
        let kind = fact.value.kind() != claim.value.kind();
        let cost = 4 * u32::from(grade == Grade::Loose)
            + 2 * u32::from(kind)
            + u32::from(rate)
            + u32::from(grade != Grade::Exact);
        if let Some(slot) = best.get_mut(*index)
            && slot.is_none_or(|(old, _)| cost < old)
        {
            *slot = Some((cost, way));
        }
    }
    best.into_iter().enumerate().filter_map(|(i, way)| way.map(|(_, way)| (i, way.to_owned()))).collect()
}

/// What a claim comes to: the same for equal figures and dates in other words.
pub(super) fn key(ground: &Ground<'_>, claim: usize, written: &str) -> String {
    let Some(claim) = ground.claims.claims.get(claim) else { return written.to_owned() };
    let kind = match claim.kind() {
        Kind::Quantity => Kind::Number,
        kind => kind,
    };
    match (&claim.value, claim.value.figure()) {
        (Value::Measure { .. } | Value::Money { .. } | Value::Change { .. } | Value::Duration { .. }, _) | (_, None) => {
            written.to_lowercase()
        }
        (_, Some(figure)) => match figure.number {
            Some(number) => format!("{} {} {:?}", kind.name(), number.normalize(), figure.hedge),
            None => written.to_lowercase(),
        },
    }
}

fn number(id: &str) -> usize {
    id.trim_start_matches('v').parse().unwrap_or(usize::MAX)
}

/// Whether a claim states something that an editor would look up.
fn checkable(claim: &Claim) -> bool {
    let one = |f: &crate::claims::Figure| f.number == Some(Decimal::ONE) && !f.digits && f.hedge.is_none();
    match &claim.value {
        Value::Ordinal(n) => *n > 1,
        Value::When(when) => {
            let w = when.written;
            // "this year", "recently": nothing that a source would tell.
            w.year.is_some()
                || w.month.is_some()
                || w.day.is_some()
                || w.weekday.is_some()
                || w.minute.is_some()
                || when.grain <= Period::Day && !when.hedged
        }
        Value::Number(f) | Value::Quantity { figure: f, .. } => !one(f) && f.number.is_some_and(|n| !n.is_zero()),
        Value::Role { .. } | Value::Quote { .. } | Value::Name(_) => false,
        _ => true,
    }
}

/// The ways to write what a claim states, the best first.
fn literals(ground: &Ground<'_>, claim: &Claim) -> Vec<String> {
    let Some(view) = ground.view(claim.sentence as usize) else { return Vec::new() };
    let (from, to) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let own = view.stretch(from, to).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = Vec::new();
    match &claim.value {
        Value::When(when) => out.extend(time(when)),
        Value::Number(f) if f.hedge.is_none() && own.bytes().all(|b| b.is_ascii_digit()) && !own.starts_with('0') => {
            out.push(own.clone());
        }
        Value::Age { figure, unit: AgeUnit::Year } => {
            let n = figure.number.map(|n| n.normalize().to_string());
            out.extend(n.into_iter().map(|n| {
                write::text(&format!("{own} years old").replace(&own, if own.contains(&n) { &n } else { &own }))
            }));
        }
        Value::Duration { .. } | Value::Measure { .. } if own.contains('-') => {
            out.push(write::text(&own.replace('-', " ")));
        }
        _ => {}
    }
    out.push(write::text(&own));
    if claim.frame.rate {
        for more in 1..=PER {
            let end = to + more as usize;
            if end <= view.len() && !view.is(end - 1, Func::A) {
                out.push(write::text(&view.stretch(from, end).split_whitespace().collect::<Vec<_>>().join(" ")));
            }
        }
    }
    out
}

/// A date or period as TOML: a native date for a day, else EDTF in quotes.
pub(super) fn time(when: &When) -> Option<String> {
    let edtf = when.edtf.as_str();
    if edtf.is_empty() || !edtf.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == 'T') {
        return None;
    }
    let day = edtf.len() == 10 && edtf.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    let native = day && matches!(when.shape, WhenShape::On) && edtf.parse::<jiff::civil::Date>().is_ok();
    Some(if native { edtf.to_owned() } else { write::text(edtf) })
}
