//! `role` and `holder`, of titles beside names.

use super::Kept;
use crate::analysis::Range;
use crate::claims::Value;
use crate::init::Ground;
use crate::init::prose::one_line;
use crate::lexicon::fold;
use crate::pairing;
use rustc_hash::FxHashMap;

/// Offices of one article at most.
const MOST: usize = 60;

/// The names of two words or more in the article, by their last word; what two persons share is left out.
pub(super) fn full_names(ground: &Ground<'_>) -> FxHashMap<String, String> {
    let mut found: FxHashMap<String, Option<String>> = FxHashMap::default();
    for index in 0..ground.analysis.sentences.len() {
        let Some(view) = ground.view(index) else { continue };
        for range in pairing::named(view) {
            let name = one_line(view.stretch(range.start as usize, range.end as usize));
            let last = name.rsplit(' ').next().map(fold).unwrap_or_default();
            let first = |n: &str| n.split(' ').next().map(fold);
            let slot = found.entry(last).or_insert_with(|| Some(name.clone()));
            if slot.as_ref().is_some_and(|n| first(n) != first(&name)) {
                *slot = None;
            }
        }
    }
    found.into_iter().filter_map(|(last, name)| name.map(|n| (last, n))).collect()
}

/// "Tolva's chairman", "fisheries council's chairman" as a desk would write it: "chairman of Tolva", "of the council".
fn plain(title: &str) -> String {
    let owner = ["'s ", "\u{2019}s "].iter().find_map(|mark| title.split_once(mark));
    match owner {
        Some((owner, rest)) if !owner.is_empty() && !rest.contains(['\'', '\u{2019}']) => {
            let the = if owner.starts_with(char::is_uppercase) { "" } else { "the " };
            format!("{rest} of {the}{owner}")
        }
        _ => title.to_owned(),
    }
}

/// Who holds which office.
pub(super) fn of(ground: &Ground<'_>) -> Vec<Kept> {
    let mut found: Vec<(usize, String, String)> = Vec::new();
    for index in 0..ground.analysis.sentences.len() {
        let Some(view) = ground.view(index) else { continue };
        let time = |token: usize| -> Option<Range> {
            let first = ground.claims.claims.partition_point(|c| (c.sentence as usize) < index);
            let claims = ground.claims.claims.iter().skip(first);
            claims
                .take_while(|c| c.sentence as usize == index)
                .find(|c| matches!(c.value, Value::When(_)) && c.tokens.holds(token))
                .map(|c| c.tokens)
        };
        for told in pairing::told(view, &time) {
            let text = |r: Range| one_line(view.stretch(r.start as usize, r.end as usize));
            let (title, name) = (text(told.title), text(told.name));
            // A surname alone is somebody's, and of whom the facts must say.
            if name.contains(' ') && found.len() < MOST {
                found.push((index, title, name));
            }
        }
    }
    let day = ground.dateline.map(|d| format!("as-of = {}", d.date));
    let same = |a: &str, b: &str| fold(a) == fold(b);
    let mut out: Vec<Kept> = Vec::new();
    for (at, (sentence, title, name)) in found.iter().enumerate() {
        // Two who hold one office hold it together, or one after the other: which, the article leaves open.
        let shared = found.iter().any(|(_, other, holder)| same(title, other) && !same(name, holder));
        let again = found.iter().take(at).any(|(_, other, holder)| same(title, other) && same(name, holder));
        if shared || again {
            continue;
        }
        let title = &plain(title);
        let mut lines = vec![Kept::line("role", title), Kept::line("holder", name)];
        lines.extend(day.clone());
        let surname = name.rsplit(' ').next().unwrap_or(name);
        out.push(Kept {
            sentence: *sentence,
            ids: vec![title.clone(), format!("{title} {surname}")],
            lines,
            claims: Vec::new(),
        });
    }
    out
}
