//! Which terms a claim sees, and from how far: in its sentence, in what was said before, in what is left out.

#![allow(clippy::indexing_slicing, reason = "indices of sentences and claims come from the same draft")]

use super::reach::Around;
use super::sights::{Further, Sights};
use super::words::{distance, outside, outside_in_front, owns_person, refers, renamed};
use super::{Room, Seen};
use crate::analysis::View;
use crate::claims::{Claim, Value};
use crate::lexicon::Period;
use crate::pairing::discourse::Away;
use crate::pairing::place::Place;
use crate::pairing::terms::{Met, TermId, Tokens};
use std::ops::Range;

/// How far off, in tokens, what was said before counts as, and what the clause before lends.
const CARRIED: u32 = 200;
const ECHOED: u32 = 10;

/// From where a claim looks.
pub(super) struct Look<'a> {
    pub(super) claim: &'a Claim,
    pub(super) index: usize,
    pub(super) view: View<'a>,
    /// The claims of its sentence.
    pub(super) siblings: &'a Range<usize>,
    /// For each noun group of its sentence, the claim whose figure stands in it.
    pub(super) figures: &'a [Option<usize>],
    /// The first tokens of the other figures of its sentence, and of all times in it.
    pub(super) others: &'a [u32],
    pub(super) times: &'a [u32],
    /// What stands beside it, whichever term is asked for.
    pub(super) around: Around,
    /// What turned the text away from its topic, where the claim stands behind that.
    pub(super) own_away: Option<&'a Away>,
    /// The bit of its kind: what no fact of its kind asks for need not be seen. Without one, all is.
    pub(super) kind: Option<u16>,
}

impl Room<'_> {
    /// Notes what a claim sees.
    pub(super) fn look(&self, look: &Look<'_>, seen: &mut Sights, further: &mut Further) {
        let barred = self.look_in_sentence(look, seen);
        self.look_at_years(look, seen);
        // "a six-day inquiry" lasted, "up by 5 percent" is a gain, whatever the words.
        let &Look { claim, index, view, siblings, .. } = look;
        let compound = claim.tokens.indices().skip(1).any(|i| view.dash(i) && view.glued(i) && view.glued(i + 1));
        for &term in self.terms.implied(claim, compound) {
            let token = Some(claim.tokens.start);
            seen.note(Seen { term, place: Place::Clause, token, distance: 0, echo: false });
        }
        self.look_further(look, further, &mut |term, place| {
            if self.asked_for(look, term) && !barred.contains(&term) {
                seen.note(Seen { term, place, token: None, distance: CARRIED, echo: false });
            }
        });
        for term in self.echoed(claim, index, siblings) {
            seen.note(Seen { term, place: Place::Clause, token: None, distance: ECHOED, echo: true });
        }
    }

    fn asked_for(&self, look: &Look<'_>, term: TermId) -> bool {
        look.kind.is_none_or(|kind| self.terms.concerns(term, kind))
    }

    /// Notes what its own sentence tells a claim; returns what it keeps from it, which is not brought back from further up.
    fn look_in_sentence(&self, look: &Look<'_>, seen: &mut Sights) -> Vec<TermId> {
        let &Look { claim, view, siblings, own_away, .. } = look;
        let mut barred = Vec::new();
        for met in self.met[claim.sentence as usize].iter().filter(|m| self.asked_for(look, m.term)) {
            // "In neighbouring Ombria the central bank": what only stands for a name stands for another's there.
            if met.stands_in && own_away.is_some_and(|a| !a.then()) {
                continue;
            }
            let Some(place) = self.place_of(met, look) else {
                if met.tokens.first().is_some_and(|&t| {
                    self.keeps_out(met, claim, view, t, siblings)
                        && (!outside(view.sentence, t as usize) || outside_in_front(view.sentence, t as usize))
                        && (!owns_person(view, t as usize) || renamed(view.sentence, t as usize))
                }) {
                    barred.push(met.term);
                }
                continue;
            };
            // "The Conservatives took 44 seats and the Agrarians 17": who acts beside is not who the text is about here.
            if place == Place::Weak && self.terms.is_name(met.term) && Self::acts_beside(met, claim, view) {
                barred.push(met.term);
            }
            let distance = met.tokens.iter().map(|&t| distance(claim, t)).min().unwrap_or(0);
            let token = met.tokens.first().copied();
            seen.note(Seen { term: met.term, place, token, distance, echo: false });
        }
        barred
    }

    /// "212,000 passengers used it last year": the year that a term names, in other words.
    fn look_at_years(&self, look: &Look<'_>, seen: &mut Sights) {
        let &Look { claim, index, siblings, .. } = look;
        for i in siblings.clone().filter(|&i| i != index) {
            let time = &self.claims.claims[i];
            let Value::When(when) = &time.value else { continue };
            if when.written.year.is_some() || when.grain != Period::Year {
                continue;
            }
            let Some(year) = when.readings.first().and_then(|r| r.from).map(|m| m.date().year()) else { continue };
            for &term in self.terms.of_year(year) {
                let last = time.tokens.end.saturating_sub(1);
                let tokens = Tokens::one(last);
                let met = Met { term, tokens, concept: None, akin: false, stands_in: false, one: false };
                if let Some(place) = self.place_of(&met, look) {
                    seen.note(Seen { term, place, token: Some(last), distance: distance(claim, last), echo: false });
                }
            }
        }
    }

    /// What was said before, as far as it is still meant.
    fn look_further(&self, look: &Look<'_>, further: &mut Further, note: &mut impl FnMut(TermId, Place)) {
        let &Look { claim, view, .. } = look;
        match look.own_away {
            None => self.carry(claim, view, further, note),
            // "In 2021 she had won 58 percent": at another time a pronoun means whom it meant.
            Some(a) if a.then() && refers(claim, view) => self.carry(claim, view, further, &mut |term, place| {
                if place <= Place::Reference && self.terms.is_name(term) {
                    note(term, place);
                }
            }),
            // "In Norrmark prices rose": at another place what is told of is still that, and whose it is no more.
            Some(a) if a.there() => self.carry(claim, view, further, &mut |term, place| {
                if !self.terms.is_name(term) {
                    note(term, place);
                }
            }),
            // "The women's race went to Sana Ferhadi. It was her third victory": whoever took over, and nobody else.
            Some(a) if !a.names.is_empty() && refers(claim, view) => self.carry_taken(claim, a, note),
            Some(_) => {}
        }
    }
}
