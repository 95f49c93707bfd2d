//! What single words of a sentence say for or against a fact.

#![allow(
    clippy::indexing_slicing,
    reason = "indices of facts and terms come from the index over the same facts, those of tokens and claims from the same draft"
)]

use super::Sights;
use crate::analysis::{ClauseKind, Group, Pos, Role, Sentence, View};
use crate::claims::frame::Level;
use crate::claims::{Claim, Kind, Value};
use crate::facts::Fact;
use crate::lexicon::{Func, Lexicon, Period, Sense, VerbForm};
use crate::pairing::place::{Place, governs};
use crate::pairing::terms::{FactTerms, TermId};
use crate::pairing::{distinct_digits, family};

/// "Two guards were hurt" is not what "four guards were suspended" tells: the clause has a verb of its
/// own, and the event of the fact's sentence is not met.
pub(super) fn other_event(terms: &FactTerms, claim: &Claim, view: View<'_>, seen: &Sights) -> bool {
    let counts = matches!(claim.value, Value::Quantity { .. } | Value::Number(_));
    // "One in four students receives a scholarship", of which the fact says that 54 percent are women.
    let shares = matches!(claim.value, Value::Percent { .. })
        && !terms.events.is_empty()
        && claim.frame.level == Level::Level
        && claim.frame.noun.is_some();
    if !counts && !shares || terms.heads.is_empty() {
        return false;
    }
    if made_up(terms, claim, seen) {
        return false;
    }
    // "Three swimmers were sent home from the championships after positive tests", who had to leave them: so much else
    // is the same.
    let mut own: Vec<u32> = terms
        .words
        .iter()
        .filter_map(|t| seen.get(*t))
        .filter(|s| s.place <= Place::Clause)
        .filter_map(|s| s.token)
        .collect();
    own.sort_unstable();
    own.dedup();
    let whole =
        !claim.frame.part && !claim.frame.whole && claim.frame.noun.is_some_and(|n| !n.left_out && n.token.is_some());
    if whole && own.len() > 1 && own.len() * 2 >= terms.words.len() {
        return false;
    }
    let clause = view.sentence.clauses.get(claim.frame.clause as usize);
    let verb = clause.and_then(|c| c.verb);
    let own = verb.is_some_and(|v| view.sentence.tokens[v as usize].pos == Pos::Verb && !notes(view, v as usize));
    if terms.events.is_empty() {
        // "Serra has 85,000 inhabitants": what befell some of them is another count.
        let subject = clause.and_then(|c| c.subject);
        return own && subject.is_some() && subject == claim.frame.group;
    }
    // "On board were 131 passengers": where they were stands in front.
    let placed = verb.is_some_and(|v| {
        let v = v as usize;
        let there = |t: usize| view.is(t, Func::There);
        view.is(v, Func::Be)
            && claim.tokens.start as usize == v + 1
            && v.checked_sub(1).is_some_and(|t| {
                !there(t)
                    && view.token(t).is_some_and(|t| t.pos == Pos::Noun)
                    && view.token(0).is_some_and(|t| t.pos == Pos::Preposition)
            })
    });
    // "A million jabs, and still not enough": no verb at all tells no more.
    (own || verb.is_none() || placed)
        && !terms.events.iter().any(|t| seen.get(*t).is_some_and(|s| s.place <= Place::Reference))
}

/// "41,206 votes were cast", "nine cases were recorded": what is counted, and no more of it than that it was.
fn notes(view: View<'_>, at: usize) -> bool {
    view.hits(at).any(|h| h.sense == Sense::Verb(VerbForm::Noting))
}

/// "with a majority of 4,318 votes": the noun on which the figure hangs is the fact's own, whatever the verb.
fn made_up(terms: &FactTerms, claim: &Claim, seen: &Sights) -> bool {
    let own = !claim.frame.part && !claim.frame.noun.is_some_and(|n| n.left_out);
    own && terms.heads.iter().filter_map(|h| seen.get(*h)).any(|s| {
        s.place == Place::Group
            && s.token.is_some_and(|t| t < claim.tokens.start && claim.frame.noun.and_then(|n| n.token) != Some(t))
    })
}

