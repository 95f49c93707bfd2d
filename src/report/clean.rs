//! Text from outside made harmless for a terminal: control characters, escape sequences, bidi
//! controls and invisible characters become visible escapes. Everything that a person reads goes
//! through here ([`Clean`] is the only text that a page takes). What a runner of CI would take for a
//! command is broken too, since what goes to a terminal goes to a log as well.

use super::guard::{Bracket, guarded};
use std::borrow::Cow;
use std::fmt;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// How much of one value is shown: a source or a message of a megabyte would bury the report.
const LONGEST: usize = 1_000;

/// The text with every character that could steer a terminal, turn the direction of the line, or
/// hide, as a visible escape: `␛` for ESC, `\u{202e}` for a right-to-left override. A tab is one
/// space. Line breaks are escaped too: what it gives is one line. Of `::error`, which is a command
/// where a line begins with it, and of `##[error]`, which is one anywhere, one character is an escape.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    // Nearly all texts are plain, and hold nothing that a command could begin with.
    let mut before = b' ';
    let harmless = text.bytes().all(|byte| {
        let doubled = byte == before && matches!(byte, b':' | b'#');
        before = byte;
        matches!(byte, b' '..=b'~') && !doubled
    });
    if harmless {
        return Cow::Borrowed(text);
    }
    let shown = visible(text);
    if !shown.contains("::") && !shown.contains("##") {
        return shown;
    }
    let mut out = String::with_capacity(shown.len() + 16);
    // Any word may come to stand first on a line, once the text is wrapped.
    let mut begins = true;
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        if begins && c == ':' && chars.peek() == Some(&':') {
            out.push_str("\\u{3a}");
        } else {
            out.push(c);
        }
        begins = c.is_whitespace();
    }
    Cow::Owned(guarded(&out, Bracket::Shown))
}

/// A line of TOML whose strings are basic ones, made harmless: the bracket of a command is written
/// as an escape that reads as the same.
#[must_use]
pub fn clean_toml(line: &str) -> String {
    guarded(&visible(line), Bracket::Json)
}

