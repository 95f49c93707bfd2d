//! What one claim sees: every term that is met where it looks, and where it is met best.

#![allow(
    clippy::indexing_slicing,
    reason = "there is a place for every term, and those that are taken tell where in the list"
)]

use super::Seen;
use crate::pairing::terms::TermId;

/// The terms that a claim sees. One serves all claims of a draft in turn, since making it anew costs more than using it.
pub(in crate::pairing) struct Sights {
    /// By term, one more than its place in the list; 0 for one that is not seen.
    places: Vec<u32>,
    seen: Vec<Seen>,
}

impl Sights {
    /// Room for so many terms, none of which is seen.
    pub(in crate::pairing) fn new(terms: usize) -> Self {
        Self { places: vec![0; terms], seen: Vec::new() }
    }

    /// Sees nothing any more.
    pub(super) fn clear(&mut self) {
        for seen in self.seen.drain(..) {
            self.places[seen.term as usize] = 0;
        }
    }

    /// Sees a term, unless it is seen nearer.
    pub(super) fn note(&mut self, new: Seen) {
        let Some(place) = self.places.get_mut(new.term as usize) else { return };
        if *place == 0 {
            self.seen.push(new);
            *place = self.seen.len() as u32;
            return;
        }
        let old = &mut self.seen[*place as usize - 1];
        if (new.place, new.distance) < (old.place, old.distance) {
            *old = new;
        }
    }

    /// A term, if it is seen.
    pub(super) fn get(&self, term: TermId) -> Option<&Seen> {
        match self.places.get(term as usize) {
            None | Some(0) => None,
            Some(&place) => self.seen.get(place as usize - 1),
        }
    }

    /// Whether a term is seen.
    pub(super) fn has(&self, term: TermId) -> bool {
        self.places.get(term as usize).is_some_and(|place| *place != 0)
    }

    /// All terms that are seen.
    pub(super) fn all(&self) -> impl Iterator<Item = &Seen> {
        self.seen.iter()
    }

    /// The same, by their ids.
    pub(super) fn terms(&self) -> impl Iterator<Item = TermId> + '_ {
        self.all().map(|s| s.term)
    }
}

/// Which facts were met, a bit each: clean between two claims.
pub(in crate::pairing) struct Marks {
    bits: Vec<u64>,
}

impl Marks {
    /// Room for so many facts.
    pub(in crate::pairing) fn new(facts: usize) -> Self {
        Self { bits: vec![0; facts / 64 + 1] }
    }

    /// Each of these facts once, in the order in which they are met first.
    pub(super) fn each<'a>(&mut self, met: impl Iterator<Item = &'a u32>, out: &mut Vec<u32>) {
        for &fact in met {
            let Some(bits) = self.bits.get_mut(fact as usize / 64) else { continue };
            let bit = 1 << (fact % 64);
            if *bits & bit == 0 {
                *bits |= bit;
                out.push(fact);
            }
        }
        for &fact in &*out {
            self.bits[fact as usize / 64] = 0;
        }
    }
}
