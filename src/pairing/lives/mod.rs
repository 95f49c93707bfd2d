//! Lives: which ages and dates of a draft are those of a person or firm whose dates the facts know.
//!
//! [`Lives`] is made once of the facts; [`Lives::asked`] says of every claim whose it is, and what of.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod whose;

use super::offices::person::{self, Likeness, Person};
use super::scope;
use crate::analysis::{Analysis, Clause, ClauseKind, Range, Role, Tense, View};
use crate::claims::{Claim, Claims, Stretch, Value, WhenShape};
use crate::document::Document;
use crate::facts::{Event, Facts};
use crate::lexicon::{Func, Lexicon, OfficeWord, Sense, Stem, fold, split};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use whose::Whose;

/// What a claim says of a life.
#[derive(Debug, Clone, PartialEq)]
pub enum Asked {
    /// When it began or ended.
    When(Event),
    /// From when to when it lasted ("(1930–2017)").
    Span,
    /// How old it is, or was.
    Age {
        /// On these dates, the first that fits; on the dateline when there are none.
        at: Vec<Stretch>,
        /// On the dateline too, though there are dates ("Orlo, 36, won on Tuesday").
        today: bool,
        /// On a birthday ("turns 42").
        turn: Option<Tense>,
        /// When it ended ("died at 88").
        end: bool,
    },
}

/// A claim about a life.
#[derive(Debug, Clone, PartialEq)]
pub struct Lived {
    /// Index into [`Facts::lives`].
    pub life: usize,
    /// What of it.
    pub asked: Asked,
}

/// Where a draft names a life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Named {
    life: usize,
    range: Range,
}

/// The lives of a set of facts, ready to be asked.
#[derive(Debug, Clone, Default)]
pub(super) struct Lives {
    persons: Vec<Option<Person>>,
    /// Names of firms and bodies, and other names of them, by their first word.
    entities: FxHashMap<Stem, Vec<(usize, Vec<Stem>)>>,
}

impl Lives {
    /// Indexes lives by their names.
    pub(super) fn new(facts: &Facts) -> Self {
        let mut out = Self::default();
        for (index, life) in facts.lives.iter().enumerate() {
            out.persons.push(life.person.then(|| Person::new(&life.name, &facts.names)));
            if life.person {
                continue;
            }
            let mut forms = vec![life.name.clone()];
            for group in &facts.names.groups {
                if group.iter().any(|t| fold(&t.text) == fold(&life.name)) {
                    forms.extend(group.iter().map(|t| t.text.clone()));
                }
            }
            for form in forms {
                let words: Vec<Stem> =
                    split(&form).iter().map(|t| Stem::of(&fold(&form[t.start as usize..t.end as usize]))).collect();
                if let Some(first) = words.first() {
                    out.entities.entry(*first).or_default().push((index, words));
                }
            }
        }
        out
    }

    /// What each claim says of a life, if anything.
    pub(super) fn asked(
        &self,
        document: &Document,
        analysis: &Analysis,
        claims: &Claims,
        lexicon: &Lexicon,
    ) -> Vec<Option<Lived>> {
        if self.persons.is_empty() {
            return vec![None; claims.claims.len()];
        }
        let view = |index: usize| {
            let sentence = &analysis.sentences[index];
            View { lexicon, prose: &document.blocks()[sentence.block as usize].text, sentence }
        };
        let views: Vec<View<'_>> = (0..analysis.sentences.len()).map(view).collect();
        let named = self.named(&views);
        if named.iter().all(Vec::is_empty) {
            return vec![None; claims.claims.len()];
        }
        let whose = Whose::new(document, analysis, &views, &named, &self.persons);
        claims.claims.iter().map(|claim| Reader { whose: &whose, claims, claim }.read()).collect()
    }

