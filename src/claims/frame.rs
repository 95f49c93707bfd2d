//! The frame of a claim: what is counted, what befell it, level or change, part or whole, a rate, whose
//! figure, and whether it is asserted at all. Read off the clause, once for all rooms below.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of tokens and readings come from walking the same sentence, those of senses from the lexicon"
)]

mod events;
mod level;
mod mode;
mod parts;

use super::per::Per;
use super::{Kind, Reading, Value};
use crate::analysis::{Clause, Group, Pos, Range, Role, View};
use crate::lexicon::{ConceptWord, Direction, Func, Lexicon, Sense, SenseKind, Stem};
use parts::{left_out, wholes};

/// Level or change (semantics 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// How much there is.
    #[default]
    Level,
    /// By how much it changed, and which way.
    Change(Direction),
    /// What it was before a change ("from 7", "up from 66").
    Baseline,
    /// What it came to ("rose to 10").
    End,
}

/// The noun that a figure counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// Its head's inflection stem.
    pub stem: Stem,
    /// Token of its head in the sentence, where it stands there.
    pub token: Option<u32>,
    /// Its class.
    pub class: Option<u16>,
    /// It is the most general noun of its class ("people").
    pub general: bool,
    /// It was left out, and taken from the figure before.
    pub left_out: bool,
}

/// Why a claim is not asserted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unasserted {
    /// The name of the mode: `denied`, `feared`, `planned`.
    pub mode: String,
    /// Token of the word that says so, in the sentence.
    pub token: Option<u32>,
    /// It tells what is to come ("planned", "forecast"), not that something is doubted.
    pub ahead: bool,
}

/// What a claim says its figure of.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Frame {
    /// Its clause in the sentence.
    pub clause: u16,
    /// Its noun group.
    pub group: Option<u16>,
    /// What is counted.
    pub noun: Option<Counted>,
    /// Concepts that befell what is counted.
    pub events: Vec<u16>,
    /// Level or change.
    pub level: Level,
    /// Of a baseline, the tokens up to where its own place and time end ("from 7 percent in 2019"): no other figure's.
    pub compared: Option<Range>,
    /// It is per something ("a day", "per 100,000"), or an average.
    pub rate: bool,
    /// Per what, where that is told.
    pub per: Option<Per>,
    /// It is a whole, named beside its part ("of Halmic's 27,300 residents").
    pub whole: bool,
    /// It is a part of a whole that another figure or noun names.
    pub part: bool,
    /// "the" stands before it.
    pub definite: bool,
    /// It is what is left of a whole, or comes on top ("the other five", "another 12").
    pub rest: bool,
    /// Why it is not asserted.
    pub unasserted: Option<Unasserted>,
    /// It lies ahead ("will", "due"), and is asserted all the same.
    pub future: bool,
    /// Who says or counts it: tokens of the source.
    pub source: Option<Range>,
    /// Tokens that divide a whole, in its own group or right behind it.
    pub partitions: Vec<u32>,
    /// Another figure or date of the sentence hangs on the same word ("rose 10 percent to 70").
    pub siblings: Vec<u16>,
}

