//! How well each fact fits a claim: which of its terms are met, and where.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod aged;
mod echo;
mod grounds;
mod met;
mod reach;
mod sights;
mod ties;
mod told;
mod words;

use super::discourse::{Away, Discourse};
use super::place::Place;
use super::terms::{Met, TermId, Terms, Tokens};
use super::trace::Unasked;
use super::trace::{Fall, Kin, Test, Trace};
use super::{Candidate, Doubt, Figures, Near, Tie, family, order, scope};
use crate::analysis::{Analysis, Pos, Sentence, View};
use crate::claims::frame::Level;
use crate::claims::{ChangeOf, Claim, Claims, Dateline, Kind, Value, When};
use crate::document::Document;
use crate::facts::{About, Facts};
use crate::lexicon::{Lexicon, Period, Sense};
use sights::Desk;
pub(super) use sights::Desks;
use sights::Sights;
use smallvec::{SmallVec, smallvec};
use std::cell::OnceCell;
use std::ops::Range;
use ties::Ties;
use words::{
    distance, distinct_figure, is_figure, nothing_aside, other_event, outside, outside_in_front, owns_person, refers,
    renamed, same_noun, seen_distance, telling, tells_more, unlikely,
};

/// Sentences of its own paragraph that a claim looks back at.
const FAR: usize = 200;

