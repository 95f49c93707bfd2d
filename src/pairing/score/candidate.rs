//! What one fact is to one claim: a candidate with what speaks against it, or why it fell.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::ties::Ties;
use super::words::{is_figure, nothing_aside, other_event, same_noun, seen_distance, telling, tells_more, unlikely};
use super::{Asked, Places, Room, Seen, aged};
use crate::analysis::Pos;
use crate::claims::frame::Level;
use crate::claims::{Value, When};
use crate::facts::{About, Fact};
use crate::lexicon::Sense;
use crate::pairing::place::Place;
use crate::pairing::terms::{FactTerms, Met, TermId};
use crate::pairing::trace::{Fall, Kin, Test, Trace};
use crate::pairing::{Candidate, Doubt, Doubts, Tie, family, scope};
use std::cell::OnceCell;

/// Terms beyond the first that each make a fact fit better.
const MORE_TERMS: i32 = 4;

/// Tokens beyond which distance counts no further.
const FARTHEST: u32 = 40;

/// A fact with the value that a claim is held to, and where its terms are met.
struct Held<'a> {
    fact: &'a Fact,
    terms: &'a FactTerms,
    value: &'a Value,
    places: Places,
    /// Too little is met for terms alone to tell that it is meant.
    thin: bool,
    /// What the claim counts, or leaves out, meets a term.
    group_met: bool,
}

impl Held<'_> {
    fn of_sentence(&self) -> bool {
        matches!(self.fact.about, About::Sentence(_))
    }
}

