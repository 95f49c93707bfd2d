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
pub(super) const KEYS: [&str; 3] = ["until", "because", "at"];
/// How other programs call what `ignore` and `off` do.
const FOREIGN: [&str; 9] = ["disable", "enable", "skip", "suppress", "allow", "silence", "mute", "noqa", "nolint"];

/// What a comment says to factlint, if it is meant for it; else what is wrong with it.
pub(super) fn comment(text: &str) -> Option<Result<Said, String>> {
    let text = text.trim();
    let plain = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some(head) = Head::of(plain) else {
        // Its name was forgotten.
        let whole = VERBS.contains(&word(text)) && closed(text);
        let mark = whole && matches!(read(text), Ok(Said::Ignore(t) | Said::Off(t)) if !t.because.is_empty());
        return mark.then(|| Err(format!("a mark begins with `{OURS}:`")));
    };
    let colon = head.rest.trim_start().strip_prefix(':');
    if let Some(said) = colon.filter(|_| head.exact && plain == text) {
        return Some(read(said));
    }
    let behind = head.rest.trim_start_matches(|c: char| !c.is_alphanumeric());
    let verb = word(behind);
    let near = verb.len() > 2 && nearest(verb, VERBS.into_iter()).is_some() || FOREIGN.contains(&verb);
    // A sentence about the program is none of its business, unless it goes on as a mark does.
    let apart = head.rest.starts_with(char::is_whitespace) && colon.is_none();
    let meant = match verb {
        _ if !apart && near => true,
        "ignore" => true,
        "off" => !apart || behind == verb || reasoned(text),
        "on" => behind == verb,
        _ => (near && closed(text) || colon.is_some()) && reasoned(text),
    };
    let help = if VERBS.contains(&verb) { shown(behind) } else { String::from("ignore FACT because \"\u{2026}\"") };
    meant.then(|| {
        Err(if head.exact && colon.is_none() {
            format!("a mark has a colon: write `{OURS}: {help}`")
        } else if head.exact {
            format!("a mark begins with `{OURS}:`")
        } else {
            format!("`{}` is misspelt: write `{OURS}: \u{2026}`", shown(head.written))
        })
    })
}

/// A line that is a mark anyway, as a file beside the draft has it; there `factlint:` is good manners.
pub(super) fn line(text: &str) -> Result<Said, String> {
    let Some(head) = Head::of(text.trim()) else { return read(text) };
    match head.rest.trim_start().strip_prefix(':') {
        Some(said) if head.exact => read(said),
        Some(_) => Err(format!("`{}` is misspelt: write `{OURS}: \u{2026}`, or leave it out", shown(head.written))),
        None => read(text),
    }
}

/// Whether a key of front matter was meant to be ours, as it looks and as what it holds looks.
pub(super) fn key(name: &str, value: &str) -> bool {
    let value = value.trim_start_matches(|c: char| !c.is_alphanumeric());
    let verb = nearest(word(value), ["ignore"].into_iter()).is_some() || word(value) == "off";
    name != OURS && Head::of(name).is_some_and(|head| head.rest.is_empty()) && (verb || reasoned(value))
}

/// Whether a text gives a reason or a day as marks do.
fn reasoned(text: &str) -> bool {
    let quote = |rest: &str| rest.trim_start().starts_with(['"', '\'', '\u{201c}', '\u{201e}', '\u{201d}']);
    text.contains("until=") || text.match_indices("because").any(|(at, b)| text.get(at + b.len()..).is_some_and(quote))
}

/// Whether a text ends with a quotation mark or a day, as marks do.
fn closed(text: &str) -> bool {
    text.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '"' | '\'' | '\u{201c}' | '\u{201d}'))
}

/// The letters and digits that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or(text)
}

/// The name of the program at the beginning of a text, or what may be a slip for it.
struct Head<'t> {
    written: &'t str,
    exact: bool,
    rest: &'t str,
}

impl<'t> Head<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let first = word(text);
        if let Some(rest) = text.strip_prefix(OURS) {
            return Some(Self { written: OURS, exact: true, rest });
        }
        // In two words, or with a hyphen.
        let gap =
            text.get(first.len()..).and_then(|rest| rest.chars().next()).filter(|c| matches!(c, '-' | '_' | ' ' | '.'));
        let second = gap.and_then(|c| text.get(first.len() + c.len_utf8()..)).map_or("", word);
        let whole = first.len() + gap.map_or(0, char::len_utf8) + second.len();
        // Of another length altogether it is no slip.
        let long = 6..=2 * OURS.len();
        if !long.contains(&first.len()) && !long.contains(&(first.len() + second.len())) {
            return None;
        }
        let joined = format!("{first}{second}");
        let near = |letters: &str| long.contains(&letters.len()) && nearest(letters, std::iter::once(OURS)).is_some();
        let end = if near(first) {
            first.len()
        } else if !second.is_empty() && near(&joined) {
            whole
        } else {
            return None;
        };
        let (written, rest) = text.split_at_checked(end)?;
        Some(Self { written, exact: false, rest })
    }
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

