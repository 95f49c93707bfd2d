//! How well each fact fits a claim: which of its terms are met, and where.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod aged;
mod candidate;
mod echo;
mod grounds;
mod look;
mod met;
mod near;
mod reach;
mod sights;
mod ties;
mod told;
mod words;

use super::discourse::{Away, Discourse};
use super::place::Place;
use super::terms::{Met, TermId, Terms};
use super::trace::Trace;
use super::{Candidate, Figures, Near, family, order, scope};
use crate::analysis::{Analysis, Sentence, View};
use crate::claims::{ChangeOf, Claim, Claims, Dateline, Kind, Value};
use crate::document::Document;
use crate::facts::Facts;
use crate::lexicon::Lexicon;
use look::Look;
use sights::Desk;
pub(super) use sights::Desks;
use sights::Sights;
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;
use ties::Ties;

/// Sentences of its own paragraph that a claim looks back at.
const FAR: usize = 200;

/// Sentences before its paragraph that a telling figure looks back at.
const FURTHER: usize = 40;

/// Everything that scoring looks at.
pub(super) struct Room<'a> {
    pub(super) document: &'a Document,
    pub(super) analysis: &'a Analysis,
    pub(super) claims: &'a Claims,
    pub(super) facts: &'a Facts,
    pub(super) lexicon: &'a Lexicon,
    pub(super) dateline: Option<Dateline>,
    pub(super) terms: &'a Terms,
    pub(super) met: &'a [Vec<Met>],
    /// What each sentence tells those behind it: [`Room::tells`].
    pub(super) told: &'a [Vec<(TermId, bool)>],
    pub(super) discourse: &'a Discourse,
    /// The terms of its topic, and how near each is to any claim.
    pub(super) topic: &'a [(TermId, Place)],
    pub(super) figures: &'a Figures,
    /// Which facts there are: all, or some.
    pub(super) only: Option<&'a dyn Fn(usize) -> bool>,
}

/// A claim's candidates before they are shared out.
#[derive(Debug, Clone, Default)]
pub(super) struct Scored {
    pub(super) candidates: Vec<Candidate>,
    /// Those that fell by what a slip of the pen outweighs.
    pub(super) near: Vec<Near>,
    pub(super) silent: Option<String>,
}

/// What a claim's candidates are held to.
struct Asked<'a> {
    claim: &'a Claim,
    index: usize,
    view: View<'a>,
    /// The terms that it sees.
    seen: &'a Sights,
    /// What turned the text away from its topic, where the claim stands behind that.
    own_away: Option<&'a Away>,
    /// The claims of its sentence.
    siblings: &'a Range<usize>,
    /// The kind of the figure before it in its sentence, of those that have a unit.
    before: Option<Kind>,
    /// What it is tied to, once a candidate asked.
    ties: OnceCell<Ties>,
    /// The times that say when it holds, once a candidate asked.
    times: scope::Times,
}

/// Where the terms of a fact are met: of few, as nearly always.
type Places = SmallVec<[Seen; 4]>;

/// A term as one claim sees it.
#[derive(Debug, Clone, Copy)]
struct Seen {
    term: TermId,
    place: Place,
    /// The token of its sentence that decides, where it stands there.
    token: Option<u32>,
    /// Tokens between it and the figure, for equals.
    distance: u32,
    /// It is met by what a clause before of the same make counts, and this one leaves out.
    echo: bool,
}

impl Asked<'_> {
    /// Whether a term is seen this near.
    fn sees(&self, term: TermId, limit: Place) -> bool {
        self.seen.get(term).is_some_and(|s| s.place <= limit)
    }
}

