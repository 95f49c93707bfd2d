//! `internal`: one thing told twice with figures that cannot both be true.

use super::alarm::Alarm;
use super::rule::Rule;
use super::scene::{Draft, Scene};
use crate::analysis::{ClauseKind, Pos, Role, View};
use crate::claims::frame::Counted;
use crate::claims::{Claim, Kind, Level, Moment, Value, When, WhenShape};
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, ConceptWord, Func, Period, Sense, Stem};
use crate::verdict::bridge;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Claims of one kind that a new one is held against.
const HELD: usize = 8;
/// Sentences of the body between two tellings.
const NEAR: usize = 2;
/// Sentences under the headline that tell what it tells.
const LEAD: usize = 2;

/// What two claims must share before they are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Event(u16),
    Noun(Stem),
    Money(Stem),
    Clock(Stem),
}

/// The claims of a draft so far, by what they tell.
#[derive(Default)]
pub(super) struct Told {
    by_key: FxHashMap<Key, Vec<usize>>,
    /// The first sentence of the body.
    body: Option<usize>,
    /// Claims that an alarm was raised over.
    raised: Vec<usize>,
}

pub(super) fn check(scene: &Scene<'_>, told: &mut Told, out: &mut Vec<Alarm>) {
    let headline = kind(scene) == Some(BlockKind::Headline);
    if !headline && told.body.is_none() && kind(scene) == Some(BlockKind::Paragraph) {
        told.body = Some(scene.sentence);
    }
    for (index, claim) in scene.claims.iter().enumerate() {
        if !plain(scene, claim) {
            continue;
        }
        for key in keys(scene, claim) {
            let before = told.by_key.entry(key).or_default();
            let own = scene.first + index;
            let contradicted = before.iter().rev().copied().find(|&other| {
                !told.raised.contains(&other) && told.body.is_some_and(|body| contradicts(scene, other, index, body))
            });
            if before.len() < HELD {
                before.push(own);
            }
            if let Some(other) = contradicted
                && let Some(alarm) = alarm(scene, other, index)
            {
                told.raised.push(own);
                out.push(alarm);
                break;
            }
        }
    }
}

fn kind(scene: &Scene<'_>) -> Option<BlockKind> {
    scene.draft.document.blocks().get(scene.view.sentence.block as usize).map(|b| b.kind)
}

/// Whether a claim tells how much there is or when it was, and is the writer's own.
fn plain(scene: &Scene<'_>, claim: &Claim) -> bool {
    let frame = &claim.frame;
    let figures = match &claim.value {
        Value::Quantity { .. } | Value::Money { .. } => claim.value.figure().is_some_and(|f| f.number.is_some()),
        // "Twelve killed": a bare number with an event counts persons.
        Value::Number(f) => f.number.is_some() && !frame.events.is_empty(),
        Value::When(when) => {
            when.kind == Kind::Time && when.shape == WhenShape::On && when.readings.len() == 1 && !when.hedged
        }
        _ => false,
    };
    figures
        && frame.level == Level::Level
        && !frame.rate
        && !frame.part
        && !frame.whole
        && !frame.rest
        && frame.unasserted.is_none()
        && !scene.quoted(claim.tokens.start as usize)
}

fn keys(scene: &Scene<'_>, claim: &Claim) -> Vec<Key> {
    match &claim.value {
        Value::Money { currency, .. } => vec![Key::Money(Stem::of(currency))],
        Value::When(_) => {
            let clause = scene.view.sentence.clauses.get(claim.frame.clause as usize);
            let verb = clause.and_then(|c| c.verb).filter(|&v| scene.word(v as usize, CheckWord::Once).is_some());
            verb.and_then(|v| scene.view.token(v as usize)).map(|t| Key::Clock(t.stem)).into_iter().collect()
        }
        _ => {
            let events = claim.frame.events.iter().map(|&e| Key::Event(e));
            let noun = claim.frame.noun.filter(|n| !n.left_out && n.token.is_some()).map(|n| Key::Noun(n.stem));
            events.chain(noun).collect()
        }
    }
}

/// Whether a claim of this sentence contradicts an earlier one: one thing, and values that exclude each other.
fn contradicts(scene: &Scene<'_>, other: usize, index: usize, body: usize) -> bool {
    let (Some(a), Some(b)) = (scene.draft.claims.get(other), scene.claims.get(index)) else { return false };
    if a.sentence as usize == scene.sentence || !apart(scene.draft, a, b) {
        return false;
    }
    let Some(before) = scene.draft.scene_of(other) else { return false };
    let Some(at) = other.checked_sub(before.first) else { return false };
    let Some(a) = before.claims.get(at) else { return false };
    let headline = kind(&before) == Some(BlockKind::Headline);
    let paragraph = |s: &Scene<'_>| kind(s) == Some(BlockKind::Paragraph);
    if !paragraph(scene) || !(headline || paragraph(&before)) {
        return false;
    }
    let (one, two) = (Telling { scene: before, claim: a }, Telling { scene: *scene, claim: b });
    if one.given_up() || two.given_up() || one.divided(&two) {
        return false;
    }
    if headline {
        scene.sentence <= body + LEAD && (one.headlines(&two) || two.all_of(&one))
    } else {
        scene.sentence - before.sentence <= NEAR && one.alone(&two) && (two.refers(&one) || one.retold(&two))
    }
}

