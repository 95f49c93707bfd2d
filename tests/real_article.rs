//! A real article, and two retellings of it in other constructions: the same verdicts for all three,
//! and each figure that is changed is the only one accused.
//!
//! The article is not ours to ship: the tests on it read it from `../shared/seeds` and say so plainly
//! where it is absent. The retellings are ours and always run.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test may stop at what it cannot read")]
#![allow(clippy::print_stdout, reason = "a skipped test says so")]

mod support;

use factlint::document::Format;
use factlint::verdict::Verdict;
use factlint::{Facts, Finding};
use serde::Deserialize;
use std::collections::HashMap;
use std::path::Path;
use std::sync::OnceLock;
use support::{caret, check, finding_at, repo, told};

/// A claim of a telling, as `tests/real/claims.toml` explains.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claim {
    fact: String,
    phrase: String,
    at: String,
    grade: String,
    changed: String,
}

/// The fact behind "since April": a war that began in April 2014, told in May 2015.
const FIGHTING: &str = "fighting";
/// Its words in all three tellings, and how they are put right.
const SINCE: (&str, &str) = ("since April", "since April 2014");

/// A text and what is expected of it.
#[derive(Clone)]
struct Telling {
    text: String,
    format: Format,
    claims: Vec<Claim>,
}

impl Telling {
    /// This telling with `new` for `old`, which must stand in it exactly once.
    fn with(&self, old: &str, new: &str) -> Self {
        Self { text: replaced(&self.text, old, new), ..self.clone() }
    }

    /// This telling with the year that it leaves out.
    fn corrected(&self) -> Self {
        self.with(SINCE.0, SINCE.1)
    }

    fn findings(&self, facts: &Facts) -> Vec<Finding> {
        check(&self.text, self.format, facts, Some("2015-05-12")).unwrap()
    }

    /// The finding at these words within their phrase, and the line that they stand in.
    fn at<'f>(&self, phrase: &str, words: &str, findings: &'f [Finding]) -> (Option<&'f Finding>, String) {
        let Some(start) = self.text.find(phrase) else { panic!("{phrase:?} is not in\n{}", self.text) };
        let start = start + phrase.find(words).unwrap_or_default();
        let span = (start, start + words.len());
        (finding_at(span, findings), caret(&self.text, span.0, span.1))
    }

    /// What is wrong with it: each claim must match as it says, save that of the fact `accused` (and
    /// the phrase that it has now), which must be the only finding that disagrees.
    fn complaints(&self, facts: &Facts, accused: Option<(&str, &str)>) -> Vec<String> {
        let findings = self.findings(facts);
        let mut out = Vec::new();
        for claim in &self.claims {
            let (phrase, words, grade) = match accused {
                Some((fact, phrase)) if fact == claim.fact => (phrase, phrase, None),
                _ => (claim.phrase.as_str(), claim.at.as_str(), Some(claim.grade.as_str())),
            };
            let (found, line) = self.at(phrase, words, &findings);
            let right = found.is_some_and(|f| match f.verdict {
                Verdict::Match(got) => grade == Some(got.name()),
                Verdict::Disagree => grade.is_none(),
                _ => false,
            });
            if !right || found.and_then(|f| f.fact.as_ref()) != Some(&claim.fact) {
                let wanted = grade.map_or("disagree".to_owned(), |g| format!("match ({g})"));
                out.push(format!("{line}\n  wanted {wanted}, fact {}\n  got    {}\n", claim.fact, told(found)));
            }
        }
        for alarm in findings.iter().filter(|f| matches!(f.verdict, Verdict::Disagree | Verdict::Ambiguous)) {
            if alarm.fact.as_deref() != accused.map(|(fact, _)| fact) || alarm.verdict == Verdict::Ambiguous {
                let line = caret(&self.text, alarm.span.start as usize, alarm.span.end as usize);
                out.push(format!("{line}\n  wanted no accusation\n  got    {}\n", told(Some(alarm))));
            }
        }
        out
    }
}

fn claims_of(telling: &str) -> Vec<Claim> {
    let text = std::fs::read_to_string(repo("tests/real/claims.toml")).unwrap();
    let mut all: HashMap<String, Vec<Claim>> = toml::from_str(&text).unwrap();
    all.remove(telling).unwrap()
}

/// The article, where it is present.
fn article() -> Option<Telling> {
    let path = repo("../shared/seeds/kerry-sochi-2015.txt");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: the article is not here ({})", path.display());
        return None;
    };
    Some(Telling { text, format: Format::Text, claims: claims_of("article") })
}

/// Our own two retellings.
fn retellings() -> [Telling; 2] {
    ["paraphrase-1", "paraphrase-2"].map(|name| Telling {
        text: std::fs::read_to_string(repo(&format!("tests/real/{name}.md"))).unwrap(),
        format: Format::Markdown,
        claims: claims_of(name),
    })
}

