//! A range and its length beside each other, with no words between them but those that say that they are one: "in the space of
//! five years, from 1990 to 2000", "1990 to 2000 — a span of ten years".

use super::super::scene::Scene;
use super::seconds;
use crate::analysis::{ClauseKind, Pos};
use crate::claims::{Claim, Value, When, WhenShape};
use crate::lexicon::{CalendarWord, CheckWord, Func, Period};
use rust_decimal::Decimal;

/// Tokens between the two.
const FAR: usize = 6;

/// The length behind its range.
pub(super) fn behind(scene: &Scene<'_>, range: &Claim, length: &Claim) -> bool {
    let view = scene.view;
    let (from, start, end) = (range.tokens.end as usize, length.tokens.start as usize, length.tokens.end as usize);
    let marked = scene.comma(from) || scene.dash(from) || view.mark(from, "(") || view.mark(from, ":");
    let total = scene.word(end, CheckWord::Total).is_some();
    let closed =
        end >= scene.end() || view.token(end).is_some_and(|t| t.pos == Pos::Mark) || total || spell(scene, end);
    marked && closed && alone(scene, range) && plain(scene, from, start)
}

/// "From the 3rd to the 5th of April the potters kept their kiln burning, six days in all.": the range opens the sentence, and
/// the length, which words call all of it, ends it.
pub(super) fn closing(scene: &Scene<'_>, range: &Claim, length: &Claim) -> bool {
    let (start, end) = (length.tokens.start as usize, length.tokens.end as usize);
    let total = scene.word(end, CheckWord::Total).is_some_and(|len| end + len >= scene.end());
    let comma = start.checked_sub(1).is_some_and(|t| scene.comma(t) || scene.dash(t));
    range.tokens.start == 0 && total && comma && scene.claims.len() == 2 && alone(scene, range)
}

/// The length in front of its range.
pub(super) fn ahead(scene: &Scene<'_>, length: &Claim, range: &Claim) -> bool {
    let view = scene.view;
    let (end, start) = (length.tokens.end as usize, range.tokens.start as usize);
    let before = (length.tokens.start as usize).checked_sub(1);
    let leads = [Func::For, Func::Over, Func::In, Func::Of, Func::During, Func::Within];
    let article = before.is_none_or(|b| view.is(b, Func::A) || view.is(b, Func::The));
    let led = before.is_none_or(|b| {
        leads.iter().any(|&f| view.is(b, f)) || scene.word(b, CheckWord::Lasts).is_some() || view.is(b, Func::Be)
    });
    let hyphened = length.tokens.indices().any(|t| view.dash(t)) && article && spell(scene, end);
    let marked = scene.comma(end) || scene.dash(end) || view.mark(end, "(") || view.mark(end, ":") || hyphened;
    (led || hyphened) && marked && alone(scene, range) && plain(scene, end, start)
}

/// "The three-day festival runs from 5 to 9 June": the range under the verb that says how long it takes.
pub(super) fn runs(scene: &Scene<'_>, length: &Claim, range: &Claim) -> bool {
    let view = scene.view;
    let (start, end, from) = (length.tokens.start as usize, length.tokens.end as usize, range.tokens.start as usize);
    let (Value::Duration { unit, .. }, Value::When(when)) = (&length.value, &range.value) else { return false };
    // "The 20-minute show runs from 5 to 9 June": its length is that of one of them.
    let sized = *unit >= when.grain && (*unit >= Period::Day || when.grain < Period::Day);
    let hyphened = length.tokens.indices().any(|t| view.dash(t)) && !view.dash(end);
    let article = start
        .checked_sub(1)
        .is_some_and(|t| view.is(t, Func::The) || view.is(t, Func::A) || view.is(t, Func::Possessive))
        || start.checked_sub(1).and_then(|t| view.token(t)).is_some_and(|t| t.pos == Pos::Possessive);
    let says = |t: usize| {
        [CheckWord::Lasts, CheckWord::Happens, CheckWord::Scheduled, CheckWord::Once]
            .iter()
            .any(|&w| scene.word(t, w).is_some())
    };
    let verb = (end + 1..from).rev().take(2).any(|t| says(t) || view.is(t, Func::Be));
    let plain = (end..from).all(|t| {
        view.is(t, Func::Of)
            || view.token(t).is_some_and(|t| {
                matches!(
                    t.pos,
                    Pos::Noun
                        | Pos::Name
                        | Pos::Adjective
                        | Pos::Verb
                        | Pos::Aux
                        | Pos::Determiner
                        | Pos::Adverb
                        | Pos::Preposition
                )
            })
    });
    let opened = view.is(from, Func::From) || view.is(from, Func::Between);
    let denied = scene.has_func(0, from, &[Func::Not, Func::Never]);
    sized
        && hyphened
        && article
        && verb
        && plain
        && opened
        && !denied
        && from <= end + 6
        && spell(scene, end)
        && alone(scene, range)
}

