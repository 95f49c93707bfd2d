//! Where a word stands as seen from a claim: in its noun group, its clause, a linked clause, the sentence.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::Strength;
use crate::analysis::{ClauseKind, Pos, Role, Sentence};
use crate::claims::{Claim, Value};
use crate::lexicon::{Func, Sense, TokenKind, Weights};

/// How near a word is to a claim, by grammar. The nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// In its own noun group, or one that hangs on it by "of" or apposition.
    Group,
    /// In its clause, subject and verb included.
    Clause,
    /// In a clause that hangs on its own, or that its own hangs on.
    Linked,
    /// Elsewhere in the sentence, or in the noun group of another figure.
    Sentence,
    /// Through a reference: a pronoun, a definite, "there".
    Reference,
    /// The article's topic.
    Topic,
    /// A word of the lead that is no name: it tells what the article began with.
    Lead,
    /// Elsewhere in the paragraph, its heading, or further up.
    Weak,
}

impl Place {
    /// How strongly a term is met here (semantics 7.2).
    pub(super) fn strength(self) -> Strength {
        match self {
            Self::Group | Self::Clause => Strength::Strong,
            Self::Weak | Self::Lead => Strength::Weak,
            _ => Strength::Middling,
        }
    }

    /// What a term met here counts.
    pub(super) fn weight(self, weights: &Weights) -> i32 {
        match self {
            Self::Group => weights.own_group,
            Self::Clause => weights.own_clause,
            Self::Linked => weights.linked_clause,
            Self::Sentence => weights.sentence,
            Self::Reference => weights.reference,
            Self::Topic | Self::Lead => weights.topic,
            Self::Weak => weights.weak,
        }
    }
}