impl Room<'_> {
    /// What a fact is to a claim; `alike` where its value is the claim's, so that a part of its terms will do.
    pub(super) fn candidate<T: Trace>(
        &self,
        index: usize,
        asked: &Asked<'_>,
        alike: bool,
        trace: &mut T,
    ) -> Result<Candidate, Fall> {
        let &Asked { claim, index: claim_index, view, seen, siblings, .. } = asked;
        let fact = &self.facts.facts[index];
        let terms = &self.terms.of[index];
        if !T::ALL && !alike && !terms.all.iter().all(|t| seen.has(*t)) {
            return Err(Fall::Terms);
        }
        let bind = family::Bind {
            // Whether it is so takes a look; most facts are of another kind either way.
            noun: true,
            age: terms.age,
            series: fact.series.len() > 1,
            before: asked.before,
            ..family::Bind::default()
        };
        // Most fall here; who is told of each hears of their terms first.
        if !T::ALL && fact.series.is_empty() && !family::kin(claim, &fact.value, bind, self.lexicon) {
            return Err(Fall::Family(Kin::Kind));
        }
        let mut ask = scope::Ask {
            room: self,
            fact,
            terms,
            claim,
            claim_index,
            view,
            siblings,
            away: false,
            then: asked.own_away,
            names: OnceCell::new(),
            times: &asked.times,
        };
        let entry = ask.entry();
        let value = entry.map_or(&fact.value, |e| &fact.series[e].value);
        let kin = !T::ALL && entry.is_none() || family::kin(claim, value, bind, self.lexicon);
        if !kin && !T::ALL {
            return Err(Fall::Family(Kin::Kind));
        }
        let timed = matches!(claim.value, Value::When(_));
        let (places, thin) = if alike {
            (Self::shared(terms, seen).ok_or(Fall::Terms)?, true)
        } else {
            Self::places(terms, seen, || !timed && unlikely(claim)).ok_or(Fall::Terms)?
        };
        let aged = if self.is_age_of_name(index) {
            let bound = matches!(claim.value, Value::Age { .. }).then(|| self.aged(terms, claim, view)).flatten();
            if bound.is_none() && !self.says_age(terms, claim, view) {
                return Err(Fall::Age);
            }
            bound
        } else {
            None
        };
        if !kin {
            return Err(Fall::Family(Kin::Kind));
        }
        ask.away = asked.own_away.is_some_and(|a| {
            !self.asks_for(index, claim, a.words) && !a.year.is_some_and(|y| is_of_year(fact, terms, y))
        }) && !ask.dated_alike();
        let ties = asked.ties.get_or_init(|| self.ties(claim, claim_index, view, siblings));
        let group_met = ties.noun(terms) || places.iter().any(|s| s.echo);
        let held = Held { fact, terms, value, places, thin, group_met };
        let bind = self.bind(&held, asked, ties, ask.own_time(), bind);

        let mut doubts = family::fits(claim, fact, value, terms, bind, self.lexicon).map_err(Fall::Family)?;
        if self.is_part_untold(&held, asked) {
            doubts.push(Doubt::Narrower);
        }
        trace.tested(Test::Family, &doubts);
        if self.subject(fact, terms, ask.away)? {
            doubts.push(Doubt::Elsewhere);
        }
        trace.tested(Test::Subject, &doubts);
        ask.refuted(&mut doubts, trace)?;
        let weights = &self.lexicon.weights;
        let fit = self.fit(&held, asked);
        let only_topic = aged.is_none() && Self::only_topic(&held, asked);
        // From afar only what is no chance may agree.
        let badly = |score: i32| score < weights.least && !alike && !telling(claim);
        // No doubt makes it fit better, so that none is looked for where it falls anyway.
        if !T::ALL && (only_topic || weights.doubt >= 0 && badly(fit)) {
            return Err(Fall::Topic);
        }
        ask.doubted(&mut doubts, trace);
        if other_event(terms, claim, view, seen) || held.of_sentence() && tells_more(terms, claim, view, seen) {
            doubts.push(Doubt::NoOwnTerm);
        }
        trace.tested(Test::Event, &doubts);
        // Little is met, none of those whom the fact names is in the draft, nor what its file is about: of others.
        let strange = |ids: &[TermId]| !ids.iter().all(|t| self.discourse.anywhere.contains(t));
        let subject = || self.terms.subjects.get(fact.file as usize).is_some_and(|subject| strange(subject));
        let others = || !terms.names.is_empty() && !terms.names.iter().any(|n| self.discourse.anywhere.contains(n));
        if thin && others() && subject() {
            doubts.push(Doubt::Stranger);
        }
        trace.tested(Test::Strangers, &doubts);
        self.doubt_terms(&held, asked, aged.as_ref(), &mut doubts);
        trace.tested(if aged.is_some() { Test::Aged } else { Test::Terms }, &doubts);
        if only_topic {
            return Err(Fall::Topic);
        }
        // "I could not see", said Orlo, 44: what is only said to be so is not her age.
        if aged != Some(aged::Bound::Here) && ask.unasserted().is_some() {
            doubts.push(Doubt::Unasserted);
        }
        trace.tested(Test::Asserted, &doubts);

        let narrower = doubts.iter().filter(|d| matches!(d, Doubt::Narrower)).count() as i32;
        let score = fit - narrower * weights.doubt;
        if badly(score) {
            return Err(Fall::Score(score));
        }
        // Only who may accuse is asked what ties it.
        let tie = if doubts.is_empty() { self.tie(&held, asked) } else { Tie::None };
        let strengths = held.places.iter().map(|s| s.place.strength()).collect();
        let elided = family::elided(claim, value, bind);
        Ok(Candidate { fact: index, entry, score, doubts, tie, strengths, elided })
    }

    /// How the claim is bound to the fact, for what its family asks.
    fn bind(
        &self,
        held: &Held<'_>,
        asked: &Asked<'_>,
        ties: &Ties,
        own_time: bool,
        bind: family::Bind,
    ) -> family::Bind {
        let &Held { terms, ref places, .. } = held;
        let view = asked.view;
        let changes = |t: u32| view.hits(t as usize).any(|h| matches!(h.sense, Sense::Change(_)));
        family::Bind {
            noun: held.group_met,
            subject: ties.subject(terms),
            verb: ties.verb(terms),
            one: ties.one,
            by: ties.by,
            own_time,
            rate: self.rate_met(terms, places),
            more: ties.more(terms),
            beyond: ties.beyond(terms),
            compared: ties.compared,
            aside: nothing_aside(asked.claim, view),
            change: places.iter().any(|s| s.place <= Place::Clause && s.token.is_none_or(changes)),
            per: ties.per(terms),
            gap: ties.gap,
            own: places.iter().any(|s| s.place <= Place::Clause && !self.terms.is_name(s.term)),
            ..bind
        }
    }

    /// "Nine have been hospitalized, two of them in intensive care": nothing of the fact is told of the part itself.
    fn is_part_untold(&self, held: &Held<'_>, asked: &Asked<'_>) -> bool {
        let &Asked { claim, index, view, siblings, .. } = asked;
        let terms = held.terms;
        let lent = |t: u32| t < claim.tokens.start;
        let part = claim.frame.part && claim.frame.noun.is_none_or(|n| n.left_out || n.token.is_none_or(lent));
        // "27 conditions, three of which have yet to be met"
        let of_which = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.antecedent);
        // "The chain has 318 of them": a figure before must count those of whom it is a part.
        let whole = |i: usize| {
            let c = &self.claims.claims[i];
            c.frame.noun.is_some()
                && !matches!(c.value, Value::When(_))
                && (c.frame.clause == claim.frame.clause || of_which.is_some() && of_which == c.frame.group)
        };
        let told = |m: &Met| {
            let ours = terms.all.contains(&m.term) || terms.heads.contains(&m.term) || terms.words.contains(&m.term);
            ours && m.tokens.iter().any(|&t| t >= claim.tokens.start)
        };
        part && siblings.clone().take_while(|&i| i < index).any(whole)
            && !self.met[claim.sentence as usize].iter().any(told)
    }

    /// Adds what speaks against the fact in where, and how many of, its terms are met; `aged` says whose age the claim is.
    fn doubt_terms(&self, held: &Held<'_>, asked: &Asked<'_>, aged: Option<&aged::Bound>, doubts: &mut Doubts) {
        let &Asked { claim, view, .. } = asked;
        let &Held { terms, value, ref places, .. } = held;
        let sourced = terms.by.is_some() && claim.frame.source.is_some();
        match aged {
            // "Elian Gonzalez, the six-year-old boy": no part of anybody.
            Some(aged::Bound::Here) => doubts.retain(|d| *d != Doubt::Narrower),
            // "Velde was 44", "he is 44": when, and who, is less sure.
            Some(aged::Bound::Then) => doubts.push(Doubt::Scope),
            Some(aged::Bound::Pronoun) if places.iter().any(|s| s.place > Place::Reference) => {
                doubts.push(Doubt::WeakTerm);
            }
            Some(_) => {}
            None => {
                let mut found = self.grounds(places, claim, view, value, held.of_sentence());
                // "The army put its losses at 14; the rebels spoke of 60": of the same losses, by another count.
                let own =
                    |s: &Seen| self.terms.is_name(s.term) && s.place <= Place::Sentence || s.place <= Place::Clause;
                if sourced && places.iter().all(own) {
                    found.retain(|d| *d != Doubt::Scope);
                }
                // "counted 7,500; the union put the crowd at 20,000", "the insurer put it at 3.5 million": whose count it is
                // ties what counts nothing of its own.
                let bare = claim.frame.noun.is_none_or(|n| n.left_out) && !matches!(claim.value, Value::When(_));
                if sourced && bare && places.iter().all(|s| s.place <= Place::Reference) {
                    found.retain(|d| *d != Doubt::NoOwnTerm);
                }
                doubts.extend(found);
            }
        }
        // "Campus police counted 1,200 people": whose count it is ties it to the topic, and proves no more.
        if sourced {
            doubts.iter_mut().filter(|d| **d == Doubt::WeakTerm).for_each(|d| *d = Doubt::Scope);
        }
        // "By 27 January Perigee had 2,140 employees": of its date it says nothing but whose.
        let bare = terms.heads.is_empty() && terms.words.is_empty() && terms.names.len() < 2;
        if held.of_sentence() && aged.is_none() && bare && !matches!(claim.value, Value::Ordinal(_)) {
            doubts.push(Doubt::Scope);
        }
        if held.of_sentence() && self.is_of_an_aim(held, asked) {
            doubts.push(Doubt::Scope);
        }
        if held.thin || matches!(claim.value, Value::When(_)) && self.is_other_date(held, asked) {
            doubts.push(Doubt::Thin);
        }
    }

    /// "61 percent were seen within four hours": what a sentence tells of a target is told of what is called one.
    fn is_of_an_aim(&self, held: &Held<'_>, asked: &Asked<'_>) -> bool {
        let terms = held.terms;
        let aim = |t: &TermId| self.terms.is_mode(*t) && asked.sees(*t, Place::Clause);
        terms.mode && asked.claim.frame.unasserted.is_none() && !terms.heads.iter().any(aim)
    }

    /// Whether too little of what a fact tells stands about a date for it to be the date of that.
    fn is_other_date(&self, held: &Held<'_>, asked: &Asked<'_>) -> bool {
        let &Asked { claim, view, seen, .. } = asked;
        let terms = held.terms;
        let here = |limit: Place| move |t: &TermId| asked.sees(*t, limit);
        // "Greta Holm ran it in 2017": of whom a sentence tells, and not only where.
        let actor = terms.actor.is_some_and(|t| {
            !asked.sees(t, Place::Topic) && !self.met[claim.sentence as usize].iter().any(|m| m.term == t)
        });
        if actor && !terms.names.iter().any(here(Place::Clause)) {
            return true;
        }
        if !held.of_sentence() {
            return false;
        }
        let event = terms.events.iter().any(here(Place::Reference));
        // "Construction is due to start in May": of a sentence that names nobody a date is of all that it tells.
        if terms.names.is_empty() {
            return !terms.events.iter().all(here(Place::Reference)) || !terms.events.is_empty() && !event;
        }
        // "Patients have until February 28", of letters that a firm will mail: neither what was done nor by whom.
        if !terms.events.is_empty() && !event && !terms.names.iter().any(here(Place::Clause)) {
            return true;
        }
        // "Last year the board granted parole in 17 percent of its hearings": a date of a clause that neither names whom a
        // sentence is about nor has one of its words as subject.
        let Some(clause) = view.sentence.clauses.get(claim.frame.clause as usize) else { return false };
        let Some(subject) = clause.subject.and_then(|s| view.sentence.groups.get(s as usize)) else { return false };
        let token = |t: &TermId| seen.get(*t).and_then(|s| s.token);
        let of_fact = |t: &TermId| token(t).is_some_and(|t| subject.range.holds(t as usize));
        !terms.names.iter().any(here(Place::Reference))
            && clause.verb.is_some_and(|v| !terms.heads.iter().any(|h| token(h) == Some(v)))
            && view.token(subject.range.start as usize).is_some_and(|t| t.pos != Pos::Pronoun)
            && !terms.heads.iter().chain(&terms.words).chain(&terms.names).any(of_fact)
    }

    /// Nothing but the topic is no ground at all.
    fn only_topic(held: &Held<'_>, asked: &Asked<'_>) -> bool {
        let &Asked { claim, view, .. } = asked;
        let places = &held.places;
        !places.is_empty()
            && places.iter().all(|s| s.place >= Place::Reference)
            && !telling(claim)
            && !(held.terms.by.is_some() && claim.frame.source.is_some())
            && !(places.iter().any(|s| s.place == Place::Reference) && is_figure(claim, view))
    }

    /// How well the fact fits, before what speaks against it: more is better.
    fn fit(&self, held: &Held<'_>, asked: &Asked<'_>) -> i32 {
        let &Asked { claim, view, seen, .. } = asked;
        let &Held { fact, terms, value, ref places, .. } = held;
        let weights = &self.lexicon.weights;
        let left_out = claim.frame.noun.is_some_and(|n| n.left_out);
        let sum: i32 = places.iter().map(|s| s.place.weight(weights)).sum();
        let mut score = sum / places.len().max(1) as i32;
        // A fact of more terms says more of what it is about.
        score += weights.term * (places.len() as i32 - 1).min(MORE_TERMS);
        if held.group_met || same_noun(claim, terms, fact, self.lexicon) {
            score += if left_out { weights.counted_noun / 2 } else { weights.counted_noun };
        }
        // "climbed by 4.2 points to 27.4 percent": a reference in percent is of where it ended.
        if matches!(claim.frame.level, Level::Change(_)) && family::of_points(&claim.value, value) {
            score -= 2 * weights.doubt;
        }
        // What little of a sentence is met gives way to another that says more of it.
        if held.thin {
            score -= 2 * weights.doubt;
        }
        // "nine riders, two of them": the whole comes first.
        if claim.frame.part && left_out {
            score -= weights.doubt;
        }
        // "this year's marathon, on March 28": the time that only describes gives way to the one that tells.
        if matches!(claim.value, Value::When(_))
            && view.token(claim.tokens.end as usize).is_some_and(|t| t.pos == Pos::Possessive)
        {
            score -= weights.doubt;
        }
        score - weights.distance * seen_distance(terms, seen).min(FARTHEST) as i32
    }

    /// What ties a claim to a fact that may accuse it, beside the words of its own clause.
    fn tie(&self, held: &Held<'_>, asked: &Asked<'_>) -> Tie {
        let &Asked { claim, view, .. } = asked;
        let &Held { terms, ref places, .. } = held;
        let asks = |t: &TermId| self.terms.is_name(*t) && (terms.all.contains(t) || terms.names.contains(t));
        let here = |t: &u32| view.token(*t as usize).is_some_and(|t| t.clause == claim.frame.clause);
        let named = || {
            places.iter().any(|s| s.place <= Place::Reference && self.terms.is_name(s.term))
                || self.met[claim.sentence as usize].iter().any(|m| asks(&m.term) && m.tokens.iter().any(here))
        };
        if places.len() > 2 && places.iter().all(|s| s.place <= Place::Reference) {
            Tie::Words
        } else if named() {
            Tie::Name
        } else if !held.of_sentence() && places.len() > 1 && places.iter().all(|s| s.place <= Place::Sentence) {
            Tie::Terms
        } else {
            Tie::None
        }
    }
}

/// "The only previous failure": what turned the text away is the very thing that the fact is about. Nor is what is dated
/// to the year that turned it another's: "In the war of 1969 …; the armistice was signed in October".
fn is_of_year(fact: &Fact, terms: &FactTerms, year: i16) -> bool {
    let said: &[When] = if let About::Sentence(frame) = &fact.about { &frame.times } else { &[] };
    terms.years.contains(&year)
        || said.iter().any(|w| w.written.year == Some(year))
        || matches!(&fact.value, Value::When(w) if w.written.year == Some(year))
}
