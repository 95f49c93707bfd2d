//! Two figures of the same digits in another order, told of what the same names and words stand beside: "raises £3,100",
//! "raised £1,300". Two figures of two things hardly look so by chance, and then fewer words have to be the same.

use super::super::alarm::Alarm;
use super::super::scene::{Scene, of_a_time};
use super::{Telling, alarm, kind, plain};
use crate::analysis::Pos;
use crate::claims::{ChangeOf, Claim, Level, Value, When, WhenShape};
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, Func, Period, Stem};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// Sentences between the two.
const NEAR: usize = 3;
/// Figures of the same digits that are held against a new one.
const HELD: usize = 4;

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Of {
    Count,
    Money(Stem),
    Measure(u16),
    Time(Period),
    Share,
    Year,
    Age,
}

/// The figures of a draft so far, by what they measure and their digits.
#[derive(Default)]
pub(super) struct Slips {
    by_digits: FxHashMap<(Of, Vec<u8>), Vec<usize>>,
}

/// Reads the figures of a sentence.
pub(super) fn check(scene: &Scene<'_>, slips: &mut Slips, raised: &mut Vec<usize>, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        let Some((of, n)) = measured(scene, claim) else { continue };
        let Some(key) = key(n) else { continue };
        let before = slips.by_digits.entry((of, key)).or_default();
        let own = scene.first + index;
        let other = before.iter().rev().copied().find(|&other| {
            !raised.contains(&other)
                && scene.draft.claims.get(other).and_then(number) != number(claim)
                && same(scene, other, index, of)
        });
        if before.len() < HELD {
            before.push(own);
        }
        if let Some(other) = other.filter(|_| !raised.contains(&own))
            && let Some(alarm) = alarm(scene, other, index)
        {
            raised.push(own);
            out.push(alarm);
        }
    }
}

fn number(claim: &Claim) -> Option<Decimal> {
    match &claim.value {
        Value::When(when) => when.written.year.map(Decimal::from),
        value => value.figure().and_then(|f| f.number),
    }
}

/// What a claim measures and how much, where its digits can be told again.
fn measured(scene: &Scene<'_>, claim: &Claim) -> Option<(Of, Decimal)> {
    let frame = &claim.frame;
    let share = matches!(claim.value, Value::Percent { .. });
    let level = matches!(frame.level, Level::Level | Level::Change(_));
    if !level || frame.part && !frame.definite && !share || frame.rest || scene.quoted(claim.tokens.start as usize) {
        return None;
    }
    let n = number(claim)?;
    let of = match &claim.value {
        Value::Quantity { .. } => Of::Count,
        Value::Number(_) if plain(scene, claim) => Of::Count,
        // "raises £3,100", "to shed 120 jobs": by so much, on both sides.
        Value::Change { of: ChangeOf::Money(currency), ratio: None, .. } => Of::Money(Stem::of(currency)),
        Value::Change { of: ChangeOf::Noun(_) | ChangeOf::Number, ratio: None, .. } => Of::Count,
        Value::Change { of: ChangeOf::Measure(unit), ratio: None, .. } => Of::Measure(*unit),
        Value::Money { currency, .. } => Of::Money(Stem::of(currency)),
        Value::Measure { unit, .. } => Of::Measure(*unit),
        Value::Duration { unit, .. } => Of::Time(*unit),
        Value::Percent { .. } => Of::Share,
        Value::Age { .. } => Of::Age,
        Value::When(When { grain: Period::Year, shape: WhenShape::On, hedged: false, .. }) => Of::Year,
        _ => return None,
    };
    Some((of, n))
}

/// The digits of a figure in order, where they can be told in another one: two of them at least.
fn key(n: Decimal) -> Option<Vec<u8>> {
    let mut digits: Vec<u8> = n.normalize().mantissa().unsigned_abs().to_string().into_bytes();
    let several = digits.iter().any(|d| digits.first() != Some(d));
    let scale = u8::try_from(n.normalize().scale()).ok()?;
    digits.sort_unstable();
    digits.push(scale);
    several.then_some(digits)
}

