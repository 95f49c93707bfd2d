//! `internal`: one thing told twice with figures that cannot both be true.

mod acts;
mod ages;
mod fates;
mod offices;
mod owned;
mod sizes;
mod slips;
mod telling;
mod told;

use super::alarm::Alarm;
use super::scene::Scene;
use crate::analysis::{Pos, Tense};
use crate::claims::{ChangeOf, Claim, Kind, Level, Value, WhenShape};
use crate::document::BlockKind;
use crate::lexicon::{CheckWord, Func, Period, Sense, Stem};
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use telling::Telling;
use told::{alarm, apart, told};

/// Words that make a figure one of another time, of one among several, or one that is not sure; "now" is the first, since it
/// leaves what was done once as it is.
const OTHERWISE: [Func; 15] = [
    Func::Now,
    Func::Then,
    Func::Earlier,
    Func::Later,
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
    Func::Until,
];

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
    /// Things by a group of words for the same ("jobs", "posts").
    Synonym(u16),
    Money(Stem),
    Clock(Stem),
    /// Persons of whom the word behind the figure tells something: "212 aboard", "221 people aboard".
    Behind(Stem),
    /// Persons of a bare number in a headline ("buries 14"), and of the lead.
    Persons,
    /// Of what a headline says once: scores, lengths, ages.
    Kind(Kind),
}

/// The claims of a draft so far, by what they tell.
#[derive(Default)]
pub(super) struct Told {
    by_key: FxHashMap<Key, SmallVec<[usize; HELD]>>,
    /// The first sentence of the body.
    body: Option<usize>,
    /// Claims that an alarm was raised over.
    raised: Vec<usize>,
    /// Ages of persons, by surname.
    ages: ages::Ages,
    /// What befell persons and things only once, with its date.
    fates: fates::Fates,
    /// How long or high things with names are.
    sizes: sizes::Sizes,
    /// What was done, with its measure ("sentenced to nine years").
    acts: acts::Acts,
    /// Who entered what.
    entries: offices::Entries,
    /// What things have.
    holdings: owned::Holdings,
    /// Figures by their digits.
    slips: slips::Slips,
}

pub(super) fn check(scene: &Scene<'_>, told: &mut Told, out: &mut Vec<Alarm>) {
    let headline = kind(scene) == Some(BlockKind::Headline);
    if !headline && told.body.is_none() && kind(scene) == Some(BlockKind::Paragraph) {
        told.body = Some(scene.sentence);
    }
    ages::check(scene, &mut told.ages, out);
    fates::check(scene, &mut told.fates, out);
    acts::check(scene, &mut told.acts, out);
    sizes::check(scene, &mut told.sizes, out);
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
    offices::check(scene, &mut told.entries, &mut told.raised, out);
    owned::check(scene, &mut told.holdings, &mut told.raised, out);
    slips::check(scene, &mut told.slips, &mut told.raised, out);
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
        Value::Number(f) => {
            f.number.is_some() && (!frame.events.is_empty() || behind(scene, claim).is_some() || persons(scene, claim))
        }
        Value::When(when) => {
            // A day of a month, whose year the dateline gives.
            let month = when.written.day.is_some() && when.written.month.is_some();
            let dated = when.grain == Period::Day
                && (when.written.day.is_some() && when.written.year.is_some() || month)
                || when.grain == Period::Year && when.written.year.is_some() && made(scene, claim).is_some();
            (when.kind == Kind::Time || dated)
                && when.shape == WhenShape::On
                // "The storm hit Sund at 3 a.m. on Tuesday": whichever week the tense leaves open.
                && (when.readings.len() == 1 || when.written.minute.is_some())
                && !when.hedged
        }
        Value::Score(sides) => sides.len() == 2,
        Value::Age { figure, .. } => figure.number.is_some_and(|n| n.is_integer()) && figure.hedge.is_none(),
        Value::Duration { figure, .. } | Value::Measure { figure, .. } => figure.number.is_some(),
        Value::Percent { figure, points: false }
        | Value::Change { of: ChangeOf::Percent, ratio: None, figure: Some(figure), .. } => {
            figure.number.is_some() && share_of(scene, claim).is_none()
        }
        _ => false,
    };
    // "will close 14 branches", "shed 120 jobs": by so many, and so many they are.
    let counted = matches!(claim.value, Value::Quantity { .. } | Value::Money { .. } | Value::Change { .. });
    figures
        && (frame.level == Level::Level
            || counted && matches!(frame.level, Level::Change(_))
            || frame.level == Level::End)
        && !frame.rate
        && !frame.part
        // "Most of the 12,400 spectators": the whole is told as known.
        && (!frame.whole || frame.definite || all(scene, claim))
        && !frame.rest
        // "None of the 11 concerts that they will play": what is denied of them takes nothing from their number.
        // What is planned in a headline is planned in its text.
        && frame.unasserted.as_ref().is_none_or(|u| frame.definite && (frame.whole || u.ahead) || u.ahead && planned(scene, claim))
        && !scene.quoted(claim.tokens.start as usize)
}

