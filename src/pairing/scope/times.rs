//! Which of a sentence's times say when a claim holds.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::{Ask, in_front, main_like, meet, then};
use crate::analysis::{ClauseKind, Pos, Role, Tense};
use crate::claims::frame::Level;
use crate::claims::{Claim, Value, When};
use crate::lexicon::{CalendarWord, Func, Period, Sense, TokenKind};

impl Ask<'_> {
    /// The times that the claim's clause gives, itself aside. What stands in front of the sentence says when only
    /// where the clause says nothing of its own.
    pub(super) fn times(&self) -> impl Iterator<Item = &When> {
        let [single, series] = self.times;
        let times = if self.fact.series.is_empty() { single } else { series };
        let times = times.get_or_init(|| self.found_times());
        times.iter().filter_map(|&i| match &self.room.claims.claims[i].value {
            Value::When(when) => Some(when),
            _ => None,
        })
    }

    pub(super) fn found_times(&self) -> Vec<usize> {
        let told: Vec<(bool, usize, &When)> = self.told().collect();
        let own = told.iter().any(|&(front, ..)| !front);
        // "4,610 students in 2009, fell to 3,780 in 2019": a time right behind the figure is its own.
        let clause = |i: usize| self.room.claims.claims[i].frame.clause;
        let behind = told.iter().find(|&&(_, i, when)| self.is_behind(when) || self.counted_then(clause(i)));
        let behind = behind.map(|&(_, i, _)| i);
        let told = told.into_iter().filter(|&(front, i, _)| behind.map_or(!(own && front), |b| b == i));
        told.map(|(_, i, _)| i).collect()
    }

    /// Whether a time stands behind the figure, with no verb, comma or other figure between: "421 complaints in the
    /// whole of 2022".
    pub(super) fn is_behind(&self, when: &When) -> bool {
        /// So many words stand between at most.
        const FAR: u32 = 8;
        let end = self.claim.tokens.end;
        let sentence = self.view.sentence;
        let own = self.claim.frame.clause;
        let claims = || self.siblings.clone().map(|i| &self.room.claims.claims[i]);
        claims().any(|c| {
            matches!(&c.value, Value::When(w) if std::ptr::eq(w, when))
                && (end..=end + FAR).contains(&c.tokens.start)
                && !claims().any(|other| (end..c.tokens.start).contains(&other.tokens.start))
                && (end..c.tokens.start).all(|t| {
                    sentence.tokens.get(t as usize).is_some_and(|token| {
                        token.clause == own
                            && (token.kind != TokenKind::Mark || self.view.dash(t as usize))
                            && !matches!(token.pos, Pos::Verb | Pos::Aux | Pos::Conjunction | Pos::Relative)
                    })
                })
        })
    }

    /// The times that may say when the claim holds, each with whether it stands in front, in another clause, and with its
    /// claim.
    pub(super) fn told(&self) -> impl Iterator<Item = (bool, usize, &When)> {
        let sentence = self.view.sentence;
        let own = self.claim.frame.clause;
        let antecedent = sentence.clauses.get(own as usize).and_then(|c| c.antecedent);
        let gap = sentence.clauses.get(own as usize).filter(|c| c.gap);
        // "By Wednesday the mayor was saying that 14 had died"
        let told_then = sentence.clauses.get(own as usize).is_some_and(|c| {
            let says = |p: u16| {
                let verb = sentence.clauses.get(p as usize).and_then(|c| c.verb);
                verb.is_some_and(|v| self.view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_))))
            };
            c.kind == ClauseKind::Subordinate && c.parent.is_some_and(|p| main_like(self.view, p) && says(p))
        });
        let reached = (main_like(self.view, own) || told_then && !self.fact.series.is_empty()) && !self.parted();
        let attribute = self.attribute();
        let claims = &self.room.claims.claims;
        self.siblings.clone().filter(|&i| i != self.claim_index).filter_map(move |i| {
            let claim = &claims[i];
            let Value::When(when) = &claim.value else { return None };
            // "twice as many as last year", "warmer than in 2018": what is compared with, not what is told.
            let start = claim.tokens.start as usize;
            let compared = (1..=2).filter_map(|back| start.checked_sub(back)).any(|at| {
                // "as of Monday" and "as early as 2015" tell when.
                let as_as = at >= 2 && self.view.is(at - 2, Func::As) && at + 1 == start;
                let as_of = self.view.is(at + 1, Func::Of);
                (self.view.is(at, Func::Than) || self.view.is(at, Func::As) && !as_as && !as_of)
                    && (at + 1 == start || sentence.tokens[at + 1].pos == Pos::Preposition)
            });
            // "a gain of 6 points on 2019", "up 3 percent on last year": behind a change, what it counts from.
            let base = start.checked_sub(1).is_some_and(|at| self.view.is(at, Func::On))
                && matches!(when.grain, Period::Year | Period::Quarter)
                && claim.frame.clause == self.claim.frame.clause;
            // "Since the outbreak began, in November 2021, it has killed 1,180": since then, and not then.
            let since = sentence.clauses.get(claim.frame.clause as usize).is_some_and(|c| {
                c.kind == ClauseKind::Subordinate
                    && c.range.start < claim.tokens.start
                    && self.view.is(c.range.start as usize, Func::Since)
                    && claim.frame.clause != own
            });
            let since = since || self.view.is(0, Func::Since) && in_front(sentence, claim.tokens.start);
            let since = since || self.dates_what_since(start);
            let compared = compared || self.compared(claim.tokens.start);
            // "Of the 12,000 on its payroll, those who go will learn of it on Friday": how many there are is not told of
            // then.
            let verb = sentence.clauses.get(own as usize).and_then(|c| c.verb);
            let behind =
                self.claim.frame.whole && verb.is_some_and(|v| self.claim.tokens.end <= v && v < claim.tokens.start);
            if since || behind || compared || base || attribute && claim.frame.group != self.claim.frame.group {
                return None;
            }
            // "over last November's riots": a time inside a noun group is that noun's; "in the 1987 eruption, …" speaks
            // for the sentence.
            let inside = claim
                .frame
                .group
                .and_then(|g| sentence.groups.get(g as usize))
                .is_some_and(|g| !claim.tokens.holds(g.head as usize) && !g.time && g.role != Role::Subject);
            // "in November it had put X at 1.1 and Y at 18": what stands before the verb that a gap leaves out.
            let shared = gap.is_some_and(|c| {
                c.parent == Some(claim.frame.clause) && c.verb.is_some_and(|v| claim.tokens.start < v)
            });
            let front = in_front(sentence, claim.tokens.start) && reached || shared;
            if inside && !front && claim.frame.group != self.claim.frame.group {
                return None;
            }
            // "the fire of 1931, which left …": the time of what "which" stands for.
            let group = claim.frame.group.and_then(|g| sentence.groups.get(g as usize));
            // "The regatta of 2004 drew 310 boats": of what the clause tells of.
            let subject = sentence.clauses.get(own as usize).and_then(|c| c.subject);
            let of_subject = subject.is_some()
                && matches!(when.grain, Period::Year | Period::Month | Period::Day)
                && group.is_some_and(|g| g.time && matches!(g.role, Role::Of(p) if Some(p) == subject));
            let of_antecedent = of_subject
                || antecedent.is_some()
                    && group.is_some_and(|g| matches!(g.role, Role::Of(p) if Some(p) == antecedent))
                || antecedent.is_some() && claim.frame.group == antecedent;
            // "since 2004, when the operator had to repay 12 million": that was then.
            let then = then(self.view, own, claim);
            let here = claim.frame.clause == own && self.dates(claim) || then || self.counted_then(claim.frame.clause);
            (of_antecedent || here || front).then_some((front && !here && !of_antecedent, i, when))
        })
    }

    /// "the 690 operations that it counted on Tuesday": whether a clause tells, without a comma, when those were counted
    /// that the figure gives, or which those are with which another figure is compared.
    fn counted_then(&self, clause: u16) -> bool {
        let sentence = self.view.sentence;
        let Some(told) = sentence.clauses.get(clause as usize) else { return false };
        let group = self.claim.frame.group.and_then(|g| sentence.groups.get(g as usize));
        let counts = |v: u32| self.view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_)));
        matches!(told.kind, ClauseKind::Relative | ClauseKind::Participle)
            && told.antecedent.is_some()
            && told.antecedent == self.claim.frame.group
            && group.is_some_and(|g| g.range.end == told.range.start)
            && (told.verb.is_some_and(counts) || self.claim.frame.level == Level::Baseline)
    }

    /// "the fourth since independence from France on 3 August 1960": whether a date is of what "since" counts from.
    fn dates_what_since(&self, start: usize) -> bool {
        let between = |t: &usize| {
            let pos = self.view.token(*t).map(|t| t.pos);
            !matches!(pos, None | Some(Pos::Verb | Pos::Aux | Pos::Mark | Pos::Conjunction | Pos::Relative))
        };
        let at = (0..start).rev().take_while(between).find(|&t| self.view.is(t, Func::Since));
        at.is_some_and(|at| (at + 1..start).any(|t| self.view.token(t).is_some_and(|t| t.pos == Pos::Noun)))
    }

    /// "to 9.4 percent from 7.1 percent in 2019": whether a token belongs to another figure, with which this one is
    /// compared.
    pub(super) fn compared(&self, token: u32) -> bool {
        self.siblings.clone().filter(|&i| i != self.claim_index).any(|i| {
            let range = self.room.claims.claims[i].frame.compared;
            range.is_some_and(|r| r.holds(token as usize) && !r.holds(self.claim.tokens.start as usize))
        })
    }

    /// "peaked on 23 March 2021 …; the flood ruined 140 homes": whether the sentence gives the very month of the fact.
    pub(in crate::pairing) fn dated_alike(&self) -> bool {
        let Some(theirs) = self.fact.when.as_ref().and_then(|w| w.covers().next()) else { return false };
        self.siblings.clone().filter(|&i| i != self.claim_index).any(|i| match &self.room.claims.claims[i].value {
            Value::When(w) => {
                w.written.year.is_some() && w.written.month.is_some() && w.covers().any(|r| meet(&r, &theirs))
            }
            _ => false,
        })
    }

    /// Whether a term of the fact tells which end of a comparison it is of: "the year before", for "8.2 million a year
    /// earlier".
    pub(super) fn of_this_end(&self) -> bool {
        let Some(range) = self.claim.frame.compared else { return false };
        let behind = |t: u32| t >= self.claim.tokens.end && range.holds(t as usize);
        self.room.met[self.claim.sentence as usize]
            .iter()
            .any(|m| self.terms.all.contains(&m.term) && m.tokens.iter().all(|&t| behind(t)))
    }

    /// "the 46-metre-high dam, completed in 1971": a measure told of a noun in a compound is the thing's own,
    /// whenever the sentence plays.
    pub(super) fn attribute(&self) -> bool {
        let tokens = self.claim.tokens.indices();
        matches!(self.claim.value, Value::Measure { .. })
            && tokens.skip(1).any(|i| self.view.dash(i) && self.view.glued(i) && self.view.glued(i + 1))
    }

    /// Whether the claim's clause is a statement of its own beside the first: behind a semicolon, with its own verb
    /// ("In 2019 it had 640; now it has 555"), or told of now.
    pub(super) fn parted(&self) -> bool {
        let sentence = self.view.sentence;
        let Some(clause) = sentence.clauses.get(self.claim.frame.clause as usize) else { return false };
        let behind = (clause.range.start as usize)
            .checked_sub(1)
            .is_some_and(|at| self.view.mark(at, ";") || self.view.mark(at, ":"));
        // "When it pulled out in 2015, it gave up 12 bases; in the first week, 60 civilians died": the past goes on.
        let first = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Main && c.verb.is_some());
        let goes_on =
            self.view.is(0, Func::When) && first.is_some_and(|c| c.tense == Tense::Past && clause.tense == Tense::Past);
        let perfect = clause.verbs.is_some_and(|v| self.view.is(v.start as usize, Func::Have));
        clause.coordinated && !clause.gap && (behind && (!goes_on || perfect) || self.of_now())
    }

    /// "There have been", "it has": whether the clause tells how it is now.
    pub(super) fn of_now(&self) -> bool {
        let sentence = self.view.sentence;
        let verbs = sentence.clauses.get(self.claim.frame.clause as usize).and_then(|c| c.verbs);
        verbs.map(|v| v.start as usize).is_some_and(|at| {
            sentence.tokens.get(at).is_some_and(|t| t.pos == Pos::Aux)
                && (self.view.is(at, Func::Have) && !self.view.is(at, Func::Had)
                    || self.view.is(at, Func::Be) && !self.view.lexicon.is_past_auxiliary(self.view.text(at)))
        })
    }

    /// "jumped to $87 million from $58 million a year earlier": a time behind a baseline or an end is its own.
    pub(super) fn dates(&self, time: &Claim) -> bool {
        let at = time.tokens.start;
        // "was 98 million, after 131 million a year before": what counts from another time is of the figure before it.
        let away = time
            .tokens
            .indices()
            .any(|t| self.view.calendar(t, |w| matches!(w, CalendarWord::Away(..)).then_some(())).is_some());
        let of_another = |i: usize| {
            let other = &self.room.claims.claims[i];
            i != self.claim_index && !matches!(other.value, Value::When(_)) && other.tokens.end == at
        };
        if away && self.siblings.clone().any(of_another) {
            return false;
        }
        let mut steps: Vec<u32> = self
            .siblings
            .clone()
            .map(|i| &self.room.claims.claims[i])
            .filter(|c| c.frame.clause == time.frame.clause && matches!(c.frame.level, Level::Baseline | Level::End))
            .map(|c| c.tokens.start)
            .collect();
        steps.sort_unstable();
        // "in January, against 38,700 in January 2020": what is compared with and has a time of its own has no other.
        let mine = self.claim.tokens.start;
        if self.claim.frame.level == Level::Baseline {
            let end = steps.iter().find(|&&s| s > mine).copied().unwrap_or(u32::MAX);
            let behind = |c: &Claim| {
                c.frame.clause == self.claim.frame.clause
                    && matches!(c.value, Value::When(_))
                    && (mine..end).contains(&c.tokens.start)
            };
            if self.siblings.clone().any(|i| behind(&self.room.claims.claims[i])) && !(mine..end).contains(&at) {
                return false;
            }
        }
        let Some(owner) = steps.iter().rev().find(|&&s| s < at) else { return true };
        let next = steps.iter().find(|&&s| s > *owner).copied().unwrap_or(u32::MAX);
        (*owner..next).contains(&self.claim.tokens.start)
    }
}