fn terms(mut words: Words<'_>) -> Result<Terms, String> {
    let mut terms = Terms::default();
    let (mut key, mut last) = (None, "");
    while let Some(word) = words.next() {
        match (key.take(), word) {
            (_, Word::Open) => return Err(String::from("a quotation mark is never closed")),
            (Some("because"), Word::Quoted(text)) => text.trim().clone_into(&mut terms.because),
            (Some("because"), _) => return Err(String::from("the reason stands in quotes: because \"…\"")),
            (Some("at"), Word::Quoted(text)) if !text.trim().is_empty() => terms.at = Some(text.trim().to_owned()),
            (Some("at"), _) => return Err(String::from("the words of the draft stand in quotes: at \"…\"")),
            (_, Word::Bare(word)) if KEYS.contains(&word) && word != "until" => key = Some(word),
            (_, Word::Bare(word)) if slipped(word, &words) => {
                return Err(format!("`{}` wants `=` and a day: write until=2026-03-01", shown(word)));
            }
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

/// Whether a word is `until` without what makes it one: "until 2026", "util: 2026-03-01".
fn slipped(word: &str, behind: &Words<'_>) -> bool {
    let (name, value) = word.split_once(':').unwrap_or((word, ""));
    if name.contains('=') || nearest(name, ["until"].into_iter()).is_none() {
        return false;
    }
    let mut behind = Words(behind.0);
    let digit = |text: &str| text.trim_start_matches('=').starts_with(|c: char| c.is_ascii_digit());
    let next = matches!(behind.next(), Some(Word::Bare(next)) if digit(next));
    name.eq_ignore_ascii_case("until") || digit(value) || next
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
            '\u{201c}' | '\u{201d}' | '\u{201e}' => &['\u{201d}', '\u{201c}'],
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
            ("fact-lint: ignore dead because \"x\"", "`fact-lint` is misspelt: write `factlint: \u{2026}`"),
            ("fact lint: ignore dead because \"x\"", "`fact lint` is misspelt"),
            ("FactLint: off because \"x\"", "`FactLint` is misspelt"),
            ("factlnt: ignroe dead because \"x\"", "`factlnt` is misspelt"),
            ("factlnt ignore dead because \"x\"", "`factlnt` is misspelt"),
            ("factlint-ignore dead because \"x\"", "write `factlint: ignore dead because \"x\"`"),
            ("factlint-ignore: dead", "write `factlint: ignore: dead`"),
            ("factlint_off", "a mark has a colon: write `factlint: off`"),
            ("factlintignore dead", "a mark has a colon"),
            ("factlint; ignore dead", "a mark has a colon"),
            ("factlint = ignore dead", "a mark has a colon"),
            ("factlint-disable dead", "write `factlint: ignore FACT because"),
            ("factlint on", "a mark has a colon"),
            ("@factlint: ignore dead", "a mark begins with `factlint:`"),
            ("// factlint: ignore dead", "a mark begins with `factlint:`"),
            ("ignore dead because \"x\"", "a mark begins with `factlint:`"),
            ("factlint: ignore dead until 2020 because \"x\"", "write until=2026-03-01"),
            ("factlint: ignore dead until: 2026-03-01", "write until=2026-03-01"),
            ("factlint: ignore dead until:2026-03-01", "write until=2026-03-01"),
            ("factlint: ignore dead util 2026-03-01", "write until=2026-03-01"),
            ("factlint: ignore dead UNTIL=2026-03-01", "did you mean `until`?"),
            ("factlint: ignore dead because: \"x\"", "did you mean `because`?"),
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
        for text in [
            "",
            "TODO: ask",
            "factlint is a checker",
            "factlint on CI finds this",
            "factlint-based checks are run",
            "factlint ignores code, because \"code\" is no prose",
            "factlints: ignore them",
            "Fact list: see below",
            "fact-list: 43 people",
            "factlist: ask Brandt",
            "prettier-ignore",
            "prettier-ignore because \"the table\"",
            "markdownlint-disable MD013",
            "vale off",
            "ignore this, because \u{201c}it\u{201d} is old",
            "off the record",
            "more",
            "fact: 43 people",
            "flint: off",
            "--",
        ] {
            assert_eq!(comment(text), None, "{text}");
        }
    }

    #[test]
    fn keys_of_front_matter_that_were_meant_are_known() {
        for (name, value, meant) in [
            ("factlnt", "ignore dead because \"x\"", true),
            ("fact-lint", "\n  - 'ignore dead because \"x\"'", true),
            ("Factlint", "[off because 'x']", true),
            ("fact_lint", "ignroe dead", true),
            ("factlist", "a.toml", false),
            ("fact-list", "[ignition, off-road]", false),
            ("factlint", "ignore dead", false),
            ("lint", "ignore dead", false),
            ("factlint-version", "ignore", false),
        ] {
            assert_eq!(key(name, value), meant, "{name}: {value}");
        }
    }
}