/// "6 percent of the staff": of what a share is.
fn share_of(scene: &Scene<'_>, claim: &Claim) -> Option<usize> {
    let end = claim.tokens.end as usize;
    (end..end + 2).find(|&t| scene.view.is(t, Func::Of))
}

/// "All 22 climbers"
fn all(scene: &Scene<'_>, claim: &Claim) -> bool {
    let start = claim.tokens.start as usize;
    (start.saturating_sub(1)..=start).any(|t| scene.view.is(t, Func::All))
}

/// The verb by which something was made in a year: "made in 1742", "which was built in 1724".
fn made(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    let verb = (start.saturating_sub(2)..start).rev().find(|&t| view.token(t).is_some_and(|t| t.pos == Pos::Verb))?;
    let led = verb + 1 == start || view.is(verb + 1, Func::In) && verb + 2 == start;
    scene.word(verb, CheckWord::Made)?;
    view.token(verb).filter(|_| led).map(|t| t.stem)
}

/// Money or things of a plan ("to spend £4m on the lido"), which the headline and the sentence under it both tell.
fn planned(scene: &Scene<'_>, claim: &Claim) -> bool {
    let money = matches!(
        claim.value,
        Value::Money { .. } | Value::Quantity { .. } | Value::Measure { .. } | Value::Change { .. }
    );
    let denied = scene.has_func(0, scene.view.len(), &[Func::Not, Func::Never, Func::If]);
    money && !denied
}

/// Whether a figure counts persons: by its noun, or in a headline by having none ("Landslide buries 14 in Visk").
fn persons(scene: &Scene<'_>, claim: &Claim) -> bool {
    let view = scene.view;
    let next = view.token(claim.tokens.end as usize);
    let alone = next.is_none_or(|t| !matches!(t.pos, Pos::Noun | Pos::Name | Pos::Numeral | Pos::Adjective))
        && !view.dash(claim.tokens.end as usize);
    match claim.frame.noun {
        Some(noun) => noun.class.is_some() && noun.class == view.lexicon.person_class,
        None => {
            let behind = (claim.tokens.start as usize).checked_sub(1).and_then(|t| view.token(t));
            let acted = behind.is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Noun));
            matches!(claim.value, Value::Number(_)) && kind(scene) == Some(BlockKind::Headline) && alone && acted
        }
    }
}

/// The word behind a bare number of a headline, or behind persons, that tells where or how they are.
fn behind(scene: &Scene<'_>, claim: &Claim) -> Option<Stem> {
    let view = scene.view;
    let token = view.token(claim.tokens.end as usize)?;
    let person = claim.frame.noun.is_some_and(|n| n.class.is_some() && n.class == view.lexicon.person_class);
    let bare = claim.frame.noun.is_none() && kind(scene) == Some(BlockKind::Headline);
    // What follows tells nothing more of them: "212 aboard", not "212 in hospital".
    let next = view.token(claim.tokens.end as usize + 1);
    let last = next.is_none_or(|t| !matches!(t.pos, Pos::Noun | Pos::Name | Pos::Numeral));
    let tells = matches!(token.pos, Pos::Preposition | Pos::Adverb | Pos::Adjective | Pos::Verb);
    let closed = token.pos != Pos::Preposition
        || next.is_none_or(|t| matches!(t.pos, Pos::Verb | Pos::Aux | Pos::Mark | Pos::Preposition));
    ((person || bare) && last && tells && closed).then_some(token.stem)
}

/// Of what a participle at the head of the sentence tells: "Founded in 1974, the company", where it was taken for its verb.
fn fronted(scene: &Scene<'_>, claim: &Claim) -> Option<u16> {
    let view = scene.view;
    let clause = view.sentence.clauses.get(claim.frame.clause as usize)?;
    let verb = clause.verb.filter(|&v| v <= 1 && clause.subject.is_none())? as usize;
    let comma = claim.tokens.end as usize;
    let right = scene.comma(comma) && verb < claim.tokens.start as usize && claim.tokens.start as usize <= verb + 4;
    view.token(comma + 1).filter(|_| right)?.group
}

/// The clause that a claim belongs to: "When the quake struck, at 5:12 a.m., most were asleep" is of the verb right before the
/// comma.
fn clause_of(scene: &Scene<'_>, claim: &Claim) -> usize {
    let view = scene.view;
    let start = claim.tokens.start as usize;
    let comma = start.checked_sub(1).map(|t| if view.is(t, Func::At) { t.saturating_sub(1) } else { t });
    let aside = comma.filter(|&t| scene.comma(t) && matches!(claim.value, Value::When(_)));
    let verb = aside.and_then(|t| view.token(t.checked_sub(1)?)).filter(|t| t.pos == Pos::Verb);
    verb.map_or(claim.frame.clause, |t| t.clause) as usize
}

