//! Which firm or body is meant by "it", "the brewery", "the company".

use super::whose::Whose;
use super::{Named, does_at};
use crate::analysis::{ClauseKind, Group, Pos, Role};
use crate::lexicon::{Func, OfficeWord, Sense, Stem};
use rustc_hash::{FxHashMap, FxHashSet};

/// How many sentences back a firm is looked for.
const BACK: usize = 3;

/// Prepositions behind which a name is where something is, and nothing that was founded.
const WHERE: [Func; 5] = [Func::In, Func::At, Func::On, Func::Near, Func::Outside];

/// What "the brewery" may mean, by the words of a draft.
#[derive(Default)]
pub(super) struct Things {
    /// Firms and bodies by each word of their names, with the sentence that names them first.
    named: FxHashMap<Stem, Vec<(usize, usize)>>,
    /// The sentence that speaks first of another such thing: "a brewery", "the Harbour Brewery".
    spoken: FxHashMap<Stem, usize>,
}

impl Whose<'_> {
    /// The firm or body that a pronoun or a definite noun stands for.
    pub(super) fn thing(&self, index: usize, group: &Group) -> Option<usize> {
        let view = self.views[index];
        let (first, head) = (group.range.start as usize, group.head as usize);
        if first == head && view.is(head, Func::ThingPronoun) && !view.is(head, Func::Demonstrative) {
            return self.firm(index, head, true);
        }
        (head == first + 1 && group.range.end as usize == head + 1).then(|| self.called_so(index, first)).flatten()
    }

    /// "the brewery": a word of the name of one that was named before, or a word for any such body.
    pub(super) fn called_so(&self, index: usize, the: usize) -> Option<usize> {
        self.called_by(index, the, the + 1)
    }

    /// The same, where other words stand between: "the 101-year-old union".
    pub(super) fn called_by(&self, index: usize, the: usize, noun: usize) -> Option<usize> {
        let view = self.views[index];
        let token = view.token(noun).filter(|t| t.pos != Pos::Name && !t.capital)?;
        // "the brewery in Ulm", "the members' club"
        let more = view.token(noun + 1).is_some_and(|t| matches!(t.pos, Pos::Preposition | Pos::Possessive));
        if !view.is(the, Func::The) || more && !does_at(view, noun + 1, OfficeWord::Dates) {
            return None;
        }
        let things = self.things.get_or_init(|| self.things_by_word());
        if things.spoken.get(&token.stem).is_some_and(|first| *first <= index) {
            return None;
        }
        let named = things.named.get(&token.stem).map_or(&[][..], Vec::as_slice);
        let mut lives = named.iter().filter(|(back, _)| *back < index).map(|(_, life)| *life);
        match (lives.next(), lives.next()) {
            (Some(life), None) => Some(life),
            (None, _) if does_at(view, noun, OfficeWord::Body) => self.firm(index, the, false),
            _ => None,
        }
    }

    /// The firms and bodies that a sentence names.
    fn things(&self, index: usize) -> impl Iterator<Item = Named> + '_ {
        self.named(index).iter().filter(|n| !self.is_person(n.life)).copied()
    }

    /// What the draft names and speaks of, by its words.
    fn things_by_word(&self) -> Things {
        let mut out = Things::default();
        for (index, view) in self.views.iter().enumerate() {
            for name in self.things(index) {
                for token in name.range.indices().filter_map(|t| view.token(t)) {
                    let lives = out.named.entry(token.stem).or_default();
                    if !lives.iter().any(|(_, life)| *life == name.life) {
                        lives.push((index, name.life));
                    }
                }
            }
            for group in &view.sentence.groups {
                let head = group.head as usize;
                let (first, the) = (group.range.start, view.is(group.range.start as usize, Func::The));
                let plain = first + 1 == group.head && the && !group.name;
                let own = self.named(index).iter().any(|n| n.range.holds(head));
                // What it is said to be: "Tolva is a brewery", "Tolva, a brewery, …".
                if let Some(token) = view.token(head)
                    && !(plain || own || self.predicate(index, group))
                {
                    out.spoken.entry(token.stem).or_insert(index);
                }
            }
        }
        out
    }

    /// "Tolva is a brewer", "Tolva, a brewer": what a group says of another.
    pub(super) fn predicate(&self, index: usize, group: &Group) -> bool {
        let view = self.views[index];
        let before = (group.range.start as usize).checked_sub(1);
        matches!(group.role, Role::Apposition(_)) || before.is_some_and(|b| view.is(b, Func::Be))
    }

    /// The one firm of which the text tells right before, as its subject, where nothing else stands between
    /// that may be meant.
    fn firm(&self, index: usize, before: usize, pronoun: bool) -> Option<usize> {
        let front: Vec<Named> =
            self.named(index).iter().filter(|n| (n.range.end as usize) <= before).copied().collect();
        if let [one] = front.as_slice() {
            let right =
                !self.is_person(one.life) && self.leads(index, *one) && !self.rival(index, Some(before), pronoun);
            return right.then_some(one.life);
        }
        if !front.is_empty() || self.rival(index, Some(before), pronoun) {
            return None;
        }
        let block = self.views[index].sentence.block;
        for back in (0..index).rev().take(BACK) {
            if self.views[back].sentence.block != block && !self.lead(back) && back + 1 != index {
                return None;
            }
            if self.rival(back, None, pronoun) {
                return None;
            }
            let lives: FxHashSet<usize> = self.named(back).iter().map(|n| n.life).collect();
            let mut lives = lives.into_iter();
            match (lives.next(), lives.next()) {
                (None, _) => {}
                (Some(life), None) if !self.is_person(life) => {
                    return self.things(back).any(|n| self.leads(back, n)).then_some(life);
                }
                _ => return None,
            }
        }
        None
    }

    /// Whether a name is the subject of its sentence.
    fn leads(&self, index: usize, name: Named) -> bool {
        let view = self.views[index];
        let subjects = view.sentence.clauses.iter().filter(|c| c.kind == ClauseKind::Main).filter_map(|c| c.subject);
        let front = (0..name.range.start as usize)
            .all(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Determiner | Pos::Noun | Pos::Adjective)));
        let group = view.token(name.range.start as usize).and_then(|t| view.sentence.groups.get(t.group? as usize));
        let own = group.is_some_and(|g| self.name_of(index, g).is_some());
        front && own && !self.owner(index, name.range)
            || subjects.into_iter().any(|s| self.group(index, s) == Some(name.life))
    }

    /// Whether a sentence tells of another thing that "it" or "the company" may mean.
    fn rival(&self, index: usize, until: Option<usize>, pronoun: bool) -> bool {
        let view = self.views[index];
        view.sentence.groups.iter().enumerate().any(|(id, g)| {
            let (first, head) = (g.range.start as usize, g.head as usize);
            let here = until.is_none_or(|u| head < u);
            let own = self.group(index, id as u16).is_some()
                || self.named(index).iter().any(|n| n.range.holds(head) && !self.owner(index, n.range));
            if !here || own || g.time || self.predicate(index, g) {
                return false;
            }
            let place = match g.role {
                Role::Oblique(p) => WHERE.iter().any(|f| view.is(p as usize, *f)),
                Role::Of(_) => true,
                _ => false,
            };
            let body = !g.name && does_at(view, head, OfficeWord::Body);
            // "a lake house": whatever is new may be what "it" means.
            let new =
                pronoun && view.is(first, Func::A) && matches!(g.role, Role::Object | Role::Subject | Role::Oblique(_));
            g.name && !place || body || new
        })
    }
}

impl Whose<'_> {
    /// "Tolva makes sails and was founded in 1990": a verb that the parser takes for a noun behind the name.
    pub(super) fn verb_behind(&self, index: usize, name: Named, group: &Group) -> bool {
        let view = self.views[index];
        let at = name.range.end as usize;
        let front = (group.range.start as usize..name.range.start as usize).all(|t| view.is(t, Func::The));
        let verb = view.token(at).is_some_and(|t| !t.capital)
            && view.hits(at).any(|h| h.len == 1 && matches!(h.sense, Sense::Verb(_)));
        front && verb && group.range.holds(at) && group.head as usize > at
    }
}