/// The frames of a sentence's readings, in order.
#[must_use]
pub fn frames(view: View<'_>, readings: &[Reading]) -> Vec<Frame> {
    let mut out: Vec<Frame> = Vec::with_capacity(readings.len());
    for (index, reading) in readings.iter().enumerate() {
        let reader = Reader { view, readings, index };
        let mut frame = reader.frame();
        // "the number of measles cases rose to 236" counts cases, which may say that people fell ill.
        let told = frame.noun.is_none_or(|n| n.token.is_none()) && takes_noun(&reading.value);
        if let Some(noun) = reader.number_of().filter(|_| told) {
            frame.noun = Some(noun);
        }
        if frame.noun.is_none() && takes_noun(&reading.value) {
            let those = reader.of_those(&frame);
            frame.part |= those.is_some();
            frame.noun = those.or_else(|| reader.whom_behind(&frame)).or_else(|| left_out(view, readings, &out, index));
        }
        // "Thirty-nine are children": what they are said to be.
        if frame.noun.is_none_or(|n| n.left_out) && takes_noun(&reading.value) {
            frame.noun = reader.said_to_be().or(frame.noun);
        }
        // "eleven doctors, five of whom have been infected": of those for whom the word stands.
        if let Some((noun, events)) = reader.of_whom(&frame, &out) {
            frame.part = true;
            frame.noun = Some(noun);
            if frame.events.is_empty() {
                frame.events = events;
            }
        }
        // "1,400 of them": of what the figure before counts.
        let pronoun = frame
            .noun
            .and_then(|n| n.token)
            .is_some_and(|t| view.token(t as usize).is_some_and(|t| t.pos == Pos::Pronoun));
        if pronoun {
            match reader.all_of_them() {
                Some(noun) => frame.noun = Some(noun),
                None => {
                    frame.part = true;
                    frame.noun = left_out(view, readings, &out, index);
                    // "187 have been killed, 49 of them in attacks": what befell all befell these, who do nothing of their own.
                    let acts = reader.group_at(reader.figure_token()).is_some_and(|(id, g)| {
                        g.role == Role::Subject || view.sentence.clauses.iter().any(|c| c.subject == Some(id))
                    });
                    let whole = out.iter().rev().find(|f| f.noun.is_some());
                    if frame.events.is_empty() && !acts && whole.is_some_and(|w| w.clause == frame.clause) {
                        frame.events = whole.map(|w| w.events.clone()).unwrap_or_default();
                    }
                }
            }
        }
        // "killed 259 people, including 12 sailors", "two of them firefighters": what befell the whole befell its part.
        if (reader.is_included() || reader.is_of_them())
            && let Some(whole) = readings[..index].iter().rposition(|r| counts(&r.value)).and_then(|at| out.get(at))
        {
            frame.part = true;
            let one_kind = |n: Counted| whole.noun.is_none_or(|w| w.class == n.class);
            if frame.events.is_empty() && frame.noun.is_none_or(one_kind) {
                frame.events.clone_from(&whole.events);
            }
        }
        if let Some(before) = out.last()
            && matches!(reading.value, Value::Number(_))
            && reader.subject_is_count(frame.clause)
        {
            // "…; the number is 35": of what the figure before was of.
            frame.noun = before.noun.map(|n| Counted { left_out: true, token: None, ..n });
            frame.events.clone_from(&before.events);
        }
        // "12,000 cars a day; the old one carries 7,000": what is left out is left out with what it is per.
        if frame.noun.is_some_and(|n| n.left_out)
            && !frame.part
            && matches!(reading.value, Value::Number(_))
            && let Some((before, _)) =
                out.iter().zip(readings).rev().find(|(f, r)| f.noun.is_some() && counts(&r.value))
            && !frame.rate
            && before.per.is_some()
            && before.clause != frame.clause
        {
            (frame.rate, frame.per) = (true, before.per);
        }
        out.push(frame);
    }
    wholes(view, readings, &mut out);
    out
}

/// Whether a figure counts things.
fn counts(value: &Value) -> bool {
    matches!(value, Value::Quantity { .. } | Value::Number(_))
}

/// Whether a figure of this kind may leave its noun out.
fn takes_noun(value: &Value) -> bool {
    matches!(value.kind(), Kind::Number)
}

struct Reader<'a> {
    view: View<'a>,
    readings: &'a [Reading],
    index: usize,
}

