//! Scope: time, place, actor, source, mode. What makes it another claim though all terms are met
//! (semantics 7.3, 7.4, 7.7).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

mod apart;
mod places;
mod several;
mod strangers;
mod time;
mod times;
mod unless;

pub(super) use time::then;

use super::discourse::Away;
use super::score::Room;
use super::terms::{FactTerms, Met, TermId};
use super::trace::{Fall, Test, Trace};
use super::{Doubt, Doubts};
use crate::analysis::{ClauseKind, Pos, Role, View};
use crate::claims::{Claim, Stretch, Value, When};
use crate::facts::{About, Fact};
use crate::lexicon::{Func, Sense};
use smallvec::SmallVec;
use std::cell::OnceCell;
use std::ops::Range;

/// One fact and one claim, and what stands around.
pub(super) struct Ask<'a> {
    pub(super) room: &'a Room<'a>,
    pub(super) fact: &'a Fact,
    pub(super) terms: &'a FactTerms,
    pub(super) claim: &'a Claim,
    pub(super) claim_index: usize,
    pub(super) view: View<'a>,
    pub(super) siblings: &'a Range<usize>,
    pub(super) away: bool,
    /// What turned the text away from its topic, where the claim stands behind that.
    pub(super) then: Option<&'a Away>,
    /// Those of the fact's terms that must be met, and of its names, that are names: once it was asked for.
    pub(super) names: OnceCell<SmallVec<[TermId; 4]>>,
    pub(super) times: &'a Times,
}

/// Which claims are times that may say when one holds, once it was asked for: of a fact with one value, and of a series.
pub(super) type Times = [OnceCell<Vec<usize>>; 2];

