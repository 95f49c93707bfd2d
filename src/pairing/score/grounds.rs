//! What speaks against accusing in where a fact's terms are met (semantics 7.6).

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::words::dates;
use super::{Room, Seen};
use crate::analysis::{ClauseKind, Group, Pos, Role, View};
use crate::claims::frame::Level;
use crate::claims::{Claim, Kind, Value, WhenShape};
use crate::lexicon::{Func, Period, Sense};
use crate::pairing::place::{Place, of_chain};
use crate::pairing::{Doubt, Doubts};
use smallvec::SmallVec;

impl Room<'_> {
    /// What speaks against accusing in where the terms are met (semantics 7.6).
    pub(super) fn grounds(
        &self,
        seen: &[Seen],
        claim: &Claim,
        view: View<'_>,
        value: &Value,
        of_sentence: bool,
    ) -> Doubts {
        let mut doubts = Doubts::new();
        let sentence = view.sentence;
        let kind = sentence.clauses.get(claim.frame.clause as usize).map(|c| (c.kind, c.gap));
        let timed = matches!(claim.value, Value::When(_) | Value::Duration { .. });
        // Dates say their own verb's or noun's time; counts may hang on a clause above.
        let inner = kind.is_some_and(|(k, gap)| {
            gap || matches!(
                k,
                ClauseKind::Participle | ClauseKind::Relative | ClauseKind::Infinitive | ClauseKind::Aside
            )
        });
        // "$67 million, of which donors had given 21": what is told of the whole is not told of what "which" leaves.
        let here = sentence.clauses.get(claim.frame.clause as usize);
        let inner = inner && !here.is_some_and(|c| c.kind == ClauseKind::Relative && c.subject != c.antecedent);
        // "took a year to sell out": how long what the infinitive tells took.
        let took = |s: &Seen| {
            let clause = s.token.and_then(|t| sentence.clauses.get(sentence.tokens[t as usize].clause as usize));
            matches!(claim.value, Value::Duration { .. })
                && clause.is_some_and(|c| c.kind == ClauseKind::Infinitive && c.parent == Some(claim.frame.clause))
        };
        let own = |s: &Seen| {
            s.place <= Place::Clause
                || took(s)
                || inner && !matches!(claim.value, Value::When(_)) && s.place <= Place::Linked
        };
        let dated = matches!(claim.value, Value::When(_));
        let lower: SmallVec<[&Seen; 4]> = seen.iter().filter(|s| !self.terms.is_name(s.term)).collect();
        if !seen.iter().any(own)
            || timed
                && !lower.is_empty()
                && !lower.iter().any(|s| own(s) && (!dated || s.token.is_none_or(|t| dates(view, claim, t))))
        {
            doubts.push(Doubt::NoOwnTerm);
        }
        // "In a poll last month people said": what somebody said is dated by who said it.
        let reports = |s: &Seen| {
            s.token.is_some_and(|t| view.hits(t as usize).any(|h| matches!(h.sense, Sense::Reporting(_))))
                && s.place <= Place::Clause
        };
        let who = |s: &Seen| self.terms.is_name(s.term);
        // "he said, on a tour for the press on Friday": the day of the saying, and of nothing that is said.
        let says = kind.is_some_and(|(k, _)| k == ClauseKind::Reporting);
        if dated && says && !lower.iter().any(|s| reports(s)) {
            doubts.push(Doubt::Scope);
        }
        if dated
            && !lower.is_empty()
            && lower.iter().all(|s| reports(s))
            && seen.iter().any(who)
            && seen.iter().filter(|s| who(s)).all(|s| s.place >= Place::Topic)
        {
            doubts.push(Doubt::Scope);
        }
        // "The grant is cut to £21.7 million, and there is a deficit": of a sentence the event must be near.
        if of_sentence
            && !timed
            && !doubts.contains(&Doubt::NoOwnTerm)
            && seen.first().is_some_and(|s| s.place == Place::Sentence && !self.terms.is_name(s.term))
        {
            doubts.push(Doubt::NoOwnTerm);
        }
        // "Next year's swim" is another than the one that was.
        let ahead = match (&claim.value, self.dateline) {
            (Value::When(when), Some(dateline)) => {
                !when.readings.is_empty()
                    && when.readings.iter().all(|r| r.from.is_some_and(|f| f.date() > dateline.date))
            }
            _ => false,
        };
        if ahead && view.token(claim.tokens.end as usize).is_some_and(|t| t.pos == Pos::Possessive) {
            doubts.push(Doubt::NoOwnTerm);
        }
        // Of a sentence the event comes first: a date is of that, and not of a word beside it.
        if timed && of_sentence && !seen.first().is_some_and(|s| own(s) || s.place == Place::Reference) {
            doubts.push(Doubt::NoOwnTerm);
        }
        // The headline's event carries on under "the water" and "it", not under "their crop".
        let subject = sentence
            .clauses
            .get(claim.frame.clause as usize)
            .and_then(|c| c.subject)
            .and_then(|s| sentence.groups.get(s as usize));
        let carried = subject.is_none_or(|g| {
            let first = g.range.start as usize;
            view.is(first, Func::The)
                || sentence.tokens[first].pos == Pos::Pronoun
                || g.range.holds(claim.tokens.start as usize)
        });
        let verb_of = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
        // "Retail banking made a profit": another subject than the topic's, of which the fact knows nothing.
        let own = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.subject);
        let of_own = |g: Option<u16>| own.is_some_and(|own| of_chain(sentence, g, own));
        // "Her uncle had reigned for 14 months": a person of hers is another.
        let kin = subject.is_some_and(|g| {
            let head = g.head as usize;
            let person =
                view.hits(head).any(|h| matches!(h.sense, Sense::Noun(id) if view.lexicon.person_class == Some(id)));
            person && view.is(g.range.start as usize, Func::Possessive) && !view.lexicon.is_plural(view.text(head))
        });
        let known = of_own(claim.frame.group)
            || subject.is_some_and(|g| view.is(g.range.start as usize, Func::Possessive)) && !kin
            || seen.iter().filter_map(|s| s.token).any(|t| of_own(sentence.tokens[t as usize].group));
        let limit = if kin { Place::Reference } else { Place::Topic };
        let far = |s: &Seen| s.place >= limit && self.terms.is_name(s.term);
        let stands = kind.is_some_and(|(k, _)| matches!(k, ClauseKind::Main | ClauseKind::Subordinate))
            || kin && here.is_some_and(|c| c.kind == ClauseKind::Relative && c.subject == c.antecedent);
        // "Geologists had recorded 212 tremors": who only counted them.
        let counts = verb_of.is_some_and(|v| {
            view.hits(v as usize)
                .any(|h| matches!(h.sense, Sense::Reporting(id) if self.lexicon.reporting[id as usize].counts))
        });
        if stands && !carried && !known && !counts && seen.iter().any(far) {
            doubts.push(Doubt::Scope);
        }
        // "brought down nine riders" is not how many started, though the text began with that.
        let verb = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
        // "and three were away": what is told of the figure itself by another word than "be".
        let state = |v: u32| {
            let behind = here.and_then(|c| c.verbs).map_or(v + 1, |r| r.end) as usize;
            view.is(v as usize, Func::Be)
                && claim.tokens.end <= v
                && view.token(behind).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Adjective | Pos::Noun))
                && !seen.iter().any(|s| s.token.is_some_and(|t| t > v && s.place <= Place::Clause))
        };
        let told = verb.is_some_and(|v| {
            (sentence.tokens[v as usize].pos == Pos::Verb || state(v))
                && !view.hits(v as usize).any(|h| matches!(h.sense, Sense::Reporting(_)))
                && !seen.iter().any(|s| s.token == Some(v))
        });
        // "2,310 patients have waited more than a year": what is counted says nothing of what they did.
        let counted = |t: u32| claim.frame.group == own && claim.frame.noun.and_then(|n| n.token) == Some(t);
        let bound = own.is_some()
            && seen.iter().filter_map(|s| s.token).any(|t| sentence.tokens[t as usize].group == own && !counted(t));
        let far = lower.iter().any(|s| s.place >= Place::Topic)
            || !lower.is_empty() && lower.iter().all(|s| s.place >= Place::Sentence);
        if !timed && told && !bound && far {
            doubts.push(Doubt::Scope);
        }
        // "her picture earned 2.7 million, behind Iron Orchard": a name of another clause is not who acts in this one.
        let mut names = seen.iter().filter(|s| self.terms.is_name(s.term)).peekable();
        let named = names.peek().is_some() && names.all(|s| s.place == Place::Sentence);
        let acts = seen.iter().filter_map(|s| s.token).any(|t| of_own(sentence.tokens[t as usize].group));
        let acting =
            kind.is_some_and(|(k, _)| matches!(k, ClauseKind::Main | ClauseKind::Subordinate | ClauseKind::Relative));
        if !timed && !of_sentence && acting && own.is_some() && !of_own(claim.frame.group) && !acts && named {
            doubts.push(Doubt::Scope);
        }
        // "having grown by 0.6 percent": what has changed is the subject, and the verb says nothing of what it is.
        let changes =
            |s: &Seen| s.token.is_some_and(|t| view.hits(t as usize).any(|h| matches!(h.sense, Sense::Change(_))));
        let near = |s: &Seen| s.place <= Place::Sentence;
        let only_change = lower.iter().any(|s| near(s) && changes(s)) && !lower.iter().any(|s| near(s) && !changes(s));
        // "Lending to the state rose by 22 percent": nor does a fact of nothing but growth tell whose.
        let of_term = |s: &&Seen| {
            let met = self.met[claim.sentence as usize].iter().filter(|m| m.term == s.term).flat_map(|m| &m.tokens);
            met.into_iter().any(|&t| of_own(sentence.tokens[t as usize].group))
        };
        let by_verb = |s: &&Seen| verb.is_some() && s.token == verb;
        let whose =
            lower.len() > 1 || !carried && own.is_some() && lower.iter().all(by_verb) && !lower.iter().any(of_term);
        if matches!(claim.frame.level, Level::Change(_)) && only_change && whose && !bound {
            doubts.push(Doubt::Scope);
        }
        // "keeps 38 percent, although it had demanded 45": what was wanted is said where it is said to be wanted.
        let figured = |clause: u16| {
            let from = self.claims.claims.partition_point(|c| c.sentence < claim.sentence);
            let of = self.claims.claims.iter().skip(from).take_while(|c| c.sentence == claim.sentence);
            of.filter(|c| c.span != claim.span && !matches!(c.value, Value::When(_))).any(|c| c.frame.clause == clause)
        };
        let wanted = |s: &Seen| {
            s.place > Place::Clause
                && self.terms.is_mode(s.term)
                && s.token.is_some_and(|t| figured(sentence.tokens[t as usize].clause))
        };
        if !timed && lower.iter().any(|s| wanted(s)) {
            doubts.push(Doubt::Scope);
        }
        // "has 920 people on its payroll": persons of whom the clause tells nothing that befell them.
        let befell = |s: &Seen| s.place >= Place::Topic && self.terms.is_concept(s.term);
        if !timed
            && claim.frame.events.is_empty()
            // "The trawler, built for a crew of eight": nor what was done to what they were in.
            && (told || verb.is_some_and(|v| view.is(v as usize, Func::Have)))
            && lower.iter().any(|s| befell(s))
        {
            doubts.push(Doubt::Scope);
        }
        let furthest = if timed || !carried { Place::Reference } else { Place::Topic };
        if lower.iter().any(|s| s.place > furthest || timed && s.place == Place::Sentence)
            || seen.iter().any(|s| s.place >= Place::Lead)
        {
            doubts.push(Doubt::WeakTerm);
        }
        // "Eight of those are in custody, but the rest are fugitives": what is told of others is not told of these.
        let end = claim.tokens.end as usize;
        let of_those = view.is(end, Func::Of)
            && (view.is(end + 1, Func::Demonstrative) || view.token(end + 1).is_some_and(|t| t.pos == Pos::Pronoun));
        if of_those && lower.iter().any(|s| s.place == Place::Sentence) {
            doubts.push(Doubt::Scope);
        }
        // "In the strike of 2008 the cranes stood still": what a year in front tells apart is another of its kind.
        let scene = claim.frame.group.and_then(|g| sentence.groups.get(g as usize)).and_then(|g| match g.role {
            Role::Of(p) => sentence.groups.get(p as usize),
            _ => None,
        });
        let apart = |g: &Group| {
            !g.time && matches!(g.role, Role::Oblique(p) if p <= 1) && view.is(g.range.start as usize, Func::The)
        };
        if dated && scene.is_some_and(apart) {
            doubts.push(Doubt::Scope);
        }
        // "a national referendum next year": a time inside a noun group is that noun's.
        let group = claim.frame.group.and_then(|g| sentence.groups.get(g as usize));
        if matches!(claim.value, Value::When(_))
            && let Some(group) = group
            && !claim.tokens.holds(group.head as usize)
            && !names_a_season(claim, group)
            && !lower.is_empty()
            && (!lower.iter().any(|s| s.place == Place::Group)
                || which(claim, value) && !lower.iter().all(|s| s.place == Place::Group))
        {
            doubts.push(Doubt::Scope);
        }
        if let (Value::When(mine), Value::When(theirs)) = (&claim.value, value) {
            // A period is no answer to the question on which day something was.
            let long = matches!(theirs.shape, WhenShape::Range | WhenShape::Since | WhenShape::Until);
            let period = long && mine.shape == WhenShape::On && mine.grain < theirs.grain;
            let open = matches!(mine.shape, WhenShape::Since | WhenShape::Until) && theirs.shape == WhenShape::On;
            let verb = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verbs);
            let subject = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.subject);
            // "fighting has gone on since April", "killed in the fighting since April", but not "without a win since".
            let begins = lower.iter().any(|s| {
                let Some(t) = s.token else { return false };
                let group = sentence.tokens.get(t as usize).and_then(|t| t.group);
                let beside = group.and_then(|g| sentence.groups.get(g as usize)).is_some_and(|g| {
                    let lacking = matches!(g.role, Role::Oblique(p) if view.is(p as usize, Func::Without));
                    g.range.end == claim.tokens.start && !lacking
                });
                let since = mine.shape == WhenShape::Since;
                verb.is_some_and(|v| v.holds(t as usize)) || beside || since && group.is_some() && group == subject
            });
            let by_verb = begins || lower.iter().any(|s| s.place == Place::Group);
            if period || open && !by_verb && !lower.is_empty() {
                doubts.push(Doubt::Scope);
            }
        }
        doubts
    }
}

/// "its 2025 budget", "last year's budget": the year tells which, where the reference has the day of what was done.
fn which(claim: &Claim, value: &Value) -> bool {
    match (&claim.value, value) {
        (Value::When(mine), Value::When(theirs)) => mine.grain == Period::Year && theirs.grain < Period::Year,
        _ => false,
    }
}

/// "the 2011-12 season": the noun says what kind of a year it is.
fn names_a_season(claim: &Claim, group: &Group) -> bool {
    let years = matches!(&claim.value, Value::When(w) if w.kind == Kind::DateRange && w.grain == Period::Year);
    years && claim.tokens.end == group.head && claim.tokens.start == group.range.start
}
