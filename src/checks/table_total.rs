//! `table-total`: a column of a table that does not make its total.

use super::alarm::{Alarm, Place};
use super::list::{self, Of, summable};
use super::rule::Rule;
use super::scene::Draft;
use crate::claims::Claim;
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, Dimension, Lexicon, Sense};
use crate::verdict::bridge;
use rust_decimal::Decimal;

/// Cells of a column: block and claim.
type Column = Vec<(u32, Option<usize>)>;

/// Walks the tables of a draft; without cells there is nothing to walk.
pub(super) fn check(draft: Draft<'_>, out: &mut Vec<Alarm>) {
    let blocks = draft.document.blocks();
    let mut at = 0;
    while let Some(block) = blocks.get(at) {
        if !matches!(block.kind, BlockKind::Cell { .. }) {
            at += 1;
            continue;
        }
        let from = at;
        while blocks.get(at).is_some_and(|b| matches!(b.kind, BlockKind::Cell { .. })) {
            at += 1;
        }
        table(draft, from, at, out);
    }
}

fn table(draft: Draft<'_>, from: usize, to: usize, out: &mut Vec<Alarm>) {
    let blocks = draft.document.blocks();
    let cell = |i: usize| match blocks.get(i).map(|b| b.kind) {
        Some(BlockKind::Cell { row, column, .. }) => Some((row, column)),
        _ => None,
    };
    // The last row: its first cell and those that name it.
    let Some(last) = (from..to).rev().find_map(|i| cell(i).and_then(|(row, _)| row)) else { return };
    let totals = |block: u32| {
        let sentence = draft.analysis.sentences.iter().find(|s| s.block == block);
        sentence.is_some_and(|s| {
            s.tokens.len() <= 3 && s.hits.iter().any(|h| h.start == 0 && h.sense == Sense::Check(CheckWord::Totals))
        })
    };
    let rows = |i: usize| cell(i).is_some_and(|(row, _)| row.is_some_and(totals));
    if !totals(last) || (from..to).filter(|&i| rows(i)).any(|i| cell(i).and_then(|(row, _)| row) != Some(last)) {
        return;
    }
    for total in (from..to).filter(|&i| cell(i).is_some_and(|(row, _)| row == Some(last))) {
        let Some((_, Some(header))) = cell(total) else { continue };
        if says(draft, header, CheckWord::Unsummed) {
            continue;
        }
        // "of which buildings": told in the row before as well.
        let own = |row: Option<u32>| row.is_some_and(|row| !says(draft, row, CheckWord::Some));
        let column: Column = (from..total)
            .filter(|&i| cell(i).is_some_and(|(row, c)| c == Some(header) && own(row)))
            .map(|i| (i as u32, only(draft, i as u32)))
            .collect();
        out.extend(judge(draft, total as u32, &column));
    }
}

/// Whether a word of the checks stands in a cell.
fn says(draft: Draft<'_>, block: u32, word: CheckWord) -> bool {
    let at = draft.analysis.sentences.partition_point(|s| s.block < block);
    let own = draft.analysis.sentences.iter().skip(at).take_while(|s| s.block == block);
    own.into_iter().any(|s| s.hits.iter().any(|h| h.sense == Sense::Check(word)))
}

/// The one claim that is all of a cell.
fn only(draft: Draft<'_>, block: u32) -> Option<usize> {
    let first = draft.claims.partition_point(|c| c.span.block < block);
    let claim = draft.claims.get(first).filter(|c| c.span.block == block)?;
    let text = &draft.document.blocks().get(block as usize)?.text;
    let alone = draft.claims.get(first + 1).is_none_or(|c| c.span.block != block);
    let whole = (claim.span.end - claim.span.start) as usize == text.trim().len();
    (alone && whole && claim.value.figure().is_some_and(|f| f.number.is_some())).then_some(first)
}

fn judge(draft: Draft<'_>, total: u32, column: &Column) -> Option<Alarm> {
    let index = only(draft, total)?;
    let parts: Option<Vec<usize>> = column.iter().map(|(_, c)| *c).collect();
    made(draft, index, &parts?, Rule::TableTotal)
}