fn keys(scene: &Scene<'_>, claim: &Claim) -> SmallVec<[Key; 4]> {
    match &claim.value {
        Value::Money { currency, .. } => smallvec![Key::Money(Stem::of(currency))],
        Value::When(_) => {
            let clause = scene.view.sentence.clauses.get(clause_of(scene, claim));
            let verb = clause.and_then(|c| c.verb).filter(|&v| {
                let words = [CheckWord::Once, CheckWord::Final, CheckWord::Enters, CheckWord::Quits];
                words.iter().any(|&w| scene.word(v as usize, w).is_some())
            });
            let minute = matches!(&claim.value, Value::When(w) if w.written.minute.is_some());
            // "The lights went out at 7:10": what was so at a minute of one day was so once, whatever the verb.
            let past = clause.filter(|c| minute && c.tense == Tense::Past).and_then(|c| c.verb);
            let verb = verb.or(past);
            let once = verb.and_then(|v| scene.view.token(v as usize)).map(|t| Key::Clock(t.stem));
            let once = once.or_else(|| made(scene, claim).map(Key::Clock)).into_iter();
            once.chain(minute.then_some(Key::Kind(Kind::Time))).collect()
        }
        Value::Score(_)
        | Value::Age { .. }
        | Value::Duration { .. }
        | Value::Measure { .. }
        | Value::Percent { .. }
        | Value::Change { .. } => {
            smallvec![Key::Kind(claim.kind())]
        }
        _ => {
            let events = claim.frame.events.iter().map(|&e| Key::Event(e));
            let noun = claim.frame.noun.filter(|n| !n.left_out && n.token.is_some()).map(|n| Key::Noun(n.stem));
            let behind = behind(scene, claim).map(Key::Behind);
            let token = claim.frame.noun.filter(|n| !n.left_out).and_then(|n| n.token);
            let same = token.and_then(|t| {
                scene
                    .view
                    .hits(t as usize)
                    .find_map(|h| if let Sense::Synonym(id) = h.sense { Some(Key::Synonym(id)) } else { None })
            });
            events.chain(noun).chain(same).chain(behind).chain(persons(scene, claim).then_some(Key::Persons)).collect()
        }
    }
}

/// Whether a claim of this sentence contradicts an earlier one: one thing, and values that exclude each other.
fn contradicts(scene: &Scene<'_>, other: usize, index: usize, body: usize) -> bool {
    let (Some(a), Some(b)) = (scene.draft.claims.get(other), scene.claims.get(index)) else { return false };
    // Of most two claims of one kind the places tell enough: far from each other, and none of them in the headline.
    let near = scene.sentence - a.sentence as usize <= NEAR;
    let lead = scene.sentence <= body + LEAD;
    if a.sentence as usize == scene.sentence || !(near || lead) || !apart(scene.draft, a, b) {
        return false;
    }
    let Some(before) = scene.draft.scene_of(other) else { return false };
    let Some(at) = other.checked_sub(before.first) else { return false };
    let Some(a) = before.claims.get(at) else { return false };
    let level = |c: &Claim| matches!(c.frame.level, Level::Change(_));
    // "rises to 4.1 percent", "rose to 4.3": what both came to.
    let ended = |c: &Claim| c.frame.level == Level::End;
    if ended(a) != ended(b) || ended(a) && kind(&before) != Some(BlockKind::Headline) {
        return false;
    }
    let headline = kind(&before) == Some(BlockKind::Headline);
    let paragraph = |s: &Scene<'_>| kind(s) == Some(BlockKind::Paragraph);
    if !paragraph(scene) || !(headline || paragraph(&before)) {
        return false;
    }
    let (one, two) = (Telling { scene: before, claim: a }, Telling { scene: *scene, claim: b });
    if one.given_up() || two.given_up() || one.divided(&two) {
        return false;
    }
    let ahead = |c: &Claim| c.frame.unasserted.as_ref().is_some_and(|u| u.ahead) && !c.frame.definite;
    // "will hold 40 million", "will hold 14 million": one plan told twice; "the 300 jobs lost": what was told as a plan.
    let next = scene.sentence == one.scene.sentence + 1 && !headline;
    let planned = next && (ahead(a) && ahead(b) || ahead(a) && two.refers(&one));
    if (ahead(a) || ahead(b)) && !planned && !(headline && scene.sentence == one.scene.sentence + 1) {
        return false;
    }
    if headline {
        lead && !two.goes_on(&one) && (one.headlines(&two) || two.all_of(&one) || two.within(&one))
    } else if matches!(b.value, Value::Score(_)) {
        near && one.alone(&two) && two.result(&one)
    } else if matches!(b.value, Value::Duration { .. }) {
        // "sentenced to seven years", "was sentenced to nine years": what a court gave.
        let court = |s: &Scene<'_>| s.has(0, s.view.len(), CheckWord::Punish);
        near && court(scene)
            && court(&one.scene)
            && one.alone(&two)
            && (one.retold(&two) || one.within(&two) || two.within(&one))
    } else if matches!(b.value, Value::Age { .. } | Value::Change { .. } | Value::Percent { .. })
        || level(a) != level(b) && !two.definite().0
    {
        false
    } else {
        near && one.alone(&two) && (two.refers(&one) || one.retold(&two) || one.within(&two) || two.within(&one))
    }
}