impl<'a> Reader<'a> {
    fn reading(&self) -> &'a Reading {
        &self.readings[self.index]
    }

    fn tokens(&self) -> Range {
        self.reading().tokens
    }

    fn clause_at(&self, token: usize) -> Option<(u16, &'a Clause)> {
        let id = self.view.token(token)?.clause;
        self.view.sentence.clauses.get(id as usize).map(|c| (id, c))
    }

    fn group_at(&self, token: usize) -> Option<(u16, &'a Group)> {
        let id = self.view.token(token)?.group?;
        self.view.sentence.groups.get(id as usize).map(|g| (id, g))
    }

    /// "It was on 2 October that the stadium opened": the clause of what a date in front is told of.
    fn cleft(&self) -> Option<u16> {
        let view = self.view;
        let Value::When(_) = self.reading().value else { return None };
        let (_, own) = self.clause_at(self.tokens().start as usize)?;
        let subject = view.sentence.groups.get(own.subject? as usize)?.head as usize;
        let it = view.token(subject).is_some_and(|t| t.pos == Pos::Pronoun) && view.is(subject, Func::ThingPronoun);
        let be = own.verb.is_some_and(|v| view.is(v as usize, Func::Be));
        let opens = |c: &Clause| c.range.start == self.tokens().end && view.is(c.range.start as usize, Func::That);
        let told = view.sentence.clauses.iter().position(|c| c.verb.is_some() && opens(c))?;
        (it && be).then_some(told as u16)
    }

    fn frame(&self) -> Frame {
        let figure = self.figure_token();
        let clause = self.cleft().or_else(|| self.clause_at(figure).map(|(id, _)| id)).unwrap_or(0);
        let group = self.group_at(figure).map(|(id, _)| id);
        let mut frame = Frame { clause, group, ..Frame::default() };
        frame.noun = self.noun();
        frame.events = self.events(figure);
        frame.level = self.level();
        frame.compared = (frame.level == Level::Baseline).then(|| self.compared());
        (frame.rate, frame.per) = self.rate();
        frame.source = self.source(clause);
        (frame.unasserted, frame.future) = self.mode(figure, clause);
        frame.partitions = self.partitions();
        let from = self.group_at(figure).map_or(figure, |(_, g)| g.range.start as usize);
        frame.definite = from < figure && self.view.is(from, Func::The);
        // "whether to move the 6-year-old boy": it is not asked how old he is.
        let presupposed = || {
            // "keep the 6-year-old in the country"
            let compound = self.tokens().indices().any(|i| self.view.dash(i));
            let behind = |g: &Group| g.head >= self.tokens().end || compound;
            matches!(self.reading().value, Value::Age { .. }) && self.group_at(figure).is_some_and(|(_, g)| behind(g))
        };
        if frame.definite && frame.unasserted.is_some() && presupposed() {
            frame.unasserted = None;
        }
        let more = figure + 1;
        frame.rest = (from..figure).any(|at| self.view.is(at, Func::Other) || self.view.is(at, Func::Another))
            || self.tokens().holds(more) && self.view.is(more, Func::More)
            // "300 more followed"; "sold 25 more" are others that were sold.
            || self.view.is(more, Func::More)
                && !self.view.is(more + 1, Func::Than)
                && self.group_at(figure).is_some_and(|(_, g)| g.role == Role::Subject);
        frame.siblings = self
            .readings
            .iter()
            .enumerate()
            .filter(|(i, r)| {
                *i != self.index && self.view.token(r.tokens.start as usize).is_some_and(|t| t.clause == clause)
            })
            .map(|(i, _)| i as u16)
            .collect();
        if frame.noun.is_none() && matches!(self.reading().value.kind(), Kind::Number | Kind::Quantity) {
            // "43 dead", "29 were killed": persons are counted.
            let class = frame.events.iter().find_map(|&c| self.view.lexicon.concepts[c as usize].class);
            if let Some(class) = class
                && let Some(&stem) = self.view.lexicon.nouns[class as usize].general.first()
            {
                frame.noun = Some(Counted { stem, token: None, class: Some(class), general: true, left_out: false });
            }
        }
        frame
    }

    /// Whether the clause's subject, or what its verb puts, is a word for a count ("the number", "the toll").
    fn subject_is_count(&self, clause: u16) -> bool {
        let sentence = self.view.sentence;
        let Some(c) = sentence.clauses.get(clause as usize) else { return false };
        let counts = |g: &Group| {
            self.view.is(g.head as usize, Func::Count)
                && !sentence
                    .groups
                    .iter()
                    .any(|o| matches!(o.role, Role::Of(p) if sentence.groups.get(p as usize) == Some(g)))
        };
        let subject = c.subject.and_then(|s| sentence.groups.get(s as usize)).is_some_and(counts);
        subject || sentence.groups.iter().any(|g| g.clause == clause && g.role == Role::Object && counts(g))
    }

    /// The token of the figure itself: the first numeral of the claim, else its first token.
    fn figure_token(&self) -> usize {
        let tokens = self.tokens();
        tokens
            .indices()
            .find(|&t| self.view.token(t).is_some_and(|t| t.pos == Pos::Numeral))
            .unwrap_or(tokens.start as usize)
    }

    fn noun(&self) -> Option<Counted> {
        let reading = self.reading();
        // "18,500 of Halmic's 27,300 residents" counts residents.
        if matches!(reading.value, Value::Ordinal(_)) {
            let head = self.group_at(reading.tokens.start as usize)?.1.head as usize;
            let token = self.view.token(head)?;
            let named = head >= reading.tokens.end as usize && matches!(token.pos, Pos::Noun | Pos::Name);
            return named.then(|| counted(self.view, head));
        }
        let Some(range) = reading.noun.or(reading.whole) else {
            let Value::Quantity { noun, .. } = &reading.value else { return None };
            return Some(named(self.view.lexicon, noun));
        };
        // The head: the last token of the noun that is no possessive.
        let head = range.indices().rev().find(|&t| self.view.token(t).is_some_and(|t| t.pos != Pos::Possessive))?;
        Some(counted(self.view, head))
    }

    /// "the number of cholera cases has reached 3,118": what the subject is the number of.
    fn number_of(&self) -> Option<Counted> {
        let (_, clause) = self.clause_at(self.figure_token())?;
        let subject = clause.subject?;
        let groups = &self.view.sentence.groups;
        let head = groups.get(subject as usize)?.head as usize;
        if !self.view.is(head, Func::Count) {
            return None;
        }
        let of = groups.iter().find(|g| g.role == Role::Of(subject) && g.range.end <= self.tokens().start)?;
        let noun = self.view.token(of.head as usize).is_some_and(|t| t.pos == Pos::Noun);
        noun.then(|| counted(self.view, of.head as usize))
    }

    /// "Women prisoners number 83": the tokens of the subject that a bare number right behind its verb counts.
    fn numbered(&self) -> std::ops::Range<usize> {
        let figure = self.figure_token();
        let clause = self.clause_at(figure).map(|(_, c)| c);
        let own = self.group_at(figure).map(|(_, g)| g);
        // "Male patients stayed 6.2 days"; but a foreign minister is no part of the ministers.
        let bare = matches!(self.reading().value, Value::Number(_) | Value::Duration { .. } | Value::Measure { .. })
            && self.reading().noun.is_none();
        let behind = clause.and_then(|c| c.verb).is_some_and(|v| v < self.tokens().start);
        let subject = clause.and_then(|c| c.subject).and_then(|s| self.view.sentence.groups.get(s as usize));
        match subject.filter(|g| !g.name && bare && behind && own.is_some_and(|g| g.role == Role::Object)) {
            Some(group) => group.range.indices(),
            None => 0..0,
        }
    }

    fn partitions(&self) -> Vec<u32> {
        let tokens = self.tokens();
        let figure = self.figure_token();
        let group = self.group_at(figure).map_or(tokens, |(_, g)| g.range);
        let from = group.start.min(tokens.start) as usize;
        // "84.2 years for women": right behind, too.
        let to = group.end.max(tokens.end) as usize + 3;
        (from..to.min(self.view.len()))
            .chain(self.numbered())
            .filter(|&at| self.view.may(at, SenseKind::Partition))
            .filter(|&at| !self.view.hits(at).any(|h| matches!(h.sense, Sense::Calendar(_))))
            .filter(|&at| self.readings.iter().enumerate().all(|(i, r)| i == self.index || !r.tokens.holds(at)))
            .map(|at| at as u32)
            .collect()
    }
}

