//! What befalls a thing or a person only once, told with two dates: "The Halcyon sank on 4 March 2013", "the Halcyon, which
//! sank on 14 March 2013,".

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::told;
use crate::analysis::{ClauseKind, Pos};
use crate::claims::{Claim, Moment, Value, When, WhenShape};
use crate::lexicon::{CheckWord, Func, OfficeWord, Period, Sense, Stem};
use crate::verdict::bridge;
use rustc_hash::FxHashMap;

/// Dates of one fate that are held against a new one.
const HELD: usize = 4;

/// Letters that a verb and its noun share at least, and those of an ending.
const ROOT: usize = 4;
const ENDING: usize = 2;

/// Whom it befell, and when.
struct Fate {
    /// Words of the name, the last one first.
    name: Vec<Stem>,
    /// The verb as it stands.
    verb: String,
    /// It is a word for dying.
    died: bool,
    claim: usize,
}

/// The fates of a draft so far, by verb and last name.
#[derive(Default)]
pub(super) struct Fates {
    by_name: FxHashMap<(Stem, Stem), Vec<Fate>>,
}

/// Reads the fates of a sentence.
pub(super) fn check(scene: &Scene<'_>, fates: &mut Fates, out: &mut Vec<Alarm>) {
    let len = scene.view.len();
    for (index, claim) in scene.claims.iter().enumerate() {
        let Value::When(when) = &claim.value else { continue };
        let Some((verb, name)) = fate(scene, claim, when) else {
            if noun(scene, fates, index, when, out) {
                return;
            }
            continue;
        };
        let doubtful = scene.has(0, len, CheckWord::Superseded)
            || scene.has(0, len, CheckWord::Namesake)
            || (0..len).filter(|&t| scene.claim_over(t).is_none()).any(|t| {
                [Func::Not, Func::Never, Func::If, Func::Would, Func::Modal].iter().any(|&f| scene.view.is(t, f))
            });
        let Some(&surname) = name.first() else { continue };
        // What somebody says may be what he holds against others.
        if doubtful || claim.frame.source.is_some() {
            continue;
        }
        let before = fates.by_name.entry((verb, surname)).or_default();
        // A shorter form of the name is of the same; two first names are of two.
        let same = |f: &Fate| f.name.iter().zip(&name).all(|(a, b)| a == b);
        let own = scene.first + index;
        let other = before.iter().find(|f| same(f) && apart(scene, f.claim, when)).map(|f| f.claim);
        let namesakes = before.iter().any(|f| !same(f));
        if before.len() < HELD {
            let verb = scene.view.sentence.clauses.get(claim.frame.clause as usize).and_then(|c| c.verb);
            let died = verb.is_some_and(|v| scene.view.hits(v as usize).any(|h| died(scene, h.sense)));
            let verb = verb.map_or_else(String::new, |v| scene.view.text(v as usize).to_lowercase());
            before.push(Fate { name, verb, died, claim: own });
        }
        let Some(other) = other.filter(|_| !namesakes) else { continue };
        out.extend(alarm(scene, other, index));
        return;
    }
}

/// The alarm over two dates of one fate, each mended by the other.
fn alarm(scene: &Scene<'_>, other: usize, index: usize) -> Option<Alarm> {
    let lexicon = scene.draft.lexicon;
    told(scene, other, index, |words, claim, by| match (&claim.value, &by.value) {
        (Value::When(own), Value::When(by)) if own.grain == Period::Day && by.grain == Period::Day => {
            let date = by.readings.first()?.from?.date();
            bridge::redated(words, own, date, false, lexicon)
        }
        (Value::When(own), Value::When(by)) => {
            let (old, new) = (own.written.year?, by.written.year?);
            Some(words.replacen(&old.to_string(), &new.to_string(), 1)).filter(|new| new != words)
        }
        _ => None,
    })
}

