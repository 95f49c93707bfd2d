//! Whether all that one sentence says is said in another: the same names and nouns, the same verb, and nothing that divides.

use super::Telling;
use crate::analysis::Pos;
use crate::claims::{Claim, Value};
use crate::lexicon::{Func, Stem};

/// Words that two tellings share at least.
const SHARED: usize = 3;

impl Telling<'_> {
    /// "The ferry Isla Brava left Corralta with 140 passengers aboard. When the ferry Isla Brava left Corralta, 104
    /// passengers were aboard": the other sentence says all of this one, and names nobody else.
    pub(in crate::checks::internal) fn within(&self, other: &Self) -> bool {
        let own = self.content(0, self.view().len(), true);
        // "Judge Amara Sello", "Judge Sello": a first name need not be told again.
        let given = |t: usize| {
            let name = |t: usize| self.view().token(t).is_some_and(|t| t.pos == Pos::Name);
            name(t) && name(t + 1) && other.says(self, t + 1)
        };
        let own: Vec<usize> = own.into_iter().filter(|&t| !self.light(t) && !given(t)).collect();
        let names = own.iter().filter(|&&t| self.view().token(t).is_some_and(|x| x.pos == Pos::Name)).count();
        // "Caption:" names nobody.
        let label = |t: usize| t == 0 && other.view().mark(1, ":");
        let strangers = other.names(0, other.view().len()).iter().any(|&t| !label(t) && !self.says(other, t));
        let divides = [Func::Outside, Func::Near, Func::Like, Func::Without, Func::Despite, Func::Than];
        let divides = |t: &Self| t.scene.has_func(0, t.view().len(), &divides);
        let behind =
            |t: &Self| t.view().token(t.claim.tokens.end as usize).filter(|n| n.pos != Pos::Mark).map(|n| n.stem);
        let measured = !matches!(self.claim.value, Value::Measure { .. }) || behind(self) == behind(other);
        own.len() >= SHARED
            && names > 0
            && !strangers
            && !divides(self)
            && !divides(other)
            && measured
            && own.iter().all(|&t| other.says(self, t))
            && self.times() == other.times()
            && self.described(other)
            && other.described(self)
            && self.same_size(other)
    }

    /// A verb that only says that something is or has.
    fn light(&self, at: usize) -> bool {
        self.view().is(at, Func::Be) || self.view().is(at, Func::Have) || self.view().is(at, Func::Get)
    }

    /// The times of a sentence beside the claim itself.
    fn times(&self) -> Vec<&str> {
        let other = |c: &&Claim| !std::ptr::eq(*c, self.claim) && matches!(c.value, Value::When(_));
        self.scene.claims.iter().filter(other).map(|c| self.scene.words(c)).collect()
    }

    /// Whether adjectives in front of nouns that both tell are told in both: "the old bridge" is not "the new bridge".
    pub(in crate::checks::internal) fn described(&self, other: &Self) -> bool {
        let view = self.view();
        let stems: Vec<Stem> = other.view().sentence.tokens.iter().map(|t| t.stem).collect();
        (0..view.len()).filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Adjective)).all(|t| {
            let noun = view.token(t + 1).filter(|n| matches!(n.pos, Pos::Noun | Pos::Name));
            noun.is_none_or(|n| !stems.contains(&n.stem)) || view.token(t).is_some_and(|a| stems.contains(&a.stem))
        })
    }
}
