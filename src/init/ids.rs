//! Ids that read well: `killed-halmic`, `oil-exports-norvia`, and a word or number more where two are alike.

use super::Written;
use rustc_hash::FxHashSet;

/// Gives every fact an id of its own.
pub(super) fn give(facts: &mut [Written]) {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for fact in facts {
        let heads: Vec<String> = fact.wording.heads.iter().map(|h| slug(h)).filter(|s| !s.is_empty()).collect();
        let names: Vec<String> = fact.wording.names.iter().map(|h| slug(h)).filter(|s| !s.is_empty()).collect();
        let (first, name) = (heads.first().cloned(), names.first().cloned());
        let second = heads.get(1).cloned();
        let beside = name.clone().or_else(|| second.clone());
        let short = [first.clone(), beside].into_iter().flatten().collect::<Vec<_>>().join("-");
        let long = [first, second, name].into_iter().flatten().collect::<Vec<_>>().join("-");
        let short = if short.is_empty() { String::from("fact") } else { short };
        let mut id = [short.clone(), long].into_iter().find(|s| !s.is_empty() && !taken.contains(s));
        let mut number = 2;
        while id.is_none() {
            id = Some(format!("{short}-{number}")).filter(|s| !taken.contains(s));
            number += 1;
        }
        let id = id.unwrap_or_default();
        taken.insert(id.clone());
        fact.id = id;
    }
}

/// Letters and digits of a term as a bare key: `Port-au-Prince` gives `port-au-prince`.
fn slug(text: &str) -> String {
    let folded = crate::lexicon::fold(text);
    let mut out = String::new();
    for c in folded.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') && !matches!(c, '\'' | '.' | '\u{2019}') {
            out.push('-');
        }
    }
    out.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::init::options::Wording;
    use crate::init::stated::Stated;

    fn fact(heads: &[&str], names: &[&str]) -> Written {
        let own = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let wording = Wording { heads: own(heads), names: own(names), ..Wording::default() };
        Written { id: String::new(), wording, stated: Stated { value: String::new(), as_of: None }, off: false }
    }

    #[test]
    fn ids_are_of_event_and_name_and_no_two_are_alike() {
        let mut facts = [
            fact(&["killed"], &["Halmic"]),
            fact(&["killed", "soldiers"], &["Halmic"]),
            fact(&["killed", "soldiers"], &["Halmic"]),
            fact(&["case", "fatality", "stands"], &[]),
            fact(&[], &["U.S."]),
            fact(&["—"], &[]),
        ];
        give(&mut facts);
        let ids: Vec<&str> = facts.iter().map(|f| f.id.as_str()).collect();
        assert_eq!(ids, ["killed-halmic", "killed-soldiers-halmic", "killed-halmic-2", "case-fatality", "us", "fact"]);
    }
}
