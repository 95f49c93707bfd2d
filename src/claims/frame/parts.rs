//! Parts and wholes: "43 of the 112 soldiers", "two of them firefighters", "including 12 sailors"; and the noun that a
//! figure leaves out, since the one before has it.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of readings and frames come from walking the readings of the same sentence"
)]

use super::{Counted, Frame, Reader, counted, counts};
use crate::analysis::{ClauseKind, Pos, Role, View};
use crate::claims::{Reading, Value};
use crate::lexicon::{ConceptWord, Func, Sense};

/// "43 of the 112 soldiers": what befalls the part does not befall the whole, and the part counts the
/// whole's noun.
pub(super) fn wholes(view: View<'_>, readings: &[Reading], frames: &mut [Frame]) {
    let groups = &view.sentence.groups;
    // "Of 212 ewes 38 are lame": in front of its part.
    for whole in 0..readings.len() {
        let Some(group) = frames[whole].group.and_then(|g| groups.get(g as usize)) else { continue };
        let fronted = matches!(group.role, Role::Oblique(p) if view.is(p as usize, Func::Of) && p <= 1);
        let part = fronted
            && frames
                .iter()
                .any(|f| f.group.and_then(|g| groups.get(g as usize)).is_some_and(|g| g.role == Role::Subject));
        if part {
            frames[whole].whole = true;
            frames[whole].events.clear();
        }
    }
    for part in 0..readings.len() {
        if matches!(readings[part].value, Value::When(_) | Value::Duration { .. } | Value::Ordinal(_)) {
            continue;
        }
        for whole in 0..readings.len() {
            let hangs = frames[whole].group.and_then(|g| groups.get(g as usize)).is_some_and(|g| match g.role {
                Role::Of(parent) => frames[part].group == Some(parent),
                _ => false,
            });
            let inside = readings[part]
                .whole
                .is_some_and(|w| readings[whole].tokens.start >= w.start && readings[whole].tokens.end <= w.end);
            let counts = matches!(readings[whole].value, Value::Quantity { .. } | Value::Number(_));
            let bare = readings[part].noun.is_none() || inside;
            if part != whole && counts && bare && (hangs || inside) {
                frames[part].part = true;
                frames[whole].whole = true;
                frames[whole].events.clear();
                if matches!(readings[part].value, Value::Number(_))
                    && frames[part].noun.is_none_or(|n| n.left_out || n.token.is_none())
                {
                    frames[part].noun = frames[whole].noun;
                }
            }
        }
    }
}

/// The noun of the figure before, where this one has none of its own: "3 ships in May and 5 in June".
pub(super) fn left_out(view: View<'_>, readings: &[Reading], frames: &[Frame], index: usize) -> Option<Counted> {
    let start = readings[index].tokens.start as usize;
    // A word of its own that tells what is counted ("5 wounded") needs no noun from before.
    let own = view.hits(readings[index].tokens.end as usize).any(|h| {
        matches!(h.sense, Sense::Concept(_, ConceptWord::Adjective | ConceptWord::Person | ConceptWord::Noun))
    });
    if own {
        return None;
    }
    // "winner of three regattas and mother of five": of what its own noun has so many.
    let group = |g: u16| view.sentence.groups.get(g as usize);
    let of = view.token(start).and_then(|t| t.group).and_then(group).and_then(|g| match g.role {
        Role::Of(p) => group(p),
        _ => None,
    });
    if of.is_some_and(|g| view.token(g.head as usize).is_some_and(|t| t.pos == Pos::Noun)) {
        return None;
    }
    // "the organisers, who had hired forty buses, spoke of 60,000": what "who" tells lends no noun to what goes on.
    let clauses = &view.sentence.clauses;
    let own = view.token(start)?.clause;
    let inner = |id: u16| {
        let aside =
            clauses.get(id as usize).is_some_and(|c| matches!(c.kind, ClauseKind::Relative | ClauseKind::Aside));
        let mut at = Some(own);
        while let Some(i) = at.filter(|&i| i != id) {
            at = clauses.get(i as usize).and_then(|c| c.parent);
        }
        aside && at.is_none()
    };
    let (before, frame) = // "88 runs in the first innings and 61 in the second": a rank lends none.
        readings[..index]
            .iter()
            .zip(frames)
            .rev()
            .find(|(r, f)| f.noun.is_some() && !matches!(r.value, Value::Ordinal(_)) && !inner(f.clause))?;
    // "27,418 starters from 91 countries, …; 25,961 made it to the quay": who acts goes on, not where they are from.
    let role = |f: &Frame| f.group.and_then(|g| view.sentence.groups.get(g as usize)).map(|g| g.role);
    let acts = |role: Option<Role>| matches!(role, Some(Role::Subject | Role::Object));
    let own =
        view.token(start).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize)).map(|g| g.role);
    let hangs = matches!(role(frame), Some(Role::Oblique(_) | Role::Of(_)));
    let acting = || {
        let told = readings[..index].iter().zip(frames).rev().filter(|(_, f)| f.noun.is_some() && !inner(f.clause));
        told.into_iter().find(|(_, f)| f.clause == frame.clause && acts(role(f)))
    };
    let other = if hangs && own == Some(Role::Subject) { acting() } else { None };
    // "164 were admitted to a hospital, where relatives slept on the lawn; 19 of them …"
    let of_them = view.is(start + 1, Func::Of) && view.token(start + 2).is_some_and(|t| t.pos == Pos::Pronoun);
    let reach = if other.is_some() || of_them { 24 } else { 12 };
    let (before, frame) = other.unwrap_or((before, frame));
    let near = start.saturating_sub(before.tokens.end as usize) <= reach;
    near.then(|| frame.noun.map(|n| Counted { left_out: true, token: None, ..n })).flatten()
}