/// Whether two values cannot both be true.
fn apart(draft: Draft<'_>, a: &Claim, b: &Claim) -> bool {
    match (&a.value, &b.value) {
        (Value::When(x), Value::When(y)) => clocks_apart(x, y),
        (Value::When(_), _) | (_, Value::When(_)) => false,
        _ => {
            let covers = |c: &Claim| bridge::covers(&c.value, draft.lexicon);
            covers(a).zip(covers(b)).is_some_and(|(x, y)| !x.meets(&y))
        }
    }
}

fn clocks_apart(a: &When, b: &When) -> bool {
    let minute = |w: &When| w.grain == Period::Minute || w.grain == Period::Hour;
    let day = |w: &When| w.readings.first().and_then(|r| r.from).map(Moment::date);
    let same_day = (a.partial == b.partial) && (a.written.weekday == b.written.weekday) && (a.zone == b.zone);
    let same_date = a.written.day == b.written.day && day(a) == day(b);
    minute(a)
        && minute(b)
        && same_day
        && same_date
        && a.written.minute.is_some()
        && b.written.minute.is_some()
        && a.written.minute != b.written.minute
}

/// One telling of a thing.
#[derive(Clone, Copy)]
struct Telling<'a> {
    scene: Scene<'a>,
    claim: &'a Claim,
}

