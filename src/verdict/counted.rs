//! Dates that are wrong only with another: "seven days later" behind a day that is wrong itself. Who mends that one has
//! mended both.

#![allow(clippy::indexing_slicing, reason = "findings and claims are lists of one length, a place for each claim")]

use super::{Finding, Verdict, message};
use crate::claims::{Claims, Value, When};

/// Dates before it among which is the one that it is counted from.
const BACK: usize = 6;

/// Takes back accusations of dates whose month and year are counted from a date before them that is accused itself, and
/// that lie as far from that one as their facts do from its fact.
pub fn counted(findings: &mut [Finding], claims: &Claims) {
    for at in 0..findings.len() {
        // "April 24 and 25" has its month from the day before.
        let bare = claims.claims.get(at).is_some_and(|c| c.tokens.end == c.tokens.start + 1);
        let counts = |mine: &When| mine.written.month.is_none() || bare;
        let Some((mine, theirs)) = accused(&findings[at]).filter(|(mine, _)| counts(mine)) else { continue };
        let before = (0..at).rev().filter(|&i| date(&findings[i]).is_some());
        let from = before.take(BACK).find(|&i| {
            accused(&findings[i]).is_some_and(|(own, reference)| {
                own.written.month.is_some() && apart(own, mine).is_some_and(|n| apart(reference, theirs) == Some(n))
            })
        });
        if let Some(from) = from {
            let why = message::counted_from(findings[from].line);
            let finding = &mut findings[at];
            (finding.verdict, finding.message, finding.suggestion) = (Verdict::Unchecked, why, None);
        }
    }
}

fn date(finding: &Finding) -> Option<&When> {
    match &finding.value {
        Some(Value::When(when)) => Some(when),
        _ => None,
    }
}

/// The date of an accusation, and the one that its fact has.
fn accused(finding: &Finding) -> Option<(&When, &When)> {
    let Some(Value::When(theirs)) = &finding.expected else { return None };
    (finding.verdict == Verdict::Disagree).then_some((date(finding)?, theirs))
}

/// Days from one date to another.
fn apart(from: &When, to: &When) -> Option<i32> {
    let day = |when: &When| when.readings.first()?.first_day();
    day(from)?.until(day(to)?).ok().map(|span| span.get_days())
}
