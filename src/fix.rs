//! Mends plain slips: a draft in, the same draft out with the figures that facts give. Writes nothing.
//!
//! Only a disagreement with one fact that gives one figure is mended, in the draft's own form, and only where the draft
//! is checked again and then agrees there and has nothing new against it. Quotations are somebody's words and stay;
//! so do names, offices and what marks ask to leave alone.

use crate::checker::{Checked, Checker};
use crate::claims::{Kind, Value};
use crate::document::{BlockKind, Document, ProseSpan};
use crate::verdict::{self, Finding, Grade, Verdict};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A draft with its slips mended.
#[derive(Debug, Clone)]
pub struct Mended {
    /// The draft.
    pub document: Document,
    /// What is found in it.
    pub checked: Checked,
    /// How many figures were changed.
    pub fixes: usize,
}

/// A change of the file: from, to, and what stands there instead.
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

/// The draft with its slips mended; none where there is nothing to be mended. A second time there is nothing.
#[must_use]
pub fn mend(checker: &Checker<'_>, document: &Document, checked: &Checked) -> Option<Mended> {
    let mut now = Mended { document: document.clone(), checked: checked.clone(), fixes: 0 };
    // What one fix made possible is tried in the next round; each round mends at least one figure.
    while let Some(next) = round(checker, &now) {
        now = next;
    }
    (now.fixes > 0).then_some(now)
}

/// Whether a finding is one that [`mend`] puts right.
#[must_use]
pub fn mends(checker: &Checker<'_>, document: &Document, checked: &Checked, finding: &Finding) -> bool {
    let Some(edit) = edit(document, finding).filter(|_| !halves(document, checked, finding)) else { return false };
    let before = Mended { document: document.clone(), checked: checked.clone(), fixes: 0 };
    tried(checker, &before, finding, &edit).is_some()
}

/// The draft with all that can be mended now, the last first, so that the places before it stay.
fn round(checker: &Checker<'_>, before: &Mended) -> Option<Mended> {
    let mut now: Option<Mended> = None;
    for finding in before.checked.findings.iter().rev() {
        let Some(edit) = edit(&before.document, finding) else { continue };
        if halves(&before.document, &before.checked, finding) {
            continue;
        }
        let held = now.as_ref().unwrap_or(before);
        if let Some(next) = tried(checker, held, finding, &edit) {
            now = Some(next);
        }
    }
    now
}

/// The change that mends a finding, where it is one to be mended.
fn edit(document: &Document, finding: &Finding) -> Option<Edit> {
    let plain = finding.verdict == Verdict::Disagree && finding.rule == "reference" && finding.fact.is_some();
    let kind = finding.kind.filter(|k| !matches!(k, Kind::Role | Kind::Quote | Kind::Name))?;
    let one = finding.expected.as_ref().is_some_and(|value| match value {
        Value::When(_) => true,
        other => other.figure().map_or(kind == Kind::Ordinal || kind == Kind::Score, |f| f.number.is_some()),
    });
    // One person *was*, four people *were*: the words around would have to follow.
    let one = one && !numbers(finding);
    let suggestion = finding.suggestion.as_deref().filter(|_| plain && one && finding.alternatives.is_empty())?;
    let place = prose(document, finding)?;
    let block = document.blocks().get(place.block as usize)?;
    let start = place.start as usize;
    let said = block.kind == BlockKind::Quote || document.quotes(finding.span.start);
    if said || quoted(&block.text, start) || spanned(document, place.block as usize, start) {
        return None;
    }
    let (start, end) = (place.start as usize, place.end as usize);
    let (end, suggestion) = with_twin(&block.text, start..end, finding, suggestion)?;
    let (from, to, text) = narrowed(block.text.get(start..end)?, &suggestion);
    // Beside nothing but markup the end of a map cannot be told from its start.
    let (from, to) = (start + from, start + to);
    let span = document.source_span(ProseSpan { block: place.block, start: from as u32, end: to as u32 });
    let (start, end) = (span.start as usize, span.end as usize);
    // Where markup, an entity or a line's end stands among the letters, a person has to look.
    let same = document.source().get(start..end)? == block.text.get(from..to)?;
    same.then_some(Edit { start, end, text })
}