impl<'a> Telling<'a> {
    fn view(&self) -> View<'a> {
        self.scene.view
    }

    /// Its words tell it as a figure of another time, or as one that others gave.
    fn given_up(&self) -> bool {
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
    fn divided(&self, other: &Self) -> bool {
        let sources = match (self.source(), other.source()) {
            (Some(a), Some(b)) => a != b,
            (None, Some(_)) => kind(&self.scene) != Some(BlockKind::Headline),
            (Some(_), None) => true,
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
        let figures = self.scene.claims.iter().chain(other.scene.claims);
        // A rank, a share or a length beside it divides a whole.
        let scoped = figures.clone().any(|c| {
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
        let future = self.claim.frame.future != other.claim.frame.future;
        future || sources || events || nouns || portioned || against(self) != against(other) || scoped || elsewhere
    }

    /// Whether no other claim of its kind stands in its sentence, or between the two.
    fn alone(&self, other: &Self) -> bool {
        let like = |c: &Claim| {
            std::mem::discriminant(&c.value) == std::mem::discriminant(&self.claim.value)
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
            .filter(|s| matches!(s, Sense::Synonym(_) | Sense::Concept(..)))
            .collect();
        let same = |a: Sense| {
            senses.iter().any(|&b| match (a, b) {
                (Sense::Synonym(x), Sense::Synonym(y)) => x == y,
                (Sense::Concept(x, _), Sense::Concept(y, _)) => x == y,
                _ => false,
            })
        };
        (0..self.view().len()).any(|t| {
            self.view().token(t).is_some_and(|own| {
                own.stem == wanted.stem
                    || wanted.pos != Pos::Name && lexicon.stemmer.akin(own.stem, wanted.stem)
                    || wanted.pos != Pos::Name && self.view().hits(t).any(|h| same(h.sense))
            })
        })
    }

    fn names(&self, from: usize, to: usize) -> Vec<usize> {
        let names = self.content(from, to, false).into_iter();
        names.filter(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Name)).collect()
    }

    /// A headline that the lead tells at full length: all its words are said again, and the lead has one such figure.
    fn headlines(&self, lead: &Self) -> bool {
        let own = self.content(0, self.view().len(), true);
        let named = own.iter().any(|&t| self.view().token(t).is_some_and(|t| t.pos == Pos::Name));
        let events = !self.claim.frame.events.is_empty()
            && self.claim.frame.events.iter().any(|e| lead.claim.frame.events.contains(e));
        let said = own.iter().all(|&t| lead.says(self, t));
        let single = |t: &Self| {
            let money = matches!(t.claim.value, Value::Money { .. });
            let like = |c: &&Claim| match c.value {
                Value::Money { .. } => money,
                Value::Quantity { .. } | Value::Number(_) => !money,
                _ => false,
            };
            t.scene.claims.iter().filter(like).count() == 1
        };
        own.len() >= 2 && (named || events) && said && single(self) && single(lead)
    }

    /// The noun group of the figure with all that hangs on it: up to the verb of its clause, where it is the subject.
    fn phrase(&self) -> (usize, usize) {
        let view = self.view();
        let start = self.claim.tokens.start as usize;
        let group = self.claim.frame.group.and_then(|g| view.sentence.groups.get(g as usize));
        let (from, behind) = group.map_or((start, start + 1), |g| (g.range.start as usize, g.range.end as usize));
        let end = self.scene.end();
        if group.is_none_or(|g| !matches!(g.role, Role::Subject | Role::Loose)) {
            return (from, end);
        }
        // "The 47 million euros that the bank lent is gone": each clause that hangs on it has a verb of its own.
        let (mut inner, mut before) = (0, None);
        for t in behind..end {
            let pos = view.token(t).map(|t| t.pos);
            let verb = matches!(pos, Some(Pos::Verb | Pos::Aux));
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
    fn refers(&self, before: &Self) -> bool {
        let (definite, _) = self.definite();
        let (from, to) = self.phrase();
        let own = self.content(from, to, true);
        let named = !self.names(from, to).is_empty();
        definite
            && named
            && !self.timed(from, to)
            && own.iter().all(|&t| before.says(self, t))
            && self.same_size(before)
    }

    /// "all seven boys" under a headline of nine: the whole is not smaller than its part.
    fn all_of(&self, headline: &Self) -> bool {
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

    /// A time in these tokens.
    fn timed(&self, from: usize, to: usize) -> bool {
        self.scene.claims.iter().any(|c| {
            let at = c.tokens.start as usize;
            !std::ptr::eq(c, self.claim) && at >= from && at < to && matches!(c.value, Value::When(_))
        })
    }

    /// A figure and a margin are no two tellings: the one is not half of the other.
    fn same_size(&self, other: &Self) -> bool {
        let number = |t: &Self| t.claim.value.figure().and_then(|f| f.number);
        match (number(self), number(other)) {
            (Some(a), Some(b)) => a < b + b && b < a + a,
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
    fn retold(&self, other: &Self) -> bool {
        let ((a, b), (c, d)) = (self.told(), other.told());
        let (mine, theirs) = (self.content(a, b, true), other.content(c, d, true));
        let named = !self.names(a, b).is_empty() && !other.names(c, d).is_empty();
        let verb = |t: &Self| {
            let clause = t.view().sentence.clauses.get(t.claim.frame.clause as usize)?;
            t.view().token(clause.verb? as usize).map(|t| t.stem)
        };
        let timed = matches!(self.claim.value, Value::When(_)) || !self.timed(a, b) && !other.timed(c, d);
        named
            && timed
            && verb(self).is_some()
            && verb(self) == verb(other)
            && mine.len() >= 3
            && self.same_size(other)
            && mine.iter().all(|&t| other.says(self, t))
            && theirs.iter().all(|&t| self.says(other, t))
    }
}

/// The alarm over two tellings of one thing, each mended by the other.
fn alarm(scene: &Scene<'_>, other: usize, index: usize) -> Option<Alarm> {
    let before = scene.draft.scene_of(other)?;
    let at = other.checked_sub(before.first)?;
    let (a, b) = (before.claims.get(at)?, scene.claims.get(index)?);
    let lexicon = scene.draft.lexicon;
    let (one, two) = (before.words(a), scene.words(b));
    let place = |s: &Scene<'_>| match kind(s) {
        Some(BlockKind::Headline) => "headline",
        Some(BlockKind::Heading(_)) => "heading",
        Some(BlockKind::Cell { .. }) => "table",
        _ => "text",
    };
    let line = |s: &Scene<'_>, c: &Claim| s.draft.document.line_column(s.draft.document.source_span(c.span).start).0;
    let (x, y) = (place(&before), place(scene));
    let message = if x == y {
        format!(
            "The {x} says \"{one}\" in line {} and \"{two}\" in line {} of one thing; both cannot be true.",
            line(&before, a),
            line(scene, b)
        )
    } else {
        format!(
            "The {x} says \"{one}\", the {y} says \"{two}\" of one thing (line {}); both cannot be true.",
            line(scene, b)
        )
    };
    let exact = |c: &Claim| c.value.figure().filter(|f| f.hedge.is_none()).and_then(|f| f.number);
    let mend = |s: &Scene<'_>, c: &Claim, by: &Claim| {
        exact(by).and_then(|n| bridge::rewritten(s.words(c), &c.value, n, lexicon))
    };
    let first = before.place(at)?.mended(mend(&before, a, b));
    let second = scene.place(index)?.mended(mend(scene, b, a));
    Some(Alarm::over(Rule::Internal, vec![first, second], message))
}
