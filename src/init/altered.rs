//! A draft as it would stand with one figure wrong: whether a fact is of use is whether it tells that.

use super::Ground;
use crate::analysis::View;
use crate::claims::{Claim, Value};
use crate::document::Document;
use crate::verdict;
use rust_decimal::Decimal;
use std::ops::Range;

/// Words that are numbers, up to here.
const SPELLED: u8 = 99;
/// Digits of a year.
const YEAR: usize = 4;

/// How wrong a figure is made: what lies far off may be taken for something else.
#[derive(Debug, Clone, Copy)]
pub(super) enum Off {
    /// Three times as much, some years before, a few months on.
    Near,
    /// Seven times as much, a few years on, half a year on.
    Far,
}

impl Off {
    pub(super) const ALL: [Self; 2] = [Self::Near, Self::Far];

    fn times(self) -> i32 {
        if matches!(self, Self::Near) { 3 } else { 7 }
    }

    fn years(self) -> i32 {
        if matches!(self, Self::Near) { -3 } else { 2 }
    }

    fn months(self) -> u8 {
        if matches!(self, Self::Near) { 2 } else { 7 }
    }

    fn days(self) -> u8 {
        if matches!(self, Self::Near) { 9 } else { 13 }
    }
}

/// An article with some of its figures replaced, as plain text.
pub(super) struct Altered {
    pub(super) document: Document,
    /// For each claim that was altered, where it stands now.
    pub(super) places: Vec<(usize, Range<usize>)>,
}

/// The article with other figures at these claims, which stand in sentences of their own; what has no other figure stays.
pub(super) fn altered(ground: &Ground<'_>, claims: &[usize], off: Off) -> Altered {
    let mut changes: Vec<(u32, Range<usize>, String, usize)> = Vec::new();
    for &index in claims {
        let Some(claim) = ground.claims.claims.get(index) else { continue };
        if let Some((span, words)) = another(ground, claim, off) {
            changes.push((claim.span.block, span, words, index));
        }
    }
    changes.sort_by_key(|(block, span, ..)| (*block, span.start));
    let (mut text, mut places) = (String::new(), Vec::new());
    for (number, block) in ground.document.blocks().iter().enumerate() {
        let mut from = 0;
        for (_, span, words, index) in changes.iter().filter(|(of, ..)| *of as usize == number) {
            text.push_str(block.text.get(from..span.start).unwrap_or_default());
            places.push((*index, text.len()..text.len() + words.len()));
            text.push_str(words);
            from = span.end;
        }
        text.push_str(block.text.get(from..).unwrap_or_default());
        text.push_str("\n\n");
    }
    Altered { document: Document::text(ground.document.name(), text), places }
}

/// Where in its block's prose a claim has a figure that can be another, and that other one.
fn another(ground: &Ground<'_>, claim: &Claim, off: Off) -> Option<(Range<usize>, String)> {
    let view = ground.view(claim.sentence as usize)?;
    let timed = matches!(claim.value, Value::When(_));
    let by = |pick: fn(View<'_>, usize, Off) -> Option<String>| {
        let at = claim.tokens.indices().find_map(|at| pick(view, at, off).map(|words| (at, words)));
        // "Nov." with its stop.
        let stop = |at: usize| {
            view.mark(at + 1, ".") && view.glued(at + 1) && verdict::month_named(view.text(at)).is_some_and(|m| m.1)
        };
        at.and_then(|(at, words)| {
            let last = view.token(if stop(at) { at + 1 } else { at })?;
            Some((view.token(at)?.start as usize..last.end as usize, words))
        })
    };
    let date = || by(month).or_else(|| by(year)).or_else(|| by(day));
    timed.then(date).flatten().or_else(|| by(number)).or_else(|| by(spelled))
}

fn month(view: View<'_>, at: usize, off: Off) -> Option<String> {
    let word = view.text(at).trim_end_matches('.');
    let (month, _) = verdict::month_named(word)?;
    Some(verdict::month(i8::try_from((month - 1 + off.months()) % 12 + 1).ok()?).to_owned())
}

fn year(view: View<'_>, at: usize, off: Off) -> Option<String> {
    let digits = view.text(at);
    let year: i32 = digits.parse().ok().filter(|_| digits.len() == YEAR)?;
    Some((year + off.years()).to_string())
}

fn day(view: View<'_>, at: usize, off: Off) -> Option<String> {
    let day: u8 = view.text(at).parse().ok().filter(|d| (1..=31).contains(d))?;
    Some(((day - 1 + off.days()) % 28 + 1).to_string())
}

/// Several times as much and one: no rounding makes one of the other, nor a slip of one digit.
fn more(n: Decimal, off: Off) -> Option<Decimal> {
    n.checked_mul(off.times().into())?.checked_add(Decimal::ONE)
}

fn number(view: View<'_>, at: usize, off: Off) -> Option<String> {
    let text = view.text(at);
    let n: Decimal = text.replace(',', "").parse().ok().filter(|_| view.digits(at))?;
    let more = more(n, off).filter(|_| !n.is_zero())?;
    // "5967" has no comma where the draft's own figure has none.
    Some(if text.contains(',') { verdict::digits(more) } else { more.to_string() })
}

fn spelled(view: View<'_>, at: usize, off: Off) -> Option<String> {
    let word = view.text(at).to_lowercase();
    let of = |n: u8| verdict::spelled(Decimal::from(n));
    let n = (2..=SPELLED).find(|&n| of(n).is_some_and(|s| s == word))?;
    let more = more(Decimal::from(n), off)?;
    Some(verdict::spelled(more).unwrap_or_else(|| verdict::digits(more)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn each_kind_of_figure_is_another_in_its_own_form() {
        let Ok(lexicon) = Lexicon::english() else { panic!("the shipped packs load") };
        for (text, wanted) in [
            ("Ostra sold 4,877 boats.", "Ostra sold 14,632 boats."),
            ("Ostra sold 5.4 tonnes.", "Ostra sold 17.2 tonnes."),
            ("Ostra sold twelve boats.", "Ostra sold thirty-seven boats."),
            ("Ostra sank in 1992.", "Ostra sank in 1989."),
            ("Ostra sank on Nov. 3, 1998.", "Ostra sank on January 3, 1998."),
            ("Ostra sank.", "Ostra sank."),
        ] {
            let document = Document::text("t", text.to_owned());
            let ground = Ground::read(&document, &lexicon, None);
            let all: Vec<usize> = (0..ground.claims.claims.len()).take(1).collect();
            let got = altered(&ground, &all, Off::Near);
            assert_eq!(got.document.source().trim(), wanted, "{text}");
            for (_, place) in got.places {
                assert!(!text.contains(&got.document.source()[place.clone()]), "{text}: {place:?}");
            }
        }
    }
}
