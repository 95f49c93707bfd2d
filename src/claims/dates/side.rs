//! On which side of the dateline a date lies that is written without its year (semantics 3).

use crate::analysis::{Clause, ClauseKind, Pos, Tense, View};
use crate::lexicon::{CalendarWord, Ending, Func, Sense, TokenKind, VerbForm};

/// Where a partial date lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before the dateline, or on it.
    Past,
    /// Before something that is itself past ("had been due on"): in the past whatever looks ahead.
    Before,
    /// After the dateline, or on it.
    Future,
    /// Either; the nearer is told first.
    Open,
    /// Either; the future is told first, unless it is far off.
    Ahead,
    /// No verb says: the past, unless a weekday beside the date says otherwise.
    Untold,
}

/// The side that the clause of the date asks for: the past by default.
pub(super) fn side(view: View<'_>, start: usize, end: usize) -> Side {
    if reduced(view, start) {
        return Side::Past;
    }
    let told = by_clause(view, start, end).unwrap_or_else(|| by_words(view, start, end));
    let possessive = view.token(end).is_some_and(|t| t.kind == TokenKind::Possessive);
    match told {
        // "over Thursday's price", "by Friday's vote": what a day is used to name has mostly been.
        Side::Open if possessive => Side::Past,
        Side::Future if possessive => Side::Open,
        // "the May 1 deadline"
        Side::Past | Side::Untold if ahead(view, end) => Side::Open,
        told => told,
    }
}

fn by_clause(view: View<'_>, start: usize, end: usize) -> Option<Side> {
    let clauses = &view.sentence.clauses;
    let mut at = usize::from(view.token(start)?.clause);
    let (mut infinitive, mut looks_ahead) = (false, false);
    for _ in 0..8 {
        let clause = clauses.get(at)?;
        // A month that was taken for a verb tells nothing.
        if clause.verbs.is_some_and(|v| (start..end).contains(&(v.start as usize))) {
            return None;
        }
        let verb = clause.verb.map_or(0, |v| v as usize);
        let mut ahead_at = clause.range.indices().take_while(|i| *i < start.max(verb)).filter(|i| ahead(view, *i));
        let first = ahead_at.next();
        looks_ahead |= first.is_some();
        let perfect = clause.verbs.filter(|v| v.end - v.start > 1).map(|v| v.start as usize);
        if perfect.is_some_and(|v| view.is(v, Func::Had)) && first.is_none_or(|i| i <= verb + 1) {
            return Some(if infinitive && !looks_ahead { Side::Open } else { Side::Before });
        }
        let tense = tense(view, clause, start);
        if looks_ahead && tense != Tense::None || tense == Tense::Future {
            return Some(Side::Future);
        }
        match tense {
            // "has set May 3 as the deadline": no day dates a verb in the present perfect.
            Tense::Past if perfect.is_some_and(|v| view.is(v, Func::Have)) => return Some(Side::Untold),
            Tense::Past => return Some(if infinitive { Side::Open } else { Side::Past }),
            Tense::Present => return Some(Side::Open),
            Tense::Future => return Some(Side::Future),
            Tense::None => {
                infinitive = clause
                    .verbs
                    .is_some_and(|v| (v.start as usize).checked_sub(1).is_some_and(|b| view.is(b, Func::To)))
                    || clause.verbs.is_some_and(|v| view.is(v.start as usize, Func::To));
                let Some(parent) = clause.parent else { return looks_ahead.then_some(Side::Future) };
                at = usize::from(parent);
            }
        }
    }
    None
}

fn tense(view: View<'_>, clause: &Clause, date: usize) -> Tense {
    if unfinite(view, clause, date) { Tense::None } else { clause.tense }
}

/// A participle in "-ing" without an auxiliary has the tense of the verb it hangs on; so has one that says
/// something of the noun behind it ("9,000 preferred shares"), for a passive has no object.
fn unfinite(view: View<'_>, clause: &Clause, date: usize) -> bool {
    let Some(verb) = clause.verbs.filter(|v| v.end - v.start == 1 && clause.verb == Some(v.start)) else {
        return false;
    };
    let at = verb.start as usize;
    let attribute = clause.kind == ClauseKind::Participle
        && at + 1 != date
        && view.token(at + 1).is_some_and(|t| t.pos == Pos::Noun);
    gerund(view, at) || attribute && view.lexicon.is_participle(view.text(at))
}

