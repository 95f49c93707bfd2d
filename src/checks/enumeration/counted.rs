//! A list and behind it how many they are: "Vardal, Ulm Head, Sorley, Pinto and Grays, six ports in all", "Ivar, Jon and Tor, her
//! four sons".

use super::super::scene::Scene;
use super::{Announced, Listed};
use crate::analysis::Pos;
use crate::lexicon::{CheckWord, Func};

/// Names in front of their number, which words call all of them.
pub(super) fn behind(scene: &Scene<'_>, own: &Announced) -> Option<Listed> {
    let total = scene.word(own.end, CheckWord::Total).is_some();
    let comma = own.start.checked_sub(1).filter(|&t| scene.comma(t) || scene.dash(t))?;
    let end = own.end + scene.word(own.end, CheckWord::Total).unwrap_or(0);
    let closed = end >= scene.end() || scene.comma(end);
    if !total || !closed || scene.claims.len() > 1 || scene.has(0, comma, CheckWord::Some) {
        return None;
    }
    names(scene, comma)
}

/// The names of a list that ends at a mark, each a run of capitals: the first is the end of what goes before.
fn names(scene: &Scene<'_>, end: usize) -> Option<Listed> {
    let view = scene.view;
    let name =
        |t: usize| view.token(t).is_some_and(|x| x.capital && matches!(x.pos, Pos::Name | Pos::Noun | Pos::Adjective));
    let inner = |t: usize| view.is(t, Func::Of) || view.is(t, Func::The) || view.dash(t) && view.glued(t);
    let (mut at, mut count, mut first) = (end, 0_i64, end);
    let mut ands = 0;
    loop {
        // One name.
        let stop = at;
        while at > 0 && (name(at - 1) || at < stop && inner(at - 1) && at > 1 && name(at - 2)) {
            at -= 1;
        }
        if at == stop {
            return None;
        }
        count += 1;
        first = first.min(at);
        // What parts it from the one before.
        let mut parted = false;
        if at > 0 && view.is(at - 1, Func::And) {
            if ands > 0 || count > 1 {
                return None;
            }
            ands += 1;
            at -= 1;
            parted = true;
        }
        if at > 0 && scene.comma(at - 1) {
            at -= 1;
            parted = true;
        }
        if !parted {
            break;
        }
    }
    let place = scene.tokens(first, end)?;
    (ands == 1 && count > 2).then_some(Listed { least: count, most: count, place })
}
