//! A range and its length beside each other, with no words between them but those that say that they are one: "in the space of
//! five years, from 1990 to 2000", "1990 to 2000 — a span of ten years".

use super::super::scene::Scene;
use crate::analysis::{ClauseKind, Pos};
use crate::claims::{Claim, Value, WhenShape};
use crate::lexicon::{CheckWord, Func};

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

fn spell(scene: &Scene<'_>, at: usize) -> bool {
    (at..at + 2).any(|t| scene.word(t, CheckWord::Spell).is_some())
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