/// Whether the same is told once more in brackets, or before them, and could not be mended there: "530 metres (1,739
/// feet)".
fn halves(document: &Document, checked: &Checked, finding: &Finding) -> bool {
    let between = |a: &Finding, b: &Finding| {
        let gap = document.source().get(a.span.end as usize..b.span.start as usize);
        gap.is_some_and(|gap| gap.trim() == "(")
    };
    let at = checked.findings.partition_point(|other| other.span.start < finding.span.start);
    let near = checked.findings.get(at.saturating_sub(2)..(at + 3).min(checked.findings.len())).unwrap_or_default();
    near.iter().any(|other| {
        let same = other.fact == finding.fact && other.verdict == Verdict::Disagree && other.suggestion.is_none();
        same && (between(finding, other) || between(other, finding))
    })
}

/// The claim with the same figure in brackets behind it, where there is one ("six (6) people"), and both mended: where
/// that ends, and the words. None where what stands there cannot be mended with it.
fn with_twin(text: &str, claim: Range<usize>, finding: &Finding, suggestion: &str) -> Option<(usize, String)> {
    let plain = Some((claim.end, suggestion.to_owned()));
    let figure = |value: &Option<Value>| value.as_ref().and_then(Value::figure).and_then(|f| f.number);
    let Some((was, is)) = figure(&finding.value).zip(figure(&finding.expected)) else { return plain };
    let behind = text.get(claim.end..)?;
    let Some(inner) = behind.trim_start().strip_prefix('(') else { return plain };
    let Some((twin, _)) = inner.split_once(')').filter(|(twin, _)| twin.len() < 60) else { return plain };
    let begins = |text: &str| twin.to_lowercase().starts_with(text) && !twin.starts_with(|c: char| c.is_whitespace());
    let said = [verdict::digits(was), was.normalize().to_string()].into_iter().chain(verdict::spelled(was));
    let Some(old) = said.filter(|said| begins(said)).max_by_key(String::len) else { return plain };
    // "six (6.5 miles)" says something else.
    let rest = twin.get(old.len()..)?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '-')) {
        return plain;
    }
    let new = if old.starts_with(char::is_alphabetic) { verdict::spelled(is)? } else { verdict::digits(is) };
    let new = if old.contains(',') { new } else { new.replace(',', "") };
    let gap = behind.len() - behind.trim_start().len();
    let end = claim.end + gap + 1 + old.len();
    Some((end, format!("{suggestion}{}({new}", text.get(claim.end..claim.end + gap)?)))
}

/// Whether one thing is to become several, several one, or none some.
fn numbers(finding: &Finding) -> bool {
    let figure = |value: &Option<Value>| match value {
        Some(value @ (Value::Quantity { .. } | Value::Number(_))) => value.figure().and_then(|f| f.number),
        _ => None,
    };
    let Some((was, is)) = figure(&finding.value).zip(figure(&finding.expected)) else { return false };
    let one = |n: Decimal| n == Decimal::ONE;
    was.is_zero() || is.is_zero() || one(was) != one(is)
}

/// Where a finding stands in the prose.
fn prose(document: &Document, finding: &Finding) -> Option<ProseSpan> {
    document.blocks().iter().enumerate().find_map(|(index, block)| {
        let within =
            block.map.start(0) <= finding.span.start && finding.span.end <= block.map.end(block.text.len() as u32);
        let mut starts = block.text.char_indices().map(|(at, _)| at as u32).filter(|_| within);
        let start = starts.find(|at| block.map.start(*at) == finding.span.start)?;
        let ends = block.text.char_indices().map(|(at, c)| (at + c.len_utf8()) as u32);
        let end = ends.filter(|at| *at > start).find(|at| block.map.end(*at) == finding.span.end)?;
        Some(ProseSpan { block: index as u32, start, end })
    })
}

/// Whether a place lies between quotation marks, behind one that is never closed, or before one that was never opened: a
/// quotation may run over paragraphs.
fn quoted(text: &str, place: usize) -> bool {
    let (mut straight, mut curly, mut single) = (false, false, false);
    let mut last = ' ';
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        if at >= place {
            break;
        }
        let next = rest.peek().map_or(' ', |(_, c)| *c);
        match c {
            '"' => straight = !straight,
            c if begins(c) => curly = true,
            c if ends(c) => curly = false,
            // An apostrophe has letters before it.
            '\u{2018}' | '\'' if !last.is_alphanumeric() && next.is_alphabetic() => single = true,
            '\u{2019}' | '\'' if !next.is_alphanumeric() => single = false,
            _ => {}
        }
        last = c;
    }
    let behind = text.get(place..).unwrap_or("");
    let closes = behind.chars().find(|c| ends(*c) || begins(*c)).is_some_and(ends);
    let odd = text.matches('"').count() % 2 == 1;
    straight || curly || single || closes || odd
}