/// Facts that may have one figure before it proves nothing of any.
const COMMON: usize = 8;

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
        let around = (figures.as_slice(), others.as_slice(), times.as_slice());
        let own_away =
            self.discourse.elsewhere[claim.sentence as usize].as_ref().filter(|a| claim.frame.clause >= a.from);
        seen.clear();
        let kind = family::kind_bit(claim.kind());
        // What no fact of its kind asks for need not be seen.
        let asked_for = |term: TermId| T::ALL || self.terms.concerns(term, kind);
        let mut barred: Vec<TermId> = Vec::new();
        for met in self.met[claim.sentence as usize].iter().filter(|m| asked_for(m.term)) {
            // "In neighbouring Ombria the central bank": what only stands for a name stands for another's there.
            if met.stands_in && own_away.is_some_and(|a| !a.then()) {
                continue;
            }
            let Some(place) = self.place_of(met, claim, view, around, index, &siblings) else {
                // What the sentence itself keeps out is not brought back from further up.
                if met.tokens.first().is_some_and(|&t| {
                    self.keeps_out(met, claim, view, t, &siblings)
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
        // "212,000 passengers used it last year": the year that a term names, in other words.
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
                let Some(place) = self.place_of(&met, claim, view, around, index, &siblings) else {
                    continue;
                };
                let token = Some(last);
                seen.note(Seen { term, place, token, distance: distance(claim, last), echo: false });
            }
        }
        // "a six-day inquiry" lasted, "up by 5 percent" is a gain, whatever the words.
        let compound = claim.tokens.indices().skip(1).any(|i| view.dash(i) && view.glued(i) && view.glued(i + 1));
        for &term in self.terms.implied(claim, compound) {
            let token = Some(claim.tokens.start);
            seen.note(Seen { term, place: Place::Clause, token, distance: 0, echo: false });
        }
        // "In 2021 she had won 58 percent": at another time a pronoun means whom it meant; "in Norrmark prices rose": at
        // another place what is told of is still that, and whose it is no more.
        let mut note = |term, place| {
            if asked_for(term) && !barred.contains(&term) {
                seen.note(Seen { term, place, token: None, distance: 200, echo: false });
            }
        };
        match own_away {
            None => self.carry(claim, view, further, &mut note),
            Some(a) if a.then() && refers(claim, view) => self.carry(claim, view, further, &mut |term, place| {
                if place <= Place::Reference && self.terms.is_name(term) {
                    note(term, place);
                }
            }),
            Some(a) if a.why == "place" => self.carry(claim, view, further, &mut |term, place| {
                if !self.terms.is_name(term) {
                    note(term, place);
                }
            }),
            // "The women's race went to Sana Ferhadi. It was her third victory": whoever took over, and nobody else.
            Some(a) if !a.names.is_empty() && refers(claim, view) => self.carry_taken(claim, a, &mut note),
            Some(_) => {}
        }
        for term in self.echoed(claim, index, &siblings) {
            seen.note(Seen { term, place: Place::Clause, token: None, distance: 10, echo: true });
        }
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
        // "the first lasted 40 seconds and the second 15"
        // "rose 4.2 per cent; those of Varga, 2.4": what it changed by is told in the same unit. A date between lends none.
        let kind = |i: usize| match &self.claims.claims[i].value {
            Value::Change { of: ChangeOf::Percent, .. } => Kind::Percent,
            Value::Change { of: ChangeOf::Money(_), .. } => Kind::Money,
            other => other.kind(),
        };
        let none = |k: Kind| matches!(k, Kind::Number | Kind::Ordinal | Kind::Date | Kind::Time | Kind::DateRange);
        // "the first lasted 40 seconds and the second 15"
        let before = (siblings.start..index)
            .rev()
            .map(kind)
            .find(|&k| !none(k))
            .or_else(|| self.sum_before(claim, index, &siblings).map(|(_, kind)| kind));
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
        let met = |c: &Candidate| {
            let words = self.terms.of.get(c.fact).map_or(0, |t| t.words.iter().filter(|w| seen.has(**w)).count());
            // "31 drivers a day" is of the fact that counts by the day before it is of the year's.
            let per = self.facts.facts.get(c.fact).and_then(|f| f.claim.as_ref()).and_then(|c| c.frame.per);
            let alike = claim.frame.per.zip(per).is_some_and(|(a, b)| a.stem == b.stem);
            std::cmp::Reverse((c.score, alike, words))
        };
        out.candidates.sort_by(|a, b| met(a).cmp(&met(b)).then_with(|| order::first(self.facts, a.fact, b.fact)));
        out
    }

    /// A fact that fell, if a slip of the pen could tell that it is meant all the same: it is of one kind with the
    /// claim, and all that it asks for is met.
    fn near(&self, index: usize, fall: &Fall, asked: &Asked<'_>) -> Option<Near> {
        let doubt = match fall {
            Fall::Family(Kin::Change | Kin::Level | Kin::Rate | Kin::Noun) => Doubt::Narrower,
            Fall::Actor => Doubt::Scope,
            _ => return None,
        };
        let terms = &self.terms.of[index];
        let (places, thin) = Self::places(terms, asked.seen, || unlikely(asked.claim))?;
        if thin {
            return None;
        }
        let strengths = places.iter().map(|s| s.place.strength()).collect();
        let (doubts, tie) = (smallvec![doubt], Tie::None);
        let candidate = Candidate { fact: index, entry: None, score: 0, doubts, tie, strengths, elided: false };
        Some(Near { candidate, fell: true })
    }

    /// Sentence facts that have the claim's very figure or day, or one that is a slip of the pen from it, and of which some
    /// word stands in its clause though too little else is met. Of what `about` asks for everything has to be met: "41
    /// injured" is not "41 arrested".
    fn same_figure(&self, asked: &Asked<'_>, out: &mut Scored) {
        if !distinct_figure(asked.claim) {
            return;
        }
        let value = &asked.claim.value;
        let mut facts = self.figures.alike(value, self.facts, COMMON);
        // What is some fact's very figure is no slip of another's; nor is one asked for where a fact is surely meant.
        if facts.is_empty() && !out.candidates.iter().any(|c| c.doubts.is_empty()) {
            facts = self.figures.mistyped(value, self.facts, COMMON);
        }
        for fact in facts {
            let came = out.candidates.iter().chain(out.near.iter().map(|n| &n.candidate)).any(|c| c.fact == fact);
            let of_sentence = matches!(self.facts.facts[fact].about, About::Sentence(_));
            if came || !of_sentence || self.only.is_some_and(|only| !only(fact)) {
                continue;
            }
            if let Ok(candidate) = self.candidate(fact, asked, true, &mut Unasked)
                && !candidate.doubts.contains(&Doubt::Narrower)
            {
                out.near.push(Near { candidate, fell: true });
            }
        }
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

    /// What a fact is to a claim; `alike` where its value is the claim's, so that a part of its terms will do.
    fn candidate<T: Trace>(
        &self,
        index: usize,
        asked: &Asked<'_>,
        alike: bool,
        trace: &mut T,
    ) -> Result<Candidate, Fall> {
        let &Asked { claim, index: claim_index, view, seen, siblings, .. } = asked;
        let fact = &self.facts.facts[index];
        let terms = &self.terms.of[index];
        let weights = &self.lexicon.weights;
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
        // "The only previous failure": what turned the text is the very thing that the fact is about.
        // Nor is what is dated to the year that turned it: "In the war of 1969 …; the armistice was signed in October".
        let then = |year: i16| {
            let said: &[When] = if let About::Sentence(frame) = &fact.about { &frame.times } else { &[] };
            terms.years.contains(&year)
                || said.iter().any(|w| w.written.year == Some(year))
                || matches!(&fact.value, Value::When(w) if w.written.year == Some(year))
        };
        ask.away = asked.own_away.is_some_and(|a| !self.asks_for(index, claim, a.words) && !a.year.is_some_and(then))
            && !ask.dated_alike();
        let ties = asked.ties.get_or_init(|| self.ties(claim, claim_index, view, siblings));
        let group_met = ties.noun(terms) || places.iter().any(|s| s.echo);
        let bind = family::Bind {
            noun: group_met,
            subject: ties.subject(terms),
            verb: ties.verb(terms),
            one: ties.one,
            by: ties.by,
            own_time: ask.own_time(),
            rate: self.rate_met(terms, &places),
            more: ties.more(terms),
            beyond: ties.beyond(terms),
            compared: ties.compared,
            aside: nothing_aside(claim, view),
            change: places.iter().any(|s| {
                let changes = |t: u32| view.hits(t as usize).any(|h| matches!(h.sense, Sense::Change(_)));
                s.place <= Place::Clause && s.token.is_none_or(changes)
            }),
            per: ties.per(terms),
            gap: ties.gap,
            own: places.iter().any(|s| s.place <= Place::Clause && !self.terms.is_name(s.term)),
            ..bind
        };
        let mut doubts = family::fits(claim, fact, value, terms, bind, self.lexicon).map_err(Fall::Family)?;
        // "Nine have been hospitalized, two of them in intensive care": nothing of the fact is told of the part itself.
        let told = |m: &Met| {
            let ours = terms.all.contains(&m.term) || terms.heads.contains(&m.term) || terms.words.contains(&m.term);
            ours && m.tokens.iter().any(|&t| t >= claim.tokens.start)
        };
        let lent = |t: u32| t < claim.tokens.start;
        let part = claim.frame.part && claim.frame.noun.is_none_or(|n| n.left_out || n.token.is_none_or(lent));
        // "27 conditions, three of which have yet to be met"
        let of_which = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.antecedent);
        // "The chain has 318 of them": a figure before must count those of whom it is a part.
        let whole = siblings.clone().take_while(|&i| i < claim_index).any(|i| {
            let c = &self.claims.claims[i];
            c.frame.noun.is_some()
                && !matches!(c.value, Value::When(_))
                && (c.frame.clause == claim.frame.clause || of_which.is_some() && of_which == c.frame.group)
        });
        if part && whole && !self.met[claim.sentence as usize].iter().any(told) {
            doubts.push(Doubt::Narrower);
        }
        trace.tested(Test::Family, &doubts);
        if self.subject(fact, terms, ask.away)? {
            doubts.push(Doubt::Elsewhere);
        }
        trace.tested(Test::Subject, &doubts);
        ask.scope(&mut doubts, trace)?;
        let of_sentence = matches!(fact.about, About::Sentence(_));
        if other_event(terms, claim, view, seen) || of_sentence && tells_more(terms, claim, view, seen) {
            doubts.push(Doubt::NoOwnTerm);
        }
        trace.tested(Test::Event, &doubts);
        // "Elian Gonzalez, the six-year-old boy": no part of anybody.
        if aged == Some(aged::Bound::Here) {
            doubts.retain(|d| *d != Doubt::Narrower);
        }
        match aged {
            // "Velde was 44", "he is 44": when, and who, is less sure.
            Some(aged::Bound::Then) => doubts.push(Doubt::Scope),
            Some(aged::Bound::Pronoun) if places.iter().any(|s| s.place > Place::Reference) => {
                doubts.push(Doubt::WeakTerm);
            }
            Some(_) => {}
            None => {
                let mut found = self.grounds(&places, claim, view, value, of_sentence);
                // "The army put its losses at 14; the rebels spoke of 60": of the same losses, by another count.
                let own =
                    |s: &Seen| self.terms.is_name(s.term) && s.place <= Place::Sentence || s.place <= Place::Clause;
                if terms.by.is_some() && claim.frame.source.is_some() && places.iter().all(own) {
                    found.retain(|d| *d != Doubt::Scope);
                }
                doubts.extend(found);
            }
        }
        // "Campus police counted 1,200 people": whose count it is ties it to the topic, and proves no more.
        let by = terms.by.is_some() && claim.frame.source.is_some();
        if by {
            doubts.iter_mut().filter(|d| **d == Doubt::WeakTerm).for_each(|d| *d = Doubt::Scope);
        }
        // "Construction is due to start in May": of a sentence that names nobody a date is of all that it tells.
        let near = |t: &TermId| seen.get(*t).is_some_and(|s| s.place <= Place::Reference);
        let untold = of_sentence && terms.names.is_empty() && !terms.events.iter().all(near)
            // "Patients have until February 28", of letters that a firm will mail: neither what was done nor by whom.
            || of_sentence
                && !terms.events.is_empty()
                && !terms.events.iter().any(near)
                && !terms.names.iter().any(|t| seen.get(*t).is_some_and(|s| s.place <= Place::Clause));
        // "Greta Holm ran it in 2017": of whom a sentence tells, and not only where.
        let within = |limit: Place| move |t: &TermId| seen.get(*t).is_some_and(|s| s.place <= limit);
        let actor = matches!(claim.value, Value::When(_))
            && terms.actor.is_some_and(|t| {
                !within(Place::Topic)(&t) && !self.met[claim.sentence as usize].iter().any(|m| m.term == t)
            })
            && !terms.names.iter().any(within(Place::Clause));
        // "Last year the board granted parole in 17 percent of its hearings": a date of a clause that neither names whom a
        // sentence is about nor has one of its words as subject.
        let clause = view.sentence.clauses.get(claim.frame.clause as usize);
        let subject = clause.and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
        let untied = of_sentence
            && matches!(claim.value, Value::When(_))
            && !terms.names.is_empty()
            && !terms.names.iter().any(within(Place::Reference))
            && clause.is_some_and(|c| {
                c.verb.is_some_and(|v| !terms.heads.iter().any(|h| seen.get(*h).is_some_and(|s| s.token == Some(v))))
            })
            && subject.is_some_and(|g| {
                let of_fact =
                    |t: &TermId| seen.get(*t).and_then(|s| s.token).is_some_and(|t| g.range.holds(t as usize));
                view.token(g.range.start as usize).is_some_and(|t| t.pos != Pos::Pronoun)
                    && !terms.heads.iter().chain(&terms.words).chain(&terms.names).any(of_fact)
            });
        // "61 percent were seen within four hours": what a sentence tells of a target is told of what is called one.
        let aim = |t: &TermId| self.terms.is_mode(*t) && within(Place::Clause)(t);
        if of_sentence && terms.mode && claim.frame.unasserted.is_none() && !terms.heads.iter().any(aim) {
            doubts.push(Doubt::Scope);
        }
        if thin || actor || untied || untold && matches!(claim.value, Value::When(_)) {
            doubts.push(Doubt::Thin);
        }
        trace.tested(if aged.is_some() { Test::Aged } else { Test::Terms }, &doubts);
        let met_at = places;
        let places: SmallVec<[Place; 8]> = met_at.iter().map(|s| s.place).collect();
        // Nothing but the topic is no ground at all.
        if aged.is_none()
            && places.iter().all(|&p| p >= Place::Reference)
            && !places.is_empty()
            && !telling(claim)
            && !by
            && !(is_figure(claim, view) && places.contains(&Place::Reference))
        {
            return Err(Fall::Topic);
        }
        // "I could not see", said Orlo, 44: what is only said to be so is not her age.
        let unasserted = ask.unasserted().filter(|_| aged != Some(aged::Bound::Here));
        if unasserted.is_some() {
            doubts.push(Doubt::Unasserted);
        }
        trace.tested(Test::Asserted, &doubts);
        let sum: i32 = places.iter().map(|p| p.weight(weights)).sum();
        let mut score = sum / places.len().max(1) as i32;
        // A fact of more terms says more of what it is about.
        score += weights.term * (places.len() as i32 - 1).min(4);
        if group_met || same_noun(claim, terms, fact, self.lexicon) {
            let left_out = claim.frame.noun.is_some_and(|n| n.left_out);
            score += if left_out { weights.counted_noun / 2 } else { weights.counted_noun };
        }
        score -= doubts.iter().filter(|d| matches!(d, Doubt::Narrower)).count() as i32 * weights.doubt;
        // "climbed by 4.2 points to 27.4 percent": a reference in percent is of where it ended.
        if matches!(claim.frame.level, Level::Change(_)) && family::of_points(&claim.value, value) {
            score -= 2 * weights.doubt;
        }
        // What little of a sentence is met gives way to another that says more of it.
        if thin {
            score -= 2 * weights.doubt;
        }
        let far: u32 = seen_distance(terms, seen);
        // "nine riders, two of them": the whole comes first.
        if claim.frame.part && claim.frame.noun.is_some_and(|n| n.left_out) {
            score -= weights.doubt;
        }
        // "this year's marathon, on March 28": the time that only describes gives way to the one that tells.
        if matches!(claim.value, Value::When(_))
            && view.token(claim.tokens.end as usize).is_some_and(|t| t.pos == Pos::Possessive)
        {
            score -= weights.doubt;
        }
        score -= weights.distance * (far.min(40) as i32);
        // From afar only what is no chance may agree.
        if score < weights.least && !alike && !telling(claim) {
            return Err(Fall::Score(score));
        }
        let strengths = places.iter().map(|p| p.strength()).collect();
        // Only who may accuse is asked what ties it.
        let asks = |t: &TermId| self.terms.is_name(*t) && (terms.all.contains(t) || terms.names.contains(t));
        let many = || met_at.len() > 2 && met_at.iter().all(|s| s.place <= Place::Reference);
        let named = || {
            met_at.iter().any(|s| s.place <= Place::Reference && self.terms.is_name(s.term))
                || self.met[claim.sentence as usize].iter().any(|m| {
                    let here = |t: &u32| view.token(*t as usize).is_some_and(|t| t.clause == claim.frame.clause);
                    asks(&m.term) && m.tokens.iter().any(here)
                })
        };
        let tie = if !doubts.is_empty() {
            Tie::None
        } else if many() {
            Tie::Words
        } else if named() {
            Tie::Name
        } else if !of_sentence && met_at.len() > 1 && met_at.iter().all(|s| s.place <= Place::Sentence) {
            Tie::Terms
        } else {
            Tie::None
        };
        let elided = family::elided(claim, value, bind);
        Ok(Candidate { fact: index, entry, score, doubts, tie, strengths, elided })
    }
}
