//! Whether a sentence turns the text to something else.

#![allow(clippy::indexing_slicing, reason = "indices of tokens, groups and claims come from the same draft")]

use super::{Away, Discourse, Told};
use crate::analysis::{ClauseKind, Group, Pos, Range, Role, View};
use crate::claims::{Claims, Dateline, Kind, Value, When};
use crate::lexicon::{Func, Sense, Stem};
use crate::pairing::scope::in_front;
use crate::pairing::terms::Met;
use std::ops::Range as Tokens;

/// What stands before a place.
const PLACES: [Func; 7] = [Func::In, Func::At, Func::On, Func::Near, Func::Across, Func::Outside, Func::Along];

/// A sentence, and what is known of the text up to it.
pub(super) struct Here<'a> {
    pub(super) view: View<'a>,
    pub(super) out: &'a Discourse,
    pub(super) told: &'a Told,
    pub(super) dateline: Option<Dateline>,
    /// Its claims.
    pub(super) claims: &'a [usize],
    pub(super) all: &'a Claims,
    /// The terms that it meets.
    pub(super) met: &'a [Met],
    pub(super) index: u32,
}

impl Here<'_> {
    /// What the sentence turns the text to, if it does.
    pub(super) fn turn(&self) -> Option<Away> {
        self.by_word().or_else(|| self.by_year()).or_else(|| self.by_place()).or_else(|| self.by_subject())
    }

    /// "In neighbouring Burasa", "a separate case", "its rival": a word that switches.
    fn by_word(&self) -> Option<Away> {
        let (view, sentence) = (self.view, self.view.sentence);
        for hit in &sentence.hits {
            let Sense::Switch(id) = hit.sense else { continue };
            let at = hit.start as usize;
            let token = view.token(at)?;
            let group = token.group.and_then(|g| sentence.groups.get(g as usize));
            let names = group.map(|g| self.names(g)).unwrap_or_default();
            // "ranked third, as in the previous year": compared with, and no more.
            let start = group.map_or(at, |g| g.range.start as usize);
            let compared = |t: usize| view.is(t, Func::As) || view.is(t, Func::Than);
            if (1..=2).filter_map(|back| start.checked_sub(back)).any(compared) {
                continue;
            }
            if group.is_some_and(|g| self.of_topic(g.range.indices())) {
                continue;
            }
            let object = group.is_some_and(|g| matches!(g.role, Role::Object)) && names.is_empty();
            if object {
                continue;
            }
            let then = view.lexicon.switches[id as usize].name == "then";
            let words = Some((self.index, Range { start: hit.start, end: hit.start + hit.len }));
            // "Elsewhere the talk is of closing", "in neighbouring Burasa"; but "neighbouring Burasa has lent 36 pumps".
            let alone = at == 0 && sentence.tokens.get(at + hit.len as usize).is_none_or(|t| t.pos != Pos::Name);
            let behind = at > 0 && sentence.tokens[at - 1].pos == Pos::Preposition && self.fronted(at);
            let sticks = !then && (alone || behind);
            let why = if then { "time" } else { "another" };
            return Some(Away { why, from: token.clause, names, year: None, words, thing: false, sticks });
        }
        None
    }

    /// A year in front that is not the dateline's: "In 2011 a plane crashed", "When Orra closed its dam in 1970".
    fn by_year(&self) -> Option<Away> {
        let dateline = self.dateline?;
        for &i in self.claims {
            let claim = &self.all.claims[i];
            let Value::When(when) = &claim.value else { continue };
            let Some(year) = year_of(when).filter(|_| !self.is_now(when)) else { continue };
            let first = claim.tokens.start <= 1;
            let front = first || self.fronted(claim.tokens.start as usize);
            if claim.kind() == Kind::Time || !front || year == dateline.date.year() {
                continue;
            }
            // What the topic itself did then is the same topic's, under its name or a pronoun; and a year that the lead
            // told of is no turn.
            // "When Tamar Bank swallowed its rival in 2007, it promised savings": it is whom the clause in front names.
            let other = self.acts_in_front();
            let sticks = !self.of_topic(0..self.view.len())
                && (!other.is_empty() || !self.refers())
                && !self.out.tells_in_lead(year);
            if first || sticks {
                let words = Some((self.index, claim.tokens));
                return Some(Away {
                    why: "time",
                    from: 0,
                    names: other,
                    year: Some(year),
                    words,
                    thing: false,
                    sticks,
                });
            }
        }
        None
    }

    /// "In the hills of Orra a quarrel has killed 40": a place in front that the text gives for the first time.
    fn by_place(&self) -> Option<Away> {
        let (view, sentence) = (self.view, self.view.sentence);
        let main = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some())?;
        let subject = main.subject.and_then(|s| sentence.groups.get(s as usize))?;
        // "Over the ridge, in Tavelle, they began picking"
        let placed = |at: u32| PLACES.iter().any(|&f| view.is(at as usize, f));
        if !view.token(0).is_some_and(|t| t.pos == Pos::Preposition) {
            return None;
        }
        let before = subject.range.start as usize;
        let end = if placed(0) { (1..before).find(|&t| view.mark(t, ",")).unwrap_or(before) } else { before };
        if end > subject.range.start as usize || self.of_topic(0..end) {
            return None;
        }
        // "In New York trading" is no place.
        let heads = sentence
            .groups
            .iter()
            .filter(|g| (g.range.end as usize) <= end && sentence.tokens[g.head as usize].pos == Pos::Name)
            .filter(|g| {
                let figure = g.range.indices().any(|t| sentence.tokens[t].pos == Pos::Numeral);
                placed(0) || matches!(g.role, Role::Oblique(p) if placed(p)) && !figure
            });
        let names: Vec<Stem> = heads.flat_map(|g| self.names(g)).collect();
        let new =
            !names.is_empty() && names.iter().all(|n| !self.told.names.contains(n) || self.told.others.contains(n));
        let words = Some((self.index, Range { start: 0, end: end as u32 }));
        new.then_some(Away { why: "place", from: 0, names, year: None, words, thing: true, sticks: false })
    }

    /// A new name as the subject; a thing named before that took over; another thing of the topic's kind ("A strike
    /// of pilots", where the text is about the strike).
    fn by_subject(&self) -> Option<Away> {
        let (view, sentence) = (self.view, self.view.sentence);
        let at = sentence.clauses.iter().position(|c| c.kind == ClauseKind::Main && c.verb.is_some())?;
        let main = &sentence.clauses[at];
        let at = u16::try_from(at).ok();
        let subject = main.subject.and_then(|s| sentence.groups.get(s as usize))?;
        let start = subject.range.start as usize;
        let another = |names: Vec<Stem>, thing: bool, sticks: bool| {
            Some(Away { why: "another", from: 0, names, year: None, words: None, thing, sticks })
        };
        let reports = main.verb.is_some_and(|v| view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))));
        let new = self.names(subject);
        if self.of_topic(subject.range.indices()) {
            return None;
        }
        // "An earlier derailment, at Lowther, …": another of the kind that headline and lead tell of.
        if view.is(0, Func::A) && view.is(1, Func::Earlier) && start <= 2 && !reports {
            return another(new, false, true);
        }
        // "Orra's fee is 40": of what took over before.
        if !reports && new.iter().any(|n| self.told.others.contains(n)) {
            return another(new, true, false);
        }
        // "The club at Mallin has had worse luck": of a place that the text gives for the first time.
        let end = subject.range.end as usize;
        let end = end + usize::from(view.mark(end, ","));
        let one = view.is(start, Func::A);
        let place = PLACES.iter().any(|&f| view.is(end, f)).then(|| {
            sentence
                .groups
                .iter()
                .find(|g| g.range.start as usize == end + 1 && sentence.tokens[g.head as usize].pos == Pos::Name)
        });
        if let Some(place) = place.flatten()
            && !reports
            && new.is_empty()
            && (one || !self.met.iter().any(|m| m.tokens.contains(&subject.head) && self.out.topic.contains(&m.term)))
            && !self.of_topic(0..view.len())
            && self.names(place).iter().all(|n| !self.told.names.contains(n) || self.told.others.contains(n))
        {
            return another(self.names(place), true, false);
        }
        // "Medar, the railwaymen's scheme, lost 40", "Orra, which was host in 2023, …": introduced as it is named.
        let comma = view.mark(subject.range.end as usize, ",");
        let next = subject.range.end as usize + 1;
        let apposed = comma
            && (view.is(next, Func::Which)
                || view.is(next, Func::The)
                || view.is(next, Func::A)
                || PLACES.iter().any(|&f| view.is(next, f))
                    && view.token(next + 1).is_some_and(|t| t.pos == Pos::Determiner)
                || view.is(next, Func::Possessive));
        let first = !new.is_empty() && subject.name && new.iter().all(|n| !self.told.names.contains(n));
        if first && apposed && !reports {
            return another(new, true, false);
        }
        if self.of_topic(0..view.len()) {
            return None;
        }
        // "Her neighbour was Ester Krook": who is introduced takes over.
        let is = main.verb.is_some_and(|v| view.is(v as usize, Func::Be));
        let introduced =
            sentence.groups.iter().find(|g| is && g.role == Role::Object && g.name && Some(g.clause) == at);
        if let Some(introduced) = introduced
            && !subject.name
        {
            let names = self.names(introduced);
            if names.len() >= 2 {
                return another(names, false, false);
            }
        }
        // "The Salt Road brought her a prize": a thing of the person whom the text is still about.
        let thing = view.is(start, Func::The);
        if thing && (subject.range.end as usize..view.len()).any(|t| view.is(t, Func::PersonPronoun)) {
            return None;
        }
        // "A strike of cabin crews began on Tuesday": another than the one that headline and lead tell of.
        let head = subject.head;
        let kind = view.is(start, Func::A)
            && !view.lexicon.is_plural(view.text(head as usize))
            && self.met.iter().any(|m| m.tokens.contains(&head) && self.out.subjects.contains(&m.term));
        if kind && main.verb.is_some_and(|v| view.token(v as usize).is_some_and(|t| t.pos == Pos::Verb)) {
            return another(Vec::new(), false, true);
        }
        if new.len() >= 2 && !reports && subject.name { another(new, thing, false) } else { None }
    }

    /// The names of the subject of a clause in front of the main one.
    fn acts_in_front(&self) -> Vec<Stem> {
        let sentence = self.view.sentence;
        let front = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Subordinate && c.range.start == 0);
        let subject = front.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        subject.map(|g| self.names(g)).unwrap_or_default()
    }

    /// Whether the main clause's subject is a pronoun, or something of whom or what one means.
    fn refers(&self) -> bool {
        let sentence = self.view.sentence;
        let main = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some());
        let subject = main.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        subject.is_some_and(|g| {
            let first = g.range.start as usize;
            self.view.token(first).is_some_and(|t| t.pos == Pos::Pronoun) || self.view.is(first, Func::Possessive)
        })
    }

    /// Whether the subject is something of whom or what took over ("its dockers"), and no name of the topic stands in
    /// its own clause.
    pub(super) fn of_subject_only(&self) -> bool {
        let sentence = self.view.sentence;
        let main = sentence.clauses.iter().position(|c| c.kind == ClauseKind::Main && c.verb.is_some());
        let Some(main) = main else { return false };
        let subject = sentence.clauses[main].subject.and_then(|s| sentence.groups.get(s as usize));
        let owned =
            subject.is_some_and(|g| self.view.is(g.range.start as usize, Func::Possessive) && g.range.start == 0);
        let own = |t: &usize| sentence.tokens[*t].clause as usize == main;
        owned && !(0..self.view.len()).filter(own).any(|t| self.of_topic(t..t + 1))
    }

    /// Whether a token stands in front of the main clause's subject: in a phrase, or a clause, before it.
    fn fronted(&self, at: usize) -> bool {
        let sentence = self.view.sentence;
        let main = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some());
        let subject = main.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        let clause = sentence.clauses.get(sentence.tokens[at].clause as usize);
        let (Some(subject), Some(clause)) = (subject, clause) else { return false };
        match clause.kind {
            ClauseKind::Main => u32::try_from(at).is_ok_and(|token| in_front(sentence, token)),
            ClauseKind::Subordinate => clause.range.start == 0 && subject.range.start as usize > at,
            _ => false,
        }
    }

    /// Whether the sentence is told of now: a time that is the dateline's, or a word for it.
    pub(super) fn of_now(&self) -> bool {
        self.claims.iter().any(|&i| matches!(&self.all.claims[i].value, Value::When(when) if self.is_now(when)))
    }

    /// Whether a time lasts until the dateline, or holds it.
    fn is_now(&self, when: &When) -> bool {
        let Some(dateline) = self.dateline else { return false };
        when.covers().next().is_some_and(|r| {
            let day = |m: Option<jiff::civil::DateTime>| m.map(jiff::civil::DateTime::date);
            day(r.from).is_some_and(|d| d <= dateline.date) && day(r.to).is_none_or(|d| d >= dateline.date)
        })
    }

    /// The words of a group that are names.
    fn names(&self, group: &Group) -> Vec<Stem> {
        let tokens = &self.view.sentence.tokens;
        group.range.indices().filter(|&t| tokens[t].pos == Pos::Name).map(|t| tokens[t].surface).collect()
    }

    /// "The delta's last outbreak": the subject is, or is of, what the topic is, and nothing of the kind was told of since
    /// the text turned.
    pub(super) fn of_kind(&self) -> bool {
        let (view, sentence) = (self.view, self.view.sentence);
        let main = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some());
        let subject = main.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        subject.is_some_and(|g| {
            view.is(g.range.start as usize, Func::The)
                && g.range.indices().filter_map(|t| sentence.tokens.get(t)).any(|t| {
                    t.pos == Pos::Noun && self.out.kinds.contains(&t.stem) && !self.told.since.contains(&t.stem)
                })
        })
    }

    /// Whether a name among these tokens is one of headline and lead. "Rune Bridge" is not the lead's "Sennet Bridge": a
    /// word that any such thing may have behind its own name tells nothing.
    pub(super) fn of_topic(&self, tokens: Tokens<usize>) -> bool {
        let all = &self.view.sentence.tokens;
        let name = |t: usize| all.get(t).is_some_and(|t| t.pos == Pos::Name);
        let topical = |t: usize| self.out.names.contains(&all[t].surface);
        tokens.filter(|&t| name(t) && topical(t)).any(|t| {
            let own = self.view.hits(t).next().is_none();
            // "Port Sallis" is not the lead's "Port Garrow".
            let other = !own && name(t + 1) && !topical(t + 1) && all[t + 1].group == all[t].group;
            !other && (own || t == 0 || !name(t - 1) || topical(t - 1) || self.view.hits(t - 1).next().is_some())
        })
    }
}

/// The year that a time is written with; of several, "2016-17", the first.
fn year_of(when: &When) -> Option<i16> {
    let first = || when.readings.first().and_then(|r| r.from).map(|m| m.date().year());
    when.written.year.or_else(|| if when.ends.is_empty() { None } else { first() })
}