impl Room<'_> {
    /// The candidates of a claim; `siblings` are the claims of its sentence.
    pub(super) fn score<T: Trace>(
        &self,
        index: usize,
        siblings: Range<usize>,
        desk: &mut Desk,
        trace: &mut T,
    ) -> Scored {
        let Desk { seen, marks, facts, further, figures, others, times, .. } = desk;
        let own = &self.claims.claims[index];
        let said_again = self.said_again(own, index, &siblings);
        let claim = said_again.as_ref().unwrap_or(own);
        let sentence = &self.analysis.sentences[claim.sentence as usize];
        let prose = &self.document.blocks()[sentence.block as usize].text;
        let view = View { lexicon: self.lexicon, prose, sentence };
        self.figures(sentence, &siblings, figures);
        let starts = |dates: bool| {
            let claims = siblings.clone().filter(move |&i| dates || i != index).map(|i| &self.claims.claims[i]);
            claims.filter(move |c| matches!(c.value, Value::When(_)) == dates).map(|c| c.tokens.start)
        };
        others.clear();
        others.extend(starts(false));
        times.clear();
        times.extend(starts(true));
        let own_away =
            self.discourse.elsewhere[claim.sentence as usize].as_ref().filter(|a| claim.frame.clause >= a.from);
        seen.clear();
        let kind = family::kind_bit(claim.kind());
        let asked_kind = (!T::ALL).then_some(kind);
        let around = self.around(claim, index, view, &siblings);
        let look = Look {
            claim,
            index,
            view,
            siblings: &siblings,
            figures,
            others,
            times,
            around,
            own_away,
            kind: asked_kind,
        };
        self.look(&look, seen, further);
        if let Some(away) = own_away {
            trace.away(index, away.why);
        }
        let lists = if T::ALL { &self.terms.facts } else { &self.terms.rarest };
        let met = seen.terms().filter_map(|t| lists.get(t as usize)).flatten();
        facts.clear();
        // From afar a name or a word beside the event is no ground for it (see `places`).
        let beside = seen.all().filter(|s| T::ALL || s.place <= Place::Topic);
        let akin = |fact: &&u32| T::ALL || self.terms.kinds.get(**fact as usize).is_some_and(|k| k & kind != 0);
        marks.each(met.chain(beside.flat_map(|s| self.terms.with_word(s.term))).filter(akin), facts);
        // For who is told of each; the candidates have an order of their own.
        if T::ALL {
            facts.sort_unstable();
        }
        if let Some(only) = self.only {
            facts.retain(|f| only(*f as usize));
        }
        let mut out = Scored::default();
        let before = self.unit_before(claim, index, &siblings);
        let asked = Asked {
            claim,
            index,
            view,
            seen,
            own_away,
            siblings: &siblings,
            before,
            ties: OnceCell::new(),
            times: scope::Times::default(),
        };
        for &fact in &*facts {
            let found = self.candidate(fact as usize, &asked, false, trace);
            trace.considered(index, || self.told(fact as usize, claim, seen, found.clone()));
            match found {
                Ok(candidate) => out.candidates.push(candidate),
                Err(fall) => {
                    if let Some(near) = self.near(fact as usize, &fall, &asked) {
                        out.near.push(near);
                    }
                    out.silent = out.silent.or_else(|| fall.silent());
                }
            }
        }
        self.same_figure(&asked, &mut out);
        // Of two that fit as well, the one of which more is met.
        let words =
            |c: &Candidate| self.terms.of.get(c.fact).map_or(0, |t| t.words.iter().filter(|w| seen.has(**w)).count());
        // "31 drivers a day" is of the fact that counts by the day before it is of the year's.
        let alike = |c: &Candidate| {
            let per = self.facts.facts.get(c.fact).and_then(|f| f.claim.as_ref()).and_then(|c| c.frame.per);
            claim.frame.per.zip(per).is_some_and(|(a, b)| a.stem == b.stem)
        };
        out.candidates.sort_by(|a, b| {
            (b.score.cmp(&a.score))
                .then_with(|| alike(b).cmp(&alike(a)))
                .then_with(|| words(b).cmp(&words(a)))
                .then_with(|| order::first(self.facts, a.fact, b.fact))
        });
        out
    }

    /// The kind of the figure before a claim in its sentence, of those that lend a unit: "the first lasted 40 seconds and
    /// the second 15".
    fn unit_before(&self, claim: &Claim, index: usize, siblings: &Range<usize>) -> Option<Kind> {
        // "rose 4.2 per cent; those of Varga, 2.4": what it changed by is told in the same unit.
        let kind = |i: usize| match &self.claims.claims[i].value {
            Value::Change { of: ChangeOf::Percent, .. } => Kind::Percent,
            Value::Change { of: ChangeOf::Money(_), .. } => Kind::Money,
            other => other.kind(),
        };
        // A date between lends none.
        let lends = |k: &Kind| !matches!(k, Kind::Number | Kind::Ordinal | Kind::Date | Kind::Time | Kind::DateRange);
        // "revenue of 412 million dollars, 38 percent more than a year before, and a loss of 97 million"
        let scaled = matches!(claim.value, Value::Number(_)) && claim.value.figure().is_some_and(|f| f.scaled);
        let money = || (siblings.start..index).rev().map(kind).find(|k| *k == Kind::Money);
        if scaled && let Some(money) = money() {
            return Some(money);
        }
        let before = (siblings.start..index).rev().map(kind).find(lends);
        before.or_else(|| self.sum_before(claim, index, siblings).map(|(_, kind)| kind))
    }

    /// For each noun group, the claim whose figure stands in it.
    fn figures(&self, sentence: &Sentence, siblings: &Range<usize>, out: &mut Vec<Option<usize>>) {
        out.clear();
        out.resize(sentence.groups.len(), None);
        for i in siblings.clone() {
            let claim = &self.claims.claims[i];
            if let Some(g) = claim.frame.group
                && !matches!(claim.value, Value::When(_))
                && let Some(slot) = out.get_mut(g as usize)
            {
                *slot = Some(i);
            }
        }
    }
}