/// The alarm over a total that its rows do not make: of a table, or of lines of plain text.
pub(super) fn made(draft: Draft<'_>, index: usize, parts: &[usize], rule: Rule) -> Option<Alarm> {
    let claim = draft.claims.get(index)?;
    let parts: Option<Vec<(usize, &Claim)>> = parts.iter().map(|&c| Some((c, draft.claims.get(c)?))).collect();
    let parts = parts.filter(|p| p.len() > 1)?;
    let of = summed(claim, draft.lexicon)?;
    if !parts.iter().all(|(_, c)| summed(c, draft.lexicon) == Some(of)) {
        return None;
    }
    let figure = |c: &Claim| c.value.figure().and_then(|f| f.number);
    let total_figure = figure(claim)?;
    let numbers: Vec<Decimal> = parts.iter().map(|(_, c)| figure(c)).collect::<Option<_>>()?;
    // A mean or a best stands among the rows; a sum is above them all. Shares are summed to a hundred or not at all.
    let percent = matches!(claim.value, crate::claims::Value::Percent { .. });
    if numbers.iter().any(|n| *n >= total_figure || n.is_sign_negative())
        || percent && total_figure != Decimal::ONE_HUNDRED
    {
        return None;
    }
    // A row that is the sum of those right before or behind it sums them up, whatever it is called.
    if (0..numbers.len()).any(|at| subtotal(&numbers, at)) {
        return None;
    }
    let covers: Option<Vec<_>> = parts.iter().map(|(_, c)| bridge::covers(&c.value, draft.lexicon)).collect();
    let made = list::sum(covers?.iter())?;
    let said = bridge::covers(&claim.value, draft.lexicon)?;
    if said.meets(&made) {
        return None;
    }
    let sum = list::middle(&made)?;
    let block = &draft.document.blocks().get(claim.span.block as usize)?.text;
    let text = block.get(claim.span.start as usize..claim.span.end as usize)?;
    let (what, rows) =
        if rule == Rule::TableTotal { ("table", "rows above it") } else { ("list", "other lines of it") };
    let message = format!("The {what} gives \"{text}\" as the total, but the {rows} make {}.", bridge::number(sum));
    let place = |c: usize, claim: &Claim| Place { span: claim.span, claim: Some(c), mendings: Vec::new() };
    let mut places: Vec<Place> = parts.iter().map(|(c, claim)| place(*c, claim)).collect();
    places.push(place(index, claim).mended(bridge::rewritten(text, &claim.value, sum, draft.lexicon)));
    let at = places.len() - 1;
    Some(Alarm { rule, places, at, message })
}

/// Whether a row is the sum of two or more rows on one side of it.
fn subtotal(numbers: &[Decimal], at: usize) -> bool {
    let Some((own, (before, behind))) = numbers.get(at).zip(numbers.get(..at).zip(numbers.get(at + 1..))) else {
        return false;
    };
    let run = |rows: &mut dyn Iterator<Item = &Decimal>| {
        let mut sum = Decimal::ZERO;
        rows.enumerate().any(|(i, n)| {
            sum = sum.saturating_add(*n);
            i > 0 && sum == *own && !own.is_zero()
        })
    };
    run(&mut before.iter().rev()) || run(&mut behind.iter())
}

/// What a cell is a sum of: shares may be summed as well, years may not.
fn summed<'c>(claim: &'c Claim, lexicon: &Lexicon) -> Option<Of<'c>> {
    if let crate::claims::Value::Percent { points: false, .. } = claim.value {
        return Some(Of::Measure(u16::MAX));
    }
    match summable(claim)? {
        Of::Count(_) => Some(Of::Count(None)),
        Of::Measure(unit) if degrees(unit, lexicon) => None,
        other => Some(other),
    }
}

/// Degrees are of no sum.
fn degrees(unit: u16, lexicon: &Lexicon) -> bool {
    let unit = lexicon.units.get(unit as usize);
    unit.is_some_and(|u| matches!(u.dimension, Dimension::Temperature | Dimension::TemperatureDifference))
}
