//! Shares that stand each beside its own word: "spruce (58%), larch (31%) and bog (21%)", "Yes 51.8 percent, No 49.2
//! percent", "54 percent of the vote to 56 percent for her rival".

use super::super::alarm::Alarm;
use super::super::scene::Scene;
use super::alarm;
use super::shares::Share;
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Func};

/// Shares of one whole as their marks or words say it.
pub(super) fn check(scene: &Scene<'_>, shares: &[Share]) -> Option<Alarm> {
    let one = bracketed(scene, shares) || answers(scene, shares) || against(scene, shares) || left(scene, shares);
    let all: Vec<(&Scene<'_>, &Share)> = shares.iter().map(|s| (scene, s)).collect();
    one.then(|| alarm(&all, shares.last().is_some_and(|s| s.rest))).flatten()
}

/// "The estate is spruce (58%), larch (31%) and bog (21%)": what one thing is, or is split into, each share in brackets of
/// its own. What several things are need not exclude each other.
fn bracketed(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let (Some(first), true) = (shares.first(), shares.len() > 2) else { return false };
    let own = |s: &Share| s.from.checked_sub(1).is_some_and(|t| view.mark(t, "(")) && view.mark(s.to, ")");
    let words = first.from.saturating_sub(1);
    let verb = (0..words).rev().find(|&t| {
        view.is(t, Func::Be) || scene.word(t, CheckWord::Splits).is_some() || scene.word(t, CheckWord::Mixture).is_some()
    });
    let single = |t: usize| {
        let singular = view.text(t) == view.text(t).to_lowercase() && {
            let head = view.token(t).and_then(|x| view.sentence.clauses.get(x.clause as usize)).and_then(|c| c.subject);
            let head = head.and_then(|g| view.sentence.groups.get(g as usize)).map(|g| g.head as usize);
            head.is_some_and(|h| !view.lexicon.is_plural(view.text(h)))
        };
        scene.word(t, CheckWord::Splits).is_some() || singular
    };
    // Between two of them at most the words of the second, and the mark that parts them.
    let listed = shares.windows(2).all(|w| {
        let [a, b] = w else { return false };
        (a.to + 1..b.from.saturating_sub(1)).all(|t| {
            scene.comma(t)
                || view.is(t, Func::And)
                || view.mark(t, ";")
                || view.token(t).is_some_and(|t| matches!(t.pos, Pos::Noun | Pos::Name | Pos::Adjective | Pos::Determiner))
        })
    });
    shares.iter().all(own) && listed && verb.is_some_and(|t| single(t) && words <= t + 6)
}

/// "Yes 51.8 percent, No 49.2 percent": two answers of which each gives one.
fn answers(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let word = |s: &Share| {
        let at = s.from.checked_sub(1)?;
        let at = if view.mark(at, ":") { at.checked_sub(1)? } else { at };
        scene.word(at, CheckWord::Answer).map(|_| view.text(at).to_lowercase())
    };
    let apart = word(one).zip(word(two)).is_some_and(|(a, b)| a != b);
    let near = two.from <= one.to + 5
        && (one.to..two.from.saturating_sub(1)).all(|t| {
            scene.comma(t) || view.mark(t, ";") || view.is(t, Func::And) || view.mark(t, ":") || view.is(t, Func::To)
        });
    apart && near
}

/// "took 54 percent of the vote to 56 percent for her rival", "by 54 percent to 56": two sides of one vote.
fn against(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [one, two] = shares else { return false };
    let to = two.from.checked_sub(1).filter(|&t| view.is(t, Func::To) || view.is(t, Func::Against));
    let votes = |t: usize| scene.word(t, CheckWord::Ballot).is_some();
    let plain = |to: usize| {
        (one.to..to).all(|t| {
            view.is(t, Func::Of) || view.is(t, Func::The) || votes(t)
        })
    };
    let side = view.is(two.to, Func::For) || view.is(two.to, Func::Against);
    to.is_some_and(|to| plain(to) && (one.to..to).any(votes)) && side
}

/// "A quarter is electric and 65 percent runs on diesel, leaving 20 percent on gas": what the others leave.
fn left(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let Some((last, others)) = shares.split_last() else { return false };
    let times = scene.claims.iter().any(|c| matches!(c.value, crate::claims::Value::When(_)));
    last.rest && others.len() > 1 && !last.owned && !times && others.iter().all(|s| !s.rest)
        && (last.from.saturating_sub(3)..last.from + 1).any(|t| scene.word(t, CheckWord::Leaves).is_some())
}
