//! Ids that read well: `halmic-killed`, `norvia-oil-exports`, and a word or number more where two are alike.

use super::options::Wording;
use super::write::Entry;
use crate::claims::Kind;
use rustc_hash::FxHashSet;

/// What the id of a value fact may be: its name and its first word, or with a second word too; then with its year, or
/// with what kind of figure it is.
pub(super) fn of(wording: &Wording, kind: Kind) -> Vec<String> {
    let heads: Vec<&str> = wording.heads.iter().map(String::as_str).filter(|h| !slug(h).is_empty()).collect();
    let name = wording.names.iter().map(String::as_str).find(|n| !slug(n).is_empty());
    let joined = |words: usize| name.into_iter().chain(heads.iter().copied().take(words)).collect::<Vec<_>>().join(" ");
    let short = if name.is_some() { 1 } else { 2 };
    let mut out = vec![joined(short)];
    if heads.len() > short {
        out.push(joined(short + 1));
    }
    let year = wording.when.as_deref().map(|w| w.trim_matches(|c: char| !c.is_ascii_digit())).and_then(|w| w.get(..4));
    out.extend(year.filter(|y| y.bytes().all(|b| b.is_ascii_digit())).map(|y| format!("{} {y}", joined(short))));
    out.extend(told(kind).map(|kind| format!("{} {kind}", joined(short))));
    out
}

/// A word for a kind of figure, where there is one that a person would use.
fn told(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Date | Kind::DateRange => Some(Kind::Date.name()),
        Kind::Time | Kind::Money | Kind::Percent | Kind::Duration | Kind::Score => Some(kind.name()),
        _ => None,
    }
}

/// Gives every fact an id of its own.
pub(super) fn give(facts: &mut [Entry]) {
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for entry in facts {
        let slugs: Vec<String> = entry.fact.ids.iter().map(|i| slug(i)).filter(|s| !s.is_empty()).collect();
        let short = slugs.first().cloned().unwrap_or_else(|| String::from("fact"));
        let free = slugs.into_iter().find(|s| !taken.contains(s));
        let numbered = || (2..).map(|n| format!("{short}-{n}")).find(|s| !taken.contains(s));
        let id =
            free.or_else(|| Some(short.clone()).filter(|s| !taken.contains(s))).or_else(numbered).unwrap_or_default();
        taken.insert(id.clone());
        entry.fact.id = id;
    }
}

/// Letters and digits of a term as a bare key: `Port-au-Prince` gives `port-au-prince`.
fn slug(text: &str) -> String {
    let folded = crate::lexicon::unmarked(&crate::lexicon::fold(text));
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
    use crate::init::Written;
    use crate::init::options::Wording;

    fn fact(heads: &[&str], names: &[&str]) -> Entry {
        let own = |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect();
        let wording = Wording { heads: own(heads), names: own(names), ..Wording::default() };
        let fact = Written { id: String::new(), ids: of(&wording, Kind::Quantity), lines: Vec::new(), off: false };
        Entry { sentence: 0, claim: None, cited: None, fact }
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
        let ids: Vec<&str> = facts.iter().map(|f| f.fact.id.as_str()).collect();
        assert_eq!(ids, ["halmic-killed", "halmic-killed-soldiers", "halmic-killed-2", "case-fatality", "us", "fact"]);
    }
}
