//! One pass over a sentence: where a claim can begin, the readers propose, the longest wins; where two
//! are equally long, dates go before figures. What is no claim takes its digits first.

use super::{Anchor, Reading, Value, dates, noclaim, quantity};
use crate::analysis::{Range, View};
use crate::lexicon::Func;

/// The readings of a sentence in order, without overlap, and the digits that are no claims.
#[must_use]
pub fn readings(view: View<'_>, anchor: &mut Anchor) -> (Vec<Reading>, Vec<(Range, String)>) {
    let (mut out, mut skipped) = (Vec::new(), Vec::new());
    // A wire dateline ("LANEK, Nov. 25 (Agency) —") is no claim.
    let mut at = super::anchor::head(view).map_or(0, |head| head.end);
    while at < view.len() {
        if let Some(pass) = noclaim::skip(view, at) {
            at = (pass.range.end as usize).max(at + 1);
            if let Some(reason) = pass.reason {
                skipped.push((pass.range, reason));
            }
            continue;
        }
        let date = dates::reading(view, at, anchor);
        let figure = quantity::begins(view, at).then(|| quantity::reading(view, at)).flatten();
        let longest = match (date, figure) {
            (Some(date), Some(figure)) if figure.tokens.end > date.tokens.end || rather(view, at, &date, &figure) => {
                Some(figure)
            }
            (Some(date), _) => Some(date),
            (None, figure) => figure,
        };
        at = match longest {
            Some(reading) => {
                let end = (reading.tokens.end as usize).max(at + 1);
                out.push(reading);
                end
            }
            None => at + 1,
        };
    }
    (out, skipped)
}

/// Whether a figure goes before a length of time in the same words: "the forty-second president" is a
/// rank ("a forty-second delay" is none), "a quarter of the votes" a share.
fn rather(view: View<'_>, at: usize, date: &Reading, figure: &Reading) -> bool {
    let article = at > 0 && view.is(at - 1, Func::A);
    let figures = match figure.value {
        Value::Ordinal(_) => !article,
        Value::Percent { .. } => figure.whole.is_some(),
        _ => false,
    };
    figures && matches!(date.value, Value::Duration { .. }) && date.tokens == figure.tokens
}
