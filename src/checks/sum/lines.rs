//! Lines of plain text with a figure each: "Shelter: 410,000" above "Total: 900,000", "Salaries 46%" beside its like.

use super::super::alarm::{Alarm, Place};
use super::super::list;
use super::super::rule::Rule;
use super::super::scene::Draft;
use super::super::table_total;
use crate::claims::{Claim, Value};
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, Sense};
use crate::verdict::bridge::{self, Fraction};
use rust_decimal::Decimal;

/// Lines that make a list of figures.
const LEAST: usize = 3;

/// Bytes that stand before or behind the figure of such a line at most.
const LONGEST: usize = 160;

/// A line with its only figure.
struct Line {
    claim: usize,
    total: bool,
    /// "of which helicopters": some of the line above.
    some: bool,
    /// Where the line begins and ends in the file.
    from: usize,
    to: usize,
    /// Where it begins in the prose of its block.
    begins: u32,
}

/// Walks the paragraphs that have several figures, each at the end of a line of its own.
pub(in crate::checks) fn check(draft: Draft<'_>, out: &mut Vec<Alarm>) {
    let mut first = 0;
    while let Some(claim) = draft.claims.get(first) {
        let block = claim.span.block;
        let rest = draft.claims.get(first..).unwrap_or_default();
        let count = rest.iter().take_while(|c| c.span.block == block).count();
        let kind = draft.document.blocks().get(block as usize).map(|b| b.kind);
        if count >= LEAST && kind == Some(BlockKind::Paragraph) {
            read(draft, block, first..first + count, out);
        }
        first += count.max(1);
    }
}

fn read(draft: Draft<'_>, block: u32, claims: std::ops::Range<usize>, out: &mut Vec<Alarm>) {
    let lines: Vec<Line> = claims.clone().filter_map(|i| line(draft, block, i)).collect();
    // The first lines that stand one below the other.
    let mut run: Vec<&Line> = Vec::new();
    for line in &lines {
        let below = run.last().is_none_or(|last| line.from == last.to + 1);
        if !below && run.len() >= LEAST {
            break;
        }
        if !below {
            run.clear();
        }
        run.push(line);
    }
    let Some(begins) = run.first().map(|l| l.begins).filter(|_| run.len() >= LEAST) else { return };
    let totals: Vec<usize> = (0..run.len()).filter(|&i| run.get(i).is_some_and(|l| l.total)).collect();
    match totals.as_slice() {
        &[total] if run.len() > LEAST && (total == 0 || total + 1 == run.len()) => {
            let Some(own) = run.get(total) else { return };
            let parts: Vec<usize> = run.iter().filter(|l| !l.total && !l.some).map(|l| l.claim).collect();
            out.extend(table_total::made(draft, own.claim, &parts, Rule::Sum));
        }
        [] if shared(draft, block, (0, begins)) => out.extend(above(draft, &run)),
        _ => {}
    }
}

/// A label and one figure at the end of a line.
fn line(draft: Draft<'_>, block: u32, index: usize) -> Option<Line> {
    let claim = draft.claims.get(index)?;
    claim.value.figure().filter(|f| f.number.is_some() && f.hedge.is_none())?;
    let source = draft.document.source();
    let span = draft.document.source_span(claim.span);
    let (start, end) = (span.start as usize, span.end as usize);
    // "Roads: 120,000" above "Schools:": the word below is none of the figure's.
    let end = source.get(start..end)?.find('\n').map_or(end, |at| start + at);
    let (from, to) = ends_of_line(source.as_bytes(), start, end)?;
    let label = source.get(from..start)?.trim_start();
    let worded = label.chars().any(char::is_alphabetic) && !label.contains(['.', '!', '?']);
    // No other figure stands in its label.
    let other = |c: &Claim| {
        let at = draft.document.source_span(c.span);
        c.span.block == block && at.start as usize >= from && (at.end as usize) <= start
    };
    let alone = !index.checked_sub(1).and_then(|i| draft.claims.get(i)).is_some_and(other);
    let begins = claim.span.start.checked_sub(u32::try_from(label.len()).ok()?)?;
    (worded && alone).then(|| Line {
        claim: index,
        total: word(draft, block, (begins, claim.span.start), CheckWord::Totals),
        some: word(draft, block, (begins, claim.span.start), CheckWord::Some),
        from,
        to,
        begins,
    })
}

/// Where the line begins and ends that a figure closes; none of one that is too long to be one of a list.
fn ends_of_line(source: &[u8], start: usize, end: usize) -> Option<(usize, usize)> {
    let low = start.saturating_sub(LONGEST);
    let high = source.len().min(end + LONGEST);
    // Few figures stand at the end of a line, where at most a mark closes it.
    let closes = |b: &u8| !matches!(b, b' ' | b'\r' | b'.' | b';' | b'|');
    let behind = source.get(end..high)?.iter().position(closes).map(|at| end + at);
    let to = match behind {
        Some(at) => source.get(at).filter(|b| **b == b'\n').map(|_| at)?,
        None => Some(high).filter(|_| high == source.len())?,
    };
    let before = source.get(low..start)?.iter().rposition(|b| *b == b'\n').map(|at| low + at + 1);
    let from = before.or_else(|| (low == 0).then_some(0))?;
    Some((from, to))
}

/// Whether a word of the checks stands between two places of a block.
fn word(draft: Draft<'_>, block: u32, (from, to): (u32, u32), word: CheckWord) -> bool {
    let sentences = &draft.analysis.sentences;
    let first = sentences.partition_point(|s| s.block < block);
    sentences.iter().skip(first).take_while(|s| s.block == block).any(|s| {
        s.hits
            .iter()
            .filter(|h| h.sense == Sense::Check(word))
            .any(|h| s.tokens.get(h.start as usize).is_some_and(|t| t.start >= from && t.start < to))
    })
}

/// Whether the line above them says that something is shared out: "How the school spends its budget".
fn shared(draft: Draft<'_>, block: u32, span: (u32, u32)) -> bool {
    [CheckWord::Deals, CheckWord::Goes, CheckWord::Splits, CheckWord::Dealt]
        .iter()
        .any(|&w| word(draft, block, span, w))
}

/// Shares of one whole above a hundred.
fn above(draft: Draft<'_>, run: &[&Line]) -> Option<Alarm> {
    let claims: Vec<&Claim> = run.iter().filter_map(|l| draft.claims.get(l.claim)).collect();
    let percents = claims.iter().all(|c| matches!(c.value, Value::Percent { points: false, .. }) && !c.frame.rate);
    let covers: Option<Vec<_>> = claims.iter().map(|c| bridge::covers(&c.value, draft.lexicon)).collect();
    let made = list::sum(covers?.iter())?;
    let block = claims.first()?.span.block;
    let overlap = word(draft, block, (0, u32::MAX), CheckWord::Overlap);
    if !percents || overlap || made.min.is_none_or(|m| m.at <= Fraction::from(Decimal::ONE_HUNDRED)) {
        return None;
    }
    let message = format!(
        "The list shares out one whole, but its shares make {} percent.",
        bridge::number(list::middle(&made)?.round_dp(1))
    );
    let places = run
        .iter()
        .zip(&claims)
        .map(|(l, c)| Place { span: c.span, claim: Some(l.claim), mendings: Vec::new() })
        .collect();
    Some(Alarm::over(Rule::PercentSum, places, message))
}
