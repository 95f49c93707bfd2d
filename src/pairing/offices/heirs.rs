//! Who held an office before whom: "who took over from Renn in 2019", "Renn was succeeded by Brandt", "his
//! predecessor, Pavo Renn". And who came and went, where the sentence names the office elsewhere: "Mayor Renn, who
//! took office in 2019".

use super::person::{self, Likeness};
use super::phrase::{Known, Phrase};
use super::terms::dates;
use super::title::{self, Fit, Word};
use super::verbs::{Link, asserted, does, subject};
use super::{Draft, Mention, Offices, Order, Served, Tenure};
use crate::analysis::{Clause, Pos, Range, Role, View};
use crate::claims::Value;
use crate::lexicon::{Func, OfficeWord, Period, Sense, SenseKind};

/// Between one who leaves an office and the one who follows there are so many days at most.
const HANDOVER: i32 = 31;

/// On which side of somebody another is said to have held the office.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

/// What the facts make of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    /// It is so: the other one's fact.
    Right(usize),
    /// It cannot be.
    Wrong(Order),
}

impl Offices {
    /// Whether somebody held an office right before, or after, one who holds it by `own` facts.
    pub(super) fn relation(&self, group: u32, own: &[usize], said: &[String], side: Side) -> Option<Relation> {
        let starts = |o: usize| self.terms.get(o).and_then(|t| t.0);
        let ends = |o: usize| self.terms.get(o).and_then(|t| t.1);
        let close = |mine: usize, other: usize| {
            let (end, start) = match side {
                Side::Before => (ends(other), starts(mine)),
                Side::After => (ends(mine), starts(other)),
            };
            let gap = end.zip(start).and_then(|(end, start)| start.date().since(end.date()).ok());
            gap.is_some_and(|gap| gap.get_days().abs() <= HANDOVER)
        };
        let next = |o: usize| own.iter().any(|&mine| close(mine, o));
        let theirs = self.holders(group, said);
        if let Some(&right) = theirs.iter().find(|&&o| next(o)) {
            return Some(Relation::Right(right));
        }
        let turned = |theirs: usize, mine: usize| {
            starts(theirs).zip(starts(mine)).is_some_and(|(theirs, mine)| match side {
                Side::Before => theirs >= mine,
                Side::After => theirs <= mine,
            })
        };
        if let Some(&other) = theirs.first()
            && theirs.iter().all(|&t| own.iter().all(|&mine| turned(t, mine)))
        {
            return Some(Relation::Wrong(match side {
                Side::Before => Order::Later(other),
                Side::After => Order::Earlier(other),
            }));
        }
        // Somebody who held it more than once may have followed others.
        if own.len() > 1 || theirs.len() > 1 || said.len() < 2 && theirs.is_empty() {
            return None;
        }
        let facts = self.group(group)?;
        let known = facts.iter().copied().find(|o| !own.contains(o) && next(*o))?;
        Some(Relation::Wrong(match side {
            Side::Before => Order::Other(known),
            Side::After => Order::Next(known),
        }))
    }