    /// Where each sentence names a life. A surname alone counts where the draft has the full name, and no
    /// other person of that name.
    fn named(&self, views: &[View<'_>]) -> Vec<Vec<Named>> {
        let mut full = vec![false; self.persons.len()];
        let mut shared = vec![false; self.persons.len()];
        let mut out: Vec<Vec<(Named, bool)>> = vec![Vec::new(); views.len()];
        for (index, view) in views.iter().enumerate() {
            let mut at = 0;
            while at < view.len() {
                if let Some(stem) = view.token(at).map(|t| t.surface) {
                    for (life, words) in self.entities.get(&stem).into_iter().flatten() {
                        let here =
                            words.iter().enumerate().all(|(i, w)| view.token(at + i).is_some_and(|t| t.surface == *w));
                        if here {
                            let range = Range { start: at as u32, end: (at + words.len()) as u32 };
                            out[index].push((Named { life: *life, range }, true));
                        }
                    }
                }
                let start = person::ranks(*view, at);
                let Some(range) = person::forward(*view, start) else {
                    at += 1;
                    continue;
                };
                // "Chancellor Ilse Brandt": the name is the end of the run.
                let headed = super::offices::title::at(*view, range.start as usize).is_some_and(|w| !w.does.is_empty());
                for from in range.indices() {
                    let tail = Range { start: from as u32, end: range.end };
                    let said = person::words(*view, tail);
                    let mut found = false;
                    // "Jan Lund" is not "Lund"; "Chancellor Lund" is.
                    let title = from.checked_sub(1).filter(|_| from > range.start as usize);
                    if said.len() == 1 && title.is_some_and(|t| !titled(*view, t)) {
                        continue;
                    }
                    for (life, who) in self.persons.iter().enumerate() {
                        match who.as_ref().map(|p| p.likeness(&said)) {
                            Some(Likeness::Same) => {
                                full[life] |= said.len() > 1;
                                out[index].push((Named { life, range: tail }, said.len() > 1));
                                found = true;
                            }
                            Some(Likeness::Surname) if from == range.start as usize && said.len() > 1 && !headed => {
                                shared[life] = true;
                            }
                            _ => {}
                        }
                    }
                    if found {
                        break;
                    }
                }
                at = range.end as usize;
            }
        }
        let keep = |n: &(Named, bool)| n.1 || full[n.0.life] && !shared[n.0.life];
        out.into_iter().map(|all| all.into_iter().filter(keep).map(|n| n.0).collect()).collect()
    }
}

/// Reads what one claim says.
struct Reader<'a> {
    whose: &'a Whose<'a>,
    claims: &'a Claims,
    claim: &'a Claim,
}

