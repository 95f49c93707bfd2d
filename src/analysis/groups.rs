//! Noun groups: determiner, hedge, numeral, modifiers and head, without "of" groups.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens, groups and clauses come from walking the lists of the same sentence"
)]

use super::known::Known;
use super::{Group, Pos, Range, Role, View};
use crate::lexicon::{Func, NumeralKind, Place, Sense, TokenKind};

/// The noun groups of a tagged sentence, in order; roles and clauses are set later.
pub(super) fn groups(view: View<'_>, known: &[Known]) -> Vec<Group> {
    let hedged = hedged(view);
    // About every third word begins one.
    let mut out = Vec::with_capacity(view.len() / 3 + 1);
    let mut at = 0;
    while at < view.len() {
        let end = extent(view, known, &hedged, at);
        let end = fronted(view, known, at, end).unwrap_or(end);
        if end > at
            && let Some(head) = head(view, at, end)
        {
            let token = &view.sentence.tokens[head];
            if let Some(last) = out.last_mut().filter(|last| one_date(view, known, last, at..end)) {
                last.range.end = end as u32;
                at = end;
                continue;
            }
            out.push(Group {
                range: Range { start: at as u32, end: end as u32 },
                head: head as u32,
                role: Role::Loose,
                clause: 0,
                name: token.pos == Pos::Name,
                // "the second" is a rank where no noun follows, and "the spending" no time.
                time: known[head].calendar && !known[head].lasting && !(is_rank(view, head) && known[at].is(Func::The)),
            });
            at = end;
        } else {
            at += 1;
        }
    }
    out
}

/// "Sunday, April 10, 2022": the commas within a date part nothing.
fn one_date(view: View<'_>, known: &[Known], last: &Group, next: std::ops::Range<usize>) -> bool {
    let comma = last.range.end as usize;
    if !last.time || comma + 1 != next.start || !view.mark(comma, ",") {
        return false;
    }
    let month = |t: usize| known[t].month && view.token(t).is_some_and(|t| t.capital);
    let number = |t: usize| view.token(t).is_some_and(|t| t.kind == TokenKind::Number);
    let weekday = last.range.indices().len() == 1 && known[last.head as usize].calendar && !month(last.head as usize);
    let dated = last.range.indices().any(month) && number(comma - 1);
    let (first, end) = (next.start, next.end);
    let day = end == first + 2 && (month(first) && number(first + 1) || number(first) && month(first + 1));
    let year = end == first + 1 && number(first) && view.text(first).len() == 4;
    weekday && day || dated && year
}

/// "In Mirgane farmers felled 40 trees", "On Monday workers voted": where a place or day in front is parted by no
/// comma from the subject, one past its last token.
fn fronted(view: View<'_>, known: &[Known], at: usize, end: usize) -> Option<usize> {
    let before = at.checked_sub(1)?;
    let pos = |i: usize| view.token(i).map(|t| t.pos);
    let opens = before == 0 || matches!(pos(before - 1), Some(Pos::Mark | Pos::Conjunction));
    let timely = known[before].any(&[Func::By, Func::Since, Func::Until, Func::After]);
    let placed = known[before].any(&[Func::In, Func::At, Func::On]);
    if !opens || !(placed || timely) || !matches!(pos(end), Some(Pos::Verb | Pos::Aux)) {
        return None;
    }
    let day = |i: usize| known[i].calendar && view.token(i).is_some_and(|t| t.capital);
    let named = (at..end).rev().find(|&i| pos(i) == Some(Pos::Name) || day(i))?;
    // "By Thursday morning 1,130 operations had been called off"
    if known[named].calendar && !known[named].month {
        let low = |i: &usize| known[*i].calendar && view.token(*i).is_some_and(|t| !t.capital);
        let from = (named + 1..end).find(|i| !low(i))?;
        let counts = pos(from) == Some(Pos::Numeral) && !known[from].ordinal;
        if counts && (from + 1..end).all(|i| matches!(pos(i), Some(Pos::Numeral | Pos::Noun | Pos::Adjective))) {
            return Some(from);
        }
    }
    if timely {
        return None;
    }
    let subject = named + 1..end;
    let plain = subject.clone().all(|i| matches!(pos(i), Some(Pos::Noun | Pos::Adjective)) && !view.dash(i));
    let head = subject.clone().next_back().filter(|&i| plain && pos(i) == Some(Pos::Noun))?;
    // "In Brask prison are 400 men" turns subject and verb round.
    let plural = view.lexicon.is_plural(view.text(head));
    (plural || !known[end].is(Func::Be)).then_some(named + 1)
}

