//! Of whom an age is most likely told, where grammar leaves it open: a guess that only a figure right or all but
//! right bears out, since an age of somebody else is seldom so near.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::dates::Reader;
use super::whose::Whose;
use super::{Asked, Lived};
use crate::analysis::Pos;
use crate::claims::Value;
use crate::lexicon::{Func, Sense};
use rustc_hash::FxHashSet;

/// How many sentences of its paragraph a definite noun looks back.
const BACK: usize = 3;

impl Reader<'_> {
    /// "The 24-year-old needed 27 hours", "the 93-year-old cooperative", "Castellane, a 27-year-old roofer's son".
    pub(super) fn likely(&self) -> Option<Lived> {
        if !matches!(self.claim.value, Value::Age { .. }) {
            return None;
        }
        let view = self.view();
        let index = self.claim.sentence as usize;
        let group = view.sentence.groups.get(self.claim.frame.group? as usize)?;
        let (first, head) = (group.range.start as usize, group.head as usize);
        if group.name || group.range.end > self.claim.tokens.end && view.sentence.tokens[head].pos == Pos::Possessive {
            return None;
        }
        let the = view.is(first, Func::The);
        // "Liv Sandnes, a 52-year-old skipper's daughter": what stands behind a name and a comma.
        let apposed = view.is(first, Func::A)
            && first.checked_sub(1).is_some_and(|comma| view.mark(comma, ","))
            && first.checked_sub(1).and_then(|comma| self.whose.name_before(index, comma)).is_some();
        if !the && !apposed {
            return None;
        }
        let bare = self.claim.tokens.end as usize > head;
        let person = bare
            || view.hits(head).any(|h| matches!(h.sense, Sense::Noun(id) if view.lexicon.person_class == Some(id)))
            || self.whose.somebody(index, self.claim.frame.group?);
        let life = if apposed {
            self.whose.name_before(index, first - 1)?.life
        } else {
            // "The 20-year-old wing": a noun that may be either's.
            let thing = || (!person).then(|| self.whose.only(index, first, false)).flatten();
            thing().or_else(|| self.whose.only(index, first, true))?
        };
        let asked = Asked::Age { at: self.times(), today: true, turn: None, end: false };
        Some(Lived { life, asked, sure: false })
    }
}

impl Whose<'_> {
    /// The first firm or body that the draft names: the sentence, which it is, and the sentence that names another.
    fn first_things(&self) -> Option<(usize, usize, usize)> {
        let mut things = (0..self.views.len())
            .flat_map(|i| self.named(i).iter().map(move |n| (i, n.life)))
            .filter(|(_, life)| !self.is_person(*life));
        let (first, life) = things.next()?;
        Some((first, life, things.find(|(_, other)| *other != life).map_or(usize::MAX, |(other, _)| other)))
    }

    /// The only life that this sentence, up to a token, and those before it in its paragraph name; else the only one that
    /// the draft begins with. A firm or body is the only one of all before. `person`: whether it is a person's.
    fn only(&self, index: usize, until: usize, person: bool) -> Option<usize> {
        let one = |lives: &FxHashSet<usize>| (lives.len() == 1).then(|| lives.iter().next().copied()).flatten();
        let of = |i: usize| self.named(i).iter().filter(|n| self.is_person(n.life) == person);
        if !person {
            let &(first, life, other) = self.only_thing.get_or_init(|| self.first_things()).as_ref()?;
            return (first < index && index <= other).then_some(life);
        }
        let block = |i: usize| self.views[i].sentence.block;
        let mut lives: FxHashSet<usize> =
            of(index).filter(|n| (n.range.end as usize) <= until).map(|n| n.life).collect();
        for back in (0..index).rev().take(BACK) {
            if !lives.is_empty() || block(back) != block(index) && back + 1 != index {
                break;
            }
            lives.extend(of(back).map(|n| n.life));
        }
        if lives.is_empty() {
            lives.extend((0..index).take(BACK).flat_map(of).map(|n| n.life));
        }
        one(&lives)
    }
}
