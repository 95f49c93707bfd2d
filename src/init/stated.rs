//! What each fact states: the draft's own words where the reader of facts understands them as the draft
//! means them, dates as dates.

use super::{Ground, write};
use crate::analysis::{Pos, View};
use crate::claims::value::Written;
use crate::claims::{AgeUnit, Claim, Kind, Value, When, WhenShape};
use crate::facts::{self, Fact};
use crate::lexicon::{Func, Period, Sense, TokenKind};
use crate::verdict::{Agreement, Grade, agree};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::fmt::Write as _;
use std::path::Path;

/// Words behind a figure that may say per what it is.
const PER: u32 = 4;
/// Digits of a year.
const YEAR: usize = 4;
/// What makes a bare figure an age for the reader of facts.
const AGED: &str = " years old";

/// What a fact states, as TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// The value: `"6,116 people"`, `2014-03-18`.
    pub(super) value: String,
    /// `as-of`, for words that count from a day ("two weeks ago").
    pub(super) as_of: Option<String>,
}

impl Stated {
    /// The lines of a fact that state it.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        let as_of = self.as_of.as_ref().map(|day| format!("as-of = {day}"));
        std::iter::once(format!("value = {}", self.value)).chain(as_of)
    }
}

/// For each claim that states something checkable, its index and what it states.
pub(super) fn values(ground: &Ground<'_>) -> Vec<(usize, Stated)> {
    let claims = &ground.claims.claims;
    let mut ways: Vec<(usize, Stated)> = Vec::new();
    for (index, claim) in claims.iter().enumerate().filter(|(_, c)| checkable(ground, c)) {
        ways.extend(literals(ground, claim).into_iter().map(|way| (index, way)));
    }
    // One file of all ways to write them all: what the reader makes of each decides.
    let mut text = String::new();
    for (at, (_, way)) in ways.iter().enumerate() {
        let _ = writeln!(text, "[facts.v{at}]\nabout = \"fact\"");
        way.lines().for_each(|line| text.extend([line.as_str(), "\n"]));
    }
    let read = facts::parse(&text, Path::new(""), ground.lexicon);
    let by_id: FxHashMap<&str, &Fact> = read.facts.iter().map(|f| (f.id.as_str(), f)).collect();
    let mut best: Vec<Option<(u32, &Stated)>> = vec![None; claims.len()];
    for (at, (index, way)) in ways.iter().enumerate() {
        let (Some(fact), Some(claim)) = (by_id.get(format!("v{at}").as_str()), claims.get(*index)) else { continue };
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
    best.into_iter().enumerate().filter_map(|(i, way)| way.map(|(_, way)| (i, way.clone()))).collect()
}

/// What a claim comes to: the same for equal figures and dates in other words.
pub(super) fn key(ground: &Ground<'_>, claim: usize, written: &str) -> String {
    let Some(claim) = ground.claims.claims.get(claim) else { return written.to_owned() };
    let kind = match claim.kind() {
        Kind::Quantity => Kind::Number,
        kind => kind,
    };
    match (&claim.value, claim.value.figure()) {
        (Value::Measure { .. } | Value::Money { .. } | Value::Change { .. } | Value::Duration { .. }, _)
        | (_, None) => written.to_lowercase(),
        (_, Some(figure)) => match figure.number {
            Some(number) => format!("{} {} {:?}", kind.name(), number.normalize(), figure.hedge),
            None => written.to_lowercase(),
        },
    }
}

/// Whether a claim states something that an editor would look up.
fn checkable(ground: &Ground<'_>, claim: &Claim) -> bool {
    let one = |f: &crate::claims::Figure| f.number == Some(Decimal::ONE) && !f.digits && f.hedge.is_none();
    match &claim.value {
        Value::Ordinal(n) => *n > 1,
        Value::When(when) => {
            let w = when.written;
            if said(ground, claim, when) || any(ground, claim) {
                return false;
            }
            // "this year", "recently": nothing that a source would tell.
            w.year.is_some()
                || w.month.is_some()
                || w.day.is_some()
                || w.weekday.is_some()
                || w.minute.is_some()
                || when.grain <= Period::Day && !when.hedged
                || counted(when, claim, ground)
        }
        Value::Number(f) | Value::Quantity { figure: f, .. } => {
            !one(f) && f.number.is_some_and(|n| !n.is_zero()) && !both(ground, claim)
        }
        Value::Role { .. } | Value::Quote { .. } | Value::Name(_) => false,
        _ => true,
    }
}

/// "both companies": of whom the text has told before.
fn both(ground: &Ground<'_>, claim: &Claim) -> bool {
    ground.view(claim.sentence as usize).is_some_and(|view| view.is(claim.tokens.start as usize, Func::Both))
}

/// "said on Tuesday": on which day of the week somebody spoke nobody looks up.
fn said(ground: &Ground<'_>, claim: &Claim, when: &When) -> bool {
    let w = when.written;
    let plain = w.year.is_none() && w.month.is_none() && w.day.is_none() && w.minute.is_none();
    let Some(view) = ground.view(claim.sentence as usize).filter(|_| plain && when.grain == Period::Day) else {
        return false;
    };
    let verb = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
    verb.is_some_and(|v| view.hits(v as usize).any(|h| h.len == 1 && matches!(h.sense, Sense::Reporting(_))))
}

/// "has not worked a Christmas since": none that a source would tell. "A Jan. 14 meeting" is of that day.
pub(super) fn any(ground: &Ground<'_>, claim: &Claim) -> bool {
    let Some(view) = ground.view(claim.sentence as usize) else { return false };
    let before = claim.tokens.start.checked_sub(1).is_some_and(|at| view.is(at as usize, Func::A));
    let next = view.token(claim.tokens.end as usize).map(|t| t.pos);
    before && !matches!(next, Some(Pos::Noun | Pos::Name | Pos::Adjective))
}

/// Whether a date is counted from the dateline by a figure ("two weeks ago").
fn counted(when: &When, claim: &Claim, ground: &Ground<'_>) -> bool {
    let view = ground.view(claim.sentence as usize);
    let figure = |at: usize| view.and_then(|v| v.token(at)).is_some_and(|t| t.pos == Pos::Numeral);
    let year = |at: usize| view.is_some_and(|v| v.digits(at) && v.text(at).len() == YEAR);
    when.written == Written::default() && claim.tokens.indices().any(figure) && !claim.tokens.indices().any(year)
}

/// The ways to write what a claim states, the best first.
fn literals(ground: &Ground<'_>, claim: &Claim) -> Vec<Stated> {
    let Some(view) = ground.view(claim.sentence as usize) else { return Vec::new() };
    let (from, to) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let words = |end: usize| view.stretch(from, end).split_whitespace().collect::<Vec<_>>().join(" ");
    let own = words(to);
    let bare = own.bytes().all(|b| b.is_ascii_digit()) && !own.starts_with('0');
    let mut out: Vec<String> = Vec::new();
    let mut as_of = None;
    match &claim.value {
        Value::When(when) if counted(when, claim, ground) => {
            as_of = ground.dateline.map(|d| d.date.to_string());
            out.push(write::text(&own));
            out.extend(time(when));
        }
        Value::When(when) => out.extend(time(when)),
        Value::Number(f) if f.hedge.is_none() && bare => out.push(own.clone()),
        Value::Age { unit: AgeUnit::Year, .. } if bare => out.push(write::text(&format!("{own}{AGED}"))),
        Value::Duration { .. } | Value::Measure { .. } if own.contains('-') => {
            // "a three-hour detour" is one of three hours.
            let apart = own.replace('-', " ");
            out.push(write::text(&format!("{apart}s")));
            out.push(write::text(&apart));
        }
        _ => {}
    }
    out.push(write::text(&own));
    if claim.frame.rate {
        // "C$25 each, will eliminate": up to the comma.
        let ends = (1..=PER).map(|more| to + more as usize);
        let ends = ends.take_while(|&end| view.token(end - 1).is_some_and(|t| t.kind != TokenKind::Mark));
        out.extend(
            ends.filter(|&end| end <= view.len() && ends_well(view, end - 1)).map(|end| write::text(&words(end))),
        );
    }
    out.into_iter().map(|value| Stated { value, as_of: as_of.clone() }).collect()
}

/// Whether a value may end with this word: "5 grams per portion", and not "5 grams per".
fn ends_well(view: View<'_>, at: usize) -> bool {
    let noun = view.token(at).is_some_and(|t| t.kind == TokenKind::Word && matches!(t.pos, Pos::Noun | Pos::Name));
    let grammar = view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Func(f) if f != Func::Count));
    view.is(at, Func::Each) || noun && !grammar
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
