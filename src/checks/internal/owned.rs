//! What something has, told twice: "The hall has 900 seats. Not one of the hall's 1,100 seats was empty", "a magnitude of
//! 6.1", "the 6.4-magnitude quake".

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::{Telling, alarm, apart};
use crate::analysis::{Group, Pos, Role};
use crate::claims::{Claim, Level, Value};
use crate::lexicon::{CheckWord, Func, Stem};

/// Sentences behind one that names something, in which its noun alone stands for it.
const NEAR: usize = 2;
/// Holdings that a new one is held against.
const HELD: usize = 24;

/// What the things of a draft have.
#[derive(Default)]
pub(super) struct Holdings {
    held: Vec<Holding>,
}

/// So much of something that somebody has.
struct Holding {
    owner: Owner,
    what: What,
    /// Words that hang on what is had, told in the other sentence too.
    hung: Vec<Stem>,
    claim: usize,
    sentence: usize,
}

/// Who or what has it.
struct Owner {
    names: Vec<Stem>,
    nouns: Vec<Stem>,
    /// Where it is: "the mill in Osk".
    place: Vec<Stem>,
    /// "its"
    pronoun: bool,
    /// The subject of its sentence: a pronoun in the next may stand for it.
    subject: bool,
}

#[derive(PartialEq, Eq)]
enum What {
    /// Counted things, by their nouns.
    Things(Vec<Stem>),
    /// A measure in a unit that only tells one thing of something ("magnitude").
    Unit(u16),
}

/// Reads what the things of a sentence have.
pub(super) fn check(scene: &Scene<'_>, holdings: &mut Holdings, raised: &mut Vec<usize>, out: &mut Vec<Alarm>) {
    for (index, claim) in scene.claims.iter().enumerate() {
        let Some(own) = holding(scene, index, claim) else { continue };
        let other = holdings.held.iter().rev().find(|h| {
            h.sentence < own.sentence
                && !raised.contains(&h.claim)
                && one(h, &own)
                && said(scene, h.sentence, &own.hung)
                && said(scene, own.sentence, &h.hung)
                && contradicts(scene, h.claim, claim)
        });
        if let Some(other) = other.map(|h| h.claim)
            && let Some(alarm) = alarm(scene, other, index)
        {
            raised.push(scene.first + index);
            out.push(alarm);
            return;
        }
        if holdings.held.len() < HELD && !own.owner.pronoun {
            holdings.held.push(own);
        }
    }
}

/// Whether both are told of one thing.
fn one(before: &Holding, own: &Holding) -> bool {
    let same = match (&before.what, &own.what) {
        (What::Things(a), What::Things(b)) => {
            a == b
                || b.len() == 2 && a.len() == 1 && a.first() == b.first()
                || a.len() == 2 && b.len() == 1 && a.first() == b.first()
        }
        (a, b) => a == b,
    };
    let near = own.sentence - before.sentence <= NEAR;
    let (a, b) = (&before.owner, &own.owner);
    let within = |x: &[Stem], y: &[Stem]| x.iter().all(|s| y.contains(s));
    let owner = if b.pronoun {
        own.sentence == before.sentence + 1 && a.subject
    } else if b.names.is_empty() {
        near && !b.nouns.is_empty() && b.nouns.last() == a.nouns.last() && within(&b.nouns, &a.nouns)
    } else {
        // "Aurelia hall", "Aurelia": a noun may be left out, and no other stand in its place.
        !a.names.is_empty()
            && (within(&a.names, &b.names) || within(&b.names, &a.names))
            && (a.nouns == b.nouns || a.nouns.is_empty() || b.nouns.is_empty())
    };
    same && owner && within(&b.place, &a.place)
}

/// Whether these words are said in a sentence.
fn said(scene: &Scene<'_>, sentence: usize, words: &[Stem]) -> bool {
    let other = scene.draft.analysis.sentences.get(sentence);
    other.is_some_and(|s| words.iter().all(|w| s.tokens.iter().any(|t| t.stem == *w || t.surface == *w)))
}

/// Whether two figures of one thing cannot both be true, and nothing says that one of them was so at another time.
fn contradicts(scene: &Scene<'_>, other: usize, claim: &Claim) -> bool {
    let Some(before) = scene.draft.scene_of(other) else { return false };
    let Some(a) = other.checked_sub(before.first).and_then(|at| before.claims.get(at)) else { return false };
    let (one, two) = (Telling { scene: before, claim: a }, Telling { scene: *scene, claim });
    let doubts = [Func::Than, Func::Without];
    let doubtful = |s: &Scene<'_>| {
        let len = s.view.len();
        s.has(0, len, CheckWord::Superseded)
            || s.has(0, len, CheckWord::Some)
            || s.has(0, len, CheckWord::Mistake)
            || s.has(0, len, CheckWord::Former)
            || s.has_func(0, len, &super::OTHERWISE)
            || s.has_func(0, len, &doubts)
            || s.view.text(len.saturating_sub(1)) == "?"
    };
    let sourced = one.claim.frame.source.is_some() && two.claim.frame.source.is_some();
    !doubtful(&before)
        && !doubtful(scene)
        && !before.of_a_time()
        && !scene.of_a_time()
        && !sourced
        && two.same_size(&one)
        && apart(scene.draft, a, claim)
}

