//! How text is split into tokens, alike for drafts and for the phrases of packs.

#![allow(clippy::indexing_slicing, reason = "the offset lies in the text that is cut")]

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Letters, with inner apostrophes or digits behind them ("O'Brien", "G7"), or dotted ("U.S.", "a.m.").
    Word,
    /// Digits with inner marks ("6,100", "7.42", "6 116"), or a fraction sign ("½").
    Number,
    /// "'s", or the bare apostrophe of a plural possessive.
    Possessive,
    /// An address: `https://…`, `name@host`.
    Address,
    /// Anything else, one mark a token; runs of the same dash or dot are one.
    Mark,
}

/// A token by byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RawToken {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{02bc}')
}

fn is_fraction(c: char) -> bool {
    matches!(c, '\u{bc}'..='\u{be}' | '\u{2150}'..='\u{215e}')
}

/// A space that may stand between groups of three digits.
fn is_digit_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// A letter of a word; combining marks go with the letter before them.
fn is_letter(c: char) -> bool {
    c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// Whether a phrase is one token for certain: letters without an accent, and nothing else.
pub(super) fn is_one_word(phrase: &str) -> bool {
    !phrase.is_empty() && phrase.bytes().all(|b| b.is_ascii_alphabetic())
}

/// Splits text into tokens; what lies between them is white space.
#[must_use]
pub fn split(text: &str) -> Vec<RawToken> {
    let mut out = Vec::with_capacity(text.len() / 5 + 1);
    split_into(text, &mut out, |_| false);
    out
}

/// As [`split`], behind the tokens that are there, of another text; letters for which `apart` answers are a
/// token of their own before the digits that are written to them ("Rs20", "CAD3.03").
pub(super) fn split_into(text: &str, out: &mut Vec<RawToken>, apart: impl Fn(&str) -> bool) {
    let others = out.len();
    let mut run = Run::default();
    // Few texts have an address, and what tells one is found at once; a letter is found sooner than a word.
    let has = |byte: u8| text.as_bytes().contains(&byte);
    let addresses = has(b'@') || has(b':') && text.contains("://") || has(b'.') && text.contains("www.");
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if matches!(byte, b' ' | b'\t'..=b'\r') {
            at += 1;
            continue;
        }
        // Most of a text are plain words; an address begins like one.
        if !addresses && let Some(end) = plain_word(text.as_bytes(), at) {
            out.push(RawToken { start: at as u32, end: end as u32, kind: TokenKind::Word });
            at = end;
            continue;
        }
        let c = if byte.is_ascii() { char::from(byte) } else { text[at..].chars().next().unwrap_or(' ') };
        if c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}') {
            at += c.len_utf8();
            continue;
        }
        let before = out.get(others..).and_then(<[RawToken]>::last);
        let (mut end, kind) = token(text, at, c, before, addresses.then_some(&mut run));
        if kind == TokenKind::Word {
            end = before_digits(text, at, end).filter(|&to| apart(&text[at..to])).unwrap_or(end);
        }
        out.push(RawToken { start: at as u32, end: end as u32, kind });
        at = end;
    }
}

/// Where the digits begin that close a word of letters, if it is one.
fn before_digits(text: &str, at: usize, end: usize) -> Option<usize> {
    let word = &text[at..end];
    let letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
    let digits = word[letters..].bytes().take_while(u8::is_ascii_digit).count();
    // A scale may stand behind them: "EUR20m".
    let scale = word.len() - letters - digits;
    (letters > 0 && digits > 0 && scale <= 2).then_some(at + letters)
}

