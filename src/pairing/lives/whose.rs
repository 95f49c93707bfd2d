//! Who is meant: by name, in apposition, through a relative, a pronoun or a definite noun.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::thing::Things;
use super::{Named, View, does_at};
use crate::analysis::{Analysis, ClauseKind, Group, Pos, Range, Role, Sentence};
use crate::claims::Claim;
use crate::document::{BlockKind, Document};
use crate::lexicon::{Func, OfficeWord, Sense, Stem};
use crate::pairing::offices::person::{self, Person};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cell::OnceCell;

/// The persons and firms of a draft, sentence by sentence.
pub(super) struct Whose<'a> {
    document: &'a Document,
    analysis: &'a Analysis,
    pub(super) views: &'a [View<'a>],
    named: &'a [Vec<Named>],
    persons: &'a [Option<Person>],
    /// Nouns by which the draft calls a life ("the painter Josef Lann"), and whose they are.
    called: FxHashMap<Stem, FxHashSet<usize>>,
    /// What "the brewery" may mean, once that was asked for.
    pub(super) things: OnceCell<Things>,
    /// The firm or body that the draft names alone, and from where to where, once that was asked for.
    pub(super) only_thing: OnceCell<Option<(usize, usize, usize)>>,
}

impl<'a> Whose<'a> {
    pub(super) fn new(
        document: &'a Document,
        analysis: &'a Analysis,
        views: &'a [View<'a>],
        named: &'a [Vec<Named>],
        persons: &'a [Option<Person>],
    ) -> Self {
        let mut called: FxHashMap<Stem, FxHashSet<usize>> = FxHashMap::default();
        for (index, sentence) in analysis.sentences.iter().enumerate() {
            for name in &named[index] {
                let own = group_of(sentence, name.range);
                for (id, group) in sentence.groups.iter().enumerate() {
                    let beside = own.is_some_and(|o| {
                        o == id as u16
                            || group.role == Role::Apposition(o)
                            || sentence.groups[o as usize].role == Role::Apposition(id as u16)
                    });
                    if !beside {
                        continue;
                    }
                    for t in group.range.indices().filter(|&t| !name.range.holds(t)) {
                        let token = &sentence.tokens[t];
                        if token.pos == Pos::Noun {
                            called.entry(token.stem).or_default().insert(name.life);
                        }
                    }
                }
            }
        }
        Self { document, analysis, views, named, persons, called, things: OnceCell::new(), only_thing: OnceCell::new() }
    }

    /// The names of lives in a sentence.
    pub(super) fn named(&self, index: usize) -> &[Named] {
        self.named.get(index).map_or(&[], Vec::as_slice)
    }

    /// Whether a life is a person's.
    pub(super) fn is_person(&self, life: usize) -> bool {
        self.persons.get(life).is_some_and(Option::is_some)
    }

    /// The life whose name ends right before a token.
    pub(super) fn ends_at(&self, index: usize, token: usize) -> Option<usize> {
        self.named[index].iter().find(|n| n.range.end as usize == token).map(|n| n.life)
    }

    /// The name that ends right before a token.
    pub(super) fn name_before(&self, index: usize, token: usize) -> Option<Named> {
        self.named[index].iter().find(|n| n.range.end as usize == token).copied()
    }

    /// The name that begins at a token, ranks aside.
    pub(super) fn name_from(&self, index: usize, token: usize) -> Option<Named> {
        let from = person::ranks(self.views[index], token);
        self.named[index].iter().find(|n| n.range.start as usize == from).copied()
    }

    /// The life to which the noun is in apposition ("Lena Orlo, a rower").
    pub(super) fn apposed(&self, index: usize, noun: usize) -> Option<usize> {
        let sentence = self.views[index].sentence;
        let group = sentence.groups.get(sentence.tokens.get(noun)?.group? as usize)?;
        let Role::Apposition(parent) = group.role else { return None };
        if group.head as usize != noun {
            return None;
        }
        self.by_name(index, sentence.groups.get(parent as usize)?)
    }

    /// The firm or body that a clause's verb is about ("Jan Vik founded Tolva").
    pub(super) fn object(&self, index: usize, clause: u16, verb: usize) -> Option<usize> {
        let groups = &self.views[index].sentence.groups;
        let right = |g: &&Group| g.clause == clause && g.role == Role::Object && g.range.start as usize == verb + 1;
        let name = groups.iter().find(right).and_then(|g| self.name_of(index, g))?;
        (!self.is_person(name.life)).then_some(name.life)
    }

    /// Whether a group is another person than those of the facts.
    pub(super) fn stranger(&self, index: usize, id: u16) -> bool {
        let view = self.views[index];
        let Some(group) = view.sentence.groups.get(id as usize) else { return false };
        let place = matches!(group.role, Role::Oblique(p) if PLACES.iter().any(|f| view.is(p as usize, *f)));
        let kin = view.is(group.range.start as usize, Func::Possessive);
        !group.time && (!place || kin) && self.group(index, id).is_none() && self.somebody(index, id)
    }

    /// The life that a group names: the name is its head.
    fn by_name(&self, index: usize, group: &Group) -> Option<usize> {
        self.name_of(index, group).map(|n| n.life)
    }

    pub(super) fn name_of(&self, index: usize, group: &Group) -> Option<Named> {
        let head = group.head as usize;
        let own = |n: &&Named| n.range.holds(head) || self.verb_behind(index, **n, group);
        self.named[index].iter().find(|n| own(n) && !self.owner(index, n.range)).copied()
    }

    /// "Lund's sister": the name is only the owner's.
    pub(super) fn owner(&self, index: usize, range: Range) -> bool {
        self.views[index].token(range.end as usize).is_some_and(|t| t.pos == Pos::Possessive)
    }

    /// The life that a group stands for: by name, or by what it is in apposition to.
    pub(super) fn group(&self, index: usize, id: u16) -> Option<usize> {
        let sentence = self.views[index].sentence;
        let mut at = id;
        for _ in 0..4 {
            let group = sentence.groups.get(at as usize)?;
            // "Jan Vik, who …" is somebody else; "the List, who …" is not.
            let stranger = at == id && group.name && !self.views[index].is(group.range.start as usize, Func::The);
            if stranger && self.by_name(index, group).is_none() {
                return None;
            }
            if let Some(name) = self.name_of(index, group) {
                // "the son of Pavo Renn, who is 63": whose age is it?
                return (!self.doubtful(index, name, group)).then_some(name.life);
            }
            // What stands behind it in apposition.
            let behind = sentence.groups.iter().find(|g| g.role == Role::Apposition(at));
            if let Some(life) = behind.and_then(|g| self.by_name(index, g)) {
                return Some(life);
            }
            at = match group.role {
                Role::Apposition(parent) => parent,
                // "the leader of the List, who turns 42": back to the leader.
                Role::Of(parent)
                    if matches!(sentence.groups.get(parent as usize).map(|g| g.role), Some(Role::Apposition(_))) =>
                {
                    parent
                }
                _ => return None,
            };
        }
        None
    }

    /// Whether a group's head is a noun for persons.
    pub(super) fn somebody(&self, index: usize, id: u16) -> bool {
        let view = self.views[index];
        view.sentence.groups.get(id as usize).is_some_and(|g| {
            g.name
                || view.hits(g.head as usize).any(|h| match h.sense {
                    Sense::Office(id) => {
                        matches!(view.lexicon.offices.get(id as usize), Some(OfficeWord::Aide | OfficeWord::Title))
                    }
                    Sense::Noun(id) => view
                        .lexicon
                        .nouns
                        .get(id as usize)
                        .is_some_and(|n| n.general.contains(&view.lexicon.stem(&view.lexicon.persons))),
                    _ => false,
                })
        })
    }

    /// Whether a group names somebody else.
    fn another(&self, index: usize, id: u16) -> bool {
        let sentence = self.views[index].sentence;
        sentence.groups.get(id as usize).is_some_and(|g| g.name && self.by_name(index, g).is_none())
    }

    /// Of whom a clause tells: the life, and whether it is a person. `loose`: the parser may have hung the
    /// clause on a noun inside another.
    pub(super) fn actor(&self, index: usize, clause: u16, loose: bool) -> Option<(usize, bool)> {
        let sentence = self.views[index].sentence;
        let found = sentence.clauses.get(clause as usize)?;
        // "in the footsteps of Lena Orlo, who is 36": a person stands right before "who".
        if found.kind == ClauseKind::Relative {
            let start = found.range.start as usize;
            let who = (start..start + 2).find(|&i| self.views[index].is(i, Func::Who));
            let comma = who.and_then(|w| w.checked_sub(1)).filter(|&i| self.views[index].mark(i, ","));
            // "Venn, 51, who turns 52"
            let aged = |c: usize| c >= 2 && self.views[index].digits(c - 1) && self.views[index].mark(c - 2, ",");
            let comma = comma.map(|c| if aged(c) { c - 2 } else { c });
            // "Lena Orlo, of Kalix, who is 36"
            let home = comma.and_then(|c| person::backward(self.views[index], c)).and_then(|place| {
                let of = (place.start as usize)
                    .checked_sub(1)
                    .filter(|&i| self.views[index].is(i, Func::Of) || self.views[index].is(i, Func::From))?;
                let comma = of.checked_sub(1).filter(|&i| self.views[index].mark(i, ","))?;
                self.ends_at(index, comma).filter(|&life| self.is_person(life))
            });
            if let Some(life) = home {
                return Some((life, true));
            }
            if let Some(other) = comma.and_then(|c| person::backward(self.views[index], c))
                && self.ends_at(index, other.end as usize).is_none()
                && !other.start.checked_sub(1).is_some_and(|b| {
                    self.views[index].is(b as usize, Func::The)
                        || self.views[index].token(b as usize).is_some_and(|t| t.pos == Pos::Possessive)
                })
            {
                return None;
            }
            if let Some(name) = comma.and_then(|c| self.named[index].iter().find(|n| n.range.end as usize == c)) {
                let group = group_of(sentence, name.range).and_then(|g| sentence.groups.get(g as usize));
                let doubt = group.is_some_and(|g| matches!(g.role, Role::Of(parent) if self.somebody(index, parent)));
                return (!doubt).then(|| (name.life, self.is_person(name.life)));
            }
        }
        // "Tolva bought Kest, founded in 2001": a name right before the participle.
        let verb = found.verbs.map(|v| v.start as usize);
        let comma = verb.and_then(|v| v.checked_sub(1)).filter(|&i| self.views[index].mark(i, ","));
        let died = found.verb.is_some_and(|v| does_at(self.views[index], v as usize, OfficeWord::Died));
        if let Some(comma) = comma.filter(|_| !died)
            && let Some(name) = person::backward(self.views[index], comma)
            && self.ends_at(index, comma).is_none()
            && !name.start.checked_sub(1).is_some_and(|b| self.views[index].is(b as usize, Func::The))
        {
            return None;
        }
        let mut groups: Vec<u16> = Vec::new();
        // "Lund, whose son was born in 1955": the son, and not Lund.
        let start = found.range.start as usize;
        let whose =
            found.kind == ClauseKind::Relative && (start..start + 2).any(|i| self.views[index].is(i, Func::Whose));
        groups.extend(found.antecedent.filter(|_| !whose));
        groups.extend(found.subject.filter(|s| !whose || Some(*s) != found.antecedent));
        let hung = matches!(found.kind, ClauseKind::Participle | ClauseKind::Infinitive);
        if hung && (loose || found.antecedent.is_none()) {
            let parent = found.parent.and_then(|p| sentence.clauses.get(p as usize));
            groups.extend(parent.and_then(|c| c.subject));
            groups.extend(sentence.clauses.first().and_then(|c| c.subject));
        }
        for id in groups {
            if let Some(life) = self.group(index, id).or_else(|| self.reference(index, id)) {
                return Some((life, self.is_person(life)));
            }
            if self.another(index, id) {
                return None;
            }
        }
        None
    }

    /// Whose a participle is: the noun's right in front of it ("a choir, founded in 1950"). None where none
    /// stands there.
    pub(super) fn beside(&self, index: usize, verb: usize) -> Option<Option<usize>> {
        let view = self.views[index];
        let before = verb.checked_sub(1)?;
        let last = if view.mark(before, ",") { before.checked_sub(1)? } else { before };
        let id = view.token(last)?.group?;
        let group = view.sentence.groups.get(id as usize).filter(|g| !g.time)?;
        let found = match self.name_before(index, last + 1) {
            Some(name) => (!self.doubtful(index, name, group)).then_some(name.life),
            None => self.group(index, id).or_else(|| self.reference(index, id)),
        };
        Some(found)
    }

    /// "the son of Pavo Renn", "the choir of Tolva": what is said behind a name may be said of another.
    pub(super) fn doubtful(&self, index: usize, name: Named, group: &Group) -> bool {
        let Role::Of(parent) = group.role else { return false };
        // "the Institute of Polar Study" is one name.
        let inner =
            self.views[index].sentence.groups.get(parent as usize).is_some_and(|g| name.range.holds(g.head as usize));
        !inner && (!self.is_person(name.life) || self.somebody(index, parent))
    }

    /// A pronoun or definite noun for a life that was named before.
    fn reference(&self, index: usize, id: u16) -> Option<usize> {
        let view = self.views[index];
        let group = view.sentence.groups.get(id as usize)?;
        let head = group.head as usize;
        if view.is(head, Func::PersonPronoun) && !view.is(head, Func::PluralPronoun) {
            return self.topic(index, head, true);
        }
        if let Some(life) = self.thing(index, group) {
            return Some(life);
        }
        let first = group.range.start as usize;
        if !view.is(first, Func::The) || group.name {
            return None;
        }
        // "The painter": whom the draft called so.
        let token = view.token(head)?;
        let lives = self.called.get(&token.stem)?;
        let mut lives = lives.iter().copied();
        let life = lives.next().filter(|_| lives.next().is_none())?;
        let before = self.named[..=index].iter().flatten().any(|n| n.life == life);
        before.then_some(life)
    }

    /// The one person (or firm) that the sentence before tells of, as its subject, or this one in front.
    fn topic(&self, index: usize, before: usize, person: bool) -> Option<usize> {
        let own: Vec<&Named> = self.named[index].iter().filter(|n| (n.range.end as usize) <= before).collect();
        if let [one] = own.as_slice() {
            return (self.is_person(one.life) == person && !self.others(index, Some(before))).then_some(one.life);
        }
        if !own.is_empty() || self.others(index, Some(before)) {
            return None;
        }
        let block = self.analysis.sentences[index].block;
        for back in (0..index).rev().take(4) {
            let sentence = &self.analysis.sentences[back];
            // "Born in 1926, she …" goes on with whom the paragraph before told of.
            let crossed = self.analysis.sentences.get(back + 1).is_some_and(|next| next.block == block);
            if sentence.block != block && !self.lead(back) && !crossed {
                return None;
            }
            let subjects = sentence.clauses.iter().filter(|c| c.kind == ClauseKind::Main).filter_map(|c| c.subject);
            let mut named = subjects.filter_map(|s| self.group(back, s));
            let lives: FxHashSet<usize> = self.named[back].iter().map(|n| n.life).collect();
            match (named.next(), lives.len()) {
                (Some(life), 1) if self.is_person(life) == person && !self.others(back, None) => return Some(life),
                (None, 1) if person && !self.others(back, None) => {
                    let life = lives.into_iter().next()?;
                    let told = self.named[back].iter().any(|n| {
                        let group = group_of(sentence, n.range).and_then(|g| sentence.groups.get(g as usize));
                        group.is_some_and(|g| !matches!(g.role, Role::Oblique(_) | Role::Of(_)))
                    });
                    return (told && self.is_person(life)).then_some(life);
                }
                (None, 0) if !self.others(back, None) => {}
                _ => return None,
            }
        }
        None
    }

    pub(super) fn lead(&self, index: usize) -> bool {
        let block = self.analysis.sentences[index].block as usize;
        matches!(self.document.blocks()[block].kind, BlockKind::Headline)
    }

    /// Whether a sentence tells of another person than those of the facts: a name of two words that is no
    /// place, or a noun for persons as object.
    pub(super) fn others(&self, index: usize, until: Option<usize>) -> bool {
        let view = self.views[index];
        view.sentence.groups.iter().enumerate().any(|(id, g)| {
            let head = g.head as usize;
            let here = until.is_none_or(|u| head < u);
            let place = match g.role {
                Role::Oblique(p) => PLACES.iter().any(|f| view.is(p as usize, *f)),
                Role::Of(_) => true,
                _ => false,
            };
            let life = self.named[index].iter().any(|n| n.range.holds(head)) || self.group(index, id as u16).is_some();
            // "The Salt Road", "the Calder Cup" are works, firms, places.
            let work = |r: Range| (r.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::The));
            let full = g.name && person::backward(view, head + 1).is_some_and(|r| r.end - r.start > 1 && !work(r));
            let told = self.predicate(index, g);
            let object = !g.name && !told && g.role == Role::Object && self.somebody(index, id as u16);
            here && !place && !life && (full || object)
        })
    }

    /// Whose age stands in a noun group: "the 58-year-old Pavo Renn", "Tolva, a 101-year-old company", "the
    /// 23-year-old striker".
    pub(super) fn bearer(&self, index: usize, claim: &Claim) -> Option<usize> {
        let view = self.views[index];
        let sentence = view.sentence;
        let id = claim.frame.group?;
        let group = sentence.groups.get(id as usize)?;
        let inside = self.named[index].iter().find(|n| group.range.holds(n.range.start as usize));
        if let Some(name) = inside {
            // A verb that the parser took for a noun ("the 34-year-old firm bought Tolva").
            let verb = (claim.tokens.end as usize..name.range.start as usize)
                .any(|i| view.hits(i).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(_))));
            let behind = !verb && name.range.start >= claim.tokens.end && name.range.holds(group.head as usize);
            return (behind && !self.owner(index, name.range)).then_some(name.life);
        }
        if group.name {
            return None;
        }
        let start = group.range.start as usize;
        let comma = start.checked_sub(1).filter(|&i| view.mark(i, ","));
        if let Some(life) = comma.and_then(|c| self.ends_at(index, c)) {
            return Some(life);
        }
        if let Some(life) = self.group(index, id) {
            return Some(life);
        }
        // "the 34-year-old, Lena Orlo, won"
        let after = group.range.end as usize;
        if view.mark(after, ",")
            && let Some(name) = self.name_from(index, after + 1)
        {
            return Some(name.life);
        }
        // "The 73-year-old broke a wrist": the verb that the parser takes for its noun.
        let (head, end) = (group.head as usize, claim.tokens.end as usize);
        let verb = head == end
            && group.role == Role::Loose
            && view.hits(head).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(_)));
        let bare = verb || head < end;
        // "The 101-year-old union has money": a word of its name, or one for any such body.
        let called = || self.called_by(index, start, head).filter(|&life| !self.is_person(life));
        if !bare
            && head == end
            && group.range.end as usize == head + 1
            && self.named[index].is_empty()
            && let Some(life) = called()
        {
            return Some(life);
        }
        let subject = (group.role == Role::Subject || verb)
            && view.is(start, Func::The)
            && start <= 1
            && self.named[index].is_empty();
        if !subject {
            return None;
        }
        if bare {
            return self.previous(index).then(|| self.topic(index, start, true)).flatten();
        }
        self.reference(index, id).or_else(|| {
            // What the noun is must not be somebody else's name in the draft.
            let known = view.token(group.head as usize).is_some_and(|t| self.called.contains_key(&t.stem));
            let person = !self.named[..index].iter().flatten().any(|n| !self.is_person(n.life));
            (!known && self.previous(index)).then(|| self.topic(index, start, person)).flatten()
        })
    }

    /// Whether the sentence stands right behind one that names a life.
    fn previous(&self, index: usize) -> bool {
        index.checked_sub(1).is_some_and(|i| !self.named[i].is_empty())
    }
}

/// Prepositions behind which a name is a place.
const PLACES: [Func; 9] =
    [Func::In, Func::At, Func::On, Func::From, Func::To, Func::Near, Func::Outside, Func::Across, Func::Through];

/// The group that holds a name.
fn group_of(sentence: &Sentence, name: Range) -> Option<u16> {
    sentence.tokens.get(name.start as usize).and_then(|t| t.group)
}