/// Where a token stands as seen from a claim of the same sentence. `others` are the other claims'
/// tokens, by noun group.
pub(super) fn place(
    sentence: &Sentence,
    claim: &Claim,
    token: usize,
    figures: &[Option<usize>],
    own: usize,
    (others, times): (&[u32], &[u32]),
) -> Place {
    if claim.tokens.holds(token) {
        return Place::Group;
    }
    let Some(t) = sentence.tokens.get(token) else { return Place::Weak };
    let group = |g: u16| sentence.groups.get(g as usize);
    let mine = claim.frame.group;
    if let (Some(theirs), Some(mine)) = (t.group, mine) {
        let hangs =
            |a: u16, b: u16| matches!(group(a).map(|g| g.role), Some(Role::Of(p) | Role::Apposition(p)) if p == b);
        if theirs == mine {
            // Behind another figure of the same group it is that figure's ("Halmic's 27,300 residents" as a whole).
            return Place::Group;
        }
        if hangs(theirs, mine) || hangs(mine, theirs) {
            let foreign = figures.get(theirs as usize).copied().flatten().is_some_and(|c| c != own);
            return if foreign { Place::Clause } else { Place::Group };
        }
    }
    // A word in another figure's noun group is that figure's first; a date may be of it all the same.
    let timed = matches!(claim.value, Value::When(_) | Value::Duration { .. });
    let foreign = !timed && t.group.is_some_and(|g| owned(sentence, g, figures, own));
    let clause = claim.frame.clause;
    let here = sentence.clauses.get(clause as usize);
    // "Lesk's has 24,000": the head that is left out is that of the subject before.
    if let Some(c) = here
        && let Some(parent) = c.parent.and_then(|p| sentence.clauses.get(p as usize))
        && let (Some(own), Some(before)) = (c.subject.and_then(group), parent.subject.and_then(group))
        && sentence.tokens.get(own.range.end as usize).is_some_and(|t| t.pos == Pos::Possessive)
        && before.head as usize == token
    {
        return Place::Clause;
    }
    // What a whole is a part of has no verb: what befalls the part does not befall it.
    let behind = here.and_then(|c| c.verb).is_some_and(|v| claim.tokens.start < v && token as u32 > v);
    let told = sentence.clauses.get(t.clause as usize).is_some_and(|c| c.antecedent.is_some() && c.antecedent == mine);
    if claim.frame.whole && !told && (matches!(t.pos, Pos::Verb | Pos::Adjective) || behind) {
        return Place::Weak;
    }
    // "The government has 114 of the 225 seats": nor is it whose the part is.
    let part = mine.and_then(group).and_then(|g| match g.role {
        Role::Of(part) => Some(part),
        _ => None,
    });
    let acts = here
        .and_then(|c| c.subject)
        .is_some_and(|s| part.is_some() && Some(s) != part && (t.group == Some(s) || of_chain(sentence, t.group, s)));
    // "told 1,410 of its 1,620 employees": whose the whole is.
    let its = |g: &crate::analysis::Group| {
        let first = g.range.start;
        sentence.hits.iter().any(|h| h.start == first && h.sense == Sense::Func(Func::Possessive))
    };
    if claim.frame.whole && acts {
        return if mine.and_then(group).is_some_and(its) { Place::Linked } else { Place::Weak };
    }
    // "the 106 men who were working underground": what tells which men they are.
    let theirs = sentence.clauses.get(t.clause as usize);
    // "62 yachts, of which nine capsized": what the part did is not what all did.
    let part =
        theirs.is_some_and(|c| c.kind == ClauseKind::Relative && c.subject.is_some() && c.subject != c.antecedent);
    if told && mine.is_some() && part && foreign_subject(sentence, theirs, figures, own) {
        return Place::Weak;
    }
    // "Twelve of the 58 wells drilled there were dry": what all were is told of all.
    let whole = mine.and_then(group).filter(|_| claim.frame.part).and_then(|g| {
        sentence
            .groups
            .iter()
            .position(|w| w.role == Role::Of(mine.unwrap_or_default()) && w.range.start > g.range.start)
    });
    if whole.is_some()
        && theirs.is_some_and(|c| c.antecedent.map(usize::from) == whole && c.kind == ClauseKind::Participle)
    {
        return Place::Weak;
    }
    let which = told
        && mine.is_some()
        && theirs.is_some_and(|c| {
            c.kind == ClauseKind::Relative && c.subject == c.antecedent
                || c.kind == ClauseKind::Participle && claim.frame.whole
        })
        && mine.and_then(group).is_some_and(|g| theirs.is_some_and(|c| c.range.start == g.range.end));
    if which && !foreign {
        return Place::Clause;
    }
    if let Some(c) = here {
        if c.subject.is_some_and(|s| t.group == Some(s) || of_chain(sentence, t.group, s)) {
            return if foreign { Place::Linked } else { Place::Clause };
        }
        if c.verbs.is_some_and(|v| v.holds(token)) {
            return Place::Clause;
        }
        if c.antecedent.is_some_and(|a| t.group == Some(a) || of_chain(sentence, t.group, a)) {
            return if foreign { Place::Linked } else { Place::Clause };
        }
    }
    if governs(sentence, clause, token as u32) {
        return Place::Clause;
    }
    // "Rebuilding the theatre took two years": what was done to it is the subject.
    if let (Some(theirs), Some(subject)) = (theirs, here.and_then(|c| c.subject).and_then(group))
        && theirs.kind == ClauseKind::Participle
        && theirs.parent == Some(clause)
        && theirs.verb == Some(token as u32)
        && theirs.range.start == token as u32
        && subject.range.start == theirs.range.end
        && here.and_then(|c| c.verbs).is_some_and(|v| v.start > token as u32)
    {
        return Place::Clause;
    }
    // "Greece in 1952, Germany in 1955": a name right in front of another date is that date's.
    if matches!(claim.value, Value::When(_))
        && let Some(g) = t.group.and_then(group).filter(|g| g.name)
        && let Some(date) = dated(sentence, g.range.end, times)
        && date != claim.tokens.start
    {
        return Place::Weak;
    }
    // "The replacement costs £49m, and it is due to start in March": it is what the clause before tells of.
    let pronoun = |g: &crate::analysis::Group| {
        g.range.end == g.range.start + 1 && sentence.tokens[g.head as usize].pos == Pos::Pronoun
    };
    let mut told = here;
    while let Some(c) = told.filter(|c| c.kind == ClauseKind::Infinitive) {
        told = c.parent.and_then(|p| sentence.clauses.get(p as usize));
    }
    if let Some(c) = told
        && c.coordinated
        && c.subject.and_then(group).is_some_and(pronoun)
        && let Some(before) = c.parent.and_then(|p| sentence.clauses.get(p as usize)).and_then(|p| p.subject)
        && !foreign
        && (t.group == Some(before) || of_chain(sentence, t.group, before))
        && !group(before).is_some_and(pronoun)
    {
        return Place::Linked;
    }
    // "Six rhinos were darted in Lunga, four in Makore": a place behind another figure without a noun is that one's.
    let verb = here.and_then(|c| c.verb);
    let of_next = |o: &u32| {
        let o = *o as usize;
        let alone = o > 0
            && matches!(sentence.tokens[o - 1].pos, Pos::Mark | Pos::Conjunction)
            && sentence.tokens.get(o + 1).is_some_and(|t| t.pos == Pos::Preposition);
        alone && o < token && sentence.tokens.get(o + 2).and_then(|t| t.group) == t.group
    };
    if t.clause == clause
        && t.pos == Pos::Name
        && !timed
        && verb.is_some_and(|v| claim.tokens.start < v && (token as u32) > v)
        && others.iter().any(of_next)
    {
        return Place::Weak;
    }
    if t.clause == clause && parted(sentence, claim, token, others) {
        return if t.pos == Pos::Name { Place::Weak } else { Place::Sentence };
    }
    if t.clause == clause {
        return if foreign { Place::Sentence } else { Place::Clause };
    }
    let theirs = sentence.clauses.get(t.clause as usize);
    let (Some(here), Some(theirs)) = (here, theirs) else { return Place::Sentence };
    // "Police put the crowd at 18,000; the organisers spoke of 60,000": of what the verb before counted.
    let reports = |c: &crate::analysis::Clause| {
        c.verb.is_some_and(|v| sentence.hits.iter().any(|h| h.start == v && matches!(h.sense, Sense::Reporting(_))))
    };
    let elided = here.coordinated
        && here.parent == Some(t.clause)
        && claim.frame.noun.is_none_or(|n| n.left_out)
        && t.group.and_then(group).is_some_and(|g| g.role == Role::Object);
    if elided && !foreign && reports(here) && reports(theirs) {
        return Place::Clause;
    }
    // "3,900 farms supply it, after 212 gave up": what another figure did, or what befell it.
    let another = theirs.subject.and_then(|s| figures.get(s as usize).copied().flatten()).is_some_and(|c| c != own);
    if another && !timed && !here.gap && theirs.verbs.is_some_and(|v| v.holds(token)) {
        return Place::Weak;
    }
    // The main verb of a clause beside this one is what happened there, not here.
    if theirs.verb == Some(token as u32) && (theirs.coordinated || here.coordinated) && !here.gap && !theirs.gap {
        return Place::Weak;
    }
    // "Norvia's army has 31,000 soldiers, and Lesk's has 24,000": names of two subjects side by side stay apart.
    let named = |c: &crate::analysis::Clause| {
        c.subject.and_then(group).is_some_and(|g| g.range.indices().any(|i| sentence.tokens[i].pos == Pos::Name))
    };
    let beside =
        theirs.coordinated && theirs.parent == Some(clause) || here.coordinated && here.parent == Some(t.clause);
    if beside
        && t.pos == Pos::Name
        && theirs.subject.is_some()
        && theirs.subject == t.group
        && here.subject != theirs.subject
        && named(here)
    {
        return Place::Weak;
    }
    let reporting = here.kind == ClauseKind::Reporting || theirs.kind == ClauseKind::Reporting;
    if reporting || foreign {
        return Place::Sentence;
    }
    // The other clause hangs on this one, or this one on it.
    if theirs.parent == Some(clause) && !theirs.coordinated {
        let counts = !timed;
        let of_other = theirs.antecedent.is_some() && theirs.antecedent != mine && theirs.verb == Some(token as u32);
        // "The share of the budget that was spent had dropped by 9 points"
        let of_subject = here.subject.is_some_and(|s| of_chain(sentence, theirs.antecedent, s));
        if counts && of_other && mine.is_some() && !of_subject {
            return Place::Weak;
        }
        // "68 percent of those who came": what is told of the whole is told of its part.
        let of_mine = mine.is_some_and(|m| theirs.antecedent.is_some() && of_chain(sentence, theirs.antecedent, m));
        // "Anybody who needs a new hip waits 31 weeks": what tells which subject it is, with no comma before it.
        let which_subject = theirs.kind == ClauseKind::Relative
            && theirs.antecedent.is_some()
            && theirs.antecedent == here.subject
            && here.subject.and_then(group).is_some_and(|g| g.range.end == theirs.range.start);
        let on_me = theirs.antecedent.is_none()
            || theirs.antecedent == mine
            || of_mine
            || which_subject && !matches!(claim.value, Value::When(_))
            || matches!(theirs.kind, ClauseKind::Infinitive);
        // "a $500,000 reward announced by Reno": what is told of another figure is that figure's.
        let of_figure = counts
            && theirs.antecedent.is_some_and(|a| figures.get(a as usize).copied().flatten().is_some_and(|c| c != own));
        return if on_me {
            Place::Linked
        } else if of_figure {
            Place::Weak
        } else {
            Place::Sentence
        };
    }
    if here.parent == Some(t.clause) && (!here.coordinated || here.gap) {
        return Place::Linked;
    }
    // "Of marble it needed 7,000 tonnes; of gold leaf, 90 kilos": each has its own in front.
    let of = |g: &crate::analysis::Group| matches!(g.role, Role::Oblique(p) if p == 0 && sentence.hits.iter().any(|h| h.start == p && h.sense == Sense::Func(Func::Of)));
    if here.coordinated && t.group.and_then(group).is_some_and(of) {
        return Place::Weak;
    }
    // What stands in front of all coordinated clauses counts for each ("In 2011 a plane crashed and killed four").
    let first_verb = sentence.clauses.get(t.clause as usize).and_then(|c| c.verb);
    if here.coordinated && here.parent == Some(t.clause) && first_verb.is_none_or(|v| (token as u32) < v) {
        return Place::Linked;
    }
    Place::Sentence
}