fn begins(c: char) -> bool {
    matches!(c, '\u{201c}' | '\u{201e}' | '\u{ab}' | '\u{2039}' | '\u{300c}' | '\u{300e}')
}

fn ends(c: char) -> bool {
    matches!(c, '\u{201d}' | '\u{bb}' | '\u{203a}' | '\u{300d}' | '\u{300f}')
}

/// Whether a quotation that an earlier block began and a later one ends runs over a place.
fn spanned(document: &Document, block: usize, place: usize) -> bool {
    let mark = |c: &char| begins(*c) || ends(*c);
    let blocks = document.blocks();
    let here = blocks.get(block).map_or("", |b| &b.text);
    let (before, behind) = here.split_at_checked(place).unwrap_or((here, ""));
    let earlier = blocks.iter().take(block).rev().map(|b| b.text.as_str());
    let last = std::iter::once(before).chain(earlier).find_map(|text| text.chars().rev().find(mark));
    let later = blocks.iter().skip(block + 1).map(|b| b.text.as_str());
    let next = std::iter::once(behind).chain(later).find_map(|text| text.chars().find(mark));
    last.is_some_and(begins) && next.is_some_and(ends)
}

/// What of some words is to be replaced by what, that they become others: from, to (never nothing), and the text.
fn narrowed(old: &str, new: &str) -> (usize, usize, String) {
    let like = |(a, b): &(char, char)| a == b;
    let head: usize = old.chars().zip(new.chars()).take_while(like).map(|(c, _)| c.len_utf8()).sum();
    let (old_rest, new_rest) = (old.get(head..).unwrap_or(""), new.get(head..).unwrap_or(""));
    let tail: usize =
        old_rest.chars().rev().zip(new_rest.chars().rev()).take_while(like).map(|(c, _)| c.len_utf8()).sum();
    let (mut from, mut to) = (head, old.len() - tail);
    let (mut start, mut end) = (head, new.len() - tail);
    if from == to {
        // Something is only put in: a letter beside it is held on to.
        if let Some(c) = old.get(..from).and_then(|before| before.chars().next_back()) {
            (from, start) = (from - c.len_utf8(), start - c.len_utf8());
        } else if let Some(c) = old.chars().next() {
            (to, end) = (to + c.len_utf8(), end + c.len_utf8());
        }
    }
    (from, to, new.get(start..end).unwrap_or(new).to_owned())
}

/// The draft with a change, if it is better for it: the claim agrees with its fact, and nothing else is worse.
fn tried(checker: &Checker<'_>, before: &Mended, finding: &Finding, edit: &Edit) -> Option<Mended> {
    let mut source = before.document.source().to_owned();
    source.replace_range(edit.start..edit.end, &edit.text);
    let document = before.document.again(source)?;
    let checked = checker.check(&document);
    let here =
        |f: &&Finding| (f.span.start as usize) <= edit.start + edit.text.len() && edit.start <= f.span.end as usize;
    // "In May" takes no day.
    let grain = |value: &Option<Value>| if let Some(Value::When(when)) = value { Some(when.grain) } else { None };
    let agrees = |f: &Finding| {
        matches!(f.verdict, Verdict::Match(_)) && f.fact == finding.fact && grain(&f.value) == grain(&finding.value)
    };
    let mended = checked.findings.iter().filter(here).any(agrees);
    let mut known = FxHashMap::<_, usize>::default();
    for old in before.checked.findings.iter().filter(|f| wrong(f)) {
        *known.entry(gist(old)).or_default() += 1;
    }
    let own = known.entry(gist(finding)).or_default();
    *own = own.saturating_sub(1);
    let worse = checked.findings.iter().filter(|f| wrong(f)).any(|f| match known.get_mut(&gist(f)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    (mended && !worse).then_some(Mended { document, checked, fixes: before.fixes + 1 })
}

/// Whether something is to be done about a finding.
fn wrong(finding: &Finding) -> bool {
    !matches!(finding.verdict, Verdict::Unchecked)
        && !matches!(finding.verdict, Verdict::Match(grade) if grade != Grade::Loose)
}

/// What stays of a finding when others are mended.
fn gist(finding: &Finding) -> (&'static str, &'static str, Option<&str>, &str) {
    (finding.verdict.name(), finding.rule, finding.fact.as_deref(), &finding.text)
}
