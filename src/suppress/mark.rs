//! One mark, as it is written: `ignore dead until=2026-03-01 because "…"`, `off because "…"`, `on`.

use crate::strict::nearest;
use jiff::civil::Date;

/// What a mark says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Said {
    /// Some findings are to be left alone.
    Ignore(Terms),
    /// From here to `on`.
    Off(Terms),
    /// To here.
    On,
}

/// Which findings, how long and why.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Terms {
    /// Facts, rules and fingerprints; `off` without any is about all.
    pub names: Vec<String>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Why.
    pub because: String,
    /// Only the blocks in which these words stand.
    pub at: Option<String>,
}

/// What marks begin with in a comment.
const OURS: &str = "factlint";
const VERBS: [&str; 3] = ["ignore", "off", "on"];
const KEYS: [&str; 3] = ["until", "because", "at"];

/// What a comment says to factlint, if it is meant for it; else what is wrong with it.
pub(super) fn comment(text: &str) -> Option<Result<Said, String>> {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    let (first, rest) = text.split_at_checked(end)?;
    if first.is_empty() {
        return None;
    }
    let behind = rest.trim_start();
    let Some(said) = behind.strip_prefix(':') else {
        // A sentence about the program is none of its business, unless it goes on as a mark does.
        let verb = behind.split_whitespace().next().is_some_and(|v| VERBS.contains(&v));
        let forgot = first.eq_ignore_ascii_case(OURS) && verb;
        return forgot.then(|| Err(format!("a mark has a colon: write `{OURS}: {}`", shown(behind))));
    };
    if first == OURS {
        return Some(read(said));
    }
    let near = nearest(first, std::iter::once(OURS)).is_some();
    near.then(|| Err(format!("`{first}` is misspelt: write `{OURS}: …`")))
}

/// Reads what stands behind `factlint:`.
pub(super) fn read(text: &str) -> Result<Said, String> {
    let mut words = Words(text.trim());
    let Some(Word::Bare(verb)) = words.next() else {
        return Err(String::from(
            "the mark says nothing: write `ignore FACT because \"…\"`, `off because \"…\"` or `on`",
        ));
    };
    match verb {
        "on" => match words.next() {
            None => Ok(Said::On),
            Some(_) => Err(String::from("`on` stands alone")),
        },
        "off" => terms(words).map(Said::Off),
        "ignore" => {
            let terms = terms(words)?;
            if terms.names.is_empty() {
                return Err(String::from("`ignore` names no fact: write its id behind it, or the name of a check"));
            }
            Ok(Said::Ignore(terms))
        }
        other => {
            let help = nearest(other, VERBS.into_iter())
                .map_or_else(|| String::from("write `ignore`, `off` or `on`"), |n| format!("did you mean `{n}`?"));
            Err(format!("`{}` is no mark: {help}", shown(other)))
        }
    }
}

fn terms(words: Words<'_>) -> Result<Terms, String> {
    let mut terms = Terms::default();
    let (mut key, mut last) = (None, "");
    for word in words {
        match (key.take(), word) {
            (_, Word::Open) => return Err(String::from("a quotation mark is never closed")),
            (Some("because"), Word::Quoted(text)) => text.trim().clone_into(&mut terms.because),
            (Some("because"), _) => return Err(String::from("the reason stands in quotes: because \"…\"")),
            (Some("at"), Word::Quoted(text)) if !text.trim().is_empty() => terms.at = Some(text.trim().to_owned()),
            (Some("at"), _) => return Err(String::from("the words of the draft stand in quotes: at \"…\"")),
            (_, Word::Bare(word)) if KEYS.contains(&word) && word != "until" => key = Some(word),
            (_, Word::Bare(word)) => {
                if let Some((name, value)) = word.split_once('=') {
                    let known = nearest(name, KEYS.into_iter());
                    match (name, known) {
                        ("until", _) => terms.until = Some(day(value)?),
                        ("because" | "at", _) => return Err(format!("write {name} \"…\", without `=`")),
                        (_, Some(known)) => {
                            return Err(format!("`{}` is misspelt: did you mean `{known}`?", shown(name)));
                        }
                        (_, None) => return Err(format!("`{}` is nothing that a mark may say", shown(name))),
                    }
                } else {
                    terms.names.extend(word.split(',').filter(|n| !n.is_empty()).map(str::to_owned));
                    last = word;
                }
            }
            (_, Word::Quoted(text)) => {
                // A name may need quotes, but what looks like a reason is one.
                if nearest(last, KEYS.into_iter()).is_some() {
                    let known = nearest(last, KEYS.into_iter()).unwrap_or_default();
                    return Err(format!("`{}` is misspelt: did you mean `{known}`?", shown(last)));
                }
                terms.names.push(text.to_owned());
            }
        }
    }
    match key {
        Some(key) => Err(format!("`{key}` has nothing behind it: write {key} \"…\"")),
        None => Ok(terms),
    }
}

fn day(text: &str) -> Result<Date, String> {
    let date = (text.len() == 10).then(|| text.parse::<Date>().ok()).flatten();
    date.ok_or_else(|| format!("`{}` is no day: write until=2026-03-01", shown(text)))
}

