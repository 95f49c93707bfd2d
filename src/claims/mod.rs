//! Claims: every figure and date that a draft states, with a kind and a normalised value. One file a
//! kind; readers see one sentence at a time through [`View`](crate::analysis::View) and propose the
//! longest reading at a token, [`read`] settles between them. Knows no fact.

mod age;
mod amount;
pub mod anchor;
mod change;
mod currency;
pub mod dates;
mod digits;
pub mod figures;
mod fraction;
pub mod frame;
mod gist;
mod hedge;
mod noclaim;
mod noun;
mod nth;
pub mod number;
mod ordinal;
pub mod per;
mod quantity;
mod range;
mod score;
mod share;
mod side;
#[cfg(test)]
mod testing;
mod unit;
pub mod value;

pub use anchor::{Anchor, Dateline};
pub use currency::{Sum, settle};
pub use frame::{Frame, Level};
pub use gist::gist;
pub use value::{AgeUnit, Bound, ChangeOf, Figure, Interval, Kind, Moment, Stretch, Value, When, WhenShape, Written};

use crate::analysis::{Analysis, Range, View};
use crate::document::{Document, ProseSpan};
use crate::lexicon::{Currency, Lexicon, Sense};

/// A figure or date that the draft states.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// Where it stands in the prose: hedge, sign, currency, scale word, unit and counted noun included.
    pub span: ProseSpan,
    /// Index of its sentence in the analysis.
    pub sentence: u32,
    /// Its tokens in that sentence.
    pub tokens: Range,
    /// What it says.
    pub value: Value,
    /// What it says it of.
    pub frame: Frame,
}

impl Claim {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.value.kind()
    }
}

/// What a reader found at a token, before the frame is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its tokens.
    pub tokens: Range,
    /// What it says.
    pub value: Value,
    /// Tokens of the noun that is counted, when it was read with the figure.
    pub noun: Option<Range>,
    /// A whole that this is a part of: the tokens of "of the 112 soldiers".
    pub whole: Option<Range>,
}

/// A stretch that holds digits and is no claim, with the reason ("road", "flight").
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    /// Where it stands.
    pub span: ProseSpan,
    /// Why it is no claim.
    pub reason: String,
}

/// All that was read in a draft.
#[derive(Debug, Clone, Default)]
pub struct Claims {
    /// The claims, in order.
    pub claims: Vec<Claim>,
    /// Digits that are no claims.
    pub skipped: Vec<Skipped>,
    /// The dates of wire datelines ("LANEK, Nov. 25 (Agency) —"): they say when the text was written, and
    /// are held to no fact.
    pub datelines: Vec<(ProseSpan, Value)>,
}

/// Reads the claims of a parsed draft. Dates count from `dateline`, when there is one.
#[must_use]
pub fn read(document: &Document, analysis: &Analysis, lexicon: &Lexicon, dateline: Option<Dateline>) -> Claims {
    each(document, analysis, lexicon, dateline, frame::frames)
}

/// As [`read`], for those who ask what is said and not of what: the frames are empty.
#[must_use]
pub fn list(document: &Document, analysis: &Analysis, lexicon: &Lexicon, dateline: Option<Dateline>) -> Claims {
    each(document, analysis, lexicon, dateline, |_, readings| vec![Frame::default(); readings.len()])
}

fn each(
    document: &Document,
    analysis: &Analysis,
    lexicon: &Lexicon,
    dateline: Option<Dateline>,
    frames: impl Fn(View<'_>, &[Reading]) -> Vec<Frame>,
) -> Claims {
    let mut out = Claims::default();
    let mut anchor = Anchor::new(dateline);
    let mut sums: Vec<(usize, Option<&Currency>)> = Vec::new();
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let prose = document.blocks().get(sentence.block as usize).map_or("", |b| &b.text);
        let view = View { lexicon, prose, sentence };
        let (readings, skipped) = figures::readings(view, &mut anchor);
        let place = |r: Range| ProseSpan {
            block: sentence.block,
            start: sentence.tokens.get(r.start as usize).map_or(0, |t| t.start),
            end: (r.end as usize).checked_sub(1).and_then(|last| sentence.tokens.get(last)).map_or(0, |t| t.end),
        };
        out.skipped.extend(skipped.into_iter().map(|(range, reason)| Skipped { span: place(range), reason }));
        out.datelines.extend(anchor::head(view).map(|head| {
            let reading = head.reading(view, &anchor);
            (place(reading.tokens), reading.value)
        }));
        let frames = frames(view, &readings);
        sums.extend(readings.iter().enumerate().filter_map(|(i, reading)| {
            let words = reading.tokens.indices().flat_map(|t| view.hits(t)).filter_map(|hit| match hit.sense {
                Sense::Currency(c) => lexicon.currencies.get(c as usize),
                _ => None,
            });
            reading.value.currency()?;
            Some((out.claims.len() + i, words.min_by_key(|c| !c.also.is_empty())))
        }));
        for (reading, frame) in readings.into_iter().zip(frames) {
            out.claims.push(Claim {
                span: place(reading.tokens),
                sentence: index as u32,
                tokens: reading.tokens,
                value: reading.value,
                frame,
            });
        }
    }
    let currencies = {
        let iso = |at: usize| out.claims.get(at).and_then(|c| c.value.currency()).unwrap_or_default();
        let sums: Vec<_> = sums.iter().map(|(at, word)| currency::Sum::new(iso(*at), word.iter().copied())).collect();
        currency::settle(&sums)
    };
    for ((at, _), currency) in sums.iter().zip(currencies) {
        if let (Some(claim), Some(currency)) = (out.claims.get_mut(*at), currency) {
            claim.value.set_currency(currency);
        }
    }
    out
}
