//! The slot in which a name stands, and whether it is the one in which the name of a fact would stand:
//! the same preposition, role or apposition, beside what the fact is about.

use super::super::place::{Place, place};
use super::super::terms::{Met, TermId};
use crate::analysis::{Clause, ClauseKind, Group, Pos, Range, Role, View};
use crate::claims::{Claim, Frame, Value};
use crate::lexicon::{CheckWord, Func, OfficeWord, Sense, TokenKind};

/// Where something is or happens; "talks on" are about something.
const PLACES: [Func; 4] = [Func::In, Func::At, Func::Near, Func::Outside];
/// Which way something goes: the slot is right behind what goes.
const WAYS: [Func; 6] = [Func::From, Func::To, Func::Into, Func::Off, Func::Through, Func::Across];
/// What stands behind these is of another time.
const TIMES: [Func; 5] = [Func::After, Func::Before, Func::Since, Func::Until, Func::Following];

/// A name in its sentence, and what the sentence meets of a fact's terms.
pub(super) struct Slot<'a> {
    view: View<'a>,
    /// The tokens of the name.
    name: Range,
    /// The terms that must be met.
    terms: &'a [TermId],
    met: &'a [Met],
    /// The name as if it were a claim.
    claim: Claim,
}

/// How far the terms may stand from the name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// In its clause.
    Clause,
    /// In its sentence.
    Sentence,
}

impl<'a> Slot<'a> {
    pub(super) fn new(view: View<'a>, name: Range, terms: &'a [TermId], met: &'a [Met]) -> Option<Self> {
        // Of a name that is read as two groups ("St Bride's"), the first tells where it stands.
        let first = view.token(name.start as usize)?;
        let frame = Frame { clause: first.clause, group: first.group, ..Frame::default() };
        let claim = Claim {
            span: crate::document::ProseSpan { block: view.sentence.block, start: 0, end: 0 },
            sentence: 0,
            tokens: name,
            value: Value::Name(String::new()),
            frame,
        };
        Some(Self { view, name, terms, met, claim })
    }