fn gerund(view: View<'_>, at: usize) -> bool {
    view.lexicon.endings.iter().any(|(e, of)| *of == Ending::Gerund && view.text(at).ends_with(e.as_str()))
}

/// Whether the date hangs on a participle by itself: "a truce agreed in February".
fn reduced(view: View<'_>, start: usize) -> bool {
    let pos = |i: usize| view.token(i).map(|t| t.pos);
    let Some(verb) = (start.saturating_sub(3)..start)
        .rev()
        .find(|&i| !matches!(pos(i), Some(Pos::Preposition | Pos::Adverb | Pos::Determiner)))
    else {
        return false;
    };
    // "its record high set in May": an adjective behind another stands for its noun.
    let noun = |at: usize| match pos(at) {
        Some(Pos::Noun | Pos::Name | Pos::Pronoun) => true,
        Some(Pos::Adjective) => {
            at.checked_sub(1).is_some_and(|b| matches!(pos(b), Some(Pos::Noun | Pos::Adjective | Pos::Determiner)))
        }
        _ => false,
    };
    let bare = verb.checked_sub(1).is_some_and(noun);
    let participle = pos(verb) == Some(Pos::Verb) && view.lexicon.is_participle(view.text(verb));
    bare && participle && !gerund(view, verb) && !ahead(view, verb)
}

/// Whether a word here looks ahead: "will", "due", "scheduled".
fn ahead(view: View<'_>, at: usize) -> bool {
    // "would have turned 80 on Tuesday" looks back.
    let lost = || (at + 1..at + 3).any(|t| view.is(t, Func::Have));
    if view.is(at, Func::Will) || view.is(at, Func::Would) && !lost() {
        return true;
    }
    // "due to the storm" looks nowhere.
    let preposition = view.func(at, Func::Preposition).filter(|n| *n > 1);
    if let Some(n) = preposition
        && !view.token(at + n).is_some_and(|t| t.pos == Pos::Verb || t.pos == Pos::Aux)
    {
        return false;
    }
    view.calendar(at, |w| (w == CalendarWord::Ahead).then_some(())).is_some()
}

/// Without clauses: the nearest verb to the left decides, else the nearest to the right.
fn by_words(view: View<'_>, start: usize, end: usize) -> Side {
    let mut infinitive = false;
    for at in (0..start).rev() {
        if view.mark(at, ";") || view.mark(at, "\u{201d}") {
            break;
        }
        if ahead(view, at) {
            return Side::Future;
        }
        if let Some(clause) = view.sentence.clauses.iter().find(|c| c.verb == Some(at as u32)) {
            match tense(view, clause, start) {
                Tense::Past => return if infinitive { Side::Open } else { Side::Past },
                Tense::Present => return Side::Open,
                Tense::Future => return Side::Future,
                Tense::None => infinitive = true,
            }
        }
        if told(view, at) {
            return if infinitive { Side::Open } else { Side::Past };
        }
        infinitive |= view.is(at, Func::To);
    }
    if infinitive {
        return Side::Open;
    }
    for at in end..view.len() {
        if view.mark(at, ";") {
            break;
        }
        if let Some(clause) = view.sentence.clauses.iter().find(|c| c.verb == Some(at as u32)) {
            match tense(view, clause, start) {
                Tense::Past => return Side::Past,
                Tense::Present => return Side::Open,
                Tense::Future => return Side::Future,
                Tense::None => {}
            }
        }
        if told(view, at) {
            return Side::Past;
        }
        if ahead(view, at) {
            return Side::Future;
        }
    }
    Side::Untold
}

/// Whether a verb in the past stands here.
fn told(view: View<'_>, at: usize) -> bool {
    view.sense(at, |s| {
        matches!(s, Sense::Verb(VerbForm::Past | VerbForm::Participle) | Sense::Reporting(_)).then_some(())
    })
    .is_some()
}