/// The tokens of hedges that stand before a figure ("more than"), which belong to its group.
fn hedged(view: View<'_>) -> Vec<bool> {
    let mut out = vec![false; view.len()];
    for hit in &view.sentence.hits {
        let Sense::Hedge(id) = hit.sense else { continue };
        let hedge = &view.lexicon.hedges[id as usize];
        let end = (hit.start + hit.len) as usize;
        let before_figure = view.token(end).is_some_and(|t| t.pos == Pos::Numeral) || view.currency(end).is_some();
        if hedge.place == Place::Before && !hedge.verb && before_figure {
            out[hit.start as usize..end].fill(true);
        }
    }
    out
}

/// A comma inside a date that describes a noun: before its year, and behind it where a noun follows.
fn is_dated(view: View<'_>, known: &[Known], at: usize, comma: usize) -> bool {
    if !view.mark(comma, ",") || comma < at + 3 || view.token(at).is_none_or(|t| t.pos != Pos::Determiner) {
        return false;
    }
    let year = |i: usize| view.text(i).len() == 4 && view.digits(i);
    let day = |i: usize| view.digits(i) && view.text(i).len() <= 2;
    let month = |i: usize| known[i].calendar || view.mark(i, ".") && i > 0 && known[i - 1].calendar;
    let noun = |i: usize| view.token(i).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective));
    let opens = day(comma - 1) && month(comma - 2) && year(comma + 1) && view.mark(comma + 2, ",") && noun(comma + 3);
    let closes = year(comma - 1) && view.mark(comma - 2, ",") && day(comma - 3) && noun(comma + 1);
    opens || closes
}

/// "in 2016": four digits behind a preposition of time are a year, and no count of what follows.
fn is_year(view: View<'_>, known: &[Known], at: usize) -> bool {
    let text = view.text(at);
    let digits = text.len() == 4
        && text.bytes().all(|b| b.is_ascii_digit())
        && matches!(text.as_bytes(), [b'1', b'5'..=b'9', ..] | [b'2', b'0', ..]);
    digits
        && at > 0
        && known[at - 1].any(&[
            Func::In,
            Func::Of,
            Func::Since,
            Func::Until,
            Func::By,
            Func::From,
            Func::To,
            Func::Before,
            Func::After,
            Func::During,
        ])
}

fn is_rank(view: View<'_>, at: usize) -> bool {
    view.numeral(at).is_some_and(|(n, _)| matches!(n.kind, NumeralKind::Ordinal | NumeralKind::Fraction))
}

/// A figure in digits behind which no noun or sign stands.
fn bare(view: View<'_>, at: usize) -> bool {
    let follows =
        view.token(at + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Numeral));
    view.digits(at) && !follows && !is_sign(view, at + 1) && !view.mark(at + 1, ",")
}

/// A sign that belongs to a figure: "$", "%", "°".
fn is_sign(view: View<'_>, at: usize) -> bool {
    view.token(at).is_some_and(|t| t.kind == TokenKind::Mark)
        && view
            .hits(at)
            .any(|h| matches!(h.sense, Sense::Currency(_) | Sense::Unit(_)) || h.sense == Sense::Func(Func::Per))
        || view.mark(at, "%")
}

/// "In September 2016 Wieland left": what stands before a token is a date, and no more.
fn ends_date(view: View<'_>, known: &[Known], at: usize, end: usize) -> bool {
    let plain = view.token(at).is_some_and(|t| t.pos != Pos::Determiner);
    plain && end > at + 1 && view.digits(end - 1) && (at..end - 1).all(|i| known[i].calendar || view.digits(i))
}

/// A hyphen that joins two words.
fn joins(view: View<'_>, at: usize) -> bool {
    view.dash(at) && view.glued(at) && view.glued(at + 1)
}