/// Whether a clause's subject is another claim's figure.
fn foreign_subject(
    sentence: &Sentence,
    clause: Option<&crate::analysis::Clause>,
    figures: &[Option<usize>],
    own: usize,
) -> bool {
    let of = |g: u16| figures.get(g as usize).copied().flatten().is_some_and(|c| c != own);
    let subject = clause.and_then(|c| c.subject);
    subject.is_some_and(|s| {
        of(s) || sentence.groups.iter().enumerate().any(|(i, g)| g.role == Role::Of(s) && of(i as u16))
    })
}

/// Whether a token is the verb that governs an infinitive, or one whose verb a gap leaves out: "it was expanded to
/// include Greece in 1952, Germany in 1955".
pub(super) fn governs(sentence: &Sentence, clause: u16, token: u32) -> bool {
    let mut at = Some(clause);
    let mut infinitive = false;
    for _ in 0..6 {
        let Some(c) = at.and_then(|i| sentence.clauses.get(i as usize)) else { return false };
        if infinitive && !c.gap && c.kind != ClauseKind::Infinitive {
            return c.verb == Some(token);
        }
        infinitive |= c.kind == ClauseKind::Infinitive;
        if !infinitive && !c.gap {
            return false;
        }
        at = c.parent;
    }
    false
}