impl Reader<'_> {
    /// Whether it is a part of those counted before, with a noun of its own: "two of them firefighters".
    pub(super) fn is_of_them(&self) -> bool {
        let figure = self.figure_token();
        let noun = self.reading().noun.is_some_and(|n| n.start as usize > figure + 2);
        counts(&self.reading().value)
            && noun
            && self.view.is(figure + 1, Func::Of)
            && self.view.token(figure + 2).is_some_and(|t| t.pos == Pos::Pronoun)
    }

    /// "eleven doctors, five of whom have been infected": the noun for which "whom" stands, and what befell those, if a
    /// figure before counts them.
    pub(super) fn of_whom(&self, frame: &Frame, before: &[Frame]) -> Option<(Counted, Vec<u16>)> {
        let token = frame.noun?.token? as usize;
        let relative = self.view.token(token).filter(|t| t.pos == Pos::Relative)?;
        let antecedent = self.view.sentence.clauses.get(relative.clause as usize)?.antecedent?;
        let group = self.view.sentence.groups.get(antecedent as usize)?;
        let whole = before.iter().rev().find(|f| f.group == Some(antecedent));
        let noun = whole.and_then(|f| f.noun).unwrap_or_else(|| counted(self.view, group.head as usize));
        Some((noun, whole.map(|f| f.events.clone()).unwrap_or_default()))
    }

    /// "Of those coins 2,680 are silver": a part of what stands in front.
    pub(super) fn of_those(&self, frame: &Frame) -> Option<Counted> {
        let groups = &self.view.sentence.groups;
        let own = groups.get(frame.group? as usize).filter(|g| g.role == Role::Subject)?;
        let whole = groups.iter().find(|g| {
            matches!(g.role, Role::Oblique(p) if p <= 1 && self.view.is(p as usize, Func::Of)) && g.clause == own.clause
        })?;
        let head = whole.head as usize;
        let noun = self.view.token(head).is_some_and(|t| t.pos == Pos::Noun) && !whole.time;
        // "Of those elected, 58 are women" names nobody.
        let noun = noun && self.view.lexicon.is_plural(self.view.text(head));
        (noun && whole.range.end <= own.range.start).then(|| Counted { left_out: true, ..counted(self.view, head) })
    }

    /// "Thirty-nine are children": the plural noun right behind "are".
    pub(super) fn said_to_be(&self) -> Option<Counted> {
        let figure = self.figure_token();
        let (_, clause) = self.clause_at(figure)?;
        let (own, group) = self.group_at(figure)?;
        let verbs = clause.verbs.filter(|_| clause.subject == Some(own) && group.range.end as usize == figure + 1)?;
        let is = clause.verb.is_some_and(|v| self.view.is(v as usize, Func::Be));
        let (_, what) = self.group_at(verbs.end as usize).filter(|_| is)?;
        let head = what.head as usize;
        let noun = self.view.token(head).is_some_and(|t| t.pos == Pos::Noun);
        (noun && what.range.start == verbs.end && self.view.lexicon.is_plural(self.view.text(head)))
            .then(|| counted(self.view, head))
    }

    /// "it now shelters 86,000, most of whom crossed the border": persons, as "whom" says.
    pub(super) fn whom_behind(&self, frame: &Frame) -> Option<Counted> {
        let group = frame.group?;
        let clauses = &self.view.sentence.clauses;
        let who =
            |at: usize| self.view.is(at, Func::Who) || self.view.is(at, Func::Whom) || self.view.is(at, Func::Whose);
        let told = clauses.iter().any(|c| {
            let start = c.range.start as usize;
            c.kind == ClauseKind::Relative && c.antecedent == Some(group) && (start..start + 3).any(who)
        });
        let persons = &self.view.lexicon.persons;
        (told && !persons.is_empty()).then(|| super::named(self.view.lexicon, persons))
    }

    /// "found the coins, 1,146 of them, in a pot": all of what the group right before it names.
    pub(super) fn all_of_them(&self) -> Option<Counted> {
        let figure = self.figure_token();
        let parts = |at: usize| self.view.token(at).is_none_or(|t| t.pos == Pos::Mark);
        let comma = figure.checked_sub(1).filter(|&c| self.view.mark(c, ",") && parts(figure + 3))?;
        let (_, group) = self.group_at(comma.checked_sub(1)?)?;
        let head = group.head as usize;
        let bare = !group.name
            && !group.time
            && !group.range.indices().any(|t| self.view.token(t).is_some_and(|t| t.pos == Pos::Numeral));
        let several = self.view.token(head).is_some_and(|t| t.pos == Pos::Noun)
            && self.view.lexicon.is_plural(self.view.text(head));
        (bare && several && group.range.end as usize == comma).then(|| counted(self.view, head))
    }

    /// Whether it is named as a part of what was counted before ("including").
    pub(super) fn is_included(&self) -> bool {
        let start = self.tokens().start;
        let ends = |h: &crate::lexicon::Hit| h.sense == Sense::Func(Func::Including) && h.start + h.len == start;
        counts(&self.reading().value) && self.view.sentence.hits.iter().any(ends)
    }
}