impl Ask<'_> {
    /// What refutes that the scope is the fact's, as an error; what is found against it on the way are doubts.
    pub(super) fn refuted<T: Trace>(&self, doubts: &mut Doubts, trace: &mut T) -> Result<(), Fall> {
        if self.fact.scope && !self.tells_the_event() {
            doubts.push(Doubt::Scope);
        }
        trace.tested(Test::Beside, doubts);
        if self.ruled_out() {
            return Err(Fall::Unless);
        }
        doubts.extend(self.time()?);
        trace.tested(Test::Time, doubts);
        if let Some(doubt) = self.source()? {
            doubts.push(doubt);
        }
        trace.tested(Test::Source, doubts);
        self.actor()
    }

    /// What else speaks against the scope's being the fact's.
    pub(super) fn doubted<T: Trace>(&self, doubts: &mut Doubts, trace: &mut T) {
        let tests = [
            (Test::Others, Self::others as fn(&Self) -> Option<Doubt>),
            (Test::Place, Self::place),
            (Test::Joint, Self::joint),
            (Test::Owner, Self::owner),
            (Test::Several, Self::one_of_several),
            (Test::Kind, Self::another_of_its_kind),
            (Test::Hangs, Self::hangs_on),
            (Test::Combined, Self::combined),
            (Test::Bracketed, Self::bracketed),
            (Test::Introduced, Self::introduced),
            (Test::Divided, Self::divided),
            (Test::Beforehand, Self::beforehand),
            (Test::Since, Self::counted_since),
            (Test::OtherTime, Self::of_another_time),
            (Test::OtherTime, Self::when_before),
            (Test::OtherTime, Self::across_the_dateline),
            (Test::OtherTime, Self::of_the_other_end),
            (Test::Place, Self::there_where),
            (Test::Owner, Self::beside_it),
            (Test::Acted, Self::anothers),
            (Test::Place, Self::at_another),
            (Test::Family, Self::hardly_counted),
            (Test::OtherTime, Self::of_another_year),
            (Test::OtherTime, Self::back_then),
            (Test::OfThose, Self::of_those),
            (Test::OfThose, Self::of_that),
            (Test::OtherTime, Self::may_lie_ahead),
            (Test::Owner, Self::with_name),
            (Test::Turn, Self::untold_turn),
            (Test::Acted, Self::acted_by_another),
            (Test::Acted, Self::done_by),
            (Test::Acted, Self::brought_in),
            (Test::Acted, Self::of_the_named),
        ];
        for (test, doubt) in tests {
            if let Some(doubt) = doubt(self) {
                doubts.push(doubt);
            }
            trace.tested(test, doubts);
        }
    }

    /// Those of the fact's terms that must be met, and of its names, that are names.
    fn names(&self) -> &[TermId] {
        self.names.get_or_init(|| {
            let terms = self.terms.all.iter().chain(&self.terms.names).copied();
            terms.filter(|&t| self.room.terms.is_name(t)).collect()
        })
    }

    /// "Back then the airport saw two flights a day": words of the claim's own clause that turn the text to another time.
    fn back_then(&self) -> Option<Doubt> {
        let then = self.then.filter(|a| a.then() && self.away)?;
        let (sentence, words) = then.words?;
        let here = sentence == self.claim.sentence
            && self.view.token(words.start as usize).is_some_and(|t| t.clause == self.claim.frame.clause);
        let bound = self.fact.when.is_some() || !self.terms.years.is_empty() || !self.fact.series.is_empty();
        (here && !bound && !matches!(self.claim.value, Value::When(_))).then_some(Doubt::Time)
    }

    /// "Gustav Prahl founded the theatre in 1904": the date is that of the very thing done, by whom the fact's sentence names.
    fn tells_the_event(&self) -> bool {
        let sentence = self.view.sentence;
        let Some(clause) = sentence.clauses.get(self.claim.frame.clause as usize) else { return false };
        let met = &self.room.met[self.claim.sentence as usize];
        let at = |ids: &[u32], inside: &dyn Fn(u32) -> bool| {
            ids.iter().any(|id| met.iter().any(|m| m.term == *id && m.tokens.iter().any(|&t| inside(t))))
        };
        let event = at(&self.terms.events, &|t| clause.verb == Some(t));
        let named = at(&self.terms.names, &|t| sentence.tokens[t as usize].clause == self.claim.frame.clause);
        // A day near by is of what is news; a year is told on purpose.
        event && named && matches!(&self.claim.value, Value::When(w) if w.written.year.is_some())
    }

    /// Whose figure (semantics 7.3).
    fn source(&self) -> Result<Option<Doubt>, Fall> {
        let Some(by) = self.terms.by else { return Ok(None) };
        let sentence = self.view.sentence;
        let Some(source) = self.claim.frame.source else { return Ok(Some(Doubt::Source)) };
        let met = self.room.met[self.claim.sentence as usize].iter().any(|m| {
            m.term == by
                && m.tokens.iter().any(|&t| {
                    source.holds(t as usize)
                        || sentence.tokens[t as usize].group.is_some_and(|g| {
                            matches!(sentence.groups[g as usize].role, Role::Of(p) | Role::Apposition(p) if sentence.groups[p as usize].range == source)
                        })
                })
        });
        if met || self.source_before(by, source) { Ok(None) } else { Err(Fall::Source) }
    }

    /// "Six have died, the ministry said. It listed 88 cases": whether a pronoun stands for whose figure was told before.
    fn source_before(&self, by: TermId, source: crate::analysis::Range) -> bool {
        let at = source.start as usize;
        // "The rebels themselves spoke of 19 dead" points back no further than to the word before.
        let behind = at.checked_sub(1).and_then(|b| self.view.token(b)).is_some_and(|t| t.group.is_some());
        let pronoun = source.end == source.start + 1
            && self.view.token(at).is_some_and(|t| t.pos == Pos::Pronoun)
            && !self.view.is(at, Func::We)
            && !behind;
        let Some(before) = self.claim.sentence.checked_sub(1).filter(|_| pronoun) else { return false };
        let last = &self.room.analysis.sentences[before as usize];
        let claims = &self.room.claims.claims;
        let from = claims.partition_point(|c| c.sentence < before);
        let told = claims[from..].iter().take_while(|c| c.sentence == before).filter_map(|c| c.frame.source);
        let sources: Vec<_> = told.collect();
        last.block == self.view.sentence.block
            && self.room.met[before as usize]
                .iter()
                .any(|m| m.term == by && m.tokens.iter().any(|&t| sources.iter().any(|s| s.holds(t as usize))))
    }

    /// "the Landsting of 129 seats", "Ardland's 5,200 soldiers": a figure that hangs on a name which the fact does
    /// not know is that name's.
    fn owner(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let own = self.claim.frame.group.and_then(|g| sentence.groups.get(g as usize))?;
        let head = match own.role {
            Role::Of(p) => sentence.groups.get(p as usize).filter(|g| g.name).map(|g| g.range),
            _ => None,
        };
        // "In the council of 45 seats the Greens have 12": what stands in front sets the scene, and its figure is its own.
        let clause = sentence.clauses.get(self.claim.frame.clause as usize);
        let subject = clause.and_then(|c| c.subject).and_then(|s| sentence.groups.get(s as usize));
        let scene = match own.role {
            Role::Of(p) => sentence.groups.get(p as usize).filter(|g| {
                matches!(g.role, Role::Oblique(_)) && subject.is_some_and(|s| own.range.end <= s.range.start)
            }),
            _ => None,
        };
        if scene.is_some() && !matches!(self.claim.value, Value::When(_)) {
            let theirs = |t: u32| subject.is_some_and(|s| s.range.holds(t as usize));
            let of_subject = self.room.met[self.claim.sentence as usize].iter().any(|m| {
                (self.terms.all.contains(&m.term) || self.terms.names.contains(&m.term))
                    && m.tokens.iter().any(|&t| theirs(t))
            });
            if of_subject {
                return Some(Doubt::Scope);
            }
        }
        let before = own.range.start..self.claim.tokens.start.max(own.range.start);
        let possessive = before.rev().find(|&t| sentence.tokens[t as usize].pos == Pos::Possessive);
        let owner = possessive
            .map(|p| crate::analysis::Range { start: own.range.start, end: p })
            .filter(|r| r.indices().any(|t| sentence.tokens[t].pos == Pos::Name));
        let range = head.or(owner)?;
        let ids = || self.terms.all.iter().chain(&self.terms.names).chain(&self.terms.heads).chain(&self.terms.words);
        let met = self.room.met[self.claim.sentence as usize]
            .iter()
            .any(|m| ids().any(|&id| id == m.term) && m.tokens.iter().any(|&t| range.holds(t as usize)));
        let known =
            range.indices().any(|t| self.room.discourse.knows(sentence.tokens[t].surface, self.claim.sentence, true));
        let names = ids().any(|&id| self.room.terms.is_name(id));
        (!met && (names || !known)).then_some(Doubt::Scope)
    }

    /// "told to pay legal costs of $1.7 million": money hangs on what it is for, which a term of the fact must name.
    fn hangs_on(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let Value::Money { .. } = self.claim.value else { return None };
        let own = self.claim.frame.group.and_then(|g| sentence.groups.get(g as usize))?;
        let Role::Of(parent) = own.role else { return None };
        let head = sentence.groups.get(parent as usize)?.head;
        let token = sentence.tokens.get(head as usize)?;
        let count = self.view.is(head as usize, Func::Count) || token.pos != Pos::Noun;
        let ids = || self.terms.all.iter().chain(&self.terms.heads).chain(&self.terms.words).chain(&self.terms.names);
        let met = self.room.met[self.claim.sentence as usize].iter().any(|m| {
            ids().any(|&id| id == m.term)
                && m.tokens.iter().any(|&t| t == head || sentence.tokens[t as usize].group == Some(parent))
        });
        // "legal costs" for a price: another word for it, with a word of its own before.
        let own_word = |t: u32| {
            let term = |m: &&Met| ids().any(|&id| id == m.term) && m.tokens.contains(&t);
            let stem = sentence.tokens[t as usize].stem;
            let lexicon = self.room.lexicon;
            self.room.met[self.claim.sentence as usize]
                .iter()
                .filter(term)
                .any(|m| self.room.terms.says(m.term, stem, lexicon))
        };
        let narrowed = head.checked_sub(1).is_some_and(|b| {
            let t = &sentence.tokens[b as usize];
            t.group == Some(parent) && matches!(t.pos, Pos::Adjective | Pos::Noun) && !own_word(b)
        });
        (!count && (!met || narrowed && !own_word(head))).then_some(Doubt::Narrower)
    }

    /// "Two clerks were given nine months": counted others as subject are not whom the fact names, who is not
    /// in this sentence.
    fn others(&self) -> Option<Doubt> {
        let sentence = self.view.sentence;
        let mut id = Some(self.claim.frame.clause);
        let mut subject = None;
        // A participle has the subject of what it hangs on.
        for _ in 0..4 {
            let clause = sentence.clauses.get(id? as usize)?;
            subject = clause.subject.or(subject);
            if clause.kind != ClauseKind::Participle {
                break;
            }
            id = clause.parent;
        }
        let subject = subject?;
        let group = sentence.groups.get(subject as usize)?;
        if Some(subject) == self.claim.frame.group || group.name {
            return None;
        }
        let first = group.range.start as usize;
        let persons = self.room.lexicon.person_class;
        let counted = self.siblings.clone().filter(|&i| i != self.claim_index).any(|i| {
            let frame = &self.room.claims.claims[i].frame;
            frame.group == Some(subject) && frame.noun.is_some_and(|n| n.class.is_some() && n.class == persons)
        });
        if !counted || self.view.is(first, Func::The) {
            return None;
        }
        let ids = self.names();
        let met = self.room.met[self.claim.sentence as usize].iter().any(|m| ids.contains(&m.term));
        (!ids.is_empty() && !met).then_some(Doubt::Elsewhere)
    }

    /// A subject with a proper name that no term of the fact meets, where the fact names another.
    fn actor(&self) -> Result<(), Fall> {
        if !self.terms.named {
            return Ok(());
        }
        let sentence = self.view.sentence;
        let Some(clause) = sentence.clauses.get(self.claim.frame.clause as usize) else { return Ok(()) };
        let Some(subject) =
            clause.subject.filter(|s| Some(*s) != self.claim.frame.group).and_then(|s| sentence.groups.get(s as usize))
        else {
            return Ok(());
        };
        if clause.kind == ClauseKind::Reporting {
            return Ok(());
        }
        // "Grundmann, its larger rival, which had revenue of …": the name stands at the head of the chain.
        let mut head = subject;
        for _ in 0..3 {
            match head.role {
                Role::Apposition(p) if !head.name => match sentence.groups.get(p as usize) {
                    Some(parent) => head = parent,
                    None => break,
                },
                _ => break,
            }
        }
        // "A replacement, Aurin-4, is to weigh …": the name stands in apposition.
        if !head.name {
            let at = sentence.groups.iter().position(|g| g == head);
            let named = sentence
                .groups
                .iter()
                .find(|g| g.name && matches!(g.role, Role::Apposition(p) if Some(p as usize) == at));
            if let Some(named) = named {
                head = named;
            }
        }
        let subject = head;
        // "The Sorrel tram opened in 2009": a thing with a name of its own.
        let owns = |t: usize| sentence.tokens.get(t + 1).is_some_and(|t| t.pos == Pos::Possessive);
        let told = subject.range.indices().any(|t| (t > 0 || owns(t)) && sentence.tokens[t].pos == Pos::Name);
        let ours = || {
            let all = self.terms.all.iter().filter(|&&t| self.room.terms.is_name(t));
            all.chain(&self.terms.names)
        };
        let here = || self.room.met[self.claim.sentence as usize].iter().any(|m| ours().any(|&t| t == m.term));
        if !subject.name && (!told || here()) {
            return Ok(());
        }
        let reports =
            clause.verb.is_some_and(|v| self.view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))));
        if reports {
            return Ok(());
        }
        // Of a sentence the actor is part: another name as subject is another event.
        if matches!(self.fact.about, About::Sentence(_)) && !self.terms.names.is_empty() {
            let met = &self.room.met[self.claim.sentence as usize];
            let theirs = |t: u32| {
                subject.range.holds(t as usize)
                    || sentence.tokens[t as usize].group.is_some_and(|g| {
                        matches!(sentence.groups[g as usize].role, Role::Of(p) | Role::Apposition(p) if sentence.groups.get(p as usize).is_some_and(|g| g.range == subject.range))
                    })
            };
            let own = |m: &Met| m.tokens.iter().any(|&t| theirs(t) || self.owns_figure(t));
            if !met.iter().any(|m| self.terms.names.contains(&m.term) && own(m)) {
                return Err(Fall::Actor);
            }
        }
        // The fact's names must not all stand outside the clause while another name is its subject.
        let ids = self.names();
        let met = &self.room.met[self.claim.sentence as usize];
        let in_clause = |t: u32| {
            let token = &sentence.tokens[t as usize];
            let of_subject = token.group.is_some_and(|g| {
                matches!(sentence.groups[g as usize].role, Role::Of(p) if sentence.groups.get(p as usize).is_some_and(|g| matches!(g.role, Role::Apposition(_))))
            });
            token.clause == self.claim.frame.clause && !of_subject
                || subject.range.holds(t as usize)
                || token.group.is_some_and(|g| matches!(sentence.groups[g as usize].role, Role::Of(p) | Role::Apposition(p) if sentence.groups.get(p as usize).is_some_and(|g| g.range == subject.range)))
                || clause.antecedent.is_some_and(|a| token.group == Some(a))
                || self.told_of_figure(t)
        };
        let any = met.iter().any(|m| ids.contains(&m.term) && m.tokens.iter().any(|&t| in_clause(t)));
        if any || ids.is_empty() {
            return Ok(());
        }
        let named = subject.range.indices().any(|t| sentence.tokens[t].pos == Pos::Name);
        if named { Err(Fall::Actor) } else { Ok(()) }
    }

    /// "was expelled for two killings blamed on the Army": a token of what describes the figure's own noun.
    fn told_of_figure(&self, token: u32) -> bool {
        let sentence = self.view.sentence;
        let clause = sentence.tokens.get(token as usize).and_then(|t| sentence.clauses.get(t.clause as usize));
        let of = clause.and_then(|c| c.antecedent);
        // "the record of 2:18:05, which Kaleb set"
        let whole = match self.claim.frame.group.and_then(|g| sentence.groups.get(g as usize)).map(|g| g.role) {
            Some(Role::Of(whole)) => Some(whole),
            _ => None,
        };
        of.is_some() && (of == self.claim.frame.group || of == whole)
    }

    /// "In the assembly of 129 seats the List holds 47", "Orra's 14 wards": a token of whose figure it is, whoever
    /// acts in the clause.
    fn owns_figure(&self, token: u32) -> bool {
        let sentence = self.view.sentence;
        let Some(mine) = self.claim.frame.group else { return false };
        let of = match sentence.groups.get(mine as usize).map(|g| g.role) {
            Some(Role::Of(whole)) => Some(whole),
            _ => None,
        };
        let group = sentence.tokens.get(token as usize).and_then(|t| t.group);
        group.is_some_and(|g| g == mine || Some(g) == of) || self.told_of_figure(token)
    }

    /// The mode that keeps the claim from being held to this fact.
    pub(super) fn unasserted(&self) -> Option<String> {
        let mode = self.claim.frame.unasserted.as_ref()?;
        // A term that is met by the very word that says how it is meant ("appealed for").
        let says_how = |t: u32| self.view.hits(t as usize).any(|h| matches!(h.sense, Sense::Mode(_)));
        let own = |term, token| {
            let told = [&self.terms.heads, &self.terms.words].iter().any(|of| of.contains(&term));
            self.terms.all.contains(&term) || told && says_how(token)
        };
        let named = mode.token.is_some_and(|token| {
            self.room.met[self.claim.sentence as usize].iter().any(|m| m.tokens.contains(&token) && own(m.term, token))
        });
        if named || self.terms.mode || mode.ahead && self.ahead() {
            return None;
        }
        // The fact's own sentence was of the same mode.
        let same = |c: &Claim| match &c.frame.unasserted {
            Some(own) => own.mode == mode.mode || own.ahead && mode.ahead,
            None => c.frame.future && mode.ahead,
        };
        if self.fact.claim.as_ref().is_some_and(|c| same(c)) && matches!(self.fact.about, About::Sentence(_)) {
            return None;
        }
        Some(mode.mode.clone())
    }

    /// Whether the fact lies ahead of the dateline: plans, votes due, deadlines are held to it.
    fn ahead(&self) -> bool {
        let Some(dateline) = self.room.dateline else { return false };
        let after = |when: &When| when.readings.first().and_then(|r| r.from).is_some_and(|m| m.date() > dateline.date);
        let value = matches!(&self.fact.value, Value::When(when) if after(when));
        value
            || self.fact.when.as_ref().is_some_and(after)
            || self.terms.years.iter().any(|&y| y > dateline.date.year())
    }
}

/// Whether a token stands before the first verb of the sentence's first clause.
pub(super) fn in_front(sentence: &crate::analysis::Sentence, token: u32) -> bool {
    let Some(main) = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some()) else {
        return false;
    };
    main.verb.is_some_and(|v| token < v)
        && sentence
            .tokens
            .get(token as usize)
            .and_then(|t| t.group)
            .and_then(|g| sentence.groups.get(g as usize))
            .is_some_and(|g| {
                main.subject.and_then(|s| sentence.groups.get(s as usize)).is_none_or(|s| g.range.start < s.range.start)
            })
}

/// A main clause, or one coordinated with it.
pub(super) fn main_like(view: View<'_>, clause: u16) -> bool {
    view.sentence.clauses.get(clause as usize).is_some_and(|c| c.kind == ClauseKind::Main)
}

/// Whether two stretches of time have something in common.
pub(super) fn meet(a: &Stretch, b: &Stretch) -> bool {
    let before = |x: &Stretch, y: &Stretch| match (x.to, y.from) {
        (Some(end), Some(start)) => end <= start,
        _ => false,
    };
    !before(a, b) && !before(b, a)
}
