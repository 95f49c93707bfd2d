//! Whether a fact's terms are met, and by what of the claim: its noun, its subject, the draft's own subject.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Places, Room, Seen, Sights};
use crate::analysis::{Pos, Range as Stretch, View};
use crate::claims::{Claim, Kind, Value};
use crate::facts::Fact;
use crate::lexicon::Func;
use crate::pairing::place::Place;
use crate::pairing::terms::{FactTerms, Met, TermId};
use crate::pairing::trace::Fall;
use smallvec::smallvec;
use std::ops::Range;

impl Room<'_> {
    /// Where words of a fact stand in the claim's own clause, if any does.
    pub(super) fn shared(terms: &FactTerms, seen: &Sights) -> Option<Places> {
        let all = terms.all.iter().chain(&terms.heads).chain(&terms.words).chain(&terms.names);
        let met: Places = all.filter_map(|t| seen.get(*t).copied()).filter(|s| s.place <= Place::Clause).collect();
        (!met.is_empty()).then_some(met)
    }

    /// Where each term of the fact is met, or nothing when one is not; and whether so little of a sentence is
    /// met that it proves nothing.
    /// `telling`: the figure is no chance when it agrees.
    pub(super) fn places(terms: &FactTerms, seen: &Sights, telling: impl Fn() -> bool) -> Option<(Places, bool)> {
        let at = |t: &TermId| seen.get(*t).copied();
        if terms.heads.is_empty() && terms.names.is_empty() && terms.words.is_empty() {
            // Most facts fall here, so that nothing is made before it is known.
            let met = terms.all.iter().all(|t| seen.has(*t));
            return met.then(|| (terms.all.iter().filter_map(at).collect(), false));
        }
        // "Anton Velde is 44 years old.": nobody but him.
        if terms.heads.is_empty() && terms.words.is_empty() {
            let best = terms.names.iter().filter_map(at).min_by_key(|s| (s.place, s.distance));
            return best.map(|s| (smallvec![s], false));
        }
        // A sentence: its event or counted noun, and a name or a second word (semantics 7.8).
        let nearest = |ids: &[TermId]| ids.iter().filter_map(at).min_by_key(|s| (s.place, s.distance));
        // Without its event, a name and another word of its own clause may still confirm.
        let beside = || {
            nearest(&terms.words).filter(|s| {
                s.place <= Place::Linked && terms.names.iter().any(|n| at(n).is_some_and(|n| n.place <= Place::Topic))
            })
        };
        let head = nearest(&terms.heads)
            .filter(|s| s.place < Place::Weak)
            .or_else(|| beside().map(|s| Seen { place: Place::Weak, ..s }));
        let Some(head) = head else {
            // "The mountain rises to 2,912 metres", of which the fact says that it is so high: whose figure it is, and
            // such a figure.
            let name = nearest(&terms.names).filter(|s| s.place <= Place::Topic);
            if let Some(name) = name.filter(|_| telling()) {
                return Some((smallvec![Seen { place: Place::Weak, ..name }, name], true));
            }
            // "He announced compensation of £412,000", of which the fact says that firms receive it: one of its words
            // stands beside the figure, and such a figure.
            let named = name.is_some() || terms.names.is_empty();
            let word = nearest(&terms.words).filter(|s| s.place <= Place::Clause && s.token.is_some() && named);
            // "Results of the new exam are to be published on August 2", of results that the fact says are announced:
            // most of its words in one clause.
            let own = terms.words.iter().filter_map(at).filter(|s| s.place <= Place::Clause).filter_map(|s| s.token);
            let own = distinct(&own);
            let most = own > 1 && own * 3 >= terms.words.len() * 2;
            let word = word.filter(|_| most || telling())?;
            return Some((smallvec![Seen { place: Place::Weak, ..word }, word], true));
        };
        let names = terms.names.iter().filter_map(at).count();
        let near = terms.words.iter().filter_map(at).filter(|s| s.place <= Place::Sentence).count();
        // "It had 56,400 visitors", of the museum; "one inmate has died", in the strike that the text is about.
        let pointed = terms.words.iter().filter_map(at).filter(|s| s.place == Place::Reference).count();
        let own = |s: &Seen| s.place <= Place::Clause;
        let own = distinct(&terms.heads.iter().filter_map(at).filter(own).filter_map(|s| s.token));
        let topical =
            terms.words.iter().filter_map(at).filter(|s| matches!(s.place, Place::Topic | Place::Lead)).count();
        // "Measles has killed 62 people": the event, of people.
        let event = terms.befell && own == 1;
        let of_topic = if own > 1 || event { terms.of_subject.max(topical) } else { 0 };
        let words = near + if head.place <= Place::Clause { pointed.max(of_topic) } else { 0 };
        let whose = nearest(&terms.names);
        match whose {
            Some(_) => {}
            // "it sold 61,000 tickets", of the festival that the fact names: what was done and with what, in one clause.
            None if !terms.names.is_empty() => {
                let own = |s: &Seen| s.place <= Place::Clause;
                let words = terms.heads.iter().chain(&terms.words).filter_map(at);
                let tokens = distinct(&words.filter(own).filter_map(|s| s.token));
                return (head.place <= Place::Clause && (tokens > 1 || telling())).then(|| (smallvec![head], true));
            }
            // "Turnout was 41.4 percent": such a figure of what is counted in one clause.
            // "assaults rose by 26%": or two of its heads in one.
            None if words == 0 => {
                return (head.place <= Place::Clause && (own > 1 || telling())).then(|| (smallvec![head], true));
            }
            None => {}
        }
        // "Lowell School has 212 students": what is counted, and whose it is, in one clause.
        let bound = head.place <= Place::Clause && whose.is_some_and(|n| n.place <= Place::Linked);
        let enough = words * 3 >= terms.words.len() || words >= 2 || bound;
        // "He must pay back 940,000 pounds", and the fact adds to whom: the event, and whose it is.
        let thin = !(enough || names + words >= 2);
        let word = || nearest(&terms.words).filter(|s| s.place <= Place::Sentence);
        let found = || std::iter::once(head).chain(whose).chain(word()).collect();
        (!thin || head.place <= Place::Clause).then(|| (found(), thin))
    }

    /// Whether one of the fact's terms is met by words of this stretch of the claim's sentence.
    pub(super) fn asks_for(&self, fact: usize, claim: &Claim, words: Option<(u32, Stretch)>) -> bool {
        let (Some((sentence, words)), Some(terms)) = (words, self.terms.of.get(fact)) else { return false };
        if sentence != claim.sentence {
            return false;
        }
        self.met[claim.sentence as usize].iter().any(|m| {
            let own = terms.all.contains(&m.term) || terms.heads.contains(&m.term) || terms.words.contains(&m.term);
            own && m.tokens.iter().any(|&t| words.holds(t as usize))
        })
    }

    /// Whether a term that is no name is met by a capitalised word behind another, in a name that no term holds.
    pub(super) fn in_a_name(&self, met: &Met, claim: &Claim, view: View<'_>) -> bool {
        let tokens = &view.sentence.tokens;
        let [only] = met.tokens[..] else { return false };
        let name = |t: u32| tokens.get(t as usize).is_some_and(|t| t.capital && t.pos == Pos::Name);
        // "Heavy Metal" is what a fact calls heavy metal.
        let known = |t: u32| self.met[claim.sentence as usize].iter().any(|m| m.tokens.contains(&t));
        // "The Rune Bridge" is not what "the bridge" stands for.
        if met.stands_in
            && only > 0
            && name(only)
            && name(only - 1)
            && view.hits(only as usize - 1).next().is_none()
            && !known(only - 1)
        {
            return true;
        }
        !self.terms.is_name(met.term)
            && only > 0
            && name(only)
            && name(only - 1)
            && tokens[only as usize].group == tokens[only as usize - 1].group
            // "the Municipal Museum" is one, and so is "her Glasshouse Tour".
            && !tokens[only as usize].group.and_then(|g| view.sentence.groups.get(g as usize)).is_some_and(|g| {
                view.is(g.range.start as usize, Func::The) || view.is(g.range.start as usize, Func::Possessive)
            })
            && !known(only - 1)
    }

    /// Whether a term that speaks of a rate or an average is met in the claim's clause.
    pub(super) fn rate_met(&self, terms: &FactTerms, places: &[Seen]) -> bool {
        terms.rate && places.iter().any(|s| s.place <= Place::Clause && self.terms.is_rate(s.term))
    }

    /// "The bill was put at 210 million euros. It has come to 286 million": a sum told right before, in the paragraph.
    pub(super) fn sum_before(&self, claim: &Claim, index: usize, siblings: &Range<usize>) -> Option<(usize, Kind)> {
        let scaled = matches!(claim.value, Value::Number(_)) && claim.value.figure().is_some_and(|f| f.scaled);
        let first = siblings.start.checked_sub(1).filter(|_| scaled && index == siblings.start)?;
        let before = &self.claims.claims[first];
        let block = |s: u32| self.analysis.sentences[s as usize].block;
        let near = before.sentence + 1 == claim.sentence && block(before.sentence) == block(claim.sentence);
        (near && before.kind() == Kind::Money).then_some((first, Kind::Money))
    }

    /// Facts that name nobody hold only for drafts about their file's subject, and only where the draft is about its own.
    pub(super) fn subject(&self, fact: &Fact, terms: &FactTerms, away: bool) -> Result<bool, Fall> {
        let named = terms.named;
        let subject = self.terms.subjects.get(fact.file as usize).map_or(&[][..], Vec::as_slice);
        if !(named && terms.own) && !subject.iter().all(|t| self.discourse.anywhere.contains(t)) {
            return Err(Fall::Subject);
        }
        Ok(!named && away)
    }
}

/// How many different ones there are, of few.
fn distinct(tokens: &(impl Iterator<Item = u32> + Clone)) -> usize {
    let first = |at: usize, token: u32| !tokens.clone().take(at).any(|t| t == token);
    tokens.clone().enumerate().filter(|&(at, token)| first(at, token)).count()
}
