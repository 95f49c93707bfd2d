//! Parts of a whole as a text lists them: "seven men, four women and a boy".

use super::alarm::Place;
use super::scene::Scene;
use crate::analysis::Pos;
use crate::claims::{ChangeOf, Claim, Level, Value};
use crate::lexicon::{CheckWord, Func, NumeralKind, Period, Sense, TokenKind};
use crate::verdict::bridge::{self, End, Fraction, Span};
use rust_decimal::Decimal;

/// One part.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its figure, or the words that stand for one ("a boy").
    pub(super) place: Place,
    /// Index of its claim in the sentence.
    pub(super) claim: Option<usize>,
    /// The values that it covers.
    pub(super) covers: Span,
    /// It is what is left of the whole.
    pub(super) rest: bool,
}

/// What figures can be parts of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of<'a> {
    /// Counted things, of this noun class.
    Count(Option<u16>),
    /// Money of a currency.
    Money(&'a str),
    /// A measure in a unit.
    Measure(u16),
    /// A length of time in a unit.
    Time(Period),
}

/// What a claim is a sum of, if it is one of figures that add up.
pub(super) fn summable(claim: &Claim) -> Option<Of<'_>> {
    // Shots made of shots tried ("8-13") and other ranges are no parts.
    let one = claim.value.figure().is_some_and(|f| f.number.is_some());
    if !one || claim.frame.rate || claim.frame.unasserted.is_some() {
        return None;
    }
    match &claim.value {
        Value::Number(_) => Some(Of::Count(None)),
        Value::Quantity { .. } => Some(Of::Count(claim.frame.noun.and_then(|n| n.class))),
        Value::Money { currency, .. } => Some(Of::Money(currency)),
        Value::Measure { unit, .. } => Some(Of::Measure(*unit)),
        Value::Duration { unit, .. } => Some(Of::Time(*unit)),
        _ => None,
    }
}

/// Whether a claim is counted like parts of that: dates, ages and ranks may stand among these.
pub(super) fn counts(claim: &Claim, of: Of<'_>) -> bool {
    matches!(
        (of, &claim.value),
        (Of::Count(_), Value::Number(_) | Value::Quantity { .. })
            | (Of::Money(_), Value::Money { .. } | Value::Number(_))
            | (Of::Time(_), Value::Duration { .. } | Value::Number(_))
            | (Of::Measure(_), Value::Measure { .. } | Value::Number(_))
    )
}

/// The sum of what parts cover.
pub(super) fn sum<'p>(parts: impl Iterator<Item = &'p Span>) -> Option<Span> {
    let zero = End { at: Fraction::from(Decimal::ZERO), open: false };
    let mut sum = Span { min: Some(zero), max: Some(zero) };
    for part in parts {
        let add = |a: Option<End>, b: Option<End>| match (a, b) {
            (Some(a), Some(b)) => Some(Some(End { at: a.at.plus(b.at)?, open: a.open || b.open })),
            _ => Some(None),
        };
        sum = Span { min: add(sum.min, part.min)?, max: add(sum.max, part.max)? };
    }
    Some(sum)
}

/// The middle of an interval that is closed on both sides, for people.
pub(super) fn middle(span: &Span) -> Option<Decimal> {
    let (a, b) = (span.min?.at.decimal(), span.max?.at.decimal());
    a.checked_add(b)?.checked_div(Decimal::TWO).map(|n| n.normalize())
}

/// The parts that stand between two tokens, and where they end; none where anything else than parts, or words
/// that make the list one of some, stands among them.
pub(super) fn parts(scene: &Scene<'_>, from: usize, to: usize, of: Of<'_>) -> Option<(Vec<Part>, usize)> {
    let view = scene.view;
    let mut out = Vec::new();
    let mut at = from;
    let mut closed = false;
    loop {
        let Some((part, behind)) = part(scene, at, of) else {
            // "…, seven men and four women, all from Osk": behind a closed list the sentence goes on.
            return (closed && out.len() > 1).then_some((out, at));
        };
        out.push(part);
        at = behind;
        let mut next = None;
        while at < to {
            if scene.word(at, CheckWord::Some).is_some() {
                return None;
            }
            let comma = scene.comma(at) || view.mark(at, ";");
            let plus = scene.word(at, CheckWord::Plus);
            let and = view.is(at, Func::And) || plus.is_some();
            if comma || and {
                let begin = at + plus.unwrap_or(1) + usize::from(comma && view.is(at + 1, Func::And));
                let conjoined = and || begin > at + 1;
                if begins(scene, begin, of) && begin < to {
                    next = Some((begin, conjoined));
                    break;
                }
                if comma && closed {
                    return Some((out, at));
                }
                if comma && !conjoined && !apposed(scene, begin) {
                    return None;
                }
            }
            // "40 have balconies and 60 face the sea": what is told of some, and no parts.
            if told(scene, at) && !scene.has(0, from, CheckWord::Splits) {
                return None;
            }
            let parted = view.token(at).is_some_and(|t| {
                matches!(t.pos, Pos::Relative | Pos::Subordinator)
                    || t.kind == TokenKind::Mark && (scene.dash(at) || view.mark(at, ":"))
            });
            if parted {
                return (closed && out.len() > 1).then_some((out, at));
            }
            // "21, 34 and 12 in his three innings": so many figures there are.
            let number = |c: &Claim| c.value.figure().and_then(|f| f.number) == Some(Decimal::from(out.len()));
            if let Some(claim) = scene.claim_at(at).and_then(|i| scene.claims.get(i))
                && counts(claim, of)
                && !(closed && number(claim))
            {
                return None;
            }
            at += 1;
        }
        let Some((begin, conjoined)) = next else { return (out.len() > 1).then_some((out, at)) };
        if closed && !conjoined {
            return None;
        }
        closed |= conjoined;
        at = begin;
    }
}