/// One past the last token of the group that begins here, or `at` where none does.
fn extent(view: View<'_>, known: &[Known], hedged: &[bool], at: usize) -> usize {
    let pos = |i: usize| view.token(i).map(|t| t.pos);
    if pos(at) == Some(Pos::Pronoun) {
        return at + 1;
    }
    let mut end = at;
    let mut nominal = false;
    let mut numeral = false;
    while let Some(token) = view.token(end) {
        let joined = end > at && joins(view, end - 1);
        let fits = match token.pos {
            _ if joined => true,
            _ if hedged[end] => !nominal,
            Pos::Determiner => !nominal && !numeral || end == at,
            Pos::Numeral if end > at && view.mark(end - 1, ",") => true,
            // "the second 15": a rank and a figure, where no noun follows that they could share.
            Pos::Numeral if end > at && is_rank(view, end - 1) && bare(view, end) => false,
            Pos::Numeral => {
                // "Progress 37" is two groups, "May 12" and "Sept. 30" are one.
                !nominal || known[end - 1].month || view.mark(end - 1, ".") && end >= 2 && known[end - 2].calendar
            }
            // "told Vasca Rovers next month"
            Pos::Adjective if known[end].calendar && end > at && pos(end - 1) == Some(Pos::Name) => false,
            Pos::Adjective | Pos::Noun => true,
            // "On Saturday Calder travel": a name begins its own group behind a day.
            Pos::Name => {
                end == at || known[end].calendar || !known[end - 1].calendar && !ends_date(view, known, at, end)
            }
            Pos::Possessive => {
                nominal
                    && pos(end + 1).is_some_and(|p| {
                        matches!(p, Pos::Noun | Pos::Name | Pos::Numeral | Pos::Adjective | Pos::Adverb)
                    })
            }
            Pos::Adverb => {
                !nominal
                    && matches!(pos(end + 1), Some(Pos::Adjective | Pos::Numeral))
                    && view.token(end + 1).is_some_and(|t| t.kind != TokenKind::Mark)
            }
            Pos::Verb => false,
            // "the Dec. 21, 1988, bombing"
            Pos::Mark if is_dated(view, known, at, end) => true,
            Pos::Mark => {
                is_sign(view, end) && !nominal
                    || joins(view, end) && end > at
                    || is_calendar_stop(view, known, end)
                    || is_name_stop(view, end)
                    || is_firm(view, end)
            }
            _ => false,
        };
        if !fits || end == at + 1 && numeral && is_year(view, known, at) {
            break;
        }
        match token.pos {
            Pos::Noun | Pos::Name if !hedged[end] => nominal = true,
            Pos::Numeral => numeral = true,
            Pos::Possessive => {
                // "Halmic's 27,300 residents": after the possessive the group begins anew.
                nominal = false;
                numeral = false;
            }
            _ => {}
        }
        if joined {
            nominal |= matches!(token.pos, Pos::Noun | Pos::Name);
        }
        end += 1;
    }
    end
}

/// The full stop of a shortened title before a name ("Gov. Marsh").
fn is_name_stop(view: View<'_>, at: usize) -> bool {
    at > 0
        && view.mark(at, ".")
        && view.glued(at)
        && view.token(at - 1).is_some_and(|t| t.capital)
        && view.token(at + 1).is_some_and(|t| t.pos == Pos::Name)
}

/// "Harrow & Finch": the sign between two names of a firm.
fn is_firm(view: View<'_>, at: usize) -> bool {
    let name = |i: usize| view.token(i).is_some_and(|t| t.pos == Pos::Name);
    at > 0 && view.mark(at, "&") && name(at - 1) && name(at + 1)
}

/// The full stop of an abbreviated month before its day ("Sept. 30").
fn is_calendar_stop(view: View<'_>, known: &[Known], at: usize) -> bool {
    at > 0 && view.mark(at, ".") && view.glued(at) && known[at - 1].calendar && view.digits(at + 1)
}

/// The head of a group: its last noun or name, else its last numeral, else a lone determiner or pronoun.
fn head(view: View<'_>, at: usize, end: usize) -> Option<usize> {
    let last = |wanted: &[Pos]| (at..end).rev().find(|&i| wanted.contains(&view.sentence.tokens[i].pos));
    last(&[Pos::Noun, Pos::Name]).or_else(|| last(&[Pos::Numeral])).or_else(|| last(&[Pos::Pronoun]))
}
