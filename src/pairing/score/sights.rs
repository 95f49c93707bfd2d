//! What one claim sees: every term that is met where it looks, and where it is met best.

#![allow(
    clippy::indexing_slicing,
    reason = "there is a place for every term, and those that are taken tell where in the list"
)]

use super::Seen;
use crate::pairing::terms::TermId;
use std::fmt;
use std::sync::Mutex;

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

/// What all claims of a draft use in turn.
pub(in crate::pairing) struct Desk {
    /// For how many terms and facts it is.
    size: (usize, usize),
    pub(super) seen: Sights,
    pub(super) marks: Marks,
    /// The facts that one of them comes near to.
    pub(super) facts: Vec<u32>,
    pub(super) further: Further,
    /// Of one's sentence: for each noun group the claim whose figure stands in it.
    pub(super) figures: Vec<Option<usize>>,
    /// The first tokens of the other figures, and of all times.
    pub(super) others: Vec<u32>,
    pub(super) times: Vec<u32>,
}

impl Desk {
    /// A desk for so many terms and facts.
    fn new(terms: usize, facts: usize) -> Self {
        let size = (terms, facts);
        let further = Further { before: None, marks: Marks::new(terms), terms: Vec::new() };
        let (facts_met, figures, others, times) = Default::default();
        let (seen, marks) = (Sights::new(terms), Marks::new(facts));
        Self { size, seen, marks, facts: facts_met, further, figures, others, times }
    }
}

/// Desks at which nobody sits: there is a place for every term and fact at one, so that making it costs more than most
/// drafts do.
#[derive(Default)]
pub(in crate::pairing) struct Desks(Mutex<Vec<Desk>>);

impl Desks {
    /// One for so many terms and facts.
    pub(in crate::pairing) fn take(&self, terms: usize, facts: usize) -> Desk {
        let free = self.0.lock().ok().and_then(|mut free| free.pop());
        let mut desk = free.filter(|desk| desk.size == (terms, facts)).unwrap_or_else(|| Desk::new(terms, facts));
        desk.further.before = None;
        desk
    }

    /// Takes one back.
    pub(in crate::pairing) fn give(&self, desk: Desk) {
        if let Ok(mut free) = self.0.lock() {
            free.push(desk);
        }
    }
}

/// What is indexed is copied, and what it is worked at is not.
impl Clone for Desks {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Desks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().finish_non_exhaustive()
    }
}

/// What the sentences before a block tell, each term once: the same for all claims of the block.
pub(super) struct Further {
    /// The first sentence of the block.
    before: Option<usize>,
    marks: Marks,
    terms: Vec<TermId>,
}

impl Further {
    /// What is told before this sentence.
    pub(super) fn of<'a>(&mut self, before: usize, told: impl Iterator<Item = &'a TermId>) -> &[TermId] {
        if self.before != Some(before) {
            self.before = Some(before);
            self.terms.clear();
            self.marks.each(told, &mut self.terms);
        }
        &self.terms
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