/// Tokens of an item beside its figure.
const BESIDE: usize = 8;

/// Parts that stand each in an item of its own with the words that tell whose they are: "Labour 12, the Greens eight
/// and one independent", "Repairs cost 4 million and fees 1 million". Items without a figure may only open the list; only
/// where it is `told` as clauses does a verb stand behind a figure: "40 have balconies" need not be all.
pub(super) fn itemised(scene: &Scene<'_>, from: usize, to: usize, of: Of<'_>, told: bool) -> Option<Vec<Part>> {
    let view = scene.view;
    if scene.has(from, to, CheckWord::Some)
        || scene.has(from, to, CheckWord::Overlap)
        || scene.has(from, to, CheckWord::Rest)
        || scene.has_func(
            from,
            to,
            &[Func::Than, Func::More, Func::Not, Func::If, Func::Or, Func::Between, Func::Average],
        )
    {
        return None;
    }
    let hangs = (from..to).any(|t| {
        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Relative | Pos::Subordinator | Pos::Pronoun))
            || view.mark(t, ":") && !view.glued(t + 1)
            || scene.quoted(t)
    });
    if hangs {
        return None;
    }
    let mut out: Vec<Part> = Vec::new();
    let (mut begin, mut joined) = (from, false);
    for at in from..=to {
        let parts = at == to || scene.comma(at) || view.mark(at, ";") || view.is(at, Func::And);
        if !parts {
            continue;
        }
        if begin < at {
            match item(scene, begin, at, of, told) {
                Some(part) => out.push(part),
                // "In May, repairs cost 4 million": a time in front.
                None if out.is_empty() && !held(scene, begin, at) && !counts_one(scene, begin) => {}
                None => return None,
            }
        }
        joined |= at < to && view.is(at, Func::And);
        begin = at + 1;
    }
    // An "and" between names, or no "and" at all, leaves open where the list ends.
    (out.len() > 1 && (joined || out.len() > 2)).then_some(out)
}

/// "the captain, three officers and 22 sailors": one of them without a figure.
fn counts_one(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    (view.is(at, Func::The) || view.is(at, Func::A) || view.is(at, Func::Possessive))
        && view.token(at + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective))
}

/// Whether a figure stands in these tokens, dates aside.
fn held(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    scene.claims.iter().any(|c| {
        let at = c.tokens.start as usize;
        at >= from && at < to && !matches!(c.value, Value::When(_))
    })
}

/// The only figure of an item, asserted as a level of its own.
fn item(scene: &Scene<'_>, from: usize, to: usize, of: Of<'_>, told: bool) -> Option<Part> {
    let view = scene.view;
    let own = |c: &Claim| c.tokens.start as usize >= from && (c.tokens.end as usize) <= to;
    let mut inside = scene.claims.iter().enumerate().filter(|(_, c)| own(c) && !matches!(c.value, Value::When(_)));
    let (index, claim) = inside.next()?;
    let fits = match (of, summable(claim)?) {
        (Of::Count(a), Of::Count(b)) => {
            a.is_none() || b.is_none() || a == b || claim.frame.noun.is_some_and(|n| n.left_out)
        }
        // "the choir (50,000) and the band (30,000)": of the money of their whole.
        (Of::Money(_), Of::Count(None)) => true,
        (a, b) => a == b,
    };
    let level = claim.frame.level == Level::Level && !claim.frame.part && !claim.frame.whole;
    let beside = to - from - claim.tokens.indices().len();
    let verbs = (from..to).filter(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb)).count();
    let hyphened = claim.tokens.indices().any(|t| view.dash(t))
        || view.token(claim.tokens.end as usize).is_some_and(|t| t.pos == Pos::Possessive);
    let behind =
        (claim.tokens.end as usize..to).any(|t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux)));
    let plain = verbs <= 1 && !hyphened && (told || !behind);
    if inside.next().is_some() || !fits || !level || beside > BESIDE || !plain {
        return None;
    }
    let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
    Some(Part { place: scene.place(index)?, claim: Some(index), covers, rest: false })
}