fn facts() -> Facts {
    support::facts(&repo("tests/real/facts.toml")).unwrap_or_else(|complaints| panic!("{complaints}"))
}

/// The facts, with three hours of talks with the foreign minister in place of four.
fn facts_with_shorter_talks() -> &'static Facts {
    static FACTS: OnceLock<Facts> = OnceLock::new();
    FACTS.get_or_init(|| {
        let about = "about = [\"Kerry\", \"Lavrov\", \"talks | meeting\"]\nvalue = ";
        let text = std::fs::read_to_string(repo("tests/real/facts.toml")).unwrap();
        let text = replaced(&text, &format!("{about}\"4 hours\""), &format!("{about}\"3 hours\""));
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("shorter-talks.toml");
        std::fs::write(&path, text).unwrap();
        support::facts(&path).unwrap_or_else(|complaints| panic!("{complaints}"))
    })
}

/// `text` with `new` for `old`, which must stand in it exactly once.
fn replaced(text: &str, old: &str, new: &str) -> String {
    assert_eq!(text.matches(old).count(), 1, "{old:?} does not stand exactly once in\n{text}");
    text.replacen(old, new, 1)
}

fn insist(what: &str, complaints: &[String]) {
    assert!(complaints.is_empty(), "{what}:\n\n{}", complaints.join("\n"));
}

/// As written, only "since April" disagrees, and the message says how it reads and what to write.
fn only_the_year_left_out_is_wrong(telling: &Telling) {
    let facts = facts();
    insist("as written", &telling.complaints(&facts, Some((FIGHTING, SINCE.0))));
    let findings = telling.findings(&facts);
    let (since, line) = telling.at(SINCE.0, SINCE.0, &findings);
    let since = since.unwrap();
    assert!(since.message.contains("April 2015"), "{line}\nthe message does not say how it reads: {}", since.message);
    assert_eq!(since.suggestion.as_deref(), Some(SINCE.1), "{line}");
}

/// With the year written, everything matches.
fn all_match_once_corrected(telling: &Telling) {
    insist("corrected", &telling.corrected().complaints(&facts(), None));
}

/// Each figure changed in turn is the only one that disagrees.
fn each_changed_figure_alone_disagrees(telling: &Telling) {
    let (facts, right) = (facts(), telling.corrected());
    let change = |c: &Claim| right.with(&c.phrase, &c.changed).complaints(&facts, Some((&c.fact, &c.changed)));
    insist("changed", &telling.claims.iter().flat_map(change).collect::<Vec<_>>());
}

/// The talks with the foreign minister are held to their own fact, not to that of the talks with the
/// president: in the corrected telling they alone disagree.
fn the_two_talks_are_kept_apart(telling: &Telling) {
    let lavrov = telling.claims.iter().find(|c| c.fact == "talks-lavrov").unwrap();
    let accused = Some((lavrov.fact.as_str(), lavrov.phrase.as_str()));
    insist("three hours", &telling.corrected().complaints(facts_with_shorter_talks(), accused));
}

mod the_article {
    use super::*;

    #[test]
    fn leaves_out_a_year_and_is_otherwise_right() {
        article().iter().for_each(only_the_year_left_out_is_wrong);
    }

    #[test]
    fn is_right_with_the_year() {
        article().iter().for_each(all_match_once_corrected);
    }

    #[test]
    fn is_accused_of_each_changed_figure_alone() {
        article().iter().for_each(each_changed_figure_alone_disagrees);
    }

    #[test]
    fn has_two_talks_of_four_hours() {
        article().iter().for_each(the_two_talks_are_kept_apart);
    }
}

mod the_retellings {
    use super::*;

    #[test]
    fn leave_out_a_year_and_are_otherwise_right() {
        retellings().iter().for_each(only_the_year_left_out_is_wrong);
    }

    #[test]
    fn are_right_with_the_year() {
        retellings().iter().for_each(all_match_once_corrected);
    }

    #[test]
    fn are_accused_of_each_changed_figure_alone() {
        retellings().iter().for_each(each_changed_figure_alone_disagrees);
    }

    #[test]
    fn have_two_talks_of_four_hours() {
        retellings().iter().for_each(the_two_talks_are_kept_apart);
    }
}

/// Every phrase stands once in the corrected telling and holds its claim: else a change would change
/// something else, or nothing.
#[test]
fn the_phrases_stand_once_in_their_telling() {
    for telling in article().iter().chain(&retellings()) {
        let right = telling.corrected();
        for claim in &telling.claims {
            assert_ne!(right.with(&claim.phrase, &claim.changed).text, right.text);
            assert!(claim.phrase.contains(&claim.at), "{:?} is not in {:?}", claim.at, claim.phrase);
        }
    }
}