/// No more of a text than a message has room for.
fn shown(text: &str) -> String {
    let mut chars = text.chars();
    let head: String = chars.by_ref().take(40).collect();
    if chars.next().is_some() { format!("{head}\u{2026}") } else { head }
}

/// The words of a mark.
struct Words<'t>(&'t str);

enum Word<'t> {
    Bare(&'t str),
    Quoted(&'t str),
    /// A quotation that is never closed.
    Open,
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let text = self.0.trim_start();
        let first = text.chars().next()?;
        let closes: &[char] = match first {
            '"' => &['"'],
            '\'' => &['\''],
            '\u{201c}' | '\u{201d}' => &['\u{201d}', '\u{201c}'],
            _ => {
                let end = text.find(|c: char| c.is_whitespace()).unwrap_or(text.len());
                let (word, rest) = text.split_at_checked(end)?;
                self.0 = rest;
                return Some(Word::Bare(word));
            }
        };
        let inner = text.get(first.len_utf8()..)?;
        let Some(end) = inner.find(closes) else {
            self.0 = "";
            return Some(Word::Open);
        };
        let (quoted, rest) = inner.split_at_checked(end)?;
        self.0 = rest.get(rest.chars().next().map_or(0, char::len_utf8)..).unwrap_or("");
        Some(Word::Quoted(quoted))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(names: &[&str], until: Option<&str>, because: &str) -> Terms {
        let names = names.iter().map(|n| (*n).to_owned()).collect();
        let until = until.map(|d| d.parse().unwrap_or_default());
        Terms { names, until, because: because.to_owned(), at: None }
    }

    #[test]
    fn marks_are_read() {
        for (text, said) in [
            (
                "factlint: ignore dead until=2026-03-01 because \"the ministry's own figure\"",
                Said::Ignore(terms(&["dead"], Some("2026-03-01"), "the ministry's own figure")),
            ),
            (
                "factlint:ignore dead,hurt weekday because 'both'",
                Said::Ignore(terms(&["dead", "hurt", "weekday"], None, "both")),
            ),
            (
                "factlint: ignore dead because \u{201c}so it is\u{201d}",
                Said::Ignore(terms(&["dead"], None, "so it is")),
            ),
            ("factlint: ignore \"my fact\" because \"x\"", Said::Ignore(terms(&["my fact"], None, "x"))),
            ("factlint: ignore dead", Said::Ignore(terms(&["dead"], None, ""))),
            ("factlint:\n  ignore dead\n  because \"x\"", Said::Ignore(terms(&["dead"], None, "x"))),
            ("factlint: off because \"old\"", Said::Off(terms(&[], None, "old"))),
            ("factlint : on", Said::On),
        ] {
            assert_eq!(comment(text), Some(Ok(said)), "{text}");
        }
    }

    #[test]
    fn a_slip_is_told_what_was_meant() {
        for (text, says) in [
            ("factlint:ignroe dead because \"x\"", "`ignroe` is no mark: did you mean `ignore`?"),
            ("factlint: silence dead", "write `ignore`, `off` or `on`"),
            ("factlnt: ignore dead", "`factlnt` is misspelt"),
            ("Factlint: ignore dead", "`Factlint` is misspelt"),
            ("factlint ignore dead", "a mark has a colon"),
            ("factlint:", "says nothing"),
            ("factlint: ignore because \"x\"", "names no fact"),
            ("factlint: ignore dead untill=2026-03-01 because \"x\"", "did you mean `until`?"),
            ("factlint: ignore dead until=1 March because \"x\"", "write until=2026-03-01"),
            ("factlint: ignore dead until=2026-02-30", "write until=2026-03-01"),
            ("factlint: ignore dead becuase \"x\"", "did you mean `because`?"),
            ("factlint: ignore dead because x", "stands in quotes"),
            ("factlint: ignore dead because", "nothing behind it"),
            ("factlint: ignore dead because \"x", "never closed"),
            ("factlint: ignore dead for=ever", "nothing that a mark may say"),
            ("factlint: on again", "stands alone"),
        ] {
            let Some(Err(error)) = comment(text) else { panic!("{text}: {:?}", comment(text)) };
            assert!(error.contains(says), "{text}: {error}");
        }
    }

    proptest::proptest! {
        #[test]
        fn whatever_stands_in_a_comment_is_read_or_told(text in "(?s)(factlint:|factlint|)[ \"'=,a-z\u{201c}\u{e9}\n]{0,40}(because|until=|at|on|off|ignore|)[ -~]{0,20}") {
            if let Some(Err(error)) = comment(&text) {
                proptest::prop_assert!(!error.is_empty());
            }
            let _ = read(&text);
        }
    }

    #[test]
    fn other_comments_are_left_alone() {
        for text in ["", "TODO: ask", "factlint is a checker", "prettier-ignore", "more", "fact: 43 people", "--"] {
            assert_eq!(comment(text), None, "{text}");
        }
    }
}