/// "Lowell School lost 212 students" where the fact's own words ("enrollment") are not met: only a verb that says what
/// there is ("has", "contains") tells no more than the fact.
pub(super) fn tells_more(terms: &FactTerms, claim: &Claim, view: View<'_>, seen: &Sights) -> bool {
    let near = |t: &TermId| seen.get(*t).is_some_and(|s| s.place <= Place::Sentence);
    if terms.words.is_empty() || terms.words.iter().any(near) {
        return false;
    }
    // "slumped to a share of 23 percent": where a change ends is how much there is.
    if claim.frame.level == Level::End || made_up(terms, claim, seen) {
        return false;
    }
    let verb = view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
    let event = |v: u32| terms.heads.iter().any(|h| seen.get(*h).is_some_and(|s| s.token == Some(v)));
    verb.is_some_and(|v| {
        let at = v as usize;
        let stative = view.hits(at).any(|h| h.sense == Sense::Verb(VerbForm::Stative));
        let plain = view.is(at, Func::Have) || view.is(at, Func::Be) || stative || notes(view, at);
        !plain && !event(v)
    })
}

/// Whether a figure is one of what the concept counts: then its valency decides.
pub(super) fn counts_class(claim: &Claim, concept: u16, lexicon: &Lexicon) -> bool {
    let class = lexicon.concepts[concept as usize].class;
    match claim.value {
        // "They were built for 12,400": a bare figure may be of any class, and no event without one has a valency.
        Value::Number(_) => class.is_some(),
        Value::Quantity { .. } => {
            class.is_some() && claim.frame.noun.is_none_or(|n| n.class.is_none() || n.class == class)
        }
        _ => false,
    }
}

pub(super) fn same_noun(claim: &Claim, terms: &FactTerms, fact: &Fact, lexicon: &Lexicon) -> bool {
    match (claim.frame.noun, family::noun_of(terms, fact, &fact.value, lexicon)) {
        (Some(a), Some(b)) => lexicon.stemmer.akin(a.stem, b.stem),
        _ => false,
    }
}

/// "next to Avdo", "outside Avdo": a name behind a preposition that keeps its place out.
pub(super) fn kept_out(sentence: &Sentence, token: usize) -> bool {
    let Some(group) = sentence.tokens.get(token).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize))
    else {
        return false;
    };
    let start = group.range.start;
    sentence.senses.is(Func::Beyond)
        && sentence.hits.iter().any(|h| h.sense == Sense::Func(Func::Beyond) && h.start + h.len == start)
}

/// "outside the court": whether what happened there is the court's, other words must tell.
pub(super) fn outside(sentence: &Sentence, token: usize) -> bool {
    let group = sentence.tokens.get(token).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize));
    let said = sentence.senses.is(Func::Outside);
    group.filter(|_| said).is_some_and(|g| {
        sentence.hits.iter().any(|h| h.sense == Sense::Func(Func::Outside) && h.start + h.len == g.range.start)
    })
}

/// "Outside Moldar county, 12 people froze": in front it says where it was not.
pub(super) fn outside_in_front(sentence: &Sentence, token: usize) -> bool {
    let group = sentence.tokens.get(token).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize));
    // "Just outside Kessington, a tanker overturned"
    let just = sentence.tokens.first().is_some_and(|t| t.pos == Pos::Adverb);
    group.is_some_and(|g| matches!(g.role, Role::Oblique(p) if p == 0 || p == 1 && just)) && outside(sentence, token)
}

/// "Lesk's navy, not its army, has 24": what is named to say that it is not meant.
pub(super) fn contrasted(view: View<'_>, token: usize) -> bool {
    let sentence = view.sentence;
    let Some(group) = sentence.tokens.get(token).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize))
    else {
        return false;
    };
    let Some(not) = (group.range.start as usize).checked_sub(1) else { return false };
    view.is(not, Func::Not) && (not == 0 || view.mark(not - 1, ",") || view.is(not - 1, Func::And))
}

/// "It finished with 19 points, one more than Norhavn": a name behind "than" is whom a figure before it is not of.
pub(super) fn compared_with(claim: &Claim, view: View<'_>, token: usize) -> bool {
    let sentence = view.sentence;
    let group = sentence.tokens.get(token).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize));
    group.is_some_and(|g| {
        let than = (g.range.start as usize).checked_sub(1);
        let acts = view.token(g.range.end as usize).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux));
        claim.tokens.end <= g.range.start && !acts && than.is_some_and(|t| view.is(t, Func::Than))
    })
}