/// The date that stands right behind a group, over a preposition, or behind the groups that "and" joins to it.
fn dated(sentence: &Sentence, end: u32, times: &[u32]) -> Option<u32> {
    let mut at = end;
    for _ in 0..3 {
        let pos = |i: u32| sentence.tokens.get(i as usize).map(|t| t.pos);
        if pos(at) == Some(Pos::Preposition) && times.contains(&(at + 1)) {
            return Some(at + 1);
        }
        if times.contains(&at) {
            return Some(at);
        }
        if pos(at) != Some(Pos::Conjunction) {
            return None;
        }
        let next = sentence.tokens.get(at as usize + 1)?.group?;
        at = sentence.groups.get(next as usize)?.range.end;
    }
    None
}

/// "14 seals at Grip and 9 at Sula": behind the verb, a conjunction before another figure parts what
/// belongs to each. `others` are the first tokens of the sentence's other figures.
fn parted(sentence: &Sentence, claim: &Claim, token: usize, others: &[u32]) -> bool {
    let verb = sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
    if verb.is_none_or(|v| token as u32 <= v || claim.tokens.start <= v) || matches!(claim.value, Value::When(_)) {
        return false;
    }
    if token as u32 + 2 == claim.tokens.start && is_distance(sentence, claim) {
        return false;
    }
    let (low, high) = (claim.tokens.start.min(token as u32), claim.tokens.start.max(token as u32));
    let aside = |t: u32| {
        let clause = sentence.clauses.get(sentence.tokens[t as usize].clause as usize);
        clause.is_some_and(|c| c.kind == ClauseKind::Aside)
    };
    let comma = |t: u32| {
        sentence.tokens[t as usize].kind == TokenKind::Mark && !aside(t) && others.contains(&(t + 1))
            || t + 1 == claim.tokens.start && sentence.tokens[t as usize].kind == TokenKind::Mark
    };
    // "polled 34 votes against 29 for Ostrine"
    let against = |t: u32| {
        others.contains(&(t + 1)) && sentence.hits.iter().any(|h| h.start == t && h.sense == Sense::Func(Func::Against))
    };
    let parts = |t: &u32| sentence.tokens[*t as usize].pos == Pos::Conjunction || comma(*t) || against(*t);
    let conjunction = (low..high).find(parts);
    let Some(at) = conjunction else { return false };
    // Another figure stands on the token's side of the conjunction, between it and the token.
    if token as u32 > claim.tokens.start {
        others.iter().any(|&o| o > at && o < token as u32)
    } else {
        others.iter().any(|&o| o < at && o < token as u32)
    }
}