/// "since its foundation in 1913", "the sinking of the Halcyon on 14 March 2013": the fate under a name of its own, of
/// somebody or something that this sentence names.
fn noun(scene: &Scene<'_>, fates: &Fates, index: usize, when: &When, out: &mut Vec<Alarm>) -> bool {
    let view = scene.view;
    let plain = sure(when) && !fates.by_name.is_empty();
    let Some(claim) = scene.claims.get(index).filter(|c| plain && c.frame.unasserted.is_none()) else { return false };
    let Some(at) = (claim.tokens.start as usize).checked_sub(1) else { return false };
    let led = view.is(at, Func::In) || view.is(at, Func::On);
    // Its noun, with what it is of behind it.
    let hangs = |t: usize| {
        view.token(t).is_some_and(|t| matches!(t.pos, Pos::Name | Pos::Preposition | Pos::Determiner))
            && !view.is(t, Func::In)
    };
    let Some(noun) = (0..at).rev().find(|&t| !hangs(t)).filter(|_| led) else { return false };
    let Some(own) = view.token(noun).filter(|t| t.pos == Pos::Noun) else { return false };
    let definite = noun.checked_sub(1).is_some_and(|t| {
        view.is(t, Func::Possessive) || view.is(t, Func::The) || view.token(t).is_some_and(|t| t.pos == Pos::Possessive)
    });
    if !definite || scene.quoted(noun) || scene.has(0, view.len(), CheckWord::Superseded) {
        return false;
    }
    let said = |name: &Stem| view.sentence.tokens.iter().any(|t| t.pos == Pos::Name && t.exact == *name);
    let other = fates.by_name.iter().find_map(|((verb, surname), held)| {
        let one = held.iter().all(|f| held.iter().all(|g| f.name.iter().zip(&g.name).all(|(a, b)| a == b)));
        let text = view.text(noun).to_lowercase();
        let died = view.hits(noun).any(|h| died(scene, h.sense));
        let akin = |f: &Fate| view.lexicon.stemmer.akin(*verb, own.stem) || alike(&f.verb, &text) || died && f.died;
        held.iter().find(|f| akin(f) && one && said(surname) && apart(scene, f.claim, when)).map(|f| f.claim)
    });
    let found = out.len();
    out.extend(other.and_then(|other| alarm(scene, other, index)));
    out.len() > found
}

/// A date whose year is written, or a day of a month of one year on both sides.
fn sure(when: &When) -> bool {
    let day = when.written.day.is_some() && when.written.month.is_some();
    matches!(when.shape, WhenShape::On | WhenShape::Since)
        && (when.written.year.is_some() || day)
        && !when.hedged
        && when.readings.len() == 1
}

/// The verb of a fate and the name that it befell, where a date with its year says when.
fn fate(scene: &Scene<'_>, claim: &Claim, when: &When) -> Option<(Stem, Vec<Stem>)> {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    let plain = sure(when);
    if !plain || claim.frame.unasserted.is_some() || claim.frame.future || scene.quoted(start) {
        return None;
    }
    let clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    let verb = clause.verb? as usize;
    scene.word(verb, CheckWord::Final)?;
    // Behind the verb stands the date, or where it was: "sank the ferry" is of another.
    let next = view.token(verb + 1)?;
    let intransitive = next.pos == Pos::Preposition || scene.claim_over(verb + 1).is_some();
    let between = (verb + 1..start).all(|t| {
        view.token(t).is_some_and(|t| {
            matches!(t.pos, Pos::Preposition | Pos::Noun | Pos::Name | Pos::Determiner | Pos::Adjective)
        })
    });
    let own = match clause.kind {
        ClauseKind::Relative | ClauseKind::Participle => clause.antecedent.or(clause.subject)?,
        _ => clause.subject.or_else(|| super::fronted(scene, claim))?,
    };
    if !intransitive || !between || clause.negated || scene.has_func(0, verb, &[Func::Whose]) {
        return None;
    }
    let group = view.sentence.groups.get(own as usize).filter(|g| g.name)?;
    let head = view.token(group.head as usize).filter(|t| t.pos == Pos::Name)?;
    let possessive = group.range.indices().any(|t| view.token(t).is_some_and(|t| t.pos == Pos::Possessive));
    let joined = view.is(group.range.end as usize, Func::And)
        || (group.range.start as usize).checked_sub(1).is_some_and(|t| view.is(t, Func::And));
    if possessive || joined {
        return None;
    }
    let mut name: Vec<Stem> = group
        .range
        .indices()
        .take_while(|&t| t <= group.head as usize)
        .filter_map(|t| view.token(t))
        .filter(|t| t.pos == Pos::Name)
        .map(|t| t.exact)
        .collect();
    name.reverse();
    (name.first() == Some(&head.exact)).then_some(())?;
    Some((view.token(verb)?.stem, name))
}

/// Whether two dates exclude each other, each with its year.
fn apart(scene: &Scene<'_>, other: usize, b: &When) -> bool {
    let Some(Value::When(a)) = scene.draft.claims.get(other).map(|c| &c.value) else { return false };
    let days = |w: &When| -> Option<(Moment, Moment)> {
        let first = w.readings.first()?;
        Some((first.from?, first.to?))
    };
    days(a).zip(days(b)).is_some_and(|((a, b), (c, d))| b <= c || d <= a)
}

fn died(scene: &Scene<'_>, sense: Sense) -> bool {
    matches!(sense, Sense::Office(id) if scene.view.lexicon.offices.get(id as usize) == Some(&OfficeWord::Died))
}

/// "founded", "foundation": a noun that begins as its verb does, but for the ending.
fn alike(verb: &str, noun: &str) -> bool {
    let same = verb.chars().zip(noun.chars()).take_while(|(a, b)| a == b).count();
    same >= ROOT && same + ENDING >= verb.chars().count()
}