/// "Lindqvist's publisher": a name that only owns a person is not who acts.
pub(super) fn owns_person(view: View<'_>, token: usize) -> bool {
    let sentence = view.sentence;
    let Some(group) = sentence.tokens.get(token).and_then(|t| t.group).and_then(|g| sentence.groups.get(g as usize))
    else {
        return false;
    };
    let owns = sentence.tokens.get(token + 1).is_some_and(|t| t.pos == Pos::Possessive) && group.range.holds(token + 1);
    let head = group.head as usize;
    let person = view.hits(head).any(|h| matches!(h.sense, Sense::Noun(id) if view.lexicon.person_class == Some(id)));
    let figure = group.range.indices().any(|t| sentence.tokens[t].pos == Pos::Numeral);
    owns && person && !figure && !view.lexicon.is_plural(view.text(head))
}

/// "We lost 17 wickets": whoever says so speaks of what he is of.
pub(super) fn speaks_of_us(claim: &Claim, view: View<'_>) -> bool {
    let clause = view.sentence.clauses.get(claim.frame.clause as usize);
    let subject = clause.and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
    let quoted = view.sentence.quotes.iter().any(|q| q.holds(claim.tokens.start as usize));
    quoted && subject.is_some_and(|g| view.is(g.range.start as usize, Func::We))
}

/// "six were taken to hospital, none in danger": nothing, behind a comma and without a verb of its own.
pub(super) fn nothing_aside(claim: &Claim, view: View<'_>) -> bool {
    let zero = claim.value.figure().and_then(|f| f.number).is_some_and(|n| n.is_zero());
    let start = claim.tokens.start as usize;
    let group = claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
    zero && start.checked_sub(1).is_some_and(|c| view.mark(c, ","))
        && group.is_none_or(|g| !matches!(g.role, Role::Subject | Role::Object))
}

/// "It takes 50 minutes", "Its fares were raised": said of a thing that was told of before.
pub(super) fn of_thing(claim: &Claim, view: View<'_>) -> bool {
    let clause = view.sentence.clauses.get(claim.frame.clause as usize);
    let subject = clause.and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
    subject.is_some_and(|g| {
        let first = g.range.start as usize;
        view.is(first, Func::ThingPronoun) && g.range.end == g.range.start + 1
            || view.is(first, Func::Possessive) && !view.is(first, Func::PersonPronoun)
    })
}

/// "A week ago the figure stood at 21": a word for a count, of what was counted before.
pub(super) fn is_figure(claim: &Claim, view: View<'_>) -> bool {
    let sentence = view.sentence;
    let clause = sentence.clauses.get(claim.frame.clause as usize);
    let Some(at) = clause.and_then(|c| c.subject).filter(|_| matches!(claim.value, Value::Number(_))) else {
        return false;
    };
    let Some(group) = sentence.groups.get(at as usize) else { return false };
    view.is(group.range.start as usize, Func::The)
        && group.range.end == group.range.start + 2
        && view.is(group.head as usize, Func::Count)
        && !sentence.groups.iter().any(|g| g.role == Role::Of(at))
}

/// "Lindqvist's publisher, Hal Corder": whoever is owned has a name as well.
pub(super) fn renamed(sentence: &Sentence, token: usize) -> bool {
    let group = sentence.tokens.get(token).and_then(|t| t.group);
    let named = |g: &Group| g.name && matches!(g.role, Role::Apposition(p) if Some(p) == group);
    group.is_some() && sentence.groups.iter().any(named)
}