/// The text with what cannot be seen made visible.
fn visible(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(is_hostile) else { return Cow::Borrowed(text) };
    let (harmless, rest) = text.split_at(first);
    let mut out = String::with_capacity(text.len() + 16);
    out.push_str(harmless);
    for c in rest.chars() {
        match c {
            '\t' => out.push(' '),
            // The control pictures block mirrors the controls in their order.
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}')),
            '\u{7f}' => out.push('\u{2421}'),
            c if is_hostile(c) => out.extend(c.escape_unicode()),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Controls, and what has no shape of its own (Unicode's default ignorable code points, bidi
/// controls, separators of lines), the variation selectors of emoji aside.
pub(super) fn is_hostile(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(c,
        '\u{80}'..='\u{9f}'
        | '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'..='\u{1160}'
        | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff0}'..='\u{fffb}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// One line of text that has been made harmless. There is no other way to make one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Clean(String);

impl Clean {
    /// A line as it stands: spaces are kept.
    pub fn line(text: &str) -> Self {
        Self(clean(text).into_owned())
    }

    /// Running text: line breaks and runs of spaces are one space, and what is very long is cut.
    pub fn flow(text: &str) -> Self {
        Self::within(text, LONGEST)
    }

    /// The same, cut only beyond so many characters; an ellipsis says that it is.
    pub fn within(text: &str, most: usize) -> Self {
        let mut out = String::with_capacity(text.len().min(most));
        for word in text.split_ascii_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            if out.len() + word.len() > most {
                let rest = most.saturating_sub(out.len());
                out.extend(word.chars().take(rest));
                out.push('…');
                break;
            }
            out.push_str(word);
        }
        Self(clean(&out).into_owned())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its columns on a terminal.
    pub fn width(&self) -> usize {
        // What is harmless has no controls, and all letters of ASCII are one column wide.
        if self.0.is_ascii() { self.0.len() } else { self.0.width() }
    }

    /// Its beginning, within so many columns; an ellipsis stands for what is cut.
    pub fn head(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let room = columns.saturating_sub(1);
        let mut end = 0;
        let mut used = 0;
        for (at, c) in self.0.char_indices() {
            used += c.width().unwrap_or(0);
            if used > room {
                break;
            }
            end = at + c.len_utf8();
        }
        // Emoji with a selector are wider together than apart.
        while self.0[..end].width() > room {
            end = self.0[..end].char_indices().next_back().map_or(0, |(at, _)| at);
        }
        Self(format!("{}…", self.0[..end].trim_end()))
    }

    /// Its end, within so many columns; an ellipsis stands for what is cut, at a word's beginning
    /// where one is near.
    pub fn tail(&self, columns: usize) -> Self {
        if self.width() <= columns {
            return self.clone();
        }
        let room = columns.saturating_sub(2);
        let mut start = self.0.len();
        let mut used = 0;
        for (at, c) in self.0.char_indices().rev() {
            used += c.width().unwrap_or(0);
            if used > room {
                break;
            }
            start = at;
        }
        let mut rest = &self.0[start..];
        while rest.width() > room || rest.chars().next().is_some_and(|c| c.width() == Some(0)) {
            let mut chars = rest.chars();
            chars.next();
            rest = chars.as_str();
        }
        let inside = self.0[..self.0.len() - rest.len()].chars().next_back().is_some_and(|c| c != ' ');
        match rest.find(' ') {
            Some(space) if inside && space * 3 < rest.len() => Self(format!("…{}", &rest[space..])),
            _ if inside => Self(format!("…{rest}")),
            _ => Self(format!("… {}", rest.trim_start())),
        }
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_escape_sequence_is_shown_and_not_obeyed() {
        assert_eq!(clean("\u{1b}[31mred\u{7}"), "␛[31mred␇");
        assert_eq!(clean("\u{9b}31m"), "\\u{9b}31m");
        assert_eq!(clean("del\u{7f}"), "del␡");
    }

    #[test]
    fn bidi_and_invisible_characters_are_shown() {
        assert_eq!(clean("6\u{202e}611\u{2066}"), "6\\u{202e}611\\u{2066}");
        assert_eq!(clean("6\u{200b}116\u{feff}"), "6\\u{200b}116\\u{feff}");
        assert_eq!(clean("a\u{2028}b\u{e0041}"), "a\\u{2028}b\\u{e0041}");
    }

    #[test]
    fn what_a_runner_would_obey_is_broken() {
        assert_eq!(clean("::error::a ##[error]b"), "\\u{3a}:error::a ##\\u{5b}error]b");
        assert_eq!(clean("a ::add-mask::b\n::x"), "a \\u{3a}:add-mask::b␊::x");
        assert_eq!(clean("\u{a0}::error::x"), "\u{a0}\\u{3a}:error::x");
        assert_eq!(clean_toml("quote = \"##[a]\""), "quote = \"##\\u005ba]\"");
        assert!(matches!(clean("std::io, #1 [a]"), Cow::Owned(t) if t == "std::io, #1 [a]"));
    }

    #[test]
    fn plain_text_of_any_script_stays_and_costs_nothing() {
        for text in ["6,116 people", "Łódź – “quoted” 6\u{202f}116", "東京で四十三人", "☀\u{fe0f} 3½"]
        {
            assert!(matches!(clean(text), Cow::Borrowed(t) if t == text), "{text}");
        }
    }

    #[test]
    fn running_text_is_one_line_and_never_very_long() {
        assert_eq!(Clean::flow("since\r\n  April\t2014 ").as_str(), "since April 2014");
        assert_eq!(Clean::flow(&"x".repeat(5_000)).width(), LONGEST + 1);
        assert!(Clean::flow(&"ab ".repeat(5_000)).width() <= LONGEST + 1);
    }

    #[test]
    fn a_cut_tells_that_it_is_one() {
        let text = Clean::line("where fighting since April has gone on");
        assert_eq!(text.head(15).as_str(), "where fighting…");
        assert_eq!(text.tail(15).as_str(), "… has gone on");
        assert_eq!(text.tail(100), text);
        assert_eq!(Clean::line("東京都東京都").head(6).as_str(), "東京…");
        assert_eq!(Clean::line("東京都大阪府").tail(6).as_str(), "…阪府");
    }

    proptest! {
        #[test]
        fn nothing_hostile_passes(text in any::<String>()) {
            for c in clean(&text).chars().chain(Clean::flow(&text).as_str().chars()) {
                prop_assert!(!is_hostile(c), "{c:?} passed");
            }
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in any::<String>()) {
            let once = clean(&text).into_owned();
            prop_assert_eq!(clean(&once), once.as_str());
        }

        #[test]
        fn cuts_fit(text in any::<String>(), columns in 2usize..60) {
            let text = Clean::line(&text);
            prop_assert!(text.head(columns).width() <= columns);
            prop_assert!(text.tail(columns).width() <= columns, "{:?}", text.tail(columns));
        }
    }
}