/// What a noun counts that stands in no token of its own ("nobody").
#[must_use]
pub fn named(lexicon: &Lexicon, noun: &str) -> Counted {
    let head = noun.rsplit(' ').next().unwrap_or(noun);
    counted_as(lexicon, lexicon.stem(head), None, lexicon.senses(head).into_iter())
}

/// What a noun token counts.
#[must_use]
pub fn counted(view: View<'_>, head: usize) -> Counted {
    let stem = view.token(head).map_or(Stem(0), |t| t.stem);
    counted_as(view.lexicon, stem, Some(head as u32), view.hits(head).map(|h| h.sense))
}

/// The class that a noun's senses give: "bodies" and "cases" count persons before anything else.
fn counted_as(lexicon: &Lexicon, stem: Stem, token: Option<u32>, senses: impl Iterator<Item = Sense>) -> Counted {
    let (mut class, mut concept) = (None, None);
    for sense in senses {
        match sense {
            Sense::Noun(id) => class = class.or(Some(id)),
            Sense::Concept(c, ConceptWord::Noun | ConceptWord::Person) => {
                concept = concept.or(lexicon.concepts[c as usize].class);
            }
            _ => {}
        }
    }
    let general = class.is_some_and(|c| lexicon.nouns[c as usize].general.contains(&stem));
    let other = concept.is_some() && concept != class;
    Counted { stem, token, class: concept.or(class), general: general && !other || other, left_out: false }
}
