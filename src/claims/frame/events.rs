//! What befell whom a figure counts: "3 killed and 5 wounded", "killing 43", "nine deaths".

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens and readings come from walking the same sentence, those of senses from the lexicon"
)]

use super::Reader;
use crate::analysis::{Clause, ClauseKind, Pos, Range, Role};
use crate::claims::Kind;
use crate::lexicon::{ConceptWord, Func, Sense, SenseKind};

impl Reader<'_> {
    /// What befell what is counted, by the valency of concept words around the figure.
    pub(super) fn events(&self, figure: usize) -> Vec<u16> {
        let view = self.view;
        let tokens = self.tokens();
        let mut out = Vec::new();
        let mut add = |c: u16| {
            if !out.contains(&c) {
                out.push(c);
            }
        };
        // In the claim's own words, and in its noun group: "nine flood deaths", "43 dead".
        let group = self.group_at(figure).map(|(_, g)| g.range);
        let from = group.map_or(tokens.start, |g| g.start.min(tokens.start)) as usize;
        let to = group.map_or(tokens.end, |g| g.end.max(tokens.end)) as usize;
        for at in (from..to).filter(|&at| view.may(at, SenseKind::Concept)) {
            for hit in view.hits(at) {
                if let Sense::Concept(c, ConceptWord::Noun | ConceptWord::Person | ConceptWord::Adjective) = hit.sense {
                    add(c);
                }
            }
        }
        // Right behind: "left 43 dead", "3 killed and 5 wounded", "23 of them wounded".
        let behind = |at: usize| view.hits(at).filter(|h| matches!(h.sense, Sense::Concept(..))).collect::<Vec<_>>();
        for hit in behind(to) {
            if let Sense::Concept(c, how) = hit.sense {
                let participle =
                    view.token(to).is_some_and(|t| t.pos == Pos::Verb) && matches!(how, ConceptWord::ObjectVerb);
                if how == ConceptWord::Adjective || participle {
                    add(c);
                }
            }
        }
        let Some((_, group)) = self.group_at(figure) else { return out };
        if self.readings.iter().any(|r| r.whole.is_some_and(|w| w.start <= tokens.start && tokens.end <= w.end)) {
            return out;
        }
        // "a death toll of 43", "deaths rose to 43", "the dead numbered 43".
        if let Role::Of(parent) = group.role
            && let Some(parent) = view.sentence.groups.get(parent as usize)
        {
            self.concept_nouns(parent.range, &mut add);
        }
        // Most clauses are of nothing that befalls.
        if !view.sentence.senses.has(SenseKind::Concept) {
            return out;
        }
        // The part takes the verb of its whole's place: "More than 18,500 of Halmic's residents were evacuated".
        for (id, clause) in view.sentence.clauses.iter().enumerate() {
            let Some(verb) = clause.verb else { continue };
            let beside = group.clause as usize == id && group.role == Role::Subject;
            let is_subject = beside || clause.subject.is_some_and(|s| self.is_or_leads_to(s, figure));
            let is_object = group.clause as usize == id
                && matches!(group.role, Role::Object | Role::Apposition(_))
                && group.range.start > verb;
            let modified = clause.antecedent.is_some_and(|a| self.is_or_leads_to(a, figure))
                && matches!(clause.kind, ClauseKind::Participle | ClauseKind::Relative);
            // "had forced 2,300 people to flee": those who are made to do it.
            let made = is_object && !clause.passive;
            let does = view.sentence.clauses.iter().find(|c| {
                made && c.kind == ClauseKind::Infinitive
                    && c.parent == Some(id as u16)
                    && c.range.start == group.range.end
            });
            for hit in does.and_then(|c| c.verb).into_iter().flat_map(|v| view.hits(v as usize)) {
                if let Sense::Concept(c, ConceptWord::SubjectVerb) = hit.sense {
                    add(c);
                }
            }
            // "Two guards were slightly hurt": the adjective behind "were".
            if is_subject && view.token(verb as usize).is_some_and(|t| t.pos == Pos::Aux) {
                let from = clause.verbs.map_or(verb + 1, |v| v.end) as usize;
                let behind = (from..from + 3).take_while(|&t| {
                    view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Adjective | Pos::Verb))
                });
                for hit in behind.flat_map(|t| view.hits(t)) {
                    if let Sense::Concept(c, ConceptWord::Adjective | ConceptWord::ObjectVerb) = hit.sense {
                        add(c);
                    }
                }
            }
            for hit in view.hits(verb as usize) {
                let Sense::Concept(c, how) = hit.sense else { continue };
                let past_participle =
                    clause.passive || modified && clause.kind == ClauseKind::Participle && !self.gerund(verb);
                let befalls = match how {
                    ConceptWord::ObjectVerb => {
                        is_object && !clause.passive
                            || is_subject && (clause.passive || self.bare_participle(clause))
                            || modified && past_participle
                    }
                    ConceptWord::SubjectVerb => is_subject || modified && clause.kind == ClauseKind::Relative,
                    _ => false,
                };
                if befalls {
                    add(c);
                }
            }
            // "the dead numbered 43", "the toll stands at 43": the subject's noun tells of it.
            let near = group.clause as usize == id && group.range.start > verb && !clause.gap;
            if near
                && (matches!(self.reading().value.kind(), Kind::Number) || self.reading().noun.is_none())
                && let Some(subject) = clause.subject.and_then(|s| view.sentence.groups.get(s as usize))
                && matches!(group.role, Role::Object | Role::Oblique(_))
            {
                self.concept_nouns(subject.range, &mut add);
                // "the number of inmates rose to 1,184"
                let count = view.is(subject.head as usize, Func::Count);
                let whole = clause.subject.unwrap_or_default();
                for of in view.sentence.groups.iter().filter(|g| count && g.role == Role::Of(whole)) {
                    self.concept_nouns(of.range, &mut add);
                }
            }
            if near
                && let Role::Oblique(_) = group.role
                && self.reading().noun.is_none()
            {
                // "put the death toll at 43", "raised the number of dead to 17"
                let groups = &view.sentence.groups;
                let objects =
                    || (0..groups.len()).filter(|&o| groups[o].clause as usize == id && groups[o].role == Role::Object);
                for object in objects() {
                    self.concept_nouns(groups[object].range, &mut add);
                    let count = view.is(groups[object].head as usize, Func::Count);
                    for of in groups.iter().filter(|g| count && g.role == Role::Of(object as u16)) {
                        self.concept_nouns(of.range, &mut add);
                    }
                    // "the number of dead at 15", "of civilian dead": no noun stands there.
                    let end = groups[object].range.end;
                    if count && view.is(end as usize, Func::Of) {
                        let behind = (end + 1..tokens.start).take_while(|&t| {
                            view.token(t as usize).is_some_and(|t| matches!(t.pos, Pos::Adjective | Pos::Noun))
                        });
                        let to = behind.last().map_or(end, |t| t + 1);
                        self.concept_nouns(Range { start: end, end: to }, &mut add);
                    }
                }
            }
        }
        out
    }

    /// "5 wounded" as a clause of its own: a participle that stands for a passive.
    fn bare_participle(&self, clause: &Clause) -> bool {
        let (Some(verb), Some(verbs), Some(subject)) = (clause.verb, clause.verbs, clause.subject) else {
            return false;
        };
        let Some(subject) = self.view.sentence.groups.get(subject as usize) else { return false };
        // Nothing stands between figure and participle, and no object follows.
        let object_follows = self
            .view
            .token(verbs.end as usize)
            .is_some_and(|t| matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Name | Pos::Numeral | Pos::Pronoun));
        verbs.start == verb && subject.range.end == verb && !object_follows && !self.gerund(verb)
    }

    fn gerund(&self, verb: u32) -> bool {
        let text = self.view.text(verb as usize);
        self.view
            .lexicon
            .endings
            .iter()
            .any(|(e, of)| *of == crate::lexicon::Ending::Gerund && text.ends_with(e.as_str()))
    }

    fn concept_nouns(&self, range: Range, add: &mut impl FnMut(u16)) {
        for at in range.indices().filter(|&at| self.view.may(at, SenseKind::Concept)) {
            for hit in self.view.hits(at) {
                if let Sense::Concept(c, ConceptWord::Noun | ConceptWord::Person | ConceptWord::Adjective) = hit.sense {
                    add(c);
                }
            }
        }
    }

    /// Whether the figure stands in this group, or in one that hangs on it by "of" or apposition.
    fn is_or_leads_to(&self, group: u16, figure: usize) -> bool {
        let groups = &self.view.sentence.groups;
        let mut at = self.view.token(figure).and_then(|t| t.group);
        for _ in 0..4 {
            let Some(g) = at else { return false };
            if g == group {
                return true;
            }
            at = match groups.get(g as usize).map(|g| g.role) {
                // A part stands before its whole: the subject may be the whole's group or the part's.
                Some(Role::Apposition(parent)) => Some(parent),
                _ => None,
            };
        }
        false
    }

    /// Whether the figure stands in this group, or in one that hangs on it by "of".
    pub(super) fn hangs_on(&self, group: u16, figure: usize) -> bool {
        let mut at = self.view.token(figure).and_then(|t| t.group);
        for _ in 0..4 {
            match at {
                Some(g) if g == group => return true,
                Some(g) => {
                    at = match self.view.sentence.groups.get(g as usize).map(|g| g.role) {
                        Some(Role::Of(p) | Role::Apposition(p)) => Some(p),
                        _ => None,
                    }
                }
                None => return false,
            }
        }
        false
    }
}
