//! What of the text reaches a claim: where the terms of its own sentence stand as seen from it, and which come from
//! further up.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::look::Look;
use super::sights::Further;
use super::words::{
    compared_with, contrasted, counts_class, is_figure, kept_out, of_thing, outside_in_front, owns_person, refers,
    says_time, speaks_of_us, telling,
};
use super::{FAR, FURTHER, Room};
use crate::analysis::{ClauseKind, Group, Pos, Role, Sentence, View};
use crate::claims::{Claim, Kind, Value};
use crate::lexicon::{CalendarWord, ConceptWord, Func, Period, Sense, SenseKind};
use crate::pairing::discourse::Away;
use crate::pairing::place::{Place, of_chain, place};
use crate::pairing::scope;
use crate::pairing::terms::{Met, TermId};
use std::ops::Range;

/// What stands beside a claim in its sentence, whichever term is asked for: found once a claim.
pub(super) struct Around {
    /// Another claim is compared with something.
    compared: bool,
    /// Another claim leaves its noun out.
    left_out: bool,
    /// "54 percent of them": it is a part of those whom the figure before counts.
    of_them: bool,
}

impl Room<'_> {
    /// What stands beside a claim in its sentence.
    pub(super) fn around(&self, claim: &Claim, index: usize, view: View<'_>, siblings: &Range<usize>) -> Around {
        let other = |of: &dyn Fn(&Claim) -> bool| siblings.clone().any(|i| i != index && of(&self.claims.claims[i]));
        let of = claim.tokens.start as usize..=claim.tokens.end as usize;
        let of_them = of.into_iter().find(|&t| view.is(t, Func::Of)).is_some_and(|of| {
            view.token(of + 1).is_some_and(|t| matches!(t.pos, Pos::Pronoun | Pos::Relative) && !t.capital)
        });
        let compared = other(&|c| c.frame.compared.is_some());
        let left_out = other(&|c| c.frame.noun.is_some_and(|n| n.left_out));
        Around { compared, left_out, of_them }
    }

    /// Where a met term stands as seen from a claim, or nothing when it is met by another's concept.
    pub(super) fn place_of(
        &self,
        met: &Met,
        &Look { claim, index, view, siblings, figures, others, times, ref around, .. }: &Look<'_>,
    ) -> Option<Place> {
        let sentence = view.sentence;
        let head = *met.tokens.first()? as usize;
        // "two were strangled, two beaten to death": where its own word stands, no other word of the concept is meant.
        if met.akin && self.met[claim.sentence as usize].iter().any(|m| m.term == met.term && !m.akin) {
            return None;
        }
        // "from | until now": a preposition is of the figure that it stands before.
        if let [only] = met.tokens[..]
            && sentence.tokens.get(only as usize).is_some_and(|t| t.pos == Pos::Preposition)
            && !claim.tokens.holds(only as usize)
            && only + 1 != claim.tokens.start
            && only != claim.tokens.end
            // "were aboard.", "had been off for weeks"
            && !(only > 0
                && sentence.tokens[only as usize - 1].pos == Pos::Aux
                && sentence.tokens.get(only as usize + 1).is_none_or(|t| t.group.is_none()))
        {
            return None;
        }
        let timed = !times.is_empty();
        // "last year" is no lasting.
        let step = |t: u32| view.calendar(t as usize, |w| matches!(w, CalendarWord::Step(..)).then_some(())).is_some();
        if let [only] = met.tokens[..]
            && timed
            && step(only)
            && siblings.clone().any(|i| {
                matches!(self.claims.claims[i].value, Value::When(_))
                    && self.claims.claims[i].tokens.holds(only as usize)
            })
        {
            return None;
        }
        // "a year ago it had been 171": a time that is a term's is so for what it dates.
        let dates = |i: usize| {
            let time = &self.claims.claims[i];
            matches!(time.value, Value::When(_)) && met.tokens.iter().all(|&t| time.tokens.holds(t as usize))
        };
        let away = |i: usize| {
            let theirs = self.claims.claims[i].frame.clause;
            let hangs = |a: u16, b: u16| {
                sentence.clauses.get(a as usize).is_some_and(|c| c.parent == Some(b) && (!c.coordinated || c.gap))
            };
            // "The great fire of August 2005 killed 22 people and consumed 31,000 hectares": of the subject's own.
            let subject = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.subject);
            let of_subject = subject.is_some_and(|s| of_chain(sentence, self.claims.claims[i].frame.group, s));
            theirs != claim.frame.clause
                && !of_subject
                && !hangs(theirs, claim.frame.clause)
                && !hangs(claim.frame.clause, theirs)
                && !scope::in_front(sentence, self.claims.claims[i].tokens.start)
        };
        // "up on last year, when 24,030 had set out": it was then.
        if timed
            && siblings
                .clone()
                .any(|i| i != index && dates(i) && scope::then(view, claim.frame.clause, &self.claims.claims[i]))
        {
            return Some(Place::Clause);
        }
        if timed && siblings.clone().any(|i| i != index && dates(i) && away(i)) {
            return Some(Place::Weak);
        }
        // "9.2 billion, up from 8.7 billion in 2022": the time and place of what is compared with are that's alone.
        let compared = |c: &Claim| {
            c.frame.compared.is_some_and(|range| {
                met.tokens.iter().all(|&t| range.holds(t as usize)) && !range.holds(claim.tokens.start as usize)
            })
        };
        if around.compared && siblings.clone().any(|i| i != index && compared(&self.claims.claims[i])) {
            return Some(Place::Weak);
        }
        // "and in Lower Tarra 97": a place right in front of a figure that leaves its noun out is that figure's.
        let placed = |c: &Claim| {
            let group = sentence.tokens[head].group.and_then(|g| sentence.groups.get(g as usize));
            let before = group.and_then(|g| match g.role {
                Role::Oblique(p) if g.range.end == c.tokens.start => (p as usize).checked_sub(1),
                _ => None,
            });
            c.frame.noun.is_some_and(|n| n.left_out)
                && before.is_some_and(|t| matches!(sentence.tokens[t].pos, Pos::Conjunction | Pos::Mark))
        };
        if !timed && around.left_out && siblings.clone().any(|i| i != index && placed(&self.claims.claims[i])) {
            return Some(Place::Weak);
        }
        // "a deficit of 2.8 percent, down from 3.4 percent": what the figure before hangs on.
        let told_of = |i: usize| {
            let before = &self.claims.claims[i];
            let of = before.frame.group.and_then(|g| sentence.groups.get(g as usize)).map(|g| g.role);
            before.value.kind() == claim.value.kind()
                && matches!(of, Some(Role::Of(p)) if sentence.tokens[head].group == Some(p))
        };
        if claim.frame.level == crate::claims::frame::Level::Baseline
            && siblings
                .clone()
                .rev()
                .find(|&i| i < index && !matches!(self.claims.claims[i].value, Value::When(_)))
                .is_some_and(told_of)
        {
            return Some(Place::Clause);
        }
        // "up 12 percent on last year": what a change counts from is no time of what it came to.
        let base = |i: usize| {
            let start = self.claims.claims[i].tokens.start as usize;
            let on = start.checked_sub(1).is_some_and(|t| view.is(t, Func::On) || view.is(t, Func::Than));
            let changes = |c: &Claim| c.tokens.end as usize + 1 == start && c.tokens.start != claim.tokens.start;
            on && siblings.clone().any(|c| changes(&self.claims.claims[c]))
        };
        if timed && siblings.clone().any(|i| i != index && dates(i) && base(i)) {
            return Some(Place::Weak);
        }
        // "Karvian officers put Temir's losses at 40": of whose losses they are, and not of who counted them.
        if self.terms.is_name(met.term)
            && claim.frame.source.is_some_and(|s| s.holds(head))
            && sentence.tokens.iter().enumerate().any(|(t, token)| {
                token.pos == Pos::Possessive
                    && token.clause == claim.frame.clause
                    && t > head
                    && t < claim.tokens.start as usize
                    && sentence.tokens[t - 1].pos == Pos::Name
                    && !met.tokens.contains(&(t as u32 - 1))
            })
        {
            return Some(Place::Weak);
        }
        // "the coup of January 2010": the year tells which coup it was, and the month is what is told of it.
        if let (Value::When(when), [only]) = (&claim.value, &met.tokens[..])
            && when.grain < Period::Year
            && when.written.year.is_some_and(|y| self.terms.is_year(met.term, y))
            && claim.tokens.holds(*only as usize)
        {
            return Some(Place::Group);
        }
        // "2.7 percentage points" is no share of anything by its unit's own name.
        if matches!(claim.value, Value::Percent { .. } | Value::Change { .. })
            && let Some(figure) = claim.tokens.indices().find(|&t| sentence.tokens[t].pos == Pos::Numeral)
            && met.tokens.iter().all(|&t| {
                let behind = (t as usize).checked_sub(figure);
                behind == Some(1) || behind == Some(2) && !view.is(figure + 1, Func::Of)
            })
            && met.tokens.iter().all(|&t| claim.tokens.holds(t as usize))
            && !self.terms.says(met.term, sentence.tokens[met.tokens[0] as usize].stem, self.lexicon)
        {
            return None;
        }
        // Nor does a figure: "older than 65" is what it says of the old.
        let own = |&t: &u32| claim.tokens.holds(t as usize);
        // "120 second homes": unless it is a word of what is counted.
        let counted = claim.frame.noun.and_then(|n| n.token).is_some_and(|n| met.tokens.contains(&n))
            && !met.tokens.iter().any(|&t| sentence.tokens[t as usize].capital);
        if !counted && met.tokens.iter().any(|t| own(t) && sentence.tokens[*t as usize].pos == Pos::Numeral) {
            return None;
        }
        // A date does not meet a term by its own words: "third quarter" is what it says, not what it is of.
        if matches!(claim.value, Value::When(_))
            && met.tokens.iter().all(|&t| claim.tokens.holds(t as usize) && says_time(sentence, t))
        {
            return None;
        }
        // "We lost 17 wickets," Westerby's captain said.
        let ours = self.terms.is_name(met.term)
            && claim.frame.source.is_some_and(|s| s.holds(head))
            && speaks_of_us(claim, view);
        if ours {
            return Some(Place::Reference);
        }
        if self.keeps_out(met, claim, view, head as u32, siblings) {
            return None;
        }
        // "on the night of April 6, 2017, when the roof burned": what the clause tells was then.
        if matches!(claim.value, Value::When(_)) && scope::then(view, sentence.tokens[head].clause, claim) {
            return Some(Place::Clause);
        }
        if let Some(turn) = self.in_turn(claim, index, sentence, siblings)
            && turn.get(&(head as u32)).is_some_and(|&i| i != index)
        {
            return None;
        }
        // "its rival Solaris Launch": a word of somebody's name is no launch.
        if self.in_a_name(met, claim, view) {
            return Some(Place::Weak);
        }
        // "has 23,600 students, 54 percent of them women": of those whom the figure before counts.
        if around.of_them {
            let before = siblings.clone().rev().map(|i| &self.claims.claims[i]);
            let whole = before
                .filter(|c| c.tokens.end <= claim.tokens.start && !matches!(c.value, Value::When(_)))
                .find_map(|c| c.frame.noun.and_then(|n| n.token));
            if whole.is_some_and(|n| met.tokens.contains(&n)) {
                return Some(Place::Group);
            }
        }
        // A noun that is left out is that of the figure before.
        if claim.frame.noun.is_some_and(|n| n.left_out) {
            let before = siblings
                .clone()
                .rev()
                .find(|&i| i < index && self.claims.claims[i].frame.noun.is_some_and(|n| n.token.is_some()));
            let noun = before.and_then(|i| self.claims.claims[i].frame.noun).and_then(|n| n.token);
            if noun.is_some_and(|n| met.tokens.contains(&n)) {
                return Some(Place::Group);
            }
        }
        // "2.2 million international passengers and 900,000 domestic ones": which kind another figure is of.
        let kind = || met.tokens.iter().all(|&t| view.may(t as usize, SenseKind::Partition));
        let of_other = |t: u32| {
            let group = sentence.tokens[t as usize].group;
            let ones = view.token(t as usize + 1).is_some_and(|t| t.pos == Pos::Pronoun);
            let head = !ones && group.and_then(|g| sentence.groups.get(g as usize)).is_some_and(|g| g.head == t);
            group.is_some()
                && !head
                && group != claim.frame.group
                && siblings.clone().any(|i| {
                    let c = &self.claims.claims[i];
                    i != index && c.frame.group == group && !matches!(c.value, Value::When(_))
                })
        };
        if siblings.len() > 1
            && !matches!(claim.value, Value::When(_))
            && met.tokens.iter().all(|&t| of_other(t))
            && kind()
        {
            return None;
        }
        // "259 people, including 12 Americans": whom another figure counts is not whom this one does.
        let class = claim.frame.noun.filter(|n| n.token.is_some()).and_then(|n| n.class);
        let theirs = class.is_some()
            && siblings.clone().filter(|&i| i != index && self.claims.claims[i].kind() != Kind::Ordinal).any(|i| {
                let noun = self.claims.claims[i].frame.noun;
                noun.is_some_and(|n| {
                    n.token == Some(head as u32)
                        && n.class == class
                        && claim.frame.noun.is_some_and(|m| m.token != n.token)
                })
            });
        if theirs {
            return Some(Place::Weak);
        }
        // "seen within four hours": a term that is a figure itself is no other claim's word.
        let figure = met.tokens.iter().any(|&t| sentence.tokens[t as usize].pos == Pos::Numeral);
        if figure && met.tokens.iter().all(|&t| sentence.tokens[t as usize].clause == claim.frame.clause) {
            return Some(Place::Clause);
        }
        let first = place(sentence, claim, head, figures, index, (others, times));
        let mut worst = first;
        for &token in met.tokens.iter().skip(1) {
            worst = worst.max(place(sentence, claim, token as usize, figures, index, (others, times)));
        }
        // The words of a phrase may be spread; its head decides, half a step down.
        let found = if worst > Place::Sentence { worst } else { first };
        // "Those whom the fire killed were 45 people": what befell the subject befell what it is said to be.
        if is_subject(claim, view, head) {
            return Some(Place::Clause);
        }
        // "The jail released 95": a noun that only as a verb is a concept's word tells what it is, and no event.
        let thing = |concept: u16| {
            let noun = |how| matches!(how, ConceptWord::Noun | ConceptWord::Person | ConceptWord::Adjective);
            sentence.tokens[head].pos == Pos::Noun
                && !view.hits(head).any(|h| matches!(h.sense, Sense::Concept(c, how) if c == concept && noun(how)))
        };
        if let Some(concept) = met.concept
            && counts_class(claim, concept, self.lexicon)
            && !thing(concept)
        {
            // Of counted persons the valency decides: "3 killed and 5 wounded" offers 3 to killed alone.
            if claim.frame.events.contains(&concept) {
                return Some(Place::Group.max(if found <= Place::Clause { Place::Group } else { Place::Clause }));
            }
            let other = siblings.clone().any(|i| i != index && self.claims.claims[i].frame.events.contains(&concept));
            if other || !claim.frame.events.is_empty() || claim.frame.whole {
                return None;
            }
            return Some(found.max(Place::Sentence));
        }
        Some(found)
    }

    /// Whether a name is the subject of another clause of the sentence, coordinated with the claim's.
    pub(super) fn acts_beside(met: &Met, claim: &Claim, view: View<'_>) -> bool {
        let clauses = &view.sentence.clauses;
        let Some(own) = clauses.get(claim.frame.clause as usize) else { return false };
        met.tokens.iter().any(|&t| {
            let token = &view.sentence.tokens[t as usize];
            let theirs = clauses.get(token.clause as usize);
            token.clause != claim.frame.clause
                && own.subject != token.group
                && theirs.is_some_and(|c| c.subject.is_some() && c.subject == token.group && c.coordinated)
        })
    }

    /// Whether a met word is kept out by its own sentence: behind "next to", as a mere owner, in a contrast,
    /// or as another figure's part.
    pub(super) fn keeps_out(
        &self,
        met: &Met,
        claim: &Claim,
        view: View<'_>,
        token: u32,
        siblings: &Range<usize>,
    ) -> bool {
        let name = self.terms.is_name(met.term);
        // "Outside Moldar county, 12 people froze": in front it says where not.
        name && (outside_in_front(view.sentence, token as usize)
            || kept_out(view.sentence, token as usize)
            || owns_person(view, token as usize)
            || compared_with(claim, view, token as usize))
            || contrasted(view, token as usize)
            || self.of_a_part(claim, view, token, siblings)
    }

    /// "felled 9,000 trees, 1,400 of them in Elder county": what stands behind a part is the part's.
    pub(in crate::pairing) fn of_a_part(
        &self,
        claim: &Claim,
        view: View<'_>,
        token: u32,
        siblings: &Range<usize>,
    ) -> bool {
        siblings.clone().map(|i| &self.claims.claims[i]).any(|part| {
            part.frame.part
                && part.frame.clause == claim.frame.clause
                && part.tokens.start >= claim.tokens.end
                && part.tokens.end <= token
                && !(part.tokens.end..token)
                    .any(|t| view.mark(t as usize, ",") || view.sentence.tokens[t as usize].pos == Pos::Verb)
        })
    }

    /// "Turnout in Osk and Lier was 61 and 48 percent, respectively": for each token of a listed name, whose it is.
    fn in_turn(
        &self,
        claim: &Claim,
        index: usize,
        sentence: &Sentence,
        siblings: &Range<usize>,
    ) -> Option<rustc_hash::FxHashMap<u32, usize>> {
        let said = sentence.senses.is(Func::Respectively);
        if matches!(claim.value, Value::When(_)) || !said && !self.in_list(claim, sentence, siblings) {
            return None;
        }
        let figures: Vec<usize> = siblings
            .clone()
            .filter(|&i| {
                self.claims.claims[i].frame.clause == claim.frame.clause
                    && !matches!(self.claims.claims[i].value, Value::When(_))
            })
            .collect();
        let first = self.claims.claims[*figures.first()?].tokens.start;
        // "the Sunder clinic" is named as well.
        let named = |g: &Group| g.name || g.range.indices().any(|t| sentence.tokens[t].pos == Pos::Name);
        let names: Vec<_> = sentence.groups.iter().filter(|g| named(g) && g.range.end <= first).collect();
        if names.len() < figures.len() || figures.len() < 2 || !figures.contains(&index) {
            return None;
        }
        let names = &names[names.len() - figures.len()..];
        let mut out = rustc_hash::FxHashMap::default();
        for (group, figure) in names.iter().zip(figures) {
            for t in group.range.start..group.range.end {
                out.insert(t, figure);
            }
        }
        Some(out)
    }

    /// "Casteldora and Ribalta pressed 90 and 40 barrels": as many names as subject as figures that share one noun.
    fn in_list(&self, claim: &Claim, sentence: &Sentence, siblings: &Range<usize>) -> bool {
        let clause = sentence.clauses.get(claim.frame.clause as usize);
        let (Some(verb), Some(subject)) = (clause.and_then(|c| c.verb), clause.and_then(|c| c.subject)) else {
            return false;
        };
        let own = |i: &usize| self.claims.claims[*i].frame.clause == claim.frame.clause;
        let mut figures = siblings.clone().filter(own).map(|i| &self.claims.claims[i]);
        let (Some(first), Some(second), None) = (figures.next(), figures.next(), figures.next()) else { return false };
        let joined =
            |a: u32, b: u32| b == a + 1 && sentence.tokens.get(a as usize).is_some_and(|t| t.pos == Pos::Conjunction);
        let group = |g: u16| sentence.groups.get(g as usize);
        let Some(one) = group(subject).filter(|g| g.name && g.range.end < verb) else { return false };
        let other = sentence.groups.iter().find(|g| g.name && joined(one.range.end, g.range.start));
        first.value.kind() == second.value.kind()
            && first.tokens.end - first.tokens.start == 1
            && joined(first.tokens.end, second.tokens.start)
            && first.tokens.start == verb + 1
            && other.is_some_and(|g| g.range.end == verb)
    }

    /// The names of who or what has taken over, where the sentence before has them.
    pub(super) fn carry_taken(&self, claim: &Claim, away: &Away, note: &mut dyn FnMut(TermId, Place)) {
        let Some(before) = (claim.sentence as usize).checked_sub(1) else { return };
        let last = &self.analysis.sentences[before];
        if last.block != self.analysis.sentences[claim.sentence as usize].block {
            return;
        }
        let taken = |t: u32| away.names.contains(&last.tokens[t as usize].surface);
        for met in self.met[before].iter().filter(|m| self.terms.is_name(m.term) && m.tokens.iter().any(|&t| taken(t)))
        {
            note(met.term, Place::Reference);
        }
    }

    /// The terms that a sentence tells those behind it, each once, and whether a thing or name meets it: "22 opposed it.
    /// An amendment had 19 for it": a word that points back stands for a thing, not for what befell it.
    pub(in crate::pairing) fn tells(sentence: &Sentence, met: &[Met]) -> Vec<(TermId, bool)> {
        let befell = |t: u32| matches!(sentence.tokens[t as usize].pos, Pos::Verb | Pos::Adjective);
        let thing = |met: &Met| met.tokens.first().is_none_or(|&t| !befell(t));
        let mut out: Vec<(TermId, bool)> = met.iter().map(|met| (met.term, thing(met))).collect();
        out.sort_unstable_by_key(|(term, thing)| (*term, !thing));
        out.dedup_by_key(|(term, _)| *term);
        out
    }

    /// Terms from further up: the topic, the sentence before through a reference, the paragraph.
    pub(super) fn carry(
        &self,
        claim: &Claim,
        view: View<'_>,
        further: &mut Further,
        note: &mut impl FnMut(TermId, Place),
    ) {
        self.topic.iter().for_each(|&(term, place)| note(term, place));
        let index = claim.sentence as usize;
        let refers = refers(claim, view);
        let block = self.analysis.sentences[index].block;
        let mut before = index;
        while before > 0 && index - before < FAR && self.analysis.sentences[before - 1].block == block {
            before -= 1;
            let place = if refers && before + 1 == index { Place::Reference } else { Place::Weak };
            if self.discourse.elsewhere[before].is_some() && place == Place::Weak {
                continue;
            }
            for &(term, thing) in &self.told[before] {
                note(term, if thing { place } else { place.max(Place::Topic) });
            }
        }
        // Further up, for what is no chance when it agrees.
        if telling(claim) {
            let from = before.saturating_sub(FURTHER);
            let told = (from..before).filter(|&s| self.discourse.elsewhere[s].is_none());
            let told = told.flat_map(|s| &self.told[s]).map(|(term, _)| term);
            further.of(before, told).iter().for_each(|term| note(*term, Place::Weak));
        }
        // "He has used 29 aliases": at the head of a paragraph a pronoun is whom the last sentence named.
        let first = before == index;
        // "A week ago the figure stood at 21": what the last sentence counted, at the head of a paragraph too.
        let figure = refers && is_figure(claim, view);
        if figure && index > 0 && self.discourse.elsewhere[index - 1].is_none() {
            self.told[index - 1].iter().for_each(|(term, _)| note(*term, Place::Reference));
        }
        // "The ferry sails again. ¶ It takes 50 minutes": what the last paragraph ended with.
        if refers && first && index > 0 && self.discourse.elsewhere[index - 1].is_none() && of_thing(claim, view) {
            let last = &self.analysis.sentences[index - 1];
            let subject = last.clauses.iter().find(|c| c.verb.is_some()).and_then(|c| c.subject);
            let inside = |t: u32| subject.is_some_and(|s| of_chain(last, last.tokens[t as usize].group, s));
            for met in self.met[index - 1].iter().filter(|m| m.tokens.iter().all(|&t| inside(t))) {
                note(met.term, Place::Reference);
            }
        }
        if refers && first && index > 0 && self.discourse.elsewhere[index - 1].is_none() {
            for &(term, _) in self.told[index - 1].iter().filter(|(term, _)| self.terms.is_name(*term)) {
                note(term, Place::Reference);
            }
        }
        if let Some(section) = self.document.blocks()[block as usize].section {
            let from = self.analysis.sentences.partition_point(|s| s.block < section);
            let of = self.analysis.sentences.iter().skip(from).take_while(|s| s.block == section);
            for (told, _) in self.told.iter().skip(from).zip(of) {
                told.iter().for_each(|(term, _)| note(*term, Place::Topic));
            }
        }
    }
}

/// Whether a figure is what somebody or something is said to be of which a relative clause tells that holds the token.
fn is_subject(claim: &Claim, view: View<'_>, token: usize) -> bool {
    let sentence = view.sentence;
    let clause = |id: u16| sentence.clauses.get(id as usize);
    let (Some(own), Some(theirs)) =
        (clause(claim.frame.clause), sentence.tokens.get(token).and_then(|t| clause(t.clause)))
    else {
        return false;
    };
    let object =
        claim.frame.group.and_then(|g| sentence.groups.get(g as usize)).is_some_and(|g| g.role == Role::Object);
    object
        && theirs.kind == ClauseKind::Relative
        && theirs.antecedent.is_some()
        && theirs.antecedent == own.subject
        && own.verb.is_some_and(|v| view.is(v as usize, Func::Be) && v < claim.tokens.start)
}