    fn group(&self, id: u16) -> Option<&'a Group> {
        self.view.sentence.groups.get(id as usize)
    }

    fn own(&self) -> Option<&'a Group> {
        self.claim.frame.group.and_then(|g| self.group(g))
    }

    fn clause(&self) -> Option<&'a Clause> {
        self.view.sentence.clauses.get(self.claim.frame.clause as usize)
    }

    /// Whether a token outside the name meets a term.
    fn meets(&self, token: usize) -> bool {
        !self.name.holds(token)
            && self.met.iter().any(|m| self.terms.contains(&m.term) && m.tokens.contains(&(token as u32)))
    }

    fn any(&self, range: Range) -> bool {
        range.indices().any(|t| self.meets(t))
    }

    /// Whether every term is met within reach.
    pub(super) fn covered(&self, reach: Reach) -> bool {
        let outside = |m: &Met| m.tokens.iter().any(|&t| !self.name.holds(t as usize));
        let near = |m: &&Met| m.tokens.iter().all(|&t| self.near(t as usize, reach));
        let by = |term: TermId| self.met.iter().filter(move |m| m.term == term).filter(near);
        self.terms.iter().all(|&t| by(t).next().is_some()) && self.terms.iter().any(|&t| by(t).any(outside))
    }

    /// Whether all terms are met within reach but for one that the sentence lacks: a name, or what a pronoun stands for; and
    /// the name itself is no subject, who may do other things.
    pub(super) fn nearly_covered(&self, reach: Reach, names: impl Fn(TermId) -> bool) -> bool {
        let here = |&t: &u32| !self.name.holds(t as usize) && self.near(t as usize, reach);
        let met = |term: TermId| self.met.iter().any(|m| m.term == term && m.tokens.iter().all(here));
        let mut missed = self.terms.iter().filter(|&&t| !met(t));
        let Some(&first) = missed.next() else { return false };
        let subject = self.clause().and_then(|c| c.subject).and_then(|s| self.group(s));
        let pronoun = || {
            let who = subject.and_then(|g| self.view.token(g.range.start as usize));
            who.is_some_and(|t| t.pos == Pos::Pronoun)
        };
        let lacks = self.terms.len() > 1 && !self.met.iter().any(|m| m.term == first);
        lacks
            && (names(first) || pronoun())
            && missed.next().is_none()
            && self.own().is_some_and(|g| g.role != Role::Subject)
    }

    fn near(&self, token: usize, reach: Reach) -> bool {
        if self.name.holds(token) {
            return true;
        }
        if self.another_time(token) {
            return false;
        }
        let sentence = self.view.sentence;
        match place(sentence, &self.claim, token, &[], 0, (&[], &[])) {
            Place::Group | Place::Clause => true,
            _ if reach == Reach::Sentence => true,
            Place::Linked => {
                let (Some(own), Some(theirs)) = (self.clause(), sentence.tokens.get(token).map(|t| t.clause)) else {
                    return false;
                };
                // "began to arrive at", "the talks, held in Yalta": but not "met Aro, who was born in Yalta".
                let event = |g: u16| self.group(g).is_some_and(|g| !g.name && self.any(g.range));
                let under = own.parent == Some(theirs)
                    && match own.kind {
                        ClauseKind::Infinitive => true,
                        // "built in Yalta" tells where something else was.
                        ClauseKind::Participle | ClauseKind::Relative => {
                            let happens = |v: u32| self.happens(v as usize) > 0;
                            // "The summit between Brandt and Aro, held in Yalta, ended": over whom it was between.
                            let over = || {
                                let subject = sentence.clauses.get(theirs as usize).and_then(|c| c.subject);
                                let met = own.antecedent.and_then(|g| self.group(g)).is_some_and(|g| self.any(g.range));
                                subject.is_some_and(event) && met && own.verb.is_some_and(happens)
                            };
                            let told = own.verb.is_none_or(|v| self.meets(v as usize) || happens(v));
                            own.antecedent.is_some_and(event) && told || over()
                        }
                        _ => false,
                    };
                let antecedent = sentence.clauses.get(theirs as usize).and_then(|c| c.antecedent);
                under || antecedent.is_some() && antecedent == self.claim.frame.group
            }
            _ => false,
        }
    }

    /// "arrived in Yalta after the talks": what stands behind such a word is of another time, but for
    /// what hangs on it ("after talks in Yalta").
    fn another_time(&self, token: usize) -> bool {
        let mut at = self.view.token(token).and_then(|t| t.group);
        for _ in 0..4 {
            match at.and_then(|g| self.group(g)).map(|g| g.role) {
                Some(Role::Of(parent) | Role::Apposition(parent)) => at = Some(parent),
                Some(Role::Oblique(p)) => {
                    let p = p as usize;
                    let behind = p < self.name.start as usize
                        && (p..self.name.start as usize).all(|t| {
                            self.view.token(t).is_some_and(|t| t.pos != Pos::Verb)
                                && ![",", ";", ":"].iter().any(|m| self.view.mark(t, m))
                        });
                    return TIMES.iter().any(|&f| self.view.is(p, f)) && !behind;
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether the name is where something is: a place may be another one at another time.
    pub(super) fn is_place(&self) -> bool {
        let Some(own) = self.own() else { return false };
        matches!(own.role, Role::Oblique(p) if !self.view.is(p as usize, Func::By))
    }

    /// Whether the name only says who or what stands before it, whatever the clause says of that.
    pub(super) fn is_apposition(&self) -> bool {
        self.own().is_some_and(|own| matches!(own.role, Role::Apposition(_)))
    }

    /// Whether the name stands where the fact's would.
    pub(super) fn fits(&self, reach: Reach) -> bool {
        let (Some(own), Some(clause)) = (self.own(), self.clause()) else { return false };
        if self.coordinated() {
            return false;
        }
        if self.apposed() {
            return !self.anothers();
        }
        if self.explained().is_some() {
            return true;
        }
        let verb = clause.verb.is_some_and(|v| self.meets(v as usize));
        let copula = clause.verb.is_some_and(|v| self.view.is(v as usize, Func::Be));
        let subject = || clause.subject.and_then(|s| self.group(s)).is_some_and(|g| self.any(g.range));
        let object = || {
            let mut groups = self.view.sentence.groups.iter().filter(|g| g.clause == own.clause);
            groups.any(|g| g.role == Role::Object && self.any(g.range))
        };
        // "who taught": a relative clause tells what the name does.
        let told = || {
            let mut clauses = self.view.sentence.clauses.iter();
            clauses.any(|c| {
                c.kind == ClauseKind::Relative
                    && c.antecedent == self.claim.frame.group
                    && c.subject == c.antecedent
                    && c.verb.is_some_and(|v| self.meets(v as usize))
            })
        };
        match own.role {
            Role::Oblique(p) => self.behind(p as usize, verb, reach),
            Role::Apposition(parent) => self.group(parent).is_some_and(|g| !g.name && self.any(g.range)),
            // "in the chapel of St Bride's" by a term, "in the resort of Halmic" by where it stands.
            Role::Of(parent) => self.group(parent).is_some_and(|g| {
                !g.name && self.any(g.range)
                    || matches!(g.role, Role::Oblique(p) if self.stands_in(g) && self.behind(p as usize, verb, reach))
            }),
            Role::Object if copula => subject(),
            Role::Object => verb && !subject(),
            Role::Subject if copula => object(),
            Role::Subject => (verb || told()) && !clause.passive,
            Role::Loose => own.range.start.checked_sub(1).is_some_and(|p| self.behind(p as usize, verb, reach)),
        }
    }

    /// "Eva Lindqvist, author of The Salt Road": what stands behind the name and says who or what it is.
    fn explained(&self) -> Option<&'a Group> {
        let own = self.claim.frame.group?;
        let mut groups = self.view.sentence.groups.iter();
        groups.find(|g| g.role == Role::Apposition(own) && !g.name && self.any(g.range))
    }

    /// The clause that tells what the fact tells of the name: its own, or one that hangs on it ("Meriden, which owns
    /// the mill, declined to comment").
    pub(super) fn telling(&self) -> Option<u16> {
        let own = self.claim.frame.group?;
        let clauses = &self.view.sentence.clauses;
        let of_name = |c: &Clause| c.kind == ClauseKind::Relative && c.antecedent == Some(own);
        let told = |c: &Clause| of_name(c) && c.verb.is_some_and(|v| self.meets(v as usize));
        Some(clauses.iter().position(told).map_or(self.claim.frame.clause, |c| c as u16))
    }

    /// Whether the preposition gives the name the fact's slot.
    fn behind(&self, p: usize, verb: bool, reach: Reach) -> bool {
        let view = self.view;
        if view.is(p, Func::By) {
            return verb
                || p.checked_sub(1).is_some_and(|t| self.meets(t))
                || self.clause().is_some_and(|c| c.passive) && self.event_told();
        }
        // "opened before Judge Clara Boyne"
        if view.is(p, Func::Before) && self.is_person() {
            let stands = p.checked_sub(1).is_some_and(|t| {
                let group = view.token(t).and_then(|t| t.group).and_then(|g| self.group(g));
                group.is_some_and(|g| !g.name && self.any(g.range))
            });
            return stands || self.event_told();
        }
        let way = WAYS.iter().any(|&f| view.is(p, f));
        if !way && !PLACES.iter().any(|&f| view.is(p, f)) {
            return false;
        }
        // What the phrase hangs on stands before it.
        let mut at = p;
        while let Some(before) = at.checked_sub(1) {
            let Some(token) = view.token(before) else { return false };
            let group = token.group.and_then(|g| self.group(g));
            match (token.pos, group) {
                (Pos::Adverb | Pos::Preposition, None) => at = before,
                (Pos::Verb | Pos::Aux, _) => return self.meets(before) || !way && self.free(verb, reach),
                (_, Some(group)) => {
                    if self.any(group.range) && !group.name {
                        // "met before a summit in Halmic": another event than the one that is told.
                        return reach == Reach::Sentence || !(verb && self.of_a_time(group));
                    }
                    // Over a date or a figure, over a name ("talks with Aro in Yalta"), over those of a
                    // headline, whose verb may be hidden among nouns.
                    let headless = self.clause().is_none_or(|c| c.verb.is_none());
                    // "took place in Halmic"
                    let told = self.clause().and_then(|c| c.verb).filter(|_| self.event_told());
                    let phrase = told.is_some_and(|v| before < v as usize + self.happens(v as usize));
                    // "met at a hotel in Halmic"
                    let inside = verb
                        && matches!(group.role, Role::Oblique(p) if PLACES.iter().any(|&f| view.is(p as usize, f)));
                    let over = group.name
                        || phrase
                        || inside
                        || group.time
                        || headless
                        || group.role == Role::Object && verb
                        || view.token(group.head as usize).is_some_and(|t| t.pos == Pos::Numeral);
                    if !over || way {
                        return false;
                    }
                    at = group.range.start as usize;
                }
                (Pos::Conjunction, None) if view.token(at).is_some_and(|t| t.pos == Pos::Name) => at = before,
                _ => return !way && self.free(verb, reach),
            }
        }
        !way && self.free(verb, reach)
    }

    /// What hangs on the clause as a whole is of the fact when its verb is, or when the clause tells of
    /// nothing else ("relatives arrived"): where somebody praises the talks is not where they were held.
    fn free(&self, verb: bool, reach: Reach) -> bool {
        if verb || reach == Reach::Sentence {
            return true;
        }
        let Some(clause) = self.clause() else { return false };
        if self.event_told() {
            return true;
        }
        let sentence = self.view.sentence;
        let own = |t: usize| sentence.tokens.get(t).is_some_and(|t| t.clause == self.claim.frame.clause);
        let subject =
            |t: usize| clause.subject.is_some() && sentence.tokens.get(t).is_some_and(|t| t.group == clause.subject);
        clause.verb.is_none() || (0..self.view.len()).all(|t| !self.meets(t) || !own(t) || subject(t))
    }

    /// "The talks between Brandt and Aro opened": an event of the fact is the subject, and the verb tells that
    /// it was.
    fn event_told(&self) -> bool {
        let Some(clause) = self.clause() else { return false };
        let event = clause.subject.and_then(|s| self.group(s)).is_some_and(|g| !g.name && self.any(g.range));
        event && clause.verb.is_some_and(|v| self.happens(v as usize) > 0 || clause.passive && self.leads(v as usize))
    }

    /// How many tokens a verb for what an event does takes here; none, where there is no such verb.
    fn happens(&self, verb: usize) -> usize {
        let happens = |h: &crate::lexicon::Hit| h.sense == Sense::Check(CheckWord::Happens);
        self.view.hits(verb).find(happens).map_or(0, |h| h.len as usize)
    }

    /// A verb for what the head of something does.
    fn leads(&self, verb: usize) -> bool {
        let leads = |id: u16| self.view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Leads);
        self.view.hits(verb).any(|h| matches!(h.sense, Sense::Office(id) if leads(id)))
    }

    /// Whether the name is a person's by a title before it or in it, or by a first name.
    fn is_person(&self) -> bool {
        let title = |t: usize| {
            self.view.hits(t).any(|h| match h.sense {
                Sense::Honorific => true,
                Sense::Office(id) => {
                    let word = self.view.lexicon.offices.get(id as usize);
                    matches!(word, Some(OfficeWord::Rank | OfficeWord::Title | OfficeWord::Many))
                }
                _ => false,
            })
        };
        let start = self.name.start as usize;
        (start.saturating_sub(1)..self.name.end as usize).any(title) || self.name.end - self.name.start > 1
    }

    /// "her novel The Salt Road", 'novel, "The Salt Road"': the noun right before the name says what it is, and
    /// is what the fact is about, or stands with it.
    fn apposed(&self) -> bool {
        let view = self.view;
        let quote =
            |t: usize| matches!(view.text(t), "\"" | "\u{201c}" | "\u{201e}" | "\u{ab}" | "\u{2018}" | "'" | "``");
        let title = |t: usize| view.hits(t).any(|h| matches!(h.sense, Sense::Honorific));
        let Some(mut at) = (self.name.start as usize).checked_sub(1) else { return false };
        let quoted = quote(at);
        if quoted {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
            if view.mark(at, ",") {
                let Some(before) = at.checked_sub(1) else { return false };
                at = before;
            }
        } else if title(at) && view.token(at).is_some_and(|t| t.capital) {
            let Some(before) = at.checked_sub(1) else { return false };
            at = before;
        }
        let Some(token) = view.token(at).filter(|t| t.pos == Pos::Noun && !(t.capital && at > 0)) else {
            return false;
        };
        let Some(group) = token.group.and_then(|g| self.group(g)) else { return false };
        let before = Range { start: group.range.start, end: at as u32 + 1 };
        self.any(before)
    }

    /// Whether the noun before the name is another's ("Lind's novel", "the novel … by Lind").
    fn anothers(&self) -> bool {
        let view = self.view;
        let name = |t: usize| view.token(t).is_some_and(|t| t.capital && t.pos == Pos::Name);
        let start = self.own().map_or(self.name.start, |g| g.range.start.min(self.name.start)) as usize;
        let from = start.saturating_sub(4);
        let whose = (from..self.name.start as usize)
            .any(|t| view.token(t + 1).is_some_and(|t| t.pos == Pos::Possessive) && name(t) && !self.meets(t));
        let mut end = self.name.end as usize;
        while view.token(end).is_some_and(|t| t.kind == TokenKind::Mark) && !view.mark(end, ",") {
            end += 1;
        }
        whose || (view.is(end, Func::By) || view.is(end, Func::Of)) && name(end + 1) && !self.meets(end + 1)
    }

    /// Whether a group is a place by its head ("the resort of").
    fn stands_in(&self, group: &Group) -> bool {
        self.view.hits(group.head as usize).any(|h| match h.sense {
            Sense::Noun(id) => self.view.lexicon.nouns.get(id as usize).is_some_and(|n| n.place),
            _ => false,
        })
    }

    /// "before a summit": a time, and not what is told.
    fn of_a_time(&self, group: &Group) -> bool {
        matches!(group.role, Role::Oblique(p) if TIMES.iter().any(|&f| self.view.is(p as usize, f)))
    }

    /// A word that makes it another's, or of another time: "its former owner".
    pub(super) fn former(&self) -> bool {
        let Some(own) = self.own() else { return false };
        let parent = match own.role {
            Role::Apposition(parent) | Role::Of(parent) => self.group(parent),
            _ => None,
        };
        let past = |at: usize| {
            self.view.hits(at).any(|h| match h.sense {
                Sense::Office(id) => self.view.lexicon.offices.get(id as usize).is_some_and(|o| {
                    matches!(o, OfficeWord::Past | OfficeWord::Then | OfficeWord::Elect | OfficeWord::Aide)
                }),
                _ => false,
            })
        };
        [Some(own), parent, self.explained()].into_iter().flatten().any(|g| g.range.indices().any(past))
    }

    /// "the film The Stone Orchard", "Costa's novel The Stone Orchard": said to be something else, or another's.
    pub(super) fn of_something_else(&self) -> bool {
        let before = (self.name.start as usize).checked_sub(1);
        let noun = before.and_then(|b| self.view.token(b)).is_some_and(|t| t.pos == Pos::Noun && !t.capital);
        noun && !self.apposed() || self.anothers()
    }

    /// "Hob Farm sold a ram to the research farm": it does what the fact does not tell of.
    pub(super) fn acts_otherwise(&self) -> bool {
        let (Some(own), Some(clause)) = (self.own(), self.clause()) else { return true };
        let told = |v: u32| self.meets(v as usize) || self.view.is(v as usize, Func::Be);
        own.role == Role::Subject && !clause.verb.is_some_and(told) && self.explained().is_none()
    }

    /// "Moscow and Washington": side by side with another name.
    pub(super) fn coordinated(&self) -> bool {
        let view = self.view;
        let (start, end) = (self.name.start as usize, self.name.end as usize);
        let is_name = |t: Option<usize>| t.and_then(|t| view.token(t)).is_some_and(|t| t.pos == Pos::Name);
        let joins = |t: Option<usize>| t.is_some_and(|t| view.is(t, Func::And) || view.is(t, Func::Or));
        joins(Some(end)) && is_name(Some(end + 1)) || joins(start.checked_sub(1)) && is_name(start.checked_sub(2))
    }
}