fn token(text: &str, at: usize, c: char, before: Option<&RawToken>, run: Option<&mut Run>) -> (usize, TokenKind) {
    if c.is_ascii_digit() {
        return (number(text, at), TokenKind::Number);
    }
    if is_fraction(c) {
        return (at + c.len_utf8(), TokenKind::Number);
    }
    if is_letter(c) {
        return run
            .and_then(|run| run.address(text, at))
            .map_or_else(|| (word(text, at), TokenKind::Word), |end| (end, TokenKind::Address));
    }
    if is_apostrophe(c)
        && let Some(prior) = before
        && prior.end as usize == at
        && matches!(prior.kind, TokenKind::Word | TokenKind::Number)
    {
        let rest = &text[at + c.len_utf8()..];
        let mut chars = rest.chars();
        let ends = |c: Option<char>| !c.is_some_and(is_letter);
        if matches!(chars.next(), Some('s' | 'S')) && ends(chars.next()) {
            return (at + c.len_utf8() + 1, TokenKind::Possessive);
        }
        if c != '\'' && ends(rest.chars().next())
            || c == '\'' && text[..at].ends_with(['s', 'S', 'z', 'x']) && ends(rest.chars().next())
        {
            return (at + c.len_utf8(), TokenKind::Possessive);
        }
    }
    let mut end = at + c.len_utf8();
    if matches!(c, '-' | '.') {
        while text[end..].starts_with(c) {
            end += 1;
        }
    }
    (end, TokenKind::Mark)
}

/// Where a number that begins here ends.
fn number(text: &str, at: usize) -> usize {
    let digits = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = at + digits(at);
    let mut decimals = false;
    while let Some(mark) = text[end..].chars().next() {
        let next = end + mark.len_utf8();
        let run = digits(next);
        let group = run == 3;
        let goes_on = match mark {
            ',' => group && !decimals,
            '.' => run > 0,
            c if is_digit_space(c) => group && !decimals,
            c if is_apostrophe(c) => group && !decimals,
            _ => false,
        };
        if !goes_on {
            break;
        }
        decimals |= mark == '.';
        end = next + run;
    }
    end
}

/// How many letters without an accent stand here.
fn letters(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|b| b.is_ascii_alphabetic()).count()
}

/// Where a word ends that begins here and is letters without an accent, two at least, behind which a space
/// or mark follows.
fn plain_word(text: &[u8], at: usize) -> Option<usize> {
    let bytes = text.get(at..)?;
    let plain = letters(bytes);
    let ends = match bytes.get(plain..).unwrap_or(&[]) {
        [] => true,
        // Curly quotation marks and dashes end a word; the apostrophe among them may not.
        [0xe2, 0x80, third, ..] => *third != 0x99,
        [b, ..] => b.is_ascii() && !b.is_ascii_digit() && *b != b'\'',
    };
    (plain > 1 && ends).then_some(at + plain)
}

