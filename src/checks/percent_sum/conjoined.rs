//! Whether the shares of a sentence stand in conjuncts that only repeat the frame of the first.

use super::super::scene::Scene;
use super::shares::Share;
use crate::analysis::Pos;
use crate::claims::{Value, WhenShape};
use crate::lexicon::{Func, Stem};

/// Whether each share after the first stands in a conjunct that only repeats the frame of the first: no time,
/// place or whole of its own.
pub(super) fn check(scene: &Scene<'_>, shares: &[Share]) -> bool {
    let view = scene.view;
    let [first, rest @ ..] = shares else { return false };
    let mut before = first;
    let prepositions = |from: usize, to: usize| -> Vec<Stem> {
        // "35 percent against", "49 percent for Holt": which side it was is no place of its own.
        (from..to)
            .filter(|&t| !view.is(t, Func::Against) && !view.is(t, Func::For))
            .filter_map(|t| view.token(t))
            .filter(|t| t.pos == Pos::Preposition)
            .map(|t| t.surface)
            .collect()
    };
    let second = rest.first().map_or(scene.end(), |s| s.from);
    let allowed = prepositions(first.to, second);
    let whole_of = |share: &Share| -> Option<Stem> {
        view.is(share.to, Func::Of).then(|| {
            let group = view.sentence.groups.iter().find(|g| g.range.start as usize == share.to + 1);
            group.and_then(|g| view.token(g.head as usize)).map_or(Stem(0), |t| t.stem)
        })
    };
    let own = whole_of(first);
    let of_word = view.is(first.to, Func::Of).then(|| view.token(first.to).map(|t| t.surface)).flatten();
    // "61 percent of its games": each subject has a whole of its own.
    let owned = own.is_some() && view.is(first.to + 1, Func::Possessive);
    for (index, share) in rest.iter().enumerate() {
        // Where the conjunct begins: the last separator before the share.
        // "backed it by 61 percent to 33 percent"
        let separates = |t: usize| {
            scene.comma(t)
                || view.is(t, Func::And)
                || view.mark(t, ";")
                || view.is(t, Func::While)
                || (view.is(t, Func::To) || view.is(t, Func::Against)) && share.from <= t + 3
        };
        let Some(mark) = (before.to..share.from).rev().find(|&t| separates(t)) else {
            return false;
        };
        let next = rest.get(index + 1).map(|s| s.from);
        let end = next.map_or(scene.end(), |n| {
            let parted = |t: &usize| scene.comma(*t) || view.is(*t, Func::And) || view.mark(*t, ";");
            (share.to..n).rev().find(parted).unwrap_or(n)
        });
        let lead = mark + 1..share.from;
        // In front of the share at most its subject stands: "glass 15 percent", "silk for 35 percent".
        let particle = share.from.checked_sub(1).filter(|&t| {
            let same = first.from.checked_sub(1).and_then(|f| view.token(f));
            view.token(t).is_some_and(|t| t.pos == Pos::Preposition && same.is_some_and(|s| s.surface == t.surface))
        });
        let plain = lead.clone().all(|t| {
            Some(t) == particle
                || scene.view.dash(t) && scene.view.glued(t)
                || view.token(t).is_some_and(|t| {
                    matches!(
                        t.pos,
                        Pos::Noun
                            | Pos::Name
                            | Pos::Determiner
                            | Pos::Adjective
                            | Pos::Possessive
                            | Pos::Verb
                            | Pos::Aux
                            | Pos::Adverb
                    )
                })
        });
        let verbs =
            lead.clone().filter(|&t| view.token(t).is_some_and(|t| matches!(t.pos, Pos::Verb | Pos::Aux))).count();
        if owned && !lead.is_empty() && !share.rest {
            return false;
        }
        if !plain || verbs > 2 || lead.len() > 7 {
            return false;
        }
        // "45 percent in the city, the Greens 60 percent in the valley": what stands behind a share that has its
        // subject in front is a place of its own.
        let behind = prepositions(share.to, end);
        let own_place = !lead.is_empty() && !share.rest && behind.iter().any(|p| Some(*p) != of_word);
        if !share.rest && (own_place || !behind.iter().all(|p| allowed.contains(p) || Some(*p) == of_word)) {
            return false;
        }
        if let Some(whole) = whole_of(share)
            && own != Some(whole)
        {
            return false;
        }
        let timed = scene.claims.iter().any(|c| {
            let at = c.tokens.start as usize;
            at >= before.to && at < end && matches!(&c.value, Value::When(w) if w.shape == WhenShape::On) && !share.rest
        });
        if timed {
            return false;
        }
        before = share;
    }
    true
}
