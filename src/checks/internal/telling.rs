//! One telling of a thing: what it says beside its figure, and whether another one is of the same thing.

use super::kind;
use crate::analysis::{ClauseKind, Pos, Role, View};
use crate::checks::scene::Scene;
use crate::claims::frame::Counted;
use crate::claims::{Claim, Value};
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, ConceptWord, Func, Sense, Stem};
use rust_decimal::Decimal;

/// One telling of a thing.
#[derive(Clone, Copy)]
pub(super) struct Telling<'a> {
    pub(super) scene: Scene<'a>,
    pub(super) claim: &'a Claim,
}

impl<'a> Telling<'a> {
    fn view(&self) -> View<'a> {
        self.scene.view
    }

    /// Its words tell it as a figure of another time, or as one that others gave.
    pub(super) fn given_up(&self) -> bool {
        let len = self.view().len();
        let words = [
            Func::Now,
            Func::Then,
            Func::Earlier,
            Func::Later,
            Func::Not,
            Func::Never,
            Func::Yet,
            Func::Again,
            Func::More,
            Func::Other,
            Func::Another,
            Func::If,
            Func::Each,
            Func::Every,
            Func::Average,
            Func::Respectively,
            Func::Only,
            Func::Until,
            Func::Before,
        ];
        self.scene.has(0, len, CheckWord::Superseded)
            || self.scene.has(0, len, CheckWord::Some)
            || self.scene.has_func(0, len, &words)
            || self.view().sentence.hits.iter().any(|h| matches!(h.sense, Sense::Switch(_)))
            || self.view().text(len.saturating_sub(1)) == "?"
    }

    /// The source of the figure, by its names and nouns.
    fn source(&self) -> Option<Vec<Stem>> {
        let range = self.claim.frame.source?;
        Some(
            range
                .indices()
                .filter_map(|t| self.view().token(t))
                .filter(|t| matches!(t.pos, Pos::Noun | Pos::Name))
                .map(|t| t.stem)
                .collect(),
        )
    }

    /// Whether something divides the two: another source, another event, another noun, a side.
    pub(super) fn divided(&self, other: &Self) -> bool {
        let sources = match (self.source(), other.source()) {
            (Some(a), Some(b)) => a != b,
            (None, Some(_)) => kind(&self.scene) != Some(BlockKind::Headline),
            // "The 32 people killed in the avalanche": what was said before is told again as known.
            (Some(_), None) => !other.definite().0,
            (None, None) => false,
        };
        let (a, b) = (&self.claim.frame.events, &other.claim.frame.events);
        let events = !a.is_empty() && !b.is_empty() && !a.iter().any(|e| b.contains(e));
        // "Eight dead": what befell them stands for those whom it befell.
        let noun = |t: &Self| {
            let adjective = |n: &Counted| {
                n.token.is_some_and(|at| {
                    let told = |s| matches!(s, Sense::Concept(_, ConceptWord::Adjective));
                    n.class.is_none() && t.view().hits(at as usize).any(|h| told(h.sense))
                })
            };
            t.claim.frame.noun.filter(|n| !adjective(n))
        };
        let nouns = match (noun(self), noun(other)) {
            // Men are people, and no women; what a general noun counts may be any of them.
            (Some(x), Some(y)) => {
                x.stem != y.stem && !(x.class.is_some() && x.class == y.class && (x.general || y.general))
            }
            _ => false,
        };
        // "men" divide people: more of them than of all is no matter of counting.
        let parts = |t: &Self| -> Vec<Stem> {
            t.claim.frame.partitions.iter().filter_map(|&p| t.view().token(p as usize)).map(|t| t.stem).collect()
        };
        let (mine, theirs) = (parts(self), parts(other));
        let exact = |t: &Self| t.claim.value.figure().and_then(|f| f.number.filter(|_| f.hedge.is_none()));
        let more = |a: Option<Decimal>, b: Option<Decimal>| a.zip(b).is_some_and(|(a, b)| a > b);
        let portioned = match (mine.is_empty(), theirs.is_empty()) {
            (true, false) => !more(exact(other), exact(self)),
            (false, true) => !more(exact(self), exact(other)),
            _ => mine != theirs,
        };
        let against = |t: &Self| t.scene.has_func(0, t.view().len(), &[Func::Against]);
        // "after two days under ground" says when, and divides nothing.
        // Nor does "over two years" of what a headline tells without it.
        let headline = kind(&self.scene) == Some(BlockKind::Headline);
        let adjuncts = [Func::After, Func::Over, Func::Within, Func::In, Func::During];
        let adjuncts = adjuncts.get(..if headline { 5 } else { 1 }).unwrap_or_default();
        let after = |t: &Self, c: &Claim| {
            matches!(c.value, Value::Duration { .. })
                && (c.tokens.start as usize).checked_sub(1).is_some_and(|b| adjuncts.iter().any(|&f| t.view().is(b, f)))
        };
        // A length that another clause tells is of something else.
        let elsewhere = |t: &Self, c: &Claim| {
            let (from, to) = t.told();
            let at = c.tokens.start as usize;
            matches!(c.value, Value::Duration { .. }) && !(from..to).contains(&at)
        };
        let beside = |t: &Self, c: &Claim| !after(t, c) && !elsewhere(t, c);
        let figures = self.scene.claims.iter().filter(|c| beside(self, c));
        let figures = figures.chain(other.scene.claims.iter().filter(|c| beside(other, c)));
        // A rank, a share or a length beside it divides a whole.
        let own = |c: &Claim| std::ptr::eq(c, self.claim) || std::ptr::eq(c, other.claim);
        let score = matches!(self.claim.value, Value::Score(_));
        let scoped = figures.clone().filter(|c| !own(c) && !score).any(|c| {
            matches!(
                c.value,
                Value::Ordinal(_)
                    | Value::Score(_)
                    | Value::Duration { .. }
                    | Value::Change { .. }
                    | Value::Percent { .. }
            )
        });
        // The other sentence tells the same figure of something else.
        let number = other.claim.value.figure().and_then(|f| f.number);
        let elsewhere =
            number.is_some() && self.scene.claims.iter().any(|c| c.value.figure().and_then(|f| f.number) == number);
        let number = self.claim.value.figure().and_then(|f| f.number);
        let elsewhere = elsewhere
            || number.is_some() && other.scene.claims.iter().any(|c| c.value.figure().and_then(|f| f.number) == number);
        // "None of the 11 concerts": what will be is told again as known.
        let known = self.claim.frame.whole && self.claim.frame.definite;
        // A plan is told as one on both sides, or as good as done.
        let planned = self.claim.frame.unasserted.is_some() || other.claim.frame.unasserted.is_some();
        let future = self.claim.frame.future != other.claim.frame.future && !known && !planned;
        future || sources || events || nouns || portioned || against(self) != against(other) || scoped || elsewhere
    }

    /// Whether no other claim of its kind stands in its sentence, or between the two.
    pub(super) fn alone(&self, other: &Self) -> bool {
        let like = |c: &Claim| {
            // "None of the 11 concerts": no figure of its own.
            let none = c.value.figure().and_then(|f| f.number).is_some_and(|n| n.is_zero());
            !none
                && std::mem::discriminant(&c.value) == std::mem::discriminant(&self.claim.value)
                && (c.frame.noun.map(|n| n.class) == self.claim.frame.noun.map(|n| n.class))
        };
        let (from, to) = (self.scene.first, other.scene.first + other.scene.claims.len());
        self.scene.draft.claims.get(from..to).unwrap_or(&[]).iter().filter(|c| like(c)).count() == 2
    }

    /// Content words of tokens, the figure's own aside.
    fn content(&self, from: usize, to: usize, verbs: bool) -> Vec<usize> {
        let view = self.view();
        (from..to)
            .filter(|&t| !self.claim.tokens.holds(t))
            .filter(|&t| {
                view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name) || verbs && t.pos == Pos::Verb)
            })
            .filter(|&t| self.scene.claim_over(t).is_none())
            .filter(|&t| {
                !self.claim.frame.source.is_some_and(|s| s.holds(t))
                    && !view.hits(t).any(|h| matches!(h.sense, Sense::Reporting(_)))
            })
            .collect()
    }

    /// Whether a word of another telling is said here too, in any form or by a word for the same.
    fn says(&self, other: &Self, token: usize) -> bool {
        let Some(wanted) = other.view().token(token) else { return true };
        let lexicon = other.view().lexicon;
        let senses: Vec<Sense> = other
            .view()
            .hits(token)
            .map(|h| h.sense)
            .filter(|s| matches!(s, Sense::Synonym(_) | Sense::Concept(..) | Sense::Change(_)))
            .collect();
        // "to shed jobs", "will cut jobs": the same way.
        let way = |id: u16| lexicon.changes.get(id as usize).map(|c| c.direction);
        let same = |a: Sense| {
            senses.iter().any(|&b| match (a, b) {
                (Sense::Change(x), Sense::Change(y)) => x == y || way(x).is_some() && way(x) == way(y),
                (Sense::Synonym(x), Sense::Synonym(y)) => x == y,
                (Sense::Concept(x, _), Sense::Concept(y, _)) => x == y,
                _ => false,
            })
        };
        // "Quake kills 30": the first word has its capital from where it stands.
        let name = wanted.pos == Pos::Name && token > 0;
        (0..self.view().len()).any(|t| {
            self.view().token(t).is_some_and(|own| {
                own.stem == wanted.stem
                    || !name && lexicon.stemmer.akin(own.stem, wanted.stem)
                    || !name && self.view().hits(t).any(|h| same(h.sense))
            })
        })
    }

    fn names(&self, from: usize, to: usize) -> Vec<usize> {
        let names = self.content(from, to, false).into_iter();
        names.filter(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Name)).collect()
    }

    /// A headline that the lead tells at full length: all its words are said again, and the lead has one such figure.
    pub(super) fn headlines(&self, lead: &Self) -> bool {
        let own = self.content(0, self.view().len(), true);
        let named = own.iter().any(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Name));
        let events = !self.claim.frame.events.is_empty()
            && self.claim.frame.events.iter().any(|e| lead.claim.frame.events.contains(e));
        // "Girl, 16, wins": whom the lead calls by name.
        let aged = matches!(self.claim.value, Value::Age { .. });
        let person = |t: usize| {
            aged && self
                .view()
                .hits(t)
                .any(|h| matches!(h.sense, Sense::Noun(c) if Some(c) == self.view().lexicon.person_class))
        };
        // Headlines have verbs of their own: one may be another than that of the first sentence, if all else is said
        // and the same things are counted.
        let counted = |t: &Self| t.claim.frame.noun.filter(|n| n.token.is_some()).map(|n| n.stem);
        let unsaid: Vec<usize> = own.iter().copied().filter(|&t| !person(t) && !lead.says(self, t)).collect();
        // Of what befell people at one place, what did it may have another name: "Fire kills eight", "when a house burnt".
        let verb = |t: usize| {
            self.view().token(t).is_some_and(|t| t.pos == Pos::Verb || events && t.pos == Pos::Noun)
        };
        let near = lead.scene.sentence == self.scene.sentence + 1;
        let reworded = near
            && named
            && own.len() > 2
            && (events || counted(self).is_some() && counted(self) == counted(lead))
            && self.same_size(lead)
            && matches!(unsaid.as_slice(), &[t] if verb(t));
        let said = unsaid.is_empty() || reworded;
        let single = |t: &Self| {
            let like = |c: &&Claim| match (&t.claim.value, &c.value) {
                (Value::Quantity { .. } | Value::Number(_), Value::Quantity { .. } | Value::Number(_)) => true,
                (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
            };
            t.scene.claims.iter().filter(like).count() == 1
        };
        own.len() >= 2 && (named || events || own.len() > 2) && said && single(self) && single(lead)
    }

    /// Whether the text counts on behind this figure up to the larger one of its headline: "four people and a
    /// firefighter", "… and a firefighter was killed", "An eighth died in hospital".
    pub(super) fn goes_on(&self, headline: &Self) -> bool {
        let number = |t: &Self| t.claim.value.figure().and_then(|f| f.number);
        let Some((own, total)) = number(self).zip(number(headline)).filter(|(own, total)| own < total) else {
            return false;
        };
        let view = self.view();
        let from = self.claim.tokens.end as usize;
        let events = &self.claim.frame.events;
        let event =
            |v: &View<'_>, t: usize| v.hits(t).any(|h| matches!(h.sense, Sense::Concept(c, _) if events.contains(&c)));
        let group = self.claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let behind = group.map_or(from, |g| (g.range.end as usize).max(from));
        // One more thing in the same breath, or more of what befell them.
        let and = (behind..view.len()).any(|t| {
            let one = view.is(t + 1, Func::A)
                || view.is(t + 1, Func::Another)
                || view.is(t + 1, Func::The)
                || view.numeral(t + 1).is_some()
                || view.digits(t + 1);
            view.is(t, Func::And) && one
        });
        let own_clause = self.claim.frame.clause;
        let more = (from..view.len()).any(|t| view.token(t).is_some_and(|x| x.clause != own_clause) && event(&view, t));
        if and || more {
            return true;
        }
        // The next sentence brings the count to the headline's, or tells of one more.
        let next = self.scene.sentence + 1;
        let Some(sentence) = self.scene.draft.analysis.sentences.get(next) else { return false };
        let Some(prose) = self.scene.draft.document.blocks().get(sentence.block as usize).map(|b| &b.text) else {
            return false;
        };
        let v = View { lexicon: view.lexicon, prose, sentence };
        let first = self.scene.first + self.scene.claims.len();
        let claims = self.scene.draft.claims.iter().skip(first).take_while(|c| c.sentence as usize == next);
        let counted = claims.into_iter().any(|c| match &c.value {
            Value::Ordinal(n) => Decimal::from(*n) > own && Decimal::from(*n) <= total,
            value @ (Value::Number(_) | Value::Quantity { .. }) => {
                value.figure().and_then(|f| f.number).is_some_and(|n| n == total || own.checked_add(n) == Some(total))
            }
            _ => false,
        });
        let told = (0..v.len()).any(|t| event(&v, t));
        let another = (0..v.len()).any(|t| {
            [Func::Another, Func::Other, Func::More, Func::Also, Func::Later, Func::A].iter().any(|&f| v.is(t, f))
        });
        counted || told && another
    }

    /// The noun group of the figure with all that hangs on it: up to the verb of its clause, where it is the subject.
    fn phrase(&self) -> (usize, usize) {
        let view = self.view();
        let start = self.claim.tokens.start as usize;
        let group = self.claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let (from, behind) = group.map_or((start, start + 1), |g| (g.range.start as usize, g.range.end as usize));
        let end = self.scene.end();
        // "None of the 11 concerts that they will play": of a subject.
        let whose = group.and_then(|g| match g.role {
            Role::Of(parent) => view.sentence.groups.get(parent as usize),
            _ => Some(g),
        });
        if whose.is_none_or(|g| !matches!(g.role, Role::Subject | Role::Loose)) {
            return (from, end);
        }
        // "The 47 million euros that the bank lent is gone": each clause that hangs on it has a verb of its own.
        let (mut inner, mut before) = (0, None);
        for t in behind..end {
            let pos = view.token(t).map(|t| t.pos);
            let clause = view.token(t).and_then(|t| view.sentence.clauses.get(t.clause as usize));
            // "The 32 people killed in the avalanche": a participle of its own.
            let hung = clause.is_some_and(|c| c.kind == ClauseKind::Participle && c.antecedent.is_some());
            let verb = matches!(pos, Some(Pos::Verb | Pos::Aux)) && !hung;
            let begins =
                verb && !matches!(before, Some(Pos::Aux)) && (pos == Some(Pos::Aux) || before != Some(Pos::Verb));
            if matches!(pos, Some(Pos::Relative | Pos::Subordinator)) {
                inner += 1;
            } else if begins {
                if inner == 0 {
                    return (from, t);
                }
                inner -= 1;
            }
            before = pos;
        }
        (from, end)
    }

    /// Whether the figure's own group is definite: "the 57 votes", "all 37 men".
    fn definite(&self) -> (bool, bool) {
        let view = self.view();
        let start = self.claim.tokens.start as usize;
        let from = self
            .claim
            .frame
            .group
            .and_then(|g| view.sentence.groups.get(g as usize))
            .map_or(start, |g| g.range.start as usize)
            .min(start);
        let all = (from.saturating_sub(1)..=start).any(|t| view.is(t, Func::All));
        (self.claim.frame.definite || all, all)
    }

    /// A definite figure that says of itself nothing but what the sentence before has told: "The 57 votes for the
    /// bill in the Senate".
    pub(super) fn refers(&self, before: &Self) -> bool {
        let (definite, _) = self.definite();
        let (from, to) = self.phrase();
        let own = self.content(from, to, true);
        let named = !self.names(from, to).is_empty();
        // "The 32 people killed in the avalanche": the event is a name of its own.
        let event = own.len() >= 2
            && !self.claim.frame.events.is_empty()
            && self.claim.frame.events.iter().any(|e| before.claim.frame.events.contains(e));
        // "Most of the 12,400 spectators at the final", right behind the sentence that counts them.
        let next = self.scene.sentence == before.scene.sentence + 1
            && self.scene.view.sentence.block == before.scene.view.sentence.block;
        let counted = next
            && !own.is_empty()
            && own.iter().all(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Noun))
            // "The 30 bears from the zoo" may be some of them.
            && (from..to).all(|t| {
                self.view().token(t).is_none_or(|x| x.pos != Pos::Preposition)
                    || [Func::At, Func::In, Func::On, Func::Of].iter().any(|&f| self.view().is(t, f))
            })
            && self.claim.frame.noun.zip(before.claim.frame.noun).is_some_and(|(a, b)| a.stem == b.stem && a.token.is_some());
        definite
            && (named || event || counted)
            && (!self.timed(from, to) || self.same_times(before, from, to))
            && own.iter().all(|&t| before.says(self, t))
            && self.same_size(before)
    }

    /// "all seven boys" under a headline of nine: the whole is not smaller than its part.
    pub(super) fn all_of(&self, headline: &Self) -> bool {
        let (_, all) = self.definite();
        let (from, to) = self.phrase();
        let own = self.content(from, to, false);
        let named = !self.names(from, to).is_empty();
        let number = |t: &Self| t.claim.value.figure().and_then(|f| f.number.filter(|_| f.hedge.is_none()));
        let noun = |t: &Self| t.claim.frame.noun.map(|n| n.stem);
        all && named
            && noun(self).is_some()
            && noun(self) == noun(headline)
            && number(self).zip(number(headline)).is_some_and(|(whole, part)| whole < part)
            && own.iter().all(|&t| headline.says(self, t))
    }

    /// "After Sunday's 3-2 victory over Norrvik": a score with the noun of a game, whose names the sentence before tells.
    pub(super) fn result(&self, before: &Self) -> bool {
        let view = self.view();
        let end = self.claim.tokens.end as usize;
        let outcome = self.scene.word(end, CheckWord::Outcome).is_some();
        let (from, to) = self.phrase();
        let close = (end + 1..to).find(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Mark | Pos::Verb))).unwrap_or(to);
        let names = self.names(from, close);
        let (definite, _) = self.definite();
        let owned = (from..end).any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
        outcome
            && (definite || owned)
            && !names.is_empty()
            && names.iter().all(|&t| before.says(self, t))
            && (!self.timed(from, close) || self.same_times(before, from, close))
    }

    /// A time in these tokens.
    fn timed(&self, from: usize, to: usize) -> bool {
        self.scene.claims.iter().any(|c| {
            let at = c.tokens.start as usize;
            !std::ptr::eq(c, self.claim) && at >= from && at < to && matches!(c.value, Value::When(_))
        })
    }

    /// Each time in these tokens is told in the other sentence too.
    fn same_times(&self, before: &Self, from: usize, to: usize) -> bool {
        let inside = |c: &&Claim| c.tokens.start as usize >= from && (c.tokens.start as usize) < to;
        let times = self.scene.claims.iter().filter(inside).filter(|c| !std::ptr::eq(*c, self.claim));
        times
            .filter(|c| matches!(c.value, Value::When(_)))
            .all(|c| {
                // "on Sunday", "Sunday's": the same day, whichever way it was counted.
                let weekday = |c: &Claim| match &c.value {
                    Value::When(w) if w.written.day.is_none() => w.written.weekday,
                    _ => None,
                };
                before.scene.claims.iter().any(|b| b.value == c.value || weekday(c).is_some() && weekday(b) == weekday(c))
            })
    }

    /// A figure and a margin are no two tellings: the one is not half of the other.
    fn same_size(&self, other: &Self) -> bool {
        let number = |t: &Self| t.claim.value.figure().and_then(|f| f.number);
        match (number(self), number(other)) {
            // Digits that changed places are of one figure, however far apart.
            (Some(a), Some(b)) => a < b + b && b < a + a || digits(a) == digits(b),
            _ => matches!(self.claim.value, Value::When(_)),
        }
    }

    /// What the claim's clause tells: for a relative clause with what it says it of.
    fn told(&self) -> (usize, usize) {
        let view = self.view();
        let Some(clause) = view.sentence.clauses.get(self.claim.frame.clause as usize) else { return (0, 0) };
        let (start, end) = (clause.range.start as usize, clause.range.end as usize);
        match clause.kind {
            ClauseKind::Relative | ClauseKind::Participle => {
                let group = clause.antecedent.and_then(|g| view.sentence.groups.get(g as usize));
                (group.map_or(start, |g| g.range.start as usize), end)
            }
            _ => (start, end),
        }
    }

    /// One clause told again in other words: the same verb, names and nouns on both sides, and nothing besides.
    pub(super) fn retold(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.told(), other.told());
        let (mine, theirs) = (self.content(a, b, true), other.content(c, d, true));
        let named = !self.names(a, b).is_empty() && !other.names(c, d).is_empty();
        let verb = |t: &Self| {
            let clause = t.view().sentence.clauses.get(t.claim.frame.clause as usize)?;
            t.view().token(clause.verb? as usize).map(|t| t.stem)
        };
        let timed = matches!(self.claim.value, Value::When(_)) || !self.timed(a, b) && !other.timed(c, d);
        // "840 metres long" and "20 metres wide": the word behind tells what was measured.
        let behind =
            |t: &Self| t.view().token(t.claim.tokens.end as usize).filter(|n| n.pos != Pos::Mark).map(|n| n.stem);
        let measured = !matches!(self.claim.value, Value::Measure { .. }) || behind(self) == behind(other);
        named
            && timed
            && measured
            && verb(self).is_some()
            && verb(self) == verb(other)
            && mine.len() >= 3
            && self.same_size(other)
            && mine.iter().all(|&t| other.says(self, t))
            && theirs.iter().all(|&t| self.says(other, t))
    }
}

/// The digits of a figure, sorted.
fn digits(n: Decimal) -> Vec<u8> {
    let mut digits: Vec<u8> = n.normalize().mantissa().unsigned_abs().to_string().into_bytes();
    digits.sort_unstable();
    digits
}