/// Where a word that begins here ends.
fn word(text: &str, at: usize) -> usize {
    if let Some(end) = plain_word(text.as_bytes(), at) {
        return end;
    }
    let plain = letters(&text.as_bytes()[at..]);
    if plain < 2
        && let Some(end) = dotted(text, at)
    {
        return end;
    }
    let from = at + plain;
    let mut end = from;
    for (i, c) in text[from..].char_indices() {
        let first = from + i == at;
        if is_letter(c) || (c.is_ascii_digit() && !first) {
            end = from + i + c.len_utf8();
        } else if is_apostrophe(c) && !first {
            // "don't" and "O'Brien" are one word; "city's" and "cities'" end before the apostrophe.
            let rest = &text[from + i + c.len_utf8()..];
            let tail = rest.chars().take_while(|&c| is_letter(c)).count();
            if tail == 0 || (tail == 1 && rest.starts_with(['s', 'S'])) {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// "U.S.", "a.m.", "J.F.K.": single letters, each with its full stop, two at least.
fn dotted(text: &str, at: usize) -> Option<usize> {
    let mut end = at;
    let mut letters = 0;
    loop {
        let mut chars = text[end..].chars();
        match (chars.next(), chars.next()) {
            (Some(c), Some('.')) if is_letter(c) => {
                letters += 1;
                end += c.len_utf8() + 1;
            }
            (Some(c), after) if letters > 0 && is_letter(c) && !after.is_some_and(is_letter) => {
                // "U.N" without its last stop
                return (letters >= 1).then_some(end + c.len_utf8());
            }
            _ => break,
        }
    }
    (letters >= 2).then_some(end)
}

/// A stretch without white space. What tells an address is looked for once in a stretch, not again for
/// each of its words.
#[derive(Debug, Default)]
struct Run {
    /// One past its last byte.
    end: usize,
    /// The same without closing marks; an address ends there.
    trimmed: usize,
    /// Its last "://".
    scheme: Option<usize>,
    /// Its first "@" behind the word that was last asked for.
    mail: Option<usize>,
    /// Its last full stop.
    stop: Option<usize>,
}

impl Run {
    /// Where an address ends whose first letter stands here.
    fn address(&mut self, text: &str, at: usize) -> Option<usize> {
        if at >= self.end {
            *self = Self::from(text, at);
        }
        if self.mail.is_some_and(|mail| mail < at) {
            self.mail = text[at..self.trimmed].find('@').map(|i| at + i);
        }
        let is_url = self.scheme.is_some_and(|s| s >= at) || text[at..self.trimmed].starts_with("www.");
        let is_mail = self
            .mail
            .is_some_and(|m| self.stop.is_some_and(|stop| stop > m) && !text[m + 1..self.trimmed].starts_with('.'));
        (is_url || is_mail).then_some(self.trimmed)
    }

    fn from(text: &str, at: usize) -> Self {
        let rest = &text[at..];
        let bytes = rest.as_bytes();
        let mut len = bytes.iter().take_while(|b| b.is_ascii_graphic()).count();
        if !bytes.get(len).is_none_or(|b| matches!(b, b' ' | b'\t'..=b'\r')) {
            len += rest[len..].find(char::is_whitespace).unwrap_or(rest.len() - len);
        }
        let run = &rest[..len];
        let trimmed = run.trim_end_matches(['.', ',', ';', ':', ')', '"', '\'', '\u{201d}', '\u{2019}', '>', '?', '!']);
        let place = |found: Option<usize>| found.map(|i| at + i);
        let mail = trimmed.as_bytes().contains(&b'@');
        let scheme = trimmed.as_bytes().contains(&b':');
        Self {
            end: at + len,
            trimmed: at + trimmed.len(),
            scheme: place(scheme.then(|| trimmed.rfind("://")).flatten()),
            mail: place(mail.then(|| trimmed.find('@')).flatten()),
            stop: place(mail.then(|| trimmed.rfind('.')).flatten()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<&str> {
        split(text).iter().map(|t| &text[t.start as usize..t.end as usize]).collect()
    }

    #[test]
    fn addresses_are_told_from_words_wherever_they_begin() {
        for (text, expected) in [
            ("(see:http://a.example/b), no", "(|see:http://a.example/b|)|,|no"),
            ("ask a@b, c@d.example or e@.f.", "ask|a|@|b|,|c@d.example|or|e|@|.|f|."),
            ("x/a@b/c@d.example!", "x/a@b/c@d.example|!"),
            ("www. and www.a.example", "www|.|and|www.a.example"),
            ("caf\u{e9}@b.example\u{a0}a", "caf\u{e9}@b.example|a"),
        ] {
            assert_eq!(tokens(text), expected.split('|').collect::<Vec<_>>(), "{text}");
        }
    }

    #[test]
    fn news_text_is_split_as_readers_expect() {
        for (text, expected) in [
            ("Halmic’s 27,300 residents", "Halmic|’s|27,300|residents"),
            ("a four-hour, $1.2bn deal.", "a|four|-|hour|,|$|1.2|bn|deal|."),
            ("The U.S. said at 4 p.m. no", "The|U.S.|said|at|4|p.m.|no"),
            ("Nov. 25 (Agency) — don’t", "Nov|.|25|(|Agency|)|—|don’t"),
            ("2014-03-18, the 1990s and 3½ km/h", "2014|-|03|-|18|,|the|1990|s|and|3|½|km|/|h"),
            ("6\u{202f}116 or 6,11 by https://a.example/x?y=1.", "6\u{202f}116|or|6|,|11|by|https://a.example/x?y=1|."),
            ("the voters' 5,000,000 G7 O'Brien", "the|voters|'|5,000,000|G7|O'Brien"),
            ("12th, 5.5%--or more...", "12|th|,|5.5|%|--|or|more|..."),
        ] {
            assert_eq!(tokens(text), expected.split('|').collect::<Vec<_>>(), "{text}");
        }
    }
}