/// Whether a date is that of the event that a token names: its clause's verb, the head of its subject or
/// object, or the noun right in front of it ("the annexation of Crimea in March").
pub(super) fn dates(view: View<'_>, claim: &Claim, token: u32) -> bool {
    let sentence = view.sentence;
    if claim.tokens.holds(token as usize) {
        return true;
    }
    let clause = sentence.clauses.get(claim.frame.clause as usize);
    // "profit, which the market has watched since …": what "which" stands for has the verb's time as its subject.
    if clause.is_some_and(|c| {
        c.verbs.is_some_and(|v| v.holds(token as usize))
            || c.antecedent == sentence.tokens[token as usize].group
                && c.antecedent.is_some()
                && (c.kind != ClauseKind::Relative || c.subject == c.antecedent)
    }) {
        return true;
    }
    if governs(sentence, claim.frame.clause, token) {
        return true;
    }
    let Some(own) = sentence.tokens[token as usize].group else { return true };
    let Some(group) = sentence.groups.get(own as usize) else { return true };
    // "profit, which the market has watched since a warning in March": what others do to it has a time of its own, and
    // that is of the warning.
    let hangs = sentence.groups.iter().any(|g| {
        g.range.end < claim.tokens.start
            && g.range.end + 1 >= claim.tokens.start
            && g.clause == claim.frame.clause
            && matches!(g.role, Role::Oblique(_))
    });
    if hangs
        && clause.is_some_and(|c| {
            c.kind == ClauseKind::Relative
                && c.antecedent == Some(own)
                && c.subject.is_some()
                && c.subject != c.antecedent
        })
    {
        return false;
    }
    if Some(own) == claim.frame.group || matches!(group.role, Role::Subject | Role::Object | Role::Loose) {
        return true;
    }
    // "From April 1992 to February 1995 the city was under siege": what the verb says nothing without.
    let predicate = clause.is_some_and(|c| {
        let be = c.verb.is_some_and(|v| view.is(v as usize, Func::Be));
        be && group.clause == claim.frame.clause
            && matches!(group.role, Role::Oblique(p) if c.verbs.is_some_and(|v| v.end == p))
    });
    if predicate {
        return true;
    }
    // "an inquiry into the crush on Thursday": what somebody speaks of is not when it is done; "made into a film in
    // 1992" is.
    let occasion = |p: u32| {
        // "since the annexation of Crimea in March" tells of an occasion as well.
        let words = [Func::In, Func::At, Func::On, Func::During, Func::Since, Func::Until, Func::After, Func::Before];
        words.iter().any(|&f| view.is(p as usize, f)) || clause.and_then(|c| c.verbs).is_some_and(|v| v.end == p)
    };
    // With its year it may be any noun's.
    let whole = matches!(&claim.value, Value::When(when) if when.written.year.is_some());
    if !whole && matches!(group.role, Role::Oblique(p) if !occasion(p)) {
        return false;
    }
    // The chain of groups that ends right before the date or its preposition.
    let start = claim.tokens.start;
    let before = sentence.groups.iter().rposition(|g| g.range.end + 1 >= start && g.range.end <= start);
    let mut at = before.map(|b| b as u16);
    for _ in 0..4 {
        let Some(g) = at else { return false };
        if g == own {
            return true;
        }
        at = match sentence.groups.get(g as usize).map(|g| g.role) {
            Some(Role::Of(p) | Role::Apposition(p)) => Some(p),
            _ => None,
        };
    }
    false
}

/// Whether a token is a word of the calendar or a number: what a date says, and no preposition of it.
pub(super) fn says_time(sentence: &Sentence, token: u32) -> bool {
    sentence.hits.iter().any(|h| h.start == token && matches!(h.sense, Sense::Calendar(_)))
        || sentence.tokens.get(token as usize).is_some_and(|t| t.pos == Pos::Numeral)
}

/// A full date, or three significant digits: enough to match on weak terms.
pub(super) fn telling(claim: &Claim) -> bool {
    match &claim.value {
        // "at 5:37 a.m.": to the minute, and no round one.
        Value::When(when) if claim.kind() == Kind::Time => {
            let minute = when.readings.first().and_then(|r| r.from).map_or(0, |m| m.time().minute());
            minute % 5 != 0
        }
        Value::When(when) => when.written.day.is_some() && when.written.month.is_some(),
        _ => distinct_digits(&claim.value) > 2,
    }
}

/// A figure of two significant digits, or a day: where a fact has the very same, one word of it says that it is meant.
pub(super) fn distinct_figure(claim: &Claim) -> bool {
    match &claim.value {
        Value::When(when) => when.grain <= Period::Day,
        _ => distinct_digits(&claim.value) > 1,
    }
}

/// A figure that hardly stands by chance where a sentence has it as well: a telling one, or a sum or measure of two
/// significant digits.
pub(super) fn unlikely(claim: &Claim) -> bool {
    let unit = matches!(claim.value, Value::Money { .. } | Value::Measure { .. });
    telling(claim) || unit && distinct_digits(&claim.value) > 1
}

pub(super) fn distance(claim: &Claim, token: u32) -> u32 {
    if token < claim.tokens.start { claim.tokens.start - token } else { (token + 1).saturating_sub(claim.tokens.end) }
}