    /// The office in which the facts know all of these persons, where it is one alone; and the facts of each.
    fn shared(&self, names: &[&[String]]) -> Option<(u32, Vec<Vec<usize>>)> {
        let groups = (0..self.groups.len()).filter_map(|g| u32::try_from(g).ok());
        let mut found = groups.filter_map(|g| {
            let holders: Vec<Vec<usize>> = names.iter().map(|said| self.holders(g, said)).collect();
            holders.iter().all(|h| !h.is_empty()).then_some((g, holders))
        });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// What is said of `name`, who is told to have held an office before or after somebody.
    #[allow(clippy::too_many_arguments, reason = "a sentence, an office, two persons and how they stand to each other")]
    fn heir(
        &self,
        view: View<'_>,
        (group, own): (u32, &[usize]),
        name: Range,
        side: Side,
        span: Range,
        told: bool,
    ) -> Option<Mention> {
        let said = person::words(view, name);
        if own.iter().any(|&o| self.persons.get(o).is_some_and(|p| p.likeness(&said) == Likeness::Same)) {
            return None;
        }
        let facts = self.group(group)?;
        let (holds, order) = match self.relation(group, own, &said, side)? {
            Relation::Right(office) => (vec![office], None),
            // Whom the facts don't know may have followed in another office of the same person.
            Relation::Wrong(_) if !told && self.holders(group, &said).is_empty() => return None,
            Relation::Wrong(order) => (own.to_vec(), Some(order)),
        };
        let title = Range { start: span.start, end: name.start.max(span.start) };
        let mention = Mention::new(view, span, title, name, (facts, holds));
        Some(Mention { tenure: Tenure::Then, accuses: order.is_some(), order, ..mention })
    }

    /// "Brandt's predecessor as mayor, Pavo Renn", "her successor Ada Lind"
    pub(super) fn heirs(&self, draft: &Draft<'_>, index: usize, out: &mut Vec<Mention>, taken: &mut Vec<Range>) {
        let view = draft.view(index);
        // Most sentences have no word for an heir.
        if !view.sentence.senses.has(SenseKind::Office) {
            return;
        }
        for at in 0..view.len() {
            let side = if does(view, at, OfficeWord::Predecessor) {
                Side::Before
            } else if does(view, at, OfficeWord::Successor) {
                Side::After
            } else {
                continue;
            };
            if view.lexicon.is_plural(view.text(at)) {
                continue;
            }
            let (mut end, mut title) = (at + 1, None);
            if view.is(end, Func::As) {
                let Some(phrase) = self.title_from(draft, index, end + 1) else { continue };
                end = phrase.end;
                title = Some(phrase);
            } else if title::PREPOSITIONS.iter().any(|f| view.is(end, *f)) {
                continue;
            }
            let Some((owner, start)) = self.owner(draft, index, at, out) else { continue };
            let told: Vec<(u32, Vec<usize>)> = match &title {
                Some(phrase) => self.of_title(draft, index, phrase, &owner),
                None => self.shared(&[&owner]).into_iter().map(|(g, mut h)| (g, h.swap_remove(0))).collect(),
            };
            let [(group, own)] = told.as_slice() else { continue };
            let comma = view.mark(end, ",");
            let from = person::ranks(view, end + usize::from(comma));
            let named = person::forward(view, from);
            // "Pavo Renn, Brandt's predecessor,"
            let ahead = || {
                let before = start.checked_sub(1).filter(|&c| view.mark(c, ","))?;
                let closed = view.token(end).is_none_or(|t| t.pos == Pos::Mark);
                person::backward(view, before).filter(|_| closed)
            };
            let Some(name) = named.or_else(ahead) else { continue };
            let span = if name.start as usize > at {
                Range { start: at as u32, end: name.end }
            } else {
                Range { start: name.start, end: end as u32 }
            };
            let clash = taken.iter().any(|t| t.start < span.end && span.start < t.end);
            if !clash && let Some(mention) = self.heir(view, (*group, own), name, side, span, title.is_some()) {
                taken.push(span);
                out.push(mention);
            }
        }
    }

    /// The title that stands behind "as".
    fn title_from(&self, draft: &Draft<'_>, index: usize, from: usize) -> Option<Phrase> {
        let view = draft.view(index);
        let head = (from..view.len())
            .take(6)
            .find(|&t| title::key_at(view, t).is_some_and(|key| self.heads.contains_key(&key)))?;
        let key = title::key_at(view, head)?;
        let entries = self.heads.get(&key)?;
        let word = |w: &Word| {
            entries
                .iter()
                .any(|&(g, t)| self.title(g, t).is_some_and(|t| t.words.iter().any(|o| o.meets(w, view.lexicon))))
        };
        let time = |token: usize| draft.time_at(index, token);
        let phrase = Phrase::around(view, title::at(view, head)?, &Known { word: &word, time: &time })?;
        (phrase.start == from || phrase.edge == from).then_some(phrase)
    }

    /// The offices that a title is in which somebody is known.
    fn of_title(&self, draft: &Draft<'_>, index: usize, phrase: &Phrase, said: &[String]) -> Vec<(u32, Vec<usize>)> {
        let Some(entries) = self.heads.get(&phrase.head.key) else { return Vec::new() };
        let own = phrase.start..phrase.end;
        let mut out: Vec<(u32, Vec<usize>)> = Vec::new();
        for &(g, t) in entries {
            let holds = self.holders(g, said);
            let fits = self.fit(draft, index, &phrase.words, g, t, &own).is_some_and(|(fit, _)| fit != Fit::Near);
            if fits && !holds.is_empty() && !out.iter().any(|o| o.0 == g) {
                out.push((g, holds));
            }
        }
        out
    }

    /// Whose predecessor it is, and where the words for that begin.
    fn owner(&self, draft: &Draft<'_>, index: usize, noun: usize, out: &[Mention]) -> Option<(Vec<String>, usize)> {
        let view = draft.view(index);
        let adjective = |t: usize| view.token(t).is_some_and(|t| t.pos == Pos::Adjective);
        let before = (0..noun).rev().find(|&t| !adjective(t))?;
        if view.token(before)?.pos == Pos::Possessive {
            let name = person::backward(view, before)?;
            // "Mayor Renn's predecessor"
            let mut said = person::words(view, name);
            let titled = title::key_at(view, name.start as usize).is_some_and(|key| self.heads.contains_key(&key));
            if said.len() > 1 && titled {
                said.remove(0);
            }
            return Some((said, name.start as usize));
        }
        if !view.is(before, Func::Possessive) {
            return None;
        }
        // "her predecessor": of whom the text spoke last in an office, where it is one alone.
        let start = view.token(before)?.start;
        let previous = index.checked_sub(1).and_then(|i| draft.analysis.sentences.get(i));
        let from = previous.filter(|s| s.block == view.sentence.block).and_then(|s| s.tokens.first());
        let from = from.or(view.sentence.tokens.first()).map_or(0, |t| t.start);
        let near = |m: &&Mention| {
            m.span.block == view.sentence.block && m.span.end <= start && m.span.start >= from && !m.holds.is_empty()
        };
        let mut all = out.iter().filter(near);
        let first = all.next()?;
        let said = person::parts(&first.name);
        let same = |m: &Mention| person::parts(&m.name).last() == said.last();
        all.all(same).then_some((said, before))
    }

    /// "who took over from Renn in 2019", "Renn was succeeded by Brandt": of two whom the facts know in one office
    /// alone; "who took office in 2019" of one whom the draft has named in it.
    pub(super) fn came_and_went(
        &self,
        draft: &Draft<'_>,
        index: usize,
        out: &mut Vec<Mention>,
        served: &mut Vec<Served>,
    ) {
        let view = draft.view(index);
        if !view.sentence.senses.has(SenseKind::Office) {
            return;
        }
        for (id, clause) in view.sentence.clauses.iter().enumerate() {
            let Some(verb) = clause.verb.map(|v| v as usize) else { continue };
            let (follows, precedes) = (
                does(view, verb, OfficeWord::Follows) && does(view, verb, OfficeWord::Enters),
                does(view, verb, OfficeWord::Precedes),
            );
            let comes = does(view, verb, OfficeWord::Enters);
            let goes = does(view, verb, OfficeWord::Leaves);
            // With a title it is told elsewhere.
            let titled = clause.range.indices().any(|t| t > verb && view.is(t, Func::As));
            if !(follows || precedes || comes || goes) || titled || !asserted(view, clause) {
                continue;
            }
            let (Some(own), Ok(id)) = (subject(view, clause), u16::try_from(id)) else { continue };
            let said = person::words(view, own);
            if (follows || precedes)
                && let Some(other) = partner(view, id, clause, verb)
            {
                let theirs = person::words(view, other);
                let Some((group, holders)) = self.shared(&[&said, &theirs]) else { continue };
                let (Some(mine), Some(others)) = (holders.first(), holders.last()) else { continue };
                if !only_times(draft, index, id, verb, Some(other)) {
                    continue;
                }
                // Whether the subject is the later one.
                let later = follows != clause.passive;
                let side = if later { Side::Before } else { Side::After };
                // "replaced him after 70 minutes" is of another thing; "in 2019" it is the office.
                let mention = self.heir(view, (group, mine), other, side, other, true);
                out.extend(mention.filter(|m| m.order.is_none() || dated(draft, index, id)));
                if let [office] = if later { mine } else { others }.as_slice() {
                    dates(draft, index, id, (Link::Enters, true), *office, served);
                }
                continue;
            }
            let object = view.sentence.groups.iter().any(|g| {
                let inside = |h: crate::lexicon::Hit| {
                    matches!(h.sense, Sense::Office(_)) && (h.start + h.len) as usize > g.head as usize
                };
                g.clause == id && g.role == Role::Object && g.head as usize > verb && !view.hits(verb).any(inside)
            });
            let alone = comes && (clause.passive || phrasal(view, verb)) && !follows;
            let went = goes || follows && clause.passive;
            if object || !(alone || went) || !only_times(draft, index, id, verb, None) {
                continue;
            }
            if let Some(office) = self.told_office(view, &said, out) {
                let link = if went { Link::Leaves } else { Link::Enters };
                dates(draft, index, id, (link, true), office, served);
            }
        }
        self.in_office(draft, index, out, served);
    }
}

/// Whom somebody follows or precedes: the object, or behind "from" or "by".
pub(super) fn partner(view: View<'_>, id: u16, clause: &Clause, verb: usize) -> Option<Range> {
    let fits = |g: &&crate::analysis::Group| {
        let ahead = g.name && g.clause == id && g.head as usize > verb;
        ahead
            && match g.role {
                Role::Object => !clause.passive,
                Role::Oblique(p) => view.is(p as usize, if clause.passive { Func::By } else { Func::From }),
                _ => false,
            }
    };
    let group = view.sentence.groups.iter().find(fits)?;
    person::backward(view, group.head as usize + 1)
}

/// Whether a clause gives a month or a year.
fn dated(draft: &Draft<'_>, index: usize, id: u16) -> bool {
    let own = draft.of.get(index).cloned().into_iter().flatten().filter_map(|i| draft.claims.claims.get(i));
    own.filter(|c| c.frame.clause == id)
        .any(|c| matches!(&c.value, Value::When(when) if when.grain >= Period::Month && when.written.year.is_some()))
}

/// A verb of several words: "took office".
fn phrasal(view: View<'_>, verb: usize) -> bool {
    view.hits(verb).any(|h| {
        h.len > 1 && matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Enters))
    })
}

/// Whether what a clause adds to its verb are times alone, but for one name.
fn only_times(draft: &Draft<'_>, index: usize, id: u16, verb: usize, but: Option<Range>) -> bool {
    let view = draft.view(index);
    let time = |t: usize| {
        draft.time_at(index, t).is_some()
            || draft.of.get(index).is_some_and(|own| {
                own.clone()
                    .filter_map(|i| draft.claims.claims.get(i))
                    .any(|c| matches!(c.value, Value::When(_) | Value::Duration { .. }) && c.tokens.holds(t))
            })
    };
    view.sentence.groups.iter().all(|g| {
        let head = g.head as usize;
        let own = g.clause == id && head > verb && matches!(g.role, Role::Oblique(_));
        !own || but.is_some_and(|b| b.holds(head)) || time(head)
    })
}