/// "The decade from 1990 to 2005", "the week from 5 to 20 May": one of a unit, and where it stands.
pub(super) fn single(scene: &Scene<'_>, range: &Claim) -> Option<(usize, Period)> {
    let view = scene.view;
    let from = range.tokens.start as usize;
    let unit = from.checked_sub(1)?;
    let opened = view.is(from, Func::From) || view.is(from, Func::Between);
    let the = unit.checked_sub(1).is_some_and(|t| view.is(t, Func::The) || view.is(t, Func::A));
    let (period, _) = view.calendar(unit, |w| if let CalendarWord::Period(p) = w { Some(p) } else { None })?;
    let ranged = matches!(&range.value, Value::When(w) if w.shape == WhenShape::Range && !w.hedged);
    let whole = matches!(
        period,
        Period::Decade | Period::Century | Period::Year | Period::Month | Period::Week | Period::Fortnight
    );
    (opened && the && ranged && whole && scene.claim_over(unit).is_none()).then_some((unit, period))
}

/// "for six years between 2000 and 2018": a length that lies somewhere inside.
pub(super) fn inside(scene: &Scene<'_>, length: &Claim, (range, when): (&Claim, &When)) -> bool {
    let view = scene.view;
    let (start, end) = (length.tokens.start as usize, length.tokens.end as usize);
    let known = (start.saturating_sub(1)..=start).any(|t| view.is(t, Func::The));
    let first = when.readings.first().and_then(|r| r.from);
    let last = when.ends.first().and_then(|r| r.to);
    let (Some((from, to)), Value::Duration { figure, unit, .. }) = (first.zip(last), &length.value) else {
        return false;
    };
    let whole = Decimal::from(to.duration_since(from).as_secs());
    let part = figure.number.zip(seconds(*unit)).and_then(|(n, s)| n.checked_mul(Decimal::from(s)));
    !known && view.is(end, Func::Between) && range.tokens.start as usize == end && part.is_some_and(|p| p < whole)
}

fn spell(scene: &Scene<'_>, at: usize) -> bool {
    // "The three-day ticket runs from 3 to 9 June": a verb is none.
    let noun = |t: usize| scene.view.token(t).is_some_and(|t| t.pos != Pos::Verb);
    (at..at + 2).any(|t| noun(t) && scene.word(t, CheckWord::Spell).is_some())
}

/// The only length and the only time of the sentence, of a range that is told as it was.
fn alone(scene: &Scene<'_>, range: &Claim) -> bool {
    let times = scene.claims.iter().filter(|c| matches!(c.value, Value::When(_))).count();
    let lengths = scene.claims.iter().filter(|c| matches!(c.value, Value::Duration { .. })).count();
    let ranged = matches!(&range.value, Value::When(w) if w.shape == WhenShape::Range);
    let main = scene.view.sentence.clauses.iter().filter(|c| c.kind == ClauseKind::Main && c.verb.is_some()).count();
    times == 1 && lengths == 1 && ranged && main <= 1
}

/// Marks, and words that tell a length: "a span of", "in all", "or".
fn plain(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let view = scene.view;
    let words = [
        Func::Of,
        Func::For,
        Func::In,
        Func::Over,
        Func::During,
        Func::From,
        Func::Between,
        Func::Or,
        Func::A,
        Func::The,
    ];
    to >= from
        && to - from <= FAR
        && (from..to).all(|t| {
            words.iter().any(|&f| view.is(t, f))
                || scene.comma(t)
                || view.dash(t)
                || view.mark(t, "(")
                || view.mark(t, ":")
                || spell(scene, t)
                || [CheckWord::Lasts, CheckWord::Equals, CheckWord::Total].iter().any(|&w| scene.word(t, w).is_some())
                || view.token(t).is_some_and(|t| t.pos == Pos::Aux)
        })
}