impl Reader<'_> {
    fn view(&self) -> View<'_> {
        self.whose.views[self.claim.sentence as usize]
    }

    fn read(&self) -> Option<Lived> {
        if self.unasserted() {
            return None;
        }
        match &self.claim.value {
            Value::Age { .. } => self.age(),
            Value::Number(figure) => {
                let number = figure.number.filter(|n| n.is_integer() && figure.digits && !figure.scaled)?;
                if number < Decimal::from(130) { self.age() } else { self.year() }
            }
            Value::When(_) => self.when(),
            _ => None,
        }
    }

    /// Whether the claim is feared, planned, denied. What an apposition or a relative clause says of a name
    /// is asserted, whatever is said of its bearer ("hopes that Orlo, who is 36, will stay").
    fn unasserted(&self) -> bool {
        let Some(mode) = &self.claim.frame.unasserted else { return false };
        let sentence = self.view().sentence;
        let start = self.claim.tokens.start;
        let clause = sentence.clauses.get(self.claim.frame.clause as usize);
        let relative = clause.is_some_and(|c| c.kind == ClauseKind::Relative);
        let apposed = start.checked_sub(1).is_some_and(|i| self.view().mark(i as usize, ","));
        match mode.token {
            Some(_) if apposed => false,
            Some(token) if relative => {
                let inside = sentence.tokens.get(token as usize).is_some_and(|t| t.clause == self.claim.frame.clause);
                inside && token < self.claim.tokens.end
            }
            _ => true,
        }
    }

    fn is(&self, at: usize, does: OfficeWord) -> bool {
        does_at(self.view(), at, does)
    }

    /// "(born 1930)", where no date was read.
    fn year(&self) -> Option<Lived> {
        let at = (self.claim.tokens.start as usize).checked_sub(1)?;
        let open = at.checked_sub(1).filter(|&i| self.view().mark(i, "("))?;
        let event = if self.is(at, OfficeWord::Born) || self.is(at, OfficeWord::Founded) {
            Event::Begins
        } else {
            return None;
        };
        let life = self.whose.ends_at(self.claim.sentence as usize, open)?;
        Some(Lived { life, asked: Asked::When(event) })
    }

    fn when(&self) -> Option<Lived> {
        let view = self.view();
        let Value::When(when) = &self.claim.value else { return None };
        let index = self.claim.sentence as usize;
        let start = self.claim.tokens.start as usize;
        let before = start.checked_sub(1);
        // "Hedda Lund (1930–2017)", "Hedda Lund (born 1930)"
        if let Some(open) = before.filter(|&i| view.mark(i, "("))
            && when.shape == WhenShape::Range
        {
            let life = self.whose.ends_at(index, open)?;
            return Some(Lived { life, asked: Asked::Span });
        }
        if when.shape != WhenShape::On {
            return None;
        }
        let word = before.filter(|&i| !view.mark(i, ".")).or_else(|| before.and_then(|i| i.checked_sub(1)))?;
        if let Some(open) = word.checked_sub(1).filter(|&i| view.mark(i, "("))
            && let Some(event) = self.event(word)
        {
            let life = self.whose.ends_at(index, open)?;
            return Some(Lived { life, asked: Asked::When(event) });
        }
        // The verb of its clause says what befell whom.
        let clause = view.sentence.clauses.get(self.claim.frame.clause as usize)?;
        let verb = clause.verb? as usize;
        let event = self.event(verb)?;
        if clause.negated || !self.adverb() {
            return None;
        }
        let aside = (clause.kind == ClauseKind::Aside)
            .then(|| self.whose.ends_at(index, clause.range.start as usize))
            .flatten()
            .map(|life| (life, self.whose.is_person(life)));
        let (life, person) = match aside {
            Some(found) => found,
            None => self.whose.actor(index, self.claim.frame.clause, event == Event::Ends)?,
        };
        let own = if person {
            self.is(verb, OfficeWord::Born) || self.is(verb, OfficeWord::Died)
        } else {
            self.is(verb, OfficeWord::Founded) || self.is(verb, OfficeWord::Dissolved)
        };
        // "Lund founded the mill in 1950": what it does is not what befalls it.
        let suffers = person
            || clause.passive
            || matches!(clause.kind, ClauseKind::Participle | ClauseKind::Aside)
            || self.bare(clause.verbs);
        (own && suffers).then_some(Lived { life, asked: Asked::When(event) })
    }

    /// "Tolva, founded in 1901": a participle behind a comma, whatever the parser takes it for.
    fn bare(&self, verbs: Option<Range>) -> bool {
        let view = self.view();
        verbs.is_some_and(|v| {
            v.end == v.start + 1 && (v.start as usize).checked_sub(1).is_some_and(|b| view.mark(b, ","))
        })
    }

    fn event(&self, at: usize) -> Option<Event> {
        if self.is(at, OfficeWord::Born) || self.is(at, OfficeWord::Founded) {
            Some(Event::Begins)
        } else if self.is(at, OfficeWord::Died) || self.is(at, OfficeWord::Dissolved) {
            Some(Event::Ends)
        } else {
            None
        }
    }

    /// Whether the time is one of the verb, and not of a noun ("the tax of 2012").
    fn adverb(&self) -> bool {
        adverb(self.view(), self.claim)
    }

    fn age(&self) -> Option<Lived> {
        let view = self.view();
        let index = self.claim.sentence as usize;
        let start = self.claim.tokens.start as usize;
        let end = self.claim.tokens.end as usize;
        let number = matches!(self.claim.value, Value::Number(_));
        // "Lena Orlo, 36,"
        let comma = start.checked_sub(1).filter(|&i| view.mark(i, ","));
        if let Some(comma) = comma
            && let Some(life) = self.whose.ends_at(index, comma)
        {
            // "Orlo, 23, Bello, 20": results, or a list of ages.
            let next = view.mark(end, ",").then(|| person::forward(view, end + 1)).flatten();
            if next.is_some_and(|n| view.mark(n.end as usize, ",") && view.digits(n.end as usize + 1)) {
                return None;
            }
            let closed =
                view.token(end).is_none_or(|t| t.kind == crate::lexicon::TokenKind::Mark || view.is(end, Func::Who));
            return (closed || !number).then(|| self.aged(life, true, None, false));
        }
        let clause = view.sentence.clauses.get(self.clause() as usize)?;
        let verb = clause.verb.map(|v| v as usize);
        let turn = view.is(start, Func::Turn);
        let at = start.checked_sub(1).is_some_and(|i| view.is(i, Func::At)) || view.is(start, Func::At);
        // "Orlo, then 23, won in 2012", "She won in 2012, aged 23"
        let then = start.checked_sub(1).filter(|&i| view.is(i, Func::Then));
        if let Some(life) = then.and_then(|i| i.checked_sub(1)).and_then(|comma| self.whose.ends_at(index, comma)) {
            let aged = self.aged(life, false, None, false);
            return matches!(&aged.asked, Asked::Age { at, .. } if !at.is_empty()).then_some(aged);
        }
        let at = at || comma.is_some() && view.is(start, Func::Aged);
        let predicate = turn || at || verb.is_some_and(|v| self.predicate(v, start));
        if number && !(at || predicate) {
            return None;
        }
        if predicate {
            let (life, person) = self.whose.actor(index, self.clause(), true)?;
            if clause.negated || number && !person {
                return None;
            }
            let died = verb.is_some_and(|v| self.is(v, OfficeWord::Died));
            if turn {
                return Some(self.aged(life, false, Some(clause.tense), false));
            }
            if died {
                return Some(self.aged(life, false, None, true));
            }
            let aged = self.aged(life, false, None, false);
            let Asked::Age { at: times, .. } = &aged.asked else { return None };
            return match clause.tense {
                Tense::Present => Some(aged),
                // "She was 92." of somebody who has died; "She was 24 when she won" is of a time not told.
                Tense::Past if times.is_empty() && view.sentence.clauses.iter().all(|c| c.kind == ClauseKind::Main) => {
                    Some(self.aged(life, false, None, true))
                }
                Tense::Past if !times.is_empty() && !number => Some(aged),
                _ => None,
            };
        }
        // "a 101-year-old company", "the 23-year-old striker"
        let life = self.whose.bearer(index, self.claim)?;
        Some(self.aged(life, true, None, false))
    }

    /// Whether a figure is what a verb says somebody is.
    fn predicate(&self, verb: usize, start: usize) -> bool {
        let view = self.view();
        (verb..start).all(|i| {
            view.is(i, Func::Be) || view.is(i, Func::Been) || view.is(i, Func::Now) || view.is(i, Func::Adverb)
        }) && view.is(verb, Func::Be)
    }

    fn aged(&self, life: usize, today: bool, turn: Option<Tense>, end: bool) -> Lived {
        Lived { life, asked: Asked::Age { at: self.times(), today, turn, end } }
    }

    /// The clause that the claim belongs to; of "aged 87" the one that it hangs on.
    fn clause(&self) -> u16 {
        let own = self.claim.frame.clause;
        let clauses = &self.view().sentence.clauses;
        let aged = |c: &&Clause| {
            c.kind == ClauseKind::Participle && c.verb.is_some_and(|v| self.claim.tokens.holds(v as usize))
        };
        let hung = clauses.get(own as usize).filter(aged);
        hung.and_then(|c| c.parent).unwrap_or(own)
    }

    /// The times that the claim's clause gives.
    fn times(&self) -> Vec<Stretch> {
        let sentence = self.view().sentence;
        let beside = |c: &&Claim| c.sentence == self.claim.sentence && !std::ptr::eq(*c, self.claim);
        let own = self.clause();
        // "in October 1963, when she was 37", "was 24 when she published her poems in 1954"
        let clauses = &sentence.clauses;
        let when = |c: &Clause| (c.range.start..c.range.end).take(2).any(|t| self.view().is(t as usize, Func::When));
        let parent = clauses.get(own as usize).filter(|c| when(c)).and_then(|c| c.parent);
        let tied = |id: u16| {
            id == own
                || parent == Some(id)
                || clauses.get(id as usize).is_some_and(|c| c.parent == Some(own) && when(c))
        };
        let around = self.claims.claims.partition_point(|c| c.sentence < self.claim.sentence);
        self.claims.claims[around..]
            .iter()
            .take_while(|c| c.sentence == self.claim.sentence)
            .filter(beside)
            .filter_map(|c| {
                let Value::When(when) = &c.value else { return None };
                let front = scope::in_front(sentence, c.tokens.start) && scope::main_like(self.view(), own);
                let here = tied(c.frame.clause) && adverb(self.view(), c) || front;
                (here && when.shape == WhenShape::On).then(|| when.readings.clone())
            })
            .flatten()
            .collect()
    }
}

/// Whether a word is a title, behind which a surname stands alone.
fn titled(view: View<'_>, at: usize) -> bool {
    [OfficeWord::Title, OfficeWord::Rank, OfficeWord::Same].into_iter().any(|does| does_at(view, at, does))
        || (1..3)
            .filter_map(|n| at.checked_sub(n))
            .any(|i| super::offices::title::at(view, i).is_some_and(|w| w.end == at + 1 && w.is(OfficeWord::Same)))
}

/// Whether a word here does this.
fn does_at(view: View<'_>, at: usize, does: OfficeWord) -> bool {
    view.hits(at).any(|h| matches!(h.sense, Sense::Office(id) if view.lexicon.offices.get(id as usize) == Some(&does)))
}

/// Whether a time stands by itself or behind a preposition other than "of".
fn adverb(view: View<'_>, time: &Claim) -> bool {
    let group = time.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    group.is_none_or(|g| time.tokens.holds(g.head as usize) && !matches!(g.role, Role::Of(_)))
}