/// "in Dundalk, 50 miles (80 km) south of Belfast": a measure that says how far the place before it lies.
fn is_distance(sentence: &Sentence, claim: &Claim) -> bool {
    let measure = matches!(claim.value, Value::Measure { .. } | Value::Duration { .. });
    let pos = |at: usize| sentence.tokens.get(at).map(|t| t.pos);
    let is =
        |at: usize, func: Func| sentence.hits.iter().any(|h| h.start as usize == at && h.sense == Sense::Func(func));
    let end = claim.tokens.end as usize;
    // Over the same distance in another unit, in brackets.
    let aside = sentence.clauses.iter().find(|c| c.kind == ClauseKind::Aside && c.range.start as usize == end);
    let at = aside.map_or(end, |c| c.range.end as usize);
    let way = matches!(pos(at), Some(Pos::Noun | Pos::Adverb | Pos::Adjective))
        && (is(at + 1, Func::Of) || is(at + 1, Func::From));
    measure && (is(at, Func::From) || way)
}

/// Whether a group hangs on `head` by "of", directly or through others.
pub(super) fn of_chain(sentence: &Sentence, from: Option<u16>, head: u16) -> bool {
    let mut at = from;
    for _ in 0..4 {
        let Some(g) = at else { return false };
        if g == head {
            return true;
        }
        at = match sentence.groups.get(g as usize).map(|g| g.role) {
            Some(Role::Of(p) | Role::Apposition(p)) => Some(p),
            _ => None,
        };
    }
    false
}

/// Whether a group holds, or is held by an "of" to, another claim's figure.
fn owned(sentence: &Sentence, group: u16, figures: &[Option<usize>], own: usize) -> bool {
    let other = |g: u16| figures.get(g as usize).copied().flatten().is_some_and(|c| c != own);
    if other(group) {
        return true;
    }
    // "the new Landsting of 129 seats": the head's word belongs to the figure that hangs on it.
    sentence.groups.iter().enumerate().any(|(i, g)| g.role == Role::Of(group) && other(i as u16))
}