/// What a claim says that something has.
fn holding(scene: &Scene<'_>, index: usize, claim: &Claim) -> Option<Holding> {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let exact = claim.value.figure().is_some_and(|f| f.number.is_some() && f.hedge.is_none());
    let frame = &claim.frame;
    if !exact || frame.level != Level::Level || frame.rate || frame.part || frame.rest || scene.quoted(start) {
        return None;
    }
    let hyphened = claim.tokens.indices().any(|t| view.dash(t));
    let own = view.token(start)?.group.and_then(|g| view.sentence.groups.get(g as usize))?;
    let (what, behind) = what(scene, claim, own)?;
    let holding = |owner: Owner, hung: Vec<Stem>| {
        Some(Holding { owner, what, hung, claim: scene.first + index, sentence: scene.sentence })
    };
    // "The 6.4-magnitude quake"
    if hyphened {
        let the = start.checked_sub(1).is_some_and(|t| view.is(t, Func::The)) && own.head as usize == end;
        let mut owner = owner(scene, (end, own.range.end as usize), false).filter(|_| the)?;
        owner.place = hung(scene, own.range.end as usize)?;
        return holding(owner, Vec::new());
    }
    let hung = hung(scene, behind)?;
    // "the hall's 1,100 seats", "its 1,100 seats"
    if let Some(before) = start.checked_sub(1) {
        if view.token(before).is_some_and(|t| t.pos == Pos::Possessive) {
            let from = own.range.start as usize;
            let owner = owner(scene, (from.min(before), before), false)?;
            return holding(owner, hung);
        }
        if view.is(before, Func::Possessive) && frame.unasserted.is_none() {
            let owner =
                Owner { names: Vec::new(), nouns: Vec::new(), place: Vec::new(), pronoun: true, subject: false };
            return holding(owner, hung);
        }
    }
    // "The hall has 900 seats"
    let clause = view.sentence.clauses.get(frame.clause as usize)?;
    let verb = clause.verb? as usize;
    scene.word(verb, CheckWord::Has)?;
    let group = view.sentence.groups.get(clause.subject? as usize)?;
    let first = if let Role::Of(parent) = own.role {
        view.sentence.groups.get(parent as usize)?.range.start as usize
    } else {
        own.range.start as usize
    };
    // "The mill in Osk employs"
    let place = self::hung(scene, group.head as usize + 1)?;
    // "is run by 40 people": something else is told.
    let right = first == verb + 1
        && !clause.negated
        && !clause.passive
        && frame.unasserted.is_none()
        && clause.antecedent.is_none();
    let mut owner = owner(scene, (group.range.start as usize, group.head as usize + 1), true).filter(|_| right)?;
    owner.place = place;
    holding(owner, hung)
}

/// What is had, and one past its last token.
fn what(scene: &Scene<'_>, claim: &Claim, own: &Group) -> Option<(What, usize)> {
    let view = scene.view;
    let (start, end) = (claim.tokens.start as usize, claim.tokens.end as usize);
    let stop = (own.range.end as usize).max(end);
    let hyphened = claim.tokens.indices().any(|t| view.dash(t));
    match &claim.value {
        // "a magnitude of 6.1": the unit is a word of its own kind, and no length that may be one of several.
        Value::Measure { unit, .. } => {
            let led = claim.tokens.indices().find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Noun))?;
            let named = view.is(led + 1, Func::Of);
            (hyphened || named).then_some((What::Unit(*unit), end))
        }
        Value::Quantity { .. } if !hyphened => {
            let noun = claim.frame.noun.filter(|n| !n.left_out)?.token? as usize;
            if noun < start {
                return None;
            }
            // "30 large paintings": some of them.
            let from =
                claim.tokens.indices().rev().find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Numeral))? + 1;
            let plain = (from..stop).all(|t| view.token(t).is_some_and(|t| t.pos == Pos::Noun));
            let stems = (from..stop).filter_map(|t| view.token(t)).map(|t| t.stem).collect();
            plain.then_some((What::Things(stems), stop))
        }
        // "a crew of 22"
        Value::Number(_) => {
            let Role::Of(parent) = own.role else { return None };
            let parent = view.sentence.groups.get(parent as usize)?;
            let head = parent.head as usize;
            let plain = view.is(parent.range.start as usize, Func::A) && parent.range.indices().len() == 2;
            let alone = own.range.indices().len() == claim.tokens.indices().len();
            let noun = view.token(head).filter(|t| plain && alone && t.pos == Pos::Noun)?;
            Some((What::Things(vec![noun.stem]), stop))
        }
        _ => None,
    }
}

/// Names and nouns that hang on what is had, up to the next verb, mark or conjunction: "900 seats in the upper tier".
fn hung(scene: &Scene<'_>, from: usize) -> Option<Vec<Stem>> {
    let view = scene.view;
    let mut out = Vec::new();
    for at in from..scene.end() {
        let token = view.token(at)?;
        match token.pos {
            Pos::Verb | Pos::Aux | Pos::Mark => break,
            // "900 seats and 40 boxes" is all of it; "who", "that" tell which.
            Pos::Conjunction => break,
            Pos::Relative | Pos::Subordinator => return None,
            Pos::Noun | Pos::Name => out.push(token.stem),
            _ => {}
        }
    }
    Some(out)
}

/// The owner that these tokens name, with "the" or a name.
fn owner(scene: &Scene<'_>, (from, to): (usize, usize), subject: bool) -> Option<Owner> {
    let view = scene.view;
    let the = view.is(from, Func::The);
    let (mut names, mut nouns) = (Vec::new(), Vec::new());
    for at in from + usize::from(the)..to {
        let token = view.token(at)?;
        match token.pos {
            Pos::Name => names.push(token.surface),
            Pos::Noun => nouns.push(token.stem),
            _ => return None,
        }
    }
    let known = the || !names.is_empty() || !subject && !nouns.is_empty() && from > 0;
    (known && !(names.is_empty() && nouns.is_empty())).then_some(Owner {
        names,
        nouns,
        place: Vec::new(),
        pronoun: false,
        subject,
    })
}