pub(super) fn seen_distance(terms: &FactTerms, seen: &Sights) -> u32 {
    let all = terms.all.iter().chain(&terms.heads);
    let distances = all.filter_map(|t| seen.get(*t)).map(|s| s.distance.min(40));
    let (sum, count) = distances.fold((0, 0), |(sum, count), distance| (sum + distance, count + 1));
    sum / count.max(1)
}

/// "The oldest finisher is 83": whether a bare number is said, by "be", of a single person.
pub(super) fn of_one(claim: &Claim, view: View<'_>) -> bool {
    let clause = view.sentence.clauses.get(claim.frame.clause as usize);
    let is = clause.and_then(|c| c.verb).is_some_and(|v| view.is(v as usize, Func::Be) && v < claim.tokens.start);
    let subject = clause.and_then(|c| c.subject).and_then(|s| view.sentence.groups.get(s as usize));
    is && subject.is_some_and(|g| {
        let head = view.text(g.head as usize);
        let class = |noun: &str| crate::claims::frame::named(view.lexicon, noun).class;
        let persons = class(&view.lexicon.persons);
        persons.is_some() && class(head) == persons && !view.lexicon.is_plural(head)
    })
}

/// "a personal best by almost two minutes": whether a claim stands behind "by", over its hedge.
pub(super) fn behind_by(claim: &Claim, view: View<'_>) -> bool {
    let start = claim.tokens.start as usize;
    (1..=2)
        .filter_map(|back| start.checked_sub(back))
        .take_while(|&t| {
            view.is(t, Func::By) || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Adverb | Pos::Determiner))
        })
        .any(|t| view.is(t, Func::By))
}

/// Whether the claim's clause refers back: a pronoun, a possessive, a definite, "there".
pub(super) fn refers(claim: &Claim, view: View<'_>) -> bool {
    let sentence = view.sentence;
    let Some(clause) = sentence.clauses.get(claim.frame.clause as usize) else { return false };
    // "The first lasted 40 seconds": one of those that the sentence before told of.
    let one_of = |g: &Group| {
        view.is(g.range.start as usize, Func::The)
            && g.range.end - g.range.start == 2
            && view.hits(g.head as usize).any(|h| matches!(h.sense, Sense::Numeral(_)))
    };
    // "Pear growers were luckier: their crop reached …" refers inside the sentence.
    let inside = sentence.clauses.iter().take(claim.frame.clause as usize).any(|c| {
        let named = c.subject.and_then(|s| sentence.groups.get(s as usize));
        // "When Tamar Bank swallowed the society, its shares fell"
        let other = c.kind == ClauseKind::Main || c.kind == ClauseKind::Subordinate && named.is_some_and(|g| g.name);
        other
            && c.verb.is_some()
            && named.is_some_and(|g| sentence.tokens[g.head as usize].pos != Pos::Pronoun && !g.time && !one_of(g))
    });
    if inside {
        return false;
    }
    let pronoun =
        |t: usize| sentence.tokens[t].pos == Pos::Pronoun && !view.is(t, Func::There) || view.is(t, Func::Possessive);
    let subject = clause.subject.and_then(|s| sentence.groups.get(s as usize));
    if let Some(subject) = subject {
        let first = subject.range.start as usize;
        // "Her cousin Thandi has recorded nine albums": of whom she is a cousin is not who acts.
        let kin = view.is(first, Func::Possessive)
            && subject.range.indices().skip(1).any(|t| sentence.tokens[t].pos == Pos::Name);
        if kin && subject.name {
            return false;
        }
        if pronoun(first) || one_of(subject) || is_figure(claim, view) {
            return true;
        }
    }
    // "nine riders, two of them": who they are is told right before.
    let of_part = |t: usize| {
        let group = sentence.tokens[t].group.and_then(|g| sentence.groups.get(g as usize));
        claim.frame.part && group.is_some_and(|g| matches!(g.role, Role::Of(p) if Some(p) == claim.frame.group))
    };
    // "2,310 patients have waited more than a year, most of them for a hip": those whom the figure itself counts.
    let of_figure = |t: usize| t > claim.tokens.end as usize && view.is(t - 1, Func::Of);
    clause
        .range
        .indices()
        .filter(|&t| !of_part(t) && !of_figure(t))
        .any(|t| sentence.tokens[t].clause == claim.frame.clause && (pronoun(t) || view.is(t, Func::There)))
}