/// Whether a verb with an object, or an auxiliary, stands here: "seven killed" has neither.
fn told(scene: &Scene<'_>, at: usize) -> bool {
    let view = scene.view;
    let object = view.token(at + 1).is_some_and(|t| {
        matches!(t.pos, Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective | Pos::Numeral | Pos::Pronoun)
    });
    match view.token(at).map(|t| t.pos) {
        Some(Pos::Aux) => true,
        Some(Pos::Verb) => object,
        _ => false,
    }
}

/// Whether what stands behind a comma may belong to the part before it: an age or a date.
fn apposed(scene: &Scene<'_>, at: usize) -> bool {
    scene
        .claim_at(at)
        .and_then(|i| scene.claims.get(i))
        .is_some_and(|c| matches!(c.value, Value::Age { .. } | Value::When(_)))
}

fn begins(scene: &Scene<'_>, at: usize, of: Of<'_>) -> bool {
    part(scene, at, of).is_some()
}

/// The part that begins at a token, and where its own words end.
pub(super) fn part(scene: &Scene<'_>, at: usize, of: Of<'_>) -> Option<(Part, usize)> {
    let view = scene.view;
    let mut start = at;
    let mut rest = false;
    // "the remaining 9", "the other 9", "the rest, a quarter,"
    while let Some(len) = scene
        .word(start, CheckWord::Rest)
        .or_else(|| view.func(start, Func::The))
        .or_else(|| view.func(start, Func::Other))
    {
        rest |= scene.word(start, CheckWord::Rest).is_some() || view.is(start, Func::Other);
        start += len;
        if rest && scene.comma(start) {
            start += 1;
        }
    }
    let over = (at..=start).find_map(|t| scene.claim_at(t));
    if let Some(index) = over {
        let claim = scene.claims.get(index)?;
        // "plus £350,000" is read as what comes on top.
        let added = match (&claim.value, of) {
            (Value::Change { of: ChangeOf::Money(a), ratio: None, .. }, Of::Money(b)) if a == b => {
                at.checked_sub(1).is_some_and(|t| scene.word(t, CheckWord::Plus).is_some()).then_some(of)
            }
            _ => None,
        };
        // "40 hectares of vines, 25 of olives": what the number is of.
        let elided = matches!(claim.value, Value::Quantity { .. })
            && matches!(of, Of::Measure(_) | Of::Money(_))
            && view.is(claim.tokens.start as usize + 1, Func::Of);
        if added.is_none() && !elided && !counts(claim, of) || claim.frame.rate {
            return None;
        }
        let fits = elided
            || match (of, added.or_else(|| summable(claim))?) {
                (Of::Count(a), Of::Count(b)) => a.is_none() || b.is_none() || a == b,
                (a, b) => a == b || b == Of::Count(None),
            };
        let covers = bridge::covers(&claim.value, scene.draft.lexicon)?;
        let part = Part { place: scene.place(index)?, claim: Some(index), covers, rest: rest || claim.frame.rest };
        return fits.then_some((part, claim.tokens.end as usize));
    }
    if !matches!(of, Of::Count(_)) {
        return None;
    }
    // "one abstaining", "a boy": one.
    let one = view.numeral(start).is_some_and(|(n, _)| n.kind == NumeralKind::Cardinal && n.value == Decimal::ONE);
    let article = view.is(start, Func::A)
        && view.token(start + 1).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Adjective) || t.capital)
        && view.numeral(start + 1).is_none();
    let class = |t: usize| view.hits(t).find_map(|h| if let Sense::Noun(c) = h.sense { Some(c) } else { None });
    let head = view.token(start).and_then(|t| t.group).and_then(|g| view.sentence.groups.get(g as usize));
    let head = head.map_or(start + 1, |g| g.head as usize);
    let fits = match (of, class(head)) {
        (Of::Count(Some(a)), Some(b)) => a == b,
        _ => true,
    };
    let end = head.max(start) + 1;
    ((one || article) && fits).then_some(())?;
    let covers = Span::closed(Decimal::ONE.into(), Decimal::ONE.into());
    Some((Part { place: scene.tokens(start, end)?, claim: None, covers, rest }, end))
}