/// Whether both are of one thing.
fn same(scene: &Scene<'_>, other: usize, index: usize, of: Of) -> bool {
    let Some(before) = scene.draft.scene_of(other) else { return false };
    let Some((a, b)) =
        other.checked_sub(before.first).and_then(|at| before.claims.get(at)).zip(scene.claims.get(index))
    else {
        return false;
    };
    let headline = kind(&before) == Some(BlockKind::Headline);
    let lead = scene.sentence <= before.sentence + NEAR;
    let changes = |c: &Claim| matches!(c.frame.level, Level::Change(_)) || matches!(c.value, Value::Change { .. });
    let level = changes(a) == changes(b) || headline;
    if before.sentence == scene.sentence || !lead || !level || a.frame.rate != b.frame.rate {
        return false;
    }
    let (one, two) = (Telling { scene: before, claim: a }, Telling { scene: *scene, claim: b });
    let doubtful = |t: &Telling<'_>| doubted(&t.scene) || t.claim.frame.unasserted.as_ref().is_some_and(|u| !u.ahead);
    if contrasted(&one, &two)
        || later(&one, &two, of)
        || doubtful(&one)
        || doubtful(&two)
        || divided(&one, &two, of)
        || compared(&before)
        || compared(scene)
    {
        return false;
    }
    let (mine, theirs) = (words(&two), words(&one));
    let named = |t: &Telling<'_>, at: usize| t.scene.view.token(at).is_some_and(|x| x.pos == Pos::Name) && at > 0;
    let said: Vec<usize> = mine.iter().copied().filter(|&t| one.says(&two, t)).collect();
    let back = theirs.iter().filter(|&&t| named(&one, t) && two.says(&one, t)).count();
    let names = said.iter().filter(|&&t| named(&two, t)).count().max(back);
    // Neither names somebody whom the other does not, where both name somebody.
    let strangers =
        |t: &Telling<'_>, own: &[usize], other: &Telling<'_>| own.iter().any(|&at| named(t, at) && !other.says(t, at));
    let apart = strangers(&two, &mine, &one) && strangers(&one, &theirs, &two);
    let noun = |c: &Claim| c.frame.noun.filter(|n| n.token.is_some() && !n.left_out).map(|n| n.stem);
    let counted = noun(a).is_some() && noun(a) == noun(b);
    // Years tell nothing of themselves: what was done in them has to be the same.
    let done = |t: &Telling<'_>| {
        let start = t.claim.tokens.start as usize;
        let verb = (0..start).rev().find(|&at| t.scene.view.token(at).is_some_and(|x| x.pos == Pos::Verb))?;
        t.scene.view.token(verb).map(|x| x.stem)
    };
    let dated = of != Of::Year || done(&one).is_some() && done(&one) == done(&two);
    let next = scene.sentence == before.sentence + 1;
    let enough = said.len() + usize::from(counted);
    let known = names > 0 && enough >= 3
        || names > 0 && enough >= 2 && (counted || headline || two.definite().0)
        || enough >= 4 && !apart
        || headline && enough >= 2
        // "Most of the 12,400 spectators at the final", right behind the sentence that counts them.
        || next && counted && (two.definite().0 || b.frame.whole) && !said.is_empty()
        || next && of == Of::Year && said.len() >= 2;
    let times =
        one.scene.claims.iter().chain(two.scene.claims).filter(|c| of != Of::Year && matches!(c.value, Value::When(_)));
    let times = times.count() < 2 || two.same_times(&one, 0, scene.view.len());
    known && !apart && dated && times && one.described(&two) && two.described(&one)
}

/// Whether another source, place or part divides the two; of a year only who tells it.
fn divided(one: &Telling<'_>, two: &Telling<'_>, of: Of) -> bool {
    if of == Of::Year { one.claim.frame.source.is_some() != two.claim.frame.source.is_some() } else { one.divided(two) }
}

/// "£54m on roads", "£45m on schools": each figure is of something that the other sentence does not name.
fn contrasted(one: &Telling<'_>, two: &Telling<'_>) -> bool {
    let unsaid = |own: &Telling<'_>, other: &Telling<'_>| {
        let view = own.scene.view;
        let end = own.claim.tokens.end as usize;
        let mark = |t: usize| view.token(t).is_none_or(|t| t.pos == Pos::Mark);
        let stop = (end..view.len()).find(|&t| mark(t)).unwrap_or(end);
        own.content(end, stop, false).into_iter().any(|t| !other.says(own, t))
    };
    unsaid(one, two) && unsaid(two, one)
}

/// "won 45 percent of the vote in 2014": the second telling has a time of its own, and so is of another time.
fn later(one: &Telling<'_>, two: &Telling<'_>, of: Of) -> bool {
    let coarse = |c: &&Claim| !std::ptr::eq(*c, two.claim) && of_a_time(&c.value);
    of != Of::Year
        && two.scene.claims.iter().filter(coarse).any(|c| !one.scene.claims.iter().any(|b| b.value == c.value))
}

/// Words that say what a sentence is of, its figure's own aside.
fn words(telling: &Telling<'_>) -> Vec<usize> {
    let view = telling.scene.view;
    let light = |t: usize| [Func::Be, Func::Have, Func::Get].iter().any(|&f| view.is(t, f));
    let mut out: Vec<usize> = telling.content(0, view.len(), true).into_iter().filter(|&t| !light(t)).collect();
    let stem = |t: usize| view.token(t).map(|t| t.stem);
    let mut seen = Vec::new();
    out.retain(|&t| {
        let new = !seen.contains(&stem(t));
        seen.push(stem(t));
        new
    });
    out
}

/// Words that make a figure one of another time, or one that is not sure.
fn doubted(scene: &Scene<'_>) -> bool {
    let len = scene.view.len();
    let words = [
        Func::Not,
        Func::Never,
        Func::If,
        Func::Average,
        Func::Respectively,
        Func::Again,
        Func::Then,
        Func::Earlier,
        Func::Now,
        Func::More,
        Func::Other,
    ];
    scene.has(0, len, CheckWord::Superseded)
        || scene.has(0, len, CheckWord::Some)
        || scene.has(0, len, CheckWord::Mistake)
        || scene.has_func(0, len, &words)
        || scene.view.text(len.saturating_sub(1)) == "?"
}

/// "more than the 31 of last year": one of two that are held against each other.
fn compared(scene: &Scene<'_>) -> bool {
    let others = [Func::Than, Func::Against, Func::Each, Func::Another, Func::Between];
    scene.has_func(0, scene.view.len(), &others) || scene.has(0, scene.view.len(), CheckWord::Base)
}
